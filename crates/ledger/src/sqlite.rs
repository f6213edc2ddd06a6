//! The ledger in one SQLite file.
//!
//! The journal is a write-ahead log with `synchronous=NORMAL`: a committed append survives a killed
//! process; a power cut can cost the last moments, and never tears an append in two.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use fieldlab_sim::{
    Batch, Entry, Head, Ledger, LedgerError, Seq, TeamName, TeamRecord, TeamSettings,
};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Row, Sqlite, SqliteConnection, SqlitePool, Transaction};

use crate::OpenError;
use crate::lock::ProcessLock;
use crate::memory::follows;
use crate::sql::{ROWS, failed, sql_ledger, store, world_of, world_text};

/// "flab", in the header of every file of ours.
const APPLICATION_ID: i64 = 1_718_378_850;

/// How SQLite files begin.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Teams and their entries, in a file that one process has open.
#[derive(Debug)]
pub struct SqliteLedger {
    pool: SqlitePool,
    /// Guards the right to the file; taken out when the ledger closes.
    lock: Mutex<Option<ProcessLock>>,
}

impl SqliteLedger {
    /// Opens the file, or makes it. Its folder has to exist.
    ///
    /// # Errors
    /// See [`OpenError`]. A file that is not ours, or damaged, is not written to.
    pub async fn open(path: &Path) -> Result<Self, OpenError> {
        let shown = path.display().to_string();
        let looks = looks(path).map_err(|source| OpenError::Io {
            path: shown.clone(),
            source,
        })?;
        if looks == Looks::Other {
            return Err(OpenError::Foreign {
                path: shown,
                reason: "no SQLite file".to_owned(),
            });
        }
        let lock = ProcessLock::take(path)?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5));
        if looks == Looks::Sqlite {
            inspect(&options, &shown).await?;
        }
        let options = options
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal);
        let failed = |source: sqlx::Error| failed(&format!("open sqlite:{shown}"), source);
        let pool = SqlitePoolOptions::new()
            .max_connections(4)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options)
            .await
            .map_err(failed)?;
        migrator()
            .run(&pool)
            .await
            .map_err(|error| failed(sqlx::Error::from(error)))?;
        Ok(Self {
            pool,
            lock: Mutex::new(Some(lock)),
        })
    }

    /// A transaction that is the only writer from its first statement on.
    async fn begin(&self, action: &str) -> Result<Transaction<'static, Sqlite>, LedgerError> {
        self.pool
            .begin_with("BEGIN IMMEDIATE")
            .await
            .map_err(|error| failed(action, error))
    }

    /// Nothing more to claim: a transaction that may write is the only one.
    #[expect(clippy::unused_async, reason = "other stores wait here")]
    async fn claim(
        _connection: &mut SqliteConnection,
        _team: &TeamName,
        _action: &str,
    ) -> Result<(), LedgerError> {
        Ok(())
    }

    /// Lets go of the file.
    fn shut(&self) {
        self.lock
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
    }
}

sql_ledger!(SqliteLedger, Sqlite, sole_writer: true);

/// The tables, version by version; only ever added to.
fn migrator() -> Migrator {
    Migrator::with_migrations(
        [
            (
                "ledger",
                sqlx::SqlSafeStr::into_sql_str(include_str!(
                    "../migrations/sqlite/0001_ledger.sql"
                )),
            ),
            (
                "teams",
                sqlx::SqlSafeStr::into_sql_str(include_str!("../migrations/sqlite/0002_teams.sql")),
            ),
        ]
        .into_iter()
        .zip(1..)
        .map(|((name, sql), version)| {
            Migration::new(version, name.into(), MigrationType::Simple, sql, false)
        })
        .collect(),
    )
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Looks {
    Absent,
    Sqlite,
    Other,
}

fn looks(path: &Path) -> std::io::Result<Looks> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Looks::Absent),
        Err(error) => return Err(error),
    };
    let mut start = Vec::new();
    file.take(MAGIC.len() as u64).read_to_end(&mut start)?;
    Ok(match start.as_slice() {
        [] => Looks::Absent,
        start if start == MAGIC => Looks::Sqlite,
        _ => Looks::Other,
    })
}

/// Asks, before anything is written, whether a SQLite file is ours and whole.
async fn inspect(options: &SqliteConnectOptions, path: &str) -> Result<(), OpenError> {
    use sqlx::{ConnectOptions, Connection};
    let damaged = |error: sqlx::Error| OpenError::Damaged {
        path: path.to_owned(),
        reason: error.to_string(),
    };
    let mut connection = options.connect().await.map_err(damaged)?;
    let found = examine(&mut connection).await.map_err(damaged);
    let _ = connection.close().await;
    match found? {
        Found::Ours => Ok(()),
        Found::Foreign => Err(OpenError::Foreign {
            path: path.to_owned(),
            reason: "a database of another program".to_owned(),
        }),
        Found::Damaged(reason) => Err(OpenError::Damaged {
            path: path.to_owned(),
            reason,
        }),
    }
}

enum Found {
    Ours,
    Foreign,
    Damaged(String),
}

async fn examine(connection: &mut SqliteConnection) -> Result<Found, sqlx::Error> {
    let id: i64 = sqlx::query_scalar("PRAGMA application_id")
        .fetch_one(&mut *connection)
        .await?;
    if id != APPLICATION_ID {
        // A process that was killed while it made its first file leaves no table but the migrations'.
        let tables: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name <> '_sqlx_migrations'",
        )
        .fetch_one(&mut *connection)
        .await?;
        return Ok(if id == 0 && tables == 0 {
            Found::Ours
        } else {
            Found::Foreign
        });
    }
    let verdict: String = sqlx::query_scalar("PRAGMA quick_check(1)")
        .fetch_one(&mut *connection)
        .await?;
    Ok(if verdict == "ok" {
        Found::Ours
    } else {
        Found::Damaged(verdict)
    })
}
