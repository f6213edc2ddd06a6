//! Who lives there: rows of 32 bytes, one a person, household by household.
//!
//! Only what needs consistency between people is stored: birth, household, parents, children,
//! surname. Given names, numbers, dates of marriage and the like are computed when asked.

mod build;
mod departed;
mod documents;
mod former;
mod gegevens;
mod history;
mod names;
mod parents;
mod persoon;
mod pyramid;
mod relaties;
mod seek;
mod shape;
mod status;
mod verblijf;

use std::ops::Range;

use bytemuck::{Pod, Zeroable};

pub use gegevens::{
    Geslacht, Immigratie, Kiesrecht, Kind, Naam, Naamgebruik, Nationaliteit, Onderzoek, Ontbinding,
    Opschorting, Ouder, Overlijden, Plaats, Reisdocument, Relatie, Rni, Verbintenis,
    Verblijfplaats, Verblijfstitel, Verificatie, Woning, Woonplek,
};
pub use names::Geslachtsnaam;
pub use persoon::Persoon;

use crate::date::Day;
use crate::hash::Stream;
use crate::snapshot::{Column, Columns, Snapshot, SnapshotError};
use crate::spec::WorldSpec;
pub(crate) use names::{ORIGINS, draw_given, draw_surname, noble_surname, surnames, title};
pub(crate) use shape::Shape;
pub(crate) use verblijf::{Buitenadres, adres_buiten};

/// A person: the place in the order of persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub(crate) u32);

/// No such person.
pub(crate) const NONE: u32 = u32::MAX;

/// Streams of this module are below 1000.
pub(crate) mod stream {
    pub(crate) const SHAPE: u64 = 10;
    pub(crate) const FAMILY: u64 = 11;
    pub(crate) const AGE: u64 = 12;
    pub(crate) const ORIGIN: u64 = 13;
    pub(crate) const PARENT: u64 = 14;
    pub(crate) const SURNAME: u64 = 15;
    pub(crate) const GIVEN: u64 = 16;
    pub(crate) const ABROAD: u64 = 17;
    pub(crate) const RELATION: u64 = 18;
    pub(crate) const GHOST: u64 = 19;
    pub(crate) const SECRET: u64 = 20;
    pub(crate) const NAME_USE: u64 = 21;
    pub(crate) const BIRTHPLACE: u64 = 22;
    pub(crate) const RESIDENCE: u64 = 23;
    pub(crate) const NATIONALITY: u64 = 24;
    pub(crate) const A_NUMBER: u64 = 25;
    pub(crate) const PARTIAL: u64 = 26;
    pub(crate) const DEPARTED: u64 = 27;
    pub(crate) const FORMER: u64 = 28;
    pub(crate) const DEATH: u64 = 29;
    pub(crate) const DOCUMENT: u64 = 30;
    pub(crate) const NOTE: u64 = 31;
    /// Eight streams, one an attempt.
    pub(crate) const LAST_HOME: u64 = 40;
    /// Twelve streams, one an attempt.
    pub(crate) const EARLIER_HOME: u64 = 50;
    /// What an event leaves to chance.
    pub(crate) const EVENT: u64 = 90;
}

/// One person, as it lies in memory and in a snapshot.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub(crate) struct Row {
    /// Parent 1: the mother, or one of two fathers.
    pub(crate) parent1: u32,
    /// Parent 2.
    pub(crate) parent2: u32,
    pub(crate) household: u32,
    pub(crate) first_child: u32,
    /// Next child of parent 1, and of parent 2.
    pub(crate) next1: u32,
    pub(crate) next2: u32,
    pub(crate) birth: Day,
    pub(crate) surname: u16,
    pub(crate) flags: u16,
    pub(crate) origin: u8,
    spare: u8,
}

/// Bits of [`Row::flags`].
pub(crate) mod flag {
    pub(crate) const FEMALE: u16 = 1;
    /// Heads the household together with somebody.
    pub(crate) const COUPLE: u16 = 2;
    /// That couple is married or has a registered partnership.
    pub(crate) const BOUND: u16 = 4;
    /// A child in the household.
    pub(crate) const CHILD: u16 = 8;
    /// Born abroad.
    pub(crate) const ABROAD: u16 = 16;
    pub(crate) const DECEASED: u16 = 32;
    /// The partner died, whose record is in the household.
    pub(crate) const WIDOWED: u16 = 64;
    /// Was married or registered with somebody of this world: see [`People::former`].
    pub(crate) const FORMER: u16 = 128;
    /// Left the Netherlands.
    pub(crate) const EMIGRATED: u16 = 256;
    /// Never lived in the Netherlands: a non-resident (RNI).
    pub(crate) const RNI: u16 = 512;
    /// Lives in an institution.
    pub(crate) const INSTITUTION: u16 = 1024;
}

