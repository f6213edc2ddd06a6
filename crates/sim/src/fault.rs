//! Disturbances that a trainer asks for: what they do, to which calls, and when.
//!
//! A fault is a value. Whether it strikes the nth call that it is about follows from the world's seed, its
//! name and that number, so a run can be repeated exactly, also by a team of another name.

use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};

/// A disturbance of one team's calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fault {
    /// What it is called; of two with one name the later one counts.
    pub name: String,
    /// Which calls it is about; every call when nothing is said.
    #[serde(default, rename = "match", skip_serializing_if = "Matcher::is_any")]
    pub matcher: Matcher,
    /// Which part of those calls it strikes.
    #[serde(default, skip_serializing_if = "Chance::is_always")]
    pub chance: Chance,
    /// How many of those calls are spared first.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub skip: u64,
    /// How many calls it strikes at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// From when on the team's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// Until when on the team's clock; not at that moment itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Another number gives other draws.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub seed: u64,
    /// What it does.
    pub effect: Effect,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it so")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// Which calls a fault is about. What is left out does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Matcher {
    /// Name of the register: `brp`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub register: Option<String>,
    /// `operationId` in the register's contract.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// HTTP method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Path below the team's address; `*` stands for any text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

/// A call as a matcher looks at it.
#[derive(Clone, Copy, Debug)]
pub struct Struck<'a> {
    /// Name of the register.
    pub register: &'a str,
    /// `operationId`, when the contract has the path and method.
    pub operation: Option<&'a str>,
    /// HTTP method.
    pub method: &'a str,
    /// Path below the team's address.
    pub path: &'a str,
}

impl Matcher {
    fn is_any(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a call is meant.
    pub fn fits(&self, call: &Struck<'_>) -> bool {
        let same = |wanted: &Option<String>, found: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| found == Some(wanted))
        };
        same(&self.register, Some(call.register))
            && same(&self.operation, call.operation)
            && self
                .method
                .as_deref()
                .is_none_or(|wanted| wanted.eq_ignore_ascii_case(call.method))
            && self
                .path
                .as_deref()
                .is_none_or(|pattern| matches_text(pattern, call.path))
    }
}

/// Whether `text` is as `pattern` says, in which `*` stands for any text.
fn matches_text(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let mut last = None;
    for part in parts {
        if let Some(passed) = last.replace(part) {
            match rest.find(passed) {
                Some(at) => rest = &rest[at + passed.len()..],
                None => return false,
            }
        }
    }
    match last {
        None => rest.is_empty(),
        Some(end) => rest.ends_with(end),
    }
}

/// A part of all calls, in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chance(u32);

impl Chance {
    const ALL: u32 = 1_000_000;

    /// Every call.
    pub const ALWAYS: Self = Self(Self::ALL);

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it so")]
    fn is_always(&self) -> bool {
        *self == Self::ALWAYS
    }

    /// A part between 0 and 1; what is finer than a millionth is rounded.
    pub fn from_part(part: f64) -> Option<Self> {
        let millionths = part * f64::from(Self::ALL);
        (0.0..=1.0)
            .contains(&part)
            .then(|| Self(millionths.round() as u32))
    }
}

impl Default for Chance {
    fn default() -> Self {
        Self::ALWAYS
    }
}

impl Serialize for Chance {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / f64::from(Self::ALL))
    }
}

impl<'de> Deserialize<'de> for Chance {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_part(f64::deserialize(deserializer)?)
            .ok_or_else(|| serde::de::Error::custom("a chance is between 0 and 1"))
    }
}

/// What a fault does to a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum Effect {
    /// The register answers from what it knew so long ago on the team's clock; its clock is right.
    Stale {
        /// A period of ISO 8601: `P1D`.
        by: String,
    },
    /// The register is being maintained: 503, with `Retry-After` until the window closes.
    Maintenance,
    /// A status in the register's own shape.
    Status {
        /// 400 to 599.
        status: u16,
        /// Seconds, for `Retry-After`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_after: Option<u32>,
    },
    /// The register's limit is reached: 429 with its own headers.
    TooManyRequests {
        /// Seconds until it is over.
        #[serde(default = "one")]
        retry_after: u32,
    },
    /// The caller's key or token is taken for one that has expired: 401 in the register's own shape.
    ExpiredToken,
    /// The answer comes late.
    Latency(Latency),
    /// The answer's body comes slowly.
    SlowBody {
        /// Bytes a second, at least 1.
        bytes_per_second: u32,
    },
    /// The connection ends before the body does.
    Truncated {
        /// How much of the body comes, in percent, at most 99.
        percent: u8,
    },
    /// The body is whole and no JSON any more.
    Malformed,
    /// The connection is reset instead of an answer.
    Reset,
    /// No answer comes, and the connection stays open.
    Silence,
}

fn one() -> u32 {
    1
}

/// How late an answer comes, in milliseconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum Latency {
    /// Always so late.
    Fixed(u32),
    /// Anything from one to the other, all as likely.
    Between(u32, u32),
    /// By the parts of calls that are faster: half of them than `p50`, and so on; nothing is later than `p99`.
    Quantiles {
        /// Half is faster.
        p50: u32,
        /// 95 of a hundred are faster.
        p95: u32,
        /// 99 of a hundred are faster.
        p99: u32,
    },
}

