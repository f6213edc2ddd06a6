//! Updates and additions with real files: the template's improvements in, nothing of the team lost.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use fieldlab_scaffold::{
    Action, Changes, ScaffoldError, create, plan_addition, plan_update, undo_update,
};
use serde_json::Value;

use super::{myself, planned, tree};

fn made(folder: &Path) -> PathBuf {
    let plan = planned(folder, "register-api-rust", &[]);
    create(&plan, &myself()).unwrap().target
}

fn read(project: &Path, file: &str) -> String {
    std::fs::read_to_string(project.join(file)).unwrap()
}

fn write(project: &Path, file: &str, text: &str) {
    std::fs::write(project.join(file), text).unwrap();
}

/// Makes the project one of an older template, in which this file had not these words.
fn as_of_old(project: &Path, file: &str, words: &str) {
    let text = read(project, file);
    assert!(text.contains(words), "{file} has no {words}");
    let old = text.replacen(words, "", 1);
    write(project, file, &old);
    let change = |path: &str, change: &dyn Fn(&mut Value)| {
        let mut value: Value = serde_json::from_str(&read(project, path)).unwrap();
        change(&mut value);
        write(project, path, &value.to_string());
    };
    change(".fieldlab/basis.json", &|base| {
        base[file] = old.clone().into();
    });
    change(".fieldlab/gemaakt.json", &|made| {
        made["parts"][0]["version"] = "0.0.9".into();
        made["parts"][0]["files"][file] = sha256(&old).into();
    });
}

fn sha256(text: &str) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn edit(project: &Path, file: &str, from: &str, to: &str) {
    let text = read(project, file);
    assert!(text.contains(from), "{file} has no {from}");
    write(project, file, &text.replacen(from, to, 1));
}

fn action(changes: &Changes, file: &str) -> Option<Action> {
    changes
        .changes
        .iter()
        .find(|change| change.path == file)
        .map(|change| change.action)
}

pub(super) fn an_update_brings_the_improvements_and_loses_nothing_of_the_team() {
    let folder = tempfile::tempdir().unwrap();
    let project = made(folder.path());
    let newest = read(&project, "CONTRIBUTING.md");
    as_of_old(&project, "CONTRIBUTING.md", "5. Nooit echte");
    as_of_old(&project, "README.md", "- `GET /health/live`");
    as_of_old(
        &project,
        "SECURITY.md",
        "Alleen de laatste versie wordt onderhouden.",
    );
    as_of_old(&project, "docs/privacy.md", "| Grondslag |");
    as_of_old(&project, "src/problem.rs", "//! Texts never repeat");
    // The team: a line of its own in a file that improves too, a change in one that does not, two where both changed
    // (apart, and on the same line), a file taken out, and a file of its own.
    edit(
        &project,
        "README.md",
        "## Instellingen",
        "## Van het team\n\nWij draaien dit bij de balie.\n\n## Instellingen",
    );
    edit(
        &project,
        "src/store.rs",
        "The accepted requests",
        "De aanvragen",
    );
    edit(
        &project,
        "SECURITY.md",
        "# Veiligheid",
        "# Veiligheid bij ons",
    );
    edit(
        &project,
        "docs/privacy.md",
        " vervulling van een taak",
        " Wet van het team, vervulling van een taak",
    );
    std::fs::remove_file(project.join("GOVERNANCE.md")).unwrap();
    write(&project, "eigen.txt", "van ons");
    let before = tree(&project);

    let changes = plan_update(&project, &myself()).unwrap();
    assert!(tree(&project) == before, "planning changed something");
    assert_eq!(changes.parts[0].from.as_deref(), Some("0.0.9"));
    for (file, expected) in [
        ("CONTRIBUTING.md", Some(Action::Replace)),
        ("src/problem.rs", Some(Action::Replace)),
        ("README.md", Some(Action::Merge)),
        ("SECURITY.md", Some(Action::Merge)),
        ("docs/privacy.md", Some(Action::Conflict)),
        ("src/store.rs", None),
        ("GOVERNANCE.md", None),
        ("eigen.txt", None),
    ] {
        assert_eq!(action(&changes, file), expected, "{file}");
    }
    assert!(changes.diff().contains("+++ b/CONTRIBUTING.md"));
    changes.apply().unwrap();
    assert_eq!(read(&project, "CONTRIBUTING.md"), newest);
    let readme = read(&project, "README.md");
    assert!(readme.contains("bij de balie.") && readme.contains("- `GET /health/live`"));
    assert!(!readme.contains("<<<<<<<"));
    let security = read(&project, "SECURITY.md");
    assert!(security.contains("bij ons") && security.contains("Alleen de laatste versie"));
    let privacy = read(&project, "docs/privacy.md");
    for part in ["<<<<<<<", "Wet van het team", "| Grondslag |", ">>>>>>>"] {
        assert!(privacy.contains(part), "{part}: {privacy}");
    }
    assert!(read(&project, "src/store.rs").contains("De aanvragen"));
    assert!(!project.join("GOVERNANCE.md").exists());
    assert_eq!(read(&project, "eigen.txt"), "van ons");

    assert!(plan_update(&project, &myself()).unwrap().is_empty());
    undo_update(&project, false).unwrap();
    assert!(tree(&project) == before, "undo left something");
    let again = undo_update(&project, false);
    assert!(matches!(again, Err(ScaffoldError::NothingToUndo { .. })));
}

