//! What is exported: the columns of each entity, and its rows.

use std::fmt::{self, Write as _};

use fieldlab_world::{AdresId, GbaDatum, Objectsoort, PersonId, Rd, View, World};

use super::row::{Column, Kind, Row};
use super::{lasten, levens, zaken};
use crate::args::Entiteit;

use Kind::{Decimal, Number, Text};

/// Something that is exported.
pub(super) struct Entity {
    /// Name of the file.
    pub(super) name: &'static str,
    pub(super) columns: &'static [Column],
    /// How many places there are to look at.
    pub(super) count: fn(&World) -> u32,
    /// Writes the row of a place, if it has one.
    pub(super) row: fn(View<'_>, u32, &mut dyn Row),
}

pub(super) fn entity(which: Entiteit) -> Entity {
    match which {
        Entiteit::Personen => Entity {
            name: "personen",
            columns: &[
                ("burgerservicenummer", Text),
                ("aNummer", Text),
                ("voornamen", Text),
                ("voorvoegsel", Text),
                ("geslachtsnaam", Text),
                ("adellijkeTitelPredicaat", Text),
                ("geslacht", Text),
                ("geboortedatum", Text),
                ("geboorteplaats", Text),
                ("geboorteland", Text),
                ("nationaliteiten", Text),
                ("overlijdensdatum", Text),
                ("redenOpschorting", Text),
                ("indicatieGeheim", Number),
                ("huishouden", Number),
                ("gemeenteVanInschrijving", Text),
                ("nummeraanduidingIdentificatie", Text),
                ("functieAdres", Text),
                ("datumAanvangAdreshouding", Text),
                ("partner", Text),
                ("ouder1", Text),
                ("ouder2", Text),
            ],
            count: World::person_count,
            row: persoon,
        },
        Entiteit::Huishoudens => Entity {
            name: "huishoudens",
            columns: &[
                ("huishouden", Number),
                ("nummeraanduidingIdentificatie", Text),
                ("aantalPersonen", Number),
                ("personen", Text),
            ],
            count: World::household_count,
            row: huishouden,
        },
        Entiteit::Adressen => Entity {
            name: "adressen",
            columns: &[
                ("nummeraanduidingIdentificatie", Text),
                ("adresseerbaarObjectIdentificatie", Text),
                ("soort", Text),
                ("openbareRuimteIdentificatie", Text),
                ("straat", Text),
                ("huisnummer", Number),
                ("huisletter", Text),
                ("huisnummertoevoeging", Text),
                ("postcode", Text),
                ("woonplaatscode", Text),
                ("woonplaats", Text),
                ("gemeentecode", Text),
                ("gebruiksdoelen", Text),
                ("oppervlakte", Number),
                ("pandIdentificatie", Text),
                ("ingetrokken", Text),
                ("x", Decimal),
                ("y", Decimal),
            ],
            count: |world| world.places().address_count(),
            row: adres,
        },
        Entiteit::Panden => Entity {
            name: "panden",
            columns: &[
                ("pandIdentificatie", Text),
                ("oorspronkelijkBouwjaar", Number),
                ("gesloopt", Text),
                ("aantalAdressen", Number),
                ("geometrie", Text),
            ],
            count: |world| world.places().address_count(),
            row: pand,
        },
        Entiteit::Straten => Entity {
            name: "straten",
            columns: &[
                ("openbareRuimteIdentificatie", Text),
                ("naam", Text),
                ("korteNaam", Text),
                ("woonplaatscode", Text),
                ("woonplaats", Text),
                ("aantalAdressen", Number),
            ],
            count: |world| world.places().street_count(),
            row: straat,
        },
        Entiteit::Woonplaatsen => Entity {
            name: "woonplaatsen",
            columns: &[
                ("woonplaatscode", Text),
                ("naam", Text),
                ("gemeentecode", Text),
                ("gemeentenaam", Text),
                ("provincie", Text),
                ("geometrie", Text),
            ],
            count: |world| world.places().woonplaatsen().count() as u32,
            row: woonplaats,
        },
        Entiteit::Buurten => Entity {
            name: "buurten",
            columns: &[
                ("buurtcode", Text),
                ("naam", Text),
                ("wijkcode", Text),
                ("woonplaatscode", Text),
                ("gemeentecode", Text),
                ("geometrie", Text),
            ],
            count: |world| world.places().buurten().count() as u32,
            row: buurt,
        },
        Entiteit::Gemeenten => Entity {
            name: "gemeenten",
            columns: &[
                ("gemeentecode", Text),
                ("naam", Text),
                ("provinciecode", Text),
                ("provincie", Text),
                ("geometrie", Text),
            ],
            count: |world| world.places().gemeenten().count() as u32,
            row: gemeente,
        },
        Entiteit::Ouders => levens::OUDERS,
        Entiteit::Verbintenissen => levens::VERBINTENISSEN,
        Entiteit::Verblijfplaatsen => levens::VERBLIJFPLAATSEN,
        Entiteit::Nationaliteiten => levens::NATIONALITEITEN,
        Entiteit::Verblijfstitels => levens::VERBLIJFSTITELS,
        Entiteit::Reisdocumenten => levens::REISDOCUMENTEN,
        Entiteit::Percelen => zaken::PERCELEN,
        Entiteit::Rechten => zaken::RECHTEN,
        Entiteit::Bedrijven => zaken::BEDRIJVEN,
        Entiteit::Vestigingen => zaken::VESTIGINGEN,
        Entiteit::Woz => zaken::WOZ,
        Entiteit::Hypotheken => lasten::HYPOTHEKEN,
        Entiteit::Beslagen => lasten::BESLAGEN,
        Entiteit::Beperkingen => lasten::BEPERKINGEN,
        Entiteit::Functionarissen => lasten::FUNCTIONARISSEN,
        Entiteit::Wozwaarden => lasten::WOZWAARDEN,
    }
}

/// A source date as far as it is known: `1985-03-01`, `1985-03`, `1985` or nothing.
struct Datum(GbaDatum);

impl fmt::Display for Datum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.0.year(), self.0.month(), self.0.day());
        if year > 0 {
            write!(f, "{year:04}")?;
            if month > 0 {
                write!(f, "-{month:02}")?;
                if day > 0 {
                    write!(f, "-{day:02}")?;
                }
            }
        }
        Ok(())
    }
}

