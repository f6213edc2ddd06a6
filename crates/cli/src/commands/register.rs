//! `fieldlab register list`.

use serde::Serialize;

use crate::args::{OutputArgs, RegisterCommand};
use crate::commands::up;
use crate::failure::Failure;
use crate::output;

#[derive(Debug, Serialize)]
struct Row {
    name: String,
    api: String,
    title: String,
    mount: String,
    version: String,
}

pub(crate) fn run(command: &RegisterCommand) -> Result<(), Failure> {
    match command {
        RegisterCommand::List(args) => list(*args),
    }
}

fn list(args: OutputArgs) -> Result<(), Failure> {
    let registers = up::registers(&[])?;
    let rows: Vec<Row> = registers
        .iter()
        .flat_map(|register| {
            register.apis().iter().map(|api| Row {
                name: register.manifest().name.clone(),
                api: api.name.clone(),
                title: register.manifest().title.clone(),
                mount: api.mount.clone(),
                version: api.version.clone(),
            })
        })
        .collect();
    if args.json {
        output::json(&rows);
        return Ok(());
    }
    let cells = rows
        .into_iter()
        .map(|row| vec![row.name, row.api, row.title, row.mount, row.version])
        .collect();
    output::table(&["register", "api", "title", "mount", "version"], cells);
    Ok(())
}
