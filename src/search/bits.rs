//! Sets of entries, a bit each.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Numbers in a word.
pub const WORD: usize = 64;
/// Words that are looked at together.
const BLOCK: usize = 64;

/// A set of numbers below a limit.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// None of the numbers below `limit`.
    pub fn none(limit: usize) -> Self {
        Self(vec![0; limit.div_ceil(64)])
    }

    /// These numbers.
    pub fn of(limit: usize, numbers: impl Iterator<Item = u32>) -> Self {
        let mut bits = Self::none(limit);
        numbers.for_each(|number| bits.add(number));
        bits
    }

    /// Adds a number.
    #[inline]
    pub fn add(&mut self, number: u32) {
        if let Some(word) = self.0.get_mut(number as usize / 64) {
            *word |= 1 << (number % 64);
        }
    }

    /// Adds those of the 64 numbers from `64 * at` on whose bits are set.
    #[inline]
    pub fn add_word(&mut self, at: usize, bits: u64) {
        if let Some(word) = self.0.get_mut(at) {
            *word |= bits;
        }
    }

    /// Adds the numbers of another set.
    pub fn add_those(&mut self, others: &Self) {
        self.0.iter_mut().zip(&others.0).for_each(|(word, other)| *word |= other);
    }

    /// The bits of the 64 numbers from `64 * at` on.
    fn word(&self, at: usize) -> u64 {
        self.0.get(at).copied().unwrap_or(0)
    }

    /// Adds all numbers of a range that are below the limit.
    pub fn add_all(&mut self, numbers: Range<u32>) {
        let (first, last) = (numbers.start / 64, numbers.end.saturating_sub(1) / 64);
        if numbers.is_empty() {
            return;
        }
        let words = self.0.get_mut(first as usize..).unwrap_or_default();
        for (word, at) in words.iter_mut().zip(first..=last) {
            let low = if at == first { u64::MAX << (numbers.start % 64) } else { u64::MAX };
            let high = if at == last { u64::MAX >> (63 - (numbers.end - 1) % 64) } else { u64::MAX };
            *word |= low & high;
        }
    }

    /// True when it has a number.
    #[inline]
    pub fn has(&self, number: u32) -> bool {
        self.0.get(number as usize / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// How many numbers it has.
    pub fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Its numbers, in order.
    pub fn numbers(&self) -> impl Iterator<Item = u32> {
        (0u32..).step_by(64).zip(&self.0).flat_map(|(start, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let next = (left != 0).then(|| start + left.trailing_zeros());
                left &= left.wrapping_sub(1);
                next
            })
        })
    }

    /// True when some number is in all of these sets; false for no sets.
    pub fn have_common(sets: &[&Self]) -> bool {
        let Some((first, others)) = sets.split_first() else { return false };
        let common = |(at, word): (usize, &u64)| others.iter().fold(*word, |common, set| common & set.word(at)) != 0;
        first.0.iter().enumerate().any(common)
    }

    /// For each of these sets: how many numbers are in all the others, and in
    /// `beside` if there is one. Read once, block by block: what is common to
    /// those before a set, and to those behind it.
    pub fn counts_without_one(sets: &[&Self], beside: Option<&Self>) -> Vec<usize> {
        let mut counts = vec![0; sets.len()];
        let mut behind = vec![[0; BLOCK]; sets.len()];
        let words = sets.first().map_or(0, |set| set.0.len());
        for start in (0..words).step_by(BLOCK) {
            let mut common = [u64::MAX; BLOCK];
            if let Some(beside) = beside {
                beside.keep_common(&mut common, start);
            }
            let mut after = [u64::MAX; BLOCK];
            for (set, behind) in sets.iter().zip(&mut behind).rev() {
                *behind = after;
                set.keep_common(&mut after, start);
            }
            for ((set, behind), count) in sets.iter().zip(&behind).zip(&mut counts) {
                let others = common.iter().zip(behind).map(|(before, behind)| (before & behind).count_ones());
                // Behind the last word of a set there is nothing to count.
                *count += others.take(words - start).sum::<u32>() as usize;
                set.keep_common(&mut common, start);
            }
        }
        counts
    }

    /// Keeps of a block what this set has too.
    fn keep_common(&self, block: &mut [u64; BLOCK], start: usize) {
        let own = self.0.get(start..).unwrap_or_default();
        let (own, _) = own.split_at(own.len().min(BLOCK));
        block.iter_mut().zip(own).for_each(|(word, own)| *word &= own);
        block.iter_mut().skip(own.len()).for_each(|word| *word = 0);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_common_is_found() {
        let (one, other) = (Bits::of(200, [1, 64, 199].into_iter()), Bits::of(200, [1, 199, 300].into_iter()));
        assert!(Bits::have_common(&[&one, &other]));
        assert!(!Bits::have_common(&[&one, &other, &Bits::none(200)]));
        assert!(!Bits::have_common(&[]));
        assert_eq!((one.count(), one.numbers().collect::<Vec<_>>()), (3, vec![1, 64, 199]));
    }
    proptest! {
        #[test]
        fn a_range_is_every_number_in_it(start in 0u32..300, length in 0u32..300) {
            let mut bits = Bits::none(640);
            bits.add_all(start..start + length);
            prop_assert_eq!(bits.numbers().collect::<Vec<_>>(), (start..start + length).collect::<Vec<_>>());
        }

        #[test]
        fn counts_without_one_are_those_of_the_others(
            sets in prop::collection::vec(prop::collection::btree_set(0u32..9_000, 0..4_000), 1..5),
            beside in prop::option::of(prop::collection::btree_set(0u32..9_000, 0..6_000)),
        ) {
            let bits = |set: &BTreeSet<u32>| Bits::of(9_000, set.iter().copied());
            let all: Vec<Bits> = sets.iter().map(bits).collect();
            let counts = Bits::counts_without_one(&all.iter().collect::<Vec<_>>(), beside.as_ref().map(bits).as_ref());
            for (out, count) in counts.into_iter().enumerate() {
                let others = || sets.iter().enumerate().filter(|(at, _)| *at != out).map(|(_, set)| set).chain(&beside);
                // Alone and beside nothing, it leaves everything.
                let expected = (0..sizes(9_000)).filter(|number| others().all(|set| set.contains(number))).count();
                prop_assert_eq!(count, expected);
            }
        }
    }

    /// Numbers that whole words have room for.
    fn sizes(limit: u32) -> u32 {
        limit.div_ceil(64) * 64
    }
}
