//! The fake registers, one folder each.
//!
//! **Invariant:** a register knows no other register, and invents no data: all of it is the world's.
//! **Invariant:** no HTTP framework, no SQL, no async, no wall clock.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::print_stderr))]

pub mod bag;
pub mod brk;
pub mod brp;
pub mod kvk;
pub mod locatieserver;
pub mod woz;

mod letters;
mod per_wereld;
mod tekst;

#[cfg(test)]
mod gevallen;
#[cfg(test)]
mod proef;

#[cfg(test)]
#[path = "afvalkalender/tests.rs"]
mod afvalkalender_tests;

use std::sync::Arc;

use fieldlab_sim::data_register::DataRegister;
use fieldlab_sim::{Api, Manifest, ManifestError, Register};
use rust_embed::RustEmbed;

/// The folders of registers that are data alone.
#[derive(RustEmbed)]
#[folder = "."]
#[include = "afvalkalender/register.toml"]
#[include = "afvalkalender/openapi.yaml"]
#[include = "afvalkalender/responses/*.hbs"]
struct DataAlone;

/// Reads manifest and contracts of a register from its folder, which is compiled in.
fn laad<Bestanden: RustEmbed>(register: &str) -> Result<(Manifest, Vec<Api>), ManifestError> {
    let lees = |file: &str| {
        let bestand = Bestanden::get(file)?;
        Some(String::from_utf8_lossy(&bestand.data).into_owned())
    };
    let manifest = lees("register.toml").ok_or_else(|| ManifestError::MissingFile {
        file: register.to_owned(),
        named: "register.toml".to_owned(),
    })?;
    let manifest = Manifest::parse(&format!("{register}/register.toml"), &manifest)?;
    let apis = manifest.load_apis(&lees)?;
    Ok((manifest, apis))
}

/// Every register that comes with fieldlab.
///
/// # Errors
/// When a folder that is compiled in does not hold together; a test says that they do.
pub fn all() -> Result<Vec<Arc<dyn Register>>, ManifestError> {
    let afvalkalender = DataRegister::load("afvalkalender", &|file| {
        let file = DataAlone::get(&format!("afvalkalender/{file}"))?;
        Some(String::from_utf8_lossy(&file.data).into_owned())
    })?;
    Ok(vec![
        Arc::new(brp::Brp::new()?),
        Arc::new(bag::Bag::load()?),
        Arc::new(kvk::Kvk::load()?),
        Arc::new(brk::Brk::load()?),
        Arc::new(locatieserver::Locatieserver::load()?),
        Arc::new(woz::Woz::load()?),
        Arc::new(afvalkalender),
    ])
}

/// A derivation of a register: its name and its input in, its output or what is wrong out.
pub type Derive = fn(&str, &serde_json::Value) -> Result<serde_json::Value, String>;

/// The derivations of a register, when it has any that can be made without a world.
pub fn derivations(register: &str) -> Option<Derive> {
    match register {
        "brp" => Some(|function, input| {
            brp::afleiden(function, input).map_err(|error| error.to_string())
        }),
        _ => None,
    }
}
