//! What a register may look at and do while it answers one call.

use std::fmt;

use fieldlab_world::View;
use jiff::{Timestamp, civil::Date};

use crate::{
    Claims, Clock, Collection, Mutation, MutationError, ProtocolLine, State, Tokens,
    clock::dutch_day,
};

/// One call's access to a team's state. Changes are collected, and take effect when the shell
/// has appended them to the ledger.
pub struct Session<'a> {
    state: &'a State,
    wall: Timestamp,
    now: Timestamp,
    tokens: Option<&'a dyn Tokens>,
    mutations: Vec<Mutation>,
    protocol: Vec<Box<dyn ProtocolLine>>,
}

impl fmt::Debug for Session<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("state", self.state)
            .field("now", &self.now)
            .field("mutations", &self.mutations)
            .finish_non_exhaustive()
    }
}

impl<'a> Session<'a> {
    /// A session on `state`, while the wall clock shows `wall`.
    pub fn new(state: &'a State, wall: Timestamp) -> Self {
        Self {
            state,
            wall,
            now: state.clock().read(wall),
            tokens: None,
            mutations: Vec::new(),
            protocol: Vec::new(),
        }
    }

    /// The same session, where tokens can be told apart. Without this no token is genuine.
    #[must_use]
    pub fn with_tokens(mut self, tokens: &'a dyn Tokens) -> Self {
        self.tokens = Some(tokens);
        self
    }

    /// The same session by another clock: for a state that is older than the time it is asked at.
    #[must_use]
    pub fn with_clock(mut self, clock: Clock) -> Self {
        self.now = clock.read(self.wall);
        self
    }

    /// The disturbances that the trainer set.
    pub fn faults(&self) -> &'a [(crate::Seq, std::sync::Arc<crate::Fault>)] {
        self.state.faults()
    }

    /// The claims of a token of this team that is good now; `None` for anything else.
    pub fn verify(&self, token: &str) -> Option<Claims> {
        self.tokens?.verify(token, self.now)
    }

    /// Writes a line in the register's own log. It is kept when the call is answered well.
    pub fn write_down(&mut self, line: impl ProtocolLine + 'static) {
        self.protocol.push(Box::new(line));
    }

    /// The world as this team sees it.
    pub fn view(&self) -> View<'a> {
        self.state.view()
    }

    /// What the team stored for a register in one of its collections; empty when nothing.
    pub fn records(&self, register: &str, collection: &str) -> &'a Collection {
        self.state.records(register, collection)
    }

    /// The team's clock, and what the wall clock shows.
    pub fn clock(&self) -> (Clock, Timestamp) {
        (self.state.clock(), self.wall)
    }

    /// What the team's clock shows.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The Dutch calendar day on the team's clock.
    pub fn today(&self) -> Date {
        dutch_day(self.now)
    }

    /// Records a change after checking that it can be made.
    ///
    /// # Errors
    /// See [`MutationError`]; nothing is recorded then.
    pub fn record(&mut self, mutation: Mutation) -> Result<(), MutationError> {
        self.state.check(&mutation, self.today())?;
        self.mutations.push(mutation);
        Ok(())
    }

    /// The changes recorded so far, for the shell to append.
    pub fn into_mutations(self) -> Vec<Mutation> {
        self.mutations
    }

    /// The lines written down so far, for the shell to keep.
    pub fn take_protocol(&mut self) -> Vec<Box<dyn ProtocolLine>> {
        std::mem::take(&mut self.protocol)
    }
}
