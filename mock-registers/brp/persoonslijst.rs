//! A person as the register keeps it: the source data from which every answer is derived.
//!
//! Source: Logisch Ontwerp BRP, categories 01–13. Every element is optional, as in real lists.
//! Nothing here is derived; nothing here knows an API. A list is made from a person in the world
//! (`uit_wereld`) or from raw elements (`lo3`), and borrows its texts from there.

use std::borrow::Cow;
use std::fmt;

use fieldlab_world::{BagId, Bsn, GbaDatum};
use serde::{Serialize, Serializer};

use super::codes::{Geslacht, Naamgebruik, Titel};
use super::kort;

/// One person's record.
#[derive(Clone, Debug, Default)]
pub(crate) struct Persoonslijst<'a> {
    /// Category 01.
    pub(crate) persoon: Stapel<Persoon<'a>>,
    /// Categories 02 and 03; the place in the list is the ouderAanduiding.
    pub(crate) ouders: [Option<Stapel<Ouder<'a>>>; 2],
    /// Category 04, one stack a nationality.
    pub(crate) nationaliteiten: Vec<Stapel<Nationaliteit>>,
    /// Category 05, one stack a relation.
    pub(crate) verbintenissen: Vec<Stapel<Verbintenis<'a>>>,
    /// Category 06.
    pub(crate) overlijden: Option<Stapel<Gebeurtenis<'a>>>,
    /// Category 07.
    pub(crate) inschrijving: Inschrijving<'a>,
    /// Category 08.
    pub(crate) verblijf: Option<Stapel<Verblijf<'a>>>,
    /// Category 09, one stack a child.
    pub(crate) kinderen: Vec<Stapel<Kind<'a>>>,
    /// Category 10.
    pub(crate) verblijfstitel: Option<Stapel<Verblijfstitel>>,
    /// Category 11.
    pub(crate) gezag: Option<Stapel<Gezag<'a>>>,
    /// Category 12, one stack a document.
    pub(crate) reisdocumenten: Vec<Stapel<Reisdocument<'a>>>,
    /// Category 13.
    pub(crate) kiesrecht: Option<Stapel<Kiesrecht>>,
}

impl Persoonslijst<'_> {
    /// Whose list it is.
    pub(crate) fn burgerservicenummer(&self) -> Option<Bsn> {
        self.persoon.actueel.gegevens.identiteit.burgerservicenummer
    }
}

/// Occurrences of one category about one thing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stapel<T> {
    /// What holds now.
    pub(crate) actueel: Voorkomen<T>,
    /// What held before, newest first.
    pub(crate) historie: Vec<Voorkomen<T>>,
}

impl<T> Stapel<T> {
    /// All occurrences, the actual one first.
    pub(crate) fn voorkomens(&self) -> impl Iterator<Item = &Voorkomen<T>> {
        std::iter::once(&self.actueel).chain(&self.historie)
    }
}

/// One occurrence: data of the category, and group 8x about them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Voorkomen<T> {
    /// The elements of the category itself.
    pub(crate) gegevens: T,
    /// 83: what is being investigated.
    pub(crate) onderzoek: Option<Onderzoek>,
    /// 85.10: since when this holds.
    pub(crate) ingang_geldigheid: Option<GbaDatum>,
    /// 84.10: this never should have been registered.
    pub(crate) onjuist: bool,
    /// 81.20: number of the deed; its third character tells the sort.
    pub(crate) aktenummer: Option<Box<str>>,
    /// 88: delivered by an RNI participant.
    pub(crate) rni: Option<Rni>,
}

impl<T> Stapel<T> {
    /// What holds now and what held before, without what never should have been registered.
    pub(crate) fn juiste(&self) -> impl Iterator<Item = &Voorkomen<T>> {
        std::iter::once(&self.actueel)
            .chain(&self.historie)
            .filter(|voorkomen| !voorkomen.onjuist)
    }
}

