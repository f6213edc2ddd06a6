//! What may be asked: permissions of whoever asks, checked after the question itself.
//!
//! A municipality may ask anything about persons and their history, residents of its own objects,
//! and travel documents. Others may ask what their decision lists.

use fieldlab_sim::{Problem, Request};
use serde_json::{Map, Value};

use super::bevolking::Bevolking;
use super::persoonslijst::BagNummer;
use super::rubrieken::{self, Rechten};
use super::toegang::Vrager;
use super::velden::{Antwoordsoort, Selectie, verzamel};
use super::weigering::verboden;

const API: &str = "U bent niet geautoriseerd voor het gebruik van deze API.";
const VRAAG: &str = "U bent niet geautoriseerd voor deze vraag.";

/// The Koninklijke Marechaussee, which may ask for travel documents without being a municipality.
const MARECHAUSSEE: &str = "720402";

/// Whether a question about persons may be asked.
///
/// # Errors
/// 403, in the gateway's words: parameters come before fields.
pub(crate) fn personen(
    vrager: &Vrager,
    body: &Map<String, Value>,
    soort: Antwoordsoort,
    request: &Request,
) -> Result<(), Problem> {
    let Some(rechten) = te_toetsen(vrager, request)? else {
        return Ok(());
    };
    let mut parameters: Vec<&str> = body
        .iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(name, _)| name.as_str())
        .filter(|name| rubrieken::van_parameter(name).is_some_and(|code| !rechten.heeft(code)))
        .collect();
    if !parameters.is_empty() {
        parameters.sort_unstable();
        return Err(verboden(
            "U bent niet geautoriseerd voor de gebruikte parameter(s).",
            &format!(
                "U bent niet geautoriseerd voor het gebruik van parameter(s): {}.",
                parameters.join(", ")
            ),
            "unauthorizedParameter",
            request,
        ));
    }
    let asked = body.get("fields").and_then(Value::as_array);
    let mut velden: Vec<&str> = asked
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .filter(|path| !mag_veld(rechten, soort, path))
        .collect();
    if velden.is_empty() {
        return Ok(());
    }
    velden.sort_unstable();
    velden.dedup();
    Err(verboden(
        "U bent niet geautoriseerd voor één of meerdere opgegeven field waarden.",
        &format!(
            "U bent niet geautoriseerd om de volgende gegevens op te vragen met fields: {}.",
            velden.join(", ")
        ),
        "unauthorizedField",
        request,
    ))
}

fn mag_veld(rechten: &Rechten, soort: Antwoordsoort, path: &str) -> bool {
    let mut selectie = Selectie::default();
    // The question has been checked, so every path is legal.
    verzamel(&mut selectie, soort, path).is_ok() && rechten.dekt(selectie)
}

/// Whether the history of residences may be asked.
///
/// # Errors
/// 403.
pub(crate) fn historie(vrager: &Vrager, request: &Request) -> Result<(), Problem> {
    match te_toetsen(vrager, request)? {
        Some(rechten) if !rechten.heeft(rubrieken::HISTORIE) => Err(verboden(
            API,
            "Niet geautoriseerd voor verblijfplaatshistorie.",
            "unauthorized",
            request,
        )),
        _ => Ok(()),
    }
}

/// Whether the residents of an object may be asked. Of an object that nobody knows, any municipality may.
///
/// # Errors
/// 403.
pub(crate) fn bewoning(
    vrager: &Vrager,
    body: &Map<String, Value>,
    bevolking: Bevolking<'_>,
    request: &Request,
) -> Result<(), Problem> {
    let refuse = |detail| Err(verboden(VRAAG, detail, "unauthorized", request));
    match vrager {
        Vrager::Iedereen => Ok(()),
        Vrager::Afnemer { gemeente: None, .. } => {
            refuse("Alleen gemeenten mogen bewoningen raadplegen.")
        }
        Vrager::Afnemer {
            gemeente: Some(gemeente),
            ..
        } => {
            // The question has been checked, so the object is there.
            let ooit = body
                .get("adresseerbaarObjectIdentificatie")
                .and_then(Value::as_str)
                .and_then(BagNummer::parse)
                .map(|object| bevolking.gemeenten_van(object))
                .unwrap_or_default();
            if ooit.is_empty() || ooit.iter().any(|code| Ok(*code) == gemeente.parse()) {
                return Ok(());
            }
            refuse(
                "Je mag alleen bewoning van adresseerbare objecten binnen de eigen gemeente raadplegen.",
            )
        }
    }
}

/// Whether travel documents may be asked for.
///
/// # Errors
/// 403.
pub(crate) fn reisdocumenten(vrager: &Vrager, request: &Request) -> Result<(), Problem> {
    match vrager {
        Vrager::Iedereen
        | Vrager::Afnemer {
            gemeente: Some(_), ..
        } => Ok(()),
        Vrager::Afnemer { id, .. } if id == MARECHAUSSEE => Ok(()),
        Vrager::Afnemer { .. } => Err(verboden(
            VRAAG,
            "Alleen gemeenten mogen reisdocumenten raadplegen.",
            "unauthorized",
            request,
        )),
    }
}

/// The permissions to hold a question to; `None` for whoever may ask everything.
fn te_toetsen<'v>(vrager: &'v Vrager, request: &Request) -> Result<Option<&'v Rechten>, Problem> {
    match vrager {
        Vrager::Iedereen
        | Vrager::Afnemer {
            gemeente: Some(_), ..
        } => Ok(None),
        Vrager::Afnemer {
            rechten: Some(rechten),
            ..
        } => Ok(Some(rechten)),
        Vrager::Afnemer { rechten: None, .. } => Err(verboden(
            API,
            "Niet geautoriseerd voor ad hoc bevragingen.",
            "unauthorized",
            request,
        )),
    }
}
