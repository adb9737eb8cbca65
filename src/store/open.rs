//! The one way into the store for the rest of the program.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;

use super::{
    Lock, MemoryStore, Origin, Progress, SledStore, Store, StoreError,
    disk::AtStage,
    files,
    starter::{self, Starter},
};
use crate::directory::Release;

/// Name of the database's folder in the data folder.
const FOLDER: &str = "directory";

/// A store that is open, and what is in it.
pub struct Opened {
    /// The store; it holds the data folder until dropped.
    pub store: Box<dyn Store>,
    /// Everything in it.
    pub releases: Vec<Release>,
    /// What the user has to be told, one line each.
    pub notices: Vec<Notice>,
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
    /// The database cannot be built, though the disk takes files. The
    /// directory works, but nothing of this session is kept.
    OnlyInMemory {
        /// What was seen, for a developer.
        detail: String,
    },
}

/// Opens the store in `data_dir`, making what is missing and mending what is
/// damaged, and reads all of it.
///
/// `purpose` is a short word, such as `interface`, for a second program that
/// wants the store meanwhile.
pub fn open(
    data_dir: &Path,
    purpose: &str,
    now: Timestamp,
    progress: &mut dyn FnMut(Progress),
) -> Result<Opened, StoreError> {
    let starter = Starter::embedded();
    Opening { data_dir, purpose, now, starter: &starter, at_stage: Arc::new(|_| {}) }.run(progress)
}

/// The directory without its store, for commands that only read while another
/// program holds the store or the data folder cannot be written.
pub fn read_only() -> Vec<Release> {
    vec![starter::release()]
}

/// Sets the database aside under a dated name, as if it were damaged; the next
/// [`open`] builds it anew. Returns where it lies now; `None`: there was none.
pub fn set_aside(data_dir: &Path, purpose: &str, now: Timestamp) -> Result<Option<PathBuf>, StoreError> {
    files::make_folder(data_dir)?;
    let _lock = Lock::take(data_dir, purpose, now)?;
    files::set_aside(&data_dir.join(FOLDER), now)
}

/// All that opening depends on.
pub(super) struct Opening<'a> {
    pub data_dir: &'a Path,
    pub purpose: &'a str,
    pub now: Timestamp,
    pub starter: &'a Starter<'a>,
    pub at_stage: AtStage,
}

impl Opening<'_> {
    pub(super) fn run(&self, progress: &mut dyn FnMut(Progress)) -> Result<Opened, StoreError> {
        progress(Progress::Opening);
        files::make_folder(self.data_dir)?;
        let lock = Arc::new(Lock::take(self.data_dir, self.purpose, self.now)?);
        let detail = match self.attempt(&lock, progress) {
            Err(StoreError::Damaged { detail }) => detail,
            outcome => return outcome,
        };
        let aside = files::set_aside(&self.folder(), self.now)?;
        let mut opened = match self.attempt(&lock, progress) {
            Err(StoreError::Damaged { detail }) => self.in_memory(lock, detail, progress)?,
            outcome => outcome?,
        };
        opened.notices.extend(aside.map(|path| Notice::SetAside { path, detail }));
        Ok(opened)
    }

    fn folder(&self) -> PathBuf {
        self.data_dir.join(FOLDER)
    }

    fn attempt(&self, lock: &Arc<Lock>, progress: &mut dyn FnMut(Progress)) -> Result<Opened, StoreError> {
        let store = SledStore::open_with(&self.folder(), Arc::clone(lock), Arc::clone(&self.at_stage))?;
        self.fill(Box::new(store), progress)
    }

    /// sled refuses to work at all in this process. The user still gets the
    /// directory; the next start begins afresh.
    fn in_memory(
        &self,
        lock: Arc<Lock>,
        detail: String,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Opened, StoreError> {
        let mut opened = self.fill(Box::new(MemoryStore::holding(lock)), progress)?;
        opened.notices.push(Notice::OnlyInMemory { detail });
        Ok(opened)
    }

    /// Puts the starter into a store that has nothing or an older starter,
    /// and reads what is in it.
    fn fill(&self, mut store: Box<dyn Store>, progress: &mut dyn FnMut(Progress)) -> Result<Opened, StoreError> {
        let ours = Origin::Embedded { fingerprint: self.starter.fingerprint };
        let wanted = match store.current()?.map(|info| info.origin) {
            Some(Origin::Bundle { .. }) => false,
            Some(origin) => origin != ours,
            None => true,
        };
        if wanted {
            let written = store.write(ours, &[(self.starter.read)()], progress)?;
            store.flip(written.number)?;
        }
        let releases = store.load(progress)?;
        // Only now, when the current generation is known to be whole. Without
        // room to tidy up, the directory is still there to be read.
        match store.tidy() {
            Ok(()) | Err(StoreError::DiskFull { .. }) => {}
            Err(error) => return Err(error),
        }
        Ok(Opened { store, releases, notices: Vec::new() })
    }
}
