//! The Locatieserver through `sim::dispatch`, as a client sees it.

mod contract;
mod dorp;
mod meten;
mod onjuist;
mod rangorde;
mod vragen;

use std::sync::OnceLock;

use fieldlab_sim::{Register, Reply, Session, dispatch};
use http::{HeaderMap, Method};
use serde_json::Value;

use super::Locatieserver;
use crate::proef::{Proef, codeer};

const MOUNT: &str = "/bzk/locatieserver/search/v3_1";

/// One register over one village, for all tests: neither can change.
fn lab() -> &'static Proef<Locatieserver> {
    static LAB: OnceLock<Proef<Locatieserver>> = OnceLock::new();
    LAB.get_or_init(|| Proef::dorp(Locatieserver::load().unwrap(), MOUNT))
}

/// An answer with its body read.
struct Antwoord {
    status: u16,
    headers: HeaderMap,
    body: Value,
    tekst: String,
}

impl Antwoord {
    /// How many documents fit.
    fn totaal(&self) -> u64 {
        self.body["response"]["numFound"].as_u64().unwrap()
    }

    fn docs(&self) -> &[Value] {
        self.body["response"]["docs"].as_array().unwrap()
    }

    /// The names of the documents, in order.
    fn namen(&self) -> Vec<&str> {
        self.docs()
            .iter()
            .map(|doc| doc["weergavenaam"].as_str().unwrap())
            .collect()
    }

    fn bericht(&self) -> &str {
        self.body["error"]["msg"].as_str().unwrap_or_default()
    }
}

fn stuur(method: &Method, doel: &str, headers: &[(&str, &str)]) -> Antwoord {
    let lab = lab();
    let request = lab.verzoek(method.clone(), doel, headers, "");
    let nu = "2026-03-01T11:00:00Z".parse().unwrap();
    let mut session = Session::new(&lab.state, nu);
    let Reply {
        status,
        headers,
        body,
    } = dispatch(&lab.register, &request, &mut session);
    Antwoord {
        status: status.as_u16(),
        headers,
        tekst: String::from_utf8(body.to_vec()).unwrap(),
        body: serde_json::from_slice(&body).unwrap_or(Value::Null),
    }
}

/// A GET, checked against the contract.
fn get(doel: &str) -> Antwoord {
    let antwoord = stuur(&Method::GET, doel, &[]);
    let pad = doel.split('?').next().unwrap_or(doel);
    let route = lab().register.apis()[0].contract.route(pad).unwrap();
    let Some(operation) = route.and_then(|route| route.operation(&Method::GET)) else {
        panic!("{doel} is in no contract");
    };
    let media_type = antwoord.headers["content-type"].to_str().unwrap();
    let inhoud = match media_type.starts_with("application/xml") {
        true => Value::from(antwoord.tekst.as_str()),
        false => antwoord.body.clone(),
    };
    let fouten = operation.validate_reply(antwoord.status, media_type, &inhoud);
    assert!(fouten.is_empty(), "{doel}: {fouten:?} {}", antwoord.tekst);
    antwoord
}

/// A question by its parameters, which has to be answered.
fn vraag(pad: &str, parameters: &[(&str, &str)]) -> Antwoord {
    let paren: Vec<String> = parameters
        .iter()
        .map(|(naam, waarde)| format!("{naam}={}", codeer(waarde)))
        .collect();
    let doel = format!("/{pad}?{}", paren.join("&"));
    let antwoord = get(&doel);
    assert_eq!(antwoord.status, 200, "{doel}: {}", antwoord.tekst);
    antwoord
}

#[test]
fn every_shared_case_gets_the_answer_it_expects() {
    lab().gevallen("pdok-locatieserver", 8);
}
