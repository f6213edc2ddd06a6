//! The cases of the shared folder, one by one.

use fieldlab_world::Bsn;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::{Antwoord, PAD, shared, stuur};
use crate::brp::antwoord::Antwoord as Personen;
use crate::brp::{afleiden, lo3, samenstellen, vraag, weigering};

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
    /// What comes later.
    const LATER: [&str; 2] = ["inOnderzoek", "gezag"];
    let Some(gevallen) = regels("cases-afleidingen.jsonl") else {
        return;
    };
    let mut mis = Vec::new();
    let mut gedaan = 0;
    for geval in &gevallen {
        let functie = geval["function"].as_str().unwrap();
        if LATER.contains(&functie) {
            continue;
        }
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

#[test]
fn every_shared_person_list_is_answered_as_the_real_one_does() {
    let Some(gevallen) = regels("cases-seeded.jsonl") else {
        return;
    };
    let mut mis = Vec::new();
    let mut gedaan = 0;
    for geval in gevallen.iter().filter(|geval| geval["api"] == "personen") {
        if over_later(geval) {
            continue;
        }
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
        if let Some(geheel) = verwacht.get("body").filter(|body| body.is_object()) {
            let geheel = geheel.to_string().replace("{path}", PAD);
            let geheel = serde_json::from_str(&geheel).unwrap();
            verschil(&geheel, &body, true, "", &mut problemen);
        }
        if let Some(subset) = verwacht.get("body_subset").filter(|body| body.is_object()) {
            verschil(subset, &body, false, "", &mut problemen);
        }
        if let Some(aantal) = verwacht.get("aantal") {
            geteld(aantal, &body, &mut problemen);
        }
        if !problemen.is_empty() {
            mis.push(format!("{}: {}", geval["id"], problemen.join("; ")));
        }
    }
    assert!(gedaan > 100, "only {gedaan}");
    oordeel(&mis, gedaan);
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

/// Whether a case is about gezag or in onderzoek, which come later: the answer shows it, or the
/// question names it.
fn over_later(geval: &Value) -> bool {
    let verwacht = geval["expect"].to_string();
    verwacht.contains("\"inOnderzoek\"")
        || verwacht.contains("\"gezag\"")
        || geval["request"].to_string().contains("\"gezag\"")
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
    let personen = Personen {
        soort: vraag.soort.naam(),
        personen: gekozen
            .iter()
            .map(|lijst| {
                samenstellen::persoon(lijst, vraag.soort.antwoord(), vraag.selectie, vandaag)
            })
            .collect(),
    };
    serde_json::to_value(&personen).unwrap()
}
