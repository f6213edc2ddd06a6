//! Rendering, in a child process of our own binary.
//!
//! cargo-generate reads the user's environment and settings, and writes status lines that cannot be
//! switched off. In a child with an environment of our making neither gets anywhere.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cargo_generate::{GenerateArgs, TemplatePath};
use serde::{Deserialize, Serialize};

use crate::project::{Files, Part, Project, Rendered};
use crate::template::{Template, extract, make_executable};
use crate::{Plan, ScaffoldError};

/// A component that was made.
#[derive(Clone, Debug, Serialize)]
pub struct Created {
    /// Its folder.
    pub target: PathBuf,
    /// Its files, relative to the folder, by name.
    pub files: Vec<PathBuf>,
}

/// What the parent tells the child.
#[derive(Deserialize, Serialize)]
struct Job {
    template: String,
    name: String,
    answers: BTreeMap<String, String>,
    /// An empty folder to work in.
    folder: PathBuf,
}

/// Where in the job's folder the component comes.
const OUT: &str = "out";

/// The argument that makes our binary the child.
const CHILD: &str = "__render";

fn io<'a>(action: &'a str, path: &'a Path) -> impl FnOnce(std::io::Error) -> ScaffoldError + 'a {
    move |source| ScaffoldError::Io {
        action: format!("{action} `{}`", path.display()),
        source,
    }
}

/// Makes the component. `renderer` is our own binary, which is started as `renderer __render`.
///
/// # Errors
/// When rendering or moving into place fails; then nothing is left.
pub fn create(plan: &Plan, renderer: &Path) -> Result<Created, ScaffoldError> {
    let parent = plan.target.parent().unwrap_or(Path::new("."));
    // Beside the target, so that the last step is a rename on one file system.
    let staging = tempfile::Builder::new()
        .prefix(".fieldlab-new-")
        .tempdir_in(parent)
        .map_err(io("write in", parent))?;
    let folder = staging
        .path()
        .canonicalize()
        .map_err(io("use", staging.path()))?;
    let job = Job {
        template: plan.template.clone(),
        name: plan.name.clone(),
        answers: plan.answers.clone(),
        folder: folder.clone(),
    };
    run_child(&job, renderer, &plan.template)?;
    let rendered = folder.join(OUT).join(&plan.name);
    make_executable(&plan.executable, &rendered).map_err(io("write in", &rendered))?;
    let mut files = Vec::new();
    list(&rendered, &rendered, &mut files)?;
    files.sort();
    remember(plan, &rendered)?;
    // Somebody else may have been quicker. An empty folder a rename would silently replace.
    let taken = || plan.target.symlink_metadata().is_ok();
    let exists = || ScaffoldError::TargetExists {
        target: plan.target.clone(),
    };
    if taken() {
        return Err(exists());
    }
    std::fs::rename(&rendered, &plan.target).map_err(|error| match taken() {
        true => exists(),
        false => io("make", &plan.target)(error),
    })?;
    Ok(Created {
        target: plan.target.clone(),
        files,
    })
}

/// What a template makes with these answers, in memory; nothing is left on the disk.
pub(crate) fn rendered(
    template: &Template,
    name: &str,
    answers: &BTreeMap<String, String>,
    renderer: &Path,
) -> Result<Files, ScaffoldError> {
    let staging = tempfile::Builder::new()
        .prefix("fieldlab-render-")
        .tempdir()
        .map_err(io("write in", &std::env::temp_dir()))?;
    let folder = staging
        .path()
        .canonicalize()
        .map_err(io("use", staging.path()))?;
    let job = Job {
        template: template.name.clone(),
        name: name.to_owned(),
        answers: answers.clone(),
        folder: folder.clone(),
    };
    run_child(&job, renderer, &template.name)?;
    let out = folder.join(OUT).join(name);
    make_executable(&template.executable, &out).map_err(io("write in", &out))?;
    read_files(&out)
}

fn read_files(folder: &Path) -> Result<Files, ScaffoldError> {
    let mut paths = Vec::new();
    list(folder, folder, &mut paths)?;
    paths
        .into_iter()
        .map(|path| {
            let file = folder.join(&path);
            let bytes = std::fs::read(&file).map_err(io("read", &file))?;
            let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
            let executable = crate::apply::is_executable(&file);
            Ok((parts.join("/"), Rendered { bytes, executable }))
        })
        .collect()
}

/// Writes beside a component how it was made, for a later update.
fn remember(plan: &Plan, folder: &Path) -> Result<(), ScaffoldError> {
    let files = read_files(folder)?;
    let part = Part::new(
        &plan.template,
        &plan.version,
        &plan.name,
        &plan.answers,
        &files,
    );
    let mut project = Project::default();
    project.put(part, &files);
    for (path, file) in project.files()? {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(io("make", parent))?;
        }
        std::fs::write(&path, file.bytes).map_err(io("write", &path))?;
    }
    Ok(())
}

