//! Making the people of a world: households, ages, parents, surnames, indexes.
//!
//! Steps run in parallel where persons do not depend on one another. The outcome is that of one
//! thread going through everybody in order.

use rayon::prelude::*;

use super::pyramid::Pyramid;
use super::seek::hang;
use super::shape::Shape;
use super::{DAYS, NONE, People, Row, departed, flag, names, stream, surnames};
use crate::Watch;
use crate::cast::{CAST, CastOuder, HOMES};
use crate::hash::Stream;
use crate::spec::WorldSpec;

impl People {
    pub(crate) fn build(spec: &WorldSpec, watch: &mut Watch<'_>) -> Self {
        let mut people = Self::leeg(spec);
        watch("households", 0);
        let total = spec.size.persons() as usize;
        people.draw_households(total);
        watch("ages", 60);
        people.fill(total);
        people.add_departed(total);
        watch("birth days", 250);
        let (first, order) = index(&people.rows, DAYS, |row| row.birth.0);
        (people.birth_first, people.by_birth) = (first.into(), order.into());
        people.link_adults(&mut |done| watch("parents", 300 + done * 3 / 10));
        people.link_former(&mut |done| watch("former partners", 600 + done / 10));
        watch("surnames", 700);
        people.name();
        watch("index of surnames", 850);
        let (first, order) = index(&people.rows, surnames().len(), |row| row.surname);
        (people.surname_first, people.by_surname) = (first.into(), order.into());
        people
    }

    /// Decides how large each household is, the cast's first, until everybody has one.
    fn draw_households(&mut self, total: usize) {
        const BLOCK: usize = 1 << 18;
        let seed = self.seed;
        let mut first = Vec::with_capacity(HOMES.len() + 1 + total * 6 / 10);
        for (at, member) in CAST.iter().enumerate() {
            while (first.len() as u32) < member.huishouden + 1 {
                first.push(at as u32);
            }
        }
        // Who lives there, and the rows of those who did as well.
        let (mut persons, mut rows) = (CAST.len(), CAST.len());
        first.resize(HOMES.len() + 1, rows as u32);
        while persons < total {
            let from = first.len() as u32 - 1;
            // Each household has somebody, so no more than these are needed.
            let until = from + BLOCK.min(total - persons) as u32;
            let sizes: Vec<(u8, u8)> = (from..until)
                .into_par_iter()
                .with_min_len(1024)
                .map(|household| {
                    let shape = Shape::draw(seed, household);
                    (shape.living() as u8, shape.size() as u8)
                })
                .collect();
            for (living, size) in sizes {
                if persons == total {
                    break;
                }
                // The last ones live alone, so that the number is exact.
                let fits = persons + usize::from(living) <= total;
                let (living, size) = if fits { (living, size) } else { (1, 1) };
                persons += usize::from(living);
                rows += usize::from(size);
                first.push(rows as u32);
            }
        }
        self.homes = first.len() as u32 - 1;
        self.household_first = first.into();
    }

    /// Gives everybody a birth day, a sex and a place in the household.
    fn fill(&mut self, total: usize) {
        const BLOCK: u32 = 4096;
        let (seed, peildatum) = (self.seed, self.peildatum);
        let cast_households = HOMES.len() as u32;
        let count = self.household_count();
        let first: &[u32] = &self.household_first;
        let filled = first.last().copied().unwrap_or(0) as usize;
        let shape = |household: u32| {
            let size = first[household as usize + 1] - first[household as usize];
            Shape::draw(seed, household).cut(size)
        };
        // Families first: what they leave of the age pyramid is for the others.
        let counted = (cast_households..count)
            .into_par_iter()
            .with_min_len(1024)
            .fold(Pyramid::default, |mut pyramid, household| {
                shape(household).count(seed, household, &mut pyramid);
                pyramid
            })
            .reduce(Pyramid::default, |one, other| one.plus(&other));
        let others = counted.rest(total as u64);

        // Pages that the system has zeroed: they are first touched by the thread that fills them.
        let mut rows = bytemuck::zeroed_vec(filled + departed::count(total as u32) as usize);
        rows.truncate(filled);
        let (cast, mut rest) = rows.split_at_mut(CAST.len());
        place_cast(cast);
        let mut blocks = Vec::new();
        let mut from = cast_households;
        while from < count {
            let until = (from + BLOCK).min(count);
            let size = (first[until as usize] - first[from as usize]) as usize;
            let (block, tail) = rest.split_at_mut(size);
            rest = tail;
            blocks.push((from..until, block));
            from = until;
        }
        blocks.into_par_iter().for_each(|(households, rows)| {
            let base = first[households.start as usize];
            for household in households {
                let start = first[household as usize];
                let end = first[household as usize + 1];
                let members = &mut rows[(start - base) as usize..(end - base) as usize];
                shape(household).fill(seed, peildatum, household, start, &others, members);
                hang_all(members, start);
            }
        });
        self.rows = rows.into();
    }

