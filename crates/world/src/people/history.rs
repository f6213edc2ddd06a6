//! Where households lived before.
//!
//! An earlier home is a home of this world whose present household came when this one had left, so
//! that nobody ever lived there twice at once with it. Homes are found by permutations within a
//! neighbourhood, which lead back from the home as well.

use super::{People, flag, shape, stream};
use crate::date::Day;
use crate::hash::Stream;
use crate::permutation::Permutation;

/// Moves that are known of a household, at most.
const STEPS: u64 = 3;
/// How many homes are tried for each.
const ATTEMPTS: u64 = 4;
/// Households of a neighbourhood: people mostly move nearby.
const NEARBY: u32 = 8192;

const CAST_HOMES: u32 = crate::cast::HOMES.len() as u32;

impl People {
    /// The day on which a household came to its home.
    pub(crate) fn household_since(&self, household: u32) -> Day {
        let first = self.household(household).start;
        let head = self.row(first);
        let draws = Stream::new(self.seed, stream::RESIDENCE).sub(household.into());
        let grown_up = head.birth.plus(19 * 365).min(self.peildatum.plus(-1));
        let span = u64::from(self.peildatum.0 - grown_up.0).max(1);
        // Half of the households moved in the last nine years.
        let years = draws.below(0, 1000) * draws.below(1, 1000) / 1000;
        let day = self
            .peildatum
            .plus(-((years * span / 1000).min(35 * 365) as i64) - 1)
            .max(self.arrived(household));
        // Whoever lost a partner stays in the house.
        if head.is(flag::WIDOWED) {
            return day.min(self.death_of_partner(first + 1, first).plus(-30));
        }
        day
    }

    /// When a household came to the Netherlands; the first day for one that was always here.
    fn arrived(&self, household: u32) -> Day {
        let first = self.household(household).start;
        let head = self.row(first);
        if !head.is(flag::ABROAD) {
            return Day(0);
        }
        shape::immigration(self.seed, household, head.origin)
            .map_or(Day(0), |came| self.peildatum.plus(-came))
    }

    /// The households at whose homes a household lived before, newest first, and since when.
    pub(crate) fn earlier_homes(&self, household: u32) -> Vec<(u32, Day)> {
        let mut found = Vec::new();
        if !(CAST_HOMES..self.homes).contains(&household) {
            return found;
        }
        let first = self.household(household).start;
        let head = self.row(first);
        if head.is(flag::INSTITUTION) {
            return found;
        }
        let draws = Stream::new(self.seed, stream::RESIDENCE + 4).sub(household.into());
        let floor = head.birth.plus(19 * 365).max(self.arrived(household));
        let mut left = self.household_since(household);
        for step in 0..STEPS {
            let likely = [750, 500, 350][step as usize];
            if !draws.chance(step, likely) || left < floor.plus(200) {
                break;
            }
            let span = u64::from(left.0 - floor.0).min(14 * 365) - 90;
            let from = left.plus(-90 - draws.below(10 + step, span) as i64);
            let home = (0..ATTEMPTS)
                .map(|attempt| self.nearby(household, step, attempt, Permutation::apply))
                .find(|home| *home != household && self.household_since(*home) >= left);
            let Some(home) = home else { break };
            found.push((home, from));
            left = from;
        }
        found
    }

    /// The households that lived at a household's home before it.
    pub(crate) fn earlier_households(&self, household: u32) -> impl Iterator<Item = u32> + '_ {
        let inside = (CAST_HOMES..self.homes).contains(&household);
        (0..if inside { STEPS * ATTEMPTS } else { 0 })
            .map(move |at| {
                self.nearby(household, at / ATTEMPTS, at % ATTEMPTS, Permutation::invert)
            })
            .filter(move |other| {
                self.earlier_homes(*other)
                    .iter()
                    .any(|(home, _)| *home == household)
            })
    }

    fn nearby(
        &self,
        household: u32,
        step: u64,
        attempt: u64,
        turn: impl Fn(Permutation, u64) -> u64,
    ) -> u32 {
        let own = household - CAST_HOMES;
        let first = own / NEARBY * NEARBY;
        let size = (self.homes - CAST_HOMES - first).min(NEARBY);
        let key = Stream::new(self.seed, stream::EARLIER_HOME + step * ATTEMPTS + attempt)
            .sub(first.into());
        let permutation = Permutation::new(size.into(), key);
        CAST_HOMES + first + turn(permutation, u64::from(own - first)) as u32
    }
}
