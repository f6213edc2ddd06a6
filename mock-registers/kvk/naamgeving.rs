//! Naamgeving: the names of a company and its establishments. Registrations that ended long ago have
//! nothing else any more.

use fieldlab_world::{Bedrijfsnamen, GbaDatum, KvkNummer, Rsin, Vestigingsnummer};
use serde::Serialize;

use super::beeld::Beeld;
use super::links::{Doel, Links, Tekst, Wegwijzer};
use super::profiel::{Handelsnaam, genummerd};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Naamgeving<'a> {
    kvk_nummer: Tekst<KvkNummer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rsin: Option<Tekst<Rsin>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    statutaire_naam: Option<&'a str>,
    naam: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    ook_genoemd: Option<&'a str>,
    startdatum: Tekst<GbaDatum>,
    #[serde(skip_serializing_if = "Option::is_none")]
    einddatum: Option<Tekst<GbaDatum>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    vestigingen: Vec<Naam<'a>>,
    #[serde(flatten)]
    links: Links<'a>,
}

/// An establishment: with trade names when it is of an enterprise, or else with a name.
#[derive(Serialize)]
#[serde(untagged)]
enum Naam<'a> {
    #[serde(rename_all = "camelCase")]
    Commercieel {
        vestigingsnummer: Tekst<Vestigingsnummer>,
        eerste_handelsnaam: &'a str,
        handelsnamen: Vec<Handelsnaam<'a>>,
        #[serde(flatten)]
        links: Links<'a>,
    },
    #[serde(rename_all = "camelCase")]
    NietCommercieel {
        vestigingsnummer: Tekst<Vestigingsnummer>,
        naam: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        ook_genoemd: Option<&'a str>,
        #[serde(flatten)]
        links: Links<'a>,
    },
}

/// What is needed of the names, read before it is written.
pub(super) struct Namen {
    namen: Bedrijfsnamen,
    ook_genoemd: Option<String>,
}

impl Namen {
    pub(super) fn lees(beeld: &Beeld<'_>) -> Self {
        Self {
            namen: beeld.bedrijf.alle_namen(),
            ook_genoemd: beeld.bedrijf.ook_genoemd(),
        }
    }

    /// The answer.
    pub(super) fn antwoord<'a>(
        &'a self,
        beeld: &'a Beeld<'a>,
        weg: Wegwijzer<'a>,
    ) -> impl Serialize + 'a {
        let profiel = |doel: Doel<'a>| (!beeld.is_zonder_profiel()).then_some(doel);
        let commercieel = beeld.bedrijf.is_commercieel();
        let statutair = self.namen.statutair.as_deref();
        let eerste = self.namen.handelsnamen.first().map(String::as_str);
        let naam = if beeld.vestigingen.is_empty() {
            statutair.or(eerste)
        } else {
            eerste.or(statutair)
        };
        let ook_genoemd = self.ook_genoemd.as_deref();
        let vestigingen = beeld.vestigingen.iter().map(|vestiging| {
            let links = weg.links([(
                "vestigingsprofiel",
                profiel(Doel::Vestigingsprofiel(vestiging.nummer)),
            )]);
            let naam = vestiging.handelsnaam.as_str();
            if commercieel {
                Naam::Commercieel {
                    vestigingsnummer: Tekst(vestiging.nummer),
                    eerste_handelsnaam: naam,
                    handelsnamen: if vestiging.is_hoofdvestiging {
                        genummerd(self.namen.handelsnamen.iter().map(String::as_str))
                    } else {
                        genummerd(std::iter::once(naam))
                    },
                    links,
                }
            } else {
                Naam::NietCommercieel {
                    vestigingsnummer: Tekst(vestiging.nummer),
                    naam,
                    ook_genoemd: ook_genoemd.filter(|_| vestiging.is_hoofdvestiging),
                    links,
                }
            }
        });
        Naamgeving {
            kvk_nummer: Tekst(beeld.kvk),
            rsin: beeld.bedrijf.rsin().map(Tekst),
            statutaire_naam: statutair,
            naam: naam.unwrap_or_default(),
            ook_genoemd,
            startdatum: Tekst(beeld.bedrijf.datum_aanvang()),
            einddatum: beeld.einde.map(Tekst),
            vestigingen: vestigingen.collect(),
            links: weg.links([
                ("self", Some(Doel::Naamgeving(beeld.kvk))),
                ("basisprofiel", profiel(Doel::Basisprofiel(beeld.kvk))),
            ]),
        }
    }
}
