//! Who is how old: what families leave of the published ages, shared out over the others.

use super::shape::Kind;
use crate::hash::Stream;
use crate::tables::LEEFTIJDEN;

const YEAR: i64 = 365;
const AGES: usize = 106;

/// The kinds of household whose people are drawn from what families leave.
const FREE: [Kind; 4] = [Kind::Alone, Kind::Widowed, Kind::Couple, Kind::Institution];

/// People counted by sex and age, and how many others there are of each kind.
#[derive(Clone, Debug)]
pub(crate) struct Pyramid {
    counts: [[u64; AGES]; 2],
    free: [u64; FREE.len()],
}

impl Default for Pyramid {
    fn default() -> Self {
        Self {
            counts: [[0; AGES]; 2],
            free: [0; FREE.len()],
        }
    }
}

/// What families leave of the pyramid, for each other kind of household.
pub(crate) struct Rest([Ages; FREE.len()]);

/// Cumulative weights over sex and age.
struct Ages {
    cumulative: Vec<u64>,
}

impl Rest {
    pub(super) fn of(&self, kind: Kind) -> Draw<'_> {
        Draw(&self.0[place(kind)])
    }
}

fn place(kind: Kind) -> usize {
    FREE.iter().position(|free| *free == kind).unwrap_or(0)
}

/// Ages to draw from.
pub(super) struct Draw<'a>(&'a Ages);

/// How readily somebody without children at home lives like this, per thousand.
fn readiness(kind: Kind, female: bool, age: usize) -> u64 {
    let couple = match age {
        0..=19 => 0,
        20..=24 => 250,
        25..=34 => 480,
        35..=49 => 330,
        50..=59 => 560,
        60..=74 => 680,
        75..=84 => 540,
        85..=94 => 260,
        _ => 60,
    };
    let widowed = match age {
        0..=39 => 0,
        40..=49 => 10,
        50..=59 => 35,
        60..=64 => 70,
        65..=69 => 110,
        70..=74 => 170,
        75..=79 => 270,
        80..=84 => 390,
        85..=89 => 520,
        _ => 600,
    };
    let widowed = if female { widowed } else { widowed * 2 / 5 };
    let institution = match age {
        0..=17 => 0,
        18..=74 => 6,
        75..=79 => 25,
        80..=84 => 60,
        85..=89 => 150,
        90..=94 => 280,
        _ => 420,
    };
    match kind {
        Kind::Couple => couple,
        Kind::Widowed => widowed,
        Kind::Institution => institution,
        _ if age < 18 => 0,
        _ => 1000_u64
            .saturating_sub(couple + widowed + institution)
            .max(40),
    }
}

impl Pyramid {
    pub(super) fn add(&mut self, days: i64, female: bool) {
        let age = usize::try_from(days / YEAR).unwrap_or(0).min(AGES - 1);
        self.counts[usize::from(female)][age] += 1;
    }

    /// Counts people whose age is not decided by their family.
    pub(super) fn free(&mut self, kind: Kind, people: u64) {
        self.free[place(kind)] += people;
    }

    pub(crate) fn plus(mut self, other: &Self) -> Self {
        for (mine, theirs) in self
            .counts
            .iter_mut()
            .flatten()
            .zip(other.counts.iter().flatten())
        {
            *mine += theirs;
        }
        for (mine, theirs) in self.free.iter_mut().zip(other.free) {
            *mine += theirs;
        }
        self
    }

    /// Shares what is left of `total` people over the kinds, so that each kind has as many as it
    /// needs and each age as many as were published: proportional fitting, in whole numbers.
    pub(crate) fn rest(&self, total: u64) -> Rest {
        let published: u64 = LEEFTIJDEN.iter().map(|row| u64::from(row.1 + row.2)).sum();
        let left = |female: bool, age: usize| {
            let row = LEEFTIJDEN[age];
            let wanted = u64::from(if female { row.2 } else { row.1 }) * total * 100 / published;
            let here = self.counts[usize::from(female)][age] * 100;
            // Never nothing: a small world is jagged.
            wanted.saturating_sub(here) + wanted / 100
        };
        let mut factors = [1_000_u64; FREE.len()];
        let weight = |factors: &[u64; FREE.len()], female, age, kind: usize| {
            let here = factors[kind] * readiness(FREE[kind], female, age);
            let all: u64 = (0..FREE.len())
                .map(|other| factors[other] * readiness(FREE[other], female, age))
                .sum();
            (u128::from(left(female, age)) * 64 * u128::from(here) / u128::from(all.max(1))) as u64
        };
        for _ in 0..12 {
            let given: [u64; FREE.len()] = std::array::from_fn(|kind| {
                cells()
                    .map(|(female, age)| weight(&factors, female, age, kind))
                    .sum()
            });
            let all_given: u128 = given.iter().copied().map(u128::from).sum();
            let all_wanted: u128 = self.free.iter().copied().map(u128::from).sum();
            for kind in 0..FREE.len() {
                let wanted = u128::from(self.free[kind].max(1)) * all_given;
                let had = u128::from(given[kind].max(1)) * all_wanted.max(1);
                let factor = u128::from(factors[kind]) * wanted / had;
                factors[kind] = factor.clamp(1, 1_000_000) as u64;
            }
        }
        Rest(std::array::from_fn(|kind| {
            let mut sum = 0;
            let cumulative = cells()
                .map(|(female, age)| {
                    sum += weight(&factors, female, age, kind);
                    sum
                })
                .collect();
            Ages { cumulative }
        }))
    }
}

/// Men by age, then women.
fn cells() -> impl Iterator<Item = (bool, usize)> {
    [false, true]
        .into_iter()
        .flat_map(|female| (0..AGES).map(move |age| (female, age)))
}

impl Draw<'_> {
    /// Days before the reference date, and whether female.
    pub(super) fn draw(&self, draws: Stream) -> (i64, bool) {
        let cumulative = &self.0.cumulative;
        let total = cumulative.last().copied().unwrap_or(0);
        let mark = draws.below(0, total.max(1));
        let cell = cumulative
            .partition_point(|&sum| sum <= mark)
            .min(2 * AGES - 1);
        let days = (cell % AGES) as i64 * 1461 / 4 + 1 + draws.below(1, 365) as i64;
        (days, cell >= AGES)
    }
}
