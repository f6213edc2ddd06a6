//! A team's own time.

use jiff::{SignedDuration, Span, Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// How a team's clock runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClockMode {
    /// Runs with the wall clock, at a pace of its own.
    Follow,
    /// Stands still.
    Frozen,
}

/// How fast a clock runs beside the wall clock, in whole thousandths: 1 is as fast, 60 a minute for every
/// second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speed(u32);

/// A speed that a clock cannot have.
#[derive(Debug, thiserror::Error)]
#[error("a clock runs at 0.001 to 1000000 times the real speed")]
pub struct SpeedError;

impl Speed {
    /// As fast as the wall clock.
    pub const REAL: Self = Self(1_000);

    /// Reads a factor; what is finer than a thousandth is rounded.
    ///
    /// # Errors
    /// When it is not between a thousandth and a million.
    pub fn from_factor(factor: f64) -> Result<Self, SpeedError> {
        if (0.001..=1_000_000.0).contains(&factor) {
            // Within a u32, by the line above.
            Ok(Self((factor * 1_000.0).round() as u32))
        } else {
            Err(SpeedError)
        }
    }

    /// Whether it is [`Speed::REAL`].
    pub fn is_real(&self) -> bool {
        *self == Self::REAL
    }

    /// How much passes on the clock while `passed` passes on the wall.
    fn scale(self, passed: SignedDuration) -> SignedDuration {
        if self.is_real() {
            return passed;
        }
        let nanoseconds = passed.as_nanos() * i128::from(self.0) / 1_000;
        let second = 1_000_000_000;
        let seconds = i64::try_from(nanoseconds / second);
        let rest = i32::try_from(nanoseconds % second).unwrap_or(0);
        match seconds {
            Ok(seconds) => SignedDuration::new(seconds, rest),
            Err(_) if nanoseconds < 0 => SignedDuration::MIN,
            Err(_) => SignedDuration::MAX,
        }
    }
}

impl Default for Speed {
    fn default() -> Self {
        Self::REAL
    }
}

impl Serialize for Speed {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(1_000) {
            serializer.serialize_u32(self.0 / 1_000)
        } else {
            serializer.serialize_f64(f64::from(self.0) / 1_000.0)
        }
    }
}

impl<'de> Deserialize<'de> for Speed {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_factor(f64::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// A team's clock: a pure function of the wall clock that the shell reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    mode: ClockMode,
    /// What it showed when it was set.
    at: Timestamp,
    /// What the wall clock showed then.
    wall: Timestamp,
    speed: Speed,
}

/// A moment that a clock cannot show.
#[derive(Debug, thiserror::Error)]
#[error("the clock cannot be set that far from the present")]
pub struct ClockError;

impl Default for Clock {
    fn default() -> Self {
        Self::following(Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH, Speed::REAL)
    }
}

impl Clock {
    /// A clock that stands still.
    pub fn frozen(at: Timestamp) -> Self {
        Self {
            mode: ClockMode::Frozen,
            at,
            wall: at,
            speed: Speed::REAL,
        }
    }

    /// A clock that shows `shown` now, when the wall clock shows `wall`, and runs on from there.
    pub fn following(shown: Timestamp, wall: Timestamp, speed: Speed) -> Self {
        Self {
            mode: ClockMode::Follow,
            at: shown,
            wall,
            speed,
        }
    }

    /// How the clock runs.
    pub fn mode(&self) -> ClockMode {
        self.mode
    }

    /// How fast it runs, when it runs.
    pub fn speed(&self) -> Speed {
        self.speed
    }

    /// What the clock shows when the wall clock shows `wall`. Saturates at the ends of time.
    pub fn read(&self, wall: Timestamp) -> Timestamp {
        match self.mode {
            ClockMode::Frozen => self.at,
            ClockMode::Follow => {
                let passed = self.speed.scale(wall.duration_since(self.wall));
                self.at
                    .checked_add(passed)
                    .unwrap_or(if passed.is_negative() {
                        Timestamp::MIN
                    } else {
                        Timestamp::MAX
                    })
            }
        }
    }

