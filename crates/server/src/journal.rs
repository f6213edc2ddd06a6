//! What a team's components asked, and what came of it: the last calls, bounded in bytes.
//!
//! A journal says which register and operation a call was for, what came of it, why it was refused, which
//! faults struck it and which ledger entries it made. Unless the trainer asks for more it holds no body, no value
//! of a query, and no number that could be a BSN or KVK number. It holds no time of the wall clock and no
//! duration, so that the same calls give the same journal.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use fieldlab_sim::{JournalSettings, Seq};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use tokio::sync::watch;

/// How many bytes the calls of one team may take, when the trainer did not say.
const BYTES: u64 = 1024 * 1024;

/// Longest path or query that is kept, in bytes.
const PATH: usize = 512;

/// Longest body that is kept, in bytes.
const BODY: usize = 16 * 1024;

/// What an entry takes beside its texts.
const OVERHEAD: usize = 320;

/// One call that was answered, or left without an answer.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Entry {
    /// From 1 for each team.
    pub(crate) seq: u64,
    /// What the team's clock showed.
    pub(crate) at: Timestamp,
    /// The request's id.
    pub(crate) request: String,
    /// HTTP method.
    pub(crate) method: String,
    /// Path below the team's address.
    pub(crate) path: String,
    /// Names of the query's parameters, or the whole query where the trainer asked for it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) query: String,
    /// The register that was asked; absent when none has the path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) register: Option<String>,
    /// `operationId` in the register's contract; absent when path and method are not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) operation: Option<String>,
    /// HTTP status; absent when no answer came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<u16>,
    pub(crate) outcome: Outcome,
    /// How long the answer's body is, in bytes.
    pub(crate) bytes: usize,
    /// The faults that struck, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) faults: Vec<String>,
    /// How late a fault made the answer, in milliseconds.
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) delay: u64,
    /// The first and the last ledger entry that it made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ledger: Option<(Seq, Seq)>,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) why: Option<Why>,
    /// The bodies, where the trainer asked for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) captured: Option<Captured>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it so")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// What came of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Outcome {
    /// Answered.
    Ok,
    /// 400 to 499.
    Refused,
    /// 500 and higher.
    Failed,
    /// No answer came: a fault.
    None,
}

impl Outcome {
    pub(crate) fn of(status: Option<http::StatusCode>) -> Self {
        match status {
            None => Self::None,
            Some(status) if status.is_server_error() => Self::Failed,
            Some(status) if status.is_client_error() => Self::Refused,
            Some(_) => Self::Ok,
        }
    }
}

/// Why a call was refused, as far as the refusal itself says.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Why {
    /// Which check did not pass; absent when the register's own rules refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) check: Option<&'static str>,
    /// The register's own words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) says: String,
    /// The register's own code.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) code: String,
    /// What was wrong, a line for each parameter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) wrong: Vec<String>,
}

/// Bodies of a call.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Captured {
    pub(crate) sent: String,
    pub(crate) answered: String,
}

/// The calls of one team.
#[derive(Debug)]
pub(crate) struct Journal {
    /// Held for the length of one method.
    inner: Mutex<Inner>,
    /// The number of the last call, for those who wait for the next one.
    news: watch::Sender<u64>,
}

#[derive(Debug, Default)]
struct Inner {
    last: u64,
    bytes: usize,
    entries: VecDeque<Entry>,
}

impl Default for Journal {
    fn default() -> Self {
        Self {
            inner: Mutex::default(),
            news: watch::channel(0).0,
        }
    }
}

/// Which calls somebody wants to see. What is left out does not matter.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    pub(crate) after: u64,
    pub(crate) register: Option<String>,
    pub(crate) operation: Option<String>,
    pub(crate) outcome: Option<String>,
    pub(crate) status: Option<u16>,
    pub(crate) fault: Option<String>,
    pub(crate) request: Option<String>,
    /// At most so many, the oldest first.
    pub(crate) limit: Option<usize>,
}

impl Filter {
    fn fits(&self, entry: &Entry) -> bool {
        let same = |wanted: &Option<String>, found: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| found == Some(wanted))
        };
        let outcome = match entry.outcome {
            Outcome::Ok => "ok",
            Outcome::Refused => "refused",
            Outcome::Failed => "failed",
            Outcome::None => "none",
        };
        entry.seq > self.after
            && same(&self.register, entry.register.as_deref())
            && same(&self.operation, entry.operation.as_deref())
            && same(&self.outcome, Some(outcome))
            && same(&self.request, Some(&entry.request))
            && self
                .status
                .is_none_or(|status| entry.status == Some(status))
            && self
                .fault
                .as_ref()
                .is_none_or(|fault| entry.faults.contains(fault))
    }
}

