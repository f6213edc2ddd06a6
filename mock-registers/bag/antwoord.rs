//! From a checked question to the answer.

use fieldlab_sim::{Problem, Reply};
use fieldlab_world::{
    Adres, BagId, Gemeentecode, Objectsoort, Pand, Places, Voorkomen, Woonplaatscode,
};
use http::{HeaderName, StatusCode};
use jiff::civil::DateTime;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use super::adressen::{self, AdresHal};
use super::fouten;
use super::ingangen::{Keuze, Over, Vorm};
use super::links::{BladLinks, Link, Wegwijzer};
use super::objecten::{GEMEENTE_SINDS, Hal, Maker, naam_van, pandstatus};
use super::tijd::milliseconden;
use super::vraag::{CRS, Vraag, grenzen, soort_object};
use super::vrij;
use super::zoeken::{self, TeVeel};

/// The media type of everything but `/info` and refusals.
pub(super) const HAL: &str = "application/hal+json";

/// A collection: its members under one name, or no `_embedded` at all when there are none.
#[derive(serde::Serialize)]
#[serde(bound = "T: Serialize")]
struct Collectie<T> {
    #[serde(rename = "_embedded", skip_serializing_if = "Leden::is_leeg")]
    leden: Leden<T>,
    #[serde(rename = "_links")]
    links: BladLinks,
}

struct Leden<T> {
    sleutel: &'static str,
    leden: Vec<T>,
}

impl<T> Leden<T> {
    fn is_leeg(&self) -> bool {
        self.leden.is_empty()
    }
}

impl<T: Serialize> Serialize for Leden<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(self.sleutel, &self.leden)?;
        map.end()
    }
}

/// Something with a `self` link of the answer beside its own.
#[derive(serde::Serialize)]
struct Omhulsel<T> {
    #[serde(flatten)]
    object: T,
    #[serde(rename = "_links")]
    links: BladLinks,
}

#[derive(serde::Serialize)]
struct Zoekresultaat<'a> {
    omschrijving: String,
    identificatie: String,
    #[serde(rename = "_links")]
    links: AdresLink<'a>,
}

#[derive(serde::Serialize)]
struct AdresLink<'a> {
    adres: Link<'a>,
}

/// Answers one question about the world.
///
/// # Errors
/// When what is asked for does not exist, or is too much.
pub(super) fn antwoord(vraag: &Vraag<'_>, places: &Places) -> Result<Reply, Problem> {
    let antwoord = Antwoord { vraag, places };
    let reply = match vraag.bewerking.vorm {
        Vorm::Zoek | Vorm::OpPunt => antwoord.zoek(),
        Vorm::Een | Vorm::Voorkomen => antwoord.een(),
        Vorm::Lvc => antwoord.lvc(),
    }?;
    let met_geometrie = vraag
        .bewerking
        .heeft_geometrie(vraag.expand.bevat("geometrie"));
    Ok(if met_geometrie {
        reply.with_header(HeaderName::from_static("content-crs"), CRS)
    } else {
        reply
    })
}

struct Antwoord<'a> {
    vraag: &'a Vraag<'a>,
    places: &'a Places,
}

impl<'a> Antwoord<'a> {
    fn niet_gevonden(&self) -> Problem {
        fouten::fout(fouten::NIET_GEVONDEN, self.vraag.request)
    }

    fn te_veel(&self, _: TeVeel) -> Problem {
        fouten::fout(fouten::TE_VEEL_RESULTATEN, self.vraag.request)
    }

