//! What is looked for in the text of every file, while walking: secrets, numbers of people, addresses and log
//! lines that give them away, and some marks that other rules ask about.

use std::sync::LazyLock;

use regex::{Regex, RegexSet};

use crate::bsn;
use crate::catalogue::Severity;

/// Something found in a file.
pub(crate) struct Hit {
    pub(crate) rule: &'static str,
    pub(crate) line: u64,
    pub(crate) message: String,
    pub(crate) mend: Option<String>,
    pub(crate) severity: Severity,
}

/// What was seen in a file.
#[derive(Default)]
pub(crate) struct Facts {
    pub(crate) hits: Vec<Hit>,
    /// A source file; and whether it says its licence.
    pub(crate) source: bool,
    pub(crate) spdx: bool,
    /// Names an attribute of the Logboek dataverwerkingen.
    pub(crate) logs_processing: bool,
    /// A test that reads the OpenAPI document.
    pub(crate) contract_test: bool,
    /// A table of people: BSN and name in one.
    pub(crate) person_table: Option<u64>,
    /// What a page asks of another host.
    pub(crate) other_host: Option<(u64, String)>,
    /// A page that does not say that it is Dutch.
    pub(crate) not_dutch: Option<u64>,
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("patterns are constants that a test compiles")
}

/// What a secret looks like: its name, its pattern, and whether the value has to look like chance.
const SECRETS: &[(&str, &str)] = &[
    (
        "a private key",
        r"-----BEGIN (?:[A-Z]+ ){0,2}PRIVATE KEY(?: BLOCK)?-----",
    ),
    ("an access key of AWS", r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    (
        "a token of GitHub",
        r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})\b",
    ),
    (
        "a token of GitLab",
        r"\bgl(?:pat|dt|rt|ptt)-[A-Za-z0-9_-]{20,}\b",
    ),
    ("a token of Slack", r"\bxox[abposr]-[A-Za-z0-9-]{10,}\b"),
    ("a key of Google", r"\bAIza[A-Za-z0-9_-]{35}\b"),
    ("a key of Stripe", r"\b[sr]k_live_[A-Za-z0-9]{16,}\b"),
    ("a token of npm", r"\bnpm_[A-Za-z0-9]{36}\b"),
    (
        "a token of PyPI",
        r"\bpypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{20,}\b",
    ),
    (
        "a key of Azure storage",
        r"AccountKey=[A-Za-z0-9+/]{60,}={0,2}",
    ),
    (
        "a password in an address",
        r"\b[a-z][a-z0-9+.-]{2,}://[A-Za-z0-9._-]+:([^@\s/:$<{}'\x22]{6,})@[A-Za-z0-9]",
    ),
    (
        "a password or key",
        r"(?i)(?:password|passwd|wachtwoord|secret|api[_-]?key|access[_-]?token|client[_-]?secret|private[_-]?key)[A-Za-z_]{0,12}['\x22]?\s*[:=]\s*['\x22]?([A-Za-z0-9+/_.~!@#%^&*=-]{12,})",
    ),
];

/// From here on in [`SECRETS`] a value is judged before it is called a secret.
const JUDGED: usize = 10;

static SECRET_SET: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSet::new(SECRETS.iter().map(|(_, pattern)| pattern))
        .expect("patterns are constants that a test compiles")
});
static SECRET: LazyLock<Vec<Regex>> =
    LazyLock::new(|| SECRETS.iter().map(|(_, pattern)| regex(pattern)).collect());
