//! Mortgages, seizures and restrictions.

use super::rechten::{MORTGAGES, RESTRICTIONS, SEIZURES, number};
use super::{Bezit, OnroerendeZaak, Partij, Recht, RechtSoort, bezit, is_made, stream};
use crate::bedrijven::{BANKEN, Bedrijf, BedrijfId, Bedrijven, Vast};
use crate::cast::goederen::{self, Goed};
use crate::date::GbaDatum;
use crate::hash::Stream;
use crate::places::cast;

/// A mortgage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hypotheek {
    /// Its number: digits.
    pub identificatie: u64,
    /// Whole euros.
    pub bedrag: u32,
    /// The lender.
    pub houder: BedrijfId,
    /// Since when.
    pub sinds: GbaDatum,
}

/// A seizure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beslag {
    /// Its number: digits.
    pub identificatie: u64,
    /// What sort: `executoriaal` or `conservatoir`.
    pub soort: &'static str,
    /// Whose claim it is.
    pub beslaglegger: BedrijfId,
    /// Since when.
    pub sinds: GbaDatum,
}

/// A restriction, by the government or between private parties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beperking {
    /// Its number: digits.
    pub identificatie: u64,
    /// Whether the government imposed it.
    pub publiekrechtelijk: bool,
    /// What it is, in words.
    pub aard: &'static str,
    /// Since when.
    pub sinds: GbaDatum,
}

impl OnroerendeZaak<'_> {
    fn burdens(self) -> Stream {
        Stream::new(self.world.spec().seed, stream::BURDEN).sub(self.koz.key())
    }

    /// Whether the story of a persona wants this here.
    fn has_for_the_cast(self, goed: Goed) -> bool {
        // The cast's parcels are the first; most have a number beyond them.
        self.koz.perceel.0 < cast::ADRESSEN.len() as u32
            && self
                .adressen()
                .first()
                .is_some_and(|adres| goederen::heeft(adres.0, goed))
    }

    /// Whether somebody who could borrow on it has the full right.
    fn can_be_mortgaged(self) -> bool {
        let gemeente = self.world.kadaster.gemeente_of(self.koz.perceel);
        let public = [Vast::Gemeente, Vast::Corporatie(0), Vast::Corporatie(1)]
            .map(|vast| Partij::Bedrijf(Bedrijven::fixed_id(gemeente, vast)));
        self.rechten().iter().any(|recht| {
            matches!(recht.soort, RechtSoort::Eigenaar | RechtSoort::Erfpachter)
                && !public.contains(&recht.houder)
        })
    }

    /// The mortgages on it.
    pub fn hypotheken(self) -> Vec<Hypotheek> {
        if let Some(zaak) = self.verkocht {
            return zaak.hypotheken.clone();
        }
        let draws = self.burdens();
        let Some(koopsom) = self.koopsom() else {
            return Vec::new();
        };
        let mortgaged = draws.chance(0, 680) || self.has_for_the_cast(Goed::Hypotheek);
        if !mortgaged || !self.can_be_mortgaged() {
            return Vec::new();
        }
        let sinds = self.world.acquired(self.koz);
        let lender = |nth| BedrijfId(draws.below(nth, BANKEN.into()) as u32);
        let part = |nth, from: u64, more: u64| {
            let promille = from + draws.below(nth, more);
            (u64::from(koopsom.bedrag) * promille / 1_000_000 * 1000).max(1000) as u32
        };
        let first = Hypotheek {
            identificatie: number(MORTGAGES, self.koz, 0),
            bedrag: part(2, 550, 450),
            houder: lender(1),
            sinds,
        };
        let mut all = vec![first];
        if draws.chance(3, 110) {
            all.push(Hypotheek {
                identificatie: number(MORTGAGES, self.koz, 1),
                bedrag: part(5, 50, 150),
                houder: lender(4),
                sinds,
            });
        }
        all
    }

    /// The seizures of it.
    pub fn beslagen(self) -> Vec<Beslag> {
        let draws = self.burdens();
        // What is seized is not sold.
        let for_the_cast = self.has_for_the_cast(Goed::Beslag);
        let seized = draws.chance(10, 4) || for_the_cast;
        if self.verkocht.is_some() || !seized || !self.can_be_mortgaged() {
            return Vec::new();
        }
        vec![Beslag {
            identificatie: number(SEIZURES, self.koz, 0),
            soort: if for_the_cast || draws.chance(11, 600) {
                "executoriaal"
            } else {
                "conservatoir"
            },
            beslaglegger: BedrijfId(draws.below(12, BANKEN.into()) as u32),
            sinds: self.within_the_last_years(13),
        }]
    }

    fn within_the_last_years(self, nth: u64) -> GbaDatum {
        let since = self.burdens().below(nth, 6 * 365) as i64;
        self.world.people.peildatum.plus(-1 - since).gba()
    }

    /// The restrictions on it.
    pub fn beperkingen(self) -> Vec<Beperking> {
        let draws = self.burdens();
        let old = self.adressen().first().is_some_and(|adres| {
            let pand = self.places.adres(*adres).pand();
            pand.is_some_and(|pand| pand.bouwjaar() < 1900)
        });
        let built = !self.adressen().is_empty();
        let mut all = Vec::new();
        for (nth, promille, publiekrechtelijk, aard) in [
            (0, if old { 90 } else { 0 }, true, "Monument, Erfgoedwet"),
            (1, if old { 120 } else { 0 }, true, "Gemeentelijk monument"),
            (2, 5, true, "Besluit Wet bodembescherming"),
            (
                3,
                if built { 5 } else { 0 },
                false,
                "Kwalitatieve verplichting",
            ),
            (4, if built { 3 } else { 0 }, false, "Kettingbeding"),
        ] {
            let for_the_cast = match nth {
                0 => self.has_for_the_cast(Goed::Monument),
                4 => self.has_for_the_cast(Goed::Kettingbeding),
                _ => false,
            };
            if draws.chance(20 + nth, promille) || for_the_cast {
                all.push(Beperking {
                    identificatie: number(RESTRICTIONS, self.koz, nth),
                    publiekrechtelijk,
                    aard,
                    sinds: self.within_the_last_years(30 + nth),
                });
            }
        }
        all
    }
}

