//! What the WOZ says when it refuses: titles, codes and reasons, literally as published where they are.

use fieldlab_contract::{Kind, Rule, Violation};
use fieldlab_sim::{Problem, Request};
use http::StatusCode;
use serde_json::{Value, json};

/// A refusal with a code of its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Soort {
    status: u16,
    code: &'static str,
    title: &'static str,
    detail: &'static str,
}

const fn soort(
    status: u16,
    code: &'static str,
    title: &'static str,
    detail: &'static str,
) -> Soort {
    Soort {
        status,
        code,
        title,
        detail,
    }
}

pub(super) const GEEN_PARAMETER: Soort = soort(
    400,
    "paramsRequired",
    "Tenminste één parameter moet worden opgegeven.",
    "Er moet minimaal één van de parameters 'rsin', 'kvkNummer', 'adresseerbaarObjectIdentificatie', \
     'nummeraanduidingIdentificatie' of 'postcode' met 'huisnummer' worden opgegeven",
);
pub(super) const MEER_INGANGEN: Soort = soort(
    400,
    "unsupportedCombi",
    "De combinatie van opgegeven parameters is niet toegestaan.",
    "Er zijn meerdere zoekingangen opgegeven. Graag 1 zoekingang gebruiken.",
);
const ONVOLLEDIG: Soort = soort(
    400,
    "paramsCombination",
    "Minimale combinatie van parameters moet worden opgegeven.",
    "Bad Request.",
);
const ONJUIST: Soort = soort(
    400,
    "paramsValidation",
    "Een of meerdere parameters zijn niet correct.",
    "Bad Request.",
);
pub(super) const GEEN_SLEUTEL: Soort = soort(
    401,
    "authentication",
    "Niet correct geauthenticeerd.",
    "Unauthorized.",
);
const GEEN_RECHTEN: Soort = soort(
    403,
    "autorisation",
    "U bent niet geautoriseerd voor deze operatie.",
    "Forbidden.",
);
pub(super) const NIET_GEVONDEN: Soort = soort(
    404,
    "notFound",
    "Opgevraagde resource bestaat niet.",
    "Not Found.",
);
pub(super) const METHODE: Soort = soort(
    405,
    "methodNotAllowed",
    "Deze methode is niet toegestaan.",
    "Method Not Allowed.",
);
pub(super) const CONTENTTYPE: Soort = soort(
    406,
    "notAcceptable",
    "Gevraagde contenttype wordt niet ondersteund.",
    "Not Acceptable.",
);
pub(super) const TE_GROOT: Soort = soort(
    413,
    "requestEntityTooLarge",
    "De inhoud van de aanroep is te groot.",
    "Content Too Large.",
);
pub(super) const INTERN: Soort = soort(
    500,
    "serverError",
    "Interne server fout.",
    "Internal Server Error.",
);
pub(super) const NIET_GEBOUWD: Soort = soort(
    501,
    "notImplemented",
    "Deze operatie is niet gebouwd.",
    "Not Implemented.",
);
pub(super) const BRON: Soort = soort(
    503,
    "sourceUnavailable",
    "Bronservice is niet beschikbaar.",
    "Service Unavailable.",
);

/// The section of HTTP that describes a status.
fn uri(status: u16) -> &'static str {
    match status {
        400 => "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.4.1",
        401 => "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.4.2",
        403 => "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.4.4",
        404 => "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.4.5",
        405 => "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.4.6",
        406 => "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.4.7",
        413 => "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.4.14",
        429 => "https://tools.ietf.org/html/rfc6585",
        501 => "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.5.2",
        503 => "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.5.4",
        _ => "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.5.1",
    }
}

