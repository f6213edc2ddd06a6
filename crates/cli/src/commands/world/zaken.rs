//! Parcels, values and companies as the command line shows them; others script against the members.

use fieldlab_world::{
    AdresId, BedrijfId, KadasterPersoon, Koz, Partij, PersonId, RechtSoort, View,
};
use serde::Serialize;

use super::views::{self, datum};

/// A parcel or apartment right, with who has which right.
#[derive(Debug, Serialize)]
pub(super) struct ZaakView {
    pub(super) identificatie: String,
    pub(super) aanduiding: String,
    pub(super) oppervlakte: Option<u32>,
    pub(super) adressen: Vec<String>,
    pub(super) rechten: Vec<RechtView>,
}

/// A right, in words.
#[derive(Debug, Serialize)]
pub(super) struct RechtView {
    pub(super) soort: &'static str,
    pub(super) aandeel: String,
    pub(super) houder: String,
    /// BSN or KVK number.
    pub(super) nummer: String,
    pub(super) sinds: String,
}

/// The last value of a WOZ object.
#[derive(Debug, Serialize)]
pub(super) struct WozView {
    pub(super) identificatie: String,
    /// In euros.
    pub(super) waarde: u64,
    pub(super) waardepeildatum: String,
}

/// A company.
#[derive(Debug, Serialize)]
pub(super) struct BedrijfView {
    pub(super) kvk_nummer: String,
    pub(super) rsin: Option<String>,
    pub(super) naam: String,
    pub(super) rechtsvorm: &'static str,
    pub(super) adres: Option<String>,
    pub(super) vestigingen: Vec<String>,
    pub(super) functionarissen: Vec<String>,
}

/// Name and number of whoever holds something.
fn partij(view: View<'_>, partij: Partij) -> (String, String) {
    match partij {
        Partij::Persoon(id) => {
            let persoon = view.persoon(id);
            (
                views::naam(&persoon.naam()),
                persoon.burgerservicenummer().to_string(),
            )
        }
        Partij::Bedrijf(id) => {
            let bedrijf = view.bedrijf(id);
            (bedrijf.naam(), bedrijf.kvk_nummer().to_string())
        }
        Partij::Kadaster(id) => {
            let naam = match view.kadasterpersoon(id) {
                KadasterPersoon::Natuurlijk(persoon) => views::naam(&persoon.naam),
                KadasterPersoon::NietNatuurlijk(organisatie) => organisatie.naam,
            };
            (naam, format!("kadaster {}", id.identificatie()))
        }
    }
}

pub(super) fn zaak(view: View<'_>, koz: Koz) -> ZaakView {
    let zaak = view.onroerende_zaak(koz);
    ZaakView {
        identificatie: zaak.identificatie(),
        aanduiding: zaak.aanduiding().to_string(),
        oppervlakte: zaak.oppervlakte(),
        adressen: zaak
            .adressen()
            .into_iter()
            .map(|adres| views::adres_line(view, adres))
            .collect(),
        rechten: zaak
            .rechten()
            .into_iter()
            .map(|recht| {
                let (houder, nummer) = partij(view, recht.houder);
                RechtView {
                    soort: recht.soort.as_str(),
                    aandeel: format!("{}/{}", recht.aandeel.teller, recht.aandeel.noemer),
                    houder,
                    nummer,
                    sinds: datum(recht.sinds),
                }
            })
            .collect(),
    }
}

pub(super) fn woz(view: View<'_>, adres: AdresId) -> Option<WozView> {
    let object = view.woz_object(adres)?;
    let waarden = object.waarden(view.world().spec().peildatum);
    let laatste = waarden.iter().max_by_key(|waarde| waarde.waardepeildatum)?;
    Some(WozView {
        identificatie: object.identificatie(),
        waarde: u64::from(laatste.vastgestelde_waarde),
        waardepeildatum: laatste.waardepeildatum.to_string(),
    })
}

pub(super) fn bedrijf(view: View<'_>, id: BedrijfId) -> BedrijfView {
    let bedrijf = view.bedrijf(id);
    BedrijfView {
        kvk_nummer: bedrijf.kvk_nummer().to_string(),
        rsin: bedrijf.rsin().map(|rsin| rsin.to_string()),
        naam: bedrijf.naam(),
        rechtsvorm: bedrijf.rechtsvorm().as_str(),
        adres: bedrijf.adres().map(|adres| views::adres_line(view, adres)),
        vestigingen: bedrijf
            .vestigingen()
            .into_iter()
            .map(|vestiging| {
                format!(
                    "{}  {}, {}",
                    vestiging.nummer,
                    vestiging.handelsnaam,
                    views::adres_line(view, vestiging.adres)
                )
            })
            .collect(),
        functionarissen: bedrijf
            .functionarissen()
            .into_iter()
            .map(|functionaris| {
                let (naam, nummer) = partij(view, functionaris.wie);
                format!("{nummer}  {naam}, sinds {}", datum(functionaris.sinds))
            })
            .collect(),
    }
}

/// Whether somebody who lives at an address owns it.
pub(super) fn bewoond_door_eigenaar(view: View<'_>, adres: AdresId) -> bool {
    let residents = view.bewoners(adres);
    view.kozen_van(adres).into_iter().any(|koz| {
        let rechten = view.onroerende_zaak(koz).rechten();
        rechten.iter().any(|recht| {
            matches!(recht.soort, RechtSoort::Eigenaar | RechtSoort::Erfpachter)
                && matches!(recht.houder, Partij::Persoon(id) if residents.contains(&id))
        })
    })
}

/// Whether somebody owns a dwelling beside the one he or she lives in.
pub(super) fn heeft_andere_woning(view: View<'_>, id: PersonId) -> bool {
    let home = view.persoon(id).verblijfplaats().adres();
    view.kozen_van_persoon(id).into_iter().any(|koz| {
        let adressen = view.onroerende_zaak(koz).adressen();
        adressen
            .into_iter()
            .any(|adres| Some(adres) != home && view.adres(adres).is_woning())
    })
}
