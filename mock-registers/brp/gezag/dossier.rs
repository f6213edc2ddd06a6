//! The facts about a minor's authority, read from person lists.
//!
//! Everything about the minor comes from the minor's own list; of the parents it is their own lists
//! that tell whether they live, are of age and are together. What was corrected never counts. What
//! was used and is under investigation is remembered.

use std::cell::{Cell, OnceCell};

use fieldlab_world::{Bsn, GbaDatum};
use jiff::civil::Date;

use super::beslissing::{
    Bevoegdheid, Dossier, Erkenning, Ontbreekt, Ouder, Ouderschap, Relatie, Uitspraak,
};
use super::lijst::Verblijf;
use super::{Geheugen, Lijst};
use crate::brp::codes::{Geslacht, NEDERLAND};
use crate::brp::persoonslijst::{
    Identiteit, Onderzoek, Ouder as Oudergegevens, Stapel, Verbintenis, Voorkomen,
};

/// Municipality of those who do not live in the Netherlands.
const RNI: u16 = 1999;
/// Recognition brings authority from this day on: 1 January 2023.
const ERKENNING_GEEFT_GEZAG: u32 = 20_230_101;

/// Deeds by their third character (table 39).
const ERKENNING: &str = "BCJV";
const GEBOORTE: &str = "A";
const ONTKENNING: &str = "E";
const ADOPTIE: &str = "Q";

/// A minor with the lists that matter.
pub(super) struct Lijsten<'g, 'b> {
    kind: &'g Lijst<'b>,
    ouders: [Option<Lijst<'b>>; 2],
    partner: OnceCell<Option<Partner<'b>>>,
    /// Several steps ask for these.
    verblijf: OnceCell<Option<Verblijf>>,
    relatie: OnceCell<Result<Relatie, Ontbreekt>>,
    geheugen: &'g Geheugen<'b>,
    vandaag: Date,
    in_onderzoek: Cell<bool>,
}

/// Who was together with the only parent at the birth: as the parent's list has it, and the list
/// of that person.
pub(super) struct Partner<'b> {
    pub(super) identiteit: Identiteit<'static>,
    lijst: Option<Lijst<'b>>,
}

impl<'g, 'b> Lijsten<'g, 'b> {
    pub(super) fn new(kind: &'g Lijst<'b>, geheugen: &'g Geheugen<'b>, vandaag: Date) -> Self {
        let lijst = Self {
            kind,
            ouders: Ouder::BEIDE.map(|ouder| {
                let stapel = kind.ouders()[ouder.plek()].as_ref()?;
                geheugen.lijst(stapel.actueel.gegevens.identiteit.burgerservicenummer?)
            }),
            partner: OnceCell::new(),
            verblijf: OnceCell::new(),
            relatie: OnceCell::new(),
            geheugen,
            vandaag,
            in_onderzoek: Cell::new(false),
        };
        // Name and birth go into every answer.
        lijst.onderzocht(kind.onderzoek_persoon(), 1, &[310, 410]);
        lijst.onderzocht(kind.onderzoek_persoon(), 1, &NAAM);
        lijst
    }

    /// Something that was used is under investigation.
    pub(super) fn is_in_onderzoek(&self) -> bool {
        self.in_onderzoek.get()
    }

    /// What the minor's list says about a parent.
    pub(super) fn ouder(&self, ouder: Ouder) -> Option<&'g Voorkomen<Oudergegevens<'static>>> {
        self.kind.ouders()[ouder.plek()]
            .as_ref()
            .map(|stapel| &stapel.actueel)
    }

