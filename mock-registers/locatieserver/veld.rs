//! `veld:waarde`: a condition on one field, laid beside the index.
//!
//! Fields with a name in them match whole words in a row, all others the whole value; a closing `*`
//! makes the last of it a beginning.

use std::ops::Range;

use fieldlab_world::{AdresId, Places, View};

use super::blad::{achter_nummer, plekken_met_zin};
use super::document;
use super::ids::{met_identificatie, straat_met_id};
use super::index::{Index, Plek};
use super::kandidaat::{Deel, Genoemd, Kandidaat, Type, Uitkomst};
use super::perceel;
use super::woorden::teksten;

/// The score of a field that was asked for in `q`.
const VELD: u32 = 1_000;

/// What a field is compared with.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Waarde {
    /// Anything at all.
    Bestaat,
    Tekst(String),
    Begin(String),
    Bereik(Option<String>, Option<String>),
}

impl Waarde {
    /// Whether a whole value fits, whatever its case.
    fn past(&self, tekst: &str) -> bool {
        let klein = tekst.to_lowercase();
        match self {
            Self::Bestaat => true,
            Self::Tekst(waarde) => klein == waarde.to_lowercase(),
            Self::Begin(waarde) => klein.starts_with(&waarde.to_lowercase()),
            Self::Bereik(van, tot) => {
                let binnen = |grens: &Option<String>, orde: std::cmp::Ordering| {
                    grens.as_ref().is_none_or(|grens| {
                        let grens = grens.to_lowercase();
                        let vergeleken = match (klein.parse::<f64>(), grens.parse::<f64>()) {
                            (Ok(hier), Ok(grens)) => hier.total_cmp(&grens),
                            _ => klein.cmp(&grens),
                        };
                        vergeleken != orde
                    })
                };
                binnen(van, std::cmp::Ordering::Less) && binnen(tot, std::cmp::Ordering::Greater)
            }
        }
    }
}

/// A field that is an address's own, and is in no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Huisveld {
    Letter,
    Toevoeging,
    Geheel,
}

/// A condition, by where in the tree it is decided.
#[derive(Debug)]
pub(super) enum Veldblad {
    Altijd,
    Nooit,
    Soorten(Vec<Type>),
    Provincies(Vec<bool>),
    Gemeenten(Vec<bool>),
    Plaatsen(Vec<bool>),
    /// Only addresses and neighbourhoods say in which one they are.
    Buurten(Vec<bool>),
    Straten {
        per_rij: Vec<bool>,
        genoemd: Vec<usize>,
    },
    Postcodes(Range<usize>),
    /// House numbers, from and to.
    Nummers(u32, u32),
    Huis {
        veld: HuisveldWaarde,
    },
    /// These documents and no other.
    Documenten(Vec<Kandidaat>),
}

/// The field and what it is compared with.
#[derive(Debug)]
pub(super) struct HuisveldWaarde {
    veld: Huisveld,
    waarde: Waarde,
}

