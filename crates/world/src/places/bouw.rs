//! What is built along a street: parcels, buildings, and the place of each address.

use super::groei::{BuurtRow, BuurtSoort, Doorsnede};
use super::plan::{KolomRow, Ligging};
use super::{Objectsoort, Places, Rd, StraatId, Vierhoek, cast, stream};
use crate::hash::Stream;

/// How a run of one postcode is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vorm {
    /// Rows of houses that share walls.
    Rij,
    /// Two under one roof.
    Twee,
    /// Detached.
    Vrij,
    /// Town houses wall to wall.
    Aaneen,
    /// Town houses split in an upper and a lower one: one number, additions.
    Gesplitst,
    /// Porches: six to a building, one number, letters.
    Portiek,
    /// A gallery of twelve: each its own number, one building.
    Galerij,
    /// Halls and offices.
    Hal,
    /// House boats.
    Boten,
    /// Caravans.
    Wagens,
    /// The cast's, by its own table.
    Cast,
}

impl Vorm {
    pub(super) fn draw(seed: u64, soort: BuurtSoort, pc6: u32) -> Self {
        let draws = Stream::new(seed, stream::FLATS).sub(pc6.into());
        let draw = draws.below(0, 1000);
        match (soort, draw) {
            (BuurtSoort::Bedrijven, 0..=149) => Self::Portiek,
            (BuurtSoort::Bedrijven, _) => Self::Hal,
            (BuurtSoort::Centrum, 0..=419) => Self::Gesplitst,
            (BuurtSoort::Centrum, 420..=479) => Self::Portiek,
            (BuurtSoort::Centrum | BuurtSoort::Rijtjes, 990..=994) => Self::Boten,
            (BuurtSoort::Centrum, _) => Self::Aaneen,
            (BuurtSoort::Dorpskern, 0..=339) | (BuurtSoort::Rijtjes, 0..=139) => Self::Twee,
            (BuurtSoort::Dorpskern, 340..=759) | (BuurtSoort::Villas, _) => Self::Vrij,
            (BuurtSoort::Flats, 0..=549) => Self::Galerij,
            (BuurtSoort::Flats, _) | (BuurtSoort::Rijtjes, 140..=209) => Self::Portiek,
            (BuurtSoort::Rijtjes, 210..=239) => Self::Galerij,
            (BuurtSoort::Rijtjes, 995..=997) => Self::Wagens,
            _ => Self::Rij,
        }
    }

    /// How many addresses a run of this length has.
    pub(super) fn addresses(self, run: i32, draws: Stream) -> u32 {
        // Width of a slot in half metres: least, and how much more at most.
        let (least, more, each, most) = match self {
            Self::Rij => (11, 2, 1, 25),
            Self::Twee => (17, 4, 1, 25),
            Self::Vrij => (26, 10, 1, 25),
            Self::Aaneen => (12, 3, 1, 25),
            Self::Gesplitst => (14, 4, 2, 36),
            Self::Portiek => (44, 10, 6, 36),
            Self::Galerij => (130, 20, 12, 25),
            Self::Hal => (56, 40, 1, 25),
            Self::Boten => (36, 6, 1, 25),
            Self::Wagens => (22, 4, 1, 25),
            Self::Cast => (1, 0, 1, 25),
        };
        let width = least + draws.below(2, more + 1) as i32;
        let buildings = (run / width).max(1) as u32;
        (buildings * each).min(most).max(2)
    }

    /// How many addresses a building has.
    const fn block(self) -> u32 {
        match self {
            Self::Gesplitst => 2,
            Self::Portiek => 6,
            Self::Galerij => 12,
            _ => 1,
        }
    }
}

/// A part of a street: one postcode on one side, with what stands on it. Lengths are in half metres.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Strook<'w> {
    ligging: &'w Ligging,
    kolom: &'w KolomRow,
    buurt: &'w BuurtRow,
    maten: Doorsnede,
    pub(crate) vorm: Vorm,
    pc6: u32,
    draws: Stream,
    /// Where it begins along the street.
    from: i32,
    run: i32,
    /// The street's axis, across the neighbourhood.
    axis: i32,
    /// On the far side of the axis, seen from the main road.
    far: bool,
    pub(crate) size: u32,
}

/// A rectangle along a street: from and to along it, from and to across.
type Maat = ([i32; 2], [i32; 2]);

