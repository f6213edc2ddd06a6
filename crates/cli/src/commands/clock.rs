//! `fieldlab clock`: a team's own time.

use reqwest::Method;
use serde_json::{Value, json};

use super::team::clock_in_words;
use crate::args::ClockCommand;
use crate::client::Lab;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(command: &ClockCommand) -> Result<(), Failure> {
    let set = |team, body: Value| Lab::of_meant(team)?.change(&Method::PUT, "/clock", Some(&body));
    let clock = match command {
        ClockCommand::Show { team, output } => {
            let clock = Lab::of_meant(team)?.get("/clock")?;
            if output.json {
                output::json(&clock);
                return Ok(());
            }
            clock
        }
        ClockCommand::Follow { speed: None, team } => set(team, json!({"mode": "follow"}))?,
        ClockCommand::Follow {
            speed: Some(speed),
            team,
        } => set(team, json!({"mode": "follow", "speed": speed}))?,
        ClockCommand::Freeze { team } => set(team, json!({"mode": "frozen"}))?,
        ClockCommand::Set { moment, run, team } => {
            let mode = if *run { "follow" } else { "frozen" };
            set(team, json!({"mode": mode, "at": moment}))?
        }
        ClockCommand::Advance { period, team } => Lab::of_meant(team)?.change(
            &Method::POST,
            "/clock/advance",
            Some(&json!({"by": period})),
        )?,
    };
    output::line(&clock_in_words(&clock));
    Ok(())
}
