//! One team's state: the shared world, and what its ledger changed.

use std::sync::Arc;

use fieldlab_world::{Overlay, View, World};

use crate::records::Records;
use crate::{Clock, Collection, Entry, Mutation, MutationError, Seq};

/// The fold of a team's ledger over the world. Cheap to make: a team that changed nothing holds nothing.
#[derive(Debug)]
pub struct State {
    world: Arc<World>,
    overlay: Overlay,
    records: Records,
    clock: Clock,
    head: Seq,
}

impl State {
    /// A team that changed nothing yet.
    pub fn new(world: Arc<World>) -> Self {
        Self {
            world,
            overlay: Overlay::default(),
            records: Records::default(),
            clock: Clock::default(),
            head: Seq::ZERO,
        }
    }

    /// The world as this team sees it.
    pub fn view(&self) -> View<'_> {
        View::new(&self.world, &self.overlay)
    }

    /// What the team stored for a register in one of its collections; empty when nothing.
    pub fn records(&self, register: &str, collection: &str) -> &Collection {
        self.records.collection(register, collection)
    }

    /// The team's clock.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// The number of the last ledger entry in this state.
    pub fn head(&self) -> Seq {
        self.head
    }

    /// Adds a ledger entry. Entries come in order, without gaps.
    ///
    /// # Errors
    /// When the entry does not fit this world: the ledger then belongs to another one.
    pub fn apply(&mut self, entry: &Entry) -> Result<(), MutationError> {
        debug_assert_eq!(entry.seq, self.head.next());
        entry.mutation.apply(
            &self.world,
            &mut self.overlay,
            &mut self.records,
            &mut self.clock,
        )?;
        self.head = entry.seq;
        Ok(())
    }

    /// Checks a change against this state without making it.
    ///
    /// # Errors
    /// See [`MutationError`].
    pub fn check(&self, mutation: &Mutation) -> Result<(), MutationError> {
        mutation.check(self.view())
    }
}
