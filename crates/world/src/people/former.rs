//! Who was married to whom, and where the other parent of a lone parent's children is.

use rayon::prelude::*;

use super::seek::{Candidates, Search, children, hang, serve};
use super::{NONE, People, Row, flag, stream};
use crate::date::Day;
use crate::hash::Stream;

const YEAR: i64 = 365;

impl People {
    /// Finds a father elsewhere for most lone mothers' children, and a former partner for some of
    /// those who live alone. `done` hears how far it is, in thousandths.
    pub(super) fn link_former(&mut self, done: &mut dyn FnMut(u32)) {
        let mut rows = std::mem::take(&mut self.rows).into_owned();
        let men = Candidates::new(self, &rows, |_, row| {
            row.first_child == NONE && !row.is(NO_FORMER | flag::FEMALE | flag::FORMER)
        });
        let mut search = Former {
            men,
            peildatum: self.peildatum,
            draws: Stream::new(self.seed, stream::FORMER),
            pairs: Vec::new(),
        };
        serve(&mut rows, &mut search, done);
        let mut pairs = search.pairs;
        pairs.par_sort_unstable();
        self.former = pairs.into();
        self.rows = rows.into();
    }
}

/// Who can be nobody's former partner.
const NO_FORMER: u16 = flag::CHILD | flag::WIDOWED | flag::DECEASED | flag::RNI | flag::INSTITUTION;

struct Former<'a> {
    men: Candidates<'a>,
    peildatum: Day,
    draws: Stream,
    /// Who was married to whom, both ways round.
    pairs: Vec<[u32; 2]>,
}

impl Search for Former<'_> {
    fn find(&self, rows: &[Row], id: u32) -> Option<u32> {
        let row = &rows[id as usize];
        // A man who lives alone waits to be found; a woman looks.
        if !row.is(flag::FEMALE)
            || !row.is_resident()
            || row.is(NO_FORMER | flag::FORMER | flag::COUPLE)
        {
            return None;
        }
        let own = self.draws.sub(id.into());
        let wants = if is_lone_mother(rows, id) {
            own.chance(0, 620)
        } else {
            let years = (self.age(row.birth) / YEAR) as u64;
            years >= 32 && own.chance(0, (years * 8).min(430))
        };
        if !wants {
            return None;
        }
        (1..4).find_map(|attempt| {
            // Men are older by two and a half years, give or take five.
            let older = 900
                + (own.below(10 + attempt, 5 * YEAR as u64)
                    + own.below(20 + attempt, 5 * YEAR as u64)) as i64
                - 5 * YEAR;
            let day = row.birth.plus(-older);
            self.men.find(day, row.origin, own, 30 + attempt, |man| {
                self.could_be_former(rows, id, man)
            })
        })
    }

    fn fits(&self, rows: &[Row], id: u32, place: u32) -> bool {
        self.could_be_former(rows, id, self.men.person(place))
    }

    fn tie(&mut self, rows: &mut [Row], id: u32, place: u32) {
        let man = self.men.person(place);
        let married = !is_lone_mother(rows, id) || self.draws.sub(id.into()).chance(1, 640);
        let hers: Vec<u32> = children(rows, id)
            .filter(|child| rows[*child as usize].parent2 == NONE)
            .collect();
        for child in hers {
            rows[child as usize].parent2 = man;
            hang(rows, 0, child, man);
        }
        if married {
            rows[id as usize].flags |= flag::FORMER;
            rows[man as usize].flags |= flag::FORMER;
            self.pairs.extend([[id, man], [man, id]]);
        }
        if rows[man as usize].first_child != NONE || married {
            self.men.remove(place);
        }
    }
}

impl Former<'_> {
    fn age(&self, birth: Day) -> i64 {
        i64::from(self.peildatum.0) - i64::from(birth.0)
    }

    /// What is left to ask of a man of the right origin.
    fn could_be_former(&self, rows: &[Row], woman: u32, man: u32) -> bool {
        let (hers, his) = (&rows[woman as usize], &rows[man as usize]);
        if his.is(flag::FORMER) || his.first_child != NONE {
            return false;
        }
        // Whoever is with somebody now must have had the time for both.
        let mother = hers.first_child != NONE;
        if his.is(flag::COUPLE) && (mother || self.age(his.birth.max(hers.birth)) < 45 * YEAR) {
            return false;
        }
        // Not brother and sister, and not her own son.
        let parents = [his.parent1, his.parent2];
        let related = parents.contains(&woman)
            || [hers.parent1, hers.parent2]
                .iter()
                .any(|parent| *parent != NONE && (parents.contains(parent) || *parent == man));
        !related
            && children(rows, woman).all(|child| {
                let born = rows[child as usize].birth;
                i64::from(born.0) - i64::from(his.birth.0) >= 18 * YEAR
            })
    }
}

/// Whether a woman has children, all without a second parent.
fn is_lone_mother(rows: &[Row], mother: u32) -> bool {
    rows[mother as usize].first_child != NONE
        && children(rows, mother).all(|child| {
            let row = &rows[child as usize];
            row.parent1 == mother && row.parent2 == NONE
        })
}

impl People {
    /// From when to when two former partners were married. The same for both.
    pub(crate) fn former_bond_days(&self, one: u32, other: u32) -> (Day, Day) {
        let (first, second) = (self.row(one), self.row(other));
        let draws = Stream::new(self.seed, stream::FORMER + 200).sub(one.min(other).into());
        let younger = first.birth.max(second.birth);
        let births: Vec<Day> = self
            .children(one)
            .map(|child| self.row(child))
            .filter(|child| {
                [child.parent1, child.parent2].contains(&one)
                    && [child.parent1, child.parent2].contains(&other)
            })
            .map(|child| child.birth)
            .collect();
        let married = match births.iter().min() {
            Some(first_child) => first_child.plus(-200 - draws.below(0, 5 * 365) as i64),
            None => younger.plus(21 * YEAR + draws.below(0, 8 * 365) as i64),
        }
        .max(younger.plus(18 * YEAR + 30))
        .min(self.peildatum.plus(-400));
        let earliest = births
            .iter()
            .max()
            .copied()
            .unwrap_or(Day(0))
            .plus(60)
            .max(married.plus(300))
            .min(self.peildatum.plus(-30));
        // Whoever is with somebody else now was not married for long.
        let again = first.is(flag::COUPLE) || second.is(flag::COUPLE);
        let latest = if again {
            married.plus(9 * YEAR).min(self.peildatum.plus(-20))
        } else {
            self.peildatum.plus(-20)
        };
        let span = u64::from(latest.0.saturating_sub(earliest.0)).max(1);
        let ended = earliest.plus(draws.below(1, span).min(draws.below(2, span)) as i64);
        (married, ended)
    }
}
