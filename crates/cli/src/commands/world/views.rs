//! People and addresses as the command line shows them; others script against the members.

use fieldlab_world::{AdresId, GbaDatum, Naam, PersonId, Persoon, Relatie, View, Woonplek, tables};
use jiff::civil::Date;
use serde::Serialize;

use super::zaken::{self, BedrijfView, WozView, ZaakView};

/// A person with family and address.
#[derive(Debug, Serialize)]
pub(super) struct PersoonView {
    pub(super) burgerservicenummer: String,
    pub(super) naam: String,
    pub(super) geslacht: &'static str,
    pub(super) geboortedatum: String,
    /// On the world's reference date; absent when the birth date is not known or the person died.
    pub(super) leeftijd: Option<i16>,
    pub(super) overleden: Option<String>,
    pub(super) verhaal: Option<&'static str>,
    pub(super) adres: Option<AdresView>,
    /// Where the person is when not at an address here.
    pub(super) elders: Option<String>,
    pub(super) ouders: Vec<RelatieView>,
    pub(super) partners: Vec<RelatieView>,
    pub(super) kinderen: Vec<RelatieView>,
    /// Parcels and apartments that the person has a right on.
    pub(super) onroerende_zaken: Vec<ZaakView>,
    /// Companies in which the person has a function.
    pub(super) bedrijven: Vec<BedrijfView>,
}

/// Somebody's parent, partner or child.
#[derive(Debug, Serialize)]
pub(super) struct RelatieView {
    pub(super) burgerservicenummer: Option<String>,
    pub(super) naam: String,
    pub(super) geboortedatum: String,
    /// For partners: since when, and until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sinds: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tot: Option<String>,
}

/// An address with what stands there.
#[derive(Debug, Serialize)]
pub(super) struct AdresView {
    pub(super) straat: String,
    pub(super) huisnummer: u32,
    pub(super) huisletter: Option<String>,
    pub(super) huisnummertoevoeging: Option<String>,
    pub(super) postcode: Option<String>,
    pub(super) woonplaats: &'static str,
    pub(super) nummeraanduiding_identificatie: String,
    pub(super) adresseerbaar_object_identificatie: String,
    pub(super) gebruiksdoelen: Vec<&'static str>,
    pub(super) oppervlakte: Option<u32>,
    pub(super) pand_identificatie: Option<String>,
    pub(super) bouwjaar: Option<u16>,
    pub(super) bewoners: Vec<BewonerView>,
    pub(super) onroerende_zaken: Vec<ZaakView>,
    pub(super) woz: Option<WozView>,
    pub(super) bedrijven: Vec<BedrijfView>,
}

/// Who lives at an address.
#[derive(Debug, Serialize)]
pub(super) struct BewonerView {
    pub(super) burgerservicenummer: String,
    pub(super) naam: String,
    pub(super) geboortedatum: String,
}