impl Row {
    pub(crate) const fn new(household: u32, birth: Day, flags: u16, origin: u8) -> Self {
        Self {
            parent1: NONE,
            parent2: NONE,
            household,
            first_child: NONE,
            next1: NONE,
            next2: NONE,
            birth,
            surname: 0,
            flags,
            origin,
            spare: 0,
        }
    }

    /// Whether any of these flags is set.
    pub(crate) const fn is(&self, flag: u16) -> bool {
        self.flags & flag != 0
    }

    /// Alive, and here.
    pub(crate) const fn is_resident(&self) -> bool {
        !self.is(flag::DECEASED | flag::EMIGRATED | flag::RNI)
    }
}

/// All people of a world.
///
/// **Invariant:** the columns may come from a damaged file. They are read through the functions of
/// this type only, which give nothing that points outside the world.
#[derive(Debug)]
pub(crate) struct People {
    pub(crate) seed: u64,
    pub(crate) peildatum: Day,
    rows: Column<Row>,
    /// First person of each household, and one past the last. Those of [`People::homes`] and
    /// after are one person each who is no longer, or never was, a resident.
    household_first: Column<u32>,
    /// The number of households that have a home, the cast's included.
    pub(crate) homes: u32,
    /// Who was married to whom, both ways round, by number.
    former: Column<[u32; 2]>,
    /// Persons by birth day; per day by number.
    by_birth: Column<u32>,
    /// First place in `by_birth` of each day, and one past the last.
    birth_first: Column<u32>,
    /// Persons by surname; per surname by number.
    by_surname: Column<u32>,
    surname_first: Column<u32>,
}

/// How many days a birth can be on.
const DAYS: usize = 65_536;

impl People {
    pub(crate) fn leeg(spec: &WorldSpec) -> Self {
        Self {
            seed: spec.seed,
            peildatum: Day::of(spec.peildatum),
            rows: Column::default(),
            household_first: vec![0].into(),
            homes: 0,
            former: Column::default(),
            by_birth: Column::default(),
            birth_first: vec![0; DAYS + 1].into(),
            by_surname: Column::default(),
            surname_first: vec![0; surnames().len() + 1].into(),
        }
    }

