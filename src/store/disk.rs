//! The store on disk.
//!
//! One sled tree, `meta`: each generation under its number, and under
//! `current` the number of the one in use. What generations are made of lies
//! in whole files beside sled's own: they are read in one go at start, which
//! pages of a database are not, and sled stays small.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{self, BufWriter, ErrorKind, Write},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use sled::{Batch, Db, Tree};

use super::{
    Blob, Draft, GenerationInfo, Lock, Lost, Publisher, ShelfInfo, Store, StoreError, files, generation,
    guard::guarded, publisher, rebuild::LOST,
};
use crate::bundle::{Fetch, Refusal, file::Container};

/// Name of the tree.
const META: &[u8] = b"meta";
/// Key of the number of the generation in use.
const CURRENT: &[u8] = b"current";
/// Key of the last number given to a generation.
const LAST: &[u8] = b"last";
/// What the keys of generations begin with; eight bytes of number follow.
const GENERATION: &[u8] = b"generation:";
/// What the keys of publishers begin with; the id follows.
const PUBLISHER: &[u8] = b"publisher:";
/// A file beside sled's own with the current generation.
pub(super) const FLOOR: &str = "generation";
/// The folder of what is remembered of publishers, beside the database's.
pub(super) const PUBLISHERS: &str = "publishers";
/// The folder of verified bundles, beside the database's.
pub(super) const BUNDLES: &str = "bundles";
/// How names of kept blobs end.
const BLOB: &str = "blob";
/// Bytes of pages that sled keeps in memory: there is little in it.
const CACHE: u64 = 4 << 20;

/// Moments of a write, for tests that end the program in each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The database is open.
    Opened,
    /// A bundle's signatures were verified.
    Verified,
    /// Its records were read and packed.
    Parsed,
    /// The bundle is kept on disk.
    BundleKept,
    /// Some bytes are kept on disk.
    Kept,
    /// The generation is current, which need not be on disk.
    Committed,
    /// The generation is current on disk.
    Flushed,
    /// What is remembered of publishers is written beside the database.
    Remembered,
    /// The generation is written beside the database.
    Floored,
    /// Older generations are dropped.
    Dropped,
    /// What they alone named is removed.
    Tidied,
    /// All of a directory is copied into the vault, or out of it.
    Copied,
    /// The copy counts, and the other does not any more.
    Switched,
}

/// Called at each [`Stage`].
pub type AtStage = Arc<dyn Fn(Stage) + Send + Sync>;

/// Generations in a sled database.
pub struct SledStore {
    /// `None` only while being dropped.
    open: Option<(Db, Tree)>,
    folder: PathBuf,
    at_stage: AtStage,
    /// Last, so that the database is closed before others are let in.
    _lock: Arc<Lock>,
}

