//! Grown-ups find their parents among the people of the world, where that is likely.

use super::{NONE, People, flag, stream};
use crate::cast::CAST;
use crate::hash::Stream;

const YEAR: i64 = 365;

impl People {
    /// Goes through the grown-ups and hangs most of the younger ones below a mother of a fitting age.
    pub(super) fn link_adults(&mut self) {
        let draws = Stream::new(self.seed, stream::PARENT);
        for id in CAST.len() as u32..self.rows.len() as u32 {
            let row = self.row(id);
            if row.parent1 != NONE || row.is(flag::CHILD | flag::ABROAD) {
                continue;
            }
            // The older somebody is, the likelier that the parents have died.
            let promille = match row.birth.year() {
                ..1945 => 20,
                1945..1955 => 150,
                1955..1965 => 420,
                1965..1975 => 640,
                _ => 780,
            };
            let own = draws.sub(id.into());
            if !own.chance(0, promille) {
                continue;
            }
            let Some(mother) = (1..4).find_map(|attempt| self.find_mother(id, own, attempt)) else {
                continue;
            };
            let father = self.husband(mother);
            self.rows.to_mut()[id as usize].parent1 = mother;
            self.hang(id, mother);
            if let Some(father) = father {
                self.rows.to_mut()[id as usize].parent2 = father;
                self.hang(id, father);
            }
        }
    }

    /// Who is the father of a grown-up woman's children: the man she lives with, or lived with
    /// when he died.
    fn husband(&self, mother: u32) -> Option<u32> {
        self.companion(mother)
            .or_else(|| self.late_partner(mother))
            .filter(|&man| !self.row(man).is(flag::FEMALE))
    }

    /// Age in days of `parent` when `child` was born.
    fn age_at(&self, parent: u32, child: u32) -> i64 {
        i64::from(self.row(child).birth.0) - i64::from(self.row(parent).birth.0)
    }

    fn find_mother(&self, child: u32, draws: Stream, attempt: u64) -> Option<u32> {
        const LOOK: usize = 40;
        let age = 21 * YEAR
            + (draws.below(10 + attempt, 9 * YEAR as u64)
                + draws.below(20 + attempt, 9 * YEAR as u64)) as i64;
        let day = self.row(child).birth.plus(-age);
        let from = self.birth_first[usize::from(day.0)] as usize;
        self.by_birth[from..]
            .iter()
            .take(LOOK)
            .copied()
            .find(|&mother| self.could_be_mother(mother, child))
    }

    fn could_be_mother(&self, mother: u32, child: u32) -> bool {
        let row = self.row(mother);
        let own = self.row(child);
        let age = self.age_at(mother, child);
        if mother < CAST.len() as u32
            || !row.is(flag::FEMALE)
            || row.is(flag::CHILD | flag::EMIGRATED | flag::RNI)
            || row.origin != own.origin
            || row.household == own.household
            || !(18 * YEAR..=45 * YEAR).contains(&age)
        {
            return false;
        }
        // A partner's mother cannot be one's own, and a household of two women has its own children.
        let together = |one| self.companion(one).or_else(|| self.late_partner(one));
        if together(mother).is_some_and(|other| self.row(other).is(flag::FEMALE)) {
            return false;
        }
        if let Some(companion) = together(child) {
            let companion = self.row(companion);
            if companion.parent1 == mother || companion.parent2 == mother {
                return false;
            }
        }
        let mut siblings = 0;
        for sibling in self.children(mother) {
            siblings += 1;
            let apart = i64::from(self.row(sibling).birth.0) - i64::from(own.birth.0);
            if apart.abs() < 300 {
                return false;
            }
            // All children of a woman have one father, or none.
            if self.row(sibling).parent2 != self.husband(mother).unwrap_or(NONE) {
                return false;
            }
        }
        siblings < 4
            && self
                .husband(mother)
                .is_none_or(|father| self.age_at(father, child) >= 17 * YEAR)
            && self.alive_at(mother, child)
    }

    /// Whether a mother who died alone was alive at a birth. Of one who died as a partner, and of a
    /// father, the death is drawn after the birth.
    fn alive_at(&self, mother: u32, child: u32) -> bool {
        let row = self.row(mother);
        !row.is(flag::DECEASED)
            || row.household < self.homes
            || self.row(child).birth < crate::date::Day::ymd(1990, 1, 1)
    }
}
