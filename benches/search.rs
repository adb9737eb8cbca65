//! What a key press costs: the index against one fuzzy match over the whole
//! text of every entry, on the same made-up directory in the same run. Divide
//! the rows of `by_index` and `by_scanning` to see what the index is worth.
//!
//! `cargo bench --bench search`

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark fails by panicking and is no library")]

#[path = "../examples/search_eval/corpus.rs"]
mod corpus;

use std::sync::{Arc, LazyLock, Mutex};

use divan::{Bencher, black_box, counter::ItemsCount};
use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use jiff::{Timestamp, civil::date};
use parasol::{
    directory::{Directory, EntryNo, Need},
    search::{Cancel, Index, Query, Request},
    text::fold::fold,
};

fn main() {
    divan::main();
}

/// Numbers of entries: half are organisations, half their services.
const SIZES: [usize; 2] = [1_000, 10_000];

/// What the interface asks for with every key.
const LIMIT: usize = 1_000;

/// Typed key by key.
const LINES: [&str; 8] = [
    "legal help new york",
    "sex wrokers projet",
    "albergue lyon",
    "counselling s",
    "estados unidos",
    "need:drop-in mar",
    "555 01",
    "ночлег",
];

const SYLLABLES: [&str; 24] = [
    "ma", "ri", "lo", "ka", "te", "no", "su", "ve", "da", "pi", "go", "ra", "li", "mo", "ze", "fa", "ne", "bo", "cu",
    "ha", "jo", "wi", "xa", "yu",
];
const WORDS: [&str; 24] = [
    "legal",
    "help",
    "sex",
    "workers",
    "project",
    "counselling",
    "shelter",
    "centre",
    "health",
    "support",
    "women",
    "migrants",
    "association",
    "night",
    "outreach",
    "team",
    "rights",
    "house",
    "clinic",
    "advice",
    "and",
    "of",
    "for",
    "the",
];
const CITIES: [(&str, &str); 6] =
    [("New York", "US"), ("Lyon", "FR"), ("Madrid", "ES"), ("Київ", "UA"), ("Bogotá", "CO"), ("Marseille", "FR")];

/// The same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        *of.get(self.roll(of.len())).unwrap()
    }

    /// A common word, or, one time in three, an invented one.
    fn word(&mut self) -> String {
        if self.roll(3) > 0 {
            return self.one(&WORDS).to_owned();
        }
        (0..2 + self.roll(3)).map(|_| self.one(&SYLLABLES)).collect()
    }

    fn sentence(&mut self, words: usize) -> String {
        (0..words).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }
}

/// An organisation and its service, as two lines of a corpus.
fn lines(number: usize, dice: &mut Dice) -> String {
    let (city, country) = dice.one(&CITIES);
    let needs = format!("{}|{}", dice.one(Need::ALL).slug(), dice.one(Need::ALL).slug());
    let phone = format!("+1 555 01 {:06}", dice.roll(1_000_000));
    let (name, text) = (dice.sentence(4), dice.sentence(40));
    let (service, about) = (dice.sentence(2), dice.sentence(30));
    format!(
        "o{number}\torganisation\t\t{name}\t\t{text}\t{needs}\t{city}\t\t{country}\t\t{phone}\t\n\
         s{number}\tservice\to{number}\t{service}\t\t{about}\t{needs}\t{city}\t\t{country}\t\t\t\n"
    )
}

fn directory(entries: usize) -> Directory {
    let mut dice = Dice(1);
    let lines: String = (0..entries / 2).map(|number| lines(number, &mut dice)).collect();
    corpus::read(&format!("the names of the fields\n{lines}"))
}

/// A directory and its index, made once for each size.
type Library = Arc<(Directory, Index)>;

fn library(entries: usize) -> Library {
    static MADE: LazyLock<Mutex<Vec<(usize, Library)>>> = LazyLock::new(Mutex::default);
    let mut made = MADE.lock().unwrap();
    if let Some((_, library)) = made.iter().find(|(size, _)| *size == entries) {
        return Arc::clone(library);
    }
    let directory = directory(entries);
    let index = Index::build(&directory);
    let library = Arc::new((directory, index));
    made.push((entries, Arc::clone(&library)));
    library
}

/// What stands in the query after each key.
fn presses(lines: &[&'static str]) -> Vec<&'static str> {
    let cuts = |line: &'static str| line.char_indices().filter_map(move |(at, c)| line.get(..at + c.len_utf8()));
    lines.iter().flat_map(|line| cuts(line)).collect()
}

/// Every key of every line; the row's item is a key.
#[divan::bench(args = SIZES, sample_count = 20, sample_size = 1)]
fn by_index(bencher: Bencher<'_, '_>, entries: usize) {
    keys(bencher, entries, &LINES);
}

/// The key that costs most: a common word and one letter more.
#[divan::bench(args = SIZES, sample_count = 20, sample_size = 1)]
fn by_index_one_letter(bencher: Bencher<'_, '_>, entries: usize) {
    keys(bencher, entries, &["l"]);
}

/// Nothing typed: what the start screen asks for.
#[divan::bench(args = SIZES, sample_count = 20, sample_size = 1)]
fn by_index_empty(bencher: Bencher<'_, '_>, entries: usize) {
    let library = library(entries);
    bencher.counter(ItemsCount::new(1usize)).bench_local(|| ask(&library, ""));
}

fn keys(bencher: Bencher<'_, '_>, entries: usize, lines: &[&'static str]) {
    let library = library(entries);
    let presses = presses(lines);
    bencher.counter(ItemsCount::new(presses.len())).bench_local(|| {
        for line in &presses {
            ask(&library, line);
        }
    });
}

/// One search, as the interface asks.
fn ask((directory, index): &(Directory, Index), line: &str) {
    // A filter that is not finished finds nothing yet, as in the interface.
    let Ok(query) = Query::parse(line) else { return };
    let now: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
    let request = Request { query: &query, now, today: date(2026, 11, 24), limit: LIMIT, explained: 50 };
    black_box(index.search(directory, request, &Cancel::default()));
}

/// What the index replaces.
#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn by_scanning(bencher: Bencher<'_, '_>, entries: usize) {
    let library = library(entries);
    let texts: Vec<String> = library.0.entries().map(|entry| joined(&library.0, entry.number)).collect();
    let matcher = SkimMatcherV2::default();
    let presses = presses(&LINES);
    bencher.counter(ItemsCount::new(presses.len())).bench_local(|| {
        for line in &presses {
            let wanted = fold(line);
            let scores =
                texts.iter().enumerate().filter_map(|(at, text)| Some((matcher.fuzzy_match(text, &wanted)?, at)));
            let mut scores: Vec<(i64, usize)> = scores.collect();
            scores.sort_unstable();
            scores.truncate(LIMIT);
            black_box(scores);
        }
    });
}

/// All text of an entry in one folded line.
fn joined(directory: &Directory, number: EntryNo) -> String {
    let entry = directory.entry(number).unwrap();
    let city = entry.main_address().and_then(|address| address.city.as_deref()).unwrap_or_default();
    let parts = [entry.name().value.as_str(), city, &entry.organization.name.value, &entry.description().value];
    fold(&parts.join(" "))
}

/// Reading a directory once.
#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn build(bencher: Bencher<'_, '_>, entries: usize) {
    let directory = directory(entries);
    bencher.counter(ItemsCount::new(entries)).bench_local(|| Index::build(&directory));
}
