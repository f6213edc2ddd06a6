//! Searching with loose words (`q`, `zoek`), and the results that `zoek` hands out.
//!
//! Every word has to be the beginning of a part of the address: of a word of the street's or the
//! town's name, of the number (with letter and addition glued on, too), of the letter, of the
//! addition, or of the postcode.

use fieldlab_world::{Adres, AdresId, BagId, Places, Postcode, uit_zoeksleutel, zoeksleutel};

use super::zoeken::{MEESTE, TeVeel, woorden};

/// The addresses that have all words.
///
/// # Errors
/// When there are too many.
pub(super) fn zoek(tekst: &str, places: &Places) -> Result<Vec<AdresId>, TeVeel> {
    let mut gevraagd = woorden(tekst);
    plak_postcode(&mut gevraagd);
    if gevraagd.is_empty() {
        return Ok(Vec::new());
    }
    // A whole postcode is a handful of addresses; without it every street is looked at.
    if let Some(postcode) = gevraagd.iter().find_map(|woord| Postcode::parse(woord)) {
        let heeft_alles = |id: &AdresId| {
            let adres = places.adres(*id);
            let namen = namen(adres);
            gevraagd
                .iter()
                .all(|woord| begint_een(&namen, woord) || is_van_adres(adres, woord))
        };
        return Ok(places
            .adressen_in_postcode(postcode)
            .filter(heeft_alles)
            .collect());
    }
    let mut gevonden = Vec::new();
    for woonplaats in places.woonplaatsen() {
        let plaatsnaam = woorden(woonplaats.naam());
        let open: Vec<&String> = gevraagd
            .iter()
            .filter(|woord| !begint_een(&plaatsnaam, woord))
            .collect();
        for straat in woonplaats.straten().map(|id| places.straat(id)) {
            let straatnaam = woorden(&straat.naam());
            let mut rest = open.clone();
            rest.retain(|woord| !begint_een(&straatnaam, woord));
            if !rest.iter().all(|woord| kan_nummer_zijn(woord)) {
                continue;
            }
            let aan = places.adressen_aan(straat.id()).filter(|id| {
                rest.iter()
                    .all(|woord| is_van_adres(places.adres(*id), woord))
            });
            gevonden.extend(aan);
            if gevonden.len() > MEESTE {
                return Err(TeVeel);
            }
        }
    }
    Ok(gevonden)
}

/// `8000 ab` is one word.
fn plak_postcode(gevraagd: &mut Vec<String>) {
    let paar = gevraagd.windows(2).position(|paar| {
        paar[0].len() == 4 && paar[1].len() == 2 && Postcode::parse(&paar.concat()).is_some()
    });
    if let Some(plek) = paar {
        let letters = gevraagd.remove(plek + 1);
        gevraagd[plek].push_str(&letters);
    }
}

fn namen(adres: Adres<'_>) -> Vec<String> {
    let mut namen = woorden(&adres.straat().naam());
    namen.extend(woorden(adres.woonplaats().naam()));
    namen
}

fn begint_een(namen: &[String], woord: &str) -> bool {
    namen.iter().any(|naam| naam.starts_with(woord))
}

/// Number with letter and addition, letter, addition or postcode: short, and ASCII.
fn kan_nummer_zijn(woord: &str) -> bool {
    woord.len() <= 10
        && woord.bytes().all(|b| b.is_ascii_alphanumeric())
        && (woord.len() <= 4 || woord.starts_with(|c: char| c.is_ascii_digit()))
}

fn is_van_adres(adres: Adres<'_>, woord: &str) -> bool {
    let letter = adres.huisletter().to_ascii_lowercase();
    let toevoeging = adres.huisnummertoevoeging().to_ascii_lowercase();
    let postcode = adres
        .postcode()
        .map(|postcode| postcode.to_string().to_ascii_lowercase());
    letter.starts_with(woord)
        || toevoeging.starts_with(woord)
        || postcode.is_some_and(|postcode| postcode.starts_with(woord))
        || format!("{}{letter}{toevoeging}", adres.huisnummer()).starts_with(woord)
}

/// The identification of a search result, as the Locatieserver has it.
pub(super) fn zoekresultaat(id: BagId) -> String {
    zoeksleutel("adr", id.to_string().parse().unwrap_or(0))
}

/// The nummeraanduiding behind a search result of ours.
pub(super) fn uit_zoekresultaat(tekst: &str) -> Option<BagId> {
    match uit_zoeksleutel(tekst)? {
        ("adr", getal) => BagId::parse(&format!("{getal:016}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_result_leads_back_and_a_made_up_one_nowhere() {
        let id = BagId::parse("0344200000012345").unwrap();
        let tekst = zoekresultaat(id);
        assert_eq!(tekst.len(), 36);
        assert_eq!(uit_zoekresultaat(&tekst), Some(id));
        assert_eq!(uit_zoekresultaat(&tekst.replace("adr-", "")), None);
        assert_eq!(
            uit_zoekresultaat("adr-00000000000000010000000000000002"),
            None
        );
    }

    #[test]
    fn a_postcode_in_two_words_is_one() {
        let mut gevraagd = woorden("fuut, 8000 ab 12");
        plak_postcode(&mut gevraagd);
        assert_eq!(gevraagd, ["fuut", "8000ab", "12"]);
    }
}
