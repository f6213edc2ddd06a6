//! What can be found, by words of names, street, town and post box: made of the world the first time
//! somebody searches. What a team changed is laid beside it by the search.
//!
//! **Invariant:** nothing here that the world does not say; the same world gives the same index.

use std::collections::HashMap;

use fieldlab_world::{BedrijfId, Overlay, View, World};
use rayon::prelude::*;

use super::treffer::{Kandidaat, Treffer};
use super::vraag::{Soort, Zoekvraag};
use super::woorden::{gevouwen, woorden};
use crate::kvk::beeld::{Beeld, Plek};

/// The whole.
pub(in crate::kvk) struct Index {
    /// Every establishment and legal person, company by company.
    rijen: Vec<Rij>,
    /// The row of each name.
    rij_van_naam: Vec<u32>,
    /// A letter for the sort of key, and the key.
    sleutels: fst::Map<Vec<u8>>,
    /// Where the list of each key begins in `waarden`, and one past the last.
    begint: Vec<u32>,
    /// Names for words, rows for everything else; each list ascends.
    waarden: Vec<u32>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("rijen", &self.rijen.len())
            .field("sleutels", &self.sleutels.len())
            .finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug)]
struct Rij {
    treffer: Treffer,
    soort: Soort,
    actief: bool,
}

const WOORD: char = 'w';
const STRAAT: char = 's';
const PLAATS: char = 'p';
const POSTBUS: char = 'b';

fn sleutel(soort: char, tekst: &str) -> String {
    format!("{soort}{tekst}")
}

fn postbus(postcode: impl std::fmt::Display, nummer: u32) -> String {
    format!("{POSTBUS}{postcode}{nummer}")
}

/// A row and what leads to it.
struct Ruw {
    rij: Rij,
    namen: Vec<Vec<String>>,
    sleutels: Vec<String>,
}

/// So many companies are read at once: their words are many, and merged before the next are read.
const PARTIJ: usize = 16_384;

impl Index {
    /// Reads every company once.
    pub(in crate::kvk) fn bouw(world: &World) -> Self {
        let overlay = Overlay::default();
        let view = View::new(world, &overlay);
        let ids: Vec<BedrijfId> = view.bedrijven().collect();
        let mut rijen = Vec::new();
        let mut rij_van_naam = Vec::new();
        let mut lijsten: HashMap<String, Vec<u32>> = HashMap::new();
        for partij in ids.chunks(PARTIJ) {
            let ruw: Vec<Vec<Ruw>> = partij
                .par_iter()
                .with_min_len(64)
                .map(|id| lees(view, *id))
                .collect();
            for Ruw {
                rij,
                namen,
                sleutels,
            } in ruw.into_iter().flatten()
            {
                let nummer = rijen.len() as u32;
                rijen.push(rij);
                for sleutel in sleutels {
                    zet(&mut lijsten, sleutel, nummer);
                }
                for naam in namen {
                    let welke = rij_van_naam.len() as u32;
                    rij_van_naam.push(nummer);
                    for woord in naam {
                        zet(&mut lijsten, sleutel(WOORD, &woord), welke);
                    }
                }
            }
        }
        let mut lijsten: Vec<(String, Vec<u32>)> = lijsten.into_iter().collect();
        lijsten.sort_unstable();
        let mut sleutels = fst::MapBuilder::memory();
        let mut begint = vec![0];
        let mut waarden = Vec::new();
        for (nummer, (sleutel, mut lijst)) in lijsten.into_iter().enumerate() {
            sleutels
                .insert(sleutel, nummer as u64)
                .expect("the keys were sorted, and memory does not fail");
            waarden.append(&mut lijst);
            begint.push(waarden.len() as u32);
        }
        Self {
            rijen,
            rij_van_naam,
            sleutels: sleutels.into_map(),
            begint,
            waarden,
        }
    }

    fn lijst(&self, sleutel: &str) -> &[u32] {
        match self.sleutels.get(sleutel) {
            None => &[],
            Some(nummer) => {
                let at = nummer as usize;
                &self.waarden[self.begint[at] as usize..self.begint[at + 1] as usize]
            }
        }
    }

