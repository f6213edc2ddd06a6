//! `fields`: which properties can be asked for, and an object with only those.

use serde_json::{Map, Value};

/// A property, and what lies below it.
struct Veld(&'static str, &'static [Veld]);

const fn blad(naam: &'static str) -> Veld {
    Veld(naam, &[])
}

const BELANGHEBBENDE: &[Veld] = &[
    blad("type"),
    blad("naam"),
    blad("burgerservicenummer"),
    blad("geheimhoudingPersoonsgegevens"),
    blad("rsin"),
    blad("kvkNummer"),
    blad("vestigingsnummer"),
];

const LINK: &[Veld] = &[blad("href"), blad("templated"), blad("title")];

/// Everything in a WOZ object.
const VELDEN: &[Veld] = &[
    blad("identificatie"),
    Veld(
        "aanduiding",
        &[
            blad("straat"),
            blad("huisnummer"),
            blad("huisletter"),
            blad("huisnummertoevoeging"),
            blad("postcode"),
            blad("woonplaats"),
            blad("locatieomschrijving"),
            blad("nummeraanduidingIdentificatie"),
        ],
    ),
    blad("adresseerbaarObjectIdentificaties"),
    blad("pandIdentificaties"),
    Veld(
        "kadastraalOnroerendeZaken",
        &[
            blad("identificatie"),
            Veld(
                "aanduiding",
                &[
                    blad("gemeentecode"),
                    blad("sectie"),
                    blad("perceelnummer"),
                    blad("deelperceelnummer"),
                    blad("appartementsindex"),
                ],
            ),
            blad("aanduidingMetGemeentenaam"),
        ],
    ),
    Veld("belanghebbendeEigenaar", BELANGHEBBENDE),
    Veld("belanghebbendeGebruiker", BELANGHEBBENDE),
    blad("grondoppervlakte"),
    Veld(
        "verantwoordelijkeGemeente",
        &[blad("code"), blad("omschrijving")],
    ),
    Veld(
        "waarden",
        &[
            blad("vastgesteldeWaarde"),
            blad("waardepeildatum"),
            blad("ingangsdatum"),
            blad("beschikkingsStatussen"),
            blad("indicatieBezwaarBeroep"),
        ],
    ),
    Veld(
        "_links",
        &[
            Veld("self", LINK),
            Veld("adres", LINK),
            Veld("adresseerbareObjecten", LINK),
            Veld("panden", LINK),
            Veld("kadastraalOnroerendeZaken", LINK),
            Veld("belanghebbendeEigenaar", LINK),
            Veld("belanghebbendeGebruiker", LINK),
        ],
    ),
];

/// The properties that are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Velden {
    Alle,
    /// Paths; `identificatie` and `_links.self` are among them.
    Gekozen(Vec<Vec<String>>),
}

impl Velden {
    /// Reads a list of names.
    ///
    /// # Errors
    /// The names that do not exist, in the order in which they were given.
    pub(super) fn lees(tekst: &str) -> Result<Self, Vec<&str>> {
        let mut paden = vec![
            vec!["identificatie".to_owned()],
            vec!["_links".to_owned(), "self".to_owned()],
        ];
        let mut onbekend = Vec::new();
        for naam in tekst.split(',').map(str::trim) {
            let pad: Vec<String> = naam.split('.').map(str::to_owned).collect();
            if bestaat(&pad, VELDEN) {
                paden.push(pad);
            } else if !onbekend.contains(&naam) {
                onbekend.push(naam);
            }
        }
        if onbekend.is_empty() {
            Ok(Self::Gekozen(paden))
        } else {
            Err(onbekend)
        }
    }

    /// Leaves what is asked for.
    pub(super) fn kies(&self, object: Value) -> Value {
        match self {
            Self::Alle => object,
            Self::Gekozen(paden) => {
                let paden: Vec<&[String]> = paden.iter().map(Vec::as_slice).collect();
                snoei(object, &paden)
            }
        }
    }
}

fn bestaat(pad: &[String], velden: &[Veld]) -> bool {
    let Some((naam, rest)) = pad.split_first() else {
        return true;
    };
    velden
        .iter()
        .any(|veld| veld.0 == naam && bestaat(rest, veld.1))
}

/// Of an object the members on one of the paths; of a list of objects, of each. What has nothing left
/// is left out.
fn snoei(value: Value, paden: &[&[String]]) -> Value {
    if paden.iter().any(|pad| pad.is_empty()) {
        return value;
    }
    match value {
        Value::Array(leden) => leden
            .into_iter()
            .map(|lid| snoei(lid, paden))
            .filter(|lid| !is_leeg(lid))
            .collect(),
        Value::Object(leden) => {
            let mut over = Map::new();
            for (naam, lid) in leden {
                let verder: Vec<&[String]> = paden
                    .iter()
                    .filter_map(|pad| pad.split_first())
                    .filter(|(eerste, _)| **eerste == naam)
                    .map(|(_, rest)| rest)
                    .collect();
                if verder.is_empty() {
                    continue;
                }
                let lid = snoei(lid, &verder);
                if !is_leeg(&lid) {
                    over.insert(naam, lid);
                }
            }
            Value::Object(over)
        }
        blad => blad,
    }
}

fn is_leeg(value: &Value) -> bool {
    match value {
        Value::Object(leden) => leden.is_empty(),
        Value::Array(leden) => leden.is_empty(),
        _ => false,
    }
}

/// Every path, for the test that lays them beside the contract.
#[cfg(test)]
pub(super) fn alle() -> Vec<String> {
    fn verzamel(boven: &str, velden: &[Veld], paden: &mut Vec<String>) {
        for Veld(naam, onder) in velden {
            let pad = if boven.is_empty() {
                (*naam).to_owned()
            } else {
                format!("{boven}.{naam}")
            };
            verzamel(&pad, onder, paden);
            paden.push(pad);
        }
    }
    let mut paden = Vec::new();
    verzamel("", VELDEN, &mut paden);
    paden
}
