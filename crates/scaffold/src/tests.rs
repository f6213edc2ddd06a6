use std::collections::BTreeMap;
use std::path::Path;

use crate::template::{load, names, texts};
use crate::{NewRequest, Question, ScaffoldError, plan, templates};

fn request(folder: &Path) -> NewRequest {
    NewRequest {
        template: "register-api-rust".to_owned(),
        name: "parkeren".to_owned(),
        defines: BTreeMap::new(),
        folder: folder.to_owned(),
    }
}

#[test]
fn every_template_holds_together_and_plans_with_its_defaults() {
    let folder = tempfile::tempdir().unwrap();
    for name in names() {
        let template = load(&name).unwrap();
        assert!(
            ["interactie", "proces", "integratie", "services", "data"]
                .contains(&template.layer.as_str()),
            "{name}: {}",
            template.layer
        );
        for text in [
            &template.title,
            &template.description,
            &template.language,
            &template.commands.test,
            &template.commands.start,
        ] {
            assert!(!text.is_empty(), "{name}");
        }
        for question in &template.questions {
            for text in [
                &question.prompt,
                &question.prompt_en,
                &question.reason,
                &question.reason_en,
            ] {
                assert!(!text.is_empty(), "{name}: {}", question.name);
            }
        }
        let plan = plan(&NewRequest {
            template: name,
            ..request(folder.path())
        })
        .unwrap();
        assert_eq!(plan.answers.len(), template.questions.len());
        assert!(
            plan.next_steps.iter().all(|step| !step.contains('{')),
            "{:?}",
            plan.next_steps
        );
    }
    assert_eq!(templates().len(), names().len());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// The plain tool offers those that the root names.
#[test]
fn the_plain_tool_is_told_of_every_template() {
    let settings = std::fs::read_to_string("../../templates/cargo-generate.toml").unwrap();
    let settings: toml::Table = toml::from_str(&settings).unwrap();
    let told = settings["template"]["sub_templates"].as_array().unwrap();
    let told: Vec<_> = told.iter().filter_map(toml::Value::as_str).collect();
    assert_eq!(told, names().iter().map(String::as_str).collect::<Vec<_>>());
}

/// What is the same in every template stays the same.
#[test]
fn every_template_has_the_same_licence_and_asks_the_same_in_the_same_words() {
    let (first, rest) = {
        let mut all = names().into_iter().map(|name| texts(&name));
        (all.next().unwrap(), all)
    };
    let file = |files: &[(String, String)], wanted: &str| {
        let (_, text) = files.iter().find(|(path, _)| path == wanted).unwrap();
        text.clone()
    };
    let asked = |files: &[(String, String)]| {
        let mut settings: toml::Table =
            toml::from_str(&file(files, "cargo-generate.toml")).unwrap();
        let questions = settings["placeholders"].as_table_mut().unwrap();
        for (_, question) in questions.iter_mut() {
            question.as_table_mut().unwrap().remove("default");
        }
        questions.clone()
    };
    for files in rest {
        assert_eq!(file(&files, "LICENSE"), file(&first, "LICENSE"));
        let questions = asked(&files);
        for (name, question) in asked(&first) {
            assert_eq!(questions[&name], question, "{name}");
        }
    }
}

/// cargo-generate makes nothing of a name it does not know, and leaves a file alone in which one has dots.
#[test]
fn every_placeholder_is_declared_and_every_file_can_be_rendered() {
    for name in names() {
        let answers = combinations(&load(&name).unwrap().questions);
        let mut seen = 0;
        for (path, text) in texts(&name) {
            if ["cargo-generate.toml", "fieldlab-template.toml"].contains(&path.as_str()) {
                continue;
            }
            for answers in &answers {
                if let Err(fault) = lint(&text, answers) {
                    // What Helm reads has braces of its own; that all of it stands in `raw` is seen below.
                    let helm = path.starts_with("chart/templates/") && fault.contains("is left");
                    assert!(helm, "{name}/{path}: {fault}");
                }
            }
            if path.starts_with("chart/templates/") {
                let raw = text
                    .strip_prefix("{% raw %}")
                    .and_then(|rest| rest.trim_end().strip_suffix("{% endraw %}"));
                assert!(raw.is_some_and(|raw| !raw.contains("{%")), "{name}/{path}");
            }
            seen += 1;
        }
        assert!(seen > 10, "{name} has only {seen} files");
    }
}

#[test]
fn the_lint_finds_what_cargo_generate_passes_over() {
    let questions = load("register-api-rust").unwrap().questions;
    let finds = |text: &str| {
        let answers = combinations(&questions);
        assert_eq!(answers.len(), 2);
        answers.iter().any(|answers| lint(text, answers).is_err())
    };
    assert!(!finds(
        "{{project-name}} {% if container %}{{port}}{% endif %}"
    ));
    // Left out under one answer only: seen all the same.
    assert!(finds("{% if container %}{% else %}{{prot}}{% endif %}"));
    assert!(finds("{{ component_titel }}"));
    assert!(finds("${{ secrets.TOKEN }}"));
    assert!(finds("{{port}"));
    assert!(finds("{% if container %}"));
    assert!(finds("{{- include \"x\" . }}"));
}

/// Every combination of the answers that can be chosen, with the default for what is free.
fn combinations(questions: &[Question]) -> Vec<liquid::Object> {
    let mut all = vec![liquid::Object::new()];
    for question in questions {
        let values = if question.choices == ["true", "false"] {
            vec![
                liquid::model::Value::scalar(true),
                liquid::model::Value::scalar(false),
            ]
        } else if question.choices.is_empty() {
            let default = question.default.clone().unwrap_or_default();
            vec![liquid::model::Value::scalar(default)]
        } else {
            let choices = question.choices.iter().cloned();
            choices.map(liquid::model::Value::scalar).collect()
        };
        all = all
            .iter()
            .flat_map(|answers| {
                values.iter().map(|value| {
                    let mut answers = answers.clone();
                    answers.insert(question.name.clone().into(), value.clone());
                    answers
                })
            })
            .collect();
    }
    for answers in &mut all {
        answers.insert("project-name".into(), liquid::model::Value::scalar("x-y"));
    }
    all
}

/// What is wrong with a file of a template under these answers.
fn lint(text: &str, answers: &liquid::Object) -> Result<(), String> {
    let parser = liquid::ParserBuilder::with_stdlib()
        .build()
        .map_err(|error| error.to_string())?;
    let template = parser.parse(text).map_err(|error| error.to_string())?;
    let rendered = template
        .render(answers)
        .map_err(|error| error.to_string())?;
    match ["{{", "{%", "%}"]
        .iter()
        .find(|sign| rendered.contains(*sign))
    {
        Some(sign) => Err(format!("`{sign}` is left")),
        None => Ok(()),
    }
}

/// A script that has lost its run bit is found by nobody but the one who runs it.
#[cfg(unix)]
#[test]
fn the_list_of_what_can_be_run_is_right() {
    use std::os::unix::fs::PermissionsExt;
    for name in names() {
        let listed = load(&name).unwrap().executable;
        let found: Vec<String> = texts(&name)
            .into_iter()
            .filter(|(_, text)| text.starts_with("#!"))
            .map(|(path, _)| path)
            .collect();
        assert_eq!(listed, found, "{name}");
        for path in found {
            let file = format!("../../templates/{name}/{path}");
            let mode = std::fs::metadata(&file).unwrap().permissions().mode();
            assert_eq!(mode & 0o111, 0o111, "{file}");
        }
    }
}

/// Hooks run code on the user's machine, `vcs` and `init` write where nobody asked, a nested `Cargo.toml` is left
/// out of packages, and a `.gitignore` hides the template's own files.
#[test]
fn no_template_does_what_templates_may_not() {
    for name in names() {
        let files: BTreeMap<String, String> = texts(&name).into_iter().collect();
        let settings: toml::Table = toml::from_str(&files["cargo-generate.toml"]).unwrap();
        assert!(!settings.contains_key("hooks"), "{name} has hooks");
        let template = settings["template"].as_table().unwrap();
        assert_eq!(template["vcs"].as_str(), Some("None"), "{name}");
        assert!(!template.contains_key("init"), "{name}");
        assert!(template["cargo_generate_version"].is_str(), "{name}");
        for (path, text) in &files {
            let file = path.rsplit('/').next().unwrap();
            assert!(
                !["Cargo.toml", ".gitignore"].contains(&file),
                "{name}/{path}"
            );
            assert!(!file.ends_with(".rhai"), "{name}/{path}");
            assert!(!text.contains("| rhai"), "{name}/{path}");
        }
        for file in ["LICENSE", "README.md", "publiccode.yml", "SECURITY.md"] {
            assert!(files.contains_key(file), "{name} has no {file}");
        }
    }
}

#[test]
fn free_text_cannot_break_out_of_the_files_it_goes_into() {
    let folder = tempfile::tempdir().unwrap();
    for name in names() {
        for question in load(&name).unwrap().questions {
            assert!(
                question.pattern.is_some() || !question.choices.is_empty(),
                "{name}: {} takes anything",
                question.name
            );
            for hostile in [
                "a\"b: c # d",
                "x\ny",
                "{{ 1 }}",
                "$(id)",
                "`id`",
                "a\\b",
                "</x>",
            ] {
                let mut request = request(folder.path());
                request.template.clone_from(&name);
                let long = format!("Aaa {hostile} {}", "b".repeat(160));
                request.defines.insert(question.name.clone(), long);
                assert!(plan(&request).is_err(), "{}: {hostile}", question.name);
            }
        }
    }
}

#[test]
fn every_wrong_answer_is_named_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut request = request(folder.path());
    request.name = "../weg".to_owned();
    request.defines = [
        ("port", "80"),
        ("container", "misschien"),
        ("kleur", "rood"),
    ]
    .map(|(key, value)| (key.to_owned(), value.to_owned()))
    .into();
    let error = plan(&request).unwrap_err().to_string();
    for part in ["../weg", "port", "container", "kleur"] {
        assert!(error.contains(part), "{part} in {error}");
    }
}