impl Veldblad {
    /// A condition; `None` for a field that does not exist.
    pub(super) fn van(index: &Index, view: View<'_>, naam: &str, waarde: &Waarde) -> Option<Self> {
        let places = view.places();
        let soorten = |past: &dyn Fn(Type) -> bool| {
            Self::Soorten(
                Type::ALLE
                    .into_iter()
                    .filter(|soort| past(*soort))
                    .collect(),
            )
        };
        let straatnamen = |plek: Plek| matches!(plek, Plek::Straat(_));
        Some(match naam {
            "type" => soorten(&|soort| waarde.past(soort.naam())),
            "bron" => soorten(&|soort| waarde.past(soort.bron())),
            "openbareruimtetype" => {
                if waarde.past("Weg") {
                    Self::Soorten(vec![Type::Weg, Type::Adres])
                } else {
                    Self::Nooit
                }
            }
            "provinciecode" => Self::Provincies(rijen(&index.provincies, |rij| {
                waarde.past(&document::provinciecode(rij.code))
            })),
            "provincieafkorting" => Self::Provincies(rijen(&index.provincies, |rij| {
                waarde.past(document::afkorting(rij.code))
            })),
            "gemeentecode" => Self::Gemeenten(rijen(&index.gemeenten, |rij| {
                waarde.past(&rij.code.to_string())
            })),
            "woonplaatscode" => Self::Plaatsen(rijen(&index.plaatsen, |rij| {
                waarde.past(&rij.code.to_string())
            })),
            "buurtcode" => Self::Buurten(rijen(&index.buurten, |rij| waarde.past(&rij.code))),
            "wijkcode" => Self::Buurten(rijen(&index.buurten, |rij| waarde.past(&rij.wijkcode))),
            "buurtnaam" => Self::Buurten(match waarde {
                Waarde::Tekst(tekst) => buurten_met_naam(index, places, tekst, false),
                Waarde::Begin(tekst) => buurten_met_naam(index, places, tekst, true),
                waarde => vec![*waarde == Waarde::Bestaat; index.buurten.len()],
            }),
            "provincienaam" | "gemeentenaam" | "woonplaatsnaam" | "straatnaam"
            | "straatnaam_verkort" => Self::namen(index, places, naam, waarde, straatnamen),
            "openbareruimte_id" => Self::straten(
                index,
                match waarde {
                    Waarde::Bestaat => (0..index.straten.len()).collect(),
                    Waarde::Tekst(tekst) => straat_met_id(places, tekst).into_iter().collect(),
                    _ => Vec::new(),
                },
            ),
            "postcode" => Self::postcodes(index, waarde),
            "huisnummer" => Self::nummers(index, waarde),
            "huisletter" => Self::huis(Huisveld::Letter, waarde),
            "huisnummertoevoeging" => Self::huis(Huisveld::Toevoeging, waarde),
            "gekoppeld_perceel" | "gekoppeld_appartement" => Self::Documenten(match waarde {
                Waarde::Tekst(tekst) => perceel::met_kort(view, tekst)
                    .into_iter()
                    .filter(|koz| koz.is_appartementsrecht() == (naam == "gekoppeld_appartement"))
                    .flat_map(|koz| view.onroerende_zaak(koz).adressen())
                    .filter(|adres| index.is_in_gebruik(*adres))
                    .filter_map(|adres| Kandidaat::adres(index, places, adres))
                    .collect(),
                _ => Vec::new(),
            }),
            "huis_nlt" => Self::huis(Huisveld::Geheel, waarde),
            "id" | "identificatie" if *waarde == Waarde::Bestaat => match naam {
                "id" => Self::Altijd,
                _ => Self::Soorten(vec![
                    Type::Adres,
                    Type::Weg,
                    Type::Woonplaats,
                    Type::Gemeente,
                ]),
            },
            "nummeraanduiding_id" | "adresseerbaarobject_id" if *waarde == Waarde::Bestaat => {
                Self::Soorten(vec![Type::Adres])
            }
            "id" | "identificatie" | "nummeraanduiding_id" | "adresseerbaarobject_id" => {
                let Waarde::Tekst(tekst) = waarde else {
                    return Some(Self::Nooit);
                };
                if naam == "identificatie" && tekst.len() == 4 {
                    // A town and a municipality can have the same code.
                    return Some(Self::code(index, tekst));
                }
                Self::Documenten(
                    met_identificatie(index, view, naam, tekst)
                        .into_iter()
                        .collect(),
                )
            }
            _ if document::is_veld(naam) => Self::Nooit,
            _ => return None,
        })
    }

    fn namen(
        index: &Index,
        places: &Places,
        naam: &str,
        waarde: &Waarde,
        is_straat: impl Fn(Plek) -> bool,
    ) -> Self {
        let van_dit_veld = |plek: &Plek| match naam {
            "provincienaam" => matches!(plek, Plek::Provincie(_)),
            "gemeentenaam" => matches!(plek, Plek::Gemeente(_)),
            "woonplaatsnaam" => matches!(plek, Plek::Plaats(_)),
            _ => is_straat(*plek),
        };
        let (tekst, ook_begin) = match waarde {
            Waarde::Tekst(tekst) => (tekst, false),
            Waarde::Begin(tekst) => (tekst, true),
            Waarde::Bestaat => {
                return match naam {
                    "provincienaam" => Self::Altijd,
                    "gemeentenaam" => Self::Soorten(Type::ALLE[1..].to_vec()),
                    "woonplaatsnaam" => Self::Soorten(Type::ALLE[2..6].to_vec()),
                    _ => Self::Soorten(Type::ALLE[3..6].to_vec()),
                };
            }
            Waarde::Bereik(..) => return Self::Nooit,
        };
        let mut plekken = plekken_met_zin(index, places, &teksten(tekst), ook_begin);
        plekken.retain(van_dit_veld);
        let vul = |aantal: usize| {
            let mut per_rij = vec![false; aantal];
            for plek in &plekken {
                match plek {
                    Plek::Provincie(rij)
                    | Plek::Gemeente(rij)
                    | Plek::Plaats(rij)
                    | Plek::Straat(rij)
                    | Plek::Buurt(rij) => per_rij[*rij] = true,
                }
            }
            per_rij
        };
        match naam {
            "provincienaam" => Self::Provincies(vul(index.provincies.len())),
            "gemeentenaam" => Self::Gemeenten(vul(index.gemeenten.len())),
            "woonplaatsnaam" => Self::Plaatsen(vul(index.plaatsen.len())),
            _ => {
                let genoemd = plekken
                    .iter()
                    .filter_map(|plek| match plek {
                        Plek::Straat(rij) => Some(*rij),
                        _ => None,
                    })
                    .collect();
                Self::straten(index, genoemd)
            }
        }
    }

