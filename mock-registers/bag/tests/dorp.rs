//! The whole village: every answer keeps to the contract, and every link leads somewhere.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use fieldlab_world::Objectsoort;

use super::{MOUNT, get, lab};
use crate::bag::kaart::STRAATLENGTE;
use crate::bag::objecten::collectie_van;
use crate::proef::{BASIS, links};

#[test]
fn everything_in_the_village_is_answered_in_the_shape_of_the_contract() {
    let view = lab().state.view();
    let places = view.places();
    let mut gevraagd = BTreeSet::new();
    let mut soorten = BTreeSet::new();
    for adres in places.adressen().map(|id| places.adres(id)) {
        let (nummer, object) = (adres.nummeraanduiding(), adres.object());
        let collectie = collectie_van(adres.soort());
        soorten.insert(collectie);
        for doel in [
            format!("/adressen/{nummer}?expand=true&inclusiefEindStatus=true"),
            format!("/adressenuitgebreid/{nummer}?inclusiefEindStatus=true"),
            format!("/nummeraanduidingen/{nummer}?expand=true"),
            format!("/nummeraanduidingen/{nummer}/lvc"),
            format!("/{collectie}/{object}?expand=true"),
            format!("/{collectie}/{object}/lvc"),
            format!("/adresseerbareobjecten/{object}?expand=true"),
            format!("/adresseerbareobjecten/{object}/lvc?geheleLvc=true"),
            format!("/bronhouders?objectIdentificatie={object}"),
        ] {
            gevraagd.insert(doel);
        }
        if let Some(pand) = adres.pand() {
            let id = pand.identificatie();
            gevraagd.insert(format!("/panden/{id}"));
            gevraagd.insert(format!("/panden/{id}/lvc"));
            gevraagd.insert(format!(
                "/verblijfsobjecten?pandIdentificatie={id}&expand=true"
            ));
        }
    }
    for straat in places.straten().map(|id| places.straat(id)) {
        let id = straat.identificatie();
        gevraagd.insert(format!("/openbareruimten/{id}?expand=true"));
        gevraagd.insert(format!("/openbareruimten/{id}/lvc"));
    }
    for woonplaats in places.woonplaatsen() {
        let code = woonplaats.code();
        gevraagd.insert(format!("/woonplaatsen/{code}?expand=true"));
        gevraagd.insert(format!("/woonplaatsen/{code}/lvc"));
        gevraagd.insert(format!("/bronhouders/{}", woonplaats.gemeente()));
    }
    for doel in &gevraagd {
        let antwoord = get(doel);
        assert_eq!(antwoord.status, 200, "{doel}: {}", antwoord.body);
    }
    assert!(gevraagd.len() > 3_000, "only {} questions", gevraagd.len());
    assert_eq!(soorten.len(), 3, "the village has {soorten:?} only");
}

/// Follows every link from here on; gives the URLs below the mount.
fn loop_vanaf(begin: Vec<String>) -> BTreeSet<String> {
    let basis = format!("{BASIS}{MOUNT}");
    let mut gezien: BTreeSet<String> = begin.iter().cloned().collect();
    let mut open: VecDeque<String> = begin.into();
    while let Some(doel) = open.pop_front() {
        let antwoord = get(&doel);
        assert_eq!(antwoord.status, 200, "{doel}: {}", antwoord.body);
        assert_eq!(
            antwoord.body["_links"]["self"]["href"],
            format!("{basis}{doel}"),
            "self of {doel}"
        );
        let mut gevonden = Vec::new();
        links(&antwoord.body, &mut gevonden);
        for href in gevonden {
            let Some(verder) = href.strip_prefix(&basis) else {
                panic!("{doel} links to {href}, which is not ours");
            };
            if gezien.insert(verder.to_owned()) {
                open.push_back(verder.to_owned());
            }
        }
    }
    gezien
}

fn per_collectie(gezien: &BTreeSet<String>) -> BTreeMap<&str, usize> {
    let mut aantallen = BTreeMap::new();
    for doel in gezien.iter().filter(|doel| !doel.contains('?')) {
        let collectie = doel.split('/').nth(1).unwrap();
        *aantallen.entry(collectie).or_insert(0) += 1;
    }
    aantallen
}

