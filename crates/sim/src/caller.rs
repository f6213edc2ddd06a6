//! Who asks: what a key or a token says of a client.
//!
//! A register says what it asks for and which clients it knows. Whether a token is genuine is the
//! shell's to say, since that takes a key; registers see claims only.

use jiff::Timestamp;
use serde_json::{Map, Value};

/// What is known of whoever asks, as it stands in a token.
pub type Claims = Map<String, Value>;

/// A client that may have a token (OAuth 2 client credentials).
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    /// What it proves itself with.
    pub secret: String,
    /// What its tokens say beside who made them, for whom and until when.
    pub claims: Claims,
    /// How long a token is good, in seconds of the team's clock.
    pub seconds: u32,
}

/// Tells a genuine token from any other text.
pub trait Tokens: Send + Sync {
    /// The claims of a token of this team that is good at `now`; `None` for anything else.
    fn verify(&self, token: &str, now: Timestamp) -> Option<Claims>;
}
