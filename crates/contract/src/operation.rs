//! One operation: its parameters, its body, its replies.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use http::{HeaderMap, Method};
use jsonschema::Validator;
use serde_json::Value;

use crate::document::Document;
use crate::url::query_pairs;
use crate::violation::{self, Place, Rule, Violation};
use crate::{ContractError, Parameter, Parameters, UrlError, schema};

/// What an operation decodes.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The path parameters, decoded.
    pub path: &'a [(&'a str, String)],
    /// The query as sent, without the question mark.
    pub query: &'a str,
    /// The headers.
    pub headers: &'a HeaderMap,
}

/// What came out of decoding.
#[derive(Debug)]
pub struct Decoded {
    /// The parameters that could be decoded.
    pub parameters: Parameters,
    /// Everything that is wrong, in the contract's order. A parameter of a wrong type has only that.
    pub violations: Vec<Violation>,
}

/// One operation of a contract.
#[derive(Debug)]
pub struct Operation {
    id: String,
    method: Method,
    path: String,
    planned: bool,
    parameters: Vec<Parameter>,
    document: Arc<Document>,
    body: Option<Body>,
    replies: Vec<ReplyOf>,
}

#[derive(Debug)]
struct Body {
    required: bool,
    media_types: Vec<String>,
    schema: Value,
    validator: OnceLock<Option<Validator>>,
}

/// What the contract says of one status and media type.
#[derive(Debug)]
struct ReplyOf {
    status: String,
    media_type: Option<String>,
    schema: Value,
    validator: OnceLock<Option<Validator>>,
}

impl Operation {
    pub(crate) fn read(
        document: &Arc<Document>,
        path: &str,
        method: Method,
        item: &Value,
        value: &Value,
        lenient: bool,
    ) -> Result<Self, ContractError> {
        let at = format!("/paths/{path}/{}", method.as_str().to_lowercase());
        let id = match value["operationId"].as_str() {
            Some(id) => id.to_owned(),
            None if lenient => format!("{method} {path}"),
            None => {
                return Err(ContractError::Invalid {
                    pointer: at,
                    reason: "an operation needs an operationId".to_owned(),
                });
            }
        };
        let mut parameters: Vec<Parameter> = Vec::new();
        let lists = [value.get("parameters"), item.get("parameters")];
        for parameter in lists
            .into_iter()
            .flatten()
            .filter_map(Value::as_array)
            .flatten()
        {
            let parameter = Parameter::read(document, parameter, &at)?;
            // What the operation says goes before what its path says.
            let known = parameters.iter().any(|known| {
                known.name() == parameter.name() && known.place() == parameter.place()
            });
            if !known {
                parameters.push(parameter);
            }
        }
        let body = value
            .get("requestBody")
            .map(|body| Self::read_body(document, body))
            .transpose()?;
        let mut replies = Vec::new();
        for (status, reply) in value["responses"].as_object().into_iter().flatten() {
            let reply = document.resolve(reply)?;
            let content = reply["content"].as_object();
            if content.is_none_or(serde_json::Map::is_empty) {
                replies.push(ReplyOf::new(status, None, Value::Bool(true)));
            }
            for (media_type, media) in content.into_iter().flatten() {
                let schema = media.get("schema").cloned().unwrap_or(Value::Bool(true));
                replies.push(ReplyOf::new(status, Some(plain(media_type)), schema));
            }
        }
        Ok(Self {
            id,
            method,
            path: path.to_owned(),
            planned: value["x-fieldlab-gepland"] == true,
            parameters,
            document: Arc::clone(document),
            body,
            replies,
        })
    }

    fn read_body(document: &Document, body: &Value) -> Result<Body, ContractError> {
        let body = document.resolve(body)?;
        let content = body["content"].as_object();
        let schema = content
            .and_then(|content| {
                content
                    .iter()
                    .find(|(media_type, _)| media_type.contains("json"))
                    .or_else(|| content.iter().next())
            })
            .and_then(|(_, media)| media.get("schema").cloned())
            .unwrap_or(Value::Bool(true));
        Ok(Body {
            required: body["required"] == true,
            media_types: content
                .into_iter()
                .flatten()
                .map(|(media_type, _)| plain(media_type))
                .collect(),
            schema,
            validator: OnceLock::new(),
        })
    }

    /// The `operationId`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The path as the contract writes it: `/panden/{pandIdentificatie}`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether it takes a body.
    pub fn has_body(&self) -> bool {
        self.body.is_some()
    }

    /// Whether the body has to be there.
    pub fn requires_body(&self) -> bool {
        self.body.as_ref().is_some_and(|body| body.required)
    }

    /// The media types of the body.
    pub fn body_media_types(&self) -> &[String] {
        self.body.as_ref().map_or(&[], |body| &body.media_types)
    }

    /// Whether the document marks it `x-fieldlab-gepland`: known, and not answered yet.
    pub fn is_planned(&self) -> bool {
        self.planned
    }

