//! Establishments of a company.

use super::bedrijf::{Bedrijf, Plek};
use super::zoeken::{
    BRANCH, FIXED_PLACES, NEW_PLACES, OFFICE, chain_of, chains, is_branch, offices,
};
use super::{BedrijfId, Rechtsvorm, Slot, Vestigingsnummer};
use crate::places::AdresId;

/// An establishment of a company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vestiging {
    /// Its number.
    pub nummer: Vestigingsnummer,
    /// The company.
    pub bedrijf: BedrijfId,
    /// Where.
    pub adres: AdresId,
    /// The main one, or a branch.
    pub is_hoofdvestiging: bool,
    /// Its trade name.
    pub handelsnaam: String,
    /// People who work there.
    pub werkzame_personen: u32,
}

impl Bedrijf<'_> {
    /// Whether it has establishments: some legal persons have none.
    pub(super) fn has_premises(self) -> bool {
        match self.plek {
            Plek::Slot(_, _, Slot::Vve) => false,
            Plek::Slot(_, _, Slot::Tweede) if self.is_home() => {
                self.of_the_cast().is_some() || self.draws.chance(12, 500)
            }
            _ => self.eerste_adres().is_some(),
        }
    }

    /// Its establishments, the main one first.
    pub fn vestigingen(self) -> Vec<Vestiging> {
        let (Some(first), Some(adres), true) =
            (self.eerste_adres(), self.adres(), self.has_premises())
        else {
            return Vec::new();
        };
        // The main one keeps its number when it moves.
        let index = match self.plek {
            Plek::Vast(..) => FIXED_PLACES + u64::from(self.id.0),
            Plek::Slot(_, _, slot) => u64::from(first.0) * 4 + slot as u64,
            Plek::Nieuw(_) => NEW_PLACES + u64::from(self.id.0),
        };
        let (branches, sort) = match self.plek {
            Plek::Vast(vast, _) => (offices(self.world, vast, adres), OFFICE),
            _ => (self.branches(), BRANCH),
        };
        let workers = self.werkzame_personen();
        let name = self
            .namen()
            .handelsnamen
            .into_iter()
            .next()
            .unwrap_or_default();
        // A third of the people work in the branches.
        let away = if branches.is_empty() { 0 } else { workers / 3 };
        let mut all = vec![self.vestiging(index, adres, &name, workers - away)];
        for (nth, branch) in branches.iter().enumerate() {
            let share = away / branches.len() as u32
                + u32::from((nth as u32) < away % branches.len() as u32);
            all.push(Vestiging {
                is_hoofdvestiging: false,
                ..self.vestiging(u64::from(branch.0) * 4 + sort, *branch, &name, share)
            });
        }
        all
    }

    fn vestiging(self, index: u64, adres: AdresId, name: &str, workers: u32) -> Vestiging {
        Vestiging {
            nummer: Vestigingsnummer::of(index),
            bedrijf: self.id,
            adres,
            is_hoofdvestiging: true,
            handelsnaam: name.to_owned(),
            werkzame_personen: workers,
        }
    }

    /// The addresses of its branches: all in one postcode area elsewhere in the municipality.
    fn branches(self) -> Vec<AdresId> {
        let Plek::Slot(gebied, _, Slot::Hoofd) = self.plek else {
            return Vec::new();
        };
        // The quick way out: nearly all companies are none that could have branches.
        if self.is_home() || self.rechtsvorm() != Rechtsvorm::BeslotenVennootschap {
            return Vec::new();
        }
        if chain_of(self.world, &gebied) != Some(self.id) {
            return Vec::new();
        }
        let pc6s = self.world.places.pc6s_of_gemeente(gebied.gemeente());
        let from =
            chains(self.world, gebied.gemeente()).invert(u64::from(gebied.pc6 - pc6s.start)) as u32;
        let there = self.world.places.postgebied(pc6s.start + from);
        (0..there.size())
            .filter(|&place| is_branch(self.world, &there, place))
            .map(|place| AdresId(there.first + place))
            .collect()
    }
}
