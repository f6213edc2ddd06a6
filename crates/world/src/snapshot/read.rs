//! Opening: a memory map, and the checks that make it safe to look into.

use std::borrow::Cow;
use std::fs::File;
use std::path::{Path, PathBuf};

use bytemuck::Pod;
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::header::{ALIGN, ENDIAN, Entry, FORMAT, Header, MAGIC, MOST_COLUMNS};
use super::{Column, SnapshotError};
use crate::spec::WorldSpec;
use crate::tables::DATA_DIGEST;
use crate::world::RECIPE;

/// A mapped file whose header is sound.
pub(crate) struct Snapshot {
    path: PathBuf,
    bytes: &'static [u8],
    header: Header,
    spec: WorldSpec,
}

impl Snapshot {
    pub(crate) fn open(path: &Path) -> Result<Self, SnapshotError> {
        if cfg!(target_endian = "big") {
            return Err(SnapshotError::BigEndian);
        }
        let bytes = map(path)?;
        let header: Header = bytes
            .get(..size_of::<Header>())
            .map(bytemuck::pod_read_unaligned)
            .filter(|header: &Header| header.magic == MAGIC && header.endian == ENDIAN)
            .ok_or_else(|| SnapshotError::NotASnapshot(path.to_owned()))?;
        let other = |what, found: String, own: String| SnapshotError::Other {
            path: path.to_owned(),
            what,
            found,
            own,
        };
        if header.format != FORMAT {
            let (found, own) = (header.format.to_string(), FORMAT.to_string());
            return Err(other("snapshot format", found, own));
        }
        let damaged = |what: &str| SnapshotError::Damaged {
            path: path.to_owned(),
            what: what.to_owned(),
        };
        if !header.is_sealed() {
            return Err(damaged("its header is not what was written"));
        }
        if header.recipe != RECIPE {
            let (found, own) = (header.recipe.to_string(), RECIPE.to_string());
            return Err(other("recipe", found, own));
        }
        if header.data_digest != DATA_DIGEST {
            let (found, own) = (
                format!("{:016x}", header.data_digest),
                format!("{DATA_DIGEST:016x}"),
            );
            return Err(other("tables", found, own));
        }
        if header.file_length != bytes.len() as u64 {
            return Err(SnapshotError::Length {
                path: path.to_owned(),
                found: bytes.len() as u64,
                expected: header.file_length,
            });
        }
        let inside = header.entries().iter().all(|entry| {
            entry.offset % ALIGN == 0
                && entry
                    .range()
                    .is_some_and(|(_, end)| end <= header.file_length)
        });
        let spec = header.spec();
        match spec {
            Some(spec) if inside && header.columns as usize <= MOST_COLUMNS => Ok(Self {
                path: path.to_owned(),
                bytes,
                header,
                spec,
            }),
            _ => Err(damaged("its header makes no sense")),
        }
    }

    /// Which world it is.
    pub(crate) fn spec(&self) -> &WorldSpec {
        &self.spec
    }

    fn bytes_of(&self, entry: &Entry) -> &'static [u8] {
        entry
            .range()
            .and_then(|(from, until)| {
                self.bytes
                    .get(usize::try_from(from).ok()?..usize::try_from(until).ok()?)
            })
            .unwrap_or_default()
    }

    /// A column by its name.
    pub(crate) fn column<T: Pod>(&self, name: &str) -> Result<Column<T>, SnapshotError> {
        let entry = self
            .header
            .entries()
            .iter()
            .find(|entry| entry.name() == name && entry.element as usize == size_of::<T>())
            .ok_or_else(|| self.damaged(&format!("it has no table `{name}` of this shape")))?;
        bytemuck::try_cast_slice(self.bytes_of(entry))
            .map(Cow::Borrowed)
            .map_err(|_| self.damaged(&format!("table `{name}` is not aligned")))
    }

    /// A prefix table: from 0, never down, until `last`.
    pub(crate) fn ascends(
        &self,
        name: &str,
        table: &[u32],
        last: usize,
    ) -> Result<(), SnapshotError> {
        if table.first() == Some(&0)
            && table.is_sorted()
            && table.last().is_some_and(|&end| end as usize == last)
        {
            Ok(())
        } else {
            Err(self.damaged(&format!("table `{name}` is out of order")))
        }
    }

    /// The error that says what is wrong with this file.
    pub(crate) fn damaged(&self, what: &str) -> SnapshotError {
        SnapshotError::Damaged {
            path: self.path.clone(),
            what: what.to_owned(),
        }
    }

    /// Reads everything and compares it with the hashes of what was written.
    pub(crate) fn verify(&self) -> Result<(), SnapshotError> {
        let broken: Vec<String> = self
            .header
            .entries()
            .par_iter()
            .filter(|entry| xxh3_64(self.bytes_of(entry)) != entry.hash)
            .map(|entry| format!("`{}`", entry.name()))
            .collect();
        if broken.is_empty() {
            return Ok(());
        }
        let what = format!("{} is not what was written", broken.join(", "));
        Err(self.damaged(&what))
    }
}

/// Maps a file for as long as the program runs, so that the tables of a world borrow from it like
/// any constant. A program opens one world; what is given up is address space.
fn map(path: &Path) -> Result<&'static [u8], SnapshotError> {
    let failed = |source| SnapshotError::io("open", path, source);
    let file = File::open(path).map_err(failed)?;
    if file.metadata().map_err(failed)?.len() < size_of::<Header>() as u64 {
        // An empty file cannot be mapped.
        return Err(SnapshotError::NotASnapshot(path.to_owned()));
    }
    #[expect(
        unsafe_code,
        reason = "the bytes of a mapped file must not change under the references to them. \
                  Snapshots are written beside their name and renamed into place, never in place, so \
                  a mapping keeps the file it opened. Whoever overwrites one by other means breaks \
                  this, as with every memory map; the map is private and read-only."
    )]
    let map = unsafe { memmap2::Mmap::map(&file) }.map_err(failed)?;
    Ok(Box::leak(Box::new(map)))
}
