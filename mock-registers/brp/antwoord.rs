//! The answer: what a person looks like on the wire.
//!
//! Source: BRP Personen 2.7, `Persoon`; `PersoonBeperkt` and `GezagPersoonBeperkt` have fewer of the
//! same members. A member without a value is left out, never `null`; an empty group is `{}` when
//! the register has data in it, and left out when it has not.

use fieldlab_world::Bsn;
use serde::{Serialize, Serializer};

use super::codes::Waarde;
use super::datum::Datum;
use super::gezag::Gezagsrelatie;
use super::kort;
use super::onderzoek::InOnderzoek;
use super::persoonslijst::BagNummer;

/// `{"type": …, "personen": […]}`.
#[derive(Debug, Serialize)]
pub(crate) struct Antwoord<'a> {
    /// The question's own type.
    #[serde(rename = "type")]
    pub(crate) soort: &'static str,
    /// The persons found.
    pub(crate) personen: Vec<Persoon<'a>>,
}

/// A number as its nine digits.
pub(crate) fn als_tekst<S: Serializer>(
    value: &Option<Bsn>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value {
        Some(bsn) => {
            let cijfers = kort::cijfers::<9>(bsn.number().into());
            serializer.serialize_str(kort::als_tekst(&cijfers))
        }
        None => serializer.serialize_none(),
    }
}