impl Journal {
    /// Writes a call down under the next number; the oldest go when there are too many bytes.
    pub(crate) fn write(&self, mut entry: Entry, settings: &JournalSettings) {
        let limit = usize::try_from(settings.bytes.unwrap_or(BYTES)).unwrap_or(usize::MAX);
        let last = {
            let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
            inner.last += 1;
            entry.seq = inner.last;
            inner.bytes += entry.weight();
            inner.entries.push_back(entry);
            while inner.bytes > limit
                && let Some(oldest) = inner.entries.pop_front()
            {
                inner.bytes -= oldest.weight();
            }
            inner.last
        };
        if self.news.receiver_count() > 0 {
            self.news.send_replace(last);
        }
    }

    /// The calls that somebody wants to see, oldest first.
    pub(crate) fn find(&self, filter: &Filter) -> Vec<Entry> {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let from = inner
            .entries
            .partition_point(|entry| entry.seq <= filter.after);
        inner
            .entries
            .range(from..)
            .filter(|entry| filter.fits(entry))
            .take(filter.limit.unwrap_or(usize::MAX))
            .cloned()
            .collect()
    }

    /// How many wait for calls.
    pub(crate) fn listeners(&self) -> usize {
        self.news.receiver_count()
    }

    /// Changes each time that a call is written down.
    pub(crate) fn news(&self) -> watch::Receiver<u64> {
        self.news.subscribe()
    }
}

impl Entry {
    /// About how many bytes it takes.
    fn weight(&self) -> usize {
        let text = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        let why = self.why.as_ref().map_or(0, |why| {
            let wrong: usize = why.wrong.iter().map(|line| line.len() + 24).sum();
            why.says.len() + why.code.len() + wrong
        });
        let captured = self
            .captured
            .as_ref()
            .map_or(0, |bodies| bodies.sent.len() + bodies.answered.len());
        OVERHEAD
            + self.request.len()
            + self.method.len()
            + self.path.len()
            + self.query.len()
            + text(&self.register)
            + text(&self.operation)
            + self
                .faults
                .iter()
                .map(|name| name.len() + 24)
                .sum::<usize>()
            + why
            + captured
    }
}

/// A path as it is kept: not too long, and without numbers of persons unless they are asked for.
pub(crate) fn path(text: &str, capture: bool) -> String {
    cut(
        if capture {
            text.to_owned()
        } else {
            masked(text)
        },
        PATH,
    )
}

/// A query as it is kept: the names of its parameters, unless the values are asked for.
pub(crate) fn query(text: &str, capture: bool) -> String {
    if capture || text.is_empty() {
        return cut(text.to_owned(), PATH);
    }
    let names: Vec<String> = text
        .split('&')
        .map(|pair| masked(pair.split('=').next().unwrap_or_default()))
        .collect();
    cut(names.join("&"), PATH)
}

/// A body as it is kept.
pub(crate) fn body(bytes: &[u8]) -> String {
    let start = &bytes[..bytes.len().min(BODY + 4)];
    cut(String::from_utf8_lossy(start).into_owned(), BODY)
}

/// Why an answer refuses, from its body in whatever shape the register has.
pub(crate) fn why(body: &[u8], check: Option<&'static str>, capture: bool) -> Why {
    let keep = |text: &str| {
        let text = if capture {
            text.to_owned()
        } else {
            masked(text)
        };
        cut(text, PATH)
    };
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    let first = |pointers: &[&str]| {
        let mut found = pointers
            .iter()
            .filter_map(|pointer| body.pointer(pointer)?.as_str());
        keep(found.next().unwrap_or_default())
    };
    let title = first(&[
        "/title",
        "/error/msg",
        "/errorDetail",
        "/fout/0/omschrijving",
        "/error",
    ]);
    let detail = first(&["/detail", "/error_description"]);
    let says = match (title.as_str(), detail.as_str()) {
        (title, "") => title.to_owned(),
        ("", detail) => detail.to_owned(),
        (title, detail) => format!("{title} {detail}"),
    };
    let wrong = body["invalidParams"]
        .as_array()
        .into_iter()
        .flatten()
        .take(20)
        .map(|param| {
            let text = |member: &str| param[member].as_str().unwrap_or_default();
            keep(&format!("{}: {}", text("name"), text("reason")))
        })
        .collect();
    Why {
        check,
        says,
        code: first(&["/code", "/fout/0/code"]),
        wrong,
    }
}

/// The text with every number of eight or nine digits hidden: a BSN, an RSIN, a KVK number.
fn masked(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = rest[at..]
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len() - at);
        shown.push_str(&rest[..at]);
        if matches!(digits, 8 | 9) {
            shown.push('…');
        } else {
            shown.push_str(&rest[at..at + digits]);
        }
        rest = &rest[at + digits..];
    }
    shown.push_str(rest);
    shown
}

