//! What can be decided from the files alone.

mod architecture;
mod ci;
mod component;
mod container;
mod dockerfile;
mod frontend;
mod governance;
mod helm;
mod licence;
mod manifest;
pub(crate) mod openapi;
mod privacy;
mod publiccode;
mod running;
pub(crate) mod scan;

use std::collections::BTreeMap;

use crate::findings::{Findings, Place};
use crate::repository::Repository;
use crate::tree::Node;
use component::{Component, Layer};

/// What the later parts want to know.
pub(crate) struct Outcome {
    /// Rules that the component explains.
    pub(crate) explained: BTreeMap<String, String>,
    /// Its OpenAPI document.
    pub(crate) openapi: Option<Node>,
}

/// Runs every rule over a repository.
pub(crate) fn check(repository: &Repository, found: &mut Findings) -> Outcome {
    let component = Component::read(repository, found);
    let publiccode = publiccode::check(repository, found);
    let openapi = openapi_document(repository, &component, found);
    governance::check(repository, &component, openapi.is_some(), found);
    licence::check(repository, publiccode.as_ref(), found);
    manifest::check(repository, publiccode.as_ref(), openapi.as_ref(), found);
    architecture::check(repository, &component, found);
    container::check(repository, found);
    helm::check(repository, found);
    running::check(repository, found);
    ci::check(repository, openapi.is_some(), found);
    privacy::check(repository, &component, found);
    frontend::check(repository, &component, found);
    for (path, facts) in repository.facts() {
        for hit in &facts.hits {
            let finding = found.add(hit.rule, Place::line(path, hit.line), &hit.message);
            finding.only(hit.severity);
            if let Some(mend) = &hit.mend {
                finding.mend(mend);
            }
        }
    }
    Outcome {
        explained: component.explained,
        openapi,
    }
}

/// Where the document is looked for.
const OPENAPI: &[&str] = &[
    "openapi.json",
    "openapi.yaml",
    "openapi.yml",
    "api/openapi.json",
    "api/openapi.yaml",
    "api/openapi.yml",
];

fn openapi_document(
    repository: &Repository,
    component: &Component,
    found: &mut Findings,
) -> Option<Node> {
    if component.layer == Some(Layer::Interactie) && repository.first(OPENAPI).is_none() {
        found.skip("CC30", "a component of the interaction layer offers no API");
        for rule in ["CC31", "CC32", "CC33"] {
            found.skip(rule, "there is no API");
        }
        for rule in crate::catalogue::rules().filter(|rule| rule.id.starts_with("/core/")) {
            found.skip(rule.id, "there is no API");
        }
        return None;
    }
    let Some((path, text)) = repository.first_text(OPENAPI) else {
        let elsewhere = repository.paths().find(|path| {
            let name = path.rsplit('/').next().unwrap_or(path);
            OPENAPI.contains(&name)
        });
        match elsewhere {
            Some(path) => {
                found
                    .add(
                        "CC30",
                        Place::file(path),
                        "the OpenAPI document is not in the root or in api/",
                    )
                    .mend("move it to the root or to api/, where others look for it");
            }
            None => {
                found.add("CC30", Place::Repository, "there is no OpenAPI document");
            }
        }
        return None;
    };
    match crate::tree::parse(&text) {
        Ok(root) => {
            openapi::check(&root, path, found);
            Some(root)
        }
        Err((line, reason)) => {
            found.add(
                "/core/doc-openapi",
                Place::line(path, line),
                format!("it cannot be read: {reason}"),
            );
            None
        }
    }
}
