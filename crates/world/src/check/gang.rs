//! The walk over all records of a sort.

use rayon::prelude::*;

use super::Tally;
use crate::world::Watch;

/// Says how far a check is: each record that is looked at counts, of all sorts together.
pub(super) struct Gang<'a, 'b> {
    watch: &'a mut Watch<'b>,
    done: u64,
    total: u64,
}

impl<'a, 'b> Gang<'a, 'b> {
    /// Of a walk over so many records.
    pub(super) fn new(watch: &'a mut Watch<'b>, total: u64) -> Self {
        Self {
            watch,
            done: 0,
            total,
        }
    }

    /// Records between two messages.
    const BLOCK: u32 = 1 << 17;

    /// Looks at `count` records of a sort, several at a time; the memory that takes is that of tallies.
    pub(super) fn walk(
        &mut self,
        what: &'static str,
        count: u32,
        look: impl Fn(u32, &mut Tally) + Sync,
    ) -> Tally {
        let mut all = Tally::default();
        let mut from = 0;
        while from < count {
            let until = from.saturating_add(Self::BLOCK).min(count);
            let part = (from..until)
                .into_par_iter()
                .with_min_len(256)
                .fold(Tally::default, |mut tally, id| {
                    look(id, &mut tally);
                    tally
                })
                .reduce(Tally::default, Tally::plus);
            all = all.plus(part);
            self.done += u64::from(until - from);
            let promille = (self.done * 1000 / self.total.max(1)).min(1000);
            (self.watch)(what, promille as u32);
            from = until;
        }
        all
    }
}
