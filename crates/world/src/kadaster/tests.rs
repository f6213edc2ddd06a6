use std::collections::BTreeSet;

use super::*;
use crate::{AdresId, Objectsoort, Overlay, Size, View, World, WorldSpec};

fn world(size: Size) -> World {
    World::build(&WorldSpec {
        size,
        ..WorldSpec::default()
    })
    .unwrap()
}

#[test]
fn a_number_says_section_parcel_and_apartment_and_leads_back() {
    let world = world(Size::Dorp);
    let overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    let mut seen = BTreeSet::new();
    for koz in view.percelen() {
        let zaak = view.onroerende_zaak(koz);
        let number = zaak.identificatie();
        assert_eq!(number.len(), 14, "{number}");
        assert!(
            number.starts_with("9900") && number.ends_with("70000"),
            "{number}"
        );
        assert!(seen.insert(number.clone()));
        let parts = zaak.aanduiding();
        assert_eq!(
            parts.to_string(),
            format!("Waterlinge A {}", parts.perceelnummer)
        );
        assert_eq!(parts.gemeentecode, "WAT90");
        assert_eq!(number[4..9].parse(), Ok(parts.perceelnummer));
        let by_name = view.koz_met_aanduiding("waterlinge", "A", parts.perceelnummer, 0);
        assert_eq!(by_name, Some(koz));
    }
    assert_eq!(seen.len(), world.perceel_count() as usize);
    for wrong in [
        "99000000070000",
        "99000000010000",
        "99009999970000",
        "99010000170000",
        "9900000017000",
        "990000001700001",
        "99000000170001",
        "9900000017000x",
        "onbekend",
    ] {
        assert_eq!(view.koz_met_identificatie(wrong), None, "{wrong}");
    }
    assert!(view.koz_met_aanduiding("Waterlinge", "J", 1, 0).is_none());
    assert!(view.koz_met_aanduiding("Waterlinge", "A", 0, 0).is_none());
    assert!(view.koz_met_aanduiding("Elders", "A", 1, 0).is_none());
}

#[test]
fn a_split_building_has_one_parcel_many_apartments_and_an_association() {
    let world = world(Size::Dorp);
    let overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    // The cast's: Ooievaarsagaatlaan 12, 12A and 12A-3.
    let twelve = view
        .places()
        .adressen()
        .find(|id| view.adres(*id).huisnummer() == 12 && view.adres(*id).huisletter() == "A")
        .unwrap();
    let koz = view.kozen_van(twelve)[0];
    let flat = view.onroerende_zaak(koz);
    assert!(koz.is_appartementsrecht() && flat.vlak().is_none() && flat.oppervlakte().is_none());
    assert!(
        flat.aanduiding().to_string().ends_with(" A2"),
        "{}",
        flat.aanduiding()
    );
    let number = flat.identificatie();
    assert!(number.ends_with("10002"), "{number}");
    let parcel = view.onroerende_zaak(flat.grondperceel().unwrap());
    assert_eq!(parcel.gesplitst_recht(), Some(RechtSoort::Eigenaar));
    assert!(parcel.rechten().is_empty());
    assert_eq!(parcel.appartementsrechten().len(), 3);
    assert_eq!(parcel.adressen().len(), 3);
    let vve = view.bedrijf(parcel.vereniging().unwrap());
    assert_eq!(
        vve.naam(),
        "Vereniging van Eigenaars Ooievaarsagaatlaan 12-12A3"
    );
    assert!(vve.vestigingen().is_empty());
    // The flats at 16 are one whole, of a corporation.
    let sixteen = view
        .places()
        .adressen()
        .find(|id| view.adres(*id).huisnummer() == 16 && view.adres(*id).huisletter() == "B")
        .unwrap();
    let whole = view.onroerende_zaak(view.kozen_van(sixteen)[0]);
    assert_eq!((whole.gesplitst_recht(), whole.adressen().len()), (None, 6));
    assert_eq!(whole.rechten().len(), 1);
}

