//! `fieldlab db`: the store of a simulator that is not running.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

use fieldlab_ledger::{BackupError, Counted};

use crate::args::DbCommand;
use crate::commands::up;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(command: &DbCommand) -> Result<(), Failure> {
    let (DbCommand::Migrate { store }
    | DbCommand::Check { store }
    | DbCommand::Backup { store, .. }
    | DbCommand::Restore { store, .. }) = command;
    if store == "memory" {
        return Err(Failure::usage("the store `memory` ends with the simulator")
            .help("give sqlite:PATH or postgres://USER@HOST/DATABASE with --store"));
    }
    up::runtime()?.block_on(async {
        // Opening brings the tables up to date.
        let ledger = fieldlab_ledger::open(store)
            .await
            .map_err(|error| Failure::from_error(&error))?;
        let done = match command {
            DbCommand::Migrate { .. } => {
                output::line("the tables are those of this version");
                Ok(())
            }
            DbCommand::Check { .. } => fieldlab_ledger::check(ledger.as_ref())
                .await
                .map(|counted| say("whole", counted))
                .map_err(|error| Failure::from_error(&error)),
            DbCommand::Backup { out, .. } => backup(ledger.as_ref(), out).await,
            DbCommand::Restore { file, .. } => restore(ledger.as_ref(), file).await,
        };
        let closed = ledger.close().await;
        done?;
        closed.map_err(|error| Failure::from_error(&error))
    })
}

fn say(what: &str, counted: Counted) {
    output::line(&format!(
        "{what}: {} teams, {} entries",
        counted.teams, counted.entries
    ));
}

/// Writes beside the file and moves it there when it is whole.
async fn backup(ledger: &dyn fieldlab_sim::Ledger, out: &Path) -> Result<(), Failure> {
    let cannot = |error: std::io::Error| {
        Failure::new(format!("cannot write `{}`: {error}", out.display()))
            .help("give --out a file in a folder that exists and can be written")
    };
    let folder = match out.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut temporary = tempfile::NamedTempFile::new_in(folder).map_err(cannot)?;
    let counted = {
        let mut writer = BufWriter::new(temporary.as_file_mut());
        let counted = fieldlab_ledger::backup(ledger, &mut writer)
            .await
            .map_err(|error| Failure::from_error(&error))?;
        writer.flush().map_err(cannot)?;
        counted
    };
    temporary.as_file().sync_all().map_err(cannot)?;
    temporary
        .persist(out)
        .map_err(|error| cannot(error.error))?;
    say("written", counted);
    Ok(())
}

async fn restore(ledger: &dyn fieldlab_sim::Ledger, file: &Path) -> Result<(), Failure> {
    let input = File::open(file).map_err(|error| {
        Failure::usage(format!("cannot read `{}`: {error}", file.display()))
            .help("give a file that `fieldlab db backup` wrote")
    })?;
    let restored = fieldlab_ledger::restore(ledger, &mut BufReader::new(input)).await;
    match restored {
        Ok(counted) => {
            say("restored", counted);
            Ok(())
        }
        Err(error @ BackupError::NotEmpty(_)) => Err(Failure::from_error(&error)
            .help("restore into a new file or an empty database, and serve that one")),
        Err(error @ BackupError::Line { .. }) => {
            Err(Failure::usage(format!("{}: {error}", file.display()))
                .help("nothing was stored; give a whole file that `fieldlab db backup` wrote"))
        }
        Err(error) => Err(Failure::from_error(&error)),
    }
}
