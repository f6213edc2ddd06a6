//! A client of the lab's own API.

use reqwest::blocking::{Client, RequestBuilder, Response};
use reqwest::{Method, StatusCode};
use serde_json::Value;

use crate::args::{LabArgs, TeamArgs};
use crate::failure::Failure;

/// A simulator that is asked, by somebody with or without a token.
pub(crate) struct Lab {
    http: Client,
    base: String,
    token: Option<String>,
}

impl Lab {
    /// The calls at the simulator's own address.
    pub(crate) fn of(args: &LabArgs) -> Result<Self, Failure> {
        let http = Client::builder()
            .timeout(None)
            .build()
            .map_err(|error| Failure::from_error(&error))?;
        Ok(Self {
            http,
            base: format!("{}/_lab", args.url.trim_end_matches('/')),
            token: args.token.clone(),
        })
    }

    /// The calls about one team.
    pub(crate) fn of_team(args: &LabArgs, team: &str) -> Result<Self, Failure> {
        // What is no name would be another path.
        if fieldlab_sim::TeamName::parse(team).is_err() {
            return Err(Failure::usage(format!("`{team}` is no name of a team"))
                .help("`fieldlab team list` lists them"));
        }
        let mut lab = Self::of(args)?;
        lab.base = format!("{}/t/{team}/_lab", args.url.trim_end_matches('/'));
        Ok(lab)
    }

    /// The calls about the team that is meant.
    pub(crate) fn of_meant(args: &TeamArgs) -> Result<Self, Failure> {
        match &args.team {
            Some(team) => Self::of_team(&args.lab, team),
            None => Self::of(&args.lab),
        }
    }

    /// Asks by GET.
    pub(crate) fn get(&self, path: &str) -> Result<Value, Failure> {
        read(&self.send(&Method::GET, path, None)?.text())
    }

    /// Asks by GET, for the text as it is.
    pub(crate) fn text(&self, path: &str) -> Result<String, Failure> {
        self.send(&Method::GET, path, None)?
            .text()
            .map_err(|error| Failure::from_error(&error))
    }

    /// Sends JSON, or nothing.
    pub(crate) fn change(
        &self,
        method: &Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value, Failure> {
        read(&self.send(method, path, body)?.text())
    }

    /// Sends text that is JSON already.
    pub(crate) fn post_text(&self, path: &str, body: String) -> Result<Value, Failure> {
        let request = self
            .request(&Method::POST, path)
            .header("content-type", "application/json")
            .body(body);
        read(&answer(request)?.text())
    }

    fn request(&self, method: &Method, path: &str) -> RequestBuilder {
        let request = self
            .http
            .request(method.clone(), format!("{}{path}", self.base));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    fn send(&self, method: &Method, path: &str, body: Option<&Value>) -> Result<Response, Failure> {
        let request = self.request(method, path);
        answer(match body {
            Some(body) => request.json(body),
            None => request,
        })
    }
}

fn answer(request: RequestBuilder) -> Result<Response, Failure> {
    let answer = request.send().map_err(|error| {
        Failure::from_error(&error)
            .help("start it with `fieldlab up`, or say where it is with --url")
    })?;
    if answer.status().is_success() {
        return Ok(answer);
    }
    Err(refused(answer))
}

fn refused(answer: Response) -> Failure {
    let status = answer.status();
    let problem: Value = answer.json().unwrap_or_default();
    let text = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
    let (title, detail) = (text("title"), text("detail"));
    let mut message = match (title.as_str(), detail.as_str()) {
        ("", _) => format!("the simulator refused: {status}"),
        (title, "") => title.to_owned(),
        (title, detail) => format!("{title}: {detail}"),
    };
    for wrong in problem["invalidParams"].as_array().into_iter().flatten() {
        let member = |name: &str| wrong[name].as_str().unwrap_or_default().to_owned();
        message.push_str(&format!("\n  {}: {}", member("name"), member("reason")));
    }
    let failure = match status {
        StatusCode::BAD_REQUEST => Failure::usage(message),
        _ => Failure::new(message),
    };
    match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            failure.help("give the token with --token or FIELDLAB_TOKEN")
        }
        _ => failure,
    }
}

fn read(text: &Result<String, reqwest::Error>) -> Result<Value, Failure> {
    match text {
        Ok(text) if text.is_empty() => Ok(Value::Null),
        Ok(text) => serde_json::from_str(text).map_err(|_| {
            Failure::new("the answer is no JSON").help("is that the address of a simulator?")
        }),
        Err(error) => Err(Failure::from_error(error)),
    }
}
