//! Worlds in files: snapshots that commands start from, and exports.

use std::path::Path;
use std::process::Command;

use parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::Value;

use crate::support::{Simulator, fieldlab, run, stderr, stdout};

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Builds a village into `folder`.
fn village(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("dorp.flw");
    let built = run(&mut fieldlab([
        "world",
        "build",
        "--size",
        "dorp",
        "--seed",
        "4",
        "--out",
        text(&path),
    ]));
    assert!(built.status.success(), "{}", stderr(&built));
    assert_eq!(stdout(&built).trim(), text(&path));
    path
}

/// One line that says what, one that says how to mend it; exit code 2.
fn is_refused(command: &mut Command, what: &str) {
    let output = run(command);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.starts_with("error: ") && said.contains(what), "{said}");
    assert!(said.contains("\nhelp: "), "{said}");
    assert_eq!(said.lines().count(), 2, "{said}");
}

#[test]
fn a_world_from_a_file_is_the_world_of_its_seed() {
    let folder = tempfile::tempdir().unwrap();
    let path = village(folder.path());
    let built = run(&mut fieldlab([
        "world", "show", "--digest", "--size", "dorp", "--seed", "4",
    ]));
    let opened = run(&mut fieldlab([
        "world",
        "show",
        "--digest",
        "--world",
        text(&path),
        "--controleer",
    ]));
    assert!(opened.status.success(), "{}", stderr(&opened));
    assert_eq!(stdout(&opened), stdout(&built));
    let checked = run(&mut fieldlab(["world", "check", "--world", text(&path)]));
    assert!(checked.status.success(), "{}", stderr(&checked));

    let simulator = Simulator::with(&["--world", text(&path)]);
    let address = simulator.address();
    let answer: Value = reqwest::blocking::Client::new()
        .post(format!("{address}/haalcentraal/api/brp/personen"))
        .json(&serde_json::json!({
            "type": "RaadpleegMetBurgerservicenummer",
            "burgerservicenummer": ["999990019"],
            "fields": ["burgerservicenummer"],
        }))
        .send()
        .unwrap()
        .json()
        .unwrap();
    assert_eq!(
        answer["personen"][0]["burgerservicenummer"], "999990019",
        "{answer}"
    );
}

#[test]
fn a_file_that_cannot_be_used_is_one_clear_message() {
    let folder = tempfile::tempdir().unwrap();
    let path = village(folder.path());
    let bytes = std::fs::read(&path).unwrap();
    let with = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let open = |path: &Path| fieldlab(["world", "show", "--world", text(path)]);
    is_refused(&mut open(&folder.path().join("weg.flw")), "cannot open");
    is_refused(&mut open(&with("leeg.flw", b"")), "not a snapshot");
    is_refused(
        &mut open(&with("half.flw", &bytes[..bytes.len() / 2])),
        "was not copied whole",
    );
    // A bit in the rows: cheap to miss at opening, found when asked.
    let mut damaged = bytes.clone();
    damaged[4096 + 3200] ^= 1;
    let damaged = with("stuk.flw", &damaged);
    let asked = run(&mut open(&damaged));
    assert_ne!(asked.status.code(), Some(101), "{}", stderr(&asked));
    is_refused(open(&damaged).arg("--controleer"), "is damaged");
    is_refused(
        &mut fieldlab(["world", "check", "--world", text(&damaged)]),
        "is damaged",
    );
    // What is there is not replaced unasked.
    is_refused(
        &mut fieldlab(["world", "build", "--size", "dorp", "--out", text(&path)]),
        "is there already",
    );
    assert!(std::fs::read(&path).unwrap() == bytes);
    let both = run(&mut fieldlab([
        "world",
        "show",
        "--size",
        "dorp",
        "--world",
        text(&path),
    ]));
    assert_eq!(both.status.code(), Some(2));
    assert!(stderr(&both).contains("--world"), "{}", stderr(&both));
}

