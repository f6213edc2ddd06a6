//! What a register is: a manifest, contracts, and a function.

use std::sync::Arc;

use fieldlab_contract::{Contract, Violation};
use http::Method;
use serde::Deserialize;

use crate::{Call, Claims, Client, Problem, Reply, Request, Session};

/// A fake register. Synchronous and pure: everything it needs is in the call and the session.
pub trait Register: Send + Sync {
    /// What the register is called, where it lives and how requests are checked before `handle`.
    fn manifest(&self) -> &Manifest;

    /// The APIs it serves, each with its own mount and contract.
    fn apis(&self) -> &[Api];

    /// Finds out who asks, where the team wants to know: the register's own part of [`Check::Auth`].
    /// `None` when nobody has to say.
    ///
    /// # Errors
    /// The refusal to be worded: no key, or one that is not good.
    fn authenticate(
        &self,
        _request: &Request,
        _session: &Session<'_>,
    ) -> Result<Option<Claims>, Refusal<'static>> {
        Ok(None)
    }

    /// The client with this id that may have a token, when the team knows one.
    fn client(&self, _id: &str, _session: &Session<'_>) -> Option<Client> {
        None
    }

    /// Answers one call. The checks of the manifest have passed.
    ///
    /// # Errors
    /// A [`Problem`] in the register's own published shape.
    fn handle(&self, call: &Call<'_>, session: &mut Session<'_>) -> Result<Reply, Problem>;

    /// Words a refusal of the machinery in the register's own published shape.
    fn refuse(&self, refusal: &Refusal<'_>, request: &Request) -> Problem;

    /// The calls of its own below `/_lab/{name}/`, for the trainer and for test suites: contract and
    /// mount. None, unless a register says otherwise.
    fn lab(&self) -> Option<&Api> {
        None
    }

    /// Answers a call below `/_lab/{name}/`. Host, path, method and parameters have been checked and the
    /// body is JSON; whether it keeps to the contract is for the register to say, in its own words.
    ///
    /// # Errors
    /// A [`Problem`].
    fn handle_lab(&self, call: &Call<'_>, _session: &mut Session<'_>) -> Result<Reply, Problem> {
        Err(Problem::details(
            http::StatusCode::NOT_IMPLEMENTED,
            "about:blank",
            "Not built",
            &format!(
                "`{}` is in the contract and not answered.",
                call.operation_id()
            ),
        ))
    }

    /// The rules that this register keeps to, as Markdown: a heading `## {rule}` for each. Empty: it
    /// explains nothing.
    fn rules(&self) -> &'static str {
        ""
    }

    /// Which of the rules shaped or refused an answer, the most telling first. Only called when a
    /// request asks for it.
    fn explain(&self, _request: &Request, _reply: &Reply) -> Vec<&'static str> {
        Vec::new()
    }

    /// Headers that every answer of this register carries, refusals included (`api-version`, rate limits).
    fn finish(&self, _request: &Request, _reply: &mut Reply) {}
}

/// One API of a register: a contract at the place where the real service has it.
#[derive(Debug)]
pub struct Api {
    /// Name within the register: `personen`.
    pub name: String,
    /// Version of the published contract that is followed: `2.7.0`.
    pub version: String,
    /// Path prefix without a closing slash: `/haalcentraal/api/brp`.
    pub mount: String,
    /// Our own OpenAPI document, which routes and validates. Served at `{mount}/openapi.json`. Mounts
    /// of one document share it.
    pub contract: Arc<Contract>,
}