    fn straten(index: &Index, genoemd: Vec<usize>) -> Self {
        let mut per_rij = vec![false; index.straten.len()];
        for straat in &genoemd {
            per_rij[*straat] = true;
        }
        Self::Straten { per_rij, genoemd }
    }

    fn postcodes(index: &Index, waarde: &Waarde) -> Self {
        let schoon = |tekst: &str| tekst.replace(' ', "").to_uppercase();
        match waarde {
            Waarde::Bestaat => Self::Postcodes(0..index.gebieden.len()),
            Waarde::Tekst(tekst) if schoon(tekst).len() == 6 => {
                Self::Postcodes(index.postcodes_met_begin(&schoon(tekst)))
            }
            Waarde::Begin(tekst) => Self::Postcodes(index.postcodes_met_begin(&schoon(tekst))),
            _ => Self::Nooit,
        }
    }

    fn nummers(index: &Index, waarde: &Waarde) -> Self {
        let hoogste = index.hoogste_huisnummer();
        let grens = |tekst: &Option<String>, anders: u32| match tekst {
            None => Some(anders),
            Some(tekst) => tekst.parse().ok(),
        };
        let bereik = match waarde {
            Waarde::Bestaat => Some((1, hoogste)),
            Waarde::Tekst(tekst) => tekst.parse().ok().map(|getal| (getal, getal)),
            Waarde::Bereik(van, tot) => grens(van, 1).zip(grens(tot, hoogste)),
            Waarde::Begin(_) => None,
        };
        bereik.map_or(Self::Nooit, |(van, tot)| {
            Self::Nummers(van.max(1), tot.min(hoogste))
        })
    }

    fn huis(veld: Huisveld, waarde: &Waarde) -> Self {
        Self::Huis {
            veld: HuisveldWaarde {
                veld,
                waarde: waarde.clone(),
            },
        }
    }

    fn code(index: &Index, tekst: &str) -> Self {
        let gemeente = index
            .gemeenten
            .iter()
            .position(|rij| rij.code.to_string() == tekst)
            .map(|rij| Kandidaat::gemeente(index, Type::Gemeente, rij));
        let plaats = index
            .plaatsen
            .iter()
            .position(|rij| rij.code.to_string() == tekst)
            .map(|rij| Kandidaat::plaats(index, Type::Woonplaats, rij));
        Self::Documenten(gemeente.into_iter().chain(plaats).collect())
    }

    /// What it names, for whoever looks for candidates.
    pub(super) fn genoemd(&self, index: &Index, genoemd: &mut Genoemd) {
        match (self, genoemd) {
            (Self::Straten { genoemd: hier, .. }, Genoemd::Straten(straten)) => {
                straten.extend(hier);
            }
            (Self::Documenten(documenten), Genoemd::Straten(straten)) => {
                straten.extend(documenten.iter().filter_map(|wie| match wie.straat {
                    Deel::Is(straat) => Some(straat),
                    _ => None,
                }));
            }
            (Self::Documenten(documenten), Genoemd::Kozen(kozen)) => {
                kozen.extend(documenten.iter().filter_map(|wie| match wie.koz {
                    Deel::Is(koz) => Some(koz),
                    _ => None,
                }));
            }
            (Self::Postcodes(rangen), Genoemd::Gebieden(gebieden)) => {
                gebieden.extend(rangen.clone().map(|rang| index.gebied_op_rang(rang)));
            }
            (Self::Nummers(van, tot), Genoemd::Adressen(adressen)) => {
                adressen.extend((*van..=*tot).flat_map(|nummer| index.met_huisnummer(nummer)));
            }
            _ => {}
        }
    }

