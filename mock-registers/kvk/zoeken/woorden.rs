//! Names as the search sees them.

use crate::letters::vouw;

/// The words of a name, in lower case and without diacritics. An abbreviation of single letters is one word
/// (`B.V.` is `bv`), an apostrophe is nothing.
pub(super) fn woorden(tekst: &str) -> Vec<String> {
    let mut gevonden = Vec::new();
    let mut woord = String::new();
    // Letters since the last full stop.
    let mut letters = 0;
    for letter in tekst.chars() {
        if letter.is_alphanumeric() {
            vouw(letter, &mut woord);
            letters += 1;
        } else if matches!(letter, '\'' | '’' | '‘' | '\u{300}'..='\u{36f}') {
            // As if it were not there.
        } else if letter == '.' && letters == 1 {
            letters = 0;
        } else if !woord.is_empty() {
            gevonden.push(std::mem::take(&mut woord));
            letters = 0;
        }
    }
    if !woord.is_empty() {
        gevonden.push(woord);
    }
    gevonden
}

/// A whole name for comparison.
pub(super) fn gevouwen(tekst: &str) -> String {
    woorden(tekst).join(" ")
}

/// Whether a name has all these words.
pub(super) fn heeft(naam: &str, gezocht: &[String]) -> bool {
    let aanwezig = woorden(naam);
    !gezocht.is_empty() && gezocht.iter().all(|woord| aanwezig.contains(woord))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_diacritics_and_punctuation_do_not_count() {
        assert_eq!(
            woorden("Coöperatie d'Áap & Zn. B.V."),
            ["cooperatie", "daap", "zn", "bv"]
        );
        assert_eq!(woorden("St.-Jacobsstraat"), ["st", "jacobsstraat"]);
        assert_eq!(woorden("Fa.Jansen U.A"), ["fa", "jansen", "ua"]);
        assert_eq!(woorden("Ze\u{308}e 12A - ..."), ["zee", "12a"]);
        assert!(heeft("Test BV Donald", &woorden("DONALD test")));
        assert!(!heeft("Test BV Donald", &woorden("Dona")));
        assert!(!heeft("Test BV Donald", &woorden("?")));
        assert_eq!(gevouwen("Reünie–Plein"), "reunie plein");
    }
}
