//! Finding companies: by number, at an address, of a person, of a holding.

use super::bedrijf::{Bedrijf, PARTS, Plek};
use super::{
    BANKEN, BedrijfId, Koppeling, KvkNummer, PER_GEMEENTE, Rechtsvorm, Rsin, SPAARBANK, Slot, Vast,
    Vestiging, Vestigingsnummer, stream,
};
use crate::hash::Stream;
use crate::kadaster::Partij;
use crate::people::PersonId;
use crate::permutation::Permutation;
use crate::places::{AdresId, Postgebied, Role};
use crate::view::View;
use crate::world::World;

/// Numbers of establishments of fixed companies begin here; those at addresses stay below.
pub(super) const FIXED_PLACES: u64 = 50_000_000;
/// Those of companies that a team began.
pub(super) const NEW_PLACES: u64 = 60_000_000;
/// The fourth slot of an address is for a branch.
pub(super) const BRANCH: u64 = 3;
/// Associations of owners have no establishments: their slot is for an office of the savings bank.
pub(super) const OFFICE: u64 = 2;

pub(super) fn owners(world: &World, gemeente: usize) -> Koppeling {
    Koppeling::new(&world.places, gemeente, PARTS, stream::OWNER)
}

/// Which postcode area has the main office of the branches in which.
pub(super) fn chains(world: &World, gemeente: usize) -> Permutation {
    let pc6s = world.places.pc6s_of_gemeente(gemeente);
    Permutation::new(
        u64::from(pc6s.end - pc6s.start),
        Stream::new(world.spec().seed, stream::BRANCH).sub(gemeente as u64),
    )
}

pub(super) fn is_branch(world: &World, gebied: &Postgebied<'_>, place: u32) -> bool {
    gebied.role(place) == Role::Business
        && Stream::new(world.spec().seed, stream::BRANCH + 100)
            .chance((gebied.first + place).into(), 90)
}

/// Whether the savings bank has an office in a place: in a few business premises of the first municipality.
fn is_office(world: &World, gebied: &Postgebied<'_>, place: u32) -> bool {
    gebied.gemeente() == 0
        && gebied.role(place) == Role::Business
        && Stream::new(world.spec().seed, stream::BRANCH + 101)
            .chance((gebied.first + place).into(), 25)
}

/// The offices of a fixed company beside its seat.
pub(super) fn offices(world: &World, vast: Vast, seat: AdresId) -> Vec<AdresId> {
    if vast != Vast::Bank(SPAARBANK) {
        return Vec::new();
    }
    let all = world.bedrijven.kantoren.get_or_init(|| {
        let mut found = Vec::new();
        for pc6 in world.places.pc6s_of_gemeente(0) {
            let gebied = world.places.postgebied(pc6);
            let here = (0..gebied.size()).filter(|&place| is_office(world, &gebied, place));
            found.extend(here.map(|place| AdresId(gebied.first + place)));
        }
        found
    });
    all.iter().copied().filter(|adres| *adres != seat).collect()
}

/// The company of a postcode area that may have branches: its first private company.
pub(super) fn chain_of(world: &World, gebied: &Postgebied<'_>) -> Option<BedrijfId> {
    world
        .bedrijven
        .in_gebied(gebied)
        .filter(|(_, place, slot)| *slot == Slot::Hoofd && gebied.role(*place) == Role::Business)
        .find(|(id, place, slot)| {
            let company = Bedrijf::in_slot(world, *id, *gebied, *place, *slot);
            company.rechtsvorm() == Rechtsvorm::BeslotenVennootschap && company.einde().is_none()
        })
        .map(|(id, ..)| id)
}

impl World {
    /// The number of companies.
    pub fn bedrijf_count(&self) -> u32 {
        self.bedrijven.count()
    }

