//! The store where the directory is in the vault too: everything a whole file
//! that only the vault's key opens, under a name that tells nothing. No
//! database: what is current and what is remembered is one small file, written
//! whole.
//!
//! In the folder `sealed` of the data folder:
//!
//! | name | what |
//! | --- | --- |
//! | `state`, `state-spare` | generations and publishers |
//! | `….blob` | packed records or an index |
//! | `….bundle` | a verified bundle |
//! | `….note` | the list of sites |
//!
//! `switch` moves a directory into it and back.

mod switch;

#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{self, Cursor, ErrorKind, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{
    AtStage, Blob, Draft, GenerationInfo, Lock, Lost, Publisher, ShelfInfo, Stage, Store, StoreError,
    disk::{bytes_in, read_info},
    files,
    vault::{Seal, VaultError, checked, with_checksum},
};
use crate::bundle::{Fetch, Refusal, file::Container};

pub use switch::SOURCES;
pub(super) use switch::{put_in, settle, take_out};

/// Name of the folder in the data folder.
pub(super) const FOLDER: &str = "sealed";
const STATE: &str = "state";
const SPARE: &str = "state-spare";
/// Before the sealed state: what a later form has to be told from.
const MAGIC: &[u8; 16] = b"parasol state v1";

/// True where the directory is in the vault.
pub fn exists(data_dir: &Path) -> bool {
    data_dir.join(FOLDER).symlink_metadata().is_ok()
}

/// True for the name of a folder of sealed files, whatever has become of it.
pub(super) fn is_ours(name: &str) -> bool {
    let rest = name.strip_prefix(FOLDER);
    rest.is_some_and(|rest| matches!(rest, "" | ".coming" | ".going") || rest.starts_with(".damaged-"))
}

/// A store of sealed files.
pub struct SealedStore {
    folder: PathBuf,
    seal: Seal,
    state: State,
    at_stage: AtStage,
    /// `None`: only to read.
    lock: Option<Arc<Lock>>,
}

/// What is current and what is remembered.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct State {
    /// Grows with each writing: of two copies the newer counts.
    sequence: u64,
    current: Option<u64>,
    last: u64,
    /// Each as the database keeps it.
    generations: BTreeMap<u64, Vec<u8>>,
    publishers: BTreeMap<String, Vec<u8>>,
}

impl SealedStore {
    /// Opens the store of a data folder; `None` where it is not this seal's.
    /// Without a lock it is only there to be read.
    pub fn open(
        data_dir: &Path,
        seal: &Seal,
        lock: Option<Arc<Lock>>,
        at_stage: AtStage,
    ) -> Result<Option<Self>, StoreError> {
        let folder = data_dir.join(FOLDER);
        let copies = [STATE, SPARE].map(|name| read_state(&folder.join(name), seal));
        let odd = !matches!(&copies, [Ok(Some(one)), Ok(Some(other))] if one.sequence == other.sequence);
        let (mut found, mut foreign, mut wrong) = (None::<State>, false, None);
        for copy in copies {
            match copy {
                Ok(Some(state)) if found.as_ref().is_none_or(|best| best.sequence < state.sequence) => {
                    found = Some(state);
                }
                Ok(Some(_)) => {}
                Ok(None) => foreign = true,
                Err(error) => wrong = Some(error),
            }
        }
        let Some(state) = found else {
            return if foreign { Ok(None) } else { Err(wrong.unwrap_or_else(|| StoreError::damaged("no state"))) };
        };
        let store = Self { folder, seal: seal.clone(), state, at_stage, lock };
        if odd && store.lock.is_some() {
            // A disk that takes nothing now is no reason not to read.
            store.write_state(&store.state).ok();
        }
        (store.at_stage)(Stage::Opened);
        Ok(Some(store))
    }

    /// A store with nothing in it, in a folder of any name.
    fn create(folder: &Path, seal: &Seal, lock: Arc<Lock>, at_stage: AtStage) -> Result<Self, StoreError> {
        files::make_folder(folder)?;
        let store =
            Self { folder: folder.to_owned(), seal: seal.clone(), state: State::default(), at_stage, lock: Some(lock) };
        store.write_state(&store.state)?;
        Ok(store)
    }

    /// A new one in the place of what is damaged.
    pub(super) fn anew(data_dir: &Path, seal: &Seal, lock: Arc<Lock>, at_stage: AtStage) -> Result<Self, StoreError> {
        Self::create(&data_dir.join(FOLDER), seal, lock, at_stage)
    }

    /// Uses no generation any more, as if all were damaged: the next opening makes
    /// new ones of the kept bundles, of the versions that these had.
    pub(super) fn forget_generations(&mut self) -> Result<(), StoreError> {
        let state = State { current: None, ..self.state.clone() };
        self.change(state)
    }

    fn change(&mut self, mut state: State) -> Result<(), StoreError> {
        state.sequence += 1;
        self.write_state(&state)?;
        self.state = state;
        Ok(())
    }

