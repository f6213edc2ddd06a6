//! The BRP: Haal Centraal BRP Personen 2.7, Bewoning 2.1, Verblijfplaatshistorie 2.0 and
//! Reisdocumenten 2.0, over the same persons.
//!
//! A question about persons is checked (`vraag`), answered from records (`zoeken`, `uit_wereld`) and
//! delivered as far as it asks (`velden`, `samenstellen`). Each sister API has a folder with its own
//! question, selection and answer. Every derivation works on a [`persoonslijst`], the
//! register's own source data, and never on the world itself.

mod aanschrijving;
mod adres;
mod afleiding;
mod antwoord;
mod autorisatie;
mod bevolking;
mod bewoning;
mod codes;
mod datum;
mod gezag;
mod historie;
mod kort;
mod lab;
mod lo3;
mod lo3_controle;
mod naam;
mod nationaliteit;
mod onderzocht;
mod onderzoek;
mod onderzoek_afleiding;
mod parameters;
mod persoonslijst;
mod protocollering;
mod reisdocumenten;
mod relaties;
mod rni;
mod rubrieken;
mod samenstellen;
mod tijdlijn;
mod toegang;
mod uit_wereld;
mod uitleg;
mod velden;
mod veldenlijst;
mod verblijf;
mod vraag;
mod weigering;
mod zoeken;
mod zoektekst;
mod zusters;

#[cfg(test)]
mod tests;

pub use afleiding::{AfleidingError, afleiden};
pub use lo3_controle::controleer;

use fieldlab_sim::{
    Api, Call, Claims, Client, Manifest, ManifestError, Problem, Refusal, Register, Reply, Request,
    Session, json,
};
use gezag::Geheugen;
use http::StatusCode;
use samenstellen::Omstandigheden;
use serde_json::Value;
use uit_wereld::Bekenden;

/// Media type of every answer that is no refusal.
const JSON: &str = "application/json; charset=utf-8";

/// The register.
#[derive(Debug)]
pub struct Brp {
    manifest: Manifest,
    apis: Vec<Api>,
    lab: Api,
}

impl Brp {
    /// Reads the manifest and the contracts of this folder.
    ///
    /// # Errors
    /// When one of them does not parse: a mistake in this folder.
    pub fn new() -> Result<Self, ManifestError> {
        let manifest = Manifest::parse("brp/register.toml", include_str!("register.toml"))?;
        let read = |file: &str| {
            let text = match file {
                "personen.yaml" => include_str!("personen.yaml"),
                "bewoning.yaml" => include_str!("bewoning.yaml"),
                "verblijfplaatshistorie.yaml" => {
                    include_str!("verblijfplaatshistorie.yaml")
                }
                "reisdocumenten.yaml" => include_str!("reisdocumenten.yaml"),
                _ => return None,
            };
            Some(text.to_owned())
        };
        let apis = manifest.load_apis(&read)?;
        let lab = lab::api()?;
        Ok(Self {
            manifest,
            apis,
            lab,
        })
    }
}

impl Register for Brp {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn apis(&self) -> &[Api] {
        &self.apis
    }

    fn authenticate(
        &self,
        request: &Request,
        session: &Session<'_>,
    ) -> Result<Option<Claims>, Refusal<'static>> {
        toegang::authenticeer(request, session)
    }

    fn client(&self, id: &str, session: &Session<'_>) -> Option<Client> {
        toegang::client(id, session)
    }

    fn handle(&self, call: &Call<'_>, session: &mut Session<'_>) -> Result<Reply, Problem> {
        let Some(Value::Object(body)) = &call.body else {
            return Err(weigering::geen_json(call.request));
        };
        let bekenden = Bekenden::default();
        let bevolking = bevolking::Bevolking::van(session, &bekenden);
        if let Some(antwoord) = zusters::antwoord(call, body, session) {
            return antwoord;
        }
        let vraag = vraag::lees(body)
            .map_err(|fouten| weigering::foute_parameters(&fouten, call.request))?;
        let vrager = toegang::Vrager::van(call, session);
        autorisatie::personen(&vrager, body, vraag.soort.antwoord(), call.request)?;
        let lijsten = zoeken::zoek(bevolking, &vraag)
            .map_err(|te_veel| weigering::te_veel(te_veel.maximum, call.request))?;
        let omstandigheden = Omstandigheden {
            soort: vraag.soort.antwoord(),
            selectie: vraag.selectie,
            vandaag: session.today(),
            geheugen: &Geheugen::new(&bevolking, &lijsten, vraag.selectie.alles()),
            gezagsvorm: gezag::Vorm::van(call.request.header("accept-gezag-version")),
        };
        let antwoord = antwoord::Antwoord {
            soort: vraag.soort.naam(),
            personen: lijsten
                .iter()
                .map(|lijst| samenstellen::persoon(lijst, &omstandigheden))
                .collect(),
        };
        // Room for a whole family, so that the body does not grow and move while it is written.
        let mut bytes = Vec::with_capacity(256 + antwoord.personen.len() * vraag.soort.omvang());
        json::write(&mut bytes, &antwoord).expect("answers have text keys only");
        protocollering::schrijf_op(
            session,
            &vrager,
            "personen",
            body,
            protocollering::Gevraagd::Velden(vraag.selectie.alles()),
            lijsten
                .iter()
                .filter_map(|lijst| lijst.burgerservicenummer()),
        );
        Ok(Reply::new(StatusCode::OK, JSON, bytes))
    }

    fn lab(&self) -> Option<&Api> {
        Some(&self.lab)
    }

    fn handle_lab(&self, call: &Call<'_>, session: &mut Session<'_>) -> Result<Reply, Problem> {
        lab::antwoord(call, session)
    }

    fn refuse(&self, refusal: &Refusal<'_>, request: &Request) -> Problem {
        weigering::weiger(refusal, request)
    }

    fn rules(&self) -> &'static str {
        uitleg::REGELS
    }

    fn explain(&self, request: &Request, reply: &Reply) -> Vec<&'static str> {
        uitleg::regels(request, reply)
    }
}
