//! From a call to a checked question: coordinate system, values, combination, in the BRK's order.

use fieldlab_contract::{Input, Place, Rule};
use fieldlab_sim::{Call, Problem};
use serde_json::Value;

use super::fouten::{self, Onjuist};
use super::velden::{self, Expand, Keuze, Schemas};
use super::{CRS, links};

/// What is asked, and everything about it that needed checking.
#[derive(Debug)]
pub(super) struct Vraag<'a> {
    call: &'a Call<'a>,
    pad: Vec<(&'a str, String)>,
    /// The query, decoded.
    pub(super) parameters: fieldlab_contract::Parameters,
    /// The fields to deliver; `None` is all of them.
    pub(super) velden: Option<Keuze>,
    /// What to embed.
    pub(super) expand: Expand,
    /// By what to search.
    pub(super) ingang: Option<Ingang>,
}

/// By what parcels and apartments are searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ingang {
    Aanduiding,
    AanduidingMetCode,
    Persoon,
    Adres,
    Nummeraanduiding,
    /// In the body.
    Bsn(String),
}

/// The parameters of each category; the first one has to be there.
const CATEGORIEEN: [(&[&str], Ingang); 5] = [
    (&["kadastraleAanduiding"], Ingang::Aanduiding),
    (
        &["kadastraleAanduidingMetGemeentecode"],
        Ingang::AanduidingMetCode,
    ),
    (&["persoon__identificatie"], Ingang::Persoon),
    (
        &[
            "postcode",
            "huisnummer",
            "huisletter",
            "huisnummertoevoeging",
        ],
        Ingang::Adres,
    ),
    (&["nummeraanduidingIdentificatie"], Ingang::Nummeraanduiding),
];
/// Goes with a designation only.
const INCLUSIEF: &str = "inclusiefKadastraalOnroerendeZakenUitSplitsing";

const GERECHTIGDEN: (&str, &str) = ("zakelijkGerechtigden", velden::GERECHTIGDE);
const BEPERKINGEN: (&str, &str) = ("privaatrechtelijkeBeperkingen", velden::PRIVAAT);

/// What an operation delivers, and what it can embed.
fn van_operatie(id: &str) -> (&'static str, &'static [(&'static str, &'static str)]) {
    match id {
        "kadastraalOnroerendeZaken" | "kadastraalOnroerendeZaak" => {
            (velden::KOZ, &[GERECHTIGDEN, BEPERKINGEN])
        }
        "kadastraalOnroerendeZakenMetBsn" => (velden::KOZ, &[BEPERKINGEN]),
        "zakelijkGerechtigden" | "zakelijkGerechtigde" => (velden::GERECHTIGDE, &[]),
        "hypotheken" | "hypotheek" => (velden::HYPOTHEEK, &[]),
        "beslagen" | "beslag" => (velden::BESLAG, &[]),
        "privaatrechtelijkeBeperkingen" | "privaatrechtelijkeBeperking" => (velden::PRIVAAT, &[]),
        "publiekrechtelijkeBeperkingen" => (velden::PUBLIEK, &[]),
        "kadasterNatuurlijkPersonen" | "kadasterNatuurlijkPersoon" => (velden::NATUURLIJK, &[]),
        "kadasterNietNatuurlijkPersonen" | "kadasterNietNatuurlijkPersoon" => {
            (velden::NIET_NATUURLIJK, &[])
        }
        "stuk" => (velden::STUK, &[("stukdelen", velden::STUKDEEL)]),
        _ => (velden::STUKDEEL, &[("stuk", velden::STUK)]),
    }
}

/// The fields of a resource that are always there.
fn altijd(schema: &str) -> &'static [&'static str] {
    match schema {
        velden::KOZ => &["identificatie", "domein", "type", "_links.self"],
        velden::PUBLIEK => &["identificatie", "domein"],
        velden::GERECHTIGDE => &["identificatie", "_links.self"],
        _ => &["identificatie", "domein", "_links.self"],
    }
}

