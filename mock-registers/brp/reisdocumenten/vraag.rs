//! The two questions: by number of the document, or by BSN of its holder.

use fieldlab_sim::InvalidParam;
use fieldlab_world::Bsn;
use serde_json::{Map, Value};

use super::velden::Velden;
use crate::brp::parameters::{BURGERSERVICENUMMER, Controle, REISDOCUMENTNUMMER};

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wat {
    /// One document, whatever became of it.
    Nummer(String),
    /// The documents that somebody still has.
    Houder(Bsn),
}

/// A question that has been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Vraag {
    pub(crate) wat: Wat,
    pub(crate) velden: Velden,
}

impl Wat {
    /// The `type` on the wire.
    pub(crate) fn naam(&self) -> &'static str {
        match self {
            Self::Nummer(_) => OP_NUMMER,
            Self::Houder(_) => OP_HOUDER,
        }
    }
}

const OP_NUMMER: &str = "RaadpleegMetReisdocumentnummer";
const OP_HOUDER: &str = "ZoekMetBurgerservicenummer";

/// Reads and checks a question.
///
/// # Errors
/// Everything that is wrong, in the order of the checks.
pub(crate) fn lees(body: &Map<String, Value>) -> Result<Vraag, Vec<InvalidParam>> {
    const MEESTE_VELDEN: usize = 25;
    let mut c = Controle::new(body);
    let Some(op_nummer) = c.soort(|naam| match naam {
        OP_NUMMER => Some(true),
        OP_HOUDER => Some(false),
        _ => None,
    }) else {
        return Err(c.fouten);
    };
    let wat = if op_nummer {
        c.onbekend(&["reisdocumentnummer"]);
        c.teksten("reisdocumentnummer", 1, &REISDOCUMENTNUMMER)
            .pop()
            .map(|nummer| Wat::Nummer(nummer.into_owned()))
    } else {
        c.onbekend(&["burgerservicenummer"]);
        c.verplicht("burgerservicenummer", &BURGERSERVICENUMMER)
            .and_then(|tekst| Bsn::parse(&tekst))
            .map(Wat::Houder)
    };
    let mut velden = Velden::default();
    c.paden(MEESTE_VELDEN, |pad| velden.verzamel(pad));
    match wat {
        Some(wat) if c.fouten.is_empty() => Ok(Vraag { wat, velden }),
        _ => Err(c.fouten),
    }
}
