//! Made-up releases and openings for the tests of this room.

use std::{path::Path, sync::Arc};

use jiff::Timestamp;

use super::{Opened, Progress, StoreError, disk::AtStage, open::Opening, starter::Starter};
use crate::directory::{Location, Organization, Publication, Release, Service, Standing, Synonyms, Text, Tombstone};

/// A fixed now.
pub fn now() -> Timestamp {
    "2026-11-24T14:50:00Z".parse().unwrap()
}

/// An organisation with a service and a place.
pub fn organization(id: &str, words: &str) -> Organization {
    Organization {
        id: id.into(),
        name: Text::plain(format!("Name of {id}")),
        description: Text::plain(words),
        services: vec![Service { id: format!("{id}-s"), name: Text::plain("Drop-in"), ..Default::default() }],
        locations: vec![Location { id: format!("{id}-l"), ..Default::default() }],
        ..Default::default()
    }
}

/// A release of `count` organisations that tell which `version` they are of.
/// Records are large enough that a few hundred fill several segments.
pub fn release(publisher: &str, version: u64, count: usize) -> Release {
    let words = format!("version {version} {}", "lorem ipsum ".repeat(100));
    Release {
        publication: Publication {
            publisher: publisher.into(),
            name: publisher.to_uppercase(),
            standing: Standing::Embedded,
            fingerprint: None,
            version,
            published: None,
            expires: None,
            stale_after_days: 183,
            synonyms: Synonyms::default(),
        },
        organizations: (0..count).map(|number| organization(&format!("o{number:05}"), &words)).collect(),
        tombstones: vec![Tombstone { id: "gone".into(), reason: "closed".into(), since_version: version }],
    }
}

/// Opens `data_dir` with a starter of this version and size.
pub fn open(data_dir: &Path, version: u64, count: usize) -> Result<Opened, StoreError> {
    open_with(data_dir, version, count, Arc::new(|_| {}))
}

/// The same, telling each stage.
pub fn open_with(data_dir: &Path, version: u64, count: usize, at_stage: AtStage) -> Result<Opened, StoreError> {
    open_telling(data_dir, version, count, at_stage, &mut |_| {})
}

/// The same, telling progress too.
pub fn open_telling(
    data_dir: &Path,
    version: u64,
    count: usize,
    at_stage: AtStage,
    progress: &mut dyn FnMut(Progress),
) -> Result<Opened, StoreError> {
    super::guard::quiet_panics();
    let starter = Starter { fingerprint: version, read: &|| release("starter", version, count) };
    Opening { data_dir, purpose: "test", now: now(), starter: &starter, at_stage }.run(progress)
}
