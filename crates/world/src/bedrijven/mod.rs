//! Companies: at which address, of whom, in which form.
//!
//! An address has slots, and a hash says whether there is a company in them: somebody's own firm or
//! holding at home, one or two companies in a shop or office, the owners' association in a building
//! that is split into apartments. Only how many there are before each postcode area is stored.
//! Beside these every municipality has fixed companies (itself, housing corporations, landlords),
//! and the world has a few banks.
//!
//! Owners are drawn by a permutation of (slot, part) within the municipality, so that the companies
//! of a person are found without a table.

mod bedrijf;
mod inschrijving;
mod namen;
mod nummers;
#[cfg(test)]
mod tests;
mod vestiging;
mod vorm;
mod zoeken;

use std::sync::OnceLock;

use rayon::prelude::*;

pub use bedrijf::{Bedrijf, Functie, Functionaris};
pub use inschrijving::{BuitenlandsAdres, Correspondentieadres};
pub use namen::Namen as Bedrijfsnamen;
pub use nummers::{KvkNummer, Rsin, Vestigingsnummer};
pub use vestiging::Vestiging;
pub use vorm::{Rechtsvorm, Sbi};

use crate::cast::goederen;
use crate::hash::Stream;
use crate::kadaster;
use crate::permutation::Permutation;
use crate::places::{AdresId, Places, Postgebied, Role, cast};
use crate::snapshot::{Column, Columns, Snapshot, SnapshotError};
use crate::spec::WorldSpec;

/// A company: the place in the order of companies, the fixed ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BedrijfId(pub(crate) u32);

impl BedrijfId {
    /// Whether there are numbers for so many companies.
    pub(crate) fn has_numbers(self) -> bool {
        nummers::has_numbers(self.0)
    }
}

/// Streams of this module are from 3000; 3000 to 3002 are the numbers'.
pub(super) mod stream {
    pub(crate) const SLOT: u64 = 3010;
    pub(crate) const OWNER: u64 = 3011;
    pub(crate) const COMPANY: u64 = 3012;
    pub(crate) const BRANCH: u64 = 3013;
}

/// Banks of the world.
pub(crate) const BANKEN: u32 = 5;
/// The bank with an office in many streets of the first municipality.
const SPAARBANK: u32 = 2;
/// One of the banks.
pub(crate) fn bank(draw: u64) -> BedrijfId {
    BedrijfId((draw % u64::from(BANKEN)) as u32)
}

/// Fixed companies of each municipality: itself, two corporations, four landlords.
pub(crate) const PER_GEMEENTE: u32 = 7;

/// A company that is there in every world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vast {
    Bank(u32),
    Gemeente,
    Corporatie(u32),
    Vastgoed(u32),
}

/// A place for a company at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// A company in business premises: the first, or somebody's own firm at home.
    Hoofd,
    /// A second one there, or a holding at home.
    Tweede,
    /// The owners' association of the building.
    Vve,
}

/// The companies of a world.
#[derive(Debug)]
pub(crate) struct Bedrijven {
    seed: u64,
    /// Companies in slots before each postcode area, and one past the last.
    pub(super) pc6_first: Column<u32>,
    /// Where the fixed companies are; by municipality the first few business premises.
    pub(super) vast: Vec<Option<AdresId>>,
    /// How many companies there are of each thousand that there would be: a country has more than numbers.
    pub(super) promille: u64,
    /// The offices of the savings bank, gathered when somebody first asks for one.
    pub(super) kantoren: OnceLock<Vec<AdresId>>,
}

impl Bedrijven {
    pub(crate) fn build(places: &Places, spec: &WorldSpec) -> Self {
        let mut bedrijven = Self::without_slots(places, spec);
        loop {
            let counts: Vec<u32> = (0..places.pc6_count())
                .into_par_iter()
                .with_min_len(256)
                .map(|pc6| {
                    let gebied = places.postgebied(pc6);
                    (0..gebied.size())
                        .map(|place| bedrijven.slots(&gebied, place).count() as u32)
                        .sum()
                })
                .collect();
            let mut first = Vec::with_capacity(counts.len() + 1);
            let mut sum = 0;
            for count in counts {
                first.push(sum);
                sum += count;
            }
            first.push(sum);
            if bedrijven.vast.len() as u32 + sum <= nummers::MOST {
                bedrijven.pc6_first = first.into();
                return bedrijven;
            }
            bedrijven.promille = bedrijven.promille * 9 / 10;
        }
    }

