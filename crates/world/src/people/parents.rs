//! Grown-ups find their parents among the people of the world, where that is likely.

use super::seek::{Candidates, Search, children, hang, serve, together};
use super::{NONE, People, Row, flag, stream};
use crate::date::Day;
use crate::hash::Stream;

const YEAR: i64 = 365;
/// A woman with as many children is given no more.
const MOST: usize = 4;

impl People {
    /// Goes through the grown-ups and hangs most of the younger ones below a mother of a fitting
    /// age. `done` hears how far it is, in thousandths.
    pub(super) fn link_adults(&mut self, done: &mut dyn FnMut(u32)) {
        let mut rows = std::mem::take(&mut self.rows).into_owned();
        let homes = self.homes;
        // A household of two women has its own children.
        let with_a_woman = |id| {
            together(&rows, homes, id).is_some_and(|other| rows[other as usize].is(flag::FEMALE))
        };
        let mothers = Candidates::new(self, &rows, |id, row| {
            row.is(flag::FEMALE)
                && !row.is(flag::CHILD | flag::EMIGRATED | flag::RNI)
                && !is_full(&rows, id)
                && !with_a_woman(id)
        });
        let mut search = Mothers {
            mothers,
            homes,
            draws: Stream::new(self.seed, stream::PARENT),
        };
        serve(&mut rows, &mut search, done);
        self.rows = rows.into();
    }
}

struct Mothers<'a> {
    mothers: Candidates<'a>,
    homes: u32,
    draws: Stream,
}

impl Search for Mothers<'_> {
    fn find(&self, rows: &[Row], id: u32) -> Option<u32> {
        let row = &rows[id as usize];
        if row.parent1 != NONE || row.is(flag::CHILD | flag::ABROAD) {
            return None;
        }
        // The older somebody is, the likelier that the parents have died.
        let promille = match row.birth.year() {
            ..1945 => 20,
            1945..1955 => 150,
            1955..1965 => 420,
            1965..1975 => 640,
            _ => 780,
        };
        let own = self.draws.sub(id.into());
        if !own.chance(0, promille) {
            return None;
        }
        (1..4).find_map(|attempt| {
            let age = 21 * YEAR
                + (own.below(10 + attempt, 9 * YEAR as u64)
                    + own.below(20 + attempt, 9 * YEAR as u64)) as i64;
            let day = row.birth.plus(-age);
            self.mothers
                .find(day, row.origin, own, 30 + attempt, |mother| {
                    self.could_be_mother(rows, mother, id)
                })
        })
    }

    fn fits(&self, rows: &[Row], id: u32, place: u32) -> bool {
        self.could_be_mother(rows, self.mothers.person(place), id)
    }

    fn tie(&mut self, rows: &mut [Row], id: u32, place: u32) {
        let mother = self.mothers.person(place);
        // The man she lives with, or lived with when he died.
        let father = together(rows, self.homes, mother);
        rows[id as usize].parent1 = mother;
        hang(rows, 0, id, mother);
        if let Some(father) = father {
            rows[id as usize].parent2 = father;
            hang(rows, 0, id, father);
        }
        if is_full(rows, mother) {
            self.mothers.remove(place);
        }
    }
}

impl Mothers<'_> {
    /// What is left to ask of a woman of the right origin.
    fn could_be_mother(&self, rows: &[Row], mother: u32, child: u32) -> bool {
        let row = &rows[mother as usize];
        let own = &rows[child as usize];
        if row.household == own.household
            || !(18 * YEAR..=45 * YEAR).contains(&age_at(row, own))
            || !self.alive_at(row, own)
        {
            return false;
        }
        // A partner's mother cannot be one's own.
        if let Some(partner) = together(rows, self.homes, child) {
            let partner = &rows[partner as usize];
            if [partner.parent1, partner.parent2].contains(&mother) {
                return false;
            }
        }
        let man = together(rows, self.homes, mother);
        let fits = |sibling: u32| {
            let sibling = &rows[sibling as usize];
            let apart = i64::from(sibling.birth.0) - i64::from(own.birth.0);
            // All children of a woman have one father, or none.
            apart.abs() >= 300 && sibling.parent2 == man.unwrap_or(NONE)
        };
        !is_full(rows, mother)
            && children(rows, mother).all(fits)
            && man.is_none_or(|father| age_at(&rows[father as usize], own) >= 17 * YEAR)
    }

    /// Whether a mother who died alone was alive at a birth. Of one who died as a partner, and of a
    /// father, the death is drawn after the birth.
    fn alive_at(&self, mother: &Row, child: &Row) -> bool {
        !mother.is(flag::DECEASED)
            || mother.household < self.homes
            || child.birth < Day::ymd(1990, 1, 1)
    }
}

fn is_full(rows: &[Row], mother: u32) -> bool {
    children(rows, mother).nth(MOST - 1).is_some()
}

/// Age in days of a parent when a child was born.
fn age_at(parent: &Row, child: &Row) -> i64 {
    i64::from(child.birth.0) - i64::from(parent.birth.0)
}
