//! Two documents compared: what the one promises and the other does not.
//!
//! Schemas are compared by what they allow on the wire, not by how they are written: `allOf`,
//! `oneOf` and `anyOf` are flattened to one set of properties. The subtypes of a discriminator are
//! compared one by one when both documents name them, and flattened too when one does not.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

use crate::document::Document;
use crate::{Contract, Operation, Parameter};

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// Where: `POST /personen > reply 200 > personen[] > naam > voornamen`.
    pub at: String,
    /// What: `missing`, `extra`, or the keyword with both values.
    pub what: String,
}

impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.what)
    }
}

/// A difference that is meant, with the reason.
#[derive(Clone, Copy, Debug)]
pub struct Expected {
    /// The place; `*` stands for anything.
    pub at: &'static str,
    /// Beginning of what is different; empty for anything.
    pub what: &'static str,
    /// Why it is so.
    pub reason: &'static str,
}

impl Expected {
    fn covers(&self, deviation: &Deviation) -> bool {
        deviation.what.starts_with(self.what) && glob(self.at, &deviation.at)
    }
}

fn glob(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((head, tail)) => text.strip_prefix(head).is_some_and(|rest| {
            tail.is_empty()
                || rest
                    .char_indices()
                    .map(|(at, _)| at)
                    .chain(std::iter::once(rest.len()))
                    .any(|at| glob(tail, &rest[at..]))
        }),
    }
}

/// The differences between a published document and ours that are not expected. An expectation
/// that covers nothing is a difference too: it has been mended, or misspelled.
pub fn compare(published: &Contract, ours: &Contract, expected: &[Expected]) -> Vec<Deviation> {
    let mut found = Vec::new();
    operations(published, ours, &mut found);
    let mut used = BTreeSet::new();
    found.retain(|deviation| {
        let cover = expected
            .iter()
            .position(|expected| expected.covers(deviation));
        used.extend(cover);
        cover.is_none()
    });
    for (index, expected) in expected.iter().enumerate() {
        if !used.contains(&index) {
            found.push(Deviation {
                at: expected.at.to_owned(),
                what: format!("is expected to deviate ({}), and does not", expected.reason),
            });
        }
    }
    found
}

fn key(operation: &Operation) -> String {
    // Names of path parameters are nobody's business but the document's.
    let path: Vec<&str> = operation
        .path()
        .split('/')
        .map(|segment| {
            if segment.starts_with('{') {
                "{}"
            } else {
                segment
            }
        })
        .collect();
    format!("{} {}", operation.method(), path.join("/"))
}

fn operations(published: &Contract, ours: &Contract, found: &mut Vec<Deviation>) {
    let ours_by_key: BTreeMap<String, &Operation> = ours
        .operations()
        .map(|operation| (key(operation), operation))
        .collect();
    let mut keys = BTreeSet::new();
    for theirs in published.operations() {
        let at = key(theirs);
        match ours_by_key.get(&at) {
            None => report(found, &at, "missing"),
            Some(ours) => operation(theirs, ours, &at, found),
        }
        keys.insert(at);
    }
    for at in ours_by_key.keys().filter(|at| !keys.contains(*at)) {
        report(found, at, "extra");
    }
}

fn report(found: &mut Vec<Deviation>, at: &str, what: impl Into<String>) {
    found.push(Deviation {
        at: at.to_owned(),
        what: what.into(),
    });
}

/// Whether two parameters are the same one: by name, in a path by their place in it.
fn same_parameter(
    (left_operation, left): (&Operation, &Parameter),
    (right_operation, right): (&Operation, &Parameter),
) -> bool {
    let place_in_path = |operation: &Operation, parameter: &Parameter| {
        let placeholder = format!("{{{}}}", parameter.name());
        operation
            .path()
            .split('/')
            .position(|part| part == placeholder)
    };
    left.place() == right.place()
        && match left.place() {
            crate::Place::Path => {
                place_in_path(left_operation, left) == place_in_path(right_operation, right)
            }
            _ => left.name().eq_ignore_ascii_case(right.name()),
        }
}

