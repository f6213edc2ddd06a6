//! Holding a component to the standards.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};
use fieldlab_check::Severity;

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// The component's folder
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub(crate) path: PathBuf,
    /// Ask the component that runs here as well: http://127.0.0.1:8080
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    pub(crate) url: Option<String>,
    /// How to write the report
    #[arg(
        long,
        value_enum,
        default_value_t = ReportFormat::Text,
        value_name = "FORMAT"
    )]
    pub(crate) format: ReportFormat,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    pub(crate) json: bool,
    /// Exit with 1 from this weight on
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "WEIGHT")]
    pub(crate) fail_on: FailOn,
    /// Mend what can be mended without a mistake, and check again
    #[arg(long)]
    pub(crate) fix: bool,
    /// Write the report to this file instead of printing it
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) out: Option<PathBuf>,
    /// List every rule with why it is there, and check nothing
    #[arg(long, conflicts_with_all = ["url", "fix"])]
    pub(crate) rules: bool,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// For code hosting: SARIF 2.1.0
    Sarif,
    /// For CI
    Junit,
    /// A picture for a README: SVG
    Badge,
    /// An endpoint for shields.io: JSON
    Shields,
}

/// From which weight on a check fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// What is compulsory
    Error,
    /// And what is recommended
    Warning,
    /// And what is good to know
    Note,
    /// Nothing
    Never,
}

impl FailOn {
    pub(crate) fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }
}
