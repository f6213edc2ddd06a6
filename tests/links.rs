//! Whoever follows links from the entries of the registers never comes to nothing, whatever the register
//! that a link leads to, also with a team in front. Bounded: so many answers of each register.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use http::Method;
use serde_json::Value;

use crate::town::{BAG, BRK, KVK, PDOK, Town, WOZ, text, urls, village};

/// Answers of one mount that are followed.
const BOUND: usize = 250;

/// Every link in a body: HAL links, lists of links with `rel`, and texts that are URLs themselves.
fn links(body: &Value, base: &str, found: &mut Vec<String>) {
    match body {
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::Object(links) if name == "_links" => {
                        let each = links.values().flat_map(|link| match link {
                            Value::Array(list) => list.iter().collect(),
                            one => vec![one],
                        });
                        for link in each {
                            found.extend(urls(link, body).unwrap());
                        }
                    }
                    Value::Array(list) if name == "links" => {
                        found.extend(list.iter().flat_map(|link| urls(link, body).unwrap()));
                    }
                    // What was asked, repeated in the answer.
                    _ if name == "instance" => {}
                    member => links(member, base, found),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|member| links(member, base, found)),
        Value::String(text) if text.starts_with(base) => found.push(text.clone()),
        _ => {}
    }
}

/// Where one begins: searches that need no number that only a world knows.
fn entries(town: &Town) -> Vec<String> {
    let first = |fq: &str| {
        let target = format!("{PDOK}/free?q=*:*&fq=type:{fq}&rows=1");
        town.get(&target).unwrap()["response"]["docs"][0].clone()
    };
    let (place, street, address) = (first("woonplaats"), first("weg"), first("adres"));
    let code = text(&place, "/woonplaatscode").unwrap();
    let name = text(&place, "/woonplaatsnaam").unwrap();
    let street = text(&street, "/openbareruimte_id").unwrap();
    let postcode = text(&address, "/postcode").unwrap();
    let house = format!("postcode={postcode}&huisnummer={}", address["huisnummer"]);
    let owner = town.get(&format!("{WOZ}/wozobjecten?{house}")).unwrap();
    let parcel = &owner["_embedded"]["wozObjecten"][0]["kadastraalOnroerendeZaken"][0];
    let parcel = text(parcel, "/aanduidingMetGemeentenaam")
        .unwrap()
        .replace(' ', "%20");
    // What owners have, page by page: those of some addresses.
    let some = town
        .get(&format!("{PDOK}/free?q=*:*&fq=type:adres&rows=60&start=60"))
        .unwrap();
    let mut owners = BTreeSet::new();
    for address in some["response"]["docs"].as_array().unwrap() {
        let number = text(address, "/nummeraanduiding_id").unwrap();
        let target = format!("{WOZ}/wozobjecten?nummeraanduidingIdentificatie={number}");
        let object = &town.get(&target).unwrap()["_embedded"]["wozObjecten"][0];
        if let Ok(kvk) = text(object, "/belanghebbendeEigenaar/kvkNummer") {
            for place in ["lvwoz", "lvwoz-eto"] {
                owners.insert(format!(
                    "/{place}/huidigebevragingen/wozobjecten?kvkNummer={kvk}&pageSize=5"
                ));
            }
        }
    }
    assert!(!owners.is_empty());
    let fixed = [
        format!("{BAG}/woonplaatsen/{code}?expand=true"),
        format!("{BAG}/openbareruimten?woonplaatsIdentificatie={code}"),
        format!("{BAG}/adressen?{house}&expand=true"),
        format!("{BAG}/nummeraanduidingen?openbareRuimteIdentificatie={street}&pageSize=10"),
        format!("{BAG}/adressen?q={name}&pageSize=50"),
        format!("{BRK}/kadastraalonroerendezaken?{house}&expand=zakelijkGerechtigden"),
        format!("{BRK}/kadastraalonroerendezaken?kadastraleAanduiding={parcel}"),
        format!("{BRK}/kadastraalonroerendezaken?postcode={postcode}"),
        format!("/esd-eto-apikey/bevragen/v2/kadastraalonroerendezaken?{house}"),
        format!("{BRK}/kadasternatuurlijkpersonen?q=a"),
        format!("{KVK}/v2/zoeken?plaats={name}&resultatenPerPagina=25"),
        format!("/test/api/v2/zoeken?plaats={name}"),
        format!("{WOZ}/wozobjecten?{house}"),
        format!("/lvwoz-eto/huidigebevragingen/wozobjecten?{house}"),
    ];
    fixed.into_iter().chain(owners).collect()
}

fn crawl(base: &'static str) {
    let town = Town::new(village(), base);
    let mut open: VecDeque<String> = entries(&town).into();
    let mut seen: BTreeSet<String> = open.iter().cloned().collect();
    let mut followed: BTreeMap<String, usize> = BTreeMap::new();
    let mut broken = Vec::new();
    while let Some(target) = open.pop_front() {
        let path = target.split('?').next().unwrap();
        let Some((_, mount)) = town.register(path) else {
            broken.push(format!("{target}: no register lives there"));
            continue;
        };
        let mount = mount.to_owned();
        let count = followed.entry(mount.clone()).or_default();
        *count += 1;
        if *count > BOUND {
            continue;
        }
        let reply = town.ask(&Method::GET, &target, "");
        if reply.status != 200 {
            broken.push(format!("{target}: {} {}", reply.status, reply.body));
            continue;
        }
        let mut found = Vec::new();
        links(&reply.body, "http", &mut found);
        for href in found {
            // Some registers write links from their own base on.
            let further = match href.strip_prefix(base) {
                Some(further) => further.to_owned(),
                None if href.starts_with('/') => format!("{mount}{href}"),
                // Codes of lists and the like name things, and lead nowhere.
                None if href.contains(".nl/") || href.contains("w3.org/") => continue,
                None => {
                    broken.push(format!("{target} leads to {href}, which is not ours"));
                    continue;
                }
            };
            if seen.insert(further.clone()) {
                open.push_back(further);
            }
        }
    }
    eprintln!("followed at {base}: {followed:?}, {} broken", broken.len());
    let some: Vec<&String> = broken.iter().take(10).collect();
    assert!(broken.is_empty(), "{some:#?}");
    for mount in [
        BAG,
        BRK,
        KVK,
        WOZ,
        "/test/api",
        "/lvwoz-eto/huidigebevragingen",
    ] {
        let count = followed.get(mount).copied().unwrap_or_default();
        assert!(count > 3, "{mount}: {followed:?}");
    }
}

#[test]
fn every_link_leads_somewhere() {
    crawl("http://stad.example.org");
}

#[test]
fn every_link_of_a_team_leads_to_that_team() {
    crawl("https://stad.example.org/lab/t/rood");
}
