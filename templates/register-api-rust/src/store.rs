//! The accepted requests, in memory: a restart empties the register. Replace this struct by a database when the
//! component leaves the fieldlab; nothing outside this file knows how requests are kept.

use std::sync::{Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use crate::aanvraag::{Aanvraag, Soort};

/// What a list may be narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only requests for this address.
    pub nummeraanduiding: Option<String>,
    /// Only this permit.
    pub soort: Option<Soort>,
}

/// Keeps requests in order of arrival.
#[derive(Debug, Default)]
pub struct Store {
    // Guards the list; never held over an await.
    aanvragen: Mutex<Vec<Aanvraag>>,
}

impl Store {
    /// Adds a request, unless this person already has one for the same permit at the same address.
    /// Gives false in that case.
    pub fn add(&self, aanvraag: Aanvraag) -> bool {
        let mut aanvragen = self.lock();
        let exists = aanvragen.iter().any(|other| {
            other.burgerservicenummer == aanvraag.burgerservicenummer
                && other.nummeraanduiding_identificatie == aanvraag.nummeraanduiding_identificatie
                && other.soort == aanvraag.soort
        });
        if !exists {
            aanvragen.push(aanvraag);
        }
        !exists
    }

    /// One request.
    pub fn get(&self, id: Uuid) -> Option<Aanvraag> {
        self.lock()
            .iter()
            .find(|aanvraag| aanvraag.id == id)
            .cloned()
    }

    /// A page of requests (counted from 1) and how many there are in all.
    pub fn list(&self, filter: &Filter, page: usize, page_size: usize) -> (Vec<Aanvraag>, usize) {
        let aanvragen = self.lock();
        let matches = || {
            aanvragen.iter().filter(|aanvraag| {
                filter
                    .nummeraanduiding
                    .as_ref()
                    .is_none_or(|id| *id == aanvraag.nummeraanduiding_identificatie)
                    && filter.soort.is_none_or(|soort| soort == aanvraag.soort)
            })
        };
        let start = page.saturating_sub(1).saturating_mul(page_size);
        let found = matches().skip(start).take(page_size).cloned().collect();
        (found, matches().count())
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Aanvraag>> {
        // A list is whole after every push, so a panic elsewhere leaves nothing half-done.
        self.aanvragen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aanvraag::Burgerservicenummer;
    use jiff::Timestamp;
    use jiff::civil::date;

    fn aanvraag(adres: &str, soort: Soort) -> Aanvraag {
        Aanvraag {
            id: Uuid::new_v4(),
            burgerservicenummer: Burgerservicenummer::parse("999990019").unwrap(),
            nummeraanduiding_identificatie: adres.to_owned(),
            soort,
            ingangsdatum: date(2026, 2, 1),
            ontvangen_op: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_second_request_for_the_same_permit_is_not_added() {
        let store = Store::default();
        assert!(store.add(aanvraag("9001200000000001", Soort::Bewoner)));
        assert!(!store.add(aanvraag("9001200000000001", Soort::Bewoner)));
        assert!(store.add(aanvraag("9001200000000001", Soort::Bezoeker)));
    }

    #[test]
    fn pages_follow_the_order_of_arrival() {
        let store = Store::default();
        for adres in ["9001200000000001", "9001200000000002", "9001200000000003"] {
            assert!(store.add(aanvraag(adres, Soort::Bewoner)));
        }
        let (found, total) = store.list(&Filter::default(), 2, 2);
        assert_eq!(total, 3);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].nummeraanduiding_identificatie, "9001200000000003");
        assert!(store.list(&Filter::default(), usize::MAX, 100).0.is_empty());
    }

    #[test]
    fn the_burgerservicenummer_is_in_no_answer() {
        let json = serde_json::to_string(&aanvraag("9001200000000001", Soort::Bewoner)).unwrap();
        assert!(!json.contains("999990019"));
    }
}
