//! The whole directory: every publisher's records and the entries they make.

use std::ops::Range;

use super::{entry::Entry, organization::Organization, profile::Tombstone, publication::Publication, shelf::Shelf};

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
/// of entries in them: each organisation, followed by its services.
#[derive(Debug, Default)]
pub struct Directory {
    shelves: Vec<Shelf>,
    /// Per shelf its first entry's number, and the number of all entries.
    starts: Vec<u32>,
}

/// Where an entry's record lies.
#[derive(Debug, Clone, Copy)]
struct Position<'d> {
    part: &'d Shelf,
    /// Its first entry.
    start: u32,
    organization: u32,
    /// `None`: the organisation itself.
    service: Option<u32>,
}

impl Directory {
    /// Puts releases together that lie in memory as they are. Withdrawn and
    /// unlisted records are dropped here, so that nothing behind this line can
    /// show them.
    pub fn new(releases: Vec<Release>) -> Self {
        Self::of(releases.into_iter().map(Shelf::of).collect())
    }

    /// Puts shelves together, in the order given.
    pub fn of(shelves: Vec<Shelf>) -> Self {
        let mut starts = vec![0u32];
        for shelf in &shelves {
            starts.push(starts.last().copied().unwrap_or(0).saturating_add(shelf.len() as u32));
        }
        Self { shelves, starts }
    }

    /// What each publisher gives.
    pub fn shelves(&self) -> &[Shelf] {
        &self.shelves
    }

    /// What each publisher gives, to be put together anew.
    pub fn into_shelves(self) -> Vec<Shelf> {
        self.shelves
    }

    /// Who published it, and which versions.
    pub fn publications(&self) -> impl Iterator<Item = &Publication> {
        self.shelves.iter().map(|shelf| &shelf.publication)
    }

    /// Number of entries: organisations and services.
    pub fn len(&self) -> usize {
        self.starts.last().map_or(0, |end| *end as usize)
    }

