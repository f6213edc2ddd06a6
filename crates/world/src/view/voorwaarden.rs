//! Conditions that several events share.

use jiff::civil::Date;

use super::{EventError, View};
use crate::date::GbaDatum;
use crate::people::{PersonId, Verblijfplaats, Woonplek};
use crate::places::AdresId;

impl View<'_> {
    /// Nothing is registered before it happened.
    pub(super) fn has_come(self, datum: Date, vandaag: Date) -> Result<GbaDatum, EventError> {
        if datum > vandaag {
            return Err(EventError::Future(datum, vandaag));
        }
        Ok(GbaDatum::from(datum))
    }

    /// The address is one where people live.
    pub(super) fn is_dwelling(self, naar: AdresId) -> Result<(), EventError> {
        let adres = self.places().adres(naar);
        if adres.is_ingetrokken() {
            return Err(EventError::Withdrawn(adres.nummeraanduiding()));
        }
        if !adres.is_woning() {
            return Err(EventError::NoDwelling(adres.nummeraanduiding()));
        }
        Ok(())
    }

    /// A residence cannot begin before or with the one before it.
    pub(super) fn follows_residence(self, id: PersonId, datum: GbaDatum) -> Result<(), EventError> {
        let person = self.persoon(id);
        let since = person.verblijfplaats().aanvang;
        if since.number() >= datum.number() {
            return Err(EventError::TooEarly(person.burgerservicenummer(), since));
        }
        Ok(())
    }

    /// A residence at an address. Whoever stays in the municipality keeps the day of registration there.
    pub(super) fn residence(
        self,
        naar: AdresId,
        datum: GbaDatum,
        before: Option<&Verblijfplaats>,
    ) -> Verblijfplaats {
        let gemeente = self.places().adres(naar).woonplaats().gemeente();
        let stays = before.filter(|before| before.gemeente == gemeente);
        Verblijfplaats {
            plek: Woonplek::Adres(naar),
            aanduiding_bij_huisnummer: "",
            aanvang: datum,
            functie: 'W',
            gemeente,
            inschrijving: stays.map_or(datum, |before| before.inschrijving),
        }
    }
}

/// Everybody once, by number.
pub(super) fn once(personen: &[PersonId]) -> Result<Vec<PersonId>, EventError> {
    let mut personen = personen.to_vec();
    personen.sort_unstable();
    personen.dedup();
    if personen.is_empty() {
        return Err(EventError::Nobody);
    }
    Ok(personen)
}
