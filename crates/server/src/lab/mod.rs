//! The lab's own API under `/_lab/`: teams, clocks, changes, and what happened.
//!
//! The trainer and the test suites use it; components do not. It is routed and validated by its own
//! contract, `lab.yaml`, like every register. Below `/_lab/{register}/` a register has calls of its
//! own, with a contract of its own.

mod calls;
mod clock;
mod faults;
mod history;
mod journal;
mod register;
mod teams;

use std::sync::Arc;

use fieldlab_contract::{Contract, Input, Operation, Parameters, UrlError};
use fieldlab_sim::{Problem, Reply, Request};
use http::{HeaderMap, StatusCode, header};
use serde_json::Value;

use crate::access::{self, Access};
use crate::outgoing::Outgoing;
use crate::serve::problem;
use crate::team::Team;
use crate::{Shared, address, body};

pub(crate) use calls::{RETRY, unfinished};

/// Reads the contract that is compiled in.
pub(crate) fn contract() -> Contract {
    Contract::parse(include_str!("lab.yaml")).expect("the lab's contract is tested to parse")
}

/// The path below `/_lab`, when it is one of ours.
pub(crate) fn below(path: &str) -> Option<&str> {
    path.strip_prefix("/_lab")
        .filter(|below| below.is_empty() || below.starts_with('/'))
}

/// A call of the lab that reached its operation.
struct LabCall<'a> {
    shared: &'a Arc<Shared>,
    team: &'a Arc<Team>,
    request: &'a Request,
    /// Where the simulator itself is for this client: the base without the team.
    root: &'a str,
    parameters: Parameters,
    body: Value,
}

/// The longest body of a call: more for a whole team, from whoever may bring one.
pub(crate) fn body_limit(
    shared: &Shared,
    team: &Team,
    headers: &HeaderMap,
    host: &str,
    below: &str,
) -> usize {
    let may = below == "/import"
        && guard(shared, headers, host).is_none()
        && access::refuse(shared, team, headers, Access::Trainer).is_none();
    if may { body::TEAM_LIMIT } else { body::LIMIT }
}

/// Answers a call under `/_lab/`; what is refused is an answer too.
pub(crate) async fn answer(
    shared: &Arc<Shared>,
    team: &Arc<Team>,
    request: &Request,
    below: &str,
    host: &str,
    too_large: bool,
) -> Outgoing {
    attempt(shared, team, request, below, host, too_large)
        .await
        .unwrap_or_else(Outgoing::from)
}

async fn attempt(
    shared: &Arc<Shared>,
    team: &Arc<Team>,
    request: &Request,
    below: &str,
    host: &str,
    too_large: bool,
) -> Result<Outgoing, Reply> {
    if let Some(refused) = guard(shared, &request.headers, host) {
        return Err(refused);
    }
    if too_large {
        return Err(problem(
            StatusCode::PAYLOAD_TOO_LARGE,
            "Body too large",
            &format!(
                "A body has at most {} bytes.",
                body_limit(shared, team, &request.headers, host, below)
            ),
        ));
    }
    let of_register = register::owner(shared, below);
    let (contract, mount, below) = match &of_register {
        Some(owner) => (&*owner.api.contract, owner.api.mount.as_str(), owner.below),
        None => (&shared.lab, "/_lab", below),
    };
    if below == "/openapi.json" && request.method == http::Method::GET {
        return Ok(Reply::new(StatusCode::OK, "application/json", contract.json().clone()).into());
    }
    let matched = match contract.route(below) {
        Ok(Some(matched)) => matched,
        Ok(None) => {
            return Err(problem(
                StatusCode::NOT_FOUND,
                "No such call",
                &format!("GET {mount}/openapi.json lists the calls."),
            ));
        }
        Err(UrlError) => return Err(malformed()),
    };
    let Some(operation) = matched.operation(&request.method) else {
        let allow = matched
            .methods()
            .iter()
            .map(http::Method::as_str)
            .collect::<Vec<_>>()
            .join(", ");
        let refused = Problem::details(
            StatusCode::METHOD_NOT_ALLOWED,
            "about:blank",
            "Method not allowed",
            &format!("Possible here: {allow}."),
        )
        .with_header(header::ALLOW, &allow);
        return Err(refused.into_reply());
    };
    let whose = match of_register {
        Some(_) => Access::Team,
        None => access::of(operation.id()),
    };
    if whose != Access::Open {
        // Another simulator on the same store may have given the team a token.
        let known = team.look().await;
        known.map_err(|error| calls::unfinished(request, &error).into_reply())?;
    }
    if let Some(refused) = access::refuse(shared, team, &request.headers, whose) {
        return Err(refused);
    }
    let validates_body = of_register.is_none();
    let (parameters, body) = decode(operation, &matched.parameters, request, validates_body)?;
    if let Some(owner) = &of_register {
        let reply = register::answer(owner, operation, team, request, parameters, body).await;
        return Ok(reply.into());
    }
    let root = address::root(&request.base, team.name.as_str());
    let call = LabCall {
        shared,
        team,
        request,
        root: &root,
        parameters,
        body,
    };
    let answered = match operation.id() {
        "journalStream" => journal::stream(&call),
        id => calls::answer(id, &call).await.map(Outgoing::from),
    };
    answered.map_err(Problem::into_reply)
}

