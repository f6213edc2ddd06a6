use serde_json::{Value, json};

use super::*;

/// A simulator of one house: answers `/huis` with the number where the family lives.
#[derive(Default)]
struct Dorp {
    nummer: u64,
    calls: Vec<HttpCall>,
    refuse: bool,
}

impl Driver for Dorp {
    fn call(&mut self, call: &HttpCall) -> Result<HttpAnswer, String> {
        self.calls.push(call.clone());
        let (status, body) = match (call.method.as_str(), call.path.as_str()) {
            ("PUT", "/_lab/clock") => (200, json!({})),
            ("GET", "/_lab/personas") => (
                200,
                json!([{"sleutel": "sanne", "burgerservicenummer": "999990019"}]),
            ),
            ("POST", "/_lab/mutations") if self.refuse => (
                422,
                json!({"title": "Cannot be", "detail": "no such address"}),
            ),
            ("POST", "/_lab/mutations") => {
                self.nummer = 15;
                (201, json!({}))
            }
            ("POST", "/_lab/faults") => (201, json!({})),
            ("DELETE", "/_lab/faults" | "/_lab/faults/storing") => (204, Value::Null),
            (_, path) if path.starts_with("/huis") => (
                200,
                json!({"nummer": self.nummer, "bewoners": ["999990019", "999990020"], "vraag": path}),
            ),
            _ => (404, json!({"title": "Nothing lives here"})),
        };
        Ok(HttpAnswer { status, body })
    }
}

const GOED: &str = "
name: Verhuizing
clock: 2026-05-15T09:00:00+02:00
given:
  sanne: {persona: sanne}
  datum: 2026-05-16
steps:
  - say: '{{sanne.burgerservicenummer}} verhuist'
  - expect:
      title: het oude huis
      call: GET /huis?bsn={{sanne.burgerservicenummer}}
      status: 200
      answer:
        /nummer: 0
        /bewoners: {count: 2}
        /vraag: {contains: '999990019'}
        /huurder: {exists: false}
      store: {gezin: /bewoners}
  - after: P1D
    do: {verhuizing: {personen: '{{gezin}}', naar: '9001200000000007', datum: '{{datum}}'}}
  - expect:
      title: het nieuwe huis
      call: GET /huis
      status: 200
      answer:
        /nummer: 15
";

fn parse(text: &str) -> Result<Script, ScriptError> {
    Script::parse("proef.yaml", text)
}

#[test]
fn a_scenario_plays_in_order_and_fills_in_what_it_knows() {
    let mut dorp = Dorp::default();
    let report = run(&parse(GOED).unwrap(), &mut dorp);
    assert!(report.passed, "{report:#?}");
    assert_eq!(report.steps[0].title, "999990019 verhuist");
    let change = dorp
        .calls
        .iter()
        .find(|call| call.path == "/_lab/mutations")
        .and_then(|call| call.body.clone())
        .unwrap();
    assert_eq!(
        change,
        json!({"soort": "verhuizing", "personen": ["999990019", "999990020"], "naar": "9001200000000007", "datum": "2026-05-16"})
    );
    let clocks: Vec<Value> = dorp
        .calls
        .iter()
        .filter(|call| call.path == "/_lab/clock")
        .filter_map(|call| call.body.clone())
        .map(|body| body["at"].clone())
        .collect();
    assert_eq!(clocks, ["2026-05-15T07:00:00Z", "2026-05-16T07:00:00Z"]);
}

#[test]
fn a_failed_expectation_names_its_line_and_the_difference_and_the_rest_goes_on() {
    let text = GOED.replace("/nummer: 0", "/nummer: 99");
    let report = run(&parse(&text).unwrap(), &mut Dorp::default());
    assert!(!report.passed);
    let failed = &report.steps[1];
    assert_eq!(failed.outcome, Outcome::Failed);
    assert_eq!(
        failed.faults,
        [(14, "/nummer: expected 99, found 0".to_owned())]
    );
    assert_eq!(report.steps[3].outcome, Outcome::Passed);
}

#[test]
fn after_a_change_that_cannot_be_made_nothing_is_played() {
    let mut dorp = Dorp {
        refuse: true,
        ..Dorp::default()
    };
    let report = run(&parse(GOED).unwrap(), &mut dorp);
    assert_eq!(report.steps[2].outcome, Outcome::Failed);
    assert!(report.steps[2].faults[0].1.contains("no such address"));
    assert_eq!(report.steps[3].outcome, Outcome::Skipped);
}

