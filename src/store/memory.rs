//! A store in memory: the double of [`SledStore`](super::SledStore) in tests,
//! and its stand-in where a disk cannot be used.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
    path::PathBuf,
    sync::Arc,
};

use super::{Blob, Draft, GenerationInfo, Lock, Publisher, ShelfInfo, Store, StoreError};
use crate::bundle::{Fetch, Refusal, file::Container};

/// Generations in memory, gone with the program.
#[derive(Debug, Default)]
pub struct MemoryStore {
    generations: BTreeMap<u64, GenerationInfo>,
    blobs: BTreeMap<Blob, Vec<u8>>,
    publishers: BTreeMap<String, Publisher>,
    current: Option<u64>,
    last: u64,
    /// Where bundles lie that somebody else has kept.
    bundles: Option<PathBuf>,
    _lock: Option<Arc<Lock>>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty store that keeps the data folder locked.
    pub(super) fn locked(lock: Arc<Lock>) -> Self {
        Self { _lock: Some(lock), ..Self::default() }
    }

    /// A store without records that knows publishers, and keeps the data folder
    /// locked if it is given the lock. It keeps no bundles, but reads those that
    /// lie in a folder.
    pub(super) fn knowing(publishers: BTreeMap<String, Publisher>, bundles: PathBuf, lock: Option<Arc<Lock>>) -> Self {
        Self { publishers, bundles: Some(bundles), _lock: lock, ..Self::default() }
    }
}

impl Store for MemoryStore {
    fn current(&self) -> Result<Option<GenerationInfo>, StoreError> {
        self.current.map_or(Ok(None), |number| self.generation(number))
    }

    fn generation(&self, number: u64) -> Result<Option<GenerationInfo>, StoreError> {
        Ok(self.generations.get(&number).cloned())
    }

    fn read(&self, blob: &Blob) -> Result<Vec<u8>, StoreError> {
        self.blobs.get(blob).cloned().ok_or_else(|| StoreError::damaged("nothing of this name is kept"))
    }

    fn keep(&mut self, bytes: &[u8]) -> Result<Blob, StoreError> {
        let blob = Blob::of(bytes);
        self.blobs.insert(blob.clone(), bytes.to_owned());
        Ok(blob)
    }

    fn publishers(&self) -> Result<BTreeMap<String, Publisher>, StoreError> {
        Ok(self.publishers.clone())
    }

    fn keep_bundle(
        &self,
        _name: &str,
        _write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Option<u64>, StoreError> {
        Ok(None)
    }

    fn bundle(&self, name: &str) -> Result<Arc<dyn Fetch>, Refusal> {
        let folder = self.bundles.as_ref().ok_or_else(|| Refusal::damaged(name, "no bundles are kept"))?;
        Ok(Arc::new(Container::open(&folder.join(name))?))
    }

    fn bundle_bytes(&self, _name: &str) -> Result<Vec<u8>, StoreError> {
        Err(StoreError::damaged("no bundles are kept"))
    }

    fn commit(&mut self, draft: Draft) -> Result<GenerationInfo, StoreError> {
        let Draft { shelves, index, previous, publishers } = draft;
        self.last += 1;
        let info = GenerationInfo { previous, index, ..GenerationInfo::of(self.last, shelves) };
        self.generations.insert(info.number, info.clone());
        self.current = Some(info.number);
        self.publishers.extend(publishers.into_iter().map(|one| (one.id.clone(), one)));
        Ok(info)
    }

    fn keep_generation(&mut self, shelves: Vec<ShelfInfo>) -> Result<u64, StoreError> {
        self.last += 1;
        let info = GenerationInfo::of(self.last, shelves);
        self.generations.insert(info.number, info);
        Ok(self.last)
    }

    fn set_index(&mut self, index: Blob) -> Result<(), StoreError> {
        let current = self.current.and_then(|number| self.generations.get_mut(&number));
        current.ok_or_else(|| StoreError::damaged("no generation"))?.index = Some(index);
        Ok(())
    }

    fn tidy(&mut self) -> Result<(), StoreError> {
        let Some(current) = self.current()? else { return Ok(()) };
        self.generations.retain(|number, _| current.keeps(*number));
        let named: BTreeSet<Blob> = self.generations.values().flat_map(GenerationInfo::blobs).cloned().collect();
        self.blobs.retain(|blob, _| named.contains(blob));
        Ok(())
    }

    fn bytes(&self) -> u64 {
        0
    }
}
