//! Parameters: how they are written in a URL, and what they decode to.

use std::borrow::Cow;
use std::sync::OnceLock;

use jsonschema::Validator;
use serde_json::{Map, Number, Value};

use crate::document::Document;
use crate::violation::{self, Kind, Place, Rule, Violation};
use crate::{ContractError, schema};

/// How a list or an object is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// `name=value`, repeated for a list.
    Exploded,
    /// One value; a list is separated by this character.
    Joined(char),
    /// `name[member]=value`.
    DeepObject,
}

/// One parameter of an operation.
#[derive(Debug)]
pub struct Parameter {
    name: String,
    place: Place,
    required: bool,
    style: Style,
    kind: Kind,
    item: Kind,
    members: Vec<(String, Kind)>,
    comma_lists_too: bool,
    allow_empty: bool,
    schema: Value,
    validator: OnceLock<Option<Validator>>,
}

/// The decoded parameters of one request, in the order of the contract.
#[derive(Clone, Debug, Default)]
pub struct Parameters {
    values: Vec<(String, Value, String)>,
    unknown: Vec<String>,
}

impl Parameters {
    pub(crate) fn push(&mut self, name: &str, value: Value, raw: String) {
        self.values.push((name.to_owned(), value, raw));
    }

    pub(crate) fn push_unknown(&mut self, name: &str) {
        if !self.unknown.iter().any(|known| known == name) {
            self.unknown.push(name.to_owned());
        }
    }

    /// The value of a parameter; `None` when it was not given, or given empty.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values
            .iter()
            .find(|(known, _, _)| known == name)
            .map(|(_, value, _)| value)
    }

    /// The value as text; `None` when it is of another type.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Value::as_str)
    }

    /// The value as a whole number.
    pub fn integer(&self, name: &str) -> Option<i64> {
        self.get(name).and_then(Value::as_i64)
    }

    /// The value as a truth value.
    pub fn boolean(&self, name: &str) -> Option<bool> {
        self.get(name).and_then(Value::as_bool)
    }

    /// Whether the parameter was given, and not empty.
    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The text as it stood in the URL, decoded; repeated values are joined with a comma.
    pub fn raw(&self, name: &str) -> Option<&str> {
        self.values
            .iter()
            .find(|(known, _, _)| known == name)
            .map(|(_, _, raw)| raw.as_str())
    }

    /// Names and values in the order of the contract.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.values
            .iter()
            .map(|(name, value, _)| (name.as_str(), value))
    }

    /// Query parameters that the contract does not name. A register decides whether they matter.
    pub fn unknown(&self) -> &[String] {
        &self.unknown
    }
}

