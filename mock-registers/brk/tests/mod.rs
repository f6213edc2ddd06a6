//! The BRK through `sim::dispatch`, as a client sees it.

mod contract;
mod dorp;
mod gevallen;
mod team;
mod velden;
mod vragen;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use fieldlab_sim::{Register, Reply, Request, RequestId, Session, State, dispatch};
use fieldlab_world::{Koz, Size, View, World, WorldSpec};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use serde_json::Value;

use super::Brk;

const MOUNT: &str = "/esd/bevragen/v2";
const BASIS: &str = "http://brk.example.org/t/rood";
const SLEUTEL: (&str, &str) = ("x-api-key", "fieldlab");

/// One village, one register, for all tests: neither can change.
struct Lab {
    brk: Brk,
    state: State,
}

impl Lab {
    fn view(&self) -> View<'_> {
        self.state.view()
    }
}

fn lab() -> &'static Lab {
    static LAB: OnceLock<Lab> = OnceLock::new();
    LAB.get_or_init(|| {
        let spec = WorldSpec {
            size: Size::Dorp,
            ..WorldSpec::default()
        };
        let world = Arc::new(World::build(&spec).unwrap());
        Lab {
            brk: Brk::load().unwrap(),
            state: State::new(world),
        }
    })
}

/// An answer with its body read.
struct Antwoord {
    status: u16,
    headers: HeaderMap,
    body: Value,
}

impl Antwoord {
    /// The codes of what is wrong, by parameter.
    fn fouten(&self) -> Vec<(&str, &str)> {
        self.body["invalidParams"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|een| (een["name"].as_str().unwrap(), een["code"].as_str().unwrap()))
            .collect()
    }

    /// Members of a collection.
    fn leden(&self, name: &str) -> Vec<&Value> {
        self.body["_embedded"][name]
            .as_array()
            .into_iter()
            .flatten()
            .collect()
    }
}

fn verzoek(method: Method, doel: &str, headers: &[(&str, &str)], body: &str) -> Request {
    let (path, query) = doel.split_once('?').unwrap_or((doel, ""));
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.insert(
            HeaderName::try_from(*name).unwrap(),
            HeaderValue::from_str(value).unwrap(),
        );
    }
    Request {
        method,
        path: format!("{MOUNT}{path}"),
        query: query.to_owned(),
        headers: map,
        body: body.as_bytes().to_vec().into(),
        base: BASIS.to_owned(),
        id: RequestId::new("test"),
    }
}

fn stuur_aan(state: &State, request: &Request) -> Antwoord {
    let nu = "2026-03-01T11:00:00Z".parse().unwrap();
    let mut session = Session::new(state, nu);
    let Reply {
        status,
        headers,
        body,
    } = dispatch(&lab().brk, request, &mut session);
    let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
    Antwoord {
        status: status.as_u16(),
        headers,
        body,
    }
}

fn stuur(request: &Request) -> Antwoord {
    stuur_aan(&lab().state, request)
}

/// A GET with a key, checked against the contract.
fn get(doel: &str) -> Antwoord {
    get_van(&lab().state, doel)
}

fn get_van(state: &State, doel: &str) -> Antwoord {
    let antwoord = stuur_aan(state, &verzoek(Method::GET, doel, &[SLEUTEL], ""));
    controleer(&Method::GET, doel, &antwoord);
    antwoord
}

/// A POST with a key, checked against the contract.
fn post_van(state: &State, doel: &str, body: &Value) -> Antwoord {
    let verzoek = verzoek(Method::POST, doel, &[SLEUTEL], &body.to_string());
    let antwoord = stuur_aan(state, &verzoek);
    controleer(&Method::POST, doel, &antwoord);
    antwoord
}

fn post(body: &Value) -> Antwoord {
    post_van(&lab().state, "/kadastraalonroerendezaken", body)
}

fn controleer(method: &Method, doel: &str, antwoord: &Antwoord) {
    let pad = doel.split('?').next().unwrap_or(doel);
    let route = lab().brk.apis()[0].contract.route(pad).unwrap();
    let Some(operation) = route.and_then(|route| route.operation(method)) else {
        panic!("{doel} is in no contract");
    };
    let media_type = antwoord.headers["content-type"].to_str().unwrap();
    let fouten = operation.validate_reply(antwoord.status, media_type, &antwoord.body);
    assert!(fouten.is_empty(), "{doel}: {fouten:?} {:#}", antwoord.body);
    assert_eq!(antwoord.headers["api-version"], "2.0.0");
}

/// All parcels and apartment rights of the village.
fn alle_kozen() -> Vec<Koz> {
    let view = lab().view();
    view.percelen()
        .flat_map(|koz| {
            let flats = view.onroerende_zaak(koz).appartementsrechten();
            std::iter::once(koz).chain(flats)
        })
        .collect()
}

/// Where a parcel or apartment right is.
fn pad(koz: Koz) -> String {
    let zaak = lab().view().onroerende_zaak(koz);
    format!("/kadastraalonroerendezaken/{}", zaak.identificatie())
}

/// The yardsticks; `None`, said aloud, when they are not there. In CI they have to be.
fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("FIELDLAB_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
        PathBuf::from,
    );
    if folder.join("cases").is_dir() {
        return Some(folder);
    }
    assert!(
        std::env::var("CI").as_deref() != Ok("true"),
        "CI needs the shared folder; FIELDLAB_SHARED says where it is"
    );
    #[expect(clippy::print_stderr, reason = "a skipped test says so")]
    {
        eprintln!("skipped: no shared folder at {}", folder.display());
    }
    None
}
