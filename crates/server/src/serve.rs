//! One request, from the socket to the answer.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use fieldlab_sim::{Problem, Register, Reply, Request, RequestId};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use crate::ask::{Note, ask};
use crate::body::{self, Unread};
use crate::outgoing::Outgoing;
use crate::team::Team;
use crate::{Shared, address, lab, oauth};

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
    let id = given_id(&parts.headers);
    let shared_id = || {
        let number = shared.requests.fetch_add(1, Ordering::Relaxed) + 1;
        RequestId::new(&format!("fieldlab-{number}"))
    };
    match arrive(&shared, &parts).await {
        Ok(arrival) => {
            // The lab's own calls do not count among a team's: a trainer who looks changes nothing.
            let id = id.unwrap_or_else(|| match arrival.lab {
                Some(_) => shared_id(),
                None => arrival.team.next_request(),
            });
            let outgoing = route(&shared, &parts, body, &arrival, &id).await;
            respond(outgoing, &id).await
        }
        Err(reply) => respond(reply.into(), &id.unwrap_or_else(shared_id)).await,
    }
}

/// Where a request has come to.
struct Arrival<'a> {
    /// The host as the client wrote it.
    host: &'a str,
    team: Arc<Team>,
    /// The team's name where it stands in the path.
    prefix: Option<&'a str>,
    /// The path below the team.
    path: &'a str,
    /// The path below `/_lab`, for a call of the lab.
    lab: Option<&'a str>,
}

async fn arrive<'a>(
    shared: &Shared,
    parts: &'a http::request::Parts,
) -> Result<Arrival<'a>, Reply> {
    if header_bytes(&parts.headers) > HEADERS {
        return Err(problem(
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            "Headers too large",
            "All headers together may take 64 KiB.",
        ));
    }
    let Ok(host) = address::host(&parts.headers, &parts.uri) else {
        return Err(problem(
            StatusCode::BAD_REQUEST,
            "Host is no host",
            "The Host header has to be a host name or IP address, with a port if need be.",
        ));
    };
    let target = address::target(parts.uri.path());
    let name = target
        .team
        .or_else(|| address::team_of_host(host, &shared.allowed_hosts))
        .or_else(|| address::team_of_key(&parts.headers));
    let team = match name {
        None => shared.teams.default_team(),
        Some(name) => match shared.teams.get(name).await {
            Ok(Some(team)) => team,
            Ok(None) => {
                return Err(problem(
                    StatusCode::NOT_FOUND,
                    "No such team",
                    "Path, host name or API key name a team that is not there. POST /_lab/teams makes a team, GET /_lab/teams lists them.",
                ));
            }
            Err(error) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "a team could not be looked up"
                );
                let reply = problem(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "Store not there",
                    "The store of the ledger does not answer. Try again in a moment.",
                );
                return Err(reply.with_header(header::RETRY_AFTER, lab::RETRY));
            }
        },
    };
    Ok(Arrival {
        host,
        team,
        prefix: target.team,
        path: target.path,
        lab: lab::below(target.path),
    })
}

async fn route(
    shared: &Arc<Shared>,
    parts: &http::request::Parts,
    body: Body,
    arrival: &Arrival<'_>,
    id: &RequestId,
) -> Outgoing {
    let team = &arrival.team;
    let limit = match arrival.lab {
        Some(below) => lab::body_limit(shared, team, &parts.headers, arrival.host, below),
        None => body::LIMIT,
    };
    let read = body::read(body, limit).await;
    let (bytes, unread) = match read {
        Ok(bytes) => (bytes, None),
        Err(unread) => (bytes::Bytes::new(), Some(unread)),
    };
    match unread {
        Some(Unread::TooSlow) => {
            return Outgoing::from(problem(
                StatusCode::REQUEST_TIMEOUT,
                "Body too slow",
                "The body has to arrive within 30 seconds.",
            ));
        }
        Some(Unread::Broken) => {
            return Outgoing::from(problem(
                StatusCode::BAD_REQUEST,
                "Body is broken off",
                "The body ended before its announced length, or has invalid chunks.",
            ));
        }
        Some(Unread::TooLarge) | None => {}
    }
    let mut request = Request {
        method: parts.method.clone(),
        path: arrival.path.to_owned(),
        query: parts.uri.query().unwrap_or("").to_owned(),
        headers: parts.headers.clone(),
        body: bytes,
        base: address::base(&parts.headers, arrival.host, arrival.prefix),
        id: id.clone(),
    };
    if let Some(below) = arrival.lab {
        return lab::answer(
            shared,
            team,
            &request,
            below,
            arrival.host,
            unread.is_some(),
        )
        .await;
    }
    if request.path == oauth::PATH {
        let reply = oauth::answer(shared, team, &request, unread.is_some()).await;
        Note::of("oauth2", Some("token"), None).write(team, &request, &reply);
        return reply.into();
    }
    match register_at(shared, &request.path) {
        Some(register) => {
            own_key(register, team, &mut request);
            let outgoing = ask(register, team, &request, unread.is_some()).await;
            if outgoing.reply.status == StatusCode::NOT_FOUND && team.is_gone() {
                shared.teams.forget(&team.name);
            }
            outgoing
        }
        None if request.path == "/" => lab::front_page(shared, &request).into(),
        None => {
            let reply = problem(
                StatusCode::NOT_FOUND,
                "Nothing lives here",
                "No register has this path. GET /_lab/registers lists them with their mounts.",
            );
            Note::unmatched().write(team, &request, &reply);
            reply.into()
        }
    }
}

/// A key that addresses the team that is asked is as good as the register's own.
fn own_key(register: &Arc<dyn Register>, team: &Team, request: &mut Request) {
    let Some(auth) = &register.manifest().auth else {
        return;
    };
    let (Some(given), Some(known)) = (
        request.headers.get_mut(auth.header.as_str()),
        auth.keys.first(),
    ) else {
        return;
    };
    if given.as_bytes().starts_with(address::KEY.as_bytes())
        && given.as_bytes() == address::key_of(&team.name).as_bytes()
        && let Ok(known) = HeaderValue::from_str(known)
    {
        *given = known;
    }
}

fn register_at<'a>(shared: &'a Shared, path: &str) -> Option<&'a Arc<dyn Register>> {
    let found = shared.territories.iter().find(|(territory, _)| {
        path.strip_prefix(territory.as_str())
            .is_some_and(|below| below.is_empty() || below.starts_with('/'))
    });
    found.map(|(_, register)| register)
}

/// A problem of the simulator itself, outside any register.
pub(crate) fn problem(status: StatusCode, title: &str, detail: &str) -> Reply {
    Problem::details(status, "about:blank", title, detail).into_reply()
}

/// The client's own id when it has one, so that logs on both sides can be laid side by side.
fn given_id(headers: &HeaderMap) -> Option<RequestId> {
    headers
        .get(REQUEST_ID)
        .and_then(|value| value.to_str().ok())
        .map(RequestId::new)
        .filter(|id| !id.as_str().is_empty())
}

fn header_bytes(headers: &HeaderMap) -> usize {
    headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len() + 4)
        .sum()
}

async fn respond(mut outgoing: Outgoing, id: &RequestId) -> Response {
    let mut response = Response::new(outgoing.body().await);
    let reply = outgoing.reply;
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