impl SledStore {
    /// Opens the database in `folder`, or makes one, under a lock taken
    /// before. Damage that shows itself here is an error; more may show itself
    /// later.
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
        let tree = guarded(|| db.open_tree(META).map_err(|error| StoreError::from_sled(folder, error)))?;
        let store = Self { open: Some((db, tree)), folder: folder.to_owned(), at_stage, _lock: lock };
        store.check_floor()?;
        store.settle_publishers()?;
        (store.at_stage)(Stage::Opened);
        Ok(store)
    }

    /// Compares the database with the number written beside it. When the end
    /// of sled's log is torn, sled goes back to where it still reads well, and
    /// says nothing: an older generation would come back, with all that was
    /// withdrawn since.
    fn check_floor(&self) -> Result<(), StoreError> {
        match (self.number(CURRENT)?, self.read_floor()?) {
            (None, Some(floor)) => Err(StoreError::damaged(format!("nothing is left of generation {floor}"))),
            (Some(number), Some(floor)) if number < floor => {
                Err(StoreError::damaged(format!("generation {number} came back after {floor}")))
            }
            (Some(number), floor) if floor != Some(number) => {
                // A program that was ended between the commit and its number.
                self.current()?.map_or(Ok(()), |info| self.write_floor(&info))
            }
            _ => Ok(()),
        }
    }

    /// The number beside the database, if there is one.
    fn read_floor(&self) -> Result<Option<u64>, StoreError> {
        let path = self.folder.join(FLOOR);
        match fs::read(&path) {
            Ok(bytes) => generation::number_beside(&bytes).map(Some),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) if error.kind() == ErrorKind::PermissionDenied => Err(StoreError::from_io(&path, error)),
            Err(error) => Err(StoreError::damaged(error)),
        }
    }

    fn write_floor(&self, info: &GenerationInfo) -> Result<(), StoreError> {
        let before = info.previous.map_or(Ok(None), |number| self.generation(number))?;
        files::write_whole(&self.folder.join(FLOOR), &info.beside(before.as_ref())?)
    }

    fn bundles(&self) -> PathBuf {
        self.folder.with_file_name(BUNDLES)
    }

    fn publishers_folder(&self) -> PathBuf {
        self.folder.with_file_name(PUBLISHERS)
    }

    /// Makes the two copies of what is remembered of publishers the same: each
    /// is behind where a program was ended between them, and empty where it
    /// was damaged.
    fn settle_publishers(&self) -> Result<(), StoreError> {
        let ours = self.publishers()?;
        let beside = publisher::read_beside(&self.publishers_folder())?;
        let mut all = ours.clone();
        for (id, publisher) in &beside {
            let newer = match all.remove(id) {
                Some(own) => own.newer(publisher.clone()),
                None => publisher.clone(),
            };
            all.insert(id.clone(), newer);
        }
        let mut batch = Batch::default();
        for (id, publisher) in &all {
            if ours.get(id) != Some(publisher) {
                batch.insert(publisher_key(id), publisher.to_bytes()?);
            }
            if beside.get(id) != Some(publisher) {
                publisher::write_beside(&self.publishers_folder(), publisher)?;
            }
        }
        self.with(|tree| tree.apply_batch(batch))?;
        self.flush()
    }

    /// Works on the tree behind the guard.
    fn with<T>(&self, work: impl FnOnce(&Tree) -> sled::Result<T>) -> Result<T, StoreError> {
        let (_, tree) = self.open.as_ref().ok_or_else(|| StoreError::damaged("closed"))?;
        guarded(|| work(tree).map_err(|error| StoreError::from_sled(&self.folder, error)))
    }

    fn flush(&self) -> Result<(), StoreError> {
        self.with(Tree::flush).map(drop)
    }

    /// A number under a key.
    fn number(&self, key: &[u8]) -> Result<Option<u64>, StoreError> {
        let Some(bytes) = self.with(|tree| tree.get(key))? else { return Ok(None) };
        let bytes = bytes.as_ref().try_into().map_err(|_| StoreError::damaged("a number of another length"))?;
        Ok(Some(u64::from_be_bytes(bytes)))
    }

    /// The numbers of all generations.
    fn numbers(&self) -> Result<Vec<u64>, StoreError> {
        let mut keys = self.with(|tree| Ok(tree.scan_prefix(GENERATION).keys()))?;
        let mut numbers = Vec::new();
        while let Some(key) = self.with(|_| keys.next().transpose())? {
            numbers.extend(number_of(&key));
        }
        Ok(numbers)
    }

    fn path_of(&self, blob: &Blob) -> PathBuf {
        blob_path(&self.folder, blob)
    }

    fn keep_slices(&self, pieces: &[&[u8]]) -> Result<Blob, StoreError> {
        // Written again where it is there: it may be damaged.
        let blob = files::write_whole_as(&self.folder, pieces, || Blob::of_pieces(pieces), |blob| self.path_of(blob))?;
        (self.at_stage)(Stage::Kept);
        Ok(blob)
    }

    /// Removes every kept blob that is not `named`.
    fn remove_blobs(&self, named: &BTreeSet<PathBuf>) -> Result<(), StoreError> {
        let io = |source| StoreError::from_io(&self.folder, source);
        for entry in fs::read_dir(&self.folder).map_err(io)? {
            let path = entry.map_err(io)?.path();
            // What a write that was cut short has left, goes too.
            let ours = path.extension().is_some_and(|extension| extension == BLOB || extension == "part");
            if ours && !named.contains(&path) {
                fs::remove_file(&path).map_err(|source| StoreError::from_io(&path, source))?;
            }
        }
        Ok(())
    }
}

