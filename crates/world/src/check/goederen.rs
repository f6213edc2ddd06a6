//! The rules of parcels, rights, companies and values.

use super::{ADDRESS, COMPANIES, Gang, PRIVACY, REGISTERS, RIGHTS, Tally, VALUES};
use crate::bedrijven::{Bedrijf, BedrijfId, Correspondentieadres, Rechtsvorm};
use crate::date::{Day, GbaDatum};
use crate::kadaster::{
    Aandeel, Herkomst, KadasterPersoon, Koz, Partij, Recht, RechtSoort, is_made,
};
use crate::places::AdresId;
use crate::view::{Overlay, View};

pub(super) fn check(view: View<'_>, gang: &mut Gang<'_, '_>) -> Tally {
    let world = view.world();
    let parcels = gang.walk("parcels", world.perceel_count(), |id, tally| {
        let perceel = Koz::perceel(crate::PerceelId(id));
        parcel(view, perceel, tally);
        let zaak = view.onroerende_zaak(perceel);
        for flat in zaak.appartementsrechten() {
            apartment(view, perceel, flat, tally);
        }
        if let Some(koz) = zaak.sluimerend() {
            rights(view, koz, tally);
            let sleeping = view.onroerende_zaak(koz);
            let whole = sleeping.appartementsrechten() == zaak.appartementsrechten();
            tally.rule(RIGHTS, whole && sleeping.adressen().is_empty(), || {
                format!("what sleeps on {}", zaak.aanduiding())
            });
        }
    });
    let companies = gang.walk("companies", view.aantal_bedrijven(), |id, tally| {
        company(view, view.bedrijf(BedrijfId(id)), tally);
    });
    let values = gang.walk("values", world.places.address_count(), |id, tally| {
        value(view, AdresId(id), tally);
    });
    parcels.plus(companies).plus(values)
}

/// One of so many records is followed back the long way round.
const SAMPLE: u32 = 7;

/// What a team changed of a parcel or apartment right.
pub(crate) fn touched_zaak(view: View<'_>, koz: Koz, tally: &mut Tally) {
    if koz.is_appartementsrecht() {
        apartment(view, Koz::perceel(koz.perceel), koz, tally);
    } else {
        parcel(view, koz, tally);
    }
    for adres in view.onroerende_zaak(koz).adressen() {
        value(view, adres, tally);
    }
}

/// What a team split, and everything in the same building.
pub(crate) fn touched_adres(view: View<'_>, id: AdresId, tally: &mut Tally) {
    let places = view.places();
    let adres = places.adres(id);
    let number = adres.nummeraanduiding();
    tally.rule(
        REGISTERS,
        places.adres_met_nummeraanduiding(number) == Some(id)
            && places.adres_met_object(adres.object()) == Some(id),
        || format!("nummeraanduiding {number}"),
    );
    let mut same = adres.postcode().into_iter().flat_map(|postcode| {
        let there = places.adressen_op(postcode, adres.huisnummer());
        there.map(|id| places.adres(id))
    });
    let twin = same.find(|other| {
        other.id() != id
            && other.huisletter() == adres.huisletter()
            && other.huisnummertoevoeging() == adres.huisnummertoevoeging()
    });
    tally.rule(ADDRESS, twin.is_none(), || format!("{number} has a twin"));
    tally.rule(
        ADDRESS,
        adres.oppervlakte() > 0 && adres.omtrek().bevat(adres.punt()),
        || format!("{number} has no room, or lies outside its building"),
    );
    for koz in view.kozen_van(id) {
        touched_zaak(view, koz, tally);
    }
}

/// What a team changed of a company.
pub(crate) fn touched_bedrijf(view: View<'_>, id: BedrijfId, tally: &mut Tally) {
    company(view, view.bedrijf(id), tally);
}

/// Whether a party may have what a team gave it: of age and alive, or begun, on that day.
fn could_have(view: View<'_>, partij: Partij, sinds: GbaDatum) -> bool {
    match partij {
        Partij::Bedrijf(id) => {
            id.0 < view.aantal_bedrijven() && {
                let company = view.bedrijf(id);
                let ended = company.einde();
                company.rechtsvorm().is_rechtspersoon()
                    && company.aanvang().number() <= sinds.number()
                    && ended.is_none_or(|end| end.number() >= sinds.number())
            }
        }
        Partij::Kadaster(_) => false,
        Partij::Persoon(id) => {
            let person = view.persoon(id);
            let day = sinds.date().map_or(Day(0), Day::of);
            let death = person.overlijden();
            person.birth_day().years_until(day) >= 18
                && death.is_none_or(|death| death.datum.number() >= sinds.number())
        }
    }
}

