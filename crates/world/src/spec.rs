//! Which world: seed, size, municipality, reference date.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use crate::places::Gemeentecode;

/// How many people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// A village: 1,000.
    Dorp,
    /// A municipality: 25,000.
    Gemeente,
    /// A city: 250,000.
    Stad,
    /// The country: 18,000,000, over all municipalities.
    Land,
    /// Another number, at least [`Size::SMALLEST`].
    Personen(u32),
}

/// A text that is no size.
#[derive(Debug, thiserror::Error)]
#[error("choose dorp, gemeente, stad, land, or a number of people from 200 to 18,000,000")]
pub struct SizeError;

impl Size {
    /// Fewer people than this have no room for the fixed cast.
    pub const SMALLEST: u32 = 200;
    /// More people than this have no identifiers.
    pub const LARGEST: u32 = 18_000_000;

    /// The number of people, the cast included.
    pub const fn persons(self) -> u32 {
        match self {
            Self::Dorp => 1_000,
            Self::Gemeente => 25_000,
            Self::Stad => 250_000,
            Self::Land => Self::LARGEST,
            Self::Personen(persons) => persons,
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dorp => f.write_str("dorp"),
            Self::Gemeente => f.write_str("gemeente"),
            Self::Stad => f.write_str("stad"),
            Self::Land => f.write_str("land"),
            Self::Personen(persons) => persons.fmt(f),
        }
    }
}

impl FromStr for Size {
    type Err = SizeError;

    fn from_str(text: &str) -> Result<Self, SizeError> {
        Ok(match text {
            "dorp" => Self::Dorp,
            "gemeente" => Self::Gemeente,
            "stad" => Self::Stad,
            "land" => Self::Land,
            number => match number.replace(['_', '.', ','], "").parse() {
                Ok(persons @ Self::SMALLEST..=Self::LARGEST) => Self::Personen(persons),
                _ => return Err(SizeError),
            },
        })
    }
}

/// Everything that decides a world. Equal specs give equal bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorldSpec {
    /// The seed.
    pub seed: u64,
    /// How many people.
    pub size: Size,
    /// The municipality; for [`Size::Land`] the one the cast lives in.
    pub gemeente: Gemeentecode,
    /// The day on which the world is as generated; nobody is born after it.
    pub peildatum: Date,
}

impl Default for WorldSpec {
    fn default() -> Self {
        Self {
            seed: 1,
            size: Size::Gemeente,
            gemeente: crate::places::INVENTED,
            peildatum: jiff::civil::date(2026, 1, 1),
        }
    }
}
