//! The figures of the whole country beside their targets, from one command:
//!
//!     cargo bench --bench world -- table
//!
//! It needs a gigabyte of memory and five of disk, and some minutes. Machines differ and are noisy:
//! quote the figures with what else the machine was doing.

#![expect(clippy::print_stdout, reason = "the table is what this program is for")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use fieldlab_world::{Overlay, PersonId, Size, View, World, WorldSpec};

/// Look-ups that are measured.
const LOOKS: u32 = 100_000;

struct Table;

impl Table {
    fn row(what: &str, target: &str, measured: &str) {
        println!("{what:<52} {target:>16} {measured:>16}");
    }
}

/// Prints the table. Builds happen in processes of their own, whose memory is counted.
pub(crate) fn print() {
    let folder = tempfile::tempdir().unwrap();
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!(
        "{} threads, load average {}\n",
        std::thread::available_parallelism().map_or(1, usize::from),
        load.split(' ').next().unwrap_or("unknown")
    );
    Table::row("", "target", "measured");
    let million = child("1000000", &folder.path().join("million.flw"));
    Table::row("build 1,000,000", "1.5 s", &seconds(million.built));
    let path = folder.path().join("land.flw");
    let land = child("land", &path);
    Table::row("build 18,000,000", "60 s", &seconds(land.built));
    Table::row(
        "    processor time of that, all threads",
        "",
        &seconds(land.cpu),
    );
    Table::row(
        "    peak resident",
        "2000 MB",
        &format!("{} MB", land.peak / 1_000_000),
    );
    Table::row("    writing the snapshot", "", &seconds(land.written));
    let size = std::fs::metadata(&path).unwrap().len();
    Table::row(
        "    size of the snapshot",
        "1500 MB",
        &format!("{} MB", size / 1_000_000),
    );

    let opened = (0..20)
        .map(|_| {
            let began = Instant::now();
            let world = World::open(&path).unwrap();
            let took = began.elapsed();
            drop(world);
            took
        })
        .max()
        .unwrap();
    Table::row(
        "open, longest of 20",
        "50 ms",
        &format!("{:.1} ms", opened.as_secs_f64() * 1e3),
    );
    looks(&path);
    export(&path, folder.path());
}

fn seconds(seconds: f64) -> String {
    format!("{seconds:.2} s")
}

/// What a build in a process of its own took.
struct Built {
    built: f64,
    cpu: f64,
    written: f64,
    peak: u64,
}

fn child(size: &str, path: &Path) -> Built {
    let output = Command::new(std::env::current_exe().unwrap())
        .arg("build-for-table")
        .arg(size)
        .arg(path)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    let figures: Vec<f64> = text
        .split_whitespace()
        .map(|figure| figure.parse().unwrap())
        .collect();
    Built {
        built: figures[0],
        cpu: figures[1],
        written: figures[2],
        peak: figures[3] as u64,
    }
}

/// The process of its own: builds, saves, and says what it took.
pub(crate) fn build_for_table(size: &str, path: &Path) {
    let spec = WorldSpec {
        size: size.parse::<Size>().unwrap(),
        ..WorldSpec::default()
    };
    let began = Instant::now();
    let world = World::build(&spec).unwrap();
    let built = began.elapsed();
    let cpu = processor_seconds();
    let began = Instant::now();
    world.save(path, &mut |_, _| {}).unwrap();
    println!(
        "{} {cpu} {} {}",
        built.as_secs_f64(),
        began.elapsed().as_secs_f64(),
        peak_resident()
    );
}

/// Bytes, on Linux; elsewhere 0.
fn peak_resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.trim().strip_suffix(" kB"))
        .and_then(|kilobytes| kilobytes.parse::<u64>().ok())
        .map_or(0, |kilobytes| kilobytes * 1024)
}

/// Of all threads, on Linux with its usual clock of a hundred ticks; elsewhere 0.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap_or("")
        .split_whitespace()
        .collect();
    let ticks = |at: usize| {
        fields
            .get(at)
            .and_then(|field| field.parse::<f64>().ok())
            .unwrap_or(0.0)
    };
    (ticks(11) + ticks(12)) / 100.0
}

