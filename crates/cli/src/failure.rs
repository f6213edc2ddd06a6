//! What a command says when it cannot do what was asked: what happened, and the mend.

use std::error::Error;
use std::process::ExitCode;

use crate::output;

/// A message for the person at the terminal.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    help: Option<String>,
    code: u8,
}

impl Failure {
    /// The thing asked for failed.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
            code: 1,
        }
    }

    /// The question itself was wrong.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self {
            code: 2,
            ..Self::new(message)
        }
    }

    /// An error with its causes, in one line.
    pub(crate) fn from_error(error: &dyn Error) -> Self {
        let mut message = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            message.push_str(": ");
            message.push_str(&cause.to_string());
            source = cause.source();
        }
        Self::new(message)
    }

    /// The file or text that was given cannot be used.
    pub(crate) fn unusable(error: &dyn Error) -> Self {
        Self {
            code: 2,
            ..Self::from_error(error)
        }
    }

    /// Nothing to say: the report has been printed already.
    pub(crate) fn silent() -> Self {
        Self::new(String::new())
    }

    /// Adds the mend.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn print(&self) {
        if !self.message.is_empty() {
            output::note(&format!("error: {}", self.message));
        }
        if let Some(help) = &self.help {
            output::note(&format!("help: {help}"));
        }
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.code)
    }
}