pub(super) fn datum(row: &mut dyn Row, datum: GbaDatum) {
    if datum.year() == 0 {
        row.none();
    } else {
        row.shown(&Datum(datum));
    }
}

fn persoon(view: View<'_>, place: u32, row: &mut dyn Row) {
    let Some(id) = view.world().persoon_op_plaats(place) else {
        return;
    };
    let persoon = view.persoon(id);
    let naam = persoon.naam();
    row.shown(&persoon.burgerservicenummer());
    row.shown(&persoon.a_nummer());
    row.text_or_none(&naam.voornamen);
    row.text_or_none(&naam.voorvoegsel);
    row.text_or_none(&naam.geslachtsnaam);
    row.text_or_none(naam.titel);
    row.text(persoon.geslacht().code());
    datum(row, persoon.geboortedatum());
    levens::plaats(row, &persoon.geboorteplaats());
    row.shown(&format_args!("{:04}", persoon.geboorteland()));
    let mut codes = row.scratch();
    codes.clear();
    for nationaliteit in persoon.nationaliteiten() {
        let gap = if codes.is_empty() { "" } else { " " };
        let _ = write!(codes, "{gap}{:04}", nationaliteit.code);
    }
    row.text_or_none(&codes);
    row.give_back(codes);
    match persoon.overlijden() {
        Some(overlijden) => datum(row, overlijden.datum),
        None => row.none(),
    }
    row.shown_or_none(
        persoon
            .opschorting()
            .as_ref()
            .map(|opschorting| &opschorting.reden as &dyn fmt::Display),
    );
    row.number(persoon.geheim().into());
    match persoon.huishouden() {
        Some(huishouden) => row.number(huishouden.into()),
        None => row.none(),
    }
    let verblijfplaats = persoon.verblijfplaats();
    row.shown(&verblijfplaats.gemeente);
    match verblijfplaats.adres() {
        Some(adres) => {
            row.shown(&view.adres(adres).nummeraanduiding());
            row.shown(&verblijfplaats.functie);
        }
        None => {
            row.none();
            row.none();
        }
    }
    datum(row, verblijfplaats.aanvang);
    bsn(view, row, persoon.partner_op_plaats());
    let mut ouders = persoon.parent_ids();
    bsn(view, row, ouders.next());
    bsn(view, row, ouders.next());
    row.end();
}

pub(super) fn bsn(view: View<'_>, row: &mut dyn Row, id: Option<PersonId>) {
    match id {
        Some(id) => row.shown(&view.persoon(id).burgerservicenummer()),
        None => row.none(),
    }
}

pub(super) fn nummeraanduiding(view: View<'_>, row: &mut dyn Row, adres: Option<AdresId>) {
    match adres {
        Some(adres) => row.shown(&view.adres(adres).nummeraanduiding()),
        None => row.none(),
    }
}

fn huishouden(view: View<'_>, place: u32, row: &mut dyn Row) {
    let world = view.world();
    row.number(place.into());
    nummeraanduiding(view, row, world.woning(place));
    let mut nummers = row.scratch();
    nummers.clear();
    let mut count = 0;
    let here = world
        .huishouden(place)
        .map(|id| view.persoon(id))
        .filter(|persoon| persoon.is_ingezetene());
    for persoon in here {
        let gap = if count == 0 { "" } else { " " };
        let _ = write!(nummers, "{gap}{}", persoon.burgerservicenummer());
        count += 1;
    }
    row.number(count);
    row.text_or_none(&nummers);
    row.give_back(nummers);
    row.end();
}

