//! A store in memory: the double of [`SledStore`](super::SledStore) in tests,
//! and its stand-in where a disk cannot be used.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    GenerationInfo, Lock, Origin, Progress, Store, StoreError, generation,
    records::{self, Decoder},
};
use crate::directory::Release;

/// Keys and values of a generation, as they would lie on disk.
type Tree = BTreeMap<Vec<u8>, Vec<u8>>;

/// Generations in memory, gone with the program.
#[derive(Debug, Default)]
pub struct MemoryStore {
    generations: BTreeMap<u64, (GenerationInfo, Tree)>,
    current: Option<u64>,
    written: u64,
    _lock: Option<Arc<Lock>>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty store that keeps the data folder locked.
    pub(super) fn holding(lock: Arc<Lock>) -> Self {
        Self { _lock: Some(lock), ..Self::default() }
    }

    fn in_use(&self) -> Option<&(GenerationInfo, Tree)> {
        self.generations.get(&self.current?)
    }
}

impl Store for MemoryStore {
    fn current(&self) -> Result<Option<GenerationInfo>, StoreError> {
        Ok(self.in_use().map(|(info, _)| info.clone()))
    }

    fn load(&self, progress: &mut dyn FnMut(Progress)) -> Result<Vec<Release>, StoreError> {
        let Some((info, tree)) = self.in_use() else { return Ok(Vec::new()) };
        let mut decoder = Decoder::new();
        for (done, (key, value)) in (0..).zip(tree) {
            records::tell_reading(done, info.counts.records(), progress);
            decoder.take(key, value)?;
        }
        records::tell_reading(info.counts.records(), info.counts.records(), progress);
        decoder.finish(info.counts, info.digest)
    }

    fn write(
        &mut self,
        origin: Origin,
        releases: &[Release],
        progress: &mut dyn FnMut(Progress),
    ) -> Result<GenerationInfo, StoreError> {
        let mut tree = Tree::new();
        let mut put = |key, value| {
            tree.insert(key, value);
            Ok(())
        };
        let written = records::encode(releases, &mut put, progress)?;
        self.written += 1;
        let info = GenerationInfo {
            format: generation::stored_form(),
            number: self.written,
            previous: None,
            origin,
            counts: written.counts,
            digest: written.digest,
        };
        self.generations.insert(info.number, (info.clone(), tree));
        Ok(info)
    }

    fn flip(&mut self, number: u64) -> Result<(), StoreError> {
        let before = self.current.filter(|current| *current != number);
        let (info, _) = self.generations.get_mut(&number).ok_or(StoreError::NoSuchGeneration { number })?;
        if self.current != Some(number) {
            info.previous = before;
            self.current = Some(number);
        }
        Ok(())
    }

    fn tidy(&mut self) -> Result<(), StoreError> {
        let kept = self.in_use().map(|(info, _)| (info.number, info.previous));
        self.generations.retain(|number, _| {
            kept.is_some_and(|(current, previous)| *number == current || Some(*number) == previous)
        });
        Ok(())
    }

    fn bytes(&self) -> u64 {
        0
    }
}
