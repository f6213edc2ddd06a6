//! Persons found by where they have lived; by travel document: beside those in `people`.
//!
//! **Invariant:** the other way round of [`Persoon::verblijfplaatsen`](crate::Persoon::verblijfplaatsen)
//! and [`Persoon::reisdocumenten`](crate::Persoon::reisdocumenten): whoever adds residences or
//! documents there adds the way back here. Tests walk both ways.

use crate::cast::CAST;
use crate::people::{PersonId, flag};
use crate::places::AdresId;
use crate::view::View;

impl View<'_> {
    /// Everybody who is or ever was registered at an address, also with a postal address; by number.
    pub fn ooit_bewoners(self, adres: AdresId) -> Vec<PersonId> {
        let mut found = self.bewoners(adres);
        found.extend(self.household_of(adres));
        let before = self.lived_there_before(adres);
        found.extend(
            self.cast()
                .chain(self.touched())
                .chain(before)
                .filter(|id| self.has_lived_at(*id, adres)),
        );
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Who may have lived at an address before its household came, or as a child of it.
    fn lived_there_before(self, adres: AdresId) -> Vec<PersonId> {
        let people = &self.world().people;
        let Some(household) = self.world().places.household_at(adres) else {
            return Vec::new();
        };
        let mut found: Vec<u32> = people
            .last_lived_at(household, flag::DECEASED | flag::EMIGRATED)
            .collect();
        found.extend(
            people
                .earlier_households(household)
                .flat_map(|household| people.household(household)),
        );
        found.extend(
            people
                .household(household)
                .flat_map(|parent| people.children(parent)),
        );
        found.into_iter().map(PersonId).collect()
    }

    fn cast(self) -> impl Iterator<Item = PersonId> + use<> {
        let people = (self.world().person_count() as usize).min(CAST.len());
        (0..people as u32).map(PersonId)
    }

    fn has_lived_at(self, id: PersonId, adres: AdresId) -> bool {
        self.persoon(id)
            .verblijfplaatsen()
            .any(|residence| residence.adres() == Some(adres))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::identifiers::Reisdocumentnummer;
    use crate::{Overlay, Size, World, WorldSpec};

    fn village() -> World {
        World::build(&WorldSpec {
            size: Size::Dorp,
            ..WorldSpec::default()
        })
        .unwrap()
    }

    #[test]
    fn everybody_is_found_by_day_of_birth_and_surname() {
        let world = village();
        let overlay = Overlay::default();
        let view = View::new(&world, &overlay);
        let mut others = 0;
        for id in view.personen() {
            let naam = view.persoon(id).naam();
            let day = view.persoon(id).birth_day().date();
            let found: Vec<PersonId> = view
                .geboren_op_met_naam(day, move |known| {
                    known.naam == naam.geslachtsnaam && known.voorvoegsel == naam.voorvoegsel
                })
                .collect();
            assert!(found.contains(&id), "{id:?}");
            others += view.geboren_op(day).count() - found.len();
        }
        assert!(others > 0, "nobody of another name was left out");
    }

    /// Who lived where, from everybody's own history.
    fn from_histories(view: View<'_>) -> BTreeMap<AdresId, Vec<PersonId>> {
        let mut lived: BTreeMap<AdresId, Vec<PersonId>> = BTreeMap::new();
        for id in view.personen() {
            for residence in view.persoon(id).verblijfplaatsen() {
                if let Some(adres) = residence.adres() {
                    lived.entry(adres).or_default().push(id);
                }
            }
        }
        for persons in lived.values_mut() {
            persons.sort_unstable();
            persons.dedup();
        }
        lived
    }

    #[test]
    fn whoever_lived_at_an_address_is_found_there_and_nobody_else() {
        let world = village();
        let mut overlay = Overlay::default();
        let view = View::new(&world, &overlay);
        let vacant = AdresId(crate::places::cast::LEEG_HUIS);
        let sanne = view
            .persoon_met_bsn(world.personas()[0].burgerservicenummer())
            .unwrap();
        let old = view.persoon(sanne).verblijfplaats().adres().unwrap();
        let family = view.bewoners(old);
        let patch = view
            .verhuizing(
                &family,
                vacant,
                jiff::civil::date(2026, 3, 1),
                jiff::civil::date(2026, 3, 1),
            )
            .unwrap();
        overlay.apply(patch);
        let view = View::new(&world, &overlay);
        assert!(view.ooit_bewoners(old).contains(&sanne) && !view.bewoners(old).contains(&sanne));
        assert!(view.ooit_bewoners(vacant).contains(&sanne));
        let lived = from_histories(view);
        assert!(lived.len() > 100);
        for adres in view.places().adressen() {
            let expected = lived.get(&adres).map_or(&[][..], Vec::as_slice);
            assert_eq!(view.ooit_bewoners(adres), expected, "{adres:?}");
        }
    }

    #[test]
    fn every_travel_document_leads_back_to_its_holder() {
        let world = village();
        let overlay = Overlay::default();
        let view = View::new(&world, &overlay);
        let mut documents = 0;
        for id in view.personen() {
            for document in view.persoon(id).reisdocumenten() {
                documents += 1;
                assert_eq!(view.persoon_met_reisdocument(document.nummer), Some(id));
            }
        }
        assert!(documents > 0);
        let nobodys = Reisdocumentnummer::parse("NIEMAND00").unwrap();
        assert_eq!(view.persoon_met_reisdocument(nobodys), None);
    }
}