    /// Whether it fits.
    pub(super) fn weeg(&self, index: &Index, places: &Places, wie: &Kandidaat) -> Uitkomst {
        let score = |past: bool| {
            if past {
                Uitkomst::ja(VELD)
            } else {
                Uitkomst::NEE
            }
        };
        let open = Uitkomst {
            score: VELD,
            ..Uitkomst::MISSCHIEN
        };
        let in_tabel = |per_rij: &[bool], deel: Deel<usize>| match deel {
            Deel::Is(rij) => score(per_rij[rij]),
            Deel::Onbekend => open,
            Deel::Ander | Deel::Geen => Uitkomst::NEE,
        };
        match self {
            Self::Altijd => score(true),
            Self::Nooit => Uitkomst::NEE,
            Self::Soorten(soorten) => score(soorten.contains(&wie.soort)),
            Self::Provincies(per_rij) => in_tabel(per_rij, wie.provincie),
            Self::Gemeenten(per_rij) => in_tabel(per_rij, wie.gemeente),
            Self::Plaatsen(per_rij) => in_tabel(per_rij, wie.plaats),
            Self::Buurten(per_rij) => match wie.soort {
                Type::Adres | Type::Buurt => in_tabel(per_rij, wie.buurt),
                _ => Uitkomst::NEE,
            },
            Self::Straten { per_rij, .. } => in_tabel(per_rij, wie.straat),
            Self::Postcodes(rangen) => match wie.gebied {
                Deel::Is(gebied) => score(rangen.contains(&index.gebieden[gebied].rang)),
                Deel::Onbekend => open,
                Deel::Ander | Deel::Geen => Uitkomst::NEE,
            },
            Self::Nummers(van, tot) => match wie.adres {
                Deel::Is(adres) => score((*van..=*tot).contains(&index.huisnummer(places, adres))),
                Deel::Onbekend => open,
                Deel::Ander | Deel::Geen => Uitkomst::NEE,
            },
            Self::Huis { veld } => match wie.adres {
                Deel::Is(adres) => score(veld.past(places, adres)),
                Deel::Onbekend | Deel::Ander => open,
                Deel::Geen => Uitkomst::NEE,
            },
            Self::Documenten(documenten) => documenten
                .iter()
                .map(|document| document_past(document, wie, open))
                .find(|uitkomst| uitkomst.mogelijk)
                .unwrap_or(Uitkomst::NEE),
        }
    }
}

impl HuisveldWaarde {
    fn past(&self, places: &Places, id: AdresId) -> bool {
        let adres = places.adres(id);
        match self.veld {
            Huisveld::Letter => {
                let letter = adres.huisletter();
                !letter.is_empty() && self.waarde.past(&letter)
            }
            Huisveld::Toevoeging => {
                let toevoeging = adres.huisnummertoevoeging();
                !toevoeging.is_empty() && self.waarde.past(&toevoeging)
            }
            Huisveld::Geheel => {
                self.waarde.past(&document::huis_nlt(adres))
                    || self.waarde.past(&format!(
                        "{}{}",
                        adres.huisnummer(),
                        achter_nummer(places, id)
                    ))
            }
        }
    }
}

fn document_past(document: &Kandidaat, wie: &Kandidaat, open: Uitkomst) -> Uitkomst {
    fn deel<T: Copy + PartialEq>(een: Deel<T>, ander: Deel<T>) -> Option<bool> {
        match ander {
            Deel::Onbekend => None,
            ander => Some(een == ander),
        }
    }
    if document.soort != wie.soort {
        return Uitkomst::NEE;
    }
    let delen = [
        deel(document.provincie, wie.provincie),
        deel(document.gemeente, wie.gemeente),
        deel(document.plaats, wie.plaats),
        deel(document.buurt, wie.buurt),
        deel(document.straat, wie.straat),
        deel(document.gebied, wie.gebied),
        deel(document.adres, wie.adres),
        deel(document.koz, wie.koz),
    ];
    if delen.contains(&Some(false)) {
        Uitkomst::NEE
    } else if delen.contains(&None) {
        open
    } else {
        Uitkomst::ja(VELD)
    }
}

fn rijen<T>(tabel: &[T], past: impl Fn(&T) -> bool) -> Vec<bool> {
    tabel.iter().map(past).collect()
}

fn buurten_met_naam(index: &Index, places: &Places, tekst: &str, ook_begin: bool) -> Vec<bool> {
    let plekken = plekken_met_zin(index, places, &teksten(tekst), ook_begin);
    (0..index.buurten.len())
        .map(|rij| plekken.binary_search(&Plek::Buurt(rij)).is_ok())
        .collect()
}
