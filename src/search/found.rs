//! What one word of the query meets: words of the directory, concepts, phone
//! numbers. It depends on the word alone, not on those beside it, so that
//! another word never adds results.

use std::{cmp::Reverse, collections::BTreeMap, ops::Range, sync::OnceLock};

use super::{
    bits::Bits,
    index::Index,
    lexicon::Near,
    lists::List,
    phones::Match,
    rank::{CLASSES, Class, FACTS, Kind, phone_score, scores},
    sieve::{Looks, Sieve},
    sought::Sought,
    values,
};
use crate::{
    directory::synonyms::Subject,
    text::{translit, words},
};

/// Words of fewer letters must be written without mistakes, and are not looked
/// for inside others.
const TYPO_FROM: usize = 4;
/// Words of fewer letters have no mistake in the first letter, and none while
/// they are unfinished: `york` is near `work`, and near too many beginnings.
const LONG_FROM: usize = 6;
/// Words of so many letters, as written or as typed, may have two mistakes.
const TWO_TYPOS_FROM: usize = 8;
/// More words that have something inside say that it means nothing.
const MOST_INSIDE: usize = 2_000;

/// What a word of the query meets.
#[derive(Debug, Default)]
pub struct Found {
    /// The word.
    pub word: String,
    /// Words of the directory, by number, not overlapping, in order.
    met: Vec<(u32, u32, Kind)>,
    /// Those of them that begin with it.
    beginning: Range<u32>,
    /// The lists that stand for them.
    lists: Vec<(Listed, Kind)>,
    /// Concepts that have such a word in their names: the class and the kind.
    concepts: BTreeMap<u32, (Class, Kind)>,
    /// True when the list of the word itself holds its concepts too.
    with_concepts: bool,
    /// Single entries, by rank, in order, and what they are worth.
    loose: Vec<(u32, u16)>,
    /// How many numbers there are to read.
    cost: usize,
    /// The entries, once they were asked for.
    bits: OnceLock<Bits>,
    /// What those words look like that do not begin with it.
    looks: OnceLock<Looks>,
    /// Tells most words that it does not meet.
    sieve: Sieve,
}

/// A list of entries.
#[derive(Debug, Clone, Copy)]
enum Listed {
    /// Of a word.
    Word(u32),
    /// Of all words with one beginning, or of one word; the concepts included.
    Beginning(u32),
}

impl Found {
    /// Looks a word up.
    pub fn of(word: &str, index: &Index) -> Self {
        let mut found = Self { word: word.to_owned(), ..Self::default() };
        if word.starts_with(words::is_cjk) && word.chars().nth(1).is_some() {
            found.add_pairs(index);
        } else {
            found.add_beginnings(index);
            found.add_guesses(index);
        }
        for (rank, own, how) in index.phones.find(word) {
            found.loose.push((rank, phone_score(own, how == Match::End)));
        }
        found.loose.sort_unstable_by_key(|(rank, score)| (*rank, Reverse(*score)));
        found.loose.dedup_by_key(|(rank, _)| *rank);
        found.add_up(index);
        found
    }

    /// The word itself, and nothing that is like it.
    pub fn exactly(word: &str, index: &Index) -> Self {
        let mut found = Self { word: word.to_owned(), ..Self::default() };
        if let Some(number) = index.lexicon.number(word) {
            found.add_itself(index, number);
        }
        found.add_up(index);
        found
    }

    /// True for so many digits of a telephone number that nothing else is meant.
    pub fn is_phone(&self) -> bool {
        /// What a national number has at least.
        const DIGITS: usize = 7;
        !self.loose.is_empty() && self.word.bytes().take_while(u8::is_ascii_digit).count() >= DIGITS
    }

    /// Adds up how many numbers there are to read, and which words it meets.
    fn add_up(&mut self, index: &Index) {
        let others = self.met.iter().filter(|(start, end, _)| self.beginning != (*start..*end));
        others.for_each(|(start, end, _)| self.sieve.add_all(*start..*end));
        let concepts = self.concepts_to_read().map(|(concept, ..)| index.of_concepts.count(concept));
        let lists = self.lists.iter().map(|(list, _)| list.get(index).count);
        self.cost = self.loose.len() + concepts.sum::<usize>() + lists.sum::<usize>();
    }

    /// True when it meets nothing.
    pub fn is_empty(&self) -> bool {
        self.cost == 0
    }

