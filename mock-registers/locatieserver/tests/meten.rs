//! Which questions to `suggest` are much work in a world of a million: every beginning of sampled
//! addresses, numbers alone, and odd input. Counts, since clocks differ.
//!
//! `cargo test -p fieldlab-registers meten -- --ignored --nocapture` prints the worst.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use fieldlab_sim::{Session, State, dispatch};
use fieldlab_world::{Places, Size, World, WorldSpec};
use http::Method;

use super::MOUNT;
use crate::locatieserver::{Locatieserver, zoeken};
use crate::proef::{Proef, codeer};

/// Every beginning of two letters and more of what somebody types who looks for an address.
fn beginnen(places: &Places, stap: usize) -> BTreeSet<String> {
    let mut alle = BTreeSet::new();
    for adres in places.adressen().step_by(stap).map(|id| places.adres(id)) {
        let huis = format!(
            "{}{}{}",
            adres.huisnummer(),
            adres.huisletter(),
            adres.huisnummertoevoeging()
        );
        let postcode = adres
            .postcode()
            .map_or(String::new(), |code| code.to_string());
        let plaats = adres.woonplaats().naam();
        for tekst in [
            format!("{} {huis}, {postcode} {plaats}", adres.straat().naam()),
            format!("{} {huis} {plaats}", adres.straat().naam()),
            format!("{postcode} {huis}"),
            format!("{plaats} {}", adres.straat().naam()),
        ] {
            for (at, _) in tekst.char_indices().skip(2) {
                alle.insert(tekst[..at].to_owned());
            }
            alle.insert(tekst);
        }
    }
    alle
}

#[test]
#[ignore = "a world of a million, for whoever works on the speed of suggest"]
fn the_questions_that_are_most_work() {
    let spec = WorldSpec {
        size: Size::Personen(1_000_000),
        ..WorldSpec::default()
    };
    let lab = Proef {
        register: Locatieserver::load().unwrap(),
        state: State::new(Arc::new(World::build(&spec).unwrap())),
        mount: MOUNT,
    };
    let places = lab.state.view().places();
    let mut vragen = beginnen(places, places.adressen().count() / 150);
    vragen.extend((1..200).map(|getal| getal.to_string()));
    for vreemd in [
        "1 a",
        "12 b",
        "1a",
        "a",
        "e",
        "12 13",
        "1 2 3",
        "straat",
        "laan 1",
        "weg 1",
        "gem",
        "xyzzy",
        "ooievar 12",
        "kerkstrat 12",
        "9",
        "80",
        "8000",
        "1 1 1 1",
        "a b c d",
        "de",
        "van de",
        "-",
        "laan laan",
        "\"laan 1\"",
    ] {
        vragen.insert(vreemd.to_owned());
    }
    let nu = "2026-03-01T11:00:00Z".parse().unwrap();
    let mut gemeten: Vec<(u64, Duration, String)> = Vec::new();
    for vraag in vragen {
        let doel = format!("/suggest?q={}", codeer(&vraag));
        let request = lab.verzoek(Method::GET, &doel, &[], "");
        let mut session = Session::new(&lab.state, nu);
        let (before, begin) = (zoeken::gewogen(), Instant::now());
        dispatch(&lab.register, &request, &mut session);
        gemeten.push((zoeken::gewogen() - before, begin.elapsed(), vraag));
    }
    // The first one made the index.
    gemeten.remove(0);
    let aantal = gemeten.len();
    gemeten.sort_by_key(|(_, duur, _)| std::cmp::Reverse(*duur));
    eprintln!("{aantal} questions; the slowest, with how often something was weighed:");
    for (werk, duur, vraag) in gemeten.iter().take(40) {
        eprintln!("{werk:>9} {:>9.2} ms  {vraag}", duur.as_secs_f64() * 1000.0);
    }
    for promille in [500, 900, 990, 999] {
        let (werk, duur, _) = &gemeten[aantal - 1 - aantal * promille / 1000];
        eprintln!(
            "{promille:>4} of 1000: {werk:>9} {:>9.2} ms",
            duur.as_secs_f64() * 1000.0
        );
    }
}
