//! Reading a company.

use super::namen::Namen;
use super::{
    BANKEN, BedrijfId, Koppeling, KvkNummer, PER_GEMEENTE, Rechtsvorm, Rsin, Sbi, Slot, Vast,
    Vestigingsnummer, nummers, stream,
};
use crate::date::{Day, GbaDatum};
use crate::hash::Stream;
use crate::people::PersonId;
use crate::places::{AdresId, Gebruiksdoel, Postgebied, Role};
use crate::view::View;
use crate::{Partij, World};

/// What somebody is to a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the trade register's own")]
pub enum Functie {
    Eigenaar,
    Vennoot,
    Maat,
    Bestuurder,
    EnigAandeelhouder,
    Voorzitter,
    Secretaris,
    Penningmeester,
}

/// Somebody with a function in a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Functionaris {
    /// Which function.
    pub functie: Functie,
    /// A person of age, or another company.
    pub wie: Partij,
    /// Since when.
    pub sinds: GbaDatum,
}

/// An establishment of a company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vestiging {
    /// Its number.
    pub nummer: Vestigingsnummer,
    /// The company.
    pub bedrijf: BedrijfId,
    /// Where.
    pub adres: AdresId,
    /// The main one, or a branch.
    pub is_hoofdvestiging: bool,
    /// Its trade name.
    pub handelsnaam: String,
    /// People who work there.
    pub werkzame_personen: u32,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Plek<'w> {
    Vast(Vast, usize),
    Slot(Postgebied<'w>, u32, Slot),
}

/// A company, read from the world as it was generated.
#[derive(Clone, Copy, Debug)]
pub struct Bedrijf<'w> {
    pub(super) world: &'w World,
    pub(super) id: BedrijfId,
    pub(super) plek: Plek<'w>,
    pub(super) draws: Stream,
}

/// Parts of an address that an owner is drawn for: four roles in each of two slots.
const PARTS: u64 = 8;

impl<'w> Bedrijf<'w> {
    pub(crate) fn new(world: &'w World, id: BedrijfId) -> Option<Self> {
        let bedrijven = &world.bedrijven;
        let plek = match bedrijven.fixed(id) {
            Some((vast, gemeente)) => Plek::Vast(vast, gemeente),
            None => {
                let (gebied, place, slot) = bedrijven.place_of(&world.places, id)?;
                Plek::Slot(gebied, place, slot)
            }
        };
        // By place, not by number: a company stays what it is when others come.
        let key = match plek {
            Plek::Vast(..) => u64::from(id.0) | 1 << 40,
            Plek::Slot(gebied, place, slot) => u64::from(gebied.first + place) * 4 + slot as u64,
        };
        Some(Self {
            world,
            id,
            plek,
            draws: Stream::new(world.spec().seed, stream::COMPANY).sub(key),
        })
    }

    /// Its place in the order of companies.
    pub fn id(self) -> BedrijfId {
        self.id
    }

    /// Its KVK number.
    pub fn kvk_nummer(self) -> KvkNummer {
        KvkNummer::of(self.id.0)
    }

    /// Its RSIN, if the form has one.
    pub fn rsin(self) -> Option<Rsin> {
        self.rechtsvorm().heeft_rsin().then(|| Rsin::of(self.id.0))
    }

    /// Where it is; a fixed company in a place without business premises is nowhere.
    pub fn adres(self) -> Option<AdresId> {
        match self.plek {
            Plek::Vast(..) => self.world.bedrijven.vast[self.id.0 as usize],
            Plek::Slot(gebied, place, _) => Some(AdresId(gebied.first + place)),
        }
    }

    fn is_home(self) -> bool {
        matches!(self.plek, Plek::Slot(gebied, place, _) if gebied.role(place) != Role::Business)
    }

    /// What sort of place it is in, as the table of activities has it.
    fn plaats(self) -> char {
        if self.is_home() {
            return 'h';
        }
        let Some(adres) = self.adres() else {
            return 'k';
        };
        match self.world.places.adres(adres).gebruiksdoelen().first() {
            Some(Gebruiksdoel::Winkelfunctie) => 'w',
            Some(Gebruiksdoel::Industriefunctie) => 'i',
            Some(Gebruiksdoel::Bijeenkomstfunctie) => 'b',
            Some(Gebruiksdoel::Gezondheidszorgfunctie) => 'g',
            Some(Gebruiksdoel::Onderwijsfunctie) => 'o',
            Some(Gebruiksdoel::Sportfunctie) => 's',
            Some(Gebruiksdoel::Logiesfunctie) => 'l',
            Some(Gebruiksdoel::OverigeGebruiksfunctie) => 'v',
            _ => 'k',
        }
    }

