//! Versions and licences in the manifests, and the changelog that should follow them.

use std::sync::LazyLock;

use regex::Regex;

use super::component::find_line;
use crate::findings::{Findings, Place};
use crate::repository::Repository;
use crate::tree::{self, Node};

static SEMVER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$")
        .expect("a constant that the tests use")
});

/// Whether it is `x.y.z`, with what SemVer allows after it.
pub(super) fn is_semver(version: &str) -> bool {
    SEMVER.is_match(version)
}

/// Something stated in a file: file, line, text.
type Stated = (String, u64, String);

/// A key of the manifests of Rust, Python and Node.
fn stated(repository: &Repository, key: &str) -> Vec<Stated> {
    let mut all = Vec::new();
    for (path, table) in [("Cargo.toml", "package"), ("pyproject.toml", "project")] {
        let Some(text) = repository.text(path) else {
            continue;
        };
        let Ok(root) = toml::from_str::<toml::Value>(&text) else {
            continue;
        };
        let value = root.get(table).and_then(|table| table.get(key));
        // Python may write license = {text = "…"}.
        let value = value.and_then(|value| {
            value
                .as_str()
                .or_else(|| value.get("text").and_then(toml::Value::as_str))
        });
        if let Some(value) = value {
            all.push((
                path.to_owned(),
                find_line(&text, &format!("{key} =")),
                value.to_owned(),
            ));
        }
    }
    if let Some(text) = repository.text("package.json")
        && let Ok(root) = tree::parse(&text)
        && let Some(node) = root.get(key)
        && let Some(value) = node.text()
    {
        all.push(("package.json".to_owned(), node.line, value.to_owned()));
    }
    all
}

pub(super) fn licences(repository: &Repository) -> Vec<Stated> {
    stated(repository, "license")
        .into_iter()
        // `SEE LICENSE IN …` and names of files say nothing of which.
        .filter(|(_, _, text)| {
            !text.contains(' ') || text.contains(" OR ") || text.contains(" AND ")
        })
        .collect()
}

pub(super) fn check(
    repository: &Repository,
    publiccode: Option<&(String, Node)>,
    openapi: Option<&Node>,
    found: &mut Findings,
) {
    let mut versions = stated(repository, "version");
    let own = versions.first().map(|(_, _, version)| version.clone());
    if let Some((file, root)) = publiccode
        && let Some(node) = root.get("softwareVersion")
        && let Some(version) = node.text()
    {
        versions.push((file.clone(), node.line, version.to_owned()));
    }
    if let Some(node) = openapi.and_then(|root| root.at(&["info", "version"]))
        && let Some(version) = node.text()
        && let Some(path) = repository.first(super::OPENAPI)
    {
        versions.push((path.to_owned(), node.line, version.to_owned()));
    }
    one_version(&versions, found);
    tags(repository, found);
    changelog(
        repository,
        own.or_else(|| versions.first().map(|(_, _, version)| version.clone())),
        found,
    );
}

fn one_version(versions: &[Stated], found: &mut Findings) {
    let Some((first_file, _, first)) = versions.first() else {
        return;
    };
    for (file, line, version) in versions {
        // The OpenAPI document has a rule of its own for the form.
        let has_own_rule = file.contains("openapi");
        if !is_semver(version) && !has_own_rule {
            found
                .add(
                    "CC12",
                    Place::line(file.clone(), *line),
                    format!("`{version}` is no x.y.z"),
                )
                .mend("write a version after SemVer, such as 0.1.0");
        } else if version != first && is_semver(version) {
            found
                .add(
                    "CC12",
                    Place::line(file.clone(), *line),
                    format!("it says {version}, {first_file} says {first}"),
                )
                .mend(format!("write {first} in both, or the newer of the two"));
        }
    }
}

/// Tags that look like versions are SemVer.
fn tags(repository: &Repository, found: &mut Findings) {
    let Some(tag) = repository.tags().into_iter().find(|tag| {
        let bare = tag.strip_prefix('v').unwrap_or(tag);
        bare.starts_with(|c: char| c.is_ascii_digit()) && !is_semver(bare)
    }) else {
        return;
    };
    found
        .add(
            "CC12",
            Place::Repository,
            format!("the tag `{tag}` is no version after SemVer"),
        )
        .mend("tag releases as v1.2.3");
}

fn changelog(repository: &Repository, version: Option<String>, found: &mut Findings) {
    let Some((path, text)) =
        repository.first_text(&["CHANGELOG.md", "CHANGELOG.rst", "CHANGES.md", "CHANGELOG"])
    else {
        found.add("CC07", Place::Repository, "there is no CHANGELOG.md");
        return;
    };
    let Some(version) = version else { return };
    let told = text
        .lines()
        .any(|line| line.trim_start().starts_with(['#', '=', '[', '*']) && line.contains(&version))
        || text.lines().any(|line| line.trim().starts_with(&version));
    if !told {
        found
            .add(
                "CC07",
                Place::file(path),
                format!("it has no heading for version {version}"),
            )
            .mend(format!(
                "add a heading `## [{version}]` with what a user notices"
            ));
    }
}
