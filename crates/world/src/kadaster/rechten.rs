//! Rights: which, whose, for what share.

use super::eigendom::{Bezit, bezit, is_gesplitst};
use super::zaak::place_of;
use super::{Grond, KadasterPersoonId, Koz, PerceelId, stream};
use crate::bedrijven::{BedrijfId, Bedrijven, Koppeling, Vast};
use crate::cast::goederen::{self, Goed};
use crate::date::GbaDatum;
use crate::hash::Stream;
use crate::people::PersonId;
use crate::places::{AdresId, Postgebied, Role, cast};
use crate::view::View;
use crate::world::World;

/// Somebody who can have a right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Partij {
    /// A person of this world.
    Persoon(PersonId),
    /// A company of this world.
    Bedrijf(BedrijfId),
    /// Somebody or something that only the cadastre knows.
    Kadaster(KadasterPersoonId),
}

/// The sort of a right (`TypeGerechtigdeEnum` of the cadastre's API).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the register's own")]
pub enum RechtSoort {
    Eigenaar,
    Erfpachter,
    Opstalhouder,
    Vruchtgebruiker,
    Nutsvoorzieningen,
}

impl RechtSoort {
    /// The value in the register.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Eigenaar => "eigenaar",
            Self::Erfpachter => "erfpachter",
            Self::Opstalhouder => "opstalhouder",
            Self::Vruchtgebruiker => "vruchtgebruiker",
            Self::Nutsvoorzieningen => "nutsvoorzieningen",
        }
    }
}

/// A share: so many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aandeel {
    /// So many.
    pub teller: u32,
    /// Of so many.
    pub noemer: u32,
}

impl Aandeel {
    /// All of it.
    pub const HEEL: Self = Self {
        teller: 1,
        noemer: 1,
    };

    const fn reduced(teller: u64, noemer: u64) -> Option<Self> {
        let (mut a, mut b) = (teller, noemer);
        while b > 0 {
            (a, b) = (b, a % b);
        }
        if a == 0 || teller / a > u32::MAX as u64 || noemer / a > u32::MAX as u64 {
            return None;
        }
        Some(Self {
            teller: (teller / a) as u32,
            noemer: (noemer / a) as u32,
        })
    }

    /// All together, in the lowest terms; nothing when there is a share of nothing, none at all, or
    /// the numbers grow too large.
    pub fn som(aandelen: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut sum = None;
        for next in aandelen {
            if next.teller == 0 || next.noemer == 0 {
                return None;
            }
            let (a, b) = (u64::from(next.teller), u64::from(next.noemer));
            sum = Some(match sum {
                None => Self::reduced(a, b)?,
                Some(Self { teller, noemer }) => {
                    let (c, d) = (u64::from(teller), u64::from(noemer));
                    Self::reduced((a * d).checked_add(c * b)?, b * d)?
                }
            });
        }
        sum
    }

    /// This share of a share.
    pub(crate) fn maal(self, of: Self) -> Option<Self> {
        Self::reduced(
            u64::from(self.teller) * u64::from(of.teller),
            u64::from(self.noemer) * u64::from(of.noemer),
        )
    }
}

/// A right of one party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recht {
    /// Its number: digits.
    pub identificatie: u64,
    /// What it is.
    pub soort: RechtSoort,
    /// For what share; the shares of one sort add up to one.
    pub aandeel: Aandeel,
    /// Whether it is held in common by a married couple.
    pub gezamenlijk: bool,
    /// Whose it is.
    pub houder: Partij,
    /// Since when.
    pub sinds: GbaDatum,
}

/// A holder before the right has a number.
type Houder = (Partij, Aandeel, bool);

/// Numbers of rights, mortgages and the like begin with two digits for the sort.
pub(super) const NUMBER: u64 = 10_000_000_000_000;

/// A number that leads back: sort, parcel or apartment, and which one there.
pub(super) const fn number(sort: u64, koz: Koz, nth: u64) -> u64 {
    sort * NUMBER + koz.key() * 10 + nth
}

/// The parcel or apartment of a number, and which one there.
fn split_number(sort: u64, number: u64) -> Option<(Koz, u64)> {
    if number / NUMBER != sort {
        return None;
    }
    Some((Koz::with_key(number % NUMBER / 10)?, number % 10))
}