/// Given names, prefix and surname.
pub(super) fn naam(naam: &Naam) -> String {
    [
        naam.voornamen.as_ref(),
        naam.voorvoegsel.as_ref(),
        naam.geslachtsnaam.as_ref(),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(" ")
}

/// `1990-05-21`; parts that are not known are zeros.
pub(super) fn datum(datum: GbaDatum) -> String {
    format!(
        "{:04}-{:02}-{:02}",
        datum.year(),
        datum.month(),
        datum.day()
    )
}

/// Whole years between birth and a day.
pub(super) fn leeftijd(persoon: Persoon<'_>, op: Date) -> Option<i16> {
    let geboren = persoon.geboortedatum().date()?;
    if persoon.overlijden().is_some() || geboren > op {
        return None;
    }
    let before_birthday = (op.month(), op.day()) < (geboren.month(), geboren.day());
    Some(op.year() - geboren.year() - i16::from(before_birthday))
}

pub(super) fn persoon(view: View<'_>, id: PersonId) -> PersoonView {
    let persoon = view.persoon(id);
    let bsn = persoon.burgerservicenummer();
    let verblijf = persoon.verblijfplaats();
    let elders = match &verblijf.plek {
        Woonplek::Adres(_) => None,
        Woonplek::Buitenland(code, regels) => {
            let land = tables::land(*code).unwrap_or("onbekend land");
            let regels = regels.join(" ");
            Some(format!("{regels} {land}").trim().to_owned())
        }
        Woonplek::Locatie(omschrijving) => Some((*omschrijving).to_owned()),
        Woonplek::Onbekend => Some("onbekend".to_owned()),
    };
    PersoonView {
        burgerservicenummer: bsn.to_string(),
        naam: naam(&persoon.naam()),
        geslacht: persoon.geslacht().code(),
        geboortedatum: datum(persoon.geboortedatum()),
        leeftijd: leeftijd(persoon, view.world().spec().peildatum),
        overleden: persoon.overlijden().map(|einde| datum(einde.datum)),
        verhaal: view
            .world()
            .personas()
            .iter()
            .find(|persona| persona.burgerservicenummer() == bsn)
            .map(fieldlab_world::Persona::verhaal),
        adres: verblijf.adres().map(|id| adres(view, id)),
        elders,
        ouders: persoon
            .ouders()
            .iter()
            .map(|ouder| relatie(&ouder.relatie))
            .collect(),
        partners: persoon
            .verbintenissen()
            .iter()
            .map(|verbintenis| RelatieView {
                sinds: Some(datum(verbintenis.datum)),
                tot: verbintenis
                    .ontbinding
                    .as_ref()
                    .map(|einde| datum(einde.datum)),
                ..relatie(&verbintenis.relatie)
            })
            .collect(),
        kinderen: persoon
            .kinderen()
            .iter()
            .map(|kind| relatie(&kind.relatie))
            .collect(),
        onroerende_zaken: view
            .kozen_van_persoon(id)
            .into_iter()
            .map(|koz| zaken::zaak(view, koz))
            .collect(),
        bedrijven: view
            .bedrijven_van(id)
            .into_iter()
            .map(|bedrijf| zaken::bedrijf(view, bedrijf))
            .collect(),
    }
}

/// An address in one line.
pub(super) fn adres_line(view: View<'_>, id: AdresId) -> String {
    adres_core(view, id).line()
}

fn relatie(relatie: &Relatie) -> RelatieView {
    RelatieView {
        burgerservicenummer: relatie.burgerservicenummer.map(|bsn| bsn.to_string()),
        naam: naam(&relatie.naam),
        geboortedatum: datum(relatie.geboortedatum),
        sinds: None,
        tot: None,
    }
}

pub(super) fn adres(view: View<'_>, id: AdresId) -> AdresView {
    AdresView {
        onroerende_zaken: view
            .kozen_van(id)
            .into_iter()
            .map(|koz| zaken::zaak(view, koz))
            .collect(),
        woz: zaken::woz(view, id),
        bedrijven: view
            .bedrijven_op(id)
            .into_iter()
            .map(|bedrijf| zaken::bedrijf(view, bedrijf))
            .collect(),
        ..adres_core(view, id)
    }
}

/// The address without what is registered on it elsewhere.
fn adres_core(view: View<'_>, id: AdresId) -> AdresView {
    let adres = view.adres(id);
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    AdresView {
        straat: adres.straat().naam().into_owned(),
        huisnummer: adres.huisnummer(),
        huisletter: text(&adres.huisletter()),
        huisnummertoevoeging: text(&adres.huisnummertoevoeging()),
        postcode: adres.postcode().map(|postcode| postcode.to_string()),
        woonplaats: adres.woonplaats().naam(),
        nummeraanduiding_identificatie: adres.nummeraanduiding().to_string(),
        adresseerbaar_object_identificatie: adres.object().to_string(),
        gebruiksdoelen: adres
            .gebruiksdoelen()
            .iter()
            .map(|doel| doel.as_str())
            .collect(),
        oppervlakte: adres.pand().map(|_| adres.oppervlakte()),
        pand_identificatie: adres.pand().map(|pand| pand.identificatie().to_string()),
        bouwjaar: adres.pand().map(fieldlab_world::Pand::bouwjaar),
        bewoners: view
            .bewoners(id)
            .into_iter()
            .map(|id| {
                let persoon = view.persoon(id);
                BewonerView {
                    burgerservicenummer: persoon.burgerservicenummer().to_string(),
                    naam: naam(&persoon.naam()),
                    geboortedatum: datum(persoon.geboortedatum()),
                }
            })
            .collect(),
        onroerende_zaken: Vec::new(),
        woz: None,
        bedrijven: Vec::new(),
    }
}

impl AdresView {
    /// `Dorpsstraat 12A-2, 8000AA Waterlinge`.
    pub(super) fn line(&self) -> String {
        let toevoeging = self
            .huisnummertoevoeging
            .as_ref()
            .map_or_else(String::new, |toevoeging| format!("-{toevoeging}"));
        format!(
            "{} {}{}{toevoeging}, {} {}",
            self.straat,
            self.huisnummer,
            self.huisletter.as_deref().unwrap_or_default(),
            self.postcode.as_deref().unwrap_or("(geen postcode)"),
            self.woonplaats
        )
    }
}
