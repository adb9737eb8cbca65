//! The records of a bundle, read and packed on several threads.
//!
//! One thread unpacks and divides into batches of lines; the others read the
//! JSON and pack; batches come together in order. Nothing is held of a record
//! after its batch but its packed bytes.

use std::{
    collections::{BTreeMap, HashSet},
    io::{self, BufRead, Read},
    ops::ControlFlow,
    sync::{Mutex, PoisonError, mpsc},
    thread,
};

use crate::{
    directory::{Publication, Release, Shelf, Tombstone, packer::Packer},
    formats::{
        hsds::{self, Item},
        limits,
    },
};

/// Bytes of lines after which a batch is closed.
const BATCH: usize = 256 << 10;
/// Threads that read, at most: few machines of those who use this have more.
const THREADS: usize = 4;
/// Batches that wait for each thread: what bounds the memory.
const WAITING: usize = 2;

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
    /// For [`Shelf::open`].
    pub bytes: Vec<u8>,
    /// Lines that were refused.
    pub refused: usize,
    /// Records that told where a confidential place is. What they told is not
    /// in the bytes.
    pub told_where: usize,
}

/// A batch of lines.
struct Batch {
    number: usize,
    /// Number of the first line, from 1.
    first_line: u64,
    lines: Vec<u8>,
}

/// What came of a batch.
struct Part {
    packer: Packer,
    tombstones: Vec<Tombstone>,
    refused: usize,
    told_where: usize,
    /// True when a line has to be put together with others.
    needs_others: bool,
}

/// Reads JSON lines and packs them, without the records `withdrawn` by other
/// versions. `open` opens the lines, a second time where services have to be
/// put together with their organisations. `tell` hears of the bytes read.
pub(super) fn parse<'a>(
    open: &dyn Fn() -> io::Result<Box<dyn BufRead + Send + 'a>>,
    publication: &Publication,
    withdrawn: &HashSet<String>,
    tell: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Parsed, ParseError> {
    let unusable = |error: &dyn std::fmt::Display| ParseError::Unusable(error.to_string());
    let mut lines = open().map_err(|error| unusable(&error))?;
    let Some(parts) = read_batches(&mut *lines, publication, withdrawn, tell)? else {
        return parse_together(&mut *open().map_err(|error| unusable(&error))?, publication, withdrawn);
    };
    let mut tombstones: Vec<Tombstone> = Vec::new();
    let mut whole: Option<Packer> = None;
    let (mut refused, mut told_where) = (0, 0);
    for part in parts {
        refused += part.refused;
        told_where += part.told_where;
        tombstones.extend(part.tombstones);
        match &mut whole {
            None => whole = Some(part.packer),
            Some(whole) => whole.append(part.packer),
        }
    }
    let mut packer = whole.unwrap_or_else(|| empty(publication, withdrawn));
    packer.set_tombstones(tombstones);
    let bytes = packer.finish().map_err(|error| unusable(&error))?;
    Ok(Parsed { bytes, refused, told_where })
}

fn empty(publication: &Publication, withdrawn: &HashSet<String>) -> Packer {
    Packer::new(publication.clone(), Vec::new(), withdrawn.iter().cloned())
}

/// Every part in order; `None` when lines have to be put together.
type Parts = Option<Vec<Part>>;

