//! `reverse`: what lies nearest to a point.

use std::sync::OnceLock;

use fieldlab_world::{Koz, Places, Rd};

use super::index::{Index, Vlak, omhullend};
use super::kandidaat::{Kandidaat, Type};
use super::knoop::{Knoop, Weegschaal};
use super::ligging::{afstand, tot_vlak};

/// Beyond this nothing is near, when no distance is asked for. In metres.
pub(super) const STRAAL: f64 = 1_000.0;

/// The rectangle around each street, made when somebody first asks what is near.
#[derive(Debug, Default)]
pub(super) struct Kaart(OnceLock<Vec<Vlak>>);

impl Kaart {
    fn straten(&self, index: &Index, places: &Places) -> &[Vlak] {
        self.0.get_or_init(|| {
            (0..index.straten.len())
                .map(|straat| {
                    let lijn = places.straat(index.straten[straat].id).lijn();
                    let adressen = index.adressen_aan(places, straat);
                    let punten = adressen.map(|adres| places.adres(adres).punt());
                    omhullend(lijn.into_iter().chain(punten).map(|punt| (punt.x, punt.y)))
                })
                .collect()
        })
    }
}

/// Documents of these types within a distance in metres, the nearest first, each with its distance in
/// millimetres.
pub(super) fn bij(
    schaal: &Weegschaal<'_>,
    kaart: &Kaart,
    soorten: &[Type],
    filters: &[Knoop],
    punt: Rd,
    straal: f64,
) -> Vec<(i64, Kandidaat)> {
    let (index, view) = (schaal.index, schaal.view);
    let places = view.places();
    let straal = (straal.min(1e7) * 1_000.0).round() as i64;
    let mut gevonden = Vec::new();
    let mut neem = |wie: Kandidaat| {
        let ver = afstand(index, view, &wie, punt);
        if ver <= straal && past(schaal, filters, &wie) {
            gevonden.push((ver, wie));
        }
    };
    for &soort in soorten {
        match soort {
            Type::Provincie => {
                for rij in 0..index.provincies.len() {
                    neem(Kandidaat::provincie(index, soort, rij));
                }
            }
            Type::Gemeente => {
                for rij in 0..index.gemeenten.len() {
                    neem(Kandidaat::gemeente(index, soort, rij));
                }
            }
            Type::Woonplaats => {
                for rij in 0..index.plaatsen.len() {
                    neem(Kandidaat::plaats(index, soort, rij));
                }
            }
            Type::Buurt => {
                for rij in 0..index.buurten.len() {
                    neem(Kandidaat::buurt(index, rij));
                }
            }
            Type::Perceel | Type::Appartementsrecht => {
                // The ground below what is near: of every address, what it stands on.
                for (straat, vlak) in kaart
                    .straten(index, view.world().places())
                    .iter()
                    .enumerate()
                {
                    if tot_vlak(*vlak, punt) <= straal {
                        let mut kozen: Vec<Koz> = index
                            .adressen_aan(places, straat)
                            .flat_map(|adres| view.kozen_van(adres))
                            .flat_map(|koz| {
                                let grond = view.onroerende_zaak(koz).grondperceel();
                                std::iter::once(koz).chain(grond)
                            })
                            .collect();
                        kozen.sort_unstable();
                        kozen.dedup();
                        for koz in kozen {
                            if let Some(wie) = Kandidaat::koz(index, view, koz)
                                && wie.soort == soort
                            {
                                neem(wie);
                            }
                        }
                    }
                }
            }
            Type::Weg | Type::Postcode | Type::Adres => {
                for (straat, vlak) in kaart
                    .straten(index, view.world().places())
                    .iter()
                    .enumerate()
                {
                    if tot_vlak(*vlak, punt) > straal {
                        continue;
                    }
                    if soort == Type::Weg {
                        neem(Kandidaat::straat(index, soort, straat));
                        continue;
                    }
                    for gebied in index.straten[straat].gebieden.clone() {
                        let wie = Kandidaat::gebied(index, soort, gebied);
                        if soort == Type::Postcode {
                            neem(wie);
                            continue;
                        }
                        for adres in index.adressen_in(places, gebied) {
                            neem(wie.met_adres(adres));
                        }
                    }
                }
            }
        }
    }
    gevonden.sort_by_key(|(ver, wie)| (*ver, wie.soort));
    gevonden
}

/// Whether a document passes the filters.
pub(super) fn past(schaal: &Weegschaal<'_>, filters: &[Knoop], wie: &Kandidaat) -> bool {
    filters
        .iter()
        .all(|filter| filter.weeg(schaal, wie).mogelijk)
}
