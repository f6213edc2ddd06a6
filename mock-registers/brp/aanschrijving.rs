//! How somebody is addressed in a letter: salutation, name on the envelope, name in running text.
//!
//! Source: BRP Personen 2.7, `adressering.aanhef`, `aanschrijfwijze` and `gebruikInLopendeTekst`.

use super::codes::{Geslacht, Naamgebruik, Rang, Titel};
use super::naam::{achternaam, voeg_woorden_toe, voorletters};
use super::persoonslijst::Naam;

/// The three forms; a person without a usable surname has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Aanschrijving {
    /// `Geachte mevrouw Van Dalen`.
    pub(crate) aanhef: Option<String>,
    /// `M.F. van Dalen`.
    pub(crate) naam: Option<String>,
    /// `De hoogwelgeboren vrouwe`; only with a title.
    pub(crate) aanspreekvorm: Option<&'static str>,
    /// `mevrouw Van Dalen`.
    pub(crate) lopende_tekst: Option<String>,
}

/// The partner whose name counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Partner<'p> {
    /// Name as the person's own record has it.
    pub(crate) naam: &'p Naam<'p>,
    /// The relation has not been dissolved.
    pub(crate) actueel: bool,
}

/// Everything that decides the form.
struct Invoer<'p> {
    geslacht: Geslacht,
    gebruik: Naamgebruik,
    titel: Option<Titel>,
    partner: Option<Partner<'p>>,
    /// Own surname.
    eigen: String,
    /// The partner's surname, possibly empty.
    aangetrouwd: String,
    voorletters: String,
}

/// Derives the three forms.
pub(crate) fn aanschrijving(
    naam: &Naam<'_>,
    geslacht: Option<Geslacht>,
    gebruik: Option<Naamgebruik>,
    partner: Option<Partner<'_>>,
) -> Aanschrijving {
    let invoer = Invoer {
        geslacht: geslacht.unwrap_or(Geslacht::Onbekend),
        gebruik: gebruik.unwrap_or_default(),
        titel: naam.titel,
        partner,
        eigen: achternaam(naam),
        aangetrouwd: partner.map_or_else(String::new, |partner| achternaam(partner.naam)),
        voorletters: voorletters(naam).unwrap_or_default(),
    };
    if let Some(rang) = invoer.hoffelijkheidstitel() {
        return invoer.met_hoffelijkheidstitel(rang);
    }
    match invoer.titel {
        Some(titel) if !invoer.titel_vervalt(titel) => invoer.met_titel(titel),
        _ => invoer.zonder_titel(),
    }
}

