//! The directory that comes with the program.

use jiff::Timestamp;

use crate::{
    directory::{Publication, Release, Standing, Synonyms},
    formats::hsds,
    text::fingerprint::fingerprint,
};

/// HSDS organisations, one a line.
const CONTENT: &str = include_str!("../../data/starter/directory.jsonl");

/// When the starter directory was put together: 2026-11-24, in UTC.
const PUBLISHED: &str = "2026-11-24T00:00:00Z";

/// Id of its publisher.
pub const PUBLISHER: &str = "starter";

/// Name of its publisher.
pub const NAME: &str = "Parasol starter directory";

/// What a new store is filled with.
pub struct Starter<'a> {
    /// Changes when the starter's content does, or the way it is read.
    pub fingerprint: u64,
    /// Reads it.
    pub read: &'a dyn Fn() -> Release,
}

impl Starter<'static> {
    /// The starter directory of this program.
    pub fn embedded() -> Self {
        // A newer program may read the same content better.
        let version = fingerprint(env!("CARGO_PKG_VERSION").as_bytes());
        Self { fingerprint: fingerprint(CONTENT.as_bytes()).rotate_left(1) ^ version, read: &release }
    }
}

/// The starter directory as a release: collected from public pages, checked
/// by nobody. It has no problems worth reporting: a test of the data sees to
/// that.
pub fn release() -> Release {
    let reading = hsds::read_lines("directory.jsonl", CONTENT.as_bytes());
    Release {
        publication: Publication {
            publisher: PUBLISHER.to_owned(),
            name: NAME.to_owned(),
            standing: Standing::Embedded,
            fingerprint: None,
            version: 1,
            published: PUBLISHED.parse::<Timestamp>().ok(),
            expires: None,
            stale_after_days: Publication::DEFAULT_STALE_AFTER_DAYS,
            hard_limit_days: Publication::DEFAULT_HARD_LIMIT_DAYS,
            corrections_key: None,
            synonyms: Synonyms::default(),
        },
        organizations: reading.organizations,
        tombstones: reading.tombstones,
    }
}