#[test]
fn an_unknown_name_is_a_fault_of_that_step() {
    let text = GOED.replace("call: GET /huis\n", "call: GET /huis/{{nergens}}\n");
    let report = run(&parse(&text).unwrap(), &mut Dorp::default());
    let fault = &report.steps[3].faults[0].1;
    assert!(
        fault.contains("nergens") && fault.contains("sanne"),
        "{fault}"
    );
    let text = GOED.replace("{persona: sanne}", "{persona: niemand}");
    let report = run(&parse(&text).unwrap(), &mut Dorp::default());
    assert_eq!(report.steps[0].faults[0].0, 5);
}

#[test]
fn a_step_sets_a_fault_and_another_ends_it() {
    let text = "
name: Storing
steps:
  - fault: {name: storing, match: {register: brp}, chance: 0.5, effect: {kind: status, status: 503}}
  - fault: {end: storing}
  - fault: {end: all}
  - fault: {end: een-andere}
";
    let mut dorp = Dorp::default();
    let report = run(&parse(text).unwrap(), &mut dorp);
    let outcomes: Vec<_> = report.steps.iter().map(|step| step.outcome).collect();
    assert_eq!(
        outcomes,
        [
            Outcome::Passed,
            Outcome::Passed,
            Outcome::Passed,
            Outcome::Failed
        ]
    );
    assert_eq!(report.steps[0].title, "fault storing: status");
    let calls: Vec<_> = dorp
        .calls
        .iter()
        .map(|call| format!("{} {}", call.method, call.path))
        .collect();
    assert_eq!(
        calls,
        [
            "POST /_lab/faults",
            "DELETE /_lab/faults/storing",
            "DELETE /_lab/faults",
            "DELETE /_lab/faults/een-andere"
        ]
    );
    assert_eq!(dorp.calls[0].body.as_ref().unwrap()["chance"], 0.5);
}

#[test]
fn what_cannot_be_run_is_refused_with_line_and_mend() {
    for (from, to, says, mend) in [
        (
            "status: 200\n      answer:\n        /nummer: 0",
            "statuss: 200\n      answer:\n        /nummer: 0",
            "statuss",
            "did you mean `status`",
        ),
        ("  - say:", "  - zeg:", "zeg", "say"),
        (
            "clock: 2026-05-15T09:00:00+02:00",
            "clock: gisteren",
            "gisteren",
            "2026-05-15T09:00:00+02:00",
        ),
        ("call: GET /huis\n", "call: /huis\n", "/huis", "GET"),
        ("after: P1D", "after: een dag", "een dag", "P1D"),
        (
            "do: {verhuizing:",
            "do: {verjaardag:",
            "verjaardag",
            "verhuizing",
        ),
        (
            "  - say: '{{sanne.burgerservicenummer}} verhuist'",
            "  - fault: {}",
            "missing field `name`",
            "effect: {kind: status",
        ),
        (
            "  - say: '{{sanne.burgerservicenummer}} verhuist'",
            "  - fault: {name: x, effect: {kind: status, status: 200}}",
            "400 to 599",
            "effect: {kind: status",
        ),
        (
            "  - say: '{{sanne.burgerservicenummer}} verhuist'",
            "  - fault: {end: x, name: y}",
            "stands alone",
            "{end: all}",
        ),
        (
            "  - say: '{{sanne.burgerservicenummer}} verhuist'",
            "  - notify: {}",
            "notify",
            "say",
        ),
        ("/nummer: 15", "nummer: 15", "nummer", "/personen/0/naam"),
        ("name: Verhuizing", "titel: Verhuizing", "titel", "name"),
        (
            "{persona: sanne}",
            "{persona: sanne, bsn: 1}",
            "persona",
            "fieldlab personas",
        ),
    ] {
        let at = GOED.find(from).expect(from);
        let line = 1 + GOED[..at].matches('\n').count() as u64;
        let error = parse(&GOED.replacen(from, to, 1)).expect_err(to);
        assert_eq!(error.line, line, "{to}: {error}");
        let shown = error.to_string();
        assert!(shown.starts_with(&format!("proef.yaml:{line}:")), "{shown}");
        assert!(shown.contains(says), "{to}: {shown}");
        assert!(error.help.contains(mend), "{to}: {shown} | {}", error.help);
    }
}

#[test]
fn text_that_is_no_yaml_is_one_message_with_a_line() {
    for text in ["steps: [", "a: b: c", "\u{0}", "", "- 1", "&a [*a]"] {
        let error = parse(text).expect_err(text);
        assert!(!error.help.is_empty());
        assert!(!error.message.contains('\n'), "{}", error.message);
    }
}
