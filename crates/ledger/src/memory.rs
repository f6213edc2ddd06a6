//! The ledger of a simulator that forgets when it stops.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use fieldlab_sim::{Entry, Ledger, LedgerError, Seq, TeamName, TeamRecord, TeamWorld};

/// Teams and their entries, in memory.
#[derive(Debug, Default)]
pub struct MemoryLedger {
    /// Guards everything: held for the length of one method, none of which waits.
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    world: Option<String>,
    teams: BTreeMap<TeamName, Team>,
}

#[derive(Debug)]
struct Team {
    world: TeamWorld,
    entries: Vec<Entry>,
}

impl MemoryLedger {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        // No method can panic between two changes that belong together.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn team(&mut self, name: &TeamName) -> Result<&mut Team, LedgerError> {
        self.teams
            .get_mut(name)
            .ok_or_else(|| LedgerError::UnknownTeam(name.clone()))
    }
}

impl Team {
    fn head(&self) -> Seq {
        self.entries.last().map_or(Seq::ZERO, |entry| entry.seq)
    }
}

/// Whether a batch follows on `head` without gaps.
pub(crate) fn follows(head: Seq, entries: &[Entry]) -> bool {
    let mut last = head;
    entries.iter().all(|entry| {
        let fits = entry.seq == last.next();
        last = entry.seq;
        fits
    })
}

#[async_trait]
impl Ledger for MemoryLedger {
    async fn bind(&self, world: &str) -> Result<(), LedgerError> {
        let mut kept = self.kept();
        match &kept.world {
            None => kept.world = Some(world.to_owned()),
            Some(bound) if bound == world => {}
            Some(bound) => {
                return Err(LedgerError::OtherWorld {
                    found: bound.clone(),
                    expected: world.to_owned(),
                });
            }
        }
        Ok(())
    }

    async fn teams(&self) -> Result<Vec<TeamRecord>, LedgerError> {
        let record = |(name, team): (&TeamName, &Team)| TeamRecord {
            name: name.clone(),
            world: team.world,
        };
        Ok(self.kept().teams.iter().map(record).collect())
    }

    async fn create_team(&self, team: &TeamRecord) -> Result<(), LedgerError> {
        let mut kept = self.kept();
        if kept.teams.contains_key(&team.name) {
            return Err(LedgerError::TeamExists(team.name.clone()));
        }
        let made = Team {
            world: team.world,
            entries: Vec::new(),
        };
        kept.teams.insert(team.name.clone(), made);
        Ok(())
    }

    async fn delete_team(&self, team: &TeamName) -> Result<(), LedgerError> {
        match self.kept().teams.remove(team) {
            Some(_) => Ok(()),
            None => Err(LedgerError::UnknownTeam(team.clone())),
        }
    }

    async fn append(&self, team: &TeamName, entries: &[Entry]) -> Result<(), LedgerError> {
        let mut kept = self.kept();
        let found = kept.team(team)?;
        let head = found.head();
        if !follows(head, entries) {
            return Err(LedgerError::Conflict {
                team: team.clone(),
                head,
            });
        }
        found.entries.extend_from_slice(entries);
        Ok(())
    }

    async fn read(&self, team: &TeamName, after: Seq) -> Result<Vec<Entry>, LedgerError> {
        let mut kept = self.kept();
        let entries = &kept.team(team)?.entries;
        let from = entries.partition_point(|entry| entry.seq <= after);
        Ok(entries[from..].to_vec())
    }

    async fn head(&self, team: &TeamName) -> Result<Seq, LedgerError> {
        Ok(self.kept().team(team)?.head())
    }

    fn sole_writer(&self) -> bool {
        true
    }

    async fn close(&self) -> Result<(), LedgerError> {
        Ok(())
    }
}
