//! The licence: its text, the same name everywhere, and REUSE.

use crate::findings::{Findings, Place};
use crate::fix::Fix;
use crate::repository::Repository;
use crate::tree::Node;

/// Names of files that hold a licence.
pub(super) const NAMES: &[&str] = &[
    "LICENSE",
    "LICENSE.md",
    "LICENSE.txt",
    "LICENCE",
    "LICENCE.md",
    "LICENCE.txt",
    "COPYING",
];

/// Licences: SPDX id, words that only they have, and how long the full text is at least.
const LICENCES: &[(&str, &str, usize)] = &[
    ("EUPL-1.2", "european union public licence v. 1.2", 12_000),
    (
        "EUPL-1.2",
        "openbare licentie van de europese unie v. 1.2",
        12_000,
    ),
    ("EUPL-1.2", "european union public licence v1.2", 12_000),
    ("EUPL-1.1", "european union public licence v. 1.1", 12_000),
    (
        "AGPL-3.0",
        "gnu affero general public license version 3",
        30_000,
    ),
    (
        "LGPL-3.0",
        "gnu lesser general public license version 3",
        6_000,
    ),
    ("GPL-3.0", "gnu general public license version 3", 30_000),
    (
        "LGPL-2.1",
        "gnu lesser general public license version 2.1",
        20_000,
    ),
    ("GPL-2.0", "gnu general public license version 2", 15_000),
    ("Apache-2.0", "apache license version 2.0", 9_000),
    ("MPL-2.0", "mozilla public license version 2.0", 14_000),
    ("BSD-3-Clause", "neither the name of", 1_200),
    (
        "BSD-2-Clause",
        "redistributions in binary form must reproduce",
        1_000,
    ),
    ("MIT", "permission is hereby granted, free of charge", 900),
    (
        "ISC",
        "permission to use, copy, modify, and/or distribute",
        500,
    ),
    ("CC0-1.0", "cc0 1.0 universal", 5_000),
    ("Unlicense", "this is free and unencumbered software", 1_000),
];

pub(super) fn check(
    repository: &Repository,
    publiccode: Option<&(String, Node)>,
    found: &mut Findings,
) {
    let Some((path, text)) = repository.first_text(NAMES) else {
        found.add("CC01", Place::Repository, "there is no LICENSE");
        reuse(repository, None, found);
        return;
    };
    let plain = text.to_lowercase();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let known = LICENCES.iter().find(|(_, words, _)| plain.contains(words));
    match known {
        None => {
            found.add(
                "CC01",
                Place::file(path),
                "this is not the text of a licence that we know",
            );
        }
        Some((id, _, fewest)) if plain.len() < *fewest => {
            found.add(
                "CC01",
                Place::file(path),
                format!("this names {id}, but is not its full text"),
            );
        }
        Some((id, _, _)) => same_everywhere(repository, path, id, publiccode, found),
    }
    reuse(
        repository,
        known.map(|(id, _, _)| (path, text.as_str(), *id)),
        found,
    );
}

/// Whether an SPDX expression names a licence; `GPL-3.0` stands for `-only` and `-or-later`.
fn names(expression: &str, id: &str) -> bool {
    expression
        .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '+')))
        .any(|word| {
            let word = word.to_lowercase();
            let id = id.to_lowercase();
            word == id
                || word
                    .strip_prefix(&id)
                    .is_some_and(|rest| rest.starts_with(['-', '+']))
        })
}

fn same_everywhere(
    repository: &Repository,
    path: &str,
    id: &str,
    publiccode: Option<&(String, Node)>,
    found: &mut Findings,
) {
    let mut stated: Vec<(String, u64, String)> = Vec::new();
    if let Some((file, root)) = publiccode
        && let Some(node) = root.at(&["legal", "license"])
        && let Some(text) = node.text()
    {
        stated.push((file.clone(), node.line, text.to_owned()));
    }
    stated.extend(super::manifest::licences(repository));
    for (file, line, expression) in stated {
        if !names(&expression, id) {
            found
                .add(
                    "CC01",
                    Place::line(file, line),
                    format!("it says {expression}, but {path} is {id}"),
                )
                .mend("name the licence of the text, or put the right text there");
        }
    }
}

/// `licence` is the file, its text and which one it is.
fn reuse(repository: &Repository, licence: Option<(&str, &str, &str)>, found: &mut Findings) {
    let settings = repository.first_text(&["REUSE.toml", ".reuse/dep5"]);
    if !repository.paths().any(|path| path.starts_with("LICENSES/")) {
        let finding = found.add(
            "CC09",
            Place::Repository,
            "there is no folder LICENSES with the texts of the licences",
        );
        if let Some((path, text, id)) = licence {
            finding
                .mend(format!("copy {path} to LICENSES/{id}.txt"))
                .fix(Fix::Write {
                    path: format!("LICENSES/{id}.txt"),
                    text: text.to_owned(),
                });
        }
    }
    let covers_all = settings.as_ref().is_some_and(|(_, text)| {
        text.contains("SPDX-License-Identifier")
            && (text.contains("\"**\"") || text.contains("'**'"))
            || text.lines().any(|line| line.trim() == "Files: *")
    });
    if covers_all {
        return;
    }
    let bare: Vec<&str> = repository
        .facts()
        .filter(|(path, facts)| facts.source && !facts.spdx && !path.starts_with("LICENSES/"))
        .map(|(path, _)| path)
        .collect();
    let place = settings.map_or(Place::Repository, |(path, _)| Place::file(path));
    match bare.as_slice() {
        [] => {}
        [first] => {
            found.add("CC09", Place::file(*first), "it does not say its licence");
        }
        [first, rest @ ..] => {
            found.add(
                "CC09",
                place,
                format!(
                    "{first} and {} more sources do not say their licence",
                    rest.len()
                ),
            );
        }
    }
}
