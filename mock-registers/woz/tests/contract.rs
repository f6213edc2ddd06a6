//! Our document beside the published one, and the list of fields beside our document.

use std::collections::BTreeSet;

use fieldlab_contract::{Contract, compare};
use fieldlab_sim::Register;
use serde_json::Value;

use super::lab;
use crate::proef::shared;
use crate::woz::velden;

#[test]
fn our_document_does_not_differ_from_the_published_one() {
    let Some(shared) = shared() else { return };
    let tekst = std::fs::read_to_string(shared.join("specs/woz/openapi.yaml")).unwrap();
    let gepubliceerd = Contract::parse_published(&tekst).unwrap();
    for api in lab().register.apis() {
        let verschillen = compare(&gepubliceerd, &api.contract, &[]);
        let lijst: Vec<String> = verschillen.iter().map(ToString::to_string).collect();
        assert!(
            lijst.is_empty(),
            "{} differences:\n{}",
            lijst.len(),
            lijst.join("\n")
        );
    }
}

/// The paths of a schema's properties.
fn paden(document: &Value, schema: &Value, boven: &str, gevonden: &mut BTreeSet<String>) {
    if let Some(verwijzing) = schema["$ref"].as_str() {
        let doel = verwijzing.trim_start_matches('#');
        return paden(document, document.pointer(doel).unwrap(), boven, gevonden);
    }
    for deel in schema["allOf"].as_array().into_iter().flatten() {
        paden(document, deel, boven, gevonden);
    }
    if let Some(items) = schema.get("items") {
        paden(document, items, boven, gevonden);
    }
    for (naam, lid) in schema["properties"].as_object().into_iter().flatten() {
        let pad = match boven {
            "" => naam.clone(),
            boven => format!("{boven}.{naam}"),
        };
        paden(document, lid, &pad, gevonden);
        gevonden.insert(pad);
    }
}

#[test]
fn the_fields_are_the_properties_of_the_contract() {
    let contract = &lab().register.apis()[0].contract;
    let document: Value = serde_json::from_slice(contract.json()).unwrap();
    let mut verwacht = BTreeSet::new();
    let schema = &document["components"]["schemas"]["WozObjectHal"];
    paden(&document, schema, "", &mut verwacht);
    let gevonden: BTreeSet<String> = velden::alle().into_iter().collect();
    assert_eq!(gevonden, verwacht);
}
