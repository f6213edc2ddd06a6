//! The derivations one by one, from JSON to JSON: for whoever wants to compare them with another
//! implementation, or to try one out.
//!
//! Dates in the input are `yyyymmdd` source dates with zeros for unknown, reference dates ISO.

use std::borrow::Cow;

use fieldlab_world::GbaDatum;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::aanschrijving::{Partner, aanschrijving};
use super::adres::{Soort, adresregels};
use super::codes::{Geslacht, Naamgebruik, Titel};
use super::datum::{Datum, leeftijd};
use super::gezag::uit_feiten;
use super::naam::{volledige_naam, voorletters};
use super::onderzoek_afleiding::in_onderzoek;
use super::persoonslijst::{Naam, Verblijf};
use super::velden::{Antwoordsoort, Selectie, Velden, verzamel, zoek_pad};
use super::vraag::zelfde_postcode;
use super::zoektekst::Zoektekst;
use super::{nationaliteit, relaties};

mod verblijven;

/// Why a derivation cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AfleidingError {
    /// No derivation of that name here.
    #[error("there is no derivation `{0}`")]
    Onbekend(String),
    /// A member of the input is missing or has the wrong shape.
    #[error("input `{0}` is missing or is not what it should be")]
    Invoer(&'static str),
}

/// Makes one derivation: `datum`, `naam`, `leeftijd`, `adresregels`, `verblijfplaatsType`,
/// `nationaliteitType`, `zoekMatch`, `fieldsFilter`, `inOnderzoek`, `gezag`, `historieSelectie` or
/// `bewoningSelectie`.
///
/// # Errors
/// See [`AfleidingError`].
pub fn afleiden(functie: &str, invoer: &Value) -> Result<Value, AfleidingError> {
    match functie {
        "datum" => Ok(als_json(&Datum::from(gba(invoer, "gba")?))),
        "naam" => Ok(namen(invoer)),
        "leeftijd" => leeftijd_van(invoer),
        "adresregels" => Ok(adres(invoer)),
        "verblijfplaatsType" => Ok(type_of_niets(
            Soort::van(&verblijf(invoer)).map(Soort::naam),
        )),
        "nationaliteitType" => Ok(type_of_niets(nationaliteit::soort(
            text(invoer, "nationaliteit").and_then(|code| code.parse().ok()),
            text(invoer, "aanduidingBijzonderNederlanderschap")
                .and_then(|code| code.chars().next()),
        ))),
        "zoekMatch" => zoek_match(invoer),
        "fieldsFilter" => filter(invoer),
        "historieSelectie" => verblijven::historie(invoer),
        "bewoningSelectie" => verblijven::bewoning(invoer),
        "inOnderzoek" => onderzoek(invoer),
        "gezag" => Ok(uit_feiten(invoer)),
        other => Err(AfleidingError::Onbekend(other.to_owned())),
    }
}

fn als_json<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value).expect("derived values have text keys only")
}

fn text<'a>(invoer: &'a Value, name: &str) -> Option<&'a str> {
    invoer[name].as_str().filter(|text| !text.is_empty())
}

fn cow<'a>(invoer: &'a Value, name: &str) -> Option<Cow<'a, str>> {
    text(invoer, name).map(Cow::Borrowed)
}

fn gba(invoer: &Value, name: &'static str) -> Result<GbaDatum, AfleidingError> {
    text(invoer, name)
        .and_then(GbaDatum::parse)
        .ok_or(AfleidingError::Invoer(name))
}

fn type_of_niets(soort: Option<&str>) -> Value {
    soort.map_or_else(|| json!({}), |soort| json!({"type": soort}))
}

fn lees_naam(invoer: &Value) -> Naam<'_> {
    Naam {
        voornamen: cow(invoer, "voornamen"),
        titel: text(invoer, "adellijkeTitelPredicaat").and_then(Titel::parse),
        voorvoegsel: cow(invoer, "voorvoegsel"),
        geslachtsnaam: cow(invoer, "geslachtsnaam"),
    }
}

fn namen(invoer: &Value) -> Value {
    let persoon = &invoer["persoon"];
    let naam = lees_naam(persoon);
    let geslacht = text(persoon, "geslacht").and_then(Geslacht::parse);
    let gebruik = text(persoon, "aanduidingNaamgebruik").and_then(Naamgebruik::parse);
    let partners: Vec<(Naam<'_>, u32, Option<GbaDatum>)> = invoer["partners"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|partner| {
            (
                lees_naam(partner),
                gba(partner, "datumAangaan").map_or(0, GbaDatum::number),
                gba(partner, "datumOntbinding").ok(),
            )
        })
        .collect();
    let partner = relaties::kies(partners.iter(), |partner| partner.1, |partner| partner.2);
    let vormen = aanschrijving(
        &naam,
        geslacht,
        gebruik,
        partner.map(|partner| Partner {
            naam: &partner.0,
            actueel: partner.2.is_none(),
        }),
    );
    let mut out = Map::new();
    let mut add = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            out.insert(name.to_owned(), value);
        }
    };
    add("aanhef", vormen.aanhef.map(Value::from));
    add(
        "aanschrijfwijze",
        vormen.naam.map(|naam| match vormen.aanspreekvorm {
            Some(vorm) => json!({"naam": naam, "aanspreekvorm": vorm}),
            None => json!({"naam": naam}),
        }),
    );
    add(
        "gebruikInLopendeTekst",
        vormen.lopende_tekst.map(Value::from),
    );
    add(
        "volledigeNaam",
        volledige_naam(&naam, geslacht).map(Value::from),
    );
    add("voorletters", voorletters(&naam).map(Value::from));
    Value::Object(out)
}

