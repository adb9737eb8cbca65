//! The one way into the store for the rest of the program.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc, thread};

use jiff::Timestamp;

use super::{
    Blob, Draft, GenerationInfo, Lock, MemoryStore, Origin, Place, Progress, Publisher, ShelfInfo, SledStore, Store,
    StoreError,
    disk::{self, AtStage},
    files, publisher,
    rebuild::{self, Rebuilt},
    sealed::{self, SealedStore},
    starter::{self, Starter},
};
use crate::directory::{Directory, Release, Shelf, packer::Packer};

/// Progress is told once for so many records.
const STRIDE: u64 = 256;

/// Name of the database's folder in the data folder.
pub(super) const FOLDER: &str = "directory";

/// A store that is open, and what is in it.
pub struct Opened {
    /// The store; it holds the data folder until dropped.
    pub store: Box<dyn Store>,
    /// Everything in it.
    pub directory: Directory,
    /// The index over it, if one is kept: opaque here.
    pub index: Option<Vec<u8>>,
    /// The generation in use.
    pub generation: GenerationInfo,
    /// What the user has to be told, one line each.
    pub notices: Vec<Notice>,
}

/// How closely the kept records are looked at while opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// Every byte: damage is mended before anything is shown.
    Whole,
    /// What entries are counted and found by. The rest is the caller's to
    /// verify while the directory is in use already ([`Directory::is_whole`]).
    Heads,
}

/// Something that happened while opening, worded elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The database was damaged. It was set aside and built anew.
    SetAside {
        /// Where it lies now.
        path: PathBuf,
        /// What was seen, for a developer.
        detail: String,
    },
    /// The database was built anew, but without a publisher whose kept bundle
    /// cannot be read any more: it has to be taken again.
    NotRebuilt {
        /// Name of the publisher.
        publisher: String,
        /// What is wrong with the bundle.
        detail: String,
    },
    /// The database was built anew, but of a publisher only an older version
    /// could be read, since the newer bundle is damaged too.
    RebuiltOlder {
        /// Name of the publisher.
        publisher: String,
        /// The version in use now.
        version: u64,
        /// The version to get again.
        newest: u64,
    },
    /// It was built anew, but not what `rollback` went back to.
    NoWayBack,
    /// The directory in the vault was damaged, and was built anew in its place.
    BuiltAnew {
        /// What was seen, for a developer.
        detail: String,
    },
    /// The database cannot be built, though the disk takes files. The
    /// directory works, but nothing of this session is kept.
    OnlyInMemory {
        /// What was seen, for a developer.
        detail: String,
    },
}

/// Opens the store in `data_dir`, making what is missing and mending what is
/// damaged.
///
/// `purpose` is a short word, such as `interface`, for a second program that
/// wants the store meanwhile.
pub fn open<'p>(
    place: impl Into<Place<'p>>,
    purpose: &str,
    now: Timestamp,
    check: Check,
    progress: &mut dyn FnMut(Progress),
) -> Result<Opened, StoreError> {
    let starter = Starter::embedded();
    let place = place.into();
    Opening { place, purpose, now, check, starter: &starter, at_stage: Arc::new(|_| {}) }.run(progress)
}

/// Opens the store for a command that writes: every byte checked. `at_stage`
/// hears of each moment of what is done.
pub fn open_watched<'p>(
    place: impl Into<Place<'p>>,
    purpose: &str,
    now: Timestamp,
    at_stage: AtStage,
) -> Result<Opened, StoreError> {
    let starter = Starter::embedded();
    let place = place.into();
    Opening { place, purpose, now, check: Check::Whole, starter: &starter, at_stage }.run(&mut |_| {})
}

