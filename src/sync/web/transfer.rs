//! Getting a file over a line that breaks: again, from where it broke, and
//! again, as long as each try brings something.

use std::{
    io::{Read, Write},
    time::{Duration, Instant},
};

use ureq::{Body, http::Response};

use super::{
    WebError,
    line::{Again, Line, Pace, Trouble},
    part::Part,
};
use crate::sync::{Bytes, Stop, Watch};

/// Bytes read at once.
const PIECE: usize = 1 << 16;

/// How one try ended badly.
enum Bad {
    /// Another try can help.
    Trouble(Trouble),
    /// It cannot.
    Over(WebError),
}

impl From<Trouble> for Bad {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

/// Counts tries that brought nothing.
struct Tries<'a> {
    pace: &'a Pace,
    stop: &'a Stop,
    failed: u32,
}

impl<'a> Tries<'a> {
    fn new(pace: &'a Pace, stop: &'a Stop) -> Self {
        Self { pace, stop, failed: 0 }
    }

    /// Waits before the next try; an error when there should be none. `gained`
    /// are the bytes that the last try brought.
    fn again(&mut self, trouble: Trouble, gained: u64) -> Result<(), WebError> {
        if self.stop.is_stopped() {
            return Err(WebError::Stopped);
        }
        if gained >= Pace::LEAST {
            self.failed = 0;
        }
        self.failed += 1;
        let most = match trouble.again {
            Again::Yes => self.pace.tries,
            Again::Once => 2,
            Again::No => 0,
        };
        if self.failed >= most {
            return Err(WebError::Unreachable(trouble.hurdle, trouble.detail));
        }
        let pause = self.pace.pause * 2_u32.saturating_pow(self.failed - 1);
        if self.stop.pause(pause) { Ok(()) } else { Err(WebError::Stopped) }
    }
}

/// A line that brings too little is as good as broken.
struct Pulse {
    window: Duration,
    since: Instant,
    bytes: u64,
}

impl Pulse {
    #[expect(clippy::disallowed_methods, reason = "this measures how long a line takes, not what time it is")]
    fn now() -> Instant {
        Instant::now()
    }

    fn new(window: Duration) -> Self {
        Self { window, since: Self::now(), bytes: 0 }
    }

    /// Notes bytes that came; an error when they are too few for the time.
    fn beat(&mut self, bytes: usize) -> Result<(), Trouble> {
        self.bytes += bytes as u64;
        let now = Self::now();
        if now.duration_since(self.since) >= self.window {
            if self.bytes < Pace::LEAST {
                return Err(Trouble::again("the line brings next to nothing"));
            }
            (self.since, self.bytes) = (now, 0);
        }
        Ok(())
    }
}

/// What an answer's number means for a file that is asked for.
fn accept(status: u16) -> Result<(), Bad> {
    match status {
        200 | 206 | 416 => Ok(()),
        404 | 410 => Err(Bad::Over(WebError::NotFound)),
        // It may be better in a moment; the last answer counts.
        408 | 429 | 500..=599 => Err(Trouble::answer(status, Again::Yes).into()),
        _ => Err(Trouble::answer(status, Again::No).into()),
    }
}

/// A small file, whole.
pub(super) fn metadata(line: &Line, url: &str, limit: u64, watch: &Watch) -> Result<Vec<u8>, WebError> {
    let mut tries = Tries::new(&line.pace, &watch.stop);
    loop {
        match whole(line, url, limit) {
            Ok(bytes) => return Ok(bytes),
            Err(Bad::Over(error)) => return Err(error),
            Err(Bad::Trouble(trouble)) => tries.again(trouble, 0)?,
        }
    }
}

fn whole(line: &Line, url: &str, limit: u64) -> Result<Vec<u8>, Bad> {
    let response = line.ask(url, 0)?;
    let status = response.status().as_u16();
    accept(status)?;
    if status != 200 {
        return Err(Trouble::answer(status, Again::No).into());
    }
    if announced(&response).is_some_and(|length| length > limit) {
        return Err(Bad::Over(WebError::TooLong));
    }
    let mut pulse = Pulse::new(line.pace.window);
    let mut reader = response.into_body().into_reader();
    let (mut bytes, mut buffer) = (Vec::new(), vec![0; PIECE]);
    loop {
        let count = reader.read(&mut buffer).map_err(Trouble::from)?;
        let Some(read) = buffer.get(..count).filter(|read| !read.is_empty()) else { return Ok(bytes) };
        bytes.extend_from_slice(read);
        if bytes.len() as u64 > limit {
            return Err(Bad::Over(WebError::TooLong));
        }
        pulse.beat(count)?;
    }
}

/// The length that an answer says it has.
fn announced(response: &Response<Body>) -> Option<u64> {
    header(response, "content-length")?.parse().ok()
}

fn header<'a>(response: &'a Response<Body>, name: &str) -> Option<&'a str> {
    response.headers().get(name)?.to_str().ok()
}

