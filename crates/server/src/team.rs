//! The teams: each its own state, its own ledger entries, its own journal.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use fieldlab_sim::{
    Batch, Entry, Head, Ledger, LedgerError, Mutation, MutationError, ProtocolLine, Quota,
    RequestId, Seq, Session, State, Struck, TeamName, TeamRecord, TeamSettings, TeamWorld,
};
use fieldlab_world::{Gebeurtenis, World};
use jiff::{Span, Timestamp};

use crate::faults::{Faults, Plan};
use crate::journal::Journal;
use crate::pace::Pace;
use crate::protocol::Protocol;
use crate::tokens::Tokens;

/// How often a call is run again because another writer was first.
const ATTEMPTS: usize = 8;

/// Of how many checkpoints the state is at hand; going back to an older one replays the ledger.
const AT_HAND: usize = 4;

/// One team.
pub(crate) struct Team {
    pub(crate) name: TeamName,
    pub(crate) starts_from: TeamWorld,
    pub(crate) journal: Journal,
    pub(crate) protocol: Protocol,
    pub(crate) tokens: Tokens,
    pub(crate) pace: Pace,
    pub(crate) faults: Faults,
    world: Arc<World>,
    /// What the trainer decided. Held for the length of one method.
    settings: RwLock<Arc<TeamSettings>>,
    /// The fold of the ledger up to its head. Only who holds `applying` writes it.
    kept: RwLock<Kept>,
    /// Held while the state is brought up to date or replaced, so that entries are applied in order.
    applying: tokio::sync::Mutex<()>,
    /// States at the last checkpoints. Held for the length of one method.
    at_hand: Mutex<BTreeMap<Seq, Arc<State>>>,
    /// True when an append ended without our knowing whether it was kept.
    in_doubt: AtomicBool,
    /// True when the ledger did not know the team any more.
    gone: AtomicBool,
    /// How many requests without an id of their own there were.
    requests: AtomicU64,
    ledger: Arc<dyn Ledger>,
}

/// A state, and the history that it is of.
struct Kept {
    generation: u64,
    revision: u64,
    /// Shared with checkpoints and forks; whoever applies an entry to a shared one copies it first.
    state: Arc<State>,
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
    /// The last entry of the state that it was answered from.
    pub(crate) at: Seq,
}

