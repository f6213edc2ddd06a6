//! `fieldlab world export`: a world as CSV, JSON lines or Parquet, one file an entity.
//!
//! Rows are formatted in pieces, several at a time, and written in order by a thread of their own;
//! never more than a few pieces are in memory. A file gets its name when all of it is on the disk.

mod entities;
mod lasten;
mod levens;
mod parquet;
mod row;
mod zaken;

use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Instant;

use fieldlab_world::{Overlay, View, World};
use rayon::prelude::*;
use serde::Serialize;
use tempfile::NamedTempFile;

use self::entities::{Entity, entity};
use self::row::{Csv, JsonLines, Lines};
use crate::args::{Entiteit, Format, WorldExportArgs};
use crate::commands::up;
use crate::failure::Failure;
use crate::output;
use crate::progress::Progress;

/// What was written.
#[derive(Serialize)]
struct Written {
    entity: &'static str,
    file: PathBuf,
    rows: u64,
    bytes: u64,
    seconds: f64,
}

pub(crate) fn run(args: &WorldExportArgs) -> Result<(), Failure> {
    let all = <Entiteit as clap::ValueEnum>::value_variants();
    let wanted = if args.entity.is_empty() {
        all
    } else {
        &args.entity
    };
    let files: Vec<(Entity, PathBuf)> = wanted
        .iter()
        .map(|&entiteit| {
            let entity = entity(entiteit);
            let name = format!("{}.{}", entity.name, args.format.ending());
            (entity, args.out.join(name))
        })
        .collect();
    if let Some((_, there)) = files.iter().find(|(_, path)| path.exists() && !args.force) {
        return Err(
            Failure::usage(format!("`{}` is there already", there.display()))
                .help("give another folder with --out, or replace it with --force"),
        );
    }
    let world = up::build(&args.world)?;
    std::fs::create_dir_all(&args.out).map_err(|error| not_written(&args.out, &error))?;
    let mut written = Vec::new();
    for (entity, path) in &files {
        let began = Instant::now();
        let rows =
            write(&world, entity, args.format, path).map_err(|error| not_written(path, &error))?;
        let seconds = began.elapsed().as_secs_f64();
        let bytes = std::fs::metadata(path).map_or(0, |file| file.len());
        if !args.output.json {
            output::line(&path.display().to_string());
            output::note(&format!(
                "{}: {rows} rows, {:.1} MB in {seconds:.1} s, {:.0} rows a second",
                entity.name,
                bytes as f64 / 1e6,
                rows as f64 / seconds.max(1e-3)
            ));
        }
        written.push(Written {
            entity: entity.name,
            file: path.clone(),
            rows,
            bytes,
            seconds,
        });
    }
    if args.output.json {
        output::json(&written);
    }
    Ok(())
}

fn not_written(path: &Path, error: &io::Error) -> Failure {
    let name = path.display();
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            Failure::new(format!(
                "no room for `{name}`; nothing of it was left behind"
            ))
            .help("make room, or give a folder on another disk with --out")
        }
        _ => Failure::new(format!("cannot write `{name}`: {error}"))
            .help("give a folder you may write to with --out"),
    }
}

/// Writes one entity, and says how many rows it has.
fn write(world: &World, entity: &Entity, format: Format, path: &Path) -> io::Result<u64> {
    let mut draft = draft(path)?;
    let rows = match format {
        Format::Csv => lines::<Csv>(world, entity, draft.as_file_mut())?,
        Format::Jsonl => lines::<JsonLines>(world, entity, draft.as_file_mut())?,
        Format::Parquet => parquet::write(world, entity, draft.as_file_mut())?,
    };
    draft.as_file().sync_all()?;
    draft.persist(path).map_err(|refused| refused.error)?;
    Ok(rows)
}

/// A file beside `path` that is gone unless it is kept; with the rights of any new file.
fn draft(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".fieldlab-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(path.parent().unwrap_or(Path::new(".")))
}

fn lines<L: Lines>(world: &World, entity: &Entity, file: &mut File) -> io::Result<u64> {
    const PIECE: u32 = 8192;
    file.write_all(&L::header(entity.columns))?;
    let piece = |view: View<'_>, places: Range<u32>| {
        let mut lines = L::new(entity.columns);
        for place in places {
            (entity.row)(view, place, &mut lines);
        }
        lines.done()
    };
    let mut rows = 0;
    stream(world, entity, PIECE, piece, |(bytes, count)| {
        rows += count;
        file.write_all(&bytes)
    })?;
    Ok(rows)
}

/// Makes pieces of an entity in parallel and hands them on in order.
fn stream<P: Send>(
    world: &World,
    entity: &Entity,
    size: u32,
    make: impl Fn(View<'_>, Range<u32>) -> P + Sync,
    mut put: impl FnMut(P) -> io::Result<()> + Send,
) -> io::Result<()> {
    let overlay = Overlay::default();
    let view = View::new(world, &overlay);
    let count = (entity.count)(world);
    let progress = Progress::counted(count.into());
    progress.step(entity.name);
    let at_once = size.saturating_mul(2 * rayon::current_num_threads() as u32);
    std::thread::scope(|scope| {
        // One round is written while the next is made.
        let (rounds, ready) = mpsc::sync_channel::<Vec<P>>(1);
        let writer = scope.spawn(move || {
            for piece in ready.into_iter().flatten() {
                put(piece)?;
            }
            io::Result::Ok(())
        });
        let mut from = 0;
        while from < count {
            let until = from.saturating_add(at_once).min(count);
            let pieces = (from..until).step_by(size as usize).collect::<Vec<_>>();
            let made = pieces
                .into_par_iter()
                .map(|start| make(view, start..start.saturating_add(size).min(until)))
                .collect();
            if rounds.send(made).is_err() {
                // The writer has stopped, and says why.
                break;
            }
            progress.at(until.into());
            from = until;
        }
        drop(rounds);
        match writer.join() {
            Ok(outcome) => outcome,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}
