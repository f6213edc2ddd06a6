//! Our document beside the published one.

use fieldlab_contract::{Contract, Expected, compare};
use fieldlab_sim::Register;

use super::lab;
use crate::proef::shared;

/// What differs on purpose.
const BEDOELD: &[Expected] = &[
    Expected {
        at: "* > instance",
        what: "format is uri, ours uri-reference",
        reason: "the service answers the path and query below its base path, which is no whole URI",
    },
    Expected {
        at: "* > reply default",
        what: "extra application/problem+json",
        reason: "405, 413, 429 and the like have the same body as the other errors; the published document leaves them open",
    },
];

#[test]
fn our_document_differs_from_the_published_one_only_on_purpose() {
    let Some(shared) = shared() else { return };
    let tekst = std::fs::read_to_string(shared.join("specs/brk/openapi.yaml")).unwrap();
    let gepubliceerd = Contract::parse_published(&tekst).unwrap();
    for api in lab().register.apis() {
        let verschillen = compare(&gepubliceerd, &api.contract, BEDOELD);
        let lijst: Vec<String> = verschillen.iter().map(ToString::to_string).collect();
        assert!(
            lijst.is_empty(),
            "{} differences:\n{}",
            lijst.len(),
            lijst.join("\n")
        );
    }
}

#[test]
fn every_mount_shares_the_document_and_has_eighteen_operations() {
    let apis = lab().register.apis();
    assert_eq!(apis.len(), 3);
    for api in apis {
        assert!(std::sync::Arc::ptr_eq(&api.contract, &apis[0].contract));
    }
    assert_eq!(apis[0].contract.operations().count(), 18);
}
