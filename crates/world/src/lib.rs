//! The synthetic Netherlands that every register looks at.
//!
//! **Invariant:** a [`World`] is a pure function of its [`WorldSpec`]. Nothing here reads a clock, an
//! environment variable or a generator with state, or a file that is not a snapshot of a world.
//! **Invariant:** no JSON here. Registers decide how a person looks on the wire.
//! **Invariant:** nothing here can belong to a real person: numbers are from test ranges or fail
//! their check, addresses cannot exist. [`World::check`] says so for every record.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod bedrijven;
mod cast;
mod check;
mod date;
mod hash;
mod identifiers;
mod kadaster;
mod lookup;
mod order;
mod people;
mod permutation;
mod places;
mod snapshot;
mod spec;
mod stats;
pub mod tables;
mod view;
mod world;
mod woz;

pub use bedrijven::{
    Bedrijf, BedrijfId, Bedrijfsnamen, BuitenlandsAdres, Correspondentieadres, Functie,
    Functionaris, KvkNummer, Rechtsvorm, Rsin, Sbi, Vestiging, Vestigingsnummer,
};
pub use cast::Persona;
pub use check::{CheckReport, Rule};
pub use date::GbaDatum;
pub use identifiers::{ANummer, Bsn, Reisdocumentnummer};
pub use kadaster::{
    Aandeel, Aanduiding, Beperking, Beslag, Canon, Cultuur, FiliatieAard, Grondslag, Herkomst,
    Hypotheek, KadasterNatuurlijkPersoon, KadasterNietNatuurlijkPersoon, KadasterPersoon,
    KadasterPersoonId, Koopsom, Koz, OnroerendeZaak, Partij, PerceelId, Recht, RechtSoort, Stuk,
    StukSoort, Stukdeel, VervallenPerceel,
};
pub use people::{
    Geslacht, Geslachtsnaam, Immigratie, Kiesrecht, Kind, Naam, Naamgebruik, Nationaliteit,
    Onderzoek, Ontbinding, Opschorting, Ouder, Overlijden, PersonId, Persoon, Plaats, Reisdocument,
    Relatie, Rni, Verbintenis, Verblijfplaats, Verblijfstitel, Verificatie, Woning, Woonplek,
};
pub use places::*;
pub use snapshot::SnapshotError;
pub use spec::{Size, SizeError, WorldSpec};
pub use stats::{Klasse, Maat, Statistiek};
pub use view::{
    BedrijfStart, EventError, Gebeurtenis, Geboorte, Naamskeuze, Naamswijziging, Nieuwkomer,
    Onderwerp, Overlay, Patch, Sluiting, Soort, Splitsing, Verkoop, VestigingInNederland, View,
};
pub use world::{Digest, RECIPE, Watch, World, WorldError};
pub use woz::{WozObject, WozStatus, WozWaarde};
