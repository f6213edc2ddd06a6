//! A postcode area: one side of a run of a street, and who or what is at each of its places.

use super::bouw::Strook;
use super::{AdresId, Places, Role, cast};

/// A postcode area, looked up once for all of its places.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Postgebied<'w> {
    pub(crate) places: &'w Places,
    pub(crate) pc6: u32,
    pub(crate) strook: Strook<'w>,
    /// Its first address.
    pub(crate) first: u32,
    first_home: u32,
    homes: u32,
    businesses: u32,
    turn: u32,
}

impl Places {
    pub(crate) fn postgebied(&self, pc6: u32) -> Postgebied<'_> {
        let strook = self.strook(pc6);
        let size = strook.size;
        let first_home = self.pc6_home[pc6 as usize];
        Postgebied {
            places: self,
            pc6,
            strook,
            first: self.pc6_first[pc6 as usize],
            first_home,
            homes: self.pc6_home[pc6 as usize + 1] - first_home,
            businesses: self.businesses(pc6, size, strook.buurtsoort(), strook.vorm),
            turn: self.turn(pc6, size),
        }
    }

    /// The postcode area of an address, and its place there.
    pub(crate) fn postgebied_van(&self, adres: AdresId) -> (Postgebied<'_>, u32) {
        let gebied = self.postgebied(self.pc6_of(adres));
        (gebied, adres.0 - gebied.first)
    }
}

impl Postgebied<'_> {
    pub(crate) fn size(&self) -> u32 {
        self.strook.size
    }

    /// What a place is used for.
    pub(crate) fn role(&self, place: u32) -> Role {
        if self.pc6 < cast::PC6 {
            return Role::Vacant;
        }
        let size = self.size();
        let turned = (place + self.turn) % size;
        if turned < self.homes {
            Role::Home(self.first_home + turned)
        } else if size - turned <= self.businesses {
            Role::Business
        } else {
            Role::Vacant
        }
    }

    /// Place of the municipality among all.
    pub(crate) fn gemeente(&self) -> usize {
        let town = self.strook.woonplaats();
        usize::from(self.places.woonplaatsen[usize::from(town)].gemeente)
    }
}

impl Places {
    /// The postcode areas of a municipality.
    pub(crate) fn pc6s_of_gemeente(&self, gemeente: usize) -> std::ops::Range<u32> {
        let streets = self.streets_of_gemeente(gemeente);
        let first = |street: u32| self.street_first_pc6[street as usize];
        first(streets.start)..first(streets.end)
    }

    /// The streets of a municipality.
    pub(crate) fn streets_of_gemeente(&self, gemeente: usize) -> std::ops::Range<u32> {
        let first = |town: u16| {
            self.woonplaatsen
                .get(usize::from(town))
                .map_or(self.street_count(), |row| row.first_street)
                .min(self.street_count())
        };
        let towns = &self.gemeenten[gemeente].woonplaatsen;
        first(towns.start)..first(towns.end)
    }

    /// The addresses of a municipality.
    pub(crate) fn addresses_of_gemeente(&self, gemeente: usize) -> std::ops::Range<u32> {
        let pc6s = self.pc6s_of_gemeente(gemeente);
        self.pc6_first[pc6s.start as usize]..self.pc6_first[pc6s.end as usize]
    }

    /// The households of a municipality, the cast's not counted: places among all households.
    pub(crate) fn households_of_gemeente(&self, gemeente: usize) -> std::ops::Range<u32> {
        let all = self.pc6_home.last().copied().unwrap_or(0);
        let first = |at: usize| {
            self.gemeenten
                .get(at)
                .map_or(all, |row| row.first_household)
                .min(all)
        };
        let cast = self.cast_homes.len() as u32;
        first(gemeente) + cast..first(gemeente + 1) + cast
    }
}
