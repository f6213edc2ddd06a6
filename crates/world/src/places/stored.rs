//! Places in a snapshot. All of it is checked at opening: it is two megabytes for the whole country.

use bytemuck::{Pod, Zeroable};

use super::build::{gemeente_data, gemeente_index, towns};
use super::groei::{BuurtRow, BuurtSoort};
use super::plan::{KolomRow, Ligging, TURNS};
use super::{GemeenteRow, Places, Postcode, Rd, WoonplaatsRow, Woonplaatscode, cast};
use crate::places::Gemeentecode;
use crate::snapshot::{Columns, Snapshot, SnapshotError};
use crate::spec::WorldSpec;

/// A municipality; its names are in the tables.
#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct StoredGemeente {
    code: u32,
    first_household: u32,
    first_woonplaats: u32,
    end_woonplaats: u32,
    border: [i64; 4],
}

/// A town; its name is in the tables.
#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct StoredWoonplaats {
    code: u32,
    gemeente: u32,
    first_street: u32,
    first_buurt: u32,
    origin: [i64; 2],
    border: [i64; 4],
    /// Turn, and how the two halves lean.
    turn: [i8; 3],
    padding: [u8; 5],
}

/// A neighbourhood.
#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct StoredBuurt {
    first_street: u32,
    kolom: u32,
    /// Where it begins, how deep it is, length of its streets, margin.
    lengths: [i32; 4],
    woonplaats: u16,
    jaar: u16,
    /// Sort, across, north, runs, district, neighbourhood.
    small: [u8; 6],
    padding: [u8; 2],
}

/// Streets have at most this many postcode areas: four on each side.
const STREET_MOST: u32 = 8;
/// No length on a plan is longer, in half metres.
const LENGTH_MOST: i32 = 1_000_000;

/// More addresses than a postcode area has.
const PC6_MOST: u32 = 1_000;

