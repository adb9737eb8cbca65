//! How far a longer piece of work has come, on a terminal.

use std::io::{self, IsTerminal, Read, Write};

use jiff::Timestamp;

use super::environment::{Clock, Environment};

/// Milliseconds between two pictures.
const BETWEEN: i64 = 200;

/// A line on the terminal that says how far it is and how long it will take.
pub(super) struct Progress {
    total: u64,
    done: u64,
    began: Timestamp,
    shown: Option<Timestamp>,
    clock: Clock,
    /// There is a terminal to show it on.
    visible: bool,
}

impl Progress {
    pub(super) fn new(total: u64, environment: &Environment) -> Self {
        let clock = environment.clock;
        let visible = io::stderr().is_terminal() && !environment.quiet;
        Self { total, done: 0, began: clock.now(), shown: None, clock, visible }
    }

    /// Follows what is read.
    pub(super) fn follow<'p>(&'p mut self, input: &'p mut dyn Read) -> impl Read + 'p {
        Followed { input, progress: self }
    }

    /// Counts bytes that were read elsewhere.
    pub(super) fn add(&mut self, bytes: u64) {
        self.set(self.done + bytes, self.total);
    }

    /// So many bytes are done of so many.
    pub(super) fn set(&mut self, done: u64, total: u64) {
        (self.done, self.total) = (done, total);
        if !self.visible {
            return;
        }
        let now = self.clock.now();
        let since = |then: Timestamp| now.as_millisecond() - then.as_millisecond();
        if self.shown.is_none_or(|shown| since(shown) >= BETWEEN) && since(self.began) >= BETWEEN {
            self.shown = Some(now);
            let text = line(self.done, self.total, since(self.began));
            // Nobody is helped by an error about a line that goes away anyway.
            let _ = write!(io::stderr(), "\r\u{1b}[K{text}");
        }
    }

    /// Takes the line away.
    pub(super) fn finish(&mut self) {
        if self.shown.take().is_some() {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

/// `42 %  0:12`: how much is done, and the minutes and seconds left.
fn line(done: u64, total: u64, elapsed: i64) -> String {
    let share = if total == 0 { 1.0 } else { (done as f64 / total as f64).min(1.0) };
    let elapsed = u64::try_from(elapsed).unwrap_or_default();
    let left = elapsed.saturating_mul(total.saturating_sub(done)).checked_div(done).unwrap_or_default();
    let seconds = left / 1000;
    format!("{:3.0} %  -{}:{:02}", share * 100.0, seconds / 60, seconds % 60)
}

struct Followed<'p> {
    input: &'p mut dyn Read,
    progress: &'p mut Progress,
}

impl Read for Followed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        self.progress.add(count as u64);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_much_is_done_and_how_long_it_takes() {
        assert_eq!(line(25, 100, 30_000), " 25 %  -1:30");
        assert_eq!(line(100, 100, 30_000), "100 %  -0:00");
        assert_eq!(line(0, 0, 0), "100 %  -0:00");
    }
}
