//! `sort`: in which order documents are answered.

use std::cmp::Ordering;

use fieldlab_world::{Rd, View};

use super::document;
use super::index::Index;
use super::kandidaat::Kandidaat;
use super::ligging;

/// What a document is sorted by.
#[derive(Clone, Debug, PartialEq)]
enum Veld {
    Score,
    Sortering,
    Afstand,
    Ander(String),
}

/// A value to sort by. What a document does not have comes last.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sleutel {
    Getal(i64),
    Tekst(String),
    Geen,
}

/// The order that was asked for; without any clause the usual one: score, type, name.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Volgorde {
    /// The field, and whether the lowest comes first.
    delen: Vec<(Veld, bool)>,
}

impl Volgorde {
    /// The nearest first.
    pub(super) fn op_afstand() -> Self {
        Self {
            delen: vec![(Veld::Afstand, true)],
        }
    }

    /// Reads `score desc, weergavenaam asc`.
    ///
    /// # Errors
    /// In Solr's words, when it is no order or names a field that does not exist.
    pub(super) fn lees(tekst: &str) -> Result<Self, String> {
        let mut delen = Vec::new();
        for deel in tekst.split(',') {
            let woorden: Vec<&str> = deel.split_whitespace().collect();
            let (naam, oplopend) = match woorden.as_slice() {
                [naam, richting] if richting.eq_ignore_ascii_case("asc") => (*naam, true),
                [naam, richting] if richting.eq_ignore_ascii_case("desc") => (*naam, false),
                _ => {
                    return Err(format!(
                        "Can't determine a Sort Order (asc or desc) in sort spec '{tekst}'"
                    ));
                }
            };
            let veld = match naam {
                "score" => Veld::Score,
                "sortering" | "typesortering" => Veld::Sortering,
                "afstand" => Veld::Afstand,
                _ if document::is_veld(naam) => Veld::Ander(naam.to_owned()),
                _ => return Err(format!("sort param field can't be found: {naam}")),
            };
            delen.push((veld, oplopend));
        }
        let gewoon = [
            (Veld::Score, false),
            (Veld::Sortering, true),
            (Veld::Ander("weergavenaam".to_owned()), true),
        ];
        if gewoon.starts_with(&delen) {
            delen.clear();
        }
        Ok(Self { delen })
    }

    /// Whether it is the usual order.
    pub(super) fn is_gewoon(&self) -> bool {
        self.delen.is_empty()
    }

    /// What a document is sorted by.
    pub(super) fn sleutels(
        &self,
        index: &Index,
        view: View<'_>,
        wie: &Kandidaat,
        score: u32,
        bij: Option<Rd>,
    ) -> Vec<Sleutel> {
        let sleutel = |(veld, _): &(Veld, bool)| match veld {
            Veld::Score => Sleutel::Getal(score.into()),
            Veld::Sortering => Sleutel::Getal(wie.soort as i64),
            Veld::Afstand => bij.map_or(Sleutel::Geen, |punt| {
                Sleutel::Getal(ligging::afstand(index, view, wie, punt))
            }),
            Veld::Ander(naam) => match document::veld(index, view, wie, naam) {
                Some(serde_json::Value::Number(getal)) => {
                    getal.as_i64().map_or(Sleutel::Geen, Sleutel::Getal)
                }
                Some(serde_json::Value::String(tekst)) => Sleutel::Tekst(tekst),
                _ => Sleutel::Geen,
            },
        };
        self.delen.iter().map(sleutel).collect()
    }

    /// Which of two comes first.
    pub(super) fn vergelijk(&self, een: &[Sleutel], ander: &[Sleutel]) -> Ordering {
        for (at, (_, oplopend)) in self.delen.iter().enumerate() {
            let orde = match (&een[at], &ander[at]) {
                (Sleutel::Getal(een), Sleutel::Getal(ander)) => een.cmp(ander),
                (Sleutel::Tekst(een), Sleutel::Tekst(ander)) => een.cmp(ander),
                (Sleutel::Geen, Sleutel::Geen) => Ordering::Equal,
                (Sleutel::Geen, _) => return Ordering::Greater,
                (_, Sleutel::Geen) => return Ordering::Less,
                _ => Ordering::Equal,
            };
            let orde = if *oplopend { orde } else { orde.reverse() };
            if orde != Ordering::Equal {
                return orde;
            }
        }
        Ordering::Equal
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_read_and_nonsense_is_refused() {
        let gewoon = "score desc, sortering asc, weergavenaam asc";
        assert!(Volgorde::lees(gewoon).unwrap().is_gewoon());
        assert!(!Volgorde::lees("huisnummer desc").unwrap().is_gewoon());
        for fout in ["", "score", "score up", "schoenmaat asc", "score desc,"] {
            assert!(Volgorde::lees(fout).is_err(), "{fout}");
        }
    }
}
