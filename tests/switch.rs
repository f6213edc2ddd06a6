//! A component that was made against the official mock changes its base URL and nothing else: same
//! paths, no key, same shapes, whatever its HTTP client sends along.

use serde_json::{Value, json};

use fieldlab_testkit::TestLab;

const PERSONEN: &str = "/haalcentraal/api/brp/personen";
const BEWONINGEN: &str = "/haalcentraal/api/bewoning/bewoningen";
const HISTORIE: &str = "/haalcentraal/api/brphistorie/verblijfplaatshistorie";
const REISDOCUMENTEN: &str = "/haalcentraal/api/reisdocumenten/reisdocumenten";

/// Somebody of the cast whose record answers every question below.
fn persoon(lab: &TestLab) -> Value {
    let personas = lab.get("/_lab/personas").body;
    let found = personas.as_array().unwrap().iter().find_map(|persona| {
        let answer = lab.post(
            PERSONEN,
            &json!({
                "type": "RaadpleegMetBurgerservicenummer",
                "burgerservicenummer": [persona["burgerservicenummer"]],
                "fields": ["burgerservicenummer", "naam", "geboorte", "gemeenteVanInschrijving", "verblijfplaats"],
            }),
        );
        let persoon = answer.body["personen"][0].clone();
        let complete = persoon["geboorte"]["datum"]["datum"].is_string()
            && persoon["verblijfplaats"]["verblijfadres"]["postcode"].is_string()
            && persoon["opschortingBijhouding"].is_null();
        complete.then_some(persoon)
    });
    found.unwrap()
}

/// A call for each question of the four APIs, and where its answer names the person.
fn vragen(persoon: &Value) -> Vec<(&'static str, Value, &'static str)> {
    let bsn = &persoon["burgerservicenummer"];
    let adres = &persoon["verblijfplaats"]["verblijfadres"];
    let object = &persoon["verblijfplaats"]["adresseerbaarObjectIdentificatie"];
    let gemeente = &persoon["gemeenteVanInschrijving"]["code"];
    let naam = &persoon["naam"];
    let fields = json!([
        "burgerservicenummer",
        "naam.volledigeNaam",
        "adresseringBinnenland"
    ]);
    let personen = "/personen";
    vec![
        (
            PERSONEN,
            json!({"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": [bsn], "fields": fields}),
            personen,
        ),
        (
            PERSONEN,
            json!({"type": "ZoekMetGeslachtsnaamEnGeboortedatum", "geslachtsnaam": naam["geslachtsnaam"],
                "geboortedatum": persoon["geboorte"]["datum"]["datum"], "fields": fields}),
            personen,
        ),
        (
            PERSONEN,
            json!({"type": "ZoekMetNaamEnGemeenteVanInschrijving", "geslachtsnaam": naam["geslachtsnaam"],
                "voornamen": naam["voornamen"], "gemeenteVanInschrijving": gemeente, "fields": fields}),
            personen,
        ),
        (
            PERSONEN,
            json!({"type": "ZoekMetPostcodeEnHuisnummer", "postcode": adres["postcode"],
                "huisnummer": adres["huisnummer"], "fields": fields}),
            personen,
        ),
        (
            PERSONEN,
            json!({"type": "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving", "straat": adres["korteStraatnaam"],
                "huisnummer": adres["huisnummer"], "gemeenteVanInschrijving": gemeente, "fields": fields}),
            personen,
        ),
        (
            PERSONEN,
            json!({"type": "ZoekMetNummeraanduidingIdentificatie", "fields": fields,
                "nummeraanduidingIdentificatie": persoon["verblijfplaats"]["nummeraanduidingIdentificatie"]}),
            personen,
        ),
        (
            PERSONEN,
            json!({"type": "ZoekMetAdresseerbaarObjectIdentificatie",
                "adresseerbaarObjectIdentificatie": object, "fields": fields}),
            personen,
        ),
        (
            BEWONINGEN,
            json!({"type": "BewoningMetPeildatum", "adresseerbaarObjectIdentificatie": object,
                "peildatum": "2026-01-01"}),
            "/bewoningen",
        ),
        (
            HISTORIE,
            json!({"type": "RaadpleegMetPeriode", "burgerservicenummer": bsn,
                "datumVan": "1900-01-01", "datumTot": "2030-01-01"}),
            "/verblijfplaatsen",
        ),
        (
            REISDOCUMENTEN,
            json!({"type": "ZoekMetBurgerservicenummer", "burgerservicenummer": bsn,
                "fields": ["reisdocumentnummer", "soort", "houder"]}),
            "/reisdocumenten",
        ),
    ]
}

#[test]
fn every_question_is_answered_at_the_official_path_without_a_key() {
    let lab = TestLab::start();
    let persoon = persoon(&lab);
    for (path, body, list) in vragen(&persoon) {
        // The lab holds each answer to the contract, and so to the published shape.
        let answer = lab.post(path, &body);
        assert_eq!(answer.status, 200, "{body}: {}", answer.body);
        assert!(
            answer.content_type.starts_with("application/json"),
            "{}",
            answer.content_type
        );
        let found = answer.body.pointer(list).and_then(Value::as_array).unwrap();
        if path != REISDOCUMENTEN {
            assert!(!found.is_empty(), "{body}: {}", answer.body);
        }
        if path == PERSONEN {
            assert_eq!(answer.body["type"], body["type"]);
            let bsn = persoon["burgerservicenummer"].as_str().unwrap();
            assert!(answer.body.to_string().contains(bsn), "{}", answer.body);
        }
    }
}

#[test]
fn what_a_client_sends_along_for_the_real_service_does_no_harm() {
    let lab = TestLab::start();
    let http = reqwest::blocking::Client::new();
    let body = json!({"type": "RaadpleegMetBurgerservicenummer",
        "burgerservicenummer": ["000000000"], "fields": ["naam"]})
    .to_string();
    for headers in [
        &[][..],
        &[("accept", "*/*")],
        &[
            ("accept", "application/json"),
            ("user-agent", "okhttp/4.12.0"),
        ],
        &[
            ("content-type", "application/json; charset=utf-8"),
            ("accept", "application/json; charset=utf-8"),
        ],
        &[("x-api-key", "sleutel-van-de-proefomgeving")],
        &[
            ("authorization", "Bearer x.y.z"),
            ("accept-gezag-version", "2"),
        ],
        &[
            ("accept-encoding", "gzip, deflate"),
            ("connection", "keep-alive"),
        ],
    ] {
        let mut request = http.post(format!("{}{PERSONEN}", lab.address()));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = request.body(body.clone()).send().unwrap();
        assert_eq!(answer.status(), 200, "{headers:?}");
        let answer: Value = answer.json().unwrap();
        assert_eq!(
            answer,
            json!({"type": "RaadpleegMetBurgerservicenummer", "personen": []})
        );
    }
}

#[test]
fn a_team_only_puts_its_own_address_in_front() {
    let lab = TestLab::start();
    assert_eq!(
        lab.post("/_lab/teams", &json!({"name": "rood"})).status,
        201
    );
    let persoon = persoon(&lab);
    for (path, body, _) in vragen(&persoon) {
        let root = lab.post(path, &body);
        let team = lab.post(&format!("/t/rood{path}"), &body);
        assert_eq!((root.status, root.body), (team.status, team.body), "{body}");
    }
}