    /// True when there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entry with this number, if this directory has one. Its record is
    /// unpacked at the first time and kept: some tens of microseconds, no disk.
    pub fn entry(&self, number: EntryNo) -> Option<Entry<'_>> {
        let Position { part, organization, service, .. } = self.position(number)?;
        entry_of(number, &part.publication, part.organization(organization)?, service)
    }

    /// Looks at the entry with this number as [`entry`](Self::entry) does, but
    /// keeps only the last of those looked at: a search looks at hundreds.
    pub fn look_at<T>(&self, number: EntryNo, look: impl FnOnce(&Entry<'_>) -> T) -> Option<T> {
        let Position { part, organization, service, .. } = self.position(number)?;
        let look = |organization: &Organization| {
            entry_of(number, &part.publication, organization, service).map(|entry| look(&entry))
        };
        part.look_at(organization, look)?
    }

    /// Every entry, by number, each unpacked and kept: for directories of some
    /// thousands. [`Directory::walk`] goes over a large one.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        (0..self.len() as u32).filter_map(|number| self.entry(EntryNo(number)))
    }

    /// Calls `visit` with every entry, by number, and keeps none of them. In
    /// place of a damaged record stands an empty one: numbers have no gaps.
    pub fn walk(&self, visit: impl FnMut(Entry<'_>)) {
        self.walk_some(0..self.len() as u32, visit);
    }

    /// The same with the organisations whose own entries have some numbers, and
    /// their services: where several threads walk, each its part.
    pub fn walk_some(&self, wanted: Range<u32>, mut visit: impl FnMut(Entry<'_>)) {
        for (shelf, start) in self.shelves.iter().zip(&self.starts) {
            let not_before = |entry: u32| shelf.table.not_before(entry.saturating_sub(*start));
            let organizations = not_before(wanted.start)..not_before(wanted.end);
            shelf.walk_some(organizations, &mut |number, organization| {
                let Some(first) = shelf.table.first(number) else { return };
                Entry::each_of(&shelf.publication, organization, start + first).for_each(&mut visit);
            });
        }
    }

    /// The numbers of the entries that a publisher gives.
    pub fn entries_of(&self, publisher: &str) -> Option<Range<u32>> {
        let at = self.shelves.iter().position(|shelf| shelf.publication.publisher == publisher)?;
        Some(*self.starts.get(at)?..*self.starts.get(at + 1)?)
    }

    /// Reads every record that is packed. False: some are damaged. A second at
    /// a million entries.
    pub fn is_whole(&self) -> bool {
        self.shelves.iter().all(Shelf::is_whole)
    }

    /// The entry with this id. Where several publishers use one id, the first
    /// publisher's; `PUBLISHER/ID` names one of them.
    pub fn find(&self, id: &str) -> Option<Entry<'_>> {
        let shelves = || self.shelves.iter().zip(&self.starts);
        // Whose it is comes first: no publisher can call a record of its own by
        // the name of another's.
        let named = id.split_once('/').and_then(|(publisher, id)| {
            let mut own = shelves().filter(|(shelf, _)| shelf.publication.publisher == publisher);
            own.find_map(|(shelf, start)| self.in_part(shelf, *start, id))
        });
        named.or_else(|| shelves().find_map(|(shelf, start)| self.in_part(shelf, *start, id)))
    }

    /// The shortest id by which [`Self::find`] finds this very entry.
    pub fn id_of(&self, entry: &Entry<'_>) -> String {
        let id = entry.id();
        let own = self.find(id).is_some_and(|found| found.number == entry.number);
        if own { id.to_owned() } else { entry.full_id() }
    }

    fn in_part(&self, part: &Shelf, start: u32, id: &str) -> Option<Entry<'_>> {
        let entries = part.table.with_hash_of(id).filter_map(|entry| self.entry(EntryNo(start + entry)));
        entries.into_iter().find(|entry| entry.id() == id)
    }

    /// The entries of an organisation's services, given any entry of it.
    pub fn services_of(&self, entry: &Entry<'_>) -> impl Iterator<Item = Entry<'_>> {
        let home = self.position(entry.number);
        let numbers = home.map_or(0..0, |home| {
            let first = home.own_entry() + 1;
            first..first + home.part.table.services(home.organization) as u32
        });
        numbers.filter_map(|number| self.entry(EntryNo(number)))
    }

    /// The entry of the organisation that a service belongs to.
    pub fn organization_of(&self, entry: &Entry<'_>) -> Option<Entry<'_>> {
        self.entry(EntryNo(self.position(entry.number)?.own_entry()))
    }

    fn position(&self, number: EntryNo) -> Option<Position<'_>> {
        let at = self.starts.partition_point(|start| *start <= number.0).checked_sub(1)?;
        let (part, start) = (self.shelves.get(at)?, *self.starts.get(at)?);
        let (organization, service) = part.table.place(number.0 - start)?;
        Some(Position { part, start, organization, service })
    }
}

impl Position<'_> {
    /// The entry of the organisation itself.
    fn own_entry(&self) -> u32 {
        self.start + self.part.table.first(self.organization).unwrap_or(0)
    }
}

/// The entry of an organisation, or of one of its services.
fn entry_of<'a>(
    number: EntryNo,
    publication: &'a Publication,
    organization: &'a Organization,
    service: Option<u32>,
) -> Option<Entry<'a>> {
    let service = match service {
        Some(service) => Some(organization.services.get(service as usize)?),
        None => None,
    };
    Some(Entry { number, publication, organization, service })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::directory::{Listing, Service, Standing, Synonyms, Text};

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
                hard_limit_days: Publication::DEFAULT_HARD_LIMIT_DAYS,
                corrections_key: None,
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
    fn an_id_leads_to_its_own_entry_whatever_other_publishers_call_theirs() {
        let of = |publisher: &str, organizations| {
            let mut release = release(organizations);
            release.publication.publisher = publisher.into();
            release
        };
        let directory = Directory::new(vec![
            of("one", vec![organization("house", &["two/night"])]),
            of("two", vec![organization("house", &["night"])]),
        ]);
        let ids: Vec<_> = directory.entries().map(|entry| directory.id_of(&entry)).collect();
        assert_eq!(ids, ["house", "one/two/night", "two/house", "night"]);
        for entry in directory.entries() {
            for id in [directory.id_of(&entry), entry.full_id()] {
                assert_eq!(directory.find(&id).map(|found| found.number), Some(entry.number), "{id}");
            }
        }
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