impl<'a> Vraag<'a> {
    /// Checks a call.
    ///
    /// # Errors
    /// The first refusal: coordinate system, values (all of them), combination.
    pub(super) fn lees(call: &'a Call<'a>, schemas: &Schemas) -> Result<Self, Problem> {
        let instance = || links::zelf(call);
        crs(call)?;
        let below = &call.request.path[call.api.mount.len()..];
        let pad = match call.api.contract.route(below) {
            Ok(Some(matched)) => matched.parameters,
            _ => return Err(fouten::fout(fouten::NIET_GEVONDEN, instance())),
        };
        let input = Input {
            path: &pad,
            query: &call.request.query,
            headers: &call.request.headers,
        };
        let Ok(decoded) = call.operation.decode(&input) else {
            return Err(fouten::onjuist(fouten::ONJUIST, &[], instance()));
        };
        let mut onjuist = Vec::new();
        let mut ontbreekt = None;
        for violation in &decoded.violations {
            match (&violation.rule, violation.place) {
                (_, Place::Header) => {}
                // What has to be there and is not comes after what is wrong.
                (Rule::Required, Place::Query) => ontbreekt = Some(violation.name.clone()),
                // No length makes a path wrong: there is nothing there.
                (Rule::MaxLength(_), Place::Path) => {
                    return Err(fouten::fout(fouten::NIET_GEVONDEN, instance()));
                }
                _ => onjuist.push(Onjuist::van(violation)),
            }
        }
        let parameters = decoded.parameters;
        let met_bsn = call.operation_id() == "kadastraalOnroerendeZakenMetBsn";
        for name in parameters.unknown() {
            if !(met_bsn && name == "expand") {
                onjuist.push(Onjuist::onverwacht(name));
            }
        }
        let inhoud = if met_bsn {
            lees_inhoud(call, &mut onjuist)?
        } else {
            Value::Null
        };

        let (schema, mogelijk) = van_operatie(call.operation_id());
        let gevraagd = parameters.text("fields").or(inhoud["fields"].as_str());
        let velden = gevraagd.filter(|tekst| !tekst.is_empty()).map(|tekst| {
            let keuze = schemas.van(schema).kies("fields", tekst, &mut onjuist);
            let keuze = keuze.altijd(altijd(schema));
            if schema == velden::KOZ {
                keuze.met_koopsomregel()
            } else {
                keuze
            }
        });
        let persoon = parameters.contains("persoon__identificatie");
        let mogelijk = if persoon { &[BEPERKINGEN] } else { mogelijk };
        let gevraagd = waarde_van_expand(call, &parameters, &inhoud);
        let expand = gevraagd.map_or_else(Expand::default, |tekst| {
            Expand::lees(&tekst, mogelijk, schemas, &mut onjuist)
        });
        if !onjuist.is_empty() {
            return Err(fouten::onjuist(fouten::ONJUIST, &onjuist, instance()));
        }

        if let Some(name) = ontbreekt {
            // Only beside something else is said which one it is.
            let andere = parameters.iter().any(|(name, _)| is_van_vraag(call, name));
            let alle = if andere {
                vec![Onjuist::verplicht(&name)]
            } else {
                Vec::new()
            };
            return Err(fouten::onjuist(fouten::GEEN_PARAMETER, &alle, instance()));
        }
        let ingang = match call.operation_id() {
            "kadastraalOnroerendeZaken" => {
                Some(kies_ingang(&parameters).map_err(|soort| fouten::fout(soort, instance()))?)
            }
            "kadastraalOnroerendeZakenMetBsn" => {
                let bsn = inhoud["burgerservicenummer"].as_str().unwrap_or_default();
                Some(Ingang::Bsn(bsn.to_owned()))
            }
            _ => None,
        };
        Ok(Self {
            call,
            pad,
            parameters,
            velden,
            expand,
            ingang,
        })
    }

