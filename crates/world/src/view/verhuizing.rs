//! Verhuizing: people go to live at another address.

use jiff::civil::Date;

use super::voorwaarden::{follows_residence, once};
use super::{EventError, Onderwerp, Patch, Soort, View};
use crate::date::Day;
use crate::people::PersonId;
use crate::places::AdresId;

impl View<'_> {
    /// Checks a move: persons to an address on a day.
    ///
    /// # Errors
    /// See [`EventError`].
    pub fn verhuizing(
        self,
        personen: &[PersonId],
        naar: AdresId,
        datum: Date,
        vandaag: Date,
    ) -> Result<Patch, EventError> {
        let personen = once(personen)?;
        let since = self.has_come(datum, vandaag)?;
        self.is_dwelling(naar)?;
        let mut patch = Patch::op(Day::of(datum));
        for id in personen {
            let person = self.resident(id)?;
            let bsn = person.burgerservicenummer();
            let now = person.verblijfplaats();
            if now.adres() == Some(naar) && now.functie == 'W' {
                return Err(EventError::AlreadyThere(bsn));
            }
            follows_residence(person, since)?;
            let residence = self.residence(naar, since, Some(&now));
            patch.change(self, id).verblijfplaatsen.push(residence);
            patch.meld(Soort::PersoonVerhuisd, Onderwerp::Persoon(bsn));
        }
        self.settle(patch)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::places::cast::LEEG_HUIS;
    use crate::view::Overlay;
    use crate::view::testwereld::{persona, village};

    fn vacant() -> AdresId {
        AdresId(LEEG_HUIS)
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
            .verhuizing(&family, vacant(), date(2026, 3, 1), date(2026, 3, 1))
            .unwrap();
        overlay.apply(patch);
        let view = View::new(&world, &overlay);
        assert_eq!(view.bewoners(old), []);
        assert_eq!(view.bewoners(vacant()), family);
        let residences: Vec<_> = view.persoon(sanne).verblijfplaatsen().collect();
        assert_eq!(residences[0].adres(), Some(vacant()));
        assert_eq!(residences[0].aanvang.to_string(), "20260301");
        assert_eq!(residences[1].adres(), Some(old));
        let report = view.check();
        assert!(report.is_clean(), "{report}");
        let untouched = Overlay::default();
        assert_eq!(View::new(&world, &untouched).bewoners(old), family);
    }

    #[test]
    fn moves_that_cannot_be_are_refused() {
        let world = village();
        let overlay = Overlay::default();
        let view = View::new(&world, &overlay);
        let day = date(2026, 3, 1);
        let today = date(2026, 5, 1);
        let sanne = persona(view, "sanne-de-wit");
        let old = view.persoon(sanne).verblijfplaats().adres().unwrap();
        let family = view.bewoners(old);
        let refused = |personen: &[PersonId], naar, day| {
            view.verhuizing(personen, naar, day, today).unwrap_err()
        };
        assert_eq!(refused(&[], vacant(), day), EventError::Nobody);
        assert!(matches!(
            refused(&family, old, day),
            EventError::AlreadyThere(_)
        ));
        assert_eq!(
            refused(&family, vacant(), date(2026, 5, 2)),
            EventError::Future(date(2026, 5, 2), today)
        );
        assert!(matches!(
            refused(&family, AdresId(27), day),
            EventError::Withdrawn(_)
        ));
        assert!(matches!(
            refused(&[sanne], vacant(), date(2001, 1, 1)),
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
            EventError::Dead(_)
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
