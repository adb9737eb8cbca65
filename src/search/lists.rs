//! Packed lists of numbers in order, each with a class of its own: where a
//! word stands, and how weighty the best field is in which it stands there.
//!
//! A number is written as what it is more than the one before, with the class
//! in the low bits, seven bits a byte. A long list is cut into blocks, with a
//! table of where each begins, so that a few numbers are looked up without
//! reading all; of a whole block all are written with the same number of bits,
//! and read together. Where a list has every third number or more, half a byte
//! for every number there is, is smaller and is read without looking for
//! anything.

use bitpacking::{BitPacker, BitPacker4x};

use super::{
    bits::{Bits, WORD},
    bytes::{Blob, Reader, Writer},
    sought::{Sought, first_not_less, places_among},
};
use crate::search::IndexProblem;

/// Bits of a class; 15 classes, of which less is weightier. So numbers are below
/// a sixteenth of what four bytes hold.
const CLASS_BITS: u32 = 4;
/// In a dense list: not there.
pub const ABSENT: u8 = 15;
/// Numbers in a whole block.
const BLOCK: usize = BitPacker4x::BLOCK_LEN;
/// Bytes of a block's row in the table: its first number, and where it begins.
const ROW: usize = 8;

/// A number and its class.
pub type Posting = (u32, u8);

/// Many lists, one after the other.
#[derive(Debug, Default)]
pub struct Lists {
    bytes: Blob,
    /// Where each list begins, and where the last one ends.
    starts: Vec<u32>,
    /// How many numbers are in each.
    counts: Counts,
}

/// How many numbers are in each list: a byte, since most are short.
#[derive(Debug, Default)]
struct Counts {
    /// [`MANY`](Self::MANY) for those that have as many or more.
    short: Vec<u8>,
    /// These, in order, and how many numbers they have.
    long: Vec<u32>,
    lengths: Vec<u32>,
}

impl Counts {
    const MANY: u8 = u8::MAX;

    fn of(all: &[u32]) -> Self {
        let mut counts = Self { short: Vec::with_capacity(all.len()), ..Self::default() };
        for (count, list) in all.iter().zip(0u32..) {
            let short = u8::try_from(*count).unwrap_or(Self::MANY);
            counts.short.push(short);
            if short == Self::MANY {
                counts.long.push(list);
                counts.lengths.push(*count);
            }
        }
        counts
    }

    fn get(&self, list: u32) -> usize {
        match self.short.get(list as usize) {
            Some(&Self::MANY) => {
                let at = self.long.partition_point(|long| *long < list);
                self.lengths.get(at).map_or(0, |count| *count as usize)
            }
            Some(short) => usize::from(*short),
            None => 0,
        }
    }

    /// Bytes in memory.
    fn size(&self) -> usize {
        self.short.len() + (self.long.len() + self.lengths.len()) * 4
    }
}

/// Lists being written.
#[derive(Debug)]
pub struct Packer {
    bytes: Vec<u8>,
    starts: Vec<u32>,
    counts: Vec<u32>,
    /// Numbers are below.
    limit: usize,
}

impl Packer {
    /// For lists of numbers below `limit`.
    pub fn new(limit: usize) -> Self {
        Self { bytes: Vec::new(), starts: vec![0], counts: Vec::new(), limit }
    }

    /// How many lists there are.
    pub fn len(&self) -> u32 {
        self.counts.len() as u32
    }

    /// Writes a list, in order and without doubles. Its number is the number
    /// of lists before it.
    pub fn add(&mut self, list: &[Posting]) {
        if is_dense(list.len(), self.limit) {
            let mut classes = vec![ABSENT; self.limit];
            for (number, class) in list {
                classes.get_mut(*number as usize).into_iter().for_each(|place| *place = *class);
            }
            return self.add_classes(&classes);
        }
        self.add_sparse(list);
        self.close(list.len());
    }

