//! Reading a person: travel documents.

use super::gegevens::Reisdocument;
use super::{PersonId, Persoon, flag, stream};
use crate::cast::{Bijzonder, CAST};
use crate::date::Day;
use crate::hash::Stream;
use crate::identifiers::Reisdocumentnummer;
use crate::permutation::Permutation;
use crate::view::View;

/// The documents of one person have a place each.
const PLACES: u64 = 4;
const PASSPORT: u64 = 0;
const CARD: u64 = 1;
const BEFORE: u64 = 2;
const SECOND: u64 = 3;

/// How a document's number stands for a holder and a place.
fn numbers(seed: u64) -> Permutation {
    Permutation::new(
        Reisdocumentnummer::GENERATED,
        Stream::new(seed, stream::DOCUMENT),
    )
}

impl Persoon<'_> {
    /// Travel documents, the newest first, those that are no longer valid included.
    pub fn reisdocumenten(self) -> Vec<Reisdocument> {
        if self.cast().is_some() {
            return self.specials(|special| match special {
                Bijzonder::Reisdocument(soort, nummer, einde, inhouding) => Some(Reisdocument {
                    soort,
                    nummer: *nummer,
                    einde: *einde,
                    inhouding: *inhouding,
                }),
                _ => None,
            });
        }
        if self.is_new() || self.row.is(flag::RNI) {
            return Vec::new();
        }
        let draws = self.draw(stream::DOCUMENT + 200);
        let nationalities = self.nationaliteiten();
        let dutch = nationalities.iter().any(|held| held.code == 1);
        let mut documents = Vec::new();
        if !dutch {
            // Refugees and the stateless have a document of their own kind.
            let kind = match nationalities.first().map(|held| held.code) {
                Some(499 | 0) => "PB",
                Some(336 | 149 | 84) => "PV",
                _ => return documents,
            };
            if draws.chance(0, 700) {
                documents.push(self.document(kind, PASSPORT, draws, 1));
            }
            documents.retain(|document| document.einde.year() > 0);
            return documents;
        }
        if draws.chance(0, 760) {
            documents.push(self.document("PN", PASSPORT, draws, 1));
            if draws.chance(2, 400) {
                documents.push(self.document_before(draws, documents[0]));
            }
            if draws.chance(3, 4) && self.row.birth < Day::ymd(2000, 1, 1) {
                let kind = ["TE", "ZN", "PZ", "PD"][draws.below(4, 4) as usize];
                documents.push(self.document(kind, SECOND, draws, 5));
            }
        }
        if draws.chance(6, 430) {
            documents.push(self.document("NI", CARD, draws, 7));
        }
        documents.retain(|document| document.einde.year() > 0);
        documents.sort_by_key(|document| std::cmp::Reverse(document.einde.number()));
        documents
    }

    /// A document issued at some time in the last years; lapsed when the holder died.
    fn document(
        self,
        soort: &'static str,
        place: u64,
        draws: Stream,
        attribute: u64,
    ) -> Reisdocument {
        let people = &self.view.world().people;
        let death = people.death_day(self.id);
        let last = death
            .or_else(|| self.gone())
            .unwrap_or(people.peildatum)
            .plus(-1);
        let age = u64::from(last.0.saturating_sub(self.row.birth.0));
        let back = draws.below(50 + attribute, (10 * 365).min(age.max(1))) as i64;
        let mut issued = last.plus(-back);
        let minor = issued < self.row.birth.plus(18 * 365 + 5);
        if minor {
            issued = last.plus(-(back % (5 * 365)));
        }
        let years = if minor || issued < Day::ymd(2014, 3, 9) {
            5
        } else {
            10
        };
        let einde = issued.plus(years * 1461 / 4).gba();
        // About one in thirty is lost.
        let missing = draws.chance(70 + attribute, 30) && issued < last.plus(-40);
        let inhouding = match death {
            Some(death) => Some((death.gba(), 'R')),
            None if missing => Some((
                issued
                    .plus(1 + draws.below(80 + attribute, u64::from(last.0 - issued.0)) as i64)
                    .gba(),
                'V',
            )),
            None => None,
        };
        Reisdocument {
            soort,
            nummer: self.document_number(place),
            einde,
            inhouding,
        }
    }

    /// The passport before this one: handed in when the new one was issued.
    fn document_before(self, draws: Stream, newer: Reisdocument) -> Reisdocument {
        let years = if draws.chance(90, 500) { 5 } else { 10 };
        let issued_newer = newer.einde.year().saturating_sub(years);
        let einde = crate::date::GbaDatum::new(
            issued_newer,
            newer.einde.month(),
            newer.einde.day().min(28),
        );
        let how = ['I', 'I', 'I', 'I', 'I', 'I', 'V', 'R'][draws.below(91, 8) as usize];
        Reisdocument {
            soort: "PN",
            nummer: self.document_number(BEFORE),
            einde,
            inhouding: Some((einde, how)),
        }
    }

    fn document_number(self, place: u64) -> Reisdocumentnummer {
        let seed = self.view.world().people.seed;
        Reisdocumentnummer::generated(numbers(seed).apply(u64::from(self.id) * PLACES + place))
    }
}

impl View<'_> {
    /// The person who has or had the travel document with this number.
    pub fn persoon_met_reisdocument(self, nummer: Reisdocumentnummer) -> Option<PersonId> {
        let people = &self.world().people;
        let cast = people.count().min(CAST.len() as u32);
        let holds = |id: &PersonId| {
            self.persoon(*id)
                .reisdocumenten()
                .iter()
                .any(|document| document.nummer == nummer)
        };
        let generated = nummer
            .place()
            .map(|place| numbers(people.seed).invert(place) / PLACES)
            .and_then(|person| u32::try_from(person).ok())
            .filter(|person| (cast..people.count()).contains(person))
            .map(PersonId);
        generated
            .into_iter()
            .chain((0..cast).map(PersonId))
            .find(holds)
    }
}
