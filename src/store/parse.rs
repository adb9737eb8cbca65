//! The records of a bundle, read and packed on several threads.
//!
//! One thread unpacks and divides into batches of lines; the others read the
//! JSON, collect what an index is made of, and pack. The first batch is packed
//! before all others, which are packed against its records. Nothing is held of
//! a record after its batch but its packed bytes and what was collected.
//!
//! Batches go to the threads in turn, and the records of each thread stand
//! together in the shelf, so that what it has collected can stay as it is.

use std::{
    collections::HashSet,
    io::{self, BufRead, Read},
    ops::ControlFlow,
    panic::resume_unwind,
    sync::mpsc::{self, Receiver, SyncSender},
    thread,
};

use super::collected::{Begin, Collector};
use crate::{
    directory::{Publication, Release, Shelf, Tombstone, packer::Packer},
    formats::{
        hsds::{self, Item, LineReader},
        limits,
    },
};

/// Where the lines are, in a bundle.
const FILE: &str = "directory.jsonl";
/// Bytes of lines after which a batch is closed.
const BATCH: usize = 256 << 10;
/// The same of the first batch, from whose records the packers of the others
/// learn what records have in common.
const FIRST: usize = 1 << 20;
/// Threads that read, at most: few machines of those who use this have more.
const THREADS: usize = 4;
/// Batches that wait for each thread: what bounds the memory. Fewer leave the
/// threads without work while the one that unpacks has to wait for a processor.
const WAITING: usize = 6;

/// Why records could not be read.
#[derive(Debug)]
pub(super) enum ParseError {
    /// The person asked to stop.
    Cancelled,
    /// The records are not what a bundle holds.
    Unusable(String),
}

/// Records, read and packed.
pub(super) struct Parsed {
    /// The records.
    pub shelf: Shelf,
    /// Lines that were refused.
    pub refused: usize,
    /// Records that told where a confidential place is. What they told is not
    /// in the bytes.
    pub told_where: usize,
    /// What was collected of the records, in their order; nothing where they
    /// had to be put together first.
    pub collected: Vec<Box<dyn Collector>>,
}

/// A batch of lines.
struct Batch {
    /// Number of the first line, from 1.
    first_line: u64,
    lines: Vec<u8>,
}

/// What the lines of a batch say besides what is packed of them.
#[derive(Default)]
struct Heard {
    tombstones: Vec<Tombstone>,
    refused: usize,
    told_where: usize,
    /// True when a line has to be put together with others.
    needs_others: bool,
}

impl Heard {
    fn add(&mut self, other: Self) {
        self.tombstones.extend(other.tombstones);
        self.refused += other.refused;
        self.told_where += other.told_where;
        self.needs_others |= other.needs_others;
    }
}

/// Reads JSON lines and packs them, without the records `withdrawn` by other
/// versions. `open` opens the lines, a second time where services have to be
/// put together with their organisations. `begin` begins to collect what an
/// index is made of, if one is wanted. `tell` hears of the bytes read.
pub(super) fn parse<'a>(
    open: &dyn Fn() -> io::Result<Box<dyn BufRead + Send + 'a>>,
    publication: &Publication,
    withdrawn: &HashSet<String>,
    begin: Option<Begin<'_>>,
    tell: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Parsed, ParseError> {
    let unusable = |error: &dyn std::fmt::Display| ParseError::Unusable(error.to_string());
    let mut lines = Lines { reader: open().map_err(|error| unusable(&error))?, done: 0, first_line: 1, tell };
    let packer = Packer::new(publication.clone(), Vec::new(), withdrawn.iter().cloned());
    let mut first = Hand::of(packer, publication, begin);
    if let Some(batch) = lines.next(FIRST, Vec::new())? {
        first.read(&batch);
        first = read_others(&mut lines, first, begin)?;
    }
    let Hand { mut packer, heard, collected, .. } = first;
    if heard.needs_others {
        return parse_together(&mut *open().map_err(|error| unusable(&error))?, publication, withdrawn);
    }
    packer.set_tombstones(heard.tombstones);
    let shelf = packer.into_shelf().map_err(|error| unusable(&error))?;
    Ok(Parsed { shelf, refused: heard.refused, told_where: heard.told_where, collected })
}

/// What a thread reads batches with, and what comes of them.
struct Hand<'a> {
    publication: &'a Publication,
    reader: LineReader<'static>,
    packer: Packer,
    /// What it collects, then what others did whose records come behind.
    collected: Vec<Box<dyn Collector>>,
    heard: Heard,
}

impl<'a> Hand<'a> {
    fn of(packer: Packer, publication: &'a Publication, begin: Option<Begin<'_>>) -> Self {
        let collected = begin.map(|begin| begin()).into_iter().collect();
        Self { publication, reader: LineReader::new(FILE), packer, collected, heard: Heard::default() }
    }

