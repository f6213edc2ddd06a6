//! Days and periods on a person's time line, and the residences on it.
//!
//! Source: BRP Bewoning 2.1 and Verblijfplaatshistorie 2.0. A period ends on the day before its
//! `tot`. A residence begins on a day that may be partly unknown: then it began on one of a range
//! of days, and never is one of them chosen.

use fieldlab_world::GbaDatum;
use jiff::civil::Date;

use super::datum::{eerste_mogelijkheid, laatste_mogelijkheid};
use super::persoonslijst::{Onderzoek, Persoonslijst, Verblijf, Voorkomen};

/// From a day up to and not including another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tijdvak {
    pub(crate) van: Date,
    pub(crate) tot: Date,
}

impl Tijdvak {
    /// One day.
    pub(crate) fn dag(dag: Date) -> Self {
        Self {
            van: dag,
            tot: dag_na(dag),
        }
    }

    /// Whether the day lies in it.
    pub(crate) fn bevat(self, dag: Date) -> bool {
        self.van <= dag && dag < self.tot
    }

    /// There is no day in it.
    pub(crate) fn is_leeg(self) -> bool {
        self.van >= self.tot
    }

    /// The days that are in both.
    pub(crate) fn binnen(self, ander: Self) -> Self {
        Self {
            van: self.van.max(ander.van),
            tot: self.tot.min(ander.tot),
        }
    }

    /// The same, ended on a day at the latest.
    pub(crate) fn hooguit_tot(self, dag: Date) -> Self {
        Self {
            van: self.van,
            tot: self.tot.min(dag),
        }
    }
}

/// The next day; the last day of the calendar has none, and stays.
pub(crate) fn dag_na(dag: Date) -> Date {
    dag.tomorrow().unwrap_or(Date::MAX)
}

/// When a residence began: between two days, or on one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Aanvang {
    /// As registered, for comparing what is registered.
    pub(crate) bron: GbaDatum,
    /// The first day that it can be.
    pub(crate) eerste: Date,
    /// The last day that it can be.
    pub(crate) laatste: Date,
}

impl Aanvang {
    /// The day, when it is known.
    pub(crate) fn bekend(self) -> Option<Date> {
        (self.eerste == self.laatste).then_some(self.eerste)
    }
}

impl From<GbaDatum> for Aanvang {
    /// A date that cannot be says as little as an unknown one.
    fn from(bron: GbaDatum) -> Self {
        Self {
            bron,
            eerste: eerste_mogelijkheid(bron).unwrap_or(Date::MIN),
            laatste: laatste_mogelijkheid(bron).unwrap_or(Date::MAX),
        }
    }
}

/// A residence of somebody, with its place on the time line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Woning<'p, 'a> {
    pub(crate) voorkomen: &'p Voorkomen<Verblijf<'a>>,
    pub(crate) aanvang: Aanvang,
}

/// When a residence began, here or abroad.
pub(crate) fn aanvangsdatum(verblijf: &Verblijf<'_>) -> Option<GbaDatum> {
    if verblijf.land.is_some() {
        verblijf.aanvang_buitenland.or(verblijf.aanvang)
    } else {
        verblijf.aanvang.or(verblijf.aanvang_buitenland)
    }
}

/// Everything that counts as a residence of this person, the oldest first. What never should have
/// been registered does not count, nor does an occurrence that tells nothing of a residence.
pub(crate) fn woningen<'p, 'a>(lijst: &'p Persoonslijst<'a>) -> Vec<Woning<'p, 'a>> {
    let Some(stapel) = &lijst.verblijf else {
        return Vec::new();
    };
    stapel
        .historie
        .iter()
        .rev()
        .chain([&stapel.actueel])
        .filter(|voorkomen| !voorkomen.onjuist)
        .filter_map(|voorkomen| {
            let verblijf = &voorkomen.gegevens;
            let begin = aanvangsdatum(verblijf);
            let ergens = verblijf.object.is_some()
                || verblijf.straat.is_some()
                || verblijf.locatie.is_some()
                || verblijf.land.is_some();
            (begin.is_some() || ergens).then(|| Woning {
                voorkomen,
                aanvang: begin.unwrap_or(GbaDatum::ONBEKEND).into(),
            })
        })
        .collect()
}

/// The beginnings of these residences.
pub(crate) fn aanvangen(woningen: &[Woning<'_, '_>]) -> Vec<Aanvang> {
    woningen.iter().map(|woning| woning.aanvang).collect()
}

