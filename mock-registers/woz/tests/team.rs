//! What a team changed, on the team's clock.

use fieldlab_sim::{Entry, State};
use fieldlab_world::{Partij, View};
use serde_json::{Value, json};

use super::MOUNT;
use crate::proef::{Proef, dorp};
use crate::woz::Woz;

/// The village after one change of a team.
fn na(mutation: Value) -> Proef<Woz> {
    let mut state = State::new(dorp());
    let entry = Entry {
        seq: state.head().next(),
        at: "2026-02-25T11:00:00Z".parse().unwrap(),
        request: "test".to_owned(),
        mutation: serde_json::from_value(mutation).unwrap(),
    };
    state.apply(&entry).unwrap();
    Proef {
        register: Woz::load().unwrap(),
        state,
        mount: MOUNT,
    }
}

#[test]
fn a_sale_changes_the_owner_and_what_the_seller_is_taxed_for() {
    let before = State::new(dorp());
    let view: View<'_> = before.view();
    let koper = view.world().personas()[0].burgerservicenummer().to_string();
    // A house of a company, on its own parcel.
    let (object, verkoper) = view
        .places()
        .adressen()
        .find_map(|id| {
            let object = view.woz_object(id)?;
            let zaak = view.onroerende_zaak(*object.kozen().first()?);
            let Some(Partij::Bedrijf(eigenaar)) = object.eigenaar() else {
                return None;
            };
            let vrij = zaak.rechten().len() == 1
                && zaak.adressen().len() == 1
                && zaak.beslagen().is_empty();
            vrij.then_some((object, eigenaar))
        })
        .unwrap();
    let nummer = object.identificatie();
    let rsin = view.bedrijf(verkoper).rsin().unwrap();
    let lab = na(json!({
        "soort": "verkoop",
        "onroerendeZaak": view.onroerende_zaak(object.kozen()[0]).identificatie(),
        "kopers": [{"wie": koper}],
        "koopsom": 300_000,
        "datum": "2026-02-25",
    }));
    let eigenaar = |lab: &Proef<Woz>| {
        let body = lab.get(&format!("/wozobjecten/{nummer}")).body;
        body["belanghebbendeEigenaar"].clone()
    };
    let zonder = Proef::dorp(Woz::load().unwrap(), MOUNT);
    assert_eq!(eigenaar(&zonder)["rsin"], rsin.to_string());
    assert_eq!(eigenaar(&lab)["burgerservicenummer"], koper);
    assert_eq!(eigenaar(&lab)["type"], "natuurlijk_persoon");
    let bezit = |lab: &Proef<Woz>| {
        let doel = format!("/wozobjecten?rsin={rsin}&pageSize=100&fields=identificatie");
        lab.get(&doel).body.to_string().contains(&nummer)
    };
    assert_eq!((bezit(&zonder), bezit(&lab)), (true, false));
}

#[test]
fn a_move_changes_the_user() {
    let before = State::new(dorp());
    let view = before.view();
    let persona = view.world().personas()[0].burgerservicenummer();
    let leeg = view
        .places()
        .adressen()
        .find(|id| {
            let adres = view.adres(*id);
            adres.is_woning()
                && !adres.is_ingetrokken()
                && view.bewoners(*id).is_empty()
                && view
                    .woz_object(*id)
                    .is_some_and(|object| object.gebruiker().is_none())
        })
        .unwrap();
    let nummer = view.woz_object(leeg).unwrap().identificatie();
    let lab = na(json!({
        "soort": "verhuizing",
        "personen": [persona.to_string()],
        "naar": view.adres(leeg).nummeraanduiding().to_string(),
        "datum": "2026-02-24",
    }));
    let body = lab.get(&format!("/wozobjecten/{nummer}")).body;
    assert_eq!(
        body["belanghebbendeGebruiker"]["burgerservicenummer"],
        persona.to_string()
    );
    let zonder = Proef::dorp(Woz::load().unwrap(), MOUNT);
    let body = zonder.get(&format!("/wozobjecten/{nummer}")).body;
    assert!(body.get("belanghebbendeGebruiker").is_none(), "{body}");
}
