//! Gezag: who has authority over a minor, and over whom somebody has authority.
//!
//! Source: BRP Personen 2.7, `gezag`. Nothing is stored: each question is answered from person
//! lists, the minor's own and those of the parents, on the team's day. `beslissing` is the
//! decision, `dossier` reads its facts from lists, `feiten` from a caller's description.

mod beslissing;
mod dossier;
mod feiten;
mod lijst;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::cell::RefCell;

use fieldlab_world::{Bsn, GbaDatum};
use jiff::civil::Date;
use serde::Serialize;

use super::antwoord::als_tekst;
use super::datum::leeftijd;
use super::naam::volledige_naam;
use super::persoonslijst::{Identiteit, Persoonslijst, Stapel};
use super::velden::Velden;
use super::zoeken::Gevonden;
use beslissing::{Ontbreekt, Ouder, Uitkomst};
use dossier::{Lijsten, is_minderjarig};

pub(crate) use feiten::uit_feiten;
pub(crate) use lijst::Lijst;

/// Where the lists of other persons come from: the world, or what a team stored.
pub(crate) trait Bron {
    /// The list of who has this number now. `klaar` is what was made of it for an answer, and for
    /// which values.
    fn lijst<'b>(
        &'b self,
        bsn: Bsn,
        klaar: Option<(&'b Persoonslijst<'static>, Velden)>,
    ) -> Option<Lijst<'b>>;
}

/// The shape of the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Vorm {
    /// As 2.7 has it.
    #[default]
    V27,
    /// As 2.6 had it: numbers without names, and nothing for a parent without a number.
    V26,
}

impl Vorm {
    /// What `accept-gezag-version` asks for. Only `1` asks for the old shape, to rehearse the
    /// move from it: since 2026 nobody gets that from the real service any more.
    pub(crate) fn van(header: Option<&str>) -> Self {
        match header.map(str::trim) {
            Some("1") => Self::V26,
            _ => Self::V27,
        }
    }
}

/// One relation of authority.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Gezagsrelatie {
    r#type: &'static str,
    minderjarige: Minderjarige,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    in_onderzoek: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    ouders: Option<[Gezaghebber; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ouder: Option<Gezaghebber>,
    #[serde(skip_serializing_if = "Option::is_none")]
    derde: Option<Gezaghebber>,
    #[serde(skip_serializing_if = "Option::is_none")]
    derden: Option<Vec<Gezaghebber>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    toelichting: Option<Cow<'static, str>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
struct Minderjarige {
    #[serde(serialize_with = "als_tekst", skip_serializing_if = "Option::is_none")]
    burgerservicenummer: Option<Bsn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    naam: Option<VolledigeNaam>,
    #[serde(skip_serializing_if = "Option::is_none")]
    leeftijd: Option<u16>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
struct Gezaghebber {
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<&'static str>,
    #[serde(serialize_with = "als_tekst", skip_serializing_if = "Option::is_none")]
    burgerservicenummer: Option<Bsn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    naam: Option<VolledigeNaam>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct VolledigeNaam {
    #[serde(skip_serializing_if = "Option::is_none")]
    volledige_naam: Option<String>,
}

impl VolledigeNaam {
    fn van(wie: &Identiteit<'_>) -> Self {
        Self {
            volledige_naam: volledige_naam(&wie.naam, wie.geslacht),
        }
    }
}

impl Gezaghebber {
    fn van(wie: &Identiteit<'_>) -> Self {
        Self {
            r#type: None,
            burgerservicenummer: wie.burgerservicenummer,
            naam: Some(VolledigeNaam::van(wie)),
        }
    }

    fn bekende_derde(wie: &Identiteit<'_>) -> Self {
        Self {
            r#type: Some("BekendeDerde"),
            ..Self::van(wie)
        }
    }

    fn onbekende_derde() -> Self {
        Self {
            r#type: Some("OnbekendeDerde"),
            ..Self::default()
        }
    }
}

impl Gezagsrelatie {
    fn gezaghebbers(&self) -> impl Iterator<Item = &Gezaghebber> {
        let ouders = self.ouders.iter().flatten().chain(&self.ouder);
        ouders
            .chain(&self.derde)
            .chain(self.derden.iter().flatten())
    }

    fn heeft_gezag(&self, bsn: Bsn) -> bool {
        self.gezaghebbers()
            .any(|wie| wie.burgerservicenummer == Some(bsn))
    }

    /// The same in the shape of 2.6. Who has no number could not be shown there.
    fn in_vorm(mut self, vorm: Vorm) -> Self {
        if vorm == Vorm::V27 {
            return self;
        }
        self.minderjarige.naam = None;
        self.minderjarige.leeftijd = None;
        let zonder_nummer = self.gezaghebbers().position(|wie| {
            wie.r#type != Some("OnbekendeDerde") && wie.burgerservicenummer.is_none()
        });
        if let Some(plek) = zonder_nummer {
            let ouder = Ouder::BEIDE[plek.min(1)];
            return Self {
                r#type: "GezagNietTeBepalen",
                minderjarige: self.minderjarige,
                in_onderzoek: self.in_onderzoek,
                toelichting: Some(ontbrekend(Ontbreekt::ouder(ouder))),
                ..Self::default()
            };
        }
        if self.r#type == "GezamenlijkOuderlijkGezag" {
            self.r#type = "TweehoofdigOuderlijkGezag";
        }
        let allen = self
            .ouders
            .iter_mut()
            .flatten()
            .chain(&mut self.ouder)
            .chain(&mut self.derde)
            .chain(self.derden.iter_mut().flatten());
        for wie in allen {
            wie.naam = None;
        }
        self
    }
}

fn ontbrekend(gegeven: Ontbreekt) -> Cow<'static, str> {
    Cow::Owned(format!(
        "Gezag kan niet worden bepaald omdat relevante gegevens ontbreken. Het gaat om de volgende gegevens: {}",
        gegeven.0
    ))
}

/// Lists that were looked up before in this question: brothers and sisters share their parents.
pub(crate) struct Geheugen<'b> {
    bron: &'b dyn Bron,
    /// The lists of the answer itself, and for which values they were filled.
    gevonden: (&'b [Gevonden<'b>], Velden),
    gezien: RefCell<Vec<(Bsn, Option<Lijst<'b>>)>>,
}

