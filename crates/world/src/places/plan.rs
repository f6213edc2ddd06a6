//! The town plan: from plan coordinates to RD, without rounding.
//!
//! A town is drawn on a plan in half metres. Its middle is the origin; the main road runs along
//! v = 0. North and south of it neighbourhoods stand in columns, with roads in between. What is
//! straight on the plan is bent on the map: every column has a slope of its own, the halves north
//! and south of the main road lean, and the whole town is turned. All slopes are twentieths and all
//! turns have whole sides (7-24-25, 15-20-25), so that a half metre is always a whole number of
//! millimetres: walls that are shared on the plan are shared on the map, and nothing overlaps there
//! that does not overlap here.

use bytemuck::{Pod, Zeroable};

use super::{Places, Rd, Vierhoek, WoonplaatsId};

/// Turns of a town: cosine and sine in 25ths.
pub(super) const TURNS: [(i64, i64); 6] =
    [(24, 7), (25, 0), (24, -7), (20, 15), (20, -15), (25, 0)];

/// Half of the main road, in half metres.
pub(super) const AXIS: i32 = 18;

/// A column of neighbourhoods. Lengths are in half metres.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub(crate) struct KolomRow {
    pub(crate) west: i32,
    pub(crate) breedte: i32,
    /// Rise per twenty eastward.
    pub(crate) helling: i32,
    /// How far it is lifted at its west side, in twentieths.
    pub(crate) hoogte: i32,
}

/// How a town lies on the map.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ligging {
    pub(crate) oorsprong: Rd,
    /// Place in [`TURNS`].
    pub(crate) draai: u8,
    /// Lean of what lies north and south of the main road, in twentieths.
    pub(crate) leunt: [i8; 2],
}

impl Ligging {
    /// The point of a column at plan coordinates.
    pub(super) fn rd(&self, kolom: &KolomRow, u: i32, v: i32) -> Rd {
        let lean = i64::from(self.leunt[usize::from(v < 0)]);
        let (u, v, west) = (i64::from(u), i64::from(v), i64::from(kolom.west));
        let across = 20 * u + lean * v;
        let up = 20 * v + i64::from(kolom.hoogte) + i64::from(kolom.helling) * (u - west);
        let (cos, sin) = TURNS[usize::from(self.draai)];
        Rd {
            x: self.oorsprong.x + cos * across - sin * up,
            y: self.oorsprong.y + sin * across + cos * up,
        }
    }

    /// The outline of a rectangle on the plan, within one column and one half.
    pub(super) fn vierhoek(&self, kolom: &KolomRow, u: [i32; 2], v: [i32; 2]) -> Vierhoek {
        Vierhoek::new([
            self.rd(kolom, u[0], v[0]),
            self.rd(kolom, u[1], v[0]),
            self.rd(kolom, u[1], v[1]),
            self.rd(kolom, u[0], v[1]),
        ])
    }
}

/// Country around a town, within its borders, in millimetres.
const RAND: i64 = 220_000;

impl Places {
    /// Gives every municipality and town a place on the map, shelf by shelf.
    pub(super) fn lay_out(&mut self) {
        let alone = self.gemeenten.len() == 1;
        let mut next = if alone {
            Rd::metres(172_000, 502_000)
        } else {
            Rd::metres(20_000, 300_000)
        };
        let mut shelf = 0;
        for index in 0..self.gemeenten.len() {
            let towns: Vec<u16> = self.gemeenten[index].woonplaatsen.clone().collect();
            let boxes: Vec<(Rd, Rd)> = towns
                .iter()
                .map(|&town| self.plan_box(WoonplaatsId(town)))
                .collect();
            let rows = rows(&boxes);
            let width = rows.iter().map(|row| row.1).max().unwrap_or(0);
            let height = rows.iter().map(|row| row.2).sum::<i64>();
            if !alone && next.x + width > 280_000_000 {
                next = Rd {
                    x: 20_000_000,
                    y: next.y + shelf,
                };
                shelf = 0;
            }
            let mut y = next.y;
            for (members, row_width, row_height) in rows {
                let last = members.end - 1;
                let mut x = next.x;
                for member in members {
                    let (low, high) = boxes[member];
                    // The last of a row takes what is left, so that towns fill the municipality.
                    let wide = if member == last {
                        next.x + width - x
                    } else {
                        high.x - low.x + 2 * RAND
                    };
                    debug_assert!(row_width <= width);
                    let row = &mut self.woonplaatsen[usize::from(towns[member])];
                    row.ligging.oorsprong = Rd {
                        x: x + (wide - (high.x - low.x)) / 2 - low.x,
                        y: y + (row_height - (high.y - low.y)) / 2 - low.y,
                    };
                    row.grens = (
                        Rd { x, y },
                        Rd {
                            x: x + wide,
                            y: y + row_height,
                        },
                    );
                    x += wide;
                }
                y += row_height;
            }
            self.gemeenten[index].grens = (
                next,
                Rd {
                    x: next.x + width,
                    y: next.y + height,
                },
            );
            next.x += width;
            shelf = shelf.max(height);
        }
    }

    /// The box around a town whose origin is at 0, 0.
    fn plan_box(&self, town: WoonplaatsId) -> (Rd, Rd) {
        let mut low = Rd { x: 0, y: 0 };
        let mut high = Rd { x: 0, y: 0 };
        for buurt in self.buurten_of(town) {
            for hoek in self.buurt_outline(buurt).hoeken() {
                low = Rd {
                    x: low.x.min(hoek.x),
                    y: low.y.min(hoek.y),
                };
                high = Rd {
                    x: high.x.max(hoek.x),
                    y: high.y.max(hoek.y),
                };
            }
        }
        (low, high)
    }
}

/// Towns of a municipality in rows: which, how wide, how high.
fn rows(boxes: &[(Rd, Rd)]) -> Vec<(std::ops::Range<usize>, i64, i64)> {
    let size = |at: usize| {
        let (low, high) = boxes[at];
        (high.x - low.x + 2 * RAND, high.y - low.y + 2 * RAND)
    };
    let area: i64 = (0..boxes.len())
        .map(|at| (size(at).0 / 1000) * (size(at).1 / 1000))
        .sum();
    let wanted = area.isqrt() * 1300;
    let mut rows: Vec<(std::ops::Range<usize>, i64, i64)> = Vec::new();
    for at in 0..boxes.len() {
        let (width, height) = size(at);
        match rows.last_mut() {
            Some(row) if row.1 + width <= wanted => {
                row.0.end = at + 1;
                row.1 += width;
                row.2 = row.2.max(height);
            }
            _ => rows.push((at..at + 1, width, height)),
        }
    }
    rows
}
