//! Overlijden: somebody dies, and leaves a partner.

use jiff::civil::Date;

use super::voorwaarden::{NEDERLAND, lived_there, not_before, place};
use super::{EventError, Onderwerp, Patch, Soort, View};
use crate::date::Day;
use crate::kadaster::{Partij, is_made};
use crate::people::{Ontbinding, Opschorting, Overlijden, PersonId, Plaats, Woonplek};

/// How long before a birth a father may have died, in days.
const BEFORE_BIRTH: i64 = 306;

impl View<'_> {
    /// Checks a death. Without a place it is the municipality where the person lived, or the
    /// country.
    ///
    /// # Errors
    /// See [`EventError`].
    pub fn overlijden(
        self,
        id: PersonId,
        datum: Date,
        waar: Option<(Plaats, u16)>,
        vandaag: Date,
    ) -> Result<Patch, EventError> {
        let day = Day::of(datum);
        let datum = self.has_come(datum, vandaag)?;
        let person = self.alive(id)?;
        not_before(person, datum, "the birth", person.geboortedatum())?;
        lived_there(person, datum)?;
        for bond in person.verbintenissen() {
            let last = bond.ontbinding.map_or(bond.datum, |end| end.datum);
            not_before(person, datum, "a marriage or partnership", last)?;
        }
        for child in person.child_ids().map(|child| self.persoon(child)) {
            let bore = child.parent_ids().next() == Some(id);
            let lived = if bore { day } else { day.plus(BEFORE_BIRTH) };
            not_before(
                person,
                lived.gba(),
                "the birth of a child",
                child.geboortedatum(),
            )?;
        }
        if let Some((_, until)) = person.eerdere_namen().last() {
            not_before(person, datum, "a change of name", *until)?;
        }
        let partij = Partij::Persoon(id);
        for koz in self.gekocht_door(partij) {
            for recht in self.onroerende_zaak(koz).rechten() {
                if recht.houder == partij && is_made(recht.identificatie) {
                    not_before(person, datum, "a purchase", recht.sinds)?;
                }
            }
        }
        for company in self.begonnen_door(partij) {
            let since = self.bedrijf(company).aanvang();
            not_before(person, datum, "the start of a company", since)?;
        }
        let home = person.verblijfplaats();
        let (plaats, land) = match waar {
            Some((plaats, land)) => place(plaats, land)?,
            None => match home.plek {
                Woonplek::Buitenland(land, _) => (Plaats::Onbekend, land),
                Woonplek::Onbekend => (Plaats::Onbekend, 0),
                Woonplek::Adres(_) | Woonplek::Locatie(_) => {
                    (Plaats::Gemeente(home.gemeente), NEDERLAND)
                }
            },
        };
        let mut patch = Patch::op(day);
        let changed = patch.change(self, id);
        changed.overlijden = Some(Overlijden {
            datum,
            plaats,
            land,
        });
        changed.opschorting = Some(Some(Opschorting { reden: 'O', datum }));
        patch.meld(
            Soort::PersoonOverleden,
            Onderwerp::Persoon(person.burgerservicenummer()),
        );
        for partner in person.partner_ids() {
            patch.dissolve(self, [id, partner], Ontbinding { datum, reden: 'O' });
            patch.meld(
                Soort::PersoonGewijzigd,
                Onderwerp::Persoon(self.persoon(partner).burgerservicenummer()),
            );
        }
        self.settle(patch)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::places::AdresId;
    use crate::places::cast::LEEG_HUIS;
    use crate::view::testwereld::{persona, village};
    use crate::view::{Naamswijziging, Overlay};

    #[test]
    fn children_stay_where_they_are_when_the_last_adult_dies_and_nobody_else_may_leave_them() {
        let world = village();
        let mut overlay = Overlay::default();
        let day = date(2026, 3, 1);
        let view = View::new(&world, &overlay);
        let nadia = persona(view, "nadia-el-idrissi");
        let home = view.persoon(nadia).verblijfplaats().adres().unwrap();
        let there = view.bewoners(home);
        assert_eq!(there.len(), 2);
        let yara = there.into_iter().find(|id| *id != nadia).unwrap();
        overlay.apply(view.overlijden(nadia, day, None, day).unwrap());
        let view = View::new(&world, &overlay);
        assert!(view.persoon(nadia).overlijden().is_some());
        assert_eq!(view.persoon(yara).verblijfplaats().adres(), Some(home));
        let report = view.check();
        assert!(report.is_clean(), "{report}");
        // She can be named otherwise, and move in with somebody; not on her own.
        let later = date(2026, 4, 1);
        let naam = Naamswijziging {
            persoon: yara,
            voornamen: Some("Yara Noor"),
            voorvoegsel: None,
            geslachtsnaam: None,
            naamgebruik: None,
            datum: later,
        };
        overlay.apply(view.naamswijziging(&naam, later).unwrap());
        let view = View::new(&world, &overlay);
        assert!(matches!(
            view.verhuizing(&[yara], AdresId(LEEG_HUIS), later, later),
            Err(EventError::MinorAlone(_))
        ));
        let sanne = persona(view, "sanne-de-wit");
        let other = view.persoon(sanne).verblijfplaats().adres().unwrap();
        overlay.apply(view.verhuizing(&[yara], other, later, later).unwrap());
        let report = View::new(&world, &overlay).check();
        assert!(report.is_clean(), "{report}");
    }
}
