//! `fields` and `expand`, with all their traps.

use serde_json::{Value, json};

use super::{alle_kozen, fouten, get, leden, pad, view};
use crate::proef::Antwoord;

fn namen(body: &Value) -> Vec<&str> {
    let mut namen: Vec<&str> = body
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    namen.sort_unstable();
    namen
}

/// A parcel with a price, an address and a right.
fn gekocht() -> String {
    let view = view();
    let koz = alle_kozen().into_iter().find(|koz| {
        let zaak = view.onroerende_zaak(*koz);
        zaak.koopsom().is_some() && !koz.is_appartementsrecht() && !zaak.hypotheken().is_empty()
    });
    pad(koz.unwrap())
}

fn fout(antwoord: &Antwoord) -> Vec<(&str, &str)> {
    assert_eq!(antwoord.status, 400);
    assert_eq!(antwoord.body["code"], "paramsValidation");
    fouten(antwoord)
}

#[test]
fn what_is_asked_for_is_delivered_with_what_is_always_there() {
    let pad = gekocht();
    let heel = get(&pad).body;
    let altijd = ["_links", "domein", "identificatie", "type"];
    for (fields, erbij) in [
        ("identificatie", vec![]),
        ("kadastraleAanduiding", vec!["kadastraleAanduiding"]),
        (
            "adressen,kadastraleGrootte",
            vec!["adressen", "kadastraleGrootte"],
        ),
        // What has no value is not there, and no error.
        ("indicatieSluimerend", vec![]),
        ("_links.adressen", vec![]),
    ] {
        let body = get(&format!("{pad}?fields={fields}")).body;
        let mut verwacht = [altijd.as_slice(), &erbij].concat();
        verwacht.sort_unstable();
        assert_eq!(namen(&body), verwacht, "{fields}");
        for name in &erbij {
            assert_eq!(body[name], heel[name], "{fields}");
        }
        let href = format!("{pad}?fields={fields}");
        assert_eq!(body["_links"]["self"]["href"], href);
        let links = if fields == "_links.adressen" {
            vec!["adressen", "self"]
        } else {
            vec!["self"]
        };
        assert_eq!(namen(&body["_links"]), links);
    }
    for alles in ["?fields=", ""] {
        let body = get(&format!("{pad}{alles}")).body;
        assert_eq!(namen(&body), namen(&heel));
    }
}

#[test]
fn a_part_of_a_group_is_delivered_alone_and_its_path_may_be_shortened() {
    let pad = gekocht();
    for fields in ["adressen.postcode", "postcode"] {
        let body = get(&format!("{pad}?fields={fields}")).body;
        for adres in body["adressen"].as_array().unwrap() {
            assert_eq!(namen(adres), ["postcode"]);
        }
    }
    let rechten = format!("{pad}/zakelijkgerechtigden");
    for (fields, pointer) in [
        (
            "tenaamstelling.aandeel.noemer",
            "/tenaamstelling/aandeel/noemer",
        ),
        ("aandeel.noemer", "/tenaamstelling/aandeel/noemer"),
        ("aandeel", "/tenaamstelling/aandeel/teller"),
        ("omschrijving", "/persoon/omschrijving"),
    ] {
        let antwoord = get(&format!("{rechten}?fields={fields}"));
        // `omschrijving` is also that of notes and of partners.
        if fields == "omschrijving" {
            assert_eq!(fout(&antwoord), [("fields", "fields")]);
            let reden = antwoord.body["invalidParams"][0]["reason"]
                .as_str()
                .unwrap();
            assert!(reden.contains("omschrijving ("), "{reden}");
            continue;
        }
        for recht in leden(&antwoord, "zakelijkGerechtigden") {
            assert!(recht.pointer(pointer).is_some(), "{fields}");
            assert_eq!(
                namen(recht),
                ["_links", "identificatie", "tenaamstelling"],
                "{fields}"
            );
        }
    }
    // A name that is there as it stands is that one, not the last part of another.
    let antwoord = get(&format!("{rechten}?fields=identificatie"));
    for recht in leden(&antwoord, "zakelijkGerechtigden") {
        assert_eq!(namen(recht), ["_links", "identificatie"]);
    }
    // A property goes before a link of that name.
    let antwoord = get(&format!("{rechten}?fields=persoon"));
    for recht in leden(&antwoord, "zakelijkGerechtigden") {
        assert_eq!(namen(recht), ["_links", "identificatie", "persoon"]);
        assert_eq!(namen(&recht["_links"]), ["self"]);
    }
    let meerduidig = get(&format!("{rechten}?fields=noemer"));
    assert_eq!(fout(&meerduidig), [("fields", "fields")]);
    let reden = meerduidig.body["invalidParams"][0]["reason"]
        .as_str()
        .unwrap();
    for kandidaat in [
        "tenaamstelling.aandeel.noemer",
        "tenaamstelling.gezamenlijkAandeel.noemer",
    ] {
        assert!(reden.contains(kandidaat), "{reden}");
    }
}

