//! Settings by the environment.

use std::sync::LazyLock;

use regex::Regex;

use crate::findings::{Findings, Place};
use crate::repository::Repository;

static ENTRY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:export\s+)?([A-Z][A-Z0-9_]*)=(.*)$").expect("a constant that the tests use")
});

/// One line of `.env.example`.
pub(super) struct Setting {
    pub(super) key: String,
    pub(super) value: String,
    pub(super) line: u64,
}

const NAMES: &[&str] = &[
    ".env.example",
    ".env.sample",
    ".env.dist",
    "env.example",
    ".env.voorbeeld",
];

/// The file that lists the settings, and what it lists.
pub(super) fn settings(repository: &Repository) -> Option<(&str, Vec<Setting>)> {
    let (path, text) = repository.first_text(NAMES)?;
    let entries = text
        .lines()
        .enumerate()
        .filter_map(|(number, line)| {
            let found = ENTRY.captures(line.trim())?;
            let value = found[2].split(" #").next().unwrap_or_default();
            Some(Setting {
                key: found[1].to_owned(),
                value: value.trim().trim_matches(['"', '\'']).to_owned(),
                line: number as u64 + 1,
            })
        })
        .collect();
    Some((path, entries))
}

pub(super) fn check(repository: &Repository, found: &mut Findings) {
    let Some((path, entries)) = settings(repository) else {
        found.add(
            "CC44",
            Place::Repository,
            "there is no .env.example that lists the settings",
        );
        return;
    };
    if !entries
        .iter()
        .any(|entry| entry.key == "PORT" || entry.key.ends_with("_PORT"))
    {
        found
            .add(
                "CC44",
                Place::file(path),
                "there is no PORT among the settings",
            )
            .mend("listen on the port of PORT, and list it with its default");
    }
    let papers: String = repository
        .paths()
        .filter(|path| path.ends_with(".md") && (!path.contains('/') || path.starts_with("docs/")))
        .filter_map(|path| repository.text(path))
        .collect();
    let untold: Vec<&str> = entries
        .iter()
        .map(|entry| entry.key.as_str())
        .filter(|key| !papers.contains(key))
        .collect();
    // Without a README another rule speaks.
    if !untold.is_empty() && repository.first(&["README.md"]).is_some() {
        found
            .add(
                "CC44",
                Place::file(path),
                format!("the README does not explain {}", untold.join(", ")),
            )
            .mend("add them to the table of settings in README.md: name, default, meaning");
    }
}
