//! What a register answers.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use serde::Serialize;

/// A finished answer: status, headers and body bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// HTTP status.
    pub status: StatusCode,
    /// Headers; `Content-Type` among them when there is a body.
    pub headers: HeaderMap,
    /// The body, possibly empty.
    pub body: Bytes,
}

impl Reply {
    /// An answer with `body` as it is.
    pub fn new(status: StatusCode, content_type: &'static str, body: impl Into<Bytes>) -> Self {
        let mut headers = HeaderMap::with_capacity(8);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        Self {
            status,
            headers,
            body: body.into(),
        }
    }

    /// An answer with `value` as JSON. `value` must not fail to serialise: only types whose map keys are text.
    pub fn json<T: Serialize>(status: StatusCode, content_type: &'static str, value: &T) -> Self {
        let mut body = Vec::with_capacity(1024);
        crate::json::write(&mut body, value)
            .expect("replies have text keys only, so they always serialise");
        Self::new(status, content_type, body)
    }

    /// An answer without a body.
    pub fn empty(status: StatusCode) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: Bytes::new(),
        }
    }

    /// The same answer with one header more. A value that no header can hold is left out.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }
}
