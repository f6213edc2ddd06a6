//! What searches find: by person, by split, by filiation, by words.

use std::sync::Arc;

use fieldlab_sim::State;
use fieldlab_world::{Partij, RechtSoort, Size, World, WorldSpec};
use serde_json::{Value, json};

use super::{ZAKEN, alle_kozen, get, lab, leden, nieuw, pad, post_aan, view};
use crate::proef::{Antwoord, Proef, codeer};

fn zoek(query: &str) -> Antwoord {
    get(&format!("/kadastraalonroerendezaken?{query}"))
}

#[test]
fn a_bsn_finds_what_somebody_has_and_does_not_name_the_holders() {
    let view = view();
    let mut gevonden = 0;
    for koz in alle_kozen() {
        for recht in view.onroerende_zaak(koz).rechten() {
            let Partij::Persoon(id) = recht.houder else {
                continue;
            };
            let bsn = view.persoon(id).burgerservicenummer().to_string();
            let antwoord = post_aan(lab(), "", &json!({"burgerservicenummer": bsn}));
            assert_eq!(antwoord.status, 200);
            assert_eq!(
                antwoord.body["_links"]["self"]["href"],
                "/kadastraalonroerendezaken"
            );
            let zaken = leden(&antwoord, ZAKEN);
            let nummer = view.onroerende_zaak(koz).identificatie();
            assert!(zaken.iter().any(|zaak| zaak["identificatie"] == nummer));
            for zaak in zaken {
                gevonden += 1;
                assert!(zaak.get("zakelijkGerechtigdeIdentificaties").is_none());
                assert!(zaak["_links"].get("zakelijkGerechtigden").is_none());
            }
        }
    }
    assert!(gevonden > 100);
    let leeg = post_aan(lab(), "", &json!({"burgerservicenummer": "999999990"}));
    assert_eq!((leeg.status, &leeg.body["_embedded"]), (200, &json!({})));
}

#[test]
fn companies_and_persons_of_the_cadastre_are_found_by_number_and_many_is_too_many() {
    let view = view();
    let mut soorten = [0; 2];
    for koz in alle_kozen() {
        let zaak = view.onroerende_zaak(koz);
        for recht in zaak.rechten() {
            let nummer = match recht.houder {
                Partij::Persoon(_) => continue,
                Partij::Bedrijf(id) => view.bedrijf(id).rsin().unwrap().to_string(),
                Partij::Kadaster(id) => id.identificatie().to_string(),
            };
            soorten[usize::from(matches!(recht.houder, Partij::Kadaster(_)))] += 1;
            let antwoord = zoek(&format!("persoon__identificatie={nummer}"));
            if antwoord.status == 400 {
                // The village has more than two hundred of somebody's.
                assert_eq!(antwoord.body["code"], "tooManyResults");
                continue;
            }
            let zaken = leden(&antwoord, ZAKEN);
            assert!(
                zaken
                    .iter()
                    .any(|hier| hier["identificatie"] == zaak.identificatie())
            );
            assert!(zaken.len() <= 200);
        }
    }
    assert!(soorten[0] > 50 && soorten[1] > 2, "{soorten:?}");
}

