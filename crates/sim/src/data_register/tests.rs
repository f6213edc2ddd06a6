//! Small registers of data alone, made in the test, asked as a client asks.

use std::sync::{Arc, OnceLock};

use fieldlab_world::{Adres, Size, World, WorldSpec};
use http::{HeaderMap, Method};
use serde_json::{Value, json};

use super::DataRegister;
use crate::{ManifestError, Request, RequestId, Session, State, dispatch};

const MANIFEST: &str = r#"
name = "proef"
title = "Proef"
description = "Een proef."
territory = "/proef"
checks = ["path", "method", "accept", "parameters"]
[[apis]]
name = "proef"
mount = "/proef/v1"
contract = "openapi.yaml"
[accept]
values = ["application/json", "*/*"]
[operations.dingen]
response = "responses/dingen.hbs"
[operations.adres]
lookup = "adres"
response = "responses/adres.hbs"
media-type = "application/hal+json"
[operations.adres.not-found]
title = "Hier woont niemand"
detail = "Zoek verder."
"#;

const CONTRACT: &str = r##"
openapi: 3.0.3
info: {title: Proef, version: 1.2.3}
paths:
  /dingen:
    get:
      operationId: dingen
      parameters:
        - {name: dag, in: query, schema: {type: string, format: date}}
        - {name: aantal, in: query, schema: {type: integer, maximum: 9}}
      responses: {"200": {description: ok}}
  /adres:
    get:
      operationId: adres
      parameters:
        - {name: postcode, in: query, required: true, schema: {type: string}}
        - {name: huisnummer, in: query, required: true, schema: {type: integer}}
        - {name: huisletter, in: query, schema: {type: string}}
        - {name: huisnummertoevoeging, in: query, schema: {type: string}}
      responses: {"200": {description: ok}}
  /later:
    get: {operationId: later, responses: {"200": {description: ok}}}
"##;

const ADRES: &str = r#"{"straat": {{json adres.straat}}, "id": {{json adres.nummeraanduidingIdentificatie}},
    "letter": {{json adres.huisletter}}, "zelf": {{json url}}}"#;

/// The register with this template for `dingen`; a changed file replaces one of the others.
fn laad(dingen: &str, anders: Option<(&str, Option<&str>)>) -> Result<DataRegister, ManifestError> {
    DataRegister::load("proef", &|file| {
        if let Some((name, text)) = anders
            && name == file
        {
            return text.map(str::to_owned);
        }
        let text = match file {
            "register.toml" => MANIFEST,
            "openapi.yaml" => CONTRACT,
            "responses/dingen.hbs" => dingen,
            "responses/adres.hbs" => ADRES,
            _ => return None,
        };
        Some(text.to_owned())
    })
}

fn state() -> &'static State {
    static STATE: OnceLock<State> = OnceLock::new();
    STATE.get_or_init(|| {
        let spec = WorldSpec {
            size: Size::Dorp,
            ..WorldSpec::default()
        };
        State::new(Arc::new(World::build(&spec).unwrap()))
    })
}

struct Antwoord {
    status: u16,
    headers: HeaderMap,
    body: Value,
}

fn vraag(register: &DataRegister, doel: &str) -> Antwoord {
    let (path, query) = doel.split_once('?').unwrap_or((doel, ""));
    let request = Request {
        method: Method::GET,
        path: format!("/proef/v1{path}"),
        query: query.to_owned(),
        headers: HeaderMap::new(),
        body: bytes::Bytes::new(),
        base: "http://lab.example.org/t/rood".to_owned(),
        id: RequestId::new("1"),
    };
    let mut session = Session::new(state(), "2026-05-15T10:00:00Z".parse().unwrap());
    let reply = dispatch(register, &request, &mut session);
    Antwoord {
        status: reply.status.as_u16(),
        headers: reply.headers,
        body: serde_json::from_slice(&reply.body).unwrap(),
    }
}

/// What a template makes of a query on `/dingen`.
fn maakt(template: &str, query: &str) -> Antwoord {
    vraag(&laad(template, None).unwrap(), &format!("/dingen{query}"))
}

