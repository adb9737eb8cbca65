//! The names of every entry as the numbers of their words: for matches of the
//! whole query, and for names that begin with it.

use std::ops::Range;

use super::{
    IndexProblem,
    bytes::{Blob, Reader, Writer},
    lists::{pull, push},
};

/// Names longer than this are compared as far as this.
const LONGEST: usize = 32;

/// What all the words of a name are together.
pub const ALL: usize = 200;

/// A word of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// Its number; `None` for a word that is in no dictionary.
    pub word: Option<u32>,
    /// True when more than blanks stands before it.
    pub marked: bool,
}

/// One name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name<'a> {
    /// Its words.
    pub words: &'a [Part],
    /// True for an alternative name.
    pub alternative: bool,
}

/// The names of every entry.
#[derive(Debug, Default)]
pub struct Names {
    bytes: Blob,
    starts: Vec<u32>,
    /// Per entry: what one word is of its name.
    shares: Vec<u8>,
    /// The entries in the order of the words of their names.
    sorted: Vec<u32>,
}

/// Names being collected.
#[derive(Debug)]
pub struct Builder {
    bytes: Vec<u8>,
    starts: Vec<u32>,
    shares: Vec<u8>,
}

impl Default for Builder {
    fn default() -> Self {
        Self { bytes: Vec::new(), starts: vec![0], shares: Vec::new() }
    }
}

impl Builder {
    /// Adds the names of the next entry, the one that is shown first.
    pub fn add<'a>(&mut self, names: impl Iterator<Item = Name<'a>>) {
        let mut length = None;
        for name in names {
            let words = name.words.get(..name.words.len().min(LONGEST)).unwrap_or_default();
            length.get_or_insert(words.len());
            push(&mut self.bytes, head(&Name { words, ..name }));
            for part in words {
                push(&mut self.bytes, code(*part));
            }
        }
        self.shares.push((ALL / length.unwrap_or(1).max(1)) as u8);
        self.starts.push(self.bytes.len() as u32);
    }

    /// The names.
    pub fn finish(self) -> Names {
        let Self { mut bytes, starts, shares } = self;
        bytes.shrink_to_fit();
        let mut names = Names { bytes: bytes.into(), starts, shares, sorted: Vec::new() };
        let mut sorted: Vec<u32> = (0..names.shares.len() as u32).collect();
        sorted.sort_by(|one, other| names.first(*one).cmp(names.first(*other)));
        names.sorted = sorted;
        names
    }
}

/// Names as they are read: in the order of the entries, their words with the
/// numbers that they have for now.
#[derive(Debug, Default)]
pub struct Unsorted {
    /// Per entry: where its names begin.
    starts: Vec<u32>,
    /// Per name what [`head`] says, then its words ([`code`]).
    codes: Vec<u32>,
}

impl Unsorted {
    /// Begins the next entry.
    pub fn begin(&mut self) {
        self.starts.push(self.codes.len() as u32);
    }

    /// Adds a name of the entry that was begun.
    pub fn add(&mut self, name: Name<'_>) {
        self.codes.push(head(&name) as u32);
        self.codes.extend(name.words.iter().map(|part| code(*part) as u32));
    }

    /// Takes the names of the entries that come next, whose words have other
    /// numbers here.
    pub fn append(&mut self, next: Self, number: impl Fn(u32) -> u32) {
        let before = self.codes.len() as u32;
        self.starts.extend(next.starts.iter().map(|start| before + start));
        let mut rest = next.codes.into_iter();
        while let Some(head) = rest.next() {
            self.codes.push(head);
            let words = rest.by_ref().take(head as usize / 2).map(|one| part(one.into()));
            let renumbered = words.map(|part| Part { word: part.word.map(&number), ..part });
            self.codes.extend(renumbered.map(|part| code(part) as u32));
        }
    }

    /// The names in the order of these entries, their words with their last
    /// numbers.
    pub fn in_order(&self, entries: &[u32], number: impl Fn(u32) -> u32) -> Names {
        let mut builder = Builder::default();
        let (mut words, mut names): (Vec<Part>, Vec<(Range<usize>, bool)>) = (Vec::new(), Vec::new());
        for entry in entries {
            words.clear();
            names.clear();
            let mut rest = self.of(*entry).iter();
            while let Some(head) = rest.next() {
                let start = words.len();
                let own = rest.by_ref().take(*head as usize / 2).map(|one| part((*one).into()));
                words.extend(own.map(|part| Part { word: part.word.map(&number), ..part }));
                names.push((start..words.len(), head % 2 == 1));
            }
            builder.add(names.iter().map(|(own, alternative)| Name {
                words: words.get(own.clone()).unwrap_or_default(),
                alternative: *alternative,
            }));
        }
        builder.finish()
    }