fn looks(path: &Path) {
    let world = World::open(path).unwrap();
    let overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    let step = world.person_count() / LOOKS;
    // Far apart, and in no order of the world's.
    let ids: Vec<PersonId> = (0..LOOKS)
        .filter_map(|nth| world.persoon_op_plaats(nth * 7_919 % LOOKS * step))
        .collect();
    let bsns: Vec<_> = ids
        .iter()
        .map(|&id| view.persoon(id).burgerservicenummer())
        .collect();
    show(
        "BSN to full record",
        "50 us",
        measure(bsns.len(), |nth| {
            let id = view.persoon_met_bsn(bsns[nth]).unwrap();
            record(view, id)
        }),
    );
    let births: Vec<_> = ids
        .iter()
        .filter_map(|&id| {
            let date = view.persoon(id).geboortedatum().date()?;
            Some((date, view.persoon(id).naam().geslachtsnaam))
        })
        .collect();
    show(
        "name and birth date to BSNs",
        "200 us",
        measure(births.len(), |nth| {
            let (date, name) = &births[nth];
            view.geboren_op_met_naam(*date, move |naam| naam.naam == name)
                .map(|id| usize::from(view.persoon(id).burgerservicenummer().is_valid()))
                .sum()
        }),
    );
    let addresses: Vec<_> = ids
        .iter()
        .filter_map(|&id| {
            let adres = view.adres(view.persoon(id).verblijfplaats().adres()?);
            Some((adres.postcode()?, adres.huisnummer()))
        })
        .collect();
    show(
        "postcode and number to residents",
        "200 us",
        measure(addresses.len(), |nth| {
            let (postcode, number) = addresses[nth];
            view.adressen_op(postcode, number)
                .map(|adres| view.bewoners(adres).len())
                .sum()
        }),
    );
}

/// A person with address, parents, partners, children and nationalities; how much text that is.
fn record(view: View<'_>, id: PersonId) -> usize {
    let persoon = view.persoon(id);
    let naam = persoon.naam();
    let verblijfplaats = persoon.verblijfplaats();
    let adres = verblijfplaats.adres().map_or(0, |adres| {
        let adres = view.adres(adres);
        adres.straat().naam().len()
            + adres.woonplaats().naam().len()
            + adres.nummeraanduiding().to_string().len()
            + adres.huisnummer() as usize
    });
    naam.voornamen.len()
        + naam.geslachtsnaam.len()
        + persoon.geboortedatum().number() as usize
        + persoon.a_nummer().to_string().len()
        + adres
        + persoon.ouders().len()
        + persoon.verbintenissen().len()
        + persoon.kinderen().len()
        + persoon.nationaliteiten().len()
}

/// Middle and 99th of 100, after a first round that warms up.
fn measure(count: usize, mut look: impl FnMut(usize) -> usize) -> (Duration, Duration) {
    for nth in 0..count {
        std::hint::black_box(look(nth));
    }
    let mut took: Vec<Duration> = (0..count)
        .map(|nth| {
            let began = Instant::now();
            std::hint::black_box(look(nth));
            began.elapsed()
        })
        .collect();
    took.sort_unstable();
    (took[took.len() / 2], took[took.len() * 99 / 100])
}

fn show(what: &str, target: &str, (p50, p99): (Duration, Duration)) {
    let micros = |duration: Duration| format!("{:.1} us", duration.as_secs_f64() * 1e6);
    Table::row(&format!("{what}, p50"), "", &micros(p50));
    Table::row(&format!("{what}, p99"), target, &micros(p99));
}

fn export(path: &Path, folder: &Path) {
    let out: PathBuf = folder.join("export");
    let output = Command::new(env!("CARGO_BIN_EXE_fieldlab"))
        .args([
            "world", "export", "--entity", "personen", "--json", "--world",
        ])
        .arg(path)
        .arg("--out")
        .arg(out)
        .output()
        .unwrap();
    let written: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let (rows, took) = (&written[0]["rows"], &written[0]["seconds"]);
    Table::row(
        "export of all people as CSV",
        "500000/s",
        &format!("{:.0}/s", rows.as_f64().unwrap() / took.as_f64().unwrap()),
    );
}
