//! Numbers of persons, from ranges that nobody has.
//!
//! BSNs are valid numbers of the 999 test series as long as those last (90,000); after that,
//! numbers that start with 9 and fail the eleven-test, which are never issued. A-numbers have the
//! right shape and a weighted sum that is 3 modulo 11 where real ones have 0.

use std::fmt;
use std::sync::OnceLock;

use crate::hash::Stream;
use crate::permutation::Permutation;

/// A burgerservicenummer: nine digits. Not necessarily one that passes the eleven-test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bsn(u32);

impl Bsn {
    /// Reads nine digits.
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 9 && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse().ok().map(Self))
            .flatten()
    }

    pub(crate) const fn of(number: u32) -> Self {
        Self(number)
    }

    /// Whether it passes the eleven-test.
    pub const fn is_valid(self) -> bool {
        remainder(self.0 / 10) == (self.0 % 10)
    }

    /// The digits as a number.
    pub const fn number(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Bsn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:09}", self.0)
    }
}

/// The number of a travel document: nine characters. It holds a zero, which no document issued
/// since 2020 does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reisdocumentnummer([u8; 9]);

impl Reisdocumentnummer {
    /// Reads nine capitals or digits.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 9] = text.as_bytes().try_into().ok()?;
        bytes
            .iter()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            .then_some(Self(bytes))
    }

    pub(crate) const fn of(bytes: &[u8; 9]) -> Self {
        Self(*bytes)
    }

    /// The number of documents that the world can make; the cast's are others.
    pub(crate) const GENERATED: u64 = 35_u64.pow(5) * 10;

    /// `TW0`, five letters or digits, a digit.
    pub(crate) fn generated(mut place: u64) -> Self {
        let mut bytes = *b"TW0000000";
        bytes[8] = b'0' + (place % 10) as u8;
        place /= 10;
        for byte in bytes[3..8].iter_mut().rev() {
            *byte = Self::DIGITS[(place % 35) as usize];
            place /= 35;
        }
        Self(bytes)
    }

    /// The place of a number that the world made.
    pub(crate) fn place(self) -> Option<u64> {
        let last = u64::from(self.0[8].checked_sub(b'0').filter(|digit| *digit < 10)?);
        let middle = self.0[3..8].iter().try_fold(0, |sum, byte| {
            let digit = Self::DIGITS.iter().position(|known| known == byte)?;
            Some(sum * 35 + digit as u64)
        })?;
        self.0.starts_with(b"TW0").then_some(middle * 10 + last)
    }

    /// Without the letter O, as the real ones.
    const DIGITS: &'static [u8; 35] = b"0123456789ABCDEFGHIJKLMNPQRSTUVWXYZ";
}

impl fmt::Display for Reisdocumentnummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.0).unwrap_or_default())
    }
}

/// The ninth digit that makes the first eight valid; 10 when none does.
pub(crate) const fn remainder(head: u32) -> u32 {
    let mut sum = 0;
    let mut rest = head;
    let mut weight = 2;
    while weight <= 9 {
        sum += rest % 10 * weight;
        rest /= 10;
        weight += 1;
    }
    sum % 11
}

/// Places for valid numbers: 10,000 heads `999dddd`, nine of each.
const VALID: u64 = 90_000;
/// Places for numbers that fail: ten million heads `9ddddddd`, nine wrong last digits of each.
const FAILING: u64 = 90_000_000;

/// The BSNs of a world: a bijection between the order of persons and numbers.
#[derive(Clone, Debug)]
pub(crate) struct BsnScheme {
    valid: Permutation,
    failing: Permutation,
    /// The cast's numbers, in the order of persons.
    cast: &'static [Bsn],
    /// Places of the cast's numbers among the valid ones, sorted.
    taken: Vec<u64>,
    /// The same, each less how many come before it: how many free places come before it.
    free_before: Vec<u64>,
}