    /// One kind of work after the other: each has tables of its own, which a
    /// processor has at hand only as long as it does nothing else.
    fn read(&mut self, batch: &Batch) {
        let mut shown = Vec::new();
        for (number, line) in (batch.first_line..).zip(lines_in(&batch.lines)) {
            match self.reader.read(number, line).0 {
                Some(Item::Organization { organization, told_where }) => {
                    self.heard.told_where += usize::from(told_where);
                    match self.packer.shown(*organization) {
                        Ok(organization) => shown.extend(organization),
                        Err(_) => self.heard.refused += 1,
                    }
                }
                Some(Item::Tombstone(tombstone)) => self.heard.tombstones.push(tombstone),
                Some(Item::Service) => self.heard.needs_others = true,
                None => self.heard.refused += usize::from(!line.trim_ascii().is_empty()),
            }
        }
        if let Some(collector) = self.collected.first_mut() {
            for organization in &shown {
                collector.add(self.publication, organization);
            }
        }
        for organization in shown {
            self.heard.refused += usize::from(self.packer.add_shown(organization).is_err());
        }
    }

    /// Takes all of another.
    fn append(&mut self, other: Self) {
        self.packer.append(other.packer);
        self.collected.extend(other.collected);
        self.heard.add(other.heard);
    }
}

/// Reads the batches that are left on several threads, on one of them by the
/// hand that has read the first; it has all of it in the end.
fn read_others<'a>(
    lines: &mut Lines<'_, '_>,
    mut first: Hand<'a>,
    begin: Option<Begin<'_>>,
) -> Result<Hand<'a>, ParseError> {
    let threads = thread::available_parallelism().map_or(1, usize::from).clamp(1, THREADS);
    let mut hands: Vec<Hand<'a>> =
        (1..threads).map(|_| Hand::of(first.packer.beside(), first.publication, begin)).collect();
    hands.insert(0, first);
    let (give_back, spare) = mpsc::channel();
    let hands = thread::scope(|scope| {
        let start = |mut hand: Hand<'a>| {
            let (to_thread, batches) = mpsc::sync_channel::<Batch>(WAITING);
            let give_back = give_back.clone();
            let thread = scope.spawn(move || {
                for batch in batches {
                    hand.read(&batch);
                    // At the end nobody wants it any more.
                    give_back.send(batch.lines).ok();
                }
                hand
            });
            (to_thread, thread)
        };
        let (to_threads, threads): (Vec<_>, Vec<_>) = hands.into_iter().map(start).unzip();
        lines.divide(&to_threads, &spare)?;
        // The threads end when nothing can come any more.
        drop(to_threads);
        let ended = threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        Ok(ended.collect::<Vec<_>>())
    })?;
    let mut hands = hands.into_iter();
    let mut all = hands.next().ok_or_else(|| ParseError::Unusable("nobody has read it".to_owned()))?;
    hands.for_each(|hand| all.append(hand));
    Ok(all)
}

/// The lines that are left to be divided into batches.
struct Lines<'a, 't> {
    reader: Box<dyn BufRead + Send + 'a>,
    /// Bytes so far.
    done: u64,
    /// Number of the next line, from 1.
    first_line: u64,
    tell: &'t mut dyn FnMut(u64) -> ControlFlow<()>,
}

impl Lines<'_, '_> {
    /// Sends all that is left in batches, to one thread after the other. Room
    /// for them comes back as `spare` from those who are done with theirs.
    fn divide(&mut self, to_threads: &[SyncSender<Batch>], spare: &Receiver<Vec<u8>>) -> Result<(), ParseError> {
        for to_thread in to_threads.iter().cycle() {
            let room = spare.try_recv().unwrap_or_else(|_| Vec::with_capacity(BATCH + 4096));
            let Some(batch) = self.next(BATCH, room)? else { break };
            if to_thread.send(batch).is_err() {
                return Err(ParseError::Unusable("a thread ended early".to_owned()));
            }
        }
        Ok(())
    }

    /// The next batch of about so many bytes, if there is one.
    fn next(&mut self, bytes: usize, mut batch: Vec<u8>) -> Result<Option<Batch>, ParseError> {
        batch.clear();
        let failed = |error: io::Error| ParseError::Unusable(error.to_string());
        let read = (&mut self.reader).take(bytes as u64).read_to_end(&mut batch).map_err(failed)?;
        if read == 0 {
            return Ok(None);
        }
        if !batch.ends_with(b"\n") {
            // A line has its limit, also the one that a batch ends in.
            (&mut self.reader).take(limits::LINE_BYTES as u64 + 1).read_until(b'\n', &mut batch).map_err(failed)?;
        }
        self.done += batch.len() as u64;
        if (self.tell)(self.done).is_break() {
            return Err(ParseError::Cancelled);
        }
        if self.first_line > limits::RECORDS as u64 {
            return Err(ParseError::Unusable("more records than are read".to_owned()));
        }
        let first_line = self.first_line;
        self.first_line += memchr::memchr_iter(b'\n', &batch).count() as u64 + u64::from(!batch.ends_with(b"\n"));
        Ok(Some(Batch { first_line, lines: batch }))
    }
}