impl Places {
    pub(crate) fn strook(&self, pc6: u32) -> Strook<'_> {
        self.strook_along(pc6, self.street_of(pc6))
    }

    /// The same, where the street is known.
    pub(super) fn strook_along(&self, pc6: u32, straat: StraatId) -> Strook<'_> {
        let buurt = self.buurt_of(straat);
        let row = &self.buurten[buurt];
        let soort = row.soort;
        let maten = soort.doorsnede();
        let nth = pc6 - self.street_first_pc6[straat.0 as usize];
        let run = row.lengte / i32::from(row.runs);
        Strook {
            ligging: &self.woonplaatsen[usize::from(row.woonplaats)].ligging,
            kolom: &self.kolommen[row.kolom as usize],
            buurt: row,
            maten,
            vorm: if pc6 < cast::PC6 {
                Vorm::Cast
            } else {
                Vorm::draw(self.seed, soort, pc6)
            },
            pc6,
            draws: Stream::new(self.seed, stream::FLATS + 100).sub(pc6.into()),
            from: (nth / 2) as i32 * run,
            run,
            axis: row.axis(straat.0),
            far: nth.is_multiple_of(2) == row.noord,
            size: self.pc6_first[pc6 as usize + 1] - self.pc6_first[pc6 as usize],
        }
    }
}

impl BuurtRow {
    /// Where a street's axis lies, across the neighbourhood.
    pub(super) fn axis(&self, straat: u32) -> i32 {
        let half = self.soort.doorsnede().half();
        self.rand + (2 * (straat - self.first_street) as i32 + 1) * half
    }

    /// A rectangle along its streets, on the map.
    pub(super) fn vierhoek(
        &self,
        ligging: &Ligging,
        kolom: &KolomRow,
        (along, across): Maat,
    ) -> Vierhoek {
        let v = |distance: i32| {
            let v = self.begin + distance;
            if self.noord { v } else { -v }
        };
        let (u, away) = if self.staand {
            (across, along)
        } else {
            (along, across)
        };
        let u = u.map(|u| kolom.west + u);
        ligging.vierhoek(kolom, u, away.map(v))
    }

    /// A point, along and across its streets.
    pub(super) fn punt(&self, ligging: &Ligging, kolom: &KolomRow, along: i32, across: i32) -> Rd {
        let (u, away) = if self.staand {
            (across, along)
        } else {
            (along, across)
        };
        let v = self.begin + away;
        ligging.rd(kolom, kolom.west + u, if self.noord { v } else { -v })
    }
}

