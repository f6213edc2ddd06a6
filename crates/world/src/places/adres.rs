//! Reading an address, a building, a street, a town.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};

use super::bouw::{Strook, Vorm};
use super::{
    AdresId, Afgesplitst, BagId, BagSoort, Buurt, BuurtSoort, PandId, Places, Postcode, Rd, Role,
    Straat, StraatId, Vierhoek, Woonplaats, cast, stream,
};
use crate::hash::Stream;

/// The three sorts of adresseerbaar object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objectsoort {
    /// A unit in a building.
    Verblijfsobject,
    /// A mooring.
    Ligplaats,
    /// A pitch.
    Standplaats,
}

/// What a verblijfsobject is for (BAG catalogus).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the catalogue's own")]
pub enum Gebruiksdoel {
    Woonfunctie,
    Bijeenkomstfunctie,
    Gezondheidszorgfunctie,
    Industriefunctie,
    Kantoorfunctie,
    Onderwijsfunctie,
    Sportfunctie,
    Logiesfunctie,
    Winkelfunctie,
    OverigeGebruiksfunctie,
}

impl Gebruiksdoel {
    /// The value in the register.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Woonfunctie => "woonfunctie",
            Self::Bijeenkomstfunctie => "bijeenkomstfunctie",
            Self::Gezondheidszorgfunctie => "gezondheidszorgfunctie",
            Self::Industriefunctie => "industriefunctie",
            Self::Kantoorfunctie => "kantoorfunctie",
            Self::Onderwijsfunctie => "onderwijsfunctie",
            Self::Sportfunctie => "sportfunctie",
            Self::Logiesfunctie => "logiesfunctie",
            Self::Winkelfunctie => "winkelfunctie",
            Self::OverigeGebruiksfunctie => "overige gebruiksfunctie",
        }
    }
}

/// When and by what a version of an object was registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voorkomen {
    /// Day of the source document.
    pub documentdatum: Date,
    /// Its number.
    pub documentnummer: String,
    /// Version, from 1.
    pub versie: u32,
    /// First day on which it holds.
    pub begin_geldigheid: Date,
    /// Moment of registration by the source holder, local time.
    pub tijdstip_registratie: DateTime,
    /// Moment of registration in the national facility, local time, with milliseconds.
    pub tijdstip_registratie_lv: DateTime,
    /// First day on which it holds no longer.
    pub eind_geldigheid: Option<Date>,
    /// Moment at which the source holder registered that.
    pub eind_registratie: Option<DateTime>,
    /// Moment at which the national facility did.
    pub eind_registratie_lv: Option<DateTime>,
}

/// How one address is numbered.
#[derive(Clone, Copy, Debug)]
struct Numbering {
    huisnummer: u32,
    /// 0 none, 1 A, 2 B …
    letter: u8,
    /// 0 none.
    toevoeging: u8,
}

/// An address, and the object that it is the address of.
#[derive(Clone, Copy, Debug)]
pub struct Adres<'w> {
    places: &'w Places,
    id: AdresId,
    /// The address of the base whose place it has: mostly itself.
    basis: AdresId,
    /// Which version of the object, from 1; 0 for the one that holds now.
    versie: u32,
    pc6: u32,
    straat: StraatId,
    vorm: Vorm,
    numbering: Numbering,
    /// How many addresses back the building begins.
    pand_terug: u32,
}

impl<'w> Adres<'w> {
    pub(super) fn new(places: &'w Places, id: AdresId) -> Self {
        let basis = places.basis(id);
        let pc6 = places.pc6_of(basis);
        let straat = places.street_of(pc6);
        let place = basis.0 - places.pc6_first[pc6 as usize];
        let strook = places.strook_along(pc6, straat);
        let numbering = numbering(places, &strook, (pc6, straat), basis);
        Self {
            places,
            id,
            basis,
            versie: 0,
            pc6,
            straat,
            vorm: strook.vorm,
            numbering,
            pand_terug: place - strook.blok(place).0,
        }
    }

