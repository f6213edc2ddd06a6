//! A register is asked: faults before and after it, its answer, and the line in the journal.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Instant;

use fieldlab_sim::{
    Entry as LedgerEntry, LedgerError, Refusal, Register, Reply, Request, RequestId, Session,
    Struck, dispatched, operation_of,
};
use http::{StatusCode, header};
use jiff::Timestamp;

use crate::body;
use crate::faults::{Delivery, Instead, Plan};
use crate::journal::{self, Captured, Entry, Outcome};
use crate::outgoing::Outgoing;
use crate::serve::problem;
use crate::team::{Done, Team, TeamError};

/// An answer, and how it came about.
struct Came<'a> {
    reply: Reply,
    operation: Option<&'a str>,
    /// What refused, when it was not the register's own code.
    check: Option<&'static str>,
}

/// Lets a register answer, keeps what it changed, and writes the call down.
pub(crate) async fn ask(
    register: &Arc<dyn Register>,
    team: &Arc<Team>,
    request: &Request,
    too_large: bool,
) -> Outgoing {
    let name = register.manifest().name.as_str();
    let refused = |refusal: &Refusal<'_>| {
        let mut reply = register.refuse(refusal, request).into_reply();
        register.finish(request, &mut reply);
        reply
    };
    if let Some(limit) = team.settings().quota.requests_per_second
        && let Err(wait) = team.pace.admit(limit, Instant::now())
    {
        let seconds = u32::try_from(wait.as_secs() + 1).unwrap_or(u32::MAX);
        let reply = disturbed(StatusCode::TOO_MANY_REQUESTS, Some(seconds), refused);
        Note::of(name, None, Some("quota")).write(team, request, &reply);
        return reply.into();
    }
    let call = |session: &mut Session<'_>| {
        if too_large {
            let refusal = Refusal::BodyTooLarge { limit: body::LIMIT };
            let came = Came {
                reply: refused(&refusal),
                operation: None,
                check: Some(refusal.name()),
            };
            return (came, false);
        }
        // A fault in a register is that register's own 500, and nobody else's.
        let answered = catch_unwind(AssertUnwindSafe(|| {
            dispatched(register.as_ref(), request, session)
        }));
        match answered {
            Ok(answered) => {
                let keep = answered.reply.status.is_success();
                let came = Came {
                    operation: answered.operation.map(fieldlab_contract::Operation::id),
                    check: answered.refused,
                    reply: answered.reply,
                };
                (came, keep)
            }
            Err(_) => {
                tracing::error!(request = %request.id, register = %name, "the register panicked");
                let came = Came {
                    reply: refused(&Refusal::Internal),
                    operation: None,
                    check: Some(Refusal::Internal.name()),
                };
                (came, false)
            }
        }
    };
    let looked = team.look().await;
    let operation =
        || operation_of(register.as_ref(), request).map(fieldlab_contract::Operation::id);
    let plan = match looked {
        Ok(()) => team.plan(|| Struck {
            register: name,
            operation: operation(),
            method: request.method.as_str(),
            path: &request.path,
        }),
        Err(_) => None,
    };
    let plan = plan.unwrap_or_default();
    if !plan.delay.is_zero() {
        tokio::time::sleep(plan.delay).await;
    }
    let outcome = match (looked, in_the_place_of(&plan, refused)) {
        (Err(error), _) => Err(error),
        (Ok(()), Some(reply)) => Ok(untouched(team, reply, operation())),
        (Ok(()), None) => match plan.stale {
            Some(ago) => match team.run_stale(ago, call).await {
                // What is to change something has to know how things are.
                Ok((_, true)) => team.run_here(&request.id, call).await,
                Ok((done, false)) => Ok(done),
                Err(error) => Err(error),
            },
            None => team.run_here(&request.id, call).await,
        },
    };
    let mut note = Note::of(name, None, None);
    let reply = match outcome {
        Ok(done) => {
            team.protocol
                .write(done.now, done.at, &request.id, name, done.protocol);
            note.at = Some(done.now);
            note.entries = &done.entries;
            note.operation = done.value.operation;
            note.check = done.value.check;
            note.plan = Some(&plan);
            note.write(team, request, &done.value.reply);
            done.value.reply
        }
        Err(error) => {
            let (reply, check) = failed(&error, &request.id, refused);
            note.check = check;
            note.plan = Some(&plan);
            note.write(team, request, &reply);
            reply
        }
    };
    Outgoing::from(reply).by(plan.delivery)
}

