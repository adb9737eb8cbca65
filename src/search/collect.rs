//! What is collected of the entries, each of which is read once: for an index.

use std::{cmp::Reverse, collections::HashMap, ops::Range};

use compact_str::CompactString;
use foldhash::fast::RandomState;

use super::{
    Field,
    concept::Concept,
    facts::day,
    fields,
    numbered::Values,
    phones,
    places::PlacesBuilder,
    rank::{CITY, Class, NAMED_CITY, STREET, class},
    resolved::Resolved,
    sequences::{Name, Part, Unsorted},
    table::TableBuilder,
    threads,
};
use crate::{
    directory::{Directory, Entry, EntryNo, Organization, Publication},
    text::{fold::fold_into, translit, words},
};

/// Words of names and places; those behind are not written in other scripts.
const LAST_NAMED: Class = STREET;
/// Bits of a class beside a number.
pub const CLASS_BITS: u32 = 4;
/// Fewer entries than this are not worth a thread.
const LEAST: usize = 2_000;

/// In how many parts so many entries are read.
fn parts_of(entries: usize) -> usize {
    threads::count().min(entries / LEAST).max(1)
}

/// The words of some entries that follow one another.
#[derive(Default)]
struct Run {
    /// How many entries come before them.
    before: u32,
    /// Per entry: where its words begin.
    starts: Vec<u32>,
    /// Words, each with its class in the low bits.
    words: Vec<u32>,
}

impl Run {
    fn of(&self, at: usize) -> &[u32] {
        let bound = |at: usize| self.starts.get(at).map_or(self.words.len(), |start| *start as usize);
        self.words.get(bound(at)..bound(at + 1)).unwrap_or_default()
    }
}

/// The words of entries, each with its class in the low bits, in runs: to put
/// them side by side would take room for them twice, again and again while
/// they become more.
#[derive(Default)]
pub struct Runs {
    /// Entries are added to the last one.
    all: Vec<Run>,
    /// Room that a run has for words. What is not used of so much takes no
    /// memory, while making room again and again would take it twice, and
    /// slowly.
    room: usize,
}

impl Runs {
    /// Words after which the next run begins: so much is given back to the
    /// system as soon as it is no longer needed.
    const FULL: usize = 1 << 23;

    /// For the words of about so many entries.
    fn of_entries(entries: usize) -> Self {
        /// Most have fewer.
        const WORDS: usize = 512;
        Self { room: entries.saturating_mul(WORDS).min(Self::FULL + Self::FULL / 16), ..Self::default() }
    }

    /// The words of an entry.
    pub fn of(&self, entry: u32) -> &[u32] {
        let after = self.all.partition_point(|run| run.before <= entry);
        let run = after.checked_sub(1).and_then(|at| self.all.get(at));
        run.map_or(&[], |run| run.of((entry - run.before) as usize))
    }

    /// How many entries they are of.
    fn entries(&self) -> u32 {
        self.all.last().map_or(0, |run| run.before + run.starts.len() as u32)
    }

    /// All words of all entries.
    pub fn words(&self) -> impl Iterator<Item = u32> {
        self.all.iter().flat_map(|run| run.words.iter().copied())
    }

    /// How many words they are.
    pub fn count(&self) -> usize {
        self.all.iter().map(|run| run.words.len()).sum()
    }

    /// Begins the next entry.
    fn begin(&mut self) {
        if self.all.last().is_none_or(|run| run.words.len() >= Self::FULL) {
            self.end();
            let (before, words) = (self.entries(), Vec::with_capacity(self.room));
            self.all.push(Run { before, starts: Vec::new(), words });
        }
        if let Some(run) = self.all.last_mut() {
            run.starts.push(run.words.len() as u32);
        }
    }

    /// Gives back the room that the last run has too much.
    fn end(&mut self) {
        if let Some(run) = self.all.last_mut() {
            run.words.shrink_to_fit();
        }
    }

    /// Takes the runs of the entries that come next, whose words have other
    /// numbers here.
    fn append(&mut self, next: Self, number: impl Fn(u32) -> u32) {
        let (class, before) = ((1 << CLASS_BITS) - 1, self.entries());
        self.all.extend(next.all.into_iter().map(|mut run| {
            run.words.iter_mut().for_each(|word| *word = number(*word >> CLASS_BITS) << CLASS_BITS | *word & class);
            Run { before: before + run.before, ..run }
        }));
    }
}

/// The check of an entry, its name and id, its number.
pub type Key = (Reverse<i32>, Box<str>, u32);

/// What is collected while the entries are read, in their order.
#[derive(Default)]
pub struct Collected {
    /// Their words.
    pub words: Words,
    /// The words of the texts that came last.
    read: Read,
    /// The words of the entries, in the order of these.
    pub runs: Runs,
    /// Their names.
    pub names: Unsorted,
    /// Per concept: the entries that have it, in order.
    pub concepts: HashMap<Concept, Vec<u32>, RandomState>,
    /// What decides the order of entries that are equally good.
    pub keys: Vec<Key>,
    /// Their telephone numbers.
    pub phones: phones::Builder,
    /// What filters ask of them.
    pub table: TableBuilder,
    /// Values that they share.
    pub values: Values,
    /// Where their places are.
    pub places: PlacesBuilder,
}

