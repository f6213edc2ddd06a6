//! Deeds and their parts: on which the rights, mortgages, seizures and restrictions are based.
//!
//! Nothing is stored: a deed follows from what it is about. Its number begins with its day and goes
//! on with the parcel and the sort of deed, so that it leads back.

use super::rechten::{MADE_RIGHTS, NUMBER, made_number};
use super::{Koz, OnroerendeZaak, Recht, RechtSoort, is_made, stream};
use crate::date::{Day, GbaDatum};
use crate::hash::Stream;
use crate::people::{Naam, draw_given, draw_surname, surnames};
use crate::view::View;

/// What sort of deed it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StukSoort {
    /// Ownership or a lease passes.
    Levering,
    /// Heirs get what somebody had.
    Erfrecht,
    /// The municipality gives ground on a lease.
    Erfpachtuitgifte,
    /// A right to have buildings, or pipes and cables, in the ground of somebody else.
    Vestiging,
    /// A mortgage.
    Hypotheek,
    /// A seizure.
    Beslag,
    /// The split of a building into apartment rights.
    Splitsing,
    /// A decision of a public body that restricts.
    Besluit,
    /// An agreement that restricts.
    Overeenkomst,
}

/// What a part of a deed is the base of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grondslag {
    /// That somebody has the right with this number.
    Tenaamstelling(u64),
    /// That there is a right at all: that with this number.
    ZakelijkRecht(u64),
    /// The yearly sum of the lease with this number.
    Canon(u64),
    /// The mortgage with this number.
    Hypotheek(u64),
    /// The seizure with this number.
    Beslag(u64),
    /// The restriction with this number.
    Beperking(u64),
    /// The apartment rights.
    Splitsing,
}

/// A part of a deed: one legal fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stukdeel {
    /// Its number: digits.
    pub identificatie: u64,
    /// What it is the base of.
    pub grondslag: Vec<Grondslag>,
    /// What was paid for what passes, in whole euros.
    pub bedrag: Option<u32>,
    /// The parcel or apartment it is about.
    pub koz: Koz,
}

/// A deed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stuk {
    /// Its number: the day and at least six digits.
    pub identificatie: String,
    /// What it is.
    pub soort: StukSoort,
    /// The day of it.
    pub datum: GbaDatum,
    /// Number of the volume in which it is entered.
    pub deel: u32,
    /// Number within the volume.
    pub nummer: u32,
    /// The notary who declares that the copy is like the original; a public body or bailiff has none.
    pub notaris: Option<Naam>,
    /// Whether a drawing goes with it.
    pub tekening: bool,
    /// Its parts, in order.
    pub delen: Vec<Stukdeel>,
}

/// Sorts of deeds on one parcel, as their numbers have them; at most 100.
mod nth {
    pub(super) const LEVERING: u64 = 1;
    pub(super) const ERFRECHT: u64 = 2;
    pub(super) const UITGIFTE: u64 = 3;
    pub(super) const OPSTAL: u64 = 4;
    pub(super) const NUTS: u64 = 5;
    pub(super) const HYPOTHEEK: u64 = 10;
    pub(super) const BESLAG: u64 = 20;
    pub(super) const BEPERKING: u64 = 30;
    pub(super) const SPLITSING: u64 = 50;
    /// What a team sold.
    pub(super) const VERKOOP: u64 = 60;
}

/// Parts of deeds; those of a team's sales have the number of the first right that it made.
const PARTS: u64 = 94;
const MADE_PARTS: u64 = 84;

#[derive(Clone, Copy, Debug)]
struct Kop {
    soort: StukSoort,
    koz: Koz,
    nth: u64,
    datum: GbaDatum,
}

impl<'w> OnroerendeZaak<'w> {
    /// The deeds on which what is known of it rests, the base of its rights first.
    pub fn stukken(self) -> Vec<Stuk> {
        let mut stukken = self.deeds_of_rights();
        stukken.extend(self.deeds_of_burdens());
        stukken.extend(self.splitsingsakte());
        stukken
    }