    /// How many numbers have to be read for it.
    pub fn cost(&self) -> usize {
        self.cost
    }

    /// How it meets this word of the directory.
    pub fn met(&self, word: u32) -> Option<Kind> {
        if self.beginning.contains(&word) {
            return Some(Kind::Prefix);
        }
        if self.sieve.may_have(word) { self.find(word) } else { None }
    }

    /// The same while the sieve is not made yet.
    fn find(&self, word: u32) -> Option<Kind> {
        let after = self.met.partition_point(|(start, _, _)| *start <= word);
        let (_, end, kind) = self.met.get(after.checked_sub(1)?)?;
        (word < *end).then_some(*kind)
    }

    /// Adds the words of the directory that it meets so surely to a set of
    /// words.
    pub fn add_met(&self, level: u8, words: &mut Bits) {
        let surely = self.met.iter().filter(|(_, _, kind)| kind.level() == level);
        surely.for_each(|(start, end, _)| words.add_all(*start..*end));
    }

    /// How it meets a word of a text.
    pub fn met_in_text(&self, text: &str, index: &Index) -> Option<Kind> {
        // Most words are told apart by their first letter.
        if text.as_bytes().first() == self.word.as_bytes().first() && text.starts_with(&self.word) {
            return Some(if text.len() == self.word.len() { Kind::Exact } else { Kind::Prefix });
        }
        if !self.looks.get_or_init(|| Looks::of(self.guessed(index))).could_be(text) {
            return None;
        }
        // The words that are met are in the order of the texts too.
        let lexicon = &index.lexicon;
        let after = self.met.partition_point(|(start, _, _)| lexicon.word(*start) <= text);
        let (start, end, kind) = *self.met.get(after.checked_sub(1)?)?;
        let same = |word: u32| lexicon.word(word) == text;
        (same(start) || (end > start + 1 && lexicon.number_in(text, start..end).is_some())).then_some(kind)
    }