    fn cast(self) -> Option<&'static cast::CastAdres> {
        cast::ADRESSEN.get(self.basis.0 as usize)
    }

    fn afgesplitst(self) -> Option<&'w Afgesplitst> {
        self.places.afgesplitst(self.id)
    }

    /// Its place in the order of addresses.
    pub fn id(self) -> AdresId {
        self.id
    }

    /// The public space it lies on.
    pub fn straat(self) -> Straat<'w> {
        Straat::new(self.places, self.straat)
    }

    /// House number, 1 or more.
    pub fn huisnummer(self) -> u32 {
        self.numbering.huisnummer
    }

    /// One capital, or empty.
    pub fn huisletter(self) -> Cow<'static, str> {
        if let Some(nieuw) = self.afgesplitst() {
            return Cow::Owned(nieuw.huisletter.clone());
        }
        match (self.cast(), self.numbering.letter) {
            (Some(adres), _) => Cow::Borrowed(adres.huisletter),
            (None, 0) => Cow::Borrowed(""),
            (None, n) => Cow::Owned(char::from(b'A' + n - 1).to_string()),
        }
    }

    /// At most four letters and digits, or empty.
    pub fn huisnummertoevoeging(self) -> Cow<'static, str> {
        if let Some(nieuw) = self.afgesplitst() {
            return Cow::Owned(nieuw.toevoeging.clone());
        }
        match (self.cast(), self.numbering.toevoeging) {
            (Some(adres), _) => Cow::Borrowed(adres.toevoeging),
            (None, 0) => Cow::Borrowed(""),
            (None, n) => Cow::Owned(n.to_string()),
        }
    }

    /// The postcode. Always there in this version of the world.
    pub fn postcode(self) -> Option<Postcode> {
        Some(self.places.postcode(self.pc6))
    }

    /// The town.
    pub fn woonplaats(self) -> Woonplaats<'w> {
        Woonplaats::new(self.places, self.places.woonplaats_of(self.straat))
    }

    fn bag(self, soort: BagSoort) -> BagId {
        let code = self
            .places
            .birth_code(self.places.woonplaats_of(self.straat), self.id.0);
        BagId::new(code, soort, Places::sequence(self.id.0))
    }

    /// Identificatie of the nummeraanduiding.
    pub fn nummeraanduiding(self) -> BagId {
        self.bag(BagSoort::Nummeraanduiding)
    }

    /// Identificatie of the adresseerbaar object.
    pub fn object(self) -> BagId {
        self.bag(match self.soort() {
            Objectsoort::Verblijfsobject => BagSoort::Verblijfsobject,
            Objectsoort::Ligplaats => BagSoort::Ligplaats,
            Objectsoort::Standplaats => BagSoort::Standplaats,
        })
    }

    /// The sort of object.
    pub fn soort(self) -> Objectsoort {
        match (self.vorm, self.cast()) {
            (_, Some(adres)) => adres.soort,
            (Vorm::Boten, _) => Objectsoort::Ligplaats,
            (Vorm::Wagens, _) => Objectsoort::Standplaats,
            _ => Objectsoort::Verblijfsobject,
        }
    }

    /// Whether address and object have been withdrawn.
    pub fn is_ingetrokken(self) -> bool {
        self.cast().is_some_and(|adres| adres.ingetrokken)
    }

    /// Whether it is somebody's home, or could be.
    pub fn is_woning(self) -> bool {
        self.cast().is_some() || self.places.role(self.basis) != Role::Business
    }

    /// Whether it is an institution: a home where many live together.
    pub fn is_tehuis(self) -> bool {
        self.cast()
            .map_or_else(|| self.beds().is_some(), |adres| adres.oppervlakte > 1000)
    }

    /// How many live together here, when it is an institution outside the cast.
    fn beds(self) -> Option<u32> {
        match self.places.role(self.basis) {
            Role::Home(home) if self.soort() == Objectsoort::Verblijfsobject => {
                let household = home + self.places.cast_homes.len() as u32;
                crate::people::Shape::beds(self.places.seed, household)
            }
            _ => None,
        }
    }

    /// The building; a mooring or pitch has none.
    pub fn pand(self) -> Option<Pand<'w>> {
        (self.soort() == Objectsoort::Verblijfsobject).then(|| Pand {
            places: self.places,
            id: PandId(self.basis.0 - self.pand_terug),
        })
    }

    /// What it is for; empty for a mooring or pitch.
    pub fn gebruiksdoelen(self) -> &'static [Gebruiksdoel] {
        use Gebruiksdoel as G;
        if self.soort() != Objectsoort::Verblijfsobject {
            return &[];
        }
        if self.is_tehuis() {
            return &[G::Woonfunctie, G::Gezondheidszorgfunctie];
        }
        if self.is_woning() {
            return &[G::Woonfunctie];
        }
        // A corner shop, an office at home, and what else a neighbourhood has.
        let shops = match self.buurt().soort() {
            BuurtSoort::Bedrijven => [60, 5, 26, 2, 0, 1, 3, 1, 0],
            BuurtSoort::Centrum => [3, 48, 20, 9, 9, 3, 1, 1, 6],
            _ => [8, 20, 18, 14, 8, 12, 8, 4, 8],
        };
        let mut draw = Stream::new(self.places.seed, stream::USE).below(self.basis.0.into(), 100);
        for (function, share) in [
            &[G::Industriefunctie][..],
            &[G::Winkelfunctie],
            &[G::Kantoorfunctie],
            &[G::Bijeenkomstfunctie],
            &[G::Logiesfunctie],
            &[G::Gezondheidszorgfunctie],
            &[G::Onderwijsfunctie],
            &[G::Sportfunctie],
            &[G::Winkelfunctie, G::Woonfunctie],
        ]
        .into_iter()
        .zip(shops)
        {
            if draw < share {
                return function;
            }
            draw -= share;
        }
        &[G::OverigeGebruiksfunctie]
    }

    /// Floor area in whole square metres; 0 for a mooring or pitch.
    pub fn oppervlakte(self) -> u32 {
        let before = match self.versie {
            0 => usize::MAX,
            versie => versie as usize - 1,
        };
        let kleiner = self.places.verkleind(self.id);
        let since = kleiner.len().min(before).checked_sub(1);
        match (since, self.afgesplitst()) {
            (Some(at), _) => kleiner[at].1,
            (None, Some(nieuw)) => nieuw.oppervlakte,
            (None, None) => self.as_built(),
        }
    }

    /// Floor area before anybody split it.
    fn as_built(self) -> u32 {
        if let Some(adres) = self.cast() {
            return adres.oppervlakte;
        }
        if self.soort() != Objectsoort::Verblijfsobject {
            return 0;
        }
        if let Some(beds) = self.beds() {
            return 280 + beds * 34;
        }
        let draw =
            Stream::new(self.places.seed, stream::AREA).below(self.basis.0.into(), 1000) as u32;
        let strook = self.strook();
        let (first, last) = strook.blok(self.place());
        if last > first {
            let base = if self.is_woning() {
                50 + draw * 68 / 1000
            } else {
                40 + draw * 140 / 1000
            };
            return base + draw.saturating_sub(900);
        }
        // Ground covered, times the storeys: two and the attic; a hall has little more than one.
        let ground = strook.quarters(self.place()) / 4;
        let storeys = match self.vorm {
            Vorm::Hal => 800 + draw * draw * draw / 1_000_000,
            Vorm::Vrij => 1300 + draw * 700 / 1000,
            _ => 1900 + draw * 800 / 1000,
        };
        (ground * storeys / 1000).max(20)
    }

    fn strook(self) -> Strook<'w> {
        self.places.strook_along(self.pc6, self.straat)
    }

    /// Where it is: inside the footprint of its building.
    pub fn punt(self) -> Rd {
        let punt = self.strook().punt(self.place());
        if self.id == self.basis {
            return punt;
        }
        // Part of the way to one of the corners: the outline is convex, so that is inside.
        let nth = (self.id.0 - self.places.address_count()) as usize;
        let hoek = self.omtrek().hoeken()[nth % 4];
        let deel = 3 + (nth / 4 % 8) as i64;
        Rd {
            x: punt.x + (hoek.x - punt.x) / deel,
            y: punt.y + (hoek.y - punt.y) / deel,
        }
    }

    /// Outline of a mooring or pitch: of its building for any other.
    pub fn vlak(self) -> [Rd; 5] {
        self.omtrek().ring()
    }

    pub(crate) fn omtrek(self) -> Vierhoek {
        self.strook().gebouw(self.place())
    }

    /// The ground that belongs to it: with the others in its building.
    pub fn erf(self) -> Vierhoek {
        self.strook().perceel(self.place())
    }

    /// The neighbourhood.
    pub fn buurt(self) -> Buurt<'w> {
        Buurt::new(self.places, self.places.buurt_of(self.straat))
    }

    fn place(self) -> u32 {
        self.basis.0 - self.places.pc6_first[self.pc6 as usize]
    }

    /// The versions of the object at it, the oldest first: as each reads.
    pub fn objectversies(self) -> impl DoubleEndedIterator<Item = Self> {
        let count = self.places.verkleind(self.id).len() as u32 + 1;
        (1..=count).map(move |versie| Self { versie, ..self })
    }

    /// The object as it was on a day; nothing when it had not been split off yet.
    pub(crate) fn toen(self, dag: Date) -> Option<Self> {
        if self.afgesplitst().is_some_and(|nieuw| nieuw.sinds > dag) {
            return None;
        }
        let kleiner = self.places.verkleind(self.id);
        let versie = kleiner.partition_point(|(sinds, _)| *sinds <= dag) as u32 + 1;
        Some(Self { versie, ..self })
    }

    /// The version of the object: of the unit, which changes when it is split.
    pub fn objectvoorkomen(self) -> Voorkomen {
        let kleiner = self.places.verkleind(self.id);
        let versie = match self.versie {
            0 => kleiner.len() as u32 + 1,
            versie => versie,
        };
        let begin = |versie: u32| {
            let (sinds, _) = *kleiner.get((versie as usize).checked_sub(2)?)?;
            Some(by_team(self.places, self.id, sinds, versie))
        };
        let mut voorkomen = begin(versie).unwrap_or_else(|| self.voorkomen());
        if let Some(next) = begin(versie + 1) {
            voorkomen.eind_geldigheid = Some(next.begin_geldigheid);
            voorkomen.eind_registratie = Some(next.tijdstip_registratie);
            voorkomen.eind_registratie_lv = Some(next.tijdstip_registratie_lv);
        }
        voorkomen
    }

    /// The version of the nummeraanduiding: there is one.
    pub fn voorkomen(self) -> Voorkomen {
        if let Some(nieuw) = self.afgesplitst() {
            return by_team(self.places, self.id, nieuw.sinds, 1);
        }
        let year = self.pand().map_or(1996, Pand::bouwjaar);
        voorkomen(self.places, u64::from(self.id.0), year)
    }

    /// Whether it was found outside rather than decided.
    pub fn is_geconstateerd(self) -> bool {
        self.cast().is_none()
            && self.id == self.basis
            && Stream::new(self.places.seed, stream::RECORD + 1).chance(self.id.0.into(), 12)
    }
}

