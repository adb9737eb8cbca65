//! HSDS 3.x as JSON lines: one organization (with its services and locations
//! nested in it), one service (with its organization nested in it) or one
//! tombstone a line.
//!
//! Field names are those of HSDS 3.1; what Parasol adds travels as HSDS
//! `attributes`, in the shape that [`profile`] describes. A tombstone is
//! `{"id": "…", "tombstone": {"reason": "closed", "since_version": 14}}`.
//!
//! Nothing is lost on the way through: what Parasol has no field for, or
//! cannot read, is kept as it came and written back.

pub mod edit;
mod fields;
mod log;
mod parse;
mod path;
pub mod profile;
mod read;
mod read_parts;
mod schedules;
#[cfg(test)]
mod strategies;
mod terms;
#[cfg(test)]
mod tests;
mod tree;
pub(super) mod values;
mod write;
mod write_parts;

use std::{
    collections::{HashMap, HashSet},
    io::{self, BufRead, Read, Write},
};

use bumpalo::Bump;
use serde_json::Value;

use self::{fields::Fields, log::Log, parse::Parsed, path::Path, read::Record, terms::Terms, tree::Tree};
use super::limits;
use crate::directory::{
    Organization, Tombstone, confidential,
    problem::{Code, Outcome, Problem},
};

pub(super) use log::shorten;
pub(in crate::formats) use profile::TERM_LABEL;
pub use write::{organization, service, tombstone};

/// Reads an HSDS organization with everything nested in it, for a reader of
/// another format. The problems have no file, and pointers into `value`.
///
/// Confidential places keep what tells where they are: whoever hands the
/// organisation on has to [`withhold`](confidential::withhold) it.
pub(super) fn read_organization(value: &Value) -> (Option<Organization>, Vec<Problem>) {
    let log = Log::new("", 0);
    let arena = Bump::new();
    let tree = Tree::of(value, &arena);
    if profile::mentions_confidential(&tree) {
        log.hide_values();
    }
    let Some(fields) = Fields::of(tree, &Path::Root, &log, &arena) else { return (None, Vec::new()) };
    let organization = read::organization(fields);
    if let Some(organization) = organization.as_ref().filter(|one| !read::has_contact(one)) {
        log.tell("", Code::NoContact, &organization.name.value, Outcome::Kept);
    }
    (organization, log.into_problems())
}

/// Reads a withdrawal, for a reader of another format.
pub(super) fn read_tombstone(value: &Value) -> (Option<Tombstone>, Vec<Problem>) {
    let log = Log::new("", 0);
    let arena = Bump::new();
    let record = Fields::of(Tree::of(value, &arena), &Path::Root, &log, &arena).and_then(read::record);
    let tombstone = record.and_then(|record| match record {
        Record::Tombstone(tombstone) => Some(tombstone),
        _ => None,
    });
    (tombstone, log.into_problems())
}

/// Parses the JSON of one record, within the limits and with every text clean.
/// The problems have no file; a fault is a code and a pointer.
pub(super) fn parse_record(text: &str) -> (Result<Value, (Code, String)>, Vec<Problem>) {
    let log = Log::new("", 0);
    let (terms, arena) = (Terms::default(), Bump::new());
    let parsed = parse::parse(text, &log, &terms, &arena).map_err(|fault| (fault.code, fault.pointer));
    if parsed.as_ref().is_ok_and(|parsed| parsed.confidential) {
        log.hide_values();
    }
    (parsed.map(|parsed| parsed.tree.into()), log.into_problems())
}

/// What came out of a source.
#[derive(Debug, Default)]
pub struct Reading {
    /// The organisations, in the order of the source. What tells where a
    /// confidential place is has been dropped.
    pub organizations: Vec<Organization>,
    /// How many of them told where a confidential place is.
    pub told_where: usize,
    /// The records withdrawn.
    pub tombstones: Vec<Tombstone>,
    /// Everything that was wrong, in the order of the source.
    pub problems: Vec<Problem>,
}

