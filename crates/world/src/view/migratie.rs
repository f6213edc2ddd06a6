//! Emigratie and vestiging: people leave the Netherlands, and come.

use std::borrow::Cow;

use jiff::civil::Date;

use super::overlay::{Changed, Ouderschap};
use super::voorwaarden::{NEDERLAND, country, flags_of, follows_residence, once, place, text_of};
use super::{EventError, Onderwerp, Patch, Soort, View};
use crate::date::{Day, GbaDatum};
use crate::people::{
    Geslacht, Immigratie, Naam, Nationaliteit, Opschorting, PersonId, Persoon, Plaats, Row,
    Verblijfplaats, Verblijfstitel, Woonplek,
};
use crate::places::{AdresId, Gemeentecode};
use crate::tables;

/// People come to live in the Netherlands.
#[derive(Clone, Debug)]
pub struct VestigingInNederland<'a> {
    /// Who come back: emigrants and registered non-residents.
    pub personen: &'a [PersonId],
    /// Who come for the first time.
    pub nieuw: &'a [Nieuwkomer<'a>],
    /// Where they go to live.
    pub naar: AdresId,
    /// From which country (table 34); without it, where they lived or were born.
    pub land: Option<u16>,
    /// Since when.
    pub datum: Date,
}

/// Somebody who is not in the world yet.
#[derive(Clone, Debug)]
pub struct Nieuwkomer<'a> {
    /// Given names.
    pub voornamen: &'a str,
    /// Prefix of the surname, or empty.
    pub voorvoegsel: &'a str,
    /// Surname.
    pub geslachtsnaam: &'a str,
    /// Sex.
    pub geslacht: Geslacht,
    /// Day of birth.
    pub geboortedatum: Date,
    /// Place of birth; without it, unknown.
    pub geboorteplaats: Option<Plaats>,
    /// Country of birth (table 34).
    pub geboorteland: u16,
    /// Nationality (table 32); 0 unknown.
    pub nationaliteit: u16,
    /// Residence title (table 56).
    pub verblijfstitel: Option<u8>,
    /// Parents who are in the world.
    pub ouders: &'a [PersonId],
}

