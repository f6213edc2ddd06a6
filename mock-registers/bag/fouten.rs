//! What the BAG says when it refuses: titles, codes and reasons, literally as published
//! (functional specification "foutafhandeling", version 2.9.2).

use fieldlab_contract::{Kind, Rule, Violation};
use fieldlab_sim::{Problem, Request};
use http::StatusCode;
use serde_json::{Value, json};

/// A refusal with a code of its own: status, code, title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Soort {
    status: u16,
    code: &'static str,
    title: &'static str,
}

const fn soort(status: u16, code: &'static str, title: &'static str) -> Soort {
    Soort {
        status,
        code,
        title,
    }
}

pub(super) const GEEN_PARAMETER: Soort = soort(
    400,
    "paramsRequired",
    "Ten minste één parameter moet worden opgegeven.",
);
pub(super) const ONVOLLEDIG: Soort = soort(
    400,
    "paramsCombination",
    "Minimale combinatie van parameters moet worden opgegeven.",
);
pub(super) const NIET_TE_COMBINEREN: Soort = soort(
    400,
    "unsupportedCombination",
    "De combinatie van opgegeven parameters is niet toegestaan.",
);
pub(super) const TE_VEEL_RESULTATEN: Soort = soort(400, "tooManyResults", "Teveel zoekresultaten.");
const ONJUISTE_PARAMETERS: Soort = soort(
    400,
    "paramsValidation",
    "Een of meerdere parameters zijn niet correct.",
);
pub(super) const NIET_GEVONDEN: Soort =
    soort(404, "notFound", "Opgevraagde resource bestaat niet.");
pub(super) const METHODE: Soort = soort(405, "methodNotAllowed", "Deze methode is niet toegestaan");
pub(super) const CONTENTTYPE: Soort = soort(
    406,
    "notAcceptable",
    "Gevraagde contenttype wordt niet ondersteund.",
);
pub(super) const INHOUD: Soort = soort(
    422,
    "unprocessableEntity",
    "Request body bevat een ongeldige waarde.",
);
pub(super) const INTERN: Soort = soort(500, "serverError", "Interne server fout.");
pub(super) const BRON: Soort = soort(503, "sourceUnavailable", "Bronservice is niet beschikbaar.");

/// The section of the standard that describes a status, and the detail that goes with it.
fn standaard(status: u16) -> (&'static str, &'static str) {
    match status {
        400 => (
            "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.4.1",
            "Bad request.",
        ),
        401 => (
            "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.4.2",
            "Unauthorized.",
        ),
        404 => (
            "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.4.5",
            "Not found.",
        ),
        405 => (
            "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.4.6",
            "Method not allowed",
        ),
        406 => (
            "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.4.7",
            "Not acceptable.",
        ),
        413 => (
            "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.4.14",
            "Request entity too large.",
        ),
        415 => (
            "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.4.16",
            "Unsupported media type.",
        ),
        422 => (
            "https://www.rfc-editor.org/rfc/rfc4918#section-11.2",
            "Unprocessable entity.",
        ),
        429 => ("https://tools.ietf.org/html/rfc6585", "Too many requests."),
        501 => (
            "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.5.2",
            "Not implemented.",
        ),
        503 => (
            "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.5.4",
            "Service unavailable.",
        ),
        _ => (
            "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.5.1",
            "Internal server error.",
        ),
    }
}

fn problem(
    status: u16,
    code: &str,
    title: &str,
    detail: Option<&str>,
    request: &Request,
) -> Problem {
    let (kind, standard_detail) = standaard(status);
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Problem::details(status, kind, title, detail.unwrap_or(standard_detail))
        .with("instance", request.url())
        .with("code", code)
}

/// A refusal without further particulars.
pub(super) fn fout(soort: Soort, request: &Request) -> Problem {
    problem(soort.status, soort.code, soort.title, None, request)
}

/// 406: the coordinates that `Accept-Crs` asks for are not made.
pub(super) fn accept_crs(crs: &str, request: &Request) -> Problem {
    let title = format!("Gevraagde coördinatenstelsel {crs} wordt niet ondersteund.");
    problem(406, "crsNotAcceptable", &title, None, request)
}

/// 415: the coordinates that `Content-Crs` announces are not read.
pub(super) fn content_crs(crs: &str, request: &Request) -> Problem {
    let title = format!("Coördinatenstelsel {crs} in Content-Crs wordt niet ondersteund.");
    problem(415, "crsNotSupported", &title, None, request)
}

/// A status that a trainer asked for.
pub(super) fn verstoord(status: StatusCode, request: &Request) -> Problem {
    match status.as_u16() {
        429 => problem(
            429,
            "tooManyRequests",
            "Too Many Requests",
            Some("You have exceeded your quota"),
            request,
        ),
        404 => fout(NIET_GEVONDEN, request),
        500 => fout(INTERN, request),
        503 => fout(BRON, request),
        other => {
            let title = status.canonical_reason().unwrap_or("Fout");
            problem(other, "serverError", title, Some(title), request)
        }
    }
}

/// 413: more body than a point can need.
pub(super) fn te_groot(limit: usize, request: &Request) -> Problem {
    let detail = format!("Request entity is larger than {limit} bytes.");
    problem(
        413,
        "requestEntityTooLarge",
        INHOUD.title,
        Some(&detail),
        request,
    )
}

/// 501: in the contract, not in this simulator.
pub(super) fn niet_gebouwd(operation: &str, request: &Request) -> Problem {
    let detail = format!("Operation {operation} is not built in this simulator.");
    problem(
        501,
        "notImplemented",
        "Deze operatie is nog niet gebouwd.",
        Some(&detail),
        request,
    )
}