    /// Its legal form.
    pub fn rechtsvorm(self) -> Rechtsvorm {
        use Rechtsvorm as R;
        let slot = match self.plek {
            Plek::Vast(Vast::Bank(_), _) => return R::NaamlozeVennootschap,
            Plek::Vast(Vast::Gemeente, _) => return R::PubliekrechtelijkeRechtspersoon,
            Plek::Vast(Vast::Corporatie(_), _) => return R::Stichting,
            Plek::Vast(Vast::Vastgoed(_), _) => return R::BeslotenVennootschap,
            Plek::Slot(_, _, slot) => slot,
        };
        match slot {
            Slot::Vve => return R::VerenigingVanEigenaars,
            Slot::Hoofd if self.is_home() => return R::Eenmanszaak,
            Slot::Tweede if self.is_home() => return R::BeslotenVennootschap,
            _ => {}
        }
        let draw = self.draws.below(1, 100);
        match (self.plaats(), draw) {
            ('o', 0..=69) | (_, 76..=79) => R::Stichting,
            ('s', 0..=64) | (_, 80..=81) => R::Vereniging,
            ('b', 0..=7) => R::Kerkgenootschap,
            ('g', 0..=19) | (_, 82..=83) => R::Maatschap,
            (_, 0..=27) => R::Eenmanszaak,
            (_, 28..=41) => R::VennootschapOnderFirma,
            (_, 84) => R::Cooperatie,
            (_, 85) => R::CommanditaireVennootschap,
            (_, 86) => R::NaamlozeVennootschap,
            _ => R::BeslotenVennootschap,
        }
    }

    /// Its activities, the main one first.
    pub fn sbi(self) -> Vec<Sbi> {
        let main = match (self.plek, self.rechtsvorm()) {
            (Plek::Vast(Vast::Bank(_), _), _) => Sbi::met_code(6419),
            (Plek::Vast(Vast::Gemeente, _), _) => Sbi::met_code(8411),
            (Plek::Vast(..), _) => Sbi::met_code(6820),
            (Plek::Slot(_, _, Slot::Vve), _) | (_, Rechtsvorm::Stichting)
                if self.plaats() != 'o' =>
            {
                Sbi::met_code(9499)
            }
            (_, Rechtsvorm::Kerkgenootschap) => Sbi::met_code(9491),
            (_, Rechtsvorm::Vereniging) => Sbi::met_code(9312),
            (Plek::Slot(_, _, Slot::Tweede), Rechtsvorm::BeslotenVennootschap)
                if self.is_home() =>
            {
                Sbi::met_code(6420)
            }
            _ => Sbi::draw(self.plaats(), self.draws.draw(2)),
        };
        let mut all = vec![main];
        let second = Sbi::draw(self.plaats(), self.draws.draw(3));
        if self.draws.chance(4, 180) && second != main && !matches!(self.plek, Plek::Vast(..)) {
            all.push(second);
        }
        all
    }

    /// The day on which it began: not before the owner was of age.
    pub fn aanvang(self) -> GbaDatum {
        let end = self.world.people.peildatum;
        let owner = self.owners().first().map(|owner| {
            let birth = self.world.people.row(owner.0).birth;
            birth.plus(18 * 366)
        });
        let years = self.draws.below(5, 1000) * self.draws.below(6, 1000) / 1000;
        let span = match self.plek {
            Plek::Vast(..) => 90 * 365,
            Plek::Slot(..) => 45 * 365,
        };
        let day = end.plus(-(30 + (years * span / 1000) as i64));
        owner
            .map_or(day, |of_age| day.max(of_age.min(end.plus(-1))))
            .gba()
    }

