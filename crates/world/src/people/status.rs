//! Reading a person: nationality, residence title, franchise, documents and what else is noted.

use super::gegevens::{
    Kiesrecht, Nationaliteit, Onderzoek, Opschorting, Overlijden, Plaats, Rni, Verblijfstitel,
    Verificatie, Woonplek,
};
use super::{ORIGINS, Persoon, flag, stream};
use crate::cast::{Bijzonder, CastPersoon};
use crate::date::{Day, GbaDatum};
use crate::hash::Stream;
use crate::places::Gemeentecode;

impl Persoon<'_> {
    /// Nationalities that are held now.
    pub fn nationaliteiten(self) -> Vec<Nationaliteit> {
        if let Some(held) = self
            .changed
            .and_then(|changed| changed.nationaliteiten.clone())
        {
            return held;
        }
        let mut held = self.nationality_history();
        held.retain(|nationality| nationality.einde.is_none());
        held
    }

    /// Nationalities that are no longer held, the last one first.
    pub fn vroegere_nationaliteiten(self) -> Vec<Nationaliteit> {
        let mut ended = self.nationality_history();
        ended.retain(|nationality| nationality.einde.is_some());
        ended.sort_by_key(|nationality| std::cmp::Reverse(nationality.einde));
        ended
    }

    fn nationality_history(self) -> Vec<Nationaliteit> {
        const fn one(code: u16, reden_opname: u16, ingang: GbaDatum) -> Nationaliteit {
            Nationaliteit {
                code,
                reden_opname,
                ingang,
                bijzonder: None,
                einde: None,
            }
        }
        if self.cast().is_some() {
            let own = self.specials(|special| match special {
                Bijzonder::Nationaliteit(code, reden, ingang) => Some(one(*code, *reden, *ingang)),
                Bijzonder::EerdereNationaliteit(code, reden, ingang, einde) => {
                    Some(Nationaliteit {
                        einde: Some(*einde),
                        ..one(*code, *reden, *ingang)
                    })
                }
                Bijzonder::Nederlanderschap(soort, ingang) => Some(Nationaliteit {
                    bijzonder: Some(*soort),
                    ..one(0, 310, *ingang)
                }),
                _ => None,
            });
            if !own.is_empty() {
                return own;
            }
        }
        let born_before_1985 = self.row.birth < Day::ymd(1985, 1, 1);
        let dutch = one(
            1,
            if born_before_1985 { 1 } else { 17 },
            self.geboortedatum(),
        );
        let origin = &ORIGINS[usize::from(self.row.origin)];
        if origin.nationaliteit == 1 {
            return vec![dutch];
        }
        let came = self.base_immigration().map(|immigration| immigration.datum);
        let since = came.unwrap_or_else(|| self.geboortedatum());
        let draws = self.draw(stream::NATIONALITY);
        let foreign = match (origin.nationaliteit, draws.below(1, 100)) {
            // Without a state, or nobody knows of which.
            (336, 0..=4) if came.is_some() => return vec![one(499, 312, since)],
            (149 | 84, 0..=3) if came.is_some() => return vec![one(0, 311, since)],
            // Moluccans are treated as Dutch.
            (313, 0..=19) if born_before_1985 => {
                return vec![Nationaliteit {
                    bijzonder: Some('B'),
                    ..one(0, 310, self.geboortedatum())
                }];
            }
            (code, _) => one(code, 301, since),
        };
        if self.row.is(flag::RNI) {
            return vec![foreign];
        }
        // How many of a hundred who came, and of those who were born here, have become Dutch.
        let (came_to_be, born_so) = match origin.nationaliteit {
            263 | 313 => (88, 97),
            339 | 131 => (68, 95),
            149 => (60, 90),
            336 | 84 | 307 | 312 => (25, 80),
            34 => (8, 40),
            _ => (12, 50),
        };
        match (self.row.is(flag::ABROAD), draws.below(0, 100)) {
            // Two of three keep their parents' nationality beside it.
            (false, share) if share < born_so => {
                if draws.chance(3, 350) {
                    vec![dutch]
                } else {
                    vec![dutch, foreign]
                }
            }
            (true, share) if share < came_to_be => {
                let naturalised =
                    GbaDatum::new(since.year() + 6, since.month(), since.day().min(28));
                if naturalised.number() > self.view.world().people.peildatum.gba().number() {
                    return vec![foreign];
                }
                // Who becomes Dutch gives up the other nationality, mostly.
                let kept = draws.chance(2, 300) || matches!(origin.nationaliteit, 131 | 339);
                let foreign = Nationaliteit {
                    einde: (!kept).then_some(naturalised),
                    ..foreign
                };
                vec![one(1, 27, naturalised), foreign]
            }
            _ => vec![foreign],
        }
    }

    /// Death.
    pub fn overlijden(self) -> Option<Overlijden> {
        if let Some(death) = self.changed.and_then(|changed| changed.overlijden.as_ref()) {
            return Some(death.clone());
        }
        if let Some(death) = self.view.world().people.death_day(self.id) {
            return Some(Overlijden {
                datum: death.gba(),
                plaats: Plaats::Gemeente(self.woning().gemeente),
                land: 6030,
            });
        }
        self.special(|special| match special {
            Bijzonder::Overleden(datum, plaats, land) => Some(Overlijden {
                datum: *datum,
                plaats: Plaats::Gemeente(Gemeentecode(*plaats)),
                land: *land,
            }),
            _ => None,
        })
    }

    /// Suspension of the record.
    pub fn opschorting(self) -> Option<Opschorting> {
        if let Some(opschorting) = self.changed.and_then(|changed| changed.opschorting) {
            return opschorting;
        }
        if let Some(death) = self.view.world().people.death_day(self.id) {
            return Some(Opschorting {
                reden: 'O',
                datum: death.gba(),
            });
        }
        if self.cast().is_none() && self.row.is(flag::EMIGRATED | flag::RNI) {
            let usual = if self.row.is(flag::RNI) { 'R' } else { 'E' };
            let reden = match self.draw(stream::NOTE + 200).below(0, 1000) {
                // Made by mistake, wiped, for reasons of state, and not known.
                0..=5 => 'F',
                6..=8 => 'W',
                9..=19 if usual == 'E' => 'M',
                20..=22 => '.',
                _ => usual,
            };
            return Some(Opschorting {
                reden,
                datum: self.woning().aanvang,
            });
        }
        self.special(|special| match special {
            Bijzonder::Opschorting(reden, datum) => Some(Opschorting {
                reden: *reden,
                datum: *datum,
            }),
            _ => None,
        })
    }

    /// Indicatie geheim, 0 to 7.
    pub fn geheim(self) -> u8 {
        if let Some(geheim) = self.changed.and_then(|changed| changed.geheim) {
            return geheim;
        }
        if self.cast().is_some() {
            return self
                .special(|special| match special {
                    Bijzonder::Geheim(indication) => Some(*indication),
                    _ => None,
                })
                .unwrap_or(0);
        }
        // A household keeps its address secret together.
        let seed = self.view.world().people.seed;
        if Stream::new(seed, stream::SECRET).chance(self.row.household.into(), 14) {
            7
        } else {
            0
        }
    }

    /// Residence title.
    pub fn verblijfstitel(self) -> Option<Verblijfstitel> {
        match self.changed.and_then(|changed| changed.verblijfstitel) {
            None if !self.is_new() => self.base_residence_title(),
            title => title,
        }
    }

    fn base_residence_title(self) -> Option<Verblijfstitel> {
        if self.cast().is_some() {
            return self.special(|special| match special {
                Bijzonder::Verblijfstitel(code, ingang, einde) => Some(Verblijfstitel {
                    aanduiding: *code,
                    ingang: *ingang,
                    einde: (*einde != GbaDatum::ONBEKEND).then_some(*einde),
                }),
                _ => None,
            });
        }
        // Citizens of the Union, the Ukrainians under its directive aside, and the Dutch have none.
        let origin = &ORIGINS[usize::from(self.row.origin)];
        const OUTSIDE: [u16; 12] = [339, 131, 336, 313, 307, 149, 84, 312, 34, 263, 499, 0];
        let held = self.nationaliteiten();
        let foreign = self.row.origin > 0
            && self.row.is_resident()
            && held.iter().all(|nationality| {
                nationality.bijzonder.is_none() && OUTSIDE.contains(&nationality.code)
            });
        let since = self.base_immigration().filter(|_| foreign)?.datum;
        let people = &self.view.world().people;
        let draws = self.draw(stream::NOTE + 201);
        let years = people.peildatum.year().saturating_sub(since.year());
        let after =
            |years: u16| GbaDatum::new(since.year() + years, since.month(), since.day().min(28));
        let (aanduiding, ingang, einde) = match (origin.nationaliteit, years) {
            (34, _) => (46, since, None),
            (336 | 149 | 84, 0..=1) => (32, since, None),
            (336 | 149 | 84, 2..=5) => (26, since, Some(after(7))),
            (336 | 149 | 84, _) => (27, after(5), None),
            (307 | 312, 0..=4) => (
                [22, 23, 24, 45][draws.below(0, 4) as usize],
                since,
                Some(after(6)),
            ),
            (_, 0..=5) => (
                [21, 21, 24][draws.below(0, 3) as usize],
                since,
                Some(after(7)),
            ),
            _ => (25, after(5), None),
        };
        Some(Verblijfstitel {
            aanduiding,
            ingang,
            einde,
        })
    }

    /// What is registered about voting.
    pub fn kiesrecht(self) -> Kiesrecht {
        if self.is_new() {
            return Kiesrecht::default();
        }
        if self.cast().is_none() {
            return self.own_franchise();
        }
        Kiesrecht {
            uitgesloten_tot: self.special(|special| match special {
                Bijzonder::UitgeslotenKiesrecht(until) => Some(*until),
                _ => None,
            }),
            europees: self.special(|special| match special {
                Bijzonder::EuropeesKiesrecht(code, _) => Some(*code),
                _ => None,
            }),
            europees_tot: self.special(|special| match special {
                Bijzonder::EuropeesKiesrecht(_, until) => *until,
                _ => None,
            }),
        }
    }

    fn own_franchise(self) -> Kiesrecht {
        const UNION: [u16; 3] = [72, 55, 64];
        let people = &self.view.world().people;
        let draws = self.draw(stream::NOTE + 202);
        let adult = self.row.birth.plus(18 * 365 + 5) < people.peildatum;
        if !adult || !self.row.is_resident() {
            return Kiesrecht::default();
        }
        let held = self.nationaliteiten();
        let union = held.iter().all(|held| UNION.contains(&held.code));
        let until = GbaDatum::new(
            people.peildatum.year() + 1 + draws.below(2, 4) as u16,
            1 + draws.below(3, 12) as u8,
            1,
        );
        Kiesrecht {
            uitgesloten_tot: draws.below(0, 20_000).eq(&0).then_some(until),
            europees: (union && draws.chance(1, 350)).then_some(2),
            europees_tot: None,
        }
    }

    /// Whether under curatele.
    pub fn curatele(self) -> bool {
        if self.cast().is_none() {
            let people = &self.view.world().people;
            let adult = self.row.birth.plus(18 * 365 + 5) < people.peildatum;
            return adult
                && !self.is_new()
                && self.row.is_resident()
                && self.draw(stream::NOTE).chance(0, 3);
        }
        self.special(|special| matches!(special, Bijzonder::Curatele).then_some(()))
            .is_some()
    }

    /// Court decision on authority over a minor, and since when.
    pub fn gezag(self) -> Option<(&'static str, GbaDatum)> {
        self.special(|special| match special {
            Bijzonder::Gezag(code, since) => Some((*code, *since)),
            _ => None,
        })
    }

    /// Verification of a non-resident's record.
    pub fn verificatie(self) -> Option<Verificatie> {
        if self.is_back() {
            return None;
        }
        if self.cast().is_none() {
            let verified = self.row.is(flag::RNI) && self.draw(stream::NOTE + 203).chance(0, 250);
            return verified.then(|| Verificatie {
                datum: self.woning().aanvang,
                omschrijving: "bewijs nationaliteit",
            });
        }
        self.special(|special| match special {
            Bijzonder::Verificatie(datum, omschrijving) => Some(Verificatie {
                datum: *datum,
                omschrijving,
            }),
            _ => None,
        })
    }

    /// RNI participant.
    pub fn rni(self) -> Option<Rni> {
        if self.is_back() {
            return None;
        }
        if self.cast().is_none() {
            const DEELNEMERS: [u16; 10] = [101, 101, 101, 201, 201, 301, 401, 501, 601, 9999];
            return self.row.is(flag::RNI).then(|| Rni {
                deelnemer: DEELNEMERS[self.draw(stream::NOTE + 204).below(0, 10) as usize],
                verdrag: "",
            });
        }
        self.special(|special| match special {
            Bijzonder::Rni(deelnemer, verdrag) => Some(Rni {
                deelnemer: *deelnemer,
                verdrag,
            }),
            _ => None,
        })
    }

    /// Whether a non-resident or emigrant came to live here.
    fn is_back(self) -> bool {
        self.changed
            .is_some_and(|changed| changed.opschorting == Some(None))
    }

    /// Sort of the deed that the person's own data stand on (table 39), when that matters:
    /// `A` born and recognised in one, `E` parenthood denied, `Q` adopted.
    pub fn akte(self) -> Option<char> {
        self.special(|special| match special {
            Bijzonder::Akte(akte) => Some(*akte),
            _ => None,
        })
    }

    /// Data under investigation.
    pub fn onderzoeken(self) -> Vec<Onderzoek> {
        if self.cast().is_none() {
            let draws = self.draw(stream::NOTE + 205);
            if self.is_new() || !self.row.is_resident() || !draws.chance(0, 4) {
                return Vec::new();
            }
            const AANDUIDINGEN: [&str; 8] = [
                "089999", "089999", "080000", "081000", "081030", "010310", "040500", "050600",
            ];
            let aanduiding = AANDUIDINGEN[draws.below(1, 8) as usize];
            let since = self
                .view
                .world()
                .people
                .peildatum
                .plus(-10 - draws.below(2, 500) as i64);
            return vec![Onderzoek {
                aanduiding,
                datum: since.gba(),
            }];
        }
        self.specials(|special| match special {
            Bijzonder::Onderzoek(aanduiding, datum) => Some(Onderzoek {
                aanduiding,
                datum: *datum,
            }),
            _ => None,
        })
    }

    /// Whether the person lives in the Netherlands, alive.
    pub fn is_ingezetene(self) -> bool {
        if self.changed.is_none() {
            return self
                .cast()
                .map_or_else(|| self.row.is_resident(), CastPersoon::is_resident);
        }
        self.opschorting().is_none()
            && self.overlijden().is_none()
            && matches!(
                self.woning().plek,
                Woonplek::Adres(_) | Woonplek::Locatie(_)
            )
    }
}
