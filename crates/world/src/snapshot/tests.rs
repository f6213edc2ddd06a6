//! A snapshot is the world that was saved, or one clear refusal. Never a panic.

use std::fs;
use std::path::{Path, PathBuf};

use crate::hash::Stream;
use crate::{Overlay, Size, SnapshotError, View, World, WorldSpec};

fn village() -> World {
    World::build(&WorldSpec {
        size: Size::Dorp,
        ..WorldSpec::default()
    })
    .unwrap()
}

fn saved(folder: &tempfile::TempDir, world: &World) -> PathBuf {
    let path = folder.path().join("dorp.flw");
    world.save(&path, &mut |_, _| {}).unwrap();
    path
}

/// Opens the bytes as a file of their own: a mapped file must not be written to.
fn opened(folder: &Path, nth: usize, bytes: &[u8]) -> Result<World, SnapshotError> {
    let path = folder.join(format!("{nth}.flw"));
    fs::write(&path, bytes).unwrap();
    World::open(&path)
}

#[test]
fn a_world_comes_back_as_it_was_saved() {
    let folder = tempfile::tempdir().unwrap();
    let spec = WorldSpec {
        seed: 7,
        size: Size::Personen(3_000),
        gemeente: crate::Gemeentecode::parse("0363").unwrap(),
        peildatum: jiff::civil::date(2025, 3, 1),
    };
    let world = World::build(&spec).unwrap();
    let path = folder.path().join("wereld.flw");
    let mut heard = Vec::new();
    let size = world
        .save(&path, &mut |done, total| heard.push((done, total)))
        .unwrap();
    assert_eq!(fs::metadata(&path).unwrap().len(), size);
    assert!(heard.is_sorted() && heard.last().unwrap().1 == size);
    World::verify(&path).unwrap();
    let again = World::open(&path).unwrap();
    assert_eq!(again.spec(), &spec);
    assert_eq!(again.identity(), world.identity());
    assert_eq!(again.digest(), world.digest());
    let report = again.check();
    assert!(report.is_clean(), "{report}");
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "a draft was left"
    );
    // What is saved of a mapped world are the same bytes.
    let copy = folder.path().join("kopie.flw");
    again.save(&copy, &mut |_, _| {}).unwrap();
    assert!(fs::read(&path).unwrap() == fs::read(&copy).unwrap());
}

#[test]
fn a_file_that_is_none_or_not_whole_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = fs::read(saved(&folder, &village())).unwrap();
    let refused = |nth, bytes: &[u8]| opened(folder.path(), nth, bytes).unwrap_err();
    assert!(matches!(refused(0, b""), SnapshotError::NotASnapshot(_)));
    assert!(matches!(
        refused(1, &[b'x'; 10_000]),
        SnapshotError::NotASnapshot(_)
    ));
    for (nth, length) in [4096, 5000, bytes.len() - 1].into_iter().enumerate() {
        let error = refused(10 + nth, &bytes[..length]);
        assert!(matches!(error, SnapshotError::Length { .. }), "{error}");
    }
    let longer = [bytes.as_slice(), b"."].concat();
    assert!(matches!(refused(2, &longer), SnapshotError::Length { .. }));
    let missing = World::open(&folder.path().join("nergens.flw")).unwrap_err();
    assert!(matches!(missing, SnapshotError::Io { .. }), "{missing}");
}

#[test]
fn another_format_recipe_or_set_of_tables_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved(&folder, &village());
    for (nth, what) in ["snapshot format", "recipe", "tables"]
        .into_iter()
        .enumerate()
    {
        let mut bytes = fs::read(&path).unwrap();
        super::header::tamper(&mut bytes, what);
        let error = opened(folder.path(), nth, &bytes).unwrap_err();
        assert!(
            matches!(&error, SnapshotError::Other { what: named, .. } if *named == what),
            "{error}"
        );
    }
}

#[test]
fn a_folder_that_is_not_there_is_an_error_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let error = village()
        .save(&folder.path().join("weg/dorp.flw"), &mut |_, _| {})
        .unwrap_err();
    assert!(matches!(error, SnapshotError::Io { .. }), "{error}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// Looks at everything in a world.
fn look(world: &World) {
    let overlay = Overlay::default();
    let view = View::new(world, &overlay);
    let _ = (world.digest(), world.check());
    for id in view.personen() {
        let persoon = view.persoon(id);
        let _ = (
            persoon.ouders(),
            persoon.kinderen(),
            persoon.nationaliteiten(),
        );
        let _ = (persoon.verbintenissen(), persoon.verblijfstitel());
        let _ = view
            .met_geslachtsnaam(world.people.row(id.0).surname.into())
            .count();
        if let Some(day) = persoon.geboortedatum().date() {
            let _ = view.geboren_op(day).count();
        }
        if let Some(adres) = persoon.verblijfplaats().adres() {
            let _ = view.bewoners(adres);
        }
    }
}

/// A run of bytes changed: one bit, zeros, ones, or noise.
fn damage(bytes: &mut [u8], draws: Stream, nth: u64) {
    let from = draws.below(nth * 10, bytes.len() as u64) as usize;
    let length = [1, 4, 64, 4096][draws.below(nth * 10 + 1, 4) as usize];
    for (at, byte) in bytes.iter_mut().enumerate().skip(from).take(length) {
        *byte = match nth % 4 {
            0 => *byte ^ 0x80,
            1 => 0,
            2 => 0xFF,
            _ => draws.draw(at as u64) as u8,
        };
    }
}

#[test]
fn damage_is_refused_or_read_without_harm_and_always_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved(&folder, &village());
    let whole = fs::read(&path).unwrap();
    let (mut refused, mut read) = (0, 0);
    for (column, range) in super::header::ranges(&whole).into_iter().enumerate() {
        for nth in 0..12 {
            let mut bytes = whole.clone();
            let range = range.start as usize..range.end as usize;
            damage(&mut bytes[range], Stream::new(column as u64, 99), nth);
            if bytes == whole {
                continue;
            }
            let name = column * 100 + nth as usize;
            match opened(folder.path(), name, &bytes) {
                Err(SnapshotError::Damaged { .. }) => refused += 1,
                Err(error) => panic!("{error}"),
                Ok(world) => {
                    look(&world);
                    read += 1;
                }
            }
            let found = World::verify(&folder.path().join(format!("{name}.flw")));
            assert!(found.is_err(), "damage {nth} of column {column}");
        }
    }
    assert!(refused > 20 && read > 20, "{refused} refused, {read} read");
}

#[test]
fn a_forged_header_is_refused_or_read_without_harm() {
    let folder = tempfile::tempdir().unwrap();
    let whole = fs::read(saved(&folder, &village())).unwrap();
    for nth in 0..200 {
        let mut bytes = whole.clone();
        damage(&mut bytes[16..1_000], Stream::new(5, 99), nth);
        super::header::tamper(&mut bytes, "nothing");
        if let Ok(world) = opened(folder.path(), nth as usize, &bytes)
            && world.person_count() <= 2_000
        {
            look(&world);
        }
    }
}
