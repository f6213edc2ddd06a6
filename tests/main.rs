//! The integration tests: one binary, a module a subject.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod bad_input;
mod cli;
mod coherence;
mod conformance;
mod generator;
mod layering;
mod scenarios;
mod support;
