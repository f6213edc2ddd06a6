//! Titles of nobility, dates that are not whole, investigations. Nobody here exists.

use super::super::{Bijzonder, CastOuder, CastPersoon, Persona, Plek, lid};
use crate::date::GbaDatum;

pub(super) const LEDEN: &[CastPersoon] = &[
    CastPersoon {
        titel: "B",
        ouders: [
            CastOuder::Gegevens("Gerrit", "van", "Waterhoen", 'M', GbaDatum::new(1928, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1930, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "adriaan-van-waterhoen",
            "Titel baron: in naam, aanhef en aanschrijfwijze.",
            "Has the title baron: in name and salutation.",
            &["adellijke titel", "baron", "aanhef"],
        )),
        ..lid(
            999997245,
            ["Adriaan Floris", "van", "Waterhoen"],
            'M',
            GbaDatum::new(1958, 5, 1),
            (51, 51),
            GbaDatum::new(1998, 3, 1),
        )
    },
    CastPersoon {
        titel: "BS",
        ouders: [
            CastOuder::Gegevens("Gerrit", "van", "Waterhoen", 'M', GbaDatum::new(1931, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1933, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "beatrijs-van-waterhoen",
            "Titel barones: in naam, aanhef en aanschrijfwijze.",
            "Has the title barones: in name and salutation.",
            &["adellijke titel", "barones", "aanhef"],
        )),
        ..lid(
            999997269,
            ["Beatrijs", "van", "Waterhoen"],
            'V',
            GbaDatum::new(1961, 6, 2),
            (52, 52),
            GbaDatum::new(2001, 3, 1),
        )
    },
    CastPersoon {
        titel: "GI",
        ouders: [
            CastOuder::Gegevens("Gerrit", "de", "Rietzanger", 'M', GbaDatum::new(1940, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1942, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "clementine-de-rietzanger",
            "Titel gravin: in naam, aanhef en aanschrijfwijze. Haar flat is een appartementsrecht.",
            "Has the title gravin: in name and salutation. Her flat is an apartment right.",
            &[
                "adellijke titel",
                "gravin",
                "aanhef",
                "appartementsrecht",
                "lid van een VvE",
            ],
        )),
        ..lid(
            999997282,
            ["Clementine", "de", "Rietzanger"],
            'V',
            GbaDatum::new(1970, 3, 4),
            (53, 53),
            GbaDatum::new(2010, 3, 1),
        )
    },
    CastPersoon {
        titel: "H",
        ouders: [
            CastOuder::Gegevens(
                "Gerrit",
                "van",
                "Zilverreigersberg",
                'M',
                GbaDatum::new(1919, 0, 0),
            ),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1921, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "dirk-van-zilverreigersberg",
            "Titel hertog: in naam, aanhef en aanschrijfwijze.",
            "Has the title hertog: in name and salutation.",
            &["adellijke titel", "hertog", "aanhef"],
        )),
        ..lid(
            999997300,
            ["Dirk Adolf", "van", "Zilverreigersberg"],
            'M',
            GbaDatum::new(1949, 4, 9),
            (54, 54),
            GbaDatum::new(1989, 3, 1),
        )
    },
    CastPersoon {
        titel: "HI",
        ouders: [
            CastOuder::Gegevens(
                "Gerrit",
                "van",
                "Zilverreigersberg",
                'M',
                GbaDatum::new(1922, 0, 0),
            ),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1924, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "eleonora-van-zilverreigersberg",
            "Titel hertogin: in naam, aanhef en aanschrijfwijze.",
            "Has the title hertogin: in name and salutation.",
            &["adellijke titel", "hertogin", "aanhef"],
        )),
        ..lid(
            999997324,
            ["Eleonora", "van", "Zilverreigersberg"],
            'V',
            GbaDatum::new(1952, 8, 20),
            (55, 55),
            GbaDatum::new(1992, 3, 1),
        )
    },
    CastPersoon {
        titel: "JH",
        ouders: [
            CastOuder::Gegevens(
                "Gerrit",
                "van der",
                "Roerdompe",
                'M',
                GbaDatum::new(1936, 0, 0),
            ),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1938, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "ferdinand-van-der-roerdompe",
            "Predicaat jonkheer: in naam, aanhef en aanschrijfwijze.",
            "Has the predicate jonkheer: in name and salutation.",
            &["predicaat", "jonkheer", "aanhef"],
        )),
        ..lid(
            999997348,
            ["Ferdinand", "van der", "Roerdompe"],
            'M',
            GbaDatum::new(1966, 1, 31),
            (56, 56),
            GbaDatum::new(2006, 3, 1),
        )
    },
    CastPersoon {
        titel: "M",
        ouders: [
            CastOuder::Gegevens("Gerrit", "de", "Kluut", 'M', GbaDatum::new(1933, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1935, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "godfried-de-kluut",
            "Titel markies: in naam, aanhef en aanschrijfwijze.",
            "Has the title markies: in name and salutation.",
            &["adellijke titel", "markies", "aanhef"],
        )),
        ..lid(
            999997361,
            ["Godfried", "de", "Kluut"],
            'M',
            GbaDatum::new(1963, 2, 14),
            (57, 57),
            GbaDatum::new(2003, 3, 1),
        )
    },
    CastPersoon {
        titel: "MI",
        ouders: [
            CastOuder::Gegevens("Gerrit", "de", "Kluut", 'M', GbaDatum::new(1938, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1940, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "hermine-de-kluut",
            "Titel markiezin: in naam, aanhef en aanschrijfwijze.",
            "Has the title markiezin: in name and salutation.",
            &["adellijke titel", "markiezin", "aanhef"],
        )),
        ..lid(
            999997385,
            ["Hermine", "de", "Kluut"],
            'V',
            GbaDatum::new(1968, 10, 10),
            (58, 58),
            GbaDatum::new(2008, 3, 1),
        )
    },
    CastPersoon {
        titel: "P",
        ouders: [
            CastOuder::Gegevens("Gerrit", "van", "Tureluur", 'M', GbaDatum::new(1944, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1946, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "igor-van-tureluur",
            "Titel prins: in naam, aanhef en aanschrijfwijze.",
            "Has the title prins: in name and salutation.",
            &["adellijke titel", "prins", "aanhef"],
        )),
        ..lid(
            999997403,
            ["Igor Alexander", "van", "Tureluur"],
            'M',
            GbaDatum::new(1974, 12, 1),
            (59, 59),
            GbaDatum::new(2014, 3, 1),
        )
    },
    CastPersoon {
        titel: "PS",
        ouders: [
            CastOuder::Gegevens("Gerrit", "van", "Tureluur", 'M', GbaDatum::new(1947, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1949, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "josephine-van-tureluur",
            "Titel prinses: in naam, aanhef en aanschrijfwijze.",
            "Has the title prinses: in name and salutation.",
            &["adellijke titel", "prinses", "aanhef"],
        )),
        ..lid(
            999997427,
            ["Josephine", "van", "Tureluur"],
            'V',
            GbaDatum::new(1977, 7, 19),
            (60, 60),
            GbaDatum::new(2017, 3, 1),
        )
    },
    CastPersoon {
        titel: "R",
        ouders: [
            CastOuder::Gegevens("Gerrit", "de", "Wulp", 'M', GbaDatum::new(1921, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1923, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "koenraad-de-wulp",
            "Titel ridder: in naam, aanhef en aanschrijfwijze.",
            "Has the title ridder: in name and salutation.",
            &["adellijke titel", "ridder", "aanhef"],
        )),
        ..lid(
            999997440,
            ["Koenraad", "de", "Wulp"],
            'M',
            GbaDatum::new(1951, 9, 25),
            (61, 61),
            GbaDatum::new(1991, 3, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Overbeek", 'M', GbaDatum::new(1948, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1950, 0, 0)),
        ],
        bijzonder: &[Bijzonder::Eerder(
            Plek::Adres(11),
            GbaDatum::new(2004, 3, 0),
        )],
        persona: Some(Persona::nieuw(
            "marit-overbeek",
            "Van haar geboortedatum is de dag onbekend en van haar verhuizing alleen het jaar: in bewoning eerst mogelijk, dan zeker.",
            "The day of her birth and all but the year of her move are unknown: in bewoning first possible, then certain.",
            &[
                "geboortedatum zonder dag",
                "datum onvolledig",
                "mogelijke bewoner",
            ],
        )),
        ..lid(
            999997464,
            ["Marit", "", "Overbeek"],
            'V',
            GbaDatum::new(1978, 5, 0),
            (62, 62),
            GbaDatum::new(2012, 0, 0),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Vonk", 'M', GbaDatum::new(1937, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1939, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "hugo-vonk",
            "Zijn geboortedatum bestaat niet (30 februari): zo staat hij in het register.",
            "His date of birth does not exist (30 February): so the register has it.",
            &["onmogelijke datum"],
        )),
        ..lid(
            999997488,
            ["Hugo", "", "Vonk"],
            'M',
            GbaDatum::new(1967, 2, 30),
            (63, 63),
            GbaDatum::new(1999, 9, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Lammertink", 'M', GbaDatum::new(1953, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1955, 0, 0)),
        ],
        bijzonder: &[
            Bijzonder::Onderzoek("010200", GbaDatum::new(2025, 3, 1)),
            Bijzonder::Onderzoek("010310", GbaDatum::new(2025, 4, 1)),
            Bijzonder::Onderzoek("020200", GbaDatum::new(2025, 5, 1)),
            Bijzonder::Onderzoek("040500", GbaDatum::new(2025, 6, 1)),
            Bijzonder::Onderzoek("081100", GbaDatum::new(2025, 7, 1)),
        ],
        persona: Some(Persona::nieuw(
            "tess-lammertink",
            "Veel van haar gegevens zijn tegelijk in onderzoek: naam, geboorte, nationaliteit, adres.",
            "Much of her data is being investigated at once: name, birth, nationality, address.",
            &["in onderzoek", "meer onderzoeken"],
        )),
        ..lid(
            999997506,
            ["Tess", "", "Lammertink"],
            'V',
            GbaDatum::new(1983, 10, 6),
            (64, 64),
            GbaDatum::new(2015, 5, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Haverkamp", 'M', GbaDatum::new(1941, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1943, 0, 0)),
        ],
        bijzonder: &[Bijzonder::BijHuisnummer("to")],
        persona: Some(Persona::nieuw(
            "bert-haverkamp",
            "Woont tegenover huisnummer 15: aanduiding bij huisnummer.",
            "Lives opposite number 15: aanduiding bij huisnummer.",
            &["tegenover huisnummer"],
        )),
        ..lid(
            999997543,
            ["Bert", "", "Haverkamp"],
            'M',
            GbaDatum::new(1971, 1, 1),
            (65, 65),
            GbaDatum::new(2001, 3, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Slagter", 'M', GbaDatum::new(1926, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1928, 0, 0)),
        ],
        bijzonder: &[Bijzonder::BijHuisnummer("by")],
        persona: Some(Persona::nieuw(
            "coby-slagter",
            "Woont bij huisnummer 16, in het tuinhuis.",
            "Lives by number 16, in the garden house.",
            &["bij huisnummer"],
        )),
        ..lid(
            999997567,
            ["Coby", "", "Slagter"],
            'V',
            GbaDatum::new(1956, 8, 30),
            (66, 66),
            GbaDatum::new(1990, 3, 1),
        )
    },
];
