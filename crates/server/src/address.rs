//! Which team and which path a request is for, and by what address its client knows us.

use fieldlab_sim::TeamName;
use http::{HeaderMap, Uri, header};

/// Where a request is going.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Target<'a> {
    /// The name in `/t/{team}`, as it stands there; `None` for the default team.
    pub(crate) team: Option<&'a str>,
    /// The path below it, still percent-encoded; starts with a slash.
    pub(crate) path: &'a str,
}

/// Splits the team prefix off.
pub(crate) fn target(path: &str) -> Target<'_> {
    let Some(rest) = path.strip_prefix("/t/") else {
        return Target { team: None, path };
    };
    let (team, path) = match rest.find('/') {
        Some(slash) => rest.split_at(slash),
        None => (rest, "/"),
    };
    Target {
        team: Some(team),
        path,
    }
}

/// How an API key begins that addresses a team.
pub(crate) const KEY: &str = "fieldlab-";

/// The API key that addresses a team: for components in which only host and key can be set.
pub(crate) fn key_of(team: &TeamName) -> String {
    format!("{KEY}{team}")
}

/// The team that an API key addresses, in the headers in which the registers' keys are sent.
pub(crate) fn team_of_key(headers: &HeaderMap) -> Option<&str> {
    ["x-api-key", "apikey"]
        .into_iter()
        .filter_map(|name| headers.get(name)?.to_str().ok())
        .find_map(|key| key.strip_prefix(KEY))
}

/// The team that a host name addresses: `rood` in `rood.localhost:8990`, or before an allowed host name.
pub(crate) fn team_of_host<'a>(host: &'a str, allowed: &[String]) -> Option<&'a str> {
    let name = without_port(host);
    let before = |known: &str| {
        let at = name.len().checked_sub(known.len() + 1)?;
        let (team, rest) = (name.get(..at)?, name.get(at..)?);
        let fits = rest.starts_with('.') && rest[1..].eq_ignore_ascii_case(known);
        Some(team).filter(|team| fits && !team.is_empty())
    };
    before("localhost").or_else(|| allowed.iter().find_map(|known| before(known)))
}

/// A `Host` that no client needs: absolute links cannot be made with it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BadHost;

/// Host and port as the client wrote them; a proxy in front says so in `X-Forwarded-Host`.
///
/// # Errors
/// When it holds anything but letters, digits and `.`, `-`, `_`, `:`, `[`, `]`.
pub(crate) fn host<'a>(headers: &'a HeaderMap, uri: &'a Uri) -> Result<&'a str, BadHost> {
    let host = match forwarded(headers, "x-forwarded-host") {
        Some(host) => host,
        None => match headers.get(header::HOST) {
            Some(host) => host.to_str().map_err(|_| BadHost)?,
            None => uri.authority().map_or("localhost", |host| host.as_str()),
        },
    };
    let fits =
        |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b':' | b'[' | b']');
    if host.is_empty() || !host.bytes().all(fits) {
        return Err(BadHost);
    }
    Ok(host)
}

/// Scheme, host and path prefix that this client uses, without a closing slash.
pub(crate) fn base(headers: &HeaderMap, host: &str, team: Option<&str>) -> String {
    let scheme = match forwarded(headers, "x-forwarded-proto") {
        Some("https") => "https",
        _ => "http",
    };
    let prefix = forwarded(headers, "x-forwarded-prefix")
        .map(|prefix| prefix.trim_end_matches('/'))
        .filter(|prefix| {
            prefix.starts_with('/')
                && !prefix.starts_with("//")
                && prefix
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"/-_.~%".contains(&b))
        })
        .unwrap_or("");
    match team {
        Some(team) => format!("{scheme}://{host}{prefix}/t/{team}"),
        None => format!("{scheme}://{host}{prefix}"),
    }
}

/// The base of the simulator itself, when `base` is that of a team.
pub(crate) fn root(base: &str, team: &str) -> String {
    if let Some(at) = base.rfind("/t/") {
        return base[..at].to_owned();
    }
    base.replacen(&format!("//{team}."), "//", 1)
}

/// The first value of a header that proxies write: the proxy that the client talked to.
fn forwarded<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let value = headers.get(name)?.to_str().ok()?;
    Some(value.split(',').next().unwrap_or("").trim()).filter(|value| !value.is_empty())
}

/// Whether the lab's own API may be called by this name. A web page elsewhere can point a name of its
/// own at this machine (DNS rebinding), never an IP address, `localhost` or a name without a dot.
pub(crate) fn is_own_host(host: &str, allowed: &[String]) -> bool {
    let name = without_port(host);
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    bare.parse::<std::net::IpAddr>().is_ok()
        || !name.contains('.')
        || name.to_ascii_lowercase().ends_with(".localhost")
        || allowed.iter().any(|known| known.eq_ignore_ascii_case(name))
        || team_of_host(host, allowed).is_some()
}