/// The lines, each without its end.
fn lines_in(mut rest: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let end = memchr::memchr(b'\n', rest);
        let (line, after) = rest.split_at_checked(end.map_or(rest.len(), |end| end + 1))?;
        rest = after;
        (!line.is_empty()).then(|| line.strip_suffix(b"\n").unwrap_or(line))
    })
}

/// Reads lines of which some have to be put together: all in memory at once.
fn parse_together(
    lines: &mut (dyn BufRead + Send),
    publication: &Publication,
    withdrawn: &HashSet<String>,
) -> Result<Parsed, ParseError> {
    let unusable = |error: &dyn std::fmt::Display| ParseError::Unusable(error.to_string());
    let reading = hsds::read_lines(FILE, lines);
    let mut packer = Packer::new(publication.clone(), reading.tombstones, withdrawn.iter().cloned());
    for organization in reading.organizations {
        packer.add(organization).map_err(|error| unusable(&error))?;
    }
    let refused = reading.problems.iter().filter(|one| one.outcome == crate::directory::problem::Outcome::Refused);
    let (refused, told_where) = (refused.count(), reading.told_where);
    Ok(Parsed {
        shelf: packer.into_shelf().map_err(|error| unusable(&error))?,
        refused,
        told_where,
        collected: Vec::new(),
    })
}

/// A shelf without the records of these ids; `None` when it has none of them.
pub(super) fn without(shelf: &Shelf, withdrawn: &HashSet<String>) -> Option<Result<Vec<u8>, ParseError>> {
    if !withdrawn.iter().any(|id| shelf.has(id)) {
        return None;
    }
    let Release { publication, organizations, tombstones } = shelf.release();
    let mut packer = Packer::new(publication, tombstones, withdrawn.iter().cloned());
    let packed = organizations.into_iter().try_for_each(|one| packer.add(one)).and_then(|()| packer.finish());
    Some(packed.map_err(|error| ParseError::Unusable(error.to_string())))
}

#[cfg(test)]
mod tests {
    use std::{any::Any, collections::BTreeSet};

    use super::*;
    use crate::directory::{Listing, Organization, Text, catalog::tests::release};

    /// Collects ids.
    struct Ids(Vec<String>);

    impl Collector for Ids {
        fn add(&mut self, _: &Publication, organization: &Organization) {
            self.0.push(organization.id.clone());
        }
    }

    #[test]
    fn what_is_collected_stands_in_the_order_of_the_records() {
        let organization = |number: usize| Organization {
            id: format!("o{number}"),
            name: Text::plain(format!("Organisation {number}")),
            // More than one batch for each thread.
            description: Text::plain("word ".repeat(400)),
            listing: if number % 10 == 7 { Listing::Unlisted } else { Listing::Listed },
            ..Organization::default()
        };
        let all: Vec<Organization> = (0..2_000).map(organization).collect();
        let mut lines = Vec::new();
        hsds::write_lines(&mut lines, &all, &[]).unwrap();
        assert!(lines.len() > FIRST + 4 * BATCH, "{} bytes", lines.len());
        let open = || Ok(Box::new(lines.as_slice()) as Box<dyn BufRead + Send>);
        let begin = || Box::new(Ids(Vec::new())) as Box<dyn Collector>;
        let withdrawn = HashSet::from(["o1".to_owned(), "o1999".to_owned()]);
        let publication = release(Vec::new()).publication;
        let parsed = parse(&open, &publication, &withdrawn, Some(&begin), &mut |_| ControlFlow::Continue(())).unwrap();

        let ids = |part: Box<dyn Collector>| (part as Box<dyn Any>).downcast::<Ids>().unwrap().0;
        let collected: Vec<String> = parsed.collected.into_iter().flat_map(ids).collect();
        let records: Vec<String> = parsed.shelf.release().organizations.into_iter().map(|one| one.id).collect();
        assert_eq!(records.len(), 1_798);
        assert!(collected == records, "{collected:?}");
        let shown = (0..2_000).filter(|number| number % 10 != 7 && ![1, 1999].contains(number));
        let shown: BTreeSet<String> = shown.map(|number| format!("o{number}")).collect();
        assert!(BTreeSet::from_iter(collected) == shown, "others are collected");
    }
}
