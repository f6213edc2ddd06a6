//! `fieldlab world`: look into the synthetic world.

mod build;
mod export;
mod map;
mod search;
mod show;
mod stats;
mod views;
pub(crate) mod vraag;
mod woorden;
mod zaken;

use fieldlab_world::{Overlay, View};
use serde_json::json;

pub(crate) use build::{build, open};

use crate::args::{OutputArgs, WorldArgs, WorldCommand};
use crate::commands::up;
use crate::failure::Failure;
use crate::output;
use crate::progress::Progress;

pub(crate) fn run(command: &WorldCommand) -> Result<(), Failure> {
    match command {
        WorldCommand::Show(args) => show::run(args),
        WorldCommand::Search(args) => search::run(args),
        WorldCommand::Map(args) => map::run(args),
        WorldCommand::Build(args) => build::run(args),
        WorldCommand::Export(args) => export::run(args),
        WorldCommand::Check { world, output } => check(world, *output),
        WorldCommand::Stats { world, output } => stats::run(world, *output),
    }
}

fn check(args: &WorldArgs, output: OutputArgs) -> Result<(), Failure> {
    // The rules are about what was built; of a file, first whether it still is that.
    let world = up::build(&WorldArgs {
        controleer: args.world.is_some(),
        ..args.clone()
    })?;
    let progress = Progress::thousandths();
    let overlay = Overlay::default();
    let report = View::new(&world, &overlay).check_watched(&mut |step, done| {
        progress.step(step);
        progress.at(done.into());
    });
    drop(progress);
    if output.json {
        let rules: Vec<_> = report
            .rules
            .iter()
            .map(|rule| {
                json!({
                    "rule": rule.name,
                    "checked": rule.checked,
                    "broken": rule.broken,
                    "examples": rule.examples,
                })
            })
            .collect();
        output::json(&json!({
            "world": world.identity(),
            "persons": world.resident_count(),
            "records": world.person_count(),
            "clean": report.is_clean(),
            "rules": rules,
        }));
    } else {
        output::line(&format!(
            "{}\n{} people, {} records\n",
            world.identity(),
            world.resident_count(),
            world.person_count()
        ));
        output::line(report.to_string().trim_end());
    }
    if report.is_clean() {
        Ok(())
    } else {
        Err(Failure::new("the world breaks its own rules")
            .help("this is a fault in fieldlab: please report it with the seed and the size"))
    }
}
