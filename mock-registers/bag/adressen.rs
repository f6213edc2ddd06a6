//! Addresses: street, number, town, object and building in one, always as they are now.

use std::borrow::Cow;

use fieldlab_sim::Request;
use fieldlab_world::{Adres, BagId, Objectsoort, Pand, Postcode, Woonplaatscode};
use serde::Serialize;

use super::adresregels::{regel5, regel6};
use super::links::{Href, Id, Link, Tekst, Wegwijzer};
use super::objecten::{
    AdresseerbaarObject, Hal, Jaar, Maker, PuntOfVlak, Zelf, collectie_van, naam_van,
    objectgeometrie, objectstatus, pandstatus,
};
use super::vraag::Expand;

/// An address in an answer, plain or extended.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AdresHal<'a> {
    openbare_ruimte_naam: Cow<'static, str>,
    korte_naam: Cow<'static, str>,
    huisnummer: u32,
    #[serde(skip_serializing_if = "str::is_empty")]
    huisletter: Cow<'static, str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    huisnummertoevoeging: Cow<'static, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postcode: Option<Tekst<Postcode>>,
    woonplaats_naam: &'a str,
    nummeraanduiding_identificatie: Tekst<BagId>,
    openbare_ruimte_identificatie: Tekst<BagId>,
    woonplaats_identificatie: Tekst<Woonplaatscode>,
    adresseerbaar_object_identificatie: Tekst<BagId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pand_identificaties: Option<[Tekst<BagId>; 1]>,
    adresregel5: String,
    adresregel6: String,
    #[serde(flatten)]
    uitgebreid: Option<Uitgebreid>,
    #[serde(skip_serializing_if = "Geconstateerd::is_leeg")]
    geconstateerd: Geconstateerd,
    #[serde(rename = "_links")]
    links: AdresLinks<'a>,
    #[serde(rename = "_embedded", skip_serializing_if = "Option::is_none")]
    embedded: Option<Box<Ingebed<'a>>>,
}

