//! What the BRK says when it refuses: titles, codes and reasons as published.

use fieldlab_contract::{Kind, Rule, Violation};
use fieldlab_sim::{Problem, Refusal};
use http::{Method, StatusCode, header};
use serde_json::{Value, json};

/// A refusal: status, code, title.
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
    "unsupportedCombi",
    "De combinatie van opgegeven parameters is niet toegestaan.",
);
pub(super) const ONJUIST: Soort = soort(
    400,
    "paramsValidation",
    "Een of meerdere parameters zijn niet correct.",
);
pub(super) const TE_VEEL: Soort = soort(400, "tooManyResults", "Teveel zoekresultaten.");
const NIET_GEAUTHENTICEERD: Soort = soort(401, "authentication", "Niet correct geauthenticeerd.");
pub(super) const NIET_GEVONDEN: Soort =
    soort(404, "notFound", "Opgevraagde resource bestaat niet.");
const METHODE: Soort = soort(405, "methodNotAllowed", "Deze methode is niet toegestaan.");
const CONTENTTYPE: Soort = soort(
    406,
    "notAcceptable",
    "Gevraagde contenttype wordt niet ondersteund.",
);
const TE_GROOT: Soort = soort(413, "requestTooLarge", "De vraag is te groot.");
const INTERN: Soort = soort(500, "serverError", "Interne server fout.");

/// The status as the framework of the live service documents it.
fn status_naam(status: u16) -> &'static str {
    match status {
        400 => "BadRequest",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        413 => "RequestEntityTooLarge",
        415 => "UnsupportedMediaType",
        429 => "TooManyRequests",
        501 => "NotImplemented",
        503 => "ServiceUnavailable",
        _ => "InternalServerError",
    }
}

fn problem(status: u16, code: &str, title: &str, instance: String) -> Problem {
    let kind = format!(
        "https://docs.microsoft.com/en-us/dotnet/api/system.net.httpstatuscode?#System_Net_HttpStatusCode_{}",
        status_naam(status)
    );
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let detail = status.canonical_reason().unwrap_or(title);
    Problem::details(status, &kind, title, detail)
        .with("instance", instance)
        .with("code", code)
}

/// A refusal without further particulars.
pub(super) fn fout(soort: Soort, instance: String) -> Problem {
    problem(soort.status, soort.code, soort.title, instance)
}

/// 406: coordinates of another system are not made.
pub(super) fn accept_crs(crs: &str, instance: String) -> Problem {
    let title = format!("Gevraagde coördinatenstelsel {crs} wordt niet ondersteund.");
    problem(406, "crsNotAcceptable", &title, instance)
}

/// 501: in the contract, not in this simulator.
pub(super) fn niet_gebouwd(operation: &str, instance: String) -> Problem {
    let title = format!("De operatie {operation} is niet gebouwd in deze simulator.");
    problem(501, "notImplemented", &title, instance)
}

/// 400 with all that is wrong.
pub(super) fn onjuist(soort: Soort, alle: &[Onjuist], instance: String) -> Problem {
    let problem = fout(soort, instance);
    if alle.is_empty() {
        return problem;
    }
    let params: Vec<Value> = alle
        .iter()
        .map(|een| {
            json!({
                "type": format!("https://www.vng.nl/realisatie/api/validaties/{}", een.code),
                "name": een.name,
                "code": een.code,
                "reason": een.reason,
            })
        })
        .collect();
    problem.with("invalidParams", params)
}

