//! What companies are called.

use super::bedrijf::{Bedrijf, Plek};
use super::{Rechtsvorm, Slot, Vast};
use crate::hash::Stream;
use crate::tables::BEDRIJFSNAMEN;
use crate::view::{Overlay, View};

/// The names of a company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Namen {
    /// Under which it trades, the first one first.
    pub handelsnamen: Vec<String>,
    /// In its statutes, of a legal person.
    pub statutair: Option<String>,
}

/// Banks that do not exist.
const BANKEN: [&str; 5] = [
    "Testbank N.V.",
    "Hypotheekbank Nergenshuizen N.V.",
    "Polderspaarbank N.V.",
    "Levensverzekeraar De Fictie N.V.",
    "Woonkrediet Waterlinge N.V.",
];

fn word(soort: &str, draw: u64) -> &'static str {
    let mut words = BEDRIJFSNAMEN.iter().filter(|row| row.0 == soort);
    let count = words.clone().count().max(1) as u64;
    words
        .nth((draw % count) as usize)
        .map(|row| row.1)
        .unwrap_or_default()
}

impl Namen {
    fn one(name: String, statutair: bool) -> Self {
        Self {
            statutair: statutair.then(|| name.clone()),
            handelsnamen: vec![name],
        }
    }

    /// A trade name, and with the form behind it the name of the legal person.
    fn formed(trade: String, form: &str) -> Self {
        Self {
            statutair: Some(format!("{trade} {form}")),
            handelsnamen: vec![trade],
        }
    }

    pub(super) fn of(bedrijf: Bedrijf<'_>) -> Self {
        match bedrijf.plek {
            Plek::Vast(vast, gemeente) => fixed(bedrijf, vast, gemeente),
            Plek::Slot(gebied, place, Slot::Vve) => {
                let (first, last) = gebied.strook.blok(place);
                let places = &bedrijf.world.places;
                let at = |place| places.adres(crate::places::AdresId(gebied.first + place));
                let number = |place| {
                    let adres = at(place);
                    format!(
                        "{}{}{}",
                        adres.huisnummer(),
                        adres.huisletter(),
                        adres.huisnummertoevoeging()
                    )
                };
                let name = format!(
                    "Vereniging van Eigenaars {} {}-{}",
                    at(first).straat().naam(),
                    number(first),
                    number(last)
                );
                Self::one(name, true)
            }
            Plek::Nieuw(oprichting) => Self {
                handelsnamen: vec![oprichting.handelsnaam.clone()],
                statutair: oprichting.statutair.clone(),
            },
            Plek::Slot(..) => drawn(bedrijf, bedrijf.draws),
        }
    }

    /// A trade name that the company could have had, drawn apart from the one it has.
    pub(super) fn other(bedrijf: Bedrijf<'_>, nth: u64) -> Option<String> {
        match bedrijf.plek {
            Plek::Slot(_, _, Slot::Hoofd | Slot::Tweede) => {
                let names = drawn(bedrijf, bedrijf.draws.sub(nth)).handelsnamen;
                names.into_iter().next()
            }
            _ => None,
        }
    }
}

fn fixed(bedrijf: Bedrijf<'_>, vast: Vast, gemeente: usize) -> Namen {
    let naam = bedrijf.world.places.gemeenten[gemeente].naam;
    match vast {
        Vast::Bank(nth) => {
            let name = BANKEN[nth as usize % BANKEN.len()];
            Namen {
                statutair: Some(name.to_owned()),
                handelsnamen: vec![name.trim_end_matches(" N.V.").to_owned()],
            }
        }
        Vast::Gemeente => Namen::one(format!("Gemeente {naam}"), true),
        Vast::Corporatie(0) => Namen::one(format!("Stichting Woonbelang {naam}"), true),
        Vast::Corporatie(_) => Namen::one(format!("Stichting Thuis in {naam}"), true),
        Vast::Vastgoed(nth) => {
            let sort = ["Vastgoed", "Beleggingen", "Verhuur", "Onroerend Goed"];
            Namen::formed(format!("{naam} {}", sort[nth as usize % 4]), "B.V.")
        }
    }
}

