use std::collections::BTreeMap;

use super::*;
use crate::{Overlay, Partij, Size, View, World};

fn world(size: Size) -> World {
    World::build(&WorldSpec {
        size,
        ..WorldSpec::default()
    })
    .unwrap()
}

#[test]
fn the_municipality_its_corporations_and_the_banks_have_the_same_numbers_everywhere() {
    let names = |size| {
        let world = world(size);
        let overlay = Overlay::default();
        let view = View::new(&world, &overlay);
        (0..BANKEN + PER_GEMEENTE)
            .map(|id| {
                let company = view.bedrijf(BedrijfId(id));
                let rsin = company.rsin().unwrap();
                format!("{} {rsin} {}", company.kvk_nummer(), company.naam())
            })
            .collect::<Vec<_>>()
    };
    let village = names(Size::Dorp);
    assert_eq!(village, names(Size::Personen(5_000)));
    assert!(village[0].ends_with("Testbank N.V."), "{}", village[0]);
    assert!(
        village[5].ends_with("Gemeente Waterlinge"),
        "{}",
        village[5]
    );
}

#[test]
fn forms_and_sizes_are_as_in_the_country() {
    let world = world(Size::Personen(60_000));
    let overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    let mut forms: BTreeMap<Rechtsvorm, u32> = BTreeMap::new();
    let (mut alone, mut several, mut branches, mut ended, mut holdings) = (0, 0, 0, 0, 0);
    for id in view.bedrijven() {
        let company = view.bedrijf(id);
        *forms.entry(company.rechtsvorm()).or_default() += 1;
        match company.werkzame_personen() {
            1 => alone += 1,
            0 => {}
            _ => several += 1,
        }
        branches += company.vestigingen().len().saturating_sub(1);
        ended += u32::from(company.einde().is_some());
        if let Some(end) = company.einde() {
            assert!(end >= company.aanvang(), "{}", company.naam());
        }
        let functions = company.functionarissen();
        holdings += functions
            .iter()
            .filter(|who| matches!(who.wie, Partij::Bedrijf(_)))
            .count();
    }
    // Associations of owners are not counted among companies.
    let all = forms.values().sum::<u32>() - forms[&Rechtsvorm::VerenigingVanEigenaars];
    let per_thousand = all * 1000 / 60_000;
    assert!(
        (120..=150).contains(&per_thousand),
        "{per_thousand} a thousand people"
    );
    let part = |form: Rechtsvorm| forms.get(&form).copied().unwrap_or(0) * 100 / all;
    assert!(
        (50..=70).contains(&part(Rechtsvorm::Eenmanszaak)),
        "{forms:?}"
    );
    assert!(
        (15..=30).contains(&part(Rechtsvorm::BeslotenVennootschap)),
        "{forms:?}"
    );
    assert_eq!(forms.len(), Rechtsvorm::ALLE.len(), "{forms:?}");
    assert!(alone > 2 * several, "{alone} {several}");
    assert!(
        branches > 20 && ended > 20 && holdings > 5,
        "{branches} {ended} {holdings}"
    );
}

#[test]
fn a_person_is_found_with_the_companies_and_a_company_with_its_people() {
    let world = world(Size::Dorp);
    let overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    let mut links = 0;
    for person in view.personen() {
        for id in view.bedrijven_van(person) {
            let people = view.bedrijf(id).functionarissen();
            assert!(people.iter().any(|who| who.wie == Partij::Persoon(person)));
            links += 1;
        }
    }
    let other_way: usize = view
        .bedrijven()
        .map(|id| {
            let people = view.bedrijf(id).functionarissen();
            let mut persons: Vec<Partij> = people
                .iter()
                .map(|who| who.wie)
                .filter(|who| matches!(who, Partij::Persoon(_)))
                .collect();
            persons.sort_unstable();
            persons.dedup();
            persons.len()
        })
        .sum();
    assert_eq!(links, other_way);
    assert!(links > 50, "{links}");
}

#[test]
fn a_country_has_no_more_companies_than_numbers() {
    let spec = WorldSpec {
        size: Size::Land,
        ..WorldSpec::default()
    };
    let places = Places::build(&spec, 8_600_000, &[]).unwrap();
    let bedrijven = Bedrijven::build(&places, &spec);
    assert!(bedrijven.count() <= nummers::MOST, "{}", bedrijven.count());
    assert!(bedrijven.count() > 600_000, "{}", bedrijven.count());
    let last = BedrijfId(bedrijven.count() - 1);
    assert!(bedrijven.place_of(&places, last).is_some());
    assert_eq!(KvkNummer::of(last.0).index(), Some(last.0));
}

#[test]
fn a_town_has_every_sort_of_registration() {
    let world = world(Size::Personen(25_000));
    let overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    let mut most = 0;
    for id in view.bedrijven() {
        let company = view.bedrijf(id);
        let places = company.vestigingen();
        most = most.max(places.len());
        let mut note = |what, holds: bool| *seen.entry(what).or_default() += u32::from(holds);
        let person = company.rechtsvorm().is_rechtspersoon();
        note("without establishment", person && places.is_empty());
        note(
            "not commercial",
            !places.is_empty() && !company.is_commercieel(),
        );
        note("ended", company.einde().is_some());
        note("hidden", view.is_afgeschermd(company));
        note("former name", !company.vervallen_namen().is_empty());
        note("two names", company.handelsnamen().len() > 1);
        note("also called", company.ook_genoemd().is_some());
        note(
            "website",
            !company.websites(&company.alle_namen()).is_empty(),
        );
        note("non-mailing", company.is_non_mailing());
        let written = company.datum_aanvang();
        note("no day", written.month() > 0 && written.day() == 0);
        note("no month", written.year() > 0 && written.month() == 0);
        note("no date", written == crate::GbaDatum::ONBEKEND);
        note("abroad", company.bezoekadres_buitenland().is_some());
        let post = company.correspondentieadres();
        let boxed = matches!(post, Some(Correspondentieadres::Postbus { .. }));
        note("box", boxed);
        note("post abroad", post.is_some() && !boxed);
        let part_time = |place: &Vestiging| company.voltijd(place) < place.werkzame_personen;
        note("part time", places.iter().any(part_time));
    }
    assert_eq!(seen.len(), 16);
    for (what, count) in &seen {
        assert!(*count >= 3, "{what}: {count} {seen:?}");
    }
    let bank = view.bedrijf(BedrijfId(SPAARBANK)).vestigingen();
    assert!(bank.len() == most && most > 10, "{} {most}", bank.len());
    for office in &bank {
        assert_eq!(
            view.vestiging_met_nummer(office.nummer).as_ref(),
            Some(office)
        );
        assert!(view.vestigingen_op(office.adres).contains(office));
    }
}
