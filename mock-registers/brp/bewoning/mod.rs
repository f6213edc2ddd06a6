//! Haal Centraal BRP Bewoning 2.1: who lived at an adresseerbaar object, on a day or in a period.

mod antwoord;
mod selectie;
mod vraag;

use fieldlab_sim::InvalidParam;
use fieldlab_world::BagId;
use serde_json::{Map, Value};

pub(crate) use antwoord::Antwoord;
pub(crate) use selectie::{Venster, delen, opgeschort, samengevoegd};
pub(crate) use vraag::{Vraag, lees};

use super::bevolking::Bevolking;
use super::persoonslijst::{BagNummer, Persoonslijst};
use super::rubrieken::BEWONING;
use super::tijdlijn::{self, Vertrek, Woning};
use super::zusters::Uitkomst;

/// More people than this are not named.
const MEESTE: usize = 100;

/// A residence at the object that is asked about.
struct Bewoner<'p, 'a> {
    lijst: &'p Persoonslijst<'a>,
    woning: Woning<'p, 'a>,
    venster: Venster,
}

/// The answer to a question, when these are the people who may have lived at the object.
pub(crate) fn beantwoord<'p>(
    vraag: &Vraag,
    lijsten: impl IntoIterator<Item = &'p Persoonslijst<'p>>,
) -> Antwoord<'p> {
    let mut bewoners = Vec::new();
    for (persoon, lijst) in lijsten.into_iter().enumerate() {
        if !lijst.inschrijving.wordt_nooit_geleverd() {
            bewoners_van(persoon, lijst, vraag.object, &mut bewoners);
        }
    }
    bewoners.sort_by_cached_key(antwoord::volgorde);
    let vensters: Vec<Venster> = bewoners.iter().map(|bewoner| bewoner.venster).collect();
    let delen = delen(&vensters, vraag.tijdvak)
        .into_iter()
        .map(|deel| {
            let samenstelling = antwoord::Samenstelling::van(&bewoners, &deel);
            (deel.tijdvak, samenstelling)
        })
        .collect();
    Antwoord::van(vraag.object, &bewoners, samengevoegd(delen))
}

/// Adds the residences of one person at the object. A postal address makes nobody a resident.
fn bewoners_van<'p, 'a>(
    persoon: usize,
    lijst: &'p Persoonslijst<'a>,
    object: BagNummer,
    uit: &mut Vec<Bewoner<'p, 'a>>,
) {
    if !is_ooit_op(lijst, object) {
        return;
    }
    let woningen = tijdlijn::woningen(lijst);
    let aanvangen = tijdlijn::aanvangen(&woningen);
    let opschorting = opgeschort(lijst.inschrijving.datum_opschorting);
    for (nummer, woning) in woningen.iter().enumerate() {
        let verblijf = &woning.voorkomen.gegevens;
        if verblijf.object != Some(object) || verblijf.functie == Some('B') {
            continue;
        }
        let volgende = aanvangen.get(nummer + 1).map(|volgende| volgende.bron);
        let vertrek = Vertrek::van(woning.voorkomen.onderzoek, volgende);
        if let Some(venster) = Venster::van(persoon, nummer, &aanvangen, opschorting, vertrek) {
            uit.push(Bewoner {
                lijst,
                woning: *woning,
                venster,
            });
        }
    }
}

/// Whether a record names the object at all: a team may have stored thousands that do not.
fn is_ooit_op(lijst: &Persoonslijst<'_>, object: BagNummer) -> bool {
    lijst.verblijf.as_ref().is_some_and(|stapel| {
        std::iter::once(&stapel.actueel)
            .chain(&stapel.historie)
            .any(|voorkomen| voorkomen.gegevens.object == Some(object))
    })
}

/// Reads a body and answers it.
///
/// # Errors
/// Everything that is wrong with the question.
pub(crate) fn handel_af(
    bevolking: Bevolking<'_>,
    body: &Map<String, Value>,
) -> Result<Uitkomst, Vec<InvalidParam>> {
    let vraag = lees(body)?;
    let wereld = bevolking.wereld();
    let hier = BagId::parse(&vraag.object.to_string())
        .and_then(|id| wereld.adres_met_object(id))
        .map(|adres| wereld.ooit_bewoners(adres))
        .unwrap_or_default();
    let lijsten = bevolking.met_historie(hier);
    let lijsten = lijsten.iter().map(|lijst| &**lijst);
    let antwoord = beantwoord(&vraag, lijsten);
    let personen = antwoord.personen();
    Ok(Uitkomst::van(&antwoord, personen, vec![BEWONING]))
}
