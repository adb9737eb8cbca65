//! Records, each compressed by itself: whoever reads one unpacks only that.
//!
//! What small pieces lose when they are compressed they have back from a
//! dictionary: the first records of the shelf, in which most of what others
//! have in common with them stands already. Each record is a zstd frame with a
//! checksum, so that damage is noticed where it is read.

use std::{
    ops::Range,
    sync::{Arc, Mutex, PoisonError},
};

use serde::{Deserialize, Serialize};
use zstd::bulk::{Compressor, Decompressor};

use super::shelf::DamagedShelf;

/// Bytes of the first records that the dictionary is made of. Twice as many
/// save no more than one byte in a hundred.
const DICTIONARY: usize = 64 << 10;
/// Of fewer bytes only this part is the dictionary, which is kept too.
const PART_OF_FEW: usize = 4;
/// The first of zstd's fast levels: a worker waits for an import, and every key
/// unpacks ten records.
const LEVEL: i32 = -1;

/// The size of a packed record.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Size {
    /// Bytes, packed.
    packed: u32,
    /// Bytes, unpacked.
    unpacked: u32,
}

/// Packed records that follow one another.
#[derive(Default)]
pub(super) struct Written {
    pub(super) sizes: Vec<Size>,
    /// Their bytes, one after the other.
    pub(super) bytes: Vec<u8>,
}

/// Packs records, one after the other.
#[derive(Default)]
pub(super) struct Writer {
    /// Known when enough records have come.
    dictionary: Option<Arc<[u8]>>,
    /// Made for the first record: that takes as long as packing a hundred.
    compressor: Option<Compressor<'static>>,
    /// Records that wait for the dictionary: their bytes, and where each ends.
    waiting: Vec<u8>,
    ends: Vec<usize>,
    written: Written,
    /// Room for a packed record.
    packed: Vec<u8>,
}

impl Writer {
    /// Takes the next record.
    pub(super) fn add(&mut self, record: &[u8]) {
        if self.dictionary.is_some() {
            return self.write(record);
        }
        self.waiting.extend_from_slice(record);
        self.ends.push(self.waiting.len());
        if self.waiting.len() >= DICTIONARY {
            self.learn(DICTIONARY);
        }
    }

    /// A writer beside this one, with the same dictionary, that can be appended
    /// here.
    pub(super) fn beside(&mut self) -> Self {
        self.learn(DICTIONARY);
        Self { dictionary: self.dictionary.clone(), ..Self::default() }
    }

    /// Appends what a writer [beside](Self::beside) this one has written.
    pub(super) fn append(&mut self, mut other: Self) {
        self.learn(DICTIONARY);
        self.written.sizes.append(&mut other.written.sizes);
        self.written.bytes.append(&mut other.written.bytes);
    }

    /// The dictionary, and all that was written.
    pub(super) fn finish(mut self) -> (Vec<u8>, Written) {
        self.learn(self.waiting.len() / PART_OF_FEW);
        (self.dictionary.map(|bytes| bytes.to_vec()).unwrap_or_default(), self.written)
    }

    /// Makes the dictionary of the first bytes that have come, unless it is
    /// known, and writes what waits for it.
    fn learn(&mut self, most: usize) {
        if self.dictionary.is_some() {
            return;
        }
        let (waiting, ends) = (std::mem::take(&mut self.waiting), std::mem::take(&mut self.ends));
        self.dictionary = Some(waiting.get(..most).unwrap_or(&waiting).into());
        let mut start = 0;
        for end in ends {
            self.write(waiting.get(start..end).unwrap_or_default());
            start = end;
        }
    }

    fn write(&mut self, record: &[u8]) {
        let dictionary = self.dictionary.as_deref().unwrap_or_default();
        let compressor = self.compressor.get_or_insert_with(|| compressor(dictionary));
        self.packed.clear();
        self.packed.reserve(zstd::zstd_safe::compress_bound(record.len()));
        // zstd fails only where its output does not fit, and this one does.
        let packed = compressor.compress_to_buffer(record, &mut self.packed).unwrap_or_default();
        self.written.sizes.push(Size { packed: packed as u32, unpacked: record.len() as u32 });
        self.written.bytes.extend_from_slice(&self.packed);
    }
}

/// A compressor whose frames have a checksum.
pub(super) fn compressor(dictionary: &[u8]) -> Compressor<'static> {
    let mut compressor = Compressor::with_dictionary(LEVEL, dictionary).unwrap_or_default();
    // Without it damage would be found late; zstd knows the parameter.
    compressor.include_checksum(true).ok();
    compressor
}

/// Packed records to be read.
pub(super) struct Records {
    /// All of a shelf: the records are at its end.
    bytes: Vec<u8>,
    /// Where each record begins in the bytes, and the last one ends.
    starts: Vec<usize>,
    /// Bytes of each record, unpacked.
    unpacked: Vec<u32>,
    dictionary: Vec<u8>,
    /// For those who read one record.
    unpacker: Mutex<Decompressor<'static>>,
}