    /// Writes a list that is given as a class for every number below the limit,
    /// [`ABSENT`] for those that are not in it.
    pub fn add_classes(&mut self, classes: &[u8]) {
        let count = classes.iter().filter(|class| **class != ABSENT).count();
        if !is_dense(count, self.limit) {
            let list: Vec<Posting> = (0..).zip(classes.iter().copied()).filter(|(_, class)| *class != ABSENT).collect();
            return self.add(&list);
        }
        let (pairs, last) = classes.as_chunks::<2>();
        self.bytes.extend(pairs.iter().map(|[low, high]| low | high << CLASS_BITS));
        self.bytes.extend(last.iter().map(|low| low | ABSENT << CLASS_BITS));
        self.close(count);
    }

    /// Notes where the list ends that was written, of so many numbers.
    fn close(&mut self, count: usize) {
        self.counts.push(count as u32);
        self.starts.push(self.bytes.len() as u32);
    }

    /// Takes all lists of others, after those that are here.
    pub fn append(&mut self, others: Vec<Self>) {
        self.bytes.reserve_exact(others.iter().map(|other| other.bytes.len()).sum());
        for other in others {
            let before = self.bytes.len() as u32;
            self.bytes.extend_from_slice(&other.bytes);
            self.counts.extend(other.counts);
            self.starts.extend(other.starts.into_iter().skip(1).map(|start| before + start));
        }
    }

    fn add_sparse(&mut self, list: &[Posting]) {
        let table = self.bytes.len();
        let blocks = list.len().div_ceil(BLOCK);
        let long = blocks > 1;
        if long {
            self.bytes.resize(table + blocks * ROW, 0);
        }
        let body = self.bytes.len();
        for (block, postings) in list.chunks(BLOCK).enumerate() {
            let first = postings.first().map_or(0, |(number, _)| *number);
            let row = table + block * ROW;
            let begins = (self.bytes.len() - body) as u32;
            if long && let Some(row) = self.bytes.get_mut(row..row + ROW) {
                let (number, start) = row.split_at_mut(4);
                number.copy_from_slice(&first.to_le_bytes());
                start.copy_from_slice(&begins.to_le_bytes());
            }
            if long && postings.len() == BLOCK {
                self.add_whole(first, postings);
                continue;
            }
            let mut before = if long { first } else { 0 };
            for (number, class) in postings {
                push(&mut self.bytes, u64::from(number - before) << CLASS_BITS | u64::from(*class));
                before = *number;
            }
        }
    }

    /// Writes a whole block: how many bits each number and class take, and
    /// these.
    fn add_whole(&mut self, first: u32, postings: &[Posting]) {
        let codes: Vec<u32> = postings.iter().map(|(number, class)| number << CLASS_BITS | u32::from(*class)).collect();
        let (packer, before) = (BitPacker4x::new(), before(first));
        let bits = packer.num_bits_strictly_sorted(before, &codes);
        self.bytes.push(bits);
        let start = self.bytes.len();
        self.bytes.resize(start + BitPacker4x::compressed_block_size(bits), 0);
        packer.compress_strictly_sorted(before, &codes, self.bytes.get_mut(start..).unwrap_or_default(), bits);
    }

    /// The lists.
    pub fn finish(mut self) -> Lists {
        self.bytes.shrink_to_fit();
        Lists { bytes: self.bytes.into(), starts: self.starts, counts: Counts::of(&self.counts) }
    }
}

/// True for a list of so many numbers that has a part of half a byte for every
/// number below the limit.
fn is_dense(count: usize, limit: usize) -> bool {
    count > BLOCK && count * 3 >= limit
}

/// What is less than every number and class of a block that begins with
/// `first`.
fn before(first: u32) -> Option<u32> {
    (first << CLASS_BITS).checked_sub(1)
}

