//! Sending: all of it, or what was there before.

use std::collections::BTreeMap;

use reqwest::StatusCode;
use reqwest::blocking::{Client, Response};
use serde_json::Value;

use super::Persoon;
use crate::failure::Failure;
use crate::progress::Progress;

/// Stores everybody; when one cannot be stored, those before are put back as they were.
pub(super) fn alle(personen: &[Persoon], url: &str, team: Option<&str>) -> Result<usize, Failure> {
    let http = Client::builder()
        .build()
        .map_err(|error| Failure::from_error(&error))?;
    let team = team.map_or_else(String::new, |team| format!("/t/{team}"));
    let base = format!(
        "{}{team}/_lab/brp/persoonslijsten",
        url.trim_end_matches('/')
    );
    let before = stored(&http, &base)?;
    let progress = Progress::counted(personen.len() as u64);
    progress.step("sending");
    for (nth, persoon) in personen.iter().enumerate() {
        let place = format!("{base}/{}", persoon.burgerservicenummer);
        let outcome = http.put(&place).json(&persoon.lijst).send();
        let failure = match outcome {
            Ok(answer) if answer.status().is_success() => {
                progress.at(nth as u64 + 1);
                continue;
            }
            Ok(answer) => Failure::new(format!(
                "{}:{}: {} was refused: {}",
                persoon.bestand,
                persoon.regel,
                persoon.burgerservicenummer,
                detail(answer)
            )),
            Err(error) => unreachable_simulator(&error),
        };
        return Err(match put_back(&http, &base, &personen[..=nth], &before) {
            Ok(()) => failure.help("nothing has changed: those before it were put back"),
            Err(left) => failure.help(format!(
                "{left} of those before it could not be put back: reset the team"
            )),
        });
    }
    Ok(personen.len())
}

/// The lists that the team has now, by number.
fn stored(http: &Client, base: &str) -> Result<BTreeMap<String, Value>, Failure> {
    let answer = http
        .get(base)
        .send()
        .map_err(|error| unreachable_simulator(&error))?;
    if !answer.status().is_success() {
        return Err(Failure::new(detail(answer))
            .help("make the team first: POST /_lab/teams {\"name\": \"…\", \"world\": \"leeg\"}"));
    }
    let value: Value = answer.json().map_err(|error| Failure::from_error(&error))?;
    Ok(value["persoonslijsten"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|lijst| {
            let bsn = lijst.pointer("/categorieen/01/0/0/01.20")?.as_str()?;
            Some((bsn.to_owned(), lijst.clone()))
        })
        .collect())
}

/// How many could not be put back, if any.
fn put_back(
    http: &Client,
    base: &str,
    personen: &[Persoon],
    before: &BTreeMap<String, Value>,
) -> Result<(), usize> {
    let left = personen
        .iter()
        .filter(|persoon| {
            let bsn = &persoon.burgerservicenummer;
            let place = format!("{base}/{bsn}");
            let done = match before.get(bsn) {
                Some(lijst) => http.put(&place).json(lijst).send(),
                None => http.delete(&place).send(),
            };
            !done.is_ok_and(|answer| {
                answer.status().is_success() || answer.status() == StatusCode::NOT_FOUND
            })
        })
        .count();
    if left == 0 { Ok(()) } else { Err(left) }
}

fn detail(answer: Response) -> String {
    let status = answer.status();
    let problem: Value = answer.json().unwrap_or_default();
    match problem["detail"].as_str() {
        Some(detail) => format!("{status}: {detail}"),
        None => status.to_string(),
    }
}

fn unreachable_simulator(error: &reqwest::Error) -> Failure {
    Failure::from_error(error)
        .help("start it with `fieldlab up`, or say where it is with --url; --dry-run needs none")
}
