//! What every store promises, and what SQLite promises on top of that.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test may")]
#![allow(missing_docs)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use fieldlab_ledger::{OpenError, SqliteLedger, open};
use fieldlab_sim::{
    ClockMode, Entry, Ledger, LedgerError, Mutation, Seq, TeamName, TeamRecord, TeamWorld,
};

fn team(name: &str) -> TeamName {
    TeamName::parse(name).unwrap()
}

fn record(name: &str) -> TeamRecord {
    TeamRecord {
        name: team(name),
        world: TeamWorld::Standaard,
    }
}

/// Entry `seq`, recognisable by its moment: so many seconds after the epoch.
fn entry(seq: u64, second: i64) -> Entry {
    let at = jiff::Timestamp::from_second(second).unwrap();
    Entry {
        seq: Seq(seq),
        at,
        request: format!("r{seq}"),
        mutation: Mutation::Klok {
            mode: ClockMode::Frozen,
            at,
            wall: at,
        },
    }
}

fn sqlite(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("lab.db").display())
}

/// Runs `check` on a fresh ledger of each store.
async fn each_store<F: Future<Output = ()>>(check: impl Fn(Arc<dyn Ledger>) -> F) {
    check(open("memory").await.unwrap()).await;
    let folder = tempfile::tempdir().unwrap();
    let ledger = open(&sqlite(folder.path())).await.unwrap();
    check(Arc::clone(&ledger)).await;
    ledger.close().await.unwrap();
}