impl Strook<'_> {
    /// The places that share a building with a place: first and last.
    pub(crate) fn blok(&self, place: u32) -> (u32, u32) {
        if self.vorm == Vorm::Cast {
            return cast::blok(self.pc6, place);
        }
        let block = self.vorm.block();
        let first = place / block * block;
        (first, (first + block).min(self.size) - 1)
    }

    /// How many buildings, moorings and pitches there are: each has a parcel of its own.
    pub(crate) fn blokken(&self) -> u32 {
        if self.vorm == Vorm::Cast {
            return cast::blokken(self.pc6).count() as u32;
        }
        self.size.div_ceil(self.vorm.block())
    }

    /// The place at which the nth building begins.
    pub(crate) fn blok_begin(&self, nth: u32) -> u32 {
        if self.vorm == Vorm::Cast {
            return cast::blokken(self.pc6).nth(nth as usize).unwrap_or(0);
        }
        // No further than its last place, also when a damaged snapshot counts more buildings.
        (nth * self.vorm.block()).min(self.size - 1)
    }

    /// Which building of the run a place belongs to.
    pub(crate) fn blok_nummer(&self, place: u32) -> u32 {
        if self.vorm == Vorm::Cast {
            let (first, _) = self.blok(place);
            return cast::blokken(self.pc6)
                .take_while(|&begin| begin < first)
                .count() as u32;
        }
        place / self.vorm.block()
    }

    pub(super) fn buurtsoort(&self) -> BuurtSoort {
        self.buurt.soort
    }

    pub(super) fn woonplaats(&self) -> u16 {
        self.buurt.woonplaats
    }

    /// A number of the neighbourhood: its first street.
    pub(crate) fn buurt_nummer(&self) -> u32 {
        self.buurt.first_street
    }

    fn slot(&self, place: u32) -> i32 {
        place as i32 * self.run / self.size as i32
    }

    fn map(&self, (along, across): Maat) -> Vierhoek {
        let across = across.map(|b| {
            if self.far {
                self.axis + b
            } else {
                self.axis - b
            }
        });
        let along = along.map(|a| self.from + a);
        self.buurt
            .vierhoek(self.ligging, self.kolom, (along, across))
    }

    pub(crate) fn soort(&self, place: u32) -> Objectsoort {
        match self.vorm {
            Vorm::Boten => Objectsoort::Ligplaats,
            Vorm::Wagens => Objectsoort::Standplaats,
            Vorm::Cast => cast::soort(self.pc6, place),
            _ => Objectsoort::Verblijfsobject,
        }
    }

    fn parcel_maat(&self, place: u32) -> Maat {
        let (first, last) = self.blok(place);
        let along = [self.slot(first), self.slot(last + 1)];
        let [front, back] = self.maten.perceel();
        match self.soort(place) {
            // A berth is water along the quay.
            Objectsoort::Ligplaats => (along, [front + 2, front + 18]),
            _ => (along, [front, back]),
        }
    }

    /// The parcel below a place.
    pub(crate) fn perceel(&self, place: u32) -> Vierhoek {
        self.map(self.parcel_maat(place))
    }

    fn building_maat(&self, place: u32) -> Maat {
        let (first, last) = self.blok(place);
        let ([west, east], [front, back]) = self.parcel_maat(place);
        let width = east - west;
        let draws = self.draws.sub(u64::from(first));
        let Doorsnede { voor, diep, .. } = self.maten;
        let below = |nth: u64, bound: i32| draws.below(nth, bound.max(0) as u64) as i32;
        // Insets left and right, distance from the front of the parcel, depth.
        let (left, right, ahead, depth) = match (self.vorm, self.soort(place)) {
            (_, Objectsoort::Ligplaats) => {
                let spare = (width - 32).max(2);
                (spare / 2, spare - spare / 2, 3, 9)
            }
            (_, Objectsoort::Standplaats) => {
                let spare = (width - 9).max(4);
                (spare / 2, spare - spare / 2, voor, 24)
            }
            (Vorm::Rij | Vorm::Twee, _) => {
                let (group, gap) = if self.vorm == Vorm::Twee {
                    (2, 5)
                } else {
                    (5 + self.draws.below(1 << 32, 4) as u32, 2)
                };
                let starts = first % group == 0;
                let ends = first % group == group - 1 || first + 1 == self.size;
                // Rows stand a step forward and back by turns; the whole row is as deep.
                let step = (first / group % 2) as i32 * (2 * self.draws.below(2 << 32, 2) as i32);
                let depth = diep - 1 + self.draws.below(3 << 32, 4) as i32;
                let inset = |outer| if outer { gap } else { 0 };
                (inset(starts), inset(ends), voor - 2 + step, depth)
            }
            (Vorm::Vrij, _) => {
                let house = (15 + below(1, 9)).min(width - 5);
                let left = 2 + below(2, width - house - 3);
                (
                    left,
                    width - house - left,
                    voor + below(3, 8),
                    diep - 3 + below(4, 7),
                )
            }
            (Vorm::Cast, _) if width > 150 => (60, 60, voor, 44),
            (Vorm::Cast, _) => {
                let spare = (width - if last > first { 60 } else { 18 }).max(4);
                (spare / 2, spare - spare / 2, voor, diep)
            }
            (Vorm::Aaneen, _) => (0, 0, 0, diep - 5 + below(1, 9)),
            (Vorm::Hal, _) => {
                let deep = 26 + below(1, 40);
                (
                    4 + below(2, 4),
                    4 + below(3, 4),
                    voor - 4 + below(4, 5),
                    deep,
                )
            }
            (Vorm::Gesplitst | Vorm::Portiek, _) if voor == 0 => (0, 0, 0, diep - 3 + below(1, 5)),
            (Vorm::Galerij, _) => (5, 5, voor, diep - 2),
            _ => (4, 4, voor, diep - 2),
        };
        let start = (front + ahead).min(back - 4);
        (
            [west + left, east - right],
            [start, (start + depth).min(back)],
        )
    }

    /// The outline of the building, boat or caravan at a place.
    pub(super) fn gebouw(&self, place: u32) -> Vierhoek {
        self.map(self.building_maat(place))
    }

    /// Ground covered by the building at a place, in quarter square metres, on the plan.
    pub(crate) fn quarters(&self, place: u32) -> u32 {
        let ([west, east], [front, back]) = self.building_maat(place);
        ((east - west) * (back - front)) as u32
    }

    /// A point within a place's own part of the building.
    pub(super) fn punt(&self, place: u32) -> Rd {
        let (first, last) = self.blok(place);
        let ([west, east], [front, back]) = self.building_maat(place);
        let parts = 2 * (last - first + 1) as i32;
        let along = west + (2 * (place - first) as i32 + 1) * (east - west) / parts;
        let across = i32::midpoint(front, back);
        let across = if self.far {
            self.axis + across
        } else {
            self.axis - across
        };
        self.buurt
            .punt(self.ligging, self.kolom, self.from + along, across)
    }

    /// The side of the street that this run has: parcels lie within it.
    pub(super) fn kant(&self) -> Vierhoek {
        self.map(([0, self.run], [0, self.maten.half()]))
    }
}
