//! The sample cases of `../shared`, run by their own runners against the binary.

use std::process::Command;

use crate::support::{Simulator, run, shared, stderr, stdout};

#[test]
fn the_brp_personen_cases_pass_to_the_letter() {
    let Some(shared) = shared() else { return };
    let simulator = Simulator::start();
    let cases = std::fs::read_to_string(shared.join("cases/brp/cases-http.jsonl")).unwrap();
    let personen: Vec<String> = cases
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter(|case| case["api"] == "personen")
        .map(|case| case["id"].as_str().unwrap().to_owned())
        .collect();
    assert!(personen.len() > 10, "only {} cases", personen.len());
    let mut command = Command::new("python3");
    command.arg(shared.join("cases/brp/run.py")).args([
        "--base-url",
        simulator.address(),
        "--level",
        "exact",
        "-v",
    ]);
    for id in &personen {
        command.args(["--only", id]);
    }
    let output = run(&mut command);
    assert!(
        output.status.success(),
        "{}{}",
        stdout(&output),
        stderr(&output)
    );
}

#[test]
fn the_bag_cases_pass() {
    let Some(shared) = shared() else { return };
    let simulator = Simulator::start();
    let output = run(Command::new("python3")
        .arg(shared.join("cases/run_cases.py"))
        .arg("bag")
        .args([
            "--base-url",
            &format!("{}/lvbag/individuelebevragingen/v2", simulator.address()),
        ]));
    assert!(
        output.status.success(),
        "{}{}",
        stdout(&output),
        stderr(&output)
    );
}

#[test]
fn the_locatieserver_cases_pass() {
    let Some(shared) = shared() else { return };
    let simulator = Simulator::start();
    let output = run(Command::new("python3")
        .arg(shared.join("cases/run_cases.py"))
        .arg("pdok-locatieserver")
        .args([
            "--base-url",
            &format!("{}/bzk/locatieserver/search/v3_1", simulator.address()),
        ]));
    assert!(
        output.status.success(),
        "{}{}",
        stdout(&output),
        stderr(&output)
    );
}