#[test]
fn from_the_streets_every_link_resolves_and_reaches_the_whole_village() {
    let view = lab().state.view();
    let places = view.places();
    let mut begin = Vec::new();
    for straat in places.straten().map(|id| places.straat(id)) {
        let id = straat.identificatie();
        begin.push(format!(
            "/adressen?openbareRuimteIdentificatie={id}&expand=true"
        ));
        begin.push(format!(
            "/nummeraanduidingen?openbareRuimteIdentificatie={id}&pageSize=10"
        ));
    }
    for woonplaats in places.woonplaatsen() {
        begin.push(format!(
            "/openbareruimten?woonplaatsIdentificatie={}",
            woonplaats.code()
        ));
    }
    let gezien = loop_vanaf(begin);
    let bereikt = per_collectie(&gezien);

    let huidig: Vec<_> = places
        .adressen()
        .map(|id| places.adres(id))
        .filter(|adres| !adres.is_ingetrokken())
        .collect();
    let tel = |soort| huidig.iter().filter(|adres| adres.soort() == soort).count();
    let panden: BTreeSet<_> = huidig
        .iter()
        .filter_map(|adres| adres.pand())
        .map(|pand| pand.identificatie().to_string())
        .collect();
    for (collectie, aantal) in [
        ("adressen", huidig.len()),
        ("nummeraanduidingen", places.adressen().count()),
        ("verblijfsobjecten", tel(Objectsoort::Verblijfsobject)),
        ("ligplaatsen", tel(Objectsoort::Ligplaats)),
        ("standplaatsen", tel(Objectsoort::Standplaats)),
        ("panden", panden.len()),
        ("openbareruimten", places.straten().count()),
        ("woonplaatsen", places.woonplaatsen().count()),
        ("bronhouders", 1),
    ] {
        assert_eq!(
            bereikt.get(collectie),
            Some(&aantal),
            "{collectie}: {bereikt:?}"
        );
    }
}

#[test]
fn links_of_life_cycles_lead_to_versions_and_life_cycles() {
    let view = lab().state.view();
    let places = view.places();
    let begin = places
        .adressen()
        .step_by(25)
        .map(|id| {
            let adres = places.adres(id);
            format!("/{}/{}/lvc", collectie_van(adres.soort()), adres.object())
        })
        .collect();
    let gezien = loop_vanaf(begin);
    let versies = gezien
        .iter()
        .filter(|doel| doel.matches('/').count() == 4)
        .count();
    assert!(versies > 30, "only {versies} versions");
}

#[test]
fn links_of_a_journey_in_time_carry_the_moment_and_resolve() {
    let view = lab().state.view();
    let places = view.places();
    let begin: Vec<String> = places
        .straten()
        .map(|id| {
            format!(
                "/nummeraanduidingen?openbareRuimteIdentificatie={}&geldigOp=2018-06-01",
                places.straat(id).identificatie()
            )
        })
        .collect();
    // An element leads to itself with what was given, and to others with both moments: the missing
    // one is that of the request.
    let lijst = get(&begin[0]).body;
    let element = &lijst["_embedded"]["nummeraanduidingen"][0]["_links"];
    let href = |relatie: &str| element[relatie]["href"].as_str().unwrap().to_owned();
    assert!(href("self").ends_with("?geldigOp=2018-06-01"));
    for relatie in ["ligtInWoonplaats", "ligtAanOpenbareRuimte"] {
        let beide = "?geldigOp=2018-06-01&beschikbaarOp=2026-03-01T12:00:00.000";
        assert!(href(relatie).ends_with(beide), "{}", href(relatie));
    }
    let streets = begin.len();
    let gezien = loop_vanaf(begin);
    assert!(gezien.len() > 2 * streets, "only {} links", gezien.len());
    assert!(
        gezien
            .iter()
            .all(|doel| doel.contains("geldigOp=2018-06-01"))
    );
}

#[test]
fn no_building_lies_farther_from_the_start_of_its_street_than_the_map_looks() {
    let view = lab().state.view();
    let places = view.places();
    for straat in places.straten() {
        let Some(eerste) = places.adressen_aan(straat).next() else {
            continue;
        };
        let (x, y) = places.adres(eerste).punt().in_metres();
        for adres in places.adressen_aan(straat).map(|id| places.adres(id)) {
            let hoeken = adres
                .pand()
                .map_or_else(|| adres.vlak(), fieldlab_world::Pand::vlak);
            for punt in hoeken.into_iter().chain([adres.punt()]) {
                let (px, py) = punt.in_metres();
                let ver = (px - x).abs().max((py - y).abs());
                assert!(ver <= STRAATLENGTE, "{}: {ver} m", adres.nummeraanduiding());
            }
        }
    }
}