/// What a team makes has numbers of its own: a sort and a sequence.
pub(crate) const MADE_RIGHTS: u64 = 80;
pub(crate) const MADE_MORTGAGES: u64 = 81;

pub(crate) const fn made_number(sort: u64, nth: u64) -> u64 {
    sort * NUMBER + nth
}

/// Whether a right is one that a team made.
pub(crate) const fn is_made(identificatie: u64) -> bool {
    identificatie / NUMBER == MADE_RIGHTS
}

pub(super) const RIGHTS: u64 = 90;
pub(super) const MORTGAGES: u64 = 91;
pub(super) const SEIZURES: u64 = 92;
pub(super) const RESTRICTIONS: u64 = 93;

impl World {
    pub(crate) fn landlords(&self, gemeente: usize) -> Koppeling {
        Koppeling::new(&self.places, gemeente, 1, stream::LANDLORD)
    }

    /// The adults at the head of a household: those who own the house, if it is their own.
    pub(crate) fn hoofden(&self, household: u32) -> Vec<PersonId> {
        let base = crate::view::Overlay::default();
        let view = View::new(self, &base);
        let today = self.people.peildatum;
        let fit = |id: &u32| {
            self.people.row(*id).birth.plus(18 * 366) <= today
                && view.persoon(PersonId(*id)).is_ingezetene()
        };
        let members = self.people.household(household);
        let first = members.start;
        if first == members.end {
            return Vec::new();
        }
        let couple = self
            .people
            .companion(first)
            .filter(|other| members.contains(other));
        let mut heads: Vec<PersonId> = std::iter::once(first)
            .chain(couple)
            .filter(fit)
            .map(PersonId)
            .collect();
        if heads.is_empty() {
            heads.extend(members.filter(fit).take(1).map(PersonId));
        }
        heads
    }

    fn household_at_place(&self, gebied: &Postgebied<'_>, place: u32) -> Option<u32> {
        match gebied.role(place) {
            Role::Home(home) => Some(home + crate::cast::HOMES.len() as u32),
            _ if gebied.pc6 < cast::PC6 => self.places.household_at(AdresId(gebied.first + place)),
            _ => None,
        }
    }

    /// Who owns a place.
    fn owners_of(&self, gebied: &Postgebied<'_>, place: u32) -> Vec<Houder> {
        let gemeente = gebied.gemeente();
        let one = |partij| vec![(partij, Aandeel::HEEL, false)];
        let company = |vast| one(Partij::Bedrijf(Bedrijven::fixed_id(gemeente, vast)));
        let spare = || company(Vast::Corporatie(0));
        let adres = AdresId(gebied.first + place);
        let unknown_elsewhere = self
            .kadaster_eigenaar(gebied, place)
            .or_else(|| self.kadaster_organisatie(gebied, place));
        if let Some(id) = unknown_elsewhere {
            return one(Partij::Kadaster(id));
        }
        match bezit(gebied, place) {
            Bezit::Corporatie(nth) => company(Vast::Corporatie(nth)),
            Bezit::Vastgoed(nth) => company(Vast::Vastgoed(nth)),
            Bezit::Gemeente => company(Vast::Gemeente),
            Bezit::Gebruiker => self.main_company(gebied, place).map_or_else(
                || company(Vast::Vastgoed(0)),
                |id| {
                    // A firm without legal personality owns nothing: its owner does.
                    let view_owner = crate::bedrijven::Bedrijf::new(self, id)
                        .filter(|company| !company.rechtsvorm().is_rechtspersoon())
                        .map(crate::Bedrijf::owners);
                    match view_owner {
                        Some(owners) => owners.first().map_or_else(
                            || company(Vast::Vastgoed(0)),
                            |owner| one(Partij::Persoon(*owner)),
                        ),
                        None => one(Partij::Bedrijf(id)),
                    }
                },
            ),
            Bezit::Persoon if gebied.pc6 < cast::PC6 => goederen::eigenaar(adres.0)
                .map_or_else(spare, |lid| one(Partij::Persoon(PersonId(lid.into())))),
            Bezit::Persoon => self
                .landlords(gemeente)
                .household(adres, 0)
                .and_then(|household| self.hoofden(household).first().copied())
                .map_or_else(spare, |owner| one(Partij::Persoon(owner))),
            Bezit::Bewoners => {
                let heads = self
                    .household_at_place(gebied, place)
                    .map_or_else(Vec::new, |household| self.hoofden(household));
                match heads.as_slice() {
                    [] => spare(),
                    [one] => vec![(Partij::Persoon(*one), Aandeel::HEEL, false)],
                    [one, other, ..] => {
                        let bound = self.people.partner(one.0) == Some(other.0);
                        let draws = Stream::new(self.spec().seed, stream::OWNER + 200);
                        // Who are not married sometimes share unequally.
                        let (mine, of) = if !bound && draws.chance(adres.0.into(), 200) {
                            (3, 5)
                        } else {
                            (1, 2)
                        };
                        let share = |teller| Aandeel { teller, noemer: of };
                        vec![
                            (Partij::Persoon(*one), share(mine), bound),
                            (Partij::Persoon(*other), share(of - mine), bound),
                        ]
                    }
                }
            }
        }
    }

