//! Moving the directory into the vault and back.
//!
//! The new form is written whole beside the old one; then one renaming of one
//! folder decides which of the two counts; then the other is overwritten and
//! removed. Whoever is ended on the way finds the old or the new state, and
//! the next opening removes what is left of the other ([`settle`]).

use std::{fs, io, path::Path, sync::Arc};

use super::{FOLDER, Kind, SealedStore, exists};
use crate::store::{
    AtStage, Draft, GenerationInfo, Lock, Seal, SledStore, Stage, Store, StoreError,
    disk::{BUNDLES, PUBLISHERS},
    files,
    open::FOLDER as DIRECTORY,
    vault::erase,
    wipe::ASIDE,
};

/// The sealed folder while it is being filled.
const COMING: &str = "sealed.coming";
/// The sealed folder once it does not count any more.
const GOING: &str = "sealed.going";
/// The list of sites: not the store's, but it tells whose directory there is.
pub const SOURCES: &str = "sources.toml";
/// What lies in the data folder of a directory that is not sealed.
const PLAIN: [&str; 5] = [DIRECTORY, PUBLISHERS, BUNDLES, "parts", SOURCES];

/// Removes what a move that was cut short has left. Under the lock of the data
/// folder.
pub(in crate::store) fn settle(data_dir: &Path) -> Result<(), StoreError> {
    for name in [COMING, GOING] {
        erase::folder(&data_dir.join(name))?;
    }
    if exists(data_dir) { erase_plain(data_dir) } else { Ok(()) }
}

/// Removes all that can be read of a directory.
fn erase_plain(data_dir: &Path) -> Result<(), StoreError> {
    for name in PLAIN {
        erase::folder(&data_dir.join(name))?;
    }
    // What was set aside is the same directory.
    for entry in fs::read_dir(data_dir).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(|name| name.starts_with(ASIDE)) {
            erase::folder(&entry.path())?;
        }
    }
    Ok(())
}

/// Puts the directory of `from`, which is open, into the vault.
pub(in crate::store) fn put_in(
    data_dir: &Path,
    seal: &Seal,
    from: Box<dyn Store>,
    lock: &Arc<Lock>,
    at_stage: &AtStage,
) -> Result<(), StoreError> {
    let coming = data_dir.join(COMING);
    erase::folder(&coming)?;
    let mut to = SealedStore::create(&coming, seal, Arc::clone(lock), Arc::clone(at_stage))?;
    copy(&*from, &mut to)?;
    if let Some(sites) = read_if_there(&data_dir.join(SOURCES))? {
        to.write(Kind::Note, SOURCES, &sites)?;
    }
    drop(to);
    // Closed before its files are taken away.
    drop(from);
    at_stage(Stage::Copied);
    move_folder(&coming, &data_dir.join(FOLDER))?;
    at_stage(Stage::Switched);
    settle(data_dir)
}

/// Takes the directory of `from`, which is open, out of the vault again.
pub(in crate::store) fn take_out(
    data_dir: &Path,
    seal: &Seal,
    from: Box<dyn Store>,
    lock: &Arc<Lock>,
    at_stage: &AtStage,
) -> Result<(), StoreError> {
    erase_plain(data_dir)?;
    let mut to = SledStore::open_with(&data_dir.join(DIRECTORY), Arc::clone(lock), Arc::clone(at_stage))?;
    copy(&*from, &mut to)?;
    if let Some(sites) = super::read_note(data_dir, seal, SOURCES)? {
        files::write_whole(&data_dir.join(SOURCES), &sites)?;
    }
    drop((from, to));
    at_stage(Stage::Copied);
    move_folder(&data_dir.join(FOLDER), &data_dir.join(GOING))?;
    at_stage(Stage::Switched);
    settle(data_dir)
}

/// Copies everything that a store keeps into an empty one.
fn copy(from: &dyn Store, to: &mut dyn Store) -> Result<(), StoreError> {
    let publishers = from.publishers()?;
    for bundle in publishers.values().flat_map(|publisher| &publisher.bundles) {
        match from.bundle_bytes(&bundle.file) {
            Ok(bytes) => {
                to.keep_bundle(&bundle.file, &mut |output| output.write_all(&bytes))?;
            }
            // Damaged or gone: the records are there all the same.
            Err(StoreError::Damaged { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    let current = from.current()?.ok_or_else(|| StoreError::damaged("no generation"))?;
    let before = current.previous.map_or(Ok(None), |number| from.generation(number))?;
    let mut previous = None;
    for info in before.into_iter().chain([current]) {
        for blob in info.blobs() {
            let bytes = from.read(blob)?;
            if !blob.is(&bytes) {
                return Err(StoreError::damaged("records of another digest"));
            }
            to.keep(&bytes)?;
        }
        let GenerationInfo { shelves, index, .. } = info;
        let publishers = publishers.values().cloned().collect();
        previous = Some(to.commit(Draft { shelves, index, previous, publishers })?.number);
    }
    Ok(())
}

fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::from_io(path, error)),
    }
}

fn move_folder(from: &Path, to: &Path) -> Result<(), StoreError> {
    files::move_to(from, to).map_err(|source| StoreError::from_io(to, source))
}
