//! Haal Centraal BRP Verblijfplaatshistorie 2.0: where somebody lived, on a day or in a period.

mod antwoord;
mod onderzoek;
mod selectie;
mod vraag;

use fieldlab_sim::InvalidParam;
use serde_json::{Map, Value};

pub(crate) use antwoord::beantwoord;
pub(crate) use selectie::geleverd;
pub(crate) use vraag::lees;

use super::bevolking::Bevolking;
use super::rubrieken::HISTORIE;
use super::zusters::Uitkomst;

/// Reads a body and answers it.
///
/// # Errors
/// Everything that is wrong with the question.
pub(crate) fn handel_af(
    bevolking: Bevolking<'_>,
    body: &Map<String, Value>,
) -> Result<Uitkomst, Vec<InvalidParam>> {
    let vraag = lees(body)?;
    let lijst = bevolking.met_bsn_en_historie(vraag.burgerservicenummer);
    let antwoord = beantwoord(&vraag, lijst.as_deref());
    let personen = if antwoord.is_leeg() {
        Vec::new()
    } else {
        vec![vraag.burgerservicenummer]
    };
    Ok(Uitkomst::van(&antwoord, personen, vec![HISTORIE]))
}
