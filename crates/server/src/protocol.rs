//! What registers wrote down of the questions of one team: who asked what about whom.
//!
//! It is for the team to read, and stands nowhere else: not in the ledger, never in the server's log.

use std::sync::Arc;

use fieldlab_sim::{ProtocolLine, RequestId};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::ring::Ring;

/// The protocol of one team, the last thousand lines.
#[derive(Default)]
pub(crate) struct Protocol {
    ring: Ring<Entry>,
}

struct Entry {
    at: Timestamp,
    request: Arc<str>,
    register: Arc<str>,
    line: Box<dyn ProtocolLine>,
}

impl Protocol {
    /// Keeps the lines of one call.
    pub(crate) fn write(
        &self,
        at: Timestamp,
        request: &RequestId,
        register: &str,
        lines: Vec<Box<dyn ProtocolLine>>,
    ) {
        if lines.is_empty() {
            return;
        }
        let request: Arc<str> = request.as_str().into();
        let register: Arc<str> = register.into();
        self.ring.write(lines.into_iter().map(|line| Entry {
            at,
            request: Arc::clone(&request),
            register: Arc::clone(&register),
            line,
        }));
    }

    /// The lines after number `after`, oldest first.
    pub(crate) fn after(&self, after: u64) -> Vec<Value> {
        self.ring.after(after, |seq, entry| {
            json!({
                "seq": seq,
                "at": entry.at,
                "request": &*entry.request,
                "register": &*entry.register,
                "regel": entry.line.show(),
            })
        })
    }
}
