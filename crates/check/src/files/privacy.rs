//! What the component does with personal data, on paper and in code.

use super::component::Component;
use crate::findings::{Findings, Place};
use crate::repository::Repository;

/// What the privacy page tells: what it is, and words by which it is known.
const TOPICS: &[(&str, &[&str])] = &[
    (
        "which personal data",
        &["persoonsgegevens", "personal data", "welke gegevens"],
    ),
    ("the purpose", &["doel", "waarvoor", "purpose"]),
    (
        "the legal ground",
        &["grondslag", "legal ground", "legal basis"],
    ),
    (
        "how long it is kept",
        &["bewaartermijn", "bewaren", "retention"],
    ),
    (
        "the register of processing",
        &[
            "verwerkingenregister",
            "verwerkingsregister",
            "verwerkingsactiviteit",
            "verwerking",
            "processing activit",
        ],
    ),
];

const PAGES: &[&str] = &["docs/privacy.md", "PRIVACY.md", "docs/privacy.rst"];

pub(super) fn check(repository: &Repository, component: &Component, found: &mut Findings) {
    match repository.first_text(PAGES) {
        None => {
            found.add("CC50", Place::Repository, "there is no docs/privacy.md");
        }
        Some((path, text)) => {
            let lower = text.to_lowercase();
            let missing: Vec<&str> = TOPICS
                .iter()
                .filter(|(_, words)| !words.iter().any(|word| lower.contains(word)))
                .map(|(topic, _)| *topic)
                .collect();
            if !missing.is_empty() {
                found
                    .add(
                        "CC50",
                        Place::file(path),
                        format!("it does not say: {}", missing.join(", ")),
                    )
                    .mend(format!("add to {path}: {}", missing.join(", ")));
            }
        }
    }
    for (word, what) in [
        ("dpia", "DPIA pre-scan (docs/dpia.md)"),
        ("bio", "BIO self-assessment (docs/bio.md)"),
    ] {
        let there = repository.paths().any(|path| {
            let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
            path.starts_with("docs/") && name.starts_with(word)
        });
        if !there {
            found.add("CC51", Place::Repository, format!("there is no {what}"));
        }
    }
    match component.personal_data {
        Some(true) if !repository.facts().any(|(_, facts)| facts.logs_processing) => {
            found.add(
                "CC53",
                Place::Repository,
                "it says that it processes personal data, and nothing writes a record of it",
            );
        }
        Some(_) => {
            if component.personal_data == Some(false) {
                found.skip("CC53", "fieldlab.toml says personal-data = false");
            }
        }
        None => found.skip(
            "CC53",
            "fieldlab.toml does not say whether it processes personal data (personal-data)",
        ),
    }
}
