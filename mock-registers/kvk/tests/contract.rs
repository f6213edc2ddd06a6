//! Our document beside the four published ones.

use fieldlab_contract::{Contract, Expected, compare};
use fieldlab_sim::Register;

use super::lab;
use crate::proef::shared;

const fn bedoeld(at: &'static str, what: &'static str, reason: &'static str) -> Expected {
    Expected { at, what, reason }
}

const LINKS: &str =
    "hal+json has _links, as the service answers; the documents show the form of json";
const ALLES: &str = "all errors have a documented body here, also those of the gateway";
const EEN_DOCUMENT: &str = "the four APIs share one document, since two of them share a base";

const ZOEKEN: &[Expected] = &[
    bedoeld("* > _links", "extra", LINKS),
    bedoeld("* > reply default", "extra", ALLES),
    bedoeld(
        "* > links[] > href",
        "format is uri",
        "links are checked by following them; the other documents give no format",
    ),
    bedoeld(
        "*",
        "missing application/hal+json",
        "errors are application/json whatever was asked for, as the service answers",
    ),
    bedoeld("GET /v1/*", "extra", EEN_DOCUMENT),
];

const PROFIELEN: &[Expected] = &[
    bedoeld("* > _links", "extra", LINKS),
    bedoeld(
        "* > statutaireNaam",
        "extra",
        "1.5 adds it to establishments",
    ),
    bedoeld(
        "* > links[] > *",
        "missing",
        "links have rel and href, as the service answers",
    ),
    bedoeld(
        "* > reply 200",
        "extra application/json",
        "the service answers both forms; the documents name one",
    ),
    bedoeld("* > reply *", "extra application/json", ALLES),
    bedoeld("GET /v*", "extra", EEN_DOCUMENT),
];

const NAAMGEVING: &[Expected] = &[
    bedoeld("* > links", "extra", LINKS),
    bedoeld(
        "* > reply 200",
        "extra application/json",
        "links follow Accept in every API of the trade register",
    ),
    bedoeld("* > reply default", "extra", ALLES),
    bedoeld("GET /v*", "extra", EEN_DOCUMENT),
];

/// The published documents have their version in the server's URL; or everything under one status.
const DOCUMENTEN: [(&str, &str, &str, &[Expected]); 4] = [
    ("kvk-zoeken", "\n  /zoeken:", "\n  /v2/zoeken:", ZOEKEN),
    (
        "kvk-basisprofiel",
        "        default:\n",
        "        '200':\n",
        PROFIELEN,
    ),
    (
        "kvk-vestigingsprofiel",
        "        default:\n",
        "        '200':\n",
        PROFIELEN,
    ),
    (
        "kvk-naamgeving",
        "\n  /naamgevingen",
        "\n  /v1/naamgevingen",
        NAAMGEVING,
    ),
];

#[test]
fn our_document_differs_from_the_published_ones_only_on_purpose() {
    let Some(shared) = shared() else { return };
    let ons = &lab().register.apis()[0].contract;
    for (map, van, naar, verwacht) in DOCUMENTEN {
        let tekst =
            std::fs::read_to_string(shared.join(format!("specs/{map}/openapi.yaml"))).unwrap();
        assert!(tekst.contains(van), "{map} is not as it was");
        let gepubliceerd = Contract::parse_published(&tekst.replace(van, naar)).unwrap();
        let verschillen = compare(&gepubliceerd, ons, verwacht);
        let lijst: Vec<String> = verschillen.iter().map(ToString::to_string).collect();
        assert!(
            lijst.is_empty(),
            "{map}: {} differences:\n{}",
            lijst.len(),
            lijst.join("\n")
        );
    }
}
