//! The parameters of a search: what is wrong with them, and what they ask.

use std::fmt::Write;

use fieldlab_sim::Problem;
use fieldlab_world::{KvkNummer, Postcode, Rsin, Vestigingsnummer};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::woorden::{gevouwen, woorden};
use crate::kvk::fouten::{self, Fout};
use crate::kvk::vraag::Query;

/// The three sorts of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Soort {
    Rechtspersoon,
    Hoofdvestiging,
    Nevenvestiging,
}

impl Soort {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Rechtspersoon => "rechtspersoon",
            Self::Hoofdvestiging => "hoofdvestiging",
            Self::Nevenvestiging => "nevenvestiging",
        }
    }

    fn lees(tekst: &str) -> Option<Self> {
        [
            Self::Rechtspersoon,
            Self::Hoofdvestiging,
            Self::Nevenvestiging,
        ]
        .into_iter()
        .find(|soort| soort.as_str() == tekst)
    }
}

/// What is asked of an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Adresvraag {
    /// Folded.
    pub(super) straat: Option<String>,
    /// Folded.
    pub(super) plaats: Option<String>,
    /// `Some(None)`: well formed, and no postcode that there can be.
    pub(super) postcode: Option<Option<Postcode>>,
    pub(super) huisnummer: Option<u32>,
    /// In capitals.
    pub(super) huisletter: Option<String>,
    pub(super) postbusnummer: Option<u32>,
}

impl Adresvraag {
    pub(super) fn is_leeg(&self) -> bool {
        *self == Self::default()
    }
}

/// A search that makes sense.
#[derive(Debug)]
pub(super) struct Zoekvraag {
    pub(super) kvk: Option<KvkNummer>,
    pub(super) rsin: Option<Rsin>,
    pub(super) vestiging: Option<Vestigingsnummer>,
    /// The words that a name must have.
    pub(super) naam: Option<Vec<String>>,
    pub(super) adres: Adresvraag,
    /// Empty: all.
    pub(super) soorten: Vec<Soort>,
    pub(super) ook_inactief: bool,
    pub(super) pagina: usize,
    pub(super) per_pagina: usize,
    /// The criteria as the links of the answer repeat them.
    criteria: String,
}

/// The parameters, in the order of the links.
const PARAMETERS: [&str; 14] = [
    "kvkNummer",
    "rsin",
    "vestigingsnummer",
    "naam",
    "straatnaam",
    "plaats",
    "postcode",
    "huisnummer",
    "huisletter",
    "postbusnummer",
    "type",
    "inclusiefInactieveRegistraties",
    "pagina",
    "resultatenPerPagina",
];
/// So many of them say what is searched; the last two are about pages.
const CRITERIA: usize = 12;

/// What stands in a query as it is.
const LETTERLIJK: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Reads parameters and gathers what is wrong with them.
struct Lezer<'a> {
    query: &'a Query<'a>,
    fouten: Vec<Fout>,
}

impl<'a> Lezer<'a> {
    fn tekst(&mut self, naam: &str) -> Option<&'a str> {
        self.query.een(naam, &mut self.fouten)
    }

    /// A value that `lees` can read; `onjuist` says what it is called when it cannot.
    fn waarde<T>(
        &mut self,
        naam: &str,
        lees: impl FnOnce(&str) -> Option<T>,
        onjuist: impl FnOnce(&str) -> Fout,
    ) -> Option<T> {
        let tekst = self.tekst(naam)?;
        let waarde = lees(tekst);
        if waarde.is_none() {
            self.fouten.push(onjuist(tekst));
        }
        waarde
    }

    /// A whole number of at most so many digits, within bounds.
    fn getal(
        &mut self,
        naam: &str,
        cijfers: usize,
        bereik: std::ops::RangeInclusive<u32>,
    ) -> Option<u32> {
        let lees = |tekst: &str| {
            let goed = tekst.len() <= cijfers && tekst.bytes().all(|b| b.is_ascii_digit());
            let getal: u32 = goed.then(|| tekst.parse().ok()).flatten()?;
            bereik.contains(&getal).then_some(getal)
        };
        self.waarde(naam, lees, |_| fouten::INVOER)
    }
}

