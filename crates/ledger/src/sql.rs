//! What the stores in a database have in common: the same tables, the same statements.
//!
//! sqlx has a type for each database and no common one that would do; so the statements are written
//! once, in a macro, and compiled for each. What differs is how a writer makes sure that it is alone.

use fieldlab_sim::{LedgerError, TeamWorld};

/// How many entries one statement inserts; a database takes a limited number of values.
pub(crate) const ROWS: usize = 1_000;

/// Puts an error of the database into words of ours.
pub(crate) fn store(
    action: &str,
    source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> LedgerError {
    LedgerError::Store {
        action: action.to_owned(),
        source: source.into(),
    }
}

/// The same, where the database said it: one that cannot be reached, or whose disk is full, may be
/// better in a moment.
pub(crate) fn failed(action: &str, error: sqlx::Error) -> LedgerError {
    let passing = match &error {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::WorkerCrashed => true,
        // PostgreSQL: connection lost, out of resources, stopping or starting. SQLite: busy, full.
        sqlx::Error::Database(error) => error.code().is_some_and(|code| {
            ["08", "53", "57P"]
                .iter()
                .any(|kind| code.starts_with(kind) && code.len() == 5)
                || matches!(code.as_ref(), "5" | "13")
        }),
        _ => false,
    };
    if passing {
        LedgerError::Unavailable {
            action: action.to_owned(),
            source: error.into(),
        }
    } else {
        store(action, error)
    }
}

pub(crate) fn world_text(world: TeamWorld) -> &'static str {
    match world {
        TeamWorld::Standaard => "standaard",
        TeamWorld::Leeg => "leeg",
    }
}

pub(crate) fn world_of(text: &str) -> Option<TeamWorld> {
    match text {
        "standaard" => Some(TeamWorld::Standaard),
        "leeg" => Some(TeamWorld::Leeg),
        _ => None,
    }
}