impl<T> Voorkomen<T> {
    /// The investigation, as long as it runs.
    pub(crate) fn in_onderzoek(&self) -> Option<Onderzoek> {
        self.onderzoek.filter(|onderzoek| onderzoek.loopt())
    }
}

/// Group 83.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Onderzoek {
    /// 83.10: category, group, element; zeros for all of it.
    pub(crate) aanduiding: u32,
    /// 83.20.
    pub(crate) ingang: Option<GbaDatum>,
    /// 83.30; ended when there is one.
    pub(crate) einde: Option<GbaDatum>,
}

impl Onderzoek {
    /// The investigation has not ended.
    pub(crate) fn loopt(self) -> bool {
        self.einde.is_none()
    }
}

/// Group 88.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rni {
    /// 88.10, table 60.
    pub(crate) deelnemer: Option<u16>,
    /// 88.20.
    pub(crate) verdrag: Option<Box<str>>,
}

/// Group 02: the parts of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Naam<'a> {
    /// 02.10
    pub(crate) voornamen: Option<Cow<'a, str>>,
    /// 02.20
    pub(crate) titel: Option<Titel>,
    /// 02.30
    pub(crate) voorvoegsel: Option<Cow<'a, str>>,
    /// 02.40
    pub(crate) geslachtsnaam: Option<Cow<'a, str>>,
}

impl Naam<'_> {
    /// Any element registered, be it as unknown.
    pub(crate) fn heeft_gegevens(&self) -> bool {
        self.voornamen.is_some()
            || self.titel.is_some()
            || self.voorvoegsel.is_some()
            || self.geslachtsnaam.is_some()
    }
}

/// Groups 03, 06 and 08: when and where something happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Gebeurtenis<'a> {
    /// Date.
    pub(crate) datum: Option<GbaDatum>,
    /// Place.
    pub(crate) plaats: Option<Plaats<'a>>,
    /// Country, table 34.
    pub(crate) land: Option<u16>,
}

impl Gebeurtenis<'_> {
    /// Any element registered.
    pub(crate) fn heeft_gegevens(&self) -> bool {
        self.datum.is_some() || self.plaats.is_some() || self.land.is_some()
    }
}

/// A place: a Dutch municipality by code, or any other by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Plaats<'a> {
    /// Table 33.
    Gemeente(u16),
    /// Text as registered.
    Buitenland(Cow<'a, str>),
}

/// What is registered about anybody: the person, a parent, a partner, a child.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Identiteit<'a> {
    /// 01.20
    pub(crate) burgerservicenummer: Option<Bsn>,
    /// 01.10
    pub(crate) a_nummer: Option<Cow<'a, str>>,
    /// 02
    pub(crate) naam: Naam<'a>,
    /// 03
    pub(crate) geboorte: Gebeurtenis<'a>,
    /// 04.10
    pub(crate) geslacht: Option<Geslacht>,
}

impl Identiteit<'_> {
    /// Numbers, name, birth or sex registered.
    pub(crate) fn heeft_gegevens(&self) -> bool {
        self.burgerservicenummer.is_some()
            || self.a_nummer.is_some()
            || self.geslacht.is_some()
            || self.naam.heeft_gegevens()
            || self.geboorte.heeft_gegevens()
    }
}

/// Category 01.
#[derive(Clone, Debug, Default)]
pub(crate) struct Persoon<'a> {
    /// Who.
    pub(crate) identiteit: Identiteit<'a>,
    /// 61.10
    pub(crate) naamgebruik: Option<Naamgebruik>,
}

/// Categories 02 and 03.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ouder<'a> {
    /// Who.
    pub(crate) identiteit: Identiteit<'a>,
    /// 62.10
    pub(crate) ingang_familierechtelijke_betrekking: Option<GbaDatum>,
}

/// Category 04.
#[derive(Clone, Debug, Default)]
pub(crate) struct Nationaliteit {
    /// 05.10, table 32.
    pub(crate) nationaliteit: Option<u16>,
    /// 63.10, table 37.
    pub(crate) reden_opname: Option<u16>,
    /// 64.10: ended when there is one.
    pub(crate) reden_beeindigen: Option<u16>,
    /// 65.10: B or V.
    pub(crate) bijzonder_nederlanderschap: Option<char>,
}

