//! How far a long task is, on stderr. Nothing is drawn where nobody looks.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar that is gone when the task ends, well or not.
pub(crate) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A task of `total` bytes.
    pub(crate) fn bytes(total: u64) -> Self {
        Self::with(total, "{msg:22} {wide_bar} {bytes}/{total_bytes} {eta}")
    }

    /// A task of `total` pieces.
    pub(crate) fn counted(total: u64) -> Self {
        Self::with(total, "{msg:22} {wide_bar} {human_pos}/{human_len} {eta}")
    }

    /// A task that says how far it is in thousandths.
    pub(crate) fn thousandths() -> Self {
        Self::with(1000, "{msg:22} {wide_bar} {percent}%")
    }

    fn with(total: u64, template: &str) -> Self {
        let bar = ProgressBar::new(total);
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { bar }
    }

    pub(crate) fn at(&self, done: u64) {
        self.bar.set_position(done);
    }

    /// The total, when it is known later than the start.
    pub(crate) fn of(&self, done: u64, total: u64) {
        self.bar.set_length(total);
        self.bar.set_position(done);
    }

    pub(crate) fn step(&self, name: &'static str) {
        self.bar.set_message(name);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
