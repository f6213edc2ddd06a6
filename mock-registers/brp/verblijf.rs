//! Residence and immigration in the answer.
//!
//! Source: BRP Personen 2.7, `verblijfplaats` (four sorts) and `immigratie`.

use super::adres::Soort;
use super::antwoord;
use super::codes;
use super::datum::Datum;
use super::onderzoek::Vlaggen;
use super::persoonslijst::{BagNummer, Persoonslijst, Stapel, Verblijf, Voorkomen};
use super::samenstellen::{datum, land, tekst};
use super::velden::Velden;
use super::veldenlijst::Veld;

/// Not abroad and not at an unknown place; somebody without a residence counts as living here.
pub(crate) fn woont_in_nederland(lijst: &Persoonslijst<'_>) -> bool {
    lijst
        .verblijf
        .as_ref()
        .and_then(|stapel| Soort::van(&stapel.actueel.gegevens))
        .is_none_or(Soort::binnenland)
}

/// Investigation 089999 runs: the person has been found not to live at the address any more.
pub(crate) fn vastgesteld_niet_op_adres(stapel: &Stapel<Verblijf<'_>>) -> bool {
    stapel
        .actueel
        .onderzoek
        .is_some_and(|onderzoek| onderzoek.aanduiding == 89_999 && onderzoek.loopt())
}

/// The residence; any path below it brings its type.
pub(crate) fn verblijfplaats<'p>(
    lijst: &'p Persoonslijst<'_>,
    velden: Velden,
) -> Option<antwoord::Verblijfplaats<'p>> {
    const GROEP: Velden = Velden::onder("verblijfplaats.");
    let stapel = lijst.verblijf.as_ref().filter(|_| velden.iets_van(GROEP))?;
    let bron = &stapel.actueel.gegevens;
    let soort = Soort::van(bron)?;
    let vlaggen = Vlaggen::verblijfplaats(&stapel.actueel, velden, soort);
    let begin = if soort.binnenland() {
        bron.aanvang
    } else {
        bron.aanvang_buitenland
    };
    let mut out = antwoord::Verblijfplaats {
        r#type: Some(soort.naam()),
        datum_van: datum(begin, velden, Veld::DatumVan),
        datum_ingang_geldigheid: datum(
            stapel.actueel.ingang_geldigheid,
            velden,
            Veld::VerblijfplaatsIngang,
        ),
        verblijfadres: verblijfadres(bron, soort, velden).map(|adres| antwoord::Verblijfadres {
            in_onderzoek: vlaggen.groep(VERBLIJFADRES),
            ..adres
        }),
        in_onderzoek: vlaggen.groep(GROEP.zonder(VERBLIJFADRES)),
        ..antwoord::Verblijfplaats::default()
    };
    if soort.binnenland() {
        out.functie_adres = bron
            .functie
            .filter(|_| velden.heeft(Veld::FunctieAdres))
            .map(codes::functie_adres);
        out.indicatie_vastgesteld_verblijft_niet_op_adres =
            vastgesteld_niet_op_adres(stapel).then_some(true);
    }
    if soort == Soort::Adres {
        let nummer = |nummer: Option<BagNummer>, veld| {
            nummer.filter(|nummer| nummer.is_bekend() && velden.heeft(veld))
        };
        out.adresseerbaar_object_identificatie = nummer(bron.object, Veld::AdresseerbaarObject);
        out.nummeraanduiding_identificatie = nummer(bron.nummeraanduiding, Veld::Nummeraanduiding);
    }
    Some(out)
}

const VERBLIJFADRES: Velden = Velden::onder("verblijfplaats.verblijfadres.");

/// The address of a residence, as far as it was asked for.
pub(crate) fn verblijfadres<'p>(
    bron: &'p Verblijf<'_>,
    soort: Soort,
    velden: Velden,
) -> Option<antwoord::Verblijfadres<'p>> {
    if !velden.iets_van(VERBLIJFADRES) {
        return None;
    }
    Some(match soort {
        Soort::Onbekend => return None,
        Soort::Adres => antwoord::Verblijfadres {
            officiele_straatnaam: tekst(
                bron.openbare_ruimte.as_ref(),
                velden,
                Veld::OfficieleStraatnaam,
            ),
            korte_straatnaam: tekst(bron.straat.as_ref(), velden, Veld::KorteStraatnaam),
            huisnummer: bron
                .huisnummer
                .filter(|nummer| *nummer > 0 && velden.heeft(Veld::Huisnummer)),
            huisletter: tekst(bron.huisletter.as_ref(), velden, Veld::Huisletter),
            huisnummertoevoeging: tekst(
                bron.huisnummertoevoeging.as_ref(),
                velden,
                Veld::Huisnummertoevoeging,
            ),
            aanduiding_bij_huisnummer: tekst(
                bron.aanduiding.as_ref(),
                velden,
                Veld::AanduidingBijHuisnummer,
            )
            .map(codes::aanduiding_bij_huisnummer),
            postcode: tekst(bron.postcode.as_ref(), velden, Veld::Postcode),
            woonplaats: tekst(bron.woonplaats.as_ref(), velden, Veld::Woonplaats),
            ..antwoord::Verblijfadres::default()
        },
        Soort::Locatie => antwoord::Verblijfadres {
            locatiebeschrijving: tekst(bron.locatie.as_ref(), velden, Veld::Locatiebeschrijving),
            ..antwoord::Verblijfadres::default()
        },
        Soort::Buitenland => antwoord::Verblijfadres {
            regel1: tekst(bron.regels[0].as_ref(), velden, Veld::Regel1),
            regel2: tekst(bron.regels[1].as_ref(), velden, Veld::Regel2),
            regel3: tekst(bron.regels[2].as_ref(), velden, Veld::Regel3),
            land: land(bron.land, velden, Veld::VerblijfLand),
            ..antwoord::Verblijfadres::default()
        },
    })
}

/// Settling in the Netherlands. That it was from abroad is known as soon as there is a date, be
/// it an unknown one.
pub(crate) fn immigratie<'p>(
    voorkomen: &Voorkomen<Verblijf<'_>>,
    velden: Velden,
) -> Option<antwoord::Immigratie<'p>> {
    const GROEP: Velden = Velden::onder("immigratie.");
    let bron = &voorkomen.gegevens;
    let in_onderzoek = Vlaggen::immigratie(voorkomen, velden).groep(GROEP);
    let registered = bron.immigratie_land.is_some() || bron.vestiging.is_some();
    (velden.iets_van(GROEP) && registered).then(|| antwoord::Immigratie {
        in_onderzoek,
        datum_vestiging_in_nederland: bron
            .vestiging
            .filter(|_| velden.heeft(Veld::DatumVestigingInNederland))
            .map(Datum::from),
        land_vanwaar_ingeschreven: land(
            bron.immigratie_land,
            velden,
            Veld::LandVanwaarIngeschreven,
        ),
        vanuit_verblijfplaats_onbekend: (bron.immigratie_land == Some(0)
            && velden.heeft(Veld::VanuitVerblijfplaatsOnbekend))
        .then_some(true),
        indicatie_vestiging_vanuit_buitenland: (bron.vestiging.is_some()
            && velden.heeft(Veld::IndicatieVestigingVanuitBuitenland))
        .then_some(true),
        ..antwoord::Immigratie::default()
    })
}
