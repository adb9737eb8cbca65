//! The problems of one record.

use std::{
    cell::{Cell, RefCell},
    fmt::Display,
};

use crate::{
    directory::problem::{Code, Outcome, Problem},
    formats::limits,
    text::sanitise::sanitise,
};

/// Collects what is wrong with one line. Shared by everything that reads it,
/// hence the cells.
pub(super) struct Log<'a> {
    file: &'a str,
    line: u64,
    hidden: Cell<bool>,
    broken: Cell<bool>,
    problems: RefCell<Vec<Problem>>,
}

impl<'a> Log<'a> {
    pub(super) fn new(file: &'a str, line: u64) -> Self {
        let (hidden, broken) = (Cell::new(false), Cell::new(false));
        Self { file, line, hidden, broken, problems: RefCell::new(Vec::new()) }
    }

    /// Shows no value of this record from now on, nor any told before: a
    /// report travels further than the record, and must not give away where a
    /// confidential place is.
    pub(super) fn hide_values(&self) {
        self.hidden.set(true);
        self.problems.borrow_mut().iter_mut().for_each(|problem| problem.value.clear());
    }

    /// Notes a problem at a JSON pointer. `value` is shortened and cleaned.
    pub(super) fn tell(&self, place: impl Display, code: Code, value: &str, outcome: Outcome) {
        let mut problems = self.problems.borrow_mut();
        if problems.len() >= limits::PROBLEMS {
            return;
        }
        let value = if self.hidden.get() { String::new() } else { shorten(value) };
        let pointer = place.to_string();
        let field = if pointer.is_empty() { "/".to_owned() } else { pointer };
        problems.push(Problem { file: self.file.to_owned(), line: self.line, field, code, value, outcome });
    }

    /// Notes that the whole record is refused, showing nothing of it.
    pub(super) fn refused(&self, pointer: &str, code: Code) {
        self.tell(pointer, code, "", Outcome::Refused);
    }

    /// Notes that the source itself broke off.
    pub(super) fn broke_off(&self, error: &std::io::Error) {
        self.broken.set(true);
        self.tell("", Code::NotJson, &error.to_string(), Outcome::Refused);
    }

    /// True when the source broke off.
    pub(super) fn is_broken(&self) -> bool {
        self.broken.get()
    }

    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }
}

/// A value short and clean enough for one line of a report.
pub(in crate::formats) fn shorten(value: &str) -> String {
    const MOST: usize = limits::SHOWN_VALUE_CHARS;
    // Cleaning can only shorten, so a few times the length is enough to clean.
    let mut rest = value.chars();
    let head: String = rest.by_ref().take(4 * MOST).collect();
    let clean = sanitise(&head).text.replace(['\n', '\t'], " ");
    if rest.next().is_none() && clean.chars().count() <= MOST {
        return clean;
    }
    let mut short: String = clean.chars().take(MOST - 1).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_shown_short_and_clean() {
        let log = Log::new("f", 3);
        log.tell("/name", Code::WrongType, &"\u{1b}é\n".repeat(50), Outcome::Kept);
        let problem = log.into_problems().remove(0);
        assert_eq!(problem.value.chars().count(), limits::SHOWN_VALUE_CHARS);
        assert!(problem.value.starts_with("é é"));
    }

    #[test]
    fn values_of_a_record_with_a_confidential_place_are_not_shown() {
        let log = Log::new("f", 3);
        log.tell("/a", Code::InvalidDate, "12 rue", Outcome::Kept);
        log.hide_values();
        log.tell("/b", Code::InvalidDate, "12 rue", Outcome::Kept);
        assert!(log.into_problems().iter().all(|problem| problem.value.is_empty()));
    }
}
