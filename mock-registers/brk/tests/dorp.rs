//! The whole village: every parcel and apartment right is asked for and every link followed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{ZAKEN, alle_kozen, get, leden, pad};
use crate::proef::BASIS;

const BAG: &str = "/lvbag/individuelebevragingen/v2/";

/// The values that a variable of a template has in a body; a dot goes deeper, a list has each of its
/// members.
fn waarden<'b>(body: &'b Value, variabele: &str) -> Vec<&'b Value> {
    let mut hier = vec![body];
    for deel in variabele.split('.') {
        hier = hier
            .into_iter()
            .flat_map(|value| match value {
                Value::Array(leden) => leden.iter().collect(),
                value => vec![value],
            })
            .filter_map(|value| value.get(deel))
            .collect();
    }
    hier.into_iter()
        .flat_map(|value| match value {
            Value::Array(leden) => leden.iter().collect(),
            value => vec![value],
        })
        .collect()
}

/// Every link in a body, with its templates filled in from the resource that it stands in.
fn links(body: &Value, gevonden: &mut BTreeSet<String>) {
    if let Some(links) = body["_links"].as_object() {
        let alle = links.values().flat_map(|link| match link {
            Value::Array(leden) => leden.iter().collect(),
            link => vec![link],
        });
        for link in alle {
            let href = link["href"].as_str().unwrap();
            if link["templated"] != true {
                assert!(!href.contains('{'), "{href}");
                gevonden.insert(href.to_owned());
                continue;
            }
            let (voor, rest) = href.split_once('{').unwrap();
            let (variabele, na) = rest.split_once('}').unwrap();
            let waarden = waarden(body, variabele);
            assert!(!waarden.is_empty(), "{href} has nothing in {body:#}");
            for waarde in waarden {
                gevonden.insert(format!("{voor}{}{na}", waarde.as_str().unwrap()));
            }
        }
    }
    for delen in body["_embedded"].as_object().into_iter().flatten() {
        match delen.1 {
            Value::Array(leden) => leden.iter().for_each(|lid| links(lid, gevonden)),
            lid => links(lid, gevonden),
        }
    }
}

#[test]
fn every_parcel_is_there_and_every_link_leads_somewhere() {
    let mut te_doen: Vec<String> = alle_kozen()
        .into_iter()
        .flat_map(|koz| {
            let pad = pad(koz);
            let nummer = pad.rsplit('/').next().unwrap().to_owned();
            [
                format!("{pad}?expand=zakelijkGerechtigden,privaatrechtelijkeBeperkingen"),
                format!("{pad}/zakelijkgerechtigden"),
                format!("{pad}/hypotheken"),
                format!("{pad}/beslagen"),
                format!("{pad}/privaatrechtelijkebeperkingen"),
                format!(
                    "/publiekrechtelijkebeperkingen?kadastraalOnroerendeZaakIdentificatie={nummer}"
                ),
                pad,
            ]
        })
        .collect();
    let mut gezien: BTreeSet<String> = te_doen.iter().cloned().collect();
    let mut per_soort: BTreeMap<String, u32> = BTreeMap::new();
    let mut bag = 0;
    while let Some(doel) = te_doen.pop() {
        let antwoord = get(&doel);
        assert_eq!(antwoord.status, 200, "{doel}: {:#}", antwoord.body);
        assert_eq!(antwoord.headers["content-type"], "application/hal+json");
        let soort = doel.split(['/', '?']).nth(1).unwrap().to_owned();
        *per_soort.entry(soort).or_default() += 1;
        let mut hier = BTreeSet::new();
        links(&antwoord.body, &mut hier);
        for link in hier {
            if let Some(onder) = link.strip_prefix(BASIS) {
                assert!(onder.starts_with(BAG), "{link}");
                bag += 1;
            } else if gezien.insert(link.clone()) {
                te_doen.push(link);
            }
        }
    }
    for soort in [
        "kadastraalonroerendezaken",
        "stukken",
        "stukdelen",
        "kadasternatuurlijkpersonen",
        "kadasternietnatuurlijkpersonen",
        "publiekrechtelijkebeperkingen",
    ] {
        assert!(per_soort.contains_key(soort), "{soort}: {per_soort:?}");
    }
    assert!(bag > 100, "{bag} links to the BAG");
}

#[test]
fn what_is_empty_is_left_out_and_a_truth_value_is_true() {
    fn loop_door(body: &Value, pad: &str) {
        match body {
            Value::Object(leden) => {
                for (name, lid) in leden {
                    let leeg = match lid {
                        Value::Null => true,
                        Value::Bool(waar) => !waar,
                        Value::String(tekst) => tekst.is_empty(),
                        Value::Array(leden) => leden.is_empty(),
                        Value::Object(leden) => leden.is_empty(),
                        Value::Number(_) => false,
                    };
                    assert!(!leeg, "{pad}.{name} is {lid}");
                    loop_door(lid, &format!("{pad}.{name}"));
                }
            }
            Value::Array(leden) => leden.iter().for_each(|lid| loop_door(lid, pad)),
            _ => {}
        }
    }
    for koz in alle_kozen() {
        let pad = pad(koz);
        loop_door(
            &get(&format!(
                "{pad}?expand=zakelijkGerechtigden,privaatrechtelijkeBeperkingen"
            ))
            .body,
            &pad,
        );
    }
}

#[test]
fn a_search_finds_what_its_own_answer_says() {
    for koz in alle_kozen() {
        let body = get(&pad(koz)).body;
        let aanduiding = body["kadastraleAanduiding"].as_str().unwrap();
        let mut vragen = vec![format!(
            "kadastraleAanduiding={}",
            aanduiding.replace(' ', "+")
        )];
        for adres in body["adressen"].as_array().into_iter().flatten() {
            let tekst = |name: &str| adres[name].as_str().unwrap_or_default().to_owned();
            let huisnummer = &adres["huisnummer"];
            vragen.push(format!(
                "nummeraanduidingIdentificatie={}",
                tekst("nummeraanduidingIdentificatie")
            ));
            vragen.push(format!("postcode={}", tekst("postcode")));
            vragen.push(format!(
                "postcode={}&huisnummer={huisnummer}&huisletter={}&huisnummertoevoeging={}",
                tekst("postcode"),
                tekst("huisletter"),
                tekst("huisnummertoevoeging"),
            ));
        }
        for vraag in vragen {
            let gevonden = get(&format!("/kadastraalonroerendezaken?{vraag}"));
            let zelfde = leden(&gevonden, ZAKEN)
                .into_iter()
                .find(|lid| lid["identificatie"] == body["identificatie"])
                .unwrap_or_else(|| panic!("{vraag}"));
            assert_eq!(zelfde["kadastraleAanduiding"], aanduiding);
            assert_eq!(
                zelfde["_links"]["self"]["href"],
                body["_links"]["self"]["href"]
            );
        }
    }
}
