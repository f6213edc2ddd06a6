//! What people are called.
//!
//! The thousand commonest surnames cover a third of the Dutch; a generated tail (from places,
//! given names and Frisian endings) stands for the other three hundred thousand, so that a De Jong
//! is not three times too common.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::{flag, stream};
use crate::cast::CAST;
use crate::hash::Stream;
use crate::tables::{ACHTERNAMEN, HERKOMST_NAMEN, STRAAT_STAMMEN, VOORNAMEN, WOONPLAATSEN};

/// A surname with its prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Geslachtsnaam<'n> {
    /// `van der`, or empty.
    pub voorvoegsel: &'n str,
    /// `Meer`.
    pub naam: &'n str,
}

/// A background: what names, country and nationality go with it.
pub(crate) struct Origin {
    pub(crate) naam: &'static str,
    pub(crate) land: u16,
    pub(crate) plaats: &'static str,
    pub(crate) nationaliteit: u16,
    /// Households per thousand.
    promille: u64,
}

const fn origin(
    naam: &'static str,
    land: u16,
    plaats: &'static str,
    nationaliteit: u16,
    promille: u64,
) -> Origin {
    Origin {
        naam,
        land,
        plaats,
        nationaliteit,
        promille,
    }
}

/// Index 0 is Dutch. Shares after CBS 2022, by household.
pub(crate) const ORIGINS: &[Origin] = &[
    origin("Nederlands", 6030, "", 1, 0),
    origin("Turks", 6043, "Ankara", 339, 24),
    origin("Marokkaans", 5022, "Rabat", 131, 24),
    origin("Surinaams", 5007, "Paramaribo", 263, 21),
    origin("Antilliaans", 5107, "Willemstad", 1, 10),
    origin("Pools", 7028, "Warschau", 72, 24),
    origin("Syrisch", 7009, "Damascus", 336, 12),
    origin("Duits", 6029, "Berlijn", 55, 20),
    origin("Indonesisch", 6024, "Jakarta", 313, 14),
    origin("Chinees", 6022, "Peking", 307, 12),
    origin("Somalisch", 6013, "Mogadishu", 149, 6),
    origin("Eritrees", 9003, "Asmara", 84, 6),
    origin("Oekraïens", 6038, "Kiev", 34, 8),
    origin("Italiaans/Spaans/Portugees", 7044, "Rome", 64, 30),
    origin("Indiaas", 7046, "New Delhi", 312, 14),
];

/// Background of a household.
pub(crate) fn draw_origin(seed: u64, household: u32) -> u8 {
    let mut rest = Stream::new(seed, stream::ORIGIN).below(household.into(), 1000);
    for (at, origin) in ORIGINS.iter().enumerate().skip(1) {
        if rest < origin.promille {
            return at as u8;
        }
        rest -= origin.promille;
    }
    0
}

/// Invented noble families: prefix, name, code of the title or predicate for a man (table 38).
const NOBLE: &[(&str, &str, &str)] = &[
    ("van", "Merelduynen", "JH"),
    ("van", "Fuutenburgh", "JH"),
    ("de", "Roodenhazelaer", "JH"),
    ("van der", "Kievitsborch", "JH"),
    ("van", "Ooievaersteyn", "B"),
    ("van den", "Granietschaft", "B"),
    ("van", "Opaalenburg", "G"),
    ("van", "Agaatvoorde", "R"),
];

/// Names with diacritics, which the published thousand hardly have.
const MARKED: &[&str] = &[
    "Büchner",
    "Lefèvre",
    "Noël",
    "Jäger",
    "Brontë",
    "Çelikkaya",
    "Håkansson",
    "Søndergaard",
    "Beçak",
    "Núñez",
    "Gonçalves",
    "Kovářová",
    "Šimková",
    "Żurawski",
    "Łukasiewicz",
    "Förster",
    "Désiré",
    "Hélène",
    "Ibáñez",
    "Öztürkmen",
    "Köhlermann",
    "Bénard",
    "Strömberg",
    "Đorđević",
];

/// All surnames, and how they are drawn. The same for every world.
struct Surnames {
    names: Vec<Geslachtsnaam<'static>>,
    /// Cumulative weights of the published names.
    cumulative: Vec<u32>,
    /// Where the generated tail is.
    tail: std::ops::Range<u16>,
    /// Where the noble families are.
    noble: std::ops::Range<u16>,
    /// Per origin: its own names.
    origins: Vec<Vec<u16>>,
    cast: Vec<u16>,
}

/// Promille of people with one of the published names.
const PUBLISHED: u64 = 315;

fn table() -> &'static Surnames {
    static TABLE: OnceLock<Surnames> = OnceLock::new();
    TABLE.get_or_init(build)
}

