//! Who may ask: nobody has to say (the default), by API key, or by a token of client credentials.
//!
//! A team sets it in the lab, with the afnemers it knows and what these may see. The shell tells a
//! genuine token from another; here a token is what it says.

use fieldlab_sim::{Call, Claims, Client, Refusal, Request, Session};
use http::header;
use serde::Deserialize;
use serde_json::Value;

use super::bevolking::REGISTER;
use super::rubrieken::Rechten;

/// The collection that holds a team's setting.
pub(crate) const AUTORISATIE: &str = "autorisatie";
/// Its only key.
pub(crate) const TEAM: &str = "team";

/// Header of the API key, as in the real test environment.
const SLEUTEL: &str = "x-api-key";

/// How somebody proves who they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Authenticatie {
    /// Nobody is asked.
    #[default]
    Uit,
    /// API key.
    Sleutel,
    /// Bearer token.
    Oauth2,
}

/// A team's setting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Toegang {
    authenticatie: Authenticatie,
    #[serde(default)]
    afnemers: Vec<Afnemer>,
}

/// A consumer of the register, and what it may.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Afnemer {
    #[serde(rename = "afnemerID")]
    id: String,
    /// Set for a municipality, which may ask anything about persons.
    gemeente_code: Option<String>,
    #[serde(rename = "OIN")]
    oin: Option<String>,
    sleutel: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
    /// How long its tokens are good.
    token_seconden: Option<u32>,
    /// Medium ad hoc (35.95.67); `A` or `N` allows questions at all.
    medium: Option<String>,
    /// Rubrieknummers ad hoc (35.95.60).
    #[serde(default)]
    rubrieken: Vec<String>,
}

impl Afnemer {
    /// What a token says of it.
    fn claims(&self) -> Claims {
        let mut claims = Claims::new();
        // The published claim is a number.
        let id = self
            .id
            .parse::<u32>()
            .map_or_else(|_| Value::from(self.id.as_str()), Value::from);
        claims.insert("afnemerID".to_owned(), id);
        for (name, value) in [("gemeenteCode", &self.gemeente_code), ("OIN", &self.oin)] {
            if let Some(value) = value {
                claims.insert(name.to_owned(), value.as_str().into());
            }
        }
        claims
    }
}

impl Toegang {
    /// Reads a setting; the contract has been checked, so what is left is what it cannot say.
    ///
    /// # Errors
    /// What is wrong, with a JSON pointer.
    pub(crate) fn lees(body: &Value) -> Result<Self, (String, String)> {
        let toegang =
            Self::deserialize(body).map_err(|error| (String::new(), error.to_string()))?;
        let mut seen = Vec::new();
        for (at, afnemer) in toegang.afnemers.iter().enumerate() {
            for (name, value) in [
                ("afnemerID", Some(&afnemer.id)),
                ("sleutel", afnemer.sleutel.as_ref()),
                ("clientId", afnemer.client_id.as_ref()),
            ] {
                let Some(value) = value else { continue };
                if seen.contains(&(name, value)) {
                    let reason = "Another afnemer has the same one.".to_owned();
                    return Err((format!("/afnemers/{at}/{name}"), reason));
                }
                seen.push((name, value));
            }
            if afnemer.client_id.is_some() != afnemer.client_secret.is_some() {
                let reason = "`clientId` and `clientSecret` go together.".to_owned();
                return Err((format!("/afnemers/{at}"), reason));
            }
        }
        Ok(toegang)
    }

    /// The setting of the session's team; nothing is asked when it set nothing.
    fn van<'s>(session: &Session<'s>) -> Option<&'s Self> {
        let record = session.records(REGISTER, AUTORISATIE).get(TEAM)?;
        Some(record.read(|value| Self::lees(value).unwrap_or_default()))
    }
}

/// Finds out who asks.
///
/// # Errors
/// No key or token, or one that is not good.
pub(crate) fn authenticeer(
    request: &Request,
    session: &Session<'_>,
) -> Result<Option<Claims>, Refusal<'static>> {
    let Some(toegang) = Toegang::van(session) else {
        return Ok(None);
    };
    match toegang.authenticatie {
        Authenticatie::Uit => Ok(None),
        Authenticatie::Sleutel => {
            let sleutel = request
                .header(SLEUTEL)
                .filter(|sleutel| !sleutel.is_empty())
                .ok_or(Refusal::KeyMissing)?;
            let afnemer = toegang
                .afnemers
                .iter()
                .find(|afnemer| afnemer.sleutel.as_deref() == Some(sleutel))
                .ok_or(Refusal::KeyInvalid)?;
            Ok(Some(afnemer.claims()))
        }
        Authenticatie::Oauth2 => {
            let bewijs = request
                .header(header::AUTHORIZATION.as_str())
                .filter(|bewijs| !bewijs.is_empty())
                .ok_or(Refusal::KeyMissing)?;
            bewijs
                .split_once(' ')
                .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
                .and_then(|(_, token)| session.verify(token.trim()))
                .map(Some)
                .ok_or(Refusal::KeyInvalid)
        }
    }
}

/// The client with this id, when tokens are what the team asks for.
pub(crate) fn client(id: &str, session: &Session<'_>) -> Option<Client> {
    const UUR: u32 = 3600;
    let afnemer = Toegang::van(session)?
        .afnemers
        .iter()
        .find(|afnemer| afnemer.client_id.as_deref() == Some(id))?;
    Some(Client {
        secret: afnemer.client_secret.clone()?,
        claims: afnemer.claims(),
        seconds: afnemer.token_seconden.unwrap_or(UUR),
    })
}

/// Who asks, as far as it matters for what may be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Vrager {
    /// Nobody had to say: everything may be asked.
    Iedereen,
    /// Somebody who said who they are.
    Afnemer {
        /// Six digits.
        id: String,
        /// The municipality that it is, if it is one.
        gemeente: Option<String>,
        /// What it may ask; `None` when it may ask nothing ad hoc.
        rechten: Option<Rechten>,
    },
}

impl Vrager {
    /// Reads who asks from what `authenticeer` found.
    pub(crate) fn van(call: &Call<'_>, session: &Session<'_>) -> Self {
        let Some(claims) = &call.caller else {
            return Self::Iedereen;
        };
        let id = match &claims.get("afnemerID") {
            Some(Value::Number(number)) => format!("{:0>6}", number.to_string()),
            Some(Value::String(text)) => text.clone(),
            _ => String::new(),
        };
        let gemeente = claims
            .get("gemeenteCode")
            .and_then(Value::as_str)
            .map(str::to_owned);
        // Looked up now: what an afnemer may can change while its token is good.
        let rechten = Toegang::van(session)
            .and_then(|toegang| toegang.afnemers.iter().find(|afnemer| afnemer.id == id))
            .filter(|afnemer| matches!(afnemer.medium.as_deref(), Some("A" | "N")))
            .map(|afnemer| Rechten::lees(&afnemer.rubrieken));
        Self::Afnemer {
            id,
            gemeente,
            rechten,
        }
    }

    /// Its number, when it has said so.
    pub(crate) fn id(&self) -> Option<&str> {
        match self {
            Self::Iedereen => None,
            Self::Afnemer { id, .. } => Some(id),
        }
    }
}
