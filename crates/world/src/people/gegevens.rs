//! What a population register keeps of a person, in the register's own terms.

use std::borrow::Cow;

use super::PersonId;
use crate::date::GbaDatum;
use crate::identifiers::{Bsn, Reisdocumentnummer};
use crate::places::{AdresId, Gemeentecode};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Geslacht {
    Man,
    Vrouw,
    Onbekend,
}

impl Geslacht {
    /// `M`, `V` or `O`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Man => "M",
            Self::Vrouw => "V",
            Self::Onbekend => "O",
        }
    }

    pub(super) const fn of(code: char) -> Self {
        match code {
            'M' => Self::Man,
            'V' => Self::Vrouw,
            _ => Self::Onbekend,
        }
    }
}

/// How somebody wants to be addressed: `E`, `P`, `V` or `N` (element 61.10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Naamgebruik {
    Eigen,
    Partner,
    PartnerVoorEigen,
    PartnerNaEigen,
}

impl Naamgebruik {
    /// `E`, `P`, `V` or `N`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Eigen => "E",
            Self::Partner => "P",
            Self::PartnerVoorEigen => "V",
            Self::PartnerNaEigen => "N",
        }
    }
}

/// A name in its parts; empty where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naam {
    /// Given names, separated by spaces.
    pub voornamen: Cow<'static, str>,
    /// Code of title or predicate (table 38).
    pub titel: &'static str,
    /// Prefix of the surname.
    pub voorvoegsel: Cow<'static, str>,
    /// Surname.
    pub geslachtsnaam: Cow<'static, str>,
}

/// A place of birth, marriage or death.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plaats {
    /// In the Netherlands.
    Gemeente(Gemeentecode),
    /// Elsewhere, as written.
    Buitenland(Cow<'static, str>),
    /// Not known.
    Onbekend,
}

/// Identity of a relative, from the person's own record.
#[derive(Clone, Debug)]
pub struct Relatie {
    /// The person, when in this world.
    pub persoon: Option<PersonId>,
    /// BSN, when known.
    pub burgerservicenummer: Option<Bsn>,
    /// Name.
    pub naam: Naam,
    /// Sex.
    pub geslacht: Geslacht,
    /// Date of birth.
    pub geboortedatum: GbaDatum,
    /// Place of birth.
    pub geboorteplaats: Plaats,
    /// Country of birth (table 34).
    pub geboorteland: u16,
}

/// A parent.
#[derive(Clone, Debug)]
pub struct Ouder {
    /// 1 or 2.
    pub aanduiding: u8,
    /// Who it is.
    pub relatie: Relatie,
    /// Since when it is the legal parent.
    pub datum_familierechtelijke_betrekking: GbaDatum,
    /// Sort of deed (table 39) by which it became the parent after birth: `B`, `C` or `J`
    /// recognised, `V` established by a court, `Q` adopted. `None` from birth.
    pub akte: Option<char>,
}

/// A child.
#[derive(Clone, Debug)]
pub struct Kind {
    /// Who it is.
    pub relatie: Relatie,
}

/// The end of a marriage or partnership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ontbinding {
    /// When.
    pub datum: GbaDatum,
    /// Why (table 41): `O` death, `S` divorce.
    pub reden: char,
}

/// A marriage or registered partnership.
#[derive(Clone, Debug)]
pub struct Verbintenis {
    /// With whom.
    pub relatie: Relatie,
    /// `H` or `P`.
    pub soort: char,
    /// When it began.
    pub datum: GbaDatum,
    /// Where.
    pub plaats: Plaats,
    /// Country (table 34).
    pub land: u16,
    /// How it ended, when it has.
    pub ontbinding: Option<Ontbinding>,
}

/// A nationality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nationaliteit {
    /// Code (table 32); 0 for somebody treated as Dutch or established as not Dutch.
    pub code: u16,
    /// Reason for taking it up (table 37); 0 when there is none.
    pub reden_opname: u16,
    /// Since when.
    pub ingang: GbaDatum,
    /// `B` or `V` (element 65.10).
    pub bijzonder: Option<char>,
    /// Until when, for one that is no longer held.
    pub einde: Option<GbaDatum>,
}

