//! OpenAPI schemas lowered to JSON Schema 2020-12, with everything they refer to.

use std::collections::{BTreeMap, VecDeque};

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::ContractError;
use crate::document::Document;

/// The schemas of any OpenAPI document, also one that routes nothing: for a check of its examples.
#[derive(Debug)]
pub struct Schemas {
    document: Document,
}

impl Schemas {
    /// Takes the whole document, to which schemas refer.
    pub fn new(root: Value) -> Self {
        Self {
            document: Document::of(root),
        }
    }

    /// What keeps a value from fitting a schema of the document, in words, with the place in the value.
    ///
    /// # Errors
    /// When the schema itself cannot be read.
    pub fn faults(&self, schema: &Value, value: &Value) -> Result<Vec<String>, ContractError> {
        let validator = compile(&self.document, schema)?;
        Ok(validator
            .iter_errors(value)
            .map(|error| match error.instance_path().to_string() {
                at if at.is_empty() => error.to_string(),
                at => format!("{at}: {error}"),
            })
            .collect())
    }
}

/// Compiles a schema of the document.
pub(crate) fn compile(document: &Document, schema: &Value) -> Result<Validator, ContractError> {
    let closed = close(document, schema)?;
    jsonschema::options()
        .with_draft(jsonschema::Draft::Draft202012)
        .should_validate_formats(true)
        .should_ignore_unknown_formats(true)
        .build(&closed)
        .map_err(|error| ContractError::Invalid {
            pointer: error.instance_path().to_string(),
            reason: error.to_string(),
        })
}

/// The schema with the schemas it refers to under `$defs`, so that it stands by itself. Compiling
/// against the whole document instead costs quadratic time.
fn close(document: &Document, schema: &Value) -> Result<Value, ContractError> {
    let mut defs: BTreeMap<String, Value> = BTreeMap::new();
    let mut queue = VecDeque::new();
    let mut closed = lower(schema, &mut queue);
    while let Some(reference) = queue.pop_front() {
        let name = def_name(&reference);
        if defs.contains_key(&name) {
            continue;
        }
        let target = document.target(&reference)?;
        let lowered = lower(target, &mut queue);
        defs.insert(name, lowered);
    }
    if let (Value::Object(closed), false) = (&mut closed, defs.is_empty()) {
        closed.insert("$defs".to_owned(), defs.into_iter().collect());
    }
    Ok(closed)
}

/// A name for a reference that needs no escaping in a JSON pointer.
fn def_name(reference: &str) -> String {
    let name = reference
        .strip_prefix("#/components/schemas/")
        .unwrap_or(reference);
    name.replace(['/', '#', '~'], ".")
}

/// Keywords that say nothing about validity, or that 3.0 means otherwise.
const DROPPED: &[&str] = &[
    "nullable",
    "discriminator",
    "example",
    "examples",
    "externalDocs",
    "xml",
    "deprecated",
    "readOnly",
    "writeOnly",
];

fn lower(schema: &Value, queue: &mut VecDeque<String>) -> Value {
    let Value::Object(members) = schema else {
        return schema.clone();
    };
    let nullable = members.get("nullable") == Some(&Value::Bool(true));
    if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
        queue.push_back(reference.to_owned());
        let target = json!({"$ref": format!("#/$defs/{}", def_name(reference))});
        return if nullable {
            json!({"anyOf": [target, {"type": "null"}]})
        } else {
            target
        };
    }
    let mut lowered = Map::new();
    for (name, value) in members {
        if DROPPED.contains(&name.as_str()) || name.starts_with("x-") {
            continue;
        }
        let value = match (name.as_str(), value) {
            ("properties" | "patternProperties" | "$defs", Value::Object(properties)) => {
                Value::Object(
                    properties
                        .iter()
                        .map(|(name, schema)| (name.clone(), lower(schema, queue)))
                        .collect(),
                )
            }
            ("allOf" | "anyOf" | "oneOf" | "prefixItems", Value::Array(schemas)) => {
                schemas.iter().map(|schema| lower(schema, queue)).collect()
            }
            ("items" | "additionalProperties" | "not", schema) => lower(schema, queue),
            ("type", Value::String(kind)) if nullable => json!([kind, "null"]),
            ("enum", Value::Array(values)) if nullable && !values.contains(&Value::Null) => values
                .iter()
                .cloned()
                .chain(std::iter::once(Value::Null))
                .collect(),
            _ => value.clone(),
        };
        lowered.insert(name.clone(), value);
    }
    // 3.0 writes an exclusive limit as a flag beside the limit.
    for (flag, limit) in [
        ("exclusiveMinimum", "minimum"),
        ("exclusiveMaximum", "maximum"),
    ] {
        match lowered.get(flag) {
            Some(Value::Bool(true)) => {
                if let Some(value) = lowered.remove(limit) {
                    lowered.insert(flag.to_owned(), value);
                }
            }
            Some(Value::Bool(false)) => {
                lowered.remove(flag);
            }
            _ => {}
        }
    }
    if nullable && !lowered.contains_key("type") && !lowered.is_empty() {
        return json!({"anyOf": [lowered, {"type": "null"}]});
    }
    Value::Object(lowered)
}
