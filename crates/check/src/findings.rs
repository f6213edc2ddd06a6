//! What was found while checking.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalogue::{Severity, find};
use crate::fix::Fix;

/// Where something was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// The repository as a whole.
    Repository,
    /// A file, and a line counted from 1 where one can be named.
    File {
        /// Path from the repository's folder, with `/`.
        path: String,
        /// The line.
        line: Option<u64>,
    },
    /// An address of the running component.
    Url(String),
}

impl Place {
    pub(crate) fn file(path: impl Into<String>) -> Self {
        Self::File {
            path: path.into(),
            line: None,
        }
    }

    pub(crate) fn line(path: impl Into<String>, line: u64) -> Self {
        Self::File {
            path: path.into(),
            line: (line > 0).then_some(line),
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Repository => f.write_str("(the repository)"),
            Self::File { path, line: None } => f.write_str(path),
            Self::File {
                path,
                line: Some(line),
            } => write!(f, "{path}:{line}"),
            Self::Url(url) => f.write_str(url),
        }
    }
}

/// A breach of a rule.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// The id of the rule.
    pub rule: &'static str,
    /// What it is worth; at most what the rule is.
    pub severity: Severity,
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// What is the case.
    pub message: String,
    /// How to mend this one; without it the mend of the rule holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mend: Option<String>,
    /// A mend that can be made by machine.
    #[serde(skip)]
    pub(crate) fix: Option<Fix>,
}

impl Finding {
    pub(crate) fn mend(&mut self, mend: impl Into<String>) -> &mut Self {
        self.mend = Some(mend.into());
        self
    }

    /// Makes it weigh less than the rule says.
    pub(crate) fn only(&mut self, severity: Severity) -> &mut Self {
        self.severity = self.severity.min(severity);
        self
    }

    pub(crate) fn fix(&mut self, fix: Fix) -> &mut Self {
        self.fix = Some(fix);
        self
    }

    /// Whether [`crate::fix::apply`] can mend it.
    pub fn can_be_fixed(&self) -> bool {
        self.fix.is_some()
    }
}

/// The findings, and the rules that do not hold here.
#[derive(Default)]
pub(crate) struct Findings {
    pub(crate) list: Vec<Finding>,
    /// Rules that do not apply, with the reason.
    pub(crate) skipped: BTreeMap<&'static str, String>,
    /// Rules of a running component that could be decided.
    pub(crate) live: bool,
}

impl Findings {
    pub(crate) fn add(
        &mut self,
        rule: &'static str,
        place: Place,
        message: impl Into<String>,
    ) -> &mut Finding {
        debug_assert!(find(rule).is_some(), "{rule} is in no catalogue");
        self.list.push(Finding {
            rule,
            severity: find(rule).map_or(Severity::Error, |rule| rule.severity),
            place,
            message: message.into(),
            mend: None,
            fix: None,
        });
        let last = self.list.len() - 1;
        &mut self.list[last]
    }

    /// Says that a rule does not apply here.
    pub(crate) fn skip(&mut self, rule: &'static str, reason: impl Into<String>) {
        debug_assert!(find(rule).is_some(), "{rule} is in no catalogue");
        self.skipped.insert(rule, reason.into());
    }
}
