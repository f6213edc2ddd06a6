//! Settings come from the environment only, and are checked all at once at start-up.

use std::net::IpAddr;

/// What the component needs to know to run. See the table in the README.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Address to listen on.
    pub host: IpAddr,
    /// Port to listen on.
    pub port: u16,
    /// Base address of BRP Personen, without a trailing slash.
    pub brp_url: String,
    /// Base address of BAG Individuele Bevragingen, without a trailing slash.
    pub bag_url: String,
    /// Key for the BAG.
    pub bag_api_key: Secret,
    /// Set when calls go through an FSC outway instead of straight to the source.
    pub fsc: Option<Fsc>,
}

/// Where the FSC outway is and which grant opens which service.
#[derive(Debug, Clone)]
pub struct Fsc {
    /// Base address of the outway; it replaces scheme and host of the source's own address.
    pub outway_url: String,
    /// Grant hash for the BRP.
    pub grant_brp: String,
    /// Grant hash for the BAG.
    pub grant_bag: String,
}

/// A value that is never printed.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// The value itself, for the one call that needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("***")
    }
}

/// One setting that cannot be used. The value itself is not repeated: it may be a secret.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("setting {name}: {reason}")]
pub struct SettingError {
    name: &'static str,
    reason: &'static str,
}

impl Settings {
    /// Reads the process environment.
    pub fn from_env() -> Result<Self, Vec<SettingError>> {
        Self::read(|name| std::env::var(name).ok())
    }

    /// Reads settings from `get`; an empty value counts as absent. All errors are reported together.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Self, Vec<SettingError>> {
        let get = |name: &str| get(name).filter(|value| !value.trim().is_empty());
        let mut errors = Vec::new();
        let text = |name: &str, default: &str| get(name).unwrap_or_else(|| default.to_owned());
        let host = text("HOST", "127.0.0.1").parse().unwrap_or_else(|_| {
            errors.push(SettingError {
                name: "HOST",
                reason: "not an IP address; use 127.0.0.1, or 0.0.0.0 in a container",
            });
            IpAddr::from([127, 0, 0, 1])
        });
        let port = text("PORT", "{{port}}").parse().unwrap_or_else(|_| {
            errors.push(SettingError {
                name: "PORT",
                reason: "not a port; use a number from 0 to 65535",
            });
            0
        });
        let mut url = |name: &'static str, default: &str| {
            let value = text(name, default);
            if !value.starts_with("http://") {
                errors.push(SettingError {
                    name,
                    reason: "must start with http:// (use an outway or proxy for https)",
                });
            }
            value.trim_end_matches('/').to_owned()
        };
        let brp_url = url("BRP_URL", "http://127.0.0.1:8990/haalcentraal/api/brp");
        let bag_url = url(
            "BAG_URL",
            "http://127.0.0.1:8990/lvbag/individuelebevragingen/v2",
        );
        let outway_url = get("FSC_OUTWAY_URL").map(|_| url("FSC_OUTWAY_URL", ""));
        let fsc = outway_url.map(|outway_url| {
            let mut grant = |name: &'static str| {
                get(name)
                    .map(|hash| hash.trim().to_owned())
                    .unwrap_or_else(|| {
                        errors.push(SettingError {
                            name,
                            reason: "needed because FSC_OUTWAY_URL is set",
                        });
                        String::new()
                    })
            };
            Fsc {
                outway_url,
                grant_brp: grant("FSC_GRANT_HASH_BRP"),
                grant_bag: grant("FSC_GRANT_HASH_BAG"),
            }
        });
        let bag_api_key = Secret(text("BAG_API_KEY", "fieldlab"));
        if errors.is_empty() {
            Ok(Self {
                host,
                port,
                brp_url,
                bag_url,
                bag_api_key,
                fsc,
            })
        } else {
            Err(errors)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Settings, Vec<SettingError>> {
        Settings::read(|name| {
            pairs
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_defaults_point_at_the_simulator_without_fsc() {
        let settings = read(&[]).unwrap();
        assert_eq!(settings.port, {{port}});
        assert!(settings.brp_url.starts_with("http://127.0.0.1:8990/"));
        assert!(settings.bag_url.starts_with("http://127.0.0.1:8990/"));
        assert!(settings.fsc.is_none());
    }

    #[test]
    fn all_wrong_settings_are_named_at_once() {
        let errors = read(&[("PORT", "x"), ("HOST", "y"), ("BRP_URL", "ftp://z")]).unwrap_err();
        let names: Vec<_> = errors.iter().map(|error| error.name).collect();
        assert_eq!(names, ["HOST", "PORT", "BRP_URL"]);
    }

    #[test]
    fn an_outway_without_grants_is_refused() {
        let errors = read(&[("FSC_OUTWAY_URL", "http://127.0.0.1:9000")]).unwrap_err();
        assert_eq!(errors.len(), 2);
    }

    #[test]
    fn the_key_is_not_printed() {
        let settings = read(&[("BAG_API_KEY", "geheim-123")]).unwrap();
        assert!(!format!("{settings:?}").contains("geheim-123"));
    }
}