/// Category 05.
#[derive(Clone, Debug, Default)]
pub(crate) struct Verbintenis<'a> {
    /// The partner.
    pub(crate) identiteit: Identiteit<'a>,
    /// 06
    pub(crate) aangaan: Gebeurtenis<'a>,
    /// 07.10
    pub(crate) ontbinding: Option<GbaDatum>,
    /// 07.40, table 41: `S` divorce, `O` death of the partner.
    pub(crate) reden_ontbinding: Option<char>,
    /// 15.10: H or P.
    pub(crate) soort: Option<char>,
}

/// Category 07.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inschrijving<'a> {
    /// 67.10
    pub(crate) datum_opschorting: Option<GbaDatum>,
    /// 67.20
    pub(crate) reden_opschorting: Option<char>,
    /// 68.10
    pub(crate) eerste_inschrijving: Option<GbaDatum>,
    /// 70.10: 0 to 7.
    pub(crate) geheim: u8,
    /// 71.10
    pub(crate) verificatie_datum: Option<GbaDatum>,
    /// 71.20
    pub(crate) verificatie_omschrijving: Option<Cow<'a, str>>,
}

impl Inschrijving<'_> {
    /// Reden F (made by mistake) and W (wiped): no question answers such a record.
    pub(crate) fn wordt_nooit_geleverd(&self) -> bool {
        matches!(self.reden_opschorting, Some('F' | 'W'))
    }

    /// Indicatie geheim 1 to 7.
    pub(crate) fn is_geheim(&self) -> bool {
        (1..=7).contains(&self.geheim)
    }

    /// Reden O.
    pub(crate) fn is_overleden(&self) -> bool {
        self.reden_opschorting == Some('O')
    }
}

/// Category 08.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Verblijf<'a> {
    /// 09.10, table 33.
    pub(crate) gemeente: Option<u16>,
    /// 09.20
    pub(crate) datum_inschrijving: Option<GbaDatum>,
    /// 10.10: W or B.
    pub(crate) functie: Option<char>,
    /// 10.30
    pub(crate) aanvang: Option<GbaDatum>,
    /// 11.10
    pub(crate) straat: Option<Cow<'a, str>>,
    /// 11.15
    pub(crate) openbare_ruimte: Option<Cow<'a, str>>,
    /// 11.20
    pub(crate) huisnummer: Option<u32>,
    /// 11.30
    pub(crate) huisletter: Option<Cow<'a, str>>,
    /// 11.40
    pub(crate) huisnummertoevoeging: Option<Cow<'a, str>>,
    /// 11.50: `to` or `by`.
    pub(crate) aanduiding: Option<Cow<'a, str>>,
    /// 11.60: `1234AB`.
    pub(crate) postcode: Option<Cow<'a, str>>,
    /// 11.70
    pub(crate) woonplaats: Option<Cow<'a, str>>,
    /// 11.80
    pub(crate) object: Option<BagNummer>,
    /// 11.90
    pub(crate) nummeraanduiding: Option<BagNummer>,
    /// 12.10
    pub(crate) locatie: Option<Cow<'a, str>>,
    /// 13.10, table 34.
    pub(crate) land: Option<u16>,
    /// 13.20
    pub(crate) aanvang_buitenland: Option<GbaDatum>,
    /// 13.30–13.50
    pub(crate) regels: [Option<Cow<'a, str>>; 3],
    /// 14.10, table 34.
    pub(crate) immigratie_land: Option<u16>,
    /// 14.20
    pub(crate) vestiging: Option<GbaDatum>,
}

/// An identification of the BAG as the person's record holds it: sixteen digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BagNummer(u64);

