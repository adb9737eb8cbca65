//! The entries that have every word of a query, and what the words are worth
//! in each.

use std::{cmp::Reverse, sync::Arc};

use super::{
    Cancel,
    bits::{Bits, WORD},
    found::Found,
    index::Index,
    lists::List,
    rank::shortness,
    sought::{Sought, places_among},
};

/// A set with less than one entry in so many is written as their ranks.
const FEW: usize = 16;
/// Cells below are no negative numbers, not even with the shortness.
const MUCH: u16 = 1 << 14;
/// Cells that are looked at together.
const STRIDE: usize = 64;

/// A set of entries, and what the words are worth in each.
#[derive(Debug, Clone)]
pub struct Candidates(Form);

#[derive(Debug, Clone)]
enum Form {
    /// In the order of ranks, the ranks and what each is worth.
    Few(Vec<u32>, Vec<u16>),
    /// For every entry what it is worth, nought for those that are not in the
    /// set; and how many are.
    Many(Vec<u16>, usize),
}

impl Default for Candidates {
    fn default() -> Self {
        Self(Form::Few(Vec::new(), Vec::new()))
    }
}

impl Candidates {
    /// These entries, in order, with what they are worth.
    pub fn of(entries: impl Iterator<Item = (u32, u16)>) -> Self {
        let (ranks, sums) = entries.unzip();
        Self(Form::Few(ranks, sums))
    }

    fn many(cells: Vec<u16>) -> Self {
        // Counted in small numbers, of which a machine adds many at a time.
        let in_set = |cells: &[u16]| cells.iter().map(|cell| u16::from(*cell > 0)).sum::<u16>();
        let count = cells.chunks(usize::from(u16::MAX)).map(|cells| usize::from(in_set(cells))).sum();
        Self(Form::Many(cells, count))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        match &self.0 {
            Form::Few(ranks, _) => ranks.len(),
            Form::Many(_, count) => *count,
        }
    }

    /// The same set, as the ranks of those that are in it where they are few.
    fn few(&self) -> Option<Self> {
        match &self.0 {
            Form::Many(cells, count) if count * FEW < cells.len() => Some(Self::of(in_cells(cells))),
            _ => None,
        }
    }

    /// The cells, of a set that has one for every entry.
    pub fn into_cells(self) -> Option<Vec<u16>> {
        if let Form::Many(cells, _) = self.0 { Some(cells) } else { None }
    }

    /// Bytes in memory.
    pub fn bytes(&self) -> usize {
        match &self.0 {
            Form::Few(ranks, _) => ranks.len() * 6,
            Form::Many(cells, _) => cells.len() * 2,
        }
    }

