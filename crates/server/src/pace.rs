//! How fast a team may ask.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Lets through so many calls a second, a second's worth at once at most.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    /// When the calls so far would have been through, at an even pace. Held for the length of one method.
    until: Mutex<Option<Instant>>,
}

impl Pace {
    /// Counts a call at `now`; an error says how long to wait.
    pub(crate) fn admit(&self, per_second: u32, now: Instant) -> Result<(), Duration> {
        let second = Duration::from_secs(1);
        let Some(each) = second.checked_div(per_second) else {
            // Nothing at all may be asked.
            return Err(second);
        };
        let mut until = self.until.lock().unwrap_or_else(PoisonError::into_inner);
        let from = until.map_or(now, |until| until.max(now));
        let next = from + each;
        if next > now + second {
            return Err(next - now - second);
        }
        *until = Some(next);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_of_a_second_passes_and_then_an_even_flow() {
        let pace = Pace::default();
        let start = Instant::now();
        for _ in 0..5 {
            assert_eq!(pace.admit(5, start), Ok(()));
        }
        let wait = pace.admit(5, start).unwrap_err();
        assert_eq!(wait, Duration::from_millis(200));
        assert_eq!(pace.admit(5, start + wait), Ok(()));
        assert!(pace.admit(5, start + wait).is_err());
        assert_eq!(pace.admit(5, start + Duration::from_secs(9)), Ok(()));
        assert!(pace.admit(0, start).is_err());
    }
}