    /// A parameter of the path.
    pub(super) fn pad(&self, name: &str) -> &str {
        self.pad
            .iter()
            .find(|(known, _)| *known == name)
            .map_or("", |(_, value)| value)
    }

    /// Whether what came out of a split is asked for too.
    pub(super) fn inclusief(&self) -> bool {
        self.parameters.boolean(INCLUSIEF) == Some(true)
    }

    /// Path and query as the client sent them, below the base path.
    pub(super) fn instance(&self) -> String {
        links::zelf(self.call)
    }

    /// Where the BAG is.
    pub(super) fn bag(&self) -> String {
        links::bag(self.call)
    }

    pub(super) fn niet_gevonden(&self) -> Problem {
        fouten::fout(fouten::NIET_GEVONDEN, self.instance())
    }

    pub(super) fn te_veel(&self) -> Problem {
        fouten::fout(fouten::TE_VEEL, self.instance())
    }
}

fn is_van_vraag(call: &Call<'_>, name: &str) -> bool {
    call.operation
        .parameters()
        .iter()
        .any(|parameter| parameter.name() == name && parameter.place() == Place::Query)
}

fn crs(call: &Call<'_>) -> Result<(), Problem> {
    let kent = call
        .operation
        .parameters()
        .iter()
        .any(|parameter| parameter.place() == Place::Header);
    let ander = call
        .request
        .header("accept-crs")
        .map(str::trim)
        .filter(|crs| kent && !crs.is_empty() && !crs.eq_ignore_ascii_case(CRS));
    match ander {
        Some(crs) => Err(fouten::accept_crs(crs, links::zelf(call))),
        None => Ok(()),
    }
}

/// The body of a question with a BSN.
fn lees_inhoud(call: &Call<'_>, onjuist: &mut Vec<Onjuist>) -> Result<Value, Problem> {
    let inhoud: Result<Value, _> = serde_json::from_slice(&call.request.body);
    match inhoud {
        Ok(inhoud) if inhoud.is_object() => {
            let wrong = call.operation.validate_body(&inhoud);
            onjuist.extend(wrong.iter().map(Onjuist::van));
            let leeg = inhoud["burgerservicenummer"].as_str() == Some("");
            if leeg {
                onjuist.push(Onjuist::verplicht("burgerservicenummer"));
            }
            Ok(inhoud)
        }
        _ => Err(fouten::onjuist(fouten::ONJUIST, &[], links::zelf(call))),
    }
}

/// What `expand` says, also when it says nothing: that is wrong. With a BSN it may stand in the query
/// or in the body.
fn waarde_van_expand(
    call: &Call<'_>,
    parameters: &fieldlab_contract::Parameters,
    inhoud: &Value,
) -> Option<String> {
    if let Some(tekst) = parameters.text("expand").or(inhoud["expand"].as_str()) {
        return Some(tekst.to_owned());
    }
    let pairs = fieldlab_contract::query_pairs(&call.request.query);
    pairs
        .filter_map(Result::ok)
        .find(|(name, _)| name == "expand")
        .map(|(_, value)| value.into_owned())
}

fn kies_ingang(parameters: &fieldlab_contract::Parameters) -> Result<Ingang, fouten::Soort> {
    let gegeven: Vec<&(&[&str], Ingang)> = CATEGORIEEN
        .iter()
        .filter(|(namen, _)| namen.iter().any(|name| parameters.contains(name)))
        .collect();
    match gegeven.as_slice() {
        [] => Err(fouten::GEEN_PARAMETER),
        [(namen, ingang)] => {
            let met_aanduiding = matches!(ingang, Ingang::Aanduiding | Ingang::AanduidingMetCode);
            if !parameters.contains(namen[0]) {
                Err(fouten::ONVOLLEDIG)
            } else if parameters.contains(INCLUSIEF) && !met_aanduiding {
                Err(fouten::NIET_TE_COMBINEREN)
            } else {
                Ok(ingang.clone())
            }
        }
        _ => Err(fouten::NIET_TE_COMBINEREN),
    }
}