fn cut(mut text: String, limit: usize) -> String {
    if text.len() > limit {
        let end = (0..=limit).rev().find(|&end| text.is_char_boundary(end));
        text.truncate(end.unwrap_or(0));
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str) -> Entry {
        Entry {
            seq: 0,
            at: Timestamp::UNIX_EPOCH,
            request: "r".to_owned(),
            method: "GET".to_owned(),
            path: path.to_owned(),
            query: String::new(),
            register: Some("bag".to_owned()),
            operation: None,
            status: Some(200),
            outcome: Outcome::Ok,
            bytes: 0,
            faults: Vec::new(),
            delay: 0,
            ledger: None,
            why: None,
            captured: None,
        }
    }

    #[test]
    fn it_stays_within_its_bytes_and_the_numbers_go_on() {
        let journal = Journal::default();
        let settings = JournalSettings {
            bytes: Some(10_000),
            ..JournalSettings::default()
        };
        for _ in 0..1_000 {
            journal.write(entry(&"x".repeat(100)), &settings);
        }
        let kept = journal.find(&Filter::default());
        assert!((10..25).contains(&kept.len()), "{}", kept.len());
        assert_eq!(kept.last().unwrap().seq, 1_000);
        let bytes: usize = kept.iter().map(Entry::weight).sum();
        assert!(bytes <= 10_000, "{bytes}");
        // An entry that is longer than the whole journal is not kept.
        journal.write(entry(&"x".repeat(20_000)), &settings);
        assert!(journal.find(&Filter::default()).is_empty());
    }

    #[test]
    fn a_filter_names_what_it_wants() {
        let journal = Journal::default();
        for (status, fault) in [(200, ""), (404, ""), (503, "storing")] {
            let status = Some(status);
            let mut entry = entry("/x");
            entry.status = status;
            entry.outcome =
                Outcome::of(status.and_then(|code| http::StatusCode::from_u16(code).ok()));
            entry.faults = vec![fault.to_owned()];
            journal.write(entry, &JournalSettings::default());
        }
        let count = |filter: Filter| journal.find(&filter).len();
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(count(Filter::default()), 3);
        assert_eq!(
            count(Filter {
                after: 1,
                ..Filter::default()
            }),
            2
        );
        assert_eq!(
            count(Filter {
                limit: Some(1),
                ..Filter::default()
            }),
            1
        );
        assert_eq!(
            count(Filter {
                register: text("brp"),
                ..Filter::default()
            }),
            0
        );
        assert_eq!(
            count(Filter {
                outcome: text("refused"),
                ..Filter::default()
            }),
            1
        );
        assert_eq!(
            count(Filter {
                status: Some(503),
                ..Filter::default()
            }),
            1
        );
        assert_eq!(
            count(Filter {
                fault: text("storing"),
                ..Filter::default()
            }),
            1
        );
    }

    #[test]
    fn numbers_of_persons_and_values_of_queries_are_not_kept() {
        for (text, kept) in [
            ("/p/999990019/x", "/p/…/x"),
            ("/k/12345678", "/k/…"),
            ("/v/9001010000000001", "/v/9001010000000001"),
            ("/1234567", "/1234567"),
            ("é9999900199", "é9999900199"),
        ] {
            assert_eq!(path(text, false), kept);
            assert_eq!(path(text, true), text);
        }
        assert_eq!(query("bsn=999990019&naam=x&999990019", false), "bsn&naam&…");
        assert_eq!(query("bsn=999990019", true), "bsn=999990019");
        let long = path(&"é".repeat(2_000), true);
        assert!(long.len() <= PATH + '…'.len_utf8());
    }

    #[test]
    fn a_refusal_is_read_in_every_shape() {
        for (body, says, code, wrong) in [
            (
                r#"{"title":"Fout.","detail":"Kijk.","code":"x","invalidParams":[{"name":"a","reason":"999990019 is niets"}]}"#,
                "Fout. Kijk.",
                "x",
                "a: … is niets",
            ),
            (
                r#"{"error":{"msg":"Niet gevonden"}}"#,
                "Niet gevonden",
                "",
                "",
            ),
            (
                r#"{"fout":[{"code":"IPD0005","omschrijving":"Geen"}]}"#,
                "Geen",
                "IPD0005",
                "",
            ),
            (
                r#"{"error":"invalid_client","error_description":"Geen"}"#,
                "invalid_client Geen",
                "",
                "",
            ),
            ("geen json", "", "", ""),
        ] {
            let why = why(body.as_bytes(), Some("parameters"), false);
            assert_eq!(
                (why.says.as_str(), why.code.as_str()),
                (says, code),
                "{body}"
            );
            assert_eq!(why.wrong.first().map_or("", String::as_str), wrong);
        }
    }
}
