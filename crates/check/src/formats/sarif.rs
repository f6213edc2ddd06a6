//! SARIF 2.1.0, for code hosting that shows findings beside the code.

use serde_json::{Value, json};

use crate::{Place, Report, rules};

/// The report as SARIF.
pub fn sarif(report: &Report) -> String {
    let described: Vec<Value> = rules()
        .map(|rule| {
            json!({
                "id": rule.id,
                "shortDescription": {"text": rule.title},
                "fullDescription": {"text": rule.why},
                "help": {"text": rule.mend},
                "defaultConfiguration": {"level": rule.severity.level()},
            })
        })
        .collect();
    let results: Vec<Value> = report
        .findings
        .iter()
        .map(|finding| {
            let mend = finding.mend.as_deref().unwrap_or_default();
            let text = match mend {
                "" => finding.message.clone(),
                mend => format!("{} ({mend})", finding.message),
            };
            json!({
                "ruleId": finding.rule,
                "ruleIndex": rules().position(|rule| rule.id == finding.rule),
                "level": finding.severity.level(),
                "message": {"text": text},
                "locations": [{"physicalLocation": location(&finding.place)}],
            })
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "fieldlab",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": described,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    // Texts, numbers and lists only.
    serde_json::to_string_pretty(&log).unwrap_or_default()
}

fn location(place: &Place) -> Value {
    match place {
        // SARIF readers show a finding beside a file: the README stands for the repository.
        Place::Repository => json!({"artifactLocation": {"uri": "README.md"}}),
        Place::File { path, line: None } => json!({"artifactLocation": {"uri": encoded(path)}}),
        Place::File {
            path,
            line: Some(line),
        } => json!({"artifactLocation": {"uri": encoded(path)}, "region": {"startLine": line}}),
        Place::Url(url) => json!({"artifactLocation": {"uri": url}}),
    }
}

/// A path as a relative URI.
fn encoded(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
