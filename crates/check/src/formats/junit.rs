//! JUnit, for CI: a case a rule.

use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

use crate::{Report, Severity, Verdict};

/// The report as JUnit; rules with a finding of `fails_on` or more are failures.
pub fn junit(report: &Report, fails_on: Severity) -> String {
    let mut suite = TestSuite::new("fieldlab check");
    for rule in &report.rules {
        let of_rule = || {
            report
                .findings
                .iter()
                .filter(|finding| finding.rule == rule.rule.id)
        };
        let fails = of_rule().any(|finding| finding.severity >= fails_on);
        let mut status = match rule.verdict {
            Verdict::Failed if fails => TestCaseStatus::non_success(NonSuccessKind::Failure),
            Verdict::Passed | Verdict::Failed => TestCaseStatus::success(),
            Verdict::Explained | Verdict::NotApplicable | Verdict::NotChecked | Verdict::Human => {
                TestCaseStatus::skipped()
            }
        };
        if fails {
            let told: Vec<String> = of_rule()
                .map(|finding| {
                    let mend = finding.mend.as_deref().unwrap_or(rule.rule.mend);
                    format!("{}: {} (mend: {mend})", finding.place, finding.message)
                })
                .collect();
            status.set_message(told.join("\n"));
            status.set_type(rule.rule.severity.as_str());
        } else if let (Some(reason), false) = (
            &rule.reason,
            matches!(rule.verdict, Verdict::Passed | Verdict::Failed),
        ) {
            status.set_message(reason.clone());
        }
        let mut case = TestCase::new(format!("{} {}", rule.rule.id, rule.rule.title), status);
        case.set_classname(rule.rule.id);
        suite.add_test_case(case);
    }
    let mut junit = quick_junit::Report::new("fieldlab check");
    junit.add_test_suite(suite);
    junit.to_string().unwrap_or_default()
}
