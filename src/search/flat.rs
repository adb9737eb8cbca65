//! Where words stand, not packed yet.

use std::ops::Range;

use super::{
    bits::Bits,
    collect::{CLASS_BITS, Runs},
    lists::{Lists, Packer, Posting},
    rank::{CITY, Class, NAMED_CITY, is_name_of_city},
};

/// Where words stand: per word its entries by rank, each with its
/// class in the low bits.
pub struct Flat {
    offsets: Vec<usize>,
    postings: Vec<u32>,
}

impl Flat {
    /// Turns words by entry into entries by word.
    pub fn of(runs: &Runs, entries: &[u32], numbers: &[u32]) -> Self {
        let final_number = |word: u32| numbers.get((word >> CLASS_BITS) as usize).map_or(0, |number| *number as usize);
        let mut offsets = vec![0usize; numbers.len() + 1];
        for word in runs.words() {
            if let Some(count) = offsets.get_mut(final_number(word) + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for offset in &mut offsets {
            sum += *offset;
            *offset = sum;
        }
        let mut next = offsets.clone();
        let mut postings = vec![0u32; runs.count()];
        for (entry, rank) in entries.iter().zip(0u32..) {
            for word in runs.of(*entry) {
                let Some(place) = next.get_mut(final_number(*word)) else { continue };
                if let Some(posting) = postings.get_mut(*place) {
                    *posting = rank << CLASS_BITS | word & ((1 << CLASS_BITS) - 1);
                }
                *place += 1;
            }
        }
        Self { offsets, postings }
    }

    /// Where the postings of a word begin.
    fn bound(&self, word: usize) -> usize {
        self.offsets.get(word).copied().unwrap_or(self.postings.len())
    }

    /// The postings of a word; [`apart`] says what is in them.
    fn get(&self, word: usize) -> &[u32] {
        self.postings.get(self.bound(word)..self.bound(word + 1)).unwrap_or_default()
    }

    /// Calls `visit` with the entries of these words, by rank, word by word, and
    /// with its class in each.
    pub fn each(&self, words: Range<u32>, mut visit: impl FnMut(u32, Class)) {
        let (start, end) = (self.bound(words.start as usize), self.bound(words.end as usize));
        let postings = self.postings.get(start..end).unwrap_or_default();
        postings.iter().map(|posting| apart(*posting)).for_each(|(rank, class)| visit(rank, class));
    }

    /// In how many entries a word is.
    pub fn count(&self, word: usize) -> usize {
        self.get(word).len()
    }

    /// How many numbers these words have together.
    pub fn sum(&self, words: Range<u32>) -> usize {
        self.bound(words.end as usize) - self.bound(words.start as usize)
    }

    /// The words that are names of cities.
    pub fn names_of_cities(&self) -> Bits {
        let words = self.offsets.len().saturating_sub(1);
        let is_city = |word: &u32| {
            let all = self.get(*word as usize);
            let as_city = all.iter().filter(|posting| matches!(apart(**posting).1, NAMED_CITY | CITY)).count();
            as_city > 0 && is_name_of_city(as_city, all.len())
        };
        Bits::of(words, (0..words as u32).filter(is_city))
    }

    /// A list for each word.
    pub fn pack(&self, limit: usize) -> Lists {
        let mut packer = Packer::new(limit);
        let mut list: Vec<Posting> = Vec::new();
        for word in 0..self.offsets.len().saturating_sub(1) {
            list.clear();
            list.extend(self.get(word).iter().map(|posting| apart(*posting)));
            packer.add(&list);
        }
        packer.finish()
    }
}

fn apart(posting: u32) -> Posting {
    (posting >> CLASS_BITS, (posting & ((1 << CLASS_BITS) - 1)) as u8)
}
