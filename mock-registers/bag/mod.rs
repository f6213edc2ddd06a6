//! The BAG: addresses and buildings, as Kadaster's BAG API Individuele Bevragingen v2 (2.9.2) serves them.
//!
//! A call goes through `vraag` (is it a good question), `zoeken` (what does it select) and
//! `antwoord` (how does that look).
//!
//! **Invariant:** everything is read from the world; nothing is ever changed here.

mod adresregels;
mod adressen;
mod antwoord;
mod fouten;
mod geometrie;
mod ingangen;
mod kaart;
mod links;
mod objecten;
mod tijd;
mod vraag;
mod vrij;
mod zoeken;

#[cfg(test)]
mod tests;

use fieldlab_sim::{
    Api, Call, Manifest, ManifestError, Problem, Refusal, Register, Reply, Request, Session,
};
use http::{HeaderName, HeaderValue, StatusCode, header};
use rust_embed::RustEmbed;
use serde_json::json;

use self::fouten::Onjuist;
use self::vraag::Vraag;

#[derive(RustEmbed)]
#[folder = "bag"]
#[include = "register.toml"]
#[include = "openapi.yaml"]
struct Bestanden;

/// The register.
#[derive(Debug)]
pub struct Bag {
    manifest: Manifest,
    apis: Vec<Api>,
}

impl Bag {
    /// Reads manifest and contract, which are compiled in.
    ///
    /// # Errors
    /// When one of them does not parse.
    pub fn load() -> Result<Self, ManifestError> {
        let (manifest, apis) = crate::laad::<Bestanden>("bag")?;
        Ok(Self { manifest, apis })
    }
}

impl Register for Bag {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn apis(&self) -> &[Api] {
        &self.apis
    }

    fn handle(&self, call: &Call<'_>, session: &mut Session<'_>) -> Result<Reply, Problem> {
        if !vraag::is_aanvaardbaar(call, &self.manifest.accept) {
            return Err(fouten::fout(fouten::CONTENTTYPE, call.request));
        }
        if call.operation_id() == "info" {
            return Ok(info(call));
        }
        let vraag = Vraag::lees(call, session)?;
        antwoord::antwoord(&vraag, session.view().places())
    }

    fn refuse(&self, refusal: &Refusal<'_>, request: &Request) -> Problem {
        match refusal {
            Refusal::KeyMissing => fouten::poort(StatusCode::BAD_REQUEST, "Missing API Key"),
            Refusal::KeyInvalid => fouten::poort(StatusCode::UNAUTHORIZED, "Invalid API Key"),
            Refusal::MethodNotAllowed { allow } => {
                let allow = allow
                    .iter()
                    .map(http::Method::as_str)
                    .collect::<Vec<_>>()
                    .join(", ");
                fouten::fout(fouten::METHODE, request).with_header(header::ALLOW, &allow)
            }
            Refusal::NotAcceptable => fouten::fout(fouten::CONTENTTYPE, request),
            Refusal::UnknownPath => fouten::fout(fouten::NIET_GEVONDEN, request),
            Refusal::MalformedUrl => {
                fouten::onjuiste_parameters(&[Onjuist::tekens("path")], request)
            }
            Refusal::UnsupportedMediaType | Refusal::BodyUnreadable => {
                fouten::fout(fouten::INHOUD, request)
            }
            Refusal::BodyTooLarge { limit } => fouten::te_groot(*limit, request),
            Refusal::Parameters { violations, .. } => {
                let onjuist: Vec<Onjuist> = violations.iter().map(Onjuist::van).collect();
                fouten::onjuiste_parameters(&onjuist, request)
            }
            Refusal::NotBuilt { operation } => fouten::niet_gebouwd(operation, request),
            Refusal::Busy => fouten::fout(fouten::BRON, request),
            Refusal::Disturbed { status, .. } => match *status {
                StatusCode::UNAUTHORIZED => self.refuse(&Refusal::KeyInvalid, request),
                status => fouten::verstoord(status, request),
            },
            Refusal::Internal => fouten::fout(fouten::INTERN, request),
        }
    }

    fn finish(&self, _request: &Request, reply: &mut Reply) {
        // Calls are not counted: every answer says what a key sees that has just made its first call.
        const VASTE_HEADERS: [(&str, &str); 7] = [
            ("api-version", "2.9.2"),
            ("kadaster-ratelimit-daylimit", "50000"),
            ("kadaster-ratelimit-daylimit-remaining", "49999"),
            ("kadaster-ratelimit-daylimit-reset", "86400"),
            ("ratelimit-limit", "50"),
            ("ratelimit-remaining", "49"),
            ("ratelimit-reset", "1"),
        ];
        for (name, value) in VASTE_HEADERS {
            reply.headers.insert(
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            );
        }
        if reply.status == StatusCode::TOO_MANY_REQUESTS {
            reply.headers.insert(
                HeaderName::from_static("ratelimit-remaining"),
                HeaderValue::from_static("0"),
            );
        }
    }
}

fn info(call: &Call<'_>) -> Reply {
    let info = json!({
        "api-name": call.api.contract.title(),
        "api-version": call.api.version,
        "api-description": "Fictieve adressen en gebouwen, in de vorm van de BAG API Individuele Bevragingen.",
        "informationmodel": "IMBAG",
        "informationmodel-version": "2.0",
        "informationmodel-location": "https://imbag.github.io/catalogus/hoofdstukken/",
    });
    Reply::json(StatusCode::OK, "application/json", &info)
}