/// A shell that lets no file grow past so many blocks stands for a full disk.
#[cfg(unix)]
fn with_little_room(arguments: &[&str]) -> Command {
    let mut command = Command::new("sh");
    command
        .args(["-c", "trap '' XFSZ; ulimit -f 100; exec \"$@\"", "sh"])
        .arg(env!("CARGO_BIN_EXE_fieldlab"))
        .args(arguments);
    command
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_said_and_nothing_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gemeente.flw");
    std::fs::write(&path, "kept").unwrap();
    let built = run(&mut with_little_room(&[
        "world",
        "build",
        "--force",
        "--out",
        text(&path),
    ]));
    assert_eq!(built.status.code(), Some(1), "{}", stderr(&built));
    assert!(stderr(&built).contains("no room for"), "{}", stderr(&built));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "kept");
    let export = folder.path().join("uit");
    for format in ["csv", "jsonl", "parquet"] {
        let written = run(&mut with_little_room(&[
            "world",
            "export",
            "--entity",
            "personen",
            "--format",
            format,
            "--out",
            text(&export),
        ]));
        assert_eq!(written.status.code(), Some(1), "{}", stderr(&written));
        assert!(
            stderr(&written).contains("no room for"),
            "{}",
            stderr(&written)
        );
        assert_eq!(std::fs::read_dir(&export).unwrap().count(), 0);
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn an_export_says_the_same_in_every_format_and_refers_to_itself() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("uit");
    for format in ["csv", "jsonl", "parquet"] {
        let written = run(&mut fieldlab([
            "world",
            "export",
            "--size",
            "2000",
            "--format",
            format,
            "--json",
            "--out",
            text(&out),
        ]));
        assert!(written.status.success(), "{}", stderr(&written));
        let list: Value = serde_json::from_str(&stdout(&written)).unwrap();
        assert_eq!(list.as_array().unwrap().len(), ENTITIES.len(), "{list}");
        for written in list.as_array().unwrap() {
            let rows = written["rows"].as_u64().unwrap() as usize;
            let path = Path::new(written["file"].as_str().unwrap());
            assert!(rows > 0, "{written}");
            assert_eq!(read(path).len(), rows, "{written}");
        }
    }
    for entity in ENTITIES {
        let of = |ending: &str| read(&out.join(format!("{entity}.{ending}")));
        let (csv, jsonl, parquet) = (of("csv"), of("jsonl"), of("parquet"));
        assert_eq!(csv, jsonl, "{entity}");
        assert_eq!(csv, parquet, "{entity}");
    }
    // What is referred to is there.
    let column = |entity: &str, name: &str| -> std::collections::BTreeSet<String> {
        read(&out.join(format!("{entity}.csv")))
            .iter()
            .filter_map(|row| row.get(name).cloned())
            .collect()
    };
    let persons = column("personen", "burgerservicenummer");
    for relation in ["partner", "ouder1", "ouder2"] {
        let related = column("personen", relation);
        assert!(
            !related.is_empty() && related.is_subset(&persons),
            "{relation}"
        );
    }
    let addresses = column("adressen", "nummeraanduidingIdentificatie");
    assert!(column("personen", "nummeraanduidingIdentificatie").is_subset(&addresses));
    assert!(column("huishoudens", "nummeraanduidingIdentificatie").is_subset(&addresses));
    assert!(
        column("adressen", "pandIdentificatie").is_subset(&column("panden", "pandIdentificatie"))
    );
    assert!(column("woz", "nummeraanduidingIdentificatie").is_subset(&addresses));
    let zaken = column("percelen", "kadastraleOnroerendeZaakIdentificatie");
    assert!(column("rechten", "kadastraleOnroerendeZaakIdentificatie").is_subset(&zaken));
    assert!(column("rechten", "burgerservicenummer").is_subset(&persons));
    let companies = column("bedrijven", "kvkNummer");
    assert!(column("rechten", "kvkNummer").is_subset(&companies));
    assert!(column("vestigingen", "kvkNummer").is_subset(&companies));
    for entity in ["hypotheken", "beslagen", "beperkingen"] {
        let on = column(entity, "kadastraleOnroerendeZaakIdentificatie");
        assert!(on.is_subset(&zaken), "{entity}");
    }
    for (entity, name) in [
        ("hypotheken", "kvkNummer"),
        ("functionarissen", "kvkNummer"),
        ("functionarissen", "functionarisKvkNummer"),
    ] {
        assert!(
            column(entity, name).is_subset(&companies),
            "{entity} {name}"
        );
    }
    for entity in [
        "ouders",
        "verbintenissen",
        "verblijfplaatsen",
        "nationaliteiten",
        "verblijfstitels",
        "reisdocumenten",
        "functionarissen",
    ] {
        let of = column(entity, "burgerservicenummer");
        assert!(of.is_subset(&persons), "{entity}");
    }
    assert!(column("verbintenissen", "partner").is_subset(&persons));
    let objects = column("woz", "wozObjectNummer");
    assert_eq!(column("wozwaarden", "wozObjectNummer"), objects);
    let buurten = column("buurten", "gemeentecode");
    assert!(buurten.is_subset(&column("gemeenten", "gemeentecode")));
    let again = run(&mut fieldlab([
        "world",
        "export",
        "--size",
        "2000",
        "--entity",
        "straten",
        "--out",
        text(&out),
    ]));
    assert_eq!(again.status.code(), Some(2), "{}", stderr(&again));
    assert!(stderr(&again).contains("is there already"));
}