/// Sets the database aside under a dated name, as if it were damaged; the next
/// [`open`] builds it anew. Returns where it lies now; `None`: there was none,
/// or it was in the vault, and is forgotten there.
pub fn set_aside<'p>(
    place: impl Into<Place<'p>>,
    purpose: &str,
    now: Timestamp,
) -> Result<Option<PathBuf>, StoreError> {
    let Place { data_dir, seal } = place.into();
    files::make_folder(data_dir)?;
    let lock = Arc::new(Lock::take(data_dir, purpose, now)?);
    if let Some(seal) = seal.filter(|_| sealed::exists(data_dir)) {
        if let Some(mut store) = SealedStore::open(data_dir, seal, Some(lock), Arc::new(|_| {}))? {
            store.forget_generations()?;
        }
        return Ok(None);
    }
    rebuild::set_aside(&data_dir.join(FOLDER), now)
}

/// Puts the directory into the vault, or takes it out again. Whoever is ended
/// on the way finds it whole where it was, or where it is to be.
pub fn move_directory(
    place: Place<'_>,
    into_vault: bool,
    purpose: &str,
    now: Timestamp,
    at_stage: &AtStage,
) -> Result<(), StoreError> {
    let Some(seal) = place.seal else { return Err(StoreError::damaged("there is no vault")) };
    let starter = Starter::embedded();
    let quiet: AtStage = Arc::new(|_| {});
    let opening = Opening { place, purpose, now, check: Check::Whole, starter: &starter, at_stage: quiet };
    files::make_folder(place.data_dir)?;
    let lock = Arc::new(Lock::take(place.data_dir, purpose, now)?);
    let Opened { store, notices, .. } = opening.under(&lock, &mut |_| {})?;
    let only_in_memory = notices.iter().any(|notice| matches!(notice, Notice::OnlyInMemory { .. }));
    if only_in_memory || (store.seal().is_some() == into_vault) {
        return Err(StoreError::damaged("there is nothing to move"));
    }
    if into_vault {
        sealed::put_in(place.data_dir, seal, store, &lock, at_stage)
    } else {
        sealed::take_out(place.data_dir, seal, store, &lock, at_stage)
    }
}

/// All that opening depends on.
pub(super) struct Opening<'a> {
    pub place: Place<'a>,
    pub purpose: &'a str,
    pub now: Timestamp,
    pub check: Check,
    pub starter: &'a Starter<'a>,
    pub at_stage: AtStage,
}

