//! The shape of a household: who is in it, and how old they are.

use super::pyramid::{Pyramid, Rest};
use super::{NONE, Row, flag, stream};
use crate::date::Day;
use crate::hash::Stream;

/// The kinds of household.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Alone,
    /// Somebody whose partner has died, and the record of that partner.
    Widowed,
    Couple,
    /// A couple with children.
    Family,
    /// One parent with children; the other may have died.
    Single,
    /// People who live together in a home, mostly for the old.
    Institution,
}

impl Kind {
    /// Drawn per hundred thousand households (CBS 2024).
    const SHARES: [(Self, u64); 6] = [
        (Self::Alone, 31_900),
        (Self::Widowed, 8_000),
        (Self::Couple, 28_000),
        (Self::Family, 24_500),
        (Self::Single, 7_514),
        (Self::Institution, 86),
    ];
}

const MOST_CHILDREN: usize = 4;

/// A household before it has people.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    pub(super) kind: Kind,
    children: u8,
    /// People in an institution.
    beds: u8,
    /// A lone parent's partner who has died, whose record stands with the household.
    late: bool,
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
        let mut rest = draws.below(0, 100_000);
        let kind = Kind::SHARES
            .iter()
            .find(|(_, share)| {
                let here = rest < *share;
                rest = rest.saturating_sub(*share);
                here
            })
            .map_or(Kind::Alone, |(kind, _)| *kind);
        let mut shape = Self {
            kind,
            children: 0,
            beds: 0,
            late: kind == Kind::Single && draws.chance(1, 75),
            youngest: 0,
            gaps: [0; MOST_CHILDREN],
            first_at: 0,
        };
        match kind {
            Kind::Family | Kind::Single => shape.draw_children(seed, household),
            // One in forty is so large that a register does not list who lives there.
            Kind::Institution if draws.chance(2, 25) => shape.beds = 105 + draws.below(3, 50) as u8,
            Kind::Institution => shape.beds = 12 + draws.below(3, 54) as u8,
            _ => {}
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

    /// How many people live in a household, when it is an institution.
    pub(crate) fn beds(seed: u64, household: u32) -> Option<u32> {
        let shape = Self::draw(seed, household);
        (shape.kind == Kind::Institution).then_some(u32::from(shape.beds))
    }

    /// The number of rows, those of the dead included.
    pub(crate) fn size(&self) -> u32 {
        match self.kind {
            Kind::Alone => 1,
            Kind::Widowed | Kind::Couple => 2,
            Kind::Family => 2 + u32::from(self.children),
            Kind::Single => 1 + u32::from(self.children) + u32::from(self.late),
            Kind::Institution => u32::from(self.beds),
        }
    }

    /// The number of people who live there.
    pub(crate) fn living(&self) -> u32 {
        self.size() - u32::from(self.late || self.kind == Kind::Widowed)
    }

    /// The same household when there is room for `size` only: somebody alone.
    pub(crate) fn cut(self, size: u32) -> Self {
        if self.size() == size {
            self
        } else {
            Self {
                kind: Kind::Alone,
                children: 0,
                late: false,
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
        match self.kind {
            Kind::Family | Kind::Single => {}
            kind => return pyramid.free(kind, self.living().into()),
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
                let (days, female) = others.of(self.kind).draw(draws);
                let sex = if female { flag::FEMALE } else { 0 };
                rows[0] = Row::new(household, born(days), sex | abroad(days), origin);
            }
            Kind::Institution => {
                for (nth, row) in rows.iter_mut().enumerate() {
                    let own = draws.sub(100 + nth as u64);
                    let (days, female) = others.of(self.kind).draw(own);
                    let sex = if female { flag::FEMALE } else { 0 };
                    *row = Row::new(household, born(days), sex | flag::INSTITUTION, 0);
                }
            }
            Kind::Couple | Kind::Widowed => {
                let (first, female) = others.of(self.kind).draw(draws);
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
                let (of_first, of_second) = if self.kind == Kind::Widowed {
                    (flag::WIDOWED, flag::DECEASED)
                } else {
                    let bound = bound(draws, (first.min(second) / YEAR) as u64 * 11 + 150);
                    (bound, bound)
                };
                let sex = |female: bool| if female { flag::FEMALE } else { 0 };
                rows[0] = Row::new(
                    household,
                    born(first),
                    sex(female) | of_first | abroad(first),
                    origin,
                );
                rows[1] = Row::new(
                    household,
                    born(second),
                    sex(female == same_sex) | of_second | abroad(second),
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
        // One couple in a hundred and fifty is two women, one in five hundred two men.
        let same_sex = if couple { draws.below(40, 1000) } else { 1000 };
        let (second_mother, first_father) = (same_sex < 7, (7..9).contains(&same_sex));
        // One of eight lone parents is the father.
        let lone_father = !couple && draws.chance(41, 130);
        let of_first = if self.late { flag::WIDOWED } else { bound };
        let sex = if lone_father || first_father {
            0
        } else {
            flag::FEMALE
        };
        // The older of the two died, if one did; a man was the older.
        let (first, second) = if lone_father && self.late {
            (father, mother)
        } else {
            (mother, father)
        };
        rows[0] = Row::new(
            household,
            born(first),
            sex | of_first | abroad(first),
            origin,
        );
        let mut first_child = 1;
        if couple || self.late {
            let of_second = if self.late { flag::DECEASED } else { bound };
            let female = second_mother || (self.late && lone_father);
            let sex = if female { flag::FEMALE } else { 0 };
            rows[1] = Row::new(
                household,
                born(second),
                sex | of_second | abroad(second),
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
            row.parent2 = if first_child == 2 { start + 1 } else { NONE };
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
