//! A record of a person in the world.
//!
//! The world knows people; the register keeps them in categories. Nothing is invented here: an
//! element that the world does not know stays empty. Categories that an answer does not need are
//! not filled.

use std::borrow::Cow;
use std::cell::RefCell;

use fieldlab_world::{self as wereld, GbaDatum, PersonId, View, Woonplek};

use super::codes::{Geslacht, Naamgebruik, Titel};
use super::persoonslijst::{
    BagNummer, Gebeurtenis, Gezag, Identiteit, Inschrijving, Kiesrecht, Kind, Naam, Nationaliteit,
    Onderzoek, Ouder, Persoon, Persoonslijst, Plaats, Reisdocument, Rni, Stapel, Verbintenis,
    Verblijf, Verblijfstitel, Voorkomen,
};
use super::samenstellen::{AANSCHRIJVING, KINDEREN, NATIONALITEITEN, OUDERS, PARTNERS};
use super::velden::Velden;
use super::veldenlijst::Veld;

/// What to look for in a search: name, birth, residence and registration, no relatives.
pub(crate) const OM_TE_ZOEKEN: Velden = Velden::GEEN;

/// What brings category 05.
pub(crate) const MET_PARTNER: Velden = PARTNERS.en(AANSCHRIJVING);
/// What brings category 11.
pub(crate) const INDICATIES: Velden = Velden::onder("indicatie");

/// Who is who in the families of one question: the same few people come back as parent, partner and
/// child of one another, and who somebody is has to be drawn anew each time.
#[derive(Debug, Default)]
pub(crate) struct Bekenden(RefCell<Vec<wereld::Relatie>>);

impl Bekenden {
    /// A family, and not a search that goes through a town.
    const MEESTE: usize = 64;

    fn relatie(&self, persoon: wereld::Persoon<'_>) -> wereld::Relatie {
        let id = Some(persoon.id());
        let bekend = self
            .0
            .borrow()
            .iter()
            .find(|bekend| bekend.persoon == id)
            .cloned();
        bekend.unwrap_or_else(|| {
            let relatie = persoon.als_relatie();
            let mut bekenden = self.0.borrow_mut();
            if bekenden.len() < Self::MEESTE {
                bekenden.push(relatie.clone());
            }
            relatie
        })
    }
}

/// The record of a person, filled as far as `nodig` asks.
pub(crate) fn persoonslijst(
    view: View<'_>,
    id: PersonId,
    nodig: Velden,
    bekenden: &Bekenden,
) -> Persoonslijst<'static> {
    const OVERLIJDEN: Velden = Velden::onder("overlijden.");
    const VERBLIJFSTITEL: Velden = Velden::onder("verblijfstitel.");
    const KIESRECHT: Velden =
        Velden::onder("europeesKiesrecht.").en(Velden::onder("uitsluitingKiesrecht."));
    let met = Maker::van(view, id, bekenden);
    let persoon = met.persoon;
    let list = |asked: Velden| nodig.iets_van(asked);
    let mut lijst = Persoonslijst {
        persoon: met.eigen(nodig),
        inschrijving: inschrijving(persoon),
        verblijf: Some(met.verblijf(view, nodig)),
        ..Persoonslijst::default()
    };
    if list(OUDERS) {
        lijst.ouders = met.ouders();
    }
    if list(NATIONALITEITEN) {
        let filled = persoon.nationaliteiten().into_iter().map(|bron| {
            let mut stapel = met.stapel(4, nationaliteit(bron));
            stapel.actueel.ingang_geldigheid = Some(bron.ingang);
            stapel
        });
        lijst.nationaliteiten = filled.collect();
    }
    if list(MET_PARTNER) {
        lijst.verbintenissen = met.verbintenissen();
    }
    if list(KINDEREN) {
        lijst.kinderen = met.kinderen();
    }
    if list(OVERLIJDEN) {
        lijst.overlijden = persoon
            .overlijden()
            .map(|bron| met.stapel(6, gebeurtenis(bron.datum, bron.plaats, bron.land)));
    }
    if list(VERBLIJFSTITEL) {
        lijst.verblijfstitel = persoon.verblijfstitel().map(|bron| {
            met.stapel(
                10,
                Verblijfstitel {
                    aanduiding: Some(bron.aanduiding),
                    einde: bron.einde,
                    ingang: Some(bron.ingang),
                },
            )
        });
    }
    if list(INDICATIES) {
        lijst.gezag = met.gezag();
    }
    if list(KIESRECHT) {
        let bron = persoon.kiesrecht();
        lijst.kiesrecht = (bron != wereld::Kiesrecht::default()).then(|| {
            met.stapel(
                13,
                Kiesrecht {
                    europees: bron
                        .europees
                        .and_then(|code| char::from_digit(code.into(), 10)),
                    einde_europees: bron.europees_tot,
                    uitgesloten: bron.uitgesloten_tot.map(|_| 'A'),
                    einde_uitsluiting: bron
                        .uitgesloten_tot
                        .filter(|tot| *tot != GbaDatum::ONBEKEND),
                },
            )
        });
    }
    lijst
}

