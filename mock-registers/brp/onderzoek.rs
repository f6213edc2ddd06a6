//! In onderzoek: which values are under investigation, and since when.
//!
//! Source: BRP Personen 2.7, `inOnderzoek`. The register knows a code of six digits: category, group
//! and element, with zeros for the whole of it. Here the codes become the values of the answer that
//! they touch. A value is flagged when it was asked for, also when it is empty. An investigation
//! that has ended touches nothing.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::adres::Soort;
use super::datum::Datum;
use super::persoonslijst::{Onderzoek, Persoonslijst, Voorkomen};
use super::samenstellen::{
    AANSCHRIJVING, EIGEN_NAAM, GEBOORTE, Gebeurtenisvelden, Naamvelden, OVERLIJDEN,
};
use super::velden::Velden;
use super::veldenlijst::{PADEN, Veld};

/// The `inOnderzoek` of one group.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct InOnderzoek {
    velden: Velden,
    /// Name of the date and the date; adressering and the person have more than one.
    data: Vec<(&'static str, Datum)>,
}

impl InOnderzoek {
    /// Both together; nothing when neither says anything.
    fn samen(een: Option<Self>, ander: Option<Self>) -> Option<Self> {
        match (een, ander) {
            (Some(mut een), Some(ander)) => {
                een.velden = een.velden.en(ander.velden);
                een.data.extend(ander.data);
                Some(een)
            }
            (een, ander) => een.or(ander),
        }
    }
}

/// The member of a group: the last part of the path, but an aanschrijfwijze counts as one.
fn lid(pad: &'static str) -> &'static str {
    if pad.contains(".aanschrijfwijze.") {
        return "aanschrijfwijze";
    }
    pad.rsplit('.').next().unwrap_or(pad)
}

impl Serialize for InOnderzoek {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // There is one at least, which is all that JSON needs to know.
        let mut groep = serializer.serialize_struct("InOnderzoek", 1)?;
        let mut vorige = "";
        for (veld, pad, ..) in PADEN {
            if self.velden.heeft(*veld) && lid(pad) != vorige {
                vorige = lid(pad);
                groep.serialize_field(vorige, &true)?;
            }
        }
        for (naam, datum) in &self.data {
            groep.serialize_field(naam, datum)?;
        }
        groep.end()
    }
}

/// What one investigation touches of what was asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Vlaggen {
    velden: Velden,
    ingang: Option<Datum>,
}

impl Vlaggen {
    /// Nothing is being investigated.
    pub(crate) const GEEN: Self = Self {
        velden: Velden::GEEN,
        ingang: None,
    };

    /// `geraakt` says what is touched by a code of these categories, given without its category:
    /// 0 for all of it, 810 for group 08, element 10.
    fn van<T>(
        voorkomen: &Voorkomen<T>,
        categorieen: &[u32],
        gevraagd: Velden,
        geraakt: impl Fn(u32) -> Velden,
    ) -> Self {
        const CATEGORIE: u32 = 10_000;
        match voorkomen.in_onderzoek() {
            Some(Onderzoek {
                aanduiding, ingang, ..
            }) if categorieen.contains(&(aanduiding / CATEGORIE)) => Self {
                velden: geraakt(aanduiding % CATEGORIE).doorsnede(gevraagd),
                ingang: ingang.map(Datum::from),
            },
            _ => Self::GEEN,
        }
    }

    /// The person's own data.
    pub(crate) fn persoon(lijst: &Persoonslijst<'_>, gevraagd: Velden) -> Self {
        Self::van(&lijst.persoon.actueel, &[1], gevraagd, persoon)
    }

    /// A parent, partner or child.
    pub(crate) fn relatie<T>(
        voorkomen: &Voorkomen<T>,
        gevraagd: Velden,
        wie: &Relatievelden,
    ) -> Self {
        Self::van(voorkomen, wie.categorieen, gevraagd, |code| {
            relatie(code, wie)
        })
    }

