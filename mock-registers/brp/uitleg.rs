//! Which rules an answer comes from, for whoever asks (`X-Fieldlab-Uitleg: ja`).
//!
//! Read back from the request and the answer, so that answering costs nothing more when nobody asks.

use fieldlab_sim::{Reply, Request};
use http::StatusCode;
use serde_json::Value;

/// The rules, a heading of the second level each.
pub(crate) const REGELS: &str = include_str!("uitleg.md");

const PERSONEN: &str = "/brp/personen";

/// The rules behind this answer, the most telling first.
pub(crate) fn regels(request: &Request, reply: &Reply) -> Vec<&'static str> {
    let antwoord: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    if !reply.status.is_success() {
        return geweigerd(reply.status, &antwoord);
    }
    let vraag: Value = serde_json::from_slice(&request.body).unwrap_or_default();
    if !request.path.ends_with(PERSONEN) {
        return zuster(&request.path);
    }
    let gevraagd = |begin: &str| {
        let velden = vraag["fields"].as_array().into_iter().flatten();
        velden
            .filter_map(Value::as_str)
            .any(|veld| veld.starts_with(begin))
    };
    let mut regels = Vec::new();
    let mut als = |geldt: bool, regel| {
        if geldt {
            regels.push(regel);
        }
    };
    let is_zoekvraag = vraag["type"]
        .as_str()
        .is_some_and(|soort| soort.starts_with("Zoek"));
    als(gevraagd("gezag"), "gezag");
    als(heeft(&antwoord, "inOnderzoek"), "in-onderzoek");
    als(is_zoekvraag, "zoeken");
    als(
        gevraagd("naam") || gevraagd("adressering"),
        "namen-en-adressering",
    );
    als(gevraagd("verblijfplaats"), "verblijfplaats");
    als(
        ["partners", "ouders", "kinderen"]
            .into_iter()
            .any(&gevraagd),
        "relaties",
    );
    als(true, "fields");
    let vanzelf = [
        "geheimhoudingPersoonsgegevens",
        "opschortingBijhouding",
        "rni",
        "verificatie",
    ];
    als(
        vanzelf.into_iter().any(|naam| heeft(&antwoord, naam)),
        "vanzelf",
    );
    regels
}

fn geweigerd(status: StatusCode, problem: &Value) -> Vec<&'static str> {
    match (status, problem["code"].as_str()) {
        (StatusCode::BAD_REQUEST, Some("tooManyResults")) => vec!["zoeken"],
        (StatusCode::BAD_REQUEST, Some("paramsValidation")) => {
            let fout = problem["invalidParams"].as_array().into_iter().flatten();
            let is_veld = |fout: &Value| {
                fout["name"]
                    .as_str()
                    .is_some_and(|naam| naam.starts_with("fields"))
            };
            if fout.clone().all(is_veld) {
                vec!["fields"]
            } else if fout.clone().any(is_veld) {
                vec!["parameters", "fields"]
            } else {
                vec!["parameters"]
            }
        }
        (StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN, _) => vec!["autorisatie"],
        _ => vec!["controles"],
    }
}

fn zuster(pad: &str) -> Vec<&'static str> {
    [
        ("/bewoningen", "bewoning"),
        ("/verblijfplaatshistorie", "verblijfplaatshistorie"),
        ("/reisdocumenten", "reisdocumenten"),
    ]
    .into_iter()
    .filter(|(einde, _)| pad.ends_with(einde))
    .map(|(_, regel)| regel)
    .collect()
}

/// Somewhere in the answer there is a member of this name.
fn heeft(antwoord: &Value, naam: &str) -> bool {
    match antwoord {
        Value::Object(leden) => {
            leden.contains_key(naam) || leden.values().any(|lid| heeft(lid, naam))
        }
        Value::Array(lijst) => lijst.iter().any(|lid| heeft(lid, naam)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_rule_that_is_named_is_written() {
        let genoemd = [
            "gezag",
            "in-onderzoek",
            "zoeken",
            "namen-en-adressering",
            "verblijfplaats",
            "relaties",
            "fields",
            "vanzelf",
            "parameters",
            "controles",
            "autorisatie",
            "bewoning",
            "verblijfplaatshistorie",
            "reisdocumenten",
        ];
        for regel in genoemd {
            let tekst = fieldlab_sim::rule(REGELS, regel).unwrap_or_default();
            assert!(tekst.lines().count() > 2, "{regel} says nothing");
        }
    }

    #[test]
    fn a_refusal_names_the_rule_that_refused() {
        let bad = StatusCode::BAD_REQUEST;
        let problem = |code: &str| json!({"code": code});
        assert_eq!(geweigerd(bad, &problem("tooManyResults")), ["zoeken"]);
        let fout = |namen: &[&str]| {
            let params: Vec<_> = namen.iter().map(|naam| json!({"name": naam})).collect();
            json!({"code": "paramsValidation", "invalidParams": params})
        };
        assert_eq!(geweigerd(bad, &fout(&["fields[0]"])), ["fields"]);
        assert_eq!(
            geweigerd(bad, &fout(&["postcode", "fields"])),
            ["parameters", "fields"]
        );
        assert_eq!(geweigerd(bad, &fout(&["postcode"])), ["parameters"]);
        assert_eq!(geweigerd(bad, &Value::Null), ["controles"]);
        assert_eq!(
            geweigerd(StatusCode::NOT_ACCEPTABLE, &Value::Null),
            ["controles"]
        );
    }
}
