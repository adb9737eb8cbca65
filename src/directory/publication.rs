//! Who published a directory, which version, and when.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::synonyms::Synonyms;

/// One version of one publisher's directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Id of the publisher: the name space of its records.
    pub publisher: String,
    /// Name of the publisher for people.
    pub name: String,
    /// How its words came to be trusted.
    pub standing: Standing,
    /// Fingerprint of the publisher's key in hex, for a signed directory.
    pub fingerprint: Option<String>,
    /// Version of the directory: grows by one with each release.
    pub version: u64,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When the publisher's promise for it ends.
    pub expires: Option<Timestamp>,
    /// The publisher's promise: an entry checked longer ago than this many
    /// days is stale.
    pub stale_after_days: u16,
    /// The publisher's hard limit: so many days after `expires`, contact data
    /// ask for one more key.
    pub hard_limit_days: u16,
    /// Public key of the publisher for corrections, in hex.
    pub corrections_key: Option<String>,
    /// More words by which its entries are found.
    pub synonyms: Synonyms,
}

/// Where a directory came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Came with the program: collected from public pages, checked by nobody.
    Embedded,
    /// Made up, for training and pictures.
    Demo,
    /// Signed by a publisher whose key was accepted.
    Signed,
}

impl Publication {
    /// The promise where a publisher makes none: half a year.
    pub const DEFAULT_STALE_AFTER_DAYS: u16 = 183;

    /// The hard limit where a publisher sets none.
    pub const DEFAULT_HARD_LIMIT_DAYS: u16 = 180;
}