impl Parameter {
    pub(crate) fn read(
        document: &Document,
        value: &Value,
        at: &str,
    ) -> Result<Self, ContractError> {
        let invalid = |reason: &str| ContractError::Invalid {
            pointer: at.to_owned(),
            reason: reason.to_owned(),
        };
        let value = document.resolve(value)?;
        let name = value["name"]
            .as_str()
            .ok_or_else(|| invalid("a parameter needs a name"))?;
        let place = match value["in"].as_str() {
            Some("path") => Place::Path,
            Some("query") => Place::Query,
            Some("header") => Place::Header,
            _ => return Err(invalid("`in` must be path, query or header")),
        };
        let schema = value
            .get("schema")
            .or_else(|| {
                value["content"]
                    .as_object()
                    .and_then(|content| content.values().next())
                    .and_then(|media| media.get("schema"))
            })
            .ok_or_else(|| invalid("a parameter needs a schema"))?;
        let resolved = document.resolve(schema)?;
        let kind_of = |schema: &Value| -> Result<Kind, ContractError> {
            Ok(kind(document.resolve(schema)?).unwrap_or(Kind::Text))
        };
        let kind = kind_of(resolved)?;
        let default_style = if place == Place::Query {
            "form"
        } else {
            "simple"
        };
        let style_name = value["style"].as_str().unwrap_or(default_style);
        let explode = value["explode"].as_bool().unwrap_or(style_name == "form");
        let style = match (style_name, explode) {
            ("form", true) => Style::Exploded,
            ("form" | "simple", _) => Style::Joined(','),
            ("spaceDelimited", _) => Style::Joined(' '),
            ("pipeDelimited", _) => Style::Joined('|'),
            ("deepObject", _) => Style::DeepObject,
            _ => return Err(invalid("this `style` is not supported")),
        };
        let item = match resolved.get("items") {
            Some(items) => kind_of(items)?,
            None => Kind::Text,
        };
        let members = match resolved.get("properties").and_then(Value::as_object) {
            Some(members) => members
                .iter()
                .map(|(name, schema)| Ok((name.clone(), kind_of(schema)?)))
                .collect::<Result<_, ContractError>>()?,
            None => Vec::new(),
        };
        Ok(Self {
            name: name.to_owned(),
            place,
            required: value["required"] == true || place == Place::Path,
            style,
            kind,
            item,
            members,
            comma_lists_too: value["x-fieldlab-kommalijst"] == true,
            allow_empty: value.get("allowEmptyValue") != Some(&Value::Bool(false)),
            schema: schema.clone(),
            validator: OnceLock::new(),
        })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it stands.
    pub fn place(&self) -> Place {
        self.place
    }

    /// Whether it has to be there.
    pub fn is_required(&self) -> bool {
        self.required
    }

    /// Its type.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Its schema as written in the document.
    pub fn schema(&self) -> &Value {
        &self.schema
    }

    /// Whether a query name belongs to this parameter.
    pub(crate) fn owns(&self, query_name: &str) -> bool {
        if self.style == Style::DeepObject {
            self.member(query_name).is_some()
        } else {
            self.name == query_name
        }
    }

    /// The member in `name[member]`.
    fn member<'n>(&self, query_name: &'n str) -> Option<&'n str> {
        query_name
            .strip_prefix(self.name.as_str())?
            .strip_prefix('[')?
            .strip_suffix(']')
    }

    /// Decodes and checks. `found` holds the names and values in the request that belong to this parameter.
    pub(crate) fn decode(
        &self,
        document: &Document,
        found: &[(Cow<'_, str>, Cow<'_, str>)],
        parameters: &mut Parameters,
        violations: &mut Vec<Violation>,
    ) {
        let wrong = |name: &str, rule: Rule| Violation {
            place: self.place,
            name: name.to_owned(),
            rule,
        };
        let given = found.iter().any(|(_, value)| !value.is_empty());
        if !given && (found.is_empty() || self.allow_empty) {
            if self.required {
                violations.push(wrong(&self.name, Rule::Required));
            }
            return;
        }
        let raw = || {
            found
                .iter()
                .map(|(_, value)| value.as_ref())
                .collect::<Vec<_>>()
                .join(",")
        };
        let value = match (self.kind, self.style) {
            (Kind::Array, style) => {
                let texts: Vec<&str> = match style {
                    Style::Joined(separator) => found[0].1.split(separator).collect(),
                    _ if self.comma_lists_too => found
                        .iter()
                        .flat_map(|(_, value)| value.split(','))
                        .collect(),
                    _ => found.iter().map(|(_, value)| value.as_ref()).collect(),
                };
                let mut items = Vec::with_capacity(texts.len());
                for text in texts {
                    match scalar(self.item, text.trim_matches(' ')) {
                        Some(item) => items.push(item),
                        None => {
                            violations.push(wrong(&self.name, Rule::Type(self.item)));
                            return;
                        }
                    }
                }
                Value::Array(items)
            }
            (Kind::Object, Style::DeepObject) => {
                let mut members = Map::new();
                let before = violations.len();
                for (query_name, text) in found.iter().filter(|(_, text)| !text.is_empty()) {
                    let member = self.member(query_name).unwrap_or_default();
                    let kind = self
                        .members
                        .iter()
                        .find(|(name, _)| name == member)
                        .map_or(Kind::Text, |(_, kind)| *kind);
                    match scalar(kind, text) {
                        Some(value) => {
                            members.insert(member.to_owned(), value);
                        }
                        None => violations.push(wrong(query_name, Rule::Type(kind))),
                    }
                }
                if violations.len() > before {
                    return;
                }
                Value::Object(members)
            }
            // An object in one value (`type,Point,coordinates,1,2`) cannot be told apart without
            // knowing it; the register reads the text.
            (Kind::Object, _) => {
                parameters.push(&self.name, Value::from(found[0].1.as_ref()), raw());
                return;
            }
            (kind, _) => match scalar(kind, &found[0].1) {
                Some(value) => value,
                None => {
                    violations.push(wrong(&self.name, Rule::Type(kind)));
                    return;
                }
            },
        };
        if let Some(validator) = self.validator(document) {
            for error in validator.iter_errors(&value) {
                let path = error.instance_path().to_string();
                for (member, rule) in violation::rules(error.kind()) {
                    let name = match (self.style, member, path.strip_prefix('/')) {
                        (Style::DeepObject, Some(member), _) => format!("{}[{member}]", self.name),
                        (Style::DeepObject, None, Some(member)) => {
                            format!("{}[{member}]", self.name)
                        }
                        _ => self.name.clone(),
                    };
                    violations.push(wrong(&name, rule));
                }
            }
        }
        parameters.push(&self.name, value, raw());
    }

    fn validator(&self, document: &Document) -> Option<&Validator> {
        self.validator
            .get_or_init(|| schema::compile(document, &self.schema).ok())
            .as_ref()
    }
}

/// The type in a schema, also behind `allOf` of one.
fn kind(schema: &Value) -> Option<Kind> {
    match &schema["type"] {
        Value::String(name) => Kind::from_name(name),
        Value::Array(names) => names
            .iter()
            .filter_map(Value::as_str)
            .find(|name| *name != "null")
            .and_then(Kind::from_name),
        _ => None,
    }
}

/// Reads text as a JSON value of this type.
fn scalar(kind: Kind, text: &str) -> Option<Value> {
    match kind {
        Kind::Integer => {
            let digits = text.strip_prefix('-').unwrap_or(text);
            let whole = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            if !whole {
                return None;
            }
            // Too many digits for an integer is still an integer: its limits then refuse it.
            text.parse::<i64>()
                .map(Value::from)
                .ok()
                .or_else(|| Number::from_f64(text.parse().ok()?).map(Value::Number))
        }
        Kind::Number => {
            let number: f64 = text.parse().ok()?;
            let plain = text
                .bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b'.' | b'e' | b'E'));
            if !plain {
                return None;
            }
            Number::from_f64(number).map(Value::Number)
        }
        Kind::Boolean => match text {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            _ => None,
        },
        _ => Some(Value::from(text)),
    }
}
