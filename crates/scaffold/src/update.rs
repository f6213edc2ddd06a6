//! A project that was made earlier, brought up to what its template makes now.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::apply::{apply, recover, undo};
use crate::change::{Action, Change, changes};
use crate::project::{Files, Part, Project};
use crate::render::rendered;
use crate::template::{Template, find_addition, find_for_update, load};
use crate::{Plan, ScaffoldError};

/// What has to change in a project, computed before anything does.
#[derive(Debug, Serialize)]
pub struct Changes {
    /// The project's folder.
    pub folder: PathBuf,
    /// Each template with its version before and after.
    pub parts: Vec<Versions>,
    /// Every file that changes, or stays against what the template has.
    pub changes: Vec<Change>,
    /// What to do after that.
    pub next_steps: Vec<String>,
    /// What the project will remember.
    #[serde(skip)]
    project: Project,
    /// Whether it remembers something else than before.
    #[serde(skip)]
    remembers_more: bool,
}

/// A template of a project.
#[derive(Debug, Serialize)]
pub struct Versions {
    /// Its name.
    pub template: String,
    /// The version that the project was made with; nothing for one that is new here.
    pub from: Option<String>,
    /// The version that this fieldlab has.
    pub to: String,
    /// Layer of the Common Ground model; empty for an addition.
    pub layer: String,
    /// Whether what it makes works without a network, the first time too.
    pub offline: bool,
    /// Every question with its answer.
    pub answers: BTreeMap<String, String>,
}

impl Changes {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.changes
            .iter()
            .all(|change| change.action == Action::Keep)
            && !self.remembers_more
    }

    /// The files that have both versions in them, for the team to choose.
    pub fn conflicts(&self) -> impl Iterator<Item = &Change> {
        self.changes
            .iter()
            .filter(|change| change.action == Action::Conflict)
    }

    /// The differences, one after another.
    pub fn diff(&self) -> String {
        self.changes.iter().filter_map(Change::diff).collect()
    }

    /// Makes the changes: all of them, or none.
    ///
    /// # Errors
    /// When a file cannot be written; then the project is as it was.
    pub fn apply(&self) -> Result<(), ScaffoldError> {
        apply(&self.folder, &self.changes, &self.project.files()?)
    }
}

/// What an update changes in the project in this folder. Changes nothing, but for an earlier update that was interrupted:
/// that is put back first.
///
/// # Errors
/// When fieldlab has made nothing there, a template is gone, or rendering fails.
pub fn plan_update(folder: &Path, renderer: &Path) -> Result<Changes, ScaffoldError> {
    recover(folder)?;
    let before = Project::read(folder)?;
    if before.parts.is_empty() {
        return Err(ScaffoldError::NotOurs {
            folder: folder.to_owned(),
        });
    }
    let mut after = before.clone();
    let mut outcome = Outcome::default();
    for old in &before.parts {
        let template = find_for_update(&old.template)?;
        let answers = answers(&template, &old.answers);
        let files = rendered(&template, &old.name, &answers, renderer)?;
        outcome.add(
            folder,
            &before,
            Some(old),
            &New {
                template: &template,
                answers: &answers,
                files: &files,
            },
            false,
        );
        after.put(
            Part::new(
                &old.template,
                &template.version,
                &old.name,
                &answers,
                &files,
            ),
            &files,
        );
    }
    Ok(outcome.into_changes(folder, &before, after))
}

/// What adding an add-on changes in the project in this folder: one of fieldlab's, or a team's own.
///
/// # Errors
/// When there is no such add-on, an answer is wrong, or rendering fails.
pub fn plan_addition(
    folder: &Path,
    addition: &str,
    name: Option<&str>,
    defines: &BTreeMap<String, String>,
    replace: bool,
    renderer: &Path,
) -> Result<Changes, ScaffoldError> {
    recover(folder)?;
    let template = find_addition(addition)?;
    let before = Project::read(folder)?;
    let name = match (name, before.parts.first()) {
        (Some(name), _) => name.to_owned(),
        (None, Some(part)) => part.name.clone(),
        (None, None) => named_after(folder),
    };
    let mut known: BTreeMap<String, String> = guesses(folder, &template);
    // What was answered before in this project holds here too.
    for part in &before.parts {
        known.extend(part.answers.clone());
    }
    known.extend(defines.clone());
    let answers = crate::plan::checked_answers(&template, &name, defines, &known)?;
    let files = rendered(&template, &name, &answers, renderer)?;
    let old = before
        .parts
        .iter()
        .find(|part| part.template == template.name);
    let mut outcome = Outcome::default();
    let new = New {
        template: &template,
        answers: &answers,
        files: &files,
    };
    outcome.add(folder, &before, old, &new, replace);
    // A file that the team had already is the team's: it is not remembered as rendered.
    let own: Vec<&str> = outcome
        .changes
        .iter()
        .filter(|change| change.action == Action::Keep && old.is_none())
        .map(|change| change.path.as_str())
        .collect();
    let files: Files = files
        .into_iter()
        .filter(|(path, _)| !own.contains(&path.as_str()))
        .collect();
    let mut after = before.clone();
    after.put(
        Part::new(&template.name, &template.version, &name, &answers, &files),
        &files,
    );
    Ok(outcome.into_changes(folder, &before, after))
}

