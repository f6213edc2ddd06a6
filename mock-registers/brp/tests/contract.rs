//! Our document beside the published one.

use fieldlab_contract::{Contract, Expected, compare};

use super::{lab, shared};

/// What differs on purpose: the published patterns do not allow what the service itself says. Each
/// place is named, so that a pattern of the questions or of a person can never hide here.
const BEDOELD: &[Expected] = &[
    Expected {
        at: "POST /personen > reply * > title",
        what: r"pattern is ^[a-zA-Z0-9À-ž \.\-]{1,80}$, ours none",
        reason: "the title of a parameter that is not permitted ends in brackets",
    },
    Expected {
        at: "POST /personen > reply * > detail",
        what: r"pattern is ^[a-zA-Z0-9À-ž \.\-\(\),]{1,200}$, ours none",
        reason: "the list of wrong parameters follows a colon, has indexes, and may be longer",
    },
    Expected {
        at: "POST /personen > reply 400 > invalidParams[] > name",
        what: r"pattern is ^[a-zA-Z0-9\._]{1,30}$, ours none",
        reason: "elements of lists have an index; two identifications have longer names",
    },
    Expected {
        at: "POST /personen > reply 400 > invalidParams[] > reason",
        what: r"pattern is ^[a-zA-Z0-9\., ]{1,80}$, ours none",
        reason: "the reason quotes a whole pattern",
    },
    Expected {
        at: "POST /personen > reply * > instance",
        what: "format is uri, ours uri-reference",
        reason: "the service answers the path, without scheme and host",
    },
];

/// The same of the sister APIs, whose documents have these patterns too.
const BEDOELD_ZUSTERS: &[Expected] = &[
    Expected {
        at: "POST * > reply * > title",
        what: r"pattern is ^[a-zA-Z0-9À-ž \.\-]{1,80}$, ours none",
        reason: "the title of a parameter that is not permitted ends in brackets",
    },
    Expected {
        at: "POST * > reply * > detail",
        what: r"pattern is ^[a-zA-Z0-9À-ž \.\-\(\)",
        reason: "the list of wrong parameters follows a colon, has indexes, and may be longer",
    },
    Expected {
        at: "POST * > reply 400 > invalidParams[] > name",
        what: r"pattern is ^[a-zA-Z0-9\.",
        reason: "elements of lists have an index; adresseerbaarObjectIdentificatie is longer",
    },
    Expected {
        at: "POST * > reply 400 > invalidParams[] > reason",
        what: r"pattern is ^[a-zA-Z0-9\.,",
        reason: "the reason quotes a whole pattern",
    },
    Expected {
        at: "POST * > reply * > instance",
        what: "format is uri, ours uri-reference",
        reason: "the service answers the path, without scheme and host",
    },
];

#[test]
fn the_sisters_documents_differ_from_the_published_ones_only_on_purpose() {
    let Some(shared) = shared() else { return };
    for (naam, map) in [
        ("bewoning", "brp-bewoning"),
        ("verblijfplaatshistorie", "brp-verblijfplaatshistorie"),
        ("reisdocumenten", "brp-reisdocumenten"),
    ] {
        let pad = shared.join("specs").join(map).join("openapi.yaml");
        let tekst = std::fs::read_to_string(pad).unwrap();
        let gepubliceerd = Contract::parse_published(&tekst).unwrap();
        let api = lab().brp.apis.iter().find(|api| api.name == naam).unwrap();
        let verschillen = compare(&gepubliceerd, &api.contract, BEDOELD_ZUSTERS);
        let lijst: Vec<String> = verschillen.iter().map(ToString::to_string).collect();
        assert!(
            lijst.is_empty(),
            "{naam}: {} differences:\n{}",
            lijst.len(),
            lijst.join("\n")
        );
    }
}

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