/// Whether a party has by right what the base gave it. What happens to the party later leaves it
/// that: an estate owns the house until somebody buys it.
fn is_adult(view: View<'_>, partij: Partij) -> bool {
    match partij {
        Partij::Bedrijf(id) => id.0 < view.world().bedrijf_count(),
        Partij::Kadaster(id) => !id.is_fictief(),
        Partij::Persoon(id) => {
            let base = Overlay::default();
            let view = View::new(view.world(), &base);
            let today = view.world().people.peildatum;
            let person = view.persoon(id);
            person.is_ingezetene()
                && view.world().people.row(id.0).birth.plus(18 * 365 + 4) <= today
        }
    }
}

/// Whether who has a right was of age when it began.
fn was_of_age(view: View<'_>, recht: &Recht) -> bool {
    let Partij::Persoon(id) = recht.houder else {
        return true;
    };
    let of_age = view.world().people.row(id.0).birth.plus(18 * 365 + 4);
    recht.sinds.number() >= of_age.gba().number()
}

/// Whether the shares of each sort of right add up to one: in whole numbers.
fn adds_up(rechten: &[Recht]) -> bool {
    [
        RechtSoort::Eigenaar,
        RechtSoort::Erfpachter,
        RechtSoort::Opstalhouder,
        RechtSoort::Vruchtgebruiker,
        RechtSoort::Nutsvoorzieningen,
    ]
    .into_iter()
    .all(|soort| {
        let shares = || rechten.iter().filter(|recht| recht.soort == soort);
        let sum = Aandeel::som(shares().map(|recht| recht.aandeel));
        shares().next().is_none() || sum == Some(Aandeel::HEEL)
    })
}

fn rights(view: View<'_>, koz: Koz, tally: &mut Tally) {
    let zaak = view.onroerende_zaak(koz);
    let rechten = zaak.rechten();
    let name = || zaak.aanduiding().to_string();
    let some = !rechten.is_empty() || zaak.gesplitst_recht().is_some();
    tally.rule(RIGHTS, some && adds_up(&rechten), || {
        format!("the rights on {} do not add up", name())
    });
    for recht in &rechten {
        let fits = if is_made(recht.identificatie) {
            could_have(view, recht.houder, recht.sinds)
        } else {
            is_adult(view, recht.houder) && was_of_age(view, recht)
        };
        tally.rule(RIGHTS, fits, || {
            format!("{:?} cannot hold a right on {}", recht.houder, name())
        });
    }
    let number = zaak.identificatie();
    tally.rule(
        REGISTERS,
        view.koz_met_identificatie(&number) == Some(koz),
        || format!("parcel {number}"),
    );
    tally.rule(PRIVACY, number.starts_with("99"), || {
        format!("parcel {number}")
    });
    let sold = view.verkocht(koz).is_some();
    if !sold && !koz.perceel.0.is_multiple_of(SAMPLE) {
        return;
    }
    let parts = zaak.aanduiding();
    let found = view.koz_met_aanduiding(
        &parts.gemeentecode,
        &parts.sectie,
        parts.perceelnummer,
        parts.appartementsindex.unwrap_or(0),
    );
    tally.rule(REGISTERS, found == Some(koz), || {
        format!("designation {parts}")
    });
    for recht in &rechten {
        if let Partij::Kadaster(id) = recht.houder
            && let KadasterPersoon::Natuurlijk(persoon) = view.kadasterpersoon(id)
        {
            let of_age = persoon.geboortedatum.year() + 18 <= recht.sinds.year();
            let dead = persoon.overlijden;
            let alive = dead.is_none_or(|dead| dead.number() >= recht.sinds.number());
            tally.rule(RIGHTS, of_age && alive, || {
                format!(
                    "kadasterpersoon {} could not buy {parts}",
                    id.identificatie()
                )
            });
        }
        let back = view.recht_met_identificatie(recht.identificatie);
        tally.rule(REGISTERS, back == Some((koz, *recht)), || {
            format!("right {}", recht.identificatie)
        });
        let known = match recht.houder {
            Partij::Persoon(id) => Some(view.kozen_van_persoon(id).contains(&koz)),
            Partij::Kadaster(id) => Some(
                view.kozen_van_kadasterpersoon(id).contains(&koz)
                    && view.kadasterpersoon_met_identificatie(id.identificatie()) == Some(id),
            ),
            // A municipality has thousands; what a team sold to a company is found at once.
            Partij::Bedrijf(id) if sold && is_made(recht.identificatie) => {
                Some(view.gekocht_door(Partij::Bedrijf(id)).contains(&koz))
            }
            Partij::Bedrijf(_) => None,
        };
        if let Some(known) = known {
            tally.rule(REGISTERS, known, || {
                format!("{parts} is not among its owner's")
            });
        }
    }
    for stuk in zaak.stukken() {
        let back = view.stuk_met_identificatie(&stuk.identificatie);
        let parts = stuk.delen.iter().all(|deel| {
            view.stuk_met_stukdeel(deel.identificatie)
                .is_some_and(|whole| whole.identificatie == stuk.identificatie)
        });
        tally.rule(REGISTERS, back.as_ref() == Some(&stuk) && parts, || {
            format!("deed {}", stuk.identificatie)
        });
    }
    if let Some((_, from)) = zaak.ontstaan_uit() {
        for old in from {
            let Herkomst::Vervallen(old) = old else {
                continue;
            };
            let number = old.identificatie();
            let back = view.vervallen_perceel_met_identificatie(&number);
            let leads = back.is_some_and(|old| old.overgegaan_in().1.contains(&koz));
            tally.rule(REGISTERS, leads, || format!("lapsed parcel {number}"));
        }
    }
    for mortgage in zaak.hypotheken() {
        tally.rule(
            RIGHTS,
            mortgage.houder.0 < view.aantal_bedrijven() && mortgage.bedrag > 0,
            || format!("mortgage on {parts}"),
        );
    }
}

