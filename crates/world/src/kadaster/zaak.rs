//! Reading a parcel or an apartment right.

use super::{
    Aanduiding, Grond, Kadaster, KadasterPersoonId, Koz, PerceelId, Recht, RechtSoort, stream,
};
use crate::date::{Day, GbaDatum};
use crate::hash::Stream;
use crate::kadaster::eigendom::{Bezit, bezit, is_gesplitst, is_ondergesplitst};
use crate::places::{AdresId, BuurtSoort, Objectsoort, Places, Postgebied, Rd, Vierhoek};
use crate::view::{ChangedZaak, Overlay, View};
use crate::world::World;

/// What the ground is used for: code and words of the list `aardCultuur`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cultuur {
    /// The code.
    pub code: &'static str,
    /// The words.
    pub waarde: &'static str,
    /// Whether there are buildings on it.
    pub bebouwd: bool,
}

/// What was paid for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Koopsom {
    /// Whole euros.
    pub bedrag: u32,
    /// The year of the deed.
    pub jaar: u16,
    /// Whether other things were bought for the same sum.
    pub meer_objecten: bool,
}

/// A parcel or an apartment right, read from the world and what a team changed of it.
#[derive(Clone, Copy, Debug)]
pub struct OnroerendeZaak<'w> {
    pub(super) world: &'w World,
    /// With what a team split.
    pub(super) places: &'w Places,
    pub(super) koz: Koz,
    /// What it is after a sale.
    pub(super) verkocht: Option<&'w ChangedZaak>,
}

impl<'w> OnroerendeZaak<'w> {
    pub(super) fn with(self, koz: Koz) -> Self {
        Self {
            koz,
            verkocht: None,
            ..self
        }
    }

    /// Which one.
    pub fn koz(self) -> Koz {
        self.koz
    }