/// All distinct surnames, in a fixed order.
pub(crate) fn surnames() -> &'static [Geslachtsnaam<'static>] {
    &table().names
}

pub(crate) fn surname_of_cast(member: usize) -> u16 {
    table().cast[member]
}

fn build() -> Surnames {
    let mut names: Vec<Geslachtsnaam<'static>> = Vec::with_capacity(16_000);
    let mut cumulative = Vec::with_capacity(ACHTERNAMEN.len());
    let mut sum = 0;
    for (voorvoegsel, naam, weight) in ACHTERNAMEN {
        sum += weight;
        cumulative.push(sum);
        names.push(Geslachtsnaam { voorvoegsel, naam });
    }
    let start = names.len() as u16;
    grow_tail(&mut names);
    let tail = start..names.len() as u16;
    for (voorvoegsel, naam, _) in NOBLE {
        names.push(Geslachtsnaam { voorvoegsel, naam });
    }
    let noble = tail.end..names.len() as u16;

    let mut places: HashMap<Geslachtsnaam<'_>, u16> = names
        .iter()
        .enumerate()
        .map(|(at, name)| (*name, at as u16))
        .collect();
    let mut place = |voorvoegsel: &'static str, naam: &'static str| {
        let wanted = Geslachtsnaam { voorvoegsel, naam };
        *places.entry(wanted).or_insert_with(|| {
            names.push(wanted);
            (names.len() - 1) as u16
        })
    };
    let origins = ORIGINS
        .iter()
        .map(|origin| {
            HERKOMST_NAMEN
                .iter()
                .filter(|(herkomst, soort, _)| *herkomst == origin.naam && *soort == "A")
                .map(|(_, _, naam)| place("", naam))
                .collect()
        })
        .collect();
    let cast = CAST
        .iter()
        .map(|member| place(member.voorvoegsel, member.geslachtsnaam))
        .collect();
    Surnames {
        names,
        cumulative,
        tail,
        noble,
        origins,
        cast,
    }
}

/// Adds names made of places, given names, and words with the endings of surnames.
fn grow_tail(names: &mut Vec<Geslachtsnaam<'static>>) {
    let mut known: HashSet<Geslachtsnaam<'static>> = names.iter().copied().collect();
    let mut add = |voorvoegsel: &'static str, naam: String| {
        let plain = naam.chars().all(|c| c.is_alphabetic() || c == '-');
        // Leaked: the table is made once and lives as long as the program.
        let naam: &'static str = Box::leak(naam.into_boxed_str());
        let name = Geslachtsnaam { voorvoegsel, naam };
        if plain && known.insert(name) {
            names.push(name);
        }
    };
    for name in MARKED {
        for prefix in ["", "van", "de"] {
            add(prefix, (*name).to_owned());
        }
    }
    for trade in [
        "Wagenmaker",
        "Klompenmaker",
        "Zeilmaker",
        "Kuipersmid",
        "Grofsmid",
        "Koperslager",
        "Lindeboomkweker",
        "Turfschipper",
        "Veerman",
        "Sluiswachter",
        "Molensteen",
        "Rietdekker",
    ] {
        for ending in ["", "s"] {
            add("", format!("{trade}{ending}"));
            add("de", format!("{trade}{ending}"));
        }
    }
    for (_, _, town) in WOONPLAATSEN {
        add("van", (*town).to_owned());
    }
    for (sex, decade, given, _) in VOORNAMEN {
        if *sex == "M" && *decade <= 1960 {
            let stem = given.strip_suffix('s').unwrap_or(given);
            for ending in ["sen", "s", "sma", "ing"] {
                add("", format!("{stem}{ending}"));
            }
        }
    }
    for (stem,) in STRAAT_STAMMEN {
        for ending in [
            "stra", "sma", "inga", "ema", "man", "kamp", "huis", "berg", "veld", "hof",
        ] {
            add("", format!("{stem}{ending}"));
        }
        let stem = stem.strip_suffix('e').unwrap_or(stem);
        add("van der", stem.to_owned());
        add("van den", format!("{stem}dijk"));
    }
}

/// A surname for `index`.
pub(crate) fn draw_surname(seed: u64, attribute: u64, index: u32, origin: u8) -> u16 {
    let table = table();
    let draws = Stream::new(seed, attribute + 300).sub(index.into());
    let own = &table.origins[usize::from(origin)];
    if !own.is_empty() {
        return own[draws.below(0, own.len() as u64) as usize];
    }
    if draws.below(4, 2_000) == 0 {
        return table.noble.start + draws.below(5, table.noble.len() as u64) as u16;
    }
    if draws.below(1, 1000) < PUBLISHED {
        let total = table.cumulative.last().copied().unwrap_or(1);
        let mark = draws.below(2, total.into()) as u32;
        return table.cumulative.partition_point(|&sum| sum <= mark) as u16;
    }
    table.tail.start + draws.below(3, table.tail.len() as u64) as u16
}

