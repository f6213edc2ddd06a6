//! The value of dwellings and premises (WOZ), by valuation date.
//!
//! A mean for the municipality, a factor for whose it is, one for the floor area and one that is
//! drawn, spread as values are (lognormal, sigma 0.4); by year the mean of the country. Whole
//! numbers throughout, from tables.

#[cfg(test)]
mod tests;

use jiff::civil::Date;

use crate::hash::Stream;
use crate::kadaster::{Bezit, Koz, Partij, RechtSoort, bezit};
use crate::permutation::Permutation;
use crate::places::{Adres, AdresId, Gebruiksdoel, Gemeentecode, Objectsoort, Role};
use crate::tables::WOZ_NIVEAU;
use crate::view::View;
use crate::world::World;

/// Streams of this module are from 4000.
mod stream {
    pub(super) const NUMBER: u64 = 4000;
    pub(super) const VALUE: u64 = 4001;
    pub(super) const LEVEL: u64 = 4002;
    pub(super) const STATUS: u64 = 4003;
}

/// What has become of a decision on a value (`beschikkingsStatussen` of the register's API).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the register's own")]
pub enum WozStatus {
    BeschikkingGenomen,
    BezwaarIngediend,
    BezwaarGehandhaafd,
    BezwaarVeranderd,
    BeroepAangetekend,
}

impl WozStatus {
    /// The value in the register.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BeschikkingGenomen => "beschikking_genomen",
            Self::BezwaarIngediend => "bezwaar_ingediend",
            Self::BezwaarGehandhaafd => "bezwaar_gehandhaafd",
            Self::BezwaarVeranderd => "bezwaar_veranderd",
            Self::BeroepAangetekend => "beroep_aangetekend",
        }
    }
}

/// A value that was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WozWaarde {
    /// Whole euros, in thousands.
    pub vastgestelde_waarde: u32,
    /// The first of January of some year.
    pub waardepeildatum: Date,
    /// The first of January after it.
    pub ingangsdatum: Date,
    /// What has become of the decision, the latest first.
    pub statussen: Vec<WozStatus>,
}

/// An object of the WOZ: an address that is a dwelling, premises, a mooring or a pitch.
#[derive(Clone, Copy, Debug)]
pub struct WozObject<'w> {
    view: View<'w>,
    adres: AdresId,
}

/// The means of thirty-three equal parts of all values, in thousandths of the mean of all.
const SPREAD: [u32; 33] = [
    388, 469, 520, 560, 595, 627, 656, 684, 712, 738, 764, 790, 816, 842, 868, 895, 923, 952, 981,
    1012, 1044, 1079, 1115, 1155, 1198, 1245, 1298, 1359, 1431, 1521, 1638, 1815, 2196,
];

/// Square metres, and thousandths of the value of 120 of them: to the power 0.7.
const AREA: [(u32, u32); 20] = [
    (5, 108),
    (10, 176),
    (20, 285),
    (30, 379),
    (40, 463),
    (50, 542),
    (60, 616),
    (80, 753),
    (100, 880),
    (120, 1000),
    (150, 1169),
    (200, 1430),
    (250, 1672),
    (300, 1899),
    (400, 2323),
    (600, 3085),
    (1000, 4411),
    (2000, 7166),
    (5000, 13_610),
    (12_000, 25_119),
];

/// The mean of the country on the first of January, in thousandths of that of 2024.
const YEARS: [(i16, u32); 9] = [
    (2017, 580),
    (2018, 623),
    (2019, 678),
    (2020, 729),
    (2021, 791),
    (2022, 925),
    (2023, 952),
    (2024, 1000),
    (2025, 1075),
];

fn by_area(area: u32) -> u64 {
    let area = area.clamp(5, 12_000);
    let at = AREA.partition_point(|(metres, _)| *metres < area).max(1);
    let ((from, low), (to, high)) = (AREA[at - 1], AREA[at.min(AREA.len() - 1)]);
    u64::from(low + (high - low) * (area - from) / (to - from).max(1))
}

/// Thousandths of the value of 2024; before 2017 seventy less a year, at least 150; after 2025 forty more.
fn by_year(year: i16) -> u64 {
    let (first, last) = (YEARS[0], YEARS[YEARS.len() - 1]);
    if year < first.0 {
        let before = u32::from((first.0 - year).unsigned_abs());
        return u64::from(first.1.saturating_sub(14 * before).max(150));
    }
    let at = (year - first.0) as usize;
    match YEARS.get(at) {
        Some((_, level)) => u64::from(*level),
        None => u64::from(last.1 + 40 * u32::from((year - last.0).unsigned_abs())),
    }
}

fn known_level(key: u32) -> Option<u32> {
    let row = WOZ_NIVEAU.iter().find(|row| row.0 == key)?;
    Some(row.1 * 1000)
}

/// Euros that a dwelling is worth on average in 2024, in a municipality of which that was published.
pub(crate) fn gepubliceerd(code: Gemeentecode) -> Option<u32> {
    known_level(code.number().into())
}

