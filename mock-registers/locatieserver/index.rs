//! What can be found, by its words: built from the world the first time somebody searches.
//!
//! Only names are indexed, in a finite state transducer: streets, towns, municipalities, provinces.
//! Postcodes and house numbers are runs in sorted tables, and an address is enumerated from its street. So
//! the index of a million people takes a few megabytes, where documents in a search engine would take
//! hundreds.
//!
//! **Invariant:** nothing here that the world does not say; the same world gives the same index.

use std::collections::BTreeMap;
use std::ops::Range;

use fieldlab_world::{
    Adres, AdresId, Buurt, Gemeentecode, Places, Postcode, Straat, StraatId, Vierhoek, Woonplaats,
    Woonplaatscode,
};
use fst::{IntoStreamer, Streamer};
use levenshtein_automata::LevenshteinAutomatonBuilder;

use super::woorden::teksten;

/// Names that everybody uses beside the official one (in words of the search).
const SYNONIEMEN: [(&str, &str); 3] = [
    ("s gravenhage", "den haag"),
    ("s hertogenbosch", "den bosch"),
    ("fryslan", "friesland"),
];

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
}

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
        let mut bouw = Bouw::default();
        for woonplaats in places.woonplaatsen() {
            bouw.woonplaats(places, woonplaats);
        }
        bouw.klaar()
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
    pub(super) fn huisnummer(&self, adres: AdresId) -> u32 {
        u32::from(self.nummers.get(adres.index()).copied().unwrap_or(0))
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
            .filter(|adres| self.huisnummer(*adres) > 0)
    }

    /// The addresses in use along a street.
    pub(super) fn adressen_aan<'a>(
        &'a self,
        places: &Places,
        straat: usize,
    ) -> impl Iterator<Item = AdresId> + use<'a> {
        places
            .adressen_aan(self.straten[straat].id)
            .filter(|adres| self.huisnummer(*adres) > 0)
    }

    /// Street and part of a postcode of an address.
    pub(super) fn van_adres(&self, adres: Adres<'_>) -> Option<(usize, usize)> {
        let straat = adres.straat().id().index();
        let postcode = adres.postcode()?;
        let gebied = self
            .straten
            .get(straat)?
            .gebieden
            .clone()
            .find(|gebied| self.gebieden[*gebied].postcode == postcode)?;
        Some((straat, gebied))
    }
}

#[derive(Default)]
struct Bouw {
    provincies: Vec<Provincie>,
    gemeenten: Vec<Gemeente>,
    plaatsen: Vec<Plaats>,
    buurten: Vec<BuurtRij>,
    /// The neighbourhood of each street.
    straatbuurt: Vec<usize>,
    straten: Vec<StraatRij>,
    namen: Vec<String>,
    gebieden: Vec<Gebied>,
    op_naam: Vec<usize>,
    nummers: Vec<u16>,
    in_gebruik: Vec<AdresId>,
    woorden: BTreeMap<String, Vec<Plek>>,
}

impl Bouw {
    /// Takes down the words of a name, and says how many there are.
    fn naam(&mut self, naam: &str, plek: Plek) -> usize {
        let woorden = teksten(naam);
        let tekst = woorden.join(" ");
        for (officieel, ander) in SYNONIEMEN {
            if tekst == officieel {
                for woord in ander.split(' ') {
                    self.woord(woord.to_owned(), plek);
                }
            }
        }
        let aantal = woorden.len();
        for woord in woorden {
            self.woord(woord, plek);
        }
        aantal
    }

    fn woord(&mut self, woord: String, plek: Plek) {
        let plekken = self.woorden.entry(woord).or_default();
        if plekken.last() != Some(&plek) {
            plekken.push(plek);
        }
    }

    fn woonplaats(&mut self, places: &Places, woonplaats: Woonplaats<'_>) {
        let vlak = omhullend(woonplaats.vlak().iter().map(|punt| (punt.x, punt.y)));
        let gemeente = self.gemeente(woonplaats, vlak);
        let plaats = self.plaatsen.len();
        let (gebieden, adressen) = (self.gebieden.len(), self.in_gebruik.len());
        let begin = self.op_naam.len();
        self.naam(woonplaats.naam(), Plek::Plaats(plaats));
        for buurt in woonplaats.buurten() {
            self.buurt(buurt, gemeente);
        }
        for straat in woonplaats.straten() {
            self.straat(places, places.straat(straat), plaats);
        }
        let namen = &self.namen;
        self.op_naam[begin..].sort_by(|een, ander| namen[*een].cmp(&namen[*ander]));
        self.plaatsen.push(Plaats {
            code: woonplaats.code(),
            naam: woonplaats.naam(),
            gemeente,
            vlak,
            straten: begin..self.op_naam.len(),
            gebieden: self.gebieden.len() - gebieden,
            adressen: self.in_gebruik.len() - adressen,
        });
    }

    fn gemeente(&mut self, woonplaats: Woonplaats<'_>, vlak: Vlak) -> usize {
        let code = woonplaats.gemeente();
        let bekend = self.gemeenten.iter().rposition(|rij| rij.code == code);
        let (provinciecode, provincienaam) = woonplaats.provincie();
        let provincie = match self
            .provincies
            .iter()
            .position(|rij| rij.code == provinciecode)
        {
            Some(provincie) => provincie,
            None => {
                let provincie = self.provincies.len();
                self.naam(provincienaam, Plek::Provincie(provincie));
                self.provincies.push(Provincie {
                    code: provinciecode,
                    naam: provincienaam,
                    vlak,
                });
                provincie
            }
        };
        rek(&mut self.provincies[provincie].vlak, vlak);
        let gemeente = bekend.unwrap_or_else(|| {
            let gemeente = self.gemeenten.len();
            self.naam(woonplaats.gemeentenaam(), Plek::Gemeente(gemeente));
            self.gemeenten.push(Gemeente {
                code,
                naam: woonplaats.gemeentenaam(),
                provincie,
                vlak,
            });
            gemeente
        });
        rek(&mut self.gemeenten[gemeente].vlak, vlak);
        gemeente
    }

