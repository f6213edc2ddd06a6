//! Every operation as a row of a table: what it searches, by which entries, with which filters, and
//! what it can expand (specification 2.9.2 and the functional specifications).
//!
//! An entry is a set of parameters that selects data. A search has exactly one complete entry.

use fieldlab_contract::Parameters;

use super::fouten::{GEEN_PARAMETER, NIET_TE_COMBINEREN, ONVOLLEDIG, Soort as Fout};

/// What an operation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Over {
    Info,
    Adres,
    AdresUitgebreid,
    Zoekresultaat,
    AdresseerbaarObject,
    Woonplaats,
    OpenbareRuimte,
    Nummeraanduiding,
    Verblijfsobject,
    Ligplaats,
    Standplaats,
    Pand,
    Bronhouder,
}

/// In which way it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vorm {
    /// By identification.
    Een,
    /// A life cycle.
    Lvc,
    /// One given version.
    Voorkomen,
    /// A search.
    Zoek,
    /// A search by a point in the body.
    OpPunt,
}

/// What selects the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keuze {
    Zoekresultaat,
    Postcode,
    Namen,
    Object,
    Pand,
    Panden,
    OpenbareRuimte,
    Nummeraanduiding,
    Vrij,
    Punt,
    Kader,
    Naam,
    StraatInWoonplaatsNaam,
    StraatInWoonplaats,
    Woonplaats,
    Bronhouder,
}

/// One entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ingang {
    pub(super) keuze: Keuze,
    /// Parameters that all have to be there.
    nodig: &'static [&'static str],
    /// Parameters that narrow this entry and no other.
    erbij: &'static [&'static str],
    /// Whether `expand` does something here.
    pub(super) expand: bool,
}

const fn ingang(keuze: Keuze, nodig: &'static [&'static str]) -> Ingang {
    Ingang {
        keuze,
        nodig,
        erbij: &[],
        expand: true,
    }
}

const LETTERS: &[&str] = &["huisletter", "huisnummertoevoeging"];
const POSTCODE: Ingang = Ingang {
    erbij: LETTERS,
    ..ingang(Keuze::Postcode, &["postcode", "huisnummer"])
};
const NAMEN: Ingang = Ingang {
    erbij: LETTERS,
    ..ingang(
        Keuze::Namen,
        &["woonplaatsNaam", "openbareRuimteNaam", "huisnummer"],
    )
};
const OBJECT: Ingang = ingang(Keuze::Object, &["adresseerbaarObjectIdentificatie"]);
const PAND: Ingang = ingang(Keuze::Pand, &["pandIdentificatie"]);
const STRAAT: Ingang = ingang(Keuze::OpenbareRuimte, &["openbareRuimteIdentificatie"]);
const NUMMER: Ingang = ingang(Keuze::Nummeraanduiding, &["nummeraanduidingIdentificatie"]);
const VRIJ: Ingang = ingang(Keuze::Vrij, &["q"]);
const PUNT: Ingang = ingang(Keuze::Punt, &["point"]);
const KADER: Ingang = ingang(Keuze::Kader, &["bbox"]);
const fn zonder_expand(ingang: Ingang) -> Ingang {
    Ingang {
        expand: false,
        ..ingang
    }
}

/// One operation.
#[derive(Debug)]
pub(super) struct Bewerking {
    /// `operationId` in our document.
    id: &'static str,
    pub(super) over: Over,
    pub(super) vorm: Vorm,
    pub(super) ingangen: &'static [Ingang],
    /// Parameters that go with `bbox` only.
    filters: &'static [&'static str],
    /// What may be expanded.
    pub(super) expand: &'static [&'static str],
}

const fn rij(id: &'static str, over: Over, vorm: Vorm) -> Bewerking {
    Bewerking {
        id,
        over,
        vorm,
        ingangen: &[],
        filters: &[],
        expand: &[],
    }
}

const ADRES_EXPAND: &[&str] = &[
    "nummeraanduiding",
    "openbareRuimte",
    "woonplaats",
    "adresseerbaarObject",
    "panden",
];
const PLAATS_EXPAND: &[&str] = &["heeftAlsHoofdAdres", "heeftAlsNevenAdres"];
const VBO_EXPAND: &[&str] = &[
    "heeftAlsHoofdAdres",
    "heeftAlsNevenAdres",
    "maaktDeelUitVan",
];
/// `adressen` stands for both address relations (older functional specification).
const OBJECT_EXPAND: &[&str] = &[
    "heeftAlsHoofdAdres",
    "heeftAlsNevenAdres",
    "maaktDeelUitVan",
    "adressen",
];
const WOONPLAATS_EXPAND: &[&str] = &["bronhouders", "geometrie"];
const STRAAT_EXPAND: &[&str] = &["ligtInWoonplaats"];
const NUMMER_EXPAND: &[&str] = &["ligtInWoonplaats", "ligtAanOpenbareRuimte"];
const VBO_FILTERS: &[&str] = &["geconstateerd", "oppervlakte", "gebruiksdoelen"];
const OBJECT_FILTERS: &[&str] = &["geconstateerd", "oppervlakte", "gebruiksdoelen", "type"];
const PAND_FILTERS: &[&str] = &["statusPand", "geconstateerd", "bouwjaar"];

