//! The WOZ through `sim::dispatch`, as a client sees it.

mod contract;
mod dorp;
mod team;
mod vragen;

use std::sync::OnceLock;

use serde_json::Value;

use super::Woz;
use crate::proef::{Antwoord, Proef};

const MOUNT: &str = "/lvwoz/huidigebevragingen";

/// One register over one village, for all tests: neither can change.
fn lab() -> &'static Proef<Woz> {
    static LAB: OnceLock<Proef<Woz>> = OnceLock::new();
    LAB.get_or_init(|| Proef::dorp(Woz::load().unwrap(), MOUNT))
}

fn get(doel: &str) -> Antwoord {
    lab().get(doel)
}

/// The objects of a search that has to be answered.
fn zoek(doel: &str) -> Vec<Value> {
    let antwoord = get(&format!("/wozobjecten?{doel}"));
    assert_eq!(antwoord.status, 200, "{doel}: {}", antwoord.body);
    let leden = &antwoord.body["_embedded"]["wozObjecten"];
    leden.as_array().cloned().unwrap_or_default()
}

#[test]
fn every_shared_case_gets_the_answer_it_expects() {
    lab().gevallen("woz", 7);
    Proef::dorp(Woz::load().unwrap(), "/lvwoz-eto/huidigebevragingen").gevallen("woz", 7);
}
