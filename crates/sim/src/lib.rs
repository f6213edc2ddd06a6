//! The hub between the world, the registers and the shell that serves them.
//!
//! Everything here is synchronous and pure: a register is a function from a [`Call`] and a
//! [`Session`] to a [`Reply`] or a [`Problem`]. State is the world plus what a team changed;
//! what it changed is a list of [`Mutation`]s in a [`Ledger`]; time is a [`Clock`] of the team's own.
//!
//! **Invariant:** no HTTP framework, no SQL, no async runtime, no wall clock. The shell hands in
//! the time of day and the bytes of the request.
//! **Invariant:** this crate knows no register by name.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod call;
mod caller;
mod clock;
mod dispatch;
mod fault;
mod ledger;
mod mutation;
mod problem;
mod protocol;
mod records;
mod register;
mod reply;
mod session;
mod state;
mod uitleg;
mod world_events;
mod world_goods;

pub mod data_register;
pub mod json;
pub mod scenario;

pub use call::{Call, Request, RequestId};
pub use caller::{Claims, Client, Tokens};
pub use clock::{Clock, ClockError, ClockMode, Speed, SpeedError};
pub use dispatch::{Dispatched, dispatch, dispatched, operation_of};
pub use fault::{Chance, Effect, Fault, FaultError, Latency, Matcher, Struck};
pub use ledger::{
    Batch, Entry, Head, JournalSettings, Ledger, LedgerError, Quota, Seq, TeamName, TeamNameError,
    TeamRecord, TeamSettings, TeamWorld,
};
pub use mutation::{Mutation, MutationError};
pub use problem::{InvalidParam, Problem};
pub use protocol::ProtocolLine;
pub use records::{Collection, Record};
pub use register::{Accept, Api, Auth, Check, Manifest, ManifestError, Refusal, Register};
pub use reply::Reply;
pub use session::Session;
pub use state::State;
pub use uitleg::{UITLEG, rule};
pub use world_events::{
    Aanduiding, Emigratie, Erkenning, GebeurtenisView, Geboorte, Geslachtskeuze, Naamswijziging,
    Nieuwkomer, Ouderkeuze, Overlijden, Scheiding, Verbintenis, Verhuizing, Vestiging,
};
pub use world_goods::{
    BedrijfStart, BedrijfStop, BedrijfVerhuist, Hypotheek, Koper, Splitsing, Verkoop, Vormkeuze,
};
