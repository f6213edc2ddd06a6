//! The test data format of the personen-mock: persons in the shape of the API's own source, with
//! the source's codes and dates. Each becomes a person list.

use serde_json::{Map, Value};

/// Where a member goes: path below its object, element.
type Plek = (&'static str, &'static str);

const IDENTITEIT: &[Plek] = &[
    ("burgerservicenummer", "01.20"),
    ("naam.voornamen", "02.10"),
    ("naam.adellijkeTitelPredicaat.code", "02.20"),
    ("naam.voorvoegsel", "02.30"),
    ("naam.geslachtsnaam", "02.40"),
    ("geboorte.datum", "03.10"),
    ("geboorte.plaats.code", "03.20"),
    ("geboorte.land.code", "03.30"),
    ("geslacht.code", "04.10"),
    ("inOnderzoek.aanduidingGegevensInOnderzoek", "83.10"),
    ("inOnderzoek.datumIngangOnderzoek", "83.20"),
];

/// Members of a person outside its lists: path, category, element.
const PERSOON: &[(&str, &str, &str)] = &[
    ("aNummer", "01", "01.10"),
    ("burgerservicenummer", "01", "01.20"),
    ("naam.voornamen", "01", "02.10"),
    ("naam.adellijkeTitelPredicaat.code", "01", "02.20"),
    ("naam.voorvoegsel", "01", "02.30"),
    ("naam.geslachtsnaam", "01", "02.40"),
    ("naam.aanduidingNaamgebruik.code", "01", "61.10"),
    ("geboorte.datum", "01", "03.10"),
    ("geboorte.plaats.code", "01", "03.20"),
    ("geboorte.land.code", "01", "03.30"),
    ("geslacht.code", "01", "04.10"),
    (
        "persoonInOnderzoek.aanduidingGegevensInOnderzoek",
        "01",
        "83.10",
    ),
    ("persoonInOnderzoek.datumIngangOnderzoek", "01", "83.20"),
    ("overlijden.datum", "06", "08.10"),
    ("overlijden.plaats.code", "06", "08.20"),
    ("overlijden.land.code", "06", "08.30"),
    (
        "overlijden.inOnderzoek.aanduidingGegevensInOnderzoek",
        "06",
        "83.10",
    ),
    ("overlijden.inOnderzoek.datumIngangOnderzoek", "06", "83.20"),
    ("opschortingBijhouding.datum", "07", "67.10"),
    ("opschortingBijhouding.reden.code", "07", "67.20"),
    ("datumEersteInschrijvingGBA", "07", "68.10"),
    ("geheimhoudingPersoonsgegevens", "07", "70.10"),
    ("verificatie.datum", "07", "71.10"),
    ("verificatie.omschrijving", "07", "71.20"),
    ("gemeenteVanInschrijving.code", "08", "09.10"),
    ("datumInschrijvingInGemeente", "08", "09.20"),
    ("immigratie.landVanwaarIngeschreven.code", "08", "14.10"),
    ("immigratie.datumVestigingInNederland", "08", "14.20"),
    ("verblijfplaats.functieAdres.code", "08", "10.10"),
    ("verblijfplaats.datumAanvangAdreshouding", "08", "10.30"),
    ("verblijfplaats.straat", "08", "11.10"),
    ("verblijfplaats.naamOpenbareRuimte", "08", "11.15"),
    ("verblijfplaats.huisnummer", "08", "11.20"),
    ("verblijfplaats.huisletter", "08", "11.30"),
    ("verblijfplaats.huisnummertoevoeging", "08", "11.40"),
    ("verblijfplaats.aanduidingBijHuisnummer.code", "08", "11.50"),
    ("verblijfplaats.postcode", "08", "11.60"),
    ("verblijfplaats.woonplaats", "08", "11.70"),
    (
        "verblijfplaats.adresseerbaarObjectIdentificatie",
        "08",
        "11.80",
    ),
    (
        "verblijfplaats.nummeraanduidingIdentificatie",
        "08",
        "11.90",
    ),
    ("verblijfplaats.locatiebeschrijving", "08", "12.10"),
    ("verblijfplaats.land.code", "08", "13.10"),
    ("verblijfplaats.datumAanvangAdresBuitenland", "08", "13.20"),
    ("verblijfplaats.regel1", "08", "13.30"),
    ("verblijfplaats.regel2", "08", "13.40"),
    ("verblijfplaats.regel3", "08", "13.50"),
    ("verblijfplaats.datumIngangGeldigheid", "08", "85.10"),
    (
        "verblijfplaats.inOnderzoek.aanduidingGegevensInOnderzoek",
        "08",
        "83.10",
    ),
    (
        "verblijfplaats.inOnderzoek.datumIngangOnderzoek",
        "08",
        "83.20",
    ),
    ("verblijfstitel.aanduiding.code", "10", "39.10"),
    ("verblijfstitel.datumEinde", "10", "39.20"),
    ("verblijfstitel.datumIngang", "10", "39.30"),
    (
        "verblijfstitel.inOnderzoek.aanduidingGegevensInOnderzoek",
        "10",
        "83.10",
    ),
    (
        "verblijfstitel.inOnderzoek.datumIngangOnderzoek",
        "10",
        "83.20",
    ),
    ("indicatieGezagMinderjarige.code", "11", "32.10"),
    ("indicatieCurateleRegister", "11", "33.10"),
    (
        "gezagInOnderzoek.aanduidingGegevensInOnderzoek",
        "11",
        "83.10",
    ),
    ("gezagInOnderzoek.datumIngangOnderzoek", "11", "83.20"),
    ("europeesKiesrecht.aanduiding.code", "13", "31.10"),
    ("europeesKiesrecht.einddatumUitsluiting", "13", "31.30"),
    (
        "uitsluitingKiesrecht.uitgeslotenVanKiesrecht",
        "13",
        "38.10",
    ),
    ("uitsluitingKiesrecht.einddatum", "13", "38.20"),
];

