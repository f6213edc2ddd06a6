//! Our document beside the yardstick.

use fieldlab_contract::{Contract, compare};
use fieldlab_sim::Register;

use super::{lab, shared};

#[test]
fn our_document_does_not_differ_from_the_yardstick() {
    let Some(shared) = shared() else { return };
    let tekst =
        std::fs::read_to_string(shared.join("specs/pdok-locatieserver/openapi.yaml")).unwrap();
    // In YAML 1.1 a bare Y is the truth value; the yardstick means the letter.
    let tekst = tekst.replace("name: Y\n", "name: 'Y'\n");
    let gepubliceerd = Contract::parse_published(&tekst).unwrap();
    let verschillen = compare(&gepubliceerd, &lab().locatieserver.apis()[0].contract, &[]);
    let lijst: Vec<String> = verschillen.iter().map(ToString::to_string).collect();
    assert!(
        lijst.is_empty(),
        "{} differences:\n{}",
        lijst.len(),
        lijst.join("\n")
    );
}
