//! The teams: each its own state, its own ledger entries, its own journal.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use fieldlab_sim::{
    Entry, Ledger, LedgerError, Mutation, MutationError, ProtocolLine, RequestId, Seq, Session,
    State, TeamName, TeamRecord, TeamWorld,
};
use fieldlab_world::{Gebeurtenis, World};
use jiff::Timestamp;

use crate::ServerError;
use crate::journal::Journal;
use crate::protocol::Protocol;
use crate::tokens::Tokens;

/// How often a call is run again because another writer was first.
const ATTEMPTS: usize = 8;

/// One team.
pub(crate) struct Team {
    pub(crate) record: TeamRecord,
    pub(crate) journal: Journal,
    pub(crate) protocol: Protocol,
    pub(crate) tokens: Tokens,
    /// The fold of the ledger up to its head. Only [`Team::catch_up`] writes it.
    state: RwLock<State>,
    /// Held while the state is brought up to date, so that entries are applied in order.
    applying: tokio::sync::Mutex<()>,
    ledger: Arc<dyn Ledger>,
}

/// What came of a call that may change things.
pub(crate) struct Done<T> {
    /// What the call gave.
    pub(crate) value: T,
    /// What was appended for it.
    pub(crate) entries: Vec<Entry>,
    /// What the register wrote down.
    pub(crate) protocol: Vec<Box<dyn ProtocolLine>>,
    /// What the team's clock showed.
    pub(crate) now: Timestamp,
}

/// Why a call could not be finished.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TeamError {
    /// Other writers were first, every time.
    #[error("other writers were first {ATTEMPTS} times")]
    Busy,
    /// The ledger failed, or the team was deleted meanwhile.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// An entry of the ledger does not fit.
    #[error("a ledger entry does not fit the world")]
    Misfit(#[from] MutationError),
    /// The task that appends was ended.
    #[error("the task that appends was ended")]
    Ended,
}

impl Team {
    fn new(record: TeamRecord, world: Arc<World>, ledger: Arc<dyn Ledger>) -> Self {
        Self {
            tokens: Tokens::new(&world.identity(), record.name.as_str()),
            record,
            journal: Journal::default(),
            protocol: Protocol::default(),
            state: RwLock::new(State::new(world)),
            applying: tokio::sync::Mutex::new(()),
            ledger,
        }
    }

