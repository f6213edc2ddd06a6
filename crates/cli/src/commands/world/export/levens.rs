//! What belongs to a person more than once: parents, bonds, residences, nationalities, documents.
//!
//! Rows are found by the person's number; the last residence, nationality or bond comes first.

use std::fmt::Write as _;

use fieldlab_world::{Persoon, Plaats, Relatie, View, Woonplek, World};

use super::entities::{Entity, bsn, datum, nummeraanduiding};
use super::row::{Kind, Row};

use Kind::{Number, Text};

pub(super) const OUDERS: Entity = Entity {
    name: "ouders",
    columns: &[
        ("burgerservicenummer", Text),
        ("ouderAanduiding", Number),
        ("ouder", Text),
        ("voornamen", Text),
        ("voorvoegsel", Text),
        ("geslachtsnaam", Text),
        ("geslacht", Text),
        ("geboortedatum", Text),
        ("datumIngangFamilierechtelijkeBetrekking", Text),
    ],
    count: World::person_count,
    row: |view, place, row| {
        each(view, place, |persoon| {
            for ouder in persoon.ouders() {
                row.shown(&persoon.burgerservicenummer());
                row.number(ouder.aanduiding.into());
                relatie(view, row, &ouder.relatie);
                datum(row, ouder.datum_familierechtelijke_betrekking);
                row.end();
            }
        });
    },
};

pub(super) const VERBINTENISSEN: Entity = Entity {
    name: "verbintenissen",
    columns: &[
        ("burgerservicenummer", Text),
        ("soort", Text),
        ("partner", Text),
        ("partnerVoornamen", Text),
        ("partnerVoorvoegsel", Text),
        ("partnerGeslachtsnaam", Text),
        ("partnerGeslacht", Text),
        ("partnerGeboortedatum", Text),
        ("datumSluiting", Text),
        ("plaatsSluiting", Text),
        ("landSluiting", Text),
        ("datumOntbinding", Text),
        ("redenOntbinding", Text),
    ],
    count: World::person_count,
    row: |view, place, row| {
        each(view, place, |persoon| {
            for bond in persoon.verbintenissen() {
                row.shown(&persoon.burgerservicenummer());
                row.shown(&bond.soort);
                relatie(view, row, &bond.relatie);
                datum(row, bond.datum);
                plaats(row, &bond.plaats);
                row.shown(&format_args!("{:04}", bond.land));
                match bond.ontbinding {
                    Some(einde) => {
                        datum(row, einde.datum);
                        row.shown(&einde.reden);
                    }
                    None => {
                        row.none();
                        row.none();
                    }
                }
                row.end();
            }
        });
    },
};

pub(super) const VERBLIJFPLAATSEN: Entity = Entity {
    name: "verblijfplaatsen",
    columns: &[
        ("burgerservicenummer", Text),
        ("volgorde", Number),
        ("soort", Text),
        ("nummeraanduidingIdentificatie", Text),
        ("functieAdres", Text),
        ("gemeenteVanInschrijving", Text),
        ("land", Text),
        ("regels", Text),
        ("datumAanvang", Text),
    ],
    count: World::person_count,
    row: verblijfplaatsen,
};

pub(super) const NATIONALITEITEN: Entity = Entity {
    name: "nationaliteiten",
    columns: &[
        ("burgerservicenummer", Text),
        ("nationaliteit", Text),
        ("bijzonderNederlanderschap", Text),
        ("redenOpname", Text),
        ("datumIngang", Text),
        ("datumEinde", Text),
    ],
    count: World::person_count,
    row: |view, place, row| {
        each(view, place, |persoon| {
            let before = persoon.vroegere_nationaliteiten();
            for nationaliteit in persoon.nationaliteiten().into_iter().chain(before) {
                row.shown(&persoon.burgerservicenummer());
                row.shown(&format_args!("{:04}", nationaliteit.code));
                match nationaliteit.bijzonder {
                    Some(soort) => row.shown(&soort),
                    None => row.none(),
                }
                match nationaliteit.reden_opname {
                    0 => row.none(),
                    reden => row.shown(&format_args!("{reden:03}")),
                }
                datum(row, nationaliteit.ingang);
                match nationaliteit.einde {
                    Some(einde) => datum(row, einde),
                    None => row.none(),
                }
                row.end();
            }
        });
    },
};

