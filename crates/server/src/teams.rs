//! All teams, by name.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use fieldlab_sim::{Entry, Ledger, LedgerError, Seq, State, TeamName, TeamRecord, TeamWorld};
use fieldlab_world::World;

use crate::ServerError;
use crate::team::{Team, TeamError};

/// All teams.
pub(crate) struct Teams {
    ledger: Arc<dyn Ledger>,
    world: Arc<World>,
    empty: std::sync::OnceLock<Arc<World>>,
    default: Arc<Team>,
    /// Held for the length of one method, none of which waits.
    teams: RwLock<BTreeMap<String, Arc<Team>>>,
}

/// Why a team cannot be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NewTeamError {
    /// The ledger failed, or there is such a team.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The world that it asks for cannot be made.
    #[error("the empty world cannot be made")]
    World(#[from] fieldlab_world::WorldError),
    /// An entry of the history that it is to have does not fit.
    #[error("entry {seq} does not fit this world: {source}")]
    Misfit {
        /// Which entry.
        seq: Seq,
        /// Why.
        source: fieldlab_sim::MutationError,
    },
    /// The team that it is made of failed.
    #[error(transparent)]
    Team(#[from] TeamError),
}

impl Teams {
    /// Reads every team of the ledger; makes the default team when it is not there.
    pub(crate) async fn load(
        world: Arc<World>,
        ledger: Arc<dyn Ledger>,
    ) -> Result<Self, ServerError> {
        let record = TeamRecord::new(TeamName::default_team(), TeamWorld::Standaard);
        match ledger.create_team(&record).await {
            Ok(()) | Err(LedgerError::TeamExists(_)) => {}
            Err(error) => return Err(error.into()),
        }
        let mut teams = Self {
            default: Arc::new(Team::new(record, Arc::clone(&world), Arc::clone(&ledger))),
            ledger,
            world,
            empty: std::sync::OnceLock::new(),
            teams: RwLock::default(),
        };
        for record in teams.ledger.teams().await? {
            let name = record.name.clone();
            let team = teams.open(record)?;
            match team.catch_up().await {
                Ok(()) => {}
                Err(TeamError::Misfit(source)) => {
                    return Err(ServerError::Replay {
                        team: name.to_string(),
                        source,
                    });
                }
                Err(TeamError::Ledger(error)) => return Err(error.into()),
                Err(TeamError::Busy | TeamError::Ended | TeamError::Quota { .. }) => {
                    unreachable!("bringing a team up to date appends nothing")
                }
            }
            if name == TeamName::default_team() {
                teams.default = Arc::clone(&team);
            }
            teams.add(&team);
        }
        Ok(teams)
    }

    fn open(&self, record: TeamRecord) -> Result<Arc<Team>, fieldlab_world::WorldError> {
        let world = self.world_of(record.world)?;
        Ok(Arc::new(Team::new(record, world, Arc::clone(&self.ledger))))
    }

    fn add(&self, team: &Arc<Team>) {
        self.teams
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(team.name.to_string(), Arc::clone(team));
    }

    fn world_of(&self, starts_from: TeamWorld) -> Result<Arc<World>, fieldlab_world::WorldError> {
        if starts_from == TeamWorld::Standaard {
            return Ok(Arc::clone(&self.world));
        }
        if let Some(empty) = self.empty.get() {
            return Ok(Arc::clone(empty));
        }
        let empty = Arc::new(World::leeg(self.world.spec())?);
        Ok(Arc::clone(self.empty.get_or_init(|| empty)))
    }

    /// The team that answers at the root.
    pub(crate) fn default_team(&self) -> Arc<Team> {
        Arc::clone(&self.default)
    }

    /// A team by its name; also one that another simulator on the same store made.
    pub(crate) async fn get(&self, name: &str) -> Result<Option<Arc<Team>>, TeamError> {
        let known = self.read().get(name).cloned();
        if known.is_some() || self.ledger.sole_writer() {
            return Ok(known);
        }
        let Ok(name) = TeamName::parse(name) else {
            return Ok(None);
        };
        let record = match self.ledger.team(&name).await {
            Ok(record) => record,
            Err(LedgerError::UnknownTeam(_)) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let Ok(team) = self.open(record) else {
            return Ok(None);
        };
        team.catch_up().await?;
        self.add(&team);
        Ok(Some(team))
    }

    /// Forgets a team that is not in the ledger any more.
    pub(crate) fn forget(&self, name: &TeamName) {
        self.teams
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(name.as_str());
    }

    /// All teams, by name.
    pub(crate) async fn records(&self) -> Result<Vec<TeamRecord>, LedgerError> {
        if !self.ledger.sole_writer() {
            return self.ledger.teams().await;
        }
        Ok(self.read().values().map(|team| team.record()).collect())
    }

    /// Adds a team.
    pub(crate) async fn create(&self, record: TeamRecord) -> Result<Arc<Team>, NewTeamError> {
        let team = self.open(record)?;
        self.ledger.create_team(&team.record()).await?;
        self.finish(team, None).await
    }

    /// Adds a team with the history of another one, up to and with `until`.
    pub(crate) async fn fork(
        &self,
        from: &Arc<Team>,
        until: Seq,
        name: TeamName,
    ) -> Result<Arc<Team>, NewTeamError> {
        let mut record = TeamRecord::new(name, from.starts_from);
        record.settings.quota = from.settings().quota;
        let team = self.open(record)?;
        let before = self.ledger.head(&from.name).await?;
        let state = from.at(until).await?;
        self.ledger
            .copy_team(&from.name, until, &team.record())
            .await?;
        // Rewound meanwhile: the state may be of one history and the copy of another.
        if self.ledger.head(&from.name).await?.generation != before.generation {
            self.ledger.delete_team(&team.name).await?;
            return Err(TeamError::Busy.into());
        }
        if until == from.state().head() {
            team.faults.copy(&from.faults);
        }
        self.finish(team, Some(state)).await
    }

    /// Adds a team with these entries, when all of them fit.
    pub(crate) async fn import(
        &self,
        record: TeamRecord,
        entries: &[Entry],
    ) -> Result<Arc<Team>, NewTeamError> {
        let team = self.open(record)?;
        let mut state = State::new(self.world_of(team.starts_from)?);
        for entry in entries {
            state.apply(entry).map_err(|source| NewTeamError::Misfit {
                seq: entry.seq,
                source,
            })?;
        }
        self.ledger.create_team(&team.record()).await?;
        let stored = async {
            let head = self.ledger.head(&team.name).await?;
            self.ledger
                .append(&team.name, head.generation, entries)
                .await
        };
        if let Err(error) = stored.await {
            // All of it, or nothing. If this fails too, an empty team is left, which can be deleted.
            let _ = self.ledger.delete_team(&team.name).await;
            return Err(error.into());
        }
        self.finish(team, Some(Arc::new(state))).await
    }

    /// Learns the new team's place in the ledger, and lets it be found.
    async fn finish(
        &self,
        team: Arc<Team>,
        state: Option<Arc<State>>,
    ) -> Result<Arc<Team>, NewTeamError> {
        if let Some(state) = state {
            team.take_over(self.ledger.head(&team.name).await?, state);
        }
        team.catch_up().await?;
        self.add(&team);
        Ok(team)
    }

    /// Removes a team and all it changed.
    pub(crate) async fn delete(&self, name: &TeamName) -> Result<(), LedgerError> {
        let deleted = self.ledger.delete_team(name).await;
        if matches!(deleted, Ok(()) | Err(LedgerError::UnknownTeam(_))) {
            self.forget(name);
        }
        deleted
    }

    /// Closes the ledger.
    pub(crate) async fn close(&self) -> Result<(), LedgerError> {
        self.ledger.close().await
    }

    fn read(&self) -> std::sync::RwLockReadGuard<'_, BTreeMap<String, Arc<Team>>> {
        self.teams.read().unwrap_or_else(PoisonError::into_inner)
    }
}
