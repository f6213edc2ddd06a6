//! Person lists that a team stores: kept, found by every question, and gone again.

use std::sync::Arc;

use fieldlab_sim::State;
use serde_json::{Value, json};

use super::lab;
use super::team::Team;

fn lijst(bsn: &str) -> Value {
    json!({"categorieen": {
        "01": [[{"01.20": bsn, "02.10": "Pim", "02.40": "Proefsma", "03.10": "19830526", "04.10": "M"}]],
        "08": [[{
            "09.10": "0518", "10.10": "W", "10.30": "20200115", "11.10": "Proefkade", "11.15": "Proefkade",
            "11.20": "70", "11.60": "2999ZZ", "11.80": "0518010000000001", "11.90": "0518200000000001"
        }]]
    }})
}

/// All seven questions, each of which means the person of [`lijst`].
fn vragen(bsn: &str) -> [Value; 7] {
    let fields = json!(["burgerservicenummer"]);
    [
        json!({"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": [bsn], "fields": fields}),
        json!({"type": "ZoekMetGeslachtsnaamEnGeboortedatum", "geslachtsnaam": "proef*",
            "geboortedatum": "1983-05-26", "fields": fields}),
        json!({"type": "ZoekMetNaamEnGemeenteVanInschrijving", "geslachtsnaam": "Proefsma",
            "voornamen": "Pim", "gemeenteVanInschrijving": "0518", "fields": fields}),
        json!({"type": "ZoekMetPostcodeEnHuisnummer", "postcode": "2999 zz", "huisnummer": 70, "fields": fields}),
        json!({"type": "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving", "straat": "proefkade",
            "huisnummer": "70", "gemeenteVanInschrijving": "0518", "fields": fields}),
        json!({"type": "ZoekMetNummeraanduidingIdentificatie",
            "nummeraanduidingIdentificatie": "0518200000000001", "fields": fields}),
        json!({"type": "ZoekMetAdresseerbaarObjectIdentificatie",
            "adresseerbaarObjectIdentificatie": "0518010000000001", "fields": fields}),
    ]
}

#[test]
fn a_stored_person_is_found_by_every_question_until_it_is_removed() {
    for mut team in [Team::in_leegte(), Team::in_dorp()] {
        let bsn = "000000012";
        for vraag in vragen(bsn) {
            assert_eq!(team.bsns(&vraag), [""; 0], "{vraag}");
        }
        team.bewaar(&lijst(bsn));
        for vraag in vragen(bsn) {
            assert_eq!(team.bsns(&vraag), [bsn], "{vraag}");
        }
        let pad = format!("/persoonslijsten/{bsn}");
        assert_eq!(team.lab("GET", &pad, None), (200, lijst(bsn)));
        assert_eq!(team.lab("DELETE", &pad, None).0, 204);
        for vraag in vragen(bsn) {
            assert_eq!(team.bsns(&vraag), [""; 0], "{vraag}");
        }
        assert_eq!(team.lab("DELETE", &pad, None).0, 404);
        assert_eq!(team.lab("GET", &pad, None).0, 404);
    }
}

#[test]
fn a_stored_list_stands_in_the_place_of_the_worlds_person() {
    let mut team = Team::in_dorp();
    let view = State::new(Arc::clone(&lab().world));
    let view = view.view();
    let id = view
        .personen()
        .find(|id| {
            let persoon = view.persoon(*id);
            persoon.opschorting().is_none() && persoon.geboortedatum().date().is_some()
        })
        .unwrap();
    let persoon = view.persoon(id);
    let bsn = persoon.burgerservicenummer().to_string();
    let zoals_wereld = json!({
        "type": "ZoekMetGeslachtsnaamEnGeboortedatum", "fields": ["burgerservicenummer"],
        "geslachtsnaam": persoon.naam().geslachtsnaam,
        "geboortedatum": persoon.geboortedatum().date().unwrap().to_string(),
    });
    assert!(team.bsns(&zoals_wereld).contains(&bsn));
    team.bewaar(&lijst(&bsn));
    assert!(!team.bsns(&zoals_wereld).contains(&bsn));
    let [bij_nummer, ..] = vragen(&bsn);
    let naam = |team: &Team| {
        let mut vraag = bij_nummer.clone();
        vraag["fields"] = json!(["naam.geslachtsnaam"]);
        team.vraag(&vraag).1["personen"][0]["naam"]["geslachtsnaam"].clone()
    };
    assert_eq!(naam(&team), "Proefsma");
    let pad = format!("/persoonslijsten/{bsn}");
    assert_eq!(team.lab("DELETE", &pad, None).0, 204);
    assert_eq!(naam(&team), persoon.naam().geslachtsnaam.as_ref());
    let (status, problem) = team.lab("DELETE", &pad, None);
    assert_eq!(status, 404);
    assert!(problem["detail"].as_str().unwrap().contains("world"));
}

#[test]
fn the_maximum_counts_stored_persons_and_exactly_so_many_is_fine() {
    let mut team = Team::in_leegte();
    let [_, op_naam, ..] = vragen("000000012");
    for nummer in 0..10 {
        team.bewaar(&lijst(&format!("00000010{nummer}")));
    }
    assert_eq!(team.bsns(&op_naam).len(), 10);
    team.bewaar(&lijst("000000200"));
    let (status, body) = team.vraag(&op_naam);
    assert_eq!((status, &body["code"]), (400, &json!("tooManyResults")));
    let (_, alle) = team.lab("GET", "/persoonslijsten", None);
    assert_eq!(alle["persoonslijsten"].as_array().unwrap().len(), 11);
}

#[test]
fn a_body_that_is_no_list_changes_nothing() {
    let mut team = Team::in_leegte();
    team.bewaar(&lijst("000000012"));
    let mut fout = lijst("000000012");
    fout["categorieen"]["01"][0][0]["04.10"] = json!("man");
    fout["categorieen"]["21"] = json!([]);
    let (status, problem) = team.lab("PUT", "/persoonslijsten/000000012", Some(&fout));
    assert_eq!(status, 400);
    assert_eq!(problem["invalidParams"].as_array().unwrap().len(), 2);
    let pad = "/persoonslijsten/000000012";
    assert_eq!(team.lab("GET", pad, None), (200, lijst("000000012")));
    let ander = team.lab(
        "PUT",
        "/persoonslijsten/000000024",
        Some(&lijst("000000012")),
    );
    assert_eq!(ander.0, 400);
    assert_eq!(team.state.head().0, 1);
}