    /// A nationality of this type.
    pub(crate) fn nationaliteit<T>(
        voorkomen: &Voorkomen<T>,
        gevraagd: Velden,
        soort: &str,
    ) -> Self {
        let gevraagd = gevraagd.en(Velden::een(Veld::NationaliteitType));
        Self::van(voorkomen, &[4], gevraagd, |code| nationaliteit(code, soort))
    }

    /// Death.
    pub(crate) fn overlijden<T>(voorkomen: &Voorkomen<T>, gevraagd: Velden) -> Self {
        Self::van(voorkomen, &[6], gevraagd, |code| match code {
            0 | 800 => gebeurtenis(&OVERLIJDEN),
            810 => Velden::een(OVERLIJDEN.datum),
            820 => Velden::een(OVERLIJDEN.plaats),
            830 => Velden::een(OVERLIJDEN.land),
            _ => Velden::GEEN,
        })
    }

    /// Residence of this sort; any path below it brings its type.
    pub(crate) fn verblijfplaats<T>(
        voorkomen: &Voorkomen<T>,
        gevraagd: Velden,
        soort: Soort,
    ) -> Self {
        let gevraagd = gevraagd.en(Velden::een(Veld::VerblijfplaatsType));
        Self::van(voorkomen, &[8], gevraagd, |code| match soort {
            Soort::Adres => adres(code),
            Soort::Locatie => locatie(code),
            Soort::Buitenland => buitenland(code),
            Soort::Onbekend => buitenland(code).zonder(VERBLIJFADRES),
        })
    }

    /// Settling in the Netherlands.
    pub(crate) fn immigratie<T>(voorkomen: &Voorkomen<T>, gevraagd: Velden) -> Self {
        const LAND: Velden = Velden::van(&[
            Veld::LandVanwaarIngeschreven,
            Veld::VanuitVerblijfplaatsOnbekend,
        ]);
        const DATUM: Velden = Velden::van(&[
            Veld::DatumVestigingInNederland,
            Veld::IndicatieVestigingVanuitBuitenland,
        ]);
        Self::van(voorkomen, &[8], gevraagd, |code| match code {
            0 | 1400 => LAND.en(DATUM),
            1410 => LAND,
            1420 => DATUM,
            _ => Velden::GEEN,
        })
    }

    /// Residence permit.
    pub(crate) fn verblijfstitel<T>(voorkomen: &Voorkomen<T>, gevraagd: Velden) -> Self {
        Self::van(voorkomen, &[10], gevraagd, |code| match code {
            0 | 3900 => Velden::onder("verblijfstitel."),
            3910 => Velden::een(Veld::VerblijfstitelAanduiding),
            3920 => Velden::een(Veld::VerblijfstitelEinde),
            3930 => Velden::een(Veld::VerblijfstitelIngang),
            _ => Velden::GEEN,
        })
    }

    /// The flags within one group.
    pub(crate) fn groep(self, groep: Velden) -> Option<InOnderzoek> {
        self.met_datum(groep, "datumIngangOnderzoek")
    }

    fn met_datum(self, groep: Velden, datum: &'static str) -> Option<InOnderzoek> {
        let velden = self.velden.doorsnede(groep);
        (velden != Velden::GEEN).then(|| InOnderzoek {
            velden,
            data: self
                .ingang
                .map(|ingang| (datum, ingang))
                .into_iter()
                .collect(),
        })
    }
}

