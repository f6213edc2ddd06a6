//! The fixed cast: hand-written people in every world, the same in every seed and size.
//!
//! Each persona exists for a reason, said in `toont`. The people around them (a partner, a child)
//! are part of the cast too, without a story of their own.

#[cfg(test)]
#[expect(
    clippy::print_stdout,
    reason = "the coverage is printed for whoever asks"
)]
mod dekking;
pub(crate) mod goederen;
mod leden;

use crate::date::{Day, GbaDatum};
use crate::identifiers::{Bsn, Reisdocumentnummer};

pub(crate) use leden::{CAST, HOMES};

/// A place in the cast.
pub(crate) type Lid = u8;

/// Where a residence is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Plek {
    /// An address of the cast.
    Adres(u32),
    /// Abroad: country, three lines.
    Buitenland(u16, [&'static str; 3]),
    /// A place that is described.
    Locatie(&'static str),
    /// Gone, nobody knows where.
    Onbekend,
}

/// A parent.
#[derive(Clone, Copy, Debug)]
pub(crate) enum CastOuder {
    /// Not registered.
    Geen,
    /// A member of the cast.
    Lid(Lid),
    /// Known by name only: given names, prefix, surname, sex, date of birth.
    Gegevens(&'static str, &'static str, &'static str, char, GbaDatum),
}

/// A marriage or registered partnership.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CastVerbintenis {
    pub(crate) partner: Lid,
    /// `H` marriage, `P` registered partnership.
    pub(crate) soort: char,
    pub(crate) aangaan: GbaDatum,
    /// Day and reason (table 41), when it has ended.
    pub(crate) ontbinding: Option<(GbaDatum, char)>,
}

/// What is special about somebody. Dates are source dates; codes are those of the LO3 tables.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Bijzonder {
    /// Indicatie geheim, 1 to 7.
    Geheim(u8),
    /// Day, municipality, country.
    Overleden(GbaDatum, u16, u16),
    /// Reason and day of suspension.
    Opschorting(char, GbaDatum),
    /// Participant and treaty, for categories persoon and verblijfplaats.
    Rni(u16, &'static str),
    /// Day and description of verification.
    Verificatie(GbaDatum, &'static str),
    /// Code, reason, since. Replaces the Dutch nationality that others have.
    Nationaliteit(u16, u16, GbaDatum),
    /// One that is no longer held: code, reason, since, until.
    EerdereNationaliteit(u16, u16, GbaDatum, GbaDatum),
    /// `B` or `V`, since.
    Nederlanderschap(char, GbaDatum),
    /// Code, since, until (zero: open).
    Verblijfstitel(u8, GbaDatum, GbaDatum),
    /// Excluded from voting, until.
    UitgeslotenKiesrecht(GbaDatum),
    /// European franchise: 1 excluded, 2 called up; excluded until.
    EuropeesKiesrecht(u8, Option<GbaDatum>),
    /// Under curatele.
    Curatele,
    /// Court decision on authority over a minor: `1`, `2`, `12`, `1D`, `2D`, `D`; since.
    Gezag(&'static str, GbaDatum),
    /// Country of origin, day of settling.
    Immigratie(u16, GbaDatum),
    /// Element under investigation, since.
    Onderzoek(&'static str, GbaDatum),
    /// `E`, `P`, `V` or `N`.
    Naamgebruik(char),
    /// The address is a postal one only.
    Briefadres,
    /// Sort, number, expiry; when and how it was withheld.
    Reisdocument(
        &'static str,
        Reisdocumentnummer,
        GbaDatum,
        Option<(GbaDatum, char)>,
    ),
    /// Parent 1 or 2 became so later: sort of deed (table 39), since.
    Ouderschap(u8, char, GbaDatum),
    /// Sort of the person's own deed (table 39).
    Akte(char),
    /// `to` or `by`.
    BijHuisnummer(&'static str),
    /// An earlier residence, and since when; newest first.
    Eerder(Plek, GbaDatum),
    /// Born elsewhere: place as registered (four digits, or a foreign name), country.
    Geboren(&'static str, u16),
}

/// A member of the cast.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CastPersoon {
    pub(crate) bsn: Bsn,
    pub(crate) voornamen: &'static str,
    pub(crate) voorvoegsel: &'static str,
    pub(crate) geslachtsnaam: &'static str,
    /// Code of title or predicate (table 38), or empty.
    pub(crate) titel: &'static str,
    /// `M`, `V` or `O`.
    pub(crate) geslacht: char,
    pub(crate) geboorte: GbaDatum,
    pub(crate) ouders: [CastOuder; 2],
    pub(crate) verbintenissen: &'static [CastVerbintenis],
    /// Place in [`HOMES`].
    pub(crate) huishouden: u32,
    pub(crate) plek: Plek,
    pub(crate) sinds: GbaDatum,
    pub(crate) bijzonder: &'static [Bijzonder],
    pub(crate) persona: Option<Persona>,
}

/// A person with a story.
#[derive(Clone, Copy, Debug)]
pub struct Persona {
    sleutel: &'static str,
    verhaal: &'static str,
    story: &'static str,
    toont: &'static [&'static str],
    lid: Lid,
}

/// A member of the cast without anything special: number, the parts of the name, sex, birth,
/// household and address, living there since.
const fn lid(
    bsn: u32,
    naam: [&'static str; 3],
    geslacht: char,
    geboorte: GbaDatum,
    (huishouden, adres): (u32, u32),
    sinds: GbaDatum,
) -> CastPersoon {
    let [voornamen, voorvoegsel, geslachtsnaam] = naam;
    CastPersoon {
        bsn: Bsn::of(bsn),
        voornamen,
        voorvoegsel,
        geslachtsnaam,
        titel: "",
        geslacht,
        geboorte,
        ouders: [CastOuder::Geen; 2],
        verbintenissen: &[],
        huishouden,
        plek: Plek::Adres(adres),
        sinds,
        bijzonder: &[],
        persona: None,
    }
}

impl Persona {
    const fn nieuw(
        sleutel: &'static str,
        verhaal: &'static str,
        story: &'static str,
        toont: &'static [&'static str],
    ) -> Self {
        Self {
            sleutel,
            verhaal,
            story,
            toont,
            lid: 0,
        }
    }

    /// Name in scenarios: `sanne-de-wit`.
    pub fn sleutel(&self) -> &'static str {
        self.sleutel
    }

    /// Who it is, in one Dutch line.
    pub fn verhaal(&self) -> &'static str {
        self.verhaal
    }

    /// The same in English.
    pub fn story(&self) -> &'static str {
        self.story
    }

    /// What it demonstrates.
    pub fn toont(&self) -> &'static [&'static str] {
        self.toont
    }

    fn member(&self) -> &'static CastPersoon {
        &CAST[usize::from(self.lid)]
    }

    /// The BSN, the same in every world.
    pub fn burgerservicenummer(&self) -> Bsn {
        self.member().bsn
    }

    /// Given names, prefix and surname.
    pub fn naam(&self) -> String {
        let member = self.member();
        [member.voornamen, member.voorvoegsel, member.geslachtsnaam]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

impl CastPersoon {
    /// The day for the row: unknown parts count as the first.
    pub(crate) fn day(&self) -> Day {
        let birth = self.geboorte;
        if birth == GbaDatum::ONBEKEND {
            return Day::ymd(1960, 1, 1);
        }
        // A day that does not exist counts as the last that surely does.
        let day = match birth.date() {
            Some(_) => birth.day(),
            None => birth.day().clamp(1, 28),
        };
        Day::ymd(
            i16::try_from(birth.year()).unwrap_or(1960),
            i8::try_from(birth.month().max(1)).unwrap_or(1),
            i8::try_from(day).unwrap_or(1),
        )
    }

    /// Whether the person lives at an address here, alive.
    pub(crate) fn is_resident(&self) -> bool {
        matches!(self.plek, Plek::Adres(_) | Plek::Locatie(_))
            && !self.bijzonder.iter().any(|bijzonder| {
                matches!(
                    bijzonder,
                    Bijzonder::Overleden(..) | Bijzonder::Opschorting(..)
                )
            })
    }
}

/// The BSNs, in the order of persons.
pub(crate) fn bsns() -> &'static [Bsn] {
    static BSNS: std::sync::OnceLock<Vec<Bsn>> = std::sync::OnceLock::new();
    BSNS.get_or_init(|| CAST.iter().map(|member| member.bsn).collect())
}

/// Those with a story.
pub(crate) fn personas() -> &'static [Persona] {
    static PERSONAS: std::sync::OnceLock<Vec<Persona>> = std::sync::OnceLock::new();
    PERSONAS.get_or_init(|| {
        CAST.iter()
            .enumerate()
            .filter_map(|(at, member)| {
                member.persona.map(|persona| Persona {
                    lid: at as Lid,
                    ..persona
                })
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cast_is_large_and_its_numbers_are_valid_test_numbers() {
        assert!(personas().len() >= 100, "{}", personas().len());
        let mut seen = std::collections::BTreeSet::new();
        for member in CAST {
            assert!(
                member.bsn.is_valid() && member.bsn.to_string().starts_with("9999"),
                "{}",
                member.bsn
            );
            assert!(seen.insert(member.bsn), "{} twice", member.bsn);
        }
        let mut keys = std::collections::BTreeSet::new();
        for persona in personas() {
            assert!(keys.insert(persona.sleutel()));
            assert!(!persona.verhaal().is_empty() && !persona.toont().is_empty());
        }
    }

    #[test]
    fn relations_in_the_cast_are_mutual() {
        for (at, member) in CAST.iter().enumerate() {
            for verbintenis in member.verbintenissen {
                let partner = &CAST[usize::from(verbintenis.partner)];
                assert!(
                    partner
                        .verbintenissen
                        .iter()
                        .any(|back| usize::from(back.partner) == at
                            && back.aangaan == verbintenis.aangaan
                            && back.ontbinding == verbintenis.ontbinding
                            && back.soort == verbintenis.soort),
                    "{} and {}",
                    member.voornamen,
                    partner.voornamen
                );
            }
        }
    }

    #[test]
    fn households_are_in_order_and_live_where_their_members_do() {
        assert!(CAST.is_sorted_by_key(|member| member.huishouden));
        for member in CAST {
            let home = HOMES[member.huishouden as usize];
            if let (Plek::Adres(adres), true) = (member.plek, home.is_some()) {
                assert_eq!(home, Some(adres), "{}", member.voornamen);
            }
        }
    }
}
