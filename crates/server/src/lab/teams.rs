//! The calls that make teams, and decide what they may.

use fieldlab_sim::{LedgerError, Problem, Quota, Reply, TeamName, TeamRecord, TeamWorld};
use http::{StatusCode, header};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::LabCall;
use super::calls::{Answer, body, broken, ok, refuse, unfinished};
use crate::access;
use crate::address;
use crate::team::Team;
use crate::teams::NewTeamError;

/// Answers the operation of the contract with this id.
pub(super) async fn answer(operation: &str, call: &LabCall<'_>) -> Answer {
    match operation {
        "teams" => list(call).await,
        "createTeam" => create(call).await,
        "deleteTeam" => delete(call).await,
        "createToken" => create_token(call).await,
        "deleteToken" => delete_token(call).await,
        "setQuota" => set_quota(call).await,
        _ => show(call).await,
    }
}

/// A team as the lab shows it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TeamView {
    name: TeamName,
    world: TeamWorld,
    /// What the team's components put where the real services' hosts stand.
    base: String,
    /// The API key that addresses the team too.
    key: String,
    has_token: bool,
    quota: Quota,
}

impl TeamView {
    pub(super) fn new(call: &LabCall<'_>, record: TeamRecord) -> Self {
        let root = call.root;
        let base = if record.name == TeamName::default_team() {
            root.to_owned()
        } else {
            format!("{root}/t/{}", record.name)
        };
        Self {
            base,
            key: address::key_of(&record.name),
            has_token: record.settings.token.is_some(),
            quota: record.settings.quota,
            world: record.world,
            name: record.name,
        }
    }

    /// The answer that a team was made.
    pub(super) fn created(call: &LabCall<'_>, team: &Team) -> Reply {
        let view = Self::new(call, team.record());
        Reply::json(StatusCode::CREATED, "application/json", &view)
            .with_header(header::LOCATION, &view.base)
    }
}

/// The team that the path names.
pub(super) async fn named(call: &LabCall<'_>) -> Result<std::sync::Arc<Team>, Problem> {
    let name = call.parameters.text("team").unwrap_or_default();
    let found = call.shared.teams.get(name).await;
    found
        .map_err(|error| unfinished(call.request, &error))?
        .ok_or_else(unknown)
}

fn unknown() -> Problem {
    refuse(
        StatusCode::NOT_FOUND,
        "No such team",
        "GET /_lab/teams lists the teams.",
    )
}

/// A name that the contract has found good already.
pub(super) fn name(text: &str) -> Result<TeamName, Problem> {
    TeamName::parse(text)
        .map_err(|error| refuse(StatusCode::BAD_REQUEST, "Invalid name", &error.to_string()))
}

/// Words why a team was not made.
pub(super) fn not_made(call: &LabCall<'_>, error: NewTeamError) -> Problem {
    match error {
        NewTeamError::Ledger(error @ LedgerError::TeamExists(_)) => refuse(
            StatusCode::CONFLICT,
            "Team exists",
            &format!("{error}; choose another name, or delete that one first."),
        ),
        NewTeamError::Ledger(error) => unfinished(call.request, &error.into()),
        NewTeamError::Team(error) => unfinished(call.request, &error),
        NewTeamError::Misfit { .. } => refuse(
            StatusCode::UNPROCESSABLE_ENTITY,
            "Cannot be",
            &format!("{error}. Nothing was made."),
        ),
        NewTeamError::World(error) => broken(call.request, &error),
    }
}

async fn list(call: &LabCall<'_>) -> Answer {
    let records = call.shared.teams.records().await;
    let records = records.map_err(|error| unfinished(call.request, &error.into()))?;
    let views: Vec<_> = records
        .into_iter()
        .map(|record| TeamView::new(call, record))
        .collect();
    Ok(ok(&views))
}

#[derive(Deserialize)]
struct NewTeam {
    name: String,
    #[serde(default)]
    world: TeamWorld,
    #[serde(default)]
    quota: Quota,
}

async fn create(call: &LabCall<'_>) -> Answer {
    let new: NewTeam = body(call)?;
    let mut record = TeamRecord::new(name(&new.name)?, new.world);
    record.settings.quota = new.quota;
    let made = call.shared.teams.create(record).await;
    let team = made.map_err(|error| not_made(call, error))?;
    Ok(TeamView::created(call, &team))
}

async fn delete(call: &LabCall<'_>) -> Answer {
    let name = call.parameters.text("team").unwrap_or_default();
    let name = TeamName::parse(name).map_err(|_| unknown())?;
    if name == TeamName::default_team() {
        return Err(refuse(
            StatusCode::CONFLICT,
            "Default team",
            "The team that answers at the root stays. POST /_lab/reset takes it back to its beginning.",
        ));
    }
    match call.shared.teams.delete(&name).await {
        Ok(()) => Ok(Reply::empty(StatusCode::NO_CONTENT)),
        Err(LedgerError::UnknownTeam(_)) => Err(unknown()),
        Err(error) => Err(unfinished(call.request, &error.into())),
    }
}

async fn create_token(call: &LabCall<'_>) -> Answer {
    let team = named(call).await?;
    let token = access::new_token().map_err(|error| broken(call.request, &error))?;
    let digest = access::digest(&token);
    team.change_settings(|settings| settings.token = Some(digest))
        .await
        .map_err(|error| unfinished(call.request, &error))?;
    let view = json!({"token": token});
    Ok(Reply::json(StatusCode::CREATED, "application/json", &view)
        .with_header(header::CACHE_CONTROL, "no-store"))
}

async fn delete_token(call: &LabCall<'_>) -> Answer {
    let team = named(call).await?;
    team.change_settings(|settings| settings.token = None)
        .await
        .map_err(|error| unfinished(call.request, &error))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

async fn set_quota(call: &LabCall<'_>) -> Answer {
    let quota: Quota = body(call)?;
    let team = named(call).await?;
    team.change_settings(|settings| settings.quota = quota)
        .await
        .map_err(|error| unfinished(call.request, &error))?;
    Ok(ok(&TeamView::new(call, team.record())))
}

/// What the lab knows of the team that asks.
async fn show(call: &LabCall<'_>) -> Answer {
    let look = call.team.look().await;
    look.map_err(|error| unfinished(call.request, &error))?;
    let state = call.team.state();
    let view = TeamView::new(call, call.team.record());
    let mut value = serde_json::to_value(&view).map_err(|error| broken(call.request, &error))?;
    let more = json!({
        "head": state.head(),
        "uses": {"objects": state.head(), "bytes": state.bytes()},
        "clock": super::clock::view(&state.clock(), Timestamp::now()),
        "checkpoints": super::history::checkpoints(&state),
    });
    if let (Some(members), serde_json::Value::Object(more)) = (value.as_object_mut(), more) {
        members.extend(more);
    }
    Ok(ok(&value))
}