impl Places {
    /// The columns as a snapshot keeps them.
    pub(crate) fn columns<'a>(&'a self, columns: &mut Columns<'a>) {
        columns.add("street_first_pc6", &self.street_first_pc6);
        columns.add("pc6_first", &self.pc6_first);
        columns.add("pc6_home", &self.pc6_home);
        columns.add("pc4", &self.pc4s);
        let gemeenten: Vec<StoredGemeente> = self
            .gemeenten
            .iter()
            .map(|row| StoredGemeente {
                code: u32::from(row.code.0),
                first_household: row.first_household,
                first_woonplaats: u32::from(row.woonplaatsen.start),
                end_woonplaats: u32::from(row.woonplaatsen.end),
                border: store_border(row.grens),
            })
            .collect();
        columns.add_made("gemeente", &gemeenten);
        let woonplaatsen: Vec<StoredWoonplaats> = self
            .woonplaatsen
            .iter()
            .map(|row| StoredWoonplaats {
                code: u32::from(row.code.0),
                gemeente: u32::from(row.gemeente),
                first_street: row.first_street,
                first_buurt: row.first_buurt,
                origin: [row.ligging.oorsprong.x, row.ligging.oorsprong.y],
                border: store_border(row.grens),
                turn: [
                    row.ligging.draai as i8,
                    row.ligging.leunt[0],
                    row.ligging.leunt[1],
                ],
                padding: [0; 5],
            })
            .collect();
        columns.add_made("woonplaats", &woonplaatsen);
        columns.add("kolom", &self.kolommen);
        let buurten: Vec<StoredBuurt> = self.buurten.iter().map(store_buurt).collect();
        columns.add_made("buurt", &buurten);
    }

    /// The places of a snapshot, for the cast and `households` others.
    pub(crate) fn open(
        spec: &WorldSpec,
        snapshot: &Snapshot,
        households: u32,
        cast_homes: &'static [Option<u32>],
    ) -> Result<Self, SnapshotError> {
        let unknown =
            || snapshot.damaged("it has a municipality or town that is not in the tables");
        let gemeenten = snapshot
            .column::<StoredGemeente>("gemeente")?
            .iter()
            .map(restore_gemeente)
            .collect::<Option<Vec<_>>>()
            .ok_or_else(unknown)?;
        let woonplaatsen = snapshot
            .column::<StoredWoonplaats>("woonplaats")?
            .iter()
            .map(|stored| restore_woonplaats(stored, &gemeenten))
            .collect::<Option<Vec<_>>>()
            .ok_or_else(unknown)?;
        let kolommen = snapshot.column::<KolomRow>("kolom")?;
        let buurten = snapshot
            .column::<StoredBuurt>("buurt")?
            .iter()
            .map(restore_buurt)
            .collect::<Option<Vec<_>>>()
            .ok_or_else(|| snapshot.damaged("it has a neighbourhood that cannot be"))?;
        let places = Self {
            seed: spec.seed,
            gemeenten,
            woonplaatsen,
            kolommen,
            buurten,
            street_first_pc6: snapshot.column("street_first_pc6")?,
            pc6_first: snapshot.column("pc6_first")?,
            pc6_home: snapshot.column("pc6_home")?,
            pc4s: snapshot.column("pc4")?,
            cast_homes,
            empty: false,
            splitsingen: super::splitsing::Splitsingen::default(),
        };
        let pc6s = places.pc6_first.len().saturating_sub(1);
        snapshot.ascends("street_first_pc6", &places.street_first_pc6, pc6s)?;
        snapshot.ascends("pc6_home", &places.pc6_home, households as usize)?;
        let addresses = places.address_count() as usize;
        snapshot.ascends("pc6_first", &places.pc6_first, addresses)?;
        if places.is_coherent() {
            Ok(places)
        } else {
            Err(snapshot.damaged("the tables of places do not fit one another"))
        }
    }

    /// What the arithmetic of this module takes for granted.
    fn is_coherent(&self) -> bool {
        let steps = |table: &[u32], least: u32, most: u32| {
            table
                .windows(2)
                .all(|pair| (least..=most).contains(&(pair[1] - pair[0])))
        };
        let pc6s = self.pc6_first.len().saturating_sub(1);
        let streets = self.street_count();
        let cast_first = |pc6: u32| {
            let before = cast::ADRESSEN.iter().filter(|adres| adres.pc6 < pc6);
            self.pc6_first.get(pc6 as usize) == Some(&(before.count() as u32))
        };
        let homes_fit = self
            .pc6_first
            .windows(2)
            .zip(self.pc6_home.windows(2))
            .all(|(places, homes)| homes[1] - homes[0] <= places[1] - places[0]);
        let first_streets = self.woonplaatsen.iter().map(|town| town.first_street);
        let first_households = self.gemeenten.iter().map(|row| row.first_household);
        let towns = self.woonplaatsen.len();
        self.pc6_home.len() == self.pc6_first.len()
            && steps(&self.pc6_first, 1, PC6_MOST)
            && steps(&self.street_first_pc6, 1, STREET_MOST)
            && self.plan_is_coherent(streets)
            && homes_fit
            && pc6s >= cast::PC6 as usize
            && streets as usize >= cast::STRATEN.len()
            && (0..=cast::PC6).all(cast_first)
            && self.pc4s.len() >= pc6s.div_ceil(Postcode::LETTER_PAIRS as usize)
            && self.pc4s.iter().all(|pc4| (1000..=9999).contains(pc4))
            && first_streets.clone().next() == Some(0)
            && first_streets.clone().is_sorted()
            && first_streets.clone().all(|first| first <= streets)
            && first_households.clone().next() == Some(0)
            && first_households.is_sorted()
            && self.gemeenten.iter().all(|row| {
                row.woonplaatsen.start < row.woonplaatsen.end
                    && usize::from(row.woonplaatsen.end) <= towns
            })
    }
}

impl Places {
    /// Every street has a neighbourhood, every neighbourhood a column and a town.
    fn plan_is_coherent(&self, streets: u32) -> bool {
        let first_streets = self.buurten.iter().map(|buurt| buurt.first_street);
        let first_buurten = self.woonplaatsen.iter().map(|town| town.first_buurt);
        let near = |length: i32| length.abs() <= LENGTH_MOST;
        first_streets.clone().next() == Some(0)
            && first_streets.clone().is_sorted()
            && first_streets.clone().all(|first| first <= streets)
            && first_buurten.clone().next() == Some(0)
            && first_buurten.clone().is_sorted()
            && first_buurten
                .clone()
                .all(|first| first as usize <= self.buurten.len())
            && self.buurten.iter().all(|buurt| {
                (buurt.kolom as usize) < self.kolommen.len()
                    && usize::from(buurt.woonplaats) < self.woonplaatsen.len()
            })
            && self.kolommen.iter().all(|kolom| {
                near(kolom.west) && near(kolom.breedte) && near(kolom.helling) && near(kolom.hoogte)
            })
    }
}