    /// The partner at the birth of the only parent.
    pub(super) fn partner(&self) -> Option<&Partner<'b>> {
        self.partner.get().and_then(Option::as_ref)
    }

    /// Remembers that these elements of a category were used. An investigation is into an element,
    /// a group or the whole category; in history 50 is added.
    fn gebruikt<T>(&self, voorkomen: &Voorkomen<T>, categorie: u32, elementen: &[u32]) {
        self.onderzocht(voorkomen.in_onderzoek(), categorie, elementen);
    }

    fn onderzocht(&self, onderzoek: Option<Onderzoek>, categorie: u32, elementen: &[u32]) {
        let Some(onderzoek) = onderzoek else {
            return;
        };
        let rest = onderzoek.aanduiding % 10_000;
        let soort = onderzoek.aanduiding / 10_000;
        let raakt = |element: &u32| rest == 0 || rest == *element || rest == element / 100 * 100;
        if (soort == categorie || soort == categorie + 50) && elementen.iter().any(raakt) {
            self.in_onderzoek.set(true);
        }
    }

    fn akte<T>(&self, stapel: &Stapel<T>, categorie: u32, letters: &str) -> bool {
        stapel.juiste().any(|voorkomen| {
            self.gebruikt(voorkomen, categorie, &[8120]);
            soort_akte(voorkomen.aktenummer.as_deref())
                .is_some_and(|letter| letters.contains(letter))
        })
    }

    fn akte_van_ouder(&self, ouder: Ouder, letters: &str) -> bool {
        self.kind.ouders()[ouder.plek()]
            .as_ref()
            .is_some_and(|stapel| self.akte(stapel, categorie(ouder), letters))
    }

    fn familiedatum(&self, ouder: Ouder) -> Option<u32> {
        let voorkomen = self.ouder(ouder)?;
        self.gebruikt(voorkomen, categorie(ouder), &[6210]);
        voorkomen
            .gegevens
            .ingang_familierechtelijke_betrekking
            .map(GbaDatum::number)
    }

    fn geboorte(&self) -> u32 {
        self.kind.geboorte()
    }

    /// The list of a parent who is registered here; somebody outside the register has none.
    fn ingeschreven(&self, ouder: Ouder) -> Result<Option<&Lijst<'b>>, Ontbreekt> {
        match &self.ouders[ouder.plek()] {
            Some(lijst) if lijst.reden_opschorting() == Some('R') => Err(Ontbreekt::ouder(ouder)),
            lijst => Ok(lijst.as_ref()),
        }
    }

    /// The relations of one parent with the other, as the own list has them.
    fn relaties_met(
        &self,
        lijst: &Lijst<'_>,
        past: impl Fn(&Identiteit<'_>) -> bool,
    ) -> Vec<Periode> {
        let mut gevonden = Vec::with_capacity(lijst.verbintenissen().len());
        for stapel in lijst.verbintenissen() {
            if stapel
                .juiste()
                .any(|voorkomen| past(&voorkomen.gegevens.identiteit))
            {
                for voorkomen in stapel.juiste() {
                    self.gebruikt(voorkomen, 5, &[120, 610, 710]);
                }
                gevonden.extend(Periode::van(stapel));
            }
        }
        gevonden
    }

    fn onderling(&self) -> Result<Option<[Vec<Periode>; 2]>, Ontbreekt> {
        let een = self.ingeschreven(Ouder::Een)?;
        let twee = self.ingeschreven(Ouder::Twee)?;
        Ok(match (een, twee) {
            (Some(een), Some(twee)) => Some([
                self.relaties_met(een, |ander| zelfde_persoon(ander, twee)),
                self.relaties_met(twee, |ander| zelfde_persoon(ander, een)),
            ]),
            _ => None,
        })
    }

    /// Together with somebody outside the register: recognised by surname and birth date.
    fn samen_met_onbekende(&self, lijst: &Lijst<'_>, ouder: Ouder) -> bool {
        let Some(gezocht) = self.ouder(ouder) else {
            return false;
        };
        let gezocht = &gezocht.gegevens.identiteit;
        !self
            .relaties_met(lijst, |ander| {
                ander.naam.geslachtsnaam.is_some()
                    && ander.naam.geslachtsnaam == gezocht.naam.geslachtsnaam
                    && ander.geboorte.datum == gezocht.geboorte.datum
            })
            .is_empty()
    }

    fn zijn_nu_samen(&self) -> bool {
        self.relatie() == Ok(Relatie::Nu)
    }

    /// The decision that is registered, and since when.
    fn geregistreerde_uitspraak(&self) -> Result<Option<(Uitspraak, u32)>, Ontbreekt> {
        let Some(voorkomen) = self.kind.gezag() else {
            return Ok(None);
        };
        self.gebruikt(voorkomen, 11, &[3210]);
        let uitspraak = match voorkomen.gegevens.indicatie_gezag.as_deref() {
            Some("12") => Uitspraak::BeideOuders,
            Some("1") => Uitspraak::Ouder(Ouder::Een),
            Some("2") => Uitspraak::Ouder(Ouder::Twee),
            Some("1D") => Uitspraak::OuderEnDerde(Ouder::Een),
            Some("2D") => Uitspraak::OuderEnDerde(Ouder::Twee),
            Some("D") => Uitspraak::Derde,
            _ => return Ok(None),
        };
        self.gebruikt(voorkomen, 11, &[8510]);
        voorkomen
            .ingang_geldigheid
            .filter(|datum| datum.year() > 0)
            .map(|datum| Some((uitspraak, datum.number())))
            .ok_or(Ontbreekt("ingangsdatum geldigheid van gezagsverhouding"))
    }

    fn heeft_twee_ouders(&self) -> bool {
        Ouder::BEIDE
            .into_iter()
            .all(|ouder| self.ouderschap(ouder) == Ouderschap::Bekend)
    }

    /// Together again since the decision, after a relation that had ended.
    fn zijn_hertrouwd_sinds(&self, datum: u32) -> bool {
        let Ok(Some(relaties)) = self.onderling() else {
            return false;
        };
        relaties.iter().all(|relaties| {
            relaties.len() > 1
                && relaties
                    .iter()
                    .any(|relatie| relatie.loopt() && relatie.begin.is_some_and(|op| op >= datum))
        })
    }

    fn zoek_partner(&self, lijst: &Lijst<'_>) -> Option<Partner<'b>> {
        let geboren = self.geboorte();
        for voorkomen in lijst.verbintenissen().iter().flat_map(Stapel::juiste) {
            self.gebruikt(voorkomen, 5, &[120, 610, 710]);
        }
        let stapel = lijst
            .verbintenissen()
            .iter()
            .find(|stapel| Periode::van(stapel).is_some_and(|periode| periode.omvat(geboren)))?;
        // The newest that says who it was.
        let identiteit = stapel
            .juiste()
            .map(|voorkomen| &voorkomen.gegevens.identiteit)
            .find(|identiteit| identiteit.heeft_gegevens())?
            .clone();
        let lijst = identiteit
            .burgerservicenummer
            .and_then(|bsn| self.geheugen.lijst(bsn));
        Some(Partner { identiteit, lijst })
    }

    fn bevoegdheid_van(&self, lijst: &Lijst<'_>) -> Bevoegdheid {
        self.onderzocht(lijst.onderzoek_persoon(), 1, &[310]);
        let gezag = lijst.gezag();
        if let Some(gezag) = gezag {
            self.gebruikt(gezag, 11, &[3310]);
        }
        if lijst.is_overleden() {
            Bevoegdheid::Overleden
        } else if gezag.is_some_and(|gezag| gezag.gegevens.curatele && !gezag.onjuist) {
            Bevoegdheid::Curatele
        } else if is_minderjarig(lijst.geboorte(), self.vandaag) {
            Bevoegdheid::Minderjarig
        } else {
            Bevoegdheid::Bevoegd
        }
    }
}

const NAAM: [u32; 4] = [210, 220, 230, 240];

impl Dossier for Lijsten<'_, '_> {
    fn is_ingezetene(&self) -> Result<bool, Ontbreekt> {
        self.verblijf()
            .ok_or(Ontbreekt("verblijfplaats van bevraagde persoon"))?
            .gemeente
            .map(|gemeente| gemeente != RNI)
            .ok_or(Ontbreekt("gemeente van inschrijving van bevraagde persoon"))
    }

    /// Who is together keeps what arose here or there.
    fn heeft_elders_gewoond(&self) -> Result<bool, Ontbreekt> {
        if self.zijn_nu_samen() {
            return Ok(false);
        }
        let hier_geboren = self.geboorteland()? == NEDERLAND;
        Ok(hier_geboren
            && self.verblijf().is_some_and(|verblijf| {
                self.onderzocht(verblijf.onderzoek, 8, &[1420]);
                verblijf.gevestigd
            }))
    }

    fn is_elders_geboren(&self) -> Result<bool, Ontbreekt> {
        Ok(!self.zijn_nu_samen() && self.geboorteland()? != NEDERLAND)
    }

    fn is_geadopteerd(&self) -> bool {
        self.akte(self.kind.persoon(), 1, ADOPTIE)
    }

    fn uitspraak(&self) -> Result<Option<Uitspraak>, Ontbreekt> {
        let Some((uitspraak, datum)) = self.geregistreerde_uitspraak()? else {
            return Ok(None);
        };
        let geadopteerd_sinds = self.is_geadopteerd()
            && Ouder::BEIDE
                .into_iter()
                .any(|ouder| self.familiedatum(ouder).is_some_and(|op| op >= datum));
        let achterhaald = geadopteerd_sinds
            || match uitspraak {
                Uitspraak::BeideOuders => !self.heeft_twee_ouders(),
                Uitspraak::Ouder(_) => self.heeft_twee_ouders() && self.zijn_hertrouwd_sinds(datum),
                Uitspraak::OuderEnDerde(_) | Uitspraak::Derde => false,
            };
        Ok((!achterhaald).then_some(uitspraak))
    }

    fn ouderschap(&self, ouder: Ouder) -> Ouderschap {
        let Some(voorkomen) = self.ouder(ouder) else {
            return Ouderschap::Geen;
        };
        self.gebruikt(voorkomen, categorie(ouder), &[120]);
        self.gebruikt(voorkomen, categorie(ouder), &NAAM);
        match voorkomen.gegevens.identiteit.naam.geslachtsnaam.as_deref() {
            None | Some("") => Ouderschap::Geen,
            Some(".") => Ouderschap::Punt,
            Some(_) => Ouderschap::Bekend,
        }
    }

    fn relatie(&self) -> Result<Relatie, Ontbreekt> {
        *self.relatie.get_or_init(|| self.zoek_relatie())
    }

    fn erkenning(&self) -> Result<Option<Erkenning>, Ontbreekt> {
        let erkend = self.akte(self.kind.persoon(), 1, ERKENNING)
            || self.akte(self.kind.persoon(), 1, GEBOORTE);
        if erkend {
            let een = self
                .familiedatum(Ouder::Een)
                .ok_or(Ontbreekt("datum ingang familiebetrekking van ouder 1"))?;
            let twee = self
                .familiedatum(Ouder::Twee)
                .ok_or(Ontbreekt("datum ingang familiebetrekking van ouder 2"))?;
            if een.max(twee) >= ERKENNING_GEEFT_GEZAG {
                return Ok(Some(Erkenning::Sinds2023));
            }
        }
        let [een, twee] = Ouder::BEIDE.map(|ouder| self.akte_van_ouder(ouder, ERKENNING));
        Ok(match (een, twee) {
            (true, false) => Some(Erkenning::Door(Ouder::Een)),
            (false, true) => Some(Erkenning::Door(Ouder::Twee)),
            _ => None,
        })
    }

    fn is_geboren_voor_2023(&self) -> bool {
        self.geboorte() < ERKENNING_GEEFT_GEZAG
    }

    fn geboortemoeder(&self) -> Option<Ouder> {
        let [een, twee] = Ouder::BEIDE.map(|ouder| {
            self.ouder(ouder).is_some_and(|voorkomen| {
                self.gebruikt(voorkomen, categorie(ouder), &[410]);
                voorkomen.gegevens.identiteit.geslacht == Some(Geslacht::Vrouw)
            })
        });
        match (een, twee) {
            (true, false) => Some(Ouder::Een),
            (false, true) => Some(Ouder::Twee),
            _ => None,
        }
    }

    fn niet_ouder(&self, ouder: Ouder) -> Result<Option<Bevoegdheid>, Ontbreekt> {
        self.ingeschreven(ouder)?;
        let Some(lijst) = &self.ouders[ouder.plek()] else {
            return Ok(None);
        };
        let gevonden = self.zoek_partner(lijst);
        if gevonden.is_none() || self.akte_van_ouder(ouder.ander(), ONTKENNING) {
            return Ok(None);
        }
        match self.partner.get_or_init(|| gevonden) {
            Some(Partner {
                lijst: Some(lijst), ..
            }) if lijst.reden_opschorting() == Some('R') => Err(Ontbreekt(
                "niet-ouder van bevraagde persoon is niet in BRP geregistreerd",
            )),
            Some(Partner {
                lijst: Some(lijst), ..
            }) => Ok(Some(self.bevoegdheid_van(lijst))),
            // Outside the register nothing is known that stands in the way.
            Some(Partner { lijst: None, .. }) => Ok(Some(Bevoegdheid::Bevoegd)),
            None => Ok(None),
        }
    }

    fn bevoegdheid(&self, ouder: Ouder) -> Result<Bevoegdheid, Ontbreekt> {
        if self.ouderschap(ouder) != Ouderschap::Bekend {
            return Err(Ontbreekt::ouder(ouder));
        }
        if let Some(lijst) = self.ingeschreven(ouder)? {
            return Ok(self.bevoegdheid_van(lijst));
        }
        let geboren = self
            .ouder(ouder)
            .and_then(|voorkomen| voorkomen.gegevens.identiteit.geboorte.datum);
        let minderjarig = geboren.is_some_and(|datum| is_minderjarig(datum.number(), self.vandaag));
        Ok(if minderjarig {
            Bevoegdheid::Minderjarig
        } else {
            Bevoegdheid::Bevoegd
        })
    }
}

impl Lijsten<'_, '_> {
    fn verblijf(&self) -> Option<Verblijf> {
        *self.verblijf.get_or_init(|| self.kind.verblijf())
    }

    fn zoek_relatie(&self) -> Result<Relatie, Ontbreekt> {
        if !self.heeft_twee_ouders() {
            return Ok(Relatie::Geen);
        }
        let lijsten = (
            self.ingeschreven(Ouder::Een)?,
            self.ingeschreven(Ouder::Twee)?,
        );
        match lijsten {
            (Some(een), None) => {
                return Ok(if self.samen_met_onbekende(een, Ouder::Twee) {
                    Relatie::Nu
                } else {
                    Relatie::Geen
                });
            }
            (None, Some(twee)) => {
                return Ok(if self.samen_met_onbekende(twee, Ouder::Een) {
                    Relatie::Nu
                } else {
                    Relatie::Geen
                });
            }
            _ => {}
        }
        let (Some(relaties), (Some(een), Some(twee))) = (self.onderling()?, lijsten) else {
            return Ok(Relatie::Geen);
        };
        // Registered by one of them only, it does not count.
        if relatie_ontbreekt(&relaties) {
            return Ok(Relatie::Geen);
        }
        let loopt = |relaties: &Vec<Periode>| relaties.iter().any(Periode::loopt);
        if relaties.iter().all(loopt) {
            let leven = !een.is_overleden() && !twee.is_overleden();
            return Ok(if leven {
                Relatie::Nu
            } else {
                Relatie::NaGeboorte
            });
        }
        for stapel in een.verbintenissen().iter().chain(twee.verbintenissen()) {
            self.gebruikt(&stapel.actueel, 5, &[740]);
        }
        let geboren = self.geboorte();
        let voorbij = |relaties: &Vec<Periode>| {
            relaties
                .iter()
                .all(|relatie| relatie.is_gescheiden_voor(geboren))
        };
        Ok(if relaties.iter().any(voorbij) {
            Relatie::Geen
        } else {
            Relatie::NaGeboorte
        })
    }

    fn geboorteland(&self) -> Result<u16, Ontbreekt> {
        let persoon = &self.kind.persoon().actueel;
        self.gebruikt(persoon, 1, &[330]);
        persoon
            .gegevens
            .identiteit
            .geboorte
            .land
            .ok_or(Ontbreekt("Geboorteland van bevraagde persoon"))
    }
}

fn relatie_ontbreekt(relaties: &[Vec<Periode>; 2]) -> bool {
    relaties.iter().any(Vec::is_empty)
}

fn zelfde_persoon(identiteit: &Identiteit<'_>, lijst: &Lijst<'_>) -> bool {
    let eigen: Option<Bsn> = lijst.burgerservicenummer();
    eigen.is_some() && identiteit.burgerservicenummer == eigen
}

fn categorie(ouder: Ouder) -> u32 {
    match ouder {
        Ouder::Een => 2,
        Ouder::Twee => 3,
    }
}

/// The third character of a deed's number.
fn soort_akte(nummer: Option<&str>) -> Option<char> {
    nummer?.chars().nth(2)
}

/// Not yet eighteen. Of a partly known date the first possible day decides; with nothing known
/// somebody counts as of age.
pub(super) fn is_minderjarig(geboren: u32, vandaag: Date) -> bool {
    const ACHTTIEN_JAAR: u32 = 180_000;
    let getal = |deel: i8| u32::from(deel.unsigned_abs());
    let vandaag = u32::from(vandaag.year().unsigned_abs()) * 10_000
        + getal(vandaag.month()) * 100
        + getal(vandaag.day());
    geboren + ACHTTIEN_JAAR > vandaag && geboren > 0
}

/// From when to when a marriage or partnership lasted.
#[derive(Clone, Copy, Debug)]
struct Periode {
    begin: Option<u32>,
    einde: Option<u32>,
    reden: Option<char>,
}

impl Periode {
    /// The beginning may stand in history, below the dissolution.
    fn van(stapel: &Stapel<Verbintenis<'_>>) -> Option<Self> {
        let nieuwste = stapel.juiste().next()?;
        let begin = stapel
            .juiste()
            .filter_map(|voorkomen| voorkomen.gegevens.aangaan.datum)
            .map(GbaDatum::number)
            .min();
        let periode = Self {
            begin,
            einde: nieuwste.gegevens.ontbinding.map(GbaDatum::number),
            reden: nieuwste.gegevens.reden_ontbinding,
        };
        (periode.begin.is_some() || periode.einde.is_some()).then_some(periode)
    }

    fn loopt(&self) -> bool {
        self.begin.is_some() && self.einde.is_none()
    }

    fn omvat(&self, dag: u32) -> bool {
        self.begin.is_some_and(|begin| begin <= dag) && self.einde.is_none_or(|einde| einde > dag)
    }

    /// Death of a parent before the birth changes nothing: it was no choice.
    fn is_gescheiden_voor(&self, geboren: u32) -> bool {
        self.reden != Some('O') && self.einde.is_some_and(|einde| einde < geboren)
    }
}