    /// The day on which it ended, if it has.
    pub fn einde(self) -> Option<GbaDatum> {
        let ends = matches!(self.plek, Plek::Slot(_, _, Slot::Hoofd | Slot::Tweede))
            && self.draws.chance(7, 40);
        if !ends {
            return None;
        }
        let begin = self.aanvang().date().map_or(Day(0), Day::of);
        let span =
            u64::from(self.world.people.peildatum.0 - begin.0.min(self.world.people.peildatum.0));
        Some(begin.plus(self.draws.below(8, span.max(1)) as i64).gba())
    }

    /// Names, under which it trades and by its statutes.
    fn namen(self) -> Namen {
        Namen::of(self)
    }

    /// The trade names, the first one first.
    pub fn handelsnamen(self) -> Vec<String> {
        self.namen().handelsnamen
    }

    /// The name in its statutes, of a legal person.
    pub fn statutaire_naam(self) -> Option<String> {
        self.namen().statutair
    }

    /// The name: by statutes, or else the first trade name.
    pub fn naam(self) -> String {
        let namen = self.namen();
        namen
            .statutair
            .or_else(|| namen.handelsnamen.into_iter().next())
            .unwrap_or_default()
    }

    /// How many people work there.
    pub fn werkzame_personen(self) -> u32 {
        let size = self.draws.below(9, 1000);
        let within = |from: u64, until: u64| (from + self.draws.below(10, until - from)) as u32;
        match (self.plek, self.rechtsvorm()) {
            (Plek::Vast(Vast::Gemeente, _), _) => {
                40 + self.world.person_count() / 130 / self.world.places.gemeenten.len() as u32
            }
            (Plek::Vast(..), _) => within(4, 60),
            (Plek::Slot(_, _, Slot::Vve), _) => 0,
            (_, Rechtsvorm::Eenmanszaak) => 1 + u32::from(size > 930),
            _ if self.is_home() => 1,
            _ => match size {
                0..=249 => 1,
                250..=449 => 2,
                450..=619 => within(3, 5),
                620..=779 => within(5, 10),
                780..=879 => within(10, 20),
                880..=949 => within(20, 50),
                950..=979 => within(50, 100),
                _ => within(100, 900),
            },
        }
    }

    /// The household whose it is, as part 0; other parts are for partners and a board.
    fn household(self, part: u64) -> Option<u32> {
        let (gebied, place, slot) = match self.plek {
            Plek::Vast(..) => return None,
            Plek::Slot(gebied, place, slot) => (gebied, place, slot),
        };
        if let Role::Home(home) = gebied.role(place)
            && slot != Slot::Vve
            && part == 0
        {
            return Some(home + crate::cast::HOMES.len() as u32);
        }
        let part = part + if slot == Slot::Hoofd { 0 } else { 4 };
        owners(self.world, gebied.gemeente()).household(AdresId(gebied.first + place), part)
    }

    /// The adults whose it is: one, or a couple.
    pub(crate) fn owners(self) -> Vec<PersonId> {
        // Where nobody of age is left, somebody else took it over.
        let mut owners = (0..4)
            .filter_map(|part| self.household(part))
            .map(|household| self.world.hoofden(household))
            .find(|heads| !heads.is_empty())
            .unwrap_or_default();
        // A firm at home is of one of both.
        if owners.len() == 2 && self.is_home() {
            owners.swap_remove(self.draws.below(11, 2) as usize);
        }
        owners
    }

