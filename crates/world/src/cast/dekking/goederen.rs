//! The code lists of parcels, companies, addresses and values: a persona that has the value, or what
//! `fieldlab world show` takes to show one that has.

use crate::bedrijven::{Bedrijf, Functie, Rechtsvorm};
use crate::kadaster::{Koz, OnroerendeZaak, Partij, RechtSoort};
use crate::people::PersonId;
use crate::places::{Adres, AdresId, Gebruiksdoel};
use crate::view::View;
use crate::woz::{WozObject, WozStatus};

/// Something that a register can show.
#[derive(Clone, Copy)]
pub(super) enum Ding<'w> {
    Zaak(OnroerendeZaak<'w>),
    Bedrijf(Bedrijf<'w>),
    Adres(Adres<'w>),
    Woz(WozObject<'w>),
}

type Shows = Box<dyn Fn(View<'_>, Ding<'_>) -> bool>;

/// Code list, value, and how one sees that something has it.
pub(super) struct Waarde(pub(super) &'static str, pub(super) String, pub(super) Shows);

fn zaak(
    list: &'static str,
    value: &str,
    shows: impl Fn(OnroerendeZaak<'_>) -> bool + 'static,
) -> Waarde {
    let shows = move |_: View<'_>, ding: Ding<'_>| matches!(ding, Ding::Zaak(zaak) if shows(zaak));
    Waarde(list, value.to_owned(), Box::new(shows))
}

fn bedrijf(
    list: &'static str,
    value: &str,
    shows: impl Fn(Bedrijf<'_>) -> bool + 'static,
) -> Waarde {
    let shows = move |_: View<'_>, ding: Ding<'_>| matches!(ding, Ding::Bedrijf(of) if shows(of));
    Waarde(list, value.to_owned(), Box::new(shows))
}

fn adres(list: &'static str, value: &str, shows: impl Fn(Adres<'_>) -> bool + 'static) -> Waarde {
    let shows = move |_: View<'_>, ding: Ding<'_>| matches!(ding, Ding::Adres(of) if shows(of));
    Waarde(list, value.to_owned(), Box::new(shows))
}

fn woz(
    list: &'static str,
    value: &str,
    shows: impl Fn(View<'_>, WozObject<'_>) -> bool + 'static,
) -> Waarde {
    let shows =
        move |view: View<'_>, ding: Ding<'_>| matches!(ding, Ding::Woz(of) if shows(view, of));
    Waarde(list, value.to_owned(), Box::new(shows))
}

pub(super) fn values() -> Vec<Waarde> {
    let mut all = Vec::new();
    for soort in [
        RechtSoort::Eigenaar,
        RechtSoort::Erfpachter,
        RechtSoort::Opstalhouder,
        RechtSoort::Vruchtgebruiker,
        RechtSoort::Nutsvoorzieningen,
    ] {
        all.push(zaak("BRK recht", soort.as_str(), move |zaak| {
            zaak.rechten().iter().any(|recht| recht.soort == soort)
        }));
    }
    all.push(zaak("BRK recht", "gezamenlijk", |zaak| {
        zaak.rechten().iter().any(|recht| recht.gezamenlijk)
    }));
    all.push(zaak("BRK recht", "ongelijke aandelen", |zaak| {
        let rechten = zaak.rechten();
        let mut pairs = rechten.windows(2);
        pairs.any(|pair| pair[0].soort == pair[1].soort && pair[0].aandeel != pair[1].aandeel)
    }));
    all.push(zaak(
        "BRK gerechtigde",
        "alleen bij het Kadaster bekend",
        |zaak| {
            let rechten = zaak.rechten();
            rechten
                .iter()
                .any(|recht| matches!(recht.houder, Partij::Kadaster(_)))
        },
    ));
    all.push(zaak("BRK zaak", "appartementsrecht", |zaak| {
        zaak.koz().is_appartementsrecht()
    }));
    all.push(zaak("BRK zaak", "gesplitst perceel", |zaak| {
        zaak.gesplitst_recht().is_some()
    }));
    all.push(zaak(
        "BRK zaak",
        "meer objecten voor één koopsom",
        |zaak| zaak.koopsom().is_some_and(|koopsom| koopsom.meer_objecten),
    ));
    for code in ["11", "12", "30", "41", "42", "50"] {
        all.push(zaak("BRK aard cultuur", code, move |zaak| {
            zaak.cultuur().code == code
        }));
    }
    all.push(zaak("BRK hypotheek", "één", |zaak| {
        zaak.hypotheken().len() == 1
    }));
    all.push(zaak("BRK hypotheek", "twee", |zaak| {
        zaak.hypotheken().len() == 2
    }));
    for soort in ["executoriaal", "conservatoir"] {
        all.push(zaak("BRK beslag", soort, move |zaak| {
            zaak.beslagen().iter().any(|beslag| beslag.soort == soort)
        }));
    }
    for aard in [
        "Monument, Erfgoedwet",
        "Gemeentelijk monument",
        "Besluit Wet bodembescherming",
        "Kwalitatieve verplichting",
        "Kettingbeding",
    ] {
        all.push(zaak("BRK beperking", aard, move |zaak| {
            zaak.beperkingen().iter().any(|found| found.aard == aard)
        }));
    }
    for vorm in Rechtsvorm::ALLE {
        all.push(bedrijf("KVK rechtsvorm", vorm.as_str(), move |bedrijf| {
            bedrijf.rechtsvorm() == vorm
        }));
    }
    for functie in [
        Functie::Eigenaar,
        Functie::Vennoot,
        Functie::Maat,
        Functie::Bestuurder,
        Functie::EnigAandeelhouder,
        Functie::Voorzitter,
        Functie::Secretaris,
        Functie::Penningmeester,
    ] {
        all.push(bedrijf("KVK functie", functie.as_str(), move |bedrijf| {
            let people = bedrijf.functionarissen();
            people.iter().any(|who| who.functie == functie)
        }));
    }
    all.push(bedrijf("KVK inschrijving", "beëindigd", |bedrijf| {
        bedrijf.einde().is_some()
    }));
    all.push(bedrijf("KVK vestiging", "nevenvestiging", |bedrijf| {
        bedrijf.vestigingen().len() > 1
    }));
    all.push(bedrijf("KVK vestiging", "geen", |bedrijf| {
        bedrijf.vestigingen().is_empty()
    }));
    all.push(bedrijf("KVK activiteit", "neven", |bedrijf| {
        bedrijf.sbi().len() > 1
    }));
    for doel in [
        Gebruiksdoel::Woonfunctie,
        Gebruiksdoel::Bijeenkomstfunctie,
        Gebruiksdoel::Gezondheidszorgfunctie,
        Gebruiksdoel::Industriefunctie,
        Gebruiksdoel::Kantoorfunctie,
        Gebruiksdoel::Onderwijsfunctie,
        Gebruiksdoel::Sportfunctie,
        Gebruiksdoel::Logiesfunctie,
        Gebruiksdoel::Winkelfunctie,
        Gebruiksdoel::OverigeGebruiksfunctie,
    ] {
        all.push(adres("BAG gebruiksdoel", doel.as_str(), move |adres| {
            adres.gebruiksdoelen().contains(&doel)
        }));
    }
    all.push(adres("BAG gebruiksdoel", "twee tegelijk", |adres| {
        adres.gebruiksdoelen().len() > 1
    }));
    all.push(adres("BAG status", "in gebruik", |adres| {
        !adres.is_ingetrokken()
    }));
    all.push(adres("BAG status", "ingetrokken", |adres: Adres<'_>| {
        Adres::is_ingetrokken(adres)
    }));
    all.push(adres("BAG pandstatus", "gesloopt", |adres| {
        adres.pand().is_some_and(crate::Pand::is_gesloopt)
    }));
    all.push(adres("BAG geconstateerd", "ja", |adres: Adres<'_>| {
        Adres::is_geconstateerd(adres)
    }));
    for status in [
        WozStatus::BeschikkingGenomen,
        WozStatus::BezwaarIngediend,
        WozStatus::BezwaarGehandhaafd,
        WozStatus::BezwaarVeranderd,
        WozStatus::BeroepAangetekend,
    ] {
        all.push(woz("WOZ status", status.as_str(), move |view, object| {
            let values = object.waarden(view.world().spec().peildatum);
            values
                .iter()
                .any(|value| value.statussen.first() == Some(&status))
        }));
    }
    for (value, person) in [
        ("natuurlijk persoon", true),
        ("niet-natuurlijk persoon", false),
    ] {
        all.push(woz("WOZ eigenaar", value, move |_, object| {
            object
                .eigenaar()
                .is_some_and(|who| is_person(who) == person)
        }));
        all.push(woz("WOZ gebruiker", value, move |_, object| {
            object
                .gebruiker()
                .is_some_and(|who| is_person(who) == person)
        }));
    }
    all.push(woz("WOZ gebruiker", "geen", |_, object| {
        object.gebruiker().is_none()
    }));
    all
}

fn is_person(who: Partij) -> bool {
    matches!(who, Partij::Persoon(_))
}

/// What the registers show of a person beside the record.
pub(super) fn van_persoon<'w>(view: View<'w>, id: PersonId) -> Vec<Ding<'w>> {
    let person = view.persoon(id);
    let home = person.verblijfplaats().adres();
    let mut all: Vec<Ding<'w>> = home
        .into_iter()
        .flat_map(|adres| van_adres(view, adres))
        .collect();
    let kozen = view.kozen_van_persoon(id).into_iter();
    all.extend(kozen.map(|koz| Ding::Zaak(view.onroerende_zaak(koz))));
    let companies = view.bedrijven_van(id).into_iter();
    all.extend(companies.map(|id| Ding::Bedrijf(view.bedrijf(id))));
    all
}

fn van_adres<'w>(view: View<'w>, adres: AdresId) -> Vec<Ding<'w>> {
    let object = view.woz_object(adres).map(Ding::Woz);
    object
        .into_iter()
        .chain([Ding::Adres(view.adres(adres))])
        .collect()
}

