//! Registers without HTTP: a question through the checks, the world and the answer's bytes. Beside them
//! the same bytes written from a value that is ready, as the least that any answer costs.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "a measurement, not a library"
)]

use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use fieldlab_sim::{Register, Request, RequestId, Session, State, dispatch};
use fieldlab_world::{Size, World, WorldSpec};
use http::{HeaderMap, HeaderValue, Method, header};
use serde_json::{Value, json};

const PERSONEN: &str = "/haalcentraal/api/brp/personen";
const BAG: &str = "/lvbag/individuelebevragingen/v2";
const SUGGEST: &str = "/bzk/locatieserver/search/v3_1/suggest";

fn request(method: Method, path: &str, query: &str, body: &str) -> Request {
    let mut headers = HeaderMap::new();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    headers.insert("x-api-key", HeaderValue::from_static("fieldlab"));
    Request {
        method,
        path: path.to_owned(),
        query: query.to_owned(),
        headers,
        body: body.to_owned().into(),
        base: "http://127.0.0.1:8990".to_owned(),
        id: RequestId::new("1"),
    }
}

fn questions(c: &mut Criterion) {
    let spec = WorldSpec {
        size: Size::Personen(1_000_000),
        ..WorldSpec::default()
    };
    let world = Arc::new(World::build(&spec).unwrap());
    let state = State::new(Arc::clone(&world));
    let registers = fieldlab_registers::all().unwrap();
    let register = |name: &str| -> &dyn Register {
        registers
            .iter()
            .find(|register| register.manifest().name == name)
            .unwrap()
            .as_ref()
    };
    let bsn = world.personas()[0].burgerservicenummer().to_string();
    let everything = json!({
        "type": "RaadpleegMetBurgerservicenummer",
        "burgerservicenummer": [bsn],
        "fields": [
            "aNummer", "adressering", "burgerservicenummer", "geboorte", "geslacht", "kinderen",
            "leeftijd", "naam", "nationaliteiten", "ouders", "partners", "verblijfplaats",
        ],
    });
    let one_field = json!({
        "type": "RaadpleegMetBurgerservicenummer",
        "burgerservicenummer": [bsn],
        "fields": ["leeftijd"],
    });
    let by_address = json!({
        "type": "ZoekMetPostcodeEnHuisnummer",
        "postcode": "8000AA",
        "huisnummer": 1,
        "fields": ["burgerservicenummer", "naam"],
    });
    let post = |body: &Value| request(Method::POST, PERSONEN, "", &body.to_string());
    let address = request(
        Method::GET,
        &format!("{BAG}/adressen"),
        "postcode=8000AA&huisnummer=1",
        "",
    );
    let wall = "2026-05-15T10:00:00Z".parse().unwrap();
    let ask = |register: &dyn Register, request: &Request| {
        let mut session = Session::new(&state, wall);
        let reply = dispatch(register, request, &mut session);
        assert!(reply.status.is_success());
        reply
    };
    let brp = register("brp");
    let bytes = ask(brp, &post(&everything)).body;
    let ready: Value = serde_json::from_slice(&bytes).unwrap();

    let mut group = c.benchmark_group("of 1,000,000");
    group.bench_function("(yardstick) the bytes from a ready value", |b| {
        b.iter(|| serde_json::to_vec(&ready).unwrap());
    });
    for (name, register, request) in [
        ("BRP by BSN, all groups", brp, post(&everything)),
        ("BRP by BSN, one field", brp, post(&one_field)),
        ("BRP by postcode and number", brp, post(&by_address)),
        ("BAG by postcode and number", register("bag"), address),
    ] {
        group.bench_function(name, |b| b.iter(|| ask(register, &request)));
    }
    let persona = world.personas()[0].burgerservicenummer();
    let woning = state
        .view()
        .persoon_met_bsn(persona)
        .and_then(|id| state.view().persoon(id).verblijfplaats().adres())
        .map(|adres| state.view().adres(adres).object().to_string())
        .unwrap();
    for (name, path, question) in [
        (
            "BRP bewoning, ten years",
            "/haalcentraal/api/bewoning/bewoningen",
            json!({
                "type": "BewoningMetPeriode", "adresseerbaarObjectIdentificatie": woning,
                "datumVan": "2016-01-01", "datumTot": "2026-01-01",
            }),
        ),
        (
            "BRP verblijfplaatshistorie, ten years",
            "/haalcentraal/api/brphistorie/verblijfplaatshistorie",
            json!({
                "type": "RaadpleegMetPeriode", "burgerservicenummer": bsn,
                "datumVan": "2016-01-01", "datumTot": "2026-01-01",
            }),
        ),
        (
            "BRP reisdocumenten of a holder",
            "/haalcentraal/api/reisdocumenten/reisdocumenten",
            json!({
                "type": "ZoekMetBurgerservicenummer", "burgerservicenummer": bsn,
                "fields": ["reisdocumentnummer", "soort", "houder"],
            }),
        ),
    ] {
        let request = request(Method::POST, path, "", &question.to_string());
        group.bench_function(name, |b| b.iter(|| ask(brp, &request)));
    }
    let locatieserver = register("locatieserver");
    for (name, typed) in [
        ("Locatieserver, two letters", "ke"),
        ("Locatieserver, two digits", "80"),
        ("Locatieserver, a town", "waterlinge"),
        ("Locatieserver, half a street", "ooievaars"),
        ("Locatieserver, street and digit", "kerkstraat%201"),
        ("Locatieserver, a postcode", "8000AB"),
        ("Locatieserver, postcode and number", "8000AA%201"),
        (
            "Locatieserver, all of it",
            "ooievaarsagaatlaan%2012%20waterlinge",
        ),
        ("Locatieserver, a slip", "ooievarsagaatlaan%2012"),
    ] {
        let request = request(Method::GET, SUGGEST, &format!("q={typed}"), "");
        group.bench_function(name, |b| b.iter(|| ask(locatieserver, &request)));
    }
    group.finish();
}

criterion_group!(benches, questions);
criterion_main!(benches);