    fn of(&self, entry: u32) -> &[u32] {
        let bound = |at: usize| self.starts.get(at).map_or(self.codes.len(), |start| *start as usize);
        self.codes.get(bound(entry as usize)..bound(entry as usize + 1)).unwrap_or_default()
    }
}

impl Names {
    fn raw(&self, entry: u32) -> &[u8] {
        let at = entry as usize;
        let bound = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        self.bytes.get(bound(at)..bound(at + 1))
    }

    /// The name of an entry that is shown.
    fn first(&self, entry: u32) -> impl Iterator<Item = Option<u32>> {
        let mut bytes = self.raw(entry);
        let count = pull(&mut bytes) / 2;
        (0..count).map(move |_| read(&mut bytes).word)
    }

    /// Per entry: what one word is of its name, of [`ALL`].
    pub fn shares(&self) -> &[u8] {
        &self.shares
    }

    /// Calls `visit` with every name of an entry.
    pub fn each(&self, entry: u32, mut visit: impl FnMut(Name<'_>)) {
        let mut bytes = self.raw(entry);
        let mut words = [Part { word: None, marked: false }; LONGEST];
        while !bytes.is_empty() {
            let head = pull(&mut bytes);
            let Some(own) = words.get_mut(..(head / 2) as usize) else { return };
            for part in &mut *own {
                *part = read(&mut bytes);
            }
            visit(Name { words: own, alternative: head % 2 == 1 });
        }
    }

    /// The entries whose names begin with these words, the next one being in
    /// `last`, in the order of their names.
    pub fn beginning_with(&self, words: &[u32], last: Range<u32>) -> &[u32] {
        let low: Vec<Option<u32>> = words.iter().copied().chain([last.start]).map(Some).collect();
        let high: Vec<Option<u32>> = words.iter().copied().chain([last.end]).map(Some).collect();
        let before = |entry: u32, bound: &[Option<u32>]| self.first(entry).lt(bound.iter().copied());
        let from = self.sorted.partition_point(|entry| before(*entry, &low));
        let to = self.sorted.partition_point(|entry| before(*entry, &high));
        self.sorted.get(from..to).unwrap_or_default()
    }

    /// Bytes in memory.
    pub fn size(&self) -> usize {
        self.bytes.get(0..usize::MAX).len() + (self.starts.len() + self.sorted.len()) * 4 + self.shares.len()
    }

    /// Writes everything.
    pub fn write(self, writer: &mut Writer) {
        writer.blob(self.bytes);
        writer.numbers(&self.starts);
        writer.raw(&self.shares);
        writer.numbers(&self.sorted);
    }

    /// Reads what [`write`](Self::write) wrote.
    pub fn read(reader: &mut Reader) -> Result<Self, IndexProblem> {
        Ok(Self { bytes: reader.blob()?, starts: reader.numbers()?, shares: reader.raw()?, sorted: reader.numbers()? })
    }
}

/// What is written before the words of a name: how many there are, and whether
/// it is an alternative one.
fn head(name: &Name<'_>) -> u64 {
    name.words.len() as u64 * 2 + u64::from(name.alternative)
}

/// A word of a name as it is written.
fn code(part: Part) -> u64 {
    part.word.map_or(0, |word| u64::from(word) + 1) * 2 + u64::from(part.marked)
}

/// The word that is written so.
fn part(code: u64) -> Part {
    Part { word: ((code / 2) as u32).checked_sub(1), marked: code % 2 == 1 }
}

/// Reads a word of a name.
fn read(bytes: &mut &[u8]) -> Part {
    part(pull(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_and_are_found_by_their_beginning() {
        let mut builder = Builder::default();
        let part = |word| Part { word, marked: word == Some(2) };
        let words = |numbers: &[Option<u32>]| numbers.iter().copied().map(part).collect::<Vec<_>>();
        let (one, other) = (words(&[Some(4), Some(2)]), words(&[Some(300)]));
        let name = |words, alternative| Name { words, alternative };
        builder.add([name(&one, false), name(&other, true)].into_iter());
        let (short, long) = (words(&[Some(4), None]), words(&[Some(4), Some(1), Some(9)]));
        builder.add(std::iter::once(name(&short, false)));
        builder.add(std::iter::once(name(&long, false)));
        builder.add(std::iter::empty());
        let names = builder.finish();
        let mut all = Vec::new();
        names.each(0, |name| all.push((name.words.to_vec(), name.alternative)));
        assert_eq!(all, [(one, false), (other, true)]);
        assert_eq!(names.shares(), [100, 100, 66, 200]);
        assert_eq!(names.beginning_with(&[], 4..5), [1, 2, 0], "an unknown word comes first");
        assert_eq!(names.beginning_with(&[4], 1..3), [2, 0]);
        assert_eq!(names.beginning_with(&[4], 3..8), [0u32; 0]);
    }
}