/// What has to be paid each year for a lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Canon {
    /// So many whole euros a year.
    Jaarlijks(u32),
    /// Nothing any more until that day.
    AfgekochtTot(GbaDatum),
    /// Nothing any more.
    Afgekocht,
}

impl OnroerendeZaak<'_> {
    /// What is paid for a lease; nothing for another right. Who buys the lease takes it over.
    pub fn canon(self, recht: &Recht) -> Option<Canon> {
        if recht.soort != RechtSoort::Erfpachter {
            return None;
        }
        let draws = Stream::new(self.world.spec().seed, stream::BURDEN + 1).sub(self.koz.key());
        let begun = self.world.acquired(self.koz);
        Some(match draws.below(0, 100) {
            0..=49 => {
                let ground = self.oppervlakte().unwrap_or(100);
                Canon::Jaarlijks((ground * (2 + draws.below(1, 9) as u32)).max(100))
            }
            50..=84 => {
                // A term is fifty years.
                let now = self.world.people.peildatum.year();
                let terms = (now + 1).saturating_sub(begun.year()).div_ceil(50).max(1);
                let until = begun.year() + terms * 50;
                Canon::AfgekochtTot(GbaDatum::new(until, begun.month(), begun.day().min(28)))
            }
            _ => Canon::Afgekocht,
        })
    }

    /// The firm in whose name its partner got the premises: one without legal personality.
    pub fn samenwerkingsverband(self, recht: &Recht) -> Option<BedrijfId> {
        let Partij::Persoon(holder) = recht.houder else {
            return None;
        };
        if is_made(recht.identificatie) {
            return None;
        }
        let (gebied, first, _) = self.gebouw()?;
        let place = self.plaats(&gebied, first)?;
        if bezit(&gebied, place) != Bezit::Gebruiker {
            return None;
        }
        let id = self.world.main_company(&gebied, place)?;
        let firm = Bedrijf::new(self.world, id)?;
        let partnership = firm.rsin().is_some() && !firm.rechtsvorm().is_rechtspersoon();
        (partnership && firm.owners().first() == Some(&holder)).then_some(id)
    }

    /// The public body that restricts what may be done with it: the municipality.
    pub fn bevoegd_gezag(self) -> BedrijfId {
        let gemeente = self.world.kadaster.gemeente_of(self.koz.perceel);
        Bedrijven::fixed_id(gemeente, Vast::Gemeente)
    }
}
