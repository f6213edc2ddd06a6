//! One fault, one finding: a repository without faults gives nothing, and every fault that is put into it is found
//! once, under the id of its rule.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "faults/clean.rs"]
mod clean;
#[path = "faults/live.rs"]
mod live;
#[path = "faults/standard.rs"]
mod standard;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fieldlab_check::{How, Report, RuleReport, Severity, Verdict, check, rules};

/// Files by path.
type Files = BTreeMap<String, String>;

/// One thing that is made wrong.
#[derive(Clone, Copy)]
enum Fault {
    Remove(&'static str),
    Replace(&'static str, &'static str, &'static str),
    Add(&'static str, &'static str),
    Rename(&'static str, &'static str),
}

fn write(folder: &Path, files: &Files) {
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

fn report(files: &Files) -> Report {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), files);
    check(folder.path(), None).unwrap()
}

/// What was found, but for notes.
fn ids(report: &Report) -> Vec<&'static str> {
    report
        .findings
        .iter()
        .filter(|finding| finding.severity > Severity::Note)
        .map(|finding| finding.rule)
        .collect()
}

fn break_it(files: &mut Files, fault: Fault) {
    match fault {
        Fault::Remove(path) => {
            files.remove(path).unwrap_or_else(|| panic!("no {path}"));
        }
        Fault::Replace(path, from, to) => {
            let text = files.get_mut(path).unwrap_or_else(|| panic!("no {path}"));
            assert!(text.contains(from), "{path} does not hold {from}");
            *text = text.replacen(from, to, 1);
        }
        Fault::Add(path, text) => {
            files.entry(path.to_owned()).or_default().push_str(text);
        }
        Fault::Rename(from, to) => {
            let text = files.remove(from).unwrap_or_else(|| panic!("no {from}"));
            files.insert(to.to_owned(), text);
        }
    }
}

#[test]
fn a_repository_without_faults_gives_nothing() {
    for files in [clean::service(), clean::screen()] {
        let report = report(&files);
        assert!(report.findings.is_empty(), "{:#?}", report.findings);
        assert!(
            report
                .rules
                .iter()
                .all(|rule| rule.verdict != Verdict::Failed)
        );
    }
}

