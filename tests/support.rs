//! The binary as a user has it, for the tests that run it.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Output, Stdio};

/// The repository's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The yardsticks beside the repository; `None`, said aloud, when they are not there.
/// In CI they have to be.
pub(crate) fn shared() -> Option<PathBuf> {
    let folder =
        std::env::var_os("FIELDLAB_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    if folder.join("cases").is_dir() {
        return Some(folder);
    }
    assert!(
        std::env::var("CI").as_deref() != Ok("true"),
        "CI needs the shared folder; FIELDLAB_SHARED says where it is"
    );
    eprintln!("skipped: no shared folder at {}", folder.display());
    None
}

/// `fieldlab` with these arguments and no settings from the environment.
pub(crate) fn fieldlab<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldlab"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("FIELDLAB_") {
            command.env_remove(name);
        }
    }
    command.args(arguments).stdin(Stdio::null());
    command
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Output {
    command.output().unwrap()
}

/// What a command printed on stdout.
pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What a command printed on stderr.
pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A simulator of its own, on a free port; stopped when dropped.
pub(crate) struct Simulator {
    child: Child,
    address: String,
    stderr: Option<ChildStderr>,
}

impl Simulator {
    /// Starts a village.
    pub(crate) fn start() -> Self {
        Self::with(&["--size", "dorp"])
    }

    /// Starts with these arguments beside `up --port 0`.
    pub(crate) fn with(arguments: &[&str]) -> Self {
        let mut child = fieldlab(
            ["up", "--port", "0"]
                .into_iter()
                .chain(arguments.iter().copied()),
        )
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.as_mut().unwrap())
            .read_line(&mut address)
            .unwrap();
        let stderr = child.stderr.take();
        let mut simulator = Self {
            child,
            address: address.trim().to_owned(),
            stderr,
        };
        if simulator.address.is_empty() {
            panic!("the simulator did not start: {}", simulator.stop());
        }
        simulator
    }

    /// Where it answers: `http://127.0.0.1:PORT`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The process, for a test that ends it in its own way.
    pub(crate) fn process(&mut self) -> &mut Child {
        &mut self.child
    }

    /// What it writes on stderr from here on, for a test that reads along.
    pub(crate) fn take_stderr(&mut self) -> ChildStderr {
        self.stderr.take().unwrap()
    }

    /// Stops it and gives what it wrote on stderr.
    pub(crate) fn stop(&mut self) -> String {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let mut text = String::new();
        if let Some(mut stderr) = self.stderr.take() {
            let _ = stderr.read_to_string(&mut text);
        }
        text
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
