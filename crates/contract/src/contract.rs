//! A whole document: its title and version, its paths, its JSON.

use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use http::Method;
use serde_json::Value;

use crate::document::Document;
use crate::{Operation, UrlError, url};

/// What is wrong with a document.
#[derive(Debug, thiserror::Error)]
pub enum ContractError {
    /// It is no YAML; the text has line and column.
    #[error("not readable: {0}")]
    Syntax(String),
    /// It is YAML, and no contract.
    #[error("at `{pointer}`: {reason}")]
    Invalid {
        /// JSON pointer or reference.
        pointer: String,
        /// What is wrong there.
        reason: String,
    },
}

/// One OpenAPI document, ready to route and validate.
#[derive(Debug)]
pub struct Contract {
    document: Arc<Document>,
    title: String,
    version: String,
    paths: Vec<PathItem>,
    router: matchit::Router<usize>,
    json: OnceLock<Bytes>,
}

#[derive(Debug)]
struct PathItem {
    template: String,
    operations: Vec<Operation>,
}

/// A path of the contract that a request's path fits.
#[derive(Debug)]
pub struct PathMatch<'a> {
    item: &'a PathItem,
    /// The path as the contract writes it.
    pub template: &'a str,
    /// The path parameters, decoded, in the order of the path.
    pub parameters: Vec<(&'a str, String)>,
}

impl<'a> PathMatch<'a> {
    /// The operation of a method.
    pub fn operation(&self, method: &Method) -> Option<&'a Operation> {
        self.item
            .operations
            .iter()
            .find(|operation| operation.method() == method)
    }

    /// The methods that exist here.
    pub fn methods(&self) -> Vec<Method> {
        self.item
            .operations
            .iter()
            .map(|operation| operation.method().clone())
            .collect()
    }
}

const METHODS: &[(&str, Method)] = &[
    ("get", Method::GET),
    ("put", Method::PUT),
    ("post", Method::POST),
    ("delete", Method::DELETE),
    ("patch", Method::PATCH),
    ("head", Method::HEAD),
    ("options", Method::OPTIONS),
    ("trace", Method::TRACE),
];

impl Contract {
    /// Reads a document of our own.
    ///
    /// # Errors
    /// When it is no YAML, no OpenAPI 3.0 or 3.1, refers to what is not there, or lacks an operationId.
    pub fn parse(yaml: &str) -> Result<Self, ContractError> {
        Self::read(yaml, false)
    }

    /// Reads somebody else's document, to compare with: missing operationIds are made up.
    ///
    /// # Errors
    /// As [`Contract::parse`].
    pub fn parse_published(yaml: &str) -> Result<Self, ContractError> {
        Self::read(yaml, true)
    }

    fn read(yaml: &str, lenient: bool) -> Result<Self, ContractError> {
        let document = Arc::new(Document::parse(yaml)?);
        let root = document.root();
        let text = |pointer: &str| {
            root.pointer(pointer)
                .and_then(Value::as_str)
                .map(str::to_owned)
                .ok_or_else(|| ContractError::Invalid {
                    pointer: pointer.to_owned(),
                    reason: "must be there, as text".to_owned(),
                })
        };
        let title = text("/info/title")?;
        let version = text("/info/version")?;
        let mut paths = Vec::new();
        let mut router = matchit::Router::new();
        for (template, item) in root["paths"].as_object().into_iter().flatten() {
            let item = document.resolve(item)?;
            let mut operations = Vec::new();
            for (name, method) in METHODS {
                if let Some(value) = item.get(*name) {
                    let method = method.clone();
                    operations.push(Operation::read(
                        &document, template, method, item, value, lenient,
                    )?);
                }
            }
            router
                .insert(template.as_str(), paths.len())
                .map_err(|error| ContractError::Invalid {
                    pointer: format!("/paths/{template}"),
                    reason: error.to_string(),
                })?;
            paths.push(PathItem {
                template: template.clone(),
                operations,
            });
        }
        Ok(Self {
            title,
            version,
            paths,
            router,
            json: OnceLock::new(),
            document,
        })
    }

    /// `info.title`.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// `info.version`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The document as JSON.
    pub fn json(&self) -> &Bytes {
        self.json
            .get_or_init(|| Bytes::from(self.document.root().to_string()))
    }

    /// Every operation, path by path.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.paths.iter().flat_map(|path| &path.operations)
    }

    /// The operation with this `operationId`.
    pub fn operation(&self, id: &str) -> Option<&Operation> {
        self.operations().find(|operation| operation.id() == id)
    }

    /// Finds the path of the contract that `below_mount` fits: exact segments, no closing slash,
    /// parameters not empty.
    ///
    /// # Errors
    /// When a parameter is not validly percent-encoded.
    pub fn route(&self, below_mount: &str) -> Result<Option<PathMatch<'_>>, UrlError> {
        let Ok(found) = self.router.at(below_mount) else {
            return Ok(None);
        };
        let item = &self.paths[*found.value];
        let mut parameters = Vec::with_capacity(found.params.len());
        for (name, value) in found.params.iter() {
            if value.is_empty() {
                return Ok(None);
            }
            // The router's names live as long as the request; the template's as long as the contract.
            let start = item
                .template
                .find(&format!("{{{name}}}"))
                .map_or(0, |at| at + 1);
            let name = &item.template[start..start + name.len()];
            parameters.push((name, url::decode(value, false)?.into_owned()));
        }
        Ok(Some(PathMatch {
            template: &item.template,
            item,
            parameters,
        }))
    }

    /// The methods used anywhere in the document.
    pub fn methods(&self) -> Vec<Method> {
        METHODS
            .iter()
            .map(|(_, method)| method)
            .filter(|method| {
                self.operations()
                    .any(|operation| operation.method() == *method)
            })
            .cloned()
            .collect()
    }
}
