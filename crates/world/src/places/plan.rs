//! The town plan: streets in rows, houses along both sides, all of it arithmetic.
//!
//! Every street has a cell of [`CELL_WIDTH`] by [`CELL_HEIGHT`]; its axis runs west to east through
//! the middle. Postcode areas alternate between the north and the south side, houses stand in slots
//! of [`SLOT`]. Towns are rectangles of cells, side by side; nothing can overlap.

use super::{Places, Rd, WoonplaatsId};
use crate::spec::WorldSpec;

const SLOT: i64 = 8_000;
const SEGMENT: i64 = 26 * SLOT;
const CELL_WIDTH: i64 = 4 * SEGMENT + 28_000;
const CELL_HEIGHT: i64 = 70_000;
/// From the axis of the street to the front of the houses.
const FRONT: i64 = 9_000;
const DEPTH: i64 = 10_000;
const MARGIN: i64 = 150_000;

/// A rectangle along the axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rectangle {
    pub(crate) south_west: Rd,
    pub(crate) north_east: Rd,
}

impl Rectangle {
    /// The corners, counter-clockwise, the first again at the end.
    pub(crate) fn ring(self) -> [Rd; 5] {
        let (a, b) = (self.south_west, self.north_east);
        [a, Rd { x: b.x, y: a.y }, b, Rd { x: a.x, y: b.y }, a]
    }

    pub(crate) fn holds(self, point: Rd) -> bool {
        (self.south_west.x..=self.north_east.x).contains(&point.x)
            && (self.south_west.y..=self.north_east.y).contains(&point.y)
    }

    pub(crate) fn overlaps(self, other: Self) -> bool {
        self.south_west.x < other.north_east.x
            && other.south_west.x < self.north_east.x
            && self.south_west.y < other.north_east.y
            && other.south_west.y < self.north_east.y
    }
}

impl Places {
    /// Gives every municipality and town a place on the map, shelf by shelf.
    pub(super) fn lay_out(&mut self, _spec: &WorldSpec) {
        let alone = self.gemeenten.len() == 1;
        let mut next = if alone {
            Rd::metres(172_000, 502_000)
        } else {
            Rd::metres(20_000, 300_000)
        };
        let mut shelf_height = 0;
        for index in 0..self.gemeenten.len() {
            let towns = self.gemeenten[index].woonplaatsen.clone();
            let sizes: Vec<(i64, i64, u32)> = towns
                .clone()
                .map(|town| self.town_size(WoonplaatsId(town)))
                .collect();
            let width: i64 = sizes.iter().map(|size| size.0 + 2 * MARGIN).sum();
            let height = sizes
                .iter()
                .map(|size| size.1 + 2 * MARGIN)
                .max()
                .unwrap_or(0);
            if !alone && next.x + width > 280_000_000 {
                next = Rd {
                    x: 20_000_000,
                    y: next.y + shelf_height,
                };
                shelf_height = 0;
            }
            self.gemeenten[index].origin = next;
            let mut x = next.x;
            for (town, (width, _, columns)) in towns.zip(sizes) {
                let row = &mut self.woonplaatsen[usize::from(town)];
                row.origin = Rd {
                    x: x + MARGIN,
                    y: next.y + MARGIN,
                };
                row.columns = columns;
                x += width + 2 * MARGIN;
            }
            next.x += width;
            shelf_height = shelf_height.max(height);
        }
    }

    fn town_streets(&self, town: WoonplaatsId) -> u32 {
        let first = self.woonplaatsen[usize::from(town.0)].first_street;
        let next = self
            .woonplaatsen
            .get(usize::from(town.0) + 1)
            .map_or(self.street_count(), |next| next.first_street);
        next.saturating_sub(first)
    }

    fn town_size(&self, town: WoonplaatsId) -> (i64, i64, u32) {
        let streets = i64::from(self.town_streets(town)).max(1);
        let columns = (streets * CELL_HEIGHT / CELL_WIDTH).isqrt().max(1);
        let rows = (streets + columns - 1) / columns;
        (columns * CELL_WIDTH, rows * CELL_HEIGHT, columns as u32)
    }

    pub(super) fn town_outline(&self, town: WoonplaatsId) -> Rectangle {
        let row = &self.woonplaatsen[usize::from(town.0)];
        let (width, height, _) = self.town_size(town);
        // Half of the margin: towns do not touch.
        let edge = MARGIN / 2;
        Rectangle {
            south_west: Rd {
                x: row.origin.x - edge,
                y: row.origin.y - edge,
            },
            north_east: Rd {
                x: row.origin.x + width + edge,
                y: row.origin.y + height + edge,
            },
        }
    }

    /// The footprint over a run of places in a postcode area.
    pub(super) fn footprint(&self, pc6: u32, from: u32, to: u32) -> Rectangle {
        let street = self.street_of(pc6);
        let town = &self.woonplaatsen[usize::from(self.woonplaats_of(street).0)];
        let nth_street = street.0 - town.first_street;
        let nth = i64::from(pc6 - self.street_first_pc6[street.0 as usize]);
        let cell = Rd {
            x: town.origin.x + i64::from(nth_street % town.columns) * CELL_WIDTH,
            y: town.origin.y + i64::from(nth_street / town.columns) * CELL_HEIGHT,
        };
        let west = cell.x + 14_000 + nth / 2 * SEGMENT;
        let axis = cell.y + CELL_HEIGHT / 2;
        let south = if nth % 2 == 0 {
            axis + FRONT
        } else {
            axis - FRONT - DEPTH
        };
        Rectangle {
            south_west: Rd {
                x: west + i64::from(from) * SLOT + 400,
                y: south,
            },
            north_east: Rd {
                x: west + i64::from(to + 1) * SLOT - 400,
                y: south + DEPTH,
            },
        }
    }

    /// A point in the middle of a place's own slot.
    pub(super) fn point(&self, pc6: u32, place: u32) -> Rd {
        let slot = self.footprint(pc6, place, place);
        Rd {
            x: (slot.south_west.x + slot.north_east.x) / 2,
            y: (slot.south_west.y + slot.north_east.y) / 2,
        }
    }
}
