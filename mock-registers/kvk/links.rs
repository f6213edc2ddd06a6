//! Links in both forms, to the root that was called.

use std::fmt::{self, Display};

use fieldlab_sim::Call;
use fieldlab_world::{KvkNummer, Vestigingsnummer};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

use super::vraag::Vorm;
pub(super) use crate::tekst::Tekst;

/// Where a link leads.
#[derive(Clone, Copy, Debug)]
pub(super) enum Doel<'a> {
    Basisprofiel(KvkNummer),
    Eigenaar(KvkNummer),
    Hoofdvestiging(KvkNummer),
    Vestigingen(KvkNummer),
    Naamgeving(KvkNummer),
    Vestigingsprofiel(Vestigingsnummer),
    /// Below `v2/zoeken`: a whole query.
    Zoeken(&'a str),
}

/// Where this client found the register, and how it wants its links.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wegwijzer<'a> {
    /// Scheme, host and team.
    basis: &'a str,
    /// `/api` or `/test/api`.
    wortel: &'a str,
    vorm: Vorm,
}

impl<'a> Wegwijzer<'a> {
    pub(super) fn new(call: &'a Call<'_>, vorm: Vorm) -> Self {
        Self {
            basis: &call.request.base,
            wortel: &call.api.mount,
            vorm,
        }
    }

    /// The links of one object; relations without a goal are left out.
    pub(super) fn links<const N: usize>(
        self,
        relaties: [(&'static str, Option<Doel<'a>>); N],
    ) -> Links<'a> {
        let mut links = Links {
            weg: self,
            relaties: [None; MEEST],
        };
        let met_doel = relaties
            .into_iter()
            .filter_map(|(relatie, doel)| Some((relatie, doel?)));
        for (plek, link) in links.relaties.iter_mut().zip(met_doel) {
            *plek = Some(link);
        }
        links
    }

    /// A link by itself.
    pub(super) const fn naar(self, doel: Doel<'a>) -> Href<'a> {
        Href { weg: self, doel }
    }
}

/// No object has more links.
const MEEST: usize = 4;

/// An absolute URL.
#[derive(Clone, Copy, Debug)]
pub(super) struct Href<'a> {
    weg: Wegwijzer<'a>,
    doel: Doel<'a>,
}

impl Display for Href<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.weg.basis)?;
        f.write_str(self.weg.wortel)?;
        match self.doel {
            Doel::Basisprofiel(kvk) => write!(f, "/v1/basisprofielen/{kvk}"),
            Doel::Eigenaar(kvk) => write!(f, "/v1/basisprofielen/{kvk}/eigenaar"),
            Doel::Hoofdvestiging(kvk) => write!(f, "/v1/basisprofielen/{kvk}/hoofdvestiging"),
            Doel::Vestigingen(kvk) => write!(f, "/v1/basisprofielen/{kvk}/vestigingen"),
            Doel::Naamgeving(kvk) => write!(f, "/v1/naamgevingen/kvknummer/{kvk}"),
            Doel::Vestigingsprofiel(nummer) => write!(f, "/v1/vestigingsprofielen/{nummer}"),
            Doel::Zoeken(query) => write!(f, "/v2/zoeken?{query}"),
        }
    }
}

/// The links of one object. To be flattened into it: the name depends on the form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Links<'a> {
    weg: Wegwijzer<'a>,
    relaties: [Option<(&'static str, Doel<'a>)>; MEEST],
}

impl Serialize for Links<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if self.relaties[0].is_some() {
            match self.weg.vorm {
                Vorm::Hal => map.serialize_entry("_links", &AlsObject(self))?,
                Vorm::Json => map.serialize_entry("links", &AlsLijst(self))?,
            }
        }
        map.end()
    }
}

impl<'a> Links<'a> {
    fn rijen(&self) -> impl Iterator<Item = (&'static str, Tekst<Href<'a>>)> + '_ {
        self.relaties
            .iter()
            .flatten()
            .map(|(relatie, doel)| (*relatie, Tekst(self.weg.naar(*doel))))
    }
}

struct AlsObject<'a>(&'a Links<'a>);

impl Serialize for AlsObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (relatie, href) in self.0.rijen() {
            map.serialize_entry(relatie, &AlleenHref(href))?;
        }
        map.end()
    }
}

struct AlleenHref<'a>(Tekst<Href<'a>>);

impl Serialize for AlleenHref<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut link = serializer.serialize_struct("Link", 1)?;
        link.serialize_field("href", &self.0)?;
        link.end()
    }
}

struct AlsLijst<'a>(&'a Links<'a>);

impl Serialize for AlsLijst<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut lijst = serializer.serialize_seq(None)?;
        for (relatie, href) in self.0.rijen() {
            lijst.serialize_element(&MetRelatie { rel: relatie, href })?;
        }
        lijst.end()
    }
}

#[derive(serde::Serialize)]
struct MetRelatie<'a> {
    rel: &'static str,
    href: Tekst<Href<'a>>,
}
