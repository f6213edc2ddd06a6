//! Questions and their answers: searches, pages, places, time, and what is no question at all.

use std::collections::BTreeMap;

use http::Method;
use serde_json::{Value, json};

use super::{MOUNT, get, lab, stuur, verzoek};
use crate::bag::objecten::collectie_van;
use crate::proef::{BASIS, codeer};

/// One member of every element of a collection; empty without `_embedded`.
fn leden(body: &Value, collectie: &str, pointer: &str) -> Vec<String> {
    body["_embedded"][collectie]
        .as_array()
        .into_iter()
        .flatten()
        .map(|lid| lid.pointer(pointer).unwrap().as_str().unwrap().to_owned())
        .collect()
}

const NUMMER: &str = "/nummeraanduidingIdentificatie";

#[test]
fn a_postcode_and_number_find_what_the_world_has_there_and_an_exact_match_one_of_it() {
    let view = lab().state.view();
    let places = view.places();
    let mut groepen: BTreeMap<(String, u32), Vec<_>> = BTreeMap::new();
    for adres in places.adressen().map(|id| places.adres(id)) {
        if let Some(postcode) = adres.postcode().filter(|_| !adres.is_ingetrokken()) {
            let sleutel = (postcode.to_string(), adres.huisnummer());
            groepen.entry(sleutel).or_default().push(adres);
        }
    }
    assert!(groepen.values().any(|groep| groep.len() > 1));
    for ((postcode, huisnummer), groep) in groepen {
        let gewoon = format!("/adressen?postcode={postcode}&huisnummer={huisnummer}");
        let mut verwacht: Vec<String> = groep
            .iter()
            .map(|adres| adres.nummeraanduiding().to_string())
            .collect();
        let antwoord = get(&format!("{gewoon}&pageSize=100"));
        let mut gevonden = leden(&antwoord.body, "adressen", NUMMER);
        verwacht.sort_unstable();
        gevonden.sort_unstable();
        assert_eq!(gevonden, verwacht, "{gewoon}");
        for adres in groep {
            let mut exact = format!("{gewoon}&exacteMatch=true");
            for (name, waarde) in [
                ("huisletter", adres.huisletter()),
                ("huisnummertoevoeging", adres.huisnummertoevoeging()),
            ] {
                if !waarde.is_empty() {
                    exact.push_str(&format!("&{name}={}", waarde.to_lowercase()));
                }
            }
            let antwoord = get(&exact);
            assert_eq!(
                leden(&antwoord.body, "adressen", NUMMER),
                [adres.nummeraanduiding().to_string()],
                "{exact}"
            );
        }
    }
}

#[test]
fn pages_hold_everything_once_and_their_links_go_there_and_back() {
    let view = lab().state.view();
    let places = view.places();
    let straat = places
        .straten()
        .max_by_key(|straat| places.adressen_aan(*straat).count())
        .unwrap();
    let id = places.straat(straat).identificatie();
    let basis = format!("{BASIS}{MOUNT}");
    let mut doel = format!("/nummeraanduidingen?openbareRuimteIdentificatie={id}&pageSize=10");
    let (begin, mut gevonden, mut bladen) = (doel.clone(), Vec::new(), 0);
    loop {
        let antwoord = get(&doel);
        let links = &antwoord.body["_links"];
        bladen += 1;
        assert_eq!(antwoord.headers["x-pagination-page"], bladen.to_string());
        assert_eq!(antwoord.headers["x-pagination-limit"], "10");
        assert_eq!(links.get("previous").is_some(), bladen > 1);
        assert_eq!(links.get("first").is_some(), bladen > 1);
        assert_eq!(links.get("next").is_some(), links.get("last").is_some());
        gevonden.extend(leden(
            &antwoord.body,
            "nummeraanduidingen",
            "/nummeraanduiding/identificatie",
        ));
        let Some(next) = links["next"]["href"].as_str() else {
            break;
        };
        doel = next.strip_prefix(&basis).unwrap().to_owned();
    }
    let mut verwacht: Vec<String> = places
        .adressen_aan(straat)
        .map(|id| places.adres(id).nummeraanduiding().to_string())
        .collect();
    verwacht.sort_unstable();
    assert!(bladen > 1, "the longest street fits on one page");
    assert_eq!(gevonden, verwacht);
    for voorbij in ["999", "99999999999999999999999"] {
        let antwoord = get(&format!("{begin}&page={voorbij}"));
        assert_eq!(
            (antwoord.status, antwoord.body.get("_embedded")),
            (200, None)
        );
    }
}