#[test]
fn owners_are_as_in_the_country() {
    let world = world(Size::Personen(60_000));
    let overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    let (mut own, mut corporation, mut other, mut shared, mut leased, mut used) =
        (0, 0, 0, 0, 0, 0);
    for id in view.places().adressen() {
        let adres = view.adres(id);
        if !adres.is_woning() || adres.soort() != Objectsoort::Verblijfsobject {
            continue;
        }
        let rechten = view.onroerende_zaak(view.kozen_van(id)[0]).rechten();
        let holder = rechten
            .iter()
            .rev()
            .find(|recht| recht.soort != RechtSoort::Nutsvoorzieningen)
            .unwrap()
            .houder;
        let name = match holder {
            Partij::Bedrijf(id) => view.bedrijf(id).naam(),
            Partij::Persoon(_) | Partij::Kadaster(_) => String::new(),
        };
        if name.starts_with("Stichting") {
            corporation += 1;
        } else if view
            .bewoners(id)
            .iter()
            .any(|who| Partij::Persoon(*who) == holder)
        {
            own += 1;
        } else {
            other += 1;
        }
        shared += u32::from(rechten.iter().any(|recht| recht.gezamenlijk));
        leased += u32::from(
            rechten
                .iter()
                .any(|recht| recht.soort == RechtSoort::Erfpachter),
        );
        used += u32::from(
            rechten
                .iter()
                .any(|recht| recht.soort == RechtSoort::Vruchtgebruiker),
        );
    }
    let all = own + corporation + other;
    let share = |part: u32| part * 100 / all;
    assert!(
        (52..=62).contains(&share(own)),
        "{own}, {corporation} and {other} of {all}"
    );
    assert!(
        (24..=34).contains(&share(corporation)),
        "{corporation} of {all}"
    );
    assert!((9..=19).contains(&share(other)), "{other} of {all}");
    assert!(
        shared > 1000 && leased > 100 && used > 5,
        "{shared} {leased} {used}"
    );
}

#[test]
fn every_sort_of_right_occurs_and_shares_of_unlike_size() {
    let world = world(Size::Gemeente);
    let overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    let rechten: Vec<Recht> = view
        .percelen()
        .flat_map(|koz| {
            let flats = view.onroerende_zaak(koz).appartementsrechten();
            std::iter::once(koz).chain(flats)
        })
        .flat_map(|koz| view.onroerende_zaak(koz).rechten())
        .collect();
    let soorten: BTreeSet<&str> = rechten.iter().map(|recht| recht.soort.as_str()).collect();
    assert_eq!(soorten.len(), 5, "{soorten:?}");
    let shares: BTreeSet<(u32, u32)> = rechten
        .iter()
        .map(|recht| (recht.aandeel.teller, recht.aandeel.noemer))
        .collect();
    for share in [(1, 1), (1, 2), (1, 3), (2, 5), (3, 5)] {
        assert!(shares.contains(&share), "{share:?} in {shares:?}");
    }
    // A company finds what it has, a corporation all of it.
    let corporation =
        crate::bedrijven::Bedrijven::fixed_id(0, crate::bedrijven::Vast::Corporatie(1));
    let found = view.kozen_van_bedrijf(corporation).count();
    let held = rechten
        .iter()
        .filter(|recht| recht.houder == Partij::Bedrijf(corporation))
        .count();
    assert_eq!(found, held);
    assert!(held > 100, "{held}");
}

