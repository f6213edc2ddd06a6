//! What a team changed of parcels and companies, found by holder, address and number.

use std::collections::{BTreeMap, BTreeSet};

use super::View;
use crate::bedrijven::{BedrijfId, Functionaris, Rechtsvorm, Sbi};
use crate::date::GbaDatum;
use crate::kadaster::{Hypotheek, Koopsom, Koz, Partij, Recht};
use crate::places::AdresId;

/// A parcel or apartment right after a sale.
#[derive(Clone, Debug)]
pub(crate) struct ChangedZaak {
    /// All rights on it.
    pub(crate) rechten: Vec<Recht>,
    pub(crate) koopsom: Koopsom,
    pub(crate) hypotheken: Vec<Hypotheek>,
}

/// What a team knows of a company otherwise than the base does.
#[derive(Clone, Debug, Default)]
pub(crate) struct ChangedBedrijf {
    /// Of a company that is not in the base.
    pub(crate) oprichting: Option<Oprichting>,
    /// Where its seat is, and since when.
    pub(crate) zetel: Option<(AdresId, GbaDatum)>,
    pub(crate) einde: Option<GbaDatum>,
}

/// How a company began.
#[derive(Clone, Debug)]
pub(crate) struct Oprichting {
    pub(crate) rechtsvorm: Rechtsvorm,
    pub(crate) handelsnaam: String,
    pub(crate) statutair: Option<String>,
    pub(crate) sbi: Vec<Sbi>,
    pub(crate) functionarissen: Vec<Functionaris>,
    pub(crate) aanvang: GbaDatum,
    pub(crate) adres: AdresId,
    pub(crate) werkzame_personen: u32,
}

/// Changes of parcels and companies: whole replacements.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wijzigingen {
    pub(crate) zaken: BTreeMap<Koz, ChangedZaak>,
    pub(crate) bedrijven: BTreeMap<BedrijfId, ChangedBedrijf>,
}

impl Wijzigingen {
    fn is_empty(&self) -> bool {
        self.zaken.is_empty() && self.bedrijven.is_empty()
    }
}

/// All changes of a team to parcels and companies. Indexes are of what is so now.
#[derive(Clone, Debug, Default)]
pub(crate) struct Goederen {
    nu: Wijzigingen,
    /// What each party has a right on, as far as it was sold.
    van: BTreeMap<Partij, BTreeSet<Koz>>,
    /// The parcel of each right on what was sold.
    rechten: BTreeMap<u64, Koz>,
    /// How many rights and mortgages were made.
    gemaakt: u64,
    /// How many companies there are beside those of the base.
    nieuw: u32,
    zetels: BTreeMap<AdresId, BTreeSet<BedrijfId>>,
    /// New companies by those who own or run them.
    functies: BTreeMap<Partij, BTreeSet<BedrijfId>>,
}

impl Goederen {
    pub(super) fn is_empty(&self) -> bool {
        self.nu.is_empty()
    }

    pub(super) fn apply(&mut self, changes: Wijzigingen) {
        for (koz, new) in changes.zaken {
            if let Some(old) = self.nu.zaken.get(&koz) {
                for recht in &old.rechten {
                    self.rechten.remove(&recht.identificatie);
                    if let Some(kozen) = self.van.get_mut(&recht.houder) {
                        kozen.remove(&koz);
                    }
                }
            }
            for recht in &new.rechten {
                self.rechten.insert(recht.identificatie, koz);
                self.van.entry(recht.houder).or_default().insert(koz);
            }
            // Not all of these are new: numbers may be passed over, never given twice.
            self.gemaakt += (new.rechten.len() + new.hypotheken.len()) as u64;
            self.nu.zaken.insert(koz, new);
        }
        for (id, new) in changes.bedrijven {
            let old = self.nu.bedrijven.get(&id);
            if let Some((adres, _)) = old.and_then(|old| old.zetel)
                && let Some(there) = self.zetels.get_mut(&adres)
            {
                there.remove(&id);
            }
            if let Some((adres, _)) = new.zetel {
                self.zetels.entry(adres).or_default().insert(id);
            }
            if let (None, Some(oprichting)) = (old, &new.oprichting) {
                self.nieuw += 1;
                for functionaris in &oprichting.functionarissen {
                    self.functies
                        .entry(functionaris.wie)
                        .or_default()
                        .insert(id);
                }
            }
            self.nu.bedrijven.insert(id, new);
        }
    }

