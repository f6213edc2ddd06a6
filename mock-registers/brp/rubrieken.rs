//! Which elements of the Logisch Ontwerp stand behind a value or a parameter: the vocabulary of
//! permissions and of the protocol. Six characters, category first; derived values have codes of
//! their own (`PANM02`, the full name).
//!
//! Source: BRP API, autorisatie and protocollering.

use serde_json::Value;

use super::velden::{Selectie, Velden};
use super::veldenlijst::{PADEN, Veld};

/// The history of residences as a whole.
pub(crate) const HISTORIE: &str = "PXVP07";
/// The residents of an object as a whole.
pub(crate) const BEWONING: &str = "AXBW01";

/// All of `adressering`; its names alone.
const ADRESSERING: &str = "AD01";
const AANSCHRIJVING: &str = "AD02";

const NAMEN_IN_ADRESSERING: Velden = Velden::van(&[
    Veld::Aanhef,
    Veld::Aanspreekvorm,
    Veld::Aanschrijfnaam,
    Veld::GebruikInLopendeTekst,
]);

/// What is written down when a value was asked for.
const fn rubrieken(veld: Veld) -> &'static [&'static str] {
    match veld {
        Veld::ANummer => &["010110"],
        Veld::Burgerservicenummer => &["010120"],
        Veld::DatumEersteInschrijvingGba => &["076810"],
        Veld::DatumInschrijvingInGemeente => &["080920"],
        Veld::GemeenteVanInschrijving => &["080910"],
        Veld::Geslacht => &["010410"],
        Veld::Leeftijd => &["PAGL01"],
        Veld::Gezag => &["PAGZ01"],
        Veld::IndicatieCurateleRegister => &["113310"],
        Veld::IndicatieGezagMinderjarige => &["113210"],
        Veld::Aanhef => &["PANM03"],
        Veld::Aanspreekvorm => &["PANM04"],
        Veld::Aanschrijfnaam => &["PANM05"],
        Veld::GebruikInLopendeTekst => &["PANM06"],
        Veld::Adresregel1 => &["PAVP03"],
        Veld::Adresregel2 => &["PAVP04"],
        Veld::Adresregel3 => &["081350"],
        Veld::AdresseringLand => &["081310"],
        Veld::EuropeesKiesrecht => &["133110"],
        Veld::EinddatumEuropeesKiesrecht => &["133130"],
        Veld::Uitgesloten => &["133810"],
        Veld::EinddatumUitsluiting => &["133820"],
        Veld::Voornamen => &["010210"],
        Veld::Titel => &["010220"],
        Veld::Voorvoegsel => &["010230"],
        Veld::Geslachtsnaam => &["010240"],
        Veld::Voorletters => &["PANM01"],
        Veld::VolledigeNaam => &["PANM02"],
        Veld::AanduidingNaamgebruik => &["016110"],
        Veld::GeboorteDatum => &["010310"],
        Veld::GeboortePlaats => &["010320"],
        Veld::GeboorteLand => &["010330"],
        Veld::DatumVestigingInNederland => &["081420"],
        Veld::LandVanwaarIngeschreven => &["081410"],
        Veld::IndicatieVestigingVanuitBuitenland => &["PAVP05"],
        Veld::VanuitVerblijfplaatsOnbekend => &["PAVP06"],
        Veld::NationaliteitType => &["PANT01"],
        Veld::Nationaliteit => &["040510"],
        Veld::RedenOpname => &["046310"],
        Veld::NationaliteitIngang => &["048510"],
        Veld::OverlijdenDatum => &["060810"],
        Veld::OverlijdenPlaats => &["060820"],
        Veld::OverlijdenLand => &["060830"],
        Veld::KindBurgerservicenummer => &["090120"],
        Veld::KindVoornamen => &["090210"],
        Veld::KindTitel => &["090220"],
        Veld::KindVoorvoegsel => &["090230"],
        Veld::KindGeslachtsnaam => &["090240"],
        Veld::KindVoorletters => &["PAKD01"],
        Veld::KindGeboorteDatum => &["090310"],
        Veld::KindGeboortePlaats => &["090320"],
        Veld::KindGeboorteLand => &["090330"],
        Veld::OuderBurgerservicenummer => &["020120", "030120"],
        Veld::OuderGeslacht => &["020410", "030410"],
        Veld::OuderAanduiding => &[],
        Veld::OuderIngang => &["026210", "036210"],
        Veld::OuderVoornamen => &["020210", "030210"],
        Veld::OuderTitel => &["020220", "030220"],
        Veld::OuderVoorvoegsel => &["020230", "030230"],
        Veld::OuderGeslachtsnaam => &["020240", "030240"],
        Veld::OuderVoorletters => &["PAOU01"],
        Veld::OuderGeboorteDatum => &["020310", "030310"],
        Veld::OuderGeboortePlaats => &["020320", "030320"],
        Veld::OuderGeboorteLand => &["020330", "030330"],
        Veld::PartnerBurgerservicenummer => &["050120"],
        Veld::PartnerGeslacht => &["050410"],
        Veld::SoortVerbintenis => &["051510"],
        Veld::PartnerVoornamen => &["050210"],
        Veld::PartnerTitel => &["050220"],
        Veld::PartnerVoorvoegsel => &["050230"],
        Veld::PartnerGeslachtsnaam => &["050240"],
        Veld::PartnerVoorletters => &["PAHP01"],
        Veld::PartnerGeboorteDatum => &["050310"],
        Veld::PartnerGeboortePlaats => &["050320"],
        Veld::PartnerGeboorteLand => &["050330"],
        Veld::AangaanDatum => &["050610"],
        Veld::AangaanPlaats => &["050620"],
        Veld::AangaanLand => &["050630"],
        Veld::OntbindingDatum => &["050710"],
        Veld::VerblijfplaatsType => &["PAVP02"],
        Veld::DatumVan => &["PAVP01"],
        Veld::VerblijfplaatsIngang => &["088510"],
        Veld::FunctieAdres => &["081010"],
        Veld::AdresseerbaarObject => &["081180"],
        Veld::Nummeraanduiding => &["081190"],
        Veld::OfficieleStraatnaam => &["081115"],
        Veld::KorteStraatnaam => &["081110"],
        Veld::Huisnummer => &["081120"],
        Veld::Huisletter => &["081130"],
        Veld::Huisnummertoevoeging => &["081140"],
        Veld::AanduidingBijHuisnummer => &["081150"],
        Veld::Postcode => &["081160"],
        Veld::Woonplaats => &["081170"],
        Veld::Locatiebeschrijving => &["081210"],
        Veld::Regel1 => &["081330"],
        Veld::Regel2 => &["081340"],
        Veld::Regel3 => &["081350"],
        Veld::VerblijfLand => &["081310"],
        Veld::VerblijfstitelAanduiding => &["103910"],
        Veld::VerblijfstitelEinde => &["103920"],
        Veld::VerblijfstitelIngang => &["103930"],
    }
}