#[tokio::test]
async fn what_is_appended_is_read_back_in_order() {
    each_store(async |ledger| {
        ledger.create_team(&record("rood")).await.unwrap();
        assert_eq!(ledger.head(&team("rood")).await.unwrap(), Seq::ZERO);
        let entries = [entry(1, 10), entry(2, 20), entry(3, 30)];
        ledger.append(&team("rood"), &entries[..2]).await.unwrap();
        ledger.append(&team("rood"), &entries[2..]).await.unwrap();
        ledger.append(&team("rood"), &[]).await.unwrap();
        assert_eq!(ledger.head(&team("rood")).await.unwrap(), Seq(3));
        assert_eq!(
            ledger.read(&team("rood"), Seq::ZERO).await.unwrap(),
            entries
        );
        assert_eq!(
            ledger.read(&team("rood"), Seq(2)).await.unwrap(),
            entries[2..]
        );
        assert_eq!(ledger.read(&team("rood"), Seq(9)).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn who_appends_second_at_a_number_is_told_the_real_head() {
    each_store(async |ledger| {
        ledger.create_team(&record("rood")).await.unwrap();
        ledger
            .append(&team("rood"), &[entry(1, 1), entry(2, 2)])
            .await
            .unwrap();
        for entries in [
            vec![entry(2, 9)],
            vec![entry(4, 9)],
            vec![entry(1, 9), entry(2, 9)],
        ] {
            let error = ledger.append(&team("rood"), &entries).await.unwrap_err();
            assert!(
                matches!(error, LedgerError::Conflict { head: Seq(2), .. }),
                "{error}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_batch_is_appended_whole_or_not_at_all() {
    each_store(async |ledger| {
        ledger.create_team(&record("rood")).await.unwrap();
        let gap = [entry(1, 1), entry(3, 3)];
        assert!(ledger.append(&team("rood"), &gap).await.is_err());
        let twice = [entry(1, 1), entry(2, 2), entry(2, 2)];
        assert!(ledger.append(&team("rood"), &twice).await.is_err());
        assert_eq!(ledger.read(&team("rood"), Seq::ZERO).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_team_that_does_not_exist_is_named_in_the_error() {
    each_store(async |ledger| {
        let nobody = team("niemand");
        let errors = [
            ledger.append(&nobody, &[entry(1, 1)]).await.unwrap_err(),
            ledger.read(&nobody, Seq::ZERO).await.unwrap_err(),
            ledger.head(&nobody).await.unwrap_err(),
            ledger.delete_team(&nobody).await.unwrap_err(),
        ];
        for error in errors {
            assert!(
                matches!(&error, LedgerError::UnknownTeam(name) if *name == nobody),
                "{error}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_name_is_given_once_until_its_team_is_deleted_with_all_it_wrote() {
    each_store(async |ledger| {
        let leeg = TeamRecord {
            name: team("blauw"),
            world: TeamWorld::Leeg,
        };
        ledger.create_team(&record("rood")).await.unwrap();
        ledger.create_team(&leeg).await.unwrap();
        assert_eq!(ledger.teams().await.unwrap(), [leeg, record("rood")]);
        let error = ledger.create_team(&record("blauw")).await.unwrap_err();
        assert!(matches!(error, LedgerError::TeamExists(_)), "{error}");
        ledger.append(&team("rood"), &[entry(1, 1)]).await.unwrap();
        ledger.delete_team(&team("rood")).await.unwrap();
        ledger.create_team(&record("rood")).await.unwrap();
        assert_eq!(ledger.head(&team("rood")).await.unwrap(), Seq::ZERO);
    })
    .await;
}

#[tokio::test]
async fn a_ledger_is_tied_to_the_first_world_it_saw() {
    each_store(async |ledger| {
        ledger.bind("dorp (seed 1)").await.unwrap();
        ledger.bind("dorp (seed 1)").await.unwrap();
        let error = ledger.bind("dorp (seed 2)").await.unwrap_err();
        let LedgerError::OtherWorld { found, expected } = error else {
            panic!("{error}");
        };
        assert_eq!(
            (found.as_str(), expected.as_str()),
            ("dorp (seed 1)", "dorp (seed 2)")
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_writers_at_one_number_exactly_one_wins() {
    each_store(async |ledger| {
        ledger.create_team(&record("rood")).await.unwrap();
        for round in 1..=20 {
            let writers: Vec<_> = (0..8)
                .map(|writer| {
                    let ledger = Arc::clone(&ledger);
                    tokio::spawn(async move {
                        ledger
                            .append(&team("rood"), &[entry(round, writer)])
                            .await
                            .is_ok()
                    })
                })
                .collect();
            let mut winners = 0;
            for writer in writers {
                winners += usize::from(writer.await.unwrap());
            }
            assert_eq!(winners, 1, "round {round}");
        }
        assert_eq!(ledger.head(&team("rood")).await.unwrap(), Seq(20));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_teams_write_side_by_side_without_seeing_one_another() {
    each_store(async |ledger| {
        let teams: Vec<_> = (0..16)
            .map(|number| {
                let ledger = Arc::clone(&ledger);
                tokio::spawn(async move {
                    let name = format!("team-{number}");
                    ledger.create_team(&record(&name)).await.unwrap();
                    for seq in 1..=10 {
                        ledger
                            .append(&team(&name), &[entry(seq, number)])
                            .await
                            .unwrap();
                    }
                })
            })
            .collect();
        for handle in teams {
            handle.await.unwrap();
        }
        for number in 0..16 {
            let entries = ledger
                .read(&team(&format!("team-{number}")), Seq::ZERO)
                .await
                .unwrap();
            assert_eq!(entries.len(), 10);
            assert!(entries.iter().all(|entry| entry.at.as_second() == number));
        }
    })
    .await;
}

#[tokio::test]
async fn everything_is_there_when_the_file_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = sqlite(folder.path());
    let ledger = open(&store).await.unwrap();
    ledger.bind("dorp").await.unwrap();
    ledger.create_team(&record("rood")).await.unwrap();
    ledger.append(&team("rood"), &[entry(1, 1)]).await.unwrap();
    ledger.close().await.unwrap();
    let ledger = open(&store).await.unwrap();
    assert_eq!(ledger.teams().await.unwrap(), [record("rood")]);
    assert_eq!(
        ledger.read(&team("rood"), Seq::ZERO).await.unwrap(),
        [entry(1, 1)]
    );
    assert!(ledger.bind("stad").await.is_err());
    assert!(ledger.sole_writer());
}

#[tokio::test]
async fn a_file_that_is_open_is_refused_and_free_again_when_it_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let store = sqlite(folder.path());
    let first = open(&store).await.unwrap();
    let error = open(&store).await.err().unwrap();
    assert!(matches!(error, OpenError::InUse { .. }), "{error}");
    assert!(
        error.to_string().contains(&std::process::id().to_string()),
        "{error}"
    );
    first.close().await.unwrap();
    open(&store).await.unwrap();
}

/// Bytes, what the message says.
fn assert_left_alone(path: &Path, before: &[u8], error: &OpenError, says: &str) {
    assert!(error.to_string().contains(says), "{error}");
    assert!(error.to_string().contains("left as it is"), "{error}");
    assert_eq!(std::fs::read(path).unwrap(), before, "the file was touched");
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lab.db");
    std::fs::write(&path, "een brief aan de gemeente").unwrap();
    let error = SqliteLedger::open(&path).await.unwrap_err();
    assert_left_alone(&path, b"een brief aan de gemeente", &error, "not a ledger");
}

#[tokio::test]
async fn a_database_of_another_program_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lab.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(&path)
        .create_if_missing(true);
    let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
    sqlx::query("CREATE TABLE brieven (tekst TEXT)")
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    let before = std::fs::read(&path).unwrap();
    let error = SqliteLedger::open(&path).await.unwrap_err();
    assert_left_alone(&path, &before, &error, "another program");
}

#[tokio::test]
async fn a_damaged_ledger_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lab.db");
    let ledger = SqliteLedger::open(&path).await.unwrap();
    ledger.create_team(&record("rood")).await.unwrap();
    ledger.close().await.unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    assert!(bytes.len() > 8192, "{}", bytes.len());
    // The header stays; every page after the first becomes noise.
    bytes[4096..].fill(0xA5);
    std::fs::write(&path, &bytes).unwrap();
    let error = SqliteLedger::open(&path).await.unwrap_err();
    assert_left_alone(&path, &bytes, &error, "damaged");
}

#[tokio::test]
async fn a_store_we_do_not_have_is_refused_with_those_we_have() {
    for store in ["redis://x", "sqlite", "sqlite:", "postgres://x", ""] {
        let error = open(store).await.err().unwrap().to_string();
        assert!(
            error.contains("memory") && error.contains("sqlite:"),
            "{error}"
        );
    }
    let error = open("sqlite:/nergens/lab.db")
        .await
        .err()
        .unwrap()
        .to_string();
    assert!(error.contains("/nergens/lab.db"), "{error}");
}

/// Not a test of its own: the process that `an_acknowledged_append_survives_a_killed_process` kills.
#[tokio::test]
async fn the_process_that_gets_killed() {
    let Ok(store) = std::env::var("LEDGER_TEST_STORE") else {
        return;
    };
    let ledger = open(&store).await.unwrap();
    ledger.create_team(&record("rood")).await.unwrap();
    for seq in 1.. {
        ledger
            .append(&team("rood"), &[entry(seq, 1)])
            .await
            .unwrap();
        // Whoever reads this line has our word that the entry is kept.
        eprintln!("kept {seq}");
    }
}

#[tokio::test]
async fn an_acknowledged_append_survives_a_killed_process() {
    use std::io::{BufRead, BufReader};
    let folder = tempfile::tempdir().unwrap();
    let store = sqlite(folder.path());
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_process_that_gets_killed", "--nocapture"])
        .env("LEDGER_TEST_STORE", &store)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut kept = 0;
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    while kept < 40 {
        let line = lines.next().unwrap().unwrap();
        if let Some(seq) = line.strip_prefix("kept ") {
            kept = seq.parse().unwrap();
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let ledger = open(&store).await.unwrap();
    let entries = ledger.read(&team("rood"), Seq::ZERO).await.unwrap();
    assert!(entries.len() >= kept, "{} of {kept}", entries.len());
    assert!(
        entries
            .iter()
            .zip(1..)
            .all(|(entry, seq)| entry.seq == Seq(seq))
    );
    // The lock of the dead process stands in nobody's way, and the ledger goes on.
    let next = entries.len() as u64 + 1;
    ledger
        .append(&team("rood"), &[entry(next, 1)])
        .await
        .unwrap();
}
