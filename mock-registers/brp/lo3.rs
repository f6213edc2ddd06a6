//! A record from raw LO3 elements, as JSON: `{"categorieen": {"01": [[{"01.20": "…"}]]}}`.
//!
//! The key is the category, below it stacks of occurrences, the actual one first. Source of the
//! element numbers: Logisch Ontwerp BRP. Nothing is added or mended.

use std::borrow::Cow;

use fieldlab_world::{Bsn, GbaDatum};
use serde_json::{Map, Value};

use super::codes::{Geslacht, Naamgebruik, Titel};
use super::persoonslijst::{
    BagNummer, Gebeurtenis, Gezag, Identiteit, Inschrijving, Kiesrecht, Kind, Naam, Nationaliteit,
    Onderzoek, Ouder, Persoon, Persoonslijst, Plaats, Reisdocument, Rni, Stapel, Verbintenis,
    Verblijf, Verblijfstitel, Voorkomen,
};

/// The elements of one occurrence.
#[derive(Clone, Copy)]
struct Elementen<'a>(&'a Map<String, Value>);

impl<'a> Elementen<'a> {
    fn text(self, nummer: &str) -> Option<&'a str> {
        self.0.get(nummer).and_then(Value::as_str)
    }

    fn cow(self, nummer: &str) -> Option<Cow<'static, str>> {
        self.text(nummer).map(|text| Cow::Owned(text.to_owned()))
    }

    fn datum(self, nummer: &str) -> Option<GbaDatum> {
        self.text(nummer).and_then(GbaDatum::parse)
    }

    fn getal<T: std::str::FromStr>(self, nummer: &str) -> Option<T> {
        self.text(nummer).and_then(|text| text.parse().ok())
    }

    fn letter(self, nummer: &str) -> Option<char> {
        self.text(nummer).and_then(|text| text.chars().next())
    }

    fn gebeurtenis(self, datum: &str, plaats: &str, land: &str) -> Gebeurtenis<'static> {
        let is_code = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        Gebeurtenis {
            datum: self.datum(datum),
            plaats: self.text(plaats).map(|text| match text.parse() {
                Ok(code) if is_code(text) => Plaats::Gemeente(code),
                _ => Plaats::Buitenland(Cow::Owned(text.to_owned())),
            }),
            land: self.getal(land),
        }
    }

    fn identiteit(self) -> Identiteit<'static> {
        Identiteit {
            burgerservicenummer: self.text("01.20").and_then(Bsn::parse),
            a_nummer: self.cow("01.10"),
            naam: Naam {
                voornamen: self.cow("02.10"),
                titel: self.text("02.20").and_then(Titel::parse),
                voorvoegsel: self.cow("02.30"),
                geslachtsnaam: self.cow("02.40"),
            },
            geboorte: self.gebeurtenis("03.10", "03.20", "03.30"),
            geslacht: self.text("04.10").and_then(Geslacht::parse),
        }
    }

    fn voorkomen<T>(self, lees: fn(Self) -> T) -> Voorkomen<T> {
        let rni = Rni {
            deelnemer: self.getal("88.10"),
            verdrag: self.text("88.20").map(Into::into),
        };
        Voorkomen {
            gegevens: lees(self),
            onderzoek: self.getal("83.10").map(|aanduiding| Onderzoek {
                aanduiding,
                ingang: self.datum("83.20"),
                einde: self.datum("83.30"),
            }),
            ingang_geldigheid: self.datum("85.10"),
            onjuist: self.text("84.10").is_some(),
            aktenummer: self.text("81.20").map(Into::into),
            rni: (rni.deelnemer.is_some() || rni.verdrag.is_some()).then_some(rni),
        }
    }
}

fn stapels<'a, T>(
    lijst: &'a Value,
    categorie: &str,
    lees: fn(Elementen<'a>) -> T,
) -> Vec<Stapel<T>> {
    let list = |value: &'a Value| value.as_array().map_or(&[][..], Vec::as_slice);
    list(&lijst["categorieen"][categorie])
        .iter()
        .filter_map(|stack| {
            let mut occurrences = list(stack)
                .iter()
                .filter_map(Value::as_object)
                .map(|elements| Elementen(elements).voorkomen(lees));
            Some(Stapel {
                actueel: occurrences.next()?,
                historie: occurrences.collect(),
            })
        })
        .collect()
}