impl View<'_> {
    /// Checks that persons leave for an address abroad; country 0 for one that is not known.
    ///
    /// # Errors
    /// See [`EventError`].
    pub fn emigratie(
        self,
        personen: &[PersonId],
        land: u16,
        regels: &[&str],
        datum: Date,
        vandaag: Date,
    ) -> Result<Patch, EventError> {
        let personen = once(personen)?;
        let day = Day::of(datum);
        let since = self.has_come(datum, vandaag)?;
        let plek = abroad(land, regels)?;
        let mut patch = Patch::op(day);
        for &id in &personen {
            let person = self.resident(id)?;
            let bsn = person.burgerservicenummer();
            follows_residence(person, since)?;
            if !self.goes_with_adult(person, &personen, day) {
                return Err(EventError::MinorAlone(bsn));
            }
            let changed = patch.change(self, id);
            changed.verblijfplaatsen.push(Verblijfplaats {
                plek: plek.clone(),
                aanduiding_bij_huisnummer: "",
                aanvang: since,
                functie: 'W',
                gemeente: Gemeentecode::RNI,
                inschrijving: since,
            });
            changed.opschorting = Some(Some(Opschorting {
                reden: 'E',
                datum: since,
            }));
            patch.meld(Soort::PersoonGeemigreerd, Onderwerp::Persoon(bsn));
        }
        self.settle(patch)
    }

    /// Whether somebody is an adult, goes with one, or goes to a parent abroad.
    fn goes_with_adult(self, person: Persoon<'_>, with: &[PersonId], day: Day) -> bool {
        let adult = |id: PersonId| self.persoon(id).birth_day().years_until(day) >= 18;
        let waits = |id: PersonId| {
            let parent = self.persoon(id);
            !parent.is_ingezetene() && parent.overlijden().is_none()
        };
        with.iter().any(|id| adult(*id)) || person.parent_ids().any(waits)
    }

    /// Checks that persons come to live here: some who were here before, some for the first time.
    ///
    /// # Errors
    /// See [`EventError`].
    pub fn vestiging(
        self,
        vestiging: &VestigingInNederland<'_>,
        vandaag: Date,
    ) -> Result<Patch, EventError> {
        let day = Day::of(vestiging.datum);
        let since = self.has_come(vestiging.datum, vandaag)?;
        self.is_dwelling(vestiging.naar)?;
        let land = match vestiging.land {
            Some(NEDERLAND) => return Err(no_country(NEDERLAND)),
            Some(land) => Some(country(land)?),
            None => None,
        };
        let personen = if vestiging.nieuw.is_empty() {
            once(vestiging.personen)?
        } else {
            once(vestiging.personen).unwrap_or_default()
        };
        let mut patch = Patch::op(day);
        for id in personen {
            let person = self.alive(id)?;
            let bsn = person.burgerservicenummer();
            let left = person
                .opschorting()
                .is_some_and(|opschorting| matches!(opschorting.reden, 'E' | 'R'));
            if !left {
                return Err(EventError::NotAbroad(bsn));
            }
            follows_residence(person, since)?;
            let from = match person.verblijfplaats().plek {
                Woonplek::Buitenland(land, _) => land,
                _ => 0,
            };
            let residence = self.residence(vestiging.naar, since, None);
            let changed = patch.change(self, id);
            changed.verblijfplaatsen.push(residence);
            changed.opschorting = Some(None);
            changed.immigratie = Some(Immigratie {
                land: land.unwrap_or(from),
                datum: since,
            });
            patch.meld(Soort::PersoonGevestigd, Onderwerp::Persoon(bsn));
        }
        for (nth, nieuw) in (0..).zip(vestiging.nieuw) {
            let id = self.new_person(nth);
            let mut newcomer = self.newcomer(nieuw, since, vandaag)?;
            newcomer.verblijfplaatsen = vec![self.residence(vestiging.naar, since, None)];
            newcomer.immigratie = Some(Immigratie {
                land: land.unwrap_or(if nieuw.geboorteland == NEDERLAND {
                    0
                } else {
                    nieuw.geboorteland
                }),
                datum: since,
            });
            for ouder in &newcomer.ouders {
                patch.change(self, ouder.persoon).kinderen.push(id);
            }
            *patch.change(self, id) = newcomer;
            let bsn = self.world().bsns.bsn(id.0);
            patch.meld(Soort::PersoonGevestigd, Onderwerp::Persoon(bsn));
        }
        let parents = vestiging.nieuw.iter().flat_map(|nieuw| nieuw.ouders);
        for ouder in once(&parents.copied().collect::<Vec<_>>()).unwrap_or_default() {
            let bsn = self.persoon(ouder).burgerservicenummer();
            patch.meld(Soort::PersoonGewijzigd, Onderwerp::Persoon(bsn));
        }
        self.settle(patch)
    }

    /// Who comes for the first time, as yet without a residence.
    fn newcomer(
        self,
        nieuw: &Nieuwkomer<'_>,
        since: GbaDatum,
        vandaag: Date,
    ) -> Result<Changed, EventError> {
        let birth = self.has_come(nieuw.geboortedatum, vandaag)?;
        let born = Day::of(nieuw.geboortedatum);
        if birth.number() > since.number() {
            return Err(EventError::Future(nieuw.geboortedatum, vandaag));
        }
        if nieuw.nationaliteit > 0 && tables::nationaliteit(nieuw.nationaliteit).is_none() {
            return Err(EventError::UnknownCode {
                what: "nationality",
                code: format!("{:04}", nieuw.nationaliteit),
            });
        }
        if let Some(titel) = nieuw.verblijfstitel
            && tables::verblijfstitel(titel).is_none()
        {
            return Err(EventError::UnknownCode {
                what: "residence title",
                code: format!("{titel:02}"),
            });
        }
        let plaats = nieuw.geboorteplaats.clone().unwrap_or(Plaats::Onbekend);
        let (plaats, land) = place(plaats, nieuw.geboorteland)?;
        let mut ouders = Vec::new();
        for &ouder in nieuw.ouders {
            let parent = self.persoon(ouder);
            let bears = ouders.is_empty() && parent.geslacht() == Geslacht::Vrouw;
            self.can_be_parent(parent, born, bears)?;
            if bears {
                self.has_time_between(parent, born)?;
            }
            ouders.push(Ouderschap {
                persoon: ouder,
                sinds: birth,
                akte: None,
            });
        }
        if let [one, other, ..] = nieuw.ouders {
            if nieuw.ouders.len() > 2 {
                let bsn = self.persoon(*one).burgerservicenummer();
                return Err(EventError::TwoParents(bsn));
            }
            self.not_kin(*one, *other)?;
        }
        let voorvoegsel = match nieuw.voorvoegsel {
            "" => Cow::Borrowed(""),
            text => text_of("a prefix", text, 10)?,
        };
        Ok(Changed {
            row: Some(Row::new(0, born, flags_of(nieuw.geslacht), 0)),
            geboorte: Some((birth, plaats, land)),
            naam: Some(Naam {
                voornamen: text_of("given names", nieuw.voornamen, 200)?,
                titel: "",
                voorvoegsel,
                geslachtsnaam: text_of("a surname", nieuw.geslachtsnaam, 200)?,
            }),
            ouders,
            nationaliteiten: Some(vec![Nationaliteit {
                code: nieuw.nationaliteit,
                reden_opname: if nieuw.nationaliteit == 1 { 0 } else { 301 },
                ingang: if nieuw.nationaliteit == 1 {
                    birth
                } else {
                    since
                },
                bijzonder: None,
                einde: None,
            }]),
            verblijfstitel: nieuw.verblijfstitel.map(|aanduiding| Verblijfstitel {
                aanduiding,
                ingang: since,
                einde: None,
            }),
            geheim: Some(0),
            ..Changed::default()
        })
    }
}

fn no_country(code: u16) -> EventError {
    EventError::UnknownCode {
        what: "country",
        code: format!("{code:04}"),
    }
}

/// An address abroad, or that nobody knows where.
fn abroad(land: u16, regels: &[&str]) -> Result<Woonplek, EventError> {
    if land == NEDERLAND || (land == 0 && !regels.is_empty()) {
        return Err(no_country(land));
    }
    if land == 0 {
        return Ok(Woonplek::Onbekend);
    }
    let land = country(land)?;
    let mut lines = [const { Cow::Borrowed("") }; 3];
    if regels.len() > lines.len() {
        return Err(EventError::Text {
            what: "an address abroad",
            text: regels.join(", "),
            why: "it has three lines at most",
        });
    }
    for (line, text) in lines.iter_mut().zip(regels) {
        let fits = !text.trim().is_empty()
            && text.chars().count() <= 35
            && text
                .chars()
                .all(|c| !c.is_control() && u32::from(c) < 0x250);
        if !fits {
            return Err(EventError::Text {
                what: "a line of an address abroad",
                text: text.chars().take(40).collect(),
                why: "a line has 1 to 35 Latin characters",
            });
        }
        *line = Cow::Owned((*text).to_owned());
    }
    Ok(Woonplek::Buitenland(land, lines))
}