impl Invoer<'_> {
    /// A woman who goes by the name of a nobleman bears his title too, unless she has a predicate.
    fn hoffelijkheidstitel(&self) -> Option<Rang> {
        let titel = self.partner?.naam.titel?;
        (self.geslacht == Geslacht::Vrouw
            && self.gebruik != Naamgebruik::Eigen
            && !self.titel.is_some_and(Titel::is_predicaat)
            && titel.geeft_hoffelijkheidstitel())
        .then_some(titel.rang)
    }

    /// The title is not used: it goes with the own name, and a woman's predicate with being unmarried.
    fn titel_vervalt(&self, titel: Titel) -> bool {
        let Some(partner) = self.partner else {
            return false;
        };
        let predicaat_van_vrouw = titel.is_predicaat() && self.geslacht == Geslacht::Vrouw;
        self.gebruik == Naamgebruik::Partner
            || (predicaat_van_vrouw && (partner.actueel || self.gebruik != Naamgebruik::Eigen))
    }

    /// Combines the own and the partner's name by naamgebruik; the own one alone without the other.
    fn combineer(&self, eigen: &str, aangetrouwd: &str) -> String {
        let (first, second) = match self.gebruik {
            _ if self.aangetrouwd.is_empty() => (eigen, ""),
            Naamgebruik::Eigen => (eigen, ""),
            Naamgebruik::Partner => (aangetrouwd, ""),
            Naamgebruik::PartnerVoor => (aangetrouwd, eigen),
            Naamgebruik::PartnerNa => (eigen, aangetrouwd),
        };
        let (first, second) = (first.trim(), second.trim());
        if first.is_empty() || second.is_empty() {
            format!("{first}{second}")
        } else {
            format!("{first}-{second}")
        }
    }

    fn achternaam(&self) -> String {
        // Without an own name there is nothing to add the partner's to.
        if self.eigen.is_empty() && self.gebruik != Naamgebruik::Partner {
            return String::new();
        }
        self.combineer(&self.eigen, &self.aangetrouwd)
    }

    fn zonder_titel(&self) -> Aanschrijving {
        let naam = self.achternaam();
        if naam.is_empty() {
            return Aanschrijving::default();
        }
        Aanschrijving {
            aanhef: Some(self.gewone_aanhef(&naam)),
            naam: Some(hoofdletter(&woorden(&[&self.voorletters, &naam]))),
            aanspreekvorm: None,
            lopende_tekst: Some(self.gewone_lopende_tekst(&naam)),
        }
    }

    fn gewone_aanhef(&self, naam: &str) -> String {
        match self.geslacht {
            Geslacht::Man => format!("Geachte heer {}", hoofdletter(naam)),
            Geslacht::Vrouw => format!("Geachte mevrouw {}", hoofdletter(naam)),
            Geslacht::Onbekend if self.voorletters.is_empty() => {
                format!("Geachte {}", hoofdletter(naam))
            }
            Geslacht::Onbekend => format!("Geachte {} {naam}", self.voorletters),
        }
    }

    fn gewone_lopende_tekst(&self, naam: &str) -> String {
        match self.geslacht {
            Geslacht::Man => format!("de heer {}", hoofdletter(naam)),
            Geslacht::Vrouw => format!("mevrouw {}", hoofdletter(naam)),
            Geslacht::Onbekend if self.voorletters.is_empty() => hoofdletter(naam),
            Geslacht::Onbekend => format!("{} {naam}", self.voorletters),
        }
    }

    /// The own title's word; empty for a person of unknown sex and for a woman who is a ridder.
    fn titelwoord(&self) -> &'static str {
        match (self.titel, self.geslacht) {
            (Some(titel), Geslacht::Man) => titel.rang.woord(false),
            (Some(titel), Geslacht::Vrouw) if titel.rang != Rang::Ridder => titel.rang.woord(true),
            _ => "",
        }
    }

    fn met_titel(&self, titel: Titel) -> Aanschrijving {
        let woord = self.titelwoord();
        let getiteld = woorden(&[woord, &self.eigen]);
        let naam = if titel.is_predicaat() && self.gebruik != Naamgebruik::PartnerVoor
            || titel.is_predicaat() && self.aangetrouwd.is_empty()
        {
            let naam = self.combineer(&self.eigen, &self.aangetrouwd);
            woorden(&[&hoofdletter(woord), &self.voorletters, &naam])
        } else {
            woorden(&[
                &self.voorletters,
                &self.combineer(&getiteld, &self.aangetrouwd),
            ])
        };
        let gewoon = self.achternaam();
        let lopende_tekst = if woord.is_empty() {
            self.gewone_lopende_tekst(&gewoon)
        } else {
            let combinatie = self.combineer(&getiteld, &self.aangetrouwd);
            match self.geslacht {
                _ if combinatie.starts_with(woord) => combinatie,
                Geslacht::Vrouw => format!("mevrouw {}", hoofdletter(&combinatie)),
                _ => format!("de heer {}", hoofdletter(&combinatie)),
            }
        };
        Aanschrijving {
            aanhef: Some(match aanhef(titel.rang, self.geslacht) {
                Some(aanhef) => aanhef.to_owned(),
                None => self.gewone_aanhef(&gewoon),
            }),
            naam: Some(naam),
            aanspreekvorm: match (titel.rang, self.geslacht) {
                (Rang::Ridder, Geslacht::Vrouw) => None,
                (rang, geslacht) => aanspreekvorm(rang, geslacht),
            },
            lopende_tekst: Some(lopende_tekst),
        }
    }

    fn met_hoffelijkheidstitel(&self, rang: Rang) -> Aanschrijving {
        let van_partner = if self.aangetrouwd.is_empty() {
            String::new()
        } else {
            woorden(&[rang.woord(true), &self.aangetrouwd])
        };
        let getiteld = woorden(&[self.titelwoord(), &self.eigen]);
        let combinatie = self.combineer(&getiteld, &van_partner);
        let begint_met_titel = ["barones", "gravin", "hertogin", "markiezin", "prinses"]
            .iter()
            .any(|titel| combinatie.starts_with(titel));
        Aanschrijving {
            aanhef: aanhef(rang, Geslacht::Vrouw).map(str::to_owned),
            naam: Some(woorden(&[&self.voorletters, &combinatie])),
            aanspreekvorm: aanspreekvorm(rang, Geslacht::Vrouw)
                .filter(|_| !self.aangetrouwd.is_empty()),
            lopende_tekst: Some(if begint_met_titel {
                combinatie
            } else {
                format!("mevrouw {}", hoofdletter(&combinatie))
            }),
        }
    }
}