/// The surname of a noble family.
pub(crate) fn noble_surname(draw: u64) -> u16 {
    let noble = &table().noble;
    noble.start + (draw % noble.len().max(1) as u64) as u16
}

/// Title or predicate (table 38) of somebody with this surname; empty for nearly everybody.
pub(crate) fn title(surname: u16, female: bool) -> &'static str {
    let noble = &table().noble;
    if !noble.contains(&surname) {
        return "";
    }
    match (NOBLE[usize::from(surname - noble.start)].2, female) {
        ("JH" | "R", true) => "JV",
        ("B", true) => "BS",
        ("G", true) => "GI",
        (title, _) => title,
    }
}

/// Cumulative weights of the given names per sex and decade, 1920 to 2020.
fn given_names() -> &'static [Vec<(u32, &'static str)>] {
    static TABLE: OnceLock<Vec<Vec<(u32, &'static str)>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut cells = vec![Vec::new(); 22];
        for (sex, decade, name, weight) in VOORNAMEN {
            let decade = ((decade - 1920) / 10).min(10) as usize;
            let cell = &mut cells[usize::from(*sex == "V") * 11 + decade];
            let sum = cell.last().map_or(0, |&(sum, _)| sum) + weight;
            cell.push((sum, *name));
        }
        cells
    })
}

fn foreign_names(origin: u8, female: bool) -> &'static [&'static str] {
    static TABLE: OnceLock<Vec<Vec<&'static str>>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        ORIGINS
            .iter()
            .flat_map(|origin| {
                ["M", "V"].map(|sex| {
                    HERKOMST_NAMEN
                        .iter()
                        .filter(|(herkomst, soort, _)| *herkomst == origin.naam && *soort == sex)
                        .map(|(_, _, naam)| *naam)
                        .collect()
                })
            })
            .collect()
    });
    &table[usize::from(origin) * 2 + usize::from(female)]
}

/// Origins some of whose people have one name.
const ONE_NAME: [u8; 3] = [6, 8, 14];

/// Given names, separated by spaces; empty for somebody with a single name.
pub(crate) fn draw_given(seed: u64, key: u64, birth_year: u16, female: bool, origin: u8) -> String {
    let draws = Stream::new(seed, stream::GIVEN).sub(key);
    let foreign = foreign_names(origin, female);
    if !foreign.is_empty() {
        // In some countries a single name is enough; it is kept as the surname.
        if ONE_NAME.contains(&origin) && draws.chance(101, 60) {
            return String::new();
        }
        return foreign[draws.below(0, foreign.len() as u64) as usize].to_owned();
    }
    let decade = usize::from((birth_year.clamp(1920, 2029) - 1920) / 10).min(10);
    let cell = &given_names()[usize::from(female) * 11 + decade];
    let total = cell.last().map_or(1, |&(sum, _)| sum);
    let pick = |nth: u64| {
        let mark = draws.below(nth, total.into()) as u32;
        cell[cell.partition_point(|&(sum, _)| sum <= mark)].1
    };
    // One in three has one name, two in five have two.
    let count: usize = match draws.below(100, 100) {
        0..=34 => 1,
        35..=74 => 2,
        75..=94 => 3,
        _ => 4,
    };
    let mut names = String::with_capacity(32);
    let mut drawn = [""; 4];
    for nth in 0..count {
        let next = pick(nth as u64 + 1);
        if !drawn[..nth].contains(&next) {
            if nth > 0 {
                names.push(' ');
            }
            names.push_str(next);
        }
        drawn[nth] = next;
    }
    names
}

pub(crate) const fn is_female(flags: u16) -> bool {
    flags & flag::FEMALE != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_are_many_distinct_and_fit_their_number() {
        let names = surnames();
        assert!((5_000..60_000).contains(&names.len()), "{}", names.len());
        let distinct: HashSet<_> = names.iter().collect();
        assert_eq!(distinct.len(), names.len());
    }

    #[test]
    fn every_origin_has_names_of_its_own() {
        for (at, origin) in ORIGINS.iter().enumerate().skip(1) {
            assert!(!foreign_names(at as u8, true).is_empty(), "{}", origin.naam);
            assert!(!table().origins[at].is_empty(), "{}", origin.naam);
            assert!(
                crate::tables::land(origin.land).is_some(),
                "{}",
                origin.land
            );
            assert!(crate::tables::nationaliteit(origin.nationaliteit).is_some());
        }
    }
}