/// The same of a province.
pub(crate) fn niveau_van_provincie(code: u8) -> u32 {
    known_level(u32::from(code) + 10_000).unwrap_or(398_000)
}

/// Euros that a dwelling is worth on average in 2024, in a municipality.
fn level(code: Gemeentecode, provincie: u8) -> u64 {
    if let Some(known) = gepubliceerd(code) {
        return known.into();
    }
    // Between municipalities of a province there is a third.
    let beside = 860 + Stream::new(0, stream::LEVEL).below(code.number().into(), 300);
    u64::from(niveau_van_provincie(provincie)) / 1000 * beside
}

impl World {
    /// What an address, at the place of this one of the base, is worth on the first of January of a
    /// year, in whole thousands of euros.
    fn woz_value(&self, adres: Adres<'_>, id: AdresId, year: i16) -> u32 {
        let (gebied, place) = self.places.postgebied_van(id);
        let town = adres.woonplaats();
        let mean = level(town.gemeente(), town.provincie().0);
        let draws = Stream::new(self.spec().seed, stream::VALUE).sub(id.0.into());
        let spread = u64::from(SPREAD[draws.below(0, 33) as usize]);
        // The market moves a little differently for each.
        let beside = 980 + draws.below(100 + u64::from(year.unsigned_abs()), 41);
        let area = adres.oppervlakte();
        let euros = if adres.soort() != Objectsoort::Verblijfsobject {
            mean * 28 / 100
        } else if adres.is_woning() {
            let tenure = match bezit(&gebied, place) {
                Bezit::Bewoners => 1190,
                Bezit::Corporatie(_) => 650,
                _ => 780,
            };
            mean * by_area(area) / 1000 * tenure / 1000
        } else {
            let metre = match adres.gebruiksdoelen().first() {
                Some(Gebruiksdoel::Winkelfunctie) => 2200,
                Some(Gebruiksdoel::Kantoorfunctie) => 1700,
                Some(Gebruiksdoel::Industriefunctie) => 850,
                Some(Gebruiksdoel::Logiesfunctie) => 2000,
                Some(Gebruiksdoel::OverigeGebruiksfunctie) => 900,
                _ => 1400,
            };
            metre * u64::from(area) * mean / 398_000
        };
        let value = euros * spread / 1000 * by_year(year) / 1000 * beside / 1000;
        (value / 1000 * 1000).clamp(1_000, 4_000_000_000) as u32
    }

    /// About what an address changed hands for in a year.
    pub(crate) fn woz_price(&self, id: AdresId, year: u16) -> u32 {
        self.woz_value(self.places.adres(id), id, year as i16)
    }

    /// The numbers of a municipality: one for each address.
    fn woz_order(&self, gemeente: usize) -> (Permutation, u32) {
        let addresses = self.places.addresses_of_gemeente(gemeente);
        let size = u64::from(addresses.end - addresses.start).max(10_000_000);
        let key = Stream::new(0, stream::NUMBER);
        (Permutation::new(size, key), addresses.start)
    }
}

/// The last number; they are given out downward. No real one is 90 million or more.
const LAST: u64 = 99_999_999;

impl<'w> WozObject<'w> {
    /// Its number: municipality and eight digits.
    pub fn identificatie(self) -> String {
        let world = self.view.world();
        let (gebied, _) = world.places.postgebied_van(self.basis());
        let gemeente = gebied.gemeente();
        let (order, first) = world.woz_order(gemeente);
        // What was split off has the last numbers of the order, which no municipality comes to.
        let local = match self.adres.0.checked_sub(world.places.address_count()) {
            Some(split) => order.size() - 1 - u64::from(split),
            None => u64::from(self.adres.0 - first),
        };
        let nth = order.apply(local);
        format!("{}{:08}", world.places.gemeenten[gemeente].code, LAST - nth)
    }

    /// The address.
    pub fn adres(self) -> AdresId {
        self.adres
    }

    /// The address of the base whose place it has.
    fn basis(self) -> AdresId {
        self.view.places().basis(self.adres)
    }

    /// The municipality that decides on the value.
    pub fn verantwoordelijke_gemeente(self) -> Gemeentecode {
        self.view.adres(self.adres).woonplaats().gemeente()
    }

    /// The parcel or apartment right.
    pub fn kozen(self) -> Vec<Koz> {
        self.view.kozen_van(self.adres)
    }

    /// Ground that belongs to it, in whole square metres: of an apartment, and of part of a dwelling,
    /// its part.
    pub fn grondoppervlakte(self) -> u32 {
        let places = self.view.places();
        let (gebied, place) = places.postgebied_van(self.basis());
        let (first, last) = gebied.strook.blok(place);
        let block = gebied.first + first..gebied.first + last + 1;
        let parts = places.met_afgesplitste(block).count() as u32;
        (gebied.strook.perceel(place).oppervlakte() / parts).max(1)
    }

