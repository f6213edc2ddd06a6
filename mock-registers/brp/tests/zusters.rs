//! Bewoning, Verblijfplaatshistorie and Reisdocumenten: the shared cases, and every refusal.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::gevallen::{oordeel, regels, verschil};
use super::{Antwoord, lab, stuur};
use crate::brp::{bewoning, historie, lo3, reisdocumenten};

pub(super) const BEWONING: &str = "/haalcentraal/api/bewoning/bewoningen";
pub(super) const HISTORIE: &str = "/haalcentraal/api/brphistorie/verblijfplaatshistorie";
pub(super) const REISDOCUMENTEN: &str = "/haalcentraal/api/reisdocumenten/reisdocumenten";

/// Asks a question and checks the answer against our own contract of that API.
pub(super) fn vraag(pad: &str, body: &Value) -> Antwoord {
    let json = [("content-type".to_owned(), "application/json".to_owned())];
    let antwoord = stuur("POST", pad, &json, body.to_string().as_bytes());
    volgt_contract(pad, antwoord.status, &antwoord.content_type, &antwoord.body);
    antwoord
}

fn volgt_contract(pad: &str, status: u16, soort: &str, body: &Value) {
    let api = lab()
        .brp
        .apis
        .iter()
        .find(|api| pad.starts_with(&format!("{}/", api.mount)))
        .unwrap();
    let operation = api.contract.operations().next().unwrap();
    let fouten = operation.validate_reply(status, soort, body);
    assert!(fouten.is_empty(), "{fouten:#?}\n{body:#}");
}

/// What the register answers when these person lists are all there is.
fn antwoord_op(geval: &Value) -> Value {
    let lijsten: Vec<_> = geval["seed"]["persoonslijsten"]
        .as_array()
        .unwrap()
        .iter()
        .map(lo3::persoonslijst)
        .collect();
    let body = geval["request"]["body"].as_object().unwrap();
    match geval["api"].as_str().unwrap() {
        "bewoning" => {
            let vraag = bewoning::lees(body).unwrap();
            serde_json::to_value(bewoning::beantwoord(&vraag, &lijsten)).unwrap()
        }
        "historie" => {
            let vraag = historie::lees(body).unwrap();
            let lijst = lijsten.iter().find(|lijst| {
                let wie = &lijst.persoon.actueel.gegevens.identiteit;
                wie.burgerservicenummer == Some(vraag.burgerservicenummer)
            });
            serde_json::to_value(historie::beantwoord(&vraag, lijst)).unwrap()
        }
        _ => {
            let vraag = reisdocumenten::lees(body).unwrap();
            serde_json::to_value(reisdocumenten::beantwoord(&vraag, &lijsten)).unwrap()
        }
    }
}

#[test]
fn every_shared_person_list_is_answered_by_the_sisters_as_the_real_ones_do() {
    let Some(gevallen) = regels("cases-seeded.jsonl") else {
        return;
    };
    let mut mis = Vec::new();
    let mut per_onderwerp: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for geval in gevallen.iter().filter(|geval| geval["api"] != "personen") {
        let body = antwoord_op(geval);
        let pad = geval["request"]["path"].as_str().unwrap();
        volgt_contract(pad, 200, "application/json; charset=utf-8", &body);
        let mut verwacht = geval["expect"].clone();
        let mut body = body;
        // Where the order is no part of the rule, the lists of people are compared as sets.
        if verwacht["volgorde"] == "vrij" {
            op_nummer(&mut verwacht);
            op_nummer(&mut body);
        }
        let mut problemen = Vec::new();
        match (&verwacht["body"], &verwacht["body_subset"]) {
            (geheel @ Value::Object(_), _) => verschil(geheel, &body, true, "", &mut problemen),
            (_, deel @ Value::Object(_)) => verschil(deel, &body, false, "", &mut problemen),
            _ => panic!("{} checks nothing", geval["id"]),
        }
        let onderwerp = geval["topic"].as_str().unwrap().to_owned();
        let telling = per_onderwerp.entry(onderwerp).or_default();
        telling.1 += 1;
        if problemen.is_empty() {
            telling.0 += 1;
        } else {
            mis.push(format!("{}: {}", geval["id"], problemen.join("; ")));
        }
    }
    for (onderwerp, (goed, alle)) in &per_onderwerp {
        eprintln!("{onderwerp}: {goed} of {alle}");
    }
    let alle = per_onderwerp.values().map(|telling| telling.1).sum();
    assert!(alle > 150, "only {alle}");
    oordeel(&mis, alle);
}

/// Puts the residents in every part in the order of their numbers.
fn op_nummer(waarde: &mut Value) {
    match waarde {
        Value::Array(lijst) => {
            lijst.iter_mut().for_each(op_nummer);
            let nummer = |item: &Value| item["burgerservicenummer"].as_str().map(str::to_owned);
            if lijst.iter().all(|item| nummer(item).is_some()) {
                lijst.sort_by_key(nummer);
            }
        }
        Value::Object(leden) => leden.values_mut().for_each(op_nummer),
        _ => {}
    }
}

/// `name code` of every wrong parameter, in order.
fn fouten(pad: &str, body: &Value) -> Vec<String> {
    let antwoord = vraag(pad, body);
    assert_eq!(antwoord.status, 400, "{body}: {}", antwoord.body);
    let namen: Vec<&str> = antwoord.body["invalidParams"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fout| fout["name"].as_str().unwrap())
        .collect();
    let detail = format!("De foutieve parameter(s) zijn: {}.", namen.join(", "));
    assert_eq!(antwoord.body["detail"], detail);
    assert_eq!(antwoord.body["instance"], pad);
    antwoord.body["invalidParams"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fout| {
            format!(
                "{} {}",
                fout["name"].as_str().unwrap(),
                fout["code"].as_str().unwrap()
            )
        })
        .collect()
}

