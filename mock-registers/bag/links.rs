//! HAL links: to objects, to versions, and between the pages of a collection.
//!
//! Links start with the address that this client used. They are written straight into the answer,
//! because an address has six of them.

use std::fmt::{self, Display};

use fieldlab_sim::Request;
use fieldlab_world::{BagId, Gemeentecode, Voorkomen, Woonplaatscode};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::tijd::{Reis, milliseconden};
pub(super) use crate::tekst::Tekst;

/// The identification of anything that has an address.
#[derive(Clone, Copy, Debug)]
pub(super) enum Id {
    Bag(BagId),
    Woonplaats(Woonplaatscode),
    Gemeente(Gemeentecode),
}

impl From<BagId> for Id {
    fn from(id: BagId) -> Self {
        Self::Bag(id)
    }
}

impl Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bag(id) => id.fmt(f),
            Self::Woonplaats(code) => code.fmt(f),
            Self::Gemeente(code) => code.fmt(f),
        }
    }
}

/// What follows the identification.
#[derive(Clone, Copy, Debug)]
enum Staart<'a> {
    Tekst(&'a str),
    Voorkomen { versie: u32, tijdstip: i64 },
}

/// One link to one resource.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link<'a> {
    basis: &'a str,
    collectie: &'static str,
    id: Id,
    staart: Staart<'a>,
}

impl Display for Link<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.basis, self.collectie, self.id)?;
        match self.staart {
            Staart::Tekst(tekst) => f.write_str(tekst),
            Staart::Voorkomen { versie, tijdstip } => write!(f, "/{versie}/{tijdstip}"),
        }
    }
}

impl Serialize for Link<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut link = serializer.serialize_struct("Link", 1)?;
        link.serialize_field("href", &Tekst(self))?;
        link.end()
    }
}

/// Makes the links of one answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wegwijzer<'a> {
    basis: &'a str,
    zelf: &'a str,
    relatie: &'a str,
    lvc: bool,
}

impl<'a> Wegwijzer<'a> {
    /// For answers about now, or about the moment of a journey.
    pub(super) fn new(basis: &'a str, reis: &'a Reis) -> Self {
        Self {
            basis,
            zelf: &reis.zelf,
            relatie: &reis.relatie,
            lvc: false,
        }
    }

    /// For the elements of a life cycle: `self` is the version, relations lead to life cycles.
    pub(super) fn lvc(basis: &'a str) -> Self {
        Self {
            basis,
            zelf: "",
            relatie: "/lvc",
            lvc: true,
        }
    }

    /// To the object itself.
    pub(super) fn zelf(
        &self,
        collectie: &'static str,
        id: impl Into<Id>,
        voorkomen: &Voorkomen,
    ) -> Link<'a> {
        let staart = if self.lvc {
            Staart::Voorkomen {
                versie: voorkomen.versie,
                tijdstip: milliseconden(voorkomen.tijdstip_registratie_lv),
            }
        } else {
            Staart::Tekst(self.zelf)
        };
        Link {
            basis: self.basis,
            collectie,
            id: id.into(),
            staart,
        }
    }

    /// To a related object.
    pub(super) fn relatie(&self, collectie: &'static str, id: impl Into<Id>) -> Link<'a> {
        Link {
            basis: self.basis,
            collectie,
            id: id.into(),
            staart: Staart::Tekst(self.relatie),
        }
    }

    /// To the municipality, which has no life cycle here.
    pub(super) fn bronhouder(&self, code: Gemeentecode) -> Link<'a> {
        let staart = if self.lvc { "" } else { self.relatie };
        Link {
            basis: self.basis,
            collectie: "bronhouders",
            id: Id::Gemeente(code),
            staart: Staart::Tekst(staart),
        }
    }

    /// To a municipality itself.
    pub(super) fn zelf_gemeente(&self, code: Gemeentecode) -> Link<'a> {
        Link {
            basis: self.basis,
            collectie: "bronhouders",
            id: Id::Gemeente(code),
            staart: Staart::Tekst(self.zelf),
        }
    }
}

/// A link that is a text already.
#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct Href {
    href: String,
}

impl Href {
    /// What the client called.
    pub(super) fn zelf(request: &Request) -> Self {
        Self {
            href: request.url(),
        }
    }
}

/// The links of an answer as a whole: `self` as the client called it, and the other pages.
#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct BladLinks {
    #[serde(rename = "self")]
    zelf: Href,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<Href>,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<Href>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<Href>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<Href>,
}

impl BladLinks {
    /// Only `self`.
    pub(super) fn zelf(request: &Request) -> Self {
        Self {
            zelf: Href::zelf(request),
            first: None,
            previous: None,
            next: None,
            last: None,
        }
    }

    /// `self` and, where there are other pages, the way there.
    pub(super) fn new(request: &Request, blad: usize, bladen: usize) -> Self {
        let naar = |blad: usize| {
            Some(Href {
                href: met_blad(request, blad),
            })
        };
        let mut links = Self::zelf(request);
        if (2..=bladen).contains(&blad) {
            links.first = naar(1);
            links.previous = naar(blad - 1);
        }
        if blad < bladen {
            links.next = naar(blad + 1);
            links.last = naar(bladen);
        }
        links
    }
}

/// The request's URL with another page; the rest of the query stays as it was given.
fn met_blad(request: &Request, blad: usize) -> String {
    let mut gezet = false;
    let mut delen: Vec<String> = Vec::new();
    for paar in request.query.split('&').filter(|paar| !paar.is_empty()) {
        if paar == "page" || paar.starts_with("page=") {
            if !gezet {
                delen.push(format!("page={blad}"));
                gezet = true;
            }
        } else {
            delen.push(paar.to_owned());
        }
    }
    if !gezet {
        delen.push(format!("page={blad}"));
    }
    format!("{}{}?{}", request.base, request.path, delen.join("&"))
}
