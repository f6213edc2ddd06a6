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
use fieldlab_sim::{Entry, Ledger, LedgerError, Seq, TeamName, TeamRecord, TeamWorld};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Row, Sqlite, SqliteConnection, SqlitePool, Transaction};

use crate::OpenError;
use crate::lock::ProcessLock;
use crate::memory::follows;

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
        let failed = |source: sqlx::Error| store(&format!("open sqlite:{shown}"), source);
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
            .map_err(|error| store(action, error))
    }
}

/// The tables, version by version; only ever added to.
fn migrator() -> Migrator {
    Migrator::with_migrations(vec![Migration::new(
        1,
        "ledger".into(),
        MigrationType::Simple,
        sqlx::SqlSafeStr::into_sql_str(include_str!("../migrations/sqlite/0001_ledger.sql")),
        false,
    )])
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

fn store(action: &str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> LedgerError {
    LedgerError::Store {
        action: action.to_owned(),
        source: source.into(),
    }
}

fn world_text(world: TeamWorld) -> &'static str {
    match world {
        TeamWorld::Standaard => "standaard",
        TeamWorld::Leeg => "leeg",
    }
}

fn world_of(text: &str) -> Option<TeamWorld> {
    match text {
        "standaard" => Some(TeamWorld::Standaard),
        "leeg" => Some(TeamWorld::Leeg),
        _ => None,
    }
}

/// Where a team's ledger is; an error when there is no such team.
async fn head(
    connection: &mut SqliteConnection,
    team: &TeamName,
    action: &str,
) -> Result<Seq, LedgerError> {
    let row = sqlx::query(
        "SELECT (SELECT count(*) FROM team WHERE name = $1) AS known, \
         (SELECT coalesce(max(seq), 0) FROM entry WHERE team = $1) AS head",
    )
    .bind(team.as_str())
    .fetch_one(connection)
    .await
    .map_err(|error| store(action, error))?;
    if row.get::<i64, _>("known") == 0 {
        return Err(LedgerError::UnknownTeam(team.clone()));
    }
    Ok(Seq(row.get::<i64, _>("head").cast_unsigned()))
}

fn entry(row: &sqlx::sqlite::SqliteRow) -> Result<Entry, Box<dyn std::error::Error + Send + Sync>> {
    Ok(Entry {
        seq: Seq(row.try_get::<i64, _>("seq")?.cast_unsigned()),
        at: row.try_get::<&str, _>("at")?.parse()?,
        request: row.try_get("request")?,
        mutation: serde_json::from_str(row.try_get("mutation")?)?,
    })
}

#[async_trait]
impl Ledger for SqliteLedger {
    async fn bind(&self, world: &str) -> Result<(), LedgerError> {
        let action = "bind to a world";
        let failed = |error| store(action, error);
        let mut transaction = self.begin(action).await?;
        let found: Option<String> =
            sqlx::query_scalar("SELECT value FROM binding WHERE name = 'world'")
                .fetch_optional(&mut *transaction)
                .await
                .map_err(failed)?;
        match found {
            Some(found) if found == world => {}
            Some(found) => {
                return Err(LedgerError::OtherWorld {
                    found,
                    expected: world.to_owned(),
                });
            }
            None => {
                sqlx::query("INSERT INTO binding (name, value) VALUES ('world', $1)")
                    .bind(world)
                    .execute(&mut *transaction)
                    .await
                    .map_err(failed)?;
            }
        }
        transaction.commit().await.map_err(failed)
    }

    async fn teams(&self) -> Result<Vec<TeamRecord>, LedgerError> {
        let action = "list the teams";
        let rows = sqlx::query("SELECT name, world FROM team ORDER BY name")
            .fetch_all(&self.pool)
            .await
            .map_err(|error| store(action, error))?;
        rows.iter()
            .map(|row| {
                let (name, world): (&str, &str) = (row.get("name"), row.get("world"));
                Ok(TeamRecord {
                    name: TeamName::parse(name).map_err(|error| store(action, error))?,
                    world: world_of(world)
                        .ok_or_else(|| store(action, format!("unknown world `{world}`")))?,
                })
            })
            .collect()
    }

    async fn create_team(&self, team: &TeamRecord) -> Result<(), LedgerError> {
        let result = sqlx::query("INSERT INTO team (name, world) VALUES ($1, $2)")
            .bind(team.name.as_str())
            .bind(world_text(team.world))
            .execute(&self.pool)
            .await;
        match result {
            Ok(_) => Ok(()),
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => {
                Err(LedgerError::TeamExists(team.name.clone()))
            }
            Err(error) => Err(store("create a team", error)),
        }
    }

    async fn delete_team(&self, team: &TeamName) -> Result<(), LedgerError> {
        let action = "delete a team";
        let failed = |error| store(action, error);
        let mut transaction = self.begin(action).await?;
        sqlx::query("DELETE FROM entry WHERE team = $1")
            .bind(team.as_str())
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        let deleted = sqlx::query("DELETE FROM team WHERE name = $1")
            .bind(team.as_str())
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        if deleted.rows_affected() == 0 {
            return Err(LedgerError::UnknownTeam(team.clone()));
        }
        transaction.commit().await.map_err(failed)
    }

    async fn append(&self, team: &TeamName, entries: &[Entry]) -> Result<(), LedgerError> {
        let action = "append to a ledger";
        let failed = |error| store(action, error);
        let mut transaction = self.begin(action).await?;
        let at = head(&mut transaction, team, action).await?;
        let conflict = |head| LedgerError::Conflict {
            team: team.clone(),
            head,
        };
        if !follows(at, entries) {
            return Err(conflict(at));
        }
        for entry in entries {
            let mutation =
                serde_json::to_string(&entry.mutation).map_err(|error| store(action, error))?;
            let result = sqlx::query(
                "INSERT INTO entry (team, seq, at, request, mutation) VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(team.as_str())
            .bind(entry.seq.0.cast_signed())
            .bind(entry.at.to_string())
            .bind(&entry.request)
            .bind(mutation)
            .execute(&mut *transaction)
            .await;
            match result {
                Ok(_) => {}
                Err(sqlx::Error::Database(error)) if error.is_unique_violation() => {
                    return Err(conflict(at));
                }
                Err(error) => return Err(failed(error)),
            }
        }
        transaction.commit().await.map_err(failed)
    }

    async fn read(&self, team: &TeamName, after: Seq) -> Result<Vec<Entry>, LedgerError> {
        let action = "read a ledger";
        let failed = |error| store(action, error);
        // One transaction: a team that is deleted in between must not look like an empty one.
        let mut transaction = self.pool.begin().await.map_err(failed)?;
        head(&mut transaction, team, action).await?;
        let rows = sqlx::query(
            "SELECT seq, at, request, mutation FROM entry WHERE team = $1 AND seq > $2 ORDER BY seq",
        )
        .bind(team.as_str())
        .bind(after.0.cast_signed())
        .fetch_all(&mut *transaction)
        .await
        .map_err(failed)?;
        rows.iter()
            .map(|row| entry(row).map_err(|error| store(action, error)))
            .collect()
    }

    async fn head(&self, team: &TeamName) -> Result<Seq, LedgerError> {
        let action = "ask for the head of a ledger";
        let mut connection = self
            .pool
            .acquire()
            .await
            .map_err(|error| store(action, error))?;
        head(&mut connection, team, action).await
    }

    fn sole_writer(&self) -> bool {
        true
    }

    async fn close(&self) -> Result<(), LedgerError> {
        self.pool.close().await;
        self.lock
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        Ok(())
    }
}
