//! The world beside published figures: how many there are of each kind, and how far that is off.
//!
//! Sources: CBS StatLine (CC BY 4.0), Meertens Instituut; see `data/README.md`. Grades: A official
//! counts as published, B computed from those, C an estimate of our own.

mod woz;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::people::{ORIGINS, PersonId, flag, surnames};
use crate::tables::{ACHTERNAMEN, BOUWJAREN, CBS, LEEFTIJDEN, VOORNAMEN};
use crate::view::{Overlay, View};
use crate::world::World;

/// What the figures of a subject are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maat {
    /// Shares of all, in percent.
    Deel,
    /// Means, in percent of the mean of all.
    Index,
    /// Means, in thousands of euros.
    DuizendEuro,
}

/// One subject: classes with their figures here and as published.
#[derive(Clone, Debug)]
pub struct Statistiek {
    /// What is counted, in Dutch.
    pub onderwerp: &'static str,
    /// What the figures are.
    pub maat: Maat,
    /// Where the figure is from.
    pub bron: &'static str,
    /// `A`, `B` or `C`.
    pub graad: char,
    /// Classes; of shares, those that together are everybody.
    pub klassen: Vec<Klasse>,
    /// How far it is off, per ten thousand. Of shares the part that would have to change class; of
    /// means the average difference.
    pub afstand: u32,
    /// How far it may be off at 250,000 people.
    pub tolerantie: u32,
}

/// A class of a subject. Figures are in thousandths of the unit of the subject.
#[derive(Clone, Debug)]
pub struct Klasse {
    /// Its name.
    pub naam: String,
    /// The figure as published.
    pub cbs: u32,
    /// The figure of this world.
    pub wereld: u32,
}

impl Statistiek {
    fn new(
        (onderwerp, bron, graad, tolerantie): (&'static str, &'static str, char, u32),
        counts: Vec<(String, u64, u64)>,
    ) -> Self {
        let published: u64 = counts.iter().map(|(_, cbs, _)| cbs).sum();
        let here: u64 = counts.iter().map(|(.., wereld)| wereld).sum();
        let share = |part: u64, all: u64| (part * 100_000 / all.max(1)) as u32;
        let klassen: Vec<Klasse> = counts
            .into_iter()
            .map(|(naam, cbs, wereld)| Klasse {
                naam,
                cbs: share(cbs, published),
                wereld: share(wereld, here),
            })
            .collect();
        let apart: u32 = klassen
            .iter()
            .map(|klasse| klasse.cbs.abs_diff(klasse.wereld))
            .sum();
        Self {
            onderwerp,
            maat: Maat::Deel,
            bron,
            graad,
            klassen,
            afstand: apart / 20,
            tolerantie,
        }
    }

    /// Means, each with how many it is the mean of.
    fn of_means(
        (onderwerp, bron, graad, tolerantie): (&'static str, &'static str, char, u32),
        maat: Maat,
        means: Vec<(Klasse, u64)>,
    ) -> Self {
        let all: u64 = means.iter().map(|(_, many)| many).sum();
        let apart: u64 = means
            .iter()
            .map(|(klasse, many)| {
                let apart = u64::from(klasse.cbs.abs_diff(klasse.wereld));
                apart * 10_000 / u64::from(klasse.cbs.max(1)) * many
            })
            .sum();
        Self {
            onderwerp,
            maat,
            bron,
            graad,
            klassen: means.into_iter().map(|(klasse, _)| klasse).collect(),
            afstand: (apart / all.max(1)) as u32,
            tolerantie,
        }
    }
}