/// A target: what is here of it stays, the rest is fetched. The file that
/// comes back has the hash of its name, unless the site has another file there:
/// then the reader gets that, and refuses it.
pub(super) fn target(
    line: &Line,
    url: &str,
    part: &Part,
    limit: u64,
    watch: &Watch,
) -> Result<Box<dyn Read + Send>, WebError> {
    let mut tries = Tries::new(&line.pace, &watch.stop);
    // Whether all that is here comes from this site, in one go.
    let mut own = false;
    loop {
        if part.len() > limit {
            part.remove().map_err(WebError::Disk)?;
        }
        let before = part.len();
        own |= before == 0;
        // Everything may have come before the program was ended.
        if before > 0 && before == limit && part.is_whole().map_err(WebError::Disk)? {
            return part.open().map_err(WebError::Disk);
        }
        let outcome = more(line, url, part, limit, watch);
        let gained = part.len().saturating_sub(before);
        match outcome {
            Ok(()) if part.is_whole().map_err(WebError::Disk)? => return part.open().map_err(WebError::Disk),
            // The site says that this is the end of it, but it is another file.
            Ok(()) if own && (gained == 0 || part.len() >= limit) => return other_file(part),
            Ok(()) if part.len() >= limit || gained == 0 => part.remove().map_err(WebError::Disk)?,
            Ok(()) => tries.again(Trouble::again("the file ends too early"), gained)?,
            Err(Bad::Over(error)) => return Err(error),
            Err(Bad::Trouble(trouble)) => tries.again(trouble, gained)?,
        }
    }
}

/// Hands over what the site has in the place of the file, and forgets it.
fn other_file(part: &Part) -> Result<Box<dyn Read + Send>, WebError> {
    let file = part.open().map_err(WebError::Disk)?;
    part.remove().map_err(WebError::Disk)?;
    Ok(file)
}

/// One try: adds to the part what the site has from there on.
fn more(line: &Line, url: &str, part: &Part, limit: u64, watch: &Watch) -> Result<(), Bad> {
    let disk = |error| Bad::Over(WebError::Disk(error));
    let have = part.len();
    let response = line.ask(url, have)?;
    let status = response.status().as_u16();
    accept(status)?;
    let range = header(&response, "content-range").and_then(ContentRange::parse);
    // Bytes of the answer that are here already.
    let known = match (status, range) {
        (416, Some(range)) if range.total == Some(have) => return Ok(()),
        (206, Some(range)) if range.first == Some(have) => 0,
        (200, _) => have,
        // The file is shorter than what is here, or the site cannot count.
        _ => {
            part.remove().map_err(disk)?;
            return Err(Trouble::again("the site has other parts than those asked for").into());
        }
    };
    let length = announced(&response).map(|length| length.saturating_add(have - known));
    let total = range.and_then(|range| range.total).or(length);
    if length.is_some_and(|length| length > limit) || total.is_some_and(|total| total > limit) {
        part.remove().map_err(disk)?;
        return Err(Bad::Over(WebError::TooLong));
    }
    let mut file = part.append().map_err(disk)?;
    let mut pulse = Pulse::new(line.pace.window);
    let mut reader = response.into_body().into_reader();
    let (mut skip, mut done) = (known, have);
    let mut buffer = vec![0; PIECE];
    loop {
        if watch.stop.is_stopped() {
            return Err(Bad::Over(WebError::Stopped));
        }
        let count = reader.read(&mut buffer).map_err(Trouble::from)?;
        if count == 0 {
            return Ok(());
        }
        let again = usize::try_from(skip).unwrap_or(usize::MAX).min(count);
        skip -= again as u64;
        let new = buffer.get(again..count).unwrap_or_default();
        done += new.len() as u64;
        if done > limit {
            drop(file);
            part.remove().map_err(disk)?;
            return Err(Bad::Over(WebError::TooLong));
        }
        file.write_all(new).map_err(disk)?;
        (watch.report)(Bytes { done, total });
        pulse.beat(count)?;
    }
}

/// The header that says which part of a file an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ContentRange {
    first: Option<u64>,
    total: Option<u64>,
}

impl ContentRange {
    /// Reads `bytes 5-9/10`, `bytes */10` and `bytes 5-9/*` (RFC 9110, 14.4).
    fn parse(text: &str) -> Option<Self> {
        let (range, total) = text.strip_prefix("bytes ")?.split_once('/')?;
        let first = match range {
            "*" => None,
            range => Some(range.split_once('-')?.0.parse().ok()?),
        };
        Some(Self { first, total: total.parse().ok() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_range_says_where_a_piece_belongs() {
        let range = |first, total| Some(ContentRange { first, total });
        assert_eq!(ContentRange::parse("bytes 5-9/10"), range(Some(5), Some(10)));
        assert_eq!(ContentRange::parse("bytes */10"), range(None, Some(10)));
        assert_eq!(ContentRange::parse("bytes 5-9/*"), range(Some(5), None));
        for text in ["", "bytes", "bytes x-9/10", "items 1-2/3"] {
            assert_eq!(ContentRange::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_line_that_brings_next_to_nothing_is_broken() {
        let mut pulse = Pulse::new(Duration::ZERO);
        pulse.beat(2048).unwrap();
        pulse.beat(1).unwrap_err();
        let mut patient = Pulse::new(Duration::from_mins(10));
        patient.beat(1).unwrap();
    }
}
