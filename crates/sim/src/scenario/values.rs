//! Values in a script: filled in from what is known, and compared with an answer.

use handlebars::Handlebars;
use serde_json::{Map, Value};

/// What a script knows by name.
pub(super) struct Values {
    known: Map<String, Value>,
    templates: Handlebars<'static>,
}

impl Values {
    pub(super) fn new() -> Self {
        let mut templates = Handlebars::new();
        templates.set_strict_mode(true);
        templates.register_escape_fn(handlebars::no_escape);
        Self {
            known: Map::new(),
            templates,
        }
    }

    pub(super) fn set(&mut self, name: &str, value: Value) {
        self.known.insert(name.to_owned(), value);
    }

    /// Fills a text in.
    ///
    /// # Errors
    /// A name that is not known, or a template that is none, in words.
    pub(super) fn text(&self, text: &str) -> Result<String, String> {
        if !text.contains("{{") {
            return Ok(text.to_owned());
        }
        self.templates
            .render_template(text, &self.known)
            .map_err(|_| {
                let names: Vec<&str> = self.known.keys().map(String::as_str).collect();
                format!(
                    "`{text}` cannot be filled in; known are: {}",
                    names.join(", ")
                )
            })
    }

    /// Fills every text in a value in. A text that is one name alone (`"{{sanne.kinderen}}"`) becomes
    /// that value with its own type.
    ///
    /// # Errors
    /// As [`Values::text`].
    pub(super) fn fill(&self, value: &Value) -> Result<Value, String> {
        Ok(match value {
            Value::String(text) => match self.alone(text) {
                Some(value) => value.clone(),
                None => Value::String(self.text(text)?),
            },
            Value::Array(list) => Value::Array(
                list.iter()
                    .map(|value| self.fill(value))
                    .collect::<Result<_, _>>()?,
            ),
            Value::Object(members) => Value::Object(
                members
                    .iter()
                    .map(|(name, value)| Ok((name.clone(), self.fill(value)?)))
                    .collect::<Result<_, String>>()?,
            ),
            other => other.clone(),
        })
    }

    fn alone(&self, text: &str) -> Option<&Value> {
        let name = text.strip_prefix("{{")?.strip_suffix("}}")?.trim();
        let mut parts = name.split('.');
        let mut value = self.known.get(parts.next()?)?;
        for part in parts {
            value = match value {
                Value::Array(list) => list.get(part.parse::<usize>().ok()?)?,
                other => other.get(part)?,
            };
        }
        Some(value)
    }
}

/// Compares a place in an answer with what is expected there; the difference in words.
///
/// Objects may have more members than expected. An object of `exists`, `count` or `contains` alone
/// asks for that instead of for a value.
pub(super) fn difference(expected: &Value, found: Option<&Value>) -> Option<String> {
    if let Value::Object(members) = expected
        && !members.is_empty()
        && members
            .keys()
            .all(|key| matches!(key.as_str(), "exists" | "count" | "contains"))
    {
        return members
            .iter()
            .find_map(|(key, value)| operator(key, value, found));
    }
    let Some(found) = found else {
        return Some(format!("expected {}, found nothing", short(expected)));
    };
    (!fits(expected, found))
        .then(|| format!("expected {}, found {}", short(expected), short(found)))
}

fn operator(key: &str, value: &Value, found: Option<&Value>) -> Option<String> {
    let holds = match key {
        "exists" => value.as_bool() == Some(found.is_some()),
        "count" => {
            let count = found.and_then(Value::as_array).map_or(0, Vec::len);
            value.as_u64() == Some(count as u64)
        }
        _ => match found {
            Some(Value::Array(list)) => list.iter().any(|element| fits(value, element)),
            Some(Value::String(text)) => value.as_str().is_some_and(|part| text.contains(part)),
            _ => false,
        },
    };
    let found = found.map_or_else(|| "nothing".to_owned(), short);
    (!holds).then(|| format!("expected {key} {}, found {found}", short(value)))
}

fn fits(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => expected
            .iter()
            .all(|(name, value)| found.get(name).is_some_and(|found| fits(value, found))),
        (Value::Array(expected), Value::Array(found)) => {
            expected.len() == found.len()
                && expected
                    .iter()
                    .zip(found)
                    .all(|(expected, found)| fits(expected, found))
        }
        (expected, found) => expected == found,
    }
}

/// A value as it fits in a line.
pub(super) fn short(value: &Value) -> String {
    const LONGEST: usize = 120;
    let text = value.to_string();
    if text.chars().count() <= LONGEST {
        return text;
    }
    let mut cut: String = text.chars().take(LONGEST).collect();
    cut.push('…');
    cut
}
