//! `fieldlab new`: what it makes runs and passes its own tests against the simulator.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{Simulator, fieldlab, root, run, stderr, stdout};

fn new(folder: &Path, arguments: &[&str]) -> std::process::Output {
    run(fieldlab(["new", "register-api-rust"])
        .args(arguments)
        .current_dir(folder))
}

/// What `fieldlab templates --json` tells.
fn templates() -> Vec<Value> {
    serde_json::from_slice(&run(&mut fieldlab(["templates", "--json"])).stdout).unwrap()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap()
}

/// Answers as far from the defaults as a question allows, to what is free.
const ODD: [(&str, &str); 8] = [
    (
        "component_title",
        "Éé’s (3 & 4), de + van 't Huis/Hof; a-b.c",
    ),
    (
        "summary",
        "null; 's Avonds & (soms) 's morgens, 1/2 + 3 - 4.",
    ),
    (
        "description",
        "2026, een omschrijving die met een getal begint en lang genoeg is voor publiccode.yml; met 'haakjes' \
         (zo), een & en een + en een / en een - en nog wat woorden erachter, zodat het er genoeg zijn.",
    ),
    ("organisation", "1e Gemeente 's-Hertogenbosch"),
    ("contact_name", "Ünal van 't Ööst-Jansen"),
    ("contact_email", "a.b+c_d-e@f-g.example.org"),
    (
        "repository_url",
        "https://git.example.org:8443/a/~b/c.d_e-f",
    ),
    ("port", "65535"),
];

/// Every combination of what can be chosen; the first is the defaults, the others have odd text as well.
fn combinations(template: &Value) -> Vec<Vec<(String, String)>> {
    let questions = template["questions"].as_array().unwrap();
    let mut all: Vec<Vec<(String, String)>> = vec![Vec::new()];
    for question in questions {
        let name = text(question, "name");
        let default = text(question, "default");
        let choices = question["choices"].as_array().unwrap();
        let mut choices: Vec<&str> = choices
            .iter()
            .map(|choice| choice.as_str().unwrap())
            .collect();
        choices.sort_by_key(|choice| *choice != default);
        if choices.is_empty() {
            continue;
        }
        all = all
            .iter()
            .flat_map(|answers| {
                choices.iter().map(|choice| {
                    let mut answers = answers.clone();
                    answers.push((name.to_owned(), (*choice).to_owned()));
                    answers
                })
            })
            .collect();
    }
    for answers in all.iter_mut().skip(1) {
        for (name, odd) in ODD {
            if questions
                .iter()
                .any(|question| text(question, "name") == name)
            {
                answers.push((name.to_owned(), odd.to_owned()));
            }
        }
    }
    all
}

/// A component of this template in `folder`.
fn component(template: &str, folder: &Path, name: &str, answers: &[(String, String)]) -> PathBuf {
    let mut command = fieldlab(["new", template, "--name", name, "--defaults"]);
    for (key, answer) in answers {
        command.arg("--define").arg(format!("{key}={answer}"));
    }
    let output = run(command.current_dir(folder));
    assert!(output.status.success(), "{template}: {}", stderr(&output));
    folder.join(name)
}

/// Path and text of every file of a component.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                found.insert(
                    name,
                    String::from_utf8(std::fs::read(&path).unwrap()).unwrap(),
                );
            }
        }
    }
    found
}