/// The top level: the person, the municipality, and what is registered about gezag.
pub(crate) fn van_persoon(lijst: &Persoonslijst<'_>, gevraagd: Velden) -> Option<InOnderzoek> {
    const PERSOON: Velden =
        Velden::van(&[Veld::Burgerservicenummer, Veld::Geslacht, Veld::Leeftijd]);
    const GEMEENTE: Velden = Velden::van(&[
        Veld::GemeenteVanInschrijving,
        Veld::DatumInschrijvingInGemeente,
    ]);
    const GEZAG: Velden = Velden::van(&[
        Veld::IndicatieGezagMinderjarige,
        Veld::IndicatieCurateleRegister,
    ]);
    let persoon = Vlaggen::persoon(lijst, gevraagd).met_datum(PERSOON, DATUM_PERSOON);
    let gemeente = lijst.verblijf.as_ref().and_then(|stapel| {
        Vlaggen::van(&stapel.actueel, &[8], gevraagd, |code| match code {
            0 | 900 => GEMEENTE,
            910 => Velden::een(Veld::GemeenteVanInschrijving),
            920 => Velden::een(Veld::DatumInschrijvingInGemeente),
            _ => Velden::GEEN,
        })
        .met_datum(GEMEENTE, "datumIngangOnderzoekGemeente")
    });
    let gezag = lijst.gezag.as_ref().and_then(|stapel| {
        Vlaggen::van(&stapel.actueel, &[11], gevraagd, |code| match code {
            0 => GEZAG,
            3200 | 3210 => Velden::een(Veld::IndicatieGezagMinderjarige),
            3300 | 3310 => Velden::een(Veld::IndicatieCurateleRegister),
            _ => Velden::GEEN,
        })
        .met_datum(GEZAG, "datumIngangOnderzoekGezag")
    });
    InOnderzoek::samen(InOnderzoek::samen(persoon, gemeente), gezag)
}

const DATUM_PERSOON: &str = "datumIngangOnderzoekPersoon";

/// How to address somebody: it follows from the person, the partner and the residence.
/// `partner` is the one whose name counts, when it counts.
pub(crate) fn van_adressering<T>(
    lijst: &Persoonslijst<'_>,
    partner: Option<&Voorkomen<T>>,
    gevraagd: Velden,
) -> Option<InOnderzoek> {
    let aanschrijving = |raakt: bool| if raakt { AANSCHRIJVING } else { Velden::GEEN };
    let persoon = Vlaggen::van(&lijst.persoon.actueel, &[1], gevraagd, |code| {
        aanschrijving(matches!(
            code,
            0 | 200 | 210 | 220 | 230 | 240 | 400 | 410 | 6100 | 6110
        ))
    })
    .met_datum(AANSCHRIJVING, DATUM_PERSOON);
    let partner = partner.and_then(|voorkomen| {
        Vlaggen::van(voorkomen, &[5], gevraagd, |code| {
            aanschrijving(matches!(code, 0 | 200 | 220 | 230 | 240))
        })
        .met_datum(AANSCHRIJVING, "datumIngangOnderzoekPartner")
    });
    let verblijf = lijst.verblijf.as_ref().and_then(|stapel| {
        Vlaggen::van(&stapel.actueel, &[8], gevraagd, adresregels).met_datum(
            super::samenstellen::ADRESREGELS,
            "datumIngangOnderzoekVerblijfplaats",
        )
    });
    InOnderzoek::samen(InOnderzoek::samen(persoon, partner), verblijf)
}

fn adresregels(code: u32) -> Velden {
    match code {
        0 | 1300 | 9999 => super::samenstellen::ADRESREGELS,
        900 | 910 | 1160 | 1170 | 1340 => Velden::een(Veld::Adresregel2),
        1100 => Velden::van(&[Veld::Adresregel1, Veld::Adresregel2]),
        1110 | 1120 | 1130 | 1140 | 1150 | 1200 | 1210 | 1330 => Velden::een(Veld::Adresregel1),
        1310 => Velden::een(Veld::AdresseringLand),
        1350 => Velden::een(Veld::Adresregel3),
        _ => Velden::GEEN,
    }
}

const fn gebeurtenis(velden: &Gebeurtenisvelden) -> Velden {
    Velden::van(&[velden.datum, velden.plaats, velden.land])
}

const fn naam(velden: &Naamvelden) -> Velden {
    Velden::van(&[
        velden.voornamen,
        velden.titel,
        velden.voorvoegsel,
        velden.geslachtsnaam,
        velden.voorletters,
    ])
}

