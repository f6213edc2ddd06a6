//! A register of permit requests by residents: a component of the services layer.
//!
//! It asks the source (BRP for the resident, BAG for the address) at the moment of the request and keeps
//! references only. It never stores names or addresses, and never puts a burgerservicenummer in a URL, a log
//! line, an error or an answer.

pub mod aanvraag;
pub mod api;
pub mod bediening;
pub mod problem;
pub mod settings;
pub mod sources;
pub mod store;
