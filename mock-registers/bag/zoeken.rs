//! From a checked question to the objects that it selects, in the order in which they are answered:
//! addresses by street and number, everything else by identification.

use fieldlab_world::{AdresId, BagId, Pand, Places, Postcode, Straat, Woonplaats, Woonplaatscode};
use serde_json::Value;

use super::ingangen::Keuze;
use super::vraag::Vraag;
use super::{kaart, vrij};

/// More than this is too much for one search.
pub(super) const MEESTE: usize = 10_000;

/// A search that finds more than [`MEESTE`].
#[derive(Clone, Copy, Debug)]
pub(super) struct TeVeel;

/// The identification in a parameter; `None` when it is absent.
fn bag_id(vraag: &Vraag<'_>, name: &str) -> Option<BagId> {
    vraag.parameters.text(name).and_then(BagId::parse)
}

fn gelijk(een: &str, ander: &str) -> bool {
    een.eq_ignore_ascii_case(ander)
        || (!een.is_ascii() && een.to_lowercase() == ander.to_lowercase())
}

/// The letter or addition asked for against the one that is there.
fn past(gevraagd: Option<&str>, aanwezig: &str, exact: bool) -> bool {
    match gevraagd {
        Some(gevraagd) => gevraagd.eq_ignore_ascii_case(aanwezig),
        None => !exact || aanwezig.is_empty(),
    }
}

/// The addresses that a search selects, whatever their status.
///
/// # Errors
/// When there are too many.
pub(super) fn adressen(vraag: &Vraag<'_>, places: &Places) -> Result<Vec<AdresId>, TeVeel> {
    let parameters = &vraag.parameters;
    let letters = |id: &AdresId| {
        let adres = places.adres(*id);
        let exact = vraag.is("exacteMatch");
        past(parameters.text("huisletter"), &adres.huisletter(), exact)
            && past(
                parameters.text("huisnummertoevoeging"),
                &adres.huisnummertoevoeging(),
                exact,
            )
    };
    let huisnummer = parameters
        .integer("huisnummer")
        .and_then(|nummer| u32::try_from(nummer).ok())
        .unwrap_or(0);
    Ok(match vraag.keuze() {
        Keuze::Postcode => match parameters.text("postcode").and_then(Postcode::parse) {
            Some(postcode) => places
                .adressen_op(postcode, huisnummer)
                .filter(letters)
                .collect(),
            None => Vec::new(),
        },
        Keuze::Namen => straten_met_namen(vraag, places)
            .into_iter()
            .flat_map(|straat| places.adressen_aan(straat.id()))
            .filter(|id| places.adres(*id).huisnummer() == huisnummer)
            .filter(letters)
            .collect(),
        Keuze::Object => bag_id(vraag, "adresseerbaarObjectIdentificatie")
            .and_then(|id| places.adres_met_object(id))
            .into_iter()
            .collect(),
        Keuze::Nummeraanduiding => bag_id(vraag, "nummeraanduidingIdentificatie")
            .and_then(|id| places.adres_met_nummeraanduiding(id))
            .into_iter()
            .collect(),
        Keuze::Pand => bag_id(vraag, "pandIdentificatie")
            .and_then(|id| places.pand_met_id(id))
            .into_iter()
            .flat_map(Pand::adressen)
            .collect(),
        Keuze::Panden => {
            let ids = parameters
                .get("pandIdentificaties")
                .and_then(Value::as_array);
            let mut gevonden: Vec<AdresId> = ids
                .into_iter()
                .flatten()
                .filter_map(|id| places.pand_met_id(BagId::parse(id.as_str()?)?))
                .flat_map(Pand::adressen)
                .collect();
            gevonden.sort_unstable();
            gevonden.dedup();
            gevonden
        }
        Keuze::OpenbareRuimte => bag_id(vraag, "openbareRuimteIdentificatie")
            .and_then(|id| places.straat_met_id(id))
            .into_iter()
            .flat_map(|straat| places.adressen_aan(straat))
            .collect(),
        Keuze::Zoekresultaat => parameters
            .text("zoekresultaatIdentificatie")
            .and_then(vrij::uit_zoekresultaat)
            .and_then(|id| places.adres_met_nummeraanduiding(id))
            .into_iter()
            .collect(),
        Keuze::Vrij => vrij::zoek(
            parameters
                .text("q")
                .or(parameters.text("zoek"))
                .unwrap_or(""),
            places,
        )?,
        Keuze::Kader | Keuze::Punt => match &vraag.kader {
            Some(kader) => kaart::objecten(kader, places)?,
            None => Vec::new(),
        },
        _ => Vec::new(),
    })
}

