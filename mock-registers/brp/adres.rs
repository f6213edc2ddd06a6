//! Where somebody lives: the sort of residence, and the address as lines on an envelope.
//!
//! Source: BRP Personen 2.7, `verblijfplaats.type` and `adressering.adresregel1–3`.

use super::codes::{self, NEDERLAND, Waarde};
use super::persoonslijst::{Verblijf, bekend};

/// The four sorts of residence; `type` in the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Soort {
    /// A street address in the Netherlands.
    Adres,
    /// A place in the Netherlands that is described in words.
    Locatie,
    /// A known country.
    Buitenland,
    /// An unknown country.
    Onbekend,
}

impl Soort {
    /// What is registered decides, in this order: country, street, description.
    pub(crate) fn van(verblijf: &Verblijf<'_>) -> Option<Self> {
        match verblijf.land {
            Some(0) => Some(Self::Onbekend),
            Some(_) => Some(Self::Buitenland),
            // An unknown street (`.`) is a street still.
            None if verblijf.straat.is_some() => Some(Self::Adres),
            None if verblijf.locatie.is_some() => Some(Self::Locatie),
            None => None,
        }
    }

    /// The discriminator.
    pub(crate) fn naam(self) -> &'static str {
        match self {
            Self::Adres => "Adres",
            Self::Locatie => "Locatie",
            Self::Buitenland => "VerblijfplaatsBuitenland",
            Self::Onbekend => "VerblijfplaatsOnbekend",
        }
    }

    /// In the Netherlands.
    pub(crate) fn binnenland(self) -> bool {
        matches!(self, Self::Adres | Self::Locatie)
    }
}

/// Address lines, and the country when it is not the Netherlands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Adresregels<'a> {
    /// Street and number, description, or first line abroad.
    pub(crate) regel1: Option<String>,
    /// Postcode, two spaces and place in capitals, or second line abroad.
    pub(crate) regel2: Option<String>,
    /// Third line abroad.
    pub(crate) regel3: Option<String>,
    /// Country abroad.
    pub(crate) land: Option<Waarde<'a>>,
}

/// Derives the address lines; empty when the residence gives none. `gemeente` is the name of the
/// municipality, for a residence without a place name.
pub(crate) fn adresregels<'a>(verblijf: &Verblijf<'_>, gemeente: Option<&str>) -> Adresregels<'a> {
    let straat = bekend(verblijf.straat.as_ref()).filter(|_| verblijf.huisnummer.is_some());
    regels(verblijf, straat, gemeente)
}

/// The same, but a street without a house number gives address lines too. One whose number is
/// registered as unknown does not.
pub(crate) fn adresregels_met_straat<'a>(
    verblijf: &Verblijf<'_>,
    gemeente: Option<&str>,
) -> Adresregels<'a> {
    regels(verblijf, bekend(verblijf.straat.as_ref()), gemeente)
}

fn regels<'a>(
    verblijf: &Verblijf<'_>,
    straat: Option<&str>,
    gemeente: Option<&str>,
) -> Adresregels<'a> {
    if let Some(straat) = straat.filter(|_| verblijf.huisnummer != Some(0)) {
        return Adresregels {
            regel1: Some(straatregel(straat, verblijf)),
            regel2: plaatsregel(verblijf, gemeente),
            ..Adresregels::default()
        };
    }
    if let Some(locatie) = bekend(verblijf.locatie.as_ref()) {
        return Adresregels {
            regel1: Some(locatie.to_owned()),
            regel2: gemeente.map(str::to_uppercase),
            ..Adresregels::default()
        };
    }
    let regel = |nth: usize| bekend(verblijf.regels[nth].as_ref()).map(str::to_owned);
    match verblijf.land {
        Some(land @ 1..) if (0..3).any(|nth| regel(nth).is_some()) => Adresregels {
            regel1: regel(0),
            regel2: regel(1),
            regel3: regel(2),
            land: (land != NEDERLAND).then(|| codes::land(land)),
        },
        _ => Adresregels::default(),
    }
}

fn straatregel(straat: &str, verblijf: &Verblijf<'_>) -> String {
    let mut out = String::with_capacity(straat.len() + 16);
    out.push_str(straat);
    match verblijf.aanduiding.as_deref() {
        Some("to") => out.push_str(" t/o"),
        Some("by") => out.push_str(" bij"),
        _ => {}
    }
    if let Some(huisnummer) = verblijf.huisnummer {
        out.push(' ');
        out.push_str(&huisnummer.to_string());
    }
    let letter = bekend(verblijf.huisletter.as_ref());
    if let Some(letter) = letter {
        out.push(' ');
        out.push_str(letter);
    }
    if let Some(toevoeging) = bekend(verblijf.huisnummertoevoeging.as_ref()) {
        if letter.is_none() {
            let cijfer = toevoeging.starts_with(|c: char| c.is_ascii_digit());
            out.push(if cijfer { '-' } else { ' ' });
        }
        out.push_str(toevoeging);
    }
    out
}

