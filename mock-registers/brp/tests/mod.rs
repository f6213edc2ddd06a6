//! The BRP through `sim::dispatch`, as a client sees it.

mod autorisatie;
mod bewoning;
mod contract;
mod gebeurtenissen;
mod gevallen;
mod historie;
mod lijsten;
mod meldingen;
mod personen;
mod team;
mod willekeurig;
mod woningen;
mod zoeken;
mod zusters;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use fieldlab_sim::{Request, RequestId, Session, State, dispatch};
use fieldlab_world::{Size, World, WorldSpec};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use serde_json::Value;

use super::Brp;

const PAD: &str = "/haalcentraal/api/brp/personen";

/// One village, one register, for all tests: neither can change.
struct Lab {
    brp: Brp,
    state: State,
    world: Arc<World>,
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
            brp: Brp::new().unwrap(),
            state: State::new(Arc::clone(&world)),
            world,
        }
    })
}

/// The shared folder; `None`, said aloud, when it is not there. In CI it has to be.
pub(super) fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("FIELDLAB_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared")),
        PathBuf::from,
    );
    if folder.join("cases").is_dir() {
        return Some(folder);
    }
    assert!(
        std::env::var("CI").as_deref() != Ok("true"),
        "CI needs the shared folder; FIELDLAB_SHARED says where it is"
    );
    eprintln!("skipped: no shared folder at {}", folder.display());
    None
}

/// An answer with its body read.
#[derive(Debug)]
struct Antwoord {
    status: u16,
    content_type: String,
    body: Value,
}

fn request(method: &str, pad: &str, headers: &[(String, String)], body: &[u8]) -> Request {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.insert(
            HeaderName::try_from(name.as_str()).unwrap(),
            HeaderValue::from_str(value).unwrap(),
        );
    }
    let (path, query) = pad.split_once('?').unwrap_or((pad, ""));
    Request {
        method: Method::from_bytes(method.as_bytes()).unwrap(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers: map,
        body: bytes::Bytes::copy_from_slice(body),
        base: "http://brp.example.org".to_owned(),
        id: RequestId::new("1"),
    }
}

/// Sends bytes to a path, by a method, with headers.
fn stuur(method: &str, pad: &str, headers: &[(String, String)], body: &[u8]) -> Antwoord {
    let request = request(method, pad, headers, body);
    let wall = "2026-05-15T10:00:00Z".parse().unwrap();
    let mut session = Session::new(&lab().state, wall);
    let reply = dispatch(&lab().brp, &request, &mut session);
    let content_type = reply
        .headers
        .get(http::header::CONTENT_TYPE)
        .map_or("", |value| value.to_str().unwrap())
        .to_owned();
    Antwoord {
        status: reply.status.as_u16(),
        content_type,
        body: serde_json::from_slice(&reply.body).unwrap_or(Value::Null),
    }
}

/// Asks a question and checks the answer against our own contract.
fn vraag(body: &Value) -> Antwoord {
    let json = [("content-type".to_owned(), "application/json".to_owned())];
    let antwoord = stuur("POST", PAD, &json, body.to_string().as_bytes());
    let contract = &lab().brp.apis[0].contract;
    let operation = contract.operations().next().unwrap();
    let media_type = antwoord.content_type.as_str();
    let fouten = operation.validate_reply(antwoord.status, media_type, &antwoord.body);
    assert!(
        fouten.is_empty(),
        "{fouten:#?}\n{body}\n{:#}",
        antwoord.body
    );
    antwoord
}

/// The persons that a question finds.
fn gevonden(body: &Value) -> Vec<Value> {
    let antwoord = vraag(body);
    assert_eq!(antwoord.status, 200, "{body}: {}", antwoord.body);
    antwoord.body["personen"].as_array().unwrap().clone()
}
