//! Legal forms and activities.

use crate::tables::SBI;

/// The legal form of a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the trade register's own")]
pub enum Rechtsvorm {
    Eenmanszaak,
    Maatschap,
    VennootschapOnderFirma,
    CommanditaireVennootschap,
    BeslotenVennootschap,
    NaamlozeVennootschap,
    Cooperatie,
    Vereniging,
    Stichting,
    VerenigingVanEigenaars,
    Kerkgenootschap,
    PubliekrechtelijkeRechtspersoon,
}

impl Rechtsvorm {
    /// All of them.
    pub const ALLE: [Self; 12] = [
        Self::Eenmanszaak,
        Self::Maatschap,
        Self::VennootschapOnderFirma,
        Self::CommanditaireVennootschap,
        Self::BeslotenVennootschap,
        Self::NaamlozeVennootschap,
        Self::Cooperatie,
        Self::Vereniging,
        Self::Stichting,
        Self::VerenigingVanEigenaars,
        Self::Kerkgenootschap,
        Self::PubliekrechtelijkeRechtspersoon,
    ];

    /// The words of the trade register.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Eenmanszaak => "Eenmanszaak",
            Self::Maatschap => "Maatschap",
            Self::VennootschapOnderFirma => "Vennootschap onder firma",
            Self::CommanditaireVennootschap => "Commanditaire vennootschap",
            Self::BeslotenVennootschap => "Besloten Vennootschap",
            Self::NaamlozeVennootschap => "Naamloze Vennootschap",
            Self::Cooperatie => "Coöperatie",
            Self::Vereniging => "Vereniging",
            Self::Stichting => "Stichting",
            Self::VerenigingVanEigenaars => "Vereniging van Eigenaars",
            Self::Kerkgenootschap => "Kerkgenootschap",
            Self::PubliekrechtelijkeRechtspersoon => "Publiekrechtelijke rechtspersoon",
        }
    }

    /// Whether it has an RSIN: every form but that of one person.
    pub const fn heeft_rsin(self) -> bool {
        !matches!(self, Self::Eenmanszaak)
    }

    /// Whether it is a legal person, with a statutory name.
    pub const fn is_rechtspersoon(self) -> bool {
        !matches!(
            self,
            Self::Eenmanszaak
                | Self::Maatschap
                | Self::VennootschapOnderFirma
                | Self::CommanditaireVennootschap
        )
    }
}

/// An activity of the standard classification (SBI 2008).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sbi {
    row: &'static (u32, &'static str, &'static str, u32, &'static str),
}

impl Sbi {
    /// Four digits.
    pub fn code(self) -> String {
        format!("{:04}", self.row.0)
    }

    /// What it is.
    pub fn omschrijving(self) -> &'static str {
        self.row.1
    }

    /// The activity with this code of four digits.
    pub fn parse(code: &str) -> Option<Self> {
        let row = SBI.iter().find(|row| format!("{:04}", row.0) == code)?;
        Some(Self { row })
    }

    /// Words for in a name.
    pub(super) fn woorden(self) -> impl Iterator<Item = &'static str> {
        self.row.4.split('|')
    }

    pub(super) fn met_code(code: u32) -> Self {
        Self {
            row: SBI.iter().find(|row| row.0 == code).unwrap_or(&SBI[0]),
        }
    }

    /// An activity that fits a place: `h` at home, `w` shop, `k` office, `i` industry, `b` assembly,
    /// `g` care, `o` education, `s` sport, `l` lodging, `v` other.
    pub(super) fn draw(plaats: char, draw: u64) -> Self {
        let fits = || SBI.iter().filter(|row| row.2.contains(plaats));
        let total: u64 = fits().map(|row| u64::from(row.3)).sum();
        let mut mark = draw % total.max(1);
        for row in fits() {
            if mark < u64::from(row.3) {
                return Self { row };
            }
            mark -= u64::from(row.3);
        }
        Self::met_code(7022)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_activities_and_every_activity_words() {
        for plaats in "hwkibgoslvxy".chars() {
            assert!(SBI.iter().any(|row| row.2.contains(plaats)), "{plaats}");
        }
        for row in SBI {
            assert!(
                !row.4.is_empty() && row.3 > 0 && row.0 < 10_000,
                "{}",
                row.0
            );
        }
    }
}
