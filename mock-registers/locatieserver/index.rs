//! What can be found, by its words: built from the world the first time somebody searches.
//!
//! Only names are indexed, in a finite state transducer: streets, towns, municipalities, provinces.
//! Postcodes and house numbers are runs in sorted tables, and an address is enumerated from its street. So
//! the index of a million people takes a few megabytes, where documents in a search engine would take
//! hundreds.
//!
//! **Invariant:** nothing here that the world does not say; the same world gives the same index.

mod bouw;

use std::ops::Range;

use fieldlab_world::{AdresId, Gemeentecode, Places, Postcode, StraatId, Vierhoek, Woonplaatscode};
use fst::{IntoStreamer, Streamer};
use levenshtein_automata::LevenshteinAutomatonBuilder;

/// A place with a name: a row of one of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Plek {
    Provincie(usize),
    Gemeente(usize),
    Plaats(usize),
    Straat(usize),
    Buurt(usize),
}

/// A rectangle in millimetres RD: west, south, east, north.
pub(super) type Vlak = [i64; 4];

#[derive(Debug)]
pub(super) struct Provincie {
    pub(super) code: u8,
    pub(super) naam: &'static str,
    pub(super) vlak: Vlak,
}

#[derive(Debug)]
pub(super) struct Gemeente {
    pub(super) code: Gemeentecode,
    pub(super) naam: &'static str,
    pub(super) provincie: usize,
    pub(super) vlak: Vlak,
}

#[derive(Debug)]
pub(super) struct Plaats {
    pub(super) code: Woonplaatscode,
    pub(super) naam: &'static str,
    pub(super) gemeente: usize,
    pub(super) vlak: Vlak,
    /// Its streets by name, in [`Index::op_naam`].
    pub(super) straten: Range<usize>,
    pub(super) gebieden: usize,
    pub(super) adressen: usize,
}

/// A neighbourhood, as the statistics office has them.
#[derive(Debug)]
pub(super) struct BuurtRij {
    pub(super) code: String,
    pub(super) wijkcode: String,
    pub(super) naam: String,
    pub(super) gemeente: usize,
    pub(super) vlak: Vierhoek,
}

#[derive(Debug)]
pub(super) struct StraatRij {
    pub(super) id: StraatId,
    pub(super) plaats: usize,
    pub(super) buurt: usize,
    /// The place of its name among all street names; equal names have equal places.
    pub(super) naamrang: usize,
    /// How many words its name has.
    pub(super) woorden: usize,
    pub(super) gebieden: Range<usize>,
    pub(super) adressen: usize,
}

/// The part of a postcode along one street.
#[derive(Debug)]
pub(super) struct Gebied {
    pub(super) postcode: Postcode,
    pub(super) straat: usize,
    /// Its place in [`Index::op_postcode`].
    pub(super) rang: usize,
    /// Addresses that are in use.
    pub(super) adressen: usize,
    /// The place of its first address in the order of addresses.
    eerste: usize,
    /// The lowest and highest house number in use.
    pub(super) nummers: (u32, u32),
}

/// In a house number that is kept: there is a letter or an addition behind it.
const ACHTERVOEGSEL: u16 = 1 << 15;

/// The whole.
pub(super) struct Index {
    pub(super) provincies: Vec<Provincie>,
    pub(super) gemeenten: Vec<Gemeente>,
    pub(super) plaatsen: Vec<Plaats>,
    pub(super) buurten: Vec<BuurtRij>,
    pub(super) straten: Vec<StraatRij>,
    pub(super) gebieden: Vec<Gebied>,
    /// The streets, town by town and then by name.
    pub(super) op_naam: Vec<usize>,
    op_postcode: Vec<u32>,
    /// The house number of each address, 0 for one that has been withdrawn.
    nummers: Vec<u16>,
    /// The addresses by house number, and where each number begins.
    op_nummer: Vec<AdresId>,
    nummer_begint: Vec<u32>,
    woorden: fst::Map<Vec<u8>>,
    plekken: Vec<Plek>,
    plekken_beginnen: Vec<u32>,
    verwant: LevenshteinAutomatonBuilder,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("straten", &self.straten.len())
            .field("woorden", &self.woorden.len())
            .finish_non_exhaustive()
    }
}

/// How a word of a question fits a word of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Past {
    Geheel,
    /// It is the beginning of a word of so many bytes.
    Begin(usize),
}

impl Index {
    /// Reads the whole world once.
    pub(super) fn bouw(places: &Places) -> Self {
        bouw::bouw(places)
    }

    /// Calls `neem` for every place with a word that `woord` is or, with `ook_begin`, begins.
    pub(super) fn met_woord(&self, woord: &str, ook_begin: bool, mut neem: impl FnMut(Plek, Past)) {
        if !ook_begin {
            if let Some(nummer) = self.woorden.get(woord) {
                self.van_woord(nummer)
                    .for_each(|plek| neem(plek, Past::Geheel));
            }
            return;
        }
        // Until the last text that begins so: `woord` itself is the first.
        let mut stroom = self.woorden.range().ge(woord).into_stream();
        while let Some((sleutel, nummer)) = stroom.next() {
            if !sleutel.starts_with(woord.as_bytes()) {
                break;
            }
            let past = if sleutel.len() == woord.len() {
                Past::Geheel
            } else {
                Past::Begin(sleutel.len())
            };
            self.van_woord(nummer).for_each(|plek| neem(plek, past));
        }
    }

