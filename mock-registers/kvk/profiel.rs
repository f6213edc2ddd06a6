//! Basisprofiel, its parts, and Vestigingsprofiel.

use fieldlab_world::{
    Bedrijfsnamen, GbaDatum, KvkNummer, Rechtsvorm, Rsin, Vestiging, Vestigingsnummer,
};
use serde::Serialize;

use super::adres::{self, Profieladres, Volledig};
use super::beeld::{Beeld, Plek, ja_nee};
use super::links::{Doel, Links, Tekst, Wegwijzer};

/// What `GET /v1/basisprofielen/{kvkNummer}` answers.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Basisprofiel<'a> {
    kvk_nummer: Tekst<KvkNummer>,
    ind_non_mailing: &'static str,
    naam: &'a str,
    formele_registratiedatum: Tekst<GbaDatum>,
    materiele_registratie: Materieel,
    #[serde(skip_serializing_if = "Option::is_none")]
    totaal_werkzame_personen: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    statutaire_naam: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    handelsnamen: Vec<Handelsnaam<'a>>,
    sbi_activiteiten: Vec<Activiteit>,
    #[serde(rename = "_embedded")]
    ingebed: Ingebed<'a>,
    #[serde(flatten)]
    links: Links<'a>,
}

#[derive(Serialize)]
struct Ingebed<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    hoofdvestiging: Option<Vestigingshal<'a>>,
    eigenaar: Eigenaar<'a>,
}

#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
struct Materieel {
    datum_aanvang: Tekst<GbaDatum>,
    #[serde(skip_serializing_if = "Option::is_none")]
    datum_einde: Option<Tekst<GbaDatum>>,
}

/// A name and its place.
#[derive(Serialize)]
pub(super) struct Handelsnaam<'a> {
    naam: &'a str,
    volgorde: usize,
}

/// Names in the order in which they stand.
pub(super) fn genummerd<'a>(namen: impl Iterator<Item = &'a str>) -> Vec<Handelsnaam<'a>> {
    namen
        .enumerate()
        .map(|(volgorde, naam)| Handelsnaam { naam, volgorde })
        .collect()
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Activiteit {
    sbi_code: String,
    sbi_omschrijving: &'static str,
    ind_hoofdactiviteit: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Eigenaar<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    rsin: Option<Tekst<Rsin>>,
    rechtsvorm: &'static str,
    uitgebreide_rechtsvorm: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    adressen: Vec<Profieladres<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    websites: Vec<String>,
    #[serde(flatten)]
    links: Links<'a>,
}

/// An establishment, whole or as it stands within a Basisprofiel.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Vestigingshal<'a> {
    vestigingsnummer: Tekst<Vestigingsnummer>,
    kvk_nummer: Tekst<KvkNummer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rsin: Option<Tekst<Rsin>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ind_non_mailing: Option<&'static str>,
    formele_registratiedatum: Tekst<GbaDatum>,
    materiele_registratie: Materieel,
    #[serde(skip_serializing_if = "Option::is_none")]
    statutaire_naam: Option<&'a str>,
    eerste_handelsnaam: &'a str,
    ind_hoofdvestiging: &'static str,
    ind_commerciele_vestiging: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    voltijd_werkzame_personen: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    totaal_werkzame_personen: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deeltijd_werkzame_personen: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    handelsnamen: Vec<Handelsnaam<'a>>,
    adressen: Vec<Profieladres<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    websites: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sbi_activiteiten: Vec<Activiteit>,
    #[serde(flatten)]
    links: Links<'a>,
}

/// What `…/vestigingen` answers.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Vestigingenlijst<'a> {
    kvk_nummer: Tekst<KvkNummer>,
    aantal_commerciele_vestigingen: usize,
    aantal_niet_commerciele_vestigingen: usize,
    totaal_aantal_vestigingen: usize,
    vestigingen: Vec<Vestigingsregel<'a>>,
    #[serde(flatten)]
    links: Links<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Vestigingsregel<'a> {
    vestigingsnummer: Tekst<Vestigingsnummer>,
    kvk_nummer: Tekst<KvkNummer>,
    eerste_handelsnaam: &'a str,
    ind_hoofdvestiging: &'static str,
    ind_adres_afgeschermd: &'static str,
    ind_commerciele_vestiging: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    volledig_adres: Option<Tekst<Volledig<'a>>>,
    #[serde(flatten)]
    links: Links<'a>,
}

/// Makes the profiles of one company.
pub(super) struct Maker<'a> {
    beeld: &'a Beeld<'a>,
    weg: Wegwijzer<'a>,
    geo_data: bool,
    namen: Bedrijfsnamen,
}

impl<'a> Maker<'a> {
    pub(super) fn new(beeld: &'a Beeld<'a>, weg: Wegwijzer<'a>, geo_data: bool) -> Self {
        Self {
            beeld,
            weg,
            geo_data,
            namen: beeld.bedrijf.alle_namen(),
        }
    }

