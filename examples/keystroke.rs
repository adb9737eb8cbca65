//! From a key press to what it changes on the screen, through the real program
//! on a pseudo-terminal.
//!
//! `cargo run --release --example keystroke -- target/release/parasol [WORDS…]`
//! starts the program over the made-up directory, or over a corpus of
//! `--corpus FILE` that is put into a store first, and types each WORDS letter
//! by letter. It prints one JSON object: how long after the start the first
//! results stand there, to a letter that was typed at once; how long until a
//! letter is seen, and until the screen stands still with the results; and what
//! the program takes in memory. A tool for people, not a test.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    missing_docs,
    reason = "it measures time, starts a program, and fails by panicking"
)]

#[path = "search_eval/corpus.rs"]
mod corpus;

use std::{
    error::Error,
    fs,
    io::{Read, Write},
    num::NonZero,
    path::Path,
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use clap::Parser;
use jiff::Timestamp;
use parasol::{
    runtime::library,
    store::{self, Check, Draft, Origin, ShelfInfo, collected::Collected},
};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

#[derive(Parser)]
struct Arguments {
    /// The program.
    program: String,
    /// What is typed.
    words: Vec<String>,
    /// Records, as gen_corpus.py writes them.
    #[arg(long)]
    corpus: Option<String>,
    /// Where their store is made, or was made before; without it in a folder
    /// that is removed.
    #[arg(long)]
    data: Option<String>,
}

const COLUMNS: u16 = 80;
const ROWS: u16 = 24;
/// A screen that says nothing new for so long stands still.
const STILL: Duration = Duration::from_millis(60);
/// Longer than a start takes.
const PATIENCE: Duration = Duration::from_mins(1);

/// What people type where no words are given.
const QUERIES: [&str; 6] =
    ["legal lyon", "nowhere to sleep", "мне негде ночевать", "std test", "glass baot house", "my husband hits me"];

struct Screen {
    bytes: Receiver<Vec<u8>>,
    parser: vt100::Parser,
}

impl Screen {
    /// Reads until the screen stands still; gives the instants at which the
    /// query line and the screen last changed.
    fn settle(&mut self) -> (Option<Instant>, Option<Instant>) {
        let (mut line, mut last) = (None, None);
        loop {
            match self.bytes.recv_timeout(STILL) {
                Ok(bytes) => {
                    let before = self.first_row();
                    self.parser.process(&bytes);
                    let now = Instant::now();
                    last = Some(now);
                    if line.is_none() && self.first_row() != before {
                        line = Some(now);
                    }
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return (line, last),
            }
        }
    }

    fn first_row(&self) -> String {
        self.parser.screen().rows(0, COLUMNS).next().unwrap_or_default()
    }

    fn wait_for(&mut self, text: &str) -> Result<(), Box<dyn Error>> {
        let start = Instant::now();
        // What is loaded so far is told with the same words.
        let is_there =
            |screen: &vt100::Screen| screen.contents().contains(text) && !screen.contents().contains("Loading");
        while !is_there(self.parser.screen()) {
            if start.elapsed() > PATIENCE {
                return Err(format!("{text:?} never came").into());
            }
            if let Ok(bytes) = self.bytes.recv_timeout(STILL) {
                self.parser.process(&bytes);
            }
        }
        Ok(())
    }
}

/// Puts a corpus and its index into a store, as an import leaves them. How
/// many entries there are.
fn fill(data: &Path, corpus: Option<&str>) -> Result<usize, Box<dyn Error>> {
    let mut opened = store::open(data, "keystroke", Timestamp::now(), Check::Heads, &mut |_| {})?;
    let Some(corpus) = corpus else { return Ok(opened.directory.len()) };
    let directory = corpus::read(&fs::read_to_string(corpus)?);
    let shelf = directory.shelves().first().ok_or("no records")?;
    let records = opened.store.keep(shelf.bytes().ok_or("records that are not packed")?)?;
    let shelf = ShelfInfo {
        publisher: shelf.publication.publisher.clone(),
        version: 1,
        origin: Origin::Bundle { digest: records.digest.clone() },
        records,
    };
    let index = opened.store.keep_pieces(&library::index_pieces(&directory, Collected::default()))?;
    opened.store.commit(Draft { shelves: vec![shelf], index: Some(index), ..Draft::default() })?;
    Ok(directory.len())
}

/// What the system says of the memory of a process, in mebibytes: now, and at
/// most.
fn memory(process: Option<u32>) -> (Option<u64>, Option<u64>) {
    let status = process.and_then(|id| fs::read_to_string(format!("/proc/{id}/status")).ok()).unwrap_or_default();
    let field = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes >> 10)
    };
    (field("VmRSS:"), field("VmHWM:"))
}

