//! An OpenAPI document against the technical API Design Rules. The same for the one in the repository and the one
//! that a running component serves.

mod valid;

use std::sync::LazyLock;

use regex::Regex;

use crate::findings::{Finding, Findings, Place};
use crate::tree::Node;

static SEGMENT: LazyLock<Regex> = LazyLock::new(|| pattern("^_?[a-z0-9]+(?:-[a-z0-9]+)*$"));
static QUERY_KEY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\$?[a-z][a-z\d]*(?:[A-Z][a-z\d]*)*$"));
static MAJOR: LazyLock<Regex> = LazyLock::new(|| pattern(r"/v\d+(?:/|$)"));
static A_DAY: LazyLock<Regex> =
    LazyLock::new(|| pattern("^(?:date|datum)$|(?:Date|Datum|_date|_datum)$"));
static SENSITIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?i)^(?:.*_)?(?:bsn|burgerservicenummers?|sofinummer|wachtwoord|password|(?:access_?)?token|api_?key)$",
    )
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant that the tests use")
}

/// Methods that a path item can have.
const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// Those that the rules allow to be declared.
const ALLOWED: &[&str] = &["get", "put", "post", "delete", "patch"];

/// The document under examination.
struct Sheet<'a> {
    root: &'a Node,
    place: &'a str,
    found: &'a mut Findings,
}

/// One operation with where it stands.
struct Operation<'a> {
    path: &'a str,
    method: &'a str,
    line: u64,
    node: &'a Node,
    /// Of the operation and of its path, references followed.
    parameters: Vec<&'a Node>,
}

/// Checks a document; `place` is its file, or the address it came from.
pub(crate) fn check(root: &Node, place: &str, found: &mut Findings) {
    let mut sheet = Sheet { root, place, found };
    if !sheet.is_openapi() {
        return;
    }
    sheet.references();
    sheet.info();
    sheet.servers();
    sheet.paths();
    let operations = operations(root);
    sheet.parameters(&operations);
    sheet.answers(&operations);
    sheet.schemas(root, false);
    sheet.validity(&operations);
}

/// Follows local references.
pub(crate) fn resolve<'a>(root: &'a Node, node: &'a Node) -> &'a Node {
    let mut node = node;
    // Longer chains are circles.
    for _ in 0..32 {
        let target = node
            .get("$ref")
            .and_then(Node::text)
            .and_then(|reference| root.pointer(reference.strip_prefix('#')?));
        match target {
            Some(target) => node = target,
            None => break,
        }
    }
    node
}

fn operations(root: &Node) -> Vec<Operation<'_>> {
    let mut all = Vec::new();
    for (path, _, item) in root.get("paths").map(Node::entries).unwrap_or_default() {
        let item = resolve(root, item);
        let shared = item
            .get("parameters")
            .and_then(Node::list)
            .unwrap_or_default();
        for (method, line, node) in item.entries() {
            if !METHODS.contains(&method.as_str()) {
                continue;
            }
            let own = node
                .get("parameters")
                .and_then(Node::list)
                .unwrap_or_default();
            all.push(Operation {
                path,
                method,
                line: *line,
                node,
                parameters: own
                    .iter()
                    .chain(shared)
                    .map(|node| resolve(root, node))
                    .collect(),
            });
        }
    }
    all
}

impl<'a> Sheet<'a> {
    fn add(&mut self, rule: &'static str, line: u64, message: impl Into<String>) -> &mut Finding {
        let place = match self.place.contains("://") {
            true => Place::Url(self.place.to_owned()),
            false => Place::line(self.place, line),
        };
        self.found.add(rule, place, message)
    }

    fn is_openapi(&mut self) -> bool {
        let version = self
            .root
            .get("openapi")
            .and_then(Node::text)
            .unwrap_or_default();
        if !version.starts_with("3.") {
            let told = match self.root.get("swagger") {
                Some(_) => "it is a Swagger 2 document".to_owned(),
                None => "it does not say `openapi: 3.x.y`".to_owned(),
            };
            self.add("/core/doc-openapi", 1, told);
            return false;
        }
        if self
            .root
            .get("paths")
            .is_none_or(|paths| paths.entries().is_empty())
        {
            self.add("/core/doc-openapi", 1, "it has no paths");
            return false;
        }
        true
    }

    fn references(&mut self) {
        let root = self.root;
        let mut dangling = Vec::new();
        root.walk(&mut |key, line, value| {
            if key == "$ref"
                && let Some(reference) = value.text()
                && let Some(pointer) = reference.strip_prefix('#')
                && root.pointer(pointer).is_none()
            {
                dangling.push((line, reference.to_owned()));
            }
        });
        for (line, reference) in dangling {
            self.add(
                "/core/doc-openapi",
                line,
                format!("`{reference}` points to nothing"),
            );
        }
    }

