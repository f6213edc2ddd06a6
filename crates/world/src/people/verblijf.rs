//! Reading a person: where somebody lives and has lived, and since when.

use std::borrow::Cow;

use super::gegevens::{Immigratie, Verblijfplaats, Woning, Woonplek};
use super::{ORIGINS, Persoon, flag, shape, stream};
use crate::cast::{Bijzonder, CastPersoon, Plek};
use crate::date::{Day, GbaDatum};
use crate::places::{AdresId, Gemeentecode};

/// Addresses abroad that do not exist: origin of those who are registered there as non-residents,
/// country (table 34), lines.
const ABROAD: &[(u8, u16, [&str; 3])] = &[
    (5, 7028, ["ul. Probna 7", "00-999 Przyklad", ""]),
    (5, 7028, ["ul. Testowa 31 m. 2", "00-998 Wzorcowo", ""]),
    (7, 6029, ["Musterweg 14", "00999 Musterstadt", ""]),
    (7, 6029, ["Beispielallee 3a", "00998 Probehausen", ""]),
    (12, 6038, ["vul. Prykladna 5", "00999 Zrazkove", ""]),
    (12, 6038, ["vul. Testova 18", "00998 Probne", ""]),
    (13, 7044, ["Via Esempio 22", "00999 Paese di Prova", ""]),
    (13, 7044, ["Piazza Campione 1", "00998 Borgo Esempio", ""]),
    (1, 6043, ["Ornek Sokak 9", "00999 Deneme", ""]),
    (1, 6043, ["Deneme Caddesi 40", "00998 Ornekli", ""]),
    (2, 5022, ["12 Rue de l'Exemple", "00999 Ville d'Essai", ""]),
    (2, 5022, ["3 Avenue du Specimen", "00998 Exempleville", ""]),
    (8, 6024, ["Jalan Contoh 8", "00999 Kota Contoh", ""]),
    (8, 6024, ["Jalan Uji 15", "00998 Desa Uji", ""]),
    (0, 5010, ["Proefstraat 18", "0999 Testgem", ""]),
    (0, 5010, ["Voorbeeldlaan 44", "0998 Proefgem", ""]),
    (0, 6039, ["27 Sample Road", "Exampleton", "ZZ99 9ZZ"]),
    (0, 5002, ["8 Rue du Modele", "00999 Modele-sur-Essai", ""]),
    (0, 6037, ["Calle de Ejemplo 6", "00999 Villa Prueba", ""]),
    (0, 6014, ["410 Placeholder Avenue", "Sampleton 00000", ""]),
    (0, 5001, ["99 Example Street", "Testville Z9Z 9Z9", ""]),
    (0, 6016, ["5 Specimen Court", "Sampleford 0999", ""]),
];

/// An address abroad that does not exist.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Buitenadres {
    /// Background of those who live there: a place among [`ORIGINS`].
    pub(crate) herkomst: u8,
    /// Country (table 34).
    pub(crate) land: u16,
    pub(crate) regels: [&'static str; 3],
}

impl Buitenadres {
    const fn of((herkomst, land, regels): (u8, u16, [&'static str; 3])) -> Self {
        Self {
            herkomst,
            land,
            regels,
        }
    }

    /// One in this country (table 34), or anywhere when none is known there.
    pub(crate) fn in_land(land: u16, draw: u64) -> Self {
        let there: Vec<_> = ABROAD.iter().filter(|row| row.1 == land).collect();
        match there.get((draw % there.len().max(1) as u64) as usize) {
            Some(row) => Self::of(**row),
            None => adres_buiten(draw),
        }
    }

    /// The town in its second line.
    pub(crate) fn plaats(self) -> &'static str {
        self.regels[1].trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '-')
    }
}