    fn write_state(&self, state: &State) -> Result<(), StoreError> {
        let plain = postcard::to_stdvec(state).map_err(StoreError::damaged)?;
        let sealed = self.seal.close(STATE, &plain).map_err(too_large)?;
        let bytes = with_checksum([&MAGIC[..], &sealed].concat());
        files::write_whole(&self.folder.join(STATE), &bytes)?;
        (self.at_stage)(Stage::Committed);
        files::write_whole(&self.folder.join(SPARE), &bytes)
    }

    fn path_of(&self, kind: Kind, name: &str) -> PathBuf {
        kind.path(&self.folder, &self.seal, name)
    }

    fn write(&self, kind: Kind, name: &str, plain: &[u8]) -> Result<(), StoreError> {
        let sealed = self.seal.close(&kind.purpose(name), plain).map_err(too_large)?;
        files::write_whole(&self.path_of(kind, name), &sealed)
    }

    fn read_file(&self, kind: Kind, name: &str) -> Result<Vec<u8>, StoreError> {
        read_file(&self.folder, &self.seal, kind, name)?.ok_or_else(|| StoreError::damaged("a sealed file is gone"))
    }

    /// Removes the files of a kind that are not named.
    fn remove_others(&self, kind: Kind, named: &BTreeSet<PathBuf>) -> Result<(), StoreError> {
        let failed = |path: &Path, source| StoreError::from_io(path, source);
        for entry in fs::read_dir(&self.folder).map_err(|error| failed(&self.folder, error))? {
            let path = entry.map_err(|error| failed(&self.folder, error))?.path();
            let ending = path.extension().and_then(|ending| ending.to_str());
            let left_over = ending == Some("part");
            if left_over || (ending == Some(kind.ending()) && !named.contains(&path)) {
                fs::remove_file(&path).map_err(|error| failed(&path, error))?;
            }
        }
        Ok(())
    }
}

/// What a sealed file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blob,
    Bundle,
    Note,
}

impl Kind {
    fn ending(self) -> &'static str {
        match self {
            Self::Blob => "blob",
            Self::Bundle => "bundle",
            Self::Note => "note",
        }
    }

    fn purpose(self, name: &str) -> String {
        format!("{}:{name}", self.ending())
    }

    fn path(self, folder: &Path, seal: &Seal, name: &str) -> PathBuf {
        folder.join(seal.file_name(&self.purpose(name))).with_extension(self.ending())
    }
}

/// A sealed file; `None` where there is none.
fn read_file(folder: &Path, seal: &Seal, kind: Kind, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let path = kind.path(folder, seal, name);
    match fs::read(&path) {
        Ok(sealed) => {
            let plain = seal.open(&kind.purpose(name), &sealed);
            plain.map(Some).ok_or_else(|| StoreError::damaged("a sealed file does not open"))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::from_io(&path, error)),
    }
}

/// A copy of the state; `None`: it is whole and another seal's.
fn read_state(path: &Path, seal: &Seal) -> Result<Option<State>, StoreError> {
    let bytes = fs::read(path).map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied => StoreError::from_io(path, error),
        _ => StoreError::damaged(error),
    })?;
    let sealed = checked(&bytes).map_err(StoreError::damaged)?;
    let sealed = sealed.strip_prefix(MAGIC).ok_or_else(|| StoreError::damaged("no state of ours"))?;
    let Some(plain) = seal.open(STATE, sealed) else { return Ok(None) };
    postcard::from_bytes(&plain).map(Some).map_err(StoreError::damaged)
}

fn too_large(error: VaultError) -> StoreError {
    StoreError::damaged(error)
}

/// Keeps a note beside a sealed directory.
pub fn write_note(data_dir: &Path, seal: &Seal, name: &str, plain: &[u8]) -> Result<(), StoreError> {
    let sealed = seal.close(&Kind::Note.purpose(name), plain).map_err(too_large)?;
    files::write_whole(&Kind::Note.path(&data_dir.join(FOLDER), seal, name), &sealed)
}

/// Reads a note back; `None` where there is none.
pub fn read_note(data_dir: &Path, seal: &Seal, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    read_file(&data_dir.join(FOLDER), seal, Kind::Note, name)
}

/// Writes a kept bundle to where it is wanted.
pub(super) fn copy_bundle(data_dir: &Path, seal: &Seal, name: &str, to: &Path) -> Result<(), StoreError> {
    let bytes = read_file(&data_dir.join(FOLDER), seal, Kind::Bundle, name)?;
    files::write_whole(to, &bytes.ok_or_else(|| StoreError::damaged("a sealed bundle is gone"))?)
}

impl Store for SealedStore {
    fn current(&self) -> Result<Option<GenerationInfo>, StoreError> {
        self.state.current.map_or(Ok(None), |number| self.generation(number))
    }

