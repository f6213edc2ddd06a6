//! Rendering for real: child process, staging folder, and the move into place.
//!
//! This test has no harness because it is the renderer as well: `create` starts this very binary again with the
//! argument `__render`, as it does with `fieldlab`. What the components do when they run is tested in the
//! repository's own `tests/generator.rs`, against a simulator.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test program of its own"
)]

#[path = "render/updates.rs"]
mod updates;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use cargo_generate::{GenerateArgs, TemplatePath};
use fieldlab_scaffold::{NewRequest, Plan, ScaffoldError, create, plan, render_child, templates};
use serde_json::Value;

type Test = (&'static str, fn());

const TESTS: &[Test] = &[
    (
        "what_is_rendered_holds_no_placeholder_and_nothing_is_left_beside_it",
        what_is_rendered_holds_no_placeholder_and_nothing_is_left_beside_it,
    ),
    (
        "the_container_files_can_be_left_out",
        the_container_files_can_be_left_out,
    ),
    (
        "answers_that_look_like_something_else_stay_text",
        answers_that_look_like_something_else_stay_text,
    ),
    (
        "the_same_answers_give_the_same_bytes",
        the_same_answers_give_the_same_bytes,
    ),
    (
        "a_workspace_around_it_is_left_alone",
        a_workspace_around_it_is_left_alone,
    ),
    (
        "a_renderer_that_fails_leaves_nothing",
        a_renderer_that_fails_leaves_nothing,
    ),
    (
        "whoever_came_first_keeps_the_folder",
        whoever_came_first_keeps_the_folder,
    ),
    (
        "the_plain_tool_makes_the_same",
        the_plain_tool_makes_the_same,
    ),
    (
        "what_is_rendered_is_formatted_and_clean",
        what_is_rendered_is_formatted_and_clean,
    ),
    (
        "an_update_brings_the_improvements_and_loses_nothing_of_the_team",
        updates::an_update_brings_the_improvements_and_loses_nothing_of_the_team,
    ),
    (
        "undo_does_not_lose_what_was_changed_after_the_update",
        updates::undo_does_not_lose_what_was_changed_after_the_update,
    ),
    (
        "what_a_project_remembers_is_not_trusted",
        updates::what_a_project_remembers_is_not_trusted,
    ),
    (
        "without_originals_what_both_changed_stays_the_teams",
        updates::without_originals_what_both_changed_stays_the_teams,
    ),
    (
        "an_addition_leaves_what_is_there",
        updates::an_addition_leaves_what_is_there,
    ),
    (
        "every_addition_is_rendered_whole_with_every_choice",
        updates::every_addition_is_rendered_whole_with_every_choice,
    ),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.first().map(String::as_str) {
        Some("__render") => render_child(&mut std::io::stdin().lock()).map_err(|e| e.to_string()),
        Some("__plain") => plain_tool(&arguments[1], &arguments[2]),
        _ => {
            return run(&arguments);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the tests whose name holds one of the words given, or all; a failing one panics.
fn run(arguments: &[String]) -> ExitCode {
    if arguments.iter().any(|argument| argument == "--list") {
        for (name, _) in TESTS {
            println!("{name}: test");
        }
        return ExitCode::SUCCESS;
    }
    let words: Vec<&String> = arguments
        .iter()
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    for (name, test) in TESTS {
        if words.is_empty() || words.iter().any(|word| name.contains(word.as_str())) {
            println!("test {name}");
            test();
        }
    }
    ExitCode::SUCCESS
}

fn myself() -> PathBuf {
    std::env::current_exe().unwrap()
}

fn planned(folder: &Path, template: &str, answers: &[(&str, &str)]) -> Plan {
    plan(&NewRequest {
        template: template.to_owned(),
        name: "parkeren".to_owned(),
        defines: answers
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect(),
        folder: folder.to_owned(),
    })
    .unwrap()
}

/// Path and content of every file below a folder.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.ends_with(".fieldlab") {
                // What fieldlab keeps for an update is not of the template.
            } else if path.is_dir() {
                folders.push(path);
            } else {
                let relative = path.strip_prefix(folder).unwrap().to_owned();
                found.insert(relative, std::fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// Names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn what_is_rendered_holds_no_placeholder_and_nothing_is_left_beside_it() {
    for template in templates() {
        let folder = tempfile::tempdir().unwrap();
        let plan = planned(folder.path(), &template.name, &[]);
        let created = create(&plan, &myself()).unwrap();
        assert_eq!(created.target, folder.path().join("parkeren"));
        assert_eq!(names(folder.path()), ["parkeren"]);
        let files = tree(&created.target);
        assert_eq!(created.files, files.keys().cloned().collect::<Vec<_>>());
        for own in [
            "Cargo.toml.liquid",
            "cargo-generate.toml",
            "fieldlab-template.toml",
        ] {
            assert!(!files.contains_key(Path::new(own)), "{own}");
        }
        for (path, content) in &files {
            let text = String::from_utf8_lossy(content);
            for sign in ["{{", "{%", "%}", "project-name"] {
                // Helm's own braces.
                if path.starts_with("chart/templates") && sign == "{{" {
                    continue;
                }
                assert!(!text.contains(sign), "{sign} in {}", path.display());
            }
            assert_ne!(path.extension(), Some("liquid".as_ref()));
        }
        for file in &plan.executable {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(created.target.join(file)).unwrap();
            assert_eq!(mode.permissions().mode() & 0o777, 0o755, "{file}");
        }
    }
}

fn the_container_files_can_be_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let plan = planned(folder.path(), "register-api-rust", &[("container", "nee")]);
    let created = create(&plan, &myself()).unwrap();
    let files = tree(&created.target);
    for file in [
        "Dockerfile",
        ".dockerignore",
        "compose.yaml",
        "chart/values.yaml",
    ] {
        assert!(!files.contains_key(Path::new(file)), "{file}");
    }
    let readme = String::from_utf8(files[Path::new("README.md")].clone()).unwrap();
    assert!(!readme.contains("docker"), "{readme}");
}

fn answers_that_look_like_something_else_stay_text() {
    let folder = tempfile::tempdir().unwrap();
    let answers = [
        ("component_title", "null"),
        ("organisation", "2026"),
        ("contact_name", "Nee"),
        ("summary", "Gemeente 's-Hertogenbosch; parkeren & meer"),
    ];
    let plan = planned(folder.path(), "register-api-rust", &answers);
    let created = create(&plan, &myself()).unwrap();
    let read = |file: &str| std::fs::read_to_string(created.target.join(file)).unwrap();

    let publiccode: Value = serde_saphyr::from_str(&read("publiccode.yml")).unwrap();
    assert_eq!(publiccode["name"], "null");
    assert_eq!(publiccode["legal"]["mainCopyrightOwner"], "2026");
    assert_eq!(publiccode["maintenance"]["contacts"][0]["name"], "Nee");
    let text = &publiccode["description"]["nl"];
    assert_eq!(text["shortDescription"], answers[3].1);
    assert!(text["longDescription"].as_str().unwrap().chars().count() >= 150);
    assert!(text["features"].as_array().unwrap().len() >= 5);

    let openapi: Value = serde_json::from_str(&read("openapi.json")).unwrap();
    assert_eq!(openapi["info"]["title"], "null");
    let manifest: toml::Table = toml::from_str(&read("Cargo.toml")).unwrap();
    assert_eq!(
        manifest["package"]["description"].as_str(),
        Some(answers[3].1)
    );
    let compose: Value = serde_saphyr::from_str(&read("compose.yaml")).unwrap();
    assert!(compose["services"]["component"].is_object());
    let workflow: Value = serde_saphyr::from_str(&read(".github/workflows/ci.yml")).unwrap();
    assert!(workflow["jobs"]["test"]["steps"].is_array());
}

fn the_same_answers_give_the_same_bytes() {
    let trees = [0, 1].map(|_| {
        let folder = tempfile::tempdir().unwrap();
        let plan = planned(folder.path(), "register-api-rust", &[]);
        tree(&create(&plan, &myself()).unwrap().target)
    });
    assert!(trees[0] == trees[1]);
}

fn a_workspace_around_it_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = folder.path().join("Cargo.toml");
    let text = "[workspace]\nmembers   = [ ]   # so\n";
    std::fs::write(&manifest, text).unwrap();
    let plan = planned(folder.path(), "register-api-rust", &[]);
    let created = create(&plan, &myself()).unwrap();
    assert_eq!(std::fs::read_to_string(&manifest).unwrap(), text);
    // And Cargo does not take it for a lost member.
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version=1"])
        .current_dir(&created.target)
        .output()
        .unwrap();
    assert!(cargo.status.success(), "{}", lossy(&cargo.stderr));
}

fn a_renderer_that_fails_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let plan = planned(folder.path(), "register-api-rust", &[]);
    // Not one that knows the templates: it ends without having made anything.
    let error = create(&plan, Path::new(env!("CARGO"))).unwrap_err();
    assert!(matches!(error, ScaffoldError::Render { .. }), "{error}");
    let error = create(&plan, &folder.path().join("nergens")).unwrap_err();
    assert!(matches!(error, ScaffoldError::Start { .. }), "{error}");
    // A template that is not there: the child says so itself.
    let mut unknown = plan.clone();
    unknown.template = "niets".to_owned();
    let error = create(&unknown, &myself()).unwrap_err().to_string();
    assert!(error.contains("niets") && error.is_ascii(), "{error}");
    assert!(
        names(folder.path()).is_empty(),
        "{:?}",
        names(folder.path())
    );
}

fn whoever_came_first_keeps_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let plan = planned(folder.path(), "register-api-rust", &[]);
    std::fs::create_dir(&plan.target).unwrap();
    let error = create(&plan, &myself()).unwrap_err();
    assert!(
        matches!(error, ScaffoldError::TargetExists { .. }),
        "{error}"
    );
    assert!(tree(&plan.target).is_empty());
    assert_eq!(names(folder.path()), ["parkeren"]);
}

