//! From a question to the documents that fit: the best ones, and how many there are.
//!
//! Branches of which nothing fits are left out, branches that fit whole are only counted once they
//! cannot hold anything better than what has been found.

use std::cmp::Ordering;

use fieldlab_world::{AdresId, Koz, Rd};

use super::document;
use super::index::Gebied;
use super::kandidaat::{Deel, Genoemd, Kandidaat, Type, Uitkomst};
use super::knoop::{Knoop, Weegschaal};
use super::perceel;
use super::volgorde::{Sleutel, Volgorde};

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opdracht<'a> {
    pub(super) schaal: Weegschaal<'a>,
    pub(super) vraag: &'a Knoop,
    pub(super) filters: &'a [Knoop],
    /// What a document of each type gets besides, in the order of [`Type::ALLE`].
    pub(super) per_type: [u32; 9],
    pub(super) volgorde: &'a Volgorde,
    /// Where the user is.
    pub(super) bij: Option<Rd>,
    /// How many of the best are kept.
    pub(super) nodig: usize,
}

/// A document that fits.
#[derive(Clone, Debug)]
pub(super) struct Treffer {
    pub(super) wie: Kandidaat,
    /// In thousandths.
    pub(super) score: u32,
    naamrang: usize,
    naam: String,
    sleutels: Vec<Sleutel>,
}

impl Treffer {
    /// A document that was not searched for but asked for.
    pub(super) fn gevraagd(wie: Kandidaat, score: u32) -> Self {
        Self {
            wie,
            score,
            naamrang: 0,
            naam: String::new(),
            sleutels: Vec::new(),
        }
    }
}

/// So many addresses that only their number names are weighed in a town; after that those that cannot be
/// among the best are left out. Few in tests, so that a village has more.
const MEESTE: usize = if cfg!(test) { 60 } else { 20_000 };

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Gevonden {
    /// How many fit.
    pub(super) totaal: usize,
    /// There are more: what could not be among the best was no longer counted.
    pub(super) afgekapt: bool,
    /// The highest score, in thousandths.
    pub(super) hoogste: u32,
    /// The best, in order.
    pub(super) treffers: Vec<Treffer>,
}

/// Looks for it.
pub(super) fn zoek(opdracht: Opdracht<'_>) -> Gevonden {
    let mut zoeker = Zoeker {
        opdracht,
        gevonden: Gevonden::default(),
        grens: None,
        straten: None,
        gebieden: None,
        adressen: None,
    };
    for soort in Type::ALLE {
        if zoeker.weeg(&Kandidaat::alle(soort)).mogelijk {
            zoeker.langs(soort);
        }
    }
    zoeker.snoei();
    zoeker.gevonden
}

struct Zoeker<'a> {
    opdracht: Opdracht<'a>,
    gevonden: Gevonden,
    /// The worst of the best, once there are enough: score, type, place of its name.
    grens: Option<(u32, Type, usize)>,
    /// What the question names, looked up when first needed.
    straten: Option<Vec<usize>>,
    gebieden: Option<Vec<usize>>,
    adressen: Option<Vec<AdresId>>,
}