#[test]
fn names_are_written_exactly_and_exist() {
    let pad = gekocht();
    for (fields, deel) in [
        ("bestaatniet", "bestaatniet"),
        ("Identificatie", "Identificatie"),
        ("type,bestaatniet", "bestaatniet"),
        ("adressen.bestaatniet", "adressen.bestaatniet"),
        ("_embedded", "_embedded"),
        (
            "zakelijkGerechtigden.persoon",
            "zakelijkGerechtigden.persoon",
        ),
        ("type,", ""),
    ] {
        let antwoord = get(&format!("{pad}?fields={fields}"));
        assert_eq!(fout(&antwoord), [("fields", "fields")], "{fields}");
        assert_eq!(
            antwoord.body["invalidParams"][0]["reason"],
            format!("Deel van de parameterwaarde is niet correct: {deel}.")
        );
    }
}

#[test]
fn price_year_and_use_are_delivered_together_or_not_at_all() {
    let pad = gekocht();
    let alle = [
        "koopsom",
        "koopsom.koopsom",
        "koopjaar",
        "aardCultuurBebouwd",
        "aardCultuurBebouwd.code",
    ];
    for fields in alle {
        let body = get(&format!("{pad}?fields={fields}")).body;
        assert_eq!(
            namen(&body),
            [
                "_links",
                "aardCultuurBebouwd",
                "domein",
                "identificatie",
                "koopsom",
                "type"
            ],
            "{fields}"
        );
        for pointer in [
            "/koopsom/koopsom",
            "/koopsom/koopjaar",
            "/aardCultuurBebouwd/waarde",
        ] {
            assert!(body.pointer(pointer).is_some(), "{fields} {pointer}");
        }
    }
    let view = view();
    let (mut met, mut zonder, mut meer) = (0, 0, 0);
    for koz in alle_kozen() {
        let zaak = view.onroerende_zaak(koz);
        let body = get(&super::pad(koz)).body;
        let bekend = zaak.koopsom().is_some();
        let cultuur = body
            .get("aardCultuurBebouwd")
            .or(body.get("aardCultuurOnbebouwd"));
        assert_eq!(cultuur.is_some(), bekend);
        assert_eq!(body.pointer("/koopsom/koopsom").is_some(), bekend);
        met += u32::from(bekend);
        zonder += u32::from(!bekend);
        if zaak.koopsom().is_some_and(|koopsom| koopsom.meer_objecten) {
            meer += 1;
            let los = get(&format!(
                "{}?fields=koopsom.indicatieMetMeerObjectenVerkregen",
                super::pad(koz)
            ));
            assert_eq!(
                los.body["koopsom"],
                json!({"indicatieMetMeerObjectenVerkregen": true})
            );
            assert!(los.body.get("aardCultuurBebouwd").is_none());
        }
    }
    assert!(met > 10 && zonder > 10 && meer > 0, "{met} {zonder} {meer}");
}

