//! Packing records into a shelf: [`shelf`](super::shelf) says in which form.

use std::{collections::HashSet, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    Listing, Organization, Publication, Release, Service, Shelf, Tombstone, confidential,
    packed::{Size, Writer, Written, compressor},
    table::TableBuilder,
};
use crate::text::fingerprint::fingerprint;

/// What packed bytes begin with.
pub(super) const MAGIC: &[u8; 8] = b"parasol\x03";

/// All of a packed shelf but its records.
#[derive(Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) publication: Publication,
    pub(super) tombstones: Vec<Tombstone>,
    pub(super) table: TableBuilder,
    /// What the records are packed against.
    pub(super) dictionary: Vec<u8>,
    /// The records, one for each organisation.
    pub(super) records: Vec<Size>,
}

/// Why records cannot be packed: an organisation has no id, or one that
/// another has too.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("organisation {id:?} has no usable id of its own")]
pub struct NoUsableId {
    /// The id.
    pub id: String,
}

/// Packs organisations one after the other.
pub struct Packer {
    publication: Publication,
    tombstones: Vec<Tombstone>,
    withdrawn: Arc<HashSet<String>>,
    table: TableBuilder,
    records: Writer,
    /// The bytes of the last record, for the next one to be written over.
    spare: Vec<u8>,
}

impl Packer {
    /// Begins a shelf. Records of `tombstones`, and of `also_withdrawn` from
    /// other versions, are left out.
    pub fn new(
        publication: Publication,
        tombstones: Vec<Tombstone>,
        also_withdrawn: impl IntoIterator<Item = String>,
    ) -> Self {
        let withdrawn = tombstones.iter().map(|one| one.id.clone()).chain(also_withdrawn).collect();
        Self {
            publication,
            tombstones,
            withdrawn: Arc::new(withdrawn),
            table: TableBuilder::default(),
            records: Writer::default(),
            spare: Vec::new(),
        }
    }

    /// Takes the next organisation. What a directory never shows is left out:
    /// withdrawn and unlisted records, and where confidential places are.
    pub fn add(&mut self, organization: Organization) -> Result<(), NoUsableId> {
        self.shown(organization)?.map_or(Ok(()), |shown| self.add_shown(shown))
    }

    /// What is packed of an organisation, if anything is.
    pub fn shown(&self, organization: Organization) -> Result<Option<Organization>, NoUsableId> {
        let shown = shown(organization, &self.withdrawn);
        let unusable = shown.as_ref().is_some_and(|organization| organization.id.is_empty());
        if unusable { Err(NoUsableId { id: String::new() }) } else { Ok(shown) }
    }

    /// Takes what [`shown`](Self::shown) has left of the next organisation.
    pub fn add_shown(&mut self, organization: Organization) -> Result<(), NoUsableId> {
        let record = Record::of(organization, std::mem::take(&mut self.spare))?;
        self.table.add(&record.organization, &record.services, &record.prints);
        self.records.add(&record.bytes);
        self.spare = record.bytes;
        Ok(())
    }

    /// Says what is withdrawn, where that is known only after the records.
    pub fn set_tombstones(&mut self, tombstones: Vec<Tombstone>) {
        self.tombstones = tombstones;
    }

    /// A packer beside this one, for another thread: it can be appended here.
    #[must_use]
    pub fn beside(&mut self) -> Self {
        Self {
            publication: self.publication.clone(),
            tombstones: Vec::new(),
            withdrawn: Arc::clone(&self.withdrawn),
            table: TableBuilder::default(),
            records: self.records.beside(),
            spare: Vec::new(),
        }
    }

    /// Appends what a packer [beside](Self::beside) this one has packed.
    pub fn append(&mut self, other: Self) {
        self.table.append(other.table);
        self.records.append(other.records);
    }

    /// The packed bytes, for [`Shelf::open`].
    pub fn finish(self) -> Result<Vec<u8>, NoUsableId> {
        self.into_shelf().map(Shelf::into_bytes)
    }