/// The addresses of a postcode with this house number, whatever the letter and addition.
pub(super) fn met_nummer(
    places: &Places,
    pc6: u32,
    huisnummer: u32,
) -> impl Iterator<Item = AdresId> + use<'_> {
    let straat = places.street_of(pc6);
    let strook = places.strook_along(pc6, straat);
    places
        .met_afgesplitste(places.addresses_of_pc6(pc6))
        .filter(move |id| {
            let basis = places.basis(*id);
            numbering(places, &strook, (pc6, straat), basis).huisnummer == huisnummer
        })
}

fn numbering(
    places: &Places,
    strook: &Strook<'_>,
    (pc6, straat): (u32, StraatId),
    basis: AdresId,
) -> Numbering {
    let place = basis.0 - places.pc6_first[pc6 as usize];
    let nth_pc6 = pc6 - places.street_first_pc6[straat.0 as usize];
    match cast::ADRESSEN.get(basis.0 as usize) {
        Some(adres) => Numbering {
            huisnummer: adres.huisnummer,
            letter: 0,
            toevoeging: 0,
        },
        None => number(places, strook, pc6, nth_pc6, place),
    }
}

fn number(places: &Places, strook: &Strook<'_>, pc6: u32, nth_pc6: u32, place: u32) -> Numbering {
    let base = nth_pc6 / 2 * 50 + if nth_pc6.is_multiple_of(2) { 1 } else { 2 };
    let plain = |huisnummer| Numbering {
        huisnummer,
        letter: 0,
        toevoeging: 0,
    };
    let nth = strook.blok_nummer(place);
    let within = (place - strook.blok(place).0) as u8 + 1;
    match strook.vorm {
        Vorm::Portiek => Numbering {
            letter: within,
            ..plain(base + 2 * nth)
        },
        Vorm::Gesplitst => Numbering {
            toevoeging: within,
            ..plain(base + 2 * nth)
        },
        Vorm::Rij | Vorm::Twee | Vorm::Vrij | Vorm::Aaneen => {
            // Now and then one has a letter behind its neighbour.
            let letters = Stream::new(places.seed, stream::LETTERS).sub(pc6.into());
            let mut numbering = plain(base);
            for at in 1..=u64::from(place) {
                if numbering.letter < 3 && letters.chance(at, 50) {
                    numbering.letter += 1;
                } else {
                    numbering.huisnummer += 2;
                    numbering.letter = 0;
                }
            }
            numbering
        }
        _ => plain(base + 2 * place),
    }
}

