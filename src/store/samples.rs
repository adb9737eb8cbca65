//! Made-up releases and openings for the tests of this room.

use std::{path::Path, sync::Arc};

use jiff::Timestamp;

use super::{Check, Opened, Progress, StoreError, disk::AtStage, open::Opening, starter::Starter};
use crate::directory::{
    Directory, Location, Organization, Publication, Release, Service, Shelf, Standing, Synonyms, Text, Tombstone,
};

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
/// Records are large enough, also packed, that a few hundred fill many blocks.
pub fn release(publisher: &str, version: u64, count: usize) -> Release {
    let words = |number: usize| format!("version {version} {}", noise(number as u64, 1_200));
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
            hard_limit_days: Publication::DEFAULT_HARD_LIMIT_DAYS,
            corrections_key: None,
            synonyms: Synonyms::default(),
        },
        organizations: (0..count).map(|number| organization(&format!("o{number:05}"), &words(number))).collect(),
        tombstones: vec![Tombstone { id: "gone".into(), reason: "closed".into(), since_version: version }],
    }
}

/// Letters that hardly compress, the same for the same seed.
fn noise(seed: u64, length: usize) -> String {
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    let next = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(b'!' + u8::try_from((state >> 33) % 90).unwrap())
    };
    (0..length).map(next).collect()
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
    Opening { place: data_dir.into(), purpose: "test", now: now(), check: Check::Whole, starter: &starter, at_stage }
        .run(progress)
}

/// All records of a directory.
pub fn releases(directory: &Directory) -> Vec<Release> {
    directory.shelves().iter().map(Shelf::release).collect()
}
