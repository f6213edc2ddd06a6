//! Text as the search sees it: words in lower case, without diacritics and punctuation.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::letters::vouw;

/// A word, and where it stands in the text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Woord {
    pub(super) tekst: String,
    pub(super) plek: Range<usize>,
}

/// The words of a text, in order.
pub(super) fn woorden(tekst: &str) -> Vec<Woord> {
    let mut gevonden = Vec::new();
    let mut woord = String::new();
    let mut begin = 0;
    let mut einde = 0;
    for (at, letter) in tekst.char_indices() {
        let eind = at + letter.len_utf8();
        if letter.is_alphanumeric() {
            if woord.is_empty() {
                begin = at;
            }
            vouw(letter, &mut woord);
            einde = eind;
        } else if is_combining_mark(letter) && !woord.is_empty() {
            einde = eind;
        } else if !woord.is_empty() {
            gevonden.push(Woord {
                tekst: std::mem::take(&mut woord),
                plek: begin..einde,
            });
        }
    }
    if !woord.is_empty() {
        gevonden.push(Woord {
            tekst: woord,
            plek: begin..einde,
        });
    }
    gevonden
}

/// Only the texts.
pub(super) fn teksten(tekst: &str) -> Vec<String> {
    woorden(tekst)
        .into_iter()
        .map(|woord| woord.tekst)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_diacritics_and_punctuation_do_not_count() {
        assert_eq!(
            teksten("Reünieganzenpad 12A-3, 8000 AB 's-Gravenhage"),
            [
                "reunieganzenpad",
                "12a",
                "3",
                "8000",
                "ab",
                "s",
                "gravenhage"
            ]
        );
        assert_eq!(teksten("re\u{308}u \u{301} ĳs"), ["reu", "ijs"]);
        assert_eq!(teksten("--, ·"), [""; 0]);
        let plekken: Vec<_> = woorden("Dé weg").into_iter().map(|w| w.plek).collect();
        assert_eq!(plekken, [0..3, 4..7]);
    }
}
