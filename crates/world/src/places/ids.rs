//! Identifiers of addresses, buildings and places.

use std::fmt;

/// An address: the place in the order of all addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AdresId(pub(crate) u32);

/// A public space: the place in the order of all streets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StraatId(pub(crate) u32);

/// A building, named after its first address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PandId(pub(crate) u32);

/// A town: the place in the order of all towns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WoonplaatsId(pub(crate) u16);

impl AdresId {
    /// The place itself, from 0.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl StraatId {
    /// The place itself, from 0.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A municipality's code, four digits (CBS; LO3 table 33).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gemeentecode(pub(crate) u16);

/// A town's code in the BAG, four digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Woonplaatscode(pub(crate) u16);

fn four_digits(text: &str) -> Option<u16> {
    (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

impl Gemeentecode {
    /// Non-residents: the RNI "municipality".
    pub const RNI: Self = Self(1999);

    /// Reads four digits.
    pub fn parse(text: &str) -> Option<Self> {
        four_digits(text).map(Self)
    }

    /// The code as a number.
    pub const fn number(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Gemeentecode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

impl Woonplaatscode {
    /// Reads four digits.
    pub fn parse(text: &str) -> Option<Self> {
        four_digits(text).map(Self)
    }
}

impl fmt::Display for Woonplaatscode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

/// A postcode: `8000AB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Postcode {
    cijfers: u16,
    letters: [u8; 2],
}

impl Postcode {
    /// Reads four digits, at most one space, two letters of either case. Not `SA`, `SD` or `SS`.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let letters = match bytes.len() {
            6 => &bytes[4..],
            7 if bytes[4] == b' ' => &bytes[5..],
            _ => return None,
        };
        let digits = bytes[..4].iter().all(u8::is_ascii_digit) && bytes[0] != b'0';
        if !digits || !letters.iter().all(u8::is_ascii_alphabetic) {
            return None;
        }
        let letters = [
            letters[0].to_ascii_uppercase(),
            letters[1].to_ascii_uppercase(),
        ];
        if matches!(&letters, b"SA" | b"SD" | b"SS") {
            return None;
        }
        Some(Self {
            cijfers: text[..4].parse().ok()?,
            letters,
        })
    }

    /// The four digits.
    pub const fn cijfers(self) -> u16 {
        self.cijfers
    }

    /// The two letters.
    pub fn letters(&self) -> &str {
        std::str::from_utf8(&self.letters).unwrap_or("")
    }

    /// The number of two letters among the 673 that exist, and back.
    pub(crate) const LETTER_PAIRS: u32 = 673;

    pub(crate) fn of(cijfers: u16, pair: u32) -> Self {
        // SA, SD and SS are left out: pairs 468, 471 and 486.
        let mut pair = pair;
        for gap in [468, 471, 486] {
            pair += u32::from(pair >= gap);
        }
        let letter = |n: u32| b'A' + u8::try_from(n).unwrap_or(0);
        Self {
            cijfers,
            letters: [letter(pair / 26), letter(pair % 26)],
        }
    }

    pub(crate) fn pair(self) -> u32 {
        let pair = u32::from(self.letters[0] - b'A') * 26 + u32::from(self.letters[1] - b'A');
        pair - [468, 471, 486].iter().filter(|&&gap| pair > gap).count() as u32
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}{}", self.cijfers, self.letters())
    }
}

/// The sort of object in a BAG identification: digits five and six.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BagSoort {
    /// `01`
    Verblijfsobject,
    /// `02`
    Ligplaats,
    /// `03`
    Standplaats,
    /// `10`
    Pand,
    /// `20`
    Nummeraanduiding,
    /// `30`
    OpenbareRuimte,
}

impl BagSoort {
    const fn code(self) -> u64 {
        match self {
            Self::Verblijfsobject => 1,
            Self::Ligplaats => 2,
            Self::Standplaats => 3,
            Self::Pand => 10,
            Self::Nummeraanduiding => 20,
            Self::OpenbareRuimte => 30,
        }
    }
}

/// A BAG identification: municipality of birth (4), sort (2), sequence (10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BagId(u64);

const SEQUENCE: u64 = 10_000_000_000;

impl BagId {
    pub(crate) const fn new(gemeente: Gemeentecode, soort: BagSoort, sequence: u64) -> Self {
        Self((gemeente.0 as u64 * 100 + soort.code()) * SEQUENCE + sequence)
    }

    /// Reads sixteen digits.
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 16 && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse().ok().map(Self))
            .flatten()
    }

    /// The sort of object; `None` for a code that does not exist.
    pub fn soort(self) -> Option<BagSoort> {
        Some(match self.0 / SEQUENCE % 100 {
            1 => BagSoort::Verblijfsobject,
            2 => BagSoort::Ligplaats,
            3 => BagSoort::Standplaats,
            10 => BagSoort::Pand,
            20 => BagSoort::Nummeraanduiding,
            30 => BagSoort::OpenbareRuimte,
            _ => return None,
        })
    }

    /// The digits as a number.
    pub const fn number(self) -> u64 {
        self.0
    }

    pub(crate) const fn sequence(self) -> u64 {
        self.0 % SEQUENCE
    }
}

impl fmt::Display for BagId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_are_read_as_people_write_them() {
        assert_eq!(Postcode::parse("8000 ab").unwrap().to_string(), "8000AB");
        for wrong in [
            "0500AB", "8000SS", "8000sd", "8000A", "80001A", "8000  AB", "800OAB", "8000é",
        ] {
            assert_eq!(Postcode::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn letter_pairs_are_numbered_without_the_three_that_do_not_exist() {
        for pair in 0..Postcode::LETTER_PAIRS {
            let postcode = Postcode::of(8000, pair);
            assert_eq!(postcode.pair(), pair);
            assert_eq!(Postcode::parse(&postcode.to_string()), Some(postcode));
        }
    }

    #[test]
    fn identifications_have_sixteen_digits_and_a_sort() {
        let id = BagId::new(Gemeentecode(363), BagSoort::Pand, 9_000_000_001);
        assert_eq!(id.to_string(), "0363109000000001");
        assert_eq!(BagId::parse("0363109000000001"), Some(id));
        assert_eq!(id.soort(), Some(BagSoort::Pand));
        assert_eq!(BagId::parse("036310900000001"), None);
    }
}
