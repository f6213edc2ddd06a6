//! The journal over HTTP: what it says, waiting, the live stream, the files.

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::Lab;

const NOON: &str = r#"{"mode":"frozen","at":"2026-05-15T12:00:00Z"}"#;

async fn rood() -> Lab {
    let lab = Lab::start().await;
    lab.good("POST", "/_lab/teams", r#"{"name":"rood"}"#).await;
    lab.good("PUT", "/t/rood/_lab/clock", NOON).await;
    lab
}

#[tokio::test]
async fn every_call_is_there_with_what_came_of_it() {
    let lab = rood().await;
    for path in [
        "/t/rood/proef/v1/klok",
        "/t/rood/proef/v1/weiger?bsn=999990019",
        "/t/rood/proef/v2/iets",
        "/t/rood/proev/v1/x",
        "/t/rood/proef/v1/paniek",
        "/t/rood/proef/v1/999990019",
    ] {
        lab.call("GET", path, "").await;
    }
    lab.call("DELETE", "/t/rood/proef/v1/iets", "").await;
    let journal = lab.good("GET", "/t/rood/_lab/journal", "").await;
    let calls = journal.as_array().unwrap();
    assert_eq!(calls.len(), 7);
    assert_eq!(calls[0]["operation"], "doe");
    assert_eq!(calls[0]["request"], "rood-1");
    assert_eq!(calls[0]["at"], "2026-05-15T12:00:00Z");
    assert_eq!(calls[0]["ledger"], serde_json::json!([2, 2]));
    assert_eq!(
        (calls[1]["outcome"].as_str(), calls[1]["query"].as_str()),
        (Some("refused"), Some("bsn"))
    );
    assert!(
        calls[1]["why"].get("check").is_none(),
        "its own rules refused"
    );
    assert_eq!(calls[2]["why"]["check"], "unknown-path");
    assert_eq!(calls[3]["why"]["check"], "no-register");
    assert!(calls[3].get("register").is_none());
    assert_eq!(calls[3]["hint"], "Did you mean GET /proef/v1/{wat}?");
    assert_eq!(calls[4]["outcome"], "failed");
    assert_eq!(calls[5]["path"], "/proef/v1/…");
    assert_eq!(calls[6]["why"]["check"], "method-not-allowed");
    assert_eq!(calls[6]["hint"], "This path knows GET.");
    assert!(!journal.to_string().contains("999990019"), "{journal}");
    for (query, count) in [
        ("register=proef", 6),
        ("outcome=refused", 4),
        ("status=404", 3),
        ("operation=doe&outcome=ok", 2),
        ("after=5", 2),
        ("limit=3", 3),
        ("request=rood-2", 1),
    ] {
        let found = lab
            .good("GET", &format!("/t/rood/_lab/journal?{query}"), "")
            .await;
        assert_eq!(found.as_array().unwrap().len(), count, "{query}: {found}");
    }
    for query in [
        "outcome=anders",
        "status=x",
        "limit=0",
        "wait=nu",
        "wait=PT2M",
        "wait=-PT1S",
    ] {
        let (status, answer) = lab
            .call("GET", &format!("/t/rood/_lab/journal?{query}"), "")
            .await;
        assert_eq!(status, 400, "{query}: {answer}");
    }
}

#[tokio::test]
async fn the_same_calls_give_the_same_journal() {
    let lab = rood().await;
    let play = async |team: &str| {
        lab.good("POST", "/_lab/teams", &format!(r#"{{"name":"{team}"}}"#))
            .await;
        lab.good("PUT", &format!("/t/{team}/_lab/clock"), NOON)
            .await;
        let fault = r#"{"name":"soms","chance":0.4,"effect":{"kind":"status","status":503}}"#;
        lab.good("POST", &format!("/t/{team}/_lab/faults"), fault)
            .await;
        let late = r#"{"name":"laat","effect":{"kind":"latency","between":[0,9]}}"#;
        lab.good("POST", &format!("/t/{team}/_lab/faults"), late)
            .await;
        for number in 0..20 {
            let path = ["iets", "weiger", "klok"][number % 3];
            lab.call("GET", &format!("/t/{team}/proef/v1/{path}"), "")
                .await;
            lab.good(
                "POST",
                &format!("/t/{team}/_lab/clock/advance"),
                r#"{"by":"PT1H"}"#,
            )
            .await;
        }
        let (_, journal) = lab
            .call("GET", &format!("/t/{team}/_lab/journal"), "")
            .await;
        journal.replace(team, "TEAM")
    };
    let first = play("een").await;
    assert!(
        first.contains(r#""status":503"#) && first.contains(r#""delay":"#),
        "{first}"
    );
    assert_eq!(first, play("twee").await);
}

#[tokio::test]
async fn a_question_waits_for_the_call_that_it_asks_for() {
    let lab = std::sync::Arc::new(rood().await);
    let asking = {
        let lab = std::sync::Arc::clone(&lab);
        tokio::spawn(async move {
            lab.good("GET", "/t/rood/_lab/journal?outcome=refused&wait=PT30S", "")
                .await
        })
    };
    lab.call("GET", "/t/rood/proef/v1/iets", "").await;
    lab.call("GET", "/t/rood/proef/v1/weiger", "").await;
    let found = asking.await.unwrap();
    assert_eq!(found[0]["status"], 409);
    let none = lab
        .good("GET", "/t/rood/_lab/journal?status=418&wait=PT0.05S", "")
        .await;
    assert_eq!(none, serde_json::json!([]));
}

/// Reads a stream until it holds this text.
async fn until(stream: &mut tokio::net::TcpStream, text: &str) -> String {
    let mut all = String::new();
    let mut buffer = [0; 4_096];
    while !all.contains(text) {
        let length = stream.read(&mut buffer).await.unwrap();
        assert_ne!(length, 0, "the stream ended: {all}");
        all.push_str(std::str::from_utf8(&buffer[..length]).unwrap());
    }
    all
}

async fn listen(lab: &Lab, header: &str) -> tokio::net::TcpStream {
    let mut stream = tokio::net::TcpStream::connect(lab.address).await.unwrap();
    let request =
        format!("GET /t/rood/_lab/journal/stream HTTP/1.1\r\nHost: localhost\r\n{header}\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    stream
}

#[tokio::test]
async fn the_live_stream_tells_calls_as_they_come_and_goes_on_where_it_was() {
    let mut lab = rood().await;
    lab.call("GET", "/t/rood/proef/v1/een", "").await;
    let mut stream = listen(&lab, "").await;
    let head = until(&mut stream, "id: 1").await;
    assert!(head.contains("content-type: text/event-stream"), "{head}");
    lab.call("GET", "/t/rood/proef/v1/twee", "").await;
    let next = until(&mut stream, "id: 2").await;
    assert!(next.contains("event: call"), "{next}");
    lab.call("GET", "/t/blauw/proef/v1/ander", "").await;
    drop(stream);
    lab.call("GET", "/t/rood/proef/v1/drie", "").await;
    let mut stream = listen(&lab, "Last-Event-ID: 2\r\n").await;
    let next = until(&mut stream, "id: ").await;
    assert!(next.contains("id: 3"), "{next}");
    // A stream does not keep the simulator from stopping.
    lab.stop.take().unwrap().send(()).unwrap();
    let stopped = tokio::time::timeout(std::time::Duration::from_secs(5), &mut lab.served).await;
    stopped.unwrap().unwrap().unwrap();
}

#[tokio::test]
async fn bodies_are_kept_only_while_the_trainer_asks_for_them() {
    let lab = rood().await;
    lab.call("GET", "/t/rood/proef/v1/999990019?a=b", "").await;
    lab.good(
        "PUT",
        "/_lab/teams/rood/journal",
        r#"{"capture":true,"bytes":5000}"#,
    )
    .await;
    lab.call("GET", "/t/rood/proef/v1/999990019?a=b", "").await;
    let journal = lab.good("GET", "/t/rood/_lab/journal", "").await;
    assert!(journal[0].get("captured").is_none(), "{journal}");
    assert_eq!(journal[1]["captured"]["answered"], r#""999990019""#);
    assert_eq!(
        (journal[1]["path"].as_str(), journal[1]["query"].as_str()),
        (Some("/proef/v1/999990019"), Some("a=b"))
    );
    for _ in 0..50 {
        lab.call("GET", "/t/rood/proef/v1/iets", "").await;
    }
    let journal = lab.good("GET", "/t/rood/_lab/journal", "").await;
    assert!(journal.as_array().unwrap().len() < 20);
    for body in [
        r#"{"capture":"ja"}"#,
        r#"{"bytes":-1}"#,
        r#"{"alles":true}"#,
    ] {
        assert_eq!(
            lab.call("PUT", "/_lab/teams/rood/journal", body).await.0,
            400
        );
    }
}

#[tokio::test]
async fn the_journal_goes_into_files_that_others_read() {
    let lab = rood().await;
    lab.call("GET", "/t/rood/proef/v1/iets?a=1&b", "").await;
    lab.call("GET", "/t/rood/proef/v1/weiger", "").await;
    let (_, lines) = lab.call("GET", "/t/rood/_lab/journal/export", "").await;
    let lines: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!((lines.len(), lines[1]["status"].as_u64()), (2, Some(409)));
    let har = lab
        .good("GET", "/t/rood/_lab/journal/export?format=har", "")
        .await;
    let log = &har["log"];
    assert_eq!(log["version"], "1.2");
    let entry = &log["entries"][0];
    assert_eq!(entry["startedDateTime"], "2026-05-15T12:00:00Z");
    assert!(
        entry["request"]["url"]
            .as_str()
            .unwrap()
            .ends_with("/t/rood/proef/v1/iets?a&b"),
        "{entry}"
    );
    assert_eq!(entry["request"]["queryString"][0]["name"], "a");
    for (part, members) in [
        (
            "request",
            &[
                "method",
                "url",
                "httpVersion",
                "cookies",
                "headers",
                "queryString",
                "headersSize",
                "bodySize",
            ][..],
        ),
        (
            "response",
            &[
                "status",
                "statusText",
                "httpVersion",
                "cookies",
                "headers",
                "content",
                "redirectURL",
                "headersSize",
                "bodySize",
            ],
        ),
        ("timings", &["send", "wait", "receive"]),
    ] {
        for member in members {
            assert!(entry[part].get(member).is_some(), "{part}.{member}");
        }
    }
    assert_eq!(
        lab.call("GET", "/t/rood/_lab/journal/export?format=pdf", "")
            .await
            .0,
        400
    );
}
