//! The store in sled.
//!
//! One tree for each generation, and a tree `meta` whose key `current` holds
//! the [`GenerationInfo`] in use: to replace that value is to flip.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use sled::{Db, Tree};

use super::{
    GenerationInfo, Lock, Origin, Progress, Store, StoreError, files, generation,
    guard::guarded,
    records::{self, Decoder},
};
use crate::directory::Release;

/// Name of the tree that says which generation is which.
const META: &[u8] = b"meta";
/// Key in [`META`] of the generation in use.
const CURRENT: &[u8] = b"current";
/// Key in [`META`] of the last number given to a generation.
const LAST: &[u8] = b"last";
/// What the names of generations' trees begin with; eight bytes of number
/// follow. The same name in [`META`] says that the tree is whole.
const GENERATION: &[u8] = b"generation:";
/// A file beside sled's own with the number of the current generation.
const FLOOR: &str = "generation";
/// Bytes of pages that sled keeps in memory: a directory is read once.
const CACHE: u64 = 32 << 20;

/// Moments of a write, for tests that end the program in each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// The database is open.
    Opened,
    /// Every record is put, nothing need be on disk.
    Put,
    /// Every record is on disk.
    Flushed,
    /// The generation is marked as whole.
    Whole,
    /// The generation is current, which need not be on disk.
    Flipped,
    /// The generation is current on disk.
    FlipFlushed,
    /// Its number is written beside the database.
    Floored,
    /// Older generations are dropped.
    Tidied,
}

/// Called at each [`Stage`].
pub(super) type AtStage = Arc<dyn Fn(Stage) + Send + Sync>;

/// Generations in a sled database.
pub struct SledStore {
    /// `None` only while being dropped.
    open: Option<Db>,
    folder: PathBuf,
    at_stage: AtStage,
    /// Last, so that the database is closed before others are let in.
    _lock: Arc<Lock>,
}

impl SledStore {
    /// Opens the database in `folder`, or makes one, under a lock taken
    /// before. Damage that shows itself here is an error; more may show itself
    /// in [`Store::load`].
    pub fn open(folder: &Path, lock: Arc<Lock>) -> Result<Self, StoreError> {
        Self::open_with(folder, lock, Arc::new(|_| {}))
    }

    pub(super) fn open_with(folder: &Path, lock: Arc<Lock>, at_stage: AtStage) -> Result<Self, StoreError> {
        if folder.symlink_metadata().is_ok() && !folder.is_dir() {
            return Err(StoreError::damaged("not a folder"));
        }
        // The folder's own rights keep others away from all that sled makes.
        files::make_folder(folder)?;
        let db = open_sled(folder)?;
        let store = Self { open: Some(db), folder: folder.to_owned(), at_stage, _lock: lock };
        store.check_floor()?;
        (store.at_stage)(Stage::Opened);
        Ok(store)
    }

    /// Compares the database with the number written beside it. When the end
    /// of sled's log is torn, sled goes back to where it still reads well, and
    /// says nothing: an older generation would come back, with all that was
    /// withdrawn since.
    fn check_floor(&self) -> Result<(), StoreError> {
        let floor = self.read_floor()?;
        let Some(bytes) = self.raw_current()? else {
            return match floor {
                None => Ok(()),
                Some(floor) => Err(StoreError::damaged(format!("nothing is left of generation {floor}"))),
            };
        };
        match read_info(&bytes)? {
            Some(info) if Some(info.number) < floor => {
                Err(StoreError::damaged(format!("generation {} came back after {floor:?}", info.number)))
            }
            // A program that was ended between the flip and its number.
            Some(info) if Some(info.number) > floor => self.write_floor(info.number),
            _ => Ok(()),
        }
    }

    /// The number beside the database, if there is one.
    fn read_floor(&self) -> Result<Option<u64>, StoreError> {
        let path = self.folder.join(FLOOR);
        match std::fs::read_to_string(&path) {
            Ok(text) => text.trim().parse().map(Some).map_err(StoreError::damaged),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) if error.kind() == ErrorKind::PermissionDenied => Err(StoreError::from_io(&path, error)),
            Err(error) => Err(StoreError::damaged(error)),
        }
    }

    fn write_floor(&self, number: u64) -> Result<(), StoreError> {
        files::write_whole(&self.folder.join(FLOOR), number.to_string().as_bytes())
    }

    /// Works on the database behind the guard.
    fn with<T>(&self, work: impl FnOnce(&Db) -> sled::Result<T>) -> Result<T, StoreError> {
        let db = self.open.as_ref().ok_or_else(|| StoreError::damaged("closed"))?;
        guarded(|| work(db).map_err(|error| StoreError::from_sled(&self.folder, error)))
    }

    fn flush(&self) -> Result<(), StoreError> {
        self.with(|db| db.flush()).map(drop)
    }

    fn raw_current(&self) -> Result<Option<sled::IVec>, StoreError> {
        self.with(|db| db.open_tree(META)?.get(CURRENT))
    }

    fn set_meta(&self, key: &[u8], info: &GenerationInfo) -> Result<(), StoreError> {
        let value = postcard::to_stdvec(info).map_err(StoreError::damaged)?;
        self.with(|db| db.open_tree(META)?.insert(key, value)).map(drop)
    }

    /// The numbers of all generations, whole or not.
    fn numbers(&self) -> Result<Vec<u64>, StoreError> {
        let names = self.with(|db| Ok(db.tree_names()))?;
        Ok(names.iter().filter_map(|name| number_of(name)).collect())
    }

    /// A number that no generation ever had, also none that was dropped.
    fn next_number(&self) -> Result<u64, StoreError> {
        let bytes = self.with(|db| db.open_tree(META)?.get(LAST))?;
        let last = bytes.and_then(|bytes| Some(u64::from_be_bytes(bytes.as_ref().try_into().ok()?))).unwrap_or(0);
        self.with(|db| db.open_tree(META)?.insert(LAST, &(last + 1).to_be_bytes()))?;
        Ok(last + 1)
    }

    /// Puts every record of a new generation into its tree.
    fn fill(
        &self,
        tree: &Tree,
        releases: &[Release],
        progress: &mut dyn FnMut(Progress),
    ) -> Result<records::Written, StoreError> {
        let mut put = |key, value| self.with(|_| tree.insert::<Vec<u8>, Vec<u8>>(key, value)).map(drop);
        let written = records::encode(releases, &mut put, progress)?;
        (self.at_stage)(Stage::Put);
        self.flush()?;
        (self.at_stage)(Stage::Flushed);
        Ok(written)
    }
}

