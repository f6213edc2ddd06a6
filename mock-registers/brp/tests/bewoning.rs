//! Bewoning rule by rule, on person lists.

use serde_json::{Value, json};

use crate::brp::{bewoning, lo3};

const OBJECT: &str = "0800010000000001";
const ANDER: &str = "0800010000000002";

/// A residence: object, beginning, and what else stands in the occurrence.
fn woning(object: &str, aanvang: &str, meer: &Value) -> Value {
    let mut elementen = json!({"10.10": "W", "09.10": "0800", "10.30": aanvang, "11.80": object});
    let meer = meer.as_object().unwrap().clone();
    elementen.as_object_mut().unwrap().extend(meer);
    elementen
}

/// Somebody with these residences, the newest first.
fn iemand(bsn: &str, woningen: &[Value]) -> Value {
    json!({"categorieen": {"01": [[{"01.20": bsn}]], "08": [woningen]}})
}

fn vraag(lijsten: &[Value], van: &str, tot: &str) -> Value {
    let lijsten: Vec<_> = lijsten.iter().map(lo3::persoonslijst).collect();
    let body = json!({
        "type": "BewoningMetPeriode", "adresseerbaarObjectIdentificatie": OBJECT,
        "datumVan": van, "datumTot": tot,
    });
    let vraag = bewoning::lees(body.as_object().unwrap()).unwrap();
    serde_json::to_value(bewoning::beantwoord(&vraag, &lijsten)).unwrap()
}

/// Each part in short: period, residents, possible residents after a stripe.
fn delen(lijsten: &[Value], van: &str, tot: &str) -> Vec<String> {
    let antwoord = vraag(lijsten, van, tot);
    let nummers = |deel: &Value, lijst: &str| {
        let personen = deel[lijst].as_array().unwrap();
        personen
            .iter()
            .map(|persoon| {
                persoon["burgerservicenummer"]
                    .as_str()
                    .unwrap()
                    .trim_start_matches('0')
            })
            .collect::<Vec<_>>()
            .join(",")
    };
    antwoord["bewoningen"]
        .as_array()
        .unwrap()
        .iter()
        .map(|deel| {
            assert_eq!(deel["adresseerbaarObjectIdentificatie"], OBJECT);
            format!(
                "{} {} {}|{}",
                deel["periode"]["datumVan"].as_str().unwrap(),
                deel["periode"]["datumTot"].as_str().unwrap(),
                nummers(deel, "bewoners"),
                nummers(deel, "mogelijkeBewoners"),
            )
        })
        .collect()
}

#[test]
fn a_period_is_cut_where_somebody_comes_or_goes() {
    let lijsten = [
        iemand("000000012", &[woning(OBJECT, "20200101", &json!({}))]),
        iemand(
            "000000024",
            &[
                woning(ANDER, "20220601", &json!({})),
                woning(OBJECT, "20210301", &json!({})),
            ],
        ),
    ];
    assert_eq!(
        delen(&lijsten, "2019-01-01", "2023-01-01"),
        [
            "2020-01-01 2021-03-01 12|",
            "2021-03-01 2022-06-01 12,24|",
            "2022-06-01 2023-01-01 12|",
        ]
    );
    assert_eq!(delen(&lijsten, "2010-01-01", "2020-01-01"), [""; 0]);
}

#[test]
fn a_postal_address_houses_nobody_and_does_bound_other_residences() {
    let post = json!({"10.10": "B"});
    let lijsten = [
        iemand("000000012", &[woning(OBJECT, "20200101", &post)]),
        iemand(
            "000000024",
            &[
                woning(OBJECT, "20220601", &post),
                woning(OBJECT, "20220000", &json!({})),
                woning(ANDER, "20220310", &post),
            ],
        ),
    ];
    assert_eq!(
        delen(&lijsten, "2020-01-01", "2024-01-01"),
        ["2022-03-11 2022-06-01 |24"]
    );
}

#[test]
fn records_that_are_never_delivered_and_corrected_residences_do_not_count() {
    let mut lijst = iemand("000000012", &[woning(OBJECT, "20200101", &json!({}))]);
    for (reden, bewoond) in [("F", false), ("W", false), ("O", true), (".", true)] {
        lijst["categorieen"]["07"] = json!([[{"67.10": "20220101", "67.20": reden}]]);
        let delen = delen(&[lijst.clone()], "2021-01-01", "2023-01-01");
        let verwacht: &[&str] = if bewoond {
            &["2021-01-01 2022-01-01 12|"]
        } else {
            &[]
        };
        assert_eq!(delen, verwacht, "{reden}");
    }
    let gecorrigeerd = iemand(
        "000000012",
        &[
            woning(OBJECT, "20210101", &json!({})),
            woning(OBJECT, "20200101", &json!({"84.10": "O"})),
        ],
    );
    assert_eq!(
        delen(&[gecorrigeerd], "2020-01-01", "2022-01-01"),
        ["2021-01-01 2022-01-01 12|"]
    );
}

#[test]
fn an_object_that_came_of_a_merger_has_residents_from_that_day() {
    // The residences themselves carry the day of the change (72.10 W).
    let infrastructureel = json!({"72.10": "W"});
    let lijst = iemand(
        "000000012",
        &[
            woning(ANDER, "20220501", &infrastructureel),
            woning(OBJECT, "20100818", &json!({})),
        ],
    );
    assert_eq!(
        delen(&[lijst], "2022-01-01", "2023-01-01"),
        ["2022-01-01 2022-05-01 12|"]
    );
    let lijst = iemand(
        "000000012",
        &[
            woning(OBJECT, "20220501", &infrastructureel),
            woning(ANDER, "20100818", &json!({})),
        ],
    );
    assert_eq!(
        delen(&[lijst], "2022-01-01", "2023-01-01"),
        ["2022-05-01 2023-01-01 12|"]
    );
}