fn plaatsregel(verblijf: &Verblijf<'_>, gemeente: Option<&str>) -> Option<String> {
    let postcode = bekend(verblijf.postcode.as_ref())?;
    let (cijfers, letters) = postcode.split_at_checked(4)?;
    let plaats = bekend(verblijf.woonplaats.as_ref())
        .or(gemeente)
        .unwrap_or_default();
    let regel = format!("{cijfers} {}  {}", letters.trim(), plaats.to_uppercase());
    Some(regel.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn huis(letter: &'static str, toevoeging: &'static str, aanduiding: &'static str) -> String {
        let text = |text: &'static str| (!text.is_empty()).then(|| text.into());
        let verblijf = Verblijf {
            straat: text("Zandpad"),
            huisnummer: Some(7),
            huisletter: text(letter),
            huisnummertoevoeging: text(toevoeging),
            aanduiding: text(aanduiding),
            ..Verblijf::default()
        };
        adresregels(&verblijf, None).regel1.unwrap()
    }

    #[test]
    fn letter_and_addition_go_behind_the_number() {
        assert_eq!(huis("", "", ""), "Zandpad 7");
        assert_eq!(huis("B", "", ""), "Zandpad 7 B");
        assert_eq!(huis("B", "iv", ""), "Zandpad 7 Biv");
        assert_eq!(huis("B", "2", ""), "Zandpad 7 B2");
        assert_eq!(huis("", "2e", ""), "Zandpad 7-2e");
        assert_eq!(huis("", "bis", ""), "Zandpad 7 bis");
    }

    #[test]
    fn opposite_and_near_stand_before_the_number() {
        assert_eq!(huis("", "", "to"), "Zandpad t/o 7");
        assert_eq!(huis("", "", "by"), "Zandpad bij 7");
    }

    #[test]
    fn a_street_without_a_number_counts_in_histories_alone() {
        let mut verblijf = Verblijf {
            straat: Some("Zandpad".into()),
            postcode: Some("1399ZZ".into()),
            ..Verblijf::default()
        };
        let met_straat = |verblijf: &Verblijf<'_>| adresregels_met_straat(verblijf, Some("Bergem"));
        assert_eq!(adresregels(&verblijf, None), Adresregels::default());
        let regels = met_straat(&verblijf);
        assert_eq!(regels.regel1.as_deref(), Some("Zandpad"));
        assert_eq!(regels.regel2.as_deref(), Some("1399 ZZ  BERGEM"));
        verblijf.huisnummer = Some(0);
        assert_eq!(met_straat(&verblijf), Adresregels::default());
        verblijf.huisnummer = Some(7);
        assert_eq!(
            met_straat(&verblijf),
            adresregels(&verblijf, Some("Bergem"))
        );
    }

    #[test]
    fn two_spaces_separate_postcode_and_place() {
        let mut verblijf = Verblijf {
            straat: Some("Zandpad".into()),
            huisnummer: Some(7),
            postcode: Some("1399ZZ".into()),
            woonplaats: Some("Bergem".into()),
            ..Verblijf::default()
        };
        let regel2 = |verblijf: &Verblijf<'_>| adresregels(verblijf, Some("Testerbroek")).regel2;
        assert_eq!(regel2(&verblijf).as_deref(), Some("1399 ZZ  BERGEM"));
        verblijf.woonplaats = None;
        assert_eq!(regel2(&verblijf).as_deref(), Some("1399 ZZ  TESTERBROEK"));
        verblijf.postcode = None;
        assert_eq!(regel2(&verblijf), None);
    }

    #[test]
    fn a_description_takes_the_municipality_and_abroad_takes_the_country() {
        let locatie = Verblijf {
            locatie: Some("Woonboot achter de sluis".into()),
            ..Verblijf::default()
        };
        let regels = adresregels(&locatie, Some("Testerbroek"));
        assert_eq!(regels.regel1.as_deref(), Some("Woonboot achter de sluis"));
        assert_eq!(regels.regel2.as_deref(), Some("TESTERBROEK"));
        let mut elders = Verblijf {
            land: Some(5010),
            regels: [None, Some("9000 Gent".into()), None],
            ..Verblijf::default()
        };
        let regels = adresregels(&elders, None);
        assert_eq!(
            (regels.regel1, regels.regel2.as_deref()),
            (None, Some("9000 Gent"))
        );
        assert!(regels.land.is_some());
        elders.land = Some(0);
        assert_eq!(adresregels(&elders, None), Adresregels::default());
    }

    #[test]
    fn country_goes_before_street_and_street_before_description() {
        let mut verblijf = Verblijf::default();
        assert_eq!(Soort::van(&verblijf), None);
        verblijf.locatie = Some("Ligplaats".into());
        assert_eq!(Soort::van(&verblijf), Some(Soort::Locatie));
        verblijf.straat = Some(".".into());
        assert_eq!(Soort::van(&verblijf), Some(Soort::Adres));
        verblijf.land = Some(5010);
        assert_eq!(Soort::van(&verblijf), Some(Soort::Buitenland));
        verblijf.land = Some(0);
        assert_eq!(
            Soort::van(&verblijf).map(Soort::naam),
            Some("VerblijfplaatsOnbekend")
        );
    }
}
