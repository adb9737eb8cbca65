//! Tables as text: cells divided by commas, semicolons or tabs.

use std::{
    cell::Cell,
    io::{self, BufRead, Read},
    rc::Rc,
};

use csv::{ByteRecord, ReaderBuilder};

use super::{Broken, Row};
use crate::{
    directory::problem::{Code, Outcome},
    formats::{decode, limits},
};

/// What may divide cells, the most likely first.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// Bytes looked at to tell the separator.
const HEAD: usize = 16 << 10;

/// A table being read row by row.
pub struct Delimited<'r> {
    reader: csv::Reader<Gate<Box<dyn BufRead + 'r>>>,
    record: ByteRecord,
    gate: Rc<Cell<usize>>,
    finished: bool,
}

/// Lets no more bytes through than one row may have: an unclosed quotation
/// mark would else take in the rest of the file. Every line end becomes a line
/// feed, so that lines are counted as editors count them.
struct Gate<R> {
    input: R,
    passed: Rc<Cell<usize>>,
    /// The last byte was a carriage return.
    after_return: bool,
}

impl<R: Read> Read for Gate<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.passed.get() > limits::RECORD_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        loop {
            let count = self.input.read(buffer)?;
            let kept = self.unify(buffer.get_mut(..count).unwrap_or_default());
            self.passed.set(self.passed.get() + kept);
            if kept > 0 || count == 0 {
                return Ok(kept);
            }
        }
    }
}

impl<R> Gate<R> {
    /// Makes CRLF and CR a line feed; returns how many bytes are left.
    fn unify(&mut self, bytes: &mut [u8]) -> usize {
        if !self.after_return && !bytes.contains(&b'\r') {
            return bytes.len();
        }
        let mut kept = 0;
        for at in 0..bytes.len() {
            let Some(byte) = bytes.get(at).copied() else { break };
            let second_half = byte == b'\n' && self.after_return;
            self.after_return = byte == b'\r';
            if second_half {
                continue;
            }
            if let Some(to) = bytes.get_mut(kept) {
                *to = if self.after_return { b'\n' } else { byte };
            }
            kept += 1;
        }
        kept
    }
}

impl<'r> Delimited<'r> {
    /// Opens a table of any encoding and separator.
    pub fn open(input: impl Read + 'r) -> io::Result<Self> {
        let mut input = decode::open(input)?;
        let head = input.fill_buf()?;
        let separator = separator(head.get(..HEAD.min(head.len())).unwrap_or_default());
        let gate = Rc::new(Cell::new(0));
        let input = Gate { input, passed: Rc::clone(&gate), after_return: false };
        let reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(input);
        Ok(Self { reader, record: ByteRecord::new(), gate, finished: false })
    }

    /// The next row that is not empty; `None` at the end.
    pub fn next_row(&mut self) -> Option<Result<Row, Broken>> {
        if self.finished {
            return None;
        }
        self.gate.set(0);
        let line = self.reader.position().line();
        match self.reader.read_byte_record(&mut self.record) {
            Ok(true) => Some(Ok(self.row())),
            Ok(false) => {
                self.finished = true;
                None
            }
            Err(error) => {
                self.finished = true;
                let code = match error.kind() {
                    csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => Code::UnclosedQuote,
                    _ => Code::UnreadableFile,
                };
                let detail = if code == Code::UnclosedQuote { String::new() } else { error.to_string() };
                Some(Err(Broken { line, code, detail }))
            }
        }
    }

    fn row(&self) -> Row {
        let mut row = Row { line: self.record.position().map_or(0, csv::Position::line), ..Row::default() };
        for (at, bytes) in self.record.iter().take(limits::COLUMNS).enumerate() {
            let (text, guessed) = decode::text(bytes);
            if guessed {
                row.faults.push((at, Code::Encoding, Outcome::Repaired));
            }
            row.push(&text);
        }
        if self.record.len() > limits::COLUMNS {
            row.faults.push((limits::COLUMNS, Code::TooLong, Outcome::LeftOut));
        }
        row
    }
}

/// The separator that most lines of the beginning agree on. What stands in
/// quotation marks does not count.
fn separator(head: &[u8]) -> u8 {
    let mut best = (0, b',');
    for candidate in SEPARATORS {
        let counts = per_line(head, candidate);
        let Some(first) = counts.first().copied().filter(|count| *count > 0) else { continue };
        let agreeing = counts.iter().filter(|count| **count == first).count();
        // Agreement counts more than number, the number decides between equals.
        let score = agreeing * 1000 / counts.len().max(1) * 1000 + first.min(999);
        if score > best.0 {
            best = (score, candidate);
        }
    }
    best.1
}

/// How often `separator` stands outside quotation marks, by line. The last
/// line may be cut off and is left out, unless it is the only one.
fn per_line(head: &[u8], separator: u8) -> Vec<usize> {
    let (mut counts, mut count, mut quoted, mut any) = (Vec::new(), 0, false, false);
    for byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => {
                if any {
                    counts.push(count);
                }
                (count, any) = (0, false);
                continue;
            }
            byte if *byte == separator && !quoted => count += 1,
            _ => {}
        }
        any = true;
    }
    if counts.is_empty() && any {
        counts.push(count);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<(u64, Vec<String>)> {
        let mut table = Delimited::open(bytes).unwrap();
        std::iter::from_fn(|| table.next_row()).map(|row| row.unwrap()).map(|row| (row.line, row.cells)).collect()
    }

    #[test]
    fn any_of_the_separators_is_found() {
        for separator in [",", ";", "\t"] {
            let text = format!("name{separator}note\nA{separator}\"x{separator}y\nz, w; v\"\nB{separator}\n");
            let expected = [
                (1, vec!["name".to_owned(), "note".into()]),
                (2, vec!["A".into(), format!("x{}y\nz, w; v", if separator == "\t" { "\t" } else { separator })]),
                (4, vec!["B".into(), String::new()]),
            ];
            assert_eq!(rows(text.as_bytes()), expected, "{separator:?}");
        }
    }

    #[test]
    fn lines_are_counted_whatever_ends_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "1,\"x", "y\"", "2,z"].join(end);
            let lines: Vec<_> = rows(text.as_bytes()).into_iter().map(|(line, _)| line).collect();
            assert_eq!(lines, [1, 2, 4], "{end:?}");
        }
    }

    #[test]
    fn one_column_is_a_table_too() {
        assert_eq!(rows(b"name\nA, of B\n")[1].1.len(), 2, "commas win where nothing else is there");
        assert_eq!(rows(b"name\r\nA\r\n").len(), 2);
        assert!(rows(b"").is_empty());
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_does_not_fill_the_memory() {
        let mut bytes = b"a,b\n1,\"".to_vec();
        bytes.resize(limits::RECORD_BYTES * 3, b'x');
        let mut table = Delimited::open(bytes.as_slice()).unwrap();
        assert!(table.next_row().unwrap().is_ok());
        let broken = table.next_row().unwrap().unwrap_err();
        assert_eq!((broken.line, broken.code), (2, Code::UnclosedQuote));
        assert!(table.next_row().is_none());
    }

    #[test]
    fn cells_of_another_encoding_are_told() {
        let mut table = Delimited::open(&b"a;b\nx;caf\xe9\x1b\n"[..]).unwrap();
        table.next_row();
        let row = table.next_row().unwrap().unwrap();
        assert_eq!(row.cells, ["x", "café"]);
        let codes: Vec<_> = row.faults.iter().map(|(at, code, _)| (*at, *code)).collect();
        assert_eq!(codes, [(1, Code::Encoding), (1, Code::ControlCharacters)]);
    }
}
