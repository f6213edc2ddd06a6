//! The shell with a register that does as it is told.

mod access;
mod faults;
mod history;
mod journal;

use std::sync::Arc;

use fieldlab_sim::{
    Api, Call, Manifest, Mutation, Problem, Refusal, Register, Reply, Request, Session,
};
use fieldlab_world::{Size, World, WorldSpec};
use http::StatusCode;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::{Application, ServerError, Settings};

/// `/proef/v1/{wat}`: `paniek` panics, `klok` sets the clock, `weiger` sets the clock and then refuses, `lees` counts the notes.
struct Proef {
    manifest: Manifest,
    apis: Vec<Api>,
    lab: Api,
}

impl Proef {
    fn register() -> Arc<dyn Register> {
        let manifest = Manifest::parse(
            "proef/register.toml",
            "name = 'proef'\ntitle = 'Proef'\ndescription = 'x'\nterritory = '/proef'\ntwins = ['/oefen/proef']\nchecks = ['path', 'method', 'parameters']\n\
             [[apis]]\nname = 'proef'\nmount = '/proef/v1'\ncontract = 'openapi.yaml'\n\
             [[apis]]\nname = 'oefen'\nmount = '/oefen/proef/v1'\ncontract = 'openapi.yaml'\n",
        )
        .unwrap();
        let contract = "openapi: 3.0.3\ninfo: {title: proef, version: 1.0.0}\npaths:\n  /{wat}:\n    get:\n      operationId: doe\n      parameters:\n        - {name: wat, in: path, required: true, schema: {type: string}}\n      responses: {'200': {description: goed}}\n";
        let apis = manifest
            .load_apis(&|file| (file == "openapi.yaml").then(|| contract.to_owned()))
            .unwrap();
        let briefjes = "openapi: 3.0.3\ninfo: {title: proef, version: 1.0.0}\npaths:\n  /briefjes/{naam}:\n    parameters:\n      - {name: naam, in: path, required: true, schema: {type: string}}\n    get: {operationId: lees, responses: {'200': {description: goed}}}\n    put:\n      operationId: bewaar\n      requestBody: {required: true, content: {application/json: {schema: {type: string}}}}\n      responses: {'204': {description: goed}}\n";
        let lab = Api {
            name: "lab".to_owned(),
            version: "1.0.0".to_owned(),
            mount: "/_lab/proef".to_owned(),
            contract: Arc::new(fieldlab_contract::Contract::parse(briefjes).unwrap()),
        };
        Arc::new(Self {
            manifest,
            apis,
            lab,
        })
    }
}

impl Register for Proef {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn apis(&self) -> &[Api] {
        &self.apis
    }

    fn handle(&self, call: &Call<'_>, session: &mut Session<'_>) -> Result<Reply, Problem> {
        let what = call.parameters.text("wat").unwrap_or_default();
        assert_ne!(what, "paniek", "asked for");
        if what == "lees" {
            let count = session.records("proef", "briefjes").len().to_string();
            return Ok(Reply::json(StatusCode::OK, "application/json", &count));
        }
        if what != "klok" && what != "weiger" {
            return Ok(Reply::json(StatusCode::OK, "application/json", &what));
        }
        let noon = "2030-01-01T12:00:00Z".parse().unwrap();
        session
            .record(Mutation::Klok {
                mode: fieldlab_sim::ClockMode::Frozen,
                at: noon,
                wall: noon,
                speed: fieldlab_sim::Speed::REAL,
            })
            .unwrap();
        if what == "weiger" {
            return Err(Problem::new(StatusCode::CONFLICT));
        }
        Ok(Reply::json(StatusCode::OK, "application/json", &what))
    }

