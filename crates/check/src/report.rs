//! How every rule came out.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use crate::catalogue::{How, Rule, Severity, rules};
use crate::findings::{Finding, Findings};

/// How a rule came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It holds, as far as can be seen.
    Passed,
    /// It does not hold; there are findings.
    Failed,
    /// It does not hold, and the component says why not (comply or explain).
    Explained,
    /// It is not about a component like this.
    NotApplicable,
    /// It takes a running component: give `--url`.
    NotChecked,
    /// A person has to judge.
    Human,
}

impl Verdict {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Explained => "explained",
            Self::NotApplicable => "not applicable",
            Self::NotChecked => "not checked",
            Self::Human => "for a person",
        }
    }
}

/// One rule and how it came out.
#[derive(Debug, Serialize)]
pub struct RuleReport {
    /// The rule.
    #[serde(flatten)]
    pub rule: &'static Rule,
    /// How it came out.
    pub verdict: Verdict,
    /// Why, when it is not plain from the findings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The outcome of a check.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The folder that was read.
    pub path: String,
    /// The address that was asked.
    pub url: Option<String>,
    /// How many files were read.
    pub files: usize,
    /// How many errors, warnings and notes.
    pub summary: Summary,
    /// Every breach, the worst first.
    pub findings: Vec<Finding>,
    /// Every rule.
    pub rules: Vec<RuleReport>,
}

/// How many findings of each weight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Compulsory, and not so.
    pub errors: usize,
    /// Recommended, and not there.
    pub warnings: usize,
    /// Good to know.
    pub notes: usize,
}

/// A rule that is another standard's word for rules that have findings of their own.
fn stands_for(id: &str) -> Option<fn(&str) -> bool> {
    match id {
        "CC31" => Some(|id| id.starts_with("/core/")),
        "CC33" => Some(|id| id == "/core/error-handling/problem-details"),
        "/core/changelog" => Some(|id| id == "CC07"),
        _ => None,
    }
}

impl Report {
    pub(crate) fn new(
        folder: &Path,
        url: Option<&str>,
        files: usize,
        found: Findings,
        explained: &BTreeMap<String, String>,
    ) -> Self {
        let Findings {
            mut list,
            skipped,
            live,
        } = found;
        let mut verdicts = Vec::new();
        for rule in rules() {
            let fails = |id: &str| list.iter().any(|finding| finding.rule == id);
            let worst = match stands_for(rule.id) {
                Some(of) => list.iter().any(|finding| {
                    of(finding.rule)
                        && finding.severity == Severity::Error
                        && !explained.contains_key(finding.rule)
                }),
                None => fails(rule.id),
            };
            let (verdict, reason) = if worst {
                match explained.get(rule.id) {
                    Some(why) => (Verdict::Explained, Some(why.clone())),
                    None => (Verdict::Failed, None),
                }
            } else if let Some(why) = skipped.get(rule.id) {
                (Verdict::NotApplicable, Some(why.clone()))
            } else {
                match rule.how {
                    How::Human => (Verdict::Human, None),
                    How::Live if !live => (Verdict::NotChecked, Some("give --url".to_owned())),
                    How::Files | How::Live | How::Both => (Verdict::Passed, None),
                }
            };
            verdicts.push(RuleReport {
                rule,
                verdict,
                reason,
            });
        }
        list.retain(|finding| !explained.contains_key(finding.rule));
        let order: BTreeMap<&str, usize> = rules()
            .enumerate()
            .map(|(number, rule)| (rule.id, number))
            .collect();
        list.sort_by(|a, b| {
            (b.severity, order.get(a.rule), &a.place).cmp(&(
                a.severity,
                order.get(b.rule),
                &b.place,
            ))
        });
        let count = |severity| list.iter().filter(|f| f.severity == severity).count();
        Self {
            path: folder.display().to_string(),
            url: url.map(str::to_owned),
            files,
            summary: Summary {
                errors: count(Severity::Error),
                warnings: count(Severity::Warning),
                notes: count(Severity::Note),
            },
            findings: list,
            rules: verdicts,
        }
    }

    /// Whether there is a finding of this weight or more.
    pub fn reaches(&self, severity: Severity) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity >= severity)
    }
}
