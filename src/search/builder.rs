//! How an index is made of what was collected of the entries.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    panic::resume_unwind,
    thread,
};

use super::{
    bits::Bits,
    collect::{CLASS_BITS, Collected, Runs},
    concept::Concept,
    index::{Index, Shared, Top, named_in},
    lexicon::Lexicon,
    lists::{Lists, Packer, Posting},
    rank::{CITY, Class, FACTS, NAMED_CITY, SAID, class, is_name_of_city},
    sounds::Sounds,
};
use crate::{
    directory::{Directory, Synonyms, synonyms::Subject},
    text::{fingerprint::fingerprint, fold::fold, words},
};

/// Where words stand, not packed: per word its entries by rank, each with its
/// class in the low bits.
struct Flat {
    offsets: Vec<usize>,
    postings: Vec<u32>,
}

impl Flat {
    /// Turns words by entry into entries by word.
    fn of(runs: &Runs, entries: &[u32], numbers: &[u32]) -> Self {
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

    fn get(&self, word: usize) -> &[u32] {
        let bound = |at: usize| self.offsets.get(at).copied().unwrap_or(self.postings.len());
        self.postings.get(bound(word)..bound(word + 1)).unwrap_or_default()
    }

    fn count(&self, word: usize) -> usize {
        self.get(word).len()
    }

    /// How many numbers these words have together.
    fn sum(&self, words: Range<u32>) -> usize {
        let bound = |at: u32| self.offsets.get(at as usize).copied().unwrap_or(self.postings.len());
        bound(words.end) - bound(words.start)
    }

    /// The words that are names of cities.
    fn names_of_cities(&self) -> Bits {
        let words = self.offsets.len().saturating_sub(1);
        let is_city = |word: &u32| {
            let all = self.get(*word as usize);
            let as_city = all.iter().filter(|posting| matches!(apart(**posting).1, NAMED_CITY | CITY)).count();
            as_city > 0 && is_name_of_city(as_city, all.len())
        };
        Bits::of(words, (0..words as u32).filter(is_city))
    }

    fn pack(&self, limit: usize) -> Lists {
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

/// Tells an expression of several words from others.
pub fn expression_print(words: &[String]) -> u32 {
    fingerprint(words.join(" ").as_bytes()) as u32
}

/// For a list of numbers, each once: where each of them stands.
pub fn turned(numbers: &[u32]) -> Vec<u32> {
    let mut places = vec![0; numbers.len()];
    for (number, place) in numbers.iter().zip(0u32..) {
        if let Some(own) = places.get_mut(*number as usize) {
            *own = place;
        }
    }
    places
}

/// Makes the index of a directory, of which everything was collected.
pub fn build(directory: &Directory, mut collected: Collected) -> Index {
    let mut keys = std::mem::take(&mut collected.keys);
    keys.sort_unstable();
    let entries: Vec<u32> = keys.into_iter().map(|(.., number)| number).collect();
    let ranks = turned(&entries);
    let added: Vec<&Synonyms> = directory.publications().map(|publication| &publication.synonyms).collect();
    let concepts: BTreeMap<Concept, Vec<u32>> = std::mem::take(&mut collected.concepts).into_iter().collect();
    let mut shared: Vec<(Concept, Vec<String>)> = Vec::new();
    let mut of_concepts = Packer::new(entries.len());
    // Words of the names of concepts, before they have their last numbers.
    let mut named: Vec<(u32, u32, Class)> = Vec::new();
    let mut expressions: Vec<(u32, u32)> = Vec::new();
    for ((concept, entries), number) in concepts.into_iter().zip(0u32..) {
        let mut list: Vec<Posting> =
            entries.iter().filter_map(|entry| ranks.get(*entry as usize)).map(|rank| (*rank, 0)).collect();
        list.sort_unstable();
        of_concepts.add(&list);
        let names = concept.names(&added);
        for (word, class) in words_of(&concept, &names) {
            named.push((collected.number(&word), number, class));
        }
        for name in &names {
            let words = words::wanted(&fold(name));
            expressions.extend(Some((expression_print(&words), number)).filter(|_| words.len() > 1));
        }
        shared.push((concept, names));
    }
    let Collected { numbers, runs, named: in_names, names, phones, table, values, places, .. } = collected;
    let mut sorted: Vec<(String, u32)> = numbers.into_iter().collect();
    sorted.sort_unstable();
    let lexicon = Lexicon::new(sorted.iter().map(|(word, _)| word.as_str()));
    let last_numbers = turned(&sorted.iter().map(|(_, first)| *first).collect::<Vec<_>>());
    let last_number = |first: u32| last_numbers.get(first as usize).copied().unwrap_or_default();
    let heard = sorted.iter().filter(|(_, first)| in_names.get(*first as usize).copied().unwrap_or(false));
    let sounds = Sounds::new(heard.map(|(word, first)| (word.as_str(), last_number(*first))));
    drop(sorted);
    let flat = Flat::of(&runs, &entries, &last_numbers);
    drop(runs);
    let mut named: Vec<(u32, u32, Class)> =
        named.into_iter().map(|(word, concept, class)| (last_number(word), concept, class)).collect();
    named.sort_unstable();
    let of_concepts = of_concepts.finish();
    let of_cities = flat.names_of_cities();
    expressions.sort_unstable();
    expressions.dedup();
    let mut index = Index::default();
    (index.expressions, index.sounds) = (expressions, sounds);
    (index.tops, index.of_beginnings) = thread::scope(|scope| {
        let made = Beginnings::new(&lexicon, &flat, &named, &of_concepts, entries.len());
        let made = scope.spawn(|| made.of_all(&of_cities));
        index.of_words = flat.pack(entries.len());
        index.names = names.in_order(&entries, last_number);
        drop(names);
        index.phones = phones.finish(&ranks);
        index.table = table.finish(&entries);
        (index.values, index.places) = (values, places.finish());
        index.concepts = shared.into_iter().map(|(concept, names)| Shared::new(concept, names, &lexicon)).collect();
        made.join().unwrap_or_else(|panic| resume_unwind(panic))
    });
    (index.lexicon, index.of_cities) = (lexicon, of_cities);
    (index.of_concepts, index.named) = (of_concepts, named);
    (index.entries, index.ranks) = (entries, ranks);
    index
}

/// What beginnings are made lists of.
struct Beginnings<'a> {
    lexicon: &'a Lexicon,
    flat: &'a Flat,
    named: &'a [(u32, u32, Class)],
    of_concepts: &'a Lists,
    limit: usize,
    packer: Packer,
    tops: Vec<Top>,
    best: Vec<u8>,
}

impl<'a> Beginnings<'a> {
    fn new(
        lexicon: &'a Lexicon,
        flat: &'a Flat,
        named: &'a [(u32, u32, Class)],
        of_concepts: &'a Lists,
        limit: usize,
    ) -> Self {
        let (packer, best) = (Packer::new(limit), vec![u8::MAX; limit]);
        Self { lexicon, flat, named, of_concepts, limit, packer, tops: Vec::new(), best }
    }

    /// The lists of all words with one beginning, where reading those of the
    /// words one by one would be too much; and those of single words.
    fn of_all(mut self, of_cities: &Bits) -> (Vec<Top>, Lists) {
        let mut at = 0;
        while let Some(first) = self.lexicon.word(at).chars().next() {
            let words = self.lexicon.beginning_with(first.encode_utf8(&mut [0; 4]));
            at = words.end;
            self.visit(words, first.len_utf8());
        }
        self.single_words(of_cities);
        self.tops.sort_unstable_by_key(|top| (top.words.start, Reverse(top.words.end)));
        (self.tops, self.packer.finish())
    }

    /// Makes lists for those words that so many concepts have in their names
    /// (`de`, `the`) that reading the lists of all would cost too much. What
    /// the name of a city is worth depends on more than its class.
    fn single_words(&mut self, of_cities: &Bits) {
        /// So many lists with a part for every entry may be read instead.
        const MOST_DENSE: usize = 3;
        let most = MOST_DENSE * self.cost_of_dense();
        for same in self.named.chunk_by(|one, other| one.0 == other.0) {
            let Some((word, ..)) = same.first().filter(|(word, ..)| !of_cities.has(*word)) else { continue };
            let of_concepts = same.iter().map(|(_, concept, _)| self.cost_of(self.of_concepts.count(*concept)));
            let own = *word..word + 1;
            if self.cost(*word) + of_concepts.sum::<usize>() > most && self.tops.iter().all(|top| top.words != own) {
                self.add(own);
            }
        }
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
        for (_, concept, class) in named_in(self.named, words.start, words.end) {
            let own = concepts.entry(*concept).or_insert(*class);
            *own = (*class).min(*own);
        }
        concepts
    }

    /// Makes lists for the words with this beginning, of which the first
    /// `common` bytes are the same, where reading those that there are would
    /// cost too much. What reading costs now, and the words that are read one
    /// by one.
    fn visit(&mut self, words: Range<u32>, common: usize) -> (usize, Vec<Range<u32>>) {
        let most = self.limit + 4096;
        if self.flat.sum(words.clone()) + self.cost_of_concepts(std::slice::from_ref(&words)) <= most {
            return (self.flat.sum(words.clone()), vec![words]);
        }
        let (mut cost, mut single) = (0, Vec::new());
        let mut at = words.start;
        while at < words.end {
            let word = self.lexicon.word(at);
            let next = word.get(common..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            let longer = match word.get(..common + next) {
                Some(longer) if next > 0 => self.lexicon.beginning_with(longer),
                _ => at..at + 1,
            };
            let (more, own) = if longer.len() > 1 {
                self.visit(longer.clone(), common + next)
            } else {
                (self.cost(longer.start), vec![longer.clone()])
            };
            cost += more;
            single.extend(own);
            at = longer.end;
        }
        if cost + self.cost_of_concepts(&single) <= most {
            return (cost, single);
        }
        self.add(words);
        (self.cost_of_dense(), Vec::new())
    }

    /// What it costs to read the lists of the concepts of words.
    fn cost_of_concepts(&self, words: &[Range<u32>]) -> usize {
        let named = words.iter().flat_map(|words| named_in(self.named, words.start, words.end));
        let concepts: BTreeSet<u32> = named.map(|(_, concept, _)| *concept).collect();
        concepts.into_iter().map(|concept| self.of_concepts.count(concept)).sum()
    }

    fn add(&mut self, words: Range<u32>) {
        let concepts = self.concepts(&words);
        let best = &mut self.best;
        let mut note = |rank: u32, class: Class| {
            if let Some(place) = best.get_mut(rank as usize) {
                *place = class.min(*place);
            }
        };
        for word in words.clone() {
            self.flat
                .get(word as usize)
                .iter()
                .map(|posting| apart(*posting))
                .for_each(|(rank, class)| note(rank, class));
        }
        for (concept, class) in concepts {
            self.of_concepts.get(concept, self.limit).each(|rank, _| note(rank, class));
        }
        let list: Vec<Posting> = (0u32..).zip(best.iter().copied()).filter(|(_, class)| *class != u8::MAX).collect();
        best.fill(u8::MAX);
        self.tops.push(Top { words, list: self.packer.len() });
        self.packer.add(&list);
    }
}

/// Every word of the names of a concept, with its class: that of the concept
/// for what is a name alone, and for the words of its own name; a part of an
/// expression ("nowhere **to** sleep") only helps to find it.
fn words_of(concept: &Concept, names: &[String]) -> BTreeMap<String, Class> {
    let mut out: BTreeMap<String, Class> = BTreeMap::new();
    let own = class(concept.field(), false);
    for (at, name) in names.iter().enumerate() {
        let words = words::words(&fold(name));
        // A run of characters without blanks is found by all of its pairs.
        let whole = at < concept.proper_names() || words.iter().all(|word| word.text.chars().all(words::is_cjk));
        let several = words.iter().filter(|word| !word.joined).count() > 1;
        for word in words {
            let little = several && word.text.chars().count() <= 3 && !word.text.chars().any(words::is_cjk);
            // A term has no other names than what people say for it.
            let said = at >= concept.proper_names() && matches!(concept.0, Subject::Need(_));
            let alone = if said { SAID } else { own };
            let class = if (!several || word.joined || whole) && !little { alone } else { FACTS.max(own) };
            let best = out.entry(word.text).or_insert(class);
            *best = class.min(*best);
        }
    }
    out
}
