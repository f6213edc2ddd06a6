//! The cases of the shared folder, one by one.

use http::Method;
use serde_json::Value;

use super::{shared, stuur};
use crate::gevallen;

#[test]
fn every_shared_case_gets_the_answer_it_expects() {
    let Some(shared) = shared() else { return };
    let tekst =
        std::fs::read_to_string(shared.join("cases/pdok-locatieserver/cases.jsonl")).unwrap();
    let mut gelezen = 0;
    for regel in tekst.lines().filter(|regel| !regel.trim().is_empty()) {
        let geval: Value = serde_json::from_str(regel).unwrap();
        gelezen += 1;
        let method = geval["request"]["method"].as_str().unwrap();
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let antwoord = stuur(&method, &gevallen::doel(&geval["request"]), &[]);
        let problemen = gevallen::vergelijk(
            &geval["expect"],
            antwoord.status,
            &antwoord.headers,
            &antwoord.body,
        );
        assert!(
            problemen.is_empty(),
            "{geval}: {problemen:?} {}",
            antwoord.tekst
        );
    }
    assert!(gelezen >= 8, "only {gelezen} cases");
}
