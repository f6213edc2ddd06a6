//! Who is found: filters, and how many are too many.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use fieldlab_sim::{Session, State, dispatch};
use fieldlab_world::{Size, View, World, WorldSpec};
use serde_json::{Value, json};

use super::{PAD, gevonden, lab, request};

fn bsns(personen: &[Value]) -> Vec<&str> {
    personen
        .iter()
        .map(|persoon| persoon["burgerservicenummer"].as_str().unwrap())
        .collect()
}

/// The member of the cast whose record is suspended for this reason.
fn opgeschort(reden: char) -> fieldlab_world::Persoon<'static> {
    let view = lab().state.view();
    lab()
        .world
        .personas()
        .iter()
        .filter_map(|persona| view.persoon_met_bsn(persona.burgerservicenummer()))
        .map(|id| view.persoon(id))
        .find(|persoon| {
            persoon
                .opschorting()
                .is_some_and(|opschorting| opschorting.reden == reden)
        })
        .unwrap()
}

fn op_naam(persoon: fieldlab_world::Persoon<'_>) -> Value {
    json!({
        "type": "ZoekMetGeslachtsnaamEnGeboortedatum",
        "geslachtsnaam": persoon.naam().geslachtsnaam,
        "geboortedatum": persoon.geboortedatum().date().unwrap().to_string(),
        "fields": ["burgerservicenummer"],
    })
}

#[test]
fn the_dead_are_found_by_number_and_otherwise_only_when_asked_for() {
    let dode = opgeschort('O');
    let bsn = dode.burgerservicenummer().to_string();
    let mut vraag = op_naam(dode);
    assert!(!bsns(&gevonden(&vraag)).contains(&bsn.as_str()));
    vraag["inclusiefOverledenPersonen"] = json!("TRUE");
    assert!(bsns(&gevonden(&vraag)).contains(&bsn.as_str()));
    vraag["inclusiefOverledenPersonen"] = json!(false);
    assert!(!bsns(&gevonden(&vraag)).contains(&bsn.as_str()));
    let op_nummer = gevonden(&json!({
        "type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": [bsn], "fields": ["leeftijd"],
    }));
    assert_eq!(op_nummer.len(), 1);
    assert_eq!(op_nummer[0]["opschortingBijhouding"]["reden"]["code"], "O");
}

#[test]
fn emigrants_and_non_residents_are_found_like_anybody() {
    for reden in ['E', 'R'] {
        let persoon = opgeschort(reden);
        let bsn = persoon.burgerservicenummer().to_string();
        assert!(
            bsns(&gevonden(&op_naam(persoon))).contains(&bsn.as_str()),
            "{reden}"
        );
    }
}

#[test]
fn the_municipality_narrows_every_question() {
    let view = lab().state.view();
    let persoon = lab()
        .world
        .personas()
        .iter()
        .filter_map(|persona| view.persoon_met_bsn(persona.burgerservicenummer()))
        .map(|id| view.persoon(id))
        .find(|persoon| persoon.is_ingezetene())
        .unwrap();
    let hier = persoon.verblijfplaats().gemeente.to_string();
    let bsn = persoon.burgerservicenummer().to_string();
    let op_nummer = json!({
        "type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": [bsn],
        "fields": ["burgerservicenummer"],
    });
    let adres = persoon
        .verblijfplaats()
        .adres()
        .map(|id| view.adres(id))
        .unwrap();
    let op_object = json!({
        "type": "ZoekMetAdresseerbaarObjectIdentificatie",
        "adresseerbaarObjectIdentificatie": adres.object().to_string(),
        "fields": ["burgerservicenummer"],
    });
    for mut vraag in [op_nummer, op_naam(persoon), op_object] {
        vraag["gemeenteVanInschrijving"] = json!(hier);
        assert!(bsns(&gevonden(&vraag)).contains(&bsn.as_str()), "{vraag}");
        vraag["gemeenteVanInschrijving"] = json!("0001");
        assert!(gevonden(&vraag).is_empty(), "{vraag}");
    }
}

#[test]
fn somebody_who_is_not_there_is_no_error() {
    let vraag = |bsns: Value| {
        gevonden(&json!({
            "type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": bsns, "fields": ["naam"],
        }))
    };
    assert!(vraag(json!(["000000000"])).is_empty());
    let bsn = lab().world.personas()[0].burgerservicenummer().to_string();
    assert_eq!(
        vraag(json!([bsn, "000000000", bsn])).len(),
        1,
        "found once, asked twice"
    );
}

