//! Mends that a machine can make without a mistake: new files where there are none, and a word on one line.

use std::path::{Component, Path};

use serde::Serialize;

use crate::{CheckError, Report};

/// One mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fix {
    /// A file that is not there.
    Write {
        /// Where.
        path: String,
        /// What.
        text: String,
    },
    /// Another name for a file.
    Rename {
        /// What it is named.
        from: String,
        /// What it should be named.
        to: String,
    },
    /// A word on a line.
    Replace {
        /// The file.
        path: String,
        /// The line, from 1.
        line: u64,
        /// What stands there.
        from: String,
        /// What should.
        to: String,
    },
}

/// A mend that was made.
#[derive(Clone, Debug, Serialize)]
pub struct Mended {
    /// The rule.
    pub rule: &'static str,
    /// What was done.
    pub done: String,
}

/// Makes the mends of a report. Nothing that stands there is written over, and a line that has changed is left.
///
/// # Errors
/// When a file cannot be written; what was mended before that stays so.
pub fn apply(folder: &Path, report: &Report) -> Result<Vec<Mended>, CheckError> {
    let mut mended = Vec::new();
    // Names change last: until then every finding points to the file as it was named.
    let (renames, others): (Vec<_>, Vec<_>) = report
        .findings
        .iter()
        .filter_map(|finding| Some((finding.rule, finding.fix.as_ref()?)))
        .partition(|(_, fix)| matches!(fix, Fix::Rename { .. }));
    for (rule, fix) in others.into_iter().chain(renames) {
        if let Some(done) = make(folder, fix)? {
            mended.push(Mended { rule, done });
        }
    }
    Ok(mended)
}

fn make(folder: &Path, fix: &Fix) -> Result<Option<String>, CheckError> {
    let failed = |path: &str| {
        let path = path.to_owned();
        move |source| CheckError::Write { path, source }
    };
    match fix {
        Fix::Write { path, text } => {
            let Some(target) = inside(folder, path) else {
                return Ok(None);
            };
            if target.symlink_metadata().is_ok() {
                return Ok(None);
            }
            if let Some(parent) = target.parent() {
                std::fs::create_dir_all(parent).map_err(failed(path))?;
            }
            replace(&target, text).map_err(failed(path))?;
            Ok(Some(format!("wrote {path}")))
        }
        Fix::Rename { from, to } => {
            let (Some(source), Some(target)) = (inside(folder, from), inside(folder, to)) else {
                return Ok(None);
            };
            if target.symlink_metadata().is_ok() {
                return Ok(None);
            }
            std::fs::rename(source, target).map_err(failed(to))?;
            Ok(Some(format!("renamed {from} to {to}")))
        }
        Fix::Replace {
            path,
            line,
            from,
            to,
        } => {
            let Some(target) = inside(folder, path) else {
                return Ok(None);
            };
            let text = std::fs::read_to_string(&target).map_err(failed(path))?;
            let Some(start) = line_start(&text, *line) else {
                return Ok(None);
            };
            let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
            // Exactly once on the line, or a person has to look.
            if text[start..end].matches(from.as_str()).count() != 1 {
                return Ok(None);
            }
            let new = format!(
                "{}{}{}",
                &text[..start],
                text[start..end].replacen(from, to, 1),
                &text[end..]
            );
            replace(&target, &new).map_err(failed(path))?;
            Ok(Some(format!("{path}:{line}: {from} is now {to}")))
        }
    }
}

/// A path in the folder; nothing for one that leaves it.
fn inside(folder: &Path, path: &str) -> Option<std::path::PathBuf> {
    Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
        .then(|| folder.join(path))
}

fn line_start(text: &str, line: u64) -> Option<usize> {
    let before = usize::try_from(line).ok()?.checked_sub(1)?;
    match before {
        0 => Some(0),
        _ => text
            .match_indices('\n')
            .nth(before - 1)
            .map(|(at, _)| at + 1),
    }
}

/// Writes beside the file and moves it into place, so that a full disk leaves the file as it was.
fn replace(target: &Path, text: &str) -> std::io::Result<()> {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(".fieldlab-new");
    let beside = target.with_file_name(name);
    let written = std::fs::write(&beside, text)
        .and_then(|()| match std::fs::metadata(target) {
            Ok(data) => std::fs::set_permissions(&beside, data.permissions()),
            Err(_) => Ok(()),
        })
        .and_then(|()| std::fs::rename(&beside, target));
    if written.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mend_changes_one_line_and_never_leaves_the_folder() {
        let folder = std::env::temp_dir().join(format!("fieldlab-fix-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("a.yml"), "x: nl\ny: [nl]\nz: nl nl\n").unwrap();
        let replace = |line| Fix::Replace {
            path: "a.yml".to_owned(),
            line,
            from: "nl".to_owned(),
            to: "NL".to_owned(),
        };
        assert!(make(&folder, &replace(2)).unwrap().is_some());
        assert!(make(&folder, &replace(3)).unwrap().is_none());
        assert!(make(&folder, &replace(9)).unwrap().is_none());
        let outside = Fix::Write {
            path: "../b".to_owned(),
            text: String::new(),
        };
        assert!(make(&folder, &outside).unwrap().is_none());
        let there = Fix::Write {
            path: "a.yml".to_owned(),
            text: String::new(),
        };
        assert!(make(&folder, &there).unwrap().is_none());
        let text = std::fs::read_to_string(folder.join("a.yml")).unwrap();
        assert_eq!(text, "x: nl\ny: [NL]\nz: nl nl\n");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
