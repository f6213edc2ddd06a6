//! Whether a document is valid OpenAPI: what the rules build on.

use std::collections::BTreeMap;

use fieldlab_contract::Schemas;

use super::{Operation, Sheet, resolve};
use crate::tree::Node;

const RULE: &str = "/core/publish-openapi";

/// So many examples are held to their schema; a document has a few, a generated one thousands.
const EXAMPLES: usize = 500;

impl<'a> Sheet<'a> {
    pub(super) fn validity(&mut self, operations: &[Operation<'a>]) {
        self.head();
        self.server_variables();
        self.unique_ids(operations);
        for operation in operations {
            self.operation(operation);
        }
        self.examples(operations);
    }

    fn head(&mut self) {
        let line = self.root.entry("info").map_or(1, |(line, _)| line);
        if !self
            .root
            .get("info")
            .is_some_and(|info| info.has_text("title"))
        {
            self.add(RULE, line, "info.title is missing");
        }
        if self
            .root
            .get("servers")
            .and_then(Node::list)
            .is_none_or(<[Node]>::is_empty)
        {
            self.add(RULE, 1, "there are no servers")
                .mend("write servers: [{url: /v1}]");
        }
        let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
        for tag in self
            .root
            .get("tags")
            .and_then(Node::list)
            .unwrap_or_default()
        {
            match tag.get("name").and_then(Node::text) {
                None => {
                    self.add(RULE, tag.line, "a tag has no name");
                }
                Some(name) => {
                    if seen.insert(name, tag.line).is_some() {
                        self.add(RULE, tag.line, format!("the tag `{name}` stands twice"));
                    }
                }
            }
        }
    }

    fn server_variables(&mut self) {
        for server in self
            .root
            .get("servers")
            .and_then(Node::list)
            .unwrap_or_default()
        {
            let Some(url) = server.get("url").and_then(Node::text) else {
                self.add(RULE, server.line, "a server has no url");
                continue;
            };
            for name in templates(url) {
                let variable = server
                    .get("variables")
                    .and_then(|variables| variables.get(name));
                match variable {
                    None => {
                        self.add(
                            RULE,
                            server.line,
                            format!("the server variable `{name}` is not defined"),
                        );
                    }
                    Some(variable) if variable.get("default").is_none() => {
                        self.add(
                            RULE,
                            variable.line,
                            format!("the server variable `{name}` has no default"),
                        );
                    }
                    Some(_) => {}
                }
            }
        }
    }

    fn unique_ids(&mut self, operations: &[Operation<'a>]) {
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for operation in operations {
            let Some(id) = operation.node.get("operationId") else {
                continue;
            };
            let Some(text) = id.text() else { continue };
            if let Some(other) = seen.insert(text, operation.path) {
                self.add(
                    RULE,
                    id.line,
                    format!("the operationId `{text}` stands twice: also at {other}"),
                );
            }
        }
    }

    fn operation(&mut self, operation: &Operation<'a>) {
        let named = format!("{} {}", operation.method.to_uppercase(), operation.path);
        match operation.node.get("responses") {
            None => {
                self.add(RULE, operation.line, format!("{named} has no responses"));
            }
            Some(responses) if responses.entries().is_empty() => {
                self.add(RULE, responses.line, format!("{named} has no responses"));
            }
            Some(responses) => {
                for (code, line, response) in responses.entries() {
                    let is_code = code == "default"
                        || code.starts_with("x-")
                        || (code.len() == 3
                            && code.starts_with(|c: char| ('1'..='5').contains(&c)));
                    if !is_code {
                        self.add(
                            RULE,
                            *line,
                            format!("`{code}` of {named} is no status code"),
                        );
                    }
                    if resolve(self.root, response).get("description").is_none()
                        && !code.starts_with("x-")
                    {
                        self.add(RULE, *line, format!("{code} of {named} has no description"));
                    }
                }
            }
        }
        let mut in_path = Vec::new();
        for parameter in &operation.parameters {
            let (name, place) = (
                parameter.get("name").and_then(Node::text),
                parameter.get("in").and_then(Node::text),
            );
            let (Some(name), Some(place)) = (name, place) else {
                self.add(
                    RULE,
                    parameter.line,
                    format!("a parameter of {named} has no name or no `in`"),
                );
                continue;
            };
            if !["query", "path", "header", "cookie"].contains(&place) {
                self.add(
                    RULE,
                    parameter.line,
                    format!("`{name}` of {named} cannot be in `{place}`"),
                );
            }
            if parameter.get("schema").is_none() && parameter.get("content").is_none() {
                self.add(
                    RULE,
                    parameter.line,
                    format!("`{name}` of {named} has no schema"),
                );
            }
            if place == "path" {
                in_path.push(name);
                if parameter.get("required").and_then(Node::boolean) != Some(true) {
                    self.add(
                        RULE,
                        parameter.line,
                        format!("`{name}` of {named} is in the path, and not required"),
                    );
                }
            }
        }
        let asked: Vec<&str> = templates(operation.path).collect();
        for name in &asked {
            if !in_path.contains(name) {
                self.add(
                    RULE,
                    operation.line,
                    format!("`{{{name}}}` of {named} is no parameter"),
                );
            }
        }
        for name in in_path {
            if !asked.contains(&name) {
                self.add(
                    RULE,
                    operation.line,
                    format!("the path of {named} has no `{{{name}}}`"),
                );
            }
        }
    }

    /// Examples of media types, parameters and schemas against their schema.
    fn examples(&mut self, operations: &[Operation<'a>]) {
        let mut pairs: Vec<(&'a Node, &'a Node)> = Vec::new();
        for operation in operations {
            for parameter in &operation.parameters {
                self.of(parameter, &mut pairs);
            }
            let bodies = operation.node.get("requestBody").into_iter().chain(
                operation
                    .node
                    .get("responses")
                    .map(Node::entries)
                    .unwrap_or_default()
                    .iter()
                    .map(|(_, _, node)| node),
            );
            for body in bodies {
                for (_, _, media) in resolve(self.root, body)
                    .get("content")
                    .map(Node::entries)
                    .unwrap_or_default()
                {
                    self.of(media, &mut pairs);
                }
            }
        }
        for (_, _, schema) in self
            .root
            .at(&["components", "schemas"])
            .map(Node::entries)
            .unwrap_or_default()
        {
            own_examples(schema, &mut pairs, 0);
        }
        if pairs.is_empty() {
            return;
        }
        pairs.sort_by_key(|(_, example)| std::ptr::from_ref(*example) as usize);
        pairs.dedup_by_key(|(_, example)| std::ptr::from_ref(*example));
        let schemas = Schemas::new(self.root.value());
        for (schema, example) in pairs.into_iter().take(EXAMPLES) {
            // A schema that does not compile is told of by other rules, or beyond what we read.
            let Ok(faults) = schemas.faults(&schema.value(), &example.value()) else {
                continue;
            };
            if let Some(fault) = faults.first() {
                self.add(
                    RULE,
                    example.line,
                    format!("the example does not fit its schema: {fault}"),
                );
            }
        }
    }

    /// The examples beside a schema.
    fn of(&self, holder: &'a Node, pairs: &mut Vec<(&'a Node, &'a Node)>) {
        let Some(schema) = holder.get("schema") else {
            return;
        };
        pairs.extend(holder.get("example").map(|example| (schema, example)));
        for (_, _, example) in holder
            .get("examples")
            .map(Node::entries)
            .unwrap_or_default()
        {
            let example = resolve(self.root, example);
            pairs.extend(example.get("value").map(|value| (schema, value)));
        }
    }
}

/// The examples in a schema and in its parts.
fn own_examples<'a>(schema: &'a Node, pairs: &mut Vec<(&'a Node, &'a Node)>, depth: usize) {
    if depth > 16 {
        return;
    }
    pairs.extend(schema.get("example").map(|example| (schema, example)));
    for part in schema
        .get("properties")
        .map(Node::entries)
        .unwrap_or_default()
    {
        own_examples(&part.2, pairs, depth + 1);
    }
    pairs.extend(
        schema
            .get("examples")
            .and_then(Node::list)
            .unwrap_or_default()
            .iter()
            .map(|example| (schema, example)),
    );
    if let Some(items) = schema.get("items") {
        own_examples(items, pairs, depth + 1);
    }
}

/// Names between braces.
fn templates(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .filter_map(|part| Some(part.split_once('}')?.0))
}
