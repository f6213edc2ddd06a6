//! What others hear of a change: that something happened to whom, and no data.

use crate::bedrijven::KvkNummer;
use crate::identifiers::Bsn;
use crate::places::BagId;

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
    /// A parcel or apartment right, by its number.
    OnroerendeZaak(u64),
    /// A WOZ object, by its number of twelve digits.
    WozObject(u64),
    /// A company.
    Bedrijf(KvkNummer),
    /// An address, by its nummeraanduiding.
    Adres(BagId),
}

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Soort {
    /// Somebody lives elsewhere in the Netherlands.
    PersoonVerhuisd,
    /// Somebody was born.
    PersoonGeboren,
    /// Somebody died.
    PersoonOverleden,
    /// Somebody married.
    PersoonGehuwd,
    /// Somebody entered into a registered partnership.
    PersoonPartnerGeregistreerd,
    /// A marriage or partnership of somebody ended in the lives of both.
    PersoonGescheiden,
    /// Somebody has another name, or wants to be addressed otherwise.
    PersoonNaamGewijzigd,
    /// Somebody left the Netherlands.
    PersoonGeemigreerd,
    /// Somebody came to live in the Netherlands, or came back.
    PersoonGevestigd,
    /// A child was acknowledged.
    PersoonErkend,
    /// Something changed for somebody because of what happened to another: a child, a dead partner.
    PersoonGewijzigd,
    /// A right on a parcel or apartment was sold.
    OnroerendeZaakVerkocht,
    /// Another is taxed as the owner of a WOZ object.
    WozBelanghebbendeGewijzigd,
    /// A company began.
    BedrijfGestart,
    /// A company ended.
    BedrijfGestopt,
    /// A company has its seat elsewhere.
    BedrijfVerhuisd,
    /// A dwelling was split: it is smaller than it was.
    VerblijfsobjectGesplitst,
    /// There is an address that was not there before.
    NummeraanduidingToegekend,
    /// There is a WOZ object that was not there before.
    WozObjectOntstaan,
}

impl Soort {
    /// The type in notifications, after the Dutch profile of CloudEvents: reversed domain, register,
    /// subject and past participle.
    pub const fn type_naam(self) -> &'static str {
        match self {
            Self::PersoonVerhuisd => "nl.fieldlab.brp.persoon-verhuisd",
            Self::PersoonGeboren => "nl.fieldlab.brp.persoon-geboren",
            Self::PersoonOverleden => "nl.fieldlab.brp.persoon-overleden",
            Self::PersoonGehuwd => "nl.fieldlab.brp.persoon-gehuwd",
            Self::PersoonPartnerGeregistreerd => "nl.fieldlab.brp.persoon-partner-geregistreerd",
            Self::PersoonGescheiden => "nl.fieldlab.brp.persoon-gescheiden",
            Self::PersoonNaamGewijzigd => "nl.fieldlab.brp.persoon-naam-gewijzigd",
            Self::PersoonGeemigreerd => "nl.fieldlab.brp.persoon-geemigreerd",
            Self::PersoonGevestigd => "nl.fieldlab.brp.persoon-gevestigd",
            Self::PersoonErkend => "nl.fieldlab.brp.persoon-erkend",
            Self::PersoonGewijzigd => "nl.fieldlab.brp.persoon-gewijzigd",
            Self::OnroerendeZaakVerkocht => "nl.fieldlab.brk.onroerende-zaak-verkocht",
            Self::WozBelanghebbendeGewijzigd => "nl.fieldlab.woz.belanghebbende-gewijzigd",
            Self::BedrijfGestart => "nl.fieldlab.kvk.bedrijf-gestart",
            Self::BedrijfGestopt => "nl.fieldlab.kvk.bedrijf-gestopt",
            Self::BedrijfVerhuisd => "nl.fieldlab.kvk.bedrijf-verhuisd",
            Self::VerblijfsobjectGesplitst => "nl.fieldlab.bag.verblijfsobject-gesplitst",
            Self::NummeraanduidingToegekend => "nl.fieldlab.bag.nummeraanduiding-toegekend",
            Self::WozObjectOntstaan => "nl.fieldlab.woz.wozobject-ontstaan",
        }
    }
}