/// What a client meets without the register being asked, when a fault has it so.
fn in_the_place_of(plan: &Plan, refused: impl Fn(&Refusal<'_>) -> Reply) -> Option<Reply> {
    if matches!(plan.delivery, Delivery::Reset | Delivery::Silence) {
        return Some(Reply::empty(StatusCode::OK));
    }
    match plan.instead? {
        Instead::Status {
            status,
            retry_after,
        } => Some(disturbed(status, retry_after, refused)),
        Instead::ExpiredToken => Some(refused(&Refusal::KeyInvalid)),
    }
}

/// An answer by which nothing was looked at or changed.
fn untouched<'a>(team: &Team, reply: Reply, operation: Option<&'a str>) -> Done<Came<'a>> {
    let state = team.state();
    Done {
        value: Came {
            reply,
            operation,
            check: Some("fault"),
        },
        entries: Vec::new(),
        protocol: Vec::new(),
        now: state.clock().read(Timestamp::now()),
        at: state.head(),
    }
}

/// The answer to a call that could not be finished, and what it is called in the journal.
fn failed(
    error: &TeamError,
    id: &RequestId,
    refused: impl Fn(&Refusal<'_>) -> Reply,
) -> (Reply, Option<&'static str>) {
    match error {
        TeamError::Busy => (refused(&Refusal::Busy), Some(Refusal::Busy.name())),
        TeamError::Ledger(LedgerError::UnknownTeam(_)) => {
            let reply = problem(
                StatusCode::NOT_FOUND,
                "No such team",
                "The team was deleted while this call was under way.",
            );
            (reply, Some("no-team"))
        }
        TeamError::Quota { .. } => {
            let reply = disturbed(StatusCode::INSUFFICIENT_STORAGE, None, refused);
            (reply, Some("quota"))
        }
        TeamError::Ledger(error @ LedgerError::Unavailable { .. }) => {
            tracing::warn!(request = %id, error = error as &dyn std::error::Error, "the ledger's store is not there");
            let reply = disturbed(StatusCode::SERVICE_UNAVAILABLE, Some(2), refused);
            (reply, Some("store"))
        }
        error => {
            tracing::error!(request = %id, error = error as &dyn std::error::Error, "the ledger failed");
            (refused(&Refusal::Internal), Some(Refusal::Internal.name()))
        }
    }
}

/// A status in the register's own shape, with the moment to try again.
fn disturbed(
    status: StatusCode,
    retry_after: Option<u32>,
    refused: impl Fn(&Refusal<'_>) -> Reply,
) -> Reply {
    let reply = refused(&Refusal::Disturbed {
        status,
        retry_after,
    });
    match retry_after {
        Some(seconds) => reply.with_header(header::RETRY_AFTER, &seconds.to_string()),
        None => reply,
    }
}

/// What the journal is to say of a call.
pub(crate) struct Note<'a> {
    register: Option<&'a str>,
    operation: Option<&'a str>,
    check: Option<&'static str>,
    /// What the team's clock showed; without it, what it shows now.
    at: Option<Timestamp>,
    entries: &'a [LedgerEntry],
    plan: Option<&'a Plan>,
}

impl<'a> Note<'a> {
    /// A call of a register that changed nothing.
    pub(crate) fn of(
        register: &'a str,
        operation: Option<&'a str>,
        check: Option<&'static str>,
    ) -> Self {
        Self {
            register: Some(register),
            operation,
            check,
            at: None,
            entries: &[],
            plan: None,
        }
    }

    /// A call of a path that no register has.
    pub(crate) fn unmatched() -> Self {
        Self {
            register: None,
            ..Self::of("", None, Some("no-register"))
        }
    }

    /// Writes it down.
    pub(crate) fn write(&self, team: &Team, request: &Request, reply: &Reply) {
        let settings = team.settings();
        let capture = settings.journal.capture;
        let answered = self
            .plan
            .is_none_or(|plan| !matches!(plan.delivery, Delivery::Reset | Delivery::Silence));
        let status = answered.then_some(reply.status);
        let ends = self.entries.first().zip(self.entries.last());
        let refused = status.is_some_and(|status| status.as_u16() >= 400);
        let entry = Entry {
            seq: 0,
            at: self
                .at
                .unwrap_or_else(|| team.clock().read(Timestamp::now())),
            request: request.id.as_str().to_owned(),
            method: request.method.as_str().to_owned(),
            path: journal::path(&request.path, capture),
            query: journal::query(&request.query, capture),
            register: self.register.map(str::to_owned),
            operation: self.operation.map(str::to_owned),
            status: status.map(|status| status.as_u16()),
            outcome: Outcome::of(status),
            bytes: reply.body.len(),
            faults: self.plan.map_or_else(Vec::new, |plan| plan.names.clone()),
            delay: self
                .plan
                .and_then(|plan| u64::try_from(plan.delay.as_millis()).ok())
                .unwrap_or(0),
            ledger: ends.map(|(first, last)| (first.seq, last.seq)),
            why: refused.then(|| journal::why(&reply.body, self.check, capture)),
            captured: capture.then(|| Captured {
                sent: journal::body(&request.body),
                answered: journal::body(&reply.body),
            }),
        };
        team.journal.write(entry, &settings.journal);
    }
}
