//! Percent-encoding.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// A percent sign that is not followed by two hexadecimal digits, or bytes that are no UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a percent-encoding in the URL is not valid")]
pub struct UrlError;

/// Decodes one path segment, or one name or value of a query when `plus` is true (`+` is a space there).
pub(crate) fn decode(text: &str, plus: bool) -> Result<Cow<'_, str>, UrlError> {
    if !text.contains(['%', '+']) {
        return Ok(Cow::Borrowed(text));
    }
    let bytes = text.as_bytes();
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|&b| b == b'%') {
        match rest.get(at + 1..at + 3) {
            Some([high, low]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                rest = &rest[at + 3..];
            }
            _ => return Err(UrlError),
        }
    }
    let spaced: Cow<'_, str> = if plus && text.contains('+') {
        Cow::Owned(text.replace('+', " "))
    } else {
        Cow::Borrowed(text)
    };
    percent_decode_str(&spaced)
        .decode_utf8()
        .map(|decoded| Cow::Owned(decoded.into_owned()))
        .map_err(|_| UrlError)
}

/// The names and values of a query, decoded, in order: for a register that quotes what it was sent.
///
/// # Errors
/// Each pair by itself, when it is not validly percent-encoded.
pub fn query_pairs(
    query: &str,
) -> impl Iterator<Item = Result<(Cow<'_, str>, Cow<'_, str>), UrlError>> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((decode(name, true)?, decode(value, true)?))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn valid_encodings_decode_and_invalid_ones_are_refused() {
        assert_eq!(decode("a%20b+c", true).unwrap(), "a b c");
        assert_eq!(decode("a+b", false).unwrap(), "a+b");
        assert_eq!(decode("%C3%AB", false).unwrap(), "ë");
        for wrong in ["%", "%z1", "%ff%fe", "a%2"] {
            assert_eq!(decode(wrong, true), Err(UrlError), "{wrong}");
        }
    }
}
