//! The shape of a household: who is in it, and how old they are.

use super::{NONE, Row, flag, stream};
use crate::date::Day;
use crate::hash::Stream;
use crate::tables::LEEFTIJDEN;

/// The four kinds of household.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Alone,
    Couple,
    /// A couple with children.
    Family,
    /// One parent with children.
    Single,
}

impl Kind {
    /// Drawn per thousand households (CBS 2024).
    const PROMILLE: [(Self, u64); 4] = [
        (Self::Alone, 403),
        (Self::Couple, 280),
        (Self::Family, 243),
        (Self::Single, 74),
    ];
}

const MOST_CHILDREN: usize = 4;

/// A household before it has people.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    kind: Kind,
    children: u8,
    /// Days between the youngest child's birth and the reference date.
    youngest: i64,
    /// Days between a child's birth and the next one's; 0 for twins.
    gaps: [i64; MOST_CHILDREN],
    /// Age of the mother at the first child, in days.
    first_at: i64,
}

const YEAR: i64 = 365;

impl Shape {
    pub(crate) fn draw(seed: u64, household: u32) -> Self {
        let draws = Stream::new(seed, stream::SHAPE).sub(household.into());
        let mut rest = draws.below(0, 1000);
        let kind = Kind::PROMILLE
            .iter()
            .find(|(_, promille)| {
                let here = rest < *promille;
                rest = rest.saturating_sub(*promille);
                here
            })
            .map_or(Kind::Alone, |(kind, _)| *kind);
        let mut shape = Self {
            kind,
            children: 0,
            youngest: 0,
            gaps: [0; MOST_CHILDREN],
            first_at: 0,
        };
        if matches!(kind, Kind::Family | Kind::Single) {
            shape.draw_children(seed, household);
        }
        shape
    }

    fn draw_children(&mut self, seed: u64, household: u32) {
        let draws = Stream::new(seed, stream::FAMILY).sub(household.into());
        // CBS 2023: one child, two, three or more, for couples and for one parent.
        let (one, two, three) = if self.kind == Kind::Family {
            (380, 825, 960)
        } else {
            (620, 905, 985)
        };
        let wanted = match draws.below(0, 1000) {
            n if n < one => 1,
            n if n < two => 2,
            n if n < three => 3,
            _ => 4,
        };
        self.youngest = draws.below(1, 21 * YEAR as u64 + 300) as i64;
        self.first_at =
            22 * YEAR + (draws.below(2, 9 * YEAR as u64) + draws.below(3, 9 * YEAR as u64)) as i64;
        self.children = 1;
        let mut span = 0;
        for child in 1..wanted {
            let gap = if draws.chance(10 + child, 16) {
                0
            } else {
                // One to eight years, mostly two or three.
                const WEIGHTED: [i64; 16] = [1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 6, 7, 8];
                let years = WEIGHTED[draws.below(20 + child, 16) as usize];
                years * YEAR + draws.below(30 + child, 200) as i64 - 90
            };
            let oldest = self.youngest + span + gap;
            // No child at home past 27, none born to a mother past 48.
            if oldest > 27 * YEAR || self.first_at + span + gap > 48 * YEAR {
                break;
            }
            self.gaps[child as usize] = gap;
            span += gap;
            self.children += 1;
        }
    }

    pub(crate) fn size(&self) -> u32 {
        match self.kind {
            Kind::Alone => 1,
            Kind::Couple => 2,
            Kind::Family => 2 + u32::from(self.children),
            Kind::Single => 1 + u32::from(self.children),
        }
    }

    /// The same household when there is room for `size` only: somebody alone.
    pub(crate) fn cut(self, size: u32) -> Self {
        if self.size() == size {
            self
        } else {
            Self {
                kind: Kind::Alone,
                children: 0,
                ..self
            }
        }
    }