#[test]
fn an_investigation_into_who_lives_there_shows_and_other_ones_do_not() {
    let met = |code: &str, einde: Option<&str>| {
        let mut onderzoek = json!({"83.10": code, "83.20": "20210401"});
        if let Some(einde) = einde {
            onderzoek["83.30"] = json!(einde);
        }
        let lijst = iemand("000000012", &[woning(OBJECT, "20200101", &onderzoek)]);
        let antwoord = vraag(&[lijst], "2020-06-01", "2020-06-02");
        antwoord["bewoningen"][0]["bewoners"][0]["inOnderzoek"].clone()
    };
    for code in ["080000", "081000", "081010", "581030", "581100", "081180"] {
        assert_eq!(met(code, None), json!(true), "{code}");
        assert_eq!(met(code, Some("20210501")), json!(null), "{code}");
    }
    for code in ["080910", "081110", "081190", "081210", "089999", "010000"] {
        assert_eq!(met(code, None), json!(null), "{code}");
    }
}

#[test]
fn somebody_found_to_have_left_is_no_resident_from_then_on() {
    let weg = json!({"83.10": "589999", "83.20": "20210401", "83.30": "20210901"});
    let lijst = iemand(
        "000000012",
        &[
            woning(ANDER, "20210901", &json!({})),
            woning(OBJECT, "20200101", &weg),
        ],
    );
    assert_eq!(
        delen(&[lijst], "2021-01-01", "2022-01-01"),
        ["2021-01-01 2021-04-01 12|", "2021-04-01 2021-09-01 |12"]
    );
}

#[test]
fn residents_come_by_beginning_surname_first_names_and_age() {
    let lijst = |bsn: &str, aanvang: &str, naam: &str, voornamen: &str, geboren: &str| {
        let mut lijst = iemand(bsn, &[woning(OBJECT, aanvang, &json!({}))]);
        lijst["categorieen"]["01"][0][0] = json!({
            "01.20": bsn, "02.10": voornamen, "02.40": naam, "03.10": geboren,
        });
        lijst
    };
    let lijsten = [
        lijst("000000001", "20210000", "Zand", "Pim", "20000101"),
        lijst("000000002", "20200601", "Zand", "Pim", "20000101"),
        lijst("000000003", "20200601", "Zand", "Pim", "19800101"),
        lijst("000000004", "20200601", "Zand", "Élan", "20100101"),
        lijst("000000005", "20200601", "achterberg", "Zoë", "20100101"),
        lijst("000000006", "20210500", "Aa", "Aa", "19800101"),
    ];
    assert_eq!(
        delen(&lijsten, "2023-01-01", "2024-01-01"),
        ["2023-01-01 2024-01-01 5,4,3,2,1,6|"]
    );
}

#[test]
fn more_than_a_hundred_people_are_not_named() {
    let mut lijsten: Vec<Value> = (100..200)
        .map(|nummer| {
            let aanvang = if nummer < 180 { "20200801" } else { "20200800" };
            iemand(
                &format!("{nummer:09}"),
                &[woning(OBJECT, aanvang, &json!({}))],
            )
        })
        .collect();
    let honderd = vraag(&lijsten, "2020-08-10", "2021-01-01");
    let delen = honderd["bewoningen"].as_array().unwrap();
    assert_eq!(delen.len(), 2);
    assert_eq!(delen[0]["bewoners"].as_array().unwrap().len(), 80);
    assert_eq!(delen[0]["mogelijkeBewoners"].as_array().unwrap().len(), 20);
    assert_eq!(delen[0]["indicatieVeelBewoners"], json!(null));
    lijsten.push(iemand(
        "000000201",
        &[woning(OBJECT, "20200801", &json!({}))],
    ));
    // Whoever is certain and whoever is possible: it looks the same, and so is one part.
    assert_eq!(
        vraag(&lijsten, "2020-08-10", "2021-01-01"),
        json!({"bewoningen": [{
            "adresseerbaarObjectIdentificatie": OBJECT,
            "periode": {"datumVan": "2020-08-10", "datumTot": "2021-01-01"},
            "bewoners": [], "mogelijkeBewoners": [], "indicatieVeelBewoners": true,
        }]})
    );
}

#[test]
fn a_resident_has_a_number_a_name_a_birth_date_and_secrecy() {
    let lijst = json!({"categorieen": {
        "01": [[
            {"01.20": "000000012", "02.10": "Carolina", "02.20": "BS", "02.30": "van", "02.40": "Naersen",
             "03.10": "19840200", "04.10": "V"},
            {"01.20": "000000097", "02.40": "Oud"},
        ]],
        "07": [[{"70.10": "4"}]],
        "08": [[
            woning(OBJECT, "20210101", &json!({})),
            woning(OBJECT, "20150101", &json!({})),
        ]],
    }});
    // The number that counts now, and one part although the residence was registered anew.
    assert_eq!(
        vraag(&[lijst], "2020-12-31", "2021-01-02"),
        json!({"bewoningen": [{
            "adresseerbaarObjectIdentificatie": OBJECT,
            "periode": {"datumVan": "2020-12-31", "datumTot": "2021-01-02"},
            "bewoners": [{
                "burgerservicenummer": "000000012",
                "geheimhoudingPersoonsgegevens": true,
                "naam": {"volledigeNaam": "Carolina barones van Naersen"},
                "geboorte": {"datum": {
                    "type": "JaarMaandDatum", "jaar": 1984, "maand": 2, "langFormaat": "februari 1984"
                }},
            }],
            "mogelijkeBewoners": [],
        }]})
    );
}