    /// The deed by which it was split, or came out of a split.
    pub fn splitsingsakte(self) -> Option<Stuk> {
        let perceel = self.with(Koz::perceel(self.koz.perceel));
        perceel.gesplitst_recht()?;
        let built = perceel
            .adressen()
            .first()
            .and_then(|adres| self.places.adres(*adres).pand())
            .map_or(1980, crate::Pand::bouwjaar);
        let before = Stream::new(self.world.spec().seed, stream::DEED)
            .sub(perceel.koz.key())
            .below(0, 300);
        let datum = Day::ymd(built.clamp(1950, 2020) as i16, 1, 2)
            .plus(-1 - before as i64)
            .gba();
        let kop = Kop {
            soort: StukSoort::Splitsing,
            koz: perceel.koz,
            nth: nth::SPLITSING,
            datum,
        };
        // Where it was split again, the same deed says so in its second part.
        let count = 1 + usize::from(perceel.sluimerend().is_some());
        let parts = vec![(vec![Grondslag::Splitsing], None); count];
        Some(perceel.stuk(kop, parts))
    }

    fn deeds_of_rights(self) -> Vec<Stuk> {
        let rechten = self.rechten();
        let has = |soort| rechten.iter().any(|recht| recht.soort == soort);
        let (leased, used) = (
            has(RechtSoort::Erfpachter),
            has(RechtSoort::Vruchtgebruiker),
        );
        let sort_of = |recht: &Recht| match recht.soort {
            _ if is_made(recht.identificatie) => (nth::VERKOOP, StukSoort::Levering),
            RechtSoort::Eigenaar if leased => (nth::UITGIFTE, StukSoort::Erfpachtuitgifte),
            RechtSoort::Opstalhouder => (nth::OPSTAL, StukSoort::Vestiging),
            RechtSoort::Nutsvoorzieningen => (nth::NUTS, StukSoort::Vestiging),
            RechtSoort::Vruchtgebruiker => (nth::ERFRECHT, StukSoort::Erfrecht),
            // Part of it may have been sold since.
            _ if used => (nth::ERFRECHT, StukSoort::Erfrecht),
            _ => (nth::LEVERING, StukSoort::Levering),
        };
        let mut groups: Vec<(Kop, Vec<Recht>)> = Vec::new();
        for recht in &rechten {
            let (nth, soort) = sort_of(recht);
            let known = groups
                .iter_mut()
                .find(|(kop, _)| kop.nth == nth && kop.datum == recht.sinds);
            match known {
                Some((_, group)) => group.push(*recht),
                None => groups.push((
                    Kop {
                        soort,
                        koz: self.koz,
                        nth,
                        datum: recht.sinds,
                    },
                    vec![*recht],
                )),
            }
        }
        let paid = self.koopsom();
        let lease = rechten
            .iter()
            .find(|recht| recht.soort == RechtSoort::Erfpachter);
        groups
            .into_iter()
            .map(|(kop, group)| {
                let bedrag = paid
                    .filter(|paid| {
                        kop.soort == StukSoort::Levering && paid.jaar == kop.datum.year()
                    })
                    .map(|paid| paid.bedrag);
                let mut parts = Vec::new();
                let mut first: Vec<Grondslag> = group
                    .iter()
                    .map(|recht| Grondslag::Tenaamstelling(recht.identificatie))
                    .collect();
                match kop.soort {
                    // The deed by which the lease began is the base of the right and its yearly sum.
                    StukSoort::Erfpachtuitgifte => {
                        parts.push((first, None));
                        parts.extend(lease.map(|lease| {
                            let number = lease.identificatie;
                            let of =
                                vec![Grondslag::ZakelijkRecht(number), Grondslag::Canon(number)];
                            (of, None)
                        }));
                    }
                    StukSoort::Vestiging => {
                        first.extend(
                            group
                                .iter()
                                .map(|recht| Grondslag::ZakelijkRecht(recht.identificatie)),
                        );
                        parts.push((first, None));
                    }
                    _ => parts.push((first, bedrag)),
                }
                self.stuk(kop, parts)
            })
            .collect()
    }

    fn deeds_of_burdens(self) -> Vec<Stuk> {
        let kop = |soort, nth, datum| Kop {
            soort,
            koz: self.koz,
            nth,
            datum,
        };
        let mut stukken = Vec::new();
        for (at, hypotheek) in self.hypotheken().into_iter().enumerate() {
            // One that a team made has taken the place of those of the base.
            let made = u64::from(self.verkocht.is_some()) * 5;
            let kop = kop(
                StukSoort::Hypotheek,
                nth::HYPOTHEEK + made + at as u64,
                hypotheek.sinds,
            );
            let of = vec![Grondslag::Hypotheek(hypotheek.identificatie)];
            stukken.push(self.stuk(kop, vec![(of, None)]));
        }
        for (at, beslag) in self.beslagen().into_iter().enumerate() {
            let kop = kop(StukSoort::Beslag, nth::BESLAG + at as u64, beslag.sinds);
            let of = vec![Grondslag::Beslag(beslag.identificatie)];
            stukken.push(self.stuk(kop, vec![(of, None)]));
        }
        for beperking in self.beperkingen() {
            let soort = if beperking.publiekrechtelijk {
                StukSoort::Besluit
            } else {
                StukSoort::Overeenkomst
            };
            let at = beperking.identificatie % 10;
            let kop = kop(soort, nth::BEPERKING + at, beperking.sinds);
            let of = vec![Grondslag::Beperking(beperking.identificatie)];
            stukken.push(self.stuk(kop, vec![(of, None)]));
        }
        stukken
    }

