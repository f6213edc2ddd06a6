//! `fieldlab world build`: a world in a file. And how every command gets its world.

use std::path::Path;
use std::time::Instant;

use fieldlab_world::{SnapshotError, World};
use serde_json::json;

use crate::args::{SpecArgs, WorldBuildArgs};
use crate::failure::Failure;
use crate::output;
use crate::progress::Progress;

pub(crate) fn run(args: &WorldBuildArgs) -> Result<(), Failure> {
    let path = &args.out;
    if path.is_dir() {
        return Err(Failure::usage(format!("`{}` is a folder", path.display()))
            .help("name a file: land.flw"));
    }
    if path.exists() && !args.force {
        return Err(
            Failure::usage(format!("`{}` is there already", path.display()))
                .help("give another name with --out, or replace it with --force"),
        );
    }
    let began = Instant::now();
    let world = build(&args.spec)?;
    let built = began.elapsed();
    let progress = Progress::bytes(0);
    progress.step("writing");
    let bytes = world
        .save(path, &mut |done, total| progress.of(done, total))
        .map_err(|error| not_written(&error))?;
    drop(progress);
    if args.output.json {
        output::json(&json!({
            "file": path,
            "bytes": bytes,
            "world": world.identity(),
            "persons": world.person_count(),
            "residents": world.resident_count(),
        }));
    } else {
        output::line(&path.display().to_string());
        output::note(&format!(
            "{}: {} residents, {} records of people, {} MB; built in {:.1} s, written in {:.1} s\n\
             fieldlab up --world {}",
            world.identity(),
            world.resident_count(),
            world.person_count(),
            bytes / 1_000_000,
            built.as_secs_f64(),
            (began.elapsed() - built).as_secs_f64(),
            path.display()
        ));
    }
    Ok(())
}

/// Builds the world of these arguments.
pub(crate) fn build(args: &SpecArgs) -> Result<World, Failure> {
    let progress = Progress::thousandths();
    World::build_watched(&args.spec(), &mut |step, done| {
        progress.step(step);
        progress.at(done.into());
    })
    .map_err(|error| Failure::from_error(&error))
}

/// Opens a world that was built before; with `verify` after reading all of it.
pub(crate) fn open(path: &Path, verify: bool) -> Result<World, Failure> {
    if verify {
        World::verify(path).map_err(|error| not_opened(&error))?;
    }
    World::open(path).map_err(|error| not_opened(&error))
}

fn not_opened(error: &SnapshotError) -> Failure {
    let failure = Failure::unusable(error);
    match error {
        SnapshotError::Io { .. } | SnapshotError::NotASnapshot(_) => {
            failure.help("give a file that `fieldlab world build` made, or leave --world out")
        }
        SnapshotError::BigEndian => failure,
        _ => failure.help(
            "build it again: fieldlab world build --force --out FILE, with the same --size and --seed",
        ),
    }
}

fn not_written(error: &SnapshotError) -> Failure {
    let failure = Failure::from_error(error);
    match error {
        SnapshotError::NoRoom { .. } => {
            failure.help("make room, or give a place on another disk with --out")
        }
        SnapshotError::Io { .. } => failure.help("give a place you may write to with --out"),
        _ => failure,
    }
}
