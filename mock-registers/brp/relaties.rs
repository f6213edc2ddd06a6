//! Partners, parents and children as the requested person's own record has them.
//!
//! Source: BRP Personen 2.7, `partners`, `ouders`, `kinderen`. What a relative's own record says
//! plays no part.

use fieldlab_world::GbaDatum;

use super::aanschrijving;
use super::antwoord;
use super::persoonslijst::{Kind, Ouder, Persoonslijst, Stapel, Verbintenis};
use super::samenstellen::{Gebeurtenisvelden, Naamvelden, gebeurtenis, geslacht, naam};
use super::velden::Velden;
use super::veldenlijst::Veld;

fn heeft_gegevens(verbintenis: &Verbintenis<'_>) -> bool {
    verbintenis.identiteit.heeft_gegevens()
        || verbintenis.aangaan.heeft_gegevens()
        || verbintenis.ontbinding.is_some()
        || verbintenis.soort.is_some()
}

/// The relations that are delivered: every actual one, otherwise the one dissolved last.
fn geleverd<'p, 'a>(lijst: &'p Persoonslijst<'a>) -> Vec<&'p Verbintenis<'a>> {
    let all = || {
        lijst
            .verbintenissen
            .iter()
            .map(|stapel| &stapel.actueel.gegevens)
            .filter(|verbintenis| heeft_gegevens(verbintenis))
    };
    let actual: Vec<_> = all()
        .filter(|verbintenis| verbintenis.ontbinding.is_none())
        .collect();
    if actual.is_empty() {
        laatst_ontbonden(all()).into_iter().collect()
    } else {
        actual
    }
}

fn laatst_ontbonden<'p, 'a>(
    all: impl Iterator<Item = &'p Verbintenis<'a>>,
) -> Option<&'p Verbintenis<'a>> {
    kies(
        all.filter(|verbintenis| verbintenis.ontbinding.is_some()),
        |_| 0,
        |verbintenis| verbintenis.ontbinding,
    )
}

/// The relation whose name counts in salutations: of the actual ones the oldest (0, unknown, being
/// older than any), otherwise the one dissolved last. Of equals the first.
pub(crate) fn kies<'p, T>(
    all: impl Iterator<Item = &'p T>,
    aangaan: impl Fn(&T) -> u32,
    ontbinding: impl Fn(&T) -> Option<GbaDatum>,
) -> Option<&'p T> {
    all.min_by_key(|relation| match ontbinding(relation) {
        None => (0, aangaan(relation)),
        Some(datum) => (1, u32::MAX - datum.number()),
    })
}

/// The partner whose name counts in salutations.
pub(crate) fn partner_voor_naamgebruik<'p>(
    lijst: &'p Persoonslijst<'_>,
) -> Option<aanschrijving::Partner<'p>> {
    let partner = kies(
        geleverd(lijst).into_iter(),
        |verbintenis| verbintenis.aangaan.datum.map_or(0, GbaDatum::number),
        |verbintenis| verbintenis.ontbinding,
    )?;
    Some(aanschrijving::Partner {
        naam: &partner.identiteit.naam,
        actueel: partner.ontbinding.is_none(),
    })
}

