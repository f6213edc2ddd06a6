//! Who may ask, and what: keys and tokens, permissions, and what is written down.

use serde_json::{Value, json};

use super::team::Team;
use super::{PAD, lab};
use fieldlab_sim::{Register, Session};

fn ingesteld(authenticatie: &str, afnemers: &Value) -> Team {
    let mut team = Team::in_leegte();
    let setting = json!({"authenticatie": authenticatie, "afnemers": afnemers});
    let (status, body) = team.lab("PUT", "/autorisatie", Some(&setting));
    assert_eq!(status, 204, "{body}");
    team
}

fn met_rubrieken(rubrieken: &[&str]) -> Value {
    json!([{"afnemerID": "000008", "sleutel": "s8", "medium": "N", "rubrieken": rubrieken}])
}

fn raadpleeg(fields: &Value) -> Value {
    json!({"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": ["000000012"], "fields": fields})
}

/// Status, code and detail.
fn uitkomst(team: &Team, headers: &[(&str, &str)], body: &Value) -> (u16, String, String) {
    let ((status, answer), _) = team.vraag_aan(PAD, headers, body);
    let text = |name: &str| answer[name].as_str().unwrap_or_default().to_owned();
    if status >= 400 {
        assert_eq!(answer["instance"], PAD);
        assert_eq!(answer["status"], status);
    }
    (status, text("code"), text("detail"))
}

#[test]
fn without_a_setting_nobody_is_asked() {
    let team = Team::in_leegte();
    let body = raadpleeg(&json!(["naam"]));
    assert_eq!(uitkomst(&team, &[], &body).0, 200);
    assert_eq!(
        uitkomst(&team, &[("x-api-key", "wat dan ook")], &body).0,
        200
    );
}

#[test]
fn a_missing_or_wrong_key_is_401_before_anything_else() {
    let mut team = ingesteld("sleutel", &met_rubrieken(&["10120"]));
    let body = raadpleeg(&json!(["burgerservicenummer"]));
    for headers in [
        &[][..],
        &[("x-api-key", "")],
        &[("x-api-key", "s9")],
        &[("authorization", "Bearer s8")],
    ] {
        let ((status, answer), _) = team.vraag_aan(PAD, headers, &json!({"type": "onzin"}));
        assert_eq!(
            answer,
            json!({
                "type": "https://datatracker.ietf.org/doc/html/rfc7235#section-3.1",
                "title": "Niet correct geauthenticeerd.", "status": 401, "instance": PAD, "code": "authentication"
            })
        );
        assert_eq!(status, 401);
    }
    assert_eq!(uitkomst(&team, &[("x-api-key", "s8")], &body).0, 200);
    assert_eq!(team.lab("DELETE", "/autorisatie", None).0, 204);
    assert_eq!(uitkomst(&team, &[], &body).0, 200);
}

#[test]
fn a_token_says_who_asks() {
    let afnemers = json!([
        {"afnemerID": "000008", "clientId": "balie", "clientSecret": "x", "medium": "N", "rubrieken": ["10120"]},
        {"afnemerID": "000009", "gemeenteCode": "0518", "clientId": "gemeente", "clientSecret": "y", "tokenSeconden": 60}
    ]);
    let team = ingesteld("oauth2", &afnemers);
    let session = Session::new(&team.state, jiff::Timestamp::UNIX_EPOCH);
    let gemeente = lab().brp.client("gemeente", &session).unwrap();
    assert_eq!((gemeente.secret.as_str(), gemeente.seconds), ("y", 60));
    assert_eq!(
        Value::Object(gemeente.claims.clone()),
        json!({"afnemerID": 9, "gemeenteCode": "0518"})
    );
    assert_eq!(lab().brp.client("balie", &session).unwrap().seconds, 3600);
    assert!(lab().brp.client("niemand", &session).is_none());

    let bearer = |claims: &Value| format!("Bearer zegel{claims}");
    let naam = raadpleeg(&json!(["naam"]));
    let van_gemeente = bearer(&Value::Object(gemeente.claims));
    assert_eq!(
        uitkomst(&team, &[("authorization", &van_gemeente)], &naam).0,
        200
    );
    let van_balie = bearer(&json!({"afnemerID": 8}));
    assert_eq!(
        uitkomst(&team, &[("authorization", &van_balie)], &naam).1,
        "unauthorizedField"
    );
    let nummer = raadpleeg(&json!(["burgerservicenummer"]));
    assert_eq!(
        uitkomst(&team, &[("authorization", &van_balie)], &nummer).0,
        200
    );
    let onbekend = bearer(&json!({"afnemerID": 7}));
    assert_eq!(
        uitkomst(&team, &[("authorization", &onbekend)], &nummer).1,
        "unauthorized"
    );
    for wrong in ["Bearer vals", "Bearer", "Basic zegel{}", ""] {
        assert_eq!(
            uitkomst(&team, &[("authorization", wrong)], &nummer).0,
            401,
            "{wrong}"
        );
    }
}