    /// With the fixed companies only.
    fn without_slots(places: &Places, spec: &WorldSpec) -> Self {
        Self {
            seed: spec.seed,
            pc6_first: vec![0; places.pc6_count() as usize + 1].into(),
            vast: fixed(places),
            // 142 a thousand inhabitants, of at most 690,000.
            promille: (690_000_000 * 1000 / (u64::from(spec.size.persons()) * 142)).min(1000),
            kantoren: OnceLock::new(),
        }
    }

    /// The tables as a snapshot keeps them.
    pub(crate) fn columns<'a>(&'a self, columns: &mut Columns<'a>) {
        columns.add("bedrijf_first", &self.pc6_first);
        columns.add_made("bedrijf_promille", &[self.promille]);
    }

    pub(crate) fn open(
        spec: &WorldSpec,
        snapshot: &Snapshot,
        places: &Places,
    ) -> Result<Self, SnapshotError> {
        let pc6_first = snapshot.column::<u32>("bedrijf_first")?;
        let last = pc6_first.last().copied().unwrap_or(0);
        snapshot.ascends("bedrijf_first", &pc6_first, last as usize)?;
        let promille = snapshot.column::<u64>("bedrijf_promille")?;
        let promille = promille
            .first()
            .copied()
            .filter(|promille| *promille <= 1000);
        match promille {
            Some(promille)
                if pc6_first.len() == places.pc6_count() as usize + 1 && last <= nummers::MOST =>
            {
                Ok(Self {
                    pc6_first,
                    promille,
                    ..Self::without_slots(places, spec)
                })
            }
            _ => Err(snapshot.damaged("it has no companies for its addresses")),
        }
    }

    /// How many there are.
    pub(crate) fn count(&self) -> u32 {
        self.vast.len() as u32 + self.pc6_first.last().copied().unwrap_or(0)
    }

    /// Which slots of a place have a company.
    pub(super) fn slots(
        &self,
        gebied: &Postgebied<'_>,
        place: u32,
    ) -> impl Iterator<Item = Slot> + use<> {
        let adres = gebied.first + place;
        let draws = Stream::new(self.seed, stream::SLOT).sub(adres.into());
        let has = |nth, promille: u64| draws.below(nth, 1_000_000) < promille * self.promille;
        let (hoofd, tweede) = match gebied.role(place) {
            _ if gebied.pc6 < cast::PC6 => (
                goederen::eenmanszaak(adres).is_some(),
                goederen::bv(adres).is_some(),
            ),
            Role::Home(_) => (has(0, 150), has(1, 18)),
            Role::Business => (has(0, 880), has(1, 160)),
            Role::Vacant => (false, false),
        };
        let vve = gebied.strook.blok(place).0 == place && kadaster::is_gesplitst(gebied, place);
        [
            (hoofd, Slot::Hoofd),
            (tweede, Slot::Tweede),
            (vve, Slot::Vve),
        ]
        .into_iter()
        .filter_map(|(here, slot)| here.then_some(slot))
    }

    /// The company in a slot.
    pub(super) fn in_slot(
        &self,
        gebied: &Postgebied<'_>,
        place: u32,
        slot: Slot,
    ) -> Option<BedrijfId> {
        let nth = self.slots(gebied, place).position(|other| other == slot)?;
        let before: usize = (0..place)
            .map(|place| self.slots(gebied, place).count())
            .sum();
        Some(BedrijfId(
            self.first_in(gebied) + before as u32 + nth as u32,
        ))
    }

    fn first_in(&self, gebied: &Postgebied<'_>) -> u32 {
        self.vast.len() as u32 + self.pc6_first[gebied.pc6 as usize]
    }

    /// The companies in slots of a postcode area, each with its place.
    pub(super) fn in_gebied<'a>(
        &'a self,
        gebied: &'a Postgebied<'_>,
    ) -> impl Iterator<Item = (BedrijfId, u32, Slot)> + 'a {
        (0..gebied.size())
            .flat_map(|place| self.slots(gebied, place).map(move |slot| (place, slot)))
            .zip(self.first_in(gebied)..)
            .map(|((place, slot), id)| (BedrijfId(id), place, slot))
    }

    /// The postcode area, place and slot of a company that is in one.
    pub(super) fn place_of<'w>(
        &self,
        places: &'w Places,
        id: BedrijfId,
    ) -> Option<(Postgebied<'w>, u32, Slot)> {
        let nth = id.0.checked_sub(self.vast.len() as u32)?;
        if nth >= self.pc6_first.last().copied().unwrap_or(0) {
            return None;
        }
        let pc6 = self.pc6_first.partition_point(|&first| first <= nth) as u32 - 1;
        let gebied = places.postgebied(pc6);
        let (place, slot) = (0..gebied.size())
            .flat_map(|place| self.slots(&gebied, place).map(move |slot| (place, slot)))
            .nth((nth - self.pc6_first[pc6 as usize]) as usize)
            // Only a damaged snapshot counts more than there are.
            .unwrap_or((0, Slot::Hoofd));
        Some((gebied, place, slot))
    }

    /// What a fixed company is, and its municipality.
    pub(super) fn fixed(&self, id: BedrijfId) -> Option<(Vast, usize)> {
        if id.0 >= self.vast.len() as u32 {
            return None;
        }
        let Some(nth) = id.0.checked_sub(BANKEN) else {
            return Some((Vast::Bank(id.0), 0));
        };
        let vast = match nth % PER_GEMEENTE {
            0 => Vast::Gemeente,
            nth @ 1..=2 => Vast::Corporatie(nth - 1),
            nth => Vast::Vastgoed(nth - 3),
        };
        Some((vast, (nth / PER_GEMEENTE) as usize))
    }

    /// The number of a fixed company.
    pub(crate) fn fixed_id(gemeente: usize, vast: Vast) -> BedrijfId {
        let nth = match vast {
            Vast::Bank(nth) => return BedrijfId(nth),
            Vast::Gemeente => 0,
            Vast::Corporatie(nth) => 1 + nth,
            Vast::Vastgoed(nth) => 3 + nth,
        };
        BedrijfId(BANKEN + gemeente as u32 * PER_GEMEENTE + nth)
    }
}

