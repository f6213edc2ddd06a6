//! Which faults strike a call of a team, and what they do to it.
//!
//! The faults themselves are in the team's ledger. Here is counted how many calls each was about and how many
//! it struck; a checkpoint remembers those numbers, so that a team that is put back meets the same faults again.
//! The numbers are this process's own: they begin at nothing when it starts.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use fieldlab_sim::{Effect, Seq, State, Struck};
use http::StatusCode;
use jiff::{Span, Timestamp};

/// How many checkpoints are remembered.
const REMEMBERED: usize = 100;

/// Seconds to wait when nobody said how long the maintenance takes.
const MAINTENANCE: u32 = 3_600;

/// How often a fault was met.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    /// Calls that it was about, while it was on.
    met: u64,
    /// Calls that it struck.
    hits: u64,
}

/// Counts, by the entry that set the fault.
type Counts = BTreeMap<Seq, Count>;

/// The counts of one team's faults.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    /// Held for the length of one method.
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    counts: Counts,
    marks: BTreeMap<Seq, Counts>,
}

/// What is done to a call.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// The faults that struck, by name.
    pub(crate) names: Vec<String>,
    /// How late the answer comes.
    pub(crate) delay: Duration,
    /// From how long ago the register answers.
    pub(crate) stale: Option<Span>,
    /// What comes in the place of the register's answer.
    pub(crate) instead: Option<Instead>,
    /// What happens to the answer on its way.
    pub(crate) delivery: Delivery,
}

/// What a client meets in the place of an answer.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Instead {
    /// A refusal in the register's own shape.
    Status {
        status: StatusCode,
        retry_after: Option<u32>,
    },
    /// The key or token is no good.
    ExpiredToken,
}

/// How an answer goes over the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Delivery {
    /// As it should.
    #[default]
    Whole,
    /// So many bytes of the body a second.
    Slow(u32),
    /// So many percent of the body, and then the connection ends.
    Cut(u8),
    /// Whole, and no JSON any more.
    Malformed,
    /// The connection is reset.
    Reset,
    /// Nothing comes.
    Silence,
}

impl Faults {
    /// What strikes this call; counts it.
    pub(crate) fn plan(
        &self,
        state: &State,
        world: u64,
        call: &Struck<'_>,
        now: Timestamp,
    ) -> Plan {
        let mut plan = Plan::default();
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        for (seq, fault) in state.faults() {
            if !fault.is_on(now) || !fault.matcher.fits(call) {
                continue;
            }
            let count = inner.counts.entry(*seq).or_default();
            let nth = count.met;
            count.met += 1;
            if !fault.strikes(world, nth, count.hits) {
                continue;
            }
            count.hits += 1;
            plan.names.push(fault.name.clone());
            plan.add(&fault.effect, fault.delay(world, nth), fault.until, now);
        }
        plan
    }

    /// How many calls a fault struck.
    pub(crate) fn hits(&self, fault: Seq) -> u64 {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.counts.get(&fault).map_or(0, |count| count.hits)
    }

    /// Remembers the counts at a checkpoint.
    pub(crate) fn mark(&self, checkpoint: Seq) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let counts = inner.counts.clone();
        inner.marks.insert(checkpoint, counts);
        if inner.marks.len() > REMEMBERED {
            inner.marks.pop_first();
        }
    }

    /// Goes back to the entry `to`. Where it is no checkpoint, the faults that are left begin anew.
    pub(crate) fn rewind(&self, to: Seq) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.marks.retain(|seq, _| *seq <= to);
        inner.counts = inner.marks.get(&to).cloned().unwrap_or_default();
    }

    /// Begins with the counts of another team, for a fork of it at its last entry.
    pub(crate) fn copy(&self, from: &Self) {
        let (counts, marks) = {
            let from = from.inner.lock().unwrap_or_else(PoisonError::into_inner);
            (from.counts.clone(), from.marks.clone())
        };
        *self.inner.lock().unwrap_or_else(PoisonError::into_inner) = Inner { counts, marks };
    }
}

impl Plan {
    /// Adds what a fault does. Delays add up; of two that answer, the one that was set first does.
    fn add(&mut self, effect: &Effect, delay: u32, until: Option<Timestamp>, now: Timestamp) {
        let instead = match effect {
            Effect::Latency(_) => {
                self.delay += Duration::from_millis(u64::from(delay));
                None
            }
            Effect::Stale { by } => {
                self.stale = self.stale.or(by.parse().ok());
                None
            }
            Effect::Maintenance => {
                let left = until.map(|until| until.duration_since(now).as_secs());
                let left = left.and_then(|seconds| u32::try_from(seconds.max(1)).ok());
                Some(Instead::Status {
                    status: StatusCode::SERVICE_UNAVAILABLE,
                    retry_after: left.or(Some(MAINTENANCE)),
                })
            }
            Effect::Status {
                status,
                retry_after,
            } => StatusCode::from_u16(*status)
                .ok()
                .map(|status| Instead::Status {
                    status,
                    retry_after: *retry_after,
                }),
            Effect::TooManyRequests { retry_after } => Some(Instead::Status {
                status: StatusCode::TOO_MANY_REQUESTS,
                retry_after: Some(*retry_after),
            }),
            Effect::ExpiredToken => Some(Instead::ExpiredToken),
            Effect::SlowBody { bytes_per_second } => {
                self.deliver(Delivery::Slow(*bytes_per_second));
                None
            }
            Effect::Truncated { percent } => {
                self.deliver(Delivery::Cut(*percent));
                None
            }
            Effect::Malformed => {
                self.deliver(Delivery::Malformed);
                None
            }
            Effect::Reset => {
                self.deliver(Delivery::Reset);
                None
            }
            Effect::Silence => {
                self.deliver(Delivery::Silence);
                None
            }
        };
        self.instead = self.instead.or(instead);
    }

    fn deliver(&mut self, delivery: Delivery) {
        if self.delivery == Delivery::Whole {
            self.delivery = delivery;
        }
    }
}