/// An address abroad.
pub(crate) fn adres_buiten(draw: u64) -> Buitenadres {
    Buitenadres::of(ABROAD[(draw % ABROAD.len() as u64) as usize])
}

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
        if !self.row.is(flag::ABROAD) || self.row.is(flag::RNI) {
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

    /// The same by itself, without a walk through all the homes before it.
    pub fn woning(self) -> Woning {
        let moved = self
            .changed
            .is_some_and(|changed| !changed.verblijfplaatsen.is_empty());
        let at_home = self.row.household < self.view.world().people.homes
            && !self.row.is(flag::RNI | flag::DECEASED);
        if moved || self.cast().is_some() || self.is_new() || !at_home {
            return self.verblijfplaats().into();
        }
        let household = self.row.household;
        Woning {
            plek: self.home(Some(household)),
            aanduiding_bij_huisnummer: "",
            aanvang: self.came_home().gba(),
            functie: 'W',
            gemeente: self.view.home_gemeente(household),
        }
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
        match self.cast() {
            Some(member) => self.cast_residences(member),
            None => self.own_residences(),
        }
        .into_iter()
    }

    fn cast_residences(self, member: &'static CastPersoon) -> Vec<Verblijfplaats> {
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
        let mut residences = vec![first];
        residences.extend(member.bijzonder.iter().filter_map(|special| match special {
            Bijzonder::Eerder(plek, since) => Some(residence(*plek, *since)),
            _ => None,
        }));
        residences
    }

    /// Residences of somebody outside the cast, newest first.
    fn own_residences(self) -> Vec<Verblijfplaats> {
        let people = &self.view.world().people;
        let mut stays = self.stays();
        if let Some(death) = people.death_day(self.id) {
            // The dead do not move.
            while stays.len() > 1 && stays[0].1 >= death {
                stays.remove(0);
            }
            if let Some(last) = stays.first_mut().filter(|last| last.1 >= death) {
                last.1 = death.plus(-1000).max(self.row.birth);
            }
        }
        let mut residences: Vec<Verblijfplaats> = stays
            .into_iter()
            .map(|(household, since)| {
                let gemeente = match household {
                    Some(household) => self.view.home_gemeente(household),
                    None => Gemeentecode::RNI,
                };
                Verblijfplaats {
                    plek: self.home(household),
                    aanduiding_bij_huisnummer: "",
                    aanvang: since.gba(),
                    functie: 'W',
                    gemeente,
                    inschrijving: since.gba(),
                }
            })
            .collect();
        // Registered in a municipality since the first of the residences there on end.
        for at in (0..residences.len().saturating_sub(1)).rev() {
            if residences[at].gemeente == residences[at + 1].gemeente {
                residences[at].inschrijving = residences[at + 1].inschrijving;
            }
        }
        residences
    }

    /// The home of a household, or wherever the person is.
    fn home(self, household: Option<u32>) -> Woonplek {
        match household.and_then(|home| self.view.places().home(home)) {
            Some(adres) => Woonplek::Adres(adres),
            None => self.elsewhere(),
        }
    }

    /// The day from which somebody could live here.
    fn earliest(self) -> Day {
        let arrived = self
            .base_immigration()
            .and_then(|immigration| immigration.datum.date())
            .map_or(Day(0), Day::of);
        self.row.birth.max(arrived)
    }

    /// Since when somebody lives in the home of the household.
    fn came_home(self) -> Day {
        let people = &self.view.world().people;
        if self.row.is(flag::INSTITUTION) {
            let draws = self.draw(stream::RESIDENCE + 6);
            return people.peildatum.plus(-1 - draws.below(0, 6 * 365) as i64);
        }
        people
            .household_since(self.row.household)
            .max(self.earliest())
    }

    /// Households whose homes the person lived in (`None` for elsewhere), newest first, and since when.
    fn stays(self) -> Vec<(Option<u32>, Day)> {
        let people = &self.view.world().people;
        let draws = self.draw(stream::RESIDENCE + 6);
        if self.row.is(flag::RNI) {
            let registered = Day::ymd(2014, 1, 6);
            let span = u64::from(people.peildatum.0.saturating_sub(registered.0)).max(1);
            return vec![(None, registered.plus(draws.below(0, span) as i64))];
        }
        if self.row.household >= people.homes {
            let mut stays = Vec::new();
            if self.row.is(flag::EMIGRATED) {
                stays.push((None, self.gone().unwrap_or(people.peildatum)));
            }
            match people.last_home(self.id) {
                Some((home, gone)) => stays.push((
                    Some(home),
                    gone.plus(-200 - draws.below(0, 12 * 365) as i64)
                        .max(self.row.birth),
                )),
                None if stays.is_empty() => stays.push((None, self.row.birth)),
                None => {}
            }
            return stays;
        }
        let mut left = self.came_home();
        let mut stays = vec![(Some(self.row.household), left)];
        if self.row.is(flag::INSTITUTION) {
            return stays;
        }
        let earliest = self.earliest();
        for (home, since) in people.earlier_homes(self.row.household) {
            if left <= earliest {
                break;
            }
            left = since.max(earliest);
            stays.push((Some(home), left));
        }
        // The home of one's parents, for those who left it not too late.
        if self.row.parent1 != super::NONE
            && !self.row.is(flag::CHILD | flag::ABROAD)
            && left < self.row.birth.plus(34 * 365)
        {
            let parent = people.row(self.row.parent1);
            let home = parent.household;
            if home != self.row.household
                && (crate::cast::HOMES.len() as u32..people.homes).contains(&home)
                && !parent.is(flag::INSTITUTION)
            {
                let since = people.household_since(home).max(self.row.birth);
                if since < left {
                    stays.push((Some(home), since));
                }
            }
        }
        stays
    }

    /// When somebody left the Netherlands.
    pub(super) fn gone(self) -> Option<Day> {
        if !self.row.is(flag::EMIGRATED) {
            return None;
        }
        let people = &self.view.world().people;
        Some(match people.last_home(self.id) {
            Some((_, gone)) => gone,
            None => self
                .row
                .birth
                .plus(20 * 365 + self.draw(stream::RESIDENCE + 7).below(0, 1000) as i64)
                .min(people.peildatum.plus(-1)),
        })
    }

    /// Where somebody is who is not here.
    fn elsewhere(self) -> Woonplek {
        let draws = self.draw(stream::RESIDENCE + 8);
        let abroad = if self.row.is(flag::RNI) {
            ABROAD
                .iter()
                .filter(|(origin, ..)| *origin == self.row.origin)
                .nth(draws.below(0, 2) as usize)
        } else if self.row.is(flag::EMIGRATED) && !draws.chance(1, 120) {
            ABROAD.get(draws.below(2, ABROAD.len() as u64) as usize)
        } else {
            None
        };
        abroad.map_or(Woonplek::Onbekend, |(_, land, regels)| {
            Woonplek::Buitenland(*land, regels.map(Cow::Borrowed))
        })
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
