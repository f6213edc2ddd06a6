//! What continuous integration does, and how dependencies are kept up.

use std::sync::LazyLock;

use regex::Regex;

use crate::catalogue::Severity;
use crate::findings::{Findings, Place};
use crate::repository::Repository;
use crate::tree;

/// A step, and words by which it is known.
const STEPS: &[(&str, &str)] = &[
    (
        "format",
        r"fmt\b|ruff format|black\b|prettier|biome|gofmt|dotnet format|format:check|check-format",
    ),
    (
        "lint",
        r"clippy|ruff|flake8|pylint|eslint|oxlint|biome|golangci|mypy|\blint\b",
    ),
    (
        "tests",
        r"cargo (?:\+\S+ )?(?:test|nextest)|pytest|npm (?:run )?test|npm t\b|vitest|jest|unittest|go test|manage\.py test|node --test|mvn|gradle|llvm-cov",
    ),
    (
        "coverage",
        r"llvm-cov|tarpaulin|coverage|--cov\b|\bc8\b|\bnyc\b|jacoco",
    ),
    (
        "licences",
        r"cargo[- ]deny|reuse lint|fsfe/reuse|license-?checker|licensecheck|pip-licenses|liccheck|scancode",
    ),
    (
        "an image",
        r"docker (?:buildx )?build|build-push-action|podman build|buildah|kaniko",
    ),
    (
        "a release by tag",
        r"tags:|CI_COMMIT_TAG|refs/tags|^\s*release:",
    ),
];

/// Known only when there is an API.
const API_STEP: (&str, &str) = (
    "lint of the OpenAPI document",
    r"spectral|redocly|vacuum|fieldlab check|openapi-spec-validator|swagger-cli",
);

fn regex(pattern: &str) -> Regex {
    Regex::new(&format!("(?im){pattern}")).expect("constants that a test compiles")
}

static KNOWN: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    STEPS
        .iter()
        .map(|(step, pattern)| (*step, regex(&format!("(?:{pattern})"))))
        .collect()
});
static API: LazyLock<Regex> = LazyLock::new(|| regex(&format!("(?:{})", API_STEP.1)));
static SBOM: LazyLock<Regex> = LazyLock::new(|| regex("(?:cyclonedx|sbom|spdx-json|syft)"));
static CONTRACT: LazyLock<Regex> =
    LazyLock::new(|| regex("(?:schemathesis|dredd|portman|specmatic|fieldlab check[^\n]*--url)"));

/// Settings of CI, by system.
fn is_ci(path: &str) -> bool {
    let workflow = [
        ".github/workflows/",
        ".forgejo/workflows/",
        ".gitea/workflows/",
        ".woodpecker/",
    ]
    .iter()
    .any(|folder| path.starts_with(folder));
    workflow && (path.ends_with(".yml") || path.ends_with(".yaml"))
        || matches!(
            path,
            ".gitlab-ci.yml"
                | ".woodpecker.yml"
                | "azure-pipelines.yml"
                | "bitbucket-pipelines.yml"
                | "Jenkinsfile"
                | ".circleci/config.yml"
        )
}

pub(super) fn check(repository: &Repository, api: bool, found: &mut Findings) {
    dependencies(repository, found);
    let files: Vec<&str> = repository.paths().filter(|path| is_ci(path)).collect();
    let Some(first) = files.first() else {
        found
            .add("CC48", Place::Repository, "there is no CI")
            .mend("make a workflow that does the steps of this rule");
        found.skip("CC13", "there is no CI");
        found.skip("CC32", "there is no CI");
        return;
    };
    let text = all_text(repository, &files);
    let mut missing: Vec<&str> = KNOWN
        .iter()
        .filter(|(_, pattern)| !pattern.is_match(&text))
        .map(|(step, _)| *step)
        .collect();
    if api && !API.is_match(&text) {
        missing.push(API_STEP.0);
    }
    if !missing.is_empty() {
        found
            .add(
                "CC48",
                Place::file(*first),
                format!("it does not do: {}", missing.join(", ")),
            )
            .mend(format!("add steps for: {}", missing.join(", ")));
    }
    if !SBOM.is_match(&text) {
        found.add("CC13", Place::file(*first), "it makes no SBOM");
    }
    let tested =
        CONTRACT.is_match(&text) || repository.facts().any(|(_, facts)| facts.contract_test);
    if api && !tested {
        found.add(
            "CC32",
            Place::file(*first),
            "no test holds the answers to the OpenAPI document",
        );
    }
}

