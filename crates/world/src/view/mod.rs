//! The world as one team sees it: the shared base, and the team's own changes laid over it.
//!
//! [`View`] reads. Each event is a function of the view that checks whether it can happen and gives
//! a [`Patch`]; [`Overlay::apply`] makes it. Before a patch is given out, the world's rules are
//! checked on everybody it touches, as if it had been applied.

mod bedrijf;
mod fout;
mod gebeurtenis;
mod geboorte;
mod goederen;
mod migratie;
mod naam;
mod overlay;
mod overlijden;
mod regels;
mod relaties;
mod splitsing;
mod verhuizing;
mod verkoop;
mod voorwaarden;

use jiff::civil::Date;

use crate::cast::CAST;
use crate::check::CheckReport;
use crate::date::Day;
use crate::identifiers::Bsn;
use crate::people::{Geslachtsnaam, PersonId, Persoon, flag, surnames};
use crate::places::{AdresId, BagId, Gemeentecode, Places, Postcode, StraatId};
use crate::world::{Watch, World};

pub use bedrijf::BedrijfStart;
pub use fout::EventError;
pub use gebeurtenis::{Gebeurtenis, Onderwerp, Soort};
pub use geboorte::{Geboorte, Naamskeuze};
pub(crate) use goederen::{ChangedBedrijf, ChangedZaak, Oprichting};
pub use migratie::{Nieuwkomer, VestigingInNederland};
pub use naam::Naamswijziging;
pub(crate) use overlay::Changed;
pub use overlay::{Overlay, Patch};
pub(crate) use regels::changed_rules;
pub use relaties::Sluiting;
pub use splitsing::Splitsing;
pub use verkoop::Verkoop;

/// The world with a team's changes. Cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct View<'w> {
    world: &'w World,
    overlay: &'w Overlay,
    /// A change that is being checked. The searches by name and birth day do not look at it.
    pending: Option<&'w Patch>,
}

impl<'w> View<'w> {
    /// Lays `overlay` over `world`.
    pub fn new(world: &'w World, overlay: &'w Overlay) -> Self {
        Self {
            world,
            overlay,
            pending: None,
        }
    }

