//! Right and wrong questions.

use fieldlab_contract::Parameter;
use fieldlab_sim::Register;
use http::Method;
use serde_json::{Value, json};

use super::{get, lab, zoek};

/// Name and reason of every wrong parameter.
fn redenen(body: &Value) -> Vec<(&str, &str)> {
    let lijst = body["invalidParams"].as_array().unwrap();
    lijst
        .iter()
        .map(|param| {
            (
                param["name"].as_str().unwrap(),
                param["reason"].as_str().unwrap(),
            )
        })
        .collect()
}

#[test]
fn wrong_values_are_quoted_all_at_once_and_before_the_combination() {
    for (doel, verwacht) in [
        (
            "/wozobjecten?rsin=abc&fields=bestaatniet",
            &[
                ("rsin", "waarde 'abc' is geen 9 cijferig getal"),
                ("fields", "ongeldige waarde: 'bestaatniet' opgegeven"),
            ][..],
        ),
        (
            "/wozobjecten?kvkNummer=1&rsin=2&nummeraanduidingIdentificatie=3&adresseerbaarObjectIdentificatie=%C3%A9",
            &[
                ("rsin", "waarde '2' is geen 9 cijferig getal"),
                ("kvkNummer", "waarde '1' is geen 8 cijferig getal"),
                (
                    "adresseerbaarObjectIdentificatie",
                    "waarde 'é' is geen 16 cijferig getal",
                ),
                (
                    "nummeraanduidingIdentificatie",
                    "waarde '3' is geen 16 cijferig getal",
                ),
            ],
        ),
        (
            "/wozobjecten?postcode=8000aa&huisnummer=A&huisletter=12&huisnummertoevoeging=abcde",
            &[
                ("postcode", "waarde '8000aa' is geen geldige postcode"),
                ("huisnummer", "waarde 'A' is geen getal tussen 1 en 99999"),
                ("huisletter", "waarde '12' is geen letter"),
                (
                    "huisnummertoevoeging",
                    "waarde 'abcde' bestaat niet uit 1 tot 4 letters en cijfers",
                ),
            ],
        ),
        (
            "/wozobjecten?huisnummer=100000",
            &[(
                "huisnummer",
                "waarde '100000' is geen getal tussen 1 en 99999",
            )],
        ),
        (
            "/wozobjecten?rsin=123456789&huisnummer=0",
            &[("huisnummer", "waarde '0' is geen getal tussen 1 en 99999")],
        ),
        (
            "/wozobjecten?page=0&pageSize=101",
            &[
                (
                    "page",
                    "waarde '0' is kleiner dan de toegestane minimum waarde (1)",
                ),
                (
                    "pageSize",
                    "waarde '101' is groter dan de toegestane maximum waarde (100)",
                ),
            ],
        ),
        (
            "/wozobjecten?page=een",
            &[("page", "waarde 'een' is geen getal")],
        ),
        (
            "/wozobjecten?rsin=&fields=&page=",
            &[
                ("rsin", "geen waarde opgegeven"),
                ("fields", "geen waarde opgegeven"),
                ("page", "geen waarde opgegeven"),
            ],
        ),
        (
            "/wozobjecten/1234567890123?fields=a,Identificatie,waarden.x,a",
            &[
                (
                    "identificatie",
                    "waarde '1234567890123' is geen 12 cijferig getal",
                ),
                (
                    "fields",
                    "ongeldige waarden: 'a', 'Identificatie', 'waarden.x' opgegeven",
                ),
            ],
        ),
    ] {
        let antwoord = get(doel);
        assert_eq!(antwoord.status, 400, "{doel}");
        assert_eq!(
            antwoord.body["title"],
            "Een of meerdere parameters zijn niet correct."
        );
        assert_eq!(antwoord.body["code"], "paramsValidation");
        assert_eq!(redenen(&antwoord.body), verwacht, "{doel}");
    }
}

#[test]
fn a_search_has_exactly_one_complete_entry() {
    for (query, code) in [
        ("", "paramsRequired"),
        ("onbekend=1&page=2&fields=waarden", "paramsRequired"),
        ("rsin=123456789&kvkNummer=12345678", "unsupportedCombi"),
        ("rsin=123456789&postcode=8000AA", "unsupportedCombi"),
        ("kvkNummer=12345678&huisletter=a", "unsupportedCombi"),
    ] {
        let antwoord = get(&format!("/wozobjecten?{query}"));
        assert_eq!(
            (antwoord.status, &antwoord.body["code"]),
            (400, &json!(code)),
            "{query}"
        );
        assert!(antwoord.body.get("invalidParams").is_none(), "{query}");
    }
    for (query, ontbreekt) in [
        ("postcode=8000AA", &["huisnummer"][..]),
        ("huisnummer=1&huisletter=a", &["postcode"]),
        ("huisnummertoevoeging=1", &["postcode", "huisnummer"]),
    ] {
        let antwoord = get(&format!("/wozobjecten?{query}"));
        assert_eq!(antwoord.body["code"], "paramsCombination", "{query}");
        let verwacht: Vec<_> = ontbreekt
            .iter()
            .map(|naam| (*naam, "parameter is verplicht"))
            .collect();
        assert_eq!(redenen(&antwoord.body), verwacht);
    }
}

