//! `fields`: which paths exist, which a question may name, and what a request's list selects.
//!
//! Source: BRP Personen 2.7, `fields`. A path names a group (all of it) or a value; what stands
//! below a date or a code table is not checked and selects the whole value. The aliases
//! `adresseringBinnenland` and `verblijfplaatsBinnenland` select the same members, for persons
//! who live in the Netherlands.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::veldenlijst::{BEPERKT, BEPERKT_BINNENLAND, BUITENLAND_ALLEEN, PADEN, Veld};

/// A set of values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Velden(u128);

impl Velden {
    /// Nothing.
    pub(crate) const GEEN: Self = Self(0);

    /// One value.
    pub(crate) const fn een(veld: Veld) -> Self {
        Self(1 << veld as u8)
    }

    /// These values.
    pub(crate) const fn van(velden: &[Veld]) -> Self {
        let mut set = 0;
        let mut at = 0;
        while at < velden.len() {
            set |= 1 << velden[at] as u8;
            at += 1;
        }
        Self(set)
    }

    /// Every value whose path begins so: `naam.` is all of the group `naam`.
    pub(crate) const fn onder(begin: &str) -> Self {
        let begin = begin.as_bytes();
        let mut set = 0;
        let mut at = 0;
        while at < PADEN.len() {
            let path = PADEN[at].1.as_bytes();
            let mut same = 0;
            while same < begin.len() && same < path.len() && path[same] == begin[same] {
                same += 1;
            }
            if same == begin.len() {
                set |= 1 << PADEN[at].0 as u8;
            }
            at += 1;
        }
        Self(set)
    }

    /// Whether this value is in it.
    pub(crate) const fn heeft(self, veld: Veld) -> bool {
        self.0 & (1 << veld as u8) != 0
    }

    /// Whether any of these is in it.
    pub(crate) const fn iets_van(self, andere: Self) -> bool {
        self.0 & andere.0 != 0
    }

    /// Both together.
    pub(crate) const fn en(self, andere: Self) -> Self {
        Self(self.0 | andere.0)
    }

    /// What is in this one only.
    pub(crate) const fn zonder(self, andere: Self) -> Self {
        Self(self.0 & !andere.0)
    }

    /// What is in both.
    pub(crate) const fn doorsnede(self, andere: Self) -> Self {
        Self(self.0 & andere.0)
    }
}

/// Values that depend on living in the Netherlands when they are asked for by an alias.
const BINNENLAND_GEBONDEN: Velden = Velden::onder("verblijfplaats.").en(Velden::van(&[
    Veld::Adresregel1,
    Veld::Adresregel2,
    Veld::Adresregel3,
    Veld::AdresseringLand,
]));

/// What a request selects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Selectie {
    /// Asked for by their own path.
    altijd: Velden,
    /// Asked for by an alias.
    binnenland: Velden,
}

impl Selectie {
    /// What is delivered for a person who lives in the Netherlands, or elsewhere.
    pub(crate) fn voor(self, in_nederland: bool) -> Velden {
        if in_nederland {
            self.altijd.en(self.binnenland)
        } else {
            self.altijd.en(self.binnenland.zonder(BINNENLAND_GEBONDEN))
        }
    }

    /// What was asked for by its own path, and not by an alias.
    pub(crate) fn voor_altijd(self) -> Velden {
        self.altijd
    }

    /// Everything that was asked for, wherever the person lives.
    pub(crate) fn alles(self) -> Velden {
        self.altijd.en(self.binnenland)
    }

    fn voeg_toe(&mut self, andere: Self) {
        self.altijd = self.altijd.en(andere.altijd);
        self.binnenland = self.binnenland.en(andere.binnenland);
    }
}

/// The sort of answer decides which paths are legal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Antwoordsoort {
    /// `Persoon`: by BSN.
    Volledig,
    /// `PersoonBeperkt`: search answers.
    Beperkt,
    /// `GezagPersoonBeperkt`: by adresseerbaarObjectIdentificatie.
    BeperktMetGezag,
}

/// Why a path is not legal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Veldfout {
    /// Delivered without asking, so it may not be asked for.
    NietToegestaan,
    /// No such path.
    NietBestaand,
}

/// Parts of paths that are delivered without asking. They are sought anywhere in the text.
const VERBODEN: [&str; 7] = [
    "opschortingBijhouding",
    "geheimhoudingPersoonsgegevens",
    "inOnderzoek",
    "verificatie",
    "rni",
    "indicatieVastgesteldVerblijftNietOpAdres",
    "gezag.",
];

struct Pad {
    selectie: Selectie,
    /// A date or a code table: what follows is not checked.
    waarde: bool,
}