#[test]
fn a_split_building_leads_to_its_apartments() {
    let view = view();
    let mut gesplitst = 0;
    for koz in alle_kozen() {
        let zaak = view.onroerende_zaak(koz);
        let Some(recht) = zaak.gesplitst_recht() else {
            continue;
        };
        gesplitst += 1;
        let soort = recht.as_str();
        let gerechtigden = format!("{}/zakelijkgerechtigden", pad(koz));
        let alle = get(&gerechtigden);
        assert_eq!(alle.body["gesplitstZakelijkRecht"], soort);
        for lid in leden(&alle, "zakelijkGerechtigden") {
            assert_ne!(lid["type"], soort);
        }
        let ander = if recht == RechtSoort::Eigenaar {
            "erfpachter"
        } else {
            "eigenaar"
        };
        let ander = get(&format!("{gerechtigden}?type={ander}"));
        assert!(ander.body.get("gesplitstZakelijkRecht").is_none());
        assert_eq!(ander.body["_links"].as_object().unwrap().len(), 1);
        let zelfde = get(&format!("{gerechtigden}?type={soort}"));
        assert_eq!(zelfde.body["gesplitstZakelijkRecht"], soort);
        assert_eq!(zelfde.body["_embedded"], json!({}));
        for (name, gerechtigden) in [
            ("kadastraalOnroerendeZakenUitSplitsing", false),
            (
                "kadastraalOnroerendeZakenUitSplitsingInclusiefZakelijkGerechtigden",
                true,
            ),
        ] {
            let href = zelfde.body["_links"][name]["href"].as_str().unwrap();
            let antwoord = get(href);
            let zaken = leden(&antwoord, ZAKEN);
            assert_eq!(zaken[0]["identificatie"], zaak.identificatie());
            assert_eq!(zaken.len(), zaak.appartementsrechten().len() + 1);
            for flat in &zaken[1..] {
                assert_eq!(flat["type"], "appartementsrecht");
                assert_eq!(
                    flat["isOntstaanUit"]["kadastraalOnroerendeZaken"][0]["identificatie"],
                    zaak.identificatie()
                );
                assert_eq!(flat.get("_embedded").is_some(), gerechtigden);
            }
        }
    }
    assert!(gesplitst > 0);
}

#[test]
fn parcels_that_lapsed_can_be_read_and_lead_on() {
    let (mut gesplitst, mut verenigd) = (0, 0);
    for koz in alle_kozen() {
        let body = get(&pad(koz)).body;
        let Some(ontstaan) = body.get("isOntstaanUit") else {
            continue;
        };
        let aard = ontstaan["aard"]["code"].as_str().unwrap();
        if aard == "25" {
            continue;
        }
        for oud in ontstaan["kadastraalOnroerendeZaken"].as_array().unwrap() {
            let nummer = oud["identificatie"].as_str().unwrap();
            let oud = get(&format!("/kadastraalonroerendezaken/{nummer}"));
            assert_eq!(oud.body["indicatieVervallen"], true);
            assert!(oud.body.get("gesplitstZakelijkRecht").is_none());
            let in_wat = &oud.body["isOvergegaanIn"];
            assert_eq!(in_wat["aard"]["code"], aard);
            let zaken = in_wat["kadastraalOnroerendeZaken"].as_array().unwrap();
            assert!(
                zaken
                    .iter()
                    .any(|zaak| zaak["identificatie"] == body["identificatie"])
            );
            let rechten = get(&format!(
                "/kadastraalonroerendezaken/{nummer}/zakelijkgerechtigden"
            ));
            assert_eq!(rechten.body["_embedded"], json!({}));
            let aanduiding = oud.body["kadastraleAanduiding"].as_str().unwrap();
            let zoek = zoek(&format!(
                "kadastraleAanduiding={}",
                aanduiding.replace(' ', "+")
            ));
            assert_eq!(leden(&zoek, ZAKEN)[0]["identificatie"], nummer);
        }
        match aard {
            "20" => gesplitst += 1,
            "19" => verenigd += 1,
            other => panic!("{other}"),
        }
    }
    assert!(gesplitst > 0 && verenigd > 0, "{gesplitst} {verenigd}");
}

#[test]
fn words_find_persons_by_how_their_names_begin() {
    let view = view();
    let mut personen = 0;
    for (collectie, name, ids) in [
        (
            "kadasternatuurlijkpersonen",
            "kadasterNatuurlijkPersonen",
            view.kadaster_natuurlijk_personen(),
        ),
        (
            "kadasternietnatuurlijkpersonen",
            "kadasterNietNatuurlijkPersonen",
            view.kadaster_niet_natuurlijk_personen().collect(),
        ),
    ] {
        for id in ids {
            personen += 1;
            let nummer = id.identificatie().to_string();
            let een = get(&format!("/{collectie}/{nummer}")).body;
            let omschrijving = een["omschrijving"].as_str().unwrap().to_ascii_uppercase();
            let mut woorden: Vec<&str> = omschrijving.split(' ').collect();
            woorden.reverse();
            let vind = |vraag: &str| {
                let antwoord = get(&format!("/{collectie}?q={}", codeer(vraag)));
                assert_eq!(antwoord.status, 200);
                leden(&antwoord, name)
                    .iter()
                    .any(|lid| lid["identificatie"] == nummer)
            };
            assert!(vind(&woorden.join(" ")), "{omschrijving}");
            let eerste: String = woorden[0].chars().take(3).collect();
            assert!(vind(&eerste), "{eerste}");
            assert!(!vind(&format!("{eerste} zzqxv")), "{omschrijving}");
            if let Some(datum) = een.pointer("/geboorte/datum/datum").and_then(Value::as_str) {
                assert!(vind(&format!("{datum} {eerste}")), "{datum}");
                assert!(!vind(&format!("{eerste} {}", &datum[..7])), "{datum}");
                assert!(!vind(&format!("{eerste} {}", datum.replace('-', ""))));
            }
        }
    }
    assert!(personen > 5);
}

