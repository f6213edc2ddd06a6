//! The Locatieserver through `sim::dispatch`, as a client sees it.

mod contract;
mod dorp;
mod gevallen;
mod onjuist;
mod rangorde;
mod vragen;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use fieldlab_sim::{Register, Reply, Request, RequestId, Session, State, dispatch};
use fieldlab_world::{Size, World, WorldSpec};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use serde_json::Value;

use super::Locatieserver;

const MOUNT: &str = "/bzk/locatieserver/search/v3_1";

/// One village, one register, for all tests: neither can change.
struct Lab {
    locatieserver: Locatieserver,
    state: State,
}

fn lab() -> &'static Lab {
    static LAB: OnceLock<Lab> = OnceLock::new();
    LAB.get_or_init(|| {
        let spec = WorldSpec {
            size: Size::Dorp,
            ..WorldSpec::default()
        };
        Lab {
            locatieserver: Locatieserver::load().unwrap(),
            state: State::new(Arc::new(World::build(&spec).unwrap())),
        }
    })
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
    let (path, query) = doel.split_once('?').unwrap_or((doel, ""));
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.insert(
            HeaderName::try_from(*name).unwrap(),
            HeaderValue::from_str(value).unwrap(),
        );
    }
    let request = Request {
        method: method.clone(),
        path: format!("{MOUNT}{path}"),
        query: query.to_owned(),
        headers: map,
        body: Vec::new().into(),
        base: "http://pdok.example.org/t/rood".to_owned(),
        id: RequestId::new("test"),
    };
    let lab = lab();
    let nu = "2026-03-01T11:00:00Z".parse().unwrap();
    let mut session = Session::new(&lab.state, nu);
    let Reply {
        status,
        headers,
        body,
    } = dispatch(&lab.locatieserver, &request, &mut session);
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
    let route = lab().locatieserver.apis()[0].contract.route(pad).unwrap();
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
