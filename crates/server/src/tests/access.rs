//! Who reaches what: tokens, hosts, origins, and the ways in which a team is addressed.

use super::{Lab, Proef};
use crate::{Application, ServerError, Settings};

const TOKEN: &str = "het-token-van-de-trainer";

async fn guarded() -> (Lab, String) {
    let lab = Lab::with(|settings| settings.token = Some(TOKEN.to_owned())).await;
    let header = format!("Authorization: Bearer {TOKEN}\r\n");
    for name in ["rood", "blauw"] {
        let body = format!(r#"{{"name":"{name}"}}"#);
        let (status, _) = lab.call_with("POST", "/_lab/teams", &header, &body).await;
        assert_eq!(status, 201);
    }
    let (status, body) = lab
        .call_with("POST", "/_lab/teams/rood/token", &header, "")
        .await;
    assert_eq!(status, 201, "{body}");
    let token: serde_json::Value = serde_json::from_str(&body).unwrap();
    (lab, token["token"].as_str().unwrap().to_owned())
}

/// Every call of the lab's contract: method, path with a team filled in, operation id.
fn every_call() -> Vec<(String, String, String)> {
    let contract = crate::lab::contract();
    let text = std::str::from_utf8(contract.json()).unwrap().to_owned();
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut calls = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            if let Some(id) = operation["operationId"].as_str() {
                let path = path
                    .replace("{team}", "rood")
                    .replace("{register}", "proef")
                    .replace("{rule}", "klok");
                calls.push((method.to_uppercase(), path, id.to_owned()));
            }
        }
    }
    assert!(calls.len() > 20, "{calls:?}");
    calls
}

#[tokio::test]
async fn without_the_token_no_call_but_the_open_ones_is_answered() {
    let (lab, _) = guarded().await;
    let open = ["health", "rules", "rule"];
    for (method, path, id) in every_call() {
        for prefix in ["", "/t/rood"] {
            let at = format!("{prefix}/_lab{path}");
            for header in ["", "Authorization: Bearer iets-anders-dan-het-token\r\n"] {
                let (status, answer) = lab.call_with(&method, &at, header, "").await;
                let expected = if open.contains(&id.as_str()) {
                    200
                } else {
                    401
                };
                assert_eq!(status, expected, "{method} {at}: {answer}");
            }
        }
    }
    let (status, _) = lab.call("GET", "/t/rood/_lab/proef/briefjes/a", "").await;
    assert_eq!(status, 401, "a register's own calls are the lab's too");
    assert_eq!(lab.call("GET", "/_lab/openapi.json", "").await.0, 200);
    // Components go on without.
    assert_eq!(lab.call("GET", "/t/rood/proef/v1/iets", "").await.0, 200);
}

