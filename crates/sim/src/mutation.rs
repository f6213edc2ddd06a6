//! What a team changed.

use fieldlab_world::{
    AdresId, BagId, Bsn, EventError, Gebeurtenis, Overlay, Patch, PersonId, View,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::records::Records;
use crate::{Clock, ClockMode};

/// One change to a team's state, as it stands in the ledger. Identifiers are those of the
/// registers, so that a ledger can be read without the world beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "soort", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Mutation {
    /// Persons move to an address in the world.
    Verhuizing {
        /// BSNs of those who move, nine digits each.
        personen: Vec<String>,
        /// Identificatie of the nummeraanduiding they move to.
        naar: String,
        /// The day they live there, `yyyy-mm-dd`.
        datum: Date,
    },
    /// A record is stored in the vocabulary of a register, in the place of the one that was there.
    /// The register has checked it before it is recorded.
    Opslaan {
        /// The register's name: `brp`.
        register: String,
        /// Which of its collections: `persoonslijsten`.
        verzameling: String,
        /// The key in that collection.
        sleutel: String,
        /// The record itself.
        waarde: Value,
    },
    /// A stored record is removed.
    Verwijderen {
        /// The register's name.
        register: String,
        /// Which of its collections.
        verzameling: String,
        /// The key in that collection.
        sleutel: String,
    },
    /// The trainer sets the team's clock.
    Klok {
        /// Follow the wall clock or stand still.
        mode: ClockMode,
        /// What the clock shows at that moment.
        at: Timestamp,
        /// What the wall clock showed at that moment.
        wall: Timestamp,
    },
}

/// Why a change cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum MutationError {
    /// No such person in this team's world.
    #[error("no person has burgerservicenummer {0}")]
    UnknownPerson(String),
    /// No such address in this team's world.
    #[error("no nummeraanduiding has identificatie {0}")]
    UnknownAddress(String),
    /// The world's own rules forbid it.
    #[error(transparent)]
    Event(#[from] EventError),
}

impl Mutation {
    /// A short name for ledgers and reports: `verhuizing`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Verhuizing { .. } => "verhuizing",
            Self::Opslaan { .. } => "opslaan",
            Self::Verwijderen { .. } => "verwijderen",
            Self::Klok { .. } => "klok",
        }
    }

    /// Checks the change against the state without making it.
    ///
    /// # Errors
    /// See [`MutationError`].
    pub(crate) fn check(&self, view: View<'_>, vandaag: Date) -> Result<(), MutationError> {
        self.event(view, vandaag).map(|_| ())
    }

    /// Makes the change, and says what others will hear of it.
    pub(crate) fn apply(
        &self,
        world: &fieldlab_world::World,
        overlay: &mut Overlay,
        records: &mut Records,
        clock: &mut Clock,
        vandaag: Date,
    ) -> Result<Vec<Gebeurtenis>, MutationError> {
        match self {
            Self::Opslaan {
                register,
                verzameling,
                sleutel,
                waarde,
            } => records.store(register, verzameling, sleutel, waarde.clone()),
            Self::Verwijderen {
                register,
                verzameling,
                sleutel,
            } => records.remove(register, verzameling, sleutel),
            Self::Klok { mode, at, wall } => {
                *clock = match mode {
                    ClockMode::Follow => Clock::following(*at, *wall),
                    ClockMode::Frozen => Clock::frozen(*at),
                };
            }
            Self::Verhuizing { .. } => {}
        }
        let Some(patch) = self.event(View::new(world, overlay), vandaag)? else {
            return Ok(Vec::new());
        };
        let gebeurtenissen = patch.gebeurtenissen().to_vec();
        overlay.apply(patch);
        Ok(gebeurtenissen)
    }

    /// The event in the world, on a day of the team's clock; nothing for what is no event there.
    fn event(&self, view: View<'_>, vandaag: Date) -> Result<Option<Patch>, MutationError> {
        Ok(match self {
            Self::Verhuizing {
                personen,
                naar,
                datum,
            } => {
                let personen = find_all(view, personen)?;
                let naar = find_address(view, naar)?;
                Some(view.verhuizing(&personen, naar, *datum, vandaag)?)
            }
            Self::Opslaan { .. } | Self::Verwijderen { .. } | Self::Klok { .. } => None,
        })
    }
}

fn find(view: View<'_>, text: &str) -> Result<PersonId, MutationError> {
    Bsn::parse(text)
        .and_then(|bsn| view.persoon_met_bsn(bsn))
        .ok_or_else(|| MutationError::UnknownPerson(text.to_owned()))
}

fn find_all(view: View<'_>, personen: &[String]) -> Result<Vec<PersonId>, MutationError> {
    personen.iter().map(|text| find(view, text)).collect()
}

fn find_address(view: View<'_>, naar: &str) -> Result<AdresId, MutationError> {
    BagId::parse(naar)
        .and_then(|id| view.adres_met_nummeraanduiding(id))
        .ok_or_else(|| MutationError::UnknownAddress(naar.to_owned()))
}
