//! The BRK: parcels and apartment rights, as Kadaster's BRK Bevragen v2 (2.0.0) serves them.
//!
//! A call goes through `vraag` (is it a good question), `zoeken` (what does it select), and the module
//! of what it asks for; `velden` keeps what `fields` and `expand` want of that.
//!
//! **Invariant:** everything is read from the world; nothing is ever changed here.

mod bron;
mod fouten;
mod gerechtigden;
mod lasten;
mod lijsten;
mod links;
mod namen;
mod personen;
mod stukken;
mod velden;
mod vraag;
mod zaken;
mod zoeken;

#[cfg(test)]
mod tests;

use fieldlab_sim::{
    Api, Call, Manifest, ManifestError, Problem, Refusal, Register, Reply, Request, Session,
};
use http::{HeaderName, HeaderValue, StatusCode};
use rust_embed::RustEmbed;
use serde_json::{Map, Value, json};

use self::bron::Bron;
use self::personen::Namenlijst;
use self::velden::Schemas;
use self::vraag::Vraag;
use crate::per_wereld::PerWereld;

#[derive(RustEmbed)]
#[folder = "brk"]
#[include = "register.toml"]
#[include = "openapi.yaml"]
struct Bestanden;

/// The register.
#[derive(Debug)]
pub struct Brk {
    manifest: Manifest,
    apis: Vec<Api>,
    schemas: Schemas,
    /// Made when somebody first searches a world.
    namen: PerWereld<Namenlijst>,
}

impl Brk {
    /// Reads manifest and contract, which are compiled in.
    ///
    /// # Errors
    /// When one of them does not parse.
    pub fn load() -> Result<Self, ManifestError> {
        let (manifest, apis) = crate::laad::<Bestanden>("brk")?;
        let document = apis.first().map(|api| api.contract.json().clone());
        Ok(Self {
            manifest,
            schemas: Schemas::lees(&document.unwrap_or_default()),
            apis,
            namen: PerWereld::default(),
        })
    }
}

/// The media type of every good answer.
const HAL: &str = "application/hal+json";
/// The one coordinate system.
const CRS: &str = "epsg:28992";

impl Register for Brk {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn apis(&self) -> &[Api] {
        &self.apis
    }

    fn handle(&self, call: &Call<'_>, session: &mut Session<'_>) -> Result<Reply, Problem> {
        let vraag = Vraag::lees(call, &self.schemas)?;
        let bron = Bron {
            view: session.view(),
            vraag: &vraag,
        };
        let namen = || self.namen.van(bron.view.world(), Namenlijst::van);
        let inhoud = match call.operation_id() {
            "kadastraalOnroerendeZaken" | "kadastraalOnroerendeZakenMetBsn" => bron.zoek()?,
            "kadastraalOnroerendeZaak" => bron.zaak()?,
            "zakelijkGerechtigden" => bron.gerechtigden()?,
            "zakelijkGerechtigde" => bron.gerechtigde()?,
            "hypotheken" => bron.hypotheken()?,
            "hypotheek" => bron.hypotheek()?,
            "beslagen" => bron.beslagen()?,
            "beslag" => bron.beslag()?,
            "privaatrechtelijkeBeperkingen" => bron.privaatrechtelijke()?,
            "privaatrechtelijkeBeperking" => bron.een_privaatrechtelijke()?,
            "publiekrechtelijkeBeperkingen" => bron.publiekrechtelijke(),
            "kadasterNatuurlijkPersonen" => bron.natuurlijk_personen(&namen())?,
            "kadasterNatuurlijkPersoon" => bron.persoon(true)?,
            "kadasterNietNatuurlijkPersonen" => bron.niet_natuurlijk_personen(&namen())?,
            "kadasterNietNatuurlijkPersoon" => bron.persoon(false)?,
            "stuk" => bron.stuk()?,
            "stukdeel" => bron.stukdeel()?,
            other => return Err(fouten::niet_gebouwd(other, vraag.instance())),
        };
        let geometrie = heeft_geometrie(&inhoud);
        let reply = Reply::json(StatusCode::OK, HAL, &inhoud);
        Ok(if geometrie {
            reply.with_header(HeaderName::from_static("content-crs"), CRS)
        } else {
            reply
        })
    }

    fn refuse(&self, refusal: &Refusal<'_>, request: &Request) -> Problem {
        fouten::weigering(refusal, self.instance(request))
    }

    fn finish(&self, _request: &Request, reply: &mut Reply) {
        reply.headers.insert(
            HeaderName::from_static("api-version"),
            HeaderValue::from_static("2.0.0"),
        );
    }
}

impl Brk {
    /// Path and query below the base path.
    fn instance(&self, request: &Request) -> String {
        let below = self
            .apis
            .iter()
            .find_map(|api| request.path.strip_prefix(api.mount.as_str()));
        links::onder(below.unwrap_or(&request.path), &request.query)
    }
}

/// Whether coordinates stand in an answer.
fn heeft_geometrie(inhoud: &Map<String, Value>) -> bool {
    let hier = |zaak: &Map<String, Value>| {
        zaak.contains_key("begrenzingPerceel") || zaak.contains_key("plaatscoordinaten")
    };
    let zaken = inhoud
        .get("_embedded")
        .and_then(|delen| delen.get("kadastraalOnroerendeZaken"))
        .and_then(Value::as_array);
    hier(inhoud)
        || zaken
            .into_iter()
            .flatten()
            .filter_map(Value::as_object)
            .any(hier)
}

/// A code and its words.
fn lijst(code: &str, waarde: &str) -> Value {
    json!({"code": code, "waarde": waarde})
}
