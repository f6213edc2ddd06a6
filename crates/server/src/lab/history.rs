//! The calls that move a team through its own history: checkpoints, back, a copy, a file.

use fieldlab_sim::{
    Entry, Mutation, Problem, Quota, RequestId, Seq, State, TeamName, TeamRecord, TeamWorld,
};
use http::StatusCode;
use serde::{Deserialize, Serialize};

use super::LabCall;
use super::calls::{Answer, body, ok, record, refuse, unfinished};
use super::teams::{TeamView, name, named, not_made};

/// What a file of a team says that it is.
const FORMAT: &str = "team/1";

/// Answers the operation of the contract with this id.
pub(super) async fn answer(operation: &str, call: &LabCall<'_>) -> Answer {
    match operation {
        "checkpoints" => list(call).await,
        "createCheckpoint" => create(call).await,
        "rewind" => rewind(call).await,
        "reset" => back_to(call, Seq::ZERO).await,
        "forkTeam" => fork(call).await,
        "exportTeam" => export(call).await,
        _ => import(call).await,
    }
}

/// A checkpoint as the lab shows it.
#[derive(Serialize)]
pub(super) struct Checkpoint {
    name: String,
    seq: Seq,
}

/// The checkpoints of a team, in order.
pub(super) fn checkpoints(state: &State) -> Vec<Checkpoint> {
    let mut list: Vec<_> = state
        .checkpoints()
        .iter()
        .map(|(name, seq)| Checkpoint {
            name: name.clone(),
            seq: *seq,
        })
        .collect();
    list.sort_by_key(|checkpoint| checkpoint.seq);
    list
}

/// A moment in a team's history.
#[derive(Deserialize)]
#[serde(untagged)]
enum Moment {
    Entry(Seq),
    Checkpoint(String),
}

impl Moment {
    fn find(&self, state: &State) -> Result<Seq, Problem> {
        match self {
            Self::Entry(seq) => Ok(*seq),
            Self::Checkpoint(name) => state.checkpoints().get(name).copied().ok_or_else(|| {
                refuse(
                    StatusCode::NOT_FOUND,
                    "No such checkpoint",
                    "GET /_lab/checkpoints lists them.",
                )
            }),
        }
    }
}

async fn list(call: &LabCall<'_>) -> Answer {
    let look = call.team.look().await;
    look.map_err(|error| unfinished(call.request, &error))?;
    Ok(ok(&checkpoints(&call.team.state())))
}

#[derive(Deserialize)]
struct NewCheckpoint {
    name: String,
}

async fn create(call: &LabCall<'_>) -> Answer {
    let NewCheckpoint { name } = body(call)?;
    let entries = record(call, &Mutation::Ijkpunt { naam: name.clone() }).await?;
    let seq = entries.first().map_or(Seq::ZERO, |entry| entry.seq);
    let view = Checkpoint { name, seq };
    Ok(fieldlab_sim::Reply::json(
        StatusCode::CREATED,
        "application/json",
        &view,
    ))
}

#[derive(Deserialize)]
struct Back {
    to: Moment,
}

async fn rewind(call: &LabCall<'_>) -> Answer {
    let Back { to } = body(call)?;
    let look = call.team.look().await;
    look.map_err(|error| unfinished(call.request, &error))?;
    let to = to.find(&call.team.state())?;
    back_to(call, to).await
}

async fn back_to(call: &LabCall<'_>, to: Seq) -> Answer {
    call.team
        .rewind(to)
        .await
        .map_err(|error| unfinished(call.request, &error))?;
    Ok(ok(&TeamView::new(call, call.team.record())))
}

#[derive(Deserialize)]
struct Fork {
    name: String,
    at: Option<Moment>,
}

async fn fork(call: &LabCall<'_>) -> Answer {
    let Fork { name: new, at } = body(call)?;
    let new = name(&new)?;
    let from = named(call).await?;
    let look = from.look().await;
    look.map_err(|error| unfinished(call.request, &error))?;
    let state = from.state();
    let until = at.map_or(Ok(state.head()), |at| at.find(&state))?;
    let made = call.shared.teams.fork(&from, until, new).await;
    let team = made.map_err(|error| not_made(call, error))?;
    Ok(TeamView::created(call, &team))
}

/// A team as a file.
#[derive(Serialize, Deserialize)]
struct Export {
    fieldlab: String,
    world: String,
    team: ExportedTeam,
    entries: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
struct ExportedTeam {
    name: String,
    #[serde(default)]
    world: TeamWorld,
    #[serde(default)]
    quota: Quota,
}

async fn export(call: &LabCall<'_>) -> Answer {
    let entries = call.team.entries(Seq::ZERO).await;
    let entries = entries.map_err(|error| unfinished(call.request, &error.into()))?;
    let record = call.team.record();
    Ok(ok(&Export {
        fieldlab: FORMAT.to_owned(),
        world: call.shared.world.identity(),
        team: ExportedTeam {
            name: record.name.to_string(),
            world: record.world,
            quota: record.settings.quota,
        },
        entries,
    }))
}

async fn import(call: &LabCall<'_>) -> Answer {
    let Export {
        world,
        team,
        mut entries,
        ..
    } = body(call)?;
    let here = call.shared.world.identity();
    if world != here {
        return Err(refuse(
            StatusCode::CONFLICT,
            "Other world",
            &format!(
                "The file is of a team in {world}, this is {here}. Start a simulator with that world."
            ),
        ));
    }
    let mut expected = Seq::ZERO;
    for entry in &mut entries {
        expected = expected.next();
        if entry.seq != expected {
            return Err(refuse(
                StatusCode::BAD_REQUEST,
                "Gap in the entries",
                &format!("Entry {} stands where {expected} should be.", entry.seq),
            ));
        }
        // An id is shown in journals and headers: the same rules as for one that comes with a request.
        entry.request = RequestId::new(&entry.request).as_str().to_owned();
    }
    let as_name = call.parameters.text("name").unwrap_or(&team.name);
    let mut record = TeamRecord::new(TeamName::clone(&name(as_name)?), team.world);
    record.settings.quota = team.quota;
    let made = call.shared.teams.import(record, &entries).await;
    let team = made.map_err(|error| not_made(call, error))?;
    Ok(TeamView::created(call, &team))
}
