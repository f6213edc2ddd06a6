//! What the trade register holds of a company beside what it is and of whom: dates as they were
//! registered, names it had, other addresses, who works full time.
//!
//! All of it is a hash of the company's own draws. A company that a team began has what the team
//! said, and nothing of this.

use super::bedrijf::{Bedrijf, Plek};
use super::{Bedrijfsnamen, Rechtsvorm, Slot, Vast, Vestiging};
use crate::date::{Day, GbaDatum};
use crate::kadaster::Partij;
use crate::places::Postcode;
use crate::view::View;

/// Draws of a company from 40 on are this file's.
mod draw {
    pub(super) const OTHER_NAME: u64 = 40;
    pub(super) const FORMER_NAME: u64 = 41;
    pub(super) const PRECISION: u64 = 42;
    pub(super) const DELAY: u64 = 43;
    pub(super) const COMMERCIAL: u64 = 44;
    pub(super) const PART_TIME: u64 = 45;
    pub(super) const WEBSITE: u64 = 46;
    pub(super) const NON_MAILING: u64 = 47;
    pub(super) const POST: u64 = 48;
    pub(super) const BOX: u64 = 49;
    pub(super) const ABROAD: u64 = 50;
    pub(super) const ALSO: u64 = 51;
}

/// An address abroad. None of them exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the trade register's own")]
pub struct BuitenlandsAdres {
    pub straat_huisnummer: &'static str,
    pub postcode_woonplaats: &'static str,
    pub regio: Option<&'static str>,
    pub land: &'static str,
}

const fn abroad(
    straat_huisnummer: &'static str,
    postcode_woonplaats: &'static str,
    regio: Option<&'static str>,
    land: &'static str,
) -> BuitenlandsAdres {
    BuitenlandsAdres {
        straat_huisnummer,
        postcode_woonplaats,
        regio,
        land,
    }
}

const BUITENLAND: [BuitenlandsAdres; 8] = [
    abroad(
        "Musterstraße 12",
        "00000 Musterstadt",
        Some("Beispielland"),
        "Duitsland",
    ),
    abroad("Rue de l'Exemple 5", "0000 Exempleville", None, "België"),
    abroad("Voorbeeldlaan 41", "0000 Voorbeeldegem", None, "België"),
    abroad(
        "1 Sample Street",
        "ZZ99 9ZZ Sampletown",
        None,
        "Verenigd Koninkrijk",
    ),
    abroad("12 Rue Fictive", "00000 Villefictive", None, "Frankrijk"),
    abroad("Calle Inventada 7", "00000 Villa Inventada", None, "Spanje"),
    abroad("Ulica Przykładowa 3", "00-000 Przykładowo", None, "Polen"),
    abroad(
        "100 Example Avenue",
        "Exampleville 00000",
        Some("Nowhere County"),
        "Verenigde Staten van Amerika",
    ),
];

/// Where a company wants its post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correspondentieadres {
    /// A box in the town where it is. Box numbers begin at 99001, postcodes have no addresses.
    Postbus {
        /// Its number.
        nummer: u32,
        /// The postcode of all boxes of the town.
        postcode: Postcode,
        /// The town.
        plaats: &'static str,
    },
    /// Outside the Netherlands.
    Buitenland(&'static BuitenlandsAdres),
}

