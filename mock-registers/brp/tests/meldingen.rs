//! Refusals to the letter: every check, its text, and which check goes first.

use serde_json::{Value, json};

use super::{Antwoord, PAD, stuur};

fn vraag(body: &Value) -> Antwoord {
    let json = [("content-type".to_owned(), "application/json".to_owned())];
    stuur("POST", PAD, &json, body.to_string().as_bytes())
}

/// `name: reason` of every wrong parameter, and the names in `detail`.
fn fouten(body: &Value) -> (Vec<String>, String) {
    let antwoord = vraag(body);
    assert_eq!(antwoord.status, 400, "{body}: {}", antwoord.body);
    assert_eq!(antwoord.body["code"], "paramsValidation", "{body}");
    let list = antwoord.body["invalidParams"].as_array().unwrap();
    let reasons = list
        .iter()
        .map(|fout| {
            format!(
                "{} {}: {}",
                fout["name"].as_str().unwrap(),
                fout["code"].as_str().unwrap(),
                fout["reason"].as_str().unwrap()
            )
        })
        .collect();
    (
        reasons,
        antwoord.body["detail"].as_str().unwrap().to_owned(),
    )
}

fn raadpleeg(bsns: &Value, fields: &Value) -> Value {
    json!({"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": bsns, "fields": fields})
}

#[test]
fn a_refusal_has_these_members_and_no_others() {
    let antwoord = vraag(&json!({}));
    assert_eq!(antwoord.content_type, "application/problem+json");
    assert_eq!(
        antwoord.body,
        json!({
            "type": "https://datatracker.ietf.org/doc/html/rfc7231#section-6.5.1",
            "title": "Een of meerdere parameters zijn niet correct.",
            "status": 400,
            "detail": "De foutieve parameter(s) zijn: type.",
            "instance": PAD,
            "code": "paramsValidation",
            "invalidParams": [
                {"name": "type", "code": "required", "reason": "Parameter is verplicht."}
            ],
        })
    );
}

#[test]
fn the_type_is_refused_in_words_of_its_own() {
    let (reasons, _) = fouten(&json!({"type": "Raadpleeg", "fields": 1, "raar": 1}));
    assert_eq!(reasons, ["type value: Waarde is geen geldig zoek type."]);
}

#[test]
fn lists_say_that_they_are_missing_no_list_too_short_or_too_long() {
    let ask = |bsns: &Value, fields: &Value| fouten(&raadpleeg(bsns, fields));
    assert_eq!(
        ask(&Value::Null, &json!("naam")).0,
        [
            "burgerservicenummer required: Parameter is verplicht.",
            "fields array: Parameter is geen array."
        ]
    );
    assert_eq!(
        ask(&json!([]), &json!([])),
        (
            vec![
                "burgerservicenummer minItems: Array bevat minder dan 1 items.".to_owned(),
                "fields minItems: Array bevat minder dan 1 items.".to_owned()
            ],
            "De foutieve parameter(s) zijn: burgerservicenummer, fields.".to_owned()
        )
    );
    assert_eq!(
        ask(&json!(vec!["999990019"; 21]), &json!(vec!["naam"; 131])).0,
        [
            "burgerservicenummer maxItems: Array bevat meer dan 20 items.",
            "fields maxItems: Array bevat meer dan 130 items."
        ]
    );
    let most = raadpleeg(&json!(vec!["999990019"; 20]), &json!(vec!["naam"; 130]));
    assert_eq!(vraag(&most).status, 200);
}

#[test]
fn elements_are_named_by_their_place_and_patterns_printed_whole() {
    let body = raadpleeg(
        &json!(["999990019", "99999001", "a"]),
        &json!(["na am", "rni", "naam.x"]),
    );
    assert_eq!(
        fouten(&body),
        (
            vec![
                "burgerservicenummer[1] pattern: Waarde voldoet niet aan patroon ^[0-9]{9}$."
                    .to_owned(),
                "burgerservicenummer[2] pattern: Waarde voldoet niet aan patroon ^[0-9]{9}$."
                    .to_owned(),
                r"fields[0] pattern: Waarde voldoet niet aan patroon ^[a-zA-Z0-9\._]{1,200}$."
                    .to_owned(),
                "fields[1] fields: Parameter bevat een niet toegestane veldnaam.".to_owned(),
                "fields[2] fields: Parameter bevat een niet bestaande veldnaam.".to_owned(),
            ],
            "De foutieve parameter(s) zijn: burgerservicenummer[1], burgerservicenummer[2], \
             fields[0], fields[1], fields[2]."
                .to_owned()
        )
    );
}