impl<'b> Geheugen<'b> {
    /// Remembers the lists of the answer alone.
    pub(crate) fn new(bron: &'b dyn Bron, gevonden: &'b [Gevonden<'b>], voor: Velden) -> Self {
        Self {
            bron,
            gevonden: (gevonden, voor),
            gezien: RefCell::new(Vec::with_capacity(8)),
        }
    }

    /// A list that may be used; one made by mistake or wiped may not.
    fn lijst(&self, bsn: Bsn) -> Option<Lijst<'b>> {
        let bekend = self
            .gezien
            .borrow()
            .iter()
            .find(|(nummer, _)| *nummer == bsn)
            .map(|(_, lijst)| lijst.clone());
        if let Some(lijst) = bekend {
            return lijst;
        }
        let (gevonden, voor) = self.gevonden;
        let klaar = gevonden
            .iter()
            .find(|lijst| lijst.burgerservicenummer() == Some(bsn))
            .map(|lijst| (lijst.as_ref(), voor));
        let lijst = self
            .bron
            .lijst(bsn, klaar)
            .filter(|lijst| !matches!(lijst.reden_opschorting(), Some('F' | 'W')));
        self.gezien.borrow_mut().push((bsn, lijst.clone()));
        lijst
    }
}

/// The relations that concern somebody: about the person as a minor, then over minors.
pub(crate) fn gezag(
    bsn: Bsn,
    geheugen: &Geheugen<'_>,
    vandaag: Date,
    vorm: Vorm,
) -> Vec<Gezagsrelatie> {
    let Some(eigen) = geheugen.lijst(bsn) else {
        return Vec::new();
    };
    let mut relaties: Vec<Gezagsrelatie> = over(&eigen, geheugen, vandaag).into_iter().collect();
    for kind in kinderen(&eigen, geheugen, vandaag) {
        let relatie = geheugen
            .lijst(kind)
            .and_then(|lijst| over(&lijst, geheugen, vandaag));
        relaties.extend(relatie.filter(|relatie| relatie.heeft_gezag(bsn)));
    }
    relaties
        .into_iter()
        .map(|relatie| relatie.in_vorm(vorm))
        .collect()
}

