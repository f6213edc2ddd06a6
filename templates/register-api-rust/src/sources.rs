//! Questions to the base registers: BRP Personen v2 (by POST, so no personal data in a URL) and BAG Individuele
//! Bevragingen v2. Answers are used for one decision and then dropped.

use std::time::Duration;

use reqwest::{Client, RequestBuilder, StatusCode, header};
use serde::Deserialize;
use serde_json::json;

use crate::aanvraag::Burgerservicenummer;
use crate::settings::{Fsc, Secret, Settings};

/// Header by which an FSC outway finds the service.
const GRANT: &str = "Fsc-Grant-Hash";

/// What this component needs to know of a person, and no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Persoon {
    /// Address of residence, absent for who lives abroad or at a place without an address.
    pub nummeraanduiding: Option<String>,
    /// The record is suspended: deceased, emigrated, faulty.
    pub opgeschort: bool,
    /// It was established that the person does not live at the registered address.
    pub verblijft_niet_op_adres: bool,
}

/// Proof that the BAG knows an address now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adres;

/// A source gave no usable answer. Holds no URL and no body.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// No connection, or no answer in time.
    #[error("{source_name} cannot be reached")]
    Unreachable {
        /// BRP or BAG.
        source_name: &'static str,
        /// Why.
        #[source]
        cause: reqwest::Error,
    },
    /// Another status than the contract promises for this question.
    #[error("{source_name} answered with status {status}")]
    Refused {
        /// BRP or BAG.
        source_name: &'static str,
        /// The status.
        status: StatusCode,
    },
    /// A body that does not follow the contract.
    #[error("the answer of {source_name} cannot be read")]
    Unreadable {
        /// BRP or BAG.
        source_name: &'static str,
        /// Why.
        #[source]
        cause: reqwest::Error,
    },
}

impl SourceError {
    /// Whether trying again later may help.
    pub fn is_temporary(&self) -> bool {
        matches!(self, Self::Unreachable { .. })
    }
}

/// Both sources, with one connection pool.
#[derive(Debug, Clone)]
pub struct Sources {
    client: Client,
    brp_url: String,
    bag_url: String,
    bag_api_key: Secret,
    fsc: Option<Fsc>,
}

