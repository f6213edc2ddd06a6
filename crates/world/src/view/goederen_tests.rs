//! Sales and companies: what the view says afterwards, and what is refused.

use jiff::civil::{Date, date};

use super::testwereld::{persona, village};
use super::*;
use crate::World;
use crate::bedrijven::{BedrijfId, Rechtsvorm, Sbi};
use crate::kadaster::{Aandeel, Koz, Partij, RechtSoort};

const TODAY: Date = date(2026, 6, 1);

fn half() -> Aandeel {
    Aandeel {
        teller: 1,
        noemer: 2,
    }
}

/// The house of a persona who owns it.
fn house(view: View<'_>, owner: PersonId) -> Koz {
    view.kozen_van_persoon(owner)[0]
}

fn sale<'a>(koz: Koz, kopers: &'a [(Partij, Aandeel)]) -> Verkoop<'a> {
    Verkoop {
        koz,
        verkopers: &[],
        kopers,
        koopsom: 410_000,
        hypotheek: Some((300_000, None)),
        datum: date(2026, 5, 20),
    }
}

fn minor(view: View<'_>) -> PersonId {
    let young = |id: &PersonId| {
        let person = view.persoon(*id);
        person.is_ingezetene() && person.birth_day().years_until(Day::of(TODAY)) < 17
    };
    view.personen().find(young).unwrap()
}

/// An owner, and somebody of age who owns nothing of it.
fn owner_and_buyer(view: View<'_>) -> (PersonId, PersonId) {
    let grown = |id: &PersonId| {
        let person = view.persoon(*id);
        person.is_ingezetene() && person.birth_day().years_until(Day::of(TODAY)) > 30
    };
    let owner = view
        .personen()
        .filter(grown)
        .find(|id| {
            let kozen = view.kozen_van_persoon(*id);
            kozen.first().is_some_and(|koz| {
                let zaak = view.onroerende_zaak(*koz);
                zaak.rechten().len() == 2
                    && zaak.rechten()[0].gezamenlijk
                    && !zaak.hypotheken().is_empty()
            })
        })
        .unwrap();
    let buyer = persona(view, "zoe-muller");
    (owner, buyer)
}

fn owners(view: View<'_>, koz: Koz) -> Vec<(Partij, Aandeel)> {
    let rechten = view.onroerende_zaak(koz).rechten().into_iter();
    rechten
        .filter(|recht| recht.soort == RechtSoort::Eigenaar)
        .map(|recht| (recht.houder, recht.aandeel))
        .collect()
}

fn apply(world: &World, overlay: &mut Overlay, patch: Patch) {
    overlay.apply(patch);
    let report = View::new(world, overlay).check();
    assert!(report.is_clean(), "{report}");
}

#[test]
fn a_house_that_is_sold_is_of_the_buyer_in_every_register() {
    let world = village();
    let mut overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    let (owner, buyer) = owner_and_buyer(view);
    let koz = house(view, owner);
    let old = view.onroerende_zaak(koz).rechten();
    let kopers = [(Partij::Persoon(buyer), Aandeel::HEEL)];
    let patch = view.verkoop(&sale(koz, &kopers), TODAY).unwrap();
    let told: Vec<Soort> = patch
        .gebeurtenissen()
        .iter()
        .map(|told| told.soort)
        .collect();
    assert_eq!(
        told,
        [
            Soort::OnroerendeZaakVerkocht,
            Soort::WozBelanghebbendeGewijzigd
        ]
    );
    apply(&world, &mut overlay, patch);
    let view = View::new(&world, &overlay);
    let zaak = view.onroerende_zaak(koz);
    assert_eq!(owners(view, koz), kopers);
    assert_eq!(zaak.koopsom().unwrap().bedrag, 410_000);
    let mortgages = zaak.hypotheken();
    assert_eq!((mortgages.len(), mortgages[0].bedrag), (1, 300_000));
    assert!(view.kozen_van_persoon(buyer).contains(&koz));
    assert!(!view.kozen_van_persoon(owner).contains(&koz));
    let recht = zaak.rechten()[0];
    assert_eq!(
        view.recht_met_identificatie(recht.identificatie),
        Some((koz, recht))
    );
    assert_eq!(view.recht_met_identificatie(old[0].identificatie), None);
    let object = view.woz_object(zaak.adressen()[0]).unwrap();
    assert_eq!(object.eigenaar(), Some(Partij::Persoon(buyer)));
    // Who sold it cannot again; and nobody dies before the day on which a house was bought.
    let back = [(Partij::Persoon(owner), Aandeel::HEEL)];
    let again = Verkoop {
        verkopers: &[Partij::Persoon(owner)],
        ..sale(koz, &back)
    };
    assert!(matches!(
        view.verkoop(&again, TODAY),
        Err(EventError::NotOwner { .. })
    ));
    assert!(matches!(
        view.overlijden(buyer, date(2026, 5, 19), None, TODAY),
        Err(EventError::Before {
            what: "a purchase",
            ..
        })
    ));
    let early = Verkoop {
        datum: date(2026, 5, 19),
        ..sale(koz, &back)
    };
    assert!(matches!(
        view.verkoop(&early, TODAY),
        Err(EventError::RightSince { .. })
    ));
}

