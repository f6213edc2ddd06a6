//! What a project remembers of how it was made, in its folder `.fieldlab`: template, version, answers, and every file
//! as it was rendered. With that an update can tell what the team changed from what the template changed.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::ScaffoldError;

/// The folder; a team keeps it with its code.
pub(crate) const FOLDER: &str = ".fieldlab";
/// Template, version, answers and hashes.
pub(crate) const MADE: &str = ".fieldlab/gemaakt.json";
/// The files as rendered, for merging.
pub(crate) const BASE: &str = ".fieldlab/basis.json";

/// Keeps what is only for this machine out of git.
pub(crate) const IGNORE: &str = ".fieldlab/.gitignore";

/// The shape of these files; a later fieldlab may write another.
const FORMAT: u32 = 1;

/// A file as rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rendered {
    pub(crate) bytes: Vec<u8>,
    pub(crate) executable: bool,
}

/// Files by path from the project's folder, with `/`.
pub(crate) type Files = BTreeMap<String, Rendered>;

/// One template that a project was made from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Part {
    pub(crate) template: String,
    pub(crate) version: String,
    pub(crate) name: String,
    pub(crate) answers: BTreeMap<String, String>,
    /// SHA-256 of every file as it was rendered.
    pub(crate) files: BTreeMap<String, String>,
}

/// What a project remembers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Project {
    format: u32,
    pub(crate) parts: Vec<Part>,
    /// Text by path.
    #[serde(skip)]
    pub(crate) base: BTreeMap<String, String>,
}

pub(crate) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

impl Part {
    pub(crate) fn new(
        template: &str,
        version: &str,
        name: &str,
        answers: &BTreeMap<String, String>,
        files: &Files,
    ) -> Self {
        Self {
            template: template.to_owned(),
            version: version.to_owned(),
            name: name.to_owned(),
            answers: answers.clone(),
            files: files
                .iter()
                .map(|(path, file)| (path.clone(), hash(&file.bytes)))
                .collect(),
        }
    }
}

impl Project {
    /// What the project in this folder remembers; an empty one when fieldlab has made nothing there.
    pub(crate) fn read(folder: &Path) -> Result<Self, ScaffoldError> {
        let unreadable = |path: &str, reason: String| ScaffoldError::Project {
            path: folder.join(path),
            reason,
        };
        let text = |path: &str| match std::fs::read_to_string(folder.join(path)) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unreadable(path, error.to_string())),
        };
        let Some(made) = text(MADE)? else {
            return Ok(Self::default());
        };
        let mut project: Self =
            serde_json::from_str(&made).map_err(|error| unreadable(MADE, error.to_string()))?;
        if project.format > FORMAT {
            return Err(unreadable(MADE, "a newer fieldlab wrote it".to_owned()));
        }
        for path in project.parts.iter().flat_map(|part| part.files.keys()) {
            if !is_inside(path) {
                return Err(unreadable(
                    MADE,
                    format!("`{path}` is no path in the project"),
                ));
            }
        }
        // Without it files that both changed cannot be merged, but all else can be done.
        if let Some(base) = text(BASE)? {
            project.base =
                serde_json::from_str(&base).map_err(|error| unreadable(BASE, error.to_string()))?;
        }
        Ok(project)
    }

    /// Puts a part in the place of an older one of the same template, and its files in the base.
    pub(crate) fn put(&mut self, part: Part, files: &Files) {
        if let Some(old) = self.parts.iter().find(|old| old.template == part.template) {
            for path in old.files.keys() {
                self.base.remove(path);
            }
        }
        for (path, file) in files {
            if let Ok(text) = String::from_utf8(file.bytes.clone()) {
                self.base.insert(path.clone(), text);
            }
        }
        match self
            .parts
            .iter_mut()
            .find(|old| old.template == part.template)
        {
            Some(old) => *old = part,
            None => self.parts.push(part),
        }
    }

    /// The files as they are kept.
    pub(crate) fn files(&self) -> Result<Files, ScaffoldError> {
        let made = Self {
            format: FORMAT,
            parts: self.parts.clone(),
            base: BTreeMap::new(),
        };
        let text = |value: Result<String, serde_json::Error>, path: &str| {
            value
                .map(|text| text + "\n")
                .map_err(|error| ScaffoldError::Project {
                    path: PathBuf::from(path),
                    reason: error.to_string(),
                })
        };
        let file = |text: String| Rendered {
            bytes: text.into_bytes(),
            executable: false,
        };
        Ok(Files::from([
            (
                MADE.to_owned(),
                file(text(serde_json::to_string_pretty(&made), MADE)?),
            ),
            (
                BASE.to_owned(),
                file(text(serde_json::to_string_pretty(&self.base), BASE)?),
            ),
            (IGNORE.to_owned(), file("bezig\nongedaan\n".to_owned())),
        ]))
    }
}

/// Whether a path stays in the project: no `..`, no root, nothing of fieldlab's own or of git.
pub(crate) fn is_inside(path: &str) -> bool {
    let mut parts = Path::new(path).components();
    let first_is_ours = path
        .split('/')
        .next()
        .is_some_and(|first| first == FOLDER || first == ".git");
    !path.is_empty()
        && !path.contains('\\')
        && !first_is_ours
        && parts.all(|part| matches!(part, Component::Normal(_)))
}

/// Whether something on the way to a path is a link: writing there could leave the project.
pub(crate) fn passes_a_link(folder: &Path, path: &str) -> bool {
    let mut at = folder.to_owned();
    Path::new(path).components().any(|part| {
        at.push(part);
        at.symlink_metadata().is_ok_and(|data| data.is_symlink())
    })
}