/// What a residence is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Woonplek {
    /// An address of this world.
    Adres(AdresId),
    /// Abroad: country (table 34) and three lines.
    Buitenland(u16, [Cow<'static, str>; 3]),
    /// A place that is described.
    Locatie(&'static str),
    /// Not known.
    Onbekend,
}

/// A residence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verblijfplaats {
    /// Where.
    pub plek: Woonplek,
    /// `to` opposite or `by` near that house number; empty when it is the number itself.
    pub aanduiding_bij_huisnummer: &'static str,
    /// Since when.
    pub aanvang: GbaDatum,
    /// `W` residence or `B` postal address; `W` abroad as well, where it means nothing.
    pub functie: char,
    /// Municipality of registration.
    pub gemeente: Gemeentecode,
    /// Registered in that municipality since.
    pub inschrijving: GbaDatum,
}

/// A residence by itself: without since when somebody is registered in its municipality, which
/// follows from the residences before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Woning {
    /// Where.
    pub plek: Woonplek,
    /// As in [`Verblijfplaats`].
    pub aanduiding_bij_huisnummer: &'static str,
    /// Since when.
    pub aanvang: GbaDatum,
    /// As in [`Verblijfplaats`].
    pub functie: char,
    /// Municipality of registration.
    pub gemeente: Gemeentecode,
}

impl From<Verblijfplaats> for Woning {
    fn from(bron: Verblijfplaats) -> Self {
        Self {
            plek: bron.plek,
            aanduiding_bij_huisnummer: bron.aanduiding_bij_huisnummer,
            aanvang: bron.aanvang,
            functie: bron.functie,
            gemeente: bron.gemeente,
        }
    }
}

impl Verblijfplaats {
    /// The address, when there is one.
    pub fn adres(&self) -> Option<AdresId> {
        match &self.plek {
            Woonplek::Adres(adres) => Some(*adres),
            _ => None,
        }
    }
}

/// Why and since when a record is suspended: `O`, `E`, `M`, `R`, `F`, `W` or `.`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opschorting {
    /// Reason.
    pub reden: char,
    /// When.
    pub datum: GbaDatum,
}

/// A death.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlijden {
    /// When.
    pub datum: GbaDatum,
    /// Where.
    pub plaats: Plaats,
    /// Country (table 34).
    pub land: u16,
}

/// Settling in the Netherlands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Immigratie {
    /// From which country (table 34); 0 unknown.
    pub land: u16,
    /// When.
    pub datum: GbaDatum,
}

/// A residence title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verblijfstitel {
    /// Code (table 56).
    pub aanduiding: u8,
    /// From.
    pub ingang: GbaDatum,
    /// Until; `None` when open.
    pub einde: Option<GbaDatum>,
}

/// What is registered about voting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kiesrecht {
    /// Excluded, until.
    pub uitgesloten_tot: Option<GbaDatum>,
    /// European franchise: 1 excluded, 2 called up.
    pub europees: Option<u8>,
    /// European exclusion, until.
    pub europees_tot: Option<GbaDatum>,
}

/// A verified record of a non-resident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verificatie {
    /// When.
    pub datum: GbaDatum,
    /// What was verified.
    pub omschrijving: &'static str,
}

/// The RNI participant who supplied the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rni {
    /// Code (table 60).
    pub deelnemer: u16,
    /// Treaty, or empty.
    pub verdrag: &'static str,
}

/// Data under investigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Onderzoek {
    /// Six digits: category, group, element.
    pub aanduiding: &'static str,
    /// Since when.
    pub datum: GbaDatum,
}

/// A travel document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reisdocument {
    /// Sort (table 48).
    pub soort: &'static str,
    /// Nine characters.
    pub nummer: Reisdocumentnummer,
    /// Valid until.
    pub einde: GbaDatum,
    /// When it was withheld or reported missing, and which: `I`, `R`, `V` or `.`.
    pub inhouding: Option<(GbaDatum, char)>,
}