impl Bedrijf<'_> {
    /// The day on which it was entered in the register, always fully known.
    pub fn formele_registratie(self) -> GbaDatum {
        let begin = self.aanvang();
        let Some(day) = begin.date().map(Day::of).filter(|_| !self.is_new()) else {
            return begin;
        };
        let last = match self.einde() {
            Some(end) => end.date().map_or(day, Day::of),
            None => self.world.people.peildatum,
        };
        day.plus(self.draws.below(draw::DELAY, 22) as i64)
            .min(last.max(day))
            .gba()
    }

    /// The day on which it began, as far as it was written down: of old companies often no more than
    /// a month or a year.
    pub fn datum_aanvang(self) -> GbaDatum {
        let begin = self.aanvang();
        if self.is_new() {
            return begin;
        }
        let (year, month) = (begin.year(), begin.month());
        match (year, self.draws.below(draw::PRECISION, 100)) {
            (..1990, 0..=4) => GbaDatum::ONBEKEND,
            (..2000, 5..=14) => GbaDatum::new(year, 0, 0),
            (..2010, 15..=26) => GbaDatum::new(year, month, 0),
            _ => begin,
        }
    }

    /// Whether it wants no unasked post and nobody at the door.
    pub fn is_non_mailing(self) -> bool {
        !self.is_new() && self.draws.chance(draw::NON_MAILING, 550)
    }

    /// Whether its establishments are of an enterprise. Those of a municipality, a church and most clubs
    /// are not.
    pub fn is_commercieel(self) -> bool {
        let promille = match self.rechtsvorm() {
            _ if matches!(self.plek, Plek::Vast(Vast::Corporatie(_), _)) => 1000,
            Rechtsvorm::PubliekrechtelijkeRechtspersoon
            | Rechtsvorm::Kerkgenootschap
            | Rechtsvorm::VerenigingVanEigenaars => 0,
            Rechtsvorm::Vereniging => 300,
            Rechtsvorm::Stichting => 550,
            _ => 1000,
        };
        self.draws.chance(draw::COMMERCIAL, promille)
    }

    /// How many of those who work in an establishment do so full time.
    pub fn voltijd(self, vestiging: &Vestiging) -> u32 {
        let all = u64::from(vestiging.werkzame_personen);
        let part = self
            .draws
            .sub(draw::PART_TIME)
            .below(vestiging.nummer.number(), 61);
        (all - (all * part + 50) / 100) as u32
    }

    /// Trade names that it has beside the first one.
    pub(super) fn andere_naam(self) -> Option<String> {
        self.draws
            .chance(draw::OTHER_NAME, 120)
            .then(|| self.drawn_name(draw::OTHER_NAME))
            .flatten()
    }

    /// Trade names that it had before.
    pub fn vervallen_namen(self) -> Vec<String> {
        if !self.draws.chance(draw::FORMER_NAME, 70) {
            return Vec::new();
        }
        let now = self.handelsnamen();
        let statutory = self.statutaire_naam();
        self.drawn_name(draw::FORMER_NAME)
            .filter(|former| !now.contains(former) && statutory.as_ref() != Some(former))
            .into_iter()
            .collect()
    }

    /// A short name by which a legal person without an enterprise is known as well: its initials.
    pub fn ook_genoemd(self) -> Option<String> {
        if self.is_new() || self.is_commercieel() || !self.draws.chance(draw::ALSO, 300) {
            return None;
        }
        let initials: String = self
            .statutaire_naam()?
            .split(' ')
            .filter_map(|word| word.chars().next().filter(|first| first.is_uppercase()))
            .collect();
        (initials.chars().count() > 1).then_some(initials)
    }

    /// Websites, named after the first of its names, in the domain that is kept for examples (RFC 2606).
    pub fn websites(self, namen: &Bedrijfsnamen) -> Vec<String> {
        let promille = match self.plek {
            Plek::Nieuw(_) | Plek::Slot(_, _, Slot::Vve) => 0,
            Plek::Vast(..) => 1000,
            Plek::Slot(..) if self.rechtsvorm() == Rechtsvorm::Eenmanszaak => 150,
            Plek::Slot(..) => 350,
        };
        if !self.draws.chance(draw::WEBSITE, promille) {
            return Vec::new();
        }
        let name: String = namen
            .handelsnamen
            .first()
            .into_iter()
            .flat_map(|name| name.chars())
            .filter_map(|letter| match letter {
                'é' | 'è' | 'ë' | 'ê' => Some('e'),
                'ö' | 'ó' => Some('o'),
                'ü' | 'ú' => Some('u'),
                'ï' | 'í' => Some('i'),
                'ä' | 'á' | 'à' => Some('a'),
                'ç' => Some('c'),
                _ => letter
                    .is_ascii_alphanumeric()
                    .then(|| letter.to_ascii_lowercase()),
            })
            .take(60)
            .collect();
        let mut sites = vec![format!("www.{name}.example")];
        if self.draws.below(draw::WEBSITE, 1000) < 20 {
            sites.push(format!("winkel.{name}.example"));
        }
        sites
    }

    /// Where it wants its post, when that is not where it is.
    pub fn correspondentieadres(self) -> Option<Correspondentieadres> {
        let boxes = match self.plek {
            Plek::Nieuw(_) => return None,
            Plek::Vast(..) => 500,
            Plek::Slot(..) => 60,
        };
        let company = matches!(
            self.rechtsvorm(),
            Rechtsvorm::BeslotenVennootschap | Rechtsvorm::NaamlozeVennootschap
        );
        match self.draws.below(draw::POST, 1000) {
            mark if mark < boxes => {
                let street = self.world.places.adres(self.eerste_adres()?).straat();
                Some(Correspondentieadres::Postbus {
                    nummer: 99_001 + self.draws.below(draw::BOX, 999) as u32,
                    postcode: self.world.places.postbuspostcode(street.id())?,
                    plaats: street.woonplaats().naam(),
                })
            }
            mark if mark >= 985 && company => Some(Correspondentieadres::Buitenland(self.far())),
            _ => None,
        }
    }

    /// Where it is to be visited, when that is abroad: a private company that is registered at the home of
    /// its owner and has no establishment there.
    pub fn bezoekadres_buitenland(self) -> Option<&'static BuitenlandsAdres> {
        let holding = matches!(self.plek, Plek::Slot(_, _, Slot::Tweede)) && self.is_home();
        let moved = self.changed.is_some_and(|changed| changed.zetel.is_some());
        (holding && !moved && self.draws.chance(draw::ABROAD, 100) && !self.has_premises())
            .then(|| self.far())
    }

    fn far(self) -> &'static BuitenlandsAdres {
        &BUITENLAND[self
            .draws
            .sub(draw::ABROAD)
            .below(0, BUITENLAND.len() as u64) as usize]
    }
}

impl View<'_> {
    /// Whether the address of a company is not to be seen: it is in the home of somebody who owns or runs
    /// it and whose own address is secret.
    pub fn is_afgeschermd(self, bedrijf: Bedrijf<'_>) -> bool {
        let home = bedrijf
            .adres()
            .is_some_and(|adres| self.adres(adres).is_woning());
        home && bedrijf.functionarissen().iter().any(|who| match who.wie {
            Partij::Persoon(id) => self.persoon(id).geheim() > 0,
            Partij::Bedrijf(_) | Partij::Kadaster(_) => false,
        })
    }
}
