//! Who was married to whom, and where the other parent of a lone parent's children is.

use super::{NONE, People, flag, stream};
use crate::cast::CAST;
use crate::date::Day;
use crate::hash::Stream;

const YEAR: i64 = 365;

impl People {
    /// Finds a father elsewhere for most lone mothers' children, and a former partner for some of
    /// those who live alone.
    pub(super) fn link_former(&mut self) {
        let draws = Stream::new(self.seed, stream::FORMER);
        let mut pairs = Vec::new();
        for id in CAST.len() as u32..self.count() {
            let row = self.row(id);
            if row.is(flag::FORMER | flag::CHILD | flag::COUPLE | flag::WIDOWED)
                || !row.is_resident()
                || row.is(flag::INSTITUTION)
            {
                continue;
            }
            let own = draws.sub(id.into());
            let children = row.first_child != NONE;
            let married = if children && row.is(flag::FEMALE) && self.lone_mother(id) {
                if !own.chance(0, 620) {
                    continue;
                }
                own.chance(1, 640)
            } else {
                let age = i64::from(self.peildatum.0) - i64::from(row.birth.0);
                let years = (age / YEAR) as u64;
                // A man who lives alone waits to be found; a woman looks.
                if !row.is(flag::FEMALE) || years < 32 || !own.chance(0, (years * 8).min(430)) {
                    continue;
                }
                true
            };
            let Some(other) =
                (1..4).find_map(|attempt| self.find_former(id, own, attempt, children))
            else {
                continue;
            };
            if children {
                let hers: Vec<u32> = self
                    .children(id)
                    .filter(|child| self.rows[*child as usize].parent2 == NONE)
                    .collect();
                for child in hers {
                    self.rows.to_mut()[child as usize].parent2 = other;
                    self.hang(child, other);
                }
            }
            if married {
                self.rows.to_mut()[id as usize].flags |= flag::FORMER;
                self.rows.to_mut()[other as usize].flags |= flag::FORMER;
                pairs.push([id, other]);
                pairs.push([other, id]);
            }
        }
        pairs.sort_unstable();
        self.former = pairs.into();
    }

    /// Whether all children of a woman are without a second parent.
    fn lone_mother(&self, mother: u32) -> bool {
        self.children(mother).all(|child| {
            let row = self.row(child);
            row.parent1 == mother && row.parent2 == NONE
        })
    }

    fn find_former(&self, woman: u32, draws: Stream, attempt: u64, children: bool) -> Option<u32> {
        const LOOK: usize = 40;
        // Men are older by two and a half years, give or take five.
        let older = 900
            + (draws.below(10 + attempt, 5 * YEAR as u64)
                + draws.below(20 + attempt, 5 * YEAR as u64)) as i64
            - 5 * YEAR;
        let day = self.row(woman).birth.plus(-older);
        let from = self.birth_first[usize::from(day.0)] as usize;
        self.by_birth[from..]
            .iter()
            .take(LOOK)
            .copied()
            .find(|&man| self.could_be_former(woman, man, children))
    }

    fn could_be_former(&self, woman: u32, man: u32, children: bool) -> bool {
        let (hers, his) = (self.row(woman), self.row(man));
        if (man as usize) < CAST.len()
            || his.is(flag::FEMALE
                | flag::FORMER
                | flag::CHILD
                | flag::WIDOWED
                | flag::DECEASED
                | flag::RNI
                | flag::INSTITUTION)
            || his.origin != hers.origin
            || his.first_child != NONE
        {
            return false;
        }
        let age = |birth: Day| i64::from(self.peildatum.0) - i64::from(birth.0);
        // Whoever is with somebody now must have had the time for both.
        if his.is(flag::COUPLE) && (children || age(his.birth.max(hers.birth)) < 45 * YEAR) {
            return false;
        }
        // Not brother and sister, and not her own son.
        let parents = [his.parent1, his.parent2];
        let related = parents.contains(&woman)
            || [hers.parent1, hers.parent2]
                .iter()
                .any(|parent| *parent != NONE && (parents.contains(parent) || *parent == man));
        !related
            && self.children(woman).all(|child| {
                let born = self.row(child).birth;
                i64::from(born.0) - i64::from(his.birth.0) >= 18 * YEAR
            })
    }

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