    /// The companies with this post box.
    pub(super) fn met_postbus(
        &self,
        postcode: impl std::fmt::Display,
        nummer: u32,
    ) -> Vec<BedrijfId> {
        let mut bedrijven: Vec<BedrijfId> = self
            .lijst(&postbus(postcode, nummer))
            .iter()
            .map(|rij| self.rijen[*rij as usize].treffer.bedrijf)
            .collect();
        bedrijven.dedup();
        bedrijven
    }

    /// All that fits name, street and town of a search, its sorts and whether it ended: in the world as it
    /// was made.
    pub(super) fn zoek(&self, vraag: &Zoekvraag) -> Vec<Treffer> {
        let mut lijsten: Vec<Vec<u32>> = Vec::new();
        if let Some(gezocht) = &vraag.naam {
            let van_woorden = gezocht
                .iter()
                .map(|woord| self.lijst(&sleutel(WOORD, woord)))
                .collect();
            let mut rijen: Vec<u32> = doorsnede(van_woorden)
                .into_iter()
                .map(|naam| self.rij_van_naam[naam as usize])
                .collect();
            rijen.dedup();
            lijsten.push(rijen);
        }
        for (soort, gezocht) in [(STRAAT, &vraag.adres.straat), (PLAATS, &vraag.adres.plaats)] {
            if let Some(gezocht) = gezocht {
                lijsten.push(self.lijst(&sleutel(soort, gezocht)).to_vec());
            }
        }
        doorsnede(lijsten.iter().map(Vec::as_slice).collect())
            .into_iter()
            .map(|rij| self.rijen[rij as usize])
            .filter(|rij| rij.actief || vraag.ook_inactief)
            .filter(|rij| vraag.soorten.is_empty() || vraag.soorten.contains(&rij.soort))
            .map(|rij| rij.treffer)
            .collect()
    }
}

/// What is in all of these ascending lists; nothing when there are none.
fn doorsnede(mut lijsten: Vec<&[u32]>) -> Vec<u32> {
    lijsten.sort_unstable_by_key(|lijst| lijst.len());
    let Some((kortste, andere)) = lijsten.split_first() else {
        return Vec::new();
    };
    let mut over = kortste.to_vec();
    for lijst in andere {
        over.retain(|waarde| lijst.binary_search(waarde).is_ok());
    }
    over
}

/// A name has a word once, however often it stands there.
fn zet(lijsten: &mut HashMap<String, Vec<u32>>, sleutel: String, waarde: u32) {
    let lijst = lijsten.entry(sleutel).or_default();
    if lijst.last() != Some(&waarde) {
        lijst.push(waarde);
    }
}

/// What leads to a company.
fn lees(view: View<'_>, id: BedrijfId) -> Vec<Ruw> {
    let beeld = Beeld::lees(view, id, None);
    let kandidaat = Kandidaat::new(&beeld, true);
    kandidaat
        .delen()
        .map(|(nth, soort)| {
            let (nu, vroeger) = kandidaat.namen(nth);
            let adressen = kandidaat.adressen(nth);
            let mut sleutels = Vec::new();
            for plek in adressen.bezoek.into_iter().chain(adressen.post) {
                match plek {
                    Plek::Adres(adres) => {
                        let straat = adres.straat();
                        sleutels.push(sleutel(STRAAT, &gevouwen(&straat.naam())));
                        sleutels.push(sleutel(STRAAT, &gevouwen(&straat.korte_naam())));
                        sleutels.push(sleutel(PLAATS, &gevouwen(adres.woonplaats().naam())));
                    }
                    Plek::Postbus {
                        nummer,
                        postcode,
                        plaats,
                    } => {
                        sleutels.push(postbus(postcode, nummer));
                        sleutels.push(sleutel(PLAATS, &gevouwen(plaats)));
                    }
                    Plek::Afgeschermd | Plek::Buitenland(_) => {}
                }
            }
            Ruw {
                rij: Rij {
                    treffer: Treffer {
                        bedrijf: id,
                        nth: nth as u32,
                    },
                    soort,
                    actief: beeld.einde.is_none(),
                },
                namen: nu.chain(vroeger).map(woorden).collect(),
                sleutels,
            }
        })
        .collect()
}
