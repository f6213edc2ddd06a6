//! Scenario scripts: one YAML file that is a workshop, a demo and a check.
//!
//! [`Script::parse`] reads a file and refuses what it cannot run, with line and mend. [`run`] plays it
//! through a [`Driver`], which makes the HTTP calls: a scenario sees what any component sees.
//!
//! **Invariant:** a script knows no register; calls name paths, changes name what the ledger knows.

mod run;
mod script;
mod values;

#[cfg(test)]
mod tests;

pub use run::{Driver, HttpAnswer, HttpCall, Outcome, Report, StepReport, run};
pub use script::{Action, Expect, Moment, Script, ScriptError, ScriptWorld, Step};
