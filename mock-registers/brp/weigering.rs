//! Refusals in the BRP's own words: problem details with `instance` and `code`.
//!
//! Source: BRP Personen 2.7 and its gateway. `type` always points into an RFC.

use fieldlab_sim::{InvalidParam, Problem, Refusal, Request};
use http::{HeaderName, Method, StatusCode, header};

const RFC: &str = "https://datatracker.ietf.org/doc/html/";
const ONDERSTEUND: &str = "Ondersteunde content type: application/json; charset=utf-8.";

/// Status, section of the RFC, title, detail and code; empty text for what is not there.
fn problem(
    status: StatusCode,
    section: &str,
    title: &str,
    detail: &str,
    code: &str,
    request: &Request,
) -> Problem {
    let problem = Problem::details(status, &format!("{RFC}{section}"), title, detail)
        .with("instance", request.public_path());
    if code.is_empty() {
        problem
    } else {
        problem.with("code", code)
    }
}

/// Words a refusal of the machinery.
pub(crate) fn weiger(refusal: &Refusal<'_>, request: &Request) -> Problem {
    let make = |status, section, title, detail, code| {
        problem(status, section, title, detail, code, request)
    };
    match refusal {
        Refusal::KeyMissing | Refusal::KeyInvalid => make(
            StatusCode::UNAUTHORIZED,
            "rfc7235#section-3.1",
            "Niet correct geauthenticeerd.",
            "",
            "authentication",
        ),
        Refusal::MethodNotAllowed { allow } => make(
            StatusCode::METHOD_NOT_ALLOWED,
            "rfc7231#section-6.5.5",
            "Gebruikte bevragingsmethode is niet toegestaan.",
            "",
            "methodNotAllowed",
        )
        .with_header(
            header::ALLOW,
            &allow
                .iter()
                .map(Method::as_str)
                .collect::<Vec<_>>()
                .join(", "),
        ),
        Refusal::NotAcceptable => make(
            StatusCode::NOT_ACCEPTABLE,
            "rfc7231#section-6.5.6",
            "Gevraagde content type wordt niet ondersteund.",
            ONDERSTEUND,
            "notAcceptable",
        ),
        Refusal::UnsupportedMediaType => make(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "rfc7231#section-6.5.13",
            "Media Type wordt niet ondersteund.",
            ONDERSTEUND,
            "unsupportedMediaType",
        ),
        Refusal::UnknownPath | Refusal::MalformedUrl => make(
            StatusCode::NOT_FOUND,
            "rfc7231#section-6.5.4",
            "Opgevraagde resource bestaat niet.",
            "",
            "",
        ),
        Refusal::BodyTooLarge { .. } => make(
            StatusCode::PAYLOAD_TOO_LARGE,
            "rfc7231#section-6.5.11",
            "Request body is te groot.",
            "",
            "",
        ),
        Refusal::BodyUnreadable => geen_json(request),
        // The manifest has no check of parameters; should one be added, the texts stay in shape.
        Refusal::Parameters { violations, .. } => {
            let fouten: Vec<InvalidParam> = violations
                .iter()
                .map(|violation| {
                    InvalidParam::new(&*violation.name, "value", "Waarde is niet geldig.")
                })
                .collect();
            foute_parameters(&fouten, request)
        }
        Refusal::NotBuilt { operation } => make(
            StatusCode::NOT_IMPLEMENTED,
            "rfc7231#section-6.6.2",
            "Nog niet gebouwd.",
            &format!("Deze simulator beantwoordt {operation} nog niet."),
            "",
        ),
        Refusal::Busy => make(
            StatusCode::SERVICE_UNAVAILABLE,
            "rfc7231#section-6.6.4",
            "Bronservice is tijdelijk niet beschikbaar.",
            "",
            "",
        ),
        Refusal::Disturbed {
            status,
            retry_after,
        } => verstoord(*status, *retry_after, request),
        Refusal::Internal => make(
            StatusCode::INTERNAL_SERVER_ERROR,
            "rfc7231#section-6.6.1",
            "Internal Server error.",
            "",
            "",
        ),
    }
}

/// A status that a trainer asked for. 429 tells the limits in the headers that the sister APIs declare.
fn verstoord(status: StatusCode, retry_after: Option<u32>, request: &Request) -> Problem {
    let make =
        |section, title, detail, code| problem(status, section, title, detail, code, request);
    match status {
        StatusCode::UNAUTHORIZED => weiger(&Refusal::KeyInvalid, request),
        StatusCode::TOO_MANY_REQUESTS => {
            let reset = retry_after.unwrap_or(1).to_string();
            make(
                "rfc6585#section-4",
                "Too many request",
                "The user has sent too many requests in a given amount of time (rate limiting).",
                "tooManyRequests",
            )
            .with_header(HeaderName::from_static("x-rate-limit-limit"), "50")
            .with_header(HeaderName::from_static("x-rate-limit-remaining"), "0")
            .with_header(HeaderName::from_static("x-rate-limit-reset"), &reset)
        }
        StatusCode::INTERNAL_SERVER_ERROR => weiger(&Refusal::Internal, request),
        StatusCode::SERVICE_UNAVAILABLE => weiger(&Refusal::Busy, request),
        _ => make(
            "rfc7231#section-6",
            status.canonical_reason().unwrap_or("Fout"),
            "",
            "",
        ),
    }
}

/// The body is no JSON object.
pub(crate) fn geen_json(request: &Request) -> Problem {
    problem(
        StatusCode::BAD_REQUEST,
        "rfc7231#section-6.5.1",
        "De bevraging bevat een fout.",
        "Request body is geen geldige JSON.",
        "",
        request,
    )
}

/// Whoever asks may not ask this.
pub(crate) fn verboden(title: &str, detail: &str, code: &str, request: &Request) -> Problem {
    problem(
        StatusCode::FORBIDDEN,
        "rfc7231#section-6.5.3",
        title,
        detail,
        code,
        request,
    )
}

/// Parameters are wrong; `detail` names them in the order of the checks.
pub(crate) fn foute_parameters(fouten: &[InvalidParam], request: &Request) -> Problem {
    let names: Vec<&str> = fouten.iter().map(|fout| fout.name.as_str()).collect();
    problem(
        StatusCode::BAD_REQUEST,
        "rfc7231#section-6.5.1",
        "Een of meerdere parameters zijn niet correct.",
        &format!("De foutieve parameter(s) zijn: {}.", names.join(", ")),
        "paramsValidation",
        request,
    )
    .with_invalid_params(fouten)
}

/// More persons were found than the question may return.
pub(crate) fn te_veel(maximum: usize, request: &Request) -> Problem {
    problem(
        StatusCode::BAD_REQUEST,
        "rfc7231#section-6.5.1",
        "Teveel zoekresultaten.",
        &format!(
            "Meer dan maximum van {maximum} zoekresultaten gevonden. Verfijn de zoekopdracht."
        ),
        "tooManyResults",
        request,
    )
}
