//! Geboorte and erkenning: a child, and who its parents are.

use jiff::civil::Date;

use super::overlay::{Changed, Ouderschap};
use super::voorwaarden::{NEDERLAND, flags_of, lived_there, not_before, place, text_of};
use super::{EventError, Onderwerp, Patch, Soort, View};
use crate::date::{Day, GbaDatum};
use crate::hash::Stream;
use crate::people::{
    Geslacht, Naam, Nationaliteit, PersonId, Persoon, Plaats, Row, draw_given, flag, stream,
};
use crate::places::Gemeentecode;

/// A birth. What is not said is drawn, as for everybody in the world.
#[derive(Clone, Debug)]
pub struct Geboorte<'a> {
    /// Who gives birth.
    pub moeder: PersonId,
    /// Who is the other parent, when the mother is not married: then it is her spouse.
    pub ouder2: Option<PersonId>,
    /// When.
    pub datum: Date,
    /// Sex.
    pub geslacht: Option<Geslacht>,
    /// Given names.
    pub voornamen: Option<&'a str>,
    /// Whose surname.
    pub naamskeuze: Option<Naamskeuze>,
    /// Where, if not in the mother's municipality.
    pub plaats: Option<Gemeentecode>,
}

/// Whose surname a child gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naamskeuze {
    /// That of who gave birth, or was the parent already.
    Ouder1,
    /// That of the other parent.
    Ouder2,
}

/// How long after the death of her spouse a woman's child is the spouse's.
const AFTER_DEATH: i64 = 306;

impl<'w> View<'w> {
    /// Checks a birth.
    ///
    /// # Errors
    /// See [`EventError`].
    pub fn geboorte(self, geboorte: &Geboorte<'_>, vandaag: Date) -> Result<Patch, EventError> {
        let datum = self.has_come(geboorte.datum, vandaag)?;
        let born = Day::of(geboorte.datum);
        let moeder = self.resident(geboorte.moeder)?;
        let moeder_bsn = moeder.burgerservicenummer();
        if moeder.geslacht() != Geslacht::Vrouw {
            return Err(EventError::NoMother(moeder_bsn));
        }
        lived_there(moeder, datum)?;
        self.can_be_parent(moeder, born, true)?;
        self.has_time_between(moeder, born)?;
        let (ouder2, akte) = self.second_parent(moeder, geboorte.ouder2, born)?;
        if let Some(ouder2) = ouder2 {
            self.can_be_parent(ouder2, born, false)?;
        }

        let id = self.new_person(0);
        let draws = Stream::new(self.world().people.seed, stream::EVENT).sub(id.0.into());
        let geslacht = geboorte.geslacht.unwrap_or(if draws.chance(0, 488) {
            Geslacht::Vrouw
        } else {
            Geslacht::Man
        });
        let row = Row::new(0, born, flag::CHILD | flags_of(geslacht), moeder.origin());
        let surname = self.surname_of_child(moeder, ouder2, akte.is_none(), geboorte.naamskeuze)?;
        let voornamen = match geboorte.voornamen {
            Some(text) => text_of("given names", text, 200)?,
            None => draw_given(
                self.world().people.seed,
                id.0.into(),
                born.year(),
                geslacht == Geslacht::Vrouw,
                moeder.origin(),
            )
            .into(),
        };
        let home = moeder.verblijfplaats();
        let town = geboorte.plaats.unwrap_or(home.gemeente);
        let mut ouders = vec![Ouderschap {
            persoon: moeder.id(),
            sinds: datum,
            akte: None,
        }];
        ouders.extend(ouder2.map(|ouder2| Ouderschap {
            persoon: ouder2.id(),
            sinds: datum,
            akte,
        }));
        let mut patch = Patch::op(born);
        let (plaats, land) = place(Plaats::Gemeente(town), NEDERLAND)?;
        *patch.change(self, id) = Changed {
            row: Some(row),
            geboorte: Some((datum, plaats, land)),
            naam: Some(Naam {
                voornamen,
                titel: "",
                voorvoegsel: surname.voorvoegsel,
                geslachtsnaam: surname.geslachtsnaam,
            }),
            ouders,
            verblijfplaatsen: vec![crate::people::Verblijfplaats {
                aanvang: datum,
                inschrijving: datum,
                ..home
            }],
            nationaliteiten: Some(nationalities(moeder, ouder2, datum)),
            geheim: Some(moeder.geheim()),
            ..Changed::default()
        };
        let bsn = self.world().bsns.bsn(id.0);
        patch.meld(Soort::PersoonGeboren, Onderwerp::Persoon(bsn));
        for ouder in [Some(moeder), ouder2].into_iter().flatten() {
            patch.change(self, ouder.id()).kinderen.push(id);
            let onderwerp = Onderwerp::Persoon(ouder.burgerservicenummer());
            patch.meld(Soort::PersoonGewijzigd, onderwerp);
        }
        self.settle(patch)
    }

    /// The second parent, and the sort of deed when it is not so by law.
    fn second_parent(
        self,
        moeder: Persoon<'_>,
        named: Option<PersonId>,
        born: Day,
    ) -> Result<(Option<Persoon<'w>>, Option<char>), EventError> {
        let by_law = moeder.verbintenissen().into_iter().find_map(|bond| {
            let begun = bond.datum.date().is_some_and(|date| Day::of(date) <= born);
            let lasts = bond.ontbinding.is_none_or(|end| {
                end.reden == 'O'
                    && end
                        .datum
                        .date()
                        .is_some_and(|date| Day::of(date).plus(AFTER_DEATH) >= born)
            });
            bond.relatie.persoon.filter(|_| begun && lasts)
        });
        match (by_law, named) {
            (Some(partner), Some(named)) if partner != named => Err(EventError::LegalParent {
                moeder: moeder.burgerservicenummer(),
                partner: self.persoon(partner).burgerservicenummer(),
            }),
            (Some(partner), _) => Ok((Some(self.persoon(partner)), None)),
            (None, Some(named)) => {
                let named = self.alive(named)?;
                self.not_kin(moeder.id(), named.id())?;
                Ok((Some(named), Some('B')))
            }
            (None, None) => Ok((None, None)),
        }
    }