    /// Those words.
    fn guessed<'a>(&self, index: &'a Index) -> impl Iterator<Item = &'a str> {
        self.guesses().flat_map(|(run, _)| run).map(|word| index.lexicon.word(word))
    }

    /// The words that it meets and that do not begin with it, in runs; pairs
    /// of CJK characters do not either.
    fn guesses(&self) -> impl Iterator<Item = (Range<u32>, Kind)> {
        let pairs = self.word.starts_with(words::is_cjk);
        let guesses = self.met.iter().filter(move |(_, _, kind)| pairs || !matches!(kind, Kind::Exact | Kind::Prefix));
        guesses.map(|(start, end, kind)| (*start..*end, *kind))
    }

    /// The concepts that it meets.
    pub fn concepts(&self) -> impl Iterator<Item = (u32, Kind)> {
        self.concepts.iter().map(|(concept, (_, kind))| (*concept, *kind))
    }

    /// The concepts that none of the other lists holds.
    fn concepts_to_read(&self) -> impl Iterator<Item = (u32, Class, Kind)> {
        let held = |kind| self.with_concepts && kind == Kind::Exact;
        let concepts = self.concepts.iter().map(|(concept, (class, kind))| (*concept, *class, *kind));
        concepts.filter(move |(.., kind)| !held(*kind))
    }

    /// Calls `visit` with every list of entries, and what an entry in it is
    /// worth by its class.
    pub fn each_list<'a>(&self, index: &'a Index, mut visit: impl FnMut(List<'a>, &[u16; CLASSES])) {
        let [by_kind, of_cities] = [false, true].map(|city| KINDS.map(|kind| scores(kind, city)));
        let of = |kind: Kind| by_kind.get(kind as usize).unwrap_or(&[0; CLASSES]);
        for (list, kind) in &self.lists {
            let city = matches!(list, Listed::Word(word) if index.of_cities.has(*word));
            let worth = if city { of_cities.get(*kind as usize).unwrap_or(&[0; CLASSES]) } else { of(*kind) };
            visit(list.get(index), worth);
        }
        let is_city = self.is_city(index);
        for (concept, class, kind) in self.concepts_to_read() {
            // Who types the name of a city means the city, whatever else people
            // say by it.
            let class = if is_city { FACTS.max(class) } else { class };
            let worth = of(kind).get(usize::from(class)).copied().unwrap_or_default();
            visit(index.of_concepts.get(concept, index.len()), &[worth; CLASSES]);
        }
    }

    /// True when it is the name of a city, or a part of one.
    pub fn is_city(&self, index: &Index) -> bool {
        let city = |(list, kind): &(Listed, Kind)| {
            *kind == Kind::Exact && matches!(list, Listed::Word(word) if index.of_cities.has(*word))
        };
        self.lists.iter().any(city)
    }

    /// True when it is the whole name of a city where something is, in whatever
    /// language.
    fn names_city(&self, index: &Index) -> bool {
        let named = values::cities_named(&self.word);
        let exact = self.concepts.iter().filter(|(_, (_, kind))| *kind == Kind::Exact);
        let mut concepts = exact.filter_map(|(concept, _)| index.concepts.get(*concept as usize));
        concepts.any(|shared| match &shared.concept.0 {
            Subject::City(code) => named.iter().any(|city| city.code == code.as_str()),
            _ => false,
        })
    }

    /// The entries that have it, as a set.
    pub fn bits(&self, index: &Index) -> &Bits {
        self.bits.get_or_init(|| {
            let mut bits = Bits::of(index.len(), self.loose.iter().map(|(rank, _)| *rank));
            self.each_list(index, |list, _| list.add_to(&mut bits));
            bits
        })
    }

    /// The word of the directory nearest to one that meets nothing; at most
    /// three edits away, and at most half of its letters. Of equally near ones
    /// the word that most entries have.
    pub fn nearest<'a>(&self, index: &'a Index) -> Option<&'a str> {
        /// In more words than this, three edits find anything, and slowly.
        const MANY: usize = 50_000;
        let letters: Vec<char> = self.word.chars().collect();
        let lexicon = &index.lexicon;
        let most = (letters.len() / 2).min(if lexicon.len() > MANY { 2 } else { 3 });
        let same_letter = letters.first().map_or(0..0, |first| lexicon.beginning_with(first.encode_utf8(&mut [0; 4])));
        let mut best: Option<(u8, Reverse<usize>, u32)> = None;
        let mut visit = |words: Range<u32>, near: Near| {
            for word in words {
                let new = (near.edits, Reverse(index.of_words.count(word)), word);
                best = Some(best.map_or(new, |best| best.min(new)));
            }
        };
        lexicon.near(&letters, same_letter, most as u8, 0, &mut visit);
        lexicon.near_but_first(&letters, |words, near| {
            if !near.beginning {
                visit(words, near);
            }
        });
        best.map(|(_, _, word)| index.lexicon.word(word))
    }

    /// Entries found one by one, and what they are worth.
    pub fn loose(&self) -> &[(u32, u16)] {
        &self.loose
    }

    /// The word itself and the words that begin with it.
    fn add_beginnings(&mut self, index: &Index) {
        let range = index.lexicon.beginning_with(&self.word);
        if range.is_empty() {
            return;
        }
        let exact = index.lexicon.word(range.start) == self.word;
        let rest = range.start + u32::from(exact)..range.end;
        if exact {
            self.add_itself(index, range.start);
        }
        if rest.is_empty() {
            return;
        }
        self.met.push((rest.start, rest.end, Kind::Prefix));
        self.beginning = rest.clone();
        let mut at = rest.start;
        for top in index.tops_in(range) {
            self.add_lists(index, at..top.words.start, Kind::Prefix);
            self.lists.push((Listed::Beginning(top.list), Kind::Prefix));
            at = top.words.end;
        }
        self.add_lists(index, at..rest.end, Kind::Prefix);
    }

    /// Adds the word itself, before all else.
    fn add_itself(&mut self, index: &Index, word: u32) {
        self.add(index, word, Kind::Exact);
        if let Some(list) = index.top_of(word) {
            self.lists = vec![(Listed::Beginning(list), Kind::Exact)];
            self.with_concepts = true;
        }
    }

    /// Adds what stands for words of the directory.
    fn add_lists(&mut self, index: &Index, words: Range<u32>, kind: Kind) {
        let has_any = |word: &u32| index.of_words.count(*word) > 0;
        self.lists.extend(words.clone().filter(has_any).map(|word| (Listed::Word(word), kind)));
        // Synonyms are so many that something is always nearly like one:
        // `madrid` is nearly the beginning of `marido`.
        if kind <= Kind::Typo {
            let worth = |(class, kind): (Class, Kind)| scores(kind, false).get(usize::from(class)).copied();
            for (concept, class) in index.concepts_of_words(words) {
                let new = (class, kind);
                let best = self.concepts.entry(concept).or_insert(new);
                if worth(new) > worth(*best) {
                    *best = new;
                }
            }
        }
    }

    /// Adds a word of the directory.
    fn add(&mut self, index: &Index, word: u32, kind: Kind) {
        match self.met.last_mut() {
            Some((_, end, last)) if *end == word && *last == kind => *end += 1,
            _ => self.met.push((word, word + 1, kind)),
        }
        self.add_lists(index, word..word + 1, kind);
    }

    /// What else may have been meant, the surest first, until it is too much.
    fn add_guesses(&mut self, index: &Index) {
        let letters: Vec<char> = self.word.chars().collect();
        let mut guesses: Vec<(Kind, u32)> = Vec::new();
        let digits = letters.iter().all(char::is_ascii_digit);
        if letters.len() + 1 >= TYPO_FROM && !digits {
            // What stands in the directory as typed is at most one letter wrong.
            let known = self.met.first().is_some_and(|(_, _, kind)| *kind == Kind::Exact);
            Self::typos(index, &letters, if known { 1 } else { 2 }, &mut guesses);
        }
        // Three letters stand inside many words, but are better than nothing,
        // and in Arabic a whole word behind an article or a preposition.
        let nothing = guesses.is_empty() && self.met.is_empty() && !digits;
        let attached = self.word.starts_with(|c| ('\u{620}'..='\u{64a}').contains(&c));
        if letters.len() >= TYPO_FROM || (letters.len() + 1 == TYPO_FROM && (nothing || attached)) {
            let inside = index.lexicon.inside(&self.word, MOST_INSIDE);
            guesses.extend(inside.into_iter().map(|word| (Kind::Inside, word)));
        }
        if letters.len() >= TYPO_FROM {
            let forms = index.lexicon.inflected(&self.word);
            guesses.extend(forms.into_iter().map(|word| (Kind::Inflected, word)));
        }
        let latin = |word: &str| word.starts_with(|c: char| c.is_ascii_alphabetic());
        // In one script, what sounds alike and is short is another word.
        let other = |word: &u32| letters.len() > TYPO_FROM || latin(index.lexicon.word(*word)) != latin(&self.word);
        // The same in another script is the same word, as far as letters go.
        let same = |word: u32| translit::latin(index.lexicon.word(word)).is_some_and(|latin| latin == self.word);
        let alike = index.sounds.like(&self.word).filter(other);
        guesses.extend(alike.map(|word| (if same(word) { Kind::Inflected } else { Kind::Sound }, word)));
        if guesses.is_empty() && self.met.is_empty() && letters.len() >= TYPO_FROM {
            guesses.extend(index.lexicon.by_letters(&self.word).into_iter().map(|word| (Kind::Letters, word)));
        }
        if self.names_city(index) {
            // Who writes the name of a city means the city, and nothing that
            // only sounds like it or is nearly so written.
            guesses.retain(|(kind, _)| matches!(kind, Kind::Inflected | Kind::Inside));
        }
        guesses.retain(|(_, word)| self.find(*word).is_none());
        // The surest way in which a word may have been meant.
        guesses.sort_unstable_by_key(|(kind, word)| (*word, *kind));
        guesses.dedup_by_key(|(_, word)| *word);
        let count = |word: u32| index.of_words.count(word);
        guesses.sort_by_cached_key(|(kind, word)| (*kind, Reverse(count(*word)), *word));
        let mut room = index.len() / 4 + 4096;
        for (kind, word) in guesses {
            if let Some(less) = room.checked_sub(count(word)) {
                room = less;
                self.add(index, word, kind);
            }
        }
        self.met.sort_unstable_by_key(|(start, _, _)| *start);
    }

    fn typos(index: &Index, letters: &[char], most: u8, guesses: &mut Vec<(Kind, u32)>) {
        let lexicon = &index.lexicon;
        let Some(first) = letters.first() else { return };
        let same_letter = lexicon.beginning_with(first.encode_utf8(&mut [0; 4]));
        let long = letters.len() >= LONG_FROM;
        let unfinished = u8::from(long);
        let most = if long { most } else { 1 };
        let mut take = |range: Range<u32>, near: Near| {
            let kind = match (near.beginning, near.edits) {
                (true, _) => Kind::UnfinishedTypo,
                (false, 1) => Kind::Typo,
                (false, _) => Kind::TwoTypos,
            };
            let allowed = |word: &u32| {
                let from = if kind == Kind::TwoTypos { TWO_TYPOS_FROM } else { TYPO_FROM };
                near.beginning || letters.len() >= from || lexicon.word(*word).chars().count() >= from
            };
            guesses.extend(range.filter(allowed).map(|word| (kind, word)));
        };
        lexicon.near(letters, same_letter.clone(), most, unfinished, &mut take);
        if long {
            // A first letter that is wrong is the only mistake.
            lexicon.near_but_first(letters, &mut take);
        } else if letters.len() >= TYPO_FROM {
            // What is swapped is no other word, however short.
            guesses.extend(lexicon.swapped_first(letters).map(|word| (Kind::Typo, word)));
        }
    }

    /// A run of CJK characters stands where all its pairs stand; the least
    /// weighty place of a pair is that of the run.
    fn add_pairs(&mut self, index: &Index) {
        let characters: Vec<char> = self.word.chars().collect();
        let pairs = characters.windows(2).map(|pair| index.lexicon.number(&pair.iter().collect::<String>()));
        let Some(mut pairs) = pairs.collect::<Option<Vec<u32>>>() else { return };
        pairs.sort_unstable_by_key(|pair| (index.of_words.count(*pair), *pair));
        pairs.dedup();
        let exact = scores(Kind::Exact, false);
        let worth = |class: Class| exact.get(usize::from(class)).copied().unwrap_or_default();
        let mut common: Option<BTreeMap<u32, u16>> = None;
        for pair in &pairs {
            let list = index.of_words.get(*pair, index.len());
            let mut here = BTreeMap::new();
            match common {
                None => list.each(|rank, class| {
                    here.insert(rank, worth(class));
                }),
                Some(before) => {
                    let wanted: Vec<u32> = before.keys().copied().collect();
                    list.among(&Sought::new(&wanted), |at, class| {
                        let Some(rank) = wanted.get(at).copied() else { return };
                        let least = before.get(&rank).copied().unwrap_or_default().min(worth(class));
                        here.insert(rank, least);
                    });
                }
            }
            common = Some(here);
        }
        self.loose.extend(common.unwrap_or_default());
        let concepts = |pair: &u32| index.concepts_of_words(*pair..*pair + 1).collect::<BTreeMap<u32, Class>>();
        let mut common: Option<BTreeMap<u32, Class>> = None;
        for pair in &pairs {
            let here = concepts(pair);
            let both = |before: BTreeMap<u32, Class>| {
                let least = |(concept, class): (u32, Class)| here.get(&concept).map(|own| (concept, class.max(*own)));
                before.into_iter().filter_map(least).collect()
            };
            common = Some(common.map_or_else(|| here.clone(), both));
        }
        self.concepts
            .extend(common.unwrap_or_default().into_iter().map(|(concept, class)| (concept, (class, Kind::Exact))));
        pairs.sort_unstable();
        self.met.extend(pairs.into_iter().map(|pair| (pair, pair + 1, Kind::Exact)));
    }
}

/// Every kind, in order.
const KINDS: [Kind; 9] = [
    Kind::Exact,
    Kind::Prefix,
    Kind::Inflected,
    Kind::Sound,
    Kind::Typo,
    Kind::UnfinishedTypo,
    Kind::Inside,
    Kind::TwoTypos,
    Kind::Letters,
];

impl Listed {
    fn get(self, index: &Index) -> List<'_> {
        match self {
            Self::Word(word) => index.of_words.get(word, index.len()),
            Self::Beginning(list) => index.of_beginnings.get(list, index.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{Directory, demo};

    #[test]
    fn a_word_of_the_directory_is_met_exactly_whatever_it_is_like() {
        let directory = Directory::new(vec![demo::release(jiff::civil::date(2026, 11, 24))]);
        let index = Index::build(&directory);
        for number in 0..index.lexicon.len() as u32 {
            let word = index.lexicon.word(number);
            assert_eq!(Found::of(word, &index).met(number), Some(Kind::Exact), "{word}");
        }
    }
}
