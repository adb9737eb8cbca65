//! The records in a publisher's folder, with every problem at its file and
//! line.

use super::{folder::Folder, raw::RawRecords};
use crate::{
    bundle::publish::Records,
    cli::error::Failure,
    directory::problem::{Code, Outcome, Problem},
    formats::hsds,
};

/// File of the tombstones.
pub const WITHDRAWN: &str = "withdrawn.jsonl";

/// What a publisher's folder holds.
pub struct Source {
    /// The records.
    pub records: Records,
    /// What is wrong with them.
    pub problems: Vec<Problem>,
}

impl Source {
    /// Reads all records. They are read as one source, so that an id that
    /// stands in two files is found, and a service finds its organisation.
    pub fn read(folder: &Folder<'_>) -> Result<Self, Failure> {
        Self::of(&RawRecords::read(folder)?, folder)
    }

    /// The same of records that may not be written yet.
    pub fn of(raw: &RawRecords, folder: &Folder<'_>) -> Result<Self, Failure> {
        let mut lines = Lines::default();
        for file in &raw.files {
            if file.is_document() {
                lines.add_document(&file.name, &file.bytes());
            } else {
                lines.add_lines(&file.name, &file.bytes());
            }
        }
        let withdrawn = folder.path(WITHDRAWN);
        if withdrawn.is_file() {
            lines.add_lines(WITHDRAWN, &folder.read(&withdrawn)?);
        }
        Ok(lines.read())
    }

    /// The problems that keep a directory from being built.
    pub fn errors(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(|problem| is_error(problem))
    }

    /// The problems that do not.
    pub fn warnings(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(|problem| !is_error(problem))
    }
}

/// True for what keeps a directory from being built: a record that is refused
/// would be missing without anyone noticing.
pub fn is_error(problem: &Problem) -> bool {
    problem.outcome == Outcome::Refused && problem.code != Code::Unlisted
}

/// Lines of several files as one source.
#[derive(Default)]
struct Lines {
    bytes: Vec<u8>,
    /// Where each line came from.
    places: Vec<(String, u64)>,
}

impl Lines {
    /// A record a line.
    fn add_lines(&mut self, name: &str, bytes: &[u8]) {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        for (number, line) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
            self.add(name, number, line);
        }
    }

    /// One record in the file, over as many lines as it likes. A line break in
    /// JSON stands between values, where it is as good as a space.
    fn add_document(&mut self, name: &str, bytes: &[u8]) {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let line: Vec<u8> = bytes.iter().map(|byte| if matches!(byte, b'\n' | b'\r') { b' ' } else { *byte }).collect();
        self.add(name, 1, &line);
    }

    fn add(&mut self, name: &str, number: u64, line: &[u8]) {
        self.bytes.extend_from_slice(line);
        self.bytes.push(b'\n');
        self.places.push((name.to_owned(), number));
    }

    fn read(self) -> Source {
        let reading = hsds::read_lines("", self.bytes.as_slice());
        let mut problems = reading.problems;
        for problem in &mut problems {
            let place = usize::try_from(problem.line).ok().and_then(|line| self.places.get(line.checked_sub(1)?));
            if let Some((file, line)) = place {
                (problem.file, problem.line) = (file.clone(), *line);
            }
        }
        Source { records: Records { organizations: reading.organizations, tombstones: reading.tombstones }, problems }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_told_at_the_file_and_line_that_they_are_in() {
        let mut lines = Lines::default();
        lines.add_document("a.json", b"{\n \"id\": \"a\",\r\n \"name\": \"A\"\n}\n");
        lines.add_lines("b.jsonl", b"{\"id\":\"b\",\"name\":\"B\"}\n\n{\"id\":\"a\",\"name\":\"again\"}");
        let source = lines.read();
        assert_eq!(source.records.organizations.len(), 2);
        let error = source.errors().next().unwrap();
        assert_eq!((error.file.as_str(), error.line, error.code), ("b.jsonl", 3, Code::DuplicateId));
        assert!(source.warnings().all(|problem| problem.code == Code::NoContact));
    }
}