/// Counts by subject and class.
type Counts = BTreeMap<(&'static str, usize), u64>;

fn plus(mut one: Counts, other: Counts) -> Counts {
    for (key, count) in other {
        *one.entry(key).or_default() += count;
    }
    one
}

impl World {
    /// The people who live here and their homes, beside published figures.
    pub fn stats(&self) -> Vec<Statistiek> {
        let overlay = Overlay::default();
        let view = View::new(self, &overlay);
        let people = (0..self.person_count())
            .into_par_iter()
            .with_min_len(4096)
            .fold(Counts::new, |mut counts, id| {
                person(view, PersonId(id), &mut counts);
                counts
            })
            .reduce(Counts::new, plus);
        let homes = (crate::cast::HOMES.len() as u32..self.household_count())
            .into_par_iter()
            .with_min_len(4096)
            .fold(Counts::new, |mut counts, household| {
                home(self, household, &mut counts);
                counts
            })
            .reduce(Counts::new, plus);
        let dwellings = (0..self.places().address_count())
            .into_par_iter()
            .with_min_len(4096)
            .fold(Counts::new, |mut counts, adres| {
                dwelling(self, adres, &mut counts);
                counts
            })
            .reduce(Counts::new, plus);
        let counts = plus(plus(people, homes), dwellings);
        let mut all = report(&counts);
        all.extend(woz::report(self, &counts));
        all
    }
}

fn person(view: View<'_>, id: PersonId, counts: &mut Counts) {
    let row = view.world().people.row(id.0);
    if !row.is_resident() {
        return;
    }
    let mut add = |subject: &'static str, class: usize| {
        *counts.entry((subject, class)).or_default() += 1;
    };
    let days = i64::from(view.world().people.peildatum.0) - i64::from(row.birth.0);
    let age = (days * 4 / 1461) as usize;
    add("leeftijd", (age / 5).min(19));
    add("geslacht", usize::from(row.is(flag::FEMALE)));
    add("woonsituatie", usize::from(row.is(flag::INSTITUTION)));
    add("geboren", usize::from(row.is(flag::ABROAD)));
    let persoon = view.persoon(id);
    let held = persoon.nationaliteiten();
    let code = if held.iter().any(|nationality| nationality.code == 1) {
        1
    } else {
        held.first().map_or(0, |nationality| nationality.code)
    };
    const CODES: [u16; 7] = [1, 72, 336, 339, 55, 34, 312];
    let class = CODES.iter().position(|known| *known == code).unwrap_or(7);
    add("nationaliteit", class);
    let own = ORIGINS[usize::from(row.origin)].nationaliteit == 1 && row.origin == 0;
    if own {
        let rank = usize::from(row.surname);
        add("geslachtsnaam", rank.min(NAMES));
        add(
            "voorvoegsel",
            usize::from(surnames()[rank].voorvoegsel.is_empty()),
        );
        if row.is(flag::FEMALE) && (1950..1960).contains(&row.birth.year()) {
            let names = given();
            let naam = persoon.naam();
            let first = naam.voornamen.split(' ').next().unwrap_or_default();
            let class = names.iter().position(|(known, _)| *known == first);
            add("voornaam", class.unwrap_or(names.len()));
        }
    }
}

/// How many of the commonest surnames are listed.
const NAMES: usize = 10;

/// The commonest given names of women born in the fifties, with their weights.
fn given() -> Vec<(&'static str, u64)> {
    let mut names: Vec<(&'static str, u64)> = VOORNAMEN
        .iter()
        .filter(|(sex, decade, ..)| *sex == "V" && *decade == 1950)
        .map(|(.., name, weight)| (*name, u64::from(*weight)))
        .collect();
    names.sort_by_key(|(name, weight)| (std::cmp::Reverse(*weight), *name));
    names.truncate(NAMES);
    names
}

fn home(world: &World, household: u32, counts: &mut Counts) {
    let people = &world.people;
    let (mut living, mut children, mut couple) = (0_usize, 0_usize, false);
    for row in people.household(household).map(|id| people.row(id)) {
        if row.is(flag::INSTITUTION) {
            return;
        }
        if row.is_resident() {
            living += 1;
            children += usize::from(row.is(flag::CHILD));
            couple |= row.is(flag::COUPLE);
        }
    }
    let kind = match (couple, children) {
        (false, 0) => 0,
        (true, 0) => 1,
        (true, _) => 2,
        (false, _) => 3,
    };
    let mut add = |subject: &'static str, class: usize| {
        *counts.entry((subject, class)).or_default() += 1;
    };
    add("huishoudgrootte", living.clamp(1, 5) - 1);
    add("huishoudtype", kind);
    if children > 0 {
        add("kinderen thuis", children.min(3) - 1);
    }
}

fn dwelling(world: &World, id: u32, counts: &mut Counts) {
    if id < crate::places::cast::ADRESSEN.len() as u32 {
        return;
    }
    let adres = world.places().adres(crate::places::AdresId(id));
    let Some(pand) = adres.pand().filter(|_| adres.is_woning()) else {
        return;
    };
    woz::dwelling(world, adres.id(), counts);
    let year = u32::from(pand.bouwjaar());
    if let Some(class) = BOUWJAREN
        .iter()
        .position(|(from, until, _)| (*from..*until).contains(&year))
    {
        *counts.entry(("bouwjaar woning", class)).or_default() += 1;
    }
}

