//! What a device remembers of a publisher, whatever becomes of its records.
//!
//! It is kept twice: in sled, and as a file beside it. What protects people (the
//! version floor, the keys, what was withdrawn) must outlast damage to either.

use std::{
    collections::{BTreeMap, HashSet},
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{StoreError, files, generation::sha256};
use crate::{
    bundle::{Refusal, Trusted},
    directory::Tombstone,
};

/// How names of the files end.
const EXTENSION: &str = "publisher";
/// Larger files are none of ours: metadata are limited to some megabytes.
const LIMIT: u64 = 64 << 20;

/// What is remembered of a publisher.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Publisher {
    /// Its id.
    pub id: String,
    /// Its name, as its newest version says.
    pub name: String,
    /// True when its records are kept but not shown.
    #[serde(default)]
    pub off: bool,
    /// True when it was removed: it has no records, and has to be trusted
    /// again. What was withdrawn stays withdrawn.
    #[serde(default)]
    pub removed: bool,
    /// Which one it is of those that were taken, from 1: where several use one
    /// id, the record of the first is meant.
    #[serde(default)]
    pub place: u64,
    /// Grows with each change: of two copies the higher one counts.
    pub sequence: u64,
    /// The metadata that are trusted, by file name; see [`Trusted`].
    #[serde(default)]
    pub trusted: BTreeMap<String, String>,
    /// Every record that it ever withdrew, by id.
    #[serde(default)]
    pub withdrawn: BTreeMap<String, Withdrawn>,
    /// The kept bundles, newest first.
    #[serde(default)]
    pub bundles: Vec<KeptBundle>,
}

/// Why and when a record was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// The publisher's reason code.
    pub reason: String,
    /// The version that it came with.
    pub since_version: u64,
    /// The newest version that said so. A record of this id in a version up to
    /// it never shows; a publisher may list it again in a later one.
    pub until_version: u64,
}

/// A verified bundle in the folder of bundles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptBundle {
    /// Its version.
    pub version: u64,
    /// Name of the file.
    pub file: String,
    /// Bytes of the file.
    pub bytes: u64,
}

impl Publisher {
    /// What is trusted of it; `None` for one that signs nothing.
    pub fn trusted(&self) -> Result<Option<Trusted>, Refusal> {
        if self.trusted.is_empty() {
            return Ok(None);
        }
        let files = self.trusted.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
        Trusted::from_files(files).map(Some)
    }

    /// The newest version that was taken and is kept; 0: none is.
    pub(super) fn newest(&self) -> u64 {
        self.bundles.iter().map(|kept| kept.version).max().unwrap_or(0)
    }

    /// Remembers what to trust from now on.
    pub(super) fn trust(&mut self, trusted: &Trusted) -> Result<(), StoreError> {
        let files = trusted.to_files().into_iter();
        // Metadata are JSON, and JSON is UTF-8.
        let texts = files.map(|(name, bytes)| String::from_utf8(bytes).map(|text| (name, text)));
        self.trusted = texts.collect::<Result<_, _>>().map_err(StoreError::damaged)?;
        Ok(())
    }

    /// Remembers what a version withdraws, for good.
    pub(super) fn withdraw(&mut self, tombstones: &[Tombstone], version: u64) {
        for Tombstone { id, reason, since_version } in tombstones {
            let new = Withdrawn { reason: reason.clone(), since_version: *since_version, until_version: version };
            let known = self.withdrawn.entry(id.clone()).or_insert(new);
            known.until_version = known.until_version.max(version);
        }
    }

    /// Ids of the records that do not show in this version, because it or a
    /// later one withdrew them.
    pub(super) fn hidden_in(&self, version: u64) -> HashSet<String> {
        let hidden = self.withdrawn.iter().filter(|(_, withdrawn)| version <= withdrawn.until_version);
        hidden.map(|(id, _)| id.clone()).collect()
    }

    /// As bytes: the digest of the rest on a line, then JSON, which later
    /// programs can read.
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, StoreError> {
        let text = serde_json::to_vec(self).map_err(StoreError::damaged)?;
        let mut bytes = sha256(&text).into_bytes();
        bytes.push(b'\n');
        bytes.extend_from_slice(&text);
        Ok(bytes)
    }

