//! The cases of the shared folder, one by one.

use http::Method;
use serde_json::Value;

use super::{Antwoord, shared, stuur, verzoek};

#[test]
fn every_shared_case_gets_the_answer_it_expects() {
    let Some(shared) = shared() else { return };
    let tekst = std::fs::read_to_string(shared.join("cases/bag/cases.jsonl")).unwrap();
    let mut gelezen = 0;
    let mut mis = Vec::new();
    for regel in tekst.lines().filter(|regel| !regel.trim().is_empty()) {
        let geval: Value = serde_json::from_str(regel).unwrap();
        gelezen += 1;
        let antwoord = stel(&geval["request"]);
        let problemen = vergelijk(&geval["expect"], &antwoord);
        if !problemen.is_empty() {
            mis.push(format!(
                "{}: {} -- {}",
                geval["id"],
                problemen.join("; "),
                antwoord.body
            ));
        }
    }
    assert!(gelezen >= 35, "only {gelezen} cases");
    assert!(
        mis.is_empty(),
        "{} of {gelezen} fail:\n{}",
        mis.len(),
        mis.join("\n")
    );
}

fn stel(request: &Value) -> Antwoord {
    let codeer = |tekst: &str| -> String {
        tekst
            .bytes()
            .map(|b| match b {
                b'A'..=b'Z'
                | b'a'..=b'z'
                | b'0'..=b'9'
                | b'-'
                | b'_'
                | b'.'
                | b'~'
                | b','
                | b':'
                | b'*' => char::from(b).to_string(),
                b => format!("%{b:02X}"),
            })
            .collect()
    };
    let als_tekst = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    let mut paren = Vec::new();
    for (name, value) in request["query"].as_object().into_iter().flatten() {
        let waarden = value
            .as_array()
            .cloned()
            .unwrap_or_else(|| vec![value.clone()]);
        for waarde in waarden {
            paren.push(format!("{}={}", codeer(name), codeer(&als_tekst(&waarde))));
        }
    }
    let pad = request["path"].as_str().unwrap();
    let doel = if paren.is_empty() {
        pad.to_owned()
    } else {
        format!("{pad}?{}", paren.join("&"))
    };
    let headers: Vec<(String, String)> = request["headers"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| {
            let value = value.as_str().unwrap().replace("{{api_key}}", "fieldlab");
            (name.to_lowercase(), value)
        })
        .collect();
    let headers: Vec<(&str, &str)> = headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let body = match &request["body"] {
        Value::Null => String::new(),
        body => body["$raw"]
            .as_str()
            .map_or_else(|| body.to_string(), str::to_owned),
    };
    let method = Method::from_bytes(request["method"].as_str().unwrap().as_bytes()).unwrap();
    stuur(&verzoek(method, &doel, &headers, &body))
}

fn vergelijk(verwacht: &Value, antwoord: &Antwoord) -> Vec<String> {
    let mut problemen = Vec::new();
    let statussen = match &verwacht["status"] {
        Value::Array(statussen) => statussen.clone(),
        status => vec![status.clone()],
    };
    if !statussen.contains(&Value::from(antwoord.status)) {
        problemen.push(format!(
            "status {} instead of {statussen:?}",
            antwoord.status
        ));
    }
    if let Some(deel) = verwacht.get("body_subset")
        && !omvat(&antwoord.body, deel)
    {
        problemen.push(format!("body lacks {deel}"));
    }
    for pad in verwacht["absent"].as_array().into_iter().flatten() {
        let pointer = format!("/{}", pad.as_str().unwrap().replace('.', "/"));
        if antwoord.body.pointer(&pointer).is_some() {
            problemen.push(format!("{pointer} is there"));
        }
    }
    for (name, patroon) in verwacht["headers"].as_object().into_iter().flatten() {
        let waarde = antwoord
            .headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap());
        if !past(waarde, patroon.as_str().unwrap()) {
            problemen.push(format!("{name} is `{waarde}`"));
        }
    }
    problemen
}

/// The patterns of the cases are literal texts with escapes, and perhaps a dollar at the end.
fn past(tekst: &str, patroon: &str) -> bool {
    let letterlijk = patroon.replace('\\', "");
    match letterlijk.strip_suffix('$') {
        Some(einde) => tekst.ends_with(einde),
        None => tekst.contains(&letterlijk),
    }
}

fn omvat(geheel: &Value, deel: &Value) -> bool {
    match deel {
        Value::Object(leden) => {
            if let Some(keuze) = leden.get("$in").and_then(Value::as_array) {
                return keuze.contains(geheel);
            }
            if let Some(patroon) = leden.get("$regex").and_then(Value::as_str) {
                return geheel.as_str().is_some_and(|tekst| past(tekst, patroon));
            }
            leden.iter().all(|(name, deel)| {
                let name = if name == "invalid-params" {
                    "invalidParams"
                } else {
                    name
                };
                geheel.get(name).is_some_and(|geheel| omvat(geheel, deel))
            })
        }
        Value::Array(delen) => geheel.as_array().is_some_and(|leden| {
            delen
                .iter()
                .all(|deel| leden.iter().any(|lid| omvat(lid, deel)))
        }),
        deel => geheel == deel,
    }
}
