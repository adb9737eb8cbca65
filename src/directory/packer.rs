//! Packing records into a shelf: [`shelf`](super::shelf) says in which form.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use zstd::bulk::Compressor;

use super::{
    Listing, Organization, Publication, Release, Service, Shelf, Tombstone, confidential, table::TableBuilder,
};
use crate::text::fingerprint::fingerprint;

/// What packed bytes begin with.
pub(super) const MAGIC: &[u8; 8] = b"parasol\x02";
/// Bytes of records after which a block is closed: large enough to compress
/// well, small enough that a hundred hits from a hundred blocks are unpacked
/// within a few milliseconds.
const BLOCK: usize = 16 << 10;
/// zstd's fastest level but one: a worker waits for an import.
const LEVEL: i32 = 1;

/// All of a packed shelf but its blocks.
#[derive(Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) publication: Publication,
    pub(super) tombstones: Vec<Tombstone>,
    pub(super) table: TableBuilder,
    /// Per block: bytes packed, bytes unpacked, organisations.
    pub(super) blocks: Vec<(u32, u32, u32)>,
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
    withdrawn: HashSet<String>,
    table: TableBuilder,
    /// Made for the first block, and taken away by [`Self::settle`].
    compressor: Option<Compressor<'static>>,
    /// Records of the block that is being filled, each after its length.
    open: Vec<u8>,
    /// Organisations in it.
    in_open: u32,
    /// The bytes of the last record, for the next one to be written over.
    spare: Vec<u8>,
    blocks: Vec<(u32, u32, u32)>,
    bytes: Vec<u8>,
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
            withdrawn,
            table: TableBuilder::default(),
            compressor: None,
            open: Vec::new(),
            in_open: 0,
            spare: Vec::new(),
            blocks: Vec::new(),
            bytes: Vec::new(),
        }
    }

    /// Takes the next organisation. What a directory never shows is left out:
    /// withdrawn and unlisted records, and where confidential places are.
    pub fn add(&mut self, organization: Organization) -> Result<(), NoUsableId> {
        let Some(organization) = shown(organization, &self.withdrawn) else { return Ok(()) };
        if organization.id.is_empty() {
            return Err(NoUsableId { id: String::new() });
        }
        let record = Record::of(organization, std::mem::take(&mut self.spare))?;
        self.table.add(&record.organization, &record.services, &record.prints);
        self.open.extend_from_slice(&(record.bytes.len() as u32).to_le_bytes());
        self.open.extend_from_slice(&record.bytes);
        self.spare = record.bytes;
        self.in_open += 1;
        if self.open.len() >= BLOCK {
            self.close_block();
        }
        Ok(())
    }

    /// Says what is withdrawn, where that is known only after the records.
    pub fn set_tombstones(&mut self, tombstones: Vec<Tombstone>) {
        self.tombstones = tombstones;
    }

    /// Takes everything that another packer has packed, after what is here.
    pub fn append(&mut self, mut other: Self) {
        self.close_block();
        other.close_block();
        self.table.append(other.table);
        self.blocks.append(&mut other.blocks);
        self.bytes.append(&mut other.bytes);
    }

    /// Keeps only what is packed, while this waits to be appended to another:
    /// the room for packing takes ten times as much.
    pub fn settle(&mut self) {
        self.close_block();
        self.bytes.shrink_to_fit();
        (self.compressor, self.open, self.spare) = (None, Vec::new(), Vec::new());
    }

    fn close_block(&mut self) {
        if self.in_open == 0 {
            return;
        }
        // zstd fails only where its output does not fit, and this one grows.
        let packed = self.compressor.get_or_insert_with(compressor).compress(&self.open).unwrap_or_default();
        self.blocks.push((packed.len() as u32, self.open.len() as u32, self.in_open));
        self.bytes.extend_from_slice(&packed);
        self.open.clear();
        self.in_open = 0;
    }

    /// The packed bytes, for [`Shelf::open`].
    pub fn finish(mut self) -> Result<Vec<u8>, NoUsableId> {
        self.close_block();
        let Self { publication, tombstones, withdrawn, mut table, compressor, blocks, bytes, .. } = self;
        table.finish();
        let twice = table.same_hash();
        let late: Vec<String> =
            tombstones.iter().map(|one| &one.id).filter(|id| !withdrawn.contains(*id)).cloned().collect();
        let head = Head { publication, tombstones, table, blocks };
        let unpackable = |_| NoUsableId { id: String::new() };
        let head = postcard::to_stdvec(&head).map_err(unpackable)?;
        let head = compressor
            .unwrap_or_else(self::compressor)
            .compress(&head)
            .map_err(|_| NoUsableId { id: String::new() })?;
        let mut whole = Vec::with_capacity(16 + head.len() + bytes.len());
        whole.extend_from_slice(MAGIC);
        whole.extend_from_slice(&(head.len() as u64).to_le_bytes());
        whole.extend_from_slice(&head);
        whole.extend_from_slice(&bytes);
        drop(bytes);
        if late.is_empty() && twice.is_empty() {
            return Ok(whole);
        }
        let Ok(shelf) = Shelf::open(whole) else { return Err(NoUsableId { id: String::new() }) };
        if late.iter().any(|id| shelf.has(id)) { repack(&shelf, late) } else { refuse_twice(shelf, &twice) }
    }
}

fn compressor() -> Compressor<'static> {
    let mut compressor = Compressor::new(LEVEL).unwrap_or_default();
    // Without it damage would be found late; zstd knows the parameter.
    compressor.include_checksum(true).ok();
    compressor
}

/// Packs anew without records of which it became known only later that they
/// are withdrawn. Bundles have none such; but who knows.
fn repack(shelf: &Shelf, withdrawn: Vec<String>) -> Result<Vec<u8>, NoUsableId> {
    let Release { publication, organizations, tombstones } = shelf.release();
    let mut packer = Packer::new(publication, tombstones, withdrawn);
    organizations.into_iter().try_for_each(|one| packer.add(one))?;
    packer.finish()
}

/// Refuses a shelf in which two organisations have one id; two ids may also
/// only have the same hash.
fn refuse_twice(shelf: Shelf, twice: &[(u32, u32)]) -> Result<Vec<u8>, NoUsableId> {
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
    Ok(shelf.into_bytes())
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
