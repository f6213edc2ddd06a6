//! One team's state: the shared world, and what its ledger changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use fieldlab_world::{Gebeurtenis, Overlay, View, World};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::clock::dutch_day;
use crate::records::Records;
use crate::{Clock, Collection, Entry, Fault, Mutation, MutationError, Seq};

/// The fold of a team's ledger over the world. Cheap to make: a team that changed nothing holds nothing.
/// A copy holds what the team changed a second time; the world and the stored records are shared.
#[derive(Clone, Debug)]
pub struct State {
    world: Arc<World>,
    overlay: Overlay,
    records: Records,
    clock: Clock,
    head: Seq,
    /// How long the entries are together, as JSON.
    bytes: u64,
    /// Moments to come back to, by name.
    checkpoints: BTreeMap<String, Seq>,
    /// Disturbances, in the order in which they were set.
    faults: Vec<(Seq, Arc<Fault>)>,
    /// What the clock showed at each entry.
    moments: Vec<Timestamp>,
    /// What others will hear, by the entry that it came of.
    gebeurtenissen: Vec<(Seq, Gebeurtenis)>,
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
            bytes: 0,
            checkpoints: BTreeMap::new(),
            faults: Vec::new(),
            moments: Vec::new(),
            gebeurtenissen: Vec::new(),
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

    /// How long the entries of the ledger are together, in bytes of JSON.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The moments to come back to, by name, each with its entry's number.
    pub fn checkpoints(&self) -> &BTreeMap<String, Seq> {
        &self.checkpoints
    }

    /// The disturbances, in the order in which they were set, each with its entry's number.
    pub fn faults(&self) -> &[(Seq, Arc<Fault>)] {
        &self.faults
    }

    /// The last entry that was there when the team's clock showed `moment`.
    pub fn seq_at(&self, moment: Timestamp) -> Seq {
        let last = self.moments.iter().rposition(|at| *at <= moment);
        Seq(last.map_or(0, |index| index as u64 + 1))
    }

    /// Adds a ledger entry. Entries come in order, without gaps.
    ///
    /// # Errors
    /// When the entry does not fit this world: the ledger then belongs to another one.
    pub fn apply(&mut self, entry: &Entry) -> Result<(), MutationError> {
        debug_assert_eq!(entry.seq, self.head.next());
        let gebeurtenissen = entry.mutation.apply(
            &self.world,
            &mut self.overlay,
            &mut self.records,
            &mut self.clock,
            dutch_day(entry.at),
        )?;
        match &entry.mutation {
            Mutation::Ijkpunt { naam } => {
                self.checkpoints.insert(naam.clone(), entry.seq);
            }
            Mutation::Storing(fault) => {
                self.faults.retain(|(_, known)| known.name != fault.name);
                self.faults
                    .push((entry.seq, Arc::new(fault.as_ref().clone())));
            }
            Mutation::StoringEinde { naam } => self.faults.retain(|(_, fault)| fault.name != *naam),
            _ => {}
        }
        self.moments.push(entry.at);
        self.bytes += entry.mutation.bytes();
        let told = gebeurtenissen.into_iter().map(|told| (entry.seq, told));
        self.gebeurtenissen.extend(told);
        self.head = entry.seq;
        Ok(())
    }

    /// What others hear of the entries after `after`, in order, each with its entry's number. It
    /// follows from the ledger, so it is not kept there.
    pub fn gebeurtenissen(&self, after: Seq) -> &[(Seq, Gebeurtenis)] {
        let from = self
            .gebeurtenissen
            .partition_point(|(seq, _)| *seq <= after);
        &self.gebeurtenissen[from..]
    }

    /// The same state with the entries that follow, up to and with `until`.
    ///
    /// # Errors
    /// See [`State::apply`].
    pub fn replay(mut self, entries: &[Entry], until: Seq) -> Result<Self, MutationError> {
        for entry in entries.iter().take_while(|entry| entry.seq <= until) {
            self.apply(entry)?;
        }
        Ok(self)
    }

    /// Checks a change against this state without making it, on a day of the team's clock.
    ///
    /// # Errors
    /// See [`MutationError`].
    pub fn check(&self, mutation: &Mutation, vandaag: Date) -> Result<(), MutationError> {
        mutation.check(self.view(), vandaag)
    }
}
