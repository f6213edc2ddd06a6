//! Who may call the lab: the trainer with the simulator's token, a team with its own.
//!
//! On loopback nobody needs a token until one is set. Tokens are long and random, so their SHA-256 is all
//! that is kept and compared.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fieldlab_sim::Reply;
use http::{HeaderMap, StatusCode, header};
use sha2::{Digest, Sha256};

use crate::Shared;
use crate::serve::problem;
use crate::team::Team;

/// Whose a call of the lab is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Anybody's: it tells nothing of a team.
    Open,
    /// The team's that it is about, and the trainer's.
    Team,
    /// The trainer's alone.
    Trainer,
}

/// Whose the call with this operation id is. What is not named is the trainer's.
pub(crate) fn of(operation: &str) -> Access {
    match operation {
        "health" | "rules" | "rule" => Access::Open,
        "registers" | "personas" | "team" | "clock" | "setClock" | "advanceClock" | "mutate"
        | "ledger" | "checkpoints" | "createCheckpoint" | "rewind" | "reset" | "exportTeam"
        | "faults" | "setFault" | "endFault" | "endFaults" | "journal" | "journalStream"
        | "exportJournal" | "protocollering" => Access::Team,
        _ => Access::Trainer,
    }
}

/// A token that nobody can guess.
///
/// # Errors
/// When the operating system gives no random bytes.
pub(crate) fn new_token() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 24];
    getrandom::fill(&mut bytes)?;
    Ok(format!("fieldlab_{}", URL_SAFE_NO_PAD.encode(bytes)))
}

/// What is kept of a token.
pub(crate) fn digest(token: &str) -> String {
    Sha256::digest(token.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The refusal, when whoever asks may not make this call about this team.
pub(crate) fn refuse(
    shared: &Shared,
    team: &Team,
    headers: &HeaderMap,
    access: Access,
) -> Option<Reply> {
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let of_team = &team.settings().token;
    let is = |known: &Option<String>| {
        given.is_some_and(|given| known.as_deref() == Some(digest(given).as_str()))
    };
    if access == Access::Open || is(&shared.token) {
        return None;
    }
    let is_team = is(of_team);
    match access {
        Access::Team if is_team => return None,
        Access::Team if shared.token.is_none() && of_team.is_none() => return None,
        Access::Trainer if shared.token.is_none() && !is_team => return None,
        _ => {}
    }
    if is_team {
        return Some(problem(
            StatusCode::FORBIDDEN,
            "Not for a team",
            "A team's token reaches that team's own calls only; this one is for the trainer.",
        ));
    }
    let reply = problem(
        StatusCode::UNAUTHORIZED,
        "Token needed",
        "Send the simulator's token, or this team's own, as `Authorization: Bearer TOKEN`.",
    );
    Some(reply.with_header(header::WWW_AUTHENTICATE, "Bearer realm=\"fieldlab\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_tokens_are_the_same_and_their_digest_is_sha256() {
        let (one, other) = (new_token().unwrap(), new_token().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.len(), "fieldlab_".len() + 32);
        assert_eq!(
            digest("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
