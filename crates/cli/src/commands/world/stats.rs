//! `fieldlab world stats`: the world beside published figures.

use fieldlab_world::{Maat, Statistiek};
use serde_json::json;

use crate::args::{OutputArgs, WorldArgs};
use crate::commands::up;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &WorldArgs, output: OutputArgs) -> Result<(), Failure> {
    let world = up::build(args)?;
    let stats = world.stats();
    if output.json {
        let subjects: Vec<_> = stats.iter().map(as_json).collect();
        output::json(&json!({ "world": world.identity(), "statistieken": subjects }));
        return Ok(());
    }
    output::line(&format!(
        "{}\nShares in percent. Distance of shares: the part that would have to change class;\n\
         of means: the average difference.\n\
         Grades: A official count, B computed from those, C own estimate.",
        world.identity()
    ));
    for subject in &stats {
        output::line(&format!(
            "\n{}{}: distance {} %, at most {} % at 250,000\n  {}, grade {}",
            subject.onderwerp,
            match subject.maat {
                Maat::Deel => "",
                Maat::Index => " (% of all)",
                Maat::DuizendEuro => " (x 1000 euro)",
            },
            hundredths(subject.afstand),
            hundredths(subject.tolerantie),
            subject.bron,
            subject.graad,
        ));
        // The longest bar is all, or the largest mean.
        let whole = match subject.maat {
            Maat::Deel => 100_000,
            Maat::Index | Maat::DuizendEuro => {
                let figures = subject.klassen.iter();
                let largest = figures.map(|klasse| klasse.cbs.max(klasse.wereld)).max();
                largest.unwrap_or(1).max(1)
            }
        };
        for klasse in &subject.klassen {
            output::line(&format!(
                "  {:<28} {:>8} {:>8}  {}",
                klasse.naam,
                thousandths(klasse.cbs),
                thousandths(klasse.wereld),
                bar(klasse.cbs, klasse.wereld, whole)
            ));
        }
    }
    output::line("\nFirst figure: published; second: this world. Bar: `-` too few, `+` too many.");
    Ok(())
}

fn as_json(subject: &Statistiek) -> serde_json::Value {
    // A share and a percentage of a mean are percentages both; a value is not.
    let unit = match subject.maat {
        Maat::Deel | Maat::Index => "procent",
        Maat::DuizendEuro => "duizend_euro",
    };
    let classes: Vec<_> = subject
        .klassen
        .iter()
        .map(|klasse| {
            json!({
                "klasse": klasse.naam,
                (format!("cbs_{unit}")): f64::from(klasse.cbs) / 1000.0,
                (format!("wereld_{unit}")): f64::from(klasse.wereld) / 1000.0,
            })
        })
        .collect();
    json!({
        "onderwerp": subject.onderwerp,
        "bron": subject.bron,
        "graad": subject.graad,
        "afstand_procent": f64::from(subject.afstand) / 100.0,
        "tolerantie_procent": f64::from(subject.tolerantie) / 100.0,
        "klassen": classes,
    })
}

fn hundredths(number: u32) -> String {
    format!("{}.{:02}", number / 100, number % 100)
}

fn thousandths(number: u32) -> String {
    format!("{}.{:02}", number / 1000, number % 1000 / 10)
}

/// At most thirty characters, for the whole.
fn bar(published: u32, here: u32, whole: u32) -> String {
    let length = |share: u32| (share as usize * 30).div_ceil(whole as usize).min(30);
    let (published, here) = (length(published), length(here));
    let mut bar = "=".repeat(published.min(here));
    bar.push_str(&"-".repeat(published.saturating_sub(here)));
    bar.push_str(&"+".repeat(here.saturating_sub(published)));
    bar
}
