//! A log of bounded length: numbered from 1, the oldest goes when there are too many.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// How many entries are kept.
pub(crate) const KEPT: usize = 1_000;

/// The last thousand entries of something.
#[derive(Debug)]
pub(crate) struct Ring<T> {
    /// Held for the length of one method, none of which waits.
    inner: Mutex<Inner<T>>,
}

#[derive(Debug)]
struct Inner<T> {
    last: u64,
    entries: VecDeque<(u64, T)>,
}

impl<T> Default for Ring<T> {
    fn default() -> Self {
        Self {
            inner: Mutex::new(Inner {
                last: 0,
                entries: VecDeque::new(),
            }),
        }
    }
}

impl<T> Ring<T> {
    /// Adds entries under the next numbers.
    pub(crate) fn write(&self, entries: impl IntoIterator<Item = T>) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        for entry in entries {
            inner.last += 1;
            let seq = inner.last;
            if inner.entries.len() == KEPT {
                inner.entries.pop_front();
            }
            inner.entries.push_back((seq, entry));
        }
    }

    /// The number of the last entry.
    pub(crate) fn last(&self) -> u64 {
        self.inner
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .last
    }

    /// Drops the first entry that is not to be kept and all that follow; the numbers go on from there.
    pub(crate) fn cut(&self, keep: impl Fn(u64, &T) -> bool) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let until = inner
            .entries
            .iter()
            .position(|(seq, entry)| !keep(*seq, entry));
        if let Some(until) = until {
            inner.last = inner.entries[until].0 - 1;
            inner.entries.truncate(until);
        }
    }

    /// What `show` makes of the entries after number `after`, oldest first.
    pub(crate) fn after<U>(&self, after: u64, show: impl Fn(u64, &T) -> U) -> Vec<U> {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner
            .entries
            .iter()
            .filter(|(seq, _)| *seq > after)
            .map(|(seq, entry)| show(*seq, entry))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_entries_go_and_the_numbers_go_on() {
        let ring = Ring::default();
        for entry in 0..KEPT + 5 {
            ring.write([entry]);
        }
        let kept = ring.after(0, |seq, entry| (seq, *entry));
        assert_eq!(kept.len(), KEPT);
        assert_eq!(kept[0], (6, 5));
        assert_eq!(ring.after(KEPT as u64, |_, _| ()).len(), 5);
        ring.cut(|_, entry| *entry < KEPT);
        assert_eq!(ring.last(), KEPT as u64);
        ring.write([7]);
        assert_eq!(
            ring.after(KEPT as u64, |seq, entry| (seq, *entry)),
            [(KEPT as u64 + 1, 7)]
        );
    }
}