/// Everything in a world, the quick to look at first.
pub(super) fn alle<'w>(view: View<'w>) -> impl Iterator<Item = Ding<'w>> + use<'w> {
    let places = view.places().adressen();
    let parcels = view.percelen().flat_map(move |koz: Koz| {
        let flats = view.onroerende_zaak(koz).appartementsrechten();
        std::iter::once(koz).chain(flats)
    });
    places
        .flat_map(move |adres| van_adres(view, adres))
        .chain(parcels.map(move |koz| Ding::Zaak(view.onroerende_zaak(koz))))
        .chain(
            view.bedrijven()
                .map(move |id| Ding::Bedrijf(view.bedrijf(id))),
        )
}

/// What `fieldlab world show` takes.
pub(super) fn naam(view: View<'_>, ding: Ding<'_>) -> String {
    let address = |adres: Adres<'_>| {
        let postcode = adres.postcode().map(|postcode| postcode.to_string());
        let (letter, addition) = (adres.huisletter(), adres.huisnummertoevoeging());
        format!(
            "{} {}{letter}{addition}",
            postcode.unwrap_or_default(),
            adres.huisnummer()
        )
    };
    match ding {
        Ding::Zaak(zaak) => format!("world show {}", zaak.identificatie()),
        Ding::Bedrijf(bedrijf) => format!("world show {}", bedrijf.kvk_nummer()),
        Ding::Adres(adres) => format!("world show {}", address(adres)),
        Ding::Woz(object) => format!("world show {}", address(view.adres(object.adres()))),
    }
}