    /// Words of names that differ little from `woord`, the nearest and then the most used first.
    pub(super) fn verwante(&self, woord: &str) -> Vec<(String, u8)> {
        let letters = woord.chars().count();
        // One slip in a short word, two in a long one; a word of three letters is any other.
        let afstand = match letters {
            0..=3 => return Vec::new(),
            4..=7 => 1,
            8..=40 => 2,
            _ => return Vec::new(),
        };
        let automaat = self.verwant.build_dfa(woord);
        let mut stroom = self.woorden.search(&automaat).into_stream();
        let mut gevonden = Vec::new();
        while let Some((sleutel, nummer)) = stroom.next() {
            let ver = automaat.eval(sleutel).to_u8();
            if ver <= afstand
                && let Ok(tekst) = std::str::from_utf8(sleutel)
            {
                let gebruikt = self.van_woord(nummer).count();
                gevonden.push((ver, std::cmp::Reverse(gebruikt), tekst.to_owned()));
            }
        }
        gevonden.sort_unstable();
        gevonden
            .into_iter()
            .map(|(ver, _, tekst)| (tekst, ver))
            .collect()
    }

    fn van_woord(&self, nummer: u64) -> impl Iterator<Item = Plek> + '_ {
        let at = nummer as usize;
        self.plekken[self.plekken_beginnen[at] as usize..self.plekken_beginnen[at + 1] as usize]
            .iter()
            .copied()
    }

    /// Where the postcodes with this beginning (in capitals) stand in the order of postcodes.
    pub(super) fn postcodes_met_begin(&self, begin: &str) -> Range<usize> {
        let kop = |gebied: &u32| {
            let mut tekst = self.gebieden[*gebied as usize].postcode.to_string();
            tekst.truncate(begin.len());
            tekst
        };
        let eerste = self
            .op_postcode
            .partition_point(|gebied| kop(gebied).as_str() < begin);
        let aantal = self.op_postcode[eerste..].partition_point(|gebied| kop(gebied) == begin);
        eerste..eerste + aantal
    }

    /// The part at this place in the order of postcodes.
    pub(super) fn gebied_op_rang(&self, rang: usize) -> usize {
        self.op_postcode[rang] as usize
    }

    /// The house number of an address, 0 when it has been withdrawn.
    pub(super) fn huisnummer(&self, places: &Places, adres: AdresId) -> u32 {
        let nummer = self.nummers.get(places.basis(adres).index());
        u32::from(nummer.copied().unwrap_or(0) & !ACHTERVOEGSEL)
    }

    /// Whether an address is in use. What a team split off is not in the index, and is.
    pub(super) fn is_in_gebruik(&self, adres: AdresId) -> bool {
        let nummer = self.nummers.get(adres.index());
        nummer.is_none_or(|nummer| nummer & !ACHTERVOEGSEL > 0)
    }

    /// Whether an address has neither letter nor addition.
    pub(super) fn is_kaal(&self, adres: AdresId) -> bool {
        let nummer = self.nummers.get(adres.index());
        nummer.is_some_and(|nummer| nummer & ACHTERVOEGSEL == 0)
    }

    /// The addresses in use with this house number.
    pub(super) fn met_huisnummer(&self, huisnummer: u32) -> &[AdresId] {
        let at = huisnummer as usize;
        match self.nummer_begint.get(at..at.saturating_add(2)) {
            Some(&[begin, einde]) => &self.op_nummer[begin as usize..einde as usize],
            _ => &[],
        }
    }

    /// The highest house number.
    pub(super) fn hoogste_huisnummer(&self) -> u32 {
        (self.nummer_begint.len() as u32).saturating_sub(2)
    }

    /// The addresses in use in a part of a postcode.
    pub(super) fn adressen_in<'a>(
        &'a self,
        places: &Places,
        gebied: usize,
    ) -> impl Iterator<Item = AdresId> + use<'a> {
        places
            .adressen_in_postcode(self.gebieden[gebied].postcode)
            .filter(|adres| self.is_in_gebruik(*adres))
    }

    /// The addresses in use along a street.
    pub(super) fn adressen_aan<'a>(
        &'a self,
        places: &Places,
        straat: usize,
    ) -> impl Iterator<Item = AdresId> + use<'a> {
        places
            .adressen_aan(self.straten[straat].id)
            .filter(|adres| self.is_in_gebruik(*adres))
    }

    /// The part of a postcode that an address is in.
    pub(super) fn van_adres(&self, places: &Places, adres: AdresId) -> Option<usize> {
        let basis = places.basis(adres).index();
        let na = self
            .gebieden
            .partition_point(|gebied| gebied.eerste <= basis);
        na.checked_sub(1)
    }
}

fn rek(vlak: &mut Vlak, met: Vlak) {
    vlak[0] = vlak[0].min(met[0]);
    vlak[1] = vlak[1].min(met[1]);
    vlak[2] = vlak[2].max(met[2]);
    vlak[3] = vlak[3].max(met[3]);
}

/// The smallest rectangle around points; of nothing, one that lies nowhere near.
pub(super) fn omhullend(punten: impl Iterator<Item = (i64, i64)>) -> Vlak {
    let leeg = [i64::MAX / 4, i64::MAX / 4, i64::MIN / 4, i64::MIN / 4];
    punten.fold(leeg, |mut vlak, (x, y)| {
        rek(&mut vlak, [x, y, x, y]);
        vlak
    })
}
