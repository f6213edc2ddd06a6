//! In onderzoek for one code, apart from any person: which `inOnderzoek` an answer would hold.
//!
//! A record is made up in which only the category of the code has data and an investigation, and
//! the answer about it is stripped to its `inOnderzoek`.

use std::borrow::Cow;

use fieldlab_world::{Bsn, GbaDatum};
use jiff::civil::Date;
use serde_json::{Map, Value};

use super::gezag::{Bron, Geheugen, Lijst, Vorm};
use super::persoonslijst::{
    Gebeurtenis, Gezag, Identiteit, Kind, Naam, Nationaliteit, Onderzoek, Ouder, Persoon,
    Persoonslijst, Stapel, Verbintenis, Verblijf, Verblijfstitel, Voorkomen,
};
use super::samenstellen::{Omstandigheden, persoon};
use super::velden::{Antwoordsoort, Selectie, Velden};

/// Nobody else.
struct Niemand;

impl Bron for Niemand {
    fn lijst<'b>(
        &'b self,
        _bsn: Bsn,
        _klaar: Option<(&'b Persoonslijst<'static>, Velden)>,
    ) -> Option<Lijst<'b>> {
        None
    }
}

/// The `inOnderzoek` of an answer, at their place in the person.
pub(crate) fn in_onderzoek(
    aanduiding: u32,
    ingang: Option<GbaDatum>,
    selectie: Selectie,
    vandaag: Date,
) -> Value {
    let lijst = verzonnen(Onderzoek {
        aanduiding,
        ingang,
        einde: None,
    });
    let antwoord = persoon(
        &lijst,
        &Omstandigheden {
            soort: Antwoordsoort::Volledig,
            selectie,
            vandaag,
            geheugen: &Geheugen::new(&Niemand, &[], Velden::GEEN),
            gezagsvorm: Vorm::default(),
        },
    );
    let antwoord = serde_json::to_value(&antwoord).expect("answers have text keys only");
    ontdaan(antwoord).unwrap_or_else(|| Value::Object(Map::new()))
}

/// What is left when only `inOnderzoek` stays.
fn ontdaan(value: Value) -> Option<Value> {
    match value {
        Value::Object(leden) => {
            let over: Map<String, Value> = leden
                .into_iter()
                .filter_map(|(naam, lid)| {
                    let lid = if naam == "inOnderzoek" {
                        Some(lid)
                    } else {
                        ontdaan(lid)
                    };
                    Some((naam, lid?))
                })
                .collect();
            (!over.is_empty()).then_some(Value::Object(over))
        }
        Value::Array(lijst) => {
            let over: Vec<Value> = lijst.into_iter().filter_map(ontdaan).collect();
            (!over.is_empty()).then_some(Value::Array(over))
        }
        _ => None,
    }
}

fn verzonnen(onderzoek: Onderzoek) -> Persoonslijst<'static> {
    let categorie = onderzoek.aanduiding / 10_000;
    let punt = || Some(Cow::Borrowed("."));
    let gebeurtenis = || Gebeurtenis {
        datum: Some(GbaDatum::ONBEKEND),
        ..Gebeurtenis::default()
    };
    let wie = || Identiteit {
        naam: Naam {
            geslachtsnaam: punt(),
            ..Naam::default()
        },
        geboorte: gebeurtenis(),
        ..Identiteit::default()
    };
    let mut lijst = Persoonslijst {
        persoon: stapel(Persoon {
            identiteit: wie(),
            naamgebruik: None,
        }),
        ..Persoonslijst::default()
    };
    match categorie {
        1 => lijst.persoon.actueel.onderzoek = Some(onderzoek),
        2 | 3 => {
            let plek = usize::from(categorie == 3);
            let ouder = Ouder {
                identiteit: wie(),
                ingang_familierechtelijke_betrekking: None,
            };
            lijst.ouders[plek] = Some(in_onderzoek_stapel(ouder, onderzoek));
        }
        4 => {
            let bijzonder = matches!(onderzoek.aanduiding % 10_000, 6500 | 6510);
            let nationaliteit = Nationaliteit {
                nationaliteit: (!bijzonder).then_some(1),
                bijzonder_nederlanderschap: bijzonder.then_some('B'),
                ..Nationaliteit::default()
            };
            lijst.nationaliteiten = vec![in_onderzoek_stapel(nationaliteit, onderzoek)];
        }
        5 => {
            let verbintenis = Verbintenis {
                identiteit: wie(),
                aangaan: gebeurtenis(),
                ..Verbintenis::default()
            };
            lijst.verbintenissen = vec![in_onderzoek_stapel(verbintenis, onderzoek)];
        }
        6 => lijst.overlijden = Some(in_onderzoek_stapel(gebeurtenis(), onderzoek)),
        8 => {
            // The group that the code is about tells what sort of residence it must be.
            let verblijf = match onderzoek.aanduiding / 100 % 100 {
                12 => Verblijf {
                    locatie: punt(),
                    ..Verblijf::default()
                },
                13 => Verblijf {
                    land: Some(5010),
                    ..Verblijf::default()
                },
                _ => Verblijf {
                    straat: punt(),
                    immigratie_land: Some(0),
                    ..Verblijf::default()
                },
            };
            lijst.verblijf = Some(in_onderzoek_stapel(verblijf, onderzoek));
        }
        9 => {
            let kind = Kind {
                identiteit: wie(),
                levenloos_geboren: false,
            };
            lijst.kinderen = vec![in_onderzoek_stapel(kind, onderzoek)];
        }
        10 => {
            let titel = Verblijfstitel {
                aanduiding: Some(0),
                ..Verblijfstitel::default()
            };
            lijst.verblijfstitel = Some(in_onderzoek_stapel(titel, onderzoek));
        }
        11 => lijst.gezag = Some(in_onderzoek_stapel(Gezag::default(), onderzoek)),
        _ => {}
    }
    lijst
}

fn stapel<T>(gegevens: T) -> Stapel<T> {
    Stapel {
        actueel: Voorkomen {
            gegevens,
            onderzoek: None,
            ingang_geldigheid: None,
            onjuist: false,
            aktenummer: None,
            rni: None,
        },
        historie: Vec::new(),
    }
}

fn in_onderzoek_stapel<T>(gegevens: T, onderzoek: Onderzoek) -> Stapel<T> {
    let mut stapel = stapel(gegevens);
    stapel.actueel.onderzoek = Some(onderzoek);
    stapel
}
