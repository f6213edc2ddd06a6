//! Playing a scenario.

use indexmap::IndexMap;
use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;
use serde_json::{Value, json};

use super::script::{Action, Expect, FaultStep, Given, Moment, Script, Step};
use super::values::{Values, difference, short};

/// Makes the calls of a scenario, as one team.
pub trait Driver {
    /// Makes one call.
    ///
    /// # Errors
    /// When there is no answer at all, in words.
    fn call(&mut self, call: &HttpCall) -> Result<HttpAnswer, String>;
}

/// A call below the team's address.
#[derive(Clone, Debug, PartialEq)]
pub struct HttpCall {
    /// HTTP method.
    pub method: String,
    /// Path and query: `/haalcentraal/api/brp/personen`.
    pub path: String,
    /// Headers to send.
    pub headers: IndexMap<String, String>,
    /// JSON to send.
    pub body: Option<Value>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub struct HttpAnswer {
    /// HTTP status.
    pub status: u16,
    /// The body, when it is JSON; otherwise null.
    pub body: Value,
}

/// What came of a scenario.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Name of the scenario.
    pub name: String,
    /// Whether every step went as it should.
    pub passed: bool,
    /// The steps in order.
    pub steps: Vec<StepReport>,
}

/// What came of one step.
#[derive(Clone, Debug, Serialize)]
pub struct StepReport {
    /// Where the step stands in the file.
    pub line: u64,
    /// `say`, `do`, `fault`, `expect` or `time`.
    pub kind: &'static str,
    /// The step in words.
    pub title: String,
    /// How it went.
    pub outcome: Outcome,
    /// What was not as it should be: the line in the file, and the difference in words.
    pub faults: Vec<(u64, String)>,
}

/// How a step went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// As it should.
    Passed,
    /// Not as it should.
    Failed,
    /// Not reached, because an earlier change could not be made.
    Skipped,
}

/// Plays a scenario to its end. A failed expectation does not stop it, a failed change does: what
/// follows would be about another world.
pub fn run(script: &Script, driver: &mut dyn Driver) -> Report {
    let mut player = Player {
        driver,
        values: Values::new(),
        now: None,
    };
    let mut steps = Vec::new();
    let mut stopped = false;
    if let Some(fault) = player.prepare(script) {
        stopped = true;
        steps.push(StepReport {
            line: fault.0,
            kind: "do",
            title: "given and clock".to_owned(),
            outcome: Outcome::Failed,
            faults: vec![fault],
        });
    }
    for step in &script.steps {
        let report = if stopped {
            player.skipped(step)
        } else {
            player.play(step)
        };
        stopped |= report.outcome == Outcome::Failed && report.kind != "expect";
        steps.push(report);
    }
    Report {
        name: script.name.clone(),
        passed: steps.iter().all(|step| step.outcome == Outcome::Passed),
        steps,
    }
}

struct Player<'a> {
    driver: &'a mut dyn Driver,
    values: Values,
    /// What the team's clock was set to last.
    now: Option<Timestamp>,
}

