//! Values of dwellings beside published means.
//!
//! Published are means of some municipalities and regions; of a province the level that the values are
//! drawn around. So the distance here is of means: the average difference in percent, by dwellings.

use std::collections::BTreeMap;

use super::{Counts, Klasse, Maat, Statistiek};
use crate::kadaster::{Bezit, bezit};
use crate::places::{AdresId, Gemeente};
use crate::world::World;
use crate::woz::{gepubliceerd, niveau_van_provincie};

/// Means as percentages of the mean of all, in thousandths: of CBS 85036NED the regions Zuidoost-Friesland,
/// -Drenthe, -Zuid-Holland and -Noord-Brabant, where there is a figure, all counting alike.
const TENURES: [(&str, u32); 3] = [
    ("koop", 119_100),
    ("corporatie", 63_400),
    ("overige huur", 76_300),
];
/// The mean of the country in 2022, in euros.
const COUNTRY: (i16, u32) = (2022, 315_000);
/// Municipalities in a world from which it can be compared with the country.
const WHOLE_COUNTRY: usize = 300;
/// What the means of places are of.
const YEAR: i16 = 2024;

const TENURE: (&str, &str) = ("woz eigendom, som", "woz eigendom, aantal");
const PLACE: (&str, &str) = ("woz plaats, som", "woz plaats, aantal");
const ALL: (&str, &str) = ("woz land, som", "woz land, aantal");
/// Keys of provinces among those of municipalities.
const PROVINCE: usize = 10_000;

/// Adds the values of one dwelling.
pub(super) fn dwelling(world: &World, id: AdresId, counts: &mut Counts) {
    let adres = world.places().adres(id);
    let woonplaats = adres.woonplaats();
    let mut add = |(sum, count): (&'static str, &'static str), class: usize, value: u32| {
        *counts.entry((sum, class)).or_default() += u64::from(value);
        *counts.entry((count, class)).or_default() += 1;
    };
    let value = world.woz_price(id, YEAR as u16);
    let (gebied, place) = world.places.postgebied_van(id);
    let tenure = match bezit(&gebied, place) {
        Bezit::Bewoners => 0,
        Bezit::Corporatie(_) => 1,
        _ => 2,
    };
    add(TENURE, tenure, value);
    add(
        PLACE,
        PROVINCE + usize::from(woonplaats.provincie().0),
        value,
    );
    if gepubliceerd(woonplaats.gemeente()).is_some() {
        add(PLACE, usize::from(woonplaats.gemeente().number()), value);
    }
    if world.places.gemeenten.len() >= WHOLE_COUNTRY {
        add(ALL, 0, world.woz_price(id, COUNTRY.0 as u16));
    }
}

/// The subjects.
pub(super) fn report(world: &World, counts: &Counts) -> Vec<Statistiek> {
    let get = |subject, class| counts.get(&(subject, class)).copied().unwrap_or(0);
    let mean = |(sum, count): (&'static str, &'static str), class| {
        (get(sum, class) / get(count, class).max(1)) as u32
    };
    let dwellings: u64 = (0..TENURES.len()).map(|class| get(TENURE.1, class)).sum();
    if dwellings == 0 {
        return Vec::new();
    }
    let total: u64 = (0..TENURES.len()).map(|class| get(TENURE.0, class)).sum();
    let tenures = TENURES
        .iter()
        .enumerate()
        .filter(|(class, _)| get(TENURE.1, *class) > 0)
        .map(|(class, (naam, cbs))| {
            let here = u64::from(mean(TENURE, class)) * 100_000 / (total / dwellings).max(1);
            let klasse = Klasse {
                naam: (*naam).to_owned(),
                cbs: *cbs,
                wereld: here as u32,
            };
            (klasse, get(TENURE.1, class))
        })
        .collect();
    let mut places: Vec<(Klasse, u64)> = Vec::new();
    let mut add = |naam: String, cbs: u32, of: (&'static str, &'static str), class: usize| {
        let many = get(of.1, class);
        if many > 0 {
            let wereld = mean(of, class);
            places.push((Klasse { naam, cbs, wereld }, many));
        }
    };
    add("Nederland, 2022".to_owned(), COUNTRY.1, ALL, 0);
    for gemeente in world.places().gemeenten() {
        if let Some(level) = gepubliceerd(gemeente.code()) {
            let class = usize::from(gemeente.code().number());
            add(gemeente.naam().to_owned(), level, PLACE, class);
        }
    }
    let provincies: BTreeMap<u8, &'static str> = world
        .places()
        .gemeenten()
        .map(Gemeente::provincie)
        .collect();
    for (code, naam) in provincies {
        let level = niveau_van_provincie(code);
        let class = PROVINCE + usize::from(code);
        add(format!("provincie {naam}"), level, PLACE, class);
    }
    vec![
        Statistiek::of_means(
            (
                "WOZ-waarde naar eigendom",
                "CBS 85036NED 2025, vier regio's",
                'A',
                800,
            ),
            Maat::Index,
            tenures,
        ),
        Statistiek::of_means(
            (
                "WOZ-waarde gemiddeld",
                "CBS 85036NED 2025, pers 2022; provincies geschat",
                'C',
                1200,
            ),
            Maat::DuizendEuro,
            places,
        ),
    ]
}
