//! From a person's record to the answer: derived, selected, emptied.
//!
//! Source: BRP Personen 2.7. One function a group. A group is there when something of it was
//! asked for and the register has data in it; what has no value is left out. Unknown defaults
//! (`0000`, `.`) count as no value, unknown dates and sex do not.

use jiff::civil::Date;

use super::aanschrijving::aanschrijving;
use super::adres::adresregels;
use super::antwoord::{self, Persoon};
use super::codes::{self, Waarde};
use super::datum::{Datum, laatste_mogelijkheid, leeftijd};
use super::gezag::{self, Geheugen};
use super::naam::{volledige_naam, voorletters};
use super::onderzoek::{self, Vlaggen};
use super::persoonslijst::{Gebeurtenis, Kiesrecht, Naam, Persoonslijst, Plaats, bekend};
use super::relaties;
use super::velden::{Antwoordsoort, Selectie, Velden};
use super::veldenlijst::Veld;
use super::verblijf::{self, woont_in_nederland};

use fieldlab_world::GbaDatum;

/// The values of one name in the answer.
pub(crate) struct Naamvelden {
    pub(crate) voornamen: Veld,
    pub(crate) titel: Veld,
    pub(crate) voorvoegsel: Veld,
    pub(crate) geslachtsnaam: Veld,
    pub(crate) voorletters: Veld,
    /// All of them.
    pub(crate) groep: Velden,
}

/// The values of one event in the answer.
pub(crate) struct Gebeurtenisvelden {
    pub(crate) datum: Veld,
    pub(crate) plaats: Veld,
    pub(crate) land: Veld,
}

pub(crate) const EIGEN_NAAM: Naamvelden = Naamvelden {
    voornamen: Veld::Voornamen,
    titel: Veld::Titel,
    voorvoegsel: Veld::Voorvoegsel,
    geslachtsnaam: Veld::Geslachtsnaam,
    voorletters: Veld::Voorletters,
    groep: Velden::onder("naam."),
};
pub(crate) const GEBOORTE: Gebeurtenisvelden = Gebeurtenisvelden {
    datum: Veld::GeboorteDatum,
    plaats: Veld::GeboortePlaats,
    land: Veld::GeboorteLand,
};
pub(crate) const OVERLIJDEN: Gebeurtenisvelden = Gebeurtenisvelden {
    datum: Veld::OverlijdenDatum,
    plaats: Veld::OverlijdenPlaats,
    land: Veld::OverlijdenLand,
};

pub(crate) const PARTNERS: Velden = Velden::onder("partners.");
pub(crate) const OUDERS: Velden = Velden::onder("ouders.");
pub(crate) const KINDEREN: Velden = Velden::onder("kinderen.");
pub(crate) const NATIONALITEITEN: Velden = Velden::onder("nationaliteiten.");
pub(crate) const AANSCHRIJVING: Velden = Velden::van(&[
    Veld::Aanhef,
    Veld::Aanschrijfnaam,
    Veld::Aanspreekvorm,
    Veld::GebruikInLopendeTekst,
]);
pub(crate) const ADRESREGELS: Velden = Velden::van(&[
    Veld::Adresregel1,
    Veld::Adresregel2,
    Veld::Adresregel3,
    Veld::AdresseringLand,
]);

/// What an answer depends on beside the record itself.
pub(crate) struct Omstandigheden<'o, 'b> {
    /// The sort of answer.
    pub(crate) soort: Antwoordsoort,
    /// What was asked for.
    pub(crate) selectie: Selectie,
    /// The team's day.
    pub(crate) vandaag: Date,
    /// Other persons' records.
    pub(crate) geheugen: &'o Geheugen<'b>,
    /// The shape of gezag.
    pub(crate) gezagsvorm: gezag::Vorm,
}