    /// Each with what it is worth, in order.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u16)> {
        let (few, many) = match &self.0 {
            Form::Few(ranks, sums) => (Some(ranks.iter().copied().zip(sums.iter().copied())), None),
            Form::Many(cells, _) => (None, Some((0u32..).zip(cells.iter().copied()).filter(|(_, sum)| *sum > 0))),
        };
        few.into_iter().flatten().chain(many.into_iter().flatten())
    }

    /// The entries, in order.
    pub fn ranks(&self) -> impl Iterator<Item = u32> {
        self.iter().map(|(rank, _)| rank)
    }

    /// Adds the entries to a set.
    pub fn add_to(&self, bits: &mut Bits) {
        match &self.0 {
            Form::Few(ranks, _) => ranks.iter().for_each(|rank| bits.add(*rank)),
            Form::Many(cells, _) => {
                for (at, cells) in cells.chunks(WORD).enumerate() {
                    let own = cells.iter().rev().fold(0, |word, cell| word << 1 | u64::from(*cell > 0));
                    bits.add_word(at, own);
                }
            }
        }
    }

    /// Calls `visit` with each that is worth enough together with the shortness
    /// of its name, of which each of so many `words` typed may be a share, in
    /// order: with the rank and what both are worth. What comes out of it is
    /// how much is enough from there on. At first that is what so many as are
    /// `wanted` surely have; everything is enough where all are. Only those are
    /// looked at that are `among` a set.
    pub fn each_good_enough(
        &self,
        shares: &[u8],
        words: u16,
        wanted: usize,
        among: Option<&Bits>,
        mut visit: impl FnMut(u32, u16) -> u16,
    ) {
        let is_among = |rank| among.is_none_or(|set| set.has(rank));
        let wanted = if among.is_some() { usize::MAX } else { wanted };
        let share = |rank: u32| shares.get(rank as usize).copied().unwrap_or(0);
        match (&self.0, among) {
            (Form::Few(ranks, sums), _) => {
                let score = |(rank, sum): (&u32, &u16)| score(*sum, shortness(words, share(*rank)));
                let scores: Vec<u16> = ranks.iter().zip(sums).map(score).collect();
                let stride = (scores.len() / wanted.saturating_mul(4).max(1)).clamp(1, STRIDE);
                let most = scores.chunks(stride).map(|scores| scores.iter().copied().max().unwrap_or_default());
                let mut enough = surely_enough(most, wanted);
                for (rank, score) in ranks.iter().zip(scores) {
                    if score >= enough && is_among(*rank) {
                        enough = visit(*rank, score);
                    }
                }
            }
            // Mostly the set has far fewer than there are cells.
            (Form::Many(..), Some(set)) => {
                let mut enough = 0;
                for (rank, sum) in set.numbers().filter_map(|rank| Some((rank, self.sum(rank)?))) {
                    let score = score(sum, shortness(words, share(rank)));
                    if score >= enough {
                        enough = visit(rank, score);
                    }
                }
            }
            (Form::Many(cells, _), None) => {
                let strides = || cells.chunks(STRIDE).zip(shares.chunks(STRIDE));
                let most: Vec<u16> = strides().map(|(cells, shares)| most_in(cells, shares, words)).collect();
                let mut enough = surely_enough(most.iter().copied(), wanted).max(1);
                let mut scores = [0; STRIDE];
                for (((cells, shares), most), start) in strides().zip(most).zip((0u32..).step_by(STRIDE)) {
                    if most < enough {
                        continue;
                    }
                    let of = |(cell, share): (&u16, &u8)| score(*cell, shortness(words, *share)) * u16::from(*cell > 0);
                    scores.iter_mut().zip(cells.iter().zip(shares)).for_each(|(score, own)| *score = of(own));
                    for (at, score) in scores.iter().take(cells.len()).enumerate() {
                        if *score >= enough {
                            enough = visit(start + at as u32, *score).max(1);
                        }
                    }
                }
            }
        }
    }

    /// What the words are worth in an entry, if it is one of these.
    pub fn sum(&self, rank: u32) -> Option<u16> {
        match &self.0 {
            Form::Few(ranks, sums) => sums.get(ranks.binary_search(&rank).ok()?).copied(),
            Form::Many(cells, _) => cells.get(rank as usize).copied().filter(|sum| *sum > 0),
        }
    }

    /// Makes those that are in a list worth more.
    pub fn weigh(&mut self, list: List<'_>, more: u16) {
        let add = |sum: &mut u16| *sum = sum.saturating_add(more);
        match &mut self.0 {
            Form::Few(ranks, sums) => {
                let sought = Sought::new(ranks);
                list.among(&sought, |at, _| sums.get_mut(at).into_iter().for_each(add));
            }
            Form::Many(cells, _) => {
                list.each(|rank, _| cells.get_mut(rank as usize).filter(|sum| **sum > 0).into_iter().for_each(add));
            }
        }
    }

    /// Makes those worth more of which `which` is true.
    pub fn weigh_where(&mut self, which: impl Fn(u32) -> bool, more: u16) {
        let each = |(rank, sum): (u32, &mut u16)| {
            if *sum > 0 && which(rank) {
                *sum = sum.saturating_add(more);
            }
        };
        match &mut self.0 {
            Form::Few(ranks, sums) => ranks.iter().copied().zip(sums).for_each(each),
            Form::Many(cells, _) => (0u32..).zip(cells).for_each(each),
        }
    }

    /// Those that are in both, worth what they are worth in both together.
    fn and(&self, other: Self) -> Self {
        match (&self.0, other.0) {
            // Into cells that are there already.
            (Form::Many(own, _), Form::Many(mut cells, _)) => {
                for (one, other) in own.iter().zip(&mut cells) {
                    let in_both = *one.min(other) > 0;
                    *other = one.saturating_add(*other) * u16::from(in_both);
                }
                Self::many(cells)
            }
            (Form::Many(..), other @ Form::Few(..)) => Self(other).beside(self),
            (Form::Few(..), other @ Form::Many(..)) => self.beside(&Self(other)),
            (Form::Few(own, _), other @ Form::Few(..)) => {
                let other = Self(other);
                if own.len() > other.len() { other.beside(self) } else { self.beside(&other) }
            }
        }
    }

    /// Those of a few that are in another set, as in [`and`](Self::and).
    fn beside(&self, other: &Self) -> Self {
        match &other.0 {
            Form::Many(..) => {
                Self::of(self.iter().filter_map(|(rank, sum)| Some((rank, sum.saturating_add(other.sum(rank)?)))))
            }
            Form::Few(others, sums) => {
                let mut place = places_among(others);
                Self::of(
                    self.iter().filter_map(|(rank, sum)| Some((rank, sum.saturating_add(*sums.get(place(rank)?)?)))),
                )
            }
        }
    }
}