fn drawn(bedrijf: Bedrijf<'_>, draws: Stream) -> Namen {
    use Rechtsvorm as R;
    let overlay = Overlay::default();
    let view = View::new(bedrijf.world, &overlay);
    let woonplaats = bedrijf
        .eerste_adres()
        .map_or("", |adres| view.adres(adres).woonplaats().naam());
    let activity = bedrijf.sbi().first().map_or("Onderneming", |sbi| {
        let words: Vec<&'static str> = sbi.woorden().collect();
        words[(draws.draw(20) % words.len() as u64) as usize]
    });
    let owners = bedrijf.owners();
    let name_of = |nth: usize| {
        owners.get(nth).map(|owner| {
            let naam = view.persoon(*owner).naam();
            let first = naam
                .voornamen
                .split(' ')
                .next()
                .unwrap_or_default()
                .to_owned();
            let surname = [&*naam.voorvoegsel, &*naam.geslachtsnaam]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" ");
            (first, capital(&surname))
        })
    };
    let (first, surname) =
        name_of(0).unwrap_or_else(|| ("Jan".to_owned(), word("prefix", draws.draw(21)).to_owned()));
    let fancy = || {
        let adjective = word("bijvoeglijk", draws.draw(22));
        format!("De {adjective} {}", word("zelfstandig", draws.draw(23)))
    };
    let made = || {
        let lower = activity.to_lowercase();
        format!("{}{lower}", word("prefix", draws.draw(24)))
    };
    let draw = draws.below(25, 100);
    match bedrijf.rechtsvorm() {
        R::Eenmanszaak => Namen::one(
            match draw {
                0..=44 => format!("{activity} {surname}"),
                45..=64 => format!("{surname} {activity}"),
                65..=84 => format!("{first} {activity}"),
                _ => fancy(),
            },
            false,
        ),
        R::Maatschap => Namen::one(
            match name_of(1) {
                Some((_, other)) if other != surname => format!("Maatschap {surname}-{other}"),
                _ => format!("Maatschap {surname} {activity}"),
            },
            false,
        ),
        R::VennootschapOnderFirma | R::CommanditaireVennootschap => Namen::one(
            match draw {
                0..=29 => format!("{activity} {surname} & Zn."),
                30..=54 => format!("Gebroeders {surname} {activity}"),
                55..=74 => fancy(),
                _ => format!("{activity} {surname}"),
            },
            false,
        ),
        R::BeslotenVennootschap if activity == "Holding" || activity == "Beheer" => {
            Namen::formed(format!("{surname} {activity}"), "B.V.")
        }
        R::BeslotenVennootschap => Namen::formed(
            match draw {
                0..=39 => format!("{surname} {activity}"),
                40..=69 => made(),
                70..=84 => format!("{activity} {woonplaats}"),
                _ => fancy(),
            },
            "B.V.",
        ),
        R::NaamlozeVennootschap => Namen::formed(made(), "N.V."),
        R::Cooperatie => Namen {
            statutair: Some(format!("Coöperatie {} U.A.", made())),
            handelsnamen: vec![made()],
        },
        R::Vereniging => Namen::one(
            format!(
                "{}vereniging {}",
                word("sport", draws.draw(26)),
                word("club", draws.draw(27))
            ),
            true,
        ),
        R::Kerkgenootschap => Namen::one(format!("Protestantse Gemeente te {woonplaats}"), true),
        R::Stichting if activity == "Stichting" => Namen::one(
            format!("Stichting {} {woonplaats}", word("doel", draws.draw(28))),
            true,
        ),
        _ => Namen {
            statutair: Some(format!("Stichting {activity} {}", fancy())),
            handelsnamen: vec![format!("{activity} {}", fancy())],
        },
    }
}

/// A name at the front begins with a capital: `Van den Berg`.
fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