/// The gateway's own shape, for a missing or wrong key.
pub(super) fn poort(status: StatusCode, detail: &str) -> Problem {
    let mut problem = Problem::new(status)
        .with("error", "Kadaster - Foute aanvraag.")
        .with("errorDescription", "Het bericht kan niet worden verwerkt.")
        .with("errorDetail", detail);
    problem.content_type = "application/json";
    problem
}

/// One wrong parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Onjuist {
    pub(super) name: String,
    pub(super) code: &'static str,
    pub(super) reason: String,
}

impl Onjuist {
    pub(super) fn new(
        name: impl Into<String>,
        code: &'static str,
        reason: impl Into<String>,
    ) -> Self {
        Self {
            name: name.into(),
            code,
            reason: reason.into(),
        }
    }

    /// A parameter of the wrong type: reported alone.
    fn is_type(&self) -> bool {
        matches!(
            self.code,
            "integer"
                | "number"
                | "boolean"
                | "date"
                | "timestamp"
                | "enum"
                | "schema"
                | "pointgeojson"
        )
    }

    pub(super) fn tijdstip(name: &str) -> Self {
        Self::new(name, "timestamp", "Waarde is geen geldig tijdstip.")
    }

    pub(super) fn te_weinig(name: &str, minimum: u64) -> Self {
        Self::new(
            name,
            "minItems",
            format!("Array bevat minder dan {minimum} items."),
        )
    }

    pub(super) fn te_veel(name: &str, maximum: u64) -> Self {
        Self::new(
            name,
            "maxItems",
            format!("Array bevat meer dan {maximum} items."),
        )
    }

    pub(super) fn schema(name: &str) -> Self {
        Self::new(
            name,
            "schema",
            format!("Waarde voldoet niet aan schema van {name}."),
        )
    }

    pub(super) fn getal(name: &str) -> Self {
        Self::new(name, "number", "Waarde is geen geldige number.")
    }

    pub(super) fn puntgeojson(name: &str) -> Self {
        Self::new(name, "pointgeojson", "Waarde is geen geldige pointgeojson.")
    }

    pub(super) fn ander_crs(name: &str) -> Self {
        Self::new(
            name,
            "geometryMismatch",
            "Waarde is niet conform opgegeven CRS.",
        )
    }

    pub(super) fn te_grote_box(name: &str) -> Self {
        Self::new(
            name,
            "surfaceMaximum",
            "Waarde is hoger dan maximum oppervlakte 250000 m2.",
        )
    }

    pub(super) fn bereik(name: &str) -> Self {
        Self::new(name, "range", "Min mag niet hoger zijn dan max.")
    }

    pub(super) fn expand(value: &str) -> Self {
        Self::new(
            "expand",
            "expand",
            format!("Deel van de parameterwaarde is niet correct: {value}."),
        )
    }

    pub(super) fn tekens(name: &str) -> Self {
        Self::new(
            name,
            "notAllowedCharacter",
            "Parameter bevat niet toegestane karakters.",
        )
    }

    /// What a broken rule of the contract is called here: the one table of codes and reasons.
    pub(super) fn van(violation: &Violation) -> Self {
        let name = violation.name.as_str();
        match &violation.rule {
            Rule::Required => Self::new(name, "required", "Parameter is verplicht."),
            Rule::Type(Kind::Integer) => {
                Self::new(name, "integer", "Waarde is geen geldige integer.")
            }
            Rule::Type(Kind::Number) => Self::getal(name),
            Rule::Type(Kind::Boolean) => {
                Self::new(name, "boolean", "Waarde is geen geldige boolean.")
            }
            Rule::Format(format) if format == "date" => {
                Self::new(name, "date", "Waarde is geen geldige datum.")
            }
            Rule::Format(format) if format == "date-time" => Self::tijdstip(name),
            Rule::Enum => Self::new(
                name,
                "enum",
                "Waarde heeft geen geldige waarde uit de enumeratie.",
            ),
            Rule::Pattern(pattern) => Self::new(
                name,
                "pattern",
                format!("Waarde voldoet niet aan patroon {pattern}."),
            ),
            Rule::Minimum(limit) => Self::new(
                name,
                "minimum",
                format!("Waarde is lager dan minimum {limit}."),
            ),
            Rule::Maximum(limit) => Self::new(
                name,
                "maximum",
                format!("Waarde is hoger dan maximum {limit}."),
            ),
            Rule::MinLength(limit) => Self::new(
                name,
                "minLength",
                format!("Waarde is korter dan minimale lengte {limit}."),
            ),
            Rule::MaxLength(limit) => Self::new(
                name,
                "maxLength",
                format!("Waarde is langer dan maximale lengte {limit}."),
            ),
            Rule::MinItems(limit) => Self::te_weinig(name, *limit),
            Rule::MaxItems(limit) => Self::te_veel(name, *limit),
            Rule::Type(_) | Rule::Format(_) | Rule::Unknown | Rule::Other(_) => Self::schema(name),
        }
    }
}

/// 400 with the wrong parameters. A wrong type is reported alone, and only the first; everything else together.
pub(super) fn onjuiste_parameters(alle: &[Onjuist], request: &Request) -> Problem {
    let params: Vec<Value> = match alle.iter().find(|onjuist| onjuist.is_type()) {
        Some(first) => vec![beschrijf(first)],
        None => alle.iter().map(beschrijf).collect(),
    };
    fout(ONJUISTE_PARAMETERS, request).with("invalidParams", params)
}

fn beschrijf(onjuist: &Onjuist) -> Value {
    json!({
        "type": format!("https://www.vng.nl/realisatie/api/validaties/{}", onjuist.code),
        "name": onjuist.name,
        "code": onjuist.code,
        "reason": onjuist.reason,
    })
}
