//! Places in a snapshot. All of it is checked at opening: it is two megabytes for the whole country.

use bytemuck::{Pod, Zeroable};

use super::{
    GemeenteRow, Places, Postcode, Rd, STREET_MOST, WoonplaatsRow, Woonplaatscode, cast,
    gemeente_data, gemeente_index, towns,
};
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
    x: i64,
    y: i64,
}

/// A town; its name is in the tables.
#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct StoredWoonplaats {
    code: u32,
    gemeente: u32,
    first_street: u32,
    columns: u32,
    x: i64,
    y: i64,
}

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
                x: row.origin.x,
                y: row.origin.y,
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
                columns: row.columns,
                x: row.origin.x,
                y: row.origin.y,
            })
            .collect();
        columns.add_made("woonplaats", &woonplaatsen);
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
        let places = Self {
            seed: spec.seed,
            gemeenten,
            woonplaatsen,
            street_first_pc6: snapshot.column("street_first_pc6")?,
            pc6_first: snapshot.column("pc6_first")?,
            pc6_home: snapshot.column("pc6_home")?,
            pc4s: snapshot.column("pc4")?,
            cast_homes,
            empty: false,
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
            && steps(&self.street_first_pc6, 1, STREET_MOST as u32 + 1)
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
        origin: origin(stored.x, stored.y)?,
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
        origin: origin(stored.x, stored.y)?,
        columns: (1..=1_000_000)
            .contains(&stored.columns)
            .then_some(stored.columns)?,
    })
}
