//! Reading a person: everything a population register keeps, in the register's own terms.

use std::borrow::Cow;

use super::{NONE, ORIGINS, PersonId, Row, flag, names, shape, stream, surnames};
use crate::cast::{Bijzonder, CAST, CastOuder, CastPersoon, Plek};
use crate::date::{Day, GbaDatum};
use crate::hash::Stream;
use crate::identifiers::{ANummer, Bsn};
use crate::places::{AdresId, Gemeentecode};
use crate::view::View;

/// Registered sex.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Geslacht {
    Man,
    Vrouw,
    Onbekend,
}

impl Geslacht {
    /// `M`, `V` or `O`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Man => "M",
            Self::Vrouw => "V",
            Self::Onbekend => "O",
        }
    }

    const fn of(code: char) -> Self {
        match code {
            'M' => Self::Man,
            'V' => Self::Vrouw,
            _ => Self::Onbekend,
        }
    }
}

/// How somebody wants to be addressed: `E`, `P`, `V` or `N` (element 61.10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Naamgebruik {
    Eigen,
    Partner,
    PartnerVoorEigen,
    PartnerNaEigen,
}

impl Naamgebruik {
    /// `E`, `P`, `V` or `N`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Eigen => "E",
            Self::Partner => "P",
            Self::PartnerVoorEigen => "V",
            Self::PartnerNaEigen => "N",
        }
    }
}

/// A name in its parts; empty where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naam {
    /// Given names, separated by spaces.
    pub voornamen: Cow<'static, str>,
    /// Code of title or predicate (table 38).
    pub titel: &'static str,
    /// Prefix of the surname.
    pub voorvoegsel: &'static str,
    /// Surname.
    pub geslachtsnaam: &'static str,
}

/// A place of birth, marriage or death.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plaats {
    /// In the Netherlands.
    Gemeente(Gemeentecode),
    /// Elsewhere, as written.
    Buitenland(&'static str),
    /// Not known.
    Onbekend,
}

/// Identity of a relative, from the person's own record.
#[derive(Clone, Debug)]
pub struct Relatie {
    /// The person, when in this world.
    pub persoon: Option<PersonId>,
    /// BSN, when known.
    pub burgerservicenummer: Option<Bsn>,
    /// Name.
    pub naam: Naam,
    /// Sex.
    pub geslacht: Geslacht,
    /// Date of birth.
    pub geboortedatum: GbaDatum,
    /// Place of birth.
    pub geboorteplaats: Plaats,
    /// Country of birth (table 34).
    pub geboorteland: u16,
}

/// A parent.
#[derive(Clone, Debug)]
pub struct Ouder {
    /// 1 or 2.
    pub aanduiding: u8,
    /// Who it is.
    pub relatie: Relatie,
    /// Since when it is the legal parent.
    pub datum_familierechtelijke_betrekking: GbaDatum,
}

/// A child.
#[derive(Clone, Debug)]
pub struct Kind {
    /// Who it is.
    pub relatie: Relatie,
}

/// The end of a marriage or partnership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ontbinding {
    /// When.
    pub datum: GbaDatum,
    /// Why (table 41): `O` death, `S` divorce.
    pub reden: char,
}

/// A marriage or registered partnership.
#[derive(Clone, Debug)]
pub struct Verbintenis {
    /// With whom.
    pub relatie: Relatie,
    /// `H` or `P`.
    pub soort: char,
    /// When it began.
    pub datum: GbaDatum,
    /// Where.
    pub plaats: Plaats,
    /// Country (table 34).
    pub land: u16,
    /// How it ended, when it has.
    pub ontbinding: Option<Ontbinding>,
}

/// A nationality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nationaliteit {
    /// Code (table 32); 0 for somebody treated as Dutch or established as not Dutch.
    pub code: u16,
    /// Reason for taking it up (table 37); 0 when there is none.
    pub reden_opname: u16,
    /// Since when.
    pub ingang: GbaDatum,
    /// `B` or `V` (element 65.10).
    pub bijzonder: Option<char>,
}

