//! Reading a person: nationality, residence title, franchise, documents and what else is noted.

use super::gegevens::{
    Kiesrecht, Nationaliteit, Onderzoek, Opschorting, Overlijden, Plaats, Reisdocument, Rni,
    Verblijfstitel, Verificatie, Woonplek,
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
        if let Some(member) = self.cast() {
            let own: Vec<Nationaliteit> = member
                .bijzonder
                .iter()
                .filter_map(|special| match special {
                    Bijzonder::Nationaliteit(code, reden, ingang) => Some(Nationaliteit {
                        code: *code,
                        reden_opname: *reden,
                        ingang: *ingang,
                        bijzonder: None,
                        einde: None,
                    }),
                    Bijzonder::Nederlanderschap(soort, ingang) => Some(Nationaliteit {
                        code: 0,
                        reden_opname: 0,
                        ingang: *ingang,
                        bijzonder: Some(*soort),
                        einde: None,
                    }),
                    _ => None,
                })
                .collect();
            if !own.is_empty() {
                return own;
            }
        }
        let dutch = Nationaliteit {
            code: 1,
            reden_opname: if self.row.birth < Day::ymd(1985, 1, 1) {
                1
            } else {
                17
            },
            ingang: self.geboortedatum(),
            bijzonder: None,
            einde: None,
        };
        let origin = &ORIGINS[usize::from(self.row.origin)];
        if origin.nationaliteit == 1 {
            return vec![dutch];
        }
        let foreign = Nationaliteit {
            code: origin.nationaliteit,
            reden_opname: 301,
            ingang: self
                .base_immigration()
                .map_or_else(|| self.geboortedatum(), |immigration| immigration.datum),
            bijzonder: None,
            einde: None,
        };
        let draws = self.draw(stream::NATIONALITY);
        match (self.row.is(flag::ABROAD), draws.below(0, 100)) {
            (false, 0..=54) => vec![dutch],
            (false, 55..=79) => vec![dutch, foreign],
            (true, 0..=34) => {
                let since = self
                    .base_immigration()
                    .map_or(foreign.ingang, |immigration| {
                        GbaDatum::new(
                            immigration.datum.year() + 6,
                            immigration.datum.month(),
                            immigration.datum.day().min(28),
                        )
                    });
                if since.number() > self.view.world().people.peildatum.gba().number() {
                    return vec![foreign];
                }
                vec![Nationaliteit {
                    code: 1,
                    reden_opname: 27,
                    ingang: since,
                    bijzonder: None,
                    einde: None,
                }]
            }
            _ => vec![foreign],
        }
    }

    /// Death.
    pub fn overlijden(self) -> Option<Overlijden> {
        if let Some(death) = self.changed.and_then(|changed| changed.overlijden.as_ref()) {
            return Some(death.clone());
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
        // Citizens of the Union and the Dutch have none.
        const OUTSIDE: [u16; 8] = [339, 131, 336, 313, 307, 149, 84, 312];
        let nationality = self.row.origin > 0
            && self
                .nationaliteiten()
                .iter()
                .all(|nationality| OUTSIDE.contains(&nationality.code));
        let since = self.base_immigration().filter(|_| nationality)?.datum;
        let asylum = matches!(
            ORIGINS[usize::from(self.row.origin)].nationaliteit,
            336 | 149 | 84
        );
        Some(Verblijfstitel {
            aanduiding: if asylum { 27 } else { 25 },
            ingang: since,
            einde: None,
        })
    }

    /// What is registered about voting.
    pub fn kiesrecht(self) -> Kiesrecht {
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

    /// Whether under curatele.
    pub fn curatele(self) -> bool {
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
        self.special(|special| match special {
            Bijzonder::Rni(deelnemer, verdrag) => Some(Rni {
                deelnemer: *deelnemer,
                verdrag,
            }),
            _ => None,
        })
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
        self.specials(|special| match special {
            Bijzonder::Onderzoek(aanduiding, datum) => Some(Onderzoek {
                aanduiding,
                datum: *datum,
            }),
            _ => None,
        })
    }

    /// Travel documents, the newest first, those that are no longer valid included.
    pub fn reisdocumenten(self) -> Vec<Reisdocument> {
        self.specials(|special| match special {
            Bijzonder::Reisdocument(soort, nummer, einde, inhouding) => Some(Reisdocument {
                soort,
                nummer: *nummer,
                einde: *einde,
                inhouding: *inhouding,
            }),
            _ => None,
        })
    }

    /// Whether the person lives in the Netherlands, alive.
    pub fn is_ingezetene(self) -> bool {
        if self.changed.is_none() {
            return self.cast().is_none_or(CastPersoon::is_resident);
        }
        self.opschorting().is_none()
            && self.overlijden().is_none()
            && matches!(
                self.verblijfplaats().plek,
                Woonplek::Adres(_) | Woonplek::Locatie(_)
            )
    }
}
