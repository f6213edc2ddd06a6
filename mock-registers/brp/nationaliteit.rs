//! Nationalities in the answer, each with the type that follows from its code.
//!
//! Source: BRP Personen 2.7, `nationaliteiten` (five types).

use super::antwoord;
use super::codes;
use super::onderzoek::Vlaggen;
use super::persoonslijst::{Nationaliteit, Persoonslijst};
use super::samenstellen::{NATIONALITEITEN, datum};
use super::velden::Velden;
use super::veldenlijst::Veld;

/// The type: from bijzonder Nederlanderschap (B or V), otherwise from the code of table 32.
pub(crate) fn soort(code: Option<u16>, bijzonder: Option<char>) -> Option<&'static str> {
    Some(match (bijzonder, code) {
        (Some('B'), _) | (_, Some(2)) => "BehandeldAlsNederlander",
        (Some('V'), _) | (_, Some(500)) => "VastgesteldNietNederlander",
        (_, Some(499)) => "Staatloos",
        (_, Some(0)) => "NationaliteitOnbekend",
        (_, Some(_)) => "Nationaliteit",
        (_, None) => return None,
    })
}

fn loopt(nationaliteit: &Nationaliteit) -> bool {
    nationaliteit.reden_beeindigen.is_none()
}

/// The nationalities that have not ended; any path below them brings the type.
pub(crate) fn nationaliteiten<'p>(
    lijst: &Persoonslijst<'_>,
    velden: Velden,
) -> Vec<antwoord::Nationaliteit<'p>> {
    lijst
        .nationaliteiten
        .iter()
        .map(|stapel| &stapel.actueel)
        .filter(|voorkomen| loopt(&voorkomen.gegevens))
        .filter_map(|voorkomen| {
            let bron = &voorkomen.gegevens;
            let soort = soort(bron.nationaliteit, bron.bijzonder_nederlanderschap)?;
            Some(antwoord::Nationaliteit {
                in_onderzoek: Vlaggen::nationaliteit(voorkomen, velden, soort)
                    .groep(NATIONALITEITEN),
                r#type: Some(soort),
                nationaliteit: bron
                    .nationaliteit
                    .filter(|_| soort == "Nationaliteit" && velden.heeft(Veld::Nationaliteit))
                    .map(codes::nationaliteit),
                reden_opname: bron
                    .reden_opname
                    .filter(|reden| *reden > 0 && velden.heeft(Veld::RedenOpname))
                    .map(codes::reden_opname),
                datum_ingang_geldigheid: datum(
                    voorkomen.ingang_geldigheid,
                    velden,
                    Veld::NationaliteitIngang,
                ),
                ..antwoord::Nationaliteit::default()
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_codes_have_types_of_their_own() {
        assert_eq!(soort(Some(1), None), Some("Nationaliteit"));
        assert_eq!(soort(Some(2), None), Some("BehandeldAlsNederlander"));
        assert_eq!(soort(Some(499), None), Some("Staatloos"));
        assert_eq!(soort(Some(0), None), Some("NationaliteitOnbekend"));
        assert_eq!(soort(Some(500), None), Some("VastgesteldNietNederlander"));
        assert_eq!(soort(None, Some('V')), Some("VastgesteldNietNederlander"));
        assert_eq!(soort(Some(0), Some('B')), Some("BehandeldAlsNederlander"));
        assert_eq!(soort(None, None), None);
    }
}