#[test]
fn loose_words_find_an_address_and_a_search_result_leads_to_it() {
    let view = lab().state.view();
    let places = view.places();
    for id in places.adressen().step_by(17) {
        let adres = places.adres(id);
        if adres.is_ingetrokken() {
            continue;
        }
        let nummer = adres.nummeraanduiding().to_string();
        let woorden = codeer(&format!(
            "{}, {}{}{} {}",
            adres.straat().naam(),
            adres.huisnummer(),
            adres.huisletter(),
            adres.huisnummertoevoeging(),
            adres.woonplaats().naam()
        ));
        let antwoord = get(&format!("/adressen?q={woorden}&pageSize=100"));
        assert!(
            leden(&antwoord.body, "adressen", NUMMER).contains(&nummer),
            "{woorden}"
        );

        let gevonden = get(&format!("/adressen/zoek?zoek={woorden}&pageSize=100"));
        let via: Vec<String> = leden(&gevonden.body, "zoekresultaten", "/identificatie")
            .iter()
            .flat_map(|id| {
                let een = get(&format!("/adressen?zoekresultaatIdentificatie={id}"));
                leden(&een.body, "adressen", NUMMER)
            })
            .collect();
        assert!(via.contains(&nummer), "{woorden}");
    }
}

#[test]
fn a_point_and_a_box_find_what_lies_there() {
    let view = lab().state.view();
    let places = view.places();
    let mut op_punt = 0;
    for (volgnummer, id) in places.adressen().enumerate() {
        let adres = places.adres(id);
        let (collectie, id, vlak) = match adres.pand() {
            Some(pand) => ("panden", pand.identificatie(), pand.vlak()),
            None => (collectie_van(adres.soort()), adres.object(), adres.vlak()),
        };
        let (a, b) = (vlak[0].in_metres(), vlak[2].in_metres());
        let (x, y) = (f64::midpoint(a.0, b.0), f64::midpoint(a.1, b.1));
        // Every mooring and pitch, and one building in twenty.
        if adres.pand().is_some() && volgnummer % 20 != 0 {
            continue;
        }
        op_punt += 1;
        let pointer = format!("/{}/identificatie", collectie.trim_end_matches("en"));
        let id = id.to_string();
        let body = json!({"type": "Point", "coordinates": [x, y]}).to_string();
        let headers = [
            ("x-api-key", "fieldlab"),
            ("content-type", "application/json"),
        ];
        let post = stuur(&verzoek(
            Method::POST,
            &format!("/{collectie}"),
            &headers,
            &body,
        ));
        assert_eq!(post.status, 200, "{}", post.body);
        let vragen = [
            format!("/{collectie}?point=type,Point,coordinates,{x},{y}"),
            // Left-top, right-bottom: either order of corners will do.
            format!(
                "/{collectie}?bbox={},{},{},{}&pageSize=100",
                x - 1.0,
                y + 1.0,
                x + 1.0,
                y - 1.0
            ),
        ];
        let antwoorden = vragen.iter().map(|doel| get(doel)).chain([post]);
        for antwoord in antwoorden {
            assert_eq!(antwoord.headers["content-crs"], "epsg:28992");
            let gevonden = leden(&antwoord.body, collectie, &pointer);
            assert!(gevonden.contains(&id), "{vragen:?}: {gevonden:?}");
        }
    }
    assert!(op_punt > 15, "only {op_punt}");
}

