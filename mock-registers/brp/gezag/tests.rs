//! The decision, step by step, on described facts and on small lists.

use jiff::civil::date;
use serde_json::{Value, json};

use super::*;
use crate::brp::lo3;

const KIND: &str = "000000036";

/// A minor born here to two parents who never were together, with changes.
fn feiten(verander: impl Fn(&mut Value)) -> Value {
    let mut invoer = json!({
        "minderjarige": {"leeftijd": 9, "ingezetene": true, "geborenInNederland": true,
            "geemigreerdGeweest": false, "geadopteerdMetNlAkte": false},
        "ouders": ["bevoegd", "bevoegd"],
        "oudersRelatie": "nooit",
    });
    verander(&mut invoer);
    uit_feiten(&invoer)
}

#[test]
fn residence_and_birth_go_before_everything_else() {
    let elders = feiten(|f| {
        f["minderjarige"]["ingezetene"] = false.into();
        f["uitspraak"] = "D".into();
    });
    assert!(
        elders["toelichting"]
            .as_str()
            .unwrap()
            .ends_with("niet in Nederland woont.")
    );
    let teruggekomen = |relatie: &str| {
        feiten(|f| {
            f["minderjarige"]["geemigreerdGeweest"] = true.into();
            f["oudersRelatie"] = relatie.into();
        })
    };
    assert_eq!(teruggekomen("nooit")["type"], "GezagNietTeBepalen");
    assert_eq!(teruggekomen("gehuwd")["type"], "GezamenlijkOuderlijkGezag");
    let geadopteerd = |akte: bool| {
        feiten(|f| {
            f["minderjarige"]["geborenInNederland"] = false.into();
            f["minderjarige"]["geadopteerdMetNlAkte"] = akte.into();
        })
    };
    assert_eq!(geadopteerd(false)["type"], "GezagNietTeBepalen");
    assert_eq!(geadopteerd(true)["type"], "GezamenlijkOuderlijkGezag");
}

#[test]
fn a_decision_is_followed_as_far_as_the_parent_is_able() {
    let uitspraak = |code: &str, ouders: [&str; 2]| {
        feiten(|f| {
            f["uitspraak"] = code.into();
            f["ouders"] = json!(ouders);
        })
    };
    let bevoegd = ["bevoegd", "bevoegd"];
    assert_eq!(uitspraak("12", bevoegd)["ouders"], json!([1, 2]));
    assert_eq!(uitspraak("2", bevoegd)["ouder"], 2);
    assert_eq!(
        uitspraak("1D", bevoegd),
        json!({"type": "GezamenlijkGezag", "ouder": 1, "derde": "onbekend"})
    );
    assert_eq!(
        uitspraak("1D", ["overleden", "bevoegd"]),
        json!({"type": "Voogdij", "derden": []})
    );
    // The other parent does not take the place of one who was appointed.
    assert_eq!(
        uitspraak("1", ["onderCuratele", "bevoegd"])["toelichting"],
        "Tijdelijk geen gezag omdat de ouder onder curatele staat."
    );
    assert_eq!(uitspraak("12", ["minderjarig", "bevoegd"])["ouder"], 2);
    assert_eq!(uitspraak("3D", bevoegd), feiten(|_| {}));
}

#[test]
fn the_only_parents_partner_at_birth_shares_takes_over_or_falls_out() {
    let samen = |ouder: &str, partner: Value| {
        feiten(|f| {
            f["ouders"] = json!([ouder]);
            f["partnerBijGeboorte"] = partner.clone();
        })
    };
    assert_eq!(samen("bevoegd", Value::Null)["ouder"], 1);
    assert_eq!(
        samen("bevoegd", "bevoegd".into()),
        json!({"type": "GezamenlijkGezag", "ouder": 1, "derde": "partner"})
    );
    assert_eq!(samen("bevoegd", "overleden".into())["ouder"], 1);
    assert_eq!(
        samen("overleden", "bevoegd".into()),
        json!({"type": "Voogdij", "derden": ["partner"]})
    );
    assert_eq!(
        samen("overleden", "onderCuratele".into())["toelichting"],
        "Tijdelijk geen gezag omdat de ouder is overleden en de niet-ouder onder curatele staat."
    );
}

