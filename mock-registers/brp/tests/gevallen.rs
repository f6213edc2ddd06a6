//! The cases of the shared folder, one by one.

use std::collections::BTreeMap;

use fieldlab_world::Bsn;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::{Antwoord, PAD, shared, stuur};
use crate::brp::antwoord::Antwoord as Personen;
use crate::brp::gezag::{Bron, Geheugen, Lijst, Vorm};
use crate::brp::persoonslijst::Persoonslijst;
use crate::brp::samenstellen::{self, Omstandigheden};
use crate::brp::velden::Velden;
use crate::brp::{afleiden, lo3, vraag, weigering};

pub(super) fn regels(bestand: &str) -> Option<Vec<Value>> {
    let tekst = std::fs::read_to_string(shared()?.join("cases/brp").join(bestand)).unwrap();
    Some(
        tekst
            .lines()
            .filter(|regel| !regel.trim().is_empty())
            .map(|regel| serde_json::from_str(regel).unwrap())
            .collect(),
    )
}

pub(super) fn oordeel(mis: &[String], van: usize) {
    assert!(
        mis.is_empty(),
        "{} of {van} fail:\n{}",
        mis.len(),
        mis.join("\n")
    );
}

#[test]
fn every_shared_validation_case_is_answered_to_the_letter() {
    let Some(gevallen) = regels("cases-http.jsonl") else {
        return;
    };
    assert!(gevallen.len() > 10);
    let mut mis = Vec::new();
    for geval in &gevallen {
        let antwoord = stel(&geval["request"]);
        let verwacht = &geval["expect"];
        let mut problemen = Vec::new();
        if verwacht["status"] != antwoord.status {
            problemen.push(format!("status {}", antwoord.status));
        }
        if let Some(soort) = verwacht["content_type"].as_str() {
            let zonder = |tekst: &str| tekst.split(';').next().unwrap_or("").to_owned();
            if zonder(soort) != zonder(&antwoord.content_type) {
                problemen.push(format!("media type {}", antwoord.content_type));
            }
        }
        let pad = geval["request"]["path"].as_str().unwrap();
        let subset = verwacht["body_subset"].to_string().replace("{path}", pad);
        let subset: Value = serde_json::from_str(&subset).unwrap();
        verschil(&subset, &antwoord.body, false, "", &mut problemen);
        for afwezig in verwacht["body_absent"].as_array().into_iter().flatten() {
            if !antwoord.body[afwezig.as_str().unwrap()].is_null() {
                problemen.push(format!("{afwezig} is there"));
            }
        }
        if !problemen.is_empty() {
            mis.push(format!(
                "{}: {}\n    {}",
                geval["id"],
                problemen.join("; "),
                antwoord.body
            ));
        }
    }
    oordeel(&mis, gevallen.len());
}

fn stel(request: &Value) -> Antwoord {
    let mut headers: Vec<(String, String)> = request["headers"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.to_lowercase(), value.as_str().unwrap().to_owned()))
        .collect();
    let body = match request.get("raw_body").and_then(Value::as_str) {
        Some(raw) => raw.as_bytes().to_vec(),
        None => request
            .get("body")
            .map(|body| body.to_string().into_bytes())
            .unwrap_or_default(),
    };
    if !headers.iter().any(|(name, _)| name == "content-type") && !body.is_empty() {
        headers.push(("content-type".to_owned(), "application/json".to_owned()));
    }
    stuur(
        request["method"].as_str().unwrap(),
        request["path"].as_str().unwrap(),
        &headers,
        &body,
    )
}

/// What `gevonden` lacks of `verwacht`; with `geheel`, what it has too much as well.
pub(super) fn verschil(
    verwacht: &Value,
    gevonden: &Value,
    geheel: bool,
    plek: &str,
    mis: &mut Vec<String>,
) {
    match (verwacht, gevonden) {
        (Value::Object(een), Value::Object(ander)) => {
            for (name, value) in een {
                let plek = format!("{plek}/{name}");
                if name == "invalidParams" {
                    let (mut een, mut ander) = (gesorteerd(value), gesorteerd(&ander[name]));
                    een.sort();
                    ander.sort();
                    if een != ander {
                        mis.push(format!("{plek}: {een:?} but {ander:?}"));
                    }
                    continue;
                }
                match ander.get(name) {
                    Some(gevonden) => verschil(value, gevonden, geheel, &plek, mis),
                    None if value.is_null() => {}
                    None => mis.push(format!("{plek} is missing: {value}")),
                }
            }
            for name in ander
                .keys()
                .filter(|name| geheel && !een.contains_key(*name))
            {
                mis.push(format!("{plek}/{name} is too much: {}", ander[name]));
            }
        }
        (Value::Array(een), Value::Array(ander)) if een.len() == ander.len() => {
            for (nummer, (een, ander)) in een.iter().zip(ander).enumerate() {
                verschil(een, ander, geheel, &format!("{plek}/{nummer}"), mis);
            }
        }
        (Value::Null, Value::Null) => {}
        (een, ander) if een == ander => {}
        (een, ander) => mis.push(format!("{plek}: {een} but {ander}")),
    }
}