#[test]
fn what_was_split_again_sleeps_between_the_parcel_and_those_that_came_from_it() {
    let spec = WorldSpec {
        size: Size::Gemeente,
        ..WorldSpec::default()
    };
    let world = Arc::new(World::build(&spec).unwrap());
    let stad = Proef {
        state: State::new(world),
        ..nieuw()
    };
    let view = stad.state.view();
    let (perceel, sluimert) = view
        .percelen()
        .find_map(|koz| Some((koz, view.onroerende_zaak(koz).sluimerend()?)))
        .unwrap();
    let nummer = |koz| view.onroerende_zaak(koz).identificatie();
    let een = |nummer: &str| {
        stad.get(&format!("/kadastraalonroerendezaken/{nummer}"))
            .body
    };
    let zaken = |filiatie: &Value| {
        filiatie["kadastraalOnroerendeZaken"]
            .as_array()
            .unwrap()
            .clone()
    };

    let grond = een(&nummer(perceel));
    let slapend = een(&nummer(sluimert));
    assert_eq!(slapend["indicatieSluimerend"], true);
    assert_eq!(slapend["gesplitstZakelijkRecht"], "eigenaar");
    assert!(slapend.get("zakelijkGerechtigdeIdentificaties").is_none());
    assert!(slapend.get("adressen").is_none());
    let over = &grond["isOvergegaanIn"];
    assert_eq!(over["aard"]["code"], "25");
    assert_eq!(
        over["kadastraalOnroerendeZaken"],
        json!([{"identificatie": nummer(sluimert), "type": "appartementsrecht", "indicatieSluimerend": true}])
    );
    let verder = &slapend["isOvergegaanIn"];
    assert_eq!(verder["aard"]["code"], "26");
    let rechten = zaken(verder);
    let erbij = grond["bijbehorendeAppartementsrechten"].as_array().unwrap();
    assert_eq!(erbij.len(), rechten.len() + 1);
    assert_eq!(
        erbij[0],
        json!({"identificatie": nummer(sluimert), "volgnummer": 1, "indicatieSluimerend": true})
    );
    for recht in &rechten {
        let flat = een(recht["identificatie"].as_str().unwrap());
        assert!(flat.get("indicatieSluimerend").is_none());
        assert_eq!(flat["isOntstaanUit"]["aard"]["code"], "26");
        let uit = zaken(&flat["isOntstaanUit"]);
        assert_eq!(uit[0]["identificatie"], nummer(sluimert));
        assert_eq!(
            flat["bijbehorendeGrondpercelen"],
            json!([{"identificatie": nummer(perceel)}])
        );
    }
    // The parcel, what sleeps, and what came from it; and from what sleeps the same way on.
    for (van, voor) in [(&grond, 2), (&slapend, 1)] {
        let soort = van["gesplitstZakelijkRecht"].as_str().unwrap();
        let van = van["identificatie"].as_str().unwrap();
        let gerechtigden = stad.get(&format!(
            "/kadastraalonroerendezaken/{van}/zakelijkgerechtigden?type={soort}"
        ));
        assert_eq!(gerechtigden.body["_embedded"], json!({}));
        let link = &gerechtigden.body["_links"]["kadastraalOnroerendeZakenUitSplitsing"];
        let alle = stad.get(link["href"].as_str().unwrap());
        assert_eq!(leden(&alle, ZAKEN).len(), rechten.len() + voor);
    }
}
