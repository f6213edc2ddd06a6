//! Addresses as the profiles write them.

use std::borrow::Cow;
use std::fmt::{self, Display};

use fieldlab_world::{Adres, BagId, Postcode};
use serde::Serialize;

use super::beeld::{Adressen, Plek, ja_nee};
use super::links::Tekst;

/// An address of an establishment or an owner.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Profieladres<'w> {
    #[serde(rename = "type")]
    soort: &'static str,
    ind_afgeschermd: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    volledig_adres: Option<Tekst<Volledig<'w>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    straatnaam: Option<Cow<'w, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    huisnummer: Option<u32>,
    #[serde(skip_serializing_if = "str::is_empty")]
    huisnummer_toevoeging: Cow<'static, str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    huisletter: Cow<'static, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postcode: Option<Tekst<Postcode>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postbusnummer: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plaats: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    straat_huisnummer: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postcode_woonplaats: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    regio: Option<&'static str>,
    land: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    geo_data: Option<GeoData>,
}

/// What the BAG knows of an address.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct GeoData {
    // The service spells it so.
    addresseerbaar_object_id: Tekst<BagId>,
    nummer_aanduiding_id: Tekst<BagId>,
    gps_latitude: f64,
    gps_longitude: f64,
    rijksdriehoek_x: f64,
    rijksdriehoek_y: f64,
    rijksdriehoek_z: f64,
}

impl GeoData {
    fn van(adres: Adres<'_>) -> Self {
        let punt = adres.punt();
        let (gps_latitude, gps_longitude) = punt.etrs89();
        let (rijksdriehoek_x, rijksdriehoek_y) = punt.in_metres();
        Self {
            addresseerbaar_object_id: Tekst(adres.object()),
            nummer_aanduiding_id: Tekst(adres.nummeraanduiding()),
            gps_latitude,
            gps_longitude,
            rijksdriehoek_x,
            rijksdriehoek_y,
            rijksdriehoek_z: 0.0,
        }
    }
}

impl<'w> Profieladres<'w> {
    fn van(soort: &'static str, plek: Plek<'w>, geo_data: bool) -> Self {
        let leeg = Self {
            soort,
            ind_afgeschermd: ja_nee(matches!(plek, Plek::Afgeschermd)),
            volledig_adres: Volledig::van(plek).map(Tekst),
            straatnaam: None,
            huisnummer: None,
            huisnummer_toevoeging: Cow::Borrowed(""),
            huisletter: Cow::Borrowed(""),
            postcode: None,
            postbusnummer: None,
            plaats: None,
            straat_huisnummer: None,
            postcode_woonplaats: None,
            regio: None,
            land: "Nederland",
            geo_data: None,
        };
        match plek {
            Plek::Afgeschermd => leeg,
            Plek::Adres(adres) => Self {
                straatnaam: Some(adres.straat().naam()),
                huisnummer: Some(adres.huisnummer()),
                huisnummer_toevoeging: adres.huisnummertoevoeging(),
                huisletter: adres.huisletter(),
                postcode: adres.postcode().map(Tekst),
                plaats: Some(adres.woonplaats().naam()),
                geo_data: geo_data.then(|| GeoData::van(adres)),
                ..leeg
            },
            Plek::Postbus {
                nummer,
                postcode,
                plaats,
            } => Self {
                postbusnummer: Some(nummer),
                postcode: Some(Tekst(postcode)),
                plaats: Some(plaats),
                ..leeg
            },
            Plek::Buitenland(ver) => Self {
                straat_huisnummer: Some(ver.straat_huisnummer),
                postcode_woonplaats: Some(ver.postcode_woonplaats),
                regio: ver.regio,
                land: ver.land,
                ..leeg
            },
        }
    }
}

/// The visiting address, then the postal one.
pub(super) fn lijst(adressen: Adressen<'_>, geo_data: bool) -> Vec<Profieladres<'_>> {
    let bezoek = adressen
        .bezoek
        .map(|plek| Profieladres::van("bezoekadres", plek, geo_data));
    let post = adressen
        .post
        .map(|plek| Profieladres::van("correspondentieadres", plek, geo_data));
    bezoek.into_iter().chain(post).collect()
}

/// An address in one line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Volledig<'w>(Plek<'w>);

impl<'w> Volledig<'w> {
    /// `None` when it is not to be seen.
    pub(super) fn van(plek: Plek<'w>) -> Option<Self> {
        (!matches!(plek, Plek::Afgeschermd)).then_some(Self(plek))
    }
}

impl Display for Volledig<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Plek::Afgeschermd => Ok(()),
            Plek::Adres(adres) => {
                write!(f, "{} {}", adres.straat().naam(), adres.huisnummer())?;
                for deel in [adres.huisletter(), adres.huisnummertoevoeging()] {
                    if !deel.is_empty() {
                        write!(f, " {deel}")?;
                    }
                }
                if let Some(postcode) = adres.postcode() {
                    write!(f, " {postcode}")?;
                }
                write!(f, " {}", adres.woonplaats().naam())
            }
            Plek::Postbus {
                nummer,
                postcode,
                plaats,
            } => write!(f, "Postbus {nummer} {postcode} {plaats}"),
            Plek::Buitenland(ver) => write!(
                f,
                "{} {} {}",
                ver.straat_huisnummer, ver.postcode_woonplaats, ver.land
            ),
        }
    }
}