#[test]
fn before_it_was_there_an_object_is_not_there_and_time_does_not_go_with_the_present() {
    let view = lab().state.view();
    let places = view.places();
    let pand = places
        .adressen()
        .find_map(|id| places.adres(id).pand())
        .unwrap()
        .identificatie();
    assert_eq!(get(&format!("/panden/{pand}")).status, 200);
    assert_eq!(
        get(&format!("/panden/{pand}?geldigOp=1500-01-01")).status,
        404
    );
    assert_eq!(
        get(&format!("/panden/{pand}?beschikbaarOp=1990-01-01T10:00")).status,
        404
    );
    let strijd = get(&format!("/panden/{pand}?huidig=true&geldigOp=2024-01-01"));
    assert_eq!(
        (strijd.status, &strijd.body["code"]),
        (400, &json!("unsupportedCombination"))
    );
}

#[test]
fn what_was_withdrawn_is_an_object_still_and_an_address_no_more() {
    let view = lab().state.view();
    let places = view.places();
    let mut ingetrokken = 0;
    for adres in places.adressen().map(|id| places.adres(id)) {
        if !adres.is_ingetrokken() {
            continue;
        }
        ingetrokken += 1;
        let id = adres.nummeraanduiding();
        assert_eq!(get(&format!("/adressen/{id}")).status, 404);
        assert_eq!(
            get(&format!("/adressen/{id}?inclusiefEindStatus=true")).status,
            200
        );
        let object = get(&format!("/nummeraanduidingen/{id}"));
        assert_eq!(
            object.body["nummeraanduiding"]["status"],
            "Naamgeving ingetrokken"
        );
        assert_eq!(
            get(&format!("/nummeraanduidingen/{id}?huidig=true")).status,
            404
        );
    }
    assert!(ingetrokken > 0, "no withdrawn address in the village");
}

#[test]
fn no_question_whatever_makes_it_fail() {
    let lang = "9".repeat(4_000);
    let waarden = [
        "",
        "%00",
        "%ff",
        "%",
        "%2",
        "-1",
        "0",
        "1e309",
        "NaN",
        "null",
        "true",
        "[]",
        "{}",
        ",,,",
        "%F0%9F%8F%A0",
        "9999-12-31",
        "-9999-01-01",
        "2024-02-30",
        "2024-01-01T00:00+99:99",
        "9999-12-31T23:59:59-18:00",
        "type,Point,coordinates,1e309,NaN",
        "a%C3%A9T10:30",
        "1,2,3,4",
        "-7000,289000,300000,629000",
        "0363010000000001",
        "adr-zz",
        lang.as_str(),
    ];
    let contract = &fieldlab_sim::Register::apis(&lab().register)[0].contract;
    let mut gesteld = 0;
    for operation in contract.operations() {
        let namen: Vec<&str> = operation
            .parameters()
            .iter()
            .map(fieldlab_contract::Parameter::name)
            .collect();
        for waarde in waarden {
            let mut pad = operation.path().to_owned();
            for name in &namen {
                pad = pad.replace(&format!("{{{name}}}"), waarde);
            }
            let een = namen.iter().map(|name| format!("{pad}?{name}={waarde}"));
            let alle: Vec<String> = namen
                .iter()
                .map(|name| format!("{name}={waarde}"))
                .collect();
            for doel in een.chain([format!("{pad}?{}", alle.join("&"))]) {
                let headers = [("x-api-key", "fieldlab")];
                let vraag = verzoek(operation.method().clone(), &doel, &headers, waarde);
                let antwoord = stuur(&vraag);
                gesteld += 1;
                assert!(antwoord.status < 500, "{doel}: {}", antwoord.body);
                assert!(antwoord.body.is_object(), "{doel}");
            }
        }
    }
    assert!(gesteld > 2_000, "only {gesteld}");
}
