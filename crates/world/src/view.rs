//! The world as one team sees it: the shared base, and the team's own changes laid over it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::cast::CAST;
use crate::date::{Day, GbaDatum};
use crate::identifiers::Bsn;
use crate::people::{Geslachtsnaam, PersonId, Persoon, surnames};
use crate::places::{AdresId, BagId, Gemeentecode, Places, Postcode, StraatId};
use crate::world::World;

/// What a team changed. Untouched persons cost one look-up in an empty map.
#[derive(Clone, Debug, Default)]
pub struct Overlay {
    /// Moves of a person, the oldest first.
    moves: BTreeMap<PersonId, Vec<(AdresId, GbaDatum)>>,
    /// Who moved to an address and is still there.
    arrived: BTreeMap<AdresId, BTreeSet<PersonId>>,
}

/// A change that has been checked, ready to apply.
#[derive(Clone, Debug)]
pub struct Patch {
    personen: Vec<PersonId>,
    naar: AdresId,
    datum: GbaDatum,
}

/// Why an event cannot happen in this world.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EventError {
    /// Nobody was named.
    #[error("nobody was named who moves")]
    Nobody,
    /// A person is not a resident: dead, abroad or unknown.
    #[error("{0} does not live in the Netherlands, and cannot move within it")]
    NotResident(Bsn),
    /// The address has been withdrawn.
    #[error("nummeraanduiding {0} has been withdrawn: nobody can live there")]
    Withdrawn(BagId),
    /// The address is a shop or an office.
    #[error("nummeraanduiding {0} is no dwelling")]
    NoDwelling(BagId),
    /// The person lives there already.
    #[error("{0} lives there already")]
    AlreadyThere(Bsn),
    /// The date lies before the present residence began.
    #[error("{0} has lived at the present address since {1}, after the date of the move")]
    TooEarly(Bsn, GbaDatum),
    /// A minor would be left alone.
    #[error("{0} is a minor and would live without an adult")]
    MinorAlone(Bsn),
}

impl Overlay {
    /// Makes a checked change.
    pub fn apply(&mut self, patch: Patch) {
        for person in patch.personen {
            let moves = self.moves.entry(person).or_default();
            if let Some((before, _)) = moves.last()
                && let Some(there) = self.arrived.get_mut(before)
            {
                there.remove(&person);
            }
            moves.push((patch.naar, patch.datum));
            self.arrived.entry(patch.naar).or_default().insert(person);
        }
    }
}

/// The world with a team's changes. Cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct View<'w> {
    world: &'w World,
    overlay: &'w Overlay,
}

impl<'w> View<'w> {
    /// Lays `overlay` over `world`.
    pub fn new(world: &'w World, overlay: &'w Overlay) -> Self {
        Self { world, overlay }
    }

