//! Our document beside the published one.

use fieldlab_contract::{Contract, Expected, compare};
use fieldlab_sim::Register;

use super::lab;
use crate::bag::ingangen;
use crate::proef::shared;

/// What differs on purpose.
const BEDOELD: &[Expected] = &[
    Expected {
        at: "*",
        what: "pattern is none, ours ^[0-9]{4}-[0-9]{2}-[0-9]{2}T",
        reason: "moments are local time without a zone, as the service answers them",
    },
    Expected {
        at: "*",
        what: "format is date-time, ours none",
        reason: "moments are local time without a zone, which date-time does not allow",
    },
    Expected {
        at: "* > invalid-params",
        what: "missing",
        reason: "the service answers invalidParams, as its functional description says",
    },
    Expected {
        at: "* > invalidParams",
        what: "extra",
        reason: "the service answers invalidParams, as its functional description says",
    },
    Expected {
        at: "* > inOnderzoek",
        what: "enum is {\"J\", \"false\"}",
        reason: "an unquoted N in the published YAML reads as false",
    },
    Expected {
        at: "* > reply 405*",
        what: "",
        reason: "a 405 has the same body as the other errors; the published document leaves it open",
    },
    Expected {
        at: "*",
        what: "required is {\"heeftAlsHoofdAdres\", \"maaktDeelUitVan\", \"self\"}",
        reason: "moorings and pitches have the same links without a pand",
    },
    Expected {
        at: "*",
        what: "required is {\"huisnummer\", \"kortNaam\"",
        reason: "the property is called korteNaam; kortNaam is a slip in the list of required ones",
    },
];

#[test]
fn our_document_differs_from_the_published_one_only_on_purpose() {
    let Some(shared) = shared() else { return };
    let tekst = std::fs::read_to_string(shared.join("specs/bag/openapi.yaml")).unwrap();
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

#[test]
fn every_operation_of_our_document_has_a_row_and_every_row_an_operation() {
    let mut document: Vec<&str> = lab().register.apis()[0]
        .contract
        .operations()
        .map(fieldlab_contract::Operation::id)
        .collect();
    let mut tabel: Vec<&str> = ingangen::alle().collect();
    document.sort_unstable();
    tabel.sort_unstable();
    assert_eq!(document, tabel);
}