/// Takes the last update or addition back.
///
/// # Errors
/// When there is none, or files changed since and `force` is not given.
pub fn undo_update(folder: &Path, force: bool) -> Result<Vec<String>, ScaffoldError> {
    undo(folder, force)
}

/// What `create` would make for this plan; nothing is written.
///
/// # Errors
/// When rendering fails.
pub fn preview(plan: &Plan, renderer: &Path) -> Result<Changes, ScaffoldError> {
    let template = load(&plan.template)?;
    let files = rendered(&template, &plan.name, &plan.answers, renderer)?;
    let mut outcome = Outcome::default();
    let nothing = Project::default();
    outcome.add(
        &plan.target,
        &nothing,
        None,
        &New {
            template: &template,
            answers: &plan.answers,
            files: &files,
        },
        false,
    );
    outcome.next_steps.clone_from(&plan.next_steps);
    Ok(outcome.into_changes(&plan.target, &nothing, nothing.clone()))
}

/// A name from the folder's own, with what a name cannot hold left out.
fn named_after(folder: &Path) -> String {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let name = whole
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let mut clean = String::new();
    for sign in name.chars() {
        match sign {
            'a'..='z' => clean.push(sign),
            '0'..='9' if !clean.is_empty() => clean.push(sign),
            _ if !clean.is_empty() && !clean.ends_with('-') => clean.push('-'),
            _ => {}
        }
    }
    let clean: String = clean.chars().take(40).collect();
    let clean = clean.trim_end_matches('-');
    match clean.len() {
        3.. => clean.to_owned(),
        _ => "component".to_owned(),
    }
}

/// What a project's files say of the answers: with what it is made.
fn guesses(folder: &Path, template: &Template) -> BTreeMap<String, String> {
    let asks = template
        .questions
        .iter()
        .any(|question| question.name == "stack");
    let stack = [
        ("Cargo.toml", "rust"),
        ("package.json", "node"),
        ("pyproject.toml", "python"),
        ("requirements.txt", "python"),
    ]
    .into_iter()
    .find(|(file, _)| folder.join(file).is_file());
    match (asks, stack) {
        (true, Some((_, stack))) => BTreeMap::from([("stack".to_owned(), stack.to_owned())]),
        _ => BTreeMap::new(),
    }
}

/// A part as it is rendered now.
#[derive(Clone, Copy)]
struct New<'a> {
    template: &'a Template,
    answers: &'a BTreeMap<String, String>,
    files: &'a Files,
}

#[derive(Default)]
struct Outcome {
    parts: Vec<Versions>,
    changes: Vec<Change>,
    next_steps: Vec<String>,
}

impl Outcome {
    fn add(
        &mut self,
        folder: &Path,
        project: &Project,
        old: Option<&Part>,
        new: &New<'_>,
        replace: bool,
    ) {
        let New {
            template,
            answers,
            files,
        } = *new;
        self.changes
            .extend(changes(folder, project, old, files, replace));
        self.parts.push(Versions {
            template: template.name.clone(),
            from: old.map(|part| part.version.clone()),
            to: template.version.clone(),
            layer: template.layer.clone(),
            offline: template.offline,
            answers: answers.clone(),
        });
        if old.is_none() {
            self.next_steps.extend(template.next_steps.iter().cloned());
        }
    }

    fn into_changes(self, folder: &Path, before: &Project, project: Project) -> Changes {
        Changes {
            folder: folder.to_owned(),
            parts: self.parts,
            changes: self.changes,
            next_steps: self.next_steps,
            remembers_more: project != *before,
            project,
        }
    }
}

/// The answers of then for the questions of now; a new question gets its default.
fn answers(template: &Template, given: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    template
        .questions
        .iter()
        .filter_map(|question| {
            let answer = given.get(&question.name).or(question.default.as_ref())?;
            Some((question.name.clone(), answer.clone()))
        })
        .collect()
}