/// Reads JSON lines. Blank lines are skipped, and a bad line never stops the
/// others. `file_name` is only for the problems.
pub fn read_lines(file_name: &str, mut input: impl BufRead) -> Reading {
    let mut collector = Collector::default();
    let mut line = Vec::new();
    for number in 1u64.. {
        let log = Log::new(file_name, number);
        match next_line(&mut input, &mut line) {
            Ok(Line::End) => break,
            Ok(Line::TooLong) => log.refused("", Code::TooLong),
            Ok(Line::Whole) => collector.add_line(&line, number == 1, &log),
            Err(error) => log.broke_off(&error),
        }
        let broken = log.is_broken();
        collector.tell(log);
        if broken || collector.full {
            break;
        }
    }
    collector.finish()
}

/// What one line of JSON lines holds.
#[derive(Debug)]
pub enum Item {
    /// An organisation with its services.
    Organization {
        /// The organisation. What tells where its confidential places are has
        /// been dropped.
        organization: Box<Organization>,
        /// True when there was something to drop.
        told_where: bool,
    },
    /// A service that came with its organisation: it has to be put together
    /// with what other lines say about that organisation, see [`read_lines`].
    Service,
    /// A record withdrawn.
    Tombstone(Tombstone),
}

/// Reads lines one by one, for sources too large to be held whole: ids are not
/// compared with those of other lines.
pub struct LineReader<'a> {
    file_name: &'a str,
    memory: Memory,
}

/// What reading one line leaves for the next.
#[derive(Default)]
struct Memory {
    terms: Terms,
    /// Room for what the tree of a line is made of.
    arena: Bump,
}

impl<'a> LineReader<'a> {
    /// A reader of lines of this file, whose name is only for the problems.
    pub fn new(file_name: &'a str) -> Self {
        Self { file_name, memory: Memory::default() }
    }

    /// Reads a line. `None` for a blank one and for a record that is refused.
    /// `number` counts from 1.
    pub fn read(&mut self, number: u64, line: &[u8]) -> (Option<Item>, Vec<Problem>) {
        let log = Log::new(self.file_name, number);
        if line.len() > limits::LINE_BYTES {
            log.refused("", Code::TooLong);
            return (None, log.into_problems());
        }
        let item = record_of(line, number == 1, &log, &mut self.memory).map(|record| match record {
            Record::Organization(mut organization) => {
                let told_where = confidential::withhold(&mut organization);
                Item::Organization { organization, told_where }
            }
            Record::Service(_) => Item::Service,
            Record::Tombstone(tombstone) => Item::Tombstone(tombstone),
        });
        (item, log.into_problems())
    }
}

/// The record of one line, if it is not blank.
fn record_of(line: &[u8], first: bool, log: &Log<'_>, memory: &mut Memory) -> Option<Record> {
    memory.arena.reset();
    let Memory { terms, arena } = &*memory;
    let Ok(text) = simdutf8::basic::from_utf8(line) else {
        log.refused("", Code::NotJson);
        return None;
    };
    let text = if first { text.strip_prefix('\u{feff}').unwrap_or(text) } else { text };
    if text.trim().is_empty() {
        return None;
    }
    let Parsed { tree, confidential } = match parse::parse(text, log, terms, arena) {
        Ok(parsed) if parsed.tree.is_object() => parsed,
        Ok(_) => {
            log.refused("", Code::NotAnObject);
            return None;
        }
        Err(fault) => {
            // Nobody knows whether this was a confidential record.
            log.hide_values();
            log.refused(&fault.pointer, fault.code);
            return None;
        }
    };
    if confidential {
        log.hide_values();
    }
    read::record(Fields::of(tree, &Path::Root, log, arena)?)
}

/// Writes organisations and tombstones as JSON lines.
pub fn write_lines(mut output: impl Write, organizations: &[Organization], tombstones: &[Tombstone]) -> io::Result<()> {
    let withdrawn = tombstones.iter().map(tombstone);
    for value in organizations.iter().map(organization).chain(withdrawn) {
        serde_json::to_writer(&mut output, &value)?;
        output.write_all(b"\n")?;
    }
    output.flush()
}

