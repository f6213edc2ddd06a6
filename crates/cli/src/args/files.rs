//! Worlds that go into files and come out of them.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::{OutputArgs, SpecArgs, WorldArgs};

#[derive(Debug, Args)]
pub(crate) struct WorldBuildArgs {
    /// The file to write, by custom ending in .flw
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) out: PathBuf,
    /// Replace a file that is there already
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) spec: SpecArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct WorldExportArgs {
    /// The folder to write to, made when it is not there; one file an entity
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) out: PathBuf,
    /// What to write (may be given several times) [default: all]
    #[arg(long, value_enum, value_delimiter = ',', value_name = "ENTITY")]
    pub(crate) entity: Vec<Entiteit>,
    /// How to write it
    #[arg(long, value_enum, default_value = "csv", value_name = "FORMAT")]
    pub(crate) format: Format,
    /// Replace files that are there already
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) world: WorldArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Entiteit {
    Personen,
    Huishoudens,
    Adressen,
    Panden,
    Straten,
    /// Neighbourhoods
    Buurten,
    Woonplaatsen,
    Gemeenten,
    Ouders,
    /// Marriages and partnerships, ended ones too
    Verbintenissen,
    /// Residences, earlier ones too
    Verblijfplaatsen,
    /// Nationalities, earlier ones too
    Nationaliteiten,
    Verblijfstitels,
    Reisdocumenten,
    /// Apartment rights as well
    Percelen,
    Rechten,
    Hypotheken,
    Beslagen,
    Beperkingen,
    Bedrijven,
    Vestigingen,
    Functionarissen,
    /// WOZ objects, with the value on the day of the world
    Woz,
    /// All values that were decided, by valuation date
    Wozwaarden,
}

/// How it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Comma-separated, with a header line
    Csv,
    /// One JSON object a line
    Jsonl,
    /// Apache Parquet, with Snappy
    Parquet,
}

impl Format {
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// Test data of the personen-mock (JSON), person lists of LO3 elements (JSON
    /// or JSON lines), or CSV with one element a line
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,
    /// Whose people they become; without it everybody's in the default team
    #[arg(long, value_name = "NAME")]
    pub(crate) team: Option<String>,
    /// Where the simulator is
    #[arg(
        long,
        default_value = "http://127.0.0.1:8990",
        env = "FIELDLAB_URL",
        value_name = "URL"
    )]
    pub(crate) url: String,
    /// Send those who can be used, and leave out the others
    #[arg(long)]
    pub(crate) skip_invalid: bool,
    /// Read and judge only; send nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}