fn leeftijd_van(invoer: &Value) -> Result<Value, AfleidingError> {
    let peildatum: Date = text(invoer, "peildatum")
        .and_then(|text| text.parse().ok())
        .ok_or(AfleidingError::Invoer("peildatum"))?;
    if text(invoer, "redenOpschorting") == Some("O") {
        return Ok(json!({}));
    }
    let jaren = leeftijd(gba(invoer, "geboortedatum")?, peildatum);
    Ok(jaren.map_or_else(|| json!({}), |jaren| json!({"leeftijd": jaren})))
}

fn verblijf(invoer: &Value) -> Verblijf<'_> {
    let land = &invoer["land"];
    let code = land.as_str().or_else(|| land["code"].as_str());
    Verblijf {
        straat: cow(invoer, "straat"),
        huisnummer: invoer["huisnummer"]
            .as_u64()
            .and_then(|nummer| u32::try_from(nummer).ok()),
        huisletter: cow(invoer, "huisletter"),
        huisnummertoevoeging: cow(invoer, "huisnummertoevoeging"),
        aanduiding: cow(invoer, "aanduidingBijHuisnummer"),
        postcode: cow(invoer, "postcode"),
        woonplaats: cow(invoer, "woonplaats"),
        locatie: cow(invoer, "locatiebeschrijving"),
        land: code.and_then(|code| code.parse().ok()),
        regels: ["regel1", "regel2", "regel3"].map(|regel| cow(invoer, regel)),
        ..Verblijf::default()
    }
}

fn adres(invoer: &Value) -> Value {
    let regels = adresregels(&verblijf(invoer), text(invoer, "gemeenteVanInschrijving"));
    let mut out = Map::new();
    let found = [
        ("adresregel1", regels.regel1),
        ("adresregel2", regels.regel2),
        ("adresregel3", regels.regel3),
    ];
    for (name, regel) in found {
        if let Some(regel) = regel {
            out.insert(name.to_owned(), regel.into());
        }
    }
    if regels.land.is_some() {
        // The caller's own description, which need not be in the table.
        out.insert("land".to_owned(), invoer["land"].clone());
    }
    Value::Object(out)
}

fn zoek_match(invoer: &Value) -> Result<Value, AfleidingError> {
    let vraag = invoer["vraag"]
        .as_str()
        .ok_or(AfleidingError::Invoer("vraag"))?;
    let opgeslagen = invoer["opgeslagen"].as_str().unwrap_or_default();
    let found = match text(invoer, "parameter") {
        Some("postcode") => zelfde_postcode(vraag, opgeslagen),
        Some("huisletter" | "huisnummertoevoeging" | "geslacht") => {
            vraag.eq_ignore_ascii_case(opgeslagen)
        }
        Some(_) => Zoektekst::new(vraag).past(opgeslagen),
        None => return Err(AfleidingError::Invoer("parameter")),
    };
    Ok(json!({"match": found}))
}

/// Members that are delivered without asking.
const VANZELF: [&str; 5] = [
    "geheimhoudingPersoonsgegevens",
    "opschortingBijhouding",
    "rni",
    "verificatie",
    "inOnderzoek",
];
/// Lists that are empty rather than absent when they were asked for.
const LIJSTEN: [&str; 5] = ["gezag", "kinderen", "nationaliteiten", "ouders", "partners"];

fn fields(invoer: &Value) -> Result<Selectie, AfleidingError> {
    let mut selectie = Selectie::default();
    for path in invoer["fields"].as_array().into_iter().flatten() {
        let path = path.as_str().ok_or(AfleidingError::Invoer("fields"))?;
        verzamel(&mut selectie, Antwoordsoort::Volledig, path)
            .map_err(|_| AfleidingError::Invoer("fields"))?;
    }
    Ok(selectie)
}

fn onderzoek(invoer: &Value) -> Result<Value, AfleidingError> {
    let aanduiding = text(invoer, "aanduiding")
        .and_then(|code| code.parse().ok())
        .ok_or(AfleidingError::Invoer("aanduiding"))?;
    let ingang = gba(invoer, "datumIngang").ok();
    // No age stands in what is delivered, so any day will do.
    let vandaag = Date::constant(2025, 1, 1);
    Ok(in_onderzoek(aanduiding, ingang, fields(invoer)?, vandaag))
}