#[test]
fn of_two_parents_recognition_decides_when_there_was_no_bond() {
    let erkend = |datum: &str, ouder: u8| {
        feiten(|f| f["erkenning"] = json!({"datum": datum, "doorOuder": ouder}))
    };
    assert_eq!(erkend("20221231", 1)["ouder"], 2);
    assert_eq!(erkend("20221231", 2)["ouder"], 1);
    assert_eq!(erkend("20230101", 1)["ouders"], json!([1, 2]));
    for relatie in ["gehuwd", "gehuwdGeweest", "gescheidenNaGeboorte"] {
        let uit = feiten(|f| f["oudersRelatie"] = relatie.into());
        assert_eq!(uit["ouders"], json!([1, 2]), "{relatie}");
    }
    let gescheiden = feiten(|f| f["oudersRelatie"] = "gescheidenVoorGeboorte".into());
    assert_eq!(gescheiden, feiten(|_| {}));
}

#[test]
fn nobody_and_a_full_stop_are_not_the_same() {
    let geen = feiten(|f| f["ouders"] = json!([]));
    assert_eq!(
        geen["toelichting"],
        "Tijdelijk geen gezag omdat beide ouders onbekend zijn."
    );
    let punt = feiten(|f| f["ouders"] = json!(["puntouder"]));
    assert_eq!(punt["type"], "GezagNietTeBepalen");
    assert_eq!(
        feiten(|f| f["minderjarige"]["leeftijd"] = 18.into()),
        json!({})
    );
}

struct Lijsten(Vec<Persoonslijst<'static>>);

impl Bron for Lijsten {
    fn lijst<'b>(
        &'b self,
        bsn: Bsn,
        _klaar: Option<(&'b Persoonslijst<'static>, Velden)>,
    ) -> Option<Lijst<'b>> {
        self.0
            .iter()
            .find(|lijst| {
                let wie = &lijst.persoon.actueel.gegevens.identiteit;
                wie.burgerservicenummer == Some(bsn)
            })
            .map(Lijst::Heel)
    }
}

/// A family: mother 12, father 24, married in 2010; child 36, born in 2015.
fn gezin(verander: impl Fn(&mut [Value; 3])) -> Lijsten {
    let ouder = |bsn: &str, naam: &str, geslacht: &str, ander: &str| {
        json!({"categorieen": {
            "01": [[{"01.20": bsn, "02.10": naam, "02.40": "Proef", "03.10": "19850101", "04.10": geslacht}]],
            "05": [[{"01.20": ander, "02.40": "Proef", "06.10": "20100101", "15.10": "H"}]],
            "09": [[{"01.20": KIND, "03.10": "20150601"}]]
        }})
    };
    let mut lijsten = [
        ouder("000000012", "Mia", "V", "000000024"),
        ouder("000000024", "Tom", "M", "000000012"),
        json!({"categorieen": {
            "01": [[{"01.20": KIND, "02.10": "Bo", "02.40": "Proef", "03.10": "20150601", "03.30": "6030"}]],
            "02": [[{"01.20": "000000012", "02.10": "Mia", "02.40": "Proef", "04.10": "V", "62.10": "20150601"}]],
            "03": [[{"01.20": "000000024", "02.10": "Tom", "02.40": "Proef", "04.10": "M", "62.10": "20150601"}]],
            "08": [[{"09.10": "0518"}]]
        }}),
    ];
    verander(&mut lijsten);
    Lijsten(lijsten.iter().map(lo3::persoonslijst).collect())
}

fn van(bsn: &str, lijsten: &Lijsten, vorm: Vorm) -> Value {
    let geheugen = Geheugen::new(lijsten, &[], Velden::GEEN);
    let vandaag = date(2025, 6, 1);
    let relaties = gezag(Bsn::parse(bsn).unwrap(), &geheugen, vandaag, vorm);
    serde_json::to_value(relaties).unwrap()
}

#[test]
fn a_child_and_its_parents_see_the_same_relation() {
    let lijsten = gezin(|_| {});
    let kind = van(KIND, &lijsten, Vorm::V27);
    assert_eq!(
        kind,
        json!([{
            "type": "GezamenlijkOuderlijkGezag",
            "minderjarige": {"burgerservicenummer": KIND, "naam": {"volledigeNaam": "Bo Proef"}, "leeftijd": 10},
            "ouders": [
                {"burgerservicenummer": "000000012", "naam": {"volledigeNaam": "Mia Proef"}},
                {"burgerservicenummer": "000000024", "naam": {"volledigeNaam": "Tom Proef"}}
            ]
        }])
    );
    assert_eq!(van("000000012", &lijsten, Vorm::V27), kind);
    assert_eq!(van("000000024", &lijsten, Vorm::V27), kind);
}

