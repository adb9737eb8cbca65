//! The client of The Update Framework, over metadata kept as it was received.
//!
//! Schema of the root, key ids, canonical JSON and signatures are those of the
//! `tough` crate; the order of the steps is that of the specification
//! (<https://theupdateframework.github.io/specification/latest/>, section 5).
//! tough's own client is not used: it keeps its state in files that it writes
//! anew, asks the clock itself, takes every failure to fetch the next root for
//! "there is none", and does not look at `_type`, at what a target is short of,
//! or at hashes other than SHA-256. Signatures are checked here over the JSON
//! as it came, so that nothing is read that was not signed.

mod client;
mod document;
mod kept;

pub use client::target_path;
pub use client::{Client, Expiry, Refreshed};
pub use document::{Body, Document, FileMeta, Root, Snapshot, TargetMeta, Targets, Timestamp};
pub use kept::{Kept, root_name};