/// Makes the answer about one person.
pub(crate) fn persoon<'p>(
    lijst: &'p Persoonslijst<'_>,
    omstandigheden: &Omstandigheden<'_, '_>,
) -> Persoon<'p> {
    let Omstandigheden {
        soort,
        selectie,
        vandaag,
        ..
    } = *omstandigheden;
    let velden = selectie.voor(woont_in_nederland(lijst));
    let als = |veld: Veld| velden.heeft(veld);
    let wie = &lijst.persoon.actueel.gegevens.identiteit;
    let inschrijving = &lijst.inschrijving;
    let nu = lijst
        .verblijf
        .as_ref()
        .map(|stapel| &stapel.actueel.gegevens);
    let gezag = lijst.gezag.as_ref().map(|stapel| &stapel.actueel.gegevens);
    let vlaggen = Vlaggen::persoon(lijst, velden);
    Persoon {
        gezag: als(Veld::Gezag).then(|| {
            wie.burgerservicenummer.map_or_else(Vec::new, |bsn| {
                let Omstandigheden {
                    geheugen,
                    gezagsvorm,
                    ..
                } = omstandigheden;
                gezag::gezag(bsn, geheugen, vandaag, *gezagsvorm)
            })
        }),
        in_onderzoek: onderzoek::van_persoon(lijst, velden),
        a_nummer: wie.a_nummer.as_deref().filter(|_| als(Veld::ANummer)),
        burgerservicenummer: wie
            .burgerservicenummer
            .filter(|_| als(Veld::Burgerservicenummer)),
        datum_eerste_inschrijving: datum(
            inschrijving.eerste_inschrijving,
            velden,
            Veld::DatumEersteInschrijvingGba,
        ),
        geheimhouding_persoonsgegevens: inschrijving.is_geheim().then_some(true),
        geslacht: geslacht(wie.geslacht, velden, Veld::Geslacht),
        uitsluiting_kiesrecht: uitsluiting_kiesrecht(lijst, velden, vandaag),
        europees_kiesrecht: europees_kiesrecht(lijst, velden, vandaag),
        leeftijd: wie
            .geboorte
            .datum
            .filter(|_| als(Veld::Leeftijd) && !inschrijving.is_overleden())
            .and_then(|geboorte| leeftijd(geboorte, vandaag)),
        naam: eigen_naam(lijst, velden, vlaggen),
        nationaliteiten: velden
            .iets_van(NATIONALITEITEN)
            .then(|| super::nationaliteit::nationaliteiten(lijst, velden)),
        geboorte: gebeurtenis(&wie.geboorte, velden, &GEBOORTE, vlaggen)
            .filter(|_| wie.geboorte.heeft_gegevens()),
        opschorting_bijhouding: opschorting(lijst),
        overlijden: lijst.overlijden.as_ref().and_then(|stapel| {
            let voorkomen = &stapel.actueel;
            let vlaggen = Vlaggen::overlijden(voorkomen, velden);
            gebeurtenis(&voorkomen.gegevens, velden, &OVERLIJDEN, vlaggen)
        }),
        verblijfplaats: verblijf::verblijfplaats(lijst, velden),
        immigratie: lijst
            .verblijf
            .as_ref()
            .and_then(|stapel| verblijf::immigratie(&stapel.actueel, velden)),
        gemeente_van_inschrijving: nu
            .and_then(|nu| nu.gemeente)
            .filter(|code| *code > 0 && als(Veld::GemeenteVanInschrijving))
            .map(codes::gemeente),
        datum_inschrijving_in_gemeente: datum(
            nu.and_then(|nu| nu.datum_inschrijving),
            velden,
            Veld::DatumInschrijvingInGemeente,
        ),
        // Found by object somebody without address lines has no group; elsewhere it comes empty.
        adressering: adressering(lijst, selectie, velden).filter(|groep| {
            soort != Antwoordsoort::BeperktMetGezag || *groep != antwoord::Adressering::default()
        }),
        indicatie_curatele_register: gezag
            .is_some_and(|gezag| gezag.curatele && als(Veld::IndicatieCurateleRegister))
            .then_some(true),
        indicatie_gezag_minderjarige: gezag
            .and_then(|gezag| gezag.indicatie_gezag.as_deref())
            .filter(|_| als(Veld::IndicatieGezagMinderjarige))
            .map(codes::gezag_minderjarige),
        verblijfstitel: verblijfstitel(lijst, velden, vandaag),
        kinderen: velden
            .iets_van(KINDEREN)
            .then(|| relaties::kinderen(lijst, velden)),
        ouders: velden
            .iets_van(OUDERS)
            .then(|| relaties::ouders(lijst, velden)),
        partners: velden
            .iets_van(PARTNERS)
            .then(|| relaties::partners(lijst, velden)),
        rni: super::rni::rni(lijst, velden),
        verificatie: super::rni::verificatie(lijst),
        ..Persoon::default()
    }
}

