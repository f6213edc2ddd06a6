use std::collections::BTreeMap;
use std::path::Path;

use crate::template::{load, names, texts};
use crate::{NewRequest, ScaffoldError, plan, templates};

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
    assert_eq!(templates().len(), names().len());
    for name in names() {
        let template = load(&name).unwrap();
        assert!(!template.description.is_empty());
        for question in &template.questions {
            assert!(
                !question.reason.is_empty(),
                "{name}: why ask {}?",
                question.name
            );
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
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// cargo-generate makes nothing of a name it does not know, and leaves a file alone in which one has dots.
#[test]
fn every_placeholder_is_declared_and_every_file_can_be_rendered() {
    let parser = liquid::ParserBuilder::with_stdlib().build().unwrap();
    for name in names() {
        // With every yes-or-no both ways: what stands under a condition has to be right as well.
        let globals = [true, false].map(|choice| {
            let mut globals = liquid::Object::new();
            globals.insert("project-name".into(), liquid::model::Value::scalar("x-y"));
            for question in load(&name).unwrap().questions {
                let value = if question.choices == ["true", "false"] {
                    liquid::model::Value::scalar(choice)
                } else {
                    liquid::model::Value::scalar(question.default.unwrap_or_default())
                };
                globals.insert(question.name.into(), value);
            }
            globals
        });
        let mut seen = 0;
        for (path, text) in texts(&name) {
            if matches!(
                path.as_str(),
                "cargo-generate.toml" | "fieldlab-template.toml"
            ) {
                continue;
            }
            let template = parser
                .parse(&text)
                .unwrap_or_else(|error| panic!("{name}/{path}: {error}"));
            for globals in &globals {
                template
                    .render(globals)
                    .unwrap_or_else(|error| panic!("{name}/{path}: {error}"));
            }
            seen += 1;
        }
        assert!(seen > 10, "{name} has only {seen} files");
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
