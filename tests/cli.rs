//! The command line as others script against it.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::support::{Simulator, fieldlab, run, stderr, stdout};

#[test]
fn up_prints_its_address_alone_on_stdout_once_it_answers() {
    let mut simulator = Simulator::start();
    assert!(
        simulator.address().starts_with("http://127.0.0.1:"),
        "{}",
        simulator.address()
    );
    let answer = reqwest::blocking::get(format!("{}/_lab/registers", simulator.address())).unwrap();
    assert_eq!(answer.status(), 200);
    let registers: serde_json::Value = answer.json().unwrap();
    let names: Vec<&str> = registers
        .as_array()
        .unwrap()
        .iter()
        .map(|register| {
            assert!(register["mount"].as_str().unwrap().starts_with('/'));
            assert!(!register["version"].as_str().unwrap().is_empty());
            register["name"].as_str().unwrap()
        })
        .collect();
    assert!(
        names.contains(&"brp") && names.contains(&"bag"),
        "{names:?}"
    );
    let text = simulator.stop();
    assert!(text.contains("Three calls"), "{text}");
    let longest = text.lines().map(|line| line.chars().count()).max().unwrap();
    assert!(longest <= 130, "a line of {longest}: {text}");
}

#[test]
fn the_three_calls_printed_at_start_work_when_pasted() {
    let mut simulator = Simulator::start();
    // The text is on stderr at once after the address; asking first makes sure that it is written.
    reqwest::blocking::get(format!("{}/_lab/health", simulator.address())).unwrap();
    let address = simulator.address().to_owned();
    let stderr = {
        let mut lines = Vec::new();
        let mut reader = BufReader::new(simulator.take_stderr());
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).unwrap() == 0 || line.starts_with("Ctrl-C") {
                break;
            }
            lines.push(line);
        }
        lines.concat()
    };
    let calls: Vec<&str> = stderr
        .split("\n\n")
        .filter(|part| part.trim_start().starts_with("curl "))
        .collect();
    assert_eq!(calls.len(), 3, "{stderr}");
    for call in calls {
        assert!(call.contains(&address), "{call}");
        let output = std::process::Command::new("bash")
            .args(["-c", &format!("{call} --fail")])
            .output()
            .unwrap();
        assert!(output.status.success(), "{call}");
        let body: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(
            body["personen"][0]["naam"]["volledigeNaam"].is_string()
                || body["_embedded"]["adressen"][0]["postcode"].is_string()
                || body[0]["mount"].is_string(),
            "{body}"
        );
    }
}

#[test]
fn a_port_in_use_is_said_with_the_mend_and_nothing_is_left() {
    let simulator = Simulator::start();
    let port = simulator.address().rsplit(':').next().unwrap();
    let output = run(&mut fieldlab(["up", "--size", "dorp", "--port", port]));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout(&output), "");
    let text = stderr(&output);
    assert!(
        text.contains(port) && text.contains("help:") && text.contains("--port 0"),
        "{text}"
    );
}

