//! The templates that are compiled in, and the questions they ask.

use std::collections::BTreeSet;
use std::path::Path;

use rust_embed::RustEmbed;
use serde::{Deserialize, Serialize};

use crate::ScaffoldError;

#[derive(RustEmbed)]
#[folder = "../../templates"]
#[exclude = "*/target/*"]
#[exclude = "README.md"]
struct Files;

/// A template, as one chooses from a list.
#[derive(Clone, Debug, Serialize)]
pub struct Template {
    /// Name on the command line.
    pub name: String,
    /// Name for people.
    pub title: String,
    /// What it makes, in one sentence.
    pub description: String,
    /// Layer of the Common Ground model.
    pub layer: String,
    /// Whether what it makes can be built and run without a network. The first build never can.
    pub works_without_network: bool,
    /// Version of the template.
    pub version: String,
    /// What it asks.
    pub questions: Vec<Question>,
    /// What to do after it was made; `{name}` stands for an answer.
    #[serde(skip)]
    pub(crate) next_steps: Vec<String>,
}

/// One question of a template.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// Its key for `--define`.
    pub name: String,
    /// The question itself.
    pub prompt: String,
    /// Why it is asked.
    pub reason: String,
    /// The answer when none is given.
    pub default: Option<String>,
    /// What an answer has to match.
    pub pattern: Option<String>,
    /// The possible answers; empty when it is free.
    pub choices: Vec<String>,
}

#[derive(Deserialize)]
struct GenerateFile {
    #[serde(default)]
    placeholders: toml::Table,
}

#[derive(Deserialize)]
struct Placeholder {
    #[serde(rename = "type")]
    kind: String,
    prompt: String,
    #[serde(default)]
    default: Option<toml::Value>,
    #[serde(default)]
    regex: Option<String>,
    #[serde(default)]
    choices: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldlabFile {
    title: String,
    layer: String,
    #[serde(default)]
    offline: bool,
    description: String,
    version: String,
    next_steps: Vec<String>,
    #[serde(default)]
    reasons: std::collections::BTreeMap<String, String>,
}

/// Every template, by name. One that does not hold together is left out; a test says that none is.
pub fn templates() -> Vec<Template> {
    names()
        .into_iter()
        .filter_map(|name| load(&name).ok())
        .collect()
}

pub(crate) fn names() -> BTreeSet<String> {
    Files::iter()
        .filter_map(|file| {
            let (name, rest) = file.split_once('/')?;
            (rest == "fieldlab-template.toml").then(|| name.to_owned())
        })
        .collect()
}

/// The template of that name.
pub(crate) fn find(name: &str) -> Result<Template, ScaffoldError> {
    let known = names();
    if known.contains(name) {
        return load(name);
    }
    let near = known
        .iter()
        .map(|known| (strsim::damerau_levenshtein(name, known), known))
        .min()
        .filter(|(distance, near)| *distance <= 4 || (name.len() >= 3 && near.contains(name)))
        .map(|(_, known)| known.clone());
    Err(ScaffoldError::UnknownTemplate {
        name: name.to_owned(),
        near,
        known: known.into_iter().collect(),
    })
}

pub(crate) fn load(name: &str) -> Result<Template, ScaffoldError> {
    let broken = |reason: String| ScaffoldError::Template {
        template: name.to_owned(),
        reason,
    };
    let read = |file: &str| {
        let path = format!("{name}/{file}");
        let file = Files::get(&path).ok_or_else(|| broken(format!("{path} is missing")))?;
        String::from_utf8(file.data.into_owned()).map_err(|error| broken(error.to_string()))
    };
    let generate: GenerateFile =
        toml::from_str(&read("cargo-generate.toml")?).map_err(|error| broken(error.to_string()))?;
    let fieldlab: FieldlabFile = toml::from_str(&read("fieldlab-template.toml")?)
        .map_err(|error| broken(error.to_string()))?;
    let mut questions = Vec::new();
    for (key, value) in generate.placeholders {
        let placeholder: Placeholder = value
            .try_into()
            .map_err(|error: toml::de::Error| broken(error.to_string()))?;
        let reason = fieldlab.reasons.get(&key).cloned().unwrap_or_default();
        questions.push(placeholder.question(key, reason));
    }
    Ok(Template {
        name: name.to_owned(),
        title: fieldlab.title,
        description: fieldlab.description,
        layer: fieldlab.layer,
        works_without_network: fieldlab.offline,
        version: fieldlab.version,
        questions,
        next_steps: fieldlab.next_steps,
    })
}

impl Placeholder {
    fn question(self, name: String, reason: String) -> Question {
        let text = |value: toml::Value| match value {
            toml::Value::String(text) => text,
            other => other.to_string(),
        };
        Question {
            name,
            prompt: self.prompt,
            reason,
            default: self.default.map(text),
            pattern: self.regex,
            choices: if self.kind == "bool" {
                vec!["true".to_owned(), "false".to_owned()]
            } else {
                self.choices
            },
        }
    }
}

/// Writes the files of a template to a folder.
pub(crate) fn extract(name: &str, folder: &Path) -> std::io::Result<()> {
    for file in Files::iter() {
        let Some(rest) = file
            .strip_prefix(name)
            .and_then(|rest| rest.strip_prefix('/'))
        else {
            continue;
        };
        let path = folder.join(rest);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        if let Some(data) = Files::get(&file) {
            std::fs::write(path, data.data)?;
        }
    }
    Ok(())
}

/// Path and text of every file of a template.
#[cfg(test)]
pub(crate) fn texts(name: &str) -> Vec<(String, String)> {
    Files::iter()
        .filter_map(|file| {
            let rest = file.strip_prefix(name)?.strip_prefix('/')?.to_owned();
            let text = String::from_utf8(Files::get(&file)?.data.into_owned()).unwrap();
            Some((rest, text))
        })
        .collect()
}