    /// Runs `call` on the team's state and appends what it changed, if its second result is true.
    ///
    /// `call` runs again when another writer was first: it must have no effect but on its session.
    pub(crate) async fn run<T>(
        self: &Arc<Self>,
        request: &RequestId,
        call: impl Fn(&mut Session<'_>) -> (T, bool),
    ) -> Result<Done<T>, TeamError> {
        for _ in 0..ATTEMPTS {
            if !self.ledger.sole_writer() {
                self.catch_up().await?;
            }
            let (value, now, head, mutations, protocol) = {
                let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
                let mut session = Session::new(&state, Timestamp::now()).with_tokens(&self.tokens);
                let (value, keep) = call(&mut session);
                let now = session.now();
                let protocol = session.take_protocol();
                let mutations = session.into_mutations();
                let (mutations, protocol) = if keep {
                    (mutations, protocol)
                } else {
                    (Vec::new(), Vec::new())
                };
                (value, now, state.head(), mutations, protocol)
            };
            if mutations.is_empty() {
                return Ok(Done {
                    value,
                    entries: Vec::new(),
                    protocol,
                    now,
                });
            }
            let entries = number(mutations, head, now, request);
            let team = Arc::clone(self);
            // In a task of its own: a client that hangs up now must not leave entries in the ledger
            // that the state has not seen.
            let appended = tokio::spawn(async move { team.append(entries).await })
                .await
                .map_err(|_| TeamError::Ended)?;
            match appended {
                Ok(entries) => {
                    return Ok(Done {
                        value,
                        entries,
                        protocol,
                        now,
                    });
                }
                Err(TeamError::Ledger(LedgerError::Conflict { .. })) => self.catch_up().await?,
                Err(error) => return Err(error),
            }
        }
        Err(TeamError::Busy)
    }

    async fn append(self: Arc<Self>, entries: Vec<Entry>) -> Result<Vec<Entry>, TeamError> {
        self.ledger.append(&self.record.name, &entries).await?;
        self.catch_up().await?;
        Ok(entries)
    }

    /// Applies what the ledger has and the state has not.
    async fn catch_up(&self) -> Result<(), TeamError> {
        let _turn = self.applying.lock().await;
        let head = self
            .state
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .head();
        let entries = self.ledger.read(&self.record.name, head).await?;
        if entries.is_empty() {
            return Ok(());
        }
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        for entry in &entries {
            state.apply(entry)?;
        }
        Ok(())
    }

    /// What the team's clock shows, and how it runs.
    pub(crate) fn clock(&self) -> fieldlab_sim::Clock {
        self.state
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clock()
    }

    /// What others hear of the entries after `after`.
    pub(crate) fn gebeurtenissen(&self, after: Seq) -> Vec<(Seq, Gebeurtenis)> {
        self.state
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .gebeurtenissen(after)
            .to_vec()
    }

    /// The team's ledger entries after `after`.
    pub(crate) async fn entries(&self, after: Seq) -> Result<Vec<Entry>, LedgerError> {
        self.ledger.read(&self.record.name, after).await
    }
}

fn number(mutations: Vec<Mutation>, head: Seq, now: Timestamp, request: &RequestId) -> Vec<Entry> {
    let mut seq = head;
    mutations
        .into_iter()
        .map(|mutation| {
            seq = seq.next();
            Entry {
                seq,
                at: now,
                request: request.as_str().to_owned(),
                mutation,
            }
        })
        .collect()
}

/// All teams.
pub(crate) struct Teams {
    ledger: Arc<dyn Ledger>,
    world: Arc<World>,
    empty: std::sync::OnceLock<Arc<World>>,
    default: Arc<Team>,
    teams: RwLock<BTreeMap<String, Arc<Team>>>,
}

impl Teams {
    /// Reads every team of the ledger; makes the default team when it is not there.
    pub(crate) async fn load(
        world: Arc<World>,
        ledger: Arc<dyn Ledger>,
    ) -> Result<Self, ServerError> {
        let name = TeamName::default_team();
        let record = TeamRecord {
            name,
            world: TeamWorld::Standaard,
        };
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
            let team = Arc::new(Team::new(
                record.clone(),
                teams.world_of(&record)?,
                Arc::clone(&teams.ledger),
            ));
            match team.catch_up().await {
                Ok(()) => {}
                Err(TeamError::Misfit(source)) => {
                    return Err(ServerError::Replay {
                        team: name.to_string(),
                        source,
                    });
                }
                Err(TeamError::Ledger(error)) => return Err(error.into()),
                Err(TeamError::Busy | TeamError::Ended) => {
                    unreachable!("bringing a team up to date appends nothing")
                }
            }
            if name == TeamName::default_team() {
                teams.default = Arc::clone(&team);
            }
            teams
                .teams
                .get_mut()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(name.to_string(), team);
        }
        Ok(teams)
    }

    fn world_of(&self, record: &TeamRecord) -> Result<Arc<World>, fieldlab_world::WorldError> {
        if record.world == TeamWorld::Standaard {
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

    /// A team by the name in the path.
    pub(crate) fn get(&self, name: &str) -> Option<Arc<Team>> {
        self.read().get(name).cloned()
    }

    /// All teams, by name.
    pub(crate) fn records(&self) -> Vec<TeamRecord> {
        self.read()
            .values()
            .map(|team| team.record.clone())
            .collect()
    }

    /// Adds a team.
    pub(crate) async fn create(&self, record: TeamRecord) -> Result<Arc<Team>, ServerError> {
        let world = self.world_of(&record)?;
        self.ledger.create_team(&record).await?;
        let team = Arc::new(Team::new(record, world, Arc::clone(&self.ledger)));
        self.teams
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(team.record.name.to_string(), Arc::clone(&team));
        Ok(team)
    }

    /// Removes a team and all it changed.
    pub(crate) async fn delete(&self, name: &TeamName) -> Result<(), LedgerError> {
        self.ledger.delete_team(name).await?;
        self.teams
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(name.as_str());
        Ok(())
    }

    /// Closes the ledger.
    pub(crate) async fn close(&self) -> Result<(), LedgerError> {
        self.ledger.close().await
    }

    fn read(&self) -> std::sync::RwLockReadGuard<'_, BTreeMap<String, Arc<Team>>> {
        self.teams.read().unwrap_or_else(PoisonError::into_inner)
    }
}
