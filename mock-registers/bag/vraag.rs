//! From a call to a checked question: accept, CRS headers, parameters, body, entry, in the BAG's order.

use fieldlab_contract::{Input, Parameters, Place, Rule, Violation};
use fieldlab_sim::{Call, Problem, Request, Session};
use http::header;
use jiff::civil::Date;
use serde_json::Value;

use super::fouten::{self, Onjuist};
use super::geometrie::Kader;
use super::ingangen::{Bewerking, Ingang, Keuze, Over, Vorm};
use super::tijd::{Reis, tijdstip};

/// The one coordinate system.
pub(super) const CRS: &str = "epsg:28992";

/// What is asked, and everything about it that needed checking.
#[derive(Debug)]
pub(super) struct Vraag<'a> {
    pub(super) request: &'a Request,
    /// The API's address for this client; links start with it.
    pub(super) basis: String,
    pub(super) bewerking: &'static Bewerking,
    pub(super) parameters: Parameters,
    /// The entry of a search.
    pub(super) ingang: Option<&'static Ingang>,
    /// Point or box of a search.
    pub(super) kader: Option<Kader>,
    pub(super) expand: Expand,
    pub(super) reis: Reis,
}

/// What to embed.
#[derive(Clone, Debug, Default)]
pub(super) struct Expand(Vec<&'static str>);

impl Expand {
    /// Nothing to embed.
    pub(super) const fn niets() -> Self {
        Self(Vec::new())
    }

    /// Reads a list of names, or `true` for all that are possible.
    fn lees(tekst: &str, mogelijk: &'static [&'static str], fouten: &mut Vec<Onjuist>) -> Self {
        if tekst.trim().eq_ignore_ascii_case("true") && !mogelijk.is_empty() {
            return Self(mogelijk.to_vec());
        }
        let mut gekozen = Vec::new();
        for deel in tekst.split(',').map(str::trim) {
            match mogelijk.iter().find(|name| name.eq_ignore_ascii_case(deel)) {
                Some(&"adressen") => gekozen.extend(["heeftAlsHoofdAdres", "heeftAlsNevenAdres"]),
                Some(name) => gekozen.push(*name),
                None => fouten.push(Onjuist::expand(deel)),
            }
        }
        Self(gekozen)
    }

    /// Whether nothing is to be embedded.
    pub(super) fn is_leeg(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this is to be embedded.
    pub(super) fn bevat(&self, name: &str) -> bool {
        self.0.contains(&name)
    }
}

impl<'a> Vraag<'a> {
    /// Checks a call.
    ///
    /// # Errors
    /// The first refusal, in the order of the functional specification: media type, coordinate
    /// systems, values, entries.
    pub(super) fn lees(call: &'a Call<'_>, session: &Session<'_>) -> Result<Self, Problem> {
        let request = call.request;
        let bewerking = Bewerking::met_id(call.operation_id())
            .ok_or_else(|| fouten::niet_gebouwd(call.operation_id(), request))?;
        crs(call, bewerking)?;
        let onleesbaar =
            |name: &str| fouten::onjuiste_parameters(&[Onjuist::tekens(name)], request);
        let pad = match call
            .api
            .contract
            .route(&request.path[call.api.mount.len()..])
        {
            Ok(Some(matched)) => matched.parameters,
            Ok(None) => return Err(fouten::fout(fouten::NIET_GEVONDEN, request)),
            Err(_) => return Err(onleesbaar("path")),
        };
        let input = Input {
            path: &pad,
            query: &request.query,
            headers: &request.headers,
        };
        let decoded = call
            .operation
            .decode(&input)
            .map_err(|_| onleesbaar("query"))?;
        let parameters = decoded.parameters;

        let mut onjuist: Vec<Onjuist> = Vec::new();
        let mut verplicht = false;
        for violation in decoded
            .violations
            .iter()
            .filter(|violation| violation.place != Place::Header)
        {
            match &violation.rule {
                // A mandatory parameter that is missing leaves nothing to search for.
                Rule::Required if violation.place == Place::Query => verplicht = true,
                _ if is_toch_goed(violation, &parameters) => {}
                _ => onjuist.push(Onjuist::van(violation)),
            }
        }
        let kader = eigen_controles(bewerking, &parameters, request, &mut onjuist)?;
        let expand = match parameters.text("expand") {
            Some(tekst) if !bewerking.expand.is_empty() => {
                Expand::lees(tekst, bewerking.expand, &mut onjuist)
            }
            _ => Expand::default(),
        };
        if !onjuist.is_empty() {
            return Err(fouten::onjuiste_parameters(&onjuist, request));
        }
        let reis = reis(bewerking, &parameters, session);
        let (ingang, expand) = if bewerking.vorm == Vorm::Zoek {
            let gekozen = if verplicht {
                Err(fouten::GEEN_PARAMETER)
            } else {
                bewerking.kies(&parameters)
            };
            // Time travel and `huidig` are of two minds; that comes before an entry that is incomplete.
            let gekozen = match gekozen {
                Ok(_) | Err(fouten::ONVOLLEDIG) if is_in_strijd(&reis, &parameters) => {
                    Err(fouten::NIET_TE_COMBINEREN)
                }
                anders => anders,
            };
            let ingang = gekozen.map_err(|soort| fouten::fout(soort, request))?;
            (
                Some(ingang),
                if ingang.expand {
                    expand
                } else {
                    Expand::default()
                },
            )
        } else {
            if is_in_strijd(&reis, &parameters) {
                return Err(fouten::fout(fouten::NIET_TE_COMBINEREN, request));
            }
            (None, expand)
        };
        Ok(Self {
            request,
            basis: call.api_base(),
            bewerking,
            parameters,
            ingang,
            kader,
            expand,
            reis,
        })
    }

    /// A parameter that is `true`.
    pub(super) fn is(&self, name: &str) -> bool {
        self.parameters.boolean(name) == Some(true)
    }

    /// The entry; a search by a point in the body is one by point.
    pub(super) fn keuze(&self) -> Keuze {
        self.ingang.map_or(Keuze::Punt, |ingang| ingang.keuze)
    }
}

/// Media types: `/info` is plain JSON, everything else HAL.
pub(super) fn is_aanvaardbaar(call: &Call<'_>, accept: &fieldlab_sim::Accept) -> bool {
    let gevraagd = call.request.header(header::ACCEPT.as_str());
    accept.allows(gevraagd)
        || (call.operation_id() == "info"
            && gevraagd
                .is_some_and(|tekst| tekst.to_ascii_lowercase().contains("application/json")))
}

fn crs(call: &Call<'_>, bewerking: &Bewerking) -> Result<(), Problem> {
    let request = call.request;
    let kent = |name: &str| {
        call.operation.parameters().iter().any(|parameter| {
            parameter.place() == Place::Header && parameter.name().eq_ignore_ascii_case(name)
        })
    };
    let ander = |name: &str| {
        request
            .header(name)
            .filter(|crs| !crs.trim().is_empty() && !crs.trim().eq_ignore_ascii_case(CRS))
    };
    if let Some(crs) = ander("accept-crs")
        && kent("accept-crs")
    {
        return Err(fouten::accept_crs(crs, request));
    }
    let met_geometrie = bewerking.vorm == Vorm::OpPunt
        || request
            .query
            .split('&')
            .any(|paar| paar.starts_with("point=") || paar.starts_with("bbox="));
    if let Some(crs) = ander("content-crs")
        && met_geometrie
        && kent("content-crs")
    {
        return Err(fouten::content_crs(crs, request));
    }
    Ok(())
}

/// Where the published document is stricter than what its service takes.
fn is_toch_goed(violation: &Violation, parameters: &Parameters) -> bool {
    match (violation.name.as_str(), &violation.rule) {
        // Seconds and zone may be left out.
        ("beschikbaarOp", Rule::Format(_)) => parameters
            .raw("beschikbaarOp")
            .is_some_and(|tekst| tijdstip(tekst).is_some()),
        // Capitals do not count.
        ("type", Rule::Enum) => parameters
            .text("type")
            .is_some_and(|tekst| soort_object(tekst).is_some()),
        // An empty `expand` is worded as one by the register itself.
        ("expand", _) => true,
        _ => false,
    }
}

/// The sort of adresseerbaar object that a text means.
pub(super) fn soort_object(tekst: &str) -> Option<&'static str> {
    ["Verblijfsobject", "Ligplaats", "Standplaats"]
        .into_iter()
        .find(|soort| soort.eq_ignore_ascii_case(tekst))
}

