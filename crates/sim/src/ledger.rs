//! Where a team's changes are kept.

use std::fmt;

use async_trait::async_trait;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Mutation;

/// The number of an entry in one team's ledger; the first is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seq(pub u64);

impl Seq {
    /// Before the first entry.
    pub const ZERO: Self = Self(0);

    /// The number after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One change, numbered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number.
    pub seq: Seq,
    /// What the team's clock showed.
    pub at: Timestamp,
    /// The request that made it.
    pub request: String,
    /// The change.
    pub mutation: Mutation,
}

/// The name of a team, as it stands in paths: `rood`, `team-7`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct TeamName(String);

/// A text that cannot be a team's name.
#[derive(Debug, thiserror::Error)]
#[error(
    "a team's name has 1 to 64 letters, digits, `-`, `_` or `.`, and starts with a letter or digit"
)]
pub struct TeamNameError;

impl TeamName {
    /// Reads a name: 1 to 64 ASCII letters, digits, `-`, `_` or `.`; the first a letter or digit.
    ///
    /// # Errors
    /// When the text is something else.
    pub fn parse(text: &str) -> Result<Self, TeamNameError> {
        let starts_well = text.starts_with(|c: char| c.is_ascii_alphanumeric());
        let holds_well = text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
        if starts_well && holds_well && text.len() <= 64 {
            Ok(Self(text.to_owned()))
        } else {
            Err(TeamNameError)
        }
    }

    /// The team that answers at the root, without a path prefix.
    pub fn default_team() -> Self {
        Self("standaard".to_owned())
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TeamName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which world a team starts from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TeamWorld {
    /// The world that the simulator serves.
    #[default]
    Standaard,
    /// The same municipality without any person or address.
    Leeg,
}

/// A team as the ledger knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamRecord {
    /// Its name.
    pub name: TeamName,
    /// Which world it starts from.
    pub world: TeamWorld,
    /// What the trainer decided about it.
    pub settings: TeamSettings,
}

impl TeamRecord {
    /// A team that nothing was decided about yet.
    pub fn new(name: TeamName, world: TeamWorld) -> Self {
        Self {
            name,
            world,
            settings: TeamSettings::default(),
        }
    }
}

/// What a trainer decides about a team. It is no part of the team's own history: a rewound team keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct TeamSettings {
    /// SHA-256 of the token that the team's lab calls ask for, in hexadecimals. The token itself is
    /// shown once, to whoever made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// How much the team may use.
    pub quota: Quota,
    /// What is kept of its calls.
    pub journal: JournalSettings,
}

/// What is kept of a team's calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct JournalSettings {
    /// Also bodies, and the values of queries: the trainer asks for it, and answers for what is in them.
    pub capture: bool,
    /// How many bytes the calls may take.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
}

/// How much a team may use; what is left out has no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Quota {
    /// Entries in its ledger: every change, every stored record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub objects: Option<u64>,
    /// Bytes of its ledger, as JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// Calls of registers in a second of the wall clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requests_per_second: Option<u32>,
}

/// Where a team's ledger is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Another number for every history: given at creation, and anew when a team is rewound. A state
    /// that was made in another generation is worth nothing.
    pub generation: u64,
    /// The number of the last entry.
    pub seq: Seq,
    /// Goes up when the team's settings change.
    pub revision: u64,
}

/// Entries, and where the ledger was when they were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// The head, at the same moment.
    pub head: Head,
    /// The entries in order.
    pub entries: Vec<Entry>,
}

/// What can go wrong with a ledger.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// Somebody else appended first; bring the state up to date and try again.
    #[error("the ledger of team `{team}` is at {head} already")]
    Conflict {
        /// The team.
        team: TeamName,
        /// Where its ledger really is.
        head: Seq,
    },
    /// The ledger is not that far.
    #[error("the ledger of team `{team}` is at {head}, not as far as {asked}")]
    BeyondHead {
        /// The team.
        team: TeamName,
        /// Where its ledger is.
        head: Seq,
        /// What was asked for.
        asked: Seq,
    },
    /// The team does not exist.
    #[error("there is no team `{0}`")]
    UnknownTeam(TeamName),
    /// The team exists already.
    #[error("there is a team `{0}` already")]
    TeamExists(TeamName),
    /// The ledger was made with another world: its entries mean nothing here.
    #[error("the ledger was made for world {found}, this is world {expected}")]
    OtherWorld {
        /// What the ledger says.
        found: String,
        /// What is being served.
        expected: String,
    },
    /// The store does not answer, or has no room: it may be better in a moment.
    #[error("the ledger's store is not there while it is asked to {action}")]
    Unavailable {
        /// What was tried.
        action: String,
        /// The cause.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The store itself failed.
    #[error("the ledger's store failed while it tried to {action}")]
    Store {
        /// What was tried: `open sqlite:/x/y.db`.
        action: String,
        /// The cause.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// The append-only record of what teams changed. The pair (team, number) is the concurrency control.
#[async_trait]
pub trait Ledger: Send + Sync {
    /// Ties the ledger to a world, the first time; later checks that it is the same.
    async fn bind(&self, world: &str) -> Result<(), LedgerError>;

    /// The world that it is tied to, when it is.
    async fn world(&self) -> Result<Option<String>, LedgerError>;

    /// All teams, by name.
    async fn teams(&self) -> Result<Vec<TeamRecord>, LedgerError>;

    /// One team.
    async fn team(&self, team: &TeamName) -> Result<TeamRecord, LedgerError>;

    /// Adds a team without entries.
    async fn create_team(&self, team: &TeamRecord) -> Result<(), LedgerError>;

    /// Adds a team with the entries of another one, up to and with `until`.
    async fn copy_team(
        &self,
        from: &TeamName,
        until: Seq,
        team: &TeamRecord,
    ) -> Result<(), LedgerError>;

    /// Changes what was decided about a team.
    async fn update_team(
        &self,
        team: &TeamName,
        settings: &TeamSettings,
    ) -> Result<(), LedgerError>;

    /// Removes a team and its entries.
    async fn delete_team(&self, team: &TeamName) -> Result<(), LedgerError>;

    /// Appends entries, all or none. The first one's number must be one past the head, and the
    /// generation the team's own: otherwise it is a conflict.
    async fn append(
        &self,
        team: &TeamName,
        generation: u64,
        entries: &[Entry],
    ) -> Result<(), LedgerError>;

    /// Drops every entry after `to` and begins another generation.
    async fn rewind(&self, team: &TeamName, to: Seq) -> Result<Head, LedgerError>;

    /// The entries after `after`, in order.
    async fn read(&self, team: &TeamName, after: Seq) -> Result<Batch, LedgerError>;

    /// Where the ledger is.
    async fn head(&self, team: &TeamName) -> Result<Head, LedgerError>;

    /// True when no other process can append: then a state in memory is always up to date.
    fn sole_writer(&self) -> bool;

    /// Writes everything out and lets go of the store.
    async fn close(&self) -> Result<(), LedgerError>;
}
