//! The answer: the documents that were found.
//!
//! Source: BRP Reisdocumenten 2.0, `ReisdocumentenQueryResponse`. Secrecy and suspension come along
//! with the holder, and with any document.

use fieldlab_world::Bsn;
use serde::Serialize;

use super::velden::{Veld, Velden};
use super::vraag::{Vraag, Wat};
use crate::brp::antwoord::{OpschortingBijhouding, als_tekst};
use crate::brp::codes::{self, Waarde};
use crate::brp::datum::Datum;
use crate::brp::onderzocht::Onderzocht;
use crate::brp::persoonslijst::{Onderzoek, Persoonslijst, Reisdocument, Voorkomen};
use crate::brp::samenstellen::opschorting;

/// `{"type": …, "reisdocumenten": […]}`.
#[derive(Debug, Serialize)]
pub(crate) struct Antwoord<'p> {
    #[serde(rename = "type")]
    soort: &'static str,
    reisdocumenten: Vec<Document<'p>>,
    /// Whose they are.
    #[serde(skip)]
    houders: Vec<Bsn>,
}

impl Antwoord<'_> {
    /// Whose the documents are.
    pub(super) fn houders(&self) -> &[Bsn] {
        &self.houders
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'p> {
    #[serde(skip_serializing_if = "Option::is_none")]
    reisdocumentnummer: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    soort: Option<Waarde<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    datum_einde_geldigheid: Option<Datum>,
    #[serde(skip_serializing_if = "Option::is_none")]
    inhouding_of_vermissing: Option<Inhouding<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    houder: Option<Houder<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_onderzoek: Option<Onderzocht>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Inhouding<'p> {
    #[serde(skip_serializing_if = "Option::is_none")]
    datum: Option<Datum>,
    #[serde(skip_serializing_if = "Option::is_none")]
    aanduiding: Option<Waarde<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_onderzoek: Option<Onderzocht>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Houder<'p> {
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "als_tekst")]
    burgerservicenummer: Option<Bsn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geheimhouding_persoonsgegevens: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    opschorting_bijhouding: Option<OpschortingBijhouding<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_onderzoek: Option<Onderzocht>,
}

/// The answer to a question, when these are the records that may hold the documents.
pub(crate) fn beantwoord<'p>(
    vraag: &Vraag,
    lijsten: impl IntoIterator<Item = &'p Persoonslijst<'p>>,
) -> Antwoord<'p> {
    let mut reisdocumenten = Vec::new();
    let mut houders = Vec::new();
    for lijst in lijsten {
        if lijst.inschrijving.wordt_nooit_geleverd() {
            continue;
        }
        let bedoeld = lijst
            .reisdocumenten
            .iter()
            .map(|stapel| &stapel.actueel)
            .filter(|voorkomen| past(&voorkomen.gegevens, lijst, &vraag.wat));
        let eerder = reisdocumenten.len();
        reisdocumenten.extend(bedoeld.map(|voorkomen| document(voorkomen, lijst, vraag.velden)));
        if reisdocumenten.len() > eerder {
            houders.extend(lijst.burgerservicenummer());
        }
    }
    Antwoord {
        soort: vraag.wat.naam(),
        reisdocumenten,
        houders,
    }
}

/// Whether a document is meant. What is no document, such as a warning against giving one, is not.
fn past(document: &Reisdocument<'_>, lijst: &Persoonslijst<'_>, wat: &Wat) -> bool {
    match wat {
        Wat::Nummer(nummer) => document.nummer.as_deref() == Some(nummer),
        Wat::Houder(bsn) => {
            let wie = &lijst.persoon.actueel.gegevens.identiteit;
            wie.burgerservicenummer == Some(*bsn)
                && document.heeft_gegevens()
                && document.is_in_bezit()
        }
    }
}

