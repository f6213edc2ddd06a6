//! What takes a running component: the API Design Rules in its answers, health, metrics, security.txt.
//!
//! Only questions that a sound component answers without changing anything are asked: GET, methods that its
//! document does not declare, and bodies that are no JSON.

mod answers;
mod beside;
mod requests;

use serde_json::Value;

use crate::CheckError;
use crate::files::openapi;
use crate::findings::{Findings, Place};
use crate::tree::{self, Node};

/// A question to the component.
#[derive(Clone, Debug)]
pub struct Request {
    /// `GET`, …
    pub method: &'static str,
    /// Absolute address.
    pub url: String,
    /// Headers.
    pub headers: Vec<(&'static str, &'static str)>,
    /// A body.
    pub body: Option<&'static str>,
}

/// An answer of the component.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Names and values, in order.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// Whatever can ask the component; the command line brings an HTTP client, tests bring answers.
pub trait Probe {
    /// The address that was given, without a slash at the end.
    fn base(&self) -> &str;

    /// Asks, and follows no redirect.
    ///
    /// # Errors
    /// Why there is no answer.
    fn send(&self, request: &Request) -> Result<Answer, String>;
}

impl Answer {
    /// A header by its name, whatever its capitals.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }
}

/// A running component and what its document says.
pub(crate) struct Running<'a> {
    pub(crate) probe: &'a dyn Probe,
    /// Where the API begins: `http://host/v1`.
    pub(crate) api: String,
    pub(crate) document: Node,
}

impl Running<'_> {
    pub(crate) fn get(&self, url: &str) -> Result<Answer, String> {
        self.probe.send(&request("GET", url))
    }
}

pub(crate) fn request(method: &'static str, url: &str) -> Request {
    Request {
        method,
        url: url.to_owned(),
        headers: Vec::new(),
        body: None,
    }
}

/// Asks the component everything that can be asked without harm.
pub(crate) fn check(
    probe: &dyn Probe,
    committed: Option<&Node>,
    found: &mut Findings,
) -> Result<(), CheckError> {
    found.live = true;
    let base = probe.base().trim_end_matches('/').to_owned();
    let origin = origin(&base);
    transport(&base, found);
    beside::check(probe, &origin, found)?;
    if found.skipped.contains_key("/core/publish-openapi") {
        // A screen: it has no API.
        return Ok(());
    }
    let Some((api, answer)) = document(probe, &base, committed) else {
        found.add(
            "/core/publish-openapi",
            Place::Url(format!("{base}/openapi.json")),
            "there is no OpenAPI document here, nor at /v1/openapi.json",
        );
        for rule in crate::catalogue::rules()
            .filter(|rule| rule.how == crate::How::Live && rule.id.starts_with("/core/"))
        {
            found.skip(rule.id, "the component serves no OpenAPI document");
        }
        return Ok(());
    };
    let place = format!("{api}/openapi.json");
    served(&place, &answer, found);
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    let document = match tree::parse(&text) {
        Ok(document) => document,
        Err((line, reason)) => {
            found.add(
                "/core/doc-openapi",
                Place::Url(place),
                format!("line {line}: it cannot be read: {reason}"),
            );
            return Ok(());
        }
    };
    match committed {
        Some(committed) if committed.value() == document.value() => {}
        Some(_) => {
            found
                .add(
                    "CC30",
                    Place::Url(place.clone()),
                    "what is served is not what is in the repository",
                )
                .mend(
                    "serve the file of the repository, or write the file from what is served in CI",
                );
            openapi::check(&document, &place, found);
        }
        None => openapi::check(&document, &place, found),
    }
    let running = Running {
        probe,
        api,
        document,
    };
    answers::check(&running, &answer, found);
    requests::check(&running, found);
    Ok(())
}

/// Paths without placeholders: what can be asked without knowing a thing.
fn plain_paths<'a>(running: &'a Running<'_>) -> impl Iterator<Item = (&'a str, &'a Node)> {
    running
        .document
        .get("paths")
        .map(Node::entries)
        .unwrap_or_default()
        .iter()
        .filter(|(path, _, _)| !path.contains('{'))
        .map(|(path, _, item)| (path.as_str(), openapi::resolve(&running.document, item)))
}

/// Whether a login stands before the answer: then nothing can be said of what lies behind.
fn is_closed(answer: &Answer) -> bool {
    matches!(answer.status, 401 | 403 | 429)
}

fn origin(base: &str) -> String {
    match base.split_once("://") {
        Some((scheme, rest)) => {
            format!("{scheme}://{}", rest.split('/').next().unwrap_or_default())
        }
        None => base.to_owned(),
    }
}

fn transport(base: &str, found: &mut Findings) {
    let host = base
        .split_once("://")
        .map_or(base, |(_, rest)| rest)
        .split(['/', ':'])
        .next()
        .unwrap_or_default();
    let at_home = host == "localhost"
        || host.starts_with("127.")
        || host.starts_with("[::1")
        || !host.contains('.');
    if base.starts_with("http://") && !at_home {
        found.add(
            "/core/transport/tls",
            Place::Url(base.to_owned()),
            "it is asked over http",
        );
    }
}

/// Where the document is: at the address itself, below the servers that it names, or below /v1, /v2, ….
fn document(probe: &dyn Probe, base: &str, committed: Option<&Node>) -> Option<(String, Answer)> {
    let mut places = vec![base.to_owned()];
    let servers = committed
        .and_then(|root| root.get("servers"))
        .and_then(Node::list)
        .unwrap_or_default();
    for url in servers
        .iter()
        .filter_map(|server| server.get("url")?.text())
    {
        let path = match url.split_once("://") {
            Some((_, rest)) => rest
                .split_once('/')
                .map_or(String::new(), |(_, path)| format!("/{path}")),
            None => url.to_owned(),
        };
        places.push(format!("{}{}", origin(base), path.trim_end_matches('/')));
    }
    places.extend((1..=3).map(|major| format!("{base}/v{major}")));
    places.dedup();
    places.into_iter().find_map(|place| {
        let answer = probe
            .send(&request("GET", &format!("{place}/openapi.json")))
            .ok()?;
        let is_document = answer.status == 200 && answer.json()?.get("openapi").is_some();
        is_document.then_some((place, answer))
    })
}

/// How the document itself is served.
fn served(place: &str, answer: &Answer, found: &mut Findings) {
    const RULE: &str = "/core/publish-openapi";
    let place = Place::Url(place.to_owned());
    if answer.header("access-control-allow-origin") != Some("*") {
        found
            .add(
                RULE,
                place.clone(),
                "the document has no Access-Control-Allow-Origin: *",
            )
            .mend("send that header with the document, and with nothing else");
    }
    let kind = answer.header("content-type").unwrap_or_default();
    if !kind.contains("json") {
        found
            .add(RULE, place, format!("the document is served as `{kind}`"))
            .mend("send Content-Type: application/json");
    }
}