/// A date, when asked for.
pub(crate) fn datum(datum: Option<GbaDatum>, velden: Velden, veld: Veld) -> Option<Datum> {
    datum.filter(|_| velden.heeft(veld)).map(Datum::from)
}

/// A text, when asked for and known.
pub(crate) fn tekst<'p>(
    text: Option<&'p std::borrow::Cow<'_, str>>,
    velden: Velden,
    veld: Veld,
) -> Option<&'p str> {
    bekend(text).filter(|_| velden.heeft(veld))
}

/// A country, when asked for and known.
pub(crate) fn land<'p>(code: Option<u16>, velden: Velden, veld: Veld) -> Option<Waarde<'p>> {
    code.filter(|code| *code > 0 && velden.heeft(veld))
        .map(codes::land)
}

/// Sex, when asked for. Unknown is a value here.
pub(crate) fn geslacht<'p>(
    geslacht: Option<codes::Geslacht>,
    velden: Velden,
    veld: Veld,
) -> Option<Waarde<'p>> {
    geslacht
        .filter(|_| velden.heeft(veld))
        .map(codes::Geslacht::waarde)
}

/// The name of a person or relative.
pub(crate) fn naam<'p>(
    naam: &'p Naam<'_>,
    velden: Velden,
    welke: &Naamvelden,
    vlaggen: Vlaggen,
) -> Option<antwoord::Naam<'p>> {
    (velden.iets_van(welke.groep) && naam.heeft_gegevens()).then(|| antwoord::Naam {
        in_onderzoek: vlaggen.groep(welke.groep),
        voornamen: tekst(naam.voornamen.as_ref(), velden, welke.voornamen),
        adellijke_titel_predicaat: naam
            .titel
            .filter(|_| velden.heeft(welke.titel))
            .map(codes::Titel::waarde),
        voorvoegsel: tekst(naam.voorvoegsel.as_ref(), velden, welke.voorvoegsel),
        geslachtsnaam: tekst(naam.geslachtsnaam.as_ref(), velden, welke.geslachtsnaam),
        voorletters: velden
            .heeft(welke.voorletters)
            .then(|| voorletters(naam))
            .flatten(),
        ..antwoord::Naam::default()
    })
}

fn eigen_naam<'p>(
    lijst: &'p Persoonslijst<'_>,
    velden: Velden,
    vlaggen: Vlaggen,
) -> Option<antwoord::Naam<'p>> {
    if !velden.iets_van(EIGEN_NAAM.groep) {
        return None;
    }
    let persoon = &lijst.persoon.actueel.gegevens;
    let wie = &persoon.identiteit;
    let naam = naam(&wie.naam, velden, &EIGEN_NAAM, vlaggen);
    if naam.is_none() && persoon.naamgebruik.is_none() {
        return None;
    }
    Some(antwoord::Naam {
        in_onderzoek: vlaggen.groep(EIGEN_NAAM.groep),
        volledige_naam: velden
            .heeft(Veld::VolledigeNaam)
            .then(|| volledige_naam(&wie.naam, wie.geslacht))
            .flatten(),
        aanduiding_naamgebruik: persoon
            .naamgebruik
            .filter(|_| velden.heeft(Veld::AanduidingNaamgebruik))
            .map(codes::Naamgebruik::waarde),
        ..naam.unwrap_or_default()
    })
}

/// Birth, death or the beginning of a marriage. An investigation makes the group appear, data or no.
pub(crate) fn gebeurtenis<'p>(
    bron: &'p Gebeurtenis<'_>,
    velden: Velden,
    welke: &Gebeurtenisvelden,
    vlaggen: Vlaggen,
) -> Option<antwoord::Gebeurtenis<'p>> {
    let groep = Velden::van(&[welke.datum, welke.plaats, welke.land]);
    let in_onderzoek = vlaggen.groep(groep);
    let gevuld = bron.heeft_gegevens() || in_onderzoek.is_some();
    (velden.iets_van(groep) && gevuld).then(|| antwoord::Gebeurtenis {
        in_onderzoek,
        datum: datum(bron.datum, velden, welke.datum),
        plaats: bron
            .plaats
            .as_ref()
            .filter(|_| velden.heeft(welke.plaats))
            .and_then(plaats),
        land: land(bron.land, velden, welke.land),
        ..antwoord::Gebeurtenis::default()
    })
}