static ABOUT_BSN: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)bsn|burgerservicenummer|sofi-?nummer"));
static NINE: LazyLock<Regex> = LazyLock::new(|| regex(r"[0-9]+"));
static OTHER_NUMBER: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)rsin|kvk|\boin\b|telefoon|iban"));
static IBAN: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\bNL[0-9]{2} ?[A-Z]{4} ?(?:[0-9] ?){9}[0-9]\b"));
static BSN_ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)[?&](?:bsn|burgerservicenummer)=|/(?:\{|:|<(?:[a-z]+:)?|\$\{)(?:bsn|burgerservicenummer)\b",
    )
});
static LOGS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:console\.[a-z]+|[a-z_]*log(?:ger|ging)?\.[a-zA-Z]+|request\.log\.[a-z]+|(?:tracing|log)::[a-z]+!|(?:trace|debug|info|warn|error|println|eprintln|print|eprint|dbg)!|print|printf|fmt\.Print[a-z]*)\s*\((.*)",
    )
});
static BSN_NAME: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:[a-z]+_|\b)(?:bsn|burgerservicenummer)(?:_[a-z]+)?\b|[a-z](?:Bsn|Burgerservicenummer)\b",
    )
});
static TABLE: LazyLock<Regex> = LazyLock::new(|| regex(r"(?is)create\s+table\b[^;]*;?"));
static MODEL: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?m)^(?:class \w+\([^)]*(?:Model|Base|SQLModel)[^)]*\):|model \w+ \{)")
});
static PERSON_NAME: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:\w*_)?(?:voornamen?|achternaam|geslachtsnaam|naam|first_?name|last_?name|surname)\b",
    )
});
static OTHER_HOST: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r#"(?is)<(?:script|link|img|iframe|source|video|audio)\b[^>]*?\b(?:src|href)\s*=\s*["'](?:https?:)?//([^"'/:>]+)|@import\s+(?:url\()?\s*["']?(?:https?:)?//([^"'/:)]+)|\burl\(\s*["']?(?:https?:)?//([^"'/:)]+)"#,
    )
});
static HTML: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)<html\b[^>]*>"));

/// Endings of files that are somebody's writing, and so have a licence.
const SOURCES: &[&str] = &[
    "rs", "py", "js", "mjs", "cjs", "ts", "tsx", "jsx", "vue", "svelte", "go", "java", "kt", "cs",
    "rb", "php", "sh", "sql", "css", "scss", "html",
];

/// Looks through one file.
pub(crate) fn scan(path: &str, text: &str) -> Facts {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let mut facts = Facts {
        source: SOURCES.contains(&ending),
        logs_processing: text.contains("dpl.core."),
        ..Facts::default()
    };
    if facts.source {
        facts.spdx = text
            .lines()
            .take(20)
            .any(|line| line.contains("SPDX-License-Identifier"));
    }
    let test = is_test(path);
    facts.contract_test = test
        && facts.source
        && ["openapi.json", "openapi.yaml", "openapi.yml"]
            .iter()
            .any(|name| text.contains(name));
    let lines = Lines::new(text);
    secrets(path, text, &lines, &mut facts.hits);
    persons(text, &lines, &mut facts.hits);
    if facts.source && !test && ABOUT_BSN.is_match(text) {
        giveaways(text, &mut facts.hits);
        facts.person_table = person_table(text).map(|at| lines.of(at));
    }
    if matches!(
        ending,
        "html" | "vue" | "css" | "scss" | "tsx" | "jsx" | "svelte"
    ) && !test
    {
        page(text, &lines, &mut facts);
    }
    facts
}

/// Whether a file belongs to the tests.
fn is_test(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    path.split('/').any(|part| {
        matches!(
            part,
            "tests" | "test" | "__tests__" | "e2e" | "testdata" | "fixtures"
        )
    }) || name.starts_with("test_")
        || name.contains("_test.")
        || name.contains(".test.")
        || name.contains(".spec.")
        || name == "tests.rs"
}

/// Where lines start, to tell the line of a byte.
struct Lines(Vec<usize>);

impl Lines {
    fn new(text: &str) -> Self {
        Self(
            text.bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(at, _)| at)
                .collect(),
        )
    }

    fn of(&self, at: usize) -> u64 {
        self.0.partition_point(|newline| *newline < at) as u64 + 1
    }
}

