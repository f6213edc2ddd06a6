//! The rules of the plan: nothing overlaps, everything lies within what it belongs to.
//!
//! Checked link by link, so that it holds for all pairs without looking at all pairs: municipalities
//! lie apart, towns fill them, neighbourhoods lie apart within their town, streets within their
//! neighbourhood, runs of a postcode within their street, parcels within their run, buildings within
//! their parcel, points within their building.

use std::ops::Range;

use super::{AdresId, Places, StraatId, Vierhoek, WoonplaatsId};

/// Takes a verdict, and words for it when it is bad.
pub(crate) type Verdict<'t> = &'t mut dyn FnMut(bool, &dyn Fn() -> String);

impl Places {
    /// The number of postcode areas.
    pub(crate) fn pc6_count(&self) -> u32 {
        self.pc6_first.len() as u32 - 1
    }

    /// The runs of one postcode along a street.
    fn pc6s_of(&self, straat: StraatId) -> Range<u32> {
        let at = straat.0 as usize;
        self.street_first_pc6[at]..self.street_first_pc6[at + 1]
    }

    /// Parcels, buildings and points of a run.
    pub(crate) fn check_run(&self, pc6: u32, verdict: Verdict<'_>) {
        let strook = self.strook(pc6);
        let kant = strook.kant();
        let first = self.pc6_first[pc6 as usize];
        let mut before: Option<Vierhoek> = None;
        for nth in 0..strook.blokken() {
            let place = strook.blok_begin(nth);
            let (from, to) = strook.blok(place);
            let (perceel, gebouw) = (strook.perceel(place), strook.gebouw(place));
            let name = || {
                self.adres(AdresId(first + place))
                    .nummeraanduiding()
                    .to_string()
            };
            verdict(from == place && strook.blok_nummer(to) == nth, &|| {
                format!("building {nth} at {} is counted wrong", name())
            });
            verdict(kant.omvat(perceel), &|| {
                format!("the parcel of {} leaves its street", name())
            });
            verdict(perceel.omvat(gebouw), &|| {
                format!("the building of {} leaves its parcel", name())
            });
            if let Some(before) = before.replace(perceel) {
                verdict(!perceel.overlapt(before), &|| {
                    format!("the parcel of {} overlaps the one before", name())
                });
            }
            let mut points: Vec<_> = (from..=to).map(|place| strook.punt(place)).collect();
            verdict(points.iter().all(|&punt| gebouw.bevat(punt)), &|| {
                format!("an address in the building of {} lies outside", name())
            });
            points.sort_unstable();
            points.dedup();
            verdict(points.len() == (to - from + 1) as usize, &|| {
                format!("two addresses in the building of {} are one point", name())
            });
        }
    }

    /// The runs of a street, and the next street.
    pub(crate) fn check_street(&self, straat: StraatId, verdict: Verdict<'_>) {
        let name = || self.straat(straat).identificatie().to_string();
        let kanten = |straat| -> Vec<Vierhoek> {
            self.pc6s_of(straat)
                .map(|pc6| self.strook(pc6).kant())
                .collect()
        };
        let mine = kanten(straat);
        let buurt = self.buurt_of(straat);
        let outline = self.buurt_outline(buurt);
        for (nth, kant) in mine.iter().enumerate() {
            verdict(outline.omvat(*kant), &|| {
                format!("{} leaves its neighbourhood", name())
            });
            verdict(
                !mine[..nth].iter().any(|other| other.overlapt(*kant)),
                &|| format!("two sides of {} overlap", name()),
            );
        }
        let next = StraatId(straat.0 + 1);
        if next.0 < self.street_count() && self.buurt_of(next) == buurt {
            let theirs = kanten(next);
            let apart = !mine
                .iter()
                .any(|kant| theirs.iter().any(|other| other.overlapt(*kant)));
            verdict(apart, &|| format!("{} overlaps the next street", name()));
        }
    }

    /// The neighbourhoods of a town.
    pub(crate) fn check_town(&self, town: WoonplaatsId, verdict: Verdict<'_>) {
        let outlines: Vec<Vierhoek> = self
            .buurten_of(town)
            .map(|buurt| self.buurt_outline(buurt))
            .collect();
        let border = super::Woonplaats::new(self, town).omtrek();
        for (nth, outline) in outlines.iter().enumerate() {
            verdict(border.omvat(*outline), &|| {
                format!("neighbourhood {nth} of town {} leaves it", town.0)
            });
            let apart = !outlines[..nth].iter().any(|other| other.overlapt(*outline));
            verdict(apart, &|| {
                format!("neighbourhood {nth} of town {} overlaps another", town.0)
            });
        }
    }

    /// Towns and municipalities.
    pub(crate) fn check_borders(&self, verdict: Verdict<'_>) {
        let borders: Vec<Vierhoek> = self.gemeenten().map(super::Gemeente::vlak).collect();
        for (nth, gemeente) in self.gemeenten().enumerate() {
            let border = borders[nth];
            verdict(
                !borders[..nth].iter().any(|other| other.overlapt(border)),
                &|| format!("municipality {} overlaps another", gemeente.code()),
            );
            let towns: Vec<Vierhoek> = gemeente
                .woonplaatsen()
                .map(super::Woonplaats::omtrek)
                .collect();
            for (at, town) in towns.iter().enumerate() {
                let apart = !towns[..at].iter().any(|other| other.overlapt(*town));
                verdict(apart && border.omvat(*town), &|| {
                    format!("town {at} of municipality {}", gemeente.code())
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Size, World, WorldSpec};

    /// The chain of rules says that nothing overlaps; here all pairs are looked at.
    #[test]
    fn no_two_parcels_or_buildings_of_a_village_overlap() {
        let world = World::build(&WorldSpec {
            size: Size::Dorp,
            ..WorldSpec::default()
        })
        .unwrap();
        let places = world.places();
        let mut parcels = Vec::new();
        let mut buildings = Vec::new();
        for pc6 in 0..places.pc6_count() {
            let strook = places.strook(pc6);
            for nth in 0..strook.blokken() {
                let place = strook.blok_begin(nth);
                parcels.push(strook.perceel(place));
                buildings.push(strook.gebouw(place));
            }
        }
        assert!(parcels.len() > 300);
        for list in [&parcels, &buildings] {
            for (at, one) in list.iter().enumerate() {
                assert!(!list[..at].iter().any(|other| other.overlapt(*one)), "{at}");
            }
        }
    }
}
