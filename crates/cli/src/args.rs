//! The command line as declared: names, help, defaults. Nothing here acts.

mod files;
mod lab;
mod project;
mod standards;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueHint};
use clap_complete::Shell;
use fieldlab_world::{Gemeentecode, Size, WorldSpec};

pub(crate) use files::{Entiteit, Format, ImportArgs, WorldBuildArgs, WorldExportArgs};
pub(crate) use lab::{
    ClockCommand, DbCommand, FaultCommand, FaultSetArgs, JournalCommand, LabArgs, LedgerCommand,
    QuotaArgs, TeamArgs, TeamCommand,
};
pub(crate) use project::{AddArgs, DescribeArgs, ShowArgs, UpdateArgs};
pub(crate) use standards::{CheckArgs, ReportFormat};

use crate::commands::world::vraag::{Heeft, Partner, Status, WoontIn};

/// Fake Dutch registers over one synthetic world, and components that already run.
#[derive(Debug, Parser)]
#[command(
    name = "fieldlab",
    version,
    max_term_width = 80,
    propagate_version = true
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start the simulator
    Up(UpArgs),
    /// List the fixed cast: who they are and what they show
    Personas(PersonasArgs),
    /// Look into the synthetic world
    World {
        #[command(subcommand)]
        command: WorldCommand,
    },
    /// Bring people of your own, from files, into a running simulator
    Import(ImportArgs),
    /// Teams on a running simulator: make, copy, rewind, carry along
    Team {
        #[command(subcommand)]
        command: TeamCommand,
    },
    /// What a team changed, and why it is as it is
    Ledger {
        #[command(subcommand)]
        command: LedgerCommand,
    },
    /// A team's clock: stop it, set it, let time pass
    Clock {
        #[command(subcommand)]
        command: ClockCommand,
    },
    /// Disturb a team on purpose: errors, delays, broken connections
    Fault {
        #[command(subcommand)]
        command: FaultCommand,
    },
    /// What a team's components asked, and why it was refused
    Journal {
        #[command(subcommand)]
        command: JournalCommand,
    },
    /// The store of a simulator that is not running: tables, check, copy
    Db {
        #[command(subcommand)]
        command: DbCommand,
    },
    /// The registers that the simulator serves
    Register {
        #[command(subcommand)]
        command: RegisterCommand,
    },
    /// List the templates that `new` knows
    Templates(OutputArgs),
    /// Scaffold a new component from a template
    New(NewArgs),
    /// Say of a template or an addition what it is, what it asks and why
    Describe(DescribeArgs),
    /// Add something to a project: one that `new` made, or a team's own
    Add(AddArgs),
    /// Bring a project up to what its template makes now; your changes stay
    Update(UpdateArgs),
    /// Hold a component to the standards: its files, and with --url its answers
    Check(CheckArgs),
    /// Scenario scripts: workshop, demo and check in one
    Scenario {
        #[command(subcommand)]
        command: ScenarioCommand,
    },
    /// Check that this machine can run fieldlab, and say what to mend
    Doctor(DoctorArgs),
    /// Print a completion script for a shell
    Completions {
        /// Which shell
        shell: Shell,
    },
    /// Render a template in this process (used by `new` in a child process)
    #[command(name = "__render", hide = true)]
    Render,
}

/// Output for programs.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct OutputArgs {
    /// Print JSON instead of a table
    #[arg(long)]
    pub(crate) json: bool,
}

/// Which world: one to build, or one that was built before.
#[derive(Clone, Debug, Args)]
pub(crate) struct WorldArgs {
    /// Open this world instead of building one: a file that `world build` made
    #[arg(long, env = "FIELDLAB_WORLD", value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["size", "seed", "gemeente"])]
    pub(crate) world: Option<PathBuf>,
    /// Read that file from end to end first, and compare it with what was
    /// written
    #[arg(long, requires = "world")]
    pub(crate) controleer: bool,
    #[command(flatten)]
    pub(crate) spec: SpecArgs,
}

/// Which world to build.
#[derive(Clone, Debug, Args)]
pub(crate) struct SpecArgs {
    /// How many people: dorp (1,000), gemeente (25,000), stad (250,000),
    /// land (18,000,000) or a number
    #[arg(
        long,
        default_value = "gemeente",
        env = "FIELDLAB_SIZE",
        value_name = "SIZE"
    )]
    pub(crate) size: Size,
    /// The same seed gives the same world
    #[arg(
        long,
        default_value_t = 1,
        env = "FIELDLAB_SEED",
        value_name = "NUMBER"
    )]
    pub(crate) seed: u64,
    /// Code of the municipality: 9001 is invented; a real code gives the same
    /// people with that code and name
    #[arg(long, default_value = "9001", env = "FIELDLAB_GEMEENTE", value_name = "CODE", value_parser = gemeentecode)]
    pub(crate) gemeente: Gemeentecode,
}

impl SpecArgs {
    pub(crate) fn spec(&self) -> WorldSpec {
        WorldSpec {
            seed: self.seed,
            size: self.size,
            gemeente: self.gemeente,
            ..WorldSpec::default()
        }
    }
}

