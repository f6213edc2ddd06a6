//! The two lines on an envelope (NEN 5825), as the BAG fills `adresregel5` and `adresregel6`.

use fieldlab_world::Postcode;

/// Street, number, suffix. The suffix is letter and addition glued together; between number and
/// suffix stands a space, or a hyphen when the suffix begins with a digit.
pub(super) fn regel5(
    korte_naam: &str,
    huisnummer: u32,
    huisletter: &str,
    toevoeging: &str,
) -> String {
    let scheiding = match huisletter.chars().chain(toevoeging.chars()).next() {
        None => "",
        Some(teken) if teken.is_ascii_digit() => "-",
        Some(_) => " ",
    };
    format!("{korte_naam} {huisnummer}{scheiding}{huisletter}{toevoeging}")
}

/// Postcode with a space in it, two spaces, town in capitals; without postcode the town only.
pub(super) fn regel6(postcode: Option<Postcode>, woonplaats: &str) -> String {
    let woonplaats = woonplaats.to_uppercase();
    match postcode {
        Some(postcode) => format!(
            "{:04} {}  {woonplaats}",
            postcode.cijfers(),
            postcode.letters()
        ),
        None => woonplaats,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suffix_follows_a_space_and_one_that_begins_with_a_digit_a_hyphen() {
        for (letter, toevoeging, regel) in [
            ("", "", "Fuutkade 4"),
            ("B", "", "Fuutkade 4 B"),
            ("", "BIS", "Fuutkade 4 BIS"),
            ("", "2A", "Fuutkade 4-2A"),
            ("C", "7", "Fuutkade 4 C7"),
        ] {
            assert_eq!(regel5("Fuutkade", 4, letter, toevoeging), regel);
        }
    }

    #[test]
    fn the_town_is_in_capitals_also_beyond_ascii() {
        let postcode = Postcode::parse("8000ab");
        assert_eq!(regel6(postcode, "Reüniedorp"), "8000 AB  REÜNIEDORP");
        assert_eq!(regel6(None, "'s-Nergenswaard"), "'S-NERGENSWAARD");
    }
}
