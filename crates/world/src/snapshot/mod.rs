//! A built world in a file: written once, opened by memory map in no time, shared by processes.
//!
//! A header of 4 KiB says what the world is and where each column lies; the columns follow, each on
//! a multiple of 64 bytes, little-endian. What is read of the file at opening is the header and the
//! short tables, so only pages that are used take memory.
//!
//! **Invariant:** no file makes the program panic or read outside it. The header has a hash of its
//! own, lengths and prefix tables are checked at opening, and what the long tables hold is put
//! within bounds where it is read (`People::row`). Whether they hold what was written, the hashes
//! of [`World::verify`](crate::World::verify) say.
//!
//! This is the one place in the crate that touches files.

mod header;
mod read;
#[cfg(test)]
mod tests;
mod write;

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

use bytemuck::Pod;

pub(crate) use read::Snapshot;
pub(crate) use write::save;

/// A table of a world: made in memory, or mapped from a file for as long as the program runs.
pub(crate) type Column<T> = Cow<'static, [T]>;

/// The tables of a world under their names, ready to be written.
#[derive(Default)]
pub(crate) struct Columns<'a> {
    list: Vec<Stored<'a>>,
}

struct Stored<'a> {
    name: &'static str,
    element: usize,
    bytes: Cow<'a, [u8]>,
}

impl<'a> Columns<'a> {
    /// Adds a table as it lies in memory.
    pub(crate) fn add<T: Pod>(&mut self, name: &'static str, table: &'a [T]) {
        self.list.push(Stored {
            name,
            element: size_of::<T>(),
            bytes: Cow::Borrowed(bytemuck::cast_slice(table)),
        });
    }

    /// Adds a short table that is written in another form than it has in memory.
    pub(crate) fn add_made<T: Pod>(&mut self, name: &'static str, table: &[T]) {
        self.list.push(Stored {
            name,
            element: size_of::<T>(),
            bytes: Cow::Owned(bytemuck::cast_slice(table).to_vec()),
        });
    }
}

/// Why a snapshot cannot be written or used.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// Opening, reading or writing failed.
    #[error("cannot {doing} `{path}`")]
    Io {
        /// `open`, `write`.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The disk is full.
    #[error("no room for `{path}`: it needs {needed} bytes; nothing was left behind")]
    NoRoom {
        /// The file.
        path: PathBuf,
        /// Its size.
        needed: u64,
    },
    /// No snapshot at all.
    #[error("`{0}` is not a snapshot of a world")]
    NotASnapshot(PathBuf),
    /// Of another version of this program.
    #[error("`{path}` was made with {what} {found}, and this fieldlab uses {what} {own}")]
    Other {
        /// The file.
        path: PathBuf,
        /// `snapshot format`, `recipe` or `tables`.
        what: &'static str,
        /// What the file has.
        found: String,
        /// What is needed.
        own: String,
    },
    /// Cut short, or with something behind it.
    #[error("`{path}` has {found} bytes where its header says {expected}: it was not copied whole")]
    Length {
        /// The file.
        path: PathBuf,
        /// Size now.
        found: u64,
        /// Size when written.
        expected: u64,
    },
    /// The contents are not what was written.
    #[error("`{path}` is damaged: {what}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// Snapshots are little-endian.
    #[error("snapshots work on little-endian machines only; build the world with --size here")]
    BigEndian,
}

impl SnapshotError {
    fn io(doing: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io {
            doing,
            path: path.to_owned(),
            source,
        }
    }
}