#[test]
fn a_bond_that_one_list_only_knows_does_not_count() {
    let lijsten = gezin(|lijsten| {
        lijsten[1]["categorieen"]["05"] = json!([]);
    });
    let kind = van(KIND, &lijsten, Vorm::V27);
    assert_eq!(kind[0]["ouder"]["burgerservicenummer"], "000000012");
    assert_eq!(van("000000024", &lijsten, Vorm::V27), json!([]));
}

#[test]
fn a_used_value_in_onderzoek_marks_the_relation_and_corrected_data_count_for_nothing() {
    let lijsten = gezin(|lijsten| {
        lijsten[0]["categorieen"]["05"][0][0]["83.10"] = "050610".into();
    });
    assert_eq!(van(KIND, &lijsten, Vorm::V27)[0]["inOnderzoek"], true);
    let beeindigd = gezin(|lijsten| {
        lijsten[0]["categorieen"]["05"][0][0]["83.10"] = "050610".into();
        lijsten[0]["categorieen"]["05"][0][0]["83.30"] = "20200101".into();
    });
    assert!(
        van(KIND, &beeindigd, Vorm::V27)[0]
            .get("inOnderzoek")
            .is_none()
    );
    // An adoption that never was: abroad again.
    let onjuist = gezin(|lijsten| {
        lijsten[0]["categorieen"]["05"] = json!([]);
        let persoon = &mut lijsten[2]["categorieen"]["01"][0];
        persoon[0]["03.30"] = "5010".into();
        *persoon = json!([persoon[0], {"81.20": "1AQ0100", "84.10": "O"}]);
    });
    assert_eq!(
        van(KIND, &onjuist, Vorm::V27)[0]["type"],
        "GezagNietTeBepalen"
    );
}

#[test]
fn a_parent_outside_the_register_has_a_name_in_2_7_and_no_place_in_2_6() {
    let lijsten = gezin(|lijsten| {
        for lijst in &mut *lijsten {
            for categorie in ["03", "05"] {
                let plek = format!("/categorieen/{categorie}/0/0");
                let ouder = lijst.pointer_mut(&plek).and_then(Value::as_object_mut);
                if let Some(ouder) = ouder {
                    ouder.remove("01.20");
                    ouder.insert("03.10".to_owned(), "19850101".into());
                }
            }
        }
    });
    let kind = van(KIND, &lijsten, Vorm::V27);
    assert_eq!(
        kind[0]["ouders"][1],
        json!({"naam": {"volledigeNaam": "Tom Proef"}})
    );
    let oud = van(KIND, &lijsten, Vorm::V26);
    assert_eq!(oud[0]["type"], "GezagNietTeBepalen");
    let oud = van(KIND, &gezin(|_| {}), Vorm::V26);
    assert_eq!(
        oud,
        json!([{
            "type": "TweehoofdigOuderlijkGezag",
            "minderjarige": {"burgerservicenummer": KIND},
            "ouders": [{"burgerservicenummer": "000000012"}, {"burgerservicenummer": "000000024"}]
        }])
    );
}

#[test]
fn the_header_asks_for_the_old_shape_in_one_way_only() {
    assert_eq!(Vorm::van(Some("1")), Vorm::V26);
    for header in [None, Some(""), Some("2"), Some("2.6"), Some("x")] {
        assert_eq!(Vorm::van(header), Vorm::V27, "{header:?}");
    }
}

#[test]
fn what_is_missing_is_named_and_nothing_panics_on_an_empty_list() {
    let lijsten = gezin(|lijsten| {
        lijsten[2]["categorieen"] = json!({"01": [[{"01.20": KIND, "03.10": "20150601"}]]});
    });
    let kind = van(KIND, &lijsten, Vorm::V27);
    assert!(
        kind[0]["toelichting"]
            .as_str()
            .unwrap()
            .ends_with("Het gaat om de volgende gegevens: verblijfplaats van bevraagde persoon")
    );
    assert_eq!(van("000000099", &lijsten, Vorm::V27), json!([]));
}
