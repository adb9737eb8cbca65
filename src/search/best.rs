//! Which of the entries that have the words are the best: those that the words
//! are worth most in are compared with the names as a whole.

use std::cmp::Reverse;

use super::{
    Query,
    ask::Ask,
    bits::Bits,
    candidates::Candidates,
    found::Found,
    rank::{AsCity, LAST_OF_NAMES, Meets, Ranked, Wanted, beside_city, name_bonus, shortness},
    ready::Ready,
    whereabouts::Standing,
};
use crate::text::words::is_cjk;

/// At least so many candidates are compared with their names.
const POOL: usize = 256;
/// And one more for so many entries, by what the words are worth alone: among
/// more entries there are more with short names that have nothing of them.
const ENTRIES_FOR_ONE: usize = 1_000;
/// Fewer than this are not worth looking for.
const FEW: usize = 32;
/// Names that begin as typed are all compared, unless they are more.
const BEGINNINGS: usize = 1_000;

impl<'a> Ask<'a> {
    /// The best of the entries that pass, or of those of them that are `among`
    /// a set, best first, as many as are asked for.
    pub(super) fn best(&self, passing: &Candidates, found: &[&Found], among: Option<&Bits>) -> Vec<Ranked> {
        let limit = self.request.limit;
        if found.is_empty() && !self.places_matter() {
            // All are equally good, and in order.
            return passing.iter().take(limit).map(|(rank, _)| self.ranked(rank, 0)).collect();
        }
        let most = limit.min(passing.len());
        let mut pool = self.pool(passing, found, among, (most + most / 2).max(POOL));
        if !found.is_empty() {
            let wanted = self.wanted(found);
            let beside = beside_city(&wanted);
            let Query { words, marked, .. } = self.request.query;
            let ends_marked = found.len() == words.len() && marked.contains(&words.len());
            let mut kinds = Vec::new();
            for ranked in &mut pool {
                ranked.score.0 += name_bonus(&self.index.names, ranked.rank, &wanted, &beside, ends_marked, &mut kinds);
            }
        }
        if limit < pool.len() {
            pool.select_nth_unstable(limit);
            pool.truncate(limit);
        }
        pool.sort_unstable();
        pool
    }

    /// True when a filter decides the order before the words do.
    pub(super) fn places_matter(&self) -> bool {
        self.filters.iter().any(Ready::asks_where)
    }

    pub(super) fn ranked(&self, rank: u32, sum: i64) -> Ranked {
        let Standing { stands, order, .. } = self.standing(rank);
        Ranked { stands, order, score: Reverse(sum), rank }
    }

    /// Where an entry stands to the places of filters; everything is in the
    /// place of none.
    pub(super) fn standing(&self, rank: u32) -> Standing {
        let of_places = || {
            let facts = self.index.table.get(rank)?;
            self.filters.iter().filter_map(|filter| filter.standing(&facts)).reduce(Standing::and)
        };
        self.places_matter().then(of_places).flatten().unwrap_or_default()
    }

    /// The best by what the words are worth and by how short the name is, so
    /// many; those whose names begin as typed; and the best by the words alone.
    fn pool(&self, passing: &Candidates, found: &[&Found], among: Option<&Bits>, size: usize) -> Vec<Ranked> {
        let shares = self.index.names.shares();
        let words = u16::try_from(found.len()).unwrap_or(u16::MAX);
        let short = |rank: u32| i64::from(shortness(words, shares.get(rank as usize).copied().unwrap_or(0)));
        let mut pool = if self.places_matter() {
            let mut best = Best::of(size);
            passing.each_good_enough(shares, words, usize::MAX, among, |rank, score| {
                best.add(self.ranked(rank, score.into()));
                0
            });
            best.finish()
        } else {
            self.worth_most(passing, words, among, size).collect()
        };
        // What is better than the last of them is there already.
        if let Some(last) = pool.iter().max().copied().filter(|_| pool.len() == size) {
            let mut named = self.called_so(found);
            named.extend_from_slice(self.beginning_so(found));
            named.retain(|rank| among.is_none_or(|set| set.has(*rank)));
            named.sort_unstable();
            named.dedup();
            for rank in named {
                let one = passing.sum(rank).map(|sum| self.ranked(rank, i64::from(sum) + short(rank)));
                pool.extend(one.filter(|one| *one > last));
            }
        }
        // The bonus for a name counts its length anew.
        for ranked in &mut pool {
            ranked.score.0 -= short(ranked.rank);
        }
        let more = self.index.len() / ENTRIES_FOR_ONE;
        if more >= FEW && passing.len() > size && !self.places_matter() {
            pool.extend(self.worth_most(passing, 0, among, more));
            pool.sort_unstable_by_key(|ranked| ranked.rank);
            pool.dedup_by_key(|ranked| ranked.rank);
        }
        pool
    }

