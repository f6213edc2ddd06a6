//! One town in every register: what one says, the others say too.

use fieldlab_testkit::TestLab;
use serde_json::{Value, json};

use crate::support::{fieldlab, run, stdout};

/// The JSON of a 200; the lab holds it to its contract.
fn get(lab: &TestLab, target: &str) -> Value {
    let answer = lab.get(target);
    assert_eq!(answer.status, 200, "{target}: {}", answer.body);
    answer.body
}

fn brp(lab: &TestLab, question: &Value) -> Value {
    let answer = lab.post("/haalcentraal/api/brp/personen", question);
    assert_eq!(answer.status, 200, "{question}: {}", answer.body);
    answer.body
}

#[test]
fn every_personas_brp_address_exists_in_the_bag_with_the_same_ids_and_back() {
    let lab = TestLab::start();
    let personas = get(&lab, "/_lab/personas");
    let personas = personas.as_array().unwrap();
    assert!(personas.len() >= 20);
    let mut at_an_address = 0;
    for persona in personas {
        let bsn = persona["burgerservicenummer"].as_str().unwrap();
        let answer = brp(
            &lab,
            &json!({
                "type": "RaadpleegMetBurgerservicenummer",
                "burgerservicenummer": [bsn],
                "fields": ["burgerservicenummer", "verblijfplaats"],
            }),
        );
        let person = &answer["personen"][0];
        assert_eq!(person["burgerservicenummer"], bsn, "{persona}");
        let residence = &person["verblijfplaats"];
        if residence["type"] != "Adres" {
            continue;
        }
        at_an_address += 1;
        let number = residence["nummeraanduidingIdentificatie"].as_str().unwrap();
        let object = residence["adresseerbaarObjectIdentificatie"]
            .as_str()
            .unwrap();
        let address = get(
            &lab,
            &format!("/lvbag/individuelebevragingen/v2/adressen/{number}"),
        );
        assert_eq!(
            address["adresseerbaarObjectIdentificatie"], object,
            "{persona}"
        );
        let registered = &residence["verblijfadres"];
        for (theirs, ours) in [
            ("postcode", "postcode"),
            ("huisnummer", "huisnummer"),
            ("huisletter", "huisletter"),
            ("huisnummertoevoeging", "huisnummertoevoeging"),
            ("woonplaats", "woonplaatsNaam"),
            ("officieleStraatnaam", "openbareRuimteNaam"),
            ("korteStraatnaam", "korteNaam"),
        ] {
            assert_eq!(registered[theirs], address[ours], "{theirs} of {persona}");
        }

        let back = brp(
            &lab,
            &json!({
                "type": "ZoekMetAdresseerbaarObjectIdentificatie",
                "adresseerbaarObjectIdentificatie": object,
                "inclusiefOverledenPersonen": true,
                "fields": ["burgerservicenummer"],
            }),
        );
        let found = back["personen"].as_array().unwrap();
        assert!(
            found
                .iter()
                .any(|found| found["burgerservicenummer"] == bsn),
            "{persona} does not live at {object} by the BRP: {back}"
        );
    }
    assert!(
        at_an_address >= 15,
        "only {at_an_address} personas have an address"
    );
}

#[test]
fn the_links_of_an_address_resolve_for_the_client_that_follows_them() {
    let lab = TestLab::start();
    let personas = get(&lab, "/_lab/personas");
    let mut links = 0;
    for persona in personas.as_array().unwrap() {
        let answer = brp(
            &lab,
            &json!({
                "type": "RaadpleegMetBurgerservicenummer",
                "burgerservicenummer": [persona["burgerservicenummer"]],
                "fields": ["verblijfplaats.nummeraanduidingIdentificatie"],
            }),
        );
        let Some(number) =
            answer["personen"][0]["verblijfplaats"]["nummeraanduidingIdentificatie"].as_str()
        else {
            continue;
        };
        let address = get(
            &lab,
            &format!("/lvbag/individuelebevragingen/v2/adressen/{number}"),
        );
        for (_, link) in address["_links"].as_object().unwrap() {
            for link in link
                .as_array()
                .map_or_else(|| vec![link], |list| list.iter().collect())
            {
                let resource = get(&lab, link["href"].as_str().unwrap());
                assert!(resource["_links"]["self"]["href"].is_string(), "{link}");
                links += 1;
            }
        }
    }
    assert!(links > 50, "only {links} links");
}

