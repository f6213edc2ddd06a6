//! Who may use whom. The rule is the table in ARCHITECTURE.md.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Our crates, and which of ours each may use.
const MAY_USE: &[(&str, &[&str])] = &[
    (
        "fieldlab",
        &[
            "fieldlab-check",
            "fieldlab-ledger",
            "fieldlab-registers",
            "fieldlab-scaffold",
            "fieldlab-server",
            "fieldlab-sim",
            "fieldlab-world",
        ],
    ),
    ("fieldlab-check", &["fieldlab-contract"]),
    ("fieldlab-contract", &[]),
    ("fieldlab-ledger", &["fieldlab-sim"]),
    (
        "fieldlab-registers",
        &["fieldlab-contract", "fieldlab-sim", "fieldlab-world"],
    ),
    ("fieldlab-scaffold", &[]),
    (
        "fieldlab-server",
        &["fieldlab-contract", "fieldlab-sim", "fieldlab-world"],
    ),
    ("fieldlab-sim", &["fieldlab-contract", "fieldlab-world"]),
    (
        "fieldlab-testkit",
        &[
            "fieldlab-contract",
            "fieldlab-ledger",
            "fieldlab-registers",
            "fieldlab-server",
            "fieldlab-sim",
            "fieldlab-world",
        ],
    ),
    ("fieldlab-world", &[]),
];

/// Libraries that have one home.
const ONE_HOME: &[(&str, &str)] = &[
    ("axum", "fieldlab-server"),
    ("cargo-generate", "fieldlab-scaffold"),
    ("clap", "fieldlab"),
    ("jsonwebtoken", "fieldlab-server"),
    ("sqlx", "fieldlab-ledger"),
];

/// Crates that stay synchronous.
const NO_RUNTIME: &[&str] = &[
    "fieldlab-contract",
    "fieldlab-registers",
    "fieldlab-sim",
    "fieldlab-world",
];

/// Normal and build dependencies of each package of the workspace.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| {
            let used = package["dependencies"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|dependency| dependency["kind"] != "dev")
                .map(|dependency| dependency["name"].as_str().unwrap().to_owned())
                .collect();
            (package["name"].as_str().unwrap().to_owned(), used)
        })
        .collect()
}

#[test]
fn every_crate_uses_only_what_the_architecture_allows() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut wrong = Vec::new();
    for (package, used) in dependencies() {
        let Some(allowed) = allowed.get(package.as_str()) else {
            wrong.push(format!("{package} is not in the table of ARCHITECTURE.md"));
            continue;
        };
        for used in used.iter().filter(|name| name.starts_with("fieldlab")) {
            if !allowed.contains(&used.as_str()) {
                wrong.push(format!("{package} uses {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn libraries_with_one_home_stay_there() {
    for (package, used) in dependencies() {
        for (library, home) in ONE_HOME {
            assert!(
                !used.contains(*library) || package == *home,
                "{package} uses {library}, whose one home is {home}"
            );
        }
        assert!(
            !used.contains("fieldlab-testkit"),
            "{package} uses the testkit outside its tests"
        );
    }
}

#[test]
fn the_core_has_no_async_runtime() {
    let used = dependencies();
    for package in NO_RUNTIME {
        assert!(
            !used[*package].contains("tokio"),
            "{package} uses tokio: registers and world are synchronous"
        );
    }
}

/// The memory map of a snapshot is the only place that needs it, and says why.
#[test]
fn unsafe_code_is_asked_for_in_one_place() {
    fn sources(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["crates", "mock-registers", "benches"] {
        sources(&root.join(folder), &mut files);
    }
    assert!(files.len() > 50);
    let asking: Vec<_> = files
        .iter()
        .filter(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            // The lint is `deny`: whoever needs it must name it.
            text.contains("unsafe_code")
        })
        .map(|path| path.strip_prefix(root).unwrap())
        .collect();
    assert_eq!(
        asking,
        [std::path::Path::new("crates/world/src/snapshot/read.rs")]
    );
}