/// Addresses in the order of the answers.
pub(super) fn op_volgorde(ids: &mut [AdresId], places: &Places) {
    ids.sort_by_cached_key(|id| {
        let adres = places.adres(*id);
        (
            adres.straat().id(),
            adres.huisnummer(),
            adres.huisletter(),
            adres.huisnummertoevoeging(),
            *id,
        )
    });
}

fn naam<'a>(vraag: &'a Vraag<'_>, name: &str) -> &'a str {
    vraag.parameters.text(name).unwrap_or("")
}

fn straten_van<'a>(woonplaats: Woonplaats<'a>, places: &'a Places, naam: &str) -> Vec<Straat<'a>> {
    woonplaats
        .straten()
        .map(|id| places.straat(id))
        .filter(|straat| gelijk(&straat.naam(), naam))
        .collect()
}

fn straten_met_namen<'a>(vraag: &Vraag<'_>, places: &'a Places) -> Vec<Straat<'a>> {
    let woonplaats = naam(vraag, "woonplaatsNaam");
    places
        .woonplaatsen()
        .filter(|kandidaat| gelijk(kandidaat.naam(), woonplaats))
        .flat_map(|kandidaat| straten_van(kandidaat, places, naam(vraag, "openbareRuimteNaam")))
        .collect()
}

/// The public spaces that a search selects.
pub(super) fn straten<'a>(vraag: &Vraag<'_>, places: &'a Places) -> Vec<Straat<'a>> {
    let woonplaats = || {
        let code = Woonplaatscode::parse(naam(vraag, "woonplaatsIdentificatie"))?;
        places.woonplaats_met_code(code)
    };
    let mut gevonden: Vec<Straat<'a>> = match vraag.keuze() {
        Keuze::StraatInWoonplaatsNaam => straten_met_namen(vraag, places),
        Keuze::StraatInWoonplaats => woonplaats()
            .map(|woonplaats| straten_van(woonplaats, places, naam(vraag, "openbareRuimteNaam")))
            .unwrap_or_default(),
        _ => woonplaats()
            .into_iter()
            .flat_map(Woonplaats::straten)
            .map(|id| places.straat(id))
            .collect(),
    };
    gevonden.sort_by_cached_key(|straat| straat.identificatie());
    gevonden
}

/// The towns that a search selects.
pub(super) fn woonplaatsen<'a>(vraag: &Vraag<'_>, places: &'a Places) -> Vec<Woonplaats<'a>> {
    let mut gevonden: Vec<Woonplaats<'a>> = places
        .woonplaatsen()
        .filter(|woonplaats| match (vraag.keuze(), &vraag.kader) {
            (Keuze::Naam, _) => gelijk(woonplaats.naam(), naam(vraag, "naam")),
            (_, Some(kader)) => kader.raakt(&woonplaats.vlak()),
            _ => false,
        })
        .collect();
    gevonden.sort_by_key(|woonplaats| woonplaats.code());
    gevonden
}

/// The buildings that a search selects.
///
/// # Errors
/// When there are too many.
pub(super) fn panden<'a>(vraag: &Vraag<'_>, places: &'a Places) -> Result<Vec<Pand<'a>>, TeVeel> {
    let mut gevonden: Vec<Pand<'a>> = match (vraag.keuze(), &vraag.kader) {
        (Keuze::Object | Keuze::Nummeraanduiding, _) => adressen(vraag, places)?
            .into_iter()
            .filter_map(|id| places.adres(id).pand())
            .collect(),
        (_, Some(kader)) => kaart::panden(kader, places)?,
        _ => Vec::new(),
    };
    gevonden.sort_by_cached_key(|pand| pand.identificatie());
    Ok(gevonden)
}

/// The town whose municipality keeps an object.
pub(super) fn woonplaats_van_object<'a>(tekst: &str, places: &'a Places) -> Option<Woonplaats<'a>> {
    if let Some(code) = Woonplaatscode::parse(tekst) {
        return places.woonplaats_met_code(code);
    }
    let id = BagId::parse(tekst)?;
    let adres = places
        .adres_met_nummeraanduiding(id)
        .or_else(|| places.adres_met_object(id))
        .or_else(|| places.pand_met_id(id)?.adressen().next());
    match adres {
        Some(adres) => Some(places.adres(adres).woonplaats()),
        None => Some(places.straat(places.straat_met_id(id)?).woonplaats()),
    }
}

/// The words of a name, in lower case.
pub(super) fn woorden(naam: &str) -> Vec<String> {
    naam.to_lowercase()
        .split([' ', ','])
        .filter(|woord| !woord.is_empty())
        .map(str::to_owned)
        .collect()
}
