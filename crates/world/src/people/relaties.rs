//! Reading a person: parents, children, partners.

use std::borrow::Cow;

use super::gegevens::{Geslacht, Kind, Naam, Ontbinding, Ouder, Plaats, Relatie, Verbintenis};
use super::{NONE, ORIGINS, PersonId, Persoon, flag, names, stream, surnames};
use crate::cast::{Bijzonder, CastOuder, CastPersoon};
use crate::date::Day;
use crate::hash::Stream;

/// Marriage or, since 1998, registered partnership.
fn soort(draws: Stream, day: Day) -> char {
    if day >= Day::ymd(1998, 1, 1) && draws.chance(2, 150) {
        'P'
    } else {
        'H'
    }
}

/// How a person of this world becomes somebody's relative. Who asks for several people of one family
/// may remember who they are.
type Wie<'a, 'w> = &'a dyn Fn(Persoon<'w>) -> Relatie;

impl<'w> Persoon<'w> {
    /// Parents, number 1 first.
    pub fn ouders(self) -> Vec<Ouder> {
        self.ouders_met(&Self::als_relatie)
    }

    /// The same; `wie` says who those of this world are.
    pub fn ouders_met(self, wie: Wie<'_, 'w>) -> Vec<Ouder> {
        let mut parents = if self.is_new() {
            Vec::new()
        } else {
            self.base_parents(wie)
        };
        for ouder in self.changed.iter().flat_map(|changed| &changed.ouders) {
            parents.push(Ouder {
                // The place that is free: one of the cast may have a second parent only.
                aanduiding: if parents.iter().any(|parent| parent.aanduiding == 1) {
                    2
                } else {
                    1
                },
                relatie: wie(self.other(ouder.persoon.0)),
                datum_familierechtelijke_betrekking: ouder.sinds,
                akte: ouder.akte,
            });
        }
        parents
    }

    /// The parents who are in this world, number 1 first.
    pub fn parent_ids(self) -> impl Iterator<Item = PersonId> + use<'w> {
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