/// Writes a number, seven bits a byte.
pub fn push(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads a number that [`push`] wrote, and moves behind it. Nought at the end.
#[inline]
pub fn pull(bytes: &mut &[u8]) -> u64 {
    let (mut number, mut shift) = (0, 0);
    while let Some((byte, rest)) = bytes.split_first() {
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 || shift > 56 {
            break;
        }
        shift += 7;
    }
    number
}

/// One list.
#[derive(Debug, Clone, Copy)]
pub struct List<'a> {
    /// How many numbers it has.
    pub count: usize,
    form: Form<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Form<'a> {
    Dense(&'a [u8]),
    /// Not even a whole block.
    Short(&'a [u8]),
    Blocks(Blocks<'a>),
}

/// The blocks of a long list.
#[derive(Debug, Clone, Copy)]
struct Blocks<'a> {
    table: &'a [u8],
    bytes: &'a [u8],
    /// Blocks that are whole: all but the last, and this too at times.
    whole: usize,
}

impl Lists {
    /// How many numbers are in a list.
    pub fn count(&self, list: u32) -> usize {
        self.counts.get(list)
    }

    /// A list of numbers below `limit`; an empty one where there is none.
    pub fn get(&self, list: u32, limit: usize) -> List<'_> {
        let at = list as usize;
        let bound = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        let bytes = self.bytes.get(bound(at)..bound(at + 1));
        let count = self.count(list);
        let form = if is_dense(count, limit) {
            Form::Dense(bytes)
        } else if count > BLOCK {
            let (table, bytes) = bytes.split_at_checked(count.div_ceil(BLOCK) * ROW).unwrap_or_default();
            Form::Blocks(Blocks { table, bytes, whole: count / BLOCK })
        } else {
            Form::Short(bytes)
        };
        List { count, form }
    }

    /// Bytes in memory.
    pub fn size(&self) -> usize {
        self.bytes.get(0..usize::MAX).len() + self.starts.len() * 4 + self.counts.size()
    }

    /// Writes everything.
    pub fn write(self, writer: &mut Writer) {
        writer.numbers(&self.starts);
        writer.raw(&self.counts.short);
        writer.numbers(&self.counts.long);
        writer.numbers(&self.counts.lengths);
        writer.blob(self.bytes);
    }

    /// Reads what [`write`](Self::write) wrote.
    pub fn read(reader: &mut Reader) -> Result<Self, IndexProblem> {
        let starts = reader.numbers()?;
        let counts = Counts { short: reader.raw()?, long: reader.numbers()?, lengths: reader.numbers()? };
        Ok(Self { starts, counts, bytes: reader.blob()? })
    }
}

impl List<'_> {
    /// Calls `visit` with every number and its class, in order.
    #[inline]
    pub fn each(&self, mut visit: impl FnMut(u32, u8)) {
        match self.form {
            Form::Dense(bytes) => {
                for (byte, number) in bytes.iter().zip((0u32..).step_by(2)) {
                    if *byte != (ABSENT << CLASS_BITS | ABSENT) {
                        let (low, high) = (byte & ABSENT, byte >> CLASS_BITS);
                        if low != ABSENT {
                            visit(number, low);
                        }
                        if high != ABSENT {
                            visit(number + 1, high);
                        }
                    }
                }
            }
            Form::Short(bytes) => read_short(bytes, 0, visit),
            Form::Blocks(blocks) => (0..blocks.len()).for_each(|block| blocks.read(block, &mut visit)),
        }
    }

    /// Adds the numbers to a set.
    pub fn add_to(&self, bits: &mut Bits) {
        let Form::Dense(bytes) = self.form else { return self.each(|number, _| bits.add(number)) };
        for (at, bytes) in bytes.chunks(WORD / 2).enumerate() {
            let both = |byte: u8| u64::from(byte & ABSENT != ABSENT) | u64::from(byte >> CLASS_BITS != ABSENT) << 1;
            bits.add_word(at, bytes.iter().rev().fold(0, |word, byte| word << 2 | both(*byte)));
        }
    }

    /// Makes each cell whose number is in the list worth what its class is, if
    /// that is more.
    pub fn fill(&self, cells: &mut [u16], worth: &[u16; 16]) {
        let Form::Dense(bytes) = self.form else {
            return self.each(|number, class| {
                if let (Some(cell), Some(worth)) = (cells.get_mut(number as usize), worth.get(usize::from(class))) {
                    *cell = (*worth).max(*cell);
                }
            });
        };
        // What both halves of a byte are worth, for every byte there is.
        let of = |class: u8| if class == ABSENT { 0 } else { worth.get(usize::from(class)).copied().unwrap_or(0) };
        let worth: [[u16; 2]; 256] =
            std::array::from_fn(|byte| [of(byte as u8 & ABSENT), of(byte as u8 >> CLASS_BITS)]);
        let (pairs, last) = cells.as_chunks_mut::<2>();
        for (pair, byte) in pairs.iter_mut().zip(bytes) {
            let ([low, high], [own_low, own_high]) =
                (*pair, worth.get(usize::from(*byte)).copied().unwrap_or_default());
            *pair = [low.max(own_low), high.max(own_high)];
        }
        if let (Some(cell), Some(byte)) = (last.first_mut(), bytes.last()) {
            *cell = of(*byte & ABSENT).max(*cell);
        }
    }

    /// Calls `visit` with those of the numbers sought that are in the list:
    /// with the place of each among them, and its class.
    pub fn among(&self, sought: &Sought<'_>, mut visit: impl FnMut(usize, u8)) {
        let wanted = sought.numbers();
        match self.form {
            Form::Short(_) | Form::Blocks(_) if sought.are_many_beside(self.count) => {
                let (set, mut place) = (sought.set(), places_among(wanted));
                self.each(|number, class| {
                    if set.has(number)
                        && let Some(at) = place(number)
                    {
                        visit(at, class);
                    }
                });
            }
            Form::Dense(bytes) => {
                for (at, number) in wanted.iter().enumerate() {
                    let byte = bytes.get(*number as usize / 2).copied().unwrap_or(u8::MAX);
                    let class = byte >> (number % 2 * CLASS_BITS) & ABSENT;
                    if class != ABSENT {
                        visit(at, class);
                    }
                }
            }
            Form::Short(bytes) => {
                let mut place = places_among(wanted);
                read_short(bytes, 0, |number, class| {
                    if let Some(at) = place(number) {
                        visit(at, class);
                    }
                });
            }
            Form::Blocks(blocks) => blocks.among(wanted, visit),
        }
    }
}