/// The cells that are worth something; most are not.
fn in_cells(cells: &[u16]) -> impl Iterator<Item = (u32, u16)> {
    let strides = cells.chunks(STRIDE).zip((0u32..).step_by(STRIDE));
    let any = strides.filter(|(cells, _)| cells.iter().fold(0, |all, cell| all | cell) > 0);
    any.flat_map(|(cells, start)| (start..).zip(cells.iter().copied()).filter(|(_, sum)| *sum > 0))
}

/// What so many as are `wanted` surely have, by the `most` that each of some
/// parts has; nothing where that is not known.
fn surely_enough(most: impl ExactSizeIterator<Item = u16>, wanted: usize) -> u16 {
    let Some(last) = wanted.checked_sub(1).filter(|last| *last < most.len()) else { return 0 };
    let mut most: Vec<u16> = most.collect();
    let (_, least, _) = most.select_nth_unstable_by_key(last, |most| Reverse(*most));
    if *least < MUCH { *least } else { 0 }
}

/// What the words are worth together with the shortness of a name.
#[inline]
fn score(sum: u16, shortness: i16) -> u16 {
    sum.saturating_add(shortness.cast_unsigned())
}

/// The most that one of these cells is worth together with the shortness of
/// its name; or more than that, where one is worth very much. Written so that a
/// machine looks at many at a time: without branches, in numbers with a sign.
fn most_in(cells: &[u16], shares: &[u8], words: u16) -> u16 {
    let (mut most, mut all) = (0i16, 0);
    for (cell, share) in cells.iter().zip(shares) {
        let both = cell.cast_signed().wrapping_add(shortness(words, *share));
        most = most.max(if *cell > 0 { both } else { 0 });
        all |= cell;
    }
    if all < MUCH { most.cast_unsigned() } else { u16::MAX }
}

impl Index {
    /// Entries that have all of these words; without words: every entry, worth
    /// nothing. `None` when cancelled.
    pub(super) fn candidates(&self, found: &[&Found], cancel: &Cancel) -> Option<Arc<Candidates>> {
        if cancel.is_cancelled() {
            return None;
        }
        if found.is_empty() {
            return Some(Arc::new(Candidates::of((0..self.len() as u32).map(|rank| (rank, 0)))));
        }
        if found.iter().any(|found| found.is_empty()) {
            return Some(Arc::default());
        }
        let (mut candidates, mut others) = match self.kept.nearest(found) {
            Some((set, others)) if others.is_empty() => return Some(set),
            Some((set, others)) => (Some(set), others),
            None => (None, found.to_vec()),
        };
        others.sort_by_key(|found| found.cost());
        for other in others {
            if cancel.is_cancelled() {
                return None;
            }
            candidates = Some(Arc::new(match candidates {
                None => self.of_word(other),
                Some(before) => {
                    let both = self.also(&before, other);
                    self.kept.take_back(before);
                    if let Some(few) = both.few() {
                        self.kept.take_back(Arc::new(both));
                        few
                    } else {
                        both
                    }
                }
            }));
        }
        let candidates = candidates.unwrap_or_default();
        self.kept.keep(found, Arc::clone(&candidates), self.len());
        Some(candidates)
    }

    /// The entries that have a word.
    fn of_word(&self, found: &Found) -> Candidates {
        if found.cost() * FEW >= self.len() {
            let mut cells = self.kept.cells(self.len());
            found.each_list(self, |list, worth| list.fill(&mut cells, worth));
            for (rank, worth) in found.loose() {
                if let Some(cell) = cells.get_mut(*rank as usize) {
                    *cell = (*worth).max(*cell);
                }
            }
            return Candidates::many(cells);
        }
        let mut all: Vec<(u32, u16)> = Vec::with_capacity(found.cost());
        found.each_list(self, |list, worth| list.each(|rank, class| all.push((rank, worth_of(worth, class)))));
        all.extend(found.loose());
        // Runs that are in order already are put together fast.
        all.sort_by_key(|(rank, worth)| (*rank, u16::MAX - worth));
        all.dedup_by_key(|(rank, _)| *rank);
        Candidates::of(all.into_iter())
    }