    fn base_parents(self, wie: Wie<'_, 'w>) -> Vec<Ouder> {
        if let Some(member) = self.cast() {
            return self.cast_parents(member, wie);
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
                add(wie(self.other(mother)));
                if self.view.world().people.unregistered_father(mother) {
                    add(self.ghost(mother, false));
                }
            }
            (mother, father) => {
                add(wie(self.other(mother)));
                add(wie(self.other(father)));
            }
        }
        parents
    }

    fn cast_parents(self, member: &'static CastPersoon, wie: Wie<'_, 'w>) -> Vec<Ouder> {
        let mut parents = Vec::with_capacity(2);
        for (nth, ouder) in member.ouders.iter().enumerate() {
            let relatie = match ouder {
                CastOuder::Geen => continue,
                CastOuder::Lid(lid) => wie(self.other(u32::from(*lid))),
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
        self.kinderen_met(&Self::als_relatie)
    }

    /// The same; `wie` says who they are.
    pub fn kinderen_met(self, wie: Wie<'_, 'w>) -> Vec<Kind> {
        let mut children: Vec<Self> = self.child_ids().map(|child| self.other(child.0)).collect();
        children.sort_by_key(|child| (child.row.birth, child.id));
        children
            .into_iter()
            .map(|child| Kind {
                relatie: wie(child),
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
        self.verbintenissen_met(&Self::als_relatie)
    }

    /// The same; `wie` says who the partners of this world are.
    pub fn verbintenissen_met(self, wie: Wie<'_, 'w>) -> Vec<Verbintenis> {
        let Some(changed) = self.changed else {
            return self.base_bonds(wie);
        };
        let made = changed.verbintenissen.iter().rev().map(|band| Verbintenis {
            relatie: wie(self.other(band.partner.0)),
            soort: band.soort,
            datum: band.datum,
            plaats: band.plaats.clone(),
            land: band.land,
            ontbinding: band.ontbinding,
        });
        let mut bonds: Vec<Verbintenis> = made.collect();
        if !self.is_new() {
            bonds.extend(self.base_bonds(wie).into_iter().map(|bond| Verbintenis {
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

    fn base_bonds(self, wie: Wie<'_, 'w>) -> Vec<Verbintenis> {
        if let Some(member) = self.cast() {
            return member
                .verbintenissen
                .iter()
                .map(|relation| Verbintenis {
                    relatie: wie(self.other(u32::from(relation.partner))),
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
        let mut relations = Vec::new();
        if let Some(partner) = people.partner(self.id) {
            let (day, soort) = self.bond_days(partner, people.peildatum);
            relations.push(self.bond(wie, partner, day, soort, None));
        }
        if let Some(partner) = people.late_partner(self.id) {
            let dead = if self.row.is(flag::DECEASED) {
                self.id
            } else {
                partner
            };
            let death = people.death_day(dead).unwrap_or(people.peildatum);
            let (day, soort) = self.bond_days(partner, death);
            relations.push(self.bond(wie, partner, day, soort, Some((death, 'O'))));
        }
        if let Some(former) = people.former_partner(self.id) {
            let (day, ended) = people.former_bond_days(self.id, former);
            let first = self.id.min(former);
            let draws = Stream::new(people.seed, stream::RELATION + 2).sub(first.into());
            let soort = soort(draws, day);
            relations.push(self.bond(wie, former, day, soort, Some((ended, 'S'))));
        }
        if relations.is_empty() {
            relations.extend(self.unregistered_former_bond());
        }
        relations
    }

    fn bond(
        self,
        wie: Wie<'_, 'w>,
        partner: u32,
        since: Day,
        soort: char,
        ended: Option<(Day, char)>,
    ) -> Verbintenis {
        Verbintenis {
            relatie: wie(self.other(partner)),
            soort,
            datum: since.gba(),
            plaats: Plaats::Gemeente(
                self.view
                    .home_gemeente(self.row.household.min(self.other(partner).row.household)),
            ),
            land: 6030,
            ontbinding: ended.map(|(day, reden)| Ontbinding {
                datum: day.gba(),
                reden,
            }),
        }
    }

    /// When the bond of a couple began, one of whom may have died, and of which sort it is. The
    /// same for both.
    fn bond_days(self, partner: u32, until: Day) -> (Day, char) {
        let people = &self.view.world().people;
        let (mine, theirs) = (self.row, people.row(partner));
        let draws = Stream::new(people.seed, stream::RELATION).sub(u64::from(self.id.min(partner)));
        let youngest = mine.birth.max(theirs.birth);
        // The first child, if any, mostly comes after.
        let first_child = people
            .children(self.id)
            .filter(|child| {
                let row = people.row(*child);
                [row.parent1, row.parent2].contains(&partner)
            })
            .map(|child| people.row(child).birth)
            .min()
            .unwrap_or(until);
        // Whoever was married before was free by then.
        let free = [self.id, partner]
            .into_iter()
            .filter_map(|one| {
                let former = people.former_partner(one)?;
                Some(people.former_bond_days(one, former).1.plus(60))
            })
            .max()
            .unwrap_or(Day(0));
        let last = until.plus(-30);
        let earliest = youngest.plus(20 * 365).max(free).min(last.plus(-1));
        let latest = if draws.chance(0, 720) {
            first_child.plus(-200)
        } else {
            last
        };
        let latest = latest
            .min(youngest.plus(38 * 365))
            .min(last)
            .max(earliest.plus(1));
        let day = earliest
            .plus(draws.below(1, u64::from(latest.0 - earliest.0).max(1)) as i64)
            .min(until.plus(-1));
        (day, soort(draws, day))
    }

    /// A marriage that ended, with somebody who is not in this world.
    fn unregistered_former_bond(self) -> Option<Verbintenis> {
        let people = &self.view.world().people;
        let age = i64::from(people.peildatum.0) - i64::from(self.row.birth.0);
        let alone = !self.row.is(flag::COUPLE | flag::CHILD | flag::RNI);
        if !alone || age < 32 * 365 || self.row.first_child != NONE {
            return None;
        }
        let draws = self.draw(stream::RELATION + 1);
        let years = (age / 365) as u64;
        // Most who lost a partner have that partner's record here; in an institution nobody has.
        let widowed = self.row.is(flag::INSTITUTION) && draws.chance(0, 640);
        let divorced = !self.row.is(flag::DECEASED) && draws.chance(1, years);
        if !widowed && !divorced {
            return None;
        }
        let relatie = self.ghost_partner(draws, !self.row.is(flag::FEMALE));
        let married = self
            .row
            .birth
            .plus(23 * 365 + draws.below(2, 5 * 365) as i64);
        let gone = self.gone().unwrap_or(people.peildatum);
        let span = u64::from(gone.0.saturating_sub(married.0)).max(30);
        let ended = married.plus(20 + draws.below(3, span - 20) as i64);
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