/// Minors over whom somebody may have authority: the own children, and those of every partner
/// there is or was.
fn kinderen(eigen: &Lijst<'_>, geheugen: &Geheugen<'_>, vandaag: Date) -> Vec<Bsn> {
    let mut gevonden = Vec::new();
    voeg_kinderen_toe(&mut gevonden, eigen, vandaag);
    let mut partners: Vec<Bsn> = Vec::new();
    for voorkomen in eigen.verbintenissen().iter().flat_map(Stapel::juiste) {
        let partner = voorkomen.gegevens.identiteit.burgerservicenummer;
        if let Some(bsn) = partner.filter(|bsn| !partners.contains(bsn)) {
            partners.push(bsn);
        }
    }
    for partner in partners.into_iter().filter_map(|bsn| geheugen.lijst(bsn)) {
        voeg_kinderen_toe(&mut gevonden, &partner, vandaag);
    }
    gevonden
}

fn voeg_kinderen_toe(gevonden: &mut Vec<Bsn>, lijst: &Lijst<'_>, vandaag: Date) {
    for stapel in lijst.kinderen() {
        let kind = &stapel.actueel.gegevens.identiteit;
        let geboren = kind.geboorte.datum.map(GbaDatum::number);
        let minderjarig = geboren.is_none_or(|geboren| is_minderjarig(geboren, vandaag));
        if let Some(bsn) = kind.burgerservicenummer
            && minderjarig
            && !gevonden.contains(&bsn)
        {
            gevonden.push(bsn);
        }
    }
}

/// The relation about one minor; nothing for who is of age or died.
fn over<'b>(kind: &Lijst<'b>, geheugen: &Geheugen<'b>, vandaag: Date) -> Option<Gezagsrelatie> {
    if !is_minderjarig(kind.geboorte(), vandaag) || kind.is_overleden() {
        return None;
    }
    let lijsten = Lijsten::new(kind, geheugen, vandaag);
    let uitkomst = beslissing::bepaal(&lijsten);
    let wie = &kind.persoon().actueel.gegevens.identiteit;
    let minderjarige = Minderjarige {
        burgerservicenummer: wie.burgerservicenummer,
        naam: Some(VolledigeNaam::van(wie)).filter(|naam| naam.volledige_naam.is_some()),
        leeftijd: wie
            .geboorte
            .datum
            .and_then(|geboren| leeftijd(geboren, vandaag)),
    };
    let ouder = |ouder: Ouder| {
        lijsten
            .ouder(ouder)
            .map(|voorkomen| Gezaghebber::van(&voorkomen.gegevens.identiteit))
            .unwrap_or_default()
    };
    let partner = || {
        lijsten
            .partner()
            .map(|partner| Gezaghebber::bekende_derde(&partner.identiteit))
    };
    let leeg = Gezagsrelatie {
        r#type: "",
        minderjarige,
        in_onderzoek: lijsten.is_in_onderzoek(),
        ..Gezagsrelatie::default()
    };
    Some(match uitkomst {
        Uitkomst::BeideOuders => Gezagsrelatie {
            r#type: "GezamenlijkOuderlijkGezag",
            ouders: Some(Ouder::BEIDE.map(ouder)),
            ..leeg
        },
        Uitkomst::EenOuder(een) => Gezagsrelatie {
            r#type: "EenhoofdigOuderlijkGezag",
            ouder: Some(ouder(een)),
            ..leeg
        },
        Uitkomst::MetNietOuder(een) => Gezagsrelatie {
            r#type: "GezamenlijkGezag",
            ouder: Some(ouder(een)),
            derde: partner(),
            ..leeg
        },
        Uitkomst::MetOnbekende(een) => Gezagsrelatie {
            r#type: "GezamenlijkGezag",
            ouder: Some(ouder(een)),
            derde: Some(Gezaghebber::onbekende_derde()),
            ..leeg
        },
        Uitkomst::VoogdijNietOuder => Gezagsrelatie {
            r#type: "Voogdij",
            derden: Some(partner().into_iter().collect()),
            ..leeg
        },
        Uitkomst::VoogdijOnbekend => Gezagsrelatie {
            r#type: "Voogdij",
            derden: Some(Vec::new()),
            ..leeg
        },
        Uitkomst::TijdelijkGeen(toelichting) => Gezagsrelatie {
            r#type: "TijdelijkGeenGezag",
            toelichting: Some(Cow::Borrowed(toelichting)),
            ..leeg
        },
        Uitkomst::NietTeBepalen(toelichting) => Gezagsrelatie {
            r#type: "GezagNietTeBepalen",
            toelichting: Some(Cow::Borrowed(toelichting)),
            ..leeg
        },
        Uitkomst::GegevensOntbreken(gegeven) => Gezagsrelatie {
            r#type: "GezagNietTeBepalen",
            toelichting: Some(ontbrekend(gegeven)),
            ..leeg
        },
    })
}
