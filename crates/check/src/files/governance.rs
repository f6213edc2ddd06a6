//! The papers of a repository: README, CONTRIBUTING, SECURITY and who decides.

use std::sync::LazyLock;

use regex::Regex;

use super::component::Component;
use crate::catalogue::Severity;
use crate::findings::{Findings, Place};
use crate::repository::Repository;

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|https://[^\s)>\]]+")
        .expect("a constant that the tests use")
});
static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bTODO\b|\bFIXME\b|\{\{|<(?:e-?mail|adres|address|naam|name|url)[^>]*>|\[(?:e-?mail|adres|address|vul)[^\]]*\]|\bXXX\b")
        .expect("a constant that the tests use")
});

/// What a README should tell: what it is, and words by which it is known.
const TOPICS: &[(&str, &[&str])] = &[
    ("its layer", &["laag", "layer"]),
    (
        "who owns it",
        &[
            "eigenaar",
            "owner",
            "beheerder",
            "maintainer",
            "beheerd door",
        ],
    ),
    (
        "how to run it",
        &[
            "draai",
            "start",
            "run",
            "quick start",
            "installatie",
            "gebruik",
        ],
    ),
    ("how to test it", &["test"]),
    ("its licence", &["licentie", "license", "licence"]),
    (
        "whether it is ready for production",
        &["productie", "production"],
    ),
];

/// The policy files.
pub(super) fn check(
    repository: &Repository,
    component: &Component,
    api: bool,
    found: &mut Findings,
) {
    readme(repository, component, api, found);
    for (rule, names, fewest) in [
        (
            "CC04",
            [
                "CONTRIBUTING.md",
                ".github/CONTRIBUTING.md",
                "docs/CONTRIBUTING.md",
            ],
            100,
        ),
        (
            "CC05",
            [
                "CODE_OF_CONDUCT.md",
                ".github/CODE_OF_CONDUCT.md",
                "docs/CODE_OF_CONDUCT.md",
            ],
            100,
        ),
    ] {
        match repository.first_text(&names) {
            None => {
                found.add(rule, Place::Repository, format!("there is no {}", names[0]));
            }
            Some((path, text)) if text.trim().len() < fewest => {
                found.add(rule, Place::file(path), "it says next to nothing");
            }
            Some(_) => {}
        }
    }
    security(repository, found);
    owners(repository, found);
}

fn readme(repository: &Repository, component: &Component, api: bool, found: &mut Findings) {
    let Some((path, text)) = repository.first_text(&[
        "README.md",
        "README.nl.md",
        "README.rst",
        "README.adoc",
        "README",
    ]) else {
        found.add("CC03", Place::Repository, "there is no README.md");
        return;
    };
    let lower = text.to_lowercase();
    let mut missing: Vec<&str> = TOPICS
        .iter()
        .filter(|(_, words)| !words.iter().any(|word| lower.contains(word)))
        .map(|(topic, _)| *topic)
        .collect();
    let paragraph = lower
        .lines()
        .map(str::trim)
        .any(|line| line.len() >= 40 && !line.starts_with(['#', '|', '[', '!', '`', '<']));
    if !paragraph {
        missing.insert(0, "what it is for");
    }
    if api && !lower.contains("openapi") && !lower.contains("swagger") {
        missing.push("where the OpenAPI document is");
    }
    if !missing.is_empty() {
        found
            .add(
                "CC03",
                Place::file(path),
                format!("it does not say: {}", missing.join(", ")),
            )
            .mend(format!("add to {path}: {}", missing.join(", ")));
    }
    layer(path, &lower, component, found);
}

/// The README names the layer that the component states, and draws what lies around it.
fn layer(path: &str, lower: &str, component: &Component, found: &mut Findings) {
    let Some(layer) = component.layer else { return };
    let named = super::component::Layer::NAMES
        .iter()
        .map(|(name, _)| *name)
        .chain([
            "interface",
            "interaction",
            "process",
            "integration",
            "service",
        ])
        .filter(|word| lower.contains(word))
        .filter_map(super::component::Layer::parse)
        .any(|named| named == layer);
    if !named && (lower.contains("laag") || lower.contains("layer")) {
        found
            .add(
                "CC20",
                Place::file(path),
                format!("it does not name the layer {}", layer.name()),
            )
            .mend(format!("write: Common Ground-laag: {}", layer.name()));
    }
    let drawn = lower.contains("```mermaid")
        || lower.contains("![")
        || lower.contains("<img")
        || lower.contains("-->")
        || lower.contains("->|")
        || lower.contains("──")
        || lower.contains("architect");
    if !drawn {
        found
            .add(
                "CC20",
                Place::file(path),
                "there is no picture of what lies around the component",
            )
            .only(Severity::Warning)
            .mend("draw the neighbours in the README: a few boxes and arrows in text, or mermaid");
    }
}

fn security(repository: &Repository, found: &mut Findings) {
    let Some((path, text)) =
        repository.first_text(&["SECURITY.md", ".github/SECURITY.md", "docs/SECURITY.md"])
    else {
        found.add("CC06", Place::Repository, "there is no SECURITY.md");
        return;
    };
    if let Some(placeholder) = PLACEHOLDER.find(&text) {
        let line = super::component::line_of(&text, placeholder.start());
        found
            .add(
                "CC06",
                Place::line(path, line),
                format!("`{}` is still to be filled in", placeholder.as_str()),
            )
            .mend("write the address to which a weakness can be reported in private");
        return;
    }
    let Some(address) = ADDRESS.find(&text) else {
        found.add(
            "CC06",
            Place::file(path),
            "it holds no address to report to",
        );
        return;
    };
    if address.as_str().contains("@example.") {
        let line = super::component::line_of(&text, address.start());
        found
            .add(
                "CC06",
                Place::line(path, line),
                format!("{} is an address for examples", address.as_str()),
            )
            .only(Severity::Note)
            .mend("write your own before the repository becomes public");
    }
}

fn owners(repository: &Repository, found: &mut Findings) {
    if repository
        .first(&[
            "GOVERNANCE.md",
            ".github/GOVERNANCE.md",
            "docs/GOVERNANCE.md",
        ])
        .is_none()
    {
        found
            .add("CC08", Place::Repository, "there is no GOVERNANCE.md")
            .mend("say in GOVERNANCE.md who decides, and how one can join");
    }
    if repository
        .first(&[
            "CODEOWNERS",
            ".github/CODEOWNERS",
            ".gitlab/CODEOWNERS",
            "docs/CODEOWNERS",
        ])
        .is_none()
    {
        found
            .add("CC08", Place::Repository, "there is no CODEOWNERS")
            .mend("name in CODEOWNERS who reviews changes: `* @team`");
    }
    let papers: String = [
        "README.md",
        "CONTRIBUTING.md",
        "GOVERNANCE.md",
        "publiccode.yml",
        "ROADMAP.md",
    ]
    .iter()
    .filter_map(|path| repository.first_text(&[path]))
    .map(|(_, text)| text.to_lowercase())
    .collect();
    let mut missing = Vec::new();
    if !papers.contains("roadmap") {
        missing.push("a roadmap");
    }
    if !papers.contains("issue") {
        missing.push("the list of issues");
    }
    if !missing.is_empty() {
        found
            .add(
                "CC08",
                Place::Repository,
                format!("nothing links to {}", missing.join(" and ")),
            )
            .mend("link them in README.md or GOVERNANCE.md");
    }
}
