//! Names of parcels and apartment rights: the number of an onroerende zaak, and the designation.
//!
//! A number is a key for municipality and section, five digits for the parcel, `7` for a parcel or
//! `1` for an apartment right, and four digits for its index. Keys are from 9900, which no section
//! has; a world with more than a hundred sections uses five digits, from 99000.

use std::fmt;

use super::{KadGemeente, Kadaster, SECTION};
use crate::places::Places;
use crate::view::View;

/// A parcel: the place in the order of parcels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PerceelId(pub(crate) u32);

/// A kadastraal onroerende zaak: a parcel, or an apartment right on one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Koz {
    pub(crate) perceel: PerceelId,
    /// 0 for the parcel itself.
    pub(crate) appartement: u16,
}

impl Koz {
    pub(crate) const fn perceel(perceel: PerceelId) -> Self {
        Self {
            perceel,
            appartement: 0,
        }
    }

    /// Whether it is an apartment right.
    pub const fn is_appartementsrecht(self) -> bool {
        self.appartement > 0
    }

    /// A number of its own, below 2^42.
    pub(crate) const fn key(self) -> u64 {
        self.perceel.0 as u64 * 1000 + self.appartement as u64
    }

    /// What has this number, if it is there.
    pub(crate) fn with_key(key: u64) -> Option<Self> {
        Some(Self {
            perceel: PerceelId(u32::try_from(key / 1000).ok()?),
            appartement: (key % 1000) as u16,
        })
    }
}

/// A kadastrale aanduiding in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aanduiding {
    /// Name of the cadastral municipality.
    pub gemeentenaam: &'static str,
    /// Its code: `WAT90`.
    pub gemeentecode: String,
    /// One or two letters, never J.
    pub sectie: String,
    /// 1 to 99999.
    pub perceelnummer: u32,
    /// Index of the apartment right.
    pub appartementsindex: Option<u16>,
}

impl fmt::Display for Aanduiding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {} {}",
            self.gemeentenaam, self.sectie, self.perceelnummer
        )?;
        match self.appartementsindex {
            Some(index) => write!(f, " A{index}"),
            None => Ok(()),
        }
    }
}

const LETTERS: &[u8; 25] = b"ABCDEFGHIKLMNOPQRSTUVWXYZ";

fn letters(nth: u32) -> String {
    let letter = |nth: u32| char::from(LETTERS[nth as usize % 25]);
    match nth.checked_sub(25) {
        None => letter(nth).to_string(),
        Some(nth) => [letter(nth / 25), letter(nth % 25)].iter().collect(),
    }
}

fn section(text: &str) -> Option<u32> {
    let place = |b: u8| {
        LETTERS
            .iter()
            .position(|&letter| letter == b)
            .map(|at| at as u32)
    };
    match *text.as_bytes() {
        [one] => place(one),
        [one, two] => Some(25 + place(one)? * 25 + place(two)?),
        _ => None,
    }
}

/// Three letters of the name and two digits from 90, which real codes do not have.
pub(super) fn code(naam: &str, others: &[KadGemeente]) -> String {
    let mut three: String = naam
        .chars()
        .filter(char::is_ascii_alphabetic)
        .map(|letter| letter.to_ascii_uppercase())
        .take(3)
        .collect();
    while three.len() < 3 {
        three.push('X');
    }
    let taken = |code: &String| others.iter().any(|other| other.code == *code);
    (90..100)
        .map(|number| format!("{three}{number}"))
        .find(|code| !taken(code))
        .unwrap_or_else(|| {
            // More than ten with the same beginning: the number among all, in letters.
            let nth = others.len() as u8;
            format!(
                "X{}{}90",
                char::from(b'A' + nth / 26),
                char::from(b'A' + nth % 26)
            )
        })
}

impl Kadaster {
    /// Sections have keys of four digits, or five when there are many.
    fn key_base(&self) -> (u32, usize) {
        if self.sections <= 100 {
            (9_900, 4)
        } else {
            (99_000, 5)
        }
    }

    /// Section among all, section within the municipality, number within the section.
    fn place(&self, perceel: PerceelId) -> (usize, u32, u32) {
        let gemeente = self.gemeente_of(perceel);
        let nth = perceel.0 - self.gemeenten[gemeente].first;
        (gemeente, nth / SECTION, nth % SECTION + 1)
    }

    fn with_place(&self, gemeente: usize, section: u32, number: u32) -> Option<PerceelId> {
        let range = self.parcels_of(gemeente);
        let nth = section
            .checked_mul(SECTION)?
            .checked_add(number.checked_sub(1).filter(|nth| *nth < SECTION)?)?;
        let id = range.start.checked_add(nth)?;
        range.contains(&id).then_some(PerceelId(id))
    }

