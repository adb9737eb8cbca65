//! HSDS 3.1 as JSON lines or as one list.

use std::io::{self, Write};

use serde_json::Value;

use crate::{
    directory::{Organization, Tombstone},
    formats::{hsds, intake::Sink},
};

/// Writes records as JSON.
pub struct Json<W> {
    output: W,
    /// A record being written: its many small pieces go on as one.
    record: Vec<u8>,
    /// One list instead of lines.
    list: bool,
    any: bool,
}

impl<W: Write> Json<W> {
    /// Writes a record a line, withdrawals among them.
    pub fn lines(output: W) -> Self {
        Self { output, record: Vec::new(), list: false, any: false }
    }

    /// Writes one list of organisations. Withdrawals are no records of HSDS and
    /// are left out.
    pub fn list(output: W) -> Self {
        Self { output, record: Vec::new(), list: true, any: false }
    }

    /// Ends the document; returns where it was written to.
    pub fn finish(mut self) -> io::Result<W> {
        if self.list {
            self.output.write_all(if self.any { b"\n]\n" } else { b"[]\n" })?;
        }
        self.output.flush()?;
        Ok(self.output)
    }

    fn record(&mut self, value: &Value) -> io::Result<()> {
        if self.list {
            self.output.write_all(if self.any { b",\n" } else { b"[\n" })?;
        }
        self.record.clear();
        serde_json::to_writer(&mut self.record, value)?;
        if !self.list {
            self.record.push(b'\n');
        }
        self.any = true;
        self.output.write_all(&self.record)
    }
}

impl<W: Write> Sink for Json<W> {
    fn organization(&mut self, organization: &Organization) -> io::Result<()> {
        self.record(&hsds::organization(organization))
    }

    fn tombstone(&mut self, tombstone: &Tombstone) -> io::Result<()> {
        if self.list { Ok(()) } else { self.record(&hsds::tombstone(tombstone)) }
    }
}