impl BsnScheme {
    pub(crate) fn new(seed: u64, cast: &'static [Bsn]) -> Self {
        let mut taken: Vec<u64> = cast.iter().filter_map(|bsn| valid_place(*bsn)).collect();
        taken.sort_unstable();
        let free = VALID - taken.len() as u64;
        Self {
            free_before: (0..).zip(&taken).map(|(nth, place)| place - nth).collect(),
            valid: Permutation::new(free, Stream::new(seed, 1)),
            failing: Permutation::new(FAILING, Stream::new(seed, 2)),
            cast,
            taken,
        }
    }

    pub(crate) fn bsn(&self, person: u32) -> Bsn {
        let Some(nth) = (person as usize).checked_sub(self.cast.len()) else {
            return self.cast[person as usize];
        };
        let nth = nth as u64;
        let free = VALID - self.taken.len() as u64;
        if nth < free {
            let place = self.valid.apply(nth);
            let stepped_over = self.free_before.partition_point(|&free| free <= place);
            return valid_bsn(place + stepped_over as u64);
        }
        let place = self.failing.apply((nth - free) % FAILING);
        let head = 90_000_000 + (place / 9) as u32;
        let right = remainder(head);
        let wrong = (place % 9) as u32;
        // Nine digits are wrong at least; the right one, if there is one, is stepped over.
        Bsn(head * 10 + if wrong >= right { wrong + 1 } else { wrong })
    }

    /// The person with this number, if the world is as large as that.
    pub(crate) fn person(&self, bsn: Bsn) -> Option<u32> {
        if self.cast.contains(&bsn) {
            let at = self.cast.iter().position(|known| *known == bsn)?;
            return Some(at as u32);
        }
        let cast = self.cast.len() as u64;
        let free = VALID - self.taken.len() as u64;
        let nth = if bsn.is_valid() {
            let place = valid_place(bsn)?;
            let before = self.taken.binary_search(&place).err()?;
            self.valid.invert(place - before as u64)
        } else {
            let head = (bsn.0 / 10)
                .checked_sub(90_000_000)
                .filter(|head| *head < 10_000_000)?;
            let digit = bsn.0 % 10;
            let right = remainder(bsn.0 / 10);
            let wrong = if digit > right { digit - 1 } else { digit };
            if wrong > 8 {
                return None;
            }
            free + self.failing.invert(u64::from(head) * 9 + u64::from(wrong))
        };
        u32::try_from(nth + cast).ok()
    }
}

/// The valid number at a place: the head, and the place-th pair of last digits that fits it.
fn valid_bsn(place: u64) -> Bsn {
    let head = (9_990_000 + (place / 9) as u32) * 10;
    let mut slot = place % 9;
    // The last of the eight digits weighs two.
    let rest = remainder(head);
    for d8 in 0..10 {
        let head = head + d8;
        let last = (rest + 2 * d8) % 11;
        if last < 10 {
            if slot == 0 {
                return Bsn(head * 10 + last);
            }
            slot -= 1;
        }
    }
    unreachable!("every head of seven digits has at least nine valid endings")
}

fn valid_place(bsn: Bsn) -> Option<u64> {
    let head = (bsn.0 / 100)
        .checked_sub(9_990_000)
        .filter(|head| *head < 10_000)?;
    let rest = remainder(bsn.0 / 100 * 10);
    let slot = (0..bsn.0 / 10 % 10)
        .filter(|d8| (rest + 2 * d8) % 11 < 10)
        .count() as u64;
    (bsn.is_valid() && slot < 9).then_some(u64::from(head) * 9 + slot)
}

/// An administratienummer: ten digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ANummer(u64);

impl fmt::Display for ANummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:010}", self.0)
    }
}

/// How many continuations there are: `[position][last digit][digit sum][weighted sum]`, both modulo 11.
type Continuations = Vec<u32>;

const INVALID_REMAINDER: usize = 3;

fn continuations() -> &'static Continuations {
    static TABLE: OnceLock<Continuations> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = vec![0_u32; 11 * 10 * 121];
        for last in 0..10 {
            table[cell(10, last, 0, INVALID_REMAINDER)] = 1;
        }
        for position in (0..10).rev() {
            for last in 0..10 {
                for sum in 0..11 {
                    for weighted in 0..11 {
                        table[cell(position, last, sum, weighted)] = (0..10)
                            .filter(|&digit| may_follow(position, last, digit))
                            .map(|digit| {
                                let (sum, weighted) = step(position, sum, weighted, digit);
                                table[cell(position + 1, digit, sum, weighted)]
                            })
                            .sum();
                    }
                }
            }
        }
        table
    })
}