impl Player<'_> {
    /// Sets the clock and looks up what is given; the fault when that fails.
    fn prepare(&mut self, script: &Script) -> Option<(u64, String)> {
        if let Some(clock) = script.clock
            && let Err(fault) = self.set_clock(clock)
        {
            return Some((1, fault));
        }
        let mut personas = None;
        for (name, (line, given)) in &script.given {
            let value = match given {
                Given::Value(value) => self.values.fill(value),
                Given::Persona(key) => {
                    let list = match personas.take() {
                        Some(list) => Ok(list),
                        None => self.lab("GET", "/_lab/personas", None, 200),
                    };
                    list.and_then(|list| {
                        let found = persona(&list, key);
                        personas = Some(list);
                        found
                    })
                }
            };
            match value {
                Ok(value) => self.values.set(name, value),
                Err(fault) => return Some((*line, fault)),
            }
        }
        None
    }

    fn play(&mut self, step: &Step) -> StepReport {
        let mut report = self.skipped(step);
        let faults = match self.pass_time(step) {
            Err(fault) => {
                report.kind = "time";
                vec![(step.line, fault)]
            }
            Ok(()) => match &step.action {
                None | Some(Action::Say(_)) => Vec::new(),
                Some(Action::Do(change)) => self
                    .values
                    .fill(change)
                    .and_then(|change| self.lab("POST", "/_lab/mutations", Some(change), 201))
                    .err()
                    .map(|fault| (step.line, fault))
                    .into_iter()
                    .collect(),
                Some(Action::Fault(fault)) => self
                    .disturb(fault)
                    .err()
                    .map(|fault| (step.line, fault))
                    .into_iter()
                    .collect(),
                Some(Action::Expect(expect)) => self.check(step.line, expect),
            },
        };
        report.outcome = if faults.is_empty() {
            Outcome::Passed
        } else {
            Outcome::Failed
        };
        report.faults = faults;
        report
    }

    /// The report of a step that is not played.
    fn skipped(&self, step: &Step) -> StepReport {
        let (kind, title) = match &step.action {
            None => ("time", "time passes".to_owned()),
            Some(Action::Say(text)) => ("say", self.values.text(text).unwrap_or(text.clone())),
            Some(Action::Do(change)) => {
                let kind = change["soort"].as_str().unwrap_or_default();
                let filled = self.values.fill(change).unwrap_or(change.clone());
                ("do", format!("{kind} {}", summary(&filled)))
            }
            Some(Action::Fault(FaultStep::Set(fault))) => {
                let name = fault["name"].as_str().unwrap_or_default();
                let effect = fault["effect"]["kind"].as_str().unwrap_or_default();
                ("fault", format!("fault {name}: {effect}"))
            }
            Some(Action::Fault(FaultStep::End(name))) => ("fault", format!("fault {name} ends")),
            Some(Action::Fault(FaultStep::EndAll)) => ("fault", "all faults end".to_owned()),
            Some(Action::Expect(expect)) => (
                "expect",
                self.values
                    .text(&expect.title)
                    .unwrap_or(expect.title.clone()),
            ),
        };
        StepReport {
            line: step.line,
            kind,
            title,
            outcome: Outcome::Skipped,
            faults: Vec::new(),
        }
    }

    fn pass_time(&mut self, step: &Step) -> Result<(), String> {
        let moment = match &step.moment {
            None => return Ok(()),
            Some(Moment::At(moment)) => *moment,
            Some(Moment::After(span)) => {
                let now = match self.now {
                    Some(now) => now,
                    None => self.lab("GET", "/_lab/clock", None, 200)?["at"]
                        .as_str()
                        .and_then(|at| at.parse().ok())
                        .ok_or("the simulator's clock shows no time")?,
                };
                let zone = TimeZone::get("Europe/Amsterdam").map_err(|error| error.to_string())?;
                now.to_zoned_datetime(zone)
                    .checked_add(*span)
                    .map_err(|error| error.to_string())?
                    .timestamp()
            }
        };
        self.set_clock(moment)
    }

    fn disturb(&mut self, fault: &FaultStep) -> Result<(), String> {
        match fault {
            FaultStep::Set(fault) => {
                let fault = self.values.fill(fault)?;
                self.lab("POST", "/_lab/faults", Some(fault), 201)
            }
            FaultStep::End(name) => self.lab("DELETE", &format!("/_lab/faults/{name}"), None, 204),
            FaultStep::EndAll => self.lab("DELETE", "/_lab/faults", None, 204),
        }
        .map(|_| ())
    }

    fn set_clock(&mut self, moment: Timestamp) -> Result<(), String> {
        let body = json!({"mode": "frozen", "at": moment});
        self.lab("PUT", "/_lab/clock", Some(body), 200)?;
        self.now = Some(moment);
        Ok(())
    }

    /// A call of the lab itself, which has to succeed.
    fn lab(
        &mut self,
        method: &str,
        path: &str,
        body: Option<Value>,
        status: u16,
    ) -> Result<Value, String> {
        let answer = self.driver.call(&HttpCall {
            method: method.to_owned(),
            path: path.to_owned(),
            headers: IndexMap::new(),
            body,
        })?;
        if answer.status == status {
            return Ok(answer.body);
        }
        Err(format!(
            "the simulator refused {method} {path} with {}: {}",
            answer.status,
            reason(&answer.body)
        ))
    }

    fn check(&mut self, line: u64, expect: &Expect) -> Vec<(u64, String)> {
        let answer = self
            .question(expect)
            .and_then(|question| self.driver.call(&question));
        let answer = match answer {
            Ok(answer) => answer,
            Err(fault) => return vec![(line, fault)],
        };
        let (status_line, status) = expect.status;
        if answer.status != status {
            return vec![(
                status_line,
                format!(
                    "expected status {status}, got {}: {}",
                    answer.status,
                    reason(&answer.body)
                ),
            )];
        }
        let mut faults = Vec::new();
        for (pointer, (line, expected)) in &expect.answer {
            let checked = self.values.text(pointer).and_then(|pointer| {
                let expected = self.values.fill(expected)?;
                match difference(&expected, answer.body.pointer(&pointer)) {
                    Some(difference) => Err(format!("{pointer}: {difference}")),
                    None => Ok(()),
                }
            });
            faults.extend(checked.err().map(|fault| (*line, fault)));
        }
        for (name, pointer) in &expect.store {
            match answer.body.pointer(pointer) {
                Some(value) => self.values.set(name, value.clone()),
                None => faults.push((line, format!("{pointer}: nothing to store as `{name}`"))),
            }
        }
        faults
    }

    fn question(&self, expect: &Expect) -> Result<HttpCall, String> {
        Ok(HttpCall {
            method: expect.method.clone(),
            path: self.values.text(&expect.path)?,
            headers: expect
                .headers
                .iter()
                .map(|(name, value)| Ok((name.clone(), self.values.text(value)?)))
                .collect::<Result<_, String>>()?,
            body: expect
                .body
                .as_ref()
                .map(|body| self.values.fill(body))
                .transpose()?,
        })
    }
}

fn persona(list: &Value, key: &str) -> Result<Value, String> {
    list.as_array()
        .into_iter()
        .flatten()
        .find(|persona| persona["sleutel"] == key)
        .cloned()
        .ok_or_else(|| format!("there is no persona `{key}`; `fieldlab personas` lists them"))
}

/// Why an answer refuses, as its problem says.
fn reason(body: &Value) -> String {
    let text = |name: &str| body[name].as_str();
    match (text("title"), text("detail")) {
        (Some(title), Some(detail)) => format!("{title} {detail}"),
        (Some(only), None) | (None, Some(only)) => only.to_owned(),
        (None, None) => short(body),
    }
}

fn summary(change: &Value) -> String {
    let members = change.as_object().into_iter().flatten();
    members
        .filter(|(name, _)| *name != "soort")
        .map(|(name, value)| match value {
            Value::Array(list) => format!("{name} {}", list.len()),
            Value::String(text) => format!("{name} {text}"),
            other => format!("{name} {other}"),
        })
        .collect::<Vec<_>>()
        .join(", ")
}