/// Length, beginning and end: the paths are ours and fixed, so nobody can make them collide, and every
/// request asks dozens.
#[derive(Default)]
struct Kenmerk(u64);

impl Hasher for Kenmerk {
    fn write(&mut self, bytes: &[u8]) {
        const ONEVEN: u64 = 0x9e37_79b9_7f4a_7c15;
        let acht = |woord: Option<&[u8; 8]>| woord.map(|woord| u64::from_le_bytes(*woord));
        let begin = acht(bytes.first_chunk()).unwrap_or_else(|| {
            bytes
                .iter()
                .fold(0, |sum, byte| sum << 8 | u64::from(*byte))
        });
        let einde = acht(bytes.last_chunk()).unwrap_or(0);
        let lengte = bytes.len() as u64;
        let som = (begin ^ einde.rotate_left(29) ^ lengte << 56 ^ self.0).wrapping_mul(ONEVEN);
        self.0 = som ^ som >> 32;
    }

    /// The byte after a text, which is the same for all.
    fn write_u8(&mut self, _byte: u8) {}

    fn finish(&self) -> u64 {
        self.0
    }
}

type Tabel = HashMap<&'static str, Pad, BuildHasherDefault<Kenmerk>>;

/// Legal paths by sort of answer, made once.
fn tabel(soort: Antwoordsoort) -> &'static Tabel {
    static VOLLEDIG: LazyLock<Tabel> = LazyLock::new(|| {
        let all = Velden::onder("");
        maak(all, all.zonder(BUITENLAND_ALLEEN))
    });
    static BEPERKT_TABEL: LazyLock<Tabel> = LazyLock::new(|| maak(BEPERKT, BEPERKT_BINNENLAND));
    static MET_GEZAG: LazyLock<Tabel> =
        LazyLock::new(|| maak(BEPERKT.en(Velden::een(Veld::Gezag)), BEPERKT_BINNENLAND));
    match soort {
        Antwoordsoort::Volledig => &VOLLEDIG,
        Antwoordsoort::Beperkt => &BEPERKT_TABEL,
        Antwoordsoort::BeperktMetGezag => &MET_GEZAG,
    }
}

fn maak(altijd: Velden, binnenland: Velden) -> Tabel {
    let mut table = Tabel::default();
    let mut add = |path: &'static str, own: bool, veld: Veld, waarde: bool| {
        let een = Velden::een(veld);
        let selectie = if own {
            Selectie {
                altijd: een,
                binnenland: Velden::GEEN,
            }
        } else {
            Selectie {
                altijd: Velden::GEEN,
                binnenland: een,
            }
        };
        let ends = path.match_indices('.').map(|(at, _)| at);
        for end in ends.chain([path.len()]) {
            let pad = table.entry(&path[..end]).or_insert(Pad {
                selectie: Selectie::default(),
                waarde: false,
            });
            pad.selectie.voeg_toe(selectie);
            pad.waarde |= waarde && end == path.len();
        }
    };
    for (veld, path, alias, waarde) in PADEN {
        if altijd.heeft(*veld) {
            add(path, true, *veld, *waarde);
        }
        if binnenland.heeft(*veld) && !alias.is_empty() {
            add(alias, false, *veld, *waarde);
        }
    }
    table
}

/// What one path selects.
///
/// # Errors
/// [`Veldfout`] when the path is not legal for this sort of answer.
fn selecteer(soort: Antwoordsoort, path: &str) -> Result<Selectie, Veldfout> {
    let table = tabel(soort);
    if let Some(pad) = table.get(path) {
        return Ok(pad.selectie);
    }
    if VERBODEN.iter().any(|part| path.contains(part)) {
        return Err(Veldfout::NietToegestaan);
    }
    path.match_indices('.')
        .find_map(|(at, _)| table.get(&path[..at]).filter(|pad| pad.waarde))
        .map(|pad| pad.selectie)
        .ok_or(Veldfout::NietBestaand)
}

/// Adds what one path selects.
///
/// # Errors
/// [`Veldfout`] when the path is not legal for this sort of answer; nothing is added then.
pub(crate) fn verzamel(
    selectie: &mut Selectie,
    soort: Antwoordsoort,
    path: &str,
) -> Result<(), Veldfout> {
    selectie.voeg_toe(selecteer(soort, path)?);
    Ok(())
}

/// The value with exactly this path, and whether the path is a group instead.
pub(crate) fn zoek_pad(path: &str) -> Option<Velden> {
    tabel(Antwoordsoort::Volledig)
        .get(path)
        .map(|pad| pad.selectie.altijd)
}