impl BagNummer {
    /// Reads sixteen digits.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        (text.len() == 16 && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse().ok().map(Self))
            .flatten()
    }

    /// As the world has it.
    pub(crate) fn van(nummer: BagId) -> Self {
        Self(nummer.number())
    }

    /// Sixteen zeros stand for unknown.
    pub(crate) fn is_bekend(self) -> bool {
        self.0 != 0
    }
}

impl fmt::Display for BagNummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016}", self.0)
    }
}

impl Serialize for BagNummer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(kort::als_tekst(&kort::cijfers::<16>(self.0)))
    }
}

/// Category 09.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kind<'a> {
    /// Who.
    pub(crate) identiteit: Identiteit<'a>,
    /// 89.10 `L`: born without life.
    pub(crate) levenloos_geboren: bool,
}

/// Category 10.
#[derive(Clone, Debug, Default)]
pub(crate) struct Verblijfstitel {
    /// 39.10, table 56.
    pub(crate) aanduiding: Option<u8>,
    /// 39.20
    pub(crate) einde: Option<GbaDatum>,
    /// 39.30
    pub(crate) ingang: Option<GbaDatum>,
}

/// Category 11.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gezag<'a> {
    /// 32.10, table 61.
    pub(crate) indicatie_gezag: Option<Cow<'a, str>>,
    /// 33.10
    pub(crate) curatele: bool,
}

/// Category 12.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reisdocument<'a> {
    /// 35.10, table 48.
    pub(crate) soort: Option<Cow<'a, str>>,
    /// 35.20
    pub(crate) nummer: Option<Cow<'a, str>>,
    /// 35.50
    pub(crate) einde: Option<GbaDatum>,
    /// 35.60
    pub(crate) datum_inhouding: Option<GbaDatum>,
    /// 35.70
    pub(crate) aanduiding_inhouding: Option<char>,
}

impl Reisdocument<'_> {
    /// Any element of the document registered, be it as unknown.
    pub(crate) fn heeft_gegevens(&self) -> bool {
        self.soort.is_some()
            || self.nummer.is_some()
            || self.einde.is_some()
            || self.datum_inhouding.is_some()
            || self.aanduiding_inhouding.is_some()
    }

    /// Not handed in and not missing. What has lapsed by law, or went for a reason that is not
    /// known, may be in somebody's drawer still.
    pub(crate) fn is_in_bezit(&self) -> bool {
        !matches!(self.aanduiding_inhouding, Some('I' | 'V'))
    }
}

/// Category 13.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kiesrecht {
    /// 31.10
    pub(crate) europees: Option<char>,
    /// 31.30
    pub(crate) einde_europees: Option<GbaDatum>,
    /// 38.10: `A`.
    pub(crate) uitgesloten: Option<char>,
    /// 38.20
    pub(crate) einde_uitsluiting: Option<GbaDatum>,
}

/// The text, unless it stands for unknown (`.`) or is empty.
pub(crate) fn bekend<'b>(text: Option<&'b Cow<'_, str>>) -> Option<&'b str> {
    text.map(AsRef::as_ref)
        .filter(|text| !text.is_empty() && *text != ".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_stop_stands_for_unknown() {
        assert_eq!(bekend(Some(&Cow::Borrowed("."))), None);
        assert_eq!(bekend(Some(&Cow::Borrowed("Spoel"))), Some("Spoel"));
        assert_eq!(bekend(None), None);
    }

    #[test]
    fn registered_as_unknown_is_registered() {
        let naam = Naam {
            geslachtsnaam: Some(Cow::Borrowed(".")),
            ..Naam::default()
        };
        assert!(naam.heeft_gegevens());
        assert!(!Naam::default().heeft_gegevens());
    }

    #[test]
    fn bag_numbers_are_sixteen_digits() {
        let number = BagNummer::parse("0599010051001502").unwrap();
        assert_eq!(number.to_string(), "0599010051001502");
        assert!(!BagNummer::parse("0000000000000000").unwrap().is_bekend());
        assert_eq!(BagNummer::parse("599010051001502"), None);
    }
}