    /// Whether the ground is leased out by the municipality: that of a whole neighbourhood is.
    fn is_leasehold(&self, gebied: &Postgebied<'_>, place: u32) -> bool {
        if gebied.pc6 < cast::PC6 {
            return goederen::heeft(gebied.first + place, Goed::Erfpacht);
        }
        Stream::new(self.spec().seed, stream::LEASEHOLD)
            .chance(gebied.strook.buurt_nummer().into(), 60)
    }

    /// Grown children who own the house in which a parent has the usufruct.
    fn heirs_of(&self, gebied: &Postgebied<'_>, place: u32) -> Option<(PersonId, Vec<PersonId>)> {
        if bezit(gebied, place) != Bezit::Bewoners {
            return None;
        }
        let adres = gebied.first + place;
        let draws = Stream::new(self.spec().seed, stream::LEASEHOLD + 100);
        if gebied.pc6 < cast::PC6 || !draws.chance(adres.into(), 60) {
            return None;
        }
        let heads = self.hoofden(self.household_at_place(gebied, place)?);
        let [parent] = heads.as_slice() else {
            return None;
        };
        let base = crate::view::Overlay::default();
        let view = View::new(self, &base);
        let today = self.people.peildatum;
        let children: Vec<PersonId> = self
            .people
            .children(parent.0)
            .filter(|child| {
                self.people.row(*child).birth.plus(25 * 366) <= today
                    && view.persoon(PersonId(*child)).is_ingezetene()
            })
            .map(PersonId)
            .collect();
        (!children.is_empty()).then_some((*parent, children))
    }

    /// The company that has its own building on somebody else's ground.
    fn builder_on(
        &self,
        gebied: &Postgebied<'_>,
        place: u32,
        owners: &[Houder],
    ) -> Option<BedrijfId> {
        let adres = gebied.first + place;
        let draws = Stream::new(self.spec().seed, stream::LEASEHOLD + 200);
        if gebied.role(place) != Role::Business || !draws.chance(adres.into(), 40) {
            return None;
        }
        let id = self.main_company(gebied, place)?;
        let company = crate::bedrijven::Bedrijf::new(self, id)?;
        let owns = owners.iter().any(|owner| owner.0 == Partij::Bedrijf(id));
        (company.rechtsvorm().is_rechtspersoon() && !owns).then_some(id)
    }

    /// Whether pipes or cables of the municipality lie in the ground.
    fn has_mains(&self, gebied: &Postgebied<'_>, place: u32) -> bool {
        let adres = gebied.first + place;
        gebied.pc6 >= cast::PC6
            && Stream::new(self.spec().seed, stream::LEASEHOLD + 300).chance(adres.into(), 6)
    }

    /// The people among the owners of a place, who has the usufruct too.
    pub(super) fn people_who_own(&self, gebied: &Postgebied<'_>, place: u32) -> Vec<PersonId> {
        if let Some((parent, mut owners)) = self.heirs_of(gebied, place) {
            owners.push(parent);
            return owners;
        }
        self.owners_of(gebied, place)
            .into_iter()
            .filter_map(|(owner, ..)| match owner {
                Partij::Persoon(id) => Some(id),
                Partij::Bedrijf(_) | Partij::Kadaster(_) => None,
            })
            .collect()
    }

