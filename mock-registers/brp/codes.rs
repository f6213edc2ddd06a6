//! Code tables of the BRP: the small ones written out, the national ones from the world.
//!
//! Source: Logisch Ontwerp BRP, tables 32–61, as BRP Personen 2.7 delivers them (`Waardetabel`).
//! A code without a row in its table is delivered without a description.

use std::borrow::Cow;

use fieldlab_world::tables;
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::kort::{self, Kort};

/// Country code of the Netherlands.
pub(crate) const NEDERLAND: u16 = 6030;

/// A code as it goes on the wire: text, or a number with a fixed count of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code<'a> {
    /// Text.
    Tekst(&'a str),
    /// One letter.
    Letter(char),
    /// A number in so many digits.
    Cijfers(u16, usize),
}

impl Serialize for Code<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Tekst(text) => serializer.serialize_str(text),
            Self::Letter(letter) => serializer.serialize_str(letter.encode_utf8(&mut [0; 4])),
            Self::Cijfers(number, 4) if number < 10_000 => {
                serializer.serialize_str(kort::als_tekst(&kort::cijfers::<4>(number.into())))
            }
            Self::Cijfers(number, digits) => {
                serializer.serialize_str(Kort::new().getal(number.into(), digits).als_str())
            }
        }
    }
}

/// `Waardetabel`: code and description; a foreign place has a description only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Waarde<'a> {
    code: Option<Code<'a>>,
    omschrijving: Option<Cow<'a, str>>,
    /// Only with a title: `titel` or `predicaat`.
    soort: Option<&'static str>,
}

impl Serialize for Waarde<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let leden = [
            self.code.is_some(),
            self.omschrijving.is_some(),
            self.soort.is_some(),
        ];
        let aantal = leden.into_iter().filter(|lid| *lid).count();
        let mut groep = serializer.serialize_struct("Waarde", aantal)?;
        if let Some(code) = &self.code {
            groep.serialize_field("code", code)?;
        }
        if let Some(omschrijving) = &self.omschrijving {
            groep.serialize_field("omschrijving", omschrijving)?;
        }
        if let Some(soort) = self.soort {
            groep.serialize_field("soort", soort)?;
        }
        groep.end()
    }
}

impl<'a> Waarde<'a> {
    fn met(code: Code<'a>, omschrijving: Option<&'static str>) -> Self {
        Self {
            code: Some(code),
            omschrijving: omschrijving.map(Cow::Borrowed),
            soort: None,
        }
    }

    /// A place without a code: the text is the description.
    pub(crate) fn buitenlandse_plaats(naam: &'a str) -> Self {
        Self {
            code: None,
            omschrijving: Some(Cow::Borrowed(naam)),
            soort: None,
        }
    }
}

fn small<'a>(code: char, rows: &[(char, &'static str)]) -> Waarde<'a> {
    let row = rows.iter().find(|row| row.0 == code);
    Waarde::met(Code::Letter(code), row.map(|row| row.1))
}

/// Municipality (table 33).
pub(crate) fn gemeente<'a>(code: u16) -> Waarde<'a> {
    Waarde::met(Code::Cijfers(code, 4), tables::gemeente(code))
}

/// Country (table 34).
pub(crate) fn land<'a>(code: u16) -> Waarde<'a> {
    Waarde::met(Code::Cijfers(code, 4), tables::land(code))
}

/// Nationality (table 32).
pub(crate) fn nationaliteit<'a>(code: u16) -> Waarde<'a> {
    Waarde::met(Code::Cijfers(code, 4), tables::nationaliteit(code))
}

/// Reason for taking up a nationality (table 37).
pub(crate) fn reden_opname<'a>(code: u16) -> Waarde<'a> {
    Waarde::met(Code::Cijfers(code, 3), tables::reden_nationaliteit(code))
}

/// Residence permit (table 56).
pub(crate) fn verblijfstitel<'a>(code: u8) -> Waarde<'a> {
    Waarde::met(Code::Cijfers(code.into(), 2), tables::verblijfstitel(code))
}

/// RNI participant (table 60).
pub(crate) fn rni_deelnemer<'a>(code: u16) -> Waarde<'a> {
    Waarde::met(Code::Cijfers(code, 4), tables::rni_deelnemer(code))
}

/// Reason of suspension.
pub(crate) fn reden_opschorting<'a>(code: char) -> Waarde<'a> {
    small(
        code,
        &[
            ('O', "overlijden"),
            ('E', "emigratie"),
            ('M', "ministerieel besluit"),
            ('R', "pl is aangelegd in de rni"),
            ('.', "onbekend"),
        ],
    )
}

