//! The trade register: KVK's APIs Zoeken v2, Basisprofiel v1, Vestigingsprofiel v1 and Naamgeving v1.
//!
//! A call goes through `vraag` (form, number, parameters), reads a company as a `beeld`, and comes out of
//! `profiel`, `naamgeving` or `zoeken`.
//!
//! **Invariant:** everything is read from the world; nothing is ever changed here.

mod adres;
mod beeld;
mod fouten;
mod links;
mod naamgeving;
mod profiel;
mod testnummers;
mod vraag;
mod zoeken;

#[cfg(test)]
mod tests;

use fieldlab_sim::{
    Api, Call, Manifest, ManifestError, Problem, Refusal, Register, Reply, Request, Session,
};
use fieldlab_world::{BedrijfId, KvkNummer, Vestigingsnummer, View};
use http::{HeaderName, StatusCode};
use rust_embed::RustEmbed;
use serde::Serialize;

use self::beeld::Beeld;
use self::fouten::Fout;
use self::links::Wegwijzer;
use self::profiel::Maker;
use self::testnummers::Testnummers;
use self::vraag::{Query, Vorm};
use self::zoeken::{Index, Zoeker};
use crate::per_wereld::PerWereld;

#[derive(RustEmbed)]
#[folder = "kvk"]
#[include = "register.toml"]
#[include = "openapi.yaml"]
struct Bestanden;

/// The register.
#[derive(Debug)]
pub struct Kvk {
    manifest: Manifest,
    apis: Vec<Api>,
    /// Made when somebody first searches.
    index: PerWereld<Index>,
    /// Chosen when somebody first asks for a number that is not this world's, in the test environment.
    testnummers: PerWereld<Testnummers>,
}

/// The API of the manifest where the published test numbers work.
const TESTOMGEVING: &str = "kvk-test";

/// The versions that the services say they are.
const ZOEKEN: &str = "2.1.0";
const PROFIELEN: &str = "1.5.0";
const NAAMGEVING: &str = "1.1.1";

impl Kvk {
    /// Reads manifest and contract, which are compiled in.
    ///
    /// # Errors
    /// When one of them does not parse.
    pub fn load() -> Result<Self, ManifestError> {
        let (manifest, apis) = crate::laad::<Bestanden>("kvk")?;
        Ok(Self {
            manifest,
            apis,
            index: PerWereld::default(),
            testnummers: PerWereld::default(),
        })
    }

    /// The company behind a number that is not this world's own.
    fn testnummer(&self, call: &Call<'_>, view: View<'_>, nummer: KvkNummer) -> Option<BedrijfId> {
        if call.api.name != TESTOMGEVING {
            return None;
        }
        let gekozen = self.testnummers.van(view.world(), Testnummers::kies);
        gekozen.bedrijf(nummer)
    }

    fn zoeken(&self, call: &Call<'_>, view: View<'_>) -> Result<Reply, Problem> {
        let vorm = Vorm::kies(call.request, Vorm::Json)?;
        let zoeker = Zoeker {
            view,
            index: || self.index.van(view.world(), Index::bouw),
            testnummer: &|nummer| self.testnummer(call, view, nummer),
        };
        zoeker.antwoord(&call.request.query, Wegwijzer::new(call, vorm), vorm)
    }

    /// The company of the KVK number in the path.
    fn bedrijf<'w>(&self, call: &Call<'_>, view: View<'w>) -> Result<Beeld<'w>, Fout> {
        let tekst = vraag::nummer(call, 8, Fout::kvk_nummer)?;
        let onbekend = || Fout::onbekend_kvk_nummer(&tekst);
        let nummer = KvkNummer::parse(&tekst).ok_or_else(onbekend)?;
        if let Some(bedrijf) = view.bedrijf_met_kvk(nummer) {
            return Ok(Beeld::lees(view, bedrijf, None));
        }
        if call.api.name == TESTOMGEVING
            && let Some(fout) = testnummers::fout(&tekst)
        {
            return Err(fout);
        }
        let bedrijf = self.testnummer(call, view, nummer).ok_or_else(onbekend)?;
        Ok(Beeld::lees(view, bedrijf, Some(nummer)))
    }