/// What `adressenuitgebreid` adds.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Uitgebreid {
    type_adresseerbaar_object: &'static str,
    adresseerbaar_object_geometrie: PuntOfVlak,
    adresseerbaar_object_status: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gebruiksdoelen: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    oppervlakte: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    oorspronkelijk_bouwjaar: Option<[Tekst<Jaar>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pand_statussen: Option<[&'static str; 1]>,
}

/// Which parts were found outside rather than decided; only those that were.
#[derive(Debug, Default, Serialize)]
struct Geconstateerd {
    #[serde(skip_serializing_if = "is_niet")]
    nummeraanduiding: bool,
    #[serde(skip_serializing_if = "is_niet")]
    verblijfsobject: bool,
    #[serde(skip_serializing_if = "is_niet")]
    ligplaats: bool,
    #[serde(skip_serializing_if = "is_niet")]
    standplaats: bool,
}

fn is_niet(waarde: &bool) -> bool {
    !*waarde
}

impl Geconstateerd {
    fn is_leeg(&self) -> bool {
        !(self.nummeraanduiding || self.verblijfsobject || self.ligplaats || self.standplaats)
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct AdresLinks<'a> {
    #[serde(rename = "self")]
    zelf: Zelf<'a>,
    openbare_ruimte: Link<'a>,
    nummeraanduiding: Link<'a>,
    woonplaats: Link<'a>,
    adresseerbaar_object: Link<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    panden: Option<[Link<'a>; 1]>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Ingebed<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    openbare_ruimte: Option<Hal<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nummeraanduiding: Option<Hal<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    woonplaats: Option<Hal<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    adresseerbaar_object: Option<AdresseerbaarObject<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    panden: Vec<Hal<'a>>,
}

impl AdresHal<'_> {
    /// The same as an answer of its own.
    pub(super) fn als_antwoord(mut self, request: &Request) -> Self {
        self.links.zelf = Zelf::Gevraagd(Href::zelf(request));
        self
    }
}

/// Whether an address is current: neither it nor, for the extended form, its building has an end status.
pub(super) fn is_huidig(adres: Adres<'_>, uitgebreid: bool) -> bool {
    !(adres.is_ingetrokken() || uitgebreid && adres.pand().is_some_and(Pand::is_gesloopt))
}

/// An address in full: `collectie` is `adressen` or `adressenuitgebreid`.
pub(super) fn adres<'a>(
    adres: Adres<'a>,
    weg: Wegwijzer<'a>,
    expand: &'a Expand,
    collectie: &'static str,
) -> AdresHal<'a> {
    let straat = adres.straat();
    let woonplaats = adres.woonplaats();
    let pand = adres.pand();
    let korte_naam = straat.korte_naam();
    let huisletter = adres.huisletter();
    let toevoeging = adres.huisnummertoevoeging();
    let nummeraanduiding = adres.nummeraanduiding();
    let object = adres.object();
    let straat_id = straat.identificatie();
    let pand_id = pand.map(Pand::identificatie);
    let is_uitgebreid = collectie == "adressenuitgebreid";
    let gevonden = adres.is_geconstateerd();
    let van = |soort| is_uitgebreid && gevonden && adres.soort() == soort;
    AdresHal {
        adresregel5: regel5(&korte_naam, adres.huisnummer(), &huisletter, &toevoeging),
        adresregel6: regel6(adres.postcode(), woonplaats.naam()),
        openbare_ruimte_naam: straat.naam(),
        korte_naam,
        huisnummer: adres.huisnummer(),
        huisletter,
        huisnummertoevoeging: toevoeging,
        postcode: adres.postcode().map(Tekst),
        woonplaats_naam: woonplaats.naam(),
        nummeraanduiding_identificatie: Tekst(nummeraanduiding),
        openbare_ruimte_identificatie: Tekst(straat_id),
        woonplaats_identificatie: Tekst(woonplaats.code()),
        adresseerbaar_object_identificatie: Tekst(object),
        pand_identificaties: pand_id.map(|id| [Tekst(id)]),
        uitgebreid: is_uitgebreid.then(|| uitgebreid(adres)),
        geconstateerd: Geconstateerd {
            nummeraanduiding: gevonden,
            verblijfsobject: van(Objectsoort::Verblijfsobject),
            ligplaats: van(Objectsoort::Ligplaats),
            standplaats: van(Objectsoort::Standplaats),
        },
        links: AdresLinks {
            zelf: Zelf::Link(weg.relatie(collectie, nummeraanduiding)),
            openbare_ruimte: weg.relatie("openbareruimten", straat_id),
            nummeraanduiding: weg.relatie("nummeraanduidingen", nummeraanduiding),
            woonplaats: weg.relatie("woonplaatsen", Id::Woonplaats(woonplaats.code())),
            adresseerbaar_object: weg.relatie(collectie_van(adres.soort()), object),
            panden: pand_id.map(|id| [weg.relatie("panden", id)]),
        },
        embedded: ingebed(adres, weg, expand),
    }
}

fn uitgebreid(adres: Adres<'_>) -> Uitgebreid {
    let pand = adres.pand();
    Uitgebreid {
        type_adresseerbaar_object: naam_van(adres.soort()),
        adresseerbaar_object_geometrie: objectgeometrie(adres),
        adresseerbaar_object_status: objectstatus(adres),
        gebruiksdoelen: adres
            .gebruiksdoelen()
            .iter()
            .map(|doel| doel.as_str())
            .collect(),
        oppervlakte: (adres.soort() == Objectsoort::Verblijfsobject).then(|| adres.oppervlakte()),
        oorspronkelijk_bouwjaar: pand.map(|pand| [Tekst(Jaar(pand.bouwjaar()))]),
        pand_statussen: pand.map(|pand| [pandstatus(pand)]),
    }
}

fn ingebed<'a>(
    adres: Adres<'a>,
    weg: Wegwijzer<'a>,
    expand: &'a Expand,
) -> Option<Box<Ingebed<'a>>> {
    if expand.is_leeg() {
        return None;
    }
    let maker = Maker { weg, expand }.kaal();
    let ingebed = Ingebed {
        openbare_ruimte: expand
            .bevat("openbareRuimte")
            .then(|| maker.straat(adres.straat())),
        nummeraanduiding: expand
            .bevat("nummeraanduiding")
            .then(|| maker.nummeraanduiding(adres)),
        woonplaats: expand
            .bevat("woonplaats")
            .then(|| maker.woonplaats(adres.woonplaats())),
        adresseerbaar_object: expand
            .bevat("adresseerbaarObject")
            .then(|| maker.adresseerbaar_object(adres)),
        panden: match adres.pand() {
            Some(pand) if expand.bevat("panden") => vec![maker.pand(pand)],
            _ => Vec::new(),
        },
    };
    Some(Box::new(ingebed))
}
