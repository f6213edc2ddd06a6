//! Where people live: municipalities, towns, streets, postcodes, addresses, buildings.
//!
//! Addresses are numbered street by street, postcode area by postcode area. Only prefix tables are
//! stored; numbers, names, identifications, floor areas and coordinates are computed from the
//! address's place in that order. A household's dwelling is arithmetic as well, so that neither
//! direction needs a table.
//!
//! **Invariant:** nothing here can exist. Postcodes are of post-office boxes (four digits ending in
//! 0), sequences in identifications begin at 9 thousand million, streets are two themes and a suffix.

mod adres;
mod bouw;
mod build;
pub(crate) mod cast;
mod gebied;
mod groei;
mod ids;
mod naming;
mod plan;
mod postgebied;
mod rd;
mod sleutel;
mod splitsing;
mod stored;
mod terrein;
mod toets;
mod vierhoek;

use std::ops::Range;

use groei::BuurtRow;
use plan::{KolomRow, Ligging};

pub(crate) use bouw::Vorm;
pub(crate) use postgebied::Postgebied;
pub(crate) use splitsing::Afgesplitst;

pub use adres::{Adres, Gebruiksdoel, Objectsoort, Pand, Voorkomen};
pub use gebied::{Buurt, Gemeente, Straat, Woonplaats};
pub use groei::BuurtSoort;
pub use ids::{
    AdresId, BagId, BagSoort, Gemeentecode, PandId, Postcode, StraatId, WoonplaatsId,
    Woonplaatscode,
};
pub use rd::Rd;
pub use sleutel::{uit_zoeksleutel, zoeksleutel};
pub use terrein::{Terrein, TerreinSoort};
pub use vierhoek::Vierhoek;

use crate::hash::Stream;
use crate::permutation::Permutation;
use crate::snapshot::Column;

/// The invented municipality. Codes from 2000 are not in use.
pub const INVENTED: Gemeentecode = Gemeentecode(9001);
/// Its name.
pub const INVENTED_NAME: &str = "Waterlinge";
/// Its towns; the codes 9001 and up are not in use.
const INVENTED_TOWNS: &[(u16, &str)] = &[
    (9001, "Waterlinge"),
    (9002, "Oostermade"),
    (9003, "Nieuw-Dorsel"),
    (9004, "Hoenkerbroek"),
];

/// Streams of this module start at 1000.
mod stream {
    pub(super) const PC6_SIZE: u64 = 1000;
    pub(super) const PC6_ZAKEN: u64 = 1001;
    pub(super) const PC6_TURN: u64 = 1002;
    pub(super) const STREET_NAME: u64 = 1004;
    pub(super) const LETTERS: u64 = 1005;
    pub(super) const FLATS: u64 = 1006;
    pub(super) const AREA: u64 = 1007;
    pub(super) const YEAR: u64 = 1008;
    pub(super) const USE: u64 = 1009;
    pub(super) const PREDECESSOR: u64 = 1010;
    pub(super) const RECORD: u64 = 1011;
    pub(super) const PLAN: u64 = 1020;
    pub(super) const KOLOM: u64 = 1021;
    pub(super) const BUURT: u64 = 1022;
}

