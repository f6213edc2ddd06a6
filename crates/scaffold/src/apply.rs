//! Changes made as one: all of them, or none.
//!
//! First everything new and a copy of everything old is written in `.fieldlab/bezig`, with a list of steps; that takes
//! the room on the disk. Then files are moved into place. Whoever finds the list later, after a crash, puts the old
//! ones back. At the end `bezig` becomes `ongedaan`: undoing an update is the same as recovering from a crash.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::ScaffoldError;
use crate::change::Change;
use crate::project::{BASE, FOLDER, IGNORE, MADE, Rendered, hash, is_inside, passes_a_link};

const BUSY: &str = "bezig";
const DONE: &str = "ongedaan";
const STEPS: &str = "stappen.json";

/// One file: what it was and what it becomes, as the number of a copy in the folder.
#[derive(Deserialize, Serialize)]
struct Step {
    path: String,
    old: bool,
    /// Hash of what it becomes; nothing when it goes.
    new: Option<String>,
    old_executable: bool,
}

fn io<'a>(action: &'a str, path: &'a Path) -> impl FnOnce(std::io::Error) -> ScaffoldError + 'a {
    move |source| ScaffoldError::Io {
        action: format!("{action} `{}`", path.display()),
        source,
    }
}

/// Makes the changes, and writes the files of fieldlab's own.
pub(crate) fn apply(
    folder: &Path,
    changes: &[Change],
    own: &BTreeMap<String, Rendered>,
) -> Result<(), ScaffoldError> {
    recover(folder)?;
    let busy = folder.join(FOLDER).join(BUSY);
    let mut wanted: Vec<(&str, Option<&Rendered>)> = changes
        .iter()
        .filter(|change| change.action != crate::Action::Keep)
        .map(|change| (change.path.as_str(), change.after.as_ref()))
        .collect();
    wanted.extend(own.iter().map(|(path, file)| (path.as_str(), Some(file))));
    if let Err(error) = prepare(folder, &busy, &wanted) {
        let _ = std::fs::remove_dir_all(&busy);
        return Err(error);
    }
    for (number, (path, file)) in wanted.iter().enumerate() {
        if let Err(error) = put(folder, &busy, number, path, file.is_some()) {
            recover(folder)?;
            return Err(error);
        }
    }
    let done = folder.join(FOLDER).join(DONE);
    if done.exists() {
        std::fs::remove_dir_all(&done).map_err(io("remove", &done))?;
    }
    std::fs::rename(&busy, &done).map_err(io("write", &done))
}

/// Writes everything that will be needed; touches nothing of the project.
fn prepare(
    folder: &Path,
    busy: &Path,
    wanted: &[(&str, Option<&Rendered>)],
) -> Result<(), ScaffoldError> {
    for part in ["oud", "nieuw"] {
        let path = busy.join(part);
        std::fs::create_dir_all(&path).map_err(io("make", &path))?;
    }
    let mut steps = Vec::new();
    for (number, (path, file)) in wanted.iter().enumerate() {
        if passes_a_link(folder, path) {
            return Err(ScaffoldError::Project {
                path: folder.join(path),
                reason: "a link leads out of the project".to_owned(),
            });
        }
        let target = folder.join(path);
        let old = target.is_file();
        if old {
            let copy = busy.join("oud").join(number.to_string());
            std::fs::copy(&target, &copy).map_err(io("keep a copy of", &target))?;
        }
        if let Some(file) = file {
            let new = busy.join("nieuw").join(number.to_string());
            std::fs::write(&new, &file.bytes).map_err(io("write", &new))?;
            // What the team made executable stays so.
            set_executable(&new, file.executable || (old && is_executable(&target)))
                .map_err(io("write", &new))?;
        }
        steps.push(Step {
            path: (*path).to_owned(),
            old,
            new: file.map(|file| hash(&file.bytes)),
            old_executable: old && is_executable(&target),
        });
    }
    // The list comes last, and whole: without it nothing has begun.
    let draft = busy.join("stappen.nieuw");
    let text = serde_json::to_vec(&steps).map_err(|error| ScaffoldError::Project {
        path: draft.clone(),
        reason: error.to_string(),
    })?;
    let written = std::fs::File::create(&draft).and_then(|mut file| {
        std::io::Write::write_all(&mut file, &text)?;
        file.sync_all()
    });
    written.map_err(io("write", &draft))?;
    std::fs::rename(&draft, busy.join(STEPS)).map_err(io("write", &draft))
}