    /// The sort of right that was split into apartments, if one was.
    pub(super) fn split_right(&self, koz: Koz) -> Option<RechtSoort> {
        let Grond::Gebouw(pc6, blok) = self.kadaster.grond(koz.perceel, &self.places) else {
            return None;
        };
        let gebied = self.places.postgebied(pc6);
        let begin = gebied.strook.blok_begin(blok);
        if koz.is_appartementsrecht() {
            let again = place_of(&gebied, begin, koz).is_none();
            return again.then_some(RechtSoort::Eigenaar);
        }
        is_gesplitst(&gebied, begin).then(|| {
            if self.is_leasehold(&gebied, begin) {
                RechtSoort::Erfpachter
            } else {
                RechtSoort::Eigenaar
            }
        })
    }

    /// The rights on a parcel or apartment. Without the right that was split into apartments.
    pub(super) fn rights_on(&self, koz: Koz) -> Vec<Recht> {
        let mut layers: Vec<(RechtSoort, Vec<Houder>)> = Vec::new();
        let ground = |gemeente| {
            let owner = Bedrijven::fixed_id(gemeente, Vast::Gemeente);
            vec![(Partij::Bedrijf(owner), Aandeel::HEEL, false)]
        };
        match self.kadaster.grond(koz.perceel, &self.places) {
            Grond::Straat(_) | Grond::Park(_) => {
                let gemeente = self.kadaster.gemeente_of(koz.perceel);
                layers.push((RechtSoort::Eigenaar, ground(gemeente)));
            }
            Grond::Gebouw(pc6, blok) => {
                let gebied = self.places.postgebied(pc6);
                let begin = gebied.strook.blok_begin(blok);
                let Some(place) = place_of(&gebied, begin, koz) else {
                    return Vec::new();
                };
                let leasehold =
                    self.is_leasehold(&gebied, begin) && bezit(&gebied, place) != Bezit::Gemeente;
                let split = is_gesplitst(&gebied, begin);
                let unit = koz.is_appartementsrecht() || !split;
                if leasehold && !koz.is_appartementsrecht() {
                    layers.push((RechtSoort::Eigenaar, ground(gebied.gemeente())));
                }
                if unit {
                    let full = if leasehold && !split {
                        RechtSoort::Erfpachter
                    } else {
                        RechtSoort::Eigenaar
                    };
                    match self.heirs_of(&gebied, place) {
                        Some((parent, children)) => {
                            let noemer = children.len() as u32;
                            let share = Aandeel { teller: 1, noemer };
                            let owners = children
                                .into_iter()
                                .map(|child| (Partij::Persoon(child), share, false));
                            layers.push((full, owners.collect()));
                            layers.push((
                                RechtSoort::Vruchtgebruiker,
                                vec![(Partij::Persoon(parent), Aandeel::HEEL, false)],
                            ));
                        }
                        None => {
                            let owners = self.owners_of(&gebied, place);
                            let builder = self.builder_on(&gebied, place, &owners);
                            layers.push((full, owners));
                            layers.extend(builder.map(|id| {
                                let whole = (Partij::Bedrijf(id), Aandeel::HEEL, false);
                                (RechtSoort::Opstalhouder, vec![whole])
                            }));
                        }
                    }
                    if !koz.is_appartementsrecht() && self.has_mains(&gebied, place) {
                        let gemeente = ground(gebied.gemeente());
                        layers.push((RechtSoort::Nutsvoorzieningen, gemeente));
                    }
                }
            }
        }
        let sinds = self.acquired(koz);
        layers
            .into_iter()
            .flat_map(|(soort, houders)| houders.into_iter().map(move |houder| (soort, houder)))
            .enumerate()
            .map(|(nth, (soort, (houder, aandeel, gezamenlijk)))| Recht {
                identificatie: number(RIGHTS, koz, nth as u64),
                soort,
                aandeel,
                gezamenlijk,
                houder,
                sinds,
            })
            .collect()
    }
}

