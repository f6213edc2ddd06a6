//! `fieldlab new`: a component from a template.

use std::io::{IsTerminal, Write};

use fieldlab_scaffold::{NewRequest, Question, ScaffoldError};

use crate::args::NewArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &NewArgs) -> Result<(), Failure> {
    let mut request = NewRequest {
        template: args.template.clone(),
        name: args.name.clone(),
        defines: args.defines.iter().cloned().collect(),
        folder: args.into.clone(),
    };
    if !args.defaults && std::io::stdin().is_terminal() {
        for question in fieldlab_scaffold::missing(&request).map_err(refused)? {
            if let Some(answer) = ask(&question)? {
                request.defines.insert(question.name, answer);
            }
        }
    }
    let plan = fieldlab_scaffold::plan(&request).map_err(refused)?;
    let renderer = myself()?;
    if args.show.dry_run || args.show.diff {
        let changes = fieldlab_scaffold::preview(&plan, &renderer).map_err(refused)?;
        return super::update::carry_out(&changes, args.show);
    }
    let created = fieldlab_scaffold::create(&plan, &renderer).map_err(refused)?;
    if args.show.output.json {
        output::json(&serde_json::json!({
            "target": created.target,
            "files": created.files,
            "next_steps": plan.next_steps,
        }));
        return Ok(());
    }
    output::line(&format!(
        "{} is ready: {} files in {}",
        args.name,
        created.files.len(),
        created.target.display()
    ));
    output::note("\nNext:");
    for step in &plan.next_steps {
        output::note(&format!("  {step}"));
    }
    Ok(())
}

/// Our own binary, which renders in a child process.
pub(crate) fn myself() -> Result<std::path::PathBuf, Failure> {
    std::env::current_exe()
        .map_err(|error| Failure::new(format!("cannot find this program's own file: {error}")))
}

/// The child process that renders; the parent writes the job on its stdin.
pub(crate) fn render() -> Result<(), Failure> {
    fieldlab_scaffold::render_child(&mut std::io::stdin().lock()).map_err(refused)
}

/// Asks at the terminal; `None` takes the default.
fn ask(question: &Question) -> Result<Option<String>, Failure> {
    output::note(&format!("\n{}\n  {}", question.prompt, question.reason));
    if !question.choices.is_empty() {
        output::note(&format!("  choose: {}", question.choices.join(", ")));
    }
    let mut err = std::io::stderr();
    let default = question.default.as_deref().unwrap_or_default();
    let _ = write!(err, "  [{default}]: ");
    let _ = err.flush();
    let mut answer = String::new();
    std::io::stdin()
        .read_line(&mut answer)
        .map_err(|error| Failure::new(format!("cannot read the answer: {error}")))?;
    let answer = answer.trim();
    Ok((!answer.is_empty()).then(|| answer.to_owned()))
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the end of the error: made for map_err"
)]
pub(crate) fn refused(error: ScaffoldError) -> Failure {
    let failure = Failure::from_error(&error);
    match error.mend() {
        Some(mend) => failure.help(mend),
        None => failure,
    }
}
