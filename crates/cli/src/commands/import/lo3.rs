//! Person lists of raw elements: as JSON, and as CSV with one element a line.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::lees::Lezer;
use super::{Gelezen, Melding, Persoon};
use crate::failure::Failure;

/// A list as it is; only whose it is has to be found.
pub(super) fn lijst(value: Value) -> Result<(String, Value), String> {
    match value
        .pointer("/categorieen/01/0/0/01.20")
        .and_then(Value::as_str)
    {
        Some(bsn) => Ok((bsn.to_owned(), value)),
        None => Err("element 01.20 of the first occurrence of category 01 is missing".to_owned()),
    }
}

/// Header of the CSV; stapel and voorkomen count from 1, the actual occurrence is 1.
const KOPPEN: [&str; 6] = [
    "burgerservicenummer",
    "categorie",
    "stapel",
    "voorkomen",
    "element",
    "waarde",
];

/// More stacks or occurrences nobody has.
const MOST: usize = 1_000;

/// Category, stack, occurrence and element to value.
type Elementen = BTreeMap<(String, usize, usize), BTreeMap<String, String>>;

pub(super) fn csv(lezer: &Lezer<'_>, gelezen: &mut Gelezen) -> Result<(), Failure> {
    let first = lezer.text.lines().next().unwrap_or_default();
    let comma = if first.contains(';') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(comma)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(lezer.text.as_bytes());
    let koppen: Vec<String> = reader
        .headers()
        .map(|koppen| koppen.iter().map(str::to_lowercase).collect())
        .unwrap_or_default();
    let Some(places) = KOPPEN
        .iter()
        .map(|kop| koppen.iter().position(|other| other == kop))
        .collect::<Option<Vec<usize>>>()
    else {
        return Err(Failure::usage(format!(
            "`{}`, line 1: the columns are not {}",
            lezer.bestand,
            KOPPEN.join(", ")
        ))
        .help("one element a line: 000000012,01,1,1,02.40,Blom"));
    };
    let mut personen: BTreeMap<String, (usize, Elementen)> = BTreeMap::new();
    let mut broken: BTreeMap<String, ()> = BTreeMap::new();
    for record in reader.records() {
        let (regel, outcome) = match record {
            Ok(record) => {
                let regel = record.position().map_or(0, |place| place.line() as usize);
                (regel, line(&record, &places, regel, &mut personen))
            }
            Err(error) => {
                let regel = error.position().map_or(0, |place| place.line() as usize);
                (regel, Err((None, error.to_string())))
            }
        };
        if let Err((bsn, reden)) = outcome {
            if let Some(bsn) = &bsn {
                broken.insert(bsn.clone(), ());
            }
            gelezen.meldingen.push(Melding {
                burgerservicenummer: bsn,
                ..lezer.melding(regel, true, reden)
            });
        }
    }
    for (bsn, (regel, elementen)) in personen {
        // A list with a line that cannot be used would say something else than its owner meant.
        if broken.contains_key(&bsn) {
            continue;
        }
        match opbouw(elementen) {
            Ok(lijst) => gelezen.personen.push(Persoon {
                bestand: lezer.bestand.clone(),
                regel,
                burgerservicenummer: bsn,
                lijst,
            }),
            Err(reden) => gelezen.meldingen.push(Melding {
                burgerservicenummer: Some(bsn),
                ..lezer.melding(regel, true, reden)
            }),
        }
    }
    Ok(())
}

fn line(
    record: &csv::StringRecord,
    places: &[usize],
    regel: usize,
    personen: &mut BTreeMap<String, (usize, Elementen)>,
) -> Result<(), (Option<String>, String)> {
    let field = |nth: usize| record.get(places[nth]).unwrap_or_default();
    let bsn = field(0);
    if bsn.is_empty() {
        return Err((None, "there is no burgerservicenummer".to_owned()));
    }
    let fault = |reden: String| (Some(bsn.to_owned()), reden);
    let number = |nth: usize| match field(nth).parse::<usize>() {
        Ok(number @ 1..=MOST) => Ok(number - 1),
        _ => Err(fault(format!(
            "{} `{}` is not a number from 1 to {MOST}",
            KOPPEN[nth],
            field(nth)
        ))),
    };
    let categorie = format!("{:0>2}", field(1));
    let (stapel, voorkomen) = (number(2)?, number(3)?);
    let element = field(4);
    let (_, elementen) = personen
        .entry(bsn.to_owned())
        .or_insert_with(|| (regel, Elementen::new()));
    let there = elementen.entry((categorie, stapel, voorkomen)).or_default();
    if element.is_empty() {
        return Err(fault("there is no element".to_owned()));
    }
    if field(5).is_empty() {
        // An element without a value is left out of a list.
        return Ok(());
    }
    match there.insert(element.to_owned(), field(5).to_owned()) {
        None => Ok(()),
        Some(before) => Err(fault(format!(
            "element {element} is `{before}` already in this occurrence"
        ))),
    }
}

/// The JSON form; stacks and occurrences have to follow one another.
fn opbouw(elementen: Elementen) -> Result<Value, String> {
    let mut categorieen: Map<String, Value> = Map::new();
    for ((categorie, stapel, voorkomen), inhoud) in elementen {
        let missing = |what: &str, nth: usize| {
            format!("category {categorie} has no {what} {nth} before the next")
        };
        let Value::Array(stapels) = categorieen
            .entry(categorie.clone())
            .or_insert_with(|| Value::Array(Vec::new()))
        else {
            continue;
        };
        if stapel > stapels.len() {
            return Err(missing("stapel", stapels.len() + 1));
        }
        if stapel == stapels.len() {
            stapels.push(Value::Array(Vec::new()));
        }
        let Some(voorkomens) = stapels[stapel].as_array_mut() else {
            continue;
        };
        if voorkomen > voorkomens.len() {
            return Err(missing("voorkomen", voorkomens.len() + 1));
        }
        voorkomens.push(
            inhoud
                .into_iter()
                .map(|(name, text)| (name, Value::from(text)))
                .collect(),
        );
    }
    Ok(serde_json::json!({ "categorieen": categorieen }))
}