    /// Those of the entries that have another word too.
    fn also(&self, before: &Candidates, found: &Found) -> Candidates {
        match &before.0 {
            Form::Few(ranks, sums) if found.cost() > ranks.len() => {
                let mut more = vec![0u16; ranks.len()];
                let mut note = |at: usize, worth: u16| {
                    if let Some(cell) = more.get_mut(at) {
                        *cell = worth.max(*cell);
                    }
                };
                let sought = Sought::new(ranks);
                found.each_list(self, |list, worth| {
                    list.among(&sought, |at, class| note(at, worth_of(worth, class)));
                });
                let mut place = places_among(ranks);
                for (rank, worth) in found.loose() {
                    if let Some(at) = place(*rank) {
                        note(at, *worth);
                    }
                }
                let all = ranks.iter().zip(sums).zip(more).filter(|(_, more)| *more > 0);
                Candidates::of(all.map(|((rank, sum), more)| (*rank, sum.saturating_add(more))))
            }
            _ => before.and(self.of_word(found)),
        }
    }
}

#[inline]
fn worth_of(worth: &[u16], class: u8) -> u16 {
    worth.get(usize::from(class)).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    const LIMIT: u32 = 300;

    fn forms(of: &BTreeMap<u32, u16>) -> [Candidates; 2] {
        let few = Candidates::of(of.iter().map(|(rank, sum)| (*rank, *sum)));
        let many = Candidates::many((0..LIMIT).map(|rank| of.get(&rank).copied().unwrap_or(0)).collect());
        [few, many]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_is_in_both_is_what_a_plain_look_finds(
            one in prop::collection::btree_map(0..LIMIT, 1u16..9, 0..200),
            other in prop::collection::btree_map(0..LIMIT, 1u16..9, 0..20),
        ) {
            let expected: Vec<(u32, u16)> =
                one.iter().filter_map(|(rank, worth)| Some((*rank, worth + other.get(rank)?))).collect();
            for one in forms(&one) {
                for other in forms(&other) {
                    for both in [one.and(other.clone()), other.and(one.clone())] {
                        prop_assert_eq!(both.iter().collect::<Vec<_>>(), expected.clone());
                        prop_assert_eq!(both.len(), expected.len());
                    }
                }
            }
        }

        #[test]
        fn both_forms_are_the_same_set(
            set in prop::collection::btree_map(0..LIMIT, 1u16..9, 0..200),
            least in 0u16..9,
            wanted in 1usize..40,
            rank in 0..LIMIT,
        ) {
            for form in forms(&set) {
                let mut seen = Vec::new();
                let shares: Vec<u8> = (0..LIMIT).map(|rank| (rank % 3) as u8).collect();
                form.each_good_enough(&shares, 2, usize::MAX, None, |rank, score| {
                    seen.push((rank, score));
                    least
                });
                let all: Vec<_> = set.iter().map(|(rank, sum)| (*rank, *sum + (rank % 3 * 2) as u16)).collect();
                let above = all.iter().enumerate().filter(|(at, (_, score))| *at == 0 || *score >= least);
                prop_assert_eq!(seen, above.map(|(_, one)| *one).collect::<Vec<_>>());
                let mut best = Vec::new();
                form.each_good_enough(&shares, 2, wanted, None, |rank, score| {
                    best.push((Reverse(score), rank));
                    0
                });
                let mut expected: Vec<_> = all.iter().map(|(rank, score)| (Reverse(*score), *rank)).collect();
                best.sort_unstable();
                expected.sort_unstable();
                prop_assert_eq!(best.iter().take(wanted).collect::<Vec<_>>(), expected.iter().take(wanted).collect::<Vec<_>>());
                prop_assert_eq!(form.sum(rank), set.get(&rank).copied());
                let mut bits = Bits::none(LIMIT as usize);
                form.add_to(&mut bits);
                prop_assert_eq!(bits.numbers().collect::<Vec<_>>(), set.keys().copied().collect::<Vec<_>>());
                let odd = Bits::of(LIMIT as usize, (0..LIMIT).filter(|rank| rank % 2 == 1));
                let mut among = Vec::new();
                form.each_good_enough(&shares, 2, wanted, Some(&odd), |rank, score| {
                    among.push((rank, score));
                    0
                });
                prop_assert_eq!(among, all.into_iter().filter(|(rank, _)| rank % 2 == 1).collect::<Vec<_>>());
            }
        }
    }
}