    /// The base.
    pub fn world(self) -> &'w World {
        self.world
    }

    /// Streets, addresses and buildings.
    pub fn places(self) -> &'w Places {
        &self.world.places
    }

    pub(crate) fn moves(self, person: PersonId) -> &'w [(AdresId, GbaDatum)] {
        self.overlay.moves.get(&person).map_or(&[], Vec::as_slice)
    }

    /// Everybody whom the team moved.
    pub(crate) fn moved(self) -> impl Iterator<Item = PersonId> + use<'w> {
        self.overlay.moves.keys().copied()
    }

    /// The household that the base has at an address, whether or not it moved since.
    pub(crate) fn household_of(self, adres: AdresId) -> impl Iterator<Item = PersonId> + use<> {
        let household = self.world.places.household_at(adres);
        household
            .map_or(0..0, |household| self.world.people.household(household))
            .map(PersonId)
    }

    pub(crate) fn home_gemeente(self, household: u32) -> Gemeentecode {
        self.world.places.gemeente_of_household(household).code
    }

    // --- people ---

    /// Everybody, the cast first.
    pub fn personen(self) -> impl Iterator<Item = PersonId> + use<> {
        (0..self.world.person_count()).map(PersonId)
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
            .filter(|&person| person < self.world.person_count())
            .map(PersonId)
    }

    /// Everybody born on this day; people of whom the day is not fully known may be among them.
    pub fn geboren_op(self, date: Date) -> impl Iterator<Item = PersonId> + use<'w> {
        self.world.people.born_on(Day::of(date)).map(PersonId)
    }

    /// All surnames that occur in any world, each with its number.
    pub fn geslachtsnamen(self) -> impl Iterator<Item = (u16, Geslachtsnaam)> {
        surnames()
            .iter()
            .enumerate()
            .map(|(at, name)| (at as u16, *name))
    }

    /// Everybody with the surname of this number.
    pub fn met_geslachtsnaam(self, nummer: u16) -> impl Iterator<Item = PersonId> + use<'w> {
        self.world.people.named(nummer).map(PersonId)
    }

    /// The number of somebody's surname.
    pub fn geslachtsnaam_van(self, id: PersonId) -> u16 {
        self.world.people.row(id.0).surname
    }

    /// Everybody registered at an address, also with a postal address there, also those who died
    /// there; by number.
    pub fn bewoners(self, adres: AdresId) -> Vec<PersonId> {
        let people = &self.world.people;
        let mut found: Vec<PersonId> = self.household_of(adres).collect();
        if people.count() > 0 && adres.0 < crate::places::cast::ADRESSEN.len() as u32 {
            // Members of the cast without a household there: postal addresses, the dead.
            found.extend((0..CAST.len() as u32).map(PersonId).filter(|id| {
                let member = &CAST[id.0 as usize];
                crate::cast::HOMES[member.huishouden as usize].is_none()
                    && matches!(member.plek, crate::cast::Plek::Adres(at) if at == adres.0)
            }));
        }
        if !self.overlay.moves.is_empty() {
            found.retain(|id| !self.overlay.moves.contains_key(id));
            found.extend(self.overlay.arrived.get(&adres).into_iter().flatten());
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    // --- events ---

    /// Checks a move: persons to an address on a day.
    ///
    /// # Errors
    /// See [`EventError`].
    pub fn verhuizing(
        self,
        personen: &[PersonId],
        naar: AdresId,
        datum: Date,
    ) -> Result<Patch, EventError> {
        if personen.is_empty() {
            return Err(EventError::Nobody);
        }
        let adres = self.places().adres(naar);
        if adres.is_ingetrokken() {
            return Err(EventError::Withdrawn(adres.nummeraanduiding()));
        }
        if !adres.is_woning() {
            return Err(EventError::NoDwelling(adres.nummeraanduiding()));
        }
        let datum_gba = GbaDatum::from(datum);
        for &id in personen {
            let person = self.persoon(id);
            if !person.is_ingezetene() {
                return Err(EventError::NotResident(person.burgerservicenummer()));
            }
            let now = person.verblijfplaats();
            if now.adres() == Some(naar) && now.functie == 'W' {
                return Err(EventError::AlreadyThere(person.burgerservicenummer()));
            }
            if now.aanvang.number() >= datum_gba.number() {
                return Err(EventError::TooEarly(
                    person.burgerservicenummer(),
                    now.aanvang,
                ));
            }
        }
        self.minors_keep_an_adult(personen, naar, datum)?;
        let mut personen = personen.to_vec();
        personen.sort_unstable();
        personen.dedup();
        Ok(Patch {
            personen,
            naar,
            datum: datum_gba,
        })
    }

    /// After the move there is an adult with every minor, in the new home and in the old ones.
    fn minors_keep_an_adult(
        self,
        personen: &[PersonId],
        naar: AdresId,
        datum: Date,
    ) -> Result<(), EventError> {
        let adult = |id: &PersonId| {
            let birth = self.persoon(*id).birth_day().date();
            birth
                .checked_add(jiff::Span::new().years(18))
                .is_ok_and(|day| day <= datum)
        };
        let lives = |id: &PersonId| self.persoon(*id).is_ingezetene();
        let mut homes = vec![(naar, {
            let mut there = self.bewoners(naar);
            there.extend(personen);
            there
        })];
        for &id in personen {
            if let Some(old) = self.persoon(id).verblijfplaats().adres() {
                let stay = self
                    .bewoners(old)
                    .into_iter()
                    .filter(|other| !personen.contains(other))
                    .collect();
                homes.push((old, stay));
            }
        }
        for (_, there) in homes {
            let there: Vec<PersonId> = there.into_iter().filter(lives).collect();
            if let Some(minor) = there.iter().find(|id| !adult(id))
                && !there.iter().any(adult)
            {
                return Err(EventError::MinorAlone(
                    self.persoon(*minor).burgerservicenummer(),
                ));
            }
        }
        Ok(())
    }

    // --- places, for short ---

    /// Everything about an address.
    pub fn adres(self, id: AdresId) -> crate::places::Adres<'w> {
        self.world.places.adres(id)
    }

    /// The address of a nummeraanduiding.
    pub fn adres_met_nummeraanduiding(self, id: BagId) -> Option<AdresId> {
        self.world.places.adres_met_nummeraanduiding(id)
    }

    /// The address of an adresseerbaar object.
    pub fn adres_met_object(self, id: BagId) -> Option<AdresId> {
        self.world.places.adres_met_object(id)
    }

    /// The addresses with this postcode and house number.
    pub fn adressen_op(
        self,
        postcode: Postcode,
        huisnummer: u32,
    ) -> impl Iterator<Item = AdresId> + use<'w> {
        self.world.places.adressen_op(postcode, huisnummer)
    }

    /// The addresses along a street.
    pub fn adressen_aan(self, straat: StraatId) -> impl Iterator<Item = AdresId> + use<> {
        self.world.places.adressen_aan(straat)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Size, WorldSpec};

    fn village() -> World {
        World::build(&WorldSpec {
            size: Size::Dorp,
            ..WorldSpec::default()
        })
        .unwrap()
    }

    fn persona(view: View<'_>, sleutel: &str) -> PersonId {
        let persona = view
            .world()
            .personas()
            .iter()
            .find(|persona| persona.sleutel() == sleutel)
            .unwrap();
        view.persoon_met_bsn(persona.burgerservicenummer()).unwrap()
    }

    fn vacant() -> AdresId {
        AdresId(crate::places::cast::LEEG_HUIS)
    }

    #[test]
    fn a_family_that_moves_lives_at_the_new_address_and_no_longer_at_the_old() {
        let world = village();
        let mut overlay = Overlay::default();
        let view = View::new(&world, &overlay);
        let sanne = persona(view, "sanne-de-wit");
        let old = view.persoon(sanne).verblijfplaats().adres().unwrap();
        let family = view.bewoners(old);
        assert_eq!(family.len(), 4);
        let patch = view
            .verhuizing(&family, vacant(), jiff::civil::date(2026, 3, 1))
            .unwrap();
        overlay.apply(patch);
        let view = View::new(&world, &overlay);
        assert_eq!(view.bewoners(old), []);
        assert_eq!(view.bewoners(vacant()), family);
        let residences: Vec<_> = view.persoon(sanne).verblijfplaatsen().collect();
        assert_eq!(residences[0].adres(), Some(vacant()));
        assert_eq!(residences[0].aanvang.to_string(), "20260301");
        assert_eq!(residences[1].adres(), Some(old));
        let untouched = Overlay::default();
        assert_eq!(View::new(&world, &untouched).bewoners(old), family);
    }

    #[test]
    fn moves_that_cannot_be_are_refused() {
        let world = village();
        let overlay = Overlay::default();
        let view = View::new(&world, &overlay);
        let day = jiff::civil::date(2026, 3, 1);
        let sanne = persona(view, "sanne-de-wit");
        let old = view.persoon(sanne).verblijfplaats().adres().unwrap();
        let family = view.bewoners(old);
        let refused =
            |personen: &[PersonId], naar, day| view.verhuizing(personen, naar, day).unwrap_err();
        assert_eq!(refused(&[], vacant(), day), EventError::Nobody);
        assert!(matches!(
            refused(&family, old, day),
            EventError::AlreadyThere(_)
        ));
        assert!(matches!(
            refused(&family, AdresId(27), day),
            EventError::Withdrawn(_)
        ));
        assert!(matches!(
            refused(&[sanne], vacant(), jiff::civil::date(2001, 1, 1)),
            EventError::TooEarly(..)
        ));
        assert!(matches!(
            refused(&[family[2]], vacant(), day),
            EventError::MinorAlone(_)
        ));
        assert!(matches!(
            refused(&family[..2], vacant(), day),
            EventError::MinorAlone(_)
        ));
        let dead = persona(view, "hendrik-scholten");
        assert!(matches!(
            refused(&[dead], vacant(), day),
            EventError::NotResident(_)
        ));
        let shop = view
            .places()
            .adressen()
            .find(|adres| !view.adres(*adres).is_woning())
            .unwrap();
        assert!(matches!(
            refused(&family, shop, day),
            EventError::NoDwelling(_)
        ));
    }
}
