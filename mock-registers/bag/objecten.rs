//! The objects of the BAG as they stand in answers: one version, under its own name, with links.

mod maker;

use std::borrow::Cow;

use fieldlab_sim::Request;
use fieldlab_world::{Adres, BagId, Gemeentecode, Objectsoort, Pand, Voorkomen, Woonplaatscode};
use jiff::civil::{Date, DateTime, date};
use serde::Serialize;

use super::geometrie::{Punt, Vlak};
use super::links::{Href, Link, Tekst};

pub(super) use self::maker::Maker;

/// An object with its links and what was expanded.
#[derive(Debug, Serialize)]
pub(super) struct Hal<'a> {
    #[serde(flatten)]
    object: Object<'a>,
    #[serde(rename = "_links")]
    links: Links<'a>,
    #[serde(rename = "_embedded", skip_serializing_if = "Option::is_none")]
    embedded: Option<Box<Ingebed<'a>>>,
}

impl Hal<'_> {
    /// The same as an answer of its own.
    pub(super) fn als_antwoord(mut self, request: &Request) -> Self {
        self.links.zelf = Zelf::Gevraagd(Href::zelf(request));
        self
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
enum Object<'a> {
    Woonplaats(WoonplaatsData<'a>),
    OpenbareRuimte(StraatData),
    Nummeraanduiding(NummerData),
    Verblijfsobject(VerblijfsobjectData),
    Ligplaats(PlaatsData),
    Standplaats(PlaatsData),
    Pand(PandData),
    Bronhouder(Gemeente<'a>),
}

/// Document and version: what every object ends with.
#[derive(Debug, Serialize)]
struct Registratie {
    geconstateerd: &'static str,
    documentdatum: Tekst<Date>,
    documentnummer: String,
    voorkomen: Versie,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Versie {
    tijdstip_registratie: Tekst<DateTime>,
    versie: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    eind_registratie: Option<Tekst<DateTime>>,
    begin_geldigheid: Tekst<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    eind_geldigheid: Option<Tekst<Date>>,
    #[serde(rename = "tijdstipRegistratieLV")]
    tijdstip_registratie_lv: Tekst<DateTime>,
    #[serde(
        rename = "tijdstipEindRegistratieLV",
        skip_serializing_if = "Option::is_none"
    )]
    tijdstip_eind_registratie_lv: Option<Tekst<DateTime>>,
}

fn registratie(voorkomen: Voorkomen, geconstateerd: bool) -> Registratie {
    Registratie {
        geconstateerd: if geconstateerd { "J" } else { "N" },
        documentdatum: Tekst(voorkomen.documentdatum),
        documentnummer: voorkomen.documentnummer,
        voorkomen: Versie {
            tijdstip_registratie: Tekst(voorkomen.tijdstip_registratie),
            versie: voorkomen.versie,
            eind_registratie: voorkomen.eind_registratie.map(Tekst),
            begin_geldigheid: Tekst(voorkomen.begin_geldigheid),
            eind_geldigheid: voorkomen.eind_geldigheid.map(Tekst),
            tijdstip_registratie_lv: Tekst(voorkomen.tijdstip_registratie_lv),
            tijdstip_eind_registratie_lv: voorkomen.eind_registratie_lv.map(Tekst),
        },
    }
}

#[derive(Debug, Serialize)]
struct WoonplaatsData<'a> {
    identificatie: Tekst<Woonplaatscode>,
    domein: &'static str,
    naam: &'a str,
    status: &'static str,
    #[serde(flatten)]
    registratie: Registratie,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct StraatData {
    identificatie: Tekst<BagId>,
    domein: &'static str,
    naam: Cow<'static, str>,
    #[serde(rename = "type")]
    soort: &'static str,
    status: &'static str,
    korte_naam: Cow<'static, str>,
    #[serde(flatten)]
    registratie: Registratie,
    ligt_in: Tekst<Woonplaatscode>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct NummerData {
    identificatie: Tekst<BagId>,
    domein: &'static str,
    huisnummer: u32,
    #[serde(skip_serializing_if = "str::is_empty")]
    huisletter: Cow<'static, str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    huisnummertoevoeging: Cow<'static, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postcode: Option<Tekst<fieldlab_world::Postcode>>,
    type_adresseerbaar_object: &'static str,
    status: &'static str,
    #[serde(flatten)]
    registratie: Registratie,
    ligt_aan: Tekst<BagId>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct VerblijfsobjectData {
    #[serde(rename = "type")]
    soort: &'static str,
    heeft_als_hoofd_adres: Tekst<BagId>,
    identificatie: Tekst<BagId>,
    domein: &'static str,
    geometrie: PuntOfVlak,
    gebruiksdoelen: Vec<&'static str>,
    oppervlakte: u32,
    status: &'static str,
    #[serde(flatten)]
    registratie: Registratie,
    maakt_deel_uit_van: Vec<Tekst<BagId>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PlaatsData {
    #[serde(rename = "type")]
    soort: &'static str,
    heeft_als_hoofd_adres: Tekst<BagId>,
    identificatie: Tekst<BagId>,
    domein: &'static str,
    status: &'static str,
    geometrie: Vlak,
    #[serde(flatten)]
    registratie: Registratie,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PandData {
    identificatie: Tekst<BagId>,
    domein: &'static str,
    geometrie: Vlak,
    oorspronkelijk_bouwjaar: Tekst<Jaar>,
    status: &'static str,
    #[serde(flatten)]
    registratie: Registratie,
}

/// A municipality as keeper of objects.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Gemeente<'a> {
    code: Tekst<Gemeentecode>,
    naam: &'a str,
    begin_geldigheid: Tekst<Date>,
    provincie: Provincie,
    status: &'static str,
    versie: u32,
    #[serde(rename = "tijdstipRegistratieLV")]
    tijdstip_registratie_lv: &'static str,
}

#[derive(Debug, Serialize)]
struct Provincie {
    identificatie: u8,
    naam: &'static str,
    afkorting: &'static str,
}

/// The world has no history of municipalities: each has one version, from before the first object.
pub(super) const GEMEENTE_SINDS: DateTime = date(2009, 1, 1).at(0, 0, 0, 0);
const GEMEENTE_SINDS_TEKST: &str = "2009-01-01T00:00:00.000";

/// A year in four digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Jaar(pub(super) u16);

impl std::fmt::Display for Jaar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

/// Where an adresseerbaar object is.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum PuntOfVlak {
    Punt(Punt),
    Vlak(Vlak),
}

#[derive(Debug, Serialize)]
struct Links<'a> {
    #[serde(rename = "self")]
    zelf: Zelf<'a>,
    #[serde(flatten)]
    relaties: Relaties<'a>,
}

/// `self`: of an element by its identification, of the whole answer as the client called it.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Zelf<'a> {
    Link(Link<'a>),
    Gevraagd(Href),
}

#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Relaties<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    ligt_in_woonplaats: Option<Link<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ligt_aan_openbare_ruimte: Option<Link<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    heeft_als_hoofd_adres: Option<Link<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    maakt_deel_uit_van: Vec<Link<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    bronhouders: Vec<Link<'a>>,
}

/// What `expand` brings along with an object.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Ingebed<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    geometrie: Option<PuntOfVlak>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    bronhouders: Vec<Gemeente<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ligt_in_woonplaats: Option<Hal<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ligt_aan_openbare_ruimte: Option<Hal<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    heeft_als_hoofd_adres: Option<Hal<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    maakt_deel_uit_van: Vec<Hal<'a>>,
}

