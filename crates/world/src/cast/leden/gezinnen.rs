//! Families, names, the dead and the departed. Nobody here exists.

use super::super::{Bijzonder, CastOuder, CastPersoon, CastVerbintenis, Persona, Plek, lid};
use crate::date::GbaDatum;
use crate::identifiers::Reisdocumentnummer;

pub(super) const LEDEN: &[CastPersoon] = &[
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Hendrik", "de", "Wit", 'M', GbaDatum::new(1958, 2, 11)),
            CastOuder::Gegevens(
                "Maria Johanna",
                "",
                "Visser",
                'V',
                GbaDatum::new(1960, 7, 30),
            ),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 1,
            soort: 'H',
            aangaan: GbaDatum::new(2013, 5, 24),
            ontbinding: None,
        }],
        bijzonder: &[
            Bijzonder::Naamgebruik('V'),
            Bijzonder::Reisdocument(
                "PN",
                Reisdocumentnummer::of(b"TS0FL0A10"),
                GbaDatum::new(2031, 4, 2),
                None,
            ),
        ],
        persona: Some(Persona::nieuw(
            "sanne-de-wit",
            "Verhuist met man en twee kinderen naar een leeg huis in dezelfde straat.",
            "Moves with her husband and two children to a vacant house in the same street.",
            &[
                "gezin",
                "verhuizing",
                "naamgebruik partner voor eigen",
                "reisdocument",
            ],
        )),
        ..lid(
            999990019,
            ["Sanne Elisabeth", "de", "Wit"],
            'V',
            GbaDatum::new(1988, 4, 12),
            (0, 0),
            GbaDatum::new(2014, 6, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Willem", "", "Bakker", 'M', GbaDatum::new(1955, 1, 17)),
            CastOuder::Gegevens("Anna", "", "Smit", 'V', GbaDatum::new(1957, 12, 5)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 0,
            soort: 'H',
            aangaan: GbaDatum::new(2013, 5, 24),
            ontbinding: None,
        }],
        persona: Some(Persona::nieuw(
            "joris-bakker",
            "Zelfstandige zonder personeel: zijn eenmanszaak staat op zijn huisadres. Op het huis rust een hypotheek.",
            "Self-employed: his one-man business has its seat at his home. There is a mortgage on the house.",
            &[
                "eenmanszaak",
                "eigenaar",
                "gezamenlijk eigendom",
                "hypotheek",
            ],
        )),
        ..lid(
            999990123,
            ["Joris", "", "Bakker"],
            'M',
            GbaDatum::new(1986, 9, 3),
            (0, 0),
            GbaDatum::new(2014, 6, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(0), CastOuder::Lid(1)],
        ..lid(
            999990226,
            ["Lotte Sophie", "", "Bakker"],
            'V',
            GbaDatum::new(2015, 3, 19),
            (0, 0),
            GbaDatum::new(2015, 3, 19),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(0), CastOuder::Lid(1)],
        ..lid(
            999990329,
            ["Daan", "", "Bakker"],
            'M',
            GbaDatum::new(2018, 11, 7),
            (0, 0),
            GbaDatum::new(2018, 11, 7),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Jürgen", "", "Müller", 'M', GbaDatum::new(1963, 5, 9)),
            CastOuder::Gegevens("Chloé", "", "Citroën", 'V', GbaDatum::new(1965, 8, 16)),
        ],
        bijzonder: &[Bijzonder::Geboren("0344", 6030)],
        persona: Some(Persona::nieuw(
            "zoe-muller",
            "Heeft leestekens in voornaam en achternaam: zoeken met en zonder trema.",
            "Has diacritics in both names: search with and without them.",
            &["diakrieten", "alleenstaand"],
        )),
        ..lid(
            999990433,
            ["Zoë Renée", "", "Müller"],
            'V',
            GbaDatum::new(1992, 2, 28),
            (1, 1),
            GbaDatum::new(2019, 8, 15),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Ahmed", "el", "Idrissi", 'M', GbaDatum::new(1954, 0, 0)),
            CastOuder::Gegevens("Fatima", "", "Amrani", 'V', GbaDatum::new(1958, 0, 0)),
        ],
        bijzonder: &[Bijzonder::Geheim(7)],
        persona: Some(Persona::nieuw(
            "nadia-el-idrissi",
            "Haar adres is geheim: wie haar gegevens krijgt, ziet de indicatie erbij.",
            "Her address is secret: whoever gets her data sees the indication with it.",
            &["geheim", "voorvoegsel", "eenouder"],
        )),
        ..lid(
            999990536,
            ["Nadia", "el", "Idrissi"],
            'V',
            GbaDatum::new(1983, 7, 14),
            (2, 2),
            GbaDatum::new(2021, 3, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(5), CastOuder::Geen],
        bijzonder: &[Bijzonder::Geheim(7)],
        ..lid(
            999990639,
            ["Yara", "el", "Idrissi"],
            'V',
            GbaDatum::new(2016, 5, 20),
            (2, 2),
            GbaDatum::new(2021, 3, 1),
        )
    },
    CastPersoon {
        titel: "G",
        ouders: [
            CastOuder::Gegevens(
                "Frederik Karel",
                "van",
                "Oordenburgh",
                'M',
                GbaDatum::new(1929, 3, 3),
            ),
            CastOuder::Gegevens("Louise", "de", "Groot", 'V', GbaDatum::new(1932, 9, 21)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 8,
            soort: 'H',
            aangaan: GbaDatum::new(1989, 6, 10),
            ontbinding: None,
        }],
        persona: Some(Persona::nieuw(
            "karel-van-oordenburgh",
            "Graaf: titel in naam en aanhef. Zijn huis is een monument.",
            "A count: the title stands in name and salutation. His house is a listed building.",
            &["adellijke titel", "aanhef", "publiekrechtelijke beperking"],
        )),
        ..lid(
            999990743,
            ["Karel Willem", "van", "Oordenburgh"],
            'M',
            GbaDatum::new(1961, 4, 8),
            (3, 25),
            GbaDatum::new(1999, 1, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Jan", "", "Vos", 'M', GbaDatum::new(1935, 6, 11)),
            CastOuder::Gegevens("Elisabeth", "", "Mol", 'V', GbaDatum::new(1938, 2, 14)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 7,
            soort: 'H',
            aangaan: GbaDatum::new(1989, 6, 10),
            ontbinding: None,
        }],
        bijzonder: &[Bijzonder::Naamgebruik('N')],
        persona: Some(Persona::nieuw(
            "els-vos",
            "Draagt de naam van haar man, een graaf, na haar eigen naam: hoffelijkheidstitel gravin.",
            "Uses her husband's name, a count's, after her own: courtesy title countess.",
            &["hoffelijkheidstitel", "naamgebruik eigen voor partner"],
        )),
        ..lid(
            999990846,
            ["Els", "", "Vos"],
            'V',
            GbaDatum::new(1964, 8, 17),
            (3, 25),
            GbaDatum::new(1999, 1, 1),
        )
    },
    CastPersoon {
        titel: "JV",
        ouders: [
            CastOuder::Gegevens("Willem", "de", "Roo", 'M', GbaDatum::new(1921, 6, 16)),
            CastOuder::Gegevens("Charlotte", "van", "Dijk", 'V', GbaDatum::new(1925, 9, 7)),
        ],
        persona: Some(Persona::nieuw(
            "wilhelmina-de-roo",
            "Jonkvrouw, ongehuwd: een predicaat is geen titel.",
            "A jonkvrouw, unmarried: a predicate is no title.",
            &["predicaat", "aanhef"],
        )),
        ..lid(
            999990949,
            ["Wilhelmina Charlotte", "de", "Roo"],
            'V',
            GbaDatum::new(1955, 1, 25),
            (4, 24),
            GbaDatum::new(1984, 4, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Cornelis", "", "Jansen", 'M', GbaDatum::new(1948, 9, 13)),
            CastOuder::Gegevens("Trijntje", "", "Dekker", 'V', GbaDatum::new(1951, 3, 4)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 11,
            soort: 'H',
            aangaan: GbaDatum::new(2005, 6, 3),
            ontbinding: None,
        }],
        bijzonder: &[Bijzonder::Naamgebruik('P')],
        persona: Some(Persona::nieuw(
            "anna-jansen",
            "Gebruikt alleen de naam van haar man.",
            "Uses her husband's name only.",
            &["naamgebruik partner"],
        )),
        ..lid(
            999991061,
            ["Anna", "", "Jansen"],
            'V',
            GbaDatum::new(1979, 5, 2),
            (5, 3),
            GbaDatum::new(2005, 7, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Pieter", "van den", "Berg", 'M', GbaDatum::new(1946, 8, 10)),
            CastOuder::Gegevens("Jannetje", "", "Kok", 'V', GbaDatum::new(1949, 5, 27)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 10,
            soort: 'H',
            aangaan: GbaDatum::new(2005, 6, 3),
            ontbinding: None,
        }],
        bijzonder: &[Bijzonder::Naamgebruik('N')],
        persona: Some(Persona::nieuw(
            "pieter-van-den-berg",
            "Gebruikt eerst zijn eigen naam en dan die van zijn vrouw.",
            "Uses his own name first and then his wife's.",
            &["naamgebruik eigen voor partner", "voorvoegsel"],
        )),
        ..lid(
            999991164,
            ["Pieter", "van den", "Berg"],
            'M',
            GbaDatum::new(1977, 1, 23),
            (5, 3),
            GbaDatum::new(2005, 7, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Hendriks", 'M', GbaDatum::new(1911, 2, 2)),
            CastOuder::Gegevens("Maria", "", "Vermeulen", 'V', GbaDatum::new(1914, 7, 17)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 13,
            soort: 'H',
            aangaan: GbaDatum::new(1965, 5, 14),
            ontbinding: Some((GbaDatum::new(2021, 3, 9), 'O')),
        }],
        bijzonder: &[Bijzonder::Naamgebruik('V')],
        persona: Some(Persona::nieuw(
            "geertruida-hendriks",
            "Weduwe: haar huwelijk is ontbonden door overlijden.",
            "A widow: her marriage was dissolved by death.",
            &[
                "weduwe",
                "ontbonden huwelijk",
                "naamgebruik partner voor eigen",
            ],
        )),
        ..lid(
            999991267,
            ["Geertruida Maria", "", "Hendriks"],
            'V',
            GbaDatum::new(1941, 8, 16),
            (6, 5),
            GbaDatum::new(1968, 3, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Albert", "", "Scholten", 'M', GbaDatum::new(1905, 0, 0)),
            CastOuder::Gegevens("Hendrika", "", "Prins", 'V', GbaDatum::new(1910, 0, 0)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 12,
            soort: 'H',
            aangaan: GbaDatum::new(1965, 5, 14),
            ontbinding: Some((GbaDatum::new(2021, 3, 9), 'O')),
        }],
        bijzonder: &[
            Bijzonder::Overleden(GbaDatum::new(2021, 3, 9), 9001, 6030),
            Bijzonder::Opschorting('O', GbaDatum::new(2021, 3, 9)),
        ],
        persona: Some(Persona::nieuw(
            "hendrik-scholten",
            "Overleden: alleen te vinden als je erom vraagt, bij raadplegen altijd.",
            "Dead: found in a search only when asked for, by number always.",
            &["overleden", "opschorting O"],
        )),
        ..lid(
            999991371,
            ["Hendrik", "", "Scholten"],
            'M',
            GbaDatum::new(1938, 6, 4),
            (7, 5),
            GbaDatum::new(1968, 3, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Jos", "", "Peeters", 'M', GbaDatum::new(1960, 4, 14)),
            CastOuder::Gegevens("Ria", "", "Smeets", 'V', GbaDatum::new(1962, 2, 3)),
        ],
        bijzonder: &[
            Bijzonder::Opschorting('E', GbaDatum::new(2019, 7, 1)),
            Bijzonder::Eerder(Plek::Adres(12), GbaDatum::new(2012, 1, 1)),
        ],
        persona: Some(Persona::nieuw(
            "marloes-peeters",
            "Vertrokken naar België: geëmigreerd, adres in het buitenland.",
            "Left for Belgium: emigrated, with an address abroad.",
            &["emigratie", "opschorting E", "adres buitenland"],
        )),
        plek: Plek::Buitenland(5010, ["Proefstraat 3", "2999 Testgem", ""]),
        ..lid(
            999991474,
            ["Marloes", "", "Peeters"],
            'V',
            GbaDatum::new(1990, 9, 30),
            (8, 0),
            GbaDatum::new(2019, 7, 1),
        )
    },
    CastPersoon {
        bijzonder: &[
            Bijzonder::Opschorting('R', GbaDatum::new(2018, 4, 1)),
            Bijzonder::Rni(101, ""),
            Bijzonder::Nationaliteit(72, 301, GbaDatum::new(2018, 4, 1)),
            Bijzonder::Verificatie(GbaDatum::new(2020, 9, 14), "bewijs nationaliteit"),
            Bijzonder::Geboren("Lublin", 7028),
        ],
        persona: Some(Persona::nieuw(
            "piotr-kowalski",
            "Niet-ingezetene (RNI): werkt hier, woont in Polen.",
            "A non-resident (RNI): works here, lives in Poland.",
            &["rni", "opschorting R", "verificatie", "adres buitenland"],
        )),
        plek: Plek::Buitenland(7028, ["ul. Probna 12", "00-999 Przyklad", ""]),
        ..lid(
            999991577,
            ["Piotr", "", "Kowalski"],
            'M',
            GbaDatum::new(1985, 3, 19),
            (9, 0),
            GbaDatum::new(2018, 4, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Frans", "", "Verhoeven", 'M', GbaDatum::new(1944, 0, 0)),
            CastOuder::Gegevens("Mia", "", "Jacobs", 'V', GbaDatum::new(1947, 0, 0)),
        ],
        bijzonder: &[Bijzonder::Briefadres],
        persona: Some(Persona::nieuw(
            "rik-verhoeven",
            "Heeft alleen een briefadres: woont er niet.",
            "Has a postal address only: does not live there.",
            &["briefadres"],
        )),
        ..lid(
            999991681,
            ["Rik", "", "Verhoeven"],
            'M',
            GbaDatum::new(1974, 2, 11),
            (10, 12),
            GbaDatum::new(2023, 5, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Kees", "", "Brouwer", 'M', GbaDatum::new(1964, 1, 1)),
            CastOuder::Gegevens("Ina", "", "Post", 'V', GbaDatum::new(1966, 9, 13)),
        ],
        bijzonder: &[Bijzonder::Onderzoek("089999", GbaDatum::new(2025, 11, 3))],
        persona: Some(Persona::nieuw(
            "tim-brouwer",
            "Zijn adres is in onderzoek: vastgesteld dat hij er niet meer woont.",
            "His address is being investigated: established that he no longer lives there.",
            &["in onderzoek", "adres"],
        )),
        ..lid(
            999991784,
            ["Tim", "", "Brouwer"],
            'M',
            GbaDatum::new(1995, 6, 17),
            (11, 13),
            GbaDatum::new(2020, 9, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Jacob", "", "Kuiper", 'M', GbaDatum::new(1919, 0, 0)),
            CastOuder::Gegevens("Aaltje", "", "Bos", 'V', GbaDatum::new(1922, 0, 0)),
        ],
        bijzonder: &[Bijzonder::Curatele],
        persona: Some(Persona::nieuw(
            "gerda-kuiper",
            "Staat onder curatele.",
            "Under curatele.",
            &["curatele", "huisletter"],
        )),
        ..lid(
            999991887,
            ["Gerda", "", "Kuiper"],
            'V',
            GbaDatum::new(1948, 9, 23),
            (12, 14),
            GbaDatum::new(2010, 3, 1),
        )
    },
    CastPersoon {
        bijzonder: &[
            Bijzonder::Immigratie(6024, GbaDatum::new(2001, 4, 1)),
            Bijzonder::Nederlanderschap('B', GbaDatum::new(2001, 4, 1)),
            Bijzonder::Geboren("Semarang", 6024),
        ],
        persona: Some(Persona::nieuw(
            "suharni",
            "Heeft maar één naam: geen voornamen; wordt als Nederlander behandeld.",
            "Has a single name and no given names; is treated as Dutch.",
            &[
                "één naam",
                "behandeld als Nederlander",
                "huisletter en toevoeging",
            ],
        )),
        ..lid(
            999991991,
            ["", "", "Suharni"],
            'V',
            GbaDatum::new(1967, 6, 15),
            (13, 15),
            GbaDatum::new(2001, 4, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Theo", "", "Maas", 'M', GbaDatum::new(1960, 9, 9)),
            CastOuder::Gegevens("Joke", "", "Peters", 'V', GbaDatum::new(1962, 1, 10)),
        ],
        persona: Some(Persona::nieuw(
            "ilse-maas",
            "Moeder van een tweeling, geboren op schrikkeldag; woont ongehuwd samen.",
            "Mother of twins born on a leap day; lives with their father, unmarried.",
            &["tweeling", "ongehuwd", "schrikkeldag"],
        )),
        ..lid(
            999992107,
            ["Ilse", "", "Maas"],
            'V',
            GbaDatum::new(1990, 2, 4),
            (14, 16),
            GbaDatum::new(2018, 6, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Ruud", "", "Schouten", 'M', GbaDatum::new(1957, 3, 21)),
            CastOuder::Gegevens("Tineke", "", "Blom", 'V', GbaDatum::new(1959, 4, 29)),
        ],
        ..lid(
            999992211,
            ["Tom", "", "Schouten"],
            'M',
            GbaDatum::new(1988, 8, 15),
            (14, 16),
            GbaDatum::new(2018, 6, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(20), CastOuder::Lid(21)],
        ..lid(
            999992314,
            ["Fem", "", "Schouten"],
            'V',
            GbaDatum::new(2020, 2, 29),
            (14, 16),
            GbaDatum::new(2020, 2, 29),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(20), CastOuder::Lid(21)],
        ..lid(
            999992417,
            ["Saar", "", "Schouten"],
            'V',
            GbaDatum::new(2020, 2, 29),
            (14, 16),
            GbaDatum::new(2020, 2, 29),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Rob", "", "Timmermans", 'M', GbaDatum::new(1958, 0, 0)),
            CastOuder::Gegevens("Wies", "", "Evers", 'V', GbaDatum::new(1960, 0, 0)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 25,
            soort: 'H',
            aangaan: GbaDatum::new(2018, 9, 21),
            ontbinding: None,
        }],
        persona: Some(Persona::nieuw(
            "eva-timmermans",
            "Getrouwd met een vrouw; samen hebben zij een zoon.",
            "Married to a woman; together they have a son.",
            &["twee moeders", "flat"],
        )),
        ..lid(
            999992521,
            ["Eva", "", "Timmermans"],
            'V',
            GbaDatum::new(1989, 3, 11),
            (15, 17),
            GbaDatum::new(2017, 5, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Hans", "", "Willems", 'M', GbaDatum::new(1961, 0, 0)),
            CastOuder::Gegevens("Petra", "", "Kramer", 'V', GbaDatum::new(1964, 0, 0)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 24,
            soort: 'H',
            aangaan: GbaDatum::new(2018, 9, 21),
            ontbinding: None,
        }],
        persona: Some(Persona::nieuw(
            "noor-willems",
            "Huurt met haar vrouw een flat van een woningcorporatie.",
            "Rents a flat from a housing corporation, with her wife.",
            &["huurder"],
        )),
        ..lid(
            999992624,
            ["Noor", "", "Willems"],
            'V',
            GbaDatum::new(1991, 12, 5),
            (15, 17),
            GbaDatum::new(2017, 5, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(24), CastOuder::Lid(25)],
        ..lid(
            999992727,
            ["Sem", "", "Timmermans"],
            'M',
            GbaDatum::new(2021, 4, 18),
            (15, 17),
            GbaDatum::new(2021, 4, 18),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gijs", "van", "Leeuwen", 'M', GbaDatum::new(1952, 0, 0)),
            CastOuder::Gegevens("Corrie", "", "Bosman", 'V', GbaDatum::new(1955, 0, 0)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 28,
            soort: 'H',
            aangaan: GbaDatum::new(2016, 7, 8),
            ontbinding: None,
        }],
        persona: Some(Persona::nieuw(
            "bas-van-leeuwen",
            "Getrouwd met een man; samen adopteerden zij een dochter.",
            "Married to a man; together they adopted a daughter.",
            &["twee vaders", "adoptie"],
        )),
        ..lid(
            999992831,
            ["Bas", "van", "Leeuwen"],
            'M',
            GbaDatum::new(1982, 9, 1),
            (16, 18),
            GbaDatum::new(2015, 2, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Evert", "", "Koster", 'M', GbaDatum::new(1954, 0, 0)),
            CastOuder::Gegevens("Margriet", "", "Schipper", 'V', GbaDatum::new(1957, 0, 0)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 27,
            soort: 'H',
            aangaan: GbaDatum::new(2016, 7, 8),
            ontbinding: None,
        }],
        ..lid(
            999992934,
            ["Ruben", "", "Koster"],
            'M',
            GbaDatum::new(1984, 1, 19),
            (16, 18),
            GbaDatum::new(2015, 2, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(27), CastOuder::Lid(28)],
        bijzonder: &[
            Bijzonder::Akte('Q'),
            Bijzonder::Ouderschap(1, 'Q', GbaDatum::new(2019, 3, 15)),
            Bijzonder::Ouderschap(2, 'Q', GbaDatum::new(2019, 3, 15)),
        ],
        persona: Some(Persona::nieuw(
            "mila-van-leeuwen",
            "Minderjarig (tot 2035), geadopteerd door twee vaders.",
            "A minor (until 2035), adopted by two fathers.",
            &["adoptie", "twee vaders", "minderjarig"],
        )),
        ..lid(
            999993045,
            ["Mila", "van", "Leeuwen"],
            'V',
            GbaDatum::new(2017, 6, 30),
            (16, 18),
            GbaDatum::new(2019, 3, 15),
        )
    },
];
