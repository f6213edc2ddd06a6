//! `fieldlab check`: what `new` makes holds to the standards, in its files and in its answers.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::support::{fieldlab, root, run, stderr, stdout};

fn report(folder: &Path, arguments: &[&str]) -> Value {
    let output = run(fieldlab(["check", "--json"]).args(arguments).arg(folder));
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}{}", stdout(&output), stderr(&output)))
}

fn made(folder: &Path, name: &str, more: &[&str]) -> std::path::PathBuf {
    let output = run(
        fieldlab(["new", "register-api-rust", "--defaults", "--name", name])
            .args(more)
            .current_dir(folder),
    );
    assert!(output.status.success(), "{}", stderr(&output));
    folder.join(name)
}

#[test]
fn what_new_makes_has_no_errors_and_no_warnings() {
    let folder = tempfile::tempdir().unwrap();
    for (name, container) in [("met", "ja"), ("zonder", "nee")] {
        let component = made(
            folder.path(),
            name,
            &["-d", &format!("container={container}")],
        );
        let report = report(&component, &[]);
        assert_eq!(report["summary"]["errors"], 0, "{:#}", report["findings"]);
        assert_eq!(report["summary"]["warnings"], 0, "{:#}", report["findings"]);
    }
}

/// A component that runs, until it is dropped.
struct Component(Child);

impl Drop for Component {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn what_new_makes_answers_by_the_standards() {
    let folder = tempfile::tempdir().unwrap();
    let component = made(folder.path(), "keuring", &[]);
    let target = root().join("target/generated");
    let build = run(Command::new(env!("CARGO"))
        .args(["build", "--quiet"])
        .current_dir(&component)
        // Kept between runs: a component's dependencies take a minute to compile.
        .env("CARGO_TARGET_DIR", &target));
    assert!(build.status.success(), "{}", stderr(&build));
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .unwrap()
        .port();
    let _running = Component(
        Command::new(target.join("debug/keuring"))
            .env("PORT", port.to_string())
            .stdout(Stdio::null())
            .spawn()
            .unwrap(),
    );
    let url = format!("http://127.0.0.1:{port}");
    let mut tries = 0;
    while reqwest::blocking::get(format!("{url}/health/ready")).is_err() {
        tries += 1;
        assert!(tries < 600, "it does not start");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let report = report(&component, &["--url", &url]);
    assert_eq!(report["summary"]["errors"], 0, "{:#}", report["findings"]);
    assert_eq!(report["summary"]["warnings"], 0, "{:#}", report["findings"]);
    let rules = report["rules"].as_array().unwrap();
    assert!(rules.iter().all(|rule| rule["verdict"] != "not-checked"));
}

#[test]
fn the_exit_code_follows_the_weight_and_the_report_goes_where_it_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let component = made(folder.path(), "gewicht", &[]);
    let code = |arguments: &[&str]| {
        let mut command = fieldlab(["check"]);
        run(command.args(arguments).arg(&component)).status.code()
    };
    assert_eq!(code(&["--fail-on", "warning"]), Some(0));
    std::fs::remove_file(component.join("CODE_OF_CONDUCT.md")).unwrap();
    assert_eq!(code(&[]), Some(0));
    assert_eq!(code(&["--fail-on", "warning"]), Some(1));
    std::fs::remove_file(component.join("SECURITY.md")).unwrap();
    assert_eq!(code(&[]), Some(1));
    assert_eq!(code(&["--fail-on", "never"]), Some(0));
    let sarif = folder.path().join("uit.sarif");
    assert_eq!(
        code(&["--format", "sarif", "--out", &sarif.display().to_string()]),
        Some(1)
    );
    let sarif: Value = serde_json::from_slice(&std::fs::read(sarif).unwrap()).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
}

#[test]
fn a_question_that_is_wrong_is_told_from_a_component_that_is() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = run(fieldlab(["check", "nergens"]).current_dir(folder.path()));
    assert_eq!(nowhere.status.code(), Some(2));
    let silent = run(fieldlab(["check", "--url", "http://127.0.0.1:9"]).current_dir(folder.path()));
    assert_eq!(silent.status.code(), Some(1));
    assert!(
        stderr(&silent).contains("help: start the component"),
        "{}",
        stderr(&silent)
    );
    for url in ["ftp://x", "x", "https://example.org"] {
        let wrong = run(fieldlab(["check", "--url", url]).current_dir(folder.path()));
        assert_eq!(wrong.status.code(), Some(2), "{url}");
    }
}
