//! Finding the persons that a question means.
//!
//! The world's indexes give candidates, and every stored list is one; the criteria decide. Results
//! come in an order that never changes: that of the request for BSNs, otherwise the world's persons
//! in the order of the world and then stored lists by BSN.

use std::borrow::Cow;

use fieldlab_world::{AdresId, BagId, Geslachtsnaam, PersonId, Postcode, View};

use super::bevolking::Bevolking;
use super::persoonslijst::Persoonslijst;
use super::uit_wereld::OM_TE_ZOEKEN;
use super::velden::Velden;
use super::vraag::{Criteria, Vraag, Vraagsoort};
use super::zoektekst::Zoektekst;

/// More persons fit than the question may return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TeVeel {
    /// How many it may return.
    pub(crate) maximum: usize,
}

/// A record that was found: kept by the team, or made from the world.
pub(crate) type Gevonden<'s> = Cow<'s, Persoonslijst<'static>>;

/// The records that fit the question, filled as far as its answer needs.
///
/// # Errors
/// [`TeVeel`] when there are more than the question may return.
pub(crate) fn zoek<'s>(
    bevolking: Bevolking<'s>,
    vraag: &Vraag<'_>,
) -> Result<Vec<Gevonden<'s>>, TeVeel> {
    let criteria = &vraag.criteria;
    let nodig = vraag.selectie.alles();
    let Some(maximum) = vraag.soort.maximum() else {
        return Ok(raadpleeg(bevolking, criteria, nodig));
    };
    let te_veel = TeVeel { maximum };
    // Of a name in a municipality there are many candidates, of anything else hardly one too many.
    let velen = vraag.soort == Vraagsoort::NaamEnGemeente;
    let mut found = Vec::new();
    for candidate in kandidaten(bevolking.wereld(), vraag.soort, criteria) {
        if bevolking.is_vervangen(candidate)
            || velen && !criteria.past(&bevolking.uit_wereld(candidate, OM_TE_ZOEKEN))
        {
            continue;
        }
        let lijst = bevolking.uit_wereld(candidate, nodig);
        if !criteria.past(&lijst) {
            continue;
        }
        if found.len() == maximum {
            return Err(te_veel);
        }
        found.push(Cow::Owned(lijst));
    }
    for lijst in bevolking.bewaard().filter(|lijst| criteria.past(lijst)) {
        if found.len() == maximum {
            return Err(te_veel);
        }
        found.push(Cow::Borrowed(lijst));
    }
    Ok(found)
}

fn raadpleeg<'s>(
    bevolking: Bevolking<'s>,
    criteria: &Criteria<'_>,
    nodig: Velden,
) -> Vec<Gevonden<'s>> {
    let mut found = Vec::new();
    for (at, bsn) in criteria.burgerservicenummers.iter().enumerate() {
        if criteria.burgerservicenummers[..at].contains(bsn) {
            continue;
        }
        let lijst = bevolking.met_bsn(*bsn, nodig);
        found.extend(lijst.filter(|lijst| criteria.past(lijst)));
    }
    found
}

/// Everybody who may fit, and few others; in order, nobody twice.
fn kandidaten(view: View<'_>, soort: Vraagsoort, criteria: &Criteria<'_>) -> Vec<PersonId> {
    let mut found: Vec<PersonId> = match soort {
        Vraagsoort::Raadpleeg => Vec::new(),
        Vraagsoort::NaamEnGeboortedatum => criteria
            .geboortedatum
            .into_iter()
            .flat_map(|datum| view.geboren_op_met_naam(datum, |naam| heet(criteria, naam)))
            .collect(),
        Vraagsoort::NaamEnGemeente => met_naam(view, criteria),
        _ => adressen(view, soort, criteria)
            .into_iter()
            .flat_map(|adres| view.bewoners(adres))
            .collect(),
    };
    found.sort_unstable();
    found.dedup();
    found
}

fn past(zoek: Option<&Zoektekst>, text: &str) -> bool {
    zoek.is_none_or(|zoek| zoek.past(text))
}

fn heet(criteria: &Criteria<'_>, naam: Geslachtsnaam<'_>) -> bool {
    past(criteria.geslachtsnaam.as_ref(), naam.naam)
        && past(criteria.voorvoegsel.as_ref(), naam.voorvoegsel)
}

fn met_naam(view: View<'_>, criteria: &Criteria<'_>) -> Vec<PersonId> {
    view.geslachtsnamen()
        .filter(|(_, naam)| heet(criteria, *naam))
        .flat_map(|(nummer, _)| view.met_geslachtsnaam(nummer))
        // First names are the cheapest to compare, and most names fall here.
        .filter(|id| {
            past(
                criteria.voornamen.as_ref(),
                &view.persoon(*id).naam().voornamen,
            )
        })
        .collect()
}

fn adressen(view: View<'_>, soort: Vraagsoort, criteria: &Criteria<'_>) -> Vec<AdresId> {
    match soort {
        Vraagsoort::PostcodeEnHuisnummer => {
            let postcode = criteria.postcode.as_deref().and_then(Postcode::parse);
            match (postcode, criteria.huisnummer) {
                (Some(postcode), Some(nummer)) => view.adressen_op(postcode, nummer).collect(),
                _ => Vec::new(),
            }
        }
        Vraagsoort::StraatEnHuisnummer => {
            let Some(zoek) = &criteria.straat else {
                return Vec::new();
            };
            view.places()
                .straten()
                .filter(|id| {
                    let straat = view.places().straat(*id);
                    let gemeente = straat.woonplaats().gemeente().number();
                    criteria.gemeente == Some(gemeente)
                        && (zoek.past(&straat.naam()) || zoek.past(&straat.korte_naam()))
                })
                .flat_map(|id| view.adressen_aan(id))
                .filter(|adres| Some(view.adres(*adres).huisnummer()) == criteria.huisnummer)
                .collect()
        }
        Vraagsoort::Nummeraanduiding => {
            let id = criteria
                .nummeraanduiding
                .and_then(|id| BagId::parse(&id.to_string()));
            id.and_then(|id| view.adres_met_nummeraanduiding(id))
                .into_iter()
                .collect()
        }
        Vraagsoort::AdresseerbaarObject => {
            let id = criteria.object.and_then(|id| BagId::parse(&id.to_string()));
            id.and_then(|id| view.adres_met_object(id))
                .into_iter()
                .collect()
        }
        Vraagsoort::Raadpleeg | Vraagsoort::NaamEnGeboortedatum | Vraagsoort::NaamEnGemeente => {
            Vec::new()
        }
    }
}
