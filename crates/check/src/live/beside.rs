//! What is served beside the API: health, metrics, security.txt.

use super::{Answer, Probe, request};
use crate::CheckError;
use crate::findings::{Findings, Place};

const LIVE: &[&str] = &["/health/live", "/healthz", "/livez", "/health"];
const READY: &[&str] = &["/health/ready", "/readyz", "/ready"];

pub(super) fn check(
    probe: &dyn Probe,
    origin: &str,
    found: &mut Findings,
) -> Result<(), CheckError> {
    let ask = |path: &str| probe.send(&request("GET", &format!("{origin}{path}")));
    // The first question: when nobody answers it, nobody answers any.
    if let Err(reason) = ask(LIVE[0]) {
        return Err(CheckError::NoAnswer {
            url: format!("{origin}{}", LIVE[0]),
            reason,
        });
    }
    for (what, paths) in [("alive", LIVE), ("ready", READY)] {
        let well = paths
            .iter()
            .any(|path| ask(path).is_ok_and(|answer| answer.status == 200));
        if !well {
            found.add(
                "CC45",
                Place::Url(format!("{origin}{}", paths[0])),
                format!("nothing says with 200 that it is {what}"),
            );
        }
    }
    let metrics = format!("{origin}/metrics");
    if !ask("/metrics").is_ok_and(|answer| answer.status == 200 && is_metrics(&answer)) {
        found.add("CC46", Place::Url(metrics), "there are no metrics");
    }
    let place = Place::Url(format!("{origin}/.well-known/security.txt"));
    match ask("/.well-known/security.txt") {
        Ok(answer) if answer.status == 200 => {
            let text = String::from_utf8_lossy(&answer.body).into_owned();
            let missing: Vec<&str> = ["Contact:", "Expires:"]
                .into_iter()
                .filter(|field| !text.lines().any(|line| line.starts_with(field)))
                .collect();
            if !missing.is_empty() {
                found.add(
                    "CC55",
                    place,
                    format!("it has no {}", missing.join(" and ")),
                );
            }
        }
        _ => {
            found.add("CC55", place, "there is no security.txt");
        }
    }
    Ok(())
}

/// Lines of a name and a number, as Prometheus reads them.
fn is_metrics(answer: &Answer) -> bool {
    String::from_utf8_lossy(&answer.body)
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .take(3)
        .all(|line| {
            let value = line.rsplit(' ').next();
            value.is_some_and(|value| value.parse::<f64>().is_ok())
        })
}
