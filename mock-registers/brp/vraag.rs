//! The seven questions: what they may hold, and in which order it is checked.
//!
//! Source: BRP Personen 2.7, `PersonenQuery`. The order of the checks is the order of
//! `invalidParams`, and differs by question.

use std::borrow::Cow;

use fieldlab_sim::InvalidParam;
use fieldlab_world::{Bsn, GbaDatum};
use serde_json::{Map, Value};

use super::codes::Geslacht;
use super::parameters::{self as regel, Controle};
use super::persoonslijst::{BagNummer, Persoonslijst, bekend};
use super::velden::{Antwoordsoort, Selectie};
use super::zoektekst::Zoektekst;

/// Which question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vraagsoort {
    Raadpleeg,
    NaamEnGeboortedatum,
    NaamEnGemeente,
    PostcodeEnHuisnummer,
    StraatEnHuisnummer,
    Nummeraanduiding,
    AdresseerbaarObject,
}

use Vraagsoort as V;

impl Vraagsoort {
    const ALLE: [(&'static str, Self); 7] = [
        ("RaadpleegMetBurgerservicenummer", V::Raadpleeg),
        (
            "ZoekMetGeslachtsnaamEnGeboortedatum",
            V::NaamEnGeboortedatum,
        ),
        ("ZoekMetNaamEnGemeenteVanInschrijving", V::NaamEnGemeente),
        ("ZoekMetPostcodeEnHuisnummer", V::PostcodeEnHuisnummer),
        (
            "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving",
            V::StraatEnHuisnummer,
        ),
        ("ZoekMetNummeraanduidingIdentificatie", V::Nummeraanduiding),
        (
            "ZoekMetAdresseerbaarObjectIdentificatie",
            V::AdresseerbaarObject,
        ),
    ];

    fn parse(name: &str) -> Option<Self> {
        Self::ALLE.iter().find(|row| row.0 == name).map(|row| row.1)
    }

    /// The `type` on the wire.
    pub(crate) fn naam(self) -> &'static str {
        Self::ALLE
            .iter()
            .find(|row| row.1 == self)
            .map_or("", |row| row.0)
    }

    /// More results than this are refused; `None` for the question by BSN.
    pub(crate) fn maximum(self) -> Option<usize> {
        match self {
            V::Raadpleeg => None,
            V::NaamEnGeboortedatum | V::NaamEnGemeente => Some(10),
            _ => Some(30),
        }
    }

    /// About how many bytes one person in the answer takes at most.
    pub(crate) fn omvang(self) -> usize {
        match self {
            V::Raadpleeg => 6144,
            _ => 1024,
        }
    }

    /// What its answers look like.
    pub(crate) fn antwoord(self) -> Antwoordsoort {
        match self {
            V::Raadpleeg => Antwoordsoort::Volledig,
            V::AdresseerbaarObject => Antwoordsoort::BeperktMetGezag,
            _ => Antwoordsoort::Beperkt,
        }
    }

    /// Parameters beside `type` and `fields`.
    fn parameters(self) -> &'static [&'static str] {
        match self {
            V::Raadpleeg => &["burgerservicenummer", "gemeenteVanInschrijving"],
            V::NaamEnGeboortedatum => &[
                "geslachtsnaam",
                "geboortedatum",
                "voornamen",
                "voorvoegsel",
                "geslacht",
                "gemeenteVanInschrijving",
                "inclusiefOverledenPersonen",
            ],
            V::NaamEnGemeente => &[
                "geslachtsnaam",
                "voornamen",
                "gemeenteVanInschrijving",
                "voorvoegsel",
                "geslacht",
                "inclusiefOverledenPersonen",
            ],
            V::PostcodeEnHuisnummer => &[
                "postcode",
                "huisnummer",
                "huisletter",
                "huisnummertoevoeging",
                "gemeenteVanInschrijving",
                "geboortedatum",
                "geslachtsnaam",
                "inclusiefOverledenPersonen",
            ],
            V::StraatEnHuisnummer => &[
                "straat",
                "huisnummer",
                "gemeenteVanInschrijving",
                "huisletter",
                "huisnummertoevoeging",
                "inclusiefOverledenPersonen",
            ],
            V::Nummeraanduiding => &[
                "nummeraanduidingIdentificatie",
                "gemeenteVanInschrijving",
                "inclusiefOverledenPersonen",
            ],
            V::AdresseerbaarObject => &[
                "adresseerbaarObjectIdentificatie",
                "gemeenteVanInschrijving",
                "inclusiefOverledenPersonen",
            ],
        }
    }
}

