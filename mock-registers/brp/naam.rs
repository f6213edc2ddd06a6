//! Parts of a name: initials and the full name.
//!
//! Source: BRP Personen 2.7, `voorletters` and `volledigeNaam`.

use super::codes::Geslacht;
use super::persoonslijst::{Naam, bekend};

/// Initials: each first name gives its first letter and a full stop, a name of one letter the
/// letter alone. `Eva Lou` gives `E.L.`, `Bo Z` gives `B.Z`.
pub(crate) fn voorletters(naam: &Naam<'_>) -> Option<String> {
    let voornamen = bekend(naam.voornamen.as_ref())?;
    let mut out = String::with_capacity(8);
    for name in voornamen.split_whitespace() {
        let mut letters = name.chars();
        let Some(first) = letters.next() else {
            continue;
        };
        out.push(first);
        out.push(if letters.next().is_some() { '.' } else { ' ' });
    }
    out.truncate(out.trim_end().len());
    (!out.is_empty()).then_some(out)
}

/// Predicate, first names, title, prefix and surname, as far as known. The title takes the form
/// of the person's sex; when that is unknown, the registered form.
pub(crate) fn volledige_naam(naam: &Naam<'_>, geslacht: Option<Geslacht>) -> Option<String> {
    let titel = naam.titel.map(|titel| {
        let woord = match geslacht {
            Some(Geslacht::Man) => titel.rang.woord(false),
            Some(Geslacht::Vrouw) => titel.rang.woord(true),
            _ => titel.woord(),
        };
        (titel.is_predicaat(), woord)
    });
    let parts = [
        titel.filter(|titel| titel.0).map(|titel| titel.1),
        bekend(naam.voornamen.as_ref()),
        titel.filter(|titel| !titel.0).map(|titel| titel.1),
        bekend(naam.voorvoegsel.as_ref()),
        bekend(naam.geslachtsnaam.as_ref()),
    ];
    let mut out = String::with_capacity(48);
    for part in parts.into_iter().flatten() {
        voeg_woorden_toe(&mut out, part);
    }
    (!out.is_empty()).then_some(out)
}

/// Adds the words of a text, with one space between them and before them.
pub(crate) fn voeg_woorden_toe(out: &mut String, text: &str) {
    if is_netjes(text) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(text);
        return;
    }
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
}

/// Words in plain letters with one space between them, as nearly every name is written.
fn is_netjes(text: &str) -> bool {
    let mut spatie = true;
    for byte in text.bytes() {
        match byte {
            b' ' if spatie => return false,
            b' ' => spatie = true,
            b'!'..=b'~' => spatie = false,
            _ => return false,
        }
    }
    !spatie
}

/// Prefix and surname; empty when there is no surname.
pub(crate) fn achternaam(naam: &Naam<'_>) -> String {
    let Some(geslachtsnaam) = bekend(naam.geslachtsnaam.as_ref()) else {
        return String::new();
    };
    match bekend(naam.voorvoegsel.as_ref()) {
        Some(voorvoegsel) => [voorvoegsel, geslachtsnaam].join(" "),
        None => geslachtsnaam.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brp::codes::Titel;

    fn naam(
        voornamen: &'static str,
        titel: &str,
        voorvoegsel: &'static str,
        geslachtsnaam: &'static str,
    ) -> Naam<'static> {
        let text = |text: &'static str| (!text.is_empty()).then(|| text.into());
        Naam {
            voornamen: text(voornamen),
            titel: Titel::parse(titel),
            voorvoegsel: text(voorvoegsel),
            geslachtsnaam: text(geslachtsnaam),
        }
    }

    fn initials(voornamen: &'static str) -> Option<String> {
        voorletters(&naam(voornamen, "", "", "Test"))
    }

    #[test]
    fn a_name_of_one_letter_gets_no_full_stop() {
        assert_eq!(initials("Sofie Q Anna").as_deref(), Some("S.Q A."));
        assert_eq!(initials("Jan X").as_deref(), Some("J.X"));
        assert_eq!(initials("A B").as_deref(), Some("A B"));
    }

    #[test]
    fn double_names_count_once_and_diacritics_stay() {
        assert_eq!(initials("Anne-Sophie Émile").as_deref(), Some("A.É."));
        assert_eq!(initials("IJsbrand").as_deref(), Some("I."));
        assert_eq!(initials("."), None);
        assert_eq!(initials(""), None);
    }

    #[test]
    fn a_predicate_goes_first_and_a_title_before_the_surname() {
        let jonkheer = naam("Otto", "JV", "van", "Zand");
        assert_eq!(
            volledige_naam(&jonkheer, Some(Geslacht::Man)).as_deref(),
            Some("jonkheer Otto van Zand")
        );
        let ridder = naam("Ada", "R", "", "Zand");
        assert_eq!(
            volledige_naam(&ridder, Some(Geslacht::Vrouw)).as_deref(),
            Some("Ada ridder Zand")
        );
        let hertogin = naam("Ada", "HI", "", "Zand");
        assert_eq!(
            volledige_naam(&hertogin, Some(Geslacht::Onbekend)).as_deref(),
            Some("Ada hertogin Zand")
        );
    }

    #[test]
    fn spaces_too_many_are_dropped_whatever_the_letters() {
        for (text, words) in [
            ("Anna Maria", "Anna Maria"),
            (" Anna  Maria ", "Anna Maria"),
            ("Zoë\u{a0}Ann", "Zoë Ann"),
            ("A\tB", "A B"),
            ("", ""),
            (" ", ""),
        ] {
            let mut out = String::new();
            voeg_woorden_toe(&mut out, text);
            assert_eq!(out, words);
        }
    }

    #[test]
    fn unknown_parts_are_skipped_and_nothing_is_no_name() {
        assert_eq!(
            volledige_naam(&naam("Noor", "", "", "."), None).as_deref(),
            Some("Noor")
        );
        assert_eq!(volledige_naam(&naam("", "", "", "."), None), None);
        assert_eq!(achternaam(&naam("Noor", "", "van", ".")), "");
        assert_eq!(achternaam(&naam("Noor", "", "van", "Zand")), "van Zand");
    }
}
