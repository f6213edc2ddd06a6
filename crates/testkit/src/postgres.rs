//! A PostgreSQL server of a test's own, from the binaries that Debian installs.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// A server in a temporary folder, reached by a socket there. It ends, and the folder goes, when this is
/// dropped or the test's process ends, however that ends.
pub struct TemporaryPostgres {
    folder: tempfile::TempDir,
    binaries: PathBuf,
    /// A shell that waits for the end of its input, then stops the server and clears up.
    server: Option<Child>,
    databases: AtomicU32,
}

impl TemporaryPostgres {
    /// Starts a server; `None`, said aloud, when PostgreSQL is not installed. In CI it has to be.
    ///
    /// # Panics
    /// When it is installed and does not start.
    pub fn start() -> Option<Self> {
        let Some(binaries) = binaries() else {
            assert!(
                std::env::var("CI").as_deref() != Ok("true"),
                "CI needs PostgreSQL; script/bootstrap --test installs it"
            );
            eprintln!("skipped: no PostgreSQL here (script/bootstrap --test installs it)");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let mut postgres = Self {
            folder,
            binaries,
            server: None,
            databases: AtomicU32::new(0),
        };
        if is_root() {
            // PostgreSQL refuses to run as root.
            assert!(shell(&format!("chown nobody {}", postgres.shown())).success());
        }
        let initialise = postgres.as_user(&format!(
            "{}/initdb -D {}/data -A trust -U fieldlab -E UTF8 --locale=C --no-sync >/dev/null",
            postgres.binaries.display(),
            postgres.shown()
        ));
        assert!(shell(&initialise).success(), "initdb failed");
        postgres.go();
        Some(postgres)
    }

    /// Starts the server, after [`TemporaryPostgres::stop`].
    ///
    /// # Panics
    /// When it does not answer within half a minute.
    pub fn go(&mut self) {
        let _ = std::fs::remove_file(self.keep());
        let serve = format!(
            "{bin}/postgres -D {at}/data -k {at} -c listen_addresses= -c fsync=off -c max_connections=100 \
             >{at}/log 2>&1 & server=$!; cat >/dev/null; kill -INT $server; wait $server; test -e {at}/keep || rm -rf {at}",
            bin = self.binaries.display(),
            at = self.shown()
        );
        let child = Command::new("sh")
            .args(["-c", &self.as_user(&serve)])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        self.server = Some(child);
        let ready = format!(
            "{}/pg_isready -q -h {}",
            self.binaries.display(),
            self.shown()
        );
        let begun = Instant::now();
        while !shell(&ready).success() {
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "PostgreSQL does not answer: {}",
                std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Stops the server, as when a database is gone for a while; what it holds stays.
    ///
    /// # Panics
    /// When it does not end.
    pub fn stop(&mut self) {
        std::fs::write(self.keep(), "").unwrap();
        self.end();
    }

    fn keep(&self) -> PathBuf {
        self.folder.path().join("keep")
    }

    fn end(&mut self) {
        if let Some(mut server) = self.server.take() {
            drop(server.stdin.take());
            server.wait().unwrap();
        }
    }

    /// The address of a database that nobody has used yet.
    ///
    /// # Panics
    /// When it cannot be made.
    pub fn database(&self) -> String {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        let create = format!(
            "{}/createdb -h {} -U fieldlab lab{number}",
            self.binaries.display(),
            self.shown()
        );
        assert!(shell(&create).success(), "createdb failed");
        format!(
            "postgres://fieldlab@localhost/lab{number}?host={}",
            self.shown()
        )
    }

    fn shown(&self) -> std::path::Display<'_> {
        self.folder.path().display()
    }

    fn as_user(&self, command: &str) -> String {
        if is_root() {
            format!("exec runuser -u nobody -- sh -c '{command}'")
        } else {
            command.to_owned()
        }
    }
}

impl Drop for TemporaryPostgres {
    fn drop(&mut self) {
        self.end();
    }
}

fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn shell(command: &str) -> std::process::ExitStatus {
    Command::new("sh").args(["-c", command]).status().unwrap()
}

/// Where initdb is: in the path, or where Debian puts it.
fn binaries() -> Option<PathBuf> {
    let debian = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|version| version.path().join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut found: Vec<PathBuf> = debian
        .chain(std::env::split_paths(&path))
        .filter(|folder| has_binaries(folder))
        .collect();
    found.sort();
    found.pop()
}

fn has_binaries(folder: &Path) -> bool {
    ["initdb", "postgres", "createdb", "pg_isready"]
        .iter()
        .all(|name| folder.join(name).is_file())
}
