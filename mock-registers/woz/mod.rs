//! The WOZ: what dwellings and premises are worth, as Kadaster's WOZ Bevragen v1.0.0 serves it.
//!
//! A call goes through `vraag` (is it a good question), `zoeken` (which objects) and `antwoord` (how
//! does that look); `velden` is the one list of what can be asked for.
//!
//! **Invariant:** everything is read from the world; nothing is ever changed here.

mod antwoord;
mod fouten;
mod velden;
mod vraag;
mod zoeken;

#[cfg(test)]
mod tests;

use fieldlab_sim::{
    Api, Call, Manifest, ManifestError, Problem, Refusal, Register, Reply, Request, Session,
};
use http::{HeaderName, HeaderValue, Method, header};
use rust_embed::RustEmbed;

use self::fouten::Onjuist;
use self::vraag::{Soort, Vraag};

#[derive(RustEmbed)]
#[folder = "woz"]
#[include = "register.toml"]
#[include = "openapi.yaml"]
struct Bestanden;

/// The register.
#[derive(Debug)]
pub struct Woz {
    manifest: Manifest,
    apis: Vec<Api>,
}

impl Woz {
    /// Reads manifest and contract, which are compiled in.
    ///
    /// # Errors
    /// When one of them does not parse.
    pub fn load() -> Result<Self, ManifestError> {
        let (manifest, apis) = crate::laad::<Bestanden>("woz")?;
        Ok(Self { manifest, apis })
    }
}

impl Register for Woz {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn apis(&self) -> &[Api] {
        &self.apis
    }

    fn handle(&self, call: &Call<'_>, session: &mut Session<'_>) -> Result<Reply, Problem> {
        let vraag = Vraag::lees(call)?;
        let (view, vandaag) = (session.view(), session.today());
        match &vraag.soort {
            Soort::Een(identificatie) => view
                .woz_met_identificatie(identificatie)
                .map(|object| antwoord::een(&vraag, view, vandaag, object))
                .ok_or_else(|| fouten::onbekend_object(identificatie, vraag.request)),
            Soort::Zoek { ingang, blad } => {
                let objecten = zoeken::objecten(view, ingang);
                Ok(antwoord::lijst(&vraag, view, vandaag, &objecten, *blad))
            }
        }
    }

    fn refuse(&self, refusal: &Refusal<'_>, request: &Request) -> Problem {
        match refusal {
            Refusal::KeyMissing | Refusal::KeyInvalid => {
                fouten::fout(fouten::GEEN_SLEUTEL, request)
            }
            Refusal::MethodNotAllowed { allow } => {
                let allow: Vec<&str> = allow.iter().map(Method::as_str).collect();
                fouten::fout(fouten::METHODE, request).with_header(header::ALLOW, &allow.join(", "))
            }
            Refusal::NotAcceptable => fouten::fout(fouten::CONTENTTYPE, request),
            Refusal::UnknownPath => fouten::fout(fouten::NIET_GEVONDEN, request),
            Refusal::MalformedUrl => fouten::onjuist(&[Onjuist::tekens("path")], request),
            // Nothing here reads a body.
            Refusal::BodyTooLarge { .. } => fouten::fout(fouten::TE_GROOT, request),
            Refusal::UnsupportedMediaType | Refusal::BodyUnreadable => {
                fouten::fout(fouten::CONTENTTYPE, request)
            }
            Refusal::Parameters { violations, .. } => {
                let onjuist: Vec<Onjuist> = violations
                    .iter()
                    .map(|violation| Onjuist::van(violation, ""))
                    .collect();
                fouten::onjuist(&onjuist, request)
            }
            Refusal::NotBuilt { .. } => fouten::fout(fouten::NIET_GEBOUWD, request),
            Refusal::Busy => fouten::fout(fouten::BRON, request),
            Refusal::Disturbed { status, .. } => fouten::verstoord(*status, request),
            Refusal::Internal => fouten::fout(fouten::INTERN, request),
        }
    }

    fn finish(&self, _request: &Request, reply: &mut Reply) {
        reply.headers.insert(
            HeaderName::from_static("api-version"),
            HeaderValue::from_static("1.0.0"),
        );
    }
}
