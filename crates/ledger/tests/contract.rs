//! What every store promises, and what SQLite and PostgreSQL promise on top of that.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test may")]
#![allow(missing_docs)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, OnceLock};

use fieldlab_ledger::{OpenError, SqliteLedger, open};
use fieldlab_sim::{
    ClockMode, Entry, Head, Ledger, LedgerError, Mutation, Seq, Speed, TeamName, TeamRecord,
    TeamSettings, TeamWorld,
};
use fieldlab_testkit::TemporaryPostgres;

fn team(name: &str) -> TeamName {
    TeamName::parse(name).unwrap()
}

fn record(name: &str) -> TeamRecord {
    TeamRecord::new(team(name), TeamWorld::Standaard)
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
            speed: Speed::REAL,
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
    if let Some(postgres) = postgres() {
        let ledger = open(&postgres.database()).await.unwrap();
        check(Arc::clone(&ledger)).await;
        ledger.close().await.unwrap();
    }
}

/// One server for all tests; each has a database of its own.
fn postgres() -> Option<&'static TemporaryPostgres> {
    static SERVER: OnceLock<Option<TemporaryPostgres>> = OnceLock::new();
    SERVER.get_or_init(TemporaryPostgres::start).as_ref()
}

/// What a team's ledger holds, and where it is.
async fn whole(ledger: &Arc<dyn Ledger>, name: &str) -> (Head, Vec<Entry>) {
    let batch = ledger.read(&team(name), Seq::ZERO).await.unwrap();
    assert_eq!(batch.head, ledger.head(&team(name)).await.unwrap());
    (batch.head, batch.entries)
}

/// Appends in the team's present generation.
async fn append(
    ledger: &Arc<dyn Ledger>,
    name: &str,
    entries: &[Entry],
) -> Result<(), LedgerError> {
    let generation = ledger.head(&team(name)).await?.generation;
    ledger.append(&team(name), generation, entries).await
}

#[tokio::test]
async fn what_is_appended_is_read_back_in_order() {
    each_store(async |ledger| {
        ledger.create_team(&record("rood")).await.unwrap();
        assert_eq!(ledger.head(&team("rood")).await.unwrap().seq, Seq::ZERO);
        let entries = [entry(1, 10), entry(2, 20), entry(3, 30)];
        append(&ledger, "rood", &entries[..2]).await.unwrap();
        append(&ledger, "rood", &entries[2..]).await.unwrap();
        append(&ledger, "rood", &[]).await.unwrap();
        assert_eq!(ledger.head(&team("rood")).await.unwrap().seq, Seq(3));
        assert_eq!(
            ledger.read(&team("rood"), Seq::ZERO).await.unwrap().entries,
            entries
        );
        assert_eq!(
            ledger.read(&team("rood"), Seq(2)).await.unwrap().entries,
            entries[2..]
        );
        assert_eq!(
            ledger.read(&team("rood"), Seq(9)).await.unwrap().entries,
            []
        );
    })
    .await;
}

