//! The parameters of a call, read.

use fieldlab_contract::Parameters;
use fieldlab_sim::{Call, Problem};
use fieldlab_world::Rd;
use serde_json::Value;

use super::blad::Gewichten;
use super::document::{Velden, is_veld};
use super::fouten::onjuist;
use super::volgorde::Volgorde;
use super::zoekvraag::{Boom, Syntaxfout, lees};

/// No answer holds more documents than this.
const MEESTE: usize = 10_000;

/// What is left when no filter is given.
const FILTER: &str = "type:(gemeente OR woonplaats OR weg OR postcode OR adres)";

/// What types get besides when nothing is said.
const GEWICHT_PER_TYPE: [&str; 6] = [
    "type:provincie^1.5",
    "type:gemeente^1.5",
    "type:woonplaats^1.5",
    "type:weg^1.5",
    "type:postcode^0.5",
    "type:adres^1",
];

/// What was asked.
#[derive(Debug)]
pub(super) struct Vraag {
    pub(super) filters: Vec<Boom>,
    pub(super) per_type: Vec<Boom>,
    pub(super) gewichten: Gewichten,
    pub(super) velden: Velden,
    pub(super) volgorde: Volgorde,
    /// RD of `lat` and `lon`, or of `X` and `Y`.
    pub(super) bij: Option<Rd>,
    pub(super) start: usize,
    pub(super) rows: usize,
    pub(super) is_xml: bool,
    pub(super) inspringen: bool,
}

impl Vraag {
    /// Reads the parameters that operations have in common.
    ///
    /// # Errors
    /// A refusal in Solr's shape.
    pub(super) fn lees(call: &Call<'_>, velden: &str, met_filter: bool) -> Result<Self, Problem> {
        let parameters = &call.parameters;
        if let Some(naam) = parameters.unknown().first() {
            return Err(onjuist(&format!("Onbekende parameter '{naam}'")));
        }
        let filters = match teksten(parameters, "fq") {
            gegeven if !gegeven.is_empty() => gegeven,
            _ if met_filter => vec![FILTER],
            _ => Vec::new(),
        };
        let per_type = match teksten(parameters, "bq") {
            gegeven if !gegeven.is_empty() => gegeven,
            _ => GEWICHT_PER_TYPE.to_vec(),
        };
        let bij = bij(parameters)?;
        let volgorde = match (parameters.text("sort"), bij) {
            (Some(tekst), _) => Volgorde::lees(tekst).map_err(|bericht| onjuist(&bericht))?,
            (None, Some(_)) => Volgorde::op_afstand(),
            (None, None) => Volgorde::default(),
        };
        Ok(Self {
            filters: bomen(&filters)?,
            per_type: bomen(&per_type)?,
            gewichten: gewichten(parameters.text("qf"))?,
            velden: Velden::lees(parameters.text("fl").unwrap_or(velden)),
            volgorde,
            bij,
            start: aantal(parameters, "start", 0)?,
            rows: aantal(parameters, "rows", 10)?.min(MEESTE),
            is_xml: parameters.text("wt") == Some("xml"),
            inspringen: parameters.boolean("indent").unwrap_or(true),
        })
    }
}

/// Reads one question.
///
/// # Errors
/// A refusal with Solr's message.
pub(super) fn boom(tekst: &str) -> Result<Boom, Problem> {
    lees(tekst).map_err(|Syntaxfout(bericht)| onjuist(&bericht))
}

fn bomen(teksten: &[&str]) -> Result<Vec<Boom>, Problem> {
    teksten.iter().map(|tekst| boom(tekst)).collect()
}

/// The values of a parameter that may be repeated.
pub(super) fn teksten<'a>(parameters: &'a Parameters, naam: &str) -> Vec<&'a str> {
    let waarden = parameters.get(naam).and_then(Value::as_array);
    waarden
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .filter(|tekst| !tekst.trim().is_empty())
        .collect()
}

fn aantal(parameters: &Parameters, naam: &str, anders: usize) -> Result<usize, Problem> {
    if !parameters.contains(naam) {
        return Ok(anders);
    }
    parameters
        .integer(naam)
        .and_then(|getal| i32::try_from(getal).ok())
        .and_then(|getal| usize::try_from(getal).ok())
        .ok_or_else(|| onjuist(&format!("Parameter '{naam}' is te groot")))
}

fn bij(parameters: &Parameters) -> Result<Option<Rd>, Problem> {
    let getal = |naam: &str| parameters.get(naam).and_then(Value::as_f64);
    let buiten = |namen: &str| onjuist(&format!("{namen} ligt buiten het bereik"));
    match (getal("lat"), getal("lon")) {
        (Some(lat), Some(lon)) => {
            if !(lat.abs() <= 90.0 && lon.abs() <= 180.0) {
                return Err(buiten("lat, lon"));
            }
            return Ok(Some(Rd::from_etrs89(lat, lon)));
        }
        (None, None) => {}
        _ => return Err(onjuist("Parameters 'lat' en 'lon' horen bij elkaar")),
    }
    match (getal("X"), getal("Y")) {
        (Some(x), Some(y)) => {
            if !(x.abs() <= 1e7 && y.abs() <= 1e7) {
                return Err(buiten("X, Y"));
            }
            let mm = |meters: f64| (meters * 1_000.0).round() as i64;
            Ok(Some(Rd { x: mm(x), y: mm(y) }))
        }
        (None, None) => Ok(None),
        _ => Err(onjuist("Parameters 'X' en 'Y' horen bij elkaar")),
    }
}

/// Reads `exacte_match^1 suggest^0.5 huisnummer^0.5`; what is not named counts for nothing.
fn gewichten(qf: Option<&str>) -> Result<Gewichten, Problem> {
    let Some(qf) = qf else {
        return Ok(Gewichten::default());
    };
    let mut gelezen = Gewichten {
        exact: 0,
        woord: 0,
        nummer: 0,
        achtervoegsel: 0,
    };
    for deel in qf.split_whitespace() {
        let (naam, gewicht) = deel.split_once('^').unwrap_or((deel, "1"));
        let gewicht: f64 = gewicht
            .parse()
            .ok()
            .filter(|gewicht| (0.0..=1_000.0).contains(gewicht))
            .ok_or_else(|| onjuist(&format!("Ongeldig gewicht in qf: {deel}")))?;
        // Beside the weight that a field has when nothing is said.
        let maal = |gewoon: f64| (gewicht / gewoon * 1_000.0).round() as u32;
        match naam {
            "exacte_match" => gelezen.exact = maal(1.0),
            "suggest" | "tekst" => gelezen.woord = maal(0.5),
            "huisnummer" => gelezen.nummer = maal(0.5),
            "huisletter" | "huisnummertoevoeging" => gelezen.achtervoegsel = maal(0.5),
            _ if is_veld(naam) => {}
            _ => return Err(onjuist(&format!("undefined field {naam}"))),
        }
    }
    Ok(gelezen)
}
