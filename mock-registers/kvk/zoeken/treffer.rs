//! One company laid beside a search: which of its establishments fit, and by which name and address.

use fieldlab_world::{BedrijfId, Bedrijfsnamen, Vestiging};

use super::vraag::{Adresvraag, Soort, Zoekvraag};
use super::woorden::{gevouwen, heeft};
use crate::kvk::beeld::{Adressen, Beeld, Plek};

/// A result: the legal person itself (0), or its nth establishment counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::kvk) struct Treffer {
    pub(super) bedrijf: BedrijfId,
    pub(super) nth: u32,
}

/// A company that may be what is searched, with its names.
pub(super) struct Kandidaat<'a> {
    pub(super) beeld: &'a Beeld<'a>,
    namen: Bedrijfsnamen,
    vervallen: Vec<String>,
}

/// By what a result fits.
#[derive(Clone, Copy)]
pub(super) struct Past<'n, 'w> {
    pub(super) naam: &'n str,
    /// The name that it had, when it fits by nothing else.
    pub(super) vervallen: Option<&'n str>,
    /// The address that fits, and whether it is for post.
    pub(super) adres: Option<(Plek<'w>, bool)>,
}

impl<'a> Kandidaat<'a> {
    /// Reads the names; those it had only for a search by name.
    pub(super) fn new(beeld: &'a Beeld<'a>, op_naam: bool) -> Self {
        Self {
            beeld,
            namen: beeld.bedrijf.alle_namen(),
            vervallen: if op_naam {
                beeld.bedrijf.vervallen_namen()
            } else {
                Vec::new()
            },
        }
    }

    /// Its results: the legal person, if it is one, and each establishment.
    pub(super) fn delen(&self) -> impl Iterator<Item = (usize, Soort)> + '_ {
        let rechtspersoon = self.beeld.bedrijf.rechtsvorm().is_rechtspersoon();
        let vestigingen = self.beeld.vestigingen.iter().enumerate();
        rechtspersoon
            .then_some((0, Soort::Rechtspersoon))
            .into_iter()
            .chain(vestigingen.map(|(at, vestiging)| {
                let soort = if vestiging.is_hoofdvestiging {
                    Soort::Hoofdvestiging
                } else {
                    Soort::Nevenvestiging
                };
                (at + 1, soort)
            }))
    }

    pub(super) fn vestiging(&self, nth: usize) -> Option<&'a Vestiging> {
        self.beeld.vestigingen.get(nth.checked_sub(1)?)
    }

    /// The names of a result, now and before.
    pub(super) fn namen(
        &self,
        nth: usize,
    ) -> (impl Iterator<Item = &str>, impl Iterator<Item = &str>) {
        let (een, meer, vroeger): (Option<&str>, &[String], &[String]) = match self.vestiging(nth) {
            None => (
                self.namen
                    .statutair
                    .as_ref()
                    .or(self.namen.handelsnamen.first())
                    .map(String::as_str),
                &[],
                &[],
            ),
            Some(hoofd) if hoofd.is_hoofdvestiging => {
                (None, &self.namen.handelsnamen, &self.vervallen)
            }
            Some(neven) => (Some(neven.handelsnaam.as_str()), &[], &[]),
        };
        (
            een.into_iter().chain(meer.iter().map(String::as_str)),
            vroeger.iter().map(String::as_str),
        )
    }

    /// The addresses of a result.
    pub(super) fn adressen(&self, nth: usize) -> Adressen<'a> {
        self.beeld.adressen(self.vestiging(nth))
    }

    /// Whether a result is what is searched, and by what.
    pub(super) fn past(&self, nth: usize, soort: Soort, vraag: &Zoekvraag) -> Option<Past<'_, 'a>> {
        let beeld = self.beeld;
        let vestiging = self.vestiging(nth).map(|vestiging| vestiging.nummer);
        let goed = (vraag.soorten.is_empty() || vraag.soorten.contains(&soort))
            && (vraag.ook_inactief || beeld.einde.is_none())
            && vraag.kvk.is_none_or(|kvk| kvk == beeld.kvk)
            && vraag
                .rsin
                .is_none_or(|rsin| beeld.bedrijf.rsin() == Some(rsin))
            && vraag
                .vestiging
                .is_none_or(|nummer| vestiging == Some(nummer));
        if !goed {
            return None;
        }
        let (mut nu, mut vroeger) = self.namen(nth);
        let (naam, vervallen) = match &vraag.naam {
            None => (nu.next()?, None),
            Some(gezocht) => {
                let eerste = nu.next()?;
                let mut alle = std::iter::once(eerste).chain(nu);
                match alle.find(|naam| heeft(naam, gezocht)) {
                    Some(naam) => (naam, None),
                    None => (eerste, Some(vroeger.find(|naam| heeft(naam, gezocht))?)),
                }
            }
        };
        let adressen = self.adressen(nth);
        let bezoek = adressen.bezoek.map(|plek| (plek, false));
        let mut plekken = bezoek
            .into_iter()
            .chain(adressen.post.map(|plek| (plek, true)));
        let adres = if vraag.adres.is_leeg() {
            plekken.next()
        } else {
            Some(plekken.find(|(plek, _)| vraag.adres.past(*plek))?)
        };
        Some(Past {
            naam,
            vervallen,
            adres,
        })
    }
}

impl Adresvraag {
    /// Whether an address is what is asked for. What is not to be seen, or abroad, is never found so.
    fn past(&self, plek: Plek<'_>) -> bool {
        let in_plaats = |naam: &str| {
            let gezocht = self.plaats.as_ref();
            gezocht.is_none_or(|plaats| *plaats == gevouwen(naam))
        };
        match plek {
            Plek::Adres(adres) => {
                let aan = |gezocht: &String| {
                    let straat = adres.straat();
                    *gezocht == gevouwen(&straat.naam())
                        || *gezocht == gevouwen(&straat.korte_naam())
                };
                let letter = |gezocht: &String| adres.huisletter().eq_ignore_ascii_case(gezocht);
                self.postbusnummer.is_none()
                    && self.straat.as_ref().is_none_or(aan)
                    && in_plaats(adres.woonplaats().naam())
                    && self
                        .postcode
                        .is_none_or(|code| code.is_some() && code == adres.postcode())
                    && self
                        .huisnummer
                        .is_none_or(|nummer| nummer == adres.huisnummer())
                    && self.huisletter.as_ref().is_none_or(letter)
            }
            Plek::Postbus {
                nummer,
                postcode,
                plaats,
            } => {
                self.straat.is_none()
                    && self.huisnummer.is_none()
                    && in_plaats(plaats)
                    && self.postcode.is_none_or(|code| code == Some(postcode))
                    && self.postbusnummer.is_none_or(|gezocht| gezocht == nummer)
            }
            Plek::Afgeschermd | Plek::Buitenland(_) => false,
        }
    }
}
