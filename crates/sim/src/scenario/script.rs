//! The language of scenarios.

use std::fmt;

use fieldlab_world::{Gemeentecode, Size};
use indexmap::IndexMap;
use jiff::{Span, Timestamp};
use serde::Deserialize;
use serde_json::Value;
use serde_saphyr::{Location, Spanned};

use crate::{Fault, Mutation};

/// A scenario that can be run.
#[derive(Clone, Debug)]
pub struct Script {
    /// Name for people.
    pub name: String,
    /// What it shows, in a sentence or two.
    pub about: String,
    /// The world that it is written for.
    pub world: ScriptWorld,
    /// What the team's clock shows at the start; absent: the real time.
    pub clock: Option<Timestamp>,
    /// Values that the steps use by name, with their line.
    pub(super) given: IndexMap<String, (u64, Given)>,
    /// What happens, in order.
    pub steps: Vec<Step>,
}

/// Which world a scenario is written for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptWorld {
    /// How many people.
    pub size: Size,
    /// The seed.
    pub seed: u64,
    /// The municipality.
    pub gemeente: Gemeentecode,
}

/// A value that is there before the first step.
#[derive(Clone, Debug)]
pub(super) enum Given {
    /// A persona, by its key; the value is what `/_lab/personas` says of it.
    Persona(String),
    /// A value as written.
    Value(Value),
}

/// One step.
#[derive(Clone, Debug)]
pub struct Step {
    /// Where it stands in the file.
    pub line: u64,
    /// When it happens on the team's clock; absent: at once.
    pub moment: Option<Moment>,
    /// What happens; absent when only the time passes.
    pub action: Option<Action>,
}

/// When a step happens.
#[derive(Clone, Debug)]
pub enum Moment {
    /// The clock is set to this.
    At(Timestamp),
    /// So much later than before (`P1M`), on the Dutch calendar.
    After(Span),
}

/// What a step does.
#[derive(Clone, Debug)]
pub enum Action {
    /// Tells the people in the room something.
    Say(String),
    /// Changes the team's world; the members of a ledger mutation, `soort` included.
    Do(Value),
    /// Disturbs the team, with the members of the lab's call; or ends a fault, or all of them.
    Fault(FaultStep),
    /// Asks something and checks the answer.
    Expect(Box<Expect>),
}

/// What a step does about faults.
#[derive(Clone, Debug)]
pub enum FaultStep {
    /// One is set.
    Set(Value),
    /// The one of this name ends.
    End(String),
    /// All end.
    EndAll,
}

/// A question and what its answer has to be.
#[derive(Clone, Debug)]
pub struct Expect {
    /// What is expected, in words.
    pub title: String,
    /// HTTP method.
    pub method: String,
    /// Path below the team's address, with query.
    pub path: String,
    /// Headers to send.
    pub headers: IndexMap<String, String>,
    /// JSON to send.
    pub body: Option<Value>,
    /// The status that is expected, with its line.
    pub status: (u64, u16),
    /// What stands at these JSON pointers in the answer, with the line.
    pub answer: IndexMap<String, (u64, Value)>,
    /// Names for what stands at these JSON pointers, for later steps.
    pub store: IndexMap<String, String>,
}

/// Why a file is no scenario. Its text begins with file and line.
#[derive(Debug, PartialEq, Eq)]
pub struct ScriptError {
    /// The file, as it was named.
    pub file: String,
    /// From 1; 0 when the place is not known.
    pub line: u64,
    /// From 1; 0 when the place is not known.
    pub column: u64,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

impl fmt::Display for ScriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            column,
            message,
            ..
        } = self;
        if *line == 0 {
            return write!(f, "{file}: {message}");
        }
        write!(f, "{file}:{line}:{column}: {message}")
    }
}

impl std::error::Error for ScriptError {}

