//! How somebody is named: in full with a right, and in the three forms of a kadasterpersoon.
//!
//! The cadastre does not know whether a partner has a title, so no form has one of a partner.

use fieldlab_world::{Geslacht, Naam, Naamgebruik};

/// Given names, prefix, surname.
pub(super) fn voluit(naam: &Naam) -> String {
    woorden(&[&naam.voornamen, &naam.voorvoegsel, &naam.geslachtsnaam])
}

/// The three forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Vormen {
    pub(super) aanschrijfwijze: String,
    pub(super) aanhef: String,
    pub(super) lopende_tekst: String,
}

/// A title or a predicate in words.
#[derive(Clone, Copy, Debug)]
struct Titel {
    woord: &'static str,
    predicaat: bool,
    aanhef: &'static str,
}

/// By its code (table 38).
fn titel(code: &str) -> Option<Titel> {
    const HEER: &str = "Hoogwelgeboren heer";
    const VROUWE: &str = "Hoogwelgeboren vrouwe";
    let (woord, aanhef) = match code {
        "JH" => ("jonkheer", HEER),
        "JV" => ("jonkvrouw", VROUWE),
        "B" => ("baron", HEER),
        "BS" => ("barones", VROUWE),
        "G" => ("graaf", "Hooggeboren heer"),
        "GI" => ("gravin", "Hooggeboren vrouwe"),
        "H" => ("hertog", HEER),
        "HI" => ("hertogin", VROUWE),
        "M" => ("markies", HEER),
        "MI" => ("markiezin", VROUWE),
        "P" => ("prins", "Hoogheid"),
        "PS" => ("prinses", "Hoogheid"),
        "R" => ("ridder", HEER),
        _ => return None,
    };
    Some(Titel {
        woord,
        predicaat: matches!(code, "JH" | "JV"),
        aanhef,
    })
}

/// Derives the three forms.
pub(super) fn vormen(
    naam: &Naam,
    geslacht: Geslacht,
    gebruik: Naamgebruik,
    partner: Option<&Naam>,
) -> Vormen {
    let voorletters = voorletters(&naam.voornamen);
    let eigen = woorden(&[&naam.voorvoegsel, &naam.geslachtsnaam]);
    let aangetrouwd = partner.map_or_else(String::new, |partner| {
        woorden(&[&partner.voorvoegsel, &partner.geslachtsnaam])
    });
    // Without a partner's name there is only the own one.
    let gebruik = if aangetrouwd.is_empty() {
        Naamgebruik::Eigen
    } else {
        gebruik
    };
    let titel = titel(naam.titel).filter(|_| gebruik != Naamgebruik::Partner);
    let (predicaat, adel) = match titel {
        Some(titel) if titel.predicaat => (titel.woord, ""),
        Some(titel) => ("", titel.woord),
        None => ("", ""),
    };

    let begin = match gebruik {
        Naamgebruik::PartnerVoorEigen => "",
        _ => predicaat,
    };
    let achter = |eigen: &str| match gebruik {
        Naamgebruik::Eigen => eigen.to_owned(),
        Naamgebruik::PartnerNaEigen => format!("{eigen}-{aangetrouwd}"),
        Naamgebruik::Partner => aangetrouwd.clone(),
        Naamgebruik::PartnerVoorEigen => format!("{aangetrouwd}-{eigen}"),
    };
    let op_envelop = match gebruik {
        Naamgebruik::PartnerVoorEigen => achter(&woorden(&[predicaat, adel, &eigen])),
        _ => achter(&woorden(&[adel, &eigen])),
    };
    let gewoon = achter(&eigen);
    let aangesproken = match geslacht {
        Geslacht::Onbekend => gewoon.clone(),
        _ => hoofdletter(&gewoon),
    };
    let heer_of_mevrouw = |man: &str, vrouw: &str| match geslacht {
        Geslacht::Man => man.to_owned(),
        Geslacht::Vrouw => vrouw.to_owned(),
        Geslacht::Onbekend => voorletters.clone(),
    };
    Vormen {
        aanschrijfwijze: woorden(&[begin, &voorletters, &op_envelop]),
        aanhef: match titel {
            Some(titel) => titel.aanhef.to_owned(),
            None => woorden(&[
                "Geachte",
                &heer_of_mevrouw("heer", "mevrouw"),
                &aangesproken,
            ]),
        },
        lopende_tekst: match (titel, gebruik) {
            (Some(titel), Naamgebruik::Eigen | Naamgebruik::PartnerNaEigen) => {
                woorden(&[titel.woord, &hoofdletter(&gewoon)])
            }
            (titel, _) => {
                let naam = match titel {
                    Some(titel) => achter(&woorden(&[titel.woord, &eigen])),
                    None => gewoon,
                };
                let naam = match geslacht {
                    Geslacht::Onbekend => naam,
                    _ => hoofdletter(&naam),
                };
                woorden(&[&heer_of_mevrouw("de heer", "mevrouw"), &naam])
            }
        },
    }
}

