//! Parcels, rights, companies and values.

use std::fmt::Write as _;

use fieldlab_world::{Koz, Partij, View, World};

use super::entities::{Entity, datum, nummeraanduiding, polygon};
use super::row::{Kind, Row};

use Kind::{Decimal, Number, Text};

pub(super) const PERCELEN: Entity = Entity {
    name: "percelen",
    columns: &[
        ("kadastraleOnroerendeZaakIdentificatie", Text),
        ("kadastraleAanduiding", Text),
        ("soort", Text),
        ("grondperceel", Text),
        ("oppervlakte", Number),
        ("nummeraanduidingIdentificaties", Text),
        ("x", Decimal),
        ("y", Decimal),
        ("geometrie", Text),
    ],
    count: World::perceel_count,
    row: |view, place, row| {
        for koz in kozen(view, place) {
            zaak(view, koz, row);
        }
    },
};

pub(super) const RECHTEN: Entity = Entity {
    name: "rechten",
    columns: &[
        ("rechtIdentificatie", Text),
        ("kadastraleOnroerendeZaakIdentificatie", Text),
        ("soort", Text),
        ("teller", Number),
        ("noemer", Number),
        ("burgerservicenummer", Text),
        ("kvkNummer", Text),
        ("kadasterpersoonIdentificatie", Text),
        ("sinds", Text),
    ],
    count: World::perceel_count,
    row: |view, place, row| {
        for koz in kozen(view, place) {
            rechten(view, koz, row);
        }
    },
};

pub(super) const BEDRIJVEN: Entity = Entity {
    name: "bedrijven",
    columns: &[
        ("kvkNummer", Text),
        ("rsin", Text),
        ("naam", Text),
        ("rechtsvorm", Text),
        ("sbiCodes", Text),
        ("nummeraanduidingIdentificatie", Text),
        ("aanvang", Text),
        ("einde", Text),
        ("totaalWerkzamePersonen", Number),
    ],
    count: World::bedrijf_count,
    row: bedrijf,
};

pub(super) const VESTIGINGEN: Entity = Entity {
    name: "vestigingen",
    columns: &[
        ("vestigingsnummer", Text),
        ("kvkNummer", Text),
        ("handelsnaam", Text),
        ("hoofdvestiging", Text),
        ("nummeraanduidingIdentificatie", Text),
        ("werkzamePersonen", Number),
    ],
    count: World::bedrijf_count,
    row: vestigingen,
};

pub(super) const WOZ: Entity = Entity {
    name: "woz",
    columns: &[
        ("wozObjectNummer", Text),
        ("nummeraanduidingIdentificatie", Text),
        ("verantwoordelijkeGemeente", Text),
        ("grondoppervlakte", Number),
        ("waardepeildatum", Text),
        ("vastgesteldeWaarde", Number),
    ],
    count: |world| world.places().address_count(),
    row: woz,
};

/// The parcel at a place, and the apartment rights on it.
pub(super) fn kozen(view: View<'_>, place: u32) -> Vec<Koz> {
    let Some(perceel) = view.world().perceel_op_plaats(place) else {
        return Vec::new();
    };
    let mut kozen = vec![perceel];
    kozen.extend(view.onroerende_zaak(perceel).appartementsrechten());
    kozen
}

fn zaak(view: View<'_>, koz: Koz, row: &mut dyn Row) {
    let zaak = view.onroerende_zaak(koz);
    row.text(&zaak.identificatie());
    row.shown(&zaak.aanduiding());
    row.text(if koz.is_appartementsrecht() {
        "appartementsrecht"
    } else {
        "perceel"
    });
    match zaak.grondperceel() {
        Some(perceel) => row.text(&view.onroerende_zaak(perceel).identificatie()),
        None => row.none(),
    }
    match zaak.oppervlakte() {
        Some(oppervlakte) => row.number(oppervlakte.into()),
        None => row.none(),
    }
    let mut adressen = row.scratch();
    adressen.clear();
    for adres in zaak.adressen() {
        let gap = if adressen.is_empty() { "" } else { " " };
        let _ = write!(adressen, "{gap}{}", view.adres(adres).nummeraanduiding());
    }
    row.text_or_none(&adressen);
    row.give_back(adressen);
    let punt = zaak.punt();
    row.decimal(punt.x);
    row.decimal(punt.y);
    match zaak.vlak() {
        Some(vlak) => polygon(row, &vlak.ring()),
        None => row.none(),
    }
    row.end();
}