fn store_border((low, high): (Rd, Rd)) -> [i64; 4] {
    [low.x, low.y, high.x, high.y]
}

fn store_buurt(row: &BuurtRow) -> StoredBuurt {
    let soort = BuurtSoort::ALLE
        .iter()
        .position(|soort| *soort == row.soort);
    StoredBuurt {
        first_street: row.first_street,
        kolom: row.kolom,
        lengths: [row.begin, row.diepte, row.lengte, row.rand],
        woonplaats: row.woonplaats,
        jaar: row.jaar,
        small: [
            soort.unwrap_or(0) as u8,
            u8::from(row.staand),
            u8::from(row.noord),
            row.runs,
            row.wijk,
            row.nummer,
        ],
        padding: [0; 2],
    }
}

fn restore_buurt(stored: &StoredBuurt) -> Option<BuurtRow> {
    let [begin, diepte, lengte, rand] = stored.lengths;
    let [soort, staand, noord, runs, wijk, nummer] = stored.small;
    let possible = stored
        .lengths
        .iter()
        .all(|length| (0..=LENGTH_MOST).contains(length))
        && (1..=4).contains(&runs)
        && staand < 2
        && noord < 2
        && (1000..3000).contains(&stored.jaar);
    possible.then_some(BuurtRow {
        first_street: stored.first_street,
        kolom: stored.kolom,
        woonplaats: stored.woonplaats,
        soort: *BuurtSoort::ALLE.get(usize::from(soort))?,
        staand: staand == 1,
        noord: noord == 1,
        begin,
        diepte,
        lengte,
        runs,
        rand,
        jaar: stored.jaar,
        wijk,
        nummer,
    })
}

fn border([x, y, east, north]: [i64; 4]) -> Option<(Rd, Rd)> {
    Some((origin(x, y)?, origin(east, north)?))
}

fn origin(x: i64, y: i64) -> Option<Rd> {
    // A thousand kilometres, in millimetres: well beyond the country.
    let near = -1_000_000_000..1_000_000_000;
    (near.contains(&x) && near.contains(&y)).then_some(Rd { x, y })
}

fn restore_gemeente(stored: &StoredGemeente) -> Option<GemeenteRow> {
    let code = Gemeentecode(u16::try_from(stored.code).ok()?);
    let (code, naam, provincie, voorganger) = gemeente_data(gemeente_index(code)?);
    Some(GemeenteRow {
        code,
        naam,
        provincie,
        voorganger,
        first_household: stored.first_household,
        woonplaatsen: u16::try_from(stored.first_woonplaats).ok()?
            ..u16::try_from(stored.end_woonplaats).ok()?,
        grens: border(stored.border)?,
    })
}

fn restore_woonplaats(
    stored: &StoredWoonplaats,
    gemeenten: &[GemeenteRow],
) -> Option<WoonplaatsRow> {
    let gemeente = gemeenten.get(stored.gemeente as usize)?;
    let (code, naam) = towns(gemeente.code)
        .into_iter()
        .find(|(code, _)| u32::from(*code) == stored.code)?;
    Some(WoonplaatsRow {
        code: Woonplaatscode(code),
        naam,
        gemeente: u16::try_from(stored.gemeente).ok()?,
        first_street: stored.first_street,
        first_buurt: stored.first_buurt,
        ligging: Ligging {
            oorsprong: origin(stored.origin[0], stored.origin[1])?,
            draai: u8::try_from(stored.turn[0])
                .ok()
                .filter(|turn| usize::from(*turn) < TURNS.len())?,
            leunt: [stored.turn[1], stored.turn[2]],
        },
        grens: border(stored.border)?,
    })
}