#[test]
fn expand_embeds_whole_resources_or_fields_of_them() {
    let pad = gekocht();
    let rechten = get(&format!("{pad}/zakelijkgerechtigden"));
    let rechten = leden(&rechten, "zakelijkGerechtigden");
    let heel = get(&format!("{pad}?expand=zakelijkGerechtigden&fields=type"));
    assert_eq!(
        heel.body["_embedded"]["zakelijkGerechtigden"],
        json!(rechten)
    );
    assert_eq!(
        namen(&heel.body),
        ["_embedded", "_links", "domein", "identificatie", "type"]
    );
    for veld in ["persoon.omschrijving", "persoon"] {
        let antwoord = get(&format!("{pad}?expand=zakelijkGerechtigden.{veld}"));
        assert!(antwoord.body.get("kadastraleAanduiding").is_some());
        let delen = leden(&antwoord, "zakelijkGerechtigden");
        assert_eq!(delen.len(), rechten.len());
        for (deel, recht) in delen.into_iter().zip(&rechten) {
            assert_eq!(namen(deel), ["_links", "persoon"]);
            assert_eq!(namen(&deel["_links"]), ["self"]);
            assert_eq!(
                deel["persoon"]["omschrijving"],
                recht["persoon"]["omschrijving"]
            );
        }
    }
    let beide = get(&format!(
        "{pad}?expand=zakelijkGerechtigden.type,zakelijkGerechtigden,privaatrechtelijkeBeperkingen.aard"
    ));
    assert_eq!(
        beide.body["_embedded"]["zakelijkGerechtigden"],
        json!(rechten)
    );
    for (expand, deel) in [
        ("true", "true"),
        ("", ""),
        ("bestaatniet", "bestaatniet"),
        ("hypotheken", "hypotheken"),
        ("ZakelijkGerechtigden", "ZakelijkGerechtigden"),
        (
            "zakelijkGerechtigden.bestaatniet",
            "zakelijkGerechtigden.bestaatniet",
        ),
        ("zakelijkGerechtigden.", "zakelijkGerechtigden."),
    ] {
        let antwoord = get(&format!("{pad}?expand={expand}"));
        assert_eq!(fout(&antwoord), [("expand", "expand")], "{expand}");
        assert_eq!(
            antwoord.body["invalidParams"][0]["reason"],
            format!("Deel van de parameterwaarde is niet correct: {deel}.")
        );
    }
}

#[test]
fn a_deed_embeds_its_parts_and_a_part_its_deed() {
    let pad = gekocht();
    let recht =
        get(&format!("{pad}/zakelijkgerechtigden")).body["_embedded"]["zakelijkGerechtigden"][0]
            .clone();
    let stuk = recht
        .pointer("/tenaamstelling/stukIdentificaties/0")
        .unwrap();
    let stuk = format!("/stukken/{}", stuk.as_str().unwrap());
    let kaal = get(&stuk).body;
    assert!(kaal.get("_embedded").is_none());
    let met = get(&format!("{stuk}?expand=stukdelen")).body;
    let delen = met["_embedded"]["stukdelen"].as_array().unwrap();
    assert_eq!(
        delen.len(),
        kaal["stukdeelIdentificaties"].as_array().unwrap().len()
    );
    for deel in delen {
        let href = deel["_links"]["self"]["href"].as_str().unwrap();
        assert_eq!(get(href).body, *deel);
        assert_eq!(deel["_links"]["stuk"]["href"], stuk);
        let terug = get(&format!("{href}?expand=stuk.aard")).body;
        assert_eq!(namen(&terug["_embedded"]["stuk"]), ["_links", "aard"]);
    }
    let bedrag = delen[0].pointer("/bedragTransactiesomLevering/som");
    assert_eq!(bedrag, get(&pad).body.pointer("/koopsom/koopsom"));
    let vreemd = get(&format!("{stuk}?expand=stuk"));
    assert_eq!(fout(&vreemd), [("expand", "expand")]);
}
