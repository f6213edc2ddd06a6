//! A team's own time.

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// How a team's clock runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClockMode {
    /// Follows the wall clock, at a fixed distance.
    Follow,
    /// Stands still.
    Frozen,
}

/// A team's clock: a pure function of the wall clock that the shell reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    mode: ClockMode,
    /// Where a frozen clock stands.
    at: Timestamp,
    /// How far a following clock is ahead of the wall clock.
    ahead: SignedDuration,
}

/// A moment that a clock cannot show.
#[derive(Debug, thiserror::Error)]
#[error("the clock cannot be set that far from the present")]
pub struct ClockError;

impl Default for Clock {
    fn default() -> Self {
        Self {
            mode: ClockMode::Follow,
            at: Timestamp::UNIX_EPOCH,
            ahead: SignedDuration::ZERO,
        }
    }
}

impl Clock {
    /// A clock that stands still.
    pub fn frozen(at: Timestamp) -> Self {
        Self {
            mode: ClockMode::Frozen,
            at,
            ahead: SignedDuration::ZERO,
        }
    }

    /// A clock that shows `shown` now, when the wall clock shows `wall`, and runs on from there.
    pub fn following(shown: Timestamp, wall: Timestamp) -> Self {
        Self {
            mode: ClockMode::Follow,
            at: shown,
            ahead: shown.duration_since(wall),
        }
    }

    /// How the clock runs.
    pub fn mode(&self) -> ClockMode {
        self.mode
    }

    /// What the clock shows when the wall clock shows `wall`. Saturates at the ends of time.
    pub fn read(&self, wall: Timestamp) -> Timestamp {
        match self.mode {
            ClockMode::Frozen => self.at,
            ClockMode::Follow => {
                wall.checked_add(self.ahead)
                    .unwrap_or(if self.ahead.is_negative() {
                        Timestamp::MIN
                    } else {
                        Timestamp::MAX
                    })
            }
        }
    }

    /// The distance to the wall clock of a following clock.
    pub fn ahead(&self) -> SignedDuration {
        self.ahead
    }
}

/// The Dutch calendar day of a moment.
pub(crate) fn dutch_day(moment: Timestamp) -> Date {
    // Reading the zone takes a lock and a search; every call asks, so it is looked up once.
    static AMSTERDAM: std::sync::OnceLock<TimeZone> = std::sync::OnceLock::new();
    let zone = AMSTERDAM.get_or_init(|| {
        TimeZone::get("Europe/Amsterdam").expect("the zone database is compiled in")
    });
    zone.to_datetime(moment).date()
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
        let clock = Clock::following(shown, noon);
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
}
