//! Reading a company.

use super::namen::Namen;
use super::zoeken::owners;
use super::{BedrijfId, KvkNummer, Rechtsvorm, Rsin, Sbi, Slot, Vast, stream};
use crate::cast::goederen;
use crate::date::{Day, GbaDatum};
use crate::hash::Stream;
use crate::people::PersonId;
use crate::places::{AdresId, Gebruiksdoel, Postgebied, Role, cast};
use crate::view::{ChangedBedrijf, Oprichting};
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

impl Functie {
    /// In words, as a list of people shows it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Eigenaar => "eigenaar",
            Self::Vennoot => "vennoot",
            Self::Maat => "maat",
            Self::Bestuurder => "bestuurder",
            Self::EnigAandeelhouder => "enig aandeelhouder",
            Self::Voorzitter => "voorzitter",
            Self::Secretaris => "secretaris",
            Self::Penningmeester => "penningmeester",
        }
    }
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

#[derive(Clone, Copy, Debug)]
pub(super) enum Plek<'w> {
    Vast(Vast, usize),
    Slot(Postgebied<'w>, u32, Slot),
    /// One that a team began.
    Nieuw(&'w Oprichting),
}

/// A company, read from the world and what a team changed of it.
#[derive(Clone, Copy, Debug)]
pub struct Bedrijf<'w> {
    pub(super) world: &'w World,
    pub(super) id: BedrijfId,
    pub(super) plek: Plek<'w>,
    pub(super) draws: Stream,
    pub(super) changed: Option<&'w ChangedBedrijf>,
}

