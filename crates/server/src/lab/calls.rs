//! The calls of the lab, one function each.

use fieldlab_sim::{
    Entry, GebeurtenisView, LedgerError, Mutation, MutationError, Problem, Register, Reply,
    Request, Seq, Session,
};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{LabCall, clock, faults, history, journal, teams};
use crate::team::TeamError;

pub(super) type Answer = Result<Reply, Problem>;

/// Answers the operation of the contract with this id.
pub(super) async fn answer(operation: &str, call: &LabCall<'_>) -> Answer {
    match operation {
        "health" => Ok(health(call)),
        "registers" => Ok(registers(call)),
        "personas" => Ok(personas(call)),
        "rules" | "rule" => rules(call),
        "teams" | "createTeam" | "deleteTeam" | "createToken" | "deleteToken" | "setQuota"
        | "team" => teams::answer(operation, call).await,
        "checkpoints" | "createCheckpoint" | "rewind" | "reset" | "forkTeam" | "exportTeam"
        | "importTeam" => history::answer(operation, call).await,
        "clock" | "setClock" | "advanceClock" => clock::answer(operation, call).await,
        "mutate" => mutate(call).await,
        "ledger" => ledger(call).await,
        "protocollering" => Ok(ok(&call.team.protocol.after(after(call)))),
        "journal" | "exportJournal" | "setJournal" => journal::answer(operation, call).await,
        "faults" | "setFault" | "endFault" | "endFaults" => faults::answer(operation, call).await,
        other => Err(refuse(
            StatusCode::NOT_IMPLEMENTED,
            "Not built",
            &format!("The call `{other}` is in the contract and not answered yet."),
        )),
    }
}

pub(super) fn refuse(status: StatusCode, title: &str, detail: &str) -> Problem {
    Problem::details(status, "about:blank", title, detail)
}

pub(super) fn ok<T: Serialize>(value: &T) -> Reply {
    Reply::json(StatusCode::OK, "application/json", value)
}

/// The body as a type; the contract has been checked, so what is left is what it cannot say.
pub(super) fn body<T: for<'de> Deserialize<'de>>(call: &LabCall<'_>) -> Result<T, Problem> {
    T::deserialize(&call.body).map_err(|error| {
        refuse(
            StatusCode::BAD_REQUEST,
            "Invalid request",
            &error.to_string(),
        )
    })
}

fn after(call: &LabCall<'_>) -> u64 {
    call.parameters
        .integer("after")
        .and_then(|after| u64::try_from(after).ok())
        .unwrap_or(0)
}

fn health(call: &LabCall<'_>) -> Reply {
    ok(&json!({
        "status": "ok",
        "version": env!("CARGO_PKG_VERSION"),
        "world": call.shared.world.identity(),
    }))
}

fn registers(call: &LabCall<'_>) -> Reply {
    let list: Vec<_> = call
        .shared
        .registers
        .iter()
        .flat_map(|register| {
            let manifest = register.manifest();
            register.apis().iter().map(move |api| {
                json!({
                    "name": manifest.name,
                    "api": api.name,
                    "title": manifest.title,
                    "description": manifest.description,
                    "mount": api.mount,
                    "version": api.version,
                    "openapi": format!("{}{}/openapi.json", call.request.base, api.mount),
                    "lab": register.lab().map(|lab| format!("{}{}/openapi.json", call.request.base, lab.mount)),
                    "key": manifest.auth.as_ref().map(|auth| json!({
                        "header": auth.header,
                        "values": auth.keys,
                    })),
                })
            })
        })
        .collect();
    ok(&list)
}

/// What a register says about its answers: all of it, or one rule.
fn rules(call: &LabCall<'_>) -> Answer {
    let name = call.parameters.text("register").unwrap_or_default();
    let known = |register: &&std::sync::Arc<dyn Register>| register.manifest().name == name;
    let rules = call
        .shared
        .registers
        .iter()
        .find(known)
        .map(|register| register.rules())
        .filter(|rules| !rules.is_empty());
    let text = match (rules, call.parameters.text("rule")) {
        (Some(rules), Some(rule)) => fieldlab_sim::rule(rules, rule),
        (rules, None) => rules,
        (None, Some(_)) => None,
    };
    text.map(|text| Reply::new(StatusCode::OK, "text/markdown; charset=utf-8", text))
        .ok_or_else(|| {
            refuse(
                StatusCode::NOT_FOUND,
                "No such rule",
                "The register explains nothing, or not this. An answer to X-Fieldlab-Uitleg: ja links to what there is.",
            )
        })
}

fn personas(call: &LabCall<'_>) -> Reply {
    let list: Vec<_> = call
        .shared
        .world
        .personas()
        .iter()
        .map(|persona| {
            json!({
                "burgerservicenummer": persona.burgerservicenummer().to_string(),
                "sleutel": persona.sleutel(),
                "naam": persona.naam(),
                "verhaal": persona.verhaal(),
                "toont": persona.toont(),
            })
        })
        .collect();
    ok(&list)
}