fn parcel(view: View<'_>, koz: Koz, tally: &mut Tally) {
    rights(view, koz, tally);
    let zaak = view.onroerende_zaak(koz);
    let name = || zaak.aanduiding().to_string();
    let place = zaak.vlak().is_some_and(|vlak| vlak.bevat(zaak.punt()));
    tally.rule(RIGHTS, place && zaak.oppervlakte() > Some(0), || {
        format!("the outline of {}", name())
    });
    if zaak.gesplitst_recht().is_some() {
        let vve = zaak.vereniging().map(|id| view.bedrijf(id).rechtsvorm());
        tally.rule(
            COMPANIES,
            vve == Some(Rechtsvorm::VerenigingVanEigenaars),
            || format!("{} was split and has no association", name()),
        );
    }
}

fn apartment(view: View<'_>, parcel: Koz, koz: Koz, tally: &mut Tally) {
    rights(view, koz, tally);
    let zaak = view.onroerende_zaak(koz);
    let is_of_base = |adres: &AdresId| view.places().basis(*adres) == *adres;
    let of_base = zaak.adressen().into_iter().filter(is_of_base).count();
    tally.rule(
        RIGHTS,
        zaak.grondperceel() == Some(parcel) && of_base == 1,
        || format!("apartment right {}", zaak.aanduiding()),
    );
}

fn company(view: View<'_>, company: Bedrijf<'_>, tally: &mut Tally) {
    let id = company.id();
    let kvk = company.kvk_nummer();
    tally.rule(REGISTERS, view.bedrijf_met_kvk(kvk) == Some(id), || {
        format!("KVK {kvk}")
    });
    tally.rule(PRIVACY, kvk.to_string().starts_with("00"), || {
        format!("KVK {kvk}")
    });
    if let Some(rsin) = company.rsin() {
        let back = view.bedrijf_met_rsin(rsin) == Some(id);
        tally.rule(REGISTERS, back, || format!("RSIN {rsin}"));
        let range = ("990".."999").contains(&&rsin.to_string()[..3]);
        tally.rule(PRIVACY, rsin.is_valid() && range, || format!("RSIN {rsin}"));
    }
    let form = company.rechtsvorm();
    let people = company.functionarissen();
    // Whom these are of is not registered, or it is everybody.
    let without = matches!(
        form,
        Rechtsvorm::PubliekrechtelijkeRechtspersoon | Rechtsvorm::VerenigingVanEigenaars
    ) || id.0 < view.world().bedrijven.vast.len() as u32;
    tally.rule(COMPANIES, without || !people.is_empty(), || {
        format!("{kvk} {} is nobody's", company.naam())
    });
    for who in &people {
        let fits = if company.is_new() {
            could_have(view, who.wie, who.sinds)
        } else {
            is_adult(view, who.wie)
        };
        tally.rule(COMPANIES, fits, || {
            format!("{kvk}: {:?} is no adult", who.wie)
        });
        let knows = match who.wie {
            Partij::Persoon(person) => view.bedrijven_van(person).contains(&id),
            Partij::Kadaster(_) => false,
            Partij::Bedrijf(owner) => view.dochters_van(owner).contains(&id),
        };
        tally.rule(REGISTERS, knows, || {
            format!("{kvk} is not among its owner's")
        });
    }
    tally.rule(
        COMPANIES,
        !company.naam().is_empty() && !company.sbi().is_empty(),
        || format!("{kvk} has no name or activity"),
    );
    registration(view, company, tally);
    if let Some(adres) = company.adres() {
        let here = view.bedrijven_op(adres).contains(&id);
        tally.rule(REGISTERS, here, || {
            format!("{kvk} is not at its own address")
        });
    }
    let holding = form == Rechtsvorm::BeslotenVennootschap;
    for place in company.vestigingen() {
        let fits =
            !view.adres(place.adres).is_woning() || form == Rechtsvorm::Eenmanszaak || holding;
        tally.rule(COMPANIES, fits, || {
            format!("{} of {kvk} cannot be in a dwelling", place.nummer)
        });
        tally.rule(
            PRIVACY,
            place.nummer.to_string().starts_with("0009"),
            || format!("establishment {}", place.nummer),
        );
        let number = place.nummer;
        let back = view.vestiging_met_nummer(number).as_ref() == Some(&place)
            && view.vestigingen_op(place.adres).contains(&place);
        tally.rule(REGISTERS, back, || format!("establishment {number}"));
    }
}