#[test]
fn every_fault_is_found_once_and_under_its_own_id() {
    let mut wrong = Vec::new();
    for (start, faults) in [
        (clean::service(), standard::SERVICE),
        (clean::screen(), standard::SCREEN),
    ] {
        for (rule, fault) in faults {
            let mut files = start.clone();
            break_it(&mut files, *fault);
            let report = report(&files);
            let failed =
                |found: &RuleReport| found.rule.id == *rule && found.verdict == Verdict::Failed;
            if ids(&report) != [*rule] || !report.rules.iter().any(failed) {
                wrong.push(format!("{rule}: {:#?}", report.findings));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn all_faults_together_are_found_once_each() {
    let mut files = clean::service();
    let mut expected = BTreeSet::new();
    for (rule, fault) in standard::SERVICE {
        // The first fault of each rule, but for those that take away what another one is about.
        if standard::TAKES_AWAY.contains(rule) || !expected.insert(*rule) {
            continue;
        }
        break_it(&mut files, *fault);
    }
    let report = report(&files);
    let mut found = ids(&report);
    found.sort_unstable();
    let expected: Vec<_> = expected.into_iter().collect();
    assert_eq!(found, expected, "{:#?}", report.findings);
}

#[test]
fn every_rule_that_files_decide_has_a_fault_here() {
    let tried: BTreeSet<&str> = standard::SERVICE
        .iter()
        .chain(standard::SCREEN)
        .map(|(rule, _)| *rule)
        .collect();
    let forgotten: Vec<_> = rules()
        .filter(|rule| matches!(rule.how, How::Files | How::Both))
        .map(|rule| rule.id)
        .filter(|id| !tried.contains(id))
        // Other names for rules with findings of their own; and one of which a fault is only a note.
        .filter(|id| !["CC31", "/core/changelog", "PC26"].contains(id))
        .collect();
    assert!(forgotten.is_empty(), "{forgotten:?}");
}

#[test]
fn what_is_on_its_way_out_is_a_note() {
    let mut files = clean::service();
    break_it(
        &mut files,
        Fault::Replace("publiccode.yml", "legal:\n", "legal:\n  repoOwner: X\n"),
    );
    let report = report(&files);
    assert_eq!(report.findings.len(), 1);
    assert_eq!(report.findings[0].rule, "PC26");
    assert!(!report.reaches(Severity::Warning));
}

#[test]
fn a_rule_can_be_explained_but_not_one_that_protects_others() {
    let mut files = clean::service();
    files.remove("CODE_OF_CONDUCT.md");
    files
        .entry("fieldlab.toml".to_owned())
        .or_default()
        .push_str(
            "[leg-uit]\nCC05 = \"De gedragscode van de gemeente geldt, zie het intranet.\"\n",
        );
    let explained = report(&files);
    assert!(explained.findings.is_empty(), "{:#?}", explained.findings);
    assert!(
        explained
            .rules
            .iter()
            .any(|rule| rule.verdict == Verdict::Explained)
    );

    files.insert(
        "a.env".to_owned(),
        format!("TOKEN=ghp_{}\n", "a1B2c3D4e5F6".repeat(3)),
    );
    files
        .entry("fieldlab.toml".to_owned())
        .or_default()
        .push_str("CC11 = \"Dit geheim is heus niet erg, geloof ons maar.\"\nCC99 = \"x\"\n");
    let report = report(&files);
    let mut found = ids(&report);
    found.sort_unstable();
    assert_eq!(found, ["CC11", "CC20", "CC20"], "{:#?}", report.findings);
}

#[test]
fn what_can_be_mended_is_mended_and_nothing_else_changes() {
    let mut files = clean::service();
    for fault in [
        Fault::Replace(
            "publiccode.yml",
            "publiccodeYmlVersion: \"0.5\"",
            "publiccodeYmlVersion: 0.5",
        ),
        Fault::Replace("publiccode.yml", "[NL]", "[nl]"),
        Fault::Rename("publiccode.yml", "publiccode.yaml"),
        Fault::Remove(".dockerignore"),
        Fault::Remove("LICENSES/EUPL-1.2.txt"),
    ] {
        break_it(&mut files, fault);
    }
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &files);
    let before = check(folder.path(), None).unwrap();
    let mended = fieldlab_check::fix::apply(folder.path(), &before).unwrap();
    assert_eq!(mended.len(), 5, "{mended:?}");
    let after = check(folder.path(), None).unwrap();
    assert!(after.findings.is_empty(), "{:#?}", after.findings);
    let publiccode = std::fs::read_to_string(folder.path().join("publiccode.yml")).unwrap();
    assert_eq!(publiccode, clean::service()["publiccode.yml"]);
}

#[test]
fn the_formats_hold_what_was_found() {
    let mut files = clean::service();
    break_it(&mut files, Fault::Remove("SECURITY.md"));
    break_it(
        &mut files,
        Fault::Replace("publiccode.yml", "name: Meldingen", "name: [x]"),
    );
    let report = report(&files);
    let text = fieldlab_check::formats::text(&report);
    assert!(
        text.contains("error CC06") && text.contains("why:") && text.contains("mend:"),
        "{text}"
    );
    assert!(
        text.lines().all(|line| line.chars().count() <= 80),
        "{text}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&fieldlab_check::formats::json(&report)).unwrap();
    assert_eq!(json["summary"]["errors"], 2);
    let named = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["rule"] == "PC02")
        .unwrap();
    assert_eq!(
        (&named["file"]["path"], &named["file"]["line"]),
        (&"publiccode.yml".into(), &2.into())
    );

    let sarif: serde_json::Value =
        serde_json::from_str(&fieldlab_check::formats::sarif(&report)).unwrap();
    let run = &sarif["runs"][0];
    let described = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(described[index]["id"], result["ruleId"]);
    }
    let junit = fieldlab_check::formats::junit(&report, Severity::Error);
    assert_eq!(junit.matches("<failure").count(), 2, "{junit}");
    assert!(fieldlab_check::formats::svg(&report).contains("2 fouten"));
    let shields: serde_json::Value =
        serde_json::from_str(&fieldlab_check::formats::shields(&report)).unwrap();
    assert_eq!(shields["schemaVersion"], 1);
}

#[test]
fn bad_input_ends_in_findings_and_not_in_a_panic() {
    for text in [
        "",
        "\u{feff}",
        "{",
        "- x",
        "a: [",
        "null",
        "1",
        "\"",
        "a: &a [*a]",
        "%YAML 9",
        "\u{0}",
        "x: !!binary zz",
    ] {
        for path in [
            "publiccode.yml",
            "openapi.yaml",
            "fieldlab.toml",
            "compose.yaml",
            "chart/Chart.yaml",
            "chart/values.yaml",
            "pyproject.toml",
            "package.json",
            "Dockerfile",
            ".env.example",
            "REUSE.toml",
            "README.md",
        ] {
            let mut files = clean::service();
            files.insert(path.to_owned(), text.to_owned());
            let _ = report(&files);
        }
    }
    assert!(check(Path::new("/nergens/hier"), None).is_err());
}
