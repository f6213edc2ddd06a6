//! Refusals, their codes and their order.

use super::{HAL, JSON, bedrijf, codes, get, goed, header, lab, stuur, view, vraag};
use crate::proef::Antwoord;

fn zonder_sleutel(doel: &str) -> Antwoord {
    stuur(&lab().state, doel, &[])
}

/// A refusal in its own form, without a version.
fn weigert(doel: &str, status: u16, verwacht: &[&str]) -> String {
    for wortel in ["/api", "/test/api"] {
        let antwoord = get(&format!("{wortel}{doel}"));
        assert_eq!(antwoord.status, status, "{doel}: {}", antwoord.body);
        assert_eq!(codes(&antwoord), verwacht, "{doel}");
        assert_eq!(header(&antwoord, "content-type"), JSON);
        assert_eq!(header(&antwoord, "api-version"), "");
    }
    let antwoord = get(&format!("/api{doel}"));
    antwoord.body["fout"][0]["omschrijving"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn every_refusal_has_its_code_and_sentence() {
    let gevallen: &[(&str, u16, &str, &str)] = &[
        (
            "/v2/zoeken?kvkNummer=123",
            400,
            "IPD0004",
            "Het KvK nummer 123 is niet valide.",
        ),
        (
            "/v2/zoeken?vestigingsnummer=1",
            400,
            "IPD0006",
            "Het vestigingsnummer 1 is niet valide.",
        ),
        (
            "/v2/zoeken?rsin=12",
            400,
            "IPD0010",
            "Het RSI-nummer 12 is niet valide.",
        ),
        (
            "/v2/zoeken?straat=Dorpsweg&aantal=3&straat=x",
            400,
            "IPD1999",
            "De volgende opgegeven parameter(s) is(zijn) ongeldig: [straat, aantal]",
        ),
        (
            "/v2/zoeken?naam=fictief&type=bv",
            404,
            "IPD5203",
            "Het opgegeven type is niet valide.",
        ),
        (
            "/v2/zoeken?postcode=9991AB",
            400,
            "IPD1998",
            "Algemene invoer parameter fout.",
        ),
        (
            "/v2/zoeken?kvkNummer=99999999",
            404,
            "IPD5200",
            "Er zijn geen gegevens gevonden die voldoen aan de opgegeven zoekparameters.",
        ),
        (
            "/v1/basisprofielen/99999999",
            404,
            "IPD0005",
            "Op basis van het KVK-nummer 99999999 kan het product niet worden geleverd.",
        ),
        (
            "/v1/basisprofielen/1234",
            400,
            "IPD0004",
            "Het KvK nummer 1234 is niet valide.",
        ),
        (
            "/v1/basisprofielen/%C3%AB/eigenaar",
            400,
            "IPD0004",
            "Het KvK nummer ë is niet valide.",
        ),
        (
            "/v1/basisprofielen/%ff",
            400,
            "IPD0004",
            "Het KvK nummer %ff is niet valide.",
        ),
        (
            "/v1/vestigingsprofielen/12345678",
            400,
            "IPD0006",
            "Het vestigingsnummer 12345678 is niet valide.",
        ),
        (
            "/v1/vestigingsprofielen/000099999999",
            404,
            "IPD0007",
            "Op basis van het vestigingsnummer 000099999999 kan het product niet worden geleverd.",
        ),
        (
            "/v1/naamgevingen/kvknummer/abcdefgh",
            400,
            "IPD0004",
            "Het KvK nummer abcdefgh is niet valide.",
        ),
        (
            "/v1/zoeken?handelsnaam=test",
            404,
            "IPD0001",
            "product bestaat niet",
        ),
        ("/v1/basisprofielen", 404, "IPD0001", "product bestaat niet"),
        ("", 404, "IPD0001", "product bestaat niet"),
    ];
    for (doel, status, code, tekst) in gevallen {
        assert_eq!(weigert(doel, *status, &[code]), *tekst, "{doel}");
    }
}

#[test]
fn every_wrong_value_and_combination_is_an_entry() {
    let gevallen: &[(&str, u16, &[&str])] = &[
        (
            "kvkNummer=1&rsin=1&vestigingsnummer=1",
            400,
            &["IPD0004", "IPD0010", "IPD0006"],
        ),
        ("kvkNummer=1&type=bv", 400, &["IPD0004", "IPD5203"]),
        (
            "naam=x&pagina=0&resultatenPerPagina=101",
            400,
            &["IPD1998"; 2],
        ),
        ("naam=x&pagina=1001", 400, &["IPD1998"]),
        ("naam=x&pagina=een", 400, &["IPD1998"]),
        (
            "naam=x&inclusiefInactieveRegistraties=ja",
            400,
            &["IPD1998"],
        ),
        ("naam=x&naam=y", 400, &["IPD1998"]),
        ("postcode=99AB&huisnummer=1", 400, &["IPD1998"]),
        ("postcode=9991AB&huisnummer=123456", 400, &["IPD1998"]),
        (
            "postcode=9991AB&huisnummer=1&huisletter=ab",
            400,
            &["IPD1998"],
        ),
        ("huisnummer=1", 400, &["IPD1998"]),
        ("postbusnummer=1", 400, &["IPD1998"]),
        ("naam=x&huisletter=a", 400, &["IPD1998"]),
        ("naam=x&huisletter=a&postcode=9991AB", 400, &["IPD1998"; 2]),
        ("", 400, &["IPD1998"]),
        ("naam=", 400, &["IPD1998"]),
        ("type=hoofdvestiging", 400, &["IPD1998"]),
        ("naam=%ff", 400, &["IPD1998"]),
        ("naam=zzqxvzz", 404, &["IPD5200"]),
        ("naam=...", 404, &["IPD5200"]),
        ("postcode=9,9,&huisnummer=1", 400, &["IPD1998"]),
        ("postcode=9991,a&huisnummer=1", 404, &["IPD5200"]),
        ("rsin=123456789", 404, &["IPD5200"]),
    ];
    for (query, status, verwacht) in gevallen {
        weigert(&format!("/v2/zoeken?{query}"), *status, verwacht);
    }
}

#[test]
fn key_path_accept_parameters_and_data_are_checked_in_this_order() {
    let alles_mis = "/api/v1/zoeken?x=1";
    assert_eq!(zonder_sleutel(alles_mis).status, 401);
    assert_eq!(codes(&zonder_sleutel(alles_mis)), ["401"]);
    let verkeerd = stuur(&lab().state, alles_mis, &[("apikey", "nee")]);
    assert_eq!(verkeerd.status, 401);
    assert_eq!(vraag(alles_mis, "text/html").status, 404);
    for doel in ["/api/v2/zoeken?x=1", "/api/v1/basisprofielen/1?x=1"] {
        let niet = vraag(doel, "text/html");
        assert_eq!((niet.status, codes(&niet)), (406, vec!["406".to_owned()]));
        assert_eq!(codes(&get(doel)), ["IPD1999"]);
    }
    // A wrong value comes before a wrong combination, and that before the data.
    assert_eq!(
        codes(&get("/api/v2/zoeken?kvkNummer=1&huisletter=a")),
        ["IPD0004"]
    );
    assert_eq!(
        codes(&get("/api/v2/zoeken?kvkNummer=99999999&huisletter=a")),
        ["IPD1998"]
    );
    assert_eq!(
        codes(&get("/api/v1/basisprofielen/1?geoData=ja")),
        ["IPD1998"]
    );
    assert_eq!(
        codes(&get("/api/v1/basisprofielen/1?geodata=true")),
        ["IPD0004"]
    );
    assert_eq!(
        codes(&get(
            "/api/v1/basisprofielen/12345678/vestigingen?geoData=true"
        )),
        ["IPD1999"]
    );
}

#[test]
fn accept_decides_the_form_by_weight_and_then_by_order() {
    let id = bedrijf(|bedrijf| bedrijf.einde().is_none() && !bedrijf.vestigingen().is_empty());
    let kvk = view().bedrijf(id).kvk_nummer();
    let profiel = format!("/api/v1/basisprofielen/{kvk}");
    let zoek = format!("/api/v2/zoeken?kvkNummer={kvk}");
    for (accept, bij_profiel, bij_zoek) in [
        ("*/*", HAL, JSON),
        ("", HAL, JSON),
        ("application/*", HAL, JSON),
        (HAL, HAL, HAL),
        (JSON, JSON, JSON),
        ("text/html, application/json;q=0.8", JSON, JSON),
        ("application/json;q=0.5, application/hal+json", HAL, HAL),
        ("application/json, application/hal+json", JSON, JSON),
        ("APPLICATION/JSON", JSON, JSON),
        ("application/hal+json;q=0, */*;q=0.1", HAL, JSON),
    ] {
        for (doel, vorm) in [(&profiel, bij_profiel), (&zoek, bij_zoek)] {
            let antwoord = vraag(doel, accept);
            assert_eq!(antwoord.status, 200, "{accept}");
            assert_eq!(header(&antwoord, "content-type"), vorm, "{accept} {doel}");
            assert_eq!(antwoord.body.get("_links").is_some(), vorm == HAL);
        }
    }
    for accept in [
        "text/html",
        "application/hal+json;q=0",
        "application/xml, text/*",
    ] {
        assert_eq!(vraag(&profiel, accept).status, 406, "{accept}");
    }
    for (doel, versie) in [
        (profiel.clone(), "1.5.0"),
        (zoek, "2.1.0"),
        (format!("/api/v1/naamgevingen/kvknummer/{kvk}"), "1.1.1"),
    ] {
        assert_eq!(header(&get(&doel), "api-version"), versie);
    }
}

#[test]
fn the_published_test_numbers_answer_in_the_test_environment_alone() {
    let profiel = "/v1/basisprofielen";
    for (nummer, vorm) in [
        ("69599084", "Eenmanszaak"),
        ("68727720", "Naamloze Vennootschap"),
        ("68750110", "Besloten Vennootschap"),
        ("69599068", "Stichting"),
        ("69599076", "Vennootschap onder firma"),
        ("90000749", "Vereniging van Eigenaars"),
    ] {
        assert_eq!(get(&format!("/api{profiel}/{nummer}")).status, 404);
        let antwoord = goed(get(&format!("/test/api{profiel}/{nummer}")));
        assert_eq!(antwoord["kvkNummer"], nummer);
        assert_eq!(antwoord["_embedded"]["eigenaar"]["rechtsvorm"], vorm);
        let zelf = antwoord["_links"]["self"]["href"].as_str().unwrap();
        assert!(
            zelf.ends_with(&format!("/test/api{profiel}/{nummer}")),
            "{zelf}"
        );
        let gevonden = goed(get(&format!("/test/api/v2/zoeken?kvkNummer={nummer}")));
        assert_eq!(gevonden["resultaten"][0]["kvkNummer"], nummer);
        assert_eq!(
            get(&format!("/api/v2/zoeken?kvkNummer={nummer}")).status,
            404
        );
        goed(get(&format!(
            "/test/api/v1/naamgevingen/kvknummer/{nummer}"
        )));
    }
    let een = goed(get("/test/api/v1/basisprofielen/68750110"));
    let ander = goed(get("/test/api/v1/basisprofielen/90001354"));
    assert_ne!(een["naam"], ander["naam"]);
    for (nummer, code) in [("90004973", "IPD1002"), ("90002903", "IPD1003")] {
        for product in ["v1/basisprofielen", "v1/naamgevingen/kvknummer"] {
            let antwoord = get(&format!("/test/api/{product}/{nummer}"));
            assert_eq!(
                (antwoord.status, codes(&antwoord)),
                (404, vec![code.to_owned()])
            );
            assert_eq!(
                codes(&get(&format!("/api/{product}/{nummer}"))),
                ["IPD0005"]
            );
        }
    }
}
