//! The calls of the lab, one function each.

use fieldlab_sim::{
    ClockMode, Entry, GebeurtenisView, LedgerError, Mutation, MutationError, Problem, Register,
    Reply, Request, Seq, TeamName, TeamRecord,
};
use http::{StatusCode, header};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::LabCall;
use crate::ServerError;
use crate::team::TeamError;

type Answer = Result<Reply, Problem>;

/// Answers the operation of the contract with this id.
pub(super) async fn answer(operation: &str, call: &LabCall<'_>) -> Answer {
    match operation {
        "health" => Ok(health(call)),
        "registers" => Ok(registers(call)),
        "personas" => Ok(personas(call)),
        "rules" | "rule" => rules(call),
        "teams" => Ok(teams(call)),
        "createTeam" => create_team(call).await,
        "deleteTeam" => delete_team(call).await,
        "clock" => Ok(clock(call)),
        "setClock" => set_clock(call).await,
        "mutate" => mutate(call).await,
        "ledger" => ledger(call).await,
        "protocollering" => Ok(ok(&call.team.protocol.after(after(call)))),
        "journal" => Ok(ok(&call.team.journal.after(after(call)))),
        other => Err(refuse(
            StatusCode::NOT_IMPLEMENTED,
            "Not built",
            &format!("The call `{other}` is in the contract and not answered yet."),
        )),
    }
}

fn refuse(status: StatusCode, title: &str, detail: &str) -> Problem {
    Problem::details(status, "about:blank", title, detail)
}

fn ok<T: Serialize>(value: &T) -> Reply {
    Reply::json(StatusCode::OK, "application/json", value)
}

/// The body as a type; the contract has been checked, so what is left is what it cannot say.
fn body<T: for<'de> Deserialize<'de>>(call: &LabCall<'_>) -> Result<T, Problem> {
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

/// A team as the lab shows it.
#[derive(Serialize)]
struct TeamView<'a> {
    #[serde(flatten)]
    record: &'a TeamRecord,
    /// What the team's components put where the real services' hosts stand.
    base: String,
}

impl<'a> TeamView<'a> {
    fn new(call: &LabCall<'_>, record: &'a TeamRecord) -> Self {
        // The call itself may have come in by a team's address.
        let root = match call.request.base.rfind("/t/") {
            Some(at) => &call.request.base[..at],
            None => &call.request.base,
        };
        let base = if record.name == TeamName::default_team() {
            root.to_owned()
        } else {
            format!("{root}/t/{}", record.name)
        };
        Self { record, base }
    }
}

fn teams(call: &LabCall<'_>) -> Reply {
    let records = call.shared.teams.records();
    let views: Vec<_> = records
        .iter()
        .map(|record| TeamView::new(call, record))
        .collect();
    ok(&views)
}

#[derive(Deserialize)]
struct NewTeam {
    name: String,
    #[serde(default)]
    world: fieldlab_sim::TeamWorld,
}

async fn create_team(call: &LabCall<'_>) -> Answer {
    let new: NewTeam = body(call)?;
    let name = TeamName::parse(&new.name)
        .map_err(|error| refuse(StatusCode::BAD_REQUEST, "Invalid name", &error.to_string()))?;
    let record = TeamRecord {
        name,
        world: new.world,
    };
    match call.shared.teams.create(record).await {
        Ok(team) => {
            let view = TeamView::new(call, &team.record);
            let reply = Reply::json(StatusCode::CREATED, "application/json", &view);
            Ok(reply.with_header(header::LOCATION, &view.base))
        }
        Err(ServerError::Ledger(error @ LedgerError::TeamExists(_))) => Err(refuse(
            StatusCode::CONFLICT,
            "Team exists",
            &format!("{error}; choose another name, or delete that one first."),
        )),
        Err(error) => Err(broken(call.request, &error)),
    }
}

async fn delete_team(call: &LabCall<'_>) -> Answer {
    let unknown = || {
        refuse(
            StatusCode::NOT_FOUND,
            "No such team",
            "GET /_lab/teams lists the teams.",
        )
    };
    let name = call.parameters.text("team").unwrap_or_default();
    let name = TeamName::parse(name).map_err(|_| unknown())?;
    if name == TeamName::default_team() {
        return Err(refuse(
            StatusCode::CONFLICT,
            "Default team",
            "The team that answers at the root stays.",
        ));
    }
    match call.shared.teams.delete(&name).await {
        Ok(()) => Ok(Reply::empty(StatusCode::NO_CONTENT)),
        Err(LedgerError::UnknownTeam(_)) => Err(unknown()),
        Err(error) => Err(broken(call.request, &error)),
    }
}

fn clock(call: &LabCall<'_>) -> Reply {
    let clock = call.team.clock();
    let now = clock.read(Timestamp::now());
    ok(&json!({"mode": clock.mode(), "at": now}))
}

#[derive(Deserialize)]
struct NewClock {
    mode: ClockMode,
    #[serde(default)]
    at: Option<Timestamp>,
}

/// Without `at`: a frozen clock stops where it is, a following one shows the real time again.
async fn set_clock(call: &LabCall<'_>) -> Answer {
    let new: NewClock = body(call)?;
    let wall = Timestamp::now();
    let at = new.at.unwrap_or_else(|| match new.mode {
        ClockMode::Frozen => call.team.clock().read(wall),
        ClockMode::Follow => wall,
    });
    let mutation = Mutation::Klok {
        mode: new.mode,
        at,
        wall,
    };
    record(call, &mutation).await?;
    Ok(clock(call))
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
async fn record(call: &LabCall<'_>, mutation: &Mutation) -> Result<Vec<Entry>, Problem> {
    let done = call
        .team
        .run(&call.request.id, |session| {
            let recorded = session.record(mutation.clone());
            let keep = recorded.is_ok();
            (recorded, keep)
        })
        .await
        .map_err(|error| unfinished(call.request, &error))?;
    done.value
        .map(|()| done.entries)
        .map_err(|error: MutationError| {
            refuse(
                StatusCode::UNPROCESSABLE_ENTITY,
                "Cannot be",
                &error.to_string(),
            )
        })
}

async fn ledger(call: &LabCall<'_>) -> Answer {
    let after = Seq(after(call));
    match call.team.entries(after).await {
        Ok(entries) => Ok(ok(&with_gebeurtenissen(call, after, &entries))),
        Err(error) => Err(broken(call.request, &error)),
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
        TeamError::Ledger(LedgerError::UnknownTeam(_)) => refuse(
            StatusCode::NOT_FOUND,
            "No such team",
            "The team was deleted while this call was under way.",
        ),
        error => broken(request, error),
    }
}

pub(super) fn broken(request: &Request, error: &(dyn std::error::Error + 'static)) -> Problem {
    tracing::error!(request = %request.id, error, "a call of the lab failed");
    refuse(
        StatusCode::INTERNAL_SERVER_ERROR,
        "Something broke",
        "The cause is in the log of the simulator.",
    )
}