fn read_batches(
    lines: &mut (dyn BufRead + Send),
    publication: &Publication,
    withdrawn: &HashSet<String>,
    tell: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Parts, ParseError> {
    let threads = thread::available_parallelism().map_or(1, usize::from).clamp(1, THREADS);
    let (to_threads, batches) = mpsc::sync_channel::<Batch>(threads * WAITING);
    let batches = Mutex::new(batches);
    let (to_us, from_threads) = mpsc::channel::<(usize, Part)>();
    let (give_back, spare) = mpsc::channel();
    let divided = thread::scope(|scope| {
        for _ in 0..threads {
            let (to_us, give_back) = (to_us.clone(), give_back.clone());
            let batches = &batches;
            scope.spawn(move || {
                loop {
                    let next = batches.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(batch) = next else { return };
                    let number = batch.number;
                    if to_us.send((number, read_batch(&batch, publication, withdrawn))).is_err() {
                        return;
                    }
                    // At the end nobody wants it any more.
                    give_back.send(batch.lines).ok();
                }
            });
        }
        let divided = divide(lines, &to_threads, &spare, tell);
        // The threads end when nothing can come any more.
        drop(to_threads);
        divided
    });
    drop(to_us);
    divided?;
    let parts: BTreeMap<usize, Part> = from_threads.iter().collect();
    if parts.values().any(|part| part.needs_others) {
        return Ok(None);
    }
    Ok(Some(parts.into_values().collect()))
}

/// Divides lines into batches, until the end. Room for them comes back as
/// `spare` from those who are done with theirs.
fn divide(
    lines: &mut (dyn BufRead + Send),
    to_threads: &mpsc::SyncSender<Batch>,
    spare: &mpsc::Receiver<Vec<u8>>,
    tell: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<(), ParseError> {
    let (mut done, mut first_line) = (0, 1);
    for number in 0.. {
        let mut batch = spare.try_recv().unwrap_or_else(|_| Vec::with_capacity(BATCH + 4096));
        batch.clear();
        let failed = |error: io::Error| ParseError::Unusable(error.to_string());
        let read = (&mut *lines).take(BATCH as u64).read_to_end(&mut batch).map_err(failed)?;
        if read == 0 {
            return Ok(());
        }
        if !batch.ends_with(b"\n") {
            // A line has its limit, also the one that a batch ends in.
            (&mut *lines).take(limits::LINE_BYTES as u64 + 1).read_until(b'\n', &mut batch).map_err(failed)?;
        }
        done += batch.len() as u64;
        if tell(done).is_break() {
            return Err(ParseError::Cancelled);
        }
        let count = memchr::memchr_iter(b'\n', &batch).count() as u64 + u64::from(!batch.ends_with(b"\n"));
        if first_line > limits::RECORDS as u64 {
            return Err(ParseError::Unusable("more records than are read".to_owned()));
        }
        let sent = to_threads.send(Batch { number, first_line, lines: batch });
        first_line += count;
        if sent.is_err() {
            return Err(ParseError::Unusable("a thread ended early".to_owned()));
        }
    }
    Ok(())
}

fn read_batch(batch: &Batch, publication: &Publication, withdrawn: &HashSet<String>) -> Part {
    let mut part = Part {
        packer: empty(publication, withdrawn),
        tombstones: Vec::new(),
        refused: 0,
        told_where: 0,
        needs_others: false,
    };
    for (number, line) in (batch.first_line..).zip(lines_in(&batch.lines)) {
        match hsds::read_line("directory.jsonl", number, line).0 {
            Some(Item::Organization { organization, told_where }) => {
                part.told_where += usize::from(told_where);
                part.refused += usize::from(part.packer.add(*organization).is_err());
            }
            Some(Item::Tombstone(tombstone)) => part.tombstones.push(tombstone),
            Some(Item::Service) => part.needs_others = true,
            None => part.refused += usize::from(!line.trim_ascii().is_empty()),
        }
    }
    part.packer.settle();
    part
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
    let reading = hsds::read_lines("directory.jsonl", lines);
    let mut packer = Packer::new(publication.clone(), reading.tombstones, withdrawn.iter().cloned());
    for organization in reading.organizations {
        packer.add(organization).map_err(|error| unusable(&error))?;
    }
    let refused = reading.problems.iter().filter(|one| one.outcome == crate::directory::problem::Outcome::Refused);
    let (refused, told_where) = (refused.count(), reading.told_where);
    Ok(Parsed { bytes: packer.finish().map_err(|error| unusable(&error))?, refused, told_where })
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