    fn generation(&self, number: u64) -> Result<Option<GenerationInfo>, StoreError> {
        self.state.generations.get(&number).map_or(Ok(None), |bytes| read_info(bytes))
    }

    fn read(&self, blob: &Blob) -> Result<Vec<u8>, StoreError> {
        let bytes = self.read_file(Kind::Blob, &blob.digest)?;
        if bytes.len() as u64 == blob.bytes { Ok(bytes) } else { Err(StoreError::damaged("a blob of another length")) }
    }

    fn keep(&mut self, bytes: &[u8]) -> Result<Blob, StoreError> {
        let blob = Blob::of(bytes);
        // Written again where it is there: it may be damaged.
        self.write(Kind::Blob, &blob.digest, bytes)?;
        (self.at_stage)(Stage::Kept);
        Ok(blob)
    }

    fn publishers(&self) -> Result<BTreeMap<String, Publisher>, StoreError> {
        self.state.publishers.iter().map(|(id, bytes)| Ok((id.clone(), Publisher::from_bytes(bytes)?))).collect()
    }

    fn keep_bundle(
        &self,
        name: &str,
        write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Option<u64>, StoreError> {
        let mut bytes = Vec::new();
        write(&mut bytes).map_err(|error| StoreError::from_io(&self.path_of(Kind::Bundle, name), error))?;
        self.write(Kind::Bundle, name, &bytes)?;
        Ok(Some(bytes.len() as u64))
    }

    fn bundle(&self, name: &str) -> Result<Arc<dyn Fetch>, Refusal> {
        let bytes = self.bundle_bytes(name).map_err(|error| Refusal::damaged(name, error))?;
        Ok(Arc::new(Container::read(Cursor::new(bytes))?))
    }

    fn bundle_bytes(&self, name: &str) -> Result<Vec<u8>, StoreError> {
        self.read_file(Kind::Bundle, name)
    }

    fn drop_bundles(&self, kept: &[String]) {
        let named = kept.iter().map(|name| self.path_of(Kind::Bundle, name)).collect();
        // What cannot be removed costs space and nothing else.
        self.remove_others(Kind::Bundle, &named).ok();
    }

    fn reach(&self, stage: Stage) {
        (self.at_stage)(stage);
    }

    fn seal(&self) -> Option<Seal> {
        Some(self.seal.clone())
    }

    fn commit(&mut self, draft: Draft) -> Result<GenerationInfo, StoreError> {
        let Draft { shelves, index, previous, publishers } = draft;
        let mut state = self.state.clone();
        state.last += 1;
        let info = GenerationInfo { previous, index, ..GenerationInfo::of(state.last, shelves) };
        state.generations.insert(info.number, postcard::to_stdvec(&info).map_err(StoreError::damaged)?);
        state.current = Some(info.number);
        for one in &publishers {
            state.publishers.insert(one.id.clone(), one.to_bytes()?);
        }
        self.change(state)?;
        (self.at_stage)(Stage::Floored);
        Ok(info)
    }

    fn keep_generation(&mut self, shelves: Vec<ShelfInfo>) -> Result<u64, StoreError> {
        let mut state = self.state.clone();
        state.last += 1;
        let number = state.last;
        let info = GenerationInfo::of(number, shelves);
        state.generations.insert(number, postcard::to_stdvec(&info).map_err(StoreError::damaged)?);
        self.change(state)?;
        Ok(number)
    }

    fn lost(&self) -> Option<Lost> {
        // The last that was made is the one that was in use.
        let last = self.generation(self.state.last).ok().flatten();
        let before = |number| self.generation(number).ok().flatten();
        Some(last.map_or_else(Lost::default, |now| Lost::of(&now, now.previous.and_then(before).as_ref())))
    }

    fn set_index(&mut self, index: Blob) -> Result<(), StoreError> {
        let mut info = self.current()?.ok_or_else(|| StoreError::damaged("no generation"))?;
        info.index = Some(index);
        let mut state = self.state.clone();
        state.generations.insert(info.number, postcard::to_stdvec(&info).map_err(StoreError::damaged)?);
        self.change(state)
    }

    fn tidy(&mut self) -> Result<(), StoreError> {
        let Some(current) = self.current()? else { return Ok(()) };
        let mut state = self.state.clone();
        state.generations.retain(|number, _| current.keeps(*number));
        if state.generations.len() < self.state.generations.len() {
            self.change(state)?;
        }
        (self.at_stage)(Stage::Dropped);
        let mut named = BTreeSet::new();
        for bytes in self.state.generations.values() {
            let info = read_info(bytes)?;
            named
                .extend(info.iter().flat_map(GenerationInfo::blobs).map(|blob| self.path_of(Kind::Blob, &blob.digest)));
        }
        self.remove_others(Kind::Blob, &named)?;
        (self.at_stage)(Stage::Tidied);
        Ok(())
    }

    fn bytes(&self) -> u64 {
        bytes_in(&self.folder)
    }
}
