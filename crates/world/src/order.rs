//! Everything by its place in the order of its kind, and who belongs to whom by number alone: for
//! whoever goes through everybody in turn.

use crate::bedrijven::BedrijfId;
use crate::kadaster::{Koz, PerceelId};
use crate::people::{PersonId, Persoon};
use crate::places::{AdresId, StraatId};
use crate::world::World;

impl World {
    /// The person at a place below [`World::person_count`].
    pub fn persoon_op_plaats(&self, plaats: u32) -> Option<PersonId> {
        (plaats < self.person_count()).then_some(PersonId(plaats))
    }

    /// The address at a place below `address_count`.
    pub fn adres_op_plaats(&self, plaats: u32) -> Option<AdresId> {
        (plaats < self.places().address_count()).then_some(AdresId(plaats))
    }

    /// The public space at a place below `street_count`.
    pub fn straat_op_plaats(&self, plaats: u32) -> Option<StraatId> {
        (plaats < self.places().street_count()).then_some(StraatId(plaats))
    }

    /// The parcel at a place below [`World::perceel_count`].
    pub fn perceel_op_plaats(&self, plaats: u32) -> Option<Koz> {
        (plaats < self.perceel_count()).then_some(Koz::perceel(PerceelId(plaats)))
    }

    /// The company at a place below [`World::bedrijf_count`].
    pub fn bedrijf_op_plaats(&self, plaats: u32) -> Option<BedrijfId> {
        (plaats < self.bedrijf_count()).then_some(BedrijfId(plaats))
    }

    /// The people of a household below [`World::household_count`], and the records of those who
    /// died in it.
    pub fn huishouden(&self, plaats: u32) -> impl Iterator<Item = PersonId> + use<> {
        self.people.household(plaats).map(PersonId)
    }

    /// The dwelling of a household. Members of the cast may have none.
    pub fn woning(&self, huishouden: u32) -> Option<AdresId> {
        self.places().home(huishouden)
    }
}

impl Persoon<'_> {
    /// The household's place; `None` for somebody who has none, having died or left, or never come.
    pub fn huishouden(self) -> Option<u32> {
        Some(self.row.household).filter(|&household| household < self.view.world().people.homes)
    }

    /// The partner in the world as generated, without reading the whole bond.
    pub fn partner_op_plaats(self) -> Option<PersonId> {
        if self.cast().is_some() {
            return self.partner_ids().next();
        }
        self.view.world().people.partner(self.id).map(PersonId)
    }
}