fn filter(invoer: &Value) -> Result<Value, AfleidingError> {
    let persoon = invoer["persoon"]
        .as_object()
        .ok_or(AfleidingError::Invoer("persoon"))?;
    let selectie = fields(invoer)?;
    let soort = invoer["persoon"]["verblijfplaats"]["type"].as_str();
    let abroad = matches!(
        soort,
        Some("VerblijfplaatsBuitenland" | "VerblijfplaatsOnbekend")
    );
    let velden = selectie.voor(!abroad);
    let mut out = behoud(persoon, "", velden);
    for name in LIJSTEN {
        let asked = zoek_pad(name).is_some_and(|group| velden.iets_van(group));
        if asked && !out.contains_key(name) {
            out.insert(name.to_owned(), json!([]));
        }
    }
    for name in VANZELF {
        if let Some(value) = persoon.get(name) {
            out.insert(name.to_owned(), value.clone());
        }
    }
    Ok(Value::Object(out))
}

/// What of a group was asked for.
fn behoud(group: &Map<String, Value>, path: &str, velden: Velden) -> Map<String, Value> {
    let mut out = Map::new();
    for (name, value) in group {
        let path = if path.is_empty() {
            name.clone()
        } else {
            format!("{path}.{name}")
        };
        let Some(below) = zoek_pad(&path) else {
            continue;
        };
        let type_of_group = matches!(
            path.as_str(),
            "verblijfplaats.type" | "nationaliteiten.type"
        );
        if !velden.iets_van(below) && !type_of_group {
            continue;
        }
        let value = if is_groep(&path) {
            match value {
                Value::Object(members) => Value::Object(behoud(members, &path, velden)),
                Value::Array(items) => items
                    .iter()
                    .map(|item| match item {
                        Value::Object(members) => Value::Object(behoud(members, &path, velden)),
                        other => other.clone(),
                    })
                    .collect(),
                other => other.clone(),
            }
        } else {
            value.clone()
        };
        out.insert(name.clone(), value);
    }
    out
}

/// A path with paths below it, as opposed to a value.
fn is_groep(path: &str) -> bool {
    super::veldenlijst::PADEN.iter().any(|row| {
        row.1
            .strip_prefix(path)
            .is_some_and(|rest| rest.starts_with('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_derivation_is_named() {
        assert_eq!(
            afleiden("horoscoop", &json!({})),
            Err(AfleidingError::Onbekend("horoscoop".to_owned()))
        );
        assert_eq!(
            afleiden("datum", &json!({})),
            Err(AfleidingError::Invoer("gba"))
        );
    }

    #[test]
    fn the_filter_keeps_what_was_asked_and_what_comes_along() {
        let persoon = json!({
            "aNummer": "1", "leeftijd": 3, "geheimhoudingPersoonsgegevens": true,
            "verblijfplaats": {"type": "Adres", "functieAdres": {"code": "W"}, "verblijfadres": {"huisnummer": 1}},
            "kinderen": [{"burgerservicenummer": "1"}, {"naam": {}}]
        });
        let ask = |fields: Value| {
            afleiden(
                "fieldsFilter",
                &json!({"persoon": persoon, "fields": fields}),
            )
            .unwrap()
        };
        assert_eq!(
            ask(json!([
                "verblijfplaatsBinnenland.functieAdres.code",
                "kinderen.burgerservicenummer",
                "ouders"
            ])),
            json!({
                "verblijfplaats": {"type": "Adres", "functieAdres": {"code": "W"}},
                "kinderen": [{"burgerservicenummer": "1"}, {}],
                "ouders": [],
                "geheimhoudingPersoonsgegevens": true
            })
        );
        assert_eq!(
            ask(json!(["naam"])),
            json!({"geheimhoudingPersoonsgegevens": true})
        );
    }

    #[test]
    fn the_alias_leaves_out_a_residence_abroad() {
        let persoon = json!({"verblijfplaats": {"type": "VerblijfplaatsBuitenland", "datumVan": {"type": "DatumOnbekend"}}});
        let ask = |fields: Value| {
            afleiden(
                "fieldsFilter",
                &json!({"persoon": persoon, "fields": fields}),
            )
            .unwrap()
        };
        assert_eq!(ask(json!(["verblijfplaatsBinnenland"])), json!({}));
        assert_eq!(ask(json!(["verblijfplaats.datumVan"])), persoon);
    }

    #[test]
    fn post_codes_compare_without_case_and_space() {
        let ask = |parameter: &str, vraag: &str, opgeslagen: &str| {
            let invoer = json!({"parameter": parameter, "vraag": vraag, "opgeslagen": opgeslagen});
            afleiden("zoekMatch", &invoer).unwrap()["match"] == true
        };
        assert!(ask("postcode", "8000 aa", "8000AA"));
        assert!(ask("huisletter", "b", "B"));
        assert!(!ask("huisnummertoevoeging", "1", "12"));
    }
}
