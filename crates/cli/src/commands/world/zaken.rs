//! Parcels, values and companies as the command line shows them; others script against the members.

use fieldlab_world::{
    AdresId, BedrijfId, KadasterPersoon, Koz, OnroerendeZaak, Partij, PersonId, RechtSoort,
    Rechtsvorm, View,
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
    /// What the present owner paid, in euros.
    pub(super) koopsom: Option<u32>,
    /// Mortgages, seizures and restrictions, in words.
    pub(super) hypotheken: Vec<String>,
    pub(super) beslagen: Vec<String>,
    pub(super) beperkingen: Vec<String>,
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
    pub(super) activiteiten: Vec<String>,
    pub(super) aanvang: String,
    pub(super) einde: Option<String>,
    pub(super) werkzame_personen: u32,
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
        koopsom: zaak.koopsom().map(|koopsom| koopsom.bedrag),
        hypotheken: zaak
            .hypotheken()
            .into_iter()
            .map(|hypotheek| {
                let (bank, _) = partij(view, Partij::Bedrijf(hypotheek.houder));
                let sinds = datum(hypotheek.sinds);
                format!("{} euro, {bank}, sinds {sinds}", hypotheek.bedrag)
            })
            .collect(),
        beslagen: zaak
            .beslagen()
            .into_iter()
            .map(|beslag| {
                let (wie, _) = partij(view, Partij::Bedrijf(beslag.beslaglegger));
                format!("{}, {wie}, sinds {}", beslag.soort, datum(beslag.sinds))
            })
            .collect(),
        beperkingen: zaak
            .beperkingen()
            .into_iter()
            .map(|beperking| {
                let by = if beperking.publiekrechtelijk {
                    "publiekrechtelijk"
                } else {
                    "privaatrechtelijk"
                };
                let sinds = datum(beperking.sinds);
                format!("{} ({by}), sinds {sinds}", beperking.aard)
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
        activiteiten: bedrijf
            .sbi()
            .into_iter()
            .map(|sbi| format!("{} {}", sbi.code(), sbi.omschrijving()))
            .collect(),
        aanvang: datum(bedrijf.aanvang()),
        einde: bedrijf.einde().map(datum),
        werkzame_personen: bedrijf.werkzame_personen(),
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
                let functie = functionaris.functie.as_str();
                let sinds = datum(functionaris.sinds);
                format!("{nummer}  {naam}, {functie} sinds {sinds}")
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

/// Whether something is so of a parcel or apartment that somebody has a right on, and of the right.
pub(super) fn heeft_zaak(
    view: View<'_>,
    id: PersonId,
    fits: impl Fn(OnroerendeZaak<'_>, RechtSoort) -> bool,
) -> bool {
    view.kozen_van_persoon(id).into_iter().any(|koz| {
        let zaak = view.onroerende_zaak(koz);
        let mut mine = zaak.rechten();
        mine.retain(|recht| recht.houder == Partij::Persoon(id));
        mine.iter().any(|recht| fits(zaak, recht.soort))
    })
}

/// Whether somebody has a dwelling in which others live.
pub(super) fn verhuurt(view: View<'_>, id: PersonId) -> bool {
    heeft_zaak(view, id, |zaak, soort| {
        let rechten = zaak.rechten();
        // Who has the usufruct lives there by right, and rents nothing.
        let usufruct = rechten
            .iter()
            .any(|recht| recht.soort == RechtSoort::Vruchtgebruiker);
        let let_out = |adres: AdresId| {
            let residents = view.bewoners(adres);
            view.adres(adres).is_woning() && !residents.is_empty() && !residents.contains(&id)
        };
        matches!(soort, RechtSoort::Eigenaar | RechtSoort::Erfpachter)
            && !usufruct
            && zaak.adressen().into_iter().any(let_out)
    })
}

/// Whether somebody owns or runs a company of a form; of an owners' association, has an apartment.
pub(super) fn heeft_rechtsvorm(view: View<'_>, id: PersonId, vorm: Rechtsvorm) -> bool {
    if vorm == Rechtsvorm::VerenigingVanEigenaars {
        return heeft_zaak(view, id, |zaak, _| zaak.koz().is_appartementsrecht());
    }
    view.bedrijven_van(id)
        .into_iter()
        .any(|bedrijf| view.bedrijf(bedrijf).rechtsvorm() == vorm)
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