const PARTNERNAAM: Naamvelden = Naamvelden {
    voornamen: Veld::PartnerVoornamen,
    titel: Veld::PartnerTitel,
    voorvoegsel: Veld::PartnerVoorvoegsel,
    geslachtsnaam: Veld::PartnerGeslachtsnaam,
    voorletters: Veld::PartnerVoorletters,
    groep: Velden::onder("partners.naam."),
};
const PARTNERGEBOORTE: Gebeurtenisvelden = Gebeurtenisvelden {
    datum: Veld::PartnerGeboorteDatum,
    plaats: Veld::PartnerGeboortePlaats,
    land: Veld::PartnerGeboorteLand,
};
const AANGAAN: Gebeurtenisvelden = Gebeurtenisvelden {
    datum: Veld::AangaanDatum,
    plaats: Veld::AangaanPlaats,
    land: Veld::AangaanLand,
};
const OUDERNAAM: Naamvelden = Naamvelden {
    voornamen: Veld::OuderVoornamen,
    titel: Veld::OuderTitel,
    voorvoegsel: Veld::OuderVoorvoegsel,
    geslachtsnaam: Veld::OuderGeslachtsnaam,
    voorletters: Veld::OuderVoorletters,
    groep: Velden::onder("ouders.naam."),
};
const OUDERGEBOORTE: Gebeurtenisvelden = Gebeurtenisvelden {
    datum: Veld::OuderGeboorteDatum,
    plaats: Veld::OuderGeboortePlaats,
    land: Veld::OuderGeboorteLand,
};
const KINDNAAM: Naamvelden = Naamvelden {
    voornamen: Veld::KindVoornamen,
    titel: Veld::KindTitel,
    voorvoegsel: Veld::KindVoorvoegsel,
    geslachtsnaam: Veld::KindGeslachtsnaam,
    voorletters: Veld::KindVoorletters,
    groep: Velden::onder("kinderen.naam."),
};
const KINDGEBOORTE: Gebeurtenisvelden = Gebeurtenisvelden {
    datum: Veld::KindGeboorteDatum,
    plaats: Veld::KindGeboortePlaats,
    land: Veld::KindGeboorteLand,
};

/// The partners; empty when there never was one.
pub(crate) fn partners<'p>(
    lijst: &'p Persoonslijst<'_>,
    velden: Velden,
) -> Vec<antwoord::Partner<'p>> {
    geleverd(lijst)
        .into_iter()
        .map(|verbintenis| {
            let wie = &verbintenis.identiteit;
            antwoord::Partner {
                burgerservicenummer: wie
                    .burgerservicenummer
                    .filter(|_| velden.heeft(Veld::PartnerBurgerservicenummer)),
                geslacht: geslacht(wie.geslacht, velden, Veld::PartnerGeslacht),
                soort_verbintenis: verbintenis
                    .soort
                    .filter(|soort| *soort != '.' && velden.heeft(Veld::SoortVerbintenis))
                    .map(super::codes::soort_verbintenis),
                naam: naam(&wie.naam, velden, &PARTNERNAAM),
                geboorte: gebeurtenis(&wie.geboorte, velden, &PARTNERGEBOORTE),
                aangaan_huwelijk_partnerschap: gebeurtenis(&verbintenis.aangaan, velden, &AANGAAN),
                ontbinding_huwelijk_partnerschap: verbintenis
                    .ontbinding
                    .filter(|_| velden.heeft(Veld::OntbindingDatum))
                    .map(|datum| antwoord::Ontbinding {
                        datum: Some(datum.into()),
                        ..antwoord::Ontbinding::default()
                    }),
                ..antwoord::Partner::default()
            }
        })
        .collect()
}

/// The parents about whom something is registered.
pub(crate) fn ouders<'p>(lijst: &'p Persoonslijst<'_>, velden: Velden) -> Vec<antwoord::Ouder<'p>> {
    let registered = |stapel: &'p Stapel<Ouder<'_>>| {
        let ouder = &stapel.actueel.gegevens;
        (ouder.identiteit.heeft_gegevens() || ouder.ingang_familierechtelijke_betrekking.is_some())
            .then_some(ouder)
    };
    ["1", "2"]
        .into_iter()
        .zip(&lijst.ouders)
        .filter_map(|(aanduiding, stapel)| Some((aanduiding, registered(stapel.as_ref()?)?)))
        .map(|(aanduiding, ouder)| {
            let wie = &ouder.identiteit;
            antwoord::Ouder {
                burgerservicenummer: wie
                    .burgerservicenummer
                    .filter(|_| velden.heeft(Veld::OuderBurgerservicenummer)),
                geslacht: geslacht(wie.geslacht, velden, Veld::OuderGeslacht),
                ouder_aanduiding: velden.heeft(Veld::OuderAanduiding).then_some(aanduiding),
                datum_ingang_familierechtelijke_betrekking: ouder
                    .ingang_familierechtelijke_betrekking
                    .filter(|_| velden.heeft(Veld::OuderIngang))
                    .map(Into::into),
                naam: naam(&wie.naam, velden, &OUDERNAAM),
                geboorte: gebeurtenis(&wie.geboorte, velden, &OUDERGEBOORTE),
                ..antwoord::Ouder::default()
            }
        })
        .collect()
}

