//! A choice of a few things, numbered: what to copy, where to go.

use super::codes::Source;
use crate::directory::{EntryNo, HowKnown, correction::Correctable};

/// A list to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picker {
    /// Id of the message above the list.
    pub title: &'static str,
    /// The choices. Never empty.
    pub choices: Vec<Choice>,
    /// Which one is selected.
    pub selected: usize,
}

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// In words.
    pub label: String,
    /// What happens.
    pub pick: Pick,
}

/// What happens with a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// This text goes to the clipboard.
    Copy(String),
    /// This entry is read.
    Read(EntryNo),
    /// This is wrong about the entry.
    Correct(Correctable),
    /// This is how it is known: the end of a correction.
    Known(Box<(Correctable, String)>, HowKnown),
    /// These codes are shown.
    Codes(Source),
    /// The handout is printed on this printer.
    Print(String),
}
