//! An OpenAPI document as a machine: it routes, decodes, validates, and can be compared with another.
//!
//! **Invariant:** this crate does not know what an operation means. It says what is wrong with a
//! request as structured [`Violation`]s; the words are the register's.
//! **Invariant:** no I/O. Documents come in as text.
//!
//! Reading a document makes its routes and parameters ready; JSON Schema validators are compiled
//! when first used, because a simulator has to answer at once and few operations are called.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod compare;
mod contract;
mod document;
mod operation;
mod parameter;
mod schema;
mod url;
mod violation;

pub use compare::{Deviation, Expected, compare};
pub use contract::{Contract, ContractError, PathMatch};
pub use operation::{Decoded, Input, Operation};
pub use parameter::{Parameter, Parameters};
pub use schema::Schemas;
pub use url::{UrlError, query_pairs};
pub use violation::{Kind, Place, Rule, Violation};