/// The record of a person with what the sister APIs ask for beside the person: every residence
/// there was, and the travel documents.
pub(crate) fn met_historie(
    view: View<'_>,
    id: PersonId,
    bekenden: &Bekenden,
) -> Persoonslijst<'static> {
    let met = Maker::van(view, id, bekenden);
    let persoon = met.persoon;
    let mut lijst = persoonslijst(view, id, OM_TE_ZOEKEN, bekenden);
    if let Some(stapel) = &mut lijst.verblijf {
        // An investigation into a residence that has ended has the number of the historic category.
        let mut onderzoek = met
            .onderzoek(8)
            .filter(|_| stapel.actueel.onderzoek.is_none())
            .map(|onderzoek| Onderzoek {
                aanduiding: onderzoek.aanduiding + 500_000,
                ..onderzoek
            });
        for bron in persoon.verblijfplaatsen().skip(1) {
            let aanvang = bron.aanvang;
            stapel.historie.push(Voorkomen {
                gegevens: woning(view, bron.into()),
                ingang_geldigheid: Some(aanvang),
                onderzoek: onderzoek.take_if(|onderzoek| begon_na(*onderzoek, aanvang)),
                ..Voorkomen::default()
            });
        }
    }
    let documenten = persoon.reisdocumenten().into_iter();
    lijst.reisdocumenten = documenten
        .map(|bron| {
            met.stapel(
                12,
                Reisdocument {
                    soort: text(bron.soort),
                    nummer: Some(Cow::Owned(bron.nummer.to_string())),
                    einde: Some(bron.einde),
                    datum_inhouding: bron.inhouding.map(|(datum, _)| datum),
                    aanduiding_inhouding: bron.inhouding.map(|(_, aanduiding)| aanduiding),
                },
            )
        })
        .collect();
    lijst
}

/// Makes the categories of one person's record, with group 8x, which the world keeps once a person.
pub(crate) struct Maker<'w> {
    pub(crate) persoon: wereld::Persoon<'w>,
    bekenden: &'w Bekenden,
    onderzoeken: Vec<Onderzoek>,
    rni: Option<Rni>,
}

impl<'w> Maker<'w> {
    pub(crate) fn van(view: View<'w>, id: PersonId, bekenden: &'w Bekenden) -> Self {
        let persoon = view.persoon(id);
        Self {
            persoon,
            bekenden,
            onderzoeken: persoon
                .onderzoeken()
                .into_iter()
                .map(|onderzoek| Onderzoek {
                    aanduiding: onderzoek.aanduiding.parse().unwrap_or(0),
                    ingang: Some(onderzoek.datum),
                    einde: None,
                })
                .collect(),
            rni: persoon.rni().map(|rni| Rni {
                deelnemer: Some(rni.deelnemer),
                verdrag: (!rni.verdrag.is_empty()).then(|| rni.verdrag.into()),
            }),
        }
    }

