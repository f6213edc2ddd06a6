//! Huwelijk, geregistreerd partnerschap and scheiding.

use jiff::civil::Date;

use super::overlay::Band;
use super::voorwaarden::{NEDERLAND, not_before, place};
use super::{EventError, Onderwerp, Patch, Soort, View};
use crate::date::Day;
use crate::people::{Naamgebruik, Ontbinding, PersonId, Plaats};

/// A wedding, or the beginning of a registered partnership.
#[derive(Clone, Debug)]
pub struct Sluiting {
    /// Who.
    pub partners: [PersonId; 2],
    /// A registered partnership instead of a marriage.
    pub partnerschap: bool,
    /// When.
    pub datum: Date,
    /// Where (place and country), if not in the municipality of the first.
    pub waar: Option<(Plaats, u16)>,
    /// How they want to be addressed from then on, if otherwise than before.
    pub naamgebruik: [Option<Naamgebruik>; 2],
}

impl View<'_> {
    /// Checks a marriage or registered partnership.
    ///
    /// # Errors
    /// See [`EventError`].
    pub fn sluiting(self, sluiting: &Sluiting, vandaag: Date) -> Result<Patch, EventError> {
        let datum = self.has_come(sluiting.datum, vandaag)?;
        let day = Day::of(sluiting.datum);
        let [one, other] = sluiting.partners;
        self.not_kin(one, other)?;
        for id in sluiting.partners {
            let person = self.alive(id)?;
            let bsn = person.burgerservicenummer();
            if person.birth_day().years_until(day) < 18 {
                return Err(EventError::UnderAge(bsn));
            }
            for bond in person.verbintenissen() {
                let Some(end) = bond.ontbinding else {
                    return Err(EventError::Bound(bsn));
                };
                not_before(
                    person,
                    datum,
                    "the end of a marriage or partnership",
                    end.datum,
                )?;
            }
        }
        let resident = sluiting
            .partners
            .into_iter()
            .find(|id| self.persoon(*id).is_ingezetene());
        let Some(resident) = resident else {
            return Err(EventError::NotResident(
                self.persoon(one).burgerservicenummer(),
            ));
        };
        let (plaats, land) = match &sluiting.waar {
            Some((plaats, land)) => place(plaats.clone(), *land)?,
            None => {
                let home = self.persoon(resident).verblijfplaats().gemeente;
                place(Plaats::Gemeente(home), NEDERLAND)?
            }
        };
        let mut patch = Patch::op(day);
        for ((id, partner), naamgebruik) in [(one, other), (other, one)]
            .into_iter()
            .zip(sluiting.naamgebruik)
        {
            let changed = patch.change(self, id);
            changed.verbintenissen.push(Band {
                partner,
                soort: if sluiting.partnerschap { 'P' } else { 'H' },
                datum,
                plaats: plaats.clone(),
                land,
                ontbinding: None,
            });
            changed.naamgebruik = naamgebruik.or(changed.naamgebruik);
            let soort = if sluiting.partnerschap {
                Soort::PersoonPartnerGeregistreerd
            } else {
                Soort::PersoonGehuwd
            };
            let bsn = self.persoon(id).burgerservicenummer();
            patch.meld(soort, Onderwerp::Persoon(bsn));
        }
        self.settle(patch)
    }

    /// Checks that the marriage or partnership of somebody ends, by divorce or dissolution.
    ///
    /// # Errors
    /// See [`EventError`].
    pub fn scheiding(self, id: PersonId, datum: Date, vandaag: Date) -> Result<Patch, EventError> {
        let day = Day::of(datum);
        let datum = self.has_come(datum, vandaag)?;
        let person = self.alive(id)?;
        let bond = person
            .verbintenissen()
            .into_iter()
            .find(|bond| bond.ontbinding.is_none());
        let Some((bond, partner)) = bond.and_then(|bond| {
            let partner = bond.relatie.persoon?;
            Some((bond, partner))
        }) else {
            return Err(EventError::NotBound(person.burgerservicenummer()));
        };
        not_before(person, datum, "the marriage or partnership", bond.datum)?;
        let mut patch = Patch::op(day);
        patch.dissolve(self, [id, partner], Ontbinding { datum, reden: 'S' });
        for id in [id, partner] {
            let bsn = self.persoon(id).burgerservicenummer();
            patch.meld(Soort::PersoonGescheiden, Onderwerp::Persoon(bsn));
        }
        self.settle(patch)
    }
}
