//! The two questions: on a day, or in a period.

use fieldlab_sim::InvalidParam;
use fieldlab_world::Bsn;
use serde_json::{Map, Value};

use crate::brp::parameters::{BURGERSERVICENUMMER, Controle};
use crate::brp::tijdlijn::Tijdvak;

/// A question that has been checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Vraag {
    pub(crate) burgerservicenummer: Bsn,
    pub(crate) tijdvak: Tijdvak,
}

/// Reads and checks a question.
///
/// # Errors
/// Everything that is wrong, in the order of the checks.
pub(crate) fn lees(body: &Map<String, Value>) -> Result<Vraag, Vec<InvalidParam>> {
    let mut c = Controle::new(body);
    let Some(op_een_dag) = c.soort(|naam| match naam {
        "RaadpleegMetPeildatum" => Some(true),
        "RaadpleegMetPeriode" => Some(false),
        _ => None,
    }) else {
        return Err(c.fouten);
    };
    c.onbekend_ook_fields(if op_een_dag {
        &["burgerservicenummer", "peildatum"]
    } else {
        &["burgerservicenummer", "datumVan", "datumTot"]
    });
    let bsn = c
        .verplicht("burgerservicenummer", &BURGERSERVICENUMMER)
        .and_then(|tekst| Bsn::parse(&tekst));
    let tijdvak = if op_een_dag {
        c.peildatum()
    } else {
        c.tijdvak()
    };
    match (bsn, tijdvak) {
        (Some(burgerservicenummer), Some(tijdvak)) if c.fouten.is_empty() => Ok(Vraag {
            burgerservicenummer,
            tijdvak,
        }),
        _ => Err(c.fouten),
    }
}
