//! The interaction layer: accessible, in NL Design System, in Dutch, and from one host.

use super::component::{Component, Layer};
use crate::findings::{Findings, Place};
use crate::fix::Fix;
use crate::repository::Repository;

/// Packages whose terms keep them to one organisation.
const PROPRIETARY: &[&str] = &[
    "@utrecht/design-tokens",
    "@rijkshuisstijl-community/design-tokens",
    "@rijkshuisstijl-community/font",
    "@rijkshuisstijl-community/assets",
    "@amsterdam/design-system-tokens",
    "@amsterdam/design-system-assets",
    "@gemeente-rotterdam/design-tokens",
    "@gemeente-denhaag/design-tokens",
];

/// Scopes of packages of NL Design System.
const DESIGN_SYSTEM: &[&str] = &[
    "@nl-design-system",
    "@utrecht/",
    "@rijkshuisstijl-community/components",
    "@amsterdam/design-system",
    "@gemeente-denhaag/",
];

pub(super) fn check(repository: &Repository, component: &Component, found: &mut Findings) {
    if component.layer != Some(Layer::Interactie) {
        for rule in ["CC60", "CC61", "CC62", "CC63"] {
            found.skip(rule, "it is about the interaction layer");
        }
        return;
    }
    let package = repository.text("package.json").unwrap_or_default();
    accessible(repository, &package, found);
    for (number, line) in package.lines().enumerate() {
        if let Some(name) = PROPRIETARY
            .iter()
            .find(|name| line.contains(&format!("\"{name}\"")))
        {
            found
                .add("CC61", Place::line("package.json", number as u64 + 1), format!("{name} is not open source: it belongs to one organisation"))
                .mend("take a neutral theme, such as @nl-design-system-unstable/voorbeeld-design-tokens, or write token values of your own");
        }
    }
    let everywhere: String = repository
        .paths()
        .filter(|path| {
            ["html", "vue", "css", "scss", "tsx", "jsx"]
                .iter()
                .any(|ending| path.ends_with(&format!(".{ending}")))
        })
        .filter_map(|path| repository.text(path))
        .collect();
    let used = DESIGN_SYSTEM.iter().any(|scope| package.contains(scope))
        || ["utrecht-", "nl-button", "rhc-", "ams-"]
            .iter()
            .any(|class| everywhere.contains(class));
    if !used {
        found.add(
            "CC61",
            Place::Repository,
            "it uses no package of NL Design System",
        );
    } else if !everywhere.contains("-theme") {
        found
            .add(
                "CC61",
                Place::Repository,
                "no page has the class of a theme",
            )
            .mend("put the class of the theme, such as voorbeeld-theme, on the body");
    }
    for (path, facts) in repository.facts() {
        if let Some((line, host)) = &facts.other_host {
            found
                .add(
                    "CC62",
                    Place::line(path, *line),
                    format!("it asks {host}, which then knows who visits"),
                )
                .mend("serve the file from the own origin");
        }
        if let Some(line) = facts.not_dutch {
            found
                .add(
                    "CC62",
                    Place::line(path, line),
                    "the page does not say that it is Dutch",
                )
                .mend("write <html lang=\"nl\">")
                .fix(Fix::Replace {
                    path: path.to_owned(),
                    line,
                    from: "<html>".to_owned(),
                    to: "<html lang=\"nl\">".to_owned(),
                });
        }
    }
}

fn accessible(repository: &Repository, package: &str, found: &mut Findings) {
    let declared = repository.paths().any(|path| {
        let path = path.to_lowercase();
        path.contains("toegankelijkheid") || path.contains("accessibility")
    });
    if !declared {
        found
            .add("CC60", Place::Repository, "there is no accessibility statement")
            .mend("write docs/toegankelijkheidsverklaring.md: how far it is, what is not accessible yet, whom to tell");
    }
    let checked = ["axe", "pa11y", "lighthouse"]
        .iter()
        .any(|tool| package.contains(tool))
        || repository
            .paths()
            .filter(|path| path.starts_with(".github/") || *path == ".gitlab-ci.yml")
            .any(|path| {
                repository
                    .text(path)
                    .is_some_and(|text| text.contains("axe"))
            });
    if !checked {
        found
            .add("CC60", Place::Repository, "nothing checks accessibility")
            .mend("run axe over every page in CI");
    }
}