    fn info(&mut self) {
        let line = self.root.entry("info").map_or(1, |(line, _)| line);
        let contact = self.root.at(&["info", "contact"]);
        let missing: Vec<&str> = ["name", "url", "email"]
            .into_iter()
            .filter(|key| !contact.is_some_and(|contact| contact.has_text(key)))
            .collect();
        if !missing.is_empty() {
            let line = contact.map_or(line, |contact| contact.line);
            self.add(
                "/core/doc-openapi-contact",
                line,
                format!("info.contact has no {}", missing.join(", ")),
            );
        }
        match self
            .root
            .at(&["info", "version"])
            .map(|node| (node.line, node.text()))
        {
            Some((_, Some(version))) if super::manifest::is_semver(version) => {}
            Some((line, version)) => {
                let version = version.unwrap_or("a number").to_owned();
                self.add("/core/semver", line, format!("info.version is {version}"));
            }
            None => {
                self.add("/core/semver", line, "info.version is missing");
            }
        }
    }

    fn servers(&mut self) {
        for server in self
            .root
            .get("servers")
            .and_then(Node::list)
            .unwrap_or_default()
        {
            let Some(url) = server.get("url") else {
                continue;
            };
            let Some(text) = url.text() else { continue };
            if !MAJOR.is_match(text) {
                self.add(
                    "/core/uri-version",
                    url.line,
                    format!("the server `{text}` has no /v and major version"),
                );
            }
            if text.starts_with("http://") {
                self.add(
                    "/core/transport/tls",
                    url.line,
                    format!("the server `{text}` is not https"),
                );
            }
        }
    }

    fn paths(&mut self) {
        let root = self.root;
        for (path, line, item) in root.get("paths").map(Node::entries).unwrap_or_default() {
            if path.len() > 1 && path.ends_with('/') {
                self.add(
                    "/core/no-trailing-slash",
                    *line,
                    format!("`{path}` ends in a slash"),
                );
            }
            if MAJOR.is_match(path) {
                self.add(
                    "/core/uri-version",
                    *line,
                    format!("`{path}` holds the version: it belongs in servers[].url"),
                );
            }
            let document = ["/openapi.json", "/openapi.yaml"]
                .iter()
                .any(|name| path.ends_with(name));
            let bad = path
                .split('/')
                .filter(|segment| !segment.is_empty() && !segment.contains('{'))
                .find(|segment| !SEGMENT.is_match(segment));
            if let (Some(segment), false) = (bad, document) {
                self.add(
                    "/core/path-segments-kebab-case",
                    *line,
                    format!("`{segment}` in `{path}` is not kebab-case"),
                );
            }
            for segment in path
                .split('/')
                .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
            {
                if SENSITIVE.is_match(segment) {
                    self.add(
                        "/core/transport/no-sensitive-uris",
                        *line,
                        format!("`{segment}` stands in the path `{path}`"),
                    );
                }
            }
            for (method, line, _) in resolve(root, item).entries() {
                if METHODS.contains(&method.as_str()) && !ALLOWED.contains(&method.as_str()) {
                    self.add(
                        "/core/http-methods",
                        *line,
                        format!("`{method}` is declared for `{path}`"),
                    );
                }
            }
        }
    }

