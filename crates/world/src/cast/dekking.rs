//! Which values of the registers' code lists somebody shows: a test that prints the coverage.

mod goederen;

use std::fmt::Write as _;

use crate::people::Woonplek;
use crate::places::Objectsoort;
use crate::view::View;
use crate::{Overlay, PersonId, Persoon, Size, World, WorldSpec};

type Shows = Box<dyn Fn(Persoon<'_>) -> bool>;

/// Code list, value, and how one sees that a person has it.
struct Waarde(&'static str, String, Shows);

fn waarde(
    list: &'static str,
    value: impl std::fmt::Display,
    shows: impl Fn(Persoon<'_>) -> bool + 'static,
) -> Waarde {
    Waarde(list, value.to_string(), Box::new(shows))
}

fn values() -> Vec<Waarde> {
    let mut all = Vec::new();
    for code in ["E", "P", "V", "N"] {
        all.push(waarde("naamgebruik", code, move |p| {
            p.naamgebruik().code() == code
        }));
    }
    for code in ["M", "V", "O"] {
        all.push(waarde("geslacht", code, move |p| {
            p.geslacht().code() == code
        }));
    }
    for code in ['O', 'E', 'M', 'R', 'F', 'W', '.'] {
        all.push(waarde("reden opschorting", code, move |p| {
            p.opschorting().is_some_and(|found| found.reden == code)
        }));
    }
    for code in ['H', 'P'] {
        all.push(waarde("soort verbintenis", code, move |p| {
            p.verbintenissen()
                .iter()
                .any(|bond| bond.soort == code && bond.ontbinding.is_none())
        }));
        all.push(waarde("soort verbintenis, ontbonden", code, move |p| {
            p.verbintenissen()
                .iter()
                .any(|bond| bond.soort == code && bond.ontbinding.is_some())
        }));
    }
    for code in ['O', 'S'] {
        all.push(waarde("reden ontbinding", code, move |p| {
            p.verbintenissen()
                .iter()
                .filter_map(|bond| bond.ontbinding)
                .any(|end| end.reden == code)
        }));
    }
    for code in ['W', 'B'] {
        all.push(waarde("functie adres", code, move |p| {
            let residence = p.verblijfplaats();
            residence.adres().is_some() && residence.functie == code
        }));
    }
    for code in ["to", "by"] {
        all.push(waarde("aanduiding bij huisnummer", code, move |p| {
            p.verblijfplaats().aanduiding_bij_huisnummer == code
        }));
    }
    for code in [
        "B", "BS", "G", "GI", "H", "HI", "JH", "JV", "M", "MI", "P", "PS", "R",
    ] {
        all.push(waarde("titel of predicaat", code, move |p| {
            p.naam().titel == code
        }));
    }
    for code in [0, 499, 1, 339] {
        all.push(waarde("nationaliteit", format!("{code:04}"), move |p| {
            p.nationaliteiten()
                .iter()
                .any(|held| held.code == code && held.bijzonder.is_none())
        }));
    }
    for code in ['B', 'V'] {
        all.push(waarde("bijzonder Nederlanderschap", code, move |p| {
            p.nationaliteiten()
                .iter()
                .any(|held| held.bijzonder == Some(code))
        }));
    }
    all.push(waarde("nationaliteit", "twee tegelijk", |p| {
        p.nationaliteiten().len() > 1
    }));
    all.push(waarde("nationaliteit", "beëindigd", |p| {
        !p.vroegere_nationaliteiten().is_empty()
    }));
    for code in ["1", "2", "12", "1D", "2D", "D", "3D"] {
        all.push(waarde("gezag minderjarige", code, move |p| {
            p.gezag().is_some_and(|(found, _)| found == code)
        }));
    }
    for code in ['B', 'C', 'Q'] {
        all.push(waarde("akte ouderschap", code, move |p| {
            p.ouders().iter().any(|parent| parent.akte == Some(code))
        }));
    }
    for code in [
        "PN", "NI", "PD", "PZ", "PF", "PV", "PB", "LP", "NP", "TE", "TN", "ZN", "EK",
    ] {
        all.push(waarde("soort reisdocument", code, move |p| {
            p.reisdocumenten().iter().any(|found| found.soort == code)
        }));
    }
    for code in ['I', 'R', 'V', '.'] {
        all.push(waarde("inhouding of vermissing", code, move |p| {
            p.reisdocumenten()
                .iter()
                .any(|found| found.inhouding.is_some_and(|(_, how)| how == code))
        }));
    }
    for code in [21, 22, 23, 24, 25, 26, 27, 32, 45, 46, 98] {
        all.push(waarde("verblijfstitel", code, move |p| {
            p.verblijfstitel()
                .is_some_and(|title| title.aanduiding == code)
        }));
    }
    all.push(waarde("verblijfstitel", "met einddatum", |p| {
        p.verblijfstitel()
            .is_some_and(|title| title.einde.is_some())
    }));
    for code in [1, 2] {
        all.push(waarde("Europees kiesrecht", code, move |p| {
            p.kiesrecht().europees == Some(code)
        }));
    }
    all.push(waarde("uitsluiting kiesrecht", "tot een datum", |p| {
        p.kiesrecht()
            .uitgesloten_tot
            .is_some_and(|until| until.number() > 0)
    }));
    all.push(waarde("uitsluiting kiesrecht", "zonder einde", |p| {
        p.kiesrecht()
            .uitgesloten_tot
            .is_some_and(|until| until.number() == 0)
    }));
    all.push(waarde("indicatie geheim", "1 t/m 7", |p| p.geheim() > 0));
    all.push(waarde("curatele", "ja", |p: Persoon<'_>| {
        Persoon::curatele(p)
    }));
    for category in ["01", "02", "04", "05", "08", "11"] {
        all.push(waarde("in onderzoek, categorie", category, move |p| {
            p.onderzoeken()
                .iter()
                .any(|found| found.aanduiding.starts_with(category))
        }));
    }
    all.push(waarde("in onderzoek", "089999", |p| {
        p.onderzoeken()
            .iter()
            .any(|found| found.aanduiding == "089999")
    }));
    for code in [101, 201, 301, 401, 501, 601, 9999] {
        all.push(waarde("RNI-deelnemer", format!("{code:04}"), move |p| {
            p.rni().is_some_and(|found| found.deelnemer == code)
        }));
    }
    all.push(waarde("verdrag RNI", "ja", |p| {
        p.rni().is_some_and(|found| !found.verdrag.is_empty())
    }));
    all.push(waarde("verificatie", "ja", |p| p.verificatie().is_some()));
    all.push(waarde("immigratie", "uit een land", |p| {
        p.immigratie().is_some_and(|found| found.land > 0)
    }));
    all.push(waarde("immigratie", "onbekend land", |p| {
        p.immigratie().is_some_and(|found| found.land == 0)
    }));
    all.push(waarde("verblijfplaats", "Adres", |p| {
        p.verblijfplaats().adres().is_some()
    }));
    all.push(waarde("verblijfplaats", "VerblijfplaatsBuitenland", |p| {
        matches!(p.verblijfplaats().plek, Woonplek::Buitenland(..))
    }));
    all.push(waarde("verblijfplaats", "Locatie", |p| {
        matches!(p.verblijfplaats().plek, Woonplek::Locatie(_))
    }));
    all.push(waarde("verblijfplaats", "VerblijfplaatsOnbekend", |p| {
        matches!(p.verblijfplaats().plek, Woonplek::Onbekend)
    }));
    for sort in [
        Objectsoort::Verblijfsobject,
        Objectsoort::Ligplaats,
        Objectsoort::Standplaats,
    ] {
        all.push(waarde(
            "adresseerbaar object",
            format!("{sort:?}"),
            move |p| {
                let home = p.verblijfplaats().adres();
                home.is_some_and(|adres| p.view().adres(adres).soort() == sort)
            },
        ));
    }
    all.push(waarde("datum", "Datum", |p| {
        p.geboortedatum().date().is_some()
    }));
    all.push(waarde("datum", "JaarMaandDatum", |p| {
        p.geboortedatum().month() > 0 && p.geboortedatum().day() == 0
    }));
    all.push(waarde("datum", "JaarDatum", |p| {
        p.geboortedatum().year() > 0 && p.geboortedatum().month() == 0
    }));
    all.push(waarde("datum", "DatumOnbekend", |p| {
        p.geboortedatum().number() == 0
    }));
    all.push(waarde("datum", "onmogelijk", |p| {
        p.geboortedatum().day() > 0 && p.geboortedatum().date().is_none()
    }));
    all.push(waarde("overlijden", "in Nederland", |p| {
        p.overlijden().is_some_and(|death| death.land == 6030)
    }));
    all.push(waarde("overlijden", "in het buitenland", |p| {
        p.overlijden().is_some_and(|death| death.land != 6030)
    }));
    all.push(waarde("naam", "zonder voornamen", |p| {
        p.naam().voornamen.is_empty()
    }));
    all.push(waarde("naam", "met leesteken", |p| {
        !p.naam().geslachtsnaam.is_ascii()
    }));
    all.push(waarde("naam ouder", ". (puntouder)", |p| {
        p.ouders()
            .iter()
            .any(|parent| parent.relatie.naam.geslachtsnaam == ".")
    }));
    all.push(waarde("ouders", "twee vrouwen", |p| both(p, "V")));
    all.push(waarde("ouders", "twee mannen", |p| both(p, "M")));
    all.push(waarde("ouders", "één", |p| p.ouders().len() == 1));
    all.push(waarde("ouders", "geen", |p| p.ouders().is_empty()));
    all.push(waarde("verblijfplaatshistorie", "vijf of meer", |p| {
        p.verblijfplaatsen().count() >= 5
    }));
    all
}

fn both(person: Persoon<'_>, sex: &str) -> bool {
    let parents = person.ouders();
    parents.len() == 2
        && parents
            .iter()
            .all(|parent| parent.relatie.geslacht.code() == sex)
}

/// Where what a municipality lacks is looked for.
const LARGER: u32 = 100_000;

/// `cargo test -p fieldlab-world code_lists -- --nocapture` prints who shows what.
#[test]
fn every_value_of_the_code_lists_is_shown_by_a_persona_or_by_somebody_else() {
    let world = World::build(&WorldSpec {
        size: Size::Gemeente,
        ..WorldSpec::default()
    })
    .unwrap();
    let overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    let personas: Vec<(&str, PersonId)> = world
        .personas()
        .iter()
        .map(|persona| {
            let id = view.persoon_met_bsn(persona.burgerservicenummer());
            (persona.sleutel(), id.unwrap())
        })
        .collect();
    let (mut report, mut missing) = (String::new(), Vec::new());
    let (mut by_persona, mut by_search) = (0, 0);
    for Waarde(list, value, shows) in values() {
        let persona = personas.iter().find(|(_, id)| shows(view.persoon(*id)));
        let found = match persona {
            Some((key, _)) => {
                by_persona += 1;
                format!("persona {key}")
            }
            None => match view.personen().find(|id| shows(view.persoon(*id))) {
                Some(id) => {
                    by_search += 1;
                    format!("BSN {}", view.persoon(id).burgerservicenummer())
                }
                None => {
                    missing.push(format!("{list} {value}"));
                    "NOBODY".to_owned()
                }
            },
        };
        let _ = writeln!(report, "{list:<30} {value:<26} {found}");
    }
    let city = World::build(&WorldSpec {
        size: Size::Personen(LARGER),
        ..WorldSpec::default()
    })
    .unwrap();
    let larger = View::new(&city, &overlay);
    for goederen::Waarde(list, value, shows) in goederen::values() {
        let owned = |id: PersonId| {
            let things = goederen::van_persoon(view, id);
            things.into_iter().any(|ding| shows(view, ding))
        };
        let found = match personas.iter().find(|(_, id)| owned(*id)) {
            Some((key, _)) => {
                by_persona += 1;
                format!("persona {key}")
            }
            None => match goederen::alle(view).find(|ding| shows(view, *ding)) {
                Some(ding) => {
                    by_search += 1;
                    goederen::naam(view, ding)
                }
                // Sports fields are rare: a municipality may have none.
                None => match goederen::alle(larger).find(|ding| shows(larger, *ding)) {
                    Some(ding) => {
                        by_search += 1;
                        format!("{} --size {LARGER}", goederen::naam(larger, ding))
                    }
                    None => {
                        missing.push(format!("{list} {value}"));
                        "NOTHING".to_owned()
                    }
                },
            },
        };
        let _ = writeln!(report, "{list:<30} {value:<34} {found}");
    }
    println!(
        "{report}\n{by_persona} by a persona, {by_search} by somebody or something else in a municipality"
    );
    assert!(missing.is_empty(), "nobody shows: {}", missing.join("; "));
}