    fn weg(&self) -> Wegwijzer<'a> {
        if self.vraag.bewerking.vorm == Vorm::Lvc {
            Wegwijzer::lvc(&self.vraag.basis)
        } else {
            Wegwijzer::new(&self.vraag.basis, &self.vraag.reis)
        }
    }

    fn maker(&self) -> Maker<'a> {
        Maker {
            weg: self.weg(),
            expand: &self.vraag.expand,
        }
    }

    // --- one ---

    fn een(&self) -> Result<Reply, Problem> {
        let request = self.vraag.request;
        match self.vraag.bewerking.over {
            Over::Adres | Over::AdresUitgebreid => {
                let uitgebreid = self.vraag.bewerking.over == Over::AdresUitgebreid;
                let adres = self
                    .id()
                    .and_then(|id| self.places.adres_met_nummeraanduiding(id))
                    .map(|id| self.places.adres(id))
                    .filter(|adres| {
                        self.vraag.is("inclusiefEindStatus")
                            || adressen::is_huidig(*adres, uitgebreid)
                    })
                    .ok_or_else(|| self.niet_gevonden())?;
                Ok(hal(&self.adres(adres).als_antwoord(request)))
            }
            Over::AdresseerbaarObject => {
                let object = self.maker().adresseerbaar_object(self.adres_van_object()?);
                Ok(hal(&Omhulsel {
                    object,
                    links: BladLinks::zelf(request),
                }))
            }
            _ => Ok(hal(&self.object()?.als_antwoord(request))),
        }
    }

    /// The identification in the path; every operation by id has one.
    fn id(&self) -> Option<BagId> {
        let tekst = self
            .vraag
            .parameters
            .iter()
            .find(|(name, _)| name.ends_with("dentificatie"))?
            .1;
        BagId::parse(tekst.as_str()?)
    }

    fn code(&self) -> &str {
        self.vraag.parameters.text("identificatie").unwrap_or("")
    }

    /// The address of the object asked for by its id, in the version asked for.
    fn adres_van_object(&self) -> Result<Adres<'a>, Problem> {
        self.id()
            .and_then(|id| self.places.adres_met_object(id))
            .and_then(|id| self.versie(self.places.adres(id)))
            .ok_or_else(|| self.niet_gevonden())
    }

    /// The newest version of an object that is asked for.
    fn versie(&self, adres: Adres<'a>) -> Option<Adres<'a>> {
        let eindstatus = adres.is_ingetrokken();
        adres
            .objectversies()
            .rev()
            .find(|versie| self.geldt(&versie.objectvoorkomen(), eindstatus))
    }

    /// Whether a version is the one asked for: at the moment of the journey, without end status if
    /// only that will do, and by number and registration where the path names those.
    fn geldt(&self, voorkomen: &Voorkomen, eindstatus: bool) -> bool {
        self.vraag.reis.ziet(voorkomen)
            && !(eindstatus && self.vraag.is("huidig"))
            && self.is_voorkomen(voorkomen.versie, voorkomen.tijdstip_registratie_lv)
    }

    fn is_voorkomen(&self, versie: u32, tijdstip: DateTime) -> bool {
        if self.vraag.bewerking.vorm != Vorm::Voorkomen {
            return true;
        }
        let parameters = &self.vraag.parameters;
        let gevraagd = parameters
            .text("timestampRegistratieLv")
            .and_then(|tekst| tekst.parse::<i64>().ok());
        parameters.integer("versie") == Some(versie.into())
            && gevraagd == Some(milliseconden(tijdstip))
    }

    /// The object of the path, other than addresses.
    fn object(&self) -> Result<Hal<'a>, Problem> {
        let maker = self.maker();
        let gevonden = match self.vraag.bewerking.over {
            Over::Woonplaats => Woonplaatscode::parse(self.code())
                .and_then(|code| self.places.woonplaats_met_code(code))
                .filter(|woonplaats| self.geldt(&woonplaats.voorkomen(), false))
                .map(|woonplaats| maker.woonplaats(woonplaats)),
            Over::Bronhouder => Gemeentecode::parse(self.code())
                .and_then(|code| {
                    self.places
                        .woonplaatsen()
                        .find(|woonplaats| woonplaats.gemeente() == code)
                })
                .filter(|_| {
                    self.vraag
                        .reis
                        .ziet_sinds(GEMEENTE_SINDS.date(), GEMEENTE_SINDS)
                })
                .filter(|_| self.is_voorkomen(1, GEMEENTE_SINDS))
                .map(|woonplaats| maker.bronhouder(woonplaats)),
            Over::OpenbareRuimte => self
                .id()
                .and_then(|id| self.places.straat_met_id(id))
                .map(|straat| self.places.straat(straat))
                .filter(|straat| self.geldt(&straat.voorkomen(), false))
                .map(|straat| maker.straat(straat)),
            Over::Nummeraanduiding => self
                .id()
                .and_then(|id| self.places.adres_met_nummeraanduiding(id))
                .map(|id| self.places.adres(id))
                .filter(|adres| self.geldt(&adres.voorkomen(), adres.is_ingetrokken()))
                .map(|adres| maker.nummeraanduiding(adres)),
            Over::Pand => self
                .id()
                .and_then(|id| self.places.pand_met_id(id))
                .filter(|pand| self.geldt(&pand.voorkomen(), pand.is_gesloopt()))
                .map(|pand| maker.pand(pand)),
            _ => Some(maker.object(self.adres_van_object()?)),
        };
        gevonden.ok_or_else(|| self.niet_gevonden())
    }

    // --- a life cycle: its versions, the oldest first ---

    fn lvc(&self) -> Result<Reply, Problem> {
        let maker = self.maker();
        Ok(match self.vraag.bewerking.over {
            Over::AdresseerbaarObject => {
                let versies = self.adres_van_object()?.objectversies();
                let versies = versies.map(|versie| maker.adresseerbaar_object(versie));
                self.alles("voorkomens", versies.collect())
            }
            Over::Verblijfsobject | Over::Ligplaats | Over::Standplaats => {
                let versies = self.adres_van_object()?.objectversies();
                let versies = versies.map(|versie| maker.object(versie));
                self.alles("voorkomens", versies.collect())
            }
            _ => self.alles("voorkomens", vec![self.object()?]),
        })
    }

    // --- many ---

    /// A collection without pages.
    fn alles<T: Serialize>(&self, sleutel: &'static str, leden: Vec<T>) -> Reply {
        hal(&Collectie {
            leden: Leden { sleutel, leden },
            links: BladLinks::zelf(self.vraag.request),
        })
    }

    /// One page of a collection. A page after the last is empty.
    fn bladen<T: Copy, U: Serialize>(
        &self,
        sleutel: &'static str,
        alles: &[T],
        maak: impl Fn(T) -> U,
    ) -> Reply {
        // A search by a point in the body has no pages.
        if self.vraag.bewerking.vorm == Vorm::OpPunt {
            return self.alles(sleutel, alles.iter().copied().map(maak).collect());
        }
        // The contract has made sure that both are 1 or more; what is too large for a number is far
        // beyond the last page.
        let getal = |name: &str, standaard: usize| match self.vraag.parameters.get(name) {
            Some(gegeven) => gegeven
                .as_u64()
                .and_then(|getal| usize::try_from(getal).ok())
                .unwrap_or(usize::MAX),
            None => standaard,
        };
        let (blad, grootte) = (getal("page", 1).max(1), getal("pageSize", 20).max(1));
        let bladen = alles.len().div_ceil(grootte);
        let overslaan = (blad - 1).saturating_mul(grootte);
        let leden: Vec<U> = alles
            .iter()
            .skip(overslaan)
            .take(grootte)
            .copied()
            .map(maak)
            .collect();
        let links = if leden.is_empty() {
            BladLinks::zelf(self.vraag.request)
        } else {
            BladLinks::new(self.vraag.request, blad, bladen)
        };
        hal(&Collectie {
            leden: Leden { sleutel, leden },
            links,
        })
        .with_header(
            HeaderName::from_static("x-pagination-page"),
            &blad.to_string(),
        )
        .with_header(
            HeaderName::from_static("x-pagination-limit"),
            &grootte.to_string(),
        )
    }

    fn zoek(&self) -> Result<Reply, Problem> {
        let maker = self.maker();
        match self.vraag.bewerking.over {
            Over::Adres | Over::AdresUitgebreid | Over::Zoekresultaat => self.zoek_adressen(),
            Over::Woonplaats => {
                let mut gevonden = zoeken::woonplaatsen(self.vraag, self.places);
                gevonden.retain(|woonplaats| self.geldt(&woonplaats.voorkomen(), false));
                Ok(self.bladen("woonplaatsen", &gevonden, |woonplaats| {
                    maker.woonplaats(woonplaats)
                }))
            }
            Over::OpenbareRuimte => {
                let mut gevonden = zoeken::straten(self.vraag, self.places);
                gevonden.retain(|straat| self.geldt(&straat.voorkomen(), false));
                Ok(self.bladen("openbareruimten", &gevonden, |straat| maker.straat(straat)))
            }
            Over::Nummeraanduiding => {
                let mut gevonden = self.gezochte_adressen()?;
                gevonden.retain(|adres| self.geldt(&adres.voorkomen(), adres.is_ingetrokken()));
                gevonden.sort_by_cached_key(|adres| adres.nummeraanduiding());
                let maak = |adres| maker.nummeraanduiding(adres);
                Ok(self.bladen("nummeraanduidingen", &gevonden, maak))
            }
            Over::Verblijfsobject => {
                self.zoek_objecten("verblijfsobjecten", Objectsoort::Verblijfsobject)
            }
            Over::Ligplaats => self.zoek_objecten("ligplaatsen", Objectsoort::Ligplaats),
            Over::Standplaats => self.zoek_objecten("standplaatsen", Objectsoort::Standplaats),
            Over::AdresseerbaarObject => {
                let mut gevonden = self.objecten()?;
                gevonden.retain(|adres| self.past_filter(*adres));
                let maak = |adres| maker.adresseerbaar_object(adres);
                Ok(self.bladen("adresseerbareObjecten", &gevonden, maak))
            }
            Over::Pand => {
                let mut gevonden =
                    zoeken::panden(self.vraag, self.places).map_err(|wat| self.te_veel(wat))?;
                gevonden.retain(|pand| {
                    self.geldt(&pand.voorkomen(), pand.is_gesloopt()) && self.past_pand(*pand)
                });
                Ok(self.bladen("panden", &gevonden, |pand| maker.pand(pand)))
            }
            Over::Bronhouder => {
                let parameters = &self.vraag.parameters;
                let leden = parameters
                    .text("objectIdentificatie")
                    .or(parameters.text("woonplaatsIdentificatie"))
                    .and_then(|tekst| zoeken::woonplaats_van_object(tekst, self.places))
                    .filter(|_| {
                        self.vraag
                            .reis
                            .ziet_sinds(GEMEENTE_SINDS.date(), GEMEENTE_SINDS)
                    })
                    .map(|woonplaats| maker.bronhouder(woonplaats));
                Ok(self.alles("bronhouders", leden.into_iter().collect()))
            }
            Over::Info => Err(self.niet_gevonden()),
        }
    }

    fn zoek_adressen(&self) -> Result<Reply, Problem> {
        let over = self.vraag.bewerking.over;
        let mut ids = zoeken::adressen(self.vraag, self.places).map_err(|wat| self.te_veel(wat))?;
        if !self.vraag.is("inclusiefEindStatus") {
            let uitgebreid = over == Over::AdresUitgebreid;
            ids.retain(|id| adressen::is_huidig(self.places.adres(*id), uitgebreid));
        }
        zoeken::op_volgorde(&mut ids, self.places);
        if over == Over::Zoekresultaat {
            return Ok(self.bladen("zoekresultaten", &ids, |id| {
                self.zoekresultaat(self.places.adres(id))
            }));
        }
        Ok(self.bladen("adressen", &ids, |id| self.adres(self.places.adres(id))))
    }

    fn adres(&self, adres: Adres<'a>) -> AdresHal<'a> {
        let collectie = match self.vraag.bewerking.over {
            Over::AdresUitgebreid => "adressenuitgebreid",
            _ => "adressen",
        };
        adressen::adres(adres, self.weg(), &self.vraag.expand, collectie)
    }

    fn zoekresultaat(&self, adres: Adres<'a>) -> Zoekresultaat<'a> {
        let id = adres.nummeraanduiding();
        let postcode = adres
            .postcode()
            .map_or(String::new(), |postcode| format!("{postcode} "));
        Zoekresultaat {
            omschrijving: format!(
                "{} {}{}{}, {postcode}{}",
                adres.straat().naam(),
                adres.huisnummer(),
                adres.huisletter(),
                adres.huisnummertoevoeging(),
                adres.woonplaats().naam()
            ),
            identificatie: vrij::zoekresultaat(id),
            links: AdresLink {
                adres: self.weg().relatie("adressen", id),
            },
        }
    }

    fn gezochte_adressen(&self) -> Result<Vec<Adres<'a>>, Problem> {
        let ids = zoeken::adressen(self.vraag, self.places).map_err(|wat| self.te_veel(wat))?;
        Ok(ids.into_iter().map(|id| self.places.adres(id)).collect())
    }

    /// The objects that a search selects, in the version asked for, by identification.
    fn objecten(&self) -> Result<Vec<Adres<'a>>, Problem> {
        let gevonden = self.gezochte_adressen()?.into_iter();
        let mut versies: Vec<Adres<'a>> = gevonden.filter_map(|adres| self.versie(adres)).collect();
        versies.sort_by_cached_key(|adres| adres.object());
        Ok(versies)
    }

    fn zoek_objecten(&self, sleutel: &'static str, soort: Objectsoort) -> Result<Reply, Problem> {
        let mut gevonden = self.objecten()?;
        gevonden.retain(|adres| adres.soort() == soort && self.past_filter(*adres));
        let maker = self.maker();
        Ok(self.bladen(sleutel, &gevonden, |adres| maker.object(adres)))
    }

    /// The filters that go with a box.
    fn past_filter(&self, adres: Adres<'_>) -> bool {
        if self.vraag.keuze() != Keuze::Kader {
            return true;
        }
        let parameters = &self.vraag.parameters;
        let soort = parameters.text("type").and_then(soort_object);
        let oppervlakte = grenzen(parameters, "oppervlakte");
        let is_doel = |doel: &str| {
            adres
                .gebruiksdoelen()
                .iter()
                .any(|gebruiksdoel| gebruiksdoel.as_str() == doel)
        };
        parameters
            .boolean("geconstateerd")
            .is_none_or(|wens| wens == adres.is_geconstateerd())
            && soort.is_none_or(|soort| soort == naam_van(adres.soort()))
            && self.is_een_van("gebruiksdoelen", is_doel)
            && oppervlakte.is_none_or(|grenzen| {
                adres.soort() == Objectsoort::Verblijfsobject
                    && ligt_tussen(grenzen, adres.oppervlakte().into())
            })
    }

    fn past_pand(&self, pand: Pand<'_>) -> bool {
        let parameters = &self.vraag.parameters;
        // No building in this world was found outside.
        parameters.boolean("geconstateerd") != Some(true)
            && self.is_een_van("statusPand", |status| status == pandstatus(pand))
            && grenzen(parameters, "bouwjaar")
                .is_none_or(|grenzen| ligt_tussen(grenzen, pand.bouwjaar().into()))
    }

    /// Whether one of the values of a list will do; an absent list asks for nothing.
    fn is_een_van(&self, name: &str, past: impl Fn(&str) -> bool) -> bool {
        let lijst = self.vraag.parameters.get(name).and_then(Value::as_array);
        lijst.is_none_or(|lijst| lijst.iter().filter_map(Value::as_str).any(past))
    }
}

fn ligt_tussen((min, max): (Option<i64>, Option<i64>), waarde: i64) -> bool {
    min.is_none_or(|min| min <= waarde) && max.is_none_or(|max| waarde <= max)
}

fn hal<T: Serialize>(value: &T) -> Reply {
    Reply::json(StatusCode::OK, HAL, value)
}