fn secrets(path: &str, text: &str, lines: &Lines, hits: &mut Vec<Hit>) {
    // Checksums, not secrets, and a lot of them.
    let name = path.rsplit('/').next().unwrap_or(path);
    if name.ends_with(".lock") || name.contains("-lock.") || name == "go.sum" {
        return;
    }
    let mut seen = Vec::new();
    for number in SECRET_SET.matches(text) {
        for found in SECRET[number].captures_iter(text) {
            let Some(whole) = found.get(0) else { continue };
            let value = found.get(1).map_or(whole.as_str(), |value| value.as_str());
            if is_placeholder(value) || (number > JUDGED && !looks_random(value)) {
                continue;
            }
            let line = lines.of(whole.start());
            if seen.contains(&line) {
                continue;
            }
            seen.push(line);
            let judged = number >= JUDGED;
            hits.push(Hit {
                rule: "CC11",
                line,
                message: match judged {
                    true => format!("this looks like {}", SECRETS[number].0),
                    false => format!("this is {}", SECRETS[number].0),
                },
                mend: Some(
                    "take it out, replace it where it is used (it is in the history now), and read it from the environment".to_owned(),
                ),
                severity: if judged && is_test(path) { Severity::Warning } else { Severity::Error },
            });
        }
    }
}

/// Words that say that a value is not the real one.
fn is_placeholder(value: &str) -> bool {
    let value = value.to_lowercase();
    [
        "example",
        "voorbeeld",
        "fieldlab",
        "changeme",
        "change-me",
        "wijzig",
        "dummy",
        "placeholder",
        "xxxx",
        "geheim",
        "not-a-real",
        "niet-echt",
        "your",
        "secret",
        "password",
        "wachtwoord",
        "postgres",
        "test",
        "demo",
        "process.env",
        "os.environ",
        "env.",
        "config.",
        "settings.",
        "self.",
    ]
    .iter()
    .any(|word| value.contains(word))
}

/// Whether a value has letters and digits enough to be made by chance.
fn looks_random(value: &str) -> bool {
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let letters = value.chars().filter(char::is_ascii_alphabetic).count();
    let distinct = value
        .chars()
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    // Code has dots and calls; a key has not.
    digits >= 2
        && letters >= 4
        && distinct >= 9
        && !value.contains("::")
        && value.matches('.').count() < 2
}

/// So many numbers of people in one file are told one by one.
const MOST: usize = 20;

fn persons(text: &str, lines: &Lines, hits: &mut Vec<Hit>) {
    let mut told = 0;
    if ABOUT_BSN.is_match(text) {
        let bytes = text.as_bytes();
        for found in NINE.find_iter(text) {
            if !bsn::may_be_real(found.as_str()) || is_part(bytes, found.start(), found.end()) {
                continue;
            }
            let line = lines.of(found.start());
            let from = text[..found.start()].rfind('\n').map_or(0, |at| at + 1);
            let to = text[found.end()..]
                .find('\n')
                .map_or(text.len(), |at| found.end() + at);
            let whole = &text[from..to];
            if OTHER_NUMBER.is_match(whole) && !ABOUT_BSN.is_match(whole) {
                continue;
            }
            hits.push(Hit {
                rule: "CC11",
                line,
                message: "a burgerservicenummer that can be somebody's: it passes the eleven-test and is not of the test series".to_owned(),
                mend: Some("use a person of the simulator: BSNs that start with 999 (`fieldlab personas`)".to_owned()),
                severity: Severity::Error,
            });
            told += 1;
            if told == MOST {
                break;
            }
        }
    }
    for found in IBAN.find_iter(text) {
        let number: String = found.as_str().chars().filter(|c| *c != ' ').collect();
        // The example of every manual.
        if number == "NL91ABNA0417164300" || !is_iban(&number) {
            continue;
        }
        hits.push(Hit {
            rule: "CC11",
            line: lines.of(found.start()),
            message: "an IBAN that can be somebody's: its check digits are right".to_owned(),
            mend: Some("use one with wrong check digits (NL00…)".to_owned()),
            severity: Severity::Warning,
        });
    }
}