/// What groups 01 to 04 touch; they are the same for a person and for relatives.
fn identiteit(
    code: u32,
    nummer: Velden,
    geslacht: Velden,
    namen: &Naamvelden,
    geboorte: &Gebeurtenisvelden,
) -> Velden {
    match code {
        0 => nummer
            .en(geslacht)
            .en(naam(namen))
            .en(gebeurtenis(geboorte)),
        100 | 120 => nummer,
        200 => naam(namen),
        210 => Velden::van(&[namen.voornamen, namen.voorletters]),
        220 => Velden::een(namen.titel),
        230 => Velden::een(namen.voorvoegsel),
        240 => Velden::een(namen.geslachtsnaam),
        300 => gebeurtenis(geboorte),
        310 => Velden::een(geboorte.datum),
        320 => Velden::een(geboorte.plaats),
        330 => Velden::een(geboorte.land),
        400 | 410 => geslacht,
        _ => Velden::GEEN,
    }
}

fn persoon(code: u32) -> Velden {
    let eigen = identiteit(
        code,
        Velden::een(Veld::Burgerservicenummer),
        Velden::een(Veld::Geslacht),
        &EIGEN_NAAM,
        &GEBOORTE,
    );
    eigen.en(match code {
        0 => Velden::van(&[
            Veld::VolledigeNaam,
            Veld::Leeftijd,
            Veld::AanduidingNaamgebruik,
        ]),
        200 | 210 | 220 | 230 | 240 | 400 | 410 => Velden::een(Veld::VolledigeNaam),
        300 | 310 => Velden::een(Veld::Leeftijd),
        6100 | 6110 => Velden::een(Veld::AanduidingNaamgebruik),
        _ => Velden::GEEN,
    })
}

/// The values of one sort of relative.
pub(crate) struct Relatievelden {
    /// Categories in which such a relative is registered.
    pub(crate) categorieen: &'static [u32],
    pub(crate) burgerservicenummer: Velden,
    pub(crate) geslacht: Velden,
    pub(crate) naam: Naamvelden,
    pub(crate) geboorte: Gebeurtenisvelden,
    /// What else there is, by the code without its category; 0 is the whole category.
    pub(crate) verder: fn(u32) -> Velden,
}

fn relatie(code: u32, wie: &Relatievelden) -> Velden {
    identiteit(
        code,
        wie.burgerservicenummer,
        wie.geslacht,
        &wie.naam,
        &wie.geboorte,
    )
    .en((wie.verder)(code))
}

/// A nationality without a code of its own (bijzonder Nederlanderschap, stateless) is known by its
/// type alone.
fn nationaliteit(code: u32, soort: &str) -> Velden {
    const TYPE: Velden = Velden::een(Veld::NationaliteitType);
    const REDEN: Velden = Velden::een(Veld::RedenOpname);
    let nationaliteit = if soort == "Nationaliteit" {
        TYPE.en(Velden::een(Veld::Nationaliteit))
    } else {
        TYPE
    };
    match code {
        0 => nationaliteit.en(REDEN),
        500 | 510 => nationaliteit,
        6300 | 6310 => REDEN,
        6500 | 6510 if !matches!(soort, "Nationaliteit" | "NationaliteitOnbekend") => TYPE,
        _ => Velden::GEEN,
    }
}

const VERBLIJFADRES: Velden = Velden::onder("verblijfplaats.verblijfadres.");
const STRAATADRES: Velden = VERBLIJFADRES.zonder(Velden::van(&[
    Veld::Locatiebeschrijving,
    Veld::Regel1,
    Veld::Regel2,
    Veld::Regel3,
    Veld::VerblijfLand,
]));
const IDENTIFICATIES: Velden = Velden::van(&[Veld::AdresseerbaarObject, Veld::Nummeraanduiding]);
const TYPE: Velden = Velden::een(Veld::VerblijfplaatsType);
const VERBLIJF: Velden = TYPE.en(Velden::van(&[
    Veld::DatumVan,
    Veld::VerblijfplaatsIngang,
    Veld::FunctieAdres,
]));

/// Residence in the Netherlands, whatever the sort.
fn binnenland(code: u32) -> Velden {
    match code {
        0 | 9999 => VERBLIJF,
        1000 => Velden::van(&[Veld::DatumVan, Veld::FunctieAdres]),
        1010 => Velden::een(Veld::FunctieAdres),
        1030 => Velden::een(Veld::DatumVan),
        8500 | 8510 => Velden::een(Veld::VerblijfplaatsIngang),
        _ => Velden::GEEN,
    }
}

