//! Headers and errors that every answer has to have.

use serde_json::Value;

use super::{Answer, Running, request};
use crate::findings::{Findings, Place};
use crate::tree::Node;

/// Something that is not there: a path nobody has, with a number that must not come back.
const NOWHERE: &str = "/bestaat-niet-999990019";

pub(super) fn check(running: &Running<'_>, document: &Answer, found: &mut Findings) {
    let place = format!("{}/openapi.json", running.api);
    version(running, &place, document, found);
    security_headers(&place, document, found);
    let nowhere = format!("{}{NOWHERE}", running.api);
    if let Ok(answer) = running.get(&nowhere) {
        version(running, &nowhere, &answer, found);
        problem(&nowhere, &answer, found);
        if String::from_utf8_lossy(&answer.body).contains("999990019") {
            found
                .add("CC52", Place::Url(nowhere), "what was asked comes back in the error: it could be a burgerservicenummer")
                .mend("keep paths, queries and bodies out of error texts; give `instance` an id of its own");
        }
    }
    slashes(running, found);
    origins(running, found);
}

/// Whether this rule was told of an address already: one handler mends it everywhere.
pub(super) fn is_told(rule: &str, found: &Findings) -> bool {
    found
        .list
        .iter()
        .any(|finding| finding.rule == rule && matches!(finding.place, Place::Url(_)))
}

/// Whether the answer names the version of the document.
pub(super) fn version(running: &Running<'_>, url: &str, answer: &Answer, found: &mut Findings) {
    const RULE: &str = "/core/version-header";
    if is_told(RULE, found) {
        return;
    }
    let told = running
        .document
        .at(&["info", "version"])
        .and_then(Node::text)
        .unwrap_or_default();
    let place = Place::Url(url.to_owned());
    match answer.header("api-version") {
        None => {
            let message = format!("an answer with status {} has no API-Version", answer.status);
            found.add(RULE, place, message);
        }
        Some(version) if version != told => {
            let message = format!("API-Version is {version}, info.version is {told}");
            found.add(RULE, place, message);
        }
        Some(_) => {}
    }
}

fn security_headers(url: &str, answer: &Answer, found: &mut Findings) {
    let missing: Vec<&str> = [
        ("Cache-Control: no-store", "cache-control", "no-store"),
        (
            "Content-Security-Policy: frame-ancestors 'none'",
            "content-security-policy",
            "frame-ancestors 'none'",
        ),
        (
            "Strict-Transport-Security",
            "strict-transport-security",
            "max-age",
        ),
        (
            "X-Content-Type-Options: nosniff",
            "x-content-type-options",
            "nosniff",
        ),
        ("X-Frame-Options: DENY", "x-frame-options", "deny"),
    ]
    .into_iter()
    .filter(|(_, header, part)| {
        !answer
            .header(header)
            .is_some_and(|value| value.to_lowercase().contains(part))
    })
    .map(|(name, _, _)| name)
    .collect();
    if !missing.is_empty() {
        let missing = missing.join("; ");
        found
            .add(
                "/core/transport/security-headers",
                Place::Url(url.to_owned()),
                format!("missing: {missing}"),
            )
            .mend(format!("send from one middleware: {missing}"));
    }
}

/// Whether an error is a problem with the status it has.
pub(super) fn problem(url: &str, answer: &Answer, found: &mut Findings) {
    const RULE: &str = "/core/error-handling/problem-details";
    if !(400..600).contains(&answer.status) || is_told(RULE, found) {
        return;
    }
    let place = Place::Url(url.to_owned());
    let kind = answer.header("content-type").unwrap_or("no content type");
    if !kind.starts_with("application/problem+json") && !kind.starts_with("application/problem+xml")
    {
        let message = format!("status {} comes as {kind}", answer.status);
        found.add(RULE, place, message);
        return;
    }
    let body = answer.json().unwrap_or(Value::Null);
    let missing: Vec<&str> = ["status", "title", "detail"]
        .into_iter()
        .filter(|member| body.get(member).is_none())
        .collect();
    if !missing.is_empty() {
        let message = format!(
            "the problem of status {} has no {}",
            answer.status,
            missing.join(", ")
        );
        found.add(RULE, place, message);
    } else if body["status"] != answer.status {
        let message = format!(
            "the problem says {}, the answer {}",
            body["status"], answer.status
        );
        found.add(RULE, place, message);
    }
}

/// A path with a slash behind it is not there.
fn slashes(running: &Running<'_>, found: &mut Findings) {
    const RULE: &str = "/core/no-trailing-slash";
    for (path, item) in super::plain_paths(running) {
        if path.ends_with('/') || item.get("get").is_none() {
            continue;
        }
        let url = format!("{}{path}/", running.api);
        let Ok(answer) = running.get(&url) else {
            continue;
        };
        if answer.status != 404 && !super::is_closed(&answer) {
            let message = format!("it answers {}, not 404", answer.status);
            found.add(RULE, Place::Url(url), message);
            return;
        }
    }
}

/// A stranger's origin is not let in.
fn origins(running: &Running<'_>, found: &mut Findings) {
    const STRANGER: &str = "https://onbekend.example";
    let path = super::plain_paths(running)
        .find(|(path, item)| item.get("get").is_some() && !path.ends_with("openapi.json"))
        .map_or(NOWHERE, |(path, _)| path);
    let url = format!("{}{path}", running.api);
    let mut question = request("GET", &url);
    question.headers.push(("Origin", STRANGER));
    let Ok(answer) = running.probe.send(&question) else {
        return;
    };
    let allowed = answer.header("access-control-allow-origin");
    if allowed == Some("*") || allowed == Some(STRANGER) {
        found
            .add(
                "/core/transport/cors",
                Place::Url(url),
                "every website may ask it from the browser of a visitor",
            )
            .mend("name the origins that may; for open data, explain it under [leg-uit]");
    }
}
