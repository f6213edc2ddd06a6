//! What will be made, checked before anything is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use regex::Regex;
use serde::Serialize;

use crate::ScaffoldError;
use crate::template::{Question, Template, find};

/// A wish for a component.
#[derive(Clone, Debug)]
pub struct NewRequest {
    /// Name of the template.
    pub template: String,
    /// Name of the component, and of its folder.
    pub name: String,
    /// Answers by the name of the question.
    pub defines: BTreeMap<String, String>,
    /// The folder in which the component's folder is made.
    pub folder: PathBuf,
}

/// A component that can be made: all answers are right and the target is free.
#[derive(Clone, Debug, Serialize)]
pub struct Plan {
    /// Name of the template.
    pub template: String,
    /// Version of the template.
    pub version: String,
    /// Name of the component.
    pub name: String,
    /// Every question with its answer.
    pub answers: BTreeMap<String, String>,
    /// The folder that will be made.
    pub target: PathBuf,
    /// Files that can be run, relative to the folder.
    pub executable: Vec<String>,
    /// What to do after that.
    pub next_steps: Vec<String>,
}

/// What a name may be: it becomes a folder, a package and a host name.
const NAME: &str = "^[a-z][a-z0-9-]{1,38}[a-z0-9]$";

/// Names that Cargo, Rust or an operating system keeps for itself.
const RESERVED: [&str; 14] = [
    "test",
    "core",
    "std",
    "alloc",
    "build",
    "target",
    "register",
    "con",
    "prn",
    "aux",
    "nul",
    "deps",
    "examples",
    "incremental",
];

/// The questions that have no answer yet, for whoever can ask them.
///
/// # Errors
/// When there is no such template.
pub fn missing(request: &NewRequest) -> Result<Vec<Question>, ScaffoldError> {
    let template = find(&request.template)?;
    Ok(template
        .questions
        .into_iter()
        .filter(|question| !request.defines.contains_key(&question.name))
        .collect())
}

/// Checks a wish; questions without an answer get their default.
///
/// # Errors
/// An unknown template, every wrong answer at once, or a target that cannot be made.
pub fn plan(request: &NewRequest) -> Result<Plan, ScaffoldError> {
    let template = find(&request.template)?;
    let mut faults = Vec::new();
    check_name(&request.name, &mut faults);
    let answers = answers(&template, request, &mut faults)?;
    if !faults.is_empty() {
        return Err(wrong_answers(&template, faults));
    }
    // No folder at all is the current one.
    let folder = match request.folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => &request.folder,
    };
    if !folder.is_dir() {
        return Err(ScaffoldError::NoFolder {
            folder: folder.to_owned(),
        });
    }
    let target = folder.join(&request.name);
    // `exists` follows links; a link to nowhere is in the way as well.
    if target.symlink_metadata().is_ok() {
        return Err(ScaffoldError::TargetExists { target });
    }
    let next_steps = template
        .next_steps
        .iter()
        .map(|step| fill(step, request, &answers, &target))
        .collect();
    Ok(Plan {
        template: template.name,
        version: template.version,
        name: request.name.clone(),
        answers,
        target,
        executable: template.executable,
        next_steps,
    })
}