fn operation(theirs: &Operation, ours: &Operation, at: &str, found: &mut Vec<Deviation>) {
    for parameter in theirs.parameters() {
        let here =
            format!("{at} > {:?} {}", parameter.place(), parameter.name()).to_lowercase_place();
        let Some(mine) = ours
            .parameters()
            .iter()
            .find(|mine| same_parameter((theirs, parameter), (ours, mine)))
        else {
            report(found, &here, "missing");
            continue;
        };
        if mine.is_required() != parameter.is_required() {
            report(
                found,
                &here,
                format!(
                    "required is {}, ours {}",
                    parameter.is_required(),
                    mine.is_required()
                ),
            );
        }
        Pair::new(theirs, ours).schemas(parameter.schema(), mine.schema(), &here, found);
    }
    for mine in ours.parameters() {
        let known = theirs
            .parameters()
            .iter()
            .any(|parameter| same_parameter((theirs, parameter), (ours, mine)));
        if !known {
            let here = format!("{at} > {:?} {}", mine.place(), mine.name()).to_lowercase_place();
            report(found, &here, "extra");
        }
    }
    match (theirs.body_schema(), ours.body_schema()) {
        (Some(left), Some(right)) => {
            Pair::new(theirs, ours).schemas(left, right, &format!("{at} > body"), found);
        }
        (Some(_), None) => report(found, &format!("{at} > body"), "missing"),
        (None, Some(_)) => report(found, &format!("{at} > body"), "extra"),
        (None, None) => {}
    }
    let mut seen = BTreeSet::new();
    for (status, media_type, left) in theirs.reply_schemas() {
        let here = format!("{at} > reply {status}");
        seen.insert((status.to_owned(), media_type.map(str::to_owned)));
        let mine = ours
            .reply_schemas()
            .find(|(mine, media, _)| *mine == status && *media == media_type);
        match mine {
            Some((_, _, right)) => Pair::new(theirs, ours).schemas(left, right, &here, found),
            None => report(
                found,
                &here,
                format!("missing {}", media_type.unwrap_or("(no body)")),
            ),
        }
    }
    for (status, media_type, _) in ours.reply_schemas() {
        if !seen.contains(&(status.to_owned(), media_type.map(str::to_owned))) {
            report(
                found,
                &format!("{at} > reply {status}"),
                format!("extra {}", media_type.unwrap_or("(no body)")),
            );
        }
    }
}

trait LowercasePlace {
    fn to_lowercase_place(self) -> String;
}

impl LowercasePlace for String {
    /// `> Query page` reads better as `> query page`.
    fn to_lowercase_place(self) -> String {
        self.replace("> Query ", "> query ")
            .replace("> Path ", "> path ")
            .replace("> Header ", "> header ")
    }
}

/// A schema flattened to what it allows.
#[derive(Debug, Default)]
struct Flat<'a> {
    /// Subtypes of a discriminator are gathered as well.
    with_subtypes: bool,
    kind: Option<&'a str>,
    format: Option<&'a str>,
    choices: BTreeSet<String>,
    limits: BTreeMap<&'static str, String>,
    properties: BTreeMap<&'a str, &'a Value>,
    required: BTreeSet<&'a str>,
    items: Option<&'a Value>,
}

const LIMITS: &[&str] = &[
    "pattern",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
];

struct Pair<'a> {
    theirs: &'a Document,
    ours: &'a Document,
    visited: BTreeSet<(usize, usize)>,
}

impl<'a> Pair<'a> {
    fn new(theirs: &'a Operation, ours: &'a Operation) -> Self {
        Self {
            theirs: theirs.document(),
            ours: ours.document(),
            visited: BTreeSet::new(),
        }
    }

    fn schemas(&mut self, left: &'a Value, right: &'a Value, at: &str, found: &mut Vec<Deviation>) {
        let address = |value: &Value| std::ptr::from_ref(value) as usize;
        let left = self.theirs.resolve(left).unwrap_or(left);
        let right = self.ours.resolve(right).unwrap_or(right);
        // A schema that holds itself is compared once.
        if !self.visited.insert((address(left), address(right))) {
            return;
        }
        let (subtypes, mine) = (mapping(left), mapping(right));
        let one_by_one = !subtypes.is_empty() && !mine.is_empty();
        self.flattened(left, right, !one_by_one, at, found);
        if !one_by_one {
            return;
        }
        for (name, reference) in &subtypes {
            let here = format!("{at} ({name})");
            let target = |document: &'a Document, reference| document.target(reference).ok();
            let (theirs, ours) = (self.theirs, self.ours);
            match mine.get(name).and_then(|mine| target(ours, mine)) {
                Some(right) => {
                    let left = target(theirs, reference).unwrap_or(left);
                    self.flattened(left, right, false, &here, found);
                }
                None => report(found, &here, "missing"),
            }
        }
        for name in mine.keys().filter(|name| !subtypes.contains_key(*name)) {
            report(found, &format!("{at} ({name})"), "extra");
        }
    }