fn problem(soort: Soort, detail: &str, request: &Request) -> Problem {
    let status = StatusCode::from_u16(soort.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Problem::details(status, uri(soort.status), soort.title, detail)
        .with("instance", request.url())
        .with("code", soort.code)
}

/// A refusal without further particulars.
pub(super) fn fout(soort: Soort, request: &Request) -> Problem {
    problem(soort, soort.detail, request)
}

/// 404: no such object.
pub(super) fn onbekend_object(identificatie: &str, request: &Request) -> Problem {
    let detail = format!("Er bestaat geen wozobject met identificatie '{identificatie}'");
    problem(NIET_GEVONDEN, &detail, request)
}

/// A status that a trainer asked for.
pub(super) fn verstoord(status: StatusCode, request: &Request) -> Problem {
    match status.as_u16() {
        401 => fout(GEEN_SLEUTEL, request),
        403 => fout(GEEN_RECHTEN, request),
        404 => fout(NIET_GEVONDEN, request),
        500 => fout(INTERN, request),
        503 => fout(BRON, request),
        429 => fout(
            soort(
                429,
                "tooManyRequests",
                "Teveel aanroepen.",
                "Too Many Requests.",
            ),
            request,
        ),
        other => {
            let title = status.canonical_reason().unwrap_or("Fout");
            fout(soort(other, "serverError", title, title), request)
        }
    }
}

/// One wrong parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Onjuist {
    pub(super) name: String,
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

    /// Given, with nothing in it.
    pub(super) fn leeg(name: &str) -> Self {
        Self::new(name, "required", "geen waarde opgegeven")
    }

    /// Not given, and needed beside another.
    pub(super) fn ontbreekt(name: &str) -> Self {
        Self::new(name, "required", "parameter is verplicht")
    }

    /// Bytes that are no text.
    pub(super) fn tekens(name: &str) -> Self {
        Self::new(
            name,
            "pattern",
            "waarde bevat tekens die niet zijn toegestaan",
        )
    }

    /// Names that `fields` does not know.
    pub(super) fn velden(onbekend: &[&str]) -> Self {
        let namen: Vec<String> = onbekend.iter().map(|naam| format!("'{naam}'")).collect();
        let woord = if namen.len() == 1 {
            "waarde"
        } else {
            "waarden"
        };
        let reason = format!("ongeldige {woord}: {} opgegeven", namen.join(", "));
        Self::new("fields", "fields", reason)
    }

    /// What a broken rule of the contract is called here, with the value as it was sent.
    pub(super) fn van(violation: &Violation, waarde: &str) -> Self {
        let name = violation.name.as_str();
        let code = match &violation.rule {
            Rule::Type(Kind::Integer) => "integer",
            Rule::Minimum(_) => "minimum",
            Rule::Maximum(_) => "maximum",
            Rule::Required => return Self::ontbreekt(name),
            _ => "pattern",
        };
        let cijfers = |aantal: u8| format!("waarde '{waarde}' is geen {aantal} cijferig getal");
        let reason = match (name, &violation.rule) {
            ("rsin", _) => cijfers(9),
            ("kvkNummer", _) => cijfers(8),
            ("identificatie", _) => cijfers(12),
            ("adresseerbaarObjectIdentificatie" | "nummeraanduidingIdentificatie", _) => {
                cijfers(16)
            }
            ("huisnummer", _) => format!("waarde '{waarde}' is geen getal tussen 1 en 99999"),
            ("postcode", _) => format!("waarde '{waarde}' is geen geldige postcode"),
            ("huisletter", _) => format!("waarde '{waarde}' is geen letter"),
            ("huisnummertoevoeging", _) => {
                format!("waarde '{waarde}' bestaat niet uit 1 tot 4 letters en cijfers")
            }
            (_, Rule::Minimum(grens)) => {
                format!("waarde '{waarde}' is kleiner dan de toegestane minimum waarde ({grens})")
            }
            (_, Rule::Maximum(grens)) => {
                format!("waarde '{waarde}' is groter dan de toegestane maximum waarde ({grens})")
            }
            _ => format!("waarde '{waarde}' is geen getal"),
        };
        Self::new(name, code, reason)
    }
}

/// 400 with every wrong parameter.
pub(super) fn onjuist(alle: &[Onjuist], request: &Request) -> Problem {
    met(ONJUIST, alle, request)
}

/// 400: an address needs these as well.
pub(super) fn onvolledig(ontbreekt: &[Onjuist], request: &Request) -> Problem {
    met(ONVOLLEDIG, ontbreekt, request)
}

fn met(soort: Soort, alle: &[Onjuist], request: &Request) -> Problem {
    let params: Vec<Value> = alle
        .iter()
        .map(|onjuist| {
            json!({
                "type": format!("https://www.vng.nl/realisatie/api/validaties/{}", onjuist.code),
                "name": onjuist.name,
                "code": onjuist.code,
                "reason": onjuist.reason,
            })
        })
        .collect();
    fout(soort, request).with("invalidParams", params)
}
