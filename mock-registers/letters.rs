//! Letters as searches see them.

use unicode_normalization::UnicodeNormalization;

/// Adds a letter in lower case without its diacritics.
pub(crate) fn vouw(letter: char, woord: &mut String) {
    if letter.is_ascii() {
        woord.push(letter.to_ascii_lowercase());
        return;
    }
    // Letters of their own, which no decomposition takes apart.
    match letter {
        'ß' => woord.push_str("ss"),
        'æ' | 'Æ' => woord.push_str("ae"),
        'ø' | 'Ø' => woord.push('o'),
        'ł' | 'Ł' => woord.push('l'),
        'đ' | 'Đ' => woord.push('d'),
        _ => woord.extend(
            letter
                .to_lowercase()
                .nfkd()
                .filter(|part| part.is_alphanumeric()),
        ),
    }
}
