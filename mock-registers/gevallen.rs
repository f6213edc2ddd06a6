//! The request/response cases of the shared folder, for the tests of several registers.

use http::HeaderMap;
use serde_json::Value;

/// A case's path and query, as its runner sends them.
pub(crate) fn doel(request: &Value) -> String {
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
    if paren.is_empty() {
        pad.to_owned()
    } else {
        format!("{pad}?{}", paren.join("&"))
    }
}

/// What is different from what a case expects.
pub(crate) fn vergelijk(
    verwacht: &Value,
    status: u16,
    headers: &HeaderMap,
    body: &Value,
) -> Vec<String> {
    let mut problemen = Vec::new();
    let statussen = match &verwacht["status"] {
        Value::Array(statussen) => statussen.clone(),
        status => vec![status.clone()],
    };
    if !statussen.contains(&Value::from(status)) {
        problemen.push(format!("status {status} instead of {statussen:?}"));
    }
    if let Some(deel) = verwacht.get("body_subset")
        && !omvat(body, deel)
    {
        problemen.push(format!("body lacks {deel}"));
    }
    for pad in verwacht["absent"].as_array().into_iter().flatten() {
        let pointer = format!("/{}", pad.as_str().unwrap().replace('.', "/"));
        if body.pointer(&pointer).is_some() {
            problemen.push(format!("{pointer} is there"));
        }
    }
    for (name, patroon) in verwacht["headers"].as_object().into_iter().flatten() {
        let waarde = headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap());
        if !past(waarde, patroon.as_str().unwrap()) {
            problemen.push(format!("{name} is `{waarde}`"));
        }
    }
    problemen
}

/// The patterns of the cases are literal texts with escapes, perhaps between `^` and `$`.
fn past(tekst: &str, patroon: &str) -> bool {
    let letterlijk = patroon.replace('\\', "");
    let (letterlijk, begin) = match letterlijk.strip_prefix('^') {
        Some(rest) => (rest, true),
        None => (letterlijk.as_str(), false),
    };
    match (begin, letterlijk.strip_suffix('$')) {
        (true, Some(geheel)) => tekst == geheel,
        (true, None) => tekst.starts_with(letterlijk),
        (false, Some(einde)) => tekst.ends_with(einde),
        (false, None) => tekst.contains(letterlijk),
    }
}

fn omvat(geheel: &Value, deel: &Value) -> bool {
    match deel {
        Value::Object(leden) => {
            if let Some(keuze) = leden.get("$in").and_then(Value::as_array) {
                return keuze.contains(geheel);
            }
            if leden.contains_key("$any") {
                return true;
            }
            if let Some(gelijk) = leden.get("$eq") {
                return geheel == gelijk;
            }
            if let Some(aantal) = leden.get("$len").and_then(Value::as_u64) {
                let items = leden.get("$items").cloned().unwrap_or_default();
                return geheel.as_array().is_some_and(|lijst| {
                    lijst.len() as u64 == aantal && (items.is_null() || omvat(geheel, &items))
                });
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
