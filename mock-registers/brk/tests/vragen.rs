//! Refusals: what does not go together, the order of errors, and what is no question at all.

use http::Method;
use serde_json::json;

use super::{SLEUTEL, alle_kozen, fouten, get, lab, pad, post_aan, view};
use crate::proef::Antwoord;

fn zoek(query: &str) -> Antwoord {
    get(&format!("/kadastraalonroerendezaken?{query}"))
}

fn code(antwoord: &Antwoord) -> (u16, &str) {
    (
        antwoord.status,
        antwoord.body["code"].as_str().unwrap_or_default(),
    )
}

#[test]
fn a_search_is_by_exactly_one_category() {
    for (query, verwacht) in [
        ("", "paramsRequired"),
        ("fields=type", "paramsRequired"),
        ("expand=zakelijkGerechtigden", "paramsRequired"),
        (
            "inclusiefKadastraalOnroerendeZakenUitSplitsing=true",
            "paramsRequired",
        ),
        // Empty is as good as not given.
        ("postcode=&huisnummer=", "paramsRequired"),
        ("huisnummer=12", "paramsCombination"),
        ("huisletter=a", "paramsCombination"),
        ("huisnummertoevoeging=2", "paramsCombination"),
        (
            "huisnummer=12&inclusiefKadastraalOnroerendeZakenUitSplitsing=true",
            "paramsCombination",
        ),
        (
            "postcode=9991AB&nummeraanduidingIdentificatie=9990200000000301",
            "unsupportedCombi",
        ),
        (
            "kadastraleAanduiding=Proefdorp+A+1&huisnummer=1",
            "unsupportedCombi",
        ),
        (
            "kadastraleAanduiding=Proefdorp+A+1&kadastraleAanduidingMetGemeentecode=PFD00+A+1",
            "unsupportedCombi",
        ),
        (
            "postcode=9991AB&inclusiefKadastraalOnroerendeZakenUitSplitsing=true",
            "unsupportedCombi",
        ),
        (
            "persoon__identificatie=1&postcode=9991AB",
            "unsupportedCombi",
        ),
    ] {
        let antwoord = zoek(query);
        assert_eq!(code(&antwoord), (400, verwacht), "{query}");
        assert!(antwoord.body.get("invalidParams").is_none(), "{query}");
        let instance = if query.is_empty() {
            "/kadastraalonroerendezaken".to_owned()
        } else {
            format!("/kadastraalonroerendezaken?{query}")
        };
        assert_eq!(antwoord.body["instance"], instance);
    }
}

#[test]
fn all_that_is_wrong_is_said_together_before_what_does_not_go_together() {
    let antwoord = zoek(
        "postcode=9991ab&huisnummer=0&huisletter=12&inclusiefKadastraalOnroerendeZakenUitSplitsing=ja&pagina=2&\
         kadastraleAanduiding=Proefdorp+J+1&fields=bestaatniet&expand=",
    );
    assert_eq!(code(&antwoord), (400, "paramsValidation"));
    let mut alle = fouten(&antwoord);
    alle.sort_unstable();
    assert_eq!(
        alle,
        [
            ("expand", "expand"),
            ("fields", "fields"),
            ("huisletter", "pattern"),
            ("huisnummer", "minimum"),
            ("inclusiefKadastraalOnroerendeZakenUitSplitsing", "boolean"),
            ("kadastraleAanduiding", "pattern"),
            ("pagina", "unknownParam"),
            ("postcode", "pattern"),
        ]
    );
    let redenen: Vec<&str> = antwoord.body["invalidParams"]
        .as_array()
        .unwrap()
        .iter()
        .map(|een| een["reason"].as_str().unwrap())
        .collect();
    assert!(redenen.contains(&"Parameter is niet verwacht."));
    assert!(redenen.contains(&"Waarde is lager dan minimum 1."));
    assert!(redenen.contains(&"Waarde voldoet niet aan patroon ^[1-9][0-9][0-9][0-9][A-Z][A-Z]$."));
    for (waarde, verwacht) in [
        ("een", "integer"),
        ("1.5", "integer"),
        ("100000", "maximum"),
    ] {
        let antwoord = zoek(&format!("postcode=9991AB&huisnummer={waarde}"));
        assert_eq!(fouten(&antwoord), [("huisnummer", verwacht)]);
    }
    let wrong_type = get(&format!(
        "{}/zakelijkgerechtigden?type=huurder",
        pad(alle_kozen()[0])
    ));
    assert_eq!(fouten(&wrong_type), [("type", "enum")]);
}

