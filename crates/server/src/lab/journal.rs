//! The calls that show what a team's components asked.

use std::time::Duration;

use bytes::Bytes;
use fieldlab_contract::Contract;
use fieldlab_sim::{JournalSettings, Problem, Reply};
use http::{StatusCode, header};
use jiff::SignedDuration;
use serde::Serialize;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::LabCall;
use super::calls::{Answer, body, ok, refuse, unfinished};
use super::teams::{TeamView, named};
use crate::Shared;
use crate::journal::{Entry, Filter};
use crate::outgoing::Outgoing;

/// Longest that a question waits for a call that fits, in seconds.
const WAIT: i64 = 60;

/// How often a live stream says that it is still there.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How many live streams one team can have.
const STREAMS: usize = 16;

/// Answers the operation of the contract with this id.
pub(super) async fn answer(operation: &str, call: &LabCall<'_>) -> Answer {
    match operation {
        "exportJournal" => export(call),
        "setJournal" => set(call).await,
        _ => query(call).await,
    }
}

/// A call as the lab shows it.
#[derive(Serialize)]
struct EntryView<'a> {
    #[serde(flatten)]
    entry: &'a Entry,
    /// How it might have gone well.
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
}

fn view<'a>(shared: &Shared, entry: &'a Entry) -> EntryView<'a> {
    EntryView {
        entry,
        hint: hint(shared, entry),
    }
}

fn filter(call: &LabCall<'_>) -> Filter {
    let text = |name: &str| call.parameters.text(name).map(str::to_owned);
    let number = |name: &str| call.parameters.integer(name);
    Filter {
        after: number("after")
            .and_then(|after| u64::try_from(after).ok())
            .unwrap_or(0),
        register: text("register"),
        operation: text("operation"),
        outcome: text("outcome"),
        status: number("status").and_then(|status| u16::try_from(status).ok()),
        fault: text("fault"),
        request: text("request"),
        limit: number("limit").and_then(|limit| usize::try_from(limit).ok()),
    }
}

/// The calls that fit; with `wait`, as soon as there is one.
async fn query(call: &LabCall<'_>) -> Answer {
    let filter = filter(call);
    let wait = match call.parameters.text("wait") {
        None => SignedDuration::ZERO,
        Some(text) => text
            .parse::<SignedDuration>()
            .ok()
            .filter(|wait| (0..=WAIT).contains(&wait.as_secs()))
            .ok_or_else(|| {
                refuse(
                    StatusCode::BAD_REQUEST,
                    "Invalid period",
                    "`wait` is a period of ISO 8601 of at most a minute: PT10S.",
                )
            })?,
    };
    let mut news = call.team.journal.news();
    let mut entries = call.team.journal.find(&filter);
    let waiting = async {
        while entries.is_empty() && news.changed().await.is_ok() {
            entries = call.team.journal.find(&filter);
        }
    };
    // Waits for a state: what fits, or the end of the patience that was asked for.
    let _ = tokio::time::timeout(wait.unsigned_abs(), waiting).await;
    let views: Vec<_> = entries
        .iter()
        .map(|entry| view(call.shared, entry))
        .collect();
    Ok(ok(&views))
}

fn export(call: &LabCall<'_>) -> Answer {
    let entries = call.team.journal.find(&filter(call));
    if call.parameters.text("format") == Some("har") {
        return Ok(ok(&har(call, &entries)));
    }
    let mut lines = Vec::new();
    for entry in &entries {
        // Every member has a text key, so this cannot fail.
        let _ = serde_json::to_writer(&mut lines, &view(call.shared, entry));
        lines.push(b'\n');
    }
    Ok(Reply::new(StatusCode::OK, "application/x-ndjson", lines))
}

/// HTTP Archive 1.2. Times are the team's clock; a call takes as long as a fault made it take.
fn har(call: &LabCall<'_>, entries: &[Entry]) -> Value {
    let base = &call.request.base;
    let list: Vec<Value> = entries
        .iter()
        .map(|entry| {
            let query = if entry.query.is_empty() {
                String::new()
            } else {
                format!("?{}", entry.query)
            };
            let parameters: Vec<Value> = entry
                .query
                .split('&')
                .filter(|pair| !pair.is_empty())
                .map(|pair| {
                    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                    json!({"name": name, "value": value})
                })
                .collect();
            let captured = entry.captured.as_ref();
            let mut request = json!({
                "method": entry.method,
                "url": format!("{base}{}{query}", entry.path),
                "httpVersion": "HTTP/1.1",
                "cookies": [], "headers": [],
                "queryString": parameters,
                "headersSize": -1, "bodySize": -1,
            });
            if let Some(captured) = captured.filter(|captured| !captured.sent.is_empty()) {
                request["postData"] =
                    json!({"mimeType": "application/json", "text": captured.sent});
            }
            let status = entry
                .status
                .and_then(|status| StatusCode::from_u16(status).ok());
            json!({
                "startedDateTime": entry.at,
                "time": entry.delay,
                "request": request,
                "response": {
                    "status": entry.status.unwrap_or(0),
                    "statusText": status.and_then(|status| status.canonical_reason()).unwrap_or(""),
                    "httpVersion": "HTTP/1.1",
                    "cookies": [], "headers": [],
                    "content": {
                        "size": entry.bytes,
                        "mimeType": "application/json",
                        "text": captured.map_or("", |captured| captured.answered.as_str()),
                    },
                    "redirectURL": "",
                    "headersSize": -1, "bodySize": entry.bytes,
                },
                "cache": {},
                "timings": {"send": 0, "wait": entry.delay, "receive": 0},
                "_fieldlab": view(call.shared, entry),
            })
        })
        .collect();
    json!({"log": {
        "version": "1.2",
        "creator": {"name": "fieldlab", "version": env!("CARGO_PKG_VERSION")},
        "entries": list,
    }})
}

