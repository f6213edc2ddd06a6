//! `fieldlab ledger show`: why a team is as it is.

use serde_json::Value;

use super::team::clock_in_words;
use crate::args::LedgerCommand;
use crate::client::Lab;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(command: &LedgerCommand) -> Result<(), Failure> {
    let LedgerCommand::Show {
        after,
        team,
        output,
    } = command;
    let lab = Lab::of_meant(team)?;
    let entries = lab.get(&format!("/ledger?after={after}"))?;
    if output.json {
        output::json(&entries);
        return Ok(());
    }
    let team = lab.get("/team")?;
    let rows = entries
        .as_array()
        .into_iter()
        .flatten()
        .map(|entry| {
            vec![
                entry["seq"].to_string(),
                text(&entry["at"]),
                text(&entry["mutation"]["soort"]),
                members(&entry["mutation"]),
                heard(&entry["gebeurtenissen"]),
                text(&entry["request"]),
            ]
        })
        .collect();
    output::table(
        &[
            "entry",
            "team's clock",
            "what",
            "of what",
            "others hear",
            "request",
        ],
        rows,
    );
    output::line(&format!(
        "\nteam {}, world {}: the world of that seed, and these {} entries ({} bytes) on top of it.\nThe clock shows {}.",
        text(&team["name"]),
        text(&team["world"]),
        team["uses"]["objects"],
        team["uses"]["bytes"],
        clock_in_words(&team["clock"]),
    ));
    Ok(())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// What a change is about, in one line; long values are cut.
fn members(mutation: &Value) -> String {
    let members = mutation.as_object().into_iter().flatten();
    members
        .filter(|(name, _)| *name != "soort" && *name != "wall")
        .map(|(name, value)| {
            let value = match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            let short: String = value.chars().take(60).collect();
            let more = if short.len() < value.len() { "…" } else { "" };
            format!("{name} {short}{more}")
        })
        .collect::<Vec<_>>()
        .join(", ")
}

/// `brp.persoon-verhuisd 999990019`, one a line.
fn heard(events: &Value) -> String {
    let events = events.as_array().into_iter().flatten();
    events
        .map(|event| {
            let kind = text(&event["type"]);
            let about = event
                .as_object()
                .into_iter()
                .flatten()
                .find(|(name, _)| *name != "type")
                .map(|(_, value)| text(value))
                .unwrap_or_default();
            format!("{} {about}", kind.trim_start_matches("nl.fieldlab."))
        })
        .collect::<Vec<_>>()
        .join("\n")
}