    /// What of a category is being investigated.
    pub(crate) fn onderzoek(&self, categorie: u32) -> Option<Onderzoek> {
        self.onderzoeken
            .iter()
            .copied()
            .find(|onderzoek| onderzoek.aanduiding / 10_000 == categorie)
    }

    /// Category 01; the A-number when it is asked for.
    pub(crate) fn eigen(&self, nodig: Velden) -> Stapel<Persoon<'static>> {
        let a_nummer = nodig
            .heeft(Veld::ANummer)
            .then(|| Cow::Owned(self.persoon.a_nummer().to_string()));
        let eigen = Persoon {
            identiteit: Identiteit {
                a_nummer,
                ..identiteit(self.bekenden.relatie(self.persoon))
            },
            naamgebruik: Naamgebruik::parse(self.persoon.naamgebruik().code()),
        };
        let mut stapel = self.stapel(1, eigen);
        stapel.actueel.aktenummer = self.persoon.akte().map(aktenummer);
        stapel
    }

    /// Categories 02 and 03.
    pub(crate) fn ouders(&self) -> [Option<Stapel<Ouder<'static>>>; 2] {
        let mut ouders = [None, None];
        for bron in self.persoon.ouders_met(&|wie| self.bekenden.relatie(wie)) {
            let plek = usize::from(bron.aanduiding.saturating_sub(1));
            let Some(plek) = ouders.get_mut(plek) else {
                continue;
            };
            let ouder = Ouder {
                identiteit: identiteit(bron.relatie),
                ingang_familierechtelijke_betrekking: Some(
                    bron.datum_familierechtelijke_betrekking,
                ),
            };
            let mut stapel = self.stapel(1 + u32::from(bron.aanduiding), ouder);
            stapel.actueel.aktenummer = bron.akte.map(aktenummer);
            *plek = Some(stapel);
        }
        ouders
    }

    /// Category 05.
    pub(crate) fn verbintenissen(&self) -> Vec<Stapel<Verbintenis<'static>>> {
        self.persoon
            .verbintenissen_met(&|wie| self.bekenden.relatie(wie))
            .into_iter()
            .map(|verbintenis| self.verbintenis(verbintenis))
            .collect()
    }

    /// Category 09.
    pub(crate) fn kinderen(&self) -> Vec<Stapel<Kind<'static>>> {
        let kinderen = self
            .persoon
            .kinderen_met(&|wie| self.bekenden.relatie(wie))
            .into_iter()
            .map(|kind| {
                self.stapel(
                    9,
                    Kind {
                        identiteit: identiteit(kind.relatie),
                        levenloos_geboren: false,
                    },
                )
            });
        kinderen.collect()
    }

    /// Category 11.
    pub(crate) fn gezag(&self) -> Option<Stapel<Gezag<'static>>> {
        let gezag = self.persoon.gezag();
        let curatele = self.persoon.curatele();
        (gezag.is_some() || curatele).then(|| {
            let mut stapel = self.stapel(
                11,
                Gezag {
                    indicatie_gezag: gezag.map(|(code, _)| Cow::Borrowed(code)),
                    curatele,
                },
            );
            stapel.actueel.ingang_geldigheid = gezag.map(|(_, since)| since);
            stapel
        })
    }

    /// Category 08. Since when somebody is registered in the municipality takes a walk through all
    /// residences, and is there when it is asked for.
    fn verblijf(&self, view: View<'_>, nodig: Velden) -> Stapel<Verblijf<'static>> {
        const IMMIGRATIE: Velden = Velden::onder("immigratie.");
        let (bron, inschrijving) = if nodig.heeft(Veld::DatumInschrijvingInGemeente) {
            let bron = self.persoon.verblijfplaats();
            let inschrijving = bron.inschrijving;
            (bron.into(), Some(inschrijving))
        } else {
            (self.persoon.woning(), None)
        };
        let aanvang = bron.aanvang;
        let mut verblijf = woning(view, bron);
        verblijf.datum_inschrijving = inschrijving;
        if nodig.iets_van(IMMIGRATIE) {
            let immigratie = self.persoon.immigratie();
            verblijf.immigratie_land = immigratie.map(|immigratie| immigratie.land);
            verblijf.vestiging = immigratie.map(|immigratie| immigratie.datum);
        }
        let mut stapel = self.stapel(8, verblijf);
        stapel.actueel.ingang_geldigheid = Some(aanvang);
        stapel.actueel.onderzoek = stapel
            .actueel
            .onderzoek
            .filter(|onderzoek| begon_na(*onderzoek, aanvang));
        stapel
    }

    fn voorkomen<T>(&self, categorie: u32, gegevens: T) -> Voorkomen<T> {
        Voorkomen {
            gegevens,
            onderzoek: self.onderzoek(categorie),
            ingang_geldigheid: None,
            onjuist: false,
            aktenummer: None,
            // A participant delivers who somebody is and where.
            rni: if matches!(categorie, 1 | 8) {
                self.rni.clone()
            } else {
                None
            },
        }
    }

    fn stapel<T>(&self, categorie: u32, gegevens: T) -> Stapel<T> {
        Stapel {
            actueel: self.voorkomen(categorie, gegevens),
            historie: Vec::new(),
        }
    }

    /// A dissolved relation has the dissolution as its actual occurrence, the marriage as history.
    fn verbintenis(&self, bron: wereld::Verbintenis) -> Stapel<Verbintenis<'static>> {
        let aangaan = gebeurtenis(bron.datum, bron.plaats, bron.land);
        let actueel = Verbintenis {
            identiteit: identiteit(bron.relatie),
            aangaan,
            ontbinding: None,
            reden_ontbinding: None,
            soort: Some(bron.soort),
        };
        let Some(ontbinding) = bron.ontbinding else {
            return self.stapel(5, actueel);
        };
        let ontbonden = Verbintenis {
            identiteit: actueel.identiteit.clone(),
            aangaan: Gebeurtenis::default(),
            ontbinding: Some(ontbinding.datum),
            reden_ontbinding: Some(ontbinding.reden),
            soort: actueel.soort,
        };
        Stapel {
            actueel: self.voorkomen(5, ontbonden),
            historie: vec![Voorkomen {
                gegevens: actueel,
                ..Voorkomen::default()
            }],
        }
    }
}

