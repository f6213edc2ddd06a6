//! `fieldlab doctor`: can this machine do it, and what to mend.

use std::net::TcpListener;
use std::process::{Command, Stdio};

use fieldlab_world::{Size, World, WorldSpec};
use serde::Serialize;

use crate::args::DoctorArgs;
use crate::failure::Failure;
use crate::output;

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    /// As it should be.
    Ok,
    /// Something that only some commands need is missing.
    Warning,
    /// fieldlab cannot run like this.
    Error,
}

#[derive(Debug, Serialize)]
struct Finding {
    check: &'static str,
    verdict: Verdict,
    found: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    mend: Option<String>,
}

pub(crate) fn run(args: &DoctorArgs) -> Result<(), Failure> {
    let findings = [
        world(),
        port(args.port),
        folder(),
        tool(
            "cargo",
            &["--version"],
            "components made by `new register-api-rust` need it: https://rustup.rs",
        ),
        tool("git", &["--version"], "handy for keeping what `new` makes"),
    ];
    if args.output.json {
        output::json(&findings);
    } else {
        let rows = findings
            .iter()
            .map(|finding| {
                vec![
                    finding.check.to_owned(),
                    match finding.verdict {
                        Verdict::Ok => "ok",
                        Verdict::Warning => "warning",
                        Verdict::Error => "ERROR",
                    }
                    .to_owned(),
                    finding.found.clone(),
                    finding.mend.clone().unwrap_or_default(),
                ]
            })
            .collect();
        output::table(&["check", "", "found", "mend"], rows);
    }
    if findings
        .iter()
        .any(|finding| finding.verdict == Verdict::Error)
    {
        return Err(Failure::silent());
    }
    Ok(())
}

fn world() -> Finding {
    let spec = WorldSpec {
        size: Size::Dorp,
        ..WorldSpec::default()
    };
    let (verdict, found) = match World::build(&spec) {
        Ok(world) => {
            let report = world.check();
            if report.is_clean() {
                (
                    Verdict::Ok,
                    format!("a village builds; digest {}", world.digest()),
                )
            } else {
                (
                    Verdict::Error,
                    "a village builds, but breaks its own rules".to_owned(),
                )
            }
        }
        Err(error) => (Verdict::Error, error.to_string()),
    };
    Finding {
        check: "world",
        verdict,
        found,
        mend: (verdict == Verdict::Error)
            .then(|| "this is a fault in fieldlab: please report it".to_owned()),
    }
}

fn port(port: u16) -> Finding {
    match TcpListener::bind(("127.0.0.1", port)) {
        Ok(_) => Finding {
            check: "port",
            verdict: Verdict::Ok,
            found: format!("{port} is free"),
            mend: None,
        },
        Err(error) => Finding {
            check: "port",
            verdict: Verdict::Warning,
            found: format!("{port}: {error}"),
            mend: Some("`fieldlab up --port 0` takes a free one".to_owned()),
        },
    }
}

fn folder() -> Finding {
    let probe = format!(".fieldlab-doctor-{}", std::process::id());
    let result = std::fs::write(&probe, "");
    let _ = std::fs::remove_file(&probe);
    match result {
        Ok(()) => Finding {
            check: "folder",
            verdict: Verdict::Ok,
            found: "this folder can be written".to_owned(),
            mend: None,
        },
        Err(error) => Finding {
            check: "folder",
            verdict: Verdict::Warning,
            found: format!("this folder: {error}"),
            mend: Some("`new` and `--data-dir` need a folder that can be written".to_owned()),
        },
    }
}

fn tool(name: &'static str, arguments: &[&str], purpose: &str) -> Finding {
    let found = Command::new(name)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())
        .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    match found {
        Some(version) => Finding {
            check: name,
            verdict: Verdict::Ok,
            found: version,
            mend: None,
        },
        None => Finding {
            check: name,
            verdict: Verdict::Warning,
            found: "not found".to_owned(),
            mend: Some(purpose.to_owned()),
        },
    }
}