#[tokio::test]
async fn who_appends_second_at_a_number_is_told_the_real_head() {
    each_store(async |ledger| {
        ledger.create_team(&record("rood")).await.unwrap();
        append(&ledger, "rood", &[entry(1, 1), entry(2, 2)])
            .await
            .unwrap();
        for entries in [
            vec![entry(2, 9)],
            vec![entry(4, 9)],
            vec![entry(1, 9), entry(2, 9)],
        ] {
            let error = append(&ledger, "rood", &entries).await.unwrap_err();
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
        assert!(append(&ledger, "rood", &gap).await.is_err());
        let twice = [entry(1, 1), entry(2, 2), entry(2, 2)];
        assert!(append(&ledger, "rood", &twice).await.is_err());
        assert_eq!(
            ledger.read(&team("rood"), Seq::ZERO).await.unwrap().entries,
            []
        );
    })
    .await;
}

#[tokio::test]
async fn a_team_that_does_not_exist_is_named_in_the_error() {
    each_store(async |ledger| {
        let nobody = team("niemand");
        let errors = [
            ledger.append(&nobody, 1, &[entry(1, 1)]).await.unwrap_err(),
            ledger.read(&nobody, Seq::ZERO).await.unwrap_err(),
            ledger.head(&nobody).await.unwrap_err(),
            ledger.delete_team(&nobody).await.unwrap_err(),
            ledger.team(&nobody).await.unwrap_err(),
            ledger.rewind(&nobody, Seq::ZERO).await.unwrap_err(),
            ledger
                .copy_team(&nobody, Seq::ZERO, &record("rood"))
                .await
                .unwrap_err(),
            ledger
                .update_team(&nobody, &TeamSettings::default())
                .await
                .unwrap_err(),
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
        let leeg = TeamRecord::new(team("blauw"), TeamWorld::Leeg);
        ledger.create_team(&record("rood")).await.unwrap();
        ledger.create_team(&leeg).await.unwrap();
        assert_eq!(ledger.teams().await.unwrap(), [leeg, record("rood")]);
        let error = ledger.create_team(&record("blauw")).await.unwrap_err();
        assert!(matches!(error, LedgerError::TeamExists(_)), "{error}");
        append(&ledger, "rood", &[entry(1, 1)]).await.unwrap();
        ledger.delete_team(&team("rood")).await.unwrap();
        ledger.create_team(&record("rood")).await.unwrap();
        assert_eq!(ledger.head(&team("rood")).await.unwrap().seq, Seq::ZERO);
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

#[tokio::test]
async fn a_rewound_ledger_is_cut_off_and_begins_another_generation() {
    each_store(async |ledger| {
        ledger.create_team(&record("rood")).await.unwrap();
        let entries = [entry(1, 1), entry(2, 2), entry(3, 3)];
        append(&ledger, "rood", &entries).await.unwrap();
        let (before, _) = whole(&ledger, "rood").await;
        let after = ledger.rewind(&team("rood"), Seq(1)).await.unwrap();
        assert_eq!(after.seq, Seq(1));
        assert_ne!(after.generation, before.generation);
        assert_eq!(whole(&ledger, "rood").await, (after, entries[..1].to_vec()));
        // Who still thinks of the old history may not go on with it, though the number is right.
        let late = ledger
            .append(&team("rood"), before.generation, &[entry(2, 9)])
            .await;
        assert!(
            matches!(late, Err(LedgerError::Conflict { .. })),
            "{late:?}"
        );
        append(&ledger, "rood", &[entry(2, 8)]).await.unwrap();
        let beyond = ledger.rewind(&team("rood"), Seq(3)).await.unwrap_err();
        assert!(
            matches!(beyond, LedgerError::BeyondHead { head: Seq(2), .. }),
            "{beyond}"
        );
        ledger.rewind(&team("rood"), Seq::ZERO).await.unwrap();
        assert_eq!(whole(&ledger, "rood").await.1, []);
    })
    .await;
}

#[tokio::test]
async fn a_copy_has_the_same_history_up_to_a_moment_and_then_its_own() {
    each_store(async |ledger| {
        let rood = TeamRecord::new(team("rood"), TeamWorld::Leeg);
        ledger.create_team(&rood).await.unwrap();
        let entries: Vec<_> = (1..=2_500).map(|seq| entry(seq, 7)).collect();
        append(&ledger, "rood", &entries).await.unwrap();
        let blauw = TeamRecord::new(team("blauw"), TeamWorld::Leeg);
        ledger
            .copy_team(&team("rood"), Seq(2_100), &blauw)
            .await
            .unwrap();
        append(&ledger, "blauw", &[entry(2_101, 1)]).await.unwrap();
        let (head, copied) = whole(&ledger, "blauw").await;
        assert_eq!(head.seq, Seq(2_101));
        assert_eq!(copied[..2_100], entries[..2_100]);
        assert_ne!(head.generation, whole(&ledger, "rood").await.0.generation);
        assert_eq!(whole(&ledger, "rood").await.1, entries);
        for (until, name) in [(2_501, "groen"), (1, "blauw")] {
            let refused = ledger
                .copy_team(&team("rood"), Seq(until), &record(name))
                .await;
            assert!(refused.is_err(), "{name}");
        }
        assert!(ledger.team(&team("groen")).await.is_err());
        assert_eq!(whole(&ledger, "blauw").await.1.len(), 2_101);
    })
    .await;
}

#[tokio::test]
async fn what_is_decided_about_a_team_is_kept_beside_its_history() {
    each_store(async |ledger| {
        ledger.create_team(&record("rood")).await.unwrap();
        let mut settings = TeamSettings {
            token: Some("ab".to_owned()),
            ..TeamSettings::default()
        };
        settings.quota.objects = Some(u64::MAX);
        let (before, _) = whole(&ledger, "rood").await;
        ledger.update_team(&team("rood"), &settings).await.unwrap();
        ledger.rewind(&team("rood"), Seq::ZERO).await.unwrap();
        let (after, _) = whole(&ledger, "rood").await;
        assert!(after.revision > before.revision);
        let found = ledger.team(&team("rood")).await.unwrap();
        assert_eq!(found.settings, settings);
        assert_eq!(ledger.teams().await.unwrap(), [found]);
    })
    .await;
}

#[tokio::test]
async fn a_team_that_is_made_again_under_its_name_is_another_one() {
    each_store(async |ledger| {
        ledger.create_team(&record("rood")).await.unwrap();
        let (first, _) = whole(&ledger, "rood").await;
        ledger.delete_team(&team("rood")).await.unwrap();
        ledger.create_team(&record("rood")).await.unwrap();
        let late = ledger
            .append(&team("rood"), first.generation, &[entry(1, 1)])
            .await;
        assert!(
            matches!(late, Err(LedgerError::Conflict { .. })),
            "{late:?}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn rewinds_and_appends_at_once_never_leave_a_gap() {
    each_store(async |ledger| {
        ledger.create_team(&record("rood")).await.unwrap();
        let writers: Vec<_> = (0..4)
            .map(|writer| {
                let ledger = Arc::clone(&ledger);
                tokio::spawn(async move {
                    for turn in 0..30 {
                        let (head, _) = whole_or_not(&ledger).await;
                        if writer == 0 && turn % 5 == 4 {
                            let _ = ledger.rewind(&team("rood"), Seq(head.seq.0 / 2)).await;
                        } else {
                            let next = entry(head.seq.0 + 1, writer);
                            let _ = ledger.append(&team("rood"), head.generation, &[next]).await;
                        }
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        let (head, entries) = whole(&ledger, "rood").await;
        assert_eq!(head.seq.0, entries.len() as u64);
        let numbers: Vec<u64> = entries.iter().map(|entry| entry.seq.0).collect();
        assert_eq!(numbers, (1..=head.seq.0).collect::<Vec<_>>());
    })
    .await;
}

/// As [`whole`], while others write.
async fn whole_or_not(ledger: &Arc<dyn Ledger>) -> (Head, Vec<Entry>) {
    let batch = ledger.read(&team("rood"), Seq::ZERO).await.unwrap();
    assert_eq!(
        batch.head.seq.0,
        batch.entries.len() as u64,
        "head and entries are of one moment"
    );
    (batch.head, batch.entries)
}

#[tokio::test]
async fn two_on_one_database_see_what_the_other_writes() {
    let Some(postgres) = postgres() else { return };
    let address = postgres.database();
    let one = open(&address).await.unwrap();
    let other = open(&address).await.unwrap();
    assert!(!one.sole_writer());
    one.bind("dorp").await.unwrap();
    assert!(other.bind("stad").await.is_err());
    one.create_team(&record("rood")).await.unwrap();
    append(&other, "rood", &[entry(1, 1)]).await.unwrap();
    assert_eq!(whole(&one, "rood").await, whole(&other, "rood").await);
    one.close().await.unwrap();
    append(&other, "rood", &[entry(2, 1)]).await.unwrap();
    other.close().await.unwrap();
}

#[tokio::test]
async fn a_database_that_is_not_there_is_named_without_its_password() {
    for url in [
        "postgres://lab:geheim@localhost:1/lab",
        "postgres://lab:geheim@localhost:x/lab",
    ] {
        let error = open(url).await.err().unwrap().to_string();
        assert!(error.contains("postgres://lab@localhost"), "{error}");
        assert!(!error.contains("geheim"), "{error}");
    }
}

#[tokio::test]
async fn a_file_of_the_first_version_is_opened_with_all_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lab.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(&path)
        .create_if_missing(true);
    let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
    let first = sqlx::migrate::Migrator::with_migrations(vec![sqlx::migrate::Migration::new(
        1,
        "ledger".into(),
        sqlx::migrate::MigrationType::Simple,
        sqlx::SqlSafeStr::into_sql_str(include_str!("../migrations/sqlite/0001_ledger.sql")),
        false,
    )]);
    first.run(&pool).await.unwrap();
    for statement in [
        "INSERT INTO team (name, world) VALUES ('rood', 'leeg')",
        r#"INSERT INTO entry (team, seq, at, request, mutation) VALUES ('rood', 1, '1970-01-01T00:00:01Z', 'r1',
           '{"soort":"klok","mode":"frozen","at":"1970-01-01T00:00:01Z","wall":"1970-01-01T00:00:01Z"}')"#,
    ] {
        sqlx::query(statement).execute(&pool).await.unwrap();
    }
    pool.close().await;
    let ledger = open(&sqlite(folder.path())).await.unwrap();
    assert_eq!(whole(&ledger, "rood").await.1, [entry(1, 1)]);
    append(&ledger, "rood", &[entry(2, 2)]).await.unwrap();
    ledger.close().await.unwrap();
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
                        append(&ledger, "rood", &[entry(round, writer)])
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
        assert_eq!(ledger.head(&team("rood")).await.unwrap().seq, Seq(20));
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
                        append(&ledger, &name, &[entry(seq, number)]).await.unwrap();
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
                .unwrap()
                .entries;
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
    append(&ledger, "rood", &[entry(1, 1)]).await.unwrap();
    ledger.close().await.unwrap();
    let ledger = open(&store).await.unwrap();
    assert_eq!(ledger.teams().await.unwrap(), [record("rood")]);
    assert_eq!(
        ledger.read(&team("rood"), Seq::ZERO).await.unwrap().entries,
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
    for store in ["redis://x", "sqlite", "sqlite:", "postgres", ""] {
        let error = open(store).await.err().unwrap().to_string();
        assert!(
            ["memory", "sqlite:", "postgres://"]
                .iter()
                .all(|known| error.contains(known)),
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
    let made = ledger.create_team(&record("rood")).await;
    assert!(matches!(made, Ok(()) | Err(LedgerError::TeamExists(_))));
    let head = ledger.head(&team("rood")).await.unwrap();
    for seq in head.seq.0 + 1.. {
        append(&ledger, "rood", &[entry(seq, 1)]).await.unwrap();
        // Whoever reads this line has our word that the entry is kept.
        eprintln!("kept {seq}");
    }
}

#[tokio::test]
async fn an_acknowledged_append_survives_a_process_that_is_killed_twenty_times() {
    use std::io::{BufRead, BufReader};
    let folder = tempfile::tempdir().unwrap();
    let store = sqlite(folder.path());
    let mut kept = 0;
    for round in 1..=20 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "the_process_that_gets_killed", "--nocapture"])
            .env("LEDGER_TEST_STORE", &store)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let enough = kept + 10 + round;
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        while kept < enough {
            let line = lines.next().unwrap().unwrap();
            if let Some(seq) = line.strip_prefix("kept ") {
                kept = seq.parse().unwrap();
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // The lock of the dead process stands in nobody's way.
        let ledger = open(&store).await.unwrap();
        let (head, entries) = whole(&ledger, "rood").await;
        assert!(head.seq.0 >= kept, "round {round}: {head:?} of {kept}");
        assert!(
            entries
                .iter()
                .zip(1..)
                .all(|(entry, seq)| entry.seq == Seq(seq))
        );
        ledger.close().await.unwrap();
    }
}

#[tokio::test]
async fn a_ledger_goes_into_a_file_and_into_any_other_store() {
    let source = open("memory").await.unwrap();
    source.bind("dorp").await.unwrap();
    let mut rood = record("rood");
    rood.settings.quota.objects = Some(9);
    source.create_team(&rood).await.unwrap();
    source.create_team(&record("blauw")).await.unwrap();
    let entries: Vec<_> = (1..=3).map(|seq| entry(seq, 5)).collect();
    append(&source, "rood", &entries).await.unwrap();
    let mut file = Vec::new();
    let counted = fieldlab_ledger::backup(source.as_ref(), &mut file)
        .await
        .unwrap();
    assert_eq!((counted.teams, counted.entries), (2, 3));
    let file = &file;
    each_store(async |ledger| {
        // What a simulator leaves that ran and was never used.
        ledger.create_team(&record("standaard")).await.unwrap();
        let restored = fieldlab_ledger::restore(ledger.as_ref(), &mut file.as_slice()).await;
        assert_eq!(restored.unwrap(), counted);
        assert_eq!(ledger.teams().await.unwrap(), source.teams().await.unwrap());
        assert_eq!(whole(&ledger, "rood").await.1, entries);
        assert_eq!(ledger.world().await.unwrap().as_deref(), Some("dorp"));
        assert_eq!(
            fieldlab_ledger::check(ledger.as_ref()).await.unwrap(),
            counted
        );
        let again = fieldlab_ledger::restore(ledger.as_ref(), &mut file.as_slice()).await;
        assert!(again.unwrap_err().to_string().contains("2 teams already"));
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_not_whole_is_refused_with_its_line_and_nothing_is_stored() {
    let source = open("memory").await.unwrap();
    source.create_team(&record("rood")).await.unwrap();
    append(&source, "rood", &[entry(1, 1), entry(2, 2)])
        .await
        .unwrap();
    let mut file = Vec::new();
    fieldlab_ledger::backup(source.as_ref(), &mut file)
        .await
        .unwrap();
    let text = String::from_utf8(file).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let target = open("memory").await.unwrap();
    for (wrong, says) in [
        (String::new(), "line 1"),
        ("{}".to_owned(), "line 1"),
        (text.replace("ledger/1", "ledger/9"), "`ledger/9`"),
        (lines[..4].join("\n"), "line 5: the file ends before"),
        (lines[..3].join("\n"), "line 4: the file ends before"),
        (text.replace(r#""seq":2"#, r#""seq":3"#), "line 4: entry 3"),
        (
            text.replace(r#""teams":1"#, r#""teams":2"#),
            "line 5: 2 teams",
        ),
        (text.replace("rood", "../rood"), "line 2"),
        (
            text.replace(r#""soort":"klok""#, r#""soort":"iets""#),
            "line 3",
        ),
    ] {
        let error = fieldlab_ledger::restore(target.as_ref(), &mut wrong.as_bytes())
            .await
            .unwrap_err()
            .to_string();
        assert!(error.contains(says), "{error}");
        assert_eq!(target.teams().await.unwrap(), []);
    }
}