    /// Days before the reference date on which the parents and children were born.
    fn family_days(&self, seed: u64, household: u32) -> (i64, i64, [i64; MOST_CHILDREN]) {
        let draws = Stream::new(seed, stream::FAMILY).sub(household.into());
        let mut children = [0; MOST_CHILDREN];
        let mut days = self.youngest;
        for (nth, child) in children
            .iter_mut()
            .enumerate()
            .take(usize::from(self.children))
        {
            days += self.gaps[nth];
            *child = days;
        }
        let mother = days + self.first_at;
        // Fathers are two and a half years older, give or take six.
        let father = mother
            + (draws.below(4, 6 * YEAR as u64) + draws.below(5, 6 * YEAR as u64)) as i64
            - 3 * YEAR
            - 200;
        (mother, father, children)
    }

    /// Adds the people whose age follows from their children to a count.
    pub(crate) fn count(&self, seed: u64, household: u32, pyramid: &mut Pyramid) {
        if !matches!(self.kind, Kind::Family | Kind::Single) {
            return;
        }
        let (mother, father, children) = self.family_days(seed, household);
        pyramid.add(mother, true);
        if self.kind == Kind::Family {
            pyramid.add(father, false);
        }
        for (nth, days) in children.iter().enumerate().take(usize::from(self.children)) {
            pyramid.add(*days, nth % 2 == 0);
        }
    }

    /// Writes the rows.
    pub(crate) fn fill(
        &self,
        seed: u64,
        peildatum: Day,
        household: u32,
        start: u32,
        others: &Rest,
        rows: &mut [Row],
    ) {
        let draws = Stream::new(seed, stream::AGE).sub(household.into());
        let origin = super::names::draw_origin(seed, household);
        let born = |days: i64| peildatum.plus(-days);
        // Whoever was born before the household came was born there.
        let came = immigration(seed, household, origin);
        let abroad = |days: i64| {
            if came.is_some_and(|came| days > came) {
                flag::ABROAD
            } else {
                0
            }
        };
        match self.kind {
            Kind::Alone => {
                let (days, female) = others.alone.draw(draws);
                let sex = if female { flag::FEMALE } else { 0 };
                rows[0] = Row::new(household, born(days), sex | abroad(days), origin);
            }
            Kind::Couple => {
                let (first, female) = others.couple.draw(draws);
                let same_sex = draws.chance(10, 22);
                let gap = (draws.below(11, 6 * YEAR as u64) + draws.below(12, 6 * YEAR as u64))
                    as i64
                    - 6 * YEAR;
                // Men are older by two and a half years.
                let shift = if same_sex {
                    0
                } else if female {
                    900
                } else {
                    -900
                };
                let second = (first + gap + shift).clamp(19 * YEAR, 100 * YEAR);
                let bound = bound(draws, (first.min(second) / YEAR) as u64 * 11 + 150);
                let sex = |female: bool| if female { flag::FEMALE } else { 0 };
                rows[0] = Row::new(
                    household,
                    born(first),
                    sex(female) | bound | abroad(first),
                    origin,
                );
                rows[1] = Row::new(
                    household,
                    born(second),
                    sex(female == same_sex) | bound | abroad(second),
                    origin,
                );
            }
            Kind::Family | Kind::Single => {
                self.fill_family(seed, household, start, origin, &born, &abroad, rows);
            }
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "the pieces of one household, taken apart once"
    )]
    fn fill_family(
        &self,
        seed: u64,
        household: u32,
        start: u32,
        origin: u8,
        born: &dyn Fn(i64) -> Day,
        abroad: &dyn Fn(i64) -> u16,
        rows: &mut [Row],
    ) {
        let draws = Stream::new(seed, stream::FAMILY).sub(household.into());
        let (mother, father, children) = self.family_days(seed, household);
        let couple = self.kind == Kind::Family;
        let bound = if couple { bound(draws, 770) } else { 0 };
        // One couple in a hundred and fifty is two women.
        let second_mother = couple && draws.chance(40, 7);
        // One of eight lone parents is the father.
        let lone_father = !couple && draws.chance(41, 130);
        let sex = if lone_father { 0 } else { flag::FEMALE };
        rows[0] = Row::new(
            household,
            born(mother),
            sex | bound | abroad(mother),
            origin,
        );
        let mut first_child = 1;
        if couple {
            let sex = if second_mother { flag::FEMALE } else { 0 };
            rows[1] = Row::new(
                household,
                born(father),
                sex | bound | abroad(father),
                origin,
            );
            first_child = 2;
        }
        for (nth, days) in children.iter().enumerate().take(usize::from(self.children)) {
            let female = draws.chance(50 + nth as u64, 488);
            let flags = flag::CHILD | if female { flag::FEMALE } else { 0 } | abroad(*days);
            let row = &mut rows[first_child + nth];
            *row = Row::new(household, born(*days), flags, origin);
            row.parent1 = start;
            row.parent2 = if couple { start + 1 } else { NONE };
        }
    }
}

