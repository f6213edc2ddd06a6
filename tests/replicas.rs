//! Two simulators on one PostgreSQL behave as one.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use fieldlab_testkit::{TemporaryPostgres, TestLab};
use reqwest::blocking::Client;
use serde_json::{Value, json};

/// A call as it was seen from outside: when it began and ended, and which number it gave.
struct Seen {
    began: Instant,
    ended: Instant,
    writes: bool,
    number: u64,
}

fn post(http: &Client, url: &str, body: &Value) -> (u16, Value) {
    let answer = http.post(url).json(body).send().unwrap();
    let status = answer.status().as_u16();
    (status, answer.json().unwrap_or_default())
}

#[test]
fn a_team_on_two_simulators_has_one_history_in_the_order_of_its_calls() {
    let Some(postgres) = TemporaryPostgres::start() else {
        return;
    };
    let store = postgres.database();
    let labs = [TestLab::on(&store), TestLab::on(&store)];
    let http = Client::new();
    let made = post(
        &http,
        &format!("{}/_lab/teams", labs[0].address()),
        &json!({"name": "rood"}),
    );
    assert_eq!(made.0, 201);
    let seen = Mutex::new(Vec::new());
    // Writing appends an entry and gives its number; reading gives the number of the last one. So the ledger is
    // a counter, and what is right for a counter can be told from the numbers and the times alone.
    std::thread::scope(|scope| {
        for client in 0..6 {
            let (lab, http, seen) = (&labs[client % 2], &http, &seen);
            scope.spawn(move || {
                let base = format!("{}/t/rood/_lab", lab.address());
                for turn in 0..25 {
                    let writes = (turn + client) % 3 != 0;
                    let began = Instant::now();
                    let number = if writes {
                        let body = json!({"name": format!("p{client}-{turn}")});
                        let (status, made) = post(http, &format!("{base}/checkpoints"), &body);
                        // Others may be first too often: then nothing was written.
                        if status == 503 {
                            continue;
                        }
                        assert_eq!(status, 201, "{made}");
                        made["seq"].as_u64()
                    } else {
                        let team: Value = http
                            .get(format!("{base}/team"))
                            .send()
                            .unwrap()
                            .json()
                            .unwrap();
                        team["head"].as_u64()
                    };
                    let call = Seen {
                        began,
                        ended: Instant::now(),
                        writes,
                        number: number.unwrap(),
                    };
                    seen.lock().unwrap().push(call);
                }
            });
        }
    });
    let seen = seen.into_inner().unwrap();
    let mut written: Vec<u64> = seen
        .iter()
        .filter(|call| call.writes)
        .map(|call| call.number)
        .collect();
    written.sort_unstable();
    let count = written.len() as u64;
    assert!(count > 50, "{count} were written");
    assert_eq!(written, (1..=count).collect::<Vec<_>>(), "each number once");
    for call in &seen {
        for other in &seen {
            if other.ended < call.began {
                let later = if call.writes {
                    other.number < call.number
                } else {
                    other.number <= call.number
                };
                assert!(
                    later,
                    "{} was answered before {} was asked",
                    other.number, call.number
                );
            }
        }
        // Nobody reads what nobody had begun to write.
        let begun = seen
            .iter()
            .filter(|other| other.writes && other.began < call.ended)
            .count() as u64;
        assert!(call.number <= begun, "{} of {begun}", call.number);
    }
}

#[test]
fn what_one_simulator_does_to_a_team_the_other_knows_at_once() {
    let Some(postgres) = TemporaryPostgres::start() else {
        return;
    };
    let store = postgres.database();
    let (one, other) = (TestLab::on(&store), TestLab::on(&store));
    let http = Client::new();
    let at = |lab: &TestLab, path: &str| format!("{}{path}", lab.address());
    let get = |lab: &TestLab, path: &str| {
        let answer = http.get(at(lab, path)).send().unwrap();
        (
            answer.status().as_u16(),
            answer.json::<Value>().unwrap_or_default(),
        )
    };
    post(&http, &at(&one, "/_lab/teams"), &json!({"name": "rood"}));
    assert_eq!(get(&other, "/t/rood/_lab/team").1["head"], 0);
    post(
        &http,
        &at(&one, "/t/rood/_lab/checkpoints"),
        &json!({"name": "begin"}),
    );
    http.put(at(&other, "/t/rood/_lab/clock"))
        .json(&json!({"mode": "frozen", "at": "2030-01-01T00:00:00Z"}))
        .send()
        .unwrap();
    assert_eq!(
        get(&one, "/t/rood/_lab/clock").1["at"],
        "2030-01-01T00:00:00Z"
    );
    post(
        &http,
        &at(&one, "/t/rood/_lab/rewind"),
        &json!({"to": "begin"}),
    );
    assert_eq!(get(&other, "/t/rood/_lab/clock").1["mode"], "follow");
    // A fault that one sets strikes at the other.
    post(
        &http,
        &at(&one, "/t/rood/_lab/faults"),
        &json!({"name": "x", "effect": {"kind": "status", "status": 503}}),
    );
    assert_eq!(get(&other, "/t/rood/haalcentraal/api/brp/x").0, 503);
    let token = post(&http, &at(&one, "/_lab/teams/rood/token"), &json!(null)).1;
    assert_eq!(get(&other, "/t/rood/_lab/team").0, 401, "{token}");
    http.delete(at(&other, "/_lab/teams/rood")).send().unwrap();
    assert_eq!(get(&one, "/t/rood/haalcentraal/api/brp/x").0, 404);
    assert_eq!(get(&one, "/_lab/teams").1.as_array().unwrap().len(), 1);
}

#[test]
fn while_the_database_is_gone_calls_are_told_to_come_back_and_then_they_are_answered() {
    let Some(mut postgres) = TemporaryPostgres::start() else {
        return;
    };
    let lab = TestLab::on(&postgres.database());
    let http = Client::new();
    let ask = || {
        let question = json!({"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": ["999990019"], "fields": ["naam"]});
        let url = format!("{}/haalcentraal/api/brp/personen", lab.address());
        let answer = http.post(url).json(&question).send().unwrap();
        let retry = answer.headers().get("retry-after").cloned();
        (answer.status().as_u16(), retry.is_some())
    };
    assert_eq!(ask(), (200, false));
    postgres.stop();
    assert_eq!(ask(), (503, true));
    let write = http
        .put(format!("{}/_lab/clock", lab.address()))
        .json(&json!({"mode": "frozen"}))
        .send()
        .unwrap();
    assert_eq!(write.status(), 503);
    assert!(write.headers().contains_key("retry-after"));
    postgres.go();
    let begun = Instant::now();
    while ask() != (200, false) {
        assert!(
            begun.elapsed() < Duration::from_secs(30),
            "it does not recover"
        );
    }
}
