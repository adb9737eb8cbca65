//! What is collected of the entries, each of which is read once: for an index.

use std::{cmp::Reverse, collections::HashMap, panic::resume_unwind, thread};

use foldhash::fast::RandomState;

use super::{
    Field,
    concept::Concept,
    facts::{TableBuilder, day},
    fields,
    numbered::Values,
    phones,
    places::PlacesBuilder,
    rank::{CITY, Class, STREET, class},
    sequences::Part,
};
use crate::{
    directory::{Directory, Entry},
    text::{fold::fold, translit, words},
};

/// Words of names and places; those behind are not written in other scripts.
const LAST_NAMED: Class = STREET;
/// Bits of a class beside a number.
pub const CLASS_BITS: u32 = 4;
/// Threads that read, at most: few machines of those who use this have more.
const THREADS: usize = 4;
/// Fewer entries than this are not worth a thread.
const LEAST: usize = 2_000;

/// The names of an entry, each with whether it is an alternative one.
pub type OwnNames = Vec<(Vec<Part>, bool)>;

/// Gives the words of names their new numbers.
pub fn renumber_words(names: &mut OwnNames, number: impl Fn(u32) -> u32) {
    names.iter_mut().flat_map(|(words, _)| words).for_each(|part| part.word = part.word.map(&number));
}

/// What is collected while the entries are read, in their order. Words have
/// numbers in the order in which they come.
#[derive(Default)]
pub struct Collected {
    /// The number of each word.
    pub numbers: HashMap<String, u32, RandomState>,
    /// The words of the texts that came last.
    read: Read,
    /// Per entry: where its words begin.
    pub starts: Vec<usize>,
    /// Words, each with its class in the low bits.
    pub words: Vec<u32>,
    /// Per word: true when it stands in a name or a place.
    pub named: Vec<bool>,
    /// Per entry: its names.
    pub names: Vec<OwnNames>,
    /// Per concept: the entries that have it, in order.
    pub concepts: HashMap<Concept, Vec<u32>, RandomState>,
    /// What decides the order of entries that are equally good.
    pub keys: Vec<(Reverse<i32>, String, String, u32)>,
    /// Their telephone numbers.
    pub phones: phones::Builder,
    /// What filters ask of them.
    pub table: TableBuilder,
    /// Values that they share.
    pub values: Values,
    /// Where their places are.
    pub places: PlacesBuilder,
}