/// `cargo generate --path templates/TEMPLATE --name parkeren --silent`, with nothing given: the templates work
/// without fieldlab.
fn the_plain_tool_makes_the_same() {
    for template in templates() {
        let folder = tempfile::tempdir().unwrap();
        let plan = planned(folder.path(), &template.name, &[]);
        let ours = tree(&create(&plan, &myself()).unwrap().target);
        let plain = folder.path().join("plain");
        std::fs::create_dir(&plain).unwrap();
        let child = Command::new(myself())
            .args(["__plain", &template.name])
            .arg(&plain)
            .env("CARGO_NAME", "somebody")
            .output()
            .unwrap();
        assert!(child.status.success(), "{}", lossy(&child.stderr));
        let theirs = tree(&plain.join("parkeren"));
        assert_eq!(
            ours.keys().collect::<Vec<_>>(),
            theirs.keys().collect::<Vec<_>>()
        );
        for (path, content) in &ours {
            assert!(theirs[path] == *content, "{}", path.display());
        }
    }
}

fn plain_tool(template: &str, out: &str) -> Result<(), String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates");
    let config = Path::new(out).join("config.toml");
    std::fs::write(&config, "").map_err(|error| error.to_string())?;
    let args = GenerateArgs {
        template_path: TemplatePath {
            path: Some(source.join(template).display().to_string()),
            ..TemplatePath::default()
        },
        name: Some("parkeren".to_owned()),
        destination: Some(out.into()),
        config: Some(config),
        silent: true,
        ..GenerateArgs::default()
    };
    let made = cargo_generate::generate(args);
    made.map(|_| ()).map_err(|error| format!("{error:#}"))
}