    /// Its parameters, in order.
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// Schema of the body, and of the replies by status and media type, for comparison.
    pub(crate) fn body_schema(&self) -> Option<&Value> {
        self.body.as_ref().map(|body| &body.schema)
    }

    pub(crate) fn reply_schemas(&self) -> impl Iterator<Item = (&str, Option<&str>, &Value)> {
        self.replies.iter().map(|reply| {
            (
                reply.status.as_str(),
                reply.media_type.as_deref(),
                &reply.schema,
            )
        })
    }

    pub(crate) fn document(&self) -> &Document {
        &self.document
    }

    /// Decodes and checks the parameters of a request.
    ///
    /// # Errors
    /// When the query is not validly percent-encoded.
    pub fn decode(&self, input: &Input<'_>) -> Result<Decoded, UrlError> {
        let mut query = Vec::new();
        for pair in query_pairs(input.query) {
            query.push(pair?);
        }
        let mut parameters = Parameters::default();
        let mut violations = Vec::new();
        let mut found = Vec::new();
        for parameter in &self.parameters {
            found.clear();
            match parameter.place() {
                Place::Path => found.extend(
                    input
                        .path
                        .iter()
                        .filter(|(name, _)| *name == parameter.name())
                        .map(|(name, value)| (Cow::Borrowed(*name), Cow::Borrowed(value.as_str()))),
                ),
                Place::Query => found.extend(
                    query
                        .iter()
                        .filter(|(name, _)| parameter.owns(name))
                        .cloned(),
                ),
                _ => found.extend(input.headers.get(parameter.name()).map(|value| {
                    (
                        Cow::Borrowed(""),
                        Cow::Borrowed(value.to_str().unwrap_or("?")),
                    )
                })),
            }
            parameter.decode(&self.document, &found, &mut parameters, &mut violations);
        }
        for (name, _) in &query {
            let known = self
                .parameters
                .iter()
                .any(|parameter| parameter.place() == Place::Query && parameter.owns(name));
            if !known {
                parameters.push_unknown(name);
            }
        }
        Ok(Decoded {
            parameters,
            violations,
        })
    }

    /// Checks a request body. Names are JSON pointers; a missing or unexpected member is named itself.
    pub fn validate_body(&self, value: &Value) -> Vec<Violation> {
        let Some(body) = &self.body else {
            return Vec::new();
        };
        let validator = body
            .validator
            .get_or_init(|| schema::compile(&self.document, &body.schema).ok());
        check(validator.as_ref(), value, Place::Body)
    }

    /// Checks a reply: is the status in the contract, is the media type, is the body of that shape.
    pub fn validate_reply(&self, status: u16, content_type: &str, body: &Value) -> Vec<Violation> {
        let wrong = |text: String| {
            vec![Violation {
                place: Place::Reply,
                name: String::new(),
                rule: Rule::Other(text),
            }]
        };
        let status = status.to_string();
        let class = format!("{}XX", &status[..1]);
        let Some(chosen) = [status.as_str(), class.as_str(), "default"]
            .into_iter()
            .find(|key| {
                self.replies
                    .iter()
                    .any(|reply| reply.status.eq_ignore_ascii_case(key))
            })
        else {
            return wrong(format!(
                "has status {status}, which {} does not document",
                self.id
            ));
        };
        let media_type = plain(content_type);
        let mut of_status = self
            .replies
            .iter()
            .filter(|reply| reply.status.eq_ignore_ascii_case(chosen));
        let matching = of_status.find(|reply| match &reply.media_type {
            Some(known) => *known == media_type,
            None => media_type.is_empty(),
        });
        let Some(reply) = matching else {
            return wrong(format!(
                "has media type `{media_type}`, which {} does not document for {status}",
                self.id
            ));
        };
        let validator = reply
            .validator
            .get_or_init(|| schema::compile(&self.document, &reply.schema).ok());
        check(validator.as_ref(), body, Place::Reply)
    }
}

impl ReplyOf {
    fn new(status: &str, media_type: Option<String>, schema: Value) -> Self {
        Self {
            status: status.to_owned(),
            media_type,
            schema,
            validator: OnceLock::new(),
        }
    }
}

/// A media type without parameters, in lower case.
fn plain(media_type: &str) -> String {
    media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_lowercase()
}

fn check(validator: Option<&Validator>, value: &Value, place: Place) -> Vec<Violation> {
    let Some(validator) = validator else {
        return Vec::new();
    };
    let mut violations = Vec::new();
    for error in validator.iter_errors(value) {
        let pointer = error.instance_path().to_string();
        for (member, rule) in violation::rules(error.kind()) {
            let name = match member {
                Some(member) => format!("{pointer}/{member}"),
                None => pointer.clone(),
            };
            violations.push(Violation { place, name, rule });
        }
    }
    violations
}