#[test]
fn what_may_not_be_asked_is_named() {
    let team = ingesteld(
        "sleutel",
        &met_rubrieken(&["10120", "10310", "81160", "81120"]),
    );
    let key = [("x-api-key", "s8")];
    assert_eq!(
        uitkomst(&team, &key, &raadpleeg(&json!(["naam.voornamen", "geboorte", "geboorte.datum", "aNummer", "aNummer"]))),
        (
            403,
            "unauthorizedField".to_owned(),
            "U bent niet geautoriseerd om de volgende gegevens op te vragen met fields: aNummer, geboorte, naam.voornamen.".to_owned()
        )
    );
    // Parameters come before fields; what the dead have to do with it is nobody's business.
    let adres = json!({"type": "ZoekMetPostcodeEnHuisnummer", "postcode": "2497BV", "huisnummer": 103,
        "huisletter": "b", "gemeenteVanInschrijving": "0599", "inclusiefOverledenPersonen": true, "fields": ["naam"]});
    assert_eq!(
        uitkomst(&team, &key, &adres),
        (
            403,
            "unauthorizedParameter".to_owned(),
            "U bent niet geautoriseerd voor het gebruik van parameter(s): gemeenteVanInschrijving, huisletter.".to_owned()
        )
    );
    // In a search answer a birth is its date only.
    let adres = json!({"type": "ZoekMetPostcodeEnHuisnummer", "postcode": "2497BV", "huisnummer": 103, "fields": ["geboorte"]});
    assert_eq!(uitkomst(&team, &key, &adres).0, 200);
    // Wrong parameters come before permissions.
    let fout = raadpleeg(&json!(["schoenmaat"]));
    assert_eq!(uitkomst(&team, &key, &fout).1, "paramsValidation");
}

#[test]
fn without_ad_hoc_permission_nothing_may_be_asked() {
    for medium in [json!(null), json!("")] {
        let mut afnemers = met_rubrieken(&["10120"]);
        if medium.is_null() {
            afnemers[0].as_object_mut().unwrap().remove("medium");
        } else {
            afnemers[0]["medium"] = medium;
        }
        let team = ingesteld("sleutel", &afnemers);
        assert_eq!(
            uitkomst(
                &team,
                &[("x-api-key", "s8")],
                &raadpleeg(&json!(["burgerservicenummer"]))
            ),
            (
                403,
                "unauthorized".to_owned(),
                "Niet geautoriseerd voor ad hoc bevragingen.".to_owned()
            )
        );
    }
}

#[test]
fn every_person_in_an_answer_is_written_down_by_elements() {
    let mut team = ingesteld(
        "sleutel",
        &met_rubrieken(&["10120", "10310", "PANM01", "81160", "81120"]),
    );
    for bsn in ["000000012", "000000024"] {
        team.bewaar(&json!({"categorieen": {
            "01": [[{"01.20": bsn, "02.10": "Pim"}]], "08": [[{"11.60": "2999ZZ", "11.20": "70"}]]
        }}));
    }
    let key = [("x-api-key", "s8")];
    let adres = json!({"type": "ZoekMetPostcodeEnHuisnummer", "postcode": "2999ZZ", "huisnummer": 70,
        "inclusiefOverledenPersonen": true, "fields": ["naam.voorletters", "geboorte.datum.jaar", "burgerservicenummer"]});
    let ((status, _), regels) = team.vraag_aan(PAD, &key, &adres);
    let regel = |bsn: &str| {
        json!({
            "afnemerID": "000008", "api": "personen", "burgerservicenummer": bsn,
            "zoekrubrieken": ["081120", "081160"], "gevraagdeRubrieken": ["010120", "010310", "PANM01"]
        })
    };
    assert_eq!(status, 200);
    assert_eq!(regels, [regel("000000012"), regel("000000024")]);
    // Nobody found, or nothing answered: nothing to write down.
    let niemand = json!({"type": "ZoekMetPostcodeEnHuisnummer", "postcode": "2999ZZ", "huisnummer": 71, "fields": ["geboorte"]});
    assert!(team.vraag_aan(PAD, &key, &niemand).1.is_empty());
    let verboden = raadpleeg(&json!(["naam"]));
    assert!(team.vraag_aan(PAD, &key, &verboden).1.is_empty());
    // Where nobody says who they are, that is what stands there.
    assert_eq!(team.lab("DELETE", "/autorisatie", None).0, 204);
    let (_, regels) = team.vraag_aan(PAD, &[], &raadpleeg(&json!(["leeftijd"])));
    assert!(regels[0].get("afnemerID").is_none(), "{}", regels[0]);
}

