//! Naamswijziging: another name, or another way to be addressed.

use std::borrow::Cow;

use jiff::civil::Date;

use super::voorwaarden::{not_before, text_of};
use super::{EventError, Onderwerp, Patch, Soort, View};
use crate::date::Day;
use crate::people::{Naam, Naamgebruik, PersonId};

/// A change of name. What is not named stays.
#[derive(Clone, Debug)]
pub struct Naamswijziging<'a> {
    /// Whose.
    pub persoon: PersonId,
    /// Given names.
    pub voornamen: Option<&'a str>,
    /// Prefix; without it a new surname has none.
    pub voorvoegsel: Option<&'a str>,
    /// Surname.
    pub geslachtsnaam: Option<&'a str>,
    /// How the person wants to be addressed.
    pub naamgebruik: Option<Naamgebruik>,
    /// Since when.
    pub datum: Date,
}

impl View<'_> {
    /// Checks a change of name.
    ///
    /// # Errors
    /// See [`EventError`].
    pub fn naamswijziging(
        self,
        wijziging: &Naamswijziging<'_>,
        vandaag: Date,
    ) -> Result<Patch, EventError> {
        let datum = self.has_come(wijziging.datum, vandaag)?;
        let person = self.alive(wijziging.persoon)?;
        let bsn = person.burgerservicenummer();
        not_before(person, datum, "the birth", person.geboortedatum())?;
        if let Some((_, until)) = person.eerdere_namen().last() {
            not_before(person, datum, "an earlier change of name", *until)?;
        }
        let old = person.naam();
        let mut new = old.clone();
        if let Some(text) = wijziging.voornamen {
            new.voornamen = text_of("given names", text, 200)?;
        }
        if let Some(text) = wijziging.geslachtsnaam {
            new.geslachtsnaam = text_of("a surname", text, 200)?;
            new.voorvoegsel = Cow::Borrowed("");
        }
        if let Some(text) = wijziging.voorvoegsel {
            new.voorvoegsel = match text {
                "" => Cow::Borrowed(""),
                text => text_of("a prefix", text, 10)?,
            };
        }
        if let Some(naamgebruik) = wijziging.naamgebruik
            && naamgebruik != Naamgebruik::Eigen
            && person.verbintenissen().is_empty()
        {
            // Only who is or was married can use a partner's name.
            return Err(EventError::NotBound(bsn));
        }
        let addressed = wijziging
            .naamgebruik
            .is_some_and(|naamgebruik| naamgebruik != person.naamgebruik());
        if new == old && !addressed {
            return Err(EventError::SameName(bsn));
        }
        let mut patch = Patch::op(Day::of(wijziging.datum));
        let changed = patch.change(self, wijziging.persoon);
        if new != old {
            changed.rename(old, new, datum);
        }
        changed.naamgebruik = wijziging.naamgebruik.or(changed.naamgebruik);
        patch.meld(Soort::PersoonNaamGewijzigd, Onderwerp::Persoon(bsn));
        self.settle(patch)
    }
}

impl super::Changed {
    /// Gives another name, and keeps the one before.
    pub(super) fn rename(&mut self, old: Naam, new: Naam, since: crate::date::GbaDatum) {
        self.eerdere_namen.push((old, since));
        self.naam = Some(new);
    }
}
