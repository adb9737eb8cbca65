//! From a key press to what it changes on the screen, through the real program
//! on a pseudo-terminal.
//!
//! `cargo run --release --example keystroke -- target/release/parasol [WORDS…]`
//! types each WORDS letter by letter into the made-up directory and prints one
//! JSON object: how long until the letter is seen, and until the screen stands
//! still with the results, in microseconds. A tool for people, not a test.
#![allow(clippy::disallowed_methods, reason = "it measures time, and starts a program")]

use std::{
    error::Error,
    io::{Read, Write},
    num::NonZero,
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

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
        while !self.parser.screen().contents().contains(text) {
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

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let program = arguments.next().ok_or("which program? target/release/parasol")?;
    let given: Vec<String> = arguments.collect();
    let queries = if given.is_empty() { QUERIES.map(str::to_owned).to_vec() } else { given };
    let folder = tempfile::tempdir()?;
    let pair = native_pty_system().openpty(PtySize { rows: ROWS, cols: COLUMNS, ..PtySize::default() })?;
    let mut command = CommandBuilder::new(program);
    command.args(["--demo", "--lang", "en"]);
    command.env("TERM", "xterm-256color");
    command.env("PARASOL_DATA_DIR", folder.path());
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
    screen.wait_for("1,000")?;
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
    writer.write_all(b"\x11")?;
    writer.flush()?;
    child.wait()?;
    println!(
        "{}",
        serde_json::json!({ "keys": settled.len(), "letter_us": summary(&mut seen), "results_us": summary(&mut settled) })
    );
    Ok(())
}

/// Median, 99th percentile and most.
fn summary(times: &mut [u128]) -> serde_json::Value {
    times.sort_unstable();
    let at = |percent: usize| times.get((times.len() * percent / 100).min(times.len().saturating_sub(1))).copied();
    serde_json::json!({ "p50": at(50), "p99": at(99), "max": times.last() })
}
