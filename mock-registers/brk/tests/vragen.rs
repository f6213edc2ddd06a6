//! Searches and refusals: categories, combinations, order of errors, and what is no question at all.

use fieldlab_world::{Partij, RechtSoort};
use http::Method;
use serde_json::{Value, json};

use super::{Antwoord, SLEUTEL, alle_kozen, get, lab, pad, post, stuur, verzoek};

const ZAKEN: &str = "kadastraalOnroerendeZaken";

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
    let mut fouten = antwoord.fouten();
    fouten.sort_unstable();
    assert_eq!(
        fouten,
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
        assert_eq!(antwoord.fouten(), [("huisnummer", verwacht)]);
    }
    let wrong_type = get(&format!(
        "{}/zakelijkgerechtigden?type=huurder",
        pad(alle_kozen()[0])
    ));
    assert_eq!(wrong_type.fouten(), [("type", "enum")]);
}

#[test]
fn key_then_route_then_accept_then_coordinates_then_values() {
    let slecht = "/kadastraalonroerendezaken?postcode=x";
    let stel = |method: Method, doel: &str, headers: &[(&str, &str)]| {
        stuur(&verzoek(method, doel, headers, ""))
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
    let view = lab().view();
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
    let aanduiding = view.onroerende_zaak(alle_kozen()[0]).aanduiding();
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
        antwoord.fouten(),
        [("kadastraalOnroerendeZaakIdentificatie", "required")]
    );
}

#[test]
fn a_bsn_finds_what_somebody_has_and_does_not_name_the_holders() {
    let view = lab().view();
    let mut gevonden = 0;
    for koz in alle_kozen() {
        for recht in view.onroerende_zaak(koz).rechten() {
            let Partij::Persoon(id) = recht.houder else {
                continue;
            };
            let bsn = view.persoon(id).burgerservicenummer().to_string();
            let antwoord = post(&json!({"burgerservicenummer": bsn}));
            assert_eq!(antwoord.status, 200);
            assert_eq!(
                antwoord.body["_links"]["self"]["href"],
                "/kadastraalonroerendezaken"
            );
            let zaken = antwoord.leden(ZAKEN);
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
    let leeg = post(&json!({"burgerservicenummer": "999999990"}));
    assert_eq!((leeg.status, &leeg.body["_embedded"]), (200, &json!({})));
}

#[test]
fn a_question_with_a_bsn_needs_one_of_at_most_nine_characters() {
    let te_lang = post(&json!({"burgerservicenummer": "1234567890"}));
    assert_eq!(te_lang.fouten(), [("burgerservicenummer", "maxLength")]);
    for body in [
        json!({}),
        json!({"burgerservicenummer": ""}),
        json!({"burgerservicenummer": 999_990_019}),
        json!({"fields": "type"}),
    ] {
        let antwoord = post(&body);
        assert_eq!(code(&antwoord), (400, "paramsValidation"), "{body}");
        assert_eq!(antwoord.fouten(), [("burgerservicenummer", "required")]);
    }
    for body in ["", "{\"burgerservicenummer\":", "[]", "null"] {
        let doel = "/kadastraalonroerendezaken";
        let antwoord = stuur(&verzoek(Method::POST, doel, &[SLEUTEL], body));
        assert_eq!(code(&antwoord), (400, "paramsValidation"), "{body}");
    }
    let onbekend = post(&json!({"burgerservicenummer": "999990019", "fields": "bestaatniet"}));
    assert_eq!(onbekend.fouten(), [("fields", "fields")]);
    // The holders are not embedded: they are not delivered either.
    for (expand, goed) in [
        ("privaatrechtelijkeBeperkingen", true),
        ("zakelijkGerechtigden", false),
    ] {
        let doel = format!("/kadastraalonroerendezaken?expand={expand}");
        let body = json!({"burgerservicenummer": "999990019"});
        let antwoord = super::post_van(&lab().state, &doel, &body);
        assert_eq!(antwoord.status == 200, goed, "{expand}");
        let met_persoon = zoek(&format!("persoon__identificatie=1&expand={expand}"));
        assert_eq!(met_persoon.status == 200, goed, "{expand}");
    }
}

#[test]
fn companies_and_persons_of_the_cadastre_are_found_by_number_and_many_is_too_many() {
    let view = lab().view();
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
            let zaken = antwoord.leden(ZAKEN);
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
    let view = lab().view();
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
        for lid in alle.leden("zakelijkGerechtigden") {
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
            let zaken = antwoord.leden(ZAKEN);
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
            assert_eq!(zoek.leden(ZAKEN)[0]["identificatie"], nummer);
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
    let view = lab().view();
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
                let vraag = vraag.replace(' ', "+");
                let vraag: String = vraag
                    .chars()
                    .map(|c| {
                        if c.is_ascii() {
                            c.to_string()
                        } else {
                            let mut ruimte = [0; 4];
                            let bytes = c.encode_utf8(&mut ruimte).bytes();
                            bytes.map(|b| format!("%{b:02X}")).collect()
                        }
                    })
                    .collect();
                let antwoord = get(&format!("/{collectie}?q={vraag}"));
                assert_eq!(antwoord.status, 200);
                antwoord
                    .leden(name)
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
    let contract = &fieldlab_sim::Register::apis(&lab().brk)[0].contract;
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
                let vraag = verzoek(operation.method().clone(), &doel, &[SLEUTEL], waarde);
                let antwoord = stuur(&vraag);
                gesteld += 1;
                assert!(antwoord.status < 500, "{doel}: {}", antwoord.body);
                assert!(antwoord.body.is_object(), "{doel}");
            }
        }
    }
    assert!(gesteld > 1_000, "only {gesteld}");
}