/// A question that has been checked.
#[derive(Debug)]
pub(crate) struct Vraag<'b> {
    pub(crate) soort: Vraagsoort,
    /// What to deliver.
    pub(crate) selectie: Selectie,
    /// Whom to deliver.
    pub(crate) criteria: Criteria<'b>,
}

/// Whom is asked for: everything that is given has to fit.
#[derive(Debug, Default)]
pub(crate) struct Criteria<'b> {
    pub(crate) burgerservicenummers: Vec<Bsn>,
    pub(crate) geslachtsnaam: Option<Zoektekst>,
    pub(crate) voornamen: Option<Zoektekst>,
    pub(crate) voorvoegsel: Option<Zoektekst>,
    pub(crate) geslacht: Option<Geslacht>,
    pub(crate) geboortedatum: Option<jiff::civil::Date>,
    pub(crate) postcode: Option<Cow<'b, str>>,
    pub(crate) huisnummer: Option<u32>,
    pub(crate) huisletter: Option<Cow<'b, str>>,
    pub(crate) huisnummertoevoeging: Option<Cow<'b, str>>,
    pub(crate) straat: Option<Zoektekst>,
    pub(crate) nummeraanduiding: Option<BagNummer>,
    pub(crate) object: Option<BagNummer>,
    pub(crate) gemeente: Option<u16>,
    /// False keeps the dead out.
    pub(crate) ook_overleden: bool,
}

/// Reads and checks a question.
///
/// # Errors
/// Everything that is wrong, in the order of the question's checks.
pub(crate) fn lees(body: &Map<String, Value>) -> Result<Vraag<'_>, Vec<InvalidParam>> {
    let mut controle = Controle::new(body);
    let Some(soort) = controle.soort(Vraagsoort::parse) else {
        return Err(controle.fouten);
    };
    let mut criteria = Criteria::default();
    let selectie = controleer(soort, &mut controle, &mut criteria);
    if controle.fouten.is_empty() {
        Ok(Vraag {
            soort,
            selectie,
            criteria,
        })
    } else {
        Err(controle.fouten)
    }
}

fn controleer<'b>(soort: Vraagsoort, c: &mut Controle<'b>, out: &mut Criteria<'b>) -> Selectie {
    let known = soort.parameters();
    let velden = |c: &mut Controle<'b>| c.velden(soort.antwoord());
    match soort {
        V::Raadpleeg => {
            c.onbekend(known);
            let bsns = c.teksten("burgerservicenummer", 20, &regel::BURGERSERVICENUMMER);
            out.burgerservicenummers = bsns.iter().filter_map(|bsn| Bsn::parse(bsn)).collect();
            out.ook_overleden = true;
            gemeente(c, out);
            velden(c)
        }
        V::NaamEnGeboortedatum => {
            c.onbekend(known);
            out.geboortedatum = c.datum_verplicht("geboortedatum");
            out.geslachtsnaam = zoektekst(c.verplicht("geslachtsnaam", &regel::NAAM));
            out.voornamen = zoektekst(c.optioneel("voornamen", &regel::VOORNAMEN_OPTIONEEL));
            voorvoegsel_en_geslacht(c, out);
            out.ook_overleden = c.boolean("inclusiefOverledenPersonen");
            gemeente(c, out);
            velden(c)
        }
        V::NaamEnGemeente => {
            c.onbekend(known);
            out.gemeente = code(c.verplicht("gemeenteVanInschrijving", &regel::GEMEENTECODE));
            out.geslachtsnaam = zoektekst(c.verplicht("geslachtsnaam", &regel::NAAM));
            out.voornamen = zoektekst(c.verplicht("voornamen", &regel::NAAM));
            voorvoegsel_en_geslacht(c, out);
            out.ook_overleden = c.boolean("inclusiefOverledenPersonen");
            velden(c)
        }
        V::PostcodeEnHuisnummer => {
            out.postcode = c.verplicht("postcode", &regel::POSTCODE);
            out.huisnummer = c.huisnummer("huisnummer");
            huisletter_en_toevoeging(c, out);
            out.ook_overleden = c.boolean("inclusiefOverledenPersonen");
            c.onbekend(known);
            let selectie = velden(c);
            out.geboortedatum = c.datum_optioneel("geboortedatum");
            out.geslachtsnaam = zoektekst(c.optioneel("geslachtsnaam", &regel::NAAM));
            gemeente(c, out);
            selectie
        }
        V::StraatEnHuisnummer => {
            out.gemeente = code(c.verplicht("gemeenteVanInschrijving", &regel::GEMEENTECODE));
            out.huisnummer = c.huisnummer("huisnummer");
            out.straat = zoektekst(c.verplicht("straat", &regel::STRAAT));
            huisletter_en_toevoeging(c, out);
            out.ook_overleden = c.boolean("inclusiefOverledenPersonen");
            c.onbekend(known);
            velden(c)
        }
        V::Nummeraanduiding | V::AdresseerbaarObject => {
            c.onbekend(known);
            let number = c
                .verplicht(known[0], &regel::IDENTIFICATIE)
                .and_then(|text| BagNummer::parse(&text));
            if soort == V::Nummeraanduiding {
                out.nummeraanduiding = number;
            } else {
                out.object = number;
            }
            out.ook_overleden = c.boolean("inclusiefOverledenPersonen");
            gemeente(c, out);
            velden(c)
        }
    }
}

