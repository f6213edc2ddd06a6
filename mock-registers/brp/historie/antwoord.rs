//! The answer: the residences, the newest first.
//!
//! Source: BRP Verblijfplaatshistorie 2.0, `VerblijfplaatshistorieQueryResponse`.

use serde::Serialize;

use super::onderzoek::{Groep, vlaggen, vlaggen_verblijfplaats};
use super::selectie::geleverd;
use super::vraag::Vraag;
use crate::brp::adres::{Soort, adresregels_met_straat};
use crate::brp::antwoord::{OpschortingBijhouding, RniDeelnemer, Verblijfadres};
use crate::brp::codes::{self, Waarde};
use crate::brp::datum::Datum;
use crate::brp::onderzocht::Onderzocht;
use crate::brp::persoonslijst::{BagNummer, Persoonslijst};
use crate::brp::samenstellen::opschorting;
use crate::brp::tijdlijn::{Vertrek, Woning, aanvangen, aanvangsdatum, woningen};
use crate::brp::velden::Velden;
use crate::brp::verblijf::verblijfadres;

/// `{"verblijfplaatsen": […], …}`.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Antwoord<'p> {
    verblijfplaatsen: Vec<Verblijfplaats<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    opschorting_bijhouding: Option<OpschortingBijhouding<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geheimhouding_persoonsgegevens: Option<bool>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Verblijfplaats<'p> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    verblijfadres: Option<MetOnderzoek<Verblijfadres<'p>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    functie_adres: Option<Waarde<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    adresseerbaar_object_identificatie: Option<BagNummer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nummeraanduiding_identificatie: Option<BagNummer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gemeente_van_inschrijving: Option<Waarde<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    datum_van: Option<Datum>,
    #[serde(skip_serializing_if = "Option::is_none")]
    datum_tot: Option<Datum>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verblijft_niet_op_adres_vanaf: Option<Datum>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_onderzoek: Option<Onderzocht>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rni: Option<RniDeelnemer<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    adressering: Option<MetOnderzoek<Adressering<'p>>>,
}

/// A group and what of it is being investigated; nothing when there is neither.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct MetOnderzoek<T> {
    #[serde(flatten)]
    gegevens: T,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_onderzoek: Option<Onderzocht>,
}

impl<T: Default + PartialEq> MetOnderzoek<T> {
    fn van(gegevens: T, in_onderzoek: Option<Onderzocht>) -> Option<Self> {
        (in_onderzoek.is_some() || gegevens != T::default()).then_some(Self {
            gegevens,
            in_onderzoek,
        })
    }
}

#[derive(Debug, Default, PartialEq, Serialize)]
struct Adressering<'p> {
    #[serde(skip_serializing_if = "Option::is_none")]
    adresregel1: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    adresregel2: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    adresregel3: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    land: Option<Waarde<'p>>,
}

impl Antwoord<'_> {
    /// No residence in it.
    pub(super) fn is_leeg(&self) -> bool {
        self.verblijfplaatsen.is_empty()
    }
}

/// The answer to a question. Somebody unknown, and a record that is never delivered, give an empty
/// list and nothing else.
pub(crate) fn beantwoord<'p>(vraag: &Vraag, lijst: Option<&'p Persoonslijst<'p>>) -> Antwoord<'p> {
    let Some(lijst) = lijst.filter(|lijst| !lijst.inschrijving.wordt_nooit_geleverd()) else {
        return Antwoord::default();
    };
    let woningen = woningen(lijst);
    Antwoord {
        verblijfplaatsen: geleverd(&aanvangen(&woningen), vraag.tijdvak)
            .into_iter()
            .filter_map(|nummer| verblijfplaats(&woningen[nummer], woningen.get(nummer + 1)))
            .collect(),
        opschorting_bijhouding: opschorting(lijst),
        geheimhouding_persoonsgegevens: lijst.inschrijving.is_geheim().then_some(true),
    }
}

/// One residence; nothing when there is no telling of which sort it is.
fn verblijfplaats<'p>(
    woning: &Woning<'p, '_>,
    volgende: Option<&Woning<'_, '_>>,
) -> Option<Verblijfplaats<'p>> {
    const ALLES: Velden = Velden::onder("");
    let voorkomen = woning.voorkomen;
    let bron = &voorkomen.gegevens;
    let soort = Soort::van(bron)?;
    let onderzoek = voorkomen.onderzoek;
    let volgend_begin = volgende.and_then(|volgende| aanvangsdatum(&volgende.voorkomen.gegevens));
    let nummer = |nummer: Option<BagNummer>| {
        nummer.filter(|nummer| soort == Soort::Adres && nummer.is_bekend())
    };
    let vertrek = Vertrek::van(onderzoek, volgend_begin).filter(|_| soort.binnenland());
    let gemeente = bron.gemeente.filter(|code| *code > 0);
    let adres = verblijfadres(bron, soort, ALLES).unwrap_or_default();
    Some(Verblijfplaats {
        r#type: soort.naam(),
        verblijfadres: MetOnderzoek::van(adres, vlaggen(soort, Groep::Verblijfadres, onderzoek)),
        functie_adres: bron
            .functie
            .filter(|_| soort.binnenland())
            .map(codes::functie_adres),
        adresseerbaar_object_identificatie: nummer(bron.object),
        nummeraanduiding_identificatie: nummer(bron.nummeraanduiding),
        gemeente_van_inschrijving: gemeente.map(codes::gemeente),
        datum_van: aanvangsdatum(bron).map(Datum::from),
        datum_tot: volgend_begin.map(Datum::from),
        verblijft_niet_op_adres_vanaf: vertrek.map(|vertrek| vertrek.vanaf().into()),
        in_onderzoek: vlaggen_verblijfplaats(
            soort,
            onderzoek,
            volgende.and_then(|volgende| volgende.voorkomen.onderzoek),
        ),
        rni: voorkomen
            .rni
            .as_ref()
            .filter(|_| !soort.binnenland())
            .map(|rni| RniDeelnemer {
                deelnemer: rni.deelnemer.map(codes::rni_deelnemer),
                omschrijving_verdrag: rni.verdrag.as_deref(),
                ..RniDeelnemer::default()
            }),
        adressering: {
            let naam = gemeente.and_then(fieldlab_world::tables::gemeente);
            let regels = adresregels_met_straat(bron, naam);
            let adressering = Adressering {
                adresregel1: regels.regel1,
                adresregel2: regels.regel2,
                adresregel3: regels.regel3,
                land: regels.land,
            };
            MetOnderzoek::van(adressering, vlaggen(soort, Groep::Adressering, onderzoek))
        },
    })
}