#[test]
fn every_address_that_the_locatieserver_finds_is_the_bags_with_its_ids_and_coordinates() {
    const PDOK: &str = "/bzk/locatieserver/search/v3_1";
    const BAG: &str = "/lvbag/individuelebevragingen/v2";
    let lab = TestLab::start();
    let all = get(
        &lab,
        &format!("{PDOK}/free?fq=type:adres&rows=10000&fl=weergavenaam"),
    );
    let all = all["response"]["docs"].as_array().unwrap();
    assert!(all.len() > 300, "only {} addresses", all.len());
    for found in all {
        let name = found["weergavenaam"].as_str().unwrap();
        let typed: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let suggested = get(&lab, &format!("{PDOK}/suggest?q={typed}&rows=1"));
        let suggested = &suggested["response"]["docs"][0];
        assert_eq!(suggested["weergavenaam"], name);
        let id = suggested["id"].as_str().unwrap();
        let document = get(&lab, &format!("{PDOK}/lookup?id={id}"));
        let document = &document["response"]["docs"][0];
        let number = document["nummeraanduiding_id"].as_str().unwrap();
        let address = get(&lab, &format!("{BAG}/adressenuitgebreid/{number}"));
        for (theirs, ours) in [
            ("adresseerbaarObjectIdentificatie", "adresseerbaarobject_id"),
            ("openbareRuimteIdentificatie", "openbareruimte_id"),
            ("openbareRuimteNaam", "straatnaam"),
            ("korteNaam", "straatnaam_verkort"),
            ("huisnummer", "huisnummer"),
            ("huisletter", "huisletter"),
            ("huisnummertoevoeging", "huisnummertoevoeging"),
            ("postcode", "postcode"),
            ("woonplaatsNaam", "woonplaatsnaam"),
            ("woonplaatsIdentificatie", "woonplaatscode"),
        ] {
            assert_eq!(address[theirs], document[ours], "{theirs} of {name}");
        }
        // A mooring or pitch has an outline, which holds the point.
        let point = &address["adresseerbaarObjectGeometrie"]["punt"]["coordinates"];
        if let (Some(x), Some(y)) = (point[0].as_f64(), point[1].as_f64()) {
            assert_eq!(
                document["centroide_rd"],
                format!("POINT({x} {y})"),
                "{name}"
            );
        }
        let searched = get(
            &lab,
            &format!("{BAG}/adressen?zoekresultaatIdentificatie={id}"),
        );
        assert_eq!(
            searched["_embedded"]["adressen"][0]["nummeraanduidingIdentificatie"],
            number
        );
    }
}

#[test]
fn every_company_is_at_an_address_of_the_bag_and_is_found_there() {
    const KVK: &str = "/api/v2/zoeken";
    const BAG: &str = "/lvbag/individuelebevragingen/v2";
    let lab = TestLab::start();
    let first = get(&lab, &format!("{KVK}?naam=gemeente&type=hoofdvestiging"));
    let town = &first["resultaten"][0]["adres"]["binnenlandsAdres"]["plaats"];
    let mut page = format!(
        "{KVK}?plaats={}&type=hoofdvestiging&resultatenPerPagina=100",
        town.as_str().unwrap()
    );
    let mut companies = Vec::new();
    loop {
        let mut found = get(&lab, &page);
        companies.append(found["resultaten"].as_array_mut().unwrap());
        match found["volgende"].as_str() {
            Some(next) => next.clone_into(&mut page),
            None => break,
        }
    }
    let mut visited = 0;
    for company in &companies {
        let number = company["vestigingsnummer"].as_str().unwrap();
        let profile = format!("/api/v1/vestigingsprofielen/{number}?geoData=true");
        let profile = get(&lab, &profile);
        let address = &profile["adressen"][0];
        // Found by its post box, its own address is hidden.
        if address["indAfgeschermd"] == "Ja" {
            continue;
        }
        visited += 1;
        let geo = &address["geoData"];
        let id = geo["nummerAanduidingId"].as_str().unwrap();
        let bag = get(&lab, &format!("{BAG}/adressenuitgebreid/{id}"));
        for (theirs, ours) in [
            ("openbareRuimteNaam", "straatnaam"),
            ("huisnummer", "huisnummer"),
            ("huisletter", "huisletter"),
            ("huisnummertoevoeging", "huisnummerToevoeging"),
            ("postcode", "postcode"),
            ("woonplaatsNaam", "plaats"),
        ] {
            assert_eq!(bag[theirs], address[ours], "{ours} of {number}");
        }
        assert_eq!(
            bag["adresseerbaarObjectIdentificatie"],
            geo["addresseerbaarObjectId"]
        );
        let point = &bag["adresseerbaarObjectGeometrie"]["punt"]["coordinates"];
        if point[0].is_number() {
            assert_eq!(point[0], geo["rijksdriehoekX"], "{number}");
            assert_eq!(point[1], geo["rijksdriehoekY"], "{number}");
        }
        let (postcode, house) = (&address["postcode"], &address["huisnummer"]);
        let there = get(
            &lab,
            &format!(
                "{KVK}?postcode={}&huisnummer={house}&resultatenPerPagina=100",
                postcode.as_str().unwrap()
            ),
        );
        let there = there["resultaten"].as_array().unwrap();
        assert!(
            there
                .iter()
                .any(|other| other["vestigingsnummer"] == number)
        );
    }
    assert!(visited > 50, "only {visited} companies");
}

#[test]
fn personas_are_the_same_in_every_world() {
    let personas = |arguments: &[&str]| -> Value {
        let output = run(&mut fieldlab(
            ["personas", "--json"]
                .into_iter()
                .chain(arguments.iter().copied()),
        ));
        assert!(output.status.success());
        serde_json::from_str(&stdout(&output)).unwrap()
    };
    let village = personas(&["--size", "dorp"]);
    assert!(village.as_array().unwrap().len() >= 20);
    assert_eq!(village, personas(&["--size", "gemeente", "--seed", "7"]));
    for persona in village.as_array().unwrap() {
        for member in ["burgerservicenummer", "naam", "verhaal", "toont"] {
            assert!(!persona[member].is_null(), "{member} of {persona}");
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_digest_and_another_seed_another() {
    let digest = |arguments: &[&str]| {
        let output = run(&mut fieldlab(
            ["world", "show", "--digest"]
                .into_iter()
                .chain(arguments.iter().copied()),
        ));
        assert!(output.status.success());
        stdout(&output)
    };
    assert_eq!(digest(&[]), digest(&[]));
    assert_ne!(
        digest(&["--size", "dorp"]),
        digest(&["--size", "dorp", "--seed", "2"])
    );
}

#[test]
fn the_default_world_keeps_its_rules() {
    let output = run(&mut fieldlab(["world", "check"]));
    assert!(output.status.success(), "{}", stdout(&output));
    assert!(stdout(&output).contains("25"), "{}", stdout(&output));
}
