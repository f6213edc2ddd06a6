//! `fieldlab register list` and `fieldlab register derive`.

use std::io::BufRead;
use std::panic::{AssertUnwindSafe, catch_unwind};

use fieldlab_registers::Derive;
use serde::Serialize;
use serde_json::{Value, json};

use crate::args::{OutputArgs, RegisterCommand};
use crate::commands::up;
use crate::failure::Failure;
use crate::output;

#[derive(Debug, Serialize)]
struct Row {
    name: String,
    api: String,
    title: String,
    mount: String,
    version: String,
}

pub(crate) fn run(command: &RegisterCommand) -> Result<(), Failure> {
    match command {
        RegisterCommand::List(args) => list(*args),
        RegisterCommand::Derive { register } => derive(register),
    }
}

fn list(args: OutputArgs) -> Result<(), Failure> {
    let registers = up::registers(&[])?;
    let rows: Vec<Row> = registers
        .iter()
        .flat_map(|register| {
            register.apis().iter().map(|api| Row {
                name: register.manifest().name.clone(),
                api: api.name.clone(),
                title: register.manifest().title.clone(),
                mount: api.mount.clone(),
                version: api.version.clone(),
            })
        })
        .collect();
    if args.json {
        output::json(&rows);
        return Ok(());
    }
    let cells = rows
        .into_iter()
        .map(|row| vec![row.name, row.api, row.title, row.mount, row.version])
        .collect();
    output::table(&["register", "api", "title", "mount", "version"], cells);
    Ok(())
}

fn derive(register: &str) -> Result<(), Failure> {
    let derive = fieldlab_registers::derivations(register).ok_or_else(|| {
        Failure::usage(format!("register `{register}` has no derivations"))
            .help("`fieldlab register derive brp` has")
    })?;
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line.map_err(|error| {
            Failure::new(format!("cannot read the next line of stdin: {error}"))
        })?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        output::line(&derived(derive, &line).to_string());
    }
    Ok(())
}

/// The answer to one line. Whatever stands in it, the next line gets its answer as well.
fn derived(derive: Derive, line: &[u8]) -> Value {
    let question: Value = match serde_json::from_slice(line) {
        Ok(question) => question,
        Err(error) => return json!({"id": null, "error": format!("the line is no JSON: {error}")}),
    };
    let id = &question["id"];
    let Some(function) = question["function"].as_str() else {
        return json!({"id": id, "error": "`function` has to be there, as text"});
    };
    let outcome = catch_unwind(AssertUnwindSafe(|| derive(function, &question["input"])));
    match outcome {
        Ok(Ok(output)) => json!({"id": id, "output": output}),
        Ok(Err(error)) => json!({"id": id, "error": error}),
        Err(_) => json!({"id": id, "error": "the derivation broke down; the cause is on stderr"}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_gets_an_answer_whatever_stands_in_it() {
        let derive: Derive = |function, input| match function {
            "breuk" => panic!("asked for"),
            "fout" => Err("zo niet".to_owned()),
            _ => Ok(input.clone()),
        };
        for (line, answer) in [
            (
                r#"{"id": 7, "function": "x", "input": {"a": 1}}"#,
                json!({"id": 7, "output": {"a": 1}}),
            ),
            (
                r#"{"id": "a", "function": "fout"}"#,
                json!({"id": "a", "error": "zo niet"}),
            ),
            (
                r#"{"id": "a"}"#,
                json!({"id": "a", "error": "`function` has to be there, as text"}),
            ),
            (
                "[]",
                json!({"id": null, "error": "`function` has to be there, as text"}),
            ),
        ] {
            assert_eq!(derived(derive, line.as_bytes()), answer, "{line}");
        }
        for broken in [&b"{"[..], b"\xff", br#"{"id": 1, "function": "breuk"}"#] {
            assert!(derived(derive, broken)["error"].is_string());
        }
    }
}