#[test]
fn key_then_route_then_accept_then_coordinates_then_values() {
    let slecht = "/kadastraalonroerendezaken?postcode=x";
    let stel = |method: Method, doel: &str, headers: &[(&str, &str)]| {
        lab().stuur(&lab().verzoek(method, doel, headers, ""))
    };
    let xml = ("accept", "application/xml");
    let crs = ("accept-crs", "epsg:4258");
    for headers in [vec![], vec![("x-api-key", "anders"), xml, crs]] {
        let antwoord = stel(Method::GET, "/bestaat-niet", &headers);
        assert_eq!(code(&antwoord), (401, "authentication"));
        assert_eq!(antwoord.headers["content-type"], "application/problem+json");
    }
    let antwoord = stel(Method::GET, "/bestaat-niet", &[SLEUTEL, xml]);
    assert_eq!(code(&antwoord), (404, "notFound"));
    assert_eq!(antwoord.body["detail"], "Not Found");
    let antwoord = stel(Method::DELETE, slecht, &[SLEUTEL, xml]);
    assert_eq!(antwoord.status, 405);
    assert_eq!(antwoord.headers["allow"], "GET, POST");
    let antwoord = stel(Method::GET, slecht, &[SLEUTEL, xml, crs]);
    assert_eq!(code(&antwoord), (406, "notAcceptable"));
    let antwoord = stel(Method::GET, slecht, &[SLEUTEL, crs]);
    assert_eq!(code(&antwoord), (406, "crsNotAcceptable"));
    assert_eq!(
        antwoord.body["title"],
        "Gevraagde coördinatenstelsel epsg:4258 wordt niet ondersteund."
    );
    let goed = ("accept-crs", "epsg:28992");
    let antwoord = stel(Method::GET, slecht, &[SLEUTEL, goed]);
    assert_eq!(code(&antwoord), (400, "paramsValidation"));
    for accept in [
        "application/json",
        "*/*",
        "text/html, application/hal+json;q=0.5",
    ] {
        let antwoord = stel(
            Method::GET,
            &pad(alle_kozen()[0]),
            &[SLEUTEL, ("accept", accept)],
        );
        assert_eq!(antwoord.status, 200, "{accept}");
        assert_eq!(antwoord.headers["content-type"], "application/hal+json");
    }
}

#[test]
fn coordinates_are_announced_only_when_there_are_any() {
    let perceel = alle_kozen()[0];
    let flat = alle_kozen()
        .into_iter()
        .find(|koz| koz.is_appartementsrecht())
        .unwrap();
    let heeft = |doel: &str| get(doel).headers.contains_key("content-crs");
    let (perceel, flat) = (pad(perceel), pad(flat));
    assert!(heeft(&perceel));
    assert!(!heeft(&format!("{perceel}?fields=kadastraleAanduiding")));
    assert!(heeft(&format!("{perceel}?fields=plaatscoordinaten")));
    assert!(!heeft(&flat));
    assert!(!heeft(&format!("{perceel}/zakelijkgerechtigden")));
    let aanduiding = view().onroerende_zaak(alle_kozen()[0]).aanduiding();
    let zoek =
        format!("/kadastraalonroerendezaken?kadastraleAanduiding={aanduiding}").replace(' ', "%20");
    assert!(heeft(&zoek));
    assert!(!heeft("/kadastraalonroerendezaken?postcode=9999ZZ"));
}

#[test]
fn nothing_found_is_an_empty_collection_and_an_unknown_number_is_not_found() {
    for query in [
        "postcode=9999ZZ&huisnummer=1",
        "kadastraleAanduiding=Nergens+A+1",
        "kadastraleAanduiding=Nergens+A+99999+A9999",
        "kadastraleAanduidingMetGemeentecode=ZZZ99+ZZ+99999",
        "nummeraanduidingIdentificatie=0000200000000000",
        "nummeraanduidingIdentificatie=9999999999999999",
        "persoon__identificatie=0",
        "persoon__identificatie=niemand",
        "persoon__identificatie=99999999999999999999999999",
        // A BSN is for POST.
        "persoon__identificatie=999990019",
    ] {
        let antwoord = zoek(query);
        assert_eq!(antwoord.status, 200, "{query}: {}", antwoord.body);
        assert_eq!(antwoord.body["_embedded"], json!({}), "{query}");
    }
    let nergens = "/kadastraalonroerendezaken/00000000000000";
    let ergens = pad(alle_kozen()[0]);
    for doel in [
        nergens.to_owned(),
        "/kadastraalonroerendezaken/onbekend/zakelijkgerechtigden".to_owned(),
        format!("{nergens}/hypotheken"),
        format!("{nergens}/beslagen/1"),
        format!("{nergens}/privaatrechtelijkebeperkingen"),
        format!("{ergens}/zakelijkgerechtigden/0"),
        format!("{ergens}/hypotheken/0"),
        format!("{ergens}/beslagen/x"),
        format!("{ergens}/privaatrechtelijkebeperkingen/0"),
        "/kadasternatuurlijkpersonen/9900000000".to_owned(),
        "/kadasternietnatuurlijkpersonen/9899999999".to_owned(),
        "/stukken/0".to_owned(),
        format!("/stukken/{}", "9".repeat(61)),
        "/stukdelen/0".to_owned(),
        "/stukdelen/940000000000019".to_owned(),
    ] {
        let antwoord = get(&doel);
        assert_eq!(code(&antwoord), (404, "notFound"), "{doel}");
        assert!(antwoord.body.get("invalidParams").is_none());
    }
    let geen = get("/publiekrechtelijkebeperkingen?kadastraalOnroerendeZaakIdentificatie=onbekend");
    assert_eq!((geen.status, &geen.body["_embedded"]), (200, &json!({})));
}

