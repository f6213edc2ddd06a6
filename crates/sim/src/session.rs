//! What a register may look at and do while it answers one call.

use fieldlab_world::View;
use jiff::{Timestamp, civil::Date};

use crate::{Collection, Mutation, MutationError, State, clock::dutch_day};

/// One call's access to a team's state. Changes are collected, and take effect when the shell
/// has appended them to the ledger.
#[derive(Debug)]
pub struct Session<'a> {
    state: &'a State,
    now: Timestamp,
    mutations: Vec<Mutation>,
}

impl<'a> Session<'a> {
    /// A session on `state`, while the wall clock shows `wall`.
    pub fn new(state: &'a State, wall: Timestamp) -> Self {
        Self {
            state,
            now: state.clock().read(wall),
            mutations: Vec::new(),
        }
    }

    /// The world as this team sees it.
    pub fn view(&self) -> View<'a> {
        self.state.view()
    }

    /// What the team stored for a register in one of its collections; empty when nothing.
    pub fn records(&self, register: &str, collection: &str) -> &'a Collection {
        self.state.records(register, collection)
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
}