/// Marriage or registered partnership.
pub(crate) fn soort_verbintenis<'a>(code: char) -> Waarde<'a> {
    small(
        code,
        &[
            ('H', "huwelijk"),
            ('P', "geregistreerd partnerschap"),
            ('.', "onbekend"),
        ],
    )
}

/// What an address is to the person.
pub(crate) fn functie_adres<'a>(code: char) -> Waarde<'a> {
    small(code, &[('W', "woonadres"), ('B', "briefadres")])
}

/// Travel document (table 48).
pub(crate) fn reisdocument(code: &str) -> Waarde<'_> {
    Waarde::met(Code::Tekst(code), tables::reisdocument(code))
}

/// What became of a travel document.
pub(crate) fn inhouding_of_vermissing<'a>(code: char) -> Waarde<'a> {
    small(
        code,
        &[
            ('I', "ingehouden of ingeleverd"),
            ('R', "van rechtswege vervallen"),
            ('V', "vermist"),
            ('.', "onbekend"),
        ],
    )
}

/// Right to vote for the European Parliament.
pub(crate) fn europees_kiesrecht<'a>(code: char) -> Waarde<'a> {
    small(
        code,
        &[
            ('1', "persoon is uitgesloten"),
            ('2', "persoon ontvangt oproep"),
        ],
    )
}

/// Where the house stands, seen from the number.
pub(crate) fn aanduiding_bij_huisnummer(code: &str) -> Waarde<'_> {
    let omschrijving = match code {
        "to" => Some("tegenover"),
        "by" => Some("bij"),
        _ => None,
    };
    Waarde::met(Code::Tekst(code), omschrijving)
}

/// Who has parental authority by court decision (table 61).
pub(crate) fn gezag_minderjarige(code: &str) -> Waarde<'_> {
    let omschrijving = match code {
        "1" => Some("Ouder1 heeft het gezag"),
        "2" => Some("Ouder2 heeft het gezag"),
        "12" => Some("Ouder1 en ouder2 hebben het gezag"),
        "1D" => Some("Ouder1 en een derde hebben het gezag"),
        "2D" => Some("Ouder2 en een derde hebben het gezag"),
        "D" => Some("Een of meer derden hebben het gezag"),
        "3D" => Some("ouder1 + ouder2 + een of meer derden hebben het gezag"),
        _ => None,
    };
    Waarde::met(Code::Tekst(code), omschrijving)
}

/// Sex as registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Geslacht {
    /// M
    Man,
    /// V
    Vrouw,
    /// O
    Onbekend,
}

impl Geslacht {
    /// Reads `M`, `V` or `O`.
    pub(crate) fn parse(code: &str) -> Option<Self> {
        match code {
            "M" => Some(Self::Man),
            "V" => Some(Self::Vrouw),
            "O" => Some(Self::Onbekend),
            _ => None,
        }
    }

    /// The letter.
    pub(crate) fn code(self) -> char {
        match self {
            Self::Man => 'M',
            Self::Vrouw => 'V',
            Self::Onbekend => 'O',
        }
    }

    /// The table's row.
    pub(crate) fn waarde<'a>(self) -> Waarde<'a> {
        small(
            self.code(),
            &[('M', "man"), ('V', "vrouw"), ('O', "onbekend")],
        )
    }
}

/// Whose surname somebody goes by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Naamgebruik {
    /// E: own.
    #[default]
    Eigen,
    /// P: the partner's.
    Partner,
    /// V: the partner's before the own.
    PartnerVoor,
    /// N: the partner's after the own.
    PartnerNa,
}

impl Naamgebruik {
    /// Reads `E`, `P`, `V` or `N`.
    pub(crate) fn parse(code: &str) -> Option<Self> {
        match code {
            "E" => Some(Self::Eigen),
            "P" => Some(Self::Partner),
            "V" => Some(Self::PartnerVoor),
            "N" => Some(Self::PartnerNa),
            _ => None,
        }
    }

    /// The table's row.
    pub(crate) fn waarde<'a>(self) -> Waarde<'a> {
        let (code, omschrijving) = match self {
            Self::Eigen => ('E', "eigen geslachtsnaam"),
            Self::Partner => ('P', "geslachtsnaam echtgenoot/geregistreerd partner"),
            Self::PartnerVoor => (
                'V',
                "geslachtsnaam echtgenoot/geregistreerd partner voor eigen geslachtsnaam",
            ),
            Self::PartnerNa => (
                'N',
                "geslachtsnaam echtgenoot/geregistreerd partner na eigen geslachtsnaam",
            ),
        };
        Waarde::met(Code::Letter(code), Some(omschrijving))
    }
}

/// A title or predicate of nobility, in the form for a man or a woman (table 38).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Titel {
    /// Which one, whatever the form.
    pub(crate) rang: Rang,
    /// The registered form is the female one.
    vrouwelijk: bool,
}

