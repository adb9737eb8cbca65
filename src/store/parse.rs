//! The records of a bundle, read and packed on several threads.
//!
//! One thread unpacks and divides into batches of lines; the others read the
//! JSON and pack; batches come together in order. The first is packed before
//! all others, which are packed against its records. Nothing is held of a
//! record after its batch but its packed bytes.

use std::{
    collections::{BTreeMap, HashSet},
    io::{self, BufRead, Read},
    ops::ControlFlow,
    sync::{Mutex, PoisonError, mpsc},
    thread,
};

use crate::{
    directory::{
        Publication, Release, Shelf, Tombstone,
        packer::{Packed, Packer},
    },
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
}

/// A batch of lines.
struct Batch {
    number: usize,
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
/// put together with their organisations. `tell` hears of the bytes read.
pub(super) fn parse<'a>(
    open: &dyn Fn() -> io::Result<Box<dyn BufRead + Send + 'a>>,
    publication: &Publication,
    withdrawn: &HashSet<String>,
    tell: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Parsed, ParseError> {
    let unusable = |error: &dyn std::fmt::Display| ParseError::Unusable(error.to_string());
    let mut lines =
        Lines { reader: open().map_err(|error| unusable(&error))?, batches: 0, done: 0, first_line: 1, tell };
    let mut packer = Packer::new(publication.clone(), Vec::new(), withdrawn.iter().cloned());
    let mut heard = Heard::default();
    if let Some(batch) = lines.next(FIRST, Vec::new())? {
        heard.add(read_batch(&batch, &mut LineReader::new(FILE), &mut packer));
        heard.add(read_others(&mut lines, &mut packer)?);
    }
    if heard.needs_others {
        return parse_together(&mut *open().map_err(|error| unusable(&error))?, publication, withdrawn);
    }
    packer.set_tombstones(heard.tombstones);
    let shelf = packer.into_shelf().map_err(|error| unusable(&error))?;
    Ok(Parsed { shelf, refused: heard.refused, told_where: heard.told_where })
}

/// Reads the batches that are left on several threads, each with a packer
/// beside `packer`, to which all of it is appended.
fn read_others(lines: &mut Lines<'_, '_>, packer: &mut Packer) -> Result<Heard, ParseError> {
    let threads = thread::available_parallelism().map_or(1, usize::from).clamp(1, THREADS);
    let (to_threads, batches) = mpsc::sync_channel::<Batch>(threads * WAITING);
    let batches = Mutex::new(batches);
    let (to_us, from_threads) = mpsc::channel();
    let mut arrivals = Arrivals { from_threads, next: lines.batches, early: BTreeMap::new(), heard: Heard::default() };
    let (give_back, spare) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..threads {
            let (to_us, give_back, mut packer) = (to_us.clone(), give_back.clone(), packer.beside());
            let batches = &batches;
            scope.spawn(move || {
                let mut reader = LineReader::new(FILE);
                loop {
                    let next = batches.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(batch) = next else { return };
                    let heard = read_batch(&batch, &mut reader, &mut packer);
                    if to_us.send((batch.number, packer.take(), heard)).is_err() {
                        return;
                    }
                    // At the end nobody wants it any more.
                    give_back.send(batch.lines).ok();
                }
            });
        }
        let divided = lines.divide(&to_threads, &spare, &mut || arrivals.append_to(packer));
        // The threads end when nothing can come any more.
        drop(to_threads);
        divided
    })?;
    arrivals.append_to(packer);
    Ok(arrivals.heard)
}

/// What comes of batches, in the order in which threads are done with them.
struct Arrivals {
    from_threads: mpsc::Receiver<(usize, Packed, Heard)>,
    /// The batch whose turn it is.
    next: usize,
    /// Those that came before their turn.
    early: BTreeMap<usize, (Packed, Heard)>,
    heard: Heard,
}

impl Arrivals {
    /// Appends what is here and has its turn.
    fn append_to(&mut self, packer: &mut Packer) {
        self.early.extend(self.from_threads.try_iter().map(|(number, packed, heard)| (number, (packed, heard))));
        while let Some((packed, heard)) = self.early.remove(&self.next) {
            packer.append(packed);
            self.heard.add(heard);
            self.next += 1;
        }
    }
}

/// The lines that are left to be divided into batches.
struct Lines<'a, 't> {
    reader: Box<dyn BufRead + Send + 'a>,
    /// Batches so far.
    batches: usize,
    /// Bytes so far.
    done: u64,
    /// Number of the next line, from 1.
    first_line: u64,
    tell: &'t mut dyn FnMut(u64) -> ControlFlow<()>,
}

impl Lines<'_, '_> {
    /// Sends all that is left in batches. Room for them comes back as `spare`
    /// from those who are done with theirs. `meanwhile` is done after each.
    fn divide(
        &mut self,
        to_threads: &mpsc::SyncSender<Batch>,
        spare: &mpsc::Receiver<Vec<u8>>,
        meanwhile: &mut dyn FnMut(),
    ) -> Result<(), ParseError> {
        loop {
            let room = spare.try_recv().unwrap_or_else(|_| Vec::with_capacity(BATCH + 4096));
            let Some(batch) = self.next(BATCH, room)? else { return Ok(()) };
            if to_threads.send(batch).is_err() {
                return Err(ParseError::Unusable("a thread ended early".to_owned()));
            }
            meanwhile();
        }
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
        let (number, first_line) = (self.batches, self.first_line);
        self.batches += 1;
        self.first_line += memchr::memchr_iter(b'\n', &batch).count() as u64 + u64::from(!batch.ends_with(b"\n"));
        Ok(Some(Batch { number, first_line, lines: batch }))
    }
}

fn read_batch(batch: &Batch, reader: &mut LineReader<'_>, packer: &mut Packer) -> Heard {
    let mut heard = Heard::default();
    for (number, line) in (batch.first_line..).zip(lines_in(&batch.lines)) {
        match reader.read(number, line).0 {
            Some(Item::Organization { organization, told_where }) => {
                heard.told_where += usize::from(told_where);
                heard.refused += usize::from(packer.add(*organization).is_err());
            }
            Some(Item::Tombstone(tombstone)) => heard.tombstones.push(tombstone),
            Some(Item::Service) => heard.needs_others = true,
            None => heard.refused += usize::from(!line.trim_ascii().is_empty()),
        }
    }
    heard
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
    Ok(Parsed { shelf: packer.into_shelf().map_err(|error| unusable(&error))?, refused, told_where })
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
