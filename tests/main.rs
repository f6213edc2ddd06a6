//! The integration tests: one binary, a module a subject.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that cannot go on stops, and one that is skipped says so"
)]

mod authentication;
mod bad_input;
mod changes;
mod cli;
mod coherence;
mod conformance;
mod generator;
mod import;
mod isolation;
mod kadaster;
mod layering;
mod links;
mod questions;
mod replicas;
mod scenarios;
mod standards;
mod support;
mod switch;
mod town;
mod training_ground;
mod updates;
mod world_files;
