//! `inOnderzoek`: which members of a group are being investigated, and since when.

use fieldlab_world::GbaDatum;
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::datum::Datum;

/// `{"huisnummer": true, …, "datumIngangOnderzoek": {…}}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Onderzocht {
    namen: Vec<&'static str>,
    ingang: Option<Datum>,
}

impl Onderzocht {
    /// Nothing when no member is marked.
    pub(crate) fn van(
        namen: impl IntoIterator<Item = &'static str>,
        ingang: Option<GbaDatum>,
    ) -> Option<Self> {
        let namen: Vec<&'static str> = namen.into_iter().collect();
        (!namen.is_empty()).then(|| Self {
            namen,
            ingang: ingang.map(Datum::from),
        })
    }
}

impl Serialize for Onderzocht {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut groep = serializer.serialize_struct("InOnderzoek", self.namen.len())?;
        for naam in &self.namen {
            groep.serialize_field(naam, &true)?;
        }
        if let Some(ingang) = &self.ingang {
            groep.serialize_field("datumIngangOnderzoek", ingang)?;
        }
        groep.end()
    }
}