/// As the interface writes a number.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let group = |(at, digit): (usize, char)| {
        let comma = at > 0 && (digits.len() - at).is_multiple_of(3);
        comma.then_some(',').into_iter().chain([digit])
    };
    digits.chars().enumerate().flat_map(group).collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let Arguments { program, words, corpus, data } = Arguments::parse();
    let queries = if words.is_empty() { QUERIES.map(str::to_owned).to_vec() } else { words };
    let folder = tempfile::tempdir()?;
    let data = data.map_or_else(|| folder.path().to_owned(), Into::into);
    let entries = if corpus.is_some() || store::is_there(&data) { fill(&data, corpus.as_deref())? } else { 1_000 };
    let pair = native_pty_system().openpty(PtySize { rows: ROWS, cols: COLUMNS, ..PtySize::default() })?;
    let mut command = CommandBuilder::new(program);
    if !store::is_there(&data) {
        command.arg("--demo");
    }
    command.args(["--lang", "en"]);
    command.env("TERM", "xterm-256color");
    command.env("PARASOL_DATA_DIR", &data);
    let started = Instant::now();
    let mut child = pair.slave.spawn_command(command)?;
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader()?;
    let mut writer = pair.master.take_writer()?;
    let (sender, bytes) = mpsc::channel();
    thread::spawn(move || {
        let mut buffer = vec![0; 65536].into_boxed_slice();
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            if sender.send(buffer.iter().take(count).copied().collect()).is_err() {
                return;
            }
        }
    });
    let cells = |count| NonZero::new(count).unwrap_or(NonZero::<u16>::MIN);
    let mut screen = Screen { bytes, parser: vt100::Parser::new(cells(ROWS), cells(COLUMNS), 0) };
    writer.write_all(b"s")?;
    writer.flush()?;
    screen.wait_for(&format!(" of {}", grouped(entries)))?;
    let first = started.elapsed();
    screen.settle();
    let (resident, _) = memory(child.process_id());
    writer.write_all(b"\x15")?;
    writer.flush()?;
    screen.settle();
    let (mut seen, mut settled) = (Vec::new(), Vec::new());
    for query in &queries {
        for letter in query.chars() {
            let start = Instant::now();
            writer.write_all(letter.to_string().as_bytes())?;
            writer.flush()?;
            let (line, last) = screen.settle();
            let micros = |at: Instant| at.duration_since(start).as_micros();
            seen.extend(line.map(micros));
            settled.extend(last.map(micros));
        }
        // Ctrl-U empties the line for the next one.
        writer.write_all(b"\x15")?;
        writer.flush()?;
        screen.settle();
    }
    let (after, most) = memory(child.process_id());
    writer.write_all(b"\x11")?;
    writer.flush()?;
    child.wait()?;
    println!(
        "{}",
        serde_json::json!({
            "entries": entries,
            "first_results_ms": first.as_millis(),
            "resident_mib": { "started": resident, "after": after, "most": most },
            "keys": settled.len(),
            "letter_us": summary(&mut seen),
            "results_us": summary(&mut settled),
        })
    );
    Ok(())
}

/// Median, 99th percentile and most.
fn summary(times: &mut [u128]) -> serde_json::Value {
    times.sort_unstable();
    let at = |percent: usize| times.get((times.len() * percent / 100).min(times.len().saturating_sub(1))).copied();
    serde_json::json!({ "p50": at(50), "p99": at(99), "max": times.last() })
}