fn document<'p>(
    voorkomen: &'p Voorkomen<Reisdocument<'_>>,
    lijst: &'p Persoonslijst<'_>,
    velden: Velden,
) -> Document<'p> {
    const GEEN_NUMMER: &str = ".........";
    const GEEN_SOORT: &str = "..";
    let bron = &voorkomen.gegevens;
    let als = |veld| velden.heeft(veld);
    Document {
        reisdocumentnummer: bron
            .nummer
            .as_deref()
            .filter(|nummer| als(Veld::Reisdocumentnummer) && *nummer != GEEN_NUMMER),
        soort: bron
            .soort
            .as_deref()
            .filter(|soort| als(Veld::Soort) && *soort != GEEN_SOORT)
            .map(codes::reisdocument),
        datum_einde_geldigheid: bron
            .einde
            .filter(|_| als(Veld::DatumEindeGeldigheid))
            .map(Datum::from),
        inhouding_of_vermissing: inhouding(voorkomen, velden),
        houder: houder(lijst, velden),
        in_onderzoek: vlaggen(
            voorkomen.onderzoek,
            velden,
            &[
                (Veld::Reisdocumentnummer, "reisdocumentnummer", 3520),
                (Veld::Soort, "soort", 3510),
                (Veld::DatumEindeGeldigheid, "datumEindeGeldigheid", 3550),
            ],
        ),
    }
}

fn inhouding<'p>(voorkomen: &Voorkomen<Reisdocument<'_>>, velden: Velden) -> Option<Inhouding<'p>> {
    let bron = &voorkomen.gegevens;
    let gevraagd = velden.heeft(Veld::InhoudingDatum) || velden.heeft(Veld::InhoudingAanduiding);
    let in_onderzoek = vlaggen(
        voorkomen.onderzoek,
        velden,
        &[
            (Veld::InhoudingDatum, "datum", 3560),
            (Veld::InhoudingAanduiding, "aanduiding", 3570),
        ],
    );
    let iets = bron.datum_inhouding.is_some()
        || bron.aanduiding_inhouding.is_some()
        || in_onderzoek.is_some();
    (gevraagd && iets).then(|| Inhouding {
        datum: bron
            .datum_inhouding
            .filter(|_| velden.heeft(Veld::InhoudingDatum))
            .map(Datum::from),
        aanduiding: bron
            .aanduiding_inhouding
            .filter(|_| velden.heeft(Veld::InhoudingAanduiding))
            .map(codes::inhouding_of_vermissing),
        in_onderzoek,
    })
}

fn houder<'p>(lijst: &Persoonslijst<'_>, velden: Velden) -> Option<Houder<'p>> {
    let gevraagd = velden.heeft(Veld::HouderBurgerservicenummer);
    let persoon = &lijst.persoon.actueel;
    let houder = Houder {
        burgerservicenummer: persoon
            .gegevens
            .identiteit
            .burgerservicenummer
            .filter(|_| gevraagd),
        geheimhouding_persoonsgegevens: lijst.inschrijving.is_geheim().then_some(true),
        opschorting_bijhouding: opschorting(lijst),
        in_onderzoek: persoon
            .onderzoek
            .filter(|onderzoek| {
                gevraagd
                    && onderzoek.loopt()
                    && matches!(onderzoek.aanduiding, 10_000 | 10_100 | 10_120)
            })
            .and_then(|onderzoek| Onderzocht::van(["burgerservicenummer"], onderzoek.ingang)),
    };
    (gevraagd
        || houder.geheimhouding_persoonsgegevens.is_some()
        || houder.opschorting_bijhouding.is_some())
    .then_some(houder)
}

/// Which of these values are asked for and investigated: by their own code, or with all of the
/// document.
fn vlaggen(
    onderzoek: Option<Onderzoek>,
    velden: Velden,
    leden: &[(Veld, &'static str, u32)],
) -> Option<Onderzocht> {
    let onderzoek = onderzoek.filter(|onderzoek| onderzoek.loopt())?;
    let code = matches!(onderzoek.aanduiding / 10_000, 12 | 62)
        .then_some(onderzoek.aanduiding % 10_000)?;
    let geraakt = leden
        .iter()
        .filter(|(veld, _, eigen)| {
            velden.heeft(*veld) && (matches!(code, 0 | 3500) || code == *eigen)
        })
        .map(|(_, naam, _)| *naam);
    Onderzocht::van(geraakt, onderzoek.ingang)
}
