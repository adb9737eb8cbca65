//! The signed bundle: who signed it, whether to take it, and its records.
//!
//! A bundle is a repository of The Update Framework, either in one file
//! ([`file::Container`]) or unpacked in a folder or on a web host
//! ([`folder::Site`], and whatever else is a [`Fetch`]):
//!
//! | path | what |
//! | --- | --- |
//! | `metadata/N.root.json` | the keys of the publisher, each version signed by the one before |
//! | `metadata/timestamp.json` | which snapshot is the newest: the only file that changes |
//! | `metadata/N.snapshot.json` | which targets metadata belong to it |
//! | `metadata/N.targets.json` | the files below with their hashes, and what they are |
//! | `targets/HASH.directory.jsonl.zst` | the records as HSDS JSON lines, tombstones included |
//! | `targets/HASH.directory.jsonl` | the same unpacked, in bundles passed on after patching |
//! | `targets/HASH.delta-M-N.zst` | a patch from the records of version M |
//!
//! Taking one: [`identify`] says whose it is, [`verify()`] checks the metadata
//! against what is remembered of that publisher, [`Verified::directory`] gets
//! the records the cheapest way and verifies them before anyone reads them.
//! Only after all of it is [`Verified::trusted`] to be kept.
//!
//! This room reads; it writes nothing to the disk.

pub mod contents;
pub mod corrections;
pub mod digest;
pub mod directory;
pub mod fetch;
pub mod file;
pub mod fingerprint;
pub mod folder;
mod form;
mod json;
pub mod limits;
pub mod manifest;
mod names;
pub mod publish;
pub mod refusal;
pub mod trusted;
pub mod tuf;
pub mod verify;
mod zst;

#[cfg(test)]
pub(crate) mod attacks;
#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;

pub use digest::Digest;
pub use directory::{Obtained, Plan, Progress, Watch};
pub use fetch::{Fetch, FetchError, Hurdle};
pub use fingerprint::Fingerprint;
pub use manifest::{Counts, Manifest};
pub use refusal::Refusal;
pub use trusted::{Trust, Trusted};
pub use verify::{Verified, identify, verify};