/// The number of a deed, of which only the third character says something: its sort.
fn aktenummer(soort: char) -> Box<str> {
    format!("1A{soort}0100").into()
}

fn text(text: impl Into<Cow<'static, str>>) -> Option<Cow<'static, str>> {
    Some(text.into()).filter(|text| !text.is_empty())
}

fn naam(bron: wereld::Naam) -> Naam<'static> {
    Naam {
        voornamen: Some(bron.voornamen).filter(|namen| !namen.is_empty()),
        titel: Titel::parse(bron.titel),
        voorvoegsel: text(bron.voorvoegsel),
        geslachtsnaam: text(bron.geslachtsnaam),
    }
}

fn geslacht(bron: wereld::Geslacht) -> Geslacht {
    match bron {
        wereld::Geslacht::Man => Geslacht::Man,
        wereld::Geslacht::Vrouw => Geslacht::Vrouw,
        wereld::Geslacht::Onbekend => Geslacht::Onbekend,
    }
}

fn gebeurtenis(datum: GbaDatum, plaats: wereld::Plaats, land: u16) -> Gebeurtenis<'static> {
    Gebeurtenis {
        datum: Some(datum),
        plaats: Some(match plaats {
            wereld::Plaats::Gemeente(code) => Plaats::Gemeente(code.number()),
            wereld::Plaats::Buitenland(naam) => Plaats::Buitenland(naam),
            wereld::Plaats::Onbekend => Plaats::Gemeente(0),
        }),
        land: Some(land),
    }
}

