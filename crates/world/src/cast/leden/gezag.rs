//! Authority over minors: every case of the decision tree. Nobody here exists.

use super::super::{Bijzonder, CastOuder, CastPersoon, CastVerbintenis, Persona, Plek, lid};
use crate::date::GbaDatum;
use crate::identifiers::Reisdocumentnummer;

pub(super) const LEDEN: &[CastPersoon] = &[
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Vermeer", 'M', GbaDatum::new(1960, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1962, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "anouk-vermeer",
            "Ongehuwd, met een dochter die na 1 januari 2023 is erkend: beide ouders hebben het gezag.",
            "Unmarried; her daughter was recognised after 1 January 2023, so both parents have authority.",
            &["gezag gezamenlijk", "erkend kind", "ongehuwd"],
        )),
        ..lid(
            999996423,
            ["Anouk", "", "Vermeer"],
            'V',
            GbaDatum::new(1994, 3, 8),
            (36, 39),
            GbaDatum::new(2021, 5, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Kok", 'M', GbaDatum::new(1960, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1962, 0, 0)),
        ],
        ..lid(
            999996447,
            ["Thijs", "", "Kok"],
            'M',
            GbaDatum::new(1993, 9, 21),
            (36, 39),
            GbaDatum::new(2021, 5, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(61), CastOuder::Lid(62)],
        bijzonder: &[Bijzonder::Ouderschap(2, 'C', GbaDatum::new(2023, 6, 16))],
        ..lid(
            999996460,
            ["Lisa", "", "Kok"],
            'V',
            GbaDatum::new(2023, 6, 14),
            (36, 39),
            GbaDatum::new(2023, 6, 14),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Bouwman", 'M', GbaDatum::new(1960, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1962, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "femke-bouwman",
            "Haar zoon is vóór 2023 erkend en er is geen besluit van de rechter: zij heeft het gezag alleen.",
            "Her son was recognised before 2023 and no court decided: she alone has authority.",
            &["gezag eenhoofdig", "erkend kind", "ouder zonder gezag"],
        )),
        ..lid(
            999996484,
            ["Femke", "", "Bouwman"],
            'V',
            GbaDatum::new(1991, 7, 2),
            (37, 40),
            GbaDatum::new(2018, 4, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(64), CastOuder::Lid(66)],
        bijzonder: &[Bijzonder::Ouderschap(2, 'B', GbaDatum::new(2018, 12, 4))],
        ..lid(
            999996502,
            ["Rens", "", "Bouwman"],
            'M',
            GbaDatum::new(2019, 2, 11),
            (37, 40),
            GbaDatum::new(2019, 2, 11),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Terpstra", 'M', GbaDatum::new(1960, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1962, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "gijs-terpstra",
            "Erkende zijn zoon in 2018, maar heeft geen gezag.",
            "Recognised his son in 2018, and has no authority.",
            &["ouder zonder gezag", "kinderen elders"],
        )),
        ..lid(
            999996526,
            ["Gijs", "", "Terpstra"],
            'M',
            GbaDatum::new(1989, 11, 30),
            (38, 41),
            GbaDatum::new(2020, 2, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Zwart", 'M', GbaDatum::new(1960, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1962, 0, 0)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 68,
            soort: 'H',
            aangaan: GbaDatum::new(2017, 6, 9),
            ontbinding: None,
        }],
        persona: Some(Persona::nieuw(
            "judith-zwart",
            "Enige juridische ouder; haar vrouw was bij de geboorte met haar gehuwd en heeft het gezag mee.",
            "The only legal parent; her wife was married to her at the birth and shares authority.",
            &["niet-ouder", "gezag met niet-ouder", "één ouder"],
        )),
        ..lid(
            999996563,
            ["Judith", "", "Zwart"],
            'V',
            GbaDatum::new(1986, 1, 17),
            (39, 42),
            GbaDatum::new(2017, 9, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Hofman", 'M', GbaDatum::new(1960, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1962, 0, 0)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 67,
            soort: 'H',
            aangaan: GbaDatum::new(2017, 6, 9),
            ontbinding: None,
        }],
        persona: Some(Persona::nieuw(
            "petra-hofman",
            "Geen ouder van het kind van haar vrouw, wel gezag (niet-ouder).",
            "No parent of her wife's child, but with authority (niet-ouder).",
            &["niet-ouder"],
        )),
        ..lid(
            999996587,
            ["Petra", "", "Hofman"],
            'V',
            GbaDatum::new(1984, 5, 25),
            (39, 42),
            GbaDatum::new(2017, 9, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(67), CastOuder::Geen],
        ..lid(
            999996605,
            ["Loek", "", "Zwart"],
            'M',
            GbaDatum::new(2020, 10, 3),
            (39, 42),
            GbaDatum::new(2020, 10, 3),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Prinsen", 'M', GbaDatum::new(1960, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1962, 0, 0)),
        ],
        bijzonder: &[Bijzonder::Curatele],
        persona: Some(Persona::nieuw(
            "sylvia-prinsen",
            "Moeder onder curatele: haar dochter heeft tijdelijk niemand met gezag.",
            "A mother under curatele: for the time being nobody has authority over her daughter.",
            &["curatele", "tijdelijk geen gezag"],
        )),
        ..lid(
            999996629,
            ["Sylvia", "", "Prinsen"],
            'V',
            GbaDatum::new(1982, 8, 8),
            (40, 43),
            GbaDatum::new(2016, 3, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(70), CastOuder::Geen],
        persona: Some(Persona::nieuw(
            "roos-prinsen",
            "Minderjarig (tot 2034) met een moeder onder curatele: tijdelijk geen gezag.",
            "A minor (until 2034) whose mother is under curatele: nobody has authority for now.",
            &["minderjarig", "tijdelijk geen gezag"],
        )),
        ..lid(
            999996642,
            ["Roos", "", "Prinsen"],
            'V',
            GbaDatum::new(2016, 4, 22),
            (40, 43),
            GbaDatum::new(2016, 4, 22),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Veenstra", 'M', GbaDatum::new(1926, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1928, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "truida-veenstra",
            "Oma: haar kleinzoon woont bij haar nu zijn moeder is overleden; gezag heeft zij niet.",
            "A grandmother: her grandson lives with her since his mother died; she has no authority.",
            &["grootouder", "kleinkind in huis"],
        )),
        ..lid(
            999996666,
            ["Truida", "", "Veenstra"],
            'V',
            GbaDatum::new(1955, 2, 19),
            (41, 44),
            GbaDatum::new(1992, 6, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(74), CastOuder::Geen],
        persona: Some(Persona::nieuw(
            "daan-veenstra",
            "Minderjarig (tot 2033); zijn enige ouder is overleden: tijdelijk geen gezag.",
            "A minor (until 2033) whose only parent has died: nobody has authority for now.",
            &["minderjarig", "tijdelijk geen gezag", "wees"],
        )),
        ..lid(
            999996708,
            ["Daan", "", "Veenstra"],
            'M',
            GbaDatum::new(2015, 12, 1),
            (41, 44),
            GbaDatum::new(2022, 8, 15),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Siebe", "", "Veenstra", 'M', GbaDatum::new(1953, 0, 0)),
            CastOuder::Lid(72),
        ],
        bijzonder: &[
            Bijzonder::Overleden(GbaDatum::new(2022, 8, 1), 9001, 6030),
            Bijzonder::Opschorting('O', GbaDatum::new(2022, 8, 1)),
        ],
        persona: Some(Persona::nieuw(
            "mirjam-veenstra",
            "Overleden in 2022; haar zoon woont bij zijn oma.",
            "Died in 2022; her son lives with his grandmother.",
            &["overleden", "opschorting O", "kinderen elders"],
        )),
        ..lid(
            999996721,
            ["Mirjam", "", "Veenstra"],
            'V',
            GbaDatum::new(1985, 6, 30),
            (42, 44),
            GbaDatum::new(1992, 6, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Dijkhuis", 'M', GbaDatum::new(1960, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1962, 0, 0)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 78,
            soort: 'H',
            aangaan: GbaDatum::new(2004, 5, 7),
            ontbinding: Some((GbaDatum::new(2012, 9, 28), 'S')),
        }],
        persona: Some(Persona::nieuw(
            "gea-dijkhuis",
            "Gescheiden; over haar kinderen besliste de rechter, elk kind anders.",
            "Divorced; a court decided about her children, differently for each.",
            &["gescheiden", "gezag besluit rechter", "eenouder"],
        )),
        ..lid(
            999996745,
            ["Gea", "", "Dijkhuis"],
            'V',
            GbaDatum::new(1979, 3, 3),
            (43, 45),
            GbaDatum::new(2008, 1, 15),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(75), CastOuder::Lid(78)],
        bijzonder: &[Bijzonder::Gezag("1", GbaDatum::new(2013, 1, 8))],
        persona: Some(Persona::nieuw(
            "jelle-wiersma",
            "Minderjarig (tot 2028); de rechter gaf ouder 1 het gezag.",
            "A minor (until 2028); the court gave parent 1 authority.",
            &["minderjarig", "gezag ouder1"],
        )),
        ..lid(
            999996769,
            ["Jelle", "", "Wiersma"],
            'M',
            GbaDatum::new(2010, 9, 9),
            (43, 45),
            GbaDatum::new(2010, 9, 9),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(75), CastOuder::Lid(78)],
        bijzonder: &[Bijzonder::Gezag("12", GbaDatum::new(2013, 1, 8))],
        persona: Some(Persona::nieuw(
            "hidde-wiersma",
            "Minderjarig (tot 2030); de rechter liet beide ouders het gezag.",
            "A minor (until 2030); the court left both parents authority.",
            &["minderjarig", "gezag ouder1 en ouder2"],
        )),
        ..lid(
            999996782,
            ["Hidde", "", "Wiersma"],
            'M',
            GbaDatum::new(2012, 3, 14),
            (43, 45),
            GbaDatum::new(2012, 3, 14),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Wiersma", 'M', GbaDatum::new(1960, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1962, 0, 0)),
        ],
        verbintenissen: &[
            CastVerbintenis {
                partner: 79,
                soort: 'P',
                aangaan: GbaDatum::new(2018, 4, 20),
                ontbinding: None,
            },
            CastVerbintenis {
                partner: 75,
                soort: 'H',
                aangaan: GbaDatum::new(2004, 5, 7),
                ontbinding: Some((GbaDatum::new(2012, 9, 28), 'S')),
            },
        ],
        persona: Some(Persona::nieuw(
            "frans-wiersma",
            "Eerst gehuwd en gescheiden, nu een geregistreerd partnerschap.",
            "Once married and divorced, now in a registered partnership.",
            &[
                "ex-partner",
                "hertrouwd",
                "geregistreerd partnerschap",
                "gescheiden",
            ],
        )),
        ..lid(
            999996800,
            ["Frans", "", "Wiersma"],
            'M',
            GbaDatum::new(1976, 10, 12),
            (44, 46),
            GbaDatum::new(2012, 10, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Bakkers", 'M', GbaDatum::new(1960, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1962, 0, 0)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 78,
            soort: 'P',
            aangaan: GbaDatum::new(2018, 4, 20),
            ontbinding: None,
        }],
        persona: Some(Persona::nieuw(
            "wil-bakkers",
            "Woont samen met haar partner en haar vier kinderen; over elk kind besliste de rechter anders.",
            "Lives with her partner and her four children; a court decided about each differently.",
            &["samengesteld gezin", "gezag besluit rechter"],
        )),
        ..lid(
            999996824,
            ["Wil", "", "Bakkers"],
            'V',
            GbaDatum::new(1980, 12, 24),
            (44, 46),
            GbaDatum::new(2016, 7, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Lid(79),
            CastOuder::Gegevens("Onno", "", "Lodder", 'M', GbaDatum::new(1978, 0, 0)),
        ],
        bijzonder: &[Bijzonder::Gezag("1D", GbaDatum::new(2019, 3, 1))],
        persona: Some(Persona::nieuw(
            "nynke-bakkers",
            "Minderjarig (tot 2029); ouder 1 en een derde hebben het gezag.",
            "A minor (until 2029); parent 1 and a third party have authority.",
            &["minderjarig", "gezag ouder1 en derde"],
        )),
        ..lid(
            999996848,
            ["Nynke", "", "Bakkers"],
            'V',
            GbaDatum::new(2011, 5, 5),
            (44, 46),
            GbaDatum::new(2016, 7, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Lid(79),
            CastOuder::Gegevens("Onno", "", "Lodder", 'M', GbaDatum::new(1978, 0, 0)),
        ],
        bijzonder: &[Bijzonder::Gezag("2D", GbaDatum::new(2019, 3, 1))],
        persona: Some(Persona::nieuw(
            "sietske-bakkers",
            "Minderjarig (tot 2031); ouder 2 en een derde hebben het gezag.",
            "A minor (until 2031); parent 2 and a third party have authority.",
            &["minderjarig", "gezag ouder2 en derde"],
        )),
        ..lid(
            999996861,
            ["Sietske", "", "Bakkers"],
            'V',
            GbaDatum::new(2013, 8, 19),
            (44, 46),
            GbaDatum::new(2016, 7, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Lid(79),
            CastOuder::Gegevens("Onno", "", "Lodder", 'M', GbaDatum::new(1978, 0, 0)),
        ],
        bijzonder: &[Bijzonder::Gezag("2", GbaDatum::new(2019, 3, 1))],
        persona: Some(Persona::nieuw(
            "tjitske-bakkers",
            "Minderjarig (tot 2033); de rechter gaf ouder 2 het gezag.",
            "A minor (until 2033); the court gave parent 2 authority.",
            &["minderjarig", "gezag ouder2"],
        )),
        ..lid(
            999996885,
            ["Tjitske", "", "Bakkers"],
            'V',
            GbaDatum::new(2015, 11, 2),
            (44, 46),
            GbaDatum::new(2016, 7, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Lid(79),
            CastOuder::Gegevens("Onno", "", "Lodder", 'M', GbaDatum::new(1978, 0, 0)),
        ],
        bijzonder: &[
            Bijzonder::Gezag("3D", GbaDatum::new(2019, 3, 1)),
            Bijzonder::Onderzoek("113210", GbaDatum::new(2025, 10, 1)),
        ],
        persona: Some(Persona::nieuw(
            "wytze-bakkers",
            "Minderjarig (tot 2035); beide ouders en een derde hebben het gezag, en dat is in onderzoek.",
            "A minor (until 2035); both parents and a third party have authority, which is being investigated.",
            &["minderjarig", "gezag ouders en derde", "in onderzoek"],
        )),
        ..lid(
            999996903,
            ["Wytze", "", "Bakkers"],
            'M',
            GbaDatum::new(2017, 1, 27),
            (44, 46),
            GbaDatum::new(2017, 1, 27),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Geen, CastOuder::Geen],
        verbintenissen: &[CastVerbintenis {
            partner: 85,
            soort: 'H',
            aangaan: GbaDatum::new(2010, 6, 1),
            ontbinding: None,
        }],
        bijzonder: &[
            Bijzonder::Immigratie(7009, GbaDatum::new(2017, 9, 14)),
            Bijzonder::Nationaliteit(336, 301, GbaDatum::new(2017, 9, 14)),
            Bijzonder::Verblijfstitel(27, GbaDatum::new(2022, 9, 14), GbaDatum::new(0, 0, 0)),
            Bijzonder::Geboren("Homs", 7009),
            Bijzonder::Reisdocument(
                "PV",
                Reisdocumentnummer::of(b"TS0PV0R11"),
                GbaDatum::new(2027, 3, 1),
                None,
            ),
        ],
        persona: Some(Persona::nieuw(
            "rima-darwish",
            "Gevlucht uit Syrië met man en zoon; reist op een vluchtelingenpaspoort.",
            "Fled from Syria with her husband and son; travels on a refugee document.",
            &[
                "vluchteling",
                "verblijfstitel asiel",
                "reisdocument PV",
                "immigratie",
            ],
        )),
        ..lid(
            999996927,
            ["Rima", "", "Darwish"],
            'V',
            GbaDatum::new(1990, 4, 16),
            (45, 47),
            GbaDatum::new(2018, 2, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Geen, CastOuder::Geen],
        verbintenissen: &[CastVerbintenis {
            partner: 84,
            soort: 'H',
            aangaan: GbaDatum::new(2010, 6, 1),
            ontbinding: None,
        }],
        bijzonder: &[
            Bijzonder::Immigratie(7009, GbaDatum::new(2017, 9, 14)),
            Bijzonder::Nationaliteit(0, 311, GbaDatum::new(2017, 9, 14)),
            Bijzonder::Verblijfstitel(26, GbaDatum::new(2017, 9, 14), GbaDatum::new(2027, 9, 14)),
            Bijzonder::Geboren("Homs", 7009),
            Bijzonder::Reisdocument(
                "PB",
                Reisdocumentnummer::of(b"TS0PB0Y12"),
                GbaDatum::new(2026, 12, 1),
                None,
            ),
        ],
        persona: Some(Persona::nieuw(
            "yousef-darwish",
            "Zijn nationaliteit is onbekend; hij heeft een vreemdelingenpaspoort.",
            "His nationality is not known; he has a document for aliens.",
            &[
                "nationaliteit onbekend",
                "reisdocument PB",
                "geboortedatum onvolledig",
            ],
        )),
        ..lid(
            999996940,
            ["Yousef", "", "Darwish"],
            'M',
            GbaDatum::new(1986, 0, 0),
            (45, 47),
            GbaDatum::new(2018, 2, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(84), CastOuder::Lid(85)],
        bijzonder: &[
            Bijzonder::Immigratie(7009, GbaDatum::new(2017, 9, 14)),
            Bijzonder::Nationaliteit(336, 301, GbaDatum::new(2017, 9, 14)),
            Bijzonder::Verblijfstitel(27, GbaDatum::new(2022, 9, 14), GbaDatum::new(0, 0, 0)),
            Bijzonder::Geboren("Homs", 7009),
        ],
        persona: Some(Persona::nieuw(
            "sami-darwish",
            "Minderjarig (tot 2032), geboren in het buitenland: gezag niet te bepalen.",
            "A minor (until 2032), born abroad: authority cannot be determined.",
            &[
                "minderjarig",
                "gezag niet te bepalen",
                "geboren in het buitenland",
            ],
        )),
        ..lid(
            999996964,
            ["Sami", "", "Darwish"],
            'M',
            GbaDatum::new(2014, 8, 3),
            (45, 47),
            GbaDatum::new(2018, 2, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Koopmans", 'M', GbaDatum::new(1960, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1962, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "ellen-koopmans",
            "Kwam met haar zoon terug uit het buitenland; de vader staat als punt geregistreerd bij haar dochter.",
            "Came back from abroad with her son; her daughter's father is registered as a full stop.",
            &["hervestiging", "eenouder"],
        )),
        ..lid(
            999996988,
            ["Ellen", "", "Koopmans"],
            'V',
            GbaDatum::new(1988, 12, 12),
            (46, 48),
            GbaDatum::new(2019, 6, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Lid(87),
            CastOuder::Gegevens("Bram", "", "Roelofs", 'M', GbaDatum::new(1985, 0, 0)),
        ],
        bijzonder: &[
            Bijzonder::Immigratie(5010, GbaDatum::new(2019, 6, 1)),
            Bijzonder::Eerder(
                Plek::Buitenland(5010, ["Proefstraat 77", "2999 Testgem", ""]),
                GbaDatum::new(2015, 2, 1),
            ),
            Bijzonder::Eerder(Plek::Adres(26), GbaDatum::new(2013, 3, 27)),
        ],
        persona: Some(Persona::nieuw(
            "boaz-koopmans",
            "Minderjarig (tot 2031), woonde een tijd in België: gezag niet te bepalen.",
            "A minor (until 2031) who lived in Belgium for a while: authority cannot be determined.",
            &[
                "minderjarig",
                "gezag niet te bepalen",
                "hervestiging",
                "verblijfplaatshistorie",
            ],
        )),
        ..lid(
            999997002,
            ["Boaz", "", "Koopmans"],
            'M',
            GbaDatum::new(2013, 3, 27),
            (46, 48),
            GbaDatum::new(2019, 6, 1),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Lid(87),
            CastOuder::Gegevens(".", "", ".", 'M', GbaDatum::new(0, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "merel-koopmans",
            "Minderjarig (tot 2038); een ouder staat geregistreerd als punt: gezag niet te bepalen.",
            "A minor (until 2038); one parent is registered as a full stop: authority cannot be determined.",
            &["minderjarig", "puntouder", "gezag niet te bepalen"],
        )),
        ..lid(
            999997026,
            ["Merel", "", "Koopmans"],
            'V',
            GbaDatum::new(2020, 5, 18),
            (46, 48),
            GbaDatum::new(2020, 5, 18),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Schipperheyn", 'M', GbaDatum::new(1960, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1962, 0, 0)),
        ],
        bijzonder: &[Bijzonder::Opschorting('E', GbaDatum::new(2021, 7, 0))],
        persona: Some(Persona::nieuw(
            "nora-schipperheyn",
            "Naar België vertrokken in juli 2021, de dag is niet bekend; haar dochter ging mee.",
            "Left for Belgium in July 2021, the day is not known; her daughter went with her.",
            &["emigratie", "opschorting E", "datum onvolledig"],
        )),
        plek: Plek::Buitenland(5010, ["Voorbeeldlaan 12", "1998 Proefgem", ""]),
        ..lid(
            999997063,
            ["Nora", "", "Schipperheyn"],
            'V',
            GbaDatum::new(1987, 2, 2),
            (47, 0),
            GbaDatum::new(2021, 7, 0),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(90), CastOuder::Geen],
        bijzonder: &[Bijzonder::Opschorting('E', GbaDatum::new(2021, 7, 0))],
        persona: Some(Persona::nieuw(
            "pip-schipperheyn",
            "Minderjarig (tot 2034) en geen ingezetene: gezag niet te bepalen.",
            "A minor (until 2034) and no resident: authority cannot be determined.",
            &["minderjarig", "gezag niet te bepalen", "emigratie"],
        )),
        plek: Plek::Buitenland(5010, ["Voorbeeldlaan 12", "1998 Proefgem", ""]),
        ..lid(
            999997087,
            ["Pip", "", "Schipperheyn"],
            'V',
            GbaDatum::new(2016, 6, 6),
            (47, 0),
            GbaDatum::new(2021, 7, 0),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Lubbers", 'M', GbaDatum::new(1960, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1962, 0, 0)),
        ],
        persona: Some(Persona::nieuw(
            "hetty-lubbers",
            "Op haar huis rust een hypotheek, en een schuldeiser heeft er beslag op gelegd.",
            "There is a mortgage on her house, and a creditor has seized it.",
            &["beslag", "hypotheek"],
        )),
        ..lid(
            999997105,
            ["Hetty", "", "Lubbers"],
            'V',
            GbaDatum::new(1978, 9, 29),
            (48, 49),
            GbaDatum::new(2005, 9, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(92), CastOuder::Geen],
        persona: Some(Persona::nieuw(
            "senna-lubbers",
            "Minderjarige moeder (wordt 18 op 30 januari 2027): over haar kind heeft tot dan niemand gezag.",
            "A mother who is a minor (18 on 30 January 2027): until then nobody has authority over her child.",
            &["minderjarige ouder", "tijdelijk geen gezag", "minderjarig"],
        )),
        ..lid(
            999997129,
            ["Senna", "", "Lubbers"],
            'V',
            GbaDatum::new(2009, 1, 30),
            (48, 49),
            GbaDatum::new(2009, 1, 30),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(93), CastOuder::Geen],
        ..lid(
            999997142,
            ["Fay", "", "Lubbers"],
            'V',
            GbaDatum::new(2025, 9, 5),
            (48, 49),
            GbaDatum::new(2025, 9, 5),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Rutgers", 'M', GbaDatum::new(1960, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1962, 0, 0)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 97,
            soort: 'H',
            aangaan: GbaDatum::new(2012, 5, 11),
            ontbinding: Some((GbaDatum::new(2023, 10, 2), 'O')),
        }],
        persona: Some(Persona::nieuw(
            "monique-rutgers",
            "Haar vrouw, de enige ouder van hun zoon, overleed: als niet-ouder heeft zij nu de voogdij.",
            "Her wife, the only parent of their son, died: as niet-ouder she is now his guardian.",
            &["niet-ouder", "voogdij", "weduwe"],
        )),
        ..lid(
            999997166,
            ["Monique", "", "Rutgers"],
            'V',
            GbaDatum::new(1983, 7, 7),
            (49, 50),
            GbaDatum::new(2011, 3, 1),
        )
    },
    CastPersoon {
        ouders: [CastOuder::Lid(97), CastOuder::Geen],
        persona: Some(Persona::nieuw(
            "teun-mars",
            "Minderjarig (tot 2032); zijn moeder is overleden, haar weduwe heeft de voogdij.",
            "A minor (until 2032); his mother has died, her widow is his guardian.",
            &["minderjarig", "voogdij niet-ouder"],
        )),
        ..lid(
            999997208,
            ["Teun", "", "Mars"],
            'M',
            GbaDatum::new(2014, 7, 15),
            (49, 50),
            GbaDatum::new(2014, 7, 15),
        )
    },
    CastPersoon {
        ouders: [
            CastOuder::Gegevens("Gerrit", "", "Mars", 'M', GbaDatum::new(1960, 0, 0)),
            CastOuder::Gegevens("Hanna", "", "Kramer", 'V', GbaDatum::new(1962, 0, 0)),
        ],
        verbintenissen: &[CastVerbintenis {
            partner: 95,
            soort: 'H',
            aangaan: GbaDatum::new(2012, 5, 11),
            ontbinding: Some((GbaDatum::new(2023, 10, 2), 'O')),
        }],
        bijzonder: &[
            Bijzonder::Overleden(GbaDatum::new(2023, 10, 2), 9001, 6030),
            Bijzonder::Opschorting('O', GbaDatum::new(2023, 10, 2)),
        ],
        ..lid(
            999997221,
            ["Ingrid", "", "Mars"],
            'V',
            GbaDatum::new(1981, 11, 11),
            (50, 50),
            GbaDatum::new(2011, 3, 1),
        )
    },
];