/// The element that a parameter of a question searches in; none for `inclusiefOverledenPersonen`.
pub(crate) fn van_parameter(naam: &str) -> Option<&'static str> {
    Some(match naam {
        "burgerservicenummer" => "010120",
        "geslachtsnaam" => "010240",
        "voornamen" => "010210",
        "voorvoegsel" => "010230",
        "geboortedatum" => "010310",
        "geslacht" => "010410",
        "gemeenteVanInschrijving" => "080910",
        "straat" => "081110",
        "huisnummer" => "081120",
        "huisletter" => "081130",
        "huisnummertoevoeging" => "081140",
        "postcode" => "081160",
        "adresseerbaarObjectIdentificatie" => "081180",
        "nummeraanduidingIdentificatie" => "081190",
        "reisdocumentnummer" => "123520",
        _ => return None,
    })
}

/// The elements of everything that a question asks for, in ascending order, once each.
pub(crate) fn gevraagd(velden: Velden) -> Vec<&'static str> {
    let mut found: Vec<&str> = PADEN
        .iter()
        .filter(|row| velden.heeft(row.0))
        .flat_map(|row| rubrieken(row.0))
        .copied()
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Every path with the elements behind it.
pub(crate) fn lijst() -> Value {
    PADEN
        .iter()
        .map(|row| (row.1.to_owned(), Value::from(rubrieken(row.0))))
        .collect()
}

/// What somebody may see and search in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rechten(Vec<String>);