pub(super) fn voorkomen(places: &Places, index: u64, year: u16) -> Voorkomen {
    let draws = Stream::new(places.seed, stream::RECORD + 2).sub(index);
    let year = year.clamp(2009, 2024);
    let day = 1 + draws.below(0, 28) as i8;
    let month = 1 + draws.below(1, 12) as i8;
    let documentdatum = jiff::civil::date(year as i16, month, day);
    let (hour, minute, second) = (
        8 + draws.below(2, 9) as i8,
        draws.below(3, 60) as i8,
        draws.below(4, 60) as i8,
    );
    let registered = documentdatum
        .tomorrow()
        .unwrap_or(documentdatum)
        .at(hour, minute, second, 0);
    let seconds = 60 + draws.below(5, 1800) as i64;
    let milliseconds = draws.below(6, 1000) as i64;
    let lv = registered
        .checked_add(jiff::SignedDuration::from_millis(
            seconds * 1000 + milliseconds,
        ))
        .unwrap_or(registered);
    Voorkomen {
        documentdatum,
        documentnummer: format!("FL-{year}-{:05}", draws.below(7, 100_000)),
        versie: 1,
        begin_geldigheid: documentdatum,
        tijdstip_registratie: registered,
        tijdstip_registratie_lv: lv,
        eind_geldigheid: None,
        eind_registratie: None,
        eind_registratie_lv: None,
    }
}

