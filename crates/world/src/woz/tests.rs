use jiff::civil::date;

use super::*;
use crate::{Overlay, Size, WorldSpec};

fn world(size: Size, gemeente: &str) -> World {
    World::build(&WorldSpec {
        size,
        gemeente: Gemeentecode::parse(gemeente).unwrap(),
        ..WorldSpec::default()
    })
    .unwrap()
}

#[test]
fn values_are_as_in_the_municipality_and_follow_whose_it_is() {
    // Means of 2022 that were published, raised to 2024.
    for (gemeente, published) in [("0377", 1_046_000), ("0917", 216_000)] {
        let world = world(Size::Personen(40_000), gemeente);
        let overlay = Overlay::default();
        let view = View::new(&world, &overlay);
        let (mut sum, mut count) = (0_u64, 0_u64);
        let mut of_corporation = (0_u64, 0_u64);
        for id in view.places().adressen() {
            if !view.adres(id).is_woning() {
                continue;
            }
            let Some(object) = view.woz_object(id) else {
                continue;
            };
            let value = u64::from(object.waarden(date(2025, 6, 1))[0].vastgestelde_waarde);
            (sum, count) = (sum + value, count + 1);
            let (gebied, place) = world.places.postgebied_van(id);
            if matches!(bezit(&gebied, place), Bezit::Corporatie(_)) {
                of_corporation = (of_corporation.0 + value, of_corporation.1 + 1);
            }
        }
        let mean = sum / count;
        let (low, high) = (published * 85 / 100, published * 115 / 100);
        assert!(
            (low..=high).contains(&mean),
            "{gemeente}: {mean}, published {published}"
        );
        assert!(of_corporation.0 / of_corporation.1 < mean * 80 / 100);
    }
}

#[test]
fn values_go_by_the_first_of_january_and_are_decided_in_february() {
    let world = world(Size::Dorp, "9001");
    let overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    let object = view.woz_object(AdresId(0)).unwrap();
    let before = object.waarden(date(2026, 2, 19));
    let after = object.waarden(date(2026, 2, 20));
    assert_eq!((before.len(), after.len()), (6, 6));
    assert_eq!(before[0].waardepeildatum, date(2024, 1, 1));
    assert_eq!(after[0].waardepeildatum, date(2025, 1, 1));
    assert_eq!(after[0].ingangsdatum, date(2026, 1, 1));
    assert_eq!(after[1].vastgestelde_waarde, before[0].vastgestelde_waarde);
    assert!(
        after
            .iter()
            .all(|value| value.vastgestelde_waarde % 1000 == 0)
    );
    let mut objections = 0;
    for id in view.places().adressen() {
        for value in view
            .woz_object(id)
            .map_or_else(Vec::new, |object| object.waarden(date(2026, 3, 1)))
        {
            assert_eq!(value.statussen.last(), Some(&WozStatus::BeschikkingGenomen));
            objections += u32::from(value.statussen.len() > 1);
        }
    }
    assert!(objections > 20, "{objections}");
}

#[test]
fn a_number_leads_back_and_others_do_not() {
    let world = world(Size::Dorp, "9001");
    let overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    for id in view.places().adressen() {
        let Some(object) = view.woz_object(id) else {
            assert!(view.adres(id).is_ingetrokken());
            continue;
        };
        let number = object.identificatie();
        assert!(
            number.starts_with("90019") && number.len() == 12,
            "{number}"
        );
        assert_eq!(view.woz_met_identificatie(&number).unwrap().adres(), id);
    }
    for wrong in ["900100000000", "036399999999", "90019", "90019999999x"] {
        assert!(view.woz_met_identificatie(wrong).is_none(), "{wrong}");
    }
}

#[test]
fn tables_are_in_order_and_have_no_steps() {
    assert!(AREA.is_sorted() && YEARS.is_sorted());
    assert_eq!((by_area(120), by_year(2024)), (1000, 1000));
    assert!((5..13_000).map(by_area).collect::<Vec<_>>().is_sorted());
    assert!((1990..2040).map(by_year).collect::<Vec<_>>().is_sorted());
    assert_eq!(SPREAD.iter().sum::<u32>() / 33, 996);
}