    fn kvk(&self) -> KvkNummer {
        self.beeld.kvk
    }

    fn rsin(&self) -> Option<Tekst<Rsin>> {
        self.beeld.bedrijf.rsin().map(Tekst)
    }

    fn materieel(&self) -> Materieel {
        Materieel {
            datum_aanvang: Tekst(self.beeld.bedrijf.datum_aanvang()),
            datum_einde: self.beeld.einde.map(Tekst),
        }
    }

    fn activiteiten(&self) -> Vec<Activiteit> {
        let activiteiten = self.beeld.bedrijf.sbi();
        activiteiten
            .into_iter()
            .enumerate()
            .map(|(plek, sbi)| Activiteit {
                sbi_code: sbi.code(),
                sbi_omschrijving: sbi.omschrijving(),
                ind_hoofdactiviteit: ja_nee(plek == 0),
            })
            .collect()
    }

    /// All about the company.
    pub(super) fn basisprofiel(&'a self) -> impl Serialize + 'a {
        let beeld = self.beeld;
        let hoofd = beeld.hoofdvestiging();
        let statutair = self.namen.statutair.as_deref();
        let eerste = self.namen.handelsnamen.first().map(String::as_str);
        let naam = match hoofd {
            Some(_) => eerste.or(statutair),
            None => statutair.or(eerste),
        };
        let neven = beeld
            .vestigingen
            .iter()
            .skip(1)
            .map(|vestiging| vestiging.handelsnaam.as_str());
        let handelsnamen = match hoofd {
            Some(_) => genummerd(
                self.namen
                    .handelsnamen
                    .iter()
                    .map(String::as_str)
                    .chain(neven),
            ),
            None => Vec::new(),
        };
        let werkt = hoofd.is_some() && beeld.bedrijf.is_commercieel();
        Basisprofiel {
            kvk_nummer: Tekst(self.kvk()),
            ind_non_mailing: ja_nee(beeld.bedrijf.is_non_mailing()),
            naam: naam.unwrap_or_default(),
            formele_registratiedatum: Tekst(beeld.bedrijf.formele_registratie()),
            materiele_registratie: self.materieel(),
            totaal_werkzame_personen: werkt.then(|| {
                let vestigingen = beeld.vestigingen.iter();
                vestigingen
                    .map(|vestiging| vestiging.werkzame_personen)
                    .sum()
            }),
            statutaire_naam: statutair,
            handelsnamen,
            sbi_activiteiten: self.activiteiten(),
            ingebed: Ingebed {
                hoofdvestiging: hoofd.map(|hoofd| self.vestiging(hoofd, false)),
                eigenaar: self.eigenaar_hal(),
            },
            links: self.weg.links([
                ("self", Some(Doel::Basisprofiel(self.kvk()))),
                ("vestigingen", hoofd.map(|_| Doel::Vestigingen(self.kvk()))),
            ]),
        }
    }

    fn eigenaar_hal(&self) -> Eigenaar<'a> {
        let beeld = self.beeld;
        let alleen = beeld.vestigingen.is_empty();
        let vorm = beeld.bedrijf.rechtsvorm();
        Eigenaar {
            rsin: self.rsin(),
            rechtsvorm: vorm.as_str(),
            uitgebreide_rechtsvorm: uitgebreid(vorm),
            adressen: if alleen {
                adres::lijst(beeld.adressen(None), self.geo_data)
            } else {
                Vec::new()
            },
            websites: if alleen {
                beeld.bedrijf.websites(&self.namen)
            } else {
                Vec::new()
            },
            links: self.weg.links([
                ("self", Some(Doel::Eigenaar(self.kvk()))),
                ("basisprofiel", Some(Doel::Basisprofiel(self.kvk()))),
            ]),
        }
    }