#[test]
fn a_setting_that_cannot_be_is_refused_with_its_faults() {
    let mut team = Team::in_leegte();
    assert_eq!(
        team.lab("GET", "/autorisatie", None),
        (200, json!({"authenticatie": "uit"}))
    );
    for wrong in [
        json!({}),
        json!({"authenticatie": "soms"}),
        json!({"authenticatie": "uit", "x": 1}),
        json!({"authenticatie": "sleutel", "afnemers": [{"afnemerID": "8"}]}),
        json!({"authenticatie": "sleutel", "afnemers": [{"afnemerID": "000008", "rubrieken": ["naam"]}]}),
        json!({"authenticatie": "sleutel", "afnemers": [
            {"afnemerID": "000008", "sleutel": "s"}, {"afnemerID": "000009", "sleutel": "s"}]}),
        json!({"authenticatie": "oauth2", "afnemers": [{"afnemerID": "000008", "clientId": "a"}]}),
    ] {
        let (status, problem) = team.lab("PUT", "/autorisatie", Some(&wrong));
        assert_eq!(status, 400, "{wrong}");
        assert!(
            !problem["invalidParams"].as_array().unwrap().is_empty(),
            "{problem}"
        );
    }
    assert_eq!(team.state.head().0, 0);
    let (_, rubrieken) = team.lab("GET", "/rubrieken", None);
    assert_eq!(rubrieken["naam.volledigeNaam"], json!(["PANM02"]));
}

const BEWONINGEN: &str = "/haalcentraal/api/bewoning/bewoningen";
const HISTORIE: &str = "/haalcentraal/api/brphistorie/verblijfplaatshistorie";
const REISDOCUMENTEN: &str = "/haalcentraal/api/reisdocumenten/reisdocumenten";

/// A team where somebody lives in 0518 and lived in 0599 before, and these afnemers ask.
fn met_bewoner() -> Team {
    let mut team = ingesteld(
        "sleutel",
        &json!([
            {"afnemerID": "000001", "sleutel": "0518", "gemeenteCode": "0518"},
            {"afnemerID": "000002", "sleutel": "0599", "gemeenteCode": "0599"},
            {"afnemerID": "000003", "sleutel": "0363", "gemeenteCode": "0363"},
            {"afnemerID": "000008", "sleutel": "historie", "medium": "N", "rubrieken": ["PXVP07"]},
            {"afnemerID": "000009", "sleutel": "los", "medium": "A", "rubrieken": ["10120", "81110", "81030"]},
            {"afnemerID": "000010", "sleutel": "niets"},
            {"afnemerID": "720402", "sleutel": "marechaussee"}
        ]),
    );
    team.bewaar(&json!({"categorieen": {
        "01": [[{"01.20": "000000012", "02.40": "Blom"}]],
        "08": [[
            {"09.10": "0518", "10.10": "W", "10.30": "20200101", "11.10": "Spui", "11.80": "0518010000000001"},
            {"09.10": "0599", "10.10": "W", "10.30": "20100101", "11.10": "Kade", "11.80": "0599010000000001"}
        ]],
        "12": [[{"35.10": "PN", "35.20": "NE3663258", "35.50": "20310101"}]]
    }}));
    team
}

/// Status and detail of one question, by the key of whoever asks; and the lines written down.
fn sister(team: &Team, sleutel: &str, pad: &str, body: &Value) -> (u16, String, Vec<Value>) {
    let ((status, answer), regels) = team.vraag_aan(pad, &[("x-api-key", sleutel)], body);
    if status == 403 {
        assert_eq!(
            (&answer["code"], &answer["instance"]),
            (&json!("unauthorized"), &json!(pad))
        );
        assert!(regels.is_empty());
    }
    let detail = answer["detail"].as_str().unwrap_or_default().to_owned();
    (status, detail, regels)
}