/// Words, numbered in the order in which they come.
#[derive(Default)]
pub struct Words {
    /// The number of each word.
    pub numbers: HashMap<CompactString, u32, RandomState>,
    /// Per word: true when it stands in a name or a place.
    pub named: Vec<bool>,
}

impl Words {
    /// The number of a word, new ones included.
    pub fn number(&mut self, word: &str) -> u32 {
        match self.numbers.get(word) {
            Some(number) => *number,
            None => self.add(word.into()),
        }
    }

    /// Adds a word that is not here yet; its number.
    fn add(&mut self, word: CompactString) -> u32 {
        let number = self.numbers.len() as u32;
        self.numbers.insert(word, number);
        self.named.push(false);
        number
    }

    /// Takes the words of others. The new number of each of them.
    fn append(&mut self, other: Self) -> Vec<u32> {
        let mut numbers = vec![0; other.numbers.len()];
        for (word, number) in other.numbers {
            let known = self.numbers.get(&word).copied();
            if let Some(place) = numbers.get_mut(number as usize) {
                *place = known.unwrap_or_else(|| self.add(word));
            }
        }
        for (named, number) in other.named.into_iter().zip(&numbers) {
            if let Some(own) = self.named.get_mut(*number as usize) {
                *own |= named;
            }
        }
        numbers
    }
}

impl Collected {
    /// Adds a word to the entry that is being read; of one that it has already
    /// the weightier class counts.
    fn push_word(&mut self, number: u32, class: Class) {
        let Some(Run { starts, words, .. }) = self.runs.all.last_mut() else { return };
        let start = starts.last().copied().unwrap_or_default();
        let word = number << CLASS_BITS | u32::from(class);
        let stands = &mut self.read.stands;
        if stands.len() <= number as usize {
            stands.resize(self.words.numbers.len(), 0);
        }
        let Some(at) = stands.get_mut(number as usize) else { return };
        // What stands there may be of an entry before, or another word's.
        let known = words.get_mut(*at as usize).filter(|known| *at >= start && **known >> CLASS_BITS == number);
        if let Some(known) = known {
            *known = word.min(*known);
        } else {
            *at = words.len() as u32;
            words.push(word);
        }
    }

    fn add_word(&mut self, word: Word, class: Class) {
        self.push_word(word.number, class);
        if class > LAST_NAMED {
            return;
        }
        if let Some(named) = self.words.named.get_mut(word.number as usize) {
            *named = true;
        }
        if word.ascii {
            return;
        }
        let latin = match self.read.latin.get(&word.number) {
            Some(Latin::Numbered(latin)) => *latin,
            Some(Latin::New(latin)) => {
                let latin = latin.clone();
                let latin = self.words.number(&latin);
                self.read.latin.insert(word.number, Latin::Numbered(latin));
                latin
            }
            None => return,
        };
        self.push_word(latin, class);
    }

    /// Puts the words of a text into `words`.
    fn read_text(&mut self, text: &str, words: &mut Vec<Word>) {
        words.clear();
        if let Some(known) = self.read.known.get(text) {
            words.extend_from_slice(known);
            return;
        }
        let mut first = None;
        let mut folded = std::mem::take(&mut self.read.folded);
        fold_into(text, &mut folded);
        words::each(&folded, |word, range, _| {
            let first = range.start == *first.get_or_insert(range.start);
            // What is no word can be as long as it likes.
            if word.len() <= LONGEST {
                let (count, number) = (self.words.numbers.len(), self.words.number(word));
                if number as usize == count
                    && !word.is_ascii()
                    && let Some(latin) = translit::latin(word)
                {
                    self.read.latin.insert(number, Latin::New(latin));
                }
                words.push(Word { number, first, ascii: word.is_ascii() });
            }
        });
        self.read.folded = folded;
        self.read.keep(text, words);
    }

    /// Nothing yet, with room for many entries.
    pub fn of_many() -> Self {
        Self { runs: Runs::of_entries(usize::MAX), ..Self::default() }
    }

    /// Reads every entry of a directory, on several threads, each of which
    /// reads a part.
    pub fn of(directory: &Directory) -> Self {
        Self::in_parts(directory, parts_of(directory.len()))
    }

    /// The same in so many parts. What comes out is the same for any number.
    pub fn in_parts(directory: &Directory, parts: usize) -> Self {
        Self::together(Self::read(directory, 0..directory.len() as u32, parts))
    }

    /// The same where of these entries everything was collected already, in
    /// their order.
    pub fn around(directory: &Directory, known: Range<u32>, collected: Vec<Self>) -> Self {
        let read = |entries: Range<u32>| Self::read(directory, entries.clone(), parts_of(entries.len()));
        let before = read(0..known.start);
        let after = read(known.end..directory.len() as u32);
        Self::together(before.into_iter().chain(collected).chain(after))
    }

