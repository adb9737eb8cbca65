//! The records of a release, as the lines that everyone gets.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::Serialize;

use super::PublishError;
use crate::{
    bundle::manifest::Counts,
    directory::{Listing, Organization, Tombstone},
    formats::hsds,
};

/// The records of a release.
#[derive(Debug, Default)]
pub struct Records {
    /// What is published.
    pub organizations: Vec<Organization>,
    /// What was withdrawn.
    pub tombstones: Vec<Tombstone>,
}

/// What changed between two releases, by record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Records that were not there.
    pub added: usize,
    /// Records that say something else.
    pub changed: usize,
    /// Records that are gone without a tombstone.
    pub removed: usize,
    /// New tombstones.
    pub withdrawn: usize,
}

impl Records {
    /// Drops what is not for publishing: unlisted and withdrawn records. Sorts
    /// by id, so that equal records give equal bytes.
    pub fn settle(&mut self) {
        let withdrawn: HashSet<&str> = self.tombstones.iter().map(|one| one.id.as_str()).collect();
        let stays = |id: &str, listing: Listing| listing == Listing::Listed && !withdrawn.contains(id);
        self.organizations.retain(|one| stays(&one.id, one.listing));
        for organization in &mut self.organizations {
            organization.services.retain(|one| stays(&one.id, one.listing));
        }
        self.organizations.sort_by(|a, b| a.id.cmp(&b.id));
        self.tombstones.sort_by(|a, b| a.id.cmp(&b.id));
        self.tombstones.dedup_by(|a, b| a.id == b.id);
    }

    /// The tombstones of a former release, as JSON lines, that are not among
    /// these any more.
    pub fn lost_tombstones(&self, former: &[u8]) -> Vec<Tombstone> {
        let kept: HashSet<&str> = self.tombstones.iter().map(|one| one.id.as_str()).collect();
        let mut lost = hsds::read_lines("", former).tombstones;
        lost.retain(|one| !kept.contains(one.id.as_str()));
        lost
    }

    /// As JSON lines.
    pub fn to_lines(&self) -> Result<Vec<u8>, PublishError> {
        let mut bytes = Vec::new();
        hsds::write_lines(&mut bytes, &self.organizations, &self.tombstones).map_err(PublishError::internal)?;
        Ok(bytes)
    }

    /// How many of each there are.
    pub fn counts(&self) -> Counts {
        let sum = |of: fn(&Organization) -> usize| self.organizations.iter().map(of).sum::<usize>() as u64;
        Counts {
            organizations: self.organizations.len() as u64,
            services: sum(|one| one.services.len()),
            locations: sum(|one| one.locations.len()),
            tombstones: self.tombstones.len() as u64,
        }
    }

    /// The languages in which names and descriptions are written, as tags.
    pub fn locales(&self) -> Vec<String> {
        let mut tags = BTreeSet::new();
        for organization in &self.organizations {
            let services = organization.services.iter().flat_map(|one| [&one.name, &one.description]);
            for text in [&organization.name, &organization.description].into_iter().chain(services) {
                tags.extend(text.languages().map(|tag| tag.as_str().to_owned()));
            }
        }
        tags.into_iter().collect()
    }
}

/// Compares two releases as JSON lines.
pub fn changes(old: &[u8], new: &[u8]) -> Changes {
    let (old, new) = (by_id(old), by_id(new));
    let mut changes = Changes::default();
    for (id, line) in &new {
        match old.get(id) {
            None if line.1 => changes.withdrawn += 1,
            Some(before) if line.1 && !before.1 => changes.withdrawn += 1,
            None => changes.added += 1,
            Some(before) if before.0 != line.0 => changes.changed += 1,
            Some(_) => {}
        }
    }
    changes.removed = old.iter().filter(|(id, _)| !new.contains_key(*id)).count();
    changes
}

/// The lines by the id of their record, and whether each is a tombstone.
fn by_id(lines: &[u8]) -> BTreeMap<String, (&[u8], bool)> {
    #[derive(serde::Deserialize)]
    struct Line {
        id: String,
        #[serde(default)]
        tombstone: Option<serde::de::IgnoredAny>,
    }
    lines
        .split(|byte| *byte == b'\n')
        .filter_map(|line| {
            let Line { id, tombstone } = serde_json::from_slice(line).ok()?;
            Some((id, (line, tombstone.is_some())))
        })
        .collect()
}