/// A municipality in this world, and what of the orders is its.
#[derive(Clone, Debug)]
pub(crate) struct GemeenteRow {
    pub(crate) code: Gemeentecode,
    pub(crate) naam: &'static str,
    pub(crate) provincie: (u8, &'static str),
    pub(crate) voorganger: Option<Gemeentecode>,
    /// First household, counted without the cast.
    pub(crate) first_household: u32,
    pub(crate) woonplaatsen: Range<u16>,
    /// South-west and north-east corner.
    pub(crate) grens: (Rd, Rd),
}

#[derive(Clone, Debug)]
pub(crate) struct WoonplaatsRow {
    pub(crate) code: Woonplaatscode,
    pub(crate) naam: &'static str,
    pub(crate) gemeente: u16,
    pub(crate) first_street: u32,
    pub(crate) first_buurt: u32,
    pub(crate) ligging: Ligging,
    /// South-west and north-east corner.
    pub(crate) grens: (Rd, Rd),
}

/// All places of a world, and what a team split of them.
#[derive(Clone, Debug)]
pub struct Places {
    seed: u64,
    pub(crate) gemeenten: Vec<GemeenteRow>,
    pub(crate) woonplaatsen: Vec<WoonplaatsRow>,
    /// Columns of neighbourhoods, town by town.
    pub(crate) kolommen: Column<KolomRow>,
    /// Neighbourhoods, town by town, in the order of their streets.
    pub(crate) buurten: Vec<BuurtRow>,
    /// First postcode area of each street, and one past the last.
    street_first_pc6: Column<u32>,
    /// First address of each postcode area, and one past the last.
    pc6_first: Column<u32>,
    /// First household (without the cast) of each postcode area, and one past the last.
    pc6_home: Column<u32>,
    /// The four digits, for each 673 postcode areas.
    pc4s: Column<u16>,
    cast_homes: &'static [Option<u32>],
    empty: bool,
    splitsingen: splitsing::Splitsingen,
}

/// What an address is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The dwelling of this household, counted without the cast.
    Home(u32),
    Vacant,
    Business,
}

impl Places {
    /// The number of addresses of the base.
    pub fn address_count(&self) -> u32 {
        self.pc6_first.last().copied().unwrap_or(0)
    }

    /// The number of streets.
    pub fn street_count(&self) -> u32 {
        (self.street_first_pc6.len() as u32).saturating_sub(1)
    }

    fn pc6_of(&self, adres: AdresId) -> u32 {
        self.pc6_first.partition_point(|&first| first <= adres.0) as u32 - 1
    }

    fn street_of(&self, pc6: u32) -> StraatId {
        StraatId(self.street_first_pc6.partition_point(|&first| first <= pc6) as u32 - 1)
    }

    fn woonplaats_of(&self, straat: StraatId) -> WoonplaatsId {
        WoonplaatsId(
            self.woonplaatsen
                .partition_point(|town| town.first_street <= straat.0) as u16
                - 1,
        )
    }

    fn buurt_of(&self, straat: StraatId) -> usize {
        self.buurten
            .partition_point(|buurt| buurt.first_street <= straat.0)
            - 1
    }

    /// Places in the order of neighbourhoods.
    fn buurten_of(&self, town: WoonplaatsId) -> Range<usize> {
        let at = usize::from(town.0);
        let next = self.woonplaatsen.get(at + 1);
        let end = next.map_or(self.buurten.len(), |next| next.first_buurt as usize);
        self.woonplaatsen[at].first_buurt as usize..end
    }

    fn addresses_of_pc6(&self, pc6: u32) -> Range<u32> {
        self.pc6_first[pc6 as usize]..self.pc6_first[pc6 as usize + 1]
    }

    fn postcode(&self, pc6: u32) -> Postcode {
        Postcode::of(
            self.pc4s[(pc6 / Postcode::LETTER_PAIRS) as usize],
            pc6 % Postcode::LETTER_PAIRS,
        )
    }

    fn pc6_with(&self, postcode: Postcode) -> Option<u32> {
        let block = self
            .pc4s
            .iter()
            .position(|&pc4| pc4 == postcode.cijfers())? as u32;
        let pc6 = block * Postcode::LETTER_PAIRS + postcode.pair();
        (pc6 + 1 < self.pc6_first.len() as u32).then_some(pc6)
    }

    /// The postcode of the boxes of the town of a street: after those of the addresses. `None` when they have
    /// taken all.
    pub(crate) fn postbuspostcode(&self, straat: StraatId) -> Option<Postcode> {
        let used = self.pc6_count();
        let pc4 = self.pc4s.get((used / Postcode::LETTER_PAIRS) as usize)?;
        let first = used % Postcode::LETTER_PAIRS;
        // The very last stays free: nothing is ever found there.
        let free = (Postcode::LETTER_PAIRS - 1 - first).max(1);
        let town = u32::from(self.woonplaats_of(straat).0);
        Some(Postcode::of(*pc4, first + town % free))
    }

