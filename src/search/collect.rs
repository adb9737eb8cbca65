//! What is collected of the entries, each of which is read once: for an index.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
    panic::resume_unwind,
    thread,
};

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
    pub numbers: HashMap<String, u32>,
    /// Per entry: where its words begin.
    pub starts: Vec<usize>,
    /// Words, each with its class in the low bits.
    pub words: Vec<u32>,
    /// Per word: true when it stands in a name or a place.
    pub named: Vec<bool>,
    /// Per entry: its names.
    pub names: Vec<OwnNames>,
    /// Per concept: the entries that have it, in order.
    pub concepts: BTreeMap<Concept, Vec<u32>>,
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

    fn add_word(&mut self, word: &str, class: Class) {
        // What is no word can be as long as it likes.
        if word.len() > LONGEST {
            return;
        }
        let number = self.number(word);
        self.words.push(number << CLASS_BITS | u32::from(class));
        if class <= LAST_NAMED {
            if let Some(named) = self.named.get_mut(number as usize) {
                *named = true;
            }
            if !word.is_ascii()
                && let Some(latin) = translit::latin(word)
            {
                let number = self.number(&latin);
                self.words.push(number << CLASS_BITS | u32::from(class));
            }
        }
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
        let in_cities: Vec<String> =
            cities.iter().flat_map(|city| words::words(&fold(city))).map(|word| word.text).collect();
        for (field, text) in fields::of(entry) {
            if field == Field::Phone {
                continue;
            }
            let is_city = field == Field::Place && cities.contains(&text);
            let mut first = None;
            words::each(&fold(text), |word, range, _| {
                let is_first = range.start == *first.get_or_insert(range.start);
                let class = if is_city { CITY } else { class(field, is_first) };
                // A name that says in which city it is says no more than the
                // address does.
                self.add_word(word, if in_cities.iter().any(|own| own == word) { class.max(CITY) } else { class });
            });
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
        for (word, marked) in words::wanted_and_marks(&fold(name)) {
            if word.starts_with(words::is_cjk) {
                let characters = word.chars().map(|c| number(c.encode_utf8(&mut [0; 4])));
                out.extend(characters.map(|word| Part { word, marked: false }));
            } else {
                out.push(Part { word: number(&word), marked });
            }
        }
        out
    }
}

/// Bytes of the longest word that is looked for.
const LONGEST: usize = 96;
