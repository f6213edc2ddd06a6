//! Every shipped scenario passes, and a broken copy says where it is broken.

use crate::support::{fieldlab, root, run, stderr, stdout};

#[test]
fn every_shipped_scenario_passes() {
    let mut count = 0;
    for entry in std::fs::read_dir(root().join("scenarios")).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "yaml")
        {
            let output = run(&mut fieldlab(["scenario", "run", path.to_str().unwrap()]));
            assert!(
                output.status.success(),
                "{}\n{}{}",
                path.display(),
                stdout(&output),
                stderr(&output)
            );
            count += 1;
        }
    }
    assert!(count > 0);
    let listed = stdout(&run(&mut fieldlab(["scenario", "list", "--json"])));
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(listed.as_array().unwrap().len(), count);
}

/// A copy of `verhuizing` in which `from` reads `to`; gives the line, and what a run of it printed.
fn broken(from: &str, to: &str) -> (usize, bool, String) {
    let text = std::fs::read_to_string(root().join("scenarios/verhuizing.yaml")).unwrap();
    let at = text
        .find(from)
        .unwrap_or_else(|| panic!("verhuizing.yaml has no {from:?} to break"));
    let line = text[..at].matches('\n').count() + 1;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kapot.yaml");
    std::fs::write(&file, text.replacen(from, to, 1)).unwrap();
    let output = run(&mut fieldlab(["scenario", "run", file.to_str().unwrap()]));
    (
        line,
        output.status.success(),
        format!("{}{}", stdout(&output), stderr(&output)),
    )
}

#[test]
fn a_copy_with_a_misspelled_word_names_the_line_and_the_mend() {
    let (line, passed, text) = broken("expect:", "expekt:");
    assert!(!passed, "{text}");
    assert!(
        text.contains(&format!("kapot.yaml:{line}")),
        "line {line}: {text}"
    );
    assert!(text.contains("help") && text.contains("expect"), "{text}");
}

#[test]
fn a_copy_that_expects_something_else_fails_at_that_step() {
    let (_, passed, text) = broken("status: 200", "status: 418");
    assert!(!passed, "{text}");
    assert!(text.contains("418") && text.contains("200"), "{text}");
    assert!(text.contains("kapot.yaml:"), "{text}");
}

#[test]
fn an_unreadable_scenario_is_one_message() {
    let output = run(&mut fieldlab(["scenario", "run", "/nergens/geen.yaml"]));
    assert!(!output.status.success());
    assert!(
        stderr(&output).contains("/nergens/geen.yaml"),
        "{}",
        stderr(&output)
    );
}
