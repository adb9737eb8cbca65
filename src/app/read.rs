//! Reading one entry.

use tui_input::Input;

use super::page::Page;
use crate::directory::EntryNo;

/// The state of Read.
#[derive(Debug)]
pub struct Read {
    /// The entry.
    pub entry: EntryNo,
    /// Its lines, for the width of the screen.
    pub page: Page,
    /// True when what is withheld of an entry that is much too old is shown
    /// all the same.
    pub revealed: bool,
    /// The first line on the screen.
    pub scroll: usize,
    /// What is typed while finding inside.
    pub inside: Option<Input>,
    /// The words last found inside; their lines stay marked.
    pub found: String,
}

impl Read {
    /// Scrolls by so many lines, within the page.
    pub fn scroll_by(&mut self, lines: isize, rows: usize) {
        let last = self.page.lines.len().saturating_sub(rows);
        self.scroll = self.scroll.saturating_add_signed(lines).min(last);
    }

    /// Scrolls so that line `line` is on the screen, a little below its top.
    pub fn show_line(&mut self, line: usize, rows: usize) {
        if line < self.scroll || line >= self.scroll + rows {
            self.scroll = line.saturating_sub(2);
        }
        self.scroll_by(0, rows);
    }

    /// Scrolls a section to the top.
    pub fn jump_section(&mut self, forward: bool, rows: usize) {
        if let Some(line) = self.page.next_section(self.scroll, forward) {
            let last = self.page.lines.len().saturating_sub(rows);
            self.scroll = line.min(last);
        } else if !forward {
            self.scroll = 0;
        }
    }

    /// Goes to the next line, after the screen's first, in which the words
    /// stand; round to the beginning. False when they stand nowhere.
    pub fn find_next(&mut self, rows: usize, from: usize) -> bool {
        let lines = self.page.lines_with(&self.found);
        let next = lines.iter().find(|line| **line >= from).or_else(|| lines.first());
        if let Some(line) = next {
            self.scroll = line.saturating_sub(1);
            self.scroll_by(0, rows);
        }
        next.is_some()
    }
}
