//! `fieldlab update`, `add`, `describe` and `new --dry-run` as others script against them. What an update does with
//! files is tested in `crates/scaffold/tests`.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{fieldlab, run, stderr, stdout};

fn made(folder: &Path) -> PathBuf {
    let output = run(fieldlab([
        "new",
        "register-api-rust",
        "--defaults",
        "--name",
        "parkeren",
    ])
    .current_dir(folder));
    assert!(output.status.success(), "{}", stderr(&output));
    folder.join("parkeren")
}

fn update(project: &Path, arguments: &[&str]) -> std::process::Output {
    run(fieldlab(["update"]).args(arguments).current_dir(project))
}

fn add(project: &Path, arguments: &[&str]) -> std::process::Output {
    run(fieldlab(["add"]).args(arguments).current_dir(project))
}

#[test]
fn an_update_without_news_changes_nothing_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let project = made(folder.path());
    std::fs::write(project.join("README.md"), "van het team").unwrap();
    for arguments in [&["--dry-run"][..], &[]] {
        let output = update(&project, arguments);
        assert!(output.status.success(), "{}", stderr(&output));
        assert!(
            stdout(&output).contains("nothing to change"),
            "{}",
            stdout(&output)
        );
    }
    let readme = std::fs::read_to_string(project.join("README.md")).unwrap();
    assert_eq!(readme, "van het team");
    assert!(!update(&project, &["--undo"]).status.success());
    let nowhere = update(folder.path(), &[]);
    assert!(!nowhere.status.success() && stderr(&nowhere).contains("help:"));
    assert_eq!(update(folder.path(), &["nergens"]).status.code(), Some(2));
}

#[test]
fn an_addition_is_shown_made_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path();
    let shown = add(project, &["docker", "--diff", "-d", "stack=node"]);
    assert!(
        stdout(&shown).contains("+++ b/Dockerfile"),
        "{}",
        stdout(&shown)
    );
    assert_eq!(std::fs::read_dir(project).unwrap().count(), 0);
    let made = add(project, &["docker", "--json", "-d", "stack=node"]);
    let made: Value = serde_json::from_slice(&made.stdout).unwrap();
    assert_eq!(made["applied"], true);
    assert_eq!(made["parts"][0]["answers"]["stack"], "node");
    assert!(project.join("Dockerfile").is_file());
    assert!(update(project, &["--undo"]).status.success());
    assert!(!project.join("Dockerfile").exists());
    let wrong = add(project, &["docker", "-d", "stack=nodee"]);
    assert!(
        stderr(&wrong).contains("did you mean `node`"),
        "{}",
        stderr(&wrong)
    );
    let unknown = add(project, &["dokker"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(
        stderr(&unknown).contains("'docker'"),
        "{}",
        stderr(&unknown)
    );
}

#[test]
fn all_additions_together_leave_what_only_the_team_can_write() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("eigen-werk");
    std::fs::create_dir(&project).unwrap();
    for what in [
        "repo-basis",
        "openapi-ontwerp",
        "docker",
        "helm",
        "ci-github",
        "ci-gitlab",
        "fsc",
        "ldv",
        "notificaties",
        "toegankelijkheid",
    ] {
        let output = add(&project, &[what]);
        assert!(output.status.success(), "{what}: {}", stderr(&output));
    }
    let output = run(fieldlab(["check", "--json"]).current_dir(&project));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let mut left: Vec<&str> = findings
        .iter()
        .filter(|finding| finding["severity"] != "note")
        .map(|finding| finding["rule"].as_str().unwrap())
        .collect();
    left.sort_unstable();
    left.dedup();
    // A README, a contract test and the list of settings are the team's own.
    assert_eq!(left, ["CC03", "CC32", "CC44"], "{findings:#?}");
}

#[test]
fn describe_says_what_is_asked_and_why() {
    let text = stdout(&run(&mut fieldlab(["describe", "register-api-rust"])));
    for part in [
        "layer",
        "services",
        "works without network",
        "contact_email",
        "default: 8080",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let output = run(&mut fieldlab(["describe", "docker", "--json"]));
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        value["questions"][0]["choices"],
        serde_json::json!(["python", "node", "rust"])
    );
    assert!(!run(&mut fieldlab(["describe", "niets"])).status.success());
}

#[test]
fn a_dry_run_of_new_says_what_it_makes_and_makes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(fieldlab([
        "new",
        "register-api-rust",
        "--defaults",
        "--name",
        "parkeren",
        "--dry-run",
        "--json",
    ])
    .current_dir(folder.path()));
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    let changes = value["changes"].as_array().unwrap();
    let is_main = |change: &&Value| change["path"] == "src/main.rs" && change["action"] == "add";
    assert!(changes.iter().any(|change| is_main(&change)));
    assert_eq!(value["parts"][0]["layer"], "services");
    assert_eq!(value["parts"][0]["answers"]["port"], "8080");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