use Over as O;
use Vorm as V;

const BEWERKINGEN: &[Bewerking] = &[
    rij("info", O::Info, V::Een),
    Bewerking {
        ingangen: &[
            ingang(Keuze::Zoekresultaat, &["zoekresultaatIdentificatie"]),
            POSTCODE,
            NAMEN,
            OBJECT,
            PAND,
            STRAAT,
            VRIJ,
        ],
        expand: ADRES_EXPAND,
        ..rij("adressen", O::Adres, V::Zoek)
    },
    Bewerking {
        expand: ADRES_EXPAND,
        ..rij("adres", O::Adres, V::Een)
    },
    Bewerking {
        ingangen: &[ingang(Keuze::Vrij, &["zoek"])],
        ..rij("adressenZoek", O::Zoekresultaat, V::Zoek)
    },
    Bewerking {
        ingangen: &[POSTCODE, NAMEN, OBJECT, PAND, VRIJ],
        ..rij("adressenUitgebreid", O::AdresUitgebreid, V::Zoek)
    },
    rij("adresUitgebreid", O::AdresUitgebreid, V::Een),
    Bewerking {
        ingangen: &[
            NUMMER,
            ingang(Keuze::Panden, &["pandIdentificaties"]),
            KADER,
        ],
        filters: OBJECT_FILTERS,
        expand: OBJECT_EXPAND,
        ..rij("adresseerbareObjecten", O::AdresseerbaarObject, V::Zoek)
    },
    Bewerking {
        expand: OBJECT_EXPAND,
        ..rij("adresseerbaarObject", O::AdresseerbaarObject, V::Een)
    },
    rij("adresseerbaarObjectLvc", O::AdresseerbaarObject, V::Lvc),
    Bewerking {
        ingangen: &[ingang(Keuze::Naam, &["naam"]), PUNT, KADER],
        expand: WOONPLAATS_EXPAND,
        ..rij("woonplaatsen", O::Woonplaats, V::Zoek)
    },
    Bewerking {
        expand: WOONPLAATS_EXPAND,
        ..rij("woonplaatsenOpPunt", O::Woonplaats, V::OpPunt)
    },
    Bewerking {
        expand: WOONPLAATS_EXPAND,
        ..rij("woonplaats", O::Woonplaats, V::Een)
    },
    Bewerking {
        expand: WOONPLAATS_EXPAND,
        ..rij("woonplaatsLvc", O::Woonplaats, V::Lvc)
    },
    Bewerking {
        expand: WOONPLAATS_EXPAND,
        ..rij("woonplaatsVoorkomen", O::Woonplaats, V::Voorkomen)
    },
    Bewerking {
        ingangen: &[
            ingang(
                Keuze::StraatInWoonplaatsNaam,
                &["woonplaatsNaam", "openbareRuimteNaam"],
            ),
            ingang(
                Keuze::StraatInWoonplaats,
                &["woonplaatsIdentificatie", "openbareRuimteNaam"],
            ),
            zonder_expand(ingang(Keuze::Woonplaats, &["woonplaatsIdentificatie"])),
        ],
        expand: STRAAT_EXPAND,
        ..rij("openbareRuimten", O::OpenbareRuimte, V::Zoek)
    },
    Bewerking {
        expand: STRAAT_EXPAND,
        ..rij("openbareRuimte", O::OpenbareRuimte, V::Een)
    },
    rij("openbareRuimteLvc", O::OpenbareRuimte, V::Lvc),
    rij("openbareRuimteVoorkomen", O::OpenbareRuimte, V::Voorkomen),
    Bewerking {
        ingangen: &[POSTCODE, NAMEN, zonder_expand(STRAAT), zonder_expand(PAND)],
        expand: NUMMER_EXPAND,
        ..rij("nummeraanduidingen", O::Nummeraanduiding, V::Zoek)
    },
    Bewerking {
        expand: NUMMER_EXPAND,
        ..rij("nummeraanduiding", O::Nummeraanduiding, V::Een)
    },
    rij("nummeraanduidingLvc", O::Nummeraanduiding, V::Lvc),
    rij(
        "nummeraanduidingVoorkomen",
        O::Nummeraanduiding,
        V::Voorkomen,
    ),
    Bewerking {
        ingangen: &[PAND, KADER],
        filters: VBO_FILTERS,
        expand: PLAATS_EXPAND,
        ..rij("verblijfsobjecten", O::Verblijfsobject, V::Zoek)
    },
    Bewerking {
        expand: VBO_EXPAND,
        ..rij("verblijfsobject", O::Verblijfsobject, V::Een)
    },
    rij("verblijfsobjectLvc", O::Verblijfsobject, V::Lvc),
    rij("verblijfsobjectVoorkomen", O::Verblijfsobject, V::Voorkomen),
    Bewerking {
        ingangen: &[PUNT, KADER],
        expand: PLAATS_EXPAND,
        ..rij("ligplaatsen", O::Ligplaats, V::Zoek)
    },
    Bewerking {
        expand: PLAATS_EXPAND,
        ..rij("ligplaatsenOpPunt", O::Ligplaats, V::OpPunt)
    },
    Bewerking {
        expand: PLAATS_EXPAND,
        ..rij("ligplaats", O::Ligplaats, V::Een)
    },
    rij("ligplaatsLvc", O::Ligplaats, V::Lvc),
    rij("ligplaatsVoorkomen", O::Ligplaats, V::Voorkomen),
    Bewerking {
        ingangen: &[PUNT, KADER],
        expand: PLAATS_EXPAND,
        ..rij("standplaatsen", O::Standplaats, V::Zoek)
    },
    Bewerking {
        expand: PLAATS_EXPAND,
        ..rij("standplaatsenOpPunt", O::Standplaats, V::OpPunt)
    },
    Bewerking {
        expand: PLAATS_EXPAND,
        ..rij("standplaats", O::Standplaats, V::Een)
    },
    rij("standplaatsLvc", O::Standplaats, V::Lvc),
    rij("standplaatsVoorkomen", O::Standplaats, V::Voorkomen),
    Bewerking {
        ingangen: &[PUNT, KADER, OBJECT, NUMMER],
        filters: PAND_FILTERS,
        ..rij("panden", O::Pand, V::Zoek)
    },
    rij("pandenOpPunt", O::Pand, V::OpPunt),
    rij("pand", O::Pand, V::Een),
    rij("pandLvc", O::Pand, V::Lvc),
    rij("pandVoorkomen", O::Pand, V::Voorkomen),
    Bewerking {
        ingangen: &[
            ingang(Keuze::Bronhouder, &["objectIdentificatie"]),
            ingang(Keuze::Bronhouder, &["woonplaatsIdentificatie"]),
        ],
        ..rij("bronhouders", O::Bronhouder, V::Zoek)
    },
    rij("bronhouder", O::Bronhouder, V::Een),
    rij("bronhouderVoorkomen", O::Bronhouder, V::Voorkomen),
];

