//! Where the directory lies on disk: generations in sled, behind a trait.
//!
//! The database is a cache: it can be rebuilt from what the program carries
//! (and later from the kept bundle), so damage costs time, never data.
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
//! | `directory/` | the sled database |
//! | `directory/generation` | the number of the current generation, outside of sled |
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
mod records;
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

use crate::directory::Release;

pub use disk::SledStore;
pub use error::StoreError;
pub use generation::{Counts, GenerationInfo, Origin};
pub use lock::{Holder, Lock};
pub use memory::MemoryStore;
pub use open::{Notice, Opened, open, read_only, set_aside};

/// How far a longer piece of work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// The database is being opened.
    Opening,
    /// Records are being read.
    Reading {
        /// Records read.
        done: u64,
        /// Records there are.
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
/// A new generation is written beside the current one and becomes current by
/// one atomic step, so that whoever looks, at any instant, sees one of the two
/// whole.
pub trait Store: Send {
    /// The generation in use. `None`: nothing was ever made current, or it
    /// was written in a form that this program does not read.
    fn current(&self) -> Result<Option<GenerationInfo>, StoreError>;

    /// Every release of the current generation, sorted by publisher, their
    /// records by id. Nothing when there is no current generation. The counts
    /// and the digest of the generation are verified.
    fn load(&self, progress: &mut dyn FnMut(Progress)) -> Result<Vec<Release>, StoreError>;

    /// Writes a generation beside the others; [`Store::flip`] makes it
    /// current. What a directory never shows is not written at all: withdrawn
    /// and unlisted records, and where confidential places are.
    fn write(
        &mut self,
        origin: Origin,
        releases: &[Release],
        progress: &mut dyn FnMut(Progress),
    ) -> Result<GenerationInfo, StoreError>;

    /// Makes a whole generation current, in one atomic step. The one that was
    /// current until then becomes its `previous`.
    fn flip(&mut self, number: u64) -> Result<(), StoreError>;

    /// Drops every generation but the current and its previous one, also what
    /// is left of a write that was cut short.
    fn tidy(&mut self) -> Result<(), StoreError>;

    /// Bytes that the store takes on disk.
    fn bytes(&self) -> u64;
}
