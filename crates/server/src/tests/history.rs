//! Checkpoints, rewinding, forks and files of a team; its time.

use super::Lab;

const NOON: &str = r#"{"mode":"frozen","at":"2026-05-15T12:00:00Z"}"#;
const PAD: &str = "/t/rood/_lab/proef/briefjes/";

async fn rood() -> Lab {
    let lab = Lab::start().await;
    lab.good("POST", "/_lab/teams", r#"{"name":"rood"}"#).await;
    lab.good("PUT", "/t/rood/_lab/clock", NOON).await;
    lab
}

async fn write(lab: &Lab, name: &str) {
    lab.good("PUT", &format!("{PAD}{name}"), r#""hallo""#).await;
}

async fn has(lab: &Lab, team: &str, name: &str) -> bool {
    let path = format!("/t/{team}/_lab/proef/briefjes/{name}");
    lab.call("GET", &path, "").await.0 == 200
}

#[tokio::test]
async fn a_rewound_team_is_as_it_was_with_its_clock_and_goes_on_from_there() {
    let lab = rood().await;
    write(&lab, "a").await;
    let made = lab
        .good("POST", "/t/rood/_lab/checkpoints", r#"{"name":"begin"}"#)
        .await;
    assert_eq!(made["seq"], 3);
    write(&lab, "b").await;
    lab.good("POST", "/t/rood/_lab/clock/advance", r#"{"by":"P1M"}"#)
        .await;
    lab.good("POST", "/t/rood/_lab/checkpoints", r#"{"name":"later"}"#)
        .await;
    lab.good("POST", "/t/rood/_lab/rewind", r#"{"to":"begin"}"#)
        .await;
    assert!(has(&lab, "rood", "a").await && !has(&lab, "rood", "b").await);
    let team = lab.good("GET", "/t/rood/_lab/team", "").await;
    assert_eq!(team["head"], 3);
    assert_eq!(team["clock"]["at"], "2026-05-15T12:00:00Z");
    assert_eq!(team["checkpoints"].as_array().unwrap().len(), 1);
    write(&lab, "c").await;
    assert_eq!(lab.good("GET", "/t/rood/_lab/team", "").await["head"], 4);
    // By the number of an entry, and with a checkpoint that is long gone from memory.
    lab.good("POST", "/t/rood/_lab/rewind", r#"{"to":2}"#).await;
    assert!(has(&lab, "rood", "a").await && !has(&lab, "rood", "c").await);
    lab.good("POST", "/t/rood/_lab/reset", "").await;
    let team = lab.good("GET", "/t/rood/_lab/team", "").await;
    assert_eq!(team["uses"]["bytes"], 0);
    assert_eq!(team["clock"]["mode"], "follow");
    assert!(!has(&lab, "rood", "a").await);
    for (body, status) in [
        (r#"{"to":"nergens"}"#, 404),
        (r#"{"to":7}"#, 409),
        (r#"{"to":-1}"#, 400),
        (r#"{"to":null}"#, 400),
        ("{}", 400),
    ] {
        let (got, answer) = lab.call("POST", "/t/rood/_lab/rewind", body).await;
        assert_eq!(got, status, "{body}: {answer}");
    }
}

#[tokio::test]
async fn many_checkpoints_all_lead_back() {
    let lab = rood().await;
    for number in 0..8 {
        write(&lab, &format!("n{number}")).await;
        let body = format!(r#"{{"name":"c{number}"}}"#);
        lab.good("POST", "/t/rood/_lab/checkpoints", &body).await;
    }
    for number in (0..8).rev() {
        let body = format!(r#"{{"to":"c{number}"}}"#);
        lab.good("POST", "/t/rood/_lab/rewind", &body).await;
        let name = format!("n{number}");
        assert!(has(&lab, "rood", &name).await, "{name}");
        let name = format!("n{}", number + 1);
        assert!(!has(&lab, "rood", &name).await, "{name}");
    }
}

#[tokio::test]
async fn a_fork_has_the_same_past_and_a_future_of_its_own() {
    let lab = rood().await;
    write(&lab, "a").await;
    lab.good("POST", "/t/rood/_lab/checkpoints", r#"{"name":"begin"}"#)
        .await;
    write(&lab, "b").await;
    let blauw = lab
        .good("POST", "/_lab/teams/rood/fork", r#"{"name":"blauw"}"#)
        .await;
    assert!(
        blauw["base"].as_str().unwrap().ends_with("/t/blauw"),
        "{blauw}"
    );
    lab.good(
        "POST",
        "/_lab/teams/rood/fork",
        r#"{"name":"groen","at":"begin"}"#,
    )
    .await;
    assert!(has(&lab, "blauw", "b").await && !has(&lab, "groen", "b").await);
    let clock = lab.good("GET", "/t/groen/_lab/clock", "").await;
    assert_eq!(clock["at"], "2026-05-15T12:00:00Z");
    lab.good("POST", "/t/rood/_lab/reset", "").await;
    write(&lab, "c").await;
    assert!(has(&lab, "blauw", "a").await && !has(&lab, "blauw", "c").await);
    // The fork can go back to the checkpoint of before it was there.
    lab.good("POST", "/t/blauw/_lab/rewind", r#"{"to":"begin"}"#)
        .await;
    assert!(has(&lab, "blauw", "a").await && !has(&lab, "blauw", "b").await);
    for (path, body, status) in [
        ("/_lab/teams/rood/fork", r#"{"name":"blauw"}"#, 409),
        ("/_lab/teams/rood/fork", r#"{"name":"x","at":99}"#, 409),
        ("/_lab/teams/rood/fork", r#"{"name":"x","at":"y"}"#, 404),
        ("/_lab/teams/rood/fork", r#"{"name":"../x"}"#, 400),
        ("/_lab/teams/niemand/fork", r#"{"name":"x"}"#, 404),
    ] {
        let (got, answer) = lab.call("POST", path, body).await;
        assert_eq!(got, status, "{path} {body}: {answer}");
    }
    assert_eq!(lab.call("GET", "/t/x/_lab/clock", "").await.0, 404);
}

#[tokio::test]
async fn a_team_is_carried_over_as_a_file_or_not_at_all() {
    let lab = rood().await;
    write(&lab, "a").await;
    let quota = r#"{"objects":40}"#;
    lab.good("PUT", "/_lab/teams/rood/quota", quota).await;
    let (_, file) = lab.call("GET", "/t/rood/_lab/export", "").await;
    let other = Lab::start().await;
    let made = other.good("POST", "/_lab/import", &file).await;
    assert_eq!(made["name"], "rood");
    assert_eq!(made["quota"]["objects"], 40);
    assert!(has(&other, "rood", "a").await);
    assert_eq!(other.call("GET", "/t/rood/_lab/export", "").await.1, file);
    let again = other.good("POST", "/_lab/import?name=blauw", &file).await;
    assert_eq!(again["name"], "blauw");
    for (wrong, status, says) in [
        (file.clone(), 409, "choose another name"),
        (file.replace("dorp", "stad"), 409, "Other world"),
        (file.replace("team/1", "team/2"), 400, "fieldlab"),
        (file.replace(r#""seq":2"#, r#""seq":3"#), 400, "where 2 should be"),
        (file.replace(r#""soort":"opslaan""#, r#""soort":"iets""#), 400, "iets"),
        (
            file.replace(
                r#"{"soort":"opslaan","register":"proef","verzameling":"briefjes","sleutel":"a","waarde":"hallo"}"#,
                r#"{"soort":"scheiding","persoon":"999999999","datum":"2026-05-01"}"#,
            )
            .replace(r#""name":"rood""#, r#""name":"x""#),
            422,
            "entry 2",
        ),
        (file[..file.len() / 2].to_owned(), 400, "Broken JSON"),
        ("[]".to_owned(), 400, "Invalid"),
    ] {
        let (got, answer) = other.call("POST", "/_lab/import", &wrong).await;
        assert_eq!(got, status, "{answer}");
        assert!(answer.contains(says), "{answer}");
    }
    assert_eq!(other.call("GET", "/t/x/_lab/clock", "").await.0, 404);
    // A whole team may be longer than any other body.
    let long = file.replace("hallo", &"h".repeat(2_000_000));
    other.good("POST", "/_lab/import?name=lang", &long).await;
    let (status, answer) = other.call("POST", "/_lab/mutations", &long).await;
    assert_eq!(status, 413, "{answer}");
}

#[tokio::test]
async fn time_passes_by_the_period_and_at_the_speed_that_was_asked_for() {
    let lab = rood().await;
    let at = |clock: &serde_json::Value| clock["at"].as_str().unwrap().to_owned();
    let clock = lab
        .good("POST", "/t/rood/_lab/clock/advance", r#"{"by":"P1DT1H"}"#)
        .await;
    assert_eq!(at(&clock), "2026-05-16T13:00:00Z");
    let fast = r#"{"mode":"follow","speed":1000000}"#;
    lab.good("PUT", "/t/rood/_lab/clock", fast).await;
    let clock = lab.good("GET", "/t/rood/_lab/clock", "").await;
    assert_eq!(clock["speed"], 1_000_000);
    assert!(at(&clock).as_str() > "2026-05-16T13:00:00Z", "{clock}");
    let clock = lab
        .good("POST", "/t/rood/_lab/clock/advance", r#"{"by":"P100Y"}"#)
        .await;
    assert_eq!(clock["speed"], 1_000_000);
    assert!(at(&clock).as_str() > "2126", "{clock}");
    lab.good("PUT", "/t/rood/_lab/clock", r#"{"mode":"frozen"}"#)
        .await;
    let clock = lab.good("GET", "/t/rood/_lab/clock", "").await;
    assert!(at(&clock).as_str() > "2126", "{clock}");
    assert_eq!(clock["speed"], 1);
    for body in [
        r#"{"by":"morgen"}"#,
        r#"{"by":"P"}"#,
        r#"{"by":"-P1D"}"#,
        r#"{"by":"P99999Y"}"#,
        r#"{"by":"P9000Y"}"#,
        r#"{"by":1}"#,
        "{}",
    ] {
        let (status, answer) = lab.call("POST", "/t/rood/_lab/clock/advance", body).await;
        assert_eq!(status, 400, "{body}: {answer}");
    }
    for body in [
        r#"{"mode":"frozen","speed":2}"#,
        r#"{"mode":"follow","speed":0}"#,
        r#"{"mode":"follow","speed":1e9}"#,
        r#"{"mode":"follow","speed":"snel"}"#,
        r#"{"mode":"stil"}"#,
    ] {
        let (status, answer) = lab.call("PUT", "/t/rood/_lab/clock", body).await;
        assert_eq!(status, 400, "{body}: {answer}");
    }
    let unmoved = lab.good("GET", "/t/rood/_lab/clock", "").await;
    assert_eq!(unmoved, clock);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn days_that_pass_at_once_all_pass() {
    let lab = std::sync::Arc::new(rood().await);
    let trainers: Vec<_> = (0..10)
        .map(|_| {
            let lab = std::sync::Arc::clone(&lab);
            tokio::spawn(async move {
                lab.good("POST", "/t/rood/_lab/clock/advance", r#"{"by":"P1D"}"#)
                    .await;
            })
        })
        .collect();
    for trainer in trainers {
        trainer.await.unwrap();
    }
    let clock = lab.good("GET", "/t/rood/_lab/clock", "").await;
    assert_eq!(clock["at"], "2026-05-25T12:00:00Z");
}

#[tokio::test]
async fn a_team_keeps_to_its_quota_and_others_do_not_notice() {
    let lab = rood().await;
    lab.good(
        "POST",
        "/_lab/teams",
        r#"{"name":"blauw","quota":{"requestsPerSecond":2}}"#,
    )
    .await;
    lab.good("PUT", "/_lab/teams/rood/quota", r#"{"objects":2}"#)
        .await;
    write(&lab, "a").await;
    let (status, answer) = lab.call("PUT", &format!("{PAD}b"), r#""x""#).await;
    assert_eq!(status, 507, "{answer}");
    assert!(answer.contains("2 objects"), "{answer}");
    // In the register's own shape, for the register's own calls.
    let (status, answer) = lab.call("GET", "/t/rood/proef/v1/klok", "").await;
    assert_eq!((status, answer.as_str()), (507, r#"{"register":"proef"}"#));
    lab.good("PUT", "/_lab/teams/rood/quota", r#"{"bytes":100}"#)
        .await;
    assert_eq!(lab.call("PUT", &format!("{PAD}b"), r#""x""#).await.0, 507);
    lab.good("PUT", "/_lab/teams/rood/quota", "{}").await;
    write(&lab, "b").await;

    let mut refused = 0;
    for _ in 0..6 {
        let answer = lab.ask("GET", "/t/blauw/proef/v1/iets", "", "").await;
        if answer.starts_with("HTTP/1.1 429") {
            assert!(answer.contains("\r\nretry-after: 1\r\n"), "{answer}");
            refused += 1;
        }
    }
    assert!(refused >= 1, "six calls at once, two a second");
    assert_eq!(lab.call("GET", "/t/rood/proef/v1/iets", "").await.0, 200);
    // The lab's own calls are not counted: the trainer can always mend it.
    lab.good("GET", "/t/blauw/_lab/team", "").await;
    for body in [r#"{"objects":-1}"#, r#"{"objecten":1}"#, "[]"] {
        assert_eq!(lab.call("PUT", "/_lab/teams/rood/quota", body).await.0, 400);
    }
}