/// Answers to the questions of an add-on: those of the project where it has them. Every wrong one is named at once.
pub(crate) fn checked_answers(
    template: &Template,
    name: &str,
    defines: &BTreeMap<String, String>,
    known: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, ScaffoldError> {
    let mut faults = Vec::new();
    for key in defines.keys() {
        if !keys(template).contains(&key.as_str()) {
            faults.push(unknown_question(template, key));
        }
    }
    let request = NewRequest {
        template: template.name.clone(),
        name: name.to_owned(),
        defines: known
            .iter()
            .filter(|(key, _)| keys(template).contains(&key.as_str()))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect(),
        folder: PathBuf::new(),
    };
    check_name(name, &mut faults);
    let answers = answers(template, &request, &mut faults)?;
    match faults.is_empty() {
        true => Ok(answers),
        false => Err(wrong_answers(template, faults)),
    }
}

fn keys(template: &Template) -> Vec<&str> {
    template
        .questions
        .iter()
        .map(|question| question.name.as_str())
        .collect()
}

fn check_name(name: &str, faults: &mut Vec<String>) {
    let named_well = Regex::new(NAME).is_ok_and(|pattern| pattern.is_match(name));
    if !named_well || name.contains("--") {
        faults.push(format!(
            "`{name}` is no name: 3 to 40 lower-case letters, digits and single hyphens, the first a letter"
        ));
    } else if RESERVED.contains(&name) {
        faults.push(format!(
            "`{name}` is a name that Cargo or the system keeps for itself"
        ));
    }
}

fn wrong_answers(template: &Template, faults: Vec<String>) -> ScaffoldError {
    ScaffoldError::Answers {
        faults,
        mend: format!(
            "answer with --define KEY=VALUE; the questions of {} are: {}",
            template.name,
            keys(template).join(", ")
        ),
    }
}

fn unknown_question(template: &Template, key: &str) -> String {
    match nearest(keys(template).into_iter(), key) {
        Some(near) => format!("there is no question `{key}`: did you mean `{near}`?"),
        None => format!("there is no question `{key}`"),
    }
}

/// The closest of these, when one is close.
fn nearest<'a>(known: impl Iterator<Item = &'a str>, given: &str) -> Option<&'a str> {
    known
        .map(|known| (strsim::damerau_levenshtein(known, given), known))
        .min()
        .filter(|(distance, known)| *distance <= 3 && *distance < known.len())
        .map(|(_, known)| known)
}

/// Every question with its answer; what is wrong goes to `faults`.
fn answers(
    template: &Template,
    request: &NewRequest,
    faults: &mut Vec<String>,
) -> Result<BTreeMap<String, String>, ScaffoldError> {
    let known = keys(template);
    for key in request.defines.keys() {
        if !known.contains(&key.as_str()) {
            faults.push(unknown_question(template, key));
        }
    }
    let mut answers = BTreeMap::new();
    for question in &template.questions {
        let given = request.defines.get(&question.name);
        let Some(answer) = given.or(question.default.as_ref()) else {
            faults.push(format!(
                "`{}` needs an answer: {}",
                question.name, question.prompt
            ));
            continue;
        };
        let answer = if question.choices == ["true", "false"] {
            match answer.as_str() {
                "ja" | "yes" | "true" => "true".to_owned(),
                "nee" | "no" | "false" => "false".to_owned(),
                other => other.to_owned(),
            }
        } else {
            answer.clone()
        };
        if !question.choices.is_empty() && !question.choices.contains(&answer) {
            let near = nearest(question.choices.iter().map(String::as_str), &answer);
            faults.push(format!(
                "`{}` cannot be `{answer}`: {}choose {}",
                question.name,
                near.map_or(String::new(), |near| format!("did you mean `{near}`? ")),
                question.choices.join(" or ")
            ));
        }
        if let Some(pattern) = &question.pattern {
            let regex = Regex::new(pattern).map_err(|error| ScaffoldError::Template {
                template: template.name.clone(),
                reason: error.to_string(),
            })?;
            if !regex.is_match(&answer) {
                faults.push(format!(
                    "`{}` cannot be `{answer}`: {}",
                    question.name, question.prompt
                ));
            }
        }
        answers.insert(question.name.clone(), answer);
    }
    Ok(answers)
}

fn fill(
    step: &str,
    request: &NewRequest,
    answers: &BTreeMap<String, String>,
    target: &Path,
) -> String {
    let shown = target.strip_prefix(".").unwrap_or(target);
    let mut step = step.replace("{project-name}", &shown.display().to_string());
    step = step.replace("{name}", &request.name);
    for (key, answer) in answers {
        step = step.replace(&format!("{{{key}}}"), answer);
    }
    step
}
