//! The addresses of the fixed cast: the first of every world, the same in every seed and size.
//!
//! Street names are two themes and a suffix, so that they exist nowhere.

use super::Objectsoort::{self, Ligplaats, Standplaats, Verblijfsobject};

/// A street of the cast.
pub(crate) struct CastStraat {
    pub(crate) naam: &'static str,
    pub(crate) korte_naam: &'static str,
    /// Its postcode areas, as places in the order of all of them.
    pub(crate) pc6: std::ops::Range<u32>,
}

/// An address of the cast.
pub(crate) struct CastAdres {
    /// Place in the order of all postcode areas.
    pub(crate) pc6: u32,
    pub(crate) huisnummer: u32,
    pub(crate) huisletter: &'static str,
    pub(crate) toevoeging: &'static str,
    pub(crate) soort: Objectsoort,
    /// How many addresses back the building begins.
    pub(crate) pand_terug: u32,
    pub(crate) oppervlakte: u32,
    pub(crate) bouwjaar: u16,
    pub(crate) ingetrokken: bool,
}

pub(crate) const STRATEN: &[CastStraat] = &[
    CastStraat {
        naam: "Ooievaarsagaatlaan",
        korte_naam: "Ooievaarsagaatlaan",
        pc6: 0..2,
    },
    CastStraat {
        naam: "Burgemeester Van Nergenshuizenstraat",
        korte_naam: "Burg v Nergenshuizenstr",
        pc6: 2..3,
    },
    CastStraat {
        naam: "Reünieganzenpad",
        korte_naam: "Reünieganzenpad",
        pc6: 3..4,
    },
    CastStraat {
        naam: "Fuutgranietkade",
        korte_naam: "Fuutgranietkade",
        pc6: 4..5,
    },
    CastStraat {
        naam: "Kievitkoraalveld",
        korte_naam: "Kievitkoraalveld",
        pc6: 5..6,
    },
    CastStraat {
        naam: "Merelopaalplein",
        korte_naam: "Merelopaalplein",
        pc6: 6..7,
    },
    CastStraat {
        naam: "Wulpkwartsstraat",
        korte_naam: "Wulpkwartsstraat",
        pc6: 7..8,
    },
    CastStraat {
        naam: "Lepelaartopaashof",
        korte_naam: "Lepelaartopaashof",
        pc6: 8..9,
    },
    CastStraat {
        naam: "Grutjaspislaan",
        korte_naam: "Grutjaspislaan",
        pc6: 9..10,
    },
];

/// The number of postcode areas of the cast.
pub(crate) const PC6: u32 = 10;

const fn huis(pc6: u32, huisnummer: u32, oppervlakte: u32, bouwjaar: u16) -> CastAdres {
    CastAdres {
        pc6,
        huisnummer,
        huisletter: "",
        toevoeging: "",
        soort: Verblijfsobject,
        pand_terug: 0,
        oppervlakte,
        bouwjaar,
        ingetrokken: false,
    }
}

const fn deel(
    pc6: u32,
    huisnummer: u32,
    huisletter: &'static str,
    toevoeging: &'static str,
    pand_terug: u32,
    oppervlakte: u32,
) -> CastAdres {
    CastAdres {
        huisletter,
        toevoeging,
        pand_terug,
        ..huis(pc6, huisnummer, oppervlakte, 1978)
    }
}

const fn flat(pc6: u32, huisnummer: u32, pand_terug: u32, oppervlakte: u32) -> CastAdres {
    deel(pc6, huisnummer, "", "", pand_terug, oppervlakte)
}

const fn plaats(pc6: u32, huisnummer: u32, soort: Objectsoort) -> CastAdres {
    CastAdres {
        soort,
        ..huis(pc6, huisnummer, 0, 0)
    }
}

/// A vacant house, large enough for a family: where the scenario `verhuizing` goes.
#[cfg(test)]
pub(crate) const LEEG_HUIS: u32 = 7;

