//! Which residences fall in a period.
//!
//! Source: BRP Verblijfplaatshistorie 2.0. A residence whose beginning is partly unknown counts
//! from the first day that it can have begun, but not before the residence that came before it.

use jiff::civil::Date;

use crate::brp::tijdlijn::{Aanvang, Tijdvak, dag_na};

/// The places of the residences that are delivered for a period, the newest first. `aanvangen` has
/// the oldest first.
pub(crate) fn geleverd(aanvangen: &[Aanvang], gevraagd: Tijdvak) -> Vec<usize> {
    (0..aanvangen.len())
        .rev()
        .filter(|woning| {
            verblijf(aanvangen, *woning)
                .is_some_and(|verblijf| verblijf.van < gevraagd.tot && verblijf.tot > gevraagd.van)
        })
        .collect()
}

/// The days that count as those of a residence; nothing when the next one had begun before it.
fn verblijf(aanvangen: &[Aanvang], woning: usize) -> Option<Tijdvak> {
    let eigen = aanvangen[woning];
    let van = begin(aanvangen, woning);
    let Some(volgende) = aanvangen.get(woning + 1) else {
        return Some(Tijdvak {
            van,
            tot: Date::MAX,
        });
    };
    let tot = match (volgende.bekend(), eigen.bekend()) {
        (Some(volgende), Some(eigen)) if volgende <= eigen => return None,
        (Some(volgende), _) => volgende,
        (None, Some(_)) => volgende.eerste.max(begin(aanvangen, woning + 1)),
        (None, None) => volgende.eerste.max(dag_na(van)),
    };
    Some(Tijdvak { van, tot })
}

fn begin(aanvangen: &[Aanvang], woning: usize) -> Date {
    let eigen = aanvangen[woning];
    if let Some(dag) = eigen.bekend() {
        return dag;
    }
    match woning.checked_sub(1).map(|vorige| aanvangen[vorige].eerste) {
        Some(vorige) if (eigen.eerste..=eigen.laatste).contains(&vorige) => dag_na(vorige),
        _ => eigen.eerste,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fieldlab_world::GbaDatum;

    fn op(aanvangen: &[&str], van: &str, tot: &str) -> Vec<usize> {
        let aanvangen: Vec<Aanvang> = aanvangen
            .iter()
            .map(|dag| GbaDatum::parse(dag).unwrap().into())
            .collect();
        let gevraagd = Tijdvak {
            van: van.parse().unwrap(),
            tot: tot.parse().unwrap(),
        };
        geleverd(&aanvangen, gevraagd)
    }

    #[test]
    fn the_newest_comes_first_and_a_period_ends_before_its_last_day() {
        let aanvangen = ["20100101", "20150601", "20200301"];
        assert_eq!(op(&aanvangen, "2010-01-01", "2025-01-01"), [2, 1, 0]);
        assert_eq!(op(&aanvangen, "2015-06-01", "2020-03-01"), [1]);
        assert_eq!(op(&aanvangen, "2015-05-31", "2020-03-02"), [2, 1, 0]);
        assert_eq!(op(&aanvangen, "2000-01-01", "2010-01-01"), [0; 0]);
    }

    #[test]
    fn a_partly_unknown_beginning_counts_from_its_first_day_after_the_one_before() {
        assert_eq!(op(&["20150700"], "2015-06-30", "2015-07-01"), [0; 0]);
        assert_eq!(op(&["20150700"], "2015-07-01", "2015-07-02"), [0]);
        let aanvangen = ["20150710", "20150700"];
        assert_eq!(op(&aanvangen, "2015-07-10", "2015-07-11"), [0]);
        assert_eq!(op(&aanvangen, "2015-07-11", "2015-07-12"), [1]);
    }

    #[test]
    fn a_residence_that_another_began_before_is_never_delivered() {
        assert_eq!(
            op(&["20200101", "20190101"], "1900-01-01", "2100-01-01"),
            [1]
        );
    }

    #[test]
    fn after_an_unknown_beginning_the_next_unknown_one_leaves_a_day() {
        let aanvangen = ["20200000", "20200000"];
        assert_eq!(op(&aanvangen, "2020-01-01", "2020-01-02"), [0]);
        assert_eq!(op(&aanvangen, "2020-01-02", "2020-01-03"), [1]);
    }
}