fn adres(view: View<'_>, place: u32, row: &mut dyn Row) {
    let Some(id) = view.world().adres_op_plaats(place) else {
        return;
    };
    let adres = view.adres(id);
    let straat = adres.straat();
    let woonplaats = adres.woonplaats();
    row.shown(&adres.nummeraanduiding());
    row.shown(&adres.object());
    row.text(match adres.soort() {
        Objectsoort::Verblijfsobject => "verblijfsobject",
        Objectsoort::Ligplaats => "ligplaats",
        Objectsoort::Standplaats => "standplaats",
    });
    row.shown(&straat.identificatie());
    row.text(&straat.naam());
    row.number(adres.huisnummer().into());
    row.text_or_none(&adres.huisletter());
    row.text_or_none(&adres.huisnummertoevoeging());
    row.shown_or_none(
        adres
            .postcode()
            .as_ref()
            .map(|postcode| postcode as &dyn fmt::Display),
    );
    row.shown(&woonplaats.code());
    row.text(woonplaats.naam());
    row.shown(&woonplaats.gemeente());
    let mut doelen = row.scratch();
    doelen.clear();
    for doel in adres.gebruiksdoelen() {
        let gap = if doelen.is_empty() { "" } else { ";" };
        let _ = write!(doelen, "{gap}{}", doel.as_str());
    }
    row.text_or_none(&doelen);
    row.give_back(doelen);
    match adres.pand() {
        Some(pand) => {
            row.number(adres.oppervlakte().into());
            row.shown(&pand.identificatie());
        }
        None => {
            row.none();
            row.none();
        }
    }
    row.text(ja_nee(adres.is_ingetrokken()));
    let punt = adres.punt();
    row.decimal(punt.x);
    row.decimal(punt.y);
    row.end();
}

pub(super) fn ja_nee(value: bool) -> &'static str {
    if value { "ja" } else { "nee" }
}

/// Buildings stand in the order of their first address.
fn pand(view: View<'_>, place: u32, row: &mut dyn Row) {
    let Some(id) = view.world().adres_op_plaats(place) else {
        return;
    };
    let Some(pand) = view.adres(id).pand() else {
        return;
    };
    if pand.adressen().next() != Some(id) {
        return;
    }
    row.shown(&pand.identificatie());
    row.number(pand.bouwjaar().into());
    row.text(ja_nee(pand.is_gesloopt()));
    row.number(pand.adressen().count() as i64);
    polygon(row, &pand.vlak());
    row.end();
}

fn straat(view: View<'_>, place: u32, row: &mut dyn Row) {
    let Some(id) = view.world().straat_op_plaats(place) else {
        return;
    };
    let straat = view.places().straat(id);
    row.shown(&straat.identificatie());
    row.text(&straat.naam());
    row.text(&straat.korte_naam());
    row.shown(&straat.woonplaats().code());
    row.text(straat.woonplaats().naam());
    row.number(view.adressen_aan(id).count() as i64);
    row.end();
}

fn woonplaats(view: View<'_>, place: u32, row: &mut dyn Row) {
    let Some(woonplaats) = view.places().woonplaatsen().nth(place as usize) else {
        return;
    };
    row.shown(&woonplaats.code());
    row.text(woonplaats.naam());
    row.shown(&woonplaats.gemeente());
    row.text(woonplaats.gemeentenaam());
    row.text(woonplaats.provincie().1);
    polygon(row, &woonplaats.vlak());
    row.end();
}

fn buurt(view: View<'_>, place: u32, row: &mut dyn Row) {
    let Some(buurt) = view.places().buurten().nth(place as usize) else {
        return;
    };
    row.text(&buurt.code());
    row.text(&buurt.naam());
    row.text(&buurt.wijkcode());
    row.shown(&buurt.woonplaats().code());
    row.shown(&buurt.woonplaats().gemeente());
    polygon(row, &buurt.vlak().ring());
    row.end();
}

fn gemeente(view: View<'_>, place: u32, row: &mut dyn Row) {
    let Some(gemeente) = view.places().gemeenten().nth(place as usize) else {
        return;
    };
    row.shown(&gemeente.code());
    row.text(gemeente.naam());
    row.shown(&gemeente.provincie().0);
    row.text(gemeente.provincie().1);
    polygon(row, &gemeente.vlak().ring());
    row.end();
}

/// Well-known text, in RD with millimetres.
pub(super) fn polygon(row: &mut dyn Row, ring: &[Rd]) {
    let mut text = row.scratch();
    text.clear();
    text.push_str("POLYGON ((");
    for (nth, punt) in ring.iter().enumerate() {
        let gap = if nth == 0 { "" } else { ", " };
        let (x, y) = punt.in_metres();
        let _ = write!(text, "{gap}{x:.3} {y:.3}");
    }
    text.push_str("))");
    row.text(&text);
    row.give_back(text);
}
