//! The whole directory: every publisher's records and the entries they make.

use std::collections::{HashMap, HashSet};

use super::{
    entry::Entry,
    organization::Organization,
    profile::{Listing, Tombstone},
    publication::Publication,
};

/// Number of an entry in one [`Directory`], from 0 without gaps. It means
/// nothing in another directory: across an update, entries are known by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryNo(pub u32);

/// One publisher's records, as they come out of a file or the store.
#[derive(Debug, Clone, PartialEq)]
pub struct Release {
    /// Who published them, and which version.
    pub publication: Publication,
    /// The records.
    pub organizations: Vec<Organization>,
    /// The records withdrawn.
    pub tombstones: Vec<Tombstone>,
}

/// Everything that can be found: the records of all publishers, and the list
/// of entries in them.
#[derive(Debug, Default)]
pub struct Directory {
    releases: Vec<Release>,
    entries: Vec<Position>,
    by_id: HashMap<String, Vec<EntryNo>>,
}

/// Where an entry's record lies.
#[derive(Debug, Clone, Copy)]
struct Position {
    release: u32,
    organization: u32,
    /// `None`: the organisation itself.
    service: Option<u32>,
}

impl Directory {
    /// Puts releases together. Withdrawn and unlisted records are dropped
    /// here, so that nothing behind this line can show them. Organisations
    /// come in the order given, each followed by its services.
    pub fn new(mut releases: Vec<Release>) -> Self {
        for release in &mut releases {
            drop_hidden(release);
        }
        let mut directory = Self { releases, ..Self::default() };
        let mut entries = Vec::new();
        let mut by_id: HashMap<String, Vec<EntryNo>> = HashMap::new();
        for (release, r) in (0u32..).zip(&directory.releases) {
            for (organization, o) in (0u32..).zip(&r.organizations) {
                let own = std::iter::once((None, o.id.as_str()));
                let services = (0u32..).zip(&o.services).map(|(number, service)| (Some(number), service.id.as_str()));
                for (service, id) in own.chain(services) {
                    by_id.entry(id.to_owned()).or_default().push(EntryNo(entries.len() as u32));
                    entries.push(Position { release, organization, service });
                }
            }
        }
        directory.entries = entries;
        directory.by_id = by_id;
        directory
    }

    /// The releases this directory is made of.
    pub fn releases(&self) -> &[Release] {
        &self.releases
    }

    /// Number of entries: organisations and services.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True when there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entry with this number, if this directory has one.
    pub fn entry(&self, number: EntryNo) -> Option<Entry<'_>> {
        let position = self.entries.get(number.0 as usize)?;
        let release = self.releases.get(position.release as usize)?;
        let organization = release.organizations.get(position.organization as usize)?;
        let service = match position.service {
            Some(service) => Some(organization.services.get(service as usize)?),
            None => None,
        };
        Some(Entry { number, publication: &release.publication, organization, service })
    }

    /// Every entry, by number.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        (0..self.entries.len() as u32).filter_map(|number| self.entry(EntryNo(number)))
    }

    /// The entry with this id. Where several publishers use one id, the first
    /// publisher's; `PUBLISHER/ID` names one of them.
    pub fn find(&self, id: &str) -> Option<Entry<'_>> {
        if let Some(entry) = self.by_id.get(id).and_then(|numbers| self.entry(*numbers.first()?)) {
            return Some(entry);
        }
        let (publisher, id) = id.split_once('/')?;
        let numbers = self.by_id.get(id)?;
        numbers.iter().filter_map(|number| self.entry(*number)).find(|e| e.publication.publisher == publisher)
    }

    /// The entries of an organisation's services, given any entry of it.
    pub fn services_of(&self, entry: &Entry<'_>) -> impl Iterator<Item = Entry<'_>> {
        let home = self.entries.get(entry.number.0 as usize).copied();
        let first = entry.number.0 - self.offset_in_organization(entry.number);
        (first..self.entries.len() as u32)
            .map_while(move |number| {
                let position = self.entries.get(number as usize)?;
                let home = home?;
                (position.release == home.release && position.organization == home.organization)
                    .then(|| self.entry(EntryNo(number)))
            })
            .flatten()
            .filter(|entry| entry.service.is_some())
    }

    /// The entry of the organisation that a service belongs to.
    pub fn organization_of(&self, entry: &Entry<'_>) -> Option<Entry<'_>> {
        self.entry(EntryNo(entry.number.0 - self.offset_in_organization(entry.number)))
    }

    /// How many entries after its organisation's own entry this one stands.
    fn offset_in_organization(&self, number: EntryNo) -> u32 {
        match self.entries.get(number.0 as usize) {
            Some(Position { service: Some(service), .. }) => service + 1,
            _ => 0,
        }
    }
}

/// Drops what a directory never shows: withdrawn and unlisted records.
fn drop_hidden(release: &mut Release) {
    let withdrawn: HashSet<&str> = release.tombstones.iter().map(|tombstone| tombstone.id.as_str()).collect();
    release.organizations.retain(|one| one.listing == Listing::Listed && !withdrawn.contains(one.id.as_str()));
    for organization in &mut release.organizations {
        organization.services.retain(|one| one.listing == Listing::Listed && !withdrawn.contains(one.id.as_str()));
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::directory::{Service, Standing, Synonyms, Text};

    /// A release of made-up records for tests of other rooms too.
    pub(crate) fn release(organizations: Vec<Organization>) -> Release {
        Release {
            publication: Publication {
                publisher: "test".into(),
                name: "Test publisher".into(),
                standing: Standing::Signed,
                fingerprint: None,
                version: 1,
                published: None,
                expires: None,
                stale_after_days: 183,
                synonyms: Synonyms::default(),
            },
            organizations,
            tombstones: Vec::new(),
        }
    }

    fn organization(id: &str, services: &[&str]) -> Organization {
        Organization {
            id: id.into(),
            name: Text::plain(id),
            services: services
                .iter()
                .map(|id| Service { id: (*id).into(), name: Text::plain(*id), ..Default::default() })
                .collect(),
            ..Default::default()
        }
    }

    #[test]
    fn an_organisation_and_its_services_are_entries_found_by_id() {
        let directory =
            Directory::new(vec![release(vec![organization("a", &["a1", "a2"]), organization("b", &["b1"])])]);
        assert_eq!(directory.len(), 5);
        let a2 = directory.find("a2").unwrap();
        assert_eq!(a2.organization.id, "a");
        assert_eq!(directory.organization_of(&a2).unwrap().id(), "a");
        let ids: Vec<_> = directory.services_of(&a2).map(|entry| entry.id().to_owned()).collect();
        assert_eq!(ids, ["a1", "a2"]);
        assert_eq!(directory.find("test/b1").unwrap().id(), "b1");
        assert!(directory.find("other/b1").is_none());
    }

    #[test]
    fn withdrawn_and_unlisted_records_are_not_entries() {
        let mut release =
            release(vec![organization("a", &["a1", "a2"]), organization("b", &[]), organization("c", &[])]);
        release.organizations[2].listing = Listing::Unlisted;
        for id in ["a1", "b"] {
            release.tombstones.push(Tombstone { id: id.into(), reason: "closed".into(), since_version: 1 });
        }
        let directory = Directory::new(vec![release]);
        let ids: Vec<_> = directory.entries().map(|entry| entry.id().to_owned()).collect();
        assert_eq!(ids, ["a", "a2"]);
    }
}
