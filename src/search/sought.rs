//! Numbers that are looked for in lists.

use std::cell::OnceCell;

use super::bits::Bits;

/// Numbers, in order, that are looked for in lists.
#[derive(Debug)]
pub struct Sought<'a> {
    numbers: &'a [u32],
    /// The same as a set, once a list was long enough to need it.
    set: OnceCell<Bits>,
}

impl<'a> Sought<'a> {
    /// These numbers.
    pub fn new(numbers: &'a [u32]) -> Self {
        Self { numbers, set: OnceCell::new() }
    }

    /// The numbers.
    pub fn numbers(&self) -> &'a [u32] {
        self.numbers
    }

    /// True when it is faster to ask of every number of a list whether it is
    /// one of these, than to look each of these up.
    pub fn are_many_beside(&self, count: usize) -> bool {
        /// A set is not made for fewer.
        const MANY: usize = 1024;
        self.numbers.len() >= MANY && count <= self.numbers.len() * 16
    }

    /// The numbers as a set.
    pub fn set(&self) -> &Bits {
        self.set.get_or_init(|| {
            let limit = self.numbers.last().map_or(0, |last| *last as usize + 1);
            Bits::of(limit, self.numbers.iter().copied())
        })
    }
}

/// For numbers that come in order: the place that each has among those wanted,
/// if it is one of them.
#[inline]
pub fn places_among(wanted: &[u32]) -> impl FnMut(u32) -> Option<usize> {
    let mut at = 0;
    move |number| {
        at += wanted.get(at..).map_or(0, |rest| first_not_less(rest, number));
        (wanted.get(at) == Some(&number)).then_some(at)
    }
}

/// The place of the first number that is not less, looked for in steps that
/// double: it is mostly near.
#[inline]
pub fn first_not_less(numbers: &[u32], wanted: u32) -> usize {
    if numbers.first().is_none_or(|first| *first >= wanted) {
        return 0;
    }
    let mut end = 1;
    while numbers.get(end).is_some_and(|number| *number < wanted) {
        end *= 2;
    }
    let start = end / 2;
    start + numbers.get(start..numbers.len().min(end + 1)).map_or(0, |near| near.partition_point(|one| *one < wanted))
}
