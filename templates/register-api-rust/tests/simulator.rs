//! Against a running simulator: do BRP and BAG behave as this component expects, and does a request go through
//! from end to end?
//!
//! `FIELDLAB_URL` says where it is (default http://127.0.0.1:8990). When none runs these tests say so and are
//! skipped; with `CI` or `FIELDLAB_URL` set they fail, because then somebody counts on them.

use std::io::Write;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use register::aanvraag::Burgerservicenummer;
use register::api::{State, app};
use register::settings::Settings;
use register::sources::Sources;
use reqwest::Client;
use serde_json::{Value, json};
use tower::ServiceExt;

/// A simulator that answers, and who lives where in it.
struct Simulator {
    base: String,
    /// BSN and nummeraanduiding of every persona that has an address in the BRP.
    residents: Vec<(String, String)>,
}

impl Simulator {
    /// The simulator, or none when there is none and nobody counts on it.
    async fn find() -> Option<Self> {
        let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let given = set("FIELDLAB_URL");
        let counted_on = given.is_some() || set("CI").is_some_and(|value| value != "false");
        let base = given.unwrap_or_else(|| "http://127.0.0.1:8990".to_owned());
        let base = base.trim_end_matches('/').to_owned();
        let client = Client::builder().no_proxy().build().unwrap();
        let answer = client.get(format!("{base}/_lab/personas")).send().await;
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) if error.is_connect() && !counted_on => {
                // Not `eprintln`: the test harness would hide it.
                let test = std::thread::current().name().unwrap_or("test").to_owned();
                let _ = writeln!(
                    std::io::stderr(),
                    "skipped {test}: no simulator at {base}; start one with `fieldlab up`"
                );
                return None;
            }
            Err(error) => panic!(
                "no simulator at {base}: start it with `fieldlab up`, or set FIELDLAB_URL ({error})"
            ),
        };
        assert!(
            answer.status().is_success(),
            "what answers at {base} is no simulator: status {}",
            answer.status()
        );
        let personas: Vec<Value> = answer.json().await.unwrap();
        let mut simulator = Self {
            base,
            residents: Vec::new(),
        };
        let sources = Sources::new(&simulator.settings()).unwrap();
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
                simulator.residents.push((text.to_owned(), adres));
            }
        }
        assert!(
            !simulator.residents.is_empty(),
            "no persona lives at an address"
        );
        Some(simulator)
    }

    fn settings(&self) -> Settings {
        self.settings_with_key("fieldlab")
    }

    fn settings_with_key(&self, key: &str) -> Settings {
        Settings::read(|name| match name {
            "BRP_URL" => Some(format!("{}/haalcentraal/api/brp", self.base)),
            "BAG_URL" => Some(format!("{}/lvbag/individuelebevragingen/v2", self.base)),
            "BAG_API_KEY" => Some(key.to_owned()),
            _ => None,
        })
        .unwrap()
    }

    fn component(&self) -> axum::Router {
        app(State::new(&self.settings()).unwrap())
    }
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
    let Some(simulator) = Simulator::find().await else {
        return;
    };
    let sources = Sources::new(&simulator.settings()).unwrap();
    for (_, adres) in &simulator.residents {
        assert!(
            sources.adres(adres).await.unwrap().is_some(),
            "the BAG does not know {adres}"
        );
    }
}

#[tokio::test]
async fn a_resident_gets_a_request_accepted_once() {
    let Some(simulator) = Simulator::find().await else {
        return;
    };
    let router = simulator.component();
    let (bsn, adres) = &simulator.residents[0];
    let (status, created) = ask(&router, aanvraag(bsn, adres)).await;
    assert_eq!(status, StatusCode::CREATED, "{created}");
    assert!(!created.to_string().contains(bsn));

    let id = created["id"].as_str().unwrap();
    let request = Request::get(format!("/v1/aanvragen/{id}"))
        .body(Body::empty())
        .unwrap();
    assert_eq!(ask(&router, request).await, (StatusCode::OK, created));

    let (status, problem) = ask(&router, aanvraag(bsn, adres)).await;
    assert_eq!(status, StatusCode::CONFLICT, "{problem}");
    assert_eq!(problem["code"], "aanvraagBestaat");
}

#[tokio::test]
async fn who_lives_elsewhere_is_refused() {
    let Some(simulator) = Simulator::find().await else {
        return;
    };
    let router = simulator.component();
    let (bsn, adres) = &simulator.residents[0];
    let (_, elsewhere) = simulator
        .residents
        .iter()
        .find(|(_, other)| other != adres)
        .expect("two personas at different addresses");
    let (status, problem) = ask(&router, aanvraag(bsn, elsewhere)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
    assert_eq!(problem["code"], "bewonerNietBevestigd");
}

#[tokio::test]
async fn an_address_outside_the_bag_is_refused() {
    let Some(simulator) = Simulator::find().await else {
        return;
    };
    let router = simulator.component();
    let (bsn, _) = &simulator.residents[0];
    let (status, problem) = ask(&router, aanvraag(bsn, "0000200000000000")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
    assert_eq!(problem["code"], "adresOnbekend");
}

#[tokio::test]
async fn a_bag_that_refuses_the_key_gives_a_bad_gateway_without_details() {
    let Some(simulator) = Simulator::find().await else {
        return;
    };
    let router = app(State::new(&simulator.settings_with_key("verkeerd")).unwrap());
    let (bsn, adres) = &simulator.residents[0];
    let (status, problem) = ask(&router, aanvraag(bsn, adres)).await;
    assert_eq!(status, StatusCode::BAD_GATEWAY, "{problem}");
    assert!(!problem.to_string().contains("verkeerd"));
}