    /// Surnames: each goes up the line of those it is taken from.
    fn name(&mut self) {
        let rows: &[Row] = &self.rows;
        let names: Vec<u16> = (0..rows.len() as u32)
            .into_par_iter()
            .with_min_len(4096)
            .map(|id| self.surname_for(id))
            .collect();
        self.rows
            .to_mut()
            .par_iter_mut()
            .with_min_len(4096)
            .zip(names)
            .for_each(|(row, name)| row.surname = name);
    }

    fn surname_for(&self, mut id: u32) -> u16 {
        loop {
            let row = &self.rows[id as usize];
            if (id as usize) < CAST.len() {
                return row.surname;
            }
            id = match (row.parent1, row.parent2) {
                (NONE, _) => {
                    return names::draw_surname(self.seed, stream::SURNAME, id, row.origin);
                }
                (mother, NONE) if self.unregistered_father(mother) => {
                    return names::draw_surname(self.seed, stream::GHOST, mother, row.origin);
                }
                (mother, NONE) => mother,
                (mother, father) => {
                    // One choice a couple, so that siblings share a name.
                    let key = u64::from(mother.min(father));
                    let of_mother = Stream::new(self.seed, stream::SURNAME + 500).chance(key, 80);
                    if of_mother { mother } else { father }
                }
            };
        }
    }
}

fn place_cast(rows: &mut [Row]) {
    for (at, (row, member)) in rows.iter_mut().zip(CAST).enumerate() {
        let mut flags = if member.geslacht == 'V' {
            flag::FEMALE
        } else {
            0
        };
        let bound = member
            .verbintenissen
            .iter()
            .any(|relation| relation.ontbinding.is_none());
        if bound {
            flags |= flag::COUPLE | flag::BOUND;
        }
        let parent = |ouder: CastOuder| match ouder {
            CastOuder::Lid(lid) => u32::from(lid),
            _ => NONE,
        };
        *row = Row::new(member.huishouden, member.day(), flags, 0);
        row.parent1 = parent(member.ouders[0]);
        row.parent2 = parent(member.ouders[1]);
        row.surname = names::surname_of_cast(at);
    }
    hang_all(rows, 0);
}

/// Hangs everybody below the parents that are among `rows`, which begin at person `base`.
fn hang_all(rows: &mut [Row], base: u32) {
    for child in (base..base + rows.len() as u32).rev() {
        let row = rows[(child - base) as usize];
        for parent in [row.parent1, row.parent2] {
            if parent != NONE {
                hang(rows, base, child, parent);
            }
        }
    }
}

/// A counting sort: first place of each key (and one past the last), and persons by key.
fn index(
    rows: &[Row],
    keys: usize,
    key: impl Fn(&Row) -> u16 + Send + Sync,
) -> (Vec<u32>, Vec<u32>) {
    const PIECE: usize = 1 << 20;
    let of: Vec<u16> = rows.par_iter().with_min_len(4096).map(key).collect();
    let first = of
        .par_chunks(PIECE)
        .map(|piece| {
            let mut counts = vec![0_u32; keys + 1];
            for &key in piece {
                counts[usize::from(key) + 1] += 1;
            }
            counts
        })
        .reduce(
            || vec![0; keys + 1],
            |mut one, other| {
                for (mine, theirs) in one.iter_mut().zip(other) {
                    *mine += theirs;
                }
                one
            },
        );
    let mut sum = 0;
    let first: Vec<u32> = first
        .into_iter()
        .map(|count| {
            sum += count;
            sum
        })
        .collect();

    // Each part has a run of keys, and with it a run of places that no other part writes.
    let mut order = vec![0; of.len()];
    let mut parts = Vec::new();
    let (mut rest, mut from) = (order.as_mut_slice(), 0);
    while from < keys {
        let wanted = first[from] as usize + PIECE;
        let until = first
            .partition_point(|&place| (place as usize) < wanted)
            .clamp(from + 1, keys);
        let (part, tail) = rest.split_at_mut((first[until] - first[from]) as usize);
        rest = tail;
        parts.push((from..until, part));
        from = until;
    }
    parts.into_par_iter().for_each(|(keys, part)| {
        let base = first[keys.start];
        let mut next: Vec<u32> = first[keys.clone()].iter().map(|at| at - base).collect();
        for (id, &key) in of.iter().enumerate() {
            let key = usize::from(key);
            if keys.contains(&key) {
                let place = &mut next[key - keys.start];
                part[*place as usize] = id as u32;
                *place += 1;
            }
        }
    });
    (first, order)
}