fn plaats<'p>(plaats: &'p Plaats<'_>) -> Option<Waarde<'p>> {
    match plaats {
        Plaats::Gemeente(0) => None,
        Plaats::Gemeente(code) => Some(codes::gemeente(*code)),
        Plaats::Buitenland(naam) => bekend(Some(naam)).map(Waarde::buitenlandse_plaats),
    }
}

/// The suspension of a record.
pub(crate) fn opschorting<'p>(
    lijst: &Persoonslijst<'_>,
) -> Option<antwoord::OpschortingBijhouding<'p>> {
    let bron = &lijst.inschrijving;
    (bron.reden_opschorting.is_some() || bron.datum_opschorting.is_some()).then(|| {
        antwoord::OpschortingBijhouding {
            reden: bron.reden_opschorting.map(codes::reden_opschorting),
            datum: bron.datum_opschorting.map(Datum::from),
            ..antwoord::OpschortingBijhouding::default()
        }
    })
}

fn adressering<'p>(
    lijst: &'p Persoonslijst<'_>,
    selectie: Selectie,
    velden: Velden,
) -> Option<antwoord::Adressering<'p>> {
    let gegroet = velden.iets_van(AANSCHRIJVING);
    let gelokaliseerd = velden.iets_van(ADRESREGELS);
    if !gegroet && !gelokaliseerd {
        // Under the alias somebody abroad has none; asked for that alone, the group comes empty.
        let gevraagd = selectie.alles();
        let groep = AANSCHRIJVING.en(ADRESREGELS);
        let alleen = gevraagd.zonder(groep) == Velden::GEEN;
        return (gevraagd.iets_van(groep) && alleen).then(antwoord::Adressering::default);
    }
    let als = |veld: Veld| velden.heeft(veld);
    let mut out = antwoord::Adressering {
        in_onderzoek: onderzoek::van_adressering(lijst, relaties::partner_in_naam(lijst), velden),
        ..antwoord::Adressering::default()
    };
    if gegroet {
        let persoon = &lijst.persoon.actueel.gegevens;
        let vormen = aanschrijving(
            &persoon.identiteit.naam,
            persoon.identiteit.geslacht,
            persoon.naamgebruik,
            relaties::partner_voor_naamgebruik(lijst),
        );
        out.aanhef = vormen.aanhef.filter(|_| als(Veld::Aanhef));
        out.gebruik_in_lopende_tekst = vormen
            .lopende_tekst
            .filter(|_| als(Veld::GebruikInLopendeTekst));
        let schrijfwijze_gevraagd = als(Veld::Aanschrijfnaam) || als(Veld::Aanspreekvorm);
        if schrijfwijze_gevraagd && vormen.naam.is_some() {
            out.aanschrijfwijze = Some(antwoord::Aanschrijfwijze {
                naam: vormen.naam.filter(|_| als(Veld::Aanschrijfnaam)),
                aanspreekvorm: vormen.aanspreekvorm.filter(|_| als(Veld::Aanspreekvorm)),
                ..antwoord::Aanschrijfwijze::default()
            });
        }
    }
    if gelokaliseerd && let Some(stapel) = &lijst.verblijf {
        let verblijf = &stapel.actueel.gegevens;
        let gemeente = verblijf.gemeente.and_then(fieldlab_world::tables::gemeente);
        let regels = adresregels(verblijf, gemeente);
        out.adresregel1 = regels.regel1.filter(|_| als(Veld::Adresregel1));
        out.adresregel2 = regels.regel2.filter(|_| als(Veld::Adresregel2));
        out.adresregel3 = regels.regel3.filter(|_| als(Veld::Adresregel3));
        out.land = regels.land.filter(|_| als(Veld::AdresseringLand));
        let iets = out.adresregel1.is_some()
            || out.adresregel2.is_some()
            || out.adresregel3.is_some()
            || out.land.is_some();
        out.indicatie_vastgesteld_verblijft_niet_op_adres =
            (iets && verblijf::vastgesteld_niet_op_adres(stapel)).then_some(true);
    }
    // A group of which nothing is known comes empty, but for somebody abroad under the alias.
    let leeg = out == antwoord::Adressering::default();
    let alias = !selectie
        .voor_altijd()
        .iets_van(AANSCHRIJVING.en(ADRESREGELS));
    let meer = selectie.alles().zonder(AANSCHRIJVING.en(ADRESREGELS)) != Velden::GEEN;
    (!(leeg && alias && meer)).then_some(out)
}

