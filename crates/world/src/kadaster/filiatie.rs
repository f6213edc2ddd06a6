//! Filiatie: from which parcels others came, and into which they went.
//!
//! The parcels along one side of a street were often one before they were built on, and a park or
//! a street was two. Those that lapsed have numbers above the living ones of their section and lead to them.

use super::{Aanduiding, Grond, Koz, OnroerendeZaak, PerceelId, SECTION, stream};
use crate::hash::Stream;
use crate::view::View;
use crate::world::World;

/// The nature of a relation: code and words of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FiliatieAard {
    /// Parcels became one.
    Verenigen,
    /// A parcel became several.
    Splitsen,
    /// A right was split into apartment rights.
    Appartementen,
    /// An apartment right was split into others.
    Ondersplitsing,
}

impl FiliatieAard {
    /// The code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Verenigen => "19",
            Self::Splitsen => "20",
            Self::Appartementen => "25",
            Self::Ondersplitsing => "26",
        }
    }

    /// The words.
    pub const fn waarde(self) -> &'static str {
        match self {
            Self::Verenigen => "Verenigen percelen",
            Self::Splitsen => "Splitsen perceel",
            Self::Appartementen => "Splitsing in appartementsrechten",
            Self::Ondersplitsing => "Ondersplitsing in appartementsrechten",
        }
    }
}

/// Which of the parcels it was that lapsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Oud {
    Gesplitst,
    Verenigd(u8),
}

impl Oud {
    const ALLE: [Self; 3] = [Self::Gesplitst, Self::Verenigd(0), Self::Verenigd(1)];

    /// Its number goes on from that of the first living parcel it became.
    const fn verder(self) -> u32 {
        match self {
            Self::Gesplitst => SECTION,
            Self::Verenigd(nth) => SECTION * (2 + nth as u32),
        }
    }
}

/// A parcel that is no more.
#[derive(Clone, Copy, Debug)]
pub struct VervallenPerceel<'w> {
    world: &'w World,
    /// The first parcel that it became.
    eerste: PerceelId,
    oud: Oud,
}

/// What something came from.
#[derive(Clone, Copy, Debug)]
pub enum Herkomst<'w> {
    /// What is still there.
    Actueel(Koz),
    /// A parcel that is no more.
    Vervallen(VervallenPerceel<'w>),
}

impl World {
    /// The parcels that were one with this one before it was built on, when there are any.
    fn once_one(&self, perceel: PerceelId) -> Option<std::ops::Range<u32>> {
        let Grond::Gebouw(pc6, _) = self.kadaster.grond(perceel, &self.places) else {
            return None;
        };
        let first = self.kadaster.below(&self.places, pc6, 0).0;
        let blokken = self.places.strook(pc6).blokken();
        let was = Stream::new(self.spec().seed, stream::FILIATION).chance(pc6.into(), 400);
        (blokken > 1 && was).then(|| first..first + blokken)
    }

    /// Whether it was two parcels: a park was, and so was many a street.
    fn once_two(&self, perceel: PerceelId) -> bool {
        match self.kadaster.grond(perceel, &self.places) {
            Grond::Park(_) => true,
            Grond::Straat(straat) => {
                Stream::new(self.spec().seed, stream::FILIATION + 1).chance(straat.0.into(), 250)
            }
            Grond::Gebouw(..) => false,
        }
    }

    fn vervallen(&self, eerste: PerceelId, oud: Oud) -> Option<VervallenPerceel<'_>> {
        if eerste.0 >= self.perceel_count() {
            return None;
        }
        let was = match oud {
            Oud::Gesplitst => self
                .once_one(eerste)
                .is_some_and(|range| range.start == eerste.0),
            Oud::Verenigd(_) => self.once_two(eerste),
        };
        was.then_some(VervallenPerceel {
            world: self,
            eerste,
            oud,
        })
    }
}

