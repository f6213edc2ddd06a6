//! What a team's components asked, the last thousand calls.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use fieldlab_sim::RequestId;
use jiff::Timestamp;
use serde::Serialize;

/// How many calls are kept.
const KEPT: usize = 1_000;

/// Longest path that is kept, in bytes: a journal has a bounded size.
const PATH: usize = 512;

/// One call that was answered.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct JournalEntry {
    /// Its number, from 1 for each team.
    pub(crate) seq: u64,
    /// What the team's clock showed.
    pub(crate) at: Timestamp,
    /// The request's id.
    pub(crate) request: String,
    /// HTTP method.
    pub(crate) method: String,
    /// Path and query below the team's prefix.
    pub(crate) path: String,
    /// The register that answered.
    pub(crate) register: String,
    /// HTTP status.
    pub(crate) status: u16,
    /// How many entries it added to the ledger.
    pub(crate) changes: usize,
}

/// The calls of one team.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    last: u64,
    entries: VecDeque<JournalEntry>,
}

/// A call as it is written down.
pub(crate) struct Line<'a> {
    pub(crate) at: Timestamp,
    pub(crate) request: &'a RequestId,
    pub(crate) method: &'a http::Method,
    pub(crate) path: &'a str,
    pub(crate) query: &'a str,
    pub(crate) register: &'a str,
    pub(crate) status: http::StatusCode,
    pub(crate) changes: usize,
}

impl Journal {
    /// Writes a call down; the oldest goes when there are too many.
    pub(crate) fn write(&self, line: &Line<'_>) {
        let mut path = String::with_capacity(line.path.len() + line.query.len() + 1);
        path.push_str(line.path);
        if !line.query.is_empty() {
            path.push('?');
            path.push_str(line.query);
        }
        if path.len() > PATH {
            let end = (0..=PATH).rev().find(|&end| path.is_char_boundary(end));
            path.truncate(end.unwrap_or(0));
            path.push('…');
        }
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.last += 1;
        let seq = inner.last;
        if inner.entries.len() == KEPT {
            inner.entries.pop_front();
        }
        inner.entries.push_back(JournalEntry {
            seq,
            at: line.at,
            request: line.request.as_str().to_owned(),
            method: line.method.as_str().to_owned(),
            path,
            register: line.register.to_owned(),
            status: line.status.as_u16(),
            changes: line.changes,
        });
    }

    /// The calls after number `after`, oldest first.
    pub(crate) fn after(&self, after: u64) -> Vec<JournalEntry> {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner
            .entries
            .iter()
            .filter(|entry| entry.seq > after)
            .cloned()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_calls_go_and_long_paths_are_cut() {
        let journal = Journal::default();
        let long = "é".repeat(2_000);
        for _ in 0..KEPT + 5 {
            journal.write(&Line {
                at: Timestamp::UNIX_EPOCH,
                request: &RequestId::new("1"),
                method: &http::Method::GET,
                path: &long,
                query: "a=b",
                register: "bag",
                status: http::StatusCode::OK,
                changes: 0,
            });
        }
        let kept = journal.after(0);
        assert_eq!(kept.len(), KEPT);
        assert_eq!(kept[0].seq, 6);
        assert!(kept[0].path.len() <= PATH + '…'.len_utf8());
        assert_eq!(journal.after(KEPT as u64).len(), 5);
    }
}
