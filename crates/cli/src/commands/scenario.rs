//! `fieldlab scenario`: lists and plays scenarios.

use std::path::Path;
use std::sync::Arc;

use fieldlab_server::{Application, Settings};
use fieldlab_sim::scenario::{
    Driver, HttpAnswer, HttpCall, Outcome, Report, Script, StepReport, run as play,
};
use fieldlab_world::{World, WorldSpec};
use rust_embed::RustEmbed;
use serde::Serialize;
use serde_json::{Value, json};

use crate::args::{OutputArgs, ScenarioCommand, ScenarioRunArgs};
use crate::commands::up;
use crate::failure::Failure;
use crate::output;

/// The scenarios that come with fieldlab.
#[derive(RustEmbed)]
#[folder = "scenarios"]
#[include = "*.yaml"]
struct Shipped;

pub(crate) fn run(command: &ScenarioCommand) -> Result<(), Failure> {
    match command {
        ScenarioCommand::List(args) => list(*args),
        ScenarioCommand::Run(args) => run_one(args),
    }
}

#[derive(Serialize)]
struct Row {
    name: String,
    title: String,
    about: String,
    steps: usize,
}

fn list(args: OutputArgs) -> Result<(), Failure> {
    let mut rows = Vec::new();
    for file in Shipped::iter() {
        let script = shipped(&file).ok_or_else(|| Failure::new("a shipped scenario is gone"))?;
        let script = Script::parse(&file, &script).map_err(|error| broken(&error))?;
        rows.push(Row {
            name: file.trim_end_matches(".yaml").to_owned(),
            title: script.name,
            about: script.about,
            steps: script.steps.len(),
        });
    }
    if args.json {
        output::json(&rows);
        return Ok(());
    }
    let cells = rows
        .into_iter()
        .map(|row| vec![row.name, row.title, row.about, row.steps.to_string()])
        .collect();
    output::table(&["scenario", "title", "about", "steps"], cells);
    Ok(())
}

fn shipped(file: &str) -> Option<String> {
    Shipped::get(file).map(|file| String::from_utf8_lossy(&file.data).into_owned())
}

/// The text of a scenario, and what it is called in messages.
fn read(scenario: &str) -> Result<(String, String), Failure> {
    let path = Path::new(scenario);
    let is_name = path.components().count() == 1 && path.extension().is_none();
    if is_name && !path.is_file() {
        let file = format!("{scenario}.yaml");
        let names: Vec<String> = Shipped::iter()
            .map(|file| file.trim_end_matches(".yaml").to_owned())
            .collect();
        return shipped(&file).map(|text| (file, text)).ok_or_else(|| {
            Failure::usage(format!("there is no scenario `{scenario}`"))
                .help(format!("there are: {}; or give a file", names.join(", ")))
        });
    }
    let text = std::fs::read_to_string(path).map_err(|error| {
        Failure::usage(format!("cannot read the scenario `{scenario}`: {error}"))
            .help("give a YAML file that can be read, or a name from `fieldlab scenario list`")
    })?;
    Ok((scenario.to_owned(), text))
}

fn broken(error: &fieldlab_sim::scenario::ScriptError) -> Failure {
    Failure::unusable(error).help(&error.help)
}

fn run_one(args: &ScenarioRunArgs) -> Result<(), Failure> {
    let (file, text) = read(&args.scenario)?;
    let script = Script::parse(&file, &text).map_err(|error| broken(&error))?;
    let report = match &args.url {
        Some(url) => play_at(url, &file, &script, args.keep)?,
        None => {
            let simulator = OwnSimulator::start(&script)?;
            let report = play_at(&simulator.address, &file, &script, false);
            simulator.stop()?;
            report?
        }
    };
    if let Some(path) = &args.junit {
        junit(path, &file, &report)?;
    }
    if args.output.json {
        output::json(&report);
    } else {
        print(&file, &report);
    }
    if report.passed {
        Ok(())
    } else {
        Err(Failure::silent())
    }
}

/// Plays the scenario as a team of its own.
fn play_at(url: &str, file: &str, script: &Script, keep: bool) -> Result<Report, Failure> {
    let mut team = Team::create(url.trim_end_matches('/'), file)?;
    let report = play(script, &mut team);
    if keep {
        output::note(&format!("the team is still there: {}", team.base));
    } else {
        team.delete();
    }
    Ok(report)
}

/// A simulator in this process, for a scenario that has none to run against.
struct OwnSimulator {
    address: String,
    stop: tokio::sync::oneshot::Sender<()>,
    thread: std::thread::JoinHandle<Result<(), Failure>>,
}

impl OwnSimulator {
    fn start(script: &Script) -> Result<Self, Failure> {
        let spec = WorldSpec {
            seed: script.world.seed,
            size: script.world.size,
            gemeente: script.world.gemeente,
            ..WorldSpec::default()
        };
        let world = World::build(&spec).map_err(|error| Failure::from_error(&error))?;
        let registers = up::registers(&[])?;
        let runtime = up::runtime()?;
        let application = runtime.block_on(async {
            let ledger = fieldlab_ledger::open("memory")
                .await
                .map_err(|error| Failure::from_error(&error))?;
            let settings = Settings {
                port: 0,
                ..Settings::default()
            };
            Application::build(settings, Arc::new(world), registers, ledger)
                .await
                .map_err(|error| Failure::from_error(&error))
        })?;
        let address = format!("http://{}", application.address());
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let thread = std::thread::spawn(move || {
            let shutdown = async {
                let _ = stopped.await;
            };
            runtime
                .block_on(application.run_until(shutdown))
                .map_err(|error| Failure::from_error(&error))
        });
        Ok(Self {
            address,
            stop,
            thread,
        })
    }

