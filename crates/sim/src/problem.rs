//! What a register answers when it refuses.

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::Reply;

/// One wrong parameter, as the ZGW, Haal Centraal and BAG families report it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InvalidParam {
    /// Name of the parameter, with an index where it is an element of a list: `fields[0]`.
    pub name: String,
    /// The register's own code, such as `pattern`.
    pub code: String,
    /// The register's own sentence.
    pub reason: String,
}

impl InvalidParam {
    /// Puts the three together.
    pub fn new(
        name: impl Into<String>,
        code: impl Into<String>,
        reason: impl Into<String>,
    ) -> Self {
        Self {
            name: name.into(),
            code: code.into(),
            reason: reason.into(),
        }
    }
}

/// A refusal in the register's own published shape.
///
/// The members stand in the body in the order in which they were added. Most registers use
/// problem details (RFC 9457); those that do not (KVK, the BAG gateway) set
/// [`Problem::content_type`] and add their own members.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// HTTP status.
    pub status: StatusCode,
    /// Media type of the body; `application/problem+json` unless said otherwise.
    pub content_type: &'static str,
    /// The members of the body.
    pub members: Map<String, Value>,
    /// Headers beside `Content-Type`.
    pub headers: HeaderMap,
}

impl Problem {
    /// An empty body with this status.
    pub fn new(status: StatusCode) -> Self {
        Self {
            status,
            content_type: "application/problem+json",
            members: Map::new(),
            headers: HeaderMap::new(),
        }
    }

    /// Problem details with `type`, `title`, `status`, and `detail` when it is not empty.
    pub fn details(status: StatusCode, kind: &str, title: &str, detail: &str) -> Self {
        let problem = Self::new(status)
            .with("type", kind)
            .with("title", title)
            .with("status", status.as_u16());
        if detail.is_empty() {
            problem
        } else {
            problem.with("detail", detail)
        }
    }

    /// Adds or replaces a member.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.members.insert(name.to_owned(), value.into());
        self
    }

    /// Adds `invalidParams`; nothing when the list is empty.
    #[must_use]
    pub fn with_invalid_params(self, params: &[InvalidParam]) -> Self {
        if params.is_empty() {
            return self;
        }
        let list = params
            .iter()
            .map(|param| {
                serde_json::json!({"name": param.name, "code": param.code, "reason": param.reason})
            })
            .collect::<Vec<_>>();
        self.with("invalidParams", list)
    }

    /// Adds a header. A value that no header can hold is left out.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// The answer to send.
    pub fn into_reply(self) -> Reply {
        let mut reply = Reply::json(self.status, self.content_type, &self.members);
        reply.headers.extend(self.headers);
        reply
    }
}
