//! The standards that a component is held to: the component checklist, publiccode.yml and the NLGov API Design
//! Rules.
//!
//! [`check`] reads a repository, [`live`] asks a running component; both give a [`Report`] that says of every rule
//! how it came out, where, why it matters and how to mend it. [`formats`] writes that for people and for tools.
//!
//! **Invariant:** nothing is changed but by [`fix`], and nothing is asked of a network but through a [`live::Probe`].

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod bsn;
mod catalogue;
mod files;
mod findings;
pub mod fix;
pub mod formats;
pub mod live;
mod report;
mod repository;
mod tree;

use std::path::Path;

pub use catalogue::{How, Rule, Severity, find, rules};
pub use findings::{Finding, Place};
pub use report::{Report, RuleReport, Verdict};

/// Why a check could not be made.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// There is no such folder.
    #[error("`{path}` is no folder")]
    NoFolder {
        /// What was given.
        path: String,
    },
    /// What was to be mended could not be written.
    #[error("cannot write `{path}`")]
    Write {
        /// The file.
        path: String,
        /// The cause.
        #[source]
        source: std::io::Error,
    },
    /// The component does not answer.
    #[error("no answer from {url}: {reason}")]
    NoAnswer {
        /// What was asked.
        url: String,
        /// What came of it.
        reason: String,
    },
}

/// Checks a repository, and the component that runs at the probe's address when there is one.
///
/// # Errors
/// When the folder cannot be read, or nothing answers at the address.
pub fn check(folder: &Path, probe: Option<&dyn live::Probe>) -> Result<Report, CheckError> {
    if !folder.is_dir() {
        return Err(CheckError::NoFolder {
            path: folder.display().to_string(),
        });
    }
    let repository = repository::Repository::read(folder);
    let mut found = findings::Findings::default();
    let outcome = files::check(&repository, &mut found);
    if let Some(probe) = probe {
        live::check(probe, outcome.openapi.as_ref(), &mut found)?;
    }
    Ok(report::Report::new(
        folder,
        probe.map(live::Probe::base),
        repository.len(),
        found,
        &outcome.explained,
    ))
}
