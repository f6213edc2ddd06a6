//! The events of the world as they stand in a ledger, and what comes of them.
//!
//! Identifiers are those of the registers. What an event may be is decided in the world; here its
//! parts are looked up.

use fieldlab_world::{
    AdresId, BagId, Bsn, EventError, Gebeurtenis, Geboorte as GeboorteInWereld, Gemeentecode,
    Geslacht, Naamgebruik, Naamskeuze, Naamswijziging as NaamswijzigingInWereld,
    Nieuwkomer as NieuwkomerInWereld, Onderwerp, Patch, PersonId, Plaats, Sluiting,
    VestigingInNederland as VestigingInWereld, View,
};
use jiff::civil::Date;
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

use crate::MutationError;

pub(crate) type Outcome = Result<Patch, MutationError>;

/// Persons move to an address in the world.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verhuizing {
    /// BSNs of those who move, nine digits each.
    pub personen: Vec<String>,
    /// Identificatie of the nummeraanduiding they move to.
    pub naar: String,
    /// The day they live there, `yyyy-mm-dd`.
    pub datum: Date,
}

/// A child is born. What is left out is drawn, the same every time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Geboorte {
    /// BSN of who gives birth.
    pub moeder: String,
    /// BSN of the other parent; the spouse or registered partner is that without being named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ouder2: Option<String>,
    /// The day of birth.
    pub datum: Date,
    /// `M` or `V`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geslacht: Option<Geslachtskeuze>,
    /// Given names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voornamen: Option<String>,
    /// Whose surname the child gets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub naamskeuze: Option<Ouderkeuze>,
    /// Code of the municipality of birth, four digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plaats: Option<String>,
}

/// Sex of somebody new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Geslachtskeuze {
    #[serde(rename = "M")]
    Man,
    #[serde(rename = "V")]
    Vrouw,
}

/// One of two parents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Ouderkeuze {
    Ouder1,
    Ouder2,
}

/// How somebody wants to be addressed (element 61.10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the codes are the register's")]
pub enum Aanduiding {
    E,
    P,
    V,
    N,
}

/// Somebody acknowledges a child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erkenning {
    /// BSN of the child.
    pub kind: String,
    /// BSN of who becomes its parent.
    pub erkenner: String,
    /// Since when.
    pub datum: Date,
    /// Whose surname the child gets; without it, it keeps its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub naamskeuze: Option<Ouderkeuze>,
}

/// Somebody dies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overlijden {
    /// BSN.
    pub persoon: String,
    /// The day of death.
    pub datum: Date,
    /// Code of a municipality, or a place abroad as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plaats: Option<String>,
    /// Country of that place (table 34), four digits; the Netherlands without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub land: Option<String>,
}

/// Two persons marry, or register their partnership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verbintenis {
    /// Two BSNs.
    pub personen: [String; 2],
    /// The day.
    pub datum: Date,
    /// Code of a municipality, or a place abroad as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plaats: Option<String>,
    /// Country of that place (table 34), four digits; the Netherlands without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub land: Option<String>,
    /// How each wants to be addressed from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub naamgebruik: Option<[Aanduiding; 2]>,
}

/// A marriage or registered partnership ends in the lives of both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheiding {
    /// BSN of one of the two.
    pub persoon: String,
    /// The day.
    pub datum: Date,
}

/// Somebody gets another name, or wants to be addressed otherwise. What is left out stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Naamswijziging {
    /// BSN.
    pub persoon: String,
    /// Since when.
    pub datum: Date,
    /// Given names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voornamen: Option<String>,
    /// Prefix; a new surname without it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voorvoegsel: Option<String>,
    /// Surname.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geslachtsnaam: Option<String>,
    /// How the person wants to be addressed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub naamgebruik: Option<Aanduiding>,
}

/// Persons leave the Netherlands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Emigratie {
    /// BSNs of those who leave.
    pub personen: Vec<String>,
    /// Country (table 34), four digits; `0000` when nobody knows where they went.
    pub land: String,
    /// The address there, three lines at most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regels: Vec<String>,
    /// Since when.
    pub datum: Date,
}

/// Persons come to live in the Netherlands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vestiging {
    /// BSNs of those who come back: emigrants and registered non-residents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub personen: Vec<String>,
    /// Those who come for the first time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nieuw: Vec<Nieuwkomer>,
    /// Identificatie of the nummeraanduiding where they go to live.
    pub naar: String,
    /// Country they come from (table 34), four digits; without it, where they lived or were born.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub land: Option<String>,
    /// Since when.
    pub datum: Date,
}

/// Somebody who is not in the world yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nieuwkomer {
    /// Given names.
    pub voornamen: String,
    /// Prefix of the surname.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub voorvoegsel: String,
    /// Surname.
    pub geslachtsnaam: String,
    /// `M` or `V`.
    pub geslacht: Geslachtskeuze,
    /// Day of birth.
    pub geboortedatum: Date,
    /// Code of a municipality, or a place abroad as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geboorteplaats: Option<String>,
    /// Country of birth (table 34), four digits.
    pub geboorteland: String,
    /// Nationality (table 32), four digits.
    pub nationaliteit: String,
    /// Residence title (table 56), two digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verblijfstitel: Option<String>,
    /// BSNs of parents who are in the world.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ouders: Vec<String>,
}