    /// Compares two schemas flattened, with or without the subtypes of their discriminators.
    fn flattened(
        &mut self,
        left: &'a Value,
        right: &'a Value,
        with_subtypes: bool,
        at: &str,
        found: &mut Vec<Deviation>,
    ) {
        let gather = |document: &'a Document, schema: &'a Value| {
            let mut flat = Flat {
                with_subtypes,
                ..Flat::default()
            };
            flatten(document, schema, &mut flat, true, 0);
            flat
        };
        let theirs = gather(self.theirs, left);
        let ours = gather(self.ours, right);

        let show = |text: Option<&str>| text.unwrap_or("none").to_owned();
        if theirs.kind != ours.kind {
            report(
                found,
                at,
                format!("type is {}, ours {}", show(theirs.kind), show(ours.kind)),
            );
        }
        if theirs.format != ours.format {
            report(
                found,
                at,
                format!(
                    "format is {}, ours {}",
                    show(theirs.format),
                    show(ours.format)
                ),
            );
        }
        if theirs.choices != ours.choices {
            report(
                found,
                at,
                format!("enum is {:?}, ours {:?}", theirs.choices, ours.choices),
            );
        }
        for limit in LIMITS {
            let (left, right) = (theirs.limits.get(limit), ours.limits.get(limit));
            if left != right {
                report(
                    found,
                    at,
                    format!(
                        "{limit} is {}, ours {}",
                        left.map_or("none", String::as_str),
                        right.map_or("none", String::as_str)
                    ),
                );
            }
        }
        if theirs.required != ours.required {
            report(
                found,
                at,
                format!(
                    "required is {:?}, ours {:?}",
                    theirs.required, ours.required
                ),
            );
        }
        for (name, left) in &theirs.properties {
            let here = format!("{at} > {name}");
            match ours.properties.get(name) {
                Some(right) => self.schemas(left, right, &here, found),
                None => report(found, &here, "missing"),
            }
        }
        for name in ours.properties.keys() {
            if !theirs.properties.contains_key(name) {
                report(found, &format!("{at} > {name}"), "extra");
            }
        }
        if let (Some(left), Some(right)) = (theirs.items, ours.items) {
            self.schemas(left, right, &format!("{at}[]"), found);
        }
    }
}

/// The subtypes that a discriminator names, and where they are.
fn mapping(schema: &Value) -> BTreeMap<&str, &str> {
    schema
        .pointer("/discriminator/mapping")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .filter_map(|(name, to)| Some((name.as_str(), to.as_str()?)))
        .collect()
}

/// Gathers what a schema allows. `certain` is false below `oneOf` and the like, where what is
/// required is required of one variant only.
fn flatten<'a>(
    document: &'a Document,
    schema: &'a Value,
    flat: &mut Flat<'a>,
    certain: bool,
    depth: usize,
) {
    if depth > 12 {
        return;
    }
    let schema = document.resolve(schema).unwrap_or(schema);
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds
            .iter()
            .filter_map(Value::as_str)
            .find(|kind| *kind != "null"),
        kind => kind.as_str(),
    };
    flat.kind = flat.kind.or(kind);
    flat.format = flat.format.or(schema["format"].as_str());
    for choice in schema["enum"].as_array().into_iter().flatten() {
        flat.choices.insert(
            choice
                .as_str()
                .map_or_else(|| choice.to_string(), str::to_owned),
        );
    }
    for limit in LIMITS {
        if let Some(value) = schema.get(*limit) {
            flat.limits.insert(
                limit,
                value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned),
            );
        }
    }
    if let Some(properties) = schema["properties"].as_object() {
        if flat.kind.is_none() {
            flat.kind = Some("object");
        }
        for (name, property) in properties {
            flat.properties.entry(name.as_str()).or_insert(property);
        }
    }
    if certain {
        flat.required.extend(
            schema["required"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str),
        );
    }
    flat.items = flat.items.or(schema.get("items"));
    for part in schema["allOf"].as_array().into_iter().flatten() {
        flatten(document, part, flat, certain, depth + 1);
    }
    for keyword in ["oneOf", "anyOf"] {
        for part in schema[keyword].as_array().into_iter().flatten() {
            flatten(document, part, flat, false, depth + 1);
        }
    }
    if !flat.with_subtypes {
        return;
    }
    for reference in mapping(schema).into_values() {
        if let Ok(subtype) = document.target(reference) {
            // The subtype names this schema in its allOf: depth ends the circle.
            flatten(document, subtype, flat, false, depth + 4);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A document with one reply of two sorts; `fiets` is what the second sort has.
    fn document(fiets: &str) -> Contract {
        Contract::parse(&format!(
            "
openapi: 3.1.0
info: {{title: t, version: '1'}}
paths:
  /dingen:
    get:
      operationId: Dingen
      responses:
        '200':
          description: d
          content: {{application/json: {{schema: {{$ref: '#/components/schemas/Ding'}}}}}}
components:
  schemas:
    Ding:
      type: object
      properties: {{type: {{type: string}}}}
      discriminator:
        propertyName: type
        mapping: {{Auto: '#/components/schemas/Auto', Fiets: '#/components/schemas/Fiets'}}
    Auto:
      allOf:
        - {{$ref: '#/components/schemas/Ding'}}
        - {{type: object, properties: {{maat: {{type: integer}}}}}}
    Fiets:
      allOf:
        - {{$ref: '#/components/schemas/Ding'}}
        - {fiets}
"
        ))
        .unwrap()
    }

    #[test]
    fn every_subtype_is_compared_with_its_own() {
        let published = document("{type: object, properties: {maat: {type: string}}}");
        assert_eq!(compare(&published, &published, &[]), []);
        let ours = document("{type: object, properties: {maat: {type: integer}, bel: {}}}");
        let found: Vec<String> = compare(&published, &ours, &[])
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            found,
            [
                "GET /dingen > reply 200 (Fiets) > maat: type is string, ours integer",
                "GET /dingen > reply 200 (Fiets) > bel: extra",
            ]
        );
    }
}
