//! Our document beside the yardstick.

use fieldlab_contract::{Contract, Expected, compare};
use fieldlab_sim::Register;

use super::lab;
use crate::proef::shared;

const VRIJ: &str = "a field of the register's page; the yardstick leaves documents open to more";

/// What differs on purpose.
const BEDOELD: &[Expected] = &[
    Expected {
        at: "* > gekoppeld_appartement",
        what: "extra",
        reason: VRIJ,
    },
    Expected {
        at: "* > kadastrale_*",
        what: "extra",
        reason: VRIJ,
    },
    Expected {
        at: "* > perceelnummer",
        what: "extra",
        reason: VRIJ,
    },
    Expected {
        at: "* > appartementsindex",
        what: "extra",
        reason: VRIJ,
    },
];

#[test]
fn our_document_differs_from_the_yardstick_only_on_purpose() {
    let Some(shared) = shared() else { return };
    let tekst =
        std::fs::read_to_string(shared.join("specs/pdok-locatieserver/openapi.yaml")).unwrap();
    // In YAML 1.1 a bare Y is the truth value; the yardstick means the letter.
    let tekst = tekst.replace("name: Y\n", "name: 'Y'\n");
    let gepubliceerd = Contract::parse_published(&tekst).unwrap();
    let verschillen = compare(&gepubliceerd, &lab().register.apis()[0].contract, BEDOELD);
    let lijst: Vec<String> = verschillen.iter().map(ToString::to_string).collect();
    assert!(
        lijst.is_empty(),
        "{} differences:\n{}",
        lijst.len(),
        lijst.join("\n")
    );
}
