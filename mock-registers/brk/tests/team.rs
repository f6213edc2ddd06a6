//! A sale by a team shows at once: holder, price, deed and mortgage; the old deed can still be read.

use fieldlab_sim::Entry;
use fieldlab_world::{Koz, Partij};
use serde_json::{Value, json};

use super::{ZAKEN, alle_kozen, lab, leden, nieuw, pad, post_aan, view};
use crate::brk::Brk;
use crate::proef::{Antwoord, Proef};

/// Makes a change of this sort.
fn gebeurt(team: &mut Proef<Brk>, soort: &str, gegevens: &Value) -> Result<(), String> {
    let mut mutation = gegevens.as_object().unwrap().clone();
    mutation.insert("soort".to_owned(), soort.into());
    let entry = Entry {
        seq: team.state.head().next(),
        at: "2026-03-01T10:00:00Z".parse().unwrap(),
        request: "1".to_owned(),
        mutation: serde_json::from_value(Value::Object(mutation)).unwrap(),
    };
    team.state.apply(&entry).map_err(|error| error.to_string())
}

fn verkoop(team: &mut Proef<Brk>, gegevens: &Value) {
    gebeurt(team, "verkoop", gegevens).unwrap();
}

/// A house of one couple without a seizure, and somebody else who owns something.
fn huis() -> (Koz, Vec<String>, String) {
    let view = view();
    let bsn = |partij: Partij| match partij {
        Partij::Persoon(id) => Some(view.persoon(id).burgerservicenummer().to_string()),
        _ => None,
    };
    let mut van_een = None;
    let mut van_twee = None;
    for koz in alle_kozen() {
        let zaak = view.onroerende_zaak(koz);
        let rechten = zaak.rechten();
        let houders: Vec<String> = rechten
            .iter()
            .filter_map(|recht| bsn(recht.houder))
            .collect();
        match (houders.as_slice(), rechten.len()) {
            ([een], 1) => van_een = van_een.or(Some(een.clone())),
            ([_, _], 2) if zaak.beslagen().is_empty() && !zaak.hypotheken().is_empty() => {
                van_twee = van_twee.or(Some((koz, houders)));
            }
            _ => {}
        }
    }
    let (koz, houders) = van_twee.unwrap();
    (koz, houders, van_een.unwrap())
}

