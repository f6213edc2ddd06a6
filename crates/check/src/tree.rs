//! YAML and JSON as a tree that knows the line of everything in it.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use serde_saphyr::Spanned;

/// What stands at a place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, u64, Node)>),
}

/// A value and the line it starts on; 0 when that is not known.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) line: u64,
    pub(crate) kind: Kind,
}

/// Reads YAML, or JSON, which is YAML too.
///
/// # Errors
/// The line and what is wrong there.
pub(crate) fn parse(text: &str) -> Result<Node, (u64, String)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match serde_saphyr::from_str::<Spanned<Kind>>(text) {
        Ok(root) => Ok(root.into()),
        Err(error) => {
            // JSON with tabs, or larger than the YAML reader's budget: the tree is worth having without lines.
            if let Ok(value) = serde_json::from_str::<Value>(text) {
                return Ok(value.into());
            }
            let line = error.location().map_or(0, |location| location.line());
            let told = error.to_string();
            Err((line, told.lines().next().unwrap_or_default().to_owned()))
        }
    }
}

impl From<Spanned<Kind>> for Node {
    fn from(spanned: Spanned<Kind>) -> Self {
        Self {
            line: spanned.referenced.line(),
            kind: spanned.value,
        }
    }
}

impl From<Value> for Node {
    fn from(value: Value) -> Self {
        let kind = match value {
            Value::Null => Kind::Null,
            Value::Bool(value) => Kind::Bool(value),
            Value::Number(value) => Kind::Number(value),
            Value::String(value) => Kind::Text(value),
            Value::Array(items) => Kind::List(items.into_iter().map(Self::from).collect()),
            Value::Object(entries) => Kind::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| (key, 0, Self::from(value)))
                    .collect(),
            ),
        };
        Self { line: 0, kind }
    }
}

impl Node {
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether there is text under a key, and not only spaces.
    pub(crate) fn has_text(&self, key: &str) -> bool {
        self.get(key)
            .and_then(Self::text)
            .is_some_and(|text| !text.trim().is_empty())
    }

    pub(crate) fn boolean(&self) -> Option<bool> {
        match self.kind {
            Kind::Bool(value) => Some(value),
            _ => None,
        }
    }

    pub(crate) fn list(&self) -> Option<&[Self]> {
        match &self.kind {
            Kind::List(items) => Some(items),
            _ => None,
        }
    }

    pub(crate) fn entries(&self) -> &[(String, u64, Self)] {
        match &self.kind {
            Kind::Map(entries) => entries,
            _ => &[],
        }
    }

    pub(crate) fn is_map(&self) -> bool {
        matches!(self.kind, Kind::Map(_))
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|(_, value)| value)
    }

    /// The value of a key, and the line of the key.
    pub(crate) fn entry(&self, key: &str) -> Option<(u64, &Self)> {
        self.entries()
            .iter()
            .find(|(name, _, _)| name == key)
            .map(|(_, line, value)| (*line, value))
    }

    /// What stands at the end of these keys.
    pub(crate) fn at(&self, keys: &[&str]) -> Option<&Self> {
        keys.iter().try_fold(self, |node, key| node.get(key))
    }

    /// What a local JSON pointer points to.
    pub(crate) fn pointer(&self, pointer: &str) -> Option<&Self> {
        let mut node = self;
        for part in pointer.split('/').skip(1) {
            let part = part.replace("~1", "/").replace("~0", "~");
            node = match &node.kind {
                Kind::List(items) => items.get(part.parse::<usize>().ok()?)?,
                _ => node.get(&part)?,
            };
        }
        Some(node)
    }

    /// Calls `visit` for every key with its value, everywhere below.
    pub(crate) fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a str, u64, &'a Self)) {
        match &self.kind {
            Kind::List(items) => items.iter().for_each(|item| item.walk(visit)),
            Kind::Map(entries) => {
                for (key, line, value) in entries {
                    visit(key, *line, value);
                    value.walk(visit);
                }
            }
            _ => {}
        }
    }

    /// The same without lines.
    pub(crate) fn value(&self) -> Value {
        match &self.kind {
            Kind::Null => Value::Null,
            Kind::Bool(value) => Value::Bool(*value),
            Kind::Number(value) => Value::Number(value.clone()),
            Kind::Text(text) => Value::String(text.clone()),
            Kind::List(items) => Value::Array(items.iter().map(Self::value).collect()),
            Kind::Map(entries) => Value::Object(
                entries
                    .iter()
                    .map(|(key, _, value)| (key.clone(), value.value()))
                    .collect::<Map<_, _>>(),
            ),
        }
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(KindVisitor)
    }
}

struct KindVisitor;

impl<'de> Visitor<'de> for KindVisitor {
    type Value = Kind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Kind, E> {
        Ok(Kind::Null)
    }

    fn visit_none<E>(self) -> Result<Kind, E> {
        Ok(Kind::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Kind, D::Error> {
        Kind::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Kind, E> {
        Ok(Kind::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Kind, E> {
        Ok(Kind::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Kind, E> {
        Ok(Kind::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Kind, E> {
        Ok(Number::from_f64(value).map_or(Kind::Null, Kind::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Kind, E> {
        Ok(Kind::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Kind, E> {
        Ok(Kind::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Kind, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element::<Spanned<Kind>>()? {
            items.push(item.into());
        }
        Ok(Kind::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Kind, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = access.next_key::<Spanned<Key>>()? {
            let value = access.next_value::<Spanned<Kind>>()?;
            entries.push((key.value.0, key.referenced.line(), value.into()));
        }
        Ok(Kind::Map(entries))
    }
}

/// A key: text, or something that is written like it (`200:` in a list of answers).
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(match Kind::deserialize(deserializer)? {
            Kind::Text(text) => text,
            Kind::Number(number) => number.to_string(),
            Kind::Bool(value) => value.to_string(),
            Kind::Null | Kind::List(_) | Kind::Map(_) => String::new(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_and_value_knows_its_line() {
        let root = parse("a: 1\nb:\n  - x\n  - c: \"0.5\"\n200: {d: e}\n").unwrap();
        let (line, b) = root.entry("b").unwrap();
        assert_eq!((line, b.list().unwrap()[1].get("c").unwrap().line), (2, 4));
        assert_eq!(root.pointer("/b/1/c").unwrap().text(), Some("0.5"));
        assert_eq!(root.entry("200").unwrap().0, 5);
    }

    #[test]
    fn text_that_is_no_yaml_names_the_line() {
        let (line, _) = parse("a: 1\nb: [1, 2\nc: 3\n").unwrap_err();
        assert!(line >= 2, "{line}");
    }

    #[test]
    fn json_has_lines_too() {
        let root = parse("{\n  \"a\": {\n    \"b\": [1]\n  }\n}").unwrap();
        assert_eq!(root.get("a").unwrap().entry("b").unwrap().0, 3);
        assert_eq!(
            parse("{\n\t\"a\": 1\n}").unwrap().get("a").unwrap().value(),
            1
        );
    }
}
