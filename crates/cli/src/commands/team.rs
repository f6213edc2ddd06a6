//! `fieldlab team`: teams on a running simulator.

use reqwest::Method;
use serde_json::{Map, Value, json};

use crate::args::{LabArgs, QuotaArgs, TeamCommand};
use crate::client::Lab;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(command: &TeamCommand) -> Result<(), Failure> {
    match command {
        TeamCommand::List { lab, output } => list(lab, output.json),
        TeamCommand::Create {
            name,
            leeg,
            quota,
            lab,
            output,
        } => {
            let world = if *leeg { "leeg" } else { "standaard" };
            let body = json!({"name": name, "world": world, "quota": limits(quota)});
            let team = Lab::of(lab)?.change(&Method::POST, "/teams", Some(&body))?;
            if output.json {
                output::json(&team);
            } else {
                output::line(text(&team, "base"));
            }
            Ok(())
        }
        TeamCommand::Show { name, lab, output } => {
            let team = Lab::of_team(lab, name)?.get("/team")?;
            if output.json {
                output::json(&team);
            } else {
                show(&team);
            }
            Ok(())
        }
        TeamCommand::Delete { name, lab } => {
            Lab::of(lab)?.change(&Method::DELETE, &of(name, "")?, None)?;
            Ok(())
        }
        TeamCommand::Token { name, remove, lab } => {
            let (lab, path) = (Lab::of(lab)?, of(name, "/token")?);
            if *remove {
                lab.change(&Method::DELETE, &path, None)?;
            } else {
                let token = lab.change(&Method::POST, &path, None)?;
                output::line(text(&token, "token"));
            }
            Ok(())
        }
        TeamCommand::Quota { name, quota, lab } => {
            let body = limits(quota);
            Lab::of(lab)?.change(&Method::PUT, &of(name, "/quota")?, Some(&body))?;
            Ok(())
        }
        TeamCommand::Checkpoint {
            name,
            checkpoint,
            lab,
        } => {
            let body = json!({"name": checkpoint});
            Lab::of_team(lab, name)?.change(&Method::POST, "/checkpoints", Some(&body))?;
            Ok(())
        }
        TeamCommand::Rewind { name, to, lab } => {
            let body = json!({"to": moment(to)});
            Lab::of_team(lab, name)?.change(&Method::POST, "/rewind", Some(&body))?;
            Ok(())
        }
        TeamCommand::Reset { name, lab } => {
            Lab::of_team(lab, name)?.change(&Method::POST, "/reset", None)?;
            Ok(())
        }
        TeamCommand::Fork { name, new, at, lab } => {
            let mut body = json!({"name": new});
            if let Some(at) = at {
                body["at"] = moment(at);
            }
            let team = Lab::of(lab)?.change(&Method::POST, &of(name, "/fork")?, Some(&body))?;
            output::line(text(&team, "base"));
            Ok(())
        }
        TeamCommand::Export { name, out, lab } => {
            let file = Lab::of_team(lab, name)?.text("/export")?;
            let Some(out) = out else {
                output::line(&file);
                return Ok(());
            };
            std::fs::write(out, file).map_err(|error| {
                Failure::new(format!("cannot write `{}`: {error}", out.display()))
                    .help("give --out a file in a folder that exists and can be written")
            })
        }
        TeamCommand::Import { file, name, lab } => {
            let text = std::fs::read_to_string(file).map_err(|error| {
                Failure::usage(format!("cannot read `{}`: {error}", file.display()))
                    .help("give a file that `fieldlab team export` wrote")
            })?;
            let path = match name {
                Some(name) => format!("/import?name={}", plain(name)?),
                None => "/import".to_owned(),
            };
            let team = Lab::of(lab)?.post_text(&path, text)?;
            output::line(self::text(&team, "base"));
            Ok(())
        }
    }
}

/// The path of a team, or of something of it.
fn of(name: &str, below: &str) -> Result<String, Failure> {
    Ok(format!("/teams/{}{below}", plain(name)?))
}

/// A name that can stand in a URL as it is.
fn plain(name: &str) -> Result<&str, Failure> {
    match fieldlab_sim::TeamName::parse(name) {
        Ok(_) => Ok(name),
        Err(error) => Err(Failure::usage(format!("`{name}`: {error}"))),
    }
}

fn moment(text: &str) -> Value {
    match text.parse::<u64>() {
        Ok(seq) => seq.into(),
        Err(_) => text.into(),
    }
}

fn limits(quota: &QuotaArgs) -> Value {
    let limits = [
        ("objects", quota.objects),
        ("bytes", quota.bytes),
        (
            "requestsPerSecond",
            quota.requests_per_second.map(u64::from),
        ),
    ];
    let given = limits
        .into_iter()
        .filter_map(|(name, limit)| Some((name.to_owned(), Value::from(limit?))));
    Value::Object(given.collect::<Map<_, _>>())
}

fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value[member].as_str().unwrap_or_default()
}

fn list(lab: &LabArgs, json: bool) -> Result<(), Failure> {
    let teams = Lab::of(lab)?.get("/teams")?;
    if json {
        output::json(&teams);
        return Ok(());
    }
    let rows = teams
        .as_array()
        .into_iter()
        .flatten()
        .map(|team| {
            vec![
                text(team, "name").to_owned(),
                text(team, "world").to_owned(),
                text(team, "base").to_owned(),
                if team["hasToken"] == true {
                    "yes"
                } else {
                    "no"
                }
                .to_owned(),
                in_words(&team["quota"]),
            ]
        })
        .collect();
    output::table(&["team", "world", "address", "token", "quota"], rows);
    Ok(())
}

/// `objects 100, bytes 5000`; what has no limit is left out.
fn in_words(object: &Value) -> String {
    let members = object.as_object().into_iter().flatten();
    members
        .map(|(name, value)| format!("{name} {value}"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn show(team: &Value) {
    let clock = &team["clock"];
    let mut rows = vec![
        ("team".to_owned(), text(team, "name").to_owned()),
        ("world".to_owned(), text(team, "world").to_owned()),
        ("address".to_owned(), text(team, "base").to_owned()),
        ("API key".to_owned(), text(team, "key").to_owned()),
        ("clock".to_owned(), clock_in_words(clock)),
        ("uses".to_owned(), in_words(&team["uses"])),
        ("quota".to_owned(), in_words(&team["quota"])),
    ];
    for checkpoint in team["checkpoints"].as_array().into_iter().flatten() {
        rows.push((
            format!("checkpoint {}", text(checkpoint, "name")),
            format!("entry {}", checkpoint["seq"]),
        ));
    }
    output::fields(rows);
}

/// `2026-05-15T07:00:00Z, frozen`.
pub(super) fn clock_in_words(clock: &Value) -> String {
    let (at, mode) = (text(clock, "at"), text(clock, "mode"));
    match clock["speed"].as_f64() {
        Some(speed) if (speed - 1.0).abs() > f64::EPSILON => {
            format!("{at}, {mode}, {speed} times as fast")
        }
        _ => format!("{at}, {mode}"),
    }
}