impl Collected {
    /// The number of a word, new ones included.
    pub fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(word.to_owned(), number);
        self.named.push(false);
        number
    }

    fn add_word(&mut self, word: Word, class: Class) {
        self.words.push(word.number << CLASS_BITS | u32::from(class));
        if class > LAST_NAMED {
            return;
        }
        if let Some(named) = self.named.get_mut(word.number as usize) {
            *named = true;
        }
        if let Some(latin) = Some(word.number).filter(|_| !word.ascii).and_then(|number| self.read.latin.get(&number)) {
            let latin = self.number(&latin.clone());
            self.words.push(latin << CLASS_BITS | u32::from(class));
        }
    }

    /// Puts the words of a text into `words`.
    fn read_text(&mut self, text: &str, words: &mut Vec<Word>) {
        words.clear();
        if let Some(known) = self.read.known.get(text) {
            words.extend_from_slice(known);
            return;
        }
        let mut first = None;
        words::each(&fold(text), |word, range, _| {
            let first = range.start == *first.get_or_insert(range.start);
            // What is no word can be as long as it likes.
            if word.len() <= LONGEST {
                let (count, number) = (self.numbers.len(), self.number(word));
                if number as usize == count
                    && !word.is_ascii()
                    && let Some(latin) = translit::latin(word)
                {
                    self.read.latin.insert(number, latin);
                }
                words.push(Word { number, first, ascii: word.is_ascii() });
            }
        });
        self.read.keep(text, words);
    }

    /// Reads every entry of a directory, on several threads, each of which
    /// reads a part.
    pub fn of(directory: &Directory) -> Self {
        let threads = thread::available_parallelism().map_or(1, usize::from).min(THREADS);
        Self::in_parts(directory, threads.min(directory.len() / LEAST).max(1))
    }

    /// The same on so many threads. What comes out is the same for any number.
    pub fn in_parts(directory: &Directory, parts: usize) -> Self {
        let entries = directory.len();
        let bound = |part: usize| (entries * part / parts) as u32;
        let read = |part: usize| {
            let mut own = Self::default();
            directory.walk_some(bound(part)..bound(part + 1), |entry| own.add(&entry));
            own.read = Read::default();
            own
        };
        thread::scope(|scope| {
            let others: Vec<_> = (1..parts).map(|part| scope.spawn(move || read(part))).collect();
            let mut all = read(0);
            for other in others {
                all.append(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
            }
            all
        })
    }

    /// Takes what was collected of the entries that come next.
    fn append(&mut self, other: Self) {
        let mut numbers = vec![0; other.numbers.len()];
        for (word, number) in &other.numbers {
            if let Some(place) = numbers.get_mut(*number as usize) {
                *place = self.number(word);
            }
        }
        let number = |word: u32| numbers.get(word as usize).copied().unwrap_or_default();
        for (named, word) in other.named.into_iter().zip(0..) {
            if let Some(own) = self.named.get_mut(number(word) as usize) {
                *own |= named;
            }
        }
        let before = self.words.len();
        self.starts.extend(other.starts.into_iter().map(|start| before + start));
        let class = (1 << CLASS_BITS) - 1;
        self.words.extend(other.words.into_iter().map(|word| number(word >> CLASS_BITS) << CLASS_BITS | word & class));
        self.names.extend(other.names.into_iter().map(|mut names| {
            renumber_words(&mut names, number);
            names
        }));
        for (concept, entries) in other.concepts {
            self.concepts.entry(concept).or_default().extend(entries);
        }
        self.keys.extend(other.keys);
        self.phones.append(other.phones);
        let renumbered = self.values.append(other.values);
        self.table.append(other.table, &renumbered);
        self.places.append(other.places, &renumbered);
    }

    fn add(&mut self, entry: &Entry<'_>) {
        let number = entry.number.0;
        self.phones.add(entry);
        self.table.add(entry, &mut self.values);
        self.places.add(entry, &mut self.values);
        let start = self.words.len();
        self.starts.push(start);
        let places = entry.places();
        let addresses = places.iter().flat_map(|place| &place.location.addresses);
        let cities: Vec<&str> = addresses.filter_map(|address| address.city.as_deref()).collect();
        // A handful at most.
        let (mut words, mut in_cities) = (Vec::new(), Vec::new());
        for city in &cities {
            self.read_text(city, &mut words);
            in_cities.extend(words.iter().map(|word| word.number));
        }
        for (field, text) in fields::of(entry) {
            if field == Field::Phone {
                continue;
            }
            let is_city = field == Field::Place && cities.contains(&text);
            self.read_text(text, &mut words);
            for word in &words {
                let class = if is_city { CITY } else { class(field, word.first) };
                // A name that says in which city it is says no more than the
                // address does.
                self.add_word(*word, if in_cities.contains(&word.number) { class.max(CITY) } else { class });
            }
        }
        if let Some(own) = self.words.get_mut(start..) {
            own.sort_unstable();
        }
        let mut last = None;
        let mut kept = start;
        // The first of each word is the weightiest.
        for at in start..self.words.len() {
            let Some(word) = self.words.get(at).copied() else { break };
            if last != Some(word >> CLASS_BITS) {
                last = Some(word >> CLASS_BITS);
                if let Some(place) = self.words.get_mut(kept) {
                    *place = word;
                }
                kept += 1;
            }
        }
        self.words.truncate(kept);
        for concept in Concept::of(entry) {
            self.concepts.entry(concept).or_default().push(number);
        }
        let name = entry.name();
        let names = name.all().map(|name| (name, false));
        let names = names.chain(entry.alternate_names().iter().map(|name| (name.as_str(), true)));
        let names = names.map(|(name, alternative)| (self.sequence(name), alternative)).collect();
        self.names.push(names);
        let checked = entry.checked().map_or(i32::MIN, day);
        self.keys.push((Reverse(checked), fold(&name.value), entry.id().to_owned(), number));
    }

    /// The words of a name as a query would have them, CJK character by
    /// character.
    fn sequence(&self, name: &str) -> Vec<Part> {
        let mut out = Vec::new();
        let number = |word: &str| self.numbers.get(word).copied();
        words::each_wanted(&fold(name), |word, marked| {
            if word.starts_with(words::is_cjk) {
                let characters = word.chars().map(|c| number(c.encode_utf8(&mut [0; 4])));
                out.extend(characters.map(|word| Part { word, marked: false }));
            } else {
                out.push(Part { word: number(word), marked });
            }
        });
        out
    }
}

/// Bytes of the longest word that is looked for.
const LONGEST: usize = 96;

/// A word of a text.
#[derive(Debug, Clone, Copy)]
struct Word {
    number: u32,
    /// True for what the text begins with.
    first: bool,
    ascii: bool,
}

/// Texts whose words were read. The services of an organisation have most of
/// theirs in common with it, and all of a city share its name.
#[derive(Default)]
struct Read {
    known: HashMap<Box<str>, Box<[Word]>, RandomState>,
    /// Words that are not in Latin letters, in these.
    latin: HashMap<u32, String, RandomState>,
}

impl Read {
    fn keep(&mut self, text: &str, words: &[Word]) {
        /// Bytes of a text that may come again.
        const SHORT: usize = 128;
        /// So many texts are kept: less than a megabyte.
        const MOST: usize = 2_048;
        if text.len() > SHORT {
            return;
        }
        if self.known.len() >= MOST {
            self.known.clear();
        }
        self.known.insert(text.into(), words.into());
    }
}