    fn buurt(&mut self, buurt: Buurt<'_>, gemeente: usize) {
        let nummer = self.buurten.len();
        let naam = buurt.naam();
        self.naam(&naam, Plek::Buurt(nummer));
        for straat in buurt.straten() {
            self.straatbuurt.resize(straat.index(), nummer);
            self.straatbuurt.push(nummer);
        }
        self.buurten.push(BuurtRij {
            code: buurt.code(),
            wijkcode: buurt.wijkcode(),
            naam,
            gemeente,
            vlak: buurt.vlak(),
        });
    }

    fn straat(&mut self, places: &Places, straat: Straat<'_>, plaats: usize) {
        // Streets come in the order of their ids: the row is the id's own place.
        let nummer = self.straten.len();
        debug_assert_eq!(straat.id().index(), nummer);
        let naam = straat.naam();
        let woorden = self.naam(&naam, Plek::Straat(nummer));
        let kort = straat.korte_naam();
        if kort != naam {
            self.naam(&kort, Plek::Straat(nummer));
        }
        let (eerste, adressen) = (self.gebieden.len(), self.in_gebruik.len());
        for id in places.adressen_aan(straat.id()) {
            let adres = places.adres(id);
            let is_er = !adres.is_ingetrokken();
            let huisnummer = u16::try_from(adres.huisnummer()).unwrap_or(u16::MAX);
            self.nummers.resize(id.index(), 0);
            self.nummers.push(if is_er { huisnummer } else { 0 });
            let Some(postcode) = adres.postcode() else {
                continue;
            };
            if is_er {
                self.in_gebruik.push(id);
            }
            match self.gebieden.last_mut() {
                Some(gebied) if gebied.postcode == postcode && gebied.straat == nummer => {
                    gebied.adressen += usize::from(is_er);
                }
                _ => self.gebieden.push(Gebied {
                    postcode,
                    straat: nummer,
                    rang: 0,
                    adressen: usize::from(is_er),
                }),
            }
        }
        self.op_naam.push(nummer);
        self.namen.push(naam.into_owned());
        self.straten.push(StraatRij {
            id: straat.id(),
            plaats,
            buurt: self.straatbuurt.get(nummer).copied().unwrap_or(0),
            naamrang: 0,
            woorden,
            gebieden: eerste..self.gebieden.len(),
            adressen: self.in_gebruik.len() - adressen,
        });
    }

    fn klaar(mut self) -> Index {
        let mut namen: Vec<&str> = self.namen.iter().map(String::as_str).collect();
        namen.sort_unstable();
        namen.dedup();
        for (straat, naam) in self.straten.iter_mut().zip(&self.namen) {
            straat.naamrang = namen.binary_search(&naam.as_str()).unwrap_or(0);
        }
        let mut op_postcode: Vec<u32> = (0..self.gebieden.len() as u32).collect();
        op_postcode.sort_by_key(|gebied| self.gebieden[*gebied as usize].postcode);
        for (rang, gebied) in op_postcode.iter().enumerate() {
            self.gebieden[*gebied as usize].rang = rang;
        }
        let (op_nummer, nummer_begint) = self.op_nummer();
        let mut plekken = Vec::new();
        let mut plekken_beginnen = vec![0];
        let mut woorden = fst::MapBuilder::memory();
        for (nummer, (woord, van_woord)) in self.woorden.iter_mut().enumerate() {
            van_woord.sort_unstable();
            van_woord.dedup();
            plekken.append(van_woord);
            plekken_beginnen.push(plekken.len() as u32);
            woorden
                .insert(woord, nummer as u64)
                .expect("keys of a BTreeMap ascend, and memory does not fail");
        }
        Index {
            provincies: self.provincies,
            gemeenten: self.gemeenten,
            plaatsen: self.plaatsen,
            buurten: self.buurten,
            straten: self.straten,
            gebieden: self.gebieden,
            op_naam: self.op_naam,
            op_postcode,
            nummers: self.nummers,
            op_nummer,
            nummer_begint,
            woorden: woorden.into_map(),
            plekken,
            plekken_beginnen,
            verwant: LevenshteinAutomatonBuilder::new(2, true),
        }
    }

    /// A counting sort.
    fn op_nummer(&self) -> (Vec<AdresId>, Vec<u32>) {
        let hoogste = self.nummers.iter().copied().max().unwrap_or(0);
        let mut begint = vec![0_u32; usize::from(hoogste) + 2];
        for adres in &self.in_gebruik {
            begint[usize::from(self.nummers[adres.index()]) + 1] += 1;
        }
        for at in 1..begint.len() {
            begint[at] += begint[at - 1];
        }
        let mut volgende = begint.clone();
        let mut op_nummer = self.in_gebruik.clone();
        for adres in &self.in_gebruik {
            let plek = &mut volgende[usize::from(self.nummers[adres.index()])];
            op_nummer[*plek as usize] = *adres;
            *plek += 1;
        }
        (op_nummer, begint)
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