fn run_child(job: &Job, renderer: &Path, template: &str) -> Result<(), ScaffoldError> {
    let failed = |reason: String| ScaffoldError::Render {
        template: template.to_owned(),
        reason,
    };
    let mut command = Command::new(renderer);
    command
        .arg(CHILD)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    // What a process on Windows cannot start without.
    if let Some(root) = std::env::var_os("SystemRoot") {
        command.env("SystemRoot", root);
    }
    for name in ["HOME", "USERPROFILE", "CARGO_HOME", "TMPDIR", "TMP", "TEMP"] {
        command.env(name, &job.folder);
    }
    // Without a name cargo-generate looks for one and fails.
    command.env("CARGO_NAME", "fieldlab").env("NO_COLOR", "1");
    let mut child = command.spawn().map_err(|source| ScaffoldError::Start {
        renderer: renderer.to_owned(),
        source,
    })?;
    let text = serde_json::to_vec(job).map_err(|error| failed(error.to_string()))?;
    if let Some(mut stdin) = child.stdin.take() {
        // A child that has died already tells why on stderr.
        let _ = stdin.write_all(&text);
    }
    let output = child.wait_with_output().map_err(io("run", renderer))?;
    if output.status.success() {
        return Ok(());
    }
    Err(failed(reason(&String::from_utf8_lossy(&output.stderr))))
}

/// What a child said went wrong, in one line: without the status lines before it, colours and pictures.
fn reason(stderr: &str) -> String {
    let told = stderr
        .find("error: ")
        .map_or(stderr, |start| &stderr[start + "error: ".len()..]);
    let mut plain = String::new();
    let mut signs = told.chars();
    while let Some(sign) = signs.next() {
        match sign {
            // An ANSI sequence ends at its first letter.
            '\u{1b}' => {
                signs.by_ref().find(char::is_ascii_alphabetic);
            }
            sign if sign.is_whitespace() => plain.push(' '),
            // Emoji and their joiners; letters with diacritics stay.
            sign if sign.is_alphanumeric() || (' '..='~').contains(&sign) => plain.push(sign),
            _ => {}
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn list(root: &Path, folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), ScaffoldError> {
    let entries = std::fs::read_dir(folder).map_err(io("read", folder))?;
    for entry in entries {
        let path = entry.map_err(io("read", folder))?.path();
        if path.is_dir() {
            list(root, &path, files)?;
        } else if let Ok(relative) = path.strip_prefix(root) {
            files.push(relative.to_owned());
        }
    }
    Ok(())
}

/// The child's part: reads a job and renders it. It writes in the job's folder only.
///
/// # Errors
/// When the job cannot be read, or cargo-generate fails.
pub fn render_child(stdin: &mut dyn Read) -> Result<(), ScaffoldError> {
    let mut text = String::new();
    stdin
        .read_to_string(&mut text)
        .map_err(|source| ScaffoldError::Io {
            action: "read the job".to_owned(),
            source,
        })?;
    let job: Job = serde_json::from_str(&text).map_err(|error| ScaffoldError::Render {
        template: String::new(),
        reason: format!("the job cannot be read: {error}"),
    })?;
    let (source, out) = (job.folder.join("source"), job.folder.join(OUT));
    extract(&job.template, &source).map_err(io("write in", &source))?;
    std::fs::create_dir_all(&out).map_err(io("make", &out))?;
    // It has to exist: a missing one makes cargo-generate panic, and none makes it read the user's.
    let config = job.folder.join("config.toml");
    std::fs::write(&config, "").map_err(io("write", &config))?;
    let args = GenerateArgs {
        template_path: TemplatePath {
            path: Some(source.display().to_string()),
            ..TemplatePath::default()
        },
        name: Some(job.name),
        define: job
            .answers
            .iter()
            .map(|(key, answer)| format!("{key}={answer}"))
            .collect(),
        destination: Some(out),
        config: Some(config),
        silent: true,
        no_workspace: true,
        no_fmt: true,
        ..GenerateArgs::default()
    };
    cargo_generate::generate(args)
        .map(|_| ())
        .map_err(|error| ScaffoldError::Render {
            template: job.template,
            reason: format!("{error:#}"),
        })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_reason_is_one_plain_line() {
        let stderr = "\u{1f527}  Destination: /tmp/x ...\nerror: \u{1b}[31mfile é\u{1b}[0m\n  \u{26d4} bad\n";
        assert_eq!(super::reason(stderr), "file é bad");
        assert_eq!(super::reason("killed\n"), "killed");
    }
}
