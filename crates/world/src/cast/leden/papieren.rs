//! Documents, titles of residence, franchise, former partners, suspended records. Nobody here exists.

use super::super::{Bijzonder, CastOuder, CastPersoon, CastVerbintenis, Persona, Plek, lid};
use crate::date::GbaDatum;
use crate::identifiers::Reisdocumentnummer;

pub(super) const LEDEN: &[CastPersoon] = &[
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Terborgh", 'M', GbaDatum::new(1934, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1936, 0, 0)),
        ],
        bijzonder: &[
            Bijzonder::Reisdocument(
                "PN",
                Reisdocumentnummer::of(b"TS0LT0A21"),
                GbaDatum::new(2032, 5, 4),
                None,
            ),
            Bijzonder::Reisdocument(
                "PD",
                Reisdocumentnummer::of(b"TS0LT0B22"),
                GbaDatum::new(2028, 1, 15),
                None,
            ),
            Bijzonder::Reisdocument(
                "PZ",
                Reisdocumentnummer::of(b"TS0LT0C23"),
                GbaDatum::new(2027, 6, 1),
                None,
            ),
            Bijzonder::Reisdocument(
                "LP",
                Reisdocumentnummer::of(b"TS0LT0D24"),
                GbaDatum::new(2022, 2, 1),
                Some((GbaDatum::new(2022, 2, 3), 'I')),
            ),
        ],
        persona: Some(Persona::nieuw(
            "lidewij-terborgh",
            "Diplomaat: diplomatiek paspoort en dienstpaspoort naast haar gewone; een laissez-passer is ingehouden.",
            "A diplomat: diplomatic and service passports beside her own; a laissez-passer was withheld.",
            &[
                "reisdocument PD",
                "reisdocument PZ",
                "reisdocument PN",
                "reisdocument LP",
                "ingehouden",
            ],
        )),
        ..lid(
            999997580,
            ["Lidewij", "", "Terborgh"],
            'V',
            GbaDatum::new(1964, 4, 4),
            (67, 69),
            GbaDatum::new(2019, 9, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Oudshoorn", 'M', GbaDatum::new(1943, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1945, 0, 0)),
        ],
        bijzonder: &[
            Bijzonder::Reisdocument(
                "ZN",
                Reisdocumentnummer::of(b"TS0MO0A31"),
                GbaDatum::new(2031, 9, 9),
                None,
            ),
            Bijzonder::Reisdocument(
                "TE",
                Reisdocumentnummer::of(b"TS0MO0B32"),
                GbaDatum::new(2029, 3, 1),
                None,
            ),
            Bijzonder::Reisdocument(
                "TN",
                Reisdocumentnummer::of(b"TS0MO0C33"),
                GbaDatum::new(2028, 3, 1),
                None,
            ),
            Bijzonder::Reisdocument(
                "NI",
                Reisdocumentnummer::of(b"TS0MO0D34"),
                GbaDatum::new(2033, 1, 7),
                None,
            ),
        ],
        persona: Some(Persona::nieuw(
            "marcel-oudshoorn",
            "Reist voor zaken: een zakenpaspoort, een tweede paspoort en een identiteitskaart.",
            "Travels on business: business, second passport and an identity card.",
            &[
                "reisdocument TE",
                "reisdocument ZN",
                "reisdocument TN",
                "reisdocument NI",
            ],
        )),
        ..lid(
            999997609,
            ["Marcel", "", "Oudshoorn"],
            'M',
            GbaDatum::new(1973, 9, 9),
            (68, 70),
            GbaDatum::new(2006, 5, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Kapteijn", 'M', GbaDatum::new(1960, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1962, 0, 0)),
        ],
        bijzonder: &[
            Bijzonder::Reisdocument(
                "PN",
                Reisdocumentnummer::of(b"TS0JK0A41"),
                GbaDatum::new(2035, 4, 2),
                None,
            ),
            Bijzonder::Reisdocument(
                "PN",
                Reisdocumentnummer::of(b"TS0JK0B42"),
                GbaDatum::new(2030, 8, 8),
                Some((GbaDatum::new(2025, 3, 28), 'V')),
            ),
            Bijzonder::Reisdocument(
                "NP",
                Reisdocumentnummer::of(b"TS0JK0C43"),
                GbaDatum::new(2025, 12, 1),
                Some((GbaDatum::new(2025, 4, 2), 'I')),
            ),
            Bijzonder::Reisdocument(
                "NI",
                Reisdocumentnummer::of(b"TS0JK0D44"),
                GbaDatum::new(2029, 1, 1),
                Some((GbaDatum::new(2024, 1, 1), 'R')),
            ),
            Bijzonder::Reisdocument(
                "EK",
                Reisdocumentnummer::of(b"TS0JK0E45"),
                GbaDatum::new(2001, 1, 1),
                Some((GbaDatum::new(2001, 6, 1), '.')),
            ),
        ],
        persona: Some(Persona::nieuw(
            "jeroen-kapteijn",
            "Raakt alles kwijt: paspoort vermist, noodpaspoort ingeleverd, kaart van rechtswege vervallen, een document met onbekende reden.",
            "Loses everything: passport missing, emergency passport handed in, card lapsed, one for reasons unknown.",
            &[
                "reisdocument vermist",
                "reisdocument vervallen",
                "reisdocument ingehouden",
                "reisdocument NP",
            ],
        )),
        ..lid(
            999997622,
            ["Jeroen", "", "Kapteijn"],
            'M',
            GbaDatum::new(1990, 2, 27),
            (69, 71),
            GbaDatum::new(2017, 11, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Geen, CastOuder::Geen],
        bijzonder: &[
            Bijzonder::Nederlanderschap('B', GbaDatum::new(1977, 1, 1)),
            Bijzonder::Reisdocument(
                "PF",
                Reisdocumentnummer::of(b"TS0CS0A51"),
                GbaDatum::new(2029, 5, 5),
                None,
            ),
        ],
        persona: Some(Persona::nieuw(
            "costan-sahetapi",
            "Wordt als Nederlander behandeld en heeft een faciliteitenpaspoort.",
            "Is treated as Dutch, and has a facility passport.",
            &["behandeld als Nederlander", "reisdocument PF"],
        )),
        ..lid(
            999997646,
            ["Costan", "", "Sahetapi"],
            'M',
            GbaDatum::new(1952, 3, 17),
            (70, 72),
            GbaDatum::new(1986, 1, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Geen, CastOuder::Geen],
        bijzonder: &[Bijzonder::Nederlanderschap('V', GbaDatum::new(2003, 2, 1))],
        persona: Some(Persona::nieuw(
            "wanda-halvers",
            "Vastgesteld is dat zij geen Nederlander is; van welke staat wel, is niet geregistreerd.",
            "It was established that she is not Dutch; of which state she is, is not registered.",
            &["vastgesteld niet-Nederlander"],
        )),
        ..lid(
            999997683,
            ["Wanda", "", "Halvers"],
            'V',
            GbaDatum::new(1969, 8, 25),
            (71, 73),
            GbaDatum::new(2003, 2, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Geen, CastOuder::Geen],
        bijzonder: &[
            Bijzonder::Immigratie(6043, GbaDatum::new(2020, 9, 1)),
            Bijzonder::Nationaliteit(339, 301, GbaDatum::new(2020, 9, 1)),
            Bijzonder::Verblijfstitel(21, GbaDatum::new(2020, 9, 1), GbaDatum::new(2025, 9, 1)),
            Bijzonder::Geboren("Izmir", 6043),
        ],
        persona: Some(Persona::nieuw(
            "deniz-aksoylar",
            "Zijn verblijfstitel is verlopen, dus die komt niet meer mee.",
            "His residence title has lapsed, so it is no longer delivered.",
            &["verblijfstitel verlopen", "immigratie"],
        )),
        ..lid(
            999997701,
            ["Deniz", "", "Aksoylar"],
            'M',
            GbaDatum::new(1995, 5, 15),
            (72, 74),
            GbaDatum::new(2020, 9, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Geen, CastOuder::Geen],
        bijzonder: &[
            Bijzonder::Immigratie(6038, GbaDatum::new(2022, 4, 1)),
            Bijzonder::Nationaliteit(34, 301, GbaDatum::new(2022, 4, 1)),
            Bijzonder::Verblijfstitel(46, GbaDatum::new(2022, 4, 1), GbaDatum::new(0, 0, 0)),
            Bijzonder::Geboren("Poltava", 6038),
        ],
        persona: Some(Persona::nieuw(
            "oksana-kovalenka",
            "Ontheemde uit Oekraïne met tijdelijke bescherming.",
            "Displaced from Ukraine, under temporary protection.",
            &[
                "verblijfstitel tijdelijke bescherming",
                "immigratie",
                "andere nationaliteit",
            ],
        )),
        ..lid(
            999997725,
            ["Oksana", "", "Kovalenka"],
            'V',
            GbaDatum::new(1992, 1, 9),
            (73, 75),
            GbaDatum::new(2022, 4, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Geen, CastOuder::Geen],
        bijzonder: &[
            Bijzonder::Immigratie(5022, GbaDatum::new(2021, 1, 1)),
            Bijzonder::Nationaliteit(131, 301, GbaDatum::new(2021, 1, 1)),
            Bijzonder::Verblijfstitel(98, GbaDatum::new(2024, 1, 1), GbaDatum::new(0, 0, 0)),
            Bijzonder::Geboren("Fez", 5022),
        ],
        persona: Some(Persona::nieuw(
            "nabil-cherkaui",
            "Heeft geen verblijfstitel meer (code 98): die wordt niet geleverd.",
            "No longer has a residence title (code 98), which is not delivered.",
            &["geen verblijfstitel"],
        )),
        ..lid(
            999997749,
            ["Nabil", "", "Cherkaui"],
            'M',
            GbaDatum::new(1998, 3, 3),
            (74, 76),
            GbaDatum::new(2021, 1, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Geen, CastOuder::Geen],
        bijzonder: &[
            Bijzonder::Immigratie(7044, GbaDatum::new(2013, 7, 1)),
            Bijzonder::Nationaliteit(64, 301, GbaDatum::new(2013, 7, 1)),
            Bijzonder::EuropeesKiesrecht(1, Some(GbaDatum::new(2031, 6, 1))),
            Bijzonder::Geboren("Bergamo", 7044),
        ],
        persona: Some(Persona::nieuw(
            "renzo-bianchini",
            "EU-burger, uitgesloten van de Europese verkiezingen.",
            "A citizen of the Union, excluded from the European elections.",
            &["europees kiesrecht uitgesloten", "andere nationaliteit"],
        )),
        ..lid(
            999997762,
            ["Renzo", "", "Bianchini"],
            'M',
            GbaDatum::new(1981, 6, 2),
            (75, 77),
            GbaDatum::new(2013, 7, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Tolhuis", 'M', GbaDatum::new(1930, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1932, 0, 0)),
        ],
        bijzonder: &[Bijzonder::UitgeslotenKiesrecht(GbaDatum::new(0, 0, 0))],
        persona: Some(Persona::nieuw(
            "arend-tolhuis",
            "Uitgesloten van het kiesrecht zonder einddatum.",
            "Excluded from voting, without an end.",
            &["uitsluiting kiesrecht", "zonder einddatum"],
        )),
        ..lid(
            999997786,
            ["Arend", "", "Tolhuis"],
            'M',
            GbaDatum::new(1960, 10, 31),
            (76, 78),
            GbaDatum::new(1998, 1, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Stuivenberg", 'M', GbaDatum::new(1920, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1922, 0, 0)),
        ],
        verbintenissen: &[
            CastVerbintenis {
                partner: 128,
                soort: 'H',
                aangaan: GbaDatum::new(1990, 6, 15),
                ontbinding: Some((GbaDatum::new(2019, 12, 27), 'O')),
            },
            CastVerbintenis {
                partner: 125,
                soort: 'H',
                aangaan: GbaDatum::new(1971, 5, 14),
                ontbinding: Some((GbaDatum::new(1984, 3, 30), 'S')),
            },
        ],
        bijzonder: &[Bijzonder::Naamgebruik('P')],
        persona: Some(Persona::nieuw(
            "corrie-stuivenberg",
            "Twee keer getrouwd geweest: gescheiden, en later weduwe van een ander.",
            "Married twice: divorced, and later the widow of another.",
            &["ex-partners", "weduwe", "gescheiden", "ontbonden huwelijk"],
        )),
        ..lid(
            999997804,
            ["Corrie", "", "Stuivenberg"],
            'V',
            GbaDatum::new(1950, 2, 8),
            (77, 79),
            GbaDatum::new(1976, 6, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Bolwerk", 'M', GbaDatum::new(1917, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1919, 0, 0)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 124,
            soort: 'H',
            aangaan: GbaDatum::new(1971, 5, 14),
            ontbinding: Some((GbaDatum::new(1984, 3, 30), 'S')),
        }],
        persona: Some(Persona::nieuw(
            "arie-bolwerk",
            "Gescheiden sinds 1984; alleen de laatste ontbonden verbintenis komt mee.",
            "Divorced since 1984; only the relation dissolved last is delivered.",
            &["gescheiden", "ex-partner"],
        )),
        ..lid(
            999997828,
            ["Arie", "", "Bolwerk"],
            'M',
            GbaDatum::new(1947, 7, 1),
            (78, 80),
            GbaDatum::new(1984, 4, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Fennema", 'M', GbaDatum::new(1945, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1947, 0, 0)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 127,
            soort: 'P',
            aangaan: GbaDatum::new(2003, 8, 8),
            ontbinding: Some((GbaDatum::new(2014, 1, 10), 'S')),
        }],
        persona: Some(Persona::nieuw(
            "sjoukje-fennema",
            "Haar geregistreerd partnerschap is beëindigd.",
            "Her registered partnership has ended.",
            &["beëindigd partnerschap", "gescheiden"],
        )),
        ..lid(
            999997841,
            ["Sjoukje", "", "Fennema"],
            'V',
            GbaDatum::new(1975, 11, 20),
            (79, 81),
            GbaDatum::new(2014, 3, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Oosterhof", 'M', GbaDatum::new(1942, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1944, 0, 0)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 126,
            soort: 'P',
            aangaan: GbaDatum::new(2003, 8, 8),
            ontbinding: Some((GbaDatum::new(2014, 1, 10), 'S')),
        }],
        persona: Some(Persona::nieuw(
            "tineke-oosterhof",
            "Heeft een tweede huis, dat leegstaat; op haar eigen huis rust een kettingbeding.",
            "Has a second house, which is vacant; her own house comes with a clause for every next owner.",
            &[
                "eigenaar van een huis elders",
                "leegstand",
                "privaatrechtelijke beperking",
            ],
        )),
        ..lid(
            999997865,
            ["Tineke", "", "Oosterhof"],
            'V',
            GbaDatum::new(1972, 5, 6),
            (80, 82),
            GbaDatum::new(2014, 2, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Hemelrijk", 'M', GbaDatum::new(1914, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1916, 0, 0)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 124,
            soort: 'H',
            aangaan: GbaDatum::new(1990, 6, 15),
            ontbinding: Some((GbaDatum::new(2019, 12, 27), 'O')),
        }],
        bijzonder: &[
            Bijzonder::Overleden(GbaDatum::new(2019, 12, 27), 9001, 6030),
            Bijzonder::Opschorting('O', GbaDatum::new(2019, 12, 27)),
        ],
        ..lid(
            999997889,
            ["Nico", "", "Hemelrijk"],
            'M',
            GbaDatum::new(1944, 9, 4),
            (81, 79),
            GbaDatum::new(1990, 7, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Nijland", 'M', GbaDatum::new(1918, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1920, 0, 0)),
        ],
        bijzonder: &[Bijzonder::Opschorting('.', GbaDatum::new(2010, 5, 1))],
        persona: Some(Persona::nieuw(
            "egbert-nijland",
            "Opgeschort, de reden is niet bekend.",
            "Suspended for a reason that is not known.",
            &["opschorting onbekend"],
        )),
        plek: Plek::Onbekend,
        ..lid(
            999997907,
            ["Egbert", "", "Nijland"],
            'M',
            GbaDatum::new(1948, 3, 3),
            (82, 0),
            GbaDatum::new(2010, 5, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Vergissing", 'M', GbaDatum::new(1950, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1952, 0, 0)),
        ],
        bijzonder: &[Bijzonder::Opschorting('F', GbaDatum::new(2015, 2, 2))],
        plek: Plek::Onbekend,
        ..lid(
            999997920,
            ["Foutje", "", "Vergissing"],
            'V',
            GbaDatum::new(1980, 1, 1),
            (83, 0),
            GbaDatum::new(2015, 2, 2),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Dossier", 'M', GbaDatum::new(1949, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1951, 0, 0)),
        ],
        bijzonder: &[Bijzonder::Opschorting('W', GbaDatum::new(2016, 2, 2))],
        plek: Plek::Onbekend,
        ..lid(
            999997944,
            ["Gewist", "", "Dossier"],
            'M',
            GbaDatum::new(1979, 1, 1),
            (84, 0),
            GbaDatum::new(2016, 2, 2),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Geen, CastOuder::Geen],
        bijzonder: &[
            Bijzonder::Opschorting('R', GbaDatum::new(2015, 6, 1)),
            Bijzonder::Rni(201, "Artikel 45 EU-Werkingsverdrag (VWEU)"),
            Bijzonder::Nationaliteit(73, 301, GbaDatum::new(2015, 6, 1)),
            Bijzonder::Geboren("Porto", 7050),
        ],
        persona: Some(Persona::nieuw(
            "manuel-pereira",
            "Niet-ingezetene met AOW: aangeleverd door de SVB, met een verdrag.",
            "A non-resident with a state pension: delivered by the SVB, under a treaty.",
            &["rni", "rni SVB", "verdrag", "adres buitenland"],
        )),
        plek: Plek::Buitenland(7050, ["Rua do Exemplo 5", "9999-001 Vila Ficticia", ""]),
        ..lid(
            999997968,
            ["Manuel", "", "Pereira"],
            'M',
            GbaDatum::new(1951, 6, 24),
            (85, 0),
            GbaDatum::new(2015, 6, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Geen, CastOuder::Geen],
        bijzonder: &[
            Bijzonder::Opschorting('R', GbaDatum::new(2017, 3, 1)),
            Bijzonder::Rni(501, ""),
            Bijzonder::Nationaliteit(131, 301, GbaDatum::new(1990, 12, 31)),
            Bijzonder::EerdereNationaliteit(
                1,
                17,
                GbaDatum::new(1990, 12, 31),
                GbaDatum::new(2017, 3, 1),
            ),
            Bijzonder::Geboren("Rabat", 5022),
        ],
        persona: Some(Persona::nieuw(
            "amina-bensaid",
            "Niet-ingezetene, aangeleverd door de IND; was Nederlandse.",
            "A non-resident, delivered by the IND; she was Dutch once.",
            &["rni", "rni IND", "nationaliteit verloren"],
        )),
        plek: Plek::Buitenland(5022, ["7 Rue du Specimen", "00998 Exempleville", ""]),
        ..lid(
            999997981,
            ["Amina", "", "Bensaid"],
            'V',
            GbaDatum::new(1990, 12, 31),
            (86, 0),
            GbaDatum::new(2017, 3, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Grootjans", 'M', GbaDatum::new(1910, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1912, 0, 0)),
        ],
        bijzonder: &[
            Bijzonder::Overleden(GbaDatum::new(2018, 3, 0), 0, 6037),
            Bijzonder::Opschorting('O', GbaDatum::new(2018, 3, 0)),
            Bijzonder::Eerder(Plek::Adres(10), GbaDatum::new(1975, 5, 1)),
        ],
        persona: Some(Persona::nieuw(
            "wessel-grootjans",
            "Vertrok naar Spanje en overleed daar; de dag is niet bekend.",
            "Left for Spain and died there; the day is not known.",
            &[
                "overleden",
                "overleden in het buitenland",
                "datum onvolledig",
            ],
        )),
        plek: Plek::Buitenland(6037, ["Calle de Ejemplo 9", "00999 Villa Prueba", ""]),
        ..lid(
            999998006,
            ["Wessel", "", "Grootjans"],
            'M',
            GbaDatum::new(1940, 4, 14),
            (87, 0),
            GbaDatum::new(2004, 11, 1),
        )
    },
];