/// An adresseerbaar object of any sort, under the name of its sort.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum AdresseerbaarObject<'a> {
    Verblijfsobject(Hal<'a>),
    Ligplaats(Hal<'a>),
    Standplaats(Hal<'a>),
}

/// The BAG's name of a sort of object.
pub(super) fn naam_van(soort: Objectsoort) -> &'static str {
    match soort {
        Objectsoort::Verblijfsobject => "Verblijfsobject",
        Objectsoort::Ligplaats => "Ligplaats",
        Objectsoort::Standplaats => "Standplaats",
    }
}

/// The collection in which a sort of object is.
pub(super) fn collectie_van(soort: Objectsoort) -> &'static str {
    match soort {
        Objectsoort::Verblijfsobject => "verblijfsobjecten",
        Objectsoort::Ligplaats => "ligplaatsen",
        Objectsoort::Standplaats => "standplaatsen",
    }
}

/// Status of the object at an address.
pub(super) fn objectstatus(adres: Adres<'_>) -> &'static str {
    match (adres.soort(), adres.is_ingetrokken()) {
        (Objectsoort::Verblijfsobject, false) => "Verblijfsobject in gebruik",
        (Objectsoort::Verblijfsobject, true) => "Verblijfsobject ingetrokken",
        (_, false) => "Plaats aangewezen",
        (_, true) => "Plaats ingetrokken",
    }
}

/// Status of a building.
pub(super) fn pandstatus(pand: Pand<'_>) -> &'static str {
    if pand.is_gesloopt() {
        "Pand gesloopt"
    } else {
        "Pand in gebruik"
    }
}

/// Point of a unit, outline of a mooring or pitch.
pub(super) fn objectgeometrie(adres: Adres<'_>) -> PuntOfVlak {
    match adres.soort() {
        Objectsoort::Verblijfsobject => PuntOfVlak::Punt(Punt(adres.punt())),
        Objectsoort::Ligplaats | Objectsoort::Standplaats => PuntOfVlak::Vlak(Vlak(adres.vlak())),
    }
}

/// Two letters of a province.
fn afkorting(provincie: &str) -> &'static str {
    match provincie {
        "Groningen" => "GR",
        "Fryslân" | "Friesland" => "FR",
        "Drenthe" => "DR",
        "Overijssel" => "OV",
        "Flevoland" => "FL",
        "Gelderland" => "GE",
        "Utrecht" => "UT",
        "Noord-Holland" => "NH",
        "Zuid-Holland" => "ZH",
        "Zeeland" => "ZE",
        "Noord-Brabant" => "NB",
        _ => "LI",
    }
}