impl Blocks<'_> {
    fn len(&self) -> usize {
        self.table.len() / ROW
    }

    fn four(&self, at: usize) -> u32 {
        let four = self.table.get(at..at + 4).and_then(|four| four.try_into().ok());
        four.map_or(0, u32::from_le_bytes)
    }

    /// The first number of a block.
    fn first_of(&self, block: usize) -> u32 {
        self.four(block * ROW)
    }

    fn bytes_of(&self, block: usize) -> &[u8] {
        let start = |block: usize| self.four(block * ROW + 4) as usize;
        let end = if block + 1 < self.len() { start(block + 1) } else { self.bytes.len() };
        self.bytes.get(start(block)..end).unwrap_or_default()
    }

    /// Calls `visit` with every number and class of a block.
    #[inline]
    fn read(&self, block: usize, mut visit: impl FnMut(u32, u8)) {
        if block >= self.whole {
            return read_short(self.bytes_of(block), self.first_of(block), visit);
        }
        let mut codes = [0; BLOCK];
        if self.unpack(block, &mut codes).is_some() {
            for code in codes {
                visit(code >> CLASS_BITS, code as u8 & ABSENT);
            }
        }
    }

    /// The numbers of a whole block, each with its class in the low bits.
    /// `None` where damaged.
    #[inline]
    fn unpack(&self, block: usize, codes: &mut [u32; BLOCK]) -> Option<()> {
        let (bits, bytes) = self.bytes_of(block).split_first()?;
        let fits = *bits <= 32 && bytes.len() == BitPacker4x::compressed_block_size(*bits);
        fits.then(|| BitPacker4x::new().decompress_strictly_sorted(before(self.first_of(block)), bytes, codes, *bits))?;
        Some(())
    }

    /// Reads only the blocks in which one of all that are wanted may be.
    fn among(&self, all: &[u32], mut visit: impl FnMut(usize, u8)) {
        let last = self.len();
        let (mut block, mut from) = (0, 0);
        while let Some((first, wanted)) = all.get(from..).and_then(|rest| Some((rest.first()?, rest))) {
            // The block before the first that begins later.
            let mut step = 1;
            while block + step < last && self.first_of(block + step) <= *first {
                step *= 2;
            }
            let (mut low, mut high) = (block + step / 2, (block + step).min(last));
            while low + 1 < high {
                let middle = usize::midpoint(low, high);
                if self.first_of(middle) <= *first { low = middle } else { high = middle }
            }
            block = low;
            let end = if block + 1 < last { self.first_of(block + 1) } else { u32::MAX };
            let here = first_not_less(wanted, end).max(1);
            let mut place = places_among(wanted.get(..here).unwrap_or_default());
            self.read(block, |number, class| {
                if let Some(at) = place(number) {
                    visit(from + at, class);
                }
            });
            from += here;
        }
    }
}

