//! What is written down of every person in an answer: who asked, by what, and for what.
//!
//! Source: BRP API, protocollering. A line names elements, never what they hold, beside the BSN of the
//! person whom it is about.

use std::sync::Arc;

use fieldlab_sim::Session;
use fieldlab_world::Bsn;
use serde::Serialize;
use serde_json::{Map, Value};

use super::rubrieken;
use super::toegang::Vrager;
use super::velden::Velden;

/// A residence is searched by its start, now or before, here or abroad.
const AANVANG: [&str; 4] = ["081030", "081320", "581030", "581320"];

/// What was asked for.
#[derive(Clone, Debug)]
pub(crate) enum Gevraagd {
    /// Values of a person.
    Velden(Velden),
    /// These elements.
    Rubrieken(Vec<&'static str>),
}

/// A question, the same for everybody in its answer.
#[derive(Debug)]
struct Vraag {
    afnemer: Option<Box<str>>,
    api: &'static str,
    zoekrubrieken: Vec<&'static str>,
    gevraagd: Gevraagd,
}

/// One person in an answer.
#[derive(Debug)]
struct Regel {
    vraag: Arc<Vraag>,
    burgerservicenummer: Bsn,
}

impl Serialize for Regel {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Getoond<'a> {
            #[serde(rename = "afnemerID", skip_serializing_if = "Option::is_none")]
            afnemer: Option<&'a str>,
            api: &'a str,
            burgerservicenummer: String,
            zoekrubrieken: &'a [&'a str],
            gevraagde_rubrieken: Vec<&'a str>,
        }
        let vraag = &*self.vraag;
        Getoond {
            afnemer: vraag.afnemer.as_deref(),
            api: vraag.api,
            burgerservicenummer: self.burgerservicenummer.to_string(),
            zoekrubrieken: &vraag.zoekrubrieken,
            gevraagde_rubrieken: match &vraag.gevraagd {
                Gevraagd::Velden(velden) => rubrieken::gevraagd(*velden),
                Gevraagd::Rubrieken(rubrieken) => rubrieken.clone(),
            },
        }
        .serialize(serializer)
    }
}

/// Writes down that these persons were answered.
pub(crate) fn schrijf_op(
    session: &mut Session<'_>,
    vrager: &Vrager,
    api: &'static str,
    body: &Map<String, Value>,
    gevraagd: Gevraagd,
    personen: impl IntoIterator<Item = Bsn>,
) {
    let mut personen = personen.into_iter().peekable();
    if personen.peek().is_none() {
        return;
    }
    let mut zoekrubrieken: Vec<&str> = body
        .iter()
        .filter(|(_, value)| !value.is_null())
        .filter_map(|(name, _)| rubrieken::van_parameter(name))
        .collect();
    if matches!(api, "bewoning" | "verblijfplaatshistorie") {
        zoekrubrieken.extend(AANVANG);
    }
    zoekrubrieken.sort_unstable();
    let vraag = Arc::new(Vraag {
        afnemer: vrager.id().map(Into::into),
        api,
        zoekrubrieken,
        gevraagd,
    });
    for burgerservicenummer in personen {
        session.write_down(Regel {
            vraag: Arc::clone(&vraag),
            burgerservicenummer,
        });
    }
}