    /// Companies in a slot of an address, and the fixed ones there.
    fn companies_at(&self, adres: AdresId) -> Vec<BedrijfId> {
        let (gebied, place) = self.places.postgebied_van(adres);
        let gemeente = gebied.gemeente() as u32;
        let fixed = BANKEN + gemeente * PER_GEMEENTE;
        let mut found: Vec<BedrijfId> = (0..BANKEN)
            .chain(fixed..fixed + PER_GEMEENTE)
            .filter(|&id| self.bedrijven.vast.get(id as usize) == Some(&Some(adres)))
            .map(BedrijfId)
            .collect();
        found.extend(
            self.bedrijven
                .slots(&gebied, place)
                .filter_map(|slot| self.bedrijven.in_slot(&gebied, place, slot)),
        );
        found
    }

    /// The company whose branch is at an address.
    fn branch_at(&self, adres: AdresId) -> Option<BedrijfId> {
        let (gebied, place) = self.places.postgebied_van(adres);
        if !is_branch(self, &gebied, place) {
            return None;
        }
        let pc6s = self.places.pc6s_of_gemeente(gebied.gemeente());
        let main = chains(self, gebied.gemeente()).apply(u64::from(gebied.pc6 - pc6s.start));
        chain_of(self, &self.places.postgebied(pc6s.start + main as u32))
    }

    /// The bank that has an office at an address.
    fn office_at(&self, adres: AdresId) -> Option<BedrijfId> {
        let (gebied, place) = self.places.postgebied_van(adres);
        is_office(self, &gebied, place).then_some(BedrijfId(SPAARBANK))
    }

    /// The company of the association of owners of a building.
    pub(crate) fn vve_of(&self, gebied: &Postgebied<'_>, place: u32) -> Option<BedrijfId> {
        let first = gebied.strook.blok(place).0;
        self.bedrijven.in_slot(gebied, first, Slot::Vve)
    }

    /// The first company in business premises.
    pub(crate) fn main_company(&self, gebied: &Postgebied<'_>, place: u32) -> Option<BedrijfId> {
        self.bedrijven.in_slot(gebied, place, Slot::Hoofd)
    }
}

impl<'w> View<'w> {
    /// All companies, the fixed ones first.
    pub fn bedrijven(self) -> impl Iterator<Item = BedrijfId> + use<> {
        (0..self.aantal_bedrijven()).map(BedrijfId)
    }