/// Days before the reference date on which a household of another origin came to the Netherlands;
/// `None` for one that was born here.
pub(crate) fn immigration(seed: u64, household: u32, origin: u8) -> Option<i64> {
    let draws = Stream::new(seed, stream::ABROAD).sub(household.into());
    if origin == 0 || !draws.chance(0, 780) {
        return None;
    }
    // Mostly in the last twenty-five years.
    let years = draws.below(1, 1000).min(draws.below(2, 1000));
    Some(30 + (years * 50 * YEAR as u64 / 1000) as i64)
}

/// Flags of a couple of which this share per thousand is married or registered.
fn bound(draws: Stream, promille: u64) -> u16 {
    if draws.chance(45, promille.min(930)) {
        flag::COUPLE | flag::BOUND
    } else {
        flag::COUPLE
    }
}

/// People counted by sex and age.
#[derive(Clone, Debug)]
pub(crate) struct Pyramid {
    counts: [[u64; 106]; 2],
}

impl Default for Pyramid {
    fn default() -> Self {
        Self {
            counts: [[0; 106]; 2],
        }
    }
}

/// What families leave of the pyramid, for people alone and for couples.
pub(crate) struct Rest {
    alone: Ages,
    couple: Ages,
}

/// Cumulative weights over sex and age.
struct Ages {
    cumulative: Vec<u64>,
}

impl Pyramid {
    fn add(&mut self, days: i64, female: bool) {
        let age = usize::try_from(days / YEAR).unwrap_or(0).min(105);
        self.counts[usize::from(female)][age] += 1;
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
        self
    }

    pub(crate) fn rest(&self, total: u64) -> Rest {
        let published: u64 = LEEFTIJDEN.iter().map(|row| u64::from(row.1 + row.2)).sum();
        let left = |female: bool, age: usize| {
            let row = LEEFTIJDEN[age];
            let wanted = u64::from(if female { row.2 } else { row.1 }) * total / published;
            // Never nothing: a small world is jagged.
            wanted.saturating_sub(self.counts[usize::from(female)][age]) * 100 + wanted
        };
        // How readily somebody of this age who has no children at home lives as a couple, per thousand.
        let couple = |age: usize| -> u64 {
            match age {
                0..=19 => 0,
                20..=24 => 250,
                25..=34 => 480,
                35..=49 => 330,
                50..=59 => 560,
                60..=74 => 680,
                75..=84 => 540,
                85..=94 => 260,
                _ => 60,
            }
        };
        let alone = |age: usize| if age < 18 { 0 } else { 1000 - couple(age) };
        Rest {
            alone: Ages::new(|female, age| left(female, age) * alone(age)),
            couple: Ages::new(|female, age| left(female, age) * couple(age)),
        }
    }
}

impl Ages {
    fn new(weight: impl Fn(bool, usize) -> u64) -> Self {
        let mut sum = 0;
        let cumulative = (0..212)
            .map(|cell| {
                sum += weight(cell >= 106, cell % 106);
                sum
            })
            .collect();
        Self { cumulative }
    }

    /// Days before the reference date, and whether female.
    fn draw(&self, draws: Stream) -> (i64, bool) {
        let total = self.cumulative.last().copied().unwrap_or(0);
        let mark = draws.below(0, total.max(1));
        let cell = self.cumulative.partition_point(|&sum| sum <= mark).min(211);
        let days = (cell % 106) as i64 * 1461 / 4 + 1 + draws.below(1, 365) as i64;
        (days, cell >= 106)
    }
}
