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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TeamRecord {
    /// Its name.
    pub name: TeamName,
    /// Which world it starts from.
    pub world: TeamWorld,
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

    /// All teams, by name.
    async fn teams(&self) -> Result<Vec<TeamRecord>, LedgerError>;

    /// Adds a team.
    async fn create_team(&self, team: &TeamRecord) -> Result<(), LedgerError>;

    /// Removes a team and its entries.
    async fn delete_team(&self, team: &TeamName) -> Result<(), LedgerError>;

    /// Appends entries, all or none. The first one's number must be one past the head.
    async fn append(&self, team: &TeamName, entries: &[Entry]) -> Result<(), LedgerError>;

    /// The entries after `after`, in order.
    async fn read(&self, team: &TeamName, after: Seq) -> Result<Vec<Entry>, LedgerError>;

    /// The number of the last entry.
    async fn head(&self, team: &TeamName) -> Result<Seq, LedgerError>;

    /// True when no other process can append: then a state in memory is always up to date.
    fn sole_writer(&self) -> bool;

    /// Writes everything out and lets go of the store.
    async fn close(&self) -> Result<(), LedgerError>;
}