#[test]
fn residents_are_for_the_municipality_of_the_object() {
    let team = met_bewoner();
    let vraag = |object: &str| json!({"type": "BewoningMetPeildatum", "adresseerbaarObjectIdentificatie": object, "peildatum": "2024-01-01"});
    let hier = vraag("0518010000000001");
    let elders =
        "Je mag alleen bewoning van adresseerbare objecten binnen de eigen gemeente raadplegen.";
    let (status, _, regels) = sister(&team, "0518", BEWONINGEN, &hier);
    assert_eq!(status, 200);
    assert_eq!(
        regels,
        [json!({
            "afnemerID": "000001", "api": "bewoning", "burgerservicenummer": "000000012",
            "zoekrubrieken": ["081030", "081180", "081320", "581030", "581320"], "gevraagdeRubrieken": ["AXBW01"]
        })]
    );
    // Where nobody lives any more, the municipality still counts; where nobody ever did, none does.
    let vroeger = vraag("0599010000000001");
    for (sleutel, vraag, status, detail) in [
        ("0363", &hier, 403, elders),
        ("0599", &hier, 403, elders),
        ("0599", &vroeger, 200, ""),
        ("0518", &vroeger, 403, elders),
        ("0363", &vraag("1234010000123456"), 200, ""),
        (
            "los",
            &hier,
            403,
            "Alleen gemeenten mogen bewoningen raadplegen.",
        ),
        (
            "marechaussee",
            &hier,
            403,
            "Alleen gemeenten mogen bewoningen raadplegen.",
        ),
    ] {
        let found = sister(&team, sleutel, BEWONINGEN, vraag);
        assert_eq!(
            (found.0, found.1.as_str()),
            (status, detail),
            "{sleutel} {vraag}"
        );
    }
    // A wrong question is wrong whoever asks.
    assert_eq!(
        sister(
            &team,
            "los",
            BEWONINGEN,
            &json!({"type": "BewoningMetPeildatum"})
        )
        .0,
        400
    );
}

#[test]
fn the_history_is_an_element_of_its_own() {
    let team = met_bewoner();
    let vraag = json!({"type": "RaadpleegMetPeildatum", "burgerservicenummer": "000000012", "peildatum": "2024-01-01"});
    for (sleutel, status, detail) in [
        ("0363", 200, ""),
        ("historie", 200, ""),
        (
            "los",
            403,
            "Niet geautoriseerd voor verblijfplaatshistorie.",
        ),
        ("niets", 403, "Niet geautoriseerd voor ad hoc bevragingen."),
    ] {
        let found = sister(&team, sleutel, HISTORIE, &vraag);
        assert_eq!((found.0, found.1.as_str()), (status, detail), "{sleutel}");
        assert_eq!(found.2.len(), usize::from(status == 200));
    }
    let (_, _, regels) = sister(&team, "historie", HISTORIE, &vraag);
    assert_eq!(regels[0]["gevraagdeRubrieken"], json!(["PXVP07"]));
    assert_eq!(
        regels[0]["zoekrubrieken"],
        json!(["010120", "081030", "081320", "581030", "581320"])
    );
    let daarvoor = json!({"type": "RaadpleegMetPeildatum", "burgerservicenummer": "000000012", "peildatum": "1990-01-01"});
    assert!(sister(&team, "historie", HISTORIE, &daarvoor).2.is_empty());
}

#[test]
fn travel_documents_are_for_municipalities_and_the_marechaussee() {
    let team = met_bewoner();
    let op_nummer = json!({"type": "RaadpleegMetReisdocumentnummer", "reisdocumentnummer": ["NE3663258"],
        "fields": ["soort", "inhoudingOfVermissing", "houder"]});
    let op_houder = json!({"type": "ZoekMetBurgerservicenummer", "burgerservicenummer": "000000012",
        "fields": ["reisdocumentnummer"]});
    for vraag in [&op_nummer, &op_houder] {
        for (sleutel, status) in [
            ("0363", 200),
            ("marechaussee", 200),
            ("los", 403),
            ("historie", 403),
        ] {
            let (found, detail, regels) = sister(&team, sleutel, REISDOCUMENTEN, vraag);
            assert_eq!(found, status, "{sleutel}");
            if status == 403 {
                assert_eq!(detail, "Alleen gemeenten mogen reisdocumenten raadplegen.");
            } else {
                assert_eq!(regels[0]["burgerservicenummer"], "000000012");
            }
        }
    }
    let (_, _, regels) = sister(&team, "marechaussee", REISDOCUMENTEN, &op_nummer);
    assert_eq!(regels[0]["zoekrubrieken"], json!(["123520"]));
    assert_eq!(
        regels[0]["gevraagdeRubrieken"],
        json!(["010120", "123510", "123560", "123570"])
    );
}
