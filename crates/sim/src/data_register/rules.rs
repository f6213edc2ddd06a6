//! Refusals and headers by the NLGov API Design Rules 2.2.

use fieldlab_contract::{Place, Rule, Violation};
use http::{HeaderValue, StatusCode, header};
use serde_json::json;

use crate::{Problem, Refusal, Reply, Request};

/// Problem details with every member that the rules ask for (/core/error-handling/problem-details).
pub(super) fn problem(status: StatusCode, title: &str, detail: &str, request: &Request) -> Problem {
    Problem::details(status, "about:blank", title, detail).with("instance", request.public_path())
}

/// Words a refusal.
pub(super) fn refuse(refusal: &Refusal<'_>, request: &Request) -> Problem {
    let (status, title, detail) = match refusal {
        Refusal::KeyMissing => (
            StatusCode::UNAUTHORIZED,
            "Geen sleutel",
            "Stuur een API-sleutel mee.",
        ),
        Refusal::KeyInvalid => (
            StatusCode::UNAUTHORIZED,
            "Onbekende sleutel",
            "Deze API-sleutel is niet bekend.",
        ),
        Refusal::MethodNotAllowed { allow } => {
            let allow = allow
                .iter()
                .map(http::Method::as_str)
                .collect::<Vec<_>>()
                .join(", ");
            return problem(
                StatusCode::METHOD_NOT_ALLOWED,
                "Methode niet toegestaan",
                &format!("Hier kan: {allow}."),
                request,
            )
            .with_header(header::ALLOW, &allow);
        }
        Refusal::NotAcceptable => (
            StatusCode::NOT_ACCEPTABLE,
            "Formaat niet beschikbaar",
            "Dit antwoord is er alleen als application/json.",
        ),
        Refusal::UnsupportedMediaType => (
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Formaat niet ondersteund",
            "Stuur de vraag als application/json.",
        ),
        Refusal::UnknownPath => (
            StatusCode::NOT_FOUND,
            "Pad bestaat niet",
            "Dit pad hoort niet bij deze API. Let op: een pad eindigt niet op een schuine streep.",
        ),
        Refusal::MalformedUrl => (
            StatusCode::BAD_REQUEST,
            "URL klopt niet",
            "De URL bevat een procentteken dat geen geldige codering is.",
        ),
        Refusal::BodyTooLarge { limit } => {
            return problem(
                StatusCode::PAYLOAD_TOO_LARGE,
                "Bericht te groot",
                &format!("Het bericht mag hoogstens {limit} bytes zijn."),
                request,
            );
        }
        Refusal::BodyUnreadable => (
            StatusCode::BAD_REQUEST,
            "Geen geldige JSON",
            "Het bericht is geen geldige JSON.",
        ),
        Refusal::Parameters { violations, .. } => return parameters(violations, request),
        Refusal::NotBuilt { .. } => (
            StatusCode::NOT_IMPLEMENTED,
            "Nog niet gebouwd",
            "Deze bewerking staat in het contract en wordt nog niet beantwoord.",
        ),
        Refusal::Busy => (
            StatusCode::SERVICE_UNAVAILABLE,
            "Even bezet",
            "Een ander was steeds eerder. Probeer het opnieuw.",
        ),
        Refusal::Disturbed {
            status,
            retry_after,
        } => return disturbed(*status, *retry_after, request),
        Refusal::Internal => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "Er ging iets mis",
            "De oorzaak staat in het log van de simulator.",
        ),
    };
    problem(status, title, detail, request)
}

/// A status that a trainer asked for; 429 with the headers of the RateLimit draft.
fn disturbed(status: StatusCode, retry_after: Option<u32>, request: &Request) -> Problem {
    let (title, detail) = match status {
        StatusCode::TOO_MANY_REQUESTS => ("Te veel verzoeken", "Probeer het later opnieuw."),
        StatusCode::SERVICE_UNAVAILABLE => ("Niet beschikbaar", "Deze dienst is er even niet."),
        StatusCode::UNAUTHORIZED => return refuse(&Refusal::KeyInvalid, request),
        other => (
            other.canonical_reason().unwrap_or("Fout"),
            "De trainer heeft hierom gevraagd.",
        ),
    };
    let problem = problem(status, title, detail, request);
    if status != StatusCode::TOO_MANY_REQUESTS {
        return problem;
    }
    let reset = retry_after.unwrap_or(1).to_string();
    [
        ("ratelimit-limit", "50"),
        ("ratelimit-remaining", "0"),
        ("ratelimit-reset", &reset),
    ]
    .into_iter()
    .fold(problem, |problem, (name, value)| {
        problem.with_header(http::HeaderName::from_static(name), value)
    })
}

/// 400 with every fault (/core/error-handling/invalid-input, all-errors).
fn parameters(violations: &[Violation], request: &Request) -> Problem {
    let invalid: Vec<_> = violations
        .iter()
        .map(|violation| {
            json!({
                "name": violation.name,
                "in": match violation.place {
                    Place::Path => "path",
                    Place::Query => "query",
                    Place::Header => "header",
                    Place::Body | Place::Reply => "body",
                },
                "reason": reason(&violation.rule),
            })
        })
        .collect();
    let names: Vec<&str> = violations
        .iter()
        .map(|violation| violation.name.as_str())
        .collect();
    problem(
        StatusCode::BAD_REQUEST,
        "De vraag klopt niet",
        &format!("Kijk naar: {}.", names.join(", ")),
        request,
    )
    .with("invalidParams", invalid)
}

fn reason(rule: &Rule) -> String {
    match rule {
        Rule::Required => "Dit is verplicht.".to_owned(),
        Rule::Type(kind) => format!("Dit moet van het type {} zijn.", kind.as_str()),
        Rule::Enum => "Dit is geen van de toegestane waarden.".to_owned(),
        Rule::Pattern(pattern) => format!("Dit past niet bij het patroon {pattern}."),
        Rule::Minimum(limit) => format!("Dit is lager dan {limit}."),
        Rule::Maximum(limit) => format!("Dit is hoger dan {limit}."),
        Rule::MinLength(limit) => format!("Dit is korter dan {limit} tekens."),
        Rule::MaxLength(limit) => format!("Dit is langer dan {limit} tekens."),
        Rule::MinItems(limit) => format!("Dit zijn er minder dan {limit}."),
        Rule::MaxItems(limit) => format!("Dit zijn er meer dan {limit}."),
        Rule::Format(format) => format!("Dit is geen geldige {format}."),
        Rule::Unknown => "Dit wordt niet verwacht.".to_owned(),
        Rule::Other(text) => text.clone(),
    }
}

/// The headers of every answer (/core/version-header, /core/transport/security-headers).
pub(super) fn headers(version: &str, reply: &mut Reply) {
    const FIXED: [(header::HeaderName, &str); 5] = [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'none'"),
        (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ];
    for (name, value) in FIXED {
        reply.headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(version) = HeaderValue::from_str(version) {
        reply.headers.insert("api-version", version);
    }
}
