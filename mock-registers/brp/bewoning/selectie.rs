//! Who lived at an object when: certainly, or perhaps.
//!
//! Source: BRP Bewoning 2.1. A residence whose beginning or end is partly unknown has two windows:
//! the days on which the person may have lived there, and the days on which he or she certainly
//! did. The requested period is cut at every change, and neighbours that are alike are joined.

use fieldlab_world::GbaDatum;
use jiff::civil::Date;

use crate::brp::tijdlijn::{Aanvang, Tijdvak, Vertrek, dag_na};

/// One residence of one person at the object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Venster {
    /// Which person, by place in a list of the caller's.
    pub(crate) persoon: usize,
    /// Which residence, by place among the person's.
    pub(crate) woning: usize,
    /// Resident on these days.
    zeker: Tijdvak,
    /// Resident or possibly resident on these days.
    mogelijk: Tijdvak,
}

impl Venster {
    /// The windows of residence `woning` of somebody whose residences began so, the oldest first.
    /// `opschorting` is the suspension of the record. Nothing when the next residence had begun
    /// before this one.
    pub(crate) fn van(
        persoon: usize,
        woning: usize,
        aanvangen: &[Aanvang],
        opschorting: Option<Aanvang>,
        vertrek: Option<Vertrek>,
    ) -> Option<Self> {
        let eigen = *aanvangen.get(woning)?;
        let vorige = woning.checked_sub(1).map(|vorige| aanvangen[vorige]);
        let volgende = aanvangen.get(woning + 1).copied();
        if let (Some(eigen), Some(volgende)) = (eigen.bekend(), volgende.and_then(Aanvang::bekend))
            && volgende <= eigen
        {
            return None;
        }
        let mut mogelijk = Tijdvak {
            van: begin_mogelijk(eigen, vorige),
            tot: volgende.map_or(Date::MAX, |volgende| {
                let daarna = aanvangen.get(woning + 2).copied();
                einde_mogelijk(volgende, daarna.filter(|_| opschorting.is_none()))
            }),
        };
        let mut zeker = Tijdvak {
            van: eigen.bekend().unwrap_or_else(|| dag_na(eigen.laatste)),
            tot: volgende.map_or(Date::MAX, |volgende| einde_zeker(eigen, volgende)),
        };
        if let Some(opschorting) = opschorting {
            mogelijk = mogelijk.hooguit_tot(opschorting.laatste);
            zeker = zeker.hooguit_tot(opschorting.eerste);
        }
        match vertrek.map(|vertrek| (vertrek, Aanvang::from(vertrek.vanaf()))) {
            None => {}
            Some((Vertrek::Vastgesteld(_), vanaf)) => {
                mogelijk = mogelijk.hooguit_tot(vanaf.laatste);
                zeker = zeker.hooguit_tot(vanaf.eerste);
            }
            Some((Vertrek::Onzeker(_), vanaf)) => zeker = zeker.hooguit_tot(vanaf.eerste),
        }
        Some(Self {
            persoon,
            woning,
            zeker,
            mogelijk,
        })
    }
}

fn begin_mogelijk(eigen: Aanvang, vorige: Option<Aanvang>) -> Date {
    if let Some(dag) = eigen.bekend() {
        return dag;
    }
    match vorige.map(|vorige| (vorige.bekend(), vorige.eerste)) {
        Some((Some(dag), _)) if dag >= eigen.eerste => dag_na(dag),
        Some((None, eerste)) => eerste.max(eigen.eerste),
        _ => eigen.eerste,
    }
}

/// `daarna` is the residence after the next. For a suspended record it plays no part, and the next
/// residence stays uncertain until its last possible day.
fn einde_mogelijk(volgende: Aanvang, daarna: Option<Aanvang>) -> Date {
    if let Some(dag) = volgende.bekend() {
        return dag;
    }
    let uiterlijk = dag_na(volgende.laatste);
    daarna
        .and_then(Aanvang::bekend)
        .map_or(uiterlijk, |daarna| daarna.min(uiterlijk))
}

