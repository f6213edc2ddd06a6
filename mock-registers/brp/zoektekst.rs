//! How a search text is compared with a registered one.
//!
//! Source: BRP Personen 2.7, zoeken. Case does not count. The whole value is compared, unless
//! there is a `*` for the rest. A text without diacritics finds every spelling; a text with one
//! finds that spelling only.

/// Where the `*` stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Jokerteken {
    Geen,
    Begin,
    Einde,
}

/// A search text, ready to compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Zoektekst {
    letters: Vec<char>,
    met_diakrieten: bool,
    joker: Jokerteken,
}

impl Zoektekst {
    /// Reads a search text that has been validated.
    pub(crate) fn new(vraag: &str) -> Self {
        let (text, joker) = if let Some(text) = vraag.strip_suffix('*') {
            (text, Jokerteken::Einde)
        } else if let Some(text) = vraag.strip_prefix('*') {
            (text, Jokerteken::Begin)
        } else {
            (vraag, Jokerteken::Geen)
        };
        Self {
            letters: text.chars().flat_map(char::to_lowercase).collect(),
            met_diakrieten: !text.is_ascii(),
            joker,
        }
    }

    /// Whether the registered text is meant.
    pub(crate) fn past(&self, opgeslagen: &str) -> bool {
        let lower = opgeslagen.chars().flat_map(char::to_lowercase);
        if self.met_diakrieten {
            self.vergelijk(lower)
        } else {
            self.vergelijk(lower.flat_map(vouw))
        }
    }

    fn vergelijk(&self, mut text: impl Iterator<Item = char>) -> bool {
        match self.joker {
            Jokerteken::Geen => text.eq(self.letters.iter().copied()),
            Jokerteken::Einde => self
                .letters
                .iter()
                .all(|letter| text.next() == Some(*letter)),
            Jokerteken::Begin => {
                let text: Vec<char> = text.collect();
                text.ends_with(&self.letters)
            }
        }
    }
}

/// A text as it is put in alphabetical order: case and diacritics do not count.
pub(crate) fn sorteersleutel(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .flat_map(vouw)
        .collect()
}

/// A lower-case letter without its diacritic; one or two letters.
fn vouw(letter: char) -> impl Iterator<Item = char> {
    let plain = if letter.is_ascii() {
        ""
    } else {
        match letter {
            'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => "a",
            'æ' => "ae",
            'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
            'ð' | 'ď' | 'đ' => "d",
            'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
            'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
            'ĥ' | 'ħ' => "h",
            'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
            'ĳ' => "ij",
            'ĵ' => "j",
            'ķ' | 'ĸ' => "k",
            'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
            'ñ' | 'ń' | 'ņ' | 'ň' | 'ŉ' | 'ŋ' => "n",
            'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
            'œ' => "oe",
            'ŕ' | 'ŗ' | 'ř' => "r",
            'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
            'ß' => "ss",
            'þ' => "th",
            'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
            'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
            'ŵ' => "w",
            'ý' | 'ÿ' | 'ŷ' => "y",
            'ź' | 'ż' | 'ž' => "z",
            // A combining accent counts for nothing.
            '\u{300}'..='\u{36f}' => return plain_or("", None),
            _ => "",
        }
    };
    plain_or(plain, Some(letter))
}

fn plain_or(plain: &'static str, letter: Option<char>) -> impl Iterator<Item = char> {
    plain.chars().chain(letter.filter(|_| plain.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past(vraag: &str, opgeslagen: &str) -> bool {
        Zoektekst::new(vraag).past(opgeslagen)
    }

    #[test]
    fn case_does_not_count_and_the_whole_value_does() {
        assert!(past("ZANDstra", "Zandstra"));
        assert!(!past("Zand", "Zandstra"));
        assert!(!past("Zandstra", "Zand"));
    }

    #[test]
    fn a_star_stands_for_any_rest() {
        assert!(past("zand*", "Zandstra") && past("zand*", "Zand"));
        assert!(!past("zand*", "Rozand"));
        assert!(past("*straat", "Lange Dorpsstraat") && !past("*straat", "Straatweg"));
    }

    #[test]
    fn a_text_without_diacritics_finds_every_spelling() {
        assert!(past("Jager", "Jäger") && past("jagers*", "Jägersma"));
        assert!(past("lodz", "Łódź") && past("gross", "Groß"));
    }

    #[test]
    fn the_alphabet_knows_no_case_and_no_diacritics() {
        assert_eq!(sorteersleutel("Ångström"), "angstrom");
        assert!(sorteersleutel("de Wit") < sorteersleutel("Élan"));
    }

    #[test]
    fn a_text_with_diacritics_finds_that_spelling_only() {
        assert!(past("jäger", "JÄGER"));
        assert!(!past("Jäger", "Jager") && !past("jäg*", "Jagers"));
    }
}