fn put(
    folder: &Path,
    busy: &Path,
    number: usize,
    path: &str,
    comes: bool,
) -> Result<(), ScaffoldError> {
    let target = folder.join(path);
    if !comes {
        return std::fs::remove_file(&target).map_err(io("remove", &target));
    }
    if let Some(parent) = target.parent() {
        std::fs::create_dir_all(parent).map_err(io("make", parent))?;
    }
    std::fs::rename(busy.join("nieuw").join(number.to_string()), &target)
        .map_err(io("write", &target))
}

/// Puts everything back when an update was interrupted; does nothing otherwise. Says whether it did.
pub(crate) fn recover(folder: &Path) -> Result<bool, ScaffoldError> {
    let busy = folder.join(FOLDER).join(BUSY);
    if !busy.exists() {
        return Ok(false);
    }
    if let Some(steps) = steps(&busy)? {
        for (number, step) in steps.iter().enumerate() {
            let target = folder.join(&step.path);
            if passes_a_link(folder, &step.path) {
                continue;
            }
            if step.old {
                // Beside it and then over it: a crash here can be recovered from again.
                let copy = busy.join("oud").join(number.to_string());
                let beside = busy.join("terug");
                std::fs::copy(&copy, &beside).map_err(io("put back", &target))?;
                set_executable(&beside, step.old_executable).map_err(io("put back", &target))?;
                if let Some(parent) = target.parent() {
                    std::fs::create_dir_all(parent).map_err(io("make", parent))?;
                }
                std::fs::rename(&beside, &target).map_err(io("put back", &target))?;
            } else if target.is_file() {
                std::fs::remove_file(&target).map_err(io("remove", &target))?;
                remove_empty(folder, &target);
            }
        }
    }
    std::fs::remove_dir_all(&busy).map_err(io("remove", &busy))?;
    Ok(true)
}

fn steps(folder: &Path) -> Result<Option<Vec<Step>>, ScaffoldError> {
    let path = folder.join(STEPS);
    let text = match std::fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(io("read", &path)(error)),
    };
    let steps: Vec<Step> =
        serde_json::from_slice(&text).map_err(|error| ScaffoldError::Project {
            path: path.clone(),
            reason: error.to_string(),
        })?;
    let own = |path: &str| [MADE, BASE, IGNORE].contains(&path);
    match steps
        .iter()
        .find(|step| !own(&step.path) && !is_inside(&step.path))
    {
        Some(step) => Err(ScaffoldError::Project {
            path,
            reason: format!("`{}` is no path in the project", step.path),
        }),
        None => Ok(Some(steps)),
    }
}

/// Takes the last update back. Gives the files that it put back or took away.
pub(crate) fn undo(folder: &Path, force: bool) -> Result<Vec<String>, ScaffoldError> {
    recover(folder)?;
    let done = folder.join(FOLDER).join(DONE);
    let Some(steps) = steps(&done)? else {
        return Err(ScaffoldError::NothingToUndo {
            folder: folder.to_owned(),
        });
    };
    let changed: Vec<PathBuf> = steps
        .iter()
        .filter(|step| {
            let now = std::fs::read(folder.join(&step.path))
                .ok()
                .map(|bytes| hash(&bytes));
            now != step.new
        })
        .map(|step| PathBuf::from(&step.path))
        .collect();
    if !changed.is_empty() && !force {
        return Err(ScaffoldError::ChangedSince { paths: changed });
    }
    let busy = folder.join(FOLDER).join(BUSY);
    std::fs::rename(&done, &busy).map_err(io("use", &done))?;
    recover(folder)?;
    Ok(steps
        .into_iter()
        .map(|step| step.path)
        .filter(|path| !path.starts_with(FOLDER))
        .collect())
}

/// Folders that hold nothing any more, up to the project's own.
fn remove_empty(folder: &Path, file: &Path) {
    let mut parent = file.parent();
    while let Some(at) = parent.filter(|at| *at != folder && at.starts_with(folder)) {
        if std::fs::remove_dir(at).is_err() {
            break;
        }
        parent = at.parent();
    }
}

pub(crate) fn is_executable(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::metadata(path).is_ok_and(|data| data.permissions().mode() & 0o111 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

fn set_executable(path: &Path, executable: bool) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = if executable { 0o755 } else { 0o644 };
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
    }
    #[cfg(not(unix))]
    {
        let _ = (path, executable);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
