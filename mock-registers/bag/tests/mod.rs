//! The BAG through `sim::dispatch`, as a client sees it.

mod contract;
mod dorp;
mod gevallen;
mod vragen;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use fieldlab_sim::{Register, Reply, Request, RequestId, Session, State, dispatch};
use fieldlab_world::{Size, World, WorldSpec};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use serde_json::Value;

use super::Bag;

const MOUNT: &str = "/lvbag/individuelebevragingen/v2";
const BASIS: &str = "http://bag.example.org/t/rood";

/// One village, one register, for all tests: neither can change.
struct Lab {
    bag: Bag,
    state: State,
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
            bag: Bag::load().unwrap(),
            state: State::new(Arc::clone(&world)),
        }
    })
}

/// An answer with its body read.
struct Antwoord {
    status: u16,
    headers: HeaderMap,
    body: Value,
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

fn stuur(request: &Request) -> Antwoord {
    let lab = lab();
    let nu = "2026-03-01T11:00:00Z".parse().unwrap();
    let mut session = Session::new(&lab.state, nu);
    let Reply {
        status,
        headers,
        body,
    } = dispatch(&lab.bag, request, &mut session);
    let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
    Antwoord {
        status: status.as_u16(),
        headers,
        body,
    }
}

/// A GET with a key, checked against the contract.
fn get(doel: &str) -> Antwoord {
    let antwoord = stuur(&verzoek(
        Method::GET,
        doel,
        &[("x-api-key", "fieldlab")],
        "",
    ));
    let pad = doel.split('?').next().unwrap_or(doel);
    let route = lab().bag.apis()[0].contract.route(pad).unwrap();
    let Some(operation) = route.and_then(|route| route.operation(&Method::GET)) else {
        panic!("{doel} is in no contract");
    };
    let media_type = antwoord.headers["content-type"].to_str().unwrap();
    let fouten = operation.validate_reply(antwoord.status, media_type, &antwoord.body);
    assert!(fouten.is_empty(), "{doel}: {fouten:?} {:#}", antwoord.body);
    antwoord
}

/// Text as it stands in a query.
fn codeer(tekst: &str) -> String {
    let teken = |b: u8| {
        if b.is_ascii_alphanumeric() {
            char::from(b).to_string()
        } else {
            format!("%{b:02X}")
        }
    };
    tekst.bytes().map(teken).collect()
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