    /// Everything about a company.
    ///
    /// # Panics
    /// When the id is of another world.
    pub fn bedrijf(self, id: BedrijfId) -> Bedrijf<'w> {
        let company = match self.bedrijf_changed(id) {
            Some(changed) => Bedrijf::changed(self.world(), id, changed),
            None => Bedrijf::new(self.world(), id),
        };
        company.expect("ids of companies come from the world itself")
    }

    /// The company with this KVK number.
    pub fn bedrijf_met_kvk(self, nummer: KvkNummer) -> Option<BedrijfId> {
        nummer
            .index()
            .filter(|&index| index < self.aantal_bedrijven())
            .map(BedrijfId)
    }

    /// The company with this RSIN.
    pub fn bedrijf_met_rsin(self, rsin: Rsin) -> Option<BedrijfId> {
        rsin.index()
            .filter(|&index| index < self.aantal_bedrijven())
            .map(BedrijfId)
            .filter(|&id| self.bedrijf(id).rsin() == Some(rsin))
    }

    /// The establishment with this number.
    pub fn vestiging_met_nummer(self, nummer: Vestigingsnummer) -> Option<Vestiging> {
        let world = self.world();
        let index = nummer.index()?;
        let company = if let Some(new) = index.checked_sub(NEW_PLACES) {
            let known = world.bedrijf_count()..self.aantal_bedrijven();
            BedrijfId(u32::try_from(new).ok().filter(|id| known.contains(id))?)
        } else if let Some(fixed) = index.checked_sub(FIXED_PLACES) {
            BedrijfId(
                u32::try_from(fixed)
                    .ok()
                    .filter(|id| (*id as usize) < world.bedrijven.vast.len())?,
            )
        } else {
            let adres = u32::try_from(index / 4)
                .ok()
                .filter(|adres| *adres < world.places.address_count())
                .map(AdresId)?;
            let (gebied, place) = world.places.postgebied_van(adres);
            let slot = match index % 4 {
                0 => Slot::Hoofd,
                _ => Slot::Tweede,
            };
            match index % 4 {
                BRANCH => world.branch_at(adres)?,
                OFFICE => world.office_at(adres)?,
                _ => world.bedrijven.in_slot(&gebied, place, slot)?,
            }
        };
        self.bedrijf(company)
            .vestigingen()
            .into_iter()
            .find(|vestiging| vestiging.nummer == nummer)
    }

    fn is_of_base(self, adres: AdresId) -> bool {
        adres.0 < self.world().places.address_count()
    }

    /// The companies at an address: those that have their seat there, ended ones too.
    pub fn bedrijven_op(self, adres: AdresId) -> Vec<BedrijfId> {
        // Nobody was at what a team split off, before.
        let mut companies = if self.is_of_base(adres) {
            self.world().companies_at(adres)
        } else {
            Vec::new()
        };
        companies.retain(|id| {
            let changed = self.bedrijf_changed(*id);
            changed.is_none_or(|changed| changed.zetel.is_none())
        });
        companies.extend(self.gevestigd_op(adres));
        companies
    }

    /// The establishments at an address, branches of companies elsewhere too.
    pub fn vestigingen_op(self, adres: AdresId) -> Vec<Vestiging> {
        let mut companies = self.bedrijven_op(adres);
        let world = self.world();
        let branches = if self.is_of_base(adres) {
            [world.branch_at(adres), world.office_at(adres)]
        } else {
            [None, None]
        };
        for branch in branches {
            companies.extend(branch.filter(|branch| !companies.contains(branch)));
        }
        companies
            .into_iter()
            .flat_map(|id| self.bedrijf(id).vestigingen())
            .filter(|vestiging| vestiging.adres == adres)
            .collect()
    }

    /// The companies in which a person has a function.
    pub fn bedrijven_van(self, persoon: PersonId) -> Vec<BedrijfId> {
        let world = self.world();
        let mut candidates = self.begonnen_door(Partij::Persoon(persoon));
        if persoon.0 >= world.person_count() || world.places.address_count() == 0 {
            return candidates;
        }
        let household = world.people.row(persoon.0).household;
        let Some(home) = world.places.home(household) else {
            return candidates;
        };
        candidates.extend(world.companies_at(home));
        let gemeente = world.places.postgebied_van(home).0.gemeente();
        for (adres, part) in owners(world, gemeente).parts_of(household) {
            let (gebied, place) = world.places.postgebied_van(adres);
            let slot = if part < 4 { Slot::Hoofd } else { Slot::Tweede };
            candidates.extend(world.bedrijven.in_slot(&gebied, place, slot));
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates.retain(|id| {
            self.bedrijf(*id)
                .functionarissen()
                .iter()
                .any(|functionaris| functionaris.wie == Partij::Persoon(persoon))
        });
        candidates
    }

    /// The companies that another company owns or runs.
    pub fn dochters_van(self, bedrijf: BedrijfId) -> Vec<BedrijfId> {
        let world = self.world();
        let mut daughters = self.begonnen_door(Partij::Bedrijf(bedrijf));
        let Plek::Slot(gebied, place, Slot::Tweede) = self.bedrijf(bedrijf).plek else {
            return daughters;
        };
        let Role::Home(home) = gebied.role(place) else {
            return daughters;
        };
        let household = home + crate::cast::HOMES.len() as u32;
        let drawn = owners(world, gebied.gemeente());
        let found = drawn
            .parts_of(household)
            .filter(|(_, part)| part % 4 == 0)
            .filter_map(|(adres, part)| {
                let (gebied, place) = world.places.postgebied_van(adres);
                let slot = if part < 4 { Slot::Hoofd } else { Slot::Tweede };
                (gebied.role(place) == Role::Business)
                    .then(|| world.bedrijven.in_slot(&gebied, place, slot))
                    .flatten()
            })
            .filter(|id| {
                let owned = Partij::Bedrijf(bedrijf);
                let company = self.bedrijf(*id);
                company.functionarissen().iter().any(|who| who.wie == owned)
            });
        daughters.extend(found);
        daughters
    }
}