    pub(super) fn gemaakt(&self) -> u64 {
        self.gemaakt
    }
}

impl<'w> View<'w> {
    /// What was sold, as it is since.
    pub(crate) fn verkocht(self, koz: Koz) -> Option<&'w ChangedZaak> {
        let pending = self
            .pending
            .and_then(|patch| patch.goederen.zaken.get(&koz));
        pending.or_else(|| self.overlay.goederen.nu.zaken.get(&koz))
    }

    /// What the team changed of a company.
    pub(crate) fn bedrijf_changed(self, id: BedrijfId) -> Option<&'w ChangedBedrijf> {
        let pending = self
            .pending
            .and_then(|patch| patch.goederen.bedrijven.get(&id));
        pending.or_else(|| self.overlay.goederen.nu.bedrijven.get(&id))
    }

    /// How many companies there are, those of the team last.
    pub(crate) fn aantal_bedrijven(self) -> u32 {
        let base = self.world().bedrijf_count();
        let first = base + self.overlay.goederen.nieuw;
        let pending = self.pending.map_or(0, |patch| {
            patch.goederen.bedrijven.range(BedrijfId(first)..).count()
        });
        first + pending as u32
    }

    /// The companies that are not as the base has them: begun, moved or stopped. In order.
    pub fn gewijzigde_bedrijven(self) -> Vec<BedrijfId> {
        self.overlay.goederen.nu.bedrijven.keys().copied().collect()
    }

    /// What a party has a right on after a sale.
    pub(crate) fn gekocht_door(self, partij: Partij) -> Vec<Koz> {
        let mut kozen: Vec<Koz> = match self.overlay.goederen.van.get(&partij) {
            Some(kozen) => kozen.iter().copied().collect(),
            None => Vec::new(),
        };
        if let Some(patch) = self.pending {
            kozen.extend(patch.goederen.zaken.keys());
        }
        let has = |koz: &Koz| {
            self.verkocht(*koz)
                .is_some_and(|zaak| zaak.rechten.iter().any(|recht| recht.houder == partij))
        };
        kozen.retain(has);
        kozen
    }

    /// What was sold and has a right with this number.
    pub(crate) fn verkocht_met_recht(self, identificatie: u64) -> Option<Koz> {
        let pending = self.pending.and_then(|patch| {
            let mut zaken = patch.goederen.zaken.iter();
            zaken.find_map(|(koz, zaak)| {
                let mut rechten = zaak.rechten.iter();
                rechten
                    .any(|recht| recht.identificatie == identificatie)
                    .then_some(*koz)
            })
        });
        pending.or_else(|| self.overlay.goederen.rechten.get(&identificatie).copied())
    }

    /// The companies that the team put at an address.
    pub(crate) fn gevestigd_op(self, adres: AdresId) -> Vec<BedrijfId> {
        let mut found: Vec<BedrijfId> = match self.overlay.goederen.zetels.get(&adres) {
            Some(there) => there.iter().copied().collect(),
            None => Vec::new(),
        };
        if let Some(patch) = self.pending {
            found.extend(patch.goederen.bedrijven.keys());
        }
        found.retain(|id| {
            let zetel = self.bedrijf_changed(*id).and_then(|changed| changed.zetel);
            zetel.is_some_and(|(at, _)| at == adres)
        });
        found
    }

    /// The companies that the team began for a party.
    pub(crate) fn begonnen_door(self, partij: Partij) -> Vec<BedrijfId> {
        let mut found: Vec<BedrijfId> = match self.overlay.goederen.functies.get(&partij) {
            Some(companies) => companies.iter().copied().collect(),
            None => Vec::new(),
        };
        if let Some(patch) = self.pending {
            let new = |(id, changed): (&BedrijfId, &ChangedBedrijf)| {
                let oprichting = changed.oprichting.as_ref()?;
                let mut theirs = oprichting.functionarissen.iter();
                theirs.any(|of| of.wie == partij).then_some(*id)
            };
            found.extend(patch.goederen.bedrijven.iter().filter_map(new));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}
