//! A team of its own: what it stores, what it asks, and what is written down of that.

use std::sync::Arc;

use fieldlab_contract::Input;
use fieldlab_sim::{Call, Claims, Entry, Register, Session, State, Tokens, dispatch};
use fieldlab_world::{Size, World, WorldSpec};
use http::{HeaderMap, Method};
use jiff::Timestamp;
use serde_json::Value;

use super::{PAD, lab, request};

/// Takes a token for genuine that is its own claims, sealed.
struct Lakzegel;

impl Tokens for Lakzegel {
    fn verify(&self, token: &str, _now: Timestamp) -> Option<Claims> {
        serde_json::from_str(token.strip_prefix("zegel")?).ok()
    }
}

/// A team of its own.
pub(super) struct Team {
    pub(super) state: State,
}

impl Team {
    pub(super) fn in_dorp() -> Self {
        Self {
            state: State::new(Arc::clone(&lab().world)),
        }
    }

    pub(super) fn in_leegte() -> Self {
        let spec = WorldSpec {
            size: Size::Dorp,
            ..WorldSpec::default()
        };
        Self {
            state: State::new(Arc::new(World::leeg(&spec).unwrap())),
        }
    }

    fn wall() -> jiff::Timestamp {
        "2026-05-15T10:00:00Z".parse().unwrap()
    }

    /// A call below `/_lab/brp`; what it changed is applied.
    pub(super) fn lab(&mut self, method: &str, below: &str, body: Option<&Value>) -> (u16, Value) {
        let api = lab().brp.lab().unwrap();
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let matched = api.contract.route(below).unwrap().unwrap();
        let operation = matched.operation(&method).unwrap();
        let headers = HeaderMap::new();
        let decoded = operation
            .decode(&Input {
                path: &matched.parameters,
                query: "",
                headers: &headers,
            })
            .unwrap();
        assert!(decoded.violations.is_empty());
        let request = request(method.as_str(), &format!("/_lab/brp{below}"), &[], b"");
        let call = Call {
            request: &request,
            api,
            operation,
            parameters: decoded.parameters,
            caller: None,
            body: body.cloned(),
        };
        let mut session = Session::new(&self.state, Self::wall());
        let reply = match lab().brp.handle_lab(&call, &mut session) {
            Ok(reply) => reply,
            Err(problem) => problem.into_reply(),
        };
        let answer: Value = serde_json::from_slice(&reply.body).unwrap_or(Value::Null);
        let media_type = reply
            .headers
            .get(http::header::CONTENT_TYPE)
            .map_or("", |value| value.to_str().unwrap());
        let fouten = operation.validate_reply(reply.status.as_u16(), media_type, &answer);
        assert!(fouten.is_empty(), "{fouten:#?}\n{answer:#}");
        for mutation in session.into_mutations() {
            let entry = Entry {
                seq: self.state.head().next(),
                at: Self::wall(),
                request: "1".to_owned(),
                mutation,
            };
            // As it stands in a ledger: through JSON and back.
            let entry = serde_json::from_value(serde_json::to_value(&entry).unwrap()).unwrap();
            self.state.apply(&entry).unwrap();
        }
        (reply.status.as_u16(), answer)
    }

    pub(super) fn bewaar(&mut self, lijst: &Value) {
        let bsn = lijst["categorieen"]["01"][0][0]["01.20"].as_str().unwrap();
        let (status, body) = self.lab("PUT", &format!("/persoonslijsten/{bsn}"), Some(lijst));
        assert!(matches!(status, 201 | 204), "{status} {body}");
    }

    /// Asks about persons.
    pub(super) fn vraag(&self, body: &Value) -> (u16, Value) {
        self.vraag_aan(PAD, &[], body).0
    }

    /// Asks at a path, with headers; the answer is held to its contract. Beside it what was written down.
    pub(super) fn vraag_aan(
        &self,
        pad: &str,
        headers: &[(&str, &str)],
        body: &Value,
    ) -> ((u16, Value), Vec<Value>) {
        let headers: Vec<(String, String)> = [("content-type", "application/json")]
            .iter()
            .chain(headers)
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let request = request("POST", pad, &headers, body.to_string().as_bytes());
        let mut session = Session::new(&self.state, Self::wall()).with_tokens(&Lakzegel);
        let reply = dispatch(&lab().brp, &request, &mut session);
        let status = reply.status.as_u16();
        let answer: Value = serde_json::from_slice(&reply.body).unwrap();
        for api in &lab().brp.apis {
            let below = pad
                .strip_prefix(&api.mount)
                .map(|pad| api.contract.route(pad));
            let Some(Ok(Some(matched))) = below else {
                continue;
            };
            let media_type = reply.headers[http::header::CONTENT_TYPE].to_str().unwrap();
            let operation = matched.operation(&Method::POST).unwrap();
            let fouten = operation.validate_reply(status, media_type, &answer);
            assert!(fouten.is_empty(), "{fouten:#?}\n{body}\n{answer:#}");
        }
        let regels = session
            .take_protocol()
            .iter()
            .map(|regel| regel.show())
            .collect();
        ((status, answer), regels)
    }

    pub(super) fn bsns(&self, body: &Value) -> Vec<String> {
        let (status, answer) = self.vraag(body);
        assert_eq!(status, 200, "{answer}");
        answer["personen"]
            .as_array()
            .unwrap()
            .iter()
            .map(|persoon| persoon["burgerservicenummer"].as_str().unwrap().to_owned())
            .collect()
    }
}
