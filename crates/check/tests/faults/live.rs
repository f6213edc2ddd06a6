//! A component that answers as it should, and one that does one thing wrong at a time.

use fieldlab_check::live::{Answer, Probe, Request};
use fieldlab_check::{Report, check};

use super::{clean, ids, write};

/// A component in this test, with one fault or none.
struct Component {
    fault: &'static str,
    document: String,
}

impl Component {
    fn new(fault: &'static str) -> Self {
        let yaml = &clean::service()["openapi.yaml"];
        let value: serde_json::Value = serde_saphyr::from_str(yaml).unwrap();
        Self {
            fault,
            document: value.to_string(),
        }
    }

    /// Status, media type, body, further headers.
    fn reply(
        &self,
        request: &Request,
    ) -> (u16, &'static str, String, Vec<(&'static str, &'static str)>) {
        let path = request.url.strip_prefix("http://127.0.0.1:1").unwrap();
        let problem = |status: u16, detail: &str| {
            let body =
                serde_json::json!({"status": status, "title": "x", "detail": detail}).to_string();
            match self.fault {
                "/core/error-handling/problem-details" => {
                    (status, "application/json", body, vec![])
                }
                _ => (status, "application/problem+json", body, vec![]),
            }
        };
        let plain = |body: &str| (200, "text/plain", body.to_owned(), vec![]);
        let (route, query) = path.split_once('?').unwrap_or((path, ""));
        match (request.method, route) {
            ("GET", "/health/live") => plain("ok"),
            ("GET", "/health/ready") if self.fault != "CC45" => plain("ok"),
            ("GET", "/metrics") if self.fault != "CC46" => {
                plain("# TYPE x counter\nx_total{a=\"b\"} 1\n")
            }
            ("GET", "/.well-known/security.txt") if self.fault != "CC55" => {
                plain("Contact: mailto:a@example.org\nExpires: 2027-01-01T00:00:00Z\n")
            }
            ("GET", "/v1/openapi.json") => {
                let document = match self.fault {
                    "CC30" => self.document.replace("De meldingen.", "Iets anders."),
                    _ => self.document.clone(),
                };
                let open = match self.fault {
                    "/core/publish-openapi" => vec![],
                    _ => vec![("Access-Control-Allow-Origin", "*")],
                };
                (200, "application/json", document, open)
            }
            ("GET", "/v1/meldingen/") if self.fault == "/core/no-trailing-slash" => (
                307,
                "text/plain",
                String::new(),
                vec![("Location", "/v1/meldingen")],
            ),
            ("GET", "/v1/meldingen") => {
                let accepts = request
                    .headers
                    .iter()
                    .any(|(name, value)| *name == "Accept" && *value != "application/json");
                if query.contains("onzin") {
                    return match self.fault {
                        "/core/error-handling/invalid-input" => problem(422, "x"),
                        _ => problem(400, "x"),
                    };
                }
                if accepts && self.fault != "/core/http-response-code" {
                    return problem(406, "x");
                }
                let open = match self.fault {
                    "/core/transport/cors" => vec![("Access-Control-Allow-Origin", "*")],
                    _ => vec![],
                };
                (200, "application/json", "[]".to_owned(), open)
            }
            (_, "/v1/meldingen") => match self.fault {
                "/core/http-methods" => problem(405, "x"),
                _ => {
                    let mut answer = problem(405, "x");
                    answer.3.push(("Allow", "GET"));
                    answer
                }
            },
            _ if self.fault == "CC52" => problem(404, route),
            _ => problem(404, "x"),
        }
    }
}

impl Probe for Component {
    fn base(&self) -> &str {
        "http://127.0.0.1:1"
    }

    fn send(&self, request: &Request) -> Result<Answer, String> {
        let (status, kind, body, more) = self.reply(request);
        let mut headers = vec![
            ("Content-Type", kind),
            ("Cache-Control", "no-store"),
            ("Content-Security-Policy", "frame-ancestors 'none'"),
            ("Strict-Transport-Security", "max-age=31536000"),
            ("X-Content-Type-Options", "nosniff"),
        ];
        if self.fault != "/core/transport/security-headers" {
            headers.push(("X-Frame-Options", "DENY"));
        }
        if !(self.fault == "/core/version-header" && status >= 400) {
            headers.push(("api-version", "0.1.0"));
        }
        headers.extend(more);
        Ok(Answer {
            status,
            headers: headers
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            body: body.into_bytes(),
        })
    }
}

fn ask(fault: &'static str) -> Report {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &clean::service());
    check(folder.path(), Some(&Component::new(fault))).unwrap()
}

#[test]
fn a_component_that_answers_as_it_should_gives_nothing() {
    let report = ask("");
    assert!(report.findings.is_empty(), "{:#?}", report.findings);
}

#[test]
fn every_fault_in_an_answer_is_found_once_and_under_its_own_id() {
    for fault in [
        "CC30",
        "CC45",
        "CC46",
        "CC52",
        "CC55",
        "/core/no-trailing-slash",
        "/core/http-methods",
        "/core/http-response-code",
        "/core/error-handling/problem-details",
        "/core/error-handling/invalid-input",
        "/core/publish-openapi",
        "/core/version-header",
        "/core/transport/security-headers",
        "/core/transport/cors",
    ] {
        let report = ask(fault);
        assert_eq!(ids(&report), [fault], "{:#?}", report.findings);
    }
}

#[test]
fn a_component_that_does_not_answer_is_no_pass() {
    struct Nobody;
    impl Probe for Nobody {
        fn base(&self) -> &str {
            "http://127.0.0.1:1"
        }
        fn send(&self, _: &Request) -> Result<Answer, String> {
            Err("connection refused".to_owned())
        }
    }
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &clean::service());
    assert!(check(folder.path(), Some(&Nobody)).is_err());
}
