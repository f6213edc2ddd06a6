//! `fieldlab personas`: the fixed cast.

use fieldlab_world::Persona;
use serde::Serialize;

use crate::args::PersonasArgs;
use crate::commands::up;
use crate::failure::Failure;
use crate::output;

/// A persona as `--json` prints it. Others script against these members.
#[derive(Debug, Serialize)]
struct Row<'a> {
    burgerservicenummer: String,
    sleutel: &'a str,
    naam: String,
    verhaal: &'a str,
    toont: &'a [&'a str],
}

pub(crate) fn run(args: &PersonasArgs) -> Result<(), Failure> {
    let world = up::build(&args.world)?;
    let shown = |persona: &&Persona| {
        args.toont
            .as_deref()
            .is_none_or(|tag| persona.toont().contains(&tag))
    };
    let rows: Vec<Row<'_>> = world
        .personas()
        .iter()
        .filter(shown)
        .map(|persona| Row {
            burgerservicenummer: persona.burgerservicenummer().to_string(),
            sleutel: persona.sleutel(),
            naam: persona.naam().to_string(),
            verhaal: persona.verhaal(),
            toont: persona.toont(),
        })
        .collect();
    if rows.is_empty() {
        let mut tags: Vec<&str> = world
            .personas()
            .iter()
            .flat_map(|persona| persona.toont().iter().copied())
            .collect();
        tags.sort_unstable();
        tags.dedup();
        return Err(Failure::usage(format!(
            "no persona shows `{}`",
            args.toont.as_deref().unwrap_or_default()
        ))
        .help(format!("there are: {}", tags.join(", "))));
    }
    if args.output.json {
        output::json(&rows);
        return Ok(());
    }
    let cells = rows
        .iter()
        .map(|row| {
            vec![
                row.burgerservicenummer.clone(),
                row.naam.clone(),
                row.verhaal.to_owned(),
                row.toont.join(", "),
            ]
        })
        .collect();
    output::table(&["BSN", "naam", "verhaal", "toont"], cells);
    Ok(())
}
