//! Hundreds of events on a village: every rule holds after each, and in the end for everybody.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::testwereld::{persona, village};
use super::*;
use crate::bedrijven::{BedrijfId, Rechtsvorm, Sbi};
use crate::hash::Stream;
use crate::kadaster::{Aandeel, Partij};
use crate::people::{Geslacht, Naamgebruik, Plaats, Woonplek};

/// Draws events as a team might ask for them, many of which cannot be.
struct Dice {
    draws: Stream,
    turn: u64,
    today: Date,
}

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.turn += 1;
        self.draws.below(self.turn, bound as u64) as usize
    }

    fn person(&mut self, view: View<'_>) -> PersonId {
        let everybody: Vec<PersonId> = view.personen().collect();
        everybody[self.below(everybody.len())]
    }

    fn home(&mut self, view: View<'_>) -> AdresId {
        // Now and then one that was split off.
        let all = view.places().volgende_adres().0;
        let base = view.places().address_count();
        if all > base && self.below(8) == 0 {
            return AdresId(base + self.below((all - base) as usize) as u32);
        }
        AdresId(self.below(base as usize) as u32)
    }

    fn split(&mut self, view: View<'_>, datum: Date) -> Result<Patch, EventError> {
        let splitsing = Splitsing {
            van: self.home(view),
            huisletter: ["", "A", "b", "C"][self.below(4)],
            huisnummertoevoeging: ["", "1", "bis"][self.below(3)],
            oppervlakte: 10 + self.below(60) as u32,
            datum,
        };
        view.splitsing(&splitsing, self.today)
    }

    /// Everybody at somebody's address, or that person alone.
    fn some(&mut self, view: View<'_>) -> Vec<PersonId> {
        let id = self.person(view);
        match view.persoon(id).verblijfplaats().adres() {
            Some(adres) if self.below(3) > 0 => view.bewoners(adres),
            _ => vec![id],
        }
    }

    /// Often one that the team began or changed: those were sold or moved before.
    fn company(&mut self, view: View<'_>) -> BedrijfId {
        let all = view.aantal_bedrijven();
        let base = view.world().bedrijf_count();
        if self.below(3) == 0 && all > base {
            return BedrijfId(base + self.below((all - base) as usize) as u32);
        }
        BedrijfId(self.below(all as usize) as u32)
    }

    fn party(&mut self, view: View<'_>) -> Partij {
        match self.below(3) {
            0 => Partij::Bedrijf(self.company(view)),
            _ => Partij::Persoon(self.person(view)),
        }
    }

    fn sale(&mut self, view: View<'_>, datum: Date) -> Result<Patch, EventError> {
        let adres = match self.below(2) {
            // The same few houses over and over.
            0 => AdresId(self.below(20) as u32),
            _ => self.home(view),
        };
        let koz = view.kozen_van(adres)[0];
        let holders = view.onroerende_zaak(koz).rechten();
        let seller = [holders[self.below(holders.len())].houder];
        let share = |teller| Aandeel { teller, noemer: 7 };
        let kopers = match self.below(2) {
            0 => vec![(self.party(view), Aandeel::HEEL)],
            _ => vec![(self.party(view), share(3)), (self.party(view), share(4))],
        };
        let verkoop = Verkoop {
            koz,
            verkopers: if self.below(2) == 0 { &seller } else { &[] },
            kopers: &kopers,
            koopsom: 300_000,
            hypotheek: (self.below(2) == 0).then_some((250_000, None)),
            datum,
        };
        view.verkoop(&verkoop, self.today)
    }

    fn start(&mut self, view: View<'_>, datum: Date) -> Result<Patch, EventError> {
        let rechtsvorm = Rechtsvorm::ALLE[self.below(5)];
        let count = if rechtsvorm == Rechtsvorm::Eenmanszaak {
            1
        } else {
            1 + self.below(2)
        };
        let eigenaren: Vec<Partij> = (0..count).map(|_| self.party(view)).collect();
        let start = BedrijfStart {
            rechtsvorm,
            naam: "Bakkerij 't Hoekje & Zn.",
            eigenaren: &eigenaren,
            adres: self.home(view),
            sbi: &[Sbi::parse("4724").unwrap_or_else(|| Sbi::parse("7022").unwrap())],
            werkzame_personen: None,
            datum,
        };
        view.bedrijf_start(&start, self.today)
    }

    fn event(&mut self, view: View<'_>) -> (&'static str, Result<Patch, EventError>) {
        let today = self.today;
        // Some news comes late.
        let days = [0, 0, 0, 1, 20, 90][self.below(6)];
        let datum = today.checked_sub(jiff::Span::new().days(days)).unwrap();
        match self.below(15) {
            0 => {
                let (who, to) = (self.some(view), self.home(view));
                ("verhuizing", view.verhuizing(&who, to, datum, today))
            }
            1 => {
                let geboorte = Geboorte {
                    moeder: self.person(view),
                    ouder2: (self.below(2) > 0).then(|| self.person(view)),
                    datum,
                    geslacht: None,
                    voornamen: None,
                    naamskeuze: [None, Some(Naamskeuze::Ouder1), Some(Naamskeuze::Ouder2)]
                        [self.below(3)],
                    plaats: None,
                };
                ("geboorte", view.geboorte(&geboorte, today))
            }
            2 => {
                let id = self.person(view);
                ("overlijden", view.overlijden(id, datum, None, today))
            }
            3 => {
                let sluiting = Sluiting {
                    partners: [self.person(view), self.person(view)],
                    partnerschap: self.below(3) == 0,
                    datum,
                    waar: None,
                    naamgebruik: [Some(Naamgebruik::Partner), None],
                };
                ("sluiting", view.sluiting(&sluiting, today))
            }
            4 => {
                let id = self.person(view);
                ("scheiding", view.scheiding(id, datum, today))
            }
            5 => {
                let wijziging = Naamswijziging {
                    persoon: self.person(view),
                    voornamen: (self.below(2) > 0).then_some("Renée Zoë"),
                    voorvoegsel: (self.below(2) > 0).then_some("van der"),
                    geslachtsnaam: (self.below(2) > 0).then_some("Nieuwenaam"),
                    naamgebruik: None,
                    datum,
                };
                ("naamswijziging", view.naamswijziging(&wijziging, today))
            }
            6 => {
                let who = self.some(view);
                let event = view.emigratie(&who, 5010, &["Rue Neuve 1", "Brussel"], datum, today);
                ("emigratie", event)
            }
            7 => {
                let back: Vec<PersonId> = view
                    .personen()
                    .filter(|id| !view.persoon(*id).is_ingezetene())
                    .collect();
                let back = [back[self.below(back.len())]];
                let parent = [self.person(view)];
                let born = jiff::civil::date(1960 + self.below(66) as i16, 5, 12);
                let nieuw = [Nieuwkomer {
                    voornamen: "Aïcha",
                    voorvoegsel: "el",
                    geslachtsnaam: "Amrani",
                    geslacht: Geslacht::Vrouw,
                    geboortedatum: born,
                    geboorteplaats: Some(Plaats::Buitenland("Rabat".into())),
                    geboorteland: 5022,
                    nationaliteit: 131,
                    verblijfstitel: Some(25),
                    ouders: if self.below(2) > 0 { &parent } else { &[] },
                }];
                let (personen, nieuw) = match self.below(3) {
                    0 => (&back[..], &nieuw[..]),
                    1 => (&back[..], &[][..]),
                    _ => (&[][..], &nieuw[..]),
                };
                let vestiging = VestigingInNederland {
                    personen,
                    nieuw,
                    naar: self.home(view),
                    land: None,
                    datum,
                };
                ("vestiging", view.vestiging(&vestiging, today))
            }
            9 => ("verkoop", self.sale(view, datum)),
            10 => ("bedrijf-start", self.start(view, datum)),
            11 => {
                let id = self.company(view);
                ("bedrijf-stop", view.bedrijf_stop(id, datum, today))
            }
            12 => {
                let (id, to) = (self.company(view), self.home(view));
                let event = view.bedrijf_verhuist(id, to, datum, today);
                ("bedrijf-verhuist", event)
            }
            13 => ("splitsing", self.split(view, datum)),
            _ => {
                let children = view
                    .personen()
                    .filter(|id| view.persoon(*id).ouders().len() == 1);
                let children: Vec<PersonId> = children.collect();
                let kind = children[self.below(children.len())];
                let erkenner = self.person(view);
                let event = view.erkenning(kind, erkenner, Naamskeuze::Ouder2, datum, today);
                ("erkenning", event)
            }
        }
    }
}