impl Store for SledStore {
    fn current(&self) -> Result<Option<GenerationInfo>, StoreError> {
        self.raw_current()?.map_or(Ok(None), |bytes| read_info(&bytes))
    }

    fn load(&self, progress: &mut dyn FnMut(Progress)) -> Result<Vec<Release>, StoreError> {
        let Some(info) = self.current()? else { return Ok(Vec::new()) };
        let total = info.counts.records();
        let tree = self.with(|db| db.open_tree(tree_name(info.number)))?;
        let mut records = self.with(|_| Ok(tree.iter()))?;
        let mut decoder = Decoder::new();
        let mut done = 0;
        while let Some((key, value)) = self.with(|_| records.next().transpose())? {
            records::tell_reading(done, total, progress);
            decoder.take(&key, &value)?;
            done += 1;
        }
        records::tell_reading(total, total, progress);
        decoder.finish(info.counts, info.digest)
    }

    fn write(
        &mut self,
        origin: Origin,
        releases: &[Release],
        progress: &mut dyn FnMut(Progress),
    ) -> Result<GenerationInfo, StoreError> {
        let number = self.next_number()?;
        let tree = self.with(|db| db.open_tree(tree_name(number)))?;
        let written = self.fill(&tree, releases, progress)?;
        let info = GenerationInfo {
            format: generation::stored_form(),
            number,
            previous: None,
            origin,
            counts: written.counts,
            digest: written.digest,
        };
        self.set_meta(&tree_name(number), &info)?;
        self.flush()?;
        (self.at_stage)(Stage::Whole);
        Ok(info)
    }

    fn flip(&mut self, number: u64) -> Result<(), StoreError> {
        let bytes = self.with(|db| db.open_tree(META)?.get(tree_name(number)))?;
        let info = bytes.map_or(Ok(None), |bytes| read_info(&bytes))?;
        let mut info = info.ok_or(StoreError::NoSuchGeneration { number })?;
        let before = self.current()?.map(|current| current.number);
        if before == Some(number) {
            return Ok(());
        }
        info.previous = before;
        // On the way back the floor goes first, so that it is never above what
        // a crash leaves.
        if before.is_some_and(|before| number < before) {
            self.write_floor(number)?;
        }
        self.set_meta(CURRENT, &info)?;
        (self.at_stage)(Stage::Flipped);
        self.flush()?;
        (self.at_stage)(Stage::FlipFlushed);
        self.write_floor(number)?;
        (self.at_stage)(Stage::Floored);
        Ok(())
    }

    fn tidy(&mut self) -> Result<(), StoreError> {
        let kept = self.current()?.map(|info| (info.number, info.previous));
        let mut dropped = false;
        for number in self.numbers()? {
            if kept.is_some_and(|(current, previous)| number == current || Some(number) == previous) {
                continue;
            }
            self.with(|db| {
                db.open_tree(META)?.remove(tree_name(number))?;
                db.drop_tree(tree_name(number))
            })?;
            dropped = true;
        }
        if dropped {
            self.flush()?;
        }
        (self.at_stage)(Stage::Tidied);
        Ok(())
    }

    fn bytes(&self) -> u64 {
        self.with(Db::size_on_disk).unwrap_or(0)
    }
}

impl Drop for SledStore {
    fn drop(&mut self) {
        // sled writes what is left when it closes, and so can fail here too;
        // everything that counts was flushed before.
        let db = self.open.take();
        guarded(|| {
            drop(db);
            Ok(())
        })
        .ok();
    }
}

/// Opens sled's files behind the guard.
fn open_sled(folder: &Path) -> Result<Db, StoreError> {
    let config = || sled::Config::new().path(folder).cache_capacity(CACHE).flush_every_ms(None);
    // We hold our own lock, so sled's can only be held by a database that this
    // process has just closed: its last threads let go within moments.
    for _ in 0..50 {
        match guarded(|| Ok(config().open()))? {
            Err(sled::Error::Io(error)) if error.kind() == ErrorKind::Other => {
                std::thread::sleep(Duration::from_millis(20));
            }
            outcome => return outcome.map_err(|error| StoreError::from_sled(folder, error)),
        }
    }
    Err(StoreError::InUse { holder: None })
}

/// Reads a generation's description. `None` when it is of another form.
fn read_info(bytes: &[u8]) -> Result<Option<GenerationInfo>, StoreError> {
    let (format, _) = postcard::take_from_bytes::<u64>(bytes).map_err(StoreError::damaged)?;
    if format != generation::stored_form() {
        return Ok(None);
    }
    postcard::from_bytes(bytes).map(Some).map_err(StoreError::damaged)
}

fn tree_name(number: u64) -> Vec<u8> {
    [GENERATION, &number.to_be_bytes()].concat()
}

fn number_of(name: &[u8]) -> Option<u64> {
    name.strip_prefix(GENERATION).and_then(|digits| Some(u64::from_be_bytes(digits.try_into().ok()?)))
}