/// The first letter of every given name, with a point unless the name is that letter: then what
/// follows stands apart.
pub(super) fn voorletters(voornamen: &str) -> String {
    if voornamen.trim() == "." {
        return ".".to_owned();
    }
    let mut uit = String::new();
    for naam in voornamen.split_whitespace() {
        let mut letters = naam.chars();
        let Some(letter) = letters.next() else {
            continue;
        };
        if !uit.is_empty() && !uit.ends_with('.') {
            uit.push(' ');
        }
        uit.push(letter);
        if letters.next().is_some() {
            uit.push('.');
        }
    }
    uit
}

fn woorden(delen: &[&str]) -> String {
    let delen: Vec<&str> = delen
        .iter()
        .copied()
        .filter(|deel| !deel.is_empty())
        .collect();
    delen.join(" ")
}

fn hoofdletter(tekst: &str) -> String {
    let mut letters = tekst.chars();
    match letters.next() {
        Some(eerste) => eerste.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn naam(
        voornamen: &'static str,
        titel: &'static str,
        voorvoegsel: &'static str,
        geslachtsnaam: &'static str,
    ) -> Naam {
        Naam {
            voornamen: voornamen.into(),
            titel,
            voorvoegsel: voorvoegsel.into(),
            geslachtsnaam: geslachtsnaam.into(),
        }
    }

    #[test]
    fn initials_have_a_point_unless_the_name_is_one_letter() {
        for (voornamen, letters) in [
            ("Fuut", "F."),
            ("Agaat Berk", "A.B."),
            ("Iep-Jan Kwarts", "I.K."),
            ("Suus Q", "S.Q"),
            ("J P", "J P"),
            ("Agaat B Cees", "A.B C."),
            ("A", "A"),
            (".", "."),
            ("", ""),
        ] {
            assert_eq!(voorletters(voornamen), letters, "{voornamen}");
        }
    }

    #[test]
    fn the_three_forms_follow_sex_and_use_of_names() {
        use Geslacht::{Man, Onbekend, Vrouw};
        use Naamgebruik::{Eigen, Partner, PartnerNaEigen, PartnerVoorEigen};
        let zelf = naam("Agaat Berk", "", "van de", "Merel");
        let ander = naam("", "", "op den", "Iep");
        for (geslacht, gebruik, wijze, aanhef, tekst) in [
            (
                Man,
                Eigen,
                "A.B. van de Merel",
                "Geachte heer Van de Merel",
                "de heer Van de Merel",
            ),
            (
                Vrouw,
                PartnerNaEigen,
                "A.B. van de Merel-op den Iep",
                "Geachte mevrouw Van de Merel-op den Iep",
                "mevrouw Van de Merel-op den Iep",
            ),
            (
                Vrouw,
                Partner,
                "A.B. op den Iep",
                "Geachte mevrouw Op den Iep",
                "mevrouw Op den Iep",
            ),
            (
                Onbekend,
                PartnerVoorEigen,
                "A.B. op den Iep-van de Merel",
                "Geachte A.B. op den Iep-van de Merel",
                "A.B. op den Iep-van de Merel",
            ),
        ] {
            let vormen = vormen(&zelf, geslacht, gebruik, Some(&ander));
            assert_eq!(vormen.aanschrijfwijze, wijze);
            assert_eq!(vormen.aanhef, aanhef);
            assert_eq!(vormen.lopende_tekst, tekst);
        }
        // Whose name would be used and is not known, is not used.
        let alleen = vormen(&zelf, Man, Partner, None);
        assert_eq!(alleen.aanschrijfwijze, "A.B. van de Merel");
    }

    #[test]
    fn a_title_goes_with_the_own_name() {
        use Geslacht::{Man, Vrouw};
        use Naamgebruik::{Eigen, Partner, PartnerNaEigen, PartnerVoorEigen};
        let ander = naam("", "", "van der", "Fuut");
        for (code, geslacht, gebruik, wijze, aanhef, tekst) in [
            (
                "G",
                Man,
                Eigen,
                "K. graaf van den Kwarts",
                "Hooggeboren heer",
                "graaf Van den Kwarts",
            ),
            (
                "PS",
                Vrouw,
                PartnerNaEigen,
                "K. prinses van den Kwarts-van der Fuut",
                "Hoogheid",
                "prinses Van den Kwarts-van der Fuut",
            ),
            (
                "BS",
                Vrouw,
                Partner,
                "K. van der Fuut",
                "Geachte mevrouw Van der Fuut",
                "mevrouw Van der Fuut",
            ),
            (
                "JV",
                Vrouw,
                PartnerVoorEigen,
                "K. van der Fuut-jonkvrouw van den Kwarts",
                "Hoogwelgeboren vrouwe",
                "mevrouw Van der Fuut-jonkvrouw van den Kwarts",
            ),
            (
                "JH",
                Man,
                Eigen,
                "jonkheer K. van den Kwarts",
                "Hoogwelgeboren heer",
                "jonkheer Van den Kwarts",
            ),
        ] {
            let zelf = naam("Koen", code, "van den", "Kwarts");
            let vormen = vormen(&zelf, geslacht, gebruik, Some(&ander));
            assert_eq!(vormen.aanschrijfwijze, wijze);
            assert_eq!(vormen.aanhef, aanhef);
            assert_eq!(vormen.lopende_tekst, tekst);
        }
    }
}
