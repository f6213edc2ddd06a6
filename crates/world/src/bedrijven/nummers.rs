//! Numbers of companies, from ranges that nobody has.

use std::fmt;

use crate::hash::Stream;
use crate::identifiers::remainder;
use crate::permutation::Permutation;

/// A KVK number: eight digits. Those of this world begin with `00`; the oldest real ones with 01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KvkNummer(u32);

/// A vestigingsnummer: twelve digits. Those of this world begin with `0009`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Vestigingsnummer(u64);

/// An RSIN: nine digits that pass the eleven-test. Those of this world begin with 990 to 998.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rsin(u32);

fn digits(text: &str, count: usize) -> Option<u64> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

const KVK_COUNT: u64 = 1_000_000;
const RSIN_COUNT: u64 = 810_000;
const RSIN_HEAD: u32 = 9_900_000;
const VESTIGING_COUNT: u64 = 100_000_000;
const VESTIGING_BASE: u64 = 900_000_000;

/// More companies than this have no RSIN of their own.
pub(super) const MOST: u32 = 800_000;
const _: () = assert!((MOST as u64) < RSIN_COUNT);

/// Whether the nth company has a number of each sort.
pub(super) fn has_numbers(index: u32) -> bool {
    u64::from(index) < RSIN_COUNT
}

/// The same in every world, so that the numbers of the fixed companies are.
const fn order(count: u64, stream: u64) -> Permutation {
    Permutation::new(count, Stream::new(0, stream))
}

impl KvkNummer {
    /// Reads eight digits.
    pub fn parse(text: &str) -> Option<Self> {
        digits(text, 8).map(|number| Self(number as u32))
    }

    /// That of a company.
    pub(crate) fn van(bedrijf: super::BedrijfId) -> Self {
        Self::of(bedrijf.0)
    }

    pub(super) fn of(index: u32) -> Self {
        Self(order(KVK_COUNT, 3000).apply(index.into()) as u32)
    }

    pub(super) fn index(self) -> Option<u32> {
        (u64::from(self.0) < KVK_COUNT).then(|| order(KVK_COUNT, 3000).invert(self.0.into()) as u32)
    }
}

impl fmt::Display for KvkNummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08}", self.0)
    }
}

impl Vestigingsnummer {
    /// Reads twelve digits.
    pub fn parse(text: &str) -> Option<Self> {
        digits(text, 12).map(Self)
    }

    pub(super) fn number(self) -> u64 {
        self.0
    }

    pub(super) fn of(index: u64) -> Self {
        Self(VESTIGING_BASE + order(VESTIGING_COUNT, 3001).apply(index))
    }

    pub(super) fn index(self) -> Option<u64> {
        let place = self.0.checked_sub(VESTIGING_BASE)?;
        (place < VESTIGING_COUNT).then(|| order(VESTIGING_COUNT, 3001).invert(place))
    }
}

impl fmt::Display for Vestigingsnummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:012}", self.0)
    }
}

impl Rsin {
    /// Reads nine digits. Whether they pass the eleven-test is not asked.
    pub fn parse(text: &str) -> Option<Self> {
        digits(text, 9).map(|number| Self(number as u32))
    }

    /// Whether it passes the eleven-test.
    pub const fn is_valid(self) -> bool {
        remainder(self.0 / 10) == self.0 % 10
    }

    pub(super) fn of(index: u32) -> Self {
        let place = order(RSIN_COUNT, 3002).apply(index.into());
        let head = RSIN_HEAD + (place / 9) as u32;
        let nth = (place % 9) as usize;
        // Every head of seven digits has nine valid endings at least.
        let number = (0..10)
            .map(|d8| head * 10 + d8)
            .filter(|head| remainder(*head) < 10)
            .nth(nth)
            .map_or(0, |head| head * 10 + remainder(head));
        Self(number)
    }

    pub(super) fn index(self) -> Option<u32> {
        let head = (self.0 / 100)
            .checked_sub(RSIN_HEAD)
            .filter(|head| u64::from(*head) < RSIN_COUNT / 9)?;
        let before = (0..self.0 / 10 % 10)
            .filter(|d8| remainder(self.0 / 100 * 10 + d8) < 10)
            .count() as u64;
        (self.is_valid() && before < 9)
            .then(|| order(RSIN_COUNT, 3002).invert(u64::from(head) * 9 + before) as u32)
    }
}

impl fmt::Display for Rsin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:09}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_in_their_ranges_and_lead_back() {
        let mut seen = std::collections::BTreeSet::new();
        for index in (0..2_000).chain(799_000..800_000) {
            let (kvk, rsin) = (KvkNummer::of(index), Rsin::of(index));
            let text = rsin.to_string();
            assert!(kvk.to_string().starts_with("00"), "{kvk}");
            assert!(
                rsin.is_valid() && ("990".."999").contains(&&text[..3]),
                "{rsin}"
            );
            assert_eq!((kvk.index(), rsin.index()), (Some(index), Some(index)));
            assert!(seen.insert(rsin));
            let vestiging = Vestigingsnummer::of(u64::from(index) * 100);
            assert!(vestiging.to_string().starts_with("0009"), "{vestiging}");
            assert_eq!(vestiging.index(), Some(u64::from(index) * 100));
        }
        for real in ["69599068", "68750110", "1234567", "x0000000"] {
            assert_eq!(KvkNummer::parse(real).and_then(KvkNummer::index), None);
        }
        assert_eq!(Rsin::parse("111222333").unwrap().index(), None);
        assert_eq!(
            Vestigingsnummer::parse("000037178598").unwrap().index(),
            None
        );
    }
}
