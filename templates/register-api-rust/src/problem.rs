//! Every error of this API: `application/problem+json` (RFC 9457; ADR /core/error-handling/problem-details).
//!
//! Texts never repeat what the caller sent: it may be a burgerservicenummer.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use uuid::Uuid;

/// Media type of every error.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// An error as the caller sees it.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    status: u16,
    detail: String,
    /// Identifies this occurrence; deliberately not the request's path.
    #[serde(with = "uuid::serde::urn")]
    instance: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    invalid_params: Vec<InvalidParam>,
}

/// One member or parameter that is not right.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct InvalidParam {
    /// Name of the member or parameter.
    pub name: String,
    /// Machine-readable reason.
    pub code: &'static str,
    /// The same for people.
    pub reason: &'static str,
}

impl Problem {
    /// A problem with the usual title of `status`.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            kind: "about:blank",
            title: title(status),
            status: status.as_u16(),
            detail: detail.into(),
            instance: Uuid::new_v4(),
            code: None,
            invalid_params: Vec::new(),
        }
    }

    /// 400 with every fault at once (ADR /core/error-handling/all-errors).
    pub fn invalid(faults: Vec<InvalidParam>) -> Self {
        Self {
            invalid_params: faults,
            ..Self::new(
                StatusCode::BAD_REQUEST,
                "Een of meer gegevens in de vraag zijn niet juist; zie invalidParams.",
            )
        }
    }

    /// Adds a code a program can act on.
    pub fn with_code(mut self, code: &'static str) -> Self {
        self.code = Some(code);
        self
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// What a bare answer of the framework is replaced with.
    pub fn for_status(status: StatusCode) -> Self {
        let detail = match status {
            StatusCode::NOT_FOUND => "Dit adres bestaat niet in deze API.",
            StatusCode::METHOD_NOT_ALLOWED => "Deze methode kan hier niet; zie de header Allow.",
            StatusCode::PAYLOAD_TOO_LARGE => "De vraag is te groot.",
            status if status.is_client_error() => "De vraag kan niet worden gelezen.",
            _ => "Er ging iets mis; probeer het later opnieuw.",
        };
        Self::new(status, detail)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&self).unwrap_or_default();
        (self.status(), [(header::CONTENT_TYPE, MEDIA_TYPE)], body).into_response()
    }
}

fn title(status: StatusCode) -> &'static str {
    match status {
        StatusCode::BAD_REQUEST => "De vraag is niet juist.",
        StatusCode::NOT_FOUND => "Niet gevonden.",
        StatusCode::METHOD_NOT_ALLOWED => "Methode niet toegestaan.",
        StatusCode::NOT_ACCEPTABLE => "Gevraagd antwoordformaat wordt niet ondersteund.",
        StatusCode::CONFLICT => "De aanvraag bestaat al.",
        StatusCode::PAYLOAD_TOO_LARGE => "De vraag is te groot.",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "Formaat van de vraag wordt niet ondersteund.",
        StatusCode::UNPROCESSABLE_ENTITY => "De aanvraag kan niet worden aangenomen.",
        StatusCode::BAD_GATEWAY => "Een bron geeft geen bruikbaar antwoord.",
        StatusCode::SERVICE_UNAVAILABLE => "Tijdelijk niet beschikbaar.",
        status if status.is_client_error() => "De vraag is niet juist.",
        _ => "Interne fout.",
    }
}
