//! Finding somebody of a fitting age for everybody in turn: a mother, a former partner.
//!
//! Whom somebody finds depends on who was served before, so the order counts. Searching is most of
//! the work, though, and may be done ahead: as people are served, candidates only fall out. So a
//! block of people searches in parallel, and then each in turn takes whom it found, or searches once
//! more when that one is no longer free.

use rayon::prelude::*;

use super::{NONE, People, Row, flag};
use crate::cast::CAST;
use crate::date::Day;
use crate::hash::Stream;

/// Persons that search at the same time: what they read fits the processor's own memory.
const BLOCK: usize = 1 << 14;
/// How many candidates somebody looks at in one attempt.
const LOOK: usize = 40;
/// In place of an origin: fits nobody.
const NEVER: u8 = u8::MAX;

/// People by day of birth, and who of them can be found at all.
pub(super) struct Candidates<'a> {
    by_birth: &'a [u32],
    birth_first: &'a [u32],
    /// For each place in `by_birth` the origin, or [`NEVER`]. Reading these in a row spares most
    /// looks at rows, which lie all over the memory.
    origins: Vec<u8>,
}

impl<'a> Candidates<'a> {
    /// Those of whom `can` says that they can be found.
    pub(super) fn new(
        people: &'a People,
        rows: &[Row],
        can: impl Fn(u32, &Row) -> bool + Send + Sync,
    ) -> Self {
        let by_person: Vec<u8> = rows
            .par_iter()
            .enumerate()
            .with_min_len(4096)
            .map(|(id, row)| {
                if id >= CAST.len() && can(id as u32, row) {
                    row.origin
                } else {
                    NEVER
                }
            })
            .collect();
        Self {
            by_birth: &people.by_birth,
            birth_first: &people.birth_first,
            origins: people
                .by_birth
                .par_iter()
                .with_min_len(4096)
                .map(|&id| by_person[id as usize])
                .collect(),
        }
    }

    /// The first who fits, of this origin and born on that day or soon after; as a place.
    pub(super) fn find(
        &self,
        day: Day,
        origin: u8,
        draws: Stream,
        key: u64,
        fits: impl Fn(u32) -> bool,
    ) -> Option<u32> {
        let day = usize::from(day.0);
        let (first, next) = (self.birth_first[day], self.birth_first[day + 1]);
        // Anywhere in the day: in a large world its first people would be found by everybody.
        let from = first as usize + draws.below(key, u64::from(next - first)) as usize;
        (from..(from + LOOK).min(self.by_birth.len()))
            .filter(|&place| self.origins[place] == origin)
            .find(|&place| fits(self.by_birth[place]))
            .map(|place| place as u32)
    }

    /// Who is at a place.
    pub(super) fn person(&self, place: u32) -> u32 {
        self.by_birth[place as usize]
    }

    /// Whoever is at this place is not to be found again.
    pub(super) fn remove(&mut self, place: u32) {
        self.origins[place as usize] = NEVER;
    }
}

/// A search that everybody does in turn.
pub(super) trait Search: Sync {
    /// The place of whom this person finds now. Whoever does not fit never will.
    fn find(&self, rows: &[Row], id: u32) -> Option<u32>;
    /// Whether whom this person found at a place fits still.
    fn fits(&self, rows: &[Row], id: u32, place: u32) -> bool;
    /// Ties the two together.
    fn tie(&mut self, rows: &mut [Row], id: u32, place: u32);
}

/// Serves everybody beside the cast. `done` hears how far it is, in thousandths.
pub(super) fn serve(rows: &mut [Row], search: &mut impl Search, done: &mut dyn FnMut(u32)) {
    let count = rows.len();
    for from in (CAST.len()..count).step_by(BLOCK) {
        done((from as u64 * 1000 / count as u64) as u32);
        let until = (from + BLOCK).min(count);
        let found: Vec<u32> = (from as u32..until as u32)
            .into_par_iter()
            .with_min_len(256)
            .map(|id| search.find(rows, id).unwrap_or(NONE))
            .collect();
        for (id, place) in (from as u32..).zip(found) {
            if place == NONE {
                continue;
            }
            if search.fits(rows, id, place) {
                search.tie(rows, id, place);
            } else if let Some(other) = search.find(rows, id) {
                search.tie(rows, id, other);
            }
        }
    }
}

/// Who heads the household together with somebody, or did until one of the two died: the heads are
/// a household's first two people.
pub(super) fn together(rows: &[Row], homes: u32, person: u32) -> Option<u32> {
    let row = &rows[person as usize];
    let late = row.household < homes && row.is(flag::WIDOWED | flag::DECEASED);
    if !row.is(flag::COUPLE) && !late {
        return None;
    }
    let here = |id: u32| {
        rows.get(id as usize)
            .is_some_and(|other| other.household == row.household)
    };
    match person.checked_sub(1).filter(|&before| here(before)) {
        Some(first) => Some(first),
        None => Some(person + 1).filter(|&second| here(second)),
    }
}

/// The children of a person.
pub(super) fn children(rows: &[Row], parent: u32) -> impl Iterator<Item = u32> + '_ {
    let known = |child: u32| (child != NONE).then_some(child);
    std::iter::successors(known(rows[parent as usize].first_child), move |&child| {
        let row = &rows[child as usize];
        known(if row.parent1 == parent {
            row.next1
        } else {
            row.next2
        })
    })
}

/// Puts a child in front of a parent's list; `rows` begin at person `base`.
pub(super) fn hang(rows: &mut [Row], base: u32, child: u32, parent: u32) {
    let first = std::mem::replace(&mut rows[(parent - base) as usize].first_child, child);
    let row = &mut rows[(child - base) as usize];
    if row.parent1 == parent {
        row.next1 = first;
    } else {
        row.next2 = first;
    }
}