    /// The shelf, open already.
    pub fn into_shelf(self) -> Result<Shelf, NoUsableId> {
        let Self { publication, tombstones, withdrawn, mut table, records, .. } = self;
        let (dictionary, Written { sizes, mut bytes }) = records.finish();
        table.finish();
        let twice = table.same_hash();
        let late: Vec<String> =
            tombstones.iter().map(|one| &one.id).filter(|id| !withdrawn.contains(*id)).cloned().collect();
        let head = Head { publication, tombstones, table, dictionary, records: sizes };
        let unpackable = NoUsableId { id: String::new() };
        let packed = postcard::to_stdvec(&head).map_err(|_| unpackable.clone())?;
        let packed = compressor(&[]).compress(&packed).map_err(|_| unpackable.clone())?;
        let front = [MAGIC.as_slice(), &(packed.len() as u64).to_le_bytes(), &packed].concat();
        put_before(&mut bytes, &front);
        let shelf = Shelf::with_head(head, bytes, front.len()).map_err(|_| unpackable)?;
        if late.iter().any(|id| shelf.has(id)) { repack(&shelf, late) } else { refuse_twice(shelf, &twice) }
    }
}

/// Puts bytes before others, which stay in the same memory: tens of megabytes.
fn put_before(bytes: &mut Vec<u8>, front: &[u8]) {
    let length = bytes.len();
    bytes.reserve_exact(front.len());
    bytes.resize(length + front.len(), 0);
    bytes.copy_within(..length, front.len());
    if let Some(place) = bytes.get_mut(..front.len()) {
        place.copy_from_slice(front);
    }
}

/// Packs anew without records of which it became known only later that they
/// are withdrawn. Bundles have none such; but who knows.
fn repack(shelf: &Shelf, withdrawn: Vec<String>) -> Result<Shelf, NoUsableId> {
    let Release { publication, organizations, tombstones } = shelf.release();
    let mut packer = Packer::new(publication, tombstones, withdrawn);
    organizations.into_iter().try_for_each(|one| packer.add(one))?;
    packer.into_shelf()
}

/// Refuses a shelf in which two organisations have one id; two ids may also
/// only have the same hash.
fn refuse_twice(shelf: Shelf, twice: &[(u32, u32)]) -> Result<Shelf, NoUsableId> {
    for (one, other) in twice {
        let id = |entry: u32| {
            let (organization, service) = shelf.table.place(entry)?;
            let organization = shelf.organization(organization)?;
            service.is_none().then(|| organization.id.clone())
        };
        if let (Some(one), Some(other)) = (id(*one), id(*other))
            && one == other
        {
            return Err(NoUsableId { id: one });
        }
    }
    Ok(shelf)
}

/// The part of an organisation that a directory may show, if any.
pub(super) fn shown(mut organization: Organization, withdrawn: &HashSet<String>) -> Option<Organization> {
    if organization.listing != Listing::Listed || withdrawn.contains(&organization.id) {
        return None;
    }
    organization.services.retain(|one| one.listing == Listing::Listed && !withdrawn.contains(&one.id));
    if organization.locations.iter().any(|location| location.confidential) {
        confidential::withhold(&mut organization);
    }
    Some(organization)
}

/// An organisation as bytes: first itself without its services, then those.
/// So each entry has bytes of its own, by which it can be told from another
/// version of it.
pub(super) struct Record {
    pub(super) organization: Organization,
    pub(super) services: Vec<Service>,
    bytes: Vec<u8>,
    /// Fingerprints of the organisation itself and of each service.
    pub(super) prints: Vec<u64>,
}

impl Record {
    /// `bytes` is only room for the bytes.
    pub(super) fn of(mut organization: Organization, mut bytes: Vec<u8>) -> Result<Self, NoUsableId> {
        bytes.clear();
        let services = std::mem::take(&mut organization.services);
        let mut prints = Vec::with_capacity(services.len() + 1);
        let packed = postcard::to_extend(&organization, bytes).and_then(|mut bytes| {
            prints.push(fingerprint(&bytes));
            bytes = postcard::to_extend(&services.len(), bytes)?;
            for service in &services {
                let start = bytes.len();
                bytes = postcard::to_extend(service, bytes)?;
                prints.push(fingerprint(bytes.get(start..).unwrap_or_default()));
            }
            Ok(bytes)
        });
        match packed {
            Ok(bytes) => Ok(Self { organization, services, bytes, prints }),
            Err(_) => Err(NoUsableId { id: organization.id }),
        }
    }

    pub(super) fn read(bytes: &[u8]) -> Option<Organization> {
        let (mut organization, services) = postcard::take_from_bytes::<Organization>(bytes).ok()?;
        organization.services = postcard::from_bytes(services).ok()?;
        Some(organization)
    }

    pub(super) fn whole(self) -> Organization {
        Organization { services: self.services, ..self.organization }
    }
}