#[test]
fn hundreds_of_events_break_no_rule() {
    let world = village();
    let before = world.digest();
    let mut overlay = Overlay::default();
    let mut dice = Dice {
        draws: Stream::new(7, 1),
        turn: 0,
        today: jiff::civil::date(2026, 1, 2),
    };
    let mut done: BTreeMap<&str, u32> = BTreeMap::new();
    for turn in 0..9_000 {
        if turn % 12 == 0 {
            dice.today = dice.today.tomorrow().unwrap();
        }
        let view = View::new(&world, &overlay);
        match dice.event(view) {
            (kind, Ok(patch)) => {
                assert!(!patch.gebeurtenissen().is_empty());
                overlay.apply(patch);
                *done.entry(kind).or_default() += 1;
            }
            // The conditions of an event leave nothing to the rules.
            (kind, Err(error @ EventError::Broken { .. })) => panic!("{kind}: {error}"),
            (_, Err(_)) => {}
        }
    }
    assert!(
        done.len() == 14 && done.values().all(|&n| n >= 20),
        "{done:?}"
    );
    let view = View::new(&world, &overlay);
    let report = view.check();
    assert!(report.is_clean(), "{report}");
    assert!(view.personen().count() > world.person_count() as usize);
    found_by_every_index(view);
    goods_are_found(view);
    assert_eq!(world.digest(), before);
}