const NATIONALITEIT: &[Plek] = &[
    ("nationaliteit.code", "05.10"),
    ("redenOpname.code", "63.10"),
    ("aanduidingBijzonderNederlanderschap", "65.10"),
    ("datumIngangGeldigheid", "85.10"),
    ("inOnderzoek.aanduidingGegevensInOnderzoek", "83.10"),
    ("inOnderzoek.datumIngangOnderzoek", "83.20"),
];

const OUDER: &[Plek] = &[("datumIngangFamilierechtelijkeBetrekking", "62.10")];

const PARTNER: &[Plek] = &[
    ("aangaanHuwelijkPartnerschap.datum", "06.10"),
    ("aangaanHuwelijkPartnerschap.plaats.code", "06.20"),
    ("aangaanHuwelijkPartnerschap.land.code", "06.30"),
    ("ontbindingHuwelijkPartnerschap.datum", "07.10"),
    ("ontbindingHuwelijkPartnerschap.plaats.code", "07.20"),
    ("ontbindingHuwelijkPartnerschap.land.code", "07.30"),
    ("ontbindingHuwelijkPartnerschap.reden.code", "07.40"),
    ("soortVerbintenis.code", "15.10"),
];

/// Lists of a person that are read below.
const LIJSTEN: [&str; 5] = ["nationaliteiten", "ouders", "partners", "kinderen", "rni"];

/// The names that the API gives categories in `rni`.
const RNI: [(&str, &str); 6] = [
    ("Persoon", "01"),
    ("Nationaliteit", "04"),
    ("Overlijden", "06"),
    ("Inschrijving", "07"),
    ("Verblijfplaats", "08"),
    ("Verblijfstitel", "10"),
];

type Voorkomen = Map<String, Value>;

