//! The world's rules, checked on everybody and everything.

mod gang;
mod goederen;
mod plan;

use std::collections::BTreeSet;
use std::fmt;

use crate::cast::CAST;
use crate::people::{Geslacht, NONE, Naam, PersonId, Plaats, Verbintenis, flag};
use crate::places::{Adres, AdresId, Places};
use crate::view::{View, changed_rules};
use crate::world::{Watch, World};

use gang::Gang;
pub(crate) use goederen::{touched_adres, touched_bedrijf, touched_zaak};

/// One rule: what it says, how often it was checked, where it is broken.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Number in the design of the world, and a name.
    pub name: &'static str,
    /// How many times it was checked.
    pub checked: u64,
    /// How many times it was broken.
    pub broken: u64,
    /// The first cases, in words.
    pub examples: Vec<String>,
}

/// What a walk over the whole world found.
#[derive(Clone, Debug)]
pub struct CheckReport {
    /// The rules.
    pub rules: Vec<Rule>,
}

impl CheckReport {
    /// Whether no rule is broken.
    pub fn is_clean(&self) -> bool {
        self.rules.iter().all(|rule| rule.broken == 0)
    }
}

impl fmt::Display for CheckReport {
    /// Eighty columns: the rule, how often it was checked, how often broken; then examples.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:>12} {:>8}  rule", "checks", "broken")?;
        for rule in &self.rules {
            let checked = grouped(rule.checked);
            let mut lines = wrapped(rule.name, 56).into_iter();
            let first = lines.next().unwrap_or_default();
            writeln!(f, "{checked:>12} {:>8}  {first}", rule.broken)?;
            for line in lines {
                writeln!(f, "{:>21}    {line}", "")?;
            }
            for example in &rule.examples {
                for line in wrapped(example, 52) {
                    writeln!(f, "{:>21}  ! {line}", "")?;
                }
            }
        }
        let checked = self.rules.iter().map(|rule| rule.checked).sum();
        let broken: u64 = self.rules.iter().map(|rule| rule.broken).sum();
        writeln!(f, "{:>12} {broken:>8}  all together", grouped(checked))
    }
}

/// A number with commas between thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + 6);
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A text in lines of at most so many characters, where its words allow.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

const NAMES: [&str; 16] = [
    "1 partners are each other's, in one household",
    "2 children are their parents' children, and the other way round",
    "3 parents have the age for it; siblings are twins or 240 days apart",
    "4 partners share no parent",
    "5 a surname is one of the parents'",
    "6 minors live with an adult",
    "7 an address has one postcode, town and municipality; its number is unique there",
    "10 identifiers and relations resolve both ways",
    "11 residences follow one another, from birth to death",
    "12 one bond at a time, begun as grown-ups, ended after it began",
    "privacy: numbers and addresses are from ranges that nobody has",
    "geometry: nothing overlaps; points lie in buildings, buildings in parcels, parcels along streets",
    "8 every address has a parcel; rights on it add up to one, of adults and companies",
    "8 every dwelling and business has a WOZ object, with an owner and values",
    "9 a company is of adults or of another company, where one may be",
    "10 parcels, rights, companies, establishments and WOZ objects lead back",
];

/// Counts per rule; examples are few.
#[derive(Clone, Debug)]
pub(crate) struct Tally {
    checked: [u64; NAMES.len()],
    broken: [u64; NAMES.len()],
    examples: Vec<(usize, String)>,
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            checked: [0; NAMES.len()],
            broken: [0; NAMES.len()],
            examples: Vec::new(),
        }
    }
}

impl Tally {
    pub(crate) fn rule(&mut self, rule: usize, holds: bool, example: impl FnOnce() -> String) {
        self.checked[rule] += 1;
        if !holds {
            self.broken[rule] += 1;
            if self.examples.len() < 20 {
                self.examples.push((rule, example()));
            }
        }
    }

    /// The first case in which a rule is broken.
    pub(crate) fn first_broken(&self) -> Option<(&'static str, &str)> {
        let (rule, case) = self.examples.first()?;
        Some((NAMES[*rule], case))
    }