impl Opening<'_> {
    pub(super) fn run(&self, progress: &mut dyn FnMut(Progress)) -> Result<Opened, StoreError> {
        files::make_folder(self.place.data_dir)?;
        let lock = Arc::new(Lock::take(self.place.data_dir, self.purpose, self.now)?);
        self.under(&lock, progress)
    }

    /// Opens under a lock that is held.
    pub(super) fn under(&self, lock: &Arc<Lock>, progress: &mut dyn FnMut(Progress)) -> Result<Opened, StoreError> {
        progress(Progress::Opening);
        sealed::settle(self.place.data_dir)?;
        if sealed::exists(self.place.data_dir) {
            return self.in_the_vault(lock, progress);
        }
        let detail = match self.attempt(lock, progress) {
            Err(StoreError::Damaged { detail }) => detail,
            outcome => return outcome,
        };
        let aside = rebuild::set_aside(&self.folder(), self.now)?;
        let mut opened = match self.attempt(lock, progress) {
            Err(StoreError::Damaged { detail }) => {
                // sled refuses to work at all in this process. The user still
                // gets the directory; the next start begins afresh.
                let mut opened = self.in_memory(Some(Arc::clone(lock)), progress)?;
                opened.notices.push(Notice::OnlyInMemory { detail });
                opened
            }
            outcome => outcome?,
        };
        opened.notices.extend(aside.map(|path| Notice::SetAside { path, detail }));
        Ok(opened)
    }

    /// Opens a directory that is in the vault. Where the seal is another's, or
    /// there is none, it is not there: what the program carries is.
    fn in_the_vault(&self, lock: &Arc<Lock>, progress: &mut dyn FnMut(Progress)) -> Result<Opened, StoreError> {
        let Place { data_dir, seal } = self.place;
        let open = |seal| SealedStore::open(data_dir, seal, Some(Arc::clone(lock)), Arc::clone(&self.at_stage));
        let Some(seal) = seal else { return self.fill(Box::new(MemoryStore::locked(Arc::clone(lock))), progress) };
        let (detail, mended) = match open(seal) {
            Ok(None) => return self.fill(Box::new(MemoryStore::locked(Arc::clone(lock))), progress),
            Ok(Some(store)) => match self.fill(Box::new(store), progress) {
                Err(StoreError::Damaged { detail }) => (detail, open(seal)),
                outcome => return outcome,
            },
            Err(StoreError::Damaged { detail }) => (detail, Ok(None)),
            Err(error) => return Err(error),
        };
        if let Ok(Some(mut store)) = mended {
            // What is remembered is whole: the rest comes from kept bundles.
            store.forget_generations()?;
            let mut opened = self.fill(Box::new(store), progress)?;
            opened.notices.push(Notice::BuiltAnew { detail });
            return Ok(opened);
        }
        let notice = files::set_aside(&data_dir.join(sealed::FOLDER), self.now)?;
        let store = SealedStore::anew(data_dir, seal, Arc::clone(lock), Arc::clone(&self.at_stage))?;
        let mut opened = self.fill(Box::new(store), progress)?;
        opened.notices.extend(notice.map(|path| Notice::SetAside { path, detail }));
        Ok(opened)
    }

    fn folder(&self) -> PathBuf {
        self.place.data_dir.join(FOLDER)
    }

    fn attempt(&self, lock: &Arc<Lock>, progress: &mut dyn FnMut(Progress)) -> Result<Opened, StoreError> {
        let store = SledStore::open_with(&self.folder(), Arc::clone(lock), Arc::clone(&self.at_stage))?;
        self.fill(Box::new(store), progress)
    }

    /// Everything that the kept bundles hold, and the starter, in memory.
    pub(super) fn in_memory(
        &self,
        lock: Option<Arc<Lock>>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Opened, StoreError> {
        let publishers = publisher::read_beside(&self.place.data_dir.join(disk::PUBLISHERS))?;
        let bundles = self.place.data_dir.join(disk::BUNDLES);
        self.fill(Box::new(MemoryStore::knowing(publishers, bundles, lock)), progress)
    }

    /// Puts the starter into a store that has nothing or an older starter,
    /// and reads what is in it.
    fn fill(&self, mut store: Box<dyn Store>, progress: &mut dyn FnMut(Progress)) -> Result<Opened, StoreError> {
        let mut notices = Vec::new();
        let generation = self.with_starter(&mut *store, progress, &mut notices)?;
        // Both are large: read side by side.
        let check = self.check;
        let (directory, index) = thread::scope(|scope| {
            let index = scope.spawn(|| read_index(&*store, &generation, check));
            let directory = self.read(&*store, &generation, progress);
            (directory, index.join().ok().flatten())
        });
        let directory = directory?;
        // Only now, when the current generation is known to be whole. Without
        // room to tidy up, the directory is still there to be read.
        match store.tidy() {
            Ok(()) | Err(StoreError::DiskFull { .. }) => {}
            Err(error) => return Err(error),
        }
        Ok(Opened { store, directory, index, generation, notices })
    }

    /// The current generation, with the starter of this program in place of an
    /// older one. A starter that was removed stays away.
    fn with_starter(
        &self,
        store: &mut dyn Store,
        progress: &mut dyn FnMut(Progress),
        notices: &mut Vec<Notice>,
    ) -> Result<GenerationInfo, StoreError> {
        let ours = Origin::Embedded { fingerprint: self.starter.fingerprint };
        let Some(current) = store.current()? else {
            let Rebuilt { mut shelves, before, starter_before } = rebuild::rebuilt(store, self.now, notices)?;
            let removed = store.publishers()?.get(starter::PUBLISHER).is_some_and(|one| one.removed);
            let starter =
                if !removed || shelves.is_empty() { Some(self.keep_starter(store, ours, progress)?) } else { None };
            let before = before.map(|mut before| {
                before.extend(starter.clone().filter(|_| starter_before));
                before
            });
            shelves.extend(starter);
            let before = before.filter(|before| !before.is_empty() && *before != shelves);
            // In use it comes only with what it is before, in one step.
            let previous = before.map(|before| store.keep_generation(before)).transpose()?;
            return store.commit(Draft { shelves, previous, ..Draft::default() });
        };
        let outdated = |shelf: &ShelfInfo| matches!(shelf.origin, Origin::Embedded { .. }) && shelf.origin != ours;
        if !current.shelves.iter().any(outdated) {
            return Ok(current);
        }
        let mut shelves = current.shelves;
        for shelf in shelves.iter_mut().filter(|shelf| outdated(shelf)) {
            *shelf = self.keep_starter(store, ours.clone(), progress)?;
        }
        store.commit(Draft { shelves, previous: current.previous, ..Draft::default() })
    }

    fn keep_starter(
        &self,
        store: &mut dyn Store,
        origin: Origin,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<ShelfInfo, StoreError> {
        keep(store, &(self.starter.read)(), origin, progress)
    }

    /// Every publisher's records of a generation.
    fn read(
        &self,
        store: &dyn Store,
        generation: &GenerationInfo,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Directory, StoreError> {
        let publishers = store.publishers()?;
        read(&generation.shelves, &publishers, self.check, &|blob| store.read(blob), progress)
    }
}

/// The index that is kept with a generation. It can be built anew, and is
/// opaque here, so a bad one is none.
fn read_index(store: &dyn Store, generation: &GenerationInfo, check: Check) -> Option<Vec<u8>> {
    let blob = generation.index.as_ref()?;
    let bytes = store.read(blob).ok()?;
    (check == Check::Heads || blob.is(&bytes)).then_some(bytes)
}

/// The shelves of the publishers that are not switched off.
pub(super) fn without_hidden<'s>(
    shelves: &'s [ShelfInfo],
    publishers: &BTreeMap<String, Publisher>,
) -> impl Iterator<Item = &'s ShelfInfo> {
    shelves.iter().filter(|info| !publishers.get(&info.publisher).is_some_and(|one| one.off || one.removed))
}

