//! `fieldlab templates`.

use crate::args::OutputArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: OutputArgs) -> Result<(), Failure> {
    let templates = fieldlab_scaffold::templates();
    if args.json {
        output::json(&templates);
        return Ok(());
    }
    let rows = templates
        .into_iter()
        .map(|template| {
            let offline = if template.offline { "yes" } else { "no" };
            vec![
                template.name,
                template.layer,
                template.language,
                offline.to_owned(),
                template.description,
            ]
        })
        .collect();
    output::table(
        &["template", "layer", "language", "works offline", "makes"],
        rows,
    );
    Ok(())
}
