//! What search results are called: three letters and 32 hexadecimal digits, the same in every
//! register that hands them out or takes them.
//!
//! A number and its sort, mixed by a Feistel network over 128 bits: what looks like a hash leads
//! back without a table. Half of it is known beforehand (the sort), so that a made-up name leads
//! nowhere.

use crate::hash::mix64;

const ROUNDS: [u64; 4] = [
    0x243F_6A88_85A3_08D3,
    0x1319_8A2E_0370_7344,
    0xA409_3822_299F_31D0,
    0x082E_FA98_EC4E_6C89,
];

/// The half that is known: the letters, spread over 64 bits.
fn mark(soort: &str) -> u64 {
    soort
        .bytes()
        .fold(0, |mark, letter| mix64(mark ^ u64::from(letter)))
}

/// The name of a search result: `adr-` and 32 digits for sort `adr` and the number of an object.
pub fn zoeksleutel(soort: &str, nummer: u64) -> String {
    let (mut left, mut right) = (nummer, mark(soort));
    for key in ROUNDS {
        (left, right) = (right, left ^ mix64(right ^ key));
    }
    format!("{soort}-{left:016x}{right:016x}")
}

/// Sort and number behind the name of a search result; `None` when it was never handed out.
pub fn uit_zoeksleutel(tekst: &str) -> Option<(&str, u64)> {
    let (soort, digits) = tekst.split_once('-')?;
    let lower = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    if digits.len() != 32 || !digits.bytes().all(lower) {
        return None;
    }
    let mut left = u64::from_str_radix(&digits[..16], 16).ok()?;
    let mut right = u64::from_str_radix(&digits[16..], 16).ok()?;
    for key in ROUNDS.iter().rev() {
        (left, right) = (right ^ mix64(left ^ key), left);
    }
    (right == mark(soort)).then_some((soort, left))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_back_and_a_made_up_one_nowhere() {
        for nummer in [0, 1, 344_200_000_012_345, u64::MAX] {
            let name = zoeksleutel("adr", nummer);
            assert_eq!(name.len(), 36);
            assert_eq!(uit_zoeksleutel(&name), Some(("adr", nummer)));
            assert_eq!(uit_zoeksleutel(&name.replace("adr", "weg")), None);
            assert_eq!(uit_zoeksleutel(&name.to_uppercase()), None);
        }
        for wrong in [
            "",
            "adr",
            "adr-",
            "adr-00000000000000000000000000000000",
            "é-1",
        ] {
            assert_eq!(uit_zoeksleutel(wrong), None, "{wrong}");
        }
        assert_ne!(zoeksleutel("adr", 1)[4..], zoeksleutel("weg", 1)[4..]);
    }
}
