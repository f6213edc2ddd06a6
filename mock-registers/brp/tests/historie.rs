//! Verblijfplaatshistorie and Reisdocumenten rule by rule, on person lists.

use serde_json::{Value, json};

use crate::brp::{historie, lo3, reisdocumenten};

fn vraag_historie(lijst: &Value, van: &str, tot: &str) -> Value {
    let lijst = lo3::persoonslijst(lijst);
    let body = json!({
        "type": "RaadpleegMetPeriode", "burgerservicenummer": "000000012",
        "datumVan": van, "datumTot": tot,
    });
    let vraag = historie::lees(body.as_object().unwrap()).unwrap();
    serde_json::to_value(historie::beantwoord(&vraag, Some(&lijst))).unwrap()
}

fn lijst(woningen: &Value) -> Value {
    json!({"categorieen": {"01": [[{"01.20": "000000012"}]], "08": [woningen]}})
}

#[test]
fn each_sort_of_residence_has_its_own_members() {
    let antwoord = vraag_historie(
        &lijst(&json!([
            {"09.10": "1999", "13.10": "0000", "13.20": "20230000", "88.10": "0201", "88.20": "Verdrag"},
            {"09.10": "1999", "13.10": "5010", "13.20": "20220310", "13.30": "Rue du Test 3", "13.40": "Gent"},
            {"09.10": "0518", "10.10": "W", "10.30": "20210101", "12.10": "Woonboot achter de sluis"},
            {"09.10": "0518", "10.10": "B", "10.30": "20200101", "11.10": "Spui", "11.15": "Het Spui", "11.20": "70",
             "11.50": "to", "11.60": "2511BT", "11.70": "Den Haag", "11.80": "0518010000000001",
             "11.90": "0000000000000000"},
        ])),
        "2019-01-01",
        "2024-01-01",
    );
    let gemeente = json!({"code": "0518", "omschrijving": "'s-Gravenhage"});
    let rni = json!({"code": "1999", "omschrijving": "Registratie Niet Ingezetenen (RNI)"});
    let dag =
        |datum: &str, lang: &str| json!({"type": "Datum", "datum": datum, "langFormaat": lang});
    let jaar = json!({"type": "JaarDatum", "jaar": 2023, "langFormaat": "2023"});
    let belgie = json!({"code": "5010", "omschrijving": "België"});
    assert_eq!(
        antwoord,
        json!({"verblijfplaatsen": [
            {
                "type": "VerblijfplaatsOnbekend", "datumVan": jaar, "gemeenteVanInschrijving": rni,
                "rni": {
                    "deelnemer": {
                        "code": "0201",
                        "omschrijving": "Sociale Verzekeringsbank (inzake AOW, Anw en AKW)",
                    },
                    "omschrijvingVerdrag": "Verdrag",
                },
            },
            {
                "type": "VerblijfplaatsBuitenland", "datumVan": dag("2022-03-10", "10 maart 2022"),
                "datumTot": jaar, "gemeenteVanInschrijving": rni,
                "verblijfadres": {"regel1": "Rue du Test 3", "regel2": "Gent", "land": belgie},
                "adressering": {"adresregel1": "Rue du Test 3", "adresregel2": "Gent", "land": belgie},
            },
            {
                "type": "Locatie", "datumVan": dag("2021-01-01", "1 januari 2021"),
                "datumTot": dag("2022-03-10", "10 maart 2022"), "gemeenteVanInschrijving": gemeente,
                "functieAdres": {"code": "W", "omschrijving": "woonadres"},
                "verblijfadres": {"locatiebeschrijving": "Woonboot achter de sluis"},
                "adressering": {
                    "adresregel1": "Woonboot achter de sluis", "adresregel2": "'S-GRAVENHAGE",
                },
            },
            {
                "type": "Adres", "datumVan": dag("2020-01-01", "1 januari 2020"),
                "datumTot": dag("2021-01-01", "1 januari 2021"), "gemeenteVanInschrijving": gemeente,
                "functieAdres": {"code": "B", "omschrijving": "briefadres"},
                "adresseerbaarObjectIdentificatie": "0518010000000001",
                "verblijfadres": {
                    "korteStraatnaam": "Spui", "officieleStraatnaam": "Het Spui", "huisnummer": 70,
                    "aanduidingBijHuisnummer": {"code": "to", "omschrijving": "tegenover"},
                    "postcode": "2511BT", "woonplaats": "Den Haag",
                },
                "adressering": {"adresregel1": "Spui t/o 70", "adresregel2": "2511 BT  DEN HAAG"},
            },
        ]})
    );
}

