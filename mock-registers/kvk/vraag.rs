//! What every call asks: in which form, about which number, with which parameters.

use std::borrow::Cow;

use fieldlab_contract::query_pairs;
use fieldlab_sim::{Call, Problem, Request};
use http::header;

use super::fouten::{self, Fout};

/// The two forms of an answer. They differ in how links are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vorm {
    /// `_links`, an object by relation.
    Hal,
    /// `links`, a list.
    Json,
}

impl Vorm {
    /// The media type.
    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::Hal => "application/hal+json",
            Self::Json => "application/json",
        }
    }

    /// The form that `Accept` wants most; of equals the first that it names. `gewoon` is for whoever does not
    /// mind.
    ///
    /// # Errors
    /// 406 when it wants neither.
    pub(super) fn kies(request: &Request, gewoon: Self) -> Result<Self, Problem> {
        let accept = match request.header(header::ACCEPT.as_str()) {
            None => return Ok(gewoon),
            Some("application/hal+json") => return Ok(Self::Hal),
            Some("application/json") => return Ok(Self::Json),
            Some(accept) if accept.trim().is_empty() => return Ok(gewoon),
            Some(accept) => accept,
        };
        let mut beste: Option<(Self, f32)> = None;
        for element in accept.split(',') {
            let mut delen = element.split(';').map(str::trim);
            let soort = delen.next().unwrap_or_default().to_ascii_lowercase();
            let vorm = match soort.as_str() {
                "application/hal+json" => Self::Hal,
                "application/json" => Self::Json,
                "*/*" | "application/*" => gewoon,
                _ => continue,
            };
            let gewicht = delen
                .find_map(|deel| deel.strip_prefix("q=").or_else(|| deel.strip_prefix("Q=")))
                .map_or(Some(1.0), |gewicht| gewicht.parse().ok())
                .filter(|gewicht: &f32| *gewicht > 0.0);
            if let Some(gewicht) = gewicht
                && beste.is_none_or(|(_, tot_nu)| gewicht > tot_nu)
            {
                beste = Some((vorm, gewicht));
            }
        }
        beste
            .map(|(vorm, _)| vorm)
            .ok_or_else(|| Fout::niet_aanvaardbaar().into())
    }
}

/// The parameters of a query, by the names that the contract gives them.
#[derive(Debug, Default)]
pub(super) struct Query<'a> {
    gegeven: Vec<(&'static str, Cow<'a, str>)>,
}

impl<'a> Query<'a> {
    /// Reads a query. The case of names does not count, since the service's own links have them in lower
    /// case. What is given empty is not given.
    ///
    /// # Errors
    /// IPD1999 with every name that is not among `bekend`; IPD1998 when it cannot be decoded.
    pub(super) fn lees(query: &'a str, bekend: &[&'static str]) -> Result<Self, Problem> {
        let mut gegeven = Vec::new();
        let mut onbekend: Vec<String> = Vec::new();
        for paar in query_pairs(query) {
            let Ok((naam, waarde)) = paar else {
                return Err(fouten::INVOER.into());
            };
            match bekend.iter().find(|een| een.eq_ignore_ascii_case(&naam)) {
                Some(_) if waarde.is_empty() => {}
                Some(een) => gegeven.push((*een, waarde)),
                None if onbekend.iter().any(|al| **al == *naam) => {}
                None => onbekend.push(naam.into_owned()),
            }
        }
        if onbekend.is_empty() {
            Ok(Self { gegeven })
        } else {
            Err(Fout::onbekende_parameters(&onbekend).into())
        }
    }

    /// All values of a parameter.
    pub(super) fn alle(&self, naam: &str) -> impl Iterator<Item = &str> {
        self.gegeven
            .iter()
            .filter(move |(bekend, _)| *bekend == naam)
            .map(|(_, waarde)| waarde.as_ref())
    }

    /// The value of a parameter that is given once; given more often it is wrong.
    pub(super) fn een(&self, naam: &str, fouten: &mut Vec<Fout>) -> Option<&str> {
        let mut waarden = self.alle(naam);
        let eerste = waarden.next();
        if waarden.next().is_some() {
            fouten.push(fouten::INVOER);
            return None;
        }
        eerste
    }

    /// `true` or `false`; anything else is wrong.
    pub(super) fn ja(&self, naam: &str, fouten: &mut Vec<Fout>) -> bool {
        match self.een(naam, fouten) {
            None | Some("false") => false,
            Some("true") => true,
            Some(_) => {
                fouten.push(fouten::INVOER);
                false
            }
        }
    }
}

/// The number in the path.
///
/// # Errors
/// What `onjuist` makes of it when it has not exactly so many digits.
pub(super) fn nummer<'a>(
    call: &'a Call<'_>,
    cijfers: usize,
    onjuist: fn(&str) -> Fout,
) -> Result<Cow<'a, str>, Fout> {
    let goed = |tekst: &str| tekst.len() == cijfers && tekst.bytes().all(|b| b.is_ascii_digit());
    let path = &call.request.path;
    // Nearly always it stands there as it is.
    if let Some(tekst) = path.split('/').find(|deel| goed(deel)) {
        return Ok(Cow::Borrowed(tekst));
    }
    let route = call.api.contract.route(&path[call.api.mount.len()..]);
    let tekst = route.ok().flatten().and_then(|route| {
        let mut parameters = route.parameters.into_iter();
        parameters.next().map(|(_, tekst)| tekst)
    });
    let tekst = tekst.unwrap_or_default();
    if goed(&tekst) {
        Ok(Cow::Owned(tekst))
    } else {
        Err(onjuist(&tekst))
    }
}
