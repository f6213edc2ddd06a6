//! The answer: residents by part of the period.
//!
//! Source: BRP Bewoning 2.1, `BewoningenQueryResponse`.

use fieldlab_world::{Bsn, GbaDatum};
use jiff::civil::Date;
use serde::Serialize;

use super::selectie::Deel;
use super::{Bewoner, MEESTE};
use crate::brp::antwoord::{Gebeurtenis, Naam, als_tekst};
use crate::brp::naam::volledige_naam;
use crate::brp::persoonslijst::{BagNummer, bekend};
use crate::brp::tijdlijn::Tijdvak;
use crate::brp::zoektekst::sorteersleutel;

/// `{"bewoningen": […]}`.
#[derive(Debug, Serialize)]
pub(crate) struct Antwoord<'p> {
    bewoningen: Vec<Bewoning<'p>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Bewoning<'p> {
    adresseerbaar_object_identificatie: BagNummer,
    periode: Periode,
    bewoners: Vec<Persoon<'p>>,
    mogelijke_bewoners: Vec<Persoon<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    indicatie_veel_bewoners: Option<bool>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Periode {
    datum_van: Date,
    datum_tot: Date,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Persoon<'p> {
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "als_tekst")]
    burgerservicenummer: Option<Bsn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geheimhouding_persoonsgegevens: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_onderzoek: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    naam: Option<Naam<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geboorte: Option<Gebeurtenis<'p>>,
}

/// Who is in a part, by place among the residents; in order.
#[derive(Debug)]
pub(super) enum Samenstelling {
    /// More than can be named.
    Veel,
    /// Residents, and possible residents: place among them, person, in onderzoek.
    Genoemd(Vec<(usize, usize, bool)>, Vec<(usize, usize, bool)>),
}

impl Samenstelling {
    pub(super) fn van(bewoners: &[Bewoner<'_, '_>], deel: &Deel) -> Self {
        if deel.bewoners.len() + deel.mogelijke.len() > MEESTE {
            return Self::Veel;
        }
        let genoemd = |nummers: &[usize]| {
            nummers
                .iter()
                .map(|nummer| {
                    let bewoner = &bewoners[*nummer];
                    (*nummer, bewoner.venster.persoon, in_onderzoek(bewoner))
                })
                .collect()
        };
        Self::Genoemd(genoemd(&deel.bewoners), genoemd(&deel.mogelijke))
    }
}

/// Alike when they look alike, whichever of somebody's residences they come from.
impl PartialEq for Samenstelling {
    fn eq(&self, ander: &Self) -> bool {
        let personen = |lijst: &[(usize, usize, bool)]| {
            let mut personen: Vec<(usize, bool)> =
                lijst.iter().map(|(_, wie, vlag)| (*wie, *vlag)).collect();
            personen.sort_unstable();
            personen
        };
        match (self, ander) {
            (Self::Veel, Self::Veel) => true,
            (Self::Genoemd(een, twee), Self::Genoemd(drie, vier)) => {
                personen(een) == personen(drie) && personen(twee) == personen(vier)
            }
            _ => false,
        }
    }
}

/// An investigation runs into whether or since when the person lives here.
fn in_onderzoek(bewoner: &Bewoner<'_, '_>) -> bool {
    const GEVOLG: [u32; 6] = [0, 1000, 1010, 1030, 1100, 1180];
    bewoner
        .woning
        .voorkomen
        .onderzoek
        .filter(|onderzoek| onderzoek.loopt())
        .is_some_and(|onderzoek| {
            matches!(onderzoek.aanduiding / 10_000, 8 | 58)
                && GEVOLG.contains(&(onderzoek.aanduiding % 10_000))
        })
}

/// Order of residents: since when, surname, first names, and the oldest first.
pub(super) fn volgorde(bewoner: &Bewoner<'_, '_>) -> (u32, String, String, u32) {
    let wie = &bewoner.lijst.persoon.actueel.gegevens.identiteit;
    let sleutel = |tekst| sorteersleutel(bekend(tekst).unwrap_or_default());
    (
        bewoner.woning.aanvang.bron.number(),
        sleutel(wie.naam.geslachtsnaam.as_ref()),
        sleutel(wie.naam.voornamen.as_ref()),
        wie.geboorte.datum.map_or(0, GbaDatum::number),
    )
}

impl<'p> Antwoord<'p> {
    pub(super) fn van(
        object: BagNummer,
        bewoners: &[Bewoner<'p, '_>],
        delen: Vec<(Tijdvak, Samenstelling)>,
    ) -> Self {
        let bewoningen = delen
            .into_iter()
            .map(|(tijdvak, samenstelling)| {
                let personen = |lijst: Vec<(usize, usize, bool)>| {
                    lijst
                        .into_iter()
                        .map(|(nummer, _, vlag)| persoon(&bewoners[nummer], vlag))
                        .collect()
                };
                let (bewoners, mogelijke_bewoners, veel) = match samenstelling {
                    Samenstelling::Veel => (Vec::new(), Vec::new(), Some(true)),
                    Samenstelling::Genoemd(zeker, mogelijk) => {
                        (personen(zeker), personen(mogelijk), None)
                    }
                };
                Bewoning {
                    adresseerbaar_object_identificatie: object,
                    periode: Periode {
                        datum_van: tijdvak.van,
                        datum_tot: tijdvak.tot,
                    },
                    bewoners,
                    mogelijke_bewoners,
                    indicatie_veel_bewoners: veel,
                }
            })
            .collect();
        Self { bewoningen }
    }

    /// Everybody who is named, once each.
    pub(super) fn personen(&self) -> Vec<Bsn> {
        let mut found: Vec<Bsn> = self
            .bewoningen
            .iter()
            .flat_map(|bewoning| bewoning.bewoners.iter().chain(&bewoning.mogelijke_bewoners))
            .filter_map(|persoon| persoon.burgerservicenummer)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn persoon<'p>(bewoner: &Bewoner<'p, '_>, in_onderzoek: bool) -> Persoon<'p> {
    let wie = &bewoner.lijst.persoon.actueel.gegevens.identiteit;
    let volledige_naam = volledige_naam(&wie.naam, wie.geslacht);
    Persoon {
        burgerservicenummer: wie.burgerservicenummer,
        geheimhouding_persoonsgegevens: bewoner.lijst.inschrijving.is_geheim().then_some(true),
        in_onderzoek: in_onderzoek.then_some(true),
        naam: volledige_naam.map(|naam| Naam {
            volledige_naam: Some(naam),
            ..Naam::default()
        }),
        geboorte: wie.geboorte.datum.map(|datum| Gebeurtenis {
            datum: Some(datum.into()),
            ..Gebeurtenis::default()
        }),
    }
}