#[test]
fn whom_only_the_cadastre_knows_is_found_by_number_and_by_what_it_has() {
    for size in [Size::Dorp, Size::Gemeente] {
        let world = world(size);
        let overlay = Overlay::default();
        let view = View::new(&world, &overlay);
        let people = view.kadaster_natuurlijk_personen();
        let organisations: Vec<_> = view.kadaster_niet_natuurlijk_personen().collect();
        let mut owning = 0;
        for &id in people.iter().chain(&organisations) {
            let number = id.identificatie();
            assert_eq!(view.kadasterpersoon_met_identificatie(number), Some(id));
            let kozen = view.kozen_van_kadasterpersoon(id);
            owning += kozen.len();
            for koz in &kozen {
                let rechten = view.onroerende_zaak(*koz).rechten();
                assert!(
                    rechten
                        .iter()
                        .any(|recht| recht.houder == Partij::Kadaster(id))
                );
            }
            assert!(!id.is_fictief() || kozen.is_empty());
            let person = view.kadasterpersoon(id);
            assert_eq!(
                id.is_natuurlijk(),
                matches!(person, KadasterPersoon::Natuurlijk(_))
            );
            assert_eq!(person, view.kadasterpersoon(id));
        }
        assert!(people.len() > 2 && organisations.len() > 2, "{size}");
        // Everybody's rights are found, not only those of whom the lists name.
        let held = view
            .percelen()
            .flat_map(|koz| {
                let flats = view.onroerende_zaak(koz).appartementsrechten();
                std::iter::once(koz).chain(flats)
            })
            .flat_map(|koz| view.onroerende_zaak(koz).rechten())
            .filter(|recht| matches!(recht.houder, Partij::Kadaster(_)))
            .count();
        assert_eq!(held, owning, "{size}");
        for wrong in [0, 1, 9_899_999_999, 9_900_000_000, 9_800_000_009, u64::MAX] {
            assert_eq!(view.kadasterpersoon_met_identificatie(wrong), None);
        }
    }
}

#[test]
fn every_right_and_burden_rests_on_a_deed_that_its_number_leads_to() {
    let world = world(Size::Dorp);
    let overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    let (mut stukken, mut soorten) = (BTreeSet::new(), BTreeSet::new());
    let all = view.percelen().flat_map(|koz| {
        let flats = view.onroerende_zaak(koz).appartementsrechten();
        std::iter::once(koz).chain(flats)
    });
    for koz in all {
        let zaak = view.onroerende_zaak(koz);
        let deeds = zaak.stukken();
        let based = |what| {
            let mut parts = deeds.iter().flat_map(|stuk| &stuk.delen);
            parts.any(|deel| deel.grondslag.contains(&what))
        };
        for recht in zaak.rechten() {
            assert!(based(Grondslag::Tenaamstelling(recht.identificatie)));
            assert_eq!(
                zaak.canon(&recht).is_some(),
                recht.soort == RechtSoort::Erfpachter
            );
        }
        for hypotheek in zaak.hypotheken() {
            assert!(based(Grondslag::Hypotheek(hypotheek.identificatie)));
        }
        for beslag in zaak.beslagen() {
            assert!(based(Grondslag::Beslag(beslag.identificatie)));
        }
        for beperking in zaak.beperkingen() {
            assert!(based(Grondslag::Beperking(beperking.identificatie)));
        }
        for stuk in deeds {
            soorten.insert(stuk.soort);
            let there = view.stuk_met_identificatie(&stuk.identificatie);
            assert_eq!(there.as_ref(), Some(&stuk));
            let day = format!("{:08}", stuk.datum.number());
            assert!(stuk.identificatie.starts_with(&day) && stuk.identificatie.len() >= 14);
            for deel in &stuk.delen {
                let there = view.stuk_met_stukdeel(deel.identificatie);
                assert_eq!(there.as_ref(), Some(&stuk));
            }
            stukken.insert(stuk.identificatie);
        }
    }
    assert!(stukken.len() > 400, "{}", stukken.len());
    assert!(soorten.contains(&StukSoort::Splitsing) && soorten.len() > 4);
    for wrong in [
        "",
        "2020",
        "20200101000000",
        "2020010100000x",
        "99999999999999",
    ] {
        assert_eq!(view.stuk_met_identificatie(wrong), None, "{wrong}");
    }
}

