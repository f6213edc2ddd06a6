//! `fieldlab update`, `fieldlab add` and `fieldlab describe`: a project, and what its templates have for it.

use std::path::Path;

use fieldlab_scaffold::{Action, Changes};

use super::new::{myself, refused};
use crate::args::{AddArgs, DescribeArgs, ShowArgs, UpdateArgs};
use crate::failure::Failure;
use crate::output;

pub(crate) fn update(args: &UpdateArgs) -> Result<(), Failure> {
    is_folder(&args.path)?;
    if args.undo {
        let files = fieldlab_scaffold::undo_update(&args.path, args.force).map_err(refused)?;
        if args.show.output.json {
            output::json(&serde_json::json!({"undone": files}));
        } else {
            output::line(&format!("undone: {} files are as they were", files.len()));
        }
        return Ok(());
    }
    let changes = fieldlab_scaffold::plan_update(&args.path, &myself()?).map_err(refused)?;
    carry_out(&changes, args.show)
}

pub(crate) fn add(args: &AddArgs) -> Result<(), Failure> {
    is_folder(&args.path)?;
    let changes = fieldlab_scaffold::plan_addition(
        &args.path,
        &args.what,
        args.name.as_deref(),
        &args.answers(),
        args.replace,
        &myself()?,
    )
    .map_err(refused)?;
    carry_out(&changes, args.show)
}

fn is_folder(path: &Path) -> Result<(), Failure> {
    if path.is_dir() {
        return Ok(());
    }
    Err(Failure::usage(format!("`{}` is no folder", path.display()))
        .help("give the folder of a project, or leave it out for the current one"))
}

/// Shows the changes, and makes them unless only showing was asked.
pub(crate) fn carry_out(changes: &Changes, show: ShowArgs) -> Result<(), Failure> {
    let only_shown = show.dry_run || show.diff;
    if !only_shown && !changes.is_empty() {
        changes.apply().map_err(refused)?;
    }
    if show.output.json {
        let mut value =
            serde_json::to_value(changes).map_err(|error| Failure::from_error(&error))?;
        value["applied"] = (!only_shown).into();
        if show.diff {
            value["diff"] = changes.diff().into();
        }
        output::json(&value);
    } else if show.diff {
        output::line(changes.diff().trim_end());
    } else {
        print(changes, only_shown);
    }
    let conflicts: Vec<&str> = changes
        .conflicts()
        .map(|change| change.path.as_str())
        .collect();
    if conflicts.is_empty() || only_shown {
        return Ok(());
    }
    Err(Failure::new(format!("both versions are in {}", conflicts.join(", ")))
        .help("choose between the marks <<<<<<< and >>>>>>>; `fieldlab update --undo` takes all of it back"))
}

fn print(changes: &Changes, only_shown: bool) {
    for part in &changes.parts {
        output::note(&match &part.from {
            Some(from) if *from == part.to => {
                format!("{} {from}: the version is the same", part.template)
            }
            Some(from) => format!("{}: from {from} to {}", part.template, part.to),
            None => format!("{} {}", part.template, part.to),
        });
    }
    for change in &changes.changes {
        let word = match change.action {
            Action::Add => "add",
            Action::Replace => "replace",
            Action::Merge => "merge",
            Action::Conflict => "CONFLICT",
            Action::Keep => "keep",
            Action::Remove => "remove",
        };
        let reason = change
            .reason
            .as_ref()
            .map_or(String::new(), |reason| format!("  ({reason})"));
        output::line(&format!("{word:9}{}{reason}", change.path));
    }
    if changes.is_empty() {
        output::line("nothing to change");
    } else if only_shown {
        output::note("\nnothing was changed");
    } else {
        output::note("\n`fieldlab update --undo` takes it back");
        if !changes.next_steps.is_empty() {
            output::note("\nNext:");
        }
        for step in &changes.next_steps {
            output::note(&format!("  {step}"));
        }
    }
}

pub(crate) fn describe(args: &DescribeArgs) -> Result<(), Failure> {
    let template = fieldlab_scaffold::describe(&args.name).map_err(refused)?;
    if args.output.json {
        output::json(&template);
        return Ok(());
    }
    output::line(&format!(
        "{} {}\n{}\n",
        template.name, template.version, template.description
    ));
    output::fields(vec![
        ("layer".to_owned(), template.layer.clone()),
        (
            "works without network".to_owned(),
            if template.offline {
                "yes"
            } else {
                "no: the first build fetches packages"
            }
            .to_owned(),
        ),
    ]);
    output::line("\nIt asks (-d KEY=VALUE):");
    for question in &template.questions {
        let default = question
            .default
            .as_deref()
            .unwrap_or("none: it has to be answered");
        output::line(&format!(
            "\n{}\n  {}\n  {}",
            question.name, question.prompt_en, question.reason_en
        ));
        if !question.choices.is_empty() {
            output::line(&format!("  choose: {}", question.choices.join(", ")));
        }
        output::line(&format!("  default: {default}"));
    }
    Ok(())
}
