//! Partners, parents and children as the requested person's own record has them.
//!
//! Source: BRP Personen 2.7, `partners`, `ouders`, `kinderen`. What a relative's own record says
//! plays no part.

use fieldlab_world::GbaDatum;

use super::aanschrijving;
use super::antwoord;
use super::codes::Naamgebruik;
use super::onderzoek::{Relatievelden, Vlaggen};
use super::persoonslijst::{Kind, Ouder, Persoonslijst, Stapel, Verbintenis, Voorkomen};
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
fn geleverd<'p, 'a>(lijst: &'p Persoonslijst<'a>) -> Vec<&'p Voorkomen<Verbintenis<'a>>> {
    let all = || {
        lijst
            .verbintenissen
            .iter()
            .map(|stapel| &stapel.actueel)
            .filter(|voorkomen| heeft_gegevens(&voorkomen.gegevens))
    };
    let actual: Vec<_> = all()
        .filter(|voorkomen| voorkomen.gegevens.ontbinding.is_none())
        .collect();
    if actual.is_empty() {
        laatst_ontbonden(all()).into_iter().collect()
    } else {
        actual
    }
}

fn laatst_ontbonden<'p, 'a>(
    all: impl Iterator<Item = &'p Voorkomen<Verbintenis<'a>>>,
) -> Option<&'p Voorkomen<Verbintenis<'a>>> {
    kies(
        all.filter(|voorkomen| voorkomen.gegevens.ontbinding.is_some()),
        |_| 0,
        |voorkomen| voorkomen.gegevens.ontbinding,
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
    let partner = &eerste_partner(lijst)?.gegevens;
    Some(aanschrijving::Partner {
        naam: &partner.identiteit.naam,
        actueel: partner.ontbinding.is_none(),
    })
}

fn eerste_partner<'p, 'a>(lijst: &'p Persoonslijst<'a>) -> Option<&'p Voorkomen<Verbintenis<'a>>> {
    kies(
        geleverd(lijst).into_iter(),
        |voorkomen| {
            let aangaan = voorkomen.gegevens.aangaan.datum;
            aangaan.map_or(0, GbaDatum::number)
        },
        |voorkomen| voorkomen.gegevens.ontbinding,
    )
}

/// The same partner, when the person uses that name.
pub(crate) fn partner_in_naam<'p, 'a>(
    lijst: &'p Persoonslijst<'a>,
) -> Option<&'p Voorkomen<Verbintenis<'a>>> {
    let gebruik = lijst.persoon.actueel.gegevens.naamgebruik;
    eerste_partner(lijst).filter(|_| gebruik != Some(Naamgebruik::Eigen))
}

const PARTNER: Relatievelden = Relatievelden {
    categorieen: &[5],
    burgerservicenummer: Velden::een(Veld::PartnerBurgerservicenummer),
    geslacht: Velden::een(Veld::PartnerGeslacht),
    naam: Naamvelden {
        voornamen: Veld::PartnerVoornamen,
        titel: Veld::PartnerTitel,
        voorvoegsel: Veld::PartnerVoorvoegsel,
        geslachtsnaam: Veld::PartnerGeslachtsnaam,
        voorletters: Veld::PartnerVoorletters,
        groep: Velden::onder("partners.naam."),
    },
    geboorte: Gebeurtenisvelden {
        datum: Veld::PartnerGeboorteDatum,
        plaats: Veld::PartnerGeboortePlaats,
        land: Veld::PartnerGeboorteLand,
    },
    verder: |code| match code {
        0 => AANGAANVELDEN.en(ONTBINDING).en(SOORT),
        600 => AANGAANVELDEN,
        610 => Velden::een(Veld::AangaanDatum),
        620 => Velden::een(Veld::AangaanPlaats),
        630 => Velden::een(Veld::AangaanLand),
        700 | 710 => ONTBINDING,
        1500 | 1510 => SOORT,
        _ => Velden::GEEN,
    },
};
const AANGAAN: Gebeurtenisvelden = Gebeurtenisvelden {
    datum: Veld::AangaanDatum,
    plaats: Veld::AangaanPlaats,
    land: Veld::AangaanLand,
};
const AANGAANVELDEN: Velden = Velden::onder("partners.aangaanHuwelijkPartnerschap.");
const ONTBINDING: Velden = Velden::een(Veld::OntbindingDatum);
const SOORT: Velden = Velden::een(Veld::SoortVerbintenis);
/// What a partner has beside groups.
const PARTNER_ZELF: Velden = SOORT.en(PARTNER.burgerservicenummer).en(PARTNER.geslacht);

const OUDER: Relatievelden = Relatievelden {
    categorieen: &[2, 3],
    burgerservicenummer: Velden::een(Veld::OuderBurgerservicenummer),
    geslacht: Velden::een(Veld::OuderGeslacht),
    naam: Naamvelden {
        voornamen: Veld::OuderVoornamen,
        titel: Veld::OuderTitel,
        voorvoegsel: Veld::OuderVoorvoegsel,
        geslachtsnaam: Veld::OuderGeslachtsnaam,
        voorletters: Veld::OuderVoorletters,
        groep: Velden::onder("ouders.naam."),
    },
    geboorte: Gebeurtenisvelden {
        datum: Veld::OuderGeboorteDatum,
        plaats: Veld::OuderGeboortePlaats,
        land: Veld::OuderGeboorteLand,
    },
    verder: |code| match code {
        0 | 6200 | 6210 => FAMILIEDATUM,
        _ => Velden::GEEN,
    },
};
const FAMILIEDATUM: Velden = Velden::een(Veld::OuderIngang);
/// What a parent has beside groups.
const OUDER_ZELF: Velden = FAMILIEDATUM
    .en(OUDER.burgerservicenummer)
    .en(OUDER.geslacht);

const KIND: Relatievelden = Relatievelden {
    categorieen: &[9],
    burgerservicenummer: Velden::een(Veld::KindBurgerservicenummer),
    geslacht: Velden::GEEN,
    naam: Naamvelden {
        voornamen: Veld::KindVoornamen,
        titel: Veld::KindTitel,
        voorvoegsel: Veld::KindVoorvoegsel,
        geslachtsnaam: Veld::KindGeslachtsnaam,
        voorletters: Veld::KindVoorletters,
        groep: Velden::onder("kinderen.naam."),
    },
    geboorte: Gebeurtenisvelden {
        datum: Veld::KindGeboorteDatum,
        plaats: Veld::KindGeboortePlaats,
        land: Veld::KindGeboorteLand,
    },
    verder: |_| Velden::GEEN,
};

/// The partners; empty when there never was one.
pub(crate) fn partners<'p>(
    lijst: &'p Persoonslijst<'_>,
    velden: Velden,
) -> Vec<antwoord::Partner<'p>> {
    geleverd(lijst)
        .into_iter()
        .map(|voorkomen| {
            let verbintenis = &voorkomen.gegevens;
            let wie = &verbintenis.identiteit;
            let vlaggen = Vlaggen::relatie(voorkomen, velden, &PARTNER);
            antwoord::Partner {
                burgerservicenummer: wie
                    .burgerservicenummer
                    .filter(|_| velden.heeft(Veld::PartnerBurgerservicenummer)),
                geslacht: geslacht(wie.geslacht, velden, Veld::PartnerGeslacht),
                soort_verbintenis: verbintenis
                    .soort
                    .filter(|soort| *soort != '.' && velden.heeft(Veld::SoortVerbintenis))
                    .map(super::codes::soort_verbintenis),
                naam: naam(&wie.naam, velden, &PARTNER.naam, vlaggen),
                geboorte: gebeurtenis(&wie.geboorte, velden, &PARTNER.geboorte, vlaggen),
                aangaan_huwelijk_partnerschap: gebeurtenis(
                    &verbintenis.aangaan,
                    velden,
                    &AANGAAN,
                    vlaggen,
                ),
                ontbinding_huwelijk_partnerschap: ontbinding(verbintenis, velden, vlaggen),
                in_onderzoek: vlaggen.groep(PARTNER_ZELF),
                ..antwoord::Partner::default()
            }
        })
        .collect()
}

