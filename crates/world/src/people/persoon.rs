//! Reading a person: who it is.
//!
//! Relations, residence and status are read in modules beside this one.

use std::borrow::Cow;

use super::gegevens::{Geslacht, Naam, Naamgebruik, Plaats, Relatie};
use super::{ORIGINS, PersonId, Row, flag, names, stream, surnames};
use crate::cast::{Bijzonder, CAST, CastPersoon};
use crate::date::{Day, GbaDatum};
use crate::hash::Stream;
use crate::identifiers::{ANummer, Bsn};
use crate::places::Gemeentecode;
use crate::view::{Changed, View};

/// A person, with this team's changes.
#[derive(Clone, Copy)]
pub struct Persoon<'w> {
    pub(crate) view: View<'w>,
    pub(crate) id: u32,
    pub(crate) row: Row,
    pub(super) changed: Option<&'w Changed>,
}

impl<'w> Persoon<'w> {
    pub(crate) fn new(view: View<'w>, id: PersonId) -> Self {
        let changed = view.changed(id);
        Self {
            view,
            id: id.0,
            row: changed
                .and_then(|changed| changed.row)
                .unwrap_or_else(|| view.world().people.row(id.0)),
            changed,
        }
    }

    /// Whether the team added this person: then all there is to know stands among the changes.
    pub(super) fn is_new(self) -> bool {
        self.changed.is_some_and(|changed| changed.row.is_some())
    }

    pub(crate) fn cast(self) -> Option<&'static CastPersoon> {
        CAST.get(self.id as usize)
    }

    pub(super) fn special<T>(self, pick: impl Fn(&Bijzonder) -> Option<T>) -> Option<T> {
        self.cast()?.bijzonder.iter().find_map(pick)
    }

    pub(super) fn specials<T>(self, pick: impl Fn(&Bijzonder) -> Option<T>) -> Vec<T> {
        self.cast()
            .map(|member| member.bijzonder.iter().filter_map(pick).collect())
            .unwrap_or_default()
    }

    pub(super) fn draw(self, attribute: u64) -> Stream {
        Stream::new(self.view.world().people.seed, attribute).sub(self.id.into())
    }

    /// The view that the person is read through.
    pub fn view(self) -> View<'w> {
        self.view
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
        match self.changed.and_then(|changed| changed.naam.clone()) {
            Some(naam) => naam,
            None => self.base_name(),
        }
    }

    /// Names that were, and until when; the oldest first.
    pub fn eerdere_namen(self) -> &'w [(Naam, GbaDatum)] {
        self.changed
            .map_or(&[], |changed| changed.eerdere_namen.as_slice())
    }

    /// The first name.
    pub fn geboortenaam(self) -> Naam {
        match self.eerdere_namen().first() {
            Some((naam, _)) => naam.clone(),
            None => self.naam(),
        }
    }

    fn base_name(self) -> Naam {
        if let Some(member) = self.cast() {
            return Naam {
                voornamen: Cow::Borrowed(member.voornamen),
                titel: member.titel,
                voorvoegsel: Cow::Borrowed(member.voorvoegsel),
                geslachtsnaam: Cow::Borrowed(member.geslachtsnaam),
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
            titel: names::title(self.row.surname, female),
            voorvoegsel: Cow::Borrowed(surname.voorvoegsel),
            geslachtsnaam: Cow::Borrowed(surname.naam),
        }
    }

    /// Date of birth; partly unknown for some who were born abroad.
    pub fn geboortedatum(self) -> GbaDatum {
        if let Some((datum, ..)) = self.changed.and_then(|changed| changed.geboorte.as_ref()) {
            return *datum;
        }
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

    /// Background, for what is drawn for the children.
    pub(crate) fn origin(self) -> u8 {
        self.row.origin
    }

    /// Country of birth (table 34).
    pub fn geboorteland(self) -> u16 {
        if let Some((.., land)) = self.changed.and_then(|changed| changed.geboorte.as_ref()) {
            return *land;
        }
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
        if let Some((_, plaats, _)) = self.changed.and_then(|changed| changed.geboorte.as_ref()) {
            return plaats.clone();
        }
        if let Some(place) = self.special(|special| match special {
            Bijzonder::Geboren(place, 6030) => Gemeentecode::parse(place).map(Plaats::Gemeente),
            Bijzonder::Geboren(place, _) => Some(Plaats::Buitenland(Cow::Borrowed(place))),
            _ => None,
        }) {
            return place;
        }
        if self.row.is(flag::ABROAD) {
            return Plaats::Buitenland(Cow::Borrowed(ORIGINS[usize::from(self.row.origin)].plaats));
        }
        Plaats::Gemeente(self.birth_municipality())
    }

    pub(super) fn birth_municipality(self) -> Gemeentecode {
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
        if let Some(naamgebruik) = self.changed.and_then(|changed| changed.naamgebruik) {
            return naamgebruik;
        }
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
    pub fn als_relatie(self) -> Relatie {
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

    pub(super) fn other(self, id: u32) -> Self {
        Self::new(self.view, PersonId(id))
    }
}