    fn kadaster(self) -> &'w Kadaster {
        &self.world.kadaster
    }

    fn grond(self) -> Grond {
        self.kadaster().grond(self.koz.perceel, &self.world.places)
    }

    /// The postcode area, and the first and last place on the parcel.
    pub(super) fn gebouw(self) -> Option<(Postgebied<'w>, u32, u32)> {
        let Grond::Gebouw(pc6, blok) = self.grond() else {
            return None;
        };
        let gebied = self.world.places.postgebied(pc6);
        let (first, last) = gebied.strook.blok(gebied.strook.blok_begin(blok));
        Some((gebied, first, last))
    }

    /// The number of fourteen digits; fifteen in a world with more than a hundred sections.
    pub fn identificatie(self) -> String {
        self.kadaster().identificatie(self.koz)
    }

    /// The kadastrale aanduiding.
    pub fn aanduiding(self) -> Aanduiding {
        self.kadaster().aanduiding(&self.world.places, self.koz)
    }

    /// The outline of a parcel; an apartment right has none.
    pub fn vlak(self) -> Option<Vierhoek> {
        if self.koz.is_appartementsrecht() {
            return None;
        }
        let places = &self.world.places;
        Some(match self.grond() {
            Grond::Gebouw(pc6, blok) => {
                let strook = places.strook(pc6);
                strook.perceel(strook.blok_begin(blok))
            }
            Grond::Straat(straat) => places.street_ground(straat),
            Grond::Park(buurt) => places.park_ground(buurt as usize),
        })
    }

    /// Area of a parcel in whole square metres.
    pub fn oppervlakte(self) -> Option<u32> {
        self.vlak().map(Vierhoek::oppervlakte)
    }

    /// Where it is: the middle of the parcel, or the apartment.
    pub fn punt(self) -> Rd {
        match (self.vlak(), self.adressen().first()) {
            (Some(vlak), _) => vlak.midden(),
            (None, Some(adres)) => self.places.adres(*adres).punt(),
            // What sleeps is the whole building.
            (None, None) => self.with(Koz::perceel(self.koz.perceel)).punt(),
        }
    }

    /// The place in its postcode area of an apartment right, or of the first address on a parcel; none of
    /// what was split again.
    pub(super) fn plaats(self, gebied: &Postgebied<'_>, first: u32) -> Option<u32> {
        place_of(gebied, first, self.koz)
    }

    /// The addresses on it: of a parcel that was split, all those of the apartments.
    pub fn adressen(self) -> Vec<AdresId> {
        let Some((gebied, first, last)) = self.gebouw() else {
            return Vec::new();
        };
        let places = match self.plaats(&gebied, first) {
            _ if !self.koz.is_appartementsrecht() => first..last + 1,
            Some(place) => place..place + 1,
            None => return Vec::new(),
        };
        let (begin, end) = (gebied.first + places.start, gebied.first + places.end);
        self.places.met_afgesplitste(begin..end).collect()
    }

    /// The parcel below an apartment right.
    pub fn grondperceel(self) -> Option<Koz> {
        self.koz
            .is_appartementsrecht()
            .then_some(Koz::perceel(self.koz.perceel))
    }

    /// The apartment rights into which a right on the parcel was split, those that are somebody's; so of
    /// one that was split again.
    pub fn appartementsrechten(self) -> Vec<Koz> {
        if self.gesplitst_recht().is_none() {
            return Vec::new();
        }
        let Some((gebied, first, last)) = self.gebouw() else {
            return Vec::new();
        };
        let begin = first_index(&gebied, first);
        let count = (last - first + 1) as u16;
        (begin..begin + count)
            .map(|appartement| Koz {
                appartement,
                ..self.koz
            })
            .collect()
    }

    /// The apartment right of a building that was split again, and so sleeps: of the building, or itself.
    pub fn sluimerend(self) -> Option<Koz> {
        let (gebied, first, _) = self.gebouw()?;
        is_ondergesplitst(&gebied, first).then_some(Koz {
            appartement: 1,
            ..self.koz
        })
    }

    /// Whether it is an apartment right that was split again.
    pub fn is_sluimerend(self) -> bool {
        self.koz.appartement == 1 && self.sluimerend() == Some(self.koz)
    }

    /// The right on a parcel that was split into apartment rights.
    pub fn gesplitst_recht(self) -> Option<RechtSoort> {
        self.world.split_right(self.koz)
    }

    /// The association of the owners of the apartments.
    pub fn vereniging(self) -> Option<crate::BedrijfId> {
        let (gebied, first, _) = self.gebouw()?;
        self.world.vve_of(&gebied, first)
    }

    /// In whose name ground stands that silted up at a mooring: nobody in particular.
    pub fn gorzen(self) -> Option<KadasterPersoonId> {
        let (gebied, first, _) = self.gebouw()?;
        self.world.gorzen(&gebied, first)
    }

    /// The rights on it. The shares of each sort of right add up to one; a right that was split into
    /// apartments is not among them.
    pub fn rechten(self) -> Vec<Recht> {
        match self.verkocht {
            Some(zaak) => zaak.rechten.clone(),
            None => self.world.rights_on(self.koz),
        }
    }

    /// What it is used for.
    pub fn cultuur(self) -> Cultuur {
        let of = |code, waarde, bebouwd| Cultuur {
            code,
            waarde,
            bebouwd,
        };
        let places = &self.world.places;
        match self.grond() {
            Grond::Straat(_) => of("30", "Wegen", false),
            Grond::Park(buurt) => match places.buurten[buurt as usize].soort {
                BuurtSoort::Sportvelden => of("42", "Recreatie - sport", false),
                _ => of("41", "Park - plantsoen", false),
            },
            Grond::Gebouw(..) => {
                let adressen = self.adressen();
                let adres = adressen.first().map(|id| places.adres(*id));
                match adres {
                    Some(adres) if adres.soort() == Objectsoort::Ligplaats => {
                        of("50", "Water", false)
                    }
                    Some(adres) if !adres.is_woning() => of("12", "Bedrijvigheid", true),
                    _ => of("11", "Wonen", true),
                }
            }
        }
    }

    /// What was paid when the present owner got it. Unknown for what a corporation or municipality
    /// has, and from before 1993.
    pub fn koopsom(self) -> Option<Koopsom> {
        if let Some(zaak) = self.verkocht {
            return Some(zaak.koopsom);
        }
        let (gebied, first, _) = self.gebouw()?;
        if !self.koz.is_appartementsrecht() && self.gesplitst_recht().is_some() {
            return None;
        }
        let adres = *self.adressen().first()?;
        let place = self.plaats(&gebied, first)?;
        if matches!(
            bezit(&gebied, place),
            Bezit::Corporatie(_) | Bezit::Gemeente
        ) {
            return None;
        }
        let jaar = self.world.acquired(self.koz).year();
        let draws = Stream::new(self.world.spec().seed, stream::PRICE).sub(self.koz.key());
        (jaar >= 1993).then(|| {
            // Somewhat beside what the municipality thinks it is worth.
            let value = self.world.woz_price(adres, jaar);
            let beside = 920 + draws.below(0, 180) as u32;
            Koopsom {
                bedrag: (value / 500 * beside / 1000 * 500).max(500),
                jaar,
                meer_objecten: draws.chance(1, 30),
            }
        })
    }
}

