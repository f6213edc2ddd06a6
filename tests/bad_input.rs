//! Whatever a client sends: the register's own error or a problem, and a server that goes on.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::support::Simulator;

const BRP: &str = "/haalcentraal/api/brp/personen";
const BAG: &str = "/lvbag/individuelebevragingen/v2";

/// Sends bytes as they are and gives the whole answer as text.
fn raw(simulator: &Simulator, bytes: &[u8]) -> String {
    let address = simulator.address().strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .unwrap();
    // The server may answer and close before it has read everything.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// A request with a body, closed afterwards.
fn request(method: &str, path: &str, headers: &str, body: &str) -> Vec<u8> {
    format!(
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

fn status(answer: &str) -> u16 {
    answer
        .split(' ')
        .nth(1)
        .and_then(|code| code.parse().ok())
        .unwrap_or_else(|| panic!("no HTTP answer: {answer:?}"))
}

fn assert_alive(simulator: &Simulator) {
    let answer = raw(simulator, &request("GET", "/_lab/health", "", ""));
    assert_eq!(status(&answer), 200, "{answer}");
}

#[test]
fn every_kind_of_bad_request_gets_an_error_and_the_server_lives() {
    let simulator = Simulator::start();
    let json = "Content-Type: application/json\r\n";
    let key = "X-Api-Key: fieldlab\r\n";
    let large = format!("{{\"type\":\"{}\"}}", "x".repeat(2 * 1024 * 1024));
    let deep = "[".repeat(200_000);
    let cases: Vec<(&str, Vec<u8>, &[u16])> = vec![
        ("unknown path", request("GET", "/nergens", "", ""), &[404]),
        (
            "unknown path with a bad encoding",
            request("GET", "/%zz%ff", "", ""),
            &[400, 404],
        ),
        (
            "unknown lab call",
            request("GET", "/_lab/nergens", "", ""),
            &[404],
        ),
        (
            "unknown team",
            request("GET", "/t/niemand/_lab/clock", "", ""),
            &[404],
        ),
        (
            "a team that is no name",
            request("GET", "/t/%2e%2e/_lab/clock", "", ""),
            &[400, 404],
        ),
        (
            "BRP with another method",
            request("PUT", BRP, json, "{}"),
            &[405],
        ),
        (
            "BRP with a made-up method",
            request("KOEKOEK", BRP, json, "{}"),
            &[405],
        ),
        (
            "BRP with another content type",
            request("POST", BRP, "Content-Type: text/xml\r\n", "<a/>"),
            &[415],
        ),
        (
            "BRP with broken JSON",
            request("POST", BRP, json, "{\"type\":"),
            &[400],
        ),
        ("BRP with no body", request("POST", BRP, json, ""), &[400]),
        (
            "BRP with bytes that are no text",
            {
                let mut r = request("POST", BRP, json, "????");
                let n = r.len();
                r[n - 4..].copy_from_slice(&[0xff, 0xfe, 0x00, 0x80]);
                r
            },
            &[400],
        ),
        (
            "BRP with wrong fields",
            request(
                "POST",
                BRP,
                json,
                "{\"type\":\"RaadpleegMetBurgerservicenummer\",\"burgerservicenummer\":[\"999990019\"],\"fields\":[\"schoenmaat\"]}",
            ),
            &[400],
        ),
        (
            "BRP with a body that is too large",
            request("POST", BRP, json, &large),
            &[413],
        ),
        (
            "BRP with JSON that is nested too deeply",
            request("POST", BRP, json, &deep),
            &[400],
        ),
        (
            "BAG without a key",
            request("GET", &format!("{BAG}/panden/0599100000103376"), "", ""),
            &[400],
        ),
        (
            "BAG with a broken encoding",
            request(
                "GET",
                &format!("{BAG}/adressen?postcode=%zz&huisnummer=1"),
                key,
                "",
            ),
            &[400],
        ),
        (
            "BAG with an encoding that is no text",
            request("GET", &format!("{BAG}/adressen?q=%ff%fe"), key, ""),
            &[400],
        ),
        (
            "BAG with a closing slash",
            request("GET", &format!("{BAG}/panden/"), key, ""),
            &[404],
        ),
        (
            "BAG with an absurd query",
            request(
                "GET",
                &format!("{BAG}/adressen?q={}", "a".repeat(30_000)),
                key,
                "",
            ),
            &[200, 400, 414],
        ),
        (
            "headers that are too large",
            request(
                "GET",
                "/_lab/health",
                &format!("X-Veel: {}\r\n", "x".repeat(80 * 1024)),
                "",
            ),
            &[431],
        ),
        (
            "very many headers",
            request("GET", "/_lab/health", &"X-Veel: ja\r\n".repeat(5_000), ""),
            &[400, 431],
        ),
        (
            "no HTTP at all",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n".to_vec(),
            &[400],
        ),
        (
            "a host that is none",
            b"GET /_lab/registers HTTP/1.1\r\nHost: a b\"<c>\r\nConnection: close\r\n\r\n".to_vec(),
            &[400, 403],
        ),
    ];
    for (name, bytes, expected) in cases {
        let answer = raw(&simulator, &bytes);
        let got = status(&answer);
        assert!(expected.contains(&got), "{name}: {got}\n{answer:.600}");
        assert_alive(&simulator);
    }
}

#[test]
fn errors_have_the_shape_of_their_register() {
    let simulator = Simulator::start();
    let json = "Content-Type: application/json\r\n";
    let body_of = |answer: &str| -> serde_json::Value {
        let body = answer.split("\r\n\r\n").nth(1).unwrap_or_default();
        serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {answer}"))
    };

    let answer = raw(
        &simulator,
        &request(
            "POST",
            BRP,
            json,
            &format!("\"{}\"", "x".repeat(2 * 1024 * 1024)),
        ),
    );
    assert!(answer.contains("application/problem+json"), "{answer:.300}");
    assert_eq!(body_of(&answer)["instance"], BRP);

    let answer = raw(&simulator, &request("GET", "/nergens", "", ""));
    assert!(answer.contains("application/problem+json"), "{answer}");
    let problem = body_of(&answer);
    assert_eq!(problem["status"], 404);
    assert!(problem["detail"].as_str().unwrap().len() > 10, "{problem}");

    let answer = raw(
        &simulator,
        &request(
            "GET",
            &format!("{BAG}/nergens"),
            "X-Api-Key: fieldlab\r\n",
            "",
        ),
    );
    assert_eq!(body_of(&answer)["code"], "notFound");
}

#[test]
fn a_web_page_elsewhere_cannot_reach_the_lab() {
    let simulator = Simulator::start();
    let create = "{\"name\":\"kwaad\"}";
    let origin = "Origin: https://example.org\r\nContent-Type: application/json\r\n";
    let answer = raw(&simulator, &request("POST", "/_lab/teams", origin, create));
    assert_eq!(status(&answer), 403, "{answer}");

    // DNS rebinding: the browser believes that another name is this server.
    let rebound = format!(
        "POST /_lab/teams HTTP/1.1\r\nHost: kwaad.example.org\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{create}",
        create.len()
    );
    let answer = raw(&simulator, rebound.as_bytes());
    assert_eq!(status(&answer), 403, "{answer}");
    let teams = raw(&simulator, &request("GET", "/_lab/teams", "", ""));
    assert!(!teams.contains("kwaad"), "{teams}");
}

#[test]
fn a_client_that_hangs_up_halfway_disturbs_nobody() {
    let simulator = Simulator::start();
    let address = simulator.address().strip_prefix("http://").unwrap();
    for _ in 0..50 {
        let mut stream = TcpStream::connect(address).unwrap();
        stream
            .write_all(b"POST /haalcentraal/api/brp/personen HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\n{\"type\":")
            .unwrap();
    }
    assert_alive(&simulator);
}
