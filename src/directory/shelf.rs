//! One publisher's records as a directory holds them: packed, an organisation
//! unpacked when it is first asked for.
//!
//! A packed shelf is one run of bytes: `MAGIC`, the length of the head as
//! eight bytes, the head, the records (`packed`). The head is a zstd frame with
//! a checksum, as each record is. Nothing in the bytes names their form:
//! whoever keeps them has to remember it.

use std::{
    io::Read,
    ops::Range,
    sync::{Arc, OnceLock},
};

use super::{
    Organization, Publication, Release, Service, Tombstone,
    packed::Records,
    packer::{Head, MAGIC, Record, shown},
    recent::Recent,
    table::{Table, TableBuilder},
};

/// The head is never larger than this, unpacked: five million entries fit.
const HEAD_LIMIT: u64 = 512 << 20;

/// One publisher's records.
#[derive(Debug)]
pub struct Shelf {
    /// Who published them, and which version.
    pub publication: Publication,
    /// The records withdrawn, as far as this version names them.
    pub tombstones: Vec<Tombstone>,
    /// Where each entry is, and what is counted of it.
    pub(super) table: Table,
    /// `None`: every organisation is unpacked already.
    packed: Option<Records>,
    /// Per organisation: its record, once it was asked for. `None` inside:
    /// its record is damaged.
    organizations: Vec<OnceLock<Option<Arc<Organization>>>>,
    /// Those that were only looked at.
    recent: Recent,
}

/// Packed bytes that are not what was packed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("packed records are damaged: {0}")]
pub struct DamagedShelf(pub &'static str);

impl Shelf {
    /// A shelf of records that lie in memory as they are.
    pub fn of(release: Release) -> Self {
        let withdrawn = release.tombstones.iter().map(|one| one.id.clone()).collect();
        let mut table = TableBuilder::default();
        let mut organizations = Vec::with_capacity(release.organizations.len());
        for organization in release.organizations {
            // Any record can be written as bytes, in memory.
            let Some(Ok(record)) = shown(organization, &withdrawn).map(|one| Record::of(one, Vec::new())) else {
                continue;
            };
            table.add(&record.organization, &record.services, &record.prints);
            organizations.push(OnceLock::from(Some(Arc::new(record.whole()))));
        }
        table.finish();
        Self {
            publication: release.publication,
            tombstones: release.tombstones,
            table: Table::of(table),
            packed: None,
            organizations,
            recent: Recent::default(),
        }
    }

    /// A shelf of packed bytes. Only the head is read here, and verified.
    pub fn open(bytes: Vec<u8>) -> Result<Self, DamagedShelf> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(DamagedShelf("not packed records"))?;
        let (length, rest) = rest.split_first_chunk::<8>().ok_or(DamagedShelf("cut short"))?;
        let length = usize::try_from(u64::from_le_bytes(*length)).unwrap_or(usize::MAX);
        let head = rest.get(..length).ok_or(DamagedShelf("cut short"))?;
        Self::with_head(unpack_head(head)?, bytes, 16 + length)
    }

    /// The same where the head is known: the records begin at `start`.
    pub(super) fn with_head(head: Head, bytes: Vec<u8>, start: usize) -> Result<Self, DamagedShelf> {
        let table = Table::of(head.table);
        let records = Records::open(bytes, start, &head.records, head.dictionary)?;
        let organizations = records.len();
        if organizations != table.organizations() {
            return Err(DamagedShelf("counts that do not agree"));
        }
        Ok(Self {
            publication: head.publication,
            tombstones: head.tombstones,
            table,
            packed: Some(records),
            organizations: (0..organizations).map(|_| OnceLock::new()).collect(),
            recent: Recent::default(),
        })
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.table.entries()
    }

    /// True when an entry has this id.
    pub fn has(&self, id: &str) -> bool {
        let mut entries = self.table.with_hash_of(id);
        entries.any(|entry| {
            let place =
                self.table.place(entry).and_then(|(number, service)| Some((self.organization(number)?, service)));
            place.is_some_and(|(organization, service)| match service {
                None => organization.id == id,
                Some(service) => organization.services.get(service as usize).is_some_and(|one| one.id == id),
            })
        })
    }

    /// The packed bytes, as they are kept; `None` for one made of plain records.
    pub fn bytes(&self) -> Option<&[u8]> {
        self.packed.as_ref().map(Records::bytes)
    }

    /// The same, taken out; none for one made of plain records.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.packed.map(Records::into_bytes).unwrap_or_default()
    }

    /// True without entries.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The record of an organisation, unpacked at the first time and kept.
    /// `None`: there is none of this number, or its record is damaged.
    pub(super) fn organization(&self, number: u32) -> Option<&Organization> {
        let place = self.organizations.get(number as usize)?;
        place.get_or_init(|| self.recent.get(number).or_else(|| self.unpack(number))).as_deref()
    }

    /// Looks at the record of an organisation, which is not kept for long.
    /// `None` as above.
    pub(super) fn look_at<T>(&self, number: u32, look: impl FnOnce(&Organization) -> T) -> Option<T> {
        let kept = self.organizations.get(number as usize)?.get().and_then(Option::as_deref);
        if let Some(organization) = kept {
            return Some(look(organization));
        }
        let organization = self.recent.get(number).or_else(|| self.unpack(number))?;
        self.recent.keep(number, &organization);
        Some(look(&organization))
    }

    fn unpack(&self, number: u32) -> Option<Arc<Organization>> {
        Record::read(&self.packed.as_ref()?.get(number)?).map(Arc::new)
    }

    /// Calls `visit` with every organisation, by number, without keeping any.
    /// In place of a damaged one comes an empty record with as many services,
    /// so that numbers stay what they are. Returns false when there was one.
    pub(super) fn walk(&self, visit: &mut dyn FnMut(u32, &Organization)) -> bool {
        self.walk_some(0..self.organizations.len() as u32, visit)
    }

    /// The same with those of some numbers.
    pub(super) fn walk_some(&self, wanted: Range<u32>, visit: &mut dyn FnMut(u32, &Organization)) -> bool {
        let Some(packed) = &self.packed else {
            for number in wanted {
                let place = self.organizations.get(number as usize);
                if let Some(organization) = place.and_then(OnceLock::get).and_then(Option::as_deref) {
                    visit(number, organization);
                }
            }
            return true;
        };
        let mut all_whole = true;
        packed.each(wanted, &mut |number, record| {
            let services = self.table.services(number);
            let whole = record.and_then(Record::read).filter(|organization| organization.services.len() == services);
            all_whole &= whole.is_some();
            visit(number, &whole.unwrap_or_else(|| blank(services)));
        });
        all_whole
    }

    /// Reads every record. False: some are damaged.
    pub fn is_whole(&self) -> bool {
        self.packed.as_ref().is_none_or(Records::are_whole)
    }

    /// All of it as plain records.
    pub fn release(&self) -> Release {
        let mut organizations = Vec::with_capacity(self.organizations.len());
        self.walk(&mut |_, organization| organizations.push(organization.clone()));
        Release { publication: self.publication.clone(), organizations, tombstones: self.tombstones.clone() }
    }
}

