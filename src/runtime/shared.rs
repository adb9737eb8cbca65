//! The store, lent to several threads for one call at a time.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::{
    bundle::{Fetch, Refusal},
    store::{Blob, Draft, GenerationInfo, Lost, Publisher, Seal, ShelfInfo, Stage, Store, StoreError},
};

/// A store, once it is open. Clones are one and the same.
#[derive(Clone, Default)]
pub(super) struct Shared(Arc<Mutex<Option<Box<dyn Store>>>>);

impl Shared {
    /// Puts the store in; `None` where the directory lies only in memory.
    pub(super) fn put(&self, store: Option<Box<dyn Store>>) {
        *self.lock() = store;
    }

    /// True where there is one.
    pub(super) fn is_there(&self) -> bool {
        self.lock().is_some()
    }

    /// Closes it, unless something is being done in it: then the end of the
    /// program does, and what was being done leaves the old state or the new.
    pub(super) fn close(&self) {
        if let Ok(mut store) = self.0.try_lock() {
            *store = None;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Box<dyn Store>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn with<T>(&self, work: impl FnOnce(&mut dyn Store) -> Result<T, StoreError>) -> Result<T, StoreError> {
        match &mut *self.lock() {
            Some(store) => work(&mut **store),
            None => Err(StoreError::InUse { holder: None }),
        }
    }
}

impl Store for Shared {
    fn current(&self) -> Result<Option<GenerationInfo>, StoreError> {
        self.with(|store| store.current())
    }

    fn generation(&self, number: u64) -> Result<Option<GenerationInfo>, StoreError> {
        self.with(|store| store.generation(number))
    }

    fn read(&self, blob: &Blob) -> Result<Vec<u8>, StoreError> {
        self.with(|store| store.read(blob))
    }

    fn keep(&mut self, bytes: &[u8]) -> Result<Blob, StoreError> {
        self.with(|store| store.keep(bytes))
    }

    fn keep_pieces(&mut self, pieces: &[Vec<u8>]) -> Result<Blob, StoreError> {
        self.with(|store| store.keep_pieces(pieces))
    }

    fn commit(&mut self, draft: Draft) -> Result<GenerationInfo, StoreError> {
        self.with(|store| store.commit(draft))
    }

    fn keep_generation(&mut self, shelves: Vec<ShelfInfo>) -> Result<u64, StoreError> {
        self.with(|store| store.keep_generation(shelves))
    }

    fn lost(&self) -> Option<Lost> {
        self.lock().as_ref().and_then(|store| store.lost())
    }

    fn publishers(&self) -> Result<BTreeMap<String, Publisher>, StoreError> {
        self.with(|store| store.publishers())
    }

    fn keep_bundle(
        &self,
        name: &str,
        write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Option<u64>, StoreError> {
        self.with(|store| store.keep_bundle(name, write))
    }

    fn bundle(&self, name: &str) -> Result<Arc<dyn Fetch>, Refusal> {
        match &*self.lock() {
            Some(store) => store.bundle(name),
            None => Err(Refusal::damaged(name, "the store is closed")),
        }
    }

    fn bundle_bytes(&self, name: &str) -> Result<Vec<u8>, StoreError> {
        self.with(|store| store.bundle_bytes(name))
    }

    fn drop_bundles(&self, kept: &[String]) {
        if let Some(store) = &*self.lock() {
            store.drop_bundles(kept);
        }
    }

    fn seal(&self) -> Option<Seal> {
        self.lock().as_ref().and_then(|store| store.seal())
    }

    fn reach(&self, stage: Stage) {
        if let Some(store) = &*self.lock() {
            store.reach(stage);
        }
    }

    fn set_index(&mut self, index: Blob) -> Result<(), StoreError> {
        self.with(|store| store.set_index(index))
    }

    fn tidy(&mut self) -> Result<(), StoreError> {
        self.with(|store| store.tidy())
    }

    fn bytes(&self) -> u64 {
        self.lock().as_ref().map_or(0, |store| store.bytes())
    }
}