    /// The columns as a snapshot keeps them.
    pub(crate) fn columns<'a>(&'a self, columns: &mut Columns<'a>) {
        columns.add("person", &self.rows);
        columns.add("household_first", &self.household_first);
        columns.add("former", &self.former);
        columns.add("by_birth", &self.by_birth);
        columns.add("birth_first", &self.birth_first);
        columns.add("by_surname", &self.by_surname);
        columns.add("surname_first", &self.surname_first);
    }

    /// The people of a snapshot. Short tables are checked here; long ones where they are read.
    pub(crate) fn open(spec: &WorldSpec, snapshot: &Snapshot) -> Result<Self, SnapshotError> {
        let people = Self {
            seed: spec.seed,
            peildatum: Day::of(spec.peildatum),
            rows: snapshot.column("person")?,
            household_first: snapshot.column("household_first")?,
            homes: 0,
            former: snapshot.column("former")?,
            by_birth: snapshot.column("by_birth")?,
            birth_first: snapshot.column("birth_first")?,
            by_surname: snapshot.column("by_surname")?,
            surname_first: snapshot.column("surname_first")?,
        };
        let count = people.count() as usize;
        snapshot.ascends("birth_first", &people.birth_first, count)?;
        snapshot.ascends("surname_first", &people.surname_first, count)?;
        let first = &people.household_first;
        let whole = u32::try_from(count).is_ok_and(|count| count < NONE)
            && people.by_birth.len() == count
            && people.by_surname.len() == count
            && people.birth_first.len() == DAYS + 1
            && people.surname_first.len() == surnames().len() + 1
            && first.first() == Some(&0)
            && first.last().is_some_and(|&last| last as usize == count);
        let homes = people
            .household_count()
            .checked_sub(departed::count(spec.size.persons()));
        match homes {
            Some(homes) if whole => Ok(Self { homes, ..people }),
            _ => Err(snapshot.damaged("the tables of people do not fit one another")),
        }
    }

    /// How many people there are.
    pub(crate) fn count(&self) -> u32 {
        self.rows.len() as u32
    }

    /// How many households there are, those without a home included.
    pub(crate) fn household_count(&self) -> u32 {
        self.household_first.len() as u32 - 1
    }

    /// A person's row; nothing in it points outside this world.
    pub(crate) fn row(&self, person: u32) -> Row {
        let Some(&row) = self.rows.get(person as usize) else {
            return Row::new(0, Day(0), 0, 0);
        };
        let known = |id: u32| {
            if (id as usize) < self.rows.len() {
                id
            } else {
                NONE
            }
        };
        Row {
            parent1: known(row.parent1),
            parent2: known(row.parent2),
            household: row.household.min(self.household_count().saturating_sub(1)),
            first_child: known(row.first_child),
            next1: known(row.next1),
            next2: known(row.next2),
            birth: row.birth.min(self.peildatum),
            surname: row.surname.min(surnames().len() as u16 - 1),
            origin: if usize::from(row.origin) < ORIGINS.len() {
                row.origin
            } else {
                0
            },
            ..row
        }
    }

    /// The number of a person's surname alone.
    pub(crate) fn surname(&self, person: u32) -> u16 {
        let last = surnames().len() as u16 - 1;
        self.rows
            .get(person as usize)
            .map_or(0, |row| row.surname.min(last))
    }

    /// The people of a household.
    pub(crate) fn household(&self, household: u32) -> Range<u32> {
        let at = household as usize;
        let place = |at: usize| {
            self.household_first
                .get(at)
                .copied()
                .unwrap_or(0)
                .min(self.count())
        };
        let first = place(at);
        first..place(at + 1).max(first)
    }

    /// Everybody born on a day, by number.
    pub(crate) fn born_on(&self, day: Day) -> impl Iterator<Item = u32> + use<'_> {
        let day = usize::from(day.0);
        self.listed(&self.by_birth, &self.birth_first, day)
    }

    /// Everybody with a surname, by number.
    pub(crate) fn named(&self, surname: u16) -> impl Iterator<Item = u32> + use<'_> {
        self.listed(&self.by_surname, &self.surname_first, usize::from(surname))
    }

    fn listed<'a>(
        &'a self,
        order: &'a [u32],
        first: &[u32],
        key: usize,
    ) -> impl Iterator<Item = u32> + use<'a> {
        let range = match first.get(key..key + 2) {
            Some(&[from, until]) => from as usize..until as usize,
            _ => 0..0,
        };
        let count = self.count();
        order
            .get(range)
            .unwrap_or_default()
            .iter()
            .copied()
            .filter(move |&id| id < count)
    }

    /// The children of a person.
    pub(crate) fn children(&self, parent: u32) -> impl Iterator<Item = u32> + '_ {
        // Nobody has as many; in a damaged file a list may bite its own tail.
        const MOST: usize = 64;
        let mut next = self.row(parent).first_child;
        std::iter::from_fn(move || {
            let child = next;
            if child == NONE {
                return None;
            }
            let row = self.row(child);
            next = if row.parent1 == parent {
                row.next1
            } else {
                row.next2
            };
            Some(child)
        })
        .take(MOST)
    }

    /// The other head of the household.
    pub(crate) fn companion(&self, person: u32) -> Option<u32> {
        let row = self.row(person);
        if !row.is(flag::COUPLE) {
            return None;
        }
        self.other_head(person, &row)
    }

    fn other_head(&self, person: u32, row: &Row) -> Option<u32> {
        let mut heads = self.household(row.household).take(2);
        match (heads.next()?, heads.next()?) {
            (first, second) if person == first => Some(second),
            (first, _) => Some(first),
        }
    }

    /// The partner who died, or whom the one who died left behind.
    pub(crate) fn late_partner(&self, person: u32) -> Option<u32> {
        let row = self.row(person);
        if row.household >= self.homes || !row.is(flag::WIDOWED | flag::DECEASED) {
            return None;
        }
        self.other_head(person, &row)
    }

    /// Whom a person was married to or registered with before, when that is somebody of this world.
    pub(crate) fn former_partner(&self, person: u32) -> Option<u32> {
        if !self.row(person).is(flag::FORMER) {
            return None;
        }
        self.former
            .binary_search_by_key(&person, |pair| pair[0])
            .ok()
            .map(|at| self.former[at][1])
            .filter(|&other| other < self.count())
    }

    /// Spouse or registered partner.
    pub(crate) fn partner(&self, person: u32) -> Option<u32> {
        self.row(person)
            .is(flag::BOUND)
            .then(|| self.companion(person))
            .flatten()
    }

    /// Whether the children of a woman without a companion here have a father who is data only.
    pub(crate) fn unregistered_father(&self, mother: u32) -> bool {
        self.rows[mother as usize].is(flag::FEMALE)
            && Stream::new(self.seed, stream::GHOST).chance(mother.into(), 800)
    }
}
