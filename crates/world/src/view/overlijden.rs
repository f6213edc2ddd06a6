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
