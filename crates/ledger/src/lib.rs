//! Where teams' changes are kept: in memory, in one SQLite file, or in a PostgreSQL database.
//!
//! All stores keep the promises of [`Ledger`]: entries of a team are numbered without gaps, a number is
//! given out once, a batch is appended whole or not at all, and what was acknowledged is still there
//! when the process is killed (SQLite, PostgreSQL). One contract suite in `tests/` holds them to it.
//!
//! **Invariant:** this crate interprets no mutation; it stores them as JSON text.
//! **Invariant:** SQL lives here and nowhere else. Columns are text and bigint only, so that the same
//! tables fit each database.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod backup;
mod lock;
mod memory;
mod postgres;
mod sql;
mod sqlite;

use std::path::Path;
use std::sync::Arc;

use fieldlab_sim::{Ledger, LedgerError};

pub use backup::{BackupError, Counted, backup, check, restore};
pub use memory::MemoryLedger;
pub use postgres::PostgresLedger;
pub use sqlite::SqliteLedger;

/// Why a store cannot be opened. The file, if there is one, is as it was.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The text names no store that we have.
    #[error(
        "there is no store `{0}`: use `memory`, `sqlite:PATH` for a file such as `sqlite:lab/fieldlab.db`, or `postgres://USER@HOST/DATABASE`"
    )]
    UnknownStore(String),
    /// The address of a database cannot be read.
    #[error(
        "`{address}` is no address of a database ({reason}): write postgres://USER@HOST/DATABASE"
    )]
    Address {
        /// The address, without its password.
        address: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Another process has the file.
    #[error(
        "`{path}` is in use by another fieldlab (process {owner}): stop that one, or use another file or data folder"
    )]
    InUse {
        /// The file.
        path: String,
        /// The process, as its lock file says.
        owner: String,
    },
    /// The file is something else.
    #[error(
        "`{path}` is not a ledger of fieldlab ({reason}); it was left as it is: use another path"
    )]
    Foreign {
        /// The file.
        path: String,
        /// What it seems to be.
        reason: String,
    },
    /// The file is ours, and damaged.
    #[error(
        "the ledger `{path}` is damaged ({reason}); it was left as it is: restore a copy, or use another path"
    )]
    Damaged {
        /// The file.
        path: String,
        /// What SQLite found.
        reason: String,
    },
    /// The folder or file cannot be used.
    #[error("cannot open `{path}`: {source}")]
    Io {
        /// The file.
        path: String,
        /// The cause.
        #[source]
        source: std::io::Error,
    },
    /// The store failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// Opens a store: `memory`, `sqlite:PATH` (made when it is not there; its folder has to exist), or
/// `postgres://USER:PASSWORD@HOST/DATABASE` (the database has to exist, its tables are made).
///
/// # Errors
/// See [`OpenError`]; each says what to do instead.
pub async fn open(store: &str) -> Result<Arc<dyn Ledger>, OpenError> {
    if store == "memory" {
        return Ok(Arc::new(MemoryLedger::default()));
    }
    if store.starts_with("postgres://") || store.starts_with("postgresql://") {
        return Ok(Arc::new(PostgresLedger::open(store).await?));
    }
    match store.strip_prefix("sqlite:") {
        // `sqlite:///x/y.db`, as other tools write it, is the path /x/y.db.
        Some(path) => match path.strip_prefix("//").unwrap_or(path) {
            "" | ":memory:" => Err(OpenError::UnknownStore(store.to_owned())),
            path => Ok(Arc::new(SqliteLedger::open(Path::new(path)).await?)),
        },
        None => Err(OpenError::UnknownStore(store.to_owned())),
    }
}
