//! What a team's components asked, the last thousand calls.

use fieldlab_sim::RequestId;
use jiff::Timestamp;
use serde::Serialize;

use crate::ring::Ring;

/// Longest path that is kept, in bytes: a journal has a bounded size.
const PATH: usize = 512;

/// One call that was answered.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct JournalEntry {
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

/// A call with its number, from 1 for each team.
#[derive(Debug, Serialize)]
pub(crate) struct Numbered {
    seq: u64,
    #[serde(flatten)]
    entry: JournalEntry,
}

/// The calls of one team.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    ring: Ring<JournalEntry>,
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
        self.ring.write([JournalEntry {
            at: line.at,
            request: line.request.as_str().to_owned(),
            method: line.method.as_str().to_owned(),
            path,
            register: line.register.to_owned(),
            status: line.status.as_u16(),
            changes: line.changes,
        }]);
    }

    /// The calls after number `after`, oldest first.
    pub(crate) fn after(&self, after: u64) -> Vec<Numbered> {
        self.ring.after(after, |seq, entry| Numbered {
            seq,
            entry: entry.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_paths_are_cut_and_numbers_stand_first() {
        let journal = Journal::default();
        let long = "é".repeat(2_000);
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
        let kept = journal.after(0);
        assert!(kept[0].entry.path.len() <= PATH + '…'.len_utf8());
        let shown = serde_json::to_string(&kept[0]).unwrap();
        assert!(shown.starts_with(r#"{"seq":1,"at":"#), "{shown}");
    }
}
