//! Laying out a world: which municipalities and towns, and how many live in each.

use super::splitsing::Splitsingen;
use super::{
    GemeenteRow, Gemeentecode, INVENTED, INVENTED_NAME, INVENTED_TOWNS, Ligging, Places, Postcode,
    Rd, WoonplaatsId, WoonplaatsRow, Woonplaatscode, cast,
};
use crate::snapshot::Column;
use crate::spec::{Size, WorldSpec};
use crate::tables;

const NOWHERE: (Rd, Rd) = (Rd { x: 0, y: 0 }, Rd { x: 0, y: 0 });

impl Places {
    /// Lays out a world for the cast and `households` others. `cast_homes[h]` is the address of cast household `h`.
    pub(crate) fn build(
        spec: &WorldSpec,
        households: u32,
        cast_homes: &'static [Option<u32>],
    ) -> Option<Self> {
        let mut places = Self {
            seed: spec.seed,
            gemeenten: Vec::new(),
            woonplaatsen: Vec::new(),
            kolommen: Column::default(),
            buurten: Vec::new(),
            street_first_pc6: cast::STRATEN
                .iter()
                .map(|straat| straat.pc6.start)
                .collect(),
            pc6_first: Column::default(),
            pc6_home: Column::default(),
            pc4s: Column::default(),
            cast_homes,
            empty: false,
            splitsingen: Splitsingen::default(),
        };
        let mut first = 0;
        for pc6 in 0..cast::PC6 {
            places.pc6_first.to_mut().push(first);
            places.pc6_home.to_mut().push(0);
            first += cast::ADRESSEN
                .iter()
                .filter(|adres| adres.pc6 == pc6)
                .count() as u32;
        }
        let quotas = quotas(spec, households)?;
        let mut home = 0;
        for (gemeente, quota) in &quotas {
            places.add_gemeente(*gemeente, *quota, &mut first, &mut home);
        }
        let end = places.pc6_first.len() as u32;
        places.street_first_pc6.to_mut().push(end);
        places.pc6_first.to_mut().push(first);
        places.pc6_home.to_mut().push(home);
        places.choose_pc4s(quotas[0].0);
        places.lay_out();
        Some(places)
    }

    /// The municipality without any street.
    pub(crate) fn leeg(spec: &WorldSpec) -> Option<Self> {
        let mut places = Self::build(spec, 0, &[])?;
        places.street_first_pc6 = vec![0].into();
        places.pc6_first = vec![0].into();
        places.pc6_home = vec![0].into();
        places.buurten.clear();
        places.kolommen = Column::default();
        for town in &mut places.woonplaatsen {
            town.first_buurt = 0;
        }
        places.empty = true;
        Some(places)
    }

    fn add_gemeente(&mut self, index: usize, quota: u32, first: &mut u32, home: &mut u32) {
        let (code, naam, provincie, voorganger) = gemeente_data(index);
        let towns = towns(code);
        let start = *home;
        let first_town = self.woonplaatsen.len() as u16;
        // The main town has half, each next one half of the rest: villages differ in size.
        let mut rest = quota;
        let mut wijk = 0;
        for (nth, (town, town_name)) in towns.iter().enumerate() {
            let last = nth + 1 == towns.len();
            let share = if last { rest } else { rest - rest / 2 };
            if share == 0 && nth > 0 {
                break;
            }
            rest -= share;
            let is_first = self.woonplaatsen.is_empty();
            self.woonplaatsen.push(WoonplaatsRow {
                code: Woonplaatscode(*town),
                naam: town_name,
                gemeente: self.gemeenten.len() as u16,
                first_street: if is_first {
                    0
                } else {
                    self.street_first_pc6.len() as u32
                },
                first_buurt: self.buurten.len() as u32,
                ligging: Ligging::default(),
                grens: NOWHERE,
            });
            let town = WoonplaatsId(self.woonplaatsen.len() as u16 - 1);
            self.grow(town, share, &mut wijk, first, home);
        }
        self.gemeenten.push(GemeenteRow {
            code,
            naam,
            provincie,
            voorganger,
            first_household: start,
            woonplaatsen: first_town..self.woonplaatsen.len() as u16,
            grens: NOWHERE,
        });
    }

    /// The box codes of the region, as many as there are postcode areas to name.
    fn choose_pc4s(&mut self, gemeente: usize) {
        const INHABITED: [u16; 3] = [1060, 7610, 7910];
        let needed = (self.pc6_first.len() as u32)
            .div_ceil(Postcode::LETTER_PAIRS)
            .max(1);
        let region = match tables::GEMEENTEN.get(gemeente) {
            Some(row) if row.5 > 0 => row.5.div_ceil(10) * 10,
            _ => 8000,
        };
        let mut next = if self.gemeenten.len() > 1 {
            1000
        } else {
            region
        };
        while (self.pc4s.len() as u32) < needed {
            if next > 9990 {
                next = 1000;
            }
            let pc4 = next as u16;
            if !INHABITED.contains(&pc4) {
                self.pc4s.to_mut().push(pc4);
            }
            next += 10;
        }
    }
}

/// Which municipalities, and how many households each has.
fn quotas(spec: &WorldSpec, households: u32) -> Option<Vec<(usize, u32)>> {
    if spec.size != Size::Land {
        return Some(vec![(gemeente_index(spec.gemeente)?, households)]);
    }
    // The cast's municipality first, then by postcode region.
    let first = gemeente_index(spec.gemeente)?;
    let mut order: Vec<usize> = (0..tables::GEMEENTEN.len())
        .filter(|&index| index != first)
        .collect();
    order.sort_by_key(|&index| (tables::GEMEENTEN[index].5, index));
    order.insert(0, first);
    let inhabitants =
        |index: usize| u64::from(tables::GEMEENTEN.get(index).map_or(25_000, |row| row.4));
    let total: u64 = order.iter().map(|&index| inhabitants(index)).sum();
    let mut shares = Vec::with_capacity(order.len());
    let (mut seen, mut given) = (0, 0);
    for index in order {
        seen += inhabitants(index);
        let until = u64::from(households) * seen / total;
        shares.push((index, (until - given) as u32));
        given = until;
    }
    Some(shares)
}

/// Place in the table; one past its end for the invented municipality.
pub(super) fn gemeente_index(code: Gemeentecode) -> Option<usize> {
    if code == INVENTED {
        return Some(tables::GEMEENTEN.len());
    }
    tables::GEMEENTEN
        .iter()
        .position(|row| row.0 == u32::from(code.0))
}

pub(super) fn gemeente_data(
    index: usize,
) -> (
    Gemeentecode,
    &'static str,
    (u8, &'static str),
    Option<Gemeentecode>,
) {
    match tables::GEMEENTEN.get(index) {
        Some(row) => (
            Gemeentecode(row.0 as u16),
            row.1,
            (row.2 as u8, row.3),
            (row.6 > 0).then_some(Gemeentecode(row.6 as u16)),
        ),
        None => (INVENTED, INVENTED_NAME, (24, "Flevoland"), None),
    }
}

pub(super) fn towns(code: Gemeentecode) -> Vec<(u16, &'static str)> {
    if code == INVENTED {
        return INVENTED_TOWNS.to_vec();
    }
    tables::WOONPLAATSEN
        .iter()
        .filter(|row| row.0 == u32::from(code.0))
        .map(|row| (row.1 as u16, row.2))
        .collect()
}