    fn stuk(self, kop: Kop, parts: Vec<(Vec<Grondslag>, Option<u32>)>) -> Stuk {
        let rest = kop.koz.key() * 100 + kop.nth;
        let draws = Stream::new(self.world.spec().seed, stream::DEED + 1).sub(rest);
        let by_notary = !matches!(kop.soort, StukSoort::Besluit | StukSoort::Beslag);
        let made = parts
            .iter()
            .flat_map(|(grondslag, _)| grondslag)
            .filter_map(|grondslag| match grondslag {
                Grondslag::Tenaamstelling(number) if kop.nth == nth::VERKOOP => {
                    Some(number % NUMBER)
                }
                _ => None,
            })
            .min();
        let first = match made {
            Some(sequence) => made_number(MADE_PARTS, sequence * 10),
            None => PARTS * NUMBER + rest * 10,
        };
        Stuk {
            identificatie: format!("{:08}{rest:06}", kop.datum.number()),
            soort: kop.soort,
            datum: kop.datum,
            deel: 50_000 + draws.below(0, 40_000) as u32,
            nummer: 1 + draws.below(1, 199) as u32,
            notaris: by_notary.then(|| self.notary(draws.below(2, 4))),
            tekening: kop.soort == StukSoort::Splitsing,
            delen: (first..)
                .zip(parts)
                .map(|(identificatie, (grondslag, bedrag))| Stukdeel {
                    identificatie,
                    grondslag,
                    bedrag,
                    koz: kop.koz,
                })
                .collect(),
        }
    }

    /// One of the few notaries of a municipality.
    fn notary(self, nth: u64) -> Naam {
        let seed = self.world.spec().seed;
        let office = self.world.kadaster.gemeente_of(self.koz.perceel) as u32 * 4 + nth as u32;
        let surname = draw_surname(seed, stream::DEED + 2, office, 0);
        let own = surnames()[usize::from(surname)];
        let female = Stream::new(seed, stream::DEED + 3).chance(office.into(), 450);
        Naam {
            voornamen: draw_given(seed, u64::from(office) | 1 << 52, 1970, female, 0).into(),
            titel: "",
            voorvoegsel: own.voorvoegsel.into(),
            geslachtsnaam: own.naam.into(),
        }
    }
}

impl<'w> View<'w> {
    /// What is known of a parcel or apartment: now, and before the team sold it, since its older
    /// deeds can still be read.
    fn with_deeds(self, koz: Koz) -> impl Iterator<Item = OnroerendeZaak<'w>> {
        let now = self.onroerende_zaak(koz);
        let before = now.verkocht.is_some().then_some(OnroerendeZaak {
            verkocht: None,
            ..now
        });
        std::iter::once(now).chain(before)
    }

    /// The deed with this number.
    pub fn stuk_met_identificatie(self, identificatie: &str) -> Option<Stuk> {
        if identificatie.len() < 14 || !identificatie.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let rest: u64 = identificatie[8..].parse().ok()?;
        let koz = Koz::with_key(rest / 100)?;
        self.deed(koz, |stuk| stuk.identificatie == identificatie)
    }

    /// The deed that has a part with this number.
    pub fn stuk_met_stukdeel(self, identificatie: u64) -> Option<Stuk> {
        let koz = match identificatie / NUMBER {
            MADE_PARTS => {
                let right = made_number(MADE_RIGHTS, identificatie % NUMBER / 10);
                self.verkocht_met_recht(right)?
            }
            PARTS => Koz::with_key(identificatie % NUMBER / 1000)?,
            _ => return None,
        };
        self.deed(koz, |stuk| {
            stuk.delen
                .iter()
                .any(|deel| deel.identificatie == identificatie)
        })
    }

    fn deed(self, koz: Koz, is_it: impl Fn(&Stuk) -> bool) -> Option<Stuk> {
        if !self.has_koz(koz) {
            return None;
        }
        self.with_deeds(koz)
            .flat_map(OnroerendeZaak::stukken)
            .find(is_it)
    }
}