/// Structs of which every member may be absent.
macro_rules! groepen {
    ($($(#[$doc:meta])* $naam:ident { $($(#[$attr:meta])* $veld:ident: $soort:ty,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, Default, PartialEq, Serialize)]
            #[serde(rename_all = "camelCase")]
            #[allow(missing_docs, reason = "the members are those of the published schema")]
            pub(crate) struct $naam<'a> {
                $($(#[$attr])* #[serde(skip_serializing_if = "Option::is_none")] pub(crate) $veld: Option<$soort>,)*
                #[serde(skip)]
                pub(crate) _bron: std::marker::PhantomData<&'a ()>,
            }
        )*
    };
}

groepen! {
    /// A person.
    Persoon {
        a_nummer: &'a str,
        #[serde(serialize_with = "als_tekst")]
        burgerservicenummer: Bsn,
        #[serde(rename = "datumEersteInschrijvingGBA")]
        datum_eerste_inschrijving: Datum,
        geheimhouding_persoonsgegevens: bool,
        geslacht: Waarde<'a>,
        uitsluiting_kiesrecht: UitsluitingKiesrecht<'a>,
        europees_kiesrecht: EuropeesKiesrecht<'a>,
        leeftijd: u16,
        naam: Naam<'a>,
        nationaliteiten: Vec<Nationaliteit<'a>>,
        geboorte: Gebeurtenis<'a>,
        opschorting_bijhouding: OpschortingBijhouding<'a>,
        overlijden: Gebeurtenis<'a>,
        verblijfplaats: Verblijfplaats<'a>,
        immigratie: Immigratie<'a>,
        gemeente_van_inschrijving: Waarde<'a>,
        datum_inschrijving_in_gemeente: Datum,
        adressering: Adressering<'a>,
        indicatie_curatele_register: bool,
        indicatie_gezag_minderjarige: Waarde<'a>,
        verblijfstitel: Verblijfstitel<'a>,
        kinderen: Vec<Kind<'a>>,
        ouders: Vec<Ouder<'a>>,
        partners: Vec<Partner<'a>>,
        rni: Vec<RniDeelnemer<'a>>,
        verificatie: Verificatie<'a>,
        gezag: Vec<Gezagsrelatie>,
        in_onderzoek: InOnderzoek,
    }
    /// A name, of a person or a relative.
    Naam {
        voornamen: &'a str,
        adellijke_titel_predicaat: Waarde<'a>,
        voorvoegsel: &'a str,
        geslachtsnaam: &'a str,
        voorletters: String,
        volledige_naam: String,
        aanduiding_naamgebruik: Waarde<'a>,
        in_onderzoek: InOnderzoek,
    }
    /// Birth, death or the beginning of a marriage.
    Gebeurtenis {
        datum: Datum,
        land: Waarde<'a>,
        plaats: Waarde<'a>,
        in_onderzoek: InOnderzoek,
    }
    /// A nationality.
    Nationaliteit {
        r#type: &'static str,
        reden_opname: Waarde<'a>,
        datum_ingang_geldigheid: Datum,
        nationaliteit: Waarde<'a>,
        in_onderzoek: InOnderzoek,
    }
    /// Suspension of the record.
    OpschortingBijhouding {
        reden: Waarde<'a>,
        datum: Datum,
    }
    /// Residence, of any of the four sorts.
    Verblijfplaats {
        r#type: &'static str,
        datum_ingang_geldigheid: Datum,
        verblijfadres: Verblijfadres<'a>,
        functie_adres: Waarde<'a>,
        adresseerbaar_object_identificatie: BagNummer,
        nummeraanduiding_identificatie: BagNummer,
        datum_van: Datum,
        indicatie_vastgesteld_verblijft_niet_op_adres: bool,
        in_onderzoek: InOnderzoek,
    }
    /// Address of a residence.
    Verblijfadres {
        officiele_straatnaam: &'a str,
        korte_straatnaam: &'a str,
        huisnummer: u32,
        huisletter: &'a str,
        huisnummertoevoeging: &'a str,
        aanduiding_bij_huisnummer: Waarde<'a>,
        postcode: &'a str,
        woonplaats: &'a str,
        locatiebeschrijving: &'a str,
        regel1: &'a str,
        regel2: &'a str,
        regel3: &'a str,
        land: Waarde<'a>,
        in_onderzoek: InOnderzoek,
    }
    /// Settling in the Netherlands.
    Immigratie {
        datum_vestiging_in_nederland: Datum,
        land_vanwaar_ingeschreven: Waarde<'a>,
        vanuit_verblijfplaats_onbekend: bool,
        indicatie_vestiging_vanuit_buitenland: bool,
        in_onderzoek: InOnderzoek,
    }
    /// How to address somebody.
    Adressering {
        aanhef: String,
        aanschrijfwijze: Aanschrijfwijze<'a>,
        gebruik_in_lopende_tekst: String,
        adresregel1: String,
        adresregel2: String,
        adresregel3: String,
        land: Waarde<'a>,
        indicatie_vastgesteld_verblijft_niet_op_adres: bool,
        in_onderzoek: InOnderzoek,
    }
    /// Name on the envelope.
    Aanschrijfwijze {
        naam: String,
        aanspreekvorm: &'static str,
    }
    /// Residence permit.
    Verblijfstitel {
        aanduiding: Waarde<'a>,
        datum_einde: Datum,
        datum_ingang: Datum,
        in_onderzoek: InOnderzoek,
    }
    /// Excluded from voting.
    UitsluitingKiesrecht {
        uitgesloten_van_kiesrecht: bool,
        einddatum: Datum,
    }
    /// Voting for the European Parliament.
    EuropeesKiesrecht {
        aanduiding: Waarde<'a>,
        einddatum_uitsluiting: Datum,
    }
    /// A child.
    Kind {
        #[serde(serialize_with = "als_tekst")]
        burgerservicenummer: Bsn,
        naam: Naam<'a>,
        geboorte: Gebeurtenis<'a>,
        in_onderzoek: InOnderzoek,
    }
    /// A parent.
    Ouder {
        #[serde(serialize_with = "als_tekst")]
        burgerservicenummer: Bsn,
        geslacht: Waarde<'a>,
        ouder_aanduiding: &'static str,
        datum_ingang_familierechtelijke_betrekking: Datum,
        naam: Naam<'a>,
        geboorte: Gebeurtenis<'a>,
        in_onderzoek: InOnderzoek,
    }
    /// A partner, or the last one.
    Partner {
        #[serde(serialize_with = "als_tekst")]
        burgerservicenummer: Bsn,
        geslacht: Waarde<'a>,
        soort_verbintenis: Waarde<'a>,
        naam: Naam<'a>,
        geboorte: Gebeurtenis<'a>,
        aangaan_huwelijk_partnerschap: Gebeurtenis<'a>,
        ontbinding_huwelijk_partnerschap: Ontbinding<'a>,
        in_onderzoek: InOnderzoek,
    }
    /// The end of a marriage.
    Ontbinding {
        datum: Datum,
        in_onderzoek: InOnderzoek,
    }
    /// Who delivered a category of a non-resident's record.
    RniDeelnemer {
        deelnemer: Waarde<'a>,
        omschrijving_verdrag: &'a str,
        categorie: &'static str,
    }
    /// Verification of a non-resident's record.
    Verificatie {
        datum: Datum,
        omschrijving: &'a str,
    }
}
