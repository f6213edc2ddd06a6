//! The rules over a whole village: what is asked is what comes, and never a wrong shape.

use std::collections::BTreeSet;

use fieldlab_world::View;
use serde_json::{Value, json};

use super::{gevonden, lab, vraag};

pub(super) const ALLES: [&str; 23] = [
    "aNummer",
    "adressering",
    "burgerservicenummer",
    "datumEersteInschrijvingGBA",
    "datumInschrijvingInGemeente",
    "europeesKiesrecht",
    "geboorte",
    "gemeenteVanInschrijving",
    "geslacht",
    "gezag",
    "immigratie",
    "indicatieCurateleRegister",
    "indicatieGezagMinderjarige",
    "kinderen",
    "leeftijd",
    "naam",
    "nationaliteiten",
    "ouders",
    "overlijden",
    "partners",
    "uitsluitingKiesrecht",
    "verblijfplaats",
    "verblijfstitel",
];

fn view() -> View<'static> {
    lab().state.view()
}

fn raadpleeg(bsns: &[String], fields: &[&str]) -> Vec<Value> {
    gevonden(&json!({
        "type": "RaadpleegMetBurgerservicenummer",
        "burgerservicenummer": bsns,
        "fields": fields,
    }))
}

fn bsns() -> Vec<String> {
    view()
        .personen()
        .map(|id| view().persoon(id))
        // Records made by mistake are never answered.
        .filter(|persoon| {
            persoon
                .opschorting()
                .is_none_or(|opschorting| !matches!(opschorting.reden, 'F' | 'W'))
        })
        .map(|persoon| persoon.burgerservicenummer().to_string())
        .collect()
}

#[test]
fn everybody_is_answered_in_the_shape_of_the_contract() {
    for deel in bsns().chunks(20) {
        let personen = raadpleeg(deel, &ALLES);
        assert_eq!(personen.len(), deel.len());
        for (bsn, persoon) in deel.iter().zip(&personen) {
            assert_eq!(persoon["burgerservicenummer"], *bsn);
        }
    }
}

#[test]
fn nearly_every_minor_has_somebody_with_authority_who_sees_it_too() {
    let (mut minderjarigen, mut met_gezag) = (0, 0);
    for deel in bsns().chunks(20) {
        for persoon in raadpleeg(deel, &["burgerservicenummer", "leeftijd", "gezag"]) {
            let relaties = persoon["gezag"].as_array().unwrap();
            let minderjarig = persoon["leeftijd"].as_u64().is_some_and(|jaren| jaren < 18);
            if !minderjarig || persoon.get("opschortingBijhouding").is_some() {
                continue;
            }
            minderjarigen += 1;
            let [relatie] = relatie_over(&persoon["burgerservicenummer"], relaties);
            let toelichting = relatie["toelichting"].as_str().unwrap_or("");
            assert!(!toelichting.contains("ontbreken"), "{relatie}");
            let ouders = relatie["ouders"].as_array().into_iter().flatten();
            for ouder in ouders.chain(relatie.get("ouder")) {
                let Some(bsn) = ouder["burgerservicenummer"].as_str() else {
                    continue;
                };
                // A record that was made by mistake is answered by nothing.
                let ouder = raadpleeg(&[bsn.to_owned()], &["gezag"]);
                let Some(ouder) = ouder.first() else { continue };
                let gezien = ouder["gezag"].as_array().unwrap();
                assert!(gezien.contains(relatie), "{bsn} does not see {relatie}");
            }
            met_gezag += usize::from(toelichting.is_empty());
        }
    }
    assert!(minderjarigen > 50, "only {minderjarigen}");
    assert!(
        met_gezag * 10 >= minderjarigen * 9,
        "{met_gezag} of {minderjarigen}"
    );
}

fn relatie_over<'r>(bsn: &Value, relaties: &'r [Value]) -> [&'r Value; 1] {
    let over: Vec<&Value> = relaties
        .iter()
        .filter(|relatie| relatie["minderjarige"]["burgerservicenummer"] == *bsn)
        .collect();
    over.try_into()
        .unwrap_or_else(|over| panic!("{bsn}: {over:?}"))
}

