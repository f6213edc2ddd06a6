//! From a request to a register's own code: the checks of its manifest, in its order.

use std::cell::Cell;

use fieldlab_contract::{Input, Operation, PathMatch, UrlError};
use http::{Method, header};
use serde_json::Value;

use crate::{Api, Call, Check, Problem, Refusal, Register, Reply, Request, Session, uitleg};

/// An answer, and how it came about.
#[derive(Debug)]
pub struct Dispatched<'a> {
    /// The answer.
    pub reply: Reply,
    /// The operation of the contract that path and method are of.
    pub operation: Option<&'a Operation>,
    /// Which check did not pass, by [`Refusal::name`]; nothing when the register's own code answered.
    pub refused: Option<&'static str>,
}

/// Answers a request within a register's territory.
pub fn dispatch(register: &dyn Register, request: &Request, session: &mut Session<'_>) -> Reply {
    dispatched(register, request, session).reply
}

/// The same, with how the answer came about.
///
/// A `GET` on `{mount}/openapi.json` is answered here, for every API of every register. So is the
/// wish for an explanation: links to the rules behind the answer.
pub fn dispatched<'a>(
    register: &'a dyn Register,
    request: &Request,
    session: &mut Session<'_>,
) -> Dispatched<'a> {
    let target = find(register, request);
    let operation = target.operation;
    let refused = Cell::new(None);
    let mut reply = match route(register, request, session, &target, &refused) {
        Ok(reply) => reply,
        Err(problem) => problem.into_reply(),
    };
    register.finish(request, &mut reply);
    uitleg::leg_uit(register, request, &mut reply);
    Dispatched {
        reply,
        operation,
        refused: refused.get(),
    }
}

/// The operation of a register's contract that a request is for.
pub fn operation_of<'a>(register: &'a dyn Register, request: &Request) -> Option<&'a Operation> {
    find(register, request).operation
}

/// What is known of a request before its checks: the API and the path in its contract.
struct Target<'a> {
    api: Option<&'a Api>,
    matched: Option<PathMatch<'a>>,
    operation: Option<&'a Operation>,
    malformed: bool,
}

fn route(
    register: &dyn Register,
    request: &Request,
    session: &mut Session<'_>,
    target: &Target<'_>,
    refused: &Cell<Option<&'static str>>,
) -> Result<Reply, Problem> {
    if let Some(api) = target.api
        && request.method == Method::GET
        && request.path.len() == api.mount.len() + "/openapi.json".len()
        && request.path.ends_with("/openapi.json")
    {
        return Ok(openapi(api));
    }

    let refuse = |refusal: Refusal<'_>| {
        refused.set(Some(refusal.name()));
        register.refuse(&refusal, request)
    };
    let manifest = register.manifest();
    let mut caller = None;
    let mut body = None;
    let mut input = None;
    for check in &manifest.checks {
        match check {
            Check::Auth => {
                if let Some(auth) = &manifest.auth {
                    match request.header(&auth.header) {
                        None | Some("") => return Err(refuse(Refusal::KeyMissing)),
                        Some(key) if auth.keys.iter().any(|known| known == key) => {}
                        Some(_) => return Err(refuse(Refusal::KeyInvalid)),
                    }
                }
                caller = register.authenticate(request, session).map_err(&refuse)?;
            }
            Check::Path => {
                if target.malformed {
                    return Err(refuse(Refusal::MalformedUrl));
                }
                if target.matched.is_none() {
                    return Err(refuse(Refusal::UnknownPath));
                }
            }
            Check::Method => {
                if target.operation.is_none() {
                    let allow = allowed(register, target);
                    // On an unknown path the methods of the whole register decide; the path's own
                    // check says the rest.
                    if target.matched.is_some() || !allow.contains(&request.method) {
                        return Err(refuse(Refusal::MethodNotAllowed { allow }));
                    }
                }
            }
            Check::Accept => {
                if !manifest
                    .accept
                    .allows(request.header(header::ACCEPT.as_str()))
                {
                    return Err(refuse(Refusal::NotAcceptable));
                }
            }
            Check::ContentType => {
                let has_body = target
                    .operation
                    .is_none_or(fieldlab_contract::Operation::has_body);
                if has_body
                    && !manifest
                        .content_type
                        .allows(request.header(header::CONTENT_TYPE.as_str()))
                {
                    return Err(refuse(Refusal::UnsupportedMediaType));
                }
            }
            Check::Body => {
                if target
                    .operation
                    .is_some_and(fieldlab_contract::Operation::has_body)
                {
                    let value: Value = serde_json::from_slice(&request.body)
                        .map_err(|_| refuse(Refusal::BodyUnreadable))?;
                    body = Some(value);
                }
            }
            Check::Parameters => {
                let (Some(operation), Some(matched)) = (target.operation, &target.matched) else {
                    return Err(refuse(Refusal::UnknownPath));
                };
                let decoded = operation
                    .decode(&Input {
                        path: &matched.parameters,
                        query: &request.query,
                        headers: &request.headers,
                    })
                    .map_err(|UrlError| refuse(Refusal::MalformedUrl))?;
                let mut violations = decoded.violations;
                if let Some(body) = &body {
                    violations.extend(operation.validate_body(body));
                }
                if !violations.is_empty() {
                    return Err(refuse(Refusal::Parameters {
                        violations,
                        operation,
                    }));
                }
                input = Some(decoded.parameters);
            }
        }
    }

    let (Some(api), Some(operation)) = (target.api, target.operation) else {
        return Err(refuse(Refusal::UnknownPath));
    };
    if operation.is_planned() {
        return Err(refuse(Refusal::NotBuilt {
            operation: operation.id(),
        }));
    }
    let call = Call {
        request,
        api,
        operation,
        parameters: input.unwrap_or_default(),
        caller,
        body,
    };
    register.handle(&call, session)
}

fn find<'a>(register: &'a dyn Register, request: &Request) -> Target<'a> {
    let mut target = Target {
        api: None,
        matched: None,
        operation: None,
        malformed: false,
    };
    for api in register.apis() {
        let Some(below) = request.path.strip_prefix(api.mount.as_str()) else {
            continue;
        };
        if !(below.is_empty() || below.starts_with('/')) {
            continue;
        }
        target.api = Some(api);
        match api.contract.route(below) {
            Ok(Some(matched)) => {
                target.operation = matched.operation(&request.method);
                target.matched = Some(matched);
                break;
            }
            Ok(None) => {}
            Err(UrlError) => target.malformed = true,
        }
    }
    target
}

fn allowed(register: &dyn Register, target: &Target<'_>) -> Vec<Method> {
    match &target.matched {
        Some(matched) => matched.methods(),
        None => {
            let mut methods = Vec::new();
            for api in register.apis() {
                for method in api.contract.methods() {
                    if !methods.contains(&method) {
                        methods.push(method);
                    }
                }
            }
            methods
        }
    }
}

fn openapi(api: &Api) -> Reply {
    Reply::new(
        http::StatusCode::OK,
        "application/json",
        api.contract.json().clone(),
    )
    .with_header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")
}
