//! What a team changed.

use fieldlab_world::{EventError, Gebeurtenis, Overlay, Patch, View};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::records::Records;
use crate::world_events::{
    Emigratie, Erkenning, Geboorte, Naamswijziging, Overlijden, Scheiding, Verbintenis, Verhuizing,
    Vestiging,
};
use crate::world_goods::{BedrijfStart, BedrijfStop, BedrijfVerhuist, Splitsing, Verkoop};
use crate::{Clock, ClockMode, Fault, FaultError, Speed};

/// One change to a team's state, as it stands in the ledger. Identifiers are those of the
/// registers, so that a ledger can be read without the world beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "soort", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Mutation {
    /// Persons move to an address in the world.
    Verhuizing(Verhuizing),
    /// A child is born.
    Geboorte(Geboorte),
    /// Somebody acknowledges a child.
    Erkenning(Erkenning),
    /// Somebody dies.
    Overlijden(Overlijden),
    /// Two persons marry.
    Huwelijk(Verbintenis),
    /// Two persons register their partnership.
    Partnerschap(Verbintenis),
    /// A marriage or registered partnership ends.
    Scheiding(Scheiding),
    /// Somebody gets another name.
    Naamswijziging(Naamswijziging),
    /// Persons leave the Netherlands.
    Emigratie(Emigratie),
    /// Persons come to live in the Netherlands.
    Vestiging(Vestiging),
    /// A right on a parcel or an apartment is sold.
    Verkoop(Verkoop),
    /// A company begins.
    BedrijfStart(BedrijfStart),
    /// A company ends.
    BedrijfStop(BedrijfStop),
    /// A company moves.
    BedrijfVerhuist(BedrijfVerhuist),
    /// A dwelling is split in two.
    Splitsing(Splitsing),
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
    /// A moment to come back to. Changes nothing.
    Ijkpunt {
        /// What it is called; of two with one name the later one counts.
        naam: String,
    },
    /// The trainer disturbs the team, in the place of a fault of that name.
    Storing(Box<Fault>),
    /// A fault is over.
    StoringEinde {
        /// Its name.
        naam: String,
    },
    /// The trainer sets the team's clock.
    Klok {
        /// Follow the wall clock or stand still.
        mode: ClockMode,
        /// What the clock shows at that moment.
        at: Timestamp,
        /// What the wall clock showed at that moment.
        wall: Timestamp,
        /// How fast it runs from then on, when it runs.
        #[serde(default, skip_serializing_if = "Speed::is_real")]
        speed: Speed,
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
    /// No such parcel or apartment right in this team's world.
    #[error("no parcel or apartment right has identificatie {0}")]
    UnknownParcel(String),
    /// No such company in this team's world.
    #[error("no company has kvkNummer {0}")]
    UnknownCompany(String),
    /// A fault that means nothing.
    #[error(transparent)]
    Fault(#[from] FaultError),
    /// The world's own rules forbid it.
    #[error(transparent)]
    Event(#[from] EventError),
}

impl Mutation {
    /// The events of the world, as scenarios and the lab's calls name them.
    pub const EVENTS: [&'static str; 15] = [
        "verhuizing",
        "geboorte",
        "erkenning",
        "overlijden",
        "huwelijk",
        "partnerschap",
        "scheiding",
        "naamswijziging",
        "emigratie",
        "vestiging",
        "verkoop",
        "bedrijf-start",
        "bedrijf-stop",
        "bedrijf-verhuist",
        "splitsing",
    ];

    /// A short name for ledgers and reports: `verhuizing`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Verhuizing(_) => "verhuizing",
            Self::Geboorte(_) => "geboorte",
            Self::Erkenning(_) => "erkenning",
            Self::Overlijden(_) => "overlijden",
            Self::Huwelijk(_) => "huwelijk",
            Self::Partnerschap(_) => "partnerschap",
            Self::Scheiding(_) => "scheiding",
            Self::Naamswijziging(_) => "naamswijziging",
            Self::Emigratie(_) => "emigratie",
            Self::Vestiging(_) => "vestiging",
            Self::Verkoop(_) => "verkoop",
            Self::BedrijfStart(_) => "bedrijf-start",
            Self::BedrijfStop(_) => "bedrijf-stop",
            Self::BedrijfVerhuist(_) => "bedrijf-verhuist",
            Self::Splitsing(_) => "splitsing",
            Self::Opslaan { .. } => "opslaan",
            Self::Verwijderen { .. } => "verwijderen",
            Self::Ijkpunt { .. } => "ijkpunt",
            Self::Storing(_) => "storing",
            Self::StoringEinde { .. } => "storing-einde",
            Self::Klok { .. } => "klok",
        }
    }

    /// How long the change is in a ledger, in bytes of JSON.
    pub fn bytes(&self) -> u64 {
        let mut length = Length(0);
        // Counting cannot fail, and every change has text keys.
        let _ = serde_json::to_writer(&mut length, self);
        length.0
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
            Self::Klok {
                mode,
                at,
                wall,
                speed,
            } => {
                *clock = match mode {
                    ClockMode::Follow => Clock::following(*at, *wall, *speed),
                    ClockMode::Frozen => Clock::frozen(*at),
                };
            }
            _ => {}
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
        let patch = match self {
            Self::Verhuizing(event) => event.event(view, vandaag),
            Self::Geboorte(event) => event.event(view, vandaag),
            Self::Erkenning(event) => event.event(view, vandaag),
            Self::Overlijden(event) => event.event(view, vandaag),
            Self::Huwelijk(event) => event.event(view, false, vandaag),
            Self::Partnerschap(event) => event.event(view, true, vandaag),
            Self::Scheiding(event) => event.event(view, vandaag),
            Self::Naamswijziging(event) => event.event(view, vandaag),
            Self::Emigratie(event) => event.event(view, vandaag),
            Self::Vestiging(event) => event.event(view, vandaag),
            Self::Verkoop(event) => event.event(view, vandaag),
            Self::BedrijfStart(event) => event.event(view, vandaag),
            Self::BedrijfStop(event) => event.event(view, vandaag),
            Self::BedrijfVerhuist(event) => event.event(view, vandaag),
            Self::Splitsing(event) => event.event(view, vandaag),
            Self::Opslaan { .. }
            | Self::Verwijderen { .. }
            | Self::Ijkpunt { .. }
            | Self::StoringEinde { .. }
            | Self::Klok { .. } => return Ok(None),
            Self::Storing(fault) => {
                fault.check()?;
                return Ok(None);
            }
        };
        patch.map(Some)
    }
}

/// Counts what is written, and keeps nothing.
struct Length(u64);

impl std::io::Write for Length {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