impl Store for SledStore {
    fn current(&self) -> Result<Option<GenerationInfo>, StoreError> {
        let Some(number) = self.number(CURRENT)? else { return Ok(None) };
        let bytes = self.with(|tree| tree.get(key_of(number)))?;
        read_info(&bytes.ok_or_else(|| StoreError::damaged(format!("generation {number} is gone")))?)
    }

    fn generation(&self, number: u64) -> Result<Option<GenerationInfo>, StoreError> {
        self.with(|tree| tree.get(key_of(number)))?.map_or(Ok(None), |bytes| read_info(&bytes))
    }

    fn read(&self, blob: &Blob) -> Result<Vec<u8>, StoreError> {
        read_blob(&self.folder, blob)
    }

    fn keep(&mut self, bytes: &[u8]) -> Result<Blob, StoreError> {
        self.keep_slices(&[bytes])
    }

    fn keep_pieces(&mut self, pieces: &[Vec<u8>]) -> Result<Blob, StoreError> {
        self.keep_slices(&pieces.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }

    fn publishers(&self) -> Result<BTreeMap<String, Publisher>, StoreError> {
        let mut rows = self.with(|tree| Ok(tree.scan_prefix(PUBLISHER)))?;
        let mut publishers = BTreeMap::new();
        while let Some((_, bytes)) = self.with(|_| rows.next().transpose())? {
            let publisher = Publisher::from_bytes(&bytes)?;
            publishers.insert(publisher.id.clone(), publisher);
        }
        Ok(publishers)
    }

    fn keep_bundle(
        &self,
        name: &str,
        write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Option<u64>, StoreError> {
        let folder = self.bundles();
        files::make_folder(&folder)?;
        let bytes = files::write_whole_with(&folder.join(name), |output| {
            let mut buffered = BufWriter::new(output);
            write(&mut buffered)?;
            buffered.flush()?;
            buffered.get_ref().metadata().map(|about| about.len())
        })?;
        Ok(Some(bytes))
    }

    fn bundle(&self, name: &str) -> Result<Arc<dyn Fetch>, Refusal> {
        Ok(Arc::new(Container::open(&self.bundles().join(name))?))
    }

    fn bundle_bytes(&self, name: &str) -> Result<Vec<u8>, StoreError> {
        fs::read(self.bundles().join(name)).map_err(StoreError::damaged)
    }

    fn drop_bundles(&self, kept: &[String]) {
        for entry in fs::read_dir(self.bundles()).into_iter().flatten().flatten() {
            let kept = entry.file_name().to_str().is_some_and(|name| kept.iter().any(|one| one == name));
            if !kept {
                // What cannot be removed costs space and nothing else.
                fs::remove_file(entry.path()).ok();
            }
        }
    }

    fn reach(&self, stage: Stage) {
        (self.at_stage)(stage);
    }

    fn commit(&mut self, draft: Draft) -> Result<GenerationInfo, StoreError> {
        let Draft { shelves, index, previous, publishers } = draft;
        let number = self.number(LAST)?.unwrap_or(0) + 1;
        let info = GenerationInfo { previous, index, ..GenerationInfo::of(number, shelves) };
        let mut batch = Batch::default();
        batch.insert(LAST, &number.to_be_bytes());
        batch.insert(key_of(number), postcard::to_stdvec(&info).map_err(StoreError::damaged)?);
        batch.insert(CURRENT, &number.to_be_bytes());
        for one in &publishers {
            batch.insert(publisher_key(&one.id), one.to_bytes()?);
        }
        self.with(|tree| tree.apply_batch(batch))?;
        (self.at_stage)(Stage::Committed);
        self.flush()?;
        (self.at_stage)(Stage::Flushed);
        for one in &publishers {
            publisher::write_beside(&self.publishers_folder(), one)?;
        }
        (self.at_stage)(Stage::Remembered);
        self.write_floor(&info)?;
        // What was to be built anew is.
        fs::remove_file(self.folder.join(LOST)).ok();
        (self.at_stage)(Stage::Floored);
        Ok(info)
    }

    fn keep_generation(&mut self, shelves: Vec<ShelfInfo>) -> Result<u64, StoreError> {
        let number = self.number(LAST)?.unwrap_or(0) + 1;
        let info = GenerationInfo::of(number, shelves);
        let mut batch = Batch::default();
        batch.insert(LAST, &number.to_be_bytes());
        batch.insert(key_of(number), postcard::to_stdvec(&info).map_err(StoreError::damaged)?);
        self.with(|tree| tree.apply_batch(batch))?;
        self.flush()?;
        Ok(number)
    }

    fn lost(&self) -> Option<Lost> {
        Some(Lost::read(&self.folder))
    }

    fn set_index(&mut self, index: Blob) -> Result<(), StoreError> {
        let mut info = self.current()?.ok_or_else(|| StoreError::damaged("no generation"))?;
        info.index = Some(index);
        let value = postcard::to_stdvec(&info).map_err(StoreError::damaged)?;
        self.with(|tree| tree.insert(key_of(info.number), value))?;
        self.flush()?;
        self.write_floor(&info)
    }

    fn tidy(&mut self) -> Result<(), StoreError> {
        let Some(current) = self.current()? else { return Ok(()) };
        let mut dropped = false;
        let mut named = BTreeSet::new();
        for number in self.numbers()? {
            if current.keeps(number) {
                let info = self.generation(number)?;
                named.extend(info.iter().flat_map(GenerationInfo::blobs).map(|blob| self.path_of(blob)));
            } else {
                self.with(|tree| tree.remove(key_of(number)))?;
                dropped = true;
            }
        }
        if dropped {
            self.flush()?;
        }
        (self.at_stage)(Stage::Dropped);
        self.remove_blobs(&named)?;
        (self.at_stage)(Stage::Tidied);
        Ok(())
    }

    fn bytes(&self) -> u64 {
        bytes_in(&self.folder)
    }
}

impl Drop for SledStore {
    fn drop(&mut self) {
        // sled writes what is left when it closes, and so can fail here too;
        // everything that counts was flushed before.
        let open = self.open.take();
        guarded(|| {
            drop(open);
            Ok(())
        })
        .ok();
    }
}

/// Bytes of the files in a folder.
pub(super) fn bytes_in(folder: &Path) -> u64 {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    files.filter_map(|entry| entry.metadata().ok()).map(|file| file.len()).sum()
}

fn blob_path(folder: &Path, blob: &Blob) -> PathBuf {
    folder.join(&blob.digest).with_extension(BLOB)
}

/// Reads kept bytes, without the database.
pub(super) fn read_blob(folder: &Path, blob: &Blob) -> Result<Vec<u8>, StoreError> {
    let path = blob_path(folder, blob);
    match fs::read(&path) {
        Ok(bytes) if bytes.len() as u64 == blob.bytes => Ok(bytes),
        Ok(_) => Err(StoreError::damaged("a blob of another length")),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Err(StoreError::from_io(&path, error)),
        Err(error) => Err(StoreError::damaged(error)),
    }
}

fn publisher_key(id: &str) -> Vec<u8> {
    [PUBLISHER, id.as_bytes()].concat()
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
pub(super) fn read_info(bytes: &[u8]) -> Result<Option<GenerationInfo>, StoreError> {
    let (format, _) = postcard::take_from_bytes::<u64>(bytes).map_err(StoreError::damaged)?;
    if format != generation::stored_form() {
        return Ok(None);
    }
    postcard::from_bytes(bytes).map(Some).map_err(StoreError::damaged)
}

fn key_of(number: u64) -> Vec<u8> {
    [GENERATION, &number.to_be_bytes()].concat()
}

fn number_of(key: &[u8]) -> Option<u64> {
    key.strip_prefix(GENERATION).and_then(|digits| Some(u64::from_be_bytes(digits.try_into().ok()?)))
}