/// What a residence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Woonplek {
    /// An address of this world.
    Adres(AdresId),
    /// Abroad: country (table 34) and three lines.
    Buitenland(u16, [&'static str; 3]),
    /// A place that is described.
    Locatie(&'static str),
    /// Not known.
    Onbekend,
}

/// A residence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verblijfplaats {
    /// Where.
    pub plek: Woonplek,
    /// Since when.
    pub aanvang: GbaDatum,
    /// `W` residence or `B` postal address; `W` abroad as well, where it means nothing.
    pub functie: char,
    /// Municipality of registration.
    pub gemeente: Gemeentecode,
    /// Registered in that municipality since.
    pub inschrijving: GbaDatum,
}

impl Verblijfplaats {
    /// The address, when there is one.
    pub fn adres(&self) -> Option<AdresId> {
        match self.plek {
            Woonplek::Adres(adres) => Some(adres),
            _ => None,
        }
    }
}

/// Why and since when a record is suspended: `O`, `E`, `M`, `R`, `F`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opschorting {
    /// Reason.
    pub reden: char,
    /// When.
    pub datum: GbaDatum,
}

/// A death.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlijden {
    /// When.
    pub datum: GbaDatum,
    /// Where.
    pub plaats: Plaats,
    /// Country (table 34).
    pub land: u16,
}

/// Settling in the Netherlands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Immigratie {
    /// From which country (table 34); 0 unknown.
    pub land: u16,
    /// When.
    pub datum: GbaDatum,
}

/// A residence title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verblijfstitel {
    /// Code (table 56).
    pub aanduiding: u8,
    /// From.
    pub ingang: GbaDatum,
    /// Until; `None` when open.
    pub einde: Option<GbaDatum>,
}

/// What is registered about voting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kiesrecht {
    /// Excluded, until.
    pub uitgesloten_tot: Option<GbaDatum>,
    /// European franchise: 1 excluded, 2 called up.
    pub europees: Option<u8>,
}

/// A verified record of a non-resident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verificatie {
    /// When.
    pub datum: GbaDatum,
    /// What was verified.
    pub omschrijving: &'static str,
}

/// The RNI participant who supplied the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rni {
    /// Code (table 60).
    pub deelnemer: u16,
    /// Treaty, or empty.
    pub verdrag: &'static str,
}

/// Data under investigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Onderzoek {
    /// Six digits: category, group, element.
    pub aanduiding: &'static str,
    /// Since when.
    pub datum: GbaDatum,
}

/// A travel document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reisdocument {
    /// Sort (table 48).
    pub soort: &'static str,
    /// Nine characters.
    pub nummer: &'static str,
    /// Valid until.
    pub einde: GbaDatum,
}

/// A person, with this team's changes.
#[derive(Clone, Copy)]
pub struct Persoon<'w> {
    view: View<'w>,
    id: u32,
    row: &'w Row,
}

impl<'w> Persoon<'w> {
    pub(crate) fn new(view: View<'w>, id: PersonId) -> Self {
        Self {
            view,
            id: id.0,
            row: &view.world().people.rows[id.0 as usize],
        }
    }