#[test]
fn what_was_split_again_sleeps_and_leads_to_those_that_came_from_it() {
    let world = world(Size::Gemeente);
    let overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    let mut asleep = 0;
    for koz in view.percelen() {
        let zaak = view.onroerende_zaak(koz);
        let Some(sleeping) = zaak.sluimerend() else {
            continue;
        };
        asleep += 1;
        let flats = zaak.appartementsrechten();
        assert!(flats.len() > 3 && !flats.contains(&sleeping) && !zaak.is_sluimerend());
        assert_eq!(
            zaak.overgegaan_in(),
            Some((FiliatieAard::Appartementen, vec![sleeping]))
        );
        let sleeping = view.onroerende_zaak(sleeping);
        assert!(sleeping.is_sluimerend() && sleeping.rechten().is_empty());
        assert_eq!(sleeping.gesplitst_recht(), Some(RechtSoort::Eigenaar));
        assert!(sleeping.aanduiding().to_string().ends_with(" A1"));
        assert!(zaak.vlak().unwrap().bevat(sleeping.punt()));
        let number = sleeping.identificatie();
        assert_eq!(view.koz_met_identificatie(&number), Some(sleeping.koz()));
        let (how, became) = sleeping.overgegaan_in().unwrap();
        assert_eq!((how, &became), (FiliatieAard::Ondersplitsing, &flats));
        for (nth, flat) in flats.into_iter().enumerate() {
            let one = view.onroerende_zaak(flat);
            assert!(!one.is_sluimerend() && one.overgegaan_in().is_none());
            assert_eq!(one.aanduiding().appartementsindex, Some(nth as u16 + 2));
            let (how, from) = one.ontstaan_uit().unwrap();
            assert_eq!(how, FiliatieAard::Ondersplitsing);
            assert!(matches!(from[0], Herkomst::Actueel(koz) if koz == sleeping.koz()));
            let adres = one.adressen()[0];
            assert_eq!(view.kozen_van(adres), [flat]);
            assert!(!one.rechten().is_empty());
        }
    }
    assert!(asleep > 5, "{asleep}");
}

#[test]
fn parcels_that_lapsed_lead_to_what_they_became_and_back() {
    let world = world(Size::Gemeente);
    let overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    let (mut split, mut merged) = (BTreeSet::new(), 0);
    for koz in view.percelen() {
        let zaak = view.onroerende_zaak(koz);
        let Some((aard, from)) = zaak.ontstaan_uit() else {
            continue;
        };
        let mut area = 0;
        for from in from {
            let Herkomst::Vervallen(old) = from else {
                panic!("{} came from what is still there", zaak.aanduiding());
            };
            let number = old.identificatie();
            let back = view.vervallen_perceel_met_identificatie(&number).unwrap();
            assert_eq!(back.aanduiding(), old.aanduiding());
            assert!(view.koz_met_identificatie(&number).is_none());
            let parts = old.aanduiding();
            let back = view
                .vervallen_perceel_met_aanduiding(
                    parts.gemeentenaam,
                    &parts.sectie,
                    parts.perceelnummer,
                )
                .unwrap();
            assert_eq!(back.identificatie(), number);
            let (how, became) = old.overgegaan_in();
            assert!(how == aard && became.contains(&koz));
            area += old.oppervlakte();
            if aard == FiliatieAard::Splitsen {
                let sum: u32 = became
                    .iter()
                    .filter_map(|koz| view.onroerende_zaak(*koz).oppervlakte())
                    .sum();
                assert_eq!(old.oppervlakte(), sum);
                split.insert(number);
            }
        }
        if aard == FiliatieAard::Verenigen {
            merged += 1;
            assert_eq!(Some(area), zaak.oppervlakte());
        }
    }
    assert!(split.len() > 50 && merged > 20, "{} {merged}", split.len());
    for wrong in ["", "onbekend", "99000000170000", "99009999970000"] {
        assert!(view.vervallen_perceel_met_identificatie(wrong).is_none());
    }
}

