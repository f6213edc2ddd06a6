//! The sample cases of `../shared`, run by their own runners against the binary, and the served
//! contracts tried by schemathesis.

use std::collections::BTreeSet;
use std::process::{Command, Output};

use crate::support::{Simulator, root, run, shared, stderr, stdout};

fn passes(output: &Output) {
    assert!(
        output.status.success(),
        "{}{}",
        stdout(output),
        stderr(output)
    );
}

#[test]
fn the_brp_cases_pass_to_the_letter() {
    let Some(shared) = shared() else { return };
    let simulator = Simulator::start();
    passes(&run(Command::new("python3")
        .arg(shared.join("cases/brp/run.py"))
        .args(["--base-url", simulator.address(), "--level", "exact", "-v"])
        .arg("--derive-cmd")
        .arg(concat!(
            env!("CARGO_BIN_EXE_fieldlab"),
            " register derive brp"
        ))));
}

#[test]
fn the_seeded_brp_cases_pass() {
    let Some(shared) = shared() else { return };
    let simulator = Simulator::start();
    passes(&run(Command::new("python3")
        .arg(shared.join("cases/brp/run_seeded.py"))
        .args(["--base-url", simulator.address(), "--order", "free"])
        .args(["--min-rate", "0.99", "-v"])));
}

#[test]
fn the_bag_cases_pass() {
    let Some(shared) = shared() else { return };
    let simulator = Simulator::start();
    passes(&run(Command::new("python3")
        .arg(shared.join("cases/run_cases.py"))
        .arg("bag")
        .args([
            "--base-url",
            &format!("{}/lvbag/individuelebevragingen/v2", simulator.address()),
        ])));
}

#[test]
fn the_brk_cases_pass_in_production_and_both_tests() {
    let Some(shared) = shared() else { return };
    let simulator = Simulator::start();
    for place in ["esd", "esd-eto-apikey", "esd-eto"] {
        passes(&run(Command::new("python3")
            .arg(shared.join("cases/run_cases.py"))
            .arg("brk")
            .args([
                "--base-url",
                &format!("{}/{place}/bevragen/v2", simulator.address()),
            ])));
    }
}

#[test]
fn the_woz_cases_pass_in_production_and_test() {
    let Some(shared) = shared() else { return };
    let simulator = Simulator::start();
    for place in ["lvwoz", "lvwoz-eto"] {
        passes(&run(Command::new("python3")
            .arg(shared.join("cases/run_cases.py"))
            .arg("woz")
            .args([
                "--base-url",
                &format!("{}/{place}/huidigebevragingen", simulator.address()),
            ])));
    }
}

#[test]
fn the_kvk_cases_pass_at_both_roots() {
    let Some(shared) = shared() else { return };
    let simulator = Simulator::start();
    for root in ["api", "test/api"] {
        passes(&run(Command::new("python3")
            .arg(shared.join("cases/run_cases.py"))
            .arg("kvk")
            .args([
                "--base-url",
                &format!("{}/{root}", simulator.address()),
            ])));
    }
}

/// How many requests schemathesis makes up for each operation, beside those it derives from the
/// contract's own limits. `FIELDLAB_SCHEMATHESIS=2000` asks for a thorough run.
const EXAMPLES: &str = "150";

/// Tries every document of a register, which has so many APIs.
fn keeps_its_promises(register: &str, apis: usize) {
    let tool = root().join("target/venv/bin/schemathesis");
    if !tool.exists() {
        assert!(
            std::env::var("CI").as_deref() != Ok("true"),
            "CI needs schemathesis; script/bootstrap installs it"
        );
        eprintln!("skipped: no {}; script/bootstrap makes it", tool.display());
        return;
    }
    let examples = std::env::var("FIELDLAB_SCHEMATHESIS").unwrap_or_else(|_| EXAMPLES.to_owned());
    let simulator = Simulator::start();
    let registers: serde_json::Value =
        reqwest::blocking::get(format!("{}/_lab/registers", simulator.address()))
            .unwrap()
            .json()
            .unwrap();
    let mut tried = 0;
    let mut documents = BTreeSet::new();
    for api in registers.as_array().unwrap() {
        if api["name"] != register {
            continue;
        }
        tried += 1;
        // Another mount of the same document would be asked the same.
        let document = api["openapi"].as_str().unwrap();
        let document = reqwest::blocking::get(document).unwrap().text().unwrap();
        if !documents.insert(document) {
            continue;
        }
        let mount = format!("{}{}", simulator.address(), api["mount"].as_str().unwrap());
        let key = &api["key"];
        let key = match (key["header"].as_str(), key["values"][0].as_str()) {
            (Some(header), Some(value)) => vec!["-H".to_owned(), format!("{header}: {value}")],
            _ => Vec::new(),
        };
        let scratch = tempfile::tempdir().unwrap();
        passes(&run(Command::new(&tool)
            .current_dir(scratch.path())
            .args(["run", api["openapi"].as_str().unwrap(), "--url", &mount])
            .args(key)
            .args(["--phases", "examples,coverage,fuzzing"])
            .args([
                "--checks",
                "not_a_server_error,status_code_conformance,content_type_conformance,\
                 response_headers_conformance,response_schema_conformance",
            ])
            .args(["--max-examples", &examples, "--seed", "1", "--no-color"])
            .args(["--suppress-health-check", "all", "--warnings", "off"])));
    }
    assert_eq!(tried, apis);
}

#[test]
fn the_brp_contracts_keep_what_they_promise() {
    keeps_its_promises("brp", 4);
}

#[test]
fn the_kvk_contract_keeps_what_it_promises() {
    keeps_its_promises("kvk", 2);
}

#[test]
fn the_brk_contract_keeps_what_it_promises() {
    keeps_its_promises("brk", 3);
}

#[test]
fn the_woz_contract_keeps_what_it_promises() {
    keeps_its_promises("woz", 2);
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
