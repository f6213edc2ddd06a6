//! The templates that are compiled in, and the questions they ask.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rust_embed::RustEmbed;
use serde::{Deserialize, Serialize};

use crate::ScaffoldError;

#[derive(RustEmbed)]
#[folder = "../../templates"]
#[exclude = "*/target/*"]
#[exclude = "*/.venv/*"]
#[exclude = "*/node_modules/*"]
#[exclude = "*/__pycache__/*"]
#[exclude = "README.md"]
struct Files;

/// Words to the questions that templates have in common.
const QUESTIONS: &str = "questions.toml";

/// A template, as one chooses from a list.
#[derive(Clone, Debug, Serialize)]
pub struct Template {
    /// Name on the command line.
    pub name: String,
    /// Name for people.
    pub title: String,
    /// What it makes, in one sentence.
    pub description: String,
    /// Layer of the Common Ground model: interactie, proces, integratie, services or data.
    pub layer: String,
    /// What it is written in.
    pub language: String,
    /// Whether what it makes can be built, tested and run without a network, the first time too.
    pub offline: bool,
    /// Version of the template.
    pub version: String,
    /// What it asks.
    pub questions: Vec<Question>,
    /// The two commands of the component's README, for its own folder.
    pub commands: Commands,
    /// Files that can be run, relative to the component.
    #[serde(skip)]
    pub(crate) executable: Vec<String>,
    /// What to do after it was made; `{name}` stands for an answer.
    #[serde(skip)]
    pub(crate) next_steps: Vec<String>,
}

/// How a component is tested and started.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Commands {
    /// Runs its tests.
    pub test: String,
    /// Starts it.
    pub start: String,
}

/// One question of a template.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// Its key for `--define`.
    pub name: String,
    /// The question itself, in Dutch.
    pub prompt: String,
    /// The same in English.
    pub prompt_en: String,
    /// Why it is asked, in Dutch.
    pub reason: String,
    /// The same in English.
    pub reason_en: String,
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
    description: String,
    /// An addition has none of these three: it suits every layer and language.
    #[serde(default)]
    layer: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    commands: Commands,
    version: String,
    offline: bool,
    #[serde(default)]
    executable: Vec<String>,
    next_steps: Vec<String>,
    #[serde(default)]
    questions: BTreeMap<String, Words>,
}

/// What is told with a question.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    prompt_en: String,
    reason_nl: String,
    reason_en: String,
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

/// The template that a project was made from, also when it has another place by now.
pub(crate) fn find_for_update(name: &str) -> Result<Template, ScaffoldError> {
    match name.starts_with(ADDITIONS) {
        true => load(name),
        false => find(name),
    }
}

/// Names of what can be added to a project.
pub fn additions() -> Vec<String> {
    let mut names: Vec<String> = Files::iter()
        .filter_map(|file| {
            let (name, rest) = file.strip_prefix(ADDITIONS)?.split_once('/')?;
            (rest == "fieldlab-template.toml").then(|| name.to_owned())
        })
        .collect();
    names.sort();
    names
}

/// A template or an addition, by name.
///
/// # Errors
/// When there is neither.
pub fn describe(name: &str) -> Result<Template, ScaffoldError> {
    match additions().iter().any(|known| known == name) {
        true => find_addition(name),
        false => find(name),
    }
}

pub(crate) fn find_addition(name: &str) -> Result<Template, ScaffoldError> {
    let known = additions();
    if known.iter().any(|known| known == name) {
        return load(&format!("{ADDITIONS}{name}"));
    }
    Err(ScaffoldError::UnknownTemplate {
        name: name.to_owned(),
        near: None,
        known,
    })
}

/// The folder of what can be added to a project.
pub(crate) const ADDITIONS: &str = "toevoegingen/";

pub(crate) fn load(name: &str) -> Result<Template, ScaffoldError> {
    let broken = |reason: String| ScaffoldError::Template {
        template: name.to_owned(),
        reason,
    };
    let read = |path: &str| {
        let file = Files::get(path).ok_or_else(|| broken(format!("{path} is missing")))?;
        String::from_utf8(file.data.into_owned()).map_err(|error| broken(error.to_string()))
    };
    let own = |file: &str| read(&format!("{name}/{file}"));
    let generate: GenerateFile =
        toml::from_str(&own("cargo-generate.toml")?).map_err(|error| broken(error.to_string()))?;
    let fieldlab: FieldlabFile = toml::from_str(&own("fieldlab-template.toml")?)
        .map_err(|error| broken(error.to_string()))?;
    let common: BTreeMap<String, Words> =
        toml::from_str(&read(QUESTIONS)?).map_err(|error| broken(error.to_string()))?;
    let mut questions = Vec::new();
    for (key, value) in generate.placeholders {
        let placeholder: Placeholder = value
            .try_into()
            .map_err(|error: toml::de::Error| broken(error.to_string()))?;
        let words = fieldlab.questions.get(&key).or(common.get(&key));
        let words = words.ok_or_else(|| broken(format!("nothing says why it asks `{key}`")))?;
        questions.push(placeholder.question(key, words.clone()));
    }
    Ok(Template {
        name: name.to_owned(),
        title: fieldlab.title,
        description: fieldlab.description,
        layer: fieldlab.layer,
        language: fieldlab.language,
        offline: fieldlab.offline,
        version: fieldlab.version,
        questions,
        commands: fieldlab.commands,
        executable: fieldlab.executable,
        next_steps: fieldlab.next_steps,
    })
}

impl Placeholder {
    fn question(self, name: String, words: Words) -> Question {
        let text = |value: toml::Value| match value {
            toml::Value::String(text) => text,
            other => other.to_string(),
        };
        Question {
            name,
            prompt: self.prompt,
            prompt_en: words.prompt_en,
            reason: words.reason_nl,
            reason_en: words.reason_en,
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

/// Gives the files that can be run their run bit: neither embedding nor rendering keeps it.
pub(crate) fn make_executable(files: &[String], folder: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    for file in files {
        use std::os::unix::fs::PermissionsExt;
        let path = folder.join(file);
        // A choice may have left it out.
        if path.is_file() {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))?;
        }
    }
    #[cfg(not(unix))]
    let _ = (files, folder);
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