/// What the component's own CI asks of it before its tests.
fn what_is_rendered_is_formatted_and_clean() {
    for tool in ["fmt", "clippy"] {
        let version = cargo(&std::env::temp_dir(), &[tool, "--version"]);
        if !version.status.success() {
            assert!(std::env::var_os("CI").is_none(), "no cargo {tool}");
            println!("skipped: no cargo {tool}");
            return;
        }
    }
    for template in templates() {
        if template.language != "Rust" {
            // Its own `script/test` does that.
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        // A long answer must not move a line break.
        let plan = planned(folder.path(), &template.name, &[("port", "65535")]);
        let created = create(&plan, &myself()).unwrap();
        for arguments in [
            &["fmt", "--check"][..],
            &["clippy", "--quiet", "--all-targets", "--", "-D", "warnings"][..],
        ] {
            let output = cargo(&created.target, arguments);
            assert!(
                output.status.success(),
                "{} {arguments:?}\n{}{}",
                template.name,
                lossy(&output.stdout),
                lossy(&output.stderr)
            );
        }
    }
}

fn cargo(folder: &Path, arguments: &[&str]) -> std::process::Output {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/generated");
    Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        // Kept between runs: a component's dependencies take a while to check.
        .env("CARGO_TARGET_DIR", target)
        .output()
        .unwrap()
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
