//! Reading an address, a building, a street, a town.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};

use super::plan::Rectangle;
use super::{
    AdresId, BagId, BagSoort, Gemeentecode, PandId, Places, Postcode, Rd, Role, StraatId,
    WoonplaatsId, Woonplaatscode, cast, stream,
};
use crate::hash::Stream;
use crate::tables;

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
}

/// How one address is numbered.
#[derive(Clone, Copy, Debug)]
struct Numbering {
    huisnummer: u32,
    /// 0 none, 1 A, 2 B …
    letter: u8,
    /// 0 none.
    toevoeging: u8,
    /// How many addresses back the building begins.
    pand_terug: u32,
}

/// An address, and the object that it is the address of.
#[derive(Clone, Copy, Debug)]
pub struct Adres<'w> {
    places: &'w Places,
    id: AdresId,
    pc6: u32,
    straat: StraatId,
    numbering: Numbering,
}

impl<'w> Adres<'w> {
    pub(super) fn new(places: &'w Places, id: AdresId) -> Self {
        let pc6 = places.pc6_of(id);
        let straat = places.street_of(pc6);
        let numbering = match cast::ADRESSEN.get(id.0 as usize) {
            Some(adres) => Numbering {
                huisnummer: adres.huisnummer,
                letter: 0,
                toevoeging: 0,
                pand_terug: adres.pand_terug,
            },
            None => {
                let place = id.0 - places.pc6_first[pc6 as usize];
                number(
                    places,
                    pc6,
                    pc6 - places.street_first_pc6[straat.0 as usize],
                    place,
                )
            }
        };
        Self {
            places,
            id,
            pc6,
            straat,
            numbering,
        }
    }

    fn cast(self) -> Option<&'static cast::CastAdres> {
        cast::ADRESSEN.get(self.id.0 as usize)
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
        match (self.cast(), self.numbering.letter) {
            (Some(adres), _) => Cow::Borrowed(adres.huisletter),
            (None, 0) => Cow::Borrowed(""),
            (None, n) => Cow::Owned(char::from(b'A' + n - 1).to_string()),
        }
    }

    /// At most four letters and digits, or empty.
    pub fn huisnummertoevoeging(self) -> Cow<'static, str> {
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
        self.cast()
            .map_or(Objectsoort::Verblijfsobject, |adres| adres.soort)
    }

    /// Whether address and object have been withdrawn.
    pub fn is_ingetrokken(self) -> bool {
        self.cast().is_some_and(|adres| adres.ingetrokken)
    }

    /// Whether it is somebody's home, or could be.
    pub fn is_woning(self) -> bool {
        self.cast().is_some() || self.places.role(self.id) != Role::Business
    }

    /// The building; a mooring or pitch has none.
    pub fn pand(self) -> Option<Pand<'w>> {
        (self.soort() == Objectsoort::Verblijfsobject).then(|| Pand {
            places: self.places,
            id: PandId(self.id.0 - self.numbering.pand_terug),
        })
    }

    /// What it is for; empty for a mooring or pitch.
    pub fn gebruiksdoelen(self) -> &'static [Gebruiksdoel] {
        use Gebruiksdoel as G;
        if self.soort() != Objectsoort::Verblijfsobject {
            return &[];
        }
        if self.cast().is_some_and(|adres| adres.oppervlakte > 1000) {
            return &[G::Woonfunctie, G::Gezondheidszorgfunctie];
        }
        if self.is_woning() {
            return &[G::Woonfunctie];
        }
        match Stream::new(self.places.seed, stream::USE).below(self.id.0.into(), 100) {
            0..=29 => &[G::Winkelfunctie],
            30..=49 => &[G::Kantoorfunctie],
            50..=74 => &[G::Industriefunctie],
            75..=80 => &[G::Bijeenkomstfunctie],
            81..=84 => &[G::Gezondheidszorgfunctie],
            85..=87 => &[G::Onderwijsfunctie],
            88..=89 => &[G::Sportfunctie],
            90..=92 => &[G::Winkelfunctie, G::Woonfunctie],
            _ => &[G::OverigeGebruiksfunctie],
        }
    }

    /// Floor area in whole square metres; 0 for a mooring or pitch.
    pub fn oppervlakte(self) -> u32 {
        if let Some(adres) = self.cast() {
            return adres.oppervlakte;
        }
        let draw = Stream::new(self.places.seed, stream::AREA).below(self.id.0.into(), 1000) as u32;
        let small = self.numbering.pand_terug > 0 || self.numbering.letter > 0;
        if self.is_woning() {
            // Percentiles 5 to 95 of dwellings in the BAG: 50 to 183, with a long tail.
            let base = if small {
                38 + draw * 52 / 1000
            } else {
                68 + draw * 92 / 1000
            };
            base + draw.saturating_sub(900)
        } else {
            18 + draw * draw / 900
        }
    }

    /// Where it is: inside the footprint of its building.
    pub fn punt(self) -> Rd {
        self.places.point(self.pc6, self.place())
    }

    /// Outline of a mooring or pitch.
    pub fn vlak(self) -> [Rd; 5] {
        self.places
            .footprint(self.pc6, self.place(), self.place())
            .ring()
    }

    fn place(self) -> u32 {
        self.id.0 - self.places.pc6_first[self.pc6 as usize]
    }

    /// The version that holds now: there is one.
    pub fn voorkomen(self) -> Voorkomen {
        let year = self.pand().map_or(1996, Pand::bouwjaar);
        voorkomen(self.places, u64::from(self.id.0), year)
    }

    /// Whether it was found outside rather than decided.
    pub fn is_geconstateerd(self) -> bool {
        self.cast().is_none()
            && Stream::new(self.places.seed, stream::RECORD + 1).chance(self.id.0.into(), 12)
    }
}

