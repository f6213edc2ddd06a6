//! A report for people (text), for programs (JSON), for code hosting (SARIF), for CI (JUnit) and for a README (badge).

mod badge;
mod junit;
mod sarif;
mod text;

pub use badge::{shields, svg};
pub use junit::junit;
pub use sarif::sarif;
pub use text::{list, text};

use crate::Report;

/// The report as JSON.
pub fn json(report: &Report) -> String {
    // A report holds texts, numbers and lists only.
    serde_json::to_string_pretty(report).unwrap_or_default()
}