const fn cell(position: usize, last: usize, sum: usize, weighted: usize) -> usize {
    ((position * 10 + last) * 11 + sum) * 11 + weighted
}

const fn may_follow(position: usize, last: usize, digit: usize) -> bool {
    if position == 0 {
        digit != 0
    } else {
        digit != last
    }
}

const fn step(position: usize, sum: usize, weighted: usize, digit: usize) -> (usize, usize) {
    (
        (sum + digit) % 11,
        (weighted + digit * (1 << position)) % 11,
    )
}

impl ANummer {
    /// How many there are of the invalid sort.
    pub(crate) const COUNT: u64 = 28_816_429;

    /// The number at a place.
    pub(crate) fn unrank(mut place: u64) -> Self {
        let table = continuations();
        let (mut number, mut last, mut sum, mut weighted) = (0, 0, 0, 0);
        for position in 0..10 {
            let weight = (1 << position) % 11;
            // The sums for this digit; each next one adds one and the weight.
            let (mut next_sum, mut next_weighted) = (sum, weighted);
            for digit in 0..10 {
                if may_follow(position, last, digit) {
                    let count =
                        u64::from(table[cell(position + 1, digit, next_sum, next_weighted)]);
                    if place < count {
                        number = number * 10 + digit as u64;
                        (last, sum, weighted) = (digit, next_sum, next_weighted);
                        break;
                    }
                    place -= count;
                }
                next_sum = (next_sum + 1) % 11;
                next_weighted = (next_weighted + weight) % 11;
            }
        }
        Self(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eleven_test_tells_valid_numbers() {
        for valid in ["999993653", "999990019", "111222333", "123456782"] {
            assert!(Bsn::parse(valid).unwrap().is_valid(), "{valid}");
        }
        assert!(!Bsn::parse("999993654").unwrap().is_valid());
        assert_eq!(Bsn::parse("99999365"), None);
        assert_eq!(Bsn::parse("99999365a"), None);
    }

    #[test]
    fn every_person_has_a_number_of_his_own_that_leads_back() {
        const CAST: &[Bsn] = &[Bsn(999_990_019), Bsn(999_993_653)];
        let scheme = BsnScheme::new(3, CAST);
        let mut seen = std::collections::BTreeSet::new();
        for person in (0..90_000)
            .chain(100_000..100_500)
            .chain(17_999_000..18_000_000)
        {
            let bsn = scheme.bsn(person);
            assert!(seen.insert(bsn), "{bsn} twice");
            assert_eq!(scheme.person(bsn), Some(person), "{bsn}");
            if person < 90_000 {
                assert!(
                    bsn.is_valid() && bsn.to_string().starts_with("999"),
                    "{bsn}"
                );
            } else {
                assert!(!bsn.is_valid() && bsn.to_string().starts_with('9'), "{bsn}");
            }
        }
        assert_eq!(scheme.person(Bsn(123_456_782)), None);
        assert_eq!(scheme.person(Bsn(0)), None);
    }

    #[test]
    fn a_numbers_have_the_shape_and_not_the_check() {
        assert_eq!(continuations()[cell(0, 0, 0, 0)], 28_816_429);
        for place in (0..ANummer::COUNT).step_by(1_000_003) {
            let text = ANummer::unrank(place).to_string();
            let digits: Vec<u64> = text.bytes().map(|b| u64::from(b - b'0')).collect();
            assert!(digits[0] != 0 && digits.windows(2).all(|pair| pair[0] != pair[1]));
            assert_eq!(digits.iter().sum::<u64>() % 11, 0);
            let weighted: u64 = digits
                .iter()
                .enumerate()
                .map(|(at, digit)| digit << at)
                .sum();
            assert_eq!(weighted % 11, 3);
        }
    }
}
