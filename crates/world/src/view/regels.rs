//! The world's rules, checked on what a team changed.
//!
//! [`crate::check`] knows the rules of the base by its rows. Here they are read off the view, so
//! that they hold for people with changes, and for people whom the team added.

use std::collections::BTreeSet;

use super::{EventError, Patch, View};
use crate::check::{self, Tally};
use crate::date::Day;
use crate::people::{Geslacht, PersonId};
use crate::places::AdresId;

const YEAR: i64 = 365;

/// Every rule on everybody and every address, as far as a team can have changed something.
pub(crate) fn changed_rules(view: View<'_>, tally: &mut Tally) {
    for id in view.personen() {
        kin(view, id, tally);
        if id.0 >= view.world().person_count() {
            check::record(view, id, tally);
        }
    }
    for adres in view.places().adressen() {
        minors(view, adres, tally);
    }
    for adres in view.places().afgesplitste() {
        check::touched_adres(view, adres, tally);
    }
}

impl View<'_> {
    /// Gives a patch out, when every rule holds for those whom it touches as if it were applied.
    pub(super) fn settle(self, patch: Patch) -> Result<Patch, EventError> {
        let after = View {
            pending: Some(&patch),
            ..self
        };
        let mut people: BTreeSet<PersonId> = patch.changed.keys().copied().collect();
        let mut addresses = BTreeSet::new();
        for &id in patch.changed.keys() {
            let person = after.persoon(id);
            people.extend(person.parent_ids());
            people.extend(person.child_ids());
            people.extend(person.partner_ids());
            addresses.extend(person.verblijfplaats().adres());
            if self.is_known(id) {
                addresses.extend(self.persoon(id).verblijfplaats().adres());
            }
        }
        let mut tally = Tally::default();
        for &koz in patch.goederen.zaken.keys() {
            check::touched_zaak(after, koz, &mut tally);
        }
        for &id in patch.goederen.bedrijven.keys() {
            check::touched_bedrijf(after, id, &mut tally);
        }
        if patch.places.is_some() {
            let before = self.places().volgende_adres();
            for id in after.places().afgesplitste().filter(|id| *id >= before) {
                check::touched_adres(after, id, &mut tally);
            }
        }
        for id in people {
            kin(after, id, &mut tally);
            check::record(after, id, &mut tally);
        }
        for adres in addresses {
            // A death leaves children where they are; whoever was left so before may be left so.
            let Some(minor) = alone(after, adres) else {
                continue;
            };
            let died = |id: &PersonId| {
                after.persoon(*id).overlijden().is_some()
                    && self.is_known(*id)
                    && self.persoon(*id).overlijden().is_none()
            };
            let by_death = after.bewoners(adres).iter().any(died);
            if !by_death && alone(self, adres).is_none() {
                return Err(EventError::MinorAlone(
                    after.persoon(minor).burgerservicenummer(),
                ));
            }
        }
        match tally.first_broken() {
            None => Ok(patch),
            Some((rule, case)) => Err(EventError::Broken {
                rule,
                case: case.to_owned(),
            }),
        }
    }
}

/// Relations of a person, and the order in which things happened.
fn kin(view: View<'_>, id: PersonId, tally: &mut Tally) {
    let person = view.persoon(id);
    let bsn = person.burgerservicenummer();
    let birth = person.birth_day();
    let parents: Vec<PersonId> = person.parent_ids().collect();
    for (nth, &parent) in parents.iter().enumerate() {
        let theirs = view.persoon(parent);
        tally.rule(
            check::CHILD,
            theirs.child_ids().any(|child| child == id),
            || format!("{bsn} is no child of its parent"),
        );
        let age = i64::from(birth.0) - i64::from(theirs.birth_day().0);
        let mother = nth == 0 && theirs.geslacht() == Geslacht::Vrouw;
        tally.rule(
            check::AGE,
            age >= 16 * YEAR && (!mother || age <= 50 * YEAR + 200),
            || format!("a parent of {bsn} was {} at the birth", age / YEAR),
        );
    }
    let mut births: Vec<Day> = Vec::new();
    for child in person.child_ids() {
        let theirs = view.persoon(child);
        tally.rule(
            check::CHILD,
            theirs.parent_ids().any(|parent| parent == id),
            || format!("a child of {bsn} does not know it"),
        );
        // Who bears children has time between them; a father need not.
        if theirs.parent_ids().next() == Some(id) {
            births.push(theirs.birth_day());
        }
    }
    births.sort_unstable();
    for pair in births.windows(2) {
        let apart = pair[1].0 - pair[0].0;
        tally.rule(check::AGE, apart == 0 || apart >= 240, || {
            format!("children of {bsn} were born {apart} days apart")
        });
    }
    let partners: Vec<PersonId> = person.partner_ids().collect();
    tally.rule(check::PARTNER, partners.len() <= 1, || {
        format!("{bsn} has {} partners", partners.len())
    });
    tally.rule(
        check::PARTNER,
        partners.is_empty() || person.overlijden().is_none(),
        || format!("{bsn} has died and is married"),
    );
    for partner in partners {
        let shares = view
            .persoon(partner)
            .parent_ids()
            .any(|parent| parents.contains(&parent));
        tally.rule(check::INCEST, !shares, || {
            format!("{bsn} and its partner share a parent")
        });
    }
    if let Some(changed) = view.changed(id) {
        let forward = changed
            .verblijfplaatsen
            .windows(2)
            .all(|pair| pair[0].aanvang.number() < pair[1].aanvang.number());
        tally.rule(check::AGE, forward, || {
            format!("the residences of {bsn} are out of order")
        });
    }
}

/// That minors live with an adult, or with one who died there.
fn minors(view: View<'_>, adres: AdresId, tally: &mut Tally) {
    let there = view.bewoners(adres);
    let is_minor = |id: &PersonId| {
        let person = view.persoon(*id);
        person.is_ingezetene() && person.birth_day().years_until(view.laatste()) < 18
    };
    if !there.iter().any(is_minor) {
        return;
    }
    let left = alone(view, adres);
    let orphaned = left.is_some()
        && there
            .iter()
            .any(|id| view.persoon(*id).overlijden().is_some());
    tally.rule(check::MINOR, left.is_none() || orphaned, || {
        let minor = left.unwrap_or(there[0]);
        format!("{} lives alone", view.persoon(minor).burgerservicenummer())
    });
}

/// Whoever is a minor and lives at an address without a living adult.
fn alone(view: View<'_>, adres: AdresId) -> Option<PersonId> {
    let day = view.laatste();
    let there: Vec<PersonId> = view
        .bewoners(adres)
        .into_iter()
        .filter(|id| view.persoon(*id).is_ingezetene())
        .collect();
    let adult = |id: &PersonId| view.persoon(*id).birth_day().years_until(day) >= 18;
    let minor = there.iter().copied().find(|id| !adult(id))?;
    (!there.iter().any(adult)).then_some(minor)
}