const ENTITIES: [&str; 24] = [
    "buurten",
    "gemeenten",
    "ouders",
    "verbintenissen",
    "verblijfplaatsen",
    "nationaliteiten",
    "verblijfstitels",
    "reisdocumenten",
    "hypotheken",
    "beslagen",
    "beperkingen",
    "functionarissen",
    "wozwaarden",
    "personen",
    "huishoudens",
    "adressen",
    "panden",
    "straten",
    "woonplaatsen",
    "percelen",
    "rechten",
    "bedrijven",
    "vestigingen",
    "woz",
];

type Rows = Vec<std::collections::BTreeMap<String, String>>;

/// The rows of a file as texts; what is absent or empty is left out.
fn read(path: &Path) -> Rows {
    let as_text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Number(number) if number.is_f64() => format!("{:.3}", number.as_f64().unwrap()),
        other => other.to_string(),
    };
    let rows: Vec<serde_json::Map<String, Value>> = match path.extension().unwrap().to_str() {
        Some("csv") => {
            let mut reader = csv::Reader::from_path(path).unwrap();
            return reader
                .deserialize()
                .map(|row| {
                    let row: std::collections::BTreeMap<String, String> = row.unwrap();
                    row.into_iter()
                        .filter(|(_, value)| !value.is_empty())
                        .collect()
                })
                .collect();
        }
        Some("jsonl") => std::fs::read_to_string(path)
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
        _ => parquet_rows(path),
    };
    rows.into_iter()
        .map(|row| {
            row.into_iter()
                .map(|(name, value)| (name, as_text(&value)))
                .collect()
        })
        .collect()
}

fn parquet_rows(path: &Path) -> Vec<serde_json::Map<String, Value>> {
    use parquet::record::Field;
    let reader = SerializedFileReader::new(std::fs::File::open(path).unwrap()).unwrap();
    reader
        .get_row_iter(None)
        .unwrap()
        .map(|row| {
            row.unwrap()
                .get_column_iter()
                .filter_map(|(name, field)| {
                    let value = match field {
                        Field::Null => return None,
                        Field::Str(text) => Value::from(text.as_str()),
                        Field::Long(number) => Value::from(*number),
                        Field::Double(number) => Value::from(*number),
                        other => panic!("{other:?}"),
                    };
                    Some((name.clone(), value))
                })
                .collect()
        })
        .collect()
}