fn einde_zeker(eigen: Aanvang, volgende: Aanvang) -> Date {
    match (volgende.bekend(), eigen.bekend()) {
        (Some(dag), _) => dag,
        (None, Some(eigen)) => volgende.eerste.max(dag_na(eigen)),
        (None, None) => volgende.eerste,
    }
}

/// A part of a period in which nothing changes. Windows by their place in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Deel {
    pub(crate) tijdvak: Tijdvak,
    pub(crate) bewoners: Vec<usize>,
    pub(crate) mogelijke: Vec<usize>,
}

/// The parts of a period with somebody in them, in order. Parts next to each other may hold the
/// same persons.
pub(crate) fn delen(vensters: &[Venster], gevraagd: Tijdvak) -> Vec<Deel> {
    let mut grenzen: Vec<Date> = vensters
        .iter()
        .flat_map(|venster| [venster.zeker, venster.mogelijk])
        .map(|tijdvak| tijdvak.binnen(gevraagd))
        .filter(|tijdvak| !tijdvak.is_leeg())
        .flat_map(|tijdvak| [tijdvak.van, tijdvak.tot])
        .collect();
    grenzen.sort_unstable();
    grenzen.dedup();
    grenzen
        .windows(2)
        .map(|grens| {
            deel(
                vensters,
                Tijdvak {
                    van: grens[0],
                    tot: grens[1],
                },
            )
        })
        .filter(|deel| !deel.bewoners.is_empty() || !deel.mogelijke.is_empty())
        .collect()
}

/// Who is where in a period in which nothing changes: everybody once.
fn deel(vensters: &[Venster], tijdvak: Tijdvak) -> Deel {
    let mut deel = Deel {
        tijdvak,
        bewoners: Vec::new(),
        mogelijke: Vec::new(),
    };
    let al_genoemd = |lijst: &[usize], venster: &Venster| {
        lijst
            .iter()
            .any(|genoemd| vensters[*genoemd].persoon == venster.persoon)
    };
    for (nummer, venster) in vensters.iter().enumerate() {
        if venster.zeker.bevat(tijdvak.van) && !al_genoemd(&deel.bewoners, venster) {
            deel.bewoners.push(nummer);
        }
    }
    for (nummer, venster) in vensters.iter().enumerate() {
        if venster.mogelijk.bevat(tijdvak.van)
            && !al_genoemd(&deel.bewoners, venster)
            && !al_genoemd(&deel.mogelijke, venster)
        {
            deel.mogelijke.push(nummer);
        }
    }
    deel
}

/// Joins neighbours that are alike.
pub(crate) fn samengevoegd<T: PartialEq>(delen: Vec<(Tijdvak, T)>) -> Vec<(Tijdvak, T)> {
    let mut uit: Vec<(Tijdvak, T)> = Vec::with_capacity(delen.len());
    for (tijdvak, inhoud) in delen {
        match uit.last_mut() {
            Some((laatste, zelfde)) if laatste.tot == tijdvak.van && *zelfde == inhoud => {
                laatste.tot = tijdvak.tot;
            }
            _ => uit.push((tijdvak, inhoud)),
        }
    }
    uit
}

