//! `fieldlab new`: what it makes runs and passes its own tests against the simulator.

use std::path::Path;
use std::process::Command;

use crate::support::{Simulator, fieldlab, root, run, stderr, stdout};

fn new(folder: &Path, arguments: &[&str]) -> std::process::Output {
    run(fieldlab(["new", "register-api-rust"])
        .args(arguments)
        .current_dir(folder))
}

#[test]
fn a_new_component_passes_its_own_tests_against_the_simulator() {
    let simulator = Simulator::start();
    let folder = tempfile::tempdir().unwrap();
    let output = new(folder.path(), &["--name", "parkeren", "--defaults"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let component = folder.path().join("parkeren");
    for file in [
        "LICENSE",
        "publiccode.yml",
        "Dockerfile",
        "compose.yaml",
        "README.md",
        "openapi.json",
    ] {
        assert!(component.join(file).is_file(), "{file}");
    }
    let tests = run(Command::new(env!("CARGO"))
        .args(["test", "--quiet"])
        .current_dir(&component)
        .env("FIELDLAB_URL", simulator.address())
        // Kept between runs: a component's dependencies take a minute to compile.
        .env("CARGO_TARGET_DIR", root().join("target/generated")));
    assert!(
        tests.status.success(),
        "{}\n{}",
        stdout(&tests),
        stderr(&tests)
    );
}

#[test]
fn a_second_component_in_the_same_folder_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    assert!(
        new(folder.path(), &["--name", "parkeren", "--defaults"])
            .status
            .success()
    );
    let readme = folder.path().join("parkeren/README.md");
    std::fs::write(&readme, "van het team").unwrap();
    let output = new(folder.path(), &["--name", "parkeren", "--defaults"]);
    assert!(!output.status.success());
    let text = stderr(&output);
    assert!(
        text.contains("parkeren") && text.contains("help:"),
        "{text}"
    );
    assert_eq!(std::fs::read_to_string(&readme).unwrap(), "van het team");
}

#[test]
fn wrong_answers_are_all_named_and_nothing_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let output = new(
        folder.path(),
        &[
            "--name",
            "Parkeren!",
            "--defaults",
            "--define",
            "organisatee=x",
        ],
    );
    assert!(!output.status.success());
    let text = stderr(&output);
    assert!(
        text.contains("Parkeren!") && text.contains("organisatee"),
        "{text}"
    );
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn without_a_terminal_it_asks_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let output = new(folder.path(), &["--name", "zonder-vragen"]);
    assert!(output.status.success(), "{}", stderr(&output));
}

#[test]
fn it_works_without_the_usual_environment() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(
        fieldlab(["new", "register-api-rust", "--name", "kaal", "--defaults"])
            .env_clear()
            .current_dir(folder.path()),
    );
    assert!(output.status.success(), "{}", stderr(&output));
}