fn nummers(antwoord: &Antwoord) -> Vec<String> {
    leden(antwoord, ZAKEN)
        .iter()
        .map(|zaak| zaak["identificatie"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_sale_shows_at_once() {
    let (koz, verkopers, koper) = huis();
    let mut team = nieuw();
    let pad = pad(koz);
    let nummer = pad.rsplit('/').next().unwrap().to_owned();
    let voor = team.get(&pad).body;
    let oud = team.get(&format!("{pad}/zakelijkgerechtigden"));
    let oude_akte = leden(&oud, "zakelijkGerechtigden")[0]["tenaamstelling"]["stukIdentificaties"]
        [0]
    .as_str()
    .unwrap()
    .to_owned();
    let oude_hypotheek = voor["hypotheekIdentificaties"][0].as_str().unwrap();
    let oude_akte = team.get(&format!("/stukken/{oude_akte}")).body;

    verkoop(
        &mut team,
        &json!({"onroerendeZaak": nummer, "kopers": [{"wie": koper}], "koopsom": 432_100,
            "hypotheek": {"bedrag": 300_000}, "datum": "2026-02-27"}),
    );
    let na = team.get(&pad).body;
    assert_eq!(na["koopsom"], json!({"koopsom": 432_100, "koopjaar": 2026}));
    assert_ne!(
        na["zakelijkGerechtigdeIdentificaties"],
        voor["zakelijkGerechtigdeIdentificaties"]
    );
    let rechten = team.get(&format!("{pad}/zakelijkgerechtigden"));
    let gevonden = leden(&rechten, "zakelijkGerechtigden");
    let [recht] = gevonden[..] else {
        panic!("{:#}", rechten.body);
    };
    assert_eq!(recht["persoon"]["identificatie"], koper);
    assert_eq!(recht["aanvangsdatum"], "2026-02-27");
    assert_eq!(
        recht["tenaamstelling"]["aandeel"],
        json!({"noemer": 1, "teller": 1})
    );
    let zelf = recht["_links"]["self"]["href"].as_str().unwrap();
    assert_eq!(team.get(zelf).body["persoon"], recht["persoon"]);
    for weg in leden(&oud, "zakelijkGerechtigden") {
        let href = weg["_links"]["self"]["href"].as_str().unwrap();
        assert_eq!(team.get(href).status, 404);
    }

    // The deed, its part and the mortgage's.
    let akte = recht["tenaamstelling"]["stukIdentificaties"][0]
        .as_str()
        .unwrap();
    assert!(akte.starts_with("20260227"), "{akte}");
    let akte = team.get(&format!("/stukken/{akte}?expand=stukdelen")).body;
    let deel = &akte["_embedded"]["stukdelen"][0];
    assert_eq!(deel["bedragTransactiesomLevering"]["som"], 432_100);
    let href = deel["_links"]["self"]["href"].as_str().unwrap();
    assert_eq!(team.get(href).body, *deel);
    let oud_stuk = oude_akte["_links"]["self"]["href"].as_str().unwrap();
    assert_eq!(team.get(oud_stuk).body, oude_akte);
    let hypotheken = team.get(&format!("{pad}/hypotheken"));
    let gevonden = leden(&hypotheken, "hypotheken");
    let [hypotheek] = gevonden[..] else {
        panic!("{:#}", hypotheken.body);
    };
    assert_eq!(hypotheek["bedragZekerheidsstelling"]["som"], 300_000);
    assert_ne!(hypotheek["identificatie"], oude_hypotheek);
    let stuk = hypotheek["stukIdentificaties"][0].as_str().unwrap();
    let stuk = team.get(&format!("/stukken/{stuk}"));
    assert_eq!(
        (stuk.status, &stuk.body["aard"]["waarde"]),
        (200, &json!("Hypotheekakte"))
    );
    let deel = hypotheek["isGebaseerdOpStukdeelIdentificatie"]
        .as_str()
        .unwrap();
    assert_eq!(team.get(&format!("/stukdelen/{deel}")).status, 200);

    // Whose it is, and whose it was.
    let zoek = |bsn: &str| {
        let body = json!({"burgerservicenummer": bsn});
        nummers(&post_aan(&team, "", &body))
    };
    assert!(zoek(&koper).contains(&nummer));
    for verkoper in &verkopers {
        assert!(!zoek(verkoper).contains(&nummer));
    }
}

#[test]
fn after_one_of_two_has_sold_each_right_has_its_own_deed() {
    let (koz, verkopers, koper) = huis();
    let mut team = nieuw();
    let pad = pad(koz);
    let nummer = pad.rsplit('/').next().unwrap().to_owned();
    verkoop(
        &mut team,
        &json!({"onroerendeZaak": nummer, "verkopers": [verkopers[0]], "kopers": [{"wie": koper}],
            "koopsom": 100_000, "datum": "2026-02-20"}),
    );
    let rechten = team.get(&format!("{pad}/zakelijkgerechtigden"));
    let mut akten = Vec::new();
    for recht in leden(&rechten, "zakelijkGerechtigden") {
        let tenaamstelling = &recht["tenaamstelling"];
        assert!(tenaamstelling.get("gezamenlijkAandeel").is_none());
        let akte = tenaamstelling["stukIdentificaties"][0].as_str().unwrap();
        let nieuw = recht["persoon"]["identificatie"] == koper;
        assert_eq!(akte.starts_with("20260220"), nieuw);
        assert_eq!(team.get(&format!("/stukken/{akte}")).status, 200);
        let deel = tenaamstelling["isGebaseerdOpStukdeelIdentificaties"][0]
            .as_str()
            .unwrap();
        let deel = team.get(&format!("/stukdelen/{deel}?expand=stuk"));
        assert_eq!(deel.body["_embedded"]["stuk"]["identificatie"], akte);
        akten.push(akte.to_owned());
    }
    akten.dedup();
    assert_eq!(akten.len(), 2, "{akten:?}");
}

#[test]
fn a_dwelling_that_a_team_split_stands_with_both_addresses_on_its_parcel() {
    let mut team = nieuw();
    // The first that can be split: large enough, and without a letter P.
    let gesplitst = alle_kozen().into_iter().find_map(|koz| {
        let adres = *view().onroerende_zaak(koz).adressen().first()?;
        let nummer = view().adres(adres).nummeraanduiding().to_string();
        let gegevens =
            json!({"adres": nummer, "huisletter": "P", "oppervlakte": 40, "datum": "2026-02-01"});
        gebeurt(&mut team, "splitsing", &gegevens).ok()?;
        Some((koz, nummer))
    });
    let (koz, oud) = gesplitst.unwrap();
    let body = team.get(&pad(koz)).body;
    let adressen = body["adressen"].as_array().unwrap();
    let nummers: Vec<&str> = adressen
        .iter()
        .map(|adres| adres["nummeraanduidingIdentificatie"].as_str().unwrap())
        .collect();
    assert!(nummers.contains(&oud.as_str()) && nummers.len() > 1);
    let nieuw = adressen
        .iter()
        .find(|adres| adres["huisletter"] == "P")
        .unwrap();
    let (postcode, huisnummer) = (nieuw["postcode"].as_str().unwrap(), &nieuw["huisnummer"]);
    for query in [
        format!("postcode={postcode}&huisnummer={huisnummer}&huisletter=p"),
        format!(
            "nummeraanduidingIdentificatie={}",
            nieuw["nummeraanduidingIdentificatie"].as_str().unwrap()
        ),
    ] {
        let zoek = format!("/kadastraalonroerendezaken?{query}");
        let gevonden = team.get(&zoek);
        assert_eq!(
            leden(&gevonden, ZAKEN)[0]["identificatie"],
            body["identificatie"]
        );
        // Nobody else sees it.
        assert_eq!(lab().get(&zoek).body["_embedded"], json!({}));
    }
}
