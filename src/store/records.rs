//! Releases as keys and values, the same for every store.
//!
//! A key is the publisher's id, a zero byte, and the record's id; the
//! publication itself has an empty id and so comes first. A tombstone has the
//! key of the record it withdraws: a store cannot hold both.

use std::{borrow::Cow, collections::HashSet};

use serde::{Deserialize, Serialize};

use super::{Counts, Progress, StoreError, generation::fingerprint};
use crate::directory::{Listing, Organization, Publication, Release, Service, Tombstone, confidential};

/// A stored value.
#[derive(Serialize, Deserialize)]
pub(super) enum Record<'a> {
    Publication(Cow<'a, Publication>),
    Organization(Box<Cow<'a, Organization>>),
    Tombstone(Cow<'a, Tombstone>),
}

/// How often progress is told: once for so many records.
const STRIDE: u64 = 256;

/// What was written.
pub(super) struct Written {
    pub counts: Counts,
    pub digest: u64,
}

/// Gives every record of `releases` to `put` as key and value. What a
/// directory never shows is left out here, before it reaches a disk.
pub(super) fn encode(
    releases: &[Release],
    put: &mut dyn FnMut(Vec<u8>, Vec<u8>) -> Result<(), StoreError>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Written, StoreError> {
    let total = releases.iter().map(|one| 1 + one.organizations.len() as u64 + one.tombstones.len() as u64).sum();
    let mut encoder = Encoder { put, counts: Counts::default(), digest: 0, taken: HashSet::new() };
    let mut done = 0;
    let mut step = || {
        if done % STRIDE == 0 {
            progress(Progress::Writing { done, total });
        }
        done += 1;
    };
    for release in releases {
        let publisher = release.publication.publisher.as_str();
        step();
        encoder.publication(&release.publication)?;
        for tombstone in &release.tombstones {
            step();
            encoder.counts.tombstones += 1;
            encoder.record(publisher, &tombstone.id, &Record::Tombstone(Cow::Borrowed(tombstone)))?;
        }
        let withdrawn: HashSet<&str> = release.tombstones.iter().map(|one| one.id.as_str()).collect();
        for organization in &release.organizations {
            step();
            if organization.listing == Listing::Listed && !withdrawn.contains(organization.id.as_str()) {
                encoder.organization(publisher, shown(organization, &withdrawn))?;
            }
        }
    }
    progress(Progress::Writing { done: total, total });
    Ok(Written { counts: encoder.counts, digest: encoder.digest })
}

/// The part of an organisation that a directory may show.
fn shown<'a>(organization: &'a Organization, withdrawn: &HashSet<&str>) -> Cow<'a, Organization> {
    let keep = |one: &Service| one.listing == Listing::Listed && !withdrawn.contains(one.id.as_str());
    let mut organization = Cow::Borrowed(organization);
    if !organization.services.iter().all(keep) {
        organization.to_mut().services.retain(keep);
    }
    if organization.locations.iter().any(|location| location.confidential) {
        confidential::withhold(organization.to_mut());
    }
    organization
}

struct Encoder<'a> {
    put: &'a mut dyn FnMut(Vec<u8>, Vec<u8>) -> Result<(), StoreError>,
    counts: Counts,
    digest: u64,
    taken: HashSet<Vec<u8>>,
}

impl Encoder<'_> {
    fn publication(&mut self, publication: &Publication) -> Result<(), StoreError> {
        self.counts.publications += 1;
        let publisher = publication.publisher.as_str();
        if publisher.is_empty() || publisher.contains('\0') {
            return Err(StoreError::NotStorable { publisher: publisher.to_owned(), id: String::new() });
        }
        self.put(publisher, "", &Record::Publication(Cow::Borrowed(publication)))
    }

    fn organization(&mut self, publisher: &str, organization: Cow<'_, Organization>) -> Result<(), StoreError> {
        self.counts.organizations += 1;
        self.counts.services += organization.services.len() as u64;
        self.counts.locations += organization.locations.len() as u64;
        let id = organization.id.clone();
        self.record(publisher, &id, &Record::Organization(Box::new(organization)))
    }

    fn record(&mut self, publisher: &str, id: &str, record: &Record<'_>) -> Result<(), StoreError> {
        if id.is_empty() {
            return Err(StoreError::NotStorable { publisher: publisher.to_owned(), id: id.to_owned() });
        }
        self.put(publisher, id, record)
    }

    fn put(&mut self, publisher: &str, id: &str, record: &Record<'_>) -> Result<(), StoreError> {
        let not_storable = || StoreError::NotStorable { publisher: publisher.to_owned(), id: id.to_owned() };
        let key = [publisher.as_bytes(), b"\0", id.as_bytes()].concat();
        if !self.taken.insert(key.clone()) {
            return Err(not_storable());
        }
        let value = postcard::to_stdvec(record).map_err(|_| not_storable())?;
        self.digest = self.digest.wrapping_add(digest(&key, &value));
        (self.put)(key, value)
    }
}

/// Fingerprint of a key with its value.
fn digest(key: &[u8], value: &[u8]) -> u64 {
    fingerprint(key).rotate_left(1) ^ fingerprint(value)
}

/// Puts releases together again from records in the order of their keys.
pub(super) struct Decoder {
    releases: Vec<Release>,
    counts: Counts,
    digest: u64,
}

impl Decoder {
    pub(super) fn new() -> Self {
        Self { releases: Vec::new(), counts: Counts::default(), digest: 0 }
    }

    /// Takes the next record.
    pub(super) fn take(&mut self, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        self.digest = self.digest.wrapping_add(digest(key, value));
        let record: Record<'static> = postcard::from_bytes(value).map_err(StoreError::damaged)?;
        if let Record::Publication(publication) = record {
            self.counts.publications += 1;
            let publication = publication.into_owned();
            self.releases.push(Release { publication, organizations: Vec::new(), tombstones: Vec::new() });
            return Ok(());
        }
        let release = self.releases.last_mut().ok_or_else(|| StoreError::damaged("a record of no publisher"))?;
        let publisher = key.split(|byte| *byte == 0).next().unwrap_or_default();
        if publisher != release.publication.publisher.as_bytes() {
            return Err(StoreError::damaged("a record without its publisher"));
        }
        match record {
            Record::Organization(organization) => {
                self.counts.organizations += 1;
                self.counts.services += organization.services.len() as u64;
                self.counts.locations += organization.locations.len() as u64;
                release.organizations.push(organization.into_owned());
            }
            Record::Tombstone(tombstone) => {
                self.counts.tombstones += 1;
                release.tombstones.push(tombstone.into_owned());
            }
            Record::Publication(_) => {}
        }
        Ok(())
    }

    /// Everything taken, if it is what was written.
    pub(super) fn finish(self, counts: Counts, digest: u64) -> Result<Vec<Release>, StoreError> {
        if self.counts != counts {
            return Err(StoreError::damaged(format!("{:?} instead of {counts:?}", self.counts)));
        }
        if self.digest != digest {
            return Err(StoreError::damaged("records of another generation"));
        }
        Ok(self.releases)
    }
}

/// Tells progress of reading, at the same stride as writing.
pub(super) fn tell_reading(done: u64, total: u64, progress: &mut dyn FnMut(Progress)) {
    if done.is_multiple_of(STRIDE) || done == total {
        progress(Progress::Reading { done, total });
    }
}