    fn rules(&self) -> &'static str {
        "# Proef\n\n## klok\n\nIt sets the clock.\n\n## weiger\n\nIt refuses.\n"
    }

    fn explain(&self, _request: &Request, reply: &Reply) -> Vec<&'static str> {
        vec![if reply.status.is_success() {
            "klok"
        } else {
            "weiger"
        }]
    }

    fn lab(&self) -> Option<&Api> {
        Some(&self.lab)
    }

    fn handle_lab(&self, call: &Call<'_>, session: &mut Session<'_>) -> Result<Reply, Problem> {
        let naam = call.parameters.text("naam").unwrap_or_default();
        let Some(briefje) = &call.body else {
            let record = session.records("proef", "briefjes").get(naam);
            let record = record.ok_or_else(|| Problem::new(StatusCode::NOT_FOUND))?;
            return Ok(Reply::json(
                StatusCode::OK,
                "application/json",
                record.value(),
            ));
        };
        assert_ne!(briefje, "paniek", "asked for");
        session
            .record(Mutation::Opslaan {
                register: "proef".to_owned(),
                verzameling: "briefjes".to_owned(),
                sleutel: naam.to_owned(),
                waarde: briefje.clone(),
            })
            .unwrap();
        if briefje.is_number() {
            return Err(Problem::new(StatusCode::CONFLICT));
        }
        Ok(Reply::empty(StatusCode::NO_CONTENT))
    }

    fn refuse(&self, refusal: &Refusal<'_>, _request: &Request) -> Problem {
        let status = match refusal {
            Refusal::BodyTooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Refusal::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Refusal::Disturbed { status, .. } => *status,
            Refusal::KeyInvalid => StatusCode::UNAUTHORIZED,
            _ => StatusCode::NOT_FOUND,
        };
        Problem::new(status).with("register", "proef")
    }
}

struct Lab {
    address: std::net::SocketAddr,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    served: tokio::task::JoinHandle<Result<(), ServerError>>,
}

impl Lab {
    async fn start() -> Self {
        Self::with(|_| {}).await
    }

    async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = Settings {
            port: 0,
            ..Settings::default()
        };
        change(&mut settings);
        let spec = WorldSpec {
            size: Size::Dorp,
            ..WorldSpec::default()
        };
        let application = Application::build(
            settings,
            Arc::new(World::build(&spec).unwrap()),
            vec![Proef::register()],
            fieldlab_ledger::open("memory").await.unwrap(),
        )
        .await
        .unwrap();
        let address = application.address();
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let served = tokio::spawn(application.run_until(async move {
            let _ = stopped.await;
        }));
        Self {
            address,
            stop: Some(stop),
            served,
        }
    }

    /// Status and body of one call.
    async fn call(&self, method: &str, path: &str, body: &str) -> (u16, String) {
        self.call_with(method, path, "", body).await
    }

    /// The same with one header more, which ends in a line break.
    async fn call_with(&self, method: &str, path: &str, header: &str, body: &str) -> (u16, String) {
        let answer = self.ask(method, path, header, body).await;
        let status = answer[9..12].parse().unwrap();
        let body = answer.split_once("\r\n\r\n").unwrap().1;
        (status, body.to_owned())
    }

    /// The body of a call that has to go well, as JSON.
    async fn good(&self, method: &str, path: &str, body: &str) -> serde_json::Value {
        let (status, answer) = self.call(method, path, body).await;
        assert!(
            (200..300).contains(&status),
            "{method} {path}: {status} {answer}"
        );
        serde_json::from_str(&answer).unwrap_or_default()
    }

    /// The whole answer to a request with one header more, which ends in a line break.
    async fn ask(&self, method: &str, path: &str, header: &str, body: &str) -> String {
        let host = if header.starts_with("Host: ") {
            String::new()
        } else {
            format!("Host: {}\r\n", self.address)
        };
        let request = format!(
            "{method} {path} HTTP/1.1\r\n{host}Connection: close\r\n{header}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let mut stream = tokio::net::TcpStream::connect(self.address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.contains("x-fieldlab-fictief: ja"), "{answer}");
        assert!(answer.contains("x-request-id: "), "{answer}");
        answer
    }
}