/// Whether digits are part of something longer: a number with decimals, an id with hyphens, a name.
fn is_part(bytes: &[u8], start: usize, end: usize) -> bool {
    let joins = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    let before = start.checked_sub(1).map(|at| bytes[at]);
    let after = bytes.get(end).copied();
    let decimals = after == Some(b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
    before.is_some_and(|byte| joins(byte) || byte == b'.') || after.is_some_and(joins) || decimals
}

fn is_iban(number: &str) -> bool {
    let (head, tail) = number.split_at(4);
    let mut rest = 0_u32;
    for sign in tail.chars().chain(head.chars()) {
        let Some(value) = sign.to_digit(36) else {
            return false;
        };
        rest = (rest * if value > 9 { 100 } else { 10 } + value) % 97;
    }
    rest == 1
}

/// Addresses and log lines with a burgerservicenummer.
fn giveaways(text: &str, hits: &mut Vec<Hit>) {
    for (number, line) in text.lines().enumerate() {
        let trimmed = line.trim_start();
        if ["//", "#", "*", "--"]
            .iter()
            .any(|comment| trimmed.starts_with(comment))
        {
            continue;
        }
        let message = if BSN_ADDRESS.is_match(line) {
            "a burgerservicenummer in an address"
        } else if LOGS
            .captures(line)
            .and_then(|found| found.get(1))
            .is_some_and(|logged| BSN_NAME.is_match(&without_texts(logged.as_str())))
        {
            "a burgerservicenummer in a log line"
        } else {
            continue;
        };
        hits.push(Hit {
            rule: "CC52",
            line: number as u64 + 1,
            message: message.to_owned(),
            mend: None,
            severity: Severity::Error,
        });
    }
}

/// A line of code without its literal texts, but with what is put into them: `"a {b}"` leaves `b`.
fn without_texts(code: &str) -> String {
    let mut left = String::new();
    let (mut quote, mut depth) = (None, 0);
    let mut previous = ' ';
    for sign in code.chars() {
        match quote {
            None if matches!(sign, '"' | '\'' | '`') => quote = Some(sign),
            None => left.push(sign),
            Some(_) if sign == '{' => {
                depth += 1;
                left.push(' ');
            }
            Some(_) if sign == '}' => depth = (depth - 1).max(0),
            Some(mark) if sign == mark && previous != '\\' && depth == 0 => quote = None,
            Some(_) if depth > 0 => left.push(sign),
            Some(_) => {}
        }
        previous = sign;
    }
    left
}

fn person_table(text: &str) -> Option<usize> {
    let holds = |part: &str| ABOUT_BSN.is_match(part) && PERSON_NAME.is_match(part);
    if let Some(found) = TABLE.find_iter(text).find(|found| holds(found.as_str())) {
        return Some(found.start());
    }
    MODEL
        .find_iter(text)
        .map(|found| found.start())
        .find(|start| {
            let body = &text[*start..];
            // A model ends where the next thing begins at the margin.
            let end = body
                .match_indices('\n')
                .skip(1)
                .find(|(at, _)| body[at + 1..].starts_with(|c: char| !c.is_whitespace()))
                .map_or(body.len(), |(at, _)| at);
            holds(&body[..end])
        })
}

fn page(text: &str, lines: &Lines, facts: &mut Facts) {
    facts.other_host = OTHER_HOST.captures_iter(text).find_map(|found| {
        let whole = found.get(0)?;
        let host = (1..=3).find_map(|group| found.get(group))?.as_str();
        let links = ["canonical", "license", "alternate", "author", "help"];
        let only_a_link = links
            .iter()
            .any(|rel| whole.as_str().contains(&format!("rel=\"{rel}")));
        let own = matches!(host, "localhost" | "127.0.0.1") || host.contains(['{', '$']);
        (!only_a_link && !own).then(|| (lines.of(whole.start()), host.to_owned()))
    });
    facts.not_dutch = HTML
        .find_iter(text)
        .find(|found| {
            !found
                .as_str()
                .to_lowercase()
                .replace('\'', "\"")
                .contains("lang=\"nl")
        })
        .map(|found| lines.of(found.start()));
}

#[cfg(test)]
mod tests;
