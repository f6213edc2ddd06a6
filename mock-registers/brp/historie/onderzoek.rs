//! Which members of a residence are marked by the code of an investigation.
//!
//! Source: BRP Verblijfplaatshistorie 2.0, `inOnderzoek`; codes of category 08 or, on what is past,
//! 58. The sort of residence decides too: what it has no member for is not marked.

use crate::brp::adres::Soort;
use crate::brp::onderzocht::Onderzocht;
use crate::brp::persoonslijst::Onderzoek;

/// The groups of a residence that carry their own `inOnderzoek`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Groep {
    Verblijfadres,
    Adressering,
}

const ADRES: [&str; 8] = [
    "korteStraatnaam",
    "officieleStraatnaam",
    "huisnummer",
    "huisletter",
    "huisnummertoevoeging",
    "aanduidingBijHuisnummer",
    "postcode",
    "woonplaats",
];

/// Group and element of a code about a residence.
fn element(onderzoek: Onderzoek) -> Option<u32> {
    matches!(onderzoek.aanduiding / 10_000, 8 | 58).then_some(onderzoek.aanduiding % 10_000)
}

/// The members of the residence itself that a code marks. 9999 (does not live there) marks all, as
/// the whole category does.
fn verblijfplaats(soort: Soort, code: u32) -> &'static [&'static str] {
    match (soort, code) {
        (Soort::Adres, 0 | 9999) => &[
            "type",
            "gemeenteVanInschrijving",
            "datumVan",
            "nummeraanduidingIdentificatie",
            "adresseerbaarObjectIdentificatie",
            "functieAdres",
        ],
        (Soort::Locatie, 0 | 9999) => &[
            "type",
            "gemeenteVanInschrijving",
            "datumVan",
            "functieAdres",
        ],
        (Soort::Adres | Soort::Locatie, 900 | 910) => &["gemeenteVanInschrijving"],
        (Soort::Adres | Soort::Locatie, 1000) => &["datumVan", "functieAdres"],
        (Soort::Adres | Soort::Locatie, 1010) => &["functieAdres"],
        (Soort::Adres | Soort::Locatie, 1030) | (Soort::Buitenland | Soort::Onbekend, 1320) => {
            &["datumVan"]
        }
        (Soort::Adres, 1100) => &[
            "type",
            "adresseerbaarObjectIdentificatie",
            "nummeraanduidingIdentificatie",
        ],
        (Soort::Adres, 1110)
        | (Soort::Locatie, 1200 | 1210)
        | (Soort::Buitenland | Soort::Onbekend, 1310) => &["type"],
        (Soort::Adres, 1180) => &["adresseerbaarObjectIdentificatie"],
        (Soort::Adres, 1190) => &["nummeraanduidingIdentificatie"],
        (Soort::Buitenland | Soort::Onbekend, 0) => {
            &["type", "datumVan", "gemeenteVanInschrijving"]
        }
        (Soort::Buitenland | Soort::Onbekend, 1300) => &["type", "datumVan"],
        _ => &[],
    }
}

fn verblijfadres(soort: Soort, code: u32) -> &'static [&'static str] {
    match (soort, code) {
        (Soort::Adres, 0 | 1100 | 9999) => &ADRES,
        (Soort::Adres, 1110) => &["korteStraatnaam"],
        (Soort::Adres, 1115) => &["officieleStraatnaam"],
        (Soort::Adres, 1120) => &["huisnummer"],
        (Soort::Adres, 1130) => &["huisletter"],
        (Soort::Adres, 1140) => &["huisnummertoevoeging"],
        (Soort::Adres, 1150) => &["aanduidingBijHuisnummer"],
        (Soort::Adres, 1160) => &["postcode"],
        (Soort::Adres, 900 | 910 | 1170) => &["woonplaats"],
        (Soort::Locatie, 0 | 1200 | 1210 | 9999) => &["locatiebeschrijving"],
        (Soort::Buitenland, 0 | 1300) => &["land", "regel1", "regel2", "regel3"],
        (Soort::Buitenland, 1310) => &["land"],
        (Soort::Buitenland, 1330) => &["regel1"],
        (Soort::Buitenland, 1340) => &["regel2"],
        (Soort::Buitenland, 1350) => &["regel3"],
        _ => &[],
    }
}

fn adressering(soort: Soort, code: u32) -> &'static [&'static str] {
    match (soort, code) {
        (Soort::Adres | Soort::Locatie, 0 | 1100 | 1200 | 9999) => &["adresregel1", "adresregel2"],
        (Soort::Adres | Soort::Locatie, 1110 | 1115 | 1120 | 1130 | 1140 | 1150 | 1210)
        | (Soort::Buitenland, 1330) => &["adresregel1"],
        (Soort::Adres | Soort::Locatie, 900 | 910 | 1160 | 1170) | (Soort::Buitenland, 1340) => {
            &["adresregel2"]
        }
        (Soort::Buitenland, 0 | 1300) => &["adresregel1", "adresregel2", "adresregel3", "land"],
        (Soort::Buitenland, 1310) => &["land"],
        (Soort::Buitenland, 1350) => &["adresregel3"],
        _ => &[],
    }
}

