//! The team's clock: what it shows, setting it, letting time pass.

use fieldlab_sim::{Clock, ClockMode, Mutation, Speed};
use http::StatusCode;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};

use super::LabCall;
use super::calls::{Answer, body, ok, record_what, refuse, unfinished};

/// Answers the operation of the contract with this id.
pub(super) async fn answer(operation: &str, call: &LabCall<'_>) -> Answer {
    match operation {
        "setClock" => set(call).await,
        "advanceClock" => advance(call).await,
        _ => show(call).await,
    }
}

/// A clock as the lab shows it.
#[derive(Serialize)]
pub(super) struct ClockView {
    mode: ClockMode,
    at: Timestamp,
    speed: Speed,
}

/// What a clock shows.
pub(super) fn view(clock: &Clock, wall: Timestamp) -> ClockView {
    ClockView {
        mode: clock.mode(),
        at: clock.read(wall),
        speed: clock.speed(),
    }
}

async fn show(call: &LabCall<'_>) -> Answer {
    let look = call.team.look().await;
    look.map_err(|error| unfinished(call.request, &error))?;
    Ok(ok(&view(&call.team.clock(), Timestamp::now())))
}

#[derive(Deserialize)]
struct NewClock {
    mode: ClockMode,
    #[serde(default)]
    at: Option<Timestamp>,
    #[serde(default)]
    speed: Option<Speed>,
}

/// Without `at`: a frozen clock stops where it is, one with a speed runs on from where it is, and one that
/// only follows shows the real time again.
async fn set(call: &LabCall<'_>) -> Answer {
    let new: NewClock = body(call)?;
    if new.mode == ClockMode::Frozen && new.speed.is_some() {
        return Err(refuse(
            StatusCode::BAD_REQUEST,
            "Frozen with a speed",
            "A clock that stands still has no speed. Use mode `follow`, or leave `speed` out.",
        ));
    }
    record_what(call, |session| {
        let (clock, wall) = session.clock();
        let at = new.at.unwrap_or_else(|| match (new.mode, new.speed) {
            (ClockMode::Follow, None) => wall,
            _ => clock.read(wall),
        });
        Ok(vec![Mutation::Klok {
            mode: new.mode,
            at,
            wall,
            speed: new.speed.unwrap_or_default(),
        }])
    })
    .await?;
    show(call).await
}

#[derive(Deserialize)]
struct Advance {
    by: String,
}

/// Two who let a day pass at once let two days pass.
async fn advance(call: &LabCall<'_>) -> Answer {
    let Advance { by } = body(call)?;
    let invalid = |reason: &str| refuse(StatusCode::BAD_REQUEST, "Invalid period", reason);
    let period: Span = by
        .parse()
        .map_err(|_| invalid("Write a period of ISO 8601: P1D, P2M, PT90M."))?;
    record_what(call, |session| {
        let (clock, wall) = session.clock();
        let at = clock
            .later(wall, period)
            .map_err(|error| invalid(&format!("{error}.")))?;
        Ok(vec![Mutation::Klok {
            mode: clock.mode(),
            at,
            wall,
            speed: clock.speed(),
        }])
    })
    .await?;
    show(call).await
}
