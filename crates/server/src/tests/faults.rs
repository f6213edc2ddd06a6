//! Faults at three levels, over real connections.

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::Lab;

const NOON: &str = r#"{"mode":"frozen","at":"2026-05-15T12:00:00Z"}"#;

async fn rood() -> Lab {
    let lab = Lab::start().await;
    for name in ["rood", "blauw"] {
        lab.good("POST", "/_lab/teams", &format!(r#"{{"name":"{name}"}}"#))
            .await;
        lab.good("PUT", &format!("/t/{name}/_lab/clock"), NOON)
            .await;
    }
    lab
}

async fn set(lab: &Lab, fault: &str) {
    lab.good("POST", "/t/rood/_lab/faults", fault).await;
}

/// The bytes that come on a connection until it ends, and how it ended.
async fn raw(lab: &Lab, path: &str) -> (Vec<u8>, std::io::Result<()>) {
    let mut stream = tokio::net::TcpStream::connect(lab.address).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    let ended = stream.read_to_end(&mut bytes).await.map(|_| ());
    (bytes, ended)
}

#[tokio::test]
async fn a_status_has_the_registers_shape_and_strikes_only_the_calls_it_names() {
    let lab = rood().await;
    set(&lab, r#"{"name":"weg","match":{"register":"proef","operation":"doe","path":"/proef/v1/b*"},"effect":{"kind":"status","status":503,"retryAfter":30}}"#).await;
    let answer = lab.ask("GET", "/t/rood/proef/v1/boek", "", "").await;
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    assert!(answer.contains("\r\nretry-after: 30\r\n"), "{answer}");
    assert!(answer.ends_with(r#"{"register":"proef"}"#), "{answer}");
    for path in [
        "/t/rood/proef/v1/aap",
        "/t/blauw/proef/v1/boek",
        "/proef/v1/boek",
    ] {
        assert_eq!(lab.call("GET", path, "").await.0, 200, "{path}");
    }
    let faults = lab.good("GET", "/t/rood/_lab/faults", "").await;
    assert_eq!(
        (faults[0]["hits"].as_u64(), faults[0]["on"].as_bool()),
        (Some(1), Some(true))
    );
    let journal = lab.good("GET", "/t/rood/_lab/journal?fault=weg", "").await;
    assert_eq!(journal[0]["status"], 503);
    assert_eq!(journal[0]["why"]["check"], "fault");
    assert!(
        journal[0]["hint"].as_str().unwrap().contains("weg"),
        "{journal}"
    );
    lab.call("DELETE", "/t/rood/_lab/faults/weg", "").await;
    assert_eq!(lab.call("GET", "/t/rood/proef/v1/boek", "").await.0, 200);
}

#[tokio::test]
async fn counts_windows_and_skips_are_kept_to() {
    let lab = rood().await;
    set(
        &lab,
        r#"{"name":"x","skip":1,"count":2,"effect":{"kind":"status","status":500}}"#,
    )
    .await;
    let mut statuses = Vec::new();
    for _ in 0..5 {
        statuses.push(lab.call("GET", "/t/rood/proef/v1/weiger", "").await.0);
    }
    assert_eq!(statuses, [409, 500, 500, 409, 409]);
    // By the same name, in its place, and beginning anew.
    set(&lab, r#"{"name":"x","from":"2026-05-16T00:00:00Z","until":"2026-05-17T00:00:00Z","effect":{"kind":"maintenance"}}"#).await;
    let ask = async || lab.ask("GET", "/t/rood/proef/v1/weiger", "", "").await;
    assert!(ask().await.starts_with("HTTP/1.1 409"));
    lab.good("POST", "/t/rood/_lab/clock/advance", r#"{"by":"P1D"}"#)
        .await;
    let answer = ask().await;
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    assert!(answer.contains("\r\nretry-after: 43200\r\n"), "{answer}");
    lab.good("POST", "/t/rood/_lab/clock/advance", r#"{"by":"P1D"}"#)
        .await;
    assert!(ask().await.starts_with("HTTP/1.1 409"));
}

#[tokio::test]
async fn the_same_run_meets_the_same_faults_also_after_going_back_and_in_a_fork() {
    let lab = rood().await;
    set(
        &lab,
        r#"{"name":"soms","chance":0.5,"effect":{"kind":"status","status":500}}"#,
    )
    .await;
    let run = async |team: &str| {
        let mut statuses = Vec::new();
        for _ in 0..20 {
            statuses.push(
                lab.call("GET", &format!("/t/{team}/proef/v1/weiger"), "")
                    .await
                    .0,
            );
        }
        statuses
    };
    run("rood").await;
    lab.good("POST", "/t/rood/_lab/checkpoints", r#"{"name":"hier"}"#)
        .await;
    lab.good("POST", "/_lab/teams/rood/fork", r#"{"name":"vork"}"#)
        .await;
    let first = run("rood").await;
    assert!(first.contains(&500) && first.contains(&409), "{first:?}");
    assert_eq!(run("vork").await, first);
    lab.good("POST", "/t/rood/_lab/rewind", r#"{"to":"hier"}"#)
        .await;
    assert_eq!(run("rood").await, first);
    // A team of another name that is set up alike meets the same.
    lab.good(
        "POST",
        "/t/blauw/_lab/faults",
        r#"{"name":"soms","chance":0.5,"effect":{"kind":"status","status":500}}"#,
    )
    .await;
    run("blauw").await;
    assert_eq!(run("blauw").await, first);
}

#[tokio::test]
async fn a_stale_register_answers_as_it_was_and_writes_as_it_is() {
    let lab = rood().await;
    assert_eq!(
        lab.call("GET", "/t/rood/proef/v1/lees", "").await.1,
        r#""0""#
    );
    lab.good("PUT", "/t/rood/_lab/proef/briefjes/a", r#""oud""#)
        .await;
    lab.good("POST", "/t/rood/_lab/clock/advance", r#"{"by":"P2D"}"#)
        .await;
    lab.good("PUT", "/t/rood/_lab/proef/briefjes/b", r#""nieuw""#)
        .await;
    let read = async || lab.call("GET", "/t/rood/proef/v1/lees", "").await.1;
    assert_eq!(read().await, r#""2""#);
    set(
        &lab,
        r#"{"name":"achter","effect":{"kind":"stale","by":"P1D"}}"#,
    )
    .await;
    assert_eq!(read().await, r#""1""#);
    lab.good("POST", "/t/rood/_lab/clock/advance", r#"{"by":"P1D"}"#)
        .await;
    assert_eq!(read().await, r#""2""#);
    // What changes something is done to the team as it is.
    assert_eq!(lab.call("GET", "/t/rood/proef/v1/klok", "").await.0, 200);
    let clock = lab.good("GET", "/t/rood/_lab/clock", "").await;
    assert_eq!(clock["at"], "2030-01-01T12:00:00Z");
}

#[tokio::test]
async fn what_comes_late_slowly_cut_off_or_broken_does_so_and_is_written_down() {
    let lab = rood().await;
    let path = "/t/rood/proef/v1/iets";
    set(
        &lab,
        r#"{"name":"traag","effect":{"kind":"latency","fixed":120}}"#,
    )
    .await;
    let begun = std::time::Instant::now();
    assert_eq!(
        lab.call("GET", path, "").await,
        (200, r#""iets""#.to_owned())
    );
    assert!(begun.elapsed().as_millis() >= 120, "it was late");
    lab.call("DELETE", "/t/rood/_lab/faults", "").await;

    set(
        &lab,
        r#"{"name":"druppel","effect":{"kind":"slowBody","bytesPerSecond":20}}"#,
    )
    .await;
    assert_eq!(
        lab.call("GET", path, "").await,
        (200, r#""iets""#.to_owned())
    );
    lab.call("DELETE", "/t/rood/_lab/faults", "").await;

    set(
        &lab,
        r#"{"name":"half","effect":{"kind":"truncated","percent":50}}"#,
    )
    .await;
    let (bytes, _) = raw(&lab, path).await;
    let answer = String::from_utf8(bytes).unwrap();
    assert!(answer.contains("\r\ncontent-length: 6\r\n"), "{answer}");
    assert!(answer.ends_with("\r\n\r\n\"ie"), "{answer}");
    lab.call("DELETE", "/t/rood/_lab/faults", "").await;

    set(&lab, r#"{"name":"kapot","effect":{"kind":"malformed"}}"#).await;
    let (status, body) = lab.call("GET", path, "").await;
    assert_eq!((status, body.len()), (200, 6));
    assert!(
        serde_json::from_str::<serde_json::Value>(&body).is_err(),
        "{body}"
    );
    lab.call("DELETE", "/t/rood/_lab/faults", "").await;

    set(
        &lab,
        r#"{"name":"verlopen","effect":{"kind":"expiredToken"}}"#,
    )
    .await;
    assert_eq!(lab.call("GET", path, "").await.0, 401);
    let journal = lab.good("GET", "/t/rood/_lab/journal", "").await;
    let seen: Vec<_> = journal
        .as_array()
        .unwrap()
        .iter()
        .map(|call| {
            (
                call["faults"][0].as_str().unwrap(),
                call["delay"].as_u64().unwrap_or(0),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("traag", 120),
            ("druppel", 0),
            ("half", 0),
            ("kapot", 0),
            ("verlopen", 0)
        ]
    );
}

#[tokio::test]
async fn a_connection_is_reset_or_stays_silent_and_others_go_on() {
    let lab = rood().await;
    set(&lab, r#"{"name":"af","count":1,"effect":{"kind":"reset"}}"#).await;
    let (bytes, ended) = raw(&lab, "/t/rood/proef/v1/klok").await;
    assert!(bytes.is_empty(), "{bytes:?}");
    let error = ended.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset, "{error}");
    // The register was not asked.
    let clock = lab.good("GET", "/t/rood/_lab/clock", "").await;
    assert_eq!(clock["at"], "2026-05-15T12:00:00Z");
    assert_eq!(lab.call("GET", "/t/rood/proef/v1/klok", "").await.0, 200);

    set(&lab, r#"{"name":"stil","effect":{"kind":"silence"}}"#).await;
    let silent = raw(&lab, "/t/rood/proef/v1/iets");
    let waited = tokio::time::timeout(std::time::Duration::from_millis(300), silent).await;
    assert!(waited.is_err(), "nothing comes");
    assert_eq!(lab.call("GET", "/t/blauw/proef/v1/iets", "").await.0, 200);
    let journal = lab
        .good("GET", "/t/rood/_lab/journal?outcome=none", "")
        .await;
    let names: Vec<_> = journal
        .as_array()
        .unwrap()
        .iter()
        .map(|call| call["faults"][0].as_str().unwrap())
        .collect();
    assert_eq!(names, ["af", "stil"]);
    assert!(journal[0].get("status").is_none(), "{journal}");
}

#[tokio::test]
async fn a_fault_that_means_nothing_is_refused_and_none_is_set() {
    let lab = rood().await;
    for (body, status) in [
        (r#"{"name":"x"}"#, 400),
        (r#"{"name":"x","effect":{"kind":"brand"}}"#, 400),
        (
            r#"{"name":"x","effect":{"kind":"status","status":200}}"#,
            400,
        ),
        (r#"{"name":"x","effect":{"kind":"status"}}"#, 400),
        (r#"{"name":"x","effect":{"kind":"latency"}}"#, 400),
        (
            r#"{"name":"x","effect":{"kind":"latency","fixed":99999}}"#,
            400,
        ),
        (
            r#"{"name":"x","effect":{"kind":"latency","between":[9,1]}}"#,
            422,
        ),
        (
            r#"{"name":"x","effect":{"kind":"stale","by":"gisteren"}}"#,
            422,
        ),
        (
            r#"{"name":"x","chance":1.5,"effect":{"kind":"reset"}}"#,
            400,
        ),
        (r#"{"name":"x","count":-1,"effect":{"kind":"reset"}}"#, 400),
        (
            r#"{"name":"x","match":{"register":"brp2"},"effect":{"kind":"reset"}}"#,
            400,
        ),
        (
            r#"{"name":"x","match":{"registr":"proef"},"effect":{"kind":"reset"}}"#,
            400,
        ),
        (r#"{"name":"","effect":{"kind":"reset"}}"#, 400),
        (
            r#"{"name":"x","from":"2026-05-16T00:00:00Z","until":"2026-05-16T00:00:00Z","effect":{"kind":"reset"}}"#,
            422,
        ),
    ] {
        let (got, answer) = lab.call("POST", "/t/rood/_lab/faults", body).await;
        assert_eq!(got, status, "{body}: {answer}");
    }
    assert_eq!(lab.call("GET", "/t/rood/_lab/faults", "").await.1, "[]");
    assert_eq!(lab.call("DELETE", "/t/rood/_lab/faults/x", "").await.0, 404);
}