/// What is wrong with a component as it was made.
fn faults(folder: &Path) -> Vec<String> {
    let mut faults = Vec::new();
    let files = files(folder);
    // Helm has braces of its own, also where `update` remembers them.
    let helm = |path: &str| path.starts_with("chart/templates/") || path == ".fieldlab/basis.json";
    for (path, text) in &files {
        for sign in ["{{", "{%", "%}", "project-name"] {
            if text.contains(sign) && !(helm(path) && sign == "{{") {
                faults.push(format!("{path}: `{sign}` was left"));
            }
        }
        // In code two braces may close by themselves; in text they are half a placeholder.
        let prose = ["md", "toml", "yml", "yaml", "example"];
        let extension = path.rsplit('.').next().unwrap();
        if (prose.contains(&extension) || extension == path) && !helm(path) && text.contains("}}") {
            faults.push(format!("{path}: `}}}}` was left"));
        }
        let mode = std::fs::metadata(folder.join(path))
            .unwrap()
            .permissions()
            .mode();
        if text.starts_with("#!") != (mode & 0o111 != 0) {
            faults.push(format!("{path}: has the wrong mode, {mode:o}"));
        }
    }
    for needed in [
        "LICENSE",
        "README.md",
        "publiccode.yml",
        "SECURITY.md",
        "CONTRIBUTING.md",
        "CODE_OF_CONDUCT.md",
        "GOVERNANCE.md",
        "REUSE.toml",
        "CHANGELOG.md",
        "docs/privacy.md",
        "openapi.json",
        ".env.example",
        ".gitignore",
        ".github/workflows/ci.yml",
    ] {
        if !files.contains_key(needed) {
            faults.push(format!("{needed} is missing"));
        }
    }
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".json")) {
        if let Err(error) = serde_json::from_str::<Value>(text) {
            faults.push(format!("{path}: {error}"));
        }
    }
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".toml")) {
        if let Err(error) = toml::from_str::<toml::Table>(text) {
            faults.push(format!("{path}: {error}"));
        }
    }
    for (path, text) in &files {
        let yaml = path.ends_with(".yml") || path.ends_with(".yaml");
        if yaml
            && !helm(path)
            && let Err(error) = serde_saphyr::from_str::<Value>(text)
        {
            faults.push(format!("{path}: {error}"));
        }
    }
    if let Some(publiccode) = files.get("publiccode.yml") {
        let read = serde_saphyr::from_str::<Value>(publiccode).unwrap_or_default();
        faults.extend(publiccode_faults(&read));
    }
    faults
}

/// The rules of publiccode.yml that an answer could break.
fn publiccode_faults(read: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let mut must = |right: bool, rule: &str| {
        if !right {
            faults.push(format!("publiccode.yml: {rule}"));
        }
    };
    let length = |value: &Value| value.as_str().map_or(0, |text| text.trim().chars().count());
    must(read["publiccodeYmlVersion"] == "0.5", "version");
    must(length(&read["name"]) > 0, "name is text");
    must(
        read["url"]
            .as_str()
            .is_some_and(|url| url.starts_with("https://")),
        "url",
    );
    must(read["platforms"].is_array(), "platforms");
    must(read["legal"]["license"] == "EUPL-1.2", "licence");
    must(read["maintenance"]["type"] == "internal", "maintenance");
    must(
        length(&read["maintenance"]["contacts"][0]["name"]) > 0,
        "a contact with a name",
    );
    must(
        read["localisation"]["availableLanguages"][0] == "nl",
        "languages",
    );
    let software = ["standalone/backend", "standalone/web"];
    must(
        read["softwareType"]
            .as_str()
            .is_some_and(|kind| software.contains(&kind)),
        "type",
    );
    let texts = &read["description"]["nl"];
    must(
        (1..=150).contains(&length(&texts["shortDescription"])),
        "short description",
    );
    must(
        (150..=10_000).contains(&length(&texts["longDescription"])),
        "long description",
    );
    must(
        texts["features"].as_array().is_some_and(|features| {
            (5..=20).contains(&features.len()) && features.iter().all(Value::is_string)
        }),
        "features",
    );
    faults
}

#[test]
fn templates_are_listed_with_layer_language_and_whether_they_work_offline() {
    let templates = templates();
    for template in &templates {
        for key in ["name", "layer", "language"] {
            assert!(!text(template, key).is_empty(), "{key}");
        }
        assert!(template["offline"].is_boolean());
    }
    let table = stdout(&run(&mut fieldlab(["templates"])));
    for word in [
        "layer",
        "language",
        "works offline",
        "register-api-rust",
        "services",
        "Rust",
    ] {
        assert!(table.contains(word), "{word} in\n{table}");
    }
}

#[test]
fn every_combination_of_answers_gives_a_whole_component() {
    let folder = tempfile::tempdir().unwrap();
    let mut made = 0;
    for template in templates() {
        let name = text(&template, "name");
        let combinations = combinations(&template);
        assert!(combinations.len() >= 2, "{name}");
        for answers in combinations {
            made += 1;
            let component = component(name, folder.path(), &format!("component-{made}"), &answers);
            assert_eq!(faults(&component), [""; 0], "{name} with {answers:?}");
            let container = answers.contains(&("container".to_owned(), "true".to_owned()));
            assert_eq!(component.join("Dockerfile").is_file(), container, "{name}");
            assert_eq!(
                component.join("compose.yaml").is_file(),
                container,
                "{name}"
            );
            assert_eq!(component.join("chart").is_dir(), container, "{name}");
        }
    }
}

