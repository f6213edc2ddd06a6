//! Our document beside the published one.

use fieldlab_contract::{Contract, Expected, compare};
use fieldlab_sim::Register;

use super::{lab, shared};
use crate::bag::ingangen;

/// What differs on purpose.
const BEDOELD: &[Expected] = &[];

#[test]
fn our_document_differs_from_the_published_one_only_on_purpose() {
    let Some(shared) = shared() else { return };
    let tekst = std::fs::read_to_string(shared.join("specs/bag/openapi.yaml")).unwrap();
    let gepubliceerd = Contract::parse_published(&tekst).unwrap();
    let verschillen = compare(&gepubliceerd, &lab().bag.apis()[0].contract, BEDOELD);
    let lijst: Vec<String> = verschillen.iter().map(ToString::to_string).collect();
    assert!(
        lijst.is_empty(),
        "{} differences:\n{}",
        lijst.len(),
        lijst.join("\n")
    );
}

#[test]
fn every_operation_of_our_document_has_a_row_and_every_row_an_operation() {
    let mut document: Vec<&str> = lab().bag.apis()[0]
        .contract
        .operations()
        .map(fieldlab_contract::Operation::id)
        .collect();
    let mut tabel: Vec<&str> = ingangen::alle().collect();
    document.sort_unstable();
    tabel.sort_unstable();
    assert_eq!(document, tabel);
}
