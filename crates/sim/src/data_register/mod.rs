//! A register that is data alone: a manifest, an OpenAPI document and Handlebars responses.
//!
//! The manifest says per operation what is looked up in the world and which template answers. A new
//! API of a municipality has nobody's shape to follow, so refusals and headers are those of the
//! NLGov API Design Rules 2.2.

mod context;
mod helpers;
mod rules;

use std::collections::BTreeMap;

use handlebars::Handlebars;
use http::{StatusCode, header};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    Api, Call, Manifest, ManifestError, Problem, Refusal, Register, Reply, Request, Session,
};

/// What an operation looks up in the world before its template is rendered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lookup {
    /// Nothing.
    #[default]
    Geen,
    /// One address, by the parameters `postcode`, `huisnummer`, `huisletter` and `huisnummertoevoeging`.
    Adres,
}

/// How a data-only register answers one operation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OperationData {
    /// What is looked up.
    #[serde(default)]
    pub lookup: Lookup,
    /// The template, in the register's folder.
    pub response: String,
    /// Media type of the answer.
    #[serde(default = "json")]
    pub media_type: String,
    /// What is said when the look-up finds nothing.
    #[serde(default)]
    pub not_found: NotFound,
}

fn json() -> String {
    "application/json".to_owned()
}

/// The words of a 404.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct NotFound {
    /// Title of the problem.
    pub title: String,
    /// Detail of the problem.
    pub detail: String,
}

impl Default for NotFound {
    fn default() -> Self {
        Self {
            title: "Niet gevonden".to_owned(),
            detail: "Er is niets gevonden dat bij de vraag past.".to_owned(),
        }
    }
}

/// A register without Rust of its own.
#[derive(Debug)]
pub struct DataRegister {
    manifest: Manifest,
    apis: Vec<Api>,
    templates: Handlebars<'static>,
}

impl DataRegister {
    /// Loads a register from its folder; `read` gives the text of a file in it.
    ///
    /// # Errors
    /// With file, and line where there is one: a manifest, contract or template that is not right,
    /// or that names what is not there.
    pub fn load(
        folder: &str,
        read: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, ManifestError> {
        let file = format!("{folder}/register.toml");
        let missing = |named: &str| ManifestError::MissingFile {
            file: file.clone(),
            named: named.to_owned(),
        };
        let text = read("register.toml").ok_or_else(|| missing("register.toml"))?;
        let manifest = Manifest::parse(&file, &text)?;
        let apis = manifest.load_apis(read)?;
        let mut templates = Handlebars::new();
        templates.set_strict_mode(true);
        // JSON has its own escapes: the `json` helper makes them.
        templates.register_escape_fn(handlebars::no_escape);
        helpers::register(&mut templates);
        for (operation, data) in &manifest.operations {
            let known = apis
                .iter()
                .any(|api| api.contract.operation(operation).is_some());
            if !known {
                return Err(ManifestError::UnknownOperation {
                    file: file.clone(),
                    operation: operation.clone(),
                    contract: manifest
                        .apis
                        .first()
                        .map(|api| api.contract.clone())
                        .unwrap_or_default(),
                });
            }
            let template = read(&data.response).ok_or_else(|| missing(&data.response))?;
            templates
                .register_template_string(operation, template)
                .map_err(|error| ManifestError::Template {
                    file: format!("{folder}/{}", data.response),
                    reason: error.to_string(),
                })?;
        }
        Ok(Self {
            manifest,
            apis,
            templates,
        })
    }

    fn render(&self, call: &Call<'_>, context: &BTreeMap<&str, Value>) -> Result<Vec<u8>, String> {
        let text = self
            .templates
            .render(call.operation_id(), context)
            .map_err(|error| error.to_string())?;
        // Rendered text becomes JSON again: a template that is wrong never reaches a client.
        let value: Value =
            serde_json::from_str(&text).map_err(|error| format!("not JSON: {error}"))?;
        serde_json::to_vec(&value).map_err(|error| error.to_string())
    }
}

impl Register for DataRegister {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn apis(&self) -> &[Api] {
        &self.apis
    }

    fn handle(&self, call: &Call<'_>, session: &mut Session<'_>) -> Result<Reply, Problem> {
        let Some(data) = self.manifest.operations.get(call.operation_id()) else {
            let refusal = Refusal::NotBuilt {
                operation: call.operation_id(),
            };
            return Err(self.refuse(&refusal, call.request));
        };
        let mut context = context::of(call, session);
        if data.lookup == Lookup::Adres {
            let Some(adres) = context::adres(call, session) else {
                return Err(rules::problem(
                    StatusCode::NOT_FOUND,
                    &data.not_found.title,
                    &data.not_found.detail,
                    call.request,
                ));
            };
            context.insert("adres", adres);
        }
        match self.render(call, &context) {
            Ok(body) => {
                let mut reply = Reply::new(StatusCode::OK, "application/json", body);
                if let Ok(media_type) = data.media_type.parse() {
                    reply.headers.insert(header::CONTENT_TYPE, media_type);
                }
                Ok(reply)
            }
            // The author of the register is who reads this: a template of one's own is no secret.
            Err(reason) => Err(rules::problem(
                StatusCode::INTERNAL_SERVER_ERROR,
                "Het sjabloon van dit register klopt niet",
                &format!("{}: {reason}", data.response),
                call.request,
            )),
        }
    }

    fn refuse(&self, refusal: &Refusal<'_>, request: &Request) -> Problem {
        rules::refuse(refusal, request)
    }

    fn finish(&self, request: &Request, reply: &mut Reply) {
        let api = self
            .apis
            .iter()
            .find(|api| request.path.starts_with(&api.mount))
            .or_else(|| self.apis.first());
        rules::headers(api.map_or("0.0.0", |api| api.version.as_str()), reply);
    }
}

#[cfg(test)]
mod tests;