fn adres(code: u32) -> Velden {
    binnenland(code).en(match code {
        0 | 9999 => IDENTIFICATIES.en(STRAATADRES),
        900 | 910 | 1170 => Velden::een(Veld::Woonplaats),
        1100 => TYPE.en(IDENTIFICATIES).en(STRAATADRES),
        1110 => TYPE.en(Velden::een(Veld::KorteStraatnaam)),
        1115 => Velden::een(Veld::OfficieleStraatnaam),
        1120 => Velden::een(Veld::Huisnummer),
        1130 => Velden::een(Veld::Huisletter),
        1140 => Velden::een(Veld::Huisnummertoevoeging),
        1150 => Velden::een(Veld::AanduidingBijHuisnummer),
        1160 => Velden::een(Veld::Postcode),
        1180 => Velden::een(Veld::AdresseerbaarObject),
        1190 => Velden::een(Veld::Nummeraanduiding),
        // Into an address abroad, while the address here is registered still.
        1300 => TYPE.en(Velden::een(Veld::DatumVan)),
        1320 => Velden::een(Veld::DatumVan),
        _ => Velden::GEEN,
    })
}

fn locatie(code: u32) -> Velden {
    const BESCHRIJVING: Velden = Velden::een(Veld::Locatiebeschrijving);
    binnenland(code).en(match code {
        0 | 9999 => BESCHRIJVING,
        1200 | 1210 => TYPE.en(BESCHRIJVING),
        _ => Velden::GEEN,
    })
}

fn buitenland(code: u32) -> Velden {
    const REGELS: Velden =
        Velden::van(&[Veld::Regel1, Veld::Regel2, Veld::Regel3, Veld::VerblijfLand]);
    match code {
        0 => VERBLIJF.zonder(Velden::een(Veld::FunctieAdres)).en(REGELS),
        1300 => TYPE.en(Velden::een(Veld::DatumVan)).en(REGELS),
        1310 => TYPE.en(Velden::een(Veld::VerblijfLand)),
        1320 => Velden::een(Veld::DatumVan),
        1330 => Velden::een(Veld::Regel1),
        1340 => Velden::een(Veld::Regel2),
        1350 => Velden::een(Veld::Regel3),
        8500 | 8510 => Velden::een(Veld::VerblijfplaatsIngang),
        _ => Velden::GEEN,
    }
}

#[cfg(test)]
mod tests {
    use crate::brp::afleiden;
    use serde_json::{Value, json};

    /// The members that a code flags, sorted, with their place; without dates.
    fn vlaggen(code: &str, fields: &[&str]) -> Vec<String> {
        let invoer = json!({"aanduiding": code, "datumIngang": "20240210", "fields": fields});
        let mut gevonden = Vec::new();
        verzamel(
            &afleiden("inOnderzoek", &invoer).unwrap(),
            "",
            &mut gevonden,
        );
        gevonden.sort();
        gevonden
    }

    fn verzamel(value: &Value, plek: &str, gevonden: &mut Vec<String>) {
        match value {
            Value::Object(leden) => {
                for (naam, lid) in leden
                    .iter()
                    .filter(|(naam, _)| !naam.starts_with("datumIngangOnd"))
                {
                    let stap = if naam == "inOnderzoek" { "" } else { naam };
                    let plek = format!("{plek}.{stap}");
                    verzamel(lid, plek.trim_matches('.'), gevonden);
                }
            }
            Value::Array(lijst) => lijst.iter().for_each(|lid| verzamel(lid, plek, gevonden)),
            _ => gevonden.push(plek.to_owned()),
        }
    }

    const ALLES: [&str; 16] = [
        "burgerservicenummer",
        "geslacht",
        "leeftijd",
        "naam",
        "geboorte",
        "nationaliteiten",
        "overlijden",
        "verblijfplaats",
        "immigratie",
        "gemeenteVanInschrijving",
        "datumInschrijvingInGemeente",
        "verblijfstitel",
        "kinderen",
        "ouders",
        "indicatieGezagMinderjarige",
        "indicatieCurateleRegister",
    ];