/// The person list of a person, and whose it is. `notes` gets what could not be used.
pub(super) fn lijst(persoon: &Value, notes: &mut Vec<String>) -> Result<(String, Value), String> {
    let bsn = persoon["burgerservicenummer"]
        .as_str()
        .ok_or("`burgerservicenummer` is no text")?
        .to_owned();
    let Some(members) = persoon.as_object() else {
        return Err("a person is an object".to_owned());
    };
    let mut categorieen: Map<String, Value> = Map::new();
    let mut single = Map::new();
    for (name, value) in members {
        if LIJSTEN.contains(&name.as_str()) {
            continue;
        }
        leaves(
            name,
            value,
            &mut |path, leaf| match PERSOON.iter().find(|row| row.0 == path) {
                Some((_, categorie, element)) => {
                    let elementen = single
                        .entry((*categorie).to_owned())
                        .or_insert_with(|| Value::Object(Map::new()));
                    if let Some(elementen) = elementen.as_object_mut() {
                        put(elementen, element, path, leaf, notes);
                    }
                }
                None => unused(path, notes),
            },
        );
    }
    rni(&persoon["rni"], &mut single, notes);
    for (categorie, elementen) in single {
        categorieen.insert(categorie, serde_json::json!([[elementen]]));
    }
    let mut stapels = |categorie: &str, stapels: Vec<Value>| {
        if !stapels.is_empty() {
            categorieen.insert(categorie.to_owned(), Value::Array(stapels));
        }
    };
    stapels(
        "04",
        each(
            &persoon["nationaliteiten"],
            "nationaliteiten",
            &[NATIONALITEIT],
            notes,
        ),
    );
    stapels(
        "09",
        each(&persoon["kinderen"], "kinderen", &[IDENTITEIT], notes),
    );
    let partners = each(
        &persoon["partners"],
        "partners",
        &[IDENTITEIT, PARTNER],
        notes,
    );
    stapels("05", partners.into_iter().map(met_ontbinding).collect());
    for (nth, ouder) in list(&persoon["ouders"]).iter().enumerate() {
        let categorie = match &ouder["ouderAanduiding"] {
            Value::String(text) if text == "2" => "03",
            Value::Null if nth == 1 => "03",
            _ => "02",
        };
        let mut ouder = ouder.clone();
        if let Some(members) = ouder.as_object_mut() {
            members.remove("ouderAanduiding");
        }
        let name = format!("ouders[{nth}]");
        let elementen = read(&ouder, &name, &[IDENTITEIT, OUDER], notes);
        if categorieen.contains_key(categorie) {
            notes.push(format!(
                "not used: {name} is a second one with this ouderAanduiding"
            ));
        } else {
            categorieen.insert(categorie.to_owned(), serde_json::json!([[elementen]]));
        }
    }
    Ok((bsn, serde_json::json!({ "categorieen": categorieen })))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A stack for each of a list.
fn each(value: &Value, name: &str, tables: &[&[Plek]], notes: &mut Vec<String>) -> Vec<Value> {
    list(value)
        .iter()
        .enumerate()
        .map(|(nth, item)| {
            serde_json::json!([read(item, &format!("{name}[{nth}]"), tables, notes)])
        })
        .collect()
}

fn read(item: &Value, name: &str, tables: &[&[Plek]], notes: &mut Vec<String>) -> Voorkomen {
    let mut elementen = Map::new();
    for (member, value) in item.as_object().into_iter().flatten() {
        leaves(member, value, &mut |path, leaf| {
            let full = format!("{name}.{path}");
            match tables.iter().copied().flatten().find(|row| row.0 == path) {
                Some((_, element)) => put(&mut elementen, element, &full, leaf, notes),
                None => unused(&full, notes),
            }
        });
    }
    elementen
}

/// A relation that has ended: the end is the actual occurrence, the beginning the one before it.
fn met_ontbinding(mut stapel: Value) -> Value {
    let Some(actual) = stapel[0].as_object_mut() else {
        return stapel;
    };
    if !actual.keys().any(|element| element.starts_with("07.")) {
        return stapel;
    }
    let mut before = actual.clone();
    before.retain(|element, _| !element.starts_with("07."));
    actual.retain(|element, _| !element.starts_with("06."));
    if before.keys().any(|element| element.starts_with("06."))
        && let Some(voorkomens) = stapel.as_array_mut()
    {
        voorkomens.push(Value::Object(before));
    }
    stapel
}

/// The participant stands in the occurrence of the category that it supplied.
fn rni(value: &Value, single: &mut Map<String, Value>, notes: &mut Vec<String>) {
    for (nth, item) in list(value).iter().enumerate() {
        let named = item["categorie"].as_str().unwrap_or_default();
        let Some((_, categorie)) = RNI
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(named))
            .filter(|(_, categorie)| single.contains_key(*categorie))
        else {
            notes.push(format!("not used: rni[{nth}], of category `{named}`"));
            continue;
        };
        let Some(elementen) = single.get_mut(*categorie).and_then(Value::as_object_mut) else {
            continue;
        };
        for (pointer, element) in [
            ("/deelnemer/code", "88.10"),
            ("/omschrijvingVerdrag", "88.20"),
        ] {
            if let Some(leaf) = item.pointer(pointer) {
                put(
                    elementen,
                    element,
                    &format!("rni[{nth}]{pointer}"),
                    leaf,
                    notes,
                );
            }
        }
    }
}