/// Point, box and ranges: what an OpenAPI document cannot say.
fn eigen_controles(
    bewerking: &Bewerking,
    parameters: &Parameters,
    request: &Request,
    onjuist: &mut Vec<Onjuist>,
) -> Result<Option<Kader>, Problem> {
    let mut kader = None;
    if let Some(tekst) = parameters.text("point") {
        kader = Kader::van_parameter(tekst, onjuist);
    }
    if let Some(Value::Array(delen)) = parameters.get("bbox") {
        let hoeken: Vec<f64> = delen.iter().filter_map(Value::as_f64).collect();
        kader = Kader::van_bbox(&hoeken, onjuist);
    }
    for name in ["oppervlakte", "bouwjaar"] {
        if let Some((Some(min), Some(max))) = grenzen(parameters, name)
            && min > max
        {
            onjuist.push(Onjuist::bereik(name));
        }
    }
    if bewerking.vorm == Vorm::OpPunt {
        let voor = onjuist.len();
        kader = Kader::van_inhoud(&request.body, onjuist);
        if kader.is_none() && onjuist.len() == voor {
            // What is no point comes after what is wrong in the query.
            return if onjuist.is_empty() {
                Err(fouten::fout(fouten::INHOUD, request))
            } else {
                Ok(None)
            };
        }
    }
    Ok(kader)
}

/// Both ends of a deepObject range.
pub(super) fn grenzen(parameters: &Parameters, name: &str) -> Option<(Option<i64>, Option<i64>)> {
    let value = parameters.get(name)?;
    Some((value["min"].as_i64(), value["max"].as_i64()))
}

fn is_in_strijd(reis: &Reis, parameters: &Parameters) -> bool {
    reis.is_reis() && parameters.boolean("huidig") == Some(true)
}

fn reis(bewerking: &Bewerking, parameters: &Parameters, session: &Session<'_>) -> Reis {
    // Addresses, life cycles and versions do not travel; their contract has no such parameters.
    if matches!(
        bewerking.over,
        Over::Adres | Over::AdresUitgebreid | Over::Info
    ) {
        return Reis::default();
    }
    let geldig_op = parameters
        .text("geldigOp")
        .and_then(|tekst| Some((tekst.parse::<Date>().ok()?, tekst)));
    let beschikbaar_op = parameters
        .text("beschikbaarOp")
        .and_then(|tekst| Some((tijdstip(tekst)?, tekst)));
    if geldig_op.is_none() && beschikbaar_op.is_none() {
        return Reis::default();
    }
    Reis::new(geldig_op, beschikbaar_op, session.today(), session.now())
}
