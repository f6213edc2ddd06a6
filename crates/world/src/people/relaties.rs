//! Reading a person: parents, children, partners.

use std::borrow::Cow;

use super::gegevens::{Geslacht, Kind, Naam, Ontbinding, Ouder, Plaats, Relatie, Verbintenis};
use super::{NONE, ORIGINS, PersonId, Persoon, flag, names, stream, surnames};
use crate::cast::{Bijzonder, CastOuder, CastPersoon};
use crate::date::Day;
use crate::hash::Stream;

impl<'w> Persoon<'w> {
    /// Parents, number 1 first.
    pub fn ouders(self) -> Vec<Ouder> {
        let mut parents = if self.is_new() {
            Vec::new()
        } else {
            self.base_parents()
        };
        for ouder in self.changed.iter().flat_map(|changed| &changed.ouders) {
            parents.push(Ouder {
                // The place that is free: one of the cast may have a second parent only.
                aanduiding: if parents.iter().any(|parent| parent.aanduiding == 1) {
                    2
                } else {
                    1
                },
                relatie: self.other(ouder.persoon.0).as_relative(),
                datum_familierechtelijke_betrekking: ouder.sinds,
                akte: ouder.akte,
            });
        }
        parents
    }

    /// The parents who are in this world, number 1 first.
    pub(crate) fn parent_ids(self) -> impl Iterator<Item = PersonId> + use<'w> {
        let added = self
            .changed
            .into_iter()
            .flat_map(|changed| changed.ouders.iter().map(|ouder| ouder.persoon));
        [self.row.parent1, self.row.parent2]
            .into_iter()
            .filter(|&parent| parent != NONE)
            .map(PersonId)
            .chain(added)
    }

    fn base_parents(self) -> Vec<Ouder> {
        if let Some(member) = self.cast() {
            return self.cast_parents(member);
        }
        let mut parents = Vec::with_capacity(2);
        let mut add = |relatie: Relatie| {
            let aanduiding = parents.len() as u8 + 1;
            parents.push(Ouder {
                aanduiding,
                relatie,
                datum_familierechtelijke_betrekking: self.geboortedatum(),
                akte: None,
            });
        };
        match (self.row.parent1, self.row.parent2) {
            (NONE, _) => {
                // Both known by name only; the father's is the person's own.
                add(self.ghost(self.id, true));
                add(self.ghost(self.id, false));
            }
            (mother, NONE) => {
                add(self.other(mother).as_relative());
                if self.view.world().people.unregistered_father(mother) {
                    add(self.ghost(mother, false));
                }
            }
            (mother, father) => {
                add(self.other(mother).as_relative());
                add(self.other(father).as_relative());
            }
        }
        parents
    }

    fn cast_parents(self, member: &'static CastPersoon) -> Vec<Ouder> {
        let mut parents = Vec::with_capacity(2);
        for (nth, ouder) in member.ouders.iter().enumerate() {
            let relatie = match ouder {
                CastOuder::Geen => continue,
                CastOuder::Lid(lid) => self.other(u32::from(*lid)).as_relative(),
                CastOuder::Gegevens(voornamen, voorvoegsel, geslachtsnaam, geslacht, geboren) => {
                    Relatie {
                        persoon: None,
                        burgerservicenummer: None,
                        naam: Naam {
                            voornamen: Cow::Borrowed(voornamen),
                            titel: "",
                            voorvoegsel: Cow::Borrowed(voorvoegsel),
                            geslachtsnaam: Cow::Borrowed(geslachtsnaam),
                        },
                        geslacht: Geslacht::of(*geslacht),
                        geboortedatum: *geboren,
                        geboorteplaats: Plaats::Onbekend,
                        geboorteland: 6030,
                    }
                }
            };
            let aanduiding = nth as u8 + 1;
            let later = self.special(|special| match special {
                Bijzonder::Ouderschap(ouder, akte, since) if *ouder == aanduiding => {
                    Some((*akte, *since))
                }
                _ => None,
            });
            parents.push(Ouder {
                aanduiding,
                relatie,
                datum_familierechtelijke_betrekking: later
                    .map_or(member.geboorte, |(_, since)| since),
                akte: later.map(|(akte, _)| akte),
            });
        }
        parents
    }

    /// A parent who is not in this world, made from `key`: the child itself, or the mother of siblings.
    fn ghost(self, key: u32, female: bool) -> Relatie {
        let seed = self.view.world().people.seed;
        let draws =
            Stream::new(seed, stream::GHOST + 1).sub(u64::from(key) * 2 + u64::from(female));
        let older = 21 * 365 + draws.below(0, 16 * 365) as i64 + if female { 0 } else { 900 };
        let base = if key == self.id {
            self.row.birth
        } else {
            self.other(key).row.birth.plus(22 * 365)
        };
        let birth = base.plus(-older);
        let surname = match (key == self.id, female) {
            (true, false) => self.row.surname,
            (true, true) => names::draw_surname(seed, stream::GHOST + 2, key, self.row.origin),
            (false, _) => names::draw_surname(seed, stream::GHOST, key, self.row.origin),
        };
        let surname = surnames()[usize::from(surname)];
        let origin = &ORIGINS[usize::from(self.row.origin)];
        let abroad = self.row.origin > 0;
        Relatie {
            persoon: None,
            burgerservicenummer: None,
            naam: Naam {
                voornamen: Cow::Owned(names::draw_given(
                    seed,
                    1 << 40 | u64::from(key) << 1 | u64::from(female),
                    birth.year(),
                    female,
                    self.row.origin,
                )),
                titel: "",
                voorvoegsel: Cow::Borrowed(surname.voorvoegsel),
                geslachtsnaam: Cow::Borrowed(surname.naam),
            },
            geslacht: if female {
                Geslacht::Vrouw
            } else {
                Geslacht::Man
            },
            geboortedatum: birth.gba(),
            geboorteplaats: if abroad {
                Plaats::Buitenland(Cow::Borrowed(origin.plaats))
            } else {
                Plaats::Onbekend
            },
            geboorteland: origin.land,
        }
    }

    /// Children, the oldest first.
    pub fn kinderen(self) -> Vec<Kind> {
        let mut children: Vec<Self> = self.child_ids().map(|child| self.other(child.0)).collect();
        children.sort_by_key(|child| (child.row.birth, child.id));
        children
            .into_iter()
            .map(|child| Kind {
                relatie: child.as_relative(),
            })
            .collect()
    }

    /// The children, in no order.
    pub(crate) fn child_ids(self) -> impl Iterator<Item = PersonId> + use<'w> {
        let people = &self.view.world().people;
        let base = (!self.is_new()).then(|| people.children(self.id));
        base.into_iter().flatten().map(PersonId).chain(
            self.changed
                .into_iter()
                .flat_map(|changed| changed.kinderen.iter().copied()),
        )
    }

    /// Marriages and partnerships, the newest first.
    pub fn verbintenissen(self) -> Vec<Verbintenis> {
        let Some(changed) = self.changed else {
            return self.base_bonds();
        };
        let made = changed.verbintenissen.iter().rev().map(|band| Verbintenis {
            relatie: self.other(band.partner.0).as_relative(),
            soort: band.soort,
            datum: band.datum,
            plaats: band.plaats.clone(),
            land: band.land,
            ontbinding: band.ontbinding,
        });
        let mut bonds: Vec<Verbintenis> = made.collect();
        if !self.is_new() {
            bonds.extend(self.base_bonds().into_iter().map(|bond| Verbintenis {
                ontbinding: bond.ontbinding.or(changed.einde),
                ..bond
            }));
        }
        bonds
    }

    /// Those with whom a bond is in force.
    pub(crate) fn partner_ids(self) -> impl Iterator<Item = PersonId> {
        self.verbintenissen()
            .into_iter()
            .filter(|bond| bond.ontbinding.is_none())
            .filter_map(|bond| bond.relatie.persoon)
    }

    fn base_bonds(self) -> Vec<Verbintenis> {
        if let Some(member) = self.cast() {
            return member
                .verbintenissen
                .iter()
                .map(|relation| Verbintenis {
                    relatie: self.other(u32::from(relation.partner)).as_relative(),
                    soort: relation.soort,
                    datum: relation.aangaan,
                    plaats: Plaats::Gemeente(self.view.home_gemeente(self.row.household)),
                    land: 6030,
                    ontbinding: relation
                        .ontbinding
                        .map(|(datum, reden)| Ontbinding { datum, reden }),
                })
                .collect();
        }
        let people = &self.view.world().people;
        if let Some(partner) = people.partner(self.id) {
            return vec![self.bond_with(partner)];
        }
        self.former_bond().into_iter().collect()
    }

    /// The bond with the other head of the household: one set of draws for both.
    fn bond_with(self, partner: u32) -> Verbintenis {
        let people = &self.view.world().people;
        let (mine, theirs) = (self.row, people.row(partner));
        let draws = Stream::new(people.seed, stream::RELATION).sub(u64::from(self.id.min(partner)));
        let youngest = mine.birth.max(theirs.birth);
        // The first child, if any, mostly comes after.
        let first_child = people
            .children(self.id)
            .map(|child| people.row(child).birth)
            .min()
            .unwrap_or(people.peildatum);
        let earliest = youngest.plus(20 * 365);
        let latest = if draws.chance(0, 720) {
            first_child.plus(-200)
        } else {
            people.peildatum.plus(-30)
        };
        let latest = latest
            .min(youngest.plus(38 * 365))
            .min(people.peildatum.plus(-30))
            .max(earliest.plus(1));
        let day = earliest
            .plus(draws.below(1, u64::from(latest.0 - earliest.0).max(1)) as i64)
            .min(people.peildatum.plus(-1));
        let partnership = day >= Day::ymd(1998, 1, 1) && draws.chance(2, 150);
        Verbintenis {
            relatie: self.other(partner).as_relative(),
            soort: if partnership { 'P' } else { 'H' },
            datum: day.gba(),
            plaats: Plaats::Gemeente(self.view.home_gemeente(self.row.household)),
            land: 6030,
            ontbinding: None,
        }
    }

    /// A marriage that ended, with somebody who is not in this world.
    fn former_bond(self) -> Option<Verbintenis> {
        let people = &self.view.world().people;
        let age = i64::from(people.peildatum.0) - i64::from(self.row.birth.0);
        if self.row.is(flag::COUPLE) || self.row.is(flag::CHILD) || age < 30 * 365 {
            return None;
        }
        let draws = self.draw(stream::RELATION + 1);
        let years = (age / 365) as u64;
        let widowed = draws.chance(
            0,
            years.saturating_sub(52) * if self.row.is(flag::FEMALE) { 22 } else { 11 },
        );
        let divorced = draws.chance(1, (years * 9).min(400));
        if !widowed && !divorced {
            return None;
        }
        let female = !self.row.is(flag::FEMALE);
        let mut relatie = self.ghost_partner(draws, female);
        // A lone mother's former husband is her children's father, when they have one.
        let mother = self.row.is(flag::FEMALE) && self.row.first_child != NONE;
        if mother && people.unregistered_father(self.id) {
            let child = self.other(self.row.first_child);
            if child.row.parent2 == NONE {
                relatie = child.ghost(self.id, false);
            }
        }
        let married = self
            .row
            .birth
            .plus(23 * 365 + draws.below(2, 7 * 365) as i64);
        let ended = married.plus(
            3 * 365
                + draws.below(
                    3,
                    u64::from(
                        people
                            .peildatum
                            .0
                            .saturating_sub(married.0)
                            .saturating_sub(4 * 365),
                    )
                    .max(1),
                ) as i64,
        );
        Some(Verbintenis {
            relatie,
            soort: 'H',
            datum: married.gba(),
            plaats: Plaats::Gemeente(self.view.home_gemeente(self.row.household)),
            land: 6030,
            ontbinding: Some(Ontbinding {
                datum: ended.min(people.peildatum.plus(-1)).gba(),
                reden: if widowed { 'O' } else { 'S' },
            }),
        })
    }

    fn ghost_partner(self, draws: Stream, female: bool) -> Relatie {
        let seed = self.view.world().people.seed;
        let birth = self
            .row
            .birth
            .plus(draws.below(10, 6 * 365) as i64 - 3 * 365);
        let surname = surnames()[usize::from(names::draw_surname(
            seed,
            stream::GHOST + 3,
            self.id,
            self.row.origin,
        ))];
        Relatie {
            persoon: None,
            burgerservicenummer: None,
            naam: Naam {
                voornamen: Cow::Owned(names::draw_given(
                    seed,
                    1 << 41 | u64::from(self.id),
                    birth.year(),
                    female,
                    self.row.origin,
                )),
                titel: "",
                voorvoegsel: Cow::Borrowed(surname.voorvoegsel),
                geslachtsnaam: Cow::Borrowed(surname.naam),
            },
            geslacht: if female {
                Geslacht::Vrouw
            } else {
                Geslacht::Man
            },
            geboortedatum: birth.gba(),
            geboorteplaats: Plaats::Onbekend,
            geboorteland: ORIGINS[usize::from(self.row.origin)].land,
        }
    }
}