impl Verhuizing {
    pub(crate) fn event(&self, view: View<'_>, vandaag: Date) -> Outcome {
        let personen = find_all(view, &self.personen)?;
        let naar = find_address(view, &self.naar)?;
        Ok(view.verhuizing(&personen, naar, self.datum, vandaag)?)
    }
}

impl Geboorte {
    pub(crate) fn event(&self, view: View<'_>, vandaag: Date) -> Outcome {
        let plaats = self
            .plaats
            .as_deref()
            .map(|text| Gemeentecode::parse(text).ok_or_else(|| unknown("municipality", text)));
        let geboorte = GeboorteInWereld {
            moeder: find(view, &self.moeder)?,
            ouder2: self
                .ouder2
                .as_deref()
                .map(|bsn| find(view, bsn))
                .transpose()?,
            datum: self.datum,
            geslacht: self.geslacht.map(Into::into),
            voornamen: self.voornamen.as_deref(),
            naamskeuze: self.naamskeuze.map(Into::into),
            plaats: plaats.transpose()?,
        };
        Ok(view.geboorte(&geboorte, vandaag)?)
    }
}

impl Erkenning {
    pub(crate) fn event(&self, view: View<'_>, vandaag: Date) -> Outcome {
        let kind = find(view, &self.kind)?;
        let erkenner = find(view, &self.erkenner)?;
        let naamskeuze = self.naamskeuze.unwrap_or(Ouderkeuze::Ouder1).into();
        Ok(view.erkenning(kind, erkenner, naamskeuze, self.datum, vandaag)?)
    }
}

impl Overlijden {
    pub(crate) fn event(&self, view: View<'_>, vandaag: Date) -> Outcome {
        let persoon = find(view, &self.persoon)?;
        let waar = place(self.plaats.as_deref(), self.land.as_deref())?;
        Ok(view.overlijden(persoon, self.datum, waar, vandaag)?)
    }
}

impl Verbintenis {
    pub(crate) fn event(&self, view: View<'_>, partnerschap: bool, vandaag: Date) -> Outcome {
        let [one, other] = &self.personen;
        let sluiting = Sluiting {
            partners: [find(view, one)?, find(view, other)?],
            partnerschap,
            datum: self.datum,
            waar: place(self.plaats.as_deref(), self.land.as_deref())?,
            naamgebruik: match self.naamgebruik {
                Some([one, other]) => [Some(one.into()), Some(other.into())],
                None => [None, None],
            },
        };
        Ok(view.sluiting(&sluiting, vandaag)?)
    }
}

impl Scheiding {
    pub(crate) fn event(&self, view: View<'_>, vandaag: Date) -> Outcome {
        let persoon = find(view, &self.persoon)?;
        Ok(view.scheiding(persoon, self.datum, vandaag)?)
    }
}

impl Naamswijziging {
    pub(crate) fn event(&self, view: View<'_>, vandaag: Date) -> Outcome {
        let wijziging = NaamswijzigingInWereld {
            persoon: find(view, &self.persoon)?,
            voornamen: self.voornamen.as_deref(),
            voorvoegsel: self.voorvoegsel.as_deref(),
            geslachtsnaam: self.geslachtsnaam.as_deref(),
            naamgebruik: self.naamgebruik.map(Into::into),
            datum: self.datum,
        };
        Ok(view.naamswijziging(&wijziging, vandaag)?)
    }
}

impl Emigratie {
    pub(crate) fn event(&self, view: View<'_>, vandaag: Date) -> Outcome {
        let personen = find_all(view, &self.personen)?;
        let land = country(&self.land)?;
        let regels: Vec<&str> = self.regels.iter().map(String::as_str).collect();
        Ok(view.emigratie(&personen, land, &regels, self.datum, vandaag)?)
    }
}

impl Vestiging {
    pub(crate) fn event(&self, view: View<'_>, vandaag: Date) -> Outcome {
        let personen = find_all(view, &self.personen)?;
        let parents = self
            .nieuw
            .iter()
            .map(|nieuw| find_all(view, &nieuw.ouders))
            .collect::<Result<Vec<_>, _>>()?;
        let nieuw = self
            .nieuw
            .iter()
            .zip(&parents)
            .map(|(nieuw, ouders)| nieuw.look_up(ouders))
            .collect::<Result<Vec<_>, _>>()?;
        let vestiging = VestigingInWereld {
            personen: &personen,
            nieuw: &nieuw,
            naar: find_address(view, &self.naar)?,
            land: self.land.as_deref().map(country).transpose()?,
            datum: self.datum,
        };
        Ok(view.vestiging(&vestiging, vandaag)?)
    }
}