fn gesorteerd(lijst: &Value) -> Vec<String> {
    lijst
        .as_array()
        .into_iter()
        .flatten()
        .map(|param| format!("{} {} {}", param["name"], param["code"], param["reason"]))
        .collect()
}

#[test]
fn every_shared_derivation_that_is_here_comes_out_right() {
    let Some(gevallen) = regels("cases-afleidingen.jsonl") else {
        return;
    };
    let mut mis = Vec::new();
    let mut gedaan = 0;
    for geval in &gevallen {
        let functie = geval["function"].as_str().unwrap();
        gedaan += 1;
        match afleiden(functie, &geval["input"]) {
            Ok(uit) if uit == geval["output"] => {}
            uit => mis.push(format!(
                "{} {functie}: {uit:?}, expected {}",
                geval["id"], geval["output"]
            )),
        }
    }
    assert!(gedaan > 10, "only {gedaan}");
    oordeel(&mis, gedaan);
}

/// Somebody who died is asked for gezag. These cases come from the suite of gezag itself, which does
/// not look at what a person brings unasked; with every other question the suspension is expected.
const ANDERS: [&str; 2] = ["brp-d-s-0175", "brp-d-s-0185"];

#[test]
fn every_shared_person_list_is_answered_as_the_real_one_does() {
    let Some(gevallen) = regels("cases-seeded.jsonl") else {
        return;
    };
    let mut mis = Vec::new();
    let mut gedaan = 0;
    // Passed and asked, by topic.
    let mut stand: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for geval in gevallen.iter().filter(|geval| geval["api"] == "personen") {
        gedaan += 1;
        let body = antwoord_op(geval);
        let verwacht = &geval["expect"];
        let mut problemen = Vec::new();
        assert!(
            ["body", "body_subset", "aantal"]
                .iter()
                .any(|name| !verwacht[name].is_null()),
            "{} checks nothing",
            geval["id"]
        );
        // An answer has no status of its own, a refusal has.
        let status = body.get("status").cloned().unwrap_or(json!(200));
        if verwacht["status"] != status {
            problemen.push(format!("status {status}: {body}"));
        }
        let vrij = verwacht["volgorde"] == "vrij";
        if let Some(geheel) = verwacht.get("body").filter(|body| body.is_object()) {
            let geheel = geheel.to_string().replace("{path}", PAD);
            let geheel = serde_json::from_str(&geheel).unwrap();
            let body = in_volgorde(&geheel, &body, true, vrij);
            verschil(&geheel, &body, true, "", &mut problemen);
        }
        if let Some(subset) = verwacht.get("body_subset").filter(|body| body.is_object()) {
            let body = in_volgorde(subset, &body, false, vrij);
            verschil(subset, &body, false, "", &mut problemen);
        }
        if let Some(aantal) = verwacht.get("aantal") {
            geteld(aantal, &body, &mut problemen);
        }
        let stand = stand.entry(geval["topic"].as_str().unwrap()).or_default();
        stand.0 += usize::from(problemen.is_empty());
        stand.1 += 1;
        if ANDERS.contains(&geval["id"].as_str().unwrap()) {
            assert_eq!(problemen.len(), 1, "{}: {problemen:?}", geval["id"]);
            assert!(problemen[0].contains("opschortingBijhouding is too much"));
            continue;
        }
        if !problemen.is_empty() {
            mis.push(format!("{}: {}", geval["id"], problemen.join("; ")));
        }
    }
    for (onderwerp, (goed, van)) in &stand {
        eprintln!("{onderwerp:<20} {goed:4} of {van}");
    }
    assert!(gedaan > 500, "only {gedaan}");
    oordeel(&mis, gedaan);
}