    /// Whose it is, in which form.
    pub(super) fn eigenaar(&'a self) -> impl Serialize + 'a {
        self.eigenaar_hal()
    }

    /// An establishment; `heel` with what is not repeated within a Basisprofiel.
    fn vestiging(&'a self, vestiging: &'a Vestiging, heel: bool) -> Vestigingshal<'a> {
        let beeld = self.beeld;
        let bedrijf = beeld.bedrijf;
        let hoofd = vestiging.is_hoofdvestiging;
        let commercieel = bedrijf.is_commercieel();
        let totaal = vestiging.werkzame_personen;
        let voltijd = (heel && commercieel).then(|| bedrijf.voltijd(vestiging));
        let eerste = std::iter::once(vestiging.handelsnaam.as_str());
        Vestigingshal {
            vestigingsnummer: Tekst(vestiging.nummer),
            kvk_nummer: Tekst(self.kvk()),
            rsin: self.rsin(),
            ind_non_mailing: heel.then(|| ja_nee(bedrijf.is_non_mailing())),
            formele_registratiedatum: Tekst(bedrijf.formele_registratie()),
            materiele_registratie: self.materieel(),
            statutaire_naam: self.namen.statutair.as_deref(),
            eerste_handelsnaam: &vestiging.handelsnaam,
            ind_hoofdvestiging: ja_nee(hoofd),
            ind_commerciele_vestiging: ja_nee(commercieel),
            voltijd_werkzame_personen: voltijd,
            totaal_werkzame_personen: commercieel.then_some(totaal),
            deeltijd_werkzame_personen: voltijd.map(|voltijd| totaal - voltijd),
            handelsnamen: match (heel, hoofd) {
                (false, _) => Vec::new(),
                (true, true) => genummerd(self.namen.handelsnamen.iter().map(String::as_str)),
                (true, false) => genummerd(eerste),
            },
            adressen: adres::lijst(beeld.adressen(Some(vestiging)), self.geo_data),
            websites: if hoofd {
                bedrijf.websites(&self.namen)
            } else {
                Vec::new()
            },
            sbi_activiteiten: if heel {
                self.activiteiten()
            } else {
                Vec::new()
            },
            links: self.weg.links([
                ("self", Some(Doel::Hoofdvestiging(self.kvk()))),
                ("vestigingen", Some(Doel::Vestigingen(self.kvk()))),
                ("basisprofiel", Some(Doel::Basisprofiel(self.kvk()))),
                (
                    "vestigingsprofiel",
                    Some(Doel::Vestigingsprofiel(vestiging.nummer)),
                ),
            ]),
        }
    }

    /// The main establishment, whole.
    pub(super) fn hoofdvestiging(&'a self) -> Option<impl Serialize + 'a> {
        let hoofd = self.beeld.hoofdvestiging()?;
        Some(self.vestiging(hoofd, true))
    }

    /// An establishment by itself.
    pub(super) fn vestigingsprofiel(&'a self, vestiging: &'a Vestiging) -> impl Serialize + 'a {
        Vestigingshal {
            links: self.weg.links([
                ("self", Some(Doel::Vestigingsprofiel(vestiging.nummer))),
                ("basisprofiel", Some(Doel::Basisprofiel(self.kvk()))),
            ]),
            ..self.vestiging(vestiging, true)
        }
    }

    /// All establishments in short.
    pub(super) fn vestigingen(&'a self) -> impl Serialize + 'a {
        let alle = &self.beeld.vestigingen;
        let commercieel = self.beeld.bedrijf.is_commercieel();
        let aantal = |telt: bool| if telt { alle.len() } else { 0 };
        Vestigingenlijst {
            kvk_nummer: Tekst(self.kvk()),
            aantal_commerciele_vestigingen: aantal(commercieel),
            aantal_niet_commerciele_vestigingen: aantal(!commercieel),
            totaal_aantal_vestigingen: alle.len(),
            vestigingen: alle.iter().map(|vestiging| self.regel(vestiging)).collect(),
            links: self.weg.links([
                ("self", Some(Doel::Vestigingen(self.kvk()))),
                ("basisprofiel", Some(Doel::Basisprofiel(self.kvk()))),
            ]),
        }
    }

    fn regel(&self, vestiging: &'a Vestiging) -> Vestigingsregel<'a> {
        let bezoek = self.beeld.adressen(Some(vestiging)).bezoek;
        Vestigingsregel {
            vestigingsnummer: Tekst(vestiging.nummer),
            kvk_nummer: Tekst(self.kvk()),
            eerste_handelsnaam: &vestiging.handelsnaam,
            ind_hoofdvestiging: ja_nee(vestiging.is_hoofdvestiging),
            ind_adres_afgeschermd: ja_nee(matches!(bezoek, Some(Plek::Afgeschermd))),
            ind_commerciele_vestiging: ja_nee(self.beeld.bedrijf.is_commercieel()),
            volledig_adres: bezoek.and_then(Volledig::van).map(Tekst),
            links: self.weg.links([
                ("self", Some(Doel::Vestigingen(self.kvk()))),
                (
                    "vestigingsprofiel",
                    Some(Doel::Vestigingsprofiel(vestiging.nummer)),
                ),
            ]),
        }
    }
}

/// The form with its particulars.
const fn uitgebreid(vorm: Rechtsvorm) -> &'static str {
    match vorm {
        Rechtsvorm::BeslotenVennootschap => "Besloten Vennootschap met gewone structuur",
        Rechtsvorm::NaamlozeVennootschap => "Naamloze Vennootschap met gewone structuur",
        Rechtsvorm::Cooperatie => "Coöperatie U.A. met gewone structuur",
        Rechtsvorm::Vereniging => "Vereniging met volledige rechtsbevoegdheid",
        vorm => vorm.as_str(),
    }
}
