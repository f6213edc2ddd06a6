//! Dates as the BRP delivers them, and ages.
//!
//! Source: BRP Personen 2.7, `AbstractDatum` and its four forms. Never invents a day: what is
//! unknown in the register stays unknown in the answer. An impossible date, which occurs in real
//! registers, is delivered as unknown.

use fieldlab_world::GbaDatum;
use jiff::civil::Date;
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::kort::{self, Kort};

const MAANDEN: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// A source date in one of the four forms of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Datum {
    /// Year, month and day.
    Volledig(u16, u8, u8),
    /// Year and month.
    JaarMaand(u16, u8),
    /// Year only.
    Jaar(u16),
    /// Nothing known, or nothing that can be true.
    Onbekend,
}

impl From<GbaDatum> for Datum {
    fn from(gba: GbaDatum) -> Self {
        let (jaar, maand, dag) = (gba.year(), gba.month(), gba.day());
        match (jaar, maand, dag) {
            (0, ..) => Self::Onbekend,
            (_, 0, 0) => Self::Jaar(jaar),
            (_, 1..=12, 0) => Self::JaarMaand(jaar, maand),
            _ if gba.date().is_some() => Self::Volledig(jaar, maand, dag),
            _ => Self::Onbekend,
        }
    }
}

impl Datum {
    /// `langFormaat`: `10 mei 2024`, `mei 2024`, `2024`, `onbekend`.
    fn lang_formaat(self) -> Kort {
        let maandnaam = |maand: u8| MAANDEN[usize::from(maand) - 1];
        match self {
            Self::Volledig(jaar, maand, dag) => Kort::new()
                .getal(dag.into(), 1)
                .tekst(" ")
                .tekst(maandnaam(maand))
                .tekst(" ")
                .getal(jaar.into(), 1),
            Self::JaarMaand(jaar, maand) => Kort::new()
                .tekst(maandnaam(maand))
                .tekst(" ")
                .getal(jaar.into(), 1),
            Self::Jaar(jaar) => Kort::new().getal(jaar.into(), 1),
            Self::Onbekend => Kort::new().tekst("onbekend"),
        }
    }
}

impl Serialize for Datum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let aantal = if matches!(self, Self::JaarMaand(..)) {
            4
        } else {
            3
        };
        let mut groep = serializer.serialize_struct("Datum", aantal)?;
        match *self {
            Self::Volledig(jaar, maand, dag) => {
                groep.serialize_field("type", "Datum")?;
                let [a, b, c, d] = kort::cijfers(jaar.into());
                let [e, f] = kort::cijfers(maand.into());
                let [g, h] = kort::cijfers(dag.into());
                let iso = [a, b, c, d, b'-', e, f, b'-', g, h];
                groep.serialize_field("datum", kort::als_tekst(&iso))?;
            }
            Self::JaarMaand(jaar, maand) => {
                groep.serialize_field("type", "JaarMaandDatum")?;
                groep.serialize_field("jaar", &jaar)?;
                groep.serialize_field("maand", &maand)?;
            }
            Self::Jaar(jaar) => {
                groep.serialize_field("type", "JaarDatum")?;
                groep.serialize_field("jaar", &jaar)?;
            }
            Self::Onbekend => {
                groep.serialize_field("type", "DatumOnbekend")?;
                groep.serialize_field("onbekend", &true)?;
            }
        }
        groep.serialize_field("langFormaat", self.lang_formaat().als_str())?;
        groep.end()
    }
}

/// Age in completed years. Nothing when only the year is known, when the birth date does not
/// exist or lies ahead, and in the birth month itself when the day is unknown. Somebody born on
/// 29 February has a birthday on 1 March in ordinary years.
pub(crate) fn leeftijd(geboorte: GbaDatum, vandaag: Date) -> Option<u16> {
    let maand = i8::try_from(geboorte.month()).ok()?;
    let dag = match Datum::from(geboorte) {
        Datum::Volledig(_, _, dag) => i8::try_from(dag).ok()?,
        Datum::JaarMaand(..) if maand != vandaag.month() => 1,
        _ => return None,
    };
    let jaren = i32::from(vandaag.year()) - i32::from(geboorte.year());
    let jarig_geweest = (vandaag.month(), vandaag.day()) >= (maand, dag);
    u16::try_from(if jarig_geweest { jaren } else { jaren - 1 }).ok()
}