/// What the trade register holds beside it.
fn registration(view: View<'_>, company: Bedrijf<'_>, tally: &mut Tally) {
    let kvk = company.kvk_nummer();
    let begin = company.aanvang();
    let written = company.datum_aanvang();
    let same = |ours: u32, known: u32| ours == 0 || ours == known;
    let agrees = same(written.year().into(), begin.year().into())
        && same(written.month().into(), begin.month().into())
        && same(written.day().into(), begin.day().into());
    let entered = company.formele_registratie();
    tally.rule(
        COMPANIES,
        agrees && entered.date().is_some() && entered.number() >= begin.number(),
        || format!("{kvk} was entered on {entered}, began on {written}"),
    );
    let all = company.alle_namen();
    let names = &all.handelsnamen;
    let former = company.vervallen_namen();
    tally.rule(
        COMPANIES,
        !former
            .iter()
            .any(|name| names.contains(name) || name.is_empty()),
        || format!("{kvk} has and had the same name"),
    );
    for site in company.websites(&all) {
        let nobodys = site.ends_with(".example") && !site.contains("..");
        tally.rule(PRIVACY, nobodys, || format!("{kvk}: {site}"));
    }
    if let Some(Correspondentieadres::Postbus { postcode, .. }) = company.correspondentieadres() {
        let empty = view
            .places()
            .adressen_in_postcode(postcode)
            .next()
            .is_none();
        tally.rule(PRIVACY, empty, || {
            format!("{kvk}: somebody lives at {postcode}")
        });
    }
    for place in company.vestigingen() {
        tally.rule(
            COMPANIES,
            company.voltijd(&place) <= place.werkzame_personen,
            || format!("more work full time at {} than work there", place.nummer),
        );
    }
}

fn value(view: View<'_>, id: AdresId, tally: &mut Tally) {
    let adres = view.adres(id);
    let Some(object) = view.woz_object(id) else {
        tally.rule(VALUES, adres.is_ingetrokken(), || {
            format!("{} has no value", adres.nummeraanduiding())
        });
        return;
    };
    let number = object.identificatie();
    tally.rule(
        REGISTERS,
        view.woz_met_identificatie(&number)
            .map(crate::WozObject::adres)
            == Some(id),
        || format!("WOZ object {number}"),
    );
    tally.rule(PRIVACY, &number[4..5] == "9", || {
        format!("WOZ object {number}")
    });
    let on = object.kozen();
    let below = on
        .first()
        .is_some_and(|koz| view.onroerende_zaak(*koz).adressen().contains(&id));
    tally.rule(RIGHTS, below, || {
        format!("{} is not on its own parcel", adres.nummeraanduiding())
    });
    if id.0.is_multiple_of(SAMPLE) && view.places().basis(id) == id {
        let values = object.waarden(jiff::civil::date(2026, 3, 1));
        let dated = values.windows(2).all(|pair| {
            pair[0].waardepeildatum > pair[1].waardepeildatum && pair[0].vastgestelde_waarde >= 1000
        });
        tally.rule(
            VALUES,
            values.len() == 6 && dated && object.eigenaar().is_some(),
            || format!("the values of {number}"),
        );
    }
}
