//! The rules of the town plan, over every postcode area, street and town.

use rayon::prelude::*;

use super::{GEOMETRY, Tally};
use crate::places::{Places, StraatId, WoonplaatsId};

pub(super) fn check(places: &Places) -> Tally {
    if places.address_count() == 0 {
        return Tally::default();
    }
    let runs = (0..places.pc6_count())
        .into_par_iter()
        .with_min_len(64)
        .fold(Tally::default, |mut tally, pc6| {
            places.check_run(pc6, &mut |holds, words| tally.rule(GEOMETRY, holds, words));
            tally
        })
        .reduce(Tally::default, Tally::plus);
    let streets = (0..places.street_count())
        .into_par_iter()
        .with_min_len(16)
        .fold(Tally::default, |mut tally, straat| {
            places.check_street(StraatId(straat), &mut |holds, words| {
                tally.rule(GEOMETRY, holds, words);
            });
            tally
        })
        .reduce(Tally::default, Tally::plus);
    let mut whole = Tally::default();
    for town in 0..places.woonplaatsen.len() as u16 {
        places.check_town(WoonplaatsId(town), &mut |holds, words| {
            whole.rule(GEOMETRY, holds, words);
        });
    }
    places.check_borders(&mut |holds, words| whole.rule(GEOMETRY, holds, words));
    runs.plus(streets).plus(whole)
}
