//! The ledger of a simulator that forgets when it stops.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use fieldlab_sim::{
    Batch, Entry, Head, Ledger, LedgerError, Seq, TeamName, TeamRecord, TeamSettings, TeamWorld,
};

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
    /// How many histories there have been.
    generations: u64,
}

#[derive(Debug)]
struct Team {
    world: TeamWorld,
    settings: TeamSettings,
    generation: u64,
    revision: u64,
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

    fn add(&mut self, team: &TeamRecord, entries: Vec<Entry>) -> Result<(), LedgerError> {
        if self.teams.contains_key(&team.name) {
            return Err(LedgerError::TeamExists(team.name.clone()));
        }
        self.generations += 1;
        let made = Team {
            world: team.world,
            settings: team.settings.clone(),
            generation: self.generations,
            revision: 0,
            entries,
        };
        self.teams.insert(team.name.clone(), made);
        Ok(())
    }
}

impl Team {
    fn head(&self) -> Head {
        Head {
            generation: self.generation,
            seq: self.entries.last().map_or(Seq::ZERO, |entry| entry.seq),
            revision: self.revision,
        }
    }

    fn record(&self, name: &TeamName) -> TeamRecord {
        TeamRecord {
            name: name.clone(),
            world: self.world,
            settings: self.settings.clone(),
        }
    }

    /// How many entries there are up to and with `until`.
    fn until(&self, name: &TeamName, until: Seq) -> Result<usize, LedgerError> {
        let head = self.head().seq;
        if until > head {
            return Err(LedgerError::BeyondHead {
                team: name.clone(),
                head,
                asked: until,
            });
        }
        Ok(self.entries.partition_point(|entry| entry.seq <= until))
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

    async fn world(&self) -> Result<Option<String>, LedgerError> {
        Ok(self.kept().world.clone())
    }

    async fn teams(&self) -> Result<Vec<TeamRecord>, LedgerError> {
        let kept = self.kept();
        let records = kept.teams.iter().map(|(name, team)| team.record(name));
        Ok(records.collect())
    }

    async fn team(&self, team: &TeamName) -> Result<TeamRecord, LedgerError> {
        Ok(self.kept().team(team)?.record(team))
    }

    async fn create_team(&self, team: &TeamRecord) -> Result<(), LedgerError> {
        self.kept().add(team, Vec::new())
    }

    async fn copy_team(
        &self,
        from: &TeamName,
        until: Seq,
        team: &TeamRecord,
    ) -> Result<(), LedgerError> {
        let mut kept = self.kept();
        let found = kept.team(from)?;
        let entries = found.entries[..found.until(from, until)?].to_vec();
        kept.add(team, entries)
    }

    async fn update_team(
        &self,
        team: &TeamName,
        settings: &TeamSettings,
    ) -> Result<(), LedgerError> {
        let mut kept = self.kept();
        let found = kept.team(team)?;
        found.settings = settings.clone();
        found.revision += 1;
        Ok(())
    }

    async fn delete_team(&self, team: &TeamName) -> Result<(), LedgerError> {
        match self.kept().teams.remove(team) {
            Some(_) => Ok(()),
            None => Err(LedgerError::UnknownTeam(team.clone())),
        }
    }

    async fn append(
        &self,
        team: &TeamName,
        generation: u64,
        entries: &[Entry],
    ) -> Result<(), LedgerError> {
        let mut kept = self.kept();
        let found = kept.team(team)?;
        let head = found.head();
        if head.generation != generation || !follows(head.seq, entries) {
            return Err(LedgerError::Conflict {
                team: team.clone(),
                head: head.seq,
            });
        }
        found.entries.extend_from_slice(entries);
        Ok(())
    }

    async fn rewind(&self, team: &TeamName, to: Seq) -> Result<Head, LedgerError> {
        let mut kept = self.kept();
        kept.generations += 1;
        let generation = kept.generations;
        let found = kept.team(team)?;
        let until = found.until(team, to)?;
        found.entries.truncate(until);
        found.generation = generation;
        Ok(found.head())
    }

    async fn read(&self, team: &TeamName, after: Seq) -> Result<Batch, LedgerError> {
        let mut kept = self.kept();
        let found = kept.team(team)?;
        let from = found.entries.partition_point(|entry| entry.seq <= after);
        Ok(Batch {
            head: found.head(),
            entries: found.entries[from..].to_vec(),
        })
    }

    async fn head(&self, team: &TeamName) -> Result<Head, LedgerError> {
        Ok(self.kept().team(team)?.head())
    }

    fn sole_writer(&self) -> bool {
        true
    }

    async fn close(&self) -> Result<(), LedgerError> {
        Ok(())
    }
}