fn gemeente<'b>(c: &mut Controle<'b>, out: &mut Criteria<'b>) {
    out.gemeente = code(c.optioneel("gemeenteVanInschrijving", &regel::GEMEENTECODE));
}

fn voorvoegsel_en_geslacht<'b>(c: &mut Controle<'b>, out: &mut Criteria<'b>) {
    out.voorvoegsel = zoektekst(c.optioneel("voorvoegsel", &regel::VOORVOEGSEL));
    out.geslacht = c
        .optioneel("geslacht", &regel::GESLACHT)
        .and_then(|text| Geslacht::parse(&text.to_ascii_uppercase()));
}

fn huisletter_en_toevoeging<'b>(c: &mut Controle<'b>, out: &mut Criteria<'b>) {
    out.huisletter = c.optioneel_of_leeg("huisletter", &regel::HUISLETTER);
    out.huisnummertoevoeging =
        c.optioneel_of_leeg("huisnummertoevoeging", &regel::HUISNUMMERTOEVOEGING);
}

fn zoektekst(text: Option<Cow<'_, str>>) -> Option<Zoektekst> {
    text.map(|text| Zoektekst::new(&text))
}

fn code(text: Option<Cow<'_, str>>) -> Option<u16> {
    text.and_then(|text| text.parse().ok())
}

/// The same postcode, whatever the case and the space.
pub(crate) fn zelfde_postcode(een: &str, ander: &str) -> bool {
    let letters = |text: &str| -> Vec<u8> {
        text.bytes()
            .filter(|b| *b != b' ')
            .map(|b| b.to_ascii_uppercase())
            .collect()
    };
    letters(een) == letters(ander)
}

