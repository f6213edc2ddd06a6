//! Whose an address is: residents, a corporation, a landlord, the company in it.
//!
//! Shares follow the owner-occupied 57, corporation 29 and other landlord 14 per cent of the country.

use super::stream;
use crate::cast::goederen;
use crate::hash::Stream;
use crate::places::{Objectsoort, Postgebied, Role, Vorm, cast};

/// Whose something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bezit {
    /// Of the household that lives there.
    Bewoners,
    /// Of the company that has its seat there.
    Gebruiker,
    /// Of a person who lives elsewhere.
    Persoon,
    Corporatie(u32),
    Vastgoed(u32),
    Gemeente,
}

/// Whether the building at a place has been split into apartment rights.
pub(crate) fn is_gesplitst(gebied: &Postgebied<'_>, place: u32) -> bool {
    let (first, last) = gebied.strook.blok(place);
    if first == last {
        return false;
    }
    if gebied.pc6 < cast::PC6 {
        // Number 12 with 12A, and one of three blocks; the flats at 16 are a corporation's.
        return matches!((gebied.pc6, first), (1, 5) | (8, 0));
    }
    let promille = match gebied.strook.vorm {
        Vorm::Gesplitst => 750,
        Vorm::Galerij => 560,
        _ => 600,
    };
    Stream::new(gebied.places.seed(), stream::SPLIT).chance((gebied.first + first).into(), promille)
}

/// Whether the one apartment right of a building that was split has been split again: its number is
/// 1, and those that came from it go on from 2.
pub(crate) fn is_ondergesplitst(gebied: &Postgebied<'_>, place: u32) -> bool {
    let (first, last) = gebied.strook.blok(place);
    gebied.pc6 >= cast::PC6
        && last - first >= 3
        && is_gesplitst(gebied, place)
        && Stream::new(gebied.places.seed(), stream::SPLIT + 100)
            .chance((gebied.first + first).into(), 150)
}

/// Whose a place is: the building when it is one whole, or else the unit.
pub(crate) fn bezit(gebied: &Postgebied<'_>, place: u32) -> Bezit {
    let (first, last) = gebied.strook.blok(place);
    let split = is_gesplitst(gebied, place);
    let whole = last > first && !split;
    let key = gebied.first + if whole { first } else { place };
    let draws = Stream::new(gebied.places.seed(), stream::OWNER).sub(key.into());
    let landlord = Bezit::Vastgoed(draws.below(2, 4) as u32);
    let corporatie = Bezit::Corporatie(gebied.strook.buurt_nummer() % 2);
    if gebied.strook.soort(place) != Objectsoort::Verblijfsobject {
        return Bezit::Gemeente;
    }
    if gebied.pc6 < cast::PC6 {
        let adres = gebied.first + place;
        if goederen::eigenaar(adres).is_some() {
            return Bezit::Persoon;
        }
        let lived_in = gebied.places.cast_lives_at(adres);
        return if lived_in && !whole && gebied.strook.quarters(place) < 2000 {
            Bezit::Bewoners
        } else {
            corporatie
        };
    }
    let business = gebied.role(place) == Role::Business;
    if whole {
        return if business || draws.chance(0, 200) {
            landlord
        } else {
            corporatie
        };
    }
    let draw = draws.below(1, 1000);
    if business {
        return match draw {
            0..=349 => Bezit::Gebruiker,
            350..=549 => Bezit::Persoon,
            _ => landlord,
        };
    }
    // A corporation has whole rows, and a flat here and there.
    let complex = match gebied.strook.vorm {
        Vorm::Rij => 330,
        Vorm::Twee => 120,
        Vorm::Aaneen => 120,
        _ => 0,
    };
    let of_complex = Stream::new(gebied.places.seed(), stream::OWNER + 100)
        .chance(gebied.pc6.into(), complex)
        && draws.chance(3, 930);
    if of_complex || split && draws.chance(4, 60) {
        return corporatie;
    }
    let (residents, person) = match gebied.strook.vorm {
        _ if split => (700, 190),
        Vorm::Vrij => (970, 20),
        Vorm::Twee => (950, 30),
        _ => (900, 60),
    };
    if draw < residents {
        match gebied.role(place) {
            Role::Home(_) => Bezit::Bewoners,
            _ => Bezit::Persoon,
        }
    } else if draw < residents + person {
        Bezit::Persoon
    } else {
        landlord
    }
}