    fn plus(mut self, other: Self) -> Self {
        for rule in 0..NAMES.len() {
            self.checked[rule] += other.checked[rule];
            self.broken[rule] += other.broken[rule];
        }
        self.examples.extend(other.examples);
        self.examples.truncate(20);
        self
    }
}

pub(crate) const PARTNER: usize = 0;
pub(crate) const CHILD: usize = 1;
pub(crate) const AGE: usize = 2;
pub(crate) const INCEST: usize = 3;
const SURNAME: usize = 4;
pub(crate) const MINOR: usize = 5;
const ADDRESS: usize = 6;
const RESOLVE: usize = 7;
const LIVED: usize = 8;
const BOND: usize = 9;
const PRIVACY: usize = 10;
const GEOMETRY: usize = 11;
pub(crate) const RIGHTS: usize = 12;
pub(crate) const VALUES: usize = 13;
pub(crate) const COMPANIES: usize = 14;
pub(crate) const REGISTERS: usize = 15;

pub(crate) fn check(view: View<'_>, watch: &mut Watch<'_>) -> CheckReport {
    let world = view.world();
    let total = [
        world.person_count(),
        world.household_count(),
        2 * world.places.address_count(),
        world.places.pc6_count(),
        world.places.street_count(),
        world.perceel_count(),
        view.aantal_bedrijven(),
    ];
    let mut gang = Gang::new(watch, total.into_iter().map(u64::from).sum());
    let people = gang.walk("people", world.person_count(), |id, tally| {
        relations(world, id, tally);
        record(view, PersonId(id), tally);
    });
    let homes = gang.walk("households", world.household_count(), |household, tally| {
        home(world, household, tally);
    });
    let places = gang.walk("addresses", world.places.address_count(), |adres, tally| {
        address(&world.places, AdresId(adres), tally);
    });
    let mut tally = people
        .plus(homes)
        .plus(places)
        .plus(plan::check(&world.places, &mut gang))
        .plus(goederen::check(view, &mut gang));
    if !view.is_base() {
        changed_rules(view, &mut tally);
    }
    CheckReport {
        rules: NAMES
            .iter()
            .enumerate()
            .map(|(rule, name)| Rule {
                name,
                checked: tally.checked[rule],
                broken: tally.broken[rule],
                examples: tally
                    .examples
                    .iter()
                    .filter(|(of, _)| *of == rule)
                    .map(|(_, text)| text.clone())
                    .take(5)
                    .collect(),
            })
            .collect(),
    }
}

const YEAR: i64 = 365;

/// What stands in the rows.
fn relations(world: &World, id: u32, tally: &mut Tally) {
    let people = &world.people;
    let row = people.row(id);
    if let Some(partner) = people.partner(id) {
        let theirs = people.row(partner);
        tally.rule(
            PARTNER,
            people.partner(partner) == Some(id)
                && partner != id
                && theirs.household == row.household,
            || format!("person {id} and {partner}"),
        );
        let shares = [row.parent1, row.parent2]
            .iter()
            .any(|parent| *parent != NONE && [theirs.parent1, theirs.parent2].contains(parent));
        tally.rule(INCEST, !shares, || format!("person {id} and {partner}"));
    }
    for (nth, parent) in [row.parent1, row.parent2].into_iter().enumerate() {
        if parent == NONE {
            continue;
        }
        tally.rule(
            CHILD,
            people.children(parent).any(|child| child == id),
            || format!("person {id} is no child of {parent}"),
        );
        let theirs = people.row(parent);
        let age = i64::from(row.birth.0) - i64::from(theirs.birth.0);
        let mother = nth == 0 && theirs.is(flag::FEMALE);
        tally.rule(
            AGE,
            age >= 16 * YEAR && (!mother || age <= 50 * YEAR + 200),
            || {
                format!(
                    "person {id}: parent {parent} was {} at the birth",
                    age / YEAR
                )
            },
        );
    }
    let mut births: Vec<u16> = people
        .children(id)
        .map(|child| people.row(child).birth.0)
        .collect();
    births.sort_unstable();
    for pair in births.windows(2) {
        let apart = pair[1] - pair[0];
        tally.rule(AGE, apart == 0 || apart >= 240, || {
            format!("children of {id} were born {apart} days apart")
        });
    }
    for child in people.children(id) {
        let theirs = people.row(child);
        tally.rule(CHILD, theirs.parent1 == id || theirs.parent2 == id, || {
            format!("person {child} does not know parent {id}")
        });
    }
}

