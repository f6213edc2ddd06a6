//! The cadastre: parcels and apartment rights, and who has which right on them.
//!
//! Every building, mooring and pitch has a parcel; so have every street and every park. Parcels are
//! numbered municipality by municipality, the buildings first; only how many there are before each
//! postcode area is stored. Who owns what is a hash of the address: its residents, a corporation, a
//! landlord, the company in it.

mod eigendom;
mod filiatie;
mod ids;
mod kadasterpersoon;
mod lasten;
mod rechten;
mod stukken;
#[cfg(test)]
mod tests;
mod zaak;

use rayon::prelude::*;

pub(crate) use eigendom::{Bezit, bezit, is_gesplitst};
pub use filiatie::{FiliatieAard, Herkomst, VervallenPerceel};
pub use ids::{Aanduiding, Koz, PerceelId};
pub use kadasterpersoon::{
    KadasterNatuurlijkPersoon, KadasterNietNatuurlijkPersoon, KadasterPersoon, KadasterPersoonId,
};
pub use lasten::{Beperking, Beslag, Canon, Hypotheek};
pub use rechten::{Aandeel, Partij, Recht, RechtSoort};
pub(crate) use rechten::{MADE_MORTGAGES, MADE_RIGHTS, is_made, made_number};
pub use stukken::{Grondslag, Stuk, StukSoort, Stukdeel};
pub use zaak::{Cultuur, Koopsom, OnroerendeZaak};

use crate::places::{Places, StraatId};
use crate::snapshot::{Column, Columns, Snapshot, SnapshotError};

/// Streams of this module are from 2000.
pub(super) mod stream {
    pub(crate) const SPLIT: u64 = 2000;
    pub(crate) const OWNER: u64 = 2001;
    pub(crate) const LANDLORD: u64 = 2002;
    pub(crate) const LEASEHOLD: u64 = 2003;
    pub(crate) const BURDEN: u64 = 2004;
    pub(crate) const PRICE: u64 = 2005;
    /// With the two after it.
    pub(crate) const KADASTER_PERSON: u64 = 2006;
    /// With the one after it.
    pub(crate) const FILIATION: u64 = 2020;
    /// With the three after it.
    pub(crate) const DEED: u64 = 2010;
}

/// Parcels in one section at most; the numbers of real ones have five digits.
const SECTION: u32 = 20_000;

/// A municipality in the cadastre.
#[derive(Debug)]
pub(crate) struct KadGemeente {
    /// Its first parcel.
    first: u32,
    /// Its first parcel with a building, counted among those.
    first_building: u32,
    first_street: u32,
    first_park: u32,
    /// Its first section among all.
    first_section: u32,
    /// Three letters and two digits.
    code: String,
}

/// The parcels of a world.
#[derive(Debug)]
pub(crate) struct Kadaster {
    /// Parcels with a building before each postcode area, and one past the last.
    pc6_first: Column<u32>,
    gemeenten: Vec<KadGemeente>,
    /// Neighbourhoods without streets, in order.
    parken: Vec<u32>,
    count: u32,
    sections: u32,
}

/// What a parcel is below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grond {
    /// Postcode area, and which building there.
    Gebouw(u32, u32),
    Straat(StraatId),
    /// Place in the order of neighbourhoods.
    Park(u32),
}

impl Kadaster {
    pub(crate) fn build(places: &Places) -> Self {
        let counts: Vec<u32> = (0..places.pc6_count())
            .into_par_iter()
            .with_min_len(256)
            .map(|pc6| places.strook(pc6).blokken())
            .collect();
        let mut first = Vec::with_capacity(counts.len() + 1);
        let mut sum = 0;
        for count in counts {
            first.push(sum);
            sum += count;
        }
        first.push(sum);
        Self::of(places, first.into())
    }