#[test]
fn every_pattern_is_printed_to_the_letter() {
    let adres = json!({
        "type": "ZoekMetPostcodeEnHuisnummer", "postcode": "0000AA", "huisnummer": "1a",
        "huisletter": "1", "huisnummertoevoeging": "?", "gemeenteVanInschrijving": "1",
        "inclusiefOverledenPersonen": "ja", "geboortedatum": "2026-02-30", "geslachtsnaam": "",
        "fields": ["naam"],
    });
    assert_eq!(
        fouten(&adres).0,
        [
            "postcode pattern: Waarde voldoet niet aan patroon ^[1-9]{1}[0-9]{3}[ ]?[A-Za-z]{2}$.",
            "huisnummer integer: Waarde is geen geldig getal.",
            "huisletter pattern: Waarde voldoet niet aan patroon ^[a-zA-Z]{1}$.",
            r"huisnummertoevoeging pattern: Waarde voldoet niet aan patroon ^[a-zA-Z0-9 \-]{1,4}$.",
            "inclusiefOverledenPersonen boolean: Waarde is geen boolean.",
            "geboortedatum date: Waarde is geen geldige datum.",
            r"geslachtsnaam pattern: Waarde voldoet niet aan patroon ^[a-zA-Z0-9À-ž \.\-\']{1,200}$|^[a-zA-Z0-9À-ž \.\-\']{3,199}\*{1}$.",
            "gemeenteVanInschrijving pattern: Waarde voldoet niet aan patroon ^[0-9]{4}$.",
        ]
    );
    let naam = json!({
        "type": "ZoekMetGeslachtsnaamEnGeboortedatum", "geboortedatum": "", "geslachtsnaam": "*",
        "voornamen": "*", "voorvoegsel": "1", "geslacht": "X", "fields": ["naam"],
    });
    assert_eq!(
        fouten(&naam).0[..5],
        [
            "geboortedatum required: Parameter is verplicht.",
            r"geslachtsnaam pattern: Waarde voldoet niet aan patroon ^[a-zA-Z0-9À-ž \.\-\']{1,200}$|^[a-zA-Z0-9À-ž \.\-\']{3,199}\*{1}$.",
            r"voornamen pattern: Waarde voldoet niet aan patroon ^[a-zA-Z0-9À-ž \.\-\']{1,199}\*{0,1}$.",
            r"voorvoegsel pattern: Waarde voldoet niet aan patroon ^[a-zA-Z \']{1,10}$.",
            "geslacht pattern: Waarde voldoet niet aan patroon ^([Mm]|[Vv]|[Oo])$.",
        ]
    );
    let straat = json!({
        "type": "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving", "straat": "*", "huisnummer": 0,
        "gemeenteVanInschrijving": " ", "fields": ["naam"],
    });
    assert_eq!(
        fouten(&straat).0,
        [
            "gemeenteVanInschrijving required: Parameter is verplicht.",
            "huisnummer minimum: Waarde is lager dan minimum 1.",
            r"straat pattern: Waarde voldoet niet aan patroon ^[a-zA-Z0-9À-ž \-\'\.]{1,80}$|^[a-zA-Z0-9À-ž \-\'\.]{7,79}\*{1}$|^\*{1}[a-zA-Z0-9À-ž \-\'\.]{7,79}$.",
        ]
    );
    for soort in ["nummeraanduiding", "adresseerbaarObject"] {
        let name = format!("{soort}Identificatie");
        let kop = format!("ZoekMet{}{}", soort[..1].to_uppercase(), &name[1..]);
        let mut body = json!({"type": kop, "fields": ["naam"]});
        body[&name] = json!("0000000000000000");
        assert_eq!(
            fouten(&body).0,
            [format!(
                "{name} pattern: Waarde voldoet niet aan patroon ^(?!0{{16}})[0-9]{{16}}$."
            )]
        );
    }
}

#[test]
fn a_house_number_beyond_any_integer_is_too_high_and_not_unreadable() {
    for nummer in ["100000", "99999999999999999999", "\"99999999999999999999\""] {
        let body = format!(
            r#"{{"type":"ZoekMetPostcodeEnHuisnummer","postcode":"1234AB","huisnummer":{nummer},"fields":["naam"]}}"#
        );
        let body: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(
            fouten(&body).0,
            ["huisnummer maximum: Waarde is hoger dan maximum 99999."],
            "{nummer}"
        );
    }
}