#[tokio::test]
async fn a_teams_token_reaches_its_own_calls_and_no_other() {
    let (lab, token) = guarded().await;
    let header = format!("Authorization: Bearer {token}\r\n");
    for (method, path, id) in every_call() {
        let access = crate::access::of(&id);
        // The live stream has no end; that it is the team's is checked with the rest.
        if access == crate::access::Access::Open || method != "GET" || id == "journalStream" {
            continue;
        }
        let own = lab
            .call_with(&method, &format!("/t/rood/_lab{path}"), &header, "")
            .await;
        let other = lab
            .call_with(&method, &format!("/t/blauw/_lab{path}"), &header, "")
            .await;
        let root = lab
            .call_with(&method, &format!("/_lab{path}"), &header, "")
            .await;
        let expected = if access == crate::access::Access::Team {
            200
        } else {
            403
        };
        assert_eq!((own.0, other.0, root.0), (expected, 401, 401), "{id}");
    }
    let write = |team: &str| format!("/t/{team}/_lab/proef/briefjes/a");
    assert_eq!(
        lab.call_with("PUT", &write("rood"), &header, "\"x\"")
            .await
            .0,
        204
    );
    assert_eq!(
        lab.call_with("PUT", &write("blauw"), &header, "\"x\"")
            .await
            .0,
        401
    );
    for (method, path, body) in [
        ("DELETE", "/t/rood/_lab/teams/blauw", ""),
        ("DELETE", "/t/rood/_lab/teams/rood/token", ""),
        ("PUT", "/t/rood/_lab/teams/rood/quota", "{}"),
        ("POST", "/t/rood/_lab/teams", r#"{"name":"x"}"#),
        ("POST", "/t/rood/_lab/teams/rood/fork", r#"{"name":"x"}"#),
        ("POST", "/t/rood/_lab/import", "{}"),
    ] {
        let (status, answer) = lab.call_with(method, path, &header, body).await;
        assert_eq!(status, 403, "{path}: {answer}");
    }
    // Another one takes its place.
    let trainer = format!("Authorization: Bearer {TOKEN}\r\n");
    lab.call_with("POST", "/_lab/teams/rood/token", &trainer, "")
        .await;
    assert_eq!(
        lab.call_with("GET", "/t/rood/_lab/clock", &header, "")
            .await
            .0,
        401
    );
    assert_eq!(
        lab.call_with("GET", "/t/rood/_lab/clock", &trainer, "")
            .await
            .0,
        200
    );
}

#[tokio::test]
async fn without_a_token_of_the_simulator_a_team_can_still_have_its_own() {
    let lab = Lab::start().await;
    lab.good("POST", "/_lab/teams", r#"{"name":"rood"}"#).await;
    let token = lab.good("POST", "/_lab/teams/rood/token", "").await;
    let header = format!(
        "Authorization: Bearer {}\r\n",
        token["token"].as_str().unwrap()
    );
    assert_eq!(lab.call("GET", "/t/rood/_lab/clock", "").await.0, 401);
    assert_eq!(
        lab.call_with("GET", "/t/rood/_lab/clock", &header, "")
            .await
            .0,
        200
    );
    assert_eq!(lab.call("GET", "/_lab/clock", "").await.0, 200);
    let teams = lab.good("GET", "/_lab/teams", "").await;
    assert!(!teams.to_string().contains(token["token"].as_str().unwrap()));
    assert_eq!(teams[0]["hasToken"], true);
    assert_eq!(
        lab.call("DELETE", "/_lab/teams/rood/token", "").await.0,
        204
    );
    assert_eq!(lab.call("GET", "/t/rood/_lab/clock", "").await.0, 200);
}

#[tokio::test]
async fn a_page_of_another_host_reaches_no_call_of_the_lab_and_is_told_nothing() {
    let lab = Lab::start().await;
    for (method, path, _) in every_call() {
        for header in [
            "Origin: http://kwaad.example\r\n",
            "Origin: null\r\n",
            "Origin: http://127.0.0.1.kwaad.example\r\n",
            "Host: kwaad.example\r\n",
            "X-Forwarded-Host: kwaad.example\r\n",
        ] {
            let answer = lab.ask(&method, &format!("/_lab{path}"), header, "").await;
            assert!(
                answer.starts_with("HTTP/1.1 403"),
                "{path} {header}: {answer}"
            );
            assert!(!answer.contains("access-control-"), "{answer}");
        }
        let answer = lab
            .ask(
                "OPTIONS",
                &format!("/_lab{path}"),
                "Origin: http://localhost\r\n",
                "",
            )
            .await;
        assert!(!answer.contains("access-control-"), "{answer}");
    }
    // What a page can send without asking first is no JSON.
    let header = "X-Ignored: ja\r\nContent-Type: text/plain\r\n";
    let answer = lab
        .ask("POST", "/_lab/teams", header, r#"{"name":"kwaad"}"#)
        .await;
    assert!(answer.starts_with("HTTP/1.1 415"), "{answer}");
    assert!(!lab.call("GET", "/_lab/teams", "").await.1.contains("kwaad"));
}

#[tokio::test]
async fn an_address_that_others_reach_asks_for_a_token() {
    let build = async |host: &str, token: Option<&str>| {
        let spec = fieldlab_world::WorldSpec {
            size: fieldlab_world::Size::Dorp,
            ..fieldlab_world::WorldSpec::default()
        };
        let settings = Settings {
            host: host.parse().unwrap(),
            port: 0,
            token: token.map(str::to_owned),
            ..Settings::default()
        };
        let world = std::sync::Arc::new(fieldlab_world::World::build(&spec).unwrap());
        let ledger = fieldlab_ledger::open("memory").await.unwrap();
        Application::build(settings, world, vec![Proef::register()], ledger).await
    };
    let refused = build("0.0.0.0", None).await.unwrap_err();
    assert!(
        matches!(refused, ServerError::Unguarded { .. }),
        "{refused}"
    );
    for weak in ["", "kort", "met een spatie erin 123", "é123456789012345678"] {
        let refused = build("0.0.0.0", Some(weak)).await.unwrap_err();
        assert!(matches!(refused, ServerError::Token), "{weak}: {refused}");
    }
    build("0.0.0.0", Some(TOKEN)).await.unwrap();
    build("127.0.0.1", None).await.unwrap();
}

#[tokio::test]
async fn a_team_is_addressed_by_path_by_host_or_by_key() {
    let lab = Lab::with(|settings| settings.allowed_hosts = vec!["lab.example".to_owned()]).await;
    lab.good("POST", "/_lab/teams", r#"{"name":"rood"}"#).await;
    for (path, header) in [
        ("/t/rood/_lab/team", ""),
        ("/_lab/team", "Host: rood.localhost:8990\r\n"),
        ("/_lab/team", "Host: rood.lab.example\r\n"),
        ("/_lab/team", "X-Api-Key: fieldlab-rood\r\n"),
        ("/_lab/team", "apikey: fieldlab-rood\r\n"),
        // The path says more than the host, and the host more than the key.
        ("/t/rood/_lab/team", "Host: standaard.localhost\r\n"),
        (
            "/_lab/team",
            "Host: rood.localhost\r\nX-Api-Key: fieldlab-standaard\r\n",
        ),
    ] {
        let (status, body) = lab.call_with("GET", path, header, "").await;
        assert_eq!(status, 200, "{path} {header}: {body}");
        assert!(body.contains(r#""name":"rood""#), "{path} {header}: {body}");
        assert!(
            !body.contains("rood.localhost") && !body.contains("rood.lab"),
            "{body}"
        );
    }
    for header in ["Host: groen.localhost\r\n", "X-Api-Key: fieldlab-groen\r\n"] {
        let (status, body) = lab.call_with("GET", "/proef/v1/iets", header, "").await;
        assert_eq!(status, 404, "{header}: {body}");
    }
    // What is changed by one name is there by the other.
    let header = "Host: rood.localhost\r\n";
    lab.call_with("GET", "/proef/v1/klok", header, "").await;
    assert!(
        lab.call("GET", "/t/rood/_lab/clock", "")
            .await
            .1
            .contains("frozen")
    );
    assert!(
        lab.call("GET", "/_lab/clock", "")
            .await
            .1
            .contains("follow")
    );
}
