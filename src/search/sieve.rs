//! Telling most words that are not meant from those that are, at once: a few
//! bits are looked at before a list is looked through.

use std::ops::Range;

/// Numbers, of which only the last eight bits are looked at.
#[derive(Debug, Default)]
pub struct Sieve([u64; 4]);

impl Sieve {
    /// Adds numbers.
    pub fn add_all(&mut self, numbers: Range<u32>) {
        // From so many on they only come again.
        for number in numbers.take(256) {
            if let Some(bits) = self.0.get_mut(Self::place(number)) {
                *bits |= 1 << (number % 64);
            }
        }
    }

    /// False only for a number that was not added.
    pub fn may_have(&self, number: u32) -> bool {
        self.0.get(Self::place(number)).is_some_and(|bits| bits >> (number % 64) & 1 == 1)
    }

    fn place(number: u32) -> usize {
        (number / 64 % 4) as usize
    }
}

/// What words look like: their first bytes and their lengths.
#[derive(Debug, Default)]
pub struct Looks {
    firsts: Sieve,
    lengths: u64,
}

impl Looks {
    /// What these words look like.
    pub fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut looks = Self::default();
        for word in words {
            let first = first_byte(word);
            looks.firsts.add_all(first..first + 1);
            looks.lengths |= 1 << word.len().min(63);
        }
        looks
    }

    /// False only for a text that is none of the words.
    pub fn could_be(&self, text: &str) -> bool {
        self.lengths >> text.len().min(63) & 1 == 1 && self.firsts.may_have(first_byte(text))
    }
}

fn first_byte(text: &str) -> u32 {
    text.as_bytes().first().copied().unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_number_that_was_added_is_missed(start in 0u32..2_000, length in 0u32..600, other in 0u32..3_000) {
            let mut sieve = Sieve::default();
            sieve.add_all(start..start + length);
            prop_assert!((start..start + length).all(|number| sieve.may_have(number)));
            let same_bits = (start..start + length).any(|number| number % 256 == other % 256);
            prop_assert_eq!(sieve.may_have(other), same_bits);
        }

        #[test]
        fn no_word_is_missed(words in prop::collection::vec("\\PC{0,70}", 0..9)) {
            let looks = Looks::of(words.iter().map(String::as_str));
            prop_assert!(words.iter().all(|word| looks.could_be(word)));
        }
    }
}