fn gemeentecode(text: &str) -> Result<Gemeentecode, String> {
    Gemeentecode::parse(text).ok_or_else(|| "four digits, such as 9001 or 0363".to_owned())
}

#[derive(Debug, Args)]
pub(crate) struct UpArgs {
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1", env = "FIELDLAB_HOST", value_name = "ADDRESS", value_parser = host)]
    pub(crate) host: std::net::IpAddr,
    /// Port to listen on; 0 takes a free one
    #[arg(
        long,
        default_value_t = 8990,
        env = "FIELDLAB_PORT",
        value_name = "PORT"
    )]
    pub(crate) port: u16,
    #[command(flatten)]
    pub(crate) world: WorldArgs,
    /// Folder for what teams change; without it changes are gone when the
    /// simulator stops
    #[arg(long, env = "FIELDLAB_DATA_DIR", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) data_dir: Option<PathBuf>,
    /// Where changes are kept: memory, sqlite:PATH or
    /// postgres://USER@HOST/DATABASE [default: memory, or a SQLite file in the
    /// data folder when there is one]
    #[arg(long, env = "FIELDLAB_STORE", value_name = "STORE")]
    pub(crate) store: Option<String>,
    /// Let the lab's own API be called by this host name too, and teams by
    /// TEAM.NAME (may be given several times); IP addresses, localhost and names
    /// without a dot always may
    #[arg(
        long = "allow-host",
        env = "FIELDLAB_ALLOW_HOST",
        value_delimiter = ',',
        value_name = "NAME"
    )]
    pub(crate) allow_hosts: Vec<String>,
    /// Ask for this token on the lab's own API; needed when --host is no loopback
    /// address
    #[arg(
        long,
        env = "FIELDLAB_TOKEN",
        value_name = "TOKEN",
        hide_env_values = true
    )]
    pub(crate) token: Option<String>,
    /// Serve a register of your own as well: a folder with register.toml (may
    /// be given several times)
    #[arg(long = "register", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) registers: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct PersonasArgs {
    /// Only personas that show this, such as `geheim` or `overleden`
    pub(crate) toont: Option<String>,
    /// Print the catalogue as a page of documentation, in Markdown
    #[arg(long, conflicts_with = "json")]
    pub(crate) markdown: bool,
    #[command(flatten)]
    pub(crate) world: WorldArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum WorldCommand {
    /// Show a person, an address, a company, a parcel, or the world
    Show(WorldShowArgs),
    /// Find people who fit a description
    Search(Box<WorldSearchArgs>),
    /// Count people and homes, beside the figures of CBS
    Stats {
        #[command(flatten)]
        world: WorldArgs,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Draw the map of a municipality, a town or a neighbourhood as SVG
    Map(WorldMapArgs),
    /// Build a world and keep it in a file, for `--world`
    Build(WorldBuildArgs),
    /// Write a world as CSV, JSON lines or Parquet
    Export(WorldExportArgs),
    /// Check every person and address against the world's rules; with --world
    /// the file as well
    Check {
        #[command(flatten)]
        world: WorldArgs,
        #[command(flatten)]
        output: OutputArgs,
    },
}

#[derive(Debug, Args)]
pub(crate) struct WorldShowArgs {
    /// A BSN, a postcode and a house number (8000AA 12A), a KVK number (eight
    /// digits), or the number of a parcel or apartment (fourteen or fifteen)
    #[arg(value_name = "BSN | POSTCODE NUMBER | KVK | KOZ", num_args = 0..=2)]
    pub(crate) what: Vec<String>,
    /// Print only the digest of the world
    #[arg(long, conflicts_with = "what")]
    pub(crate) digest: bool,
    #[command(flatten)]
    pub(crate) world: WorldArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct WorldMapArgs {
    /// Where the drawing goes
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) out: PathBuf,
    /// Only this town, by name or code
    #[arg(long, value_name = "NAAM|CODE", conflicts_with = "buurt")]
    pub(crate) woonplaats: Option<String>,
    /// Only this neighbourhood, with house numbers: BU90010000
    #[arg(long, value_name = "CODE")]
    pub(crate) buurt: Option<String>,
    #[command(flatten)]
    pub(crate) world: WorldArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct WorldSearchArgs {
    /// A description in Dutch: "gescheiden, twee minderjarige kinderen"
    #[arg(value_name = "OMSCHRIJVING")]
    pub(crate) omschrijving: Vec<String>,
    /// Surname, with or without prefix; `*` at the end for any ending
    #[arg(long, value_name = "NAAM")]
    pub(crate) naam: Option<String>,
    /// Age in years: 30, 18..25, 70.. or ..12
    #[arg(long, value_name = "JAREN", value_parser = crate::range::parse)]
    pub(crate) leeftijd: Option<crate::range::Range>,
    /// Born on this day, yyyy-mm-dd
    #[arg(long, value_name = "DATUM")]
    pub(crate) geboren: Option<jiff::civil::Date>,
    /// M, V or O
    #[arg(long, value_parser = ["M", "V", "O"], ignore_case = true)]
    pub(crate) geslacht: Option<String>,
    /// Lives in this postcode
    #[arg(long, value_name = "POSTCODE")]
    pub(crate) postcode: Option<String>,
    /// Number of children: 2, 1..3 or 2..
    #[arg(long, value_name = "AANTAL", value_parser = crate::range::parse)]
    pub(crate) kinderen: Option<crate::range::Range>,
    /// Number of children who are minors
    #[arg(long, value_name = "AANTAL", value_parser = crate::range::parse)]
    pub(crate) minderjarige_kinderen: Option<crate::range::Range>,
    /// Number of people at the address
    #[arg(long, value_name = "AANTAL", value_parser = crate::range::parse)]
    pub(crate) bewoners: Option<crate::range::Range>,
    /// With whom
    #[arg(long, value_enum, hide_possible_values = false)]
    pub(crate) partner: Option<Partner>,
    /// What it lives in
    #[arg(long, value_enum)]
    pub(crate) woont_in: Option<WoontIn>,
    /// Has a right on a parcel or apartment
    #[arg(long, value_name = "JA|NEE", value_parser = ja_nee)]
    pub(crate) eigenaar: Option<bool>,
    /// Owns or runs a company of this form: eenmanszaak, bv, vof, stichting ...;
    /// vve: has an apartment right
    #[arg(long, value_name = "VORM", value_parser = crate::commands::world::vraag::rechtsvorm)]
    pub(crate) rechtsvorm: Option<fieldlab_world::Rechtsvorm>,
    /// How it stands in the register; without it, those who live here
    #[arg(long, value_enum)]
    pub(crate) status: Option<Status>,
    /// Code (0339) or name (Turkse) of a nationality
    #[arg(long, value_name = "CODE | NAAM")]
    pub(crate) nationaliteit: Option<String>,
    /// Court decision on authority over a minor
    #[arg(long, value_parser = ["1", "2", "12", "1D", "2D", "3D", "D"])]
    pub(crate) gezag: Option<String>,
    /// Sort of travel document, such as PN or NI
    #[arg(long, value_name = "SOORT")]
    pub(crate) reisdocument: Option<String>,
    /// What stands in the record (may be given several times)
    #[arg(long, value_enum)]
    pub(crate) heeft: Vec<Heeft>,
    /// Only personas that show this; `fieldlab personas` lists them
    #[arg(long, value_name = "TOONT")]
    pub(crate) toont: Option<String>,
    /// At most so many
    #[arg(long, default_value_t = 10, value_name = "AANTAL")]
    pub(crate) max: usize,
    #[command(flatten)]
    pub(crate) world: WorldArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

fn ja_nee(text: &str) -> Result<bool, String> {
    match text {
        "ja" | "true" => Ok(true),
        "nee" | "false" => Ok(false),
        _ => Err("ja or nee".to_owned()),
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum RegisterCommand {
    /// List the registers with mount and version
    List(OutputArgs),
    /// Make a register's derivations one by one: JSON lines in, JSON lines out
    ///
    /// Reads {"id", "function", "input"} from stdin, one a line, and answers each
    /// with {"id", "output"} or {"id", "error"}.
    Derive {
        /// Which register: brp
        register: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// Which template; `fieldlab templates` lists them
    pub(crate) template: String,
    /// Name of the component: lower case, digits and hyphens
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    /// Folder in which the component gets a folder of its own name
    #[arg(long, default_value = ".", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) into: PathBuf,
    /// Answer a question of the template (may be given several times)
    #[arg(long = "define", short = 'd', value_name = "KEY=VALUE", value_parser = key_value)]
    pub(crate) defines: Vec<(String, String)>,
    /// Ask nothing: take the default for every question
    #[arg(long)]
    pub(crate) defaults: bool,
    #[command(flatten)]
    pub(crate) show: ShowArgs,
}

fn key_value(text: &str) -> Result<(String, String), String> {
    text.split_once('=')
        .filter(|(key, _)| !key.is_empty())
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .ok_or_else(|| "write it as KEY=VALUE".to_owned())
}

#[derive(Debug, Subcommand)]
pub(crate) enum ScenarioCommand {
    /// List the scenarios that come with fieldlab
    List(OutputArgs),
    /// Run a scenario and report; exit code 1 when an expectation fails
    Run(ScenarioRunArgs),
}

#[derive(Debug, Args)]
pub(crate) struct ScenarioRunArgs {
    /// A scenario file, or the name of one that comes with fieldlab
    pub(crate) scenario: String,
    /// Run against this simulator instead of starting one
    #[arg(long, env = "FIELDLAB_URL", value_name = "URL")]
    pub(crate) url: Option<String>,
    /// Leave the team that the run made, to look at afterwards (with --url)
    #[arg(long, requires = "url")]
    pub(crate) keep: bool,
    /// Write a JUnit report to this file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) junit: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct DoctorArgs {
    /// The port you want to use
    #[arg(long, default_value_t = 8990, env = "FIELDLAB_PORT")]
    pub(crate) port: u16,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

fn host(text: &str) -> Result<std::net::IpAddr, String> {
    if text == "localhost" {
        return Ok(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST));
    }
    text.parse()
        .map_err(|_| "an IP address, such as 127.0.0.1, or localhost".to_owned())
}