#[test]
fn secrecy_and_suspension_stand_beside_the_list_and_records_made_by_mistake_are_empty() {
    let mut iemand = lijst(&json!([{"10.30": "20200101", "11.10": "Spui"}]));
    iemand["categorieen"]["07"] = json!([[{"67.10": "20220829", "67.20": "E", "70.10": "7"}]]);
    // Suspended before the period, and still the last residence that is known.
    let antwoord = vraag_historie(&iemand, "2023-01-01", "2024-01-01");
    assert_eq!(antwoord["verblijfplaatsen"].as_array().unwrap().len(), 1);
    assert_eq!(antwoord["opschortingBijhouding"]["reden"]["code"], "E");
    assert_eq!(antwoord["geheimhoudingPersoonsgegevens"], true);
    let voor = vraag_historie(&iemand, "2019-01-01", "2020-01-01");
    assert_eq!(voor["verblijfplaatsen"], json!([]));
    assert_eq!(voor["opschortingBijhouding"]["reden"]["code"], "E");
    for reden in ["F", "W"] {
        iemand["categorieen"]["07"][0][0]["67.20"] = json!(reden);
        assert_eq!(
            vraag_historie(&iemand, "2023-01-01", "2024-01-01"),
            json!({"verblijfplaatsen": []})
        );
    }
}

#[test]
fn unknown_streets_and_numbers_give_no_address_lines_and_an_unknown_number_is_no_number() {
    let regels = |straat: &str, nummer: Option<&str>| {
        let mut woning =
            json!({"10.30": "20200101", "11.10": straat, "11.60": "2511BT", "09.10": "0518"});
        if let Some(nummer) = nummer {
            woning["11.20"] = json!(nummer);
        }
        let antwoord = vraag_historie(&lijst(&json!([woning])), "2020-01-01", "2020-01-02");
        let woning = &antwoord["verblijfplaatsen"][0];
        assert_eq!(woning["type"], "Adres");
        (
            woning["adressering"].clone(),
            woning["verblijfadres"].clone(),
        )
    };
    let met = json!({"adresregel1": "Spui", "adresregel2": "2511 BT  'S-GRAVENHAGE"});
    assert_eq!(
        regels("Spui", None),
        (
            met,
            json!({"korteStraatnaam": "Spui", "postcode": "2511BT"})
        )
    );
    assert_eq!(
        regels("Spui", Some("0")),
        (
            json!(null),
            json!({"korteStraatnaam": "Spui", "postcode": "2511BT"})
        )
    );
    assert_eq!(
        regels(".", Some("7")),
        (json!(null), json!({"huisnummer": 7, "postcode": "2511BT"}))
    );
}

#[test]
fn found_not_to_live_there_is_told_with_the_day_it_was_found() {
    let vanaf = |einde: Option<&str>, volgende: bool| {
        let mut oud = json!({
            "10.10": "W", "10.30": "20200101", "11.10": "Spui", "83.10": "089999", "83.20": "20210516",
        });
        if let Some(einde) = einde {
            oud["83.30"] = json!(einde);
        }
        let nieuw = json!({"10.10": "W", "10.30": "20210901", "11.10": "Kade"});
        let woningen = if volgende {
            json!([nieuw, oud])
        } else {
            json!([oud])
        };
        let antwoord = vraag_historie(&lijst(&woningen), "2020-01-01", "2020-06-01");
        let woning = &antwoord["verblijfplaatsen"][0];
        (
            woning["verblijftNietOpAdresVanaf"]["datum"].clone(),
            woning["inOnderzoek"]["type"].clone(),
        )
    };
    let dag = json!("2021-05-16");
    assert_eq!(vanaf(None, false), (dag.clone(), json!(true)));
    assert_eq!(vanaf(None, true), (dag.clone(), json!(true)));
    assert_eq!(vanaf(Some("20210901"), true), (dag, json!(null)));
    assert_eq!(vanaf(Some("20210831"), true), (json!(null), json!(null)));
    assert_eq!(vanaf(Some("20210901"), false), (json!(null), json!(null)));
}

fn vraag_documenten(lijst: &Value, vraag: &Value, fields: &[&str]) -> Vec<Value> {
    let lijsten = [lo3::persoonslijst(lijst)];
    let mut body = vraag.clone();
    body["fields"] = json!(fields);
    let vraag = reisdocumenten::lees(body.as_object().unwrap()).unwrap();
    let antwoord = serde_json::to_value(reisdocumenten::beantwoord(&vraag, &lijsten)).unwrap();
    assert_eq!(antwoord["type"], body["type"]);
    antwoord["reisdocumenten"].as_array().unwrap().clone()
}

fn met_documenten(documenten: &Value) -> Value {
    json!({"categorieen": {"01": [[{"01.20": "000000012"}]], "12": documenten}})
}

fn op_houder() -> Value {
    json!({"type": "ZoekMetBurgerservicenummer", "burgerservicenummer": "000000012"})
}

fn op_nummer(nummer: &str) -> Value {
    json!({"type": "RaadpleegMetReisdocumentnummer", "reisdocumentnummer": [nummer]})
}