/// Every legal path of a sort of answer, sorted; values whose rest is free get `.*` too.
#[cfg(test)]
fn paden(soort: Antwoordsoort) -> Vec<String> {
    let mut paths: Vec<String> = tabel(soort)
        .iter()
        .flat_map(|(path, pad)| {
            [
                Some((*path).to_owned()),
                pad.waarde.then(|| format!("{path}.*")),
            ]
        })
        .flatten()
        .collect();
    paths.sort();
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_legal_paths_are_the_published_ones() {
        let Some(folder) = crate::brp::tests::shared() else {
            return;
        };
        let text = std::fs::read_to_string(folder.join("registers/brp-fields.json")).unwrap();
        let published: serde_json::Value = serde_json::from_str(&text).unwrap();
        for (soort, name) in [
            (Antwoordsoort::Volledig, "RaadpleegMetBurgerservicenummer"),
            (Antwoordsoort::Beperkt, "overige_ZoekMet"),
            (
                Antwoordsoort::BeperktMetGezag,
                "ZoekMetAdresseerbaarObjectIdentificatie",
            ),
        ] {
            let mut expected: Vec<String> =
                serde_json::from_value(published["personen"][name].clone()).unwrap();
            expected.sort();
            assert_eq!(paden(soort), expected, "{name}");
        }
        let forbidden = published["personen"]["verboden_deelteksten"]
            .as_array()
            .unwrap();
        assert!(
            forbidden
                .iter()
                .all(|part| VERBODEN.contains(&part.as_str().unwrap()))
        );
        assert_eq!(forbidden.len(), VERBODEN.len());
    }

    fn volledig(path: &str) -> Result<Velden, Veldfout> {
        selecteer(Antwoordsoort::Volledig, path).map(|selectie| selectie.voor(true))
    }

    #[test]
    fn a_group_selects_all_of_it_and_a_value_itself() {
        let geboorte = volledig("ouders.geboorte").unwrap();
        assert!(
            geboorte.heeft(Veld::OuderGeboorteDatum) && geboorte.heeft(Veld::OuderGeboorteLand)
        );
        assert!(!geboorte.heeft(Veld::OuderGeslachtsnaam));
        assert_eq!(volledig("leeftijd"), Ok(Velden::een(Veld::Leeftijd)));
    }

    #[test]
    fn what_stands_below_a_date_or_a_code_is_not_checked() {
        let datum = Ok(Velden::een(Veld::GeboorteDatum));
        assert_eq!(volledig("geboorte.datum.maand"), datum);
        assert_eq!(volledig("geboorte.datum.bestaat.niet"), datum);
        assert_eq!(volledig("leeftijd.jaren"), Err(Veldfout::NietBestaand));
        assert_eq!(volledig("geboorte.datumtijd"), Err(Veldfout::NietBestaand));
        assert_eq!(volledig("Naam"), Err(Veldfout::NietBestaand));
    }

    #[test]
    fn forbidden_parts_are_found_anywhere() {
        for path in [
            "rni",
            "burnisher",
            "naam.inOnderzoek",
            "gezag.type",
            "geboorte.datum.verificatie",
        ] {
            assert_eq!(volledig(path), Err(Veldfout::NietToegestaan), "{path}");
        }
        assert!(volledig("gezag").is_ok());
    }

    #[test]
    fn search_answers_know_fewer_paths() {
        let beperkt = |path| selecteer(Antwoordsoort::Beperkt, path);
        assert_eq!(beperkt("geboorte.plaats"), Err(Veldfout::NietBestaand));
        assert_eq!(beperkt("gezag"), Err(Veldfout::NietBestaand));
        assert_eq!(beperkt("adressering.aanhef"), Err(Veldfout::NietBestaand));
        let alias = beperkt("adresseringBinnenland").unwrap();
        assert_eq!(
            alias.voor(true),
            Velden::van(&[Veld::Adresregel1, Veld::Adresregel2])
        );
        assert_eq!(alias.voor(false), Velden::GEEN);
    }

    #[test]
    fn an_alias_gives_a_person_abroad_the_salutation_only() {
        let selectie = selecteer(Antwoordsoort::Volledig, "adresseringBinnenland").unwrap();
        let abroad = selectie.voor(false);
        assert!(abroad.heeft(Veld::Aanhef) && !abroad.heeft(Veld::Adresregel1));
        let mut both = selectie;
        verzamel(
            &mut both,
            Antwoordsoort::Volledig,
            "adressering.adresregel1",
        )
        .unwrap();
        assert!(both.voor(false).heeft(Veld::Adresregel1));
    }
}
