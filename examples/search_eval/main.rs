//! Measures the search: how fast it answers each key press, and how often what
//! was meant stands first.
//!
//! `cargo run --release --example search_eval -- --corpus FILE --queries FILE --json`
//!
//! The files are those of the generators in `bench/`: a corpus of records, and
//! queries, each with its class and the ids of what it should find. Every
//! query is typed key by key; each key is one search, as the interface asks it,
//! on one thread. Reciprocal rank and recall are those of the whole query.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    missing_docs,
    reason = "an evaluation fails by panicking and looks at the clock"
)]

mod corpus;

use std::{
    collections::{BTreeMap, HashSet},
    fs,
    time::{Duration, Instant},
};

use clap::Parser;
use jiff::{Timestamp, civil::date};
use parasol::{
    directory::{Directory, EntryNo},
    search::{Cancel, Index, Outcome, Query, Request},
};

/// The best so many count.
const BEST: usize = 10;

#[derive(Parser)]
struct Arguments {
    /// The records, as gen_corpus.py writes them.
    #[arg(long)]
    corpus: String,
    /// The queries, as gen_queries.py writes them.
    #[arg(long)]
    queries: String,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
    /// So many queries at most.
    #[arg(long, default_value_t = usize::MAX)]
    most: usize,
    /// Print the queries of a class (`all`: of every class) that miss.
    #[arg(long)]
    misses: Option<String>,
    /// Print so many of the slowest key presses.
    #[arg(long, default_value_t = 0)]
    slowest: usize,
}

/// A query and the numbers of the records that it should find.
struct Question {
    class: String,
    text: String,
    relevant: HashSet<u32>,
}

/// Sums over the queries of a class.
#[derive(Default, Clone, Copy)]
struct Sums {
    reciprocal: f64,
    recall: f64,
    queries: u32,
}

impl Sums {
    fn json(self) -> serde_json::Value {
        let mean = |sum: f64| (sum / f64::from(self.queries) * 10_000.0).round() / 10_000.0;
        serde_json::json!({ "queries": self.queries, "mrr10": mean(self.reciprocal), "recall10": mean(self.recall) })
    }
}

fn number(id: &str) -> u32 {
    id.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().unwrap()
}

fn questions(text: &str, most: usize) -> Vec<Question> {
    let lines = text.lines().skip(1).take(most);
    let question = |line: &str| {
        let mut fields = line.split('\t').map(str::to_owned);
        let mut next = || fields.next().unwrap_or_default();
        Question { class: next(), text: next(), relevant: next().split('|').map(number).collect() }
    };
    lines.map(question).collect()
}

fn search(directory: &Directory, index: &Index, text: &str) -> Option<Outcome> {
    // A filter that is not finished finds nothing yet, as in the interface.
    let query = Query::parse(text).ok()?;
    let now: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
    let request = Request { query: &query, now, today: date(2026, 11, 24), limit: BEST, explained: BEST };
    index.find(directory, request, &Cancel::default())
}

/// Bytes of this process in memory; nothing where the system does not say.
fn resident() -> u64 {
    let pages = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    pages.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok()).unwrap_or(0) * 4096
}

fn micros(took: Duration) -> u64 {
    u64::try_from(took.as_micros()).unwrap()
}

fn main() {
    let arguments = Arguments::parse();
    let directory = corpus::read(&fs::read_to_string(&arguments.corpus).unwrap());
    let questions = questions(&fs::read_to_string(&arguments.queries).unwrap(), arguments.most);
    let mut ids = Vec::with_capacity(directory.len());
    directory.walk(|entry| ids.push(number(entry.id())));

    let before = resident();
    let start = Instant::now();
    let index = Index::build(&directory);
    // The interface reads these before somebody types, too.
    index.get_ready(&directory);
    let build = start.elapsed();
    let resident = resident().saturating_sub(before);
    let sizes = index.sizes();
    let index_bytes: usize = sizes.iter().map(|(_, bytes)| bytes).sum();
    if !arguments.json {
        eprintln!("{sizes:?}, resident {resident}");
    }

    let mut presses: Vec<(Duration, &str)> = Vec::new();
    let mut classes: BTreeMap<&str, Sums> = BTreeMap::new();
    for question in &questions {
        let mut outcome = None;
        for (at, c) in question.text.char_indices() {
            let typed = &question.text[..at + c.len_utf8()];
            let start = Instant::now();
            outcome = search(&directory, &index, typed);
            presses.push((start.elapsed(), typed));
        }
        let hits = outcome.as_ref().map_or_else(Vec::new, found);
        let found: Vec<u32> = hits.iter().map(|entry| ids[entry.0 as usize]).collect();
        let first = found.iter().position(|record| question.relevant.contains(record));
        let reciprocal = first.map_or(0.0, |at| 1.0 / (at + 1) as f64);
        let many = found.iter().filter(|record| question.relevant.contains(record)).count();
        if reciprocal < 1.0 && arguments.misses.as_ref().is_some_and(|one| *one == question.class || one == "all") {
            miss(&directory, question, &hits, &ids, reciprocal);
        }
        for class in [question.class.as_str(), ""] {
            let sums = classes.entry(class).or_default();
            sums.reciprocal += reciprocal;
            sums.recall += many as f64 / question.relevant.len().min(BEST) as f64;
            sums.queries += 1;
        }
    }
    presses.sort_unstable();
    if arguments.slowest > 0 {
        presses
            .iter()
            .rev()
            .take(arguments.slowest)
            .for_each(|(took, typed)| eprintln!("{:8} µs  {typed:?}", took.as_micros()));
    }
    let percentile = |percent: usize| micros(presses[presses.len() * percent / 100].0);
    let all = classes.remove("").unwrap_or_default().json();
    let by_class: serde_json::Map<String, serde_json::Value> =
        classes.into_iter().map(|(class, sums)| (class.to_owned(), sums.json())).collect();
    let result = serde_json::json!({
        "records": directory.len(),
        "build_s": (build.as_secs_f64() * 1000.0).round() / 1000.0,
        "index_bytes": index_bytes,
        "keystrokes": presses.len(),
        "p50_us": percentile(50),
        "p99_us": percentile(99),
        "max_us": presses.last().map_or(0, |last| micros(last.0)),
        "mrr10": all["mrr10"],
        "recall10": all["recall10"],
        "by_class": by_class,
    });
    if arguments.json {
        println!("{result}");
    } else {
        println!("{result:#}");
    }
}

/// The entries that an outcome shows.
fn found(outcome: &Outcome) -> Vec<EntryNo> {
    outcome.shown().iter().map(|hit| hit.entry).collect()
}

fn miss(directory: &Directory, question: &Question, hits: &[EntryNo], ids: &[u32], reciprocal: f64) {
    let name = |entry: EntryNo| directory.entry(entry).unwrap().name().value.clone();
    let wanted = ids.iter().position(|record| question.relevant.contains(record)).unwrap();
    let got: Vec<String> = hits.iter().take(3).map(|entry| name(*entry)).collect();
    let wanted = name(EntryNo(wanted as u32));
    eprintln!("{} {reciprocal:.2} [{}] wanted {wanted:?}, got {got:?}", question.class, question.text);
}
