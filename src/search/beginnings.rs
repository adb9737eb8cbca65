//! Lists of all entries that have a word with one beginning, where reading the
//! lists of the words one by one would be too much.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashSet},
    ops::Range,
};

use super::{
    bits::Bits,
    flat::Flat,
    index::{InName, Top, named_in},
    lexicon::Lexicon,
    lists::{ABSENT, Lists, Packer},
    rank::Class,
    threads,
};

/// What beginnings are made lists of.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The words.
    pub lexicon: &'a Lexicon,
    /// Where they stand.
    pub flat: &'a Flat,
    /// Words in the names of concepts, in order.
    pub named: &'a [InName],
    /// Per concept: the entries that have it.
    pub of_concepts: &'a Lists,
    /// How many entries there are.
    pub limit: usize,
}

/// The words that begin with a character, and its bytes.
type First = (Range<u32>, usize);

impl Source<'_> {
    /// The lists of all words with one beginning, where reading those of the
    /// words one by one would be too much; and those of single words.
    pub fn lists(self, of_cities: &Bits) -> (Vec<Top>, Lists) {
        let firsts = self.firsts();
        let mut parts = threads::each(firsts.len(), |at| {
            let (words, common) = firsts.get(at)?;
            Some(self.make(|made| _ = made.visit(words.clone(), *common)))
        });
        let tops = parts.iter().flatten().flat_map(|(tops, _)| tops);
        let single = self.single_words(of_cities, &tops.map(|top| top.words.clone()).collect());
        parts.extend(threads::each(single.len(), |at| {
            let word = single.get(at)?;
            Some(self.make(|made| made.add(*word..word + 1)))
        }));
        let (mut tops, mut packers, mut before) = (Vec::new(), Vec::with_capacity(parts.len()), 0);
        for (own, packer) in parts.into_iter().flatten() {
            tops.extend(own.into_iter().map(|top| Top { list: top.list + before, ..top }));
            before += packer.len();
            packers.push(packer);
        }
        tops.sort_unstable_by_key(|top| (top.words.start, Reverse(top.words.end)));
        let mut packer = Packer::new(self.limit);
        packer.append(packers);
        (tops, packer.finish())
    }

    /// The words by their first characters.
    fn firsts(&self) -> Vec<First> {
        let mut at = 0;
        let next = || {
            let first = self.lexicon.word(at).chars().next()?;
            let words = self.lexicon.beginning_with(first.encode_utf8(&mut [0; 4]));
            at = words.end;
            Some((words, first.len_utf8()))
        };
        std::iter::from_fn(next).collect()
    }

    /// Some of the lists.
    fn make(self, make: impl FnOnce(&mut Beginnings<'_>)) -> (Vec<Top>, Packer) {
        let mut made = Beginnings::of(self);
        make(&mut made);
        (made.tops, made.packer)
    }

    /// The words that so many concepts have in their names (`de`, `the`) that
    /// reading the lists of all would cost too much, of those that have no list
    /// yet. What the name of a city is worth depends on more than its class.
    fn single_words(&self, of_cities: &Bits, listed: &HashSet<Range<u32>>) -> Vec<u32> {
        /// So many lists with a part for every entry may be read instead.
        const MOST_DENSE: usize = 3;
        let most = MOST_DENSE * self.cost_of_dense();
        let words = self.named.chunk_by(|one, other| one.word == other.word).filter_map(|same| {
            let word = same.first().map(|one| one.word).filter(|word| !of_cities.has(*word))?;
            let of_concepts = same.iter().map(|one| self.cost_of(self.of_concepts.count(one.concept())));
            let costs_much = self.cost(word) + of_concepts.sum::<usize>() > most;
            (costs_much && !listed.contains(&(word..word + 1))).then_some(word)
        });
        words.collect()
    }

    /// What it costs to read a list that has a part of half a byte for every
    /// entry, in numbers of other lists.
    fn cost_of_dense(&self) -> usize {
        self.limit / 4
    }

    /// What it costs to read a list of so many numbers.
    fn cost_of(&self, count: usize) -> usize {
        if count * 3 >= self.limit { count.min(self.cost_of_dense()) } else { count }
    }

    /// What it costs to read the list of a word.
    fn cost(&self, word: u32) -> usize {
        self.cost_of(self.flat.count(word as usize))
    }

    /// The concepts that have one of these words in their names, each with the
    /// weightiest class.
    fn concepts(&self, words: &Range<u32>) -> BTreeMap<u32, Class> {
        let mut concepts: BTreeMap<u32, Class> = BTreeMap::new();
        for one in named_in(self.named, words.start, words.end) {
            let own = concepts.entry(one.concept()).or_insert(one.class());
            *own = one.class().min(*own);
        }
        concepts
    }

    /// What it costs to read the lists of the concepts of words.
    fn cost_of_concepts(&self, words: &[Range<u32>]) -> usize {
        let named = words.iter().flat_map(|words| named_in(self.named, words.start, words.end));
        let concepts: BTreeSet<u32> = named.map(|one| one.concept()).collect();
        concepts.into_iter().map(|concept| self.of_concepts.count(concept)).sum()
    }
}

/// The lists being made of some beginnings.
struct Beginnings<'a> {
    source: Source<'a>,
    packer: Packer,
    tops: Vec<Top>,
    /// Per entry, while a list is made: the weightiest class. Most beginnings
    /// get no list, and have no need for it.
    best: Vec<Class>,
}

impl<'a> Beginnings<'a> {
    fn of(source: Source<'a>) -> Self {
        Self { source, packer: Packer::new(source.limit), tops: Vec::new(), best: Vec::new() }
    }

    /// Makes lists for the words with this beginning, of which the first
    /// `common` bytes are the same, where reading those that there are would
    /// cost too much. What reading costs now, and the words that are read one
    /// by one.
    fn visit(&mut self, words: Range<u32>, common: usize) -> (usize, Vec<Range<u32>>) {
        let source = self.source;
        let most = source.limit + 4096;
        if source.flat.sum(words.clone()) + source.cost_of_concepts(std::slice::from_ref(&words)) <= most {
            return (source.flat.sum(words.clone()), vec![words]);
        }
        let (mut cost, mut single) = (0, Vec::new());
        let mut at = words.start;
        while at < words.end {
            let word = source.lexicon.word(at);
            let next = word.get(common..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            let longer = match word.get(..common + next) {
                Some(longer) if next > 0 => source.lexicon.beginning_with(longer),
                _ => at..at + 1,
            };
            let (more, own) = if longer.len() > 1 {
                self.visit(longer.clone(), common + next)
            } else {
                (source.cost(longer.start), vec![longer.clone()])
            };
            cost += more;
            single.extend(own);
            at = longer.end;
        }
        if cost + source.cost_of_concepts(&single) <= most {
            return (cost, single);
        }
        self.add(words);
        (source.cost_of_dense(), Vec::new())
    }

    fn add(&mut self, words: Range<u32>) {
        let source = self.source;
        let best = &mut self.best;
        best.resize(source.limit, ABSENT);
        let mut note = |rank: u32, class: Class| {
            if let Some(place) = best.get_mut(rank as usize) {
                *place = class.min(*place);
            }
        };
        source.flat.each(words.clone(), &mut note);
        for (concept, class) in source.concepts(&words) {
            source.of_concepts.get(concept, source.limit).each(|rank, _| note(rank, class));
        }
        self.tops.push(Top { words, list: self.packer.len() });
        self.packer.add_classes(best);
        best.fill(ABSENT);
    }
}