impl<'w> View<'w> {
    /// The right with this number, and the parcel or apartment it is on.
    pub fn recht_met_identificatie(self, identificatie: u64) -> Option<(Koz, Recht)> {
        let koz = if is_made(identificatie) {
            self.verkocht_met_recht(identificatie)?
        } else {
            split_number(RIGHTS, identificatie)?.0
        };
        if !self.has_koz(koz) {
            return None;
        }
        self.onroerende_zaak(koz)
            .rechten()
            .into_iter()
            .find(|recht| recht.identificatie == identificatie)
            .map(|recht| (koz, recht))
    }

    /// The parcels and apartments on which a person has a right.
    pub fn kozen_van_persoon(self, persoon: PersonId) -> Vec<Koz> {
        let world = self.world();
        let partij = Partij::Persoon(persoon);
        let mut kozen = self.gekocht_door(partij);
        if persoon.0 >= world.person_count() || world.places.address_count() == 0 {
            return kozen;
        }
        let row = world.people.row(persoon.0);
        // The own home, those of the parents, what was drawn for the household or stands in the cast,
        // and premises.
        let mut adressen: Vec<AdresId> = [persoon.0, row.parent1, row.parent2]
            .into_iter()
            .filter(|&id| id < world.person_count())
            .filter_map(|id| world.places.home(world.people.row(id).household))
            .collect();
        if let Some(home) = world.places.home(row.household) {
            let gemeente = world.places.postgebied_van(home).0.gemeente();
            let landlords = world.landlords(gemeente);
            adressen.extend(landlords.parts_of(row.household).map(|(adres, _)| adres));
        }
        adressen.extend(goederen::elders_van(persoon.0).map(AdresId));
        // Premises as they were before the team moved a company: the ground stayed.
        let base = crate::view::Overlay::default();
        let before = View::new(world, &base);
        for company in before.bedrijven_van(persoon) {
            adressen.extend(before.bedrijf(company).adres());
        }
        kozen.extend(self.kozen_with(adressen, partij));
        kozen.sort_unstable();
        kozen.dedup();
        kozen
    }

    pub(super) fn kozen_with(self, adressen: Vec<AdresId>, partij: Partij) -> Vec<Koz> {
        let mut kozen: Vec<Koz> = adressen
            .into_iter()
            .flat_map(|adres| self.kozen_van(adres))
            .collect();
        kozen.sort_unstable();
        kozen.dedup();
        kozen.retain(|koz| {
            let rechten = self.onroerende_zaak(*koz).rechten();
            rechten.iter().any(|recht| recht.houder == partij)
        });
        kozen
    }

    /// The parcels and apartments on which a company has a right, as they are found: a corporation
    /// has thousands.
    pub fn kozen_van_bedrijf(self, bedrijf: BedrijfId) -> Box<dyn Iterator<Item = Koz> + 'w> {
        let world = self.world();
        let partij = Partij::Bedrijf(bedrijf);
        let bought = self.gekocht_door(partij);
        match world.bedrijven.fixed(bedrijf) {
            Some((Vast::Bank(_), _)) => Box::new(bought.into_iter()),
            Some((_, gemeente)) => Box::new({
                let parcels = world.kadaster.parcels_of(gemeente);
                let elsewhere = {
                    let parcels = parcels.clone();
                    bought
                        .into_iter()
                        .filter(move |koz| !parcels.contains(&koz.perceel.0))
                };
                parcels
                    .flat_map(move |id| {
                        let perceel = Koz::perceel(PerceelId(id));
                        let flats = self.onroerende_zaak(perceel).appartementsrechten();
                        std::iter::once(perceel).chain(flats)
                    })
                    .filter(move |koz| {
                        let rechten = self.onroerende_zaak(*koz).rechten();
                        rechten.iter().any(|recht| recht.houder == partij)
                    })
                    .chain(elsewhere)
            }),
            None => {
                let base = crate::bedrijven::Bedrijf::new(world, bedrijf);
                let adressen = base.and_then(crate::Bedrijf::adres).into_iter().collect();
                let mut kozen = self.kozen_with(adressen, partij);
                kozen.extend(bought);
                kozen.sort_unstable();
                kozen.dedup();
                Box::new(kozen.into_iter())
            }
        }
    }
}
