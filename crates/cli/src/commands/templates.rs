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
            let network = if template.works_without_network {
                "no"
            } else {
                "yes, to build"
            };
            vec![
                template.name,
                template.description,
                template.layer,
                network.to_owned(),
            ]
        })
        .collect();
    output::table(&["template", "makes", "layer", "network"], rows);
    Ok(())
}
