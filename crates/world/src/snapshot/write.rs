//! Writing: beside the file, through to the disk, and only then under its name.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

use bytemuck::Zeroable;
use xxhash_rust::xxh3::Xxh3;

use super::header::{Header, MOST_COLUMNS};
use super::{Columns, SnapshotError};
use crate::spec::WorldSpec;

/// Written at a time: large enough for the disk, small enough to show progress.
const PIECE: usize = 4 << 20;

/// Writes a world's columns to `path`. `written` hears how many bytes of how many are there.
///
/// An existing file is replaced at the very end, in one step.
pub(crate) fn save(
    path: &Path,
    spec: &WorldSpec,
    columns: &Columns<'_>,
    written: &mut dyn FnMut(u64, u64),
) -> Result<u64, SnapshotError> {
    if cfg!(target_endian = "big") {
        return Err(SnapshotError::BigEndian);
    }
    assert!(
        columns.list.len() <= MOST_COLUMNS,
        "the header has room for {MOST_COLUMNS} columns"
    );
    let mut header = Header::of(spec, &columns.list);
    let needed = header.file_length;
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            SnapshotError::NoRoom {
                path: path.to_owned(),
                needed,
            }
        }
        _ => SnapshotError::io("write", path, source),
    };
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    // Gone when this function ends before the last line.
    let mut draft = builder().tempfile_in(folder).map_err(failed)?;
    put(draft.as_file_mut(), &mut header, columns, written).map_err(failed)?;
    draft
        .persist(path)
        .map_err(|refused| failed(refused.error))?;
    Ok(needed)
}

/// A name that shows what it is when a killed process leaves it; rights as of any new file.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".fieldlab-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder
}

fn put(
    file: &mut File,
    header: &mut Header,
    columns: &Columns<'_>,
    written: &mut dyn FnMut(u64, u64),
) -> io::Result<()> {
    let total = header.file_length;
    let mut at = size_of::<Header>() as u64;
    // The hashes are known at the end only.
    file.write_all(bytemuck::bytes_of(&Header::zeroed()))?;
    for (entry, stored) in header.table.iter_mut().zip(&columns.list) {
        let mut hash = Xxh3::new();
        for piece in stored.bytes.chunks(PIECE) {
            hash.update(piece);
            file.write_all(piece)?;
            at += piece.len() as u64;
            written(at, total);
        }
        entry.hash = hash.digest();
        let gap = at.next_multiple_of(super::header::ALIGN) - at;
        file.write_all(&[0; super::header::ALIGN as usize][..gap as usize])?;
        at += gap;
    }
    header.seal();
    file.seek(SeekFrom::Start(0))?;
    file.write_all(bytemuck::bytes_of(header))?;
    file.sync_all()
}