fn aanhef(rang: Rang, geslacht: Geslacht) -> Option<&'static str> {
    Some(match (rang, geslacht) {
        (Rang::Prins, _) => "Hoogheid",
        (_, Geslacht::Onbekend) => return None,
        (Rang::Graaf, Geslacht::Man) => "Hooggeboren heer",
        (Rang::Graaf, Geslacht::Vrouw) => "Hooggeboren vrouwe",
        (_, Geslacht::Man) => "Hoogwelgeboren heer",
        (_, Geslacht::Vrouw) => "Hoogwelgeboren vrouwe",
    })
}

fn aanspreekvorm(rang: Rang, geslacht: Geslacht) -> Option<&'static str> {
    Some(match aanhef(rang, geslacht)? {
        "Hoogheid" => "De hoogheid",
        "Hooggeboren heer" => "De hooggeboren heer",
        "Hooggeboren vrouwe" => "De hooggeboren vrouwe",
        "Hoogwelgeboren heer" => "De hoogwelgeboren heer",
        _ => "De hoogwelgeboren vrouwe",
    })
}

/// Parts with one space between them, empty ones left out.
fn woorden(parts: &[&str]) -> String {
    let mut out = String::with_capacity(48);
    for part in parts {
        voeg_woorden_toe(&mut out, part);
    }
    out
}