/// Implements `Ledger` for a store that has `pool`, `begin` (a transaction that may write), `claim` (the
/// right to change a team, until the transaction ends) and `shut`.
macro_rules! sql_ledger {
    ($ledger:ident, $database:ty, sole_writer: $sole_writer:literal) => {
        impl $ledger {
            /// The number of a new history.
            async fn generation(
                connection: &mut <$database as sqlx::Database>::Connection,
                action: &str,
            ) -> Result<i64, LedgerError> {
                sqlx::query_scalar(
                    "INSERT INTO counter (name, value) VALUES ('generation', 1) \
                     ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value",
                )
                .fetch_one(connection)
                .await
                .map_err(|error| failed(action, error))
            }

            async fn find_head(
                connection: &mut <$database as sqlx::Database>::Connection,
                team: &TeamName,
                action: &str,
            ) -> Result<Head, LedgerError> {
                let row = sqlx::query(
                    "SELECT generation, revision, \
                     (SELECT coalesce(max(seq), 0) FROM entry WHERE team = $1) AS head \
                     FROM team WHERE name = $1",
                )
                .bind(team.as_str())
                .fetch_optional(connection)
                .await
                .map_err(|error| failed(action, error))?;
                let row = row.ok_or_else(|| LedgerError::UnknownTeam(team.clone()))?;
                Self::head_of(&row).map_err(|error| failed(action, error))
            }

            fn head_of(row: &<$database as sqlx::Database>::Row) -> Result<Head, sqlx::Error> {
                Ok(Head {
                    generation: row.try_get::<i64, _>("generation")?.cast_unsigned(),
                    seq: Seq(row.try_get::<i64, _>("head")?.cast_unsigned()),
                    revision: row.try_get::<i64, _>("revision")?.cast_unsigned(),
                })
            }

            fn entry_of(
                row: &<$database as sqlx::Database>::Row,
            ) -> Result<Option<Entry>, Box<dyn std::error::Error + Send + Sync>> {
                let Some(seq) = row.try_get::<Option<i64>, _>("seq")? else {
                    return Ok(None);
                };
                Ok(Some(Entry {
                    seq: Seq(seq.cast_unsigned()),
                    at: row.try_get::<&str, _>("at")?.parse()?,
                    request: row.try_get("request")?,
                    mutation: serde_json::from_str(row.try_get("mutation")?)?,
                }))
            }

            fn record_of(
                row: &<$database as sqlx::Database>::Row,
            ) -> Result<TeamRecord, Box<dyn std::error::Error + Send + Sync>> {
                let world: &str = row.try_get("world")?;
                Ok(TeamRecord {
                    name: TeamName::parse(row.try_get("name")?)?,
                    world: world_of(world).ok_or_else(|| format!("unknown world `{world}`"))?,
                    settings: serde_json::from_str(row.try_get("settings")?)?,
                })
            }

            async fn insert_team(
                connection: &mut <$database as sqlx::Database>::Connection,
                team: &TeamRecord,
                action: &str,
            ) -> Result<(), LedgerError> {
                let generation = Self::generation(connection, action).await?;
                let settings =
                    serde_json::to_string(&team.settings).map_err(|error| store(action, error))?;
                let result = sqlx::query(
                    "INSERT INTO team (name, world, settings, revision, generation) \
                     VALUES ($1, $2, $3, 0, $4)",
                )
                .bind(team.name.as_str())
                .bind(world_text(team.world))
                .bind(settings)
                .bind(generation)
                .execute(connection)
                .await;
                match result {
                    Ok(_) => Ok(()),
                    Err(sqlx::Error::Database(error)) if error.is_unique_violation() => {
                        Err(LedgerError::TeamExists(team.name.clone()))
                    }
                    Err(error) => Err(failed(action, error)),
                }
            }
        }

        #[async_trait]
        impl Ledger for $ledger {
            async fn bind(&self, world: &str) -> Result<(), LedgerError> {
                let action = "bind to a world";
                let failed = |error| failed(action, error);
                let mut transaction = self.begin(action).await?;
                // Whoever comes second waits here, and then sees what the first one wrote.
                sqlx::query(
                    "INSERT INTO binding (name, value) VALUES ('world', $1) \
                     ON CONFLICT (name) DO NOTHING",
                )
                .bind(world)
                .execute(&mut *transaction)
                .await
                .map_err(failed)?;
                let found: String =
                    sqlx::query_scalar("SELECT value FROM binding WHERE name = 'world'")
                        .fetch_one(&mut *transaction)
                        .await
                        .map_err(failed)?;
                if found != world {
                    return Err(LedgerError::OtherWorld {
                        found,
                        expected: world.to_owned(),
                    });
                }
                transaction.commit().await.map_err(failed)
            }

            async fn world(&self) -> Result<Option<String>, LedgerError> {
                sqlx::query_scalar("SELECT value FROM binding WHERE name = 'world'")
                    .fetch_optional(&self.pool)
                    .await
                    .map_err(|error| failed("ask for the world", error))
            }

            async fn teams(&self) -> Result<Vec<TeamRecord>, LedgerError> {
                let action = "list the teams";
                let rows = sqlx::query("SELECT name, world, settings FROM team ORDER BY name")
                    .fetch_all(&self.pool)
                    .await
                    .map_err(|error| failed(action, error))?;
                rows.iter()
                    .map(|row| Self::record_of(row).map_err(|error| store(action, error)))
                    .collect()
            }

            async fn team(&self, team: &TeamName) -> Result<TeamRecord, LedgerError> {
                let action = "look up a team";
                let row = sqlx::query("SELECT name, world, settings FROM team WHERE name = $1")
                    .bind(team.as_str())
                    .fetch_optional(&self.pool)
                    .await
                    .map_err(|error| failed(action, error))?
                    .ok_or_else(|| LedgerError::UnknownTeam(team.clone()))?;
                Self::record_of(&row).map_err(|error| store(action, error))
            }

            async fn create_team(&self, team: &TeamRecord) -> Result<(), LedgerError> {
                let action = "create a team";
                let mut transaction = self.begin(action).await?;
                Self::insert_team(&mut transaction, team, action).await?;
                transaction
                    .commit()
                    .await
                    .map_err(|error| failed(action, error))
            }

            async fn copy_team(
                &self,
                from: &TeamName,
                until: Seq,
                team: &TeamRecord,
            ) -> Result<(), LedgerError> {
                let action = "copy a team";
                let failed = |error| failed(action, error);
                let mut transaction = self.begin(action).await?;
                Self::claim(&mut transaction, from, action).await?;
                let head = Self::find_head(&mut transaction, from, action).await?;
                if until > head.seq {
                    return Err(LedgerError::BeyondHead {
                        team: from.clone(),
                        head: head.seq,
                        asked: until,
                    });
                }
                Self::insert_team(&mut transaction, team, action).await?;
                sqlx::query(
                    "INSERT INTO entry (team, seq, at, request, mutation) \
                     SELECT $1, seq, at, request, mutation FROM entry WHERE team = $2 AND seq <= $3",
                )
                .bind(team.name.as_str())
                .bind(from.as_str())
                .bind(until.0.cast_signed())
                .execute(&mut *transaction)
                .await
                .map_err(failed)?;
                transaction.commit().await.map_err(failed)
            }

            async fn update_team(
                &self,
                team: &TeamName,
                settings: &TeamSettings,
            ) -> Result<(), LedgerError> {
                let action = "change a team";
                let text = serde_json::to_string(settings).map_err(|error| store(action, error))?;
                let updated = sqlx::query(
                    "UPDATE team SET settings = $2, revision = revision + 1 WHERE name = $1",
                )
                .bind(team.as_str())
                .bind(text)
                .execute(&self.pool)
                .await
                .map_err(|error| failed(action, error))?;
                if updated.rows_affected() == 0 {
                    return Err(LedgerError::UnknownTeam(team.clone()));
                }
                Ok(())
            }

            async fn delete_team(&self, team: &TeamName) -> Result<(), LedgerError> {
                let action = "delete a team";
                let failed = |error| failed(action, error);
                let mut transaction = self.begin(action).await?;
                Self::claim(&mut transaction, team, action).await?;
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

            async fn append(
                &self,
                team: &TeamName,
                generation: u64,
                entries: &[Entry],
            ) -> Result<(), LedgerError> {
                let action = "append to a ledger";
                let failed = |error| failed(action, error);
                let mut transaction = self.begin(action).await?;
                Self::claim(&mut transaction, team, action).await?;
                let head = Self::find_head(&mut transaction, team, action).await?;
                let conflict = || LedgerError::Conflict {
                    team: team.clone(),
                    head: head.seq,
                };
                if head.generation != generation || !follows(head.seq, entries) {
                    return Err(conflict());
                }
                for chunk in entries.chunks(ROWS) {
                    let rows = chunk
                        .iter()
                        .map(|entry| Ok((entry, serde_json::to_string(&entry.mutation)?)))
                        .collect::<Result<Vec<_>, serde_json::Error>>()
                        .map_err(|error| store(action, error))?;
                    let mut insert = sqlx::QueryBuilder::<$database>::new(
                        "INSERT INTO entry (team, seq, at, request, mutation) ",
                    );
                    insert.push_values(rows, |mut row, (entry, mutation)| {
                        row.push_bind(team.as_str())
                            .push_bind(entry.seq.0.cast_signed())
                            .push_bind(entry.at.to_string())
                            .push_bind(entry.request.as_str())
                            .push_bind(mutation);
                    });
                    let inserted = insert
                        .build()
                        .persistent(chunk.len() == 1)
                        .execute(&mut *transaction)
                        .await;
                    match inserted {
                        Ok(_) => {}
                        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => {
                            return Err(conflict());
                        }
                        Err(error) => return Err(failed(error)),
                    }
                }
                transaction.commit().await.map_err(failed)
            }

            async fn rewind(&self, team: &TeamName, to: Seq) -> Result<Head, LedgerError> {
                let action = "rewind a ledger";
                let failed = |error| failed(action, error);
                let mut transaction = self.begin(action).await?;
                Self::claim(&mut transaction, team, action).await?;
                let head = Self::find_head(&mut transaction, team, action).await?;
                if to > head.seq {
                    return Err(LedgerError::BeyondHead {
                        team: team.clone(),
                        head: head.seq,
                        asked: to,
                    });
                }
                sqlx::query("DELETE FROM entry WHERE team = $1 AND seq > $2")
                    .bind(team.as_str())
                    .bind(to.0.cast_signed())
                    .execute(&mut *transaction)
                    .await
                    .map_err(failed)?;
                let generation = Self::generation(&mut transaction, action).await?;
                sqlx::query("UPDATE team SET generation = $2 WHERE name = $1")
                    .bind(team.as_str())
                    .bind(generation)
                    .execute(&mut *transaction)
                    .await
                    .map_err(failed)?;
                transaction.commit().await.map_err(failed)?;
                Ok(Head {
                    generation: generation.cast_unsigned(),
                    seq: to,
                    revision: head.revision,
                })
            }

            async fn read(&self, team: &TeamName, after: Seq) -> Result<Batch, LedgerError> {
                let action = "read a ledger";
                // One statement, so that head and entries are of one moment.
                let rows = sqlx::query(
                    "SELECT team.generation, team.revision, \
                     (SELECT coalesce(max(seq), 0) FROM entry WHERE team = $1) AS head, \
                     entry.seq, entry.at, entry.request, entry.mutation \
                     FROM team LEFT JOIN entry ON entry.team = team.name AND entry.seq > $2 \
                     WHERE team.name = $1 ORDER BY entry.seq",
                )
                .bind(team.as_str())
                .bind(after.0.cast_signed())
                .fetch_all(&self.pool)
                .await
                .map_err(|error| failed(action, error))?;
                let first = rows
                    .first()
                    .ok_or_else(|| LedgerError::UnknownTeam(team.clone()))?;
                Ok(Batch {
                    head: Self::head_of(first).map_err(|error| failed(action, error))?,
                    entries: rows
                        .iter()
                        .filter_map(|row| Self::entry_of(row).transpose())
                        .collect::<Result<_, _>>()
                        .map_err(|error| store(action, error))?,
                })
            }

            async fn head(&self, team: &TeamName) -> Result<Head, LedgerError> {
                let action = "ask for the head of a ledger";
                let mut connection = self
                    .pool
                    .acquire()
                    .await
                    .map_err(|error| failed(action, error))?;
                Self::find_head(&mut connection, team, action).await
            }

            fn sole_writer(&self) -> bool {
                $sole_writer
            }

            async fn close(&self) -> Result<(), LedgerError> {
                self.pool.close().await;
                self.shut();
                Ok(())
            }
        }
    };
}

pub(crate) use sql_ledger;