pub(super) const VERBLIJFSTITELS: Entity = Entity {
    name: "verblijfstitels",
    columns: &[
        ("burgerservicenummer", Text),
        ("aanduiding", Text),
        ("datumIngang", Text),
        ("datumEinde", Text),
    ],
    count: World::person_count,
    row: |view, place, row| {
        each(view, place, |persoon| {
            if let Some(titel) = persoon.verblijfstitel() {
                row.shown(&persoon.burgerservicenummer());
                row.shown(&format_args!("{:02}", titel.aanduiding));
                datum(row, titel.ingang);
                match titel.einde {
                    Some(einde) => datum(row, einde),
                    None => row.none(),
                }
                row.end();
            }
        });
    },
};

pub(super) const REISDOCUMENTEN: Entity = Entity {
    name: "reisdocumenten",
    columns: &[
        ("reisdocumentnummer", Text),
        ("burgerservicenummer", Text),
        ("soort", Text),
        ("datumEindeGeldigheid", Text),
        ("datumInhouding", Text),
        ("aanduidingInhouding", Text),
    ],
    count: World::person_count,
    row: |view, place, row| {
        each(view, place, |persoon| {
            for document in persoon.reisdocumenten() {
                row.shown(&document.nummer);
                row.shown(&persoon.burgerservicenummer());
                row.text(document.soort);
                datum(row, document.einde);
                match document.inhouding {
                    Some((sinds, hoe)) => {
                        datum(row, sinds);
                        row.shown(&hoe);
                    }
                    None => {
                        row.none();
                        row.none();
                    }
                }
                row.end();
            }
        });
    },
};

fn each(view: View<'_>, place: u32, write: impl FnOnce(Persoon<'_>)) {
    if let Some(id) = view.world().persoon_op_plaats(place) {
        write(view.persoon(id));
    }
}

/// Number, name, sex and birth of somebody's relative, who may be known by name only.
fn relatie(view: View<'_>, row: &mut dyn Row, relatie: &Relatie) {
    match relatie.burgerservicenummer {
        Some(nummer) => row.shown(&nummer),
        None => bsn(view, row, relatie.persoon),
    }
    row.text_or_none(&relatie.naam.voornamen);
    row.text_or_none(&relatie.naam.voorvoegsel);
    row.text_or_none(&relatie.naam.geslachtsnaam);
    row.text(relatie.geslacht.code());
    datum(row, relatie.geboortedatum);
}

pub(super) fn plaats(row: &mut dyn Row, plaats: &Plaats) {
    match plaats {
        Plaats::Gemeente(code) => row.shown(code),
        Plaats::Buitenland(naam) => row.text_or_none(naam),
        Plaats::Onbekend => row.none(),
    }
}

fn verblijfplaatsen(view: View<'_>, place: u32, row: &mut dyn Row) {
    each(view, place, |persoon| {
        for (nth, verblijf) in persoon.verblijfplaatsen().enumerate() {
            row.shown(&persoon.burgerservicenummer());
            row.number(nth as i64);
            row.text(match &verblijf.plek {
                Woonplek::Adres(_) => "adres",
                Woonplek::Buitenland(..) => "buitenland",
                Woonplek::Locatie(_) => "locatie",
                Woonplek::Onbekend => "onbekend",
            });
            match verblijf.adres() {
                Some(adres) => {
                    nummeraanduiding(view, row, Some(adres));
                    row.shown(&verblijf.functie);
                }
                None => {
                    row.none();
                    row.none();
                }
            }
            row.shown(&verblijf.gemeente);
            match &verblijf.plek {
                Woonplek::Buitenland(land, regels) => {
                    row.shown(&format_args!("{land:04}"));
                    let mut text = row.scratch();
                    text.clear();
                    for regel in regels.iter().filter(|regel| !regel.is_empty()) {
                        let gap = if text.is_empty() { "" } else { "; " };
                        let _ = write!(text, "{gap}{regel}");
                    }
                    row.text_or_none(&text);
                    row.give_back(text);
                }
                Woonplek::Locatie(omschrijving) => {
                    row.none();
                    row.text(omschrijving);
                }
                Woonplek::Adres(_) | Woonplek::Onbekend => {
                    row.none();
                    row.none();
                }
            }
            datum(row, verblijf.aanvang);
            row.end();
        }
    });
}
