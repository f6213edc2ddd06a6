//! Reading a request's body: whole, bounded in bytes and in time.

use std::time::Duration;

use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;

/// The longest body that is read, in bytes, but for a whole team.
pub(crate) const LIMIT: usize = 1024 * 1024;

/// The longest file of a team that is read, in bytes.
pub(crate) const TEAM_LIMIT: usize = 64 * 1024 * 1024;

/// How much of a body that is too long is thrown away so that its sender gets to read the refusal:
/// a client that is still sending sees a broken connection otherwise.
const THROWN_AWAY: usize = 16 * 1024 * 1024;

/// How long a client may take to send its body.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why there is no body to work with.
#[derive(Debug)]
pub(crate) enum Unread {
    /// It is longer than it may be.
    TooLarge,
    /// It did not come in time.
    TooSlow,
    /// The client hung up, or sent no valid chunks.
    Broken,
}

/// Reads a body of at most `limit` bytes to its end.
pub(crate) async fn read(mut body: Body, limit: usize) -> Result<Bytes, Unread> {
    if axum::body::HttpBody::is_end_stream(&body) {
        return Ok(Bytes::new());
    }
    tokio::time::timeout(PATIENCE, collect(&mut body, limit))
        .await
        .unwrap_or(Err(Unread::TooSlow))
}

async fn collect(body: &mut Body, limit: usize) -> Result<Bytes, Unread> {
    let mut first = Bytes::new();
    let mut all = BytesMut::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| Unread::Broken)?.into_data() else {
            continue;
        };
        length += data.len();
        if length > limit.max(THROWN_AWAY) {
            break;
        }
        if length > limit {
            continue;
        }
        // Nearly every body comes in one piece, which then needs no copy.
        if first.is_empty() && all.is_empty() {
            first = data;
        } else {
            if all.is_empty() {
                all.extend_from_slice(&first);
            }
            all.extend_from_slice(&data);
        }
    }
    match length {
        _ if length > limit => Err(Unread::TooLarge),
        _ if all.is_empty() => Ok(first),
        _ => Ok(all.freeze()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_body_is_read_up_to_the_limit_and_not_a_byte_further() {
        let exact = read(Body::from(vec![b'x'; LIMIT]), LIMIT).await.unwrap();
        assert_eq!(exact.len(), LIMIT);
        let over = read(Body::from(vec![b'x'; LIMIT + 1]), LIMIT).await;
        assert!(matches!(over, Err(Unread::TooLarge)));
        assert!(read(Body::empty(), LIMIT).await.unwrap().is_empty());
    }
}