impl Records {
    /// The records that the bytes of a shelf have from `start` to their end.
    pub(super) fn open(
        bytes: Vec<u8>,
        start: usize,
        sizes: &[Size],
        dictionary: Vec<u8>,
    ) -> Result<Self, DamagedShelf> {
        let mut starts = Vec::with_capacity(sizes.len() + 1);
        let mut at = start;
        starts.push(at);
        for size in sizes {
            at = at.saturating_add(size.packed as usize);
            starts.push(at);
        }
        if at != bytes.len() {
            return Err(DamagedShelf("cut short"));
        }
        let unpacked = sizes.iter().map(|size| size.unpacked).collect();
        let unpacker = unpacker(&dictionary).ok_or(DamagedShelf("no room to unpack"))?;
        Ok(Self { bytes, starts, unpacked, dictionary, unpacker: Mutex::new(unpacker) })
    }

    pub(super) fn len(&self) -> usize {
        self.unpacked.len()
    }

    /// All of the shelf.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// A record by its number. `None`: there is none, or it is damaged.
    pub(super) fn get(&self, number: u32) -> Option<Vec<u8>> {
        let mut record = Vec::new();
        self.unpack(number, &mut self.unpacker.lock().unwrap_or_else(PoisonError::into_inner), &mut record)?;
        Some(record)
    }

    /// Calls `visit` with these of the records, as far as there are any, each
    /// with its number. Several threads that read do not wait for one another.
    pub(super) fn each(&self, wanted: Range<u32>, visit: &mut dyn FnMut(u32, Option<&[u8]>)) {
        let mut own = unpacker(&self.dictionary);
        let mut record = Vec::new();
        for number in wanted.start..wanted.end.min(self.len() as u32) {
            let unpacked = own.as_mut().and_then(|own| self.unpack(number, own, &mut record));
            visit(number, unpacked.map(|()| record.as_slice()));
        }
    }

    /// Unpacks a record in place of what stands in `record`.
    fn unpack(&self, number: u32, unpacker: &mut Decompressor<'static>, record: &mut Vec<u8>) -> Option<()> {
        let at = number as usize;
        let unpacked = *self.unpacked.get(at)? as usize;
        let packed = self.bytes.get(*self.starts.get(at)?..*self.starts.get(at + 1)?)?;
        record.clear();
        record.reserve(unpacked);
        unpacker.decompress_to_buffer(packed, record).ok().filter(|length| *length == unpacked).map(|_| ())
    }

    /// True when every record can be unpacked.
    pub(super) fn are_whole(&self) -> bool {
        let mut whole = true;
        self.each(0..u32::MAX, &mut |_, record| whole &= record.is_some());
        whole
    }
}

fn unpacker(dictionary: &[u8]) -> Option<Decompressor<'static>> {
    Decompressor::with_dictionary(dictionary).ok()
}

impl std::fmt::Debug for Records {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} records in {} bytes", self.len(), self.bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn opened(writer: Writer) -> Records {
        let (dictionary, written) = writer.finish();
        Records::open(written.bytes, 0, &written.sizes, dictionary).unwrap()
    }

    fn records() -> impl Strategy<Value = Vec<Vec<u8>>> {
        // Up to more than a dictionary takes.
        prop::collection::vec((0u8..4, 0usize..3_000).prop_map(|(byte, length)| vec![byte; length]), 0..90)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn records_come_back_as_they_were(records in records(), cut in 0usize..90) {
            let mut writer = Writer::default();
            let (first, rest) = records.split_at(cut.min(records.len()));
            for record in first {
                writer.add(record);
            }
            for part in rest.chunks(7) {
                let mut beside = writer.beside();
                for record in part {
                    beside.add(record);
                }
                writer.append(beside);
            }
            let opened = opened(writer);
            prop_assert!(opened.are_whole());
            let mut back = Vec::new();
            opened.each(0..u32::MAX, &mut |_, record| back.push(record.map(<[u8]>::to_vec)));
            prop_assert_eq!(back, records.iter().cloned().map(Some).collect::<Vec<_>>());
            prop_assert_eq!(opened.get(records.len() as u32), None);
        }
    }

    #[test]
    fn what_records_have_in_common_is_packed_once() {
        let mut dice = 7u32;
        let noise = std::iter::repeat_with(|| {
            dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (dice >> 24) as u8
        });
        let common: Vec<u8> = noise.take(2_000).collect();
        let mut writer = Writer::default();
        (0..200).for_each(|_| writer.add(&common));
        let (dictionary, written) = writer.finish();
        assert_eq!(dictionary.len(), DICTIONARY);
        let bytes = written.bytes.len();
        assert!(bytes < 200 * 64, "{bytes} bytes");
    }
}