#[test]
fn what_has_to_be_there_is_named_only_beside_something_else() {
    for doel in [
        "/publiekrechtelijkebeperkingen",
        "/kadasternatuurlijkpersonen",
        "/kadasternietnatuurlijkpersonen?q=",
    ] {
        let antwoord = get(doel);
        assert_eq!(code(&antwoord), (400, "paramsRequired"), "{doel}");
        assert!(antwoord.body.get("invalidParams").is_none(), "{doel}");
    }
    let antwoord = get("/publiekrechtelijkebeperkingen?fields=grondslag");
    assert_eq!(code(&antwoord), (400, "paramsRequired"));
    assert_eq!(
        fouten(&antwoord),
        [("kadastraalOnroerendeZaakIdentificatie", "required")]
    );
}

#[test]
fn a_question_with_a_bsn_needs_one_of_at_most_nine_characters() {
    let te_lang = post_aan(lab(), "", &json!({"burgerservicenummer": "1234567890"}));
    assert_eq!(fouten(&te_lang), [("burgerservicenummer", "maxLength")]);
    for body in [
        json!({}),
        json!({"burgerservicenummer": ""}),
        json!({"burgerservicenummer": 999_990_019}),
        json!({"fields": "type"}),
    ] {
        let antwoord = post_aan(lab(), "", &body);
        assert_eq!(code(&antwoord), (400, "paramsValidation"), "{body}");
        assert_eq!(fouten(&antwoord), [("burgerservicenummer", "required")]);
    }
    for body in ["", "{\"burgerservicenummer\":", "[]", "null"] {
        let doel = "/kadastraalonroerendezaken";
        let antwoord = lab().stuur(&lab().verzoek(Method::POST, doel, &[SLEUTEL], body));
        assert_eq!(code(&antwoord), (400, "paramsValidation"), "{body}");
    }
    let onbekend = post_aan(
        lab(),
        "",
        &json!({"burgerservicenummer": "999990019", "fields": "bestaatniet"}),
    );
    assert_eq!(fouten(&onbekend), [("fields", "fields")]);
    // The holders are not embedded: they are not delivered either.
    for (expand, goed) in [
        ("privaatrechtelijkeBeperkingen", true),
        ("zakelijkGerechtigden", false),
    ] {
        let body = json!({"burgerservicenummer": "999990019"});
        let antwoord = post_aan(lab(), &format!("?expand={expand}"), &body);
        assert_eq!(antwoord.status == 200, goed, "{expand}");
        let met_persoon = zoek(&format!("persoon__identificatie=1&expand={expand}"));
        assert_eq!(met_persoon.status == 200, goed, "{expand}");
    }
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
        ".",
        "..",
        "_links",
        "_links.",
        "%F0%9F%8F%A0",
        "9999-12-31",
        "9900000000",
        "9800000002",
        "99000000170000",
        "940000000000000",
        "840000000000000",
        "99999999999999999999",
        "Proefdorp+A+99999+A9999",
        "A+A+1",
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
                let methode = operation.method().clone();
                let vraag = lab().verzoek(methode, &doel, &[SLEUTEL], waarde);
                let antwoord = lab().stuur(&vraag);
                gesteld += 1;
                assert!(antwoord.status < 500, "{doel}: {}", antwoord.body);
                assert!(antwoord.body.is_object(), "{doel}");
            }
        }
    }
    assert!(gesteld > 1_000, "only {gesteld}");
}
