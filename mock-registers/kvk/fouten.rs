//! Refusals: a list of codes with a sentence each, always as `application/json`.

use std::borrow::Cow;

use fieldlab_sim::{Problem, Refusal, Request};
use http::{StatusCode, header};
use serde_json::{Value, json};

/// One entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fout {
    status: StatusCode,
    code: Cow<'static, str>,
    omschrijving: Cow<'static, str>,
}

const fn vast(status: StatusCode, code: &'static str, omschrijving: &'static str) -> Fout {
    Fout {
        status,
        code: Cow::Borrowed(code),
        omschrijving: Cow::Borrowed(omschrijving),
    }
}

/// Anything wrong in the input that has no code of its own.
pub(super) const INVOER: Fout = vast(
    StatusCode::BAD_REQUEST,
    "IPD1998",
    "Algemene invoer parameter fout.",
);
const PRODUCT: Fout = vast(StatusCode::NOT_FOUND, "IPD0001", "product bestaat niet");
/// The first of the two numbers of the test environment that never answer.
pub(super) const IN_BEHANDELING: Fout = vast(
    StatusCode::NOT_FOUND,
    "IPD1002",
    "De gegevens zijn tijdelijk niet leverbaar omdat deze in behandeling zijn. Probeer het later nog eens.",
);
/// The second one.
pub(super) const OVER_VIJF_MINUTEN: Fout = vast(
    StatusCode::NOT_FOUND,
    "IPD1003",
    "De gegevens zijn tijdelijk niet leverbaar omdat deze in behandeling zijn. Probeer het over 5 minuten nog een keer.",
);
/// A search without results.
pub(super) const GEEN_GEGEVENS: Fout = vast(
    StatusCode::NOT_FOUND,
    "IPD5200",
    "Er zijn geen gegevens gevonden die voldoen aan de opgegeven zoekparameters.",
);
/// A `type` that is none of the three. Not a 400, strange as that is.
pub(super) const TYPE: Fout = vast(
    StatusCode::NOT_FOUND,
    "IPD5203",
    "Het opgegeven type is niet valide.",
);
const TECHNISCH: Fout = vast(
    StatusCode::INTERNAL_SERVER_ERROR,
    "IPD9999",
    "Algemene technische fout.",
);

impl Fout {
    fn over(status: StatusCode, code: &'static str, omschrijving: String) -> Self {
        Self {
            status,
            code: Cow::Borrowed(code),
            omschrijving: Cow::Owned(omschrijving),
        }
    }

    /// No eight digits.
    pub(super) fn kvk_nummer(gegeven: &str) -> Self {
        let tekst = format!("Het KvK nummer {gegeven} is niet valide.");
        Self::over(StatusCode::BAD_REQUEST, "IPD0004", tekst)
    }

    /// No twelve digits.
    pub(super) fn vestigingsnummer(gegeven: &str) -> Self {
        let tekst = format!("Het vestigingsnummer {gegeven} is niet valide.");
        Self::over(StatusCode::BAD_REQUEST, "IPD0006", tekst)
    }

    /// No nine digits.
    pub(super) fn rsin(gegeven: &str) -> Self {
        let tekst = format!("Het RSI-nummer {gegeven} is niet valide.");
        Self::over(StatusCode::BAD_REQUEST, "IPD0010", tekst)
    }

    /// Parameters that do not exist here.
    pub(super) fn onbekende_parameters(namen: &[String]) -> Self {
        let tekst = format!(
            "De volgende opgegeven parameter(s) is(zijn) ongeldig: [{}]",
            namen.join(", ")
        );
        Self::over(StatusCode::BAD_REQUEST, "IPD1999", tekst)
    }

    /// Nobody has this KVK number.
    pub(super) fn onbekend_kvk_nummer(nummer: &str) -> Self {
        let tekst =
            format!("Op basis van het KVK-nummer {nummer} kan het product niet worden geleverd.");
        Self::over(StatusCode::NOT_FOUND, "IPD0005", tekst)
    }

    /// No establishment has this number.
    pub(super) fn onbekend_vestigingsnummer(nummer: &str) -> Self {
        let tekst = format!(
            "Op basis van het vestigingsnummer {nummer} kan het product niet worden geleverd."
        );
        Self::over(StatusCode::NOT_FOUND, "IPD0007", tekst)
    }

    /// A status without a code of the trade register's own.
    fn van_status(status: StatusCode, tekst: &'static str) -> Self {
        Self {
            status,
            code: Cow::Owned(status.as_u16().to_string()),
            omschrijving: Cow::Borrowed(tekst),
        }
    }

    /// `Accept` asks for a form that is not made.
    pub(super) fn niet_aanvaardbaar() -> Self {
        Self::van_status(StatusCode::NOT_ACCEPTABLE, "Not Acceptable")
    }

    fn beschrijf(&self) -> Value {
        json!({"code": self.code, "omschrijving": self.omschrijving})
    }
}

impl From<Fout> for Problem {
    fn from(fout: Fout) -> Self {
        meld(&[fout])
    }
}

/// An answer with all that is wrong. Wrong input (400) decides its status before anything else does.
pub(super) fn meld(fouten: &[Fout]) -> Problem {
    let status = fouten
        .iter()
        .map(|fout| fout.status)
        .min()
        .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let lijst: Vec<Value> = fouten.iter().map(Fout::beschrijf).collect();
    let mut problem = Problem::new(status).with("fout", lijst);
    problem.content_type = "application/json";
    problem
}

/// Words a refusal of the machinery.
pub(super) fn weigering(refusal: &Refusal<'_>, request: &Request) -> Problem {
    let zonder_code =
        |status: StatusCode| Fout::van_status(status, status.canonical_reason().unwrap_or("Error"));
    let fout = match refusal {
        Refusal::KeyMissing | Refusal::KeyInvalid => zonder_code(StatusCode::UNAUTHORIZED),
        Refusal::UnknownPath => PRODUCT,
        Refusal::MethodNotAllowed { allow } => {
            let allow: Vec<&str> = allow.iter().map(http::Method::as_str).collect();
            return Problem::from(zonder_code(StatusCode::METHOD_NOT_ALLOWED))
                .with_header(header::ALLOW, &allow.join(", "));
        }
        Refusal::NotAcceptable => Fout::niet_aanvaardbaar(),
        Refusal::MalformedUrl => nummer_in_pad(request),
        Refusal::Parameters { .. } | Refusal::BodyUnreadable => INVOER,
        Refusal::UnsupportedMediaType => zonder_code(StatusCode::UNSUPPORTED_MEDIA_TYPE),
        Refusal::BodyTooLarge { .. } => zonder_code(StatusCode::PAYLOAD_TOO_LARGE),
        Refusal::NotBuilt { .. } => zonder_code(StatusCode::NOT_IMPLEMENTED),
        Refusal::Busy => zonder_code(StatusCode::SERVICE_UNAVAILABLE),
        Refusal::Disturbed { status, .. } if *status != StatusCode::INTERNAL_SERVER_ERROR => {
            zonder_code(*status)
        }
        Refusal::Disturbed { .. } | Refusal::Internal => TECHNISCH,
    };
    fout.into()
}

/// A path with a number that cannot even be decoded.
fn nummer_in_pad(request: &Request) -> Fout {
    let laatste = request.path.rsplit('/').next().unwrap_or_default();
    if request.path.contains("/vestigingsprofielen/") {
        Fout::vestigingsnummer(laatste)
    } else {
        Fout::kvk_nummer(laatste)
    }
}
