//! Conditions that several events share.

use std::borrow::Cow;

use jiff::civil::Date;

use super::{EventError, View};
use crate::date::{Day, GbaDatum};
use crate::people::{Geslacht, PersonId, Persoon, Plaats, Verblijfplaats, Woonplek};
use crate::places::AdresId;
use crate::tables;

/// Country code of the Netherlands (table 34).
pub(super) const NEDERLAND: u16 = 6030;

const YEAR: i64 = 365;

impl<'w> View<'w> {
    /// Nothing is registered before it happened.
    pub(super) fn has_come(self, datum: Date, vandaag: Date) -> Result<GbaDatum, EventError> {
        if datum > vandaag {
            return Err(EventError::Future(datum, vandaag));
        }
        if datum.year() < 1900 {
            return Err(EventError::TooLongAgo(datum));
        }
        Ok(GbaDatum::from(datum))
    }

    /// Somebody who is alive.
    pub(super) fn alive(self, id: PersonId) -> Result<Persoon<'w>, EventError> {
        let person = self.persoon(id);
        if person.overlijden().is_some() {
            return Err(EventError::Dead(person.burgerservicenummer()));
        }
        Ok(person)
    }

    /// Somebody who lives in the Netherlands.
    pub(super) fn resident(self, id: PersonId) -> Result<Persoon<'w>, EventError> {
        let person = self.alive(id)?;
        if !person.is_ingezetene() {
            return Err(EventError::NotResident(person.burgerservicenummer()));
        }
        Ok(person)
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

    /// The parent has the age for a child that was born on this day.
    pub(super) fn can_be_parent(
        self,
        parent: Persoon<'_>,
        born: Day,
        gives_birth: bool,
    ) -> Result<(), EventError> {
        let age = i64::from(born.0) - i64::from(parent.birth_day().0);
        let most = if gives_birth {
            50 * YEAR + 200
        } else {
            i64::MAX
        };
        if (16 * YEAR..=most).contains(&age) {
            return Ok(());
        }
        Err(EventError::ParentAge {
            bsn: parent.burgerservicenummer(),
            age: parent.birth_day().years_until(born),
        })
    }

    /// Children of a woman are twins, or born some time apart.
    pub(super) fn has_time_between(self, moeder: Persoon<'_>, born: Day) -> Result<(), EventError> {
        for child in moeder.child_ids().map(|child| self.persoon(child)) {
            let apart = (i64::from(child.birth_day().0) - i64::from(born.0)).abs();
            let bore = child.parent_ids().next() == Some(moeder.id());
            if bore && (1..240).contains(&apart) {
                return Err(EventError::Spacing(
                    moeder.burgerservicenummer(),
                    child.geboortedatum(),
                ));
            }
        }
        Ok(())
    }

    /// Two people who may marry and have children, as far as descent goes: not each other's
    /// ancestor, and without a common parent, also one who is known by name only.
    pub(super) fn not_kin(self, one: PersonId, other: PersonId) -> Result<(), EventError> {
        let (mine, theirs) = (self.persoon(one), self.persoon(other));
        if one == other {
            return Err(EventError::Alone(mine.burgerservicenummer()));
        }
        let by_name = |person: Persoon<'_>| {
            let parents = person.ouders().into_iter().map(|ouder| ouder.relatie);
            parents
                .filter(|parent| parent.persoon.is_none() && parent.geboortedatum.year() > 0)
                .map(|parent| (parent.naam, parent.geboortedatum))
                .collect::<Vec<_>>()
        };
        let (named, others) = (by_name(mine), by_name(theirs));
        let share = mine
            .parent_ids()
            .any(|parent| theirs.parent_ids().any(|of| of == parent))
            || named.iter().any(|parent| others.contains(parent));
        if share || self.descends(one, other) || self.descends(other, one) {
            return Err(EventError::Kin(
                mine.burgerservicenummer(),
                theirs.burgerservicenummer(),
            ));
        }
        Ok(())
    }

    /// Whether `ancestor` is in the line up from a person.
    fn descends(self, person: PersonId, ancestor: PersonId) -> bool {
        // Nobody has more generations here; in a damaged file a line may bite its own tail.
        const MOST: usize = 12;
        let mut above: Vec<PersonId> = self.persoon(person).parent_ids().collect();
        for _ in 0..MOST {
            if above.contains(&ancestor) {
                return true;
            }
            above = above
                .into_iter()
                .flat_map(|next| self.persoon(next).parent_ids())
                .collect();
        }
        false
    }
}

