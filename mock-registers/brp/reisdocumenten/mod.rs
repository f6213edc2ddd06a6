//! Haal Centraal Reisdocumenten 2.0: travel documents, by number or by holder.

mod antwoord;
mod velden;
mod vraag;

use fieldlab_sim::InvalidParam;
use fieldlab_world::Reisdocumentnummer;
use serde_json::{Map, Value};

pub(crate) use antwoord::beantwoord;
pub(crate) use vraag::{Wat, lees};

use super::bevolking::Bevolking;
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
    let lijsten = match &vraag.wat {
        Wat::Nummer(nummer) => {
            let houder = Reisdocumentnummer::parse(nummer)
                .and_then(|nummer| bevolking.wereld().persoon_met_reisdocument(nummer));
            bevolking.met_historie(houder)
        }
        Wat::Houder(bsn) => bevolking.met_bsn_en_historie(*bsn).into_iter().collect(),
    };
    let lijsten = lijsten.iter().map(|lijst| &**lijst);
    let antwoord = beantwoord(&vraag, lijsten);
    let houders = antwoord.houders().to_vec();
    Ok(Uitkomst::van(&antwoord, houders, vraag.velden.rubrieken()))
}
