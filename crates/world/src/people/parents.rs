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
            let row = self.rows[id as usize];
            if row.parent1 != NONE || row.is(flag::CHILD) || row.is(flag::ABROAD) {
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
            let father = self.companion(mother).filter(|&father| {
                !self.rows[father as usize].is(flag::FEMALE) && self.age_at(father, id) >= 17 * YEAR
            });
            self.rows.to_mut()[id as usize].parent1 = mother;
            self.hang(id, mother);
            if let Some(father) = father {
                self.rows.to_mut()[id as usize].parent2 = father;
                self.hang(id, father);
            }
        }
    }

    /// Age in days of `parent` when `child` was born.
    fn age_at(&self, parent: u32, child: u32) -> i64 {
        i64::from(self.rows[child as usize].birth.0) - i64::from(self.rows[parent as usize].birth.0)
    }

    fn find_mother(&self, child: u32, draws: Stream, attempt: u64) -> Option<u32> {
        const LOOK: usize = 40;
        let age = 21 * YEAR
            + (draws.below(10 + attempt, 9 * YEAR as u64)
                + draws.below(20 + attempt, 9 * YEAR as u64)) as i64;
        let day = self.rows[child as usize].birth.plus(-age);
        let from = self.birth_first[usize::from(day.0)] as usize;
        self.by_birth[from..]
            .iter()
            .take(LOOK)
            .copied()
            .find(|&mother| self.could_be_mother(mother, child))
    }

    fn could_be_mother(&self, mother: u32, child: u32) -> bool {
        let row = &self.rows[mother as usize];
        let own = &self.rows[child as usize];
        let age = self.age_at(mother, child);
        if mother < CAST.len() as u32
            || !row.is(flag::FEMALE)
            || row.is(flag::CHILD)
            || row.origin != own.origin
            || row.household == own.household
            || !(18 * YEAR..=45 * YEAR).contains(&age)
        {
            return false;
        }
        // A partner's mother cannot be one's own, and a household of two women has its own children.
        if let Some(companion) = self.companion(mother)
            && self.rows[companion as usize].is(flag::FEMALE)
        {
            return false;
        }
        if let Some(companion) = self.companion(child) {
            let companion = &self.rows[companion as usize];
            if companion.parent1 == mother || companion.parent2 == mother {
                return false;
            }
        }
        let mut siblings = 0;
        for sibling in self.children(mother) {
            siblings += 1;
            let apart = i64::from(self.rows[sibling as usize].birth.0) - i64::from(own.birth.0);
            if apart.abs() < 300 {
                return false;
            }
            // All children of a woman have one father, or none.
            let father = self.rows[sibling as usize].parent2;
            if father
                != self
                    .companion(mother)
                    .filter(|&man| !self.rows[man as usize].is(flag::FEMALE))
                    .unwrap_or(NONE)
            {
                return false;
            }
        }
        siblings < 4
            && self
                .companion(mother)
                .is_none_or(|father| self.age_at(father, child) >= 17 * YEAR)
    }
}