impl Rechten {
    /// Reads a list as it stands in a decision: five or six characters each, the zero in front may be absent.
    pub(crate) fn lees<'a>(rubrieken: impl IntoIterator<Item = &'a String>) -> Self {
        let whole = |text: &String| match text.len() {
            5 => format!("0{text}"),
            _ => text.clone(),
        };
        Self(rubrieken.into_iter().map(whole).collect())
    }

    /// This very element is among them.
    pub(crate) fn heeft(&self, rubriek: &str) -> bool {
        self.0.iter().any(|own| own == rubriek)
    }

    /// Everything that one path selects is among them.
    pub(crate) fn dekt(&self, selectie: Selectie) -> bool {
        let eigen = selectie.voor_altijd();
        PADEN
            .iter()
            .filter(|row| selectie.alles().heeft(row.0))
            .all(|row| self.dekt_veld(row.0, eigen.heeft(row.0)))
    }

    /// `overal`: also for somebody abroad, which an alias does not ask for.
    fn dekt_veld(&self, veld: Veld, overal: bool) -> bool {
        let in_adressering = Velden::onder("adressering.").heeft(veld);
        if in_adressering && self.heeft(ADRESSERING)
            || NAMEN_IN_ADRESSERING.heeft(veld) && self.heeft(AANSCHRIJVING)
        {
            return true;
        }
        match veld {
            // Asked for by what it is derived from, written down by a code of its own.
            Veld::NationaliteitType => self.heeft("040510"),
            Veld::VerblijfplaatsType => {
                self.heeft("081110") && self.heeft("081210") && (!overal || self.heeft("081310"))
            }
            // Comes of having anything of either parent.
            Veld::OuderAanduiding => self.kent_ouder("02") && self.kent_ouder("03"),
            veld => rubrieken(veld).iter().all(|rubriek| self.heeft(rubriek)),
        }
    }

    fn kent_ouder(&self, categorie: &str) -> bool {
        self.0.iter().any(|own| {
            own == "PAOU01"
                || own
                    .strip_prefix(categorie)
                    .is_some_and(|rest| rest.len() == 4)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brp::velden::{Antwoordsoort, verzamel};

    fn dekt(rubrieken: &str, path: &str) -> bool {
        let mut selectie = Selectie::default();
        verzamel(&mut selectie, Antwoordsoort::Volledig, path).unwrap();
        let rubrieken: Vec<String> = rubrieken.split_whitespace().map(str::to_owned).collect();
        Rechten::lees(&rubrieken).dekt(selectie)
    }

    #[test]
    fn a_path_needs_every_element_behind_it() {
        assert!(dekt("10210", "naam.voornamen"));
        assert!(dekt("010210", "naam.voornamen"));
        assert!(!dekt("10210", "naam"));
        assert!(dekt("10210 10220 10230 10240 16110 PANM01 PANM02", "naam"));
        assert!(!dekt("10210 10220 10230 10240 PANM01 PANM02", "naam"));
        assert!(dekt("10410", "geslacht.omschrijving"));
        assert!(!dekt("10210 10220 10230 10240", "naam.volledigeNaam"));
        assert!(dekt("PAGZ01", "gezag"));
        assert!(dekt("20120 30120", "ouders.burgerservicenummer"));
        assert!(!dekt("20120", "ouders.burgerservicenummer"));
        assert!(dekt("20120 36210", "ouders.ouderAanduiding"));
        assert!(!dekt("20120", "ouders.ouderAanduiding"));
        assert!(dekt("40510 46310 48510", "nationaliteiten"));
    }

    #[test]
    fn an_alias_needs_nothing_of_abroad() {
        let binnen = "PANM03 PANM04 PANM05 PANM06 PAVP03 PAVP04";
        assert!(dekt(binnen, "adresseringBinnenland"));
        assert!(!dekt(binnen, "adressering"));
        assert!(dekt(&format!("{binnen} 81310 81350"), "adressering"));
        assert!(dekt("81110 81210", "verblijfplaatsBinnenland.type"));
        assert!(!dekt("81110 81210", "verblijfplaats.type"));
    }

    #[test]
    fn two_codes_stand_for_the_whole_address_and_for_its_names() {
        assert!(dekt("AD01", "adressering"));
        assert!(!dekt("AD01", "verblijfplaats.verblijfadres.land"));
        assert!(dekt("AD02", "adressering.aanschrijfwijze"));
        assert!(!dekt("AD02", "adresseringBinnenland.adresregel1"));
    }

    #[test]
    fn what_was_asked_is_written_down_in_order_and_once() {
        assert_eq!(
            gevraagd(Velden::onder("naam.")),
            [
                "010210", "010220", "010230", "010240", "016110", "PANM01", "PANM02"
            ]
        );
        assert_eq!(gevraagd(Velden::onder("ouders.ouderA")), [""; 0]);
    }
}
