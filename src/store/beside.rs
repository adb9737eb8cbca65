//! The directory without its store: for commands that only read while another
//! program holds the store, and where the data folder cannot be written.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use jiff::Timestamp;

use super::{
    Blob, Check, GenerationInfo, Notice, Place, Publisher, ShelfInfo, Store, StoreError, disk,
    open::{FOLDER, Opening, read},
    publisher,
    sealed::{self, SealedStore},
    starter::{self, Starter},
};
use crate::directory::Directory;

/// The files of a generation are read again so often when another program
/// removes them meanwhile, because it has made a newer one.
const ATTEMPTS: usize = 8;

/// What can be had without the store.
#[derive(Debug)]
pub struct Beside {
    /// Every entry.
    pub directory: Directory,
    /// The index over it, if one is kept.
    pub index: Option<Vec<u8>>,
    /// Number of the generation; 0 where it is put together from bundles.
    pub generation: u64,
    /// What each publisher gives.
    pub shelves: Vec<ShelfInfo>,
    /// What is remembered of every publisher, by id.
    pub publishers: BTreeMap<String, Publisher>,
    /// Bytes that the store takes on disk.
    pub bytes: u64,
    /// What the user has to be told.
    pub notices: Vec<Notice>,
}

/// True when a directory lies in the data folder, whole or not.
pub fn is_there(data_dir: &Path) -> bool {
    data_dir.join(FOLDER).join(disk::FLOOR).is_file() || sealed::exists(data_dir)
}

/// Reads without writing and without the lock: the current generation from the
/// files beside the database, every byte checked; or else what the kept bundles
/// hold, verified anew, beside what the program carries.
pub fn read_only(data_dir: Option<&Path>, now: Timestamp) -> Beside {
    match data_dir {
        Some(data_dir) => read_at(data_dir, now),
        None => Beside::of(Directory::new(vec![starter::release()])),
    }
}

/// The same for a data folder that there is. A directory in the vault is read
/// with its seal; without, there is what the program carries.
pub fn read_at<'p>(place: impl Into<Place<'p>>, now: Timestamp) -> Beside {
    let place = place.into();
    let data_dir = place.data_dir;
    if sealed::exists(data_dir) {
        let read = (0..ATTEMPTS).find_map(|_| in_the_vault(place).transpose()?.ok());
        return read.unwrap_or_else(|| Beside::of(Directory::new(vec![starter::release()])));
    }
    for _ in 0..ATTEMPTS {
        let before = number(data_dir);
        match current(data_dir) {
            Ok(Some(found)) => return found,
            Err(_) if before != number(data_dir) => {}
            Ok(None) | Err(_) => break,
        }
    }
    let starter = Starter::embedded();
    let opening =
        Opening { place, purpose: "", now, check: Check::Whole, starter: &starter, at_stage: Arc::new(|_| {}) };
    match opening.in_memory(None, &mut |_| {}) {
        Ok(opened) => Beside {
            notices: opened.notices,
            shelves: opened.generation.shelves,
            publishers: opened.store.publishers().unwrap_or_default(),
            ..Beside::of(opened.directory)
        },
        Err(_) => Beside::of(Directory::new(vec![starter::release()])),
    }
}

impl Beside {
    fn of(directory: Directory) -> Self {
        Self {
            directory,
            index: None,
            generation: 0,
            shelves: Vec::new(),
            publishers: BTreeMap::new(),
            bytes: 0,
            notices: Vec::new(),
        }
    }
}

/// The number of the current generation, as it stands beside the database.
fn number(data_dir: &Path) -> Option<Vec<u8>> {
    std::fs::read(data_dir.join(FOLDER).join(disk::FLOOR)).ok()
}

/// The directory in the vault; `None` where the seal is not its own.
fn in_the_vault(place: Place<'_>) -> Result<Option<Beside>, StoreError> {
    let Some(seal) = place.seal else { return Ok(None) };
    let Some(store) = SealedStore::open(place.data_dir, seal, None, Arc::new(|_| {}))? else { return Ok(None) };
    let Some(generation) = store.current()? else { return Ok(None) };
    let publishers = store.publishers()?;
    let directory = read(&generation.shelves, &publishers, Check::Whole, &|blob| store.read(blob), &mut |_| {})?;
    let bytes = store.bytes();
    let GenerationInfo { number: generation, shelves, index, .. } = generation;
    let index = index.and_then(|index| store.read(&index).ok().filter(|bytes| index.is(bytes)));
    Ok(Some(Beside { directory, index, generation, shelves, publishers, bytes, notices: Vec::new() }))
}

fn current(data_dir: &Path) -> Result<Option<Beside>, StoreError> {
    let folder = data_dir.join(FOLDER);
    let beside = folder.join(disk::FLOOR);
    let bytes = std::fs::read(&beside).map_err(|error| StoreError::from_io(&beside, error))?;
    let Some(generation) = GenerationInfo::from_beside(&bytes)? else { return Ok(None) };
    let publishers = publisher::read_beside(&data_dir.join(disk::PUBLISHERS))?;
    let blob = |blob: &Blob| disk::read_blob(&folder, blob);
    let directory = read(&generation.shelves, &publishers, Check::Whole, &blob, &mut |_| {})?;
    let GenerationInfo { number: generation, shelves, index, .. } = generation;
    let index = index.and_then(|index| blob(&index).ok().filter(|bytes| index.is(bytes)));
    let bytes = disk::bytes_in(&folder);
    Ok(Some(Beside { directory, index, generation, shelves, publishers, bytes, notices: Vec::new() }))
}