/// The day of a suspension, which ends every residence.
pub(crate) fn opgeschort(datum: Option<GbaDatum>) -> Option<Aanvang> {
    datum.map(Aanvang::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gba(text: &str) -> GbaDatum {
        GbaDatum::parse(text).unwrap()
    }

    /// `z` or `m`, and the period, for the residence with this number. A year of four digits
    /// stands at both ends.
    fn delen_van(
        aanvangen: &[&str],
        woning: usize,
        opschorting: Option<&str>,
        vertrek: Option<Vertrek>,
    ) -> Vec<String> {
        let aanvangen: Vec<Aanvang> = aanvangen.iter().map(|dag| gba(dag).into()).collect();
        let opschorting = opgeschort(opschorting.map(gba));
        let venster = Venster::van(0, woning, &aanvangen, opschorting, vertrek);
        let vensters: Vec<Venster> = venster.into_iter().collect();
        let gevraagd = Tijdvak {
            van: jiff::civil::date(2020, 1, 1),
            tot: jiff::civil::date(2024, 1, 1),
        };
        delen(&vensters, gevraagd)
            .iter()
            .map(|deel| {
                let soort = if deel.bewoners.is_empty() { "m" } else { "z" };
                format!("{soort} {} {}", deel.tijdvak.van, deel.tijdvak.tot)
            })
            .collect()
    }

    #[test]
    fn somebody_lives_there_from_the_first_day_until_the_next_residence() {
        assert_eq!(
            delen_van(&["20190101", "20210315", "20220401"], 1, None, None),
            ["z 2021-03-15 2022-04-01"]
        );
        assert_eq!(
            delen_van(&["20210315"], 0, None, None),
            ["z 2021-03-15 2024-01-01"]
        );
        // The next one began on the same day, or before.
        assert_eq!(delen_van(&["20210315", "20210315"], 0, None, None), [""; 0]);
    }

    #[test]
    fn an_unknown_day_makes_somebody_a_possible_resident() {
        assert_eq!(
            delen_van(&["20210300"], 0, None, None),
            ["m 2021-03-01 2021-04-01", "z 2021-04-01 2024-01-01"]
        );
        // Not before the day after the residence before began.
        assert_eq!(
            delen_van(&["20210310", "20210300", "20220401"], 1, None, None),
            ["m 2021-03-11 2021-04-01", "z 2021-04-01 2022-04-01"]
        );
        // Both unknown: the later beginning counts.
        assert_eq!(
            delen_van(&["20210300", "20210000"], 1, None, None),
            ["m 2021-03-01 2022-01-01", "z 2022-01-01 2024-01-01"]
        );
        assert_eq!(
            delen_van(&["20210310", "20220000"], 0, None, None),
            ["z 2021-03-10 2022-01-01", "m 2022-01-01 2023-01-01"]
        );
        // At least on the first day, whenever the next one began.
        assert_eq!(
            delen_van(&["20210310", "00000000"], 0, None, None),
            ["z 2021-03-10 2021-03-11", "m 2021-03-11 2024-01-01"]
        );
    }

    #[test]
    fn the_residence_after_the_next_cuts_off_its_uncertainty_but_for_a_suspended_record() {
        let aanvangen = ["20210310", "20220000", "20220615"];
        assert_eq!(
            delen_van(&aanvangen, 0, None, None),
            ["z 2021-03-10 2022-01-01", "m 2022-01-01 2022-06-15"]
        );
        assert_eq!(
            delen_van(&aanvangen, 0, Some("20230801"), None),
            ["z 2021-03-10 2022-01-01", "m 2022-01-01 2023-01-01"]
        );
    }

    #[test]
    fn suspension_ends_every_residence() {
        assert_eq!(
            delen_van(&["20210310"], 0, Some("20220829"), None),
            ["z 2021-03-10 2022-08-29"]
        );
        assert_eq!(
            delen_van(&["20210310"], 0, Some("20220800"), None),
            ["z 2021-03-10 2022-08-01", "m 2022-08-01 2022-08-31"]
        );
    }

    #[test]
    fn somebody_found_to_be_gone_is_no_resident_from_then_on() {
        let op = gba("20220526");
        assert_eq!(
            delen_van(&["20210310"], 0, None, Some(Vertrek::Vastgesteld(op))),
            ["z 2021-03-10 2022-05-26"]
        );
        assert_eq!(
            delen_van(
                &["20210310", "20220901"],
                0,
                None,
                Some(Vertrek::Onzeker(op))
            ),
            ["z 2021-03-10 2022-05-26", "m 2022-05-26 2022-09-01"]
        );
    }

    #[test]
    fn neighbours_that_are_alike_become_one() {
        let dag = |dag| Tijdvak::dag(jiff::civil::date(2024, 1, dag));
        let uit = samengevoegd(vec![
            (dag(1), "a"),
            (dag(2), "a"),
            (dag(4), "a"),
            (dag(5), "b"),
        ]);
        let inhoud: Vec<_> = uit
            .iter()
            .map(|(tijdvak, naam)| (tijdvak.van.day(), *naam))
            .collect();
        assert_eq!(inhoud, [(1, "a"), (4, "a"), (5, "b")]);
        assert_eq!(uit[0].0.tot, dag(2).tot);
    }
}