    /// How far the roles in a postcode area are turned, so that the shop is not always at number 1.
    fn turn(&self, pc6: u32, size: u32) -> u32 {
        Stream::new(self.seed, stream::PC6_TURN).below(pc6.into(), size.into()) as u32
    }

    /// What an address is used for.
    pub(crate) fn role(&self, adres: AdresId) -> Role {
        let (gebied, place) = self.postgebied_van(adres);
        gebied.role(place)
    }

    pub(crate) fn seed(&self) -> u64 {
        self.seed
    }

    /// Whether a household of the cast lives at an address.
    pub(crate) fn cast_lives_at(&self, adres: u32) -> bool {
        self.cast_homes.contains(&Some(adres))
    }

    /// Places in the order of neighbourhoods.
    pub(crate) fn buurten_of_gemeente(&self, gemeente: usize) -> Range<usize> {
        let towns = &self.gemeenten[gemeente].woonplaatsen;
        self.buurten_of(WoonplaatsId(towns.start)).start
            ..self.buurten_of(WoonplaatsId(towns.end - 1)).end
    }

    /// The dwelling of a household; `None` for those that live nowhere here.
    pub(crate) fn home(&self, household: u32) -> Option<AdresId> {
        let cast = self.cast_homes.len() as u32;
        if household < cast {
            return self.cast_homes[household as usize].map(AdresId);
        }
        let home = household - cast;
        // Records without a home come after the households.
        if self.pc6_home.last().is_none_or(|homes| home >= *homes) {
            return None;
        }
        let pc6 = self.pc6_home.partition_point(|&first| first <= home) as u32 - 1;
        let range = self.addresses_of_pc6(pc6);
        let size = range.end - range.start;
        let place = home - self.pc6_home[pc6 as usize];
        Some(AdresId(
            range.start + (place + size - self.turn(pc6, size)) % size,
        ))
    }

    /// The household that the world as generated has at an address.
    pub(crate) fn household_at(&self, adres: AdresId) -> Option<u32> {
        if adres.0 >= self.address_count() {
            return None;
        }
        if adres.0 < cast::ADRESSEN.len() as u32 {
            return self
                .cast_homes
                .iter()
                .position(|home| *home == Some(adres.0))
                .map(|at| at as u32);
        }
        match self.role(adres) {
            Role::Home(home) => Some(home + self.cast_homes.len() as u32),
            _ => None,
        }
    }

    /// The municipality of a household.
    pub(crate) fn gemeente_of_household(&self, household: u32) -> &GemeenteRow {
        let home = household.saturating_sub(self.cast_homes.len() as u32);
        let at = self
            .gemeenten
            .partition_point(|gemeente| gemeente.first_household <= home);
        &self.gemeenten[at.max(1) - 1]
    }

    // --- lookups ---

    /// All addresses.
    pub fn adressen(&self) -> impl DoubleEndedIterator<Item = AdresId> + use<> {
        self.met_afgesplitste(0..self.address_count())
    }