fn ontbinding<'p>(
    verbintenis: &Verbintenis<'_>,
    velden: Velden,
    vlaggen: Vlaggen,
) -> Option<antwoord::Ontbinding<'p>> {
    let in_onderzoek = vlaggen.groep(ONTBINDING);
    let gevraagd = velden.iets_van(ONTBINDING);
    (gevraagd && (verbintenis.ontbinding.is_some() || in_onderzoek.is_some())).then(|| {
        antwoord::Ontbinding {
            datum: verbintenis.ontbinding.map(Into::into),
            in_onderzoek,
            ..antwoord::Ontbinding::default()
        }
    })
}

/// The parents about whom something is registered.
pub(crate) fn ouders<'p>(lijst: &'p Persoonslijst<'_>, velden: Velden) -> Vec<antwoord::Ouder<'p>> {
    let registered = |stapel: &'p Stapel<Ouder<'_>>| {
        let ouder = &stapel.actueel.gegevens;
        (ouder.identiteit.heeft_gegevens() || ouder.ingang_familierechtelijke_betrekking.is_some())
            .then_some(&stapel.actueel)
    };
    ["1", "2"]
        .into_iter()
        .zip(&lijst.ouders)
        .filter_map(|(aanduiding, stapel)| Some((aanduiding, registered(stapel.as_ref()?)?)))
        .map(|(aanduiding, voorkomen)| {
            let ouder = &voorkomen.gegevens;
            let wie = &ouder.identiteit;
            let vlaggen = Vlaggen::relatie(voorkomen, velden, &OUDER);
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
                naam: naam(&wie.naam, velden, &OUDER.naam, vlaggen),
                geboorte: gebeurtenis(&wie.geboorte, velden, &OUDER.geboorte, vlaggen),
                in_onderzoek: vlaggen.groep(OUDER_ZELF),
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
    let delivered = |kind: &Kind<'_>| !kind.levenloos_geboren && kind.identiteit.heeft_gegevens();
    lijst
        .kinderen
        .iter()
        .map(|stapel| &stapel.actueel)
        .filter(|voorkomen| delivered(&voorkomen.gegevens))
        .map(|voorkomen| {
            let wie = &voorkomen.gegevens.identiteit;
            let vlaggen = Vlaggen::relatie(voorkomen, velden, &KIND);
            antwoord::Kind {
                burgerservicenummer: wie
                    .burgerservicenummer
                    .filter(|_| velden.heeft(Veld::KindBurgerservicenummer)),
                naam: naam(&wie.naam, velden, &KIND.naam, vlaggen),
                geboorte: gebeurtenis(&wie.geboorte, velden, &KIND.geboorte, vlaggen),
                in_onderzoek: vlaggen.groep(KIND.burgerservicenummer),
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
                    reden_ontbinding: None,
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
            .map(|voorkomen| text(&voorkomen.gegevens.identiteit.naam))
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
