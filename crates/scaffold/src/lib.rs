//! From a template to a component.
//!
//! [`plan`] checks every answer and the target before anything is written; [`create`] renders in a child
//! process into a folder beside the target, and moves it into place in one step. The rendering itself is
//! cargo-generate's, so that the same templates work with that tool.
//!
//! [`plan_update`] brings a project up to what its template makes now: what the team left is replaced, what it changed
//! stays or is merged, and all of it is done or none. A project remembers in `.fieldlab` how it was made.
//!
//! **Invariant:** no network, no git, nothing of the user's own settings; nothing is left behind on failure.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod apply;
mod change;
mod error;
mod plan;
mod project;
mod render;
mod template;
mod update;

#[cfg(test)]
mod tests;

pub use change::{Action, Change};
pub use error::ScaffoldError;
pub use plan::{NewRequest, Plan, missing, plan};
pub use render::{Created, create, render_child};
pub use template::{Commands, Question, Template, additions, describe, templates};
pub use update::{Changes, Versions, plan_addition, plan_update, preview, undo_update};
