//! Questions that should be refused, each in its own way: an unknown method, nonsense in the query, a body that is
//! no JSON.

use super::answers::{is_told, problem, version};
use super::{Answer, Request, Running, is_closed, plain_paths, request};
use crate::files::openapi::resolve;
use crate::findings::{Findings, Place};
use crate::tree::Node;

/// So many operations are asked of each kind: one handler serves them all.
const MOST: usize = 5;

pub(super) fn check(running: &Running<'_>, found: &mut Findings) {
    methods(running, found);
    queries(running, found);
    bodies(running, found);
    accept(running, found);
}

fn methods(running: &Running<'_>, found: &mut Findings) {
    const RULE: &str = "/core/http-methods";
    for (path, item) in plain_paths(running).take(MOST) {
        // Without a body, and not declared: whoever obeys the document refuses it.
        let Some(method) = ["PATCH", "PUT", "DELETE"]
            .into_iter()
            .find(|method| item.get(&method.to_lowercase()).is_none())
        else {
            continue;
        };
        let url = format!("{}{path}", running.api);
        let Ok(answer) = running.probe.send(&request(method, &url)) else {
            continue;
        };
        if is_closed(&answer) {
            continue;
        }
        version(running, &url, &answer, found);
        problem(&url, &answer, found);
        if answer.status != 405 {
            let message = format!(
                "{method}, which is not declared, gives {} and not 405",
                answer.status
            );
            found.add(RULE, Place::Url(url), message);
            return;
        }
        if answer.header("allow").is_none() {
            found.add(RULE, Place::Url(url), "405 has no Allow header");
            return;
        }
    }
}

/// A value that does not fit a query parameter, when there is one for certain.
fn nonsense(root: &Node, parameter: &Node) -> Option<String> {
    let name = parameter.get("name")?.text()?;
    if parameter.get("in")?.text()? != "query" {
        return None;
    }
    let schema = resolve(root, parameter.get("schema")?);
    let word = |key: &str| schema.get(key).and_then(Node::text).unwrap_or_default();
    let picky = matches!(word("type"), "integer" | "number" | "boolean")
        || schema.get("enum").is_some()
        || matches!(word("format"), "date" | "date-time" | "uuid");
    picky.then(|| format!("{name}=fieldlab-onzin"))
}

fn queries(running: &Running<'_>, found: &mut Findings) {
    let asked = plain_paths(running)
        .filter_map(|(path, item)| {
            let list = |node: &'_ Node| {
                node.get("parameters")
                    .and_then(Node::list)
                    .unwrap_or_default()
                    .to_vec()
            };
            let query = list(item.get("get")?)
                .iter()
                .chain(&list(item))
                .map(|parameter| resolve(&running.document, parameter))
                .find_map(|parameter| nonsense(&running.document, parameter))?;
            Some(format!("{}{path}?{query}", running.api))
        })
        .take(MOST);
    for url in asked {
        let Ok(answer) = running.get(&url) else {
            continue;
        };
        if is_closed(&answer) {
            continue;
        }
        version(running, &url, &answer, found);
        problem(&url, &answer, found);
        refused(&url, "a query that does not fit", &answer, found);
    }
}

fn bodies(running: &Running<'_>, found: &mut Findings) {
    let posts: Vec<&str> = plain_paths(running)
        .filter(|(_, item)| {
            item.get("post")
                .and_then(|post| post.get("requestBody"))
                .map(|body| resolve(&running.document, body))
                .is_some_and(|body| body.at(&["content", "application/json"]).is_some())
        })
        .map(|(path, _)| path)
        .take(MOST)
        .collect();
    for path in posts {
        let url = format!("{}{path}", running.api);
        let post = |kind: &'static str, body: &'static str| {
            running.probe.send(&Request {
                method: "POST",
                url: url.clone(),
                headers: vec![("Content-Type", kind)],
                body: Some(body),
            })
        };
        let Ok(answer) = post("application/json", "{\"dit is geen JSON") else {
            continue;
        };
        if is_closed(&answer) {
            continue;
        }
        version(running, &url, &answer, found);
        problem(&url, &answer, found);
        refused(&url, "a body that is no JSON", &answer, found);
        if let Ok(answer) = post("text/plain", "fieldlab")
            && !is_closed(&answer)
        {
            problem(&url, &answer, found);
            type_refused(&url, "a body of text/plain", &answer, 415, found);
        }
    }
}

fn refused(url: &str, what: &str, answer: &Answer, found: &mut Findings) {
    const RULE: &str = "/core/error-handling/invalid-input";
    if answer.status != 400 && !is_told(RULE, found) {
        let message = format!("{what} gives {}, not 400", answer.status);
        found.add(RULE, Place::Url(url.to_owned()), message);
    }
}

fn type_refused(url: &str, what: &str, answer: &Answer, expected: u16, found: &mut Findings) {
    const RULE: &str = "/core/http-response-code";
    if answer.status != expected && !is_told(RULE, found) {
        let message = format!("{what} gives {}, not {expected}", answer.status);
        found.add(RULE, Place::Url(url.to_owned()), message);
    }
}

/// An answer of a kind that nobody makes.
fn accept(running: &Running<'_>, found: &mut Findings) {
    let Some((path, _)) = plain_paths(running)
        .find(|(path, item)| item.get("get").is_some() && !path.ends_with("openapi.json"))
    else {
        return;
    };
    let url = format!("{}{path}", running.api);
    let mut question = request("GET", &url);
    question.headers.push(("Accept", "application/x-fieldlab"));
    if let Ok(answer) = running.probe.send(&question)
        && !is_closed(&answer)
        // It may miss a compulsory parameter first.
        && answer.status != 400
    {
        type_refused(&url, "an Accept that cannot be met", &answer, 406, found);
    }
}
