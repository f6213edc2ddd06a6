//! Building the index: one walk through the world.

use std::collections::BTreeMap;

use fieldlab_world::{AdresId, Buurt, Places, Straat, Woonplaats};
use levenshtein_automata::LevenshteinAutomatonBuilder;

use super::{
    ACHTERVOEGSEL, BuurtRij, Gebied, Gemeente, Index, Plaats, Plek, Provincie, StraatRij, Vlak,
    omhullend, rek,
};
use crate::locatieserver::woorden::teksten;

/// Names that everybody uses beside the official one (in words of the search).
const SYNONIEMEN: [(&str, &str); 3] = [
    ("s gravenhage", "den haag"),
    ("s hertogenbosch", "den bosch"),
    ("fryslan", "friesland"),
];

/// Reads the whole world once.
pub(super) fn bouw(places: &Places) -> Index {
    let mut bouw = Bouw::default();
    for woonplaats in places.woonplaatsen() {
        bouw.woonplaats(places, woonplaats);
    }
    bouw.klaar()
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
            let huisnummer = u16::try_from(adres.huisnummer())
                .unwrap_or(u16::MAX)
                .min(ACHTERVOEGSEL - 1);
            let kaal = adres.huisletter().is_empty() && adres.huisnummertoevoeging().is_empty();
            self.nummers.resize(id.index(), 0);
            self.nummers.push(match (is_er, kaal) {
                (false, _) => 0,
                (true, true) => huisnummer,
                (true, false) => huisnummer | ACHTERVOEGSEL,
            });
            let hier = u32::from(huisnummer);
            let Some(postcode) = adres.postcode() else {
                continue;
            };
            if is_er {
                self.in_gebruik.push(id);
            }
            match self.gebieden.last_mut() {
                Some(gebied) if gebied.postcode == postcode && gebied.straat == nummer => {
                    gebied.adressen += usize::from(is_er);
                    if is_er {
                        let (laagste, hoogste) = gebied.nummers;
                        gebied.nummers = (laagste.min(hier), hoogste.max(hier));
                    }
                }
                _ => self.gebieden.push(Gebied {
                    postcode,
                    straat: nummer,
                    rang: 0,
                    adressen: usize::from(is_er),
                    eerste: id.index(),
                    nummers: if is_er { (hier, hier) } else { (u32::MAX, 0) },
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
        let nummer = |adres: &AdresId| usize::from(self.nummers[adres.index()] & !ACHTERVOEGSEL);
        let hoogste = self.in_gebruik.iter().map(nummer).max().unwrap_or(0);
        let mut begint = vec![0_u32; hoogste + 2];
        for adres in &self.in_gebruik {
            begint[nummer(adres) + 1] += 1;
        }
        for at in 1..begint.len() {
            begint[at] += begint[at - 1];
        }
        let mut volgende = begint.clone();
        let mut op_nummer = self.in_gebruik.clone();
        for adres in &self.in_gebruik {
            let plek = &mut volgende[nummer(adres)];
            op_nummer[*plek as usize] = *adres;
            *plek += 1;
        }
        (op_nummer, begint)
    }
}
