//! Our document beside the published one.

use fieldlab_contract::{Contract, Expected, compare};

use super::{lab, shared};

/// What differs on purpose.
const BEDOELD: &[Expected] = &[];

#[test]
fn our_document_differs_from_the_published_one_only_on_purpose() {
    let Some(shared) = shared() else { return };
    let tekst = std::fs::read_to_string(shared.join("specs/brp-personen/openapi.yaml")).unwrap();
    let gepubliceerd = Contract::parse_published(&tekst).unwrap();
    let verschillen = compare(&gepubliceerd, &lab().brp.apis[0].contract, BEDOELD);
    let lijst: Vec<String> = verschillen.iter().map(ToString::to_string).collect();
    assert!(
        lijst.is_empty(),
        "{} differences:\n{}",
        lijst.len(),
        lijst.join("\n")
    );
}
