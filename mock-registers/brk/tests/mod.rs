//! The BRK through `sim::dispatch`, as a client sees it.

mod contract;
mod dorp;
mod team;
mod velden;
mod vondsten;
mod vragen;

use std::sync::OnceLock;

use fieldlab_sim::Register;
use fieldlab_world::{Koz, View};
use http::Method;
use serde_json::Value;

use super::Brk;
use crate::proef::{Antwoord, Proef};

const MOUNT: &str = "/esd/bevragen/v2";
const SLEUTEL: (&str, &str) = ("x-api-key", "fieldlab");
const ZAKEN: &str = "kadastraalOnroerendeZaken";

/// One register over one village, for all tests: neither can change.
fn lab() -> &'static Proef<Brk> {
    static LAB: OnceLock<Proef<Brk>> = OnceLock::new();
    LAB.get_or_init(nieuw)
}

fn nieuw() -> Proef<Brk> {
    Proef::dorp(Brk::load().unwrap(), MOUNT)
}

fn view() -> View<'static> {
    lab().state.view()
}

fn get(doel: &str) -> Antwoord {
    lab().get(doel)
}

/// A POST with the key, checked against the contract.
fn post_aan(proef: &Proef<Brk>, query: &str, body: &Value) -> Antwoord {
    let doel = format!("/kadastraalonroerendezaken{query}");
    let verzoek = proef.verzoek(Method::POST, &doel, &[SLEUTEL], &body.to_string());
    let antwoord = proef.stuur(&verzoek);
    let operation = proef.register.apis()[0]
        .contract
        .operation("kadastraalOnroerendeZakenMetBsn")
        .unwrap();
    let media_type = antwoord.headers["content-type"].to_str().unwrap();
    let fouten = operation.validate_reply(antwoord.status, media_type, &antwoord.body);
    assert!(fouten.is_empty(), "{fouten:?} {:#}", antwoord.body);
    antwoord
}

/// Elements of a collection.
fn leden<'b>(antwoord: &'b Antwoord, name: &str) -> Vec<&'b Value> {
    let leden = antwoord.body["_embedded"][name].as_array();
    leden.into_iter().flatten().collect()
}

/// What is wrong: parameters and codes.
fn fouten(antwoord: &Antwoord) -> Vec<(&str, &str)> {
    antwoord.body["invalidParams"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|een| (een["name"].as_str().unwrap(), een["code"].as_str().unwrap()))
        .collect()
}

/// All parcels and apartment rights of the village.
fn alle_kozen() -> Vec<Koz> {
    view()
        .percelen()
        .flat_map(|koz| {
            let flats = view().onroerende_zaak(koz).appartementsrechten();
            std::iter::once(koz).chain(flats)
        })
        .collect()
}

/// Where a parcel or apartment right is.
fn pad(koz: Koz) -> String {
    let zaak = view().onroerende_zaak(koz);
    format!("/kadastraalonroerendezaken/{}", zaak.identificatie())
}

#[test]
fn every_shared_case_gets_the_answer_it_expects() {
    lab().gevallen("brk", 14);
    for mount in ["/esd-eto-apikey/bevragen/v2", "/esd-eto/bevragen/v2"] {
        Proef::dorp(Brk::load().unwrap(), mount).gevallen("brk", 14);
    }
}

#[test]
fn every_answer_names_its_version() {
    for doel in ["/kadastraalonroerendezaken", "/stukken/0"] {
        assert_eq!(get(doel).headers["api-version"], "2.0.0");
    }
}
