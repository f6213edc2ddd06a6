//! Reading what lies around addresses: a street, a neighbourhood, a town, a municipality.

use std::borrow::Cow;

use super::adres::{Voorkomen, voorkomen};
use super::groei::BuurtSoort;
use super::{
    BagId, BagSoort, Gemeentecode, Places, Rd, StraatId, Vierhoek, WoonplaatsId, Woonplaatscode,
};

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

    /// The neighbourhood.
    pub fn buurt(self) -> Buurt<'w> {
        Buurt::new(self.places, self.places.buurt_of(self.id))
    }

    /// Its axis, from the lowest house numbers on.
    pub fn lijn(self) -> [Rd; 2] {
        self.places.street_axis(self.id)
    }

    /// The version that holds now.
    pub fn voorkomen(self) -> Voorkomen {
        voorkomen(self.places, u64::from(self.id.0) | 1 << 41, 2010)
    }
}

/// A town.
#[derive(Clone, Copy, Debug)]
pub struct Woonplaats<'w> {
    pub(super) places: &'w Places,
    pub(super) id: WoonplaatsId,
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
        self.omtrek().ring()
    }

    pub(crate) fn omtrek(self) -> Vierhoek {
        let (zuidwest, noordoost) = self.row().grens;
        Vierhoek::rechthoek(zuidwest, noordoost)
    }

    /// How far its plan is turned, in whole degrees clockwise, for drawing only.
    pub fn draai(self) -> i32 {
        match super::plan::TURNS[usize::from(
            self.places.woonplaatsen[usize::from(self.id.0)]
                .ligging
                .draai,
        )] {
            (24, 7) => -16,
            (24, _) => 16,
            (20, 15) => -37,
            (20, _) => 37,
            _ => 0,
        }
    }

    /// Its neighbourhoods.
    pub fn buurten(self) -> impl Iterator<Item = Buurt<'w>> + use<'w> {
        let places = self.places;
        places
            .buurten_of(self.id)
            .map(move |at| Buurt::new(places, at))
    }

    /// The version that holds now.
    pub fn voorkomen(self) -> Voorkomen {
        voorkomen(self.places, u64::from(self.id.0) | 1 << 42, 2009)
    }
}

/// A neighbourhood: streets of one sort, or a park.
#[derive(Clone, Copy, Debug)]
pub struct Buurt<'w> {
    places: &'w Places,
    at: usize,
}

impl<'w> Buurt<'w> {
    pub(super) fn new(places: &'w Places, at: usize) -> Self {
        Self { places, at }
    }

    fn row(self) -> &'w super::BuurtRow {
        &self.places.buurten[self.at]
    }

    /// The town.
    pub fn woonplaats(self) -> Woonplaats<'w> {
        Woonplaats::new(self.places, WoonplaatsId(self.row().woonplaats))
    }

    /// Code of the neighbourhood: `BU90010203`.
    pub fn code(self) -> String {
        let row = self.row();
        let gemeente = self.woonplaats().gemeente();
        format!("BU{gemeente}{:02}{:02}", row.wijk, row.nummer)
    }

    /// Code of the district it belongs to: `WK900102`.
    pub fn wijkcode(self) -> String {
        format!("WK{}{:02}", self.woonplaats().gemeente(), self.row().wijk)
    }

    /// What it is.
    pub fn soort(self) -> BuurtSoort {
        self.row().soort
    }

    /// Its name, after its first street; a park has none of its own.
    pub fn naam(self) -> String {
        match self.straten().next() {
            Some(straat) => format!("{}buurt", self.places.straat(straat).naam()),
            None => format!("Park {}", self.woonplaats().naam()),
        }
    }

    /// Its streets, in order.
    pub fn straten(self) -> impl Iterator<Item = StraatId> + use<> {
        let next = self.places.buurten.get(self.at + 1);
        let count = self.places.street_count();
        let end = next.map_or(count, |next| next.first_street.min(count));
        (self.row().first_street.min(end)..end).map(StraatId)
    }

    /// Its boundary, to the middle of the roads around it.
    pub fn vlak(self) -> Vierhoek {
        self.places.buurt_outline(self.at)
    }
}

/// A municipality.
#[derive(Clone, Copy, Debug)]
pub struct Gemeente<'w> {
    places: &'w Places,
    at: u16,
}

impl<'w> Gemeente<'w> {
    fn row(self) -> &'w super::GemeenteRow {
        &self.places.gemeenten[usize::from(self.at)]
    }

    /// Its code.
    pub fn code(self) -> Gemeentecode {
        self.row().code
    }

    /// Its name.
    pub fn naam(self) -> &'static str {
        self.row().naam
    }

    /// Code and name of the province.
    pub fn provincie(self) -> (u8, &'static str) {
        self.row().provincie
    }

    /// Its towns, which fill it.
    pub fn woonplaatsen(self) -> impl Iterator<Item = Woonplaats<'w>> + use<'w> {
        let places = self.places;
        let towns = self.row().woonplaatsen.clone();
        towns.map(move |town| Woonplaats::new(places, WoonplaatsId(town)))
    }

    /// Its boundary.
    pub fn vlak(self) -> Vierhoek {
        let (zuidwest, noordoost) = self.row().grens;
        Vierhoek::rechthoek(zuidwest, noordoost)
    }
}

impl Places {
    /// The municipalities of this world.
    pub fn gemeenten(&self) -> impl Iterator<Item = Gemeente<'_>> {
        (0..self.gemeenten.len() as u16).map(|at| Gemeente { places: self, at })
    }

    /// All neighbourhoods, town by town.
    pub fn buurten(&self) -> impl Iterator<Item = Buurt<'_>> {
        (0..self.buurten.len()).map(|at| Buurt::new(self, at))
    }

    /// The boundary of a neighbourhood: half a road more than its streets and gardens.
    pub(super) fn buurt_outline(&self, at: usize) -> Vierhoek {
        const EDGE: i32 = 14;
        let row = &self.buurten[at];
        let kolom = &self.kolommen[row.kolom as usize];
        let across = [-EDGE, kolom.breedte + EDGE];
        let away = [-EDGE, row.diepte + EDGE];
        row.vierhoek(
            &self.woonplaatsen[usize::from(row.woonplaats)].ligging,
            kolom,
            if row.staand {
                (away, across)
            } else {
                (across, away)
            },
        )
    }
}