#[test]
fn names_that_cannot_be_a_folder_or_a_package_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "", "a", "Groot", "1abc", "con", "test", "a--b", "a-", "a b", "é-é", "a/b", "..",
        "examples",
    ] {
        let mut request = request(folder.path());
        request.name = name.to_owned();
        assert!(plan(&request).is_err(), "{name}");
    }
}

#[test]
fn an_unknown_template_comes_with_the_one_that_was_meant() {
    let folder = tempfile::tempdir().unwrap();
    let mut request = request(folder.path());
    request.template = "register-api-rest".to_owned();
    let error = plan(&request).unwrap_err();
    assert!(error.mend().unwrap().contains("register-api-rust"));
    request.template = "register-api".to_owned();
    let mend = plan(&request).unwrap_err().mend().unwrap();
    assert!(mend.contains("did you mean `register-api-rust`?") && mend.contains("there are"));
    request.template = "iets-heel-anders".to_owned();
    assert!(
        plan(&request)
            .unwrap_err()
            .mend()
            .unwrap()
            .contains("there are")
    );
}

#[test]
fn what_is_in_the_way_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("parkeren")).unwrap();
    let error = plan(&request(folder.path())).unwrap_err();
    assert!(matches!(error, ScaffoldError::TargetExists { .. }));
    let error = plan(&request(&folder.path().join("nergens"))).unwrap_err();
    assert!(matches!(error, ScaffoldError::NoFolder { .. }));
}