    /// Who owns and who runs it.
    pub fn functionarissen(self) -> Vec<Functionaris> {
        use Rechtsvorm as R;
        let sinds = self.aanvang();
        let with = |functie: Functie, wie: Partij| Functionaris {
            functie,
            wie,
            sinds,
        };
        let owners = self.owners();
        let all = |functie: Functie| -> Vec<Functionaris> {
            owners
                .iter()
                .map(|owner| with(functie, Partij::Persoon(*owner)))
                .collect()
        };
        // A partnership takes two: of one couple, or of two households.
        let both = |functie: Functie| {
            let mut both = all(functie);
            if both.len() < 2
                && let Some(other) = self.household(1)
            {
                both.extend(
                    self.world
                        .hoofden(other)
                        .into_iter()
                        .filter(|other| !owners.contains(other))
                        .take(1)
                        .map(|other| with(functie, Partij::Persoon(other))),
                );
            }
            both
        };
        match self.rechtsvorm() {
            R::PubliekrechtelijkeRechtspersoon | R::VerenigingVanEigenaars => Vec::new(),
            _ if matches!(self.plek, Plek::Vast(..)) => Vec::new(),
            R::Eenmanszaak => all(Functie::Eigenaar).into_iter().take(1).collect(),
            R::Maatschap => both(Functie::Maat),
            R::VennootschapOnderFirma | R::CommanditaireVennootschap => both(Functie::Vennoot),
            R::BeslotenVennootschap => match self.holding() {
                Some(holding) => vec![
                    with(Functie::EnigAandeelhouder, Partij::Bedrijf(holding)),
                    with(Functie::Bestuurder, Partij::Bedrijf(holding)),
                ],
                None => all(Functie::Bestuurder),
            },
            R::NaamlozeVennootschap => all(Functie::Bestuurder),
            R::Cooperatie | R::Vereniging | R::Stichting | R::Kerkgenootschap => [
                Functie::Voorzitter,
                Functie::Secretaris,
                Functie::Penningmeester,
            ]
            .into_iter()
            .zip([0, 2, 3])
            .filter_map(|(functie, part)| {
                let household = self.household(part)?;
                let head = *self.world.hoofden(household).first()?;
                Some(with(functie, Partij::Persoon(head)))
            })
            .collect(),
        }
    }

    /// The holding at the owner's home, of a private company elsewhere.
    fn holding(self) -> Option<BedrijfId> {
        if self.is_home() {
            return None;
        }
        let adres = self.world.places.home(self.household(0)?)?;
        let (gebied, place) = self.world.places.postgebied_van(adres);
        self.world.bedrijven.in_slot(&gebied, place, Slot::Tweede)
    }

    /// Whether it has establishments: some legal persons have none.
    fn has_premises(self) -> bool {
        match self.plek {
            Plek::Slot(_, _, Slot::Vve) => false,
            Plek::Slot(_, _, Slot::Tweede) if self.is_home() => self.draws.chance(12, 500),
            _ => self.adres().is_some(),
        }
    }

    /// Its establishments, the main one first.
    pub fn vestigingen(self) -> Vec<Vestiging> {
        let Some(adres) = self.adres().filter(|_| self.has_premises()) else {
            return Vec::new();
        };
        let index = match self.plek {
            Plek::Vast(..) => FIXED_PLACES + u64::from(self.id.0),
            Plek::Slot(_, _, slot) => u64::from(adres.0) * 4 + slot as u64,
        };
        let branches = self.branches();
        let workers = self.werkzame_personen();
        // A third of the people work in the branches.
        let away = if branches.is_empty() { 0 } else { workers / 3 };
        let mut all = vec![self.vestiging(index, adres, true, workers - away)];
        for (nth, branch) in branches.iter().enumerate() {
            let share = away / branches.len() as u32
                + u32::from((nth as u32) < away % branches.len() as u32);
            all.push(self.vestiging(u64::from(branch.0) * 4 + BRANCH, *branch, false, share));
        }
        all
    }

    fn vestiging(
        self,
        index: u64,
        adres: AdresId,
        is_hoofdvestiging: bool,
        workers: u32,
    ) -> Vestiging {
        let name = self.handelsnamen().into_iter().next().unwrap_or_default();
        Vestiging {
            nummer: Vestigingsnummer::of(index),
            bedrijf: self.id,
            adres,
            is_hoofdvestiging,
            handelsnaam: name,
            werkzame_personen: workers,
        }
    }

    /// The addresses of its branches: all in one postcode area elsewhere in the municipality.
    fn branches(self) -> Vec<AdresId> {
        let Plek::Slot(gebied, ..) = self.plek else {
            return Vec::new();
        };
        if chain_of(self.world, &gebied) != Some(self.id) {
            return Vec::new();
        }
        let pc6s = self.world.places.pc6s_of_gemeente(gebied.gemeente());
        let from =
            chains(self.world, gebied.gemeente()).invert(u64::from(gebied.pc6 - pc6s.start)) as u32;
        let there = self.world.places.postgebied(pc6s.start + from);
        (0..there.size())
            .filter(|&place| is_branch(self.world, &there, place))
            .map(|place| AdresId(there.first + place))
            .collect()
    }
}

/// Numbers of establishments of fixed companies begin here; those at addresses stay below.
const FIXED_PLACES: u64 = 50_000_000;
/// The fourth slot of an address is for a branch.
const BRANCH: u64 = 3;