/// Calls `found` with the path and value of everything in an object that is no object.
fn leaves(path: &str, value: &Value, found: &mut dyn FnMut(&str, &Value)) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                leaves(&format!("{path}.{name}"), value, found);
            }
        }
        Value::Null => {}
        leaf => found(path, leaf),
    }
}

/// Writes a value as the source has it: text, and codes for what is yes.
fn put(
    elementen: &mut Voorkomen,
    element: &str,
    path: &str,
    leaf: &Value,
    notes: &mut Vec<String>,
) {
    let text = match leaf {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(false) => return,
        Value::Bool(true) if element == "38.10" => "A".to_owned(),
        Value::Bool(true) if element == "33.10" => "1".to_owned(),
        Value::Bool(true) if element == "70.10" => "7".to_owned(),
        _ => {
            notes.push(format!("not used: {path} is no text and no number"));
            return;
        }
    };
    if !text.is_empty() {
        elementen.insert(element.to_owned(), Value::from(text));
    }
}

/// Descriptions stand beside codes, and what the API derives is derived again: no need to say so.
fn unused(path: &str, notes: &mut Vec<String>) {
    let derived = ["gezag", "leeftijd", "inhoudingVermissing"].contains(&path);
    let described = [".omschrijving", ".soort", ".type"]
        .iter()
        .any(|ending| path.ends_with(ending));
    if !derived && !described {
        notes.push(format!("not used: {path}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_person_becomes_a_person_list() {
        let mut notes = Vec::new();
        let (bsn, lijst) = lijst(
            &json!({
                "burgerservicenummer": "999990007",
                "aNummer": "1234567890",
                "geslacht": {"code": "V", "omschrijving": "vrouw"},
                "naam": {"voornamen": "Fictie", "geslachtsnaam": "Meer", "voorvoegsel": "van der",
                         "aanduidingNaamgebruik": {"code": "E"}},
                "geboorte": {"datum": "19900000", "land": {"code": "6030"}},
                "geheimhoudingPersoonsgegevens": 7,
                "uitsluitingKiesrecht": {"uitgeslotenVanKiesrecht": true, "einddatum": "20300101"},
                "verblijfplaats": {"straat": "Nergensweg", "huisnummer": 3, "kleur": "rood"},
                "gemeenteVanInschrijving": {"code": "9001", "omschrijving": "Waterlinge"},
                "nationaliteiten": [{"nationaliteit": {"code": "0001"}, "redenOpname": {"code": "017"}}],
                "partners": [{
                    "naam": {"geslachtsnaam": "Vos"},
                    "soortVerbintenis": {"code": "H"},
                    "aangaanHuwelijkPartnerschap": {"datum": "20100101"},
                    "ontbindingHuwelijkPartnerschap": {"datum": "20150101"}
                }],
                "ouders": [{"ouderAanduiding": "2", "naam": {"geslachtsnaam": "Meer"}}],
                "kinderen": [{"burgerservicenummer": "999990019"}],
                "rni": [{"categorie": "Verblijfplaats", "deelnemer": {"code": "0101"}}],
                "gezag": []
            }),
            &mut notes,
        )
        .unwrap();
        assert_eq!(bsn, "999990007");
        assert_eq!(
            lijst,
            json!({"categorieen": {
                "01": [[{"01.20": "999990007", "01.10": "1234567890", "04.10": "V", "02.10": "Fictie",
                         "02.40": "Meer", "02.30": "van der", "61.10": "E", "03.10": "19900000",
                         "03.30": "6030"}]],
                "03": [[{"02.40": "Meer"}]],
                "04": [[{"05.10": "0001", "63.10": "017"}]],
                "05": [[{"02.40": "Vos", "15.10": "H", "07.10": "20150101"},
                        {"02.40": "Vos", "15.10": "H", "06.10": "20100101"}]],
                "07": [[{"70.10": "7"}]],
                "08": [[{"11.10": "Nergensweg", "11.20": "3", "09.10": "9001", "88.10": "0101"}]],
                "09": [[{"01.20": "999990019"}]],
                "13": [[{"38.10": "A", "38.20": "20300101"}]]
            }})
        );
        assert_eq!(notes, ["not used: verblijfplaats.kleur"]);
        assert!(fieldlab_registers::brp::controleer(&lijst, &bsn).is_empty());
    }
}
