//! The whole village: every object in the shape of the contract, found by each entry, and as the world
//! has it.

use std::collections::BTreeMap;

use fieldlab_world::{Partij, View};
use serde_json::{Value, json};

use super::{MOUNT, get, lab, zoek};
use crate::proef::{BASIS, links};

fn view() -> View<'static> {
    lab().state.view()
}

#[test]
fn every_address_in_use_has_one_object_that_each_entry_finds() {
    let mut soorten: BTreeMap<String, u32> = BTreeMap::new();
    let mut objecten = 0;
    for id in view().places().adressen() {
        let adres = view().adres(id);
        let postcode = adres.postcode().unwrap();
        let (nummer, object) = (adres.nummeraanduiding(), adres.object());
        let op_nummer = zoek(&format!("nummeraanduidingIdentificatie={nummer}"));
        if adres.is_ingetrokken() {
            assert!(op_nummer.is_empty(), "{nummer}");
            continue;
        }
        objecten += 1;
        let [een] = op_nummer.as_slice() else {
            panic!("{nummer}: {op_nummer:?}");
        };
        let op_object = zoek(&format!("adresseerbaarObjectIdentificatie={object}"));
        assert_eq!(op_object, op_nummer);
        let mut op_adres = format!("postcode={postcode}&huisnummer={}", adres.huisnummer());
        for (naam, tekst) in [
            ("huisletter", adres.huisletter()),
            ("huisnummertoevoeging", adres.huisnummertoevoeging()),
        ] {
            if !tekst.is_empty() {
                op_adres.push_str(&format!("&{naam}={}", tekst.to_lowercase()));
            }
        }
        assert!(zoek(&op_adres).contains(een), "{op_adres}");
        let identificatie = een["identificatie"].as_str().unwrap();
        let alleen = get(&format!("/wozobjecten/{identificatie}"));
        assert_eq!(alleen.body, *een);
        assert_eq!(
            een["aanduiding"]["nummeraanduidingIdentificatie"],
            nummer.to_string()
        );
        for wie in ["belanghebbendeEigenaar", "belanghebbendeGebruiker"] {
            if let Some(soort) = een[wie]["type"].as_str() {
                *soorten.entry(format!("{wie} {soort}")).or_default() += 1;
            }
        }
        assert!(een.get("belanghebbendeEigenaar").is_some(), "{een}");
    }
    assert!(objecten > 400, "only {objecten} objects");
    for soort in [
        "belanghebbendeEigenaar natuurlijk_persoon",
        "belanghebbendeEigenaar niet_natuurlijk_persoon",
        "belanghebbendeGebruiker natuurlijk_persoon",
        "belanghebbendeGebruiker vestiging",
    ] {
        assert!(soorten.contains_key(soort), "{soort}: {soorten:?}");
    }
}

#[test]
fn an_owner_finds_all_it_is_taxed_for_in_order_page_by_page() {
    let mut van: BTreeMap<fieldlab_world::BedrijfId, Vec<String>> = BTreeMap::new();
    for id in view().places().adressen() {
        let Some(object) = view().woz_object(id) else {
            continue;
        };
        if let Some(Partij::Bedrijf(bedrijf)) = object.eigenaar() {
            van.entry(bedrijf).or_default().push(object.identificatie());
        }
    }
    assert!(van.values().any(|objecten| objecten.len() > 40));
    for (bedrijf, mut verwacht) in van {
        let bedrijf = view().bedrijf(bedrijf);
        let (kvk, rsin) = (bedrijf.kvk_nummer(), bedrijf.rsin().unwrap());
        let mut doel = format!("/wozobjecten?rsin={rsin}&pageSize=15&fields=aanduiding");
        let mut gevonden: Vec<Value> = Vec::new();
        let mut bladen = 0;
        loop {
            let antwoord = get(&doel);
            bladen += 1;
            assert_eq!(antwoord.headers["x-pagination-page"], bladen.to_string());
            assert_eq!(antwoord.headers["x-pagination-limit"], "15");
            let links = &antwoord.body["_links"];
            assert_eq!(links["self"]["href"], format!("{BASIS}{MOUNT}{doel}"));
            assert_eq!(links.get("previous").is_some(), bladen > 1);
            assert_eq!(links.get("first").is_some(), bladen > 1);
            assert!(links.get("last").is_none());
            let leden = antwoord.body["_embedded"]["wozObjecten"]
                .as_array()
                .unwrap();
            gevonden.extend(leden.iter().cloned());
            let Some(next) = links["next"]["href"].as_str() else {
                break;
            };
            doel = next
                .strip_prefix(&format!("{BASIS}{MOUNT}"))
                .unwrap()
                .to_owned();
        }
        assert_eq!(bladen, verwacht.len().div_ceil(15));
        let sleutel = |object: &Value| {
            let aanduiding = &object["aanduiding"];
            let tekst = |naam: &str| aanduiding[naam].as_str().unwrap_or("").to_lowercase();
            (
                tekst("postcode"),
                aanduiding["huisnummer"].as_u64(),
                tekst("huisletter"),
                tekst("huisnummertoevoeging"),
            )
        };
        assert!(gevonden.is_sorted_by_key(sleutel));
        let mut nummers: Vec<String> = gevonden
            .iter()
            .map(|object| object["identificatie"].as_str().unwrap().to_owned())
            .collect();
        nummers.sort_unstable();
        verwacht.sort_unstable();
        assert_eq!(nummers, verwacht);
        let eerste = zoek(&format!("kvkNummer={kvk}&pageSize=100&fields=aanduiding"));
        assert_eq!(eerste, gevonden[..gevonden.len().min(100)]);
        let voorbij = get(&format!("/wozobjecten?rsin={rsin}&page=999"));
        assert_eq!(
            (voorbij.status, &voorbij.body["_embedded"]),
            (200, &json!({}))
        );
    }
}

#[test]
fn links_lead_to_this_address_for_the_client_and_values_are_as_decided() {
    let mut lopend = 0;
    for id in view().places().adressen() {
        let Some(object) = view().woz_object(id) else {
            continue;
        };
        let body = get(&format!("/wozobjecten/{}", object.identificatie())).body;
        let mut hrefs = Vec::new();
        links(&body, &mut hrefs);
        assert!(hrefs.len() >= 4 && hrefs.iter().all(|href| href.starts_with(BASIS)));
        let waarden = body["waarden"].as_array().unwrap();
        let peildatum = |waarde: &Value| waarde["waardepeildatum"].as_str().unwrap().to_owned();
        assert_eq!(peildatum(&waarden[0]), "2025-01-01");
        assert!(
            waarden
                .windows(2)
                .all(|paar| peildatum(&paar[0]) > peildatum(&paar[1]))
        );
        for waarde in waarden {
            let statussen = waarde["beschikkingsStatussen"].as_array().unwrap();
            assert_eq!(statussen.last(), Some(&json!("beschikking_genomen")));
            let open =
                |status: &Value| *status == "bezwaar_ingediend" || *status == "beroep_aangetekend";
            let is_open = statussen.iter().any(open);
            assert_eq!(
                waarde.get("indicatieBezwaarBeroep"),
                is_open.then_some(&json!(true)),
                "{waarde}"
            );
            // What is settled is no longer open.
            assert!(statussen.iter().filter(|status| open(status)).count() <= 1);
            lopend += u32::from(is_open);
        }
    }
    assert!(lopend > 3, "only {lopend} open objections");
}