#[test]
fn one_of_two_sells_a_half_and_the_mortgage_stays() {
    let world = village();
    let mut overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    let (owner, buyer) = owner_and_buyer(view);
    let koz = house(view, owner);
    let before = view.onroerende_zaak(koz).hypotheken();
    let kopers = [
        (Partij::Persoon(buyer), half()),
        (Partij::Bedrijf(BedrijfId(0)), half()),
    ];
    let verkoop = Verkoop {
        verkopers: &[Partij::Persoon(owner)],
        hypotheek: None,
        ..sale(koz, &kopers)
    };
    let patch = view.verkoop(&verkoop, TODAY).unwrap();
    apply(&world, &mut overlay, patch);
    let view = View::new(&world, &overlay);
    let zaak = view.onroerende_zaak(koz);
    let mut shares: Vec<u32> = zaak.rechten().iter().map(|of| of.aandeel.noemer).collect();
    shares.sort_unstable();
    assert_eq!(shares, [2, 4, 4]);
    assert!(zaak.rechten().iter().all(|recht| !recht.gezamenlijk));
    assert_eq!(zaak.hypotheken(), before);
}

#[test]
fn sales_that_cannot_be_are_refused_by_name() {
    let world = village();
    let overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    let (owner, buyer) = owner_and_buyer(view);
    let koz = house(view, owner);
    let refuse =
        |kopers: &[(Partij, Aandeel)]| view.verkoop(&sale(koz, kopers), TODAY).unwrap_err();
    let whole = |partij| [(partij, Aandeel::HEEL)];
    let dead = view
        .personen()
        .find(|id| view.persoon(*id).overlijden().is_some())
        .unwrap();
    assert!(matches!(
        refuse(&whole(Partij::Persoon(dead))),
        EventError::Dead(_)
    ));
    let young = Partij::Persoon(minor(view));
    assert!(matches!(refuse(&whole(young)), EventError::UnderAge(_)));
    let buyer = Partij::Persoon(buyer);
    assert_eq!(refuse(&[(buyer, half())]), EventError::Shares);
    let nothing = Aandeel {
        teller: 0,
        noemer: 1,
    };
    let bank = Partij::Bedrijf(BedrijfId(0));
    assert_eq!(
        refuse(&[(buyer, Aandeel::HEEL), (bank, nothing)]),
        EventError::Shares
    );
    assert!(matches!(
        refuse(&[(buyer, half()), (buyer, half())]),
        EventError::Twice(_)
    ));
    assert_eq!(refuse(&[]), EventError::Nobody);
    assert_eq!(refuse(&owners(view, koz)), EventError::SameParties);
    let firm = view.bedrijven().find(|id| {
        let company = view.bedrijf(*id);
        company.rechtsvorm() == Rechtsvorm::Eenmanszaak && company.einde().is_none()
    });
    assert!(matches!(
        refuse(&whole(Partij::Bedrijf(firm.unwrap()))),
        EventError::NoLegalPerson(_)
    ));
    let street = view
        .percelen()
        .find(|koz| view.onroerende_zaak(*koz).adressen().is_empty());
    let kopers = whole(buyer);
    assert!(matches!(
        view.verkoop(&sale(street.unwrap(), &kopers), TODAY),
        Err(EventError::PublicGround(_))
    ));
    let split = view
        .percelen()
        .find(|koz| view.onroerende_zaak(*koz).gesplitst_recht().is_some());
    assert!(matches!(
        view.verkoop(&sale(split.unwrap(), &kopers), TODAY),
        Err(EventError::Split(_))
    ));
    assert!(matches!(
        view.verkoop(&sale(koz, &kopers), date(2026, 5, 19)),
        Err(EventError::Future(..))
    ));
}