fn identiteit(bron: wereld::Relatie) -> Identiteit<'static> {
    Identiteit {
        burgerservicenummer: bron.burgerservicenummer,
        a_nummer: None,
        naam: naam(bron.naam),
        geboorte: gebeurtenis(bron.geboortedatum, bron.geboorteplaats, bron.geboorteland),
        geslacht: Some(geslacht(bron.geslacht)),
    }
}

fn inschrijving(persoon: wereld::Persoon<'_>) -> Inschrijving<'static> {
    let opschorting = persoon.opschorting();
    let verificatie = persoon.verificatie();
    Inschrijving {
        datum_opschorting: opschorting.map(|opschorting| opschorting.datum),
        reden_opschorting: opschorting.map(|opschorting| opschorting.reden),
        eerste_inschrijving: Some(persoon.eerste_inschrijving()),
        geheim: persoon.geheim(),
        verificatie_datum: verificatie.map(|verificatie| verificatie.datum),
        verificatie_omschrijving: verificatie
            .map(|verificatie| Cow::Borrowed(verificatie.omschrijving)),
    }
}

fn nationaliteit(bron: wereld::Nationaliteit) -> Nationaliteit {
    Nationaliteit {
        // Beside bijzonder Nederlanderschap no nationality is registered.
        nationaliteit: (bron.code > 0 || bron.bijzonder.is_none()).then_some(bron.code),
        reden_opname: (bron.reden_opname > 0).then_some(bron.reden_opname),
        reden_beeindigen: None,
        bijzonder_nederlanderschap: bron.bijzonder,
    }
}

/// What began before a residence did is about an earlier one.
fn begon_na(onderzoek: Onderzoek, aanvang: GbaDatum) -> bool {
    onderzoek
        .ingang
        .is_none_or(|ingang| ingang.number() >= aanvang.number())
}

/// A residence as category 08 has it.
fn woning(view: View<'_>, bron: wereld::Woning) -> Verblijf<'static> {
    let mut verblijf = Verblijf {
        gemeente: Some(bron.gemeente.number()),
        ..Verblijf::default()
    };
    match bron.plek {
        Woonplek::Adres(id) => {
            let adres = view.adres(id);
            let straat = adres.straat();
            verblijf.functie = Some(bron.functie);
            verblijf.aanvang = Some(bron.aanvang);
            verblijf.straat = Some(straat.korte_naam());
            verblijf.openbare_ruimte = Some(straat.naam());
            verblijf.huisnummer = Some(adres.huisnummer());
            verblijf.aanduiding = text(bron.aanduiding_bij_huisnummer);
            verblijf.huisletter = Some(adres.huisletter()).filter(|letter| !letter.is_empty());
            verblijf.huisnummertoevoeging =
                Some(adres.huisnummertoevoeging()).filter(|toevoeging| !toevoeging.is_empty());
            verblijf.postcode = adres.postcode().map(|postcode| postcode.to_string().into());
            verblijf.woonplaats = text(adres.woonplaats().naam());
            verblijf.object = Some(BagNummer::van(adres.object()));
            verblijf.nummeraanduiding = Some(BagNummer::van(adres.nummeraanduiding()));
        }
        Woonplek::Locatie(beschrijving) => {
            verblijf.functie = Some(bron.functie);
            verblijf.aanvang = Some(bron.aanvang);
            verblijf.locatie = text(beschrijving);
        }
        Woonplek::Buitenland(land, regels) => {
            verblijf.aanvang_buitenland = Some(bron.aanvang);
            verblijf.land = Some(land);
            verblijf.regels = regels.map(text);
        }
        Woonplek::Onbekend => {
            verblijf.aanvang_buitenland = Some(bron.aanvang);
            verblijf.land = Some(0);
        }
    }
    verblijf
}