/// The latest that an answer may come, in milliseconds.
const LATEST: u32 = 60_000;

/// A fault that means nothing.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("fault `{name}`: {reason}")]
pub struct FaultError {
    name: String,
    reason: &'static str,
}

impl Fault {
    /// Whether it means something.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn check(&self) -> Result<(), FaultError> {
        let wrong = |reason| {
            Err(FaultError {
                name: self.name.clone(),
                reason,
            })
        };
        if self.name.is_empty() || self.name.len() > 64 {
            return wrong("a name has 1 to 64 characters");
        }
        if let (Some(from), Some(until)) = (self.from, self.until)
            && from >= until
        {
            return wrong("`until` comes after `from`");
        }
        match &self.effect {
            Effect::Stale { by } if by.parse::<Span>().is_ok_and(|span| span.is_positive()) => {
                Ok(())
            }
            Effect::Stale { .. } => wrong("`by` is a period of ISO 8601 such as P1D"),
            Effect::Status { status, .. } if !(400..600).contains(status) => {
                wrong("a status is 400 to 599")
            }
            Effect::SlowBody {
                bytes_per_second: 0,
            } => wrong("a body comes by at least a byte a second"),
            Effect::Truncated { percent } if *percent > 99 => {
                wrong("at most 99 percent of a truncated body comes")
            }
            Effect::Latency(latency) => match latency {
                Latency::Fixed(late) if *late > LATEST => wrong("at most 60000 milliseconds"),
                Latency::Between(from, to) if from > to => wrong("the first is the smaller one"),
                Latency::Between(_, late) | Latency::Quantiles { p99: late, .. }
                    if *late > LATEST =>
                {
                    wrong("at most 60000 milliseconds")
                }
                Latency::Quantiles { p50, p95, p99 } if p50 > p95 || p95 > p99 => {
                    wrong("p50, p95 and p99 go up")
                }
                _ => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// Whether it is there at a moment of the team's clock.
    pub fn is_on(&self, now: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= now) && self.until.is_none_or(|until| now < until)
    }

    /// Whether it strikes the nth call that it is about (from 0), when it struck `hits` before.
    pub fn strikes(&self, world: u64, nth: u64, hits: u64) -> bool {
        nth >= self.skip
            && self.count.is_none_or(|count| hits < count)
            && self.draw(world, nth, 0) % u64::from(Chance::ALL) < u64::from(self.chance.0)
    }

    /// How late the nth call's answer comes, in milliseconds.
    pub fn delay(&self, world: u64, nth: u64) -> u32 {
        let Effect::Latency(latency) = &self.effect else {
            return 0;
        };
        let draw = self.draw(world, nth, 1);
        match latency {
            Latency::Fixed(late) => *late,
            Latency::Between(from, to) => from + (draw % (u64::from(to - from) + 1)) as u32,
            Latency::Quantiles { p50, p95, p99 } => {
                // Straight lines between what is known, in ten-thousandths.
                let at = draw % 10_000;
                let line = |from: (u64, u32), to: (u64, u32)| {
                    let part = u64::from(to.1 - from.1) * (at - from.0) / (to.0 - from.0);
                    from.1 + part as u32
                };
                match at {
                    0..5_000 => line((0, 0), (5_000, *p50)),
                    5_000..9_500 => line((5_000, *p50), (9_500, *p95)),
                    9_500..9_900 => line((9_500, *p95), (9_900, *p99)),
                    _ => *p99,
                }
            }
        }
    }

    /// A number for the nth call: the same for the same world, name and seed.
    fn draw(&self, world: u64, nth: u64, stream: u64) -> u64 {
        let mut state = world ^ self.seed.rotate_left(32);
        for byte in self.name.bytes() {
            state = mix(state ^ u64::from(byte));
        }
        mix(mix(state ^ stream) ^ nth)
    }
}

/// The finaliser of splitmix64.
fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn fault(value: Value) -> Fault {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_pattern_stands_for_any_text_where_it_has_a_star() {
        for (pattern, text, fits) in [
            ("/a/b", "/a/b", true),
            ("/a/b", "/a/bc", false),
            ("/a/*", "/a/b/c", true),
            ("/a/*", "/b", false),
            ("*/c", "/a/c", true),
            ("*/c", "/a/cd", false),
            ("/a/*/c*d", "/a/x/cyd", true),
            ("/a/*/c*d", "/a/x/yd", false),
            ("*", "", true),
            ("a*a", "a", false),
            ("**", "x", true),
        ] {
            assert_eq!(matches_text(pattern, text), fits, "{pattern} {text}");
        }
    }

    #[test]
    fn a_matcher_looks_at_all_that_it_names() {
        let call = Struck {
            register: "brp",
            operation: Some("Personen"),
            method: "POST",
            path: "/haalcentraal/api/brp/personen",
        };
        for (matcher, fits) in [
            (json!({}), true),
            (json!({"register": "brp", "method": "post"}), true),
            (json!({"register": "bag"}), false),
            (json!({"register": "brp", "operation": "Bewoning"}), false),
            (
                json!({"path": "/haalcentraal/*", "operation": "Personen"}),
                true,
            ),
        ] {
            let matcher: Matcher = serde_json::from_value(matcher).unwrap();
            assert_eq!(matcher.fits(&call), fits, "{matcher:?}");
        }
        let unknown = Struck {
            operation: None,
            ..call
        };
        let matcher: Matcher = serde_json::from_value(json!({"operation": "Personen"})).unwrap();
        assert!(!matcher.fits(&unknown));
    }

    #[test]
    fn draws_are_repeated_exactly_and_come_to_the_chance_that_was_asked_for() {
        let some = fault(json!({"name": "x", "chance": 0.25, "effect": {"kind": "reset"}}));
        let strikes = |fault: &Fault, world| -> Vec<bool> {
            (0..4_000).map(|nth| fault.strikes(world, nth, 0)).collect()
        };
        let first = strikes(&some, 1);
        assert_eq!(first, strikes(&some, 1));
        assert_ne!(first, strikes(&some, 2));
        let other = Fault { seed: 7, ..some };
        assert_ne!(first, strikes(&other, 1));
        let struck = first.iter().filter(|struck| **struck).count();
        assert!((900..1_100).contains(&struck), "{struck} of 4000");
    }

    #[test]
    fn calls_are_spared_first_and_struck_no_more_than_so_often() {
        let some = fault(json!({"name": "x", "skip": 2, "count": 3, "effect": {"kind": "reset"}}));
        let mut hits = 0;
        let struck: Vec<u64> = (0..10)
            .filter(|nth| {
                let strikes = some.strikes(1, *nth, hits);
                hits += u64::from(strikes);
                strikes
            })
            .collect();
        assert_eq!(struck, [2, 3, 4]);
    }

    #[test]
    fn delays_keep_to_their_distribution() {
        let late = |mut effect: Value| {
            effect["kind"] = json!("latency");
            let fault = fault(json!({"name": "x", "effect": effect}));
            fault.check().unwrap();
            let mut delays: Vec<u32> = (0..10_000).map(|nth| fault.delay(1, nth)).collect();
            delays.sort_unstable();
            delays
        };
        assert!(late(json!({"fixed": 40})).iter().all(|delay| *delay == 40));
        let between = late(json!({"between": [10, 20]}));
        assert_eq!((between[0], between[9_999]), (10, 20));
        let quantiles = late(json!({"quantiles": {"p50": 100, "p95": 400, "p99": 2000}}));
        assert!(
            (90..110).contains(&quantiles[5_000]),
            "{}",
            quantiles[5_000]
        );
        assert!(
            (350..385).contains(&quantiles[9_000]),
            "{}",
            quantiles[9_000]
        );
        assert_eq!((quantiles[9_950], quantiles[9_999]), (2_000, 2_000));
    }

    #[test]
    fn a_fault_is_what_it_was_after_a_journey_through_json() {
        let full = json!({
            "name": "storing", "match": {"register": "brp", "path": "/x*"}, "chance": 0.5, "skip": 1, "count": 2,
            "from": "2026-05-15T12:00:00Z", "until": "2026-05-16T12:00:00Z", "seed": 3,
            "effect": {"kind": "status", "status": 503, "retryAfter": 30},
        });
        let read = fault(full.clone());
        read.check().unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), full);
        let short = json!({"name": "x", "effect": {"kind": "silence"}});
        assert_eq!(serde_json::to_value(fault(short.clone())).unwrap(), short);
    }

    #[test]
    fn what_means_nothing_is_refused_in_words() {
        for (effect, says) in [
            (json!({"kind": "stale", "by": "gisteren"}), "period"),
            (json!({"kind": "stale", "by": "-P1D"}), "period"),
            (json!({"kind": "status", "status": 200}), "400 to 599"),
            (json!({"kind": "slowBody", "bytesPerSecond": 0}), "byte"),
            (json!({"kind": "truncated", "percent": 100}), "99"),
            (json!({"kind": "latency", "fixed": 60_001}), "60000"),
            (json!({"kind": "latency", "between": [2, 1]}), "smaller"),
            (
                json!({"kind": "latency", "quantiles": {"p50": 3, "p95": 2, "p99": 4}}),
                "go up",
            ),
        ] {
            let wrong = fault(json!({"name": "x", "effect": effect}));
            let error = wrong.check().unwrap_err().to_string();
            assert!(error.contains(says), "{error}");
        }
        for wrong in [
            json!({"name": "x"}),
            json!({"name": "x", "effect": {"kind": "brand"}}),
            json!({"name": "x", "chance": 2, "effect": {"kind": "reset"}}),
            json!({"name": "x", "kans": 2, "effect": {"kind": "reset"}}),
            json!({"name": "x", "effect": {"kind": "status", "status": 503, "extra": 1}}),
        ] {
            assert!(
                serde_json::from_value::<Fault>(wrong.clone()).is_err(),
                "{wrong}"
            );
        }
    }
}