#[test]
fn wrong_arguments_are_refused_with_the_mend() {
    for (arguments, says) in [
        (&["up", "--size", "wereld"][..], "dorp"),
        (&["up", "--gemeente", "12345"], "four digits"),
        (&["up", "--size", "dorp", "--gemeente", "8888"], "8888"),
        (&["up", "--size", "dorp", "--store", "redis://x"], "sqlite"),
        (&["up", "--register", "/nergens"], "register.toml"),
        (&["world", "show", "999999999"], "999999999"),
        (&["world", "show", "12AB"], "postcode"),
        (&["world", "show", "00999999"], "KVK number 00999999"),
        (
            &["world", "show", "99009999970000"],
            "no parcel or apartment",
        ),
        (&["world", "show", "8000AA", "999"], "no address 8000AA 999"),
        (&["world", "search", "--rechtsvorm", "xyz"], "eenmanszaak"),
        (&["personas", "eenhoorn"], "there are"),
        (&["world", "search", "kaboutermuts"], "understood"),
        (
            &["world", "search", "--nationaliteit", "Elfs"],
            "nationality",
        ),
        (
            &["world", "map", "--size", "dorp", "--out", "/nergens/x.svg"],
            "--out",
        ),
        (
            &[
                "world", "map", "--size", "dorp", "--out", "x", "--buurt", "BU1",
            ],
            "BU9001",
        ),
        (
            &[
                "world",
                "map",
                "--size",
                "dorp",
                "--out",
                "x",
                "--woonplaats",
                "Ergens",
            ],
            "Waterlinge",
        ),
        (
            &["new", "bestaat-niet", "--name", "x", "--defaults"],
            "register-api-rust",
        ),
        (&["scenario", "run", "bestaat-niet"], "verhuizing"),
    ] {
        let output = run(&mut fieldlab(arguments.iter().copied()));
        assert!(!output.status.success(), "{arguments:?}");
        let text = stderr(&output);
        assert!(text.contains(says), "{arguments:?}: {text}");
        assert!(!text.contains("panicked"), "{text}");
    }
}

#[test]
fn a_person_and_an_address_can_be_shown_as_text_and_as_json() {
    let person = run(&mut fieldlab([
        "world",
        "show",
        "--size",
        "dorp",
        "--json",
        first_persona().as_str(),
    ]));
    let person: serde_json::Value = serde_json::from_slice(&person.stdout).unwrap();
    let adres = &person["adres"];
    let number = format!(
        "{}{}{}",
        adres["huisnummer"],
        adres["huisletter"].as_str().unwrap_or_default(),
        adres["huisnummertoevoeging"].as_str().unwrap_or_default()
    );
    let shown = run(&mut fieldlab([
        "world",
        "show",
        "--size",
        "dorp",
        "--json",
        adres["postcode"].as_str().unwrap(),
        number.as_str(),
    ]));
    let shown: serde_json::Value = serde_json::from_slice(&shown.stdout).unwrap();
    assert!(
        shown.to_string().contains(&first_persona()),
        "{shown} does not hold {}",
        first_persona()
    );
    let table = run(&mut fieldlab([
        "world",
        "show",
        "--size",
        "dorp",
        &first_persona(),
    ]));
    assert!(stdout(&table).contains(&first_persona()));
}

