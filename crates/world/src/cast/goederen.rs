//! What the cast owns and runs: houses, what rests on them, companies. By address, the same in every
//! seed and size; what is not here is drawn as for anybody.

use super::Lid;

/// Something about an address of the cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Goed {
    /// It is of a member of the cast who lives elsewhere.
    Van(Lid),
    /// The municipality owns the ground; who lives there has it on a lease.
    Erfpacht,
    /// There is a mortgage on it.
    Hypotheek,
    /// A creditor has seized it.
    Beslag,
    /// It is a listed building.
    Monument,
    /// A clause that every next owner has to take over.
    Kettingbeding,
    /// A sole trader has a firm at home.
    Eenmanszaak(Lid),
    /// A private company has its seat there, and this member runs it.
    Bv(Lid),
}

const GOEDEREN: &[(u32, Goed)] = &[
    (0, Goed::Eenmanszaak(1)),
    (0, Goed::Hypotheek),
    (9, Goed::Van(127)),
    (25, Goed::Monument),
    (28, Goed::Bv(42)),
    (29, Goed::Van(53)),
    (30, Goed::Erfpacht),
    (49, Goed::Hypotheek),
    (49, Goed::Beslag),
    (82, Goed::Kettingbeding),
];

fn of(adres: u32) -> impl Iterator<Item = Goed> {
    GOEDEREN
        .iter()
        .filter(move |(at, _)| *at == adres)
        .map(|(_, goed)| *goed)
}

/// Whether an address has this.
pub(crate) fn heeft(adres: u32, goed: Goed) -> bool {
    of(adres).any(|other| other == goed)
}

/// Whose an address is, when it is of somebody who lives elsewhere.
pub(crate) fn eigenaar(adres: u32) -> Option<Lid> {
    of(adres).find_map(|goed| match goed {
        Goed::Van(lid) => Some(lid),
        _ => None,
    })
}

/// The addresses that somebody has beside the own home.
pub(crate) fn elders_van(person: u32) -> impl Iterator<Item = u32> {
    GOEDEREN
        .iter()
        .filter(move |(_, goed)| matches!(goed, Goed::Van(lid) if u32::from(*lid) == person))
        .map(|(adres, _)| *adres)
}

/// Who has a firm at home, if anybody has.
pub(crate) fn eenmanszaak(adres: u32) -> Option<Lid> {
    of(adres).find_map(|goed| match goed {
        Goed::Eenmanszaak(lid) => Some(lid),
        _ => None,
    })
}

/// Who runs the private company that has its seat at a dwelling, if there is one.
pub(crate) fn bv(adres: u32) -> Option<Lid> {
    of(adres).find_map(|goed| match goed {
        Goed::Bv(lid) => Some(lid),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cast::{CAST, HOMES};

    #[test]
    fn who_has_a_company_at_home_lives_there_and_who_lets_a_house_does_not() {
        for (adres, goed) in GOEDEREN {
            let home = |lid: Lid| HOMES[CAST[usize::from(lid)].huishouden as usize];
            match *goed {
                Goed::Eenmanszaak(lid) | Goed::Bv(lid) => assert_eq!(home(lid), Some(*adres)),
                Goed::Van(lid) => assert_ne!(home(lid), Some(*adres)),
                _ => assert!(HOMES.contains(&Some(*adres)), "nobody lives at {adres}"),
            }
        }
    }
}