    /// Everything about an address.
    pub fn adres(&self, id: AdresId) -> Adres<'_> {
        Adres::new(self, id)
    }

    /// The addresses with this postcode and house number, whatever the letter and addition.
    pub fn adressen_op(
        &self,
        postcode: Postcode,
        huisnummer: u32,
    ) -> impl Iterator<Item = AdresId> + use<'_> {
        self.pc6_with(postcode)
            .into_iter()
            .flat_map(move |pc6| adres::met_nummer(self, pc6, huisnummer))
    }

    /// All addresses of a postcode.
    pub fn adressen_in_postcode(
        &self,
        postcode: Postcode,
    ) -> impl Iterator<Item = AdresId> + use<> {
        let pc6 = self.pc6_with(postcode);
        self.met_afgesplitste(pc6.map_or(0..0, |pc6| self.addresses_of_pc6(pc6)))
    }

    /// The address of a nummeraanduiding.
    pub fn adres_met_nummeraanduiding(&self, id: BagId) -> Option<AdresId> {
        (id.soort()? == BagSoort::Nummeraanduiding)
            .then(|| self.sequence_index(id, self.volgende_adres().0))
            .flatten()
            .map(AdresId)
            .filter(|adres| self.adres(*adres).nummeraanduiding() == id)
    }

    /// The address of an adresseerbaar object (verblijfsobject, ligplaats, standplaats).
    pub fn adres_met_object(&self, id: BagId) -> Option<AdresId> {
        matches!(
            id.soort()?,
            BagSoort::Verblijfsobject | BagSoort::Ligplaats | BagSoort::Standplaats
        )
        .then(|| self.sequence_index(id, self.volgende_adres().0))
        .flatten()
        .map(AdresId)
        .filter(|adres| self.adres(*adres).object() == id)
    }

    /// The building with this identification.
    pub fn pand_met_id(&self, id: BagId) -> Option<Pand<'_>> {
        let index = self.sequence_index(id, self.address_count())?;
        let pand = self.adres(AdresId(index)).pand()?;
        (pand.identificatie() == id).then_some(pand)
    }

    /// The public space with this identification.
    pub fn straat_met_id(&self, id: BagId) -> Option<StraatId> {
        (id.soort()? == BagSoort::OpenbareRuimte)
            .then(|| self.sequence_index(id, self.street_count()))
            .flatten()
            .map(StraatId)
            .filter(|straat| self.straat(*straat).identificatie() == id)
    }

    /// All public spaces.
    pub fn straten(&self) -> impl Iterator<Item = StraatId> + use<> {
        (0..self.street_count()).map(StraatId)
    }

    /// Everything about a public space.
    pub fn straat(&self, id: StraatId) -> Straat<'_> {
        Straat::new(self, id)
    }

    /// The addresses along a public space, in order.
    pub fn adressen_aan(&self, straat: StraatId) -> impl Iterator<Item = AdresId> + use<> {
        let pc6s = &self.street_first_pc6[straat.0 as usize..=straat.0 as usize + 1];
        self.met_afgesplitste(self.pc6_first[pc6s[0] as usize]..self.pc6_first[pc6s[1] as usize])
    }

    /// All towns.
    pub fn woonplaatsen(&self) -> impl Iterator<Item = Woonplaats<'_>> {
        (0..self.woonplaatsen.len() as u16).map(|nth| Woonplaats::new(self, WoonplaatsId(nth)))
    }

    /// The town with this code.
    pub fn woonplaats_met_code(&self, code: Woonplaatscode) -> Option<Woonplaats<'_>> {
        self.woonplaatsen().find(|town| town.code() == code)
    }

    /// Identifications are a fixed permutation, so that the cast's are the same in every world.
    fn permutation() -> Permutation {
        const SEQUENCES: u64 = 900_000_000;
        Permutation::new(SEQUENCES, Stream::new(0, stream::RECORD))
    }

    fn sequence(index: u32) -> u64 {
        9_000_000_000 + Self::permutation().apply(index.into())
    }

    fn sequence_index(&self, id: BagId, count: u32) -> Option<u32> {
        let sequence = id.sequence().checked_sub(9_000_000_000)?;
        if sequence >= 900_000_000 {
            return None;
        }
        u32::try_from(Self::permutation().invert(sequence))
            .ok()
            .filter(|&index| index < count)
    }

    /// The code in an identification: of the municipality that was, for some.
    fn birth_code(&self, woonplaats: WoonplaatsId, index: u32) -> Gemeentecode {
        let gemeente =
            &self.gemeenten[self.woonplaatsen[usize::from(woonplaats.0)].gemeente as usize];
        match gemeente.voorganger {
            Some(old) if Stream::new(self.seed, stream::PREDECESSOR).chance(index.into(), 70) => {
                old
            }
            _ => gemeente.code,
        }
    }
}
