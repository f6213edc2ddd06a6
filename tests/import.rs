//! A team's own people, from files into a simulator.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::{Simulator, fieldlab, run, stderr, stdout};

const ANNA: &str = "999990007";
const BRAM: &str = "999990008";

fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn import(simulator: &Simulator, path: &Path, more: &[&str]) -> (Option<i32>, Value, String) {
    let mut command = fieldlab(["import", "--json", "--url", simulator.address()]);
    let output = run(command.args(more).arg(path));
    let said = stdout(&output);
    (
        output.status.code(),
        serde_json::from_str(&said).unwrap_or(Value::Null),
        stderr(&output),
    )
}

fn stored(simulator: &Simulator) -> Vec<Value> {
    let url = format!("{}/_lab/brp/persoonslijsten", simulator.address());
    let answer: Value = reqwest::blocking::get(url).unwrap().json().unwrap();
    answer["persoonslijsten"].as_array().unwrap().clone()
}

fn ask(simulator: &Simulator, bsn: &str, fields: &[&str]) -> Value {
    reqwest::blocking::Client::new()
        .post(format!(
            "{}/haalcentraal/api/brp/personen",
            simulator.address()
        ))
        .json(&json!({
            "type": "RaadpleegMetBurgerservicenummer",
            "burgerservicenummer": [bsn],
            "fields": fields,
        }))
        .send()
        .unwrap()
        .json()
        .unwrap()
}

#[test]
fn people_in_the_form_of_the_mock_are_answered_as_persons() {
    let folder = tempfile::tempdir().unwrap();
    let simulator = Simulator::start();
    let text = serde_json::to_string_pretty(&json!([
        {
            "burgerservicenummer": ANNA,
            "naam": {"voornamen": "Anna", "geslachtsnaam": "Verzonnen", "bijnaam": "An"},
            "geboorte": {"datum": "19800000"},
            "partners": [{"burgerservicenummer": BRAM, "naam": {"geslachtsnaam": "Bedacht"},
                          "aangaanHuwelijkPartnerschap": {"datum": "20050606"}}],
            "kinderen": [{"burgerservicenummer": "999990010", "naam": {"voornamen": "Weg"}}]
        },
        {"burgerservicenummer": BRAM, "naam": {"voornamen": "Bram", "geslachtsnaam": "Bedacht"}}
    ]))
    .unwrap();
    let path = file(folder.path(), "team.json", &text);
    let (code, report, said) = import(&simulator, &path, &["--dry-run"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(report["verstuurd"], 0);
    assert!(stored(&simulator).is_empty());

    let (code, report, said) = import(&simulator, &path, &[]);
    assert_eq!((code, &report["verstuurd"]), (Some(0), &json!(2)), "{said}");
    let notes: Vec<String> = report["meldingen"]
        .as_array()
        .unwrap()
        .iter()
        .map(|note| {
            assert_eq!(
                (&note["regel"], &note["ongeldig"]),
                (&json!(2), &json!(false))
            );
            note["reden"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(notes.len(), 3, "{notes:?}");
    assert!(notes.iter().any(|note| note.contains("naam.bijnaam")));
    assert!(
        notes
            .iter()
            .any(|note| note.contains("999990010") && note.contains("not in these files"))
    );
    assert!(
        notes
            .iter()
            .any(|note| note.contains(BRAM) && note.contains("one-sided"))
    );
    let answer = ask(
        &simulator,
        ANNA,
        &[
            "naam.voornamen",
            "geboorte.datum",
            "partners.naam.geslachtsnaam",
        ],
    );
    let persoon = &answer["personen"][0];
    assert_eq!(persoon["naam"]["voornamen"], "Anna", "{answer}");
    assert_eq!(persoon["geboorte"]["datum"]["jaar"], 1980, "{answer}");
    assert_eq!(
        persoon["partners"][0]["naam"]["geslachtsnaam"], "Bedacht",
        "{answer}"
    );
}

#[test]
fn one_fault_keeps_everybody_out_unless_asked_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let simulator = Simulator::start();
    let list =
        |bsn: &str, date: &str| json!({"categorieen": {"01": [[{"01.20": bsn, "03.10": date}]]}});
    let lines = [
        list(ANNA, "19800101").to_string(),
        "{\"categorieen\":".to_owned(),
        list(BRAM, "vroeger").to_string(),
        list(ANNA, "19810101").to_string(),
        json!({"naam": "niemand"}).to_string(),
    ];
    let path = file(folder.path(), "team.jsonl", &lines.join("\n"));
    let (code, report, said) = import(&simulator, &path, &[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("--skip-invalid"), "{said}");
    assert!(stored(&simulator).is_empty());
    let faults: Vec<u64> = report["meldingen"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|note| note["ongeldig"] == true)
        .map(|note| note["regel"].as_u64().unwrap())
        .collect();
    assert_eq!(faults, [2, 3, 4, 5]);
    let (code, report, _) = import(&simulator, &path, &["--skip-invalid"]);
    assert_eq!((code, &report["verstuurd"]), (Some(0), &json!(1)));
    assert_eq!(stored(&simulator), [list(ANNA, "19800101")]);
}

#[test]
fn csv_is_one_element_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let simulator = Simulator::start();
    let text = format!(
        "burgerservicenummer,categorie,stapel,voorkomen,element,waarde\n\
         {ANNA},01,1,1,01.20,{ANNA}\n\
         {ANNA},1,1,1,02.40,\"Ver, zonnen\"\n\
         {ANNA},08,1,1,11.10,Nieuwpad\n\
         {ANNA},08,1,2,11.10,Oudpad\n\
         {BRAM},01,1,1,01.20,{BRAM}\n\
         {BRAM},01,1,1,02.40,Een\n\
         {BRAM},01,1,1,02.40,Ander\n\
         {BRAM},04,nul,1,05.10,0001\n"
    );
    let path = file(folder.path(), "team.csv", &text);
    let (code, report, said) = import(&simulator, &path, &["--skip-invalid"]);
    assert_eq!(code, Some(0), "{said}");
    let places: Vec<(u64, bool)> = report["meldingen"]
        .as_array()
        .unwrap()
        .iter()
        .map(|note| {
            (
                note["regel"].as_u64().unwrap(),
                note["ongeldig"].as_bool().unwrap(),
            )
        })
        .collect();
    assert_eq!(places, [(8, true), (9, true)], "{report}");
    assert_eq!(
        stored(&simulator),
        [json!({"categorieen": {
            "01": [[{"01.20": ANNA, "02.40": "Ver, zonnen"}]],
            "08": [[{"11.10": "Nieuwpad"}, {"11.10": "Oudpad"}]]
        }})]
    );
}

#[test]
fn a_file_that_is_no_list_and_a_simulator_that_is_not_there_are_said() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text, what) in [
        ("stuk.json", "[{\"burgerservicenummer\":\n]", "line 2"),
        ("leeg.json", "[]", "nobody"),
        ("koppen.csv", "a,b\n1,2\n", "line 1"),
    ] {
        let output = run(fieldlab(["import", "--dry-run"]).arg(file(folder.path(), name, text)));
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert!(stderr(&output).contains(what), "{}", stderr(&output));
    }
    let path = file(
        folder.path(),
        "een.json",
        &json!([{"burgerservicenummer": ANNA}]).to_string(),
    );
    let output = run(fieldlab(["import", "--url", "http://127.0.0.1:9"]).arg(path));
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(
        stderr(&output).contains("fieldlab up"),
        "{}",
        stderr(&output)
    );
}