#[test]
fn nothing_found_is_an_empty_answer_and_an_unknown_object_none() {
    for query in [
        "rsin=000000000",
        "kvkNummer=00000000",
        "adresseerbaarObjectIdentificatie=0000010000000000",
        "nummeraanduidingIdentificatie=0000200000000000",
        "postcode=9999ZZ&huisnummer=99999",
    ] {
        let antwoord = get(&format!("/wozobjecten?{query}"));
        assert_eq!(
            (antwoord.status, &antwoord.body["_embedded"]),
            (200, &json!({}))
        );
        let links = antwoord.body["_links"].as_object().unwrap();
        assert_eq!(links.keys().collect::<Vec<_>>(), ["self"]);
        assert_eq!(antwoord.headers["content-type"], "application/hal+json");
        assert_eq!(antwoord.headers["api-version"], "1.0.0");
    }
    let antwoord = get("/wozobjecten/000012345678");
    assert_eq!(antwoord.status, 404);
    assert_eq!(
        antwoord.body["detail"],
        "Er bestaat geen wozobject met identificatie '000012345678'"
    );
}

#[test]
fn key_route_and_accept_come_first_in_that_order() {
    let vraag = |method: Method, pad: &str, headers: &[(&str, &str)]| {
        let lab = lab();
        let antwoord = lab.stuur(&lab.verzoek(method, pad, headers, ""));
        assert_eq!(antwoord.headers["api-version"], "1.0.0");
        (
            antwoord.status,
            antwoord.body["code"].as_str().unwrap_or("").to_owned(),
        )
    };
    let sleutel = ("x-api-key", "fieldlab");
    let xml = ("accept", "application/xml");
    let fout = |status, code: &str| (status, code.to_owned());
    assert_eq!(
        vraag(Method::GET, "/nergens", &[xml]),
        fout(401, "authentication")
    );
    assert_eq!(
        vraag(Method::GET, "/wozobjecten", &[("x-api-key", "ander")]),
        fout(401, "authentication")
    );
    assert_eq!(
        vraag(Method::GET, "/nergens", &[sleutel, xml]),
        fout(404, "notFound")
    );
    assert_eq!(
        vraag(Method::POST, "/wozobjecten", &[sleutel, xml]),
        fout(405, "methodNotAllowed")
    );
    assert_eq!(
        vraag(Method::GET, "/wozobjecten?rsin=x", &[sleutel, xml]),
        fout(406, "notAcceptable")
    );
    for accept in [
        "application/json",
        "application/hal+json",
        "*/*",
        "text/html, */*;q=0.1",
    ] {
        let headers = [sleutel, ("accept", accept)];
        assert_eq!(
            vraag(Method::GET, "/wozobjecten", &headers),
            fout(400, "paramsRequired"),
            "{accept}"
        );
    }
}

#[test]
fn fields_leave_the_number_and_the_way_there() {
    let view = lab().state.view();
    let adres = view.adres(view.places().adressen().nth(30).unwrap());
    let basis = format!("nummeraanduidingIdentificatie={}", adres.nummeraanduiding());
    let alles = &zoek(&basis)[0];
    for (fields, sleutels) in [
        ("identificatie", &["identificatie", "_links"][..]),
        ("_links.adres", &["identificatie", "_links"]),
        (
            "grondoppervlakte",
            &["identificatie", "grondoppervlakte", "_links"],
        ),
        (
            "waarden.waardepeildatum,aanduiding.postcode",
            &["identificatie", "aanduiding", "waarden", "_links"],
        ),
        // It exists, and not here.
        (
            "aanduiding.locatieomschrijving",
            &["identificatie", "_links"],
        ),
    ] {
        let een = &zoek(&format!("{basis}&fields={fields}"))[0];
        let gevonden: Vec<&str> = een
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(gevonden, sleutels, "{fields}");
        assert_eq!(een["_links"]["self"], alles["_links"]["self"]);
    }
    let een = &zoek(&format!("{basis}&fields=waarden.waardepeildatum"))[0];
    let waarden = een["waarden"].as_array().unwrap();
    assert_eq!(waarden[0], json!({"waardepeildatum": "2025-01-01"}));
    let links = &zoek(&format!("{basis}&fields=_links"))[0]["_links"];
    assert_eq!(*links, alles["_links"]);
}

#[test]
fn no_question_whatever_makes_it_fail() {
    let lang = "9".repeat(4_000);
    let waarden = [
        "",
        "%00",
        "%ff",
        "%",
        "-1",
        "0",
        "1e309",
        "null",
        "[]",
        ",,,",
        "%F0%9F%8F%A0",
        "a.b.c",
        "_links.self.href.x",
        "99999999999999999999999",
        lang.as_str(),
    ];
    let mut gesteld = 0;
    for operation in lab().register.apis()[0].contract.operations() {
        let namen: Vec<&str> = operation.parameters().iter().map(Parameter::name).collect();
        for waarde in waarden {
            let mut pad = operation.path().to_owned();
            for naam in &namen {
                pad = pad.replace(&format!("{{{naam}}}"), waarde);
            }
            let alle: Vec<String> = namen
                .iter()
                .map(|naam| format!("{naam}={waarde}"))
                .collect();
            let een = alle
                .iter()
                .map(|paar| format!("{pad}?rsin=123456789&{paar}"));
            for doel in een.chain([format!("{pad}?{}", alle.join("&"))]) {
                let headers = [("x-api-key", "fieldlab")];
                let vraag = lab().verzoek(operation.method().clone(), &doel, &headers, "");
                let antwoord = lab().stuur(&vraag);
                gesteld += 1;
                assert!(antwoord.status < 500, "{doel}: {}", antwoord.body);
                assert!(antwoord.body.is_object(), "{doel}");
            }
        }
    }
    assert!(gesteld > 150, "only {gesteld}");
}