    /// The best by what the words are worth and by how short the name is for so
    /// many words; for none, by what they are worth alone.
    fn worth_most(
        &self,
        passing: &Candidates,
        words: u16,
        among: Option<&Bits>,
        size: usize,
    ) -> impl Iterator<Item = Ranked> {
        let mut best = Best::of(size);
        // In order of ranks, an equal one that comes later is behind.
        passing.each_good_enough(self.index.names.shares(), words, size, among, |rank, score| {
            best.add(Packed::new(rank, score)).map_or(0, |bar| bar.score().saturating_add(1))
        });
        best.finish().into_iter().map(|one| self.ranked(one.rank(), one.score().into()))
    }

    /// Entries whose names begin as typed, the last word being unfinished.
    fn beginning_so(&self, found: &[&Found]) -> &'a [u32] {
        let lexicon = &self.index.lexicon;
        let Some((last, before)) = found.split_last() else { return &[] };
        // One letter says too little of a name to look at a thousand more.
        if before.is_empty() && last.word.chars().nth(1).is_none() {
            return &[];
        }
        let before: Option<Vec<u32>> = before.iter().map(|found| lexicon.number(&found.word)).collect();
        let begin = before.map(|before| self.index.names.beginning_with(&before, lexicon.beginning_with(&last.word)));
        begin.filter(|entries| entries.len() <= BEGINNINGS).unwrap_or_default()
    }

    /// Entries that are called by a word that is a part of the name of a city
    /// (`chi`, in *Ho Chi Minh City*), which makes it worth less than the
    /// beginnings of other names.
    fn called_so(&self, found: &[&Found]) -> Vec<u32> {
        let [word] = found else { return Vec::new() };
        let number = Some(*word).filter(|word| word.is_city(self.index));
        let Some(number) = number.and_then(|word| self.index.lexicon.number(&word.word)) else { return Vec::new() };
        let mut called = Vec::new();
        self.index.of_words.get(number, self.index.len()).each(|rank, class| {
            if class <= LAST_OF_NAMES && called.len() <= BEGINNINGS {
                called.push(rank);
            }
        });
        if called.len() <= BEGINNINGS { called } else { Vec::new() }
    }

    /// The words as they are compared with names.
    fn wanted<'f>(&self, all: &[&'f Found]) -> Vec<Wanted<'f>> {
        let mut wanted = Vec::with_capacity(all.len());
        let Query { words, marked, .. } = self.request.query;
        // The words that are compared are those of the query, or some of them.
        let mut places = words.iter().enumerate();
        let cities: Vec<usize> = self.index.cities_beside(words).into_iter().flatten().collect();
        for (at, found) in all.iter().enumerate() {
            let place = places.find(|(_, word)| **word == found.word).map(|(place, _)| place);
            if found.word.starts_with(is_cjk) {
                let number = |c: char| self.index.lexicon.number(c.encode_utf8(&mut [0; 4]));
                let characters = found.word.chars().map(|c| Meets::Character(number(c)));
                wanted.extend(characters.map(|meets| Wanted { meets, marked: false, city: AsCity::No, letter: false }));
            } else {
                let marked = place.is_some_and(|place| marked.contains(&place));
                let city = match place.is_some_and(|place| cities.contains(&place)) {
                    true => AsCity::Beside,
                    false if all.len() == 1 && !self.index.cities_named(&found.word).is_empty() => AsCity::Alone,
                    false => AsCity::No,
                };
                let mut characters = found.word.chars();
                let alone = characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none();
                wanted.push(Wanted { meets: Meets::Found(found), marked, city, letter: alone && at + 1 < all.len() });
            }
        }
        wanted
    }
}

