//! The commands of the training ground, against a simulator that runs.

use crate::support::{Simulator, fieldlab, run, stderr, stdout};

/// Runs a command that has to go well; gives what it printed.
fn good(simulator: &Simulator, arguments: &[&str]) -> String {
    let output = run(fieldlab(arguments.iter().copied()).env("FIELDLAB_URL", simulator.address()));
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        stderr(&output)
    );
    stdout(&output)
}

/// Runs a command that has to be refused; gives what it said.
fn refused(simulator: &Simulator, arguments: &[&str]) -> (Option<i32>, String) {
    let output = run(fieldlab(arguments.iter().copied()).env("FIELDLAB_URL", simulator.address()));
    assert!(!output.status.success(), "{arguments:?}");
    (output.status.code(), stderr(&output))
}

#[test]
fn a_trainer_needs_no_more_than_the_commands() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let data = data.to_str().unwrap();
    let mut simulator = Simulator::with(&["--size", "dorp", "--data-dir", data]);
    let lab = |arguments: &[&str]| good(&simulator, arguments);
    assert!(
        lab(&["team", "create", "rood", "--objects", "50"])
            .trim()
            .ends_with("/t/rood")
    );
    lab(&[
        "clock",
        "set",
        "2026-05-15T09:00:00+02:00",
        "--team",
        "rood",
    ]);
    lab(&["team", "checkpoint", "rood", "ochtend"]);
    let clock = lab(&["clock", "advance", "P1D", "--team", "rood"]);
    assert_eq!(clock.trim(), "2026-05-16T07:00:00Z, frozen");
    let ledger = lab(&["ledger", "show", "--team", "rood"]);
    assert!(
        ledger.contains("ijkpunt") && ledger.contains("3 entries"),
        "{ledger}"
    );
    let file = folder.path().join("rood.json");
    let file = file.to_str().unwrap();
    lab(&["team", "export", "rood", "--out", file]);
    lab(&["team", "fork", "rood", "blauw", "--at", "ochtend"]);
    assert!(lab(&["clock", "show", "--team", "blauw"]).starts_with("2026-05-15T07:00:00Z"));
    lab(&["team", "rewind", "rood", "ochtend"]);
    assert!(lab(&["team", "show", "rood"]).contains("2026-05-15T07:00:00Z, frozen"));
    lab(&["team", "import", file, "--name", "groen"]);
    assert!(lab(&["clock", "show", "--team", "groen"]).starts_with("2026-05-16"));

    lab(&[
        "fault",
        "set",
        "storing",
        "status=503",
        "--register",
        "bag",
        "--count",
        "1",
        "--team",
        "rood",
    ]);
    assert!(lab(&["fault", "list", "--team", "rood"]).contains("storing"));
    let base = format!(
        "{}/t/rood/lvbag/individuelebevragingen/v2/panden",
        simulator.address()
    );
    for _ in 0..2 {
        let _ = reqwest::blocking::get(&base).unwrap();
    }
    let journal = lab(&["journal", "show", "--team", "rood"]);
    assert!(
        journal.contains("[fault storing]") && journal.contains("GET"),
        "{journal}"
    );
    assert!(
        journal.contains("X-Api-Key"),
        "the hint says which header: {journal}"
    );
    let har = lab(&["journal", "export", "--format", "har", "--team", "rood"]);
    assert!(har.contains("\"version\":\"1.2\""), "{har}");
    lab(&["fault", "end", "--team", "rood"]);

    for (arguments, code, says) in [
        (&["team", "create", "rood"][..], 1, "choose another name"),
        (&["team", "create", "a/b"], 2, "name"),
        (&["team", "show", "niemand"], 1, "No such team"),
        (
            &["team", "rewind", "rood", "gisteren"],
            1,
            "No such checkpoint",
        ),
        (&["team", "import", "/nergens"], 2, "/nergens"),
        (&["team", "delete", "standaard"], 1, "stays"),
        (&["clock", "advance", "morgen"], 2, "by"),
        (&["fault", "set", "x", "brand"], 2, "status=503"),
        (&["journal", "show", "--register", "a&b"], 2, "register"),
    ] {
        let (got, message) = refused(&simulator, arguments);
        assert_eq!(got, Some(code), "{arguments:?}: {message}");
        assert!(message.contains(says), "{arguments:?}: {message}");
    }

    let token = lab(&["team", "token", "rood"]);
    let (_, message) = refused(&simulator, &["clock", "show", "--team", "rood"]);
    assert!(message.contains("--token"), "{message}");
    lab(&["clock", "show", "--team", "rood", "--token", token.trim()]);
    lab(&["team", "delete", "blauw"]);

    // The store is this simulator's as long as it runs.
    let store = format!("sqlite:{data}/fieldlab.db");
    let copy = folder.path().join("alles.jsonl");
    let copy = copy.to_str().unwrap();
    let output = run(&mut fieldlab([
        "db", "backup", "--store", &store, "--out", copy,
    ]));
    assert!(
        stderr(&output).contains("in use by another fieldlab"),
        "{}",
        stderr(&output)
    );
    simulator.stop();
    let other = format!("sqlite:{}", folder.path().join("ander.db").display());
    for (arguments, says) in [
        (
            &["db", "check", "--store", &store][..],
            "whole: 3 teams, 7 entries",
        ),
        (
            &["db", "backup", "--store", &store, "--out", copy],
            "written: 3 teams, 7 entries",
        ),
        (&["db", "migrate", "--store", &other], "this version"),
        (
            &["db", "restore", "--store", &other, copy],
            "restored: 3 teams, 7 entries",
        ),
        (
            &["db", "check", "--store", &other],
            "whole: 3 teams, 7 entries",
        ),
    ] {
        let output = run(&mut fieldlab(arguments.iter().copied()));
        assert!(
            stdout(&output).contains(says),
            "{arguments:?}: {}{}",
            stdout(&output),
            stderr(&output)
        );
    }
    let output = run(&mut fieldlab(["db", "restore", "--store", &other, copy]));
    assert!(
        stderr(&output).contains("3 teams already"),
        "{}",
        stderr(&output)
    );
    let output = run(&mut fieldlab(["db", "check", "--store", "memory"]));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn an_open_address_is_served_only_with_a_token() {
    let output = run(&mut fieldlab([
        "up", "--size", "dorp", "--port", "0", "--host", "0.0.0.0",
    ]));
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("--token"), "{}", stderr(&output));
}