/// The premises of the fixed companies: of a municipality the first there are, by turns.
fn fixed(places: &Places) -> Vec<Option<AdresId>> {
    let mut vast = vec![None; BANKEN as usize];
    if places.address_count() == 0 {
        return Vec::new();
    }
    for gemeente in 0..places.gemeenten.len() {
        let wanted = (PER_GEMEENTE + if gemeente == 0 { BANKEN } else { 0 }) as usize;
        let mut premises = Vec::with_capacity(wanted);
        'all: for pc6 in places.pc6s_of_gemeente(gemeente) {
            let gebied = places.postgebied(pc6);
            for place in 0..gebied.size() {
                if gebied.role(place) == Role::Business {
                    premises.push(AdresId(gebied.first + place));
                    if premises.len() == wanted {
                        break 'all;
                    }
                }
            }
        }
        let nth = |nth: usize| premises.get(nth % premises.len().max(1)).copied();
        vast.extend((0..PER_GEMEENTE as usize).map(nth));
        if gemeente == 0 {
            for (bank, place) in vast.iter_mut().take(BANKEN as usize).enumerate() {
                *place = nth(PER_GEMEENTE as usize + bank);
            }
        }
    }
    vast
}

/// A draw of households for the parts of addresses, both ways: every part has one household, and
/// every household a few parts.
pub(crate) struct Koppeling {
    order: Permutation,
    first_address: u32,
    /// Parts of an address.
    parts: u64,
    households: std::ops::Range<u32>,
}

impl Koppeling {
    pub(crate) fn new(places: &Places, gemeente: usize, parts: u64, stream: u64) -> Self {
        let addresses = places.addresses_of_gemeente(gemeente);
        let key = Stream::new(places.seed(), stream).sub(gemeente as u64);
        Self {
            order: Permutation::new(u64::from(addresses.end - addresses.start) * parts, key),
            first_address: addresses.start,
            parts,
            households: places.households_of_gemeente(gemeente),
        }
    }

    fn count(&self) -> u64 {
        u64::from(self.households.end - self.households.start)
    }

    /// The household for a part of an address; `None` where nobody lives.
    pub(crate) fn household(&self, adres: AdresId, part: u64) -> Option<u32> {
        let key = u64::from(adres.0 - self.first_address) * self.parts + part;
        (self.count() > 0)
            .then(|| self.households.start + (self.order.apply(key) % self.count()) as u32)
    }

    /// The parts that a household was drawn for.
    pub(crate) fn parts_of(&self, household: u32) -> impl Iterator<Item = (AdresId, u64)> + '_ {
        let from = if self.households.contains(&household) {
            u64::from(household - self.households.start)
        } else {
            self.order.size()
        };
        (from..self.order.size())
            .step_by(self.count().max(1) as usize)
            .map(|place| {
                let key = self.order.invert(place);
                (
                    AdresId(self.first_address + (key / self.parts) as u32),
                    key % self.parts,
                )
            })
    }
}