    /// The cadastre over that table.
    fn of(places: &Places, pc6_first: Column<u32>) -> Self {
        let parken: Vec<u32> = places
            .buurten
            .iter()
            .enumerate()
            .filter(|(_, buurt)| !buurt.soort.has_streets())
            .map(|(at, _)| at as u32)
            .collect();
        let mut kadaster = Self {
            pc6_first,
            gemeenten: Vec::new(),
            parken,
            count: 0,
            sections: 0,
        };
        if places.address_count() == 0 {
            return kadaster;
        }
        for gemeente in 0..places.gemeenten.len() {
            let pc6s = places.pc6s_of_gemeente(gemeente);
            let streets = places.streets_of_gemeente(gemeente);
            let buildings =
                kadaster.pc6_first[pc6s.start as usize]..kadaster.pc6_first[pc6s.end as usize];
            let buurten = places.buurten_of_gemeente(gemeente);
            let park = |at: usize| {
                kadaster
                    .parken
                    .partition_point(|&park| (park as usize) < at)
            };
            let parks = park(buurten.start)..park(buurten.end);
            let count = buildings.end - buildings.start + streets.end - streets.start
                + (parks.end - parks.start) as u32;
            let code = ids::code(places.gemeenten[gemeente].naam, &kadaster.gemeenten);
            kadaster.gemeenten.push(KadGemeente {
                first: kadaster.count,
                first_building: buildings.start,
                first_street: streets.start,
                first_park: parks.start as u32,
                first_section: kadaster.sections,
                code,
            });
            kadaster.count += count;
            kadaster.sections += count.div_ceil(SECTION);
        }
        kadaster
    }

    /// The table as a snapshot keeps it.
    pub(crate) fn columns<'a>(&'a self, columns: &mut Columns<'a>) {
        columns.add("perceel_first", &self.pc6_first);
    }

    pub(crate) fn open(snapshot: &Snapshot, places: &Places) -> Result<Self, SnapshotError> {
        let pc6_first = snapshot.column::<u32>("perceel_first")?;
        let last = pc6_first.last().copied().unwrap_or(0) as usize;
        snapshot.ascends("perceel_first", &pc6_first, last)?;
        if pc6_first.len() != places.pc6_count() as usize + 1
            || last > places.address_count() as usize
        {
            return Err(snapshot.damaged("it has no parcels for its addresses"));
        }
        Ok(Self::of(places, pc6_first))
    }

    /// How many parcels there are.
    pub(crate) fn count(&self) -> u32 {
        self.count
    }

    fn gemeente_of(&self, perceel: PerceelId) -> usize {
        self.gemeenten
            .partition_point(|gemeente| gemeente.first <= perceel.0)
            - 1
    }

    /// One past the last of a municipality, by what is counted.
    fn end(&self, gemeente: usize, of: fn(&KadGemeente) -> u32, all: u32) -> u32 {
        self.gemeenten.get(gemeente + 1).map_or(all, of)
    }

    fn buildings_of(&self, gemeente: usize) -> u32 {
        let all = self.pc6_first.last().copied().unwrap_or(0);
        self.end(gemeente, |next| next.first_building, all)
            - self.gemeenten[gemeente].first_building
    }

    /// What a parcel lies below.
    pub(super) fn grond(&self, perceel: PerceelId, places: &Places) -> Grond {
        let at = self.gemeente_of(perceel);
        let gemeente = &self.gemeenten[at];
        let nth = perceel.0 - gemeente.first;
        let buildings = self.buildings_of(at);
        if nth < buildings {
            let building = gemeente.first_building + nth;
            let pc6 = self.pc6_first.partition_point(|&first| first <= building) as u32 - 1;
            return Grond::Gebouw(pc6, building - self.pc6_first[pc6 as usize]);
        }
        let nth = nth - buildings;
        let streets =
            self.end(at, |next| next.first_street, places.street_count()) - gemeente.first_street;
        if nth < streets {
            return Grond::Straat(StraatId(gemeente.first_street + nth));
        }
        Grond::Park(self.parken[(gemeente.first_park + nth - streets) as usize])
    }

    /// The parcel below a building.
    pub(super) fn below(&self, places: &Places, pc6: u32, blok: u32) -> PerceelId {
        let building = self.pc6_first[pc6 as usize] + blok;
        let gemeente = places.postgebied(pc6).gemeente();
        let row = &self.gemeenten[gemeente];
        PerceelId(row.first + building - row.first_building)
    }

    /// The parcels of a municipality.
    pub(super) fn parcels_of(&self, gemeente: usize) -> std::ops::Range<u32> {
        self.gemeenten[gemeente].first..self.end(gemeente, |next| next.first, self.count)
    }
}
