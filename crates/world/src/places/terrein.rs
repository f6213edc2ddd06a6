//! What else a map shows: roads, water, green. No register has it.

use super::groei::{BuurtRow, BuurtSoort};
use super::plan::{AXIS, KolomRow, Ligging};
use super::{Objectsoort, Places, Rd, StraatId, Vierhoek, Woonplaats};

/// What a piece of ground is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TerreinSoort {
    /// Ground on which a neighbourhood stands.
    Bebouwd,
    /// Ground of a business park.
    Bedrijventerrein,
    /// A street.
    Straat,
    /// A road between neighbourhoods.
    Weg,
    /// The market.
    Plein,
    /// A canal, a pond, a berth.
    Water,
    /// A park or a verge.
    Groen,
    /// A sports field.
    Sportveld,
}

/// A piece of ground.
#[derive(Clone, Copy, Debug)]
pub struct Terrein {
    /// What it is.
    pub soort: TerreinSoort,
    /// Where it is.
    pub vlak: Vierhoek,
}

/// Between neighbourhoods that lie farther apart than this, in half metres, there is water.
const WET: i32 = 45;
/// Farther than any border: what goes on into the country is cut off there.
const COUNTRY: i32 = 40_000;
/// Road on either side of that water.
const QUAY: i32 = 14;

/// The pieces of one town, while they are collected.
struct Kaart<'w> {
    ligging: &'w Ligging,
    pieces: Vec<Terrein>,
}

impl Kaart<'_> {
    fn add(&mut self, soort: TerreinSoort, kolom: &KolomRow, u: [i32; 2], v: [i32; 2]) {
        self.pieces.push(Terrein {
            soort,
            vlak: self.ligging.vierhoek(kolom, u, v),
        });
    }

    /// A rectangle along a neighbourhood's streets.
    fn within(
        &mut self,
        soort: TerreinSoort,
        buurt: &BuurtRow,
        kolom: &KolomRow,
        along: [i32; 2],
        across: [i32; 2],
    ) {
        self.pieces.push(Terrein {
            soort,
            vlak: buurt.vierhoek(self.ligging, kolom, (along, across)),
        });
    }

    /// A road, or water with a road on both sides when it is wide.
    fn between(&mut self, wide: i32, piece: impl Fn([i32; 2]) -> [[i32; 2]; 2], kolom: &KolomRow) {
        let [u, v] = piece([0, wide]);
        self.add(TerreinSoort::Weg, kolom, u, v);
        if wide > WET {
            let [u, v] = piece([QUAY, wide - QUAY]);
            self.add(TerreinSoort::Water, kolom, u, v);
        }
    }
}

impl Woonplaats<'_> {
    /// The ground of the town, in the order in which to draw it. Roads and canals go on beyond the
    /// border: cut them off there.
    pub fn terrein(self) -> Vec<Terrein> {
        let places = self.places;
        let mut kaart = Kaart {
            ligging: &places.woonplaatsen[usize::from(self.id.0)].ligging,
            pieces: Vec::new(),
        };
        let buurten: Vec<&BuurtRow> = places.buurten[places.buurten_of(self.id)].iter().collect();
        let mut kolommen: Vec<u32> = buurten.iter().map(|buurt| buurt.kolom).collect();
        kolommen.sort_unstable();
        kolommen.dedup();
        kolommen.sort_by_key(|&kolom| places.kolommen[kolom as usize].west);
        for buurt in &buurten {
            places.ground(buurt, &mut kaart);
        }
        for (nth, &index) in kolommen.iter().enumerate() {
            let kolom = &places.kolommen[index as usize];
            let east = kolom.west + kolom.breedte;
            let next = kolommen
                .get(nth + 1)
                .map(|&next| &places.kolommen[next as usize]);
            for noord in [true, false] {
                let side = |distance: [i32; 2]| {
                    if noord {
                        distance
                    } else {
                        distance.map(|v| -v)
                    }
                };
                let stack = |of: u32| {
                    let mut stack: Vec<&BuurtRow> = buurten
                        .iter()
                        .copied()
                        .filter(|buurt| buurt.kolom == of && buurt.noord == noord)
                        .collect();
                    stack.sort_by_key(|buurt| buurt.begin);
                    stack
                };
                let mine = stack(index);
                for pair in mine.windows(2) {
                    let from = pair[0].begin + pair[0].diepte;
                    let wide = pair[1].begin - from;
                    let piece = |[a, b]: [i32; 2]| [[kolom.west, east], side([from + a, from + b])];
                    kaart.between(wide, piece, kolom);
                }
                let end =
                    |stack: &[&BuurtRow]| stack.last().map_or(0, |last| last.begin + last.diepte);
                if let Some(next) = next {
                    let wide = next.west - east;
                    // Canals go on into the country.
                    let reach = if wide > WET {
                        COUNTRY
                    } else {
                        end(&mine).max(end(&stack(kolommen[nth + 1])))
                    };
                    let piece = |[a, b]: [i32; 2]| [[east + a, east + b], side([0, reach])];
                    kaart.between(wide, piece, kolom);
                }
            }
            let west = if nth == 0 { -COUNTRY } else { kolom.west };
            let main = next.map_or(COUNTRY, |next| next.west);
            for v in [[0, AXIS - 4], [4 - AXIS, 0]] {
                kaart.add(TerreinSoort::Weg, kolom, [west, main], v);
            }
        }
        for buurt in &buurten {
            places.streets_of(buurt, &mut kaart);
        }
        // The market lies on the main road, before the oldest houses.
        if let Some(middle) = buurten
            .iter()
            .find(|buurt| buurt.soort == BuurtSoort::Centrum)
        {
            let kolom = &places.kolommen[middle.kolom as usize];
            let u = [kolom.west + 20, kolom.west + kolom.breedte - 20];
            for v in [[0, AXIS], [-AXIS, 0]] {
                kaart.add(TerreinSoort::Plein, kolom, u, v);
            }
        }
        kaart.pieces
    }
}