/// The flags of a group. Investigations that have ended mark nothing.
pub(super) fn vlaggen(
    soort: Soort,
    groep: Groep,
    onderzoek: Option<Onderzoek>,
) -> Option<Onderzocht> {
    let onderzoek = onderzoek.filter(|onderzoek| onderzoek.loopt())?;
    let code = element(onderzoek)?;
    let leden = match groep {
        Groep::Verblijfadres => verblijfadres(soort, code),
        Groep::Adressering => adressering(soort, code),
    };
    Onderzocht::van(leden.iter().copied(), onderzoek.ingang)
}

/// The flags of the residence itself. `datumTot` is marked by an investigation into the beginning
/// of the next one.
pub(super) fn vlaggen_verblijfplaats(
    soort: Soort,
    eigen: Option<Onderzoek>,
    volgende: Option<Onderzoek>,
) -> Option<Onderzocht> {
    let loopt = |onderzoek: Option<Onderzoek>| onderzoek.filter(|onderzoek| onderzoek.loopt());
    let leden_van = |onderzoek| element(onderzoek).map(|code| verblijfplaats(soort, code));
    let eigen = loopt(eigen)
        .and_then(|onderzoek| leden_van(onderzoek).map(|leden| (onderzoek, leden)))
        .filter(|(_, leden)| !leden.is_empty());
    let tot = loopt(volgende).filter(|onderzoek| {
        element(*onderzoek).is_some_and(|code| matches!(code, 0 | 1000 | 1030 | 1300 | 1320))
    });
    let ingang = eigen
        .map(|(onderzoek, _)| onderzoek)
        .or(tot)
        .and_then(|onderzoek| onderzoek.ingang);
    let leden = eigen.map_or(&[][..], |(_, leden)| leden);
    Onderzocht::van(leden.iter().copied().chain(tot.map(|_| "datumTot")), ingang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use fieldlab_world::GbaDatum;
    use serde_json::json;

    fn onderzoek(aanduiding: u32, ingang: &str, einde: Option<&str>) -> Option<Onderzoek> {
        Some(Onderzoek {
            aanduiding,
            ingang: GbaDatum::parse(ingang),
            einde: einde.and_then(GbaDatum::parse),
        })
    }

    #[test]
    fn an_element_marks_what_is_made_of_it() {
        let huisnummer = onderzoek(81_120, "20230000", None);
        let als_json =
            |groep| serde_json::to_value(vlaggen(Soort::Adres, groep, huisnummer)).unwrap();
        let datum = json!({"type": "JaarDatum", "jaar": 2023, "langFormaat": "2023"});
        assert_eq!(
            als_json(Groep::Verblijfadres),
            json!({"huisnummer": true, "datumIngangOnderzoek": datum})
        );
        assert_eq!(
            als_json(Groep::Adressering),
            json!({"adresregel1": true, "datumIngangOnderzoek": datum})
        );
        assert_eq!(vlaggen_verblijfplaats(Soort::Adres, huisnummer, None), None);
        assert_eq!(
            vlaggen(Soort::Locatie, Groep::Verblijfadres, huisnummer),
            None
        );
    }

    #[test]
    fn an_ended_investigation_and_another_category_mark_nothing() {
        for zonder in [
            onderzoek(80_000, "20230101", Some("20230201")),
            onderzoek(10_000, "20230101", None),
        ] {
            assert_eq!(vlaggen_verblijfplaats(Soort::Adres, zonder, None), None);
            assert_eq!(vlaggen(Soort::Adres, Groep::Adressering, zonder), None);
        }
    }

    #[test]
    fn the_next_beginning_marks_the_end_and_the_own_investigation_gives_the_date() {
        let volgende = onderzoek(581_030, "20240201", None);
        let tot = vlaggen_verblijfplaats(Soort::Locatie, None, volgende);
        assert_eq!(
            tot,
            Onderzocht::van(["datumTot"], GbaDatum::parse("20240201"))
        );
        let beide =
            vlaggen_verblijfplaats(Soort::Adres, onderzoek(81_010, "20230101", None), volgende);
        assert_eq!(
            beide,
            Onderzocht::van(["functieAdres", "datumTot"], GbaDatum::parse("20230101"))
        );
        let elders = onderzoek(89_999, "20240201", None);
        assert_eq!(vlaggen_verblijfplaats(Soort::Adres, None, elders), None);
    }
}