#[test]
fn a_template_sees_parameters_clock_and_its_own_address() {
    let template = r#"{"dag": {{json parameters.dag}}, "aantal": {{json parameters.aantal}},
        "vandaag": {{json vandaag}}, "nu": {{json nu}}, "basis": {{json basis}}, "url": {{json url}}}"#;
    let antwoord = maakt(template, "?aantal=3&dag=");
    assert_eq!(
        antwoord.body,
        json!({
            "dag": null, "aantal": 3, "vandaag": "2026-05-15", "nu": "2026-05-15T10:00:00Z",
            "basis": "http://lab.example.org/t/rood/proef/v1",
            "url": "http://lab.example.org/t/rood/proef/v1/dingen?aantal=3&dag=",
        })
    );
    assert_eq!(antwoord.headers["content-type"], "application/json");
}

#[test]
fn helpers_reckon_with_days_and_choices() {
    for (sjabloon, waarde) in [
        ("(plus vandaag dagen=28)", json!("2026-06-12")),
        ("(plus vandaag dagen=-15)", json!("2026-04-30")),
        ("(plus \"9999-12-30\" dagen=28)", json!("9999-12-31")),
        ("(anders parameters.dag vandaag)", json!("2026-05-15")),
        (
            "(plus vandaag dagen=9223372036854775807)",
            json!("9999-12-31"),
        ),
        ("bestaatNiet", Value::Null),
        ("(anders 1 2)", json!(1)),
        ("(kies 7 \"a\" \"b\" \"c\")", json!("b")),
        ("(kies -1 \"a\" \"b\" \"c\")", json!("c")),
        ("(rest 17 5)", json!(2)),
        (
            "(terugkerend van=\"2026-05-11\" totEnMet=\"2026-05-26\" weekdag=2)",
            json!(["2026-05-12", "2026-05-19", "2026-05-26"]),
        ),
        (
            "(terugkerend van=vandaag totEnMet=\"2020-01-01\" weekdag=2)",
            json!([]),
        ),
    ] {
        let antwoord = maakt(&format!("{{{{json {sjabloon}}}}}"), "");
        assert_eq!(antwoord.body, waarde, "{sjabloon}");
    }
}

#[test]
fn days_that_take_turns_are_all_days_together_and_never_the_same() {
    let dagen = |weken: i64, rest: i64| {
        let template = format!(
            "{{{{json (terugkerend van=vandaag totEnMet=\"2026-12-31\" weekdag=3 weken={weken} rest={rest})}}}}"
        );
        let body = maakt(&template, "").body;
        let lijst: Vec<String> = serde_json::from_value(body).unwrap();
        lijst
    };
    let mut samen = dagen(2, 0);
    samen.extend(dagen(2, 1));
    samen.sort_unstable();
    assert_eq!(samen, dagen(1, 0));
    assert!(samen.len() > 30);
}

#[test]
fn a_period_of_centuries_stops_at_a_thousand_days() {
    let template = r#"{{json (terugkerend van="0001-01-01" totEnMet="9999-12-31" weekdag=1)}}"#;
    assert_eq!(maakt(template, "").body.as_array().unwrap().len(), 1000);
}

#[test]
fn a_template_that_goes_wrong_on_the_way_is_a_500_that_names_it() {
    for template in [
        "{\"a\": ",
        "{{bestaatNiet}}",
        "{{json (plus \"morgen\" dagen=1)}}",
        "{{json (plus vandaag)}}",
        "{{json (plus vandaag dagen=\"veel\")}}",
        "{{json (kies 1)}}",
        "{{json (kies \"x\" 1)}}",
        "{{json (rest 1 0)}}",
        "{{json (anders)}}",
        "{{json (terugkerend van=vandaag totEnMet=vandaag weekdag=8)}}",
        "{{json (terugkerend van=vandaag totEnMet=vandaag)}}",
    ] {
        let antwoord = maakt(template, "");
        assert_eq!(antwoord.status, 500, "{template}: {}", antwoord.body);
        let detail = antwoord.body["detail"].as_str().unwrap();
        assert!(detail.starts_with("responses/dingen.hbs: "), "{detail}");
    }
}

