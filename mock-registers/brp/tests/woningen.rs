//! The sister APIs over one village: what one says, the others say too.

use std::collections::BTreeMap;
use std::sync::Arc;

use fieldlab_sim::{Entry, Mutation, Session, State, Verhuizing, dispatch};
use fieldlab_world::{PersonId, View};
use serde_json::{Value, json};

use super::zusters::{BEWONING, HISTORIE, REISDOCUMENTEN, vraag};
use super::{lab, request};

/// Asks without checking the shape, of any state.
fn stel(state: &State, pad: &str, body: &Value) -> Value {
    let request = request("POST", pad, &[], body.to_string().as_bytes());
    let mut session = Session::new(state, "2026-05-15T10:00:00Z".parse().unwrap());
    let reply = dispatch(&lab().brp, &request, &mut session);
    assert_eq!(reply.status, 200, "{body}");
    serde_json::from_slice(&reply.body).unwrap()
}

fn bsn(view: View<'_>, id: PersonId) -> String {
    view.persoon(id).burgerservicenummer().to_string()
}

fn historie(state: &State, bsn: &str) -> Vec<Value> {
    let vraag = json!({
        "type": "RaadpleegMetPeriode", "burgerservicenummer": bsn,
        "datumVan": "1900-01-01", "datumTot": "2027-01-01",
    });
    let antwoord = stel(state, HISTORIE, &vraag);
    antwoord["verblijfplaatsen"].as_array().unwrap().clone()
}

fn bewoning(state: &State, object: &str, van: &str, tot: &str) -> Vec<Value> {
    let vraag = json!({
        "type": "BewoningMetPeriode", "adresseerbaarObjectIdentificatie": object,
        "datumVan": van, "datumTot": tot,
    });
    let antwoord = stel(state, BEWONING, &vraag);
    antwoord["bewoningen"].as_array().unwrap().clone()
}

fn bewoners(deel: &Value) -> impl Iterator<Item = &str> {
    ["bewoners", "mogelijkeBewoners"]
        .into_iter()
        .flat_map(|lijst| deel[lijst].as_array().unwrap())
        .map(|bewoner| bewoner["burgerservicenummer"].as_str().unwrap())
}

/// The village after a family moved from its home to an empty one.
fn na_een_verhuizing() -> State {
    let mut state = State::new(Arc::clone(&lab().world));
    let view = state.view();
    let leeg = view
        .places()
        .adressen()
        .map(|id| view.adres(id))
        .find(|adres| {
            adres.is_woning() && !adres.is_ingetrokken() && view.bewoners(adres.id()).is_empty()
        })
        .unwrap();
    let gezin = view
        .places()
        .adressen()
        .map(|adres| view.bewoners(adres))
        .find(|gezin| {
            let ingezeten = |id: &PersonId| view.persoon(*id).is_ingezetene();
            gezin.len() > 2
                && gezin.iter().all(ingezeten)
                && gezin.iter().all(|id| {
                    let nu = view.persoon(*id).verblijfplaats();
                    nu.functie == 'W' && nu.aanvang.year() < 2025
                })
        })
        .unwrap();
    let mutation = Mutation::Verhuizing(Verhuizing {
        personen: gezin.iter().map(|id| bsn(view, *id)).collect(),
        naar: leeg.nummeraanduiding().to_string(),
        datum: jiff::civil::date(2026, 3, 1),
    });
    let at = "2026-05-15T10:00:00Z".parse().unwrap();
    state
        .apply(&Entry {
            seq: state.head().next(),
            at,
            request: "1".to_owned(),
            mutation,
        })
        .unwrap();
    state
}

