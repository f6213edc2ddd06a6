//! The files of a repository: walked once, in parallel, each read once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use ignore::{WalkBuilder, WalkState};

use crate::files::scan::{self, Facts};

/// Folders of tools and of what they make; not the work of the team.
const PASSED_OVER: &[&str] = &[
    ".git",
    ".hg",
    ".svn",
    ".fieldlab",
    ".venv",
    ".tox",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".next",
    ".terraform",
    "__pycache__",
    "node_modules",
    "target",
    "venv",
];

/// Larger files are data, pictures or programs.
const LARGEST: u64 = 1024 * 1024;

/// A folder, and what was seen in each of its files.
pub(crate) struct Repository {
    root: PathBuf,
    /// By path from the root, with `/`.
    files: BTreeMap<String, Facts>,
}

impl Repository {
    /// Walks the folder. What `.gitignore` and `.fieldlabignore` name is passed over, links are not followed.
    pub(crate) fn read(root: &Path) -> Self {
        let files = Mutex::new(BTreeMap::new());
        let walk = WalkBuilder::new(root)
            .hidden(false)
            .parents(false)
            .git_global(false)
            .require_git(false)
            .add_custom_ignore_filename(".fieldlabignore")
            .filter_entry(|entry| {
                let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
                !is_folder
                    || entry.depth() == 0
                    || !PASSED_OVER.contains(&entry.file_name().to_string_lossy().as_ref())
            })
            .build_parallel();
        walk.run(|| {
            Box::new(|entry| {
                let Ok(entry) = entry else {
                    return WalkState::Continue;
                };
                if !entry.file_type().is_some_and(|kind| kind.is_file()) {
                    return WalkState::Continue;
                }
                let Ok(path) = entry.path().strip_prefix(root) else {
                    return WalkState::Continue;
                };
                let path = slashed(path);
                let small = entry.metadata().is_ok_and(|data| data.len() <= LARGEST);
                let text = small.then(|| read_text(entry.path())).flatten();
                let facts = text.map_or_else(Facts::default, |text| scan::scan(&path, &text));
                // Guards the map; a panic in another thread leaves it whole.
                files
                    .lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner)
                    .insert(path, facts);
                WalkState::Continue
            })
        });
        Self {
            root: root.to_owned(),
            files: files
                .into_inner()
                .unwrap_or_else(std::sync::PoisonError::into_inner),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.files.len()
    }

    /// Every file with what was seen in it, by path.
    pub(crate) fn facts(&self) -> impl Iterator<Item = (&str, &Facts)> {
        self.files
            .iter()
            .map(|(path, facts)| (path.as_str(), facts))
    }

    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The first of these that is there, whatever its capitals.
    pub(crate) fn first(&self, candidates: &[&str]) -> Option<&str> {
        candidates.iter().find_map(|candidate| {
            self.paths()
                .find(|path| path.eq_ignore_ascii_case(candidate))
        })
    }

    /// The text of a file; nothing when it is not there or no text.
    pub(crate) fn text(&self, path: &str) -> Option<String> {
        self.files.get(path)?;
        read_text(&self.root.join(path))
    }

    /// Names of the tags, when it is a git repository.
    pub(crate) fn tags(&self) -> Vec<String> {
        let git = self.root.join(".git");
        let mut tags: Vec<String> = std::fs::read_to_string(git.join("packed-refs"))
            .unwrap_or_default()
            .lines()
            .filter_map(|line| Some(line.split_once(" refs/tags/")?.1.to_owned()))
            .collect();
        let loose = std::fs::read_dir(git.join("refs/tags"));
        tags.extend(
            loose
                .into_iter()
                .flatten()
                .filter_map(|entry| entry.ok()?.file_name().into_string().ok()),
        );
        tags.sort();
        tags
    }

    /// Path and text of the first of these that is there.
    pub(crate) fn first_text(&self, candidates: &[&str]) -> Option<(&str, String)> {
        let path = self.first(candidates)?;
        Some((path, self.text(path)?))
    }
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

/// A file as text; nothing for what is not UTF-8 or holds a NUL.
fn read_text(path: &Path) -> Option<String> {
    let bytes = std::fs::read(path).ok()?;
    if bytes.iter().take(8192).any(|byte| *byte == 0) {
        return None;
    }
    String::from_utf8(bytes).ok()
}