    fn parameters(&mut self, operations: &[Operation<'a>]) {
        let mut seen = Vec::new();
        for parameter in operations
            .iter()
            .flat_map(|operation| &operation.parameters)
        {
            // One that is referred to often is told of once.
            if seen.contains(&std::ptr::from_ref(*parameter)) {
                continue;
            }
            seen.push(std::ptr::from_ref(*parameter));
            let Some(name) = parameter.get("name").and_then(Node::text) else {
                continue;
            };
            if parameter.get("in").and_then(Node::text) == Some("query") {
                self.query_key(name, parameter.line);
            }
        }
        let schemes = self.root.at(&["components", "securitySchemes"]);
        for (_, _, scheme) in schemes.map(Node::entries).unwrap_or_default() {
            if scheme.get("in").and_then(Node::text) == Some("query")
                && let Some(name) = scheme.get("name").and_then(Node::text)
            {
                self.query_key(name, scheme.line);
            }
        }
    }

    fn query_key(&mut self, name: &str, line: u64) {
        if !QUERY_KEY.is_match(name) {
            self.add(
                "/core/query-keys-camel-case",
                line,
                format!("the query key `{name}` is not camelCase"),
            );
        }
        if SENSITIVE.is_match(name) {
            self.add(
                "/core/transport/no-sensitive-uris",
                line,
                format!("`{name}` stands in the query"),
            );
        }
    }

    fn answers(&mut self, operations: &[Operation<'a>]) {
        let mut judged = Vec::new();
        for operation in operations {
            let Some(responses) = operation.node.get("responses") else {
                continue;
            };
            let named = format!("{} {}", operation.method.to_uppercase(), operation.path);
            let takes_input = match operation.method {
                "put" | "post" | "patch" => true,
                _ => !operation.parameters.is_empty(),
            };
            if takes_input
                && !["400", "4XX"]
                    .iter()
                    .any(|code| responses.get(code).is_some())
            {
                self.add(
                    "/core/error-handling/invalid-input",
                    operation.line,
                    format!("{named} does not declare 400"),
                );
            }
            for (code, line, response) in responses.entries() {
                let response = resolve(self.root, response);
                let fine = code.starts_with(['2', '3']);
                let headers = response
                    .get("headers")
                    .map(Node::entries)
                    .unwrap_or_default();
                if fine
                    && !headers
                        .iter()
                        .any(|(name, _, _)| name.eq_ignore_ascii_case("api-version"))
                {
                    self.add(
                        "/core/version-header",
                        *line,
                        format!("{named} does not declare API-Version at {code}"),
                    );
                }
                if !code.starts_with(['4', '5']) || judged.contains(&std::ptr::from_ref(response)) {
                    continue;
                }
                judged.push(std::ptr::from_ref(response));
                self.problem(&named, code, *line, response);
            }
        }
    }

    fn problem(&mut self, named: &str, code: &str, line: u64, response: &'a Node) {
        const RULE: &str = "/core/error-handling/problem-details";
        let Some(content) = response
            .get("content")
            .filter(|content| !content.entries().is_empty())
        else {
            return;
        };
        let media = content.entries().iter().find(|(name, _, _)| {
            ["application/problem+json", "application/problem+xml"]
                .iter()
                .any(|kind| name.starts_with(kind))
        });
        let Some((_, _, media)) = media else {
            self.add(RULE, line, format!("{code} of {named} is not problem+json"));
            return;
        };
        let Some(schema) = media.get("schema") else {
            return;
        };
        let mut names = Vec::new();
        members(self.root, schema, &mut names, 0);
        let missing: Vec<&str> = ["status", "title", "detail"]
            .into_iter()
            .filter(|name| !names.contains(name))
            .collect();
        if !missing.is_empty() {
            self.add(
                RULE,
                schema.line,
                format!(
                    "the problem of {code} of {named} has no {}",
                    missing.join(", ")
                ),
            );
        }
    }

    /// Formats of dates and times, everywhere but in examples.
    fn schemas(&mut self, node: &'a Node, of_properties: bool) {
        if let Some(items) = node.list() {
            items.iter().for_each(|item| self.schemas(item, false));
        }
        for (key, line, value) in node.entries() {
            if of_properties {
                self.day(key, *line, value);
            } else if matches!(
                key.as_str(),
                "example" | "examples" | "default" | "enum" | "const"
            ) {
                continue;
            }
            if key == "format"
                && !of_properties
                && let Some(format @ ("date-time-local" | "time")) = value.text()
            {
                self.add(
                    "/core/date-time/format",
                    *line,
                    format!("the format `{format}` leaves the offset to chance"),
                );
            }
            self.schemas(value, key == "properties" && !of_properties);
        }
    }

    fn day(&mut self, name: &str, line: u64, schema: &'a Node) {
        if !A_DAY.is_match(name) {
            return;
        }
        let schema = resolve(self.root, schema);
        let is_text = match schema.get("type") {
            Some(kind) => {
                kind.text() == Some("string")
                    || kind
                        .list()
                        .is_some_and(|kinds| kinds.iter().any(|kind| kind.text() == Some("string")))
            }
            None => false,
        };
        if !is_text || schema.get("enum").is_some() {
            return;
        }
        match schema.get("format").and_then(Node::text) {
            None => {
                self.add(
                    "/core/date-time/date-omit-time-portion",
                    line,
                    format!("`{name}` has no format"),
                );
            }
            Some("date-time") => {
                self.add(
                    "/core/date-time/date-omit-time-portion",
                    line,
                    format!("`{name}` is a day with the format date-time"),
                );
            }
            Some(_) => {}
        }
    }
}

/// Names of the members of an object, through references and `allOf`.
fn members<'a>(root: &'a Node, schema: &'a Node, names: &mut Vec<&'a str>, depth: usize) {
    if depth > 16 {
        return;
    }
    let schema = resolve(root, schema);
    for (name, _, _) in schema
        .get("properties")
        .map(Node::entries)
        .unwrap_or_default()
    {
        names.push(name);
    }
    for kind in ["allOf", "anyOf", "oneOf"] {
        for part in schema.get(kind).and_then(Node::list).unwrap_or_default() {
            members(root, part, names, depth + 1);
        }
    }
}