impl VervallenPerceel<'_> {
    /// The number of fourteen digits.
    pub fn identificatie(self) -> String {
        self.world
            .kadaster
            .identificatie_verder(Koz::perceel(self.eerste), self.oud.verder())
    }

    /// The kadastrale aanduiding.
    pub fn aanduiding(self) -> Aanduiding {
        let kadaster = &self.world.kadaster;
        let mut parts = kadaster.aanduiding(&self.world.places, Koz::perceel(self.eerste));
        parts.perceelnummer += self.oud.verder();
        parts
    }

    /// What became of it, and how.
    pub fn overgegaan_in(self) -> (FiliatieAard, Vec<Koz>) {
        match self.oud {
            Oud::Verenigd(_) => (FiliatieAard::Verenigen, vec![Koz::perceel(self.eerste)]),
            Oud::Gesplitst => {
                let range = self.world.once_one(self.eerste).unwrap_or(0..0);
                let parcels = range.map(|id| Koz::perceel(PerceelId(id)));
                (FiliatieAard::Splitsen, parcels.collect())
            }
        }
    }

    /// Area in whole square metres: that of what it became, two fifths or the rest for one of two.
    pub fn oppervlakte(self) -> u32 {
        let (_, kozen) = self.overgegaan_in();
        let base = crate::view::Overlay::default();
        let view = View::new(self.world, &base);
        let all: u32 = kozen
            .iter()
            .filter_map(|koz| view.onroerende_zaak(*koz).oppervlakte())
            .sum();
        match self.oud {
            Oud::Gesplitst => all,
            Oud::Verenigd(0) => all / 5 * 2,
            Oud::Verenigd(_) => all - all / 5 * 2,
        }
    }
}

impl<'w> OnroerendeZaak<'w> {
    /// What it came from, and how.
    pub fn ontstaan_uit(self) -> Option<(FiliatieAard, Vec<Herkomst<'w>>)> {
        if let Some(perceel) = self.grondperceel() {
            return Some(match self.sluimerend() {
                Some(sleeping) if sleeping != self.koz => (
                    FiliatieAard::Ondersplitsing,
                    vec![Herkomst::Actueel(sleeping)],
                ),
                _ => (
                    FiliatieAard::Appartementen,
                    vec![Herkomst::Actueel(perceel)],
                ),
            });
        }
        let old = |eerste, oud| self.world.vervallen(eerste, oud).map(Herkomst::Vervallen);
        if let Some(range) = self.world.once_one(self.koz.perceel) {
            let from = old(PerceelId(range.start), Oud::Gesplitst)?;
            return Some((FiliatieAard::Splitsen, vec![from]));
        }
        let both: Vec<_> = (0..2)
            .filter_map(|nth| old(self.koz.perceel, Oud::Verenigd(nth)))
            .collect();
        (!both.is_empty()).then_some((FiliatieAard::Verenigen, both))
    }

    /// What came from it, and how: apartment rights, of what was split.
    pub fn overgegaan_in(self) -> Option<(FiliatieAard, Vec<Koz>)> {
        let flats = self.appartementsrechten();
        match self.sluimerend() {
            _ if flats.is_empty() => None,
            Some(sleeping) if sleeping == self.koz => Some((FiliatieAard::Ondersplitsing, flats)),
            Some(sleeping) => Some((FiliatieAard::Appartementen, vec![sleeping])),
            None => Some((FiliatieAard::Appartementen, flats)),
        }
    }
}

impl<'w> View<'w> {
    /// The parcel that is no more with this number of fourteen (in a large world fifteen) digits.
    pub fn vervallen_perceel_met_identificatie(
        self,
        identificatie: &str,
    ) -> Option<VervallenPerceel<'w>> {
        let world = self.world();
        Oud::ALLE.into_iter().find_map(|oud| {
            let eerste = world
                .kadaster
                .with_identificatie_verder(identificatie, oud.verder())?;
            world.vervallen(eerste.perceel, oud)
        })
    }

    /// The parcel that is no more with this designation; the municipality is a name or a code.
    pub fn vervallen_perceel_met_aanduiding(
        self,
        gemeente: &str,
        sectie: &str,
        perceelnummer: u32,
    ) -> Option<VervallenPerceel<'w>> {
        Oud::ALLE.into_iter().find_map(|oud| {
            let number = perceelnummer.checked_sub(oud.verder())?;
            let eerste = self.koz_met_aanduiding(gemeente, sectie, number, 0)?;
            self.world().vervallen(eerste.perceel, oud)
        })
    }
}
