//! A register without a server, over a village, for the tests of several registers.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use fieldlab_sim::{Register, Reply, Request, RequestId, Session, State, dispatch};
use fieldlab_world::{Size, World, WorldSpec};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use serde_json::Value;

use crate::gevallen;

/// One village for all tests: it cannot change.
pub(crate) fn dorp() -> Arc<World> {
    static DORP: OnceLock<Arc<World>> = OnceLock::new();
    let bouw = || {
        let spec = WorldSpec {
            size: Size::Dorp,
            ..WorldSpec::default()
        };
        Arc::new(World::build(&spec).unwrap())
    };
    Arc::clone(DORP.get_or_init(bouw))
}

/// What a client's links start with, before the mount.
pub(crate) const BASIS: &str = "http://lab.example.org/t/rood";

/// A register at one of its mounts, and a team's state.
pub(crate) struct Proef<R> {
    pub(crate) register: R,
    pub(crate) state: State,
    pub(crate) mount: &'static str,
}

/// An answer with its body read.
#[derive(Debug)]
pub(crate) struct Antwoord {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl<R: Register> Proef<R> {
    /// Over the village, with nothing changed.
    pub(crate) fn dorp(register: R, mount: &'static str) -> Self {
        Self {
            register,
            state: State::new(dorp()),
            mount,
        }
    }

    /// A request to `doel`, a path with a query below the mount.
    pub(crate) fn verzoek(
        &self,
        method: Method,
        doel: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Request {
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
            path: format!("{}{path}", self.mount),
            query: query.to_owned(),
            headers: map,
            body: body.as_bytes().to_vec().into(),
            base: BASIS.to_owned(),
            id: RequestId::new("test"),
        }
    }

    /// The answer on 1 March 2026.
    pub(crate) fn stuur(&self, request: &Request) -> Antwoord {
        let nu = "2026-03-01T11:00:00Z".parse().unwrap();
        let mut session = Session::new(&self.state, nu);
        let Reply {
            status,
            headers,
            body,
        } = dispatch(&self.register, request, &mut session);
        Antwoord {
            status: status.as_u16(),
            headers,
            body: serde_json::from_slice(&body).unwrap_or(Value::Null),
        }
    }

    /// A GET with the key, checked against the contract.
    pub(crate) fn get(&self, doel: &str) -> Antwoord {
        let headers = [("x-api-key", "fieldlab")];
        let antwoord = self.stuur(&self.verzoek(Method::GET, doel, &headers, ""));
        let pad = doel.split('?').next().unwrap_or(doel);
        let mut apis = self.register.apis().iter();
        let api = apis.find(|api| api.mount == self.mount).unwrap();
        let route = api.contract.route(pad).unwrap();
        let Some(operation) = route.and_then(|route| route.operation(&Method::GET)) else {
            panic!("{doel} is in no contract");
        };
        let media_type = antwoord.headers["content-type"].to_str().unwrap();
        let fouten = operation.validate_reply(antwoord.status, media_type, &antwoord.body);
        assert!(fouten.is_empty(), "{doel}: {fouten:?} {:#}", antwoord.body);
        antwoord
    }

    /// Every case of a folder of the shared ones has to get the answer that it expects; so many there
    /// are at least.
    pub(crate) fn gevallen(&self, map: &str, minstens: usize) {
        let Some(shared) = shared() else { return };
        let bestand = shared.join("cases").join(map).join("cases.jsonl");
        let tekst = std::fs::read_to_string(bestand).unwrap();
        let mut gelezen = 0;
        let mut mis = Vec::new();
        for regel in tekst.lines().filter(|regel| !regel.trim().is_empty()) {
            let geval: Value = serde_json::from_str(regel).unwrap();
            gelezen += 1;
            let antwoord = self.stuur(&self.van_geval(&geval["request"]));
            let problemen = gevallen::vergelijk(
                &geval["expect"],
                antwoord.status,
                &antwoord.headers,
                &antwoord.body,
            );
            if !problemen.is_empty() {
                let problemen = problemen.join("; ");
                mis.push(format!("{}: {problemen} -- {}", geval["id"], antwoord.body));
            }
        }
        assert!(gelezen >= minstens, "only {gelezen} cases");
        assert!(
            mis.is_empty(),
            "{} of {gelezen} fail:\n{}",
            mis.len(),
            mis.join("\n")
        );
    }

    fn van_geval(&self, request: &Value) -> Request {
        let headers: Vec<(String, String)> = request["headers"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, value)| {
                let value = value.as_str().unwrap().replace("{{api_key}}", "fieldlab");
                (name.to_lowercase(), value)
            })
            .collect();
        let headers: Vec<(&str, &str)> = headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let body = match &request["body"] {
            Value::Null => String::new(),
            body => body["$raw"]
                .as_str()
                .map_or_else(|| body.to_string(), str::to_owned),
        };
        let method = Method::from_bytes(request["method"].as_str().unwrap().as_bytes()).unwrap();
        self.verzoek(method, &gevallen::doel(request), &headers, &body)
    }
}

/// Every `href` in an answer, at any depth.
pub(crate) fn links(value: &Value, gevonden: &mut Vec<String>) {
    match value {
        Value::Object(leden) => {
            if let Some(href) = leden.get("href").and_then(Value::as_str) {
                gevonden.push(href.to_owned());
            }
            leden.values().for_each(|lid| links(lid, gevonden));
        }
        Value::Array(leden) => leden.iter().for_each(|lid| links(lid, gevonden)),
        _ => {}
    }
}

/// Text as it stands in a query.
pub(crate) fn codeer(tekst: &str) -> String {
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
pub(crate) fn shared() -> Option<PathBuf> {
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
    eprintln!("skipped: no shared folder at {}", folder.display());
    None
}