    pub(super) fn identificatie(&self, koz: Koz) -> String {
        self.identificatie_verder(koz, 0)
    }

    /// As if the number of the parcel were so much higher.
    pub(super) fn identificatie_verder(&self, koz: Koz, verder: u32) -> String {
        let (gemeente, section, number) = self.place(koz.perceel);
        let number = number + verder;
        let key = self.key_base().0 + self.gemeenten[gemeente].first_section + section;
        let sort = if koz.is_appartementsrecht() { 1 } else { 7 };
        format!("{key}{number:05}{sort}{:04}", koz.appartement)
    }

    fn with_identificatie(&self, text: &str) -> Option<Koz> {
        self.with_identificatie_verder(text, 0)
    }

    /// What has this number when that of its parcel is so much higher.
    pub(super) fn with_identificatie_verder(&self, text: &str, verder: u32) -> Option<Koz> {
        let (base, digits) = self.key_base();
        if text.len() != digits + 10 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let number = |from: usize, until: usize| text[from..until].parse::<u32>().ok();
        let key = number(0, digits)?.checked_sub(base)?;
        let gemeente = self
            .gemeenten
            .partition_point(|gemeente| gemeente.first_section <= key)
            .checked_sub(1)?;
        let section = key - self.gemeenten[gemeente].first_section;
        let number_there = number(digits, digits + 5)?.checked_sub(verder)?;
        let perceel = self.with_place(gemeente, section, number_there)?;
        let appartement = number(digits + 6, digits + 10)? as u16;
        let fits = match &text[digits + 5..digits + 6] {
            "7" => appartement == 0,
            "1" => appartement > 0,
            _ => false,
        };
        fits.then_some(Koz {
            perceel,
            appartement,
        })
    }

    pub(super) fn aanduiding(&self, places: &Places, koz: Koz) -> Aanduiding {
        let (gemeente, section, perceelnummer) = self.place(koz.perceel);
        Aanduiding {
            gemeentenaam: places.gemeenten[gemeente].naam,
            gemeentecode: self.gemeenten[gemeente].code.clone(),
            sectie: letters(section),
            perceelnummer,
            appartementsindex: koz.is_appartementsrecht().then_some(koz.appartement),
        }
    }
}

impl View<'_> {
    /// The parcel or apartment right with this number of fourteen (in a large world fifteen) digits.
    pub fn koz_met_identificatie(self, identificatie: &str) -> Option<Koz> {
        let koz = self.world().kadaster.with_identificatie(identificatie)?;
        self.has_koz(koz).then_some(koz)
    }

    /// The parcel or apartment right with this designation. The municipality is a name, in whatever
    /// case, or a code; index 0 is the parcel.
    pub fn koz_met_aanduiding(
        self,
        gemeente: &str,
        sectie: &str,
        perceelnummer: u32,
        appartementsindex: u16,
    ) -> Option<Koz> {
        let kadaster = &self.world().kadaster;
        let asked = gemeente.to_lowercase();
        let at = (0..kadaster.gemeenten.len()).find(|&at| {
            kadaster.gemeenten[at].code == gemeente
                || self.world().places.gemeenten[at].naam.to_lowercase() == asked
        })?;
        let perceel = kadaster.with_place(at, section(sectie)?, perceelnummer)?;
        let koz = Koz {
            perceel,
            appartement: appartementsindex,
        };
        self.has_koz(koz).then_some(koz)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_have_letters_without_j() {
        for nth in 0..650 {
            let text = letters(nth);
            assert!(!text.contains('J') && section(&text) == Some(nth), "{text}");
        }
        assert_eq!(
            (letters(8), letters(9), letters(25)),
            ("I".into(), "K".into(), "AA".into())
        );
        assert_eq!(
            (section("J"), section(""), section("AAA")),
            (None, None, None)
        );
    }

    #[test]
    fn codes_differ() {
        let mut known: Vec<KadGemeente> = Vec::new();
        for naam in ["Waterlinge", "Waterland", "'s-Gravenhage", "Ee"]
            .into_iter()
            .chain(["Waterpas"; 12])
        {
            let code = code(naam, &known);
            assert!(
                code.len() == 5 && !known.iter().any(|other| other.code == code),
                "{code}"
            );
            known.push(KadGemeente {
                first: 0,
                first_building: 0,
                first_street: 0,
                first_park: 0,
                first_section: 0,
                code,
            });
        }
        assert_eq!(known[0].code, "WAT90");
        assert_eq!(known[3].code, "EEX90");
    }
}
