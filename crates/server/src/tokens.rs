//! Tokens that the simulator gives out and knows again: JWTs signed with HMAC-SHA256.
//!
//! The key follows from the world, so a token is still good after a restart. It is no secret: whoever
//! has this program has it too. The tokens show a component how to behave, they guard nothing.
//! Time is the team's clock, so a token can be made to expire by moving that.

use std::sync::Once;

use fieldlab_sim::{Claims, Client};
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::{ErrorKind, Result};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use sha2::Sha256;
use signature::{Error, Signer, Verifier};

const ALGORITHM: Algorithm = Algorithm::HS256;

/// Who makes the tokens, as it stands in them.
const ISSUER: &str = "fieldlab";

/// The one algorithm that is needed; the providers that come with the library bring all of them, and
/// with them a signature scheme with a known weakness.
static PROVIDER: CryptoProvider = CryptoProvider {
    signer_factory: |algorithm, key| Ok(Box::new(HmacSha256::new(algorithm, key.as_bytes())?)),
    verifier_factory: |algorithm, key| {
        Ok(Box::new(HmacSha256::new(
            algorithm,
            key.try_get_as_bytes()?,
        )?))
    },
    key_utils: KeyUtils::new_unimplemented(),
};

struct HmacSha256(Hmac<Sha256>);

impl HmacSha256 {
    fn new(algorithm: &Algorithm, key: &[u8]) -> Result<Self> {
        if *algorithm != ALGORITHM {
            return Err(ErrorKind::InvalidAlgorithm.into());
        }
        Hmac::new_from_slice(key)
            .map(Self)
            .map_err(|_| ErrorKind::InvalidKeyFormat.into())
    }
}

impl Signer<Vec<u8>> for HmacSha256 {
    fn try_sign(&self, message: &[u8]) -> std::result::Result<Vec<u8>, Error> {
        let mut mac = self.0.clone();
        mac.update(message);
        Ok(mac.finalize().into_bytes().to_vec())
    }
}

impl Verifier<Vec<u8>> for HmacSha256 {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> std::result::Result<(), Error> {
        let mut mac = self.0.clone();
        mac.update(message);
        mac.verify_slice(signature).map_err(|_| Error::new())
    }
}

impl JwtSigner for HmacSha256 {
    fn algorithm(&self) -> Algorithm {
        ALGORITHM
    }
}

impl JwtVerifier for HmacSha256 {
    fn algorithm(&self) -> Algorithm {
        ALGORITHM
    }
}

/// The tokens of one team.
#[derive(Clone)]
pub(crate) struct Tokens {
    encoding: EncodingKey,
    decoding: DecodingKey,
    audience: String,
}

impl Tokens {
    /// The tokens of the team with this name, in this world.
    pub(crate) fn new(world: &str, team: &str) -> Self {
        static INSTALL: Once = Once::new();
        // Somebody else's provider would be there first only in a program that embeds this one.
        INSTALL.call_once(|| {
            let _ = PROVIDER.install_default();
        });
        let key = format!("fieldlab tokens of {world}");
        Self {
            encoding: EncodingKey::from_secret(key.as_bytes()),
            decoding: DecodingKey::from_secret(key.as_bytes()),
            audience: team.to_owned(),
        }
    }

    /// A token for a client, good from `now`.
    ///
    /// # Errors
    /// When it cannot be signed: the key is there, so never.
    pub(crate) fn issue(&self, id: &str, client: &Client, now: Timestamp) -> Result<String> {
        let mut claims = client.claims.clone();
        let since = now.as_second();
        for (name, value) in [
            ("iss", ISSUER.into()),
            ("aud", self.audience.as_str().into()),
            ("sub", id.into()),
            ("iat", since.into()),
            ("exp", (since + i64::from(client.seconds)).into()),
        ] {
            let value: serde_json::Value = value;
            claims.insert(name.to_owned(), value);
        }
        jsonwebtoken::encode(&Header::new(ALGORITHM), &claims, &self.encoding)
    }
}

impl fieldlab_sim::Tokens for Tokens {
    fn verify(&self, token: &str, now: Timestamp) -> Option<Claims> {
        let mut validation = Validation::new(ALGORITHM);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[&self.audience]);
        validation.set_required_spec_claims(&["exp", "iss", "aud"]);
        // The library would look at the wall clock.
        validation.validate_exp = false;
        let claims = jsonwebtoken::decode::<Claims>(token, &self.decoding, &validation)
            .ok()?
            .claims;
        let until = claims.get("exp")?.as_i64()?;
        (now.as_second() < until).then_some(claims)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fieldlab_sim::Tokens as _;
    use serde_json::json;

    fn client() -> Client {
        Client {
            secret: "geheim".to_owned(),
            claims: json!({"afnemerID": 8}).as_object().unwrap().clone(),
            seconds: 600,
        }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    #[test]
    fn a_token_is_good_for_its_team_and_until_it_expires() {
        let rood = Tokens::new("wereld", "rood");
        let token = rood.issue("balie", &client(), at(0)).unwrap();
        let claims = rood.verify(&token, at(599)).unwrap();
        assert_eq!(claims["afnemerID"], 8);
        assert_eq!(claims["sub"], "balie");
        assert!(rood.verify(&token, at(600)).is_none());
        assert!(
            Tokens::new("wereld", "blauw")
                .verify(&token, at(1))
                .is_none()
        );
    }

    #[test]
    fn a_token_with_another_key_or_no_signature_is_none() {
        let rood = Tokens::new("wereld", "rood");
        let vals = Tokens::new("andere wereld", "rood");
        let token = vals.issue("balie", &client(), at(0)).unwrap();
        assert!(rood.verify(&token, at(1)).is_none());
        let good = rood.issue("balie", &client(), at(0)).unwrap();
        let (signed, _) = good.rsplit_once('.').unwrap();
        // {"alg":"none"}
        let (_, payload) = signed.split_once('.').unwrap();
        for token in [
            format!("eyJhbGciOiJub25lIn0.{payload}."),
            format!("{signed}."),
            format!("{good}x"),
            "geen.token".to_owned(),
            String::new(),
        ] {
            assert!(rood.verify(&token, at(1)).is_none(), "{token}");
        }
    }
}