/// First letter as a capital, the rest untouched.
fn hoofdletter(text: &str) -> String {
    let mut letters = text.chars();
    let mut out = String::with_capacity(text.len() + 1);
    if let Some(first) = letters.next() {
        out.extend(first.to_uppercase());
        out.push_str(letters.as_str());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

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

    /// `geslacht naamgebruik`, own name, partner's name and whether that relation goes on.
    fn forms(code: &str, naam: &Naam<'_>, partner: Option<(&Naam<'_>, bool)>) -> [String; 4] {
        let (geslacht, gebruik) = code.split_at(1);
        let partner = partner.map(|(naam, actueel)| Partner { naam, actueel });
        let out = aanschrijving(
            naam,
            Geslacht::parse(geslacht),
            Naamgebruik::parse(gebruik),
            partner,
        );
        [
            out.aanhef.unwrap_or_default(),
            out.naam.unwrap_or_default(),
            out.aanspreekvorm.unwrap_or_default().to_owned(),
            out.lopende_tekst.unwrap_or_default(),
        ]
    }

    #[test]
    fn only_the_first_prefix_gets_a_capital() {
        let own = naam("Ida Wies", "", "ter", "Linden");
        let partner = naam("Bas", "", "van de", "Kreek");
        assert_eq!(
            forms("VV", &own, Some((&partner, true))),
            [
                "Geachte mevrouw Van de Kreek-ter Linden",
                "I.W. van de Kreek-ter Linden",
                "",
                "mevrouw Van de Kreek-ter Linden"
            ]
        );
        assert_eq!(forms("ME", &own, None)[0], "Geachte heer Ter Linden");
    }

    #[test]
    fn a_person_without_surname_gets_no_salutation() {
        assert_eq!(
            forms("VE", &naam("Ida", "", "", "."), None),
            ["", "", "", ""]
        );
        let partner = naam("", "", "", "Kreek");
        assert_eq!(
            forms("VV", &naam("Ida", "", "", ""), Some((&partner, true)))[0],
            ""
        );
        assert_eq!(
            forms("VP", &naam("Ida", "", "", ""), Some((&partner, true)))[0],
            "Geachte mevrouw Kreek"
        );
    }

    #[test]
    fn without_a_partners_name_the_own_name_stands_alone() {
        let own = naam("Ida", "", "", "Linden");
        assert_eq!(forms("VP", &own, None)[1], "I. Linden");
        assert_eq!(
            forms("VN", &own, Some((&naam("Bas", "", "", "."), true)))[1],
            "I. Linden"
        );
    }

    #[test]
    fn unknown_sex_is_addressed_by_initials() {
        let own = naam("Robin", "", "de", "Wit");
        assert_eq!(
            forms("OE", &own, None),
            ["Geachte R. de Wit", "R. de Wit", "", "R. de Wit"]
        );
        let own = naam("", "", "de", "Wit");
        assert_eq!(
            forms("OE", &own, None),
            ["Geachte De Wit", "De Wit", "", "De Wit"]
        );
    }

    #[test]
    fn a_title_goes_with_the_own_name() {
        let own = naam("Otto", "M", "van", "Zand");
        let partner = naam("Eef", "", "de", "Bie");
        assert_eq!(
            forms("MV", &own, Some((&partner, true))),
            [
                "Hoogwelgeboren heer",
                "O. de Bie-markies van Zand",
                "De hoogwelgeboren heer",
                "de heer De Bie-markies van Zand"
            ]
        );
        assert_eq!(
            forms("MP", &own, Some((&partner, true))),
            ["Geachte heer De Bie", "O. de Bie", "", "de heer De Bie"]
        );
    }

    #[test]
    fn a_predicate_goes_before_the_initials() {
        let own = naam("Otto", "JH", "van", "Zand");
        let partner = naam("Eef", "", "de", "Bie");
        assert_eq!(
            forms("MN", &own, Some((&partner, true)))[1],
            "Jonkheer O. van Zand-de Bie"
        );
        assert_eq!(
            forms("MV", &own, Some((&partner, true)))[1],
            "O. de Bie-jonkheer van Zand"
        );
        let vrouw = naam("Ada", "JV", "van", "Zand");
        assert_eq!(forms("VE", &vrouw, None)[1], "Jonkvrouw A. van Zand");
        assert_eq!(
            forms("VE", &vrouw, Some((&partner, true)))[1],
            "A. van Zand"
        );
        assert_eq!(
            forms("VE", &vrouw, Some((&partner, false)))[1],
            "Jonkvrouw A. van Zand"
        );
        assert_eq!(
            forms("VN", &vrouw, Some((&partner, false)))[1],
            "A. van Zand-de Bie"
        );
    }

    #[test]
    fn a_wife_bears_the_title_with_the_name_she_goes_by() {
        let own = naam("Ada", "", "", "Blom");
        let partner = naam("Otto", "P", "van", "Zand");
        assert_eq!(
            forms("VV", &own, Some((&partner, true))),
            [
                "Hoogheid",
                "A. prinses van Zand-Blom",
                "De hoogheid",
                "prinses van Zand-Blom"
            ]
        );
        assert_eq!(
            forms("VE", &own, Some((&partner, true)))[0],
            "Geachte mevrouw Blom"
        );
        assert_eq!(
            forms("MV", &own, Some((&partner, true)))[0],
            "Geachte heer Van Zand-Blom"
        );
    }

    #[test]
    fn a_woman_who_is_a_ridder_keeps_the_salutation_only() {
        let own = naam("Ada", "R", "", "Zand");
        assert_eq!(
            forms("VE", &own, None),
            ["Hoogwelgeboren vrouwe", "A. Zand", "", "mevrouw Zand"]
        );
        assert_eq!(forms("OE", &own, None)[0], "Geachte A. Zand");
    }
}