#[test]
fn an_address_is_found_by_all_of_its_number_and_otherwise_the_registers_own_404_is_given() {
    let register = laad("{}", None).unwrap();
    let places = state().view().places();
    let adressen = || places.adressen().map(|id| places.adres(id));
    let doel = |adres: Adres<'_>, letter: &str| {
        format!(
            "/adres?postcode={}&huisnummer={}&huisletter={letter}&huisnummertoevoeging={}",
            adres.postcode().unwrap(),
            adres.huisnummer(),
            adres.huisnummertoevoeging()
        )
    };
    let met_letter = adressen()
        .find(|adres| {
            adres.postcode().is_some() && !adres.huisletter().is_empty() && !adres.is_ingetrokken()
        })
        .unwrap();
    let letter = met_letter.huisletter();
    let gevonden = vraag(&register, &doel(met_letter, &letter.to_lowercase()));
    assert_eq!(gevonden.status, 200);
    assert_eq!(gevonden.headers["content-type"], "application/hal+json");
    assert_eq!(
        gevonden.body["id"],
        met_letter.nummeraanduiding().to_string()
    );
    assert_eq!(gevonden.body["letter"], letter.as_ref());

    let anders = vraag(&register, &doel(met_letter, "Q"));
    assert_eq!(
        (anders.status, &anders.body["title"], &anders.body["detail"]),
        (404, &json!("Hier woont niemand"), &json!("Zoek verder."))
    );
    assert_eq!(anders.body["instance"], "/t/rood/proef/v1/adres");
    for query in [
        "postcode=geen&huisnummer=1",
        "postcode=8000AA&huisnummer=-1",
    ] {
        assert_eq!(
            vraag(&register, &format!("/adres?{query}")).status,
            404,
            "{query}"
        );
    }
    let ingetrokken = adressen()
        .find(|adres| adres.is_ingetrokken() && adres.postcode().is_some())
        .unwrap();
    assert_eq!(
        vraag(&register, &doel(ingetrokken, &ingetrokken.huisletter())).status,
        404
    );
}

#[test]
fn every_answer_keeps_to_the_design_rules() {
    let register = laad("{}", None).unwrap();
    for (doel, status, soort) in [
        ("/dingen", 200, "application/json"),
        ("/openapi.json", 200, "application/json"),
        ("/dingen?aantal=10", 400, "application/problem+json"),
        ("/dingen?dag=%ff", 400, "application/problem+json"),
        ("/dingen/", 404, "application/problem+json"),
        ("/nergens", 404, "application/problem+json"),
        ("/later", 501, "application/problem+json"),
    ] {
        let antwoord = vraag(&register, doel);
        assert_eq!(antwoord.status, status, "{doel}: {}", antwoord.body);
        assert_eq!(antwoord.headers["content-type"], soort, "{doel}");
        assert_eq!(antwoord.headers["api-version"], "1.2.3", "{doel}");
        assert_eq!(antwoord.headers["cache-control"], "no-store", "{doel}");
        if status >= 400 {
            assert_eq!(antwoord.body["status"], status, "{doel}");
            assert!(antwoord.body["title"].is_string(), "{doel}");
        }
    }
    let fouten = vraag(&register, "/dingen?dag=gisteren&aantal=99");
    let namen: Vec<_> = fouten.body["invalidParams"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fout| fout["name"].as_str().unwrap())
        .collect();
    assert_eq!(namen, ["dag", "aantal"]);
}

#[test]
fn a_folder_that_does_not_hold_together_is_refused_with_the_file_named() {
    let reden = |anders| laad("{}", Some(anders)).unwrap_err().to_string();
    for (anders, tekst) in [
        (("register.toml", None), "register.toml"),
        (("openapi.yaml", None), "openapi.yaml"),
        (("responses/adres.hbs", None), "responses/adres.hbs"),
        (
            ("responses/adres.hbs", Some("{{#if x}}")),
            "responses/adres.hbs",
        ),
        (("register.toml", Some("name = ")), "line 1"),
        (("openapi.yaml", Some("openapi: [")), "openapi.yaml"),
        (
            (
                "openapi.yaml",
                Some("{openapi: 3.0.3, info: {title: t, version: 1.0.0}, paths: {}}"),
            ),
            "`adres`",
        ),
    ] {
        let reden = reden(anders);
        assert!(reden.contains(tekst), "{anders:?}: {reden}");
    }
}
