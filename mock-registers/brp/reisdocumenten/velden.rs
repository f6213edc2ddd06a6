//! `fields` of travel documents: which paths exist, and what they select.
//!
//! Source: BRP Reisdocumenten 2.0, `fields`. A path names a group, a value, or a member of a date or
//! code table, which selects the whole value. Other than with persons, what stands below a value is
//! checked.

use crate::brp::velden::Veldfout;

/// A value that can be delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Veld {
    Reisdocumentnummer,
    Soort,
    DatumEindeGeldigheid,
    InhoudingDatum,
    InhoudingAanduiding,
    HouderBurgerservicenummer,
}

/// What may stand below a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Vorm {
    Enkel,
    Datum,
    Waardetabel,
}

const PADEN: [(Veld, &str, Vorm); 6] = [
    (Veld::Reisdocumentnummer, "reisdocumentnummer", Vorm::Enkel),
    (Veld::Soort, "soort", Vorm::Waardetabel),
    (
        Veld::DatumEindeGeldigheid,
        "datumEindeGeldigheid",
        Vorm::Datum,
    ),
    (
        Veld::InhoudingDatum,
        "inhoudingOfVermissing.datum",
        Vorm::Datum,
    ),
    (
        Veld::InhoudingAanduiding,
        "inhoudingOfVermissing.aanduiding",
        Vorm::Waardetabel,
    ),
    (
        Veld::HouderBurgerservicenummer,
        "houder.burgerservicenummer",
        Vorm::Enkel,
    ),
];

/// Parts of paths that are delivered without asking. They are sought anywhere in the text.
const VERBODEN: [&str; 5] = [
    "houder.geheimhoudingPersoonsgegevens",
    "houder.inOnderzoek",
    "houder.opschortingBijhouding",
    "inhoudingOfVermissing.inOnderzoek",
    "inOnderzoek",
];

impl Vorm {
    fn leden(self) -> &'static [&'static str] {
        match self {
            Self::Enkel => &[],
            Self::Datum => &["datum", "jaar", "langFormaat", "maand", "onbekend", "type"],
            Self::Waardetabel => &["code", "omschrijving"],
        }
    }
}

/// A set of values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Velden(u8);

impl Velden {
    /// Whether this value is in it.
    pub(crate) fn heeft(self, veld: Veld) -> bool {
        self.0 & (1 << veld as u8) != 0
    }

    /// The elements behind what was asked for, in ascending order.
    pub(crate) fn rubrieken(self) -> Vec<&'static str> {
        [
            (Veld::HouderBurgerservicenummer, "010120"),
            (Veld::Soort, "123510"),
            (Veld::Reisdocumentnummer, "123520"),
            (Veld::DatumEindeGeldigheid, "123550"),
            (Veld::InhoudingDatum, "123560"),
            (Veld::InhoudingAanduiding, "123570"),
        ]
        .into_iter()
        .filter(|(veld, _)| self.heeft(*veld))
        .map(|(_, rubriek)| rubriek)
        .collect()
    }

    /// Adds what one path selects.
    ///
    /// # Errors
    /// [`Veldfout`] when the path is not legal; nothing is added then.
    pub(crate) fn verzamel(&mut self, pad: &str) -> Result<(), Veldfout> {
        if VERBODEN.iter().any(|deel| pad.contains(deel)) {
            return Err(Veldfout::NietToegestaan);
        }
        let voor = self.0;
        let mut gevonden = false;
        for (veld, eigen, vorm) in PADEN {
            if kiest(pad, eigen, vorm) {
                self.0 |= 1 << veld as u8;
                gevonden = true;
            }
        }
        if gevonden {
            return Ok(());
        }
        self.0 = voor;
        Err(Veldfout::NietBestaand)
    }
}

/// Whether a path selects the value: it is the value, the group around it, or a member of it.
fn kiest(pad: &str, eigen: &str, vorm: Vorm) -> bool {
    if let Some(onder) = pad.strip_prefix(eigen) {
        return onder.is_empty()
            || onder
                .strip_prefix('.')
                .is_some_and(|lid| vorm.leden().contains(&lid));
    }
    eigen
        .strip_prefix(pad)
        .is_some_and(|rest| rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every path that can be legal.
    fn paden() -> Vec<String> {
        let mut paden: Vec<String> = PADEN
            .iter()
            .flat_map(|(_, pad, vorm)| {
                let leden = vorm.leden().iter().map(move |lid| format!("{pad}.{lid}"));
                let groep = pad.split_once('.').map(|(groep, _)| groep.to_owned());
                leden.chain([(*pad).to_owned()]).chain(groep)
            })
            .collect();
        paden.sort();
        paden.dedup();
        paden
    }

    #[test]
    fn the_legal_paths_are_the_published_ones() {
        let Some(folder) = crate::brp::tests::shared() else {
            return;
        };
        let text = std::fs::read_to_string(folder.join("registers/brp-fields.json")).unwrap();
        let published: serde_json::Value = serde_json::from_str(&text).unwrap();
        let expected: Vec<String> =
            serde_json::from_value(published["reisdocumenten"]["alle_typen"].clone()).unwrap();
        assert_eq!(paden(), expected);
        let forbidden: Vec<String> =
            serde_json::from_value(published["reisdocumenten"]["verboden_deelteksten"].clone())
                .unwrap();
        assert_eq!(forbidden, VERBODEN);
    }

    #[test]
    fn every_path_selects_and_no_other() {
        for pad in paden() {
            assert_eq!(Velden::default().verzamel(&pad), Ok(()), "{pad}");
        }
        let fout = |pad| Velden::default().verzamel(pad).unwrap_err();
        for pad in [
            "",
            "soort.jaar",
            "houde",
            "houder.naam",
            "reisdocumentnummer.code",
            "Soort",
        ] {
            assert_eq!(fout(pad), Veldfout::NietBestaand, "{pad}");
        }
        for pad in ["inOnderzoek", "houder.inOnderzoek.x", "xinOnderzoeky"] {
            assert_eq!(fout(pad), Veldfout::NietToegestaan, "{pad}");
        }
    }

    #[test]
    fn a_group_selects_all_of_it_and_a_member_its_value() {
        let mut velden = Velden::default();
        velden.verzamel("inhoudingOfVermissing").unwrap();
        assert!(velden.heeft(Veld::InhoudingDatum) && velden.heeft(Veld::InhoudingAanduiding));
        assert!(!velden.heeft(Veld::Soort));
        velden.verzamel("soort.code").unwrap();
        assert!(velden.heeft(Veld::Soort));
    }
}