#[tokio::test]
async fn a_register_that_panics_answers_500_in_its_own_shape_and_the_next_call_is_answered() {
    let lab = Lab::start().await;
    let (status, body) = lab.call("GET", "/proef/v1/paniek", "").await;
    assert_eq!((status, body.as_str()), (500, r#"{"register":"proef"}"#));
    assert_eq!(lab.call("GET", "/proef/v1/iets", "").await.0, 200);
}

#[tokio::test]
async fn what_a_register_changes_is_kept_only_when_it_answers_well() {
    let lab = Lab::start().await;
    assert_eq!(lab.call("GET", "/proef/v1/weiger", "").await.0, 409);
    assert_eq!(lab.call("GET", "/_lab/ledger", "").await.1, "[]");
    assert_eq!(lab.call("GET", "/proef/v1/klok", "").await.0, 200);
    let (_, entries) = lab.call("GET", "/_lab/ledger", "").await;
    assert!(entries.contains(r#""soort":"klok""#), "{entries}");
    let (_, clock) = lab.call("GET", "/_lab/clock", "").await;
    assert!(clock.contains("2030-01-01T12:00:00Z"), "{clock}");
}

#[tokio::test]
async fn teams_do_not_see_one_another() {
    let lab = Lab::start().await;
    for name in ["rood", "blauw"] {
        let (status, body) = lab
            .call("POST", "/_lab/teams", &format!(r#"{{"name":"{name}"}}"#))
            .await;
        assert_eq!(status, 201, "{body}");
    }
    assert_eq!(lab.call("GET", "/t/rood/proef/v1/klok", "").await.0, 200);
    let (_, rood) = lab.call("GET", "/t/rood/_lab/clock", "").await;
    let (_, blauw) = lab.call("GET", "/t/blauw/_lab/clock", "").await;
    let (_, root) = lab.call("GET", "/_lab/clock", "").await;
    assert!(rood.contains("frozen"), "{rood}");
    assert!(
        blauw.contains("follow") && root.contains("follow"),
        "{blauw} {root}"
    );
    let (_, journal) = lab.call("GET", "/t/blauw/_lab/journal", "").await;
    assert_eq!(journal, "[]");
    assert_eq!(lab.call("DELETE", "/_lab/teams/rood", "").await.0, 204);
    assert_eq!(lab.call("GET", "/t/rood/_lab/clock", "").await.0, 404);
    assert_eq!(lab.call("DELETE", "/_lab/teams/standaard", "").await.0, 409);
    assert_eq!(
        lab.call("POST", "/_lab/teams", r#"{"name":"blauw"}"#)
            .await
            .0,
        409
    );
}

#[tokio::test]
async fn an_answer_links_to_its_rules_when_asked_and_the_lab_serves_them() {
    const ASK: &str = "X-Fieldlab-Uitleg: ja\r\n";
    let lab = Lab::start().await;
    lab.call("POST", "/_lab/teams", r#"{"name":"rood"}"#).await;
    let answer = lab.ask("GET", "/t/rood/proef/v1/weiger", ASK, "").await;
    let link = answer
        .lines()
        .find(|line| line.starts_with("link: "))
        .unwrap();
    assert!(
        link.ends_with(r#">; rel="describedby"; title="weiger""#),
        "{link}"
    );
    let (_, url) = link.split_once("http://").unwrap();
    let path = &url[url.find('/').unwrap()..url.find('>').unwrap()];
    assert_eq!(path, "/t/rood/_lab/uitleg/proef/weiger");
    let (status, text) = lab.call("GET", path, "").await;
    assert_eq!((status, text.as_str()), (200, "## weiger\n\nIt refuses."));
    let (_, all) = lab.call("GET", "/_lab/uitleg/proef", "").await;
    assert!(all.starts_with("# Proef"), "{all}");
    for unknown in [
        "/_lab/uitleg/proef/niets",
        "/_lab/uitleg/niets",
        "/_lab/uitleg/niets/klok",
    ] {
        assert_eq!(lab.call("GET", unknown, "").await.0, 404, "{unknown}");
    }
    for other in ["", "X-Fieldlab-Uitleg: nee\r\n"] {
        let answer = lab.ask("GET", "/proef/v1/weiger", other, "").await;
        assert!(!answer.contains("\r\nlink: "), "{answer}");
    }
}

#[tokio::test]
async fn wrong_calls_of_the_lab_are_problems() {
    let lab = Lab::start().await;
    for (method, path, body, status) in [
        ("GET", "/_lab/nergens", "", 404),
        ("GET", "/_lab", "", 404),
        ("DELETE", "/_lab/clock", "", 405),
        ("POST", "/_lab/teams", "{", 400),
        ("POST", "/_lab/teams", r#"{"name":"a/b"}"#, 400),
        ("POST", "/_lab/teams", r#"{"naam":"rood"}"#, 400),
        (
            "PUT",
            "/_lab/clock",
            r#"{"mode":"frozen","at":"gisteren"}"#,
            400,
        ),
        ("GET", "/_lab/ledger?after=x", "", 400),
        (
            "POST",
            "/_lab/mutations",
            r#"{"soort":"verhuizing","personen":["999999999"],"naar":"9001200000000001","datum":"2026-01-01"}"#,
            422,
        ),
    ] {
        let (got, answer) = lab.call(method, path, body).await;
        assert_eq!(got, status, "{method} {path}: {answer}");
        assert!(answer.contains(r#""title""#), "{answer}");
    }
}

#[tokio::test]
async fn an_event_is_answered_with_whom_it_concerns_and_a_wrong_one_with_what_is_wrong() {
    let lab = Lab::start().await;
    let clock = r#"{"mode":"frozen","at":"2026-05-15T09:00:00+02:00"}"#;
    assert_eq!(lab.call("PUT", "/_lab/clock", clock).await.0, 200);
    for (body, status, says) in [
        (
            r#"{"soort":"klok","mode":"follow","at":"2030-01-01T00:00:00Z","wall":"2030-01-01T00:00:00Z"}"#,
            400,
            "soort",
        ),
        (r#"{"soort":"geboorte","moeder":"999990019"}"#, 400, "datum"),
        (
            r#"{"soort":"scheiding","persoon":"999990019","datum":"2026-05-01","wanneer":"nu"}"#,
            400,
            "wanneer",
        ),
        (
            r#"{"soort":"scheiding","persoon":"999990019","datum":"2026-05-16"}"#,
            422,
            "has not come yet",
        ),
        (
            r#"{"soort":"emigratie","personen":["999990019"],"land":"1234","datum":"2026-05-01"}"#,
            422,
            "country 1234",
        ),
        (
            r#"{"soort":"verkoop","onroerendeZaak":"99009999970000","kopers":[{"wie":"999990019"}],"koopsom":1,"datum":"2026-05-01"}"#,
            422,
            "no parcel or apartment right has identificatie 99009999970000",
        ),
        (
            r#"{"soort":"bedrijf-stop","bedrijf":"69599068","datum":"2026-05-01"}"#,
            422,
            "no company has kvkNummer 69599068",
        ),
        (
            r#"{"soort":"bedrijf-start","rechtsvorm":"nv","datum":"2026-05-01"}"#,
            400,
            "nv",
        ),
    ] {
        let (got, answer) = lab.call("POST", "/_lab/mutations", body).await;
        assert_eq!(got, status, "{body}: {answer}");
        assert!(answer.contains(says), "{body}: {answer}");
    }
    let birth = r#"{"soort":"geboorte","moeder":"999990019","datum":"2026-05-01"}"#;
    let (status, entry) = lab.call("POST", "/_lab/mutations", birth).await;
    assert_eq!(status, 201, "{entry}");
    let born =
        r#""gebeurtenissen":[{"type":"nl.fieldlab.brp.persoon-geboren","burgerservicenummer":"999"#;
    assert!(entry.contains(born), "{entry}");
    let (_, entries) = lab.call("GET", "/_lab/ledger?after=1", "").await;
    assert_eq!(entries, format!("[{entry}]"));
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_in_the_shape_of_its_register() {
    let lab = Lab::start().await;
    let large = "x".repeat(2 * 1024 * 1024);
    let (status, body) = lab.call("GET", "/proef/v1/iets", &large).await;
    assert_eq!((status, body.as_str()), (413, r#"{"register":"proef"}"#));
    assert_eq!(lab.call("POST", "/_lab/teams", &large).await.0, 413);
}

#[tokio::test]
async fn a_register_answers_the_calls_of_its_own_below_the_lab() {
    let lab = Lab::start().await;
    lab.call("POST", "/_lab/teams", r#"{"name":"rood"}"#).await;
    let pad = "/t/rood/_lab/proef/briefjes/a";
    for (method, path, body, status) in [
        ("GET", pad, "", 404),
        ("PUT", pad, r#""hallo""#, 204),
        ("PUT", pad, r#""paniek""#, 500),
        ("PUT", pad, "1", 409),
        ("PUT", pad, "{", 400),
        ("POST", pad, "1", 405),
        ("GET", "/_lab/proef/briefjes/a", "", 404),
        ("GET", "/_lab/proef/nergens", "", 404),
        ("GET", "/_lab/proefje", "", 404),
        ("GET", "/_lab/proef/openapi.json", "", 200),
    ] {
        let (got, answer) = lab.call(method, path, body).await;
        assert_eq!(got, status, "{method} {path} {body}: {answer}");
    }
    assert_eq!(
        lab.call("GET", pad, "").await,
        (200, r#""hallo""#.to_owned())
    );
    let (_, entries) = lab.call("GET", "/t/rood/_lab/ledger", "").await;
    assert!(
        entries.contains(r#""soort":"opslaan","register":"proef","verzameling":"briefjes","sleutel":"a","waarde":"hallo""#),
        "{entries}"
    );
    let (_, registers) = lab.call("GET", "/_lab/registers", "").await;
    assert!(
        registers.contains("/_lab/proef/openapi.json"),
        "{registers}"
    );
}

#[tokio::test]
async fn it_stops_when_it_is_told_to() {
    let mut lab = Lab::start().await;
    lab.call("GET", "/_lab/health", "").await;
    lab.stop.take().unwrap().send(()).unwrap();
    (&mut lab.served).await.unwrap().unwrap();
    assert!(tokio::net::TcpStream::connect(lab.address).await.is_err());
}

#[tokio::test]
async fn two_registers_at_one_place_are_refused() {
    let spec = WorldSpec {
        size: Size::Dorp,
        ..WorldSpec::default()
    };
    let error = Application::build(
        Settings {
            port: 0,
            ..Settings::default()
        },
        Arc::new(World::build(&spec).unwrap()),
        vec![Proef::register(), Proef::register()],
        fieldlab_ledger::open("memory").await.unwrap(),
    )
    .await
    .unwrap_err();
    assert!(matches!(error, ServerError::Overlap { .. }), "{error}");
}

#[tokio::test]
async fn a_register_answers_at_each_of_its_places() {
    let lab = Lab::start().await;
    for place in ["/proef", "/oefen/proef"] {
        let (status, body) = lab.call("GET", &format!("{place}/v1/klok"), "").await;
        assert_eq!((status, body.as_str()), (200, "\"klok\""), "{place}");
        // Its own words for a path that it does not have.
        let (status, body) = lab.call("GET", &format!("{place}/v9"), "").await;
        assert!(!body.contains("Nothing lives here"), "{status} {body}");
    }
    let (_, body) = lab.call("GET", "/oefen/v1/klok", "").await;
    assert!(body.contains("Nothing lives here"), "{body}");
}