    /// The surname by law, or by choice where the law leaves one.
    fn surname_of_child(
        self,
        moeder: Persoon<'_>,
        ouder2: Option<Persoon<'_>>,
        by_law: bool,
        keuze: Option<Naamskeuze>,
    ) -> Result<Naam, EventError> {
        let Some(ouder2) = ouder2 else {
            return match keuze {
                Some(Naamskeuze::Ouder2) => Err(EventError::NoSecondParent),
                _ => Ok(moeder.naam()),
            };
        };
        let chosen = |keuze| match keuze {
            Naamskeuze::Ouder1 => moeder.naam(),
            Naamskeuze::Ouder2 => ouder2.naam(),
        };
        if let Some(sibling) = self.eldest_of(moeder, ouder2) {
            let theirs = sibling.geboortenaam();
            if keuze.map(chosen).is_some_and(|naam| !same(&naam, &theirs)) {
                return Err(EventError::SiblingName(sibling.burgerservicenummer()));
            }
            return Ok(theirs);
        }
        // Without a choice the father's within marriage, the mother's outside it.
        let default = if by_law && ouder2.geslacht() == Geslacht::Man {
            Naamskeuze::Ouder2
        } else {
            Naamskeuze::Ouder1
        };
        Ok(chosen(keuze.unwrap_or(default)))
    }

    /// The eldest child of both whose name is one of theirs: its name binds those that follow.
    fn eldest_of(self, one: Persoon<'_>, other: Persoon<'_>) -> Option<Persoon<'w>> {
        one.child_ids()
            .filter(|child| other.child_ids().any(|theirs| theirs == *child))
            .map(|child| self.persoon(child))
            .filter(|child| {
                let name = child.geboortenaam();
                same(&name, &one.naam()) || same(&name, &other.naam())
            })
            .min_by_key(|child| (child.birth_day(), child.id()))
    }

    /// Checks that somebody acknowledges a child, which may get the surname of who does.
    ///
    /// # Errors
    /// See [`EventError`].
    pub fn erkenning(
        self,
        kind: PersonId,
        erkenner: PersonId,
        naamskeuze: Naamskeuze,
        datum: Date,
        vandaag: Date,
    ) -> Result<Patch, EventError> {
        let since = self.has_come(datum, vandaag)?;
        let (child, parent) = (self.alive(kind)?, self.alive(erkenner)?);
        let bsn = child.burgerservicenummer();
        not_before(child, since, "the birth", child.geboortedatum())?;
        if child.ouders().len() >= 2 {
            return Err(EventError::TwoParents(bsn));
        }
        if kind == erkenner {
            return Err(EventError::Alone(bsn));
        }
        self.can_be_parent(parent, child.birth_day(), false)?;
        for ouder in child.parent_ids() {
            self.not_kin(ouder, erkenner)?;
        }
        let mut patch = Patch::op(Day::of(datum));
        let changed = patch.change(self, kind);
        changed.ouders.push(Ouderschap {
            persoon: erkenner,
            sinds: since,
            akte: Some('C'),
        });
        let (own, name) = (child.naam(), parent.naam());
        if naamskeuze == Naamskeuze::Ouder2 && !same(&own, &name) {
            changed.rename(
                own.clone(),
                Naam {
                    voorvoegsel: name.voorvoegsel,
                    geslachtsnaam: name.geslachtsnaam,
                    ..own
                },
                since,
            );
        }
        patch.change(self, erkenner).kinderen.push(kind);
        patch.meld(Soort::PersoonErkend, Onderwerp::Persoon(bsn));
        let erkenner = Onderwerp::Persoon(parent.burgerservicenummer());
        patch.meld(Soort::PersoonGewijzigd, erkenner);
        self.settle(patch)
    }
}

fn same(one: &Naam, other: &Naam) -> bool {
    one.voorvoegsel == other.voorvoegsel && one.geslachtsnaam == other.geslachtsnaam
}

/// Dutch when a parent is, and then nothing beside it; otherwise what the parents are.
fn nationalities(
    moeder: Persoon<'_>,
    ouder2: Option<Persoon<'_>>,
    datum: GbaDatum,
) -> Vec<Nationaliteit> {
    let mut codes: Vec<u16> = [Some(moeder), ouder2]
        .into_iter()
        .flatten()
        .flat_map(Persoon::nationaliteiten)
        .filter(|held| held.einde.is_none() && held.bijzonder.is_none())
        .map(|held| held.code)
        .collect();
    let held = |code: u16, reden_opname: u16| Nationaliteit {
        code,
        reden_opname,
        ingang: datum,
        bijzonder: None,
        einde: None,
    };
    if codes.contains(&1) {
        return vec![held(1, 17)];
    }
    codes.sort_unstable();
    codes.dedup();
    if codes.len() > 1 {
        codes.retain(|code| *code > 0);
    }
    if codes.is_empty() {
        codes.push(0);
    }
    codes.into_iter().map(|code| held(code, 301)).collect()
}