/// The date is not before something of a person that is known already.
pub(super) fn not_before(
    person: Persoon<'_>,
    datum: GbaDatum,
    what: &'static str,
    since: GbaDatum,
) -> Result<(), EventError> {
    if since.number() > datum.number() {
        return Err(EventError::Before {
            bsn: person.burgerservicenummer(),
            what,
            since,
        });
    }
    Ok(())
}

/// Whoever lives somewhere since a later day did not leave, die or give birth there before.
pub(super) fn lived_there(person: Persoon<'_>, datum: GbaDatum) -> Result<(), EventError> {
    let since = person.verblijfplaats().aanvang;
    if since.number() > datum.number() {
        return Err(EventError::TooEarly(person.burgerservicenummer(), since));
    }
    Ok(())
}

/// A residence begins after the one before it.
pub(super) fn follows_residence(person: Persoon<'_>, datum: GbaDatum) -> Result<(), EventError> {
    let since = person.verblijfplaats().aanvang;
    if since.number() >= datum.number() {
        return Err(EventError::TooEarly(person.burgerservicenummer(), since));
    }
    Ok(())
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

/// A country of table 34, also the code for an unknown one.
pub(super) fn country(code: u16) -> Result<u16, EventError> {
    if code == 0 || tables::land(code).is_some() {
        return Ok(code);
    }
    Err(EventError::UnknownCode {
        what: "country",
        code: format!("{code:04}"),
    })
}

/// A place where something happened: a municipality of table 33, or abroad as written.
pub(super) fn place(plaats: Plaats, land: u16) -> Result<(Plaats, u16), EventError> {
    let land = country(land)?;
    let fits = match &plaats {
        Plaats::Gemeente(code) => land == NEDERLAND && tables::gemeente(code.number()).is_some(),
        Plaats::Buitenland(text) => {
            text_of("a place", text, 40)?;
            land != NEDERLAND
        }
        Plaats::Onbekend => true,
    };
    if fits {
        return Ok((plaats, land));
    }
    Err(EventError::UnknownCode {
        what: "place",
        code: match plaats {
            Plaats::Gemeente(code) => code.to_string(),
            Plaats::Buitenland(text) => text.into_owned(),
            Plaats::Onbekend => String::new(),
        },
    })
}

/// A text of a name or place: letters, and the signs that stand between them.
pub(super) fn text_of(
    what: &'static str,
    text: &str,
    most: usize,
) -> Result<Cow<'static, str>, EventError> {
    let letter = |c: char| c.is_alphabetic() && u32::from(c) < 0x250;
    let why = if text.is_empty() {
        Some("it is empty")
    } else if text.trim() != text || text.contains("  ") {
        Some("it begins or ends with a space, or has two in a row")
    } else if text.chars().count() > most {
        Some("it is too long")
    } else if !text.contains(letter) {
        Some("it has no letter")
    } else if text
        .chars()
        .any(|c| !letter(c) && !matches!(c, ' ' | '-' | '\'' | '’' | '.' | '/' | ','))
    {
        Some(
            "only Latin letters, spaces, hyphens, apostrophes, commas, slashes and full stops can be in it",
        )
    } else {
        None
    };
    match why {
        None => Ok(Cow::Owned(text.to_owned())),
        Some(why) => Err(EventError::Text {
            what,
            text: text.chars().take(40).collect(),
            why,
        }),
    }
}

/// Sex that a new record can have.
pub(super) fn flags_of(geslacht: Geslacht) -> u16 {
    if geslacht == Geslacht::Vrouw {
        crate::people::flag::FEMALE
    } else {
        0
    }
}