/// The best of many, so many of them: the least. They are kept in any order,
/// and the others cut off when twice as many have come together.
struct Best<T> {
    all: Vec<T>,
    size: usize,
    bar: Option<T>,
}

impl<T: Ord + Copy> Best<T> {
    fn of(size: usize) -> Self {
        Self { all: Vec::with_capacity(size * 2), size, bar: None }
    }

    /// Adds one. What has to be better from now on, once that is known.
    fn add(&mut self, one: T) -> Option<T> {
        if self.bar.is_none_or(|bar| one < bar) {
            self.all.push(one);
        }
        if self.all.len() >= self.size * 2 {
            self.cut();
        }
        self.bar
    }

    fn cut(&mut self) {
        if let Some(last) = self.size.checked_sub(1).filter(|_| self.all.len() > self.size) {
            let (_, bar, _) = self.all.select_nth_unstable(last);
            self.bar = Some(*bar);
            self.all.truncate(self.size);
        }
    }

    fn finish(mut self) -> Vec<T> {
        self.cut();
        self.all
    }
}

/// A score and a rank in one number, in the order of [`Ranked`], of which a
/// machine compares more in the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Packed(u64);

impl Packed {
    fn new(rank: u32, score: u16) -> Self {
        Self(u64::from(u16::MAX - score) << 32 | u64::from(rank))
    }

    fn rank(self) -> u32 {
        self.0 as u32
    }

    fn score(self) -> u16 {
        u16::MAX - (self.0 >> 32) as u16
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::rank::tests, *};
    use crate::directory::Need;

    #[test]
    fn short_names_without_the_word_do_not_crowd_out_a_long_one_that_has_it() {
        let organization = |number: usize| {
            let long = number == POOL;
            let name = if long { "Beacon Skills Training".to_owned() } else { format!("Maison {number}") };
            // As many as are compared have the need, in the city.
            if number <= POOL * 2 {
                tests::organization(&name, "Toronto", &[Need::EmploymentSkills])
            } else {
                tests::organization(&name, "Lyon", &[])
            }
        };
        let organizations = (0..FEW * ENTRIES_FOR_ONE).map(organization).collect();
        assert_eq!(tests::first("skils toronto", organizations).as_deref(), Some("Beacon Skills Training"));
    }

    #[test]
    fn who_is_called_by_a_part_of_a_city_is_not_crowded_out_by_longer_names() {
        let named = |number: usize| tests::organization(&format!("Chi{number} Place"), "Boston", &[]);
        let in_the_city = |number: usize| tests::organization(&format!("Office {number}"), "Ho Chi Minh City", &[]);
        let mut organizations: Vec<_> = (0..=BEGINNINGS).map(named).chain((0..9).map(in_the_city)).collect();
        let mut house = tests::organization("Casa de la Mujer de Barcelona y Lleida", "Barcelona", &[]);
        house.alternate_names = vec!["CHI".to_owned()];
        organizations.push(house.clone());
        assert_eq!(tests::first("chi", organizations), Some(house.id));
    }

    proptest! {
        #[test]
        fn a_score_and_a_rank_in_one_number_come_out_and_are_in_order(
            one in (0u32.., 0u16..),
            other in (0u32.., 0u16..),
        ) {
            let pack = |(rank, score): (u32, u16)| Packed::new(rank, score);
            prop_assert_eq!((pack(one).rank(), pack(one).score()), one);
            let key = |(rank, score): (u32, u16)| (Reverse(score), rank);
            prop_assert_eq!(pack(one).cmp(&pack(other)), key(one).cmp(&key(other)));
        }

        #[test]
        fn the_best_are_the_least_of_all(all in prop::collection::vec(0u8.., 0..200), size in 1usize..30) {
            let mut best = Best::of(size);
            for one in &all {
                best.add(*one);
            }
            let mut best = best.finish();
            let mut expected = all;
            expected.sort_unstable();
            expected.truncate(size);
            best.sort_unstable();
            prop_assert_eq!(best, expected);
        }
    }
}
