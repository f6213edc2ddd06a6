//! The trade register through `sim::dispatch`, as a client sees it.

mod contract;
mod fouten;
mod profielen;
mod team;
mod zoeken;

use std::sync::{Arc, OnceLock};

use fieldlab_sim::{Register, Session, State, dispatch};
use fieldlab_world::{BedrijfId, Size, View, World, WorldSpec};
use http::Method;
use serde_json::Value;

use super::Kvk;
use crate::proef::{Antwoord, BASIS, Proef};

const HAL: &str = "application/hal+json";
const JSON: &str = "application/json";

/// A town, with companies enough for pages and for every sort of registration.
fn stad() -> Arc<World> {
    static STAD: OnceLock<Arc<World>> = OnceLock::new();
    let bouw = || {
        let spec = WorldSpec {
            size: Size::Personen(10_000),
            ..WorldSpec::default()
        };
        Arc::new(World::build(&spec).unwrap())
    };
    Arc::clone(STAD.get_or_init(bouw))
}

/// One register for all tests, asked by whole paths since it has two roots.
fn lab() -> &'static Proef<Kvk> {
    static LAB: OnceLock<Proef<Kvk>> = OnceLock::new();
    LAB.get_or_init(|| Proef {
        register: Kvk::load().unwrap(),
        state: State::new(stad()),
        mount: "",
    })
}

fn view() -> View<'static> {
    lab().state.view()
}

/// Asks a state, whatever the headers, and holds the answer to the contract.
fn stuur(state: &State, doel: &str, headers: &[(&str, &str)]) -> Antwoord {
    let doel = doel.strip_prefix(BASIS).unwrap_or(doel);
    let request = lab().verzoek(Method::GET, doel, headers, "");
    let kvk = &lab().register;
    let nu = "2026-03-01T11:00:00Z".parse().unwrap();
    let reply = dispatch(kvk, &request, &mut Session::new(state, nu));
    let antwoord = Antwoord {
        status: reply.status.as_u16(),
        headers: reply.headers,
        body: serde_json::from_slice(&reply.body).unwrap(),
    };
    let mut routes = kvk.apis().iter().filter_map(|api| {
        let below = request.path.strip_prefix(api.mount.as_str())?;
        api.contract.route(below).ok().flatten()
    });
    if let Some(operation) = routes
        .next()
        .and_then(|route| route.operation(&Method::GET))
    {
        let media_type = header(&antwoord, "content-type");
        let fouten = operation.validate_reply(antwoord.status, media_type, &antwoord.body);
        assert!(fouten.is_empty(), "{doel}: {fouten:?} {:#}", antwoord.body);
    }
    antwoord
}

/// Asks with the key, in one of both forms.
fn vraag(doel: &str, accept: &str) -> Antwoord {
    let headers = [("apikey", "fieldlab"), ("accept", accept)];
    stuur(&lab().state, doel, &headers)
}

/// Asks with the key, as most clients do.
fn get(doel: &str) -> Antwoord {
    vraag(doel, HAL)
}

/// The answer to a good question.
fn goed(antwoord: Antwoord) -> Value {
    assert_eq!(antwoord.status, 200, "{:#}", antwoord.body);
    antwoord.body
}

fn header<'a>(antwoord: &'a Antwoord, naam: &str) -> &'a str {
    let waarde = antwoord.headers.get(naam);
    waarde.map_or("", |waarde| waarde.to_str().unwrap())
}

/// The codes of a refusal.
fn codes(antwoord: &Antwoord) -> Vec<String> {
    let fouten = antwoord.body["fout"].as_array().unwrap();
    fouten
        .iter()
        .map(|fout| fout["code"].as_str().unwrap().to_owned())
        .collect()
}

/// The first company of which this holds.
fn bedrijf(is: impl Fn(fieldlab_world::Bedrijf<'_>) -> bool) -> BedrijfId {
    let mut alle = view().bedrijven();
    alle.find(|id| is(view().bedrijf(*id))).unwrap()
}
