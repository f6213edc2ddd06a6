//! The first 4 KiB: what the world is, and where each column lies.

use bytemuck::{Pod, Zeroable};
use xxhash_rust::xxh3::xxh3_64;

use super::Stored;
use crate::places::Gemeentecode;
use crate::spec::{Size, WorldSpec};
use crate::tables::DATA_DIGEST;
use crate::world::RECIPE;

/// The first byte is no text and the line ends are two, so a transfer as text shows.
pub(super) const MAGIC: [u8; 8] = *b"\x89FLW\r\n\x1a\n";
/// Raised when the layout of the header changes.
pub(super) const FORMAT: u32 = 1;
/// Reads as another number on a machine with the other order of bytes.
pub(super) const ENDIAN: u32 = 0x0102_0304;
/// Columns begin on a multiple of this.
pub(super) const ALIGN: u64 = 64;
pub(super) const MOST_COLUMNS: usize = 62;

#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
pub(super) struct Header {
    pub(super) magic: [u8; 8],
    pub(super) format: u32,
    pub(super) endian: u32,
    pub(super) recipe: u32,
    size: u32,
    pub(super) data_digest: u64,
    seed: u64,
    persons: u32,
    gemeente: u32,
    peildatum: u32,
    pub(super) columns: u32,
    pub(super) file_length: u64,
    pub(super) table: [Entry; MOST_COLUMNS],
    spare: [u64; 7],
    /// Over all that comes before it.
    hash: u64,
}

const _: () = assert!(size_of::<Header>() == 4096);

/// Where a column lies.
#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
pub(super) struct Entry {
    name: [u8; 32],
    pub(super) offset: u64,
    /// In elements.
    pub(super) length: u64,
    /// Bytes of one element.
    pub(super) element: u32,
    spare: u32,
    pub(super) hash: u64,
}

impl Entry {
    fn of(stored: &Stored<'_>, offset: u64) -> Self {
        let mut name = [0; 32];
        name[..stored.name.len()].copy_from_slice(stored.name.as_bytes());
        Self {
            name,
            offset,
            length: (stored.bytes.len() / stored.element) as u64,
            element: stored.element as u32,
            spare: 0,
            hash: 0,
        }
    }

    /// The name, without what cannot be printed.
    pub(super) fn name(&self) -> String {
        self.name
            .iter()
            .take_while(|byte| byte.is_ascii_graphic())
            .map(|byte| char::from(*byte))
            .collect()
    }

    /// First byte and one past the last.
    pub(super) fn range(&self) -> Option<(u64, u64)> {
        let bytes = self.length.checked_mul(self.element.into())?;
        Some((self.offset, self.offset.checked_add(bytes)?))
    }
}

impl Header {
    /// The header of a world with these columns; hashes are still to come.
    pub(super) fn of(spec: &WorldSpec, columns: &[Stored<'_>]) -> Self {
        let mut header = Self::zeroed();
        header.magic = MAGIC;
        header.format = FORMAT;
        header.endian = ENDIAN;
        header.recipe = RECIPE;
        header.data_digest = DATA_DIGEST;
        header.seed = spec.seed;
        header.size = match spec.size {
            Size::Dorp => 0,
            Size::Gemeente => 1,
            Size::Stad => 2,
            Size::Land => 3,
            Size::Personen(_) => 4,
        };
        header.persons = spec.size.persons();
        header.gemeente = u32::from(spec.gemeente.0);
        header.peildatum = crate::GbaDatum::from(spec.peildatum).number();
        header.columns = columns.len() as u32;
        let mut offset = size_of::<Self>() as u64;
        for (entry, stored) in header.table.iter_mut().zip(columns) {
            *entry = Entry::of(stored, offset);
            offset = (offset + stored.bytes.len() as u64).next_multiple_of(ALIGN);
        }
        header.file_length = offset;
        header
    }

    /// The entries in use.
    pub(super) fn entries(&self) -> &[Entry] {
        self.table
            .get(..self.columns as usize)
            .unwrap_or(&self.table)
    }

    /// Writes the hash of the header into it.
    pub(super) fn seal(&mut self) {
        self.hash = self.own_hash();
    }

    pub(super) fn is_sealed(&self) -> bool {
        self.hash == self.own_hash()
    }

    fn own_hash(&self) -> u64 {
        let bytes = bytemuck::bytes_of(self);
        xxh3_64(&bytes[..bytes.len() - size_of::<u64>()])
    }

    /// Which world it is. `None` when it can be none.
    pub(super) fn spec(&self) -> Option<WorldSpec> {
        let size = match self.size {
            0 => Size::Dorp,
            1 => Size::Gemeente,
            2 => Size::Stad,
            3 => Size::Land,
            4 => Size::Personen(self.persons),
            _ => return None,
        };
        (size.persons() == self.persons).then_some(())?;
        Some(WorldSpec {
            seed: self.seed,
            size,
            gemeente: Gemeentecode(u16::try_from(self.gemeente).ok()?),
            peildatum: crate::GbaDatum::of(self.peildatum).date()?,
        })
    }
}

/// Makes a file look as if it came from another version, or as if its header were sound.
#[cfg(test)]
pub(super) fn tamper(file: &mut [u8], what: &str) {
    let (front, _) = file.split_at_mut(size_of::<Header>());
    let mut header: Header = bytemuck::pod_read_unaligned(front);
    match what {
        "snapshot format" => header.format += 1,
        "recipe" => header.recipe += 1,
        "tables" => header.data_digest ^= 1,
        _ => {}
    }
    header.seal();
    front.copy_from_slice(bytemuck::bytes_of(&header));
}

/// Where the columns of a file lie.
#[cfg(test)]
pub(super) fn ranges(file: &[u8]) -> Vec<std::ops::Range<u64>> {
    let header: Header = bytemuck::pod_read_unaligned(&file[..size_of::<Header>()]);
    header
        .entries()
        .iter()
        .filter_map(Entry::range)
        .map(|(from, until)| from..until)
        .collect()
}
