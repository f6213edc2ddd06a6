//! What lies within a box or at a point.
//!
//! The world has no spatial index. Towns outside the box fall away by their outline, streets by the
//! distance to their first address, and what is left is looked at one by one.

use fieldlab_world::{AdresId, Objectsoort, Pand, Places, StraatId};

use super::geometrie::Kader;
use super::zoeken::{MEESTE, TeVeel};

/// No address lies farther from the first one of its street, in metres along an axis. A test of the
/// whole village says so.
pub(super) const STRAATLENGTE: f64 = 1_000.0;

fn straten<'a>(kader: &'a Kader, places: &'a Places) -> impl Iterator<Item = StraatId> + 'a {
    places
        .woonplaatsen()
        .filter(|woonplaats| kader.raakt(&woonplaats.vlak()))
        .flat_map(fieldlab_world::Woonplaats::straten)
        .filter(|straat| {
            places
                .adressen_aan(*straat)
                .next()
                .is_some_and(|eerste| kader.is_binnen(STRAATLENGTE, places.adres(eerste).punt()))
        })
}

/// The addresses whose object lies in or touches the box.
///
/// # Errors
/// When there are too many.
pub(super) fn objecten(kader: &Kader, places: &Places) -> Result<Vec<AdresId>, TeVeel> {
    let mut gevonden = Vec::new();
    for id in straten(kader, places).flat_map(|straat| places.adressen_aan(straat)) {
        let adres = places.adres(id);
        let raak = match adres.soort() {
            Objectsoort::Verblijfsobject => kader.bevat(adres.punt()),
            Objectsoort::Ligplaats | Objectsoort::Standplaats => kader.raakt(&adres.vlak()),
        };
        if raak {
            gevonden.push(id);
            if gevonden.len() > MEESTE {
                return Err(TeVeel);
            }
        }
    }
    Ok(gevonden)
}

/// The buildings that lie in or touch the box.
///
/// # Errors
/// When there are too many.
pub(super) fn panden<'a>(kader: &Kader, places: &'a Places) -> Result<Vec<Pand<'a>>, TeVeel> {
    let mut gevonden: Vec<Pand<'a>> = Vec::new();
    for straat in straten(kader, places) {
        let mut vorige = None;
        for pand in places
            .adressen_aan(straat)
            // What was split off is in a building that was here.
            .filter(|id| places.basis(*id) == *id)
            .filter_map(|id| places.adres(id).pand())
        {
            let id = pand.identificatie();
            if vorige.replace(id) != Some(id) && kader.raakt(&pand.vlak()) {
                gevonden.push(pand);
            }
        }
        if gevonden.len() > MEESTE {
            return Err(TeVeel);
        }
    }
    Ok(gevonden)
}
