//! Records of people who are no residents: who died alone, who left, who never came.
//!
//! They come after everybody else, each a household of one without a home. Where the first two
//! lived last is a home of this world whose present household came after they had gone; the home
//! leads back to them, by permutations.

use super::{People, Row, flag, stream};
use crate::cast::CAST;
use crate::date::Day;
use crate::hash::Stream;
use crate::permutation::Permutation;

const YEAR: i64 = 365;

/// Per thousand residents.
const PROMILLE: u64 = 60;

/// How many there are in a world of so many residents.
pub(super) const fn count(residents: u32) -> u32 {
    (residents as u64 * PROMILLE / 1000) as u32
}

/// How many homes are tried before a person has no last address.
pub(crate) const ATTEMPTS: u64 = 8;

impl People {
    pub(super) fn add_departed(&mut self, total: usize) {
        let draws = Stream::new(self.seed, stream::DEPARTED);
        for nth in 0..count(total as u32) {
            let household = self.household_count();
            let own = draws.sub(nth.into());
            let female = own.chance(0, 505);
            let sex = if female { flag::FEMALE } else { 0 };
            let span = |years: u64| own.below(1, years * 365) as i64;
            let (flags, days, origin) = match own.below(2, 100) {
                0..=44 => (
                    flag::DECEASED,
                    72 * YEAR + span(18) + own.below(3, 18 * 365) as i64,
                    super::names::draw_origin(self.seed, household),
                ),
                45..=69 => (
                    flag::EMIGRATED,
                    24 * YEAR + span(25) + own.below(3, 20 * 365) as i64,
                    super::names::draw_origin(self.seed, household),
                ),
                _ => (
                    flag::RNI | flag::ABROAD,
                    19 * YEAR + span(25) + own.below(3, 30 * 365) as i64,
                    [5, 5, 5, 7, 7, 12, 13, 1, 2, 8][own.below(4, 10) as usize],
                ),
            };
            self.rows.to_mut().push(Row::new(
                household,
                self.peildatum.plus(-days),
                sex | flags,
                origin,
            ));
            let end = self.count();
            self.household_first.to_mut().push(end);
        }
    }

    /// The number of households that have a home, without the cast's.
    fn own_homes(&self) -> u32 {
        self.homes - crate::cast::HOMES.len() as u32
    }

    /// The home that somebody who died or left lived in last, as a household, and when he went.
    pub(crate) fn last_home(&self, person: u32) -> Option<(u32, Day)> {
        let row = self.row(person);
        if (person as usize) < CAST.len()
            || row.household < self.homes
            || !row.is(flag::DECEASED | flag::EMIGRATED)
            || self.own_homes() == 0
        {
            return None;
        }
        let nth = u64::from(row.household - self.homes);
        let grown_up = row.birth.plus(18 * YEAR).max(Day::ymd(1996, 1, 1));
        (0..ATTEMPTS)
            .filter(|_| nth < self.own_homes().into())
            .map(|attempt| {
                crate::cast::HOMES.len() as u32 + self.last_homes(attempt).apply(nth) as u32
            })
            .find_map(|home| {
                let came = self.household_since(home);
                let gone = came.plus(
                    -1 - Stream::new(self.seed, stream::DEPARTED + 200).below(person.into(), 90)
                        as i64,
                );
                (gone > grown_up).then_some((home, gone))
            })
    }

    /// Who lived in a household's home before it, and died or left there: those who have one of
    /// these flags.
    pub(crate) fn last_lived_at(
        &self,
        household: u32,
        flags: u16,
    ) -> impl Iterator<Item = u32> + '_ {
        let cast = crate::cast::HOMES.len() as u32;
        let departed = self.household_count().saturating_sub(self.homes);
        let inside = (cast..self.homes).contains(&household);
        (0..if inside { ATTEMPTS } else { 0 }).filter_map(move |attempt| {
            let nth = self.last_homes(attempt).invert(u64::from(household - cast)) as u32;
            let person =
                (nth < departed).then(|| self.household_first[(self.homes + nth) as usize])?;
            let meant = self.row(person).is(flags);
            (meant && self.last_home(person)?.0 == household).then_some(person)
        })
    }

    fn last_homes(&self, attempt: u64) -> Permutation {
        Permutation::new(
            self.own_homes().into(),
            Stream::new(self.seed, stream::LAST_HOME + attempt),
        )
    }

    /// When somebody died.
    pub(crate) fn death_day(&self, person: u32) -> Option<Day> {
        let row = self.row(person);
        if (person as usize) < CAST.len() || !row.is(flag::DECEASED) {
            return None;
        }
        let draws = Stream::new(self.seed, stream::DEATH).sub(person.into());
        if let Some(partner) = self.late_partner(person) {
            return Some(self.death_of_partner(person, partner));
        }
        let gone = self.last_home(person).map(|(_, gone)| gone);
        Some(gone.unwrap_or_else(|| self.peildatum.plus(-1 - draws.below(0, 20 * 365) as i64)))
    }

    /// When somebody died whom a partner survived.
    pub(super) fn death_of_partner(&self, person: u32, partner: u32) -> Day {
        let row = self.row(person);
        let draws = Stream::new(self.seed, stream::DEATH).sub(person.into());
        // After the youngest child and a few years of marriage, in the last thirty years.
        let youngest = self
            .children(person)
            .map(|child| self.row(child).birth)
            .max()
            .unwrap_or(Day(0));
        let younger = row.birth.max(self.row(partner).birth);
        let earliest = youngest
            .plus(30)
            .max(younger.plus(24 * YEAR))
            .max(Day::ymd(1995, 1, 1))
            .min(self.peildatum.plus(-2));
        let span = u64::from(self.peildatum.0 - earliest.0);
        // More of them lately.
        let days = draws.below(0, span).max(draws.below(1, span)) as i64;
        earliest.plus(days)
    }
}