/// A town: a village has no ten namesakes.
fn stad() -> &'static State {
    static STAD: OnceLock<State> = OnceLock::new();
    STAD.get_or_init(|| {
        let spec = WorldSpec {
            size: Size::Gemeente,
            ..WorldSpec::default()
        };
        State::new(Arc::new(World::build(&spec).unwrap()))
    })
}

fn vraag_stad(body: &Value) -> Value {
    let request = request("POST", PAD, &[], body.to_string().as_bytes());
    let mut session = Session::new(stad(), "2026-05-15T10:00:00Z".parse().unwrap());
    let reply = dispatch(&lab().brp, &request, &mut session);
    serde_json::from_slice(&reply.body).unwrap()
}

/// Exactly the maximum is answered, one more is refused. `groups` are questions by how many they find.
fn grens(maximum: usize, groups: &BTreeMap<usize, Value>) {
    assert!(groups.contains_key(&maximum), "found: {:?}", groups.keys());
    let most = vraag_stad(&groups[&maximum]);
    assert_eq!(
        most["personen"].as_array().unwrap().len(),
        maximum,
        "{}",
        groups[&maximum]
    );
    let (_, more) = groups.range(maximum + 1..).next().unwrap();
    let refused = vraag_stad(more);
    assert_eq!(refused["status"], 400, "{more}");
    assert_eq!(refused["code"], "tooManyResults");
    assert_eq!(refused["title"], "Teveel zoekresultaten.");
    assert_eq!(
        refused["detail"],
        format!("Meer dan maximum van {maximum} zoekresultaten gevonden. Verfijn de zoekopdracht.")
    );
}

/// Everybody who lives here and is alive, by a key of their own.
fn geteld<K: Ord>(
    view: View<'_>,
    key: impl Fn(fieldlab_world::Persoon<'_>) -> Option<K>,
) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for persoon in view.personen().map(|id| view.persoon(id)) {
        if persoon.is_ingezetene()
            && let Some(key) = key(persoon)
        {
            *counts.entry(key).or_default() += 1;
        }
    }
    counts
}

#[test]
fn ten_namesakes_are_answered_and_eleven_are_too_many() {
    // The first three letters, as a search text with a wildcard needs at least.
    let begin = |text: &str| -> Option<String> {
        let begin: String = text.chars().take(3).collect();
        (begin.len() == 3 && begin.bytes().all(|b| b.is_ascii_alphabetic()))
            .then(|| begin.to_lowercase())
    };
    let counts = geteld(stad().view(), |persoon| {
        let naam = persoon.naam();
        Some((begin(&naam.geslachtsnaam)?, begin(&naam.voornamen)?))
    });
    let groups = counts
        .into_iter()
        .map(|((geslachtsnaam, voornamen), count)| {
            let vraag = json!({
                "type": "ZoekMetNaamEnGemeenteVanInschrijving",
                "geslachtsnaam": format!("{geslachtsnaam}*"), "voornamen": format!("{voornamen}*"),
                "gemeenteVanInschrijving": "9001", "fields": ["naam.geslachtsnaam"],
            });
            (count, vraag)
        })
        .collect();
    grens(10, &groups);
}

#[test]
fn thirty_people_at_one_number_are_answered_and_more_are_too_many() {
    let view = stad().view();
    // Streets whose names end alike, together: a search text with a wildcard takes seven letters.
    let counts = geteld(view, |persoon| {
        let adres = view.adres(persoon.verblijfplaats().adres()?);
        let naam = adres.straat().naam();
        let einde = naam.get(naam.len().checked_sub(7)?..)?;
        let letters = einde.bytes().all(|b| b.is_ascii_alphabetic());
        letters.then(|| (einde.to_owned(), adres.huisnummer()))
    });
    let groups = counts
        .into_iter()
        .map(|((straat, huisnummer), count)| {
            let vraag = json!({
                "type": "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving",
                "straat": format!("*{straat}"), "huisnummer": huisnummer.to_string(),
                "gemeenteVanInschrijving": "9001", "fields": ["burgerservicenummer"],
            });
            (count, vraag)
        })
        .collect();
    grens(30, &groups);
}