/// Keeps web pages from elsewhere out: they can make a browser send anything to this machine.
fn guard(shared: &Shared, headers: &HeaderMap, host: &str) -> Option<Reply> {
    if !address::is_own_host(host, &shared.allowed_hosts) {
        return Some(problem(
            StatusCode::FORBIDDEN,
            "Host not allowed",
            "The lab answers to IP addresses, localhost and names without a dot. Start with --allow-host for another name.",
        ));
    }
    let origin = headers.get(header::ORIGIN)?.to_str().unwrap_or("");
    (!address::is_own_origin(origin, host, &shared.allowed_hosts)).then(|| {
        problem(
            StatusCode::FORBIDDEN,
            "Origin not allowed",
            "A web page of another host may not call the lab.",
        )
    })
}

fn malformed() -> Reply {
    problem(
        StatusCode::BAD_REQUEST,
        "Malformed URL",
        "The URL has a percent sign that is no valid encoding.",
    )
}

fn decode(
    operation: &Operation,
    path: &[(&str, String)],
    request: &Request,
    validates_body: bool,
) -> Result<(Parameters, Value), Reply> {
    let decoded = operation
        .decode(&Input {
            path,
            query: &request.query,
            headers: &request.headers,
        })
        .map_err(|UrlError| malformed())?;
    let mut violations = decoded.violations;
    let mut body = Value::Null;
    if operation.has_body() {
        // Only JSON: a form or plain text is what a web page elsewhere can send without asking.
        let media_type = request.header(header::CONTENT_TYPE.as_str()).unwrap_or("");
        let media_type = media_type.split(';').next().unwrap_or("").trim();
        if !media_type.eq_ignore_ascii_case("application/json") {
            return Err(problem(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "Not JSON",
                "Send the body with Content-Type: application/json.",
            ));
        }
        body = serde_json::from_slice(&request.body).map_err(|error| {
            problem(
                StatusCode::BAD_REQUEST,
                "Broken JSON",
                &format!("The body is no JSON: {error}."),
            )
        })?;
        if validates_body {
            violations.extend(operation.validate_body(&body));
        }
    }
    if violations.is_empty() {
        return Ok((decoded.parameters, body));
    }
    let invalid: Vec<Value> = violations
        .iter()
        .map(|violation| {
            serde_json::json!({"name": violation.name, "reason": format!("{:?}", violation.rule)})
        })
        .collect();
    Err(Problem::details(
        StatusCode::BAD_REQUEST,
        "about:blank",
        "Invalid request",
        "Some parameters or members are not as GET /_lab/openapi.json describes them.",
    )
    .with("invalidParams", invalid)
    .into_reply())
}

/// What somebody sees who opens the address in a browser.
pub(crate) fn front_page(shared: &Shared, request: &Request) -> Reply {
    let base = &request.base;
    let mut text = format!(
        "fieldlab: fictieve registers over een verzonnen gemeente ({})\n\
         fake registers over one invented municipality\n\n\
         {base}/_lab/registers     registers\n\
         {base}/_lab/personas      personen om mee te oefenen / people to try\n\
         {base}/_lab/openapi.json  teams, klok, wijzigingen / teams, clock, changes\n\n",
        shared.world.identity()
    );
    for api in shared.registers.iter().flat_map(|register| register.apis()) {
        text.push_str(&format!("{base}{}/openapi.json\n", api.mount));
    }
    Reply::new(StatusCode::OK, "text/plain; charset=utf-8", text)
}