/// What a register would read.
pub(crate) fn record(view: View<'_>, id: PersonId, tally: &mut Tally) {
    let person = view.persoon(id);
    let bsn = person.burgerservicenummer();
    tally.rule(RESOLVE, view.persoon_met_bsn(bsn) == Some(id), || {
        format!("BSN {bsn}")
    });
    let text = bsn.to_string();
    tally.rule(
        PRIVACY,
        text.starts_with("999") || (text.starts_with('9') && !bsn.is_valid()),
        || format!("BSN {bsn}"),
    );
    let name = person.geboortenaam();
    let parents = person.ouders();
    let same = |parent: &Naam| {
        parent.geslachtsnaam == name.geslachtsnaam && parent.voorvoegsel == name.voorvoegsel
    };
    // Single names, people without registered parents and those who came grown have nothing to compare.
    let came = view
        .changed(id)
        .is_some_and(|changed| changed.row.is_some())
        && person.immigratie().is_some();
    if !parents.is_empty() && (id.0 as usize) >= CAST.len() && !came {
        let shared = parents.iter().any(|parent| {
            let earlier = parent.relatie.persoon.into_iter().flat_map(|parent| {
                let names = view.persoon(parent).eerdere_namen();
                names.iter().map(|(naam, _)| naam)
            });
            same(&parent.relatie.naam) || earlier.into_iter().any(same)
        });
        tally.rule(SURNAME, shared, || format!("{bsn} {}", name.geslachtsnaam));
    }
    for parent in &parents {
        if let Some(parent) = parent.relatie.persoon {
            let known = view
                .persoon(parent)
                .kinderen()
                .iter()
                .any(|child| child.relatie.burgerservicenummer == Some(bsn));
            tally.rule(RESOLVE, known, || format!("{bsn} is unknown to a parent"));
        }
    }
    for relation in person.verbintenissen() {
        let Some(partner) = relation.relatie.persoon else {
            continue;
        };
        let mutual = view.persoon(partner).verbintenissen().iter().any(|back| {
            back.relatie.burgerservicenummer == Some(bsn)
                && back.datum == relation.datum
                && back.soort == relation.soort
                && back.ontbinding == relation.ontbinding
        });
        tally.rule(PARTNER, mutual, || {
            format!("the bond of {bsn} is not mutual")
        });
        let after_birth = relation.datum.number() > person.geboortedatum().number();
        tally.rule(AGE, after_birth, || format!("{bsn} married before birth"));
    }
    let bonds = person.verbintenissen();
    let begun = |bond: &Verbintenis| bond.datum.number();
    for (nth, bond) in bonds.iter().enumerate() {
        let ended = bond.ontbinding.map(|end| end.datum.number());
        let before = bonds.get(nth + 1).and_then(|bond| bond.ontbinding);
        let alone =
            nth + 1 == bonds.len() || before.is_some_and(|end| end.datum.number() <= begun(bond));
        let old_enough = person.geboortedatum().number() + 160_000 <= begun(bond)
            || begun(bond).is_multiple_of(100);
        tally.rule(
            BOND,
            alone && old_enough && ended.is_none_or(|ended| ended >= begun(bond)),
            || format!("{bsn} and {}", bond.relatie.naam.geslachtsnaam),
        );
    }
    let death = person.overlijden().map(|death| death.datum.number());
    let mut later = death.unwrap_or(u32::MAX);
    for residence in person.verblijfplaatsen() {
        let since = residence.aanvang.number();
        tally.rule(
            LIVED,
            since <= later && person.geboortedatum().number() <= since,
            || format!("{bsn} lived somewhere since {since}"),
        );
        later = since;
    }
    for residence in person.verblijfplaatsen() {
        if let Some(adres) = residence.adres() {
            let adres = view.adres(adres);
            tally.rule(
                RESOLVE,
                view.adres_met_nummeraanduiding(adres.nummeraanduiding()) == Some(adres.id())
                    && adres.woonplaats().gemeente() == residence.gemeente,
                || format!("residence of {bsn} at {}", adres.nummeraanduiding()),
            );
        }
    }
    if let Some(adres) = person.verblijfplaats().adres() {
        tally.rule(RESOLVE, view.bewoners(adres).contains(&id), || {
            format!("{bsn} is not among those at its address")
        });
    }
    let birthplace = match person.geboorteplaats() {
        Plaats::Gemeente(code) => crate::tables::gemeente(code.number()).is_some(),
        Plaats::Buitenland(_) | Plaats::Onbekend => true,
    };
    tally.rule(RESOLVE, birthplace, || format!("birth place of {bsn}"));
    tally.rule(
        RESOLVE,
        person.geboorteland() == 0 || crate::tables::land(person.geboorteland()).is_some(),
        || format!("country of birth of {bsn}: {}", person.geboorteland()),
    );
    for nationality in person.nationaliteiten() {
        tally.rule(
            RESOLVE,
            nationality.code == 0 || crate::tables::nationaliteit(nationality.code).is_some(),
            || format!("nationality of {bsn}: {}", nationality.code),
        );
    }
    tally.rule(
        RESOLVE,
        person.geslacht() != Geslacht::Onbekend || (id.0 as usize) < CAST.len(),
        || format!("sex of {bsn}"),
    );
}