/// The words that a step may begin with, for messages.
const STEP_WORDS: [&str; 6] = ["say", "do", "fault", "expect", "at", "after"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScriptFile {
    name: String,
    #[serde(default)]
    about: String,
    #[serde(default)]
    world: WorldFile,
    #[serde(default)]
    clock: Option<Spanned<String>>,
    #[serde(default)]
    given: IndexMap<String, Spanned<Value>>,
    steps: Vec<Spanned<StepFile>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WorldFile {
    #[serde(default)]
    size: Option<Spanned<String>>,
    #[serde(default)]
    seed: Option<u64>,
    #[serde(default)]
    gemeente: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepFile {
    #[serde(default)]
    at: Option<Spanned<String>>,
    #[serde(default)]
    after: Option<Spanned<String>>,
    #[serde(default)]
    say: Option<String>,
    #[serde(default, rename = "do")]
    change: Option<Spanned<IndexMap<String, Value>>>,
    #[serde(default)]
    expect: Option<Spanned<ExpectFile>>,
    #[serde(default)]
    fault: Option<Spanned<Value>>,
    // Words of the language that come later: known, so that the message can say so.
    #[serde(default)]
    when: Option<Spanned<Value>>,
    #[serde(default)]
    notify: Option<Spanned<Value>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectFile {
    title: String,
    call: Spanned<String>,
    #[serde(default)]
    headers: IndexMap<String, String>,
    #[serde(default)]
    body: Option<Value>,
    status: Spanned<u16>,
    #[serde(default)]
    answer: IndexMap<String, Spanned<Value>>,
    #[serde(default)]
    store: IndexMap<String, Spanned<String>>,
}

impl Script {
    /// Reads a scenario. `file` is only for messages.
    ///
    /// # Errors
    /// The first thing that cannot be run, with its place and the mend.
    pub fn parse(file: &str, text: &str) -> Result<Self, ScriptError> {
        let reader = Reader { file };
        let script: ScriptFile =
            serde_saphyr::from_str(text).map_err(|error| reader.unreadable(&error))?;
        reader.script(script)
    }
}

/// Turns what was written into what can be run.
struct Reader<'a> {
    file: &'a str,
}

impl Reader<'_> {
    fn error(
        &self,
        at: &Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> ScriptError {
        ScriptError {
            file: self.file.to_owned(),
            line: at.line(),
            column: at.column(),
            message: message.into(),
            help: help.into(),
        }
    }

    /// The words of the YAML reader, without its drawing of the place.
    fn unreadable(&self, error: &serde_saphyr::Error) -> ScriptError {
        let rendered = error.without_snippet().to_string();
        let mut message = rendered
            .lines()
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned();
        if let Some(at) = message.find(" at line ") {
            message.truncate(at);
        }
        let message = message
            .split_once(": ")
            .filter(|(place, _)| place.starts_with("line ") || *place == "error")
            .map_or(message.clone(), |(_, rest)| rest.to_owned());
        let help = mend(&message);
        let location = error.location();
        ScriptError {
            file: self.file.to_owned(),
            line: location.map_or(0, |at| at.line()),
            column: location.map_or(0, |at| at.column()),
            message,
            help,
        }
    }

    fn script(&self, script: ScriptFile) -> Result<Script, ScriptError> {
        let clock = script
            .clock
            .as_ref()
            .map(|clock| self.moment(clock))
            .transpose()?;
        let mut given = IndexMap::new();
        for (name, value) in script.given {
            let line = value.referenced.line();
            given.insert(name, (line, self.given(value)?));
        }
        if script.steps.is_empty() {
            return Err(ScriptError {
                file: self.file.to_owned(),
                line: 0,
                column: 0,
                message: "a scenario has at least one step".to_owned(),
                help: format!("add steps: each begins with {}", STEP_WORDS.join(", ")),
            });
        }
        Ok(Script {
            name: script.name,
            about: script.about,
            world: self.world(&script.world)?,
            clock,
            given,
            steps: script
                .steps
                .into_iter()
                .map(|step| self.step(step))
                .collect::<Result<_, _>>()?,
        })
    }

    fn world(&self, world: &WorldFile) -> Result<ScriptWorld, ScriptError> {
        let size = match &world.size {
            None => Size::Dorp,
            Some(size) => size.value.parse().map_err(|_| {
                self.error(
                    &size.referenced,
                    format!("`{}` is no size of a world", size.value),
                    "use dorp, gemeente, stad, land or a number of people",
                )
            })?,
        };
        let gemeente = match &world.gemeente {
            None => fieldlab_world::WorldSpec::default().gemeente,
            Some(code) => Gemeentecode::parse(&code.value).ok_or_else(|| {
                self.error(
                    &code.referenced,
                    format!("`{}` is no municipality code", code.value),
                    "use four digits between quotes, such as \"9001\"",
                )
            })?,
        };
        Ok(ScriptWorld {
            size,
            seed: world.seed.unwrap_or(1),
            gemeente,
        })
    }

    fn given(&self, value: Spanned<Value>) -> Result<Given, ScriptError> {
        let Value::Object(members) = &value.value else {
            return Ok(Given::Value(value.value));
        };
        match (members.len(), members.get("persona")) {
            (1, Some(Value::String(key))) => Ok(Given::Persona(key.clone())),
            (_, Some(_)) => Err(self.error(
                &value.referenced,
                "a persona is given by its key alone",
                "write it as `{persona: sanne-de-wit}`; `fieldlab personas` lists the keys",
            )),
            _ => Ok(Given::Value(value.value)),
        }
    }

    fn moment(&self, text: &Spanned<String>) -> Result<Timestamp, ScriptError> {
        text.value.parse().map_err(|_| {
            self.error(
                &text.referenced,
                format!("`{}` is no moment", text.value),
                "write date, time and offset: 2026-05-15T09:00:00+02:00",
            )
        })
    }

    fn step(&self, step: Spanned<StepFile>) -> Result<Step, ScriptError> {
        let here = step.referenced;
        let step = step.value;
        for (word, later) in [("when", &step.when), ("notify", &step.notify)] {
            if let Some(later) = later {
                return Err(self.error(
                    &later.referenced,
                    format!("`{word}` is a word that this version cannot run yet"),
                    format!("take the step out; there are: {}", STEP_WORDS.join(", ")),
                ));
            }
        }
        let moment = match (&step.at, &step.after) {
            (None, None) => None,
            (Some(at), None) => Some(Moment::At(self.moment(at)?)),
            (None, Some(after)) => Some(Moment::After(after.value.parse().map_err(|_| {
                self.error(
                    &after.referenced,
                    format!("`{}` is no period", after.value),
                    "write an ISO 8601 period: P1D, P2M or PT3H",
                )
            })?)),
            (Some(_), Some(_)) => {
                return Err(self.error(
                    &here,
                    "a step happens `at` a moment or `after` a period, not both",
                    "take one of the two out",
                ));
            }
        };
        let mut actions = Vec::new();
        if let Some(say) = step.say {
            actions.push(Action::Say(say));
        }
        if let Some(change) = step.change {
            actions.push(self.change(change)?);
        }
        if let Some(fault) = step.fault {
            actions.push(self.fault(fault)?);
        }
        if let Some(expect) = step.expect {
            actions.push(self.expect(expect.value)?);
        }
        if actions.len() > 1 || (actions.is_empty() && moment.is_none()) {
            return Err(self.error(
                &here,
                "a step does one thing",
                "give it one of say, do, fault and expect (with `at` or `after` if need be); make more steps of the rest",
            ));
        }
        Ok(Step {
            line: here.line(),
            moment,
            action: actions.pop(),
        })
    }

    fn change(&self, change: Spanned<IndexMap<String, Value>>) -> Result<Action, ScriptError> {
        let help = "write it as `verhuizing: {personen: [...], naar: ..., datum: ...}`";
        let mut members = change.value.into_iter();
        let (Some((kind, Value::Object(change_members))), None) = (members.next(), members.next())
        else {
            return Err(self.error(&change.referenced, "`do` makes one change", help));
        };
        if !Mutation::EVENTS.contains(&kind.as_str()) {
            return Err(self.error(
                &change.referenced,
                format!("`{kind}` is no change that can be made"),
                format!("there are: {}; {help}", Mutation::EVENTS.join(", ")),
            ));
        }
        let mut mutation = serde_json::Map::new();
        mutation.insert("soort".to_owned(), Value::String(kind));
        mutation.extend(change_members);
        Ok(Action::Do(Value::Object(mutation)))
    }

    fn fault(&self, fault: Spanned<Value>) -> Result<Action, ScriptError> {
        let at = &fault.referenced;
        if let Some(end) = fault.value.get("end") {
            let only = fault
                .value
                .as_object()
                .is_some_and(|members| members.len() == 1);
            return match end.as_str() {
                Some("all") if only => Ok(Action::Fault(FaultStep::EndAll)),
                Some(name) if only => Ok(Action::Fault(FaultStep::End(name.to_owned()))),
                _ => Err(self.error(
                    at,
                    "`end` stands alone and names a fault",
                    "write `fault: {end: storing}`, or `fault: {end: all}`",
                )),
            };
        }
        // Names that are filled in later cannot be judged yet; the simulator does.
        if !fault.value.to_string().contains("{{") {
            let judged = Fault::deserialize(&fault.value)
                .map_err(|error| error.to_string())
                .and_then(|fault| fault.check().map_err(|error| error.to_string()));
            if let Err(reason) = judged {
                return Err(self.error(
                    at,
                    format!("this is no fault: {reason}"),
                    "write it as `fault: {name: storing, match: {register: brp}, effect: {kind: status, status: 503}}`",
                ));
            }
        }
        Ok(Action::Fault(FaultStep::Set(fault.value)))
    }

    fn expect(&self, expect: ExpectFile) -> Result<Action, ScriptError> {
        let call = &expect.call;
        let parts = call.value.split_once(' ').filter(|(method, path)| {
            path.starts_with('/') && http::Method::from_bytes(method.as_bytes()).is_ok()
        });
        let Some((method, path)) = parts else {
            return Err(self.error(
                &call.referenced,
                format!("`{}` is no call", call.value),
                "write method and path below the simulator's address: GET /lvbag/individuelebevragingen/v2/adressen",
            ));
        };
        let pointer = |text: &str, at: &Location| {
            if text.is_empty() || text.starts_with('/') {
                return Ok(());
            }
            Err(self.error(
                at,
                format!("`{text}` is no JSON pointer"),
                "begin with a slash and put slashes between names and numbers: /personen/0/naam",
            ))
        };
        for (place, value) in &expect.answer {
            pointer(place, &value.referenced)?;
        }
        for place in expect.store.values() {
            pointer(&place.value, &place.referenced)?;
        }
        Ok(Action::Expect(Box::new(Expect {
            title: expect.title,
            method: method.to_owned(),
            path: path.to_owned(),
            headers: expect.headers,
            body: expect.body,
            status: (expect.status.referenced.line(), expect.status.value),
            answer: expect
                .answer
                .into_iter()
                .map(|(place, value)| (place, (value.referenced.line(), value.value)))
                .collect(),
            store: expect
                .store
                .into_iter()
                .map(|(name, place)| (name, place.value))
                .collect(),
        })))
    }
}

/// The mend for what the YAML reader says.
fn mend(message: &str) -> String {
    let quoted = message.split('`').nth(1);
    if message.contains("unknown field")
        && let Some(wrong) = quoted
        && let Some((_, known)) = message.split_once("expected ")
    {
        let known: Vec<&str> = known
            .trim_start_matches("one of ")
            .split([',', ' ', '`'])
            .filter(|word| !word.is_empty() && *word != "or")
            .collect();
        let near = known
            .iter()
            .map(|word| (strsim::damerau_levenshtein(wrong, word), word))
            .min()
            .filter(|(distance, _)| *distance <= 2);
        return match near {
            Some((_, word)) => format!("did you mean `{word}`?"),
            None => format!("here can stand: {}", known.join(", ")),
        };
    }
    if message.contains("missing field")
        && let Some(missing) = quoted
    {
        return format!("add `{missing}:`; scenarios/README.md describes the language");
    }
    "check the indentation and the quotes; scenarios/README.md describes the language".to_owned()
}
