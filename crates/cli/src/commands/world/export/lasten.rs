//! What rests on parcels and apartment rights, who runs companies, and values by valuation date.

use fieldlab_world::{Koz, View, World};

use super::entities::{Entity, datum, ja_nee};
use super::row::{Kind, Row};
use super::zaken::{kozen, partij};

use Kind::{Number, Text};

pub(super) const HYPOTHEKEN: Entity = Entity {
    name: "hypotheken",
    columns: &[
        ("hypotheekIdentificatie", Text),
        ("kadastraleOnroerendeZaakIdentificatie", Text),
        ("bedrag", Number),
        ("kvkNummer", Text),
        ("sinds", Text),
    ],
    count: World::perceel_count,
    row: |view, place, row| {
        each(view, place, |koz, zaak| {
            for hypotheek in view.onroerende_zaak(koz).hypotheken() {
                row.shown(&hypotheek.identificatie);
                row.text(zaak);
                row.number(hypotheek.bedrag.into());
                row.shown(&view.bedrijf(hypotheek.houder).kvk_nummer());
                datum(row, hypotheek.sinds);
                row.end();
            }
        });
    },
};

pub(super) const BESLAGEN: Entity = Entity {
    name: "beslagen",
    columns: &[
        ("beslagIdentificatie", Text),
        ("kadastraleOnroerendeZaakIdentificatie", Text),
        ("soort", Text),
        ("kvkNummer", Text),
        ("sinds", Text),
    ],
    count: World::perceel_count,
    row: |view, place, row| {
        each(view, place, |koz, zaak| {
            for beslag in view.onroerende_zaak(koz).beslagen() {
                row.shown(&beslag.identificatie);
                row.text(zaak);
                row.text(beslag.soort);
                row.shown(&view.bedrijf(beslag.beslaglegger).kvk_nummer());
                datum(row, beslag.sinds);
                row.end();
            }
        });
    },
};

pub(super) const BEPERKINGEN: Entity = Entity {
    name: "beperkingen",
    columns: &[
        ("beperkingIdentificatie", Text),
        ("kadastraleOnroerendeZaakIdentificatie", Text),
        ("publiekrechtelijk", Text),
        ("aard", Text),
        ("sinds", Text),
    ],
    count: World::perceel_count,
    row: |view, place, row| {
        each(view, place, |koz, zaak| {
            for beperking in view.onroerende_zaak(koz).beperkingen() {
                row.shown(&beperking.identificatie);
                row.text(zaak);
                row.text(ja_nee(beperking.publiekrechtelijk));
                row.text(beperking.aard);
                datum(row, beperking.sinds);
                row.end();
            }
        });
    },
};

pub(super) const FUNCTIONARISSEN: Entity = Entity {
    name: "functionarissen",
    columns: &[
        ("kvkNummer", Text),
        ("functie", Text),
        ("burgerservicenummer", Text),
        ("functionarisKvkNummer", Text),
        ("sinds", Text),
    ],
    count: World::bedrijf_count,
    row: functionarissen,
};

pub(super) const WOZWAARDEN: Entity = Entity {
    name: "wozwaarden",
    columns: &[
        ("wozObjectNummer", Text),
        ("waardepeildatum", Text),
        ("ingangsdatum", Text),
        ("vastgesteldeWaarde", Number),
        ("status", Text),
    ],
    count: |world| world.places().address_count(),
    row: wozwaarden,
};

/// Parcels and apartment rights at a place, each with its number.
fn each(view: View<'_>, place: u32, mut write: impl FnMut(Koz, &str)) {
    for koz in kozen(view, place) {
        write(koz, &view.onroerende_zaak(koz).identificatie());
    }
}

fn functionarissen(view: View<'_>, place: u32, row: &mut dyn Row) {
    let Some(id) = view.world().bedrijf_op_plaats(place) else {
        return;
    };
    let bedrijf = view.bedrijf(id);
    for functionaris in bedrijf.functionarissen() {
        row.shown(&bedrijf.kvk_nummer());
        row.text(functionaris.functie.as_str());
        partij(view, row, functionaris.wie);
        datum(row, functionaris.sinds);
        row.end();
    }
}

/// The six values that are known on the day of the world, and what has become of each decision.
fn wozwaarden(view: View<'_>, place: u32, row: &mut dyn Row) {
    let object = view
        .world()
        .adres_op_plaats(place)
        .and_then(|adres| view.woz_object(adres));
    let Some(object) = object else {
        return;
    };
    let number = object.identificatie();
    for waarde in object.waarden(view.world().spec().peildatum) {
        row.text(&number);
        row.shown(&waarde.waardepeildatum);
        row.shown(&waarde.ingangsdatum);
        row.number(waarde.vastgestelde_waarde.into());
        match waarde.statussen.first() {
            Some(status) => row.text(status.as_str()),
            None => row.none(),
        }
        row.end();
    }
}