/// Since when it has been established that somebody does not live at an address any more, and
/// whether that still stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vertrek {
    /// The investigation runs: gone since that day.
    Vastgesteld(GbaDatum),
    /// It was closed on or after the next residence began, so perhaps for that reason alone.
    Onzeker(GbaDatum),
}

impl Vertrek {
    /// What an investigation says about a residence. `volgende` is the beginning of the next one.
    pub(crate) fn van(onderzoek: Option<Onderzoek>, volgende: Option<GbaDatum>) -> Option<Self> {
        const NIET_OP_ADRES: [u32; 2] = [89_999, 589_999];
        let onderzoek =
            onderzoek.filter(|onderzoek| NIET_OP_ADRES.contains(&onderzoek.aanduiding))?;
        let ingang = onderzoek.ingang?;
        match (onderzoek.einde, volgende) {
            (None, _) => Some(Self::Vastgesteld(ingang)),
            (Some(einde), Some(volgende)) if einde.number() >= volgende.number() => {
                Some(Self::Onzeker(ingang))
            }
            _ => None,
        }
    }

    /// The first day of the investigation.
    pub(crate) fn vanaf(self) -> GbaDatum {
        match self {
            Self::Vastgesteld(ingang) | Self::Onzeker(ingang) => ingang,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brp::persoonslijst::Stapel;
    use jiff::civil::date;

    fn gba(text: &str) -> GbaDatum {
        GbaDatum::parse(text).unwrap()
    }

    #[test]
    fn a_partly_unknown_day_is_one_of_a_range() {
        let maand = Aanvang::from(gba("20240200"));
        assert_eq!(
            (maand.eerste, maand.laatste),
            (date(2024, 2, 1), date(2024, 2, 29))
        );
        assert_eq!(maand.bekend(), None);
        assert_eq!(
            Aanvang::from(gba("20240229")).bekend(),
            Some(date(2024, 2, 29))
        );
        for nietszeggend in ["00000000", "20230229", "20231500"] {
            let aanvang = Aanvang::from(gba(nietszeggend));
            assert_eq!(
                (aanvang.eerste, aanvang.laatste),
                (Date::MIN, Date::MAX),
                "{nietszeggend}"
            );
        }
    }

    #[test]
    fn a_period_ends_before_its_last_day() {
        let dag = Tijdvak::dag(date(2023, 12, 31));
        assert_eq!(dag.tot, date(2024, 1, 1));
        assert!(dag.bevat(date(2023, 12, 31)) && !dag.bevat(date(2024, 1, 1)));
        assert!(
            dag.binnen(Tijdvak::dag(date(2024, 1, 1))).is_leeg() && !dag.is_leeg(),
            "two days have no day in common"
        );
        assert!(Tijdvak::dag(Date::MAX).is_leeg());
    }

    #[test]
    fn residences_come_oldest_first_without_what_was_corrected() {
        let verblijf = |aanvang: &str, onjuist| Voorkomen {
            gegevens: Verblijf {
                aanvang: Some(gba(aanvang)),
                ..Verblijf::default()
            },
            onjuist,
            ..Voorkomen::default()
        };
        let lijst = Persoonslijst {
            verblijf: Some(Stapel {
                actueel: verblijf("20200101", false),
                historie: vec![
                    verblijf("20190101", true),
                    verblijf("20100101", false),
                    Voorkomen::default(),
                ],
            }),
            ..Persoonslijst::default()
        };
        let begin: Vec<String> = woningen(&lijst)
            .iter()
            .map(|woning| woning.aanvang.bron.to_string())
            .collect();
        assert_eq!(begin, ["20100101", "20200101"]);
    }

    #[test]
    fn a_closed_investigation_counts_only_when_the_next_residence_had_begun() {
        let onderzoek = |aanduiding, einde: Option<&str>| {
            Some(Onderzoek {
                aanduiding,
                ingang: Some(gba("20220401")),
                einde: einde.map(gba),
            })
        };
        let begin = gba("20220401");
        let volgende = Some(gba("20220901"));
        assert_eq!(
            Vertrek::van(onderzoek(89_999, None), None),
            Some(Vertrek::Vastgesteld(begin))
        );
        assert_eq!(
            Vertrek::van(onderzoek(589_999, Some("20220901")), volgende),
            Some(Vertrek::Onzeker(begin))
        );
        assert_eq!(
            Vertrek::van(onderzoek(589_999, Some("20220831")), volgende),
            None
        );
        assert_eq!(
            Vertrek::van(onderzoek(89_999, Some("20220901")), None),
            None
        );
        assert_eq!(Vertrek::van(onderzoek(80_000, None), None), None);
    }
}