/// Why the machinery refuses a request before the register's own code has seen it.
#[derive(Debug)]
pub enum Refusal<'a> {
    /// No API key in the header of the manifest.
    KeyMissing,
    /// An API key that is not one of the team's.
    KeyInvalid,
    /// The path exists, the method does not.
    MethodNotAllowed {
        /// The methods that do exist there.
        allow: Vec<Method>,
    },
    /// `Accept` asks for what the register does not make.
    NotAcceptable,
    /// `Content-Type` is one the register does not read.
    UnsupportedMediaType,
    /// No such path in any contract of this register.
    UnknownPath,
    /// The path or query holds a percent sign that is no valid encoding of UTF-8 text.
    MalformedUrl,
    /// The body is longer than the simulator reads.
    BodyTooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// The body is not the JSON that the operation asks for.
    BodyUnreadable,
    /// Parameters or body go against the contract. Never empty.
    Parameters {
        /// What is wrong, in the order of the contract.
        violations: Vec<Violation>,
        /// The operation that was asked for.
        operation: &'a fieldlab_contract::Operation,
    },
    /// The contract knows the operation, this simulator does not answer it yet.
    NotBuilt {
        /// The `operationId`.
        operation: &'a str,
    },
    /// Another writer was first, several times in a row.
    Busy,
    /// The trainer disturbs the register, or the team asks more than it may: this status, in the
    /// register's own shape. 429 carries the headers by which the real service tells its limits.
    Disturbed {
        /// The status to answer with; 400 or higher.
        status: http::StatusCode,
        /// After how many seconds it may go well again. The shell makes `Retry-After` of it.
        retry_after: Option<u32>,
    },
    /// Something broke in the simulator itself. The cause is in the log.
    Internal,
}

impl Refusal<'_> {
    /// What it is called in journals: `unknown-path`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::KeyMissing => "key-missing",
            Self::KeyInvalid => "key-invalid",
            Self::MethodNotAllowed { .. } => "method-not-allowed",
            Self::NotAcceptable => "not-acceptable",
            Self::UnsupportedMediaType => "content-type",
            Self::UnknownPath => "unknown-path",
            Self::MalformedUrl => "malformed-url",
            Self::BodyTooLarge { .. } => "body-too-large",
            Self::BodyUnreadable => "body-unreadable",
            Self::Parameters { .. } => "parameters",
            Self::NotBuilt { .. } => "not-built",
            Self::Busy => "busy",
            Self::Disturbed { .. } => "disturbed",
            Self::Internal => "internal",
        }
    }
}

/// The steps between a request and a register's own code. A manifest lists them in the order
/// in which the real service takes them, because that order decides which error a client sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// The API key of the manifest is there and right, and so is what the register's own
    /// [`Register::authenticate`] asks for.
    Auth,
    /// The path is in a contract.
    Path,
    /// The method is in the contract.
    Method,
    /// `Accept` can be met.
    Accept,
    /// `Content-Type` can be read.
    ContentType,
    /// The body is JSON of the sort that the operation asks for.
    Body,
    /// Parameters and body keep to the contract.
    Parameters,
}

/// How `Accept` or `Content-Type` is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Accept {
    /// The values that pass, in lower case and without white space.
    pub values: Vec<String>,
    /// True when the whole header must equal one of the values; false when it is a list
    /// (with parameters such as `q`) of which one element must.
    #[serde(default)]
    pub whole: bool,
}

impl Accept {
    /// Whether a header passes. Absent, empty, or nothing configured: yes. Case and white space do not count.
    pub fn allows(&self, header: Option<&str>) -> bool {
        let Some(header) = header else { return true };
        if self.values.is_empty() {
            return true;
        }
        // The common case without an allocation.
        if self.values.iter().any(|value| value == header) {
            return true;
        }
        let header: String = header
            .chars()
            .filter(|c| !c.is_whitespace())
            .flat_map(char::to_lowercase)
            .collect();
        if header.is_empty() {
            return true;
        }
        if self.whole {
            return self.values.contains(&header);
        }
        header.split(',').any(|element| {
            let media_type = element.split(';').next().unwrap_or("");
            self.values.iter().any(|value| value == media_type)
        })
    }
}

/// The API key that a register asks for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Auth {
    /// Name of the header that holds the key.
    pub header: String,
    /// The keys that are accepted.
    pub keys: Vec<String>,
}