    /// The base.
    pub fn world(self) -> &'w World {
        self.world
    }

    /// Streets, addresses and buildings, with what the team split.
    pub fn places(self) -> &'w Places {
        let pending = self.pending.and_then(|patch| patch.places.as_deref());
        pending
            .or_else(|| self.overlay.places())
            .unwrap_or(&self.world.places)
    }

    /// What the team changed of a person.
    pub(crate) fn changed(self, id: PersonId) -> Option<&'w Changed> {
        self.pending
            .and_then(|patch| patch.changed.get(&id))
            .or_else(|| self.overlay.changed(id))
    }

    /// Whether the team changed nothing.
    pub(crate) fn is_base(self) -> bool {
        self.overlay.is_empty() && self.pending.is_none()
    }

    /// The latest day that is known of: the reference date, or that of a later change.
    pub(crate) fn laatste(self) -> Day {
        let changed = self.pending.map_or(self.overlay.laatste(), |patch| {
            patch.datum.max(self.overlay.laatste())
        });
        changed.max(self.world.people.peildatum)
    }

    pub(crate) fn home_gemeente(self, household: u32) -> Gemeentecode {
        self.world.places.gemeente_of_household(household).code
    }

    /// Walks every person and address and checks the world's rules.
    pub fn check(self) -> CheckReport {
        self.check_watched(&mut |_, _| {})
    }

    /// The same, and tells how far it is.
    pub fn check_watched(self, watch: &mut Watch<'_>) -> CheckReport {
        crate::check::check(self, watch)
    }

    // --- people ---

    /// The number of the first person beside those of the base; the cast's stay free in an empty world.
    fn first_new(self) -> u32 {
        self.world.person_count().max(CAST.len() as u32)
    }

    fn is_known(self, id: PersonId) -> bool {
        id.0 < self.world.person_count()
            || self
                .changed(id)
                .is_some_and(|changed| changed.row.is_some())
    }

    /// The number for the nth person that a change adds.
    fn new_person(self, nth: u32) -> PersonId {
        PersonId(self.first_new() + self.overlay.nieuw() + nth)
    }

    /// Everybody, the cast first, those whom the team added last.
    pub fn personen(self) -> impl Iterator<Item = PersonId> + use<> {
        let first = self.first_new();
        let pending = self.pending.map_or(0, |patch| {
            let new = |(id, changed): &(&PersonId, &Changed)| {
                changed.row.is_some() && self.overlay.changed(**id).is_none()
            };
            patch.changed.iter().filter(new).count() as u32
        });
        (0..self.world.person_count())
            .chain(first..first + self.overlay.nieuw() + pending)
            .map(PersonId)
    }

    /// Everything about a person.
    pub fn persoon(self, id: PersonId) -> Persoon<'w> {
        Persoon::new(self, id)
    }

    /// The person with this BSN.
    pub fn persoon_met_bsn(self, bsn: Bsn) -> Option<PersonId> {
        self.world
            .bsns
            .person(bsn)
            .map(PersonId)
            .filter(|&person| self.is_known(person))
    }

    /// Everybody born on this day; people of whom the day is not fully known may be among them.
    pub fn geboren_op(self, date: Date) -> impl Iterator<Item = PersonId> + use<'w> {
        let day = Day::of(date);
        self.world
            .people
            .born_on(day)
            .map(PersonId)
            .chain(self.overlay.geboren(day).iter().copied())
    }

    /// Everybody born on this day whose surname fits: in a country hundreds are born on a day, and a
    /// number is all that is read of most. Those whom the team changed are there whatever their name.
    pub fn geboren_op_met_naam(
        self,
        date: Date,
        fits: impl Fn(Geslachtsnaam<'_>) -> bool + 'w,
    ) -> impl Iterator<Item = PersonId> {
        let day = Day::of(date);
        let people = &self.world.people;
        // Read before anything is compared: the rows lie all over the memory, and reading the next
        // need not wait for this one.
        let born: Vec<(u32, u16)> = people
            .born_on(day)
            .map(|id| (id, people.surname(id)))
            .collect();
        let here = born.into_iter().filter(move |&(id, surname)| {
            self.changed(PersonId(id)).is_some()
                || surnames()
                    .get(usize::from(surname))
                    .is_some_and(|naam| fits(*naam))
        });
        here.map(|(id, _)| PersonId(id))
            .chain(self.overlay.geboren(day).iter().copied())
    }

    /// All surnames that occur in any world, each with its number; then those that the team brought.
    pub fn geslachtsnamen(self) -> impl Iterator<Item = (u32, Geslachtsnaam<'w>)> {
        let known = surnames().iter().copied();
        (0..).zip(known.chain(self.overlay.namen()))
    }

    /// Everybody with the surname of this number.
    pub fn met_geslachtsnaam(self, nummer: u32) -> impl Iterator<Item = PersonId> + use<'w> {
        let known = u16::try_from(nummer)
            .ok()
            .filter(|nummer| usize::from(*nummer) < surnames().len());
        let brought = (nummer as usize).checked_sub(surnames().len());
        let renamed = move |id: &PersonId| {
            self.changed(*id)
                .is_some_and(|changed| changed.naam.is_some())
        };
        let base = known.map(|nummer| self.world.people.named(nummer));
        base.into_iter()
            .flatten()
            .map(PersonId)
            .filter(move |id| !renamed(id))
            .chain(
                brought
                    .into_iter()
                    .flat_map(move |nth| self.overlay.genaamd(nth)),
            )
    }

    /// Everybody whom the team changed or added.
    pub(crate) fn touched(self) -> impl Iterator<Item = PersonId> + use<'w> {
        self.overlay.touched()
    }

    /// The household that the base has at an address, whether or not it moved since.
    pub(crate) fn household_of(self, adres: AdresId) -> impl Iterator<Item = PersonId> + use<> {
        let household = self.world.places.household_at(adres);
        household
            .map_or(0..0, |household| self.world.people.household(household))
            .map(PersonId)
    }

    /// Everybody registered at an address, also with a postal address there, also those who died
    /// there; by number.
    pub fn bewoners(self, adres: AdresId) -> Vec<PersonId> {
        let mut found: Vec<PersonId> = self.household_of(adres).collect();
        if let Some(household) = self.world.places.household_at(adres) {
            // Who died there before the present household came.
            let people = &self.world.people;
            found.extend(
                people
                    .last_lived_at(household, flag::DECEASED)
                    .map(PersonId),
            );
        }
        if self.world.person_count() > 0 && adres.0 < crate::places::cast::ADRESSEN.len() as u32 {
            // Members of the cast without a household there: postal addresses, the dead.
            found.extend((0..CAST.len() as u32).map(PersonId).filter(|id| {
                let member = &CAST[id.0 as usize];
                crate::cast::HOMES[member.huishouden as usize].is_none()
                    && matches!(member.plek, crate::cast::Plek::Adres(at) if at == adres.0)
            }));
        }
        if !self.is_base() {
            let moved = |id: &PersonId| self.changed(*id).is_some_and(Changed::is_moved);
            found.retain(|id| !moved(id));
            found.extend(self.overlay.woont(adres));
            if let Some(patch) = self.pending {
                found.retain(|id| !patch.changed.contains_key(id));
                let there = patch
                    .changed
                    .keys()
                    .filter(|id| self.persoon(**id).verblijfplaats().adres() == Some(adres));
                found.extend(there);
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    // --- places, for short ---

    /// Everything about an address.
    pub fn adres(self, id: AdresId) -> crate::places::Adres<'w> {
        self.places().adres(id)
    }

    /// The address of a nummeraanduiding.
    pub fn adres_met_nummeraanduiding(self, id: BagId) -> Option<AdresId> {
        self.places().adres_met_nummeraanduiding(id)
    }

    /// The address of an adresseerbaar object.
    pub fn adres_met_object(self, id: BagId) -> Option<AdresId> {
        self.places().adres_met_object(id)
    }

    /// The addresses with this postcode and house number.
    pub fn adressen_op(
        self,
        postcode: Postcode,
        huisnummer: u32,
    ) -> impl Iterator<Item = AdresId> + use<'w> {
        self.places().adressen_op(postcode, huisnummer)
    }

    /// The addresses along a street.
    pub fn adressen_aan(self, straat: StraatId) -> impl Iterator<Item = AdresId> + use<> {
        self.places().adressen_aan(straat)
    }
}

#[cfg(test)]
mod goederen_tests;
#[cfg(test)]
mod tests;

#[cfg(test)]
mod testwereld {
    //! What the tests of the events share.

    use super::{PersonId, View};
    use crate::{Size, World, WorldSpec};

    pub(super) fn village() -> World {
        World::build(&WorldSpec {
            size: Size::Dorp,
            ..WorldSpec::default()
        })
        .unwrap()
    }

    pub(super) fn persona(view: View<'_>, sleutel: &str) -> PersonId {
        let persona = view
            .world()
            .personas()
            .iter()
            .find(|persona| persona.sleutel() == sleutel)
            .unwrap();
        view.persoon_met_bsn(persona.burgerservicenummer()).unwrap()
    }
}