async fn mutate(call: &LabCall<'_>) -> Answer {
    let mutation: Mutation = body(call)?;
    let entries = record(call, &mutation).await?;
    let before = entries
        .first()
        .map_or(Seq::ZERO, |entry| Seq(entry.seq.0.saturating_sub(1)));
    let views = with_gebeurtenissen(call, before, &entries);
    Ok(Reply::json(
        StatusCode::CREATED,
        "application/json",
        &views.first(),
    ))
}

/// A ledger entry, with what others hear of it.
#[derive(Serialize)]
struct EntryView<'a> {
    #[serde(flatten)]
    entry: &'a Entry,
    gebeurtenissen: Vec<GebeurtenisView>,
}

/// Entries after `after`, each with what came of it.
fn with_gebeurtenissen<'a>(
    call: &LabCall<'_>,
    after: Seq,
    entries: &'a [Entry],
) -> Vec<EntryView<'a>> {
    let told = call.team.gebeurtenissen(after);
    let mut rest = told.as_slice();
    let mut views = Vec::with_capacity(entries.len());
    for entry in entries {
        let until = rest.partition_point(|(seq, _)| *seq <= entry.seq);
        let (mine, later) = rest.split_at(until);
        rest = later;
        views.push(EntryView {
            entry,
            gebeurtenissen: mine
                .iter()
                .map(|(_, told)| GebeurtenisView(*told))
                .collect(),
        });
    }
    views
}

/// Appends one change after the world has had its say.
pub(super) async fn record(call: &LabCall<'_>, mutation: &Mutation) -> Result<Vec<Entry>, Problem> {
    record_what(call, |_| Ok(vec![mutation.clone()])).await
}

/// The same with changes that depend on how the team is at that moment.
pub(super) async fn record_what(
    call: &LabCall<'_>,
    what: impl Fn(&Session<'_>) -> Result<Vec<Mutation>, Problem>,
) -> Result<Vec<Entry>, Problem> {
    let done = call
        .team
        .run(&call.request.id, |session| {
            let recorded = what(session).and_then(|mutations| {
                mutations.into_iter().try_for_each(|mutation| {
                    session.record(mutation).map_err(|error: MutationError| {
                        refuse(
                            StatusCode::UNPROCESSABLE_ENTITY,
                            "Cannot be",
                            &error.to_string(),
                        )
                    })
                })
            });
            let keep = recorded.is_ok();
            (recorded, keep)
        })
        .await
        .map_err(|error| unfinished(call.request, &error))?;
    done.value.map(|()| done.entries)
}

async fn ledger(call: &LabCall<'_>) -> Answer {
    let after = Seq(after(call));
    match call.team.entries(after).await {
        Ok(entries) => Ok(ok(&with_gebeurtenissen(call, after, &entries))),
        Err(error) => Err(unfinished(call.request, &error.into())),
    }
}

/// Words why a call that changes something could not be finished.
pub(crate) fn unfinished(request: &Request, error: &TeamError) -> Problem {
    match error {
        TeamError::Busy => refuse(
            StatusCode::SERVICE_UNAVAILABLE,
            "Busy",
            "Others changed the team at the same moment, several times. Try again.",
        ),
        TeamError::Quota { .. } => refuse(
            StatusCode::INSUFFICIENT_STORAGE,
            "Quota reached",
            &format!("{error}. Reset the team, or let the trainer raise its quota."),
        ),
        TeamError::Ledger(LedgerError::UnknownTeam(_)) => refuse(
            StatusCode::NOT_FOUND,
            "No such team",
            "The team was deleted while this call was under way.",
        ),
        TeamError::Ledger(error @ LedgerError::BeyondHead { .. }) => {
            refuse(StatusCode::CONFLICT, "No such moment", &format!("{error}."))
        }
        TeamError::Ledger(error @ LedgerError::Unavailable { .. }) => unavailable(request, error),
        error => broken(request, error),
    }
}

/// The store is not there for the moment.
pub(crate) fn unavailable(request: &Request, error: &LedgerError) -> Problem {
    tracing::warn!(request = %request.id, error = error as &dyn std::error::Error, "the ledger's store is not there");
    refuse(
        StatusCode::SERVICE_UNAVAILABLE,
        "Store not there",
        "The store of the ledger does not answer, or is full. Try again in a moment.",
    )
    .with_header(http::header::RETRY_AFTER, RETRY)
}

/// What `Retry-After` says while the store is not there, in seconds.
pub(crate) const RETRY: &str = "2";

pub(super) fn broken(request: &Request, error: &(dyn std::error::Error + 'static)) -> Problem {
    tracing::error!(request = %request.id, error, "a call of the lab failed");
    refuse(
        StatusCode::INTERNAL_SERVER_ERROR,
        "Something broke",
        "The cause is in the log of the simulator.",
    )
}
