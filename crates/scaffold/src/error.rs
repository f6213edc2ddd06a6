//! What can be wrong with a wish for a component.

use std::path::PathBuf;

/// Why no component was made. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ScaffoldError {
    /// No template has that name.
    #[error("there is no template `{name}`")]
    UnknownTemplate {
        /// The name.
        name: String,
        /// The one that was probably meant.
        near: Option<String>,
        /// Those that there are.
        known: Vec<String>,
    },
    /// Answers that cannot be used, all of them.
    #[error("{}", faults.join("; "))]
    Answers {
        /// Each in words, with the name of the question and the answer.
        faults: Vec<String>,
        /// How to answer.
        mend: String,
    },
    /// The folder is there already.
    #[error("`{}` exists already", target.display())]
    TargetExists {
        /// The folder.
        target: PathBuf,
    },
    /// The folder to make it in is not there.
    #[error("there is no folder `{}`", folder.display())]
    NoFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// Reading or writing failed.
    #[error("cannot {action}")]
    Io {
        /// What was tried.
        action: String,
        /// The cause.
        #[source]
        source: std::io::Error,
    },
    /// Our own binary could not be started as the renderer.
    #[error("cannot start `{}`", renderer.display())]
    Start {
        /// The binary.
        renderer: PathBuf,
        /// The cause.
        #[source]
        source: std::io::Error,
    },
    /// The renderer failed.
    #[error("the template `{template}` could not be rendered: {reason}")]
    Render {
        /// The template.
        template: String,
        /// What the renderer said.
        reason: String,
    },
    /// What a project remembers cannot be used.
    #[error("`{}` cannot be used: {reason}", path.display())]
    Project {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// The project was not made by `new`.
    #[error("`{}` does not remember how it was made", folder.display())]
    NotOurs {
        /// The project's folder.
        folder: PathBuf,
    },
    /// No update was made here, or it was undone already.
    #[error("there is nothing to undo in `{}`", folder.display())]
    NothingToUndo {
        /// The project's folder.
        folder: PathBuf,
    },
    /// Files were changed after the update.
    #[error("changed since: {}", paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", "))]
    ChangedSince {
        /// The files.
        paths: Vec<PathBuf>,
    },
    /// A template that is compiled in is not right.
    #[error("the template `{template}` is broken: {reason}")]
    Template {
        /// The template.
        template: String,
        /// What is wrong.
        reason: String,
    },
}

impl ScaffoldError {
    /// How to mend it, when the person who asked can.
    pub fn mend(&self) -> Option<String> {
        match self {
            Self::UnknownTemplate { near, known, .. } => {
                let known = format!("there are: {}", known.join(", "));
                Some(match near {
                    Some(near) => format!("did you mean `{near}`? {known}"),
                    None => known,
                })
            }
            Self::Answers { mend, .. } => Some(mend.clone()),
            Self::TargetExists { .. } => {
                Some("choose another --name or --into; nothing was changed".to_owned())
            }
            Self::NoFolder { .. } => Some("make it first, or leave --into out".to_owned()),
            Self::Io { .. } => Some("is the folder writable, and is there room?".to_owned()),
            Self::Project { .. } => Some(
                "take the file back from git, or make the component again beside it and compare"
                    .to_owned(),
            ),
            Self::NotOurs { .. } => Some(
                "`update` works in a folder that `fieldlab new` made, with its .fieldlab folder"
                    .to_owned(),
            ),
            Self::NothingToUndo { .. } => {
                Some("only the last update can be undone, once".to_owned())
            }
            Self::ChangedSince { .. } => Some(
                "keep those changes first; --force undoes the update and loses them".to_owned(),
            ),
            Self::Start { .. } => {
                Some("was fieldlab replaced while it ran? start it again".to_owned())
            }
            Self::Render { .. } | Self::Template { .. } => {
                Some("this is a fault in fieldlab: please report it".to_owned())
            }
        }
    }
}
