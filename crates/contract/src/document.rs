//! The document as a JSON value, and the references in it.

use serde_json::Value;

use crate::ContractError;

/// A parsed OpenAPI document.
#[derive(Debug)]
pub(crate) struct Document {
    root: Value,
}

impl Document {
    pub(crate) fn parse(yaml: &str) -> Result<Self, ContractError> {
        let root: Value = serde_saphyr::from_str(yaml)
            .map_err(|error| ContractError::Syntax(error.to_string()))?;
        let version = root["openapi"].as_str().unwrap_or_default();
        if !(version.starts_with("3.0") || version.starts_with("3.1")) {
            return Err(ContractError::Invalid {
                pointer: "/openapi".to_owned(),
                reason: "must be 3.0.x or 3.1.x".to_owned(),
            });
        }
        Ok(Self { root })
    }

    /// A document that was read elsewhere.
    pub(crate) fn of(root: Value) -> Self {
        Self { root }
    }

    pub(crate) fn root(&self) -> &Value {
        &self.root
    }

    /// Follows `$ref`s (local ones) until there is something else.
    pub(crate) fn resolve<'a>(&'a self, mut value: &'a Value) -> Result<&'a Value, ContractError> {
        // Longer chains are circles.
        for _ in 0..32 {
            let Some(reference) = value.get("$ref").and_then(Value::as_str) else {
                return Ok(value);
            };
            value = self.target(reference)?;
        }
        Err(ContractError::Invalid {
            pointer: value["$ref"].as_str().unwrap_or_default().to_owned(),
            reason: "refers to itself".to_owned(),
        })
    }

    /// What a local reference points to.
    pub(crate) fn target(&self, reference: &str) -> Result<&Value, ContractError> {
        reference
            .strip_prefix('#')
            .and_then(|pointer| self.root.pointer(pointer))
            .ok_or_else(|| ContractError::Invalid {
                pointer: reference.to_owned(),
                reason: "does not exist in the document".to_owned(),
            })
    }
}
