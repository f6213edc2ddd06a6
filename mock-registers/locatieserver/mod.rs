//! The Locatieserver: searching for addresses and places, as PDOK's search API v3_1 does.
//!
//! A call goes through `vraag` (the parameters), `zoekvraag` (the language of `q` and `fq`), `knoop`
//! (the question laid beside the index) and `zoeken` (the best documents), and comes out of `antwoord`.
//!
//! **Invariant:** everything is read from the world; nothing is ever changed here.

mod antwoord;
mod blad;
mod document;
mod fouten;
mod ids;
mod index;
mod kandidaat;
mod knoop;
mod ligging;
mod omkeren;
mod perceel;
mod spelling;
mod veld;
mod volgorde;
mod vraag;
mod woorden;
mod xml;
mod zoeken;
mod zoekvraag;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use fieldlab_sim::{
    Api, Call, Manifest, ManifestError, Problem, Refusal, Register, Reply, Request, Session,
};
use fieldlab_world::World;
use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use rust_embed::RustEmbed;

use self::antwoord::Bron;
use self::index::Index;
use self::omkeren::Kaart;
use crate::per_wereld::PerWereld;

#[derive(RustEmbed)]
#[folder = "locatieserver"]
#[include = "register.toml"]
#[include = "openapi.yaml"]
struct Bestanden;

/// What was made of a world.
#[derive(Debug)]
struct Gemaakt {
    index: Index,
    kaart: Kaart,
}

/// The register.
#[derive(Debug)]
pub struct Locatieserver {
    manifest: Manifest,
    apis: Vec<Api>,
    /// The indexes, each made when somebody first searches its world.
    gemaakt: PerWereld<Gemaakt>,
}

impl Locatieserver {
    /// Reads manifest and contract, which are compiled in.
    ///
    /// # Errors
    /// When one of them does not parse.
    pub fn load() -> Result<Self, ManifestError> {
        let (manifest, apis) = crate::laad::<Bestanden>("locatieserver")?;
        Ok(Self {
            manifest,
            apis,
            gemaakt: PerWereld::default(),
        })
    }

    fn gemaakt(&self, world: &World) -> Arc<Gemaakt> {
        self.gemaakt.van(world, |world| Gemaakt {
            index: Index::bouw(world.places()),
            kaart: Kaart::default(),
        })
    }
}

impl Register for Locatieserver {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn apis(&self) -> &[Api] {
        &self.apis
    }

    fn handle(&self, call: &Call<'_>, session: &mut Session<'_>) -> Result<Reply, Problem> {
        let view = session.view();
        let gemaakt = self.gemaakt(view.world());
        let bron = Bron {
            index: &gemaakt.index,
            kaart: &gemaakt.kaart,
            view,
        };
        match call.operation_id() {
            "suggest" => bron.suggest(call),
            "free" => bron.free(call),
            "lookup" => bron.lookup(call),
            _ => bron.reverse(call),
        }
    }

    fn refuse(&self, refusal: &Refusal<'_>, _request: &Request) -> Problem {
        fouten::weigering(refusal)
    }

    fn finish(&self, request: &Request, reply: &mut Reply) {
        const OVERAL: [(HeaderName, &str); 2] = [
            (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
            (header::VARY, "Origin"),
        ];
        if is_voorvraag(request) && reply.status == StatusCode::METHOD_NOT_ALLOWED {
            *reply = Reply::empty(StatusCode::NO_CONTENT)
                .with_header(header::ACCESS_CONTROL_ALLOW_METHODS, "GET, OPTIONS")
                .with_header(header::ACCESS_CONTROL_MAX_AGE, "3600");
            let gevraagd = request.header(header::ACCESS_CONTROL_REQUEST_HEADERS.as_str());
            if let Some(gevraagd) = gevraagd.and_then(|namen| HeaderValue::from_str(namen).ok()) {
                reply
                    .headers
                    .insert(header::ACCESS_CONTROL_ALLOW_HEADERS, gevraagd);
            }
        }
        for (naam, waarde) in OVERAL {
            reply.headers.insert(naam, HeaderValue::from_static(waarde));
        }
    }
}

/// A browser that asks whether it may ask.
fn is_voorvraag(request: &Request) -> bool {
    request.method == Method::OPTIONS
        && request.header(header::ORIGIN.as_str()).is_some()
        && request
            .header(header::ACCESS_CONTROL_REQUEST_METHOD.as_str())
            .is_some()
}
