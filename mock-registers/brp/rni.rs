//! What comes along with a non-resident's data: who delivered them, and when they were verified.
//!
//! Source: BRP Personen 2.7, `rni` and `verificatie`; both are delivered without asking.

use super::antwoord::{RniDeelnemer, Verificatie};
use super::codes;
use super::persoonslijst::{Persoonslijst, Rni};
use super::samenstellen::{AANSCHRIJVING, ADRESREGELS, NATIONALITEITEN};
use super::velden::Velden;
use super::veldenlijst::Veld;

const PERSOON: Velden = Velden::van(&[
    Veld::ANummer,
    Veld::Burgerservicenummer,
    Veld::Geslacht,
    Veld::Leeftijd,
])
.en(Velden::onder("naam."))
.en(Velden::onder("geboorte."))
.en(AANSCHRIJVING);

const VERBLIJFPLAATS: Velden = Velden::van(&[
    Veld::GemeenteVanInschrijving,
    Veld::DatumInschrijvingInGemeente,
])
.en(Velden::onder("verblijfplaats."))
.en(Velden::onder("immigratie."))
.en(ADRESREGELS);

/// The participants of the categories from which something was asked; nothing when there are none.
pub(crate) fn rni<'p>(
    lijst: &'p Persoonslijst<'_>,
    velden: Velden,
) -> Option<Vec<RniDeelnemer<'p>>> {
    let mut found = Vec::new();
    let mut add = |rni: Option<&'p Rni>, gevraagd: Velden, categorie| {
        if let Some(rni) = rni.filter(|_| velden.iets_van(gevraagd)) {
            found.push(RniDeelnemer {
                deelnemer: rni.deelnemer.map(codes::rni_deelnemer),
                omschrijving_verdrag: rni.verdrag.as_deref(),
                categorie: Some(categorie),
                ..RniDeelnemer::default()
            });
        }
    };
    add(lijst.persoon.actueel.rni.as_ref(), PERSOON, "Persoon");
    for stapel in &lijst.nationaliteiten {
        if stapel.actueel.gegevens.reden_beeindigen.is_none() {
            add(
                stapel.actueel.rni.as_ref(),
                NATIONALITEITEN,
                "Nationaliteit",
            );
        }
    }
    if let Some(overlijden) = &lijst.overlijden {
        add(
            overlijden.actueel.rni.as_ref(),
            Velden::onder("overlijden."),
            "Overlijden",
        );
    }
    if let Some(verblijf) = &lijst.verblijf {
        add(
            verblijf.actueel.rni.as_ref(),
            VERBLIJFPLAATS,
            "Verblijfplaats",
        );
    }
    (!found.is_empty()).then_some(found)
}

/// The verification, when there was one.
pub(crate) fn verificatie<'p>(lijst: &'p Persoonslijst<'_>) -> Option<Verificatie<'p>> {
    let bron = &lijst.inschrijving;
    let omschrijving = bron.verificatie_omschrijving.as_deref();
    (bron.verificatie_datum.is_some() || omschrijving.is_some()).then(|| Verificatie {
        datum: bron.verificatie_datum.map(Into::into),
        omschrijving,
        ..Verificatie::default()
    })
}