    fn stop(self) -> Result<(), Failure> {
        let _ = self.stop.send(());
        self.thread
            .join()
            .map_err(|_| Failure::new("the simulator ended in a panic"))?
    }
}

/// The team that a run plays as.
struct Team {
    http: reqwest::blocking::Client,
    root: String,
    name: String,
    base: String,
}

impl Team {
    /// Makes a team, with a number when the name is taken.
    fn create(root: &str, file: &str) -> Result<Self, Failure> {
        let http = reqwest::blocking::Client::builder()
            .timeout(std::time::Duration::from_secs(30))
            .build()
            .map_err(|error| Failure::from_error(&error))?;
        let stem = Path::new(file)
            .file_stem()
            .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let stem: String = stem
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
            .take(40)
            .collect();
        for number in 1..1_000 {
            let name = format!("scenario-{stem}-{number}");
            let answer = http
                .post(format!("{root}/_lab/teams"))
                .json(&json!({"name": name}))
                .send()
                .map_err(|error| {
                    Failure::from_error(&error).help(format!(
                        "start a simulator there, or leave --url {root} out"
                    ))
                })?;
            match answer.status().as_u16() {
                201 => {
                    return Ok(Self {
                        http,
                        root: root.to_owned(),
                        base: format!("{root}/t/{name}"),
                        name,
                    });
                }
                409 => {}
                status => {
                    return Err(Failure::new(format!(
                        "{root} refused to make a team: status {status}"
                    ))
                    .help("is that the address of a fieldlab simulator?"));
                }
            }
        }
        Err(
            Failure::new("a thousand runs of this scenario are kept already")
                .help(format!("delete some: GET {root}/_lab/teams lists them")),
        )
    }

    fn delete(&self) {
        let url = format!("{}/_lab/teams/{}", self.root, self.name);
        if let Err(error) = self.http.delete(&url).send() {
            output::note(&format!("the team could not be removed: {error}"));
        }
    }
}

impl Driver for Team {
    fn call(&mut self, call: &HttpCall) -> Result<HttpAnswer, String> {
        let method = reqwest::Method::from_bytes(call.method.as_bytes())
            .map_err(|_| format!("`{}` is no HTTP method", call.method))?;
        let mut request = self
            .http
            .request(method, format!("{}{}", self.base, call.path));
        for (name, value) in &call.headers {
            request = request.header(name, value);
        }
        if let Some(body) = &call.body {
            request = request.json(body);
        }
        let answer = request.send().map_err(|error| error.to_string())?;
        let status = answer.status().as_u16();
        let text = answer.text().map_err(|error| error.to_string())?;
        Ok(HttpAnswer {
            status,
            body: serde_json::from_str(&text).unwrap_or(Value::Null),
        })
    }
}

fn print(file: &str, report: &Report) {
    output::line(&report.name);
    for step in &report.steps {
        let mark = match (step.kind, step.outcome) {
            (_, Outcome::Failed) => "FAIL",
            (_, Outcome::Skipped) => "skip",
            ("say", _) => "    ",
            _ => "ok  ",
        };
        let title = step.title.trim();
        if step.kind == "say" {
            output::line(&format!("\n{}\n", wrapped(title, 2)));
        } else {
            output::line(&format!("{mark} {}", wrapped(title, 5).trim_start()));
        }
        for (line, fault) in &step.faults {
            output::line(&format!("     {file}:{line}: {fault}"));
        }
    }
    let count = |outcome| counted(&report.steps, outcome);
    output::line(&format!(
        "\n{} passed, {} failed, {} skipped",
        count(Outcome::Passed),
        count(Outcome::Failed),
        count(Outcome::Skipped)
    ));
    if !report.passed {
        output::note(
            "help: mend the scenario at that line, or the component that answers otherwise",
        );
    }
}

/// Steps that do something; what is said is no result.
fn counted(steps: &[StepReport], outcome: Outcome) -> usize {
    steps
        .iter()
        .filter(|step| step.kind != "say" && step.outcome == outcome)
        .count()
}

/// Text in lines of at most 78 characters, each after `indent` spaces.
fn wrapped(text: &str, indent: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let fits = lines
            .last()
            .is_some_and(|line| line.chars().count() + word.chars().count() < 78 - indent);
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if fits => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let indent = " ".repeat(indent);
    lines
        .iter()
        .map(|line| format!("{indent}{line}"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn junit(path: &Path, file: &str, report: &Report) -> Result<(), Failure> {
    use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

    let mut suite = TestSuite::new(file);
    for step in report.steps.iter().filter(|step| step.kind != "say") {
        let status = match step.outcome {
            Outcome::Passed => TestCaseStatus::success(),
            Outcome::Skipped => TestCaseStatus::skipped(),
            Outcome::Failed => {
                let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
                let faults: Vec<String> = step
                    .faults
                    .iter()
                    .map(|(line, fault)| format!("{file}:{line}: {fault}"))
                    .collect();
                status.set_message(faults.join("\n"));
                status
            }
        };
        let mut case = TestCase::new(format!("{}: {}", step.line, step.title), status);
        case.set_classname(file);
        suite.add_test_case(case);
    }
    let mut junit = quick_junit::Report::new(&report.name);
    junit.add_test_suite(suite);
    let written = junit
        .to_string()
        .map_err(|error| error.to_string())
        .and_then(|text| std::fs::write(path, text).map_err(|error| error.to_string()));
    written.map_err(|error| {
        Failure::new(format!(
            "cannot write the report `{}`: {error}",
            path.display()
        ))
        .help("give --junit a file in a folder that exists and can be written")
    })
}