    /// What the clock shows a period of the Dutch calendar later.
    ///
    /// # Errors
    /// When no calendar goes that far.
    pub fn later(&self, wall: Timestamp, period: Span) -> Result<Timestamp, ClockError> {
        self.read(wall)
            .to_zoned_datetime(amsterdam().clone())
            .checked_add(period)
            .map(|zoned| zoned.timestamp())
            .map_err(|_| ClockError)
    }
}

/// The Dutch calendar day of a moment.
pub(crate) fn dutch_day(moment: Timestamp) -> Date {
    amsterdam().to_datetime(moment).date()
}

fn amsterdam() -> &'static TimeZone {
    // Reading the zone takes a lock and a search; every call asks, so it is looked up once.
    static AMSTERDAM: std::sync::OnceLock<TimeZone> = std::sync::OnceLock::new();
    AMSTERDAM.get_or_init(|| {
        TimeZone::get("Europe/Amsterdam").expect("the zone database is compiled in")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frozen_clock_ignores_the_wall_and_a_following_one_keeps_its_distance() {
        let noon: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        let later: Timestamp = "2026-03-01T13:00:00Z".parse().unwrap();
        let shown: Timestamp = "2030-01-01T00:00:00Z".parse().unwrap();
        assert_eq!(Clock::frozen(noon).read(later), noon);
        let clock = Clock::following(shown, noon, Speed::REAL);
        assert_eq!(clock.read(noon), shown);
        assert_eq!(
            clock.read(later).duration_since(shown),
            SignedDuration::from_hours(1)
        );
    }

    #[test]
    fn the_day_is_dutch() {
        let late_evening: Timestamp = "2026-06-30T22:30:00Z".parse().unwrap();
        assert_eq!(dutch_day(late_evening).to_string(), "2026-07-01");
    }

    #[test]
    fn a_fast_clock_runs_a_minute_a_second_and_a_slow_one_behind() {
        let noon: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        let later: Timestamp = "2026-03-01T12:00:10Z".parse().unwrap();
        let at = |factor| {
            let speed = Speed::from_factor(factor).unwrap();
            Clock::following(noon, noon, speed).read(later).to_string()
        };
        assert_eq!(at(60.0), "2026-03-01T12:10:00Z");
        assert_eq!(at(0.5), "2026-03-01T12:00:05Z");
        // Before it was set, for a replica whose wall clock is behind.
        let clock = Clock::following(later, later, Speed::from_factor(2.0).unwrap());
        assert_eq!(clock.read(noon).to_string(), "2026-03-01T11:59:50Z");
        let clock = Clock::following(noon, noon, Speed::from_factor(1e6).unwrap());
        assert_eq!(clock.read(Timestamp::MAX), Timestamp::MAX);
        for wrong in [0.0, -1.0, 0.0001, 1e7, f64::NAN, f64::INFINITY] {
            assert!(Speed::from_factor(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_speed_is_a_plain_number() {
        for (text, factor) in [("1", 1.0), ("60", 60.0), ("0.5", 0.5)] {
            let speed = Speed::from_factor(factor).unwrap();
            assert_eq!(serde_json::to_string(&speed).unwrap(), text);
            assert_eq!(serde_json::from_str::<Speed>(text).unwrap(), speed);
        }
        assert!(serde_json::from_str::<Speed>("0").is_err());
    }

    #[test]
    fn a_period_is_of_the_dutch_calendar() {
        // The night in which summer time begins has 23 hours.
        let noon: Timestamp = "2026-03-28T12:00:00+01:00".parse().unwrap();
        let clock = Clock::frozen(noon);
        let later = |period: &str| clock.later(noon, period.parse().unwrap());
        assert_eq!(later("P1D").unwrap().to_string(), "2026-03-29T10:00:00Z");
        assert_eq!(later("PT24H").unwrap().to_string(), "2026-03-29T11:00:00Z");
        assert_eq!(later("P1M").unwrap().to_string(), "2026-04-28T10:00:00Z");
        assert!(later("P9998Y").is_err());
    }
}