#[test]
fn a_mortgage_has_a_lender_and_burdens_are_few() {
    let world = world(Size::Gemeente);
    let overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    let (mut mortgages, mut seizures, mut public, mut private) = (0, 0, 0, 0);
    for koz in view.percelen() {
        let zaak = view.onroerende_zaak(koz);
        for mortgage in zaak.hypotheken() {
            mortgages += 1;
            assert!(
                view.bedrijf(mortgage.houder)
                    .statutaire_naam()
                    .unwrap()
                    .ends_with("N.V.")
            );
            assert!(mortgage.bedrag <= zaak.koopsom().unwrap().bedrag.max(1000));
        }
        seizures += zaak.beslagen().len();
        for restriction in zaak.beperkingen() {
            if restriction.publiekrechtelijk {
                public += 1;
            } else {
                private += 1;
            }
        }
    }
    let parcels = world.perceel_count() as usize;
    assert!(
        (parcels / 5..parcels).contains(&mortgages),
        "{mortgages} of {parcels}"
    );
    assert!((1..parcels / 50).contains(&seizures), "{seizures}");
    assert!(public > 10 && private > 10, "{public} {private}");
}

#[test]
fn what_the_cast_owns_and_runs_is_there_in_every_seed() {
    for seed in [1, 2, 77] {
        let world = World::build(&WorldSpec {
            size: Size::Dorp,
            seed,
            ..WorldSpec::default()
        })
        .unwrap();
        let overlay = Overlay::default();
        let view = View::new(&world, &overlay);
        let id = |sleutel: &str| {
            let mut personas = world.personas().iter();
            let persona = personas.find(|persona| persona.sleutel() == sleutel);
            view.persoon_met_bsn(persona.unwrap().burgerservicenummer())
                .unwrap()
        };
        let home = |sleutel| view.persoon(id(sleutel)).verblijfplaats().adres().unwrap();
        let zaken = |sleutel| -> Vec<OnroerendeZaak<'_>> {
            let kozen = view.kozen_van_persoon(id(sleutel)).into_iter();
            kozen.map(|koz| view.onroerende_zaak(koz)).collect()
        };
        let form = |sleutel| {
            let companies = view.bedrijven_van(id(sleutel)).into_iter();
            let open = companies.map(|company| view.bedrijf(company));
            open.filter(|company| company.einde().is_none())
                .filter(|company| company.adres() == Some(home(sleutel)))
                .map(crate::Bedrijf::rechtsvorm)
                .collect::<Vec<_>>()
        };
        use crate::Rechtsvorm as R;
        assert!(form("joris-bakker").contains(&R::Eenmanszaak));
        assert!(form("jacob-huisman").contains(&R::BeslotenVennootschap));
        assert!(zaken("joris-bakker").iter().any(|zaak| {
            !zaak.hypotheken().is_empty() && zaak.rechten().iter().all(|recht| recht.gezamenlijk)
        }));
        let let_out = zaken("jesse-vos");
        let tenant = home("greta-schneider");
        assert!(let_out.iter().any(|zaak| zaak.adressen() == [tenant]));
        let vacant = zaken("tineke-oosterhof");
        assert!(vacant.iter().any(|zaak| {
            let lived_in = |adres: &AdresId| !view.bewoners(*adres).is_empty();
            !zaak.adressen().iter().any(lived_in)
        }));
        let clause = |zaak: &OnroerendeZaak<'_>| !zaak.beperkingen().is_empty();
        assert!(vacant.iter().any(clause) && zaken("karel-van-oordenburgh").iter().any(clause));
        let leased = zaken("truus-visser")[0].rechten();
        assert!(
            leased
                .iter()
                .any(|recht| recht.soort == RechtSoort::Erfpachter)
        );
        let seized = &zaken("hetty-lubbers")[0];
        assert!(!seized.beslagen().is_empty() && !seized.hypotheken().is_empty());
        let flat = zaken("clementine-de-rietzanger");
        assert!(flat.iter().any(|zaak| zaak.koz().is_appartementsrecht()));
        assert!(zaken("noor-willems").is_empty());
    }
}
