//! The cases of the shared folder, one by one.

use http::Method;
use serde_json::Value;

use super::{Antwoord, shared, stuur, verzoek};
use crate::gevallen;

#[test]
fn every_shared_case_gets_the_answer_it_expects() {
    let Some(shared) = shared() else { return };
    let tekst = std::fs::read_to_string(shared.join("cases/brk/cases.jsonl")).unwrap();
    let mut gelezen = 0;
    let mut mis = Vec::new();
    for regel in tekst.lines().filter(|regel| !regel.trim().is_empty()) {
        let geval: Value = serde_json::from_str(regel).unwrap();
        gelezen += 1;
        let antwoord = stel(&geval["request"]);
        let problemen = gevallen::vergelijk(
            &geval["expect"],
            antwoord.status,
            &antwoord.headers,
            &antwoord.body,
        );
        if !problemen.is_empty() {
            mis.push(format!(
                "{}: {} -- {}",
                geval["id"],
                problemen.join("; "),
                antwoord.body
            ));
        }
    }
    assert!(gelezen >= 14, "only {gelezen} cases");
    assert!(
        mis.is_empty(),
        "{} of {gelezen} fail:\n{}",
        mis.len(),
        mis.join("\n")
    );
}

fn stel(request: &Value) -> Antwoord {
    let doel = gevallen::doel(request);
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