    /// Reads it back; damage is told.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, StoreError> {
        let damaged = || StoreError::damaged("what is remembered of a publisher");
        let at = bytes.iter().position(|byte| *byte == b'\n').ok_or_else(damaged)?;
        let (digest, text) = bytes.split_at(at);
        let text = text.get(1..).unwrap_or_default();
        if digest != sha256(text).as_bytes() {
            return Err(damaged());
        }
        serde_json::from_slice(text).map_err(StoreError::damaged)
    }

    /// Of two copies the newer one; nothing withdrawn is forgotten.
    pub(super) fn newer(self, other: Self) -> Self {
        let (mut newer, older) = if self.sequence >= other.sequence { (self, other) } else { (other, self) };
        for (id, withdrawn) in older.withdrawn {
            let until = withdrawn.until_version;
            let kept = newer.withdrawn.entry(id).or_insert(withdrawn);
            kept.until_version = kept.until_version.max(until);
        }
        newer
    }
}

/// True for an id that can be a part of a file's name: those of signed
/// publishers are hex digits.
pub(super) fn is_plain(id: &str) -> bool {
    (1..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn path_of(folder: &Path, id: &str) -> PathBuf {
    folder.join(id).with_extension(EXTENSION)
}

/// Writes the copy beside the database.
pub(super) fn write_beside(folder: &Path, publisher: &Publisher) -> Result<(), StoreError> {
    files::make_folder(folder)?;
    files::write_whole(&path_of(folder, &publisher.id), &publisher.to_bytes()?)
}

/// Every copy beside the database that is whole. A damaged one is as good as
/// none: the database has another, or the publisher has to be trusted anew.
pub(super) fn read_beside(folder: &Path) -> Result<BTreeMap<String, Publisher>, StoreError> {
    let mut found = BTreeMap::new();
    let names = match fs::read_dir(folder) {
        Ok(names) => names,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(found),
        Err(error) => return Err(StoreError::from_io(folder, error)),
    };
    for entry in names.flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != EXTENSION)
            || entry.metadata().is_ok_and(|about| about.len() > LIMIT)
        {
            continue;
        }
        let read = fs::read(&path).ok().and_then(|bytes| Publisher::from_bytes(&bytes).ok());
        if let Some(publisher) = read.filter(|one| path == path_of(folder, &one.id)) {
            found.insert(publisher.id.clone(), publisher);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publisher(sequence: u64, gone: &str) -> Publisher {
        let withdrawn = Withdrawn { reason: "closed".into(), since_version: sequence, until_version: sequence };
        Publisher {
            id: "aa".into(),
            name: "A".into(),
            sequence,
            withdrawn: BTreeMap::from([(gone.to_owned(), withdrawn)]),
            ..Publisher::default()
        }
    }

    #[test]
    fn a_copy_is_read_back_and_any_change_of_it_is_noticed() {
        let whole = publisher(3, "x");
        let bytes = whole.to_bytes().unwrap();
        assert_eq!(Publisher::from_bytes(&bytes).unwrap(), whole);
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert!(Publisher::from_bytes(&damaged).is_err(), "byte {at}");
            assert!(Publisher::from_bytes(&bytes[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn of_two_copies_the_newer_counts_and_nothing_withdrawn_is_forgotten() {
        for (one, other) in [(publisher(1, "x"), publisher(2, "y")), (publisher(2, "y"), publisher(1, "x"))] {
            let newer = one.newer(other);
            assert_eq!(newer.sequence, 2);
            assert_eq!(newer.withdrawn.keys().collect::<Vec<_>>(), ["x", "y"]);
        }
    }

    #[test]
    fn damaged_and_foreign_files_are_as_good_as_none() {
        let folder = tempfile::tempdir().unwrap();
        write_beside(folder.path(), &publisher(1, "x")).unwrap();
        files::write_whole(&folder.path().join("bb.publisher"), b"nonsense").unwrap();
        files::write_whole(&folder.path().join("cc.publisher"), &publisher(1, "x").to_bytes().unwrap()).unwrap();
        assert_eq!(read_beside(folder.path()).unwrap().into_keys().collect::<Vec<_>>(), ["aa"]);
        assert!(read_beside(&folder.path().join("none")).unwrap().is_empty());
    }
}