/// The first day that a partly unknown date can mean; `None` when it can be any day.
pub(crate) fn eerste_mogelijkheid(datum: GbaDatum) -> Option<Date> {
    let jaar = i16::try_from(datum.year()).ok()?;
    match Datum::from(datum) {
        Datum::Volledig(..) => datum.date(),
        Datum::JaarMaand(_, maand) => Date::new(jaar, i8::try_from(maand).ok()?, 1).ok(),
        Datum::Jaar(_) => Date::new(jaar, 1, 1).ok(),
        Datum::Onbekend => None,
    }
}

/// The last day that a partly unknown date can mean; `None` when it can be any day.
pub(crate) fn laatste_mogelijkheid(datum: GbaDatum) -> Option<Date> {
    let jaar = i16::try_from(datum.year()).ok()?;
    match Datum::from(datum) {
        Datum::Volledig(..) => datum.date(),
        Datum::JaarMaand(_, maand) => Date::new(jaar, i8::try_from(maand).ok()?, 1)
            .ok()
            .map(Date::last_of_month),
        Datum::Jaar(_) => Date::new(jaar, 12, 31).ok(),
        Datum::Onbekend => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn json(gba: &str) -> String {
        serde_json::to_string(&Datum::from(GbaDatum::parse(gba).unwrap())).unwrap()
    }

    #[test]
    fn each_degree_of_knowledge_has_its_own_form() {
        assert_eq!(
            json("19991001"),
            r#"{"type":"Datum","datum":"1999-10-01","langFormaat":"1 oktober 1999"}"#
        );
        assert_eq!(
            json("19990200"),
            r#"{"type":"JaarMaandDatum","jaar":1999,"maand":2,"langFormaat":"februari 1999"}"#
        );
        assert_eq!(
            json("19990000"),
            r#"{"type":"JaarDatum","jaar":1999,"langFormaat":"1999"}"#
        );
        assert_eq!(
            json("00000000"),
            r#"{"type":"DatumOnbekend","onbekend":true,"langFormaat":"onbekend"}"#
        );
    }

    #[test]
    fn a_day_that_never_was_is_delivered_as_unknown() {
        for impossible in ["19670230", "20231301", "20230012", "00000512"] {
            assert!(json(impossible).contains("DatumOnbekend"), "{impossible}");
        }
    }

    fn jaren(geboorte: &str, vandaag: Date) -> Option<u16> {
        leeftijd(GbaDatum::parse(geboorte).unwrap(), vandaag)
    }

    #[test]
    fn age_counts_completed_years() {
        assert_eq!(jaren("19800615", date(2020, 6, 14)), Some(39));
        assert_eq!(jaren("19800615", date(2020, 6, 15)), Some(40));
        assert_eq!(jaren("20200615", date(2020, 6, 15)), Some(0));
        assert_eq!(jaren("20200616", date(2020, 6, 15)), None);
    }

    #[test]
    fn a_leap_day_child_ages_on_the_first_of_march() {
        assert_eq!(jaren("20040229", date(2023, 2, 28)), Some(18));
        assert_eq!(jaren("20040229", date(2023, 3, 1)), Some(19));
        assert_eq!(jaren("20040229", date(2024, 2, 29)), Some(20));
    }

    #[test]
    fn an_unknown_day_gives_no_age_in_the_birth_month() {
        assert_eq!(jaren("19900400", date(2020, 3, 31)), Some(29));
        assert_eq!(jaren("19900400", date(2020, 4, 30)), None);
        assert_eq!(jaren("19900400", date(2020, 5, 1)), Some(30));
        assert_eq!(jaren("19900000", date(2020, 5, 1)), None);
        assert_eq!(jaren("00000000", date(2020, 5, 1)), None);
    }

    #[test]
    fn a_partial_date_is_between_its_first_and_last_possible_day() {
        let first = |gba: &str| eerste_mogelijkheid(GbaDatum::parse(gba).unwrap());
        assert_eq!(first("20240200"), Some(date(2024, 2, 1)));
        assert_eq!(first("20230000"), Some(date(2023, 1, 1)));
        assert_eq!(first("20230504"), Some(date(2023, 5, 4)));
        assert_eq!(first("00000000"), None);
        let last = |gba: &str| laatste_mogelijkheid(GbaDatum::parse(gba).unwrap());
        assert_eq!(last("20240200"), Some(date(2024, 2, 29)));
        assert_eq!(last("20230000"), Some(date(2023, 12, 31)));
        assert_eq!(last("20230504"), Some(date(2023, 5, 4)));
        assert_eq!(last("00000000"), None);
    }
}