/// Whether a browser page from `origin` may call the lab's own API: pages of this host, or of loopback.
pub(crate) fn is_own_origin(origin: &str, host: &str, allowed: &[String]) -> bool {
    let Some((_, authority)) = origin.split_once("://") else {
        return false;
    };
    authority.eq_ignore_ascii_case(host)
        || matches!(without_port(authority), "localhost" | "127.0.0.1" | "[::1]")
        || allowed
            .iter()
            .any(|known| known.eq_ignore_ascii_case(without_port(authority)))
}

fn without_port(host: &str) -> &str {
    match host.rfind(':') {
        // An IPv6 address has colons of its own, inside brackets.
        Some(colon) if !host[colon..].contains(']') => &host[..colon],
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (http::HeaderName::from_static(name), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn a_team_is_the_first_part_after_t() {
        let at = |path| (target(path).team, target(path).path);
        assert_eq!(at("/lvbag/x"), (None, "/lvbag/x"));
        assert_eq!(at("/t/rood/lvbag/x"), (Some("rood"), "/lvbag/x"));
        assert_eq!(at("/t/rood"), (Some("rood"), "/"));
        assert_eq!(at("/t//x"), (Some(""), "/x"));
    }

    #[test]
    fn a_team_is_the_first_label_of_a_host_or_stands_in_a_key() {
        let allowed = ["lab.example.org".to_owned()];
        for (host, team) in [
            ("rood.localhost:8990", Some("rood")),
            ("rood.LOCALHOST", Some("rood")),
            ("a.b.localhost", Some("a.b")),
            ("blauw.lab.example.org", Some("blauw")),
            ("lab.example.org", None),
            ("localhost:8990", None),
            (".localhost", None),
            ("xlocalhost", None),
            ("127.0.0.1:8990", None),
            ("[::1]:8990", None),
            ("rood.example.org", None),
        ] {
            assert_eq!(team_of_host(host, &allowed), team, "{host}");
        }
        for (name, value, team) in [
            ("x-api-key", "fieldlab-rood", Some("rood")),
            ("apikey", "fieldlab-rood", Some("rood")),
            ("x-api-key", "fieldlab", None),
            ("x-api-key", "l7xx1f2691f2520d487b902f4e0b57a0b197", None),
        ] {
            assert_eq!(team_of_key(&headers(&[(name, value)])), team, "{value}");
        }
    }

    #[test]
    fn links_follow_the_proxy_that_the_client_talks_to() {
        let uri = Uri::from_static("/x");
        let plain = headers(&[("host", "localhost:8990")]);
        let at = host(&plain, &uri).unwrap();
        assert_eq!(
            base(&plain, at, Some("rood")),
            "http://localhost:8990/t/rood"
        );
        let proxied = headers(&[
            ("host", "127.0.0.1:8990"),
            ("x-forwarded-host", "lab.example.org, tweede"),
            ("x-forwarded-proto", "https"),
            ("x-forwarded-prefix", "/fieldlab/"),
        ]);
        let at = host(&proxied, &uri).unwrap();
        assert_eq!(base(&proxied, at, None), "https://lab.example.org/fieldlab");
    }

    #[test]
    fn a_host_that_would_break_out_of_a_link_is_refused() {
        let uri = Uri::from_static("/x");
        for bad in ["a b", "x\"y", "<c>", "a/b", "a@b"] {
            assert_eq!(
                host(&headers(&[("host", bad)]), &uri),
                Err(BadHost),
                "{bad}"
            );
        }
        let hostile = headers(&[
            ("host", "localhost"),
            ("x-forwarded-prefix", "//example.org"),
        ]);
        assert_eq!(base(&hostile, "localhost", None), "http://localhost");
    }

    #[test]
    fn only_names_that_nobody_else_can_hand_out_reach_the_lab() {
        let allowed = ["lab.example.org".to_owned()];
        for own in [
            "127.0.0.1:1",
            "[::1]:8990",
            "localhost",
            "simulator:8990",
            "rood.localhost:1",
            "lab.example.org",
        ] {
            assert!(is_own_host(own, &allowed), "{own}");
        }
        for other in ["kwaad.example.org", "127.0.0.1.example.org:8990"] {
            assert!(!is_own_host(other, &allowed), "{other}");
        }
        assert!(is_own_origin(
            "http://localhost:5173",
            "127.0.0.1:8990",
            &allowed
        ));
        for other in [
            "null",
            "https://example.org",
            "http://localhost.example.org",
        ] {
            assert!(!is_own_origin(other, "127.0.0.1:8990", &allowed), "{other}");
        }
    }
}