#[test]
fn unknown_parameters_are_named_in_the_order_of_the_request_and_encoded() {
    let mut body = raadpleeg(&json!(["999990019"]), &json!(["naam"]));
    body["zus"] = json!(1);
    body["<b>'\""] = json!(null);
    body["inclusiefOverledenPersonen"] = json!(true);
    let (reasons, detail) = fouten(&body);
    assert_eq!(reasons.len(), 3);
    assert!(
        reasons
            .iter()
            .all(|reason| reason.ends_with("unknownParam: Parameter is niet verwacht."))
    );
    assert_eq!(
        detail,
        "De foutieve parameter(s) zijn: zus, &lt;b&gt;&#39;&quot;, inclusiefOverledenPersonen."
    );
}

/// Status, end of `type`, title, detail and code.
fn weigering(method: &str, pad: &str, headers: &[(&str, &str)], body: &str) -> [String; 5] {
    let headers: Vec<(String, String)> = headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let antwoord = stuur(method, pad, &headers, body.as_bytes());
    assert_eq!(antwoord.content_type, "application/problem+json");
    assert_eq!(antwoord.body["instance"], pad);
    let text = |name: &str| antwoord.body[name].as_str().unwrap_or_default().to_owned();
    let soort = text("type");
    let soort = soort
        .strip_prefix("https://datatracker.ietf.org/doc/html/")
        .unwrap();
    [
        antwoord.status.to_string(),
        soort.to_owned(),
        text("title"),
        text("detail"),
        text("code"),
    ]
}

#[test]
fn the_checks_stand_in_their_order_and_speak_their_own_words() {
    const ELDERS: &str = "/haalcentraal/api/brp/personeel";
    const FOUT_ACCEPT: (&str, &str) = ("accept", "application/json, text/plain, */*");
    const FOUT_SOORT: (&str, &str) = ("content-type", "*/*");
    let ondersteund = "Ondersteunde content type: application/json; charset=utf-8.";
    for method in ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"] {
        assert_eq!(
            weigering(method, ELDERS, &[FOUT_ACCEPT, FOUT_SOORT], "x"),
            [
                "405",
                "rfc7231#section-6.5.5",
                "Gebruikte bevragingsmethode is niet toegestaan.",
                "",
                "methodNotAllowed"
            ],
            "{method}"
        );
    }
    assert_eq!(
        weigering("POST", ELDERS, &[FOUT_ACCEPT, FOUT_SOORT], "x"),
        [
            "406",
            "rfc7231#section-6.5.6",
            "Gevraagde content type wordt niet ondersteund.",
            ondersteund,
            "notAcceptable"
        ]
    );
    assert_eq!(
        weigering("POST", ELDERS, &[FOUT_SOORT], "x"),
        [
            "415",
            "rfc7231#section-6.5.13",
            "Media Type wordt niet ondersteund.",
            ondersteund,
            "unsupportedMediaType"
        ]
    );
    assert_eq!(
        weigering("POST", ELDERS, &[], "x"),
        [
            "404",
            "rfc7231#section-6.5.4",
            "Opgevraagde resource bestaat niet.",
            "",
            ""
        ]
    );
    for body in ["", "x", "[]", "null", "\"tekst\"", "naam=x"] {
        assert_eq!(
            weigering("POST", PAD, &[], body),
            [
                "400",
                "rfc7231#section-6.5.1",
                "De bevraging bevat een fout.",
                "Request body is geen geldige JSON.",
                ""
            ],
            "{body}"
        );
    }
}

#[test]
fn case_and_white_space_in_media_types_do_not_count() {
    let body = raadpleeg(&json!(["999990019"]), &json!(["naam"])).to_string();
    for accept in [
        "",
        "*/*",
        "*/*; charset=UTF-8",
        "Application/JSON ; charset = utf-8",
    ] {
        for soort in ["", "application/json", "APPLICATION/json;charset=UTF-8"] {
            let headers = [
                ("accept".to_owned(), accept.to_owned()),
                ("content-type".to_owned(), soort.to_owned()),
            ];
            let antwoord = stuur("POST", PAD, &headers, body.as_bytes());
            assert_eq!(antwoord.status, 200, "{accept} {soort}");
            assert_eq!(antwoord.content_type, "application/json; charset=utf-8");
        }
    }
}