async fn set(call: &LabCall<'_>) -> Answer {
    let journal: JournalSettings = body(call)?;
    let team = named(call).await?;
    team.change_settings(|settings| settings.journal = journal)
        .await
        .map_err(|error| unfinished(call.request, &error))?;
    Ok(ok(&TeamView::new(call, team.record())))
}

/// The calls as they come, as server-sent events, until the client goes or the simulator stops.
pub(super) fn stream(call: &LabCall<'_>) -> Result<Outgoing, Problem> {
    let mut filter = filter(call);
    filter.limit = None;
    let resumed = call
        .request
        .header("last-event-id")
        .and_then(|id| id.parse().ok());
    filter.after = resumed.unwrap_or(filter.after);
    let (sender, live) = mpsc::channel(16);
    let mut news = call.team.journal.news();
    if call.team.journal.listeners() > STREAMS {
        return Err(refuse(
            StatusCode::SERVICE_UNAVAILABLE,
            "Too many streams",
            &format!("A team has at most {STREAMS} live streams at once."),
        ));
    }
    let (shared, team) = (
        std::sync::Arc::clone(call.shared),
        std::sync::Arc::clone(call.team),
    );
    let mut stopping = shared.stopping.subscribe();
    tokio::spawn(async move {
        loop {
            for entry in team.journal.find(&filter) {
                filter.after = entry.seq;
                if sender.send(event(&shared, &entry)).await.is_err() {
                    return;
                }
            }
            tokio::select! {
                changed = news.changed() => if changed.is_err() { return },
                () = async { let _ = stopping.wait_for(|stopping| *stopping).await; } => return,
                () = sender.closed() => return,
                () = tokio::time::sleep(HEARTBEAT) => {
                    if sender.send(Bytes::from_static(b": still here\n\n")).await.is_err() {
                        return;
                    }
                }
            }
        }
    });
    let reply = Reply::new(StatusCode::OK, "text/event-stream", Bytes::new())
        .with_header(header::CACHE_CONTROL, "no-store");
    let mut outgoing = Outgoing::from(reply);
    outgoing.live = Some(live);
    Ok(outgoing)
}

fn event(shared: &Shared, entry: &Entry) -> Bytes {
    // Every member has a text key, so this cannot fail; JSON has no line breaks of its own.
    let data = serde_json::to_string(&view(shared, entry)).unwrap_or_default();
    Bytes::from(format!("id: {}\nevent: call\ndata: {data}\n\n", entry.seq))
}

/// How a call that was refused might have gone well.
fn hint(shared: &Shared, entry: &Entry) -> Option<String> {
    let check = entry.why.as_ref()?.check?;
    let register = shared
        .registers
        .iter()
        .find(|register| Some(&register.manifest().name) == entry.register.as_ref());
    match check {
        "fault" => Some(format!(
            "The trainer disturbs this call ({}); GET /_lab/faults says how.",
            entry.faults.join(", ")
        )),
        "quota" => Some("The team is over its quota; GET /_lab/team shows it.".to_owned()),
        "key-missing" | "key-invalid" => {
            let auth = register.and_then(|register| register.manifest().auth.as_ref());
            Some(match auth {
                Some(auth) => format!(
                    "Send the header {} with one of the keys that GET /_lab/registers shows.",
                    auth.header
                ),
                None => "What the team asks for is in the register's own lab calls; GET /_lab/registers says where.".to_owned(),
            })
        }
        "unknown-path" | "no-register" => {
            nearest(shared, entry).map(|(method, path)| format!("Did you mean {method} {path}?"))
        }
        "method-not-allowed" => {
            let methods: Vec<&str> = known(shared)
                .filter(|(_, path)| matches_template(path, &entry.path))
                .map(|(method, _)| method)
                .collect();
            Some(format!("This path knows {}.", methods.join(", ")))
        }
        "content-type" => Some("Send the body with Content-Type: application/json.".to_owned()),
        "parameters" => Some(
            "The register's own contract says what it takes: openapi.json below its mount."
                .to_owned(),
        ),
        _ => None,
    }
}

/// Every method and path of every register.
fn known(shared: &Shared) -> impl Iterator<Item = (&str, String)> {
    let apis = shared.registers.iter().flat_map(|register| register.apis());
    apis.flat_map(|api| {
        let contract: &Contract = &api.contract;
        contract.operations().map(|operation| {
            let path = format!("{}{}", api.mount, operation.path());
            (operation.method().as_str(), path)
        })
    })
}

fn matches_template(template: &str, path: &str) -> bool {
    let (mut template, mut path) = (template.split('/'), path.split('/'));
    loop {
        match (template.next(), path.next()) {
            (None, None) => return true,
            (Some(wanted), Some(found)) if wanted == found || wanted.starts_with('{') => {}
            _ => return false,
        }
    }
}

/// A template with the parts of the path where it takes any.
fn filled(template: &str, path: &str) -> String {
    let mut parts = path.split('/');
    template
        .split('/')
        .map(|part| match parts.next() {
            Some(found) if part.starts_with('{') => found,
            _ => part,
        })
        .collect::<Vec<_>>()
        .join("/")
}

/// The path that is most like this one, when one is.
fn nearest<'a>(shared: &'a Shared, entry: &Entry) -> Option<(&'a str, String)> {
    let path: String = entry.path.chars().take(200).collect();
    known(shared)
        .map(|(method, known)| {
            let distance = strsim::damerau_levenshtein(&path, &filled(&known, &path));
            // Of two as near, the one with the method that was used.
            ((distance, method != entry.method), (method, known))
        })
        .min()
        .filter(|((distance, _), (_, known))| *distance <= known.len() / 3)
        .map(|(_, found)| found)
}