#[test]
fn the_lint_sees_what_can_go_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let component = component("register-api-python", folder.path(), "kapot", &[]);
    assert_eq!(faults(&component), [""; 0]);
    let faults_after = |file: &str, change: &dyn Fn(&Path)| {
        let path = component.join(file);
        let before = std::fs::read(&path).unwrap();
        let mode = std::fs::metadata(&path).unwrap().permissions();
        change(&path);
        let found = faults(&component);
        std::fs::write(&path, before).unwrap();
        std::fs::set_permissions(&path, mode).unwrap();
        found
    };
    let add = |path: &Path, text: &str| {
        let before = std::fs::read_to_string(path).unwrap();
        std::fs::write(path, format!("{before}{text}")).unwrap();
    };
    for (file, text) in [
        ("README.md", "{{port"),
        ("README.md", "port}}"),
        (".github/workflows/ci.yml", "# ${{ secrets.X }}"),
        ("publiccode.yml", "name: : x"),
        ("openapi.json", "}"),
        ("pyproject.toml", "x"),
    ] {
        let found = faults_after(file, &|path| add(path, text));
        assert!(!found.is_empty(), "{text} in {file}");
    }
    let found = faults_after("script/test", &|path| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o644)).unwrap();
    });
    assert_eq!(found.len(), 1, "{found:?}");
    let found = faults_after("SECURITY.md", &|path| std::fs::remove_file(path).unwrap());
    assert_eq!(found.len(), 1, "{found:?}");
    let found = faults_after("publiccode.yml", &|path| {
        let text = std::fs::read_to_string(path).unwrap();
        std::fs::write(path, text.replace("license: EUPL-1.2", "license: MIT")).unwrap();
    });
    assert_eq!(found, ["publiccode.yml: licence"]);
    assert_eq!(faults(&component), [""; 0]);
}

/// Those that have a test below.
const TRIED: &[&str] = &[
    "adapter-integratie",
    "minimaal-node",
    "minimaal-python",
    "proces-service-typescript",
    "register-api-django",
    "register-api-python",
    "register-api-rust",
    "webapp-vue",
];

#[test]
fn every_template_is_tried() {
    let templates = templates();
    let names: Vec<&str> = templates
        .iter()
        .map(|template| text(template, "name"))
        .collect();
    assert_eq!(names, TRIED);
}

#[test]
fn adapter_integratie_passes_its_own_tests_and_starts() {
    try_out("adapter-integratie");
}

#[test]
fn minimaal_node_passes_its_own_tests_and_starts() {
    try_out("minimaal-node");
}

#[test]
fn minimaal_python_passes_its_own_tests_and_starts() {
    try_out("minimaal-python");
}

#[test]
fn proces_service_typescript_passes_its_own_tests_and_starts() {
    try_out("proces-service-typescript");
}

#[test]
fn register_api_django_passes_its_own_tests_and_starts() {
    try_out("register-api-django");
}

#[test]
fn register_api_python_passes_its_own_tests_and_starts() {
    try_out("register-api-python");
}

#[test]
fn register_api_rust_passes_its_own_tests_and_starts() {
    try_out("register-api-rust");
}

#[test]
fn webapp_vue_passes_its_own_tests_and_starts() {
    try_out("webapp-vue");
}