/// The children, without those born without life.
pub(crate) fn kinderen<'p>(
    lijst: &'p Persoonslijst<'_>,
    velden: Velden,
) -> Vec<antwoord::Kind<'p>> {
    let delivered =
        |kind: &&'p Kind<'_>| !kind.levenloos_geboren && kind.identiteit.heeft_gegevens();
    lijst
        .kinderen
        .iter()
        .map(|stapel| &stapel.actueel.gegevens)
        .filter(delivered)
        .map(|kind| {
            let wie = &kind.identiteit;
            antwoord::Kind {
                burgerservicenummer: wie
                    .burgerservicenummer
                    .filter(|_| velden.heeft(Veld::KindBurgerservicenummer)),
                naam: naam(&wie.naam, velden, &KINDNAAM),
                geboorte: gebeurtenis(&wie.geboorte, velden, &KINDGEBOORTE),
                ..antwoord::Kind::default()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brp::persoonslijst::{Gebeurtenis, Identiteit, Naam, Voorkomen};

    fn verbintenis(
        naam: &'static str,
        aangaan: &str,
        ontbinding: &str,
    ) -> Stapel<Verbintenis<'static>> {
        Stapel {
            actueel: Voorkomen {
                gegevens: Verbintenis {
                    identiteit: Identiteit {
                        naam: Naam {
                            geslachtsnaam: Some(naam.into()),
                            ..Naam::default()
                        },
                        ..Identiteit::default()
                    },
                    aangaan: Gebeurtenis {
                        datum: GbaDatum::parse(aangaan),
                        ..Gebeurtenis::default()
                    },
                    ontbinding: GbaDatum::parse(ontbinding),
                    soort: None,
                },
                ..Voorkomen::default()
            },
            historie: Vec::new(),
        }
    }

    fn names(verbintenissen: Vec<Stapel<Verbintenis<'static>>>) -> (Vec<String>, Option<String>) {
        let lijst = Persoonslijst {
            verbintenissen,
            ..Persoonslijst::default()
        };
        let text = |naam: &Naam<'_>| naam.geslachtsnaam.as_deref().unwrap_or_default().to_owned();
        let delivered = geleverd(&lijst)
            .iter()
            .map(|verbintenis| text(&verbintenis.identiteit.naam))
            .collect();
        (
            delivered,
            partner_voor_naamgebruik(&lijst).map(|partner| text(partner.naam)),
        )
    }

    #[test]
    fn actual_partners_hide_the_former_ones() {
        let found = names(vec![
            verbintenis("Oud", "", "20010101"),
            verbintenis("Nieuw", "20100101", ""),
            verbintenis("Ouder", "20050101", ""),
        ]);
        assert_eq!(
            found,
            (vec!["Nieuw".into(), "Ouder".into()], Some("Ouder".into()))
        );
    }

    #[test]
    fn an_unknown_beginning_counts_as_the_earliest() {
        let found = names(vec![
            verbintenis("Eerst", "19600101", ""),
            verbintenis("Vaag", "00000000", ""),
        ]);
        assert_eq!(found.1.as_deref(), Some("Vaag"));
    }

    #[test]
    fn of_the_former_partners_the_last_one_counts() {
        let found = names(vec![
            verbintenis("Een", "", "20010101"),
            verbintenis("Twee", "", "20110101"),
        ]);
        assert_eq!(found, (vec!["Twee".into()], Some("Twee".into())));
        assert_eq!(names(Vec::new()), (Vec::new(), None));
    }
}
