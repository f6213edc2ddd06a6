//! Against the running simulator (FIELDLAB_URL, default http://127.0.0.1:8990): do BRP and BAG behave as this
//! component expects, and does a request go through from end to end? These tests fail when it does not run.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use register::aanvraag::Burgerservicenummer;
use register::api::{State, app};
use register::settings::Settings;
use register::sources::Sources;
use serde_json::{Value, json};
use tower::ServiceExt;

fn simulator() -> String {
    std::env::var("FIELDLAB_URL")
        .unwrap_or_else(|_| "http://127.0.0.1:8990".to_owned())
        .trim_end_matches('/')
        .to_owned()
}

fn settings() -> Settings {
    let base = simulator();
    Settings::read(|name| match name {
        "BRP_URL" => Some(format!("{base}/haalcentraal/api/brp")),
        "BAG_URL" => Some(format!("{base}/lvbag/individuelebevragingen/v2")),
        _ => None,
    })
    .unwrap()
}

/// BSN and nummeraanduiding of every persona that has an address in the BRP.
async fn residents() -> Vec<(String, String)> {
    let base = simulator();
    let answer = match reqwest::get(format!("{base}/_lab/personas")).await {
        Ok(answer) if answer.status().is_success() => answer,
        outcome => panic!(
            "no simulator at {base}: start it with `fieldlab up`, or set FIELDLAB_URL ({})",
            match outcome {
                Ok(answer) => answer.status().to_string(),
                Err(error) => error.to_string(),
            }
        ),
    };
    let personas: Value = answer.json().await.unwrap();
    let personas = personas
        .as_array()
        .or_else(|| personas["personas"].as_array())
        .expect("a list of personas");
    assert!(!personas.is_empty());
    let sources = Sources::new(&settings()).unwrap();
    let mut found = Vec::new();
    for persona in personas {
        let text = persona["burgerservicenummer"].as_str().expect("a BSN");
        let bsn = Burgerservicenummer::parse(text).expect("a BSN that passes the eleven-test");
        let persoon = sources.persoon(&bsn).await.unwrap();
        let Some(persoon) = persoon else { continue };
        if let (Some(adres), false, false) = (
            persoon.nummeraanduiding,
            persoon.opgeschort,
            persoon.verblijft_niet_op_adres,
        ) {
            found.push((text.to_owned(), adres));
        }
    }
    assert!(!found.is_empty(), "no persona lives at an address");
    found
}

async fn ask(router: &axum::Router, request: Request<Body>) -> (StatusCode, Value) {
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, serde_json::from_slice(&bytes).unwrap())
}

fn aanvraag(bsn: &str, adres: &str) -> Request<Body> {
    let body = json!({
        "burgerservicenummer": bsn,
        "nummeraanduidingIdentificatie": adres,
        "soort": "bewoner",
        "ingangsdatum": "2026-02-01"
    });
    Request::post("/v1/aanvragen")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

#[tokio::test]
async fn the_bag_knows_every_address_the_brp_mentions() {
    let sources = Sources::new(&settings()).unwrap();
    for (_, adres) in residents().await {
        assert!(
            sources.adres(&adres).await.unwrap().is_some(),
            "the BAG does not know {adres}"
        );
    }
}

#[tokio::test]
async fn a_resident_gets_a_request_accepted_once() {
    let router = app(State::new(&settings()).unwrap());
    let (bsn, adres) = residents().await.remove(0);
    let (status, created) = ask(&router, aanvraag(&bsn, &adres)).await;
    assert_eq!(status, StatusCode::CREATED, "{created}");
    assert!(!created.to_string().contains(&bsn));

    let id = created["id"].as_str().unwrap();
    let request = Request::get(format!("/v1/aanvragen/{id}"))
        .body(Body::empty())
        .unwrap();
    assert_eq!(ask(&router, request).await, (StatusCode::OK, created));

    let (status, problem) = ask(&router, aanvraag(&bsn, &adres)).await;
    assert_eq!(status, StatusCode::CONFLICT, "{problem}");
    assert_eq!(problem["code"], "aanvraagBestaat");
}

#[tokio::test]
async fn who_lives_elsewhere_is_refused() {
    let router = app(State::new(&settings()).unwrap());
    let residents = residents().await;
    let (bsn, adres) = &residents[0];
    let (_, elsewhere) = residents
        .iter()
        .find(|(_, other)| other != adres)
        .expect("two personas at different addresses");
    let (status, problem) = ask(&router, aanvraag(bsn, elsewhere)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
    assert_eq!(problem["code"], "bewonerNietBevestigd");
}

#[tokio::test]
async fn an_address_outside_the_bag_is_refused() {
    let router = app(State::new(&settings()).unwrap());
    let (bsn, _) = residents().await.remove(0);
    let (status, problem) = ask(&router, aanvraag(&bsn, "0000200000000000")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
    assert_eq!(problem["code"], "adresOnbekend");
}
