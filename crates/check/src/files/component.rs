//! What a component says of itself in `fieldlab.toml`: its layer, what it uses, and what it explains.

use std::collections::BTreeMap;

use toml::Value;

use crate::catalogue::{Severity, find};
use crate::findings::{Findings, Place};
use crate::repository::Repository;

/// The five layers, from the data up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Layer {
    Data,
    Services,
    Integratie,
    Proces,
    Interactie,
}

impl Layer {
    pub(crate) const NAMES: [(&'static str, Self); 5] = [
        ("data", Self::Data),
        ("services", Self::Services),
        ("integratie", Self::Integratie),
        ("proces", Self::Proces),
        ("interactie", Self::Interactie),
    ];

    /// By its Dutch name, or the English one that publiccode.yml uses.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text.to_lowercase().as_str() {
            "data" | "gegevens" => Some(Self::Data),
            "services" | "service" => Some(Self::Services),
            "integratie" | "integration" => Some(Self::Integratie),
            "proces" | "process" | "processen" => Some(Self::Proces),
            "interactie" | "interface" | "interaction" => Some(Self::Interactie),
            _ => None,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(_, layer)| *layer == self)
            .map_or("", |(name, _)| name)
    }
}

/// Something that a component asks.
pub(crate) struct Dependency {
    pub(crate) name: String,
    pub(crate) layer: Option<Layer>,
    pub(crate) line: u64,
}

/// What a component says of itself.
#[derive(Default)]
pub(crate) struct Component {
    pub(crate) layer: Option<Layer>,
    /// Where the layer is stated.
    pub(crate) stated: Option<Place>,
    /// Whether it says that it processes personal data.
    pub(crate) personal_data: Option<bool>,
    pub(crate) depends_on: Vec<Dependency>,
    /// Rules with the reason why they do not hold here.
    pub(crate) explained: BTreeMap<String, String>,
}

/// The file.
pub(crate) const FILE: &str = "fieldlab.toml";

/// Rules that cannot be explained away: they protect others than the team.
const NEVER: &[&str] = &["CC01", "CC11", "CC52"];

/// A shorter reason is none.
const REASON: usize = 20;

impl Component {
    pub(crate) fn read(repository: &Repository, found: &mut Findings) -> Self {
        let mut component = Self::default();
        if let Some(text) = repository.text(FILE) {
            component.read_own(&text, found);
        }
        if component.layer.is_none() {
            component.read_elsewhere(repository, found);
        }
        component
    }

    fn read_own(&mut self, text: &str, found: &mut Findings) {
        let table: toml::Table = match toml::from_str(text) {
            Ok(table) => table,
            Err(error) => {
                let line = error.span().map_or(0, |span| line_of(text, span.start));
                found.add(
                    "CC20",
                    Place::line(FILE, line),
                    format!("it cannot be read: {}", error.message()),
                );
                return;
            }
        };
        if let Some(layer) = table.get("layer").and_then(Value::as_str) {
            self.state(layer, Place::line(FILE, find_line(text, "layer")), found);
        }
        self.personal_data = table.get("personal-data").and_then(Value::as_bool);
        for entry in table
            .get("depends-on")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let field = |key: &str| entry.get(key).and_then(Value::as_str);
            let Some(name) = field("name") else { continue };
            let layer = field("layer");
            let line = find_line(text, name);
            if let Some(layer) = layer.filter(|layer| Layer::parse(layer).is_none()) {
                found.add("CC20", Place::line(FILE, line), no_layer(layer));
            }
            self.depends_on.push(Dependency {
                name: name.to_owned(),
                layer: layer.and_then(Layer::parse),
                line,
            });
        }
        let explained = table.get("leg-uit").and_then(Value::as_table);
        for (rule, reason) in explained.into_iter().flatten() {
            let place = Place::line(FILE, find_line(text, rule));
            let reason = reason.as_str().unwrap_or_default();
            if find(rule).is_none() {
                found
                    .add(
                        "CC20",
                        place,
                        format!("[leg-uit] names `{rule}`, which is no rule"),
                    )
                    .only(Severity::Warning)
                    .mend("`fieldlab check --rules` lists the ids");
            } else if NEVER.contains(&rule.as_str()) {
                found
                    .add("CC20", place, format!("{rule} cannot be explained away"))
                    .only(Severity::Warning)
                    .mend("mend what it found: it protects others than the team");
            } else if reason.chars().count() < REASON {
                found
                    .add(
                        "CC20",
                        place,
                        format!("the reason why {rule} does not hold is too short to judge"),
                    )
                    .only(Severity::Warning)
                    .mend(format!("explain it in {REASON} characters or more"));
            } else {
                self.explained.insert(rule.clone(), reason.to_owned());
            }
        }
    }

    fn state(&mut self, name: &str, place: Place, found: &mut Findings) {
        self.layer = Layer::parse(name);
        if self.layer.is_none() {
            found.add("CC20", place.clone(), no_layer(name));
        }
        self.stated = Some(place);
    }

    /// Where a layer may stand beside our own file.
    fn read_elsewhere(&mut self, repository: &Repository, found: &mut Findings) {
        if self.stated.is_some() {
            return;
        }
        let publiccode = repository
            .first_text(&["publiccode.yml", "publiccode.yaml"])
            .and_then(|(path, text)| Some((path.to_owned(), crate::tree::parse(&text).ok()?)));
        if let Some((path, root)) = publiccode
            && let Some(layer) = root.at(&["nl", "commonground", "layerType"])
            && let Some(name) = layer.text()
        {
            self.state(name, Place::line(path, layer.line), found);
            return;
        }
        for (path, keys) in [
            (
                "Cargo.toml",
                ["package", "metadata", "fieldlab", "layer"].as_slice(),
            ),
            ("pyproject.toml", &["tool", "fieldlab", "layer"]),
        ] {
            let Some(text) = repository.text(path) else {
                continue;
            };
            let Ok(table) = toml::from_str::<Value>(&text) else {
                continue;
            };
            let layer = keys.iter().try_fold(&table, |value, key| value.get(*key));
            if let Some(name) = layer.and_then(Value::as_str) {
                self.state(name, Place::line(path, find_line(&text, "layer")), found);
                return;
            }
        }
        let package = repository
            .text("package.json")
            .and_then(|text| crate::tree::parse(&text).ok());
        if let Some(layer) = package
            .as_ref()
            .and_then(|root| root.at(&["fieldlab", "layer"]))
            && let Some(name) = layer.text()
        {
            self.state(name, Place::line("package.json", layer.line), found);
        }
    }
}

fn no_layer(name: &str) -> String {
    let near = Layer::NAMES
        .iter()
        .min_by_key(|(known, _)| strsim::damerau_levenshtein(known, &name.to_lowercase()))
        .map_or("services", |(known, _)| known);
    format!(
        "`{name}` is no layer; did you mean `{near}`? There are interactie, proces, integratie, services and data"
    )
}

/// The line of a byte.
pub(super) fn line_of(text: &str, at: usize) -> u64 {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() as u64 + 1
}

/// The first line that holds this; 0 when none does.
pub(super) fn find_line(text: &str, part: &str) -> u64 {
    text.lines()
        .position(|line| line.contains(part))
        .map_or(0, |at| at as u64 + 1)
}
