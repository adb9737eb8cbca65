//! Taking things off the disk for good, as far as a program can: overwritten
//! in place, written through, then removed. A drive that moves blocks about
//! (flash) may keep old ones; then only the passphrase stands before them.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Seek, SeekFrom, Write},
    path::Path,
};

use super::key;
use crate::store::{StoreError, files};

/// Overwritten by so many bytes at a time.
const CHUNK: usize = 64 << 10;

/// Overwrites an open file with random bytes and waits for the disk.
pub(super) fn overwrite(file: &mut File) -> io::Result<()> {
    let mut left = file.metadata()?.len();
    file.seek(SeekFrom::Start(0))?;
    let mut chunk = vec![0; CHUNK];
    while left > 0 {
        let count = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
        let part = chunk.get_mut(..count).unwrap_or_default();
        key::fill(part);
        file.write_all(part)?;
        left -= count as u64;
    }
    file.sync_all()
}

/// Overwrites a file and removes it; nothing where there is none. What cannot
/// be overwritten (no permission to write) is removed all the same.
pub fn file(path: &Path) -> Result<(), StoreError> {
    match OpenOptions::new().write(true).open(path) {
        Ok(mut open) => overwrite(&mut open).map_err(|source| StoreError::from_io(path, source))?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(_) => {}
    }
    fs::remove_file(path).map_err(|source| StoreError::from_io(path, source))?;
    files::sync_folder(files::folder_of(path)).map_err(|source| StoreError::from_io(path, source))
}

/// Removes a folder with everything in it, each file overwritten first. A link
/// is removed, never followed.
pub fn folder(path: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::from_io(path, source);
    let kind = match path.symlink_metadata() {
        Ok(about) => about.file_type(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(error)),
    };
    if kind.is_symlink() {
        return fs::remove_file(path).map_err(failed);
    }
    if !kind.is_dir() {
        return file(path);
    }
    for entry in fs::read_dir(path).map_err(failed)? {
        folder(&entry.map_err(failed)?.path())?;
    }
    fs::remove_dir(path).map_err(failed)?;
    files::sync_folder(files::folder_of(path)).map_err(failed)
}