    /// Reads some of the entries in so many parts.
    fn read(directory: &Directory, entries: Range<u32>, parts: usize) -> Vec<Self> {
        if entries.is_empty() {
            return Vec::new();
        }
        let bound = |part: usize| entries.start + (entries.len() * part / parts) as u32;
        threads::each(parts, |part| {
            let entries = bound(part)..bound(part + 1);
            let mut own = Self { runs: Runs::of_entries(entries.len()), ..Self::default() };
            directory.walk_some(entries, |entry| own.add(&entry));
            own.end();
            own
        })
    }

    fn together(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut parts = parts.into_iter();
        let mut all = parts.next().unwrap_or_default();
        parts.for_each(|part| all.append(part));
        all
    }

    /// Reads the entries of an organisation, the next ones.
    pub fn add_organization(&mut self, publication: &Publication, organization: &Organization) {
        for entry in Entry::each_of(publication, organization, self.entries()) {
            self.add(&entry);
        }
    }

    /// How many entries were read.
    pub fn entries(&self) -> u32 {
        self.keys.len() as u32
    }

    /// Gives back what is needed only while entries are read.
    pub fn end(&mut self) {
        self.read = Read::default();
        self.runs.end();
    }

    /// Takes what was collected of the entries that come next.
    fn append(&mut self, other: Self) {
        let before = self.entries();
        let Self { runs, names, concepts, keys, phones, table, values, places, .. } = other;
        threads::both(
            || {
                let numbers = self.words.append(other.words);
                let number = |word: u32| numbers.get(word as usize).copied().unwrap_or_default();
                self.runs.append(runs, number);
                self.names.append(names, number);
            },
            || {
                for (concept, entries) in concepts {
                    self.concepts.entry(concept).or_default().extend(entries.into_iter().map(|entry| before + entry));
                }
                self.keys.extend(keys.into_iter().map(|(checked, name, entry)| (checked, name, before + entry)));
                self.phones.append(phones, before);
                let renumbered = self.values.append(values);
                self.table.append(table, &renumbered);
                self.places.append(places, &renumbered);
            },
        );
    }

    /// Reads the next entry. Its number here is how many came before it.
    fn add(&mut self, entry: &Entry<'_>) {
        let number = self.entries();
        let entry = &Resolved::of(&Entry { number: EntryNo(number), ..*entry });
        self.phones.add(entry);
        self.table.add(entry, &mut self.values);
        self.places.add(entry, &mut self.values);
        self.runs.begin();
        let addresses = entry.places.iter().flat_map(|place| &place.location.addresses);
        let cities: Vec<&str> = addresses.filter_map(|address| address.city.as_deref()).collect();
        // A handful at most.
        let (mut words, mut in_cities) = (std::mem::take(&mut self.read.words), Vec::new());
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
                // A name that says in which city it is says little more than
                // the address does.
                self.add_word(*word, if in_cities.contains(&word.number) { class.max(NAMED_CITY) } else { class });
            }
        }
        self.read.words = words;
        for concept in Concept::of(entry) {
            self.concepts.entry(concept).or_default().push(number);
        }
        let name = entry.name();
        self.names.begin();
        name.all().for_each(|name| self.add_name(name, false));
        entry.alternate_names().iter().for_each(|name| self.add_name(name, true));
        let checked = entry.checked().map_or(i32::MIN, day);
        let mut key = String::with_capacity(name.value.len() + 1 + entry.id().len());
        fold_into(&name.value, &mut key);
        // Before any character that a name may go on with.
        key.push('\0');
        key.push_str(entry.id());
        self.keys.push((Reverse(checked), key.into_boxed_str(), number));
    }

    /// Adds a name: its words as a query would have them, CJK character by
    /// character.
    fn add_name(&mut self, name: &str, alternative: bool) {
        let mut words = Vec::new();
        let number = |word: &str| self.words.numbers.get(word).copied();
        let mut folded = std::mem::take(&mut self.read.folded);
        fold_into(name, &mut folded);
        words::each_wanted(&folded, |word, marked| {
            if word.starts_with(words::is_cjk) {
                let characters = word.chars().map(|c| number(c.encode_utf8(&mut [0; 4])));
                words.extend(characters.map(|word| Part { word, marked: false }));
            } else {
                words.push(Part { word: number(word), marked });
            }
        });
        self.read.folded = folded;
        self.names.add(Name { words: &words, alternative });
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

/// A word in Latin letters.
enum Latin {
    /// Nobody has asked for it yet.
    New(String),
    /// Its number among all words.
    Numbered(u32),
}

/// Texts whose words were read. The services of an organisation have most of
/// theirs in common with it, and all of a city share its name.
#[derive(Default)]
struct Read {
    known: HashMap<Box<str>, Box<[Word]>, RandomState>,
    /// Words that are not in Latin letters, in these.
    latin: HashMap<u32, Latin, RandomState>,
    /// Per word: where it stood last among the words of entries.
    stands: Vec<u32>,
    /// Room for the words of a text.
    words: Vec<Word>,
    /// Room for the folded form of a text.
    folded: String,
}

impl Read {
    fn keep(&mut self, text: &str, words: &[Word]) {
        /// Bytes of a text that may come again.
        const SHORT: usize = 64;
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