/// Name, birth day and address lead to everybody, and to nobody else.
fn found_by_every_index(view: View<'_>) {
    let names: Vec<_> = view.geslachtsnamen().collect();
    let mut named: BTreeMap<PersonId, u32> = BTreeMap::new();
    for (nummer, naam) in names {
        for id in view.met_geslachtsnaam(nummer) {
            let own = view.persoon(id).naam();
            assert_eq!(
                (own.voorvoegsel.as_ref(), own.geslachtsnaam.as_ref()),
                (naam.voorvoegsel, naam.naam)
            );
            *named.entry(id).or_default() += 1;
        }
    }
    let mut lives: BTreeMap<PersonId, u32> = BTreeMap::new();
    for adres in view.places().adressen() {
        for id in view.bewoners(adres) {
            assert_eq!(view.persoon(id).verblijfplaats().adres(), Some(adres));
            *lives.entry(id).or_default() += 1;
        }
    }
    for id in view.personen() {
        let person = view.persoon(id);
        let bsn = person.burgerservicenummer();
        assert_eq!(view.persoon_met_bsn(bsn), Some(id));
        assert_eq!(named.get(&id), Some(&1), "{bsn} by name");
        let at_address = matches!(person.verblijfplaats().plek, Woonplek::Adres(_));
        assert_eq!(
            lives.get(&id).copied(),
            at_address.then_some(1),
            "{bsn} by address"
        );
        if let Some(date) = person.geboortedatum().date() {
            assert!(
                view.geboren_op(date).any(|found| found == id),
                "{bsn} by birth"
            );
        }
    }
}

/// What somebody has is found from the holder, and from the thing.
fn goods_are_found(view: View<'_>) {
    let (mut sold, mut moved) = (0, 0);
    for adres in view.places().adressen() {
        for koz in view.kozen_van(adres) {
            sold += usize::from(view.verkocht(koz).is_some());
            for recht in view.onroerende_zaak(koz).rechten() {
                let theirs = match recht.houder {
                    Partij::Persoon(id) => view.kozen_van_persoon(id),
                    Partij::Bedrijf(id) if view.verkocht(koz).is_some() => {
                        view.kozen_van_bedrijf(id).collect()
                    }
                    Partij::Bedrijf(_) | Partij::Kadaster(_) => continue,
                };
                assert!(theirs.contains(&koz), "{recht:?}");
            }
        }
        for id in view.bedrijven_op(adres) {
            assert_eq!(view.bedrijf(id).adres(), Some(adres));
            moved += usize::from(view.bedrijf_changed(id).is_some());
        }
        for vestiging in view.vestigingen_op(adres) {
            let back = view.vestiging_met_nummer(vestiging.nummer);
            assert_eq!(back.as_ref(), Some(&vestiging));
        }
    }
    assert!(sold > 20 && moved > 20, "{sold} sold, {moved} moved");
    for id in view.bedrijven() {
        let company = view.bedrijf(id);
        if let Some(adres) = company.adres() {
            assert!(view.bedrijven_op(adres).contains(&id));
        }
    }
}

#[test]
fn an_empty_world_can_be_peopled() {
    let world = World::leeg(&crate::WorldSpec::default()).unwrap();
    let overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    let first = view.new_person(0);
    // The cast is not there, and nobody takes its place.
    assert!(first.0 as usize >= CAST.len());
    assert_eq!(view.personen().count(), 0);
}

#[test]
fn the_numbers_of_new_people_are_the_same_every_time_and_from_the_test_range() {
    let world = village();
    let born = || {
        let mut overlay = Overlay::default();
        let view = View::new(&world, &overlay);
        let geboorte = Geboorte {
            moeder: persona(view, "sanne-de-wit"),
            ouder2: None,
            datum: jiff::civil::date(2026, 3, 2),
            geslacht: None,
            voornamen: None,
            naamskeuze: None,
            plaats: None,
        };
        let patch = view
            .geboorte(&geboorte, jiff::civil::date(2026, 3, 4))
            .unwrap();
        overlay.apply(patch);
        let view = View::new(&world, &overlay);
        let child = view.persoon(view.personen().last().unwrap());
        (child.burgerservicenummer(), child.a_nummer(), child.naam())
    };
    assert_eq!(born(), born());
    let (bsn, ..) = born();
    assert!(
        bsn.is_valid() && bsn.to_string().starts_with("999"),
        "{bsn}"
    );
}
