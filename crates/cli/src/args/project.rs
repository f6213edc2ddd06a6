//! Projects that were made earlier.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::{OutputArgs, key_value};

/// How much to show, and whether to do it.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct ShowArgs {
    /// Say what would change, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Show the differences line by line, and change nothing
    #[arg(long)]
    pub(crate) diff: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct UpdateArgs {
    /// The project's folder
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub(crate) path: PathBuf,
    /// Take the last update or addition back
    #[arg(long, conflicts_with_all = ["dry_run", "diff"])]
    pub(crate) undo: bool,
    /// With --undo: also when files were changed since, which loses that
    #[arg(long, requires = "undo")]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) show: ShowArgs,
}

#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    /// What to add; `fieldlab add --help` lists them
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(fieldlab_scaffold::additions()))]
    pub(crate) what: String,
    /// The project's folder: one that `new` made, or a team's own
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub(crate) path: PathBuf,
    /// Name of the component [default: as it was made, or its folder's]
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Answer a question (may be given several times); others get the project's
    /// own answer, or their default
    #[arg(long = "define", short = 'd', value_name = "KEY=VALUE", value_parser = key_value)]
    pub(crate) defines: Vec<(String, String)>,
    /// Take the new file where there is one already; without it that one stays
    #[arg(long)]
    pub(crate) replace: bool,
    #[command(flatten)]
    pub(crate) show: ShowArgs,
}

impl AddArgs {
    pub(crate) fn answers(&self) -> BTreeMap<String, String> {
        self.defines.iter().cloned().collect()
    }
}

#[derive(Debug, Args)]
pub(crate) struct DescribeArgs {
    /// A template (`fieldlab templates`) or an addition (`fieldlab add --help`)
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}