fn number(places: &Places, pc6: u32, nth_pc6: u32, place: u32) -> Numbering {
    let base = nth_pc6 / 2 * 50 + if nth_pc6.is_multiple_of(2) { 1 } else { 2 };
    let kind = Stream::new(places.seed, stream::FLATS).below(pc6.into(), 100);
    let block = |size: u32| (place / size, place % size);
    match kind {
        // A gallery: each dwelling its own number, one building.
        0..=7 => Numbering {
            huisnummer: base + 2 * place,
            letter: 0,
            toevoeging: 0,
            pand_terug: block(12).1,
        },
        // Porches: one number a building, letters.
        8..=13 => Numbering {
            huisnummer: base + 2 * block(6).0,
            letter: block(6).1 as u8 + 1,
            toevoeging: 0,
            pand_terug: block(6).1,
        },
        // Town houses split up: one number, additions.
        14..=17 => Numbering {
            huisnummer: base + 2 * block(4).0,
            letter: 0,
            toevoeging: block(4).1 as u8 + 1,
            pand_terug: block(4).1,
        },
        // Houses, now and then one with a letter behind its neighbour.
        _ => {
            let letters = Stream::new(places.seed, stream::LETTERS).sub(pc6.into());
            let mut numbering = Numbering {
                huisnummer: base,
                letter: 0,
                toevoeging: 0,
                pand_terug: 0,
            };
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
    }
}

fn voorkomen(places: &Places, index: u64, year: u16) -> Voorkomen {
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
        // A street is built in one go.
        let street = u64::from(self.first().straat.0);
        let mut draw = Stream::new(self.places.seed, stream::YEAR).below(street, 1000) as u32;
        let era = tables::BOUWJAREN
            .iter()
            .find(|era| {
                let here = draw < era.2;
                draw = draw.saturating_sub(era.2);
                here
            })
            .unwrap_or(&tables::BOUWJAREN[6]);
        let span = (era.1 - era.0).max(1);
        let offset =
            Stream::new(self.places.seed, stream::YEAR + 100).below(street, span.into()) as u32;
        ((era.0 + offset) as u16).min(2025)
    }

    /// Its addresses, in order.
    pub fn adressen(self) -> impl Iterator<Item = AdresId> + use<'w> {
        let places = self.places;
        let first = self.first();
        let end = places.addresses_of_pc6(first.pc6).end;
        (self.id.0..end).map(AdresId).take_while(move |adres| {
            places
                .adres(*adres)
                .pand()
                .is_some_and(|pand| pand.id == self.id)
        })
    }

    /// Its outline: a closed ring.
    pub fn vlak(self) -> [Rd; 5] {
        self.rectangle().ring()
    }

    pub(crate) fn rectangle(self) -> Rectangle {
        let first = self.first();
        let size = self.adressen().count() as u32;
        self.places
            .footprint(first.pc6, first.place(), first.place() + size.max(1) - 1)
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

/// A public space.
#[derive(Clone, Copy, Debug)]
pub struct Straat<'w> {
    places: &'w Places,
    id: StraatId,
}