/// The index of the first apartment right that is somebody's.
fn first_index(gebied: &Postgebied<'_>, first: u32) -> u16 {
    1 + u16::from(is_ondergesplitst(gebied, first))
}

/// The place of an apartment right in its postcode area; of a parcel the first.
pub(super) fn place_of(gebied: &Postgebied<'_>, first: u32, koz: Koz) -> Option<u32> {
    if !koz.is_appartementsrecht() {
        return Some(first);
    }
    let nth = koz.appartement.checked_sub(first_index(gebied, first))?;
    Some(first + u32::from(nth))
}

impl World {
    /// The number of parcels.
    pub fn perceel_count(&self) -> u32 {
        self.kadaster.count()
    }

    /// The day on which the present owner got it.
    pub(super) fn acquired(&self, koz: Koz) -> GbaDatum {
        let draws = Stream::new(self.spec().seed, stream::PRICE + 100).sub(koz.key());
        let today = self.people.peildatum;
        let since = |first: Day| {
            let span = u64::from(today.0.saturating_sub(first.0)).max(2);
            first.plus(draws.below(0, span - 1) as i64)
        };
        let january = |year: u16| Day::ymd(year.clamp(1950, 2020) as i16, 1, 2);
        let Grond::Gebouw(pc6, blok) = self.kadaster.grond(koz.perceel, &self.places) else {
            return since(january(1970)).gba();
        };
        let gebied = self.places.postgebied(pc6);
        let begin = gebied.strook.blok_begin(blok);
        let place = place_of(&gebied, begin, koz).unwrap_or(begin);
        let adres = self.places.adres(AdresId(gebied.first + place));
        // Nobody owns anything before coming of age; all are adults now.
        let born = self.people_who_own(&gebied, place).into_iter();
        let of_age = born
            .map(|owner| self.people.row(owner.0).birth.plus(18 * 366))
            .max()
            .map_or(Day(0), |day| day.min(today.plus(-1)));
        let whole = bezit(&gebied, place);
        if whole == Bezit::Bewoners
            && let Some(household) = self.places.household_at(adres.id())
            && let Some(head) = self.hoofden(household).first()
        {
            let base = Overlay::default();
            let moved_in = View::new(self, &base)
                .persoon(*head)
                .verblijfplaats()
                .aanvang;
            if let Some(date) = moved_in.date() {
                return Day::of(date).max(of_age).gba();
            }
        }
        let built = january(adres.pand().map_or(1985, crate::Pand::bouwjaar));
        since(built.max(of_age)).gba()
    }
}

impl<'w> View<'w> {
    /// All parcels, municipality by municipality.
    pub fn percelen(self) -> impl Iterator<Item = Koz> + use<> {
        (0..self.world().perceel_count()).map(|id| Koz::perceel(PerceelId(id)))
    }

    /// Everything about a parcel or apartment right.
    pub fn onroerende_zaak(self, koz: Koz) -> OnroerendeZaak<'w> {
        OnroerendeZaak {
            world: self.world(),
            places: self.places(),
            koz,
            verkocht: self.verkocht(koz),
        }
    }

    /// Whether there is such a parcel or apartment right.
    pub(super) fn has_koz(self, koz: Koz) -> bool {
        koz.perceel.0 < self.world().perceel_count()
            && (!koz.is_appartementsrecht() || {
                let below = self.onroerende_zaak(Koz::perceel(koz.perceel));
                below.appartementsrechten().contains(&koz) || below.sluimerend() == Some(koz)
            })
    }

    /// What an address stands on: its apartment right, or else the parcel.
    pub fn kozen_van(self, adres: AdresId) -> Vec<Koz> {
        let world = self.world();
        let (gebied, place) = world.places.postgebied_van(self.places().basis(adres));
        let blok = gebied.strook.blok_nummer(place);
        let perceel = world.kadaster.below(&world.places, gebied.pc6, blok);
        let appartement = if is_gesplitst(&gebied, place) {
            let first = gebied.strook.blok(place).0;
            (place - first) as u16 + first_index(&gebied, first)
        } else {
            0
        };
        vec![Koz {
            perceel,
            appartement,
        }]
    }
}