fn stapel<'a, T>(
    lijst: &'a Value,
    categorie: &str,
    lees: fn(Elementen<'a>) -> T,
) -> Option<Stapel<T>> {
    stapels(lijst, categorie, lees).into_iter().next()
}

/// Reads a record. What is not there stays empty; what is no text is passed over. Texts are copied,
/// so that the record can be kept apart from its JSON.
pub(crate) fn persoonslijst(lijst: &Value) -> Persoonslijst<'static> {
    Persoonslijst {
        persoon: stapel(lijst, "01", |e| Persoon {
            identiteit: e.identiteit(),
            naamgebruik: e.text("61.10").and_then(Naamgebruik::parse),
        })
        .unwrap_or_default(),
        ouders: ["02", "03"].map(|categorie| {
            stapel(lijst, categorie, |e| Ouder {
                identiteit: e.identiteit(),
                ingang_familierechtelijke_betrekking: e.datum("62.10"),
            })
        }),
        nationaliteiten: stapels(lijst, "04", |e| Nationaliteit {
            nationaliteit: e.getal("05.10"),
            reden_opname: e.getal("63.10"),
            reden_beeindigen: e.getal("64.10"),
            bijzonder_nederlanderschap: e.letter("65.10"),
        }),
        verbintenissen: stapels(lijst, "05", |e| Verbintenis {
            identiteit: e.identiteit(),
            aangaan: e.gebeurtenis("06.10", "06.20", "06.30"),
            ontbinding: e.datum("07.10"),
            reden_ontbinding: e.letter("07.40"),
            soort: e.letter("15.10"),
        }),
        overlijden: stapel(lijst, "06", |e| e.gebeurtenis("08.10", "08.20", "08.30")),
        inschrijving: stapel(lijst, "07", |e| Inschrijving {
            datum_opschorting: e.datum("67.10"),
            reden_opschorting: e.letter("67.20"),
            eerste_inschrijving: e.datum("68.10"),
            geheim: e.getal("70.10").unwrap_or(0),
            verificatie_datum: e.datum("71.10"),
            verificatie_omschrijving: e.cow("71.20"),
        })
        .map(|stapel| stapel.actueel.gegevens)
        .unwrap_or_default(),
        verblijf: stapel(lijst, "08", verblijf),
        kinderen: stapels(lijst, "09", |e| Kind {
            identiteit: e.identiteit(),
            levenloos_geboren: e.text("89.10") == Some("L"),
        }),
        verblijfstitel: stapel(lijst, "10", |e| Verblijfstitel {
            aanduiding: e.getal("39.10"),
            einde: e.datum("39.20"),
            ingang: e.datum("39.30"),
        }),
        gezag: stapel(lijst, "11", |e| Gezag {
            indicatie_gezag: e.cow("32.10"),
            curatele: e.text("33.10") == Some("1"),
        }),
        reisdocumenten: stapels(lijst, "12", |e| Reisdocument {
            soort: e.cow("35.10"),
            nummer: e.cow("35.20"),
            einde: e.datum("35.50"),
            datum_inhouding: e.datum("35.60"),
            aanduiding_inhouding: e.letter("35.70"),
        }),
        kiesrecht: stapel(lijst, "13", |e| Kiesrecht {
            europees: e.letter("31.10"),
            einde_europees: e.datum("31.30"),
            uitgesloten: e.letter("38.10"),
            einde_uitsluiting: e.datum("38.20"),
        }),
    }
}

fn verblijf(e: Elementen<'_>) -> Verblijf<'static> {
    Verblijf {
        gemeente: e.getal("09.10"),
        datum_inschrijving: e.datum("09.20"),
        functie: e.letter("10.10"),
        aanvang: e.datum("10.30"),
        straat: e.cow("11.10"),
        openbare_ruimte: e.cow("11.15"),
        huisnummer: e.getal("11.20"),
        huisletter: e.cow("11.30"),
        huisnummertoevoeging: e.cow("11.40"),
        aanduiding: e.cow("11.50"),
        postcode: e.cow("11.60"),
        woonplaats: e.cow("11.70"),
        object: e.text("11.80").and_then(BagNummer::parse),
        nummeraanduiding: e.text("11.90").and_then(BagNummer::parse),
        locatie: e.cow("12.10"),
        land: e.getal("13.10"),
        aanvang_buitenland: e.datum("13.20"),
        regels: ["13.30", "13.40", "13.50"].map(|nummer| e.cow(nummer)),
        immigratie_land: e.getal("14.10"),
        vestiging: e.datum("14.20"),
    }
}