#[test]
fn the_type_decides_and_belongs_to_the_api() {
    for pad in [BEWONING, HISTORIE, REISDOCUMENTEN] {
        assert_eq!(fouten(pad, &json!({"raar": 1})), ["type required"]);
        let vreemd = json!({"type": "RaadpleegMetBurgerservicenummer"});
        assert_eq!(fouten(pad, &vreemd), ["type value"]);
    }
    let bewoning = json!({"type": "BewoningMetPeriode"});
    assert_eq!(fouten(HISTORIE, &bewoning), ["type value"]);
}

#[test]
fn questions_about_an_object_are_checked_in_their_own_order() {
    let vraag = json!({
        "type": "BewoningMetPeriode", "datumVan": "2024-13-01", "datumTot": " ",
        "adresseerbaarObjectIdentificatie": "0000000000000000", "fields": ["naam"],
        "peildatum": "2024-01-01",
    });
    assert_eq!(
        fouten(BEWONING, &vraag),
        [
            "fields unknownParam",
            "peildatum unknownParam",
            "adresseerbaarObjectIdentificatie pattern",
            "datumTot required",
            "datumVan date",
        ]
    );
    let vraag = json!({"type": "BewoningMetPeildatum", "datumVan": "2024-01-01"});
    assert_eq!(
        fouten(BEWONING, &vraag),
        [
            "datumVan unknownParam",
            "adresseerbaarObjectIdentificatie required",
            "peildatum required",
        ]
    );
}

#[test]
fn a_period_ends_after_it_begins() {
    let vraag = |tot: &str| {
        json!({
            "type": "RaadpleegMetPeriode", "burgerservicenummer": "000000000",
            "datumVan": "2024-01-01", "datumTot": tot,
        })
    };
    for tot in ["2024-01-01", "2023-12-31"] {
        assert_eq!(fouten(HISTORIE, &vraag(tot)), ["datumTot date"]);
        let antwoord = super::zusters::vraag(HISTORIE, &vraag(tot));
        assert_eq!(
            antwoord.body["invalidParams"][0]["reason"],
            "datumTot moet na datumVan liggen."
        );
    }
    let antwoord = super::zusters::vraag(HISTORIE, &vraag("2024-01-02"));
    assert_eq!(antwoord.body, json!({"verblijfplaatsen": []}));
}

#[test]
fn travel_documents_are_asked_for_by_one_number_and_with_fields() {
    let vraag = json!({
        "type": "RaadpleegMetReisdocumentnummer", "reisdocumentnummer": ["ns1234567", "NS1234567"],
        "fields": ["soort.code", "houder.inOnderzoek", "soort.naam", "a b"], "raar": 1,
    });
    assert_eq!(
        fouten(REISDOCUMENTEN, &vraag),
        [
            "raar unknownParam",
            "reisdocumentnummer maxItems",
            "reisdocumentnummer[0] pattern",
            "fields[1] fields",
            "fields[2] fields",
            "fields[3] pattern",
        ]
    );
    let velden = vec!["soort"; 26];
    let vraag = json!({
        "type": "ZoekMetBurgerservicenummer", "burgerservicenummer": ["000000000"], "fields": velden,
    });
    assert_eq!(
        fouten(REISDOCUMENTEN, &vraag),
        ["burgerservicenummer pattern", "fields maxItems"]
    );
    let vraag = json!({"type": "ZoekMetBurgerservicenummer"});
    assert_eq!(
        fouten(REISDOCUMENTEN, &vraag),
        ["burgerservicenummer required", "fields required"]
    );
}

#[test]
fn nothing_found_is_an_empty_list() {
    let object = json!({
        "type": "BewoningMetPeildatum", "adresseerbaarObjectIdentificatie": "0000000000000001",
        "peildatum": "2024-01-01",
    });
    assert_eq!(vraag(BEWONING, &object).body, json!({"bewoningen": []}));
    let nummer = json!({
        "type": "RaadpleegMetReisdocumentnummer", "reisdocumentnummer": ["NIEMAND00"],
        "fields": ["soort"],
    });
    assert_eq!(
        vraag(REISDOCUMENTEN, &nummer).body,
        json!({"type": "RaadpleegMetReisdocumentnummer", "reisdocumenten": []})
    );
}

#[test]
fn the_last_day_of_the_calendar_is_a_day_like_any_other() {
    for dag in ["0001-01-01", "9999-12-31"] {
        let object = json!({
            "type": "BewoningMetPeildatum", "adresseerbaarObjectIdentificatie": "0599010000000001",
            "peildatum": dag,
        });
        assert_eq!(vraag(BEWONING, &object).status, 200, "{dag}");
    }
}

#[test]
fn each_api_shows_its_document_and_refuses_other_paths_in_this_registers_shape() {
    for (mount, versie) in [
        ("/haalcentraal/api/bewoning", "2.1.0"),
        ("/haalcentraal/api/brphistorie", "2.0.0"),
        ("/haalcentraal/api/reisdocumenten", "2.0.0"),
    ] {
        let document = stuur("GET", &format!("{mount}/openapi.json"), &[], b"");
        assert_eq!(document.status, 200);
        assert_eq!(document.body["info"]["version"], versie);
        let anders = stuur("POST", &format!("{mount}/personen"), &[], b"{}");
        assert_eq!(anders.status, 404);
        assert_eq!(anders.body["title"], "Opgevraagde resource bestaat niet.");
        let get = stuur("GET", &format!("{mount}/bewoningen"), &[], b"");
        assert_eq!(get.status, 405);
    }
}
