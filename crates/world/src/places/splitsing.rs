//! Dwellings that a team split: addresses beside those of the base, and what became of the others.
//!
//! A new address shares the place of one of the base: street, number, postcode, building, ground. Its
//! number among all comes after those of the base.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use super::{AdresId, Places};

/// An address that came of a split.
#[derive(Clone, Debug)]
pub(crate) struct Afgesplitst {
    /// The address of the base whose place it shares.
    pub(crate) basis: AdresId,
    /// One capital, or empty.
    pub(crate) huisletter: String,
    /// At most four letters and digits, or empty.
    pub(crate) toevoeging: String,
    /// Whole square metres, when it began.
    pub(crate) oppervlakte: u32,
    pub(crate) sinds: Date,
}

/// What a team split.
#[derive(Clone, Debug, Default)]
pub(super) struct Splitsingen {
    /// In the order in which they were made.
    nieuw: Vec<Afgesplitst>,
    /// Floor areas of what was split, each with the day since when: the oldest first.
    kleiner: BTreeMap<AdresId, Vec<(Date, u32)>>,
}

impl Places {
    /// Puts an address beside another, which keeps so many square metres.
    pub(crate) fn splits(&mut self, van: AdresId, over: u32, nieuw: Afgesplitst) {
        let kleiner = self.splitsingen.kleiner.entry(van).or_default();
        kleiner.push((nieuw.sinds, over));
        self.splitsingen.nieuw.push(nieuw);
    }

    /// The number that the next new address gets.
    pub(crate) fn volgende_adres(&self) -> AdresId {
        AdresId(self.address_count() + self.splitsingen.nieuw.len() as u32)
    }

    /// An address that came of a split; `None` for one of the base.
    pub(crate) fn afgesplitst(&self, id: AdresId) -> Option<&Afgesplitst> {
        let nth = id.0.checked_sub(self.address_count())?;
        self.splitsingen.nieuw.get(nth as usize)
    }

    /// Floor areas since a split, the oldest first.
    pub(super) fn verkleind(&self, id: AdresId) -> &[(Date, u32)] {
        self.splitsingen.kleiner.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The address of the base whose place it has: mostly itself.
    pub fn basis(&self, id: AdresId) -> AdresId {
        self.afgesplitst(id).map_or(id, |nieuw| nieuw.basis)
    }

    /// The addresses that came of a split.
    pub fn afgesplitste(&self) -> impl Iterator<Item = AdresId> + use<> {
        (self.address_count()..self.volgende_adres().0).map(AdresId)
    }

    /// A run of addresses of the base, and then those that were split off them.
    pub(crate) fn met_afgesplitste(
        &self,
        basis: Range<u32>,
    ) -> impl DoubleEndedIterator<Item = AdresId> + use<> {
        let first = self.address_count();
        let nieuw: Vec<u32> = (first..)
            .zip(&self.splitsingen.nieuw)
            .filter(|(_, nieuw)| basis.contains(&nieuw.basis.0))
            .map(|(id, _)| id)
            .collect();
        basis.chain(nieuw).map(AdresId)
    }
}