impl<'w> Straat<'w> {
    pub(super) fn new(places: &'w Places, id: StraatId) -> Self {
        Self { places, id }
    }

    /// Its place in the order of public spaces.
    pub fn id(self) -> StraatId {
        self.id
    }

    /// Its identification.
    pub fn identificatie(self) -> BagId {
        let woonplaats = self.places.woonplaats_of(self.id);
        // Streets have indices of their own, apart from the addresses'.
        let code = self.places.birth_code(woonplaats, u32::MAX - self.id.0);
        BagId::new(code, BagSoort::OpenbareRuimte, Places::sequence(self.id.0))
    }

    /// The full name, at most 80 characters.
    pub fn naam(self) -> Cow<'static, str> {
        self.places.street_name(self.id)
    }

    /// The name in at most 24 characters.
    pub fn korte_naam(self) -> Cow<'static, str> {
        self.places.short_street_name(self.id)
    }

    /// The town.
    pub fn woonplaats(self) -> Woonplaats<'w> {
        Woonplaats::new(self.places, self.places.woonplaats_of(self.id))
    }

    /// The version that holds now.
    pub fn voorkomen(self) -> Voorkomen {
        voorkomen(self.places, u64::from(self.id.0) | 1 << 41, 2010)
    }
}

/// A town.
#[derive(Clone, Copy, Debug)]
pub struct Woonplaats<'w> {
    places: &'w Places,
    id: WoonplaatsId,
}

impl<'w> Woonplaats<'w> {
    pub(super) fn new(places: &'w Places, id: WoonplaatsId) -> Self {
        Self { places, id }
    }

    fn row(self) -> &'w super::WoonplaatsRow {
        &self.places.woonplaatsen[usize::from(self.id.0)]
    }

    /// Its code.
    pub fn code(self) -> Woonplaatscode {
        self.row().code
    }

    /// Its name.
    pub fn naam(self) -> &'static str {
        self.row().naam
    }

    /// The municipality's code.
    pub fn gemeente(self) -> Gemeentecode {
        self.gemeente_row().code
    }

    /// The municipality's name.
    pub fn gemeentenaam(self) -> &'static str {
        self.gemeente_row().naam
    }

    /// Code and name of the province.
    pub fn provincie(self) -> (u8, &'static str) {
        self.gemeente_row().provincie
    }

    fn gemeente_row(self) -> &'w super::GemeenteRow {
        &self.places.gemeenten[usize::from(self.row().gemeente)]
    }

    /// Its public spaces, in order.
    pub fn straten(self) -> impl Iterator<Item = StraatId> + use<> {
        let next = self.places.woonplaatsen.get(usize::from(self.id.0) + 1);
        let count = self.places.street_count();
        let end = next.map_or(count, |next| next.first_street.min(count));
        (self.row().first_street.min(end)..end).map(StraatId)
    }

    /// Its boundary: a closed ring.
    pub fn vlak(self) -> [Rd; 5] {
        self.places.town_outline(self.id).ring()
    }

    /// The version that holds now.
    pub fn voorkomen(self) -> Voorkomen {
        voorkomen(self.places, u64::from(self.id.0) | 1 << 42, 2009)
    }
}
