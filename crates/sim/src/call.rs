//! What a register is asked.

use std::fmt;

use fieldlab_contract::{Operation, Parameters};
use http::{HeaderMap, Method};
use serde_json::Value;

use crate::{Api, Claims};

/// The number of a request, unique within one run of the simulator; in the journal and in `X-Request-Id`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(String);

impl RequestId {
    /// Takes an id given by the shell. Letters, digits, `-`, `_` and `.` only; others are dropped.
    pub fn new(text: &str) -> Self {
        Self(
            text.chars()
                .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
                .take(64)
                .collect(),
        )
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A request as it came in, without the team prefix.
#[derive(Clone, Debug)]
pub struct Request {
    /// The HTTP method.
    pub method: Method,
    /// The path as sent, still percent-encoded, without the team prefix: `/haalcentraal/api/brp/personen`.
    pub path: String,
    /// The query as sent, without the question mark; empty when there is none.
    pub query: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The whole body, at most as long as the shell allows.
    pub body: bytes::Bytes,
    /// Scheme, host and team prefix that this client used, without a closing slash:
    /// `http://127.0.0.1:8990/t/rood`. Absolute links start with it.
    pub base: String,
    /// The request's number.
    pub id: RequestId,
}

impl Request {
    /// The value of a header as text; `None` when absent, empty text when it is not UTF-8.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .get(name)
            .map(|value| value.to_str().unwrap_or(""))
    }

    /// The path with the team prefix, as the client wrote it (for `instance` members).
    pub fn public_path(&self) -> String {
        let origin_end = self.base.find("://").map_or(0, |start| start + 3);
        let prefix = self.base[origin_end..]
            .find('/')
            .map_or("", |slash| &self.base[origin_end + slash..]);
        format!("{prefix}{}", self.path)
    }

    /// The URL that the client called, path and query exactly as given.
    pub fn url(&self) -> String {
        if self.query.is_empty() {
            format!("{}{}", self.base, self.path)
        } else {
            format!("{}{}?{}", self.base, self.path, self.query)
        }
    }
}

/// A request that passed the checks of its register's manifest and reached an operation.
#[derive(Debug)]
pub struct Call<'a> {
    /// The request itself.
    pub request: &'a Request,
    /// The API of the register that it is for.
    pub api: &'a Api,
    /// The operation of the contract.
    pub operation: &'a Operation,
    /// Path, query and header parameters by name, decoded by the contract. Parameters that the
    /// contract does not name are not here.
    pub parameters: Parameters,
    /// Who asks, when the register's `authenticate` found out.
    pub caller: Option<Claims>,
    /// The JSON body; `None` when the operation has no body.
    pub body: Option<Value>,
}

impl Call<'_> {
    /// The `operationId` in the contract.
    pub fn operation_id(&self) -> &str {
        self.operation.id()
    }

    /// Where this API lives for this client: `http://127.0.0.1:8990/t/rood/lvbag/individuelebevragingen/v2`.
    pub fn api_base(&self) -> String {
        format!("{}{}", self.request.base, self.api.mount)
    }
}
