//! A record of a person in the world.
//!
//! The world knows people; the register keeps them in categories. Nothing is invented here: an
//! element that the world does not know stays empty. Categories that an answer does not need are
//! not filled.

use std::borrow::Cow;

use fieldlab_world::{self as wereld, GbaDatum, PersonId, View, Woonplek};

use super::codes::{Geslacht, Naamgebruik, Titel};
use super::persoonslijst::{
    BagNummer, Gebeurtenis, Gezag, Identiteit, Inschrijving, Kiesrecht, Kind, Naam, Nationaliteit,
    Onderzoek, Ouder, Persoon, Persoonslijst, Plaats, Reisdocument, Rni, Stapel, Verbintenis,
    Verblijf, Verblijfstitel, Voorkomen,
};
use super::samenstellen::{AANSCHRIJVING, KINDEREN, NATIONALITEITEN, OUDERS, PARTNERS};
use super::velden::Velden;

/// What to look for in a search: name, birth, residence and registration, no relatives.
pub(crate) const OM_TE_ZOEKEN: Velden = Velden::GEEN;

/// The record of a person, filled as far as `nodig` asks.
pub(crate) fn persoonslijst(view: View<'_>, id: PersonId, nodig: Velden) -> Persoonslijst<'static> {
    const MET_PARTNER: Velden = PARTNERS.en(AANSCHRIJVING);
    let persoon = view.persoon(id);
    let met = Groep8::van(persoon);
    let list = |asked: Velden| nodig.iets_van(asked);
    let mut lijst = Persoonslijst {
        persoon: met.persoon(persoon),
        inschrijving: inschrijving(persoon),
        verblijf: Some(verblijf(view, persoon, nodig, &met)),
        ..Persoonslijst::default()
    };
    if list(OUDERS) {
        lijst.ouders = met.ouders(persoon);
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
        lijst.verbintenissen = met.verbintenissen(persoon);
    }
    if list(KINDEREN) {
        lijst.kinderen = met.kinderen(persoon);
    }
    if list(Velden::onder("overlijden.")) {
        lijst.overlijden = persoon
            .overlijden()
            .map(|bron| met.stapel(6, gebeurtenis(bron.datum, bron.plaats, bron.land)));
    }
    if list(Velden::onder("verblijfstitel.")) {
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
    if list(Velden::onder("indicatie")) {
        lijst.gezag = met.gezag(persoon);
    }
    if list(Velden::onder("europeesKiesrecht.").en(Velden::onder("uitsluitingKiesrecht."))) {
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
pub(crate) fn met_historie(view: View<'_>, id: PersonId) -> Persoonslijst<'static> {
    let persoon = view.persoon(id);
    let met = Groep8::van(persoon);
    let mut lijst = persoonslijst(view, id, OM_TE_ZOEKEN);
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
                gegevens: woning(view, bron),
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

/// The record of a person, filled as far as gezag over or about that person needs.
pub(crate) fn voor_gezag(view: View<'_>, id: PersonId) -> Persoonslijst<'static> {
    let persoon = view.persoon(id);
    let met = Groep8::van(persoon);
    let verblijf = Verblijf {
        gemeente: Some(persoon.verblijfplaats().gemeente.number()),
        vestiging: persoon.immigratie().map(|immigratie| immigratie.datum),
        ..Verblijf::default()
    };
    Persoonslijst {
        persoon: met.persoon(persoon),
        inschrijving: inschrijving(persoon),
        ouders: met.ouders(persoon),
        verbintenissen: met.verbintenissen(persoon),
        kinderen: met.kinderen(persoon),
        verblijf: Some(met.stapel(8, verblijf)),
        gezag: met.gezag(persoon),
        ..Persoonslijst::default()
    }
}

/// Group 8x, which the world keeps once a person.
struct Groep8 {
    onderzoeken: Vec<Onderzoek>,
    rni: Option<Rni>,
}

impl Groep8 {
    fn van(persoon: wereld::Persoon<'_>) -> Self {
        Self {
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

    fn onderzoek(&self, categorie: u32) -> Option<Onderzoek> {
        self.onderzoeken
            .iter()
            .copied()
            .find(|onderzoek| onderzoek.aanduiding / 10_000 == categorie)
    }

    fn persoon(&self, persoon: wereld::Persoon<'_>) -> Stapel<Persoon<'static>> {
        let mut stapel = self.stapel(1, eigen_gegevens(persoon));
        stapel.actueel.aktenummer = persoon.akte().map(aktenummer);
        stapel
    }

    fn ouders(&self, persoon: wereld::Persoon<'_>) -> [Option<Stapel<Ouder<'static>>>; 2] {
        let mut ouders = [None, None];
        for bron in persoon.ouders() {
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

    fn verbintenissen(&self, persoon: wereld::Persoon<'_>) -> Vec<Stapel<Verbintenis<'static>>> {
        persoon
            .verbintenissen()
            .into_iter()
            .map(|verbintenis| self.verbintenis(verbintenis))
            .collect()
    }

    fn kinderen(&self, persoon: wereld::Persoon<'_>) -> Vec<Stapel<Kind<'static>>> {
        let kinderen = persoon.kinderen().into_iter().map(|kind| {
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

    fn gezag(&self, persoon: wereld::Persoon<'_>) -> Option<Stapel<Gezag<'static>>> {
        let gezag = persoon.gezag();
        let curatele = persoon.curatele();
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

    fn voorkomen<T>(&self, categorie: u32, gegevens: T) -> Voorkomen<T> {
        Voorkomen {
            gegevens,
            onderzoek: self.onderzoek(categorie),
            ingang_geldigheid: None,
            onjuist: false,
            aktenummer: None,
            // A participant delivers who somebody is and where.
            rni: self.rni.clone().filter(|_| matches!(categorie, 1 | 8)),
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

fn eigen_gegevens(persoon: wereld::Persoon<'_>) -> Persoon<'static> {
    Persoon {
        identiteit: Identiteit {
            burgerservicenummer: Some(persoon.burgerservicenummer()),
            a_nummer: Some(Cow::Owned(persoon.a_nummer().to_string())),
            naam: naam(persoon.naam()),
            geboorte: gebeurtenis(
                persoon.geboortedatum(),
                persoon.geboorteplaats(),
                persoon.geboorteland(),
            ),
            geslacht: Some(geslacht(persoon.geslacht())),
        },
        naamgebruik: Naamgebruik::parse(persoon.naamgebruik().code()),
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

fn verblijf(
    view: View<'_>,
    persoon: wereld::Persoon<'_>,
    nodig: Velden,
    met: &Groep8,
) -> Stapel<Verblijf<'static>> {
    let bron = persoon.verblijfplaats();
    let aanvang = bron.aanvang;
    let mut verblijf = woning(view, bron);
    if nodig.iets_van(Velden::onder("immigratie.")) {
        let immigratie = persoon.immigratie();
        verblijf.immigratie_land = immigratie.map(|immigratie| immigratie.land);
        verblijf.vestiging = immigratie.map(|immigratie| immigratie.datum);
    }
    let mut stapel = met.stapel(8, verblijf);
    stapel.actueel.ingang_geldigheid = Some(aanvang);
    stapel.actueel.onderzoek = stapel
        .actueel
        .onderzoek
        .filter(|onderzoek| begon_na(*onderzoek, aanvang));
    stapel
}

/// What began before a residence did is about an earlier one.
fn begon_na(onderzoek: Onderzoek, aanvang: GbaDatum) -> bool {
    onderzoek
        .ingang
        .is_none_or(|ingang| ingang.number() >= aanvang.number())
}

/// A residence as category 08 has it.
fn woning(view: View<'_>, bron: wereld::Verblijfplaats) -> Verblijf<'static> {
    let mut verblijf = Verblijf {
        gemeente: Some(bron.gemeente.number()),
        datum_inschrijving: Some(bron.inschrijving),
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
