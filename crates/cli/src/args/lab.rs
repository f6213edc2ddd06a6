//! The commands that call a running simulator.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

use super::OutputArgs;

/// Which simulator, and who asks.
#[derive(Clone, Debug, Args)]
pub(crate) struct LabArgs {
    /// Where the simulator is
    #[arg(
        long,
        env = "FIELDLAB_URL",
        default_value = "http://127.0.0.1:8990",
        value_name = "URL"
    )]
    pub(crate) url: String,
    /// The simulator's token, or the team's, when one is asked for
    #[arg(
        long,
        env = "FIELDLAB_TOKEN",
        value_name = "TOKEN",
        hide_env_values = true
    )]
    pub(crate) token: Option<String>,
}

/// A simulator and one of its teams.
#[derive(Clone, Debug, Args)]
pub(crate) struct TeamArgs {
    /// Which team; without it the one that answers at the root
    #[arg(long, env = "FIELDLAB_TEAM", value_name = "TEAM")]
    pub(crate) team: Option<String>,
    #[command(flatten)]
    pub(crate) lab: LabArgs,
}

/// How much a team may use.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct QuotaArgs {
    /// At most so many ledger entries
    #[arg(long, value_name = "NUMBER")]
    pub(crate) objects: Option<u64>,
    /// At most so many bytes of ledger
    #[arg(long, value_name = "NUMBER")]
    pub(crate) bytes: Option<u64>,
    /// At most so many calls of registers a second
    #[arg(long, value_name = "NUMBER")]
    pub(crate) requests_per_second: Option<u32>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TeamCommand {
    /// List the teams
    List {
        #[command(flatten)]
        lab: LabArgs,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Make a team
    Create {
        name: String,
        /// Begin without persons and addresses
        #[arg(long)]
        leeg: bool,
        #[command(flatten)]
        quota: QuotaArgs,
        #[command(flatten)]
        lab: LabArgs,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Show what a team uses, its clock and its checkpoints
    Show {
        name: String,
        #[command(flatten)]
        lab: LabArgs,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Remove a team and all it changed
    Delete {
        name: String,
        #[command(flatten)]
        lab: LabArgs,
    },
    /// Give a team a token of its own, and print it
    Token {
        name: String,
        /// Take the token away instead
        #[arg(long)]
        remove: bool,
        #[command(flatten)]
        lab: LabArgs,
    },
    /// Say how much a team may use; what is left out has no limit
    Quota {
        name: String,
        #[command(flatten)]
        quota: QuotaArgs,
        #[command(flatten)]
        lab: LabArgs,
    },
    /// Remember this moment of a team
    Checkpoint {
        name: String,
        /// What the moment is called
        checkpoint: String,
        #[command(flatten)]
        lab: LabArgs,
    },
    /// Go back to a moment; what came after it has not happened
    Rewind {
        name: String,
        /// A checkpoint, or the number of the last ledger entry that is to stay
        to: String,
        #[command(flatten)]
        lab: LabArgs,
    },
    /// Go back to the beginning
    Reset {
        name: String,
        #[command(flatten)]
        lab: LabArgs,
    },
    /// Make a team with the history of another one
    Fork {
        name: String,
        /// What the new team is called
        new: String,
        /// A checkpoint or ledger entry to fork at, instead of now
        #[arg(long, value_name = "MOMENT")]
        at: Option<String>,
        #[command(flatten)]
        lab: LabArgs,
    },
    /// Write a team to a file
    Export {
        name: String,
        /// Where it goes; without it, to stdout
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        out: Option<PathBuf>,
        #[command(flatten)]
        lab: LabArgs,
    },
    /// Make a team of a file that `team export` wrote
    Import {
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// Another name than the file says
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        #[command(flatten)]
        lab: LabArgs,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum LedgerCommand {
    /// Show what a team changed, oldest first, and how it stands now
    Show {
        /// Only entries after this number
        #[arg(long, default_value_t = 0, value_name = "NUMBER")]
        after: u64,
        #[command(flatten)]
        team: TeamArgs,
        #[command(flatten)]
        output: OutputArgs,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum ClockCommand {
    /// Show what the clock shows
    Show {
        #[command(flatten)]
        team: TeamArgs,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Follow the real time
    Follow {
        /// So many times as fast, from the moment that it shows now
        #[arg(long, value_name = "FACTOR")]
        speed: Option<f64>,
        #[command(flatten)]
        team: TeamArgs,
    },
    /// Stand still
    Freeze {
        #[command(flatten)]
        team: TeamArgs,
    },
    /// Stand still at a moment: 2026-05-15T09:00:00+02:00
    Set {
        moment: jiff::Timestamp,
        /// Run on from there instead of standing still
        #[arg(long)]
        run: bool,
        #[command(flatten)]
        team: TeamArgs,
    },
    /// Let time pass: P1D, P2M, PT90M
    Advance {
        period: String,
        #[command(flatten)]
        team: TeamArgs,
    },
}