    fn cast(self) -> Option<&'static CastPersoon> {
        CAST.get(self.id as usize)
    }

    fn special<T>(self, pick: impl Fn(&Bijzonder) -> Option<T>) -> Option<T> {
        self.cast()?.bijzonder.iter().find_map(pick)
    }

    fn draw(self, attribute: u64) -> Stream {
        Stream::new(self.view.world().people.seed, attribute).sub(self.id.into())
    }

    /// Place in the order of persons.
    pub fn id(self) -> PersonId {
        PersonId(self.id)
    }

    /// BSN.
    pub fn burgerservicenummer(self) -> Bsn {
        self.view.world().bsns.bsn(self.id)
    }

    /// A-number.
    pub fn a_nummer(self) -> ANummer {
        self.view.world().a_nummer(self.id)
    }

    /// Sex.
    pub fn geslacht(self) -> Geslacht {
        match self.cast() {
            Some(member) => Geslacht::of(member.geslacht),
            None if self.row.is(flag::FEMALE) => Geslacht::Vrouw,
            None => Geslacht::Man,
        }
    }

    /// Name.
    pub fn naam(self) -> Naam {
        if let Some(member) = self.cast() {
            return Naam {
                voornamen: Cow::Borrowed(member.voornamen),
                titel: member.titel,
                voorvoegsel: member.voorvoegsel,
                geslachtsnaam: member.geslachtsnaam,
            };
        }
        let surname = surnames()[usize::from(self.row.surname)];
        let female = names::is_female(self.row.flags);
        let given = names::draw_given(
            self.view.world().people.seed,
            self.id.into(),
            self.row.birth.year(),
            female,
            self.row.origin,
        );
        Naam {
            voornamen: Cow::Owned(given),
            titel: "",
            voorvoegsel: surname.voorvoegsel,
            geslachtsnaam: surname.naam,
        }
    }

    /// Date of birth; partly unknown for some who were born abroad.
    pub fn geboortedatum(self) -> GbaDatum {
        if let Some(member) = self.cast() {
            return member.geboorte;
        }
        let birth = self.row.birth.gba();
        if self.row.is(flag::ABROAD) {
            match self.draw(stream::PARTIAL).below(0, 200) {
                0 => return GbaDatum::new(birth.year(), 0, 0),
                1 => return GbaDatum::new(birth.year(), birth.month(), 0),
                _ => {}
            }
        }
        birth
    }

    /// The day of birth that the world reckons with.
    pub(crate) fn birth_day(self) -> Day {
        self.row.birth
    }

    /// Country of birth (table 34).
    pub fn geboorteland(self) -> u16 {
        if let Some(land) = self.special(|special| match special {
            Bijzonder::Geboren(_, land) => Some(*land),
            _ => None,
        }) {
            return land;
        }
        if self.row.is(flag::ABROAD) {
            ORIGINS[usize::from(self.row.origin)].land
        } else {
            6030
        }
    }

    /// Place of birth.
    pub fn geboorteplaats(self) -> Plaats {
        if let Some(place) = self.special(|special| match special {
            Bijzonder::Geboren(place, 6030) => Gemeentecode::parse(place).map(Plaats::Gemeente),
            Bijzonder::Geboren(place, _) => Some(Plaats::Buitenland(place)),
            _ => None,
        }) {
            return place;
        }
        if self.row.is(flag::ABROAD) {
            return Plaats::Buitenland(ORIGINS[usize::from(self.row.origin)].plaats);
        }
        Plaats::Gemeente(self.birth_municipality())
    }

    fn birth_municipality(self) -> Gemeentecode {
        let home = self.view.home_gemeente(self.row.household);
        let draws = self.draw(stream::BIRTHPLACE);
        if self.cast().is_some() || draws.chance(0, 480) {
            return home;
        }
        // Hospitals are in the larger towns.
        let table = crate::tables::GEMEENTEN;
        let at = draws.below(1, table.len() as u64) as usize;
        let other = draws.below(2, table.len() as u64) as usize;
        let row = if table[at].4 > table[other].4 {
            table[at]
        } else {
            table[other]
        };
        Gemeentecode(row.0 as u16)
    }

    /// How the person wants to be addressed.
    pub fn naamgebruik(self) -> Naamgebruik {
        if let Some(member) = self.cast() {
            let code = member.bijzonder.iter().find_map(|special| match special {
                Bijzonder::Naamgebruik(code) => Some(*code),
                _ => None,
            });
            return match code {
                Some('P') => Naamgebruik::Partner,
                Some('V') => Naamgebruik::PartnerVoorEigen,
                Some('N') => Naamgebruik::PartnerNaEigen,
                _ => Naamgebruik::Eigen,
            };
        }
        if !self.row.is(flag::BOUND) {
            return Naamgebruik::Eigen;
        }
        let draw = self.draw(stream::NAME_USE).below(0, 100);
        match (self.row.is(flag::FEMALE), draw) {
            (true, 0..=21) => Naamgebruik::Partner,
            (true, 22..=58) => Naamgebruik::PartnerVoorEigen,
            (true, 59..=62) | (false, 0..=1) => Naamgebruik::PartnerNaEigen,
            _ => Naamgebruik::Eigen,
        }
    }

    /// Identity as it stands in the record of a relative.
    fn as_relative(self) -> Relatie {
        Relatie {
            persoon: Some(self.id()),
            burgerservicenummer: Some(self.burgerservicenummer()),
            naam: self.naam(),
            geslacht: self.geslacht(),
            geboortedatum: self.geboortedatum(),
            geboorteplaats: self.geboorteplaats(),
            geboorteland: self.geboorteland(),
        }
    }

    fn other(self, id: u32) -> Self {
        Self::new(self.view, PersonId(id))
    }

    /// Parents, number 1 first.
    pub fn ouders(self) -> Vec<Ouder> {
        if let Some(member) = self.cast() {
            return self.cast_parents(member);
        }
        let mut parents = Vec::with_capacity(2);
        let mut add = |relatie: Relatie| {
            let aanduiding = parents.len() as u8 + 1;
            parents.push(Ouder {
                aanduiding,
                relatie,
                datum_familierechtelijke_betrekking: self.geboortedatum(),
            });
        };
        match (self.row.parent1, self.row.parent2) {
            (NONE, _) => {
                // Both known by name only; the father's is the person's own.
                add(self.ghost(self.id, true));
                add(self.ghost(self.id, false));
            }
            (mother, NONE) => {
                add(self.other(mother).as_relative());
                if self.view.world().people.unregistered_father(mother) {
                    add(self.ghost(mother, false));
                }
            }
            (mother, father) => {
                add(self.other(mother).as_relative());
                add(self.other(father).as_relative());
            }
        }
        parents
    }

    fn cast_parents(self, member: &'static CastPersoon) -> Vec<Ouder> {
        let mut parents = Vec::with_capacity(2);
        for (nth, ouder) in member.ouders.iter().enumerate() {
            let relatie = match ouder {
                CastOuder::Geen => continue,
                CastOuder::Lid(lid) => self.other(u32::from(*lid)).as_relative(),
                CastOuder::Gegevens(voornamen, voorvoegsel, geslachtsnaam, geslacht, geboren) => {
                    Relatie {
                        persoon: None,
                        burgerservicenummer: None,
                        naam: Naam {
                            voornamen: Cow::Borrowed(voornamen),
                            titel: "",
                            voorvoegsel,
                            geslachtsnaam,
                        },
                        geslacht: Geslacht::of(*geslacht),
                        geboortedatum: *geboren,
                        geboorteplaats: Plaats::Onbekend,
                        geboorteland: 6030,
                    }
                }
            };
            parents.push(Ouder {
                aanduiding: nth as u8 + 1,
                relatie,
                datum_familierechtelijke_betrekking: member.geboorte,
            });
        }
        parents
    }

    /// A parent who is not in this world, made from `key`: the child itself, or the mother of siblings.
    fn ghost(self, key: u32, female: bool) -> Relatie {
        let seed = self.view.world().people.seed;
        let draws =
            Stream::new(seed, stream::GHOST + 1).sub(u64::from(key) * 2 + u64::from(female));
        let older = 21 * 365 + draws.below(0, 16 * 365) as i64 + if female { 0 } else { 900 };
        let base = if key == self.id {
            self.row.birth
        } else {
            self.other(key).row.birth.plus(22 * 365)
        };
        let birth = base.plus(-older);
        let surname = match (key == self.id, female) {
            (true, false) => self.row.surname,
            (true, true) => names::draw_surname(seed, stream::GHOST + 2, key, self.row.origin),
            (false, _) => names::draw_surname(seed, stream::GHOST, key, self.row.origin),
        };
        let surname = surnames()[usize::from(surname)];
        let origin = &ORIGINS[usize::from(self.row.origin)];
        let abroad = self.row.origin > 0;
        Relatie {
            persoon: None,
            burgerservicenummer: None,
            naam: Naam {
                voornamen: Cow::Owned(names::draw_given(
                    seed,
                    1 << 40 | u64::from(key) << 1 | u64::from(female),
                    birth.year(),
                    female,
                    self.row.origin,
                )),
                titel: "",
                voorvoegsel: surname.voorvoegsel,
                geslachtsnaam: surname.naam,
            },
            geslacht: if female {
                Geslacht::Vrouw
            } else {
                Geslacht::Man
            },
            geboortedatum: birth.gba(),
            geboorteplaats: if abroad {
                Plaats::Buitenland(origin.plaats)
            } else {
                Plaats::Onbekend
            },
            geboorteland: origin.land,
        }
    }

    /// Children, the oldest first.
    pub fn kinderen(self) -> Vec<Kind> {
        let people = &self.view.world().people;
        let mut children: Vec<u32> = people.children(self.id).collect();
        children.sort_by_key(|&child| (people.rows[child as usize].birth, child));
        children
            .into_iter()
            .map(|child| Kind {
                relatie: self.other(child).as_relative(),
            })
            .collect()
    }

    /// Marriages and partnerships, the newest first.
    pub fn verbintenissen(self) -> Vec<Verbintenis> {
        if let Some(member) = self.cast() {
            return member
                .verbintenissen
                .iter()
                .map(|relation| Verbintenis {
                    relatie: self.other(u32::from(relation.partner)).as_relative(),
                    soort: relation.soort,
                    datum: relation.aangaan,
                    plaats: Plaats::Gemeente(self.view.home_gemeente(self.row.household)),
                    land: 6030,
                    ontbinding: relation
                        .ontbinding
                        .map(|(datum, reden)| Ontbinding { datum, reden }),
                })
                .collect();
        }
        let people = &self.view.world().people;
        if let Some(partner) = people.partner(self.id) {
            return vec![self.bond_with(partner)];
        }
        self.former_bond().into_iter().collect()
    }

    /// The bond with the other head of the household: one set of draws for both.
    fn bond_with(self, partner: u32) -> Verbintenis {
        let people = &self.view.world().people;
        let (mine, theirs) = (self.row, &people.rows[partner as usize]);
        let draws = Stream::new(people.seed, stream::RELATION).sub(u64::from(self.id.min(partner)));
        let youngest = mine.birth.max(theirs.birth);
        // The first child, if any, mostly comes after.
        let first_child = people
            .children(self.id)
            .map(|child| people.rows[child as usize].birth)
            .min()
            .unwrap_or(people.peildatum);
        let earliest = youngest.plus(20 * 365);
        let latest = if draws.chance(0, 720) {
            first_child.plus(-200)
        } else {
            people.peildatum.plus(-30)
        };
        let latest = latest
            .min(youngest.plus(38 * 365))
            .min(people.peildatum.plus(-30))
            .max(earliest.plus(1));
        let day = earliest
            .plus(draws.below(1, u64::from(latest.0 - earliest.0).max(1)) as i64)
            .min(people.peildatum.plus(-1));
        let partnership = day >= Day::ymd(1998, 1, 1) && draws.chance(2, 150);
        Verbintenis {
            relatie: self.other(partner).as_relative(),
            soort: if partnership { 'P' } else { 'H' },
            datum: day.gba(),
            plaats: Plaats::Gemeente(self.view.home_gemeente(self.row.household)),
            land: 6030,
            ontbinding: None,
        }
    }

    /// A marriage that ended, with somebody who is not in this world.
    fn former_bond(self) -> Option<Verbintenis> {
        let people = &self.view.world().people;
        let age = i64::from(people.peildatum.0) - i64::from(self.row.birth.0);
        if self.row.is(flag::COUPLE) || self.row.is(flag::CHILD) || age < 30 * 365 {
            return None;
        }
        let draws = self.draw(stream::RELATION + 1);
        let years = (age / 365) as u64;
        let widowed = draws.chance(
            0,
            years.saturating_sub(52) * if self.row.is(flag::FEMALE) { 22 } else { 11 },
        );
        let divorced = draws.chance(1, (years * 9).min(400));
        if !widowed && !divorced {
            return None;
        }
        let female = !self.row.is(flag::FEMALE);
        let mut relatie = self.ghost_partner(draws, female);
        // A lone mother's former husband is her children's father, when they have one.
        let mother = self.row.is(flag::FEMALE) && self.row.first_child != NONE;
        if mother && people.unregistered_father(self.id) {
            let child = self.other(self.row.first_child);
            if child.row.parent2 == NONE {
                relatie = child.ghost(self.id, false);
            }
        }
        let married = self
            .row
            .birth
            .plus(23 * 365 + draws.below(2, 7 * 365) as i64);
        let ended = married.plus(
            3 * 365
                + draws.below(
                    3,
                    u64::from(
                        people
                            .peildatum
                            .0
                            .saturating_sub(married.0)
                            .saturating_sub(4 * 365),
                    )
                    .max(1),
                ) as i64,
        );
        Some(Verbintenis {
            relatie,
            soort: 'H',
            datum: married.gba(),
            plaats: Plaats::Gemeente(self.view.home_gemeente(self.row.household)),
            land: 6030,
            ontbinding: Some(Ontbinding {
                datum: ended.min(people.peildatum.plus(-1)).gba(),
                reden: if widowed { 'O' } else { 'S' },
            }),
        })
    }

    fn ghost_partner(self, draws: Stream, female: bool) -> Relatie {
        let seed = self.view.world().people.seed;
        let birth = self
            .row
            .birth
            .plus(draws.below(10, 6 * 365) as i64 - 3 * 365);
        let surname = surnames()[usize::from(names::draw_surname(
            seed,
            stream::GHOST + 3,
            self.id,
            self.row.origin,
        ))];
        Relatie {
            persoon: None,
            burgerservicenummer: None,
            naam: Naam {
                voornamen: Cow::Owned(names::draw_given(
                    seed,
                    1 << 41 | u64::from(self.id),
                    birth.year(),
                    female,
                    self.row.origin,
                )),
                titel: "",
                voorvoegsel: surname.voorvoegsel,
                geslachtsnaam: surname.naam,
            },
            geslacht: if female {
                Geslacht::Vrouw
            } else {
                Geslacht::Man
            },
            geboortedatum: birth.gba(),
            geboorteplaats: Plaats::Onbekend,
            geboorteland: ORIGINS[usize::from(self.row.origin)].land,
        }
    }

    /// Nationalities that are held now.
    pub fn nationaliteiten(self) -> Vec<Nationaliteit> {
        if let Some(member) = self.cast() {
            let own: Vec<Nationaliteit> = member
                .bijzonder
                .iter()
                .filter_map(|special| match special {
                    Bijzonder::Nationaliteit(code, reden, ingang) => Some(Nationaliteit {
                        code: *code,
                        reden_opname: *reden,
                        ingang: *ingang,
                        bijzonder: None,
                    }),
                    Bijzonder::Nederlanderschap(soort, ingang) => Some(Nationaliteit {
                        code: 0,
                        reden_opname: 0,
                        ingang: *ingang,
                        bijzonder: Some(*soort),
                    }),
                    _ => None,
                })
                .collect();
            if !own.is_empty() {
                return own;
            }
        }
        let dutch = Nationaliteit {
            code: 1,
            reden_opname: if self.row.birth < Day::ymd(1985, 1, 1) {
                1
            } else {
                17
            },
            ingang: self.geboortedatum(),
            bijzonder: None,
        };
        let origin = &ORIGINS[usize::from(self.row.origin)];
        if origin.nationaliteit == 1 {
            return vec![dutch];
        }
        let foreign = Nationaliteit {
            code: origin.nationaliteit,
            reden_opname: 301,
            ingang: self
                .immigratie()
                .map_or_else(|| self.geboortedatum(), |immigration| immigration.datum),
            bijzonder: None,
        };
        let draws = self.draw(stream::NATIONALITY);
        match (self.row.is(flag::ABROAD), draws.below(0, 100)) {
            (false, 0..=54) => vec![dutch],
            (false, 55..=79) => vec![dutch, foreign],
            (true, 0..=34) => {
                let since = self.immigratie().map_or(foreign.ingang, |immigration| {
                    GbaDatum::new(
                        immigration.datum.year() + 6,
                        immigration.datum.month(),
                        immigration.datum.day().min(28),
                    )
                });
                if since.number() > self.view.world().people.peildatum.gba().number() {
                    return vec![foreign];
                }
                vec![Nationaliteit {
                    code: 1,
                    reden_opname: 27,
                    ingang: since,
                    bijzonder: None,
                }]
            }
            _ => vec![foreign],
        }
    }

    /// Settling in the Netherlands, for those who came from elsewhere.
    pub fn immigratie(self) -> Option<Immigratie> {
        if self.cast().is_some() {
            return self.special(|special| match special {
                Bijzonder::Immigratie(land, datum) => Some(Immigratie {
                    land: *land,
                    datum: *datum,
                }),
                _ => None,
            });
        }
        if !self.row.is(flag::ABROAD) {
            return None;
        }
        let people = &self.view.world().people;
        let came = shape::immigration(people.seed, self.row.household, self.row.origin)?;
        Some(Immigratie {
            land: ORIGINS[usize::from(self.row.origin)].land,
            datum: people.peildatum.plus(-came).gba(),
        })
    }

    /// Where the person is registered now.
    pub fn verblijfplaats(self) -> Verblijfplaats {
        self.verblijfplaatsen()
            .next()
            .expect("everybody has at least one residence")
    }

    /// All residences, the present one first.
    pub fn verblijfplaatsen(self) -> impl Iterator<Item = Verblijfplaats> + use<'w> {
        let moved = self.view.moves(self.id());
        let gemeente = self.view.home_gemeente(self.row.household);
        let changed = moved
            .iter()
            .rev()
            .map(move |&(adres, since)| Verblijfplaats {
                plek: Woonplek::Adres(adres),
                aanvang: since,
                functie: 'W',
                gemeente,
                inschrijving: self.registered_since(),
            });
        changed.chain(self.base_residences())
    }

    fn base_residences(self) -> impl Iterator<Item = Verblijfplaats> + use<'w> {
        let gemeente = self.view.home_gemeente(self.row.household);
        let residence = move |plek: Plek, aanvang: GbaDatum| {
            let plek = match plek {
                Plek::Adres(adres) => Woonplek::Adres(AdresId(adres)),
                Plek::Buitenland(land, regels) => Woonplek::Buitenland(land, regels),
                Plek::Locatie(text) => Woonplek::Locatie(text),
                Plek::Onbekend => Woonplek::Onbekend,
            };
            let abroad = matches!(plek, Woonplek::Buitenland(..) | Woonplek::Onbekend);
            Verblijfplaats {
                plek,
                aanvang,
                functie: 'W',
                gemeente: if abroad { Gemeentecode::RNI } else { gemeente },
                inschrijving: aanvang,
            }
        };
        let first = match self.cast() {
            Some(member) => {
                let postal = member
                    .bijzonder
                    .iter()
                    .any(|special| matches!(special, Bijzonder::Briefadres));
                let mut first = residence(member.plek, member.sinds);
                first.functie = if postal { 'B' } else { 'W' };
                first
            }
            None => {
                let adres = self
                    .view
                    .world()
                    .places
                    .home(self.row.household)
                    .expect("every household beside the cast's has a home");
                Verblijfplaats {
                    plek: Woonplek::Adres(adres),
                    aanvang: self.lives_here_since().gba(),
                    functie: 'W',
                    gemeente,
                    inschrijving: self.registered_since(),
                }
            }
        };
        let earlier = self
            .cast()
            .into_iter()
            .flat_map(|member| member.bijzonder)
            .filter_map(move |special| match special {
                Bijzonder::Eerder(plek, since) => Some(residence(*plek, *since)),
                _ => None,
            });
        std::iter::once(first).chain(earlier)
    }

    /// The day on which a household moved in; children have lived there since their birth at most.
    fn lives_here_since(self) -> Day {
        let people = &self.view.world().people;
        let first = people.household_first[self.row.household as usize];
        let head = &people.rows[first as usize];
        let draws = Stream::new(people.seed, stream::RESIDENCE).sub(self.row.household.into());
        let grown_up = head.birth.plus(19 * 365).min(people.peildatum.plus(-1));
        let span = u64::from(people.peildatum.0 - grown_up.0).max(1);
        // Half of the households moved in the last nine years.
        let years = draws.below(0, 1000) * draws.below(1, 1000) / 1000;
        let day = people
            .peildatum
            .plus(-((years * span / 1000).min(35 * 365) as i64) - 1);
        let arrived = self
            .immigratie()
            .and_then(|immigration| immigration.datum.date())
            .map_or(Day(0), Day::of);
        day.max(self.row.birth).max(arrived)
    }

    fn registered_since(self) -> GbaDatum {
        match self.cast() {
            Some(member) => member.sinds,
            None => {
                let since = self.lives_here_since();
                let draws = self.draw(stream::RESIDENCE + 2);
                // Two of three came from elsewhere in the municipality.
                let earlier = since
                    .plus(-(draws.below(0, 12 * 365) as i64))
                    .max(self.row.birth);
                let arrived = self
                    .immigratie()
                    .and_then(|immigration| immigration.datum.date())
                    .map_or(Day(0), Day::of);
                if draws.chance(1, 660) {
                    earlier.max(arrived).gba()
                } else {
                    since.gba()
                }
            }
        }
    }

    /// First registration in the population register.
    pub fn eerste_inschrijving(self) -> GbaDatum {
        match self.immigratie() {
            Some(immigration) => immigration.datum,
            None => self
                .geboortedatum()
                .date()
                .map_or(GbaDatum::new(1994, 10, 1), |birth| {
                    GbaDatum::from(birth.max(jiff::civil::date(1994, 10, 1)))
                }),
        }
    }

    /// Death.
    pub fn overlijden(self) -> Option<Overlijden> {
        self.special(|special| match special {
            Bijzonder::Overleden(datum, plaats, land) => Some(Overlijden {
                datum: *datum,
                plaats: Plaats::Gemeente(Gemeentecode(*plaats)),
                land: *land,
            }),
            _ => None,
        })
    }

    /// Suspension of the record.
    pub fn opschorting(self) -> Option<Opschorting> {
        self.special(|special| match special {
            Bijzonder::Opschorting(reden, datum) => Some(Opschorting {
                reden: *reden,
                datum: *datum,
            }),
            _ => None,
        })
    }

    /// Indicatie geheim, 0 to 7.
    pub fn geheim(self) -> u8 {
        if self.cast().is_some() {
            return self
                .special(|special| match special {
                    Bijzonder::Geheim(indication) => Some(*indication),
                    _ => None,
                })
                .unwrap_or(0);
        }
        // A household keeps its address secret together.
        let seed = self.view.world().people.seed;
        if Stream::new(seed, stream::SECRET).chance(self.row.household.into(), 14) {
            7
        } else {
            0
        }
    }

    /// Residence title.
    pub fn verblijfstitel(self) -> Option<Verblijfstitel> {
        if self.cast().is_some() {
            return self.special(|special| match special {
                Bijzonder::Verblijfstitel(code, ingang, einde) => Some(Verblijfstitel {
                    aanduiding: *code,
                    ingang: *ingang,
                    einde: (*einde != GbaDatum::ONBEKEND).then_some(*einde),
                }),
                _ => None,
            });
        }
        // Citizens of the Union and the Dutch have none.
        const OUTSIDE: [u16; 8] = [339, 131, 336, 313, 307, 149, 84, 312];
        let nationality = self.row.origin > 0
            && self
                .nationaliteiten()
                .iter()
                .all(|nationality| OUTSIDE.contains(&nationality.code));
        let since = self.immigratie().filter(|_| nationality)?.datum;
        let asylum = matches!(
            ORIGINS[usize::from(self.row.origin)].nationaliteit,
            336 | 149 | 84
        );
        Some(Verblijfstitel {
            aanduiding: if asylum { 27 } else { 25 },
            ingang: since,
            einde: None,
        })
    }

    /// What is registered about voting.
    pub fn kiesrecht(self) -> Kiesrecht {
        Kiesrecht {
            uitgesloten_tot: self.special(|special| match special {
                Bijzonder::UitgeslotenKiesrecht(until) => Some(*until),
                _ => None,
            }),
            europees: self.special(|special| match special {
                Bijzonder::EuropeesKiesrecht(code) => Some(*code),
                _ => None,
            }),
        }
    }

    /// Whether under curatele.
    pub fn curatele(self) -> bool {
        self.special(|special| matches!(special, Bijzonder::Curatele).then_some(()))
            .is_some()
    }

    /// Court decision on authority over a minor, and since when.
    pub fn gezag(self) -> Option<(&'static str, GbaDatum)> {
        self.special(|special| match special {
            Bijzonder::Gezag(code, since) => Some((*code, *since)),
            _ => None,
        })
    }

    /// Verification of a non-resident's record.
    pub fn verificatie(self) -> Option<Verificatie> {
        self.special(|special| match special {
            Bijzonder::Verificatie(datum, omschrijving) => Some(Verificatie {
                datum: *datum,
                omschrijving,
            }),
            _ => None,
        })
    }

    /// RNI participant.
    pub fn rni(self) -> Option<Rni> {
        self.special(|special| match special {
            Bijzonder::Rni(deelnemer, verdrag) => Some(Rni {
                deelnemer: *deelnemer,
                verdrag,
            }),
            _ => None,
        })
    }

    /// Data under investigation.
    pub fn onderzoek(self) -> Option<Onderzoek> {
        self.special(|special| match special {
            Bijzonder::Onderzoek(aanduiding, datum) => Some(Onderzoek {
                aanduiding,
                datum: *datum,
            }),
            _ => None,
        })
    }

    /// Travel documents.
    pub fn reisdocumenten(self) -> Vec<Reisdocument> {
        self.special(|special| match special {
            Bijzonder::Reisdocument(soort, nummer, einde) => Some(Reisdocument {
                soort,
                nummer,
                einde: *einde,
            }),
            _ => None,
        })
        .into_iter()
        .collect()
    }

    /// Whether the person lives in the Netherlands, alive.
    pub fn is_ingezetene(self) -> bool {
        self.cast().is_none_or(CastPersoon::is_resident)
    }
}