#[test]
fn by_holder_come_the_documents_still_held_and_by_number_any() {
    let iemand = met_documenten(&json!([
        [{"35.10": "PN", "35.20": "AAAAAAAA1", "35.60": "20230101", "35.70": "I"}],
        [{"35.10": "PN", "35.20": "AAAAAAAA2", "35.60": "20230101", "35.70": "V"}],
        [{"35.10": "PN", "35.20": "AAAAAAAA3", "35.60": "20230101", "35.70": "R"}],
        [{"35.10": "NI", "35.20": "AAAAAAAA4", "35.60": "20230101", "35.70": "."}],
        [{"35.10": "PN", "35.20": "AAAAAAAA5"}],
        [{"36.10": "1", "85.10": "20230101"}],
    ]));
    let nummers: Vec<Value> = vraag_documenten(&iemand, &op_houder(), &["reisdocumentnummer"])
        .iter()
        .map(|document| document["reisdocumentnummer"].clone())
        .collect();
    assert_eq!(nummers, ["AAAAAAAA3", "AAAAAAAA4", "AAAAAAAA5"]);
    let velden = ["inhoudingOfVermissing.aanduiding.code", "soort"];
    assert_eq!(
        vraag_documenten(&iemand, &op_nummer("AAAAAAAA2"), &velden),
        [json!({
            "soort": {"code": "PN", "omschrijving": "Nationaal paspoort"},
            "inhoudingOfVermissing": {"aanduiding": {"code": "V", "omschrijving": "vermist"}},
        })]
    );
    assert!(vraag_documenten(&iemand, &op_nummer("AAAAAAAA6"), &["soort"]).is_empty());
}

#[test]
fn unknown_numbers_and_sorts_are_left_out_and_nothing_is_an_empty_document() {
    let iemand =
        met_documenten(&json!([[{"35.10": "..", "35.20": ".........", "35.50": "00000000"}]]));
    let velden = ["reisdocumentnummer", "soort", "inhoudingOfVermissing"];
    assert_eq!(
        vraag_documenten(&iemand, &op_houder(), &velden),
        [json!({})]
    );
    assert_eq!(
        vraag_documenten(&iemand, &op_houder(), &["datumEindeGeldigheid.jaar"]),
        [json!({"datumEindeGeldigheid": {
            "type": "DatumOnbekend", "onbekend": true, "langFormaat": "onbekend"
        }})]
    );
}

#[test]
fn secrecy_and_suspension_of_the_holder_come_unasked() {
    let mut iemand = met_documenten(&json!([[{"35.10": "PN", "35.20": "AAAAAAAA1"}]]));
    iemand["categorieen"]["07"] = json!([[{"67.10": "20230402", "67.20": "O", "70.10": "1"}]]);
    let houder = json!({
        "geheimhoudingPersoonsgegevens": true,
        "opschortingBijhouding": {
            "reden": {"code": "O", "omschrijving": "overlijden"},
            "datum": {"type": "Datum", "datum": "2023-04-02", "langFormaat": "2 april 2023"},
        },
    });
    assert_eq!(
        vraag_documenten(&iemand, &op_houder(), &["inhoudingOfVermissing.datum"]),
        [json!({"houder": houder})]
    );
    for reden in ["F", "W"] {
        iemand["categorieen"]["07"][0][0]["67.20"] = json!(reden);
        assert!(vraag_documenten(&iemand, &op_nummer("AAAAAAAA1"), &["houder"]).is_empty());
        assert!(vraag_documenten(&iemand, &op_houder(), &["houder"]).is_empty());
    }
}

#[test]
fn what_is_investigated_is_marked_when_it_was_asked_for() {
    let mut iemand = met_documenten(&json!([[{
        "35.10": "PN", "35.20": "AAAAAAAA1", "83.10": "123500", "83.20": "20230506",
    }]]));
    iemand["categorieen"]["01"][0][0]["83.10"] = json!("010120");
    iemand["categorieen"]["01"][0][0]["83.20"] = json!("20230000");
    let dag = json!({"type": "Datum", "datum": "2023-05-06", "langFormaat": "6 mei 2023"});
    assert_eq!(
        vraag_documenten(
            &iemand,
            &op_houder(),
            &["soort", "inhoudingOfVermissing.datum"]
        ),
        [json!({
            "soort": {"code": "PN", "omschrijving": "Nationaal paspoort"},
            "inOnderzoek": {"soort": true, "datumIngangOnderzoek": dag},
            "inhoudingOfVermissing": {"inOnderzoek": {"datum": true, "datumIngangOnderzoek": dag}},
        })]
    );
    assert_eq!(
        vraag_documenten(&iemand, &op_houder(), &["houder"]),
        [json!({"houder": {
            "burgerservicenummer": "000000012",
            "inOnderzoek": {
                "burgerservicenummer": true,
                "datumIngangOnderzoek": {"type": "JaarDatum", "jaar": 2023, "langFormaat": "2023"},
            },
        }})]
    );
}
