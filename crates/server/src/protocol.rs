//! What registers wrote down of the questions of one team: who asked what about whom.
//!
//! It is for the team to read, and stands nowhere else: not in the ledger, never in the server's log.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use fieldlab_sim::{ProtocolLine, RequestId, Seq};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::ring::{KEPT, Ring};

/// The protocol of one team, the last thousand lines.
#[derive(Default)]
pub(crate) struct Protocol {
    ring: Ring<Entry>,
    /// The last line at each checkpoint. Held for the length of one method.
    marks: Mutex<BTreeMap<Seq, u64>>,
}

struct Entry {
    at: Timestamp,
    /// The last ledger entry when it was written.
    after: Seq,
    request: Arc<str>,
    register: Arc<str>,
    line: Box<dyn ProtocolLine>,
}

impl Protocol {
    /// Keeps the lines of one call.
    pub(crate) fn write(
        &self,
        at: Timestamp,
        after: Seq,
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
            after,
            request: Arc::clone(&request),
            register: Arc::clone(&register),
            line,
        }));
    }

    /// Remembers what there was at a checkpoint.
    pub(crate) fn mark(&self, checkpoint: Seq) {
        let mut marks = self.marks.lock().unwrap_or_else(PoisonError::into_inner);
        marks.insert(checkpoint, self.ring.last());
        if marks.len() > KEPT {
            marks.pop_first();
        }
    }

    /// Forgets what was written after the ledger entry `to`: a register that is put back has not been asked.
    pub(crate) fn rewind(&self, to: Seq) {
        let mut marks = self.marks.lock().unwrap_or_else(PoisonError::into_inner);
        marks.retain(|seq, _| *seq <= to);
        match marks.get(&to) {
            Some(last) => self.ring.cut(|seq, _| seq <= *last),
            None => self.ring.cut(|_, entry| entry.after <= to),
        }
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
