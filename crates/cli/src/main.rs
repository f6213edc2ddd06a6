//! The binary: reads the command line, calls one command, ends with an exit code.
//!
//! This crate is the composition root. [`args`] declares, [`commands`] act, [`output`] prints;
//! nothing else in the workspace prints or knows the command line.
//!
//! Exit codes: 0 all well; 1 the thing asked for failed (a check, an expectation, a start);
//! 2 the question itself was wrong (arguments, an unreadable file).

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod args;
mod client;
mod commands;
mod failure;
mod output;
mod progress;
mod range;

use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Up(args) => commands::up::run(&args),
        Command::Personas(args) => commands::personas::run(&args),
        Command::World { command } => commands::world::run(&command),
        Command::Import(args) => commands::import::run(&args),
        Command::Team { command } => commands::team::run(&command),
        Command::Ledger { command } => commands::ledger::run(&command),
        Command::Clock { command } => commands::clock::run(&command),
        Command::Fault { command } => commands::fault::run(&command),
        Command::Journal { command } => commands::journal::run(&command),
        Command::Db { command } => commands::db::run(&command),
        Command::Register { command } => commands::register::run(&command),
        Command::Templates(args) => commands::templates::run(args),
        Command::New(args) => commands::new::run(&args),
        Command::Describe(args) => commands::update::describe(&args),
        Command::Add(args) => commands::update::add(&args),
        Command::Update(args) => commands::update::update(&args),
        Command::Check(args) => commands::check::run(&args),
        Command::Scenario { command } => commands::scenario::run(&command),
        Command::Doctor(args) => commands::doctor::run(&args),
        Command::Completions { shell } => commands::completions::run(shell),
        Command::Render => commands::new::render(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print();
            failure.exit_code()
        }
    }
}
