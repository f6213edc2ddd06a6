//! What others hear of a change: that something happened to whom, and no data.

use crate::identifiers::Bsn;

/// Something that happened, for registers and components that want to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gebeurtenis {
    /// What happened.
    pub soort: Soort,
    /// To whom or what.
    pub onderwerp: Onderwerp,
}

/// What something happened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Onderwerp {
    /// A person.
    Persoon(Bsn),
}

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Soort {
    /// Somebody lives elsewhere in the Netherlands.
    PersoonVerhuisd,
}

impl Soort {
    /// The type in notifications, after the Dutch profile of CloudEvents: reversed domain, register,
    /// subject and past participle.
    pub const fn type_naam(self) -> &'static str {
        match self {
            Self::PersoonVerhuisd => "nl.fieldlab.brp.persoon-verhuisd",
        }
    }
}