fn rechten(view: View<'_>, koz: Koz, row: &mut dyn Row) {
    let zaak = view.onroerende_zaak(koz);
    let identificatie = zaak.identificatie();
    for recht in zaak.rechten() {
        row.shown(&recht.identificatie);
        row.text(&identificatie);
        row.text(recht.soort.as_str());
        row.number(recht.aandeel.teller.into());
        row.number(recht.aandeel.noemer.into());
        partij(view, row, recht.houder);
        match recht.houder {
            Partij::Kadaster(id) => row.shown(&id.identificatie()),
            Partij::Persoon(_) | Partij::Bedrijf(_) => row.none(),
        }
        datum(row, recht.sinds);
        row.end();
    }
}

/// BSN and KVK number, of which one is there, or neither of whom only the cadastre knows.
pub(super) fn partij(view: View<'_>, row: &mut dyn Row, partij: Partij) {
    match partij {
        Partij::Persoon(id) => row.shown(&view.persoon(id).burgerservicenummer()),
        Partij::Bedrijf(_) | Partij::Kadaster(_) => row.none(),
    }
    match partij {
        Partij::Bedrijf(id) => row.shown(&view.bedrijf(id).kvk_nummer()),
        Partij::Persoon(_) | Partij::Kadaster(_) => row.none(),
    }
}

fn bedrijf(view: View<'_>, place: u32, row: &mut dyn Row) {
    let Some(id) = view.world().bedrijf_op_plaats(place) else {
        return;
    };
    let bedrijf = view.bedrijf(id);
    row.shown(&bedrijf.kvk_nummer());
    match bedrijf.rsin() {
        Some(rsin) => row.shown(&rsin),
        None => row.none(),
    }
    row.text(&bedrijf.naam());
    row.text(bedrijf.rechtsvorm().as_str());
    let codes: Vec<String> = bedrijf
        .sbi()
        .into_iter()
        .map(fieldlab_world::Sbi::code)
        .collect();
    row.text_or_none(&codes.join(" "));
    nummeraanduiding(view, row, bedrijf.adres());
    datum(row, bedrijf.aanvang());
    match bedrijf.einde() {
        Some(einde) => datum(row, einde),
        None => row.none(),
    }
    row.number(bedrijf.werkzame_personen().into());
    row.end();
}

fn vestigingen(view: View<'_>, place: u32, row: &mut dyn Row) {
    let Some(id) = view.world().bedrijf_op_plaats(place) else {
        return;
    };
    let bedrijf = view.bedrijf(id);
    for vestiging in bedrijf.vestigingen() {
        row.shown(&vestiging.nummer);
        row.shown(&bedrijf.kvk_nummer());
        row.text_or_none(&vestiging.handelsnaam);
        row.text(if vestiging.is_hoofdvestiging {
            "ja"
        } else {
            "nee"
        });
        nummeraanduiding(view, row, Some(vestiging.adres));
        row.number(vestiging.werkzame_personen.into());
        row.end();
    }
}

/// The value that holds on the day of the world.
fn woz(view: View<'_>, place: u32, row: &mut dyn Row) {
    let object = view
        .world()
        .adres_op_plaats(place)
        .and_then(|adres| view.woz_object(adres));
    let Some(object) = object else {
        return;
    };
    row.text(&object.identificatie());
    nummeraanduiding(view, row, Some(object.adres()));
    row.shown(&object.verantwoordelijke_gemeente());
    row.number(object.grondoppervlakte().into());
    let latest = object
        .waarden(view.world().spec().peildatum)
        .into_iter()
        .max_by_key(|waarde| waarde.waardepeildatum);
    match latest {
        Some(waarde) => {
            row.shown(&waarde.waardepeildatum);
            row.number(waarde.vastgestelde_waarde.into());
        }
        None => {
            row.none();
            row.none();
        }
    }
    row.end();
}
