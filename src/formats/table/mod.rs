//! Tables: rows of cells, whatever file they come from.

pub mod delimited;
pub mod workbook;

use std::borrow::Cow;

use super::limits;
use crate::{
    directory::problem::{Code, Outcome},
    text::sanitise::sanitise,
};

/// One row of a table, its texts clean.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Line of the file or row of the sheet on which it begins, from 1.
    pub line: u64,
    /// Its cells.
    pub cells: Vec<String>,
    /// What was wrong with the text of a cell, by its position.
    pub faults: Vec<(usize, Code, Outcome)>,
}

impl Row {
    /// True when no cell says anything.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }

    /// Adds a cell: cleans it, and notes what had to be done.
    fn push(&mut self, text: &str) {
        let at = self.cells.len();
        let clean = sanitise(text);
        if clean.control {
            self.faults.push((at, Code::ControlCharacters, Outcome::Repaired));
        }
        if clean.bidi {
            self.faults.push((at, Code::BidiControls, Outcome::Repaired));
        }
        let mut text = clean.text;
        // What our own tables, and those of others, keep from being run.
        if let Some(rest) = text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '@', '+', '-'])) {
            text = Cow::Owned(rest.to_owned());
        }
        if text.len() > limits::TEXT_CHARS && text.chars().count() > limits::TEXT_CHARS {
            self.faults.push((at, Code::TooLong, Outcome::Repaired));
            let cut: String = text.chars().take(limits::TEXT_CHARS).collect();
            text = Cow::Owned(cut.trim_end().to_owned());
        }
        self.cells.push(text.into_owned());
    }
}

/// Why a table cannot be read, or not further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Line or row where it broke off.
    pub line: u64,
    /// What is wrong.
    pub code: Code,
    /// More about it, in the words of a library; may be empty.
    pub detail: String,
}
