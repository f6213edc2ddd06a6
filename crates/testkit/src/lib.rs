//! Help for tests: a simulator in this process whose every answer is held to its contract, and
//! questions that nobody thought of.
//!
//! **Invariant:** only tests depend on this crate. It panics where a test should stop.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that cannot go on should stop, here as well, and one that is skipped says so"
)]

mod lab;
mod postgres;
mod questions;

pub use lab::{Answer, TestLab};
pub use postgres::TemporaryPostgres;
pub use questions::{
    BagQuestion, BrpQuestion, BrpSisterQuestion, KvkQuestion, LocatieserverQuestion,
};