/// A version that a team made: registered at the beginning of its day, so that it is known at once.
fn by_team(places: &Places, id: AdresId, sinds: Date, versie: u32) -> Voorkomen {
    let draws =
        Stream::new(places.seed, stream::RECORD + 3).sub(u64::from(id.0) | u64::from(versie) << 32);
    let second = draws.below(0, 60) as i8;
    let milliseconds = draws.below(1, 1000) as i32;
    Voorkomen {
        documentdatum: sinds,
        documentnummer: format!("FL-{}-T{:04}", sinds.year(), draws.below(2, 10_000)),
        versie,
        begin_geldigheid: sinds,
        tijdstip_registratie: sinds.at(0, 0, second, 0),
        tijdstip_registratie_lv: sinds.at(0, 1, second, milliseconds * 1_000_000),
        eind_geldigheid: None,
        eind_registratie: None,
        eind_registratie_lv: None,
    }
}

/// A building.
#[derive(Clone, Copy, Debug)]
pub struct Pand<'w> {
    places: &'w Places,
    id: PandId,
}

impl<'w> Pand<'w> {
    fn first(self) -> Adres<'w> {
        self.places.adres(AdresId(self.id.0))
    }

    /// Its identification.
    pub fn identificatie(self) -> BagId {
        self.first().bag(BagSoort::Pand)
    }

    /// Year of construction.
    pub fn bouwjaar(self) -> u16 {
        if let Some(adres) = cast::ADRESSEN.get(self.id.0 as usize) {
            return adres.bouwjaar;
        }
        // A street is built in one go, a neighbourhood within a few years.
        let straat = self.first().straat;
        let buurt = &self.places.buurten[self.places.buurt_of(straat)];
        // Around its year: what only came later would move every era on.
        let later = Stream::new(self.places.seed, stream::YEAR).below(straat.0.into(), 5) as u16;
        (buurt.jaar + later).saturating_sub(2).clamp(1650, 2025)
    }

    /// Its addresses, in order.
    pub fn adressen(self) -> impl Iterator<Item = AdresId> + use<> {
        let first = self.first();
        let (begin, last) = first.strook().blok(first.place());
        let end = self.id.0 + last - begin + 1;
        self.places.met_afgesplitste(self.id.0..end)
    }

    /// Its outline: a closed ring.
    pub fn vlak(self) -> [Rd; 5] {
        self.omtrek().ring()
    }

    pub(crate) fn omtrek(self) -> Vierhoek {
        self.first().omtrek()
    }

    /// The version that holds now.
    pub fn voorkomen(self) -> Voorkomen {
        voorkomen(self.places, u64::from(self.id.0) | 1 << 40, self.bouwjaar())
    }

    /// Whether it stands there no longer.
    pub fn is_gesloopt(self) -> bool {
        self.adressen()
            .all(|adres| self.places.adres(adres).is_ingetrokken())
    }
}