/// What [`next_line`] found.
enum Line {
    Whole,
    TooLong,
    End,
}

/// Reads a line into `line` without ever holding more than the limit.
fn next_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Line> {
    line.clear();
    let read = input.by_ref().take(limits::LINE_BYTES as u64 + 1).read_until(b'\n', line)?;
    if read == 0 {
        return Ok(Line::End);
    }
    if read <= limits::LINE_BYTES || line.ends_with(b"\n") {
        return Ok(Line::Whole);
    }
    // The rest of the line goes by in pieces, none of them kept.
    line.clear();
    loop {
        let available = input.fill_buf()?;
        if available.is_empty() {
            return Ok(Line::TooLong);
        }
        let end = available.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(available.len(), |at| at + 1);
        input.consume(used);
        if end.is_some() {
            return Ok(Line::TooLong);
        }
    }
}

/// Puts records together and watches over their ids.
#[derive(Default)]
struct Collector {
    reading: Reading,
    records: usize,
    /// True when there were more records than are read.
    full: bool,
    /// Organisations by id, as positions in the reading.
    organizations: HashMap<String, usize>,
    /// Every id of an organisation or service so far.
    ids: HashSet<String>,
    memory: Memory,
}

impl Collector {
    /// Reads one line, if it is not blank.
    fn add_line(&mut self, line: &[u8], first: bool, log: &Log<'_>) {
        if line.trim_ascii().is_empty() {
            return;
        }
        if self.records >= limits::RECORDS {
            self.full = true;
            return log.refused("", Code::TooLong);
        }
        self.records += 1;
        match record_of(line, first, log, &mut self.memory) {
            Some(Record::Organization(organization)) => self.add_organization(*organization, log),
            Some(Record::Service(organization)) => self.add_service(*organization, log),
            Some(Record::Tombstone(tombstone)) => self.reading.tombstones.push(tombstone),
            None => {}
        }
    }

    /// Takes an organisation unless its id is taken.
    fn add_organization(&mut self, mut organization: Organization, log: &Log<'_>) {
        if !self.ids.insert(organization.id.clone()) {
            return log.tell("/id", Code::DuplicateId, &organization.id, Outcome::Refused);
        }
        let mut position = 0;
        organization.services.retain(|service| {
            let new = self.ids.insert(service.id.clone());
            if !new {
                log.tell(format_args!("/services/{position}/id"), Code::DuplicateId, &service.id, Outcome::Refused);
            }
            position += 1;
            new
        });
        if !read::has_contact(&organization) {
            log.tell("", Code::NoContact, &organization.name.value, Outcome::Kept);
        }
        self.organizations.insert(organization.id.clone(), self.reading.organizations.len());
        self.reading.organizations.push(organization);
    }

    /// Takes a service that came with its organisation: into the organisation
    /// if that is known already, else with it.
    fn add_service(&mut self, mut organization: Organization, log: &Log<'_>) {
        let known = self.organizations.get(&organization.id).copied();
        let Some(known) = known.and_then(|at| self.reading.organizations.get_mut(at)) else {
            return self.add_organization(organization, log);
        };
        for service in organization.services.drain(..) {
            if self.ids.insert(service.id.clone()) {
                known.services.push(service);
            } else {
                log.tell("/id", Code::DuplicateId, &service.id, Outcome::Refused);
            }
        }
        for location in organization.locations {
            read::merge_location(&mut known.locations, location);
        }
    }

    /// Takes over what a line had to tell.
    fn tell(&mut self, log: Log<'_>) {
        let room = limits::PROBLEMS.saturating_sub(self.reading.problems.len());
        self.reading.problems.extend(log.into_problems().into_iter().take(room));
    }

    /// Drops what tells where confidential places are. Only now are all the
    /// texts together that might repeat a street.
    fn finish(mut self) -> Reading {
        for organization in &mut self.reading.organizations {
            self.reading.told_where += usize::from(confidential::withhold(organization));
        }
        self.reading
    }
}
