//! One request, from the socket to the answer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use fieldlab_sim::{LedgerError, Problem, Refusal, Register, Reply, Request, RequestId, dispatch};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use crate::address;
use crate::body::{self, Unread};
use crate::journal::Line;
use crate::team::{Team, TeamError};
use crate::{Shared, lab, oauth, team};

/// The most that all headers together may take, in bytes.
const HEADERS: usize = 64 * 1024;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const FICTIONAL: HeaderName = HeaderName::from_static("x-fieldlab-fictief");

/// Answers any request. Never fails: what cannot be answered is a problem.
pub(crate) async fn answer(
    State(shared): State<Arc<Shared>>,
    request: axum::extract::Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let id = request_id(&shared, &parts.headers);
    let reply = route(&shared, &parts, body, &id).await;
    respond(reply, &id)
}

async fn route(
    shared: &Arc<Shared>,
    parts: &http::request::Parts,
    body: Body,
    id: &RequestId,
) -> Reply {
    if header_bytes(&parts.headers) > HEADERS {
        return problem(
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            "Headers too large",
            "All headers together may take 64 KiB.",
        );
    }
    let Ok(host) = address::host(&parts.headers, &parts.uri) else {
        return problem(
            StatusCode::BAD_REQUEST,
            "Host is no host",
            "The Host header has to be a host name or IP address, with a port if need be.",
        );
    };
    let target = address::target(parts.uri.path());
    let team = match target.team {
        None => shared.teams.default_team(),
        Some(name) => match shared.teams.get(name) {
            Some(team) => team,
            None => {
                return problem(
                    StatusCode::NOT_FOUND,
                    "No such team",
                    "POST /_lab/teams makes a team, GET /_lab/teams lists them.",
                );
            }
        },
    };
    let read = body::read(body).await;
    let (bytes, unread) = match read {
        Ok(bytes) => (bytes, None),
        Err(unread) => (bytes::Bytes::new(), Some(unread)),
    };
    match unread {
        Some(Unread::TooSlow) => {
            return problem(
                StatusCode::REQUEST_TIMEOUT,
                "Body too slow",
                "The body has to arrive within 30 seconds.",
            );
        }
        Some(Unread::Broken) => {
            return problem(
                StatusCode::BAD_REQUEST,
                "Body is broken off",
                "The body ended before its announced length, or has invalid chunks.",
            );
        }
        Some(Unread::TooLarge) | None => {}
    }
    let request = Request {
        method: parts.method.clone(),
        path: target.path.to_owned(),
        query: parts.uri.query().unwrap_or("").to_owned(),
        headers: parts.headers.clone(),
        body: bytes,
        base: address::base(&parts.headers, host, target.team),
        id: id.clone(),
    };
    if let Some(below) = lab::below(&request.path) {
        return lab::answer(shared, &team, &request, below, host, unread.is_some()).await;
    }
    if request.path == oauth::PATH {
        return oauth::answer(shared, &team, &request, unread.is_some()).await;
    }
    match register_at(shared, &request.path) {
        Some(register) => ask(register, &team, &request, unread.is_some()).await,
        None if request.path == "/" => lab::front_page(shared, &request),
        None => problem(
            StatusCode::NOT_FOUND,
            "Nothing lives here",
            "No register has this path. GET /_lab/registers lists them with their mounts.",
        ),
    }
}

fn register_at<'a>(shared: &'a Shared, path: &str) -> Option<&'a Arc<dyn Register>> {
    let found = shared.territories.iter().find(|(territory, _)| {
        path.strip_prefix(territory.as_str())
            .is_some_and(|below| below.is_empty() || below.starts_with('/'))
    });
    found.map(|(_, register)| register)
}

/// Lets a register answer, keeps what it changed, and writes the call down.
async fn ask(
    register: &Arc<dyn Register>,
    team: &Arc<Team>,
    request: &Request,
    too_large: bool,
) -> Reply {
    let refused = |refusal: &Refusal<'_>| {
        let mut reply = register.refuse(refusal, request).into_reply();
        register.finish(request, &mut reply);
        reply
    };
    let outcome = team
        .run(&request.id, |session| {
            if too_large {
                return (refused(&Refusal::BodyTooLarge { limit: body::LIMIT }), false);
            }
            // A fault in a register is that register's own 500, and nobody else's.
            let answered = catch_unwind(AssertUnwindSafe(|| {
                dispatch(register.as_ref(), request, session)
            }));
            match answered {
                Ok(reply) => {
                    let keep = reply.status.is_success();
                    (reply, keep)
                }
                Err(_) => {
                    tracing::error!(request = %request.id, register = %register.manifest().name, "the register panicked");
                    (refused(&Refusal::Internal), false)
                }
            }
        })
        .await;
    let (reply, changes, now) = match outcome {
        Ok(done) => {
            let register = &register.manifest().name;
            team.protocol
                .write(done.now, &request.id, register, done.protocol);
            (done.value, done.entries.len(), done.now)
        }
        Err(error) => {
            let now = team.clock().read(jiff::Timestamp::now());
            (failed(&error, &request.id, refused), 0, now)
        }
    };
    team.journal.write(&Line {
        at: now,
        request: &request.id,
        method: &request.method,
        path: &request.path,
        query: &request.query,
        register: &register.manifest().name,
        status: reply.status,
        changes,
    });
    reply
}

fn failed(error: &TeamError, id: &RequestId, refused: impl Fn(&Refusal<'_>) -> Reply) -> Reply {
    match error {
        team::TeamError::Busy => refused(&Refusal::Busy),
        team::TeamError::Ledger(LedgerError::UnknownTeam(_)) => problem(
            StatusCode::NOT_FOUND,
            "No such team",
            "The team was deleted while this call was under way.",
        ),
        error => {
            tracing::error!(request = %id, error = error as &dyn std::error::Error, "the ledger failed");
            refused(&Refusal::Internal)
        }
    }
}

/// A problem of the simulator itself, outside any register.
pub(crate) fn problem(status: StatusCode, title: &str, detail: &str) -> Reply {
    Problem::details(status, "about:blank", title, detail).into_reply()
}

/// The client's own id when it has one, so that logs on both sides can be laid side by side.
fn request_id(shared: &Shared, headers: &HeaderMap) -> RequestId {
    let given = headers
        .get(REQUEST_ID)
        .and_then(|value| value.to_str().ok())
        .map(RequestId::new)
        .filter(|id| !id.as_str().is_empty());
    given.unwrap_or_else(|| {
        let number = shared.requests.fetch_add(1, Ordering::Relaxed) + 1;
        RequestId::new(&format!("fieldlab-{number}"))
    })
}

fn header_bytes(headers: &HeaderMap) -> usize {
    headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len() + 4)
        .sum()
}

fn respond(reply: Reply, id: &RequestId) -> Response {
    let mut response = Response::new(Body::from(reply.body));
    *response.status_mut() = reply.status;
    *response.headers_mut() = reply.headers;
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(id.as_str()) {
        headers.insert(REQUEST_ID, id);
    }
    headers.insert(FICTIONAL, HeaderValue::from_static("ja"));
    if reply.status == StatusCode::REQUEST_TIMEOUT {
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}
