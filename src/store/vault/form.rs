//! The bytes of the vault's two files. Both end in a checksum, so that damage
//! is told from a wrong passphrase, and are filled with random bytes to round
//! sizes, so that a size tells nothing.
//!
//! `key`: magic, memory (KiB) and passes as little-endian u32, salt, two
//! slots, filling up to 1 KiB. `values`: magic, size of a region as
//! little-endian u32, two regions of that size. A slot and the region of the
//! same number belong together.

use aws_lc_rs::digest;

use super::{
    VaultError,
    key::{self, Cost, SALT, SLOT},
};

const KEY_MAGIC: &[u8; 16] = b"parasol key  v1\n";
const VALUES_MAGIC: &[u8; 16] = b"parasol vault v1";
/// Bytes of the file of keys before its checksum.
const KEY_FILE: usize = 1024;
/// Bytes of a checksum: SHA-256.
const CHECKSUM: usize = 32;
/// A region is never smaller, in bytes.
pub(super) const SMALLEST_REGION: usize = 32 << 10;
/// A region is never larger, in bytes.
pub(super) const LARGEST_REGION: usize = 16 << 20;

/// Which of the two slots and regions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The first in the files.
    Left,
    /// The second in the files.
    Right,
}

impl Side {
    pub(super) const BOTH: [Self; 2] = [Self::Left, Self::Right];

    /// One of the two, by chance.
    pub(super) fn random() -> Self {
        if key::random::<1>()[0] & 1 == 0 { Self::Left } else { Self::Right }
    }

    pub(super) fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }

    /// This side's of two things.
    pub(super) fn of<T>(self, [left, right]: &[T; 2]) -> &T {
        match self {
            Self::Left => left,
            Self::Right => right,
        }
    }

    pub(super) fn of_mut<T>(self, [left, right]: &mut [T; 2]) -> &mut T {
        match self {
            Self::Left => left,
            Self::Right => right,
        }
    }
}

/// The file of keys.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct KeyFile {
    pub(super) cost: Cost,
    pub(super) salt: [u8; SALT],
    pub(super) slots: [[u8; SLOT]; 2],
}

impl KeyFile {
    /// A file whose slots hold nothing yet.
    pub(super) fn empty(cost: Cost) -> Self {
        Self { cost, salt: key::random(), slots: [key::random(), key::random()] }
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(KEY_FILE + CHECKSUM);
        bytes.extend_from_slice(KEY_MAGIC);
        bytes.extend_from_slice(&self.cost.memory.to_le_bytes());
        bytes.extend_from_slice(&self.cost.passes.to_le_bytes());
        bytes.extend_from_slice(&self.salt);
        self.slots.iter().for_each(|slot| bytes.extend_from_slice(slot));
        pad(&mut bytes, KEY_FILE);
        with_checksum(bytes)
    }

    pub(super) fn parse(bytes: &[u8]) -> Result<Self, VaultError> {
        let rest = checked(bytes)?.strip_prefix(KEY_MAGIC).ok_or(VaultError::damaged("no file of keys"))?;
        let mut rest = Reader(rest);
        let cost = Cost { memory: rest.number()?, passes: rest.number()? };
        if !cost.is_bearable() {
            return Err(VaultError::damaged("impossible cost"));
        }
        Ok(Self { cost, salt: rest.array()?, slots: [rest.array()?, rest.array()?] })
    }
}

/// The file of values: two regions of one size.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct ValuesFile {
    pub(super) regions: [Vec<u8>; 2],
}

impl ValuesFile {
    /// Two regions of nothing.
    pub(super) fn empty() -> Self {
        let region = || {
            let mut region = Vec::new();
            pad(&mut region, SMALLEST_REGION);
            region
        };
        Self { regions: [region(), region()] }
    }

    /// Puts `used` into a region and fills it up. Both regions grow together.
    pub(super) fn place(&mut self, side: Side, mut used: Vec<u8>) -> Result<(), VaultError> {
        let room = self.regions[0].len().max(used.len()).next_power_of_two().max(SMALLEST_REGION);
        if room > LARGEST_REGION {
            return Err(VaultError::Full);
        }
        pad(&mut used, room);
        *side.of_mut(&mut self.regions) = used;
        pad(side.other().of_mut(&mut self.regions), room);
        Ok(())
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let [left, right] = &self.regions;
        let room = left.len() as u32; // at most LARGEST_REGION
        with_checksum([VALUES_MAGIC, &room.to_le_bytes()[..], left, right].concat())
    }

    pub(super) fn parse(bytes: &[u8]) -> Result<Self, VaultError> {
        let rest = checked(bytes)?.strip_prefix(VALUES_MAGIC).ok_or(VaultError::damaged("no file of values"))?;
        let mut rest = Reader(rest);
        let size = rest.number()? as usize;
        if !(SMALLEST_REGION..=LARGEST_REGION).contains(&size) {
            return Err(VaultError::damaged("impossible size"));
        }
        Ok(Self { regions: [rest.take(size)?.to_owned(), rest.take(size)?.to_owned()] })
    }
}

/// Takes bytes from the front.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], VaultError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(VaultError::damaged("cut short"))?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], VaultError> {
        self.take(N)?.try_into().map_err(|_| VaultError::damaged("cut short"))
    }

    pub(super) fn number(&mut self) -> Result<u32, VaultError> {
        self.array().map(u32::from_le_bytes)
    }
}

/// Fills up to `size` with random bytes.
fn pad(bytes: &mut Vec<u8>, size: usize) {
    let used = bytes.len();
    bytes.resize(size.max(used), 0);
    if let Some(rest) = bytes.get_mut(used..) {
        key::fill(rest);
    }
}

/// The bytes with a checksum behind them.
pub(in crate::store) fn with_checksum(mut bytes: Vec<u8>) -> Vec<u8> {
    let sum = digest::digest(&digest::SHA256, &bytes);
    bytes.extend_from_slice(sum.as_ref());
    bytes
}

/// The bytes before a checksum that is right.
pub(in crate::store) fn checked(bytes: &[u8]) -> Result<&[u8], VaultError> {
    let split = bytes.len().checked_sub(CHECKSUM).and_then(|at| bytes.split_at_checked(at));
    let (content, sum) = split.ok_or(VaultError::damaged("cut short"))?;
    if digest::digest(&digest::SHA256, content).as_ref() == sum {
        Ok(content)
    } else {
        Err(VaultError::damaged("wrong checksum"))
    }
}