fn owners(world: &World, gemeente: usize) -> Koppeling {
    Koppeling::new(&world.places, gemeente, PARTS, stream::OWNER)
}

/// Which postcode area has the main office of the branches in which.
fn chains(world: &World, gemeente: usize) -> crate::permutation::Permutation {
    let pc6s = world.places.pc6s_of_gemeente(gemeente);
    crate::permutation::Permutation::new(
        u64::from(pc6s.end - pc6s.start),
        Stream::new(world.spec().seed, stream::BRANCH).sub(gemeente as u64),
    )
}

fn is_branch(world: &World, gebied: &Postgebied<'_>, place: u32) -> bool {
    gebied.role(place) == Role::Business
        && Stream::new(world.spec().seed, stream::BRANCH + 100)
            .chance((gebied.first + place).into(), 90)
}

/// The company of a postcode area that may have branches: its first private company.
fn chain_of(world: &World, gebied: &Postgebied<'_>) -> Option<BedrijfId> {
    (0..gebied.size())
        .filter(|&place| gebied.role(place) == Role::Business)
        .filter_map(|place| world.bedrijven.in_slot(gebied, place, Slot::Hoofd))
        .find(|id| {
            Bedrijf::new(world, *id).is_some_and(|company| {
                company.rechtsvorm() == Rechtsvorm::BeslotenVennootschap
                    && company.einde().is_none()
            })
        })
}

impl World {
    /// The number of companies.
    pub fn bedrijf_count(&self) -> u32 {
        self.bedrijven.count()
    }

    /// Companies in a slot of an address, and the fixed ones there.
    fn companies_at(&self, adres: AdresId) -> Vec<BedrijfId> {
        let (gebied, place) = self.places.postgebied_van(adres);
        let gemeente = gebied.gemeente() as u32;
        let fixed = BANKEN + gemeente * PER_GEMEENTE;
        let mut found: Vec<BedrijfId> = (0..BANKEN)
            .chain(fixed..fixed + PER_GEMEENTE)
            .filter(|&id| self.bedrijven.vast.get(id as usize) == Some(&Some(adres)))
            .map(BedrijfId)
            .collect();
        found.extend(
            self.bedrijven
                .slots(&gebied, place)
                .filter_map(|slot| self.bedrijven.in_slot(&gebied, place, slot)),
        );
        found
    }

    /// The company whose branch is at an address.
    fn branch_at(&self, adres: AdresId) -> Option<BedrijfId> {
        let (gebied, place) = self.places.postgebied_van(adres);
        if !is_branch(self, &gebied, place) {
            return None;
        }
        let pc6s = self.places.pc6s_of_gemeente(gebied.gemeente());
        let main = chains(self, gebied.gemeente()).apply(u64::from(gebied.pc6 - pc6s.start));
        chain_of(self, &self.places.postgebied(pc6s.start + main as u32))
    }

    /// The company of the association of owners of a building.
    pub(crate) fn vve_of(&self, gebied: &Postgebied<'_>, place: u32) -> Option<BedrijfId> {
        let first = gebied.strook.blok(place).0;
        self.bedrijven.in_slot(gebied, first, Slot::Vve)
    }

    /// The first company in business premises.
    pub(crate) fn main_company(&self, gebied: &Postgebied<'_>, place: u32) -> Option<BedrijfId> {
        self.bedrijven.in_slot(gebied, place, Slot::Hoofd)
    }
}

impl<'w> View<'w> {
    /// All companies, the fixed ones first.
    pub fn bedrijven(self) -> impl Iterator<Item = BedrijfId> + use<> {
        (0..self.world().bedrijf_count()).map(BedrijfId)
    }