#[test]
fn a_company_and_a_parcel_are_shown_with_address_people_and_value() {
    let show = |what: &str| -> serde_json::Value {
        let shown = run(&mut fieldlab([
            "world", "show", "--size", "dorp", "--json", what,
        ]));
        assert!(shown.status.success(), "{}", stderr(&shown));
        serde_json::from_slice(&shown.stdout).unwrap()
    };
    let table = |what: &str| {
        stdout(&run(&mut fieldlab([
            "world", "show", "--size", "dorp", what,
        ])))
    };
    // Joris Bakker: a firm at home, and a mortgage on the house.
    let joris = show("999990123");
    let kvk = joris["bedrijven"][0]["kvk_nummer"].as_str().unwrap();
    let koz = joris["onroerende_zaken"][0]["identificatie"]
        .as_str()
        .unwrap();
    let company = show(kvk);
    assert_eq!(company["rechtsvorm"], "Eenmanszaak");
    let parcel = show(koz);
    assert!(!parcel["hypotheken"].as_array().unwrap().is_empty());
    for (found, place) in [
        (&company, &company["gevestigd"]),
        (&parcel, &parcel["erop"][0]),
    ] {
        assert!(found.to_string().contains("999990123"), "{found}");
        assert!(place["woz"]["waarde"].as_u64().unwrap() > 0, "{place}");
        assert_eq!(place["bewoners"].as_array().unwrap().len(), 4, "{place}");
    }
    for what in [kvk, koz] {
        let text = table(what);
        for part in [
            "999990123",
            "WOZ-waarde",
            "Ooievaarsagaatlaan 1",
            "hypotheek",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
}

#[test]
fn who_owns_and_runs_things_is_found_by_description() {
    for (asked, persona) in [
        ("verhuurder", "999995546"),
        ("erfpacht", "999995133"),
        ("beslag", "999997105"),
        ("tweede woning", "999997865"),
        ("eenmanszaak", "999990123"),
        ("bv", "999994396"),
    ] {
        let output = run(&mut fieldlab([
            "world", "search", "--size", "dorp", "--json", "--max", "2000", asked,
        ]));
        let text = stdout(&output);
        assert!(text.contains(persona), "{asked}: {}", stderr(&output));
    }
}

#[test]
fn a_map_shows_every_street_of_the_village_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dorp.svg");
    let drawn = run(fieldlab(["world", "map", "--size", "dorp", "--json", "--out"]).arg(&file));
    let report: serde_json::Value = serde_json::from_slice(&drawn.stdout).unwrap();
    let svg = std::fs::read_to_string(&file).unwrap();
    assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"));
    assert!(svg.contains("fictief") && svg.contains("Ooievaarsagaatlaan"));
    let names = svg.matches("font-size=\"42\"").count();
    assert_eq!(report["streets"], names, "{report}");
    let part = folder.path().join("buurt.svg");
    let drawn = run(fieldlab([
        "world",
        "map",
        "--size",
        "dorp",
        "--buurt",
        "BU90010100",
        "--out",
    ])
    .arg(&part));
    assert!(drawn.status.success(), "{}", stderr(&drawn));
    let part = std::fs::read_to_string(&part).unwrap();
    assert!(
        part.contains(">12A</text>"),
        "house numbers are on a sheet of a neighbourhood"
    );
}

fn first_persona() -> String {
    let output = run(&mut fieldlab(["personas", "--size", "dorp", "--json"]));
    let personas: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    personas[0]["burgerservicenummer"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn a_search_finds_only_who_fits() {
    let output = run(&mut fieldlab([
        "world",
        "search",
        "--size",
        "dorp",
        "--leeftijd",
        "70..",
        "--max",
        "5",
        "--json",
    ]));
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = found.as_array().unwrap();
    assert_eq!(found.len(), 5);
    for person in found {
        assert!(person["leeftijd"].as_u64().unwrap() >= 70, "{person}");
    }
}

#[test]
fn changes_in_a_data_folder_are_there_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap().to_owned();
    let arguments = ["--size", "dorp", "--data-dir", data.as_str()];
    let http = reqwest::blocking::Client::new();
    let mut simulator = Simulator::with(&arguments);
    let url = |simulator: &Simulator, path: &str| format!("{}{path}", simulator.address());
    let answer = http
        .post(url(&simulator, "/_lab/teams"))
        .json(&serde_json::json!({"name": "rood"}))
        .send()
        .unwrap();
    assert_eq!(answer.status(), 201);
    let clock = serde_json::json!({"mode": "frozen", "at": "2030-02-03T12:00:00+01:00"});
    let answer = http
        .put(url(&simulator, "/t/rood/_lab/clock"))
        .json(&clock)
        .send()
        .unwrap();
    assert!(answer.status().is_success());
    // No chance to tidy up.
    simulator.process().kill().unwrap();
    simulator.process().wait().unwrap();

    let simulator = Simulator::with(&arguments);
    let shown: serde_json::Value = http
        .get(url(&simulator, "/t/rood/_lab/clock"))
        .send()
        .unwrap()
        .json()
        .unwrap();
    assert!(shown.to_string().contains("2030-02-03"), "{shown}");
    drop(simulator);

    let other = run(fieldlab(["up", "--port", "0", "--seed", "2"])
        .args(arguments)
        .stdout(Stdio::piped()));
    assert!(!other.status.success());
    assert!(stderr(&other).contains("world"), "{}", stderr(&other));
}

#[test]
fn completions_and_help_are_there_for_every_command() {
    let script = stdout(&run(&mut fieldlab(["completions", "bash"])));
    let help = stdout(&run(&mut fieldlab(["--help"])));
    for command in [
        "up",
        "personas",
        "world",
        "register",
        "templates",
        "new",
        "scenario",
        "doctor",
        "completions",
    ] {
        assert!(script.contains(command), "{command} in completions");
        assert!(
            help.contains(&format!("\n  {command} ")),
            "{command} in {help}"
        );
    }
    assert!(!help.contains("__render"));
    assert!(
        help.lines().all(|line| line.chars().count() <= 80),
        "{help}"
    );
}

#[test]
fn doctor_finds_a_world_that_keeps_its_rules() {
    let output = run(&mut fieldlab(["doctor", "--json", "--port", "0"]));
    let findings: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let world = findings
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["check"] == "world")
        .unwrap();
    assert_eq!(world["verdict"], "ok", "{findings}");
}

#[test]
fn the_catalogue_of_personas_is_the_checked_in_page() {
    let output = run(&mut fieldlab(["personas", "--markdown"]));
    assert!(output.status.success(), "{}", stderr(&output));
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/personas.md");
    let checked_in = std::fs::read_to_string(page).unwrap();
    assert!(
        stdout(&output) == checked_in,
        "docs/personas.md is stale: fieldlab personas --markdown > docs/personas.md"
    );
}

#[test]
fn personas_are_a_list_with_number_name_story_and_what_they_show() {
    let output = run(&mut fieldlab(["personas", "--size", "dorp", "--json"]));
    let personas: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let personas = personas.as_array().unwrap();
    assert!(personas.len() >= 100, "{}", personas.len());
    for persona in personas {
        for member in ["burgerservicenummer", "naam", "verhaal", "story"] {
            assert!(
                persona[member]
                    .as_str()
                    .is_some_and(|text| !text.is_empty())
            );
        }
        assert!(
            !persona["toont"].as_array().unwrap().is_empty(),
            "{persona}"
        );
    }
}

#[test]
fn a_description_finds_people_and_says_what_it_did_not_understand() {
    let output = run(&mut fieldlab([
        "world",
        "search",
        "--size",
        "dorp",
        "--json",
        "gescheidn, weduwe met kinderen",
    ]));
    assert!(output.status.success(), "{}", stderr(&output));
    let text = stderr(&output);
    assert!(
        text.contains("gescheidn") && text.contains("gescheiden"),
        "{text}"
    );
    let found: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let found = found.as_array().unwrap();
    assert!(!found.is_empty());
    for person in found {
        assert_eq!(person["burgerlijke_staat"], "verweduwd", "{person}");
        assert!(person["kinderen"].as_u64().unwrap() > 0, "{person}");
    }
}

#[test]
fn the_world_is_shown_beside_published_figures() {
    let output = run(&mut fieldlab(["world", "stats", "--size", "dorp"]));
    assert!(output.status.success(), "{}", stderr(&output));
    let text = stdout(&output);
    assert!(
        text.contains("leeftijd: distance") && text.contains("grade A"),
        "{text}"
    );
    for subject in ["WOZ-waarde naar eigendom", "WOZ-waarde gemiddeld"] {
        assert!(text.contains(subject), "{subject}: {text}");
    }
    assert!(
        text.lines().all(|line| line.chars().count() <= 80),
        "{text}"
    );
}

#[test]
fn the_hints_beside_the_personas_hold_in_the_default_world() {
    let found = |arguments: &[&str]| -> Vec<serde_json::Value> {
        let output = run(&mut fieldlab(
            ["world", "search", "--json", "--max", "5000"]
                .iter()
                .chain(arguments)
                .copied(),
        ));
        serde_json::from_str(&stdout(&output)).unwrap()
    };
    let namesakes = found(&["--naam", "Jan*"])
        .iter()
        .filter(|person| person["naam"].as_str().unwrap().starts_with("Mar"))
        .count();
    assert!(namesakes > 10, "{namesakes}");
    assert!(found(&["--woont-in", "instelling"]).len() > 30);
    assert!(found(&["--woont-in", "instelling", "--bewoners", "101.."]).len() > 100);
}
