//! Why an event cannot happen.

use jiff::civil::Date;

use crate::date::GbaDatum;
use crate::identifiers::Bsn;
use crate::places::BagId;

/// Why an event cannot happen in this world.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EventError {
    /// Nobody was named.
    #[error("nobody was named who moves")]
    Nobody,
    /// A person is not a resident: dead, abroad or unknown.
    #[error("{0} does not live in the Netherlands, and cannot move within it")]
    NotResident(Bsn),
    /// The address has been withdrawn.
    #[error("nummeraanduiding {0} has been withdrawn: nobody can live there")]
    Withdrawn(BagId),
    /// The address is a shop or an office.
    #[error("nummeraanduiding {0} is no dwelling")]
    NoDwelling(BagId),
    /// The person lives there already.
    #[error("{0} lives there already")]
    AlreadyThere(Bsn),
    /// The day has not come yet on the team's clock.
    #[error("{0} has not come yet: it is {1}; set the team's clock first, or take an earlier date")]
    Future(Date, Date),
    /// The date lies before the present residence began.
    #[error("{0} has lived at the present address since {1}, after the date of the change")]
    TooEarly(Bsn, GbaDatum),
    /// A minor would be left alone.
    #[error("{0} is a minor and would live without an adult")]
    MinorAlone(Bsn),
    /// A rule of the world that no precondition foresaw.
    #[error("this would break a rule of the world: {rule}: {case}")]
    Broken {
        /// The rule.
        rule: &'static str,
        /// Where.
        case: String,
    },
}