impl Places {
    /// The axis of a street.
    pub(super) fn street_axis(&self, straat: StraatId) -> [Rd; 2] {
        let buurt = &self.buurten[self.buurt_of(straat)];
        let kolom = &self.kolommen[buurt.kolom as usize];
        let ligging = &self.woonplaatsen[usize::from(buurt.woonplaats)].ligging;
        let axis = buurt.axis(straat.0);
        [0, buurt.lengte].map(|along| buurt.punt(ligging, kolom, along, axis))
    }

    /// The ground of a street: all its length, between the fronts of the parcels.
    pub(crate) fn street_ground(&self, straat: StraatId) -> Vierhoek {
        let buurt = &self.buurten[self.buurt_of(straat)];
        let (axis, weg) = (buurt.axis(straat.0), buurt.soort.doorsnede().weg);
        buurt.vierhoek(
            &self.woonplaatsen[usize::from(buurt.woonplaats)].ligging,
            &self.kolommen[buurt.kolom as usize],
            ([0, buurt.lengte], [axis - weg, axis + weg]),
        )
    }

    /// The ground of a park.
    pub(crate) fn park_ground(&self, buurt: usize) -> Vierhoek {
        let buurt = &self.buurten[buurt];
        let kolom = &self.kolommen[buurt.kolom as usize];
        buurt.vierhoek(
            &self.woonplaatsen[usize::from(buurt.woonplaats)].ligging,
            kolom,
            ([0, kolom.breedte], [0, buurt.diepte]),
        )
    }

    fn ground(&self, buurt: &BuurtRow, kaart: &mut Kaart<'_>) {
        let kolom = &self.kolommen[buurt.kolom as usize];
        let whole = if buurt.staand {
            ([0, buurt.diepte], [0, kolom.breedte])
        } else {
            ([0, kolom.breedte], [0, buurt.diepte])
        };
        let soort = match buurt.soort {
            BuurtSoort::Park | BuurtSoort::Sportvelden => TerreinSoort::Groen,
            BuurtSoort::Bedrijven => TerreinSoort::Bedrijventerrein,
            _ => TerreinSoort::Bebouwd,
        };
        kaart.within(soort, buurt, kolom, whole.0, whole.1);
        let (wide, deep) = (kolom.breedte, buurt.diepte);
        match buurt.soort {
            BuurtSoort::Park => {
                // Two ponds and a path between them.
                let pond = |a: i32, b: i32| [wide * a / 20, wide * b / 20];
                let (low, high) = (deep / 4, deep * 3 / 4);
                kaart.within(TerreinSoort::Water, buurt, kolom, pond(3, 8), [low, high]);
                let upper = [low + deep / 8, high];
                kaart.within(TerreinSoort::Water, buurt, kolom, pond(11, 17), upper);
                kaart.within(
                    TerreinSoort::Straat,
                    buurt,
                    kolom,
                    [wide * 9 / 20, wide * 9 / 20 + 6],
                    [0, deep],
                );
            }
            BuurtSoort::Sportvelden => {
                // Pitches of 100 by 64 metres, side by side.
                let fields = (wide - 20) / 140;
                for nth in 0..fields {
                    let from = 20 + nth * 140;
                    let until = [(20 + 200).min(deep - 12)];
                    kaart.within(
                        TerreinSoort::Sportveld,
                        buurt,
                        kolom,
                        [from, from + 128],
                        [20.min(deep - 14), until[0]],
                    );
                }
            }
            _ => {}
        }
    }

    fn streets_of(&self, buurt: &BuurtRow, kaart: &mut Kaart<'_>) {
        let kolom = &self.kolommen[buurt.kolom as usize];
        let maten = buurt.soort.doorsnede();
        let first = buurt.first_street;
        for straat in (first..).map(StraatId).take_while(|straat| {
            straat.0 < self.street_count()
                && std::ptr::eq(&raw const self.buurten[self.buurt_of(*straat)], buurt)
        }) {
            let axis = buurt.axis(straat.0);
            let pc6s = self.street_first_pc6[straat.0 as usize]
                ..self.street_first_pc6[straat.0 as usize + 1];
            let run = buurt.lengte / i32::from(buurt.runs);
            for (nth, pc6) in pc6s.clone().enumerate() {
                let strook = self.strook(pc6);
                if strook.soort(0) == Objectsoort::Ligplaats {
                    let far = nth.is_multiple_of(2) == buurt.noord;
                    let across = if far {
                        [axis + maten.weg, axis + maten.half()]
                    } else {
                        [axis - maten.half(), axis - maten.weg]
                    };
                    let from = (nth / 2) as i32 * run;
                    kaart.within(
                        TerreinSoort::Water,
                        buurt,
                        kolom,
                        [from, from + run],
                        across,
                    );
                }
            }
            // Where no houses stand there is grass.
            for nth in pc6s.len()..2 * usize::from(buurt.runs) {
                let across = if nth.is_multiple_of(2) == buurt.noord {
                    [axis + maten.weg, axis + maten.half()]
                } else {
                    [axis - maten.half(), axis - maten.weg]
                };
                let from = (nth / 2) as i32 * run;
                kaart.within(
                    TerreinSoort::Groen,
                    buurt,
                    kolom,
                    [from, from + run],
                    across,
                );
            }
            let pavement = maten.weg - 2;
            kaart.within(
                TerreinSoort::Straat,
                buurt,
                kolom,
                [0, buurt.lengte],
                [axis - pavement, axis + pavement],
            );
        }
    }
}
