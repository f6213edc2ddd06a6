//! The cadastre beside the other registers: whose an address is, the BRP and the trade register know
//! under the same name, and what it points to in the BAG is there.

use std::collections::{BTreeMap, BTreeSet};

use fieldlab_testkit::TestLab;
use serde_json::{Value, json};

const PDOK: &str = "/bzk/locatieserver/search/v3_1";
const BRK: &str = "/esd/bevragen/v2";

fn get(lab: &TestLab, target: &str) -> Value {
    let answer = lab.get(target);
    assert_eq!(answer.status, 200, "{target}: {}", answer.body);
    answer.body
}

fn list<'b>(body: &'b Value, name: &str) -> impl Iterator<Item = &'b Value> {
    body["_embedded"][name].as_array().into_iter().flatten()
}

/// The name as the BRP has it, in full; a predicate and a title are no part of it.
fn name_in_brp(lab: &TestLab, bsn: &str) -> String {
    let question = json!({
        "type": "RaadpleegMetBurgerservicenummer",
        "burgerservicenummer": [bsn],
        "fields": ["naam.voornamen", "naam.voorvoegsel", "naam.geslachtsnaam"],
    });
    let answer = lab.post("/haalcentraal/api/brp/personen", &question);
    assert_eq!(answer.status, 200, "{bsn}: {}", answer.body);
    let name = &answer.body["personen"][0]["naam"];
    let parts = ["voornamen", "voorvoegsel", "geslachtsnaam"];
    let parts: Vec<&str> = parts
        .iter()
        .filter_map(|part| name[*part].as_str())
        .collect();
    parts.join(" ")
}

/// The statutory name in the trade register.
fn name_in_kvk(lab: &TestLab, rsin: &str) -> String {
    let found = get(lab, &format!("/api/v2/zoeken?rsin={rsin}"));
    let kvk = found["resultaten"][0]["kvkNummer"].as_str().unwrap();
    let profile = get(lab, &format!("/api/v1/basisprofielen/{kvk}"));
    let name = profile["statutaireNaam"]
        .as_str()
        .or(profile["naam"].as_str());
    name.unwrap().to_owned()
}

#[test]
fn whose_an_address_is_the_brp_and_the_trade_register_know_by_the_same_name() {
    let lab = TestLab::start();
    let all = get(
        &lab,
        &format!("{PDOK}/free?fq=type:adres&rows=10000&fl=nummeraanduiding_id"),
    );
    let all = all["response"]["docs"].as_array().unwrap();
    assert!(all.len() > 300, "only {} addresses", all.len());
    let mut names: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut objects = BTreeSet::new();
    for address in all {
        let number = address["nummeraanduiding_id"].as_str().unwrap();
        let found = get(
            &lab,
            &format!(
                "{BRK}/kadastraalonroerendezaken?nummeraanduidingIdentificatie={number}&expand=zakelijkGerechtigden"
            ),
        );
        let mut here = 0;
        for object in list(&found, "kadastraalOnroerendeZaken") {
            here += 1;
            let link = object["_links"]["adressen"][0]["href"].as_str().unwrap();
            for address in object["adressen"].as_array().unwrap() {
                let id = address["nummeraanduidingIdentificatie"].as_str().unwrap();
                let there = link.replace("{adressen.nummeraanduidingIdentificatie}", id);
                if objects.insert(there.clone()) {
                    let bag = get(&lab, &there);
                    assert_eq!(bag["huisnummer"], address["huisnummer"], "{there}");
                    assert_eq!(bag["postcode"], address["postcode"], "{there}");
                    let id = &address["adresseerbaarObjectIdentificatie"];
                    assert_eq!(bag["adresseerbaarObjectIdentificatie"], *id, "{there}");
                    let link = object["_links"]["adresseerbareObjecten"][0]["href"].as_str();
                    let there = link.unwrap().replace(
                        "{adressen.adresseerbaarObjectIdentificatie}",
                        id.as_str().unwrap(),
                    );
                    get(&lab, &there);
                }
            }
            let mut holders = 0;
            for right in list(object, "zakelijkGerechtigden") {
                holders += 1;
                let tenaamstelling = &right["tenaamstelling"];
                for person in [
                    &right["persoon"],
                    &tenaamstelling["betrokkenPartner"],
                    &tenaamstelling["betrokkenSamenwerkingsverband"],
                ] {
                    let text = |name: &str| person[name].as_str().map(str::to_owned);
                    if let (Some(sort), Some(id)) = (text("type"), text("identificatie")) {
                        names.insert((sort, id), text("omschrijving").unwrap());
                    }
                }
            }
            assert!(holders > 0, "{object:#}");
        }
        assert!(here > 0, "{number} stands on nothing");
    }
    let mut sorts: BTreeMap<&str, u32> = BTreeMap::new();
    for ((sort, id), name) in &names {
        *sorts.entry(sort.as_str()).or_default() += 1;
        let there = match sort.as_str() {
            "ingeschreven_natuurlijk_persoon" => name_in_brp(&lab, id),
            "ingeschreven_niet_natuurlijk_persoon" => name_in_kvk(&lab, id),
            sort => {
                let collection = match sort {
                    "kadaster_natuurlijk_persoon" => "kadasternatuurlijkpersonen",
                    _ => "kadasternietnatuurlijkpersonen",
                };
                let person = get(&lab, &format!("{BRK}/{collection}/{id}"));
                person["omschrijving"].as_str().unwrap().to_owned()
            }
        };
        assert_eq!(there, *name, "{sort} {id}");
    }
    assert_eq!(sorts.len(), 4, "{sorts:?}");
    eprintln!("{} addresses, holders by sort: {sorts:?}", all.len());
}