impl Criteria<'_> {
    /// Whether a record may be delivered and fits everything that was given.
    pub(crate) fn past(&self, lijst: &Persoonslijst<'_>) -> bool {
        let inschrijving = &lijst.inschrijving;
        !inschrijving.wordt_nooit_geleverd()
            && (self.ook_overleden || !inschrijving.is_overleden())
            && self.past_persoon(lijst)
            && self.past_verblijf(lijst)
    }

    fn past_persoon(&self, lijst: &Persoonslijst<'_>) -> bool {
        let wie = &lijst.persoon.actueel.gegevens.identiteit;
        let tekst = |zoek: &Option<Zoektekst>, waarde: Option<&Cow<'_, str>>| {
            zoek.as_ref()
                .is_none_or(|zoek| bekend(waarde).is_some_and(|waarde| zoek.past(waarde)))
        };
        tekst(&self.geslachtsnaam, wie.naam.geslachtsnaam.as_ref())
            && tekst(&self.voornamen, wie.naam.voornamen.as_ref())
            && tekst(&self.voorvoegsel, wie.naam.voorvoegsel.as_ref())
            && self
                .geslacht
                .is_none_or(|geslacht| wie.geslacht == Some(geslacht))
            && self
                .geboortedatum
                .is_none_or(|datum| wie.geboorte.datum == Some(GbaDatum::from(datum)))
    }

    fn past_verblijf(&self, lijst: &Persoonslijst<'_>) -> bool {
        let nowhere = super::persoonslijst::Verblijf::default();
        let hier = lijst
            .verblijf
            .as_ref()
            .map_or(&nowhere, |stapel| &stapel.actueel.gegevens);
        let gelijk = |zoek: &Option<Cow<'_, str>>, waarde: &Option<Cow<'_, str>>| {
            zoek.as_deref().is_none_or(|zoek| {
                waarde
                    .as_deref()
                    .is_some_and(|waarde| waarde.eq_ignore_ascii_case(zoek))
            })
        };
        let straat = |zoek: &Zoektekst| {
            [&hier.straat, &hier.openbare_ruimte]
                .into_iter()
                .flatten()
                .any(|naam| zoek.past(naam))
        };
        self.gemeente.is_none_or(|code| hier.gemeente == Some(code))
            && self
                .huisnummer
                .is_none_or(|nummer| hier.huisnummer == Some(nummer))
            && self
                .nummeraanduiding
                .is_none_or(|id| hier.nummeraanduiding == Some(id))
            && self.object.is_none_or(|id| hier.object == Some(id))
            && self.postcode.as_deref().is_none_or(|zoek| {
                hier.postcode
                    .as_deref()
                    .is_some_and(|waarde| zelfde_postcode(zoek, waarde))
            })
            && gelijk(&self.huisletter, &hier.huisletter)
            && gelijk(&self.huisnummertoevoeging, &hier.huisnummertoevoeging)
            && self.straat.as_ref().is_none_or(straat)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// `name code` of everything that is wrong.
    fn wrong(body: &Value) -> Vec<String> {
        match lees(body.as_object().unwrap()) {
            Ok(_) => Vec::new(),
            Err(fouten) => fouten
                .iter()
                .map(|fout| format!("{} {}", fout.name, fout.code))
                .collect(),
        }
    }

    #[test]
    fn the_type_is_checked_before_anything_else() {
        assert_eq!(wrong(&json!({"onzin": 1})), ["type required"]);
        assert_eq!(wrong(&json!({"type": null})), ["type required"]);
        assert_eq!(wrong(&json!({"type": ""})), ["type value"]);
        assert_eq!(
            wrong(&json!({"type": "raadpleegMetBurgerservicenummer"})),
            ["type value"]
        );
    }

    #[test]
    fn errors_come_in_the_order_of_the_question() {
        assert_eq!(
            wrong(&json!({
                "type": "ZoekMetPostcodeEnHuisnummer", "geslachtsnaam": "", "geboortedatum": "x",
                "gemeenteVanInschrijving": "1", "fields": [], "raar": 1, "huisletter": "12",
                "inclusiefOverledenPersonen": "", "postcode": " ", "huisnummer": 100_000
            })),
            [
                "postcode required",
                "huisnummer maximum",
                "huisletter pattern",
                "inclusiefOverledenPersonen boolean",
                "raar unknownParam",
                "fields minItems",
                "geboortedatum date",
                "geslachtsnaam pattern",
                "gemeenteVanInschrijving pattern"
            ]
        );
        assert_eq!(
            wrong(&json!({
                "type": "RaadpleegMetBurgerservicenummer", "fields": ["naam", "x", "rni", "a b"],
                "burgerservicenummer": ["1", 999_990_019, null], "inclusiefOverledenPersonen": true
            })),
            [
                "inclusiefOverledenPersonen unknownParam",
                "burgerservicenummer[0] pattern",
                "burgerservicenummer[2] pattern",
                "fields[1] fields",
                "fields[2] fields",
                "fields[3] pattern"
            ]
        );
    }

    #[test]
    fn elements_of_a_long_list_are_checked_for_bsns_and_not_for_fields() {
        let mut bsns = vec!["999990019"; 21];
        bsns[20] = "kort";
        let fields = vec!["x"; 131];
        assert_eq!(
            wrong(
                &json!({"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": bsns, "fields": fields})
            ),
            [
                "burgerservicenummer maxItems",
                "burgerservicenummer[20] pattern",
                "fields maxItems"
            ]
        );
    }

    #[test]
    fn a_house_number_may_be_text_and_blank_additions_are_ignored() {
        let ask = |nummer: Value| {
            wrong(&json!({
                "type": "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving", "straat": "Zandpad",
                "gemeenteVanInschrijving": "9001", "huisnummer": nummer, "huisletter": "",
                "huisnummertoevoeging": " ", "fields": ["leeftijd"]
            }))
        };
        assert_eq!(ask(json!("8")), [""; 0]);
        assert_eq!(ask(json!("8a")), ["huisnummer integer"]);
        assert_eq!(ask(json!(0)), ["huisnummer minimum"]);
        assert_eq!(ask(json!(-1)), ["huisnummer integer"]);
        assert_eq!(ask(Value::Null), ["huisnummer required"]);
    }
}
