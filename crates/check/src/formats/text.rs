//! For people: 80 columns, the worst first, every rule with why and how.

use std::fmt::Write;

use crate::{Finding, Report, Severity, Verdict, find, rules};

const WIDTH: usize = 80;

/// So many places of one rule are written out.
const PLACES: usize = 8;

/// The report in words.
pub fn text(report: &Report) -> String {
    let mut out = String::new();
    let mut rest = report.findings.as_slice();
    while let Some(first) = rest.first() {
        let same = rest
            .iter()
            .take_while(|finding| finding.rule == first.rule && finding.severity == first.severity)
            .count();
        group(&mut out, &rest[..same]);
        rest = &rest[same..];
    }
    explained(&mut out, report);
    summary(&mut out, report);
    out
}

/// Findings of one rule.
fn group(out: &mut String, findings: &[Finding]) {
    let Some(first) = findings.first() else {
        return;
    };
    let title = find(first.rule).map_or("", |rule| rule.title);
    let head = format!("{} {}", first.severity.as_str(), first.rule);
    let _ = writeln!(out, "{}", hanging(&head, title));
    for finding in findings.iter().take(PLACES) {
        let _ = writeln!(
            out,
            "{}",
            hanging("  -", &format!("{}: {}", finding.place, finding.message))
        );
        if let Some(mend) = &finding.mend {
            let _ = writeln!(out, "{}", hanging("    mend:", mend));
        }
        if finding.can_be_fixed() {
            let _ = writeln!(out, "    `--fix` does that");
        }
    }
    if findings.len() > PLACES {
        let _ = writeln!(out, "  - and {} more", findings.len() - PLACES);
    }
    if let Some(rule) = find(first.rule) {
        let _ = writeln!(out, "{}", hanging("  why:", rule.why));
        if findings.iter().any(|finding| finding.mend.is_none()) {
            let _ = writeln!(out, "{}", hanging("  mend:", rule.mend));
        }
    }
    out.push('\n');
}

fn explained(out: &mut String, report: &Report) {
    let explained: Vec<_> = report
        .rules
        .iter()
        .filter(|rule| rule.verdict == Verdict::Explained)
        .collect();
    if explained.is_empty() {
        return;
    }
    let _ = writeln!(out, "Explained in fieldlab.toml (comply or explain):");
    for rule in explained {
        let reason = rule.reason.as_deref().unwrap_or_default();
        let _ = writeln!(out, "{}", hanging(&format!("  - {}", rule.rule.id), reason));
    }
    out.push('\n');
}

fn summary(out: &mut String, report: &Report) {
    let count = |verdict| {
        report
            .rules
            .iter()
            .filter(|rule| rule.verdict == verdict)
            .count()
    };
    let summary = report.summary;
    let _ = writeln!(
        out,
        "{} files: {}, {}, {}",
        report.files,
        counted(summary.errors, "error"),
        counted(summary.warnings, "warning"),
        counted(summary.notes, "note")
    );
    let _ = writeln!(
        out,
        "{} rules hold, {} do not, {} explained, {} not about this component",
        count(Verdict::Passed),
        count(Verdict::Failed),
        count(Verdict::Explained),
        count(Verdict::NotApplicable)
    );
    let open = count(Verdict::NotChecked);
    if open > 0 {
        let _ = writeln!(
            out,
            "{open} need the component to run: add --url http://127.0.0.1:PORT"
        );
    }
    let _ = writeln!(
        out,
        "{} are for a person to judge: `fieldlab check --rules`",
        count(Verdict::Human)
    );
}

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// Every rule with why it is there.
pub fn list() -> String {
    let mut out = String::new();
    for rule in rules() {
        let _ = writeln!(
            out,
            "{}",
            hanging(
                &format!("{} {}", rule.id, rule.severity.as_str()),
                rule.title
            )
        );
        let _ = writeln!(out, "{}", hanging("  why:", rule.why));
        let _ = writeln!(out, "{}", hanging("  mend:", rule.mend));
    }
    out
}

/// Text after a head, the next lines below the text where there is room.
fn hanging(head: &str, text: &str) -> String {
    let indent = match head.chars().count() + 1 {
        wide if wide > 24 => 8,
        fits => fits,
    };
    let mut out = head.to_owned();
    let mut column = head.chars().count();
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column + 1 + length > WIDTH && column > indent {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            column = indent;
        } else {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}

impl Severity {
    /// The level that SARIF and others call it by.
    pub(super) fn level(self) -> &'static str {
        self.as_str()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn lines_are_at_most_eighty_wide() {
        for line in super::list().lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
}
