//! One file a command.

pub(crate) mod check;
pub(crate) mod clock;
pub(crate) mod completions;
pub(crate) mod db;
pub(crate) mod doctor;
pub(crate) mod fault;
pub(crate) mod import;
pub(crate) mod journal;
pub(crate) mod ledger;
pub(crate) mod new;
pub(crate) mod personas;
pub(crate) mod register;
pub(crate) mod scenario;
pub(crate) mod team;
pub(crate) mod templates;
pub(crate) mod up;
pub(crate) mod update;
pub(crate) mod world;
