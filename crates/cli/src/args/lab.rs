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

#[derive(Debug, Subcommand)]
pub(crate) enum FaultCommand {
    /// List how a team is disturbed
    List {
        #[command(flatten)]
        team: TeamArgs,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Disturb a team
    ///
    /// EFFECT is one of: maintenance, too-many-requests, expired-token, malformed,
    /// reset, silence, status=503, stale=P1D, latency=500, latency=100..900,
    /// slow-body=100 (bytes a second), truncated=50 (percent that comes).
    Set(Box<FaultSetArgs>),
    /// End one fault, or all of them
    End {
        /// Which; without it all
        name: Option<String>,
        #[command(flatten)]
        team: TeamArgs,
    },
}

#[derive(Debug, Args)]
pub(crate) struct FaultSetArgs {
    /// What the fault is called; it takes the place of one of that name
    pub(crate) name: String,
    /// What it does
    pub(crate) effect: String,
    /// Only calls of this register
    #[arg(long, value_name = "NAME")]
    pub(crate) register: Option<String>,
    /// Only calls of this operation
    #[arg(long, value_name = "ID")]
    pub(crate) operation: Option<String>,
    /// Only calls with this HTTP method
    #[arg(long, value_name = "METHOD")]
    pub(crate) method: Option<String>,
    /// Only calls of this path below the team's address; `*` stands for any text
    #[arg(long, value_name = "PATTERN")]
    pub(crate) path: Option<String>,
    /// The part of those calls that is struck, between 0 and 1
    #[arg(long, value_name = "PART")]
    pub(crate) chance: Option<f64>,
    /// Spare so many of those calls first
    #[arg(long, value_name = "NUMBER")]
    pub(crate) skip: Option<u64>,
    /// Strike so many at most
    #[arg(long, value_name = "NUMBER")]
    pub(crate) count: Option<u64>,
    /// From this moment of the team's clock
    #[arg(long, value_name = "MOMENT")]
    pub(crate) from: Option<jiff::Timestamp>,
    /// Until this moment of the team's clock
    #[arg(long, value_name = "MOMENT")]
    pub(crate) until: Option<jiff::Timestamp>,
    /// Seconds that `Retry-After` says
    #[arg(long, value_name = "SECONDS")]
    pub(crate) retry_after: Option<u32>,
    /// Another number gives other draws
    #[arg(long, value_name = "NUMBER")]
    pub(crate) seed: Option<u64>,
    #[command(flatten)]
    pub(crate) team: TeamArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum JournalCommand {
    /// Show what a team's components asked, and what came of it
    Show {
        /// Only calls that went like this
        #[arg(long, value_parser = ["ok", "refused", "failed", "none"])]
        outcome: Option<String>,
        /// Only calls of this register
        #[arg(long, value_name = "NAME")]
        register: Option<String>,
        /// Only calls after this number
        #[arg(long, default_value_t = 0, value_name = "NUMBER")]
        after: u64,
        /// Go on with calls as they come
        #[arg(long)]
        follow: bool,
        #[command(flatten)]
        team: TeamArgs,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Write the journal as JSON lines or as HTTP Archive
    Export {
        /// How
        #[arg(long, default_value = "jsonl", value_parser = ["jsonl", "har"])]
        format: String,
        /// Where it goes; without it, to stdout
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        out: Option<PathBuf>,
        #[command(flatten)]
        team: TeamArgs,
    },
    /// Keep bodies and values of queries too, or no longer
    Capture {
        /// Which team
        name: String,
        /// on or off
        #[arg(value_parser = ["on", "off"])]
        capture: String,
        /// How many bytes are kept [default: 1048576]
        #[arg(long, value_name = "NUMBER")]
        bytes: Option<u64>,
        #[command(flatten)]
        lab: LabArgs,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum DbCommand {
    /// Bring the tables up to those of this version
    Migrate {
        /// Which store: sqlite:PATH or postgres://USER@HOST/DATABASE
        #[arg(long, env = "FIELDLAB_STORE", value_name = "STORE")]
        store: String,
    },
    /// Read everything and say what is wrong
    Check {
        /// Which store: sqlite:PATH or postgres://USER@HOST/DATABASE
        #[arg(long, env = "FIELDLAB_STORE", value_name = "STORE")]
        store: String,
    },
    /// Write everything to a file, the same for every store
    Backup {
        /// Which store: sqlite:PATH or postgres://USER@HOST/DATABASE
        #[arg(long, env = "FIELDLAB_STORE", value_name = "STORE")]
        store: String,
        /// The file to write
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        out: PathBuf,
    },
    /// Put what `db backup` wrote in an empty store
    Restore {
        /// Which store: sqlite:PATH or postgres://USER@HOST/DATABASE
        #[arg(long, env = "FIELDLAB_STORE", value_name = "STORE")]
        store: String,
        /// The file to read
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },
}