#[test]
fn a_company_starts_moves_and_stops() {
    let world = village();
    let mut overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    let owner = persona(view, "zoe-muller");
    let adressen = || {
        view.places()
            .adressen()
            .filter(|id| !view.adres(*id).is_ingetrokken())
    };
    let home = adressen().find(|id| view.adres(*id).is_woning()).unwrap();
    let shop = adressen().find(|id| !view.adres(*id).is_woning()).unwrap();
    let eigenaren = [Partij::Persoon(owner)];
    let start = BedrijfStart {
        rechtsvorm: Rechtsvorm::Eenmanszaak,
        naam: "Müller & Co. 24/7",
        eigenaren: &eigenaren,
        adres: home,
        sbi: &[Sbi::parse("7022").unwrap()],
        werkzame_personen: None,
        datum: date(2026, 5, 1),
    };
    let bv = |eigenaren| BedrijfStart {
        rechtsvorm: Rechtsvorm::BeslotenVennootschap,
        eigenaren,
        ..start
    };
    let refuse = |start: &BedrijfStart<'_>| view.bedrijf_start(start, TODAY).unwrap_err();
    let young = [Partij::Persoon(minor(view))];
    assert!(matches!(refuse(&bv(&young)), EventError::UnderAge(_)));
    let vof = BedrijfStart {
        rechtsvorm: Rechtsvorm::VennootschapOnderFirma,
        ..start
    };
    assert!(matches!(refuse(&vof), EventError::Owners { .. }));
    let two = [eigenaren[0], Partij::Bedrijf(BedrijfId(0))];
    let at_home = BedrijfStart {
        eigenaren: &two,
        ..vof
    };
    assert!(matches!(
        refuse(&at_home),
        EventError::NoBusinessAddress { .. }
    ));
    let (patch, id) = (
        view.bedrijf_start(&start, TODAY).unwrap(),
        BedrijfId(world.bedrijf_count()),
    );
    apply(&world, &mut overlay, patch);
    let view = View::new(&world, &overlay);
    let company = view.bedrijf(id);
    assert_eq!(view.bedrijf_met_kvk(company.kvk_nummer()), Some(id));
    assert_eq!(view.bedrijven_van(owner).last(), Some(&id));
    assert_eq!((company.rsin(), company.einde()), (None, None));
    let number = company.vestigingen()[0].nummer;

    let moved = |to, on| view.bedrijf_verhuist(id, to, on, TODAY);
    assert!(matches!(
        moved(shop, date(2026, 4, 30)),
        Err(EventError::CompanySince { .. })
    ));
    assert!(matches!(
        moved(home, date(2026, 5, 3)),
        Err(EventError::SeatedThere(_))
    ));
    let patch = moved(shop, date(2026, 5, 3)).unwrap();
    apply(&world, &mut overlay, patch);
    let view = View::new(&world, &overlay);
    assert!(view.bedrijven_op(shop).contains(&id) && !view.bedrijven_op(home).contains(&id));
    assert_eq!(view.vestiging_met_nummer(number).unwrap().adres, shop);

    let stop = |view: View<'_>, on| view.bedrijf_stop(id, on, TODAY);
    assert!(matches!(
        stop(view, date(2026, 5, 2)),
        Err(EventError::CompanySince { .. })
    ));
    let patch = stop(view, date(2026, 5, 9)).unwrap();
    apply(&world, &mut overlay, patch);
    let view = View::new(&world, &overlay);
    assert_eq!(
        view.bedrijf(id).einde().and_then(crate::GbaDatum::date),
        Some(date(2026, 5, 9))
    );
    assert!(matches!(
        stop(view, date(2026, 5, 10)),
        Err(EventError::Stopped { .. })
    ));
    assert!(matches!(
        view.bedrijf_stop(BedrijfId(0), date(2026, 5, 10), TODAY),
        Err(EventError::Permanent(_))
    ));
}