/// Parts of an address that an owner is drawn for: four roles in each of two slots.
pub(super) const PARTS: u64 = 8;

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
        Some(Self::at(world, id, plek))
    }

    /// A company of which the place is known.
    pub(super) fn in_slot(
        world: &'w World,
        id: BedrijfId,
        gebied: Postgebied<'w>,
        place: u32,
        slot: Slot,
    ) -> Self {
        Self::at(world, id, Plek::Slot(gebied, place, slot))
    }

    fn at(world: &'w World, id: BedrijfId, plek: Plek<'w>) -> Self {
        // By place, not by number: a company stays what it is when others come.
        let key = match plek {
            Plek::Vast(..) | Plek::Nieuw(_) => u64::from(id.0) | 1 << 40,
            Plek::Slot(gebied, place, slot) => u64::from(gebied.first + place) * 4 + slot as u64,
        };
        Self {
            world,
            id,
            plek,
            draws: Stream::new(world.spec().seed, stream::COMPANY).sub(key),
            changed: None,
        }
    }

    /// A company that a team began or changed.
    pub(super) fn changed(
        world: &'w World,
        id: BedrijfId,
        changed: &'w ChangedBedrijf,
    ) -> Option<Self> {
        let company = match &changed.oprichting {
            None => Self::new(world, id)?,
            Some(oprichting) => Self {
                world,
                id,
                plek: Plek::Nieuw(oprichting),
                draws: Stream::new(world.spec().seed, stream::COMPANY).sub(u64::from(id.0)),
                changed: None,
            },
        };
        Some(Self {
            changed: Some(changed),
            ..company
        })
    }

    /// Whether it is there as long as the world, or the building, is.
    pub(crate) fn is_permanent(self) -> bool {
        matches!(self.plek, Plek::Vast(..) | Plek::Slot(_, _, Slot::Vve))
    }

    /// Whether a team began it.
    pub(crate) fn is_new(self) -> bool {
        matches!(self.plek, Plek::Nieuw(_))
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
        match self.changed.and_then(|changed| changed.zetel) {
            Some((adres, _)) => Some(adres),
            None => self.eerste_adres(),
        }
    }

    /// Where it was before a team moved it: what it is, is drawn from that.
    pub(super) fn eerste_adres(self) -> Option<AdresId> {
        match self.plek {
            Plek::Vast(..) => self.world.bedrijven.vast[self.id.0 as usize],
            Plek::Slot(gebied, place, _) => Some(AdresId(gebied.first + place)),
            Plek::Nieuw(oprichting) => Some(oprichting.adres),
        }
    }

    pub(super) fn is_home(self) -> bool {
        matches!(self.plek, Plek::Slot(gebied, place, _) if gebied.role(place) != Role::Business)
    }

    /// What sort of place it is in, as the table of activities has it.
    fn plaats(self) -> char {
        if self.is_home() {
            return 'h';
        }
        let Some(adres) = self.eerste_adres() else {
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
            Plek::Nieuw(oprichting) => return oprichting.rechtsvorm,
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
        if let Plek::Nieuw(oprichting) = self.plek {
            return oprichting.sbi.clone();
        }
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
        if self.draws.chance(4, 180) && !matches!(self.plek, Plek::Vast(..)) {
            let second = Sbi::draw(self.plaats(), self.draws.draw(3));
            all.extend((second != main).then_some(second));
        }
        all
    }

    /// The day on which it began: not before the owner was of age.
    pub fn aanvang(self) -> GbaDatum {
        if let Plek::Nieuw(oprichting) = self.plek {
            return oprichting.aanvang;
        }
        let end = self.world.people.peildatum;
        let owner = self.owners().first().map(|owner| {
            let birth = self.world.people.row(owner.0).birth;
            birth.plus(18 * 366)
        });
        let years = self.draws.below(5, 1000) * self.draws.below(6, 1000) / 1000;
        let span = match self.plek {
            Plek::Vast(..) => 90 * 365,
            Plek::Slot(..) | Plek::Nieuw(_) => 45 * 365,
        };
        let day = end.plus(-(30 + (years * span / 1000) as i64));
        owner
            .map_or(day, |of_age| day.max(of_age.min(end.plus(-1))))
            .gba()
    }

    /// The day on which it ended, if it has.
    pub fn einde(self) -> Option<GbaDatum> {
        if let Some(einde) = self.changed.and_then(|changed| changed.einde) {
            return Some(einde);
        }
        let ends = matches!(self.plek, Plek::Slot(_, _, Slot::Hoofd | Slot::Tweede))
            && self.of_the_cast().is_none()
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
    pub(super) fn namen(self) -> Namen {
        Namen::of(self)
    }

    /// The trade names, the first one first.
    pub fn handelsnamen(self) -> Vec<String> {
        self.alle_namen().handelsnamen
    }

    /// The names under which it trades and by its statutes, read together.
    pub fn alle_namen(self) -> Namen {
        let mut names = self.namen();
        let other = self
            .andere_naam()
            .filter(|other| !names.handelsnamen.contains(other));
        names.handelsnamen.extend(other);
        names
    }

    /// A name that it could have had.
    pub(super) fn drawn_name(self, nth: u64) -> Option<String> {
        Namen::other(self, nth)
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
        if let Plek::Nieuw(oprichting) = self.plek {
            return oprichting.werkzame_personen;
        }
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
            Plek::Vast(..) | Plek::Nieuw(_) => return None,
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

    /// Whose it is, when its place is a home of the cast.
    pub(super) fn of_the_cast(self) -> Option<PersonId> {
        let Plek::Slot(gebied, place, slot) = self.plek else {
            return None;
        };
        if gebied.pc6 >= cast::PC6 {
            return None;
        }
        let owner = match slot {
            Slot::Hoofd => goederen::eenmanszaak(gebied.first + place),
            Slot::Tweede => goederen::bv(gebied.first + place),
            Slot::Vve => None,
        };
        owner.map(|lid| PersonId(lid.into()))
    }

    /// The adults whose it is: one, or a couple.
    pub(crate) fn owners(self) -> Vec<PersonId> {
        if let Some(owner) = self.of_the_cast() {
            return vec![owner];
        }
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
        if let Plek::Nieuw(oprichting) = self.plek {
            return oprichting.functionarissen.clone();
        }
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
}
