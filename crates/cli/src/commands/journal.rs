//! `fieldlab journal`: what a team's components asked.

use std::path::Path;

use reqwest::Method;
use serde_json::{Value, json};

use crate::args::{JournalCommand, TeamArgs};
use crate::client::Lab;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(command: &JournalCommand) -> Result<(), Failure> {
    match command {
        JournalCommand::Show {
            outcome,
            register,
            after,
            follow,
            team,
            output,
        } => {
            let mut filter = String::new();
            for (name, value) in [("outcome", outcome), ("register", register)] {
                if let Some(value) = value {
                    if !value
                        .bytes()
                        .all(|b| b.is_ascii_alphanumeric() || b == b'-')
                    {
                        return Err(Failure::usage(format!("`{value}` is no {name}")));
                    }
                    filter.push_str(&format!("&{name}={value}"));
                }
            }
            show(team, *after, &filter, *follow, output.json)
        }
        JournalCommand::Export { format, out, team } => {
            let lab = Lab::of_meant(team)?;
            let text = lab.text(&format!("/journal/export?format={format}"))?;
            match out {
                Some(out) => write(out, &text),
                None => {
                    output::line(text.trim_end());
                    Ok(())
                }
            }
        }
        JournalCommand::Capture {
            name,
            capture,
            bytes,
            lab,
        } => {
            if fieldlab_sim::TeamName::parse(name).is_err() {
                return Err(Failure::usage(format!("`{name}` is no name of a team"))
                    .help("`fieldlab team list` lists them"));
            }
            let mut body = json!({"capture": capture == "on"});
            if let Some(bytes) = bytes {
                body["bytes"] = (*bytes).into();
            }
            let path = format!("/teams/{name}/journal");
            Lab::of(lab)?.change(&Method::PUT, &path, Some(&body))?;
            Ok(())
        }
    }
}

fn write(out: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(out, text).map_err(|error| {
        Failure::new(format!("cannot write `{}`: {error}", out.display()))
            .help("give --out a file in a folder that exists and can be written")
    })
}

/// The calls there are; with `follow`, also those that come, until the program is stopped.
fn show(
    team: &TeamArgs,
    mut after: u64,
    filter: &str,
    follow: bool,
    json: bool,
) -> Result<(), Failure> {
    let lab = Lab::of_meant(team)?;
    let wait = if follow { "&wait=PT30S" } else { "" };
    loop {
        let calls = lab.get(&format!("/journal?after={after}{filter}{wait}"))?;
        let calls = calls.as_array().map_or(&[][..], Vec::as_slice);
        match (follow, json) {
            (false, true) => output::json(&calls),
            (true, true) => calls
                .iter()
                .for_each(|call| output::line(&call.to_string())),
            (_, false) => calls.iter().for_each(print),
        }
        if !follow {
            return Ok(());
        }
        after = calls
            .last()
            .and_then(|call| call["seq"].as_u64())
            .unwrap_or(after);
    }
}

/// A line for the call, and lines for why it was refused.
fn print(call: &Value) {
    let text = |member: &str| call[member].as_str().unwrap_or_default();
    let status = match &call["status"] {
        Value::Null => "---".to_owned(),
        status => status.to_string(),
    };
    let query = match text("query") {
        "" => String::new(),
        query => format!("?{query}"),
    };
    let mut line = format!(
        "{:>5} {} {status} {} {}{query}",
        call["seq"],
        text("at"),
        text("method"),
        text("path")
    );
    if let Value::Array(ends) = &call["ledger"] {
        line.push_str(&format!("  [ledger {}..{}]", ends[0], ends[1]));
    }
    if let Value::Array(faults) = &call["faults"] {
        let names: Vec<&str> = faults.iter().filter_map(Value::as_str).collect();
        line.push_str(&format!("  [fault {}]", names.join(", ")));
    }
    output::line(&line);
    let why = &call["why"];
    for reason in [&why["says"], &call["hint"]] {
        if let Some(reason) = reason.as_str() {
            output::line(&format!("      {reason}"));
        }
    }
    for wrong in why["wrong"].as_array().into_iter().flatten() {
        if let Some(wrong) = wrong.as_str() {
            output::line(&format!("      {wrong}"));
        }
    }
}
