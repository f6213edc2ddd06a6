//! The rules of the town plan, over every postcode area, street and town.

use super::{GEOMETRY, Gang, Tally};
use crate::places::{Places, StraatId, WoonplaatsId};

pub(super) fn check(places: &Places, gang: &mut Gang<'_, '_>) -> Tally {
    if places.address_count() == 0 {
        return Tally::default();
    }
    let runs = gang.walk("buildings", places.pc6_count(), |pc6, tally| {
        places.check_run(pc6, &mut |holds, words| tally.rule(GEOMETRY, holds, words));
    });
    let streets = gang.walk("streets", places.street_count(), |straat, tally| {
        places.check_street(StraatId(straat), &mut |holds, words| {
            tally.rule(GEOMETRY, holds, words);
        });
    });
    let mut whole = Tally::default();
    for town in 0..places.woonplaatsen.len() as u16 {
        places.check_town(WoonplaatsId(town), &mut |holds, words| {
            whole.rule(GEOMETRY, holds, words);
        });
    }
    places.check_borders(&mut |holds, words| whole.rule(GEOMETRY, holds, words));
    runs.plus(streets).plus(whole)
}
