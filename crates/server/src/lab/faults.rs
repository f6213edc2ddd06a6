//! The calls that disturb a team on purpose.

use fieldlab_sim::{Fault, Mutation, Reply, Seq};
use http::StatusCode;
use serde::Serialize;

use super::LabCall;
use super::calls::{Answer, body, ok, record, record_what, refuse, unfinished};

/// Answers the operation of the contract with this id.
pub(super) async fn answer(operation: &str, call: &LabCall<'_>) -> Answer {
    match operation {
        "setFault" => set(call).await,
        "endFault" => end(call).await,
        "endFaults" => end_all(call).await,
        _ => list(call).await,
    }
}

/// A fault as the lab shows it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FaultView<'a> {
    #[serde(flatten)]
    fault: &'a Fault,
    /// The ledger entry that set it.
    seq: Seq,
    /// Calls that it struck in this process.
    hits: u64,
    /// Whether it is on at this moment of the team's clock.
    on: bool,
}

async fn list(call: &LabCall<'_>) -> Answer {
    let look = call.team.look().await;
    look.map_err(|error| unfinished(call.request, &error))?;
    let state = call.team.state();
    let now = state.clock().read(jiff::Timestamp::now());
    let views: Vec<_> = state
        .faults()
        .iter()
        .map(|(seq, fault)| FaultView {
            fault,
            seq: *seq,
            hits: call.team.faults.hits(*seq),
            on: fault.is_on(now),
        })
        .collect();
    Ok(ok(&views))
}

async fn set(call: &LabCall<'_>) -> Answer {
    let fault: Fault = body(call)?;
    if let Some(register) = &fault.matcher.register {
        let known = call.shared.registers.iter();
        let mut names = known.map(|known| known.manifest().name.as_str());
        if !names.any(|name| name == register) {
            return Err(refuse(
                StatusCode::BAD_REQUEST,
                "No such register",
                &format!("There is no register `{register}`; GET /_lab/registers lists them."),
            ));
        }
    }
    let entries = record(call, &Mutation::Storing(Box::new(fault.clone()))).await?;
    let view = FaultView {
        fault: &fault,
        seq: entries.first().map_or(Seq::ZERO, |entry| entry.seq),
        hits: 0,
        on: fault.is_on(call.team.clock().read(jiff::Timestamp::now())),
    };
    Ok(Reply::json(StatusCode::CREATED, "application/json", &view))
}

async fn end(call: &LabCall<'_>) -> Answer {
    let name = call.parameters.text("fault").unwrap_or_default();
    record_what(call, |session| {
        if session.faults().iter().any(|(_, fault)| fault.name == name) {
            return Ok(vec![Mutation::StoringEinde {
                naam: name.to_owned(),
            }]);
        }
        Err(refuse(
            StatusCode::NOT_FOUND,
            "No such fault",
            "GET /_lab/faults lists them.",
        ))
    })
    .await?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

async fn end_all(call: &LabCall<'_>) -> Answer {
    record_what(call, |session| {
        let ends = session
            .faults()
            .iter()
            .map(|(_, fault)| Mutation::StoringEinde {
                naam: fault.name.clone(),
            });
        Ok(ends.collect())
    })
    .await?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
