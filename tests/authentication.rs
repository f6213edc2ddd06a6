//! Keys and tokens over HTTP, from the token endpoint to the protocol that the team reads.

use fieldlab_testkit::TestLab;
use reqwest::blocking::{Client, Response};
use serde_json::{Value, json};

const PERSONEN: &str = "/t/rood/haalcentraal/api/brp/personen";

struct Team {
    lab: TestLab,
    http: Client,
}

impl Team {
    fn with_oauth2() -> Self {
        let team = Self {
            lab: TestLab::start(),
            http: Client::new(),
        };
        for name in ["rood", "blauw"] {
            let made = team.lab.post("/_lab/teams", &json!({"name": name}));
            assert_eq!(made.status, 201);
            team.put(
                &format!("/t/{name}/_lab/clock"),
                &json!({"mode": "frozen", "at": "2026-05-15T12:00:00Z"}),
            );
            team.put(
                &format!("/t/{name}/_lab/brp/autorisatie"),
                &json!({"authenticatie": "oauth2", "afnemers": [{
                    "afnemerID": "000008", "OIN": "00000001234567890000", "clientId": "balie", "clientSecret": "a:b c",
                    "tokenSeconden": 600, "medium": "N", "rubrieken": ["10120", "PANM02"]
                }]}),
            );
        }
        team
    }

    fn put(&self, path: &str, body: &Value) {
        let answer = self
            .http
            .put(format!("{}{path}", self.lab.address()))
            .json(body)
            .send()
            .unwrap();
        assert!(
            answer.status().is_success(),
            "{path}: {}",
            answer.text().unwrap()
        );
    }

    fn ask_token(&self, team: &str, form: &str) -> Response {
        self.http
            .post(format!("{}/t/{team}/oauth2/token", self.lab.address()))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form.to_owned())
            .send()
            .unwrap()
    }

    fn token(&self, team: &str) -> String {
        let form = "grant_type=client_credentials&client_id=balie&client_secret=a%3Ab+c";
        let answer = self.ask_token(team, form);
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["cache-control"], "no-store");
        let body: Value = answer.json().unwrap();
        assert_eq!(
            (&body["token_type"], &body["expires_in"]),
            (&json!("Bearer"), &json!(600))
        );
        body["access_token"].as_str().unwrap().to_owned()
    }

    /// Status and code of a question with this bearer token.
    fn ask(&self, token: &str) -> (u16, Value) {
        let answer = self
            .http
            .post(format!("{}{PERSONEN}", self.lab.address()))
            .bearer_auth(token)
            .header("x-request-id", "vraag-1")
            .json(&json!({"type": "RaadpleegMetBurgerservicenummer",
                "burgerservicenummer": [self.bsn()], "fields": ["burgerservicenummer", "naam.volledigeNaam"]}))
            .send()
            .unwrap();
        (answer.status().as_u16(), answer.json().unwrap())
    }

    fn bsn(&self) -> Value {
        self.lab.get("/_lab/personas").body[0]["burgerservicenummer"].clone()
    }
}

#[test]
fn a_token_opens_the_register_of_its_team_until_it_expires() {
    let team = Team::with_oauth2();
    let token = team.token("rood");
    let (status, answer) = team.ask(&token);
    assert_eq!(status, 200, "{answer}");
    assert_eq!(answer["personen"][0]["burgerservicenummer"], team.bsn());
    // A JWT of three parts, whose claims anybody may read.
    assert_eq!(token.split('.').count(), 3);

    let of_other_team = team.token("blauw");
    let (head, _) = token.rsplit_once('.').unwrap();
    for wrong in [
        of_other_team.as_str(),
        head,
        &format!("{head}.AAAA"),
        "x",
        "",
    ] {
        let (status, answer) = team.ask(wrong);
        assert_eq!(
            (status, &answer["code"]),
            (401, &json!("authentication")),
            "{wrong}"
        );
    }
    let later = json!({"mode": "frozen", "at": "2026-05-15T12:09:59Z"});
    team.put("/t/rood/_lab/clock", &later);
    assert_eq!(team.ask(&token).0, 200);
    let too_late = json!({"mode": "frozen", "at": "2026-05-15T12:10:00Z"});
    team.put("/t/rood/_lab/clock", &too_late);
    assert_eq!(team.ask(&token).0, 401);
    assert_eq!(team.ask(&team.token("rood")).0, 200);
}

#[test]
fn what_was_answered_is_written_down_for_the_team_to_read() {
    let team = Team::with_oauth2();
    let token = team.token("rood");
    assert_eq!(team.ask(&token).0, 200);
    assert_eq!(team.ask("vals").0, 401);
    let lines = team.lab.get("/t/rood/_lab/protocollering").body;
    assert_eq!(
        lines,
        json!([{
            "seq": 1, "at": "2026-05-15T12:00:00Z", "request": "vraag-1", "register": "brp",
            "regel": {
                "afnemerID": "000008", "api": "personen", "burgerservicenummer": team.bsn(),
                "zoekrubrieken": ["010120"], "gevraagdeRubrieken": ["010120", "PANM02"]
            }
        }])
    );
    let rest = team.lab.get("/t/rood/_lab/protocollering?after=1").body;
    assert_eq!(rest, json!([]));
    assert_eq!(team.lab.get("/t/blauw/_lab/protocollering").body, json!([]));
}

#[test]
fn a_wrong_request_for_a_token_is_refused_as_the_standard_has_it() {
    let team = Team::with_oauth2();
    for (form, status, error) in [
        ("", 400, "invalid_request"),
        ("grant_type=client_credentials", 401, "invalid_client"),
        (
            "grant_type=client_credentials&client_id=balie&client_secret=fout",
            401,
            "invalid_client",
        ),
        (
            "grant_type=client_credentials&client_id=niemand&client_secret=x",
            401,
            "invalid_client",
        ),
        (
            "grant_type=password&client_id=balie&client_secret=a%3Ab+c",
            400,
            "unsupported_grant_type",
        ),
        (
            "grant_type=client_credentials&grant_type=client_credentials",
            400,
            "invalid_request",
        ),
    ] {
        let answer = team.ask_token("rood", form);
        assert_eq!(answer.status(), status, "{form}");
        let body: Value = answer.json().unwrap();
        assert_eq!(body["error"], error, "{form}");
    }
    let url = format!("{}/t/rood/oauth2/token", team.lab.address());
    let basic = team
        .http
        .post(&url)
        .basic_auth("balie", Some("a%3Ab+c"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body("grant_type=client_credentials")
        .send()
        .unwrap();
    assert_eq!(basic.status(), 200);
    assert_eq!(team.http.get(&url).send().unwrap().status(), 405);
    let json = team.http.post(&url).json(&json!({})).send().unwrap();
    assert_eq!(json.status(), 400);
}