#[cfg(test)]
std::thread_local! {
    static GEWOGEN: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// How often this thread weighed something.
#[cfg(test)]
pub(super) fn gewogen() -> u64 {
    GEWOGEN.get()
}

impl Zoeker<'_> {
    fn weeg(&self, wie: &Kandidaat) -> Uitkomst {
        #[cfg(test)]
        GEWOGEN.set(GEWOGEN.get() + 1);
        let schaal = &self.opdracht.schaal;
        let mut uitkomst = self.opdracht.vraag.weeg(schaal, wie);
        for filter in self.opdracht.filters {
            if !uitkomst.mogelijk {
                return uitkomst;
            }
            uitkomst = uitkomst.en(filter.weeg(schaal, wie).kaal());
        }
        uitkomst.score = uitkomst
            .score
            .saturating_add(self.opdracht.per_type[wie.soort as usize]);
        uitkomst
    }

    fn langs(&mut self, soort: Type) {
        let index = self.opdracht.schaal.index;
        match soort {
            Type::Provincie => {
                for rij in 0..index.provincies.len() {
                    self.document(Kandidaat::provincie(index, soort, rij));
                }
            }
            Type::Gemeente => {
                for rij in 0..index.gemeenten.len() {
                    self.document(Kandidaat::gemeente(index, soort, rij));
                }
            }
            Type::Woonplaats => {
                for rij in 0..index.plaatsen.len() {
                    self.document(Kandidaat::plaats(index, soort, rij));
                }
            }
            Type::Buurt => {
                for rij in 0..index.buurten.len() {
                    self.document(Kandidaat::buurt(index, rij));
                }
            }
            Type::Perceel | Type::Appartementsrecht => self.langs_percelen(soort),
            Type::Weg | Type::Postcode | Type::Adres => self.langs_plaatsen(soort),
        }
    }

    /// All of them when a whole municipality fits, otherwise those that are named.
    fn langs_percelen(&mut self, soort: Type) {
        let Weegschaal { index, view, .. } = self.opdracht.schaal;
        let geheel = (0..index.gemeenten.len())
            .any(|rij| self.weeg(&Kandidaat::gemeente(index, soort, rij)).zeker);
        let kozen: Box<dyn Iterator<Item = Koz> + '_> = if geheel {
            Box::new(perceel::alle(view, soort == Type::Appartementsrecht))
        } else {
            let mut genoemd = Genoemd::Kozen(Vec::new());
            self.genoemd(&mut genoemd);
            match genoemd {
                Genoemd::Kozen(kozen) => Box::new(op_volgorde(kozen).into_iter()),
                _ => Box::new(std::iter::empty()),
            }
        };
        for koz in kozen {
            if let Some(wie) = Kandidaat::koz(index, view, koz)
                && wie.soort == soort
            {
                self.document(wie);
            }
        }
    }

    fn langs_plaatsen(&mut self, soort: Type) {
        let index = self.opdracht.schaal.index;
        // Towns of which only what is named can fit.
        let mut open = vec![false; index.plaatsen.len()];
        let (mut ook_gebieden, mut ook_adressen) = (false, false);
        for (rij, plaats) in index.plaatsen.iter().enumerate() {
            let wie = Kandidaat::plaats(index, soort, rij);
            let uitkomst = self.weeg(&wie);
            if !uitkomst.mogelijk {
                continue;
            }
            if uitkomst.zeker && !self.verbetert(uitkomst.score, soort, 0) {
                self.gevonden.totaal += match soort {
                    Type::Weg => plaats.straten.len(),
                    Type::Postcode => plaats.gebieden,
                    _ => {
                        let hier = |gebied: &Gebied| index.straten[gebied.straat].plaats == rij;
                        plaats.adressen + self.afgesplitst(hier)
                    }
                };
            } else if self.weeg(&wie.verder_ongenoemd()).mogelijk {
                for at in plaats.straten.clone() {
                    self.straat(index.op_naam[at], soort);
                }
            } else {
                open[rij] = true;
                let elders = Kandidaat {
                    straat: Deel::Ander,
                    ..wie
                };
                ook_gebieden |= soort >= Type::Postcode && self.weeg(&elders).mogelijk;
                let elders = Kandidaat {
                    gebied: Deel::Ander,
                    ..elders
                };
                ook_adressen |= soort == Type::Adres && self.weeg(&elders).mogelijk;
            }
        }
        if open.contains(&true) {
            self.langs_genoemde(soort, &open, ook_gebieden, ook_adressen);
        }
    }

    fn langs_genoemde(
        &mut self,
        soort: Type,
        open: &[bool],
        ook_gebieden: bool,
        ook_adressen: bool,
    ) {
        let index = self.opdracht.schaal.index;
        let straten = self.genoemde_straten();
        for straat in &straten {
            if open[index.straten[*straat].plaats] {
                self.straat(*straat, soort);
            }
        }
        let is_nieuw = |straat: usize| {
            open[index.straten[straat].plaats] && straten.binary_search(&straat).is_err()
        };
        let mut gebieden = Vec::new();
        if ook_gebieden {
            gebieden = self.genoemde_gebieden();
            for gebied in &gebieden {
                if is_nieuw(index.gebieden[*gebied].straat) {
                    self.gebied(*gebied, soort);
                }
            }
        }
        if ook_adressen {
            let adressen = self.genoemde_adressen();
            for (nth, adres) in adressen.iter().enumerate() {
                if let Some(gebied) = index.van_adres(self.opdracht.schaal.view.places(), *adres)
                    && is_nieuw(index.gebieden[gebied].straat)
                    && gebieden.binary_search(&gebied).is_err()
                {
                    let wie = Kandidaat::gebied(index, soort, gebied).met_adres(*adres);
                    if nth >= MEESTE && self.blijft_achter(&wie) {
                        self.gevonden.afgekapt = true;
                        break;
                    }
                    self.document(wie);
                }
            }
            self.adressen = Some(adressen);
        }
        if ook_gebieden {
            self.gebieden = Some(gebieden);
        }
        self.straten = Some(straten);
    }

    /// Whether a document is worse than the worst of the best: so is what comes after it in a list that
    /// has the likeliest first.
    fn blijft_achter(&self, wie: &Kandidaat) -> bool {
        let uitkomst = self.weeg(wie);
        self.opdracht.volgorde.is_gewoon()
            && uitkomst.mogelijk
            && self
                .grens
                .is_some_and(|(laagste, ..)| uitkomst.score < laagste)
    }

    fn genoemd(&self, genoemd: &mut Genoemd) {
        let index = self.opdracht.schaal.index;
        self.opdracht.vraag.genoemd(index, genoemd);
        for filter in self.opdracht.filters {
            filter.genoemd(index, genoemd);
        }
    }

    fn genoemde_straten(&mut self) -> Vec<usize> {
        self.straten.take().unwrap_or_else(|| {
            let mut genoemd = Genoemd::Straten(Vec::new());
            self.genoemd(&mut genoemd);
            match genoemd {
                Genoemd::Straten(straten) => op_volgorde(straten),
                _ => Vec::new(),
            }
        })
    }

    fn genoemde_gebieden(&mut self) -> Vec<usize> {
        self.gebieden.take().unwrap_or_else(|| {
            let mut genoemd = Genoemd::Gebieden(Vec::new());
            self.genoemd(&mut genoemd);
            match genoemd {
                Genoemd::Gebieden(gebieden) => op_volgorde(gebieden),
                _ => Vec::new(),
            }
        })
    }

    fn genoemde_adressen(&mut self) -> Vec<AdresId> {
        self.adressen.take().unwrap_or_else(|| {
            let mut genoemd = Genoemd::Adressen(Vec::new());
            self.genoemd(&mut genoemd);
            match genoemd {
                // The number itself comes before those that begin with it.
                Genoemd::Adressen(mut adressen) => {
                    let places = self.opdracht.schaal.view.places();
                    let mut gezien = vec![false; places.adressen().count()];
                    adressen.retain(|id| !std::mem::replace(&mut gezien[id.index()], true));
                    // The index knows what it was split off from, which has the same number.
                    let hier = |id: &AdresId| gezien[places.basis(*id).index()];
                    let afgesplitst: Vec<AdresId> = places.afgesplitste().filter(hier).collect();
                    adressen.splice(0..0, afgesplitst);
                    adressen
                }
                _ => Vec::new(),
            }
        })
    }

    fn straat(&mut self, straat: usize, soort: Type) {
        let index = self.opdracht.schaal.index;
        let wie = Kandidaat::straat(index, soort, straat);
        if soort == Type::Weg {
            self.document(wie);
            return;
        }
        let uitkomst = self.weeg(&wie);
        if !uitkomst.mogelijk {
            return;
        }
        let rij = &index.straten[straat];
        if uitkomst.zeker && !self.verbetert(uitkomst.score, soort, rij.naamrang) {
            self.gevonden.totaal += match soort {
                Type::Postcode => rij.gebieden.len(),
                _ => rij.adressen + self.afgesplitst(|gebied| gebied.straat == straat),
            };
            return;
        }
        for gebied in rij.gebieden.clone() {
            self.gebied(gebied, soort);
        }
    }

    fn gebied(&mut self, gebied: usize, soort: Type) {
        let index = self.opdracht.schaal.index;
        let wie = Kandidaat::gebied(index, soort, gebied);
        if soort == Type::Postcode {
            self.document(wie);
            return;
        }
        let uitkomst = self.weeg(&wie);
        if !uitkomst.mogelijk {
            return;
        }
        let rij = &index.gebieden[gebied];
        let naamrang = index.straten[rij.straat].naamrang;
        if uitkomst.zeker && !self.verbetert(uitkomst.score, soort, naamrang) {
            let hier = |ander: &Gebied| ander.rang == rij.rang;
            self.gevonden.totaal += rij.adressen + self.afgesplitst(hier);
            return;
        }
        for adres in index.adressen_in(self.opdracht.schaal.view.places(), gebied) {
            self.document(wie.met_adres(adres));
        }
    }

    /// How many of the addresses that the team split off lie in such parts of postcodes.
    fn afgesplitst(&self, hier: impl Fn(&Gebied) -> bool) -> usize {
        let Weegschaal { index, view, .. } = self.opdracht.schaal;
        let places = view.places();
        places
            .afgesplitste()
            .filter_map(|id| index.van_adres(places, id))
            .filter(|gebied| hier(&index.gebieden[*gebied]))
            .count()
    }

    /// One document: all of it is known.
    fn document(&mut self, wie: Kandidaat) {
        let uitkomst = self.weeg(&wie);
        if !uitkomst.mogelijk {
            return;
        }
        self.gevonden.totaal += 1;
        self.gevonden.hoogste = self.gevonden.hoogste.max(uitkomst.score);
        let schaal = &self.opdracht.schaal;
        let naamrang = match wie.straat {
            Deel::Is(straat) => schaal.index.straten[straat].naamrang,
            _ => 0,
        };
        if self.opdracht.nodig == 0 || !self.verbetert(uitkomst.score, wie.soort, naamrang) {
            return;
        }
        let naam = document::weergavenaam(schaal.index, schaal.view, &wie);
        let sleutels = self.opdracht.volgorde.sleutels(
            schaal.index,
            schaal.view,
            &wie,
            uitkomst.score,
            self.opdracht.bij,
        );
        self.gevonden.treffers.push(Treffer {
            wie,
            score: uitkomst.score,
            naamrang,
            naam,
            sleutels,
        });
        if self.gevonden.treffers.len() >= 64.max(self.opdracht.nodig.saturating_mul(2)) {
            self.snoei();
        }
    }

    /// Whether a document with this score, of this type and name, could be among the best.
    fn verbetert(&self, score: u32, soort: Type, naamrang: usize) -> bool {
        if !self.opdracht.volgorde.is_gewoon() {
            return true;
        }
        self.grens.is_none_or(|(laagste, laatste, rang)| {
            score
                .cmp(&laagste)
                .then_with(|| laatste.cmp(&soort))
                .then_with(|| rang.cmp(&naamrang))
                != Ordering::Less
        })
    }

    /// Keeps the best.
    fn snoei(&mut self) {
        let volgorde = self.opdracht.volgorde;
        self.gevonden.treffers.sort_unstable_by(|een, ander| {
            let gewoon = || {
                ander
                    .score
                    .cmp(&een.score)
                    .then_with(|| een.wie.soort.cmp(&ander.wie.soort))
                    .then_with(|| een.naamrang.cmp(&ander.naamrang))
                    .then_with(|| een.naam.cmp(&ander.naam))
            };
            volgorde
                .vergelijk(&een.sleutels, &ander.sleutels)
                .then_with(gewoon)
        });
        self.gevonden.treffers.truncate(self.opdracht.nodig);
        if self.gevonden.treffers.len() == self.opdracht.nodig {
            self.grens = self
                .gevonden
                .treffers
                .last()
                .map(|treffer| (treffer.score, treffer.wie.soort, treffer.naamrang));
        }
    }
}

fn op_volgorde<T: Ord>(mut rij: Vec<T>) -> Vec<T> {
    rij.sort_unstable();
    rij.dedup();
    rij
}
