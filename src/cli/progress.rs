//! How far a longer piece of work has come, on a terminal.

use std::io::{self, IsTerminal, Read, Write};

use jiff::Timestamp;

use super::environment::{Clock, Environment};
use crate::{i18n::I18n, sheet::update};

/// Milliseconds between two pictures.
const BETWEEN: u64 = 200;

/// A line on the terminal that says how far it is and how long it will take.
pub(super) struct Progress {
    total: u64,
    done: u64,
    /// When this piece of work began, and what was done of it by then.
    since: (Timestamp, u64),
    shown: Option<Timestamp>,
    clock: Clock,
    /// The language in which it is said; `None` without a terminal.
    i18n: Option<I18n>,
    columns: usize,
}

impl Progress {
    pub(super) fn new(total: u64, environment: &Environment) -> Self {
        let clock = environment.clock;
        let visible = io::stderr().is_terminal() && !environment.quiet;
        let i18n = visible.then(|| I18n::new(environment.language.interface));
        // Some terminals do not say how wide they are.
        let columns = environment.terminal.size.map_or(0, |(columns, _)| usize::from(columns));
        let columns = if columns == 0 { 80 } else { columns };
        Self { total, done: 0, since: (clock.now(), 0), shown: None, clock, i18n, columns }
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
        let Some(i18n) = &self.i18n else {
            (self.done, self.total) = (done, total);
            return;
        };
        let now = self.clock.now();
        if total != self.total || done < self.done {
            // Another file; of one that is gone on with, some was there before.
            self.since = (now, done);
        }
        (self.done, self.total) = (done, total);
        let since = |then: Timestamp| u64::try_from(now.as_millisecond() - then.as_millisecond()).unwrap_or(0);
        let (began, before) = self.since;
        if self.shown.is_none_or(|shown| since(shown) >= BETWEEN) && since(began) >= BETWEEN {
            self.shown = Some(now);
            let text = line(done, total, (since(began), done - before), self.columns, i18n);
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

/// `700 kB of 1.4 MB · 12.0 kB a second · 58 s left`, as the interface says
/// it; as much of it as there are columns for. `lately`: milliseconds, and what
/// was done in them.
fn line(done: u64, total: u64, lately: (u64, u64), columns: usize, i18n: &I18n) -> String {
    let bytes = |count: u64| update::bytes(i18n, count).into();
    let so_far = [("done", bytes(done)), ("total", bytes(total.max(done)))];
    let mut text = i18n.with("updates-so-far", &so_far);
    let (milliseconds, came) = lately;
    let Some(rate) = update::rate(came, milliseconds) else { return text };
    let left = update::time_left(i18n, total.saturating_sub(done) / rate);
    let rate = i18n.with("updates-rate", &[("rate", bytes(rate))]);
    for part in [rate, left] {
        // A line that wraps could not be taken away.
        if text.chars().count() + part.chars().count() + 3 >= columns {
            break;
        }
        text = format!("{text} · {part}");
    }
    text
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
    fn the_line_says_how_much_is_done_how_fast_it_comes_and_how_long_it_takes() {
        let i18n = I18n::new("en");
        let said = |done, total, lately, columns| line(done, total, lately, columns, &i18n);
        assert_eq!(said(700_000, 1_400_000, (10_000, 120_000), 80), "700 kB of 1.4 MB · 12.0 kB a second · 58 s left");
        assert_eq!(said(700, 1_400_000, (1_000, 700), 80), "700 B of 1.4 MB · 700 B a second · 34 min left");
        assert_eq!(said(5_000, 9_000, (300, 5_000), 80), "5.0 kB of 9.0 kB", "too soon to say more");
        assert_eq!(said(700_000, 1_400_000, (10_000, 120_000), 40), "700 kB of 1.4 MB · 12.0 kB a second");
        assert_eq!(said(0, 0, (0, 0), 80), "0 B of 0 B");
    }
}
