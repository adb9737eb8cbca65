//! How long locking and leaving take, on the real program on a real (pseudo)
//! terminal: from the key to the empty screen, and to the end of the process.
//!
//! Each is also told as a multiple of what the terminal itself needs to show
//! one typed letter in the same run, since machines differ.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a benchmark reads the clock and may fail by panicking"
)]

#[cfg(unix)]
#[path = "../tests/pty/mod.rs"]
mod pty;

#[cfg(unix)]
fn main() {
    use std::{
        path::Path,
        time::{Duration, Instant},
    };

    use pty::Terminal;

    const RUNS: usize = 15;

    fn median(mut times: Vec<Duration>) -> Duration {
        times.sort_unstable();
        times[times.len() / 2]
    }

    /// The interface with a query and an entry open.
    fn open(home: &Path) -> Terminal {
        let mut terminal = Terminal::parasol(home, &["--demo"], 80, 24);
        terminal.wait_for("1,000");
        terminal.press("lumiere legal");
        terminal.wait_for("Association Lumière");
        terminal
    }

    let home = tempfile::tempdir().unwrap();
    let (mut letter, mut lock, mut exit) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let mut terminal = open(home.path());
        let start = Instant::now();
        terminal.press("x");
        terminal.wait_for("legalx");
        letter.push(start.elapsed());
        let start = Instant::now();
        terminal.press("\x0c");
        terminal.wait_until("an empty screen", |screen| screen.trim().is_empty());
        lock.push(start.elapsed());
        drop(terminal);

        let mut terminal = open(home.path());
        let start = Instant::now();
        terminal.press("\x1c");
        terminal.end();
        exit.push(start.elapsed());
    }
    let letter = median(letter);
    println!("a typed letter on the screen  {letter:>10.1?}");
    for (what, times) in [("locked, the screen empty", lock), ("quick exit, the process gone", exit)] {
        let time = median(times);
        println!("{what:<29} {time:>10.1?}  {:.1} letters", time.as_secs_f64() / letter.as_secs_f64());
    }
}

#[cfg(not(unix))]
fn main() {}
