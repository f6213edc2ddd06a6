//! The ledger in a PostgreSQL database, which several simulators may share.
//!
//! None of them is the only writer, so each asks the head before it answers. What they append is kept
//! apart by the primary key and by a lock on the team's row, held until the transaction ends.

use std::str::FromStr;
use std::time::Duration;

use async_trait::async_trait;
use fieldlab_sim::{
    Batch, Entry, Head, Ledger, LedgerError, Seq, TeamName, TeamRecord, TeamSettings,
};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{PgConnection, PgPool, Postgres, Row, Transaction};

use crate::OpenError;
use crate::memory::follows;
use crate::sql::{ROWS, failed, sql_ledger, store, world_of, world_text};

/// How long a call waits for a connection before it is told that there is none.
const PATIENCE: Duration = Duration::from_secs(3);

/// Teams and their entries, in a database that others may use at the same time.
#[derive(Debug)]
pub struct PostgresLedger {
    pool: PgPool,
}

impl PostgresLedger {
    /// Connects, and brings the tables up to date.
    ///
    /// # Errors
    /// When the address is no address, nobody answers there, or the tables are of a later version.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        let shown = without_password(url);
        let options = PgConnectOptions::from_str(url)
            .map_err(|error| OpenError::Address {
                address: shown.clone(),
                reason: error.to_string(),
            })?
            .application_name("fieldlab");
        let action = format!("open {shown}");
        let pool = PgPoolOptions::new()
            .max_connections(8)
            .acquire_timeout(PATIENCE)
            .connect_with(options)
            .await
            .map_err(|error| failed(&action, error))?;
        migrator()
            .run(&pool)
            .await
            .map_err(|error| store(&action, error))?;
        Ok(Self { pool })
    }

    async fn begin(&self, action: &str) -> Result<Transaction<'static, Postgres>, LedgerError> {
        self.pool
            .begin()
            .await
            .map_err(|error| failed(action, error))
    }

    /// Waits until nobody else changes the team.
    async fn claim(
        connection: &mut PgConnection,
        team: &TeamName,
        action: &str,
    ) -> Result<(), LedgerError> {
        sqlx::query("SELECT 1 FROM team WHERE name = $1 FOR UPDATE")
            .bind(team.as_str())
            .execute(connection)
            .await
            .map(|_| ())
            .map_err(|error| failed(action, error))
    }

    #[expect(
        clippy::unused_self,
        reason = "other stores hold more than connections"
    )]
    fn shut(&self) {}
}

sql_ledger!(PostgresLedger, Postgres, sole_writer: false);

/// The tables, version by version; only ever added to. Two simulators that start at once take turns.
fn migrator() -> Migrator {
    Migrator::with_migrations(vec![Migration::new(
        1,
        "ledger".into(),
        MigrationType::Simple,
        sqlx::SqlSafeStr::into_sql_str(include_str!("../migrations/postgres/0001_ledger.sql")),
        false,
    )])
}

/// The address as it may stand in a message.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    match rest[..end].rsplit_once('@') {
        Some((user, _)) => {
            let name = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{name}@{}", &rest[user.len() + 1..])
        }
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_holds_no_password() {
        for (url, shown) in [
            (
                "postgres://lab:geheim@db:5432/lab",
                "postgres://lab@db:5432/lab",
            ),
            ("postgres://lab:a@b@db/lab", "postgres://lab@db/lab"),
            ("postgres://db/lab?host=/run", "postgres://db/lab?host=/run"),
            ("postgres://lab@db/lab", "postgres://lab@db/lab"),
        ] {
            assert_eq!(without_password(url), shown, "{url}");
        }
    }
}