/// The titles, and the one predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rang {
    Baron,
    Graaf,
    Hertog,
    Markies,
    Prins,
    Ridder,
    Jonkheer,
}

const TITELS: [(&str, Rang, bool, &str); 13] = [
    ("B", Rang::Baron, false, "baron"),
    ("BS", Rang::Baron, true, "barones"),
    ("G", Rang::Graaf, false, "graaf"),
    ("GI", Rang::Graaf, true, "gravin"),
    ("H", Rang::Hertog, false, "hertog"),
    ("HI", Rang::Hertog, true, "hertogin"),
    ("M", Rang::Markies, false, "markies"),
    ("MI", Rang::Markies, true, "markiezin"),
    ("P", Rang::Prins, false, "prins"),
    ("PS", Rang::Prins, true, "prinses"),
    ("R", Rang::Ridder, false, "ridder"),
    ("JH", Rang::Jonkheer, false, "jonkheer"),
    ("JV", Rang::Jonkheer, true, "jonkvrouw"),
];

impl Titel {
    /// Reads a code of table 38.
    pub(crate) fn parse(code: &str) -> Option<Self> {
        // Nearly nobody has one.
        if code.is_empty() {
            return None;
        }
        TITELS.iter().find(|row| row.0 == code).map(|row| Self {
            rang: row.1,
            vrouwelijk: row.2,
        })
    }

    /// Predicates go before the first names, titles after them.
    pub(crate) fn is_predicaat(self) -> bool {
        self.rang == Rang::Jonkheer
    }

    /// Whether the code is the male form of a title whose bearer's wife may use it.
    pub(crate) fn geeft_hoffelijkheidstitel(self) -> bool {
        !self.vrouwelijk && !matches!(self.rang, Rang::Ridder | Rang::Jonkheer)
    }

    /// The word as registered.
    pub(crate) fn woord(self) -> &'static str {
        self.rang.woord(self.vrouwelijk)
    }

    /// The table's row.
    pub(crate) fn waarde<'a>(self) -> Waarde<'a> {
        let code = TITELS
            .iter()
            .find(|row| row.1 == self.rang && row.2 == self.vrouwelijk)
            .map_or("", |row| row.0);
        Waarde {
            soort: Some(if self.is_predicaat() {
                "predicaat"
            } else {
                "titel"
            }),
            ..Waarde::met(Code::Tekst(code), Some(self.woord()))
        }
    }
}

impl Rang {
    /// The word for a man or a woman; a ridder has one form only.
    pub(crate) fn woord(self, vrouwelijk: bool) -> &'static str {
        TITELS
            .iter()
            .rev()
            .find(|row| row.1 == self && (row.2 == vrouwelijk || self == Self::Ridder))
            .map_or("", |row| row.3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(waarde: &Waarde<'_>) -> String {
        serde_json::to_string(waarde).unwrap()
    }

    #[test]
    fn codes_keep_their_leading_zeros() {
        assert_eq!(
            json(&nationaliteit(1)),
            r#"{"code":"0001","omschrijving":"Nederlandse"}"#
        );
        assert_eq!(
            json(&land(NEDERLAND)),
            r#"{"code":"6030","omschrijving":"Nederland"}"#
        );
        assert!(json(&verblijfstitel(9)).starts_with(r#"{"code":"09""#));
        assert!(json(&reden_opname(1)).starts_with(r#"{"code":"001""#));
    }

    #[test]
    fn a_code_that_no_table_knows_comes_without_description() {
        assert_eq!(json(&land(9)), r#"{"code":"0009"}"#);
        assert_eq!(json(&functie_adres('Q')), r#"{"code":"Q"}"#);
    }

    #[test]
    fn a_foreign_place_is_a_description_only() {
        assert_eq!(
            json(&Waarde::buitenlandse_plaats("Gent")),
            r#"{"omschrijving":"Gent"}"#
        );
    }

    #[test]
    fn titles_say_their_sort_and_bend_to_the_bearer() {
        let gravin = Titel::parse("GI").unwrap();
        assert_eq!(
            json(&gravin.waarde()),
            r#"{"code":"GI","omschrijving":"gravin","soort":"titel"}"#
        );
        assert_eq!(gravin.rang.woord(false), "graaf");
        assert!(Titel::parse("JV").unwrap().is_predicaat());
        assert_eq!(Titel::parse("R").unwrap().woord(), "ridder");
        assert_eq!(Rang::Ridder.woord(true), "ridder");
        assert!(!gravin.geeft_hoffelijkheidstitel());
        assert!(Titel::parse("P").unwrap().geeft_hoffelijkheidstitel());
        assert!(!Titel::parse("R").unwrap().geeft_hoffelijkheidstitel());
    }
}