/// Reads numbers that take seven bits a byte.
#[inline]
fn read_short(mut bytes: &[u8], mut number: u32, mut visit: impl FnMut(u32, u8)) {
    while !bytes.is_empty() {
        let next = match bytes {
            // Most numbers take one byte or two.
            [one @ ..0x80, rest @ ..] => {
                bytes = rest;
                u64::from(*one)
            }
            [low, high @ ..0x80, rest @ ..] => {
                bytes = rest;
                u64::from(low & 0x7f) | u64::from(*high) << 7
            }
            _ => pull(&mut bytes),
        };
        number = number.wrapping_add((next >> CLASS_BITS) as u32);
        visit(number, next as u8 & ABSENT);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    const LIMIT: usize = 3000;

    fn packed(lists: &[Vec<Posting>]) -> Lists {
        let mut packer = Packer::new(LIMIT);
        for list in lists {
            packer.add(list);
        }
        packer.finish()
    }

    fn lists() -> impl Strategy<Value = Vec<Vec<Posting>>> {
        let short = prop::collection::btree_map(0..LIMIT as u32, 0u8..15, 0..20);
        let long = prop::collection::btree_map(0..LIMIT as u32, 0u8..15, 200..900);
        let dense = prop::sample::subsequence((0..LIMIT as u32).collect::<Vec<_>>(), 1500..2000)
            .prop_map(|numbers| numbers.into_iter().map(|number| (number, (number % 15) as u8)).collect());
        let list = prop_oneof![short, long, dense].prop_map(|map: BTreeMap<u32, u8>| map.into_iter().collect());
        prop::collection::vec(list, 1..4)
    }

    #[test]
    fn how_many_are_in_a_list_is_known_of_short_and_of_long_ones() {
        let all = [0, 1, 254, 255, 256, 7, 1_000_000, 255];
        let counts = Counts::of(&all);
        let read: Vec<usize> = (0..9).map(|list| counts.get(list)).collect();
        assert_eq!(read, [0, 1, 254, 255, 256, 7, 1_000_000, 255, 0]);
        assert_eq!(counts.size(), 8 + 4 * 2 * 4);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn a_list_is_read_as_it_was_written(lists in lists(), wanted in prop_oneof![
            prop::collection::btree_set(0..LIMIT as u32, 0..300),
            prop::sample::subsequence((0..LIMIT as u32).collect::<Vec<_>>(), 1500..2000).prop_map(BTreeSet::from_iter),
        ]) {
            let packed = packed(&lists);
            let wanted: Vec<u32> = wanted.into_iter().collect();
            for (list, number) in lists.iter().zip(0..) {
                let one = packed.get(number, LIMIT);
                let mut all = Vec::new();
                one.each(|number, class| all.push((number, class)));
                prop_assert_eq!(&all, list);
                prop_assert_eq!(one.count, list.len());
                let mut bits = Bits::none(LIMIT);
                one.add_to(&mut bits);
                prop_assert_eq!(bits.numbers().collect::<Vec<_>>(), list.iter().map(|(number, _)| *number).collect::<Vec<_>>());
                let mut some = Vec::new();
                one.among(&Sought::new(&wanted), |at, class| some.push((wanted[at], class)));
                let mut cells = vec![3u16; LIMIT];
                let worth = std::array::from_fn(|class| class as u16);
                one.fill(&mut cells, &worth);
                let expected = |number: u32| {
                    let own = all.iter().find(|(one, _)| *one == number);
                    own.map_or(3, |(_, class)| u16::from(*class).max(3))
                };
                prop_assert_eq!(cells, (0..LIMIT as u32).map(expected).collect::<Vec<_>>());
                all.retain(|(number, _)| wanted.binary_search(number).is_ok());
                prop_assert_eq!(some, all);
            }
            prop_assert_eq!(packed.get(lists.len() as u32, LIMIT).count, 0);
        }
    }
}