    /// Who is taxed as owner: who has the fullest use of the right, with the largest share.
    pub fn eigenaar(self) -> Option<Partij> {
        let koz = *self.kozen().first()?;
        let rechten = self.view.onroerende_zaak(koz).rechten();
        let rank = |soort: RechtSoort| match soort {
            RechtSoort::Vruchtgebruiker => 0,
            RechtSoort::Erfpachter => 1,
            RechtSoort::Eigenaar => 2,
            RechtSoort::Opstalhouder => 3,
            RechtSoort::Nutsvoorzieningen => 4,
        };
        rechten
            .iter()
            .min_by_key(|recht| {
                let share =
                    u64::from(recht.aandeel.teller) * 1_000_000 / u64::from(recht.aandeel.noemer);
                (rank(recht.soort), u64::MAX - share)
            })
            .map(|recht| recht.houder)
    }

    /// Who is taxed as user: the oldest resident, or the company that has its seat there.
    pub fn gebruiker(self) -> Option<Partij> {
        let world = self.view.world();
        let (gebied, place) = world.places.postgebied_van(self.basis());
        if gebied.role(place) == Role::Business {
            return self
                .view
                .vestigingen_op(self.adres)
                .first()
                .map(|vestiging| Partij::Bedrijf(vestiging.bedrijf));
        }
        self.view
            .bewoners(self.adres)
            .into_iter()
            .filter(|id| self.view.persoon(*id).is_ingezetene())
            .min_by_key(|id| (self.view.persoon(*id).geboortedatum().number(), *id))
            .map(Partij::Persoon)
    }

    /// The values that had been decided on a day, the newest first: six years at most. What was split
    /// has values from the first of January after it.
    pub fn waarden(self, op: Date) -> Vec<WozWaarde> {
        // Decisions are sent in February: of the first of January a year before.
        let decided = op.month() > 2 || (op.month() == 2 && op.day() >= 20);
        let newest = op.year() - if decided { 1 } else { 2 };
        let draws =
            Stream::new(self.view.world().spec().seed, stream::STATUS).sub(self.adres.0.into());
        let (adres, basis) = (self.view.adres(self.adres), self.basis());
        let day = |year| Date::new(year, 1, 1).unwrap_or(Date::MIN);
        (0..6)
            .map(|before| newest - before)
            // It is valued as it is when the value takes effect.
            .filter_map(|year| Some((year, adres.toen(day(year + 1))?)))
            .map(|(year, toen)| {
                let mut statussen = vec![WozStatus::BeschikkingGenomen];
                let objects = draws.chance(u64::from(year.unsigned_abs()), 30);
                if objects {
                    let settled = draws.below(10_000 + u64::from(year.unsigned_abs()), 3);
                    statussen.insert(0, WozStatus::BezwaarIngediend);
                    if year < newest {
                        let end = [
                            WozStatus::BezwaarGehandhaafd,
                            WozStatus::BezwaarVeranderd,
                            WozStatus::BeroepAangetekend,
                        ][settled as usize];
                        statussen.insert(0, end);
                    }
                }
                WozWaarde {
                    vastgestelde_waarde: self.view.world().woz_value(toen, basis, year),
                    waardepeildatum: day(year),
                    ingangsdatum: day(year + 1),
                    statussen,
                }
            })
            .collect()
    }
}

impl<'w> View<'w> {
    /// The WOZ object of an address; what was withdrawn has none.
    pub fn woz_object(self, adres: AdresId) -> Option<WozObject<'w>> {
        (adres < self.places().volgende_adres() && !self.adres(adres).is_ingetrokken())
            .then_some(WozObject { view: self, adres })
    }

    /// The WOZ object with this number of twelve digits.
    pub fn woz_met_identificatie(self, identificatie: &str) -> Option<WozObject<'w>> {
        if identificatie.len() != 12 || !identificatie.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let world = self.world();
        let code = Gemeentecode::parse(&identificatie[..4])?;
        let gemeente = world
            .places
            .gemeenten
            .iter()
            .position(|row| row.code == code)?;
        let nth = LAST.checked_sub(identificatie[4..].parse().ok()?)?;
        let (order, first) = world.woz_order(gemeente);
        let local = (nth < order.size()).then(|| order.invert(nth))?;
        let of_base = || Some(AdresId(first.checked_add(u32::try_from(local).ok()?)?));
        let split = || {
            let nth = u32::try_from(order.size() - 1 - local).ok()?;
            Some(AdresId(world.places.address_count().checked_add(nth)?))
        };
        let is_here = |adres: &AdresId| {
            let here = world.places.addresses_of_gemeente(gemeente);
            *adres < self.places().volgende_adres() && here.contains(&self.places().basis(*adres).0)
        };
        let adres = of_base()
            .filter(is_here)
            .or_else(|| split().filter(is_here))?;
        self.woz_object(adres)
    }
}