impl Zoekvraag {
    /// Reads a query.
    ///
    /// # Errors
    /// Unknown parameters; or else all wrong values together; or else all wrong combinations.
    pub(super) fn lees(query: &str) -> Result<Self, Problem> {
        let query = Query::lees(query, &PARAMETERS)?;
        let mut lezer = Lezer {
            query: &query,
            fouten: Vec::new(),
        };
        let kvk = lezer.waarde("kvkNummer", KvkNummer::parse, Fout::kvk_nummer);
        let rsin = lezer.waarde("rsin", Rsin::parse, Fout::rsin);
        let vestiging = lezer.waarde(
            "vestigingsnummer",
            Vestigingsnummer::parse,
            Fout::vestigingsnummer,
        );
        let naam = lezer.tekst("naam").map(woorden);
        let adres = Adresvraag {
            straat: lezer.tekst("straatnaam").map(gevouwen),
            plaats: lezer.tekst("plaats").map(gevouwen),
            postcode: lezer.waarde("postcode", postcode, |_| fouten::INVOER),
            huisnummer: lezer.getal("huisnummer", 5, 0..=99_999),
            huisletter: lezer.waarde("huisletter", letter, |_| fouten::INVOER),
            postbusnummer: lezer.getal("postbusnummer", 5, 0..=99_999),
        };
        let mut soorten = Vec::new();
        for soort in query.alle("type").flat_map(|tekst| tekst.split(',')) {
            match Soort::lees(soort) {
                Some(soort) => soorten.push(soort),
                None => lezer.fouten.push(fouten::TYPE),
            }
        }
        let ook_inactief = query.ja("inclusiefInactieveRegistraties", &mut lezer.fouten);
        let pagina = lezer.getal("pagina", 9, 1..=1000);
        let per_pagina = lezer.getal("resultatenPerPagina", 9, 1..=100);
        if !lezer.fouten.is_empty() {
            return Err(fouten::meld(&lezer.fouten));
        }
        let vraag = Self {
            kvk,
            rsin,
            vestiging,
            naam,
            adres,
            soorten,
            ook_inactief,
            pagina: pagina.unwrap_or(1) as usize,
            per_pagina: per_pagina.unwrap_or(10) as usize,
            criteria: criteria(&query),
        };
        vraag.is_samen_goed()?;
        Ok(vraag)
    }

    fn is_samen_goed(&self) -> Result<(), Problem> {
        let adres = &self.adres;
        let nummer = adres.huisnummer.is_some() || adres.postbusnummer.is_some();
        let los = [
            adres.postcode.is_some() && !nummer,
            adres.huisnummer.is_some() && adres.postcode.is_none(),
            adres.huisletter.is_some() && adres.huisnummer.is_none(),
            adres.postbusnummer.is_some() && adres.postcode.is_none(),
        ];
        let niets = self.kvk.is_none()
            && self.rsin.is_none()
            && self.vestiging.is_none()
            && self.naam.is_none()
            && adres.is_leeg();
        let aantal = los.into_iter().filter(|los| *los).count() + usize::from(niets);
        if aantal == 0 {
            Ok(())
        } else {
            Err(fouten::meld(&vec![fouten::INVOER; aantal]))
        }
    }

    /// The query of another page of this search.
    pub(super) fn query(&self, pagina: usize) -> String {
        format!(
            "{}pagina={pagina}&resultatenperpagina={}",
            self.criteria, self.per_pagina
        )
    }
}

/// `^[0-9]{4}[a-z,A-Z]{2}$`, comma and all.
fn postcode(tekst: &str) -> Option<Option<Postcode>> {
    let (cijfers, letters) = tekst.as_bytes().split_at_checked(4)?;
    let goed = letters.len() == 2
        && cijfers.iter().all(u8::is_ascii_digit)
        && letters
            .iter()
            .all(|&b| b.is_ascii_alphabetic() || b == b',');
    goed.then(|| Postcode::parse(tekst))
}

/// `^[a-z,A-Z]{1}$`.
fn letter(tekst: &str) -> Option<String> {
    let goed = matches!(tekst.as_bytes(), [b] if b.is_ascii_alphabetic() || *b == b',');
    goed.then(|| tekst.to_ascii_uppercase())
}

/// The criteria in lower case, each followed by `&`.
fn criteria(query: &Query<'_>) -> String {
    let mut tekst = String::new();
    for naam in &PARAMETERS[..CRITERIA] {
        for waarde in query.alle(naam) {
            let waarde = utf8_percent_encode(waarde, LETTERLIJK);
            // Writing to a String does not fail.
            let _ = write!(tekst, "{}={waarde}&", naam.to_ascii_lowercase());
        }
    }
    tekst
}
