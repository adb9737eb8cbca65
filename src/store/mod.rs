//! Where the directory lies on disk: generations in sled, packed records and
//! index beside it, behind a trait.
//!
//! The database is a cache: it can be rebuilt from what the program carries
//! and from the kept bundles, so damage costs time, never data.
//!
//! The rest of the program enters through [`open::open`]; a program that may
//! not write, or finds the store in use, through [`beside::read_only`].
//!
//! What lies in the data folder:
//!
//! | name | what |
//! | --- | --- |
//! | `parasol.lock` | locked while a program has the store open |
//! | `parasol.holder` | which program that is |
//! | `directory/` | the sled database: generations and publishers |
//! | `directory/generation` | the current generation, and the versions before, outside of sled |
//! | `directory/lost` | the same of a database that is being built anew |
//! | `directory/DIGEST.blob` | packed records or an index, named by SHA-256 |
//! | `publishers/ID.publisher` | what is remembered of a publisher, outside of sled |
//! | `bundles/ID-VERSION.parasol` | verified bundles: what the rest can be rebuilt from |
//! | `directory.damaged-DATE` | a damaged database, set aside |
//! | `vault/` | what a person keeps, behind a passphrase |
//! | `sealed/` | everything of the above but the vault, where it is in the vault too |

pub mod beside;
pub mod collected;
pub mod disk;
pub mod error;
pub mod files;
mod form;
pub mod generation;
pub mod guard;
pub mod in_use;
pub mod lock;
pub mod memory;
pub mod open;
mod parse;
pub mod publisher;
pub mod rebuild;
pub mod sealed;
pub mod starter;
pub mod take;
mod threads;
pub mod vault;
pub mod wipe;

#[cfg(test)]
mod contract;
#[cfg(test)]
mod damaged;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod kills;
#[cfg(test)]
mod orders;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod taken;

use std::{
    collections::BTreeMap,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

pub use beside::{Beside, is_there, read_at, read_only};
pub use disk::SledStore;
pub use disk::{AtStage, Stage};
pub use error::StoreError;
pub use generation::{Blob, GenerationInfo, Origin, ShelfInfo};
pub use lock::{Holder, Lock};
pub use memory::MemoryStore;
pub use open::{Check, Notice, Opened, move_directory, open, open_watched, set_aside};
pub use publisher::{KeptBundle, Publisher};
pub use rebuild::Lost;
pub use vault::Seal;

use crate::bundle::{Fetch, Refusal};

/// Where a store lies: the data folder, and what opens it where the directory
/// is in the vault too.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The data folder.
    pub data_dir: &'a Path,
    /// The vault's seal; `None` as long as the vault is locked, or where there
    /// is none.
    pub seal: Option<&'a Seal>,
}

impl<'a> From<&'a Path> for Place<'a> {
    fn from(data_dir: &'a Path) -> Self {
        Self { data_dir, seal: None }
    }
}

impl<'a> From<&'a PathBuf> for Place<'a> {
    fn from(data_dir: &'a PathBuf) -> Self {
        Self { data_dir, seal: None }
    }
}

/// How far a longer piece of work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// The database is being opened.
    Opening,
    /// Records are being read.
    Reading {
        /// Bytes read.
        done: u64,
        /// Bytes there are.
        total: u64,
    },
    /// A new generation is being written.
    Writing {
        /// Records written.
        done: u64,
        /// Records there are.
        total: u64,
    },
}

/// A generation to be made.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// What each publisher gives.
    pub shelves: Vec<ShelfInfo>,
    /// The index over it.
    pub index: Option<Blob>,
    /// The generation that `rollback` goes back to.
    pub previous: Option<u64>,
    /// Publishers of which something else is to be remembered.
    pub publishers: Vec<Publisher>,
}

/// Bytes in pieces that follow one another: to put what is large together would
/// take the room for it twice.
pub type Pieces = Vec<Vec<u8>>;

/// A place that keeps generations of the directory, one of them current.
///
/// The records of a new generation are kept beside those of the current one;
/// then it becomes current by one atomic step, so that whoever looks, at any
/// instant, sees one of the two whole.
pub trait Store: Send + Sync {
    /// The generation in use. `None`: nothing was ever made current, or it
    /// was written in a form that this program does not read.
    fn current(&self) -> Result<Option<GenerationInfo>, StoreError>;

    /// A generation that is kept. `None`: it is not kept any more, or in a
    /// form that this program does not read.
    fn generation(&self, number: u64) -> Result<Option<GenerationInfo>, StoreError>;

    /// Reads what was kept. Its length is checked here, its digest is the
    /// caller's business ([`Blob::is`]).
    fn read(&self, blob: &Blob) -> Result<Vec<u8>, StoreError>;

    /// Keeps bytes, whole or not at all. They stay until [`Store::tidy`] finds
    /// that no generation names them.
    fn keep(&mut self, bytes: &[u8]) -> Result<Blob, StoreError>;

    /// Keeps pieces that follow one another, as one blob.
    fn keep_pieces(&mut self, pieces: &[Vec<u8>]) -> Result<Blob, StoreError> {
        self.keep(&pieces.concat())
    }

    /// Makes a new generation of what is kept, and makes it current, in one
    /// atomic step, together with what is remembered of publishers from now on.
    fn commit(&mut self, draft: Draft) -> Result<GenerationInfo, StoreError>;

    /// Keeps a generation for `rollback` to go back to, without making it current;
    /// gives its number.
    fn keep_generation(&mut self, shelves: Vec<ShelfInfo>) -> Result<u64, StoreError>;

    /// What was in use here before it was lost; `None` where that is of no use,
    /// since nothing stays.
    fn lost(&self) -> Option<Lost> {
        None
    }

    /// What is remembered of every publisher, by id.
    fn publishers(&self) -> Result<BTreeMap<String, Publisher>, StoreError>;

    /// Keeps what `write` writes as a verified bundle under a name, whole or not
    /// at all; gives its length, or `None` where no bundles are kept.
    fn keep_bundle(
        &self,
        name: &str,
        write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Option<u64>, StoreError>;

    /// A bundle that was kept, to be read. The disk is not trusted: it has to be
    /// verified anew.
    fn bundle(&self, name: &str) -> Result<Arc<dyn Fetch>, Refusal>;

    /// All bytes of a bundle that was kept.
    fn bundle_bytes(&self, name: &str) -> Result<Vec<u8>, StoreError>;

    /// Drops every bundle but these.
    fn drop_bundles(&self, _kept: &[String]) {}

    /// What seals everything here, where the directory is in the vault too.
    fn seal(&self) -> Option<Seal> {
        None
    }

    /// Called at named moments, for tests that end the program in them.
    fn reach(&self, _stage: Stage) {}

    /// Says which index belongs to the current generation.
    fn set_index(&mut self, index: Blob) -> Result<(), StoreError>;

    /// Drops every generation but the current and its previous one, with what
    /// only they name, also what is left of a write that was cut short.
    fn tidy(&mut self) -> Result<(), StoreError>;

    /// Bytes that the store takes on disk.
    fn bytes(&self) -> u64;
}