/// What the machinery refuses.
pub(super) fn weigering(refusal: &Refusal<'_>, instance: String) -> Problem {
    match refusal {
        Refusal::KeyMissing | Refusal::KeyInvalid => fout(NIET_GEAUTHENTICEERD, instance),
        Refusal::MethodNotAllowed { allow } => {
            let allow: Vec<&str> = allow.iter().map(Method::as_str).collect();
            fout(METHODE, instance).with_header(header::ALLOW, &allow.join(", "))
        }
        Refusal::NotAcceptable => fout(CONTENTTYPE, instance),
        Refusal::UnknownPath | Refusal::MalformedUrl => fout(NIET_GEVONDEN, instance),
        Refusal::UnsupportedMediaType | Refusal::BodyUnreadable => onjuist(ONJUIST, &[], instance),
        Refusal::BodyTooLarge { .. } => fout(TE_GROOT, instance),
        Refusal::Parameters { violations, .. } => {
            let alle: Vec<Onjuist> = violations.iter().map(Onjuist::van).collect();
            onjuist(ONJUIST, &alle, instance)
        }
        Refusal::NotBuilt { operation } => niet_gebouwd(operation, instance),
        Refusal::Busy => bron_weg(instance),
        Refusal::Disturbed { status, .. } => verstoord(status.as_u16(), instance),
        Refusal::Internal => fout(INTERN, instance),
    }
}

fn bron_weg(instance: String) -> Problem {
    let title = "Bronservice BRK is niet beschikbaar.";
    problem(503, "sourceUnavailable", title, instance)
}

/// A status that a trainer asked for.
fn verstoord(status: u16, instance: String) -> Problem {
    match status {
        401 => fout(NIET_GEAUTHENTICEERD, instance),
        403 => problem(
            403,
            "autorisation",
            "U bent niet geautoriseerd voor deze operatie.",
            instance,
        ),
        429 => problem(
            429,
            "tooManyRequests",
            "Het maximum aantal aanroepen is overschreden.",
            instance,
        ),
        503 => bron_weg(instance),
        status => problem(status, INTERN.code, INTERN.title, instance),
    }
}

/// One wrong parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Onjuist {
    name: String,
    code: &'static str,
    reason: String,
}

impl Onjuist {
    fn new(name: &str, code: &'static str, reason: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            code,
            reason: reason.into(),
        }
    }

    pub(super) fn verplicht(name: &str) -> Self {
        Self::new(name, "required", "Parameter is verplicht.")
    }

    pub(super) fn onverwacht(name: &str) -> Self {
        Self::new(name, "unknownParam", "Parameter is niet verwacht.")
    }

    /// A part of `fields` or `expand` (the name is the code too) that means nothing.
    pub(super) fn deel(name: &'static str, deel: &str) -> Self {
        let reason = format!("Deel van de parameterwaarde is niet correct: {deel}.");
        Self::new(name, name, reason)
    }

    /// What a broken rule of the contract is called here: the one table of codes and reasons.
    pub(super) fn van(violation: &Violation) -> Self {
        let name = violation.name.trim_start_matches('/');
        let (code, reason) = match &violation.rule {
            Rule::Required => return Self::verplicht(name),
            Rule::Unknown => return Self::onverwacht(name),
            Rule::Type(Kind::Integer) => ("integer", "Waarde is geen geldige integer.".to_owned()),
            Rule::Type(Kind::Number) => {
                ("number", "Waarde is geen geldig decimaal getal.".to_owned())
            }
            Rule::Type(Kind::Boolean) => ("boolean", "Waarde is geen geldige boolean.".to_owned()),
            Rule::Format(_) => ("date", "Waarde is geen geldige datum.".to_owned()),
            Rule::Minimum(limit) => ("minimum", format!("Waarde is lager dan minimum {limit}.")),
            Rule::Maximum(limit) => ("maximum", format!("Waarde is hoger dan maximum {limit}.")),
            Rule::MinLength(limit) | Rule::MinItems(limit) => (
                "minLength",
                format!("Waarde is korter dan minimale lengte {limit}."),
            ),
            Rule::MaxLength(limit) | Rule::MaxItems(limit) => (
                "maxLength",
                format!("Waarde is langer dan maximale lengte {limit}."),
            ),
            Rule::Pattern(pattern) => (
                "pattern",
                format!("Waarde voldoet niet aan patroon {pattern}."),
            ),
            Rule::Enum => (
                "enum",
                "Waarde heeft geen geldige waarde uit de enumeratie.".to_owned(),
            ),
            // There is no code for what should be text and is not; as good as not there.
            Rule::Type(_) | Rule::Other(_) => return Self::verplicht(name),
        };
        Self::new(name, code, reason)
    }
}