#[test]
fn partners_name_one_another_and_nobody_is_her_own() {
    let mut paren = 0;
    for deel in bsns().chunks(20) {
        for persoon in raadpleeg(deel, &["burgerservicenummer", "partners"]) {
            let ik = &persoon["burgerservicenummer"];
            for partner in persoon["partners"].as_array().into_iter().flatten() {
                let Some(bsn) = partner["burgerservicenummer"].as_str() else {
                    continue;
                };
                // Somebody who has a partner again no longer names the former one.
                if partner.get("ontbindingHuwelijkPartnerschap").is_some() {
                    continue;
                }
                assert_ne!(ik, bsn, "married to herself");
                let ander = raadpleeg(&[bsn.to_owned()], &["partners.burgerservicenummer"]);
                let Some(ander) = ander.first() else { continue };
                if ander.get("opschortingBijhouding").is_some() {
                    continue;
                }
                let noemt = ander["partners"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .any(|partner| &partner["burgerservicenummer"] == ik);
                assert!(noemt, "{bsn} does not name {ik}");
                paren += 1;
            }
        }
    }
    assert!(paren > 100, "only {paren}");
}

#[test]
fn only_what_is_asked_comes_and_every_group_comes_alone() {
    let alles = bsns();
    for field in ALLES {
        for persoon in raadpleeg(&alles[..20], &[field]) {
            // These come unasked: they say how far the rest can be relied upon.
            let extra: Vec<&String> = persoon
                .as_object()
                .unwrap()
                .keys()
                .filter(|key| {
                    !matches!(
                        key.as_str(),
                        "geheimhoudingPersoonsgegevens"
                            | "opschortingBijhouding"
                            | "rni"
                            | "verificatie"
                    ) && key.as_str() != field
                })
                .collect();
            assert!(extra.is_empty(), "{field} brings {extra:?}");
        }
    }
}

#[test]
fn every_sort_of_search_finds_the_person_it_describes() {
    let mut gezocht = BTreeSet::new();
    for persona in lab().world.personas() {
        let bsn = persona.burgerservicenummer().to_string();
        let persoon = &raadpleeg(std::slice::from_ref(&bsn), &ALLES)[0];
        let naam = &persoon["naam"];
        let gemeente = &persoon["gemeenteVanInschrijving"]["code"];
        let adres = &persoon["verblijfplaats"]["verblijfadres"];
        let mut vragen = vec![json!({
            "type": "ZoekMetGeslachtsnaamEnGeboortedatum",
            "geslachtsnaam": naam["geslachtsnaam"],
            "geboortedatum": persoon["geboorte"]["datum"]["datum"],
        })];
        if persoon["opschortingBijhouding"].is_null() {
            vragen.push(json!({
                "type": "ZoekMetNaamEnGemeenteVanInschrijving",
                "geslachtsnaam": naam["geslachtsnaam"],
                "voornamen": naam["voornamen"],
                "gemeenteVanInschrijving": gemeente,
            }));
        }
        vragen.push(json!({
            "type": "ZoekMetPostcodeEnHuisnummer",
            "postcode": adres["postcode"],
            "huisnummer": adres["huisnummer"],
        }));
        vragen.push(json!({
            "type": "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving",
            "straat": adres["korteStraatnaam"],
            "huisnummer": adres["huisnummer"],
            "gemeenteVanInschrijving": gemeente,
        }));
        vragen.push(json!({
            "type": "ZoekMetNummeraanduidingIdentificatie",
            "nummeraanduidingIdentificatie": persoon["verblijfplaats"]["nummeraanduidingIdentificatie"],
        }));
        vragen.push(json!({
            "type": "ZoekMetAdresseerbaarObjectIdentificatie",
            "adresseerbaarObjectIdentificatie": persoon["verblijfplaats"]["adresseerbaarObjectIdentificatie"],
        }));
        for mut body in vragen {
            let compleet = body
                .as_object()
                .unwrap()
                .values()
                .all(|value| !value.is_null());
            if !compleet {
                continue;
            }
            body["fields"] = json!(["burgerservicenummer"]);
            body["inclusiefOverledenPersonen"] = json!(true);
            let antwoord = vraag(&body);
            if antwoord.status == 400 && body["type"] == "ZoekMetNaamEnGemeenteVanInschrijving" {
                continue;
            }
            assert_eq!(antwoord.status, 200, "{body}: {}", antwoord.body);
            let gevonden = antwoord.body["personen"]
                .as_array()
                .unwrap()
                .iter()
                .any(|persoon| persoon["burgerservicenummer"] == bsn);
            assert!(gevonden, "{bsn} is not found by {body}");
            gezocht.insert(body["type"].as_str().unwrap().to_owned());
        }
    }
    assert_eq!(gezocht.len(), 6, "{gezocht:?}");
}

#[test]
fn ages_follow_the_clock_and_nobody_dead_has_one() {
    let mut doden = 0;
    for persoon in bsns()
        .chunks(20)
        .flat_map(|deel| raadpleeg(deel, &["leeftijd", "overlijden", "geboorte"]))
    {
        let overleden = persoon["opschortingBijhouding"]["reden"]["code"] == "O";
        assert!(!overleden || persoon["leeftijd"].is_null(), "{persoon}");
        doden += usize::from(overleden);
        if let (Some(leeftijd), Some(datum)) = (
            persoon["leeftijd"].as_i64(),
            persoon["geboorte"]["datum"]["datum"].as_str(),
        ) {
            let geboren: jiff::civil::Date = datum.parse().unwrap();
            let vandaag = jiff::civil::date(2026, 5, 15);
            let jaren = (vandaag - geboren)
                .total((jiff::Unit::Year, vandaag))
                .unwrap()
                .abs();
            assert!(
                (jaren - leeftijd as f64).abs() <= 1.01,
                "{datum}: {leeftijd}"
            );
        }
    }
    assert!(doden > 0, "somebody in the cast is dead");
}

#[test]
fn no_body_whatever_makes_it_fail() {
    let stukken = [
        "null",
        "[]",
        "{}",
        "\"x\"",
        "1e999",
        "{\"type\":1}",
        "{\"type\":null,\"fields\":{}}",
        "{\"type\":\"RaadpleegMetBurgerservicenummer\",\"burgerservicenummer\":\"x\",\"fields\":[null,1,{}]}",
        "{\"type\":\"ZoekMetGeslachtsnaamEnGeboortedatum\",\"geslachtsnaam\":\"*\",\"geboortedatum\":\"2026-02-30\",\"fields\":[\"..\"]}",
        "{\"type\":\"ZoekMetPostcodeEnHuisnummer\",\"postcode\":\"\\u0000\",\"huisnummer\":-1,\"fields\":[\"naam\"]}",
        "{\"type\":\"ZoekMetPostcodeEnHuisnummer\",\"postcode\":\"1234AB\",\"huisnummer\":99999999999999999999,\"fields\":[\"naam\"]}",
    ];
    let json = [("content-type".to_owned(), "application/json".to_owned())];
    for stuk in stukken {
        let antwoord = super::stuur("POST", super::PAD, &json, stuk.as_bytes());
        assert_eq!(antwoord.status, 400, "{stuk}: {}", antwoord.body);
        assert!(
            antwoord
                .content_type
                .starts_with("application/problem+json")
        );
    }
}