    #[test]
    fn an_element_touches_itself_and_what_follows_from_it() {
        for (code, verwacht) in [
            ("010120", &["burgerservicenummer"][..]),
            ("010310", &["geboorte.datum", "leeftijd"]),
            ("010330", &["geboorte.land"]),
            ("010410", &["geslacht", "naam.volledigeNaam"]),
            ("010240", &["naam.geslachtsnaam", "naam.volledigeNaam"]),
            ("016110", &["naam.aanduidingNaamgebruik"]),
            (
                "020210",
                &["ouders.naam.voorletters", "ouders.naam.voornamen"],
            ),
            (
                "036210",
                &["ouders.datumIngangFamilierechtelijkeBetrekking"],
            ),
            (
                "040510",
                &["nationaliteiten.nationaliteit", "nationaliteiten.type"],
            ),
            ("046510", &["nationaliteiten.type"]),
            ("046310", &["nationaliteiten.redenOpname"]),
            ("060820", &["overlijden.plaats"]),
            (
                "080910",
                &[
                    "gemeenteVanInschrijving",
                    "verblijfplaats.verblijfadres.woonplaats",
                ],
            ),
            ("080920", &["datumInschrijvingInGemeente"]),
            ("081010", &["verblijfplaats.functieAdres"]),
            (
                "081180",
                &["verblijfplaats.adresseerbaarObjectIdentificatie"],
            ),
            (
                "081115",
                &["verblijfplaats.verblijfadres.officieleStraatnaam"],
            ),
            (
                "081310",
                &["verblijfplaats.type", "verblijfplaats.verblijfadres.land"],
            ),
            ("081320", &["verblijfplaats.datumVan"]),
            ("081350", &["verblijfplaats.verblijfadres.regel3"]),
            ("088510", &["verblijfplaats.datumIngangGeldigheid"]),
            (
                "081210",
                &[
                    "verblijfplaats.type",
                    "verblijfplaats.verblijfadres.locatiebeschrijving",
                ],
            ),
            (
                "081410",
                &[
                    "immigratie.landVanwaarIngeschreven",
                    "immigratie.vanuitVerblijfplaatsOnbekend",
                ],
            ),
            ("103920", &["verblijfstitel.datumEinde"]),
            ("113310", &["indicatieCurateleRegister"]),
            ("090120", &["kinderen.burgerservicenummer"]),
        ] {
            assert_eq!(vlaggen(code, &ALLES), verwacht, "{code}");
        }
    }

    #[test]
    fn only_what_is_asked_is_flagged_and_a_residence_brings_its_type() {
        assert_eq!(vlaggen("010000", &["leeftijd"]), ["leeftijd"]);
        assert!(vlaggen("010000", &["partners"]).is_empty());
        assert_eq!(
            vlaggen("081110", &["verblijfplaats.datumVan"]),
            ["verblijfplaats.type"]
        );
    }

    #[test]
    fn salutations_and_address_lines_have_dates_of_their_own() {
        let datum = |code: &str| {
            let invoer =
                json!({"aanduiding": code, "datumIngang": "20240210", "fields": ["adressering"]});
            let uit = afleiden("inOnderzoek", &invoer).unwrap();
            let groep = uit["adressering"]["inOnderzoek"]
                .as_object()
                .unwrap()
                .clone();
            groep
                .keys()
                .find(|naam| naam.starts_with("datum"))
                .unwrap()
                .clone()
        };
        assert_eq!(datum("010240"), "datumIngangOnderzoekPersoon");
        assert_eq!(datum("050220"), "datumIngangOnderzoekPartner");
        assert_eq!(datum("081160"), "datumIngangOnderzoekVerblijfplaats");
        assert_eq!(
            vlaggen("050000", &["adressering.aanschrijfwijze.naam"]),
            ["adressering.aanschrijfwijze"]
        );
        assert_eq!(
            vlaggen("089999", &["adressering"]),
            [
                "adressering.adresregel1",
                "adressering.adresregel2",
                "adressering.adresregel3",
                "adressering.land"
            ]
        );
    }
}