/// Makes a component with every combination of answers, and runs the two commands of its README.
fn try_out(name: &str) {
    let simulator = Simulator::start();
    let folder = tempfile::tempdir().unwrap();
    let template = templates()
        .into_iter()
        .find(|template| text(template, "name") == name);
    let template = template.unwrap();
    let test = text(&template["commands"], "test");
    let start = text(&template["commands"], "start");
    // Kept between runs: installing and compiling take most of the time.
    let kept = root().join("target/generated");
    for (number, answers) in combinations(&template).iter().enumerate() {
        let parent = folder.path().join(number.to_string());
        std::fs::create_dir(&parent).unwrap();
        let component = component(name, &parent, "component", answers);
        // Packages that are installed once serve the next component too: it has the same lock file.
        let before = folder
            .path()
            .join(format!("{}/component/node_modules", number.wrapping_sub(1)));
        if before.is_dir() {
            std::fs::rename(&before, component.join("node_modules")).unwrap();
        }
        let readme = std::fs::read_to_string(component.join("README.md")).unwrap();
        for command in [test, start] {
            assert!(
                readme.contains(&format!("$ {command}")),
                "{name}: {command}"
            );
        }
        let shell = |command: &str| {
            let mut shell = Command::new("sh");
            shell
                .args(["-c", command])
                .current_dir(&component)
                .env("FIELDLAB_URL", simulator.address())
                .env("CARGO_TARGET_DIR", &kept)
                .env("VENV", kept.join(name))
                .stdin(Stdio::null());
            shell
        };
        let tests = run(&mut shell(test));
        assert!(
            tests.status.success(),
            "{name} with {answers:?}\n{}\n{}",
            stdout(&tests),
            stderr(&tests)
        );
        if number == 0 {
            starts_and_stops(shell(start), &component);
        }
    }
}

/// The component answers that it is ready, serves the document of its repository, and ends when asked to.
fn starts_and_stops(mut command: Command, component: &Path) {
    let port = free_port();
    let log = component.join("start.log");
    let mut child = command
        .env("PORT", port.to_string())
        .stdout(std::fs::File::create(&log).unwrap())
        .stderr(std::fs::File::options().append(true).open(&log).unwrap())
        // A group of its own: what the shell starts is stopped with it.
        .process_group(0)
        .spawn()
        .unwrap();
    let ask = |path: &str| {
        let url = format!("http://127.0.0.1:{port}{path}");
        let output = run(Command::new("curl").args(["--noproxy", "*", "--fail", "--silent", &url]));
        output.status.success().then_some(output.stdout)
    };
    let deadline = Instant::now() + Duration::from_secs(120);
    let mut ready = ask("/health/ready").is_some();
    while !ready && child.try_wait().unwrap().is_none() && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(100));
        ready = ask("/health/ready").is_some();
    }
    let live = ask("/health/live").is_some();
    let served = ask("/v1/openapi.json").unwrap_or_default();
    let group = format!("-{}", child.id());
    let stop = |signal: &str| run(Command::new("kill").args([signal, "--", &group]));
    stop("-TERM");
    let deadline = Instant::now() + Duration::from_secs(30);
    while child.try_wait().unwrap().is_none() && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(50));
    }
    let stopped = child.try_wait().unwrap().is_some();
    stop("-KILL");
    child.wait().unwrap();
    let log = std::fs::read_to_string(&log).unwrap();
    assert!(ready && live && stopped, "{ready} {live} {stopped}: {log}");
    let served: Value = serde_json::from_slice(&served).unwrap();
    let committed = std::fs::read(component.join("openapi.json")).unwrap();
    assert_eq!(served, serde_json::from_slice::<Value>(&committed).unwrap());
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

#[test]
fn a_second_component_in_the_same_folder_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    assert!(
        new(folder.path(), &["--name", "parkeren", "--defaults"])
            .status
            .success()
    );
    let readme = folder.path().join("parkeren/README.md");
    std::fs::write(&readme, "van het team").unwrap();
    let output = new(folder.path(), &["--name", "parkeren", "--defaults"]);
    assert!(!output.status.success());
    let text = stderr(&output);
    assert!(
        text.contains("parkeren") && text.contains("help:"),
        "{text}"
    );
    assert_eq!(std::fs::read_to_string(&readme).unwrap(), "van het team");
}

#[test]
fn wrong_answers_are_all_named_and_nothing_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let output = new(
        folder.path(),
        &[
            "--name",
            "Parkeren!",
            "--defaults",
            "--define",
            "organisatee=x",
        ],
    );
    assert!(!output.status.success());
    let text = stderr(&output);
    assert!(
        text.contains("Parkeren!") && text.contains("organisatee"),
        "{text}"
    );
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn without_a_terminal_it_asks_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let output = new(folder.path(), &["--name", "zonder-vragen"]);
    assert!(output.status.success(), "{}", stderr(&output));
}

#[test]
fn it_works_without_the_usual_environment() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(
        fieldlab(["new", "register-api-rust", "--name", "kaal", "--defaults"])
            .env_clear()
            .current_dir(folder.path()),
    );
    assert!(output.status.success(), "{}", stderr(&output));
}
