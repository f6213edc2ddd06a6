//! Origins, special places, homes. Nobody here exists.

use super::super::{Bijzonder, CastOuder, CastPersoon, CastVerbintenis, Persona, Plek, lid};
use crate::date::GbaDatum;

pub(super) const LEDEN: &[CastPersoon] = &[
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Bert", "", "Groen", 'M', GbaDatum::new(1950, 0, 0)),
            CastOuder::Gegevens("Gré", "", "Vink", 'V', GbaDatum::new(1952, 0, 0)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 33,
            soort: 'H',
            aangaan: GbaDatum::new(2007, 9, 7),
            ontbinding: Some((GbaDatum::new(2015, 11, 20), 'S')),
        }],
        persona: Some(Persona::nieuw(
            "carla-groen",
            "Gescheiden, met twee minderjarige kinderen; de vader woont in hetzelfde gebouw.",
            "Divorced, with two minor children; their father lives in the same building.",
            &["gescheiden", "eenouder", "kinderen"],
        )),
        ..lid(
            999993148,
            ["Carla", "", "Groen"],
            'V',
            GbaDatum::new(1981, 4, 10),
            (17, 19),
            GbaDatum::new(2016, 1, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(30), CastOuder::Lid(33)],
        ..lid(
            999993252,
            ["Luuk", "", "Hermans"],
            'M',
            GbaDatum::new(2009, 8, 27),
            (17, 19),
            GbaDatum::new(2016, 1, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(30), CastOuder::Lid(33)],
        ..lid(
            999993355,
            ["Jip", "", "Hermans"],
            'M',
            GbaDatum::new(2012, 10, 14),
            (17, 19),
            GbaDatum::new(2016, 1, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Sjef", "", "Hermans", 'M', GbaDatum::new(1949, 0, 0)),
            CastOuder::Gegevens("Annie", "", "Wouters", 'V', GbaDatum::new(1951, 0, 0)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 30,
            soort: 'H',
            aangaan: GbaDatum::new(2007, 9, 7),
            ontbinding: Some((GbaDatum::new(2015, 11, 20), 'S')),
        }],
        persona: Some(Persona::nieuw(
            "dennis-hermans",
            "Gescheiden vader: zijn kinderen wonen bij hun moeder.",
            "A divorced father: his children live with their mother.",
            &["gescheiden", "toevoeging", "kinderen elders"],
        )),
        ..lid(
            999993458,
            ["Dennis", "", "Hermans"],
            'M',
            GbaDatum::new(1979, 6, 15),
            (18, 20),
            GbaDatum::new(2016, 1, 1),
        )
    },
    CastPersoon {
        bijzonder: &[
            Bijzonder::Immigratie(6013, GbaDatum::new(2011, 8, 1)),
            Bijzonder::Nationaliteit(149, 301, GbaDatum::new(2011, 8, 1)),
            Bijzonder::Verblijfstitel(26, GbaDatum::new(2011, 8, 1), GbaDatum::new(2029, 8, 1)),
            Bijzonder::Geboren("Mogadishu", 6013),
        ],
        persona: Some(Persona::nieuw(
            "abdi-warsame",
            "Van zijn geboortedatum is alleen het jaar bekend.",
            "Of his date of birth only the year is known.",
            &["geboortedatum onvolledig", "verblijfstitel", "immigratie"],
        )),
        ..lid(
            999993562,
            ["Abdi", "", "Warsame"],
            'M',
            GbaDatum::new(1975, 0, 0),
            (19, 21),
            GbaDatum::new(2011, 8, 1),
        )
    },
    CastPersoon {
        bijzonder: &[
            Bijzonder::Immigratie(0, GbaDatum::new(2015, 3, 1)),
            Bijzonder::Nationaliteit(499, 311, GbaDatum::new(2015, 3, 1)),
            Bijzonder::Verblijfstitel(27, GbaDatum::new(2020, 3, 1), GbaDatum::new(0, 0, 0)),
            Bijzonder::Geboren("Haifa", 0),
        ],
        persona: Some(Persona::nieuw(
            "samir-hassan",
            "Staatloos, geboortedatum onbekend, gevestigd vanuit een onbekend land.",
            "Stateless, date of birth unknown, settled from an unknown country.",
            &[
                "staatloos",
                "geboortedatum onbekend",
                "vestiging uit onbekend land",
            ],
        )),
        ..lid(
            999993665,
            ["Samir", "", "Hassan"],
            'M',
            GbaDatum::new(0, 0, 0),
            (20, 22),
            GbaDatum::new(2015, 3, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Marcel", "", "Bos", 'M', GbaDatum::new(1969, 0, 0)),
            CastOuder::Gegevens("Angelique", "", "Kuijpers", 'V', GbaDatum::new(1971, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "kim-bos",
            "Het geslacht is onbekend: een aanhef zonder heer of mevrouw.",
            "Sex not known: a salutation without heer or mevrouw.",
            &["geslacht onbekend", "aanhef", "lange straatnaam"],
        )),
        ..lid(
            999993768,
            ["Kim", "", "Bos"],
            'O',
            GbaDatum::new(1999, 7, 20),
            (21, 23),
            GbaDatum::new(2021, 9, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Jaap", "", "Mulder", 'M', GbaDatum::new(1936, 0, 0)),
            CastOuder::Gegevens("Riet", "", "Boer", 'V', GbaDatum::new(1938, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "freek-mulder",
            "Woont op een woonboot: een ligplaats, geen pand.",
            "Lives on a houseboat: a mooring, no building.",
            &["ligplaats"],
        )),
        ..lid(
            999993872,
            ["Freek", "", "Mulder"],
            'M',
            GbaDatum::new(1966, 3, 5),
            (22, 33),
            GbaDatum::new(2003, 5, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Harm", "", "Wolters", 'M', GbaDatum::new(1940, 0, 0)),
            CastOuder::Gegevens("Jantje", "", "Veenstra", 'V', GbaDatum::new(1943, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "johanna-wolters",
            "Woont in een woonwagen: een standplaats.",
            "Lives in a caravan: a pitch.",
            &["standplaats"],
        )),
        ..lid(
            999993975,
            ["Johanna", "", "Wolters"],
            'V',
            GbaDatum::new(1970, 9, 12),
            (23, 35),
            GbaDatum::new(1995, 1, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Mehmet", "", "Yılmaz", 'M', GbaDatum::new(1962, 0, 0)),
            CastOuder::Gegevens("Ayşe", "", "Demir", 'V', GbaDatum::new(1965, 0, 0)),
        ],
        bijzonder: &[
            Bijzonder::Nationaliteit(1, 17, GbaDatum::new(1993, 4, 18)),
            Bijzonder::Nationaliteit(339, 301, GbaDatum::new(1993, 4, 18)),
        ],
        persona: Some(Persona::nieuw(
            "emre-yilmaz",
            "Heeft de Nederlandse en de Turkse nationaliteit.",
            "Has the Dutch and the Turkish nationality.",
            &["meer nationaliteiten", "standplaats"],
        )),
        ..lid(
            999994086,
            ["Emre", "", "Yılmaz"],
            'M',
            GbaDatum::new(1993, 4, 18),
            (24, 36),
            GbaDatum::new(2017, 6, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Sjoerd", "", "Hoekstra", 'M', GbaDatum::new(1939, 0, 0)),
            CastOuder::Gegevens("Baukje", "", "Dijkstra", 'V', GbaDatum::new(1942, 0, 0)),
        ],
        bijzonder: &[Bijzonder::UitgeslotenKiesrecht(GbaDatum::new(2030, 7, 1))],
        persona: Some(Persona::nieuw(
            "leo-hoekstra",
            "Uitgesloten van het kiesrecht.",
            "Excluded from voting.",
            &["uitsluiting kiesrecht"],
        )),
        ..lid(
            999994189,
            ["Leo", "", "Hoekstra"],
            'M',
            GbaDatum::new(1969, 1, 1),
            (25, 37),
            GbaDatum::new(2019, 2, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Aart", "", "Meijer", 'M', GbaDatum::new(1954, 0, 0)),
            CastOuder::Gegevens("Lena", "", "Kok", 'V', GbaDatum::new(1956, 0, 0)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 42,
            soort: 'H',
            aangaan: GbaDatum::new(2007, 10, 12),
            ontbinding: None,
        }],
        persona: Some(Persona::nieuw(
            "esther-meijer",
            "Moeder van vijf kinderen.",
            "Mother of five children.",
            &["groot gezin", "straatnaam met diakriet"],
        )),
        ..lid(
            999994293,
            ["Esther", "", "Meijer"],
            'V',
            GbaDatum::new(1984, 2, 12),
            (26, 28),
            GbaDatum::new(2008, 5, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Arie", "", "Huisman", 'M', GbaDatum::new(1952, 0, 0)),
            CastOuder::Gegevens("Neeltje", "", "Molenaar", 'V', GbaDatum::new(1955, 0, 0)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 41,
            soort: 'H',
            aangaan: GbaDatum::new(2007, 10, 12),
            ontbinding: None,
        }],
        persona: Some(Persona::nieuw(
            "jacob-huisman",
            "Directeur van een besloten vennootschap die op zijn huisadres staat.",
            "Director of a private company that has its seat at his home.",
            &["bv", "bestuurder"],
        )),
        ..lid(
            999994396,
            ["Jacob", "", "Huisman"],
            'M',
            GbaDatum::new(1982, 6, 7),
            (26, 28),
            GbaDatum::new(2008, 5, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(41), CastOuder::Lid(42)],
        ..lid(
            999994499,
            ["Arie", "", "Huisman"],
            'M',
            GbaDatum::new(2009, 12, 3),
            (26, 28),
            GbaDatum::new(2009, 12, 3),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(41), CastOuder::Lid(42)],
        ..lid(
            999994608,
            ["Neeltje", "", "Huisman"],
            'V',
            GbaDatum::new(2011, 10, 15),
            (26, 28),
            GbaDatum::new(2011, 10, 15),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(41), CastOuder::Lid(42)],
        ..lid(
            999994712,
            ["Jacob Jan", "", "Huisman"],
            'M',
            GbaDatum::new(2013, 9, 9),
            (26, 28),
            GbaDatum::new(2013, 9, 9),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(41), CastOuder::Lid(42)],
        ..lid(
            999994815,
            ["Lena", "", "Huisman"],
            'V',
            GbaDatum::new(2016, 2, 14),
            (26, 28),
            GbaDatum::new(2016, 2, 14),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(41), CastOuder::Lid(42)],
        ..lid(
            999994918,
            ["Marthe", "", "Huisman"],
            'V',
            GbaDatum::new(2019, 8, 1),
            (26, 28),
            GbaDatum::new(2019, 8, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Klaus", "", "Schneider", 'M', GbaDatum::new(1956, 0, 0)),
            CastOuder::Gegevens("Heike", "", "Weber", 'V', GbaDatum::new(1959, 0, 0)),
        ],
        bijzonder: &[
            Bijzonder::Immigratie(6029, GbaDatum::new(2016, 9, 1)),
            Bijzonder::Nationaliteit(55, 301, GbaDatum::new(2016, 9, 1)),
            Bijzonder::EuropeesKiesrecht(2, None),
            Bijzonder::Geboren("Münster", 6029),
        ],
        persona: Some(Persona::nieuw(
            "greta-schneider",
            "EU-burger: wordt opgeroepen voor de Europese verkiezingen. Huurt van een particulier.",
            "A citizen of the Union: called up for the European elections. Rents from a private landlord.",
            &[
                "europees kiesrecht",
                "immigratie",
                "andere nationaliteit",
                "huurder",
            ],
        )),
        ..lid(
            999995029,
            ["Greta", "", "Schneider"],
            'V',
            GbaDatum::new(1987, 9, 26),
            (27, 29),
            GbaDatum::new(2016, 9, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Klaas", "", "Visser", 'M', GbaDatum::new(1928, 0, 0)),
            CastOuder::Gegevens("Grietje", "", "Bakker", 'V', GbaDatum::new(1931, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "truus-visser",
            "Heeft haar huis in erfpacht: de grond is van de gemeente. Voogd van haar kleinzoon.",
            "Has her house on a lease: the ground is of the municipality. Guardian of her grandson.",
            &["erfpacht", "voogd"],
        )),
        ..lid(
            999995133,
            ["Truus", "", "Visser"],
            'V',
            GbaDatum::new(1958, 5, 19),
            (28, 30),
            GbaDatum::new(1990, 4, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Sandra", "", "Visser", 'V', GbaDatum::new(1985, 4, 17)),
            CastOuder::Geen,
        ],
        bijzonder: &[Bijzonder::Gezag("D", GbaDatum::new(2020, 6, 12))],
        persona: Some(Persona::nieuw(
            "robin-visser",
            "Minderjarig; een derde (zijn oma) heeft de voogdij.",
            "A minor; a third party (his grandmother) is his guardian.",
            &["minderjarig", "gezag derde", "voogdij"],
        )),
        ..lid(
            999995236,
            ["Robin", "", "Visser"],
            'M',
            GbaDatum::new(2012, 3, 8),
            (28, 30),
            GbaDatum::new(2020, 6, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Ger", "", "Dijkman", 'M', GbaDatum::new(1957, 0, 0)),
            CastOuder::Gegevens("Bea", "", "Laan", 'V', GbaDatum::new(1959, 0, 0)),
        ],
        bijzonder: &[
            Bijzonder::Eerder(Plek::Adres(4), GbaDatum::new(2020, 11, 1)),
            Bijzonder::Eerder(Plek::Adres(6), GbaDatum::new(2017, 3, 1)),
            Bijzonder::Eerder(
                Plek::Buitenland(5010, ["Voorbeeldlaan 7", "1999 Proefgem", ""]),
                GbaDatum::new(2015, 9, 1),
            ),
            Bijzonder::Eerder(Plek::Adres(11), GbaDatum::new(2011, 8, 15)),
            Bijzonder::Eerder(Plek::Adres(10), GbaDatum::new(1987, 8, 3)),
        ],
        persona: Some(Persona::nieuw(
            "wouter-dijkman",
            "Is vaak verhuisd, ook een tijd in het buitenland.",
            "Has moved often, also abroad for a while.",
            &["verblijfplaatshistorie"],
        )),
        ..lid(
            999995339,
            ["Wouter", "", "Dijkman"],
            'M',
            GbaDatum::new(1987, 8, 3),
            (29, 31),
            GbaDatum::new(2024, 2, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Ton", "", "Sanders", 'M', GbaDatum::new(1963, 0, 0)),
            CastOuder::Gegevens("Ans", "", "Lammers", 'V', GbaDatum::new(1965, 0, 0)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 53,
            soort: 'P',
            aangaan: GbaDatum::new(2023, 6, 17),
            ontbinding: None,
        }],
        persona: Some(Persona::nieuw(
            "iris-sanders",
            "Heeft een geregistreerd partnerschap.",
            "Has a registered partnership.",
            &["geregistreerd partnerschap"],
        )),
        ..lid(
            999995443,
            ["Iris", "", "Sanders"],
            'V',
            GbaDatum::new(1993, 1, 15),
            (30, 32),
            GbaDatum::new(2022, 3, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Erik", "", "Vos", 'M', GbaDatum::new(1961, 0, 0)),
            CastOuder::Gegevens("Marja", "", "Bijl", 'V', GbaDatum::new(1963, 0, 0)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 52,
            soort: 'P',
            aangaan: GbaDatum::new(2023, 6, 17),
            ontbinding: None,
        }],
        persona: Some(Persona::nieuw(
            "jesse-vos",
            "Verhuurt een huis in zijn eigen straat.",
            "Lets a house in his own street.",
            &["verhuurder", "eigenaar van een huis elders"],
        )),
        ..lid(
            999995546,
            ["Jesse", "", "Vos"],
            'M',
            GbaDatum::new(1991, 11, 10),
            (30, 32),
            GbaDatum::new(2022, 3, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Toon", "", "Verbeek", 'M', GbaDatum::new(1904, 0, 0)),
            CastOuder::Gegevens("Dora", "", "Claassen", 'V', GbaDatum::new(1907, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "antonia-verbeek",
            "Woont in een zorginstelling, met anderen op hetzelfde adres.",
            "Lives in a care home, with others at the same address.",
            &["instelling", "hoge leeftijd"],
        )),
        ..lid(
            999995649,
            ["Antonia", "", "Verbeek"],
            'V',
            GbaDatum::new(1934, 7, 16),
            (31, 38),
            GbaDatum::new(2021, 10, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Douwe", "", "Postma", 'M', GbaDatum::new(1909, 0, 0)),
            CastOuder::Gegevens("Froukje", "", "Hofstra", 'V', GbaDatum::new(1912, 0, 0)),
        ],
        ..lid(
            999995753,
            ["Bram", "", "Postma"],
            'M',
            GbaDatum::new(1939, 2, 28),
            (31, 38),
            GbaDatum::new(2023, 4, 15),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Leen", "van der", "Meer", 'M', GbaDatum::new(1906, 0, 0)),
            CastOuder::Gegevens("Pietje", "", "Groot", 'V', GbaDatum::new(1909, 0, 0)),
        ],
        ..lid(
            999995856,
            ["Cornelia", "van der", "Meer"],
            'V',
            GbaDatum::new(1936, 11, 30),
            (31, 38),
            GbaDatum::new(2020, 1, 10),
        )
    },
    CastPersoon {
        bijzonder: &[
            Bijzonder::Immigratie(0, GbaDatum::new(2004, 8, 1)),
            Bijzonder::Nationaliteit(1, 27, GbaDatum::new(2012, 5, 14)),
            Bijzonder::EerdereNationaliteit(
                73,
                301,
                GbaDatum::new(2004, 8, 1),
                GbaDatum::new(2012, 5, 14),
            ),
            Bijzonder::Geboren("Lissabon", 7050),
        ],
        persona: Some(Persona::nieuw(
            "maria-fernandes",
            "Nederlandse geworden door naturalisatie.",
            "Became Dutch by naturalisation.",
            &["naturalisatie", "immigratie"],
        )),
        ..lid(
            999995959,
            ["Maria", "", "Fernandes"],
            'V',
            GbaDatum::new(1980, 6, 7),
            (32, 8),
            GbaDatum::new(2004, 8, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Rienk", "", "Brandsma", 'M', GbaDatum::new(1942, 0, 0)),
            CastOuder::Gegevens("Tetje", "", "Bouma", 'V', GbaDatum::new(1945, 0, 0)),
        ],
        bijzonder: &[Bijzonder::Opschorting('M', GbaDatum::new(2016, 6, 1))],
        persona: Some(Persona::nieuw(
            "otto-brandsma",
            "Opgeschort bij ministerieel besluit: werkt voor een internationale organisatie.",
            "Suspended by ministerial decree: works for an international organisation.",
            &["opschorting M", "adres buitenland"],
        )),
        plek: Plek::Buitenland(6014, ["1 Sample Street", "Springfield 00000", ""]),
        ..lid(
            999996071,
            ["Otto", "", "Brandsma"],
            'M',
            GbaDatum::new(1972, 4, 22),
            (33, 0),
            GbaDatum::new(2016, 6, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Paul", "", "Kroon", 'M', GbaDatum::new(1956, 0, 0)),
            CastOuder::Gegevens("Yvonne", "", "Schut", 'V', GbaDatum::new(1958, 0, 0)),
        ],
        bijzonder: &[
            Bijzonder::Opschorting('E', GbaDatum::new(2022, 1, 10)),
            Bijzonder::Eerder(Plek::Adres(9), GbaDatum::new(2014, 3, 1)),
        ],
        persona: Some(Persona::nieuw(
            "vincent-kroon",
            "Vertrokken, niemand weet waarheen.",
            "Left, nobody knows where to.",
            &["vertrokken onbekend waarheen", "verblijfplaats onbekend"],
        )),
        plek: Plek::Onbekend,
        ..lid(
            999996174,
            ["Vincent", "", "Kroon"],
            'M',
            GbaDatum::new(1986, 9, 25),
            (34, 0),
            GbaDatum::new(2022, 1, 10),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Henk", "", "Veldman", 'M', GbaDatum::new(1923, 0, 0)),
            CastOuder::Gegevens("Jopie", "", "Kuipers", 'V', GbaDatum::new(1926, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "doris-veldman",
            "Woont op een plek zonder adres: een locatiebeschrijving.",
            "Lives at a place without an address: a description of the location.",
            &["locatie"],
        )),
        plek: Plek::Locatie("Woonark bij de oude sluis"),
        ..lid(
            999996277,
            ["Doris", "", "Veldman"],
            'V',
            GbaDatum::new(1953, 3, 8),
            (35, 0),
            GbaDatum::new(1993, 7, 1),
        )
    },
];
