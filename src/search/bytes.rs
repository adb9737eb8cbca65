//! The index as one run of bytes: written part after part, read without
//! copying what is large.

use std::{ops::Range, sync::Arc};

use super::IndexProblem;
use crate::text::fingerprint::fingerprint;

/// What the bytes begin with. The last byte is the form: another one whenever
/// what is written, or what is indexed, changes.
const MAGIC: &[u8; 8] = b"psindex\x09";

/// A part of the bytes, shared by all parts.
#[derive(Debug, Clone, Default)]
pub struct Blob {
    all: Arc<Vec<u8>>,
    range: Range<usize>,
}

impl Blob {
    /// Its bytes, not copied where nothing else has a part of them.
    fn into_vec(self) -> Vec<u8> {
        if self.range == (0..self.all.len()) { Arc::unwrap_or_clone(self.all) } else { self.all().to_vec() }
    }

    /// All of its bytes.
    #[inline]
    pub fn all(&self) -> &[u8] {
        self.all.get(self.range.clone()).unwrap_or_default()
    }

    /// Some of its bytes; those that there are.
    #[inline]
    pub fn get(&self, range: Range<usize>) -> &[u8] {
        let end = self.range.start.saturating_add(range.end).min(self.range.end);
        self.all.get(self.range.start + range.start..end).unwrap_or_default()
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Self { range: 0..bytes.len(), all: Arc::new(bytes) }
    }
}

/// Writes the parts, of which the large ones are not copied.
#[derive(Debug)]
pub struct Writer {
    done: Vec<Vec<u8>>,
    /// What is written after these.
    open: Vec<u8>,
}

impl Default for Writer {
    fn default() -> Self {
        Self { done: Vec::new(), open: [MAGIC.as_slice(), &program()].concat() }
    }
}

/// What else decides what an index has: the lists of words that the program
/// carries.
fn program() -> [u8; 8] {
    let lists = [
        include_str!("../../data/needs.toml"),
        include_str!("../../data/populations.toml"),
        include_str!("../../data/access.toml"),
        include_str!("../../data/synonyms.toml"),
        include_str!("../../data/names/cities.tsv"),
    ];
    let all = lists.iter().fold(0u64, |all, list| all.rotate_left(1) ^ fingerprint(list.as_bytes()));
    all.to_le_bytes()
}

impl Writer {
    /// Writes how many bytes come next, and makes room for `more`.
    fn length(&mut self, bytes: usize, more: usize) {
        // Parts are few: no room is taken for more of them to come.
        self.open.reserve_exact(8 + more);
        self.open.extend_from_slice(&(bytes as u64).to_le_bytes());
    }

    /// Writes bytes after their length.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.length(bytes.len(), bytes.len());
        self.open.extend_from_slice(bytes);
    }

    /// Writes a part.
    pub fn blob(&mut self, blob: Blob) {
        let bytes = blob.into_vec();
        self.length(bytes.len(), 0);
        self.done.extend([std::mem::take(&mut self.open), bytes]);
    }

    /// Writes numbers.
    pub fn numbers(&mut self, numbers: &[u32]) {
        self.length(numbers.len() * 4, numbers.len() * 4);
        let start = self.open.len();
        self.open.resize(start + numbers.len() * 4, 0);
        let (places, _) = self.open.get_mut(start..).unwrap_or_default().as_chunks_mut::<4>();
        places.iter_mut().zip(numbers).for_each(|(place, number)| *place = number.to_le_bytes());
    }

    /// Writes what serde can write.
    pub fn value<T: serde::Serialize>(&mut self, value: &T) {
        // Into memory everything can be written; an empty part reads as damage.
        self.raw(&postcard::to_stdvec(value).unwrap_or_default());
    }

    /// Everything written, in pieces that follow one another.
    pub fn finish(mut self) -> Vec<Vec<u8>> {
        self.done.push(self.open);
        self.done
    }
}

/// Reads the parts, in the order in which they were written.
#[derive(Debug)]
pub struct Reader {
    all: Arc<Vec<u8>>,
    at: usize,
}

impl Reader {
    /// Reads from the beginning.
    ///
    /// # Errors
    /// When the bytes have another form.
    pub fn new(bytes: Vec<u8>) -> Result<Self, IndexProblem> {
        let head = [MAGIC.as_slice(), &program()].concat();
        if !bytes.starts_with(&head) {
            return Err(IndexProblem::OtherForm);
        }
        Ok(Self { all: Arc::new(bytes), at: head.len() })
    }

    fn take(&mut self) -> Result<Range<usize>, IndexProblem> {
        let body = self.at + 8;
        let length = self.all.get(self.at..body).and_then(|length| length.try_into().ok()).map(u64::from_le_bytes);
        let length = length.and_then(|length| usize::try_from(length).ok()).ok_or(IndexProblem::Damaged)?;
        let end = body.checked_add(length).filter(|end| *end <= self.all.len()).ok_or(IndexProblem::Damaged)?;
        self.at = end;
        Ok(body..end)
    }

    /// The next part, not copied.
    pub fn blob(&mut self) -> Result<Blob, IndexProblem> {
        let range = self.take()?;
        Ok(Blob { all: Arc::clone(&self.all), range })
    }

    /// The next part as bytes.
    pub fn raw(&mut self) -> Result<Vec<u8>, IndexProblem> {
        self.blob().map(|blob| blob.get(0..usize::MAX).to_vec())
    }

    /// The next part as numbers.
    pub fn numbers(&mut self) -> Result<Vec<u32>, IndexProblem> {
        let blob = self.blob()?;
        let (numbers, rest) = blob.get(0..usize::MAX).as_chunks::<4>();
        if !rest.is_empty() {
            return Err(IndexProblem::Damaged);
        }
        Ok(numbers.iter().map(|number| u32::from_le_bytes(*number)).collect())
    }

    /// The next part as what serde can read.
    pub fn value<T: serde::de::DeserializeOwned>(&mut self) -> Result<T, IndexProblem> {
        let blob = self.blob()?;
        postcard::from_bytes(blob.get(0..usize::MAX)).map_err(|_| IndexProblem::Damaged)
    }

    /// # Errors
    /// When something is left.
    pub fn finish(self) -> Result<(), IndexProblem> {
        if self.at == self.all.len() { Ok(()) } else { Err(IndexProblem::Damaged) }
    }
}
