//! A sale by a team shows at once: holder, price, deed and mortgage; the old deed can still be read.

use std::sync::Arc;

use fieldlab_sim::{Entry, State};
use fieldlab_world::{Koz, Partij};
use serde_json::{Value, json};

use super::{Antwoord, alle_kozen, get_van, lab, pad, post_van};

fn team() -> State {
    let spec = fieldlab_world::WorldSpec {
        size: fieldlab_world::Size::Dorp,
        ..fieldlab_world::WorldSpec::default()
    };
    State::new(Arc::new(fieldlab_world::World::build(&spec).unwrap()))
}

fn verkoop(state: &mut State, verkoop: &Value) {
    let mutation = json!({"soort": "verkoop"});
    let mut mutation = mutation.as_object().unwrap().clone();
    mutation.extend(verkoop.as_object().unwrap().clone());
    let entry = Entry {
        seq: state.head().next(),
        at: "2026-03-01T10:00:00Z".parse().unwrap(),
        request: "1".to_owned(),
        mutation: serde_json::from_value(Value::Object(mutation)).unwrap(),
    };
    state.apply(&entry).unwrap();
}

/// A house of one couple without a seizure, and somebody else who owns something.
fn huis() -> (Koz, Vec<String>, String) {
    let view = lab().view();
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
    antwoord
        .leden("kadastraalOnroerendeZaken")
        .iter()
        .map(|zaak| zaak["identificatie"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_sale_shows_at_once() {
    let (koz, verkopers, koper) = huis();
    let mut state = team();
    let pad = pad(koz);
    let nummer = pad.rsplit('/').next().unwrap().to_owned();
    let voor = get_van(&state, &pad).body;
    let oud = get_van(&state, &format!("{pad}/zakelijkgerechtigden"));
    let oude_akte = oud.leden("zakelijkGerechtigden")[0]["tenaamstelling"]["stukIdentificaties"][0]
        .as_str()
        .unwrap()
        .to_owned();
    let oude_hypotheek = voor["hypotheekIdentificaties"][0].as_str().unwrap();
    let oude_akte = get_van(&state, &format!("/stukken/{oude_akte}")).body;

    verkoop(
        &mut state,
        &json!({"onroerendeZaak": nummer, "kopers": [{"wie": koper}], "koopsom": 432_100,
            "hypotheek": {"bedrag": 300_000}, "datum": "2026-02-27"}),
    );
    let na = get_van(&state, &pad).body;
    assert_eq!(na["koopsom"], json!({"koopsom": 432_100, "koopjaar": 2026}));
    assert_ne!(
        na["zakelijkGerechtigdeIdentificaties"],
        voor["zakelijkGerechtigdeIdentificaties"]
    );
    let rechten = get_van(&state, &format!("{pad}/zakelijkgerechtigden"));
    let [recht] = rechten.leden("zakelijkGerechtigden")[..] else {
        panic!("{:#}", rechten.body);
    };
    assert_eq!(recht["persoon"]["identificatie"], koper);
    assert_eq!(recht["aanvangsdatum"], "2026-02-27");
    assert_eq!(
        recht["tenaamstelling"]["aandeel"],
        json!({"noemer": 1, "teller": 1})
    );
    let zelf = recht["_links"]["self"]["href"].as_str().unwrap();
    assert_eq!(get_van(&state, zelf).body["persoon"], recht["persoon"]);
    for weg in oud.leden("zakelijkGerechtigden") {
        let href = weg["_links"]["self"]["href"].as_str().unwrap();
        assert_eq!(get_van(&state, href).status, 404);
    }

    // The deed, its part and the mortgage's.
    let akte = recht["tenaamstelling"]["stukIdentificaties"][0]
        .as_str()
        .unwrap();
    assert!(akte.starts_with("20260227"), "{akte}");
    let akte = get_van(&state, &format!("/stukken/{akte}?expand=stukdelen")).body;
    let deel = &akte["_embedded"]["stukdelen"][0];
    assert_eq!(deel["bedragTransactiesomLevering"]["som"], 432_100);
    let href = deel["_links"]["self"]["href"].as_str().unwrap();
    assert_eq!(get_van(&state, href).body, *deel);
    let oud_stuk = oude_akte["_links"]["self"]["href"].as_str().unwrap();
    assert_eq!(get_van(&state, oud_stuk).body, oude_akte);
    let hypotheken = get_van(&state, &format!("{pad}/hypotheken"));
    let [hypotheek] = hypotheken.leden("hypotheken")[..] else {
        panic!("{:#}", hypotheken.body);
    };
    assert_eq!(hypotheek["bedragZekerheidsstelling"]["som"], 300_000);
    assert_ne!(hypotheek["identificatie"], oude_hypotheek);
    let stuk = hypotheek["stukIdentificaties"][0].as_str().unwrap();
    let stuk = get_van(&state, &format!("/stukken/{stuk}"));
    assert_eq!(
        (stuk.status, &stuk.body["aard"]["waarde"]),
        (200, &json!("Hypotheekakte"))
    );
    let deel = hypotheek["isGebaseerdOpStukdeelIdentificatie"]
        .as_str()
        .unwrap();
    assert_eq!(get_van(&state, &format!("/stukdelen/{deel}")).status, 200);

    // Whose it is, and whose it was.
    let zoek = |bsn: &str| {
        let body = json!({"burgerservicenummer": bsn});
        nummers(&post_van(&state, "/kadastraalonroerendezaken", &body))
    };
    assert!(zoek(&koper).contains(&nummer));
    for verkoper in &verkopers {
        assert!(!zoek(verkoper).contains(&nummer));
    }
}

#[test]
fn after_one_of_two_has_sold_each_right_has_its_own_deed() {
    let (koz, verkopers, koper) = huis();
    let mut state = team();
    let pad = pad(koz);
    let nummer = pad.rsplit('/').next().unwrap().to_owned();
    verkoop(
        &mut state,
        &json!({"onroerendeZaak": nummer, "verkopers": [verkopers[0]], "kopers": [{"wie": koper}],
            "koopsom": 100_000, "datum": "2026-02-20"}),
    );
    let rechten = get_van(&state, &format!("{pad}/zakelijkgerechtigden"));
    let mut akten = Vec::new();
    for recht in rechten.leden("zakelijkGerechtigden") {
        let tenaamstelling = &recht["tenaamstelling"];
        assert!(tenaamstelling.get("gezamenlijkAandeel").is_none());
        let akte = tenaamstelling["stukIdentificaties"][0].as_str().unwrap();
        let nieuw = recht["persoon"]["identificatie"] == koper;
        assert_eq!(akte.starts_with("20260220"), nieuw);
        assert_eq!(get_van(&state, &format!("/stukken/{akte}")).status, 200);
        let deel = tenaamstelling["isGebaseerdOpStukdeelIdentificaties"][0]
            .as_str()
            .unwrap();
        let deel = get_van(&state, &format!("/stukdelen/{deel}?expand=stuk"));
        assert_eq!(deel.body["_embedded"]["stuk"]["identificatie"], akte);
        akten.push(akte.to_owned());
    }
    akten.dedup();
    assert_eq!(akten.len(), 2, "{akten:?}");
}