#[derive(Deserialize)]
struct BrpAnswer {
    personen: Vec<BrpPersoon>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct BrpPersoon {
    verblijfplaats: Option<BrpVerblijfplaats>,
    opschorting_bijhouding: Option<serde::de::IgnoredAny>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct BrpVerblijfplaats {
    nummeraanduiding_identificatie: Option<String>,
    #[serde(default)]
    indicatie_vastgesteld_verblijft_niet_op_adres: bool,
}

impl Sources {
    /// Prepares the client; makes no connection yet.
    pub fn new(settings: &Settings) -> Result<Self, reqwest::Error> {
        let client = Client::builder()
            .connect_timeout(Duration::from_secs(2))
            .timeout(Duration::from_secs(10))
            // What we ask must arrive where we asked it.
            .redirect(reqwest::redirect::Policy::none())
            // And by no detour: a proxy of the environment must not see who is asked about.
            .no_proxy()
            .build()?;
        Ok(Self {
            client,
            brp_url: settings.brp_url.clone(),
            bag_url: settings.bag_url.clone(),
            bag_api_key: settings.bag_api_key.clone(),
            fsc: settings.fsc.clone(),
        })
    }

    /// The person with this number, or none.
    pub async fn persoon(
        &self,
        burgerservicenummer: &Burgerservicenummer,
    ) -> Result<Option<Persoon>, SourceError> {
        const BRP: &str = "BRP";
        let question = json!({
            "type": "RaadpleegMetBurgerservicenummer",
            "burgerservicenummer": [burgerservicenummer.reveal()],
            "fields": ["verblijfplaats.nummeraanduidingIdentificatie"]
        });
        let request = self
            .client
            .post(self.address(&self.brp_url, "/personen"))
            .json(&question);
        let grant = self.fsc.as_ref().map(|fsc| fsc.grant_brp.as_str());
        let answer = send(BRP, request, grant).await?;
        if answer.status() != StatusCode::OK {
            return Err(SourceError::Refused {
                source_name: BRP,
                status: answer.status(),
            });
        }
        let answer: BrpAnswer = answer
            .json()
            .await
            .map_err(|cause| SourceError::Unreadable {
                source_name: BRP,
                cause: cause.without_url(),
            })?;
        Ok(answer.personen.into_iter().next().map(|persoon| {
            let verblijfplaats = persoon.verblijfplaats.unwrap_or_default();
            Persoon {
                nummeraanduiding: verblijfplaats.nummeraanduiding_identificatie,
                opgeschort: persoon.opschorting_bijhouding.is_some(),
                verblijft_niet_op_adres: verblijfplaats
                    .indicatie_vastgesteld_verblijft_niet_op_adres,
            }
        }))
    }

    /// The current address with this identification, or none.
    pub async fn adres(&self, nummeraanduiding: &str) -> Result<Option<Adres>, SourceError> {
        const BAG: &str = "BAG";
        let request = self
            .client
            .get(self.address(&self.bag_url, &format!("/adressen/{nummeraanduiding}")))
            .header(header::ACCEPT, "application/hal+json")
            .header("X-Api-Key", self.bag_api_key.reveal());
        let grant = self.fsc.as_ref().map(|fsc| fsc.grant_bag.as_str());
        let answer = send(BAG, request, grant).await?;
        match answer.status() {
            StatusCode::OK => Ok(Some(Adres)),
            StatusCode::NOT_FOUND => Ok(None),
            status => Err(SourceError::Refused {
                source_name: BAG,
                status,
            }),
        }
    }

    /// `base` + `path`; behind an outway only the path of `base` is kept.
    fn address(&self, base: &str, path: &str) -> String {
        match &self.fsc {
            None => format!("{base}{path}"),
            Some(fsc) => {
                let below_host = base
                    .split_once("://")
                    .and_then(|(_, rest)| rest.split_once('/'))
                    .map_or("", |(_, path)| path);
                let separator = if below_host.is_empty() { "" } else { "/" };
                format!("{}{separator}{below_host}{path}", fsc.outway_url)
            }
        }
    }
}

async fn send(
    source_name: &'static str,
    request: RequestBuilder,
    grant: Option<&str>,
) -> Result<reqwest::Response, SourceError> {
    let request = match grant {
        Some(hash) => request.header(GRANT, hash),
        None => request,
    };
    request
        .send()
        .await
        .map_err(|cause| SourceError::Unreachable {
            source_name,
            cause: cause.without_url(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(pairs: &'static [(&str, &str)]) -> Sources {
        let settings = Settings::read(|name| {
            pairs
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        })
        .unwrap();
        Sources::new(&settings).unwrap()
    }

    #[test]
    fn without_fsc_the_source_is_asked_directly() {
        let sources = sources(&[("BRP_URL", "http://brp.example.org/api/")]);
        assert_eq!(
            sources.address(&sources.brp_url, "/personen"),
            "http://brp.example.org/api/personen"
        );
    }

    #[test]
    fn with_fsc_only_the_host_changes() {
        let sources = sources(&[
            ("BRP_URL", "http://brp.example.org/api/brp"),
            ("FSC_OUTWAY_URL", "http://outway.example.org:9000"),
            ("FSC_GRANT_HASH_BRP", "$1$3$a"),
            ("FSC_GRANT_HASH_BAG", "$1$3$b"),
        ]);
        assert_eq!(
            sources.address(&sources.brp_url, "/personen"),
            "http://outway.example.org:9000/api/brp/personen"
        );
    }

    #[test]
    fn a_person_without_an_address_can_be_read() {
        let answer: BrpAnswer = serde_json::from_value(json!({
            "type": "RaadpleegMetBurgerservicenummer",
            "personen": [{"verblijfplaats": {"type": "VerblijfplaatsBuitenland"}}]
        }))
        .unwrap();
        let verblijfplaats = answer.personen[0].verblijfplaats.as_ref().unwrap();
        assert!(verblijfplaats.nummeraanduiding_identificatie.is_none());
    }
}