    /// Everything about a company.
    ///
    /// # Panics
    /// When the id is of another world.
    pub fn bedrijf(self, id: BedrijfId) -> Bedrijf<'w> {
        Bedrijf::new(self.world(), id).expect("ids of companies come from the world itself")
    }

    /// The company with this KVK number.
    pub fn bedrijf_met_kvk(self, nummer: KvkNummer) -> Option<BedrijfId> {
        nummer
            .index()
            .filter(|&index| index < self.world().bedrijf_count())
            .map(BedrijfId)
    }

    /// The company with this RSIN.
    pub fn bedrijf_met_rsin(self, rsin: Rsin) -> Option<BedrijfId> {
        rsin.index()
            .filter(|&index| index < self.world().bedrijf_count())
            .map(BedrijfId)
            .filter(|&id| self.bedrijf(id).rsin() == Some(rsin))
    }

    /// The establishment with this number.
    pub fn vestiging_met_nummer(self, nummer: Vestigingsnummer) -> Option<Vestiging> {
        let world = self.world();
        let index = nummer.index()?;
        let company = if let Some(fixed) = index.checked_sub(FIXED_PLACES) {
            BedrijfId(
                u32::try_from(fixed)
                    .ok()
                    .filter(|id| (*id as usize) < world.bedrijven.vast.len())?,
            )
        } else {
            let adres = u32::try_from(index / 4)
                .ok()
                .filter(|adres| *adres < world.places.address_count())
                .map(AdresId)?;
            let (gebied, place) = world.places.postgebied_van(adres);
            let slot = match index % 4 {
                0 => Slot::Hoofd,
                1 => Slot::Tweede,
                2 => Slot::Vve,
                _ => Slot::Hoofd,
            };
            if index % 4 == BRANCH {
                world.branch_at(adres)?
            } else {
                world.bedrijven.in_slot(&gebied, place, slot)?
            }
        };
        self.bedrijf(company)
            .vestigingen()
            .into_iter()
            .find(|vestiging| vestiging.nummer == nummer)
    }

    /// The companies at an address: those that have their seat there, ended ones too.
    pub fn bedrijven_op(self, adres: AdresId) -> Vec<BedrijfId> {
        self.world().companies_at(adres)
    }

    /// The establishments at an address, branches of companies elsewhere too.
    pub fn vestigingen_op(self, adres: AdresId) -> Vec<Vestiging> {
        let mut companies = self.bedrijven_op(adres);
        companies.extend(self.world().branch_at(adres));
        companies
            .into_iter()
            .flat_map(|id| self.bedrijf(id).vestigingen())
            .filter(|vestiging| vestiging.adres == adres)
            .collect()
    }

    /// The companies in which a person has a function.
    pub fn bedrijven_van(self, persoon: PersonId) -> Vec<BedrijfId> {
        let world = self.world();
        if persoon.0 >= world.person_count() || world.places.address_count() == 0 {
            return Vec::new();
        }
        let household = world.people.row(persoon.0).household;
        let Some(home) = world.places.home(household) else {
            return Vec::new();
        };
        let mut candidates = world.companies_at(home);
        let gemeente = world.places.postgebied_van(home).0.gemeente();
        for (adres, part) in owners(world, gemeente).parts_of(household) {
            let (gebied, place) = world.places.postgebied_van(adres);
            let slot = if part < 4 { Slot::Hoofd } else { Slot::Tweede };
            candidates.extend(world.bedrijven.in_slot(&gebied, place, slot));
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates.retain(|id| {
            self.bedrijf(*id)
                .functionarissen()
                .iter()
                .any(|functionaris| functionaris.wie == Partij::Persoon(persoon))
        });
        candidates
    }

    /// The companies that another company owns or runs.
    pub fn dochters_van(self, bedrijf: BedrijfId) -> Vec<BedrijfId> {
        let world = self.world();
        let Plek::Slot(gebied, place, Slot::Tweede) = self.bedrijf(bedrijf).plek else {
            return Vec::new();
        };
        let Role::Home(home) = gebied.role(place) else {
            return Vec::new();
        };
        let household = home + crate::cast::HOMES.len() as u32;
        owners(world, gebied.gemeente())
            .parts_of(household)
            .filter(|(_, part)| part % 4 == 0)
            .filter_map(|(adres, part)| {
                let (gebied, place) = world.places.postgebied_van(adres);
                let slot = if part < 4 { Slot::Hoofd } else { Slot::Tweede };
                (gebied.role(place) == Role::Business)
                    .then(|| world.bedrijven.in_slot(&gebied, place, slot))
                    .flatten()
            })
            .filter(|id| {
                let owned = Partij::Bedrijf(bedrijf);
                let company = self.bedrijf(*id);
                company.functionarissen().iter().any(|who| who.wie == owned)
            })
            .collect()
    }
}

const _: () = assert!(nummers::MOST < 810_000);
