//! `fieldlab personas`: the fixed cast.

use std::collections::BTreeMap;
use std::fmt::Write as _;

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
    story: &'a str,
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
            story: persona.story(),
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
    if args.markdown {
        output::line(markdown(&rows).trim_end());
        return Ok(());
    }
    if args.output.json {
        output::json(&rows);
        return Ok(());
    }
    let cells = rows
        .iter()
        .map(|row| {
            vec![
                format!("{}\n{}", row.burgerservicenummer, row.naam),
                row.verhaal.to_owned(),
                row.toont.join(", "),
            ]
        })
        .collect();
    output::table(&["BSN en naam", "verhaal", "toont"], cells);
    Ok(())
}

/// The catalogue as a page of documentation.
fn markdown(rows: &[Row<'_>]) -> String {
    let mut page = String::from(INTRODUCTION);
    let mut tags: BTreeMap<&str, Vec<&Row<'_>>> = BTreeMap::new();
    for row in rows {
        let _ = write!(
            page,
            "\n### {}\n\n`{}` · `{}`\n\n{}\n\n*{}*\n\nToont: {}.\n",
            row.naam,
            row.burgerservicenummer,
            row.sleutel,
            row.verhaal,
            row.story,
            row.toont.join(", ")
        );
        for tag in row.toont {
            tags.entry(tag).or_default().push(row);
        }
    }
    page.push_str(
        "\n## Wie laat wat zien · Who shows what\n\n| toont | burgerservicenummer |\n|---|---|\n",
    );
    for (tag, rows) in tags {
        let numbers: Vec<&str> = rows
            .iter()
            .map(|row| row.burgerservicenummer.as_str())
            .collect();
        let _ = writeln!(page, "| {tag} | {} |", numbers.join(", "));
    }
    page
}

const INTRODUCTION: &str = "\
# Personas

<!-- Made by `fieldlab personas --markdown`. Do not edit. -->

Deze mensen bestaan in elke wereld, met hetzelfde burgerservicenummer. Niemand van hen bestaat echt.
Hun verhaal geldt op 1 januari 2026. Minderjarigen blijven dat tot het jaar dat erbij staat.

*These people exist in every world, under the same number. None of them is real. Their stories hold on
1 January 2026. Minors stay so until the year that is given.*

Voor wat niet in één persoon past:

*For what does not fit in one person:*

- te veel zoekresultaten (naam): `ZoekMetNaamEnGemeenteVanInschrijving` met `geslachtsnaam` `Jan*` en `voornamen` `Mar*`, in de
  gewone wereld van `fieldlab up`;
- te veel zoekresultaten (adres): het adres van een instelling, `fieldlab world search --woont-in instelling`;
- meer dan honderd bewoners: een grote instelling, `fieldlab world search --woont-in instelling --bewoners 101..`;
- alles wat je zo kunt beschrijven: `fieldlab world search \"gescheiden, twee minderjarige kinderen, koopwoning\"`.

## De personas · The personas
";