/// Why a call could not be finished.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TeamError {
    /// Other writers were first, every time.
    #[error("other writers were first {ATTEMPTS} times")]
    Busy,
    /// The team has used up what it may use.
    #[error("the team may have {limit} {what}, and this would be more")]
    Quota {
        /// `objects` or `bytes`.
        what: &'static str,
        /// How many.
        limit: u64,
    },
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
    pub(crate) fn new(record: TeamRecord, world: Arc<World>, ledger: Arc<dyn Ledger>) -> Self {
        Self {
            tokens: Tokens::new(&world.identity(), record.name.as_str()),
            name: record.name,
            starts_from: record.world,
            journal: Journal::default(),
            protocol: Protocol::default(),
            pace: Pace::default(),
            faults: Faults::default(),
            settings: RwLock::new(Arc::new(record.settings)),
            kept: RwLock::new(Kept {
                // No history has this number, so the first look at the ledger reads all of it.
                generation: 0,
                revision: 0,
                state: Arc::new(State::new(Arc::clone(&world))),
            }),
            world,
            applying: tokio::sync::Mutex::new(()),
            at_hand: Mutex::default(),
            in_doubt: AtomicBool::new(false),
            gone: AtomicBool::new(false),
            requests: AtomicU64::new(0),
            ledger,
        }
    }

    /// The id of a request that has none of its own: the same for the same calls, whatever other teams do.
    pub(crate) fn next_request(&self) -> RequestId {
        let number = self.requests.fetch_add(1, Ordering::Relaxed) + 1;
        RequestId::new(&format!("{}-{number}", self.name))
    }

    /// What the trainer decided about the team.
    pub(crate) fn settings(&self) -> Arc<TeamSettings> {
        Arc::clone(&self.settings.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The team as the ledger knows it.
    pub(crate) fn record(&self) -> TeamRecord {
        TeamRecord {
            name: self.name.clone(),
            world: self.starts_from,
            settings: self.settings().as_ref().clone(),
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
        self.look().await?;
        self.run_here(request, call).await
    }

    /// The same by whoever has just looked.
    pub(crate) async fn run_here<T>(
        self: &Arc<Self>,
        request: &RequestId,
        call: impl Fn(&mut Session<'_>) -> (T, bool),
    ) -> Result<Done<T>, TeamError> {
        for _ in 0..ATTEMPTS {
            let (value, now, (generation, head), mutations, protocol) = {
                let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
                let mut session =
                    Session::new(&kept.state, Timestamp::now()).with_tokens(&self.tokens);
                let (value, keep) = call(&mut session);
                let now = session.now();
                let protocol = session.take_protocol();
                let mutations = session.into_mutations();
                let (mutations, protocol) = if keep {
                    (mutations, protocol)
                } else {
                    (Vec::new(), Vec::new())
                };
                self.afford(&kept.state, &mutations)?;
                let at = (kept.generation, kept.state.head());
                (value, now, at, mutations, protocol)
            };
            if mutations.is_empty() {
                return Ok(Done {
                    value,
                    entries: Vec::new(),
                    protocol,
                    now,
                    at: head,
                });
            }
            let entries = number(mutations, head, now, request);
            let team = Arc::clone(self);
            // In a task of its own: a client that hangs up now must not leave entries in the ledger
            // that the state has not seen.
            let appended = tokio::spawn(async move { team.append(generation, entries).await })
                .await
                .map_err(|_| TeamError::Ended)?;
            match appended {
                Ok(entries) => {
                    return Ok(Done {
                        value,
                        entries,
                        protocol,
                        now,
                        at: head,
                    });
                }
                Err(TeamError::Ledger(LedgerError::Conflict { .. })) => self.catch_up().await?,
                Err(error) => return Err(error),
            }
        }
        Err(TeamError::Busy)
    }

    /// What the trainer's faults do to this call; nothing, nearly always.
    pub(crate) fn plan<'a>(&self, struck: impl FnOnce() -> Struck<'a>) -> Option<Plan> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        if kept.state.faults().is_empty() {
            return None;
        }
        let now = kept.state.clock().read(Timestamp::now());
        let seed = self.world.spec().seed;
        Some(self.faults.plan(&kept.state, seed, &struck(), now))
    }

    /// Runs `call` on the state as it was a period ago on the team's clock; the clock itself is right. What
    /// it changes is not kept, and it is said whether there was something.
    pub(crate) async fn run_stale<T>(
        &self,
        ago: Span,
        call: impl Fn(&mut Session<'_>) -> (T, bool),
    ) -> Result<(Done<T>, bool), TeamError> {
        let now = self.state();
        let (clock, wall) = (now.clock(), Timestamp::now());
        let then = clock.later(wall, ago.negate());
        let at = then.map_or(Seq::ZERO, |then| now.seq_at(then));
        let old = {
            let _turn = self.applying.lock().await;
            self.state_at(at).await?
        };
        let mut session = Session::new(&old, wall)
            .with_tokens(&self.tokens)
            .with_clock(clock);
        let (value, keep) = call(&mut session);
        let now = session.now();
        let protocol = session.take_protocol();
        let done = Done {
            value,
            entries: Vec::new(),
            protocol: if keep { protocol } else { Vec::new() },
            now,
            at,
        };
        Ok((done, !session.into_mutations().is_empty()))
    }

    /// Whether the team may keep these changes.
    fn afford(&self, state: &State, mutations: &[Mutation]) -> Result<(), TeamError> {
        if mutations.is_empty() {
            return Ok(());
        }
        let Quota { objects, bytes, .. } = self.settings().quota;
        if let Some(limit) = objects
            && state.head().0 + mutations.len() as u64 > limit
        {
            let what = "objects";
            return Err(TeamError::Quota { what, limit });
        }
        if let Some(limit) = bytes
            && state.bytes() + mutations.iter().map(Mutation::bytes).sum::<u64>() > limit
        {
            let what = "bytes";
            return Err(TeamError::Quota { what, limit });
        }
        Ok(())
    }

    /// Whether the ledger did not know the team any more: another simulator deleted it.
    pub(crate) fn is_gone(&self) -> bool {
        self.gone.load(Ordering::Relaxed)
    }

    /// Makes sure that the state is what the ledger says, where others may have written.
    pub(crate) async fn look(&self) -> Result<(), TeamError> {
        if self.ledger.sole_writer() && !self.in_doubt.load(Ordering::Acquire) {
            return Ok(());
        }
        let head = self.ledger.head(&self.name).await;
        if matches!(head, Err(LedgerError::UnknownTeam(_))) {
            self.gone.store(true, Ordering::Relaxed);
        }
        let head = head?;
        let same = {
            let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
            (head.generation, head.revision, head.seq)
                == (kept.generation, kept.revision, kept.state.head())
        };
        if same {
            self.in_doubt.store(false, Ordering::Release);
            return Ok(());
        }
        self.catch_up().await
    }

    async fn append(
        self: Arc<Self>,
        generation: u64,
        entries: Vec<Entry>,
    ) -> Result<Vec<Entry>, TeamError> {
        let appended = self.ledger.append(&self.name, generation, &entries).await;
        match appended {
            Ok(()) => {}
            Err(error @ (LedgerError::Conflict { .. } | LedgerError::UnknownTeam(_))) => {
                return Err(error.into());
            }
            Err(error) => {
                // It may have been kept all the same: ask before the next answer.
                self.in_doubt.store(true, Ordering::Release);
                return Err(error.into());
            }
        }
        let _turn = self.applying.lock().await;
        let follows = {
            let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
            kept.generation == generation
                && entries.first().map(|entry| entry.seq) == Some(kept.state.head().next())
        };
        if follows {
            self.apply(&entries)?;
        } else {
            self.read_on().await?;
        }
        Ok(entries)
    }

    /// Applies what the ledger has and the state has not.
    pub(crate) async fn catch_up(&self) -> Result<(), TeamError> {
        let _turn = self.applying.lock().await;
        self.read_on().await
    }

    /// The same, by whoever holds `applying`.
    async fn read_on(&self) -> Result<(), TeamError> {
        let (generation, revision, head) = {
            let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
            (kept.generation, kept.revision, kept.state.head())
        };
        let mut batch = self.ledger.read(&self.name, head).await?;
        if batch.head.generation != generation {
            if head != Seq::ZERO {
                batch = self.ledger.read(&self.name, Seq::ZERO).await?;
            }
            let nothing = Arc::new(State::new(Arc::clone(&self.world)));
            self.begin_again(batch.head.generation, nothing);
        }
        self.apply(&batch.entries)?;
        if batch.head.revision != revision {
            let settings = self.ledger.team(&self.name).await?.settings;
            self.decide(settings, batch.head.revision);
        }
        self.in_doubt.store(false, Ordering::Release);
        Ok(())
    }

    /// Puts another history in the place of the one that was.
    fn begin_again(&self, generation: u64, state: Arc<State>) {
        let head = state.head();
        self.at_hand
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|seq, _| *seq <= head);
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.generation = generation;
        kept.state = state;
    }

    /// Begins with a state that was made elsewhere of the same entries.
    pub(crate) fn take_over(&self, head: Head, state: Arc<State>) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        *kept = Kept {
            generation: head.generation,
            revision: head.revision,
            state,
        };
    }

    /// Adds entries to the state. Only who holds `applying` may.
    fn apply(&self, entries: &[Entry]) -> Result<(), MutationError> {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        for entry in entries {
            Arc::make_mut(&mut kept.state).apply(entry)?;
            if matches!(entry.mutation, Mutation::Ijkpunt { .. }) {
                self.keep_at_hand(&kept.state);
                self.protocol.mark(entry.seq);
                self.faults.mark(entry.seq);
            }
        }
        Ok(())
    }

    fn keep_at_hand(&self, state: &Arc<State>) {
        let mut at_hand = self.at_hand.lock().unwrap_or_else(PoisonError::into_inner);
        at_hand.insert(state.head(), Arc::clone(state));
        while at_hand.len() > AT_HAND {
            at_hand.pop_first();
        }
    }

    fn decide(&self, settings: TeamSettings, revision: u64) {
        *self
            .settings
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Arc::new(settings);
        self.kept
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .revision = revision;
    }

    /// Changes what was decided about the team.
    pub(crate) async fn change_settings(
        &self,
        change: impl FnOnce(&mut TeamSettings),
    ) -> Result<(), TeamError> {
        let _turn = self.applying.lock().await;
        let mut settings = self.settings().as_ref().clone();
        change(&mut settings);
        self.ledger.update_team(&self.name, &settings).await?;
        let revision = self.ledger.head(&self.name).await?.revision;
        self.decide(settings, revision);
        Ok(())
    }

    /// The state as it was after the entry `at`. Only who holds `applying` may ask.
    async fn state_at(&self, at: Seq) -> Result<Arc<State>, TeamError> {
        let now = self.state();
        if now.head() == at {
            return Ok(now);
        }
        if at > now.head() {
            return Err(TeamError::Ledger(LedgerError::BeyondHead {
                team: self.name.clone(),
                head: now.head(),
                asked: at,
            }));
        }
        let near = self
            .at_hand
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .range(..=at)
            .next_back()
            .map(|(_, state)| Arc::clone(state));
        let near = near.unwrap_or_else(|| Arc::new(State::new(Arc::clone(&self.world))));
        if near.head() == at {
            return Ok(near);
        }
        let Batch { entries, .. } = self.ledger.read(&self.name, near.head()).await?;
        Ok(Arc::new(near.as_ref().clone().replay(&entries, at)?))
    }

    /// The state as it was after the entry `at`.
    pub(crate) async fn at(&self, at: Seq) -> Result<Arc<State>, TeamError> {
        let _turn = self.applying.lock().await;
        self.read_on().await?;
        self.state_at(at).await
    }

    /// Goes back to the entry `to`: what came after it has not happened. The journal stays, since the calls
    /// were made.
    pub(crate) async fn rewind(&self, to: Seq) -> Result<(), TeamError> {
        let _turn = self.applying.lock().await;
        self.read_on().await?;
        let state = self.state_at(to).await?;
        let head = self.ledger.rewind(&self.name, to).await?;
        self.begin_again(head.generation, state);
        self.protocol.rewind(to);
        self.faults.rewind(to);
        Ok(())
    }

    /// The state now.
    pub(crate) fn state(&self) -> Arc<State> {
        Arc::clone(
            &self
                .kept
                .read()
                .unwrap_or_else(PoisonError::into_inner)
                .state,
        )
    }

    /// What the team's clock shows, and how it runs.
    pub(crate) fn clock(&self) -> fieldlab_sim::Clock {
        self.kept
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .state
            .clock()
    }

    /// What others hear of the entries after `after`.
    pub(crate) fn gebeurtenissen(&self, after: Seq) -> Vec<(Seq, Gebeurtenis)> {
        self.kept
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .state
            .gebeurtenissen(after)
            .to_vec()
    }

    /// The team's ledger entries after `after`.
    pub(crate) async fn entries(&self, after: Seq) -> Result<Vec<Entry>, LedgerError> {
        Ok(self.ledger.read(&self.name, after).await?.entries)
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