/// `register.toml`: what the register is and how requests are checked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Manifest {
    /// Short name, also of the folder: `brp`.
    pub name: String,
    /// Full name for people.
    pub title: String,
    /// One sentence on what it serves.
    pub description: String,
    /// Path prefix within which every request is answered in this register's shape, also unknown paths.
    pub territory: String,
    /// Further prefixes of that sort, where the real service has more than one: a test environment
    /// beside production.
    #[serde(default)]
    pub twins: Vec<String>,
    /// The APIs: name, mount and file of the contract.
    pub apis: Vec<ManifestApi>,
    /// The checks in order.
    pub checks: Vec<Check>,
    /// What `Accept` may be.
    #[serde(default)]
    pub accept: Accept,
    /// What `Content-Type` may be.
    #[serde(default)]
    pub content_type: Accept,
    /// The key that is asked for; absent: none.
    #[serde(default)]
    pub auth: Option<Auth>,
    /// How a data-only register answers each operation, by `operationId`.
    #[serde(default)]
    pub operations: std::collections::BTreeMap<String, crate::data_register::OperationData>,
}

/// One API in a manifest.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ManifestApi {
    /// Name within the register.
    pub name: String,
    /// Path prefix without a closing slash.
    pub mount: String,
    /// File name of our own OpenAPI document, in the register's folder.
    pub contract: String,
}

/// What is wrong with a register's folder.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// The TOML does not parse or has unknown keys; the text has line and column.
    #[error("register manifest `{file}`: {reason}")]
    Manifest {
        /// The file.
        file: String,
        /// Line, column and what is wrong.
        reason: String,
    },
    /// A file that the manifest names is not there.
    #[error("register manifest `{file}` names `{named}`, which is not in the folder")]
    MissingFile {
        /// The manifest.
        file: String,
        /// The file it names.
        named: String,
    },
    /// The contract does not parse.
    #[error("contract `{file}`")]
    Contract {
        /// The file.
        file: String,
        /// What is wrong.
        #[source]
        source: fieldlab_contract::ContractError,
    },
    /// A response template does not parse.
    #[error("response template `{file}`: {reason}")]
    Template {
        /// The file.
        file: String,
        /// Line, column and what is wrong.
        reason: String,
    },
    /// The manifest says how to answer an operation that the contract does not have.
    #[error("`{file}` names operation `{operation}`, which `{contract}` does not define")]
    UnknownOperation {
        /// The manifest.
        file: String,
        /// The operation.
        operation: String,
        /// The contract.
        contract: String,
    },
}

impl Manifest {
    /// The territory and its twins.
    pub fn territories(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.territory.as_str()).chain(self.twins.iter().map(String::as_str))
    }

    /// Reads `register.toml`.
    ///
    /// # Errors
    /// [`ManifestError::Manifest`] with line and column.
    pub fn parse(file: &str, text: &str) -> Result<Self, ManifestError> {
        toml::from_str(text).map_err(|error| ManifestError::Manifest {
            file: file.to_owned(),
            reason: error.to_string(),
        })
    }

    /// Parses the contracts that the manifest names; `read` gives the text of a file in the folder.
    ///
    /// # Errors
    /// A missing file, or a contract that does not parse.
    pub fn load_apis(
        &self,
        read: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Vec<Api>, ManifestError> {
        let parse = |file: &str| {
            let text = read(file).ok_or_else(|| ManifestError::MissingFile {
                file: format!("{}/register.toml", self.name),
                named: file.to_owned(),
            })?;
            Contract::parse(&text)
                .map(Arc::new)
                .map_err(|source| ManifestError::Contract {
                    file: format!("{}/{file}", self.name),
                    source,
                })
        };
        let mut known: Vec<(&str, Arc<Contract>)> = Vec::new();
        self.apis
            .iter()
            .map(|api| {
                let contract = match known.iter().find(|(file, _)| *file == api.contract) {
                    Some((_, contract)) => Arc::clone(contract),
                    None => {
                        let contract = parse(&api.contract)?;
                        known.push((&api.contract, Arc::clone(&contract)));
                        contract
                    }
                };
                Ok(Api {
                    name: api.name.clone(),
                    version: contract.version().to_owned(),
                    mount: api.mount.clone(),
                    contract,
                })
            })
            .collect()
    }
}
