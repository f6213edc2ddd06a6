//! The token endpoint (RFC 6749, client credentials): `POST /oauth2/token`, for each team.
//!
//! Which clients there are is what a team told a register; what a token says of them comes from there.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fieldlab_sim::{Client, Problem, Reply, Request};
use http::{Method, StatusCode, header};
use serde_json::json;

use crate::Shared;
use crate::lab::unfinished;
use crate::serve::problem;
use crate::team::Team;

/// Where a client asks for a token, below the team's address.
pub(crate) const PATH: &str = "/oauth2/token";

/// A refusal as the standard words it.
struct Refused {
    status: StatusCode,
    error: &'static str,
    description: &'static str,
}

impl Refused {
    fn new(error: &'static str, description: &'static str) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            error,
            description,
        }
    }

    fn client() -> Self {
        Self {
            status: StatusCode::UNAUTHORIZED,
            ..Self::new(
                "invalid_client",
                "No client with this id and secret. GET /_lab/registers says which register has clients.",
            )
        }
    }

    fn into_reply(self) -> Reply {
        let reply = json(
            self.status,
            &json!({"error": self.error, "error_description": self.description}),
        );
        if self.status == StatusCode::UNAUTHORIZED {
            return reply.with_header(header::WWW_AUTHENTICATE, "Basic realm=\"fieldlab\"");
        }
        reply
    }
}

fn json(status: StatusCode, body: &serde_json::Value) -> Reply {
    Reply::json(status, "application/json", body).with_header(header::CACHE_CONTROL, "no-store")
}

/// What a client says of itself.
struct Credentials {
    id: String,
    secret: String,
}

/// Answers a request for a token.
pub(crate) async fn answer(
    shared: &Shared,
    team: &Arc<Team>,
    request: &Request,
    too_large: bool,
) -> Reply {
    if request.method != Method::POST {
        return Problem::details(
            StatusCode::METHOD_NOT_ALLOWED,
            "about:blank",
            "Method not allowed",
            "A token is asked for by POST.",
        )
        .with_header(header::ALLOW, "POST")
        .into_reply();
    }
    if too_large {
        return problem(
            StatusCode::PAYLOAD_TOO_LARGE,
            "Body too large",
            "A request for a token takes a few hundred bytes.",
        );
    }
    let credentials = match read(request) {
        Ok(credentials) => credentials,
        Err(refused) => return refused.into_reply(),
    };
    let found = team
        .run(&request.id, |session| {
            let client = shared
                .registers
                .iter()
                .find_map(|register| register.client(&credentials.id, session));
            (client, false)
        })
        .await;
    match found {
        Ok(done) => match done.value {
            Some(client) if client.secret == credentials.secret => {
                grant(team, &credentials.id, &client, done.now)
            }
            _ => Refused::client().into_reply(),
        },
        Err(error) => unfinished(request, &error).into_reply(),
    }
}

fn grant(team: &Team, id: &str, client: &Client, now: jiff::Timestamp) -> Reply {
    match team.tokens.issue(id, client, now) {
        Ok(token) => json(
            StatusCode::OK,
            &json!({"access_token": token, "token_type": "Bearer", "expires_in": client.seconds}),
        ),
        Err(error) => {
            tracing::error!(%error, "a token could not be signed");
            problem(
                StatusCode::INTERNAL_SERVER_ERROR,
                "Something broke",
                "The cause is in the log of the simulator.",
            )
        }
    }
}

fn read(request: &Request) -> Result<Credentials, Refused> {
    let media_type = request.header(header::CONTENT_TYPE.as_str()).unwrap_or("");
    let media_type = media_type.split(';').next().unwrap_or("").trim();
    if !media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(Refused::new(
            "invalid_request",
            "Send a form: Content-Type: application/x-www-form-urlencoded.",
        ));
    }
    let mut grant = None;
    let mut id = None;
    let mut secret = None;
    for (name, value) in form_urlencoded::parse(&request.body) {
        let member = match &*name {
            "grant_type" => &mut grant,
            "client_id" => &mut id,
            "client_secret" => &mut secret,
            _ => continue,
        };
        if member.replace(value.into_owned()).is_some() {
            return Err(Refused::new("invalid_request", "A member occurs twice."));
        }
    }
    match grant.as_deref() {
        None => {
            return Err(Refused::new(
                "invalid_request",
                "`grant_type` has to be there.",
            ));
        }
        Some("client_credentials") => {}
        Some(_) => {
            return Err(Refused::new(
                "unsupported_grant_type",
                "Only client_credentials is given.",
            ));
        }
    }
    if let Some(header) = request.header(header::AUTHORIZATION.as_str()) {
        return basic(header).ok_or_else(Refused::client);
    }
    match (id, secret) {
        (Some(id), Some(secret)) => Ok(Credentials { id, secret }),
        _ => Err(Refused::client()),
    }
}

/// Id and secret in a Basic header, each form-encoded as the standard has it.
fn basic(header: &str) -> Option<Credentials> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    let decode = |text: &str| {
        let encoded = format!("x={text}");
        form_urlencoded::parse(encoded.as_bytes())
            .next()
            .map(|(_, value)| value.into_owned())
    };
    Some(Credentials {
        id: decode(id)?,
        secret: decode(secret)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_in_a_basic_header_are_form_encoded() {
        let encoded = STANDARD.encode("balie%20zuid:a%3Ab");
        let found = basic(&format!("basic {encoded}")).unwrap();
        assert_eq!(
            (found.id.as_str(), found.secret.as_str()),
            ("balie zuid", "a:b")
        );
        for bad in ["Bearer x", "Basic", "Basic ???", "Basic YQ=="] {
            assert!(basic(bad).is_none(), "{bad}");
        }
    }
}