/// Reads shelves and puts them together.
pub(super) fn read(
    shelves: &[ShelfInfo],
    publishers: &BTreeMap<String, Publisher>,
    check: Check,
    read_blob: &dyn Fn(&Blob) -> Result<Vec<u8>, StoreError>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Directory, StoreError> {
    let shown: Vec<&Blob> = without_hidden(shelves, publishers).map(|info| &info.records).collect();
    let total = shown.iter().map(|records| records.bytes).sum();
    let mut done = 0;
    let mut open = Vec::with_capacity(shown.len());
    for records in shown {
        progress(Progress::Reading { done, total });
        let bytes = read_blob(records)?;
        if check == Check::Whole && !records.is(&bytes) {
            return Err(StoreError::damaged("records of another digest"));
        }
        open.push(Shelf::open(bytes).map_err(StoreError::damaged)?);
        done += records.bytes;
    }
    progress(Progress::Reading { done, total });
    Ok(Directory::of(open))
}

/// Packs a release and keeps it.
pub(super) fn keep(
    store: &mut dyn Store,
    release: &Release,
    origin: Origin,
    progress: &mut dyn FnMut(Progress),
) -> Result<ShelfInfo, StoreError> {
    let publisher = release.publication.publisher.clone();
    let not_storable = |id: String| StoreError::NotStorable { publisher: publisher.clone(), id };
    if publisher.is_empty() || publisher.contains('\0') {
        return Err(not_storable(String::new()));
    }
    let total = release.organizations.len() as u64;
    progress(Progress::Writing { done: 0, total });
    let mut packer = Packer::new(release.publication.clone(), release.tombstones.clone(), []);
    for (done, organization) in (0..).zip(&release.organizations) {
        if done % STRIDE == 0 && done > 0 {
            progress(Progress::Writing { done, total });
        }
        packer.add(organization.clone()).map_err(|refused| not_storable(refused.id))?;
    }
    let bytes = packer.finish().map_err(|refused| not_storable(refused.id))?;
    let records = store.keep(&bytes)?;
    progress(Progress::Writing { done: total, total });
    Ok(ShelfInfo { publisher, version: release.publication.version, origin, records })
}