#[test]
fn whoever_lived_somewhere_by_the_history_lived_there_by_the_object_and_the_other_way_round() {
    let state = na_een_verhuizing();
    let view = state.view();
    // By object: whom the histories put there, and since when.
    let mut verwacht: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    let mut aantal = 0;
    for id in view.personen() {
        let bsn = bsn(view, id);
        for woning in historie(&state, &bsn) {
            let hier = woning["adresseerbaarObjectIdentificatie"].as_str();
            let woont = woning["functieAdres"]["code"] == "W";
            if let (Some(object), true) = (hier, woont) {
                aantal += 1;
                let van = woning["datumVan"]["datum"]
                    .as_str()
                    .unwrap_or("")
                    .to_owned();
                let bij = verwacht.entry(object.to_owned()).or_default();
                bij.entry(bsn.clone()).or_default().push(van);
            }
        }
    }
    assert!(aantal > 900, "only {aantal} residences");
    let mut verhuisd = 0;
    for adres in view.places().adressen() {
        let object = view.adres(adres).object().to_string();
        let delen = bewoning(&state, &object, "1900-01-01", "2027-01-01");
        let daar = verwacht.remove(&object).unwrap_or_default();
        let mut genoemd: Vec<&str> = delen.iter().flat_map(bewoners).collect();
        genoemd.sort_unstable();
        genoemd.dedup();
        assert!(
            genoemd.iter().all(|bsn| daar.contains_key(*bsn)),
            "{object}: {genoemd:?}, by the histories {daar:?}"
        );
        for (bsn, begin) in &daar {
            let persoon = fieldlab_world::Bsn::parse(bsn)
                .and_then(|bsn| view.persoon_met_bsn(bsn))
                .map(|id| view.persoon(id))
                .unwrap();
            // A suspended record ends a residence, perhaps on its first day.
            let opgeschort = persoon.opschorting().is_some();
            assert!(
                genoemd.contains(&bsn.as_str()) || opgeschort,
                "{object}: {bsn} is not named; by the history {:#?}",
                historie(&state, bsn)
            );
            for van in begin.iter().filter(|van| !van.is_empty() && !opgeschort) {
                let op_de_dag = delen.iter().any(|deel| {
                    let periode = &deel["periode"];
                    periode["datumVan"].as_str().unwrap() <= van.as_str()
                        && van.as_str() < periode["datumTot"].as_str().unwrap()
                        && bewoners(deel).any(|genoemd| genoemd == bsn)
                });
                assert!(op_de_dag, "{object}: {bsn} on {van}: {delen:#?}");
            }
        }
        verhuisd += usize::from(
            delen
                .iter()
                .any(|deel| deel["periode"]["datumTot"] == "2026-03-01"),
        );
    }
    assert!(verwacht.is_empty(), "no address has {verwacht:?}");
    assert!(
        verhuisd > 0,
        "the family left its home on the day of the move"
    );
}

#[test]
fn every_document_of_a_holder_leads_back_to_the_holder() {
    let view = lab().state.view();
    let mut gevonden = 0;
    for id in view.personen() {
        if view.persoon(id).reisdocumenten().is_empty() {
            continue;
        }
        let bsn = bsn(view, id);
        let bij_houder = vraag(
            REISDOCUMENTEN,
            &json!({
                "type": "ZoekMetBurgerservicenummer", "burgerservicenummer": bsn,
                "fields": ["reisdocumentnummer", "soort", "datumEindeGeldigheid"],
            }),
        );
        for document in bij_houder.body["reisdocumenten"].as_array().unwrap() {
            let op_nummer = vraag(
                REISDOCUMENTEN,
                &json!({
                    "type": "RaadpleegMetReisdocumentnummer",
                    "reisdocumentnummer": [document["reisdocumentnummer"]],
                    "fields": ["houder", "soort"],
                }),
            );
            let terug = &op_nummer.body["reisdocumenten"][0];
            assert_eq!(terug["houder"]["burgerservicenummer"], bsn);
            assert_eq!(terug["soort"], document["soort"]);
            assert!(terug["soort"]["omschrijving"].is_string());
            gevonden += 1;
        }
    }
    assert!(gevonden > 0);
}

#[test]
fn the_cast_and_a_sample_of_the_village_keep_to_the_contracts() {
    let view = lab().state.view();
    for id in view.personen().step_by(7).chain(view.personen().take(60)) {
        let bsn = bsn(view, id);
        let historie = vraag(
            HISTORIE,
            &json!({
                "type": "RaadpleegMetPeriode", "burgerservicenummer": bsn,
                "datumVan": "1900-01-01", "datumTot": "2027-01-01",
            }),
        );
        assert_eq!(historie.status, 200);
        for woning in historie.body["verblijfplaatsen"].as_array().unwrap() {
            if let Some(object) = woning["adresseerbaarObjectIdentificatie"].as_str() {
                let bewoning = json!({
                    "type": "BewoningMetPeildatum", "adresseerbaarObjectIdentificatie": object,
                    "peildatum": "2026-05-15",
                });
                assert_eq!(vraag(BEWONING, &bewoning).status, 200);
            }
        }
    }
}