/// The date lies ahead, or may: nothing known that says it is past.
fn nog_niet_voorbij(einde: Option<GbaDatum>, vandaag: Date) -> bool {
    einde
        .and_then(laatste_mogelijkheid)
        .is_none_or(|laatste| laatste > vandaag)
}

fn verblijfstitel<'p>(
    lijst: &Persoonslijst<'_>,
    velden: Velden,
    vandaag: Date,
) -> Option<antwoord::Verblijfstitel<'p>> {
    const TITEL: Velden = Velden::onder("verblijfstitel.");
    /// Code for "no residence permit any more".
    const GEEN: u8 = 98;
    let voorkomen = &lijst.verblijfstitel.as_ref()?.actueel;
    let bron = &voorkomen.gegevens;
    let registered = bron.aanduiding.is_some() || bron.ingang.is_some() || bron.einde.is_some();
    (velden.iets_van(TITEL)
        && registered
        && bron.aanduiding != Some(GEEN)
        && nog_niet_voorbij(bron.einde, vandaag))
    .then(|| antwoord::Verblijfstitel {
        in_onderzoek: Vlaggen::verblijfstitel(voorkomen, velden).groep(TITEL),
        aanduiding: bron
            .aanduiding
            .filter(|_| velden.heeft(Veld::VerblijfstitelAanduiding))
            .map(codes::verblijfstitel),
        datum_einde: datum(bron.einde, velden, Veld::VerblijfstitelEinde),
        datum_ingang: datum(bron.ingang, velden, Veld::VerblijfstitelIngang),
        ..antwoord::Verblijfstitel::default()
    })
}

fn kiesrecht<'p>(lijst: &'p Persoonslijst<'_>) -> Option<&'p Kiesrecht> {
    lijst
        .kiesrecht
        .as_ref()
        .map(|stapel| &stapel.actueel.gegevens)
}

fn uitsluiting_kiesrecht<'p>(
    lijst: &Persoonslijst<'_>,
    velden: Velden,
    vandaag: Date,
) -> Option<antwoord::UitsluitingKiesrecht<'p>> {
    const GROEP: Velden = Velden::onder("uitsluitingKiesrecht.");
    let bron = kiesrecht(lijst).filter(|_| velden.iets_van(GROEP))?;
    (bron.uitgesloten.is_some() && nog_niet_voorbij(bron.einde_uitsluiting, vandaag)).then(|| {
        antwoord::UitsluitingKiesrecht {
            uitgesloten_van_kiesrecht: velden.heeft(Veld::Uitgesloten).then_some(true),
            einddatum: datum(bron.einde_uitsluiting, velden, Veld::EinddatumUitsluiting),
            ..antwoord::UitsluitingKiesrecht::default()
        }
    })
}

fn europees_kiesrecht<'p>(
    lijst: &Persoonslijst<'_>,
    velden: Velden,
    vandaag: Date,
) -> Option<antwoord::EuropeesKiesrecht<'p>> {
    const GROEP: Velden = Velden::onder("europeesKiesrecht.");
    let bron = kiesrecht(lijst).filter(|_| velden.iets_van(GROEP))?;
    let aanduiding = bron.europees?;
    nog_niet_voorbij(bron.einde_europees, vandaag).then(|| antwoord::EuropeesKiesrecht {
        aanduiding: velden
            .heeft(Veld::EuropeesKiesrecht)
            .then(|| codes::europees_kiesrecht(aanduiding)),
        einddatum_uitsluiting: datum(
            bron.einde_europees,
            velden,
            Veld::EinddatumEuropeesKiesrecht,
        ),
        ..antwoord::EuropeesKiesrecht::default()
    })
}