/// Minors and adults of a household.
fn home(world: &World, household: u32, tally: &mut Tally) {
    let people = &world.people;
    let members = people
        .household(household)
        .filter(|id| people.row(*id).is_resident());
    let adult = |id: &u32| {
        i64::from(people.peildatum.0) - i64::from(people.row(*id).birth.0) >= 18 * YEAR + 5
    };
    if let Some(minor) = members.clone().find(|id| !adult(id)) {
        tally.rule(MINOR, members.clone().any(|id| adult(&id)), || {
            format!("person {minor} lives alone")
        });
    }
    if let Some(adres) = world.places.home(household) {
        tally.rule(
            RESOLVE,
            world.places.household_at(adres) == Some(household),
            || format!("household {household}"),
        );
    }
}

fn address(places: &Places, id: AdresId, tally: &mut Tally) {
    let adres = places.adres(id);
    let number = adres.nummeraanduiding();
    let object = adres.object();
    tally.rule(
        RESOLVE,
        places.adres_met_nummeraanduiding(number) == Some(id)
            && places.adres_met_object(object) == Some(id),
        || format!("{number} {object}"),
    );
    let Some(postcode) = adres.postcode() else {
        return;
    };
    let key = |adres: &Adres<'_>| {
        (
            adres.huisnummer(),
            adres.huisletter(),
            adres.huisnummertoevoeging(),
        )
    };
    let mine = key(&adres);
    let same = places
        .adressen_op(postcode, adres.huisnummer())
        .filter(|other| key(&places.adres(*other)) == mine)
        .count();
    let towns: BTreeSet<_> = places
        .adressen_in_postcode(postcode)
        .map(|other| places.adres(other).straat().identificatie())
        .collect();
    tally.rule(ADDRESS, same == 1 && towns.len() == 1, || {
        format!(
            "{postcode} {} occurs {same} times, on {} streets",
            mine.0,
            towns.len()
        )
    });
    tally.rule(
        ADDRESS,
        places
            .straat_met_id(adres.straat().identificatie())
            .is_some_and(|straat| places.adressen_aan(straat).any(|other| other == id)),
        || format!("{number} is not along its street"),
    );
    if let Some(pand) = adres.pand() {
        tally.rule(ADDRESS, pand.adressen().any(|other| other == id), || {
            format!("{number} is not among those of its building")
        });
    }
    tally.rule(
        PRIVACY,
        postcode.cijfers() % 10 == 0 && ![1060, 7610, 7910].contains(&postcode.cijfers()),
        || format!("postcode {postcode}"),
    );
}