fn report(counts: &Counts) -> Vec<Statistiek> {
    let here = |subject, class| counts.get(&(subject, class)).copied().unwrap_or(0);
    let listed = |(subject, ..): (&'static str, &'static str, char, u32)| {
        CBS.iter()
            .filter(|(of, ..)| *of == subject)
            .enumerate()
            .map(|(class, (_, name, count))| {
                ((*name).to_owned(), u64::from(*count), here(subject, class))
            })
            .collect::<Vec<_>>()
    };
    let mut all = Vec::new();
    let ages = (0..20)
        .map(|class| {
            let published = LEEFTIJDEN
                .iter()
                .filter(|(age, ..)| (*age as usize / 5).min(19) == class)
                .map(|(_, men, women)| u64::from(men + women))
                .sum();
            let name = match class {
                19 => "95 en ouder".to_owned(),
                _ => format!("{}-{}", class * 5, class * 5 + 4),
            };
            (name, published, here("leeftijd", class))
        })
        .collect();
    all.push(Statistiek::new(
        ("leeftijd", "CBS 83502NED, 70072ned, naar 2024", 'B', 500),
        ages,
    ));
    for subject in [
        ("geslacht", "CBS 70072ned 2024", 'A', 150),
        ("huishoudgrootte", "CBS 37975 2024", 'A', 200),
        ("huishoudtype", "CBS 37975, 37620 2024", 'A', 200),
        ("kinderen thuis", "CBS 71487ned 2023", 'A', 300),
        ("woonsituatie", "CBS 37620 2024", 'A', 50),
        ("geboren", "CBS NL in cijfers 2022", 'A', 200),
        ("nationaliteit", "eigen schatting", 'C', 400),
    ] {
        all.push(Statistiek::new(subject, listed(subject)));
    }
    // The published names were borne by 16.4 million people.
    let bearers: u64 = 16_400_000;
    let top: u64 = ACHTERNAMEN[..NAMES]
        .iter()
        .map(|row| u64::from(row.2))
        .sum();
    let mut names: Vec<(String, u64, u64)> = ACHTERNAMEN[..NAMES]
        .iter()
        .enumerate()
        .map(|(class, (prefix, name, count))| {
            (
                format!("{prefix} {name}").trim().to_owned(),
                u64::from(*count),
                here("geslachtsnaam", class),
            )
        })
        .collect();
    names.push((
        "andere".to_owned(),
        bearers - top,
        here("geslachtsnaam", NAMES),
    ));
    all.push(Statistiek::new(
        ("geslachtsnaam", "Meertens, 2007", 'A', 100),
        names,
    ));
    let all_given: u64 = VOORNAMEN
        .iter()
        .filter(|(sex, decade, ..)| *sex == "V" && *decade == 1950)
        .map(|row| u64::from(row.3))
        .sum();
    let listed_given = given();
    let mut names: Vec<(String, u64, u64)> = listed_given
        .iter()
        .enumerate()
        .map(|(class, (name, count))| ((*name).to_owned(), *count, here("voornaam", class)))
        .collect();
    let rest = all_given - listed_given.iter().map(|(_, count)| count).sum::<u64>();
    names.push((
        "andere".to_owned(),
        rest,
        here("voornaam", listed_given.len()),
    ));
    all.push(Statistiek::new(
        ("voornaam", "Meertens; vrouwen geboren 1950-1959", 'A', 300),
        names,
    ));
    let years = BOUWJAREN
        .iter()
        .enumerate()
        .map(|(class, (from, until, promille))| {
            (
                format!("{from}-{}", until - 1),
                u64::from(*promille),
                here("bouwjaar woning", class),
            )
        })
        .collect();
    all.push(Statistiek::new(
        ("bouwjaar woning", "eigen schatting", 'C', 450),
        years,
    ));
    all
}

#[cfg(test)]
mod tests {
    use super::Maat;
    use crate::{Size, World, WorldSpec};

    #[test]
    fn a_city_is_within_the_stated_distance_of_the_published_figures() {
        let world = World::build(&WorldSpec {
            size: Size::Stad,
            ..WorldSpec::default()
        })
        .unwrap();
        for subject in world.stats() {
            let total: u32 = subject.klassen.iter().map(|klasse| klasse.wereld).sum();
            assert!(
                subject.maat != Maat::Deel || total > 99_900,
                "{}: {total}",
                subject.onderwerp
            );
            assert!(
                subject.afstand <= subject.tolerantie,
                "{}: {} per ten thousand off, {} allowed: {:#?}",
                subject.onderwerp,
                subject.afstand,
                subject.tolerantie,
                subject.klassen
            );
        }
    }
}