impl Bewerking {
    /// The row of an `operationId`.
    pub(super) fn met_id(id: &str) -> Option<&'static Self> {
        BEWERKINGEN.iter().find(|bewerking| bewerking.id == id)
    }

    /// Whether its answers hold coordinates.
    pub(super) fn heeft_geometrie(&self, expand_geometrie: bool) -> bool {
        match self.over {
            O::AdresUitgebreid
            | O::AdresseerbaarObject
            | O::Verblijfsobject
            | O::Ligplaats
            | O::Standplaats
            | O::Pand => true,
            O::Woonplaats => expand_geometrie,
            _ => false,
        }
    }

    /// Chooses the entry: none is `paramsRequired`, parameters of two are `unsupportedCombination`,
    /// part of one is `paramsCombination`, in that order.
    pub(super) fn kies(&self, parameters: &Parameters) -> Result<&'static Ingang, Fout> {
        let gegeven = |name: &&str| parameters.contains(name);
        let is_gezocht = |name: &&str| {
            self.ingangen
                .iter()
                .any(|ingang| ingang.nodig.contains(name))
        };
        let gezocht: Vec<&str> = parameters
            .iter()
            .map(|(name, _)| name)
            .filter(is_gezocht)
            .collect();
        if gezocht.is_empty() {
            return Err(GEEN_PARAMETER);
        }
        let past = |ingang: &&Ingang| gezocht.iter().all(|name| ingang.nodig.contains(name));
        let compleet = self
            .ingangen
            .iter()
            .filter(past)
            .find(|ingang| ingang.nodig.len() == gezocht.len());
        let mogelijk = compleet.or_else(|| self.ingangen.iter().find(past));
        let Some(ingang) = mogelijk else {
            return Err(NIET_TE_COMBINEREN);
        };
        let vreemde_letters = LETTERS
            .iter()
            .any(|name| parameters.contains(name) && !ingang.erbij.contains(name));
        let losse_filters = ingang.keuze != Keuze::Kader && self.filters.iter().any(gegeven);
        let exact_vrij =
            ingang.keuze == Keuze::Vrij && parameters.boolean("exacteMatch") == Some(true);
        if vreemde_letters || losse_filters || exact_vrij {
            return Err(NIET_TE_COMBINEREN);
        }
        if compleet.is_none() {
            return Err(ONVOLLEDIG);
        }
        Ok(ingang)
    }
}

#[cfg(test)]
pub(super) fn alle() -> impl Iterator<Item = &'static str> {
    BEWERKINGEN.iter().map(|bewerking| bewerking.id)
}
