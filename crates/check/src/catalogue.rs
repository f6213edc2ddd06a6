//! The rules: what each demands, why, and how to mend it. Data, no behaviour.

mod adr;
mod component;
mod publiccode;

use serde::Serialize;

/// How much a rule weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Note,
    /// Recommended, and not there.
    Warning,
    /// Compulsory, and not so.
    Error,
}

impl Severity {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What it takes to decide a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// The files of the repository.
    Files,
    /// A running component.
    Live,
    /// Files, and more of it with a running component.
    Both,
    /// A person.
    Human,
}

/// One rule of the component checklist, of publiccode.yml or of the API Design Rules.
#[derive(Debug, Serialize)]
pub struct Rule {
    /// Its id in the standard: `CC01`, `PC03`, `/core/semver`.
    pub id: &'static str,
    /// What it demands, in a few words.
    pub title: &'static str,
    /// What a breach is worth.
    pub severity: Severity,
    /// How it is decided.
    pub how: How,
    /// Why it is there.
    pub why: &'static str,
    /// How to mend a breach.
    pub mend: &'static str,
}

const fn rule(
    id: &'static str,
    severity: Severity,
    how: How,
    title: &'static str,
    why: &'static str,
    mend: &'static str,
) -> Rule {
    Rule {
        id,
        title,
        severity,
        how,
        why,
        mend,
    }
}

/// Every rule, in the order of the standards.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    component::RULES
        .iter()
        .chain(publiccode::RULES)
        .chain(adr::RULES)
}

/// The rule with that id.
pub fn find(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_explains_itself_and_has_an_id_of_its_own() {
        let mut seen = std::collections::BTreeSet::new();
        for rule in rules() {
            assert!(seen.insert(rule.id), "{} stands twice", rule.id);
            for text in [rule.title, rule.why, rule.mend] {
                assert!(!text.is_empty(), "{}", rule.id);
                assert!(!text.contains('!'), "{} scolds", rule.id);
            }
            assert!(rule.title.len() <= 78, "{}: {}", rule.id, rule.title);
        }
        // 50 of the component checklist, 27 of publiccode.yml, 36 of ADR 2.2.
        assert_eq!(seen.iter().filter(|id| id.starts_with("CC")).count(), 50);
        assert_eq!(seen.iter().filter(|id| id.starts_with("PC")).count(), 27);
        assert_eq!(seen.iter().filter(|id| id.starts_with('/')).count(), 36);
    }
}
