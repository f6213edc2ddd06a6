//! A whole ledger as one file, and back: the same for every store, so also the way from one to another.
//!
//! The file is JSON lines: a head, then each team and its entries, then an end that counts them. A file without
//! its end is not taken.

use std::io::{self, BufRead, Write};

use fieldlab_sim::{
    Entry, Ledger, LedgerError, Seq, TeamName, TeamRecord, TeamSettings, TeamWorld,
};
use serde::{Deserialize, Serialize};

/// What a file says that it is.
const FORMAT: &str = "ledger/1";

/// How many entries are sent at a time.
const BATCH: usize = 5_000;

/// What a ledger holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Teams.
    pub teams: u64,
    /// Entries of all of them.
    pub entries: u64,
}

/// Why a ledger cannot be written to a file, or read from one.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file cannot be written or read.
    #[error("the file cannot be used: {0}")]
    File(#[from] io::Error),
    /// The file is no ledger, or not a whole one.
    #[error("line {line}: {reason}")]
    Line {
        /// From 1.
        line: u64,
        /// What is wrong.
        reason: String,
    },
    /// The store holds something already.
    #[error("the store holds {} teams already", .0.teams)]
    NotEmpty(Counted),
    /// The entries of a team are not numbered without gaps.
    #[error("team `{team}`: entry {found} stands where {expected} should be")]
    Gap {
        /// The team.
        team: TeamName,
        /// The number that is there.
        found: Seq,
        /// The number that should be.
        expected: Seq,
    },
    /// The store failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    fieldlab: String,
    world: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Team {
    team: String,
    world: TeamWorld,
    settings: TeamSettings,
    entries: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    end: Counted,
}

/// Reads everything, and finds what is wrong with it.
///
/// # Errors
/// The first thing that is.
pub async fn check(ledger: &dyn Ledger) -> Result<Counted, BackupError> {
    let mut counted = Counted::default();
    for team in ledger.teams().await? {
        let entries = whole(ledger, &team.name).await?;
        counted.teams += 1;
        counted.entries += entries.len() as u64;
    }
    Ok(counted)
}

async fn whole(ledger: &dyn Ledger, team: &TeamName) -> Result<Vec<Entry>, BackupError> {
    let batch = ledger.read(team, Seq::ZERO).await?;
    let mut expected = Seq::ZERO;
    for entry in &batch.entries {
        expected = expected.next();
        if entry.seq != expected {
            return Err(BackupError::Gap {
                team: team.clone(),
                found: entry.seq,
                expected,
            });
        }
    }
    Ok(batch.entries)
}

/// Writes everything. Each team is as it was at one moment.
///
/// # Errors
/// When the store or the file fails.
pub async fn backup(ledger: &dyn Ledger, out: &mut dyn Write) -> Result<Counted, BackupError> {
    let mut counted = Counted::default();
    let head = Head {
        fieldlab: FORMAT.to_owned(),
        world: ledger.world().await?,
    };
    line(out, &head)?;
    for record in ledger.teams().await? {
        let entries = whole(ledger, &record.name).await?;
        let team = Team {
            team: record.name.to_string(),
            world: record.world,
            settings: record.settings,
            entries: entries.len() as u64,
        };
        line(out, &team)?;
        for entry in &entries {
            line(out, entry)?;
        }
        counted.teams += 1;
        counted.entries += team.entries;
    }
    line(out, &End { end: counted })?;
    out.flush()?;
    Ok(counted)
}

fn line<T: Serialize>(out: &mut dyn Write, value: &T) -> Result<(), BackupError> {
    serde_json::to_writer(&mut *out, value).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}

/// What a file holds, read to its end before anything is stored.
struct File {
    world: Option<String>,
    teams: Vec<(TeamRecord, Vec<Entry>)>,
    counted: Counted,
}

/// Puts a file's teams in a store that holds none.
///
/// # Errors
/// Nothing is stored when the file is not whole, or the store is not empty.
pub async fn restore(ledger: &dyn Ledger, input: &mut dyn BufRead) -> Result<Counted, BackupError> {
    let file = read(input)?;
    let held = check(ledger).await?;
    let default = TeamName::default_team();
    // A simulator that ran once leaves its default team, with nothing in it.
    match ledger.teams().await?.as_slice() {
        [] => {}
        [only] if only.name == default && held.entries == 0 => {
            ledger.delete_team(&default).await?;
        }
        _ => return Err(BackupError::NotEmpty(held)),
    }
    if let Some(world) = &file.world {
        ledger.bind(world).await?;
    }
    for (nth, (record, entries)) in file.teams.iter().enumerate() {
        if let Err(error) = store(ledger, record, entries).await {
            // All of them, or none.
            for (record, _) in &file.teams[..=nth] {
                let _ = ledger.delete_team(&record.name).await;
            }
            return Err(error.into());
        }
    }
    Ok(file.counted)
}

async fn store(
    ledger: &dyn Ledger,
    record: &TeamRecord,
    entries: &[Entry],
) -> Result<(), LedgerError> {
    ledger.create_team(record).await?;
    let head = ledger.head(&record.name).await?;
    for batch in entries.chunks(BATCH) {
        ledger.append(&record.name, head.generation, batch).await?;
    }
    Ok(())
}

fn read(input: &mut dyn BufRead) -> Result<File, BackupError> {
    let mut lines = Lines { input, number: 0 };
    let head: Head = lines.next()?;
    if head.fieldlab != FORMAT {
        return Err(lines.wrong(format!("this is `{}`, not `{FORMAT}`", head.fieldlab)));
    }
    let mut teams = Vec::new();
    let mut counted = Counted::default();
    loop {
        let value: serde_json::Value = lines.next()?;
        if value.get("end").is_some() {
            let End { end } = lines.as_type(value)?;
            if end != counted {
                return Err(lines.wrong(format!(
                    "{} teams and {} entries are announced, {} and {} are there",
                    end.teams, end.entries, counted.teams, counted.entries
                )));
            }
            break;
        }
        let team: Team = lines.as_type(value)?;
        let name = TeamName::parse(&team.team).map_err(|error| lines.wrong(error.to_string()))?;
        let mut entries = Vec::new();
        for expected in 1..=team.entries {
            let entry: Entry = lines.next()?;
            if entry.seq != Seq(expected) {
                return Err(lines.wrong(format!("entry {} where {expected} should be", entry.seq)));
            }
            entries.push(entry);
        }
        counted.teams += 1;
        counted.entries += team.entries;
        let record = TeamRecord {
            name,
            world: team.world,
            settings: team.settings,
        };
        teams.push((record, entries));
    }
    Ok(File {
        world: head.world,
        teams,
        counted,
    })
}

/// The lines of a file, counted.
struct Lines<'a> {
    input: &'a mut dyn BufRead,
    number: u64,
}

impl Lines<'_> {
    fn wrong(&self, reason: impl Into<String>) -> BackupError {
        BackupError::Line {
            line: self.number,
            reason: reason.into(),
        }
    }

    fn next<T: for<'de> Deserialize<'de>>(&mut self) -> Result<T, BackupError> {
        let mut text = String::new();
        self.number += 1;
        if self.input.read_line(&mut text)? == 0 {
            return Err(self.wrong("the file ends before its end: it was not written to the last"));
        }
        serde_json::from_str(&text).map_err(|error| self.wrong(error.to_string()))
    }

    fn as_type<T: for<'de> Deserialize<'de>>(
        &self,
        value: serde_json::Value,
    ) -> Result<T, BackupError> {
        serde_json::from_value(value).map_err(|error| self.wrong(error.to_string()))
    }
}
