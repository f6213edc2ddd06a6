//! From a call to a checked question: every value, then the combination.

use std::borrow::Cow;

use fieldlab_contract::{Input, Parameters, Place, query_pairs};
use fieldlab_sim::{Call, Problem, Request};

use super::fouten::{self, Onjuist};
use super::velden::Velden;

/// What is asked.
#[derive(Debug)]
pub(super) struct Vraag<'a> {
    pub(super) request: &'a Request,
    /// The API's address for this client; links start with it.
    pub(super) basis: String,
    pub(super) velden: Velden,
    pub(super) soort: Soort,
}

/// One object or a search.
#[derive(Debug)]
pub(super) enum Soort {
    /// By number.
    Een(String),
    Zoek {
        ingang: Ingang,
        blad: Blad,
    },
}

/// What selects the objects. A search has exactly one.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Ingang {
    Rsin(String),
    KvkNummer(String),
    /// An adresseerbaar object of the BAG.
    Object(String),
    Nummeraanduiding(String),
    Adres {
        postcode: String,
        huisnummer: u32,
        /// Does not restrict when it is not given.
        huisletter: Option<String>,
        toevoeging: Option<String>,
    },
}

/// Which page, of how many objects.
#[derive(Clone, Copy, Debug)]
pub(super) struct Blad {
    pub(super) nummer: usize,
    pub(super) grootte: usize,
}

/// The parameters of the search by address; the first two have to be there.
const ADRES: [&str; 4] = [
    "postcode",
    "huisnummer",
    "huisletter",
    "huisnummertoevoeging",
];

impl<'a> Vraag<'a> {
    /// Checks a call.
    ///
    /// # Errors
    /// All wrong values together; or else a wrong combination.
    pub(super) fn lees(call: &'a Call<'_>) -> Result<Self, Problem> {
        let request = call.request;
        let pad = match call
            .api
            .contract
            .route(&request.path[call.api.mount.len()..])
        {
            Ok(Some(matched)) => matched.parameters,
            Ok(None) => return Err(fouten::fout(fouten::NIET_GEVONDEN, request)),
            Err(_) => return Err(fouten::onjuist(&[Onjuist::tekens("path")], request)),
        };
        let onleesbaar = |_| fouten::onjuist(&[Onjuist::tekens("query")], request);
        let gegeven: Vec<(Cow<'_, str>, Cow<'_, str>)> = query_pairs(&request.query)
            .collect::<Result<_, _>>()
            .map_err(onleesbaar)?;
        let input = Input {
            path: &pad,
            query: &request.query,
            headers: &request.headers,
        };
        let decoded = call.operation.decode(&input).map_err(onleesbaar)?;
        let parameters = decoded.parameters;
        // Of a name that is given twice, the first counts.
        let waarde = |name: &str| {
            let in_pad = pad.iter().find(|(known, _)| *known == name);
            let in_query = gegeven.iter().find(|(known, _)| known == name);
            in_pad
                .map(|(_, value)| value.as_str())
                .or(in_query.map(|(_, value)| value.as_ref()))
        };
        let mut velden = Velden::Alle;
        let mut onjuist: Vec<Onjuist> = Vec::new();
        for parameter in call.operation.parameters() {
            let name = parameter.name();
            let Some(waarde) = waarde(name).filter(|_| parameter.place() != Place::Header) else {
                continue;
            };
            if waarde.is_empty() {
                onjuist.push(Onjuist::leeg(name));
            } else if name == "fields" {
                match Velden::lees(waarde) {
                    Ok(gekozen) => velden = gekozen,
                    Err(onbekend) => onjuist.push(Onjuist::velden(&onbekend)),
                }
            } else if let Some(violation) = decoded
                .violations
                .iter()
                .find(|violation| violation.name == name)
            {
                onjuist.push(Onjuist::van(violation, waarde));
            }
        }
        if !onjuist.is_empty() {
            return Err(fouten::onjuist(&onjuist, request));
        }
        let soort = match parameters.text("identificatie") {
            Some(identificatie) => Soort::Een(identificatie.to_owned()),
            None => Soort::Zoek {
                ingang: ingang(&parameters, request)?,
                blad: Blad {
                    nummer: getal(&parameters, "page", 1),
                    grootte: getal(&parameters, "pageSize", 20),
                },
            },
        };
        Ok(Self {
            request,
            basis: call.api_base(),
            velden,
            soort,
        })
    }
}

/// The contract has made sure that it is 1 or more; what is too large for a number is beyond every page.
fn getal(parameters: &Parameters, name: &str, anders: usize) -> usize {
    match parameters.get(name) {
        Some(gegeven) => gegeven
            .as_u64()
            .and_then(|getal| usize::try_from(getal).ok())
            .unwrap_or(usize::MAX),
        None => anders,
    }
}

fn ingang(parameters: &Parameters, request: &Request) -> Result<Ingang, Problem> {
    let tekst = |name: &str| parameters.text(name).map(str::to_owned);
    let enkel = [
        tekst("rsin").map(Ingang::Rsin),
        tekst("kvkNummer").map(Ingang::KvkNummer),
        tekst("adresseerbaarObjectIdentificatie").map(Ingang::Object),
        tekst("nummeraanduidingIdentificatie").map(Ingang::Nummeraanduiding),
    ];
    let op_adres = ADRES.iter().any(|name| parameters.contains(name));
    let mut enkel: Vec<Ingang> = enkel.into_iter().flatten().collect();
    match (enkel.pop(), op_adres) {
        (None, false) => Err(fouten::fout(fouten::GEEN_PARAMETER, request)),
        (Some(ingang), false) if enkel.is_empty() => Ok(ingang),
        (Some(_), _) => Err(fouten::fout(fouten::MEER_INGANGEN, request)),
        (None, true) => {
            let huisnummer = parameters.integer("huisnummer");
            let huisnummer = huisnummer.and_then(|nummer| u32::try_from(nummer).ok());
            let (Some(postcode), Some(huisnummer)) = (tekst("postcode"), huisnummer) else {
                let ontbreekt: Vec<Onjuist> = ADRES[..2]
                    .iter()
                    .filter(|name| !parameters.contains(name))
                    .map(|name| Onjuist::ontbreekt(name))
                    .collect();
                return Err(fouten::onvolledig(&ontbreekt, request));
            };
            Ok(Ingang::Adres {
                postcode,
                huisnummer,
                huisletter: tekst("huisletter"),
                toevoeging: tekst("huisnummertoevoeging"),
            })
        }
    }
}
