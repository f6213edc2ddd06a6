//! From what a template renders now, what it rendered before, and what lies in the project, to what has to change.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;

use crate::project::{Files, Part, Project, Rendered, hash, is_inside, passes_a_link};

/// What happens to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// It is new.
    Add,
    /// The team left it as it was; the template's takes its place.
    Replace,
    /// Both changed it, in different places.
    Merge,
    /// Both changed the same lines: both versions are in it, marked.
    Conflict,
    /// The team's stays.
    Keep,
    /// The template has it no more, and the team left it as it was.
    Remove,
}

/// One file that changes, or that stays against what the template has.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// Path from the project's folder, with `/`.
    pub path: String,
    /// What happens.
    pub action: Action,
    /// Why, when it is not plain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What is there.
    #[serde(skip)]
    pub(crate) before: Option<Vec<u8>>,
    /// What comes there.
    #[serde(skip)]
    pub(crate) after: Option<Rendered>,
}

impl Change {
    /// The difference, in the unified form; nothing for files that are no text or stay.
    pub fn diff(&self) -> Option<String> {
        if self.action == Action::Keep {
            return None;
        }
        let text = |bytes: Option<&[u8]>| String::from_utf8(bytes.unwrap_or_default().to_vec());
        let before = text(self.before.as_deref()).ok()?;
        let after = text(self.after.as_ref().map(|file| file.bytes.as_slice())).ok()?;
        let name = |side: &str, there: bool| match there {
            true => format!("{side}/{}", self.path),
            false => "/dev/null".to_owned(),
        };
        let patch = diffy::DiffOptions::new()
            .set_original_filename(name("a", self.before.is_some()))
            .set_modified_filename(name("b", self.after.is_some()))
            .create_patch(&before, &after)
            .to_string();
        Some(patch)
    }
}

/// What has to change in a project for one part. `old` is that part as it was rendered before; without it, nothing
/// that is there is touched unless `replace` says so.
pub(crate) fn changes(
    folder: &Path,
    project: &Project,
    old: Option<&Part>,
    new: &Files,
    replace: bool,
) -> Vec<Change> {
    let mut paths: BTreeSet<&String> = new.keys().collect();
    paths.extend(old.into_iter().flat_map(|part| part.files.keys()));
    paths
        .into_iter()
        .filter_map(|path| {
            let known = old.and_then(|part| part.files.get(path));
            let base = project.base.get(path).map(String::as_str);
            one(folder, path, known, base, new.get(path), replace)
        })
        .collect()
}

fn one(
    folder: &Path,
    path: &str,
    known: Option<&String>,
    base: Option<&str>,
    new: Option<&Rendered>,
    replace: bool,
) -> Option<Change> {
    let change =
        |action, reason: Option<&str>, before: Option<Vec<u8>>, after: Option<Rendered>| {
            Some(Change {
                path: path.to_owned(),
                action,
                reason: reason.map(str::to_owned),
                before,
                after,
            })
        };
    if !is_inside(path) || passes_a_link(folder, path) {
        return change(
            Action::Keep,
            Some("a link, or outside of the project"),
            None,
            None,
        );
    }
    let there = std::fs::read(folder.join(path)).ok();
    let in_the_way = there.is_none() && folder.join(path).symlink_metadata().is_ok();
    if in_the_way {
        return change(
            Action::Keep,
            Some("something that is no file is in its place"),
            None,
            None,
        );
    }
    match (there, known, new) {
        // As it should be already, or gone on both sides.
        (Some(there), _, Some(new)) if there == new.bytes => None,
        (None, Some(_), None) | (_, None, None) => None,
        (None, None, Some(new)) => change(Action::Add, None, None, Some(new.clone())),
        (None, Some(known), Some(new)) => match *known == hash(&new.bytes) {
            true => None,
            false => change(
                Action::Keep,
                Some("the team took it out; the template changed it"),
                None,
                None,
            ),
        },
        (Some(there), None, Some(new)) => match replace {
            true => change(
                Action::Replace,
                Some("asked for"),
                Some(there),
                Some(new.clone()),
            ),
            false => change(
                Action::Keep,
                Some(
                    "it was there already; --diff shows the difference, --replace takes the new one",
                ),
                Some(there),
                Some(new.clone()),
            ),
        },
        (Some(there), Some(known), None) => match *known == hash(&there) {
            true => change(Action::Remove, None, Some(there), None),
            false => change(
                Action::Keep,
                Some("the template has it no more; the team changed it"),
                Some(there),
                None,
            ),
        },
        (Some(there), Some(known), Some(new)) => {
            if *known == hash(&there) {
                return change(Action::Replace, None, Some(there), Some(new.clone()));
            }
            // The template did not change it: the team's is the only change there is.
            if *known == hash(&new.bytes) {
                return None;
            }
            merged(there, base, new).map_or_else(
                |(there, reason)| change(Action::Keep, Some(reason), Some(there), None),
                |(there, action, text)| {
                    let after = Rendered {
                        bytes: text.into_bytes(),
                        executable: new.executable,
                    };
                    match after.bytes == there {
                        true => None,
                        false => change(action, None, Some(there), Some(after)),
                    }
                },
            )
        }
    }
}

/// What came of a merge: the team's bytes, what was done, and the text.
type Merged = (Vec<u8>, Action, String);

/// The team's file with the template's changes in it, or the team's bytes and why it cannot be.
fn merged(
    there: Vec<u8>,
    base: Option<&str>,
    new: &Rendered,
) -> Result<Merged, (Vec<u8>, &'static str)> {
    let Some(base) = base else {
        return Err((
            there,
            "both changed it, and .fieldlab/basis.json is gone: compare it by hand",
        ));
    };
    let (Ok(ours), Ok(theirs)) = (
        String::from_utf8(there.clone()),
        std::str::from_utf8(&new.bytes),
    ) else {
        return Err((there, "both changed it, and it is no text"));
    };
    let (action, text) = match diffy::merge(base, &ours, theirs) {
        Ok(text) => (Action::Merge, text),
        Err(text) => (Action::Conflict, text),
    };
    Ok((there, action, text))
}
