//! `fieldlab check`: a component held to the standards.

use std::time::Duration;

use fieldlab_check::live::{Answer, Probe, Request};
use fieldlab_check::{CheckError, Report, Severity, check, fix, formats};

use crate::args::{CheckArgs, ReportFormat};
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &CheckArgs) -> Result<(), Failure> {
    if args.rules {
        return rules(args);
    }
    let probe = args.url.as_deref().map(Http::new).transpose()?;
    let look =
        || check(&args.path, probe.as_ref().map(|probe| probe as &dyn Probe)).map_err(refused);
    let mut report = look()?;
    if args.fix {
        let mended = fix::apply(&args.path, &report).map_err(refused)?;
        for mend in &mended {
            output::note(&format!("mended {}: {}", mend.rule, mend.done));
        }
        if !mended.is_empty() {
            report = look()?;
        }
    }
    let text = written(args, &report);
    match &args.out {
        None => output::line(text.trim_end()),
        Some(path) => std::fs::write(path, &text).map_err(|error| {
            Failure::new(format!(
                "cannot write the report `{}`: {error}",
                path.display()
            ))
            .help("give --out a file in a folder that exists and can be written")
        })?,
    }
    match args.fail_on.severity() {
        Some(severity) if report.reaches(severity) => Err(Failure::silent()),
        _ => Ok(()),
    }
}

fn written(args: &CheckArgs, report: &Report) -> String {
    match args.format {
        _ if args.json => formats::json(report),
        ReportFormat::Text => formats::text(report),
        ReportFormat::Json => formats::json(report),
        ReportFormat::Sarif => formats::sarif(report),
        ReportFormat::Junit => {
            formats::junit(report, args.fail_on.severity().unwrap_or(Severity::Error))
        }
        ReportFormat::Badge => formats::svg(report),
        ReportFormat::Shields => formats::shields(report),
    }
}

fn rules(args: &CheckArgs) -> Result<(), Failure> {
    if args.json || args.format == ReportFormat::Json {
        output::json(&fieldlab_check::rules().collect::<Vec<_>>());
        return Ok(());
    }
    if args.format != ReportFormat::Text {
        return Err(Failure::usage("the rules are listed as text or as JSON")
            .help("leave --format out, or give --json"));
    }
    output::line(formats::list().trim_end());
    Ok(())
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the end of the error: made for map_err"
)]
fn refused(error: CheckError) -> Failure {
    let help = match &error {
        CheckError::NoFolder { .. } => {
            "give the folder of a component, or leave it out for the current one"
        }
        CheckError::Write { .. } => {
            "is the folder writable, and is there room? what was mended before stays mended"
        }
        CheckError::NoAnswer { .. } => "start the component, or leave --url out",
    };
    match &error {
        CheckError::NoFolder { .. } => Failure::unusable(&error).help(help),
        _ => Failure::from_error(&error).help(help),
    }
}

/// A component that is asked over HTTP.
struct Http {
    base: String,
    client: reqwest::blocking::Client,
}

impl Http {
    fn new(url: &str) -> Result<Self, Failure> {
        let help = "write it as http://127.0.0.1:8080";
        let parsed = reqwest::Url::parse(url).map_err(|error| {
            Failure::usage(format!("`{url}` is no address: {error}")).help(help)
        })?;
        if parsed.scheme() != "http" || parsed.host().is_none() {
            return Err(Failure::usage(format!(
                "`{url}` cannot be asked: only http works, on a machine of your own"
            ))
            .help(help));
        }
        let client = reqwest::blocking::Client::builder()
            .timeout(Duration::from_secs(10))
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(|error| Failure::from_error(&error))?;
        Ok(Self {
            base: url.trim_end_matches('/').to_owned(),
            client,
        })
    }
}

/// More of an answer is not read.
const MOST: u64 = 16 * 1024 * 1024;

impl Probe for Http {
    fn base(&self) -> &str {
        &self.base
    }

    fn send(&self, request: &Request) -> Result<Answer, String> {
        use std::io::Read;

        let told = |error: &dyn std::error::Error| {
            // The cause says what happened, the error itself repeats the address.
            error
                .source()
                .map_or_else(|| error.to_string(), ToString::to_string)
        };
        let method = reqwest::Method::from_bytes(request.method.as_bytes())
            .map_err(|error| error.to_string())?;
        let mut question = self.client.request(method, &request.url);
        for (name, value) in &request.headers {
            question = question.header(*name, *value);
        }
        if let Some(body) = request.body {
            question = question.body(body);
        }
        let answer = question.send().map_err(|error| told(&error))?;
        let status = answer.status().as_u16();
        let headers = answer
            .headers()
            .iter()
            .map(|(name, value)| {
                (
                    name.to_string(),
                    String::from_utf8_lossy(value.as_bytes()).into_owned(),
                )
            })
            .collect();
        let mut body = Vec::new();
        answer
            .take(MOST)
            .read_to_end(&mut body)
            .map_err(|error| told(&error))?;
        Ok(Answer {
            status,
            headers,
            body,
        })
    }
}