pub(super) fn undo_does_not_lose_what_was_changed_after_the_update() {
    let folder = tempfile::tempdir().unwrap();
    let project = made(folder.path());
    as_of_old(&project, "CONTRIBUTING.md", "5. Nooit echte");
    plan_update(&project, &myself()).unwrap().apply().unwrap();
    edit(&project, "CONTRIBUTING.md", "# Bijdragen", "# Meedoen");
    let refused = undo_update(&project, false);
    assert!(matches!(refused, Err(ScaffoldError::ChangedSince { .. })));
    assert!(read(&project, "CONTRIBUTING.md").contains("# Meedoen"));
    undo_update(&project, true).unwrap();
    assert!(read(&project, "CONTRIBUTING.md").contains("# Bijdragen"));
}

pub(super) fn what_a_project_remembers_is_not_trusted() {
    let folder = tempfile::tempdir().unwrap();
    let nothing = plan_update(folder.path(), &myself());
    assert!(matches!(nothing, Err(ScaffoldError::NotOurs { .. })));
    let project = made(folder.path());
    for bad in [
        "{",
        r#"{"format":9,"parts":[]}"#,
        r#"{"format":1,"parts":[{"template":"register-api-rust","version":"0","name":"x-y","answers":{},"files":{"../weg":"0"}}]}"#,
    ] {
        write(&project, ".fieldlab/gemaakt.json", bad);
        let refused = plan_update(&project, &myself());
        assert!(
            matches!(refused, Err(ScaffoldError::Project { .. })),
            "{bad}"
        );
    }
}

/// A project that remembers older answers, and misses the originals.
pub(super) fn without_originals_what_both_changed_stays_the_teams() {
    let folder = tempfile::tempdir().unwrap();
    let project = made(folder.path());
    as_of_old(&project, "README.md", "- `GET /health/live`");
    edit(
        &project,
        "README.md",
        "## Instellingen",
        "## Onze instellingen",
    );
    std::fs::remove_file(project.join(".fieldlab/basis.json")).unwrap();
    let changes = plan_update(&project, &myself()).unwrap();
    assert_eq!(action(&changes, "README.md"), Some(Action::Keep));
}

fn answered(answers: &[(&str, &str)]) -> BTreeMap<String, String> {
    answers
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect()
}

pub(super) fn an_addition_leaves_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path();
    write(project, "compose.yaml", "services: {}\n");
    let answers = answered(&[("stack", "node"), ("port", "9000")]);
    let add =
        |replace| plan_addition(project, "docker", None, &answers, replace, &myself()).unwrap();
    let changes = add(false);
    assert_eq!(action(&changes, "compose.yaml"), Some(Action::Keep));
    assert_eq!(tree(project).len(), 1, "planning wrote something");
    changes.apply().unwrap();
    let dockerfile = read(project, "Dockerfile");
    assert!(
        dockerfile.contains("node:24")
            && dockerfile.contains("9000")
            && !dockerfile.contains("python")
    );
    assert_eq!(read(project, "compose.yaml"), "services: {}\n");
    add(true).apply().unwrap();
    assert!(read(project, "compose.yaml").contains("fieldlab"));
    undo_update(project, false).unwrap();
    assert_eq!(read(project, "compose.yaml"), "services: {}\n");

    let wrong = plan_addition(
        project,
        "docker",
        None,
        &answered(&[("stack", "nodee")]),
        false,
        &myself(),
    );
    assert!(
        wrong
            .unwrap_err()
            .to_string()
            .contains("did you mean `node`")
    );
    let wrong = plan_addition(
        project,
        "docker",
        None,
        &answered(&[("stak", "node")]),
        false,
        &myself(),
    );
    assert!(
        wrong
            .unwrap_err()
            .to_string()
            .contains("did you mean `stack`")
    );
}

pub(super) fn every_addition_is_rendered_whole_with_every_choice() {
    for what in fieldlab_scaffold::additions() {
        let described = fieldlab_scaffold::describe(&what).unwrap();
        let asks = |name: &str| {
            described
                .questions
                .iter()
                .any(|question| question.name == name)
        };
        let stacks: &[&str] = if asks("stack") {
            &["python", "node", "rust"]
        } else {
            &[""]
        };
        for stack in stacks {
            let folder = tempfile::tempdir().unwrap();
            let answers = match stack.is_empty() {
                true => BTreeMap::new(),
                false => answered(&[("stack", stack)]),
            };
            plan_addition(
                folder.path(),
                &what,
                Some("proef"),
                &answers,
                false,
                &myself(),
            )
            .unwrap()
            .apply()
            .unwrap();
            for (path, bytes) in tree(folder.path()) {
                let text = String::from_utf8(bytes).unwrap();
                let path = path.display().to_string();
                for left in ["{%", "%}", "{{project-name}}"] {
                    assert!(!text.contains(left), "{what}/{path}: {left}");
                }
                assert!(
                    !text.contains("{{") || path.starts_with("chart/templates"),
                    "{what}/{path}"
                );
                if path.ends_with(".yml")
                    || (path.ends_with(".yaml") && !path.contains("templates"))
                {
                    let value: Result<Value, _> = serde_saphyr::from_str(&text);
                    assert!(value.is_ok(), "{what}/{path}: {value:?}\n{text}");
                }
                if path.ends_with(".toml") {
                    assert!(
                        toml::from_str::<toml::Table>(&text).is_ok(),
                        "{what}/{path}"
                    );
                }
            }
        }
    }
}
