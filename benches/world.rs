//! How long a world takes to build and to look into. `-- table` prints the figures of the whole
//! country beside their targets instead.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "a measurement, not a library"
)]

mod table;

use std::path::Path;

use criterion::{BatchSize, Criterion, criterion_group};
use fieldlab_world::{Overlay, Size, View, World, WorldSpec};

fn spec(size: Size) -> WorldSpec {
    WorldSpec {
        size,
        ..WorldSpec::default()
    }
}

fn build(c: &mut Criterion) {
    let mut group = c.benchmark_group("build");
    group.sample_size(10);
    for (name, size) in [
        ("dorp", Size::Dorp),
        ("gemeente", Size::Gemeente),
        ("1,000,000", Size::Personen(1_000_000)),
    ] {
        group.bench_function(name, |b| {
            b.iter_batched(
                || spec(size),
                |spec| World::build(&spec).unwrap(),
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

fn look(c: &mut Criterion) {
    let world = World::build(&spec(Size::Personen(1_000_000))).unwrap();
    let overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    let bsns: Vec<_> = view
        .personen()
        .step_by(997)
        .map(|id| view.persoon(id).burgerservicenummer())
        .collect();
    let mut group = c.benchmark_group("look, of 1,000,000");
    let mut next = bsns.iter().cycle();
    group.bench_function("person by BSN", |b| {
        b.iter(|| view.persoon_met_bsn(*next.next().unwrap()));
    });
    group.bench_function("parents, partners, children, residences", |b| {
        b.iter(|| {
            let id = view.persoon_met_bsn(*next.next().unwrap()).unwrap();
            let persoon = view.persoon(id);
            (
                persoon.ouders().len(),
                persoon.verbintenissen().len(),
                persoon.kinderen().len(),
                persoon.verblijfplaatsen().count(),
            )
        });
    });
    group.bench_function("residents of an address", |b| {
        b.iter(|| {
            let id = view.persoon_met_bsn(*next.next().unwrap()).unwrap();
            view.persoon(id)
                .verblijfplaats()
                .adres()
                .map(|adres| view.bewoners(adres).len())
        });
    });
    group.finish();
}

criterion_group!(benches, build, look);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments
        .iter()
        .map(String::as_str)
        .filter(|word| !word.starts_with("--"))
        .collect();
    match words.as_slice() {
        ["table"] => table::print(),
        ["build-for-table", size, path] => table::build_for_table(size, Path::new(path)),
        _ => {
            benches();
            Criterion::default().configure_from_args().final_summary();
        }
    }
}