/// The settings of CI with the scripts of the repository that they call.
fn all_text(repository: &Repository, files: &[&str]) -> String {
    let mut text: String = files
        .iter()
        .filter_map(|path| repository.text(path))
        .collect();
    // Comments promise, steps do.
    text = text
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'))
        .collect::<Vec<_>>()
        .join("\n");
    let called: Vec<String> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '&' | '(' | ')'))
        .map(|word| word.trim_start_matches("./").to_owned())
        .filter(|word| word.contains('/') && repository.has(word))
        .collect();
    for (word, path) in [
        ("make", "Makefile"),
        ("just", "justfile"),
        ("npm", "package.json"),
        ("tox", "tox.ini"),
        ("nox", "noxfile.py"),
    ] {
        if text.contains(word)
            && let Some(more) = repository.text(path)
        {
            text.push('\n');
            text.push_str(&more);
        }
    }
    for path in called {
        text.push('\n');
        text.push_str(&repository.text(&path).unwrap_or_default());
    }
    text
}

const BOTS: &[&str] = &[
    "renovate.json",
    "renovate.json5",
    ".renovaterc",
    ".renovaterc.json",
    ".github/renovate.json",
    ".github/renovate.json5",
    ".gitlab/renovate.json",
    ".github/dependabot.yml",
    ".github/dependabot.yaml",
];

/// A manifest and the lock files that go with it.
const LOCKS: &[(&str, &[&str])] = &[
    ("Cargo.toml", &["Cargo.lock"]),
    (
        "package.json",
        &[
            "package-lock.json",
            "pnpm-lock.yaml",
            "yarn.lock",
            "bun.lock",
        ],
    ),
    (
        "pyproject.toml",
        &[
            "uv.lock",
            "poetry.lock",
            "pdm.lock",
            "requirements.txt",
            "requirements.lock",
            "pylock.toml",
        ],
    ),
    ("go.mod", &["go.sum"]),
    ("composer.json", &["composer.lock"]),
    ("Gemfile", &["Gemfile.lock"]),
];

fn dependencies(repository: &Repository, found: &mut Findings) {
    if repository.first(BOTS).is_none() {
        found
            .add(
                "CC54",
                Place::Repository,
                "no bot proposes updates of dependencies",
            )
            .mend("add renovate.json or .github/dependabot.yml");
    }
    for (manifest, locks) in LOCKS {
        if !repository.has(manifest)
            || !has_dependencies(repository, manifest)
            || repository.first(locks).is_some()
        {
            continue;
        }
        let hidden = repository.text(".gitignore").is_some_and(|text| {
            text.lines()
                .any(|line| locks.contains(&line.trim().trim_start_matches('/')))
        });
        let finding = found.add(
            "CC54",
            Place::file(*manifest),
            format!("there is no lock file ({})", locks[0]),
        );
        match hidden {
            true => finding.mend(format!("take {} out of .gitignore and commit it", locks[0])),
            false => finding
                .only(Severity::Note)
                .mend("the first build writes it: commit it"),
        };
    }
    for path in ["requirements.txt", "requirements/base.txt"] {
        let Some(text) = repository.text(path) else {
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default().trim();
            let pinned = line.is_empty()
                || line.starts_with('-')
                || line.contains("==")
                || line.contains(" @ ");
            if !pinned {
                found
                    .add(
                        "CC54",
                        Place::line(path, number as u64 + 1),
                        format!("`{line}` is another version every day"),
                    )
                    .mend("pin it with ==");
            }
        }
    }
    let Some(Ok(root)) = repository
        .text("package.json")
        .map(|text| tree::parse(&text))
    else {
        return;
    };
    for kind in ["dependencies", "devDependencies"] {
        for (name, line, version) in root.get(kind).map(tree::Node::entries).unwrap_or_default() {
            if matches!(version.text(), Some("*" | "latest" | "x" | "")) {
                found
                    .add(
                        "CC54",
                        Place::line("package.json", *line),
                        format!("{name} is another version every day"),
                    )
                    .mend("name a version");
            }
        }
    }
}

/// Whether a manifest asks for anything: without dependencies there is nothing to lock.
fn has_dependencies(repository: &Repository, manifest: &str) -> bool {
    let Some(text) = repository.text(manifest) else {
        return false;
    };
    if manifest == "package.json" {
        return tree::parse(&text).is_ok_and(|root| {
            ["dependencies", "devDependencies"].iter().any(|kind| {
                root.get(kind)
                    .is_some_and(|node| !node.entries().is_empty())
            })
        });
    }
    if manifest == "pyproject.toml" {
        let Ok(root) = toml::from_str::<toml::Value>(&text) else {
            return false;
        };
        let project = root.get("project");
        let lists = project
            .and_then(|project| project.get("dependencies"))
            .and_then(toml::Value::as_array);
        return lists.is_some_and(|list| !list.is_empty())
            || root.get("dependency-groups").is_some()
            || project.is_some_and(|project| project.get("optional-dependencies").is_some());
    }
    text.contains("dependencies") || !manifest.ends_with(".toml")
}