impl Nieuwkomer {
    fn look_up<'a>(
        &'a self,
        ouders: &'a [PersonId],
    ) -> Result<NieuwkomerInWereld<'a>, MutationError> {
        let geboorteland = country(&self.geboorteland)?;
        let titel = self.verblijfstitel.as_deref().map(|text| {
            digits(text, 2)
                .and_then(|code| u8::try_from(code).ok())
                .ok_or_else(|| unknown("residence title", text))
        });
        Ok(NieuwkomerInWereld {
            voornamen: &self.voornamen,
            voorvoegsel: &self.voorvoegsel,
            geslachtsnaam: &self.geslachtsnaam,
            geslacht: self.geslacht.into(),
            geboortedatum: self.geboortedatum,
            geboorteplaats: place(self.geboorteplaats.as_deref(), Some(&self.geboorteland))?
                .map(|(plaats, _)| plaats),
            geboorteland,
            nationaliteit: digits(&self.nationaliteit, 4)
                .ok_or_else(|| unknown("nationality", &self.nationaliteit))?,
            verblijfstitel: titel.transpose()?,
            ouders,
        })
    }
}

impl From<Geslachtskeuze> for Geslacht {
    fn from(keuze: Geslachtskeuze) -> Self {
        match keuze {
            Geslachtskeuze::Man => Self::Man,
            Geslachtskeuze::Vrouw => Self::Vrouw,
        }
    }
}

impl From<Ouderkeuze> for Naamskeuze {
    fn from(keuze: Ouderkeuze) -> Self {
        match keuze {
            Ouderkeuze::Ouder1 => Self::Ouder1,
            Ouderkeuze::Ouder2 => Self::Ouder2,
        }
    }
}

impl From<Aanduiding> for Naamgebruik {
    fn from(aanduiding: Aanduiding) -> Self {
        match aanduiding {
            Aanduiding::E => Self::Eigen,
            Aanduiding::P => Self::Partner,
            Aanduiding::V => Self::PartnerVoorEigen,
            Aanduiding::N => Self::PartnerNaEigen,
        }
    }
}

pub(crate) fn find(view: View<'_>, text: &str) -> Result<PersonId, MutationError> {
    Bsn::parse(text)
        .and_then(|bsn| view.persoon_met_bsn(bsn))
        .ok_or_else(|| MutationError::UnknownPerson(text.to_owned()))
}

fn find_all(view: View<'_>, personen: &[String]) -> Result<Vec<PersonId>, MutationError> {
    personen.iter().map(|text| find(view, text)).collect()
}

pub(crate) fn find_address(view: View<'_>, naar: &str) -> Result<AdresId, MutationError> {
    BagId::parse(naar)
        .and_then(|id| view.adres_met_nummeraanduiding(id))
        .ok_or_else(|| MutationError::UnknownAddress(naar.to_owned()))
}

pub(crate) fn unknown(what: &'static str, code: &str) -> MutationError {
    let code = code.chars().take(40).collect();
    MutationError::Event(EventError::UnknownCode { what, code })
}

/// A code of so many digits.
fn digits(text: &str, count: usize) -> Option<u16> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

fn country(text: &str) -> Result<u16, MutationError> {
    digits(text, 4).ok_or_else(|| unknown("country", text))
}

/// A municipality by its code, or a place abroad as written; nothing when neither is named.
fn place(plaats: Option<&str>, land: Option<&str>) -> Result<Option<(Plaats, u16)>, MutationError> {
    const NEDERLAND: u16 = 6030;
    let country = land.map(country).transpose()?;
    Ok(match (plaats, country) {
        (None, None) => None,
        (None, Some(land)) => Some((Plaats::Onbekend, land)),
        (Some(text), None | Some(NEDERLAND)) => {
            let code = Gemeentecode::parse(text).ok_or_else(|| unknown("municipality", text))?;
            Some((Plaats::Gemeente(code), NEDERLAND))
        }
        (Some(text), Some(land)) => Some((Plaats::Buitenland(text.to_owned().into()), land)),
    })
}

/// What others hear of an entry, as the lab shows it: a type and a reference, no data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GebeurtenisView(pub Gebeurtenis);

impl Serialize for GebeurtenisView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("type", self.0.soort.type_naam())?;
        match self.0.onderwerp {
            Onderwerp::Persoon(bsn) => {
                map.serialize_entry("burgerservicenummer", &bsn.to_string())?;
            }
            Onderwerp::OnroerendeZaak(number) => {
                map.serialize_entry("kadastraalOnroerendeZaakIdentificatie", &number.to_string())?;
            }
            Onderwerp::WozObject(number) => {
                map.serialize_entry("wozObjectNummer", &format!("{number:012}"))?;
            }
            Onderwerp::Adres(id) => {
                map.serialize_entry("nummeraanduidingIdentificatie", &id.to_string())?;
            }
            Onderwerp::Bedrijf(kvk) => {
                map.serialize_entry("kvkNummer", &kvk.to_string())?;
            }
        }
        map.end()
    }
}
