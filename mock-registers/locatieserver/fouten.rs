//! Refusals in Solr's shape.

use fieldlab_contract::{Kind, Rule, Violation};
use fieldlab_sim::{Problem, Refusal};
use http::{Method, StatusCode, header};
use serde_json::json;

const KLASSE: &str = "org.apache.solr.common.SolrException";

/// A refusal with this status and message.
pub(super) fn fout(status: StatusCode, bericht: &str) -> Problem {
    let mut problem = Problem::new(status).with(
        "error",
        json!({
            "metadata": ["error-class", KLASSE, "root-error-class", KLASSE],
            "msg": bericht,
            "code": status.as_u16(),
        }),
    );
    problem.content_type = "application/json";
    problem
}

/// A question that cannot be answered.
pub(super) fn onjuist(bericht: &str) -> Problem {
    fout(StatusCode::BAD_REQUEST, bericht)
}

/// A refusal of the machinery.
pub(super) fn weigering(refusal: &Refusal<'_>) -> Problem {
    match refusal {
        Refusal::MethodNotAllowed { allow } => {
            let allow: Vec<&str> = allow.iter().map(Method::as_str).collect();
            fout(StatusCode::METHOD_NOT_ALLOWED, "Methode niet toegestaan")
                .with_header(header::ALLOW, &allow.join(", "))
        }
        Refusal::UnknownPath => fout(StatusCode::NOT_FOUND, "Niet gevonden"),
        Refusal::MalformedUrl => onjuist("De URL bevat een ongeldige procentcodering"),
        Refusal::Parameters { violations, .. } => match violations.first() {
            Some(violation) => onjuist(&bericht(violation)),
            None => onjuist("Ongeldige parameter"),
        },
        Refusal::BodyTooLarge { limit } => fout(
            StatusCode::PAYLOAD_TOO_LARGE,
            &format!("De inhoud is groter dan {limit} bytes"),
        ),
        Refusal::NotBuilt { operation } => fout(
            StatusCode::NOT_IMPLEMENTED,
            &format!("{operation} is niet gebouwd"),
        ),
        Refusal::Busy => fout(StatusCode::SERVICE_UNAVAILABLE, "Te druk"),
        Refusal::KeyMissing
        | Refusal::KeyInvalid
        | Refusal::NotAcceptable
        | Refusal::UnsupportedMediaType
        | Refusal::BodyUnreadable => onjuist("Ongeldig verzoek"),
        Refusal::Disturbed { status, .. } => {
            fout(*status, status.canonical_reason().unwrap_or("Fout"))
        }
        Refusal::Internal => fout(StatusCode::INTERNAL_SERVER_ERROR, "Interne fout"),
    }
}

fn bericht(violation: &Violation) -> String {
    let naam = &violation.name;
    match &violation.rule {
        Rule::Required => format!("Verplichte parameter '{naam}' ontbreekt"),
        Rule::Type(Kind::Integer) => format!("Parameter '{naam}' is geen geheel getal"),
        Rule::Type(Kind::Number) => format!("Parameter '{naam}' is geen getal"),
        Rule::Type(Kind::Boolean) => format!("Parameter '{naam}' is niet true of false"),
        Rule::Minimum(grens) => format!("Parameter '{naam}' is lager dan {grens}"),
        Rule::Enum => format!("Parameter '{naam}' heeft een onbekende waarde"),
        _ => format!("Parameter '{naam}' is ongeldig"),
    }
}
