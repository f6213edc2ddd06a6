//! What is wrong with a request or a reply, as data.

use std::fmt;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use serde_json::Value;

/// Where it is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A path parameter.
    Path,
    /// A query parameter.
    Query,
    /// A header.
    Header,
    /// The request body.
    Body,
    /// The reply.
    Reply,
}

/// A JSON type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Text.
    Text,
    /// A list.
    Array,
    /// An object.
    Object,
    /// Nothing.
    Null,
}

impl Kind {
    /// The OpenAPI name of the type.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Text => "string",
            Self::Array => "array",
            Self::Object => "object",
            Self::Null => "null",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "integer" => Self::Integer,
            "number" => Self::Number,
            "boolean" => Self::Boolean,
            "string" => Self::Text,
            "array" => Self::Array,
            "object" => Self::Object,
            "null" => Self::Null,
            _ => return None,
        })
    }
}

/// The rule that is broken, with its limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// It is not there and should be.
    Required,
    /// It is of another type.
    Type(Kind),
    /// It is not one of the values.
    Enum,
    /// It does not match this pattern.
    Pattern(String),
    /// It is lower than this.
    Minimum(String),
    /// It is higher than this.
    Maximum(String),
    /// It has fewer characters than this.
    MinLength(u64),
    /// It has more characters than this.
    MaxLength(u64),
    /// It has fewer elements than this.
    MinItems(u64),
    /// It has more elements than this.
    MaxItems(u64),
    /// It is not of this format: `date`, `date-time`.
    Format(String),
    /// Nothing of this name is expected.
    Unknown,
    /// Another rule of JSON Schema or of the contract, in words.
    Other(String),
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Required => f.write_str("is required"),
            Self::Type(kind) => write!(f, "is not of type {}", kind.as_str()),
            Self::Enum => f.write_str("is not one of the allowed values"),
            Self::Pattern(pattern) => write!(f, "does not match {pattern}"),
            Self::Minimum(limit) => write!(f, "is lower than {limit}"),
            Self::Maximum(limit) => write!(f, "is higher than {limit}"),
            Self::MinLength(limit) => write!(f, "has fewer than {limit} characters"),
            Self::MaxLength(limit) => write!(f, "has more than {limit} characters"),
            Self::MinItems(limit) => write!(f, "has fewer than {limit} elements"),
            Self::MaxItems(limit) => write!(f, "has more than {limit} elements"),
            Self::Format(format) => write!(f, "is not a valid {format}"),
            Self::Unknown => f.write_str("is not expected"),
            Self::Other(text) => f.write_str(text),
        }
    }
}

/// One broken rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where.
    pub place: Place,
    /// Name of the parameter (`oppervlakte[min]` for a member of a deepObject, `expand[1]` is not
    /// used: a list is named as a whole), or JSON pointer in a body, empty for the body itself.
    pub name: String,
    /// Which rule.
    pub rule: Rule,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.name.is_empty() {
            "it"
        } else {
            &self.name
        };
        write!(f, "{name} {}", self.rule)
    }
}

/// The rules behind one error of JSON Schema. Required and unexpected members name the member.
pub(crate) fn rules(kind: &ValidationErrorKind) -> Vec<(Option<String>, Rule)> {
    let limit = |value: &Value| value.to_string();
    let rule = match kind {
        ValidationErrorKind::Required { property } => {
            let name = property.as_str().map(str::to_owned);
            return vec![(name, Rule::Required)];
        }
        ValidationErrorKind::AdditionalProperties { unexpected }
        | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
            return unexpected
                .iter()
                .map(|name| (Some(name.clone()), Rule::Unknown))
                .collect();
        }
        ValidationErrorKind::Type { kind } => Rule::Type(expected(kind)),
        ValidationErrorKind::Enum { .. } | ValidationErrorKind::Constant { .. } => Rule::Enum,
        ValidationErrorKind::Pattern { pattern } => Rule::Pattern(pattern.clone()),
        ValidationErrorKind::Minimum { limit: value }
        | ValidationErrorKind::ExclusiveMinimum { limit: value } => Rule::Minimum(limit(value)),
        ValidationErrorKind::Maximum { limit: value }
        | ValidationErrorKind::ExclusiveMaximum { limit: value } => Rule::Maximum(limit(value)),
        ValidationErrorKind::MinLength { limit } => Rule::MinLength(*limit),
        ValidationErrorKind::MaxLength { limit } => Rule::MaxLength(*limit),
        ValidationErrorKind::MinItems { limit } => Rule::MinItems(*limit),
        ValidationErrorKind::MaxItems { limit } => Rule::MaxItems(*limit),
        ValidationErrorKind::Format { format } => Rule::Format(format.clone()),
        other => Rule::Other(format!("does not keep to `{}`", other.keyword())),
    };
    vec![(None, rule)]
}

fn expected(kind: &TypeKind) -> Kind {
    let name = match kind {
        TypeKind::Single(single) => single.to_string(),
        TypeKind::Multiple(set) => set
            .iter()
            .map(|kind| kind.to_string())
            .find(|name| name != "null")
            .unwrap_or_default(),
    };
    Kind::from_name(&name).unwrap_or(Kind::Object)
}
