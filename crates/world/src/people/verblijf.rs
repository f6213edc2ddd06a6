//! Reading a person: where somebody lives and has lived, and since when.

use std::borrow::Cow;

use super::gegevens::{Immigratie, Verblijfplaats, Woonplek};
use super::{ORIGINS, Persoon, flag, shape, stream};
use crate::cast::{Bijzonder, Plek};
use crate::date::{Day, GbaDatum};
use crate::hash::Stream;
use crate::places::{AdresId, Gemeentecode};

impl<'w> Persoon<'w> {
    /// Settling in the Netherlands, for those who came from elsewhere.
    pub fn immigratie(self) -> Option<Immigratie> {
        match self.changed.and_then(|changed| changed.immigratie) {
            None if !self.is_new() => self.base_immigration(),
            settled => settled,
        }
    }

    pub(super) fn base_immigration(self) -> Option<Immigratie> {
        if self.cast().is_some() {
            return self.special(|special| match special {
                Bijzonder::Immigratie(land, datum) => Some(Immigratie {
                    land: *land,
                    datum: *datum,
                }),
                _ => None,
            });
        }
        if !self.row.is(flag::ABROAD) {
            return None;
        }
        let people = &self.view.world().people;
        let came = shape::immigration(people.seed, self.row.household, self.row.origin)?;
        Some(Immigratie {
            land: ORIGINS[usize::from(self.row.origin)].land,
            datum: people.peildatum.plus(-came).gba(),
        })
    }

    /// Where the person is registered now.
    pub fn verblijfplaats(self) -> Verblijfplaats {
        self.verblijfplaatsen()
            .next()
            .expect("everybody has at least one residence")
    }

    /// All residences, the present one first.
    pub fn verblijfplaatsen(self) -> impl Iterator<Item = Verblijfplaats> + use<'w> {
        let base = (!self.is_new()).then(|| self.base_residences());
        self.changed
            .into_iter()
            .flat_map(|changed| changed.verblijfplaatsen.iter().rev().cloned())
            .chain(base.into_iter().flatten())
    }

    fn base_residences(self) -> impl Iterator<Item = Verblijfplaats> + use<'w> {
        let gemeente = self.view.home_gemeente(self.row.household);
        let residence = move |plek: Plek, aanvang: GbaDatum| {
            let plek = match plek {
                Plek::Adres(adres) => Woonplek::Adres(AdresId(adres)),
                Plek::Buitenland(land, regels) => {
                    Woonplek::Buitenland(land, regels.map(Cow::Borrowed))
                }
                Plek::Locatie(text) => Woonplek::Locatie(text),
                Plek::Onbekend => Woonplek::Onbekend,
            };
            let abroad = matches!(plek, Woonplek::Buitenland(..) | Woonplek::Onbekend);
            Verblijfplaats {
                plek,
                aanduiding_bij_huisnummer: "",
                aanvang,
                functie: 'W',
                gemeente: if abroad { Gemeentecode::RNI } else { gemeente },
                inschrijving: aanvang,
            }
        };
        let first = match self.cast() {
            Some(member) => {
                let postal = member
                    .bijzonder
                    .iter()
                    .any(|special| matches!(special, Bijzonder::Briefadres));
                let mut first = residence(member.plek, member.sinds);
                first.functie = if postal { 'B' } else { 'W' };
                for special in member.bijzonder {
                    if let Bijzonder::BijHuisnummer(aanduiding) = special {
                        first.aanduiding_bij_huisnummer = aanduiding;
                    }
                }
                first
            }
            None => {
                let adres = self
                    .view
                    .world()
                    .places
                    .home(self.row.household)
                    .expect("every household beside the cast's has a home");
                Verblijfplaats {
                    plek: Woonplek::Adres(adres),
                    aanduiding_bij_huisnummer: "",
                    aanvang: self.lives_here_since().gba(),
                    functie: 'W',
                    gemeente,
                    inschrijving: self.registered_since(),
                }
            }
        };
        let earlier = self
            .cast()
            .into_iter()
            .flat_map(|member| member.bijzonder)
            .filter_map(move |special| match special {
                Bijzonder::Eerder(plek, since) => Some(residence(*plek, *since)),
                _ => None,
            });
        std::iter::once(first).chain(earlier)
    }

    /// The day on which a household moved in; children have lived there since their birth at most.
    fn lives_here_since(self) -> Day {
        let people = &self.view.world().people;
        let head = people.row(people.household(self.row.household).start);
        let draws = Stream::new(people.seed, stream::RESIDENCE).sub(self.row.household.into());
        let grown_up = head.birth.plus(19 * 365).min(people.peildatum.plus(-1));
        let span = u64::from(people.peildatum.0 - grown_up.0).max(1);
        // Half of the households moved in the last nine years.
        let years = draws.below(0, 1000) * draws.below(1, 1000) / 1000;
        let day = people
            .peildatum
            .plus(-((years * span / 1000).min(35 * 365) as i64) - 1);
        let arrived = self
            .base_immigration()
            .and_then(|immigration| immigration.datum.date())
            .map_or(Day(0), Day::of);
        day.max(self.row.birth).max(arrived)
    }

    fn registered_since(self) -> GbaDatum {
        match self.cast() {
            Some(member) => member.sinds,
            None => {
                let since = self.lives_here_since();
                let draws = self.draw(stream::RESIDENCE + 2);
                // Two of three came from elsewhere in the municipality.
                let earlier = since
                    .plus(-(draws.below(0, 12 * 365) as i64))
                    .max(self.row.birth);
                let arrived = self
                    .base_immigration()
                    .and_then(|immigration| immigration.datum.date())
                    .map_or(Day(0), Day::of);
                if draws.chance(1, 660) {
                    earlier.max(arrived).gba()
                } else {
                    since.gba()
                }
            }
        }
    }

    /// First registration in the population register.
    pub fn eerste_inschrijving(self) -> GbaDatum {
        let first = if self.is_new() {
            self.immigratie()
        } else {
            self.base_immigration()
        };
        match first {
            Some(immigration) => immigration.datum,
            None => self
                .geboortedatum()
                .date()
                .map_or(GbaDatum::new(1994, 10, 1), |birth| {
                    GbaDatum::from(birth.max(jiff::civil::date(1994, 10, 1)))
                }),
        }
    }
}
