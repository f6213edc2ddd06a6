use std::collections::BTreeMap;
use std::path::Path;

use super::*;
use crate::change::Action;

fn change(path: &str, before: Option<&str>, after: Option<&str>) -> Change {
    Change {
        path: path.to_owned(),
        action: match (before, after) {
            (None, _) => Action::Add,
            (_, None) => Action::Remove,
            _ => Action::Replace,
        },
        reason: None,
        before: before.map(|text| text.as_bytes().to_vec()),
        after: after.map(|text| Rendered {
            bytes: text.as_bytes().to_vec(),
            executable: false,
        }),
    }
}

fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a"), "oud a").unwrap();
    std::fs::write(folder.path().join("b"), "oud b").unwrap();
    folder
}

fn read(folder: &Path, path: &str) -> Option<String> {
    std::fs::read_to_string(folder.join(path)).ok()
}

fn changes() -> Vec<Change> {
    vec![
        change("a", Some("oud a"), Some("nieuw a")),
        change("b", Some("oud b"), None),
        change("map/c", None, Some("nieuw c")),
    ]
}

fn is_old(folder: &Path) {
    assert_eq!(read(folder, "a").unwrap(), "oud a");
    assert_eq!(read(folder, "b").unwrap(), "oud b");
    assert!(!folder.join("map").exists());
    assert!(!folder.join(FOLDER).join(BUSY).exists());
}

#[test]
fn all_changes_are_made_and_can_be_taken_back() {
    let folder = project();
    apply(folder.path(), &changes(), &BTreeMap::new()).unwrap();
    assert_eq!(read(folder.path(), "a").unwrap(), "nieuw a");
    assert_eq!(read(folder.path(), "b"), None);
    assert_eq!(read(folder.path(), "map/c").unwrap(), "nieuw c");
    undo(folder.path(), false).unwrap();
    is_old(folder.path());
}

#[test]
fn one_that_fails_half_way_leaves_nothing() {
    let folder = project();
    let mut all = changes();
    // A file stands where the folder has to come: known only when it is tried.
    std::fs::write(folder.path().join("weg"), "x").unwrap();
    all.push(change("weg/d", None, Some("nieuw d")));
    assert!(apply(folder.path(), &all, &BTreeMap::new()).is_err());
    is_old(folder.path());
}

#[test]
fn a_crash_at_any_step_is_recovered_from() {
    for steps in 0..=3 {
        let folder = project();
        let busy = folder.path().join(FOLDER).join(BUSY);
        let all = changes();
        let wanted: Vec<_> = all
            .iter()
            .map(|change| (change.path.as_str(), change.after.as_ref()))
            .collect();
        prepare(folder.path(), &busy, &wanted).unwrap();
        for (number, (path, file)) in wanted.iter().enumerate().take(steps) {
            put(folder.path(), &busy, number, path, file.is_some()).unwrap();
        }
        // The process ends here; the next command finds the list.
        assert!(recover(folder.path()).unwrap());
        is_old(folder.path());
        assert!(!recover(folder.path()).unwrap());
    }
}

#[test]
fn a_crash_before_the_list_is_whole_touched_nothing() {
    let folder = project();
    let busy = folder.path().join(FOLDER).join(BUSY);
    std::fs::create_dir_all(busy.join("oud")).unwrap();
    std::fs::write(busy.join("stappen.nieuw"), "[{").unwrap();
    assert!(recover(folder.path()).unwrap());
    is_old(folder.path());
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let folder = project();
    let outside = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(outside.path(), folder.path().join("map")).unwrap();
    assert!(apply(folder.path(), &changes(), &BTreeMap::new()).is_err());
    assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 0);
    assert_eq!(read(folder.path(), "a").unwrap(), "oud a");
}

#[test]
fn a_list_of_steps_that_leaves_the_project_is_refused() {
    let folder = project();
    let busy = folder.path().join(FOLDER).join(BUSY);
    std::fs::create_dir_all(&busy).unwrap();
    let list = r#"[{"path":"../weg","old":false,"new":"x","old_executable":false}]"#;
    std::fs::write(busy.join(STEPS), list).unwrap();
    assert!(recover(folder.path()).is_err());
}