    /// A company of which there is still more than its name.
    fn met_profiel<'w>(&self, call: &Call<'_>, view: View<'w>) -> Result<Beeld<'w>, Fout> {
        let beeld = self.bedrijf(call, view)?;
        if beeld.is_zonder_profiel() {
            return Err(Fout::onbekend_kvk_nummer(&beeld.kvk.to_string()));
        }
        Ok(beeld)
    }
}

/// The establishment of the number in the path, and the company whose it is.
fn vestiging<'w>(
    call: &Call<'_>,
    view: View<'w>,
) -> Result<(Beeld<'w>, fieldlab_world::Vestiging), Fout> {
    let tekst = vraag::nummer(call, 12, Fout::vestigingsnummer)?;
    Vestigingsnummer::parse(&tekst)
        .and_then(|nummer| view.vestiging_met_nummer(nummer))
        .map(|vestiging| (Beeld::lees(view, vestiging.bedrijf, None), vestiging))
        .filter(|(beeld, _)| !beeld.is_zonder_profiel())
        .ok_or_else(|| Fout::onbekend_vestigingsnummer(&tekst))
}

/// Checks the parameters of a profile; the answer is whether the BAG's data are wanted.
fn geo_data(call: &Call<'_>) -> Result<bool, Problem> {
    if call.request.query.is_empty() {
        return Ok(false);
    }
    let query = Query::lees(&call.request.query, &["geoData"])?;
    let mut fouten = Vec::new();
    let gevraagd = query.ja("geoData", &mut fouten);
    if fouten.is_empty() {
        Ok(gevraagd)
    } else {
        Err(fouten::meld(&fouten))
    }
}

fn antwoord(vorm: Vorm, hal: &impl Serialize) -> Reply {
    Reply::json(StatusCode::OK, vorm.media_type(), hal)
}

impl Register for Kvk {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn apis(&self) -> &[Api] {
        &self.apis
    }

    fn handle(&self, call: &Call<'_>, session: &mut Session<'_>) -> Result<Reply, Problem> {
        let view = session.view();
        let bewerking = call.operation_id();
        if bewerking == "getResults" {
            return Ok(versie(self.zoeken(call, view)?, ZOEKEN));
        }
        let vorm = Vorm::kies(call.request, Vorm::Hal)?;
        let weg = Wegwijzer::new(call, vorm);
        if bewerking == "naamgevingBijKvkNummer" {
            Query::lees(&call.request.query, &[])?;
            let beeld = self.bedrijf(call, view)?;
            let namen = naamgeving::Namen::lees(&beeld);
            return Ok(versie(
                antwoord(vorm, &namen.antwoord(&beeld, weg)),
                NAAMGEVING,
            ));
        }
        let reply = match bewerking {
            "getVestigingByVestigingsnummer" => {
                let geo_data = geo_data(call)?;
                let (beeld, vestiging) = vestiging(call, view)?;
                let maker = Maker::new(&beeld, weg, geo_data);
                antwoord(vorm, &maker.vestigingsprofiel(&vestiging))
            }
            "getVestigingen" => {
                Query::lees(&call.request.query, &[])?;
                let beeld = self.met_profiel(call, view)?;
                let maker = Maker::new(&beeld, weg, false);
                antwoord(vorm, &maker.vestigingen())
            }
            bewerking => {
                let geo_data = geo_data(call)?;
                let beeld = self.met_profiel(call, view)?;
                let maker = Maker::new(&beeld, weg, geo_data);
                match bewerking {
                    "getEigenaar" => antwoord(vorm, &maker.eigenaar()),
                    "getHoofdvestiging" => match maker.hoofdvestiging() {
                        Some(hoofdvestiging) => antwoord(vorm, &hoofdvestiging),
                        None => {
                            return Err(Fout::onbekend_kvk_nummer(&beeld.kvk.to_string()).into());
                        }
                    },
                    _ => antwoord(vorm, &maker.basisprofiel()),
                }
            }
        };
        Ok(versie(reply, PROFIELEN))
    }

    fn refuse(&self, refusal: &Refusal<'_>, request: &Request) -> Problem {
        fouten::weigering(refusal, request)
    }
}

/// Says which version answered. Refusals do not.
fn versie(reply: Reply, versie: &'static str) -> Reply {
    reply.with_header(HeaderName::from_static("api-version"), versie)
}