/// In the order of their ids. Within a postcode area by number, letter, addition.
pub(crate) const ADRESSEN: &[CastAdres] = &[
    // Ooievaarsagaatlaan, odd side: 0..=7
    huis(0, 1, 124, 1934),
    huis(0, 3, 118, 1934),
    huis(0, 5, 131, 1934),
    huis(0, 7, 126, 1934),
    huis(0, 9, 142, 1936),
    huis(0, 11, 119, 1936),
    huis(0, 13, 127, 1936),
    huis(0, 15, 155, 1936),
    // Even side, with 12, 12A and 12A-3, and a block of flats at 16: 8..=22
    huis(1, 2, 133, 1938),
    huis(1, 4, 96, 1938),
    huis(1, 6, 101, 1938),
    huis(1, 8, 140, 1938),
    huis(1, 10, 122, 1938),
    huis(1, 12, 88, 1978),
    deel(1, 12, "A", "", 1, 61),
    deel(1, 12, "A", "3", 2, 54),
    huis(1, 14, 160, 2019),
    deel(1, 16, "A", "", 0, 74),
    deel(1, 16, "B", "", 1, 74),
    deel(1, 16, "C", "", 2, 74),
    deel(1, 16, "C", "II", 3, 48),
    deel(1, 16, "", "1", 4, 74),
    deel(1, 16, "", "2", 5, 74),
    // Burgemeester Van Nergenshuizenstraat: 23..=27
    huis(2, 21, 210, 1908),
    huis(2, 23, 184, 1908),
    huis(2, 25, 340, 1887),
    huis(2, 27, 176, 1911),
    CastAdres {
        ingetrokken: true,
        ..huis(2, 29, 90, 1911)
    },
    // Reünieganzenpad: 28..=32
    huis(3, 1, 112, 2004),
    huis(3, 2, 112, 2004),
    huis(3, 3, 112, 2004),
    huis(3, 4, 112, 2004),
    huis(3, 5, 148, 2004),
    // Fuutgranietkade, moorings: 33, 34
    plaats(4, 1, Ligplaats),
    plaats(4, 2, Ligplaats),
    // Kievitkoraalveld, pitches: 35..=37
    plaats(5, 1, Standplaats),
    plaats(5, 2, Standplaats),
    plaats(5, 3, Standplaats),
    // Merelopaalplein, an institution: 38
    huis(6, 1, 4_200, 1996),
    // Wulpkwartsstraat: 39..=50
    huis(7, 1, 100, 1958),
    huis(7, 3, 107, 1958),
    huis(7, 5, 114, 1958),
    huis(7, 7, 121, 1958),
    huis(7, 9, 128, 1958),
    huis(7, 11, 135, 1958),
    huis(7, 13, 142, 1974),
    huis(7, 15, 149, 1974),
    huis(7, 17, 156, 1974),
    huis(7, 19, 103, 1974),
    huis(7, 21, 110, 1974),
    huis(7, 23, 117, 1974),
    // Lepelaartopaashof, three blocks of flats: 51..=68
    flat(8, 1, 0, 62),
    flat(8, 2, 1, 66),
    flat(8, 3, 2, 70),
    flat(8, 4, 3, 74),
    flat(8, 5, 4, 78),
    flat(8, 6, 5, 82),
    flat(8, 7, 0, 62),
    flat(8, 8, 1, 66),
    flat(8, 9, 2, 70),
    flat(8, 10, 3, 74),
    flat(8, 11, 4, 78),
    flat(8, 12, 5, 82),
    flat(8, 13, 0, 62),
    flat(8, 14, 1, 66),
    flat(8, 15, 2, 70),
    flat(8, 16, 3, 74),
    flat(8, 17, 4, 78),
    flat(8, 18, 5, 82),
    // Grutjaspislaan: 69..=82
    huis(9, 2, 96, 1988),
    huis(9, 4, 107, 1988),
    huis(9, 6, 118, 1988),
    huis(9, 8, 129, 1988),
    huis(9, 10, 140, 1988),
    huis(9, 12, 151, 1988),
    huis(9, 14, 162, 1988),
    huis(9, 16, 103, 1988),
    huis(9, 18, 114, 2011),
    huis(9, 20, 125, 2011),
    huis(9, 22, 136, 2011),
    huis(9, 24, 147, 2011),
    huis(9, 26, 158, 2011),
    huis(9, 28, 99, 2011),
];

/// The addresses of a postcode area, in order.
fn of_pc6(pc6: u32) -> &'static [CastAdres] {
    let from = ADRESSEN.partition_point(|adres| adres.pc6 < pc6);
    let until = ADRESSEN.partition_point(|adres| adres.pc6 <= pc6);
    &ADRESSEN[from..until]
}

/// Where the buildings, moorings and pitches of a postcode area begin.
pub(crate) fn blokken(pc6: u32) -> impl Iterator<Item = u32> {
    (0..)
        .zip(of_pc6(pc6))
        .filter(|(_, adres)| adres.pand_terug == 0)
        .map(|(place, _)| place)
}

/// First and last of the places that share a building with a place.
pub(crate) fn blok(pc6: u32, place: u32) -> (u32, u32) {
    let adressen = of_pc6(pc6);
    let first = place - adressen[place as usize].pand_terug;
    let next = blokken(pc6).find(|&begin| begin > first);
    (first, next.unwrap_or(adressen.len() as u32) - 1)
}

pub(crate) fn soort(pc6: u32, place: u32) -> Objectsoort {
    of_pc6(pc6)[place as usize].soort
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_fit_and_addresses_are_in_order() {
        for straat in STRATEN {
            assert!(
                straat.korte_naam.chars().count() <= 24,
                "{}",
                straat.korte_naam
            );
        }
        assert!(ADRESSEN.is_sorted_by_key(|adres| (adres.pc6, adres.huisnummer)));
        assert_eq!(ADRESSEN[usize::try_from(LEEG_HUIS).unwrap()].huisnummer, 15);
        assert!(ADRESSEN.iter().all(|adres| adres.pc6 < PC6));
    }
}
