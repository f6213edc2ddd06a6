//! Teams at once: what each sees is what it would see alone.

use std::collections::BTreeMap;

use fieldlab_testkit::TestLab;
use reqwest::blocking::Client;
use serde_json::{Value, json};

/// Adults of the fixed cast.
const PEOPLE: [&str; 4] = ["999990019", "999990123", "999990433", "999990536"];

/// A stream of numbers that follows from a seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        // The xorshift of Marsaglia: good enough to try things, and the same everywhere.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// One thing that a team does: a call below its address.
#[derive(Clone, Debug)]
struct Act {
    method: reqwest::Method,
    path: String,
    body: Option<Value>,
}

fn act(method: &str, path: impl Into<String>, body: Option<Value>) -> Act {
    Act {
        method: method.parse().unwrap(),
        path: path.into(),
        body,
    }
}

/// What a team does, from a seed. The clock stands still, so that a run can be repeated.
fn acts(seed: u64, addresses: &[String]) -> Vec<Act> {
    let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut list = vec![act(
        "PUT",
        "/_lab/clock",
        Some(json!({"mode": "frozen", "at": "2026-05-15T12:00:00Z"})),
    )];
    for _ in 0..40 {
        let who = PEOPLE[chance.below(4) as usize];
        let name = format!("c{}", chance.below(3));
        list.push(match chance.below(10) {
            0 | 1 => {
                let to = &addresses[chance.below(addresses.len() as u64) as usize];
                let event = json!({"soort": "verhuizing", "personen": [who], "naar": to, "datum": "2026-05-01"});
                act("POST", "/_lab/mutations", Some(event))
            }
            2 => {
                let event = json!({"soort": "naamswijziging", "persoon": who, "datum": "2026-05-02", "geslachtsnaam": format!("Proef{}", chance.below(50))});
                act("POST", "/_lab/mutations", Some(event))
            }
            3 => {
                let list = json!({"categorieen": {"01": [[{"01.20": who, "02.40": format!("Lijst{}", chance.below(50))}]]}});
                act("PUT", format!("/_lab/brp/persoonslijsten/{who}"), Some(list))
            }
            4 => act("POST", "/_lab/clock/advance", Some(json!({"by": "P1D"}))),
            5 => act("POST", "/_lab/checkpoints", Some(json!({"name": name}))),
            6 => act("POST", "/_lab/rewind", Some(json!({"to": name}))),
            7 if chance.below(4) == 0 => act("POST", "/_lab/reset", None),
            8 => act("GET", "/_lab/team", None),
            _ => {
                let question = json!({
                    "type": "RaadpleegMetBurgerservicenummer",
                    "burgerservicenummer": PEOPLE,
                    "fields": ["burgerservicenummer", "naam", "leeftijd", "verblijfplaats"],
                });
                act("POST", "/haalcentraal/api/brp/personen", Some(question))
            }
        });
    }
    list.push(act("GET", "/_lab/export", None));
    list
}

/// What came of everything that a team did.
fn play(http: &Client, lab: &str, team: &str, acts: &[Act]) -> Vec<(u16, Value)> {
    let made = http
        .post(format!("{lab}/_lab/teams"))
        .json(&json!({"name": team}))
        .send()
        .unwrap();
    assert_eq!(made.status(), 201);
    acts.iter()
        .map(|act| {
            let request = http.request(act.method.clone(), format!("{lab}/t/{team}{}", act.path));
            let answer = match &act.body {
                Some(body) => request.json(body).send().unwrap(),
                None => request.send().unwrap(),
            };
            let status = answer.status().as_u16();
            let text = answer.text().unwrap().replace(team, "TEAM");
            let mut value = serde_json::from_str(&text).unwrap_or(Value::String(text));
            without_wall_clock(&mut value);
            (status, value)
        })
        .collect()
}

/// Takes out what the real time, or the order in which calls came in, has put there.
fn without_wall_clock(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for name in ["wall", "request", "bytes"] {
                members.remove(name);
            }
            // A fresh team shows the real time, with its parts of a second, until its clock stands still.
            let at = members.get("at").and_then(Value::as_str);
            if at.is_some_and(|at| at.contains('.')) {
                members.remove("at");
            }
            members.values_mut().for_each(without_wall_clock);
        }
        Value::Array(list) => list.iter_mut().for_each(without_wall_clock),
        _ => {}
    }
}

#[test]
fn what_several_teams_do_at_once_never_shows_in_another() {
    let lab = TestLab::start();
    let addresses: Vec<String> = PEOPLE
        .iter()
        .filter_map(|who| {
            let found = lab.post(
                "/haalcentraal/api/brp/personen",
                &json!({"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": [who], "fields": ["verblijfplaats"]}),
            );
            let place = found.body.pointer("/personen/0/verblijfplaats")?;
            Some(place["nummeraanduidingIdentificatie"].as_str()?.to_owned())
        })
        .collect();
    assert!(addresses.len() > 1, "the cast lives somewhere");
    let http = Client::new();
    let mut seen: BTreeMap<u16, usize> = BTreeMap::new();
    for round in 0..3 {
        let seeds: Vec<u64> = (0..4).map(|team| round * 10 + team + 1).collect();
        let together: Vec<_> = std::thread::scope(|scope| {
            let running: Vec<_> = seeds
                .iter()
                .map(|seed| {
                    let (http, addresses, address) = (&http, &addresses, lab.address());
                    scope.spawn(move || {
                        let team = format!("samen-{seed}");
                        play(http, address, &team, &acts(*seed, addresses))
                    })
                })
                .collect();
            running
                .into_iter()
                .map(|team| team.join().unwrap())
                .collect()
        });
        for (seed, together) in seeds.iter().zip(together) {
            let acts = acts(*seed, &addresses);
            let alone = play(&http, lab.address(), &format!("alleen-{seed}"), &acts);
            for (nth, act) in acts.iter().enumerate() {
                assert_eq!(together[nth], alone[nth], "seed {seed}, act {nth}: {act:?}");
                *seen.entry(alone[nth].0).or_default() += 1;
            }
        }
    }
    // The acts do something: most are answered well, some are refused.
    assert!(seen[&200] > 80 && seen[&201] > 80, "{seen:?}");
    assert!(seen.keys().any(|status| *status >= 400), "{seen:?}");
}
