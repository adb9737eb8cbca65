//! Where the directory lies on disk: generations in sled, packed records and
//! index beside it, behind a trait.
//!
//! The database is a cache: it can be rebuilt from what the program carries
//! and from the kept bundles, so damage costs time, never data.
//!
//! The rest of the program enters through [`open::open`]; a program that may
//! not write, or finds the store in use, through [`open::read_only`].
//!
//! What lies in the data folder:
//!
//! | name | what |
//! | --- | --- |
//! | `parasol.lock` | locked while a program has the store open |
//! | `parasol.holder` | which program that is |
//! | `directory/` | the sled database: generations and publishers |
//! | `directory/generation` | the number of the current generation, outside of sled |
//! | `directory/DIGEST.blob` | packed records or an index, named by SHA-256 |
//! | `directory.damaged-DATE` | a damaged database, set aside |
//! | `vault/` | what a person keeps, behind a passphrase |

pub mod disk;
pub mod error;
pub mod files;
mod form;
pub mod generation;
pub mod guard;
pub mod lock;
pub mod memory;
pub mod open;
pub mod starter;
pub mod vault;
pub mod wipe;

#[cfg(test)]
mod contract;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod kills;
#[cfg(test)]
mod samples;

pub use disk::SledStore;
pub use error::StoreError;
pub use generation::{Blob, GenerationInfo, Origin, ShelfInfo};
pub use lock::{Holder, Lock};
pub use memory::MemoryStore;
pub use open::{Check, Notice, Opened, open, read_only, set_aside};

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

/// A place that keeps generations of the directory, one of them current.
///
/// The records of a new generation are kept beside those of the current one;
/// then it becomes current by one atomic step, so that whoever looks, at any
/// instant, sees one of the two whole.
pub trait Store: Send {
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

    /// Makes a new generation of what is kept, and makes it current, in one
    /// atomic step.
    fn commit(
        &mut self,
        shelves: Vec<ShelfInfo>,
        index: Option<Blob>,
        previous: Option<u64>,
    ) -> Result<GenerationInfo, StoreError>;

    /// Says which index belongs to the current generation.
    fn set_index(&mut self, index: Blob) -> Result<(), StoreError>;

    /// Drops every generation but the current and its previous one, with what
    /// only they name, also what is left of a write that was cut short.
    fn tidy(&mut self) -> Result<(), StoreError>;

    /// Bytes that the store takes on disk.
    fn bytes(&self) -> u64;
}
