//! Sets of entries, a bit each.

use serde::{Deserialize, Serialize};

/// A set of numbers below a limit.
#[derive(Debug, Default, Serialize, Deserialize)]
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

    /// True when it has a number.
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

    /// How many numbers are in all of these sets; none for no sets.
    pub fn count_common<'a>(sets: impl Iterator<Item = &'a Self>) -> usize {
        let mut common: Option<Vec<u64>> = None;
        for set in sets {
            match &mut common {
                None => common = Some(set.0.clone()),
                Some(common) => common.iter_mut().zip(&set.0).for_each(|(own, other)| *own &= other),
            }
        }
        common.unwrap_or_default().iter().map(|word| word.count_ones() as usize).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_common_is_counted() {
        let (one, other) = (Bits::of(200, [1, 64, 199].into_iter()), Bits::of(200, [1, 199, 300].into_iter()));
        assert_eq!(Bits::count_common([&one, &other].into_iter()), 2);
        assert_eq!(Bits::count_common(std::iter::once(&one)), 3);
        assert_eq!(Bits::count_common(std::iter::empty()), 0);
        assert_eq!((one.count(), one.numbers().collect::<Vec<_>>()), (3, vec![1, 64, 199]));
    }
}