/// The same answer with its lists in the order of what is expected, as far as order is free.
fn in_volgorde(verwacht: &Value, gevonden: &Value, geheel: bool, vrij: bool) -> Value {
    match (verwacht, gevonden) {
        (Value::Object(een), Value::Object(ander)) => {
            let leden = ander.iter().map(|(naam, lid)| {
                let lid = een.get(naam).map_or_else(
                    || lid.clone(),
                    |verwacht| in_volgorde(verwacht, lid, geheel, vrij),
                );
                (naam.clone(), lid)
            });
            Value::Object(leden.collect())
        }
        (Value::Array(een), Value::Array(ander)) => {
            let mut over = ander.clone();
            let mut lijst = Vec::new();
            for verwacht in een {
                let plek = over.iter().position(|gevonden| {
                    let mut mis = Vec::new();
                    let gevonden = in_volgorde(verwacht, gevonden, geheel, vrij);
                    verschil(verwacht, &gevonden, geheel, "", &mut mis);
                    mis.is_empty()
                });
                let plek = plek.filter(|plek| vrij || *plek == 0).unwrap_or(0);
                if plek < over.len() {
                    lijst.push(in_volgorde(verwacht, &over.remove(plek), geheel, vrij));
                }
            }
            lijst.append(&mut over);
            Value::Array(lijst)
        }
        _ => gevonden.clone(),
    }
}

/// Checks how many items a list of the answer has.
pub(super) fn geteld(aantal: &Value, body: &Value, mis: &mut Vec<String>) {
    for (name, want) in aantal.as_object().into_iter().flatten() {
        let found = body[name].as_array().map(Vec::len);
        if found.map(|found| found as u64) != want.as_u64() {
            mis.push(format!("/{name}: {want} items expected, {found:?} found"));
        }
    }
}

/// The person lists of a case are all there is.
struct Gezaaid<'g>(&'g [Persoonslijst<'static>]);

impl Bron for Gezaaid<'_> {
    fn lijst<'b>(
        &'b self,
        bsn: Bsn,
        _klaar: Option<(&'b Persoonslijst<'static>, Velden)>,
    ) -> Option<Lijst<'b>> {
        let mut lijsten = self.0.iter();
        lijsten
            .find(|lijst| lijst.burgerservicenummer() == Some(bsn))
            .map(Lijst::Heel)
    }
}

/// What the register answers when these person lists are all there is.
fn antwoord_op(geval: &Value) -> Value {
    let vandaag: Date = geval["peildatum"].as_str().unwrap().parse().unwrap();
    let body = geval["request"]["body"].as_object().unwrap();
    let vraag = match vraag::lees(body) {
        Ok(vraag) => vraag,
        Err(fouten) => return json!({"fouten": format!("{fouten:?}")}),
    };
    let lijsten: Vec<_> = geval["seed"]["persoonslijsten"]
        .as_array()
        .unwrap()
        .iter()
        .map(lo3::persoonslijst)
        .collect();
    let gekozen: Vec<_> = match vraag.soort.maximum() {
        None => vraag
            .criteria
            .burgerservicenummers
            .iter()
            .filter_map(|bsn: &Bsn| {
                lijsten
                    .iter()
                    .filter(|lijst| vraag.criteria.past(lijst))
                    .find(|lijst| {
                        lijst
                            .persoon
                            .actueel
                            .gegevens
                            .identiteit
                            .burgerservicenummer
                            == Some(*bsn)
                    })
            })
            .collect(),
        Some(_) => lijsten
            .iter()
            .filter(|lijst| vraag.criteria.past(lijst))
            .collect(),
    };
    if let Some(maximum) = vraag
        .soort
        .maximum()
        .filter(|maximum| gekozen.len() > *maximum)
    {
        let request = super::request("POST", PAD, &[], b"");
        return Value::Object(weigering::te_veel(maximum, &request).members);
    }
    let bron = Gezaaid(&lijsten);
    let omstandigheden = Omstandigheden {
        soort: vraag.soort.antwoord(),
        selectie: vraag.selectie,
        vandaag,
        geheugen: &Geheugen::new(&bron, &[], Velden::GEEN),
        gezagsvorm: Vorm::default(),
    };
    let personen = Personen {
        soort: vraag.soort.naam(),
        personen: gekozen
            .iter()
            .map(|lijst| samenstellen::persoon(lijst, &omstandigheden))
            .collect(),
    };
    serde_json::to_value(&personen).unwrap()
}
