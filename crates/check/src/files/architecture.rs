//! The five layers: one stated, nothing asked of a higher one, no copies of register data, FSC prepared.

use std::sync::LazyLock;

use regex::Regex;

use super::component::{Component, FILE, Layer};
use super::running;
use crate::catalogue::Severity;
use crate::findings::{Findings, Place};
use crate::repository::Repository;

static SOURCE_URL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:\w+_)?(?:BRP|BAG|BRK|KVK|WOZ|HR|RVIG|HAALCENTRAAL|ZAKEN|CATALOGI|DOCUMENTEN|BESLUITEN|OBJECTEN|ZGW)_(?:\w+_)?(?:URL|API|ROOT|HOST|BASE)\w*$",
    )
    .expect("a constant that the tests use")
});

pub(super) fn check(repository: &Repository, component: &Component, found: &mut Findings) {
    if component.layer.is_none() && component.stated.is_none() {
        found.add("CC20", Place::Repository, "no file states the layer");
    }
    downward(component, found);
    copies(repository, component, found);
    outway(repository, component, found);
}

fn downward(component: &Component, found: &mut Findings) {
    let Some(layer) = component.layer else {
        found.skip("CC21", "the layer is not stated");
        return;
    };
    if component.depends_on.is_empty() {
        found.skip(
            "CC21",
            "fieldlab.toml names nothing that it uses ([[depends-on]])",
        );
        return;
    }
    for dependency in &component.depends_on {
        let Some(other) = dependency.layer else {
            continue;
        };
        if other > layer {
            found.add(
                "CC21",
                Place::line(FILE, dependency.line),
                format!(
                    "it lies in {} and uses {}, which lies in {} above it",
                    layer.name(),
                    dependency.name,
                    other.name()
                ),
            );
        }
    }
}

fn copies(repository: &Repository, component: &Component, found: &mut Findings) {
    if component.layer.is_none_or(|layer| layer < Layer::Proces) {
        found.skip("CC23", "it is about the process and interaction layers");
        return;
    }
    for (path, facts) in repository.facts() {
        if let Some(line) = facts.person_table {
            found.add(
                "CC23",
                Place::line(path, line),
                "a table with burgerservicenummers and names: a copy of the BRP",
            );
        }
    }
}

fn outway(repository: &Repository, component: &Component, found: &mut Findings) {
    let settings = running::settings(repository);
    let asks = settings
        .iter()
        .flat_map(|(_, entries)| entries)
        .any(|entry| SOURCE_URL.is_match(&entry.key))
        || !component.depends_on.is_empty();
    if !asks {
        found.skip("CC26", "it asks no register of another organisation");
        return;
    }
    let Some((path, entries)) = settings else {
        // CC44 tells that the list of settings is missing.
        found.skip("CC26", "there is no list of settings to look in");
        return;
    };
    let named = |part: &str| {
        entries
            .iter()
            .filter(|entry| entry.key.contains(part))
            .collect::<Vec<_>>()
    };
    let missing: Vec<&str> = [
        ("OUTWAY", "the address of the outway (FSC_OUTWAY_URL)"),
        (
            "GRANT_HASH",
            "a grant hash for each source (FSC_GRANT_HASH_…)",
        ),
    ]
    .into_iter()
    .filter(|(part, _)| named(part).is_empty())
    .map(|(_, what)| what)
    .collect();
    if !missing.is_empty() {
        found.add(
            "CC26",
            Place::file(path),
            format!("there is no setting for {}", missing.join(", nor for ")),
        );
    }
    for entry in named("OUTWAY").into_iter().chain(named("GRANT_HASH")) {
        if !entry.value.is_empty() {
            found
                .add(
                    "CC26",
                    Place::line(path, entry.line),
                    format!("{} is on by default", entry.key),
                )
                .only(Severity::Warning)
                .mend("leave it empty: an empty setting asks directly");
        }
    }
}
