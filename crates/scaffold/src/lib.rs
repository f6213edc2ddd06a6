//! From a template to a component.
//!
//! [`plan`] checks every answer and the target before anything is written; [`create`] renders in a child
//! process into a folder beside the target, and moves it into place in one step. The rendering itself is
//! cargo-generate's, so that the same templates work with that tool.
//!
//! **Invariant:** no network, no git, nothing of the user's own settings; nothing is left behind on failure.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod error;
mod plan;
mod render;
mod template;

#[cfg(test)]
mod tests;

pub use error::ScaffoldError;
pub use plan::{NewRequest, Plan, missing, plan};
pub use render::{Created, create, render_child};
pub use template::{Commands, Question, Template, templates};
