//! The two questions: on a day, or in a period.

use fieldlab_sim::InvalidParam;
use serde_json::{Map, Value};

use crate::brp::parameters::{Controle, IDENTIFICATIE};
use crate::brp::persoonslijst::BagNummer;
use crate::brp::tijdlijn::Tijdvak;

const OBJECT: &str = "adresseerbaarObjectIdentificatie";

/// A question that has been checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Vraag {
    pub(crate) object: BagNummer,
    pub(crate) tijdvak: Tijdvak,
}

/// Reads and checks a question.
///
/// # Errors
/// Everything that is wrong, in the order of the checks.
pub(crate) fn lees(body: &Map<String, Value>) -> Result<Vraag, Vec<InvalidParam>> {
    let mut c = Controle::new(body);
    let Some(op_een_dag) = c.soort(|naam| match naam {
        "BewoningMetPeildatum" => Some(true),
        "BewoningMetPeriode" => Some(false),
        _ => None,
    }) else {
        return Err(c.fouten);
    };
    let tijden: &[&str] = if op_een_dag {
        &[OBJECT, "peildatum"]
    } else {
        &[OBJECT, "datumVan", "datumTot"]
    };
    c.onbekend_ook_fields(tijden);
    let object = c
        .verplicht(OBJECT, &IDENTIFICATIE)
        .and_then(|tekst| BagNummer::parse(&tekst));
    let tijdvak = if op_een_dag {
        c.peildatum()
    } else {
        c.tijdvak()
    };
    match (object, tijdvak) {
        (Some(object), Some(tijdvak)) if c.fouten.is_empty() => Ok(Vraag { object, tijdvak }),
        _ => Err(c.fouten),
    }
}
