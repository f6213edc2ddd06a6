//! `fieldlab fault`: disturbing a team on purpose.

use reqwest::Method;
use serde_json::{Map, Value, json};

use crate::args::{FaultCommand, FaultSetArgs};
use crate::client::Lab;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(command: &FaultCommand) -> Result<(), Failure> {
    match command {
        FaultCommand::List { team, output } => {
            let faults = Lab::of_meant(team)?.get("/faults")?;
            if output.json {
                output::json(&faults);
            } else {
                list(&faults);
            }
            Ok(())
        }
        FaultCommand::Set(args) => {
            let fault = fault(args)?;
            Lab::of_meant(&args.team)?.change(&Method::POST, "/faults", Some(&fault))?;
            Ok(())
        }
        FaultCommand::End { name, team } => {
            let path = match name {
                Some(name) => match fieldlab_sim::TeamName::parse(name) {
                    Ok(_) => format!("/faults/{name}"),
                    Err(_) => {
                        return Err(Failure::usage(format!("`{name}` is no name of a fault"))
                            .help("`fieldlab fault list` lists them"));
                    }
                },
                None => "/faults".to_owned(),
            };
            Lab::of_meant(team)?.change(&Method::DELETE, &path, None)?;
            Ok(())
        }
    }
}

/// The fault as the lab takes it.
fn fault(args: &FaultSetArgs) -> Result<Value, Failure> {
    let matcher = members([
        ("register", json!(args.register)),
        ("operation", json!(args.operation)),
        ("method", json!(args.method)),
        ("path", json!(args.path)),
    ]);
    let mut effect = effect(&args.effect)?;
    if let Some(seconds) = args.retry_after {
        effect["retryAfter"] = seconds.into();
    }
    let mut fault = members([
        ("name", json!(args.name)),
        ("chance", json!(args.chance)),
        ("skip", json!(args.skip)),
        ("count", json!(args.count)),
        ("from", json!(args.from)),
        ("until", json!(args.until)),
        ("seed", json!(args.seed)),
    ]);
    fault.insert("match".to_owned(), matcher.into());
    fault.insert("effect".to_owned(), effect);
    Ok(fault.into())
}

/// Those that are given.
fn members<const N: usize>(members: [(&str, Value); N]) -> Map<String, Value> {
    let given = members.into_iter().filter(|(_, value)| !value.is_null());
    given
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// `latency=100..900` and the like.
fn effect(text: &str) -> Result<Value, Failure> {
    let (kind, value) = text.split_once('=').unwrap_or((text, ""));
    let number = |text: &str| text.parse::<u64>().ok();
    let made = match (kind, value) {
        ("maintenance" | "malformed" | "reset" | "silence", "") => Some(json!({"kind": kind})),
        ("too-many-requests", "") => Some(json!({"kind": "tooManyRequests"})),
        ("expired-token", "") => Some(json!({"kind": "expiredToken"})),
        ("status", _) => number(value).map(|status| json!({"kind": kind, "status": status})),
        ("stale", _) => Some(json!({"kind": kind, "by": value})),
        ("latency", _) => match value.split_once("..") {
            Some((from, to)) => number(from)
                .zip(number(to))
                .map(|(from, to)| json!({"kind": kind, "between": [from, to]})),
            None => number(value).map(|late| json!({"kind": kind, "fixed": late})),
        },
        ("slow-body", _) => {
            number(value).map(|pace| json!({"kind": "slowBody", "bytesPerSecond": pace}))
        }
        ("truncated", _) => number(value).map(|part| json!({"kind": kind, "percent": part})),
        _ => None,
    };
    made.ok_or_else(|| {
        Failure::usage(format!("`{text}` is no effect of a fault"))
            .help("`fieldlab fault set --help` lists them; such as status=503 or latency=100..900")
    })
}

fn list(faults: &Value) {
    let rows = faults
        .as_array()
        .into_iter()
        .flatten()
        .map(|fault| {
            let shown = |member: &str| match &fault[member] {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            vec![
                shown("name"),
                if fault["on"] == true { "on" } else { "off" }.to_owned(),
                shown("hits"),
                shown("effect"),
                shown("match"),
                shown("chance"),
            ]
        })
        .collect();
    output::table(
        &["fault", "now", "struck", "effect", "calls", "chance"],
        rows,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_effect_is_written_in_a_word() {
        for (text, effect_of) in [
            ("status=503", json!({"kind": "status", "status": 503})),
            ("latency=500", json!({"kind": "latency", "fixed": 500})),
            (
                "latency=1..9",
                json!({"kind": "latency", "between": [1, 9]}),
            ),
            ("stale=P1D", json!({"kind": "stale", "by": "P1D"})),
            ("reset", json!({"kind": "reset"})),
        ] {
            assert_eq!(effect(text).unwrap(), effect_of, "{text}");
        }
        for wrong in ["", "brand", "status", "status=x", "latency=1..", "reset=1"] {
            assert!(effect(wrong).is_err(), "{wrong}");
        }
    }
}