fn blank(services: usize) -> Organization {
    Organization { services: vec![Service::default(); services], ..Organization::default() }
}

fn unpack_head(bytes: &[u8]) -> Result<Head, DamagedShelf> {
    let damaged = |_| DamagedShelf("a head that cannot be unpacked");
    let mut head = Vec::new();
    zstd::Decoder::new(bytes).map_err(damaged)?.take(HEAD_LIMIT).read_to_end(&mut head).map_err(damaged)?;
    postcard::from_bytes(&head).map_err(|_| DamagedShelf("a head that cannot be read"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::directory::{
        Address, Directory, EntryNo, Listing, Location, Text,
        catalog::tests::release,
        demo,
        packer::{NoUsableId, Packer},
    };

    fn packed(release: &Release) -> Result<Vec<u8>, NoUsableId> {
        let mut packer = Packer::new(release.publication.clone(), release.tombstones.clone(), []);
        release.organizations.iter().try_for_each(|one| packer.add(one.clone()))?;
        packer.finish()
    }

    fn organization(id: &str) -> Organization {
        Organization { id: id.into(), name: Text::plain(id), ..Default::default() }
    }

    #[test]
    fn a_packed_directory_is_the_same_as_one_in_memory() {
        let made = demo::release(jiff::civil::date(2026, 11, 24));
        let loose = Directory::new(vec![made.clone()]);
        let shelf = Shelf::open(packed(&made).unwrap()).unwrap();
        assert!(shelf.is_whole());
        assert_eq!(shelf.release(), loose.shelves()[0].release());
        let packed = Directory::of(vec![shelf]);
        assert_eq!(packed.len(), loose.len());
        let mut walked = 0;
        packed.walk(|entry| {
            assert_eq!(entry.number, EntryNo(walked));
            walked += 1;
            let kept = packed.find(entry.id()).unwrap();
            let other = loose.entry(entry.number).unwrap();
            assert_eq!((kept.number, kept.id(), kept.organization), (entry.number, other.id(), other.organization));
        });
        assert_eq!(walked as usize, loose.len());
        let today = jiff::civil::date(2026, 11, 24);
        assert_eq!(crate::directory::Summary::of(&packed, today), crate::directory::Summary::of(&loose, today));
    }

    #[test]
    fn what_a_directory_never_shows_is_not_packed() {
        let mut all: Vec<_> = ["unlisted", "withdrawn", "kept", "refuge", "older"].map(organization).into();
        all[0].listing = Listing::Unlisted;
        all[2].services = vec![
            Service { id: "s".into(), listing: Listing::Unlisted, ..Default::default() },
            Service { id: "t".into(), ..Default::default() },
        ];
        let address =
            Address { address_1: Some("12 Hidden Street".into()), city: Some("Lyon".into()), ..Default::default() };
        all[3].locations = vec![Location { confidential: true, addresses: vec![address], ..Default::default() }];
        let gone = |id: &str| Tombstone { id: id.into(), reason: "dangerous".into(), since_version: 1 };
        let tombstones = vec![gone("withdrawn"), gone("t")];
        let mut packer = Packer::new(release(vec![]).publication, tombstones, ["older".to_owned()]);
        for one in all {
            packer.add(one).unwrap();
        }
        let bytes = packer.finish().unwrap();
        let shelf = Shelf::open(bytes).unwrap().release();
        let ids: Vec<_> = shelf.organizations.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, ["kept", "refuge"]);
        assert!(shelf.organizations[0].services.is_empty());
        assert_eq!(shelf.tombstones.len(), 2);
        let address = &shelf.organizations[1].locations[0].addresses[0];
        assert_eq!((address.address_1.as_deref(), address.city.as_deref()), (None, Some("Lyon")));
    }

    #[test]
    fn an_id_used_twice_is_refused_and_one_of_a_service_is_not_taken_for_it() {
        let twice = packed(&release(vec![organization("a"), organization("b"), organization("a")]));
        assert_eq!(twice, Err(NoUsableId { id: "a".into() }));
        assert_eq!(packed(&release(vec![organization("")])), Err(NoUsableId { id: String::new() }));
        let mut same = organization("a");
        same.services.push(Service { id: "a".into(), ..Default::default() });
        assert_eq!(Shelf::open(packed(&release(vec![same])).unwrap()).unwrap().len(), 2);
    }

    #[test]
    fn an_entry_that_is_looked_at_is_the_one_that_is_kept() {
        let made = demo::release(jiff::civil::date(2026, 11, 24));
        let directory = Directory::of(vec![Shelf::open(packed(&made).unwrap()).unwrap()]);
        for number in (0..directory.len() as u32).map(EntryNo) {
            let looked_at = directory.look_at(number, |entry| (entry.id().to_owned(), entry.name().clone())).unwrap();
            let kept = directory.entry(number).unwrap();
            assert_eq!((looked_at.0.as_str(), &looked_at.1), (kept.id(), kept.name()));
        }
        assert_eq!(directory.look_at(EntryNo(directory.len() as u32), |_| ()), None);
    }

    #[test]
    fn in_place_of_a_damaged_record_stands_an_empty_one() {
        let made = demo::release(jiff::civil::date(2026, 11, 24));
        let mut bytes = packed(&made).unwrap();
        let last = bytes.len() - 10;
        bytes[last] ^= 1;
        let directory = Directory::of(vec![Shelf::open(bytes).unwrap()]);
        assert!(!directory.is_whole());
        let (mut entries, mut empty) = (0, 0);
        directory.walk(|entry| {
            entries += 1;
            empty += usize::from(entry.id().is_empty());
            assert_eq!(directory.entry(entry.number).is_none(), entry.id().is_empty());
        });
        assert_eq!(entries, directory.len());
        assert!(empty > 0 && empty < entries / 4, "{empty} of {entries}");
    }

    #[test]
    fn what_is_packed_in_parts_is_the_same_as_packed_at_once() {
        let made = demo::release(jiff::civil::date(2026, 11, 24));
        let packer = || Packer::new(made.publication.clone(), made.tombstones.clone(), []);
        let mut whole = packer();
        for part in made.organizations.chunks(97) {
            let mut beside = whole.beside();
            for one in part {
                beside.add(one.clone()).unwrap();
            }
            whole.append(beside);
        }
        let in_parts = Shelf::open(whole.finish().unwrap()).unwrap();
        let at_once = Shelf::open(packed(&made).unwrap()).unwrap();
        assert_eq!(in_parts.release(), at_once.release());
        let directory = Directory::of(vec![in_parts]);
        for entry in Directory::of(vec![at_once]).entries() {
            assert_eq!(directory.find(entry.id()).map(|found| found.number), Some(entry.number));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn damaged_bytes_are_told_and_never_panic(at in any::<prop::sample::Index>(), flip in 1..=255_u8, cut in any::<bool>()) {
            let made = release(["a", "b", "c", "d"].map(organization).into());
            let whole = packed(&made).unwrap();
            let mut bytes = whole.clone();
            let at = at.index(bytes.len());
            if cut { bytes.truncate(at); } else { bytes[at] ^= flip; }
            if let Ok(shelf) = Shelf::open(bytes) {
                prop_assert!(!shelf.is_whole() || shelf.release() == made);
            }
        }
    }
}
